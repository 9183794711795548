package plain

import (
	"strings"
	"unicode/utf8"

	"readout"
)

// quoteMark is a double quotation mark of a paragraph.
type quoteMark struct {
	start, end int
	family     byte // '"' straight, 'c' curly, '\'' two single marks
	opens      bool
	shuts      bool
	low        bool // „, which “ closes as well as ”
	high       bool // “
}

// quotes notes a quotation of unit i that opens with one kind of mark and
// closes with another, and a mark that has no fellow. A paragraph whose
// quotation goes on in the next may leave its last one open.
func (d *damaged) quotes(units []unit, i int) {
	span := units[i].span
	// A whole report on one line has lost its paragraphs, and with them the rule
	// that a mark opens again where a quotation goes on in the next.
	const longest = 300 // words
	oneLine := units[i].words > longest
	marks := quoteMarks(d.text, span)
	var open *quoteMark
	for n := range marks {
		m := &marks[n]
		switch {
		case open == nil && m.opens:
			open = m
		case open == nil:
			d.add(readout.DamageQuotes, m.start, m.end, 0)
		case m.shuts || m.high && open.low:
			if m.family != open.family {
				d.add(readout.DamageQuotes, open.start, m.end, 0)
			}
			open = nil
		default: // opened again before it was closed
			if !oneLine {
				d.add(readout.DamageQuotes, open.start, open.end, 0)
			}
			open = m
		}
	}
	goesOn := i+1 < len(units) && opensQuote(units[i+1].span.In(d.text))
	if open != nil && !goesOn {
		d.add(readout.DamageQuotes, open.start, open.end, 0)
	}
}

func quoteMarks(text string, span readout.Span) []quoteMark {
	var out []quoteMark
	for i := span.Start; i < span.End; {
		r, n := utf8.DecodeRuneInString(text[i:])
		m := quoteMark{start: i, end: i + n}
		switch {
		case r == '“' || r == '„':
			m.family, m.opens, m.low, m.high = 'c', true, r == '„', r == '“'
		case r == '”':
			m.family, m.shuts = 'c', true
		case r == '"':
			m.family = '"'
			m.opens, m.shuts = sides(text, span, m)
		case r == '\'' && strings.HasPrefix(text[i+1:span.End], "'"):
			m.family, m.end = '\'', i+2
			m.opens, m.shuts = sides(text, span, m)
		}
		if m.family != 0 {
			out = append(out, m)
		}
		i = m.end
	}
	return out
}

// sides tells what a mark without direction may do: it opens before a letter,
// and closes after one.
func sides(text string, span readout.Span, m quoteMark) (opens, shuts bool) {
	spaceBefore := m.start == span.Start || strings.ContainsRune(" \n\t(—-[", lastRune(text[:m.start])) || lastRune(text[:m.start]) == '\u00a0'
	spaceAfter := m.end == span.End || strings.ContainsRune(" \n\t).,;:?!—-]", firstRune(text[m.end:])) || firstRune(text[m.end:]) == '\u00a0'
	if spaceBefore == spaceAfter {
		return true, true
	}
	return spaceBefore, spaceAfter
}

func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }
func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
