package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// member is one key of a JSON object with the bytes of its value.
type member struct {
	key  string
	norm string // normal form of key
	val  []byte // trimmed, never empty
}

// object is the members of a JSON object in the order written.
type object []member

// parseObject takes a JSON object apart. The usual slips of exporters (NaN,
// line breaks inside strings, a comma before the end) are mended first; bytes
// that are not UTF-8 are decoded.
func (c *columns) parseObject(raw []byte) (object, error) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || raw[0] != '{' {
		if len(raw) > 0 && !json.Valid(raw) {
			return nil, &fault{BadJSON, "not valid JSON", syntaxError(raw)}
		}
		return nil, faultf(BadRow, "not an object but %s: give each report as {\"text\": …}", jsonKind(raw))
	}
	if !utf8.Valid(raw) {
		text, _, _ := Decode(raw, "", "application/json")
		raw = []byte(text)
	}
	if !json.Valid(raw) {
		mended := mendJSON(raw)
		if !json.Valid(mended) {
			return nil, &fault{BadJSON, "not valid JSON", syntaxError(raw)}
		}
		raw = mended
	}
	return c.members(raw), nil
}

func syntaxError(raw []byte) error {
	var v json.RawMessage
	return json.Unmarshal(raw, &v)
}

// jsonKind names what the value is.
func jsonKind(raw []byte) string {
	if len(raw) == 0 {
		return "nothing"
	}
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a string"
	case 't', 'f':
		return "a truth value"
	case 'n':
		return "null"
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return "a number"
	}
	return "no JSON"
}

// members cuts a valid object into its members.
func (c *columns) members(raw []byte) object {
	var obj object
	for rest := raw[1:]; ; {
		rest = bytes.TrimLeft(rest, " \t\r\n,")
		if len(rest) == 0 || rest[0] != '"' {
			return obj
		}
		n := valueLen(rest)
		key := unquote(rest[:n])
		rest = bytes.TrimLeft(rest[n:], " \t\r\n:")
		n = valueLen(rest)
		if n == 0 {
			return obj
		}
		obj = append(obj, member{key, c.norm(key), rest[:n]})
		rest = rest[n:]
	}
}

// elements cuts a valid list into its elements.
func elements(raw []byte) [][]byte {
	var list [][]byte
	for rest := raw[1:]; ; {
		rest = bytes.TrimLeft(rest, " \t\r\n,")
		if len(rest) == 0 || rest[0] == ']' {
			return list
		}
		n := valueLen(rest)
		if n == 0 {
			return list
		}
		list = append(list, rest[:n])
		rest = rest[n:]
	}
}

// valueLen is the length of the valid value that raw starts with.
func valueLen(raw []byte) int {
	var s nesting
	n, _ := s.run(raw)
	return n
}

// ends reports whether b ends a number or word.
func ends(b byte) bool {
	switch b {
	case ',', ']', '}', ':', ' ', '\t', '\r', '\n':
		return true
	}
	return false
}

// nesting follows brackets and strings through one JSON value.
type nesting struct {
	depth  int
	quoted bool
	escape bool
	begun  bool
	opened bool // the value is a string, list or object
}

// run takes the next bytes of the value and returns how many belong to it, and
// whether it ends there.
func (s *nesting) run(b []byte) (n int, done bool) {
	for i := 0; i < len(b); i++ {
		switch {
		case s.escape:
			s.escape = false
			continue
		case s.quoted:
			for i < len(b) && b[i] != '"' && b[i] != '\\' {
				i++
			}
			if i == len(b) {
				return i, false
			}
			s.escape = b[i] == '\\'
			if s.quoted = s.escape; !s.quoted && s.depth == 0 {
				return i + 1, true
			}
			continue
		}
		switch c := b[i]; c {
		case '"':
			s.quoted, s.opened = true, true
		case '{', '[':
			s.depth++
			s.opened = true
		case '}', ']':
			if s.depth == 0 && s.begun {
				return i, true // ends the number or word before it
			}
			if s.depth--; s.depth <= 0 {
				return i + 1, true
			}
		default:
			if !s.opened && s.begun && ends(c) {
				return i, true
			}
		}
		s.begun = true
	}
	return len(b), false
}

// unquote reads a JSON string.
func unquote(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 && len(raw) > 1 {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return ""
	}
	return s
}

// mendJSON repairs what is not JSON but meant: bare control characters in
// strings are escaped, NaN and Infinity become null, a comma before a closing
// bracket goes.
func mendJSON(raw []byte) []byte {
	var out bytes.Buffer
	quoted, escape := false, false
	for i := 0; i < len(raw); i++ {
		b := raw[i]
		if quoted {
			switch {
			case escape:
				escape = false
			case b == '\\':
				escape = true
			case b == '"':
				quoted = false
			case b < ' ':
				fmt.Fprintf(&out, `\u%04x`, b)
				continue
			}
			out.WriteByte(b)
			continue
		}
		switch {
		case b == '"':
			quoted = true
		case b == ',' && closesNext(raw[i+1:]):
			continue
		case b == 'N' || b == 'I' || b == '-':
			if word := notANumber(raw[i:]); word != "" {
				out.WriteString("null")
				i += len(word) - 1
				continue
			}
		}
		out.WriteByte(b)
	}
	return out.Bytes()
}

func closesNext(raw []byte) bool {
	raw = bytes.TrimLeft(raw, " \t\r\n")
	return len(raw) > 0 && (raw[0] == '}' || raw[0] == ']')
}

