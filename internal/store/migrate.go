package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"readout"
)

// applicationID marks a SQLite file as ours ("rdot"), so that another
// program's database is refused rather than filled.
const applicationID = 0x72646f74

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is one step of the tables' history.
//
// Invariant: a step that was released never changes; its hash is kept in every
// store it was applied to.
type migration struct {
	number int // from 1
	name   string
	sql    string
	sha256 string
}

// migrations lists the steps in order; the files are numbered 0001, 0002, ….
func migrations() ([]migration, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	var list []migration
	for i, name := range names {
		b, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("store: migrations: %w", err)
		}
		var n int
		if _, err := fmt.Sscanf(name, "migrations/%04d_", &n); err != nil || n != i+1 {
			return nil, fmt.Errorf("store: %s: want number %04d: migrations are numbered without a gap", name, i+1)
		}
		list = append(list, migration{n, name[len("migrations/"):], string(b), readout.Hash(b)})
	}
	return list, nil
}

// migrate applies the steps that the file lacks, each in one transaction.
func migrate(ctx context.Context, db *sql.DB, path string) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	for {
		done, err := migrateOne(ctx, db, path, steps)
		if err != nil || done {
			return err
		}
	}
}

// migrateOne applies the next step; done says that there is none.
func migrateOne(ctx context.Context, db *sql.DB, path string, steps []migration) (done bool, err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return false, describe(path, err)
	}
	defer tx.Rollback()
	at, err := layout(ctx, tx, path, steps)
	if err != nil || at == len(steps) {
		return true, err
	}
	if at == 0 {
		if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d;
			CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL,
			  sha256 TEXT NOT NULL) STRICT`, applicationID)); err != nil {
			return false, describe(path, err)
		}
	}
	m := steps[at]
	if _, err := tx.ExecContext(ctx, m.sql); err != nil {
		return false, fmt.Errorf("store: %s: migration %s: %w", path, m.name, err)
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO migrations VALUES (?, ?, ?)`, m.number, m.name, m.sha256); err != nil {
		return false, fmt.Errorf("store: %s: migration %s: %w", path, m.name, err)
	}
	if err := tx.Commit(); err != nil {
		return false, fmt.Errorf("store: %s: migration %s: %w", path, m.name, err)
	}
	return false, nil
}

// checkLayout is what a reader asks: the file is ours and neither newer nor
// older than this program.
func checkLayout(ctx context.Context, db *sql.DB, path string) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	at, err := layout(ctx, db, path, steps)
	if err == nil && at < len(steps) {
		return fmt.Errorf("store: %s: made by an older readout (layout %d, this one reads %d): "+
			"bring it up to date with readout build", path, at, len(steps))
	}
	return err
}

// querier is a database or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// layout is the number of steps applied to the file, 0 for an empty one.
func layout(ctx context.Context, q querier, path string, steps []migration) (int, error) {
	var app, tables int
	err := q.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&app, &tables)
	switch {
	case err != nil:
		return 0, describe(path, err)
	case tables == 0:
		return 0, nil
	case app != applicationID:
		return 0, fmt.Errorf("store: %s: another program's database: give another folder", path)
	}
	rows, err := q.QueryContext(ctx, `SELECT number, name, sha256 FROM migrations ORDER BY number`)
	if err != nil {
		return 0, describe(path, err)
	}
	defer rows.Close()
	at := 0
	for rows.Next() {
		var m migration
		if err := rows.Scan(&m.number, &m.name, &m.sha256); err != nil {
			return 0, describe(path, err)
		}
		at++
		if at > len(steps) {
			return 0, fmt.Errorf("store: %s: made by a newer readout (layout %d, this one knows %d): "+
				"use that one, or build into another folder", path, m.number, len(steps))
		}
		if want := steps[at-1]; m.sha256 != want.sha256 {
			return 0, fmt.Errorf("store: %s: layout step %s is not this readout's: "+
				"build into another folder", path, m.name)
		}
	}
	return at, rows.Err()
}

// describe says what SQLite's errors mean for the file as a whole.
func describe(path string, err error) error {
	var se *sqlite.Error
	if errors.As(err, &se) && se.Code()&0xff == sqlite3.SQLITE_NOTADB {
		return fmt.Errorf("store: %s: not a dossier's database: give another folder, or move the file away", path)
	}
	return fmt.Errorf("store: %s: %w", path, err)
}

// isBusy reports whether another connection holds the file.
func isBusy(err error) bool {
	var se *sqlite.Error
	return errors.As(err, &se) &&
		(se.Code()&0xff == sqlite3.SQLITE_BUSY || se.Code()&0xff == sqlite3.SQLITE_LOCKED)
}
