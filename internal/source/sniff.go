package source

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strings"
)

// sniffLen is how many bytes are looked at to tell a format.
const sniffLen = 8 << 10

// format is how the bytes of an input are to be taken apart.
type format uint8

const (
	formatUnknown format = iota // binary, of no format that is read
	formatText
	formatMarkdown
	formatHTML
	formatJSON
	formatJSONL
	formatCSV
	formatMail
	formatMbox
	formatFeed
	formatWARC
	formatZip
	formatTar
	formatGzip
	formatBzip2
)

// byExtension is what a file's name says of its format.
var byExtension = map[string]format{
	".txt": formatText, ".text": formatText, ".md": formatMarkdown, ".markdown": formatMarkdown,
	".html": formatHTML, ".htm": formatHTML, ".xhtml": formatHTML, ".shtml": formatHTML,
	".json": formatJSON, ".jsonl": formatJSONL, ".ndjson": formatJSONL,
	".csv": formatCSV, ".tsv": formatCSV, ".tab": formatCSV,
	".eml": formatMail, ".mht": formatMail, ".mhtml": formatMail, ".mbox": formatMbox,
	".rss": formatFeed, ".atom": formatFeed, ".rdf": formatFeed, ".xml": formatFeed,
	".warc": formatWARC, ".zip": formatZip, ".wacz": formatZip,
	".tar": formatTar, ".gz": formatGzip, ".tgz": formatGzip, ".bz2": formatBzip2,
}

// byMedia is what a declared media type says of a format.
var byMedia = map[string]format{
	"text/plain": formatText, "text/markdown": formatMarkdown,
	"text/html": formatHTML, "application/xhtml+xml": formatHTML,
	"application/json": formatJSON, "application/feed+json": formatJSON, "application/ld+json": formatJSON,
	"application/x-ndjson": formatJSONL, "application/jsonl": formatJSONL,
	"text/csv": formatCSV, "text/tab-separated-values": formatCSV,
	"message/rfc822": formatMail, "application/mbox": formatMbox, "multipart/related": formatMail,
	"application/rss+xml": formatFeed, "application/atom+xml": formatFeed, "application/rdf+xml": formatFeed,
	"application/warc": formatWARC, "application/zip": formatZip,
	"application/gzip": formatGzip, "application/x-gzip": formatGzip,
}

// otherFormats are the extensions of what is known not to be read, with what
// they are.
var otherFormats = map[string]string{
	".jpg": "a picture", ".jpeg": "a picture", ".png": "a picture", ".gif": "a picture",
	".webp": "a picture", ".avif": "a picture", ".svg": "a picture", ".ico": "a picture",
	".bmp": "a picture", ".tif": "a picture", ".tiff": "a picture", ".heic": "a picture",
	".mp3": "sound", ".wav": "sound", ".ogg": "sound", ".m4a": "sound",
	".mp4": "a film", ".mov": "a film", ".avi": "a film", ".webm": "a film", ".mkv": "a film",
	".pdf": "a PDF: save its text", ".ps": "PostScript", ".epub": "a book: save its text",
	".doc": "a word processor's file: save it as text", ".docx": "a word processor's file: save it as text",
	".odt": "a word processor's file: save it as text", ".rtf": "a word processor's file: save it as text",
	".xls": "a spreadsheet: save it as CSV", ".xlsx": "a spreadsheet: save it as CSV",
	".ods": "a spreadsheet: save it as CSV", ".ppt": "slides", ".pptx": "slides",
	".css": "a style sheet", ".js": "a script", ".mjs": "a script", ".wasm": "a program",
	".woff": "a font", ".woff2": "a font", ".ttf": "a font", ".otf": "a font", ".eot": "a font",
	".exe": "a program", ".dll": "a program", ".so": "a program",
	".db": "a database", ".sqlite": "a database", ".parquet": "a Parquet table: save it as CSV or JSONL",
	".ics": "a calendar entry", ".vcf": "an address card", ".p7s": "a signature", ".asc": "a signature",
	".msg": "a mail program's own file: save it as .eml", ".pst": "a mail program's own file: save its mails as .eml",
	".webarchive": "a browser's own archive: save the page as HTML", ".pages": "a word processor's file: save it as text",
	".numbers": "a spreadsheet: save it as CSV",
	".sig":     "a signature", ".map": "a script's map",
	".xz": "compressed by xz: unpack it", ".zst": "compressed by zstd: unpack it",
	".7z": "a 7-Zip archive: unpack it", ".rar": "a RAR archive: unpack it",
}

