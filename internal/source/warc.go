package source

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout"
)

// Limits of a WARC record's head.
const (
	maxHeadLine  = 64 << 10 // bytes of one header line
	maxHeadLines = 512
)

// warc reads a web archive record by record. A gzip file holds one record a
// member as a rule; each member is read on its own, so that a damaged one
// spoils no other. A member may hold many records as well.
func (w *walker) warc(in *input) error {
	a := &archive{w: w, in: in, counter: counter{source: in.source}, rest: map[restKey]int{}}
	magic, _ := in.r.Peek(2)
	if string(magic) != "\x1f\x8b" {
		if err := a.records(in.r); err != nil {
			return err
		}
		return a.tell()
	}
	if err := w.deeper(in); err != nil {
		return w.skipErr(in.source, err, TooDeep)
	}
	if err := a.members(); err != nil {
		return err
	}
	return a.tell()
}

// archive is the reading of one web archive.
type archive struct {
	counter
	w    *walker
	in   *input
	rest map[restKey]int
}

// restKey is a class of records that hold no report; they are counted, and
// told in one skip a class, for most records of a web archive are such.
type restKey struct {
	reason SkipReason
	what   string // "request records", "image/png"
}

// tell hands on the counts of what held no report.
func (a *archive) tell() error {
	keys := slices.SortedFunc(maps.Keys(a.rest), func(x, y restKey) int {
		return cmp.Or(cmp.Compare(x.reason, y.reason), cmp.Compare(x.what, y.what))
	})
	for _, k := range keys {
		if err := a.w.skip(a.in.source, k.reason, "%s", a.in.label(fmt.Sprintf("%d × %s", a.rest[k], k.what))); err != nil {
			return err
		}
	}
	return nil
}

// members reads the members of a gzip file one by one.
func (a *archive) members() error {
	packed := &meter{r: a.in.r}
	src := bufio.NewReaderSize(packed, readAhead)
	total := a.in.total
	if total == nil {
		total = &meter{}
	}
	var zr *gzip.Reader
	member := bufio.NewReaderSize(nil, readAhead)
	for {
		head, _ := src.Peek(len(gzipMagic))
		if len(head) == 0 {
			return nil
		}
		before := packed.n - int64(src.Buffered())
		err := error(faultf(BadGzip, "no gzip member here"))
		if bytes.Equal(head, gzipMagic) {
			err = openMember(&zr, src)
		}
		if err != nil {
			if err := a.broken(err); err != nil {
				return err
			}
		} else {
			u := &unpacked{r: zr, packed: func() int64 { return packed.n - int64(src.Buffered()) - before },
				lim: a.w.lim, total: total, broken: BadGzip}
			member.Reset(u)
			if err := a.records(member); err != nil || total.n > a.w.lim.TotalBytes {
				return err
			}
			if _, err := io.Copy(io.Discard, u); err == nil {
				continue
			}
		}
		if !nextMember(src) {
			return nil
		}
	}
}

// openMember makes zr read the member that src stands at.
func openMember(zr **gzip.Reader, src *bufio.Reader) (err error) {
	if *zr == nil {
		*zr, err = gzip.NewReader(src)
	} else {
		err = (*zr).Reset(src)
	}
	if err != nil {
		return &fault{BadGzip, "no gzip member here", err}
	}
	(*zr).Multistream(false)
	return nil
}

// gzipMagic opens every gzip member that deflates.
var gzipMagic = []byte("\x1f\x8b\x08")

// nextMember passes over bytes up to the next gzip header.
func nextMember(src *bufio.Reader) bool {
	for {
		if _, err := src.Peek(len(gzipMagic)); err != nil {
			return false
		}
		buf, _ := src.Peek(src.Buffered())
		if i := bytes.Index(buf, gzipMagic); i >= 0 {
			src.Discard(i)
			return true
		}
		src.Discard(len(buf) - len(gzipMagic) + 1) // the magic may lie across
	}
}

// broken skips a damaged record under its number.
func (a *archive) broken(err error) error {
	return a.w.skip(a.next(), cmp.Or(reasonOf(err, BadWARC), BadWARC), "%s", a.in.label(err.Error()))
}

// records reads records up to the end of r.
func (a *archive) records(r *bufio.Reader) error {
	lost := false // between a damaged record and the next good one
	for {
		if err := a.w.ctx.Err(); err != nil {
			return err
		}
		rec, err := readRecord(r)
		switch {
		case err == io.EOF:
			return nil
		case err != nil && lost:
			if !nextRecord(r) {
				return nil
			}
			continue
		case err != nil:
			if err := a.broken(err); err != nil {
				return err
			}
			lost = true
			if reasonOf(err, BadWARC) != BadWARC || !nextRecord(r) {
				return nil
			}
			continue
		}
		lost = false
		if err := a.record(rec); err != nil {
			return err
		}
		if err := rec.finish(r); err != nil {
			lost = true
			if !rec.told {
				if err := a.w.skipErr(numbered(a.source, a.n), err, BadWARC); err != nil {
					return err
				}
			}
			if !nextRecord(r) {
				return nil
			}
		}
	}
}

