package web

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"readout"
)

// readings is what the second walk over the pile makes: the articles of the
// carried reports, written out, and what is said in them.
type readings struct {
	articles [][]byte // by index into surveyed.entries; nil where not carried
	quotes   []quote  // in the order of the page
	rules    *ruleBook
	carried  int
	bytes    int
}

// article is one report, ready for its template.
type article struct {
	Key, Number string
	Title       string
	Untitled    bool
	Outlet      string
	When        when
	Source      string
	Lang        string
	Height      string // class: how high the report is about
	Lead        bool   // no title stands in the text, so the heading is the headline
	Paras       []para
	Fields      []field
	Makeup      []roleCount
	Blocks      string // "12 blocks"
	Damage      []string
	Repeat      *repeat
	Cite        string // what follows a copied quotation
}

// para is one block of the text.
type para struct {
	ID     string
	Class  string // role, and "f" for furniture; empty for body, the plain case
	Label  string // role, for the margin; empty for body and where it repeats the one above
	Rule   string // anchor of the rule that gave the role
	Dimmed bool
	Lead   string // white space before and after the words
	Segs   []seg
	Tail   string
	Notes  []note
}

// note stands beside a paragraph: who speaks in it, and how often.
type note struct {
	Key     string // of the first statement
	Speaker string // empty where unknown
	Worded  string // the words for an unknown speaker: "the military"
	Times   int
}

// roleCount is how much of a report has one role.
type roleCount struct {
	Role  string
	Share int // per cent of the bytes, rounded down
}

// repeat names the report whose text this is.
type repeat struct {
	Exact bool
	Name  string
	Href  string // empty where that report is not in the pile
}

// readAll walks the pile a second time and writes the article of every carried
// report. The articles are kept, bounded by the limits, because the page gives
// them in order of date and the store in order of source.
func readAll(ctx context.Context, pile Pile, sv *surveyed, rules readout.Rules, set *assets) (*readings, error) {
	rd := &readings{articles: make([][]byte, len(sv.entries)), rules: newRuleBook(rules)}
	byEntry := make([][]quote, len(sv.entries))
	for doc, err := range pile.Documents(ctx) {
		if err != nil {
			return nil, fmt.Errorf("web: read the reports again: %w", err)
		}
		i, known := sv.byID[doc.ID]
		if !known || sv.entries[i].carriage != carried {
			continue
		}
		claims, err := pile.Claims(ctx, doc)
		if err != nil {
			return nil, fmt.Errorf("web: %s: read what it says: %w", doc.ID, err)
		}
		if claims == nil {
			claims = &readout.Claims{}
		}
		art, qs := rd.article(sv, i, doc, claims)
		sv.entries[i].quotes, byEntry[i] = len(qs), qs
		var buf bytes.Buffer
		if err := set.article(&buf, art); err != nil {
			return nil, fmt.Errorf("web: %s: %w", doc.ID, err)
		}
		rd.articles[i] = buf.Bytes()
		rd.carried++
		rd.bytes += len(doc.Text)
	}
	rd.quotes = slices.Concat(byEntry...)
	return rd, nil
}

// article makes one report's view and its quotations.
func (rd *readings) article(sv *surveyed, i int, doc *readout.Document, claims *readout.Claims) (*article, []quote) {
	e := &sv.entries[i]
	names := map[string]string{} // by entity id, for look-up only
	for _, ent := range claims.Entities {
		names[ent.ID] = oneLine(ent.Name)
	}
	keys := statementKeys(claims)
	ms := newMarks(doc, claims, e.key)
	art := &article{
		Key: e.key, Number: thousands(i + 1), Title: e.name(), Untitled: e.title == "", Outlet: e.outlet,
		When: newWhen(doc.Published, longMonth), Source: doc.Source, Lang: languageTag(doc.Language),
		Height: height(e.size), Lead: true, Repeat: sv.repeat(e), Cite: cite(e, doc),
	}
	art.Paras = rd.paras(doc, claims, ms, e.key, keys, names)
	for _, b := range doc.Blocks {
		art.Lead = art.Lead && b.Role != readout.RoleTitle
	}
	art.Makeup, art.Blocks = makeup(doc), plural(len(doc.Blocks), "block", "blocks")
	art.Fields = rd.fields(doc, ms)
	for _, c := range e.damage {
		says := damageSays(c.kind)
		art.Damage = append(art.Damage, plural(c.n, says.one, says.many))
	}
	return art, rd.quotesOf(e, i, doc, claims, ms, keys, names)
}

// statementKeys makes an anchor for each statement, unique in the document.
func statementKeys(claims *readout.Claims) []string {
	keys := make([]string, len(claims.Statements))
	for n := range claims.Statements {
		keys[n] = anchor(strings.TrimPrefix(claims.Statements[n].ID, "s:"))
	}
	return keys
}

