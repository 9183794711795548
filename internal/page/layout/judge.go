package layout

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// judge says which segments are the body of the report.
//
// The report is taken to be the page's largest stretch of prose in one place:
// prose is weighed, the smallest element that holds most of the weight is the
// container, and inside it everything is body but what its class, its links or
// its place at the ends tell apart.
func judge(root *html.Node, p *page) []bool {
	j := newJudge(root, p)
	body := make([]bool, len(p.segs))
	if j.total > 0 {
		h := j.mainHeading(root)
		j.accept(j.container(h), body)
		j.trim(body)
		j.lead(h, body)
		j.abide(body)
	}
	for i := range p.segs {
		p.segs[i].other = !body[i] && (j.card[i] || j.under[i])
	}
	return body
}

// judging is the evidence on a page.
type judging struct {
	*page
	words  []int  // of each segment
	weight []int  // prose weight of each segment, in words
	sums   []int  // sums[i] is the weight before segment i
	total  int    // of the page
	card   []bool // segments that stand in a row of cards
	blind  bool   // marks of furniture mislead on this page
	under  []bool // segments under a heading of furniture
	stated []bool // segments that stand in the body that the page's own data state
}

// Limits of prose, in words; read off the development pages.
const (
	proseWords = 10  // fewer are a label unless they end as a sentence does
	mostWords  = 120 // a longer paragraph weighs no more
	bodyGain   = 3   // how much more a word weighs where a class says "article body"
	statedGain = 3   // and how much more still where the page's data state it as such
	holdShare  = 75  // percent of the weight that the container holds
)

func newJudge(root *html.Node, p *page) *judging {
	j := &judging{page: p, words: make([]int, len(p.segs)), weight: make([]int, len(p.segs)), sums: make([]int, len(p.segs)+1)}
	for i := range p.segs {
		j.words[i] = countWords(p.segs[i].text)
	}
	j.void()
	j.align(statedBody(root))
	j.cards()
	j.scopes()
	j.add()
	if j.total == 0 { // all prose is marked as furniture: then the marks mislead
		j.blind = true
		j.add()
	}
	return j
}

// add weighs the segments.
func (j *judging) add() {
	for i := range j.segs {
		j.weight[i] = j.weigh(i)
		j.sums[i+1] = j.sums[i] + j.weight[i]
	}
	j.total = j.sums[len(j.segs)]
}

// Limits of the alignment with a stated body.
const (
	statedBytes = 250 // a shorter one is a summary
	statedHit   = 20  // bytes of norm from which words are no chance
	statedShare = 60  // percent of it that must be found on the page to be believed
)

// align finds the segments whose words stand in the stated body.
func (j *judging) align(stated string) {
	j.stated = make([]bool, len(j.segs))
	if len(stated) < statedBytes {
		return
	}
	hit := 0
	for i := range j.segs {
		n := norm(j.segs[i].text)
		if states(stated, n) {
			j.stated[i] = true
			hit += len(n)
		}
	}
	if 100*hit < statedShare*len(stated) {
		clear(j.stated)
	}
}

// states reports whether the stated body holds the words: all of them, or two of
// three samples, for the two may differ in an entity or a footnote.
func states(stated, n string) bool {
	if len(n) < statedHit {
		return false
	}
	if strings.Contains(stated, n) {
		return true
	}
	if len(n) < 4*statedHit {
		return false
	}
	hits := 0
	for _, at := range []int{0, (len(n) - statedHit) / 2, len(n) - statedHit} {
		if strings.Contains(stated, n[at:at+statedHit]) {
			hits++
		}
	}
	return hits >= 2
}

// countWords counts words; of scripts that set none apart, two letters count as
// one.
func countWords(s string) int {
	n, wide, in := 0, 0, false
	for _, r := range s {
		space := r == ' ' || r == '\n'
		if !space && !in {
			n++
		}
		in = !space
		if r >= 0x2E80 && r < 0xA000 || r >= 0xAC00 && r < 0xD7B0 || r >= 0x0E00 && r < 0x0E80 {
			wide++
		}
	}
	return n + wide/2
}

// unlinked is the number of words of segment i outside links.
func (j *judging) unlinked(i int) int {
	sg := &j.segs[i]
	return j.words[i] * (len(sg.text) - min(sg.linked, len(sg.text))) / len(sg.text)
}

// prose is the number of words of segment i that read as running text.
func (j *judging) prose(i int) int {
	sg := &j.segs[i]
	n := j.unlinked(i)
	if sg.kind == heading || n < proseWords || n < 25 && !ends(sg.text) {
		return 0
	}
	return min(n, mostWords)
}