// record is the head of one record; body reads its block.
type record struct {
	kind, media, uri, date, id string
	length                     int64
	body                       *io.LimitedReader
	told                       bool // what is wrong with it was told
}

// readRecord reads the head of the record that r stands at. io.EOF means that
// there is none.
func readRecord(r *bufio.Reader) (*record, error) {
	line, err := headLine(r)
	for err == nil && line == "" {
		line, err = headLine(r) // the line ends behind the record before
	}
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(line, "WARC/") {
		return nil, faultf(BadWARC, "want a record, found %q", cut(line, 40))
	}
	rec := &record{length: -1}
	for range maxHeadLines {
		line, err := headLine(r)
		if err != nil {
			return nil, &fault{BadWARC, "the record's head is cut short", err}
		}
		if line == "" {
			return rec.ready(r)
		}
		name, value, ok := strings.Cut(line, ":")
		if ok {
			rec.set(strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value))
		}
	}
	return nil, faultf(BadWARC, "the record's head has more than %d lines", maxHeadLines)
}

func (rec *record) set(name, value string) {
	switch name {
	case "warc-type":
		rec.kind = strings.ToLower(value)
	case "warc-target-uri":
		rec.uri = strings.Trim(value, "<>")
	case "warc-date":
		rec.date = value
	case "warc-record-id":
		rec.id = strings.Trim(value, "<>")
	case "content-type":
		rec.media = value
	case "content-length":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
			rec.length = n
		}
	}
}

func (rec *record) ready(r *bufio.Reader) (*record, error) {
	if rec.length < 0 {
		return nil, faultf(BadWARC, "the record has no Content-Length")
	}
	rec.body = &io.LimitedReader{R: r, N: rec.length}
	return rec, nil
}

// finish passes over what is left of the record's block and checks that the
// record ends where it should.
func (rec *record) finish(r *bufio.Reader) error {
	if _, err := io.Copy(io.Discard, rec.body); err != nil {
		return err
	}
	if rec.body.N > 0 {
		return faultf(BadWARC, "the file ends inside the record")
	}
	for {
		b, err := r.ReadByte()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if b == '\r' || b == '\n' {
			continue
		}
		if err := r.UnreadByte(); err != nil {
			return err
		}
		if next, _ := r.Peek(5); string(next) != "WARC/" {
			return faultf(BadWARC, "the record is longer than it says")
		}
		return nil
	}
}

// headLine reads one line of a head without its end.
func headLine(r *bufio.Reader) (string, error) {
	line, err := readLine(r, maxHeadLine)
	if reasonOf(err, "") == TooLarge {
		return "", faultf(BadWARC, "a line of the record's head is longer than %d bytes", maxHeadLine)
	}
	return string(bytes.TrimRight(line, "\r\n")), err
}

// nextRecord passes over lines up to one that opens a record.
func nextRecord(r *bufio.Reader) bool {
	for {
		next, _ := r.Peek(7)
		if bytes.HasPrefix(next, []byte("WARC/1.")) || bytes.HasPrefix(next, []byte("WARC/0.")) {
			return true
		}
		for {
			_, err := r.ReadSlice('\n')
			if err == bufio.ErrBufferFull {
				continue
			}
			if err != nil {
				return false
			}
			break
		}
	}
}

func cut(s string, n int) string {
	if len(s) > n {
		return strings.ToValidUTF8(s[:n], "") + "…"
	}
	return s
}

// record reads the block of one record, if it is one that may hold a report.
func (a *archive) record(rec *record) error {
	source := a.next()
	switch rec.kind {
	case "response":
		if !strings.HasPrefix(strings.ToLower(rec.media), "application/http") && rec.media != "" {
			break // a DNS answer
		}
		return a.response(source, rec)
	case "resource", "conversion":
		media, charset := mediaType(rec.media)
		return a.page(source, rec, page{media: media, charset: charset, body: rec.body})
	}
	kind := rec.kind
	if kind == "" {
		kind = "nameless"
	}
	a.rest[restKey{NotAReport, cut(kind, 40) + " records"}]++
	return nil
}

// page is what a record shows: its body, decoded from its transfer.
type page struct {
	media, charset string
	body           io.Reader
}

