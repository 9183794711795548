// Package twin finds reports that are the same text under another headline or
// date: web and print twins, agency copy in several outlets, a story filed
// again with a few sentences changed.
//
// What goes in: for each document its text's hash, the signature of its body,
// and its place in time. What comes out: for each document that repeats
// another, a link to the first of its kind. What it refuses: to pair reports
// that share a subject, a paragraph of background or an outlet's furniture;
// to pair bodies under 40 words unless the whole text is the same.
//
// A worked example: an agency story of 300 words stands in two newspapers,
// the second with another headline and the last two sentences cut. Their
// bodies share 260 of 296 runs of five words, a Jaccard index of 0.88, so the
// later one is near_duplicate_of the earlier.
//
// # How
//
// The body's words, folded, make a set of shingles (runs of five words). A
// [Sign] is the least of each of 192 hashes over that set: two signatures
// agree in a place with the probability of the sets' Jaccard index J (MinHash).
// Cut into 64 bands of 3, two signatures share a whole band with probability
// 1 − (1 − J³)⁶⁴:
//
//	J    0.10  0.20  0.30  0.40  0.50   0.60      0.70
//	P    0.06  0.40  0.82  0.985 0.9998 0.9999998 1 − 2e-12
//
// Such candidates are compared exactly, by the Jaccard index of their shingle
// sets. 128 hashes in 42 bands were not enough: 0.9963 at 0.5.
package twin

import (
	"cmp"
	"slices"

	"readout"
)

// The cut-offs, from reading every pair at 0.2 or more among 392 reports of
// four outlets on one war, 2,419 of many outlets on eleven conflicts, and 999
// articles and live-page entries of one outlet (TestDevelopmentPairs prints
// them). The 12 web and print twins among them stand at 0.90 to 0.99, agency
// copy in two outlets at 0.94 and 0.51; running stories rewritten the next
// day reach 0.44, a blog that quotes most of a report 0.45.
const (
	// nearJaccard is the least index of shingles at which two bodies are one
	// report.
	nearJaccard = 0.5
	// A shortened copy: nearly all of it stands in the other, at this index or
	// more. (The development data has none; a copy cut to 40 % stands at 0.4.)
	shortenedJaccard = 0.4
	shortenedWithin  = 0.9
	// openingWithin is the least share of one body's opening, its first
	// openingWords words, that must stand in the other: a report is known by
	// how it begins. Two reports with one gallery of 8,000 words of captions
	// below them reach an index of 0.49, and 0.00 here; twins 0.75 and more,
	// agency copy with a new lead 0.27.
	openingWithin = 0.2
	openingWords  = 100
	// minWords is the least length of a body that is compared at all but
	// exactly: below it, two reports are alike by chance or by boilerplate.
	minWords = 40
)

// Doc is what pairing needs of a document.
type Doc struct {
	ID     string
	SHA256 string // of the text
	Sign   Sign
	Order  string // earlier in this order is the original: date, then source
}

// Link says that Doc repeats Of.
//
// Invariant: Of is the first of its kind: it repeats nothing exactly, and only
// an exact link may lead to a document that has a near link of its own.
type Link struct {
	Doc, Of string
	Exact   bool    // the same text
	Jaccard float64 // of 5-word shingles; 1 for the same text
}

// emptyHash is the hash of the empty text, which repeats nothing.
var emptyHash = readout.Hash(nil)

// Pair finds the links among docs, ordered by Doc; the order of docs changes
// nothing. body returns a document's own words, for the exact comparison of
// candidates. A document links to the first, by Order and then ID, of those
// that have its text; failing that, to the first of those that it repeats
// nearly, directly or by a chain (a story filed five times is one story).
func Pair(docs []Doc, body func(id string) (string, error)) ([]Link, error) {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b Doc) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	firsts, links := exact(docs)
	near, err := near(firsts, body)
	if err != nil {
		return nil, err
	}
	links = append(links, near...)
	slices.SortFunc(links, func(a, b Link) int { return cmp.Compare(a.Doc, b.Doc) })
	return links, nil
}

