package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
)

// json reads a file of JSON: a list of reports, one report, an object that
// wraps a list or is keyed by id, or several of these one after another.
func (w *walker) json(in *input) error {
	s := &scanner{r: utf8Reader(in.r), limit: int(w.lim.ItemBytes)}
	first, err := s.next()
	switch {
	case err == io.EOF:
		return w.skip(in.source, Empty, "%s", in.label("nothing but white space"))
	case err != nil:
		return w.skipErr(in.source, err, Unreadable)
	}
	t := newTable(w, in)
	switch first {
	case '[':
		s.r.Discard(1)
		return finish(t, s.list(t))
	case '{':
		return w.jsonTop(in, s, t)
	}
	return w.skip(in.source, BadJSON, "%s", in.label("neither a list nor an object"))
}

func finish(t *table, err error) error {
	if err != nil {
		return err
	}
	return t.close()
}

// jsonTop reads what starts with an object.
func (w *walker) jsonTop(in *input, s *scanner, t *table) error {
	raw, err := s.value()
	if reasonOf(err, "") == TooLarge {
		// Too long for one report: a list wrapped in an object, read as it comes.
		s.r = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(raw), s.r), readAhead)
		s.r.Discard(1)
		return finish(t, s.wrapped(t, 1))
	}
	if err != nil {
		return w.skipErr(in.source, err, BadJSON)
	}
	if next, err := s.next(); err == nil && next == '{' {
		if err := t.row(t.next(), raw); err != nil {
			return err
		}
		return finish(t, s.values(t))
	}
	obj, err := w.cols.parseObject(raw)
	if err != nil {
		return w.skipErr(in.source, err, BadJSON)
	}
	if it, ok := w.jsonItem(in, in.source, raw, obj); ok {
		return w.item(it)
	}
	list := w.cols.reports(obj, 0)
	if list == nil {
		list = w.cols.transposed(obj)
	}
	if isJSONFeed(raw) {
		list = t.openFeed(obj, list)
	}
	if list != nil {
		for _, e := range list {
			if err := t.keyed(t.next(), e); err != nil {
				return err
			}
		}
		return t.close()
	}
	return w.skip(in.source, NoText, "%s", in.label(noTextColumn("keys", obj.keys())))
}

func (obj object) keys() []string {
	var keys []string
	for _, m := range obj {
		keys = append(keys, m.key)
	}
	return keys
}

// jsonItem makes the item of an object; ok is false where it has no text.
func (w *walker) jsonItem(in *input, source string, raw []byte, obj object) (Item, bool) {
	v, body, isHTML, ok := w.cols.report(obj)
	if !ok {
		return Item{}, false
	}
	fields := w.cols.fill(in.fields, "json key", v.look)
	return partsItem(in, source, raw, "application/json", body, isHTML, fields), true
}

// isJSONFeed reports whether an object is a feed as jsonfeed.org describes it.
func isJSONFeed(raw []byte) bool {
	return bytes.Contains(raw[:min(len(raw), sniffLen)], []byte("jsonfeed.org/version"))
}

// openFeed takes from a JSON feed what it says of all its entries, and gives
// the entries: also those with nothing but a summary are reports.
func (t *table) openFeed(obj object, list []member) []member {
	c, in := t.w.cols, *t.in
	t.summaries = true
	for _, m := range obj {
		switch m.key {
		case "title":
			in.fields.Outlet = Value{tidy(scalar(m.val)), "json feed title"}
		case "language":
			in.fields.Language = Value{tidy(scalar(m.val)), "json feed language"}
		case "items":
			if list == nil && jsonKind(m.val) == "a list" {
				for _, e := range elements(m.val) {
					list = append(list, member{val: e})
				}
			}
		}
	}
	if c.isEmpty(in.fields.Outlet.Text) {
		in.fields.Outlet = t.in.fields.Outlet
	}
	t.in = &in
	return list
}

