package meta

import (
	"strings"
	"time"

	"readout"
	"readout/internal/page/masthead"
	"readout/internal/source"
)

// A date is chosen among what linked data, meta tags, time elements and the
// lines near the headline say, in that order; a date that all the others
// contradict loses to them. Its basis is stated where the page shows the same
// day to its reader, metadata where only the markup says it. A date in the
// address is taken where nothing else speaks.

// dated is one date a page gives.
type dated struct {
	date  readout.Date
	name  string // the signal
	rule  string
	group string // signals of one group are not independent
	shown bool   // a reader sees it
}

// readDates chooses when the page was published and updated.
func (sg *signals) readDates(fields source.Fields) (published, updated readout.Dating) {
	shownPub, shownUpd := sg.shownDates()
	pubs := append(sg.linkedDates("datePublished"), sg.metaDates("published")...)
	pubs = append(pubs, sg.timeDates(false)...)
	pubs = append(pubs, shownPub...)
	upds := append(sg.linkedDates("dateModified"), sg.metaDates("updated")...)
	upds = append(upds, sg.timeDates(true)...)
	upds = append(upds, shownUpd...)
	late := append(sg.pageDates(), containerDates(fields.Date, RuleDateContainer)...)

	shown := append(append([]dated{}, shownPub...), shownUpd...)
	shown = append(shown, sg.timeDates(false)...)
	published = dating(pick(append(pubs, late...)), shown)
	updated = dating(pick(append(upds, containerDates(fields.Updated, RuleUpdatedContainer)...)), append(shownUpd, sg.timeDates(true)...))
	if published.Date == "" && updated.Date != "" {
		published = updated
		published.Reason.Rule = RuleOnlyUpdated
	}
	if published.Date == "" {
		if d, ok := masthead.URLDate(sg.address); ok {
			published = readout.Dating{Date: d, Basis: readout.BasisMetadata, Reason: readout.Reason{Rule: RuleDateURL, Signal: "address"}}
		}
	}
	return published, updated
}

// linkedDates reads a date of the page's own linked data, article before page.
func (sg *signals) linkedDates(prop string) []dated {
	var out []dated
	props := []string{prop}
	if prop == "datePublished" {
		props = append(props, "dateCreated", "uploadDate")
	}
	for _, p := range props {
		for _, o := range sg.kin {
			if sg.article != nil && !o.is(sg.w, "article") {
				continue
			}
			if d, ok := masthead.ParseTime(o.text(p)); ok {
				out = append(out, dated{d, "json-ld " + p, RuleDateLinked, "json-ld", false})
			}
		}
	}
	return out
}

// pageDates are the dates of nodes about the page rather than the report.
func (sg *signals) pageDates() []dated {
	var out []dated
	if sg.article == nil {
		return nil
	}
	for _, o := range sg.kin {
		if o.is(sg.w, "article") {
			continue
		}
		if d, ok := masthead.ParseTime(o.text("datePublished")); ok {
			out = append(out, dated{d, "json-ld " + strings.Join(o.types(), ",") + " datePublished", RuleDateLinked, "json-ld", false})
		}
	}
	return out
}

func (sg *signals) metaDates(field string) []dated {
	var out []dated
	for _, k := range sg.w.keys[field] {
		if d, ok := masthead.ParseTime(sg.first(k)); ok {
			out = append(out, dated{d, "meta " + k, RuleDateMeta, "meta", false})
		}
	}
	return out
}

// timeDates reads time elements that stand with the report: in the lines near
// the headline, or marked with an itemprop. updated asks for those that say
// they are an update.
func (sg *signals) timeDates(updated bool) []dated {
	const above, below = 12, 30 // lines from the headline
	var out []dated
	for _, t := range sg.times {
		prop := attr(t.node, "itemprop")
		near := t.block - max(sg.headline, 0)
		if t.aside || prop == "" && (sg.headline >= 0 && (near < -above || near > below)) {
			continue
		}
		d, ok := masthead.ParseTime(t.machine)
		if !ok {
			if d, ok = masthead.ParseTime(t.text); !ok {
				continue
			}
		}
		if sg.isUpdate(t) == updated {
			out = append(out, dated{d, "time element", RuleDateTime, "time", true})
		}
	}
	return out
}

// isUpdate reports whether a time element says that it is an update: by its
// itemprop or class, or by the words before it in its line.
func (sg *signals) isUpdate(t timeElement) bool {
	prop := attr(t.node, "itemprop")
	if prop == "dateModified" {
		return true
	}
	if prop == "datePublished" {
		return false
	}
	published, update := false, false
	for _, word := range attrWords(attr(t.node, "class") + " " + attr(t.node, "data-testid")) {
		published = published || word == "published" || word == "pubdate"
		update = update || word == "updated" || word == "modified" || word == "update"
	}
	if published || update {
		return !published // "entry-date published updated": never updated since
	}
	if t.block < len(sg.blocks) {
		line := sg.blocks[t.block].text
		at := sg.placeOf(t, line)
		if at < 0 {
			return false
		}
		stamps := masthead.Dates(line[:at]+"1 January 2001", masthead.OrderUnknown)
		if n := len(stamps); n > 0 && stamps[n-1].Label == masthead.Updated {
			return true
		}
		stamps = masthead.Dates(t.text, masthead.OrderUnknown)
		return len(stamps) > 0 && stamps[0].Label == masthead.Updated
	}
	return false
}

