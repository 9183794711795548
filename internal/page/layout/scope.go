package layout

import (
	"strings"
	"sync"

	"readout/lexicon"
)

// openers are the headings under which furniture stands.
type openers struct {
	whole    map[string]bool
	patterns [][2]string // how it starts and how it ends
}

var headingWords = sync.OnceValue(func() openers {
	f, err := lexicon.Open("layout-headings.txt")
	if err != nil {
		panic(err) // an embedded file that a test has read
	}
	o := openers{whole: map[string]bool{}}
	for _, e := range f.Entries {
		start, end, ok := strings.Cut(e.Field(0), "*")
		if !ok {
			o.whole[start] = true
			continue
		}
		o.patterns = append(o.patterns, [2]string{start, end})
		if end == "" {
			o.whole[strings.TrimSpace(start)] = true
		}
	}
	return o
})

// longestOpener is the number of words from which a heading is a headline,
// whatever it begins with.
const longestOpener = 7

func (o *openers) has(text string, words int) bool {
	if words > longestOpener {
		return false
	}
	s := strings.ToLower(strings.Trim(text, " :.…!»›>-–—|"))
	s = strings.ReplaceAll(s, "’", "'")
	if o.whole[s] {
		return true
	}
	for _, p := range o.patterns {
		if len(s) > len(p[0])+len(p[1]) && strings.HasPrefix(s, p[0]) && strings.HasSuffix(s, p[1]) {
			return true
		}
	}
	return false
}

// mostScope is the percent of a page's prose above which a heading is none of
// furniture, whatever it says.
const mostScope = 40

// scopes finds what stands under a heading of furniture: all that follows in
// the element that the heading opens or divides, up to prose that is the
// heading's own neighbour. A box in the midst of a report ends with its element,
// or where the report goes on.
func (j *judging) scopes() {
	words, all := headingWords(), 0
	for i := range j.segs {
		all += j.prose(i)
	}
	for i := range j.segs {
		sg := &j.segs[i]
		if j.under[i] || sg.links > 0 && sg.kind != heading || sg.kind == item || sg.kind == cell || sg.kind == para && sg.marks.has(markBody) && j.words[i] > 4 {
			continue
		}
		if !(sg.kind == heading && j.own(sg.elem).has(markRelated|markComment)) && !words.has(sg.text, j.words[i]) {
			continue
		}
		in := j.scope(i)
		n := 0
		for _, k := range in {
			n += j.prose(k)
		}
		if 100*n > mostScope*all {
			continue
		}
		for _, k := range in {
			j.under[k] = true
		}
	}
}

// own is the marks of element e alone.
func (j *judging) own(e int) mark { return j.elems[e].own }

// scope lists the segments under heading i, and the heading: to the end of the
// box that it opens; where it stands in the midst of one, to the next prose.
func (j *judging) scope(i int) []int {
	box, inner := j.segs[i].elem, j.segs[i].elem
	for box > 0 && j.elems[box].first == i && j.elems[box].last == i+1 {
		inner, box = box, j.elems[box].parent
	}
	if box == inner {
		return nil
	}
	in := []int{i}
	opens := j.elems[box].first == i // a box of its own
	for k := i + 1; k < j.elems[box].last; k++ {
		if !opens && j.prose(k) > 0 && (j.elems[j.segs[k].elem].parent == box || j.segs[k].elem == box) && !j.card[k] {
			break
		}
		in = append(in, k)
	}
	return in
}
