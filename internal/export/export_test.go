package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"readout"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestDraftsAreSound(t *testing.T) {
	rules, err := readout.NewRules([]readout.Rule{{ID: "test.rule"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drafts {
		u := d.document()
		for _, v := range readout.Check(u.Doc, u.Claims, rules) {
			t.Errorf("%s: %v", d.source, v)
		}
	}
}

// golden compares the files of a folder with testdata/name.txtar, in which CR
// and the byte order mark are written out.
func golden(t *testing.T, name, dir string) {
	t.Helper()
	got := &txtar.Archive{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		b = []byte(strings.NewReplacer("\r\n", "<CR>\n", "\ufeff", "<BOM>").Replace(string(b)))
		got.Files = append(got.Files, txtar.File{Name: filepath.ToSlash(rel), Data: b})
		return err
	})
	if err != nil || len(got.Files) == 0 {
		t.Fatalf("%d files, %v", len(got.Files), err)
	}
	path := filepath.Join("testdata", name+".txtar")
	if *update {
		if err := os.WriteFile(path, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: run go test -update and read the diff", err)
	}
	if diff := cmp.Diff(string(want), string(txtar.Format(got))); diff != "" {
		t.Errorf("%s (-golden +got):\n%s", path, diff)
	}
}

func TestGoldens(t *testing.T) {
	st := openPile(t)
	for _, test := range []struct {
		name  string
		write func(dir string) error
	}{
		{"jsonl", func(dir string) error {
			var buf bytes.Buffer
			err := JSONL(ctx, st, &buf)
			return errors.Join(err, os.WriteFile(filepath.Join(dir, "records.jsonl"), buf.Bytes(), 0o644))
		}},
		{"csv", func(dir string) error { return CSV(ctx, st, dir, false) }},
		{"csv-excel", func(dir string) error { return CSV(ctx, st, dir, true) }},
		{"md", func(dir string) error { return Markdown(ctx, st, dir) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for range 2 { // the second time over the files of the first
				if err := test.write(dir); err != nil {
					t.Fatal(err)
				}
			}
			golden(t, test.name, dir)
		})
	}
	made, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(made) != 4 {
		t.Errorf("golden files %v: one of them is nobody's", made)
	}
}

// shape is what each kind's record must have, by the contract.
var shape = map[string]struct {
	required []string
	enums    map[string][]string
}{
	"document": {[]string{"id", "kind", "source", "sha256", "authors", "contributors", "published", "text", "blocks"},
		map[string][]string{
			"published.basis": {"stated", "metadata", "inferred", "unknown"},
			"blocks.role": {"title", "subtitle", "byline", "dateline", "body", "quote", "crosshead", "caption", "credit", "speaker-label",
				"transcript-cue", "related-link", "navigation", "correction", "notice", "timestamp", "tail"}}},
	"entity": {[]string{"id", "kind", "name", "aliases", "docs", "mentions", "evidence"},
		map[string][]string{"type": {"person", "organization", "place", "group"}}},
	"statement": {[]string{"id", "kind", "doc", "content", "content_spans", "form", "evidence", "reason", "confidence"},
		map[string][]string{"form": {"direct", "mixed", "indirect"}, "status": {"reported", "planned", "denied"},
			"attribution": {"speech", "belief", "document"}}},
	"skip": {[]string{"kind", "source", "reason", "detail"}, nil},
}

func TestShapeOfRecords(t *testing.T) {
	var buf bytes.Buffer
	if err := JSONL(ctx, openPile(t), &buf); err != nil {
		t.Fatal(err)
	}
	texts, ids, seen := map[string][]rune{}, map[string]bool{}, map[string]int{}
	for line := range strings.Lines(buf.String()) {
		var record map[string]any
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		kind, _ := record["kind"].(string)
		want, ok := shape[kind]
		if !ok {
			t.Fatalf("no such kind: %s", line)
		}
		seen[kind]++
		for _, key := range want.required {
			if record[key] == nil {
				t.Errorf("%s lacks %q: %s", kind, key, line)
			}
		}
		for path, values := range want.enums {
			for _, v := range valuesAt(record, path) {
				if !slices.Contains(values, fmt.Sprint(v)) {
					t.Errorf("%s: %s is %v", kind, path, v)
				}
			}
		}
		if id, ok := record["id"].(string); ok {
			if ids[id] {
				t.Errorf("id %s twice", id)
			}
			ids[id] = true
		}
		if kind == "document" {
			texts[record["id"].(string)] = []rune(record["text"].(string))
		}
		for _, ev := range valuesAt(record, "evidence") {
			ev := ev.(map[string]any)
			text := texts[ev["doc"].(string)]
			if got := string(text[int(ev["start"].(float64)):int(ev["end"].(float64))]); got != ev["exact"] {
				t.Errorf("evidence is %q, the text there %q", ev["exact"], got)
			}
		}
	}
	for kind := range shape {
		if seen[kind] == 0 {
			t.Errorf("the pile has no %s: nothing is tested", kind)
		}
	}
}

// valuesAt gives what stands at a path of keys; lists are stepped into, and an
// absent key gives nothing.
func valuesAt(v any, path string) []any {
	if list, ok := v.([]any); ok {
		var all []any
		for _, member := range list {
			all = append(all, valuesAt(member, path)...)
		}
		return all
	}
	if path == "" {
		return []any{v}
	}
	key, rest, _ := strings.Cut(path, ".")
	if m, ok := v.(map[string]any); ok && m[key] != nil {
		return valuesAt(m[key], rest)
	}
	return nil
}

// A table read back gives the records' values, a row a line, under the columns
// that columns.csv explains.
func TestCSVReadsBack(t *testing.T) {
	dir := t.TempDir()
	if err := CSV(ctx, openPile(t), dir, false); err != nil {
		t.Fatal(err)
	}
	explained := map[string][]string{}
	for i, row := range readCSV(t, filepath.Join(dir, "columns.csv")) {
		if i > 0 {
			explained[row[0]] = append(explained[row[0]], row[1])
			if row[2] == "" || row[4] == "" {
				t.Errorf("columns.csv: %v is not explained", row)
			}
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != len(explained) {
		t.Fatalf("%d files, %d explained", len(files), len(explained))
	}
	for _, path := range files {
		rows := readCSV(t, path)
		name := filepath.Base(path)
		if diff := cmp.Diff(explained[name], rows[0]); diff != "" {
			t.Errorf("%s: header and columns.csv differ:\n%s", name, diff)
		}
		b, err := os.ReadFile(path)
		if err != nil || bytes.Count(b, []byte("\n")) != len(rows) {
			t.Errorf("%s: %d lines, %d rows", name, bytes.Count(b, []byte("\n")), len(rows))
		}
		if name == "entities.csv" || name == "documents.csv" || name == "statements.csv" {
			if h := rows[0]; h[0] != "id" || h[len(h)-1] != "exact" {
				t.Errorf("%s: begins with %s and ends with %s", name, h[0], h[len(h)-1])
			}
		}
	}
	said := readCSV(t, filepath.Join(dir, "statements.csv"))
	if content := said[2][slices.Index(said[0], "content")]; content != "we have an agreement" {
		t.Errorf("content %q", content)
	}
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", path, len(rows), err)
	}
	return rows
}

// Every link of the notes leads to a note, every anchor stands where it leads,
// and the front matter is of one-line quoted values.
func TestNotesResolve(t *testing.T) {
	dir := t.TempDir()
	if err := Markdown(ctx, openPile(t), dir); err != nil {
		t.Fatal(err)
	}
	notes := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		notes[strings.TrimSuffix(filepath.Base(path), ".md")] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	links, anchors := 0, 0
	front := regexp.MustCompile(`\A---\n(?:[a-z_0-9]+: (?:"(?:[^"\\\n]|\\.)*"|\[.*\]|[a-z0-9]+)\n)+---\n\n# `)
	for name, text := range notes {
		if !front.MatchString(text) {
			t.Errorf("%s: front matter:\n%s", name, text[:min(len(text), 400)])
		}
		for _, m := range regexp.MustCompile(`\[\[([^\]|#]+)(?:#(\^[^\]|]+))?(?:\|[^\]|]+)?\]\]`).FindAllStringSubmatchIndex(text, -1) {
			if m[0] > 0 && text[m[0]-1] == '\\' {
				continue // source text
			}
			links++
			to := text[m[2]:m[3]]
			target, ok := notes[to]
			if !ok {
				t.Errorf("%s: link to no note: %s", name, to)
			}
			if m[4] > 0 {
				anchors++
				if !regexp.MustCompile(`(?m) ` + regexp.QuoteMeta(text[m[4]:m[5]]) + `$`).MatchString(target) {
					t.Errorf("%s: no anchor %s in %s", name, text[m[4]:m[5]], to)
				}
			}
		}
	}
	if links < 10 || anchors < 1 {
		t.Errorf("%d links and %d anchors: nothing is tested", links, anchors)
	}
}

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"plain, “quoted” – 50.5":  "plain, “quoted” – 50.5",
		"--- rule":                `\--- rule`,
		"- item":                  `\- item`,
		"a - b":                   "a - b",
		"12. item":                `12\. item`,
		"12) item":                `12\) item`,
		"In 12. place":            "In 12. place",
		"[[a|b]] #tag ^x":         `\[\[a\|b\]\] \#tag \^x`,
		"*a* _b_ `c` <d> &e; \\f": "\\*a\\* \\_b\\_ \\`c\\` \\<d\\> \\&e; \\\\f",
		"two\n\tlines\u2028more":  "two lines more",
		"> quote":                 `\> quote`,
	} {
		if got := escape(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Whatever the text, a cell is one line and comes back, a YAML value is JSON,
// and no character of Markdown's stands bare.
func FuzzCells(f *testing.F) {
	for _, s := range []string{"=1+1", "a\r\nb", "\\.", " x ", `"`, "\x00", "[[x|y]]", "1.", "\u2028", "---", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var cell string
		if quoted := yaml(text); text != "" {
			if err := json.Unmarshal([]byte(quoted), &cell); err != nil || strings.ContainsAny(quoted, "\n\r") {
				t.Fatalf("%q: %v", quoted, err)
			}
		}
		dir := t.TempDir()
		tab, err := newTable(dir, "t.csv", []column{{name: "a"}, {name: "b"}}, false)
		if err != nil {
			t.Fatal(err)
		}
		if err := tab.finish(tab.row(text, "end")); err != nil {
			t.Fatal(err)
		}
		if rows := readCSV(t, filepath.Join(dir, "t.csv")); len(rows) != 2 || rows[1][0] != line(text) {
			t.Fatalf("%q came back as %q", text, rows)
		}
		if e := escape(text); strings.ContainsAny(e, "\n\r\t") || strings.HasPrefix(e, "-") || strings.HasPrefix(e, "#") {
			t.Fatalf("%q", e)
		}
		if l := link("d:1", "s:2", text); strings.Count(l, "[") != 2 || strings.Count(l, "]") != 2 || strings.Count(l, "|") > 1 {
			t.Fatalf("%q", l)
		}
	})
}

func TestAFailedExportLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	f, err := createFile(filepath.Join(dir, "x"))
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString("half")
	broken := errors.New("broken")
	if err := f.finish(broken); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}