// placeOf is where a time element stands in its line, or -1: the words of an
// earlier one may be the same.
func (sg *signals) placeOf(t timeElement, line string) int {
	if t.text == "" {
		return -1
	}
	from := 0
	for _, o := range sg.times {
		at := strings.Index(line[from:], t.text)
		if at < 0 {
			return -1
		}
		if o.node == t.node {
			return from + at
		}
		if o.block == t.block && o.text == t.text {
			from += at + len(t.text)
		}
	}
	return -1
}

// shownDates reads the lines near the headline. A bare date above it may be
// today's, which some outlets print at the top of every page: it stands last
// where another line says that it dates the report.
func (sg *signals) shownDates() (published, updated []dated) {
	const above, below = 8, 20 // lines from the headline
	const longest = 200        // bytes of a line that speaks of the report
	var top, rest []dated
	labelled := false
	for i, b := range sg.blocks {
		if b.aside || len(b.text) > longest || b.near < -above || b.near > below {
			continue
		}
		for _, s := range masthead.Dates(b.text, sg.order()) {
			d := dated{s.Date, "line", RuleDateShown, "line", true}
			if s.Label == masthead.Bare && s.Whole {
				s.Label = sg.labelAbove(i)
			}
			switch {
			case s.Label == masthead.Updated:
				updated = append(updated, d)
			case s.Label == masthead.Published:
				labelled = true
				rest = append(rest, d)
			case s.Label != masthead.Bare || !s.Whole && !sg.besideByline(b, s):
			case b.near < 0:
				top = append(top, d)
			default:
				rest = append(rest, d)
			}
		}
	}
	if labelled {
		return append(rest, top...), updated
	}
	return append(top, rest...), updated
}

// labelAbove is the label that the line before block i is: "Updated" over "9
// January 2024".
func (sg *signals) labelAbove(i int) masthead.Label {
	const longest = 40 // bytes
	if i == 0 || sg.blocks[i-1].aside || len(sg.blocks[i-1].text) > longest {
		return masthead.Bare
	}
	stamps := masthead.Dates(sg.blocks[i-1].text+" 1 January 2001", masthead.OrderUnknown)
	if len(stamps) != 1 || !stamps[0].Whole {
		return masthead.Bare
	}
	return stamps[0].Label
}

// besideByline reports whether a date that is not alone in its line stands
// beside a byline, or in an element that says it is a date.
func (sg *signals) besideByline(b block, s masthead.Stamp) bool {
	const alone = 80 // bytes: a longer line is a sentence
	if len(b.text) > alone {
		return false
	}
	_, byline := masthead.ParseByline(b.text, false)
	return byline || sg.marksNear(b, "date") || sg.marksNear(b, "byline")
}

// order resolves numeric dates by the outlet's country: month first in the
// United States, day first elsewhere it is known.
func (sg *signals) order() masthead.Order {
	switch sg.outlet.Country {
	case "":
		return masthead.OrderUnknown
	case "USA":
		return masthead.MonthFirst
	}
	return masthead.DayFirst
}

func containerDates(v source.Value, rule string) []dated {
	if d, ok := masthead.ParseTime(v.Text); ok {
		return []dated{{d, v.Signal, rule, "container", false}}
	}
	return nil
}

// pick is the first date, unless two independent groups agree on another day
// and none stands with the first; among dates of the same day from one rank
// down, the more precise wins.
func pick(all []dated) dated {
	if len(all) == 0 {
		return dated{}
	}
	best := all[0]
	if supporters(all, best) < 2 {
		for _, d := range all[1:] {
			if supporters(all, d) >= 2 {
				best = d
				break
			}
		}
	}
	if best.date.HasTime() {
		return best
	}
	for _, d := range all {
		if d.date.HasTime() && d.date.Day() == best.date.Day() && d.date.Day() != "" {
			return d
		}
	}
	return best
}

// supporters counts the groups whose dates are the same day.
func supporters(all []dated, d dated) int {
	groups := map[string]bool{}
	for _, o := range all {
		if sameDay(o.date, d.date) {
			groups[o.group] = true
		}
	}
	return len(groups)
}

// sameDay reports whether two dates can be the same day to two readers: days
// alone must be equal, a moment is every day that it is somewhere on earth, and
// two moments are at most a day apart.
func sameDay(a, b readout.Date) bool {
	x, xok := instant(a)
	y, yok := instant(b)
	switch {
	case !xok || !yok: // a month or a year
		return strings.HasPrefix(string(a), string(b)) || strings.HasPrefix(string(b), string(a))
	case a.HasTime() && b.HasTime():
		return x.Sub(y).Abs() < 24*time.Hour
	case a.HasTime():
		return onEarth(x, b)
	case b.HasTime():
		return onEarth(y, a)
	}
	return a == b
}

// onEarth reports whether a moment falls on a day in some zone: from twelve
// hours behind Greenwich to fourteen ahead.
func onEarth(t time.Time, d readout.Date) bool {
	first, last := t.UTC().Add(-12*time.Hour), t.UTC().Add(14*time.Hour)
	day := d.Day()
	return first.Format(time.DateOnly) <= day && day <= last.Format(time.DateOnly)
}

func instant(d readout.Date) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, string(d)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// dating gives a date its basis: stated where a reader sees the same day.
func dating(d dated, shown []dated) readout.Dating {
	if d.date == "" {
		return readout.Dating{}
	}
	out := readout.Dating{Date: d.date, Basis: readout.BasisMetadata, Reason: readout.Reason{Rule: d.rule, Signal: d.name}}
	if d.shown {
		out.Basis = readout.BasisStated
		return out
	}
	for _, s := range shown {
		if sameDay(s.date, d.date) {
			out.Basis = readout.BasisStated
			out.Reason.Note = "shown as " + s.name
			break
		}
	}
	return out
}
