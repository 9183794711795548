package extract

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
)

var update = flag.Bool("update", false, "rewrite the goldens")

// TestGolden reads whole invented reports: a case of testdata is one txtar with
// the parts blocks ("== role" before each block's text) and want.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := readout.NewRules(x.Rules(), []readout.Rule{{ID: "test.block"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		ar := txtar.Parse(b)
		if len(ar.Files) == 0 || ar.Files[0].Name != "blocks" || len(ar.Files) > 2 {
			t.Fatalf("%s: want the parts blocks and want", path)
		}
		doc := blocksDocument(t, path, string(ar.Files[0].Data))
		claims := x.Claims(doc)
		for _, v := range readout.Check(doc, claims, rules) {
			t.Errorf("%s: %s", path, v)
		}
		got := listing(doc, claims)
		if *update {
			ar.Files = append(ar.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
			if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if len(ar.Files) < 2 {
			t.Errorf("%s: no want: run with -update and read it", path)
			continue
		}
		if diff := cmp.Diff(string(ar.Files[1].Data), got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", path, diff)
		}
	}
}

// blocksDocument reads "== role" lines and the text below each as blocks.
func blocksDocument(t *testing.T, path, s string) *readout.Document {
	t.Helper()
	var text strings.Builder
	var blocks []readout.Block
	for _, part := range strings.Split("\n"+s, "\n== ")[1:] {
		name, body, _ := strings.Cut(part, "\n")
		role, ok := readout.ParseRole(name)
		if !ok {
			t.Fatalf("%s: no such role %q", path, name)
		}
		body = strings.ReplaceAll(strings.Trim(body, "\n")+"\n\n", `\u00a0`, "\u00a0")
		start := text.Len()
		text.WriteString(body)
		blocks = append(blocks, readout.Block{Role: role, Span: readout.Span{Start: start, End: text.Len()}, Rule: "test.block"})
	}
	doc := document(text.String(), readout.RoleBody)
	doc.Blocks = blocks
	return doc
}

// listing is the claims as a person reads them.
func listing(doc *readout.Document, c *readout.Claims) string {
	var b strings.Builder
	names := map[string]string{}
	for _, ent := range c.Entities {
		names[ent.ID] = ent.Name
		fmt.Fprintf(&b, "entity %s: %s, mentions %d", ent.Name, ent.Type, ent.Mentions)
		for _, r := range ent.Roles {
			fmt.Fprintf(&b, ", role %q", r.Title)
		}
		b.WriteByte('\n')
	}
	for _, st := range c.Statements {
		fmt.Fprintf(&b, "\n%s %.3f %s\n", st.Reason.Rule, st.Confidence, st.Reason.Note)
		fmt.Fprintf(&b, "  speaker %q %q cue %q act %s venue %q\n", names[st.Speaker], st.SpeakerSpan.In(doc.Text), st.Cue, st.Act, st.Venue)
		for _, s := range st.ContentSpans {
			fmt.Fprintf(&b, "  content %q\n", s.In(doc.Text))
		}
		for _, ev := range st.Evidence {
			fmt.Fprintf(&b, "  evidence %q\n", ev.Exact)
		}
	}
	return b.String()
}
