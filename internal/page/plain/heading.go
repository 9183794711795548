package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/internal/page/masthead"
)

// Lengths in words, from reading the heads of a thousand reports: crossheads
// are short, headlines of other reports longer, and a line without a full stop
// that is longer still is a paragraph that lost it.
const (
	longestCrosshead = 5
	longestSentence  = 12 // of a crosshead that is no headline
	longestHeadline  = 22
)

// headings tells crossheads and other reports' headlines from one-line
// paragraphs, between the first paragraph and the last.
func (r *reader) headings() {
	first, last := r.ends()
	if first < 0 || r.unstopped() {
		return
	}
	r.repeated(first, last)
	for i := first + 1; i < last; i++ {
		if r.headingLike(i) && r.underLinks(i) {
			r.label(i, readout.RoleRelatedLink, "plain.listed-link")
			continue
		}
		if n := r.listRun(i, last); n > 0 {
			i += n - 1
			continue
		}
		if !r.headingLike(i) || !r.followed(i, last) {
			continue
		}
		role, rule := r.heading(i)
		if role != readout.RoleNone {
			r.label(i, role, rule)
		}
	}
}

// underLinks reports whether a heading for other reports, or such a report,
// stands above unit i with nothing but a page's words between.
func (r *reader) underLinks(i int) bool {
	const look = 4 // units
	for j := i - 1; j >= 0 && j >= i-look; j-- {
		switch u := &r.units[j]; {
		case u.rule == "furniture.related-heading" || u.rule == "plain.listed-link":
			return true
		case u.role != readout.RoleNavigation || u.rule == "furniture.advert":
			return false
		}
	}
	return false
}

// teasers labels the headlines and their first sentences that stand under a
// heading such as "More stories" at a page's end. Where two paragraphs follow
// one another the report goes on, and nothing is labelled.
func (r *reader) teasers() {
	for i := range r.units {
		if r.units[i].rule != "furniture.related-heading" {
			continue
		}
		if end := r.teasersEnd(i + 1); end > i+2 {
			for j := i + 1; j < end; j++ {
				if r.free(j) {
					r.label(j, readout.RoleRelatedLink, "plain.teaser")
				}
			}
			return
		}
	}
}

// teasersEnd is the end of the text where headlines and single short paragraphs
// alternate from unit i to it, furniture aside; else 0.
func (r *reader) teasersEnd(i int) int {
	const longest = 45 // words of a teaser
	headline, teasers := false, 0
	for ; i < len(r.units); i++ {
		switch {
		case !r.free(i):
			headline = false
		case r.headingLike(i):
			headline = true
		case headline && r.units[i].words <= longest:
			headline = false
			teasers++
		default:
			return 0
		}
	}
	if teasers == 0 {
		return 0
	}
	return i
}

// unstopped reports whether the text's long paragraphs often lack a full stop,
// so that its absence tells nothing of a short one.
func (r *reader) unstopped() bool {
	const long = 14
	all, without := 0, 0
	for i := range r.units {
		if u := &r.units[i]; r.free(i) && u.words >= long {
			all++
			if !u.stop && !strings.HasSuffix(r.in(i), ":") {
				without++
			}
		}
	}
	return without*4 > all && without > 1
}

// repeated labels a headline that stands twice in a row: a link with picture
// and text, or a video and its caption.
func (r *reader) repeated(first, last int) {
	for i := first + 1; i+1 < last; i++ {
		if r.headingLike(i) && r.headingLike(i+1) && r.in(i) == r.in(i+1) {
			r.label(i, readout.RoleRelatedLink, "plain.doubled-headline")
			r.label(i+1, readout.RoleRelatedLink, "plain.doubled-headline")
		}
	}
}

// listRun is how many units from i on are items of a list: three or more short
// lines without a full stop one after another. They stay with the report.
func (r *reader) listRun(i, last int) int {
	const run = 3
	n := 0
	for i+n < last && r.headingLike(i+n) {
		n++
	}
	if n < run {
		return 0
	}
	return n
}

// headingLike reports whether unit i may be a heading by its form.
func (r *reader) headingLike(i int) bool {
	if !r.free(i) {
		return false
	}
	u := &r.units[i]
	line := r.in(i)
	if u.words > longestHeadline || !hasText(line) || startsLower(line) {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, closers))
	if strings.ContainsRune(".!…:,;—–-", end) {
		return false
	}
	if listItem(line) && !numbered(line) || sentenceInside(line) {
		return false
	}
	return !u.stop || end == '?'
}

// numbered reports whether a line opens with a number, as headings in a list of
// points do: "3. The price of grain".
func numbered(line string) bool { return line[0] >= '0' && line[0] <= '9' }

