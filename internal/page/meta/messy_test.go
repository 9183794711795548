package meta

import (
	"fmt"
	"strings"
	"testing"

	"readout/internal/source"
)

// site is the tags of an invented outlet.
const site = `<html lang="en"><meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="https://www.harbourpost.example/world/envoy-lands">`

func TestMessyTitles(t *testing.T) {
	og := func(s string) string { return `<meta property="og:title" content="` + s + `">` }
	tests := []struct{ name, page, want string }{
		{"outlet, section and slogan behind bars", site + `<title>Envoy lands at the line | World | Harbour Post</title><h1>Envoy lands at the line</h1>`, "Envoy lands at the line"},
		{"no white space around the bar", site + `<title>Envoy lands at the line|Harbour Post</title>`, "Envoy lands at the line"},
		{"the outlet before a bar without white space", site + `<title>Harbour Post|Envoy lands at the line</title>`, "Envoy lands at the line"},
		{"the outlet with its address ending", site + `<title>Envoy lands at the line - HarbourPost.com</title>`, "Envoy lands at the line"},
		{"the outlet with an edition", site + `<title>Envoy lands at the line - Harbour Post Nigeria</title><h1>Envoy lands at the line</h1>`, "Envoy lands at the line"},
		{"double hyphen before the outlet", site + `<title>Envoy lands at the line -- Harbour Post</title>`, "Envoy lands at the line"},
		{"an angle mark before the outlet", site + `<title>Envoy lands at the line › Harbour Post</title>`, "Envoy lands at the line"},
		{"a tilde before the outlet", site + `<title>Envoy lands at the line ~ Harbour Post</title>`, "Envoy lands at the line"},
		{"the bullet of old systems", site + `<title>Envoy lands at the line « Harbour Post</title>`, "Envoy lands at the line"},
		{"a headline that ends in the outlet's name", site + og("Reader survey names Harbour Post") + `<h1>Reader survey names Harbour Post</h1>`, "Reader survey names Harbour Post"},
		{"hidden characters", site + og("Envoy\u00ad lands\u200b at the\u00a0line") + `<h1>Envoy lands at the line</h1>`, "Envoy lands at the line"},
		{"hidden characters in the only signal", site + og("Envoy\u200b lands\ufeff at the line"), "Envoy lands at the line"},
		{"h1 with a kicker in a span", site + og("Envoy lands at the line") + `<h1><span class="kicker">Canal</span> Envoy lands at the line</h1>`, "Envoy lands at the line"},
		{"h1 with a share button and a picture", site + `<h1>Envoy lands at the line<button>Share</button><svg><title>Share</title></svg></h1>`, "Envoy lands at the line"},
		{"h1 in two lines", site + og("Envoy lands at the line") + `<h1>Envoy lands<br>at the line</h1>`, "Envoy lands at the line"},
		{"the logo's h1 is a picture", site + `<h1><a href="/"><img alt="Harbour Post"></a></h1><h1>Envoy lands at the line</h1>`, "Envoy lands at the line"},
		{"h1 of a cookie notice after the report's", site + og("Envoy lands at the line") + `<h1>Envoy lands at the line</h1><div><h1>We value your privacy</h1></div>`, "Envoy lands at the line"},
		{"the h1 is the section's", site + og("Envoy lands at the line") + `<title>Envoy lands at the line</title><h1>World</h1><h2>Envoy lands at the line</h2>`, "Envoy lands at the line"},
		{"headline in an array", site + ld(`{"@type":"NewsArticle","headline":["Envoy lands at the line"]}`), "Envoy lands at the line"},
		{"headline as a language node", site + ld(`{"@type":"NewsArticle","headline":{"@value":"Envoy lands at the line","@language":"en"}}`), "Envoy lands at the line"},
		{"type as an address", site + ld(`{"@type":"http://schema.org/NewsArticle","headline":"Envoy lands at the line"}`), "Envoy lands at the line"},
		{"type with a prefix", site + ld(`{"@type":"schema:NewsArticle","headline":"Envoy lands at the line"}`), "Envoy lands at the line"},
		{"an article that is about another page", site + ld(`{"@type":"NewsArticle","headline":"Ferry sinks","url":"https://www.harbourpost.example/world/ferry"}`) +
			ld(`{"@type":"NewsArticle","headline":"Envoy lands at the line","url":"https://www.harbourpost.example/world/envoy-lands"}`), "Envoy lands at the line"},
		{"empty tags", site + og(" ") + ld(`{"@type":"NewsArticle","headline":""}`) + `<h1> </h1><title>Envoy lands at the line - Harbour Post</title>`, "Envoy lands at the line"},
		{"null in linked data", site + ld(`{"@type":"NewsArticle","headline":null,"name":null}`) + `<h1>Envoy lands at the line</h1>`, "Envoy lands at the line"},
		{"a title in the name attribute", site + `<meta name="og:title" content="Envoy lands at the line">`, "Envoy lands at the line"},
		{"a value attribute in place of content", site + `<meta property="og:title" value="Other"><h1>Envoy lands at the line</h1>`, "Envoy lands at the line"},
		{"a quote mark of another shape", site + og("Envoy: &quot;Hold the line&quot;") + `<h1>Envoy: ‘Hold the line’</h1>`, "Envoy: ‘Hold the line’"},
		{"a headline of one word", site + og("Landed") + `<h1>Landed</h1>`, "Landed"},
		{"a headline in Arabic", site + og("المبعوث يصل إلى الخط") + `<h1>المبعوث يصل إلى الخط</h1>`, "المبعوث يصل إلى الخط"},
		{"a headline in Hindi", site + og("दूत रेखा पर उतरा") + `<h1>दूत रेखा पर उतरा</h1>`, "दूत रेखा पर उतरा"},
		{"only the file's title in a print page", `<title>Print: Envoy lands at the line</title>`, "Print: Envoy lands at the line"},
	}
	for _, tt := range tests {
		if p := Read(parse(t, tt.page), source.Fields{}); p.Title.Value != tt.want {
			t.Errorf("%s: got %q (%s), want %q", tt.name, p.Title.Value, p.Title.Reason, tt.want)
		}
	}
}

