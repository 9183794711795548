package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// quotation is a run of text between quotation marks that lies in no other.
//
// Invariant: Outer holds Inner; Inner neither begins nor ends with white space
// and is not empty; of two quotations of a paragraph neither holds the other.
type quotation struct {
	outer readout.Span // marks included
	inner readout.Span
	open  bool // no mark closes it: it runs to the paragraph's end
}

// mark is one quotation mark, or two that stand for one (”).
type mark struct {
	at, n      int
	r          rune
	prev, next rune // the characters beside it; 0 at the paragraph's ends
}

func (m mark) end() int { return m.at + m.n }

func (m mark) single() bool { return strings.ContainsRune("‘’‚‛'‹›", m.r) }

// afterBreak reports whether a quotation may open here, by the character before.
func (m mark) afterBreak() bool {
	return m.prev == 0 || isSpace(m.prev) || strings.ContainsRune("([{—–-/:,.;…>", m.prev) || isMark(m.prev)
}

// beforeBreak reports whether a quotation may close here, by the character after.
func (m mark) beforeBreak() bool {
	return m.next == 0 || isSpace(m.next) || strings.ContainsRune(")]},.;:?!—–-…/", m.next) || isMark(m.next)
}

// opens reports whether the mark looks like one that opens: a space before it
// and none after.
func (m mark) opens() bool { return m.afterBreak() && m.next != 0 && !isSpace(m.next) }

// closes reports whether the mark looks like one that closes.
func (m mark) closes() bool { return m.prev != 0 && !isSpace(m.prev) && m.beforeBreak() }

func isMark(r rune) bool { return strings.ContainsRune("“”„‟«»\"`‘’‚‛'‹›", r) }

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// quotations pairs the marks of one paragraph. Marks never pair beyond it, so
// that one odd mark cannot turn the rest of a report inside out.
func quotations(text string, par readout.Span) []quotation {
	marks := findMarks(text, par)
	if len(marks) == 0 {
		return nil
	}
	out := pairDouble(text, par, marks)
	return pairSingle(text, par, marks, out)
}

// findMarks lists the paragraph's marks. Two single marks side by side (” or
// “) are one double mark.
func findMarks(text string, par readout.Span) []mark {
	var out []mark
	prev := rune(0)
	for i := par.Start; i < par.End; {
		r, n := utf8.DecodeRuneInString(text[i:par.End])
		if !isMark(r) {
			prev, i = r, i+n
			continue
		}
		m := mark{at: i, n: n, r: r, prev: prev}
		if strings.ContainsRune("'`’‘", r) && strings.HasPrefix(text[i+n:par.End], string(r)) &&
			!closesTwice(text[i:par.End], r, prev) {
			m.n, m.r = 2*n, '"'
		}
		if i+m.n < par.End {
			m.next, _ = utf8.DecodeRuneInString(text[i+m.n : par.End])
		}
		if m.r != '`' {
			out = append(out, m)
		}
		prev, i = r, i+m.n
	}
	return out
}

// closesTwice reports whether three like single marks behind a word close a
// quotation and the one around it: one mark, then two.
func closesTwice(rest string, r, prev rune) bool {
	return prev != 0 && !isSpace(prev) && strings.HasPrefix(rest, strings.Repeat(string(r), 3)) &&
		!strings.HasPrefix(rest, strings.Repeat(string(r), 4))
}

// pairDouble pairs double marks, whatever their kinds (a report may open with
// ” and close with "). The innermost open mark is the one that closes, so that
// an odd opening mark costs itself only.
func pairDouble(text string, par readout.Span, marks []mark) []quotation {
	var open []mark
	var pairs []quotation
	for _, m := range marks {
		if m.single() || isInch(text, m) {
			continue
		}
		switch {
		case doubleOpens(m, open):
			if len(open) > 0 && m.r == '"' {
				open = open[:len(open)-1] // straight marks do not nest: the one before was odd
			}
			open = append(open, m)
		case len(open) > 0:
			top := open[len(open)-1]
			open = open[:len(open)-1]
			pairs = addPair(text, pairs, readout.Span{Start: top.at, End: m.end()},
				readout.Span{Start: top.end(), End: m.at}, false)
		}
	}
	if n := len(open); n > 0 && (len(pairs) == 0 || pairs[len(pairs)-1].outer.End <= open[n-1].at) {
		top := open[n-1]
		pairs = addPair(text, pairs, readout.Span{Start: top.at, End: par.End},
			readout.Span{Start: top.end(), End: par.End}, true)
	}
	return pairs
}

