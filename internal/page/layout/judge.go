package layout

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
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
		c := j.container(h)
		j.accept(c, h, body)
		j.trim(body)
		j.entries(c, body)
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
	lists  map[int]bool
	least  int // words from which a segment is prose
}

// Limits of prose, in words; read off the development pages.
const (
	proseWords = 10  // fewer are a label
	longWords  = 25  // as many are prose whatever they end with
	mostWords  = 120 // a longer paragraph weighs no more
	bodyGain   = 3   // how much more a word weighs where a class says "article body"
	statedGain = 3   // and how much more still where the page's data state it as such
	holdShare  = 75  // percent of the weight that the container holds
)

func newJudge(root *html.Node, p *page) *judging {
	n := len(p.segs)
	j := &judging{
		page: p, words: make([]int, n), weight: make([]int, n), sums: make([]int, n+1),
		card: make([]bool, n), under: make([]bool, n), stated: make([]bool, n),
		lists: map[int]bool{}, least: proseWords,
	}
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
	if j.total == 0 && n <= shortPage { // an entry of a live page, a bulletin of one line
		j.blind, j.least = false, shortWords
		j.add()
	}
	return j
}

// A page of few segments without a paragraph may be a short report.
const (
	shortPage  = 40 // segments
	shortWords = 3  // words of a sentence
)

// add weighs the segments.
func (j *judging) add() {
	for i := range j.segs {
		j.weight[i] = j.weigh(i)
		j.sums[i+1] = j.sums[i] + j.weight[i]
	}
	j.total = j.sums[len(j.segs)]
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
	if sg.linked == len(sg.text)-sg.plain { // no link but at its end
		return countWords(sg.text[:sg.plain])
	}
	return j.words[i] * (len(sg.text) - min(sg.linked, len(sg.text))) / len(sg.text)
}

// prose is the number of words of segment i that read as running text.
func (j *judging) prose(i int) int {
	sg := &j.segs[i]
	n := j.unlinked(i)
	if sg.kind == heading || sg.head != headNone || n < j.least || n < longWords && !sg.ends() {
		return 0
	}
	return min(n, mostWords)
}

// ends reports whether the segment ends as a sentence does, or did before the
// link that it ends with ("Continue reading").
func (sg *seg) ends() bool {
	return ends(sg.text) || sg.plain > 0 && sg.plain < len(sg.text) && ends(strings.TrimRight(sg.text[:sg.plain], " \n"))
}

// leadsOn reports whether the segment is a sentence and a link of a few words
// after it: "She wept. Continue reading".
func (sg *seg) leadsOn() bool {
	said := strings.TrimRight(sg.text[:sg.plain], " \n")
	return sg.links == 1 && sg.linked == len(sg.text)-sg.plain && ends(said) && !strings.HasSuffix(said, ":") &&
		countWords(said) >= shortWords && countWords(sg.text[sg.plain:]) <= leadWords
}

// leadWords is the longest link, in words, that leads on from a sentence.
const leadWords = 4

// ends reports whether the text ends as a sentence does.
func ends(s string) bool {
	s = strings.TrimRight(s, "\"'”’“‘»«›‹)] 」』）\u00a0")
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
