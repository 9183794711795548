package meta

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr is the value of an attribute, or empty.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// hidden reports whether an element holds nothing that a reader sees.
func hidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Head,
		atom.Select, atom.Button, atom.Textarea:
		return true
	}
	return false
}

// isBlock reports whether an element begins a new line.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Br, atom.Caption, atom.Dd, atom.Div,
		atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P,
		atom.Pre, atom.Section, atom.Table, atom.Td, atom.Th, atom.Tr, atom.Ul:
		return true
	}
	return n.Data == "hgroup"
}

// textOf is the words of an element as a reader sees them: white space
// collapsed, one space between its blocks.
func textOf(n *html.Node) string { return joined(n, " ") }

// joined is textOf with another mark between blocks.
func joined(n *html.Node, mark string) string {
	var parts []string
	var b strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(b.String()), " "); s != "" {
			parts = append(parts, s)
		}
		b.Reset()
	}
	walk(n, func(c *html.Node, enter bool) bool {
		switch {
		case c.Type == html.TextNode && enter:
			b.WriteString(c.Data)
		case c.Type == html.ElementNode && hidden(c) && c != n:
			return false
		case c.Type == html.ElementNode && isBlock(c):
			flush()
		}
		return true
	})
	flush()
	return strings.Join(parts, mark)
}

// maxDepth bounds the walk: what lies deeper was nested by no person.
const maxDepth = 2000

// walk visits a tree in document order, each node on entering and, when its
// children were visited, on leaving; visit returns false on entering to pass
// over the children (and the leaving).
func walk(n *html.Node, visit func(n *html.Node, enter bool) bool) { descend(n, visit, 0) }

func descend(n *html.Node, visit func(*html.Node, bool) bool, depth int) {
	if depth > maxDepth || !visit(n, true) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		descend(c, visit, depth+1)
	}
	visit(n, false)
}

// find returns the elements under n that match, in document order, without
// going into one that did.
func find(n *html.Node, match func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	walk(n, func(c *html.Node, enter bool) bool {
		if enter && c.Type == html.ElementNode && match(c) {
			out = append(out, c)
			return false
		}
		return true
	})
	return out
}

// within reports whether n or an element above it matches.
func within(n *html.Node, match func(*html.Node) bool) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && match(n) {
			return true
		}
	}
	return false
}
