package meta

import (
	"sync"
	"unicode"

	"golang.org/x/net/html"

	"readout/lexicon"
)

// words is the word lists of lexicon/ that the package reads.
type words struct {
	keys      map[string][]string        // field → meta keys in order of trust
	types     map[string]string          // linked-data type → article, page, outlet
	classes   map[string]map[string]bool // what a class word marks → words
	platforms map[string]bool            // publishing systems, lower case
}

var load = sync.OnceValue(func() *words {
	w := &words{keys: map[string][]string{}, types: map[string]string{}, classes: map[string]map[string]bool{}, platforms: map[string]bool{}}
	for _, e := range open("masthead-meta-keys.list") {
		w.keys[e.Field(0)] = append(w.keys[e.Field(0)], e.Field(1))
	}
	for _, e := range open("masthead-platforms.txt") {
		w.platforms[e.Field(0)] = true
	}
	for _, e := range open("masthead-ld-types.txt") {
		w.types[e.Field(0)] = e.Field(1)
	}
	for _, e := range open("masthead-classes.txt") {
		kind := e.Field(0)
		if w.classes[kind] == nil {
			w.classes[kind] = map[string]bool{}
		}
		w.classes[kind][e.Field(1)] = true
	}
	return w
})

// open reads an embedded list; one that does not parse is a broken build.
func open(name string) []lexicon.Entry {
	f, err := lexicon.Open(name)
	if err != nil {
		panic(err)
	}
	return f.Entries
}

// marks reports whether one of the words in an element's class, id or test
// attributes is of the given kind.
func (w *words) marks(n *html.Node, kind string) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "itemprop", "data-testid", "data-component", "data-type", "data-block", "data-gu-name", "rel":
			if anyWord(a.Val, w.classes[kind]) {
				return true
			}
		}
	}
	return false
}

// attrWords cuts "c-articleByline__author-name" into its lower-case words.
func attrWords(s string) []string {
	var out []string
	eachWord(s, func(word []byte) bool {
		out = append(out, string(word))
		return true
	})
	return out
}

// anyWord reports whether one of the words of s is in set. It is asked several
// times of every element, so it makes no strings.
func anyWord(s string, set map[string]bool) bool {
	found := false
	eachWord(s, func(word []byte) bool {
		found = set[string(word)]
		return !found
	})
	return found
}

// eachWord gives the runs of ASCII letters of s in lower case, cut where a
// capital follows a small letter, until yield returns false.
func eachWord(s string, yield func(word []byte) bool) {
	var buf [64]byte // longer words are hashes
	n, small := 0, false
	for i := 0; i <= len(s); i++ {
		var c byte
		if i < len(s) {
			c = s[i]
		}
		upper := 'A' <= c && c <= 'Z'
		letter := upper || 'a' <= c && c <= 'z'
		if n > 0 && (!letter || upper && small) {
			if !yield(buf[:n]) {
				return
			}
			n = 0
		}
		if letter && n < len(buf) {
			buf[n] = c | 0x20
			n++
		}
		small = letter && !upper
	}
}

// isWord reports whether a character belongs to a word.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