// paras lays out the text. Joined, the texts of all paragraphs are the text of
// the document, byte for byte.
func (rd *readings) paras(doc *readout.Document, claims *readout.Claims, ms *marks, key string,
	keys []string, names map[string]string) []para {
	mk := newMarker(doc.Text, ms, keys)
	paras := make([]para, 0, len(doc.Blocks))
	above := readout.RoleBody
	for i, b := range doc.Blocks {
		raw := b.Span.In(doc.Text)
		core := strings.TrimSpace(raw)
		lead := strings.Index(raw, core)
		words := readout.Span{Start: b.Span.Start + lead, End: b.Span.Start + lead + len(core)}
		p := para{
			ID: fmt.Sprintf("%s-p%d", key, i+1), Class: class(b.Role), Dimmed: b.Role.Furniture(),
			Lead: raw[:lead], Tail: raw[lead+len(core):], Segs: mk.segments(words),
		}
		if rule := rd.rules.use(b.Rule); b.Role != readout.RoleBody && b.Role != above {
			p.Label, p.Rule = strings.ReplaceAll(b.Role.String(), "-", " "), rule
		}
		above = b.Role
		paras = append(paras, p)
	}
	placeNotes(paras, doc, claims, keys, names)
	return paras
}

func class(r readout.Role) string {
	switch {
	case r == readout.RoleBody:
		return ""
	case r.Furniture():
		return "r-" + r.String() + " f"
	}
	return "r-" + r.String()
}

// placeNotes puts each statement's speaker beside the paragraph it begins in.
func placeNotes(paras []para, doc *readout.Document, claims *readout.Claims, keys []string, names map[string]string) {
	for n := range claims.Statements {
		st := &claims.Statements[n]
		if len(st.ContentSpans) == 0 {
			continue
		}
		at := st.ContentSpans[0].Start
		i, found := slices.BinarySearchFunc(doc.Blocks, at, func(b readout.Block, at int) int {
			switch {
			case b.Span.End <= at:
				return -1
			case b.Span.Start > at:
				return 1
			}
			return 0
		})
		if !found {
			continue
		}
		who, notes := note{keys[n], speakers(st, names), worded(doc, st), 1}, paras[i].Notes
		if last := len(notes) - 1; last >= 0 && notes[last].Speaker == who.Speaker && notes[last].Worded == who.Worded {
			notes[last].Times++
			continue
		}
		paras[i].Notes = append(notes, who)
	}
}

// speakers names who said it, empty where unknown.
func speakers(st *readout.Statement, names map[string]string) string {
	var said []string
	for _, id := range append([]string{st.Speaker}, st.CoSpeakers...) {
		if name := names[id]; id != "" && name != "" {
			said = append(said, name)
		}
	}
	return strings.Join(said, ", ")
}

// worded is the report's words for a speaker it does not name.
func worded(doc *readout.Document, st *readout.Statement) string {
	s := st.SpeakerSpan
	if st.Speaker != "" || s.IsZero() || s.Start < 0 || s.End > len(doc.Text) || s.Start > s.End {
		return ""
	}
	return clip(oneLine(s.In(doc.Text)), openingLen)
}

// makeup counts bytes by role, in the order of the roles.
func makeup(doc *readout.Document) []roleCount {
	var bytes [64]int // by role
	for _, b := range doc.Blocks {
		if int(b.Role) < len(bytes) {
			bytes[b.Role] += b.Span.Len()
		}
	}
	var counts []roleCount
	for r, n := range bytes {
		if n > 0 {
			share := 100 * n / max(1, len(doc.Text))
			counts = append(counts, roleCount{strings.ReplaceAll(readout.Role(r).String(), "-", " "), share})
		}
	}
	return counts
}

// repeat says which report e repeats, or nil.
func (sv *surveyed) repeat(e *entry) *repeat {
	if e.repeatOf == "" {
		return nil
	}
	r := &repeat{Exact: e.exact, Name: e.repeatOf}
	if i, ok := sv.byID[e.repeatOf]; ok {
		of := &sv.entries[i]
		r.Name, r.Href = of.name(), "#"+of.target()
	}
	return r
}

// target is the anchor that shows most of a report: its text, else its row.
func (e *entry) target() string {
	if e.carriage == carried {
		return e.key
	}
	return "r-" + strings.TrimPrefix(e.key, "d-")
}

// height is the class of an article's height before it is drawn, in rem. On a
// wide screen 40 bytes of text, with the gaps between paragraphs, take about
// 1 rem of the column.
func height(size int) string {
	for _, h := range []struct {
		class string
		rem   int
	}{{"h1280", 640}, {"h320", 240}, {"h160", 120}, {"h80", 60}, {"h40", 30}} {
		if size/40 >= h.rem {
			return h.class
		}
	}
	return ""
}

// cite is the source line that follows a copied quotation: outlet, title, date,
// path and the start of the text's hash.
func cite(e *entry, doc *readout.Document) string {
	parts := []string{cmp.Or(e.outlet, "outlet unknown")}
	if e.title != "" {
		parts = append(parts, "“"+e.title+"”")
	}
	if d := doc.Published.Date; d != "" {
		parts = append(parts, inWords(d, longMonth))
	} else {
		parts = append(parts, "undated")
	}
	if doc.URL != "" {
		parts = append(parts, oneLine(doc.URL))
	}
	return strings.Join(append(parts, oneLine(doc.Source), "text sha256 "+doc.SHA256[:min(16, len(doc.SHA256))]), ", ")
}

// plausibleTag is the shape of a BCP 47 tag, all that a lang attribute needs.
var plausibleTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

func languageTag(tag string) string {
	if plausibleTag.MatchString(tag) {
		return tag
	}
	return ""
}

// isBlank reports whether there is nothing to see in s.
func isBlank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) }) < 0
}
