package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"readout"
)

func FuzzClaims(f *testing.F) {
	for _, s := range []string{
		"“We are close,” the envoy said.",
		"''One. Two,\" said Omar Haddad, a doctor. ‘Three’ \"\n\n“Four",
		"X said: “One.\n\n“Two,” she added, “and «three».”",
		"Omar Haddad, Chairman of Coastline, said: “It held.” “One, the mate said.\n\n“Two,” said Dean of the Isles Lena Brandt.",
		"the boys' 6'2\" '90s ’tis “ ” ‘ ’ ` `` '' „x“ »y«",
	} {
		f.Add(s, uint8(0))
	}
	x, err := New()
	if err != nil {
		f.Fatal(err)
	}
	rules, err := readout.NewRules(x.Rules(), []readout.Rule{{ID: "test.block"}})
	if err != nil {
		f.Fatal(err)
	}
	roles := []readout.Role{readout.RoleBody, readout.RoleTitle, readout.RoleQuote, readout.RoleCaption}
	f.Fuzz(func(t *testing.T, text string, cut uint8) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		doc := document(text, roles[int(cut)%len(roles)])
		if at := int(cut); at > 0 && at < len(text) && utf8.RuneStart(text[at]) {
			doc.Blocks = []readout.Block{
				{Role: readout.RoleSpeakerLabel, Span: readout.Span{End: at}, Rule: "test.block"},
				{Role: roles[at%len(roles)], Span: readout.Span{Start: at, End: len(text)}, Rule: "test.block"},
			}
		}
		claims := x.Claims(doc)
		for _, v := range readout.Check(doc, claims, rules) {
			t.Error(v)
		}
		for _, ent := range claims.Entities {
			if w, _, more := strings.Cut(ent.Name, " "); more && (x.words.prepositions[w] || x.words.articles[w]) {
				t.Errorf("name %q begins with %q", ent.Name, w)
			}
		}
	})
}
