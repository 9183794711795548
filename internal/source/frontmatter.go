package source

import (
	"slices"
	"strings"
)

// maxFront bounds the lines of a front matter.
const maxFront = 200

// frontMatter reads the head between two "---" lines of a Markdown file, with
// simple "key: value" lines and lists, over the fields that base has.
func (c *columns) frontMatter(raw []byte, base Fields) Fields {
	text, _, _ := Decode(raw, "", "text/markdown")
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return base
	}
	head, _, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		if head, ok = strings.CutSuffix(rest, "\n---"); !ok {
			return base
		}
	}
	front := parseFront(strings.Split(head, "\n"))
	if front == nil {
		return base
	}
	return c.fill(base, "front matter", func(field string, fits func(string) bool) (found, bool) {
		if field == "text" || field == "html" {
			return found{}, false
		}
		for _, name := range c.names[field] {
			for _, f := range front {
				if c.norm(f.key) != name || len(f.values) == 0 || c.isEmpty(f.values[0]) {
					continue
				}
				if values := keep(slices.Clone(f.values), fits); len(values) > 0 {
					return found{f.key, values}, true
				}
			}
		}
		return found{}, false
	})
}

// parseFront reads the lines of a front matter; nil where they are none.
func parseFront(lines []string) []found {
	var front []found
	if len(lines) > maxFront {
		return nil
	}
	for _, line := range lines {
		trim := strings.TrimSpace(line)
		if trim == "" || strings.HasPrefix(trim, "#") {
			continue
		}
		if item, ok := strings.CutPrefix(trim, "- "); ok && len(front) > 0 {
			last := &front[len(front)-1]
			last.values = append(last.values, frontValue(item))
			continue
		}
		if line != strings.TrimLeft(line, " \t") {
			continue // a nested key
		}
		key, value, ok := strings.Cut(trim, ":")
		if !ok || strings.ContainsAny(key, " .\"'") && len(strings.Fields(key)) > 3 {
			return nil // a rule and prose, not a head
		}
		front = append(front, found{key, frontList(strings.TrimSpace(value))})
	}
	return front
}

// frontList reads "a", "\"a\"" or "[a, b]".
func frontList(value string) []string {
	inner, ok := strings.CutPrefix(value, "[")
	if inner, ok2 := strings.CutSuffix(inner, "]"); ok && ok2 {
		var list []string
		for _, v := range strings.Split(inner, ",") {
			if v = frontValue(v); v != "" {
				list = append(list, v)
			}
		}
		return list
	}
	if value = frontValue(value); value == "" {
		return nil
	}
	return []string{value}
}

func frontValue(v string) string {
	v = strings.TrimSpace(v)
	if len(v) > 1 && (v[0] == '"' || v[0] == '\'') && v[len(v)-1] == v[0] {
		return v[1 : len(v)-1]
	}
	return v
}
