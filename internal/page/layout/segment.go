package layout

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// kind is what sort of block a segment stands in.
type kind uint8

const (
	para    kind = iota // a paragraph, or loose words of a container
	heading             // h1 … h6
	item                // a list item
	cell                // a table cell
)

// seg is a run of words that a browser would set as one block.
//
// Invariant: text is valid UTF-8, not blank, without white space at its ends;
// white space is collapsed but for the line feeds of <br> and <pre>.
type seg struct {
	text   string
	elem   int // index in page.elems of the block element whose own words these are
	kind   kind
	level  int  // of a heading, 1…6
	marks  mark // of the elements around, that all of its words share
	inline mark // of those inside the block element alone
	linked int  // bytes of text inside links
	links  int  // links in it
	strong int  // bytes of text in bold
	other  bool // of another report: in a row of cards, or under "Related"
	plain  int  // bytes of text up to the end of the last word outside links
	head   head // what the line is of the report's head, told by its words
	loose  bool // words of a container beside other blocks, not of a <p> or <li>
}

// elem is an element of the page.
//
// Invariant: parents come before their children; the segments under the element
// are segs[first:last].
type elem struct {
	node        *html.Node
	parent      int // -1 for the root
	depth       int
	own         mark // of the element alone
	marks       mark // with those around it
	first, last int
	picture     bool // an <img> stands in it
}

// page is a page cut into segments, in reading order.
type page struct {
	elems []elem
	segs  []seg
}

// cut walks the tree under root. It keeps a stack of its own, so that depth is
// bounded by memory alone.
func cut(root *html.Node) *page { return cutTitled(root, "") }

