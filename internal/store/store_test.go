package store_test

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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
	found, err := st.Check(ctx, testRules(t))
	if err != nil || len(found) > 0 {
		t.Fatalf("after putting twice: %v, %v", found, err)
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

func TestFinishInput(t *testing.T) {
	st := openStore(t)
	units := pile(4)
	units[3].Path = "pile/other.jsonl"
	skips := []source.Skip{{Source: "pile/wire.jsonl#7", Reason: "empty"}, {Source: "pile/wire.jsonl2", Reason: "empty"}}
	if err := st.Put(ctx, "old", units, skips); err != nil {
		t.Fatal(err)
	}
	finish(t, st, "pile/wire.jsonl", "aa", "old")
	if done := inputDone(t, st, "pile/wire.jsonl", "aa", "old"); !done {
		t.Error("a finished input is not done")
	}
	for _, other := range [][3]string{{"pile/wire.jsonl", "bb", "old"}, {"pile/wire.jsonl", "aa", "new"}, {"x", "aa", "old"}} {
		if inputDone(t, st, other[0], other[1], other[2]) {
			t.Errorf("%v is done", other)
		}
	}
	// The new version makes one document fewer of the same bytes.
	if err := st.Put(ctx, "new", units[:2], nil); err != nil {
		t.Fatal(err)
	}
	finish(t, st, "pile/wire.jsonl", "aa", "new")
	var got []string
	for doc, err := range st.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, doc.Source)
	}
	if diff := cmp.Diff([]string{"pile/wire.jsonl#1", "pile/wire.jsonl#2", "pile/wire.jsonl#4"}, got); diff != "" {
		t.Error(diff)
	}
	left, err := st.Skips(ctx)
	if err != nil || len(left) != 1 || left[0].Source != "pile/wire.jsonl2" {
		t.Errorf("skips %v, %v: want that of the other file alone", left, err)
	}
	if inputDone(t, st, "pile/wire.jsonl", "aa", "old") {
		t.Error("done by the old version still")
	}
}

// Other bytes under the same path are another file: what was read before stays.
func TestFinishInputOfOtherBytesKeepsWhatWasRead(t *testing.T) {
	st := openStore(t)
	if err := st.Put(ctx, "old", []store.Unit{report(1)}, nil); err != nil {
		t.Fatal(err)
	}
	finish(t, st, "pile/wire.jsonl", "aa", "old")
	if err := st.Put(ctx, "new", []store.Unit{report(2)}, nil); err != nil {
		t.Fatal(err)
	}
	finish(t, st, "pile/wire.jsonl", "bb", "new")
	if counts, err := st.Counts(ctx); err != nil || counts["document"] != 2 {
		t.Errorf("%v, %v", counts, err)
	}
}

func finish(t *testing.T, st *store.Store, path, sha256, version string) {
	t.Helper()
	if err := st.FinishInput(ctx, path, sha256, version, 10); err != nil {
		t.Fatal(err)
	}
}

func inputDone(t *testing.T, st *store.Store, path, sha256, version string) bool {
	t.Helper()
	done, err := st.InputDone(ctx, path, sha256, version)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestHasDocument(t *testing.T) {
	st := openStore(t)
	u := report(1)
	put(t, st, u)
	for _, test := range []struct {
		id, version string
		want        bool
	}{{u.Doc.ID, version, true}, {u.Doc.ID, "other", false}, {"d:0", version, false}} {
		if got, err := st.HasDocument(ctx, test.id, test.version); err != nil || got != test.want {
			t.Errorf("%v: %v, %v", test, got, err)
		}
	}
}

func TestRecord(t *testing.T) {
	st := openStore(t)
	units := pile(40)
	put(t, st, units...)
	if err := st.Relink(ctx); err != nil {
		t.Fatal(err)
	}
	doc := units[7].Doc
	for _, id := range []string{doc.ID, doc.ID[:len(doc.ID)-4], units[7].Claims.Statements[0].ID, units[7].Claims.Entities[0].ID} {
		record, err := st.Record(ctx, id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
		} else if !strings.Contains(jsonl(t, st), string(record)+"\n") {
			t.Errorf("%s: %s is no line of records.jsonl", id, record)
		}
	}
	for id, want := range map[string]error{"d:": store.ErrAmbiguous, "": store.ErrNoRecord, "d:zz": store.ErrNoRecord,
		doc.ID + "0": store.ErrNoRecord, "d:%": store.ErrNoRecord} {
		if _, err := st.Record(ctx, id); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", id, err, want)
		}
	}
}

func TestOpenReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder?#%41", "readout.db")
	if _, err := store.OpenRead(ctx, path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, st, report(1))
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the store is not where it was asked for: %v", err)
	}
	ro, err := store.OpenRead(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	if n := strings.Count(jsonl(t, ro), "\n"); n != 3 {
		t.Errorf("%d lines", n)
	}
	if err := ro.Put(ctx, version, nil, nil); err == nil {
		t.Error("a store opened for reading takes documents")
	}
}

// Text that SQLite or JSON could trip over comes back byte for byte.
func TestHardTexts(t *testing.T) {
	st := openStore(t)
	for i, text := range []string{"nul\x00inside", "\u2028\u2029", "<b>&amp;</b>", "🇶🇦 e\u0301 \U0010FFFF", "\x01\x7f\t\\\"", "\uFFFD",
		strings.Repeat("long ", 300_000), ""} {
		doc := &readout.Document{Source: "hard.txt#" + string(rune('1'+i)), RawSHA256: readout.Hash([]byte(text)),
			SHA256: readout.Hash([]byte(text)), Text: text, Title: text}
		doc.ID = readout.DocumentID(doc.Source, doc.RawSHA256)
		if text != "" {
			doc.Blocks = []readout.Block{{Role: readout.RoleBody, Span: readout.Span{End: len(text)}, Rule: "test.rule"}}
		}
		put(t, st, store.Unit{Doc: doc})
		got, err := st.Document(ctx, doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		got.Published = readout.Dating{} // unknown is written out
		if diff := cmp.Diff(doc, got); diff != "" {
			t.Errorf("text %d (-put +read):\n%.2000s", i, diff)
		}
	}
}

// The same reports in any order and any batches, some put twice, make the same
// bytes; another report changes no line of theirs but for links.
func TestOrderChangesNothing(t *testing.T) {
	const n = 5
	units := append(pile(n), reportFrom("pile/copy.txt", 3))
	st := openStore(t)
	put(t, st, units...)
	if err := st.Relink(ctx); err != nil {
		t.Fatal(err)
	}
	want := jsonl(t, st)
	if !strings.Contains(want, `"duplicate_of":"d:`) {
		t.Fatal("no link: the test shows less than it says")
	}
	// A store is a dozen waits for the disk: fewer than rapid's 100 runs.
	runs := flag.Lookup("rapid.checks").Value
	was := runs.String()
	defer runs.Set(was)
	runs.Set("20")
	rapid.Check(t, func(rt *rapid.T) {
		st := openStore(t)
		defer st.Close()
		twice := units[rapid.IntRange(0, n).Draw(rt, "twice")]
		order := rapid.Permutation(append(slices.Clone(units), twice)).Draw(rt, "order")
		for len(order) > 0 {
			k := rapid.IntRange(1, len(order)).Draw(rt, "batch")
			if err := st.Put(ctx, version, order[:k], nil); err != nil {
				rt.Fatal(err)
			}
			order = order[k:]
			if rapid.Bool().Draw(rt, "relink") {
				if err := st.Relink(ctx); err != nil {
					rt.Fatal(err)
				}
			}
		}
		if err := st.Relink(ctx); err != nil {
			rt.Fatal(err)
		}
		if got := jsonl(t, st); got != want {
			rt.Fatalf("other bytes:\n%s", cmp.Diff(want, got))
		}
		if err := st.Put(ctx, version, []store.Unit{report(n + 1)}, nil); err != nil {
			rt.Fatal(err)
		}
		if err := st.Relink(ctx); err != nil {
			rt.Fatal(err)
		}
		after := jsonl(t, st)
		for line := range strings.Lines(want) {
			if !strings.Contains(after, line) {
				rt.Fatalf("another report changed %s", line)
			}
		}
	})
}

func TestCheckFindsWhatIsBroken(t *testing.T) {
	tests := []struct{ name, sql, want string }{
		{"nothing", ``, ""},
		{"a text", `UPDATE documents SET text = text || 'x' WHERE number = 1`, "text"},
		{"a block's border", `UPDATE blocks SET "end" = "end" + 1 WHERE position = 1`, "tables"},
		{"a block gone", `DELETE FROM blocks WHERE position = 2`, "tables"},
		{"a block too many", `INSERT INTO blocks SELECT id, 99, 'body', 0, 1, NULL FROM documents LIMIT 1`, "tables"},
		{"a title", `UPDATE documents SET title = 'another' WHERE number = 2`, "tables"},
		{"a speaker", `UPDATE statements SET speaker = NULL WHERE number = 1`, "tables"},
		{"a place in a record", `UPDATE records SET record = replace(record, '"start":0,', '"start":1,') WHERE kind = 'document'`, "tile"},
		{"spaces in a record", `UPDATE records SET record = replace(record, '","', '", "') WHERE kind = 'statement'`, "canonical"},
		{"a record that is no JSON", `UPDATE records SET record = 'x' WHERE kind = 'document' AND document = (SELECT min(id) FROM documents)`, "record"},
		{"a record's id", `UPDATE records SET id = 's:0' WHERE id = (SELECT min(id) FROM records WHERE kind = 'statement')`, "record"},
		{"a rule", `UPDATE records SET record = replace(record, 'test.rule', 'no.rule') WHERE kind = 'statement'`, "rule"},
		{"an entry of a live page", `INSERT INTO parts SELECT min(id), 0, 'd:0', 0, 1 FROM documents`, "part"},
		{"a link", `INSERT INTO links SELECT max(id), min(id), 'duplicate', 1 FROM documents`, "links"},
		{"a link to nothing", `PRAGMA foreign_keys = 0; INSERT INTO links SELECT min(id), 'd:0', 'duplicate', 1 FROM documents`, "reference"},
		{"the full text", `INSERT INTO statements_fts (statements_fts, rowid, content, speaker_name)
			SELECT 'delete', number, content, speaker_name FROM statements LIMIT 1`, "full-text"},
		{"a row that is not indexed", `DROP TRIGGER entities_fts_insert;
			INSERT INTO entities (id, document, position, name, mentions) SELECT 'e:0', id, 9, 'Nobody', 0 FROM documents LIMIT 1`, "full-text"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "readout.db")
			st, err := store.Open(ctx, path)
			if err != nil {
				t.Fatal(err)
			}
			put(t, st, pile(6)...)
			if err := errors.Join(st.Relink(ctx), st.Close(), execFile(path, test.sql)); err != nil {
				t.Fatal(err)
			}
			st, err = store.OpenRead(ctx, path)
			if err != nil {
				t.Fatal(err)
			}
			defer st.Close()
			found, err := st.Check(ctx, testRules(t))
			if err != nil {
				t.Fatal(err)
			}
			names := map[string]bool{}
			for _, v := range found {
				names[v.Invariant] = true
			}
			if test.want == "" && len(found) > 0 || test.want != "" && !names[test.want] {
				t.Errorf("want %q, got %v", test.want, found)
			}
		})
	}
}

