package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func TestFiles(t *testing.T) {
	names, err := Names()
	if err != nil || len(names) == 0 {
		t.Fatalf("no lexicon files: %v", err)
	}
	for _, name := range names {
		f, err := Open(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if len(f.Entries) == 0 {
			t.Errorf("%s: no entries", name)
		}
		if strings.HasSuffix(name, ".txt") && !slices.IsSortedFunc(f.Entries, func(a, b Entry) int {
			return strings.Compare(strings.Join(a.Fields, "\t"), strings.Join(b.Fields, "\t"))
		}) {
			t.Errorf("%s: not sorted by bytes: sort it with LC_ALL=C, or end its name in .list", name)
		}
	}
}

func TestParseErrors(t *testing.T) {
	const head = "# origin: here\n# licence: Apache-2.0\n"
	tests := []struct{ name, text, want string }{
		{"no header", "a\n", "no origin or licence"},
		{"twice", head + "a\nb\na\n", "x.txt:5:1: entry stands on line 3"},
		{"empty field", head + "a\t\tb\n", "x.txt:3:2: field 2 is empty"},
	}
	for _, tt := range tests {
		if _, err := Parse("x.txt", tt.text); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}
