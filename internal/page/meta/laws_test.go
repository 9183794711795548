package meta

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"readout/internal/source"
)

// TestOrderLaw shuffles the head of a page: tags of different keys and scripts
// of different nodes say the same in any order.
func TestOrderLaw(t *testing.T) {
	head := []string{
		`<title>Envoy lands | Harbour Post</title>`, `<link rel="canonical" href="https://www.harbourpost.example/world/envoy-lands">`,
		`<meta property="og:title" content="Envoy lands at the line">`, `<meta property="og:site_name" content="Harbour Post">`,
		`<meta name="author" content="Jane Example">`, `<meta property="article:published_time" content="1974-01-18T10:00:00Z">`,
		`<meta property="og:locale" content="en_GB">`, `<meta name="description" content="He brought forty trucks and no letter">`,
		ld(`{"@type":"WebSite","name":"Harbour Post","url":"https://www.harbourpost.example/"}`),
		ld(`{"@type":"NewsArticle","headline":"Envoy lands at the line","url":"https://www.harbourpost.example/world/envoy-lands","author":{"@id":"#tom"}}`),
		ld(`{"@type":"NewsArticle","headline":"Ferry sinks","url":"https://www.harbourpost.example/world/ferry","author":"Max Muster"}`),
		ld(`{"@type":"Person","@id":"#tom","name":"Tom Sample"}`),
		ld(`{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"World"}]}`),
	}
	body := `<body><h1>Envoy Lands at the Line</h1><h2>He brought forty trucks and no letter</h2><p>18 January 1974</p></body>`
	want := pageString(Read(parse(t, strings.Join(head, "")+body), source.Fields{}))
	for _, said := range []string{"Envoy Lands at the Line", "Tom Sample", "Harbour Post", "1974-01-18T10:00:00Z stated", "He brought forty trucks and no letter"} {
		if !strings.Contains(want, said) {
			t.Fatalf("%s is missing in\n%s", said, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		page := strings.Join(rapid.Permutation(head).Draw(t, "head"), "\n") + body
		root := parseRapid(t, page)
		if got := pageString(Read(root, source.Fields{})); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// TestSurroundingsLaw adds what stands around a report: menus, teasers,
// comments, another report's pictures. None changes what the page says of itself.
func TestSurroundingsLaw(t *testing.T) {
	around := []string{
		`<nav><ul><li><a href="/world">World</a></li><li>Friday, 20 November 2026</li></ul></nav>`,
		`<aside><h1>Most read</h1><h2>Ferry sinks off the cape at night</h2><p>By Max Muster</p><time datetime="2026-11-20">20 November 2026</time></aside>`,
		`<div class="related-stories"><article><h3>Ferry sinks</h3><span class="byline">By Max Muster</span><time datetime="2026-11-20T10:00Z">20 Nov</time></article></div>`,
		`<div class="comments"><p class="author">Eva Mock</p><time datetime="2026-11-21">21 November 2026</time></div>`,
		`<footer><p>Updated: 20 November 2026</p><p>© 2026 Harbour Post</p></footer>`,
		`<script>var author = "By Max Muster";</script><style>h1{}</style><noscript><h1>Enable scripts</h1><p>By Max Muster</p></noscript>`,
		`<svg><title>Logo</title></svg><template><h1>Draft</h1></template>`,
		`<div itemscope itemtype="https://schema.org/ImageObject"><meta itemprop="author" content="Max Muster"><meta itemprop="datePublished" content="2020-01-01"></div>`,
		ld(`{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Ferry sinks","author":"Max Muster","datePublished":"2026-11-20"}]}`),
	}
	report := `<main><h1>Envoy lands at the line</h1><p class="standfirst">He brought forty trucks and no letter</p><p>By Jane Example and Tom Sample</p><p>Published 18 January 1974, 10:00 GMT</p><p>The envoy landed before noon.</p></main>`
	head := site + `<title>Envoy lands at the line - Harbour Post</title>`
	want := pageString(Read(parse(t, head+report), source.Fields{}))
	if n := strings.Count(want, "\n"); n != 16-2 {
		t.Fatalf("%d lines, want seven values with reasons:\n%s", n, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.Permutation(around).Draw(t, "around")
		n := rapid.IntRange(0, len(order)).Draw(t, "above")
		page := head + strings.Join(order[:n], "") + report + strings.Join(order[n:], "")
		if got := pageString(Read(parseRapid(t, page), source.Fields{})); got != want {
			t.Fatalf("%s\ngot\n%s\nwant\n%s", page, got, want)
		}
	})
}

// TestMendLaw breaks good linked data as publishing systems do; the headline
// is read all the same.
func TestMendLaw(t *testing.T) {
	breaks := []func(string) string{
		func(s string) string { return strings.Replace(s, `"}`, `",}`, 1) },
		func(s string) string { return strings.Replace(s, "at the", "at\n\tthe", 1) },
		func(s string) string { return "<!--\n" + s + "\n-->" },
		func(s string) string { return "//<![CDATA[\n" + s + "\n//]]>" },
		func(s string) string { return s + ";" },
		func(s string) string { return "/* data */" + s },
		func(s string) string { return strings.Replace(s, " line", ` line\'s`, 1) },
		func(s string) string { return strings.TrimSuffix(s, "}") },
		func(s string) string { return "\ufeff" + s },
	}
	rapid.Check(t, func(t *rapid.T) {
		s := `{"@type":"NewsArticle","author":{"name":"Jane Example"},"headline":"Envoy lands at the line"}`
		for i, broken := range rapid.SliceOfN(rapid.Bool(), len(breaks), len(breaks)).Draw(t, "breaks") {
			if broken {
				s = breaks[i](s)
			}
		}
		p := Read(parseRapid(t, ld(s)), source.Fields{})
		if got := fmt.Sprintf("%.23s %s", p.Title.Value, p.Authors); got != "Envoy lands at the line [Jane Example]" {
			t.Fatalf("%s: got %s", s, got)
		}
	})
}

// parseRapid is parse for a property's run.
func parseRapid(t *rapid.T, page string) *html.Node {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}