func TestMessyAuthors(t *testing.T) {
	h1 := site + `<h1>Envoy lands</h1>`
	author := func(v string) string {
		return h1 + ld(`{"@type":"NewsArticle","headline":"Envoy lands","author":`+v+`}`)
	}
	tests := []struct{ name, page, want string }{
		{"null", author(`null`), ""},
		{"an empty name", author(`{"name":""}`) + `<p>By Jane Example</p>`, "Jane Example"},
		{"names in one string with a bar", author(`"Jane Example | Tom Sample"`), "Jane Example|Tom Sample"},
		{"capitals", author(`"JANE EXAMPLE"`), "JANE EXAMPLE"},
		{"capitals in the data, mixed case shown", author(`"JANE EXAMPLE"`) + `<p>By Jane Example</p>`, "JANE EXAMPLE"},
		{"a name with its outlet", author(`{"name":"Jane Example, Harbour Post"}`), "Jane Example"},
		{"a name with its outlet and no comma", author(`{"name":"Jane Example Harbour Post"}`), "Jane Example"},
		{"a name with its agency and no comma", author(`{"name":"Jane Example Reuters"}`), "Jane Example"},
		{"an address as a name", author(`{"name":"https://www.harbourpost.example/author/jane-example"}`) + `<p>By Jane Example</p>`, "Jane Example"},
		{"an e-mail as a name", author(`{"name":"jane@harbourpost.example"}`) + `<p>By Jane Example</p>`, "Jane Example"},
		{"the outlet's domain as a name", author(`{"name":"harbourpost.example"}`) + `<p>By Jane Example</p>`, "Jane Example"},
		{"twitter handle tag", h1 + `<meta name="twitter:creator" content="@janeexample">`, ""},
		{"a reference to nothing", author(`{"@id":"#nobody"}`) + `<p>By Jane Example</p>`, "Jane Example"},
		{"given and family name", author(`{"@type":"Person","givenName":"Jane","familyName":"Example"}`), "Jane Example"},
		{"honorific and job title beside the name", author(`{"@type":"Person","name":"Jane Example","jobTitle":"Envoy Editor"}`), "Jane Example"},
		{"the same person twice, one in capitals", author(`[{"name":"Jane Example"},{"name":"JANE EXAMPLE"}]`), "Jane Example"},
		{"editor of the linked data is no author", h1 + ld(`{"@type":"NewsArticle","headline":"Envoy lands","editor":{"name":"Tom Sample"}}`), ""},
		{"byline with a picture's alt and a role line", h1 + `<div class="byline"><img alt="Jane Example"><a href="/author/jane-example">Jane Example</a><span class="role">Envoy Editor</span></div>`, "Jane Example"},
		{"byline with a link to all reports", h1 + `<div class="author">By <a href="/author/jane-example">Jane Example</a><a href="/author/jane-example">More by Jane Example</a></div>`, "Jane Example"},
		{"byline with a follow button", h1 + `<div class="author"><a href="/author/jane-example">Jane Example</a><a href="/follow">Follow</a></div>`, "Jane Example"},
		{"byline with glued By", h1 + `<div class="byline"><span>By</span><span>Jane Example</span></div>`, "Jane Example"},
		{"byline with hard space", h1 + `<p>By&nbsp;Jane Example</p>`, "Jane Example"},
		{"byline with minutes and comments", h1 + `<div class="byline"><span>Jane Example</span> <span>3 min read</span></div>`, "Jane Example"},
		{"byline in two places of one page", h1 + `<p class="byline">By Jane Example</p><p>Text of the report.</p><p class="byline">By Jane Example</p>`, "Jane Example"},
		{"byline with place and agency in lines", h1 + `<p class="byline">Jane Example<br>Reuters<br>Cairo</p>`, "Jane Example"},
		{"byline before the headline", site + `<p>By Jane Example</p><h1>Envoy lands</h1>`, "Jane Example"},
		{"byline of a teaser far below", h1 + strings.Repeat("<p>A line of the report.</p>", 30) + `<p>By Tom Sample</p>`, ""},
		{"author of a comment", h1 + `<div class="comments"><span class="author">Tom Sample</span></div>`, ""},
		{"author of a teaser in an aside", h1 + `<aside><span class="author">Tom Sample</span></aside>`, ""},
		{"a photographer's credit", h1 + `<figure><figcaption>Photo by Tom Sample</figcaption></figure>`, ""},
		{"a quote's author", h1 + `<blockquote><p>Hold the line</p><footer class="author">Tom Sample</footer></blockquote>`, ""},
		{"rel author on the outlet's profile", h1 + `<a rel="author" href="https://social.example/harbourpost">Harbour Post</a><p>By Jane Example</p>`, "Jane Example"},
		{"parsely tags, one a person", h1 + `<meta name="parsely-author" content="Jane Example"><meta name="parsely-author" content="Tom Sample">`, "Jane Example|Tom Sample"},
		{"meta in capitals", h1 + `<META NAME="AUTHOR" CONTENT="Jane Example">`, "Jane Example"},
		{"the author of the theme", h1 + `<meta name="author" content="WordPress"><p>By Jane Example</p>`, "Jane Example"},
		{"the desk where no person is", author(`{"@type":"Organization","name":"Harbour Post World Desk"}`), "Harbour Post World Desk"},
		{"the outlet where nobody is", author(`{"@type":"Organization","name":"Harbour Post"}`), "Harbour Post"},
		{"a title with a name in the byline's place", h1 + `<p>Prime Minister Jane Example</p>`, ""},
	}
	for _, tt := range tests {
		p := Read(parse(t, tt.page), source.Fields{})
		if got := strings.Join(p.Authors, "|"); got != tt.want {
			t.Errorf("%s: got %q (%s), want %q", tt.name, got, p.AuthorsReason, tt.want)
		}
	}
}

