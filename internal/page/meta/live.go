package meta

import (
	"golang.org/x/net/html"

	"readout/internal/source"
)

// Entry is one dated entry of a live page.
type Entry struct {
	Node *html.Node // the entry's element in the page
	Page Page       // its own headline, time, authors; outlet and URL from the page
}

// Live cuts a live page into its entries, newest first as they stand; nil for
// any other page.
func Live(root *html.Node, fields source.Fields) []Entry { return nil }
