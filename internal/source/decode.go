package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

const (
	// prescan is how much of a page is searched for a declared charset: what
	// browsers search.
	prescan = 1024
	// lateMeta is how far down a meta element still counts.
	lateMeta = 16 << 10
	// utf16Sample is how much is looked at to tell UTF-16 without its mark.
	utf16Sample = 4096
)

// Decode turns raw bytes into text: valid UTF-8, line ends as LF, without byte
// order mark and NUL (U+FFFD stands in its place). declared is the charset that
// HTTP or MIME gave, media the media type; both may be empty. charset is the
// one that was used, "utf-8" or a WHATWG name; lossy reports that bytes were
// not decodable and U+FFFD stands for them.
//
// What decides, in order: a byte order mark; the look of UTF-16; being valid
// UTF-8, or mostly so (a declared charset is often wrong, multi-byte UTF-8 by
// chance never is); the declared charset; that of a page's meta element or XML
// declaration; windows-1252. Text that was decoded wrongly before it came here
// is left as it is.
func Decode(raw []byte, declared, media string) (text string, charset string, lossy bool) {
	if plainUTF8(raw) {
		if _, name := legacy(declared); !strings.HasPrefix(name, "iso-2022-") {
			return string(raw), "utf-8", false
		}
	}
	raw, name, enc := pick(raw, declared, media)
	switch {
	case enc == nil:
		text = strings.ToValidUTF8(string(raw), "\uFFFD")
		lossy = len(text) != len(raw) || !utf8.Valid(raw)
	default:
		b, err := enc.NewDecoder().Bytes(raw)
		text = strings.ToValidUTF8(string(b), "\uFFFD")
		lossy = err != nil || strings.ContainsRune(text, utf8.RuneError)
	}
	if strings.IndexByte(text, 0) >= 0 {
		text, lossy = strings.ReplaceAll(text, "\x00", "\uFFFD"), true
	}
	return unixLines(text), name, lossy
}

// plainUTF8 reports whether the bytes are the text already.
func plainUTF8(raw []byte) bool {
	return bytes.IndexByte(raw, '\r') < 0 && bytes.IndexByte(raw, 0) < 0 &&
		!bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")) && bytes.IndexByte(raw, 0x1b) < 0 && utf8.Valid(raw)
}

// unixLines makes every line end LF.
func unixLines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// pick chooses the encoding, nil for UTF-8, and takes the byte order mark off.
func pick(raw []byte, declared, media string) ([]byte, string, encoding.Encoding) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return raw[3:], "utf-8", nil
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return raw[2:], "utf-16be", utf16(unicode.BigEndian)
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return raw[2:], "utf-16le", utf16(unicode.LittleEndian)
	}
	if big, ok := looksUTF16(raw); ok {
		if big {
			return raw, "utf-16be", utf16(unicode.BigEndian)
		}
		return raw, "utf-16le", utf16(unicode.LittleEndian)
	}
	enc, name := legacy(declared)
	if enc == nil && isMarkup(media) {
		enc, name = legacy(markupCharset(raw))
	}
	if strings.HasPrefix(name, "iso-2022-") {
		return raw, name, enc // seven-bit: always valid UTF-8, never meant as such
	}
	multi, bad := utf8Tally(raw)
	switch {
	case bad == 0, enc == nil && multi > bad, multi > 10*bad:
		return raw, "utf-8", nil
	case enc != nil:
		return raw, name, enc
	}
	enc, name = charset.Lookup("windows-1252")
	return raw, name, enc
}

func utf16(order unicode.Endianness) encoding.Encoding {
	return unicode.UTF16(order, unicode.IgnoreBOM)
}

// legacy looks a label up; nil for UTF-8, UTF-16 (told by its look alone) and
// what is not known or not decodable.
func legacy(label string) (encoding.Encoding, string) {
	if label == "" {
		return nil, ""
	}
	enc, name := charset.Lookup(strings.Trim(label, " \t\"'"))
	switch {
	case enc == nil, enc == encoding.Nop, enc == encoding.Replacement,
		name == "utf-8", strings.HasPrefix(name, "utf-16"), name == "replacement", name == "x-user-defined":
		return nil, ""
	}
	return enc, name
}

func isMarkup(media string) bool {
	return strings.Contains(media, "html") || strings.Contains(media, "xml")
}

// markupCharset is the charset that a page's meta element or an XML
// declaration names, or empty.
func markupCharset(raw []byte) string {
	head := raw[:min(len(raw), prescan)]
	if rest, ok := bytes.CutPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<?xml")); ok {
		decl, _, _ := bytes.Cut(rest, []byte("?>"))
		if _, after, ok := bytes.Cut(decl, []byte("encoding=")); ok && len(after) > 1 {
			name, _, _ := bytes.Cut(after[1:], after[:1])
			return string(name)
		}
	}
	if !bytes.Contains(bytes.ToLower(head), []byte("charset")) {
		head = laterMeta(raw)
	}
	_, name, _ := charset.DetermineEncoding(head, "") // its own guess does no harm
	return name
}

// laterMeta is the first meta element that names a charset, where it stands
// lower than it should: browsers find it as well.
func laterMeta(raw []byte) []byte {
	low := bytes.ToLower(raw[:min(len(raw), lateMeta)])
	for at := 0; ; {
		i := bytes.Index(low[at:], []byte("<meta"))
		if i < 0 {
			return nil
		}
		at += i
		tag, _, _ := bytes.Cut(low[at:], []byte(">"))
		if bytes.Contains(tag, []byte("charset")) {
			return raw[at:min(at+len(tag)+1, len(raw))]
		}
		at += len(tag)
	}
}

// looksUTF16 tells UTF-16 without a byte order mark by its zero bytes: in
// European text nearly every other byte is one.
func looksUTF16(raw []byte) (big, ok bool) {
	s := raw[:min(len(raw), utf16Sample)]
	if len(s) < 4 || len(raw)%2 != 0 {
		return false, false
	}
	var zero [2]int
	for i, b := range s {
		if b == 0 {
			zero[i&1]++
		}
	}
	half := len(s) / 2
	switch {
	case zero[1]*10 > half*4 && zero[0]*20 < half:
		return false, true
	case zero[0]*10 > half*4 && zero[1]*20 < half:
		return true, true
	}
	return false, false
}

// utf8Tally counts the multi-byte characters and the bytes that belong to none.
func utf8Tally(raw []byte) (multi, bad int) {
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			multi++
		}
		i += n
	}
	return multi, bad
}
