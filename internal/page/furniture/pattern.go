package furniture

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// A pattern is a row of elements, separated by spaces, that must match a whole
// line word by word. Punctuation of the line that the pattern does not name is
// passed over.
//
//	word      that word in any case; with a capital, in that case
//	a|b|c     one of them
//	word?     may be absent (so may every element with "?")
//	#         a number: 7, 1,200, 3.5
//	<time>    a clock or timer: 01:52
//	<name>    one to eight capitalised words, with of, the, and, &
//	_         any one word
//	*  +  *4  any words; one or more; four at most
//	{role}    one or more words that have this role, not that of the rule
//	{outlet}  <name>, which is the outlet's
//	: | ( …   a punctuation mark that must stand there, written alone; a bar of
//	          the line will do for a colon ("READ | The long road")
//	!.        at the end: the line does not end like a sentence, with a full stop
//
// The words are few on purpose: a list of such rows can be read by an editor,
// and matching is linear in practice, which regular expressions with the same
// freedom would not be by far (one pass of each over each line).
type pattern []element

type kind uint8

const (
	literal kind = iota // a word or mark
	number              // #
	clock               // <time>
	names               // <name>
	gap                 // * + *4 {role}
	open                // !.
)

type element struct {
	kind     kind
	alts     []string // of a literal, folded unless exact
	exact    bool     // some alternative has a capital: compare as written
	mark     bool     // of a literal: punctuation, not a word
	optional bool
	min, max int          // tokens of a gap
	role     readout.Role // of a capture
	outlet   bool
}

// maxGaps bounds the work of matching: tokens to the power of the gaps.
const maxGaps = 3

// maxTokens is how much of a line is looked at; a longer one can only match a
// pattern that ends in "*" or a capture.
const maxTokens = 64

func parsePattern(s string) (pattern, error) {
	var p pattern
	gaps := 0
	for _, word := range strings.Fields(s) {
		e, err := parseElement(word)
		if err != nil {
			return nil, err
		}
		if e.kind == gap && e.max > 1 {
			gaps++
		}
		p = append(p, e)
	}
	if len(p) == 0 || gaps > maxGaps || p[0].kind == open {
		return nil, fmt.Errorf("pattern %q: want one to many elements, at most %d gaps", s, maxGaps)
	}
	return p, nil
}

func parseElement(word string) (element, error) {
	var e element
	if rest, ok := strings.CutSuffix(word, "?"); ok && rest != "" {
		e.optional, word = true, rest
	}
	switch {
	case word == "#":
		e.kind = number
	case word == "<time>":
		e.kind = clock
	case word == "<name>":
		e.kind = names
	case word == "{outlet}":
		e.kind, e.outlet = names, true
	case word == "!.":
		e.kind = open
	case word == "_":
		e.kind, e.min, e.max = gap, 1, 1
	case word[0] == '{' && len(word) > 1:
		role, ok := readout.ParseRole(strings.Trim(word, "{}"))
		if !ok {
			return e, fmt.Errorf("no such role %s", word)
		}
		e.kind, e.min, e.max, e.role = gap, 1, maxTokens, role
	case word[0] == '*' || word[0] == '+':
		return gapElement(e, word)
	default:
		e.alts = strings.Split(word, "|")
		if word == "|" {
			e.alts = []string{word}
		}
		e.exact = strings.ToLower(word) != word
		e.mark = !isWord(e.alts[0])
	}
	return e, nil
}

func gapElement(e element, word string) (element, error) {
	e.kind, e.max = gap, maxTokens
	if word[0] == '+' {
		e.min = 1
	}
	if len(word) > 1 {
		n, err := strconv.Atoi(word[1:])
		if err != nil || n < 1 {
			return e, fmt.Errorf("%q is no gap: want * or + and a number", word)
		}
		e.max = n
	}
	return e, nil
}

// numberKey is what patterns that begin with a number or clock are filed under.
const numberKey = "#"

