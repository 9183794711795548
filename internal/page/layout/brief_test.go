package layout

import (
	"strings"
	"testing"

	"readout/internal/page/furniture"
	"readout/internal/page/meta"
	"readout/internal/source"
)

// TestBrief: the short paragraphs of a short report are its body, in fragments
// of feeds, briefs and entries of live pages.
func TestBrief(t *testing.T) {
	lex, err := furniture.Load()
	if err != nil {
		t.Fatal(err)
	}
	const long = "<p>The ferry company and the union signed an agreement on Tuesday, the mediator said.</p>"
	tests := []struct{ name, page, want string }{
		{"a fragment", long + "<p>Mr Stahl wept.</p><p>“I am old,” he said.</p><p>Shares rose.</p>",
			"body The ferry company and the union signed an agreement on Tuesday, the mediator said.|body Mr Stahl wept.|body “I am old,” he said.|body Shares rose."},
		{"short first", "<p>Mr Stahl wept.</p><p>“I am old.”</p>" + long,
			"body Mr Stahl wept.|body “I am old.”|body The ferry company and the union signed an agreement on Tuesday, the mediator said."},
		{"a brief", "<nav><a href=a>Home</a></nav><article><h1>Harbour h2 opens</h1>" + long + "<p>“We row,” said Ole Dahl.</p></article><footer><p>All rights reserved.</p></footer>",
			"navigation Home|title Harbour h2 opens|body The ferry company and the union signed an agreement on Tuesday, the mediator said.|body “We row,” said Ole Dahl.|tail All rights reserved."},
		{"a teaser and its link", `<p>The ferry company and the union signed an agreement on Tuesday. <a href="x">Continue reading</a></p>`,
			"body The ferry company and the union signed an agreement on Tuesday. Continue reading"},
		{"a teaser of few words", `<p>The ferry sank. <a href="x">Continue reading this report…</a></p>`,
			"body The ferry sank. Continue reading this report…"},
		{"German", "<html lang=de><body><div><h1>Die Fähre fährt</h1><p>Die Reederei und die Gewerkschaft haben am Dienstag nach langem Streit einen Vertrag unterschrieben.</p><p>„Wir rudern“, sagte Dahl.</p></div></body></html>",
			"title Die Fähre fährt|body Die Reederei und die Gewerkschaft haben am Dienstag nach langem Streit einen Vertrag unterschrieben.|body „Wir rudern“, sagte Dahl."},
		{"an entry", "<h2>Craft leaves</h2><p>Good morning. The craft left at noon.</p><p>“We row,” said Ole Dahl.</p>",
			"title Craft leaves|body Good morning. The craft left at noon.|body “We row,” said Ole Dahl."},
		{"greeting first", "<h2>Craft leaves</h2><p>Good morning. The craft left.</p>" + long,
			"title Craft leaves|body Good morning. The craft left.|body The ferry company and the union signed an agreement on Tuesday, the mediator said."},
		{"the last entry is short", "<main><h1>Quay live</h1><article><h2>Craft 11:00</h2>" + long + "</article><article><h2>Craft 10:00</h2>" + long + "</article><article><h2>Craft 09:00</h2><p>Good morning. The craft left…</p></article></main>",
			"title Quay live|navigation Craft 11:00|body The ferry company and the union signed an agreement on Tuesday, the mediator said.|crosshead Craft 10:00|body The ferry company and the union signed an agreement on Tuesday, the mediator said.|crosshead Craft 09:00|body Good morning. The craft left…"},
		{"a cut teaser", `<p>The ferry company and the union signed an agreement on &#8230; <a class="more-link" href="x">Read more &raquo;</a></p>`,
			"body The ferry company and the union signed an agreement on … Read more »"},
		{"a short report and its link", `<p>The ferry company and the union signed an agreement on Tuesday.</p><p>Mr Stahl wept. <a href="x">Continue reading...</a></p>`,
			"body The ferry company and the union signed an agreement on Tuesday.|body Mr Stahl wept. Continue reading..."},
		{"a link between words", `<p>The <a href="x">ferry company</a> and the union signed an agreement on Tuesday, <a href="y">the mediator said</a>.</p><p>Mr <a href="z">Stahl</a> wept.</p>`,
			"body The ferry company and the union signed an agreement on Tuesday, the mediator said.|body Mr Stahl wept."},
		{"a rule and a box between", long + `<hr><figure><img src=a><figcaption>A ferry at the quay.</figcaption></figure><p>Mr Stahl wept.</p>`,
			"body The ferry company and the union signed an agreement on Tuesday, the mediator said.|caption A ferry at the quay.|body Mr Stahl wept."},
		{"quotation element, marked", "<p>Mr Dahl said: <q>“We row.”</q> He wept on the quay for an hour. <q></q></p>",
			"body Mr Dahl said: “We row.” He wept on the quay for an hour."},
		{"quotation element, short", "<p>Mr Dahl said: <q>We row.</q></p>", "body Mr Dahl said: “We row.”"},
		{"links are none", long + `<p><a href="a">Sport</a></p><p><a href="b">All the news of the port.</a></p>`,
			"body The ferry company and the union signed an agreement on Tuesday, the mediator said.|navigation Sport|related-link All the news of the port."},
		{"quotation element", "<p>Mr Dahl of the rowing club said at the quay on Tuesday: <q>We row <q>home</q> now.</q></p>",
			"body Mr Dahl of the rowing club said at the quay on Tuesday: “We row ‘home’ now.”"},
		{"old page", "<title>Ferry pact signed - Quay Post</title><table><tr><td><FONT SIZE=5><B>Ferry pact signed</B></FONT><BR>By Hugh Pellow<BR>Thursday, 12th October 2023<P>The ferry company and the union signed an agreement on Tuesday, the mediator said.<P>Mr Stahl wept.</td></tr></table>",
			"title Ferry pact signed|byline By Hugh Pellow|timestamp Thursday, 12th October 2023|body The ferry company and the union signed an agreement on Tuesday, the mediator said.|body Mr Stahl wept."},
		{"old page, one run", "<title>Ferry pact signed</title><table><tr><td><B>Ferry pact signed</B><BR>By Hugh Pellow<BR>Thursday, 12th October 2023<BR>The ferry company and the union signed an agreement on Tuesday, the mediator said.</td></tr></table>",
			"title Ferry pact signed|byline By Hugh Pellow|timestamp Thursday, 12th October 2023|body The ferry company and the union signed an agreement on Tuesday, the mediator said."},
		{"German, a quotation last", "<html lang=de><body><div><h1>Die Fähre fährt</h1><p>Die Reederei und die Gewerkschaft haben am Dienstag nach langem Streit einen Vertrag unterschrieben.</p><p>Dahl sagte: „Wir rudern.“</p></div></body></html>",
			"title Die Fähre fährt|body Die Reederei und die Gewerkschaft haben am Dienstag nach langem Streit einen Vertrag unterschrieben.|body Dahl sagte: „Wir rudern.“"},
		{"paragraphs that are divs", "<article><h1>Ferry pact</h1><div>The ferry company and the union signed an agreement on Tuesday, the mediator said.</div><div>Mr Stahl wept.</div></article>",
			"title Ferry pact|body The ferry company and the union signed an agreement on Tuesday, the mediator said.|body Mr Stahl wept."},
		{"all short", "<p>Mr Stahl wept.</p><p>“I am old,” he said.</p><p>Shares rose.</p>",
			"body Mr Stahl wept.|body “I am old,” he said.|body Shares rose."},
		{"words beside a paragraph", "Shares rose. <p>The ferry company and the union signed an agreement on Tuesday, the mediator said.</p> Mr Stahl wept.",
			"body Shares rose.|body The ferry company and the union signed an agreement on Tuesday, the mediator said.|body Mr Stahl wept."},
		{"no paragraph tags", "The ferry company and the union signed an agreement on Tuesday, the mediator said.<br><br>Mr Stahl wept.<br><br>Shares rose.",
			"body The ferry company and the union signed an agreement on Tuesday, the mediator said.|body Mr Stahl wept.|body Shares rose."},
		{"a quotation block", "<p>The ferry company and the union signed an agreement on Tuesday, the mediator said.</p><blockquote><p>I am old.</p></blockquote><p>He wept.</p>",
			"body The ferry company and the union signed an agreement on Tuesday, the mediator said.|quote I am old.|body He wept."},
		{"a quotation block last", "<p>The ferry company and the union signed an agreement on Tuesday, the mediator said:</p><blockquote>I am old.</blockquote>",
			"body The ferry company and the union signed an agreement on Tuesday, the mediator said:|quote I am old."},
		{"a feed's last line", `<p>The ferry company and the union signed an agreement on Tuesday, the mediator said.</p><p>Mr Stahl wept.</p><p>The post <a href="x">Ferry pact</a> appeared first on <a href="y">Quay Post</a>.</p>`,
			"body The ferry company and the union signed an agreement on Tuesday, the mediator said.|body Mr Stahl wept.|tail The post Ferry pact appeared first on Quay Post."},
	}
	for _, tt := range tests {
		root := parse(t, tt.page)
		res := Read(root, meta.Read(root, source.Fields{}), lex)
		if got := lines(res); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
		checkResult(t, res)
		checkKept(t, parse(t, tt.page), res)
	}
}

// lines prints a result on one line: role and words of each block.
func lines(res Result) string {
	s := ""
	for i, b := range res.Blocks {
		if i > 0 {
			s += "|"
		}
		s += b.Role.String() + " " + strings.TrimSpace(b.Span.In(res.Text))
	}
	return s
}