// response reads an HTTP answer.
func (a *archive) response(source string, rec *record) error {
	ans, err := readAnswer(rec.body)
	if err != nil {
		return a.skipBody(source, rec, err, BadHTTP)
	}
	if ans.status != 200 {
		return a.w.skip(source, HTTPStatus, "%s", a.in.label(fmt.Sprintf("%d %s", ans.status, cut(rec.uri, 200))))
	}
	media, charset := mediaType(ans.header("content-type"))
	if !mayReport(media, rec.uri) {
		a.rest[restKey{NotAReport, media}]++
		return nil
	}
	body, err := ans.body(rec.body, a.w.lim)
	if err != nil {
		return a.skipBody(source, rec, err, BadHTTP)
	}
	return a.page(source, rec, page{media: media, charset: charset, body: body})
}

// skipBody skips a record whose body cannot be read: where it is cut short that
// is the archive's fault, else the answer's.
func (a *archive) skipBody(source string, rec *record, err error, other SkipReason) error {
	rec.told = true
	reason := reasonOf(err, other)
	if reason == other && rec.isCut() {
		reason, err = BadWARC, faultf(BadWARC, "the file ends inside the record")
	}
	return a.w.skip(source, reason, "%s", a.in.label(fmt.Sprintf("%v: %s", err, cut(rec.uri, 200))))
}

// isCut passes over the rest of the block and reports whether the file ends
// inside it.
func (rec *record) isCut() bool {
	io.Copy(io.Discard, rec.body)
	return rec.body.N > 0
}

// mayReport reports whether a body of this media type may hold a report. Where
// no type is declared the bytes decide.
func mayReport(media, uri string) bool {
	if scheme, _, ok := strings.Cut(uri, ":"); ok && !pageSchemes[strings.ToLower(scheme)] {
		return false // a crawler's own notes: "metadata:", "urn:text:", "dns:"
	}
	switch media {
	case "text/html", "application/xhtml+xml", "application/feed+json", "application/rss+xml",
		"application/atom+xml", "application/rdf+xml", "text/xml", "application/xml", "":
		return true
	case "text/plain", "application/octet-stream":
		name := path.Base(urlPath(uri))
		_, other := refused(name)
		return !other && !siteFiles[name]
	}
	return false
}

// pageSchemes are the schemes under which pages stand.
var pageSchemes = map[string]bool{"http": true, "https": true, "file": true, "ftp": true}

// siteFiles are texts that sites keep for machines.
var siteFiles = map[string]bool{
	"robots.txt": true, "ads.txt": true, "app-ads.txt": true, "security.txt": true, "humans.txt": true, "llms.txt": true,
}

func urlPath(uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	return u.Path
}

// page hands on the body of a record.
func (a *archive) page(source string, rec *record, p page) error {
	if !mayReport(p.media, rec.uri) {
		a.rest[restKey{NotAReport, cmp.Or(p.media, "unknown")}]++
		return nil
	}
	raw, err := readUpTo(p.body, rec.body.N, a.w.lim.ItemBytes)
	if err == nil && rec.isCut() {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return a.skipBody(source, rec, err, BadWARC)
	}
	if blank(raw) {
		return a.w.skip(source, Empty, "%s", a.in.label("the body is empty: "+cut(rec.uri, 200)))
	}
	in := &input{source: source, name: path.Base(urlPath(rec.uri)), inner: true, media: p.media, charset: p.charset,
		at: bytes.NewReader(raw), size: int64(len(raw)), r: bufio.NewReader(bytes.NewReader(raw)),
		depth: a.in.depth + 1, total: a.in.total, fields: rec.fields(a.in.fields)}
	head := raw[:min(len(raw), sniffLen)]
	switch f := formatOf("", p.media, head, a.w.cols); f {
	case formatHTML, formatText:
		if !isJSON(bytes.TrimLeft(head, " \t\r\n")) { // an answer to a script, whatever its type
			return a.w.readAs(in, f)
		}
	case formatFeed:
		if isFeed(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))) {
			return a.w.readAs(in, f)
		}
	case formatJSON:
		if isJSONFeed(raw) {
			return a.w.readAs(in, f)
		}
	}
	a.rest[restKey{NotAReport, cmp.Or(p.media, "unknown")}]++
	return nil
}

// escapedAddress writes what an address cannot hold (control characters, bytes
// that are not UTF-8) as "%0D".
func escapedAddress(uri string) string {
	var sb strings.Builder
	for _, r := range shownPath(strings.TrimSpace(uri)) {
		if r < ' ' || r == 0x7f {
			fmt.Fprintf(&sb, "%%%02X", r)
			continue
		}
		sb.WriteRune(r)
	}
	return sb.String()
}

// fields is what the record says of the page.
func (rec *record) fields(base Fields) Fields {
	if strings.Contains(rec.uri, "://") {
		base.URL = Value{escapedAddress(rec.uri), "warc target-uri"}
	}
	if t, err := time.Parse(time.RFC3339, rec.date); err == nil {
		date, err := readout.ParseDate(t.UTC().Format("2006-01-02T15:04:05Z"))
		if err == nil {
			base.Retrieved = date
		}
	}
	base.ID = rec.id
	return base
}
