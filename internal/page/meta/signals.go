package meta

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"readout/internal/page/masthead"
)

// signal is one value and where it stands: "json-ld headline", "h1",
// "meta og:title".
type signal struct {
	text string
	name string
}

// block is one line of the page as a reader sees it.
type block struct {
	text  string
	node  *html.Node // the element whose line it is
	aside bool       // in a menu, a footer, a list of other reports
	near  int        // lines from the headline; negative above it
}

// timeElement is a <time>, or an element with itemprop date…
type timeElement struct {
	machine string // datetime or content
	text    string
	node    *html.Node
	block   int // index of the block it stands in, or of the next
	aside   bool
}

// signals is everything a page says of itself, before anyone chooses.
type signals struct {
	w         *words
	metas     map[string][]string // key in lower case → contents in page order
	ld        linked
	article   object   // the page's own node of linked data; nil without one
	kin       []object // nodes that describe the same report: article first, then its page
	heads     []signal // h1 headings, then microdata headlines
	title     string   // <title>
	canonical string
	base      string // <base href>
	lang      string
	blocks    []block
	times     []timeElement
	marked    []*html.Node // elements that say they are a byline
	headline  int          // index of the block that holds the headline; -1 none
	address   string       // the page's URL
	names     []string     // names of the outlet, for telling them from titles and authors
	outlet    masthead.Outlet
}

// collect reads the signals of a page in one walk.
func collect(root *html.Node) *signals {
	sg := &signals{w: load(), metas: map[string][]string{}, ld: linked{byID: map[string]object{}}, headline: -1}
	c := &collector{sg: sg}
	walk(root, c.visit)
	c.flush()
	sg.pickArticle()
	sg.placeHeadline()
	return sg
}

// collector holds what the walk has open.
type collector struct {
	sg    *signals
	buf   strings.Builder
	owner *html.Node
	aside int // depth of asides that are open
}

func (c *collector) visit(n *html.Node, enter bool) bool {
	if n.Type == html.TextNode {
		if enter {
			if c.owner == nil {
				c.owner = n.Parent
			}
			c.buf.WriteString(n.Data)
		}
		return true
	}
	if n.Type != html.ElementNode {
		return true
	}
	if enter && !c.enter(n) {
		return false
	}
	if isBlock(n) {
		c.flush()
	}
	if !enter && c.isAside(n) {
		c.aside--
	}
	return true
}

// enter notes an element; false passes over its children.
func (c *collector) enter(n *html.Node) bool {
	sg := c.sg
	switch n.DataAtom {
	case atom.Html:
		sg.lang = attr(n, "lang")
	case atom.Head, atom.Body:
	case atom.Meta:
		c.meta(n)
	case atom.Title:
		if sg.title == "" && !within(n, func(p *html.Node) bool { return p.Data == "svg" }) {
			sg.title = textOf(n)
		}
		return false
	case atom.Link:
		if slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "canonical") && sg.canonical == "" {
			sg.canonical = strings.TrimSpace(attr(n, "href"))
		}
	case atom.Base:
		if sg.base == "" {
			sg.base = strings.TrimSpace(attr(n, "href"))
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
			sg.ld.add(n.FirstChild.Data)
		}
		return false
	}
	if n.DataAtom != atom.Head && hidden(n) {
		return false
	}
	if c.isAside(n) {
		c.aside++
	}
	c.note(n)
	return true
}

// note keeps elements that mark themselves: headings, times, bylines.
func (c *collector) note(n *html.Node) {
	sg, prop := c.sg, attr(n, "itemprop")
	switch {
	case n.DataAtom == atom.H1:
		if s := textOf(n); s != "" && c.aside == 0 {
			sg.heads = append(sg.heads, signal{s, "h1"})
		}
	case prop == "headline" && n.DataAtom != atom.Meta:
		if s := textOf(n); s != "" {
			sg.heads = append(sg.heads, signal{s, "itemprop headline"})
		}
	case (n.DataAtom == atom.Time || strings.HasPrefix(prop, "date")) && (prop == "" || sg.describesReport(n)):
		machine := attr(n, "datetime")
		if machine == "" {
			machine = attr(n, "content")
		}
		sg.times = append(sg.times, timeElement{machine, textOf(n), n, len(sg.blocks), c.aside > 0})
	}
	if c.aside == 0 && sg.describesReport(n) && (attr(n, "rel") == "author" || prop == "author" ||
		sg.w.marks(n, "byline") && !sg.w.marks(n, "notbyline")) {
		sg.marked = append(sg.marked, n)
	}
}

