package web

import (
	"strings"
	"testing"

	"readout"
)

// parts writes a quotation with its context as text: [said], … for a gap.
func parts(list []quotePart, more string) string {
	var b strings.Builder
	for _, p := range list {
		if p.Gap {
			b.WriteString(" … ")
		}
		if p.Said {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	if more != "" {
		b.WriteString(" " + more)
	}
	return b.String()
}

func TestContext(t *testing.T) {
	const text = "It rained. “It held,” said Maud. Then she left. “So far,” she added, “so good.” No more."
	long := "She said: “" + strings.Repeat("and then again ", 100) + "” and sat down."
	tests := []struct {
		name     string
		text     string
		said     []string
		evidence []string
		want     string
	}{
		{"one sentence", text, []string{"It held,"}, []string{"“It held,” said Maud."}, "“[It held,]” said Maud."},
		{"two parts of one", text, []string{"So far,", "so good."}, []string{"“So far,” she added, “so good.”"}, "“[So far,]” she added, “[so good.]”"},
		{"two sentences apart", text, []string{"It held,", "So far,"}, []string{"“It held,” said Maud.", "“So far,” she added,"},
			"“[It held,]” said Maud. … “[So far,]” she added,"},
		{"evidence out of order, one in another", text, []string{"It held,"}, []string{"said Maud. Then", "“It held,” said Maud. Then she", "“It held,”"},
			"“[It held,]” said Maud. Then she"},
		{"no evidence", text, []string{"It held,"}, nil, "[It held,]"},
		{"evidence that holds none of it", text, []string{"It held,"}, []string{"No more."}, "No more."},
		{"a speech", long, []string{long[13 : len(long)-20]}, []string{long},
			"She said: “[" + strings.TrimSpace(strings.Repeat("and then again ", 59)) + " and] … 127 more words in the report"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := &readout.Document{ID: "d:1", Text: tt.text}
			st := &readout.Statement{}
			for _, w := range tt.said {
				st.ContentSpans = append(st.ContentSpans, span(tt.text, w))
			}
			for _, w := range tt.evidence {
				st.Evidence = append(st.Evidence, doc.Cite(span(tt.text, w)))
			}
			st.Content = readout.JoinContent(tt.text, st.ContentSpans)
			got := parts(contextOf(doc, st))
			if got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestContextCount: the words shown and the words counted as left out are all
// the words.
func TestContextCount(t *testing.T) {
	for n := range 400 {
		words := strings.TrimSpace(strings.Repeat("harbour ", n+1))
		kept, more := clipParts([]quotePart{{Text: words, Said: true}, {Text: " said Maud"}})
		shown := 0
		for _, p := range kept {
			shown += len(strings.Fields(p.Text))
		}
		left := n + 3 - shown
		if want := plural(left, "more word", "more words"); (left > 0) != (more != "") || left > 0 && !strings.Contains(more, " "+want+" ") {
			t.Fatalf("%d words: %d shown, says %q", n+3, shown, more)
		}
	}
}

func TestParticulars(t *testing.T) {
	tests := []struct {
		st   readout.Statement
		want string
	}{
		{readout.Statement{Form: readout.Direct, Status: "reported", Act: "state"}, ""},
		{readout.Statement{Form: readout.Indirect, Status: "denied", Act: "promise", Venue: "news\nconference", Date: "1974-01-18"},
			"indirect|denied|act promise|at news conference|18 Jan 1974"},
	}
	for _, tt := range tests {
		if got := strings.Join(particulars(&tt.st), "|"); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// TestVoices: those heard most come first, then by name; the unknown last.
func TestVoices(t *testing.T) {
	var quotes []quote
	for _, name := range []string{"", "Rey", "Maud", "", "Ana", "Maud", "", "Rey"} {
		quotes = append(quotes, quote{Speaker: name, Key: string(rune('a' + len(quotes)))})
	}
	var got []string
	for _, v := range voices(quotes) {
		keys := ""
		for _, q := range v.Quotes {
			keys += q.Key
		}
		got = append(got, v.Anchor+" "+v.Name+" "+v.Count+" "+keys)
	}
	want := "speaker-1 Maud 2 cf\nspeaker-2 Rey 2 bh\nspeaker-3 Ana 1 e\nspeaker-4  3 adg"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("\n%s\nwant\n%s", s, want)
	}
}

func TestSpeakers(t *testing.T) {
	names := map[string]string{"e:1": "Maud Ferrier", "e:2": "Tomas Reyle"}
	doc := &readout.Document{Text: "the harbour  master said"}
	tests := []struct {
		st             readout.Statement
		speaker, words string
	}{
		{readout.Statement{Speaker: "e:1", SpeakerSpan: readout.Span{Start: 0, End: 3}}, "Maud Ferrier", ""},
		{readout.Statement{Speaker: "e:1", CoSpeakers: []string{"e:2", "e:9"}}, "Maud Ferrier, Tomas Reyle", ""},
		{readout.Statement{SpeakerSpan: readout.Span{Start: 0, End: 19}}, "", "the harbour master"},
		{readout.Statement{SpeakerSpan: readout.Span{Start: 0, End: 190}}, "", ""},
		{readout.Statement{}, "", ""},
	}
	for _, tt := range tests {
		if s, w := speakers(&tt.st, names), worded(doc, &tt.st); s != tt.speaker || w != tt.words {
			t.Errorf("%+v: %q, worded %q; want %q, %q", tt.st, s, w, tt.speaker, tt.words)
		}
	}
}

func TestConfidenceWord(t *testing.T) {
	for _, tt := range []struct {
		c    float64
		want string
	}{{0, ""}, {0.2, "doubtful"}, {0.7, "likely"}, {0.89, "likely"}, {0.9, "confident"}, {1, "confident"}} {
		if got := confidenceWord(tt.c); got != tt.want {
			t.Errorf("confidenceWord(%v) = %q, want %q", tt.c, got, tt.want)
		}
	}
}

// TestIndex: many speakers get an index, the most heard unfolded.
func TestIndex(t *testing.T) {
	for _, tt := range []struct{ n, index, rest int }{{1, 0, 0}, {indexFrom - 1, 0, 0}, {indexFrom, indexFrom, 0}, {indexShown + 5, indexShown, 5}} {
		p := &page{Voices: make([]voice, tt.n)}
		p.index()
		if len(p.Index) != tt.index || len(p.Rest) != tt.rest {
			t.Errorf("%d speakers: %d in the index and %d folded, want %d and %d", tt.n, len(p.Index), len(p.Rest), tt.index, tt.rest)
		}
	}
}