func TestMessyPageDates(t *testing.T) {
	h1 := site + `<h1>Envoy lands</h1>`
	pub := func(v string) string {
		return h1 + ld(`{"@type":"NewsArticle","headline":"Envoy lands","datePublished":`+v+`}`)
	}
	tests := []struct{ name, page, published, updated string }{
		{"a number of seconds", pub(`1704722700`), "2024-01-08T14:05:00Z", ""},
		{"a node with a value", pub(`{"@type":"Date","@value":"2024-01-08T14:05Z"}`), "2024-01-08T14:05Z", ""},
		{"null, zero and the epoch", pub(`null`) + `<meta name="pubdate" content="0"><meta property="article:published_time" content="1970-01-01T00:00:00+00:00"><p>8 January 2024</p>`, "2024-01-08", ""},
		{"year one", pub(`"0001-01-01T00:00:00Z"`) + `<p>8 January 2024</p>`, "2024-01-08", ""},
		{"words", pub(`"Monday, January 8, 2024 - 14:05"`), "2024-01-08T14:05", ""},
		{"update in linked data before its publication", h1 + ld(`{"@type":"NewsArticle","headline":"Envoy lands","datePublished":"2024-01-08T10:00:00Z","dateModified":"0001-01-01T00:00:00Z"}`), "2024-01-08T10:00:00Z", ""},
		{"time element glued to its label", h1 + `<p>Published<time datetime="2024-01-08T14:05Z">8 January 2024</time></p>`, "2024-01-08T14:05Z", ""},
		{"time element without a machine date", h1 + `<time>Jan. 8, 2024, 2:05 p.m. ET</time>`, "2024-01-08T14:05-05:00", ""},
		{"time element whose machine date is broken", h1 + `<time datetime="Invalid date">8 January 2024</time>`, "2024-01-08", ""},
		{"two time elements, the second an update by its label", h1 + `<p><time datetime="2024-01-08T10:00Z">8 January 2024</time> Updated <time datetime="2024-01-09T11:00Z">9 January 2024</time></p>`, "2024-01-08T10:00Z", "2024-01-09T11:00Z"},
		{"two time elements of one text", h1 + `<p>Published <time datetime="2024-01-08T10:00Z">8 January 2024</time>, updated <time datetime="2024-01-08T11:00Z">8 January 2024</time></p>`, "2024-01-08T10:00Z", "2024-01-08T11:00Z"},
		{"two time elements in lines, updated first", h1 + `<p>Updated <time datetime="2024-01-09T11:00Z">9 January 2024</time></p><p>Published <time datetime="2024-01-08T10:00Z">8 January 2024</time></p>`, "2024-01-08T10:00Z", "2024-01-09T11:00Z"},
		{"an update by its class", h1 + `<time class="entry-date published" datetime="2024-01-08T10:00Z">8 January</time><time class="updated" datetime="2024-01-09T10:00Z">9 January</time>`, "2024-01-08T10:00Z", "2024-01-09T10:00Z"},
		{"one time element with both classes", h1 + `<time class="entry-date published updated" datetime="2024-01-08T10:00Z">8 January 2024</time>`, "2024-01-08T10:00Z", ""},
		{"a label in its own element", h1 + `<div><span>Last updated</span> <span>8 January 2024</span></div>`, "2024-01-08", "2024-01-08"},
		{"a label in its own line", h1 + `<div>Published</div><div>8 January 2024</div><div>Updated</div><div>9 January 2024</div>`, "2024-01-08", "2024-01-09"},
		{"the day of the page's masthead", site + `<header><div>Friday, November 20, 2026</div></header><h1>Envoy lands</h1><p>Published: 8 January 2024</p>`, "2024-01-08", ""},
		{"the copyright's year", h1 + `<p>© 2026 Harbour Post</p>`, "", ""},
		{"an event in the text", h1 + `<p>January 18, 1974 was a cold day at the line, and the tent let in the wind all night.</p>`, "", ""},
		{"an old date in a box of history", h1 + `<p>8 January 2024</p><p>18 January 1974</p>`, "2024-01-08", ""},
		{"numbers of a known outlet, day first", `<link rel="canonical" href="https://www.bbc.co.uk/news/a"><h1>Envoy lands</h1><p>03/04/2024</p>`, "2024-04-03", ""},
		{"numbers of a known outlet, month first", `<link rel="canonical" href="https://www.cnn.com/a"><h1>Envoy lands</h1><p>03/04/2024</p>`, "2024-03-04", ""},
		{"numbers of an unknown outlet", h1 + `<p>03/04/2024</p>`, "", ""},
		{"a month in the address", `<link rel="canonical" href="https://www.harbourpost.example/2024/01/envoy">` + `<h1>Envoy lands</h1>`, "2024-01", ""},
		{"microdata in a meta tag", `<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="2024-01-08T14:05Z"><meta itemprop="dateModified" content="2024-01-09T14:05Z"><h1>Envoy lands</h1></div>`, "2024-01-08T14:05Z", "2024-01-09T14:05Z"},
		{"microdata of a picture in the page", h1 + `<div itemscope itemtype="https://schema.org/ImageObject"><meta itemprop="datePublished" content="2020-01-08T14:05Z"></div><p>8 January 2024</p>`, "2024-01-08", ""},
		{"time of a teaser below", h1 + `<p>8 January 2024</p><div class="related"><time datetime="2024-02-01">1 February 2024</time></div>`, "2024-01-08", ""},
	}
	for _, tt := range tests {
		p := Read(parse(t, tt.page), source.Fields{})
		if string(p.Published.Date) != tt.published || string(p.Updated.Date) != tt.updated {
			t.Errorf("%s: got %q (%s), %q (%s), want %q, %q", tt.name, p.Published.Date, p.Published.Reason, p.Updated.Date, p.Updated.Reason, tt.published, tt.updated)
		}
	}
}

