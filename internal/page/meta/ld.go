package meta

import (
	"encoding/json"
	"html"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// object is one node of linked data.
type object map[string]any

// linked is the linked data of a page.
type linked struct {
	nodes []object          // those that stand for themselves: top level, @graph, mainEntity
	byID  map[string]object // every node with a name and an @id, for references
}

// add parses one script and takes its nodes. A script that is broken beyond
// repair gives what could be read before the break.
func (l *linked) add(script string) {
	values := parseJSON(script)
	for _, v := range values {
		l.index(v, 0)
		l.take(v, 0)
	}
}

// maxNesting bounds how deep linked data is followed.
const maxNesting = 40

// take collects the nodes that stand for themselves. Nodes under other keys
// (hasPart, mentions, itemListElement) are about something else.
func (l *linked) take(v any, depth int) {
	if depth > maxNesting {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			l.take(x, depth+1)
		}
	case map[string]any:
		l.nodes = append(l.nodes, v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if child, ok := v[key]; ok {
				if _, isText := child.(string); !isText {
					l.take(child, depth+1)
				}
			}
		}
	}
}

// index notes every named node by its @id; the first of an id stays.
func (l *linked) index(v any, depth int) {
	if depth > maxNesting {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			l.index(x, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			if _, taken := l.byID[id]; !taken {
				l.byID[id] = v
			}
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			l.index(v[key], depth+1)
		}
	}
}

// resolve follows a reference such as {"@id": "#author"}.
func (l *linked) resolve(o object) object {
	if id, ok := o["@id"].(string); ok && o["name"] == nil {
		if target, ok := l.byID[id]; ok {
			return target
		}
	}
	return o
}

// is reports whether one of a node's types is of the given kind.
func (o object) is(w *words, kind string) bool {
	for _, t := range o.types() {
		if w.types[strings.ToLower(t)] == kind {
			return true
		}
	}
	return false
}

// types is the node's @type, without "http://schema.org/".
func (o object) types() []string {
	v := o["@type"]
	if v == nil {
		v = o["type"]
	}
	out := texts(v)
	for i, t := range out {
		out[i] = t[strings.LastIndexAny(t, "/:")+1:]
	}
	return out
}

// text is the first string under a key, entities decoded, white space
// collapsed.
func (o object) text(key string) string {
	for _, s := range texts(o[key]) {
		if s = tidy(s); s != "" {
			return s
		}
	}
	return ""
}

// texts is the strings of a value: itself, its items, or the "@value" or
// "name" of a node.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case json.Number:
		return []string{v.String()}
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, texts(x)...)
		}
		return out
	case map[string]any:
		for _, key := range []string{"@value", "name"} {
			if s, ok := v[key].(string); ok {
				return []string{s}
			}
		}
	}
	return nil
}

// unseen are characters that no reader sees and no script needs: zero-width
// space, byte order mark, word joiner, soft hyphen.
var unseen = strings.NewReplacer("\u200b", "", "\ufeff", "", "\u2060", "", "\u00ad", "")

// tidy decodes entities (twice where a system encoded twice), takes tags and
// unseen characters off and collapses white space.
func tidy(s string) string {
	for range 2 {
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "<") {
		s = untag(s)
	}
	return strings.Join(strings.Fields(unseen.Replace(s)), " ")
}

// untag takes "<em>" and "</em>" out of a string; a lone "<" stays.
func untag(s string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 || open+1 >= len(s) {
			break
		}
		shut := strings.IndexByte(s[open:], '>')
		if c := s[open+1]; shut < 0 || c != '/' && !('a' <= c && c <= 'z') && !('A' <= c && c <= 'Z') {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		s = s[open+shut+1:]
	}
	b.WriteString(s)
	return b.String()
}

// parseJSON reads the values of a script, mending it where it does not parse
// as it stands.
func parseJSON(script string) []any {
	s := strings.Trim(script, "\ufeff\u200b\u00a0 \t\r\n")
	values, err := decodeAll(s)
	if err == nil {
		return values
	}
	mended, err := decodeAll(mend(s))
	if err == nil || len(mended) >= len(values) {
		return mended
	}
	return values
}

