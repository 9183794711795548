package readout

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Violation is one broken invariant of one record.
type Violation struct {
	Record    string // id
	Invariant string // short name: "tile", "evidence", "rule", …
	What      string
}

// String is the canonical form, "id: invariant: what".
func (v Violation) String() string { return v.Record + ": " + v.Invariant + ": " + v.What }

// Check returns every broken invariant of a document and its claims; none
// means that the record can be signed. claims may be nil. rules may be nil,
// and then rule ids are not looked up.
func Check(doc *Document, claims *Claims, rules Rules) []Violation {
	c := &checker{doc: doc, rules: rules}
	c.document()
	if claims != nil {
		c.claims(claims)
	}
	return c.found
}

type checker struct {
	doc   *Document
	rules Rules
	found []Violation
}

func (c *checker) fail(record, invariant, format string, args ...any) {
	c.found = append(c.found, Violation{record, invariant, fmt.Sprintf(format, args...)})
}

func (c *checker) document() {
	doc := c.doc
	if want := DocumentID(doc.Source, doc.RawSHA256); doc.ID != want {
		c.fail(doc.ID, "id", "want %s for source %q", want, doc.Source)
	}
	if !utf8.ValidString(doc.Text) {
		c.fail(doc.ID, "text", "not UTF-8")
	}
	if Hash([]byte(doc.Text)) != doc.SHA256 {
		c.fail(doc.ID, "text", "changed after its hash was taken")
	}
	c.blocks()
	at := 0
	for _, part := range doc.Parts {
		if c.span(doc.ID, "part", part.Span) && part.Span.Start < at {
			c.fail(doc.ID, "part", "%s overlaps the one before", part.Span)
		}
		at = part.Span.End
	}
	for _, dm := range doc.Damage {
		if c.span(doc.ID, "damage", dm.Span) && dm.At != 0 && (dm.At < dm.Span.Start || dm.At > dm.Span.End) {
			c.fail(doc.ID, "damage", "break at %d lies outside %s", dm.At, dm.Span)
		}
	}
	c.dating("published", doc.Published)
	c.dating("updated", doc.Updated)
	c.date(doc.ID, "retrieved", doc.Retrieved)
	c.fields()
}

// blocks checks that the blocks tile the text on character borders.
func (c *checker) blocks() {
	doc, at := c.doc, 0
	for i, b := range doc.Blocks {
		switch {
		case b.Span.Start != at:
			c.fail(doc.ID, "tile", "block %d %s does not start at %d", i, b.Span, at)
		case b.Span.End <= b.Span.Start || b.Span.End > len(doc.Text):
			c.fail(doc.ID, "tile", "block %d %s is empty or leaves the text (%d bytes)", i, b.Span, len(doc.Text))
			return
		case b.Span.End < len(doc.Text) && !utf8.RuneStart(doc.Text[b.Span.End]):
			c.fail(doc.ID, "tile", "block %d %s ends inside a character", i, b.Span)
		}
		if _, ok := ParseRole(b.Role.String()); !ok {
			c.fail(doc.ID, "role", "block %d %s has no role", i, b.Span)
		}
		c.rule(doc.ID, b.Rule)
		at = b.Span.End
	}
	if at != len(doc.Text) {
		c.fail(doc.ID, "tile", "blocks end at %d, the text at %d", at, len(doc.Text))
	}
}

func (c *checker) dating(name string, d Dating) {
	id := c.doc.ID
	known := d.Basis != "" && d.Basis != BasisUnknown
	if has := d.Date != "" || d.Earliest != "" || d.Latest != ""; has != known {
		c.fail(id, "date", "%s: basis %q with date %q, bounds %q %q", name, d.Basis, d.Date, d.Earliest, d.Latest)
	}
	for _, x := range []Date{d.Date, d.Earliest, d.Latest} {
		c.date(id, name, x)
	}
	if known {
		c.rule(id, d.Reason.Rule)
	}
	c.evidence(id, d.Evidence, false)
}

func (c *checker) date(id, name string, d Date) {
	if d == "" {
		return
	}
	if _, err := ParseDate(string(d)); err != nil {
		c.fail(id, "date", "%s: %v", name, err)
	}
}