// notReports are the extensions among them that make up a page or program.
var notReports = map[string]bool{
	".css": true, ".js": true, ".mjs": true, ".map": true, ".ics": true, ".vcf": true, ".p7s": true,
	".asc": true, ".sig": true,
}

// refused reports whether a file's name alone says that it is not read.
func refused(name string) (why fault, ok bool) {
	ext := strings.ToLower(path.Ext(name))
	what, ok := otherFormats[ext]
	if !ok {
		return fault{}, false
	}
	if notReports[ext] {
		return fault{reason: NotAReport, detail: what}, true
	}
	return fault{reason: Unsupported, detail: what}, true
}

// formatOf tells the format of an input from its name, its declared media type
// and its first bytes. Bytes that can be but one thing (an archive, a page)
// win over the name; the name wins over everything else.
func formatOf(name, media string, head []byte, cols *columns) format {
	if f := byMagic(head); f != formatUnknown {
		return f
	}
	head = sniffable(head)
	named, known := byExtension[strings.ToLower(path.Ext(name))]
	if !known && media != "" {
		named, known = byMedia[media]
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case !known || unpacks(named):
		return byContent(head, cols)
	case named == formatText && isPage(head):
		return formatHTML
	case (named == formatText || named == formatMarkdown || named == formatHTML) && isBinary(head):
		return formatUnknown
	case named == formatJSON && isLines(head):
		return formatJSONL
	case named == formatJSONL && !opensLine(head):
		return formatJSON
	case named == formatFeed && !isFeed(head) && isPage(head):
		return formatHTML
	case named == formatFeed && len(head) > 0 && head[0] == '{':
		return formatJSON
	}
	return named
}

// sniffable is the first bytes as UTF-8 where they are UTF-16, so that brackets
// and tags are seen.
func sniffable(head []byte) []byte {
	whole := head[:len(head)&^1]
	if _, wide := looksUTF16(whole); wide || bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		text, _, _ := Decode(whole, "", "")
		return []byte(text)
	}
	return head
}

// unpacks reports whether a format always shows itself by its first bytes, so
// that a name without them is wrong.
func unpacks(f format) bool {
	switch f {
	case formatZip, formatGzip, formatBzip2:
		return true
	}
	return false
}

// byMagic tells the formats whose first bytes leave no doubt.
func byMagic(head []byte) format {
	has := func(s string) bool { return bytes.HasPrefix(head, []byte(s)) }
	switch {
	case has("\x1f\x8b\x08"):
		if bytes.HasPrefix(peekGzip(head), []byte("WARC/")) {
			return formatWARC
		}
		return formatGzip
	case has("PK\x03\x04"), has("PK\x05\x06"):
		return formatZip
	case has("BZh") && len(head) > 9 && string(head[4:10]) == "1AY&SY":
		return formatBzip2
	case has("WARC/1."), has("WARC/0."):
		return formatWARC
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return formatTar
	}
	return formatUnknown
}

// peekGzip unpacks the first bytes of a gzip file.
func peekGzip(head []byte) []byte {
	zr, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return nil
	}
	var first [16]byte
	n, _ := io.ReadFull(zr, first[:])
	return first[:n]
}

// byContent tells the format of bytes that no name speaks for; white space and
// mark before them are taken off.
func byContent(head []byte, cols *columns) format {
	switch {
	case isBinary(head):
		return formatUnknown
	case isLines(head):
		return formatJSONL
	case isJSON(head):
		return formatJSON
	case isFeed(head):
		return formatFeed
	case isPage(head):
		return formatHTML
	case bytes.HasPrefix(head, []byte("<?xml")):
		return formatFeed // of another kind, which is told when it is read
	case isMbox(head):
		return formatMbox
	case isMail(head):
		return formatMail
	case cols.isTable(head):
		return formatCSV
	}
	return formatText
}

