// Package plain reads a report that came as plain text: every run of it gets a
// role, and what it says of itself (title, byline, dates, dateline) is found.
// The text itself is never changed.
package plain

import (
	"readout"
	"readout/internal/page/furniture"
	"readout/internal/source"
)

// Result is what the text says of itself and how it is made up.
type Result struct {
	Blocks []readout.Block  // tile the text
	Damage []readout.Damage // in order of position

	Title, Subtitle, Outlet, URL, Language, Wire Found
	Authors, Contributors                        []Found
	Published, Updated                           readout.Dating // Evidence has no Doc yet
}

// Found is a value with the place it was read from (none when a container
// gave it) and the reason.
type Found struct {
	Text   string
	Span   readout.Span
	Reason readout.Reason
}

// Read labels text, which is UTF-8 with LF line ends. fields is what the
// container says of the item: a title that stands in the text is the title
// block; a date the text states beats one that the container gives.
func Read(text string, fields source.Fields, lex *furniture.Lexicon) Result { return Result{} }

// Rules lists the rules of the package.
func Rules() []readout.Rule { return nil }
