package page

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"readout"
	"readout/internal/page/meta"
	"readout/internal/source"
)

// readLive makes a document of each entry of a live page, and one of the whole
// page, which names the entries as its parts.
func (r *Reader) readLive(it source.Item, root *html.Node, entries []meta.Entry) ([]*readout.Document, error) {
	whole := r.htmlDocument(it, it.Source, root, frame(root, entries, it.Fields))
	docs := []*readout.Document{whole}
	at := 0
	for n, entry := range entries {
		if entry.Node.Parent != nil {
			entry.Node.Parent.RemoveChild(entry.Node)
		}
		doc := r.htmlDocument(it, fmt.Sprintf("%s#entry-%d", it.Source, n+1), entry.Node, entry.Page)
		if strings.TrimSpace(doc.Text) == "" {
			continue
		}
		docs = append(docs, doc)
		found := locate(whole.Text, at, doc)
		if len(found) == 0 {
			continue
		}
		part := readout.Part{Doc: doc.ID, Span: readout.Span{Start: found[0].span.Start, End: found[len(found)-1].span.End}}
		whole.Parts = append(whole.Parts, part)
		at = part.Span.End
		if len(found) == len(doc.Blocks) {
			agree(whole.Blocks, doc.Blocks, found)
			whole.Blocks = overlay(whole.Text, whole.Blocks, found)
		}
	}
	if strings.TrimSpace(whole.Text) == "" {
		return nil, ErrNoText
	}
	return docs, nil
}

// frame is what a live page says of itself without its entries: the newest
// entry's time is not when the page was published.
func frame(root *html.Node, entries []meta.Entry, fields source.Fields) meta.Page {
	type place struct{ parent, next *html.Node }
	places := make([]place, len(entries))
	for i, entry := range entries {
		places[i] = place{entry.Node.Parent, entry.Node.NextSibling}
		if entry.Node.Parent != nil {
			entry.Node.Parent.RemoveChild(entry.Node)
		}
	}
	page := meta.Read(root, fields)
	for i := len(entries) - 1; i >= 0; i-- {
		if at := places[i]; at.parent != nil {
			at.parent.InsertBefore(entries[i].Node, at.next)
		}
	}
	return page
}

// locateSlack is how many bytes beyond its own length an entry may spread over
// the page's text: what the page's layout adds between its blocks.
const locateSlack = 500

// located is a block of an entry where it stands in the page's text, without
// the white space after it.
type located struct {
	block readout.Block
	span  readout.Span
}

// locate finds the blocks of an entry in text, in order from byte at on.
func locate(text string, at int, entry *readout.Document) []located {
	var found []located
	for _, b := range entry.Blocks {
		words := strings.TrimSpace(b.Span.In(entry.Text))
		i := strings.Index(text[at:], words)
		if words == "" || i < 0 || len(found) > 0 && i > len(entry.Text)+locateSlack {
			continue
		}
		found = append(found, located{b, readout.Span{Start: at + i, End: at + i + len(words)}})
		at += i + len(words)
	}
	return found
}

// sentenceBytes is the least length of a paragraph that the page's judgement
// wins back for an entry: a linked lead, never a link's label.
const sentenceBytes = 60

// agree makes body of an entry's paragraphs that look like links in a short
// entry and are body on the page as a whole, in the entry and in found.
func agree(page, entry []readout.Block, found []located) {
	for i := range found {
		role := found[i].block.Role
		if role != readout.RoleRelatedLink && role != readout.RoleNavigation || found[i].span.Len() < sentenceBytes {
			continue
		}
		for _, b := range page {
			if b.Role == readout.RoleBody && b.Span.Contains(found[i].span) {
				entry[i].Role, entry[i].Rule = b.Role, b.Rule
				found[i].block = entry[i]
			}
		}
	}
}

// overlay gives the run of an entry in the page's text the roles that the entry
// has by itself, where a byline is told more surely; its headline is a
// crosshead of the page. It changes nothing where other words stand between the
// entry's, or where its run does not fill blocks of the page.
func overlay(text string, blocks []readout.Block, found []located) []readout.Block {
	for i := 1; i < len(found); i++ {
		if strings.TrimSpace(text[found[i-1].span.End:found[i].span.Start]) != "" {
			return blocks
		}
	}
	start, end := found[0].span.Start, found[len(found)-1].span.End
	from := slices.IndexFunc(blocks, func(b readout.Block) bool { return b.Span.Start == start })
	to := slices.IndexFunc(blocks, func(b readout.Block) bool { return b.Span.End >= end })
	if from < 0 || to < from || strings.TrimSpace(text[end:blocks[to].Span.End]) != "" {
		return blocks
	}
	over := make([]readout.Block, len(found))
	for i, f := range found {
		over[i] = readout.Block{Role: f.block.Role, Rule: f.block.Rule, Span: readout.Span{Start: f.span.Start, End: blocks[to].Span.End}}
		if i > 0 {
			over[i-1].Span.End = f.span.Start
		}
		if f.block.Role == readout.RoleTitle {
			over[i].Role = readout.RoleCrosshead
		}
	}
	return slices.Replace(slices.Clone(blocks), from, to+1, over...)
}
