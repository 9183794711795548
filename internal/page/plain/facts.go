package plain

import (
	"strconv"
	"strings"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/page/masthead"
	"readout/internal/source"
)

// stamp is a date that the text states of itself.
type stamp struct {
	span   readout.Span
	date   readout.Date
	label  masthead.Label
	rule   string
	signal string
}

// stampIn keeps the dates that stand in span; whole reports whether the span
// holds a date and nothing else.
func (r *reader) stampIn(span readout.Span, rule, signal string) (whole bool) {
	for i, s := range r.datesIn(span) {
		r.stamps = append(r.stamps, stamp{s.Span.Shift(span.Start), s.Date, s.Label, rule, signal})
		whole = i == 0 && s.Whole || whole
	}
	return whole
}

// datesIn finds the dates of a line. A date to which a lost line break fused
// the time ("29 May 19749:35 AM") is read up to its year.
func (r *reader) datesIn(span readout.Span) []masthead.Stamp {
	const longest = 400 // bytes: no line of dates is longer
	if span.Len() > longest {
		return nil
	}
	line := span.In(r.text)
	if stamps := masthead.Dates(line, r.order); len(stamps) > 0 {
		return stamps
	}
	if end := fusedYear(line); end > 0 {
		return masthead.Dates(line[:end], r.order)
	}
	return nil
}

// fusedYear is the end of a year to which a time of day is fused, 0 for none.
func fusedYear(line string) int {
	for i := 0; i+6 < len(line); i++ {
		if i > 0 && digit(line[i-1]) || line[i:i+2] != "19" && line[i:i+2] != "20" {
			continue
		}
		n := 0
		for i+n < len(line) && digit(line[i+n]) {
			n++
		}
		if (n == 5 || n == 6) && i+n < len(line) && line[i+n] == ':' {
			return i + 4
		}
	}
	return 0
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// dayOrder tells from dates in figures with a day above 12 which of day and
// month the text puts first; dates of the first lines are enough.
func dayOrder(text string) masthead.Order {
	const look = 4000 // bytes
	fields := strings.FieldsFunc(text[:min(len(text), look)], func(c rune) bool { return !(c >= '0' && c <= '9' || c == '/' || c == '.') })
	for _, f := range fields {
		p := strings.FieldsFunc(f, func(c rune) bool { return c == '/' || c == '.' })
		if len(p) != 3 || len(p[2]) != 4 || len(p[0]) > 2 || len(p[1]) > 2 {
			continue
		}
		a, _ := strconv.Atoi(p[0])
		b, _ := strconv.Atoi(p[1])
		if a > 12 && b <= 12 {
			return masthead.DayFirst
		}
		if b > 12 && a <= 12 {
			return masthead.MonthFirst
		}
	}
	return masthead.OrderUnknown
}

// splitReading gives a line the roles that its words tell.
func (r *reader) splitReading(i int, role readout.Role, rule string, inner []furniture.Part) {
	u := r.units[i].span
	var parts []part
	at := u.Start
	for _, p := range inner {
		s := p.Span.Shift(u.Start)
		parts = append(parts, part{readout.Span{Start: at, End: s.Start}, role, rule}, part{s, p.Role, rule})
		at = s.End
	}
	r.split(i, append(parts, part{readout.Span{Start: at, End: u.End}, role, rule})...)
}

// facts gathers what the labelled lines say of the report, and what only the
// container says.
func (r *reader) facts() {
	for i := range r.units {
		r.lineFacts(i)
	}
	r.given(&r.res.Title, r.fields.Title, "plain.title-field")
	r.given(&r.res.Subtitle, r.fields.Subtitle, "plain.subtitle-field")
	r.given(&r.res.Outlet, r.fields.Outlet, "plain.outlet-field")
	r.given(&r.res.URL, r.fields.URL, "plain.url-field")
	r.given(&r.res.Language, r.fields.Language, "plain.language-field")
	if len(r.res.Authors) == 0 {
		for _, v := range r.fields.Authors {
			for _, name := range masthead.Names(v.Text) {
				r.res.Authors = addName(r.res.Authors, Found{Text: name, Reason: readout.Reason{Rule: "plain.authors-field", Signal: v.Signal}})
			}
		}
	}
	r.dates()
}

// lineFacts reads the lines that the lexicon labelled: contributors and dates.
func (r *reader) lineFacts(i int) {
	u := &r.units[i]
	for _, p := range append([]part{{u.span, u.role, u.rule}}, u.parts...) {
		switch p.rule {
		case "furniture.contributed":
			if p.role != readout.RoleCredit || p.span == u.span && len(u.parts) > 0 {
				continue
			}
			if bl, ok := masthead.ParseByline(p.span.In(r.text), false); ok {
				bl.Contributor = true
				r.byline(bl, p.span.Start, "plain.contributors")
			}
		case "furniture.updated":
			r.stampIn(p.span, "plain.date-line", "date line")
		}
	}
}

func (r *reader) given(to *Found, v source.Value, rule string) {
	if to.Text == "" && v.Text != "" {
		*to = Found{Text: v.Text, Reason: readout.Reason{Rule: rule, Signal: v.Signal}}
	}
}

// dates chooses among the dates that the text states; the container's date
// stands in where it states none.
func (r *reader) dates() {
	var published, updated *stamp
	for i := range r.stamps {
		st := &r.stamps[i]
		switch {
		case st.label == masthead.Other:
		case st.label == masthead.Updated:
			if updated == nil {
				updated = st
			}
		case published == nil || published.label == masthead.Bare && st.label == masthead.Published:
			published = st
		}
	}
	r.res.Updated = r.stated(updated, "")
	switch {
	case published != nil:
		r.res.Published = r.stated(published, "")
	case updated != nil:
		r.res.Published = r.stated(updated, "only an update is shown")
	default:
		r.res.Published = r.dated(r.fields.Date, "plain.date-field")
	}
	if updated == nil {
		r.res.Updated = r.dated(r.fields.Updated, "plain.date-field")
	}
	if d, ok := masthead.URLDate(r.fields.URL.Text); ok && r.res.Published.Date == "" {
		r.res.Published = readout.Dating{Date: d, Basis: readout.BasisMetadata,
			Reason: readout.Reason{Rule: "plain.date-url", Signal: r.fields.URL.Signal}}
	}
}

func (r *reader) stated(st *stamp, note string) readout.Dating {
	if st == nil {
		return readout.Dating{Basis: readout.BasisUnknown}
	}
	return readout.Dating{Date: st.date, Basis: readout.BasisStated,
		Evidence: []readout.Evidence{{Span: st.span, Exact: st.span.In(r.text)}},
		Reason:   readout.Reason{Rule: st.rule, Signal: st.signal, Note: note}}
}

func (r *reader) dated(v source.Value, rule string) readout.Dating {
	d, ok := masthead.ParseTime(v.Text)
	if !ok {
		return readout.Dating{Basis: readout.BasisUnknown}
	}
	return readout.Dating{Date: d, Basis: readout.BasisMetadata, Reason: readout.Reason{Rule: rule, Signal: v.Signal}}
}
