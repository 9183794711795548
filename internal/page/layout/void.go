package layout

// voidShare is the percent of a page's prose from which an element is no
// furniture, whatever its class says.
const voidShare = 60

// hardFurniture are the marks that never mislead.
const hardFurniture = markComment | markCookie | markFooter | markForm

// misleading are the marks that are taken back from elements that hold most of
// the prose.
const misleading = furnished | markAside | markCaption | markFigcaption | markPullquote | markLede | markHeader |
	markGallery | markVideo

// tally counts what stands before each segment: tally[b]-tally[a] is what
// stands in segs[a:b].
type tally []struct {
	prose  int // words of running text
	titles int // main headings
	bodies int // segments marked as body
	marked int // words of running text so marked
}

func (j *judging) tally() tally {
	t := make(tally, len(j.segs)+1)
	for i := range j.segs {
		sg, n := &j.segs[i], j.prose(i)
		t[i+1] = t[i]
		t[i+1].prose += n
		if sg.level == 1 {
			t[i+1].titles++
		}
		if sg.marks.has(markBody) {
			t[i+1].bodies++
			t[i+1].marked += n
		}
	}
	return t
}

// in is the prose of element el.
func (t tally) in(el *elem) int { return t[el.last].prose - t[el.first].prose }

// void takes back the marks of furniture from elements that hold most of the
// prose: the classes of outer elements name all that stands in them. Readers'
// comments may hold most of it in earnest, where no main heading stands in them.
func (j *judging) void() {
	t := j.tally()
	all := t[len(j.segs)].prose
	common := j.common(all)
	j.innermost(t)
	for e := range j.elems {
		el := &j.elems[e]
		titled := t[el.last].titles > t[el.first].titles
		if all > 0 && 100*t.in(el) >= voidShare*all && (titled || !el.own.has(markComment)) && !t.bodyBeside(el) {
			el.own &^= misleading
		}
		el.own &^= common
		el.marks = el.own
		if el.parent >= 0 {
			el.marks = inherit(el.own, j.elems[el.parent].marks)
		}
	}
	for i := range j.segs {
		sg := &j.segs[i]
		sg.marks = sg.inline | j.elems[sg.elem].marks
	}
}

// bodyBeside reports whether no body stands in element el, and one with a tenth
// of the prose outside.
func (t tally) bodyBeside(el *elem) bool {
	end := t[len(t)-1]
	return t[el.last].bodies == t[el.first].bodies && end.bodies > 0 && 10*end.marked >= end.prose
}

// innermost takes the body mark from elements that hold another so marked with
// at least half of their prose.
func (j *judging) innermost(t tally) {
	inner := make([]int, len(j.elems)) // most prose of a body inside
	for e := len(j.elems) - 1; e > 0; e-- {
		el := &j.elems[e]
		most := inner[e]
		if el.own.has(markBody) {
			if n := t.in(el); most > 0 && 2*most >= n {
				el.own &^= markBody
			} else {
				most = n
			}
		}
		inner[el.parent] = max(inner[el.parent], most)
	}
}

// notCommon are marks that most of the prose may bear in earnest.
const notCommon = markComment | markRelated | markFooter | markNav

// common are the marks of furniture that most of the prose bears: here they
// mean something else ("paywall" on every paragraph).
func (j *judging) common(all int) (m mark) {
	could := furnished&^notCommon | markCaption | markCredit | markByline | markTime | markTitle | markPullquote
	for bit := mark(1); bit < markArticle; bit <<= 1 {
		if !could.has(bit) {
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
