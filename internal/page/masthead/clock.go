package masthead

import (
	"fmt"
	"strings"
	"time"
)

// clock is a time of day as written.
type clock struct {
	hour, minute, second int
	seconds              bool
	zone                 string // "+04:00", "Z", "us-05:00", or empty: none given, or one that several zones share
}

// clock reads a time at token i and returns the token after it: "9:35 AM ET",
// "14.05 CET", "09:35 (GMT+3)", "0935 GMT", "9am", "T09:35:12.123Z", "14h30".
func (sc *dateScan) clock(i int) (c clock, end int, ok bool) {
	toks := sc.toks
	h := toks.at(i)
	if h.kind != 'n' || len(h.text) > 4 || len(h.text) == 3 {
		return c, 0, false
	}
	dotted, bare := false, false
	c.hour, end = h.n, i+1
	switch sep := toks.at(i+1).lower + toks.at(i+1).text; {
	case len(h.text) == 4:
		c.hour, c.minute, bare = h.n/100, h.n%100, true
	case (sep == ":" || sep == "." || sep == "hh") && toks.touches(i) && toks.touches(i+1) &&
		toks.at(i+2).kind == 'n' && len(toks.at(i+2).text) == 2:
		c.minute, end, dotted = toks.at(i+2).n, i+3, sep == "."
	default:
		bare = true
	}
	if !dotted && !bare && toks.is(end, ":") && toks.touches(end-1) && toks.touches(end) && len(toks.at(end+1).text) == 2 {
		c.second, c.seconds, end = toks.at(end+1).n, true, end+2
		if (toks.is(end, ".") || toks.is(end, ",")) && toks.touches(end-1) && toks.touches(end) && toks.at(end+1).kind == 'n' {
			end += 2 // fractions of a second are no report's precision
		}
	}
	half, end := sc.half(end)
	zone, zoned, end := sc.zone(end, c.seconds)
	c.zone = zone
	long := len(h.text) == 4
	switch {
	case bare && long && !zoned && half != 'h', bare && !long && (half == 0 || half == 'h'), dotted && half == 0 && !zoned:
		return c, 0, false
	case half == 'n' && (c.hour != 12 || c.minute != 0):
		return c, 0, false
	}
	return c.turn(half), end, c.turn(half).exists()
}

// turn applies "am" and "pm"; a time such as "14:05 PM" is read as written.
func (c clock) turn(half byte) clock {
	switch {
	case half == 'p' && c.hour < 12:
		c.hour += 12
	case half == 'a' && c.hour == 12:
		c.hour = 0
	}
	return c
}

func (c clock) exists() bool { return c.hour < 24 && c.minute < 60 && c.second < 60 }

// half reads what follows the digits of a time: 'a' or 'p' of "am", "a.m.",
// "PM"; 'n' of "12 noon"; 'h' of "1405 hrs", which is no half but a time.
func (sc *dateScan) half(i int) (half byte, end int) {
	toks := sc.toks
	switch t := toks.at(i).lower; t {
	case "am", "pm":
		return t[0], i + 1
	case "a", "p":
		if toks.is(i+1, ".") && toks.at(i+2).lower == "m" {
			return t[0], toks.skip(i+3, ".")
		}
	case "noon":
		return 'n', i + 1
	case "h", "hrs", "hours":
		return 'h', i + 1
	}
	return 0, i
}

// zone reads a zone: "GMT", "(IST)", "GMT+3", "UTC +04:00", "Z", "-0500",
// "Eastern Time". known is true where a zone stands there at all, also one
// without a certain offset. signed allows a bare offset with one space before
// it ("14:14:00 +0000"), which only machine-made times have.
func (sc *dateScan) zone(i int, signed bool) (zone string, known bool, end int) {
	toks := sc.toks
	j, open := i, false
	if toks.is(j, "(") || toks.is(j, "[") {
		j, open = j+1, true
	}
	if z, after, ok := sc.offsetAt(j); ok && (signed || toks.touches(j-1)) {
		return z, true, sc.closed(after, open)
	}
	for _, n := range []int{4, 3, 2} { // "Eastern Standard Time"
		if z, ok := sc.w.zones[sc.phrase(j, min(j+n, len(toks)))]; ok && j+n <= len(toks) {
			return strings.TrimPrefix(z, "?"), true, sc.closed(j+n, open)
		}
	}
	z, ok := sc.w.zones[toks.at(j).lower]
	if !ok {
		return "", false, i
	}
	j++
	if word := toks.at(j).lower; word == "time" {
		j++
	} else if toks.at(j).text == "/" && sc.w.zones[toks.at(j+1).lower] != "" {
		j += 2 // "9:35 AM ET / 14:35 GMT" gives the zone twice only with its time
	}
	if off, after, ok := sc.offsetAt(j); ok && z == "+00:00" {
		z, j = off, after
	}
	if z == "?" {
		z = ""
	}
	return z, true, sc.closed(j, open)
}

