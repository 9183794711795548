package layout

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"readout/internal/page/meta"
)

// visible returns the characters of the text nodes that a reader sees, white
// space and characters without a glyph left out: the plain path to what cut
// does with care.
func visible(n *html.Node) string {
	var b strings.Builder
	mk, depth := newMarker(), 0
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(bare(n.Data))
		case n.Type == html.ElementNode && (unseen[n.DataAtom] || n.Namespace == "svg" || mk.of(n).has(markHide)):
			return
		}
		at := b.Len()
		if n.DataAtom == atom.Q {
			depth++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.DataAtom != atom.Q {
			return
		}
		depth--
		if inner := b.String()[at:]; inner != "" && !quoted(inner) { // a browser shows marks
			marks := [2]string{"\uE001", "\uE002"}
			if depth%2 == 1 {
				marks = [2]string{"\uE003", "\uE004"}
			}
			before := b.String()[:at]
			b.Reset()
			b.WriteString(before + marks[0] + inner + marks[1])
		}
	}
	walk(n)
	return strings.NewReplacer("\uE001", "“", "\uE002", "”", "\uE003", "‘", "\uE004", "’").Replace(b.String())
}

// bare drops white space and characters without a glyph.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || invisible(r) || r == 0 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// checkKept: nothing that a reader sees is cut, nothing added, nothing moved.
// A page that hides most of its prose keeps it, so there the text may have more.
func checkKept(t interface {
	Helper()
	Errorf(string, ...any)
}, root *html.Node, res Result) {
	t.Helper()
	want, got := visible(root), bare(res.Text)
	if got != want && len(got) <= len(want) {
		i := 0
		for i < min(len(got), len(want)) && got[i] == want[i] {
			i++
		}
		t.Errorf("the text departs from what a reader sees at byte %d of %d: %.60q, want %.60q", i, len(want), got[i:], want[i:])
	}
}

// TestKeptGolden and the two after it hold the product's promise: every word of
// a page is in its text.
func TestKeptGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range paths {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range ar.Files {
			if f.Name == "page.html" {
				root := parse(t, string(f.Data))
				checkKept(t, root, Read(root, meta.Page{}, nil))
			}
		}
	}
}

func TestKeptDevelopment(t *testing.T) {
	for _, g := range append(scrapinghub(t), fundus(t)...) {
		root := parse(t, string(readGzip(t, g.path)))
		res := Read(root, meta.Page{}, nil)
		checkKept(t, root, res)
		checkResult(t, res)
		if t.Failed() {
			t.Fatal(g.id)
		}
	}
}

func TestKeptGenerated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		page := &html.Node{Type: html.DocumentNode}
		grow(t, page, 0)
		before := rendered(page)
		res := Read(page, meta.Page{}, nil)
		checkKept(t, page, res)
		if rendered(page) != before {
			t.Errorf("the tree was changed: it was %s", before)
		}
		if again := Read(page, meta.Page{}, nil); fmt.Sprint(again) != fmt.Sprint(res) {
			t.Errorf("a second reading differs")
		}
	})
}

func rendered(n *html.Node) string {
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		return err.Error()
	}
	return b.String()
}

// grow hangs a few random elements and words under n.
func grow(t *rapid.T, n *html.Node, depth int) {
	tags := []atom.Atom{atom.P, atom.Div, atom.Span, atom.A, atom.Ul, atom.Li, atom.H1, atom.H2, atom.Figure,
		atom.Figcaption, atom.Blockquote, atom.Table, atom.Tr, atom.Td, atom.B, atom.Pre, atom.Article, atom.Aside,
		atom.Script, atom.Nav, atom.Footer, atom.Button, atom.Select, atom.Option, atom.Br, atom.Img, atom.Time, atom.Q}
	classes := []string{"", "", "article-body", "related", "caption", "photo-credit", "hidden", "byline", "comments", "pullquote", "br", "image"}
	words := []string{"a", " ", "b c", "The road was shut on Monday by order of both garrisons, the clerk said.", "Related", "\n\t", "\u00a0", "9.", "道路"}
	for range rapid.IntRange(0, 5).Draw(t, "children") {
		if depth > 5 || rapid.Bool().Draw(t, "text") {
			n.AppendChild(&html.Node{Type: html.TextNode, Data: rapid.SampledFrom(words).Draw(t, "words")})
			continue
		}
		tag := rapid.SampledFrom(tags).Draw(t, "tag")
		c := &html.Node{Type: html.ElementNode, DataAtom: tag, Data: tag.String()}
		if class := rapid.SampledFrom(classes).Draw(t, "class"); class != "" {
			c.Attr = []html.Attribute{{Key: "class", Val: class}}
		}
		n.AppendChild(c)
		if tag != atom.Br && tag != atom.Img {
			grow(t, c, depth+1)
		}
	}
}
