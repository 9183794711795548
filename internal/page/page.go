// Package page reads a report: raw bytes become an immutable text, blocks that
// tile it, and what the report says of itself.
//
// What goes in: an item of package source. What comes out: its documents (one,
// or one for each dated entry of a live page). What it refuses: to cut. What
// is not the report is labelled, never removed. For example the HTML item
//
//	<nav>Home</nav><h1>Truce holds</h1><p>It held, the envoy said.</p>
//
// becomes the text "Home\n\nTruce holds\n\nIt held, the envoy said." with the
// blocks navigation, title and body.
package page

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/page/layout"
	"readout/internal/page/masthead"
	"readout/internal/page/meta"
	"readout/internal/page/plain"
	"readout/internal/page/profile"
	"readout/internal/source"
)

// Reader reads items. It is safe for use by several goroutines.
type Reader struct {
	lex    *furniture.Lexicon
	tongue *tongues
}

// NewReader compiles the word lists; outlets is what outlets are known to
// repeat, and may be nil.
func NewReader(outlets profile.Profiles) (*Reader, error) {
	lex, err := furniture.Load()
	if err != nil {
		return nil, err
	}
	lex = lex.WithProfile(outlets)
	tongue, err := loadTongues()
	if err != nil {
		return nil, err
	}
	return &Reader{lex: lex, tongue: tongue}, nil
}

// Rules lists the rules of the package and of those below it.
func Rules() [][]readout.Rule {
	return [][]readout.Rule{ownRules(), masthead.Rules(), furniture.Rules(), meta.Rules(), layout.Rules(), plain.Rules()}
}

func ownRules() []readout.Rule {
	return []readout.Rule{
		{ID: "page.function-words", Says: "The language is the one whose commonest words the text uses."},
		{ID: "page.script", Says: "The language is told by its script."},
		{ID: "page.container", Says: "The file, feed, archive or table that held the report says so."},
		{ID: "page.seen-in-text", Says: "The markup gives the value and the text of the page shows it."},
	}
}

// ErrNoText says that an item holds no words at all.
var ErrNoText = errors.New("no text in it")

// Read turns an item into its documents.
func (r *Reader) Read(it source.Item) ([]*readout.Document, error) {
	switch {
	case it.Kind == source.HTML:
		text, _, _ := source.Decode(it.Raw, it.Charset, it.Media)
		return r.readHTML(it, text)
	case it.Kind == source.Parts && it.BodyHTML:
		return r.readHTML(it, it.Body)
	case it.Kind == source.Parts:
		return r.readPlain(it, it.Body)
	}
	text, _, _ := source.Decode(it.Raw, it.Charset, it.Media)
	return r.readPlain(it, text)
}

func (r *Reader) readPlain(it source.Item, text string) ([]*readout.Document, error) {
	if strings.TrimSpace(text) == "" {
		return nil, ErrNoText
	}
	return []*readout.Document{r.plainDocument(it, it.Source, text)}, nil
}

// plainDocument makes a document of plain text.
func (r *Reader) plainDocument(it source.Item, src, text string) *readout.Document {
	doc := newDocument(it, src, text)
	res := plain.Read(text, it.Fields, r.lex)
	doc.Blocks, doc.Damage = res.Blocks, res.Damage
	b := builder{doc}
	doc.Title = b.found("title", res.Title)
	if !teaser(doc, res.Subtitle.Text) || !res.Subtitle.Span.IsZero() {
		doc.Subtitle = b.found("subtitle", res.Subtitle)
	}
	doc.Outlet = b.found("outlet", res.Outlet)
	doc.URL = b.found("url", res.URL)
	doc.Wire = b.found("wire", res.Wire)
	doc.Authors = b.names("authors", res.Authors)
	doc.Contributors = b.names("contributors", res.Contributors)
	doc.Published, doc.Updated = b.dating(res.Published), b.dating(res.Updated)
	b.filed()
	r.language(doc, res.Language.Text, res.Language.Reason)
	return doc
}

// readHTML reads a page; a live page gives a document for each entry, and one
// for what stands around them.
func (r *Reader) readHTML(it source.Item, text string) ([]*readout.Document, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("page does not parse: %w", err)
	}
	entries := meta.Live(root, it.Fields)
	if len(entries) < 2 {
		doc := r.htmlDocument(it, it.Source, root, meta.Read(root, it.Fields))
		if strings.TrimSpace(doc.Text) == "" {
			return nil, ErrNoText
		}
		return []*readout.Document{doc}, nil
	}
	return r.readLive(it, root, entries)
}

