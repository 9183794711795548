// Package furniture tells a report's words from those of its site: a line
// goes in, its role comes out where the words alone tell it.
//
// What goes in: one line or short paragraph. What comes out: a role, the id of
// the rule that gave it, and the runs inside the line that have a role of their
// own (the caption after "Image caption"). What it refuses: a line that may be
// a sentence of the report is never labelled, and nothing is guessed from the
// lines beside it; that is the work of the packages that call this one.
//
// The rules stand in lexicon/furniture-lines.list, each with lines that must
// fire and look-alikes that must not. For example, "3. Skip to main content"
// is navigation by the rule furniture.skip-link, and "Skip the details, he
// said." is nothing.
package furniture

import (
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/lexicon"
)

// linesFile holds the rules of lines.
const linesFile = "furniture-lines.list"

// cuesFile holds verbs of speech.
const cuesFile = "speech-cues.txt"

// profileRule is the id of what an outlet's profile labels.
const profileRule = "furniture.profile"

// Lexicon is the compiled word lists and line rules of lexicon/.
//
// Invariant: a Lexicon does not change once it is made; it may be shared.
type Lexicon struct {
	rules   []rule
	first   map[string][]int // patterns by their first word, where it is fixed
	last    map[string][]int // else by their last
	inner   map[string][]int // else by one of the words within, whichever is fixed
	rest    []int            // else here
	pats    []pattern        // by the numbers above
	owner   []int            // rule of a pattern
	says    map[string]bool  // verbs of speech in the past
	profile map[string]map[string]readout.Role
}

// Label is the role of a line and the rule that gave it.
type Label struct {
	Role readout.Role
	Rule string
}

// Part is a run inside a line with a role of its own.
type Part struct {
	Role readout.Role
	Span readout.Span // in the line
}

// Reading is all that a line's words tell.
//
// Invariant: Parts are in order and do not overlap; what lies outside of them
// has the role of the Label.
type Reading struct {
	Label
	Parts  []Part
	Outlet readout.Span // the outlet's name where the line tells it, in the line
}

// Load compiles the embedded lists.
func Load() (*Lexicon, error) {
	f, err := lexicon.Open(linesFile)
	if err != nil {
		return nil, fmt.Errorf("furniture: %w", err)
	}
	x, err := compile(f)
	if err != nil {
		return nil, err
	}
	cues, err := lexicon.Open(cuesFile)
	if err != nil {
		return nil, fmt.Errorf("furniture: %w", err)
	}
	x.says = map[string]bool{}
	for _, e := range cues.Entries {
		if verb := e.Field(0); strings.HasSuffix(verb, "d") || verb == "wrote" {
			x.says[verb] = true
		}
	}
	return x, nil
}

func compile(f *lexicon.File) (*Lexicon, error) {
	rules, err := parseRules(f)
	if err != nil {
		return nil, err
	}
	x := &Lexicon{rules: rules, first: map[string][]int{}, last: map[string][]int{}, inner: map[string][]int{}}
	for i, r := range rules {
		for _, p := range r.patterns {
			n := len(x.pats)
			x.pats, x.owner = append(x.pats, p), append(x.owner, i)
			x.index(n, p)
		}
	}
	return x, nil
}

// index files pattern n under the words that a line must begin or end with, so
// that a line is tried against a handful of patterns and not against all.
func (x *Lexicon) index(n int, p pattern) {
	if words := p[0].keys(); words != nil {
		for _, w := range words {
			x.first[w] = append(x.first[w], n)
		}
		return
	}
	end := p[len(p)-1]
	if end.kind == open && len(p) > 1 {
		end = p[len(p)-2]
	}
	if words := end.keys(); words != nil {
		for _, w := range words {
			x.last[w] = append(x.last[w], n)
		}
		return
	}
	for _, e := range p {
		if words := e.keys(); words != nil {
			for _, w := range words {
				x.inner[w] = append(x.inner[w], n)
			}
			return
		}
	}
	x.rest = append(x.rest, n)
}

