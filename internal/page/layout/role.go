package layout

import (
	"strings"

	"golang.org/x/net/html/atom"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/page/masthead"
	"readout/internal/page/meta"
)

// lists are the elements whose children are one group of short lines.
var lists = map[atom.Atom]bool{
	atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Menu: true, atom.Select: true, atom.Tr: true,
}

// step is one way to a role.
type step struct {
	rule string
	says string
	role readout.Role
	fits func(l *labeller, i int) bool
}

// steps are tried in order; the first that fits gives the role.
var steps = []step{
	{"layout.title", "The words equal the page's title, or stand in its first main heading.", readout.RoleTitle, (*labeller).isTitle},
	{"layout.title-again", "The title's words stand here a second time.", readout.RoleNavigation, (*labeller).isTitleAgain},
	{"layout.subtitle", "The words equal the page's subtitle, or the page marks them as its summary.", readout.RoleSubtitle, (*labeller).isSubtitle},
	{"layout.correction", "The page marks the words as a correction.", readout.RoleCorrection, (*labeller).isCorrection},
	{"layout.credit", "The page marks the words as a credit.", readout.RoleCredit, (*labeller).isCredit},
	{"layout.caption", "The words stand in a figure's caption.", readout.RoleCaption, (*labeller).isCaption},
	{"layout.byline", "The page marks the line as naming its authors, or it names them and no more.", readout.RoleByline, (*labeller).isByline},
	{"layout.timestamp", "The line is a date, or the page marks it as one.", readout.RoleTimestamp, (*labeller).isTime},
	{"layout.pullquote", "The page sets words of the body a second time, for show.", readout.RoleNavigation, (*labeller).isPullquote},
	{"layout.crosshead", "A heading inside the body, or a few words in bold on a line of their own.", readout.RoleCrosshead, (*labeller).isCrosshead},
	{"layout.quote", "A block quotation inside the body.", readout.RoleQuote, (*labeller).isQuote},
	{"layout.body", "The words stand where the page's running text stands.", readout.RoleBody, (*labeller).isBody},
	{"layout.tail", "Index terms, rights or reader comments: what stands after a report.", readout.RoleTail, (*labeller).isTail},
	{"layout.related", "A heading, link or summary of another report.", readout.RoleRelatedLink, (*labeller).isRelated},
	{"layout.navigation", "Menus, forms, notices and all else that is not the report.", readout.RoleNavigation, func(*labeller, int) bool { return true }},
}

// Rules lists the rules of the package.
func Rules() []readout.Rule {
	rules := make([]readout.Rule, len(steps))
	for i, s := range steps {
		rules[i] = readout.Rule{ID: s.rule, Says: s.says}
	}
	return rules
}

// labeller gives each segment its role.
type labeller struct {
	*page
	body     []bool
	pg       meta.Page
	norms    []string
	title    int // segment, -1 for none
	subtitle int
	first    int // first and last segment of the body; first > last where there is none
	last     int
	authors  []string // norms
	running  string   // norm of the body's paragraphs
	pulled   int      // pull quotes looked up so far
}

// label returns the role of every segment and its rule. What the words alone
// tell comes before what their place tells, but after the title.
func label(p *page, body []bool, pg meta.Page, lex *furniture.Lexicon) []furniture.Label {
	l := newLabeller(p, body, pg)
	outlet := pg.Outlet.Value
	labels := make([]furniture.Label, len(p.segs))
	for i := range p.segs {
		if lex != nil && i != l.title && i != l.subtitle {
			line := p.segs[i].text
			if body[i] && p.segs[i].leadsOn() {
				line = line[:p.segs[i].plain] // the link at its end demotes itself alone
			}
			if lab, ok := lex.Line(line, outlet); ok && lab.Role != readout.RoleNone {
				labels[i] = lab
				continue
			}
		}
		for _, s := range steps {
			if s.fits(l, i) {
				labels[i] = furniture.Label{Role: s.role, Rule: s.rule}
				break
			}
		}
	}
	return labels
}

func newLabeller(p *page, body []bool, pg meta.Page) *labeller {
	l := &labeller{page: p, body: body, pg: pg, norms: make([]string, len(p.segs)), first: len(p.segs), last: -1}
	var running strings.Builder
	for i := range p.segs {
		l.norms[i] = norm(p.segs[i].text)
		if body[i] {
			l.first, l.last = min(l.first, i), i
			running.WriteString(l.norms[i])
		}
	}
	l.running = running.String()
	for _, a := range pg.Authors {
		l.authors = append(l.authors, norm(a))
	}
	l.title = l.findTitle()
	l.subtitle = l.findSubtitle()
	return l
}

// findTitle picks the segment of the title: the main heading that has its
// words, else any heading, else any line; where the page states no title, its
// last main heading before the body, or any heading right above it.
func (l *labeller) findTitle() int {
	for _, want := range []string{norm(l.pg.Title.Value), ""} {
		best, score := -1, 0
		for i := range l.segs {
			if s := l.titleScore(i, want); s > score {
				best, score = i, s
			}
		}
		if best >= 0 {
			return best
		}
	}
	for i := min(l.first, len(l.segs)) - 1; l.last >= 0 && i >= max(0, l.first-headReach); i-- {
		if sg := &l.segs[i]; sg.kind == heading && sg.links == 0 && !sg.marks.has(furnished) {
			return i
		}
	}
	return -1
}