func (r *Reader) htmlDocument(it source.Item, src string, root *html.Node, pg meta.Page) *readout.Document {
	if _, furniture := r.lex.Line(pg.Subtitle.Value, pg.Outlet.Value); furniture {
		pg.Subtitle = meta.Choice{} // "This page is no longer updated."
	}
	res := layout.Read(root, pg, r.lex)
	doc := newDocument(it, src, res.Text)
	doc.Blocks = splitDateline(res.Text, res.Blocks)
	doc.Damage = plain.Damage(res.Text, res.Blocks)
	b := builder{doc}
	doc.Title = b.chosen("title", pg.Title, readout.RoleTitle)
	if !teaser(doc, pg.Subtitle.Value) {
		doc.Subtitle = b.chosen("subtitle", pg.Subtitle, readout.RoleSubtitle)
	}
	doc.Outlet = b.chosen("outlet", pg.Outlet)
	doc.URL = b.chosen("url", pg.URL)
	doc.Wire = b.chosen("wire", pg.Wire, readout.RoleByline, readout.RoleDateline, readout.RoleCredit)
	b.authors(pg)
	b.contributors()
	doc.Published, doc.Updated = b.shown(pg.Published), b.shown(pg.Updated)
	b.filed()
	r.language(doc, pg.Language.Value, pg.Language.Reason)
	return doc
}

// splitDateline parts the dateline from the report's first paragraph.
func splitDateline(text string, blocks []readout.Block) []readout.Block {
	for i, b := range blocks {
		if b.Role == readout.RoleDateline {
			return blocks
		}
		if b.Role != readout.RoleBody {
			continue
		}
		par := b.Span.In(text)
		dl, ok := masthead.ParseDateline(par)
		end := dl.Span.End
		for end < len(par) && (par[end] == ' ' || par[end] == '\n') {
			end++
		}
		if !ok || dl.Span.Start != 0 || end >= len(par) {
			return blocks
		}
		cut := b.Span.Start + end
		head := readout.Block{Role: readout.RoleDateline, Span: readout.Span{Start: b.Span.Start, End: cut}, Rule: masthead.RuleDateline}
		b.Span.Start = cut
		return slices.Replace(slices.Clone(blocks), i, i+1, head, b)
	}
	return blocks
}

func newDocument(it source.Item, src, text string) *readout.Document {
	raw := readout.Hash(it.Raw)
	doc := &readout.Document{
		ID: readout.DocumentID(src, raw), Source: src, RawSHA256: raw,
		SHA256: readout.Hash([]byte(text)), Media: it.Media, Text: text,
		Retrieved: it.Fields.Retrieved,
	}
	if it.Name != "" {
		doc.Fields = append(doc.Fields, readout.Field{Name: "entry", Value: it.Name,
			Reason: readout.Reason{Rule: "page.container", Signal: "name in the archive"}})
	}
	return doc
}

// teaserWords is how many words a summary must share with the beginning of the
// body to be a copy of it.
const teaserWords = 8

// teaser reports whether a summary is the beginning of the report and no
// subtitle: feeds cut their descriptions out of the first paragraph.
func teaser(doc *readout.Document, summary string) bool {
	fields := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	}
	for _, b := range doc.Blocks {
		if b.Role != readout.RoleBody {
			continue
		}
		want, got := fields(summary), fields(b.Span.In(doc.Text))
		n := 0
		for n < len(want) && n < len(got) && want[n] == got[n] {
			n++
		}
		return n > 0 && (n >= teaserWords || n == len(want))
	}
	return false
}

// language sets the document's language: what its words show beats what its
// markup claims, for templates claim the site's language for every page.
func (r *Reader) language(doc *readout.Document, claimed string, why readout.Reason) {
	lang, reason, ok := r.tongue.of(ownWords(doc))
	if !ok && claimed != "" {
		lang, reason = strings.ToLower(primary(claimed)), why
	}
	if lang == "" {
		return
	}
	doc.Language = lang
	doc.Fields = append(doc.Fields, readout.Field{Name: "language", Value: lang, Reason: reason})
}

// primary is the language of a BCP 47 tag without its region.
func primary(tag string) string {
	for i, c := range tag {
		if c == '-' || c == '_' {
			return tag[:i]
		}
	}
	return tag
}

// ownWords is the report's text without its furniture.
func ownWords(doc *readout.Document) string {
	var buf bytes.Buffer
	for _, b := range doc.Blocks {
		if b.Role.Claims() {
			buf.WriteString(b.Span.In(doc.Text))
			buf.WriteByte('\n')
		}
	}
	return buf.String()
}
