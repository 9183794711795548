package source

import "strings"

// whole is the member that holds all the text of an object, beside others that
// hold it in another form or in short; nil where there is none.
func (c *columns) whole(obj object) *member {
	for _, name := range c.names["whole"] {
		if m := c.member(obj, name); m != nil && !c.isEmpty(scalar(m.val)) {
			return m
		}
	}
	return nil
}

// isParagraph reports whether an object of an editor's document is a paragraph:
// it says so, and what it holds is runs of text and no paragraphs.
func (c *columns) isParagraph(obj object) bool {
	if !c.isNode(obj, "paragraph") {
		return false
	}
	runs := c.runs(obj)
	for _, e := range runs {
		if jsonKind(e) != "an object" || c.isNode(c.members(e), "paragraph") {
			return false
		}
	}
	return len(runs) > 0
}

// isNode reports whether an object's type is one of a set.
func (c *columns) isNode(obj object, set string) bool {
	for i := range obj {
		if obj[i].norm == "type" || obj[i].norm == "nodetype" {
			if c.sets[set][c.norm(scalar(obj[i].val))] {
				return true
			}
		}
	}
	return false
}

// runs is what an editor's node is made of.
func (c *columns) runs(obj object) [][]byte {
	for _, name := range c.names["run"] {
		if m := c.member(obj, name); m != nil && jsonKind(m.val) == "a list" {
			return elements(m.val)
		}
	}
	return nil
}

// inline is the text of an editor's node, its runs joined as they stand.
func (c *columns) inline(obj object, depth int) string {
	if depth > maxPieces {
		return ""
	}
	if c.isNode(obj, "break") {
		return "\n"
	}
	var sb strings.Builder
	for _, e := range c.runs(obj) {
		if jsonKind(e) == "an object" {
			sb.WriteString(c.inline(c.members(e), depth+1))
		}
	}
	if sb.Len() > 0 {
		return sb.String()
	}
	for _, name := range []string{"text", "value"} {
		if m := c.member(obj, name); m != nil {
			return scalar(m.val)
		}
	}
	return ""
}
