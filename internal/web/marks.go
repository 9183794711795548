package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"readout"
)

// markKind is what a mark in a text says; the order is that of nesting, the
// outermost first.
type markKind uint8

const (
	markQuote    markKind = iota // words someone said
	markEvidence                 // the place a field was read from
	markSpeaker                  // the words that name a speaker
	markDamage                   // text that came damaged
)

// maxQuoteMarks is the length in bytes of the longest pair of quotation marks:
// a longer span holds the words between them.
const maxQuoteMarks = 6

// mark is one note on a span of the text.
type mark struct {
	span readout.Span
	kind markKind
	n    int    // quote: index of the statement
	id   string // evidence: anchor
	dmg  readout.DamageKind
}

// marks are all the notes on one document.
//
// Invariant: sorted by start, then the longer first, then kind; every span is
// inside the text and not empty. breaks are the fused places, ascending.
type marks struct {
	all    []mark
	breaks []int
	ids    map[readout.Span]string // anchors of evidence, for look-up only
	placed map[string]bool         // anchors that stand in the page; a link goes to no other
}

// newMarks collects the marks of a document. Spans that leave the text are
// left out: check reports them, a page must stand all the same.
func newMarks(doc *readout.Document, claims *readout.Claims, key string) *marks {
	ms := &marks{ids: map[readout.Span]string{}, placed: map[string]bool{}}
	for n := range claims.Statements {
		st := &claims.Statements[n]
		for _, s := range st.ContentSpans {
			ms.add(doc, mark{span: s, kind: markQuote, n: n})
		}
		ms.add(doc, mark{span: st.SpeakerSpan, kind: markSpeaker})
	}
	for _, dm := range doc.Damage {
		if dm.Kind == readout.DamageFused && dm.At > 0 && dm.At < len(doc.Text) {
			ms.breaks = append(ms.breaks, dm.At)
			continue
		}
		for _, s := range damaged(doc.Text, dm) {
			ms.add(doc, mark{span: s, kind: markDamage, dmg: dm.Kind})
		}
	}
	slices.Sort(ms.breaks)
	ms.breaks = slices.Compact(ms.breaks)
	evs := slices.Concat(doc.Published.Evidence, doc.Updated.Evidence)
	for _, f := range doc.Fields {
		evs = append(evs, f.Evidence...)
	}
	ms.addEvidence(doc, key, evs)
	slices.SortStableFunc(ms.all, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End),
			cmp.Compare(a.kind, b.kind), cmp.Compare(a.n, b.n))
	})
	return ms
}

// damaged is what to mark of a damaged span: of a quotation whose marks do not
// match, the marks alone, else the whole.
func damaged(text string, dm readout.Damage) []readout.Span {
	s := dm.Span
	if dm.Kind != readout.DamageQuotes || s.Start < 0 || s.End > len(text) || s.Len() <= maxQuoteMarks {
		return []readout.Span{s}
	}
	_, first := utf8.DecodeRuneInString(text[s.Start:])
	_, last := utf8.DecodeLastRuneInString(text[:s.End])
	return []readout.Span{{Start: s.Start, End: s.Start + first}, {Start: s.End - last, End: s.End}}
}

func (ms *marks) add(doc *readout.Document, m mark) bool {
	if m.span.Start < 0 || m.span.End <= m.span.Start || m.span.End > len(doc.Text) {
		return false
	}
	ms.all = append(ms.all, m)
	return true
}

