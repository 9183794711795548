package web

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"readout"
	"readout/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden compares the small pile's page, its style and script left out,
// with the page that a person has read.
func TestGolden(t *testing.T) {
	set, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	got := render(t, smallPile(), DefaultLimits)
	got = strings.Replace(got, string(set.css), "STYLE", 1)
	got = strings.Replace(got, string(set.js), "SCRIPT", 1)
	got = strings.NewReplacer(sourceHash(string(set.css)), "STYLE", sourceHash(string(set.js)), "SCRIPT",
		html.EscapeString(sourceHash(string(set.css))), "STYLE", html.EscapeString(sourceHash(string(set.js))), "SCRIPT").
		Replace(strings.ReplaceAll(got, "&#43;", "+"))
	path := filepath.Join("testdata", "small.html")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("page (-want +got); go test -update rewrites it:\n%s", diff)
	}
}

// TestSameBytes: the page is a function of the pile.
func TestSameBytes(t *testing.T) {
	first := render(t, manyPile(60, 3), DefaultLimits)
	for range 3 {
		if again := render(t, manyPile(60, 3), DefaultLimits); again != first {
			t.Fatal("two pages of one pile differ")
		}
	}
}

// parse reads a page as a browser would.
func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// find returns the elements that match, in document order.
func find(root *html.Node, match func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && match(n) {
			found = append(found, n)
		}
	}
	return found
}

func byTag(tags ...string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(tags, n.Data) }
}

func hasClass(tag, class string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		return n.Data == tag && slices.Contains(strings.Fields(attr(n, "class")), class)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// TestPolicy: the page may run its own style and script and nothing else, and
// asks for nothing.
func TestPolicy(t *testing.T) {
	root := parse(t, render(t, smallPile(), DefaultLimits))
	var csp string
	for _, meta := range find(root, byTag("meta")) {
		if attr(meta, "http-equiv") == "Content-Security-Policy" {
			csp = attr(meta, "content")
		}
	}
	for _, tag := range []string{"style", "script"} {
		els := find(root, byTag(tag))
		if len(els) != 1 {
			t.Fatalf("%d %s elements, want 1", len(els), tag)
		}
		if want := tag + "-src '" + sourceHash(text(els[0])) + "'"; !strings.Contains(csp, want) {
			t.Errorf("policy %q lacks %s", csp, want)
		}
	}
	for _, part := range []string{"default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:"} {
		if !strings.Contains(csp, part) {
			t.Errorf("policy %q lacks %s", csp, part)
		}
	}
	if strings.Contains(csp, "unsafe") {
		t.Errorf("policy %q", csp)
	}
	checkInert(t, root)
}

// checkInert fails where an element could load, send or run something.
func checkInert(t testing.TB, root *html.Node) {
	t.Helper()
	for _, n := range find(root, func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			if strings.Contains(a.Val, "ZgotmplZ") {
				t.Errorf("<%s>: the template engine blanked %s: its name reads as one that holds a URL or code", n.Data, a.Key)
			}
		}
	}
	if els := find(root, byTag("link", "img", "iframe", "object", "embed", "base", "audio", "video", "source")); len(els) > 0 {
		t.Errorf("the page holds a <%s>", els[0].Data)
	}
	for _, n := range find(root, func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "src", a.Key == "srcset":
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			case a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !isWebAddress(a.Val):
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
}

// checkLinks fails where an id stands twice or a link inside the page leads
// nowhere.
func checkLinks(t testing.TB, root *html.Node) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range find(root, func(n *html.Node) bool { return attr(n, "id") != "" }) {
		if ids[attr(n, "id")] {
			t.Errorf("id %q stands twice", attr(n, "id"))
		}
		ids[attr(n, "id")] = true
	}
	links := 0
	for _, a := range find(root, byTag("a")) {
		if to, inside := strings.CutPrefix(attr(a, "href"), "#"); inside {
			links++
			if !ids[to] {
				t.Errorf("link %q (%s) leads nowhere", "#"+to, text(a))
			}
		}
	}
	for _, n := range find(root, func(n *html.Node) bool { return attr(n, "aria-labelledby") != "" }) {
		if !ids[attr(n, "aria-labelledby")] {
			t.Errorf("aria-labelledby %q leads nowhere", attr(n, "aria-labelledby"))
		}
	}
	if links == 0 {
		t.Error("the page has no link")
	}
}

