package web

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// openingLen is the length, in characters, of the first words that stand for
// the title of an untitled report: about one line of the list.
const openingLen = 90

// carriage says whether the page carries a report's text.
type carriage uint8

const (
	carried  carriage = iota // the text is in the page
	overFull                 // the page was full
	overLong                 // the text alone is too long
)

// entry is what the page keeps of every report: all but its text.
//
// Invariant: key is the document id as an anchor, unique in the page.
type entry struct {
	key, id   string
	source    string
	outlet    string
	title     string // empty where the report has none
	opening   string // its first own words, for an untitled report
	language  string
	published readout.Dating
	order     string // sorts by date; undated last
	repeatOf  string // id of the report whose text this is
	exact     bool   // the same text, not only like it
	size      int    // bytes of text
	carriage  carriage
	damage    []damageCount
	quotes    int // direct and other statements found; known for carried reports
	parts     int // dated entries of a live page, each a report of its own
}

// name is the title, or the first words, or the source where there are none.
func (e *entry) name() string { return cmp.Or(e.title, e.opening, e.source) }

// surveyed is a pile looked over once: its reports in order of date.
type surveyed struct {
	entries []entry
	byID    map[string]int // into entries; for look-up only, never ranged over
	state   string         // SHA-256 over the ids of all reports, in the order of records
	limits  Limits
}

// survey walks the pile once, keeps no text, and decides which texts the page
// carries.
func survey(ctx context.Context, pile Pile, limits Limits) (*surveyed, error) {
	sv := &surveyed{byID: map[string]int{}, limits: limits}
	state := sha256.New()
	for doc, err := range pile.Documents(ctx) {
		if err != nil {
			return nil, fmt.Errorf("web: read the reports: %w", err)
		}
		fmt.Fprintf(state, "%s %s\n", doc.ID, doc.SHA256)
		sv.entries = append(sv.entries, newEntry(doc))
	}
	sv.state = hex.EncodeToString(state.Sum(nil))
	// Stable: reports of one date keep the order of the records.
	slices.SortStableFunc(sv.entries, func(a, b entry) int { return strings.Compare(a.order, b.order) })
	for i := range sv.entries {
		sv.byID[sv.entries[i].id] = i
	}
	sv.load()
	return sv, nil
}

// load fills the page until a limit is met: the latest dated reports first,
// then the undated, then those that repeat another, for a running story is read
// from its end. A report that does not fit does not keep a shorter one out.
func (sv *surveyed) load() {
	reports, bytes := 0, 0
	for _, i := range sv.byWorth() {
		e := &sv.entries[i]
		switch {
		case e.size > sv.limits.OneText:
			e.carriage = overLong
		case reports >= sv.limits.Reports || bytes+e.size > sv.limits.TextBytes:
			e.carriage = overFull
		default:
			reports++
			bytes += e.size
		}
	}
}

// byWorth lists the entries in the order in which they get a place.
func (sv *surveyed) byWorth() []int {
	rank := func(e *entry) int {
		switch {
		case e.repeatOf != "":
			return 2
		case e.published.Date == "":
			return 1
		}
		return 0
	}
	order := make([]int, len(sv.entries))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		ea, eb := &sv.entries[a], &sv.entries[b]
		return cmp.Or(cmp.Compare(rank(ea), rank(eb)), cmp.Compare(b, a)) // latest first
	})
	return order
}

// newEntry keeps of a document what the lists need; strings are cloned so that
// none holds the document's text in memory.
func newEntry(doc *readout.Document) entry {
	e := entry{
		key: anchor(doc.ID), id: doc.ID, source: strings.Clone(doc.Source), outlet: strings.Clone(doc.Outlet),
		title: strings.Clone(oneLine(doc.Title)), language: doc.Language, published: doc.Published,
		order: dateOrder(doc.Published), size: len(doc.Text), parts: len(doc.Parts), damage: countDamage(doc.Damage),
	}
	e.published.Evidence = nil
	if e.title == "" {
		e.opening = opening(doc)
	}
	if doc.DuplicateOf != "" {
		e.repeatOf, e.exact = doc.DuplicateOf, true
	} else {
		e.repeatOf = doc.NearDuplicateOf
	}
	return e
}

// anchor turns an id into one that needs no quoting in a URL or a selector.
func anchor(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '-'
	}, id)
}

// opening is the first words of the report's own text, cut between words; of
// any text where nothing is marked as the report's own.
func opening(doc *readout.Document) string {
	for _, b := range doc.Blocks {
		if b.Role.Claims() {
			if s := clip(oneLine(b.Span.In(doc.Text)), openingLen); s != "" {
				return s
			}
		}
	}
	return clip(oneLine(doc.Text[:min(len(doc.Text), 16*openingLen)]), openingLen)
}

// oneLine folds every run of white space and control characters to one space:
// for titles and first words in lists, never for a report's text.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}

// clip cuts s after at most n characters, at a word's end where there is one,
// and says so with an ellipsis.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := 0
	for i := range s {
		if n == 0 {
			cut = i
			break
		}
		n--
	}
	if space := strings.LastIndexByte(s[:cut], ' '); space > cut/2 {
		cut = space
	}
	return strings.TrimRightFunc(s[:cut], func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r)
	}) + " …"
}