// exact links the documents that have the text of an earlier one; firsts are
// the others.
func exact(docs []Doc) (firsts []Doc, links []Link) {
	first := make(map[string]string, len(docs)) // text's hash → document
	for _, doc := range docs {
		of, seen := first[doc.SHA256]
		if seen && doc.SHA256 != emptyHash {
			links = append(links, Link{Doc: doc.ID, Of: of, Exact: true, Jaccard: 1})
			continue
		}
		first[doc.SHA256] = doc.ID
		firsts = append(firsts, doc)
	}
	return firsts, links
}

// near links each document to the first of its group of like ones.
func near(docs []Doc, body func(id string) (string, error)) ([]Link, error) {
	c := newComparer(docs, body)
	groups := newGroups(len(docs))
	for _, p := range candidates(docs) {
		if groups.first(p.a) == groups.first(p.b) {
			continue // a chain has joined them
		}
		_, like, err := c.compare(p.a, p.b)
		if err != nil {
			return nil, err
		}
		if like {
			groups.join(p.a, p.b)
		}
	}
	var links []Link
	for i := range docs {
		first := groups.first(i)
		if first == i {
			continue
		}
		j, _, err := c.compare(first, i)
		if err != nil {
			return nil, err
		}
		links = append(links, Link{Doc: docs[i].ID, Of: docs[first].ID, Jaccard: j})
	}
	return links, nil
}

// comparer measures pairs exactly. It keeps the shingles of the bodies it met
// last, as many as fit: in a pile of bulletins with one frame, each body is
// compared with hundreds of others.
type comparer struct {
	docs  []Doc
	body  func(id string) (string, error)
	kept  map[int]*shingled
	order []int // documents kept, oldest first
	size  int   // shingles kept
}

// keptShingles bounds what a comparer keeps: 8 bytes each, 32 MB.
const keptShingles = 4 << 20

func newComparer(docs []Doc, body func(id string) (string, error)) *comparer {
	return &comparer{docs: docs, body: body, kept: map[int]*shingled{}}
}

// compare gives the Jaccard index of two bodies and whether they are one
// report.
func (c *comparer) compare(a, b int) (j float64, like bool, err error) {
	x, err := c.shingled(a)
	if err != nil {
		return 0, false, err
	}
	y, err := c.shingled(b)
	if err != nil {
		return 0, false, err
	}
	common := overlap(x.all, y.all)
	if common == 0 {
		return 0, false, nil
	}
	j = float64(common) / float64(len(x.all)+len(y.all)-common)
	within := float64(common) / float64(min(len(x.all), len(y.all)))
	opening := max(share(x.opening, y.all), share(y.opening, x.all))
	like = opening >= openingWithin &&
		(j >= nearJaccard || j >= shortenedJaccard && within >= shortenedWithin)
	return j, like, nil
}

func (c *comparer) shingled(doc int) (*shingled, error) {
	if held, ok := c.kept[doc]; ok {
		return held, nil
	}
	text, err := c.body(c.docs[doc].ID)
	if err != nil {
		return nil, err
	}
	held := shingle(text)
	c.kept[doc] = held
	c.order = append(c.order, doc)
	c.size += len(held.all)
	for c.size > keptShingles && len(c.order) > 2 {
		oldest := c.order[0]
		c.size -= len(c.kept[oldest].all)
		delete(c.kept, oldest)
		c.order = c.order[1:]
	}
	return held, nil
}

// groups is a union of sets of documents, each known by its first.
type groups struct{ parent []int }

func newGroups(n int) *groups {
	g := &groups{parent: make([]int, n)}
	for i := range g.parent {
		g.parent[i] = i
	}
	return g
}

func (g *groups) first(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g *groups) join(a, b int) {
	a, b = g.first(a), g.first(b)
	g.parent[max(a, b)] = min(a, b)
}
