package layout

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"readout/internal/page/meta"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden reads each testdata/*.txtar: page.html is laid out, told what
// stands in meta ("title: …", "subtitle: …", "author: …"), and must give the
// blocks: role and words, one a line. Lines known by their words alone are left
// to the furniture package: no lexicon is given.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { golden(t, path) })
	}
}

func golden(t *testing.T, path string) {
	ar, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range ar.Files {
		files[f.Name] = string(f.Data)
	}
	if files["page.html"] == "" {
		t.Fatalf("%s: no page.html", path)
	}
	root, err := html.Parse(strings.NewReader(files["page.html"]))
	if err != nil {
		t.Fatal(err)
	}
	got := blockLines(Read(root, goldenMeta(t, files["meta"]), nil))
	if *update {
		keep := ar.Files[:0]
		for _, f := range ar.Files {
			if f.Name != "blocks" {
				keep = append(keep, f)
			}
		}
		ar.Files = append(keep, txtar.File{Name: "blocks", Data: []byte(got)})
		if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(files["blocks"], got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func goldenMeta(t *testing.T, lines string) (pg meta.Page) {
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		key, val, _ := strings.Cut(line, ": ")
		switch key {
		case "":
		case "title":
			pg.Title.Value = val
		case "subtitle":
			pg.Subtitle.Value = val
		case "author":
			pg.Authors = append(pg.Authors, val)
		case "outlet":
			pg.Outlet.Value = val
		default:
			t.Fatalf("meta: unknown key %q", key)
		}
	}
	return pg
}

// blockLines prints a result: a line a block, line feeds inside shown as " / ".
func blockLines(res Result) string {
	var b strings.Builder
	for _, blk := range res.Blocks {
		words := strings.TrimSpace(blk.Span.In(res.Text))
		fmt.Fprintf(&b, "%-13s %s\n", blk.Role, strings.ReplaceAll(words, "\n", " / "))
	}
	return b.String()
}
