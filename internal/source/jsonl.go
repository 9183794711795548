package source

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strconv"
)

func numbered(source string, n int) string { return source + "#" + strconv.Itoa(n) }

// jsonl reads JSON lines, one report a line.
func (w *walker) jsonl(in *input) error {
	r := utf8Reader(in.r)
	t := newTable(w, in)
	for {
		raw, err := readLine(r, w.lim.LineBytes)
		if err == io.EOF {
			return t.close()
		}
		if err == nil && blank(raw) {
			continue
		}
		source := t.next()
		if err == nil {
			err = t.row(source, bytes.TrimRight(raw, "\r\n, ")) // a comma: cut out of a list
		} else {
			dead := reasonOf(err, Unreadable) != TooLarge
			err = t.skipErr(source, err, Unreadable)
			if err == nil && dead {
				return t.close()
			}
		}
		if err != nil {
			return err
		}
	}
}

// readLine reads a line with its end; one longer than limit is passed over
// whole and gives a fault with reason TooLarge.
func readLine(r *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	over := false
	for {
		chunk, err := r.ReadSlice('\n')
		if len(line)+len(chunk) > limit {
			over, line = true, nil
		}
		if !over {
			line = append(line, chunk...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case err != nil && err != io.EOF:
			return nil, err
		case over:
			return nil, faultf(TooLarge, "the line is longer than %d bytes", limit)
		case err == io.EOF && len(line) == 0:
			return nil, io.EOF
		default:
			return line, nil
		}
	}
}

// table reads the rows of a JSON container. Rows without text are held back
// until one with text comes: a table that has none at all is one skip.
type table struct {
	counter
	w       *walker
	in      *input
	any     bool // a row with text was found
	cut     bool // that the file ends too soon was told
	pending []string
	keys    []string // of the rows without text, in the order met

	summaries bool // a feed's entries: where there is no text the summary is it
}

// maxKeys is how many keys a skip lists.
const maxKeys = 40

func newTable(w *walker, in *input) *table {
	return &table{counter: counter{source: in.source}, w: w, in: in}
}

// row reads one JSON value as a report.
func (t *table) row(source string, raw []byte) error {
	obj, err := t.w.cols.parseObject(raw)
	if err != nil {
		return t.skipErr(source, err, BadJSON)
	}
	it, ok := t.w.jsonItem(t.in, source, raw, obj)
	if ok {
		return t.item(it)
	}
	if t.summaries {
		return t.summary(source, raw, obj)
	}
	if t.any {
		return t.w.skip(source, NoText, "the row has no text")
	}
	t.pending = append(t.pending, source)
	for _, m := range obj {
		if len(t.keys) <= maxKeys && !slices.Contains(t.keys, m.key) {
			t.keys = append(t.keys, m.key)
		}
	}
	return nil
}

// summary reads an entry that has no text but perhaps a summary.
func (t *table) summary(source string, raw []byte, obj object) error {
	v, _, _, _ := t.w.cols.report(obj)
	sub, ok := v.look("subtitle", hasLetter)
	if !ok {
		return t.w.skip(source, NoText, "the entry has neither content nor summary")
	}
	fields := t.w.cols.fill(t.in.fields, "json key", v.look)
	fields.Subtitle = t.in.fields.Subtitle
	body, isHTML := bodyOf(sub.values[0])
	return t.item(partsItem(t.in, source, raw, "application/feed+json", body, isHTML, fields))
}

func (t *table) item(it Item) error {
	if err := t.flush(); err != nil {
		return err
	}
	t.any = true
	return t.w.item(it)
}

// skipErr skips a row that cannot be read. It does not hand on those held back:
// damaged rows do not make a table one of reports.
func (t *table) skipErr(source string, err error, other SkipReason) error {
	return t.w.skipErr(source, err, other)
}

// flush hands on the rows held back, before something later is handed on.
func (t *table) flush() error {
	for _, source := range t.pending {
		if err := t.w.skip(source, NoText, "the row has no text"); err != nil {
			return err
		}
	}
	t.pending = nil
	return nil
}

// close hands on what was held back.
func (t *table) close() error {
	if t.any || len(t.pending) == 0 {
		return t.flush()
	}
	return t.w.skip(t.in.source, NoText, "%s", t.in.label(noTextColumn("keys", t.keys)))
}
