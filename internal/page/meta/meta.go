// Package meta chooses what a page says of itself (title, subtitle, authors,
// outlet, dates, language, URL) among its signals: JSON-LD, OpenGraph and
// other meta tags, headings, bylines and time elements. Each choice names the
// signal it came from.
package meta

import (
	"golang.org/x/net/html"

	"readout"
	"readout/internal/source"
)

// Choice is a chosen value and its reason.
type Choice struct {
	Value  string
	Reason readout.Reason
}

// Page is what a page says of itself. An empty Value is unknown.
type Page struct {
	Title, Subtitle, Outlet, URL, Language, Wire Choice
	Authors                                      []string
	AuthorsReason                                readout.Reason
	Published, Updated                           readout.Dating // no Evidence: the caller finds it in the text
}

// Read chooses among the signals of a page. fields is what the container
// says (a feed entry, a WARC record); it never beats what the page states.
func Read(root *html.Node, fields source.Fields) Page { return Page{} }

// Entry is one dated entry of a live page.
type Entry struct {
	Node *html.Node // the entry's element in the page
	Page Page       // its own headline, time, authors; outlet and URL from the page
}

// Live cuts a live page into its entries, newest first as they stand; nil for
// any other page.
func Live(root *html.Node, fields source.Fields) []Entry { return nil }

// Rules lists the rules of the package.
func Rules() []readout.Rule { return nil }