// ends reports whether the text ends as a sentence does.
func ends(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] 」』）\u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;,。！？、：।؟۔", r)
}

func (j *judging) weigh(i int) int {
	sg, n := &j.segs[i], j.prose(i)
	switch {
	case j.stated[i]:
		return n * bodyGain * statedGain
	case j.card[i], j.under[i], sg.marks.has(hardFurniture):
		return 0
	case j.blind:
		return n
	case j.boxCaption(i):
		return 0
	case sg.marks.has(furnished | markCaption | markFigcaption | markCredit | markCorrection | markButton):
		return 0
	case sg.marks.has(markAside | markPullquote):
		return 0
	case sg.marks.has(markBody):
		return n * bodyGain
	case sg.kind == item:
		return n / 2
	case sg.marks.has(markLede | markKicker | markHeader):
		return n / 2
	}
	return n
}

// voidShare is the percent of a page's prose from which an element is no
// furniture, whatever its class says.
const voidShare = 60

// void takes back the marks of furniture from elements that hold most of the
// prose and a main heading: the classes of outer elements name all that stands
// in them.
func (j *judging) void() {
	sums := make([]int, len(j.segs)+1)
	heads := make([]int, len(j.segs)+1)
	for i := range j.segs {
		sums[i+1], heads[i+1] = sums[i]+j.prose(i), heads[i]
		if j.segs[i].level == 1 {
			heads[i+1]++
		}
	}
	all := sums[len(j.segs)]
	common := j.common(all)
	j.innermost(sums)
	old := make([]mark, len(j.elems))
	for e := range j.elems {
		el := &j.elems[e]
		old[e] = el.marks
		if el.last > el.first && 100*(sums[el.last]-sums[el.first]) >= voidShare*all {
			if (heads[el.last] > heads[el.first] || !el.own.has(markComment)) && !j.bodyBeside(e, all) {
				el.own &^= furnished | markAside | markCaption | markPullquote | markFigcaption | markLede | markHeader | markGallery | markVideo
			}
		}
		el.own &^= common
		el.marks = el.own
		if el.parent >= 0 {
			el.marks = inherit(el.own, j.elems[el.parent].marks)
		}
	}
	for i := range j.segs {
		sg := &j.segs[i]
		sg.marks = sg.marks&^old[sg.elem] | j.elems[sg.elem].marks
	}
}

// innermost takes the body mark from elements that hold another so marked with
// at least half of their prose.
func (j *judging) innermost(sums []int) {
	inner := make([]int, len(j.elems)) // most prose of a body inside
	for e := len(j.elems) - 1; e > 0; e-- {
		el := &j.elems[e]
		if !el.own.has(markBody) {
			inner[el.parent] = max(inner[el.parent], inner[e])
			continue
		}
		n := 0
		if el.last > el.first {
			n = sums[el.last] - sums[el.first]
		}
		if inner[e] > 0 && 2*inner[e] >= n {
			el.own &^= markBody
			n = inner[e]
		}
		inner[el.parent] = max(inner[el.parent], n)
	}
}

// hardFurniture are the marks that never mislead.
const hardFurniture = markComment | markCookie | markFooter | markForm

// bodyBeside reports whether a body stands outside element e and none inside.
func (j *judging) bodyBeside(e, all int) bool {
	outside := 0
	el := &j.elems[e]
	for i := range j.segs {
		if !j.segs[i].marks.has(markBody) {
			continue
		}
		if el.first <= i && i < el.last {
			return false
		}
		outside += j.prose(i)
	}
	return 10*outside >= all
}

// common are the marks of furniture that most of the prose bears: here they
// mean something else ("paywall" on every paragraph).
func (j *judging) common(all int) mark {
	var m mark
	for bit := mark(1); bit < markArticle; bit <<= 1 {
		if !(furnished&^(markComment|markRelated|markFooter|markNav) | markCaption | markCredit | markByline | markTime | markTitle | markPullquote).has(bit) {
			continue
		}
		n, beside := 0, 0
		for i := range j.segs {
			switch sg := &j.segs[i]; {
			case sg.marks.has(bit):
				n += j.prose(i)
			case sg.marks.has(markBody):
				beside += j.prose(i)
			}
		}
		if n > 0 && 100*n >= voidShare*all && 10*beside < all {
			m |= bit
		}
	}
	return m
}

func (j *judging) mass(e int) int { return j.sums[j.elems[e].last] - j.sums[j.elems[e].first] }