func TestMessyAddresses(t *testing.T) {
	canonical := func(s string) string { return `<link rel="canonical" href="` + s + `">` }
	og := func(s string) string { return `<meta property="og:url" content="` + s + `">` }
	tests := []struct{ name, page, want string }{
		{"relative", canonical("/world/a") + og("https://www.harbourpost.example/world/a"), "https://www.harbourpost.example/world/a"},
		{"relative to the base", `<base href="https://www.harbourpost.example/">` + canonical("/world/a"), "https://www.harbourpost.example/world/a"},
		{"without a scheme", canonical("//www.harbourpost.example/world/a"), "https://www.harbourpost.example/world/a"},
		{"front page, then og", canonical("https://www.harbourpost.example/") + og("https://www.harbourpost.example/world/a"), "https://www.harbourpost.example/world/a"},
		{"rel of two words in capitals", `<LINK REL="Canonical Shortlink" HREF="https://www.harbourpost.example/world/a">`, "https://www.harbourpost.example/world/a"},
		{"white space and line end", canonical(" https://www.harbourpost.example/world/a\n"), "https://www.harbourpost.example/world/a"},
		{"a file", canonical("file:///tmp/a.html"), ""},
		{"a script", canonical("javascript:void(0)"), ""},
		{"broken", canonical("https://%zz"), ""},
		{"a query that is the page", canonical("https://www.harbourpost.example/?p=12"), "https://www.harbourpost.example/?p=12"},
		{"an alternate is not the page", `<link rel="alternate" href="https://www.harbourpost.example/fr/a">`, ""},
		{"linked data's page node", ld(`{"@type":"NewsArticle","headline":"Envoy lands","mainEntityOfPage":{"@type":"WebPage","@id":"https://www.harbourpost.example/world/a#webpage"}}`), "https://www.harbourpost.example/world/a"},
	}
	for _, tt := range tests {
		if p := Read(parse(t, tt.page), source.Fields{}); p.URL.Value != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, p.URL.Value, tt.want)
		}
	}
}