// keys returns what one of the words or marks that an obligatory element needs
// is filed under; nil where there is no such choice.
func (e element) keys() []string {
	switch {
	case e.optional:
		return nil
	case e.kind == number || e.kind == clock:
		return []string{numberKey}
	case e.kind != literal:
		return nil
	}
	out := make([]string, len(e.alts))
	for i, a := range e.alts {
		out[i] = strings.ToLower(a)
		if a == ":" {
			out = append(out, "|")
		}
	}
	return out
}

// token is a word or mark of a line.
type token struct {
	folded string
	span   readout.Span
	word   bool
}

// tokenize cuts a line into words and marks; whole is false where it was cut
// off at maxTokens.
func tokenize(line string) (toks []token, whole bool) {
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			i += n
			continue
		}
		if len(toks) == maxTokens {
			return toks, false
		}
		end := i + n
		word := letter(r)
		if word {
			end = wordEnd(line, i)
		}
		toks = append(toks, token{fold(line[i:end]), readout.Span{Start: i, End: end}, word})
		i = end
	}
	return toks, true
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// wordEnd is the end of the word at i: letters and digits, with single marks
// between them that do not part words (didn't, on-line, 01:52, 1,200). A number
// ends before its unit (2h, 10:14am, 3-minute).
func wordEnd(line string, i int) int {
	const longest = 20 // bytes of a number with a unit
	last, start := rune(0), i
	for i < len(line) {
		r, n := utf8.DecodeRuneInString(line[i:])
		if n := line[start:i]; unicode.IsDigit(last) && len(n) <= longest && (isNumber(n) || isClock(n)) && unit(strings.TrimPrefix(line[i:], "-")) {
			return i
		}
		if !letter(r) {
			next, _ := utf8.DecodeRuneInString(line[i+n:])
			inWord := strings.ContainsRune("'’-", r) && letter(next)
			inNumber := strings.ContainsRune(":.,", r) && unicode.IsDigit(last) && unicode.IsDigit(next)
			if !inWord && !inNumber {
				return i
			}
		}
		last = r
		i += n
	}
	return i
}

// unit reports whether s opens with a unit in small letters; the ends of
// ordinals and decades (9th, 1970s) belong to their number.
func unit(s string) bool {
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLower(r) })
	if n < 0 {
		n = len(s)
	}
	switch s[:n] {
	case "", "st", "nd", "rd", "th", "s":
		return false
	}
	return true
}

// straight writes curly marks as straight ones.
var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

// fold makes words comparable: lower case, straight marks, single spaces.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c <= ' ' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = straight.Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// bullet is how many tokens of a line's start only count or mark it as an item
// of a list.
func bullet(toks []token) int {
	switch {
	case len(toks) > 2 && isNumber(toks[0].folded) && (toks[1].folded == "." || toks[1].folded == ")"):
		return 2
	case !toks[0].word && strings.Contains("•·*–-►▶»›>|", toks[0].folded):
		return 1
	}
	return 0
}

// firstKeys are the keys of the patterns that toks may begin: those of its
// first word and of a mark before it.
func firstKeys(toks []token) (word, mark string) {
	for _, t := range toks {
		if t.word {
			return wordKey(t), mark
		}
		if mark == "" && t.folded != `"` && t.folded != "'" {
			mark = t.folded
		}
	}
	return "", mark
}

// lastKeys are the same for the end.
func lastKeys(toks []token) (word, mark string) {
	for i := len(toks) - 1; i >= 0; i-- {
		if toks[i].word {
			return wordKey(toks[i]), mark
		}
		if mark == "" && toks[i].folded != `"` && toks[i].folded != "'" {
			mark = toks[i].folded
		}
	}
	return "", mark
}

func wordKey(t token) string {
	if c := t.folded[0]; c >= '0' && c <= '9' && (isNumber(t.folded) || isClock(t.folded)) {
		return numberKey
	}
	return t.folded
}

func isWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return letter(r)
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.,") == "" && unicode.IsDigit(rune(s[0]))
}

func isClock(s string) bool {
	return strings.Contains(s, ":") && isNumber(strings.ReplaceAll(s, ":", ""))
}
