package source

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// zip reads the entries of a zip archive; a WACZ is one that holds web archives.
func (w *walker) zip(in *input) error {
	if err := w.deeper(in); err != nil {
		return w.skipErr(in.source, err, TooDeep)
	}
	at, size := in.at, in.size
	if at == nil {
		sp, err := newSpool(in.r, w.lim.ItemBytes, w.lim.TotalBytes)
		if err != nil {
			return w.skipErr(in.source, err, BadZip)
		}
		defer sp.Close()
		at, size = sp, sp.size
	}
	zr, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return w.skip(in.source, BadZip, "%s", in.label(err.Error()))
	}
	if what := otherZip(zr); what != "" {
		return w.skip(in.source, Unsupported, "%s", in.label(what))
	}
	e := w.entries(in, size)
	for _, f := range zr.File {
		e.names[strings.ToLower(entryName(f))] = true
	}
	for _, f := range zr.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if e.n >= w.lim.Entries {
			return w.skip(in.source, TooMany, "%s", in.label(fmt.Sprintf("the archive has more than %d entries", w.lim.Entries)))
		}
		if err := e.zipped(f); err != nil {
			return err
		}
		if e.over() {
			return w.skip(in.source, OverRatio, "%s", in.label("the archive unpacks to far more than its size; the rest is left"))
		}
	}
	return nil
}

// otherZip names a file format that is a zip underneath; empty for an archive.
func otherZip(zr *zip.Reader) string {
	for _, f := range zr.File[:min(len(zr.File), 16)] {
		switch {
		case f.Name == "[Content_Types].xml", f.Name == "mimetype":
			return "an office document or book: save it as text"
		case f.Name == "META-INF/MANIFEST.MF":
			return "a program"
		}
	}
	return ""
}

// entries is the reading of one archive's entries.
type entries struct {
	counter
	w     *walker
	in    *input
	size  int64 // of the packed archive, 0 where it only streams
	total *meter
	start int64           // of total, when the archive was opened
	wacz  bool            // a report lies in its web archives alone
	names map[string]bool // of the entries met, in lower case; of a zip, all
}

func (w *walker) entries(in *input, size int64) *entries {
	total := in.total
	if total == nil {
		total = &meter{}
	}
	return &entries{counter: counter{source: in.source}, w: w, in: in, size: size, total: total,
		start: total.n, names: map[string]bool{}, wacz: strings.EqualFold(path.Ext(in.name), ".wacz")}
}

// over reports whether the entries together unpacked to too much: they may lie
// one over the other, so that no single one does.
func (e *entries) over() bool {
	n := e.total.n - e.start
	return n > ratioFree && e.size > 0 && n/e.size > e.w.lim.Ratio
}

// zipped reads one entry of a zip archive.
func (e *entries) zipped(f *zip.File) error {
	name := entryName(f)
	source := e.next()
	if skipped, err := e.pass(source, name); skipped {
		return err
	}
	if f.Flags&1 != 0 {
		return e.w.skip(source, BadZip, "%s: encrypted: unpack it by hand", name)
	}
	r, err := f.Open()
	if err != nil {
		return e.w.skip(source, BadZip, "%s: %v", name, err)
	}
	defer r.Close()
	return e.read(source, name, &unpacked{r: r, packed: func() int64 { return int64(f.CompressedSize64) },
		lim: e.w.lim, total: e.total, broken: BadZip})
}

// entryName is the name of a zip's entry as text. A name that is not marked as
// UTF-8 and is none is in the charset of the first zip programs.
func entryName(f *zip.File) string {
	if f.NonUTF8 && !utf8.ValidString(f.Name) {
		name, _ := charmap.CodePage437.NewDecoder().String(f.Name)
		return cleanText(name)
	}
	return cleanText(f.Name)
}

// read reads an entry by what it is.
func (e *entries) read(source, name string, r io.Reader) error {
	return e.w.read(&input{source: source, name: name, inner: true, r: bufio.NewReaderSize(r, readAhead),
		depth: e.in.depth + 1, fields: e.in.fields, total: e.total})
}

// pass reports whether an entry is not to be read for its name, and says so.
func (e *entries) pass(source, name string) (skipped bool, err error) {
	if isTrick(name) {
		return true, e.w.skip(source, BadPath, "%s: the name leaves the archive", cut(name, 200))
	}
	for _, part := range strings.Split(strings.ReplaceAll(name, "\\", "/"), "/") {
		if isHidden(part) {
			return true, nil
		}
	}
	if e.wacz && !strings.HasPrefix(name, "archive/") {
		return true, e.w.skip(source, NotAReport, "%s: the web archive's index", name)
	}
	if dir := e.w.pages.of(name, e.names); dir != "" {
		return true, e.w.skip(source, NotAReport, "%s: belongs to the page saved beside %s", name, dir)
	}
	if why, ok := refused(name); ok {
		return true, e.w.skip(source, why.reason, "%s: %s", name, why.detail)
	}
	return false, nil
}

// isTrick reports whether a name points out of its archive. Nothing is ever
// written under it; one who made such a name meant no good.
func isTrick(name string) bool {
	name = strings.ReplaceAll(name, "\\", "/")
	if strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':' || strings.IndexByte(name, 0) >= 0 {
		return true
	}
	for _, part := range strings.Split(name, "/") {
		if part == ".." {
			return true
		}
	}
	return name == ""
}

// tar reads the entries of a tar archive.
func (w *walker) tar(in *input) error {
	if err := w.deeper(in); err != nil {
		return w.skipErr(in.source, err, TooDeep)
	}
	e := w.entries(in, in.size)
	tr := tar.NewReader(in.r)
	for {
		h, err := tr.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return w.skip(in.source, cmp.Or(reasonOf(err, BadTar), BadTar), "%s", in.label(err.Error()))
		}
		if h.Typeflag == tar.TypeDir {
			continue
		}
		if e.n >= w.lim.Entries {
			return w.skip(in.source, TooMany, "%s", in.label(fmt.Sprintf("the archive has more than %d entries", w.lim.Entries)))
		}
		if err := e.tarred(tr, h); err != nil {
			return err
		}
	}
}

func (e *entries) tarred(tr *tar.Reader, h *tar.Header) error {
	name := cleanText(h.Name)
	e.names[strings.ToLower(name)] = true
	source := e.next()
	if skipped, err := e.pass(source, name); skipped {
		return err
	}
	if h.Typeflag != tar.TypeReg {
		return e.w.skip(source, NotAReport, "%s: a link or device", name)
	}
	// The bytes are not packed themselves: what packs them is watched outside.
	return e.read(source, name, &unpacked{r: tr, packed: func() int64 { return max(h.Size, 1) }, lim: e.w.lim,
		total: &meter{}, broken: BadTar})
}
