package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout"
)

// contextLen bounds the words shown with a quotation, in characters: a speech
// in a transcript is read in its report. What is left out is counted.
const contextLen = 900

// indexFrom is the number of speakers from which the quotations open with an
// index of them.
const indexFrom = 8

// indexShown is the number of speakers that the index shows unfolded: about
// six lines on a wide screen.
const indexShown = 48

// plainAct is the act of a statement that only states: saying so of each would
// be noise.
const plainAct = "state"

// quote is one statement, ready for its template.
type quote struct {
	entry      int // index of its report
	Key        string
	Place      string // anchor of the words in the text, of the report where none can be marked
	Speaker    string // as written; empty where unknown
	Worded     string // the words for an unknown speaker
	Parts      []quotePart
	More       string // "… 412 more words", where the words are cut
	Outlet     string
	When       when
	Report     string
	Said       []string // form, status, act, venue: what is known and not usual
	How        how
	Confidence string
	Score      string // the number behind the word
	Cite       string
}

// quotePart is words of the sentence, said or around what was said.
type quotePart struct {
	Text string
	Said bool
	Gap  bool // words of the report are left out before these
}

// voice is one speaker with what was said.
type voice struct {
	Anchor string
	Name   string // empty where unknown
	Count  string
	Quotes []quote
}

// quotesOf makes the quotations of one report, in the order of its statements.
func (rd *readings) quotesOf(e *entry, at int, doc *readout.Document, claims *readout.Claims, ms *marks,
	keys []string, names map[string]string) []quote {
	line := cite(e, doc)
	list := make([]quote, 0, len(claims.Statements))
	for n := range claims.Statements {
		st := &claims.Statements[n]
		parts, more := contextOf(doc, st)
		q := quote{
			entry: at, Key: keys[n], Speaker: speakers(st, names), Worded: worded(doc, st), Parts: parts, More: more,
			Outlet: cmp.Or(e.outlet, "outlet unknown"), When: newWhen(doc.Published, shortMonth),
			Place: e.key, Report: e.name(), Said: particulars(st), How: rd.rules.how(st.Reason),
			Confidence: confidenceWord(st.Confidence), Cite: line,
		}
		if place := "s-" + keys[n]; ms.placed[place] {
			q.Place = place
		}
		if q.Confidence != "" {
			q.Score = strconv.FormatFloat(st.Confidence, 'f', 2, 64)
		}
		list = append(list, q)
	}
	return list
}

// particulars are what is known of a statement beyond its words.
func particulars(st *readout.Statement) []string {
	var said []string
	if st.Form != readout.Direct && st.Form != "" {
		said = append(said, string(st.Form))
	}
	if st.Status != "" && st.Status != "reported" {
		said = append(said, st.Status)
	}
	for _, p := range []struct{ name, value string }{{"act", st.Act}, {"at", st.Venue}} {
		if p.value != "" && p.value != plainAct {
			said = append(said, p.name+" "+oneLine(p.value))
		}
	}
	if st.Date != "" {
		said = append(said, inWords(st.Date, shortMonth))
	}
	return said
}

// contextOf is the evidence of a statement with the words said set apart; a
// statement without evidence gives its words alone.
func contextOf(doc *readout.Document, st *readout.Statement) (parts []quotePart, more string) {
	var spans []readout.Span
	for _, ev := range st.Evidence {
		if ev.Span.Start >= 0 && ev.Span.End <= len(doc.Text) && ev.Span.Len() > 0 {
			spans = append(spans, ev.Span)
		}
	}
	if len(spans) == 0 {
		return clipParts([]quotePart{{Text: st.Content, Said: true}})
	}
	slices.SortFunc(spans, func(a, b readout.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	end := 0
	for i, s := range spans {
		s.Start = max(s.Start, end)
		if s.Start >= s.End {
			continue
		}
		gap := i > 0 && !isBlank(doc.Text[end:s.Start])
		for _, p := range splitSaid(doc.Text, s, st.ContentSpans) {
			p.Gap, gap = gap, false
			parts = append(parts, p)
		}
		end = s.End
	}
	return clipParts(parts)
}

// splitSaid cuts s into what is said and what is not.
func splitSaid(text string, s readout.Span, said []readout.Span) []quotePart {
	var parts []quotePart
	at := s.Start
	put := func(to int, isSaid bool) {
		if to > at {
			parts = append(parts, quotePart{Text: text[at:to], Said: isSaid})
			at = to
		}
	}
	for _, c := range said {
		if !c.Overlaps(s) || c.End <= at {
			continue
		}
		put(min(max(c.Start, at), s.End), false)
		put(min(c.End, s.End), true)
	}
	put(s.End, false)
	return parts
}

// clipParts cuts the parts after contextLen characters and counts the words
// left out.
func clipParts(parts []quotePart) (kept []quotePart, more string) {
	left, words := contextLen, 0
	for _, p := range parts {
		n := utf8.RuneCountInString(p.Text)
		switch {
		case words > 0:
			words += len(strings.Fields(p.Text))
			continue
		case n > left:
			// The head of what clip gives is the head of the text, so the rest
			// can be counted from there.
			head := strings.TrimSuffix(clip(p.Text, left), " …")
			words = len(strings.Fields(p.Text[len(head):]))
			if p.Text = head; head != "" {
				kept = append(kept, p)
			}
			words = max(words, 1)
			continue
		}
		left -= n
		kept = append(kept, p)
	}
	if words > 0 {
		more = fmt.Sprintf("… %s in the report", plural(words, "more word", "more words"))
	}
	return kept, more
}

// voices groups quotations by speaker as written: those heard most often
// first, the unknown last.
func voices(quotes []quote) []voice {
	var list []voice
	at := map[string]int{} // by name, for look-up only
	for _, q := range quotes {
		i, ok := at[q.Speaker]
		if !ok {
			i = len(list)
			at[q.Speaker] = i
			list = append(list, voice{Name: q.Speaker})
		}
		list[i].Quotes = append(list[i].Quotes, q)
	}
	slices.SortStableFunc(list, func(a, b voice) int {
		switch {
		case (a.Name == "") != (b.Name == ""):
			if a.Name == "" {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(len(b.Quotes), len(a.Quotes)), strings.Compare(a.Name, b.Name))
	})
	for i := range list {
		list[i].Anchor = fmt.Sprintf("speaker-%d", i+1)
		list[i].Count = thousands(len(list[i].Quotes))
	}
	return list
}
