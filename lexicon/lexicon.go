// Package lexicon is words as data: every word, name and outlet that readout
// knows stands in a plain text file beside this one, one entry a line.
//
// What goes in: nothing at run time, the files are embedded. What comes out:
// the entries of a named file, in file order. What it refuses: a file without
// its origin and licence, an entry that stands twice.
//
// A file opens with "# origin: …" and "# licence: …"; further lines that begin
// with "#" are comments; an entry's fields are separated by one tab. A file
// whose name ends in ".txt" is sorted by bytes; one whose order matters ends in
// ".list". For example, speech-cues.txt:
//
//	# origin: written for this project
//	# licence: Apache-2.0
//	said	speech
//	warned	speech	warn
package lexicon

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed *.txt *.list
var files embed.FS

// File is a parsed lexicon file.
type File struct {
	Name, Origin, Licence string
	Entries               []Entry
}

// Entry is one line: its fields, never empty, and its number from 1.
type Entry struct {
	Line   int
	Fields []string
}

// Field returns the n-th field, from 0, or the empty string.
func (e Entry) Field(n int) string {
	if n < len(e.Fields) {
		return e.Fields[n]
	}
	return ""
}

// Names lists the embedded files in order.
func Names() ([]string, error) {
	names, err := fs.Glob(files, "*")
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	return names, nil
}

// Open parses an embedded file.
func Open(name string) (*File, error) {
	b, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	return Parse(name, string(b))
}

// Digest is the SHA-256 of all files, names and bytes, in lower-case hex: two
// programs with the same digest know the same words.
func Digest() (string, error) {
	names, err := Names()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range names {
		b, err := files.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("lexicon: %w", err)
		}
		fmt.Fprintf(h, "%s %d\n%s", name, len(b), b)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Parse reads a file in the lexicon's form; errors name file, line and column.
func Parse(name, text string) (*File, error) {
	f := &File{Name: name}
	seen := map[string]int{}
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if rest, ok := strings.CutPrefix(line, "# origin:"); ok {
			f.Origin = strings.TrimSpace(rest)
			continue
		}
		if rest, ok := strings.CutPrefix(line, "# licence:"); ok {
			f.Licence = strings.TrimSpace(rest)
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if was, twice := seen[line]; twice {
			return nil, fmt.Errorf("lexicon: %s:%d:1: entry stands on line %d already: delete one", name, n+1, was)
		}
		seen[line] = n + 1
		fields := strings.Split(line, "\t")
		for i, field := range fields {
			if strings.TrimSpace(field) != field || field == "" {
				col := 1 + len(strings.Join(fields[:i], "\t"))
				return nil, fmt.Errorf("lexicon: %s:%d:%d: field %d is empty or padded: separate fields by one tab", name, n+1, col, i+1)
			}
		}
		f.Entries = append(f.Entries, Entry{n + 1, fields})
	}
	if f.Origin == "" || f.Licence == "" {
		return nil, fmt.Errorf("lexicon: %s:1:1: no origin or licence: open the file with \"# origin: …\" and \"# licence: …\"", name)
	}
	return f, nil
}
