package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/internal/page/masthead"
)

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
	const many, paragraphs, enough, kept = 4, 5, 2, 5 // lines, paragraphs, a word in so many
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
		// The first line needs little to be kept, a later one much.
		if again > 0 && (i == best && again*kept >= len(words) || again*enough >= len(words)) {
			return i
		}
	}
	return best
}

// longWords are the first letters of the words of s that carry its matter:
// those of five letters or more, in lower case.
func longWords(s string) []string {
	const least = 5
	var out []string
	eachWord(s, func(start, end int) {
		if end-start >= least && len(out) < 400 {
			// Five letters tell visits from bridges, and not visits from visited.
			out = append(out, strings.ToLower(s[start:start+cutAt(s[start:end], least)]))
		}
	})
	return out
}

// cutAt is the end of the first n bytes of s, or a little more, on the border
// of a character.
func cutAt(s string, n int) int {
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return min(n, len(s))
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
		if u.words < shortest || strings.HasSuffix(r.in(i), ":") || u.stop && !r.ownBelow(i, first) || listNumber(r.in(i)) && i == first-1 {
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
