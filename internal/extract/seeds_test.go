package extract

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/page/plain"
	"readout/internal/source"
)

// TestSeeds finds every direct statement of the four seed reports with its
// speaker, by the words of the name.
func TestSeeds(t *testing.T) {
	gold, err := os.Open(sharedData(t, "gold", "seeds.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer gold.Close()
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	claims := map[string]*readout.Claims{}
	wanted, lines := 0, bufio.NewScanner(gold)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g struct{ Kind, Form, Doc, Speaker, Text string }
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		if g.Kind != "statement" || g.Form != "direct" {
			continue
		}
		wanted++
		if claims[g.Doc] == nil {
			claims[g.Doc] = x.Claims(plainDocument(t, sharedData(t, "seeds", g.Doc)))
		}
		c := claims[g.Doc]
		found := false
		for _, st := range c.Statements {
			if st.Content != g.Text {
				continue
			}
			found = true
			name := speakerName(c, &st)
			if name == "" || !strings.HasSuffix(g.Speaker, name) && !strings.HasSuffix(name, g.Speaker) {
				t.Errorf("%s: speaker %q, want %q", g.Doc, name, g.Speaker)
			}
		}
		if !found {
			t.Errorf("%s: not found: %.60q", g.Doc, g.Text)
		}
	}
	if wanted == 0 {
		t.Error("no direct statements in the gold")
	}
}

func speakerName(c *readout.Claims, st *readout.Statement) string {
	for _, ent := range c.Entities {
		if ent.ID == st.Speaker {
			return ent.Name
		}
	}
	return ""
}

// plainDocument reads a plain-text report as the page stage does.
func plainDocument(t *testing.T, path string) *readout.Document {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lex, err := furniture.Load()
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	raw := readout.Hash(b)
	src := filepath.Base(path)
	res := plain.Read(text, source.Fields{}, lex)
	return &readout.Document{ID: readout.DocumentID(src, raw), Source: src, RawSHA256: raw, SHA256: raw, Text: text, Blocks: res.Blocks}
}
