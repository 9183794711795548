package plain

import (
	"fmt"
	"strings"
	"testing"

	"readout"
)

// TestDamage notes what is broken in a text, and nothing in one that is whole.
func TestDamage(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // kind, words, and after a bar where a break belongs
	}{
		{"function word fused to a name", "They wait in Hohenfurt. The road to Hohenfurtthe long one is shut.", []string{"fused Hohenfurtthe|the"}},
		{"function word fused to a word", "The hours passed. It took two hoursthe minister said.", []string{"fused hoursthe|the"}},
		{"capital inside", "In Norland and Holt they heard NorlandHolt on the radio.", []string{"fused NorlandHolt|Holt"}},
		{"stop without a space", "Nothing was agreed.The minister left. He went home.", []string{"fused agreed.The|The"}},
		{"names with a capital inside", "McDonald and DeWitt met in the office of the YouTube channel.", nil},
		{"whole words that end so", "They soothe the mainland and understand; meanwhile demand is a burden, thereafter brand and Thailand.", nil},
		{"the same word twice", "NorlandHolt is a firm. Norland and Holt own NorlandHolt.", nil},
		{"a handle and an address", "Holt Norland wrote as @HoltNorland and at HoltNorland.example of Norland.", nil},
		{"initials", "The U.S.Army and J.R.Holt were there at the gate.", nil},
		{"an address with dots", "See www.Example.Com/The.Page for the text.", nil},
		{"no-break spaces", "A\u00a0\u00a0B and\u202fC.", []string{"no-break-space \u00a0\u00a0", "no-break-space \u202f"}},
		{"letters read in the wrong charset", "The cafÃ© was â€œopenâ€\u009d to naÃ¯ve men.", []string{"mojibake Ã©", "mojibake â€œ", "mojibake â€\u009d", "mojibake Ã¯"}},
		{"letters that are meant", "Ångström, São Paulo, Ântonio, £5 and €6 â and Ã.", nil},
		{"control characters", "A\x01\x02B and \ufffd, tab\tand line.", []string{"control \x01\x02", "control \ufffd"}},
		{"a line twice", "The drivers have waited for a month.\nThe drivers have waited for a month.", []string{"doubled-line The drivers have waited for a month."}},
		{"a short line twice", "Nothing.\nNothing.", nil},
		{"unlike marks", "''We came to read,\" he said.", []string{"quote-mismatch ''We came to read,\""}},
		{"curly and straight", "“We came to read,\" he said.", []string{"quote-mismatch “We came to read,\""}},
		{"a mark alone", "He said \"we came to read and left.", []string{"quote-mismatch \""}},
		{"a mark that only closes", "We came to read,” he said.", []string{"quote-mismatch ”"}},
		{"pairs", "“We came,” he said. \"To read,\" she said. ''And write,'' they said.", nil},
		{"a quotation that goes on", "“We came to read.\n\n“And to write,” he said.", nil},
		{"opened twice", "“We came “to read,” he said.", []string{"quote-mismatch “"}},
		{"whole", "The bridge is open, and the drivers' bread is baked at 5 o'clock.", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, d := range damage(tt.text, cut(tt.text), loadWords()) {
			s := fmt.Sprintf("%s %s", d.Kind, d.Span.In(tt.text))
			if d.At > 0 {
				s += "|" + tt.text[d.At:d.Span.End]
			}
			got = append(got, s)
		}
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

// TestCut tells lines that are paragraphs from lines that were wrapped.
func TestCut(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"nothing", " \n\t\n", nil},
		{"lines", "One line.\nAnother.\n\n  A third. \n", []string{"One line.", "Another.", "A third."}},
		{"marks that print nothing", "\ufeffOne.\u200b\n\u00a0Two.", []string{"One.", "Two."}},
		{"wrapped", "The talks on the bridge ended on Thursday without a\nmap, and both delegations left the hall by different\ndoors before anybody could say a word to either of\nthem.\n\nNobody spoke.",
			[]string{"The talks on the bridge ended on Thursday without a\nmap, and both delegations left the hall by different\ndoors before anybody could say a word to either of\nthem.", "Nobody spoke."}},
		{"lines of like length that end like sentences", "The talks on the bridge ended on Thursday at noon.\nThe minister had to leave for his train at once.\nThe drivers heard of it from the baker at night.\nThe baker had heard of it from nobody in particular.",
			[]string{"The talks on the bridge ended on Thursday at noon.", "The minister had to leave for his train at once.", "The drivers heard of it from the baker at night.", "The baker had heard of it from nobody in particular."}},
		{"short lines", "bread\nsalt\nflour\nwine", []string{"bread", "salt", "flour", "wine"}},
	}
	for _, tt := range tests {
		var got []string
		for _, u := range cut(tt.text) {
			got = append(got, u.span.In(tt.text))
		}
		if strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

func TestShapes(t *testing.T) {
	tests := []struct {
		name string
		is   func(string) bool
		yes  []string
		no   []string
	}{
		{"headlineCase", headlineCase, []string{"Northern Army Says Nothing Was Signed", "Why the Port Towns Count Every Lorry"}, []string{"Northern army says nothing was signed", "Empty Chairs", "the Port"}},
		{"upperCase", upperCase, []string{"EMPTY CHAIRS", "3 QUESTIONS FOR THE ENVOY’s AIDE IN HOHENFURT"}, []string{"Empty CHAIRS", "UN", "1974"}},
		{"endsSentence", endsSentence, []string{"He left.", "He left?\"", "Gone…", "(He left.)", "He left. (ANI)", "“He left.” [AFP/Courier]"}, []string{"He left (at noon)", "At 5 p.m. he left for the hall (pictures) again", ")", "U.N. (the body of all of the nations) met", "He left", "", "\"", "He left:"}},
		{"listItem", listItem, []string{"- bread", "• bread", "1. bread", "a) bread", "iv. bread"}, []string{"-bread", "1974 was", "I am", "bread"}},
		{"fusedLabel", fusedLabel, []string{"More:Read the report", "The report:What it says"}, []string{"More: read", "at 10:30 today", "a:B", "x"}},
		{"sentenceInside", sentenceInside, []string{"That is all. See you — Anna"}, []string{"What Mr. Holt saw", "U.S. Army", "all. and"}},
		{"address", address, []string{"https://courier.example/a", "www.courier.example"}, []string{"courier", "https://courier.example and more"}},
		{"bareNumber", bareNumber, []string{"1974053112", "14"}, []string{"19740531a", "3.5"}},
		{"officeHolder", officeHolder, []string{"Karl Muster, Foreign Minister", "Samia al-Example, farmer"}, []string{"Muster, Minister", "the minister, who left", "Karl Muster"}},
	}
	for _, tt := range tests {
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

// TestWordLists catches a list that failed to load: the reader goes on without.
func TestWordLists(t *testing.T) {
	w := loadWords()
	for name, set := range map[string]map[string]bool{"speakers": w.speakers, "offices": w.offices, "openers": w.openers,
		"asks": w.asks, "outlets": w.outlets, "dates": w.dates, "function": w.function, "compound": w.compound} {
		if len(set) == 0 {
			t.Errorf("list %s is empty", name)
		}
	}
	for word := range w.compound {
		if !endsInFunctionWord(word, w.function) {
			t.Errorf("%q is no word that ends in a function word: it does nothing in its list", word)
		}
	}
	vendors := map[string]int{}
	for _, labels := range w.labels {
		for _, l := range labels {
			vendors[l.vendor]++
		}
	}
	for _, v := range []string{"nexis", "proquest", "factiva", "results"} {
		if vendors[v] < 4 {
			t.Errorf("vendor %s has %d labels", v, vendors[v])
		}
	}
}

func endsInFunctionWord(word string, function map[string]bool) bool {
	for f := range function {
		if strings.HasSuffix(word, f) && len(word) > len(f) {
			return true
		}
	}
	return false
}

// TestDamagedBlocks reads the damage of a page's text, whose blocks are known.
func TestDamagedBlocks(t *testing.T) {
	text := "Nothing was agreed.The minister left.\n\n“A quotation\n"
	blocks := []readout.Block{{Role: readout.RoleBody, Span: readout.Span{End: len(text)}, Rule: "x"}}
	if got := len(Damage(text, blocks)); got != 2 {
		t.Errorf("got %d notes, want 2", got)
	}
}