// sentenceInside reports whether a sentence ends within the line: then it is no
// heading, whatever stands at its end ("That is all for today. — Your editor").
func sentenceInside(line string) bool {
	for i := 5; i+2 < len(line); i++ {
		if strings.IndexByte(".!?", line[i]) >= 0 && line[i+1] == ' ' && lower(line[i-1]) && lower(line[i-2]) && lower(line[i-3]) && !startsLower(line[i+2:]) {
			return true
		}
	}
	return false
}

// followed reports whether a paragraph comes after unit i with nothing but
// furniture and one more heading between.
func (r *reader) followed(i, last int) bool {
	for j, skipped := i+1, 0; j <= last; j++ {
		if !r.free(j) && r.units[j].role != readout.RoleQuote {
			continue
		}
		if r.paragraph(j) || r.units[j].stop {
			return true
		}
		if skipped++; skipped > 1 {
			return false
		}
	}
	return false
}

// heading decides what a line is that has the form of a heading.
func (r *reader) heading(i int) (readout.Role, string) {
	line, words := r.in(i), r.units[i].words
	if _, ok := masthead.ParseByline(line, false); ok {
		return readout.RoleByline, "plain.byline-within"
	}
	opener, _, _ := strings.Cut(strings.ToLower(strings.Trim(firstField(line), "\"'“‘,")), "’")
	opener, _, _ = strings.Cut(opener, "'")
	quoted := strings.ContainsAny(line, "\"“”")
	caps := upperCase(line)
	switch {
	case fusedLabel(line):
		return readout.RoleRelatedLink, "plain.fused-label"
	case strings.HasSuffix(strings.TrimRight(line, closers), "?"):
		if words <= longestSentence && !quoted && r.words.asks[opener] && (opener[0] == 'w' && opener[1] == 'h' || opener == "how" || r.questions() > 1) {
			return readout.RoleCrosshead, "plain.question"
		}
		return readout.RoleNone, ""
	case caps && words > longestCrosshead:
		return readout.RoleRelatedLink, "plain.headline-within"
	case caps || words <= longestCrosshead && !r.words.openers[opener]:
		return readout.RoleCrosshead, "plain.crosshead"
	case headlineCase(line):
		if words <= longestCrosshead {
			return readout.RoleCrosshead, "plain.crosshead"
		}
		return readout.RoleRelatedLink, "plain.headline-within"
	case r.words.openers[opener] || words > longestSentence || quoted && words > longestCrosshead+2:
		return readout.RoleNone, ""
	}
	return readout.RoleCrosshead, "plain.crosshead"
}

// questions counts the lines of the text that are a question in the form of a
// heading. "Is he prepared?" alone is the writer's; where several stand, they
// part the report.
func (r *reader) questions() int {
	if r.asked > 0 {
		return r.asked - 1
	}
	n := 0
	for i := range r.units {
		u := &r.units[i]
		if u.words > longestSentence || u.role != readout.RoleNone && u.rule != "plain.question" || !strings.HasSuffix(r.in(i), "?") {
			continue
		}
		if opener, _, _ := strings.Cut(strings.ToLower(firstField(r.in(i))), "'"); r.words.asks[opener] {
			n++
		}
	}
	r.asked = n + 1
	return n
}

// fusedLabel reports whether a line opens with a label to which a headline was
// fused, as links between paragraphs come: "The report:Read the whole text".
func fusedLabel(line string) bool {
	const longest = 50 // bytes of a label
	i := strings.IndexByte(line, ':')
	return i > 0 && i < longest && i+2 < len(line) && lower(line[i-1]) && upper(line[i+1]) && lower(line[i+2])
}

func firstField(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	return s
}

// upperCase reports whether a line is written in capitals.
func upperCase(line string) bool {
	upper, lower := 0, 0
	for _, c := range line {
		switch {
		case unicode.IsUpper(c):
			upper++
		case unicode.IsLower(c):
			lower++
		}
	}
	return upper > 3 && lower*10 < upper
}

// headlineCase reports whether a line is written as English headlines are: its
// long words begin with capitals.
func headlineCase(line string) bool {
	const long = 4 // runes: shorter words keep a small letter in most houses
	upper, all := 0, 0
	for i, f := range strings.Fields(line) {
		f = strings.TrimLeft(f, "\"'“‘(")
		if utf8.RuneCountInString(f) < long || i == 0 {
			continue
		}
		c, _ := utf8.DecodeRuneInString(f)
		if !unicode.IsLetter(c) {
			continue
		}
		all++
		if unicode.IsUpper(c) {
			upper++
		}
	}
	return all >= 2 && upper*5 >= all*4
}
