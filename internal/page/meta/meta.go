// Package meta chooses what a page says of itself (title, subtitle, authors,
// outlet, dates, language, URL) among its signals: JSON-LD, OpenGraph and
// other meta tags, headings, bylines and time elements. Each choice names the
// signal it came from.
//
// What goes in: the element tree of a page and what its container says of it.
// What comes out: a [Page], and for a live page its entries. What it refuses
// to do: make up a value. A description that is not shown is no subtitle, an
// account name is no author, a date that is not given is unknown.
//
// A worked example: a page with the linked headline "Envoy lands", the h1
// "Envoy Lands" and the title "Envoy lands - The Example" has the title "Envoy
// Lands", rule meta.title-agreed, signal "json-ld headline, h1".
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
//
// Authors are the credits that the page gives its authors: people, with
// "By", roles, places and handles cut off. An agency or a desk that the page
// lists as an author stands as the page writes it; the outlet itself only where
// nobody else is named. Wire repeats an agency among them.
//
// A date's Basis is stated where the page shows that day to its reader and
// metadata where only its markup or address says it. Where only an update is
// given, it stands in both dates.
type Page struct {
	// Shown is the headline as a reader of the page sees it (its h1), where
	// Title is another; else empty.
	Shown Choice

	Title, Subtitle, Outlet, URL, Language, Wire Choice
	Authors                                      []string
	AuthorsReason                                readout.Reason
	Published, Updated                           readout.Dating // no Evidence: the caller finds it in the text
}

// Read chooses among the signals of a page. fields is what the container
// says (a feed entry, a WARC record); it never beats what the page states.
// A nil root gives what the container says.
func Read(root *html.Node, fields source.Fields) Page {
	if root == nil {
		root = &html.Node{Type: html.DocumentNode}
	}
	return collect(root).page(fields)
}

// page makes the choices; the address and the outlet come first, for titles
// and authors are told from them.
func (sg *signals) page(fields source.Fields) Page {
	var p Page
	p.URL = sg.readURL(fields)
	sg.address = p.URL.Value
	p.Outlet = sg.readOutlet(fields)
	p.Title, p.Shown = sg.readTitle(fields)
	p.Subtitle = sg.readSubtitle(p.Title.Value)
	if p.Subtitle.Value == "" && fields.Subtitle.Text != "" {
		p.Subtitle = Choice{tidy(fields.Subtitle.Text), readout.Reason{Rule: RuleSubtitle, Signal: fields.Subtitle.Signal}}
	}
	p.Language = sg.readLanguage(fields)
	p.Authors, p.AuthorsReason = sg.readAuthors(fields)
	p.Wire = sg.readWire(p.Authors, p.AuthorsReason)
	p.Published, p.Updated = sg.readDates(fields)
	return p
}
