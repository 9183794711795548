package source

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"readout/lexicon"
)

// columnFields are the fields of an item that a column or key may hold, as
// [Options.Columns] names them.
var columnFields = []string{
	"text", "html", "title", "subtitle", "date", "updated", "url", "outlet", "author", "language", "id",
}

// ColumnFields lists the fields that a column can be named for, in the order of
// the docs.
func ColumnFields() []string { return slices.Clone(columnFields) }

// ParseColumn reads "text=NAME", the form in which a flag names the column of a
// field.
func ParseColumn(s string) (field, column string, err error) {
	field, column, ok := strings.Cut(s, "=")
	field, column = strings.TrimSpace(field), strings.TrimSpace(column)
	if !ok || column == "" || !slices.Contains(columnFields, field) {
		return "", "", fmt.Errorf("source: column %q: write FIELD=NAME, where FIELD is one of %s",
			s, strings.Join(columnFields, ", "))
	}
	return field, column, nil
}

// columns knows the names of the columns and keys that hold a report's fields.
type columns struct {
	names  map[string][]string        // normal names by field, best first
	sets   map[string]map[string]bool // value, part, wrapper, meta, empty
	normal map[string]string          // normal form of names met, see norm
}

// maxNames bounds the names kept in columns.normal.
const maxNames = 4096

func newColumns(named map[string]string) (*columns, error) {
	f, err := lexicon.Open("columns.list")
	if err != nil {
		return nil, fmt.Errorf("source: %w", err)
	}
	c := &columns{names: map[string][]string{}, sets: map[string]map[string]bool{}, normal: map[string]string{}}
	for _, e := range f.Entries {
		field, name := e.Field(0), e.Field(1)
		c.names[field] = append(c.names[field], name)
		if c.sets[field] == nil {
			c.sets[field] = map[string]bool{}
		}
		c.sets[field][name] = true
	}
	for field, name := range named {
		if !slices.Contains(columnFields, field) {
			return nil, fmt.Errorf("source: no field %q: name a column for one of %s",
				field, strings.Join(columnFields, ", "))
		}
		c.names[field] = []string{normalName(name)}
		if field == "text" {
			c.names["html"] = nil // the column named for the text is the text
		}
	}
	return c, nil
}

// norm is the normal form of a name: lower case, letters and digits alone, so
// that "Pub Date", "pub_date" and "pubDate" are one.
func (c *columns) norm(name string) string {
	if n, ok := c.normal[name]; ok {
		return n
	}
	n := normalName(name)
	if len(c.normal) < maxNames {
		c.normal[name] = n
	}
	return n
}

func normalName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// knows reports whether a normal name holds some field.
func (c *columns) knows(name string) bool {
	return slices.ContainsFunc(columnFields, func(f string) bool { return slices.Contains(c.names[f], name) })
}

// isEmpty reports whether a value says that there is none.
func (c *columns) isEmpty(value string) bool {
	value = strings.TrimSpace(value)
	return value == "" || len(value) <= 9 && c.sets["empty"][strings.ToLower(value)]
}

// found is what a container says of one field.
type found struct {
	key    string   // the column or key as written
	values []string // never empty ones
}

// lookup finds a field of one row: the values of the first column that has
// some that fit; ok is false where none has. A nil fits takes every value.
type lookup func(field string, fits func(value string) bool) (f found, ok bool)

// keep is the values that fit.
func keep(values []string, fits func(string) bool) []string {
	if fits == nil {
		return values
	}
	return slices.DeleteFunc(values, func(v string) bool { return !fits(v) })
}

// fill sets the fields that the row has over those that its containers gave.
// kind is "csv column", "json key" and the like.
func (c *columns) fill(base Fields, kind string, look lookup) Fields {
	out := base
	set := func(field string, v *Value, fits func(string) bool, clean func(string) string) {
		if f, ok := look(field, fits); ok {
			*v = Value{clean(f.values[0]), kind + " " + f.key}
		}
	}
	set("title", &out.Title, hasLetter, plainLine)
	set("subtitle", &out.Subtitle, hasLetter, plainLine)
	set("date", &out.Date, nil, tidy)
	set("updated", &out.Updated, nil, tidy)
	set("url", &out.URL, isAddress, tidy)
	set("outlet", &out.Outlet, isOutlet, plainLine)
	set("language", &out.Language, hasLetter, tidy)
	readEpoch(&out.Date)
	readEpoch(&out.Updated)
	if f, ok := look("author", isName); ok {
		out.Authors = nil
		for _, v := range f.values {
			out.Authors = append(out.Authors, Value{plainLine(v), kind + " " + f.key})
		}
	}
	if f, ok := look("id", nil); ok {
		out.ID = tidy(f.values[0])
	}
	return out
}

