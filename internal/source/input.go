package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const (
	// smallFile is up to what size, in bytes, a file is read once into memory
	// instead of twice from the disk (for its hash, then for its items).
	smallFile = 4 << 20
	// readAhead is the buffer of a stream, in bytes; it bounds what is looked at
	// to tell a format.
	readAhead = 64 << 10
)

// input is a stream of bytes with what is known of it: a file, an archive's
// entry, the body of a record.
type input struct {
	source  string // as in Item.Source
	name    string // file name, which tells the format; empty is unknown
	inner   bool   // lies in a container, so that its name is told beside its source
	r       *bufio.Reader
	at      io.ReaderAt // the same bytes at random, nil where they only stream
	size    int64       // of at
	depth   int         // archives and compressions around it
	media   string      // declared media type, without parameters
	charset string      // declared charset
	fields  Fields      // what the containers around it say
	total   *meter      // unpacked bytes of the outermost archive, nil outside one
}

// meter counts the bytes that went through a reader.
type meter struct {
	r io.Reader
	n int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.n += int64(n)
	return n, err
}

// unpacked watches an unpacked stream: it fails where more comes out than the
// packed bytes or the archive's budget allow.
type unpacked struct {
	r      io.Reader
	n      int64
	packed func() int64
	lim    Limits
	total  *meter
	broken SkipReason // the reason of a damaged stream
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	u.n += int64(n)
	u.total.n += int64(n)
	switch packed := max(u.packed(), 1); {
	case u.n > ratioFree && u.n/packed > u.lim.Ratio:
		return 0, faultf(OverRatio, "%d bytes unpack to more than %d: unpack it by hand if you trust it", packed, u.n)
	case u.total.n > u.lim.TotalBytes:
		return 0, faultf(TooLarge, "the archive unpacks to more than %d bytes", u.lim.TotalBytes)
	}
	if err == nil || err == io.EOF {
		return n, err
	}
	if errors.Is(err, gzip.ErrHeader) && u.n > 0 {
		return n, io.EOF // padding behind the last member
	}
	var f *fault
	if errors.As(err, &f) {
		return n, err
	}
	return n, &fault{u.broken, "damaged or cut short", err}
}

// file reads one file of the disk.
func (w *walker) file(path string) error {
	if !w.once(path) {
		return nil
	}
	if why, ok := refused(path); ok {
		return w.skip(path, why.reason, "%s", why.detail)
	}
	f, err := os.Open(path)
	if err != nil {
		return w.skip(path, Unreadable, "%v", pathError(err))
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return w.skip(path, Unreadable, "%v", pathError(err))
	}
	if !fi.Mode().IsRegular() {
		return w.stream(path, f) // a pipe
	}
	in := &input{source: shownPath(path), name: filepath.Base(path), at: f, size: fi.Size()}
	sum := sha256.New()
	if in.size <= smallFile {
		raw, err := io.ReadAll(f)
		if err != nil {
			return w.skip(path, Unreadable, "%v", pathError(err))
		}
		sum.Write(raw)
		in.at, in.size = bytes.NewReader(raw), int64(len(raw))
	} else if _, err := io.Copy(sum, f); err != nil {
		return w.skip(path, Unreadable, "%v", pathError(err))
	}
	return w.top(in, hex.EncodeToString(sum.Sum(nil)))
}

// stdin reads standard input.
func (w *walker) stdin(r io.Reader) error { return w.stream("-", r) }

// stream reads an input that can be read but once: its hash comes before its
// items, so it is kept, in memory or in a temporary file.
func (w *walker) stream(source string, r io.Reader) error {
	sum := sha256.New()
	source = shownPath(source)
	sp, err := newSpool(io.TeeReader(r, sum), w.lim.ItemBytes, w.lim.TotalBytes)
	if err != nil {
		return w.skipErr(source, err, Unreadable)
	}
	defer sp.Close()
	name := filepath.Base(source)
	if source == "-" {
		name = ""
	}
	return w.top(&input{source: source, name: name, at: sp, size: sp.size}, hex.EncodeToString(sum.Sum(nil)))
}

