package source

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// feed reads an RSS or Atom feed, one report an entry. Entries are cut out of
// the stream and parsed one by one, so that a damaged one spoils no other and
// the hash of each is that of its own bytes.
func (w *walker) feed(in *input) error {
	c := &feedCutter{r: utf8Reader(in.r), limit: int(w.lim.ItemBytes)}
	fd := &feedReader{w: w, in: in, counter: counter{source: in.source}}
	for {
		raw, err := c.next()
		if err == io.EOF {
			break
		}
		if fd.n == 0 {
			fd.open(c)
		}
		source := fd.next()
		if err != nil {
			if err := w.skipErr(source, err, BadFeed); err != nil {
				return err
			}
			if reasonOf(err, BadFeed) != TooLarge {
				return nil
			}
			continue
		}
		if err := fd.entry(source, raw); err != nil {
			return err
		}
	}
	if fd.n == 0 {
		reason, what := c.nothing()
		return w.skip(in.source, reason, "%s", in.label(what))
	}
	return nil
}

// nothing says what a file without entries is.
func (c *feedCutter) nothing() (SkipReason, string) {
	switch c.local() {
	case "":
		return BadFeed, "no XML that is understood"
	case "rss", "feed", "rdf", "channel":
		return NoText, "a feed without entries"
	}
	return Unsupported, fmt.Sprintf("XML of another kind (<%s>), not a feed", cut(c.root, 40))
}

// feedReader is the reading of one feed.
type feedReader struct {
	counter
	w       *walker
	in      *input
	charset string
	before  string // the open tags that every entry stands in
	after   string // their ends
	atom    bool
	base    Fields // what the feed says of all its entries
}

// open reads what stands before the first entry.
func (fd *feedReader) open(c *feedCutter) {
	fd.charset = markupCharset(c.head.Bytes())
	if fd.charset == "" {
		fd.charset = fd.in.charset
	}
	fd.atom = c.local() == "feed"
	var before, after strings.Builder
	for i := range c.open {
		before.WriteString(c.open[i].tag)
		after.WriteString("</" + c.open[len(c.open)-1-i].name + ">")
	}
	fd.before, fd.after = fd.decode([]byte(before.String())), after.String()
	fd.base = fd.in.fields
	head := dropDeclaration(fd.decode(c.head.Bytes())) + fd.after
	if fd.atom {
		if f, err := (&atom.Parser{}).Parse(strings.NewReader(head)); err == nil {
			fd.set(&fd.base.Outlet, f.Title, "atom feed title")
			fd.set(&fd.base.Language, f.Language, "atom xml:lang")
		}
		return
	}
	if f, err := (&rss.Parser{}).Parse(strings.NewReader(head)); err == nil {
		fd.set(&fd.base.Outlet, f.Title, "rss channel title")
		fd.set(&fd.base.Language, f.Language, "rss language")
	}
}

func (fd *feedReader) decode(raw []byte) string {
	text, _, _ := Decode(raw, fd.charset, "application/xml")
	return text
}

// dropDeclaration takes the XML declaration off: the text is UTF-8 now,
// whatever it says.
func dropDeclaration(s string) string {
	s = strings.TrimLeft(s, " \t\n")
	if strings.HasPrefix(s, "<?xml") {
		if _, rest, ok := strings.Cut(s, "?>"); ok {
			return rest
		}
	}
	return s
}

// set gives v a value where there is one.
func (fd *feedReader) set(v *Value, text, signal string) {
	if text = plainLine(text); text != "" {
		*v = Value{text, signal}
	}
}

// entry reads one entry.
func (fd *feedReader) entry(source string, raw []byte) error {
	text := fd.decode(raw)
	e, err := fd.parse(text)
	if err != nil {
		if e, err = fd.parse(mendXML(text)); err != nil {
			return fd.w.skip(source, BadFeed, "%s", fd.in.label(err.Error()))
		}
	}
	if strings.TrimSpace(e.body) == "" {
		return fd.w.skip(source, NoText, "%s", fd.in.label("the entry has neither content nor summary"))
	}
	media := "application/rss+xml"
	if fd.atom {
		media = "application/atom+xml"
	}
	return fd.w.item(partsItem(fd.in, source, raw, media, e.body, e.html, e.fields))
}

// feedEntry is what an entry says.
type feedEntry struct {
	body   string
	html   bool
	fields Fields
}

