package masthead

import (
	"fmt"
	"strings"
	"time"

	"readout"
)

// The years in which a report can have been written; further out, four digits
// are something else.
const minYear, maxYear = 1800, 2100

// day is a calendar day read from tokens [from, to).
type day struct {
	year, month, day int
	from, to         int
	timed            *clock // a time inside the date: "Mon Jan 08 14:14:00 EST 2024"
}

func (d day) exists() bool {
	if d.year < minYear || d.year > maxYear || d.month < 1 || d.month > 12 || d.day < 1 {
		return false
	}
	t := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.day
}

// dateScan reads dates from one line.
type dateScan struct {
	w     *words
	toks  lineTokens
	order Order
}

// Dates finds the full calendar dates (day, month and year) of a line, in
// order. "Friday" or "Oct. 7" alone is no stated date of a report; nor is
// "2 hours ago" or a day that does not exist. A numeric date such as
// 03/04/2024 whose order is not certain is left out unless dayFirst says.
func Dates(line string, dayFirst Order) []Stamp {
	if !mayHoldYear(line) {
		return nil
	}
	sc := &dateScan{w: load(), toks: tokens(line), order: dayFirst}
	var out []Stamp
	var used []readout.Span // stamps with their labels
	floor := 0
	for i := 0; i < len(sc.toks); i++ {
		d, ok := sc.day(i)
		if !ok || !d.exists() {
			continue
		}
		from, to, when := sc.widen(d, floor)
		labelFrom, label := sc.label(from, floor)
		out = append(out, Stamp{
			Span:  readout.Span{Start: sc.toks[from].span.Start, End: sc.toks[to-1].span.End},
			Date:  when,
			Label: label,
		})
		used = append(used, readout.Span{Start: labelFrom, End: to})
		floor, i = to, to-1
	}
	whole := sc.nothingElse(used)
	for i := range out {
		out[i].Whole = whole
	}
	return out
}

// mayHoldYear is the cheap test that lets most lines pass: four digits in a
// row, the first of them 1 or 2.
func mayHoldYear(line string) bool {
	run := 0
	for i := 0; i < len(line); i++ {
		if c := line[i]; c < '0' || c > '9' {
			run = 0
			continue
		}
		run++
		if run == 4 && (line[i-3] == '1' || line[i-3] == '2') {
			return true
		}
	}
	return false
}

// day reads a date that begins at token i, in the first form that fits.
func (sc *dateScan) day(i int) (day, bool) {
	t := sc.toks.at(i)
	switch t.kind {
	case 'w':
		return sc.monthFirst(i)
	case 'n':
		if len(t.text) == 4 {
			return sc.yearFirst(i)
		}
		if len(t.text) > 2 {
			return day{}, false
		}
		if d, ok := sc.dayFirst(i); ok {
			return d, true
		}
		return sc.numeric(i)
	}
	return day{}, false
}

// monthFirst reads "January 7th, 2024" and "Jan 08 14:14:00 EST 2024".
func (sc *dateScan) monthFirst(i int) (day, bool) {
	toks, month := sc.toks, sc.w.months[sc.toks[i].lower]
	if month == 0 {
		return day{}, false
	}
	j := toks.skip(i+1, ".", "-", "/")
	num := toks.at(j)
	if num.kind != 'n' || len(num.text) > 2 {
		return day{}, false
	}
	j = sc.ordinal(j + 1)
	after := toks.skip(j, ",", ".", "-", "/")
	if year := toks.at(after); year.kind == 'n' && len(year.text) == 4 {
		return day{year: year.n, month: month, day: num.n, from: i, to: after + 1}, true
	}
	if c, end, ok := sc.clock(after); ok {
		if year := toks.at(end); year.kind == 'n' && len(year.text) == 4 {
			return day{year: year.n, month: month, day: num.n, from: i, to: end + 1, timed: &c}, true
		}
	}
	return day{}, false
}

// dayFirst reads "7th of January, 2024" and "07-Jan-2024".
func (sc *dateScan) dayFirst(i int) (day, bool) {
	toks := sc.toks
	if sc.tail(i) {
		return day{}, false
	}
	j := sc.ordinal(i + 1)
	if toks.at(j).lower == "of" {
		j++
	}
	j = toks.skip(j, "-", "/", ",", ".")
	month := sc.w.months[toks.at(j).lower]
	if month == 0 {
		return day{}, false
	}
	j = toks.skip(j+1, ".", ",", "-", "/", "‘", "'", "’")
	year := toks.at(j)
	if year.kind != 'n' || len(year.text) != 4 {
		return day{}, false
	}
	return day{year: year.n, month: month, day: toks[i].n, from: i, to: j + 1}, true
}

// tail reports whether the number at token i is the end of a time, of another
// number or of a stretch of days ("8-12 January"). A label may touch it, as
// pages run together: "Published8 January 2024".
func (sc *dateScan) tail(i int) bool {
	prev := sc.toks.at(i - 1)
	if !sc.toks.touches(i - 1) {
		return false
	}
	switch prev.text {
	case ".":
		return true
	case ":", "-", "–", "—":
		return sc.toks.touches(i-2) && sc.toks.at(i-2).kind == 'n'
	}
	_, label := sc.w.labels[prev.lower]
	return prev.kind == 'w' && !label
}

