package meta

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"readout/internal/source"
)

// shared finds the data folder that may lie beside the module, or skips.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		path := filepath.Join(append([]string{dir, "shared"}, parts...)...)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("no development data: %s is not beside the module", filepath.Join(parts...))
	return ""
}

func readGzip(t *testing.T, path string) io.Reader {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if !strings.HasSuffix(path, ".gz") {
		return f
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func readPage(t *testing.T, path string, fields source.Fields) Page {
	t.Helper()
	root, err := html.Parse(readGzip(t, path))
	if err != nil {
		t.Fatal(err)
	}
	return Read(root, fields)
}

// TestNewsPages scores titles, days and authors on pages with gold and fails
// below the project's aims.
func TestNewsPages(t *testing.T) {
	dir := shared(t, "data", "pages", "fundus_dev")
	var n, title, day, authors, graded float64
	sc := bufio.NewScanner(readGzip(t, filepath.Join(dir, "gold.jsonl.gz")))
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var g struct {
			Page, Title, Published string
			Authors                []string
		}
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, strings.TrimSuffix(g.Page, ".html.gz")+".html.gz")
		p := readPage(t, path, source.Fields{})
		n++
		if key(p.Title.Value) == key(g.Title) {
			title++
		} else {
			t.Logf("%s: title %q (%s), want %q", g.Page, p.Title.Value, p.Title.Reason, g.Title)
		}
		if p.Published.Date.Day() == g.Published[:10] {
			day++
		} else {
			t.Logf("%s: date %s (%s), want %s", g.Page, p.Published.Date, p.Published.Reason, g.Published)
		}
		if len(g.Authors) == 0 {
			continue
		}
		graded++
		if strings.EqualFold(strings.Join(p.Authors, "|"), strings.Join(g.Authors, "|")) {
			authors++
		} else {
			t.Logf("%s: authors %q (%s), want %q", g.Page, p.Authors, p.AuthorsReason, g.Authors)
		}
	}
	if n == 0 {
		t.Fatal("no gold read")
	}
	t.Logf("%v pages: title %.3f, day %.3f, authors %.3f", n, title/n, day/n, authors/graded)
	if title/n < 0.90 || day/n < 0.97 || authors/graded < 0.92 {
		t.Errorf("below the aims: title .90, day .97, authors .92")
	}
}
