package plain

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"readout/internal/page/masthead"
	"readout/internal/source"
)

// TestDayOrder takes the order of day and month from a date that has only one
// reading, and from nothing else.
func TestDayOrder(t *testing.T) {
	tests := []struct {
		text string
		want masthead.Order
	}{
		{"13/05/1974", masthead.DayFirst},
		{"05/13/1974", masthead.MonthFirst},
		{"31.05.1974", masthead.DayFirst},
		{"05/06/1974", masthead.OrderUnknown},
		{"05/06/1974 and 14/06/1974", masthead.DayFirst},
		{"13/14/1974", masthead.OrderUnknown},
		{"13/05/74", masthead.OrderUnknown},
		{"version 1.13.2004.5", masthead.OrderUnknown},
		{"113/05/1974", masthead.OrderUnknown},
		{strings.Repeat("word ", 1000) + "13/05/1974", masthead.OrderUnknown},
		{"", masthead.OrderUnknown},
	}
	for _, tt := range tests {
		if got := dayOrder(tt.text); got != tt.want {
			t.Errorf("%.40q: got %v, want %v", tt.text, got, tt.want)
		}
	}
}

// TestFusedYear finds a year to which a time was fused, and no other figures.
func TestFusedYear(t *testing.T) {
	tests := []struct{ line, want string }{
		{"May 31, 20049:35 AM", "May 31, 2004"},
		{"May 31, 200419:35", "May 31, 2004"},
		{"May 31, 2004 9:35", ""},
		{"May 31, 2004", ""},
		{"120049:35", ""},
		{"2004935:1", ""},
		{"20049", ""},
		{"18749:35", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := tt.line[:fusedYear(tt.line)]; got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

// TestWhichDate chooses among the dates of a head.
func TestWhichDate(t *testing.T) {
	tests := []struct{ head, published, updated string }{
		{"Updated: June 2, 1974\nPublished: May 31, 1974", "1974-05-31", "1974-06-02"},
		{"June 2, 1974\nPublished: May 31, 1974", "1974-05-31", ""},
		{"Published: May 31, 1974\nJune 2, 1974", "1974-05-31", ""},
		{"Updated: June 2, 1974\nUpdated: June 3, 1974", "1974-06-02", "1974-06-02"},
		{"First published: 31 May 1974\nLast updated: 2 June 1974", "1974-05-31", "1974-06-02"},
		{"31/05/1974", "1974-05-31", ""},
		{"05/31/1974", "1974-05-31", ""},
		{"Friday, 31st May, 1974", "1974-05-31", ""},
	}
	for _, tt := range tests {
		res := read(t, headline+"\n\n"+tt.head+story)
		if string(res.Published.Date) != tt.published || string(res.Updated.Date) != tt.updated {
			t.Errorf("%q: published %q updated %q, want %q %q", tt.head, res.Published.Date, res.Updated.Date, tt.published, tt.updated)
		}
	}
}

// TestSameTitle compares the container's title with a line.
func TestSameTitle(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Envoy opens bridge", "Envoy Opens ‘Bridge’", true},
		{"Envoy opens the bridge at Hohenfurt", "Envoy opens the bridge at Hohenfurt | Courier", true},
		{"Envoy opens the bridge at Hohenfurt | Courier", "Envoy opens the bridge at Hohenfurt", true},
		{"Envoy opens the bridge", "Envoy opens the bridge, and drivers cross in silence", false},
		{"Bridge open", "Bridge opens", false},
		{"The envoy opens the bridge", "Envoy opens the bridge", false},
	}
	for _, tt := range tests {
		if got := sameTitle(letters(tt.a), letters(tt.b)); got != tt.want {
			t.Errorf("%q and %q: got %t", tt.a, tt.b, got)
		}
	}
}

// TestReadKeepsWords checks, of texts made of lines that mean much to the
// reader in any order, that its facts stand where they say, and that marks that
// print nothing at the text's ends change no fact.
func TestReadKeepsWords(t *testing.T) {
	lines := []string{headline, "By Anna Holt", "31 May 1974", "Updated 2 June 1974", "Image caption, The bridge at dawn", "READ | Why the port is closed",
		"Q: Who will pay?", "Muster: Both sides, and nobody else.", "LENGTH: 5 words", "Empty chairs", "1. The talks ended", "___",
		"HOHENFURT (Reuters) - The envoy left for the hills on Friday, and nobody saw him go.", "(Reporting by Anna Holt; editing by Peter Sample)",
		"“We have waited,” he said, and the hall was silent for a long while.", "More stories", "", ""}
	lex := lexiconOf(t)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(lines), 0, 14).Draw(t, "lines"), "\n")
		res := Read(text, source.Fields{}, lex)
		facts := append(append([]Found{res.Title, res.Subtitle, res.Outlet, res.URL}, res.Authors...), res.Contributors...)
		for _, f := range facts {
			if !f.Span.IsZero() && f.Span.In(text) != f.Text {
				t.Fatalf("%q stands at %s as %q", f.Text, f.Span, f.Span.In(text))
			}
		}
		again := Read("\ufeff\n"+text+" \n\n", source.Fields{}, lex)
		if again.Title.Text != res.Title.Text || names(again.Authors) != names(res.Authors) || again.Published.Date != res.Published.Date || roles(again) != roles(res) && strings.TrimSpace(text) != "" {
			t.Fatalf("white space around changes it:\n%s\n%s", roles(res), roles(again))
		}
	})
}
