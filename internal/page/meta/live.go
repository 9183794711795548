package meta

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"readout"
	"readout/internal/page/masthead"
	"readout/internal/source"
)

// Entry is one dated entry of a live page.
type Entry struct {
	Node *html.Node // the entry's element in the page
	Page Page       // its own headline, time, authors; outlet, language and URL from the page
}

// A live page is cut where it says that it is one (linked data, its address,
// its title, the classes of its entries) and three or more elements beside one
// another each carry a moment and words of their own. A list of teasers says
// as much, but its headings lead elsewhere.

// fewestEntries is how many entries make a live page: two dated blocks are a
// report and its correction.
const fewestEntries = 3

// Live cuts a live page into its entries, in the order they stand; nil for any
// other page. The entries are elements of which none holds another.
func Live(root *html.Node, fields source.Fields) []Entry {
	if root == nil || !mayBeLive(root) {
		return nil
	}
	sg := collect(root)
	page := sg.page(fields)
	lv := &live{sg: sg, page: page, updates: sg.updates()}
	var nodes []*html.Node
	if len(lv.updates) > 0 {
		nodes = lv.linkedEntries(root)
	}
	if len(nodes) < fewestEntries {
		nodes = lv.repeated(root)
	}
	if len(nodes) < fewestEntries {
		return nil
	}
	entries := make([]Entry, 0, len(nodes))
	for _, n := range nodes {
		entries = append(entries, Entry{n, lv.read(n)})
	}
	return entries
}

// mayBeLive is the cheap test that lets most pages pass: no word of live in
// its linked data, address, title, headings or classes.
func mayBeLive(root *html.Node) bool {
	w, found := load(), false
	says := func(s string) {
		for _, word := range attrWords(s) {
			found = found || w.classes["live"][word]
		}
	}
	walk(root, func(n *html.Node, enter bool) bool {
		if found || !enter || n.Type != html.ElementNode {
			return !found && enter
		}
		switch n.DataAtom {
		case atom.Script:
			found = found || n.FirstChild != nil && strings.Contains(n.FirstChild.Data, "iveBlog")
		case atom.Title, atom.H1:
			says(textOf(n))
		case atom.Link:
			says(attr(n, "href"))
		case atom.Meta:
			if strings.HasSuffix(attr(n, "property"), ":title") || attr(n, "property") == "og:url" {
				says(attr(n, "content"))
			}
		}
		found = found || w.marks(n, "live")
		return !found
	})
	return found
}

// live is a page on its way to being cut.
type live struct {
	sg      *signals
	page    Page
	updates []object // liveBlogUpdate of the linked data
}

// updates is the entries that the linked data lists.
func (sg *signals) updates() []object {
	var out []object
	for _, o := range sg.ld.nodes {
		list, ok := o["liveBlogUpdate"].([]any)
		if !ok {
			continue
		}
		for _, v := range list {
			if u, ok := v.(map[string]any); ok {
				out = append(out, u)
			}
		}
	}
	return out
}

// linkedEntries finds the elements of the entries that linked data lists: by
// the fragment of their address, else by their headline.
func (lv *live) linkedEntries(root *html.Node) []*html.Node {
	ids, headlines := map[string]bool{}, map[string]bool{}
	for _, u := range lv.updates {
		if id := fragment(u); id != "" {
			ids[id] = true
		}
		if h := key(u.text("headline")); h != "" {
			headlines[h] = true
		}
	}
	if byID := find(root, func(n *html.Node) bool { return ids[attr(n, "id")] && textOf(n) != "" }); len(byID) >= fewestEntries {
		return byID
	}
	heads := find(root, func(n *html.Node) bool { return isHeading(n) && headlines[key(textOf(n))] })
	return around(heads)
}

func fragment(u object) string {
	for _, k := range []string{"url", "@id"} {
		if s, ok := u[k].(string); ok {
			if at, err := url.Parse(s); err == nil && at.Fragment != "" {
				return at.Fragment
			}
		}
	}
	return ""
}

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// around climbs from each heading to the largest element that holds no other
// of them. Headings without such an element of their own, or with nothing
// around them, are left out.
func around(heads []*html.Node) []*html.Node {
	above := map[*html.Node]int{} // element → headings in it
	for _, h := range heads {
		for n := h; n != nil; n = n.Parent {
			above[n]++
		}
	}
	var out []*html.Node
	for _, h := range heads {
		n := h
		for n.Parent != nil && above[n.Parent] == 1 {
			n = n.Parent
		}
		if n != h && n.Type == html.ElementNode && n.DataAtom != atom.Body && n.DataAtom != atom.Html {
			out = append(out, n)
		}
	}
	return out
}

