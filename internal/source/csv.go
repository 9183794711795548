package source

import (
	"bufio"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
)

// maxRecover is how many rows of one table may be re-read because a quotation
// mark was never closed; then the rest of the table is given up.
const maxRecover = 64

// csv reads a table with a header, one report a row.
func (w *walker) csv(in *input) error {
	t := &csvReader{r: lineReader(utf8Reader(in.r)), limit: w.lim.LineBytes}
	raw, err := t.record()
	if err != nil {
		return w.skipErr(in.source, tableError(err), BadRow)
	}
	if sep, ok := strings.CutPrefix(strings.ToLower(decodeCell(raw)), "sep="); ok && len(sep) == 1 {
		t.delim = sep[0] // what a spreadsheet writes above the header
		if raw, err = t.record(); err != nil {
			return w.skipErr(in.source, tableError(err), BadRow)
		}
	} else {
		t.delim = headerDelimiter(w.cols, in.name, raw)
	}
	header := t.fields(raw)
	p := w.cols.plan(header)
	if !p.hasText() && !t.afterPreamble(w.cols, &p) {
		return w.skip(in.source, NoText, "%s", in.label(noTextColumn("columns", header)))
	}
	t.ready(p)
	kind := "csv column"
	if t.delim == '\t' {
		kind = "tsv column"
	}
	rows := &counter{source: in.source}
	for {
		raw, err := t.record()
		if err == io.EOF {
			return nil
		}
		source := rows.next()
		if err != nil {
			if err := w.skipErr(source, err, BadRow); err != nil {
				return err
			}
			if t.dead {
				return nil
			}
			continue
		}
		if err := w.csvRow(in, source, kind, p, raw, t.fields(raw)); err != nil {
			return err
		}
	}
}

// maxPreamble is how many records may stand above the header.
const maxPreamble = 10

// afterPreamble looks for the header below the lines in which a database tells
// what was searched for.
func (t *csvReader) afterPreamble(c *columns, p *plan) bool {
	delim := t.delim
	for range maxPreamble {
		t.delim = 0
		raw, err := t.record()
		if err != nil {
			return false
		}
		t.delim = delim
		if line := decodeCell(raw); c.isTable([]byte(line + "\n")) {
			t.delim = sniffDelimiter(c, line)
			*p = c.plan(t.fields(raw))
			return true
		}
	}
	return false
}

// ready sets what the rows are read by, when the header is known.
func (t *csvReader) ready(p plan) {
	t.width = len(p.header)
	t.textLast = slices.Contains(p.cells["text"], t.width-1)
	if t.width == 1 {
		t.delim = '\n' // one column: what would part cells is text
	}
}

func tableError(err error) error {
	if err == io.EOF {
		return faultf(Empty, "no rows")
	}
	return err
}

// noTextColumn says what a table has instead of a text.
func noTextColumn(what string, names []string) string {
	if len(names) > 40 {
		names = append(slices.Clone(names[:40]), "…")
	}
	for i, n := range names {
		if len(n) > 60 {
			names[i] = strings.ToValidUTF8(n[:60], "") + "…"
		}
	}
	return "no column is known to hold the text; " + what + ": " + strings.Join(names, ", ") +
		"; name it with --column text=NAME"
}

func (w *walker) csvRow(in *input, source, kind string, p plan, raw []byte, row []string) error {
	look := p.in(w.cols, row)
	text, ok := look("text", nil)
	isHTML := false
	if !ok {
		if text, ok = look("html", nil); !ok {
			return w.skip(source, NoText, "the row's text is empty")
		}
		isHTML = true
	}
	fields := w.cols.fill(in.fields, kind, look)
	media := "text/csv"
	if kind == "tsv column" {
		media = "text/tab-separated-values"
	}
	return w.item(partsItem(in, source, raw, media, text.values[0], isHTML, fields))
}

// plan says which cells of a table hold which field, best first.
type plan struct {
	header []string
	cells  map[string][]int
}

func (c *columns) plan(header []string) plan {
	p := plan{header, map[string][]int{}}
	norms := make([]string, len(header))
	for i, h := range header {
		norms[i] = c.norm(strings.TrimSpace(h))
		if short, _, ok := strings.Cut(h, "("); ok && !c.knows(norms[i]) {
			norms[i] = c.norm(strings.TrimSpace(short)) // "Published (GST)"
		}
	}
	for _, field := range columnFields {
		for _, name := range c.names[field] {
			for i, n := range norms {
				if n == name {
					p.cells[field] = append(p.cells[field], i)
				}
			}
		}
	}
	return p
}

