package store_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"readout"
	"readout/internal/export"
	"readout/internal/page/twin"
	"readout/internal/store"
)

const version = "test-1"

// words are what the generated reports are made of; some are beyond ASCII, so
// that bytes and code points differ.
var words = strings.Fields(`envoy convoy bridge harbour talks ceasefire minister said border river
	grain señor Zürich naïve “truce” — column northern depot railway signal treaty flood crossing
	Ankerøy Brána Ćuprija 🇶🇦 delegate arrived departed warned council valley ridge winter spring`)

func sentence(rng *rand.Rand, n int) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = words[rng.IntN(len(words))]
	}
	return strings.Join(parts, " ") + "."
}

// report makes the n-th invented report: a title, a body with a quotation, a
// copyright line; every claim and field that Check asks for.
func report(n int) store.Unit { return reportFrom(fmt.Sprintf("pile/wire.jsonl#%d", n), n) }

// reportFrom is the n-th report as it came from another source.
func reportFrom(src string, n int) store.Unit {
	rng := rand.New(rand.NewPCG(uint64(n), 42))
	b := &builder{doc: &readout.Document{
		Source: src, RawSHA256: readout.Hash(fmt.Append(nil, n)), Media: "text/plain"}}
	doc := b.doc
	doc.ID = readout.DocumentID(doc.Source, doc.RawSHA256)
	title := b.add(readout.RoleTitle, fmt.Sprintf("%s no. %d\n\n", strings.TrimSuffix(sentence(rng, 5), "."), n))
	for range 3 + rng.IntN(3) {
		b.add(readout.RoleBody, sentence(rng, 30)+" ")
	}
	said := b.add(readout.RoleBody, "“"+sentence(rng, 8)+"” said Ambassador Örn.\n\n")
	b.add(readout.RoleTail, "© Example Wire\n")
	doc.Text = b.text.String()
	doc.SHA256 = readout.Hash([]byte(doc.Text))
	if n%4 == 0 { // a live page whose entry is another document
		doc.Parts = []readout.Part{{Doc: readout.DocumentID("pile/wire.jsonl#1", readout.Hash([]byte("1"))), Span: said}}
	}
	why := readout.Reason{Rule: "test.rule", Signal: "made up"}
	titleSpan := readout.Span{Start: title.Start, End: title.End - 2}
	doc.Title = titleSpan.In(doc.Text)
	doc.Outlet = []string{"Example Wire", "Harbour Post", "Valley Times"}[n%3]
	doc.Published = readout.Dating{Date: readout.DateOf(1974, 1, 1+n%28), Basis: readout.BasisMetadata, Reason: why}
	doc.Fields = []readout.Field{
		{Name: "title", Value: doc.Title, Evidence: []readout.Evidence{doc.Cite(titleSpan)}, Reason: why},
		{Name: "outlet", Value: doc.Outlet, Reason: why}}
	doc.Damage = []readout.Damage{{Kind: readout.DamageFused, Span: titleSpan, At: titleSpan.End}}
	return store.Unit{Doc: doc, Claims: claims(doc, said, why), Sign: twin.Of(doc), Path: "pile/wire.jsonl"}
}

// claims makes the one quotation of a report, and its speaker.
func claims(doc *readout.Document, said readout.Span, why readout.Reason) *readout.Claims {
	line := said.In(doc.Text)
	end := said.Start + strings.Index(line, "”")
	name := readout.Span{Start: said.Start + strings.Index(line, "Ambassador"), End: said.Start + strings.LastIndex(line, ".")}
	whole := readout.Span{Start: said.Start, End: said.End - 2}
	ent := readout.Entity{ID: readout.EntityID(doc.ID, "Örn"), Type: readout.Person, Name: "Örn", Docs: []string{doc.ID},
		Mentions: 1, Evidence: []readout.Evidence{doc.Cite(name)}, Reason: why,
		Roles: []readout.RoleHeld{{Title: "Ambassador", Evidence: []readout.Evidence{doc.Cite(name)}}}}
	content := []readout.Span{{Start: said.Start + len("“"), End: end}}
	st := readout.Statement{ID: readout.StatementID(doc.ID, content), Doc: doc.ID, Speaker: ent.ID, Status: "reported",
		Cue: "said", Content: readout.JoinContent(doc.Text, content), ContentSpans: content, Form: readout.Direct,
		Attribution: "speech", SpeakerSpan: name, Evidence: []readout.Evidence{doc.Cite(whole)}, Reason: why, Confidence: 0.5}
	return &readout.Claims{Entities: []readout.Entity{ent}, Statements: []readout.Statement{st}}
}

// builder lays blocks end to end.
type builder struct {
	doc  *readout.Document
	text strings.Builder
}

func (b *builder) add(role readout.Role, words string) readout.Span {
	s := readout.Span{Start: b.text.Len(), End: b.text.Len() + len(words)}
	b.text.WriteString(words)
	b.doc.Blocks = append(b.doc.Blocks, readout.Block{Role: role, Span: s, Rule: "test.rule"})
	return s
}

func pile(n int) []store.Unit {
	units := make([]store.Unit, n)
	for i := range units {
		units[i] = report(i + 1)
	}
	return units
}

func testRules(t testing.TB) readout.Rules {
	rules, err := readout.NewRules([]readout.Rule{{ID: "test.rule", Says: "made up"}})
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func openStore(t testing.TB) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "readout.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

func put(t testing.TB, st *store.Store, units ...store.Unit) {
	t.Helper()
	if err := st.Put(context.Background(), version, units, nil); err != nil {
		t.Fatal(err)
	}
}

func jsonl(t testing.TB, st *store.Store) string {
	t.Helper()
	var buf bytes.Buffer
	if err := export.JSONL(context.Background(), st, &buf); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}
