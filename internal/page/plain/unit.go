package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// unit is a paragraph, or a line that stands for one.
//
// Invariant: span has no white space at its ends and is not empty; units are
// in order and do not overlap; parts, where there are any, tile the span apart
// from white space.
type unit struct {
	span  readout.Span
	group int // runs between blank lines, counted from 0
	words int
	stop  bool // ends like a sentence
	role  readout.Role
	rule  string
	parts []part
	zone  zone
}

// part is a run of a unit with a role of its own.
type part struct {
	span readout.Span
	role readout.Role
	rule string
}

// zone is the part of a text that a unit stands in.
type zone uint8

const (
	bodyZone zone = iota
	headZone      // before the first paragraph
	tailZone      // after the last
)

// lineRun is a line without the white space at its ends.
type lineRun struct {
	span   readout.Span
	indent int // white space before it, in bytes
	group  int
	runes  int
}

// cut splits text into units. A line is a unit, save where lines were wrapped
// at a width: there it is the run up to a blank line, an indent, or a line that
// ended before the width.
func cut(text string) []unit {
	lines := runs(text)
	width := wrapWidth(text, lines)
	var units []unit
	for i := 0; i < len(lines); {
		j := i + 1
		for width > 0 && j < len(lines) && joins(text, lines[j-1], lines[j], width) {
			j++
		}
		s := readout.Span{Start: lines[i].span.Start, End: lines[j-1].span.End}
		t := s.In(text)
		units = append(units, unit{span: s, group: lines[i].group,
			words: len(strings.Fields(t)), stop: endsSentence(t)})
		i = j
	}
	return units
}

func runs(text string) []lineRun {
	var out []lineRun
	group, blank := 0, false
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		s := trimSpan(text, readout.Span{Start: at, End: end})
		if s.Len() == 0 {
			blank = len(out) > 0
		} else {
			if blank {
				group, blank = group+1, false
			}
			out = append(out, lineRun{s, s.Start - at, group, utf8.RuneCountInString(s.In(text))})
		}
		at = end + 1
	}
	return out
}

// Lines wrapped by a program are seldom shorter or longer than this, in runes.
const (
	minWrap = 40
	maxWrap = 110
	// minPairs is how many wrapped lines prove a wrapped text.
	minPairs = 3
)

// wrapWidth is the width at which the lines of text were wrapped, 0 where they
// were not: nearly every line that another follows in its group is so long that
// the next line's first word had no room on it.
func wrapWidth(text string, lines []lineRun) int {
	width, pairs, full, stopped := 0, 0, 0, 0
	for _, l := range lines {
		width = max(width, l.runes)
	}
	if width < minWrap || width > maxWrap {
		return 0
	}
	for i := 1; i < len(lines); i++ {
		if lines[i].group != lines[i-1].group {
			continue
		}
		pairs++
		if joins(text, lines[i-1], lines[i], width) {
			full++
			if endsSentence(lines[i-1].span.In(text)) {
				stopped++
			}
		}
	}
	// Lines that end like sentences are paragraphs of like length.
	if stopped*2 > full {
		return 0
	}
	if full < minPairs || full*10 < pairs*6 {
		return 0
	}
	return width
}

// joins reports whether next goes on in the paragraph of l.
func joins(text string, l, next lineRun, width int) bool {
	if l.group != next.group || next.indent > l.indent && next.indent >= 2 {
		return false
	}
	word := next.span.In(text)
	if i := strings.IndexFunc(word, unicode.IsSpace); i >= 0 {
		word = word[:i]
	}
	// Ragged texts were wrapped a little before the longest line: allow for it.
	const slack = 6
	return l.runes+1+utf8.RuneCountInString(word) > width-slack
}

// blank reports what counts as white space between units: what unicode calls
// space, and marks that print nothing.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\u2060'
}

func trimSpan(text string, s readout.Span) readout.Span {
	t := strings.TrimLeftFunc(s.In(text), blank)
	start := s.End - len(t)
	t = strings.TrimRightFunc(t, blank)
	return readout.Span{Start: start, End: start + len(t)}
}

// closers are marks that may follow the stop of a sentence.
const closers = "\"'”’»)]*■▪◆♦●□"

// endsSentence reports whether s ends with a full stop, question or exclamation
// mark, or dots; closing marks aside, and a source in brackets after the stop:
// "… held here. (ANI)".
func endsSentence(s string) bool {
	const source = 24 // bytes
	s = strings.TrimRight(s, " ")
	if open := strings.LastIndexAny(s, "(["); open > 0 && len(s)-open <= source && strings.IndexAny(s[open:], ")]") == len(s)-open-1 {
		if before := strings.TrimRight(s[:open], closers+" \u00a0"); strings.HasSuffix(before, ".") {
			return true
		}
	}
	s = strings.TrimRight(s, closers+" ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。؟", r) && s != ""
}

// hasText reports whether s has a letter or digit.
func hasText(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}
