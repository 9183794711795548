package layout

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mass is the weight under element e.
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
	if best = j.headed(h, best); j.isParagraph(best) {
		best = j.elems[best].parent // a report of one long paragraph: the short ones stand beside it
	}
	for p := j.elems[best].parent; p >= 0 && (j.elems[p].marks.has(markBody) || j.hasTwin(p, best)); p = j.elems[best].parent {
		best = p
	}
	return best
}

// isParagraph reports whether element e is one paragraph of several: a <p>, or
// a <div> of one block beside others that are sentences.
func (j *judging) isParagraph(e int) bool {
	el := &j.elems[e]
	if el.parent < 0 || el.node.DataAtom == atom.P {
		return el.parent >= 0
	}
	if el.node.DataAtom != atom.Div || el.last-el.first != 1 {
		return false
	}
	k := kin(el.node)
	for _, u := range j.units(el.parent) {
		if u.elem != e && u.kin == k && u.last-u.first == 1 && j.segs[u.first].links == 0 && ends(j.segs[u.first].text) {
			return true
		}
	}
	return false
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
func (j *judging) accept(c, h int, body []bool) {
	units := j.units(c)
	first, last, kin := j.core(units)
	one := j.oneReport(units, h)
	for i := range units {
		u := &units[i]
		if one >= 0 && i != one && j.titled(u) {
			continue // the next report of an endless page
		}
		line := u.kin == kin && u.last-u.first == 1 && ends(j.segs[u.first].text) // of few words, and like the rest
		if i < first && !line && !j.opens(u) || i > last && !line && !j.follows(u) {
			continue
		}
		for k := u.first; k < u.last; k++ {
			body[k] = j.isBody(k)
		}
	}
}

// oneReport is the unit of the page's report where several have a main heading
// each; -1 where at most one has. h is the page's main heading.
func (j *judging) oneReport(us []unit, h int) int {
	one, n := -1, 0
	for i := range us {
		if !j.titled(&us[i]) {
			continue
		}
		if n++; one < 0 || us[i].first <= h && h < us[i].last {
			one = i
		}
	}
	if n < 2 {
		return -1
	}
	return one
}

// titled reports whether a unit is prose under a main heading of its own.
func (j *judging) titled(u *unit) bool {
	if u.elem < 0 || u.mass == 0 || plainTags[j.elems[u.elem].node.DataAtom] {
		return false
	}
	for i := u.first; i < u.last; i++ {
		if j.segs[i].level == 1 {
			return true
		}
	}
	return false
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
// the weightiest kin, and that kin.
func (j *judging) core(us []unit) (first, last int, kin string) {
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
	return first, last, best
}

// endShare is the percent of the page's weight from which a unit after the core
// is body; before it any prose is, for a lead often stands apart.
const endShare = 12

// opens and follows say whether a unit before the core and after it is body, as
// far as trim lets it be.
func (j *judging) opens(u *unit) bool { return u.mass > 0 || u.kin == "p" }

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
	if sg.head != headNone {
		return false
	}
	if 2*sg.linked > len(sg.text) && !sg.leadsOn() {
		return sg.kind == para && ends(sg.text) && j.words[i] >= proseWords
	}
	return true
}

// openList reports whether the list or table around element e is mostly words,
// not links.
func (j *judging) openList(e int) bool {
	for e > 0 && !lists[j.elems[e].node.DataAtom] && j.elems[e].node.DataAtom != atom.Table {
		e = j.elems[e].parent
	}
	if open, known := j.lists[e]; known {
		return open
	}
	text, linked := 0, 0
	for i := j.elems[e].first; i < j.elems[e].last; i++ {
		text += len(j.segs[i].text)
		linked += j.segs[i].linked
	}
	j.lists[e] = 2*linked < text
	return j.lists[e]
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
	for i := first - 1; i >= 0 && first-i <= endGap; i-- {
		if body[i] && j.runsOn(i, head) {
			first = i
		}
	}
	for i := last + 1; i < len(body) && i-last <= endGap; i++ {
		if body[i] && j.segs[i].kind != heading && j.runsOn(i, tail) {
			last = i
		}
	}
	for i := range body {
		body[i] = body[i] && first <= i && i <= last
	}
}

// endGap is how far the next line of a body may stand from its end: a heading,
// a picture or an advertisement may stand between.
const endGap = 3

// runsOn reports whether a line without weight may be the first or last of the
// body, whose nearest prose stands in element e: a short sentence beside it, or
// an entry of a list of words.
func (j *judging) runsOn(i, e int) bool {
	sg := &j.segs[i]
	beside := j.beside(i, e)
	switch {
	case sg.marks.has(markEmbed):
		return true
	case 2*sg.linked > len(sg.text) && !sg.leadsOn():
		return sg.kind == item || beside && ends(sg.text) && j.words[i] >= proseWords
	case j.stated[i]:
		return true
	case sg.marks.has(markBody) && (sg.kind != para || !sg.loose):
		return true
	}
	return sg.elem == e && sg.linked == 0 || (sg.kind == para || sg.kind == cell) && beside && sg.ends()
}

// beside reports whether segment i is a neighbour of the block element e: the
// same parent has both, and it is a paragraph or of the same kin; or it is
// loose words of that parent.
func (j *judging) beside(i, e int) bool {
	sg, parent := &j.segs[i], j.elems[e].parent
	if sg.elem == parent {
		return sg.loose
	}
	return j.elems[sg.elem].parent == parent && (!sg.loose || sg.links == 0 && kin(j.elems[sg.elem].node) == kin(j.elems[e].node))
}

// entries takes in the short entries beside the long ones, of a live page or a
// round-up: two or more units of one class hold prose and a heading or a time
// over it, and another of that class has a sentence that is no link.
func (j *judging) entries(c int, body []bool) {
	units := j.units(c)
	_, _, kin := j.core(units)
	long := 0
	for _, u := range units {
		if u.kin == kin && u.mass > 0 && u.last-u.first > 1 {
			long++
		}
	}
	if long < 2 || kin == "p" {
		return
	}
	for _, u := range units {
		if u.kin != kin || u.mass > 0 || u.last-u.first < 2 {
			continue
		}
		for i := u.first; i < u.last; i++ {
			sg := &j.segs[i]
			if !body[i] && sg.kind == para && !sg.loose && sg.links == 0 && j.words[i] >= shortWords && ends(sg.text) && j.isBody(i) {
				body[i] = true
				if i > u.first && j.segs[i-1].kind == heading {
					body[i-1] = j.isBody(i - 1)
				}
			}
		}
	}
}