// doubleOpens tells an opening double mark from a closing one.
func doubleOpens(m mark, open []mark) bool {
	top := rune(0)
	if len(open) > 0 {
		top = open[len(open)-1].r
	}
	switch m.r {
	case '“', '‟', '„', '«':
		// „So“, and a wrong “ at the end of words.
		if top != 0 && m.closes() && !m.opens() || top == '„' && m.r == '“' || top == '»' && m.r == '«' {
			return false
		}
		return true
	case '”', '»':
		return top == 0 && m.opens() && !m.closes()
	}
	switch {
	case top == 0:
		return m.next != 0 && (m.opens() || !unicode.IsLetter(m.prev) && !unicode.IsDigit(m.prev))
	case top == '"':
		return m.opens() && !m.closes()
	}
	return m.opens() && !m.closes() && unicode.IsLetter(m.next)
}

// isInch reports whether a straight mark is the unit in 6'2" or 12".
func isInch(text string, m mark) bool {
	if m.r != '"' || m.n != 1 || !unicode.IsDigit(m.prev) {
		return false
	}
	i := m.at
	for i > 0 && (text[i-1] >= '0' && text[i-1] <= '9' || text[i-1] == '.') {
		i--
	}
	return i > 0 && text[i-1] == '\''
}

// addPair appends a pair and drops the pairs that lie in it: only the outermost
// quotations are told apart.
func addPair(text string, pairs []quotation, outer, inner readout.Span, open bool) []quotation {
	for len(pairs) > 0 && outer.Contains(pairs[len(pairs)-1].outer) {
		pairs = pairs[:len(pairs)-1]
	}
	if inner = trimSpan(text, inner); inner.Len() <= 0 {
		return pairs
	}
	return append(pairs, quotation{outer, inner, open})
}

// pairSingle finds quotations in single marks outside those in double marks.
// ‘ and ' also stand for apostrophes, so a pair is made only where the opening
// mark looks like one and a closing mark stands where words cannot go on.
func pairSingle(text string, par readout.Span, marks []mark, double []quotation) []quotation {
	closer := nextClosers(text, marks)
	var out []quotation
	at, d := par.Start, 0
	for i, m := range marks {
		for d < len(double) && double[d].outer.Start <= m.at {
			if double[d].outer.Start >= at {
				out = append(out, double[d])
				at = double[d].outer.End
			}
			d++
		}
		if m.at < at || !singleOpens(text, m, par) {
			continue
		}
		c := closer[i]
		if c < 0 {
			if m.r == '‘' && m.at == par.Start {
				return addPair(text, nil, readout.Span{Start: m.at, End: par.End},
					readout.Span{Start: m.end(), End: par.End}, true)
			}
			continue
		}
		outer := readout.Span{Start: m.at, End: marks[c].end()}
		if crosses(double[d:], outer) {
			continue
		}
		out = addPair(text, out, outer, readout.Span{Start: m.end(), End: marks[c].at}, false)
		at = outer.End
	}
	for ; d < len(double); d++ {
		if double[d].outer.Start >= at {
			out = append(out, double[d])
		}
	}
	return out
}

// crosses reports whether a quotation of the list begins inside s and ends
// beyond it.
func crosses(qs []quotation, s readout.Span) bool {
	for _, q := range qs {
		if q.outer.Start >= s.End {
			return false
		}
		if q.outer.End > s.End {
			return true
		}
	}
	return false
}

// singleOpens tells an opening single mark from an apostrophe.
func singleOpens(text string, m mark, par readout.Span) bool {
	if !m.single() || !m.afterBreak() || m.prev == ',' || m.prev == '.' || m.next == 0 || isSpace(m.next) {
		return false
	}
	switch m.r {
	case '‘', '‹', '‚':
		return true
	case '\'':
		return !unicode.IsDigit(m.next) && !isElision(text[m.end():par.End])
	}
	return false
}

// isElision reports whether an apostrophe opens a shortened word.
func isElision(rest string) bool {
	for _, s := range []string{"em ", "em.", "em,", "tis ", "twas ", "til ", "cause ", "n' ", "n "} {
		if strings.HasPrefix(rest, s) {
			return true
		}
	}
	return false
}

// nextClosers gives for each mark the index of the single mark that would close
// a quotation opened there, or -1: the next that stands beside a stop; else the
// next that ends a word, save an s (the boys’ toys) that a later mark spares.
func nextClosers(text string, marks []mark) []int {
	out := make([]int, len(marks))
	strong, weak := -1, -1
	for i := len(marks) - 1; i >= 0; i-- {
		out[i] = strong
		if weak >= 0 && (strong < 0 || weak < strong) {
			out[i] = weak
		}
		m := marks[i]
		if strings.ContainsRune("‘'‹", m.r) && m.opens() {
			strong, weak = -1, -1 // what closes later belongs to this one
		}
		if !m.single() || !m.closes() || unicode.IsLetter(m.next) || unicode.IsDigit(m.next) {
			continue
		}
		switch {
		case strings.ContainsRune(",.?!…", m.prev), !isSpace(m.next):
			strong, weak = i, -1
		case m.prev != 's':
			weak = i
		case strong < 0:
			weak = i
		}
	}
	return out
}
