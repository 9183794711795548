// Package source finds what came in: files, folders, archives, feeds and
// standard input become items of raw bytes, each with its origin.
//
// What goes in: paths. What comes out, in order: items (the bytes of one
// report and what their container says of it) and skips (what was not read,
// with a typed reason); nothing that was named is passed over in silence, save
// hidden files and dossiers. What it refuses to do: read the report. Titles,
// dates and names are handed on as written, for package page to judge.
//
// A worked example. Walk over "pile.zip", whose second entry is a table
// "day.csv" with the rows
//
//	headline,pubDate,text
//	Envoy lands,1974-01-12,The envoy landed at noon.
//
// gives one Item: Source "pile.zip#2#1", Name "day.csv", Kind Parts, Body "The
// envoy landed at noon.", Raw the row's bytes, Fields.Title {"Envoy lands",
// "csv column headline"} and Fields.Date {"1974-01-12", "csv column pubDate"}.
//
// Numbers. "#n" is the n-th item of a container, from 1, and every item
// counts, read or not, so that a number names the same item for ever:
//
//   - zip, tar: the n-th entry that is no folder
//   - WARC: the n-th record, of any type
//   - JSON list, JSONL, CSV, feed, mbox: the n-th element, line that is not
//     blank, row below the header, entry, message
//   - mail: the n-th attachment; the mail itself has the path alone, and so
//     has a JSON file that is one report
//
// A container within a container adds a number: "pile.zip#3#2". Compression
// adds none: "day.csv.gz#2".
package source

import "readout"

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
	Name   string // of an archive's entry or an attachment; empty where Source names the file
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
	// Exclude names files and folders that are passed over in silence wherever
	// they are met: the folder that a build writes.
	Exclude []string
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
	// Done is called when all its items and skips were handed over. Either may
	// be nil. A path that is not opened (missing, a picture by its name) gives
	// a skip without them.
	Begin func(path string, sha256 string, size int64) (known bool, err error)
	Done  func(path string) error
}

// The defaults of [Limits].
const (
	defaultItemBytes  = 32 << 20
	defaultLineBytes  = 16 << 20
	defaultRatio      = 200
	defaultDepth      = 4
	defaultEntries    = 1_000_000
	defaultTotalBytes = 64 << 30
)

// ratioFree is how much may be unpacked, in bytes, before the ratio counts:
// a small file of blanks packs well and does no harm.
const ratioFree = 1 << 20

func (l Limits) withDefaults() Limits {
	def := func(v *int64, d int64) {
		if *v <= 0 {
			*v = d
		}
	}
	line, depth, entries := int64(l.LineBytes), int64(l.Depth), int64(l.Entries)
	def(&l.ItemBytes, defaultItemBytes)
	def(&line, defaultLineBytes)
	def(&l.Ratio, defaultRatio)
	def(&depth, defaultDepth)
	def(&entries, defaultEntries)
	def(&l.TotalBytes, defaultTotalBytes)
	l.LineBytes, l.Depth, l.Entries = int(line), int(depth), int(entries)
	return l
}
