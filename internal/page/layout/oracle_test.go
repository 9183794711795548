//go:build oracle

package layout

import (
	"strings"
	"testing"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"readout/internal/page/meta"
)

// trafilate is go-trafilatura's judgement, to compare ours with. The program
// does without it: it spends 0.1 s and 80 MB at every start, and falls short of
// ours on the pages that neither was made on. Its paragraphs are aligned with
// our segments by their words, because it edits the tree it is given and says
// nothing of where its words stood.
func trafilate(root *html.Node, p *page) []bool {
	body := make([]bool, len(p.segs))
	res, err := trafilatura.ExtractDocument(clone(root), trafilatura.Options{
		ExcludeComments: true, HtmlDateMode: trafilatura.Disabled,
	})
	if err != nil || res.ContentNode == nil {
		return body
	}
	said := cut(res.ContentNode)
	exact, all := map[string]bool{}, strings.Builder{}
	for i := range said.segs {
		n := norm(said.segs[i].text)
		exact[n] = true
		all.WriteString(n)
	}
	whole := all.String()
	for i := range p.segs {
		n := norm(p.segs[i].text)
		body[i] = n != "" && (exact[n] || len(n) >= 25 && strings.Contains(whole, n))
	}
	return body
}

// clone copies a tree.
func clone(root *html.Node) *html.Node {
	top := &html.Node{Type: html.DocumentNode}
	to := top
	for n := root; n != nil; {
		c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
		to.AppendChild(c)
		if n.FirstChild != nil {
			n, to = n.FirstChild, c
			continue
		}
		for n != root && n.NextSibling == nil {
			n, to = n.Parent, to.Parent
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	if root.Type == html.DocumentNode {
		return top.FirstChild
	}
	return top
}

// TestOracle: ours is the better judge on both sets.
func TestOracle(t *testing.T) {
	for name, gs := range map[string][]gold{"scrapinghub": scrapinghub(t), "fundus": fundus(t)} {
		theirs, ours := measure(t, name+", go-trafilatura", gs, trafilate), measure(t, name+", ours", gs, judge)
		if ours.f1 < theirs.f1 {
			t.Errorf("%s: body F1 %.4f, go-trafilatura's %.4f", name, ours.f1, theirs.f1)
		}
	}
}

// BenchmarkOracle is what BenchmarkPages would be with go-trafilatura.
func BenchmarkOracle(b *testing.B) {
	pages := developmentPages(b)
	i := 0
	for b.Loop() {
		root, err := html.Parse(strings.NewReader(pages[i%len(pages)]))
		if err != nil {
			b.Fatal(err)
		}
		readWith(root, meta.Page{}, nil, trafilate)
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