func (p plan) hasText() bool { return len(p.cells["text"])+len(p.cells["html"]) > 0 }

func (p plan) in(c *columns, row []string) lookup {
	return func(field string, fits func(string) bool) (found, bool) {
		for _, i := range p.cells[field] {
			if i < len(row) && !c.isEmpty(row[i]) && (fits == nil || fits(row[i])) {
				return found{strings.TrimSpace(p.header[i]), []string{row[i]}}, true
			}
		}
		return found{}, false
	}
}

// headerDelimiter tells the delimiter of a table from its header and name.
func headerDelimiter(c *columns, name string, header []byte) byte {
	switch strings.ToLower(path.Ext(name)) {
	case ".tsv", ".tab":
		if bytes.IndexByte(header, '\t') >= 0 {
			return '\t'
		}
	}
	return sniffDelimiter(c, decodeCell(header))
}

// sniffDelimiter picks the delimiter under which most names of the header are
// known, then the one that cuts it into most.
func sniffDelimiter(c *columns, header string) byte {
	best, bestKnown, bestCut := byte(','), -1, 0
	for _, d := range []byte{',', ';', '\t', '|'} {
		names, known := splitHeader(header, d), 0
		for _, n := range names {
			if c.knows(c.norm(strings.TrimSpace(n))) {
				known++
			}
		}
		if known > bestKnown || known == bestKnown && len(names) > bestCut {
			best, bestKnown, bestCut = d, known, len(names)
		}
	}
	return best
}

func splitHeader(header string, delim byte) []string {
	return splitRow([]byte(strings.TrimRight(header, "\r\n")), delim)
}

// csvReader cuts a table into records: a record ends at the line end that
// stands outside quotation marks.
type csvReader struct {
	r        *bufio.Reader
	delim    byte   // 0 while the header is read
	back     []byte // read before r
	width    int    // cells of the header, 0 while it is read
	textLast bool   // the last column is the text's
	limit    int    // bytes of one record
	recovers int
	dead     bool // nothing more can be read
}

// record returns the bytes of the next record that is not blank, without its
// line end. An error other than io.EOF concerns one record, unless dead.
func (t *csvReader) record() ([]byte, error) {
	for {
		raw, err := t.lines()
		if err == nil {
			raw = t.unquoted(raw)
		}
		if err != nil || !blank(raw) {
			return bytes.TrimRight(raw, "\r\n"), err
		}
	}
}

// lines reads lines until the quotation marks are closed.
func (t *csvReader) lines() ([]byte, error) {
	var raw []byte
	state := quoteState{delim: t.delim, start: true}
	first := 0
	for {
		chunk, err := t.chunk()
		raw = append(raw, chunk...)
		state.scan(chunk)
		if first == 0 && bytes.HasSuffix(chunk, []byte("\n")) {
			first = len(raw)
		}
		switch {
		case len(raw) > t.limit:
			return nil, t.recover(raw, first, faultf(TooLarge, "the row is longer than %d bytes", t.limit))
		case err == bufio.ErrBufferFull:
		case err == io.EOF && len(raw) == 0:
			return nil, io.EOF
		case err == io.EOF && state.open && t.twoRows(raw, first):
			t.putBack(raw[first:])
			return bytes.Clone(raw[:first]), nil
		case err == io.EOF && state.open:
			return nil, t.recover(raw, t.nextRow(raw, first), faultf(BadRow, "a quotation mark is never closed"))
		case err != nil && err != io.EOF:
			t.dead = true
			return nil, err
		case err == io.EOF, !state.open:
			return raw, nil
		}
	}
}

// unquoted corrects a record of a tab-separated table, where a mark is often
// just a mark: if its first line has as many cells as the header, it is the
// record, and the rest is put back.
func (t *csvReader) unquoted(raw []byte) []byte {
	first := bytes.IndexByte(raw, '\n') + 1
	if first == 0 || first == len(raw) {
		return raw
	}
	second, _, _ := bytes.Cut(raw[first:], []byte("\n"))
	if !t.isRow(raw[:first]) || !t.isRow(second) {
		return raw
	}
	t.putBack(raw[first:])
	return raw[:first]
}

