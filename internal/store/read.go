package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"readout"
	"readout/internal/source"
)

// ErrNoRecord is matched by the error for an id that nothing has.
var ErrNoRecord = errors.New("no such record")

// ErrAmbiguous is matched by the error for an id's beginning that several have.
var ErrAmbiguous = errors.New("several records begin so")

const selectDocuments = `SELECT r.record, doc.text, coalesce(links.kind, ''), coalesce(links.original, '')
	FROM documents doc JOIN records r ON r.id = doc.id LEFT JOIN links ON links.document = doc.id`

const documentOrder = ` ORDER BY doc.source_order, doc.source, doc.id`

// Documents yields the documents in the order of records.jsonl (by source in
// natural order, then id), with layer 2 joined in. One document is in memory
// at a time. After an error nothing more is yielded.
func (s *Store) Documents(ctx context.Context) iter.Seq2[*readout.Document, error] {
	return func(yield func(*readout.Document, error) bool) {
		for record, err := range s.documentRecords(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			doc, err := readout.DecodeDocument(record)
			if err != nil {
				err = fmt.Errorf("store: %s: %w", s.path, err)
			}
			if !yield(doc, err) || err != nil {
				return
			}
		}
	}
}

// Document returns one document by its whole id.
func (s *Store) Document(ctx context.Context, id string) (*readout.Document, error) {
	record, err := s.documentRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	return readout.DecodeDocument(record)
}

// Records yields the lines of records.jsonl without line ends: documents, then
// entities, then other claims, each in the order of their documents and of
// their position in them.
func (s *Store) Records(ctx context.Context) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for record, err := range s.documentRecords(ctx) {
			if !yield(record, err) || err != nil {
				return
			}
		}
		for _, kinds := range []string{`r.kind = 'entity'`, `r.kind NOT IN ('document', 'entity')`} {
			for record, err := range s.claimRecords(ctx, kinds) {
				if !yield(record, err) || err != nil {
					return
				}
			}
		}
	}
}

// claimRecords yields the records of claims that meet a condition on r.
func (s *Store) claimRecords(ctx context.Context, where string) iter.Seq2[[]byte, error] {
	return rows(ctx, s, `SELECT r.record FROM documents doc JOIN records r ON r.document = doc.id
		WHERE `+where+documentOrder+`, r.kind, r.position`, nil,
		func(sc scanner) (record []byte, err error) { return record, sc.Scan(&record) })
}

// documentRecords yields the documents' whole records.
func (s *Store) documentRecords(ctx context.Context) iter.Seq2[[]byte, error] {
	return rows(ctx, s, selectDocuments+documentOrder, nil, scanDocument)
}