// isAside reports whether an element holds what is beside the report. The
// body's own marks count for nothing: "has-sidebar" is the whole page.
func (c *collector) isAside(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer:
		return true
	case atom.Div, atom.Section, atom.Ul, atom.Ol, atom.Li, atom.Article:
		return c.sg.w.marks(n, "aside") && len(find(n, isH1)) == 0
	}
	return false
}

func isH1(n *html.Node) bool { return n.DataAtom == atom.H1 }

func (c *collector) meta(n *html.Node) {
	content := tidy(attr(n, "content"))
	if content == "" {
		return
	}
	keys := []string{"property", "name", "http-equiv"}
	if c.sg.describesReport(n) {
		keys = append(keys, "itemprop")
	}
	for _, key := range keys {
		if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" {
			c.sg.metas[k] = append(c.sg.metas[k], content)
		}
	}
}

// describesReport reports whether the microdata around an element is about the
// report: an itemprop author inside a picture's scope is the photographer.
func (sg *signals) describesReport(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, a := range p.Attr {
			if a.Key == "itemscope" {
				t := attr(p, "itemtype")
				kind := sg.w.types[strings.ToLower(t[strings.LastIndexByte(t, '/')+1:])]
				return kind == "article" || kind == "page"
			}
		}
	}
	return true
}

// flush ends the line that is open.
func (c *collector) flush() {
	s := strings.Join(strings.Fields(c.buf.String()), " ")
	if s != "" {
		c.sg.blocks = append(c.sg.blocks, block{text: s, node: c.owner, aside: c.aside > 0})
	}
	c.buf.Reset()
	c.owner = nil
}

// pickArticle finds the node of linked data that is this report: of several,
// the one whose address or headline is the page's.
func (sg *signals) pickArticle() {
	var articles []object
	for _, o := range sg.ld.nodes {
		if o.is(sg.w, "article") {
			articles = append(articles, o)
		}
	}
	best, most := -1, -1
	for i, o := range articles {
		score := 0
		if o.text("headline") != "" {
			score++
		}
		if sg.sameAddress(o) {
			score += 2
		}
		if h := key(o.text("headline")); h != "" && sg.says(h) {
			score += 2
		}
		if o["datePublished"] != nil {
			score++
		}
		if score > most {
			best, most = i, score
		}
	}
	if best >= 0 {
		sg.article = articles[best]
		sg.kin = append(sg.kin, sg.article)
		want := key(sg.article.text("headline"))
		for i, o := range articles {
			if h := key(o.text("headline")); i != best && (h == want || h == "") {
				sg.kin = append(sg.kin, o)
			}
		}
	}
	for _, o := range sg.ld.nodes {
		if o.is(sg.w, "page") {
			sg.kin = append(sg.kin, o)
		}
	}
}

// sameAddress reports whether a node gives the page's canonical address.
func (sg *signals) sameAddress(o object) bool {
	want := sg.canonical
	if want == "" {
		want = sg.first("og:url")
	}
	if want == "" {
		return false
	}
	for _, k := range []string{"url", "mainEntityOfPage", "@id"} {
		v := o[k]
		if page, ok := v.(map[string]any); ok {
			v = page["@id"]
		}
		if s, ok := v.(string); ok && strings.TrimRight(s, "/") == strings.TrimRight(want, "/") {
			return true
		}
	}
	return false
}

// says reports whether a heading, a title tag or <title> says a headline.
func (sg *signals) says(headline string) bool {
	for _, h := range sg.heads {
		if key(h.text) == headline {
			return true
		}
	}
	return strings.Contains(key(sg.title), headline) || strings.Contains(key(sg.first("og:title")), headline)
}

// first is the first content of a meta key.
func (sg *signals) first(k string) string {
	if list := sg.metas[k]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// placeHeadline finds the line of the headline, from which nearness counts.
func (sg *signals) placeHeadline() {
	wants := []string{key(sg.first("og:title"))}
	if sg.article != nil {
		wants = append([]string{key(sg.article.text("headline"))}, wants...)
	}
	for _, h := range sg.heads {
		wants = append(wants, key(h.text))
	}
	for _, want := range wants {
		if want == "" {
			continue
		}
		for i, b := range sg.blocks {
			if !b.aside && key(b.text) == want {
				sg.headline = i
				break
			}
		}
		if sg.headline >= 0 {
			break
		}
	}
	for i := range sg.blocks {
		sg.blocks[i].near = i - max(sg.headline, 0)
	}
}

// key is a text for comparing: letters and digits alone, in lower case.
func key(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if isWord(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
