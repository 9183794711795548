package meta

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"readout"
	"readout/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden reads each page of testdata: invented reports in the shapes of the
// publishing systems that outlets use. Each archive holds page.html and want.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden pages in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(ar.Files) != 2 || ar.Files[0].Name != "page.html" || ar.Files[1].Name != "want" {
				t.Fatalf("%s: want the files page.html and want, in this order", file)
			}
			root := parse(t, string(ar.Files[0].Data))
			got := pageString(Read(root, source.Fields{}))
			for _, e := range Live(root, source.Fields{}) {
				got += "\n" + attr(e.Node, "id") + "\n" + pageString(e.Page)
			}
			if *update {
				ar.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(ar.Files[1].Data), got); diff != "" {
				t.Errorf("want -, got + (run with -update to accept):\n%s", diff)
			}
		})
	}
}

// pageString is the canonical form of a page for goldens: one line a value
// with its reason; what is unknown has no line.
func pageString(p Page) string {
	var b strings.Builder
	choice := func(name string, c Choice) {
		if c.Value != "" {
			fmt.Fprintf(&b, "%-9s %s\n          by %s\n", name, c.Value, c.Reason)
		}
	}
	date := func(name string, d readout.Dating) {
		if d.Date != "" {
			fmt.Fprintf(&b, "%-9s %s %s\n          by %s\n", name, d.Date, d.Basis, d.Reason)
		}
	}
	choice("title", p.Title)
	choice("shown", p.Shown)
	choice("subtitle", p.Subtitle)
	if len(p.Authors) > 0 {
		fmt.Fprintf(&b, "%-9s %s\n          by %s\n", "authors", strings.Join(p.Authors, "; "), p.AuthorsReason)
	}
	choice("wire", p.Wire)
	date("published", p.Published)
	date("updated", p.Updated)
	choice("outlet", p.Outlet)
	choice("url", p.URL)
	choice("language", p.Language)
	return b.String()
}
