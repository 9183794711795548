// Package furniture tells a report's words from those of its site: a line
// goes in, its role comes out where the words alone tell it.
package furniture

import "readout"

// Lexicon is the compiled word lists and line rules of lexicon/.
type Lexicon struct{}

// Load compiles the embedded lists.
func Load() (*Lexicon, error) { return &Lexicon{}, nil }

// Label is the role of a line and the rule that gave it.
type Label struct {
	Role readout.Role
	Rule string
}

// Line labels a line or short paragraph whose words alone tell that it is
// furniture; ok is false for everything that may be the report. outlet is the
// name or domain of the outlet where known, for its profile.
func (x *Lexicon) Line(line, outlet string) (l Label, ok bool) { return Label{}, false }

// Rules lists the rules of the package.
func Rules() []readout.Rule { return nil }