// top reads an input that lies in no other, between Begin and Done.
func (w *walker) top(in *input, sum string) error {
	if w.sink.Begin != nil {
		known, err := w.sink.Begin(in.source, sum, in.size)
		if err != nil || known {
			return err
		}
	}
	in.r = bufio.NewReaderSize(io.NewSectionReader(in.at, 0, in.size), readAhead)
	before := w.handed
	if err := w.read(in); err != nil {
		return err
	}
	if w.handed == before {
		if err := w.skip(in.source, Empty, "a list, table or archive with nothing in it"); err != nil {
			return err
		}
	}
	if w.sink.Done != nil {
		return w.sink.Done(in.source)
	}
	return nil
}

// read tells the format of an input and reads it so.
func (w *walker) read(in *input) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	head, err := in.r.Peek(sniffLen)
	if err != nil && err != io.EOF && len(head) == 0 {
		return w.skipErr(in.source, err, Unreadable)
	}
	if len(head) == 0 {
		return w.skip(in.source, Empty, "no bytes in it")
	}
	return w.readAs(in, formatOf(in.name, in.media, head, w.cols))
}

// readAs reads an input of a known format.
func (w *walker) readAs(in *input, f format) error {
	switch f {
	case formatHTML:
		return w.html(in)
	case formatJSON:
		return w.json(in)
	case formatJSONL:
		return w.jsonl(in)
	case formatCSV:
		return w.csv(in)
	case formatMail:
		return w.mailFile(in)
	case formatMbox:
		return w.mbox(in)
	case formatFeed:
		return w.feed(in)
	case formatWARC:
		return w.warc(in)
	case formatZip:
		return w.zip(in)
	case formatTar:
		return w.tar(in)
	case formatGzip, formatBzip2:
		return w.gunzip(in, f)
	case formatText, formatMarkdown:
		return w.text(in, f == formatMarkdown)
	default:
		return w.skip(in.source, Unsupported, "%s", in.label("its bytes are of no format that is read"))
	}
}

// label puts the name of an inner input before a detail.
func (in *input) label(detail string) string {
	if in.inner && in.name != "" {
		return in.name + ": " + detail
	}
	return detail
}

// shownName is the name that an item carries.
func (in *input) shownName() string {
	if in.inner {
		return in.name
	}
	return ""
}

// deeper checks that one more archive may be opened.
func (w *walker) deeper(in *input) error {
	if in.depth >= w.lim.Depth {
		return faultf(TooDeep, "%s", in.label(fmt.Sprintf("lies in %d archives: unpack it by hand", in.depth)))
	}
	return nil
}

// gunzip reads a compressed file as what it holds, under the same source.
func (w *walker) gunzip(in *input, f format) error {
	if err := w.deeper(in); err != nil {
		return w.skipErr(in.source, err, TooDeep)
	}
	packed := &meter{r: in.r}
	var r io.Reader
	switch f {
	case formatBzip2:
		r = bzip2.NewReader(packed)
	default:
		zr, err := gzip.NewReader(bufio.NewReaderSize(packed, readAhead))
		if err != nil {
			return w.skip(in.source, BadGzip, "%s", in.label(err.Error()))
		}
		r = zr
	}
	out := *in
	out.name = stripExt(in.name)
	out.at, out.size = nil, 0
	out.depth++
	if out.media == "application/gzip" || out.media == "application/x-gzip" {
		out.media = ""
	}
	if out.total == nil {
		out.total = &meter{}
	}
	out.r = bufio.NewReaderSize(&unpacked{r: r, packed: func() int64 { return packed.n },
		lim: w.lim, total: out.total, broken: BadGzip}, readAhead)
	return w.read(&out)
}

