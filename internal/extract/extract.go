// Package extract reads claims out of one document at a time: one file a kind
// of claim. A document goes in, its claims come out, in order of position; it
// knows no other document.
package extract

import "readout"

// Extractor holds the word lists.
type Extractor struct{}

// New compiles the word lists of lexicon/.
func New() (*Extractor, error) { return &Extractor{}, nil }

// Claims reads what the document says.
func (x *Extractor) Claims(doc *readout.Document) *readout.Claims { return &readout.Claims{} }

// Rules lists the rules of the package.
func (x *Extractor) Rules() []readout.Rule { return nil }