// container is the smallest element that holds most of the weight, or a larger
// one where its neighbours are of its kind. h is the main heading, -1 for none.
func (j *judging) container(h int) int {
	best := 0
	for e := range j.elems {
		if 100*j.mass(e) >= holdShare*j.total && j.elems[e].depth > j.elems[best].depth {
			best = e
		}
	}
	best = j.headed(h, best)
	for p := j.elems[best].parent; p >= 0 && (j.elems[p].marks.has(markBody) || j.hasTwin(p, best)); p = j.elems[best].parent {
		best = p
	}
	return best
}

// hasTwin reports whether element p has another child with the class of its
// child e, which bears weight too: a body in two containers.
func (j *judging) hasTwin(p, e int) bool {
	k := kin(j.elems[e].node)
	if !strings.Contains(k, " ") || j.elems[e].node.DataAtom == atom.Article {
		return false
	}
	for _, u := range j.units(p) {
		if u.elem >= 0 && u.elem != e && u.mass > 0 && u.kin == k {
			return true
		}
	}
	return false
}

// headed returns the article under the main heading h, where the container
// found holds many pieces instead of which none is much longer: a short report
// above rows of others.
func (j *judging) headed(h, c int) int {
	if h < 0 {
		return c
	}
	e := j.segs[h].elem
	for e > 0 && !(j.elems[e].node.DataAtom == atom.Article && j.mass(e) > 0) {
		e = j.elems[e].parent
	}
	if el := &j.elems[e]; e <= 0 || j.elems[c].first <= h && h < j.elems[c].last || el.first <= j.elems[c].first && j.elems[c].last <= el.last {
		return c
	}
	most := 0
	for _, u := range j.units(c) {
		most = max(most, u.mass)
	}
	if 3*j.mass(e) < 2*most {
		return c
	}
	return e
}

// lead takes in paragraphs between the main heading and the body, and those
// that the page's data state, wherever they stand.
func (j *judging) lead(h int, body []bool) {
	first := slices.Index(body, true)
	for i := range body {
		sg := &j.segs[i]
		if body[i] || j.weight[i] == 0 || sg.kind != para || sg.marks.has(offBody|markSummary|markLede) {
			continue
		}
		if j.stated[i] || 0 <= h && h < i && i < first && first-i <= leadReach && 4*sg.linked < len(sg.text) {
			body[i] = true
		}
	}
}

// leadReach is how many segments may stand between a lead and the rest.
const leadReach = 12

// mainHeading is the first h1 that has the words of the page's <title>; -1 for
// none.
func (j *judging) mainHeading(root *html.Node) int {
	title := ""
	for n := root; n != nil && title == ""; n = next(n, root) {
		if n.DataAtom == atom.Title && n.FirstChild != nil {
			title = norm(n.FirstChild.Data)
		}
	}
	for i := range j.segs {
		if n := ""; j.segs[i].level == 1 && title != "" {
			if n = norm(j.segs[i].text); n != "" && strings.Contains(title, n) {
				return i
			}
		}
	}
	return -1
}

// accept marks the segments of container c that are body. Its children are
// taken or left whole: the largest, those of its class, those between them,
// and those at the ends that weigh enough.
func (j *judging) accept(c int, body []bool) {
	units := j.units(c)
	first, last := j.core(units)
	for i := range units {
		u := &units[i]
		if i < first && !j.opens(u) || i > last && !j.follows(u) {
			continue
		}
		for k := u.first; k < u.last; k++ {
			body[k] = j.isBody(k)
		}
	}
}

// unit is a child of the container, or a run of its own words.
type unit struct {
	elem        int // -1 for loose words
	first, last int // segments
	mass        int
	kin         string // tag and class: units of one kin are alike
}

func (j *judging) units(c int) []unit {
	var us []unit
	at := j.elems[c].first
	loose := func(to int) {
		for ; at < to; at++ {
			us = append(us, unit{elem: -1, first: at, last: at + 1, mass: j.weight[at], kin: "p"})
		}
	}
	for e := c + 1; e < len(j.elems) && j.elems[e].first < j.elems[c].last; e++ {
		el := &j.elems[e]
		if el.parent != c || el.first == el.last {
			continue
		}
		loose(el.first)
		us = append(us, unit{e, el.first, el.last, j.mass(e), kin(el.node)})
		at = el.last
	}
	loose(j.elems[c].last)
	return us
}

// plainTags are the tags of running text, which are of one kin whatever their
// class.
var plainTags = map[atom.Atom]bool{
	atom.P: true, atom.Ul: true, atom.Ol: true, atom.Blockquote: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.Pre: true, atom.Table: true, atom.Figure: true,
}

func kin(n *html.Node) string {
	if plainTags[n.DataAtom] {
		return "p"
	}
	return class(n)
}

