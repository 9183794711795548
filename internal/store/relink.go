package store

import (
	"context"
	"database/sql"
	"fmt"

	"readout"
	"readout/internal/page/twin"
)

// The kinds of link.
const (
	kindDuplicate     = "duplicate"      // the same text
	kindNearDuplicate = "near-duplicate" // the same report, somewhat changed
)

// Relink rebuilds the links between like documents (layer 2).
func (s *Store) Relink(ctx context.Context) error {
	links, err := s.pair(ctx)
	if err != nil {
		return err
	}
	return s.write(ctx, "link", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM links`); err != nil {
			return err
		}
		for _, l := range links {
			kind := kindNearDuplicate
			if l.Exact {
				kind = kindDuplicate
			}
			if _, err := tx.ExecContext(ctx, `INSERT INTO links (document, original, kind, jaccard)
				VALUES (?, ?, ?, ?)`, l.Doc, l.Of, kind, l.Jaccard); err != nil {
				return fmt.Errorf("%s repeats %s: %w", l.Doc, l.Of, err)
			}
		}
		return nil
	})
}

// pair finds the links among all documents.
func (s *Store) pair(ctx context.Context) ([]twin.Link, error) {
	var docs []twin.Doc
	for doc, err := range rows(ctx, s, `SELECT doc.id, doc.sha256, coalesce(doc.published, ''), doc.source,
		  coalesce(signatures.sign, x'')
		FROM documents doc LEFT JOIN signatures ON signatures.document = doc.id`+documentOrder, nil, scanTwin) {
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	links, err := twin.Pair(docs, func(id string) (string, error) {
		doc, err := s.Document(ctx, id)
		if err != nil {
			return "", err
		}
		return twin.Body(doc), nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: %s: link: %w", s.path, err)
	}
	return links, nil
}

func scanTwin(sc scanner) (doc twin.Doc, err error) {
	var published, src string
	var sign []byte
	if err := sc.Scan(&doc.ID, &doc.SHA256, &published, &src, &sign); err != nil {
		return doc, err
	}
	doc.Sign, doc.Order = unpackSign(sign), twinOrder(readout.Date(published), src)
	return doc, nil
}
