package extract

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
	"readout"
)

func TestQuotations(t *testing.T) {
	tests := []struct{ text, want string }{
		// Kinds of marks. A closing ~ tells a quotation that nothing closes.
		{"“One” and “two”.", "One|two"},
		{`"One" and "two".`, "One|two"},
		{"''One'' and ``two''.", "One|two"},
		{"«One» and „two“.", "One|two"},
		{"»One« here", "One"},
		{"‘One’ and 'two'.", "One|two"},
		{"‹One› and ‘two’.", "One|two"},
		// Mixed.
		{"''One\" and “two\".", "One|two"},
		{"\"One” and “two''.", "One|two"},
		{"”One” he said.", "One"},
		// Nested: only the outermost.
		{"“He said, ‘go’, and I went,” she said.", "He said, ‘go’, and I went,"},
		{"“He said, “go”, and I went,” she said.", "He said, “go”, and I went,"},
		{"‘He said “go” to me,’ she said.", "He said “go” to me,"},
		{"''He said 'go','' she said.", "He said 'go',"},
		{"''Call it 'home','' she said; ''I call it 'hell'.'' So.", "Call it 'home',|I call it 'hell'."},
		{"''The gift of 'peace''' is old.", "The gift of 'peace'"},
		// Apostrophes and their like.
		{"The boys’ club isn’t the girls’ club.", ""},
		{"The boys' club isn't the girls' club.", ""},
		{"In the '90s rock 'n' roll and ’tis so.", ""},
		{"The wall is 6'2\" high and 12'4\" wide.", ""},
		{"‘The boys’ club is shut,’ she said.", "The boys’ club is shut,"},
		{"‘It isn’t so,’ she said.", "It isn’t so,"},
		// Odd marks cost themselves only.
		{"One” and “two”.", "two"},
		{"“One and “two” and three.", "two"},
		{"\"One and \"two\" and three.", "two"},
		{"He said: \"One. He left.", "One. He left.~"},
		{"“One. Two.", "One. Two.~"},
		{"‘One. Two.", "One. Two.~"},
		{"“” and “ ”.", ""},
		{"“ One ” he said.", "One"},
	}
	for _, tt := range tests {
		var got []string
		for _, q := range quotations(tt.text, readout.Span{End: len(tt.text)}) {
			s := q.inner.In(tt.text)
			if q.open {
				s += "~"
			}
			got = append(got, s)
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", tt.text, g, tt.want)
		}
	}
}

// TestQuotationsHold checks the invariants of quotations over texts made of marks.
func TestQuotationsHold(t *testing.T) {
	piece := rapid.SampledFrom([]string{"“", "”", "\"", "'", "''", "‘", "’", "«", "»", "„", "`", " ", "a", "Bs", ".", ", ", "6", "—", "é"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "text"), "")
		at := 0
		for _, q := range quotations(text, readout.Span{End: len(text)}) {
			if q.outer.Start < at || !q.outer.Contains(q.inner) || q.inner.Len() <= 0 {
				t.Fatalf("%q: quotation %s %s after %d", text, q.outer, q.inner, at)
			}
			if s := q.inner.In(text); strings.TrimSpace(s) != s {
				t.Fatalf("%q: inner %q is padded", text, s)
			}
			at = q.outer.End
		}
	})
}
