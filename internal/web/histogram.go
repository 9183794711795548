package web

import (
	"fmt"
	"strconv"
	"time"
)

// The histogram draws by day up to this many days, then by month up to this
// many months, then by year: with more bars than this a bar and its gap are
// less than 2 px wide on a phone of 390 px.
const (
	maxDays   = 200
	maxMonths = 120
	maxYears  = 200
)

// fewBars is the number of bars up to which the histogram stays narrow.
const fewBars = 12

// barWidth and chartHeight are in units of the drawing, which the page
// stretches to its own width.
const (
	barWidth    = 10
	chartHeight = 60
)

// bar is one day, month or year of the histogram.
type bar struct {
	X, Y, W, H string // in units of the drawing
	Label      string
	Count      string
	First      string // anchor of its first report in the list
	n          int
}

// histogram is how the reports lie over time, by unit.
//
// Invariant: the counts of Bars and Left add up to the number of dated reports.
type histogram struct {
	Unit     string // "day", "month", "year"
	Bars     []bar
	Rows     []bar // the bars that are not empty, for the table
	Few      bool  // so few bars that the full width would make them walls
	Width    string
	Height   string
	From, To string
	Peak     string
	Left     int    // dated reports that no bar holds: dated less precisely, or outside
	LeftSays string // in words, or empty
}

// unit is a size of bar.
type unit struct {
	name   string
	prefix int    // characters of an EDTF day that name it
	layout string // to read that prefix
	label  string // to write it
	max    int
	step   func(time.Time) time.Time
}

var units = []unit{
	{"day", 10, "2006-01-02", "2 Jan 2006", maxDays, func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
	{"month", 7, "2006-01", "Jan 2006", maxMonths, func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
	{"year", 4, "2006", "2006", maxYears, func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
}

// newHistogram counts the entries by the finest unit that fits; nil where
// fewer than two bars would stand.
func newHistogram(entries []entry) *histogram {
	for _, u := range units {
		first, last := "", ""
		for i := range entries {
			if p := u.of(&entries[i]); p != "" {
				first, last = minText(first, p), max(last, p)
			}
		}
		if first == last {
			continue
		}
		if n := u.count(first, last); n >= 2 && n <= u.max {
			return u.histogram(entries, first, last)
		}
	}
	return nil
}

func minText(a, b string) string {
	if a == "" {
		return b
	}
	return min(a, b)
}

// of is the unit an entry's date lies in, "" where the date is less precise.
func (u unit) of(e *entry) string {
	d := string(e.published.Date)
	if len(d) < u.prefix {
		return ""
	}
	if _, err := time.Parse(u.layout, d[:u.prefix]); err != nil {
		return ""
	}
	for i := u.prefix; i < len(d); i++ {
		if d[i] == '/' || d[i] == '~' || d[i] == '?' || d[i] == '%' {
			return "" // an interval or an uncertain date is not of one day
		}
	}
	return d[:u.prefix]
}

// count is the number of units from first to last, or a number over the
// unit's maximum.
func (u unit) count(first, last string) int {
	t, err := time.Parse(u.layout, first)
	if err != nil {
		return 0
	}
	n := 1
	for ; t.Format(u.layout) < last && n <= u.max; n++ {
		t = u.step(t)
	}
	return n
}

func (u unit) histogram(entries []entry, first, last string) *histogram {
	h := &histogram{Unit: u.name, Height: strconv.Itoa(chartHeight)}
	at := map[string]int{} // by unit, for look-up only
	for t, _ := time.Parse(u.layout, first); ; t = u.step(t) {
		name := t.Format(u.layout)
		at[name] = len(h.Bars)
		h.Bars = append(h.Bars, bar{Label: t.Format(u.label)})
		if name >= last {
			break
		}
	}
	for i := range entries {
		e := &entries[i]
		name := u.of(e)
		k, ok := at[name]
		switch {
		case e.published.Date == "":
		case name == "" || !ok:
			h.Left++
		default:
			if h.Bars[k].n++; h.Bars[k].First == "" {
				h.Bars[k].First = e.row()
			}
		}
	}
	h.draw()
	return h
}

// draw gives the bars their places; the tallest fills the height.
func (h *histogram) draw() {
	peak := 0
	for _, b := range h.Bars {
		peak = max(peak, b.n)
	}
	for i := range h.Bars {
		b := &h.Bars[i]
		b.Count = thousands(b.n)
		if b.n == 0 {
			continue
		}
		height := max(1, chartHeight*b.n/peak)
		b.X, b.W = strconv.Itoa(i*barWidth), strconv.Itoa(barWidth-1)
		b.Y, b.H = strconv.Itoa(chartHeight-height), strconv.Itoa(height)
		h.Rows = append(h.Rows, *b)
		if b.n == peak && peak > 1 && h.Peak == "" {
			h.Peak = fmt.Sprintf("at most %s a %s: %s", b.Count, h.Unit, b.Label)
		}
	}
	h.Few = len(h.Bars) <= fewBars
	h.Width = strconv.Itoa(len(h.Bars) * barWidth)
	h.From, h.To = h.Bars[0].Label, h.Bars[len(h.Bars)-1].Label
	if h.Left > 0 {
		h.LeftSays = fmt.Sprintf("%s dated less precisely than to the %s: not drawn.",
			plural(h.Left, "report is", "reports are"), h.Unit)
	}
}
