package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"readout"
	"readout/internal/page/twin"
	"readout/internal/source"
)

// Unit is one document with what it says: the unit of work.
type Unit struct {
	Doc    *readout.Document
	Claims *readout.Claims // nil where it says nothing
	Sign   twin.Sign
	Path   string // the input file it came from
}

// Put writes units in one transaction; a unit that is there already is
// replaced, with its claims, and the same bytes make the same rows. Links that
// touch a replaced document are gone until [Store.Relink]. Claims that share
// an id are one claim and kept once.
func (s *Store) Put(ctx context.Context, version string, units []Unit, skips []source.Skip) error {
	return s.write(ctx, "put", func(tx *sql.Tx) error {
		p := &putter{ctx: ctx, tx: tx, stmts: map[string]*sql.Stmt{}}
		defer p.close()
		for _, u := range units {
			if err := p.unit(u, version); err != nil {
				return fmt.Errorf("%s: %w", u.Doc.Source, err)
			}
		}
		for _, skip := range skips {
			if err := p.exec(`INSERT INTO skipped (source, source_order, reason, detail, pipeline)
				VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET pipeline = ?5`,
				skip.Source, naturalKey(skip.Source), string(skip.Reason), skip.Detail, version); err != nil {
				return fmt.Errorf("%s: %w", skip.Source, err)
			}
		}
		return nil
	})
}

// putter writes units into one transaction, preparing each statement once.
type putter struct {
	ctx   context.Context
	tx    *sql.Tx
	stmts map[string]*sql.Stmt
}

func (p *putter) exec(query string, args ...any) error {
	stmt := p.stmts[query]
	if stmt == nil {
		var err error
		if stmt, err = p.tx.PrepareContext(p.ctx, query); err != nil {
			return err
		}
		p.stmts[query] = stmt
	}
	_, err := stmt.ExecContext(p.ctx, args...)
	return err
}

func (p *putter) close() {
	for _, stmt := range p.stmts {
		stmt.Close()
	}
}

func (p *putter) unit(u Unit, version string) error {
	doc := u.Doc
	rs := readout.NewRecords(doc)
	head, err := documentHead(rs, doc)
	if err != nil {
		return err
	}
	steps := []func() error{
		func() error { return p.exec(`DELETE FROM documents WHERE id = ?`, doc.ID) },
		func() error {
			return p.exec(documentRow.insert(), doc.ID, string(head), doc.Text, doc.Source, naturalKey(doc.Source))
		},
		func() error { return p.record(doc.ID, "document", doc.ID, 0, head) },
		func() error { return p.project(documentRows, doc.ID, head) },
		func() error {
			return p.exec(`INSERT INTO readings (document, path, pipeline) VALUES (?, ?, ?)`, doc.ID, u.Path, version)
		},
		func() error { return p.sign(doc.ID, u.Sign) },
		func() error { return p.claims(rs, doc.ID, u.Claims) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *putter) record(id, kind, doc string, position int, record []byte) error {
	return p.exec(`INSERT INTO records (id, kind, document, position, record) VALUES (?, ?, ?, ?, ?)`,
		id, kind, doc, position, string(record))
}

func (p *putter) project(list []projection, doc string, record []byte) error {
	for _, pr := range list {
		if err := p.exec(pr.insert(), doc, string(record)); err != nil {
			return fmt.Errorf("%s: %w", pr.table, err)
		}
	}
	return nil
}

func (p *putter) sign(doc string, sign twin.Sign) error {
	if len(sign) == 0 {
		return nil
	}
	return p.exec(`INSERT INTO signatures (document, sign) VALUES (?, ?)`, doc, packSign(sign))
}

func (p *putter) claims(rs *readout.Records, doc string, claims *readout.Claims) error {
	if claims == nil {
		return nil
	}
	err := putClaims(p, doc, "entity", entityRows, claims.Entities,
		func(ent *readout.Entity) string { return ent.ID }, rs.Entity)
	if err != nil {
		return err
	}
	return putClaims(p, doc, "statement", statementRows, byPosition(claims.Statements),
		func(st *readout.Statement) string { return st.ID }, rs.Statement)
}

// putClaims writes the claims of one kind in the order given.
func putClaims[T any](p *putter, doc, kind string, rows []projection, list []T,
	id func(*T) string, encode func(*T) ([]byte, error)) error {
	if len(list) == 0 {
		return nil
	}
	seen := map[string]bool{}
	array := bytes.NewBufferString("[")
	for i := range list {
		if seen[id(&list[i])] {
			continue
		}
		record, err := encode(&list[i])
		if err != nil {
			return err
		}
		if err := p.record(id(&list[i]), kind, doc, len(seen), record); err != nil {
			return fmt.Errorf("%s %s: %w", kind, id(&list[i]), err)
		}
		if len(seen) > 0 {
			array.WriteByte(',')
		}
		array.Write(record)
		seen[id(&list[i])] = true
	}
	array.WriteByte(']')
	return p.project(rows, doc, array.Bytes())
}

// byPosition orders statements by the place of their words, as records.jsonl
// has them.
func byPosition(list []readout.Statement) []readout.Statement {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b readout.Statement) int {
		return slices.CompareFunc(a.ContentSpans, b.ContentSpans, func(x, y readout.Span) int {
			if x.Start != y.Start {
				return x.Start - y.Start
			}
			return x.End - y.End
		})
	})
	return list
}

