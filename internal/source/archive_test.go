package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// warcRecord is one record of a web archive.
func warcRecord(kind, uri, media, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:r:%s>\r\nWARC-Target-URI: %s\r\n"+
		"WARC-Date: 2024-01-12T10:00:00.25Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, kind, uri, media, len(block), block)
}

// response is a record with an HTTP answer.
func response(uri, head, body string) string {
	return warcRecord("response", uri, "application/http; msgtype=response",
		"HTTP/1.1 200 OK\r\n"+strings.ReplaceAll(head, "\n", "\r\n")+"\r\n\r\n"+body)
}

func packed(t testing.TB, kind, s string) string {
	t.Helper()
	var buf bytes.Buffer
	var w io.WriteCloser
	switch kind {
	case "br":
		w = brotli.NewWriter(&buf)
	case "zlib":
		w = zlib.NewWriter(&buf)
	case "flate":
		w, _ = flate.NewWriter(&buf, 6)
	}
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func chunked(parts ...string) string {
	var sb strings.Builder
	for _, p := range parts {
		fmt.Fprintf(&sb, "%x\r\n%s\r\n", len(p), p)
	}
	return sb.String() + "0\r\n\r\n"
}

const (
	page1 = "https://post.example/one.html"
	html1 = "<html><p>The envoy landed at noon.</p></html>"
	// meta1 is what the record of page1 says.
	meta1 = `; url=https://post.example/one.html <warc target-uri>; retrieved=2024-01-12T10:00:00Z; id=urn:r:response`
)

func TestWARC(t *testing.T) {
	item := func(source string) string { return source + ` (one.html) text/html "` + html1 + `"` + meta1 }
	info := warcRecord("warcinfo", "", "application/warc-fields", "software: none\r\n")
	request := warcRecord("request", page1, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n")
	plain := response(page1, "Content-Type: text/html; charset=utf-8", html1)
	one := func(name, body string) formatCase {
		return formatCase{name: name, file: "a.warc", content: body, want: []string{item("a.warc#1")}}
	}
	gzHTML := gz(html1)
	runFormat(t, []formatCase{
		{name: "records", file: "a.warc", content: info + request + plain +
			response("https://post.example/x.png", "Content-Type: image/png", "\x89PNG") +
			warcRecord("revisit", page1, "application/http", "HTTP/1.1 200 OK\r\n\r\n") + plain,
			want: []string{item("a.warc#3"), item("a.warc#6"),
				"skip a.warc: not-a-report ~1 × image/png", "skip a.warc: not-a-report ~1 × request records",
				"skip a.warc: not-a-report ~1 × revisit records", "skip a.warc: not-a-report ~1 × warcinfo records"}},
		one("plain", plain),
		one("bare line ends", strings.ReplaceAll(warcRecord("response", page1, "application/http", "HTTP/1.0 200\nContent-Type: text/html\n\n"+html1), "\r\n", "\n")),
		one("gzip body", response(page1, "Content-Type: text/html\nContent-Encoding: gzip", gzHTML)),
		one("gzip in name alone", response(page1, "Content-Type: text/html\nContent-Encoding: gzip", html1)),
		one("br body", response(page1, "Content-Type: text/html\nContent-Encoding: br", packed(t, "br", html1))),
		one("br in name alone", response(page1, "Content-Type: text/html\nContent-Encoding: br", html1)),
		one("deflate body", response(page1, "Content-Type: text/html\nContent-Encoding: deflate", packed(t, "zlib", html1))),
		one("bare deflate body", response(page1, "Content-Type: text/html\nContent-Encoding: deflate", packed(t, "flate", html1))),
		one("chunked", response(page1, "Content-Type: text/html\nTransfer-Encoding: chunked", chunked(html1[:9], html1[9:]))),
		one("chunked gzip", response(page1, "Content-Type: text/html\nTransfer-Encoding: chunked\nContent-Encoding: gzip", chunked(gzHTML[:9], gzHTML[9:]))),
		one("chunked in name alone", response(page1, "Content-Type: text/html\nTransfer-Encoding: chunked", html1)),
		one("coding of no kind", response(page1, "Content-Type: text/html\nContent-Encoding: UTF-8", html1)),
		one("coding undone already", response(page1, "Content-Type: text/html\nContent-Encoding: zstd", html1)),
		one("two codings", response(page1, "Content-Type: text/html\nContent-Encoding: gzip, br", packed(t, "br", gzHTML))),
		one("no type", response(page1, "Server: x", html1)),
		{name: "charset", file: "a.warc", content: response(page1, "Content-Type: text/html; charset=ISO-8859-1", html1),
			want: []string{item("a.warc#1")}},
		{name: "status", file: "a.warc", content: warcRecord("response", page1, "application/http", "HTTP/1.1 404 Not Found\r\n\r\n"+html1),
			want: []string{"skip a.warc#1: http-status ~404 https://post.example/one.html"}},
		{name: "no HTTP", file: "a.warc", content: warcRecord("response", page1, "application/http", html1),
			want: []string{"skip a.warc#1: bad-http"}},
		{name: "unknown coding", file: "a.warc", content: response(page1, "Content-Type: text/html\nContent-Encoding: zstd", "\x28\xb5\x2f\xfd words"),
			want: []string{"skip a.warc#1: bad-http ~zstd"}},
		{name: "damaged gzip body", file: "a.warc", content: response(page1, "Content-Type: text/html\nContent-Encoding: gzip", gzHTML[:30]) + plain,
			want: []string{"skip a.warc#1: bad-http", item("a.warc#2")}},
		{name: "bomb", file: "a.warc", content: response(page1, "Content-Type: text/html\nContent-Encoding: gzip", gz(strings.Repeat(" ", 4<<20))) + plain,
			want: []string{"skip a.warc#1: over-ratio", item("a.warc#2")}},
		{name: "resource and text", file: "a.warc", content: warcRecord("resource", "file:///one.txt", "text/plain", "One.") +
			warcRecord("conversion", page1, "text/plain", "Two.") + warcRecord("resource", "https://post.example/robots.txt", "text/plain", "User-agent: *"),
			want: []string{
				`a.warc#1 (one.txt) text/plain "One."; url=file:///one.txt <warc target-uri>; retrieved=2024-01-12T10:00:00Z; id=urn:r:resource`,
				`a.warc#2 (one.html) text/plain "Two."; url=https://post.example/one.html <warc target-uri>; retrieved=2024-01-12T10:00:00Z; id=urn:r:conversion`,
				"skip a.warc: not-a-report ~1 × text/plain"}},
		{name: "feed", file: "a.warc", content: response("https://post.example/feed", "Content-Type: application/rss+xml", "<rss><channel><item><link>https://post.example/2</link><description>One.</description></item></channel></rss>"),
			want: []string{`a.warc#1#1 (feed) "One."; url=https://post.example/2 <rss link>; retrieved=2024-01-12T10:00:00Z; id=urn:r:response`}},
	})
}

func TestWARCDamage(t *testing.T) {
	item := func(source string) string { return source + ` (one.html) text/html "` + html1 + `"` + meta1 }
	plain := response(page1, "Content-Type: text/html", html1)
	short := strings.Replace(plain, fmt.Sprintf("Content-Length: %d", len(html1)+44), fmt.Sprintf("Content-Length: %d", len(html1)+40), 1)
	if short == plain {
		t.Fatal("the record's length was not found")
	}
	long := strings.Replace(plain, fmt.Sprintf("Content-Length: %d", len(html1)+44), "Content-Length: 1000000", 1)
	runFormat(t, []formatCase{
		{name: "junk between", file: "a.warc", content: plain + "junk\r\nmore junk\r\n" + plain,
			want: []string{item("a.warc#1"), "skip a.warc#1: bad-warc-record ~longer than it says", item("a.warc#2")}},
		{name: "junk first", file: "a.warc", content: "WARC/1.0\r\njunk\r\n\r\n" + plain,
			want: []string{"skip a.warc#1: bad-warc-record ~no Content-Length", item("a.warc#2")}},
		{name: "too short a length", file: "a.warc", content: short + plain,
			want: []string{strings.Replace(item("a.warc#1"), "tml>\"", "\"", 1), "skip a.warc#1: bad-warc-record", item("a.warc#2")}},
		{name: "too long a length", file: "a.warc", content: long,
			want: []string{"skip a.warc#1: bad-warc-record ~ends inside"}},
		{name: "cut short", file: "a.warc", content: plain + plain[:len(plain)-20],
			want: []string{item("a.warc#1"), "skip a.warc#2: bad-warc-record ~ends inside"}},
		{name: "cut in head", file: "a.warc", content: plain + plain[:60],
			want: []string{item("a.warc#1"), "skip a.warc#2: bad-warc-record"}},
		{name: "members", file: "a.warc.gz", content: gz(plain) + gz(plain+plain) + gz(plain),
			want: []string{item("a.warc.gz#1"), item("a.warc.gz#2"), item("a.warc.gz#3"), item("a.warc.gz#4")}},
		{name: "one member", file: "a.warc.gz", content: gz(plain + plain),
			want: []string{item("a.warc.gz#1"), item("a.warc.gz#2")}},
		{name: "by content", file: "a.dat", content: gz(plain), want: []string{item("a.dat#1")}},
		{name: "damaged member", file: "a.warc.gz", content: gz(plain) + spoil(gz(plain)) + gz(plain),
			want: []string{item("a.warc.gz#1"), "skip a.warc.gz#2: bad-gzip", item("a.warc.gz#3")}},
		{name: "junk between members", file: "a.warc.gz", content: gz(plain) + "junk" + gz(plain),
			want: []string{item("a.warc.gz#1"), "skip a.warc.gz#2: bad-gzip", item("a.warc.gz#3")}},
		{name: "record longer than its member", file: "a.warc.gz", content: gz(long) + gz(plain),
			want: []string{"skip a.warc.gz#1: bad-warc-record", item("a.warc.gz#2")}},
		{name: "member is a bomb", file: "a.warc.gz", content: gz(warcRecord("resource", page1, "text/html", strings.Repeat(" ", 4<<20))) + gz(plain),
			want: []string{"skip a.warc.gz#1: over-ratio", item("a.warc.gz#2")}},
	})
}

// spoil breaks the head of a gzip member's data.
func spoil(s string) string { return s[:12] + "\xff\xff\xff\xff\xff\xff" + s[18:] }

func zipped(t testing.TB, files ...string) string {
	t.Helper()
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		w, err := zw.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, files[i+1])
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// bzipped is "The envoy landed." and a line end.
const bzipped = "BZh91AY&SY/E\xd5\xd3\x00\x00\x02S\x80\x00\x10@\x01\x04\x00&E\x81  \x00\"\t\x80\xd3P\x80h\x03\xd4n6\x00\x9c\xd6\x14l\xfc]\xc9\x14\xe1B@\xbd\x17WL"

// flagged sets a flag of every entry in a zip's directory; method sets how they
// are packed.
func flagged(s string, flag byte) string { return inDirectory(s, 8, flag) }
func method(s string, n byte) string     { return inDirectory(s, 10, n) }

func inDirectory(s string, at int, b byte) string {
	raw := []byte(s)
	for i := 0; i+at < len(raw); i++ {
		if string(raw[i:min(i+4, len(raw))]) == "PK\x01\x02" {
			raw[i+at] = b
		}
	}
	return string(raw)
}

func tarred(t testing.TB, files ...string) string {
	t.Helper()
	var buf bytes.Buffer
	tw := tar.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		h := &tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1])), Typeflag: tar.TypeReg}
		if strings.HasSuffix(files[i], "/") {
			h.Typeflag = tar.TypeDir
		}
		if err := tw.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		io.WriteString(tw, files[i+1])
	}
	if err := tw.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestZip(t *testing.T) {
	plain := response(page1, "Content-Type: text/html", html1)
	blanks := strings.Repeat(" ", 4<<20)
	runFormat(t, []formatCase{
		{name: "entries", file: "a.zip", content: zipped(t, "in/", "", "in/a.txt", "One.", "__MACOSX/in/a.txt", "x", "in/b.csv", "title,text\nT,Two.\n", "in/c.jpg", "x", "in/d.html.gz", gz("<p>Three.</p>")),
			want: []string{`a.zip#1 (in/a.txt) text/plain "One."`, `a.zip#3#1 (in/b.csv) "Two."; title=T <csv column title>`,
				"skip a.zip#4: unsupported ~in/c.jpg: a picture", `a.zip#5 (in/d.html) text/html "<p>Three.</p>"`}},
		{name: "tricks", file: "a.zip", content: zipped(t, "../a.txt", "x", "/etc/a.txt", "x", `c:\a.txt`, "x", `..\a.txt`, "x", "ok/a..txt", "One."),
			want: []string{"skip a.zip#1: bad-path", "skip a.zip#2: bad-path", "skip a.zip#3: bad-path", "skip a.zip#4: bad-path",
				`a.zip#5 (ok/a..txt) text/plain "One."`}},
		{name: "within", file: "a.zip", content: zipped(t, "b.zip", zipped(t, "c.tar", tarred(t, "d/", "", "d/e.txt", "One."))),
			want: []string{`a.zip#1#1#1 (d/e.txt) text/plain "One."`}},
		{name: "too deep", file: "a.zip", content: zipped(t, "b.zip", zipped(t, "c.zip", zipped(t, "d.txt", "One."))),
			opt:  Options{Limits: Limits{Depth: 2}},
			want: []string{"skip a.zip#1#1: too-deep"}},
		{name: "bomb", file: "a.zip", content: zipped(t, "a.txt", blanks, "b.txt", "One."),
			want: []string{"skip a.zip#1: over-ratio", "skip a.zip: over-ratio"}},
		{name: "long entry", file: "a.zip", content: zipped(t, "a.txt", strings.Repeat("x", 500), "b.txt", "One."),
			opt:  Options{Limits: Limits{ItemBytes: 100}},
			want: []string{"skip a.zip#1: too-large", `a.zip#2 (b.txt) text/plain "One."`}},
		{name: "too many", file: "a.zip", content: zipped(t, "a.txt", "One.", "b.txt", "Two.", "c.txt", "Three."),
			opt:  Options{Limits: Limits{Entries: 1}},
			want: []string{`a.zip#1 (a.txt) text/plain "One."`, "skip a.zip: too-many"}},
		{name: "wacz", file: "a.wacz", content: zipped(t, "datapackage.json", `{"x":1}`, "indexes/index.cdx.gz", gz("x"), "pages/pages.jsonl", `{"text":"x"}`, "archive/data.warc.gz", gz(plain)),
			want: []string{"skip a.wacz#1: not-a-report", "skip a.wacz#2: not-a-report", "skip a.wacz#3: not-a-report",
				`a.wacz#4#1 (one.html) text/html "` + html1 + `"` + meta1}},
		{name: "office", file: "a", content: zipped(t, "[Content_Types].xml", "<x/>", "word/document.xml", "<x/>"), want: []string{"skip a: unsupported"}},
		{name: "cut short", file: "a.zip", content: zipped(t, "a.txt", "One.")[:40], want: []string{"skip a.zip: bad-zip"}},
		{name: "no zip", file: "a.zip", content: "Words, after all.", want: []string{`a.zip text/plain "Words, after all."`}},
		{name: "encrypted", file: "a.zip", content: flagged(zipped(t, "a.txt", "One."), 1), want: []string{"skip a.zip#1: bad-zip ~encrypted"}},
		{name: "unknown method", file: "a.zip", content: method(zipped(t, "a.txt", "One.", "b.txt", "Two."), 99), want: []string{"skip a.zip#1: bad-zip", "skip a.zip#2: bad-zip"}},
		{name: "damaged entry", file: "a.zip", content: strings.Replace(zipped(t, "a.txt", strings.Repeat("One. Two. ", 20)), "a.txt", "a.txt\xff\xff\xff", 1), want: []string{"skip a.zip#1: bad-zip"}},
		{name: "nothing in it", file: "a.zip", content: zipped(t), want: []string{"skip a.zip: empty"}},
		{name: "hidden alone", file: "a.zip", content: zipped(t, ".DS_Store", "x"), want: []string{"skip a.zip: empty"}},
		{name: "bzip2", file: "a.txt.bz2", content: bzipped, want: []string{`a.txt.bz2 text/plain "The envoy landed.\n"`}},
		{name: "bzip2 cut short", file: "a.txt.bz2", content: bzipped[:len(bzipped)-6], want: []string{"skip a.txt.bz2: bad-gzip"}},
		{name: "tar", file: "a.tar", content: tarred(t, "a/", "", "a/x.txt", "One.", "../y.txt", "Two.", "a/z.jsonl", "{\"text\":\"Three.\"}\n"),
			want: []string{`a.tar#1 (a/x.txt) text/plain "One."`, "skip a.tar#2: bad-path", `a.tar#3#1 (a/z.jsonl) "Three."`}},
		{name: "tgz", file: "a.tgz", content: gz(tarred(t, "x.txt", "One.")), want: []string{`a.tgz#1 (x.txt) text/plain "One."`}},
		{name: "tar cut short", file: "a.tar", content: tarred(t, "x.txt", strings.Repeat("One. ", 500))[:1200],
			want: []string{"skip a.tar#1: bad-tar", "skip a.tar: bad-tar"}},
	})
}
