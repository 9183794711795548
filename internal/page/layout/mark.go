package layout

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"readout/lexicon"
)

// mark is what the tag, class, id or role of an element, or of one around it,
// says of the words inside: a set of bits.
type mark uint64

// The marks. Those above markTag come from lexicon/layout-classes.txt, by name;
// those below from tags.
const (
	markAd mark = 1 << iota
	markBio
	markBody
	markBold
	markBreak
	markByline
	markCaption
	markComment
	markCookie
	markCorrection
	markCredit
	markEmbed
	markFooter
	markGallery
	markHide
	markKicker
	markLede
	markNav
	markPicture
	markPromo
	markPullquote
	markReader
	markRelated
	markShare
	markSide
	markSummary
	markTags
	markTail
	markTime
	markTitle
	markTranscript
	markVideo

	markArticle // article element
	markAside
	markButton
	markFigcaption
	markFigure
	markForm
	markHeader
	markLink // inside a link
	markMain
	markQuote // blockquote
	markStrong
	markTable
	markPre
)

// markNames names the marks of the lexicon file.
var markNames = [...]string{
	"ad", "bio", "body", "bold", "break", "byline", "caption", "comment", "cookie", "correction", "credit", "embed",
	"footer", "gallery", "hide", "kicker", "lede", "nav", "picture", "promo", "pullquote", "reader", "related",
	"share", "side", "summary", "tags", "tail", "time", "title", "transcript", "video",
}

func (m mark) has(any mark) bool { return m&any != 0 }

