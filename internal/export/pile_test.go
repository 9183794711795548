package export

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"readout"
	"readout/internal/page/twin"
	"readout/internal/source"
	"readout/internal/store"
)

var ctx = context.Background()

// draft is an invented report: its blocks, and quotations marked in them.
type draft struct {
	source, outlet, url, date string
	authors                   []string
	parts                     []part
}

// part is a block. In its words, {…} is a quotation, <…> the name of its
// speaker and the whole block its evidence; the marks are taken out.
type part struct {
	role  readout.Role
	words string
}

var drafts = []draft{
	{source: "wire/a#2.txt", outlet: "Example Wire", url: "https://wire.example/2", date: "1974-05-29",
		authors: []string{"Ann Example", "Bo Sample"}, parts: []part{
			{readout.RoleTitle, "=Talks [end] | at last #1\n"},
			{readout.RoleBody, "--- The line of 1973 is drawn anew, “{we have\nan agreement},” said <Örn Ägir>, the envoy, in 🇨🇭 Geneva.\n"},
			{readout.RoleQuote, "“{-1 is a number, @home a word; +2 too}”\n"},
			{readout.RoleBody, "1. A list that is none, *with stars* and a <tag>; [[no link]] ^no-anchor $5 %%x%% ==y== `code` &amp;\n"},
			{readout.RoleTail, "© Example Wire\tAll rights reserved\n"}}},
	{source: "wire/a#10.txt", outlet: "Harbour Post", date: "1974-05", parts: []part{
		{readout.RoleTitle, "Nothing said\n"},
		{readout.RoleBody, "A quiet\u00a0day.\u2028It rained.\n"}}},
	{source: "notes.txt", parts: []part{{readout.RoleBody, "Untitled and undated, “{so be it},” someone said.\n"}}},
	{source: "twin/first.txt", outlet: "Example Wire", date: "1974-01-18", parts: []part{{readout.RoleTitle, "Web version\n"}, {readout.RoleBody, long}}},
	{source: "twin/second.txt", outlet: "Example Wire", date: "1974-01-19", parts: []part{{readout.RoleTitle, "Print version\n"}, {readout.RoleBody, long}}},
	{source: "twin/third.txt", outlet: "Valley Times", date: "1974-01-19", parts: []part{{readout.RoleTitle, "Print version\n"}, {readout.RoleBody, long}}},
}

// long is a body of more than forty words.
const long = "The two delegations met in a tent on the hundred and first kilometre of the desert road, " +
	"between the lines, and there the generals signed the paper that draws their armies apart, " +
	"first to the passes and then behind them, while a man of the United Nations looked on and said nothing.\n"

// document makes the draft a document with its claims.
func (d draft) document() store.Unit {
	why := readout.Reason{Rule: "test.rule", Signal: "draft"}
	doc := &readout.Document{Source: d.source, Outlet: d.outlet, URL: d.url, Authors: d.authors, Media: "text/plain"}
	var text strings.Builder
	type quotation struct{ said, by, all readout.Span }
	var quotations []quotation
	for _, p := range d.parts {
		q := quotation{all: readout.Span{Start: text.Len()}}
		for _, r := range p.words {
			switch {
			case r == '{':
				q.said.Start = text.Len()
			case r == '}':
				q.said.End = text.Len()
			case r == '<' && strings.Contains(p.words, "said <"):
				q.by.Start = text.Len()
			case r == '>' && strings.Contains(p.words, "said <"):
				q.by.End = text.Len()
			default:
				text.WriteRune(r)
			}
		}
		q.all.End = text.Len()
		doc.Blocks = append(doc.Blocks, readout.Block{Role: p.role, Span: q.all, Rule: "test.rule"})
		if q.all.End--; q.said.End > 0 { // the line end is no evidence
			quotations = append(quotations, q)
		}
	}
	doc.Text = text.String()
	doc.RawSHA256, doc.SHA256 = readout.Hash([]byte(doc.Text)), readout.Hash([]byte(doc.Text))
	doc.ID = readout.DocumentID(doc.Source, doc.RawSHA256)
	if d.date != "" {
		doc.Published = readout.Dating{Date: readout.Date(d.date), Basis: readout.BasisMetadata, Reason: why}
	}
	if b := doc.Blocks[0]; b.Role == readout.RoleTitle {
		span := readout.Span{Start: b.Span.Start, End: b.Span.End - 1}
		doc.Title = span.In(doc.Text)
		doc.Fields = append(doc.Fields, readout.Field{Name: "title", Value: doc.Title, Evidence: []readout.Evidence{doc.Cite(span)}, Reason: why})
	}
	for _, f := range [][2]string{{"outlet", d.outlet}, {"url", d.url}, {"authors", strings.Join(d.authors, ", ")}} {
		if f[1] != "" {
			doc.Fields = append(doc.Fields, readout.Field{Name: f[0], Value: f[1], Reason: why})
		}
	}
	claims := &readout.Claims{}
	for _, q := range quotations {
		st := readout.Statement{ID: readout.StatementID(doc.ID, []readout.Span{q.said}), Doc: doc.ID, Status: "reported",
			Content: q.said.In(doc.Text), ContentSpans: []readout.Span{q.said}, Form: readout.Direct, Attribution: "speech",
			Evidence: []readout.Evidence{doc.Cite(q.all)}, Reason: why, Confidence: 0.9}
		if q.by.End > 0 {
			name := q.by.In(doc.Text)
			ent := readout.Entity{ID: readout.EntityID(doc.ID, name), Type: readout.Person, Name: name, Docs: []string{doc.ID},
				Mentions: 1, Roles: []readout.RoleHeld{{Title: "envoy"}}, Evidence: []readout.Evidence{doc.Cite(q.by)}, Reason: why}
			claims.Entities = append(claims.Entities, ent)
			st.Speaker, st.SpeakerSpan, st.Cue = ent.ID, q.by, "said"
		}
		claims.Statements = append(claims.Statements, st)
	}
	return store.Unit{Doc: doc, Claims: claims, Sign: twin.Of(doc)}
}

var skips = []source.Skip{
	{Source: "pile/b.bin#10", Reason: "binary", Detail: "no text"},
	{Source: "pile/b.bin#9", Reason: "empty", Detail: "nothing\nin it"},
}

// openPile makes a store of the drafts.
func openPile(t testing.TB) *store.Store {
	t.Helper()
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "readout.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	var units []store.Unit
	for _, d := range drafts {
		units = append(units, d.document())
	}
	if err := st.Put(ctx, "test", units, skips); err != nil {
		t.Fatal(err)
	}
	if err := st.Relink(ctx); err != nil {
		t.Fatal(err)
	}
	return st
}
