package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/source"
	"readout/internal/store"
)

var ctx = context.Background()

func TestGeneratedReportsAreSound(t *testing.T) {
	for _, u := range pile(20) {
		for _, v := range readout.Check(u.Doc, u.Claims, testRules(t)) {
			t.Error(v)
		}
	}
}

func TestPutAndReadBack(t *testing.T) {
	st := openStore(t)
	units := pile(12)
	put(t, st, units...)
	i := 0
	for doc, err := range st.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(units[i].Doc, doc); diff != "" {
			t.Fatalf("document %d (-put +read):\n%s", i, diff)
		}
		claims, err := st.Claims(ctx, doc)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(units[i].Claims, claims); diff != "" {
			t.Fatalf("claims of %d (-put +read):\n%s", i, diff)
		}
		i++
	}
	if i != 12 {
		t.Fatalf("read %d documents, put 12", i)
	}
	counts, err := st.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"document": 12, "entity": 12, "statement": 12}, counts); diff != "" {
		t.Fatal(diff)
	}
}

func TestPutTwiceChangesNothing(t *testing.T) {
	st := openStore(t)
	put(t, st, pile(5)...)
	want := jsonl(t, st)
	put(t, st, pile(5)...)
	if got := jsonl(t, st); got != want {
		t.Fatal("putting the same again changed records.jsonl")
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "readout.db")
	a, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, a, report(1))
	if err := b.Put(ctx, version, []store.Unit{report(2)}, nil); !errors.Is(err, store.ErrLocked) {
		t.Fatalf("second writer: got %v, want ErrLocked", err)
	}
	if n := strings.Count(jsonl(t, b), "\n"); n != 3 {
		t.Fatalf("a reader beside a writer sees %d lines, want 3", n)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, b, report(2))
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Dir(path) + "/*")
	if err != nil || len(left) != 1 {
		t.Fatalf("want one file after Close, got %v (%v)", left, err)
	}
}

func TestSkips(t *testing.T) {
	st := openStore(t)
	skips := []source.Skip{{Source: "b#10", Reason: "empty"}, {Source: "b#2", Reason: "empty", Detail: "no text"}}
	if err := st.Put(ctx, version, nil, append(skips, skips[0])); err != nil {
		t.Fatal(err)
	}
	got, err := st.Skips(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]source.Skip{skips[1], skips[0]}, got); diff != "" {
		t.Fatal(diff)
	}
}

func TestSearch(t *testing.T) {
	st := openStore(t)
	put(t, st, pile(30)...)
	for _, q := range []string{"truce", `"naive"`, "ORN", "envoy -truce", "zür*", `"`, `a" OR (`, "NEAR(a b)", "x AND", "title:x", "{}^+-*", "a NOT b", "OR OR"} {
		hits, err := st.Search(ctx, q, 5)
		if err != nil && !errors.Is(err, store.ErrQuery) {
			t.Errorf("%q: %v", q, err)
		}
		t.Log(q, len(hits), hits)
	}
}