// String names the marks that came from words, for tests.
func (m mark) String() string {
	var names []string
	for i, name := range markNames {
		if m.has(1 << i) {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

// marker reads marks off elements. It remembers the names it has met, so one
// marker serves one page.
type marker struct {
	words map[string]mark // joined words of the lexicon
	met   map[string]mark
}

// classWords is the parsed lexicon file; parsed at first use, never changed.
var classWords = sync.OnceValue(func() map[string]mark {
	f, err := lexicon.Open("layout-classes.txt")
	if err != nil {
		panic(err) // an embedded file that a test has read
	}
	words, err := parseClasses(f)
	if err != nil {
		panic(err)
	}
	return words
})

func parseClasses(f *lexicon.File) (map[string]mark, error) {
	byName := map[string]mark{}
	for i, name := range markNames {
		byName[name] = 1 << i
	}
	words := map[string]mark{}
	for _, e := range f.Entries {
		m, ok := byName[e.Field(1)]
		if !ok {
			return nil, fmt.Errorf("layout: %s:%d: mark %q is not known: see markNames", f.Name, e.Line, e.Field(1))
		}
		words[strings.ReplaceAll(e.Field(0), " ", "")] |= m
	}
	return words, nil
}

func newMarker() *marker { return &marker{words: classWords(), met: map[string]mark{}} }

// tagMarks are the marks that a tag gives whatever its class.
var tagMarks = map[atom.Atom]mark{
	atom.A: markLink, atom.Article: markArticle, atom.Aside: markAside, atom.Button: markButton,
	atom.Figcaption: markFigcaption, atom.Figure: markFigure, atom.Footer: markFooter, atom.Form: markForm,
	atom.Header: markHeader, atom.Main: markMain, atom.Blockquote: markQuote, atom.Nav: markNav,
	atom.B: markStrong, atom.Strong: markStrong, atom.Table: markTable, atom.Pre: markPre,
	atom.Select: markForm, atom.Dialog: markPromo, atom.Label: markForm,
}

// of returns the marks of one element, those around it left out.
func (mk *marker) of(n *html.Node) mark {
	m := tagMarks[n.DataAtom]
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return m // their classes list all that the page holds
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-testid", "data-component", "data-component-name", "data-type", "data-module":
			m |= mk.names(a.Val)
		case "itemprop":
			m |= itemMark(a.Val)
		case "role":
			m |= roleMark(a.Val)
		case "hidden":
			m |= markHide
		case "style":
			if hides(a.Val) {
				m |= markHide
			}
		case "aria-label":
			if len(a.Val) < 40 {
				m |= mk.name(a.Val)
			}
		}
	}
	if n.DataAtom == atom.Time {
		m |= markTime
	}
	return m
}

func hides(style string) bool {
	style = strings.ReplaceAll(strings.ToLower(style), " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

func itemMark(v string) mark {
	switch v {
	case "articleBody":
		return markBody
	case "headline":
		return markTitle
	case "author":
		return markByline
	case "datePublished", "dateModified":
		return markTime
	case "description", "alternativeHeadline":
		return markLede
	case "caption":
		return markCaption
	}
	return 0
}

func roleMark(v string) mark {
	switch v {
	case "navigation", "menu", "menubar", "search":
		return markNav
	case "contentinfo":
		return markFooter
	case "banner":
		return markNav
	case "complementary":
		return markAside
	case "article":
		return markArticle
	case "main":
		return markMain
	case "dialog", "alertdialog":
		return markPromo
	}
	return 0
}

// names returns the marks of a class attribute.
func (mk *marker) names(val string) mark {
	if m, ok := mk.met[val]; ok {
		return m
	}
	var m mark
	fields := strings.Fields(val)
	for _, name := range fields {
		if isTerm(name) && isPost(fields) {
			continue
		}
		found := mk.name(name)
		if found.has(markHide) && (mk.words[strings.ReplaceAll(name, "-", "")]&markHide == 0 || shownSomewhere(fields)) {
			found &^= markHide
		}
		m |= found
	}
	if m.has(markHide) {
		m = m&^markHide | markReader // a script may show it: it is text, but not the report
	}
	mk.met[val] = m
	return m
}

// isTerm reports whether a class name is a tag, category or author of a post.
func isTerm(name string) bool {
	return strings.HasPrefix(name, "tag-") || strings.HasPrefix(name, "category-") || strings.HasPrefix(name, "author-")
}

// isPost reports whether the class names are those that a common publishing
// system gives a post, its terms among them.
func isPost(names []string) bool {
	for _, name := range names {
		if name == "hentry" || strings.HasPrefix(name, "type-") {
			return true
		}
	}
	return false
}

// shownSomewhere reports whether one of the class names shows the element on
// some screens ("d-md-block", "lg:flex").
func shownSomewhere(names []string) bool {
	for _, name := range names {
		for _, how := range []string{"block", "flex", "grid", "inline", "table"} {
			if strings.HasSuffix(name, how) && strings.ContainsAny(name, ":-") && !strings.Contains(name, "print") {
				return true
			}
		}
	}
	return false
}

// longestName is the number of words of the longest entry that is tried.
const longestName = 5

// name returns the marks of one class name: of its longest runs of words that
// the lexicon has.
func (mk *marker) name(name string) mark {
	if len(name) > 80 || strings.ContainsAny(name, ":[/") { // generated, or a style with a condition
		return 0
	}
	words := splitName(name)
	for _, w := range words {
		if switches[w] {
			return 0 // "has-sidebar" says what stands elsewhere
		}
	}
	var m mark
	for i := 0; i < len(words); {
		n, found := mk.longest(words[i:])
		m |= found
		i += max(n, 1)
	}
	return m
}

func (mk *marker) longest(words []string) (n int, m mark) {
	joined := ""
	for i, w := range words[:min(len(words), longestName)] {
		joined += w
		if found, ok := mk.words[joined]; ok {
			n, m = i+1, found
		}
	}
	return n, m
}

// switches are words that make a class name speak of a setting, not of what is
// inside.
var switches = map[string]bool{
	"has": true, "no": true, "not": true, "with": true, "without": true, "is": true,
	"enable": true, "enabled": true, "disable": true, "disabled": true, "show": true, "when": true,
}

// splitName cuts "articleBody__text-2" into lower-case words.
func splitName(name string) []string {
	var words []string
	start := -1
	lower := false // the rune before was lower case
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		switch {
		case !unicode.IsLetter(r):
			if start >= 0 {
				words = append(words, strings.ToLower(name[start:i]))
			}
			start, lower = -1, false
		case start < 0:
			start, lower = i, unicode.IsLower(r)
		case unicode.IsUpper(r) && lower:
			words = append(words, strings.ToLower(name[start:i]))
			start, lower = i, false
		default:
			lower = unicode.IsLower(r)
		}
		i += n
	}
	if start >= 0 {
		words = append(words, strings.ToLower(name[start:]))
	}
	return words
}