// isBinary reports whether the bytes are no text in any charset.
func isBinary(head []byte) bool {
	head = sniffable(head)
	if bytes.HasPrefix(head, []byte("%PDF-")) || bytes.HasPrefix(head, []byte("{\\rtf")) {
		return true
	}
	control := 0
	for _, b := range head {
		switch {
		case b == 0:
			control += 8
		case b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b && b != 0x1a:
			control++
		}
	}
	return control*20 > len(head)
}

// isJSON reports whether the bytes open an object or a list of them.
func isJSON(head []byte) bool {
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return false
	}
	next := bytes.TrimLeft(head[1:], " \t\r\n")
	if len(next) == 0 {
		return true
	}
	if head[0] == '{' {
		return next[0] == '"' || next[0] == '}'
	}
	return next[0] == '{' || next[0] == ']'
}

// isLines reports whether the first line is a whole object and another opens
// on the next.
func isLines(head []byte) bool {
	line, rest, ok := bytes.Cut(head, []byte("\n"))
	line = bytes.TrimSpace(line)
	if !ok || len(line) < 2 || line[0] != '{' || line[len(line)-1] != '}' {
		return false
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return len(rest) > 0 && rest[0] == '{' && isJSON(head)
}

// opensLine reports whether the first line can be one of JSON lines; a list of
// objects and an object over several lines are JSON, whatever their name says.
func opensLine(head []byte) bool {
	if !isJSON(head) {
		return true
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return head[0] == '{' && len(bytes.TrimSpace(line)) > 1 || bytes.Equal(bytes.TrimSpace(line), []byte("[]"))
}

// isFeed reports whether the root element is that of a feed.
func isFeed(head []byte) bool {
	switch rootElement(head) {
	case "rss", "feed", "rdf", "channel":
		return true
	}
	return false
}

// rootElement is the local name, in lower case, of the first element.
func rootElement(head []byte) string {
	for {
		head = bytes.TrimLeft(head, " \t\r\n")
		if len(head) < 2 || head[0] != '<' {
			return ""
		}
		end := []byte(">")
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end = []byte("-->")
		case head[1] == '?', head[1] == '!':
		default:
			name := head[1:]
			if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			if i := bytes.IndexByte(name, ':'); i >= 0 {
				name = name[i+1:]
			}
			return strings.ToLower(string(name))
		}
		i := bytes.Index(head, end)
		if i < 0 {
			return ""
		}
		head = head[i+len(end):]
	}
}

// isPage reports whether the bytes open as an HTML page or a piece of one.
func isPage(head []byte) bool {
	low := bytes.ToLower(head[:min(len(head), prescan)])
	if bytes.HasPrefix(low, []byte("<")) && bytes.Contains(low, []byte("<!doctype html")) {
		return true
	}
	switch rootElement(head) {
	case "html", "head", "body", "meta", "title", "script", "style", "link", "base",
		"div", "p", "article", "main", "section", "header", "h1", "h2", "h3", "h4", "table", "span", "br",
		"ul", "ol", "blockquote", "figure", "center", "font", "nav", "aside":
		return true
	}
	return false
}

// isMbox reports whether the bytes open a mailbox: a "From " line, then a header.
func isMbox(head []byte) bool {
	line, rest, ok := bytes.Cut(head, []byte("\n"))
	if !ok || !bytes.HasPrefix(line, []byte("From ")) {
		return false
	}
	name, _, ok := bytes.Cut(rest[:min(len(rest), 200)], []byte(":"))
	return ok && isHeaderName(name)
}

// isMail reports whether the bytes open with the header of a mail: fields, and
// among them one that only mail software writes.
func isMail(head []byte) bool {
	sure, fields := false, 0
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || !isHeaderName(name) {
			return false
		}
		fields++
		switch strings.ToLower(string(name)) {
		case "mime-version", "received", "message-id", "return-path", "delivered-to":
			sure = true
		}
	}
	return sure && fields > 1
}

// isHeaderName reports whether name can stand before the colon of a header.
func isHeaderName(name []byte) bool {
	for _, b := range name {
		if b <= ' ' || b >= 0x7f || b == ':' {
			return false
		}
	}
	return len(name) > 0
}