func (l *labeller) titleScore(i int, want string) int {
	sg, s := &l.segs[i], 0
	switch {
	case want == "":
		if sg.level != 1 || l.last >= 0 && i > l.first {
			return 0
		}
		s = 10 + i*5/(l.first+1) // the last of them, where a site's name is one too
		if sg.links > 0 {
			s -= 5
		}
	case l.norms[i] == want:
		s = 20
	case sg.head == headTitle && want != "":
		s = 15
	case sg.kind == heading && alike(l.norms[i], want):
		s = 10
	default:
		return 0
	}
	if sg.kind == heading {
		s += 8 - sg.level
	}
	if sg.marks.has(markTitle) {
		s += 2
	}
	if sg.level != 1 && (sg.marks.has(markNav|markRelated|markFooter|markSide|markReader) || sg.links > 0 && sg.kind != heading) {
		return 0 // a link to the page itself, in its own lists
	}
	return s
}

// alike reports whether one norm is the other with a little more around it: a
// kicker before a headline, an outlet's name after it.
func alike(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return 5*len(a) >= 4*len(b) && a != "" && strings.Contains(b, a)
}

// subtitleReach is how many segments may stand between title and subtitle:
// bylines, dates and buttons for sharing.
const subtitleReach = 25

func (l *labeller) findSubtitle() int {
	want := norm(l.pg.Subtitle.Value)
	from := max(l.title, 0)
	for i := from; want != "" && i < min(len(l.segs), from+subtitleReach); i++ {
		if l.norms[i] == want && i != l.title {
			return i
		}
	}
	for i := from + 1; l.title >= 0 && i < min(len(l.segs), from+subtitleReach) && i <= l.first; i++ {
		sg := &l.segs[i]
		if l.norms[i] == l.norms[l.title] || l.body[i] || sg.marks.has(furnished|markCaption|markFigcaption|markByline) {
			continue
		}
		if sg.marks.has(markSummary|markLede) && len(sg.text) >= 40 && sg.linked*2 < len(sg.text) {
			return i
		}
	}
	return -1
}

// furnished are the marks of what is not the report.
const furnished = markAd | markBio | markComment | markCookie | markEmbed | markFooter | markNav | markPromo |
	markRelated | markShare | markSide | markTags | markTail | markReader | markForm

func (l *labeller) isTitle(i int) bool { return i == l.title }

// isSubtitle reports whether the segment is the subtitle, or another that the
// page marks as a summary between title and body.
func (l *labeller) isSubtitle(i int) bool {
	if i == l.subtitle || l.subtitle < 0 || i <= l.title || i > l.first {
		return i == l.subtitle
	}
	sg := &l.segs[i]
	return sg.marks.has(markSummary) && !sg.marks.has(furnished) && !l.body[i] && len(sg.text) >= 40 &&
		sg.links == 0 && !l.inSubtitle(i)
}

// inSubtitle reports whether the segment's words stand in the subtitle.
func (l *labeller) inSubtitle(i int) bool {
	return strings.Contains(l.norms[l.subtitle], l.norms[i])
}

func (l *labeller) isTitleAgain(i int) bool {
	return l.title >= 0 && l.norms[i] != "" && l.norms[i] == l.norms[l.title]
}

func (l *labeller) isCorrection(i int) bool {
	return l.segs[i].marks.has(markCorrection) && len(l.segs[i].text) >= 40
}

// shortLine is the longest line, in bytes, that a class may make a credit, a
// byline or a date: classes of whole pages name such things too.
const shortLine = 200

func (l *labeller) isCredit(i int) bool {
	sg := &l.segs[i]
	return sg.marks.has(markCredit) && len(sg.text) <= shortLine
}

func (l *labeller) isCaption(i int) bool {
	sg := &l.segs[i]
	if sg.marks.has(markGallery) && !l.body[i] && sg.linked == 0 && len(sg.text) >= proseBytes && !sg.marks.has(furnished) {
		return true // what a gallery says under its pictures
	}
	return l.boxCaption(i) && sg.kind == para && len(sg.text) >= proseBytes/2 || sg.marks.has(markFigcaption) || sg.marks.has(markCaption) && (!l.body[i] || !sg.marks.has(markBody) || l.ownCaption(i))
}

// ownCaption reports whether the caption's mark stands close by, within three
// elements.
func (l *labeller) ownCaption(i int) bool {
	e := l.segs[i].elem
	for n := 0; n < 3 && e >= 0; n++ {
		if l.elems[e].own.has(markCaption) {
			return true
		}
		e = l.elems[e].parent
	}
	return false
}

// above reports whether segment i stands between the title and the body, where
// a report speaks of itself; a little before the title, too.
func (l *labeller) above(i int) bool {
	return l.last >= 0 && i >= l.title-headReach && i <= l.first+1
}

