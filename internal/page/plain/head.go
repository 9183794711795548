package plain

import (
	"strings"

	"readout"
	"readout/internal/page/masthead"
)

// ends returns the first and the last paragraph that no step has labelled; -1
// where there is none.
func (r *reader) ends() (first, last int) {
	first, last = -1, -1
	for i := range r.units {
		if r.free(i) && r.paragraph(i) || r.units[i].role == readout.RoleQuote {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i := 0; first < 0 && i < len(r.units); i++ {
		if r.free(i) && r.units[i].stop && r.units[i].words > 3 {
			first, last = i, i
		}
	}
	return first, last
}

// head labels what stands before the first paragraph.
func (r *reader) head() {
	// "By A. Example | 31 May 1974 at 6:10 p.m." ends like a sentence: what
	// speaks of the report itself is found before its first paragraph is.
	for i := range r.units {
		if r.free(i) && !r.ownLine(i, false) && r.paragraph(i) {
			break
		}
	}
	first, _ := r.ends()
	if first < 0 {
		return
	}
	for i := 0; i < first; i++ {
		r.units[i].zone = headZone
	}
	if r.export {
		return
	}
	title := r.title(first)
	r.agencyLines(title, first)
	for i := 0; i < first && (title >= 0 || r.fields.Title.Text != ""); i++ {
		if i > title || r.namesOutlet(i) {
			r.ownLine(i, true)
		}
	}
	r.subtitle(title, first)
	r.kickers(title, first)
	r.underStandfirst(title, first)
	r.longStandfirst(title, first)
}

// placeLine reports whether a line is a dateline's place alone.
func placeLine(line string) bool {
	_, ok := masthead.ParseDateline(line + " — The report")
	return ok
}

// underStandfirst labels byline and dates between the first paragraph and the
// second: a standfirst may end like a paragraph and stand above them. Where it
// does, what else stands there is the page's.
func (r *reader) underStandfirst(title, first int) {
	const most = 14 // units between
	end, own := first+1, false
	for ; end < len(r.units) && end <= first+most && !r.paragraph(end); end++ {
		own = r.ownLine(end, false) || own
	}
	if !own || title < 0 || end == len(r.units) || !r.paragraph(end) {
		return
	}
	const few = 3 // words
	for i := first + 1; i < end; i++ {
		if !r.ownLine(i, true) && r.free(i) && !r.units[i].stop && r.units[i].words <= few {
			r.label(i, readout.RoleNavigation, "plain.kicker")
		}
	}
}

// longStandfirst takes a paragraph between title and byline or date for the
// standfirst: the report begins under them.
func (r *reader) longStandfirst(title, first int) {
	const longest, near = 50, 8 // words; units to the byline
	if title < 0 || r.res.Subtitle.Text != "" || !r.free(first) || r.units[first].words > longest {
		return
	}
	for i := title + 1; i < first; i++ {
		if role := r.units[i].role; role == readout.RoleByline || role == readout.RoleTimestamp {
			return
		}
	}
	for i := first + 1; i < len(r.units) && i <= first+near && !r.paragraph(i); i++ {
		if role := r.units[i].role; role == readout.RoleByline || role == readout.RoleTimestamp {
			r.label(first, readout.RoleSubtitle, "plain.standfirst")
			r.res.Subtitle = r.found(r.units[first].span, "plain.standfirst", "paragraph between title and byline")
			return
		}
	}
}

// ownLine labels a line in which the report speaks of itself: a date, a
// byline, the outlet's name. bare allows names without "By".
func (r *reader) ownLine(i int, bare bool) bool {
	const longest = 40 // words of a byline with places and offices
	if !r.free(i) || r.units[i].words > longest {
		return false
	}
	span, line := r.units[i].span, r.in(i)
	stamps := r.datesIn(span)
	if len(stamps) > 0 && (stamps[0].Whole || bare && r.dateLine(line, stamps) && !r.named(line, stamps)) {
		r.stampIn(span, "plain.date-line", "date line")
		r.label(i, readout.RoleTimestamp, "plain.date-line")
		return true
	}
	if r.isOutlet(line) || bare && r.namesOutlet(i) {
		r.label(i, readout.RoleNavigation, "plain.outlet-line")
		return true
	}
	named := line
	if len(stamps) > 0 {
		named = r.beforeDate(line[:stamps[0].Span.Start])
	}
	marks := len(named) - len(strings.TrimLeft(named, "*_ ")) // of Markdown
	named = strings.Trim(named, "*_ ")
	bl, ok := masthead.ParseByline(named, bare && !strings.HasSuffix(line, ":"))
	if !ok || strings.TrimSpace(named) == "" || endsSentence(named) && !bl.Contributor && strings.HasSuffix(named, ".") {
		return false
	}
	role, rule := readout.RoleByline, "plain.byline"
	if bl.Contributor {
		role, rule = readout.RoleCredit, "plain.contributors"
	}
	r.label(i, role, rule)
	r.byline(bl, span.Start+marks, rule)
	if len(stamps) > 0 {
		r.stampIn(span, "plain.byline", "byline")
	}
	return true
}

// named reports whether persons are named before the date of a line.
func (r *reader) named(line string, stamps []masthead.Stamp) bool {
	bl, ok := masthead.ParseByline(r.beforeDate(line[:stamps[0].Span.Start]), true)
	return ok && len(bl.Names) > 0
}

// dateLine reports whether a line is a date with a desk or outlet beside it,
// parted by marks: "29 May 1974 / 3:29 PM / Courier News".
func (r *reader) dateLine(line string, stamps []masthead.Stamp) bool {
	const longest, rest = 16, 7 // words of the line, of what is no date
	labelled := false
	words := len(strings.Fields(line))
	for _, f := range strings.Fields(line) {
		labelled = labelled || r.words.dates[strings.ToLower(strings.Trim(f, ":,"))]
	}
	for _, st := range stamps {
		words -= len(strings.Fields(st.Span.In(line)))
	}
	return words <= rest && len(strings.Fields(line)) <= longest &&
		(!endsSentence(line) || strings.HasSuffix(line, ".m.")) &&
		(labelled || strings.ContainsAny(line, "/|•·"))
}

// beforeDate is what stands before a date and its label, if it has one: the
// names of "By Anna Example  Updated 29 May 1974".
func (r *reader) beforeDate(s string) string {
	fields := strings.Fields(s)
	for n, f := range fields {
		if n > 0 && r.words.dates[strings.ToLower(strings.Trim(f, ":,"))] {
			s = s[:strings.LastIndex(s, f)]
			break
		}
	}
	return strings.TrimRight(s, " \t\u00a0|·•,–—-")
}

func (r *reader) isOutlet(line string) bool {
	l := letters(line)
	return l != "" && (l == letters(r.fields.Outlet.Text) || l == letters(r.res.Outlet.Text))
}

// agencyLines reads an agency alone on its line under the title as the credit
// of the whole report; under a caption it is the picture's.
func (r *reader) agencyLines(title, first int) {
	for i := title + 1; title >= 0 && i < first; i++ {
		u := &r.units[i]
		if u.rule != "furniture.picture-credit" || len(u.parts) > 0 || !r.free(i-1) && r.units[i-1].role == readout.RoleCaption || r.free(i-1) && r.units[i-1].stop {
			continue
		}
		if bl, ok := masthead.ParseByline(firstPart(r.in(i)), true); ok && bl.Agency != "" {
			r.label(i, readout.RoleByline, "plain.byline")
			r.byline(bl, u.span.Start, "plain.byline")
		}
	}
}

// firstPart is what stands before a slash: "AFP" of "AFP/Doha".
func firstPart(s string) string {
	s, _, _ = strings.Cut(s, "/")
	return s
}

// outletLike reports whether a line reads as an outlet's name.
func (r *reader) outletLike(i int) bool {
	const longest = 6 // words
	words := strings.Fields(r.in(i))
	if len(words) < 2 || len(words) > longest || !capitalised(words) {
		return false
	}
	for _, w := range words {
		if r.words.outlets[strings.ToLower(strings.Trim(w, ".,"))] {
			return true
		}
	}
	return false
}

// namesOutlet reports whether a line of the head is an outlet's name by its
// words ("The Harbour Courier"), and takes it where none is known.
func (r *reader) namesOutlet(i int) bool {
	if !r.free(i) || !r.outletLike(i) {
		return false
	}
	if r.res.Outlet.Text == "" && r.fields.Outlet.Text == "" {
		r.res.Outlet = r.found(r.outletName(r.units[i].span), "plain.outlet-line", "line of the head")
	}
	return true
}

// byline takes the names of a byline; at is where its line begins in the text.
func (r *reader) byline(bl masthead.Byline, at int, rule string) {
	for _, name := range bl.Names {
		f := Found{name.Text, name.Span.Shift(at), readout.Reason{Rule: rule, Signal: "byline"}}
		if !bl.Contributor {
			r.res.Authors = addName(r.res.Authors, f)
		} else if len(addName(r.res.Authors, f)) > len(r.res.Authors) { // "(Reporting by …)" repeats the author
			r.res.Contributors = addName(r.res.Contributors, f)
		}
	}
	for _, name := range bl.Helped { // "A; B contributed to this report"
		r.res.Contributors = addName(r.res.Contributors, Found{name.Text, name.Span.Shift(at), readout.Reason{Rule: rule, Signal: "byline"}})
	}
	if bl.Agency != "" && r.res.Wire.Text == "" {
		r.res.Wire = Found{Text: bl.Agency, Reason: readout.Reason{Rule: rule, Signal: "byline"}}
	}
}

func addName(list []Found, f Found) []Found {
	for _, g := range list {
		if strings.EqualFold(g.Text, f.Text) {
			return list
		}
	}
	return append(list, f)
}

// kickers labels what is left before the first paragraph and ends like no
// sentence: a word or two is the page's, a headline in capitals another
// report's, and anything else a summary of this one.
func (r *reader) kickers(title, first int) {
	const few = 4 // words
	for i := 0; i < first; i++ {
		u := &r.units[i]
		line := r.in(i)
		switch {
		case !r.free(i) || u.stop || strings.HasSuffix(line, ":") || startsLower(line):
		case !hasText(line):
		case i == first-1 && i > title && listNumber(line):
			r.label(i, readout.RoleCrosshead, "plain.crosshead")
		case i == first-1 && i > title && upperCase(line) && placeLine(line):
			r.label(i, readout.RoleDateline, "plain.dateline")
		case u.words <= few:
			r.label(i, readout.RoleNavigation, "plain.kicker")
		case i < title, headlineCase(line):
			r.label(i, readout.RoleRelatedLink, "plain.headline-above")
		default:
			r.label(i, readout.RoleSubtitle, "plain.summary")
		}
	}
}

// tail labels what stands after the last paragraph.
func (r *reader) tail() {
	_, last := r.ends()
	if last < 0 {
		return
	}
	for i := last + 1; i < len(r.units); i++ {
		r.units[i].zone = tailZone
		if r.ownLine(i, len(r.res.Authors) == 0 && i-last <= 2) || !r.free(i) {
			continue
		}
		const longest = 20 // words
		u := &r.units[i]
		line := r.in(i)
		if u.stop && !strings.HasSuffix(line, "?") || u.words > longest || listItem(line) ||
			strings.HasSuffix(line, ":") || startsLower(line) || strings.ContainsAny(line[:1], "\"'") || strings.HasPrefix(line, "“") {
			continue
		}
		r.label(i, readout.RoleRelatedLink, "plain.headline-below")
	}
}

// listNumber reports whether a line opens with its number in a list.
func listNumber(line string) bool { return listItem(line) && digit(line[0]) }

// listItem reports whether a line opens like an item of a list.
func listItem(line string) bool {
	c, rest, ok := strings.Cut(line, " ")
	if !ok || rest == "" {
		return false
	}
	switch c {
	case "-", "--", "–", "—", "•", "*", "·", "o", "▪", "●", "►", "+":
		return true
	}
	num := strings.TrimRight(c, ".)")
	return num != c && len(num) <= 3 && strings.Trim(num, "0123456789abcdefghivxABCDEFGHIVX(") == ""
}