// repeated finds the largest group of elements beside one another that are
// dated entries.
func (lv *live) repeated(root *html.Node) []*html.Node {
	declared := lv.declared()
	saysLive := declared || lv.saysLive()
	var best []*html.Node
	walk(root, func(n *html.Node, enter bool) bool {
		if !enter || n.Type == html.ElementNode && (n.DataAtom == atom.Head || n.DataAtom == atom.Nav || n.DataAtom == atom.Footer || n.DataAtom == atom.Aside) {
			return false
		}
		if n.Type == html.ElementNode && n.FirstChild != nil {
			if n.DataAtom != atom.Body && lv.sg.w.marks(n, "aside") && len(find(n, isH1)) == 0 {
				return false
			}
			if group := lv.group(n); len(group) > len(best) && (declared || lv.marked(group) || saysLive && lv.isThePage(group)) {
				best = group
			}
		}
		return true
	})
	return best
}

// declared reports whether the linked data says that the page is live.
func (lv *live) declared() bool {
	for _, o := range lv.sg.ld.nodes {
		for _, t := range o.types() {
			if strings.EqualFold(t, "LiveBlogPosting") {
				return true
			}
		}
	}
	return false
}

// saysLive reports whether the page's address or title holds a word of live
// pages.
func (lv *live) saysLive() bool {
	path := lv.page.URL.Value
	if u, err := url.Parse(path); err == nil {
		path = u.Path
	}
	for _, word := range attrWords(path + " " + lv.page.Title.Value + " " + lv.page.Shown.Value) {
		if lv.sg.w.classes["live"][word] {
			return true
		}
	}
	return false
}

// isThePage reports whether the entries hold a good part of the page's words:
// the test for a page of which only the headline says that it is live ("Band
// plays live again").
func (lv *live) isThePage(group []*html.Node) bool {
	const share = 0.5
	all, own := 0, 0
	for _, b := range lv.sg.blocks {
		if !b.aside {
			all += len(strings.Fields(b.text))
		}
	}
	for _, n := range group {
		own += len(strings.Fields(textOf(n)))
	}
	return float64(own) >= share*float64(all)
}

// marked reports whether the entries, or an element close above them, have the
// classes of a live page.
func (lv *live) marked(group []*html.Node) bool {
	if len(group) == 0 {
		return false
	}
	n := group[0]
	for up := 0; n != nil && n.DataAtom != atom.Body && up < 3; up++ {
		if lv.sg.w.marks(n, "live") {
			return true
		}
		n = n.Parent
	}
	return false
}