func execFile(path, query string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(query)
	return err
}

// The views are what a person sees first: their words are the records'.
func TestViews(t *testing.T) {
	path := filepath.Join(t.TempDir(), "readout.db")
	st, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	units := pile(3)
	put(t, st, units...)
	lines := strings.SplitAfter(jsonl(t, st), "\n")
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	doc, said := units[1].Doc, units[1].Claims.Statements[0]
	for _, test := range []struct{ query, want string }{
		{`SELECT speaker || '|' || content || '|' || outlet || '|' || published || '|' || sentence FROM quotes LIMIT 1 OFFSET 1`,
			"Örn|" + said.Content + "|Valley Times|1974-01-03|" + said.Evidence[0].Exact},
		{`SELECT group_concat(words, '' ORDER BY position) FROM block_words WHERE document = '` + doc.ID + `'`, doc.Text},
		{`SELECT exact FROM evidence_words WHERE record = '` + doc.ID + `' AND field = 'title'`, doc.Title},
		{`SELECT title || '|' || statements || '|' || characters FROM reports WHERE id = '` + doc.ID + `'`,
			doc.Title + "|1|" + strconv.Itoa(utf8.RuneCountInString(doc.Text))},
		{`SELECT record || char(10) FROM whole_records WHERE id = '` + doc.ID + `'`, lines[1]},
		{`SELECT record || char(10) FROM whole_records WHERE id = '` + said.ID + `'`, lines[7]},
	} {
		var got string
		if err := db.QueryRow(test.query).Scan(&got); err != nil || got != test.want {
			t.Errorf("%s:\n got %s (%v)\nwant %s", test.query, got, err, test.want)
		}
	}
}
