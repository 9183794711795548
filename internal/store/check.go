package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"readout"
	"readout/internal/page/twin"
)

// Check verifies every invariant of the dossier and returns what is broken:
// the file's own structure, the full text against what it indexes, each
// document and its claims by [readout.Check], the tables against the records
// they are made from, and the links against the documents. The error is for a
// dossier that cannot be read at all.
func (s *Store) Check(ctx context.Context, rules readout.Rules) ([]readout.Violation, error) {
	c := &checker{s: s, ctx: ctx, rules: rules, stmts: map[string]*sql.Stmt{}}
	defer c.close()
	for _, step := range []func() error{c.file, c.keys, c.parts, c.fullText, c.documents, c.links} {
		if err := step(); err != nil {
			return c.found, err
		}
	}
	return c.found, nil
}

type checker struct {
	s     *Store
	ctx   context.Context
	rules readout.Rules
	stmts map[string]*sql.Stmt // by their text: preparing costs more than running
	found []readout.Violation
}

func (c *checker) close() {
	for _, stmt := range c.stmts {
		stmt.Close()
	}
}

// scanRow runs a query of one row, prepared once.
func (c *checker) scanRow(query string, args []any, dest ...any) error {
	stmt := c.stmts[query]
	if stmt == nil {
		var err error
		if stmt, err = c.s.r.PrepareContext(c.ctx, query); err != nil {
			return err
		}
		c.stmts[query] = stmt
	}
	return stmt.QueryRowContext(c.ctx, args...).Scan(dest...)
}

func (c *checker) fail(record, invariant, format string, args ...any) {
	c.found = append(c.found, readout.Violation{Record: record, Invariant: invariant, What: fmt.Sprintf(format, args...)})
}

// file asks SQLite for the soundness of its pages, indexes and references.
func (c *checker) file() error {
	for said, err := range rows(c.ctx, c.s, `PRAGMA integrity_check`, nil, scanString) {
		if err != nil {
			return err
		}
		if said != "ok" {
			c.fail(c.s.path, "file", "%s", said)
		}
	}
	type broken struct{ table, parent string }
	for b, err := range rows(c.ctx, c.s, `SELECT "table", "parent" FROM pragma_foreign_key_check`, nil,
		func(sc scanner) (b broken, err error) { return b, sc.Scan(&b.table, &b.parent) }) {
		if err != nil {
			return err
		}
		c.fail(c.s.path, "reference", "a row of %s points to none of %s", b.table, b.parent)
	}
	return nil
}

// keys checks that each record is filed under its own id and kind.
func (c *checker) keys() error {
	for id, err := range rows(c.ctx, c.s, `SELECT id FROM records
		WHERE NOT json_valid(record) OR id IS NOT record ->> 'id' OR kind IS NOT record ->> 'kind'
		  OR (kind = 'document' AND id <> document) ORDER BY id`, nil, scanString) {
		if err != nil {
			return err
		}
		c.fail(id, "record", "is not filed under its own id and kind, or is no JSON")
	}
	return nil
}

func scanString(sc scanner) (v string, err error) { return v, sc.Scan(&v) }

// parts checks that the entries of live pages are there.
func (c *checker) parts() error {
	type part struct{ of, id string }
	for p, err := range rows(c.ctx, c.s, `SELECT document, part FROM parts
		WHERE part NOT IN (SELECT id FROM documents) ORDER BY document, position`, nil,
		func(sc scanner) (p part, err error) { return p, sc.Scan(&p.of, &p.id) }) {
		if err != nil {
			return err
		}
		c.fail(p.of, "part", "%s is no document", p.id)
	}
	return nil
}

// fullText compares each index with the table it is of. The whole comparison
// is a write to SQLite's eyes; where the file may not be written, that every
// row is indexed must do.
func (c *checker) fullText() error {
	db, err := open(c.s.path, "rw", 1, readerCacheKiB)
	if err != nil {
		return err
	}
	defer db.Close()
	for _, in := range searchables {
		var stray int
		err := c.s.r.QueryRowContext(c.ctx, fmt.Sprintf(`SELECT
			(SELECT count(*) FROM %[1]s WHERE number NOT IN (SELECT id FROM %[1]s_fts_docsize)) +
			(SELECT count(*) FROM %[1]s_fts_docsize WHERE id NOT IN (SELECT number FROM %[1]s))`, in.table)).Scan(&stray)
		if err != nil {
			return fmt.Errorf("store: %s: full text: %w", c.s.path, err)
		}
		if stray > 0 {
			c.fail(in.table, "full-text", "%d rows are not indexed, or indexed and not there", stray)
		}
		_, err = db.ExecContext(c.ctx, fmt.Sprintf(
			`INSERT INTO %[1]s_fts (%[1]s_fts, rank) VALUES ('integrity-check', 1)`, in.table))
		var se *sqlite.Error
		switch {
		case err == nil:
		case errors.As(err, &se) && se.Code()&0xff == sqlite3.SQLITE_CORRUPT:
			c.fail(in.table, "full-text", "the index is not that of the words")
		case errors.As(err, &se) && se.Code()&0xff == sqlite3.SQLITE_READONLY:
		default:
			return fmt.Errorf("store: %s: full text: %w", c.s.path, err)
		}
	}
	return nil
}

