package plain

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/source"
)

// document puts a result into a document as the page package does, as far as
// the invariants go.
func document(text string, res Result) *readout.Document {
	raw := readout.Hash([]byte(text))
	doc := &readout.Document{ID: readout.DocumentID("x.txt", raw), Source: "x.txt", RawSHA256: raw,
		SHA256: raw, Text: text, Blocks: res.Blocks, Damage: res.Damage,
		Published: res.Published, Updated: res.Updated}
	for _, d := range []*readout.Dating{&doc.Published, &doc.Updated} {
		for i := range d.Evidence {
			d.Evidence[i].Doc = doc.ID
		}
	}
	add := func(name string, f Found) string {
		if f.Text != "" {
			field := readout.Field{Name: name, Value: f.Text, Reason: f.Reason}
			if !f.Span.IsZero() {
				field.Evidence = []readout.Evidence{doc.Cite(f.Span)}
			}
			doc.Fields = append(doc.Fields, field)
		}
		return f.Text
	}
	doc.Title, doc.Subtitle, doc.Outlet = add("title", res.Title), add("subtitle", res.Subtitle), add("outlet", res.Outlet)
	doc.URL, doc.Language, doc.Wire = add("url", res.URL), add("language", res.Language), add("wire", res.Wire)
	for _, f := range res.Authors {
		doc.Authors = append(doc.Authors, add("authors", f))
	}
	for _, f := range res.Contributors {
		doc.Contributors = append(doc.Contributors, add("contributors", f))
	}
	return doc
}

func ruleSet(t testing.TB) readout.Rules {
	t.Helper()
	rules, err := readout.NewRules(Rules(), furniture.Rules())
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// FuzzPlain checks that the result of any text keeps every invariant.
func FuzzPlain(f *testing.F) {
	for _, c := range cases(f) {
		f.Add(c.text, "A title", "3 May 1974")
	}
	for _, s := range []string{"", " \n\t\n", "a", "\ufeffA", "(A B, C)\n\"x", "Q: a\nA: b\nQ: c\n", "By A\x00", "“", "'' ", "\u00a0\u2003x\u200b"} {
		f.Add(s, "", "")
	}
	lex, rules := lexiconOf(f), ruleSet(f)
	f.Fuzz(func(t *testing.T, text, title, date string) {
		if !utf8.ValidString(text) {
			t.Skip("page hands over UTF-8 only")
		}
		fields := source.Fields{Title: source.Value{Text: title, Signal: "test"}, Date: source.Value{Text: date, Signal: "test"}}
		res := Read(text, fields, lex)
		for _, v := range readout.Check(document(text, res), nil, rules) {
			t.Error(v)
		}
	})
}

// TestLinear reads the largest texts that an item may hold within seconds.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts")
	}
	const limit = 15 * time.Second // 0.6 s on a quiet machine, minutes where it is not linear
	lex := lexiconOf(t)
	tests := map[string]string{
		"one line of 5 MB":        strings.Repeat("The envoy met both sides again, he said. ", 125_000),
		"one word of 5 MB":        strings.Repeat("a", 5<<20),
		"short lines":             strings.Repeat("Talks\n", 300_000),
		"a million marks":         strings.Repeat("\"", 1_000_000),
		"a million brackets":      strings.Repeat("(", 1_000_000),
		"questions":               strings.Repeat("Q: a\n", 300_000),
		"short sentences":         strings.Repeat("He left. \n\n", 200_000),
		"stops without a space":   strings.Repeat("ended.The ", 500_000),
		"headings in long runs":   strings.Repeat("Free Passage\n\nThe two sides met again on Friday and parted without a word.\n\n", 20_000),
		"one export of many tags": "Title\nBody\nLength: 3 words\nLoad-Date: x\nSubject: y\n" + strings.Repeat("Subject: y\n", 300_000),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			Read(text, source.Fields{}, lex)
			if d := time.Since(start); d > limit {
				t.Errorf("took %s, want at most %s", d, limit)
			} else {
				t.Logf("%d bytes in %s", len(text), d)
			}
		})
	}
}

// BenchmarkRead reads the goldens one after another.
func BenchmarkRead(b *testing.B) {
	lex, all := lexiconOf(b), cases(b)
	var n int64
	for _, c := range all {
		n += int64(len(c.text))
	}
	b.SetBytes(n)
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range all {
			Read(c.text, c.fields, lex)
		}
	}
}
