package extract

import (
	"fmt"
	"strings"
	"testing"

	"readout"
)

// parsed is a paragraph of its own, with tokens and sentences.
func parsed(r *reader) *paragraph {
	par := &paragraph{span: readout.Span{End: len(r.doc.Text)}}
	r.scan(par)
	return par
}

func testReader(t *testing.T, text string) *reader {
	t.Helper()
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return newReader(x.words, oneBody(text))
}

func TestPhrase(t *testing.T) {
	kinds := map[phraseKind]string{phraseNone: "none", phraseName: "name", phraseNominal: "nominal", phrasePronoun: "pronoun"}
	tests := []struct{ text, want string }{
		{"he", "pronoun m"},
		{"they", "pronoun p"},
		{"Omar Haddad", "name Omar Haddad person"},
		{"Mr. Haddad", "name Haddad person"},
		{"Dr Leila bint Saleh al-Haddad", "name Leila bint Saleh al-Haddad person"},
		{"US Secretary of State Jane Roe", "name Jane Roe person (US Secretary of State)"},
		{"press secretary Maj Gen Jane Roe", "name Jane Roe person (press secretary)"},
		{"Israel’s prime minister Jane Roe", "name Jane Roe person (Israel’s prime minister)"},
		{"the group’s leader Jane Roe", "name Jane Roe person (group’s leader)"},
		{"Foreign Ministry spokeswoman Jane Roe", "name Jane Roe person (Foreign Ministry spokeswoman)"},
		{"the actor Jane Roe", "name Jane Roe person (actor)"},
		{"head of the rescue service Jane Roe", "name Jane Roe person (head of the rescue service)"},
		{"Jane Roe of the harbour office", "name Jane Roe person"},
		{"John King", "name John King person"},
		{"King Harald", "name King Harald person"},
		{"Qatari Prime Minister Sheikh Mohammed bin Abdulrahman Al Thani", "name Mohammed bin Abdulrahman Al Thani person (Qatari Prime Minister)"},
		{"the State Department", "name State Department organization"},
		{"the Gaza Health Ministry", "name Gaza Health Ministry organization"},
		{"the Ministry of Foreign Affairs", "name Ministry of Foreign Affairs organization"},
		{"the Pentagon", "name Pentagon organization"},
		{"The Pentagon", "name Pentagon organization"},
		{"militant group Hamas", "name Hamas organization"},
		{"Saudi Arabia", "name Saudi Arabia place"},
		{"the ministry", "nominal"},
		{"the Prime Minister", "nominal"},
		{"a spokesman for Hamas", "nominal"},
		{"a spokesman for the Foreign Ministry", "nominal"},
		{"an Israeli official", "nominal"},
		{"officials", "nominal"},
		{"one resident of Ostby", "nominal"},
		{"South Koreans", "nominal"},
		{"the Ohio Republican", "nominal"},
		{"another Green Beret", "nominal"},
		{"and boats", "none"},
		{"On the bridge", "none"},
		{"the minister was late", "none"},
		{"the minister who was late", "nominal"},
		{"reporters the talks", "none"},
		{"asked about it by the press", "none"},
		{"the", "none"},
		{"69", "none"},
		{"last Monday", "none"},
	}
	for _, tt := range tests {
		r := testReader(t, tt.text)
		par := parsed(r)
		p := r.phrase(par, 0, len(par.toks))
		got := kinds[p.kind]
		if p.kind == phraseName {
			got += " " + p.name.In(tt.text) + " " + string(p.typ)
			if !p.role.IsZero() {
				got += fmt.Sprintf(" (%s)", p.role.In(tt.text))
			}
		}
		if p.kind == phrasePronoun {
			got += " " + string(p.gender)
		}
		if got != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", tt.text, got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	tests := []struct{ text, want string }{
		{"One. Two? Three!", "One.|Two?|Three!"},
		{"Mr. Lind met Gen. Roe on Jan. 5. They spoke.", "Mr. Lind met Gen. Roe on Jan. 5.|They spoke."},
		{"He left the U.S. He came back.", "He left the U.S.|He came back."},
		{"The U.S. Navy left. J. Roe came.", "The U.S. Navy left.|J. Roe came."},
		{"“One. Two.” “Three.” He left.", "“One. Two.”|“Three.”|He left."},
		{"“One,” he said. “Two.”", "“One,” he said.|“Two.”"},
		{"“Why?” he asked. “Go!”", "“Why?” he asked.|“Go!”"},
		{"“Why?” The envoy said he left.", "“Why?”|The envoy said he left."},
		{"It rose by 3.5 percent. So.", "It rose by 3.5 percent.|So."},
		{"Sen. Jane Roe, D-Ohio., left. Then he did.", "Sen. Jane Roe, D-Ohio., left.|Then he did."},
		{"", ""},
	}
	for _, tt := range tests {
		r := testReader(t, tt.text)
		par := parsed(r)
		var got []string
		for _, s := range par.sents {
			got = append(got, par.sentenceSpan(s).In(tt.text))
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", tt.text, g, tt.want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	long := strings.Repeat("word ", 40)
	tests := []struct{ name, text, want string }{
		{"blank lines", "One\nmore.\n\n\nTwo.\n", "One\nmore.|Two."},
		{"lines", "One ends.\nTwo ends.\n“Three ends.”\n", "One ends.|Two ends.|“Three ends.”"},
		{"hard-wrapped", "One goes on\nand on over\nthree lines.", "One goes on\nand on over\nthree lines."},
		{"long lines", long + "\n" + long, strings.TrimSpace(long) + "|" + strings.TrimSpace(long)},
		{"white space", "\n \u00a0\n", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range cutParagraphs(tt.text, readout.Span{End: len(tt.text)}) {
			got = append(got, s.In(tt.text))
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q", tt.name, g, tt.want)
		}
	}
}
