package examples

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// visible is what a reader of the page sees: its words, block by block.
func visible(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	hidden := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if hidden == 0 {
				b.WriteString(html.UnescapeString(string(z.Raw())))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			switch tok.Data {
			case "script", "style", "head":
				if tok.Type == html.StartTagToken {
					hidden++
				} else {
					hidden--
				}
			case "a", "span", "em", "strong":
			default:
				b.WriteByte('\n')
			}
		}
	}
}

// responses are the records of a web archive, in order: the body of a
// successful response, unpacked, and nothing for any other record.
func responses(t *testing.T, path string) (pages []string) {
	t.Helper()
	zr, err := gzip.NewReader(bytes.NewReader(read(t, path)))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	all, err := io.ReadAll(zr)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	for _, record := range bytes.Split(all, []byte("WARC/1.1\r\n"))[1:] {
		pages = append(pages, "")
		head, payload, ok := bytes.Cut(record, []byte("\r\n\r\n"))
		if !ok || !bytes.Contains(head, []byte("WARC-Type: response")) {
			continue
		}
		resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(payload)), nil)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if resp.StatusCode == http.StatusOK {
			pages[len(pages)-1] = body(t, path, resp)
		}
	}
	return pages
}

func body(t *testing.T, path string, resp *http.Response) string {
	t.Helper()
	var r io.Reader = resp.Body
	if resp.Header.Get("Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(r)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		r = zr
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return string(b)
}
