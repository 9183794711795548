// Package store keeps a dossier in one SQLite file: documents, claims, what
// was skipped, and full text over all of it.
//
// What goes in: units of work (a document with its claims and signature) and
// skips, each batch in one transaction. What comes out: the documents in the
// contract's order, the canonical JSON of any record, search results. What it
// refuses: to let two builds write at once, to open a file made by a newer
// program, and to let the order of insertion show in any answer.
//
// A record's canonical JSON is what is stored; the tables that a person reads
// (blocks, fields, statements, …) are made from that JSON by the statements of
// project.go in the same transaction, so the two cannot drift apart. A
// document's text stands once, in documents.text: its record keeps "text"
// empty and gets it back when read.
//
// A worked example:
//
//	st, err := store.Open(ctx, "dossier/readout.db")
//	err = st.Put(ctx, version, []store.Unit{{Doc: doc, Claims: claims, Sign: twin.Of(doc)}}, nil)
//	err = st.Relink(ctx)
//	for doc, err := range st.Documents(ctx) { … }
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Sizes of the connections. A page cache of 16 MiB holds the inner pages of
// every index at 100,000 reports; readers only walk.
const (
	writerCacheKiB = 16 << 10
	readerCacheKiB = 4 << 10
	readers        = 4
	busyMillis     = 5000
)

// Store is an open dossier. Its methods may be called from many goroutines;
// writes queue for the one writer connection.
type Store struct {
	path     string
	readOnly bool
	w, r     *sql.DB

	mu   sync.Mutex // guards lock
	lock *lock      // held from the first write until Close
}

// Open opens or makes the store at path and brings its tables up to date. The
// folder must exist. Nothing else is kept from writing until the first write,
// or until [Store.Lock].
func Open(ctx context.Context, path string) (*Store, error) {
	s := &Store{path: path}
	var err error
	if s.w, err = open(path, "rwc", 1, writerCacheKiB, "journal_mode(wal)", "synchronous(normal)"); err != nil {
		return nil, err
	}
	if err := migrate(ctx, s.w, path); err != nil {
		s.w.Close()
		return nil, err
	}
	if s.r, err = open(path, "rw", readers, readerCacheKiB, "query_only(1)"); err != nil {
		s.w.Close()
		return nil, err
	}
	return s, nil
}

// OpenRead opens the store at path for reading only. A file that is not there
// is an error that matches fs.ErrNotExist.
func OpenRead(ctx context.Context, path string) (*Store, error) {
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("store: %s: no dossier here: make one with readout build: %w", path, fs.ErrNotExist)
		}
		return nil, fmt.Errorf("store: %w", err)
	}
	r, err := open(path, "rw", readers, readerCacheKiB, "query_only(1)")
	if err != nil {
		return nil, err
	}
	if err := checkLayout(ctx, r, path); err != nil {
		r.Close()
		return nil, err
	}
	return &Store{path: path, readOnly: true, r: r}, nil
}

// open makes a pool over the file with what every connection has. SQLite falls
// back to reading only where the file may not be written.
func open(path, mode string, conns, cacheKiB int, pragmas ...string) (*sql.DB, error) {
	return openWith(path, mode, conns, append([]string{
		fmt.Sprintf("busy_timeout(%d)", busyMillis), "foreign_keys(1)",
		fmt.Sprintf("cache_size(-%d)", cacheKiB), "temp_store(memory)",
	}, pragmas...)...)
}

// openWith makes a pool over the file with these pragmas alone.
func openWith(path, mode string, conns int, pragmas ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("store: %s: %w", path, err)
	}
	abs = filepath.ToSlash(abs)
	if abs[0] != '/' { // C:/… on Windows
		abs = "/" + abs
	}
	q := url.Values{"mode": {mode}, "_txlock": {"immediate"}, "_pragma": pragmas}
	dsn := "file://" + (&url.URL{Path: abs}).EscapedPath() + "?" + q.Encode()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("store: %s: %w", path, err)
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

// Lock makes this the one build that writes to the store, until Close. It
// fails at once with an [ErrLocked] where another build does. The first write
// locks by itself; a command that will write calls Lock to hear of it early.
func (s *Store) Lock() error {
	if s.readOnly {
		return fmt.Errorf("store: %s: opened for reading only", s.path)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock != nil {
		return nil
	}
	l, err := acquire(s.path + lockSuffix)
	if err != nil {
		return err
	}
	s.lock = l
	// A connection from before another build changed the tables does not find
	// them again when a statement with full-text triggers is its first.
	s.w.SetMaxIdleConns(0)
	s.w.SetMaxIdleConns(1)
	return nil
}

// write runs f in one transaction of the writer.
func (s *Store) write(ctx context.Context, what string, f func(tx *sql.Tx) error) error {
	if err := s.Lock(); err != nil {
		return err
	}
	tx, err := s.w.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("store: %s: %s: %w", s.path, what, err)
	}
	defer tx.Rollback() // nothing after Commit; ends the transaction of a panic too
	if err := f(tx); err != nil {
		return fmt.Errorf("store: %s: %s: %w", s.path, what, err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("store: %s: %s: %w", s.path, what, err)
	}
	return nil
}

// Close closes the file. After a build it merges the full-text index and
// leaves one file without companions, which opens from read-only media too.
func (s *Store) Close() error {
	err := s.r.Close()
	if s.w == nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock != nil {
		err = errors.Join(err, s.finish())
	}
	err = errors.Join(err, s.w.Close())
	if s.lock != nil {
		err = errors.Join(err, s.lock.release())
		s.lock = nil
	}
	if err != nil {
		return fmt.Errorf("store: close %s: %w", s.path, err)
	}
	return nil
}

// finish merges the indexes and leaves WAL mode. A reader in another process
// keeps the file in WAL mode, which does no harm.
func (s *Store) finish() error {
	for _, q := range []string{
		`INSERT INTO documents_fts (documents_fts) VALUES ('optimize')`,
		`INSERT INTO statements_fts (statements_fts) VALUES ('optimize')`,
		`INSERT INTO entities_fts (entities_fts) VALUES ('optimize')`,
	} {
		if _, err := s.w.Exec(q); err != nil {
			return err
		}
	}
	// Does nothing, with an error, while somebody reads.
	_, _ = s.w.Exec(`PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(truncate); PRAGMA journal_mode = delete`)
	return nil
}
