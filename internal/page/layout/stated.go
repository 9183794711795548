package layout

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// statedBody returns the longest articleBody that the page's own data state
// (schema.org, JSON-LD), as its norm; empty for none. It is evidence, not the
// text: many pages cut it short, or leave crossheads out of it.
func statedBody(root *html.Node) string {
	longest := ""
	for n := root; n != nil; n = next(n, root) {
		if n.DataAtom != atom.Script || n.FirstChild == nil || !isJSONLD(n) {
			continue
		}
		for rest := n.FirstChild.Data; ; {
			val, after, ok := stringValue(rest, `"articleBody"`)
			if !ok {
				break
			}
			rest = after
			if len(val) > len(longest) {
				longest = val
			}
		}
	}
	if strings.Contains(longest, "<p") || strings.Contains(longest, "&lt;p") {
		longest = withoutTags(html.UnescapeString(longest))
	}
	n := norm(html.UnescapeString(longest))
	return n[:min(len(n), statedMost)]
}

// statedMost bounds the stated body, in bytes of norm: no report is longer.
const statedMost = 256 << 10

func isJSONLD(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "type" && strings.EqualFold(strings.TrimSpace(a.Val), "application/ld+json") {
			return true
		}
	}
	return false
}

// next is the node after n in the tree under root.
func next(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root && n.NextSibling == nil {
		n = n.Parent
	}
	if n == root {
		return nil
	}
	return n.NextSibling
}

// stringValue finds the next string value of a key in JSON that may be broken
// elsewhere.
func stringValue(s, key string) (val, rest string, ok bool) {
	for {
		i := strings.Index(s, key)
		if i < 0 {
			return "", "", false
		}
		s = strings.TrimLeft(s[i+len(key):], " \t\r\n")
		if !strings.HasPrefix(s, ":") {
			continue
		}
		if s = strings.TrimLeft(s[1:], " \t\r\n"); !strings.HasPrefix(s, `"`) {
			continue
		}
		end := stringEnd(s)
		if end < 0 {
			return "", "", false
		}
		raw := strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s[:end])
		if json.Unmarshal([]byte(raw), &val) != nil {
			val = s[1 : end-1]
		}
		return val, s[end:], true
	}
}

// stringEnd is the offset after the closing quotation mark of the JSON string
// that s begins with; -1 where it does not close.
func stringEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// withoutTags drops what stands between angle brackets.
func withoutTags(s string) string {
	var b strings.Builder
	in := false
	for _, r := range s {
		switch {
		case r == '<':
			in = true
		case r == '>' && in:
			in = false
			b.WriteByte(' ')
		case !in:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Limits of the alignment with a stated body.
const (
	statedBytes = 250 // a shorter one is a summary
	statedHit   = 20  // bytes of norm from which words are no chance
	statedShare = 60  // percent of it that must be found on the page to be believed
)

// align finds the segments whose words stand in the stated body.
func (j *judging) align(stated string) {
	if len(stated) < statedBytes {
		return
	}
	hit := 0
	for i := range j.segs {
		n := norm(j.segs[i].text)
		if states(stated, n) {
			j.stated[i] = true
			hit += len(n)
		}
	}
	if 100*hit < statedShare*len(stated) {
		clear(j.stated)
	}
}

// states reports whether the stated body holds the words: all of them, or two of
// three samples, for the two may differ in an entity or a footnote.
func states(stated, n string) bool {
	if len(n) < statedHit {
		return false
	}
	if strings.Contains(stated, n) {
		return true
	}
	if len(n) < 4*statedHit {
		return false
	}
	hits := 0
	for _, at := range []int{0, (len(n) - statedHit) / 2, len(n) - statedHit} {
		if strings.Contains(stated, n[at:at+statedHit]) {
			hits++
		}
	}
	return hits >= 2
}

// abide takes back paragraphs that the page's stated body leaves out, where it
// leaves out little else.
func (j *judging) abide(body []bool) {
	in, out := 0, 0
	for i := range body {
		switch {
		case !body[i]:
		case j.stated[i]:
			in += len(j.segs[i].text)
		default:
			out += len(j.segs[i].text)
		}
	}
	if 100*out > leftShare*(in+out) {
		return
	}
	for i := range body {
		if body[i] && !j.stated[i] && j.prose(i) > 0 && j.segs[i].kind == para && !j.segs[i].marks.has(markQuote) {
			body[i] = false
		}
	}
}

// leftShare is the percent of the body from which a stated body that leaves it
// out is not the whole.
const leftShare = 20
