// Package readout is the vocabulary of the project: what a report is, what it
// says, and where each word of it stands.
//
// What goes in: nothing. The package does no I/O and imports the standard
// library alone; every other package speaks in its types. What it refuses to
// do: guess. A field is stated, derived or unknown, and unknown is the zero
// value.
//
// Inside the program every offset counts bytes of [Document.Text]; in records
// (see [Document.Record]) every offset counts Unicode code points. The two
// meet in [Offsets] and nowhere else.
//
// A worked example: the text
//
//	“It held,” the envoy said.
//
// is one [Block] with role body, spanning bytes [0,30); a direct [Statement]
// over it has Content `It held,`, ContentSpans [3,11), Cue `said`, and one
// [Evidence] whose Exact is the whole sentence.
package readout

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Span is a half-open range [Start, End) of bytes in a document's text. The
// zero Span is none.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// IsZero reports whether the span is none.
func (s Span) IsZero() bool { return s == Span{} }

// Contains reports whether t lies wholly in s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// In returns the words of the span in text; it panics where the span does not
// lie in text, which is a broken invariant.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Shift returns the span moved by n bytes.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }

// String is the canonical form, "[3,11)".
func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// Evidence is the place in a report that a claim or a field rests on: a W3C
// text-position and text-quote selector in one.
//
// Invariant: Exact equals the words of Span in the text of Doc, byte for byte.
type Evidence struct {
	Doc   string // document id
	Span  Span
	Exact string
}

// Reason says why a value that is not copied words was given.
//
// Invariant: Rule is the id of a [Rule] that exists.
type Reason struct {
	Rule   string // rule id, e.g. "masthead.updated-line"
	Signal string // where the value was found, e.g. "json-ld datePublished"
	Note   string // anything a reader needs to follow the step
}

// String is the canonical form, "rule (signal): note".
func (r Reason) String() string {
	s := r.Rule
	if r.Signal != "" {
		s += " (" + r.Signal + ")"
	}
	if r.Note != "" {
		s += ": " + r.Note
	}
	return s
}

// Rule is one way of reaching a value. Packages that reach values list theirs,
// so that every reason can be looked up and counted.
type Rule struct {
	ID   string // "package.name"
	Says string // one sentence for a reader
}

// Rules is a set of rules by id.
type Rules map[string]Rule

// NewRules joins lists of rules; it fails where an id is given twice.
func NewRules(lists ...[]Rule) (Rules, error) {
	rs := Rules{}
	for _, list := range lists {
		for _, r := range list {
			if _, dup := rs[r.ID]; dup {
				return nil, fmt.Errorf("readout: rule %q is listed twice: give one of them another id", r.ID)
			}
			rs[r.ID] = r
		}
	}
	return rs, nil
}

// Hash returns the SHA-256 of b in lower-case hex.
func Hash(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// newID makes a stable id: the prefix and 16 hex digits of the hash of the
// parts. Parts are separated by a NUL, so that ("a","bc") and ("ab","c") differ.
func newID(prefix string, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return prefix + hex.EncodeToString(h.Sum(nil)[:8])
}
