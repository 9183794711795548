// Package masthead reads the lines in which a report speaks of itself: the
// date it states, who wrote it, the dateline it opens with, the agency it
// credits. It knows nothing of pages: a line goes in, its parts come out.
//
// What goes in: one line or paragraph, UTF-8. What comes out: spans in that
// line with the values they stand for. What it refuses to do: resolve "Friday"
// or "2 hours ago", choose an order for 03/04/2024, give a zone to an
// abbreviation that three zones share, or take a sentence that opens with "By"
// for a byline. Its words stand in lexicon/: months.txt, zones.txt,
// outlets.txt, agencies.txt, byline-*.txt and masthead-*.txt.
//
// A worked example: Dates("Updated 2:14 p.m. EST, Mon January 8, 2024") is one
// Stamp with Span [8,42), Date 2024-01-08T14:14-05:00, Label Updated, Whole
// true; ParseByline("By Jane Example and Tom Sample in Beirut") has the Names
// "Jane Example" and "Tom Sample".
package masthead

import "readout"

// Label says what a line says a date is.
type Label uint8

// The labels of a date.
const (
	Bare      Label = iota // "January 7, 2024"
	Published              // "Published: …", "Posted on …", "First published …"
	Updated                // "Updated: …", "Last modified …"
	Other                  // a date with another label: "Load-Date:", "Copyright"
)

// Stamp is a date that a line states.
type Stamp struct {
	Span  readout.Span // of the date in the line, without its label
	Date  readout.Date // as precise as written, with time and zone where given
	Label Label
	Whole bool // nothing but the date, its label and punctuation stands in the line
}

// Order resolves numeric dates.
type Order uint8

// The orders of day and month in numeric dates.
const (
	OrderUnknown Order = iota
	DayFirst
	MonthFirst
)

// Name is a person named in a byline.
type Name struct {
	Span readout.Span // in the line
	Text string       // as written, outer white space and trailing punctuation off
}

// Byline is a line that names who wrote or helped.
type Byline struct {
	Names       []Name
	Helped      []Name // who contributed, beside Names: "A; B contributed to this report."
	Contributor bool   // "X and Y contributed to this report."
	Agency      string // "By Reuters", "AFP": the credit of a wire, as written; no Name then
}

// Dateline is the opening of a report: "DOHA, Qatar (AP) — ".
type Dateline struct {
	Span   readout.Span // up to and with the dash or the space after the colon
	Place  readout.Span
	Agency string
	Date   string // "Oct 13" as written
}
