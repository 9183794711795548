package source

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"mime"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// answer is the head of an HTTP answer as a web archive keeps it.
type answer struct {
	status int
	names  []string // in lower case
	values []string
	rest   *bufio.Reader // stands at the body
}

// readAnswer reads the head of an HTTP answer. It takes what crawlers write:
// bare LF, header lines without a colon, no header at all.
func readAnswer(r io.Reader) (*answer, error) {
	ans := &answer{rest: bufio.NewReader(r)}
	line, err := headLine(ans.rest)
	if err != nil {
		return nil, &fault{BadHTTP, "no status line", err}
	}
	proto, rest, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	ans.status, err = strconv.Atoi(code)
	if err != nil || !strings.HasPrefix(proto, "HTTP/") {
		return nil, faultf(BadHTTP, "no status line but %q", cut(line, 40))
	}
	for range maxHeadLines {
		line, err := headLine(ans.rest)
		if err == io.EOF || err == nil && line == "" {
			return ans, nil
		}
		if err != nil {
			return nil, &fault{BadHTTP, "the head is damaged", err}
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			ans.names = append(ans.names, strings.ToLower(strings.TrimSpace(name)))
			ans.values = append(ans.values, strings.TrimSpace(value))
		}
	}
	return nil, faultf(BadHTTP, "the head has more than %d lines", maxHeadLines)
}

func (ans *answer) header(name string) string {
	for i, n := range ans.names {
		if n == name {
			return ans.values[i]
		}
	}
	return ""
}

// body undoes the transfer and content codings. Archives often keep a body
// already decoded under the header of the coded one: then it is taken as it is.
func (ans *answer) body(packed *io.LimitedReader, lim Limits) (io.Reader, error) {
	r := ans.rest
	if strings.Contains(strings.ToLower(ans.header("transfer-encoding")), "chunked") && isChunked(r) {
		r = bufio.NewReader(httputil.NewChunkedReader(r))
	}
	total := packed.N + int64(ans.rest.Buffered())
	codings := strings.Split(strings.ToLower(ans.header("content-encoding")), ",")
	for i := len(codings) - 1; i >= 0; i-- {
		coding := strings.TrimSpace(codings[i])
		if coding == "" || coding == "identity" {
			continue
		}
		u, err := uncode(coding, r)
		if err != nil {
			return nil, err
		}
		r = bufio.NewReader(&unpacked{r: u, packed: func() int64 { return total - packed.N }, lim: lim,
			total: &meter{}, broken: BadHTTP})
	}
	return r, nil
}

// isChunked reports whether the body opens with the size of a chunk.
func isChunked(r *bufio.Reader) bool {
	head, _ := r.Peek(32)
	line, _, ok := bytes.Cut(head, []byte("\n"))
	size, _, _ := strings.Cut(strings.TrimSpace(string(line)), ";")
	_, err := strconv.ParseUint(strings.TrimSpace(size), 16, 63)
	return ok && err == nil
}

// uncode undoes one content coding.
func uncode(coding string, r *bufio.Reader) (io.Reader, error) {
	magic, _ := r.Peek(2)
	switch coding {
	case "gzip", "x-gzip":
		if string(magic) != "\x1f\x8b" {
			return r, nil
		}
		zr, err := gzip.NewReader(r)
		if err != nil {
			return nil, &fault{BadHTTP, "gzip body", err}
		}
		return zr, nil
	case "deflate":
		// RFC 9110 means zlib; some servers send bare deflate.
		if len(magic) == 2 && magic[0]&0x0f == 8 && (int(magic[0])<<8|int(magic[1]))%31 == 0 {
			zr, err := zlib.NewReader(r)
			if err != nil {
				return nil, &fault{BadHTTP, "deflate body", err}
			}
			return zr, nil
		}
		if head, _ := r.Peek(sniffLen / 8); looksPlain(head) {
			return r, nil
		}
		return flate.NewReader(r), nil
	case "br":
		if head, _ := r.Peek(sniffLen / 8); looksPlain(head) {
			return r, nil
		}
		return brotli.NewReader(r), nil
	}
	if head, _ := r.Peek(sniffLen / 8); looksPlain(head) {
		return r, nil // no coding at all: "none", "utf-8", or one undone already
	}
	return nil, faultf(BadHTTP, "content coding %q is not known", cut(coding, 20))
}

// looksPlain reports whether a body is markup or JSON already.
func looksPlain(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	return len(head) > 0 && (head[0] == '<' || head[0] == '{') && !isBinary(head)
}

// mediaType takes a Content-Type apart; what cannot be parsed is cut at its
// semicolon.
func mediaType(contentType string) (media, charset string) {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		var rest string
		media, rest, _ = strings.Cut(contentType, ";")
		media = strings.ToLower(strings.TrimSpace(media))
		if _, after, ok := strings.Cut(strings.ToLower(rest), "charset="); ok {
			charset = strings.Trim(after, " \t\"';")
		}
		return media, charset
	}
	return media, params["charset"]
}
