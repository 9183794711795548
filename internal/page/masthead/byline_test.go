package masthead

import (
	"strings"
	"testing"
)

// bylineString is "A; B" of the names, with the agency in brackets and a plus
// before contributors.
func bylineString(bl Byline, ok bool) string {
	if !ok {
		return "none"
	}
	var names []string
	for _, n := range bl.Names {
		names = append(names, n.Text)
	}
	s := strings.Join(names, "; ")
	if bl.Agency != "" {
		s += "[" + bl.Agency + "]"
	}
	if bl.Contributor {
		s = "+" + s
	}
	for _, n := range bl.Helped {
		s += " +" + n.Text
	}
	return s
}

func TestParseByline(t *testing.T) {
	tests := []struct{ line, want string }{
		{"By Jane Example", "Jane Example"},
		{"By JANE EXAMPLE and TOM SAMPLE", "JANE EXAMPLE; TOM SAMPLE"},
		{"by Jane Example & Tom Sample", "Jane Example; Tom Sample"},
		{"By Jane Example, Tom Sample and Ann O'Model in Beirut", "Jane Example; Tom Sample; Ann O'Model"},
		{"By Jane Example in Jerusalem and Tom Sample in Cairo", "Jane Example; Tom Sample"},
		{"By Jane Example in Washington, D.C., and Tom Sample", "Jane Example; Tom Sample"},
		{"Byline: Jane B. Example; Tom Sample", "Jane B. Example; Tom Sample"},
		{"Byline: JANE B. EXAMPLE/THE WIRE", "JANE B. EXAMPLE"},
		{"Written by Jane Example", "Jane Example"},
		{"Reporting by Jane Example; editing by Tom Sample", "Jane Example"},
		{"Reporting by Jane Example in Cairo; Writing by Ann Model; Editing by Tom Sample", "Jane Example; Ann Model"},
		{"Additional reporting by Tom Sample in Doha", "+Tom Sample"},
		{"Text by Jane Example Photos by Tom Sample", "Jane Example"},
		{"By Jane Example, Diplomatic Editor", "Jane Example"},
		{"By Jane Example Diplomatic Correspondent", "Jane Example"},
		{"By Staff Writer Jane Example", "Jane Example"},
		{"By Jane Example, Associated Press", "Jane Example"},
		{"By Jane Example for The Outlet", "Jane Example"},
		{"By Jane Example @jexample", "Jane Example"},
		{"By Jane Example jane@outlet.example", "Jane Example"},
		{"By Yusuf bin Omar al-Misri, Pieter van der Berg and Seán Ó Nadie", "Yusuf bin Omar al-Misri; Pieter van der Berg; Seán Ó Nadie"},
		{"By Dr. Jane Example-Model", "Dr. Jane Example-Model"},
		{"By J. R. McSample Jr.", "J. R. McSample Jr."},
		{"By Jane Example | January 7, 2024", "Jane Example"},
		{"By Reuters", "[Reuters]"},
		{"By The Associated Press", "[The Associated Press]"},
		{"By Our Correspondent", ""},
		{"By Staff", ""},
		{"By Example Post Staff", ""},
		{"Jane Example and Tom Sample contributed to this report.", "+Jane Example; Tom Sample"},
		{"Jane Example in Cairo, and Tom Sample in Doha, Qatar, contributed reporting.", "+Jane Example; Tom Sample"},
		{"Associated Press writers Jane Example in Cairo and Tom Sample in Doha contributed to this report.", "+Jane Example; Tom Sample"},
		{"CNN's Jane Example, Tom Sample and Ann Model contributed to this report.", "+Jane Example; Tom Sample; Ann Model"},
		{"The Associated Press contributed to this report.", "+[The Associated Press]"},
		{"JANE EXAMPLE; Tom Sample contributed to this article.", "JANE EXAMPLE +Tom Sample"},
		{"Byline: JANE EXAMPLE; Reuters contributed to this report.", "JANE EXAMPLE"},
		{"By Jane Example. Additional reporting by Tom Sample", "Jane Example +Tom Sample"},
		{"By Jane A. Example and Tom B Sample", "Jane A. Example; Tom B Sample"},
		{"By Reuters in Mosul", "[Reuters]"},
		{"Byline: Jane Example Foreign affairs and defence correspondent", "Jane Example"},
		{"Byline: Jane Example and Tom Sample Jane Example covers the canal for the paper. Tom Sample flies.", "Jane Example; Tom Sample"},
		{"Byline: Jane Example &lt;p&gt;Jane Example is a reporter.", "Jane Example"},
		{"By BBC Middle East correspondent Jane Example, Tel Aviv", "Jane Example"},
		{"By Jane Example, BBC Monitoring", "Jane Example"},
		{"• Correspondent Jane Example contributed to this report from Cairo and Minya, Egypt.", "+Jane Example"},
		{"— and Jane Example contributed to this article.", "+Jane Example"},
		// No byline.
		{"By the morning after the truce, Colonel Jane Example and three others had gone.", "none"},
		{"By Friday the two sides had met twice in the tent by the road.", "none"},
		{"By then, the road was open again and the envoy had flown home.", "none"},
		{"Jane Example", "none"},
		{"The rains contributed to this outcome more than either army did.", "none"},
		{"", "none"},
	}
	for _, tt := range tests {
		if got := bylineString(ParseByline(tt.line, false)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestBareByline(t *testing.T) {
	tests := []struct{ line, want string }{
		{"Jane Example", "Jane Example"},
		{"Jane Middle Example | Tom Sample", "Jane Middle Example; Tom Sample"},
		{"Jane Example and Tom Sample", "Jane Example; Tom Sample"},
		{"Jane Example in Jerusalem", "Jane Example"},
		{"Jane Example, Diplomatic Editor", "Jane Example"},
		{"JANE B. EXAMPLE/THE WIRE", "JANE B. EXAMPLE"},
		{"Reuters", "[Reuters]"},
		{"Talks resume", "none"},
		{"Middle East", "none"},
		{"More stories", "none"},
		{"The Envoy Lands", "none"},
		{"Free Hostages", "none"},
		{"Doha", "none"},
		{"Jane Example said so", "none"},
	}
	for _, tt := range tests {
		if got := bylineString(ParseByline(tt.line, true)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestNames(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Jane Example", "Jane Example"},
		{"By Jane Example, Tom Sample and Ann Model, Reuters", "Jane Example; Tom Sample; Ann Model"},
		{"Jane Example,Tom Sample", "Jane Example; Tom Sample"},
		{"Example, Jane", "Jane Example"},
		{"Jane Example; Jane Example", "Jane Example"},
		{"admin", ""},
		{"https://social.example/outlet", ""},
		{"Staff", ""},
		{"Agence France-Presse", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(Names(tt.in), "; "); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzByline(f *testing.F) {
	for _, s := range []string{
		"By Jane Example in Cairo; Editing by Tom Sample", "A | B", "CNN's Jane Example contributed to this report.",
		"By \xff", "Byline:", "By İstanbul Ünlü", "DOHA, Qatar (AP) — The", "(Reuters) - The",
	} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, line string, bare bool) {
		bl, ok := ParseByline(line, bare)
		if !ok && (len(bl.Names) > 0 && bl.Contributor) {
			t.Fatalf("%q: not a byline, yet contributors", line)
		}
		for _, n := range append(bl.Names, bl.Helped...) {
			if n.Span.Start < 0 || n.Span.End > len(line) || n.Span.In(line) != n.Text || n.Text == "" {
				t.Fatalf("%q: %v is not %q", line, n.Span, n.Text)
			}
		}
		for _, n := range Names(line) {
			if strings.TrimSpace(n) == "" {
				t.Fatalf("%q: empty name", line)
			}
		}
		if dl, ok := ParseDateline(line); ok {
			if dl.Span.Start != 0 || dl.Span.End > len(line) || dl.Span.End <= 0 || dl.Place.End > dl.Span.End || dl.Place.Start > dl.Place.End {
				t.Fatalf("%q: dateline %+v", line, dl)
			}
		}
	})
}

func BenchmarkParseByline(b *testing.B) {
	lines := []string{
		"The envoy flew home on Friday after two days of talks that settled little.",
		"By Jane Example and Tom Sample in Jerusalem",
		"Stand by: the trucks will roll at noon, an officer said.",
		"More on this story",
	}
	b.SetBytes(int64(len(strings.Join(lines, ""))))
	for b.Loop() {
		for _, line := range lines {
			ParseByline(line, false)
		}
	}
}