func TestLinks(t *testing.T) {
	for name, p := range map[string]*pile{"small": smallPile(), "many": manyPile(40, 2), "empty": {}} {
		for _, limits := range []Limits{DefaultLimits, {Reports: 3, TextBytes: 1 << 20, OneText: 1 << 20}, {}} {
			t.Run(name, func(t *testing.T) { checkLinks(t, parse(t, render(t, p, limits))) })
		}
	}
}

// TestText: the words of each article are the text of its document, byte for
// byte, and nothing in a copy of them is ours.
func TestText(t *testing.T) {
	for _, p := range []*pile{smallPile(), manyPile(20, 3)} {
		root := parse(t, render(t, p, DefaultLimits))
		for _, doc := range p.docs {
			if got := articleText(root, anchor(doc.ID)); got != doc.Text {
				t.Errorf("%s: (-want +got)\n%s", doc.Source, cmp.Diff(doc.Text, got))
			}
		}
	}
}

// articleText joins the paragraphs of an article's text.
func articleText(root *html.Node, key string) string {
	var b strings.Builder
	for _, art := range find(root, func(n *html.Node) bool { return n.Data == "article" && attr(n, "id") == key }) {
		for _, p := range find(art, func(n *html.Node) bool {
			return n.Data == "p" && attr(n.Parent, "class") == "text"
		}) {
			b.WriteString(text(p))
		}
	}
	return b.String()
}

// TestSaid: each statement is marked in the text with its words and named
// beside it, and stands among the quotations with a link to the mark.
func TestSaid(t *testing.T) {
	p := smallPile()
	root := parse(t, render(t, p, DefaultLimits))
	for _, doc := range p.docs {
		claims := p.claims[doc.ID]
		if claims == nil {
			continue
		}
		for i := range claims.Statements {
			key := strings.TrimPrefix(claims.Statements[i].ID, "s:")
			var marked []string
			for _, m := range find(root, func(n *html.Node) bool { return attr(n, "data-q") == key }) {
				marked = append(marked, text(m))
			}
			if got := strings.Join(marked, " "); got != claims.Statements[i].Content {
				t.Errorf("%s is marked as %q, want %q", key, got, claims.Statements[i].Content)
			}
			if n := len(find(root, func(n *html.Node) bool { return attr(n, "href") == "#s-"+key })); n != 1 {
				t.Errorf("%d links to the mark of %s, want 1", n, key)
			}
		}
	}
	quotes := find(root, hasClass("section", "voice"))
	if len(quotes) != 2 || !strings.Contains(text(quotes[1]), "Speaker unknown") {
		t.Errorf("%d voices; want Tomas Reyle, then the unknown", len(quotes))
	}
}

