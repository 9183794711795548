// Package examples checks that what is expected of the example pile stands in
// it: no expectation without its words, no report without an expectation, no
// file that does not say that it is an example.
package examples

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// notice is the sentence by which a file says that it is an example.
const notice = "Example report written for the readout project; quotations and local figures are invented."

// expectation is one line of expected.jsonl: the keys that are checked here.
type expectation struct {
	ID, Kind, Quote, Text, Form string
	Speaker, Name               string
	Title, Subtitle, Outlet     string
	Authors                     []string
	Published, Basis, Updated   string
	Doc                         *string
	Docs                        []string
	BodyMust                    []string `json:"body_must"`
	Boilerplate                 []string
}

var kinds = map[string]int{ // the least number of lines of each kind
	"document": 20, "skip": 3, "near-duplicate": 1, "statement": 150, "event": 100, "figure": 80,
	"stop": 60, "entity": 40, "discrepancy": 8, "series": 1, "same-event": 3,
}

func TestExpectedStandsInItsReport(t *testing.T) {
	texts := pile(t)
	seen, ids := map[string]int{}, map[string]bool{}
	for n, e := range expected(t) {
		at := fmt.Sprintf("expected.jsonl:%d: %s", n+1, e.ID)
		seen[e.Kind]++
		if ids[e.ID] || e.ID == "" {
			t.Errorf("%s: id is empty or given twice", at)
		}
		ids[e.ID] = true
		if kinds[e.Kind] == 0 {
			t.Errorf("%s: kind %q is not known", at, e.Kind)
		}
		for _, doc := range e.Docs {
			if texts[doc] == "" {
				t.Errorf("%s: no report %q", at, doc)
			}
		}
		if e.Doc == nil || e.Kind == "skip" {
			continue
		}
		text, ok := texts[*e.Doc]
		if !ok {
			t.Errorf("%s: no report %q", at, *e.Doc)
			continue
		}
		for _, run := range append(append([]string{e.Quote}, e.BodyMust...), e.Boilerplate...) {
			if !strings.Contains(text, space(run)) {
				t.Errorf("%s: %s does not hold %q", at, *e.Doc, run)
			}
		}
		if e.Kind == "statement" {
			checkForm(t, at, text, e)
		}
	}
	for kind, least := range kinds {
		if seen[kind] < least {
			t.Errorf("expected.jsonl: %d lines of kind %s, want at least %d", seen[kind], kind, least)
		}
	}
}

// checkForm checks a statement's form against the marks in and before it.
func checkForm(t *testing.T, at, text string, e expectation) {
	t.Helper()
	words := space(e.Text)
	i := strings.Index(text, words)
	marks := strings.ContainsAny(words, `“”"`) || strings.Contains(words, "''")
	opened := i > 0 && (strings.HasSuffix(text[:i], "“") || strings.HasSuffix(text[:i], `"`) || strings.HasSuffix(text[:i], "''"))
	switch {
	case e.Form == "direct" && (marks || !opened):
		t.Errorf("%s: direct words must stand right after a quotation mark and hold none: %q", at, e.Text)
	case e.Form == "mixed" && !marks, e.Form == "indirect" && marks:
		t.Errorf("%s: %s, but quotation marks: %v: %q", at, e.Form, marks, e.Text)
	}
}

func TestEveryReportIsExpected(t *testing.T) {
	want := map[string]bool{}
	for _, e := range expected(t) {
		if e.Doc != nil && (e.Kind == "document" || e.Kind == "skip") {
			want[*e.Doc] = true
		}
	}
	for doc := range pile(t) {
		if !want[doc] {
			t.Errorf("%s: neither expected nor to be skipped", doc)
		}
	}
	for _, path := range files(t) {
		name := filepath.Base(path)
		if strings.HasPrefix(name, "skipped-") && !want[name] {
			t.Errorf("%s: no line of kind skip", name)
		}
	}
}

