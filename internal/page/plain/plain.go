// Package plain reads a report that came as plain text: every run of it gets a
// role, and what it says of itself (title, byline, dates, dateline) is found.
// The text itself is never changed.
//
// What goes in: the decoded text and what its container says of it. What comes
// out: blocks that tile the text, the report's own words on itself, notes on
// damage. What it refuses: in doubt a paragraph is the report's, since a
// paragraph lost is worse than a menu kept; a date inside a sentence is never
// taken for the report's.
//
// For example "Skip to content\n\nTalks resume\n\n3 May 1974\n\nThe two sides
// met again on Friday, …" is navigation, a title, a timestamp and a body.
package plain

import (
	"strings"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/page/masthead"
	"readout/internal/source"
)

// Result is what the text says of itself and how it is made up.
type Result struct {
	Blocks []readout.Block  // tile the text
	Damage []readout.Damage // in order of position

	Title, Subtitle, Outlet, URL, Language, Wire Found
	Authors, Contributors                        []Found
	Published, Updated                           readout.Dating // Evidence has no Doc yet
}

// Found is a value with the place it was read from (none when a container
// gave it) and the reason.
type Found struct {
	Text   string
	Span   readout.Span
	Reason readout.Reason
}

// reader works one text. Steps label units; what is labelled stays.
type reader struct {
	text   string
	fields source.Fields
	lex    *furniture.Lexicon
	words  *words
	units  []unit
	stamps []stamp
	order  masthead.Order // of day and month in dates in figures
	res    Result
	export bool // the text is a database export
	speech bool // the text is a transcript throughout
	asked  int  // one more than the questions that stand alone, once counted
}

// steps are tried in this order on the whole text: what is certain by itself
// first, what needs its neighbours later, the body last.
var steps = []func(*reader){
	(*reader).resultList,
	(*reader).exported,
	(*reader).titleGiven,
	(*reader).markdown,
	(*reader).lines,
	(*reader).speakers,
	(*reader).captions,
	(*reader).teasers,
	(*reader).firstLine,
	(*reader).head,
	(*reader).tail,
	(*reader).headings,
	(*reader).body,
	(*reader).facts,
}

// Read labels text, which is UTF-8 with LF line ends. fields is what the
// container says of the item: a title that stands in the text is the title
// block; a date the text states beats one that the container gives.
func Read(text string, fields source.Fields, lex *furniture.Lexicon) Result {
	r := &reader{text: text, fields: fields, lex: lex, words: loadWords(), units: cut(text), order: dayOrder(text)}
	for _, step := range steps {
		step(r)
	}
	r.res.Blocks = r.tile()
	r.res.Damage = damage(text, r.units, r.words)
	return r.res
}

// in is the text of unit i.
func (r *reader) in(i int) string { return r.units[i].span.In(r.text) }

// free reports whether unit i exists and no step has labelled it yet.
func (r *reader) free(i int) bool {
	return i >= 0 && i < len(r.units) && r.units[i].role == readout.RoleNone
}

func (r *reader) label(i int, role readout.Role, rule string) {
	u := &r.units[i]
	u.role, u.rule, u.parts = role, rule, nil
}

// split gives unit i several roles; parts are in order and lie in the unit.
func (r *reader) split(i int, parts ...part) {
	u := &r.units[i]
	u.parts = u.parts[:0]
	for _, p := range parts {
		if p.span = trimSpan(r.text, p.span); p.span.Len() > 0 {
			u.parts = append(u.parts, p)
		}
	}
	if len(u.parts) > 0 {
		u.role, u.rule = u.parts[0].role, u.parts[0].rule
	}
}

// paragraph reports whether unit i reads as a paragraph of a report: full
// sentences of some length.
func (r *reader) paragraph(i int) bool {
	const sentence, long = 9, 30 // words
	if i < 0 || i >= len(r.units) {
		return false
	}
	u := &r.units[i]
	if u.role != readout.RoleNone && u.role != readout.RoleBody && u.role != readout.RoleQuote {
		return false
	}
	return u.words >= long || u.words >= sentence && (u.stop || strings.HasSuffix(r.in(i), ":"))
}

// found makes a value of a span of the text.
func (r *reader) found(s readout.Span, rule, signal string) Found {
	return Found{s.In(r.text), s, readout.Reason{Rule: rule, Signal: signal}}
}

// tile turns units into blocks: white space goes to the block before it, that
// at the text's start to the first.
func (r *reader) tile() []readout.Block {
	var out []readout.Block
	add := func(p part) {
		start := 0
		if n := len(out); n > 0 {
			out[n-1].Span.End = p.span.Start
			start = p.span.Start
		}
		out = append(out, readout.Block{Role: p.role, Span: readout.Span{Start: start, End: len(r.text)}, Rule: p.rule})
	}
	for _, u := range r.units {
		if len(u.parts) == 0 {
			add(part{u.span, u.role, u.rule})
		}
		for _, p := range u.parts {
			add(p)
		}
	}
	if len(out) == 0 && r.text != "" {
		return []readout.Block{{Role: readout.RoleNotice, Span: readout.Span{End: len(r.text)}, Rule: "plain.blank"}}
	}
	return out
}
