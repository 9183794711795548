// Package export writes a dossier in the formats others read: one file a
// format. The same dossier gives the same bytes.
//
// What goes in: an open store. What comes out: records.jsonl (jsonl.go),
// tables for spreadsheets (csv.go), linked notes (markdown.go). What it
// refuses: to add what the records do not say. Unknown stays empty, a date
// keeps its granularity, and every row and note carries the record's id, its
// document and the words it rests on.
package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"readout"
	"readout/internal/store"
)

// walk hands over each document with what it says, in order.
func walk(ctx context.Context, st *store.Store, visit func(doc *readout.Document, claims *readout.Claims) error) error {
	for doc, err := range st.Documents(ctx) {
		if err != nil {
			return err
		}
		claims, err := st.Claims(ctx, doc)
		if err != nil {
			return err
		}
		if err := visit(doc, claims); err != nil {
			return fmt.Errorf("%s: %w", doc.ID, err)
		}
	}
	return nil
}

// file is a file being written. It gets its name when it is whole, so that a
// reader never meets half of it.
type file struct {
	*bufio.Writer
	f    *os.File
	path string
}

func createFile(path string) (*file, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return nil, err
	}
	return &file{bufio.NewWriterSize(f, 1<<16), f, path}, nil
}

// finish writes what is left and names the file; after an error, which may be
// one from before, it takes the file away.
func (w *file) finish(err error) error {
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = w.f.Chmod(0o644)
	}
	err = errors.Join(err, w.f.Close())
	if err == nil {
		err = os.Rename(w.f.Name(), w.path)
	}
	if err != nil {
		os.Remove(w.f.Name())
	}
	return err
}

// line makes text one line: control characters, tabs and line ends become
// spaces.
func line(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, text)
}

// names are the entities of a document by id.
func names(claims *readout.Claims) map[string]string {
	m := make(map[string]string, len(claims.Entities))
	for _, ent := range claims.Entities {
		m[ent.ID] = ent.Name
	}
	return m
}