// reports finds the reports that an object wraps: the elements of its first
// list of objects with a text, or its own values where they are such objects,
// keyed by id. It looks two levels down ("response": {"results": […]}).
func (c *columns) reports(obj object, depth int) []member {
	for _, m := range obj {
		if jsonKind(m.val) != "a list" {
			continue
		}
		var list []member
		for _, e := range elements(m.val) {
			list = append(list, member{val: e})
		}
		if c.anyReport(list) {
			return list
		}
	}
	if c.anyReport(obj) {
		if len(obj) == 1 {
			return object{{val: obj[0].val}} // its key is a name, no id
		}
		return obj
	}
	if depth >= 2 {
		return nil
	}
	for _, m := range obj {
		if jsonKind(m.val) == "an object" {
			if list := c.reports(c.members(m.val), depth+1); list != nil {
				return list
			}
		}
	}
	return nil
}

// transposed makes rows of a table that was written column by column:
// {"title": {"0": …, "1": …}, "text": {"0": …, "1": …}}. The keys of the text's
// column give the rows; nil where there is no such table.
func (c *columns) transposed(obj object) []member {
	var text *member
	for i := range obj {
		if jsonKind(obj[i].val) == "an object" && c.sets["text"][obj[i].norm] {
			text = &obj[i]
			break
		}
	}
	if text == nil {
		return nil
	}
	var list []member
	at := map[string]int{}
	for _, m := range c.members(text.val) {
		if _, err := strconv.Atoi(m.key); err != nil || jsonKind(m.val) == "an object" {
			return nil
		}
		at[m.key] = len(list)
		list = append(list, member{})
	}
	for _, col := range obj {
		if jsonKind(col.val) != "an object" {
			continue
		}
		for _, m := range c.members(col.val) {
			if i, ok := at[m.key]; ok {
				key, _ := json.Marshal(col.key)
				list[i].val = slices.Concat(list[i].val, []byte(","), key, []byte(":"), m.val)
			}
		}
	}
	for i := range list {
		list[i].val = slices.Concat([]byte("{"), bytes.TrimPrefix(list[i].val, []byte(",")), []byte("}"))
	}
	return list
}

// sampleReports is how many elements are looked at to tell a list of reports.
const sampleReports = 50

func (c *columns) anyReport(list []member) bool {
	for _, m := range list[:min(len(list), sampleReports)] {
		if jsonKind(m.val) != "an object" {
			continue
		}
		if _, _, _, ok := c.report(c.members(m.val)); ok {
			return true
		}
	}
	return false
}

// keyed reads an element as a report; its key is its id where it has none.
func (t *table) keyed(source string, m member) error {
	if jsonKind(m.val) != "an object" || m.key == "" {
		return t.row(source, m.val)
	}
	it, ok := t.w.jsonItem(t.in, source, m.val, t.w.cols.members(m.val))
	if !ok {
		return t.row(source, m.val)
	}
	if it.Fields.ID == "" {
		it.Fields.ID = tidy(m.key)
	}
	return t.item(it)
}

// scanner cuts a stream of JSON into values without holding more than one. It
// follows brackets and strings alone, so a damaged value spoils no other as
// long as its brackets are whole.
type scanner struct {
	r     *bufio.Reader
	limit int
}

// next passes over white space and commas and shows the next byte.
func (s *scanner) next() (byte, error) {
	for {
		b, err := s.r.ReadByte()
		if err != nil {
			return 0, err
		}
		switch b {
		case ' ', '\t', '\r', '\n', ',', ':':
			continue
		}
		return b, s.r.UnreadByte()
	}
}

// value reads the value that the stream stands at. A longer one than the limit
// is given as far as it was read with a fault of reason TooLarge, and the rest
// stays in the stream.
func (s *scanner) value() ([]byte, error) {
	var raw []byte
	var state nesting
	for {
		buf, err := s.buffered()
		switch {
		case err == io.EOF && len(raw) > 0 && !state.opened:
			return raw, nil
		case err == io.EOF:
			return nil, faultf(BadJSON, "the file ends inside a value")
		case err != nil:
			return nil, err
		}
		n, done := state.run(buf)
		raw = append(raw, buf[:n]...)
		s.r.Discard(n)
		if len(raw) > s.limit {
			return raw, faultf(TooLarge, "the value is longer than %d bytes", s.limit)
		}
		if done {
			return raw, nil
		}
	}
}

