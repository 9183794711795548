package web

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"readout"
	"readout/internal/source"
)

// pile is an invented dossier in memory.
type pile struct {
	docs   []*readout.Document
	claims map[string]*readout.Claims
	skips  []source.Skip
}

func (p *pile) Documents(context.Context) iter.Seq2[*readout.Document, error] {
	return func(yield func(*readout.Document, error) bool) {
		for _, doc := range p.docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
}

func (p *pile) Claims(_ context.Context, doc *readout.Document) (*readout.Claims, error) {
	return p.claims[doc.ID], nil
}

func (p *pile) Skips(context.Context) ([]source.Skip, error) { return p.skips, nil }

func (p *pile) Counts(context.Context) (map[string]int, error) {
	counts := map[string]int{"document": len(p.docs)}
	for _, doc := range p.docs {
		if c := p.claims[doc.ID]; c != nil {
			counts["entity"] += len(c.Entities)
			counts["statement"] += len(c.Statements)
		}
	}
	return counts, nil
}

// testRules are the rules that the invented piles use.
var testRules = readout.Rules{
	"t.role": {ID: "t.role", Says: "The line says so of itself."},
	"t.body": {ID: "t.body", Says: "What nothing else claims is the report."},
	"t.seen": {ID: "t.seen", Says: "The value stands in the report."},
	"t.said": {ID: "t.said", Says: "A cue stands beside the quotation."},
	"t.lost": {ID: "t.lost", Says: "Nothing gives a date."},
}

// newDoc makes a document from lines "role: words"; a line without a role is
// body. Each line is one block, its line end with it.
func newDoc(src string, lines ...string) *readout.Document {
	doc := &readout.Document{Source: src, RawSHA256: readout.Hash([]byte(src)), Media: "text/plain",
		Published: readout.Dating{Basis: readout.BasisUnknown, Reason: readout.Reason{Rule: "t.lost"}}}
	var text strings.Builder
	for _, line := range lines {
		role, rule := readout.RoleBody, "t.body"
		if name, words, ok := strings.Cut(line, ": "); ok {
			if r, known := readout.ParseRole(name); known {
				role, rule, line = r, "t.role", words
			}
		}
		start := text.Len()
		text.WriteString(line + "\n\n")
		doc.Blocks = append(doc.Blocks, readout.Block{Role: role, Span: readout.Span{Start: start, End: text.Len()}, Rule: rule})
	}
	doc.Text = text.String()
	doc.SHA256 = readout.Hash([]byte(doc.Text))
	doc.ID = readout.DocumentID(doc.Source, doc.RawSHA256)
	return doc
}

// set gives a field a value that stands in the text.
func set(doc *readout.Document, name, value string) {
	f := readout.Field{Name: name, Value: value, Reason: readout.Reason{Rule: "t.seen", Signal: "the text"}}
	if i := strings.Index(doc.Text, value); i >= 0 {
		f.Evidence = []readout.Evidence{doc.Cite(readout.Span{Start: i, End: i + len(value)})}
	}
	doc.Fields = append(doc.Fields, f)
	switch name {
	case "title":
		doc.Title = value
	case "outlet":
		doc.Outlet = value
	case "language":
		doc.Language = value
	case "url":
		doc.URL = value
	}
}

func dated(doc *readout.Document, date readout.Date, words string) {
	doc.Published = readout.Dating{Date: date, Basis: readout.BasisMetadata, Reason: readout.Reason{Rule: "t.seen", Signal: "column date"}}
	if i := strings.Index(doc.Text, words); words != "" && i >= 0 {
		doc.Published.Basis = readout.BasisStated
		doc.Published.Evidence = []readout.Evidence{doc.Cite(readout.Span{Start: i, End: i + len(words)})}
	}
}

// say adds a direct statement of words, spoken by speaker ("" for unknown), in
// the block that holds the words.
func (p *pile) say(doc *readout.Document, speaker, cue string, words ...string) {
	c := p.claims[doc.ID]
	if c == nil {
		c = &readout.Claims{}
		p.claims[doc.ID] = c
	}
	st := readout.Statement{Doc: doc.ID, Cue: cue, Form: readout.Direct, Status: "reported", Confidence: 0.95,
		Reason: readout.Reason{Rule: "t.said", Signal: cue}}
	for _, w := range words {
		i := strings.Index(doc.Text, w)
		if i < 0 {
			panic("not in the text: " + w)
		}
		st.ContentSpans = append(st.ContentSpans, readout.Span{Start: i, End: i + len(w)})
		for _, b := range doc.Blocks {
			if b.Span.Start <= i && i < b.Span.End {
				s := b.Span
				s.End = s.Start + len(strings.TrimRight(s.In(doc.Text), "\n "))
				st.Evidence = append(st.Evidence, doc.Cite(s))
			}
		}
	}
	st.Content = readout.JoinContent(doc.Text, st.ContentSpans)
	st.ID = readout.StatementID(doc.ID, st.ContentSpans)
	if speaker != "" {
		st.Speaker = readout.EntityID(doc.ID, speaker)
		i := strings.Index(doc.Text, speaker)
		st.SpeakerSpan = readout.Span{Start: i, End: i + len(speaker)}
		known := false
		for _, ent := range c.Entities {
			known = known || ent.ID == st.Speaker
		}
		if !known {
			c.Entities = append(c.Entities, readout.Entity{ID: st.Speaker, Name: speaker, Type: readout.Person,
				Evidence: []readout.Evidence{doc.Cite(st.SpeakerSpan)}, Reason: readout.Reason{Rule: "t.said"}})
		}
	}
	c.Statements = append(c.Statements, st)
}

// smallPile is a handful of invented reports about an invented harbour
// strike: dated and undated, titled and not, a twin, damage, furniture.
func smallPile() *pile {
	p := &pile{claims: map[string]*readout.Claims{}}

	a := newDoc("pile/a.txt", "navigation: Home | Ports | Weather", "title: Pilots end strike at Port Orrin",
		"subtitle: Ships move again after nine days", "byline: By Maud Ferrier",
		"timestamp: Published: 4 March 1931",
		"The pilots of Port Orrin went back to work on Wednesday.",
		"“We have what we asked for,” said Tomas Reyle, who speaks for the pilots. “The rest is paper.”",
		"caption: A tug in the inner harbour", "crosshead: Nine days",
		"Forty-one ships waited in the roads, the harbour office said.",
		"related-link: Read more: the price of coal", "tail: Copyright Orrin Courier 1931")
	set(a, "title", "Pilots end strike at Port Orrin")
	set(a, "subtitle", "Ships move again after nine days")
	set(a, "authors", "Maud Ferrier")
	set(a, "outlet", "Orrin Courier")
	set(a, "language", "en")
	set(a, "url", "https://courier.example/1931/pilots?a=1&b=2")
	dated(a, "1931-03-04", "4 March 1931")
	p.say(a, "Tomas Reyle", "said", "We have what we asked for,", "The rest is paper.")

	b := newDoc("pile/b.txt", "Port Orrin's pilots are back at workthe harbour master told the Evening Post.",
		"“It was never about the money''", "Nobody would say who “won”.")
	at := strings.Index(b.Text, "workthe") + len("work")
	b.Damage = []readout.Damage{
		{Kind: readout.DamageFused, Span: readout.Span{Start: at - 4, End: at + 3}, At: at},
		{Kind: readout.DamageQuotes, Span: readout.Span{Start: strings.Index(b.Text, "''"), End: strings.Index(b.Text, "''") + 2}},
	}
	set(b, "outlet", "Evening Post")
	p.say(b, "", "", "It was never about the money")

	c := newDoc("pile/c.html", "title: Strike over <b>at last</b> & for good", "The pilots went back to work.")
	set(c, "title", "Strike over <b>at last</b> & for good")
	set(c, "outlet", "Orrin Courier")
	set(c, "language", "en")
	dated(c, "1931-03-05T06:30Z", "")
	c.NearDuplicateOf = a.ID

	d := newDoc("pile/d.txt", "The pilots went back to work.")
	dated(d, "1931-03", "")
	d.DuplicateOf = c.ID

	p.docs = []*readout.Document{a, b, c, d}
	p.skips = []source.Skip{
		{Source: "pile/e.bin", Reason: "not-text", Detail: "looks like a picture: leave it out"},
		{Source: "pile/f.txt", Reason: "empty", Detail: "holds no words"},
		{Source: "pile/g.txt", Reason: "empty", Detail: "holds no words"},
	}
	return p
}

// render writes the page of a pile, or fails the test.
func render(t testing.TB, p Pile, limits Limits) string {
	t.Helper()
	var buf bytes.Buffer
	if err := Write(t.Context(), p, testRules, limits, &buf); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// manyPile is n generated reports in three outlets over n/4 days, with a
// quotation each, some furniture, some undated, some repeats.
func manyPile(n, paragraphs int) *pile {
	p := &pile{claims: map[string]*readout.Claims{}}
	words := strings.Fields("harbour pilot tide signal coal engine letter council market morning keel rope " +
		"minister clerk winter bridge customs ledger lantern ferry grain strike wage hour")
	sentence := func(seed int) string {
		var b strings.Builder
		for k := range 17 {
			b.WriteString(words[(seed*7+k*k+seed/3*k)%len(words)] + " ")
		}
		return b.String() + fmt.Sprintf("%d.", seed)
	}
	for i := range n {
		lines := []string{"navigation: Home | News | Sport", fmt.Sprintf("title: Report %d: %s", i, sentence(i)[:40])}
		for k := range paragraphs {
			lines = append(lines, sentence(i*31+k)+" "+sentence(i*17+k))
		}
		speaker := "Speaker " + words[i%11]
		lines = append(lines, fmt.Sprintf("“We counted %d ships,” said %s of the harbour office.", i, speaker), "tail: Copyright")
		doc := newDoc(fmt.Sprintf("many/%05d.txt", i), lines...)
		set(doc, "title", strings.TrimSpace(doc.Blocks[1].Span.In(doc.Text)))
		set(doc, "outlet", []string{"Orrin Courier", "Evening Post", "The Roads"}[i%3])
		set(doc, "language", "en")
		if i%9 != 0 {
			day := 1 + (i/4)%28
			dated(doc, readout.DateOf(1931, 3, day), "")
		}
		if i%13 == 12 {
			doc.NearDuplicateOf = p.docs[i-1].ID
		}
		p.say(doc, speaker, "said", fmt.Sprintf("We counted %d ships,", i))
		p.docs = append(p.docs, doc)
	}
	return p
}
