package source

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// Walk reads every path (a file, a folder, a glob, or "-" for standard input)
// and hands its items to sink. Files of a folder come in byte order of their
// path. Containers stream: memory is bounded by one item. A broken item is
// handed to sink.Skip and the rest goes on; the error returned is sink's or
// ctx's own.
//
// A path given twice, or given and met again in a folder, is read once. Hidden
// files and folders, the folders that readout wrote, and what opt.Exclude names
// are passed over. Links to files are followed, links to folders are not, save
// where they are named as a path.
func Walk(ctx context.Context, paths []string, opt Options, sink Sink) error {
	w, err := newWalker(ctx, opt, sink)
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := w.path(path); err != nil {
			return err
		}
	}
	return nil
}

// walker is one walk: what steers it and what it has seen.
type walker struct {
	ctx   context.Context
	lim   Limits
	cols  *columns
	pages pageFolders
	sink  Sink
	seen  map[string]bool // absolute paths that were read or are left out

	handed int // items and skips so far
	met    int // files and folders met so far, those passed over for their names apart
}

func newWalker(ctx context.Context, opt Options, sink Sink) (*walker, error) {
	cols, err := newColumns(opt.Columns)
	if err != nil {
		return nil, err
	}
	pages, err := newPageFolders()
	if err != nil {
		return nil, err
	}
	w := &walker{ctx: ctx, lim: opt.Limits.withDefaults(), cols: cols, pages: pages, sink: sink, seen: map[string]bool{}}
	for _, path := range opt.Exclude {
		w.seen[absolute(path)] = true
	}
	return w, nil
}

func absolute(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Clean(path)
	}
	return abs
}

// once reports whether path is met for the first time.
func (w *walker) once(path string) bool {
	abs := absolute(path)
	if w.seen[abs] {
		return false
	}
	w.seen[abs] = true
	return true
}

func (w *walker) skip(source string, reason SkipReason, format string, args ...any) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	w.handed++
	if w.sink.Skip == nil {
		return nil
	}
	return w.sink.Skip(Skip{shownPath(source), reason, cleanText(fmt.Sprintf(format, args...))})
}

// shownPath is a path as text: bytes of a file's name that are not UTF-8 are
// written as "%E9", so that records can hold it.
func shownPath(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	var sb strings.Builder
	for i, r := range path {
		if _, n := utf8.DecodeRuneInString(path[i:]); r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&sb, "%%%02X", path[i])
			continue
		}
		sb.WriteRune(r)
	}
	return sb.String()
}

// skipErr skips with the reason that err carries, or other.
func (w *walker) skipErr(source string, err error, other SkipReason) error {
	return w.skip(source, reasonOf(err, other), "%v", err)
}

func (w *walker) item(it Item) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	w.handed++
	if w.sink.Item == nil {
		return nil
	}
	return w.sink.Item(it)
}

// path reads one path as the user gave it.
func (w *walker) path(path string) error {
	if path == "-" {
		if w.seen["-"] {
			return nil
		}
		w.seen["-"] = true
		return w.stdin(os.Stdin)
	}
	return w.named(path)
}

// named reads a path that is not "-".
func (w *walker) named(path string) error {
	fi, err := os.Stat(path)
	switch {
	case err != nil && isGlob(path):
		return w.glob(path)
	case err != nil:
		return w.skip(path, Unreadable, "%v: check the path", pathError(err))
	case !fi.IsDir():
		return w.file(path)
	case isDossier(path):
		return w.skip(path, NotAReport, "a dossier that readout wrote: name the reports it was built from")
	}
	known, before := w.seen[absolute(path)], w.met
	if err := w.folder(path); err != nil || known || w.met > before+1 {
		return err
	}
	return w.skip(path, Empty, "a folder with no file to read")
}

func isGlob(path string) bool { return strings.ContainsAny(path, "*?[") }

// pathError is err without the path, which the skip names already.
func pathError(err error) error {
	if pe, ok := err.(*os.PathError); ok {
		return pe.Err
	}
	return err
}

func (w *walker) glob(pattern string) error {
	found, err := filepath.Glob(pattern)
	if err != nil {
		return w.skip(pattern, Unreadable, "%v: check the pattern", err)
	}
	if len(found) == 0 {
		return w.skip(pattern, Unreadable, "no file has such a name: check the pattern")
	}
	slices.Sort(found)
	for _, path := range found {
		if err := w.named(path); err != nil {
			return err
		}
	}
	return nil
}

// folder reads a folder and those below it, in byte order of the whole path:
// "a.txt" comes before "a/x", as '.' sorts before '/'.
func (w *walker) folder(dir string) error {
	if !w.once(dir) {
		return nil
	}
	w.met++
	list, err := os.ReadDir(dir)
	if err != nil {
		return w.skip(dir, Unreadable, "%v", pathError(err))
	}
	slices.SortFunc(list, func(a, b os.DirEntry) int { return strings.Compare(sortKey(a), sortKey(b)) })
	for _, e := range list {
		if isHidden(e.Name()) {
			continue
		}
		if err := w.entry(dir, e, list); err != nil {
			return err
		}
	}
	return nil
}

func sortKey(e os.DirEntry) string {
	if e.IsDir() {
		return e.Name() + "/"
	}
	return e.Name()
}

// isHidden reports whether a name is one that systems and tools keep for
// themselves.
func isHidden(name string) bool {
	switch name {
	case "__MACOSX", "Thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, ".")
}

func (w *walker) entry(dir string, e os.DirEntry, list []os.DirEntry) error {
	path := join(dir, e.Name())
	w.met++
	switch {
	case e.IsDir() && isDossier(path):
		return nil
	case e.IsDir() && w.pages.isFolder(e.Name(), func(page string) bool { return hasFile(list, page) }):
		return w.skip(path, NotAReport, "pictures and scripts of the page saved beside it")
	case e.IsDir():
		return w.folder(path)
	}
	fi, err := os.Stat(path)
	switch {
	case err != nil:
		return w.skip(path, Unreadable, "%v", pathError(err))
	case fi.IsDir():
		return w.skip(path, Unsupported, "a link to a folder is not followed: name the folder itself")
	case !fi.Mode().IsRegular(): // a pipe that nobody writes to would hold the walk for ever
		return w.skip(path, Unsupported, "a pipe, socket or device: name it by itself, or pipe it to -")
	}
	return w.file(path)
}

// join puts a name behind the folder as it was given: "./in" stays "./in/x".
func join(dir, name string) string {
	if strings.HasSuffix(dir, "/") || strings.HasSuffix(dir, string(filepath.Separator)) {
		return dir + name
	}
	return dir + "/" + name
}

// isDossier reports whether readout wrote the folder. The store alone tells: a
// build that was cut short has not yet written records.jsonl.
func isDossier(dir string) bool {
	fi, err := os.Stat(filepath.Join(dir, "readout.db"))
	return err == nil && fi.Mode().IsRegular()
}

func hasFile(list []os.DirEntry, name string) bool {
	return slices.ContainsFunc(list, func(e os.DirEntry) bool {
		return !e.IsDir() && strings.EqualFold(e.Name(), name)
	})
}