func (fd *feedReader) parse(text string) (feedEntry, error) {
	r := strings.NewReader(fd.before + text + fd.after)
	if fd.atom {
		f, err := (&atom.Parser{}).Parse(r)
		if err != nil || len(f.Entries) == 0 {
			return feedEntry{}, noEntry(err)
		}
		return fd.fromAtom(f.Entries[0]), nil
	}
	f, err := (&rss.Parser{}).Parse(r)
	if err != nil || len(f.Items) == 0 {
		return feedEntry{}, noEntry(err)
	}
	return fd.fromRSS(f.Items[0]), nil
}

func noEntry(err error) error {
	if err == nil {
		return faultf(BadFeed, "no entry in it")
	}
	return err
}

func (fd *feedReader) fromRSS(it *rss.Item) feedEntry {
	e := feedEntry{fields: fd.base}
	f := &e.fields
	dc := it.DublinCoreExt
	if dc == nil {
		dc = &ext.DublinCoreExtension{}
	}
	fd.set(&f.Title, it.Title, "rss title")
	fd.set(&f.Date, extText(it.Extensions, "atom", "published"), "rss atom:published")
	fd.set(&f.Date, first(dc.Date), "rss dc:date")
	fd.set(&f.Date, it.PubDate, "rss pubDate")
	fd.set(&f.Updated, extText(it.Extensions, "dcterms", "modified"), "rss dcterms:modified")
	fd.set(&f.Updated, extText(it.Extensions, "atom", "updated"), "rss atom:updated")
	fd.set(&f.Language, first(dc.Language), "rss dc:language")
	if it.GUID != nil {
		f.ID = plainLine(it.GUID.Value)
		if strings.Contains(it.GUID.Value, "://") && !strings.EqualFold(it.GUID.IsPermalink, "false") {
			fd.set(&f.URL, it.GUID.Value, "rss guid")
		}
	}
	fd.set(&f.URL, it.Link, "rss link")
	fd.set(&f.URL, extText(it.Extensions, "feedburner", "origLink"), "rss feedburner:origLink")
	if it.Source != nil {
		fd.set(&f.Outlet, it.Source.Title, "rss source")
	}
	switch {
	case len(dc.Creator) > 0:
		fd.authors(f, dc.Creator, "rss dc:creator")
	case it.Author != "":
		fd.authors(f, []string{it.Author}, "rss author")
	}
	e.body = fd.content(it)
	if strings.TrimSpace(e.body) == "" {
		e.body = it.Description
		if strings.TrimSpace(e.body) == "" {
			e.body = mediaText(it.Extensions["media"])
		}
	} else if !isExcerpt(it.Description, it.Content) {
		fd.set(&f.Subtitle, it.Description, "rss description")
	}
	e.body, e.html = bodyOf(e.body)
	return e
}

// content is the text of an entry where it has more than a summary: in the
// element for it, or in one of a feed's own.
func (fd *feedReader) content(it *rss.Item) string {
	if strings.TrimSpace(it.Content) != "" {
		return it.Content
	}
	names := slices.Sorted(maps.Keys(it.Custom))
	for _, want := range fd.w.cols.names["text"] {
		for _, name := range names {
			if fd.w.cols.norm(name) == want && strings.TrimSpace(it.Custom[name]) != "" {
				return it.Custom[name]
			}
		}
	}
	return extText(it.Extensions, "yandex", "full-text")
}

// mediaText is the description of a film or picture that is an entry.
func mediaText(media map[string][]ext.Extension) string {
	for _, list := range [][]ext.Extension{media["description"], media["group"]} {
		for _, e := range list {
			if e.Name == "group" {
				return mediaText(e.Children)
			}
			if strings.TrimSpace(e.Value) != "" {
				return e.Value
			}
		}
	}
	return ""
}

func (fd *feedReader) fromAtom(it *atom.Entry) feedEntry {
	e := feedEntry{fields: fd.base}
	f := &e.fields
	fd.set(&f.Title, it.Title, "atom title")
	fd.set(&f.Date, it.Published, "atom published")
	fd.set(&f.Updated, it.Updated, "atom updated")
	for _, l := range it.Links {
		if (l.Rel == "" || l.Rel == "alternate") && f.URL.Signal != "atom link" {
			fd.set(&f.URL, l.Href, "atom link")
		}
	}
	f.ID = plainLine(it.ID)
	if it.Source != nil {
		fd.set(&f.Outlet, it.Source.Title, "atom source")
	}
	var names []string
	for _, a := range it.Authors {
		if a != nil {
			names = append(names, a.Name)
		}
	}
	fd.authors(f, names, "atom author")
	e.body, e.html = bodyOf(it.Summary)
	if it.Content != nil && strings.TrimSpace(it.Content.Value) != "" {
		if !isExcerpt(it.Summary, it.Content.Value) {
			fd.set(&f.Subtitle, it.Summary, "atom summary")
		}
		e.body, e.html = bodyOf(it.Content.Value)
		if it.Content.Type == "text" || it.Content.Type == "" {
			e.body, e.html = it.Content.Value, false
		}
	}
	return e
}

