// Package extract reads claims out of one document at a time: one file a kind
// of claim. A document goes in, its claims come out, in order of position; it
// knows no other document.
//
// The claims so far are direct quotations: words between quotation marks (or
// under a transcript's label) that are a whole utterance, with the speaker
// where a cue of speech stands beside them. What it refuses to do: take a scare
// quote, a nickname or a title for an utterance; give a quotation a speaker
// whom no cue, label or unbroken run of speech gives it; mend a word of what
// was said.
//
// A worked example: the paragraph
//
//	“It held,” said Omar Haddad, a doctor. “Nobody knows why.”
//
// gives two statements, `It held,` by rule extract.quote-cue-after and
// `Nobody knows why.` by rule extract.quote-run, both of one entity: the person
// Omar Haddad with the role "doctor".
//
// A paragraph is cut into tokens in which a whole quotation is one token
// (mark.go, token.go), so that a cue and its subject are looked for in the words
// beside it (cue.go, phrase.go) and never inside what was said.
package extract

import "readout"

// Extractor holds the word lists. It is safe for use by many goroutines.
type Extractor struct{ words *words }

// New compiles the word lists of lexicon/.
func New() (*Extractor, error) {
	w, err := readWords()
	if err != nil {
		return nil, err
	}
	return &Extractor{w}, nil
}

// Claims reads what the document says.
//
// Invariant: [readout.Check] finds no fault with the claims, whatever the text.
func (x *Extractor) Claims(doc *readout.Document) *readout.Claims {
	r := newReader(x.words, doc)
	r.read()
	return r.claims()
}