// buffered shows what the stream has at hand, at least one byte.
func (s *scanner) buffered() ([]byte, error) {
	if _, err := s.r.Peek(1); err != nil {
		return nil, err
	}
	return s.r.Peek(s.r.Buffered())
}

// pass passes over the rest of a value whose first bytes were read.
func (s *scanner) pass(raw []byte) error {
	var state nesting
	if _, done := state.run(raw); done {
		return nil
	}
	for {
		buf, err := s.buffered()
		if err != nil {
			return err
		}
		n, done := state.run(buf)
		s.r.Discard(n)
		if done {
			return nil
		}
	}
}

// list reads the elements of a list up to its end.
func (s *scanner) list(t *table) error {
	for {
		b, err := s.next()
		if err == io.EOF {
			return t.unclosed("list")
		}
		if err != nil {
			return t.skipErr(t.in.source, err, Unreadable)
		}
		if b == ']' {
			s.r.Discard(1)
			return nil
		}
		if more, err := s.element(t); err != nil || !more {
			return err
		}
	}
}

// unclosed tells, once, that the file ends inside a list or object.
func (t *table) unclosed(what string) error {
	if t.cut {
		return nil
	}
	t.cut = true
	return t.skipErr(t.in.source, faultf(BadJSON, "the %s is never closed: the file may be cut short", what), BadJSON)
}

// values reads values one after another up to the end of the stream.
func (s *scanner) values(t *table) error {
	for {
		b, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return t.skipErr(t.in.source, err, Unreadable)
		}
		if b == ']' || b == '}' {
			s.r.Discard(1)
			continue
		}
		if more, err := s.element(t); err != nil || !more {
			return err
		}
	}
}

// element reads one value as a row; more is false where the stream is at its end.
func (s *scanner) element(t *table) (more bool, err error) {
	if err := t.w.ctx.Err(); err != nil {
		return false, err
	}
	source := t.next()
	raw, err := s.value()
	switch {
	case err == nil:
		return true, t.row(source, raw)
	case reasonOf(err, "") == TooLarge:
		if err := t.skipErr(source, err, TooLarge); err != nil {
			return false, err
		}
		return s.pass(raw) == nil, nil
	}
	return false, t.skipErr(source, err, Unreadable)
}

// errCut is that the file ends inside an object.
var errCut = faultf(BadJSON, "the object is cut short")

// maxWrap is how deep lists are looked for in an object too long to be held.
const maxWrap = 3

// wrapped reads the lists inside an object whose opening bracket was read.
func (s *scanner) wrapped(t *table, depth int) error {
	for {
		b, err := s.next()
		switch {
		case err != nil && err != io.EOF:
			return t.skipErr(t.in.source, err, Unreadable)
		case err == io.EOF:
			return t.unclosed("object")
		case b == '}':
			s.r.Discard(1)
			return nil
		}
		if err := s.member(t, depth); err != nil {
			if _, ok := err.(*fault); ok {
				return t.unclosed("object")
			}
			return err
		}
	}
}

// member reads one key and what it holds.
func (s *scanner) member(t *table, depth int) error {
	if raw, err := s.value(); err != nil {
		if reasonOf(err, "") != TooLarge || s.pass(raw) != nil {
			return errCut
		}
	}
	b, err := s.next()
	switch {
	case err != nil:
		return errCut
	case b == '[':
		s.r.Discard(1)
		return s.list(t)
	case b == '{' && depth < maxWrap:
		s.r.Discard(1)
		return s.wrapped(t, depth+1)
	}
	raw, err := s.value()
	if reasonOf(err, "") == TooLarge {
		err = s.pass(raw)
	}
	if err != nil {
		return errCut
	}
	return nil
}
