package meta

import (
	"fmt"
	"strings"
	"testing"

	"readout/internal/source"
)

// entriesString is "title|published|authors" of each entry.
func entriesString(entries []Entry) string {
	var out []string
	for _, e := range entries {
		out = append(out, fmt.Sprintf("%s|%s|%s", e.Page.Title.Value, e.Page.Published.Date, strings.Join(e.Page.Authors, ",")))
	}
	return strings.Join(out, "\n")
}

// entry makes one invented entry.
func entry(id, attrs, inner string) string {
	return fmt.Sprintf(`<div class="feed-item" id=%q %s>%s<p>The guns fell silent along the canal and trucks began to roll.</p></div>`, id, attrs, inner)
}

func TestLive(t *testing.T) {
	update := func(id, head, at, author string) string {
		return fmt.Sprintf(`{"@type":"BlogPosting","url":"https://outlet.example/canal#%s","headline":%q,"datePublished":%q,"author":{"name":%q}}`, id, head, at, author)
	}
	linked := ld(`{"@type":"LiveBlogPosting","headline":"Canal truce: the day","datePublished":"1974-01-18T06:00Z","liveBlogUpdate":[` +
		update("p3", "Trucks roll", "1974-01-18T12:30:00Z", "Jane Example") + "," +
		update("p2", "Guns fall silent", "1974-01-18T11:00:00Z", "Tom Sample") + "," +
		update("p1", "Envoy lands", "1974-01-18T09:00:00Z", "Tom Sample") + `]}`)
	bodies := func(headline string, attrs func(n int) string) string {
		s := `<h1>` + headline + `</h1><div class="feed">`
		for i, h := range []string{"Trucks roll", "Guns fall silent", "Envoy lands"} {
			s += entry(fmt.Sprintf("p%d", 3-i), attrs(3-i), "<h3>"+h+"</h3>")
		}
		return s + `</div>`
	}
	none := func(int) string { return "" }
	stamped := func(n int) string { return fmt.Sprintf(`data-time="1974-01-18T0%d:00:00Z"`, 6+n) }
	dated := "Trucks roll|1974-01-18T09:00:00Z|\nGuns fall silent|1974-01-18T08:00:00Z|\nEnvoy lands|1974-01-18T07:00:00Z|"
	teasers := func(class string) string {
		s := `<h1>Canal truce live: the day</h1><p>Text of the report itself stands here, a long paragraph.</p><ul class="` + class + `">`
		for i := range 4 {
			s += fmt.Sprintf(`<li><time datetime="1974-01-1%dT10:00Z">10:00</time><h3><a href="/other-%d">Another report, %d</a></h3><p>A summary of nine words that says what it says.</p></li>`, i, i, i)
		}
		return s + "</ul>"
	}
	tests := []struct{ name, page, want string }{
		{"linked data by id", linked + bodies("Canal truce: the day", none),
			"Trucks roll|1974-01-18T12:30:00Z|Jane Example\nGuns fall silent|1974-01-18T11:00:00Z|Tom Sample\nEnvoy lands|1974-01-18T09:00:00Z|Tom Sample"},
		{"linked data by headline", strings.NewReplacer("#p1", "", "#p2", "", "#p3", "").Replace(linked) + bodies("Canal truce: the day", none),
			"Trucks roll|1974-01-18T12:30:00Z|Jane Example\nGuns fall silent|1974-01-18T11:00:00Z|Tom Sample\nEnvoy lands|1974-01-18T09:00:00Z|Tom Sample"},
		{"stamped entries under a live headline", bodies("Canal truce live: the day", stamped), dated},
		{"stamped entries with live classes", `<div class="live-blog">` + bodies("Canal truce: the day", stamped) + `</div>`, dated},
		{"stamped blocks on a page that is not live", bodies("Canal truce: the day", stamped), ""},
		{"undated blocks on a live page", bodies("Canal truce live: the day", none), ""},
		{"related teasers with times", teasers("list"), ""},
		{"teasers in a box that says live", teasers("live-list"), ""},
		{"an ordinary report", ld(`{"@type":"NewsArticle","headline":"Envoy lands"}`) + `<h1>Envoy lands</h1><p>Text.</p>`, ""},
	}
	for _, tt := range tests {
		if got := entriesString(Live(parse(t, tt.page), source.Fields{})); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestLiveFromPage(t *testing.T) {
	page := `<html lang="en"><link rel="canonical" href="https://outlet.example/canal"><meta property="og:site_name" content="The Example"><h1>Canal live</h1><div>`
	for i := range 3 {
		page += entry(fmt.Sprintf("p%d", i), fmt.Sprintf(`data-time="1974-01-18T0%d:00:00Z"`, i), `<time>0`+fmt.Sprint(i)+`:00</time><span class="author-name">Jane Example</span>`)
	}
	entries := Live(parse(t, page), source.Fields{})
	if len(entries) != 3 {
		t.Fatalf("got %d entries, want 3", len(entries))
	}
	p := entries[1].Page
	for _, f := range []struct{ name, got, want string }{
		{"outlet", p.Outlet.Value, "The Example"},
		{"outlet rule", p.Outlet.Reason.Rule, RuleEntryPage},
		{"url", p.URL.Value, "https://outlet.example/canal#p1"},
		{"language", p.Language.Value, "en"},
		{"title", p.Title.Value, ""},
		{"authors", strings.Join(p.Authors, ","), "Jane Example"},
		{"date", string(p.Published.Date), "1974-01-18T01:00:00Z"},
		{"basis", string(p.Published.Basis), "stated"},
		{"element", attr(entries[1].Node, "id"), "p1"},
	} {
		if f.got != f.want {
			t.Errorf("%s: got %q, want %q", f.name, f.got, f.want)
		}
	}
}