// yearFirst reads "2024-01-07", "2024/1/7", "2024.01.07" and "2024 January 7".
func (sc *dateScan) yearFirst(i int) (day, bool) {
	toks := sc.toks
	if m := sc.w.months[toks.at(toks.skip(i+1, ",", "-")).lower]; m > 0 {
		j := toks.skip(i+1, ",", "-") + 1
		j = toks.skip(j, ".", "-")
		if n := toks.at(j); n.kind == 'n' && len(n.text) <= 2 && !toks.is(j+1, ":") {
			return day{year: toks[i].n, month: m, day: n.n, from: i, to: sc.ordinal(j + 1)}, true
		}
	}
	sep := toks.at(i + 1).text
	if sep != "-" && sep != "/" && sep != "." || toks.at(i+3).text != sep {
		return day{}, false
	}
	m, n := toks.at(i+2), toks.at(i+4)
	if m.kind != 'n' || n.kind != 'n' || len(m.text) > 2 || len(n.text) > 2 || !sc.joined(i, i+4) {
		return day{}, false
	}
	return day{year: toks[i].n, month: m.n, day: n.n, from: i, to: i + 5}, true
}

// numeric reads "07.01.2024" (day first by custom) and "7/1/2024", "7-1-2024"
// where the order is certain or given.
func (sc *dateScan) numeric(i int) (day, bool) {
	toks := sc.toks
	sep := toks.at(i + 1).text
	if sep != "/" && sep != "-" && sep != "." || toks.at(i+3).text != sep || toks.is(i-1, sep) && toks.touches(i-1) {
		return day{}, false
	}
	b, y := toks.at(i+2), toks.at(i+4)
	if b.kind != 'n' || len(b.text) > 2 || y.kind != 'n' || len(y.text) != 4 || !sc.joined(i, i+4) {
		return day{}, false
	}
	d := day{year: y.n, month: b.n, day: toks[i].n, from: i, to: i + 5}
	switch a := toks[i].n; {
	case sep == ".", a > 12, a == b.n:
	case b.n > 12 || sc.order == MonthFirst:
		d.month, d.day = a, b.n
	case sc.order == OrderUnknown:
		return day{}, false
	}
	return d, true
}

// joined reports whether tokens from…to stand without white space.
func (sc *dateScan) joined(from, to int) bool {
	for i := from; i < to; i++ {
		if !sc.toks.touches(i) {
			return false
		}
	}
	return true
}

// ordinal steps over "st", "nd", "rd", "th" that touches the number before i.
func (sc *dateScan) ordinal(i int) int {
	if isOrdinal(sc.toks.at(i).lower) && sc.toks.touches(i-1) {
		return i + 1
	}
	return i
}

func isOrdinal(s string) bool { return s == "st" || s == "nd" || s == "rd" || s == "th" }

// widen takes weekday and time on both sides into the date; floor is the first
// token that may be used.
func (sc *dateScan) widen(d day, floor int) (from, to int, when readout.Date) {
	from, to = d.from, d.to
	c := d.timed
	to = sc.weekdayAfter(to)
	if c == nil {
		if got, end, ok := sc.clockAfter(to); ok {
			c, to = &got, sc.weekdayAfter(end)
		}
	}
	from = sc.weekdayBefore(from, floor)
	if c == nil {
		if got, start, ok := sc.clockBefore(from, floor); ok {
			c, from = &got, sc.weekdayBefore(start, floor)
		}
	}
	when = readout.DateOf(d.year, time.Month(d.month), d.day)
	if c != nil {
		when += readout.Date("T" + c.String(d))
	}
	return from, to, when
}

func (sc *dateScan) weekdayAfter(to int) int {
	if j := sc.toks.skip(to, ",", "("); sc.w.weekdays[sc.toks.at(j).lower] {
		return sc.toks.skip(j+1, ")")
	}
	return to
}

func (sc *dateScan) weekdayBefore(from, floor int) int {
	j := from - 1
	for j >= floor && (sc.toks.is(j, ",") || sc.toks.is(j, ".") || sc.toks.at(j).lower == "the") {
		j--
	}
	if j >= floor && sc.w.weekdays[sc.toks.at(j).lower] {
		return j
	}
	return from
}

// label finds what the words before token from say the date is, and the first
// token of them.
func (sc *dateScan) label(from, floor int) (int, Label) {
	const longest = 7 // words of the longest label
	end := from
	for end > floor && sc.toks.at(end-1).kind == 'p' && sc.toks.at(end-1).text != "©" {
		end--
	}
	for n := min(longest, end-floor); n > 0; n-- {
		if label, ok := sc.w.labels[sc.phrase(end-n, end)]; ok {
			return end - n, label
		}
	}
	return from, Bare
}

// phrase is tokens [from, to) as a lexicon writes them: lower case, one space
// between words, hyphens kept where they touch.
func (sc *dateScan) phrase(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		t := sc.toks[i]
		if i > from && !sc.toks.touches(i-1) {
			b.WriteByte(' ')
		}
		if t.kind == 'w' {
			b.WriteString(t.lower)
		} else {
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// nothingElse reports whether every word and number of the line lies in one of
// the stretches.
func (sc *dateScan) nothingElse(used []readout.Span) bool {
	for i, t := range sc.toks {
		if t.kind == 'p' {
			continue
		}
		inside := false
		for _, u := range used {
			inside = inside || u.Start <= i && i < u.End
		}
		if !inside {
			return false
		}
	}
	return len(used) > 0
}

// String is the time as EDTF writes it, with the zone in force on day d.
func (c clock) String(d day) string {
	s := fmt.Sprintf("%02d:%02d", c.hour, c.minute)
	if c.seconds {
		s += fmt.Sprintf(":%02d", c.second)
	}
	return s + c.offset(d)
}
