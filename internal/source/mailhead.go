package source

import (
	"bytes"
	"io"
	"mime"
	"net/mail"
	"strings"
	"time"

	"readout"
)

// header is the fields of a mail's head in order, folded lines joined.
type header []headerField

type headerField struct{ name, value string }

// cutHead cuts a mail into its head and its body. A line that is no field is
// passed over, as mail software does; where there is no field at all head is
// nil.
func cutHead(raw []byte) (head header, body []byte) {
	for len(raw) > 0 {
		line, rest, _ := bytes.Cut(raw, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			return head, rest
		}
		raw = rest
		if line[0] == ' ' || line[0] == '\t' {
			if len(head) > 0 {
				head[len(head)-1].value += " " + string(bytes.TrimSpace(line))
			}
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if ok && isHeaderName(bytes.TrimRight(name, " ")) && len(head) < maxHeadLines {
			head = append(head, headerField{string(bytes.TrimSpace(name)), string(bytes.TrimSpace(value))})
		}
	}
	return head, nil
}

// get is the first field of that name, or empty.
func (h header) get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.name, name) {
			return f.value
		}
	}
	return ""
}

// decodeHeader decodes the encoded words of a value and its bare bytes.
func decodeHeader(value string) string {
	dec := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		raw, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		text, _, _ := Decode(raw, charset, "text/plain")
		return strings.NewReader(text), nil
	}}
	text, _, _ := Decode([]byte(value), "", "text/plain")
	if out, err := dec.DecodeHeader(text); err == nil {
		text = out
	}
	return text
}

// mailValue is a header field as a value with its signal.
func mailValue(h header, name string) Value {
	if v := tidy(decodeHeader(h.get(name))); v != "" {
		return Value{v, "mail " + name}
	}
	return Value{}
}

// mailFields is what a mail's head says of the report in it.
func mailFields(base Fields, h header, cols *columns) Fields {
	f := base
	f.Title, f.Date, f.Language = mailValue(h, "Subject"), mailValue(h, "Date"), mailValue(h, "Content-Language")
	f.URL = mailValue(h, "Archived-At")
	f.URL.Text = strings.Trim(f.URL.Text, "<>")
	f.ID = strings.Trim(tidy(h.get("Message-ID")), "<>")
	from := mailValue(h, "From")
	name := senderName(from.Text)
	if !isName(name) {
		name = ""
	}
	switch {
	case name == "":
	case isBulk(h):
		// A newsletter or alert: who sends it is the outlet, not the writer.
		f.Outlet = Value{name, from.Signal}
	case isAnswer(h, f.Title.Text, cols):
		// Someone passes a report on; who wrote it is not told here.
	default:
		f.Authors = []Value{{name, from.Signal}}
	}
	return f
}

// senderName is the name that an address shows, empty where it shows none.
func senderName(from string) string {
	if a, err := mail.ParseAddress(from); err == nil {
		return strings.TrimSpace(a.Name)
	}
	name, _, ok := strings.Cut(from, "<")
	if !ok || strings.Contains(name, "@") {
		return ""
	}
	return strings.Trim(strings.TrimSpace(name), `"'`)
}

// isBulk reports whether a mail was sent to a list.
func isBulk(h header) bool {
	for _, name := range []string{"List-Id", "List-Unsubscribe", "List-Post", "Feedback-ID"} {
		if h.get(name) != "" {
			return true
		}
	}
	switch strings.ToLower(h.get("Precedence")) {
	case "bulk", "list":
		return true
	}
	return false
}

// isAnswer reports whether a mail answers or passes on another.
func isAnswer(h header, subject string, cols *columns) bool {
	if h.get("In-Reply-To") != "" || h.get("References") != "" || h.get("Resent-From") != "" {
		return true
	}
	prefix, _, ok := strings.Cut(subject, ":")
	return ok && cols.sets["forward"][strings.ToLower(strings.TrimSpace(prefix))]
}

// isSavedPage reports whether a mail is a page that a browser saved.
func (m *mailReader) isSavedPage(h header) bool {
	if h.get("Snapshot-Content-Location") != "" {
		return true
	}
	return m.related && h.get("Message-ID") == "" && h.get("To") == ""
}

// mailDate is the date of the head as a time, to the second.
func mailDate(h header) (readout.Date, bool) {
	t, err := mail.ParseDate(h.get("Date"))
	if err != nil {
		return "", false
	}
	date, err := readout.ParseDate(t.UTC().Truncate(time.Second).Format("2006-01-02T15:04:05Z"))
	return date, err == nil
}