func notANumber(raw []byte) string {
	for _, word := range []string{"NaN", "Infinity", "-Infinity"} {
		if bytes.HasPrefix(raw, []byte(word)) {
			return word
		}
	}
	return ""
}

// scalar is a string, or a number as written; empty for everything else.
func scalar(val []byte) string {
	switch jsonKind(val) {
	case "a string":
		return unquote(val)
	case "a number":
		return string(val)
	}
	return ""
}

// maxPieces bounds how deep a value is searched for its words.
const maxPieces = 12

// words are the strings of a metadata value: itself, the elements of a list,
// the member of an object that stands for it ({"name": …}).
func (c *columns) words(val []byte, depth int) []string {
	if depth > maxPieces {
		return nil
	}
	switch jsonKind(val) {
	case "a list":
		var out []string
		for _, e := range elements(val) {
			out = append(out, c.words(e, depth+1)...)
		}
		return out
	case "an object":
		obj := c.members(val)
		if name := c.personName(obj); name != "" {
			return []string{name}
		}
		for _, name := range c.names["value"] {
			if m := c.member(obj, name); m != nil {
				if out := c.words(m.val, depth+1); len(out) > 0 {
					return out
				}
			}
		}
		return nil
	}
	if s := scalar(val); !c.isEmpty(s) {
		return []string{s}
	}
	return nil
}

// personName is the name of someone whose names are kept apart; empty where
// they are not, or where the object tells the whole name too.
func (c *columns) personName(obj object) string {
	part := func(kind string) string {
		for _, name := range c.names[kind] {
			if m := c.member(obj, name); m != nil && !c.isEmpty(scalar(m.val)) {
				return scalar(m.val)
			}
		}
		return ""
	}
	given, family := part("given"), part("family")
	if given == "" || family == "" || part("fullname") != "" {
		return ""
	}
	return given + " " + family
}

// member finds a member by the normal form of its key.
func (c *columns) member(obj object, name string) *member {
	for i := range obj {
		if obj[i].norm == name {
			return &obj[i]
		}
	}
	return nil
}

// prose is the text of a value: a string, or the pieces of a list or object as
// paragraphs with a blank line between.
func (c *columns) prose(val []byte) string {
	if jsonKind(val) == "a string" {
		return unquote(val)
	}
	return strings.Join(c.pieces(nil, val, 0), "\n\n")
}

func (c *columns) pieces(out []string, val []byte, depth int) []string {
	if depth > maxPieces {
		return out
	}
	switch jsonKind(val) {
	case "a string":
		if s := strings.Trim(unquote(val), "\r\n"); !c.isEmpty(s) {
			out = append(out, s)
		}
	case "a list":
		for _, e := range elements(val) {
			out = c.pieces(out, e, depth+1)
		}
	case "an object":
		obj := c.members(val)
		if m := c.whole(obj); m != nil {
			return c.pieces(out, m.val, depth+1)
		}
		if c.isParagraph(obj) {
			if s := strings.TrimSpace(c.inline(obj, depth+1)); s != "" {
				out = append(out, s)
			}
			return out
		}
		for _, m := range obj {
			if c.sets["part"][m.norm] {
				out = c.pieces(out, m.val, depth+1)
			}
		}
	}
	return out
}

// view finds the fields of an object: at its top, then in the objects that
// wrap a report or its other fields.
type view struct {
	c    *columns
	tops []object
	path []string // before the keys of tops, "article."
}

// look implements lookup for every field but the text.
func (v *view) look(field string, fits func(string) bool) (found, bool) {
	for i, obj := range v.tops {
		for _, name := range v.c.names[field] {
			m := v.c.member(obj, name)
			if m == nil || slices.Contains(v.path, v.path[i]+m.key+".") {
				continue
			}
			words := keep(v.c.words(m.val, 0), fits)
			if len(words) > 1 && field != "author" && jsonKind(m.val) == "a list" {
				words = words[:1]
			}
			if len(words) > 0 {
				return found{v.path[i] + m.key, words}, true
			}
		}
	}
	return found{}, false
}

// text finds the report's text: under the names of a text, then of markup.
func (v *view) text() (body string, isHTML, ok bool) {
	for _, field := range []string{"text", "html"} {
		for _, obj := range v.tops {
			for _, name := range v.c.names[field] {
				m := v.c.member(obj, name)
				if m == nil || jsonKind(m.val) == "a number" {
					continue
				}
				if body := v.c.prose(m.val); !v.c.isEmpty(body) {
					return body, field == "html", true
				}
			}
		}
	}
	return "", false, false
}

// report views an object as a report; ok is false where it holds no text.
func (c *columns) report(obj object) (v view, body string, isHTML, ok bool) {
	v = view{c: c, tops: []object{obj}, path: []string{""}}
	for _, m := range obj {
		if jsonKind(m.val) == "an object" && c.sets["wrapper"][m.norm] {
			in := c.members(m.val)
			if body, isHTML, ok := (&view{c: c, tops: []object{in}}).text(); ok {
				v.tops, v.path = append(v.tops, in), append(v.path, m.key+".")
				return v.withMeta(), body, isHTML, true
			}
		}
	}
	v = v.withMeta()
	body, isHTML, ok = v.text()
	return v, body, isHTML, ok
}

// withMeta adds the objects that hold a report's other fields.
func (v view) withMeta() view {
	for i, obj := range slices.Clone(v.tops) {
		for _, m := range obj {
			if jsonKind(m.val) == "an object" && v.c.sets["meta"][m.norm] {
				v.tops, v.path = append(v.tops, v.c.members(m.val)), append(v.path, v.path[i]+m.key+".")
			}
		}
	}
	return v
}