// cutTitled is cut for a page whose title is known.
func cutTitled(root *html.Node, title string) *page {
	w := &walker{page: &page{}, marker: newMarker(), root: root, titles: titleNorms(title)}
	for n := root; n != nil; {
		if w.enter(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		n = w.up(n)
	}
	w.page.hide()
	return w.page
}

// walker holds the open elements and the words of the block being read.
type walker struct {
	*page
	*marker
	root   *html.Node
	stack  []frame
	run    run
	titles []string // norms of the page's title
	begun  bool     // a paragraph of prose has been met
	quotes int      // <q> elements open that show a mark
	due    int      // <q> elements open whose first word is still to come
}

// frame is an open element.
type frame struct {
	elem  int
	block bool
	skip  bool
	mark  bool // a quotation mark was set where the element opened
	tag   atom.Atom
}

func (w *walker) enter(n *html.Node) (descend bool) {
	switch n.Type {
	case html.TextNode:
		w.words(n.Data)
		return false
	case html.ElementNode:
		return w.open(n)
	case html.DocumentNode:
		w.stack = append(w.stack, frame{elem: w.add(n), block: true})
		return true
	}
	return false
}

// open puts an element on the stack; it says whether a reader sees its inside.
func (w *walker) open(n *html.Node) bool {
	f := frame{elem: w.top(), block: w.isBlock(n) || w.isCredit(n), skip: unseen[n.DataAtom] || n.Namespace == "svg", tag: n.DataAtom}
	if f.block {
		w.flush()
	}
	switch {
	case n.DataAtom == atom.Br, n.DataAtom == atom.Span && n.FirstChild == nil && w.of(n).has(markBreak):
		if w.run.breaks++; w.run.breaks == 2 { // an empty line: the old way to end a paragraph
			w.flush()
		}
	case f.skip || n.DataAtom == atom.Img || n.DataAtom == atom.Input:
		if n.DataAtom == atom.Img {
			w.pictured()
		}
		w.run.space = true
	default:
		f.elem = w.add(n)
		w.meet(n)
		if n.DataAtom == atom.Q {
			w.due++
		}
	}
	w.stack = append(w.stack, f)
	return !f.skip
}

// pictured notes that a picture stands in the open elements.
func (w *walker) pictured() {
	for e := w.top(); e >= 0 && !w.elems[e].picture; e = w.elems[e].parent {
		w.elems[e].picture = true
	}
}

func (w *walker) top() int {
	if len(w.stack) == 0 {
		return -1
	}
	return w.stack[len(w.stack)-1].elem
}

func (w *walker) add(n *html.Node) int {
	e := elem{node: n, parent: w.top(), own: w.of(n), first: len(w.segs)}
	e.marks = e.own
	if e.parent >= 0 {
		e.marks = inherit(e.own, w.elems[e.parent].marks)
		e.depth = w.elems[e.parent].depth + 1
	}
	w.elems = append(w.elems, e)
	return len(w.elems) - 1
}

// inherit joins an element's own marks with those around it. An article's body
// inside an element named for its author or its date is a body still.
func inherit(own, around mark) mark {
	if own.has(markBody) {
		around &^= markByline | markTime | markLede | markKicker | markTitle | markSummary | markPromo |
			markSide | markTags | markEmbed | markCredit | markCaption | markShare | markBio | markTail | markGallery | markVideo
	}
	return own | around
}

// meet notes where an inline element opens straight after another closed:
// "<a>One</a><a>Two</a>" are two words to a reader, for the style sheet sets
// them apart.
func (w *walker) meet(n *html.Node) {
	if p := n.PrevSibling; p != nil && p.Type == html.ElementNode && !w.isBlock(n) {
		w.run.joint = true
	}
}

// up leaves n and every element that ends with it, and returns what follows.
func (w *walker) up(n *html.Node) *html.Node {
	for {
		if n.Type == html.ElementNode || n.Type == html.DocumentNode {
			w.close()
		}
		if n == w.root {
			w.flush()
			return nil
		}
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
}

func (w *walker) close() {
	f := w.stack[len(w.stack)-1]
	if f.block {
		w.flush()
	}
	if f.tag == atom.Q {
		w.closeQuote(f)
	}
	w.stack = w.stack[:len(w.stack)-1]
	if f.elem >= 0 && f.elem != w.top() {
		w.elems[f.elem].last = len(w.segs)
	}
}

// isBlock reports whether a browser starts a new line at the element. A custom
// element counts as a block unless it stands among the words of a paragraph.
func (w *walker) isBlock(n *html.Node) bool {
	if blocks[n.DataAtom] {
		return true
	}
	if n.DataAtom == atom.Button || n.DataAtom == 0 && strings.Contains(n.Data, "-") {
		return !w.inParagraph()
	}
	return false
}

// isCredit reports whether an inline element in a caption is its credit, which
// then is a block of its own: a caption's words may be claimed from, a
// credit's may not.
func (w *walker) isCredit(n *html.Node) bool {
	top := w.top()
	return top >= 0 && n.DataAtom != atom.Br && w.elems[top].marks.has(markFigcaption|markCaption|markFigure) &&
		!w.elems[top].marks.has(markCredit) && w.of(n).has(markCredit)
}

func (w *walker) inParagraph() bool {
	for i := len(w.stack) - 1; i >= 0; i-- {
		f := w.stack[i]
		if f.block {
			return f.tag == atom.P || f.tag == atom.Li || heads[f.tag] > 0
		}
	}
	return false
}

// home finds the block that the words stand in and what kind it is. Words in a
// <div> inside an <li> are an item still.
func (w *walker) home() (el int, k kind, level int, loose bool) {
	el = -1
	for i := len(w.stack) - 1; i >= 0; i-- {
		f := w.stack[i]
		if el < 0 && f.block {
			el, loose = f.elem, f.tag != atom.P && f.tag != atom.Li && heads[f.tag] == 0
		}
		switch {
		case heads[f.tag] > 0:
			return el, heading, heads[f.tag], false
		case f.tag == atom.Li || f.tag == atom.Dd || f.tag == atom.Dt || f.tag == atom.Option:
			return el, item, 0, loose
		case f.tag == atom.Td || f.tag == atom.Th:
			return el, cell, 0, loose
		case f.tag == atom.Article, f.tag == atom.Section, f.tag == atom.Body, f.tag == atom.Ul:
			return max(el, 0), para, 0, loose
		}
	}
	return max(el, 0), para, 0, loose
}

// heads gives the level of a heading tag.
var heads = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// unseen are elements whose inside no reader sees.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Head: true,
	atom.Iframe: true, atom.Object: true, atom.Embed: true, atom.Applet: true, atom.Canvas: true,
	atom.Svg: true, atom.Video: true, atom.Audio: true, atom.Map: true, atom.Noframes: true,
	atom.Noembed: true, atom.Title: true, atom.Datalist: true, atom.Textarea: true,
}

// blocks are the elements at which a browser starts a new line, and <body>.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true,
	atom.Caption: true, atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true,
	atom.Dir: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true,
	atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true,
	atom.Hgroup: true, atom.Hr: true, atom.Html: true, atom.Legend: true, atom.Li: true,
	atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.Optgroup: true,
	atom.Option: true, atom.P: true, atom.Pre: true, atom.Search: true, atom.Section: true,
	atom.Select: true, atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true,
	atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
}

// boxCaption reports whether segment i is what a box named for its picture says
// beside it, in a line or two.
func (p *page) boxCaption(i int) bool {
	e := p.segs[i].elem
	for n := 0; n < 3 && e >= 0; n++ {
		if el := &p.elems[e]; el.own.has(markPicture) && el.picture && el.last-el.first <= 2 {
			return true
		}
		e = p.elems[e].parent
	}
	return false
}

// hide drops what the page itself hides, unless that is most of its prose: some
// pages hide their report until a script has run.
func (p *page) hide() {
	all, hidden := 0, 0
	for i := range p.segs {
		if n := len(p.segs[i].text); n >= proseBytes {
			all += n
			if p.segs[i].marks.has(markHide) {
				hidden += n
			}
		}
	}
	if 2*hidden > all {
		return
	}
	p.keep(func(sg *seg) bool { return !sg.marks.has(markHide) })
}

// proseBytes is the length from which a segment counts as prose rather than as
// a label.
const proseBytes = 80

// keep drops the segments that ok refuses, and moves the elements' ranges.
func (p *page) keep(ok func(*seg) bool) {
	at := make([]int, len(p.segs)+1)
	kept := p.segs[:0]
	for i := range p.segs {
		at[i] = len(kept)
		if ok(&p.segs[i]) {
			kept = append(kept, p.segs[i])
		}
	}
	at[len(at)-1] = len(kept)
	p.segs = kept
	for i := range p.elems {
		p.elems[i].first, p.elems[i].last = at[p.elems[i].first], at[p.elems[i].last]
	}
}
