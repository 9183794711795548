package layout

import (
	"strings"
	"testing"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/page/meta"
)

// Two paragraphs of a report, and words for its title: the frame that the
// tables below put one element into.
const (
	titleWords = "Survey of the upper lakes begins"
	first      = "<p>The survey of the upper lakes began on Saturday with two boats, a raft and forty fathoms of line.</p>"
	second     = "<p>Its leader expects to be back before the ice, she told the guild on Friday, and to have seen the bottom.</p>"
	third      = "<p>The rope walk has promised her another forty fathoms, if the carters bring it the hemp that it has asked for.</p>"
)

func frameMeta() (pg meta.Page) {
	pg.Title.Value, pg.Subtitle.Value = titleWords, "Two boats, a raft and forty fathoms"
	pg.Authors = []string{"Ada Verne", "Ben Lowe"}
	return pg
}

// roleOf returns the role and rule of the block with the words.
func roleOf(t *testing.T, page, words string, lex *furniture.Lexicon) (readout.Role, string) {
	t.Helper()
	res := Read(parse(t, page), frameMeta(), lex)
	checkResult(t, res)
	for _, b := range res.Blocks {
		if strings.TrimSpace(b.Span.In(res.Text)) == words {
			return b.Role, b.Rule
		}
	}
	t.Errorf("no block is %q in:\n%s", words, blockLines(res))
	return readout.RoleNone, ""
}

// TestAbove: an element between title and body, and what it is.
func TestAbove(t *testing.T) {
	tests := []struct{ html, words, role, rule string }{
		{"<p>Two boats, a raft and forty fathoms</p>", "Two boats, a raft and forty fathoms", "subtitle", "layout.subtitle"},
		{"<h2 class=dek>Line and hemp are still to come from the lower valley</h2>", "Line and hemp are still to come from the lower valley", "subtitle", "layout.subtitle"},
		{"<p class=standfirst>Line and hemp are still to come from the lower valley.</p>", "Line and hemp are still to come from the lower valley.", "subtitle", "layout.subtitle"},
		{"<p class=related-summary>Line and hemp are still to come from the lower valley.</p>", "Line and hemp are still to come from the lower valley.", "related-link", "layout.related"},
		{"<div>Ada Verne</div>", "Ada Verne", "byline", "layout.byline"},
		{"<div>By Ada Verne and Ben Lowe</div>", "By Ada Verne and Ben Lowe", "byline", "layout.byline"},
		{"<div>ADA VERNE, Ben Lowe</div>", "ADA VERNE, Ben Lowe", "byline", "layout.byline"},
		{"<div>Ada Verne 2 May 1931</div>", "Ada Verne 2 May 1931", "byline", "layout.byline"},
		{"<div class=byline>Our own writer</div>", "Our own writer", "byline", "layout.byline"},
		{"<div class=author-box><b>Ada Verne</b></div>", "Ada Verne", "byline", "layout.byline"},
		{"<div class=related><a href=x>Ada Verne</a></div>", "Ada Verne", "navigation", "layout.navigation"},
		{"<div>Ada Verne has written about lakes</div>", "Ada Verne has written about lakes", "navigation", "layout.navigation"},
		{"<time>2 May 1931</time>", "2 May 1931", "timestamp", "layout.timestamp"},
		{"<div>Updated: 2 May 1931</div>", "Updated: 2 May 1931", "timestamp", "layout.timestamp"},
		{"<div class=pub-date><span class=timestamp>4 hours ago</span></div>", "4 hours ago", "timestamp", "layout.timestamp"},
		{"<div class=timestamp>Saturday</div>", "Saturday", "navigation", "layout.navigation"},
		{"<div>9:35</div>", "9:35", "timestamp", "layout.timestamp"},
		{"<figure><figcaption>The raft</figcaption></figure>", "The raft", "caption", "layout.caption"},
		{"<p class=image-caption>The raft</p>", "The raft", "caption", "layout.caption"},
		{"<div class=photo><img><p>The raft at the mill on Saturday, with its crew</p></div>", "The raft at the mill on Saturday, with its crew", "caption", "layout.caption"},
		{"<div class=photo><p>The raft at the mill on Saturday, with its crew</p></div>", "The raft at the mill on Saturday, with its crew", "navigation", "layout.navigation"},
		{"<div class=image-credit>The Lantern</div>", "The Lantern", "credit", "layout.credit"},
		{"<button>Send this on</button>", "Send this on", "navigation", "layout.navigation"},
		{"<a href=x>Lakes</a>", "Lakes", "navigation", "layout.navigation"},
		{"<h4><a href=x>Two boats lost on the upper lake</a></h4>", "Two boats lost on the upper lake", "related-link", "layout.related"},
		{"<div>" + titleWords + "</div>", titleWords, "title", "layout.title"},
	}
	for _, tt := range tests {
		page := "<article><h1>" + titleWords + "</h1>" + tt.html + "<div class=article-body>" + first + second + "</div></article>"
		if role, rule := roleOf(t, page, tt.words, nil); role.String() != tt.role || rule != tt.rule {
			t.Errorf("%s is %s by %s, want %s by %s", tt.html, role, rule, tt.role, tt.rule)
		}
	}
}

