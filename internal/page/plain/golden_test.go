package plain

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
	"readout/internal/page/furniture"
	"readout/internal/source"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// golden is a case of testdata: one txtar with the parts fields (a key and a
// value a line, may be absent), text, and want.
type golden struct {
	path   string
	fields source.Fields
	text   string
	want   string
}

func cases(t testing.TB) []golden {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	var out []golden
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c := golden{path: path}
		for _, f := range txtar.Parse(b).Files {
			data := string(f.Data)
			switch f.Name {
			case "fields":
				c.fields = parseFields(t, path, data)
			case "text":
				c.text = unescape(data)
			case "want":
				c.want = data
			default:
				t.Fatalf("%s: no such part %q", path, f.Name)
			}
		}
		out = append(out, c)
	}
	return out
}

// unescape lets a case hold marks that an editor would lose or hide.
func unescape(s string) string {
	return strings.NewReplacer(`\u00a0`, "\u00a0", `\ufffd`, "\ufffd", `\x01`, "\x01", `\t`, "\t", `\ufeff`, "\ufeff", "\\\n", "").Replace(s)
}

func parseFields(t testing.TB, path, data string) (f source.Fields) {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(data), "\n") {
		key, text, _ := strings.Cut(line, ": ")
		v := source.Value{Text: text, Signal: "key " + key}
		switch key {
		case "title":
			f.Title = v
		case "subtitle":
			f.Subtitle = v
		case "date":
			f.Date = v
		case "outlet":
			f.Outlet = v
		case "url":
			f.URL = v
		case "author":
			f.Authors = append(f.Authors, v)
		default:
			t.Fatalf("%s: no such field %q", path, key)
		}
	}
	return f
}

func lexiconOf(t testing.TB) *furniture.Lexicon {
	t.Helper()
	lex, err := furniture.Load()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// TestGolden compares every case's blocks, facts and damage with what a person
// has read and found right.
func TestGolden(t *testing.T) {
	lex, rules := lexiconOf(t), ruleSet(t)
	for _, c := range cases(t) {
		t.Run(filepath.Base(c.path), func(t *testing.T) {
			res := Read(c.text, c.fields, lex)
			for _, v := range readout.Check(document(c.text, res), nil, rules) {
				t.Error(v)
			}
			got := describe(c.text, res)
			if *update {
				rewrite(t, c.path, got)
				return
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("want -, got + (run with -update to accept):\n%s", d)
			}
		})
	}
}

func rewrite(t *testing.T, path, want string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ar := txtar.Parse(b)
	for i := range ar.Files {
		if ar.Files[i].Name == "want" {
			ar.Files = append(ar.Files[:i], ar.Files[i+1:]...)
			break
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: "want", Data: []byte(want)})
	if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
		t.Fatal(err)
	}
}

// describe writes a result for a person to read: what is known, then a line a
// block with its role, rule and ends, then the damage.
func describe(text string, res Result) string {
	var b strings.Builder
	fact := func(name string, fs ...Found) {
		for _, f := range fs {
			if f.Text != "" {
				fmt.Fprintf(&b, "%s: %s (%s)\n", name, f.Text, f.Reason)
			}
		}
	}
	fact("title", res.Title)
	fact("subtitle", res.Subtitle)
	fact("outlet", res.Outlet)
	fact("author", res.Authors...)
	fact("contributor", res.Contributors...)
	fact("wire", res.Wire)
	for _, d := range []struct {
		name string
		readout.Dating
	}{{"published", res.Published}, {"updated", res.Updated}} {
		if d.Date != "" {
			fmt.Fprintf(&b, "%s: %s %s (%s)\n", d.name, d.Date, d.Basis, d.Reason)
		}
	}
	for _, bl := range res.Blocks {
		fmt.Fprintf(&b, "%s | %s | %s\n", bl.Role, bl.Rule, ends(bl.Span.In(text)))
	}
	for _, dm := range res.Damage {
		fmt.Fprintf(&b, "! %s %q", dm.Kind, dm.Span.In(text))
		if dm.At > 0 {
			fmt.Fprintf(&b, " breaks before %q", firstField(text[dm.At:dm.Span.End]))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// ends shortens a run to its first and last words.
func ends(s string) string {
	f := strings.Fields(s)
	if len(f) > 14 {
		return strings.Join(f[:8], " ") + " … " + strings.Join(f[len(f)-4:], " ")
	}
	return strings.Join(f, " ")
}
