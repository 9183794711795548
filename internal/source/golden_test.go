package source

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the goldens from what is read now")

// TestGolden reads the inputs of each archive in testdata/golden and compares
// what is handed over with its file "want". An input is a file "in/…"; line
// ends of mails are made CRLF.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no goldens found (%v)", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			golden(t, name)
		})
	}
}

func golden(t *testing.T, name string) {
	ar, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	path, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	want := -1
	for i, f := range ar.Files {
		switch {
		case f.Name == "want":
			want = i
		case strings.HasSuffix(f.Name, ".eml"), strings.HasSuffix(f.Name, ".mhtml"):
			files[f.Name] = crlf(string(f.Data))
		case strings.HasPrefix(f.Name, "in/"):
			files[f.Name] = string(f.Data)
		default:
			t.Fatalf("%s: no place for file %q: name it in/… or want", name, f.Name)
		}
	}
	if want < 0 || len(files) == 0 {
		t.Fatalf("%s: needs a file in/… and a file want", name)
	}
	tree(t, files)
	var got strings.Builder
	sink := Sink{
		Item: func(it Item) error { got.WriteString(longForm(it)); return nil },
		Skip: func(sk Skip) error { fmt.Fprintf(&got, "skip %s\n", sk); return nil },
	}
	if err := Walk(t.Context(), []string{"in"}, Options{}, sink); err != nil {
		t.Fatal(err)
	}
	if *update {
		ar.Files[want].Data = []byte(got.String())
		if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(ar.Files[want].Data), got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// longForm is an item with one field a line.
func longForm(it Item) string {
	var sb strings.Builder
	kind := [...]string{Text: "text", HTML: "page", Parts: "parts"}[it.Kind]
	fmt.Fprintf(&sb, "item %s\n  %s, %s", it.Source, kind, it.Media)
	if it.Charset != "" {
		fmt.Fprintf(&sb, ", %s", it.Charset)
	}
	if it.Name != "" {
		fmt.Fprintf(&sb, ", named %s", it.Name)
	}
	sb.WriteString("\n")
	f := it.Fields
	line := func(name string, v Value) {
		if v.Text != "" {
			fmt.Fprintf(&sb, "  %s: %s  <%s>\n", name, v.Text, v.Signal)
		}
	}
	line("title", f.Title)
	line("subtitle", f.Subtitle)
	line("date", f.Date)
	line("updated", f.Updated)
	line("url", f.URL)
	line("outlet", f.Outlet)
	line("language", f.Language)
	for _, a := range f.Authors {
		line("author", a)
	}
	if f.Retrieved != "" {
		fmt.Fprintf(&sb, "  retrieved: %s\n", f.Retrieved)
	}
	if f.ID != "" {
		fmt.Fprintf(&sb, "  id: %s\n", f.ID)
	}
	body, mark := it.Body, "|"
	if it.Kind != Parts {
		body, _, _ = Decode(it.Raw, it.Charset, it.Media)
	}
	if it.BodyHTML {
		mark = "<"
	}
	for _, l := range strings.Split(strings.TrimSuffix(body, "\n"), "\n") {
		fmt.Fprintf(&sb, "%s\n", strings.TrimRight("  "+mark+" "+l, " "))
	}
	return sb.String()
}
