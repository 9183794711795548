package web

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"readout"
)

// FuzzPage: whatever a report holds and however its marks lie, the page
// parses, nothing in it can run or load, its links lead somewhere, and the
// text it shows is the text.
func FuzzPage(f *testing.F) {
	f.Add("“It held,” the envoy said.\n\nHome | News", []byte{0, 3, 9, 1, 2, 20})
	f.Add("<script>x</script> & <!-- \u202e \u00a0", []byte{2, 0, 4, 0, 1, 8, 3, 2, 2})
	f.Add("one\n\ntwo\n\nthree", []byte{0, 0, 12, 0, 2, 9, 0, 5, 5, 1, 0, 14, 2, 5, 1})
	f.Fuzz(func(t *testing.T, words string, plan []byte) {
		words = strings.ReplaceAll(strings.ToValidUTF8(words, "\ufffd"), "\r", "\n")
		if words == "" {
			return
		}
		doc, claims := planned(words, plan)
		p := &pile{docs: []*readout.Document{doc}, claims: map[string]*readout.Claims{doc.ID: claims}}
		page := render(t, p, DefaultLimits)
		root := parse(t, page)
		checkInert(t, root)
		checkLinks(t, root)
		if strings.Count(page, "<script") != 1 || strings.Count(page, "<mark") != strings.Count(page, "</mark>") {
			t.Error("a script came in, or a mark is left open")
		}
		if got := articleText(root, anchor(doc.ID)); got != inHTML(doc.Text) {
			t.Errorf("text %q became %q", doc.Text, got)
		}
		if depth(root) > 40 {
			t.Errorf("elements nest %d deep: something was not closed", depth(root))
		}
	})
}

// planned makes a document whose blocks and marks lie as plan says: three
// bytes a mark, its kind, its start and its length in characters.
func planned(words string, plan []byte) (*readout.Document, *readout.Claims) {
	doc := &readout.Document{Source: words, RawSHA256: readout.Hash([]byte(words)), SHA256: readout.Hash([]byte(words)),
		Text: words, Title: words}
	doc.ID = readout.DocumentID(doc.Source, doc.RawSHA256)
	doc.Published = readout.Dating{Date: readout.Date(words), Basis: readout.BasisStated}
	var ends []int
	for i := range words {
		ends = append(ends, i)
	}
	ends = append(ends, len(words))
	claims := &readout.Claims{}
	roles, at := 0, 0
	for ; len(plan) >= 3; plan = plan[3:] {
		from := ends[int(plan[1])%len(ends)]
		to := ends[min(len(ends)-1, int(plan[1])%len(ends)+int(plan[2]))]
		s := readout.Span{Start: from, End: to}
		switch plan[0] % 5 {
		case 0:
			st := readout.Statement{Doc: doc.ID, ContentSpans: []readout.Span{s}, Form: readout.Direct}
			st.ID = readout.StatementID(doc.ID, append(st.ContentSpans, readout.Span{Start: len(plan)}))
			st.Content = s.In(words)
			claims.Statements = append(claims.Statements, st)
		case 1:
			doc.Fields = append(doc.Fields, readout.Field{Name: "title", Value: words, Evidence: []readout.Evidence{doc.Cite(s)},
				Reason: readout.Reason{Rule: words}})
		case 2:
			doc.Damage = append(doc.Damage, readout.Damage{Kind: readout.DamageFused, Span: s, At: to})
		case 3:
			doc.Damage = append(doc.Damage, readout.Damage{Kind: readout.DamageControl, Span: s})
		case 4:
			if to > at {
				doc.Blocks = append(doc.Blocks, readout.Block{Role: readout.Role(1 + roles%17), Span: readout.Span{Start: at, End: to}, Rule: words})
				at, roles = to, roles+int(plan[2])
			}
		}
	}
	if at < len(words) {
		doc.Blocks = append(doc.Blocks, readout.Block{Role: readout.RoleBody, Span: readout.Span{Start: at, End: len(words)}})
	}
	return doc, claims
}

func depth(n *html.Node) int {
	deepest := 0
	for c := range n.ChildNodes() {
		deepest = max(deepest, depth(c))
	}
	return deepest + 1
}

// FuzzDates: any date is written without a panic, and one that is EDTF is not
// written as it came.
func FuzzDates(f *testing.F) {
	for _, s := range []string{"2023-10-07", "2023-12", "2023-10-07/2023-11-03", "2023-10~", "2023-11-02T20:30Z", "../2023", "197X", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words := inWords(readout.Date(s), longMonth)
		if s != "" && words == "" {
			t.Errorf("%q is written as nothing", s)
		}
		if !utf8.ValidString(s) {
			return
		}
		dateOrder(readout.Dating{Date: readout.Date(s)})
	})
}
