// Package layout turns a page's element tree into text and blocks: every
// paragraph, heading, caption, list item and menu in reading order, each with
// a role. Nothing that a reader of the page would see is cut: what is not the
// report is labelled.
package layout

import (
	"golang.org/x/net/html"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/page/meta"
)

// Result is a page's text and its blocks, which tile it.
type Result struct {
	Text   string
	Blocks []readout.Block
}

// Read lays out the tree under root. page is what the page says of itself: the
// heading that equals its title is the title block, and so on.
func Read(root *html.Node, page meta.Page, lex *furniture.Lexicon) Result { return Result{} }

// Rules lists the rules of the package.
func Rules() []readout.Rule { return nil }
