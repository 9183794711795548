package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// ErrLocked is matched by the error of a store that another build writes to.
var ErrLocked = errors.New("another build is writing to this dossier")

// lockSuffix names the lock file beside the store. It is there only while a
// build runs, or after one was killed.
const lockSuffix = "-lock"

// lock is held on an empty file beside the store through SQLite's own file
// locks, which every system it runs on lets go when the process ends, however
// it ends. A row in the store that names the writer was not taken: after a
// SIGKILL nobody could tell it from a live one.
//
// Invariant: at most one process holds the lock on one path.
type lock struct {
	path string
	db   *sql.DB
	conn *sql.Conn
}

// acquire takes the lock at path or fails with ErrLocked.
func acquire(path string) (*lock, error) {
	for {
		l, again, err := tryAcquire(path)
		if !again {
			return l, err
		}
	}
}

// tryAcquire says again where the file was removed by its last holder between
// opening and locking: then the lock is on a file that no one else can see.
func tryAcquire(path string) (l *lock, again bool, err error) {
	// Only a file that is new is opened here: closing one that this process
	// has locked would let go of the lock (POSIX).
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644); err == nil {
		f.Close()
	} else if !errors.Is(err, os.ErrExist) {
		return nil, false, fmt.Errorf("store: %w", err)
	}
	before, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, true, nil
	} else if err != nil {
		return nil, false, fmt.Errorf("store: %w", err)
	}
	db, err := openWith(path, "rw", 1, "busy_timeout(0)")
	if err != nil {
		return nil, false, err
	}
	l = &lock{path: path, db: db}
	if l.conn, err = db.Conn(context.Background()); err == nil {
		_, err = l.conn.ExecContext(context.Background(), `BEGIN EXCLUSIVE`)
	}
	after, statErr := os.Stat(path)
	switch {
	case statErr != nil || !os.SameFile(before, after):
		l.close()
		return nil, true, nil
	case err != nil && isBusy(err):
		l.close()
		return nil, false, fmt.Errorf("store: %s: %w: wait for it to end, or build into another folder", path, ErrLocked)
	case err != nil:
		l.close()
		return nil, false, fmt.Errorf("store: %s: %w", path, err)
	}
	return l, false, nil
}

// release removes the file while the lock is still held, then lets go.
func (l *lock) release() error {
	err := os.Remove(l.path)
	l.close()
	if err != nil { // a system that removes no open file
		err = os.Remove(l.path)
	}
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

func (l *lock) close() {
	if l.conn != nil {
		l.conn.Close()
	}
	l.db.Close()
}
