package layout

import (
	"strings"
	"testing"
)

func TestCountWords(t *testing.T) {
	tests := []struct {
		s    string
		want int
	}{
		{"", 0}, {"one", 1}, {"one two\nthree", 3}, {"道路は再び閉鎖された", 6}, {"9 km", 2},
	}
	for _, tt := range tests {
		if got := countWords(tt.s); got != tt.want {
			t.Errorf("countWords(%q) = %d, want %d", tt.s, got, tt.want)
		}
	}
}

func TestEnds(t *testing.T) {
	for s, want := range map[string]bool{
		"It held.": true, "“It held.”": true, "Held?)": true, "he said:": true, "開いた。": true,
		"Related": false, "": false, "\"": false, "12": false,
	} {
		if got := ends(s); got != want {
			t.Errorf("ends(%q) = %v", s, got)
		}
	}
}

func TestOpeners(t *testing.T) {
	words := headingWords()
	tests := []struct {
		s    string
		want bool
	}{
		{"Related", true}, {"RELATED STORIES:", true}, {"More from World", true}, {"More great Lantern stories", true},
		{"What’s next", false}, {"You may also like…", true}, {"More stories", true},
		{"More boats than the harbour master had counted", false}, {"Forty carts by noon", false}, {"", false},
	}
	for _, tt := range tests {
		if got := words.has(tt.s, countWords(tt.s)); got != tt.want {
			t.Errorf("has(%q) = %v", tt.s, got)
		}
	}
}

func TestClock(t *testing.T) {
	for s, want := range map[string]bool{
		"21:00": true, "9.35am Key event": true, "08:36 Ada Verne": true, "20:42 KEY EVENT": true,
		"14 hours": false, "21:00 was the hour.": false, "12.5 percent more than": false, "": false, "1:234": false,
		"a:bc": false, "Forty carts": false,
	} {
		if got := clock(s); got != want {
			t.Errorf("clock(%q) = %v", s, got)
		}
	}
}

func TestAlike(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"envoyreopensroad", "envoyreopensroad", true},
		{"envoyreopensroad", "newsenvoyreopensroad", true},
		{"envoy", "newsenvoyreopensroad", false},
		{"", "", false},
		{"envoyreopensroad", "envoyclosestheroad", false},
	}
	for _, tt := range tests {
		if alike(tt.a, tt.b) != tt.want || alike(tt.b, tt.a) != tt.want {
			t.Errorf("alike(%q, %q) != %v", tt.a, tt.b, tt.want)
		}
	}
}

func TestNorm(t *testing.T) {
	for s, want := range map[string]string{
		"The Road, 12 km!": "theroad12km", "ÉCOLE Ölçü": "écoleölçü", " — … ": "", "道路 9": "道路9",
	} {
		if got := norm(s); got != want {
			t.Errorf("norm(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestStatedBody(t *testing.T) {
	const ld = `<script type="application/ld+json">`
	tests := []struct{ name, page, want string }{
		{"none", "<p>a</p>", ""},
		{"plain", ld + `{"articleBody": "The road, \"shut\"."}</script>`, "theroadshut"},
		{"longest of two", ld + `[{"articleBody":"a"},{"articleBody":"a b"}]</script>`, "ab"},
		{"broken elsewhere", ld + `{"x": , "articleBody" : "a\u0062", }</script>`, "ab"},
		{"raw line feeds", ld + "{\"articleBody\":\"a\n\tb\"}</script>", "ab"},
		{"tags inside", ld + `{"articleBody":"<p>a</p><p class='x'>b</p>"}</script>`, "ab"},
		{"entities", ld + `{"articleBody":"a &amp; b&#39;s"}</script>`, "abs"},
		{"not closed", ld + `{"articleBody":"a`, ""},
		{"not a string", ld + `{"articleBody":["a"]}</script>`, ""},
		{"another script", `<script>{"articleBody":"a"}</script>`, ""},
	}
	for _, tt := range tests {
		if got := statedBody(parse(t, tt.page)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	long := statedBody(parse(t, ld+`{"articleBody":"`+strings.Repeat("é", statedMost)+`"}</script>`))
	if len(long) > statedMost {
		t.Errorf("the stated body has %d bytes", len(long))
	}
}

func TestStates(t *testing.T) {
	body := norm(strings.Repeat("the road was shut again on monday by both of the garrisons ", 3) + "and the carters slept under their carts beside the mill")
	tests := []struct {
		name, s string
		want    bool
	}{
		{"in it", "The carters slept under their carts", true},
		{"too short to tell", "the road", false},
		{"one word differs", "And the carters slept under their broken carts beside the mill, all of them carters slept under their carts beside the mill", true},
		{"other words", "The guild will not meet before the end of August, its clerk wrote to the members last week", false},
	}
	for _, tt := range tests {
		if got := states(body, norm(tt.s)); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}

// TestRules: every rule has an id of this package and a sentence, and the last
// fits anything.
func TestRules(t *testing.T) {
	for _, r := range Rules() {
		if !strings.HasPrefix(r.ID, "layout.") || !strings.HasSuffix(r.Says, ".") {
			t.Errorf("rule %+v", r)
		}
	}
	if last := steps[len(steps)-1]; !last.fits(&labeller{}, 0) {
		t.Errorf("%s does not fit everything", last.rule)
	}
}
