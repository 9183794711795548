package meta

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"readout"
	"readout/internal/source"
)

// parse reads an invented page; head and body are joined as a browser would.
func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// ld wraps linked data.
func ld(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

func TestTitle(t *testing.T) {
	tests := []struct{ name, page, title, shown string }{
		{"linked headline and h1 agree, written as the h1",
			ld(`{"@type":"NewsArticle","headline":"ENVOY LANDS AT THE LINE"}`) + `<h1>Envoy lands at the line</h1>`,
			"Envoy lands at the line", ""},
		{"og:title with the outlet's name",
			`<meta property="og:title" content="Envoy lands at the line | The Example"><meta property="og:site_name" content="The Example"><h1>Envoy lands at the line</h1>`,
			"Envoy lands at the line", ""},
		{"title element alone, outlet before it",
			`<title>The Example: Envoy lands at the line</title><meta property="og:site_name" content="Example">`,
			"Envoy lands at the line", ""},
		{"a part behind a mark that is no outlet stays",
			`<title>Envoy lands - and leaves</title>`, "Envoy lands - and leaves", ""},
		{"shared title and h1 differ",
			ld(`{"@type":"NewsArticle","headline":"Envoy lands at the line at dawn"}`) +
				`<meta property="og:title" content="An envoy, a tent and a line"><title>Envoy at the line</title><h1>Envoy lands at the line at dawn</h1>`,
			"An envoy, a tent and a line", "Envoy lands at the line at dawn"},
		{"shared title is the search title",
			ld(`{"@type":"NewsArticle","headline":"Envoy lands at the line at dawn"}`) +
				`<meta property="og:title" content="Envoy at the line"><title>Envoy at the line</title><h1>Envoy lands at the line at dawn</h1>`,
			"Envoy lands at the line at dawn", ""},
		{"cut short with dots",
			`<meta property="og:title" content="The envoy lands at the line at dawn with forty trucks behind …"><h1>The envoy lands at the line at dawn with forty trucks behind him and no word from home</h1>`,
			"The envoy lands at the line at dawn with forty trucks behind him and no word from home", ""},
		{"the outlet's own h1 is no headline",
			`<meta property="og:site_name" content="The Example"><h1>The Example</h1><h1>Envoy lands</h1><title>Envoy lands | The Example</title>`,
			"Envoy lands", ""},
		{"entities twice over, tags", ld(`{"@type":"NewsArticle","headline":"Envoy &amp;amp; escort <em>land</em>"}`), "Envoy & escort land", ""},
		{"article among a graph", ld(`{"@graph":[{"@type":"WebSite","name":"The Example"},{"@type":["Article","NewsArticle"],"headline":"Envoy lands"}]}`), "Envoy lands", ""},
		{"nothing", `<p>Text</p>`, "", ""},
	}
	for _, tt := range tests {
		p := Read(parse(t, tt.page), source.Fields{})
		if p.Title.Value != tt.title || p.Shown.Value != tt.shown {
			t.Errorf("%s: got %q (%s), shown %q, want %q, %q", tt.name, p.Title.Value, p.Title.Reason, p.Shown.Value, tt.title, tt.shown)
		}
	}
}

func TestAuthors(t *testing.T) {
	author := func(v string) string {
		return ld(`{"@type":"NewsArticle","headline":"Envoy lands","author":` + v + `}`)
	}
	tests := []struct{ name, page, want string }{
		{"a person", author(`{"@type":"Person","name":"Jane Example"}`), "Jane Example"},
		{"a list", author(`[{"name":"Jane Example"},{"name":"By Tom Sample, Diplomatic Editor"}]`), "Jane Example|Tom Sample"},
		{"a string of several", author(`"Jane Example, Tom Sample and Ann Model"`), "Jane Example|Tom Sample|Ann Model"},
		{"a name of several", author(`{"name":["Jane Example","Tom Sample"]}`), "Jane Example|Tom Sample"},
		{"a reference", ld(`{"@graph":[{"@type":"NewsArticle","headline":"Envoy lands","author":{"@id":"#j"}},{"@type":"Person","@id":"#j","name":"Jane Example"}]}`), "Jane Example"},
		{"agency as author", author(`{"name":"The Associated Press"}`), "The Associated Press"},
		{"person and agency", author(`[{"name":"Jane Example"},{"name":"AP"}]`), "Jane Example|AP"},
		{"outlet beside a person", `<meta property="og:site_name" content="The Example">` + author(`[{"name":"Jane Example"},{"name":"The Example"}]`), "Jane Example"},
		{"outlet in linked data, person in byline", author(`{"name":"The Example"}`) + `<h1>Envoy lands</h1><p>By Jane Example</p>`, "Jane Example"},
		{"account names", author(`"admin"`) + `<meta name="author" content="jexample">`, ""},
		{"staff", author(`"Staff"`), ""},
		{"meta tags, repeated", `<meta name="author" content="Jane Example"><meta name="author" content="Tom Sample">`, "Jane Example|Tom Sample"},
		{"an address in article:author", `<meta property="article:author" content="https://social.example/outlet">`, ""},
		{"author links", `<h1>Envoy lands</h1><div class="byline">By <a rel="author" href="/a">Jane Example</a> and <a rel="author" href="/b">Tom Sample</a></div>`, "Jane Example|Tom Sample"},
		{"a photographer's microdata", `<div itemscope itemtype="https://schema.org/ImageObject"><meta itemprop="author" content="Tom Sample"></div>`, ""},
		{"an editor", `<h1>Envoy lands</h1><p>Edited by Tom Sample</p>`, ""},
	}
	for _, tt := range tests {
		p := Read(parse(t, tt.page), source.Fields{})
		if got := strings.Join(p.Authors, "|"); got != tt.want {
			t.Errorf("%s: got %q (%s), want %q", tt.name, got, p.AuthorsReason, tt.want)
		}
	}
}

func TestDates(t *testing.T) {
	linked := func(pub, mod string) string {
		return ld(fmt.Sprintf(`{"@type":"NewsArticle","headline":"Envoy lands","datePublished":%q,"dateModified":%q}`, pub, mod))
	}
	tests := []struct{ name, page, published, updated string }{ // "date basis rule"
		{"linked data alone", linked("2024-01-08T10:00:00Z", "2024-01-09T11:00:00Z"),
			"2024-01-08T10:00:00Z metadata meta.date-linked", "2024-01-09T11:00:00Z metadata meta.date-linked"},
		{"shown", linked("2024-01-08T10:00:00Z", "") + `<h1>Envoy lands</h1><p>January 8, 2024</p>`,
			"2024-01-08T10:00:00Z stated meta.date-linked", ""},
		{"shown in another zone", linked("2024-01-08T23:00:00Z", "") + `<h1>Envoy lands</h1><p>9 January 2024</p>`,
			"2024-01-08T23:00:00Z stated meta.date-linked", ""},
		{"updated before published is kept", linked("2024-01-08T10:00:00Z", "2024-01-07T11:00:00Z"),
			"2024-01-08T10:00:00Z metadata meta.date-linked", "2024-01-07T11:00:00Z metadata meta.date-linked"},
		{"a day is made finer by another signal", linked("2024-01-08", "") + `<meta property="article:published_time" content="2024-01-08T10:00+02:00">`,
			"2024-01-08T10:00+02:00 metadata meta.date-meta", ""},
		{"two others outvote the first", linked("2020-05-05", "") + `<meta property="article:published_time" content="2024-01-08T10:00Z"><h1>Envoy lands</h1><time datetime="2024-01-08">8 January 2024</time>`,
			"2024-01-08T10:00Z stated meta.date-meta", ""},
		{"only an update", `<h1>Envoy lands</h1><p>Updated: January 10, 2024, 9:35 AM</p>`,
			"2024-01-10T09:35 stated meta.only-updated", "2024-01-10T09:35 stated meta.date-shown"},
		{"lines", `<h1>Envoy lands</h1><p>Published 8 Jan 2024 10:00 GMT</p><p>Updated 9 Jan 2024 11:30 GMT</p>`,
			"2024-01-08T10:00Z stated meta.date-shown", "2024-01-09T11:30Z stated meta.date-shown"},
		{"a date in the text is not the report's", `<h1>Envoy lands</h1><p>The truce of January 18, 1974 held until the thaw.</p>`, "", ""},
		{"a related teaser's time", `<h1>Envoy lands</h1><aside><time datetime="2024-01-08">8 Jan</time></aside>`, "", ""},
		{"the address", `<link rel="canonical" href="https://outlet.example/2024/01/08/envoy-lands">`,
			"2024-01-08 metadata meta.date-url", ""},
		{"the address never beats a stated date", `<link rel="canonical" href="https://outlet.example/2024/01/09/envoy-lands"><h1>Envoy lands</h1><p>8 January 2024</p>`,
			"2024-01-08 stated meta.date-shown", ""},
		{"relative", `<h1>Envoy lands</h1><time>2 hours ago</time>`, "", ""},
	}
	form := func(d readout.Dating) string {
		if d.Date == "" {
			return ""
		}
		return fmt.Sprintf("%s %s %s", d.Date, d.Basis, d.Reason.Rule)
	}
	for _, tt := range tests {
		p := Read(parse(t, tt.page), source.Fields{})
		if form(p.Published) != tt.published || form(p.Updated) != tt.updated {
			t.Errorf("%s: got %q, %q, want %q, %q", tt.name, form(p.Published), form(p.Updated), tt.published, tt.updated)
		}
	}
}

func TestOther(t *testing.T) {
	page := `<html lang="en-GB"><link rel="canonical" href="https://www.outlet.example/world/envoy">` +
		`<meta property="og:site_name" content="The Example"><h1>Envoy lands</h1>` +
		`<h2 class="article__standfirst">He brought forty trucks and no letter</h2><p>By Reuters</p>`
	p := Read(parse(t, page), source.Fields{})
	for _, f := range []struct{ name, got, want string }{
		{"language", p.Language.Value, "en"},
		{"url", p.URL.Value, "https://www.outlet.example/world/envoy"},
		{"outlet", p.Outlet.Value, "The Example"},
		{"subtitle", p.Subtitle.Value, "He brought forty trucks and no letter"},
		{"wire", p.Wire.Value, "Reuters"},
	} {
		if f.got != f.want {
			t.Errorf("%s: got %q, want %q", f.name, f.got, f.want)
		}
	}
	p = Read(parse(t, `<p>Text</p>`), source.Fields{Outlet: source.Value{Text: "The Example", Signal: "csv column source"}, Date: source.Value{Text: "2024-01-08", Signal: "csv column date"}})
	if p.Outlet.Value != "The Example" || p.Published.Date != "2024-01-08" || p.Published.Reason.Signal != "csv column date" {
		t.Errorf("container: got %+v", p)
	}
	if p := Read(nil, source.Fields{}); p.Title.Value != "" || p.Published.Date != "" {
		t.Errorf("nil root: got %+v", p)
	}
}

func TestBrokenJSON(t *testing.T) {
	for _, script := range []string{
		`{"@type":"NewsArticle","headline":"Envoy lands",}`,
		"{\"@type\":\"NewsArticle\",\"headline\":\"Envoy\n lands\"}",
		`<!-- {"@type":"NewsArticle","headline":"Envoy lands"} -->`,
		`/* <![CDATA[ */ {"@type":"NewsArticle","headline":"Envoy lands"}; /* ]]> */`,
		`{"@type":"NewsArticle","headline":"Envoy lands","articleBody":"It was `,
		`{"@type":"WebSite"} {"@type":"NewsArticle","headline":"Envoy lands"}`,
		`{"@type":"NewsArticle","headline":"Envoy\' lands"}`,
		`[{"@type":"NewsArticle","headline":"Envoy lands"}`,
	} {
		p := Read(parse(t, ld(script)), source.Fields{})
		if key(p.Title.Value) != "envoylands" {
			t.Errorf("%s: got %q", script, p.Title.Value)
		}
	}
}

func FuzzMeta(f *testing.F) {
	f.Add(`<h1>Envoy lands</h1><time datetime="2024-01-08">8 January</time>` + ld(`{"@graph":[{"@id":"#a","author":{"@id":"#a"}}]}`))
	f.Add(ld(`{"@type":"NewsArticle","headline":"Envoy - lands","datePublished":1704700000,"author":[[{"name":{"name":"x"}}]]}`))
	f.Add(`<meta property="og:title" content=" | "><title>: : </title><div class="byline">By <a rel=author>A B</a></div>`)
	rules, err := readout.NewRules(Rules())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, page string) {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Skip()
		}
		p := Read(root, source.Fields{})
		for _, c := range []Choice{p.Title, p.Shown, p.Subtitle, p.Outlet, p.URL, p.Language, p.Wire} {
			if _, ok := rules[c.Reason.Rule]; (c.Value != "") != ok {
				t.Fatalf("%q has the rule %q", c.Value, c.Reason.Rule)
			}
		}
		for _, d := range []readout.Dating{p.Published, p.Updated} {
			if d.Date == "" {
				continue
			}
			if _, err := readout.ParseDate(string(d.Date)); err != nil || rules[d.Reason.Rule].ID == "" || d.Basis == "" {
				t.Fatalf("%+v: %v", d, err)
			}
		}
		for _, a := range p.Authors {
			if strings.TrimSpace(a) == "" || rules[p.AuthorsReason.Rule].ID == "" {
				t.Fatalf("authors %q by %q", p.Authors, p.AuthorsReason)
			}
		}
		for _, e := range Live(root, source.Fields{}) {
			if e.Node == nil {
				t.Fatal("an entry without element")
			}
		}
	})
}
