package source

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

// goldenInputs is every input of the goldens that is of one of the formats, by
// name; mails have their line ends.
func goldenInputs(t *testing.T, extensions ...string) map[string]string {
	t.Helper()
	names, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no goldens found (%v)", err)
	}
	files := map[string]string{}
	for _, name := range names {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range ar.Files {
			ext := strings.ToLower(filepath.Ext(f.Name))
			if !slices.Contains(extensions, ext) || strings.Contains(f.Name, "_files/") {
				continue
			}
			data := string(f.Data)
			if ext == ".eml" {
				data = crlf(data)
			}
			files[strings.TrimSuffix(filepath.Base(name), ".txtar")+"-"+filepath.Base(f.Name)] = data
		}
	}
	return files
}

// handed is what one file gives, without what depends on its path alone.
func handed(t *testing.T, name, content string, opt Options) []string {
	t.Helper()
	tree(t, map[string]string{name: content})
	var out []string
	// short is the numbers behind the path.
	short := func(source string) string { return strings.TrimPrefix(source, name) }
	sink := Sink{
		Item: func(it Item) error {
			it.Source = short(it.Source)
			it.Name = ""
			out = append(out, show(it))
			return nil
		},
		Skip: func(sk Skip) error { out = append(out, "skip "+short(sk.Source)+" "+string(sk.Reason)); return nil },
	}
	if err := Walk(t.Context(), []string{name}, opt, sink); err != nil {
		t.Fatal(err)
	}
	return out
}

// newTestWalker is a walker whose sink the test sets.
func newTestWalker(t *testing.T) *walker {
	t.Helper()
	w, err := newWalker(t.Context(), Options{}, Sink{})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// rows are the formats whose items are decoded by their reader.
var rows = []string{".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom"}

// TestLaws: what a file gives does not change with how it is wrapped or
// written.
func TestLaws(t *testing.T) {
	utf16 := func(s string) string {
		return encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), s)
	}
	laws := []struct {
		name    string
		formats []string
		change  func(name, content string) (string, string)
	}{
		{"gzip", append([]string{".eml", ".md", ".txt", ".html"}, rows...), func(n, s string) (string, string) { return n + ".gz", gz(s) }},
		{"mark", append([]string{".eml"}, rows...), func(n, s string) (string, string) { return n, "\xEF\xBB\xBF" + s }},
		{"utf-16", rows, func(n, s string) (string, string) { return n, utf16(s) }},
		{"utf-16, big and bare", rows, func(n, s string) (string, string) {
			if strings.ContainsFunc(s[:min(len(s), 2000)], func(r rune) bool { return r > 0xff }) {
				return n, s // told by its zero bytes alone, which other scripts have not
			}
			return n, encode(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), s)
		}},
		{"no name", []string{".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom"}, func(n, s string) (string, string) { return "nameless", s }},
		{"line ends", rows, func(n, s string) (string, string) { return n, crlf(s) }},
		{"bare line ends", []string{".eml"}, func(n, s string) (string, string) { return n, strings.ReplaceAll(s, "\r\n", "\n") }},
		{"blank lines behind", rows, func(n, s string) (string, string) { return n, s + "\n \n\n" }},
		{"capitals", rows, func(n, s string) (string, string) { return strings.ToUpper(n), s }},
	}
	for _, law := range laws {
		t.Run(law.name, func(t *testing.T) {
			for name, content := range goldenInputs(t, law.formats...) {
				changed, other := law.change(name, content)
				if diff := cmp.Diff(handed(t, name, content, Options{}), handed(t, changed, other, Options{})); diff != "" {
					t.Errorf("%s (-as it is +changed):\n%s", name, diff)
				}
			}
		})
	}
}

// TestLawZip: an entry of an archive gives what the file gives.
func TestLawZip(t *testing.T) {
	for name, content := range goldenInputs(t, append([]string{".eml", ".md", ".txt", ".html"}, rows...)...) {
		var got []string
		for _, line := range handed(t, "a.zip", zipped(t, name, content), Options{}) {
			got = append(got, strings.Replace(line, "#1", "", 1))
		}
		if diff := cmp.Diff(handed(t, name, content, Options{}), got); diff != "" {
			t.Errorf("%s (-file +entry):\n%s", name, diff)
		}
	}
}