func (s *Store) documentRecord(ctx context.Context, id string) ([]byte, error) {
	record, err := scanDocument(s.r.QueryRowContext(ctx, selectDocuments+` WHERE doc.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("store: %s: %s: %w", s.path, id, ErrNoRecord)
	}
	if err != nil {
		return nil, fmt.Errorf("store: %s: document %s: %w", s.path, id, err)
	}
	return record, nil
}

// scanner is a row.
type scanner interface{ Scan(dest ...any) error }

// scanDocument reads a row of selectDocuments.
func scanDocument(sc scanner) ([]byte, error) {
	var head []byte
	var text, kind, original string
	if err := sc.Scan(&head, &text, &kind, &original); err != nil {
		return nil, err
	}
	record, err := wholeDocument(head, text)
	if err != nil || original == "" {
		return record, err
	}
	doc, err := readout.DecodeDocument(record)
	if err != nil {
		return nil, err
	}
	if kind == kindDuplicate {
		doc.DuplicateOf = original
	} else {
		doc.NearDuplicateOf = original
	}
	return readout.NewRecords(doc).Document(doc)
}

// rows yields what scan makes of each row of a query.
func rows[T any](ctx context.Context, s *Store, query string, args []any, scan func(scanner) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rs, err := s.r.QueryContext(ctx, query, args...)
		if err != nil {
			yield(none, fmt.Errorf("store: %s: %w", s.path, err))
			return
		}
		defer rs.Close()
		for rs.Next() {
			v, err := scan(rs)
			if err != nil {
				err = fmt.Errorf("store: %s: %w", s.path, err)
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
		if err := rs.Err(); err != nil {
			yield(none, fmt.Errorf("store: %s: %w", s.path, err))
		}
	}
}

// Claims returns what a document says; empty, never nil, where that is nothing.
func (s *Store) Claims(ctx context.Context, doc *readout.Document) (*readout.Claims, error) {
	claims := &readout.Claims{}
	rs := readout.NewRecords(doc)
	type row struct {
		kind   string
		record []byte
	}
	for rec, err := range rows(ctx, s, `SELECT kind, record FROM records
		WHERE document = ? AND kind <> 'document' ORDER BY kind, position`, []any{doc.ID},
		func(sc scanner) (r row, err error) { return r, sc.Scan(&r.kind, &r.record) }) {
		if err != nil {
			return nil, err
		}
		if err := addClaim(claims, rs, rec.kind, rec.record); err != nil {
			return nil, fmt.Errorf("store: %s: claims of %s: %w", s.path, doc.ID, err)
		}
	}
	return claims, nil
}

func addClaim(claims *readout.Claims, rs *readout.Records, kind string, record []byte) error {
	switch kind {
	case "entity":
		ent, err := rs.ReadEntity(record)
		if err != nil {
			return err
		}
		claims.Entities = append(claims.Entities, *ent)
	case "statement":
		st, err := rs.ReadStatement(record)
		if err != nil {
			return err
		}
		claims.Statements = append(claims.Statements, *st)
	default:
		return fmt.Errorf("no such kind %q: use the readout that wrote it", kind)
	}
	return nil
}

// Skips returns what was not read, ordered by source, reason, detail.
func (s *Store) Skips(ctx context.Context) ([]source.Skip, error) {
	var skips []source.Skip
	for skip, err := range rows(ctx, s, `SELECT source, reason, detail FROM skipped
		ORDER BY source_order, source, reason, detail`, nil,
		func(sc scanner) (skip source.Skip, err error) {
			return skip, sc.Scan(&skip.Source, &skip.Reason, &skip.Detail)
		}) {
		if err != nil {
			return nil, err
		}
		skips = append(skips, skip)
	}
	return skips, nil
}

// maxCandidates is how many ids an ErrAmbiguous names.
const maxCandidates = 5

// Record returns the JSON of any record by id; a unique beginning will do.
// The error matches [ErrNoRecord] or [ErrAmbiguous] where it does not.
func (s *Store) Record(ctx context.Context, id string) (record []byte, err error) {
	type row struct {
		id, kind string
		record   []byte
	}
	var found []row
	for r, err := range rows(ctx, s, `SELECT id, kind, record FROM records
		WHERE id >= ?1 AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT ?2`,
		[]any{id, maxCandidates + 1},
		func(sc scanner) (r row, err error) { return r, sc.Scan(&r.id, &r.kind, &r.record) }) {
		if err != nil {
			return nil, err
		}
		found = append(found, r)
	}
	switch {
	case len(found) == 0 || id == "":
		return nil, fmt.Errorf("store: %s: %q: %w", s.path, id, ErrNoRecord)
	case len(found) > 1 && found[0].id != id:
		var ids []string
		for _, r := range found[:min(len(found), maxCandidates)] {
			ids = append(ids, r.id)
		}
		return nil, fmt.Errorf("store: %s: %q: %w: %s, …: give more of it", s.path, id, ErrAmbiguous, strings.Join(ids, ", "))
	case found[0].kind == "document":
		return s.documentRecord(ctx, found[0].id)
	}
	return found[0].record, nil
}

// Counts returns the number of records by kind.
func (s *Store) Counts(ctx context.Context) (map[string]int, error) {
	type row struct {
		kind string
		n    int
	}
	counts := map[string]int{}
	for r, err := range rows(ctx, s, `SELECT kind, count(*) FROM records GROUP BY kind`, nil,
		func(sc scanner) (r row, err error) { return r, sc.Scan(&r.kind, &r.n) }) {
		if err != nil {
			return nil, err
		}
		counts[r.kind] = r.n
	}
	return counts, nil
}
