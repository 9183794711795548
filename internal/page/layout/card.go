package layout

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of a card: the box in which a page announces another report by its
// headline, a picture and a sentence or two.
const (
	cardProse = 80 // words of running text at most
	cardParas = 2  // paragraphs of it at most
	cardCount = 3  // fewer alike side by side are no row of cards
)

// cards finds the segments that stand in rows of cards.
func (j *judging) cards() {
	type row struct{ cards, all int }
	type place struct {
		parent int
		class  string
	}
	rows := map[place]*row{}
	key := func(e int) place { return place{j.elems[e].parent, class(j.elems[e].node)} }
	isCard := make([]bool, len(j.elems))
	for e := 1; e < len(j.elems); e++ {
		el := &j.elems[e]
		if !boxes[el.node.DataAtom] || el.first == el.last {
			continue
		}
		k := key(e)
		r := rows[k]
		if r == nil {
			r = &row{}
			rows[k] = r
		}
		r.all++
		if isCard[e] = j.isCard(el); isCard[e] {
			r.cards++
		}
	}
	for e := range j.elems {
		if !isCard[e] {
			continue
		}
		if r := rows[key(e)]; r.cards >= cardCount && 3*r.cards >= 2*r.all {
			for i := j.elems[e].first; i < j.elems[e].last; i++ {
				j.card[i] = true
			}
		}
	}
}

// boxes are the tags that cards are made of.
var boxes = map[atom.Atom]bool{
	atom.Article: true, atom.Div: true, atom.Li: true, atom.Section: true, atom.A: true, atom.Td: true,
}

func (j *judging) isCard(el *elem) bool {
	words, paras, headline := 0, 0, false
	for i := el.first; i < el.last; i++ {
		sg := &j.segs[i]
		if n := j.prose(i); n > 0 {
			words += n
			paras++
		}
		switch {
		case sg.kind == heading && 2*sg.linked >= len(sg.text):
			headline = true
		case sg.marks.has(markBody): // its boxes and lists may link too
		case sg.links > 0 && (sg.kind == heading || 2*sg.linked >= len(sg.text)), sg.kind == item && sg.links == 1 && leads(sg):
			headline = true
		}
	}
	return headline && words <= cardProse && paras <= cardParas
}

// leads reports whether the item opens with its link, as far as its lengths
// tell: a quarter of it or more is linked.
func leads(sg *seg) bool { return 4*sg.linked >= len(sg.text) }

// class is the tag and the first word of the class that bears no number: what
// the siblings of a row share.
func class(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key != "class" {
			continue
		}
		for _, w := range strings.Fields(a.Val) {
			if strings.IndexFunc(w, unicode.IsDigit) < 0 {
				return n.Data + " " + w
			}
		}
	}
	return n.Data
}