// WithProfile returns the lexicon with the lines that outlets are known to
// repeat: outlet (name or domain, as the caller of Line gives it) → line →
// role. Lines are compared without regard to case, space and curly marks.
func (x *Lexicon) WithProfile(outlets map[string]map[string]readout.Role) *Lexicon {
	y := *x
	y.profile = make(map[string]map[string]readout.Role, len(outlets))
	for outlet, lines := range outlets {
		folded := make(map[string]readout.Role, len(lines))
		for line, role := range lines {
			folded[fold(line)] = role
		}
		y.profile[strings.ToLower(outlet)] = folded
	}
	return &y
}

// Line labels a line or short paragraph whose words alone tell that it is
// furniture; ok is false for everything that may be the report. outlet is the
// name or domain of the outlet where known, for its profile.
func (x *Lexicon) Line(line, outlet string) (l Label, ok bool) {
	r, ok := x.Read(line, outlet)
	return r.Label, ok
}

// Read is Line with the runs inside the line.
func (x *Lexicon) Read(line, outlet string) (Reading, bool) {
	if lines, known := x.profile[strings.ToLower(outlet)]; known {
		if role, ok := lines[fold(line)]; ok {
			return Reading{Label: Label{role, profileRule}}, true
		}
	}
	toks, whole := tokenize(line)
	if len(toks) == 0 || x.spoken(toks, line) {
		return Reading{}, false
	}
	// Before the patterns, some of which take a bar for a colon.
	if r, ok := x.menu(line); ok {
		return r, true
	}
	if r, ok := x.match(toks, whole, line); ok {
		return r, true
	}
	if n := bullet(toks); n > 0 && n < len(toks) {
		if r, ok := x.match(toks[n:], whole, line); ok {
			return r, true
		}
	}
	return Reading{}, false
}

// spoken reports whether a line ends by saying who said it, "…, he told them.":
// then it is a sentence of the report, whatever it opens with.
func (x *Lexicon) spoken(toks []token, line string) bool {
	const longest, after = 7, 2 // words of the clause; of them after the verb
	if (&matcher{toks: toks, line: line}).stopped() {
		verb, words := false, 0
		for i := len(toks) - 1; i > 0 && words < longest; i-- {
			switch t := toks[i]; {
			case t.folded == "," || t.folded == "\"" && words > 1:
				return verb && words > 1
			case t.word:
				verb = verb || words < after && x.says[t.folded]
				words++
			case t.folded == ":" || t.folded == ";" || t.folded == "." && words > 0:
				return false
			}
		}
	}
	return false
}

// menu reads a line of several labels between bars, "Sign in | Subscribe": it
// is a menu where each of them is.
func (x *Lexicon) menu(line string) (r Reading, ok bool) {
	const longest = 200 // bytes
	if len(line) > longest || !strings.ContainsAny(line, "|•·>") {
		return Reading{}, false
	}
	items := strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune("|•·>", c) })
	for _, item := range items {
		toks, whole := tokenize(item)
		if len(toks) == 0 {
			continue
		}
		got, found := x.match(toks, whole, item)
		if !found || got.Role != readout.RoleNavigation {
			return Reading{}, false
		}
		r, ok = Reading{Label: got.Label}, len(items) > 1
	}
	return r, ok
}

func (x *Lexicon) match(toks []token, whole bool, line string) (Reading, bool) {
	var tried [64]int
	word, mark := firstKeys(toks)
	cands := append(append(tried[:0], x.first[word]...), x.first[mark]...)
	if whole {
		word, mark = lastKeys(toks)
		cands = append(append(cands, x.last[word]...), x.last[mark]...)
	}
	for _, t := range toks {
		cands = append(cands, x.inner[wordKey(t)]...)
	}
	cands = append(cands, x.rest...)
	slices.Sort(cands)
	for _, n := range slices.Compact(cands) {
		m := matcher{toks: toks, whole: whole, line: line}
		if m.match(x.pats[n]) {
			r := x.rules[x.owner[n]]
			return Reading{Label{r.role, r.id}, m.parts, m.outlet}, true
		}
	}
	return Reading{}, false
}

// Rules lists the rules of the package.
func Rules() []readout.Rule {
	out := []readout.Rule{{ID: profileRule, Says: "The outlet prints this line on many of its pages."}}
	f, err := lexicon.Open(linesFile)
	if err != nil {
		return out
	}
	rules, err := parseRules(f)
	if err != nil {
		return out
	}
	for _, r := range rules {
		out = append(out, readout.Rule{ID: r.id, Says: r.says})
	}
	return out
}
