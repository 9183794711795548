package furniture

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"readout"
	"readout/lexicon"
)

func load(t testing.TB) *Lexicon {
	t.Helper()
	x, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// lexiconWith compiles one rule of the given patterns.
func lexiconWith(t testing.TB, patterns ...string) *Lexicon {
	t.Helper()
	text := "# origin: here\n# licence: Apache-2.0\nrule\tfurniture.x\tnavigation\tSays so.\n"
	for _, p := range patterns {
		text += "line\t" + p + "\n"
	}
	f, err := lexicon.Parse("x.list", text+"fire\tx\npass\ty\n")
	if err != nil {
		t.Fatal(err)
	}
	x, err := compile(f)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestPattern(t *testing.T) {
	tests := []struct {
		pattern string
		yes, no []string
	}{
		{"read more", []string{"Read more", "READ MORE:", "“Read more”", "1. Read more", "• Read more", "read\u00a0more…"}, []string{"Read", "Read more now", "Do read more"}},
		{"read more|on", []string{"Read on"}, []string{"Read more on"}},
		{"read more?", []string{"read", "Read more"}, []string{"read on"}},
		{"AP photo?", []string{"AP", "AP Photo"}, []string{"ap", "Ap photo"}},
		{"# minutes", []string{"5 minutes", "1,200 minutes", "3.5 minutes"}, []string{"five minutes", "minutes"}},
		{"# h|minutes", []string{"2h", "2 h", "3-minutes"}, []string{"2nd h", "1970s", "h2"}},
		{"<name> left", []string{"The 9th Brigade left", "Class 1970s Reunion left"}, []string{"The 9 brigades left", "the 9th Brigade left it"}},
		{"<time>", []string{"01:52", "1:02:33", "(01:52)"}, []string{"1.52", "at 01:52"}},
		{"by <name>", []string{"By Anna Holt", "by The House of Lords & Sons"}, []string{"by the river", "by Anna Holt today", "by"}},
		{"sign up *2", []string{"Sign up", "Sign up here today"}, []string{"Sign up here today please"}},
		{"sign + up", []string{"Sign it up", "Sign them all up"}, []string{"Sign up"}},
		{"_ ago", []string{"Days ago"}, []string{"Two days ago", "ago"}},
		{"more :", []string{"More:"}, []string{"More", "More: words"}},
		{"more : +", []string{"More: words", "MORE:Words", "MORE | Words", "“More”: words"}, []string{"More:", "More |", "More words", "More; words"}},
		{": more", []string{": more", "| More"}, []string{"/ more"}},
		{"more | words", []string{"More | words"}, []string{"More: words"}},
		{"watch * !.", []string{"Watch the river", "Watch the river…", "Watch it?"}, []string{"Watch the river.", "“Watch the river.”"}},
		{"( photo *", []string{"(Photo by A. Example)"}, []string{"Photo by A. Example"}},
		{"don't miss", []string{"Don't miss", "Don’t miss"}, []string{"Dont miss"}},
	}
	for _, tt := range tests {
		x := lexiconWith(t, tt.pattern)
		for _, line := range tt.yes {
			if _, ok := x.Line(line, ""); !ok {
				t.Errorf("%q does not match %q", tt.pattern, line)
			}
		}
		for _, line := range tt.no {
			if _, ok := x.Line(line, ""); ok {
				t.Errorf("%q matches %q", tt.pattern, line)
			}
		}
	}
}

func TestParts(t *testing.T) {
	tests := []struct {
		pattern, line string
		want          []string
		outlet        string
	}{
		{"image credit {credit} image caption {caption}", "Image credit Example Photo Image caption The bridge, at dawn.",
			[]string{"credit Example Photo", "caption The bridge, at dawn."}, ""},
		{"image caption {caption}", "Image caption: — The bridge, at dawn.", []string{"caption The bridge, at dawn."}, ""},
		{"image caption {caption}", "Image caption “The bridge” at dawn.", []string{"caption “The bridge” at dawn."}, ""},
		{"image caption {caption}", "Image caption :", nil, ""},
		{"{quote} — <name>", "We leave at dawn. — Anna Holt", []string{"quote We leave at dawn."}, ""},
		{"copyright #? {outlet} all rights reserved *", "Copyright 1974 The Harbour Courier. All rights reserved.", nil, "The Harbour Courier"},
		{"more news from {outlet}", "More news from DW", nil, "DW"},
		{"hide caption {caption}", "Hide caption " + strings.Repeat("word ", 80) + "end", []string{"caption " + strings.Repeat("word ", 80) + "end"}, ""},
	}
	for _, tt := range tests {
		r, ok := lexiconWith(t, tt.pattern).Read(tt.line, "")
		var got []string
		for _, p := range r.Parts {
			got = append(got, p.Role.String()+" "+p.Span.In(tt.line))
		}
		if !ok || !slices.Equal(got, tt.want) || r.Outlet.In(tt.line) != tt.outlet {
			t.Errorf("%q on %q: %v %q, outlet %q", tt.pattern, tt.line, ok, got, r.Outlet.In(tt.line))
		}
	}
}

func TestMenu(t *testing.T) {
	x := load(t)
	for _, line := range []string{"Sign in | Subscribe", "Home • Search • Menu", "Share | Print | Comments"} {
		if l, ok := x.Line(line, ""); !ok || l.Role != readout.RoleNavigation {
			t.Errorf("%q is a menu, got %v %v", line, l, ok)
		}
	}
	for _, line := range []string{"Anna Holt | Peter Sample", "Search | Anna Holt", "|", "| |"} {
		if l, ok := x.Line(line, ""); ok {
			t.Errorf("%q is no menu, got %v", line, l)
		}
	}
}

func TestProfile(t *testing.T) {
	x := load(t)
	y := x.WithProfile(map[string]map[string]readout.Role{
		"The Courier": {"The paper  of the harbour": readout.RoleTail},
	})
	const line = "The Paper of the Harbour"
	if l, ok := y.Line(line, "the courier"); !ok || l != (Label{readout.RoleTail, profileRule}) {
		t.Errorf("profile line: got %v %v", l, ok)
	}
	for _, tt := range []struct {
		x      *Lexicon
		outlet string
	}{{y, ""}, {y, "The Ledger"}, {x, "The Courier"}} {
		if l, ok := tt.x.Line(line, tt.outlet); ok {
			t.Errorf("outlet %q: got %v, want nothing", tt.outlet, l)
		}
	}
}

// TestSpoken leaves a line to the report where its end says who said it.
func TestSpoken(t *testing.T) {
	x := load(t)
	const open = "By signing up, you agree to our terms of use"
	for _, end := range []string{", he said.", ", the envoy told them.", "”, she wrote.", ", an aide to the envoy said.", ", he said.”"} {
		if l, ok := x.Line(open+end, ""); ok {
			t.Errorf("%q is speech, got %v", end, l)
		}
	}
	for _, end := range []string{".", ", he said", ": he said.", ", said.", " said.", ", he said. Read them.", ", said the very old and very tired envoy.", ", as said in our policy of May."} {
		if l, ok := x.Line(open+end, ""); !ok || l.Rule != "furniture.sign-up" {
			t.Errorf("%q is no speech, got %v", end, l)
		}
	}
}

func TestRules(t *testing.T) {
	rules, err := readout.NewRules(Rules())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range load(t).rules {
		if rules[r.id].Says == "" {
			t.Errorf("%s is not listed or says nothing", r.id)
		}
	}
	if _, ok := rules[profileRule]; !ok {
		t.Errorf("%s is not listed", profileRule)
	}
}

// everyPattern is what the index of first and last words stands for: all
// patterns, tried in their order.
func everyPattern(x *Lexicon, line string) (Label, bool) {
	toks, whole := tokenize(line)
	if len(toks) == 0 || x.spoken(toks, line) {
		return Label{}, false
	}
	if r, ok := x.menu(line); ok {
		return r.Label, true
	}
	starts := []int{0}
	if n := bullet(toks); n > 0 && n < len(toks) {
		starts = append(starts, n)
	}
	for _, from := range starts {
		for n, p := range x.pats {
			m := matcher{toks: toks[from:], whole: whole, line: line}
			if m.match(p) {
				r := x.rules[x.owner[n]]
				return Label{r.role, r.id}, true
			}
		}
	}
	return Label{}, false
}

// FuzzLine checks that the index finds what trying every pattern finds, and
// that parts and outlet lie in the line, in order.
func FuzzLine(f *testing.F) {
	x := load(f)
	for _, r := range x.rules {
		for _, line := range append(r.fire, r.pass...) {
			f.Add(line)
		}
	}
	for _, line := range []string{"", "\x00", "((", "…", "1.", "• ", "'' \" read more", "<>", "5:5 read"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r, ok := x.Read(line, "")
		want, found := everyPattern(x, line)
		if found != ok || r.Label != want {
			t.Errorf("%q: index %v %v, all patterns %v", line, r.Label, ok, want)
		}
		at := 0
		for _, p := range r.Parts {
			if p.Span.Start < at || p.Span.End <= p.Span.Start || p.Span.End > len(line) {
				t.Fatalf("%q: part %v after %d", line, p.Span, at)
			}
			if utf8.ValidString(line) && !utf8.ValidString(p.Span.In(line)) {
				t.Errorf("%q: part %v cuts a character", line, p.Span)
			}
			at = p.Span.End
		}
		if r.Outlet.End > len(line) || r.Outlet.Start > r.Outlet.End {
			t.Errorf("%q: outlet %v", line, r.Outlet)
		}
	})
}

// TestWorst reads lines made to make gaps try every split.
func TestWorst(t *testing.T) {
	x := load(t)
	const limit = 2 * time.Second // a line: some ms on a quiet machine, minutes where a gap tries every split
	for _, line := range []string{
		strings.Repeat("sign up to the ", 10_000), strings.Repeat("— A ( @ ", 5_000),
		strings.Repeat("an earlier version corrected ", 5_000), strings.Repeat("(", 100_000), strings.Repeat("© A ", 20_000),
		strings.Repeat("1", 1_000_000) + "a", "1s1:1" + strings.Repeat("1b", 500_000), strings.Repeat("1", 18) + strings.Repeat("a", 1_000_000),
		strings.Repeat("word, ", 30) + strings.Repeat("said ", 100_000) + ".",
	} {
		start := time.Now()
		x.Line(line, "")
		if d := time.Since(start); d > limit {
			t.Errorf("%.30q… of %d bytes took %s", line, len(line), d)
		}
	}
}

func BenchmarkLine(b *testing.B) {
	x := load(b)
	const line = "The envoy met both delegations on Friday and left without a word to the drivers."
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		x.Line(line, "")
	}
}
