package source

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io"
	"mime"
	"mime/multipart"
	"path"
	"strings"
	"unicode"
)

// Limits of a mail.
const (
	maxMailDepth = 12   // multiparts within multiparts
	maxMailParts = 1000 // parts of one mail
	// stubText is up to how many letters a plain part may be a stub ("read this
	// in your browser") that the HTML part beside it replaces, if that has
	// stubTimes as many.
	stubText  = 400
	stubTimes = 3
)

// mailFile reads one mail, or a page that a browser saved as one (MHTML).
func (w *walker) mailFile(in *input) error {
	raw, err := w.whole(in)
	if err != nil {
		return w.skipErr(in.source, err, Unreadable)
	}
	return w.mail(in, in.source, raw)
}

// mbox reads a mailbox, one mail a message. A message starts with a line "From "
// behind a blank one.
func (w *walker) mbox(in *input) error {
	if head, _ := in.r.Peek(5); string(head) != "From " {
		return w.mailFile(in)
	}
	n := &counter{source: in.source}
	var msg []byte
	over, blankBefore, begun := false, true, false
	flush := func() error {
		if !begun {
			return nil
		}
		source := n.next()
		if over {
			return w.skip(source, TooLarge, "the message is longer than %d bytes", w.lim.ItemBytes)
		}
		return w.mail(in, source, msg)
	}
	for {
		line, err := readLine(in.r, w.lim.LineBytes)
		if err != nil && reasonOf(err, "") != TooLarge {
			if fail := flush(); fail != nil || err == io.EOF {
				return fail
			}
			return w.skipErr(in.source, err, Unreadable)
		}
		if blankBefore && bytes.HasPrefix(line, []byte("From ")) {
			if err := flush(); err != nil {
				return err
			}
			msg, over, begun = nil, false, true
			continue
		}
		blankBefore = len(bytes.TrimRight(line, "\r\n")) == 0
		if over = over || err != nil || int64(len(msg)+len(line)) > w.lim.ItemBytes; over {
			msg = nil
			continue
		}
		if bytes.HasPrefix(line, []byte(">From ")) {
			line = line[1:]
		}
		msg = append(msg, line...)
	}
}