// headReach is how many segments before its title a report may name its author
// or its date.
const headReach = 4

// notItself are the marks of what speaks of another report or person.
const notItself = markRelated | markComment | markNav | markAd | markFooter | markCookie

func (l *labeller) isByline(i int) bool {
	sg := &l.segs[i]
	if len(sg.text) > shortLine || l.body[i] && !l.above(i) {
		return false
	}
	if sg.head == headByline && !sg.marks.has(notItself) {
		return true
	}
	foreign := furnished &^ markForm
	if l.above(i) {
		foreign = notItself
	}
	if sg.marks.has(markByline) && !sg.marks.has(foreign) && !l.body[i] {
		return true
	}
	if sg.marks.has(notItself) || !l.above(i) && (i < l.first || i > l.last+headReach) {
		return false
	}
	if l.namesAuthors(i) {
		return true
	}
	if l.above(i) && strings.HasPrefix(sg.text, "By ") {
		_, ok := masthead.ParseByline(sg.text, false)
		return ok
	}
	return false
}

// namesAuthors reports whether the line is the authors' names and a date, with
// a word or two around them.
func (l *labeller) namesAuthors(i int) bool {
	n, rest := l.norms[i], l.segs[i].text
	for _, st := range masthead.Dates(rest, masthead.OrderUnknown) {
		n = strings.Replace(n, norm(st.Span.In(rest)), "", 1)
	}
	named := false
	for _, a := range l.authors {
		if a != "" && strings.Contains(n, a) {
			n, named = strings.Replace(n, a, "", 1), true
		}
	}
	return named && len(n) <= strayBytes
}

// strayBytes is how many letters a byline may have beside names and dates: "by",
// "and", "in Geneva".
const strayBytes = 12

func (l *labeller) isTime(i int) bool {
	sg := &l.segs[i]
	foreign := furnished
	if l.above(i) {
		foreign = notItself
	}
	if len(sg.text) > shortLine/2 || sg.marks.has(foreign) {
		return false
	}
	if clock(sg.text) || sg.marks.has(markTime) && !l.body[i] && strings.ContainsAny(sg.text, "0123456789") {
		return true
	}
	for _, st := range masthead.Dates(sg.text, masthead.OrderUnknown) {
		if st.Whole {
			return true
		}
	}
	return false
}

// clock reports whether a short line opens with a time of day, as the entries
// of a live page do: "21:00", "9.35am Key event".
func clock(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 4 || ends(s) {
		return false
	}
	w := strings.TrimRight(strings.ToLower(words[0]), "apm.")
	i := strings.IndexAny(w, ":.")
	if i < 1 || i > 2 || len(w) != i+3 {
		return false
	}
	for k, c := range []byte(w) {
		if k != i && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// mostPulled bounds the pull quotes that are looked up in the body: no report
// has more, and each costs a pass over it.
const mostPulled = 200

func (l *labeller) isPullquote(i int) bool {
	sg := &l.segs[i]
	if !sg.marks.has(markPullquote) || len(l.norms[i]) < 20 {
		return false
	}
	if l.pulled++; l.pulled > mostPulled {
		return !l.body[i]
	}
	return strings.Count(l.running, l.norms[i]) > 1 || !l.body[i] && strings.Contains(l.running, l.norms[i])
}

// isCrosshead reports whether the segment is a heading inside the body, by its
// tag or by being a few words in bold.
func (l *labeller) isCrosshead(i int) bool {
	sg := &l.segs[i]
	bold := sg.kind == para && sg.strong+2 >= len(sg.text) && len(sg.text) <= crossheadBytes && !ends(sg.text)
	return l.body[i] && (sg.kind == heading || bold)
}

// crossheadBytes is the longest line in bold that is a crosshead.
const crossheadBytes = 80

// isQuote reports whether the segment is a block quotation of the body, or a
// pull quote whose words the body does not have.
func (l *labeller) isQuote(i int) bool {
	sg := &l.segs[i]
	pulled := sg.marks.has(markPullquote) && !sg.marks.has(furnished) && l.first < i && i < l.last && len(sg.text) >= proseBytes
	return l.body[i] && sg.marks.has(markQuote) || pulled
}

func (l *labeller) isBody(i int) bool { return l.body[i] }

func (l *labeller) isTail(i int) bool {
	sg := &l.segs[i]
	return sg.marks.has(markTags|markTail|markComment) && !sg.marks.has(markNav) || strings.HasPrefix(sg.text, "©")
}

// headlineWords is the number of words from which a link reads as a headline
// rather than as a menu's entry.
const headlineWords = 5

func (l *labeller) isRelated(i int) bool {
	sg := &l.segs[i]
	if sg.marks.has(markForm | markCookie | markShare | markPromo) {
		return false
	}
	words := len(strings.Fields(sg.text))
	switch {
	case sg.links > 0 && 2*sg.linked >= len(sg.text):
		return words >= headlineWords
	case sg.marks.has(markRelated), sg.other && words >= headlineWords:
		return true
	}
	return sg.kind == heading && words >= headlineWords
}
