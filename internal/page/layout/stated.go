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
	return norm(html.UnescapeString(longest))
}

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