// mail hands on one mail, then its attachments as "source#1", "source#2".
func (w *walker) mail(in *input, source string, raw []byte) error {
	m := &mailReader{}
	head, body := cutHead(bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")), "\r\n"))
	if len(head) == 0 {
		return w.skip(source, BadMail, "%s", in.label("no header"))
	}
	m.read(head, bytes.NewReader(body), 0)
	if m.isSavedPage(head) {
		return w.savedPage(in, source, head, m)
	}
	text, isHTML, ok := m.text()
	switch {
	case ok:
		fields := mailFields(in.fields, head, w.cols)
		it := partsItem(in, source, raw, "message/rfc822", text, isHTML, fields)
		if it.Kind == HTML { // the item is the mail; its text is a page
			it.Kind, it.Raw, it.Media = Parts, raw, "message/rfc822"
			it.Charset, it.Body, it.BodyHTML = "", cleanText(text), true
		}
		if err := w.item(it); err != nil {
			return err
		}
	case m.err != nil:
		if err := w.skip(source, BadMail, "%s", in.label(m.err.Error())); err != nil {
			return err
		}
	default:
		if err := w.skip(source, NoText, "%s", in.label("the mail has no text")); err != nil {
			return err
		}
	}
	n := &counter{source: source}
	for _, a := range m.attached {
		if err := w.attachment(in, n.next(), a); err != nil {
			return err
		}
	}
	return nil
}

// attachment reads an attachment by what it is.
func (w *walker) attachment(in *input, source string, p mailPart) error {
	if why, ok := refused(p.name); ok {
		return w.skip(source, why.reason, "%s: %s", p.name, why.detail)
	}
	if main, _, _ := strings.Cut(p.media, "/"); main == "image" || main == "audio" || main == "video" {
		return w.skip(source, Unsupported, "%s", strings.TrimPrefix(p.name+": "+p.media, ": "))
	}
	if in.depth >= w.lim.Depth {
		return w.skip(source, TooDeep, "%s: lies in %d containers: save it by hand", p.name, in.depth)
	}
	media := p.media
	if media == "application/octet-stream" {
		media = ""
	}
	return w.read(&input{source: source, name: p.name, inner: true, media: media, charset: p.charset,
		r: bufio.NewReaderSize(bytes.NewReader(p.raw), readAhead), at: bytes.NewReader(p.raw),
		size: int64(len(p.raw)), depth: in.depth + 1, total: in.total})
}

// savedPage hands on a page saved as MHTML: its first HTML part.
func (w *walker) savedPage(in *input, source string, head header, m *mailReader) error {
	for _, p := range m.bodies {
		if p.media != "text/html" && p.media != "application/xhtml+xml" {
			continue
		}
		fields := in.fields
		fields.Title = mailValue(head, "Subject")
		for _, url := range []Value{mailValue(head, "Snapshot-Content-Location"), p.location} {
			if strings.Contains(url.Text, "://") {
				fields.URL = url
				break
			}
		}
		if day, ok := mailDate(head); ok {
			fields.Retrieved = day
		}
		return w.item(Item{Source: source, Name: in.shownName(), Kind: HTML, Raw: p.raw, Media: p.media,
			Charset: p.charset, Fields: fields})
	}
	return w.skip(source, NoText, "%s", in.label("the saved page holds no HTML"))
}

// mailPart is one leaf of a mail.
type mailPart struct {
	media, charset string
	name           string
	location       Value // Content-Location
	raw            []byte
}

// mailReader takes a mail apart.
type mailReader struct {
	bodies   []mailPart // the parts that may be the text, in order
	attached []mailPart
	parts    int
	err      error // the first thing that was damaged
	related  bool  // multipart/related holds the page of an MHTML
}

func (m *mailReader) fail(err error) {
	if m.err == nil {
		m.err = err
	}
}

// read reads one entity: a leaf, or a multipart with all below it.
func (m *mailReader) read(head header, body io.Reader, depth int) {
	if m.parts++; depth > maxMailDepth || m.parts > maxMailParts {
		m.fail(faultf(BadMail, "more parts in parts than a mail has"))
		return
	}
	media, params, err := mime.ParseMediaType(head.get("Content-Type"))
	if err != nil || !strings.Contains(media, "/") {
		media, params = "text/plain", nil
		if known, charset := mediaType(head.get("Content-Type")); strings.Contains(known, "/") {
			media, params = known, map[string]string{"charset": charset}
		}
	}
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		m.related = m.related || depth == 0 && media == "multipart/related"
		m.multipart(multipart.NewReader(body, params["boundary"]), depth)
		return
	}
	raw, err := io.ReadAll(transferReader(head.get("Content-Transfer-Encoding"), body))
	if err != nil {
		m.fail(err)
	}
	p := mailPart{media: media, charset: params["charset"], raw: raw, location: mailValue(head, "Content-Location")}
	disposition, dp, _ := mime.ParseMediaType(head.get("Content-Disposition"))
	p.name = path.Base("/" + strings.ReplaceAll(decodeHeader(firstOf(dp["filename"], params["name"])), "\\", "/"))
	if p.name == "/" {
		p.name = ""
	}
	isText := media == "text/plain" || media == "text/html" || media == "application/xhtml+xml"
	if isText && disposition != "attachment" && (p.name == "" || disposition == "inline") {
		m.bodies = append(m.bodies, p)
		return
	}
	if p.name == "" && media == "message/rfc822" {
		p.name = "message.eml"
	}
	m.attached = append(m.attached, p)
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func (m *mailReader) multipart(mr *multipart.Reader, depth int) {
	for {
		part, err := mr.NextRawPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			m.fail(err)
			return
		}
		head := make(header, 0, len(part.Header))
		for _, name := range []string{"Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-Location"} {
			if v := part.Header.Get(name); v != "" {
				head = append(head, headerField{name, v})
			}
		}
		m.read(head, part, depth+1)
	}
}