// hasLetter reports whether a value can be a name or words: the number that
// some systems give for an author is none.
func hasLetter(v string) bool { return strings.IndexFunc(v, unicode.IsLetter) >= 0 }

// isName reports whether a value can name a writer: an address names none.
func isName(v string) bool { return hasLetter(v) && !isMailAddress(v) && !strings.Contains(v, "://") }

// isMailAddress reports whether a value is a mail address and nothing else.
func isMailAddress(v string) bool {
	v = strings.Trim(strings.TrimSpace(v), "<>")
	name, host, ok := strings.Cut(v, "@")
	return ok && name != "" && strings.Contains(host, ".") && !strings.ContainsAny(v, " \t\n")
}

// isAddress reports whether a value can be a URL.
func isAddress(v string) bool {
	v = strings.TrimSpace(v)
	return !strings.ContainsAny(v, " \t\n") && (strings.Contains(v, "://") ||
		strings.Contains(v, ".") && strings.Contains(v, "/"))
}

// isOutlet reports whether a value can name an outlet: "source" may as well
// hold the page's address.
func isOutlet(v string) bool { return hasLetter(v) && !strings.Contains(v, "://") }

// readEpoch writes a count of seconds or milliseconds since 1970 as a time:
// nobody can read it as it stands.
func readEpoch(v *Value) {
	whole, _, _ := strings.Cut(v.Text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || len(whole) != 10 && len(whole) != 13 || n < 0 {
		return
	}
	unit := "seconds"
	if len(whole) == 13 {
		unit, n = "milliseconds", n/1000
	}
	v.Text = time.Unix(n, 0).UTC().Format(time.RFC3339)
	v.Signal += " (" + unit + " since 1970)"
}

// tidy makes a metadata value one line.
func tidy(s string) string { return strings.Join(strings.Fields(cleanText(s)), " ") }

// cleanText makes a decoded value fit to be text: valid UTF-8, line ends as LF,
// no NUL.
func cleanText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	}
	return unixLines(s)
}

// partsItem makes the item of a row: its text as Parts, or a page where the text is
// a whole HTML page.
func partsItem(in *input, source string, raw []byte, media, body string, isHTML bool, fields Fields) Item {
	body = cleanText(body)
	if !isHTML && strings.HasPrefix(strings.TrimSpace(body), "&lt;") && looksHTML(html.UnescapeString(body)) {
		body = html.UnescapeString(body) // markup that was escaped once more than it should be
	}
	it := Item{Source: source, Name: in.shownName(), Kind: Parts, Raw: raw, Media: media, Body: body,
		BodyHTML: isHTML || looksHTML(body), Fields: fields}
	if it.BodyHTML && isPage([]byte(strings.TrimSpace(body[:min(len(body), sniffLen)]))) && wholePage(body) {
		return Item{Source: source, Name: it.Name, Kind: HTML, Raw: []byte(body), Media: "text/html",
			Charset: "utf-8", Fields: fields}
	}
	return it
}

// wholePage reports whether markup is a page and not a piece of one.
func wholePage(body string) bool {
	low := strings.ToLower(body[:min(len(body), sniffLen)])
	return strings.Contains(low, "<html") || strings.Contains(low, "<body") || strings.HasPrefix(low, "<!doctype html")
}

// looksHTML reports whether a text is markup: it holds a tag of a paragraph,
// a line or a block. A stray "<b>" or "a < b" does not make a page.
func looksHTML(body string) bool {
	for rest := body; ; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
		if opensBlock(rest) {
			return true
		}
	}
}

// opensBlock reports whether what stands behind a "<" is the tag of a line or
// block.
func opensBlock(rest string) bool {
	name := strings.TrimPrefix(rest, "/")
	end := strings.IndexAny(name[:min(len(name), 12)], " />\t\n")
	if end <= 0 {
		return false
	}
	switch strings.ToLower(name[:end]) {
	case "p", "br", "div", "h1", "h2", "h3", "li", "ul", "ol", "blockquote", "article", "section",
		"figure", "table", "html", "body":
		return true
	}
	return false
}

// isTable reports whether the first line looks like the header of a CSV table:
// short names, two or more of them known, the text's among them.
func (c *columns) isTable(head []byte) bool {
	line, _, ok := bytes.Cut(head, []byte("\n"))
	if !ok || len(line) > 2000 {
		return false
	}
	names := splitHeader(string(line), sniffDelimiter(c, string(line)))
	known, text := 0, false
	for _, name := range names {
		n := c.norm(name)
		if len(name) > 40 {
			return false
		}
		if c.knows(n) {
			known++
		}
		text = text || slices.Contains(c.names["text"], n)
	}
	return text && known > 1
}
