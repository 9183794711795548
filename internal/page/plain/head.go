package plain

import (
	"strings"
	"unicode"

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

// titleGiven finds the title that the container gives in the text's first
// lines.
func (r *reader) titleGiven() {
	const lines = 15
	want := letters(r.fields.Title.Text)
	if want == "" || r.res.Title.Text != "" {
		return
	}
	for i := 0; i < len(r.units) && i < lines; i++ {
		line := r.in(i)
		if !r.free(i) || len(line) > 2*len(r.fields.Title.Text)+40 {
			continue
		}
		if sameTitle(letters(line), want) {
			r.label(i, readout.RoleTitle, "plain.title-given")
			r.res.Title = r.found(r.units[i].span, "plain.title-given", r.fields.Title.Signal)
			return
		}
	}
}

// sameTitle compares two titles as [letters] gives them: equal, or one the
// start of the other with little missing ("… | Outlet").
func sameTitle(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || strings.HasPrefix(b, a) && len(a)*10 >= len(b)*7 && len(a) > 12
}

// letters keeps the letters and digits of s, in lower case.
func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, s)
}

// markdown reads the headings of Markdown: "# Title", "## Crosshead".
func (r *reader) markdown() {
	for i := range r.units {
		line := r.in(i)
		if !r.free(i) || line[0] != '#' {
			continue
		}
		hashes := len(line) - len(strings.TrimLeft(line, "#"))
		span := trimSpan(r.text, readout.Span{Start: r.units[i].span.Start + hashes, End: r.units[i].span.End})
		if hashes > 6 || span.Len() == 0 || line[hashes] != ' ' {
			continue
		}
		if hashes == 1 && r.res.Title.Text == "" && r.fields.Title.Text == "" {
			r.label(i, readout.RoleTitle, "plain.markdown-heading")
			r.res.Title = r.found(span, "plain.markdown-heading", "first heading of Markdown")
			continue
		}
		if got, ok := r.lex.Read(span.In(r.text), r.fields.Outlet.Text); ok {
			r.label(i, got.Role, got.Rule)
			continue
		}
		r.label(i, readout.RoleCrosshead, "plain.markdown-heading")
	}
}

// firstLine reads a first line that puts the date before the headline:
// "date 1974-05-29 Shuttle ends with a signature".
func (r *reader) firstLine() {
	if !r.free(0) || r.export {
		return
	}
	u := &r.units[0]
	line := r.in(0)
	stamps := masthead.Dates(line, masthead.OrderUnknown)
	if len(stamps) == 0 || u.stop && strings.HasSuffix(line, ".") {
		return
	}
	st := stamps[0]
	head := readout.Span{Start: u.span.Start + st.Span.End, End: u.span.End}
	head.Start += len(head.In(r.text)) - len(strings.TrimLeft(head.In(r.text), " \t\u00a0|:–—-"))
	title := head.In(r.text)
	const leadWords, titleWords = 1, 3
	if len(strings.Fields(line[:st.Span.Start])) > leadWords || len(strings.Fields(title)) < titleWords || startsLower(title) {
		return
	}
	r.split(0, part{readout.Span{Start: u.span.Start, End: head.Start}, readout.RoleTimestamp, "plain.first-line"},
		part{head, readout.RoleTitle, "plain.first-line"})
	r.stampIn(readout.Span{Start: u.span.Start, End: head.Start}, "plain.first-line", "first line")
	if r.res.Title.Text == "" {
		r.res.Title = r.found(head, "plain.first-line", "first line")
	}
}

