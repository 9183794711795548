package extract

import (
	"testing"

	"readout"
)

// lastSpeaker is the name that the last statement's speaker is settled to, or "-".
func lastSpeaker(t *testing.T, text string) string {
	t.Helper()
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	c := x.Claims(oneBody(text))
	if len(c.Statements) == 0 {
		return "no statement"
	}
	st := c.Statements[len(c.Statements)-1]
	if name := speakerName(c, &st); name != "" {
		return name
	}
	return "-"
}

func TestAntecedent(t *testing.T) {
	const said = " “It is over,” he said."
	tests := []struct{ name, text, want string }{
		{"subject of the sentence before", "Karl Lind left the port." + said, "Karl Lind"},
		{"speaker of the sentence before", "“We go,” said Karl Lind." + said, "Karl Lind"},
		{"inverted speaker of a report", "The port was shut, said Karl Lind." + said, "Karl Lind"},
		{"behind a fronted adverbial", "In the old harbour, Karl Lind waited." + said, "Karl Lind"},
		{"behind a fronted adverb", "However, Karl Lind waited." + said, "Karl Lind"},
		{"office and name", "The harbour master, Karl Lind, waited." + said, "Karl Lind"},
		{"paragraph before", "Karl Lind left the port.\n\n“It is over,” he said.", "Karl Lind"},
		{"through the same pronoun", "Karl Lind left the port.\n\nHe had been there for years.\n\n“It is over,” he said.", "Karl Lind"},
		{"surname by its first mention", "Mr Karl Lind came. Lind left the port." + said, "Karl Lind"},
		{"last who spoke in marks", "Omar Haddad waited. “We go,” said Karl Lind." + said, "Karl Lind"},
		{"two subjects", "Omar Haddad waited. Karl Lind left the port." + said, "-"},
		{"other gender", "Jane Roe left the port." + said, "-"},
		{"a place", "Sweden left the talks." + said, "-"},
		{"a body", "The State Department was silent." + said, "-"},
		{"an office without a name", "The mayor said little." + said, "-"},
		{"two people", "Karl Lind and Omar Haddad left the port." + said, "-"},
		{"a possessive", "Karl Lind's ship left the port." + said, "-"},
		{"too far", "Karl Lind left the port.\n\nThe rain fell.\n\nThe ice came.\n\n“It is over,” he said.", "-"},
		{"another paragraph's subject between", "Karl Lind left.\n\nOmar Haddad stayed.\n\n“It is over,” he said.", "Omar Haddad"},
		{"a surname that only opens sentences", "Grelk said the port was shut. “It is over,” he said.", "Grelk"},
		{"a word that only opens sentences", "Grelks said the port was shut. “It is over,” he said.", "-"},
		{"a rival surname between", "“We go,” said Karl Lind. Grelk disagreed. “It is over,” he said.", "-"},
		{"a surname in no list", "On Monday Grelk said the port was shut. “It is over,” he said.", "Grelk"},
		{"nobody", "“It is over,” he said.", "-"},
		{"they", "Karl Lind left the port. “It is over,” they said.", "-"},
		{"it", "The State Department was silent. “It is over,” it said.", "State Department"},
		{"it, of a person", "Karl Lind was silent. “It is over,” it said.", "-"},
	}
	for _, tt := range tests {
		if got := lastSpeaker(t, tt.text); got != tt.want {
			t.Errorf("%s: %s\n\tgot  %s\n\twant %s", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestSurname(t *testing.T) {
	r := testReader(t, "Mr. Lind met Jane Roe and Sam Grelk. Ms Grelk left. The General Motors plant. private Schools")
	for word, want := range map[string]byte{"Lind": 'm', "Roe": 'f', "Grelk": 'x', "Motors": 0, "Schools": 0, "Mr": 0, "plant": 0} {
		if got := r.surname(word); got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
	for word, want := range map[string]bool{"Jane": true, "The": false, "Ms": false} {
		if got := r.midSentence(word); got != want {
			t.Errorf("%s inside a sentence: got %v", word, got)
		}
	}
}

// TestEntities checks that a name as written is one entity, with what its
// mentions tell.
func TestEntities(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	doc := oneBody("“One,” said Jane Roe.\n\n“Two,” said Jane Roe, the harbour master. “Three,” the pilot Jane Roe told Karl\u00a0Lind.\n\n“Four,” Ms Roe said.")
	c := x.Claims(doc)
	want := []struct {
		name     string
		typ      readout.EntityType
		mentions int
		roles    int
	}{
		{"Jane Roe", readout.Person, 3, 2},
		{"Karl Lind", readout.Person, 1, 0},
		{"Roe", readout.Person, 1, 0},
	}
	if len(c.Entities) != len(want) {
		t.Fatalf("%d entities, want %d", len(c.Entities), len(want))
	}
	for i, w := range want {
		ent := c.Entities[i]
		if ent.Name != w.name || ent.Type != w.typ || ent.Mentions != w.mentions || len(ent.Roles) != w.roles {
			t.Errorf("entity %d: %s %s, %d mentions, %d roles; want %+v", i, ent.Name, ent.Type, ent.Mentions, len(ent.Roles), w)
		}
		if ent.ID != readout.EntityID(doc.ID, ent.Name) {
			t.Errorf("%s: id %s", ent.Name, ent.ID)
		}
		if oneLine(ent.Evidence[0].Exact) != ent.Name {
			t.Errorf("%s: evidence %q", ent.Name, ent.Evidence[0].Exact)
		}
	}
}
