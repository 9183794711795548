package examples

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"readout"
	"readout/internal/extract"
	"readout/internal/page"
	"readout/internal/page/profile"
	"readout/internal/source"
)

var update = flag.Bool("update", false, "rewrite unmet.txt")

// outcome is what a build makes of the pile, before the store.
type outcome struct {
	docs    map[string]*readout.Document // by the last part of the source
	claims  map[string]*readout.Claims
	skipped map[string]bool
	named   map[string]bool // those whom expected.jsonl knows by name
}

// TestExpectationsMet compares the outcome with the expectations that can be
// met by now: documents, skips and direct quotations. Those not met stand in
// unmet.txt. One that is new there fails, for something got worse; one that is
// met is told, so that a change which gains one does not break on it: take it
// out with -update and say so in the commit.
func TestExpectationsMet(t *testing.T) {
	out := build(t)
	var unmet []string
	asked := 0
	for _, e := range expected(t) {
		for _, miss := range e.misses(out, &asked) {
			unmet = append(unmet, fmt.Sprintf("%s %s: %s", *e.Doc, e.Kind, miss))
		}
	}
	if asked < 200 {
		t.Fatalf("only %d expectations asked for: the reading of expected.jsonl is broken", asked)
	}
	slices.Sort(unmet)
	unmet = slices.Compact(unmet)
	t.Logf("%d of %d expectations met", asked-len(unmet), asked)
	if *update {
		if err := os.WriteFile("unmet.txt", []byte(strings.Join(unmet, "\n")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	known := strings.Split(strings.TrimSpace(string(read(t, "unmet.txt"))), "\n")
	for _, miss := range unmet {
		if !slices.Contains(known, miss) {
			t.Errorf("no longer met: %s", miss)
		}
	}
	for _, miss := range known {
		if miss != "" && !slices.Contains(unmet, miss) {
			t.Logf("met now, take it out of unmet.txt with -update: %s", miss)
		}
	}
}

// misses says what of an expectation the outcome does not meet; asked counts
// what is asked.
func (e expectation) misses(out outcome, asked *int) (misses []string) {
	ask := func(ok bool, format string, args ...any) {
		*asked++
		if !ok {
			misses = append(misses, fmt.Sprintf(format, args...))
		}
	}
	switch {
	case e.Kind == "skip":
		ask(out.skipped[*e.Doc], "is not skipped")
	case e.Kind == "document":
		doc := out.docs[*e.Doc]
		ask(doc != nil, "is missing")
		if doc != nil {
			e.document(doc, ask)
		}
	case e.Kind == "statement" && e.Form == "direct":
		e.quotation(out, ask)
	}
	return misses
}

type asker func(ok bool, format string, args ...any)

func (e expectation) document(doc *readout.Document, ask asker) {
	ask(doc.Title == e.Title, "title")
	ask(doc.Subtitle == e.Subtitle, "subtitle")
	ask(doc.Outlet == e.Outlet, "outlet")
	names := append(slices.Clone(doc.Authors), doc.Contributors...)
	ask(strings.EqualFold(strings.Join(names, "; "), strings.Join(e.Authors, "; ")), "authors")
	if e.Basis != string(readout.BasisInferred) { // bounds come from the pile
		ask(doc.Published.Date.Day() == e.Published, "published")
		ask(string(doc.Published.Basis) == e.Basis, "basis of published")
	}
	if e.Updated != "" {
		ask(string(doc.Updated.Date) == e.Updated, "updated")
	}
	for _, run := range e.BodyMust {
		roles := rolesOf(doc, run)
		ask(len(roles) > 0 && within(roles, readout.RoleBody, readout.RoleQuote, readout.RoleDateline), "body must hold %q", run)
	}
	for _, run := range e.Boilerplate {
		roles := rolesOf(doc, run)
		own := slices.ContainsFunc(roles, func(r readout.Role) bool { return r.Claims() && r != readout.RoleCaption })
		ask(len(roles) > 0 && !own, "is no part of the report: %q", run)
	}
}

// quotation asks for a direct quotation and for its speaker: the name that a
// named one has there, and nobody's for one who has none.
func (e expectation) quotation(out outcome, ask asker) {
	claims := out.claims[*e.Doc]
	if claims == nil {
		ask(false, "quotation %q", e.Text)
		return
	}
	i := slices.IndexFunc(claims.Statements, func(st readout.Statement) bool {
		return st.Form == readout.Direct && space(st.Content) == space(e.Text)
	})
	ask(i >= 0, "quotation %q", e.Text)
	if i < 0 {
		return
	}
	name := ""
	for _, ent := range claims.Entities {
		if ent.ID == claims.Statements[i].Speaker {
			name = ent.Name
		}
	}
	ok := name == "" && !out.named[e.Speaker]
	if name != "" {
		ok = true
		for _, word := range strings.Fields(name) {
			ok = ok && strings.Contains(" "+e.Speaker+" ", word+" ") // "Assad" of "Hafez al-Assad"
		}
	}
	ask(ok, "speaker %q of %q, want %s", name, e.Text, e.Speaker)
}

// rolesOf are the roles over the first place where run stands in the text,
// white space aside.
func rolesOf(doc *readout.Document, run string) (roles []readout.Role) {
	var words strings.Builder // the text with its white space as single spaces
	var at []int              // the byte in the text of each byte of words
	for i := 0; i < len(doc.Text); i++ {
		c := doc.Text[i]
		if c == '\n' || c == '\t' || c == ' ' {
			if words.Len() == 0 || words.String()[words.Len()-1] == ' ' {
				continue
			}
			c = ' '
		}
		words.WriteByte(c)
		at = append(at, i)
	}
	start := strings.Index(words.String(), space(run))
	if start < 0 {
		return nil
	}
	place := readout.Span{Start: at[start], End: at[start+len(space(run))-1] + 1}
	for _, b := range doc.Blocks {
		if b.Span.Overlaps(place) && strings.TrimSpace(b.Span.In(doc.Text)) != "" {
			roles = append(roles, b.Role)
		}
	}
	return roles
}

// within reports whether every role is one of allowed.
func within(roles []readout.Role, allowed ...readout.Role) bool {
	for _, r := range roles {
		if !slices.Contains(allowed, r) {
			return false
		}
	}
	return true
}

// build runs the stages over the pile.
func build(t *testing.T) outcome {
	t.Helper()
	outlets, err := profile.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := page.NewReader(outlets)
	if err != nil {
		t.Fatal(err)
	}
	words, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	out := outcome{map[string]*readout.Document{}, map[string]*readout.Claims{}, map[string]bool{}, map[string]bool{}}
	for _, e := range expected(t) {
		if e.Kind == "entity" {
			out.named[e.Name] = true
		}
	}
	skip := func(s source.Skip) error { out.skipped[filepath.Base(s.Source)] = true; return nil }
	item := func(it source.Item) error {
		docs, err := pages.Read(it)
		if err != nil {
			return skip(source.Skip{Source: it.Source})
		}
		for _, doc := range docs {
			name := filepath.Base(doc.Source)
			out.docs[name], out.claims[name] = doc, words.Claims(doc)
		}
		return nil
	}
	if err := source.Walk(context.Background(), []string{"shuttle"}, source.Options{}, source.Sink{Item: item, Skip: skip}); err != nil {
		t.Fatal(err)
	}
	return out
}