func startsLower(s string) bool {
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.IsLower(c)
		}
	}
	return false
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
	// A standfirst may end like a paragraph and stand before byline and date.
	const after = 4
	for i := first + 1; i < first+after && i < len(r.units); i++ {
		if !r.paragraph(i) {
			r.ownLine(i, false)
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
	if len(stamps) > 0 && (stamps[0].Whole || bare && r.dateLine(line, stamps)) {
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
	return words <= rest && len(strings.Fields(line)) <= longest && !endsSentence(line) &&
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

// title chooses the title among the lines before the first paragraph and
// returns its place, -1 for none. What stands alone above it is a kicker.
func (r *reader) title(first int) int {
	if r.res.Title.Text != "" {
		for i := 0; i < first; i++ {
			if r.units[i].role == readout.RoleTitle || len(r.units[i].parts) > 0 && r.units[i].rule == "plain.first-line" {
				return i
			}
		}
		return -1
	}
	if r.fields.Title.Text != "" {
		return -1
	}
	const few = 4
	best := -1
	for i := 0; i < first; i++ {
		if !r.titleLike(i, first) {
			continue
		}
		if best < 0 || (r.units[best].words < few || r.outletLike(best)) && r.units[i].words >= few && !r.datedBetween(best, i) {
			best = i
		}
		if r.units[best].words >= few && !r.outletLike(best) {
			break
		}
	}
	if best < 0 {
		return -1
	}
	best = r.amongMenus(best, first)
	r.label(best, readout.RoleTitle, "plain.title-line")
	r.res.Title = r.found(r.units[best].span, "plain.title-line", "first line before the report")
	return best
}

// amongMenus moves from the first line that may be the title to a later one
// where a page's menus and headlines stand above it: among many such lines the
// title is the first whose words come again in the report's first paragraphs.
func (r *reader) amongMenus(best, first int) int {
	const many, paragraphs, enough = 4, 5, 2 // lines, paragraphs, a word in so many
	var lines []int
	for i := best; i < first; i++ {
		if r.titleLike(i, first) && r.units[i].words >= 4 {
			lines = append(lines, i)
		}
	}
	if len(lines) < many {
		return best
	}
	said := map[string]bool{}
	for i, n := first, 0; i < len(r.units) && n < paragraphs; i++ {
		if !r.paragraph(i) {
			continue
		}
		n++
		for _, w := range longWords(r.in(i)) {
			said[w] = true
		}
	}
	for _, i := range lines {
		words, again := longWords(r.in(i)), 0
		for _, w := range words {
			if said[w] {
				again++
			}
		}
		if again > 0 && again*enough >= len(words) {
			return i
		}
	}
	return best
}

// longWords are the words of s that carry its matter: those of five letters or
// more, in lower case.
func longWords(s string) []string {
	const least = 5
	var out []string
	eachWord(s, func(start, end int) {
		if end-start >= least && len(out) < 400 {
			out = append(out, strings.ToLower(s[start:end]))
		}
	})
	return out
}

// datedBetween reports whether a date or byline stands between two lines: then
// the first is above the report's own head.
func (r *reader) datedBetween(i, j int) bool {
	for ; i < j; i++ {
		if role := r.units[i].role; role == readout.RoleTimestamp || role == readout.RoleByline {
			return true
		}
	}
	return false
}

// titleLike reports whether a line before the first paragraph can be a title:
// no full stop at its end, unless date or byline follow it.
func (r *reader) titleLike(i, first int) bool {
	const longest = 35 // words
	u := &r.units[i]
	line := r.in(i)
	link := u.rule == "furniture.related-link" && i == 0
	if !r.free(i) && !link || u.words > longest || !hasText(line) || startsLower(line) {
		return false
	}
	if strings.HasSuffix(line, ":") || strings.HasSuffix(line, ",") {
		return false
	}
	if strings.HasSuffix(strings.TrimRight(line, closers), ".") && !strings.HasSuffix(line, "..") {
		next := i + 1
		return next < first && (r.units[next].role == readout.RoleTimestamp || r.units[next].role == readout.RoleByline)
	}
	return true
}

// subtitle takes the line under the title, with nothing but furniture between.
func (r *reader) subtitle(title, first int) {
	const shortest = 4 // words
	if title < 0 || r.res.Subtitle.Text != "" {
		return
	}
	for i := title + 1; i < first; i++ {
		if !r.free(i) {
			continue
		}
		u := &r.units[i]
		if letters(r.in(i)) == letters(r.res.Title.Text) {
			r.label(i, readout.RoleTitle, "plain.title-again")
			continue
		}
		if u.words < shortest || strings.HasSuffix(r.in(i), ":") || u.stop && !r.ownBelow(i, first) {
			return
		}
		r.label(i, readout.RoleSubtitle, "plain.standfirst")
		r.res.Subtitle = r.found(u.span, "plain.standfirst", "line under the title")
		return
	}
}

// ownBelow reports whether a date, byline or caption stands between unit i and
// the first paragraph.
func (r *reader) ownBelow(i, first int) bool {
	for i++; i < first; i++ {
		switch r.units[i].role {
		case readout.RoleByline, readout.RoleTimestamp, readout.RoleCaption, readout.RoleCredit:
			return true
		}
	}
	return false
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
