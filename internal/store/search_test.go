package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

func TestMatchExpr(t *testing.T) {
	tests := []struct{ query, want string }{
		// words
		{"truce", `("truce")`},
		{"truce talks", `("truce" AND "talks")`},
		{"a AND b", `("a" AND "b")`},
		{"and or not", `("and" AND "or" AND "not")`},
		{"NEAR(a", `("NEAR(a")`},
		{"title:x", `("title:x")`},
		{"al-Masri", `("al-Masri")`},
		// phrases
		{`"prisoner exchange"`, `("prisoner exchange")`},
		{`“prisoner exchange” held`, `("prisoner exchange" AND "held")`},
		{`"never closed`, `("never closed")`},
		{`a"b c"d`, `("a" AND "b c" AND "d")`},
		{`"AND"`, `("AND")`},
		// beginnings
		{"zür*", `("zür*" *)`},
		{`"prisoner ex"*`, `("prisoner ex" *)`},
		// exclusions
		{"a -b", `("a" NOT ("b"))`},
		{"-b a -c", `("a" NOT ("b" OR "c"))`},
		{"a NOT b", `("a" NOT ("b"))`},
		{`a -"b c"`, `("a" NOT ("b c"))`},
		// alternatives
		{"a OR b c", `("a") OR ("b" AND "c")`},
		{"OR a OR OR b OR", `("a") OR ("b")`},
		{"a OR -b", `("a")`},
		// nothing
		{"", ""}, {"   ", ""}, {"—", ""}, {"-a", ""}, {`""`, ""}, {"AND", ""}, {"*", ""}, {"()", ""}, {"NOT x", ""},
	}
	for _, test := range tests {
		got, err := matchExpr(test.query)
		if got != test.want || errors.Is(err, ErrQuery) != (test.want == "") {
			t.Errorf("%q: got %s, %v; want %s", test.query, got, err, test.want)
		}
	}
}

// searchPile is three small reports.
func searchPile(t testing.TB) *Store {
	t.Helper()
	ctx := context.Background()
	st, err := Open(ctx, filepath.Join(t.TempDir(), "readout.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	why := readout.Reason{Rule: "test.rule"}
	var units []Unit
	for i, text := range []string{
		"Talks on the prisoner exchange resumed in Zürich.",
		"The exchange of prisoners was put off; talks went on.",
		"Rain fell on the valley. “No talks,” Ms Nováková said.",
	} {
		doc := &readout.Document{Source: fmt.Sprintf("search#%d", i+1), RawSHA256: readout.Hash([]byte(text)), Text: text,
			SHA256: readout.Hash([]byte(text)), Title: fmt.Sprintf("Report %d", i+1), Outlet: "Example Post",
			Published: readout.Dating{Date: readout.DateOf(1974, 5, i+1), Basis: readout.BasisStated, Reason: why},
			Blocks:    []readout.Block{{Role: readout.RoleBody, Span: readout.Span{End: len(text)}, Rule: "test.rule"}}}
		doc.ID = readout.DocumentID(doc.Source, doc.RawSHA256)
		u := Unit{Doc: doc}
		if at := strings.Index(text, "No talks,"); at > 0 {
			spans := []readout.Span{{Start: at, End: at + len("No talks,")}}
			ent := readout.Entity{ID: readout.EntityID(doc.ID, "Nováková"), Name: "Nováková"}
			u.Claims = &readout.Claims{Entities: []readout.Entity{ent}, Statements: []readout.Statement{{
				ID: readout.StatementID(doc.ID, spans), Doc: doc.ID, Speaker: ent.ID, Content: "No talks,",
				ContentSpans: spans, Form: readout.Direct, Reason: why}}}
		}
		units = append(units, u)
	}
	if err := st.Put(ctx, "v", units, nil); err != nil {
		t.Fatal(err)
	}
	return st
}

func TestSearch(t *testing.T) {
	st := searchPile(t)
	tests := []struct {
		query string
		want  []string // kind, date and snippet, in any order
	}{
		{`"prisoner exchange"`, []string{"document 1974-05-01 Talks on the ⟦prisoner exchange⟧ resumed in Zürich."}},
		{"zurich", []string{"document 1974-05-01 Talks on the prisoner exchange resumed in ⟦Zürich⟧."}},
		{"exchange -zürich", []string{"document 1974-05-02 The ⟦exchange⟧ of prisoners was put off; talks went on."}},
		{"Novakova", []string{
			"document 1974-05-03 Rain fell on the valley. “No talks,” Ms ⟦Nováková⟧ said.",
			"entity 1974-05-03 ⟦Nováková⟧",
			"statement 1974-05-03 ⟦Nováková⟧: No talks,"}},
		{"prison* rain", nil},
		{"report", []string{"document 1974-05-01 ⟦Report⟧ 1", "document 1974-05-02 ⟦Report⟧ 2", "document 1974-05-03 ⟦Report⟧ 3"}},
	}
	for _, test := range tests {
		hits, err := st.Search(context.Background(), test.query, 0)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range hits {
			if h.Outlet != "Example Post" || !strings.HasPrefix(h.Title, "Report") || !strings.HasPrefix(h.Doc, "d:") {
				t.Errorf("%q: %+v", test.query, h)
			}
			got = append(got, h.Kind+" "+h.Date+" "+h.Snippet)
		}

		if diff := cmp.Diff(test.want, slices.Sorted(slices.Values(got))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.query, diff)
		}
	}
}

func TestSearchLimitAndOrder(t *testing.T) {
	st := searchPile(t)
	all, err := st.Search(context.Background(), "talks", 0)
	if err != nil || len(all) != 4 {
		t.Fatalf("%d hits, %v", len(all), err)
	}
	for limit := 1; limit < 4; limit++ {
		some, err := st.Search(context.Background(), "talks", limit)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(all[:limit], some); diff != "" {
			t.Errorf("the first %d are not the first of all:\n%s", limit, diff)
		}
	}
}

// No query is an error of SQLite's.
func FuzzSearch(f *testing.F) {
	for _, q := range []string{"truce", `"a" OR (b`, "NEAR(a b, 3)", "^x -y*", "{title}: z", "a\x00b", "\xff", "''", `""""`,
		strings.Repeat("a OR ", 300), strings.Repeat("-x ", 300) + "y", "+a +b", "\"a\u0301\"*", "⟦", "٣", "￿", "\U000E0001"} {
		f.Add(q)
	}
	st := searchPile(f)
	f.Fuzz(func(t *testing.T, query string) {
		hits, err := st.Search(context.Background(), query, 3)
		if err != nil && !errors.Is(err, ErrQuery) {
			t.Fatalf("%q: %v", query, err)
		}
		if len(hits) > 3 {
			t.Fatalf("%d hits", len(hits))
		}
	})
}
