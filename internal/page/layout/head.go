package layout

import (
	"slices"
	"strings"

	"readout/internal/page/masthead"
)

// head is what a line above a report says of it, told by its words alone: old
// pages set headline, author and date as lines of one cell.
type head uint8

const (
	headNone head = iota
	headTitle
	headByline
	headDate
)

// titleNorms are the norms of a page's title, whole and without the outlet's
// name after it.
func titleNorms(title string) []string {
	norms := []string{norm(title)}
	for _, sep := range []string{" - ", " – ", " — ", " | ", " :: ", " « "} {
		if first, _, ok := strings.Cut(title, sep); ok {
			norms = append(norms, norm(first))
		}
	}
	return norms
}

// mostHead is how many lines of one block may be the head of a report.
const mostHead = 5

// headOf tells what a line above the first paragraph is.
func (w *walker) headOf(s string) head {
	if s == "" || len(s) > shortLine {
		return headNone
	}
	if n := norm(s); n != "" && slices.Contains(w.titles, n) {
		return headTitle
	}
	if len(s) <= shortLine/2 {
		for _, st := range masthead.Dates(s, masthead.OrderUnknown) {
			if st.Whole {
				return headDate
			}
		}
	}
	if strings.HasPrefix(s, "By ") && !ends(s) {
		if _, ok := masthead.ParseByline(s, false); ok {
			return headByline
		}
	}
	return headNone
}

// headLines is how many lines a run opens with that are the report's head, up to
// the last that is known as such; 0 where prose has begun or none is known.
func (w *walker) headLines(r *run, lines []line) int {
	if w.begun || len(lines) < 2 || r.links > 0 {
		return 0
	}
	n, from := 0, 0
	for i, l := range lines[:min(len(lines), mostHead)] {
		s := strings.TrimSpace(string(r.buf[from:l.end]))
		if from = l.end; len(s) >= lineBytes && ends(s) {
			break
		}
		if w.headOf(s) != headNone {
			n = i + 1
		}
	}
	return n
}

// begin notes on a segment above the first paragraph what it is of the head,
// and where that paragraph is.
func (w *walker) begin(sg *seg) {
	if w.begun || sg.marks.has(furnished) {
		return
	}
	if sg.loose && sg.links == 0 {
		sg.head = w.headOf(sg.text)
	}
	w.begun = sg.head == headNone && sg.kind != heading && len(sg.text) >= lineBytes && ends(sg.text)
}
