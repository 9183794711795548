package masthead

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// token is a run of letters, a run of digits, or one other character; white
// space and characters that nobody sees stand between tokens. "7th" is two tokens, and so is "35am".
type token struct {
	kind  byte // 'w' word, 'n' number, 'p' other
	span  readout.Span
	text  string
	lower string // of a word
	n     int    // of a number of up to 9 digits
}

// tokens cuts a line up; nothing that a reader sees is lost.
func tokens(line string) []token {
	var out []token
	for at := 0; at < len(line); {
		r, size := utf8.DecodeRuneInString(line[at:])
		end := at + size
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r): // a soft hyphen, a direction mark
			at = end
			continue
		case isDigit(r):
			for end < len(line) && isDigit(rune(line[end])) {
				end++
			}
			out = append(out, number(line[at:end], at))
		case unicode.IsLetter(r):
			for end < len(line) {
				r, size := utf8.DecodeRuneInString(line[end:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) {
					break
				}
				end += size
			}
			t := line[at:end]
			out = append(out, token{kind: 'w', span: readout.Span{Start: at, End: end}, text: t, lower: strings.ToLower(t)})
		default:
			out = append(out, token{kind: 'p', span: readout.Span{Start: at, End: end}, text: line[at:end]})
		}
		at = end
	}
	return out
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func number(s string, at int) token {
	tok := token{kind: 'n', span: readout.Span{Start: at, End: at + len(s)}, text: s}
	if len(s) <= 9 {
		for _, d := range s {
			tok.n = tok.n*10 + int(d-'0')
		}
	}
	return tok
}

// line is a tokenised line; at gives the zero token outside it.
type lineTokens []token

func (l lineTokens) at(i int) token {
	if i < 0 || i >= len(l) {
		return token{}
	}
	return l[i]
}

func (l lineTokens) is(i int, text string) bool { return l.at(i).text == text }

// skip returns the first index from i on that is none of the given marks.
func (l lineTokens) skip(i int, marks ...string) int {
	for ; i < len(l); i++ {
		if l[i].kind != 'p' || !contains(marks, l[i].text) {
			break
		}
	}
	return i
}

// touches reports whether no white space stands between tokens i and i+1.
func (l lineTokens) touches(i int) bool {
	return i >= 0 && i+1 < len(l) && l[i].span.End == l[i+1].span.Start
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
