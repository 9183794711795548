package furniture

import (
	"strings"
	"testing"

	"readout/lexicon"
)

// TestExamples runs what the rules say of themselves.
func TestExamples(t *testing.T) {
	x, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(x.rules) == 0 {
		t.Fatal("no rules")
	}
	for _, r := range x.rules {
		for _, line := range r.fire {
			if l, _ := x.Line(line, ""); l.Rule != r.id || l.Role != r.role {
				t.Errorf("%s:%d: %q: want %s, got %q %s", linesFile, r.at, line, r.id, l.Rule, l.Role)
			}
		}
		for _, line := range r.pass {
			if l, ok := x.Line(line, ""); ok {
				t.Errorf("%s:%d: %q is no furniture, but %s took it", linesFile, r.at, line, l.Rule)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	const rule = "rule\tfurniture.a\tnotice\tSays so.\n"
	tests := []struct{ name, text, want string }{
		{"no rule", "line\ta\n", "x.list:3:1: want line, fire or pass"},
		{"no role", "rule\tfurniture.a\tnonsense\tSays so.\n", "x.list:3:1: want rule, id, role"},
		{"foreign id", "rule\tother.a\tnotice\tSays so.\n", "lacks the package's name"},
		{"twice", rule + "line\ta\nfire\ta\npass\tb\n" + "rule\tfurniture.a\ttail\tSays so.\n", "stands twice"},
		{"no example", rule + "line\ta\nfire\ta\n", "furniture.a needs a line, a fire and a pass"},
		{"no such key", rule + "lines\ta\n", `no such key "lines"`},
		{"four gaps", rule + "line\t* a * b * c *\n", "at most 3 gaps"},
		{"bad gap", rule + "line\ta *x\n", `"*x" is no gap`},
		{"bad capture", rule + "line\ta {nonsense}\n", "no such role {nonsense}"},
	}
	for _, tt := range tests {
		f, err := lexicon.Parse("x.list", "# origin: here\n# licence: Apache-2.0\n"+tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := compile(f); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}
