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
	lines := strings.Split(rest, "\n")
	end := slices.IndexFunc(lines, func(line string) bool { return line == "---" || line == "..." })
	if end < 0 || end > maxFront {
		return base
	}
	front := c.parseFront(lines[:end])
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
func (c *columns) parseFront(lines []string) []found {
	var front []found
	folded := false // the lines further in are the value of the key above
	for _, line := range lines {
		trim := strings.TrimSpace(line)
		if trim == "" || strings.HasPrefix(trim, "#") {
			continue
		}
		indented := line != strings.TrimLeft(line, " \t")
		if folded = folded && indented; folded {
			last := &front[len(front)-1]
			last.values = []string{strings.TrimSpace(strings.Join(append(last.values, trim), " "))}
			continue
		}
		if item, ok := strings.CutPrefix(trim, "- "); ok && len(front) > 0 {
			last := &front[len(front)-1]
			last.values = append(last.values, frontValue(item))
			continue
		}
		key, value, ok := strings.Cut(trim, ":")
		if indented { // a nested key, which may stand for the one above
			if last := len(front) - 1; ok && last >= 0 && len(front[last].values) == 0 && c.sets["value"][c.norm(key)] {
				front[last].values = frontList(strings.TrimSpace(value))
			}
			continue
		}
		if !ok || strings.ContainsAny(key, " .\"'") && len(strings.Fields(key)) > 3 {
			return nil // a rule and prose, not a head
		}
		value = strings.TrimSpace(value)
		if folded = isFolded(value); folded {
			value = ""
		}
		front = append(front, found{key, frontList(value)})
	}
	return front
}

// frontList reads "a", "\"a\"" or "[a, b]".
func frontList(value string) []string {
	inner, ok := strings.CutPrefix(value, "[")
	if inner, ok2 := strings.CutSuffix(inner, "]"); ok && ok2 {
		var list []string
		for inner != "" {
			n := quotedLen(inner)
			if i := strings.IndexByte(inner[n:], ','); i >= 0 {
				n += i
			} else {
				n = len(inner)
			}
			v := frontValue(inner[:n])
			if inner = strings.TrimPrefix(inner[n:], ","); v != "" {
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

// isFolded reports whether a value is the mark of one in the lines below: "|",
// ">-".
func isFolded(value string) bool {
	return value != "" && (value[0] == '|' || value[0] == '>') && strings.Trim(value[1:], "+-123456789") == ""
}

// quotedLen is the length of the quoted string that s opens with, behind
// blanks; 0 where there is none.
func quotedLen(s string) int {
	start := len(s) - len(strings.TrimLeft(s, " "))
	if start == len(s) || s[start] != '"' && s[start] != '\'' {
		return 0
	}
	mark := s[start]
	for i := start + 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && mark == '"':
			i++
		case s[i] == mark && mark == '\'' && i+1 < len(s) && s[i+1] == mark:
			i++
		case s[i] == mark:
			return i + 1
		}
	}
	return 0
}

// frontValue is a plain or quoted value without its comment.
func frontValue(v string) string {
	v = strings.TrimSpace(v)
	if n := quotedLen(v); n > 0 && (n == len(v) || strings.HasPrefix(strings.TrimSpace(v[n:]), "#")) {
		inner := v[1 : n-1]
		if v[0] == '\'' {
			return strings.ReplaceAll(inner, "''", "'")
		}
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(inner)
	}
	if i := strings.Index(v, " #"); i >= 0 {
		v = strings.TrimSpace(v[:i])
	}
	return v
}
