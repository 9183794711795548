// Package store keeps a dossier in one SQLite file: documents, claims, what
// was skipped, and full text over all of it.
package store

import (
	"context"
	"iter"

	"readout"
	"readout/internal/page/twin"
	"readout/internal/source"
)

// Store is an open dossier.
type Store struct{}

// Open opens or makes the store at path and brings its tables up to date.
func Open(ctx context.Context, path string) (*Store, error) { return nil, nil }

// Close finishes the full-text index and closes the file.
func (s *Store) Close() error { return nil }

// Unit is one document with what it says: the unit of work.
type Unit struct {
	Doc    *readout.Document
	Claims *readout.Claims
	Sign   twin.Sign
	Path   string // the input file it came from
}

// HasDocument reports whether the document was put by this pipeline version.
func (s *Store) HasDocument(ctx context.Context, id, version string) (bool, error) { return false, nil }

// Put writes units in one transaction; a unit that is there already is
// replaced by the same bytes.
func (s *Store) Put(ctx context.Context, version string, units []Unit, skips []source.Skip) error {
	return nil
}

// InputDone reports whether a file with these bytes was read whole by this
// version; FinishInput says so.
func (s *Store) InputDone(ctx context.Context, path, sha256, version string) (bool, error) {
	return false, nil
}

// FinishInput marks a file as read whole.
func (s *Store) FinishInput(ctx context.Context, path, sha256, version string, size int64) error {
	return nil
}

// Documents yields the documents in the order of records.jsonl (by source in
// natural order, then id), with layer 2 joined in.
func (s *Store) Documents(ctx context.Context) iter.Seq2[*readout.Document, error] { return nil }

// Claims returns what a document says.
func (s *Store) Claims(ctx context.Context, doc *readout.Document) (*readout.Claims, error) {
	return nil, nil
}

// Skips returns what was not read, ordered by source, reason, detail.
func (s *Store) Skips(ctx context.Context) ([]source.Skip, error) { return nil, nil }

// Relink rebuilds the links between like documents (layer 2).
func (s *Store) Relink(ctx context.Context) error { return nil }

// Hit is a search result.
type Hit struct {
	ID, Kind, Doc, Title, Snippet string
}

// Search finds query in texts and records.
func (s *Store) Search(ctx context.Context, query string, limit int) ([]Hit, error) { return nil, nil }

// Record returns the JSON of any record by id; a unique prefix will do.
func (s *Store) Record(ctx context.Context, id string) (record []byte, err error) { return nil, nil }

// Counts returns the number of records by kind.
func (s *Store) Counts(ctx context.Context) (map[string]int, error) { return nil, nil }
