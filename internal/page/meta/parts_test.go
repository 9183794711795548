package meta

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"readout"
	"readout/internal/source"
)

func TestMend(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing to mend", `{"a":1}`, `{"a":1}`},
		{"trailing comma in an object", `{"a":1,}`, `{"a":1}`},
		{"trailing comma in a list", `[1,2,]`, `[1,2]`},
		{"two commas", `[1,,2]`, `[1,2]`},
		{"comma before all", `,[1]`, `[1]`},
		{"raw line end in a string", "{\"a\":\"b\nc\"}", `{"a":"b c"}`},
		{"raw tab in a string", "{\"a\":\"b\tc\"}", `{"a":"b c"}`},
		{"unknown escape", `{"a":"it\'s"}`, `{"a":"it's"}`},
		{"short unicode escape", `{"a":"\u12"}`, `{"a":"u12"}`},
		{"good escapes", `{"a":"\"\\\/\n\u00e9"}`, `{"a":"\"\\\/\n\u00e9"}`},
		{"page comment around", `<!-- {"a":1} -->`, `{"a":1}`},
		{"character data around", `//<![CDATA[` + "\n" + `{"a":1}` + "\n" + `//]]>`, `{"a":1}`},
		{"script comments", `/* x */ {"a":1} // y`, `{"a":1}`},
		{"an address is no comment", `{"a":"https://outlet.example"}`, `{"a":"https://outlet.example"}`},
		{"semicolon", `{"a":1};`, `{"a":1}`},
		{"open brackets", `{"a":[1,{"b":2`, `{"a":[1,{"b":2}]}`},
		{"open string", `{"a":"b`, `{"a":"b"}`},
		{"a bracket too many", `{"a":1}}`, `{"a":1}`},
		{"lone backslash at the end", `{"a":"b\`, `{"a":"b"}`},
		{"open comment", `{"a":1} /* x`, `{"a":1}`},
		{"nothing", ``, ``},
	}
	for _, tt := range tests {
		got := mend(tt.in)
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
		if got != "" && !json.Valid([]byte(got)) {
			t.Errorf("%s: %s is not JSON", tt.name, got)
		}
	}
}

func TestParseJSON(t *testing.T) {
	for _, tt := range []struct {
		in     string
		values int
	}{
		{`{"a":1}`, 1}, {`{"a":1}{"b":2}`, 2}, {`{"a":1,}{"b":2}`, 2}, {``, 0}, {`x`, 0}, {`[{}]`, 1}, {`"text"`, 1},
	} {
		if got := len(parseJSON(tt.in)); got != tt.values {
			t.Errorf("%s: got %d values, want %d", tt.in, got, tt.values)
		}
	}
}

func TestTidy(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Envoy  lands\n", "Envoy lands"},
		{"Envoy &amp; escort", "Envoy & escort"},
		{"Envoy&amp;#8217;s", "Envoy’s"},
		{"Envoy&nbsp;lands", "Envoy lands"},
		{"<b>Envoy</b> lands", "Envoy lands"},
		{"3 < 4", "3 < 4"},
		{"3 <4 and 5>", "3 <4 and 5>"},
		{"<", "<"},
		{"&", "&"},
	} {
		if got := tidy(tt.in); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAttrWords(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"c-articleByline__author-name", "c article byline author name"},
		{"live-blog post_12", "live blog post"},
		{"HTMLBlock", "htmlblock"},
		{"", ""},
		{"123", ""},
	} {
		if got := strings.Join(attrWords(tt.in), " "); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestJoined(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`<div>By <a>Jane</a> <span>Example</span></div>`, "By Jane Example"},
		{`<div><p>Jane Example</p><p>Tom  Sample</p></div>`, "Jane Example|Tom Sample"},
		{`<div>Jane<script>x()</script><style>y</style> Example</div>`, "Jane Example"},
		{`<div>Jane<br>Example</div>`, "Jane|Example"},
		{`<div></div>`, ""},
	} {
		root := parse(t, tt.in)
		body := find(root, func(n *html.Node) bool { return n.Data == "body" })[0]
		if got := joined(body, "|"); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTitleParts(t *testing.T) {
	sg := &signals{w: load(), names: []string{"The Example", "Example News", "example.com"}, address: "https://www.exampletimes.example/a"}
	for _, tt := range []struct{ in, want string }{
		{"Envoy lands | The Example", "Envoy lands"},
		{"Envoy lands - Example News", "Envoy lands"},
		{"Envoy lands | World | The Example", "Envoy lands | World"},
		{"Envoy lands – EXAMPLE", "Envoy lands"},
		{"Envoy lands|The Example", "Envoy lands"},
		{"The Example: Envoy lands", "Envoy lands"},
		{"Envoy lands :: example.com", "Envoy lands"},
		{"Envoy lands - exampletimes", "Envoy lands"},
		{"Envoy lands - and leaves", "Envoy lands - and leaves"},
		{"Envoy: The Example of a pass", "Envoy: The Example of a pass"},
		{"The Example", "The Example"},
		{"", ""},
	} {
		if got := sg.bare(tt.in); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAgrees(t *testing.T) {
	one := func(s string) signal { return signal{s, "x"} }
	for _, tt := range []struct {
		a, b string
		want string
	}{
		{"Envoy lands", "ENVOY LANDS", "ENVOY LANDS"},
		{"Envoy’s day", "Envoy's day", "Envoy's day"},
		{"Envoy lands", "Envoy lands | World News", "Envoy lands"},
		{"Envoy lands | World News", "Envoy lands", "Envoy lands"},
		{"Opinion | Envoy lands", "Envoy lands", "Envoy lands"},
		{"Envoy lands", "Envoy leaves", ""},
		{"", "", ""},
		{"—", "—", ""},
	} {
		got, ok := agrees(one(tt.a), []signal{one("Other"), one(tt.b)})
		if got.text != tt.want || ok != (tt.want != "") {
			t.Errorf("%q, %q: got %q %v, want %q", tt.a, tt.b, got.text, ok, tt.want)
		}
	}
}

func TestSameDay(t *testing.T) {
	for _, tt := range []struct {
		a, b readout.Date
		want bool
	}{
		{"2024-01-08", "2024-01-08", true},
		{"2024-01-08", "2024-01-09", false},
		{"2024-01-08T23:00Z", "2024-01-09", true},  // east of Greenwich
		{"2024-01-08T02:00Z", "2024-01-07", true},  // west of it
		{"2024-01-08T02:00Z", "2024-01-09", false}, // nowhere
		{"2024-01-08T20:00Z", "2024-01-07", false},
		{"2024-01-08T20:00+04:00", "2024-01-08T16:00Z", true},
		{"2024-01-08T20:00Z", "2024-01-09T19:00Z", true},
		{"2024-01-08T20:00Z", "2024-01-09T21:00Z", false},
		{"2024-01", "2024-01-09", true},
		{"2024-02", "2024-01-09", false},
		{"2024", "2024-01", true},
	} {
		if sameDay(tt.a, tt.b) != tt.want || sameDay(tt.b, tt.a) != tt.want {
			t.Errorf("%s, %s: want %v both ways", tt.a, tt.b, tt.want)
		}
	}
}

func TestPick(t *testing.T) {
	d := func(date readout.Date, group string) dated { return dated{date: date, group: group} }
	for _, tt := range []struct {
		name string
		all  []dated
		want readout.Date
	}{
		{"none", nil, ""},
		{"the first", []dated{d("2024-01-08", "a"), d("2024-01-09", "b")}, "2024-01-08"},
		{"outvoted", []dated{d("2020-01-08", "a"), d("2024-01-09", "b"), d("2024-01-09", "c")}, "2024-01-09"},
		{"two of one group are one voice", []dated{d("2020-01-08", "a"), d("2024-01-09", "b"), d("2024-01-09", "b")}, "2020-01-08"},
		{"the first is seconded", []dated{d("2020-01-08", "a"), d("2024-01-09", "b"), d("2024-01-09", "c"), d("2020-01-08", "d")}, "2020-01-08"},
		{"finer on the same day", []dated{d("2024-01-08", "a"), d("2024-01-08T10:00Z", "b")}, "2024-01-08T10:00Z"},
	} {
		if got := pick(tt.all); got.date != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got.date, tt.want)
		}
	}
}

func TestIsCredit(t *testing.T) {
	for s, want := range map[string]bool{
		"Jane Example": true, "AP": true, "Gear Team": true, "יעל דוגמה": true, "Sentinel staff reporter": true,
		"": false, "admin": false, "jexample": false, "@jane": false, "https://outlet.example": false,
		"www.outlet.example": false, "(Image: Pool)": false, "Staff": false, "12": false, "A": false,
	} {
		if got := isCredit(s); got != want {
			t.Errorf("%q: got %v", s, got)
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, tt := range []struct{ page, want string }{
		{`<html lang="en">`, "en"},
		{`<html lang="en-GB">`, "en"},
		{`<html lang="EN_us">`, "en"},
		{`<meta property="og:locale" content="fr_FR">`, "fr"},
		{`<meta http-equiv="content-language" content="ar">`, "ar"},
		{`<meta name="language" content="English">`, "en"},
		{`<html lang="und">`, ""},
		{`<html lang="x">`, ""},
		{ld(`{"@type":"NewsArticle","inLanguage":{"@type":"Language","name":"de"}}`), "de"},
	} {
		if got := Read(parse(t, tt.page), source.Fields{}).Language.Value; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.page, got, tt.want)
		}
	}
}

func TestOutletName(t *testing.T) {
	site := func(s string) string { return `<meta property="og:site_name" content="` + s + `">` }
	at := func(s string) string { return `<link rel="canonical" href="https://www.` + s + `/a/b">` }
	pub := func(s string) string {
		return ld(`{"@type":"NewsArticle","headline":"Envoy lands","publisher":{"name":"` + s + `"}}`)
	}
	for _, tt := range []struct{ name, page, want string }{
		{"known by its address", at("dw.com") + site("dw.com"), "DW"},
		{"site name", site("The Harbour Post"), "The Harbour Post"},
		{"publisher", pub("The Harbour Post"), "The Harbour Post"},
		{"publisher that is an agency", pub("Associated Press") + site("Harbour Post"), "Harbour Post"},
		{"the name that the host repeats", at("harbourpost.example") + pub("Tall Ships Group") + site("Harbour Post"), "Harbour Post"},
		{"slogan", site("Harbour Post | All the news that floats"), "Harbour Post"},
		{"publishing system", at("harbourpost.example") + pub("WordPress"), "harbourpost.example"},
		{"address as a name", site("https://harbourpost.example"), ""},
		{"handle", site("@harbourpost"), ""},
		{"nothing", "<p>x</p>", ""},
	} {
		if got := Read(parse(t, tt.page), source.Fields{}).Outlet.Value; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestContainerNeverBeatsPage(t *testing.T) {
	given := func(s string) source.Value { return source.Value{Text: s, Signal: "rss"} }
	fields := source.Fields{Title: given("Feed title"), Date: given("2020-01-01"), URL: given("https://feed.example/a"),
		Outlet: given("Feed"), Language: given("fr"), Authors: []source.Value{given("Feed Author")}, Subtitle: given("Feed subtitle"), Updated: given("2020-01-02")}
	page := `<html lang="en"><link rel="canonical" href="https://outlet.example/a"><meta property="og:site_name" content="Outlet">` +
		`<h1>Envoy lands</h1><p>By Jane Example</p><p>8 January 2024</p>`
	p := Read(parse(t, page), fields)
	got := []string{p.Title.Value, string(p.Published.Date), p.URL.Value, p.Outlet.Value, p.Language.Value, strings.Join(p.Authors, ",")}
	if want := []string{"Envoy lands", "2024-01-08", "https://outlet.example/a", "Outlet", "en", "Jane Example"}; !slices.Equal(got, want) {
		t.Errorf("page: got %q, want %q", got, want)
	}
	p = Read(parse(t, `<p>A fragment of a feed.</p>`), fields)
	got = []string{p.Title.Value, p.Subtitle.Value, string(p.Published.Date), string(p.Updated.Date), p.URL.Value, p.Outlet.Value, p.Language.Value, strings.Join(p.Authors, ",")}
	if want := []string{"Feed title", "Feed subtitle", "2020-01-01", "2020-01-02", "https://feed.example/a", "Feed", "fr", "Feed Author"}; !slices.Equal(got, want) {
		t.Errorf("feed: got %q, want %q", got, want)
	}
	if p.Published.Basis != readout.BasisMetadata {
		t.Errorf("a container's date is %s, want metadata", p.Published.Basis)
	}
}

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !strings.HasPrefix(r.ID, "meta.") || seen[r.ID] || !strings.HasSuffix(r.Says, ".") {
			t.Errorf("rule %q says %q", r.ID, r.Says)
		}
		seen[r.ID] = true
	}
	if len(seen) == 0 {
		t.Fatal("no rules")
	}
}

func TestMainLabel(t *testing.T) {
	for host, want := range map[string]string{
		"example.com": "example", "news.example.com": "example", "example.co.uk": "example",
		"www2.example.com.au": "example", "example.de": "example", "localhost": "", "": "",
	} {
		if got := mainLabel(host); got != want {
			t.Errorf("%q: got %q, want %q", host, got, want)
		}
	}
}

func TestSubtitle(t *testing.T) {
	page := func(s string) string {
		return `<meta name="description" content="He brought forty trucks and no letter"><h1>Envoy lands</h1>` + s + `<p>The envoy landed before noon with forty trucks behind him.</p>`
	}
	for _, tt := range []struct{ name, page, want string }{
		{"class", page(`<div class="article__standfirst"><p>Forty trucks wait behind him</p></div>`), "Forty trucks wait behind him"},
		{"heading right below", page(`<h2>Forty trucks wait behind him</h2>`), "Forty trucks wait behind him"},
		{"heading that the description repeats", page(`<p>By Jane Example</p><h2>He brought forty trucks and no letter</h2>`), "He brought forty trucks and no letter"},
		{"a description that is not shown", page(``), ""},
		{"a crosshead further down", page(`<p>The envoy landed before noon.</p><h2>Forty trucks wait behind him</h2>`), ""},
		{"a byline in the standfirst's place", page(`<p class="subtitle">By Jane Example and Tom Sample</p>`), ""},
		{"a date in the standfirst's place", page(`<p class="subtitle">8 January 2024 | BY: Jane Example</p>`), ""},
		{"the headline again", page(`<h2 class="subtitle">Envoy lands</h2>`), ""},
		{"a label", page(`<h2 class="subtitle">World news</h2>`), ""},
		{"in a box of teasers", page(`<aside><h2 class="subtitle">Forty trucks wait behind him</h2></aside>`), ""},
	} {
		if got := Read(parse(t, tt.page), source.Fields{}).Subtitle.Value; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestWire(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"agency as author", ld(`{"@type":"NewsArticle","headline":"Envoy lands","author":{"name":"Reuters"}}`), "Reuters"},
		{"an agency's writer", `<meta name="author" content="By JANE EXAMPLE, AP National Security Writer">`, "AP"},
		{"source organization", ld(`{"@type":"NewsArticle","headline":"Envoy lands","author":"Jane Example","sourceOrganization":{"name":"AFP"}}`), "AFP"},
		{"an agency's own page", `<link rel="canonical" href="https://www.reuters.com/world/a">` + ld(`{"@type":"NewsArticle","headline":"Envoy lands","author":{"name":"Reuters"}}`), ""},
		{"no agency", `<meta name="author" content="Jane Example, The Example">`, ""},
	} {
		if got := Read(parse(t, tt.page), source.Fields{}).Wire.Value; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
