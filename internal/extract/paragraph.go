package extract

import (
	"strings"
	"unicode/utf8"

	"readout"
)

// paragraph is a run of the report's own words in which quotation marks may
// pair.
//
// Invariant: Span neither begins nor ends with white space.
type paragraph struct {
	span  readout.Span
	role  readout.Role
	block int  // index of the block it stands in
	fresh bool // a crosshead or another break stands between it and the one before

	marks []quotation // nil until scanned
	toks  []token
	sents []sentence
}

// longLine is the length in bytes over which a line is no hard-wrapped piece of
// a paragraph: typewriter lines hold 60 to 100 characters.
const longLine = 160

// paragraphs cuts the blocks whose words are the report's own into paragraphs.
// Furniture between two of them does not part them; a crosshead, title or
// speaker's label does.
func paragraphs(doc *readout.Document) []paragraph {
	var out []paragraph
	fresh, was := true, readout.RoleNone
	for i, b := range doc.OwnBlocks() {
		if !b.Role.Claims() {
			fresh = fresh || !b.Role.Furniture()
			continue
		}
		fresh = fresh || b.Role != was
		for _, s := range cutParagraphs(doc.Text, b.Span) {
			out = append(out, paragraph{span: s, role: b.Role, block: i, fresh: fresh})
			fresh = false
		}
		was = b.Role
	}
	return out
}

// cutParagraphs cuts a block at blank lines, and at every line end of a run
// whose lines are paragraphs.
func cutParagraphs(text string, s readout.Span) []readout.Span {
	var out []readout.Span
	var run []readout.Span
	flush := func() {
		if len(run) > 0 && linesAreParagraphs(text, run) {
			out = append(out, run...)
		} else if len(run) > 0 {
			out = append(out, readout.Span{Start: run[0].Start, End: run[len(run)-1].End})
		}
		run = run[:0]
	}
	for at := s.Start; at < s.End; {
		end := s.End
		if n := strings.IndexByte(text[at:s.End], '\n'); n >= 0 {
			end = at + n
		}
		if line := trimSpan(text, readout.Span{Start: at, End: end}); line.Len() > 0 {
			run = append(run, line)
		} else {
			flush()
		}
		at = end + 1
	}
	flush()
	return out
}

// linesAreParagraphs tells lines that are paragraphs from lines of one
// hard-wrapped paragraph: nearly all of the former end a sentence, or are long.
func linesAreParagraphs(text string, run []readout.Span) bool {
	ended := 0
	for _, line := range run {
		if line.Len() > longLine {
			return true
		}
		if endsSentence(line.In(text)) {
			ended++
		}
	}
	return 4*ended >= 3*len(run)
}

// endsSentence reports whether s ends with a full stop or its like, or with a
// closing quotation mark.
func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".?!…:”’\"'»)", r)
}

// trimSpan shrinks a span so that it neither begins nor ends with white space.
func trimSpan(text string, s readout.Span) readout.Span {
	words := s.In(text)
	left := strings.TrimLeftFunc(words, isSpace)
	s.Start += len(words) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, isSpace))
	return s
}
