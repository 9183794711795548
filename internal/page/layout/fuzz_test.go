package layout

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"readout"
	"readout/internal/page/furniture"
	"readout/internal/page/meta"
)

// FuzzLayout: whatever bytes a page is made of, its blocks tile its text and
// nothing of the record is broken.
func FuzzLayout(f *testing.F) {
	f.Add("<h1>Convoy held</h1><p>It turned <b>back</b> at noon.</p><ul><li><a>Sport</a></ul>", "Convoy held")
	f.Add("<table><tr><td>a<td>b</table><pre>x\n\n y</pre>a<br><br>b<select><option>c", "")
	f.Add("<p>\x00\xff\u200b</p><div hidden>no</div><svg><text>t</text></svg>&#x1F;", "\xff")
	f.Add(strings.Repeat("<div>", 600)+"deep", "")
	f.Fuzz(func(t *testing.T, page, title string) {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Skip("not a tree")
		}
		var pg meta.Page
		pg.Title.Value = title
		res := Read(root, pg, nil)
		checkResult(t, res)
		checkKept(t, root, res)
		if again := Read(root, pg, nil); again.Text != res.Text {
			t.Errorf("a second reading of the same tree differs: %q, then %q", res.Text, again.Text)
		}
	})
}

func checkResult(t *testing.T, res Result) {
	t.Helper()
	doc := &readout.Document{Text: res.Text, SHA256: readout.Hash([]byte(res.Text)), Blocks: res.Blocks}
	doc.ID = readout.DocumentID("", "")
	rules, err := readout.NewRules(Rules(), furniture.Rules())
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range readout.Check(doc, nil, rules) {
		t.Error(v)
	}
}

// TestDeep: a tree is walked without the call stack.
func TestDeep(t *testing.T) {
	top := &html.Node{Type: html.DocumentNode}
	n := top
	for range 200_000 {
		c := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: 0}
		n.AppendChild(c)
		n = c
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: "deep"})
	p := cut(top)
	if len(p.segs) != 1 || p.segs[0].text != "deep" {
		t.Fatalf("got %+v", p.segs)
	}
}
