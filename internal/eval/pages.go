// Package eval scores what readout gives against marked data: readers of gold
// formats, matching, and scores by part. What goes in: gold and the values
// that the stages made of the same pages. What comes out: figures, and the
// list of what was missed. It tunes nothing.
//
// For example a page whose gold body is "It held. The envoy left." and whose
// body blocks are "It held." scores a recall below one, and its second
// paragraph is listed as missed.
package eval

import (
	"fmt"
	"strings"
	"unicode"

	"readout"
)

// PageGold is what a page holds, marked by hand.
type PageGold struct {
	Page       string
	Title      string
	Published  string // day, "2024-01-07"
	Authors    []string
	Body       string   // the report's words
	Paragraphs []string // its paragraphs and crossheads, where marked
	Captions   []string
}

// Ratio is a share with its parts.
type Ratio struct{ Hit, Of float64 }

// Value is the share; 1 where nothing was asked.
func (r Ratio) Value() float64 {
	if r.Of == 0 {
		return 1
	}
	return r.Hit / r.Of
}

// String is the canonical form, "0.962 (37/38)".
func (r Ratio) String() string { return fmt.Sprintf("%.3f (%.4g/%.4g)", r.Value(), r.Hit, r.Of) }

func (r *Ratio) add(ok bool) {
	r.Of++
	if ok {
		r.Hit++
	}
}

// PageScore sums what was measured over pages.
type PageScore struct {
	Pages               int
	precision, recall   []float64
	Title, Day, Authors Ratio
	Paragraphs          Ratio // gold paragraphs that are one block with the same words
	CaptionsInBody      Ratio
	Misses              []string
}

// Body is the 4-gram shingle precision, recall and F1 of the body text, mean
// over pages, as the article-extraction-benchmark of Scrapinghub counts them.
func (s *PageScore) Body() (p, r, f1 float64) {
	p, r = mean(s.precision), mean(s.recall)
	if p+r == 0 {
		return p, r, 0
	}
	return p, r, 2 * p * r / (p + r)
}

// bodyRoles are the roles that make up a page's body, as the benchmark's gold
// marks it.
var bodyRoles = map[readout.Role]bool{readout.RoleBody: true, readout.RoleQuote: true,
	readout.RoleCrosshead: true, readout.RoleSubtitle: true}

// Add scores one page; doc is nil where nothing was read.
func (s *PageScore) Add(gold PageGold, doc *readout.Document) {
	if doc == nil {
		doc = &readout.Document{}
	}
	s.Pages++
	var body []string
	blocks := map[string]bool{}
	dateline := ""
	for _, b := range doc.Blocks {
		text := b.Span.In(doc.Text)
		if bodyRoles[b.Role] {
			body = append(body, text)
			blocks[plainWords(dateline+text)] = true
		}
		dateline = ""
		if b.Role == readout.RoleDateline {
			dateline = text // opens the paragraph of the next block
		}
	}
	got := strings.Join(body, "\n")
	p, r := shingleScore(gold.Body, got)
	if p >= 0 {
		s.precision = append(s.precision, p)
	}
	if r >= 0 {
		s.recall = append(s.recall, r)
	}
	s.metadata(gold, doc)
	for _, par := range gold.Paragraphs {
		ok := blocks[plainWords(par)]
		s.Paragraphs.add(ok)
		s.miss(ok, gold.Page, "paragraph", par, "")
	}
	all, goldBody := plainWords(got), plainWords(gold.Body)
	for _, c := range gold.Captions {
		words := plainWords(c)
		if strings.Count(words, " ") < 5 || strings.Contains(goldBody, words) {
			continue
		}
		in := strings.Contains(all, words)
		s.CaptionsInBody.add(in)
		s.miss(!in, gold.Page, "caption in body", c, "")
	}
}

func (s *PageScore) metadata(gold PageGold, doc *readout.Document) {
	if gold.Title != "" {
		ok := plainWords(gold.Title) == plainWords(doc.Title)
		s.Title.add(ok)
		s.miss(ok, gold.Page, "title", gold.Title, doc.Title)
	}
	if gold.Published != "" {
		ok := strings.HasPrefix(string(doc.Published.Date), gold.Published)
		s.Day.add(ok)
		s.miss(ok, gold.Page, "day", gold.Published, string(doc.Published.Date))
	}
	if len(gold.Authors) > 0 {
		ok := sameNames(gold.Authors, doc.Authors)
		s.Authors.add(ok)
		s.miss(ok, gold.Page, "authors", strings.Join(gold.Authors, "; "), strings.Join(doc.Authors, "; "))
	}
}

func (s *PageScore) miss(ok bool, page, what, want, got string) {
	if !ok {
		s.Misses = append(s.Misses, fmt.Sprintf("%s: %s: want %.90q got %.90q", page, what, want, got))
	}
}

func sameNames(a, b []string) bool {
	set := map[string]bool{}
	for _, x := range a {
		set[plainWords(x)] = true
	}
	other := map[string]bool{}
	for _, x := range b {
		if !set[plainWords(x)] {
			return false
		}
		other[plainWords(x)] = true
	}
	return len(set) == len(other)
}

// words splits as Python's \w+ does: letters, digits, underscore.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
}

func plainWords(s string) string { return strings.Join(words(strings.ToLower(s)), " ") }

// shingleLen is the length of the benchmark's shingles, in words.
const shingleLen = 4

func shingles(s string) map[string]int {
	w := words(s)
	if len(w) == 0 {
		return nil
	}
	out := map[string]int{}
	for i := 0; i < max(1, len(w)-shingleLen+1); i++ {
		out[strings.Join(w[i:min(len(w), i+shingleLen)], " ")]++
	}
	return out
}

// shingleScore is precision and recall of one page; -1 where the benchmark
// leaves the page out of the mean.
func shingleScore(want, got string) (p, r float64) {
	t, g := shingles(want), shingles(got)
	var hit, extra, missed float64
	for sh, n := range t {
		hit += float64(min(n, g[sh]))
		missed += float64(max(0, n-g[sh]))
	}
	for sh, n := range g {
		extra += float64(max(0, n-t[sh]))
	}
	return share(hit, extra, missed), share(hit, missed, extra)
}

func share(hit, lost, other float64) float64 {
	switch {
	case hit+lost == 0 && other == 0:
		return 1
	case hit+lost == 0:
		return -1
	}
	return hit / (hit + lost)
}

func mean(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