// TestMessyFeeds holds live pages in forms that few outlets use, and pages that
// only look live.
func TestMessyFeeds(t *testing.T) {
	text := `<p>The guns fell silent along the canal and trucks began to roll.</p>`
	feed := func(head, box, item string, n int) string {
		s := site + `<h1>` + head + `</h1>` + box
		for i := range n {
			s += fmt.Sprintf(item, i, i, i)
		}
		return s
	}
	article := `<article id="e%d"><time datetime="1974-01-18T0%d:00:00Z">0%d:00</time><h2>Trucks roll</h2>` + text + `</article>`
	tests := []struct {
		name, page string
		want       int
	}{
		{"three entries", feed("Canal live", `<div>`, article, 3), 3},
		{"two are a report and its correction", feed("Canal live", `<div>`, article, 2), 0},
		{"entries whose headings link to themselves", feed("Canal live", `<div>`, `<article id="e%d"><time datetime="1974-01-18T0%d:00Z">now</time><h2><a href="#e%d">Trucks roll</a></h2>`+text+`</article>`, 4), 4},
		{"entries as list items", feed("Canal live", `<ul>`, `<li id="e%d"><time datetime="1974-01-18T0%d:00Z">0%d:00</time>`+text+`</li>`, 4), 4},
		{"entries of seconds", feed("Canal live updates", `<div>`, `<div id="e%d" data-timestamp="15000000%d0">%d:00`+text+`</div>`, 4), 4},
		{"entries as definition lists", feed("Canal live", `<div>`, `<section id="e%d"><div><time datetime="1974-01-18T0%d:00Z">0%d:00</time></div><div>`+text+`</div></section>`, 3), 3},
		{"a page about a live concert", feed("Band plays live again", `<p>`+strings.Repeat("The band played on and on. ", 60)+`</p><div>`, article, 3), 0},
		{"entries in a sidebar", feed("Canal live", `<p>The report itself.</p><aside><div>`, article, 4) + `</div></aside>`, 0},
		{"a heading that leads elsewhere", feed("Canal live", `<div>`, `<article id="e%d"><time datetime="1974-01-18T0%d:00Z">%d</time><h2><a href="/other">Ferry sinks</a></h2>`+text+`</article>`, 4), 0},
	}
	for _, tt := range tests {
		entries := Live(parse(t, tt.page), source.Fields{})
		if len(entries) != tt.want {
			t.Errorf("%s: got %d entries, want %d", tt.name, len(entries), tt.want)
		}
		for i, e := range entries {
			if want := fmt.Sprintf("e%d", i); attr(e.Node, "id") != want || e.Page.Published.Date == "" {
				t.Errorf("%s: entry %d is %q of %q, want %q with a date", tt.name, i, attr(e.Node, "id"), e.Page.Published.Date, want)
			}
		}
	}
}