// isRow reports whether a line, its marks taken as marks, is a row of a
// tab-separated table.
func (t *csvReader) isRow(line []byte) bool {
	return t.delim == '\t' && t.width > 1 && bytes.Count(line, []byte{'\t'})+1 == t.width
}

// putBack makes bytes the next to be read.
func (t *csvReader) putBack(b []byte) { t.back = append(bytes.Clone(b), t.back...) }

// chunk reads a line, or as much of one as there is at hand: then the error is
// bufio.ErrBufferFull.
func (t *csvReader) chunk() ([]byte, error) {
	if len(t.back) == 0 {
		return t.r.ReadSlice('\n')
	}
	n := bytes.IndexByte(t.back, '\n') + 1
	if n == 0 {
		line := t.back
		t.back = nil
		return line, bufio.ErrBufferFull
	}
	line := t.back[:n]
	t.back = t.back[n:]
	return line, nil
}

// twoRows reports whether the first line of what a mark that is never closed
// swallowed, and the one after it, are rows: then the mark is just a mark. A
// file that was cut short inside a cell has no such second line.
func (t *csvReader) twoRows(raw []byte, first int) bool {
	if first == 0 || first == len(raw) {
		return first > 0 && t.isRow(raw)
	}
	return t.likeRow(raw[:first]) && t.nextRow(raw, first) == first
}

// nextRow is where, from a line on, the first one that looks like a row begins.
func (t *csvReader) nextRow(raw []byte, from int) int {
	for from > 0 && from < len(raw) {
		line, _, _ := bytes.Cut(raw[from:], []byte("\n"))
		if t.likeRow(line) {
			return from
		}
		from += len(line) + 1
	}
	return len(raw)
}

// likeRow reports whether a line has as many cells as the header, none of which
// opens with a space, as the words behind a comma do.
func (t *csvReader) likeRow(line []byte) bool {
	cells := t.cells(line)
	return t.width > 1 && len(cells) == t.width &&
		!slices.ContainsFunc(cells, func(c string) bool { return strings.HasPrefix(c, " ") })
}

// recover gives up what was read up to next, or to the end of an endless line
// where next is 0, and puts the rest back.
func (t *csvReader) recover(raw []byte, next int, why error) error {
	t.recovers++
	if t.recovers > maxRecover {
		t.dead = true
		return faultf(BadRow, "%d rows could not be read: the rest of the table is left", maxRecover)
	}
	if next == 0 {
		for {
			if _, err := t.chunk(); err != bufio.ErrBufferFull {
				return why
			}
		}
	}
	t.putBack(raw[next:])
	return why
}

// fields cuts a record into cells and decodes them. Where the text stands last,
// cells beyond the header are its rest: nobody quoted its commas.
func (t *csvReader) fields(raw []byte) []string {
	cells := t.cells(raw)
	for t.width > 0 && len(cells) > t.width && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if t.textLast && len(cells) > t.width {
		cells[t.width-1] = strings.Join(cells[t.width-1:], string(t.delim))
		cells = cells[:t.width]
	}
	for i, c := range cells {
		cells[i] = decodeCell([]byte(c))
	}
	return cells
}

// cells cuts a record into cells as they stand.
func (t *csvReader) cells(raw []byte) []string {
	raw = bytes.TrimRight(raw, "\r\n")
	cells := splitRow(raw, t.delim)
	if len(cells) != t.width && t.isRow(raw) {
		return strings.Split(string(raw), "\t")
	}
	if len(cells) != t.width && t.width > 1 && bytes.Contains(raw, []byte(`\"`)) {
		// Some writers put a backslash before a mark instead of doubling it.
		other := splitRow(bytes.ReplaceAll(raw, []byte(`\"`), []byte(`""`)), t.delim)
		if len(other) == t.width {
			return other
		}
	}
	return cells
}

func decodeCell(raw []byte) string {
	text, _, _ := Decode(raw, "", "text/csv")
	return text
}

// counter numbers the items of a container.
type counter struct {
	source string
	n      int
}

// next is the source of the next item.
func (c *counter) next() string {
	c.n++
	return numbered(c.source, c.n)
}
