// Package source finds what came in: files, folders, archives, feeds and
// standard input become items of raw bytes, each with its origin.
package source

import (
	"context"

	"readout"
)

// Kind says how an item's bytes are to be read.
type Kind uint8

// The kinds of item.
const (
	Text  Kind = iota // plain text (also Markdown): Raw is the file
	HTML              // a page: Raw is the HTML, Charset what HTTP or MIME declared
	Parts             // a row, feed entry or mail: Body is decoded text, Raw the row's bytes
)

// Item is one report as it came, before anyone read it.
type Item struct {
	Source string // path as given; "path#3" for the third item of a container, counted from 1
	Kind   Kind
	Raw    []byte // the bytes that came in; the item's hash is of these
	Media  string // media type, "text/html"

	Charset string // declared charset, or empty

	// Body is the report's text for Parts: decoded, as the container holds it.
	// BodyHTML says that it is HTML ("content:encoded", a mail's HTML part).
	Body     string
	BodyHTML bool

	// Fields are what the container says of the item, each with its signal;
	// empty where it says nothing.
	Fields Fields
}

// Fields is metadata given by a container: a column, a key, a header, a feed.
// A value is as written; page parses dates and names.
type Fields struct {
	Title, Subtitle, Date, Updated, URL, Outlet, Language Value
	Authors                                               []Value
	Retrieved                                             readout.Date // WARC-Date
	ID                                                    string       // the container's own id for the item, if any
}

// Value is one metadata value and where it came from.
type Value struct {
	Text   string
	Signal string // "csv column pubDate", "rss pubDate", "mail Subject", "warc target-uri"
}

// SkipReason is why something was not read.
type SkipReason string

// Skip is something that was not read.
type Skip struct {
	Source string
	Reason SkipReason
	Detail string // what was found, and what to do about it
}

// String is the canonical form, "source: reason: detail".
func (s Skip) String() string { return s.Source + ": " + string(s.Reason) + ": " + s.Detail }

// Options bound and steer the reading.
type Options struct {
	// Columns maps a field of an item ("text", "title", "date", "url", "outlet",
	// "author", "subtitle", "updated", "language", "id") to the column or key
	// that holds it, over the names known by themselves.
	Columns map[string]string
	Limits  Limits
}

// Limits bound what one input may cost. The zero value means the defaults.
type Limits struct {
	ItemBytes  int64 // one item, unpacked (default 32 MiB)
	LineBytes  int   // one line of JSONL or CSV row (default 16 MiB)
	Ratio      int64 // unpacked to packed size of a compressed member (default 200, counted above 1 MiB)
	Depth      int   // archives within archives (default 4)
	Entries    int   // entries of one archive (default 1,000,000)
	TotalBytes int64 // unpacked bytes of one archive (default 64 GiB)
}

// Sink takes what Walk finds. Both are called from one goroutine, in the order
// of the inputs; an error from either ends the walk.
type Sink struct {
	Item func(Item) error
	Skip func(Skip) error
	// Begin is called before a file's items with the file's path and the hash
	// of its bytes; true means that it is known already and is passed over.
	// Done is called when all its items and skips were handed over.
	Begin func(path string, sha256 string, size int64) (known bool, err error)
	Done  func(path string) error
}

// Walk reads every path (a file, a folder, a glob, or "-" for standard input)
// and hands its items to sink. Files of a folder come in byte order of their
// path. Containers stream: memory is bounded by one item. A broken item is
// handed to sink.Skip and the rest goes on; the error returned is sink's or
// ctx's own.
func Walk(ctx context.Context, paths []string, opt Options, sink Sink) error { return nil }
