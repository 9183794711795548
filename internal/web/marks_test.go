package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"readout"
)

// sketch writes segments as text: [quotation], {damage or speaker}, ¦ break,
// #n anchors of evidence, @ where a quotation's anchor stands.
func sketch(segs []seg) string {
	var b strings.Builder
	for _, s := range segs {
		if s.Key != "" {
			b.WriteString("[")
			if s.ID != "" {
				b.WriteString("@")
			}
		}
		b.WriteString(strings.Repeat("@", len(s.Inner)))
		for _, r := range s.Runs {
			if r.Break {
				b.WriteString("¦")
			}
			for _, id := range r.IDs {
				b.WriteString("#" + id[strings.LastIndexByte(id, 'e')+1:] + " ")
			}
			if r.Class != "" {
				b.WriteString("{" + r.Text + "}")
			} else {
				b.WriteString(r.Text)
			}
		}
		if s.Key != "" {
			b.WriteString("]")
		}
	}
	return b.String()
}

// span finds the words in the text.
func span(text, words string) readout.Span {
	i := strings.Index(text, words)
	if words == "" || i < 0 {
		return readout.Span{}
	}
	return readout.Span{Start: i, End: i + len(words)}
}

func TestSegments(t *testing.T) {
	const text = "“It held,” said Maud. “So far.” It rainedon us."
	tests := []struct {
		name     string
		said     [][]string // statements, each with its spans
		speaker  string
		evidence []string
		damage   []readout.Damage
		want     string
	}{
		{name: "plain", want: text},
		{name: "said", said: [][]string{{"It held,"}}, want: "“[@It held,]” said Maud. “So far.” It rainedon us."},
		{name: "said in two parts", said: [][]string{{"It held,", "So far."}}, speaker: "Maud",
			want: "“[@It held,]” said {Maud}. “[So far.]” It rainedon us."},
		{name: "one within another", said: [][]string{{"It held,” said Maud. “So far."}, {"So far."}},
			want: "“[@@It held,” said Maud. “So far.]” It rainedon us."},
		{name: "one across another", said: [][]string{{"It held,” said"}, {"said Maud"}},
			want: "“[@@It held,” said][ Maud]. “So far.” It rainedon us."},
		{name: "speaker within what is said", said: [][]string{{"It held,” said Maud."}}, speaker: "Maud",
			want: "“[@It held,” said {Maud}.] “So far.” It rainedon us."},
		{name: "evidence within what is said", said: [][]string{{"It held,"}}, evidence: []string{"held", "Maud"},
			want: "“[@It #1 held,]” said #2 Maud. “So far.” It rainedon us."},
		{name: "evidence that begins together", evidence: []string{"Maud", "Maud. “So", "Maud"},
			want: "“It held,” said #2 #1 Maud. “So far.” It rainedon us."},
		{name: "a missing break", damage: []readout.Damage{{Kind: readout.DamageFused, Span: span(text, "rainedon"), At: span(text, "on us").Start}},
			want: "“It held,” said Maud. “So far.” It rained¦on us."},
		{name: "a missing break, place unknown", damage: []readout.Damage{{Kind: readout.DamageFused, Span: span(text, "rainedon")}},
			want: "“It held,” said Maud. “So far.” It {rainedon} us."},
		{name: "marks that do not match", damage: []readout.Damage{{Kind: readout.DamageQuotes, Span: span(text, "“It held,”")}},
			want: "{“}It held,{”} said Maud. “So far.” It rainedon us."},
		{name: "marks alone", damage: []readout.Damage{{Kind: readout.DamageQuotes, Span: span(text, "”")}},
			want: "“It held,{”} said Maud. “So far.” It rainedon us."},
		{name: "outside the text", damage: []readout.Damage{{Kind: readout.DamageControl, Span: readout.Span{Start: 40, End: 400}},
			{Kind: readout.DamageControl, Span: readout.Span{Start: -1, End: 3}}, {Kind: readout.DamageQuotes, Span: readout.Span{Start: 9, End: 900}}}, want: text},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := &readout.Document{ID: "d:1", Text: text, Damage: tt.damage}
			claims := &readout.Claims{}
			for i, words := range tt.said {
				st := readout.Statement{ID: fmt.Sprintf("s:%d", i), SpeakerSpan: span(text, tt.speaker)}
				for _, w := range words {
					st.ContentSpans = append(st.ContentSpans, span(text, w))
				}
				claims.Statements = append(claims.Statements, st)
			}
			for _, words := range tt.evidence {
				doc.Fields = append(doc.Fields, readout.Field{Evidence: []readout.Evidence{doc.Cite(span(text, words))}})
			}
			mk := newMarker(text, newMarks(doc, claims, "d-1"), statementKeys(claims))
			if got := sketch(mk.segments(readout.Span{End: len(text)})); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestSegmentsTile: however the marks lie and the blocks cut, the runs joined
// are the text, every quotation has its anchor once, and a quotation's runs
// are its words.
func TestSegmentsTile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z “”é]{1,60}`).Draw(t, "text")
		var starts []int
		for i := range text {
			starts = append(starts, i)
		}
		starts = append(starts, len(text))
		spans := func(label string) []readout.Span {
			var list []readout.Span
			for range rapid.IntRange(0, 5).Draw(t, label) {
				a := starts[rapid.IntRange(0, len(starts)-1).Draw(t, "from")]
				b := starts[rapid.IntRange(0, len(starts)-1).Draw(t, "to")]
				list = append(list, readout.Span{Start: min(a, b), End: max(a, b)})
			}
			return list
		}
		doc := &readout.Document{ID: "d:1", Text: text}
		claims := &readout.Claims{}
		for i, s := range spans("said") {
			claims.Statements = append(claims.Statements, readout.Statement{ID: fmt.Sprintf("s:%d", i), ContentSpans: []readout.Span{s}})
		}
		for _, s := range spans("damaged") {
			doc.Damage = append(doc.Damage, readout.Damage{Kind: readout.DamageFused, Span: s, At: s.Start},
				readout.Damage{Kind: readout.DamageControl, Span: s})
		}
		mk := newMarker(text, newMarks(doc, claims, "d-1"), statementKeys(claims))
		cut := starts[rapid.IntRange(0, len(starts)-1).Draw(t, "cut")]
		segs := append(mk.segments(readout.Span{End: cut}), mk.segments(readout.Span{Start: cut, End: len(text)})...)
		checkSegments(t, text, segs, claims)
	})
}

func checkSegments(t *rapid.T, text string, segs []seg, claims *readout.Claims) {
	var all strings.Builder
	var ids []string
	for _, s := range segs {
		for _, r := range s.Runs {
			all.WriteString(r.Text)
			if r.Text == "" {
				t.Fatal("an empty run")
			}
		}
		if s.ID != "" {
			ids = append(ids, s.ID)
		}
		ids = append(ids, s.Inner...)
	}
	if all.String() != text {
		t.Fatalf("the runs are %q, the text %q", all.String(), text)
	}
	var want []string
	for i := range claims.Statements {
		if claims.Statements[i].ContentSpans[0].Len() > 0 {
			want = append(want, fmt.Sprintf("s-%d", i))
		}
	}
	slices.Sort(ids)
	slices.Sort(want)
	if !slices.Equal(ids, want) {
		t.Fatalf("anchors %q, want %q", ids, want)
	}
}

func TestCountDamage(t *testing.T) {
	got := countDamage([]readout.Damage{{Kind: "nbsp"}, {Kind: "fused"}, {Kind: "nbsp"}, {Kind: "control"}, {Kind: "nbsp"}})
	want := []damageCount{{"control", 1}, {"fused", 1}, {"nbsp", 3}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestDamageSays: every kind of damage has words of its own.
func TestDamageSays(t *testing.T) {
	seen := map[string]bool{}
	for _, kind := range []readout.DamageKind{readout.DamageFused, readout.DamageQuotes, readout.DamageDoubled,
		readout.DamageNBSP, readout.DamageMojibake, readout.DamageControl} {
		says := damageSays(kind)
		if says.one == string(kind) || says.one == says.many || says.note == "" || seen[says.one] {
			t.Errorf("%s: %+v", kind, says)
		}
		seen[says.one] = true
	}
	if says := damageSays("burnt"); says.one != "burnt" || says.note != "burnt" {
		t.Errorf("a kind not known: %+v", says)
	}
}