// text chooses the mail's text: the plain parts, unless they are a stub beside
// an HTML part.
func (m *mailReader) text() (text string, isHTML, ok bool) {
	var plain, markup []string
	for _, p := range m.bodies {
		s, _, _ := Decode(p.raw, p.charset, p.media)
		if strings.TrimSpace(s) == "" {
			continue
		}
		if p.media == "text/plain" {
			plain = append(plain, s)
		} else {
			markup = append(markup, s)
		}
	}
	switch p, h := letters(strings.Join(plain, " ")), letters(withoutTags(strings.Join(markup, " "))); {
	case p > 0 && (h == 0 || p > stubText || h < stubTimes*p):
		return strings.Join(plain, "\n\n"), false, true
	case h > 0:
		return strings.Join(markup, "\n"), true, true
	}
	return "", false, false
}

// letters counts the letters of a text.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// withoutTags is markup without its tags, scripts and styles, to be measured.
func withoutTags(s string) string {
	var sb strings.Builder
	for s != "" {
		before, rest, _ := strings.Cut(s, "<")
		sb.WriteString(before)
		end := ">"
		for _, name := range []string{"style", "script"} {
			if len(rest) > len(name) && strings.EqualFold(rest[:len(name)], name) {
				end = "</"
			}
		}
		_, s, _ = strings.Cut(rest, end)
		if end == "</" {
			_, s, _ = strings.Cut(s, ">")
		}
	}
	return sb.String()
}

// transferReader undoes a transfer encoding.
func transferReader(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return &quoted{r: bufio.NewReader(body)}
	case "base64":
		return &lenient{base64.NewDecoder(base64.StdEncoding.WithPadding(base64.NoPadding), &base64Only{body})}
	}
	return body
}

// quoted undoes quoted-printable. What is no escape stands for itself, a line
// may be of any length: mail programs send both, and nothing of them is lost.
type quoted struct {
	r    *bufio.Reader
	line []byte // decoded, not handed on yet
	err  error
}

func (q *quoted) Read(p []byte) (int, error) {
	for len(q.line) == 0 && q.err == nil {
		var raw []byte
		raw, q.err = q.r.ReadBytes('\n')
		q.line = unquotePrintable(raw)
	}
	n := copy(p, q.line)
	if q.line = q.line[n:]; n > 0 {
		return n, nil
	}
	return 0, q.err
}

// unquotePrintable decodes one line with its end.
func unquotePrintable(raw []byte) []byte {
	words := bytes.TrimRight(raw, " \t\r\n")
	end := raw[len(words):]
	if i := bytes.IndexAny(end, "\r\n"); i >= 0 {
		end = end[i:] // blanks before the end were added on the way
	} else if len(words) > 0 {
		end = nil
	}
	if rest, ok := bytes.CutSuffix(words, []byte("=")); ok {
		words, end = rest, nil // goes on in the next line
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(words); i++ {
		if b, ok := hexPair(words[i:]); ok {
			out = append(out, b)
			i += 2
			continue
		}
		out = append(out, words[i])
	}
	return append(out, end...)
}

// hexPair reads "=E2".
func hexPair(s []byte) (byte, bool) {
	var b [1]byte
	if len(s) < 3 || s[0] != '=' {
		return 0, false
	}
	_, err := hex.Decode(b[:], s[1:3])
	return b[0], err == nil
}

// lenient ends a stream where its encoding is damaged: what came before stands.
type lenient struct{ r io.Reader }

func (l *lenient) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if err != nil {
		err = io.EOF
	}
	return n, err
}

// base64Only passes the letters of base64 alone.
type base64Only struct{ r io.Reader }

func (b *base64Only) Read(p []byte) (int, error) {
	for {
		n, err := b.r.Read(p)
		kept := 0
		for _, c := range p[:n] {
			if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
				p[kept] = c
				kept++
			}
		}
		if kept > 0 || err != nil || n == 0 {
			return kept, err
		}
	}
}