// stripExt takes the extension of a compression off: "day.csv.gz" is "day.csv",
// "pile.tgz" is "pile.tar", and a page saved packed as "day.html" keeps its name.
func stripExt(name string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	switch byExtension[strings.ToLower(ext)] {
	case formatGzip, formatBzip2:
		if strings.EqualFold(ext, ".tgz") {
			return stem + ".tar"
		}
		return stem
	}
	return name
}

// whole reads an input that is one item.
func (w *walker) whole(in *input) ([]byte, error) {
	return readUpTo(in.r, in.size, w.lim.ItemBytes)
}

// maxGrow bounds, in bytes, what is set aside on the word of a header.
const maxGrow = 1 << 20

// readUpTo reads all of r, which may not be more than limit bytes; about is how
// many are expected, or 0.
func readUpTo(r io.Reader, about, limit int64) ([]byte, error) {
	var buf bytes.Buffer
	buf.Grow(int(min(max(about, 0), maxGrow)) + bytes.MinRead)
	if _, err := buf.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, err
	}
	raw := buf.Bytes()
	if int64(len(raw)) > limit {
		return nil, faultf(TooLarge, "more than %d bytes: one report is never that long", limit)
	}
	return raw, nil
}

// html hands on a page.
func (w *walker) html(in *input) error {
	raw, err := w.whole(in)
	if err != nil {
		return w.skipErr(in.source, err, Unreadable)
	}
	if blank(raw) {
		return w.skip(in.source, Empty, "%s", in.label("nothing but white space"))
	}
	media := in.media
	if !strings.Contains(media, "html") {
		media = "text/html"
	}
	return w.item(Item{Source: in.source, Name: in.shownName(), Kind: HTML, Raw: raw, Media: media,
		Charset: in.charset, Fields: in.fields})
}

// text hands on plain text.
func (w *walker) text(in *input, markdown bool) error {
	raw, err := w.whole(in)
	if err != nil {
		return w.skipErr(in.source, err, Unreadable)
	}
	if blank(raw) {
		return w.skip(in.source, Empty, "%s", in.label("nothing but white space"))
	}
	it := Item{Source: in.source, Name: in.shownName(), Kind: Text, Raw: raw, Media: "text/plain",
		Charset: in.charset, Fields: in.fields}
	if markdown {
		it.Media = "text/markdown"
		it.Fields = w.cols.frontMatter(raw, it.Fields)
	}
	return w.item(it)
}

// blank reports whether raw holds nothing to read.
func blank(raw []byte) bool {
	return len(bytes.Trim(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")), " \t\r\n\f\v\x00")) == 0
}

// spool keeps a stream so that it can be read at random: in memory up to a
// limit, then in a temporary file that goes when it is closed.
type spool struct {
	io.ReaderAt
	size int64
	file *os.File // nil while in memory
}

func newSpool(r io.Reader, memory, limit int64) (*spool, error) {
	raw, err := io.ReadAll(io.LimitReader(r, memory))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) < memory {
		return &spool{ReaderAt: bytes.NewReader(raw), size: int64(len(raw))}, nil
	}
	f, err := os.CreateTemp("", "readout-*")
	if err != nil {
		return nil, fmt.Errorf("source: keep a stream: %w", err)
	}
	sp := &spool{ReaderAt: f, file: f}
	sp.size, err = io.Copy(f, io.MultiReader(bytes.NewReader(raw), io.LimitReader(r, limit-memory+1)))
	if err == nil && sp.size > limit {
		err = faultf(TooLarge, "more than %d bytes", limit)
	}
	if err != nil {
		sp.Close()
		return nil, err
	}
	return sp, nil
}

// Close removes the temporary file.
func (sp *spool) Close() error {
	if sp.file == nil {
		return nil
	}
	err := sp.file.Close()
	return errors.Join(err, os.Remove(sp.file.Name()))
}