func (sc *dateScan) closed(i int, open bool) int {
	if open && (sc.toks.is(i, ")") || sc.toks.is(i, "]")) {
		return i + 1
	}
	return i
}

// offsetAt reads "+04:00", "-0500", "+3", "−5:30".
func (sc *dateScan) offsetAt(i int) (zone string, end int, ok bool) {
	toks := sc.toks
	sign := toks.at(i).text
	if sign == "−" || sign == "–" {
		sign = "-"
	}
	num := toks.at(i + 1)
	if sign != "+" && sign != "-" || num.kind != 'n' || !toks.touches(i) || len(num.text) > 4 {
		return "", 0, false
	}
	h, m, end := num.n, 0, i+2
	switch {
	case len(num.text) > 2:
		h, m = num.n/100, num.n%100
	case toks.is(i+2, ":") && toks.touches(i+1) && toks.touches(i+2) && len(toks.at(i+3).text) == 2:
		m, end = toks.at(i+3).n, i+4
	}
	if h > 14 || m > 59 {
		return "", 0, false
	}
	return fmt.Sprintf("%s%02d:%02d", sign, h, m), end, true
}

// offset is the zone as EDTF writes it on day d.
func (c clock) offset(d day) string {
	zone := c.zone
	if std, ok := strings.CutPrefix(zone, "us"); ok {
		zone = std
		if summerUS(d) {
			hour := int(std[1]-'0')*10 + int(std[2]-'0') - 1
			zone = fmt.Sprintf("-%02d:00", hour)
		}
	}
	if zone == "+00:00" || zone == "-00:00" {
		return "Z"
	}
	return zone
}

// summerUS reports whether daylight time is in force in the United States on a
// day, under the rule of 2007: from the second Sunday of March to the first of
// November. Older days are read by it too; "ET" is rare before the web.
func summerUS(d day) bool {
	on := time.Date(d.year, time.Month(d.month), d.day, 12, 0, 0, 0, time.UTC)
	return !on.Before(sunday(d.year, time.March, 2)) && on.Before(sunday(d.year, time.November, 1))
}

// sunday is the n-th Sunday of a month, at its start.
func sunday(year int, month time.Month, n int) time.Time {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}

// clockAfter reads a time that follows a date: "2024-01-07T09:35Z", ", 9:35
// AM", "at 9:35", "| 14.05 CET", "- 09:35".
func (sc *dateScan) clockAfter(i int) (clock, int, bool) {
	toks := sc.toks
	j := i
	for j < len(toks) && j-i < 3 {
		t := toks[j]
		if t.kind == 'p' && contains([]string{",", "|", "-", "–", "—", "•", "·", "/", ";", ":", "@", "("}, t.text) ||
			t.lower == "at" || t.lower == "t" || t.lower == "time" {
			j++
			continue
		}
		break
	}
	c, end, ok := sc.clock(j)
	if ok && toks.is(j-1, "(") && toks.is(end, ")") {
		end++
	}
	return c, end, ok
}

// clockBefore reads a time that ends where a date begins: "2:14 p.m. EST, Mon
// January 8, 2024". from is the first token of the date, floor the first that
// may be used.
func (sc *dateScan) clockBefore(from, floor int) (clock, int, bool) {
	const longest = 14 // tokens of the longest time with its zone
	end := from
	for end > floor && end > from-3 {
		t := sc.toks[end-1]
		if !(t.kind == 'p' && contains([]string{",", "|", "-", "–", "—", "•", "·", "/"}, t.text)) &&
			t.lower != "on" {
			break
		}
		end--
	}
	for start := max(floor, end-longest); start < end; start++ {
		prev := sc.toks.at(start - 1)
		if _, label := sc.w.labels[prev.lower]; sc.toks.touches(start-1) && prev.kind != 'p' && !label {
			continue
		}
		if c, after, ok := sc.clock(start); ok && after == end {
			return c, start, true
		}
	}
	return clock{}, 0, false
}