// TestMessyCredits pins whom a page names as its outlet and its agency where
// its tags do not say.
func TestMessyCredits(t *testing.T) {
	at := `<link rel="canonical" href="https://www.harbourpost.example/world/a">`
	tests := []struct{ name, page, outlet, wire string }{
		{"the title's end that the host repeats", at + `<title>Envoy lands – Harbour Post</title>`, "Harbour Post", ""},
		{"the title's start that the host repeats", at + `<title>The Harbour Post: Envoy lands</title>`, "The Harbour Post", ""},
		{"the title's end that the host does not repeat", at + `<title>Envoy lands – World</title>`, "harbourpost.example", ""},
		{"a headline that holds the host's words", at + `<title>Harbour post office burns</title>`, "harbourpost.example", ""},
		{"an agency behind a comma of the byline", site + `<h1>Envoy lands</h1><p>By Jane Example, Associated Press</p>`, "Harbour Post", "Associated Press"},
		{"an agency beside the byline's name", site + `<h1>Envoy lands</h1><p>By Jane Example Reuters | 8 January 2024</p>`, "Harbour Post", "Reuters"},
		{"an agency that helped", site + `<h1>Envoy lands</h1><p>By Jane Example</p><p>Reuters contributed to this report.</p>`, "Harbour Post", ""},
		{"an agency in a sentence", site + `<h1>Envoy lands</h1><p>By Jane Example</p><p>By then, Reuters had the news.</p>`, "Harbour Post", ""},
		{"an agency in another report's byline", site + `<h1>Envoy lands</h1><p>By Jane Example</p><aside><p>By Tom Sample, Reuters</p></aside>`, "Harbour Post", ""},
	}
	for _, tt := range tests {
		p := Read(parse(t, tt.page), source.Fields{})
		if p.Outlet.Value != tt.outlet || p.Wire.Value != tt.wire {
			t.Errorf("%s: got %q, wire %q, want %q, wire %q", tt.name, p.Outlet.Value, p.Wire.Value, tt.outlet, tt.wire)
		}
	}
}
