// Package layout turns a page's element tree into text and blocks: every
// paragraph, heading, caption, list item and menu in reading order, each with
// a role. Nothing that a reader of the page would see is cut: what is not the
// report is labelled.
//
// A page is read in four steps. It is cut into segments, the runs of words
// that a browser would set as one block (cut). Some are judged to be the
// report's body (judge). Each gets a role from the first rule that fits (the
// table in role.go). Their words, joined, are the text (render). For example
//
//	<h1>Convoy held</h1><p>It turned <b>back</b> at noon.</p><ul><li><a>Sport</a></ul>
//
// is the text "Convoy held\n\nIt turned back at noon.\n\nSport" with the blocks
// title, body and navigation. What the package refuses to do: mend words, or
// read what no reader sees (scripts, hidden templates, alternative texts).
package layout

import (
	"strings"

	"golang.org/x/net/html"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/page/meta"
)

// Result is a page's text and its blocks.
//
// Invariant: the blocks tile the text, as [readout.Block] says; each is one
// paragraph, heading, list item or other run that a browser sets as a block.
type Result struct {
	Text   string
	Blocks []readout.Block
}

// Read lays out the tree under root, which it leaves as it is. pg is what the
// page says of itself: the heading that equals its title is the title block,
// and so on. lex may be nil, and then no line is known by its words alone.
func Read(root *html.Node, pg meta.Page, lex *furniture.Lexicon) Result {
	return readWith(root, pg, lex, judge)
}

// readWith is Read with the judgement of what is body given: tests compare
// judges.
func readWith(root *html.Node, pg meta.Page, lex *furniture.Lexicon, judge func(*html.Node, *page) []bool) Result {
	if root == nil {
		return Result{}
	}
	p := cutTitled(root, pg.Title.Value)
	return render(p, label(p, judge(root, p), pg, lex))
}

// render joins the segments. Items of one list and cells of one row stand on
// lines of their own; all else is set apart by an empty line.
func render(p *page, labels []furniture.Label) Result {
	var b strings.Builder
	blocks := make([]readout.Block, len(p.segs))
	for i := range p.segs {
		start := b.Len()
		b.WriteString(p.segs[i].text)
		if i+1 < len(p.segs) {
			b.WriteString(p.gap(i))
		}
		blocks[i] = readout.Block{Role: labels[i].Role, Span: readout.Span{Start: start, End: b.Len()}, Rule: labels[i].Rule}
	}
	return Result{b.String(), blocks}
}

// gap is what stands between segment i and the next.
func (p *page) gap(i int) string {
	a, b := &p.segs[i], &p.segs[i+1]
	if (a.kind == item || a.kind == cell) && a.kind == b.kind && p.group(a.elem) == p.group(b.elem) {
		return "\n"
	}
	return "\n\n"
}

// group is the list or row that element e is part of.
func (p *page) group(e int) int {
	for ; e > 0; e = p.elems[e].parent {
		if lists[p.elems[e].node.DataAtom] {
			return e
		}
	}
	return e
}