// addEvidence gives each distinct span one anchor, numbered in text order.
func (ms *marks) addEvidence(doc *readout.Document, key string, evs []readout.Evidence) {
	var spans []readout.Span
	for _, ev := range evs {
		if ev.Doc == doc.ID || ev.Doc == "" {
			spans = append(spans, ev.Span)
		}
	}
	slices.SortFunc(spans, func(a, b readout.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	for i, s := range slices.Compact(spans) {
		id := fmt.Sprintf("%s-e%d", key, i+1)
		if ms.add(doc, mark{span: s, kind: markEvidence, id: id}) {
			ms.ids[s] = id
		}
	}
}

// run is a stretch of text under one set of marks. A template writes it; Text
// is escaped there.
type run struct {
	Break  bool     // a break is missing before the text; nothing is put in
	IDs    []string // anchors of evidence that begin here
	Class  string
	Title  string
	Text   string
	Marked bool // Class or IDs given
}

// seg is a row of runs, all in the same quotation or all outside any.
type seg struct {
	ID    string // anchor, where the quotation begins here
	Key   string // the quotation's key, "" outside
	Inner []string
	Runs  []run
}

// marker cuts a document's text into segments, block after block, in one pass
// over the marks.
type marker struct {
	text   string
	keys   []string // of the statements
	ms     *marks
	next   int // first mark not yet begun
	brk    int // first break not yet passed
	open   []mark
	quoted []bool // statements whose anchor was given
}

func newMarker(text string, ms *marks, statementKeys []string) *marker {
	return &marker{text: text, ms: ms, keys: statementKeys, quoted: make([]bool, len(statementKeys))}
}

// segments cuts span, which must not start before the end of the last one cut.
// The texts of the runs, joined, are the text of the span, byte for byte.
func (mk *marker) segments(span readout.Span) []seg {
	var segs []seg
	for at := span.Start; at < span.End; {
		began := mk.advance(at)
		end, isBreak := mk.border(at, span.End)
		segs = mk.append(segs, readout.Span{Start: at, End: end}, began, isBreak)
		at = end
	}
	return segs
}

// advance closes the marks that end at or before at, opens those that have
// begun, and returns the number of open marks that began just here.
func (mk *marker) advance(at int) (began []mark) {
	mk.open = slices.DeleteFunc(mk.open, func(m mark) bool { return m.span.End <= at })
	for mk.next < len(mk.ms.all) && mk.ms.all[mk.next].span.Start <= at {
		if m := mk.ms.all[mk.next]; m.span.End > at {
			mk.open = append(mk.open, m)
			began = append(began, m)
		}
		mk.next++
	}
	return began
}

// border is the next place where the marks change, and whether a break is
// missing at at.
func (mk *marker) border(at, end int) (next int, isBreak bool) {
	next = end
	for mk.brk < len(mk.ms.breaks) && mk.ms.breaks[mk.brk] <= at {
		isBreak = isBreak || mk.ms.breaks[mk.brk] == at
		mk.brk++
	}
	if mk.brk < len(mk.ms.breaks) {
		next = min(next, mk.ms.breaks[mk.brk])
	}
	if mk.next < len(mk.ms.all) {
		next = min(next, mk.ms.all[mk.next].span.Start)
	}
	for _, m := range mk.open {
		next = min(next, m.span.End)
	}
	return next, isBreak
}

// append adds the piece to the last segment where that is in the same
// quotation, else as a new one.
func (mk *marker) append(segs []seg, piece readout.Span, began []mark, isBreak bool) []seg {
	r, quote := run{Text: piece.In(mk.text), Break: isBreak}, -1
	for _, m := range mk.open {
		switch m.kind {
		case markQuote:
			if quote < 0 {
				quote = m.n
			}
		case markSpeaker:
			r.Class = joinWords(r.Class, "speaker")
		case markDamage:
			r.Class = joinWords(r.Class, "dm dm-"+string(m.dmg))
			r.Title = damageSays(m.dmg).note
		}
	}
	for _, m := range began {
		if m.kind == markEvidence {
			r.IDs = append(r.IDs, m.id)
			mk.ms.placed[m.id] = true
		}
	}
	r.Marked = r.Class != "" || len(r.IDs) > 0
	key := ""
	if quote >= 0 {
		key = mk.keys[quote]
	}
	if len(segs) == 0 || segs[len(segs)-1].Key != key {
		segs = append(segs, seg{Key: key})
	}
	s := &segs[len(segs)-1]
	s.Runs = append(s.Runs, r)
	mk.anchors(s, began, quote)
	return segs
}

// anchors gives the segment the ids of the statements that begin in it: the
// outermost marks the segment, others stand inside.
func (mk *marker) anchors(s *seg, began []mark, quote int) {
	for _, m := range began {
		if m.kind != markQuote || mk.quoted[m.n] {
			continue
		}
		mk.quoted[m.n] = true
		id := "s-" + mk.keys[m.n]
		mk.ms.placed[id] = true
		if m.n == quote && s.ID == "" && len(s.Runs) == 1 {
			s.ID = id
		} else {
			s.Inner = append(s.Inner, id)
		}
	}
}

func joinWords(a, b string) string {
	if a == "" || b == "" || strings.Contains(" "+a+" ", " "+b+" ") {
		return cmp.Or(a, b)
	}
	return a + " " + b
}