// group is the children of an element that are entries.
func (lv *live) group(parent *html.Node) []*html.Node {
	var out []*html.Node
	for c := parent.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Article, atom.Section, atom.Li, atom.Div:
			if lv.isEntry(c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// isEntry reports whether an element is dated, has words of its own and is no
// teaser.
func (lv *live) isEntry(n *html.Node) bool {
	const fewest = 8 // words of an entry outside its heading, its time and links
	if lv.sg.w.marks(n, "aside") {
		return false
	}
	if _, ok := lv.moment(n); !ok {
		return false
	}
	heads := find(n, isHeading)
	if len(heads) > 0 && lv.leadsElsewhere(heads[0]) {
		return false
	}
	return lv.ownWords(n) >= fewest
}

// leadsElsewhere reports whether a heading is a link to another page.
func (lv *live) leadsElsewhere(h *html.Node) bool {
	isLink := func(n *html.Node) bool { return n.DataAtom == atom.A && attr(n, "href") != "" }
	links := find(h, isLink)
	for p := h.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && isLink(p) {
			links = append(links, p)
		}
	}
	for _, a := range links {
		if !lv.isHere(attr(a, "href")) {
			return true
		}
	}
	return false
}

// isHere reports whether a link stays on the page.
func (lv *live) isHere(href string) bool {
	if strings.HasPrefix(href, "#") || strings.HasPrefix(href, "?") {
		return true
	}
	to, err := url.Parse(href)
	here, err2 := url.Parse(lv.page.URL.Value)
	return err == nil && err2 == nil && here.Path != "" && strings.TrimRight(to.Path, "/") == strings.TrimRight(here.Path, "/")
}

// ownWords counts the words of an element outside headings, times and links.
func (lv *live) ownWords(n *html.Node) int {
	words := 0
	walk(n, func(c *html.Node, enter bool) bool {
		if c.Type == html.TextNode && enter {
			words += len(strings.Fields(c.Data))
		}
		return !enter || c.Type != html.ElementNode || !(hidden(c) || isHeading(c) || c.DataAtom == atom.Time || c.DataAtom == atom.A)
	})
	return words
}

// moment is the machine time of an entry: an attribute of the element, or of a
// time element or date span in it.
func (lv *live) moment(n *html.Node) (dated, bool) {
	var found dated
	walk(n, func(c *html.Node, enter bool) bool {
		if !enter || found.date != "" {
			return false
		}
		if c.Type != html.ElementNode {
			return true
		}
		for _, a := range c.Attr {
			if !lv.sg.w.classes["stamp"][a.Key] {
				continue
			}
			if d, ok := masthead.ParseTime(a.Val); ok && d.Day() != "" {
				found = dated{date: d, name: "attribute " + a.Key, rule: RuleEntry}
				return false
			}
		}
		return !hidden(c)
	})
	if found.date == "" {
		return found, false
	}
	return found, true
}

// read makes an entry's page: what it says of itself, then what its page says
// of all of it.
func (lv *live) read(n *html.Node) Page {
	var p Page
	u := lv.updateOf(n)
	own := func(value, signal string) Choice {
		if value = tidy(value); value == "" {
			return Choice{}
		}
		return Choice{value, readout.Reason{Rule: RuleEntry, Signal: signal}}
	}
	for _, h := range find(n, isHeading) {
		if p.Title = own(textOf(h), h.Data); p.Title.Value != "" {
			break
		}
	}
	if p.Title.Value == "" {
		p.Title = own(u.text("headline"), "json-ld liveBlogUpdate headline")
	}
	p.Published, p.Updated = lv.dates(n, u)
	p.Authors, p.AuthorsReason = lv.authors(n, u)
	p.Wire = lv.sg.readWireOf(p.Authors, p.AuthorsReason)
	p.Outlet, p.Language = fromPage(lv.page.Outlet), fromPage(lv.page.Language)
	p.URL = fromPage(lv.page.URL)
	if id := attr(n, "id"); id != "" && p.URL.Value != "" {
		address, _, _ := strings.Cut(p.URL.Value, "#")
		p.URL.Value = address + "#" + url.PathEscape(id)
	}
	return p
}

func fromPage(c Choice) Choice {
	if c.Value == "" {
		return c
	}
	return Choice{c.Value, readout.Reason{Rule: RuleEntryPage, Signal: c.Reason.Signal}}
}

// updateOf finds the linked data of an entry: by its id, else by its headline.
func (lv *live) updateOf(n *html.Node) object {
	id := attr(n, "id")
	heads := find(n, isHeading)
	for _, u := range lv.updates {
		if id != "" && fragment(u) == id {
			return u
		}
	}
	for _, u := range lv.updates {
		if h := key(u.text("headline")); h != "" && len(heads) > 0 && h == key(textOf(heads[0])) {
			return u
		}
	}
	return nil
}

// dates gives an entry's moment: of its linked data, else of its element. It
// is stated where the entry shows a time.
func (lv *live) dates(n *html.Node, u object) (published, updated readout.Dating) {
	basis := readout.BasisMetadata
	if len(find(n, func(c *html.Node) bool { return c.DataAtom == atom.Time && textOf(c) != "" })) > 0 {
		basis = readout.BasisStated
	}
	give := func(d readout.Date, signal string) readout.Dating {
		return readout.Dating{Date: d, Basis: basis, Reason: readout.Reason{Rule: RuleEntry, Signal: signal}}
	}
	if d, ok := masthead.ParseTime(u.text("datePublished")); ok {
		published = give(d, "json-ld liveBlogUpdate datePublished")
	} else if m, ok := lv.moment(n); ok {
		published = give(m.date, m.name)
	}
	if d, ok := masthead.ParseTime(u.text("dateModified")); ok {
		updated = give(d, "json-ld liveBlogUpdate dateModified")
		updated.Basis = readout.BasisMetadata
	}
	return published, updated
}

// authors gives an entry's own authors: its byline, else those that its linked
// data names. A list that only repeats all the page's authors names none for
// the entry.
func (lv *live) authors(n *html.Node, u object) ([]string, readout.Reason) {
	for _, b := range find(n, func(c *html.Node) bool {
		return attr(c, "rel") == "author" || lv.sg.w.marks(c, "byline") && !lv.sg.w.marks(c, "notbyline")
	}) {
		if c := lv.sg.markedAt(b); c.people > 0 {
			return c.list, readout.Reason{Rule: RuleEntry, Signal: "byline"}
		}
	}
	if u == nil {
		return nil, readout.Reason{}
	}
	if c := lv.sg.credit("json-ld liveBlogUpdate author", lv.sg.namesOf(u["author"], 0)...); len(c.list) > 0 &&
		(len(c.list) == 1 || !slices.Equal(c.list, lv.page.Authors)) {
		return lv.sg.withoutOutlet(c.list), readout.Reason{Rule: RuleEntry, Signal: c.name}
	}
	return nil, readout.Reason{}
}
