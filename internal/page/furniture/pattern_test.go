package furniture

import (
	"slices"
	"strings"
	"testing"

	"readout/lexicon"
)

func TestTokenize(t *testing.T) {
	tests := []struct {
		line string
		want []string
	}{
		{"Don’t miss it…", []string{"don't", "miss", "it", "…"}},
		{"on-line 01:52 1,200 3.5", []string{"on-line", "01:52", "1,200", "3.5"}},
		{"5, 6. 7:", []string{"5", ",", "6", ".", "7", ":"}},
		{"2h 38m 3-minute 9th 1970s G20 F-16 1-2", []string{"2", "h", "38", "m", "3", "-", "minute", "9th", "1970s", "g20", "f-16", "1-2"}},
		{"10:14am 5GB 3,5km", []string{"10:14", "am", "5gb", "3,5", "km"}},
		{"'quoted' -dash a- b", []string{"'", "quoted", "'", "-", "dash", "a", "-", "b"}},
		{"\ufeffa\u200bb\u00a0c\td", []string{"a", "b", "c", "d"}},
		{"ÉTÉ ÄRA خبر", []string{"été", "ära", "خبر"}},
		{"e\u0301te", []string{"e\u0301te"}},
		{" \u00a0\ufeff", nil},
	}
	for _, tt := range tests {
		toks, whole := tokenize(tt.line)
		var got []string
		for _, tok := range toks {
			got = append(got, tok.folded)
			if fold(tok.span.In(tt.line)) != tok.folded {
				t.Errorf("%q: %q stands at %s", tt.line, tok.folded, tok.span)
			}
		}
		if !slices.Equal(got, tt.want) || !whole {
			t.Errorf("%q: got %q, whole %t", tt.line, got, whole)
		}
	}
	for n, want := range map[int]bool{maxTokens: true, maxTokens + 1: false} {
		if toks, whole := tokenize(strings.Repeat("a ", n)); whole != want || len(toks) != maxTokens {
			t.Errorf("%d words: %d tokens, whole %t", n, len(toks), whole)
		}
	}
}

// TestLongLines says which patterns a line longer than maxTokens can match.
func TestLongLines(t *testing.T) {
	long := "Note: " + strings.Repeat("word ", maxTokens)
	for pattern, want := range map[string]bool{"note : *": true, "note : +": true, "note : {caption}": true, "note : *60": false, "* word": false, "note : * !.": false} {
		if _, ok := lexiconWith(t, pattern).Line(long, ""); ok != want {
			t.Errorf("%q: got %t, want %t", pattern, ok, want)
		}
	}
}

// TestFirstRuleWins labels a line that two rules know by the first of them,
// whichever words the index files them under.
func TestFirstRuleWins(t *testing.T) {
	const narrow = "rule\tfurniture.narrow\tcredit\tNarrow.\nline\t* of bread\nfire\tx\npass\ty\n"
	const wide = "rule\tfurniture.wide\tnotice\tWide.\nline\tprice *\nfire\tv\npass\tw\n"
	for text, want := range map[string]string{narrow + wide: "furniture.narrow", wide + narrow: "furniture.wide"} {
		f, err := lexicon.Parse("x.list", "# origin: here\n# licence: Apache-2.0\n"+text)
		if err != nil {
			t.Fatal(err)
		}
		x, err := compile(f)
		if err != nil {
			t.Fatal(err)
		}
		if l, _ := x.Line("Price of bread", ""); l.Rule != want {
			t.Errorf("got %s, want %s", l.Rule, want)
		}
	}
}

func TestShapes(t *testing.T) {
	for _, tt := range []struct {
		name    string
		is      func(string) bool
		yes, no []string
	}{
		{"isNumber", isNumber, []string{"7", "1,200", "3.5"}, []string{"", ".", ",5", "7a", "٣", "-7"}},
		{"isClock", isClock, []string{"01:52", "1:02:33"}, []string{"", ":", "0152", "1.52", "a:1"}},
		{"unit", unit, []string{"h", "min read", "minute"}, []string{"", "st", "nd floor", "rd", "th", "s", "G", " h", "-h"}},
	} {
		for _, s := range tt.yes {
			if !tt.is(s) {
				t.Errorf("%s(%q) = false", tt.name, s)
			}
		}
		for _, s := range tt.no {
			if tt.is(s) {
				t.Errorf("%s(%q) = true", tt.name, s)
			}
		}
	}
}
