package source

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// maxFeedHead bounds what may stand before the first entry of a feed, in bytes.
const maxFeedHead = 1 << 20

// feedCutter cuts the entries out of a feed's stream. It follows tags, comments
// and CDATA sections and knows nothing else of XML.
type feedCutter struct {
	r     *bufio.Reader
	limit int // bytes of one entry
	root  string
	head  bytes.Buffer // what stands before the first entry
	open  []openTag    // the elements that the entries stand in
	begun bool         // the first entry was met
}

type openTag struct{ name, tag string }

// local is the root's name without its prefix, in lower case.
func (c *feedCutter) local() string {
	name := c.root
	if i := strings.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return strings.ToLower(name)
}

// isEntry reports whether an element of this name is an entry of the feed.
func (c *feedCutter) isEntry(name string) bool {
	if i := strings.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	switch strings.ToLower(name) {
	case "item":
		return c.local() != "feed"
	case "entry":
		return c.local() == "feed"
	}
	return false
}

// next returns the bytes of the next entry, from its "<item" to its
// "</item>"; io.EOF where there is none. A fault with reason TooLarge passed
// over one entry, every other error ends the feed.
func (c *feedCutter) next() ([]byte, error) {
	for {
		piece, kind, err := c.piece(maxFeedHead)
		if err != nil {
			return nil, err
		}
		name := tagName(piece)
		if kind == pieceStart && c.root == "" {
			c.root = name
		}
		if kind == pieceStart && c.isEntry(name) {
			c.begun = true
			return c.rest(piece, name)
		}
		if c.begun {
			continue
		}
		if c.head.Len()+len(piece) > maxFeedHead {
			return nil, io.EOF
		}
		c.head.Write(piece)
		c.follow(piece, name, kind)
	}
}

// follow keeps the elements that are open before the first entry.
func (c *feedCutter) follow(tag []byte, name string, kind pieceKind) {
	switch {
	case kind == pieceStart && !bytes.HasSuffix(tag, []byte("/>")):
		c.open = append(c.open, openTag{name, string(tag)})
	case kind == pieceEnd && len(c.open) > 0 && c.open[len(c.open)-1].name == name:
		c.open = c.open[:len(c.open)-1]
	}
}

// rest reads an entry to its end.
func (c *feedCutter) rest(start []byte, name string) ([]byte, error) {
	raw := bytes.Clone(start)
	over := false
	for depth := 1; !bytes.HasSuffix(start, []byte("/>")); {
		piece, kind, err := c.piece(c.limit)
		if err == io.EOF {
			return nil, faultf(BadFeed, "the file ends inside an entry")
		}
		if err != nil {
			return nil, err
		}
		if over = over || len(raw)+len(piece) > c.limit; !over {
			raw = append(raw, piece...)
		}
		if tagName(piece) != name {
			continue
		}
		switch kind {
		case pieceStart:
			if !bytes.HasSuffix(piece, []byte("/>")) {
				depth++
			}
		case pieceEnd:
			depth--
		}
		if depth == 0 {
			break
		}
	}
	if over {
		return nil, faultf(TooLarge, "the entry is longer than %d bytes", c.limit)
	}
	return raw, nil
}

// pieceKind is what a piece of XML is.
type pieceKind uint8

const (
	pieceText  pieceKind = iota // text, a comment, CDATA, a declaration
	pieceStart                  // "<item …>" or "<item/>"
	pieceEnd                    // "</item>"
)

// piece reads the next run of text, tag, comment or CDATA section. What is
// longer than limit comes in several pieces of text.
func (c *feedCutter) piece(limit int) ([]byte, pieceKind, error) {
	head, err := c.r.Peek(9)
	if len(head) == 0 {
		return nil, 0, err
	}
	switch {
	case head[0] != '<':
		return c.until(pieceText, limit, "<")
	case bytes.HasPrefix(head, []byte("<!--")):
		return c.until(pieceText, limit, "-->")
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		return c.until(pieceText, limit, "]]>")
	case len(head) > 1 && (head[1] == '?' || head[1] == '!'):
		return c.until(pieceText, limit, ">")
	case len(head) > 1 && head[1] == '/':
		return c.until(pieceEnd, limit, ">")
	case len(head) > 1 && (head[1]|0x20 >= 'a' && head[1]|0x20 <= 'z' || head[1] == '_'):
		return c.until(pieceStart, limit, ">")
	}
	c.r.Discard(1) // a bare "<"
	return []byte("<"), pieceText, nil
}

// until reads up to and with the end mark; before "<" it stops.
func (c *feedCutter) until(kind pieceKind, limit int, end string) ([]byte, pieceKind, error) {
	var raw []byte
	last := end[len(end)-1]
	for {
		chunk, err := c.r.ReadSlice(last)
		raw = append(raw, chunk...)
		switch {
		case err == bufio.ErrBufferFull && len(raw) < limit:
			continue
		case err == bufio.ErrBufferFull:
			return raw, pieceText, nil
		case err == io.EOF && len(raw) > 0:
			return raw, pieceText, nil
		case err != nil:
			return nil, 0, err
		case end == "<":
			return raw[:len(raw)-1], kind, c.r.UnreadByte()
		case bytes.HasSuffix(raw, []byte(end)):
			return raw, kind, nil
		}
	}
}

// tagName is the name in a start or end tag.
func tagName(tag []byte) string {
	if len(tag) < 2 || tag[0] != '<' {
		return ""
	}
	name := bytes.TrimPrefix(tag[1:], []byte("/"))
	if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
		name = name[:i]
	}
	return string(name)
}