// emptyText ends a document's record whose text stands elsewhere.
const emptyText = `"text":""}`

// documentHead is the document's record of layer 1 with its text left out.
func documentHead(rs *readout.Records, doc *readout.Document) ([]byte, error) {
	bare := *doc
	bare.Text, bare.DuplicateOf, bare.NearDuplicateOf = "", "", ""
	head, err := rs.Document(&bare)
	if err == nil && !bytes.HasSuffix(head, []byte(emptyText)) {
		err = errors.New("record does not end with its text")
	}
	return head, err
}

// wholeDocument puts the text back into a head.
func wholeDocument(head []byte, text string) ([]byte, error) {
	head, ok := bytes.CutSuffix(head, []byte(emptyText))
	if !ok {
		return nil, errors.New("record does not end with its text")
	}
	buf := bytes.NewBuffer(make([]byte, 0, len(head)+len(text)+len(text)/16+16))
	buf.Write(head)
	buf.WriteString(`"text":`)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		return nil, err
	}
	buf.Truncate(buf.Len() - 1) // the encoder's line end
	buf.WriteByte('}')
	return buf.Bytes(), nil
}

// packSign makes the bytes of a signature, little-endian.
func packSign(sign twin.Sign) []byte {
	b := make([]byte, 0, 4*len(sign))
	for _, x := range sign {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	return b
}

// unpackSign is the inverse of packSign.
func unpackSign(b []byte) twin.Sign {
	if len(b) == 0 {
		return nil
	}
	sign := make(twin.Sign, len(b)/4)
	for i := range sign {
		sign[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return sign
}

// HasDocument reports whether the document was put by this pipeline version.
func (s *Store) HasDocument(ctx context.Context, id, version string) (bool, error) {
	var has bool
	err := s.r.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM readings WHERE document = ? AND pipeline = ?)`, id, version).Scan(&has)
	if err != nil {
		return false, fmt.Errorf("store: %s: document %s: %w", s.path, id, err)
	}
	return has, nil
}

// InputDone reports whether a file with these bytes was read whole by this
// version.
func (s *Store) InputDone(ctx context.Context, path, sha256, version string) (bool, error) {
	var done bool
	err := s.r.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM inputs WHERE path = ? AND sha256 = ? AND pipeline = ?)`,
		path, sha256, version).Scan(&done)
	if err != nil {
		return false, fmt.Errorf("store: %s: input %s: %w", s.path, path, err)
	}
	return done, nil
}

// FinishInput marks a file as read whole. What another version made of the
// same bytes, and this one did not put again, is taken out: its documents, and
// its skips of that file.
func (s *Store) FinishInput(ctx context.Context, path, sha256, version string, size int64) error {
	return s.write(ctx, "finish "+path, func(tx *sql.Tx) error {
		for _, q := range []string{
			`UPDATE readings SET sha256 = ?2 WHERE path = ?1 AND pipeline = ?3 AND sha256 IS NULL`,
			`DELETE FROM documents WHERE id IN (SELECT document FROM readings
			   WHERE path = ?1 AND sha256 = ?2 AND pipeline <> ?3)`,
			`DELETE FROM skipped WHERE pipeline <> ?3
			   AND (source = ?1 OR substr(source, 1, length(?1) + 1) IN (?1 || '#', ?1 || '/', ?1 || '!'))`,
			`INSERT INTO inputs (path, sha256, bytes, pipeline) VALUES (?1, ?2, ?4, ?3)
			   ON CONFLICT DO UPDATE SET pipeline = ?3, bytes = ?4`,
		} {
			if _, err := tx.ExecContext(ctx, q, path, sha256, version, size); err != nil {
				return err
			}
		}
		return nil
	})
}