// TestAmid: an element between two paragraphs of the body.
func TestAmid(t *testing.T) {
	tests := []struct{ html, words, role string }{
		{"<h2>Cold at the bottom</h2>", "Cold at the bottom", "crosshead"},
		{"<h1>Cold at the bottom</h1>", "Cold at the bottom", "crosshead"},
		{"<p><b>Cold at the bottom</b></p>", "Cold at the bottom", "crosshead"},
		{"<p><b>Why is it cold?</b></p>", "Why is it cold?", "body"},
		{"<p>Yes.</p>", "Yes.", "body"},
		{"<p>No stop</p>", "No stop", "body"},
		{"<blockquote>Cold, and dark.</blockquote>", "Cold, and dark.", "quote"},
		{"<ul><li>two boats</li><li>a raft</li></ul>", "a raft", "body"},
		{"<ul><li><a href=x>two boats</a></li><li><a href=y>a raft</a></li></ul>", "a raft", "navigation"},
		{"<table><tr><td>fathoms</td><td>40</td></tr></table>", "40", "body"},
		{"<div class=ad>Buy rope</div>", "Buy rope", "navigation"},
		{"<aside><p>Rope</p></aside>", "Rope", "navigation"},
		{"<div class=newsletter-signup><p>Have the week's reports sent to you by post every Friday.</p></div>", "Have the week's reports sent to you by post every Friday.", "navigation"},
		{"<div class=related-stories><h4>More</h4><p>Two boats were lost on the upper lake in a squall.</p></div>", "Two boats were lost on the upper lake in a squall.", "related-link"},
		{"<p><a href=x>Read what the survey found when it went out again in the summer</a></p>", "Read what the survey found when it went out again in the summer", "related-link"},
		{"<p><a href=x>The survey found ground at sixty fathoms when it went out again.</a></p>", "The survey found ground at sixty fathoms when it went out again.", "body"},
		{"<figure><img><figcaption>The raft at the mill, with its crew of eleven, on Saturday.</figcaption></figure>", "The raft at the mill, with its crew of eleven, on Saturday.", "caption"},
		{"<div class=video-player>Your browser cannot play this.</div>", "Your browser cannot play this.", "navigation"},
		{"<p class=correction>Correction: an earlier version said thirty fathoms.</p>", "Correction: an earlier version said thirty fathoms.", "correction"},
		{"<div>12:10 Ada Verne</div>", "12:10 Ada Verne", "timestamp"},
		{"<p class=sr-only>Scroll on</p>", "Scroll on", "navigation"},
		{"<select><option>Lakes</option></select>", "Lakes", "navigation"},
		{"<h3>" + titleWords + "</h3>", titleWords, "title"},
	}
	for _, tt := range tests {
		page := "<div class=article-body>" + first + second + tt.html + third + "</div>"
		if role, _ := roleOf(t, page, tt.words, nil); role.String() != tt.role {
			t.Errorf("%s is %s, want %s", tt.html, role, tt.role)
		}
	}
}

// TestBelow: an element after the body, in its container and behind it.
func TestBelow(t *testing.T) {
	tests := []struct{ html, words, inside, behind string }{
		{"<p>She has seen worse.</p>", "She has seen worse.", "body", "navigation"},
		{"<p>Hemp</p>", "Hemp", "body", "navigation"},
		{"<h3>Hemp</h3>", "Hemp", "navigation", "navigation"},
		{"<p><a href=x>Hemp</a></p>", "Hemp", "navigation", "navigation"},
		{"<ul class=tags><li><a href=x>hemp</a></li></ul>", "hemp", "tail", "tail"},
		{"<div class=comments><p>I was there, and there were three boats and not two, as my brother can tell you.</p></div>", "I was there, and there were three boats and not two, as my brother can tell you.", "tail", "tail"},
		{"<div class=author-bio><p>Ada Verne has written for this paper since the flood, mostly about water.</p></div>", "Ada Verne has written for this paper since the flood, mostly about water.", "navigation", "navigation"},
		{"<footer><p>Printed on the old press in the yard behind the inn, and sold there on Fridays.</p></footer>", "Printed on the old press in the yard behind the inn, and sold there on Fridays.", "navigation", "navigation"},
		{"<p>© 1931 The Lantern</p>", "© 1931 The Lantern", "body", "tail"},
		{"<form><p>Write to the editor at the inn, and do not forget to say who and where you are.</p></form>", "Write to the editor at the inn, and do not forget to say who and where you are.", "navigation", "navigation"},
	}
	for _, tt := range tests {
		body := "<div class=article-body>" + first + second + third
		if role, _ := roleOf(t, body+tt.html+"</div>", tt.words, nil); role.String() != tt.inside {
			t.Errorf("inside, %s is %s, want %s", tt.html, role, tt.inside)
		}
		if role, _ := roleOf(t, "<main>"+body+"</div><div class=x>"+tt.html+"</div></main>", tt.words, nil); role.String() != tt.behind {
			t.Errorf("behind, %s is %s, want %s", tt.html, role, tt.behind)
		}
	}
}

// TestLinesByWords: what the words of a line tell comes before what its place
// tells, but the title stays the title.
func TestLinesByWords(t *testing.T) {
	lex, err := furniture.Load()
	if err != nil {
		t.Fatal(err)
	}
	page := "<div class=article-body>" + first + "<p>Advertisement</p>" + second + "</div>"
	if role, rule := roleOf(t, page, "Advertisement", lex); role != readout.RoleNavigation || !strings.HasPrefix(rule, "furniture.") {
		t.Errorf("a word alone is %s by %s", role, rule)
	}
	pg := meta.Page{}
	pg.Title.Value = "Advertisement"
	res := Read(parse(t, "<h1>Advertisement</h1>"+first+second), pg, lex)
	if res.Blocks[0].Role != readout.RoleTitle {
		t.Errorf("a title like a word of furniture is %s", res.Blocks[0].Role)
	}
}

// TestEmpty: no tree and no words give nothing.
func TestEmpty(t *testing.T) {
	if res := Read(nil, meta.Page{}, nil); res.Text != "" || res.Blocks != nil {
		t.Errorf("no tree gives %+v", res)
	}
	if res := Read(parse(t, ""), meta.Page{}, nil); res.Text != "" || len(res.Blocks) != 0 {
		t.Errorf("no words give %+v", res)
	}
}