// core is the range of units from the first to the last that is of the kin of
// the weightiest kin.
func (j *judging) core(us []unit) (first, last int) {
	sum := map[string]int{}
	best := ""
	for _, u := range us {
		sum[u.kin] += u.mass
		if sum[u.kin] > sum[best] || best == "" {
			best = u.kin
		}
	}
	first, last = len(us), -1
	for i, u := range us {
		if u.kin == best && u.mass > 0 {
			first, last = min(first, i), i
		}
	}
	return first, last
}

// endShare is the percent of the page's weight from which a unit after the core
// is body; before it any prose is, for a lead often stands apart.
const endShare = 12

func (j *judging) opens(u *unit) bool { return u.mass > 0 }

func (j *judging) follows(u *unit) bool {
	return u.kin == "p" || 100*u.mass >= endShare*j.total
}

// offBody are the marks of what is never body.
const offBody = furnished | markCaption | markFigcaption | markCredit | markButton | markPullquote | markTitle | markTime | markByline | markVideo

func (j *judging) isBody(i int) bool {
	sg := &j.segs[i]
	if sg.marks.has(markEmbed) && sg.marks.has(markQuote) && !sg.marks.has(offBody&^(markEmbed|markShare)) {
		return true // a post that the report quotes
	}
	if j.boxCaption(i) {
		return false
	}
	if j.stated[i] && j.prose(i) > 0 && !sg.marks.has(markFigcaption|markCaption) {
		return true
	}
	if j.card[i] || j.under[i] || sg.marks.has(offBody) && !j.blind || sg.marks.has(hardFurniture) {
		return false
	}
	if sg.marks.has(markAside) && j.prose(i) == 0 {
		return false
	}
	if sg.kind == item || sg.kind == cell {
		return j.openList(sg.elem)
	}
	if 2*sg.linked > len(sg.text) {
		return sg.kind == para && ends(sg.text) && j.words[i] >= proseWords
	}
	return true
}

// openList reports whether the list around element e is mostly words, not links.
func (j *judging) openList(e int) bool {
	for e > 0 && !lists[j.elems[e].node.DataAtom] && j.elems[e].node.DataAtom != atom.Table {
		e = j.elems[e].parent
	}
	text, linked := 0, 0
	for i := j.elems[e].first; i < j.elems[e].last; i++ {
		text += len(j.segs[i].text)
		linked += j.segs[i].linked
	}
	return 2*linked < text
}

// trim takes the ends off: what stands before the first prose and after the
// last, but for lines that run on from it.
func (j *judging) trim(body []bool) {
	first, last := 0, len(body)-1
	for first < len(body) && (j.weight[first] == 0 || !body[first]) {
		first++
	}
	for last >= 0 && (j.weight[last] == 0 || !body[last]) {
		last--
	}
	if last < 0 {
		clear(body)
		return
	}
	head, tail := j.segs[first].elem, j.segs[last].elem
	for first > 0 && body[first-1] && j.runsOn(first-1, head) {
		first--
	}
	for n := 1; last+n < len(body) && body[last+n]; n++ {
		if j.segs[last+n].kind != heading && j.runsOn(last+n, tail) {
			last, n = last+n, 0
		}
	}
	for i := range body {
		body[i] = body[i] && first <= i && i <= last
	}
}

// runsOn reports whether a line without weight may be the first or last of the
// body, whose nearest prose stands in element e: a short sentence beside it, or
// an entry of a list of words.
func (j *judging) runsOn(i, e int) bool {
	sg := &j.segs[i]
	beside := !sg.loose && j.elems[sg.elem].parent == j.elems[e].parent
	switch {
	case sg.marks.has(markEmbed):
		return true
	case 2*sg.linked > len(sg.text):
		return sg.kind == item || beside && ends(sg.text) && j.words[i] >= proseWords
	case j.stated[i]:
		return true
	case sg.marks.has(markBody) && (sg.kind != para || !sg.loose):
		return true
	}
	return sg.kind == para && (sg.elem == e && sg.linked == 0 || beside && ends(sg.text))
}

// abide takes back paragraphs that the page's stated body leaves out, where it
// leaves out little else.
func (j *judging) abide(body []bool) {
	in, out := 0, 0
	for i := range body {
		switch {
		case !body[i]:
		case j.stated[i]:
			in += len(j.segs[i].text)
		default:
			out += len(j.segs[i].text)
		}
	}
	if 100*out > leftShare*(in+out) {
		return
	}
	for i := range body {
		if body[i] && !j.stated[i] && j.prose(i) > 0 && j.segs[i].kind == para && !j.segs[i].marks.has(markQuote) {
			body[i] = false
		}
	}
}

// leftShare is the percent of the body from which a stated body that leaves it
// out is not the whole.
const leftShare = 20
