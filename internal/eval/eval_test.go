package eval

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"readout"
	"readout/internal/page"
	"readout/internal/source"
)

var misses = flag.Bool("misses", false, "print what was missed")

func TestShingleScore(t *testing.T) {
	tests := []struct {
		want, got string
		p, r      float64
	}{
		{"a b c d e", "a b c d e", 1, 1},
		{"a b c d e", "a b c d", 1, 0.5},
		{"a b c d", "a b c d e", 0.5, 1},
		{"", "", 1, 1},
		{"a b c d", "", -1, 0},
		{"It’s 5, isn't it", "Its five", 0, 0},
	}
	for _, tt := range tests {
		if p, r := shingleScore(tt.want, tt.got); p != tt.p || r != tt.r {
			t.Errorf("shingleScore(%q, %q) = %v, %v, want %v, %v", tt.want, tt.got, p, r, tt.p, tt.r)
		}
	}
}

func TestPageScore(t *testing.T) {
	text := "Talks end\n\nIt held, the envoy said on Monday.\n\nA photo of the long table in the hall"
	cut := []int{0, 11, 46, len(text)}
	doc := &readout.Document{Text: text, Title: "Talks end", Authors: []string{"Ada Example"},
		Published: readout.Dating{Date: "1974-01-18T09:00Z"},
		Blocks: []readout.Block{{Role: readout.RoleTitle, Span: readout.Span{Start: cut[0], End: cut[1]}},
			{Role: readout.RoleBody, Span: readout.Span{Start: cut[1], End: cut[2]}},
			{Role: readout.RoleBody, Span: readout.Span{Start: cut[2], End: cut[3]}}}}
	gold := PageGold{Page: "x", Title: "Talks End", Published: "1974-01-18", Authors: []string{"Bo Other"},
		Body: "It held, the envoy said on Monday.", Paragraphs: []string{"It held, the envoy said on Monday.", "More."},
		Captions: []string{"A photo of the long table in the hall"}}
	var s PageScore
	s.Add(gold, doc)
	for what, got := range map[string]string{"title": s.Title.String(), "day": s.Day.String(),
		"authors": s.Authors.String(), "paragraphs": s.Paragraphs.String(), "captions": s.CaptionsInBody.String()} {
		want := map[string]string{"title": "1.000 (1/1)", "day": "1.000 (1/1)", "authors": "0.000 (0/1)",
			"paragraphs": "0.500 (1/2)", "captions": "1.000 (1/1)"}[what]
		if got != want {
			t.Errorf("%s: got %s, want %s", what, got, want)
		}
	}
	if len(s.Misses) != 3 {
		t.Errorf("misses: %q", s.Misses)
	}
}

// data skips, with a reason, where the development data is absent.
func data(t *testing.T, parts ...string) string {
	t.Helper()
	dir, ok := DataDir()
	if !ok {
		t.Skip("development data absent: set READOUT_DATA to its folder (docs/data.md)")
	}
	return filepath.Join(append([]string{dir}, parts...)...)
}

// readPage runs the page stage on a packed file.
func readPage(t *testing.T, r *page.Reader, path string) *readout.Document {
	t.Helper()
	in, err := open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	raw, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := r.Read(source.Item{Source: path, Kind: source.HTML, Raw: raw, Media: "text/html"})
	if err != nil || len(docs) == 0 {
		t.Logf("%s: %v", path, err)
		return nil
	}
	for _, v := range readout.Check(docs[0], nil, nil) {
		t.Error(v)
	}
	return docs[0]
}

func TestEvalPages(t *testing.T) {
	fundus, err := Fundus(data(t, "pages", "fundus_dev", "gold.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	hub, err := Scrapinghub(data(t, "pages", "scrapinghub", "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(hub, func(a, b PageGold) int { return strings.Compare(a.Page, b.Page) })
	r, err := page.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	var news, bench PageScore
	for _, g := range fundus {
		news.Add(g, readPage(t, r, data(t, "pages", "fundus_dev", g.Page)))
	}
	for _, g := range hub {
		bench.Add(g, readPage(t, r, data(t, "pages", "scrapinghub", "html", g.Page+".html.gz")))
	}
	if news.Pages == 0 || bench.Pages == 0 {
		t.Fatal("no gold page was read")
	}
	report := bytes.NewBuffer(nil)
	p, rec, f1 := bench.Body()
	fmt.Fprintf(report, "scrapinghub %d pages: body F1 %.3f P %.3f R %.3f\n", bench.Pages, f1, p, rec)
	p, rec, f1 = news.Body()
	fmt.Fprintf(report, "fundus %d pages: body F1 %.3f P %.3f R %.3f\n", news.Pages, f1, p, rec)
	fmt.Fprintf(report, "  title %s\n  day %s\n  authors %s\n  paragraphs %s\n  captions in body %s\n",
		news.Title, news.Day, news.Authors, news.Paragraphs, news.CaptionsInBody)
	t.Log("\n" + report.String())
	if *misses {
		for _, m := range append(news.Misses, bench.Misses...) {
			t.Log(m)
		}
	}
	golden(t, "pages.txt", report.Bytes())
}

var update = flag.Bool("update", false, "rewrite the golden scores")

// golden compares scores with the committed ones: a drop fails, and a rise is
// recorded with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("no golden scores: run with -update: %v", err)
	}
	if bytes.Equal(got, want) {
		return
	}
	a, b := bufio.NewScanner(bytes.NewReader(want)), bufio.NewScanner(bytes.NewReader(got))
	for a.Scan() && b.Scan() {
		if a.Text() != b.Text() {
			t.Errorf("%s: scores moved:\n was %s\n now %s", path, a.Text(), b.Text())
		}
	}
}