// TestHostile: a report's words stay words, wherever they are shown.
func TestHostile(t *testing.T) {
	evil := []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</style></title><svg onload=alert(1)>`,
		"javascript:alert(1)", "\u202eright to left\u202c", "nul \x00 bell \x07 del \x7f", "{{.JS}} ${1} `x`",
		"<!-- --> ]]> &amp; &#60;", strings.Repeat("long", 40000),
	}
	for _, words := range evil {
		doc := newDoc(words, "title: "+words, "byline: By "+words, words, "“"+words+"” said "+words)
		for _, name := range []string{"title", "outlet", "language", "url", "authors", words} {
			set(doc, name, words)
		}
		p := &pile{docs: []*readout.Document{doc}, claims: map[string]*readout.Claims{}}
		p.say(doc, words, "said", words)
		p.skips = append(p.skips, source.Skip{Source: words, Reason: source.SkipReason(words), Detail: words})
		root := parse(t, render(t, p, DefaultLimits))
		checkInert(t, root)
		checkLinks(t, root)
		if n := len(find(root, byTag("script"))); n != 1 {
			t.Errorf("%.40q: %d scripts", words, n)
		}
		if got, want := articleText(root, anchor(doc.ID)), inHTML(doc.Text); got != want {
			t.Errorf("%.40q: the text changed (-want +got)\n%s", words, cmp.Diff(want, got))
		}
	}
}

// inHTML is what HTML can hold of a text: it has no NUL.
func inHTML(s string) string { return strings.ReplaceAll(s, "\x00", "\ufffd") }

// TestNothingSilent: where texts are left out the page says how many and why,
// and lists every report all the same.
func TestNothingSilent(t *testing.T) {
	p := manyPile(40, 2)
	p.docs[5].Text += strings.Repeat("x", 100000)
	tests := []struct {
		name   string
		limits Limits
		says   string
		texts  int
	}{
		{"all", Limits{100, 1 << 20, 1 << 20}, "", 40},
		{"reports", Limits{10, 1 << 20, 1 << 20}, "carries the text of 10 of 40 reports", 10},
		{"long", Limits{100, 1 << 20, 50000}, "1 text is longer than 50 KB", 39},
		{"none", Limits{}, "carries the text of 0 of 40 reports", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := render(t, p, tt.limits)
			root := parse(t, page)
			if n := len(find(root, byTag("article"))); n != tt.texts {
				t.Errorf("%d texts, want %d", n, tt.texts)
			}
			rows := find(root, func(n *html.Node) bool { return n.Data == "tr" && strings.HasPrefix(attr(n, "id"), "r-") })
			if len(rows) != 40 {
				t.Errorf("%d rows, want 40", len(rows))
			}
			if says := bytes.Contains([]byte(page), []byte("This page carries")); says != (tt.says != "") {
				t.Errorf("says what it carries: %v", says)
			}
			if !strings.Contains(page, tt.says) {
				t.Errorf("the page does not say %q", tt.says)
			}
		})
	}
}

// TestWhatGivesWay: where the page is full, reports that repeat another are the
// first to go, then the undated, then the earliest.
func TestWhatGivesWay(t *testing.T) {
	p := manyPile(40, 2)
	has := func(root *html.Node, id string) bool {
		return len(find(root, func(n *html.Node) bool { return attr(n, "id") == anchor(id) })) == 1
	}
	repeats, undated := 0, 0
	for _, doc := range p.docs {
		switch {
		case doc.NearDuplicateOf != "":
			repeats++
		case doc.Published.Date == "":
			undated++
		}
	}
	if repeats == 0 || undated == 0 {
		t.Fatalf("the pile has %d repeats and %d undated", repeats, undated)
	}
	once := parse(t, render(t, p, Limits{Reports: 40 - repeats, TextBytes: 1 << 20, OneText: 1 << 20}))
	dated := parse(t, render(t, p, Limits{Reports: 40 - repeats - undated, TextBytes: 1 << 20, OneText: 1 << 20}))
	late := parse(t, render(t, p, Limits{Reports: 1, TextBytes: 1 << 20, OneText: 1 << 20}))
	for i, doc := range p.docs {
		if has(once, doc.ID) == (doc.NearDuplicateOf != "") {
			t.Errorf("%s: repeats %q, carried %v", doc.Source, doc.NearDuplicateOf, has(once, doc.ID))
		}
		if want := doc.NearDuplicateOf == "" && doc.Published.Date != ""; has(dated, doc.ID) != want {
			t.Errorf("%s: repeats %q, dated %q, carried %v", doc.Source, doc.NearDuplicateOf, doc.Published.Date, !want)
		}
		if has(late, doc.ID) != (i == 39) {
			t.Errorf("%s: carried %v alone", doc.Source, i != 39)
		}
	}
}

// TestNoEmptyPromise: a part without members has no heading and no link.
func TestNoEmptyPromise(t *testing.T) {
	quiet := smallPile()
	quiet.claims, quiet.skips = nil, nil
	page := render(t, quiet, DefaultLimits)
	for _, id := range []string{"quotations", "skipped"} {
		if strings.Contains(page, `id="`+id+`"`) || strings.Contains(page, `href="#`+id+`"`) {
			t.Errorf("%s is promised", id)
		}
	}
	page = render(t, &pile{skips: smallPile().skips}, DefaultLimits)
	for _, id := range []string{"list-h", "texts", "rules"} {
		if strings.Contains(page, `id="`+id+`"`) {
			t.Errorf("%s is promised", id)
		}
	}
	if !strings.Contains(page, "3 inputs") {
		t.Error("what was not read is not counted")
	}
}
