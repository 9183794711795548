package page

import (
	"strings"

	"readout"
	"readout/internal/page/masthead"
	"readout/internal/page/meta"
	"readout/internal/page/plain"
)

// builder fills a document's metadata and keeps the reason of each field.
type builder struct{ doc *readout.Document }

func (b builder) add(name, value string, why readout.Reason, evs ...readout.Evidence) {
	b.doc.Fields = append(b.doc.Fields, readout.Field{Name: name, Value: value, Evidence: evs, Reason: why})
}

// found takes a value that plain text or its container gave.
func (b builder) found(name string, f plain.Found) string {
	if f.Text == "" {
		return ""
	}
	b.add(name, f.Text, f.Reason, b.cite(f.Span)...)
	return f.Text
}

func (b builder) cite(s readout.Span) []readout.Evidence {
	if s.IsZero() {
		return nil
	}
	return []readout.Evidence{b.doc.Cite(s)}
}

// names takes a list of persons: one field, a reason for all.
func (b builder) names(name string, list []plain.Found) []string {
	if len(list) == 0 {
		return nil
	}
	var names []string
	var evs []readout.Evidence
	for _, f := range list {
		names = append(names, f.Text)
		evs = append(evs, b.cite(f.Span)...)
	}
	b.add(name, strings.Join(names, "; "), list[0].Reason, evs...)
	return names
}

// dating completes the evidence of a date read from plain text.
func (b builder) dating(d readout.Dating) readout.Dating {
	for i, ev := range d.Evidence {
		d.Evidence[i] = b.doc.Cite(ev.Span)
	}
	if d.Basis == "" {
		d.Basis = readout.BasisUnknown
	}
	return d
}

// chosen takes a value from a page's markup; where a block of one of the roles
// shows it, that is its evidence.
func (b builder) chosen(name string, c meta.Choice, roles ...readout.Role) string {
	if c.Value == "" {
		return ""
	}
	b.add(name, c.Value, c.Reason, b.shows(c.Value, roles...)...)
	return c.Value
}

// shows finds value in the first block of one of the roles that holds it.
func (b builder) shows(value string, roles ...readout.Role) []readout.Evidence {
	for _, role := range roles {
		for _, bl := range b.doc.Blocks {
			if bl.Role != role {
				continue
			}
			if i := strings.Index(bl.Span.In(b.doc.Text), value); i >= 0 {
				start := bl.Span.Start + i
				return b.cite(readout.Span{Start: start, End: start + len(value)})
			}
		}
	}
	return nil
}

func (b builder) authors(pg meta.Page) {
	if len(pg.Authors) == 0 {
		return
	}
	var evs []readout.Evidence
	for _, name := range pg.Authors {
		evs = append(evs, b.shows(name, readout.RoleByline)...)
	}
	b.doc.Authors = pg.Authors
	b.add("authors", strings.Join(pg.Authors, "; "), pg.AuthorsReason, evs...)
}

// contributors reads "A and B contributed to this report" from the credits.
func (b builder) contributors() {
	var names []string
	var evs []readout.Evidence
	for _, bl := range b.doc.Blocks {
		if bl.Role != readout.RoleCredit {
			continue
		}
		line, ok := masthead.ParseByline(strings.TrimSpace(bl.Span.In(b.doc.Text)), false)
		if !ok || !line.Contributor {
			continue
		}
		for _, n := range line.Names {
			names = append(names, n.Text)
			evs = append(evs, b.shows(n.Text, readout.RoleCredit)...)
		}
	}
	if len(names) == 0 {
		return
	}
	b.doc.Contributors = names
	b.add("contributors", strings.Join(names, "; "),
		readout.Reason{Rule: "page.seen-in-text", Signal: "contribution line"}, evs...)
}

// shown makes a date of the markup a stated one where the page's text shows
// the same day for itself; the markup's time and zone are kept.
func (b builder) shown(d readout.Dating) readout.Dating {
	if d.Basis == "" {
		d.Basis = readout.BasisUnknown
	}
	if d.Date == "" {
		return d
	}
	for _, bl := range b.doc.Blocks {
		switch bl.Role {
		case readout.RoleTimestamp, readout.RoleByline, readout.RoleDateline:
		default:
			continue
		}
		for _, st := range masthead.Dates(bl.Span.In(b.doc.Text), masthead.OrderUnknown) {
			if st.Date.Day() != "" && st.Date.Day() == d.Date.Day() {
				d.Basis = readout.BasisStated
				d.Evidence = b.cite(st.Span.Shift(bl.Span.Start))
				return d
			}
		}
	}
	return d
}

// filed dates a report by its dateline ("LONDON, March 3, 2024 (MW) - ") where
// nothing else dates it.
func (b builder) filed() {
	if b.doc.Published.Date != "" {
		return
	}
	for _, bl := range b.doc.Blocks {
		if bl.Role != readout.RoleDateline {
			continue
		}
		stamps := masthead.Dates(bl.Span.In(b.doc.Text), masthead.OrderUnknown)
		if len(stamps) == 0 || stamps[0].Date.Day() == "" {
			return
		}
		b.doc.Published = readout.Dating{Date: stamps[0].Date, Basis: readout.BasisStated,
			Evidence: b.cite(stamps[0].Span.Shift(bl.Span.Start)),
			Reason:   readout.Reason{Rule: masthead.RuleDateline, Signal: "dateline"}}
		return
	}
}
