// Package twin finds reports that are the same text under another headline or
// date: web and print twins, agency copy in several outlets.
package twin

import (
	"strings"

	"readout"
)

// Sign is the MinHash signature of a report's own words.
type Sign []uint32

// Of signs a document's body.
func Of(doc *readout.Document) Sign { return nil }

// Doc is what pairing needs of a document.
type Doc struct {
	ID     string
	SHA256 string // of the text
	Sign   Sign
	Order  string // earlier in this order is the original: date, then source
}

// Link says that Doc repeats Of.
type Link struct {
	Doc, Of string
	Exact   bool    // the same text
	Jaccard float64 // of 5-word shingles
}

// Pair finds the links among docs. body returns a document's own words, for
// the exact comparison of candidates.
func Pair(docs []Doc, body func(id string) (string, error)) ([]Link, error) { return nil, nil }

// Body is the report's own words: the text of its body and quote blocks, one
// to a line.
func Body(doc *readout.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		if block.Role == readout.RoleBody || block.Role == readout.RoleQuote {
			b.WriteString(block.Span.In(doc.Text))
			b.WriteByte('\n')
		}
	}
	return b.String()
}