func TestEveryFileSaysThatItIsAnExample(t *testing.T) {
	for _, path := range files(t) {
		if strings.HasPrefix(filepath.Base(path), "skipped-") {
			continue // nothing can be read in them: their names say it
		}
		raw := read(t, path)
		if strings.HasSuffix(path, ".gz") {
			raw = []byte(strings.Join(responses(t, path), "\n"))
		}
		if !strings.Contains(string(raw), notice) {
			t.Errorf("%s: does not say %q", path, notice)
		}
	}
}

func expected(t *testing.T) (es []expectation) {
	t.Helper()
	sc := bufio.NewScanner(bytes.NewReader(read(t, "expected.jsonl")))
	for n := 1; sc.Scan(); n++ {
		var e expectation
		if err := json.Unmarshal(sc.Bytes(), &e); err != nil {
			t.Fatalf("expected.jsonl:%d: %v", n, err)
		}
		es = append(es, e)
	}
	return es
}

func files(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("shuttle/*")
	if err != nil || len(paths) < 12 {
		t.Fatalf("shuttle/*: %d files, %v: the pile is not where it was", len(paths), err)
	}
	return paths
}

// entry is an entry of the live page, as it is written there.
var entry = regexp.MustCompile(`(?s)<article class="live-entry".*?</article>`)

// pile is the visible text of every report, by the last part of its source.
func pile(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, path := range files(t) {
		name := filepath.Base(path)
		if strings.HasPrefix(name, "skipped-") {
			continue
		}
		items := reports(t, path)
		for i, text := range items {
			switch {
			case text == "": // broken or without words: counted, not read
			case strings.HasPrefix(name, "live-"):
				texts[fmt.Sprintf("%s#entry-%d", name, i+1)] = space(text)
			case len(items) > 1:
				texts[fmt.Sprintf("%s#%d", name, i+1)] = space(text)
			default:
				texts[name] = space(text)
			}
		}
		if strings.HasPrefix(name, "live-") { // the page as a whole is a report too
			texts[name] = space(visible(t, string(read(t, path))))
		}
	}
	return texts
}

// reports is the visible text of each item of a file, in order.
func reports(t *testing.T, path string) (texts []string) {
	t.Helper()
	raw := string(read(t, path))
	switch filepath.Ext(path) {
	case ".txt":
		return []string{raw}
	case ".html":
		pages := entry.FindAllString(raw, -1)
		if len(pages) == 0 {
			pages = []string{raw}
		}
		for _, page := range pages {
			texts = append(texts, visible(t, page))
		}
	case ".jsonl":
		for _, line := range strings.Split(strings.TrimSpace(raw), "\n") {
			var row map[string]string
			_ = json.Unmarshal([]byte(line), &row) // a broken line is an empty row
			texts = append(texts, row["text"]+row["body"]+row["content"])
		}
	case ".csv":
		rows, err := csv.NewReader(strings.NewReader(raw)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, row := range rows[1:] {
			texts = append(texts, row[2])
		}
	case ".xml":
		for _, item := range regexp.MustCompile(`(?s)<!\[CDATA\[(.*?)\]\]>`).FindAllStringSubmatch(raw, -1) {
			texts = append(texts, visible(t, item[1]))
		}
	case ".eml":
		return []string{plainPart(t, path, raw)}
	case ".gz":
		for _, page := range responses(t, path) {
			texts = append(texts, visible(t, page))
		}
	default:
		t.Fatalf("%s: no way to read it here: add one", path)
	}
	return texts
}

// plainPart is the decoded text/plain part of a mail.
func plainPart(t *testing.T, path, raw string) string {
	t.Helper()
	msg, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	_, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	part, err := multipart.NewReader(msg.Body, params["boundary"]).NextRawPart()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(part))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return string(text)
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// space reads every run of white space, no-break spaces with them, as a space.
func space(s string) string { return strings.Join(strings.Fields(s), " ") }