// decodeAll reads values until the end; some pages put several in one script.
func decodeAll(s string) ([]any, error) {
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	var out []any
	for {
		var v any
		switch err := dec.Decode(&v); err {
		case nil:
			out = append(out, v)
		case io.EOF:
			return out, nil
		default:
			return out, err
		}
	}
}

// mend repairs what publishing systems break: raw line ends and tabs in
// strings, unknown escapes, trailing commas, comments (of HTML, CDATA and
// JavaScript), a semicolon at the end, brackets left open.
func mend(s string) string {
	m := mender{in: s}
	for m.at < len(m.in) {
		m.step()
	}
	return m.finish()
}

type mender struct {
	in    string
	at    int
	out   strings.Builder
	open  []byte // closing brackets that are due
	comma bool   // a comma was read and not yet written
}

// step reads one comment, string or character outside strings.
func (m *mender) step() {
	rest := m.in[m.at:]
	for _, c := range [][2]string{{"<!--", "-->"}, {"/*", "*/"}, {"//", "\n"}} {
		if strings.HasPrefix(rest, c[0]) {
			m.at = len(m.in)
			if i := strings.Index(rest[2:], c[1]); i >= 0 && c[0] != "<!--" {
				m.at -= len(rest) - 2 - i - len(c[1])
			} else if c[0] == "<!--" {
				m.at -= len(rest) - len(c[0]) // only the marks: the data may lie between them
			}
			return
		}
	}
	for _, mark := range []string{"-->", "<![CDATA[", "]]>"} {
		if strings.HasPrefix(rest, mark) {
			m.at += len(mark)
			return
		}
	}
	switch c := rest[0]; c {
	case '"':
		m.flush()
		m.str()
		return
	case ',':
		m.comma = true
	case '{', '[':
		m.flush()
		m.open = append(m.open, c+2) // '{'+2 is '}', '['+2 is ']'
		m.out.WriteByte(c)
	case '}', ']':
		m.comma = false
		if n := len(m.open); n > 0 && m.open[n-1] == c {
			m.open = m.open[:n-1]
			m.out.WriteByte(c)
		}
	case ' ', '\t', '\r', '\n', ';', 0:
	default:
		m.flush()
		m.out.WriteByte(c)
	}
	m.at++
}

func (m *mender) flush() {
	if m.comma && m.out.Len() > 0 {
		m.out.WriteByte(',')
	}
	m.comma = false
}

// str copies one string, escaping what JSON does not allow raw.
func (m *mender) str() {
	m.out.WriteByte('"')
	for m.at++; m.at < len(m.in); m.at++ {
		switch c := m.in[m.at]; {
		case c == '"':
			m.at++
			m.out.WriteByte('"')
			return
		case c == '\\' && m.at+1 < len(m.in):
			m.at++
			m.escape()
		case c == '\\':
		case c < ' ':
			m.out.WriteByte(' ')
		case c < utf8.RuneSelf:
			m.out.WriteByte(c)
		default:
			m.out.WriteByte(c)
		}
	}
	m.out.WriteByte('"')
}

// escape copies the escape whose letter is at m.at; an unknown one is the
// letter itself.
func (m *mender) escape() {
	c := m.in[m.at]
	if c == 'u' && m.at+4 < len(m.in) && isHex(m.in[m.at+1:m.at+5]) || strings.IndexByte(`"\/bfnrt`, c) >= 0 {
		m.out.WriteByte('\\')
	}
	if c >= ' ' {
		m.out.WriteByte(c)
	}
}

func isHex(s string) bool {
	for i := 0; i < len(s); i++ {
		if !strings.Contains("0123456789abcdefABCDEF", s[i:i+1]) {
			return false
		}
	}
	return true
}

func (m *mender) finish() string {
	for i := len(m.open) - 1; i >= 0; i-- {
		m.out.WriteByte(m.open[i])
	}
	return m.out.String()
}
