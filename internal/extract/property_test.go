package extract

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"readout"
)

// TestRulesAreTried checks that every rule of quotations fires in the tables or
// the goldens, and that nothing else fires.
func TestRulesAreTried(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	fired := map[string]bool{}
	note := func(c *readout.Claims) {
		for _, st := range c.Statements {
			fired[st.Reason.Rule] = true
		}
		for _, ent := range c.Entities {
			fired[ent.Reason.Rule] = true
		}
	}
	for _, tt := range statementTests {
		note(x.Claims(oneBody(parseMarked(t, tt.text).text)))
	}
	note(x.Claims(oneBody("“It is over,” Jane Roe told Karl Lind.")))
	paths, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		note(x.Claims(blocksDocument(t, path, string(txtar.Parse(b).Files[0].Data))))
	}
	for _, rule := range x.Rules() {
		if !fired[rule.ID] {
			t.Errorf("%s fires in no test: add a sentence for it", rule.ID)
		}
		delete(fired, rule.ID)
		if _, ok := confidence[rule.ID]; !ok && strings.Contains(rule.ID, "quote-") {
			t.Errorf("%s has no confidence", rule.ID)
		}
	}
	for id := range fired {
		t.Errorf("%s fires and is not listed", id)
	}
}

// TestWords checks what the code takes for granted of the lists.
func TestWords(t *testing.T) {
	w, err := readWords()
	if err != nil {
		t.Fatal(err)
	}
	for form, c := range w.cues {
		if strings.Count(form, " ") > 1 || form != strings.ToLower(form) {
			t.Errorf("speech-cues.txt: %q: want one or two words in small letters", form)
		}
		acts := []string{"state", "request", "warn", "threaten", "promise", "praise", "accuse", "deny", "condole", "thank", "announce", "agree", "refuse", "ask"}
		if !slices.Contains(acts, c.act) {
			t.Errorf("speech-cues.txt: %q: no such act %q", form, c.act)
		}
	}
	for title, word := range w.titles {
		if n := len(strings.Fields(title)); n > longestEntry {
			t.Errorf("titles.txt: %q has %d words, the look-up reads %d", title, n, longestEntry)
		}
		if !strings.ContainsRune("mfx", rune(word.gender)) {
			t.Errorf("titles.txt: %q: no such gender %c", title, word.gender)
		}
	}
	for venue := range w.venues {
		if n := len(strings.Fields(venue)); n > longestEntry {
			t.Errorf("speech-venues.txt: %q has %d words, the look-up reads %d", venue, n, longestEntry)
		}
	}
	for name, g := range w.given {
		if w.places[name] {
			t.Errorf("given-names.txt: %s (%c) is a place too", name, g)
		}
	}
}

// prose draws text of marks and words without a blank line.
func prose(t *rapid.T, label string) string {
	piece := rapid.SampledFrom([]string{"“", "”", "\"", "''", "‘", "’", "«", "»", " ", " said ", "Omar Haddad", " he ", ", ", ": ",
		". ", "? ", "the mayor", " told ", " is over", "Mr. ", " and ", "It", "\n", " – ", "(", ")"})
	return strings.Join(rapid.SliceOfN(piece, 1, 50).Draw(t, label), "")
}

// TestParagraphsAreIndependent checks that no mark, odd or even, changes what the
// paragraph behind it says, where that does not begin with a quotation.
func TestParagraphsAreIndependent(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := prose(t, "before") + "\n\nAt noon Jane Roe said: “It is over now.” She left.\n\n" + prose(t, "after")
		found := false
		c := x.Claims(oneBody(text))
		for _, st := range c.Statements {
			found = found || st.Content == "It is over now." && speakerName(c, &st) == "Jane Roe"
		}
		if !found {
			t.Fatalf("lost in %q", text)
		}
	})
}

// TestContentIsWhatStandsBetweenMarks checks that content never holds a mark of
// its own kind at its ends, lies in its evidence, and is the same on a second
// reading.
func TestContentIsWhatStandsBetweenMarks(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := prose(t, "one") + "\n\n" + prose(t, "two")
		doc := oneBody(text)
		c := x.Claims(doc)
		for _, v := range readout.Check(doc, c, nil) {
			t.Fatalf("%q: %s", text, v)
		}
		for _, st := range c.Statements {
			for _, s := range st.ContentSpans {
				inside := slices.ContainsFunc(st.Evidence, func(ev readout.Evidence) bool { return ev.Span.Contains(s) })
				if !inside {
					t.Fatalf("%q: %q lies outside its evidence", text, s.In(text))
				}
			}
			if !st.CueSpan.IsZero() && !st.SpeakerSpan.IsZero() && st.SpeakerSpan.Overlaps(st.CueSpan) {
				t.Fatalf("%q: speaker %q holds the cue %q", text, st.SpeakerSpan.In(text), st.Cue)
			}
		}
		if diff := cmp.Diff(c, x.Claims(doc)); diff != "" {
			t.Fatalf("%q: a second reading differs\n%s", text, diff)
		}
	})
}