// fields checks that what the record states of itself is given a reason.
func (c *checker) fields() {
	doc := c.doc
	for _, f := range doc.Fields {
		c.rule(doc.ID, f.Reason.Rule)
		c.evidence(doc.ID, f.Evidence, false)
	}
	for _, f := range []struct{ name, value string }{
		{"title", doc.Title}, {"subtitle", doc.Subtitle}, {"outlet", doc.Outlet}, {"url", doc.URL},
		{"language", doc.Language}, {"wire", doc.Wire},
		{"authors", strings.Join(doc.Authors, ", ")},
		{"contributors", strings.Join(doc.Contributors, ", ")},
	} {
		if f.value != "" && doc.Field(f.name) == nil {
			c.fail(doc.ID, "reason", "%s %q has none", f.name, f.value)
		}
	}
}

func (c *checker) claims(claims *Claims) {
	entities := map[string]bool{}
	for i := range claims.Entities {
		ent := &claims.Entities[i]
		if entities[ent.ID] {
			c.fail(ent.ID, "id", "entity given twice")
		}
		entities[ent.ID] = true
		c.evidence(ent.ID, ent.Evidence, true)
		c.rule(ent.ID, ent.Reason.Rule)
		if ent.Name == "" {
			c.fail(ent.ID, "entity", "no name")
		}
	}
	seen := map[string]bool{}
	for i := range claims.Statements {
		st := &claims.Statements[i]
		if seen[st.ID] {
			c.fail(st.ID, "id", "statement given twice")
		}
		seen[st.ID] = true
		c.statement(st, entities)
	}
}

func (c *checker) statement(st *Statement, entities map[string]bool) {
	if st.Doc != c.doc.ID {
		c.fail(st.ID, "doc", "belongs to %s", st.Doc)
	}
	if want := StatementID(st.Doc, st.ContentSpans); want != st.ID {
		c.fail(st.ID, "id", "want %s", want)
	}
	c.evidence(st.ID, st.Evidence, true)
	c.rule(st.ID, st.Reason.Rule)
	ok := len(st.ContentSpans) > 0
	for _, s := range st.ContentSpans {
		ok = c.span(st.ID, "content", s) && ok
	}
	if ok && JoinContent(c.doc.Text, st.ContentSpans) != st.Content {
		c.fail(st.ID, "content", "is not the words of its spans")
	}
	for _, s := range []Span{st.SpeakerSpan, st.CueSpan} {
		if !s.IsZero() {
			c.span(st.ID, "span", s)
		}
	}
	for _, ref := range append([]string{st.Speaker}, append(st.CoSpeakers, st.Addressees...)...) {
		if ref != "" && !entities[ref] {
			c.fail(st.ID, "entity", "%s is not an entity of the document", ref)
		}
	}
	if st.Confidence < 0 || st.Confidence > 1 {
		c.fail(st.ID, "confidence", "%v is outside 0…1", st.Confidence)
	}
	switch st.Form {
	case Direct, Mixed, Indirect:
	default:
		c.fail(st.ID, "form", "%q", st.Form)
	}
}

func (c *checker) evidence(id string, evs []Evidence, required bool) {
	if required && len(evs) == 0 {
		c.fail(id, "evidence", "none")
	}
	for _, ev := range evs {
		if ev.Doc != c.doc.ID {
			c.fail(id, "evidence", "points to %s", ev.Doc)
			continue
		}
		if c.span(id, "evidence", ev.Span) && ev.Span.In(c.doc.Text) != ev.Exact {
			c.fail(id, "evidence", "%s is not %q", ev.Span, ev.Exact)
		}
	}
}

// span checks that s lies in the text on character borders.
func (c *checker) span(id, what string, s Span) bool {
	text := c.doc.Text
	if s.Start < 0 || s.End <= s.Start || s.End > len(text) {
		c.fail(id, what, "%s is empty or leaves the text (%d bytes)", s, len(text))
		return false
	}
	if !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
		c.fail(id, what, "%s cuts a character", s)
		return false
	}
	return true
}

func (c *checker) rule(id, rule string) {
	if rule == "" {
		c.fail(id, "rule", "a value has no rule")
		return
	}
	if c.rules == nil {
		return
	}
	if _, ok := c.rules[rule]; !ok {
		c.fail(id, "rule", "%q does not exist", rule)
	}
}