// documents checks each document by itself.
func (c *checker) documents() error {
	var ids []string
	for id, err := range rows(c.ctx, c.s, `SELECT id FROM documents doc`+documentOrder, nil, scanString) {
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	for _, id := range ids {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		if err := c.document(id); err != nil {
			c.fail(id, "record", "%v", err)
		}
	}
	return nil
}

// document checks one document: what cannot be read is its error.
func (c *checker) document(id string) error {
	doc, err := c.s.Document(c.ctx, id)
	if err != nil {
		return err
	}
	doc.DuplicateOf, doc.NearDuplicateOf = "", "" // checked by links
	claims, err := c.s.Claims(c.ctx, doc)
	if err != nil {
		return err
	}
	c.found = append(c.found, readout.Check(doc, claims, c.rules)...)
	stored, err := c.s.storedRecords(c.ctx, id)
	if err != nil {
		return err
	}
	if err := c.canonical(doc, claims, stored); err != nil {
		return err
	}
	return c.tables(doc, stored)
}

// storedRecords are the records of one document as they stand, by kind.
func (s *Store) storedRecords(ctx context.Context, doc string) (map[string][][]byte, error) {
	type row struct {
		kind   string
		record []byte
	}
	byKind := map[string][][]byte{}
	for r, err := range rows(ctx, s, `SELECT kind, record FROM records WHERE document = ?
		ORDER BY kind, position`, []any{doc}, func(sc scanner) (r row, err error) {
		return r, sc.Scan(&r.kind, &r.record)
	}) {
		if err != nil {
			return nil, err
		}
		byKind[r.kind] = append(byKind[r.kind], r.record)
	}
	return byKind, nil
}

// canonical checks that a record, read and written again, is the same bytes.
func (c *checker) canonical(doc *readout.Document, claims *readout.Claims, stored map[string][][]byte) error {
	rs := readout.NewRecords(doc)
	head, err := documentHead(rs, doc)
	if err != nil {
		return err
	}
	again := map[string][][]byte{"document": {head}}
	for i := range claims.Entities {
		b, err := rs.Entity(&claims.Entities[i])
		if err != nil {
			return err
		}
		again["entity"] = append(again["entity"], b)
	}
	for i := range claims.Statements {
		b, err := rs.Statement(&claims.Statements[i])
		if err != nil {
			return err
		}
		again["statement"] = append(again["statement"], b)
	}
	for _, kind := range []string{"document", "entity", "statement"} {
		if !slices.EqualFunc(stored[kind], again[kind], bytes.Equal) {
			c.fail(doc.ID, "canonical", "a record of kind %s reads back as other bytes", kind)
		}
	}
	return nil
}

// tables checks that the rows a person reads are those of the records.
func (c *checker) tables(doc *readout.Document, stored map[string][][]byte) error {
	want := map[string]int{} // rows by table
	head := string(stored["document"][0])
	if err := c.project(want, documentRow, "id", doc.ID, head, doc.Text, doc.Source, naturalKey(doc.Source)); err != nil {
		return err
	}
	for _, part := range []struct {
		list []projection
		json string
	}{
		{documentRows, head},
		{entityRows, jsonArray(stored["entity"])},
		{statementRows, jsonArray(stored["statement"])},
	} {
		for _, p := range part.list {
			if err := c.project(want, p, "document", doc.ID, part.json); err != nil {
				return err
			}
		}
	}
	for _, table := range sortedKeys(want) {
		if table == documentRow.table {
			continue
		}
		var have int
		if err := c.scanRow(`SELECT count(*) FROM `+table+` WHERE document = ?`, []any{doc.ID}, &have); err != nil {
			return err
		}
		if have != want[table] {
			c.fail(doc.ID, "tables", "%s has %d rows, the records give %d", table, have, want[table])
		}
	}
	return nil
}

// project counts the rows that a projection gives and finds those that the
// table lacks. key is the table's column with the document's id.
func (c *checker) project(want map[string]int, p projection, key string, args ...any) error {
	var all, lacking int
	err := c.scanRow(`WITH given (`+p.columns+`) AS (`+p.rows+`)
		SELECT (SELECT count(*) FROM given), (SELECT count(*) FROM (SELECT * FROM given
		  EXCEPT SELECT `+p.columns+` FROM `+p.table+` WHERE `+key+` = ?1))`, args, &all, &lacking)
	if err != nil {
		return fmt.Errorf("%s: %w", p.table, err)
	}
	want[p.table] += all
	if lacking > 0 {
		c.fail(args[0].(string), "tables", "%d rows of %s are not those of the records", lacking, p.table)
	}
	return nil
}

func jsonArray(records [][]byte) string {
	return "[" + string(bytes.Join(records, []byte(","))) + "]"
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// links checks that layer 2 is what layer 1 gives.
func (c *checker) links() error {
	want, err := c.s.pair(c.ctx)
	if err != nil {
		return err
	}
	var have []twin.Link
	for l, err := range rows(c.ctx, c.s, `SELECT document, original, kind, jaccard FROM links ORDER BY document`, nil, scanLink) {
		if err != nil {
			return err
		}
		have = append(have, l)
	}
	if !slices.Equal(want, have) {
		c.fail(c.s.path, "links", "%d links are stored, the documents give %d, or other ones: build again", len(have), len(want))
	}
	return nil
}

func scanLink(sc scanner) (l twin.Link, err error) {
	var kind sql.NullString
	err = sc.Scan(&l.Doc, &l.Of, &kind, &l.Jaccard)
	l.Exact = kind.String == kindDuplicate
	return l, err
}
