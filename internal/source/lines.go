package source

import (
	"bufio"
	"bytes"
	"io"

	"golang.org/x/text/transform"
)

// utf8Reader takes a byte order mark off a stream and decodes UTF-16, so that
// line ends and delimiters are single bytes. Everything else passes as it is
// and is decoded cell by cell.
func utf8Reader(r *bufio.Reader) *bufio.Reader {
	head, _ := r.Peek(utf16Sample)
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		r.Discard(3)
		return r
	case !bytes.HasPrefix(head, []byte("\xFE\xFF")) && !bytes.HasPrefix(head, []byte("\xFF\xFE")):
		if _, ok := looksUTF16(head[:len(head)&^1]); !ok {
			return r
		}
	}
	body, _, enc := pick(head[:len(head)&^1], "", "")
	r.Discard(len(head)&^1 - len(body))
	return bufio.NewReaderSize(transform.NewReader(r, enc.NewDecoder()), readAhead)
}

// lineReader makes LF of the CR that alone ends the lines of old spreadsheets.
func lineReader(r *bufio.Reader) *bufio.Reader {
	head, _ := r.Peek(utf16Sample)
	if bytes.IndexByte(head, '\r') < 0 || bytes.IndexByte(head, '\n') >= 0 {
		return r
	}
	return bufio.NewReaderSize(crReader{r}, readAhead)
}

// crReader reads every CR as LF.
type crReader struct{ r io.Reader }

func (c crReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}
