package furniture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// matcher tries one pattern on one line.
type matcher struct {
	toks   []token
	whole  bool // the tokens are the whole line
	line   string
	parts  []Part
	outlet readout.Span
}

// maxName is how many words a <name> may have.
const maxName = 8

func (m *matcher) match(p pattern) bool { return m.from(0, p) }

// from matches the tokens from i on against p, by trying the shortest gap
// first. Captures are written on the way back, from the last to the first.
func (m *matcher) from(i int, p pattern) bool {
	if len(p) == 0 {
		return m.whole && m.skip(i) == len(m.toks)
	}
	e := p[0]
	switch e.kind {
	case open:
		return m.whole && m.skip(i) == len(m.toks) && !m.stopped()
	case gap:
		if m.gap(i, p) {
			return true
		}
	case names:
		if m.names(i, p) {
			return true
		}
	default:
		if j := m.one(i, e); j > 0 && m.from(j, p[1:]) {
			return true
		}
	}
	return e.optional && m.from(i, p[1:])
}

// one matches a single word or mark and returns the token after it; 0 is no.
func (m *matcher) one(i int, e element) int {
	for ; i < len(m.toks); i++ {
		if t := m.toks[i]; m.is(t, e) {
			return i + 1
		} else if t.word || e.mark && t.folded != `"` && t.folded != "'" {
			return 0
		}
	}
	return 0
}

func (m *matcher) is(t token, e element) bool {
	switch e.kind {
	case number:
		return isNumber(t.folded)
	case clock:
		return isClock(t.folded)
	}
	have := t.folded
	if e.exact {
		have = strings.ReplaceAll(m.line[t.span.Start:t.span.End], "’", "'")
	}
	for _, a := range e.alts {
		if a == have || a == ":" && have == "|" {
			return true
		}
	}
	return false
}

func (m *matcher) gap(i int, p pattern) bool {
	e := p[0]
	if len(p) == 1 && e.max == maxTokens && len(m.toks)-i >= e.min {
		m.capture(e, i, len(m.toks), !m.whole)
		return true
	}
	for n := 0; n <= e.max && i+n <= len(m.toks); n++ {
		if n >= e.min && m.from(i+n, p[1:]) {
			m.capture(e, i, i+n, false)
			return true
		}
	}
	return false
}

func (m *matcher) names(i int, p pattern) bool {
	i = m.skip(i)
	end := i
	for n := 0; end < len(m.toks) && n < maxName; n++ {
		t := m.toks[end]
		r, _ := utf8.DecodeRuneInString(m.line[t.span.Start:])
		link := n > 0 && (t.folded == "of" || t.folded == "the" || t.folded == "and" || t.folded == "&" ||
			t.folded == "." && m.toks[end-1].span.Len() <= 3) // an initial, "Co."
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !link {
			break
		}
		end++
	}
	for ; end > i; end-- {
		if m.from(end, p[1:]) {
			if p[0].outlet {
				m.outlet = m.trimmed(i, end)
			}
			return true
		}
	}
	return false
}

// trimmed is the span of tokens i to end without link words and marks at its end.
func (m *matcher) trimmed(i, end int) readout.Span {
	for end > i+1 && (!m.toks[end-1].word || m.toks[end-1].folded == "and" || m.toks[end-1].folded == "of") {
		end--
	}
	return readout.Span{Start: m.toks[i].span.Start, End: m.toks[end-1].span.End}
}

// parters are marks between a label and its text that belong to the label.
const parters = ":,;|–—-"

func (m *matcher) capture(e element, i, end int, toLineEnd bool) {
	for i < end && strings.Contains(parters, m.toks[i].folded) {
		i++
	}
	if e.role == readout.RoleNone || i >= end {
		return
	}
	s := readout.Span{Start: m.toks[i].span.Start, End: m.toks[end-1].span.End}
	if toLineEnd {
		s.End = len(strings.TrimRightFunc(m.line, unicode.IsSpace))
	}
	m.parts = append([]Part{{e.role, s}}, m.parts...)
}

// skip passes over marks.
func (m *matcher) skip(i int) int {
	for i < len(m.toks) && !m.toks[i].word {
		i++
	}
	return i
}

// stopped reports whether the line ends with a full stop, outside or inside of
// closing marks; dots of an ellipsis do not count.
func (m *matcher) stopped() bool {
	line := strings.TrimRight(m.line, " \t\u00a0\"'”’)]")
	return strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "..")
}
