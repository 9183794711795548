// Package masthead reads the lines in which a report speaks of itself: the
// date it states, who wrote it, the dateline it opens with, the agency it
// credits. It knows nothing of pages: a line goes in, its parts come out.
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

// Dates finds the full calendar dates (day, month and year) of a line, in
// order. "Friday" or "Oct. 7" alone is no stated date of a report. lang is a
// BCP 47 tag or empty; a numeric date such as 03/04/2024 whose order is not
// certain is left out unless dayFirst says.
func Dates(line string, dayFirst Order) []Stamp { return nil }

// Order resolves numeric dates.
type Order uint8

// The orders of day and month in numeric dates.
const (
	OrderUnknown Order = iota
	DayFirst
	MonthFirst
)

// ParseTime reads a machine-made date: RFC 3339, RFC 1123, ISO 8601 with or
// without time and zone, Unix seconds, and what Dates reads.
func ParseTime(s string) (readout.Date, bool) { return "", false }

// URLDate reads a date from a URL's path, "/2024/01/07/".
func URLDate(url string) (readout.Date, bool) { return "", false }

// Name is a person named in a byline.
type Name struct {
	Span readout.Span // in the line
	Text string       // as written, outer white space and trailing punctuation off
}

// Byline is a line that names who wrote or helped.
type Byline struct {
	Names       []Name
	Contributor bool   // "X and Y contributed to this report."
	Agency      string // "By Reuters", "AFP": the credit of a wire, as written; no Name then
}

// ParseByline reads a byline: "By A and B", "A | B", "A, B in Beirut",
// "Byline: A. B; C", "Reporting by A; editing by B", "X contributed to this
// report." bare says that the line may be a byline without "By": two or three
// capitalised words and nothing else.
func ParseByline(line string, bare bool) (Byline, bool) { return Byline{}, false }

// Names splits a list of authors as metadata give it ("By A, B and C, Agency")
// into clean names.
func Names(list string) []string { return nil }

// Dateline is the opening of a report: "DOHA, Qatar (AP) — ".
type Dateline struct {
	Span   readout.Span // up to and with the dash or the space after the colon
	Place  readout.Span
	Agency string
	Date   string // "Oct 13" as written
}

// ParseDateline reads the dateline at the start of a paragraph.
func ParseDateline(par string) (Dateline, bool) { return Dateline{}, false }

// Rules lists the rules of the package.
func Rules() []readout.Rule { return nil }