// excerptLen is how many bytes a summary and a text must share at their start
// for the summary to be cut from the text by a program and to be no subtitle.
const excerptLen = 40

func isExcerpt(summary, content string) bool {
	summary, content = plainLine(summary), plainLine(content)
	summary = strings.TrimRight(summary, ". …")
	return strings.HasPrefix(content, summary[:min(len(summary), excerptLen)])
}

func (fd *feedReader) authors(f *Fields, names []string, signal string) {
	for _, name := range names {
		for _, name := range bracketed(name) {
			if name = plainLine(name); isName(name) {
				f.Authors = append(f.Authors, Value{name, signal})
			}
		}
	}
}

// bracketed is the names in brackets behind mail addresses, as RSS gives them;
// where there are none it is the whole.
func bracketed(s string) (names []string) {
	for rest := s; ; {
		_, after, ok := strings.Cut(rest, "@")
		if !ok {
			break
		}
		_, after, ok = strings.Cut(after, "(")
		if !ok {
			break
		}
		name, after, _ := strings.Cut(after, ")")
		names = append(names, name)
		rest = after
	}
	if names == nil {
		return []string{s}
	}
	return names
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func extText(exts ext.Extensions, space, name string) string {
	if list := exts[space][name]; len(list) > 0 {
		return list[0].Value
	}
	return ""
}

// bodyOf tells whether the text of an entry is markup; where it has no tag it
// is text with, at most, a few escapes.
func bodyOf(body string) (text string, isHTML bool) {
	if hasTag(body) {
		return body, true
	}
	return html.UnescapeString(body), false
}

// hasTag reports whether a text holds an element's start or end.
func hasTag(s string) bool {
	for i := strings.IndexByte(s, '<'); i >= 0 && i+1 < len(s); {
		if b := s[i+1] | 0x20; b >= 'a' && b <= 'z' || b == '/' {
			return strings.IndexByte(s[i:], '>') > 0
		}
		next := strings.IndexByte(s[i+1:], '<')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// plainLine is a metadata value without markup, as one line.
func plainLine(s string) string {
	if hasTag(s) {
		var sb strings.Builder
		for s != "" {
			before, rest, found := strings.Cut(s, "<")
			sb.WriteString(before)
			if found && !hasTag("<"+rest) {
				sb.WriteByte('<')
				s = rest
				continue
			}
			if found && opensBlock(rest) {
				sb.WriteByte(' ') // "Envoy<br>flies" is two words
			}
			_, s, _ = strings.Cut(rest, ">")
		}
		s = sb.String()
	}
	return tidy(html.UnescapeString(s))
}

// mendXML makes what exporters write by mistake fit for a parser: control
// characters go, a bare "&" is escaped. What stands in CDATA stays.
func mendXML(s string) string {
	var sb strings.Builder
	for s != "" {
		plain, rest, found := strings.Cut(s, "<![CDATA[")
		for i := 0; i < len(plain); i++ {
			switch b := plain[i]; {
			case b == '&' && !isEntity(plain[i:]):
				sb.WriteString("&amp;")
			default:
				writeClean(&sb, b)
			}
		}
		if !found {
			break
		}
		data, after, _ := strings.Cut(rest, "]]>")
		sb.WriteString("<![CDATA[")
		for i := 0; i < len(data); i++ {
			writeClean(&sb, data[i])
		}
		sb.WriteString("]]>")
		s = after
	}
	return sb.String()
}

func writeClean(sb *strings.Builder, b byte) {
	if b >= ' ' || b == '\n' || b == '\t' {
		sb.WriteByte(b)
	}
}

func isEntity(s string) bool {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 2 {
		return false
	}
	return html.UnescapeString(s[:end+1]) != s[:end+1] && bytes.IndexByte([]byte(s[1:end]), ' ') < 0
}