// TestLawSameRows: a report has the same words and fields in every form of row.
func TestLawSameRows(t *testing.T) {
	piece := rapid.SampledFrom([]string{"word", "The envoy", ", ", "; ", "\"", "“x”", "\n\n", "'", "é", " < 5", " & ", "|", "#1", ".", "\\", "{", "]"})
	words := rapid.Map(rapid.SliceOfN(piece, 1, 12), func(p []string) string { return "A" + strings.Join(p, "") + "z" })
	w := newTestWalker(t)
	rapid.Check(t, func(t *rapid.T) {
		var want []string
		var table bytes.Buffer
		var list []map[string]string
		cw := csv.NewWriter(&table)
		cw.Write([]string{"headline", "published", "text", "url"})
		for i := range rapid.IntRange(1, 4).Draw(t, "rows") {
			body := words.Draw(t, "text")
			title := strings.ReplaceAll(words.Draw(t, "title"), "\n", " ")
			row := map[string]string{"headline": title, "published": "1974-01-14", "text": body, "url": "https://post.example/" + strconv.Itoa(i)}
			cw.Write([]string{row["headline"], row["published"], row["text"], row["url"]})
			list = append(list, row)
			want = append(want, strings.Join(strings.Fields(title), " ")+"|1974-01-14|"+body+"|"+row["url"])
		}
		cw.Flush()
		whole, _ := json.Marshal(list)
		wrapped, _ := json.MarshalIndent(map[string]any{"total": 3, "articles": list}, "", "  ")
		var lines bytes.Buffer
		enc := json.NewEncoder(&lines)
		for _, row := range list {
			enc.Encode(row)
		}
		for name, data := range map[string][]byte{"a.csv": table.Bytes(), "a.json": whole, "b.json": wrapped, "a.jsonl": lines.Bytes()} {
			var got []string
			w.sink = Sink{
				Item: func(it Item) error {
					f := it.Fields
					got = append(got, f.Title.Text+"|"+f.Date.Text+"|"+it.Body+"|"+f.URL.Text)
					return nil
				},
				Skip: func(sk Skip) error { got = append(got, sk.String()); return nil },
			}
			if err := w.bytes(name, data); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s (-written +read):\n%s\n%s", name, diff, data)
			}
		}
	})
}

// TestLawWARC: records are read back whatever they hold, plain, packed one by
// one or all in one.
func TestLawWARC(t *testing.T) {
	piece := rapid.SampledFrom([]string{"word ", "WARC/1.0\r\n", "\r\n\r\n", "HTTP/1.1 200 OK\r\n", "Content-Length: 3\r\n", strings.Repeat("many words ", 6) + "\x1f\x8b\x08", "é", "<p>", "0\r\n"})
	w := newTestWalker(t)
	rapid.Check(t, func(t *rapid.T) {
		var plain, each string
		var want []string
		for range rapid.IntRange(1, 4).Draw(t, "records") {
			body := "<html>" + strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "body"), "") + "</html>"
			rec := response(page1, "Content-Type: text/html", body)
			if rapid.Bool().Draw(t, "resource") {
				rec = warcRecord("resource", page1, "text/html", body)
			}
			want = append(want, body)
			plain += rec
			each += gz(rec)
		}
		for name, data := range map[string]string{"a.warc": plain, "a.warc.gz": each, "b.warc.gz": gz(plain)} {
			var got []string
			w.sink = Sink{
				Item: func(it Item) error { got = append(got, string(it.Raw)); return nil },
				Skip: func(sk Skip) error { got = append(got, sk.String()); return nil },
			}
			if err := w.bytes(name, []byte(data)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s (-written +read):\n%s", name, diff)
			}
		}
	})
}

// TestLawOrder: what a pile gives does not depend on the order of its paths, and
// every item of it is found again.
func TestLawOrder(t *testing.T) {
	files := goldenInputs(t, append([]string{".eml", ".md", ".txt", ".html", ".mhtml"}, rows...)...)
	tree(t, files)
	paths := slices.Sorted(maps.Keys(files))
	one := walk(t, Options{}, paths...)
	slices.Reverse(paths)
	two := walk(t, Options{}, paths...)
	slices.Sort(one.lines)
	slices.Sort(two.lines)
	wantLines(t, two, one.lines...)
	for _, want := range one.items {
		if got, err := Find(t.Context(), want.Source, Options{}); err != nil || show(got) != show(want) {
			t.Errorf("%s: found %s (%v)", want.Source, show(got), err)
		}
	}
}
