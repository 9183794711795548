package layout

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// TestCut: which runs of words a browser sets as one block.
func TestCut(t *testing.T) {
	tests := []struct {
		name, page string
		want       []string
	}{
		{"white space", "<p> a\n\t b  c </p>", []string{"a b c"}},
		{"no-break space stays", "<p>5&nbsp;km</p>", []string{"5\u00a0km"}},
		{"only white space", "<p> &nbsp; \u200b</p><div></div>", nil},
		{"inline joined", "<p>a<b>b</b>c <i>d</i>e</p>", []string{"abc de"}},
		{"loose words beside blocks", "<div>a<p>b</p>c</div>", []string{"a", "b", "c"}},
		{"one break is a line", "<p>a<br>b</p>", []string{"a\nb"}},
		{"two breaks part", "<p>a<br><br>b</p>", []string{"a", "b"}},
		{"break beside white space", "<p>a <br> <br> b</p>", []string{"a", "b"}},
		{"preformatted", "<pre>a  b\n\n c</pre>", []string{"a b\nc"}},
		{"items", "<ul><li>a<li>b<ul><li>c</ul></ul>", []string{"a", "b", "c"}},
		{"cells", "<table><tr><td>a<td>b</table>", []string{"a", "b"}},
		{"touching links", "<a>One</a><a>Two</a>", []string{"One Two"}},
		{"touching spans of a word", "<span>T</span><span>he</span>", []string{"The"}},
		{"touching spans, figure after word", "<span>Shares</span><span>12</span>", []string{"Shares 12"}},
		{"sentence after a full stop", "<span>One.</span><span>Two.</span>", []string{"One. Two."}},
		{"link and its ending", "<p>the <a>convoy</a>s</p>", []string{"the convoys"}},
		{"picture between words", "<p>a<img>b</p>", []string{"a b"}},
		{"custom element outside a paragraph", "<x-a>One</x-a><x-a>Two</x-a>", []string{"One", "Two"}},
		{"custom element inside one", "<p>the <x-a>word</x-a> here</p>", []string{"the word here"}},
		{"button outside and inside", "<button>A</button><p>b <button>c</button></p>", []string{"A", "b c"}},
		{"options", "<select><option>a<option>b</select>", []string{"a", "b"}},
		{"control and broken characters", "<p>a\x00b\xff</p>", []string{"ab�"}},
		{"unseen", "<script>a</script><style>b</style><template>c</template><svg><text>d</text></svg>", nil},
		{"hidden", "<p hidden>a</p><p style='DISPLAY : none'>b</p><p>" + strings.Repeat("c ", 60) + "</p>", []string{strings.TrimSpace(strings.Repeat("c ", 60))}},
		{"all hidden until a script runs", "<div style='display:none'><p>" + strings.Repeat("c ", 60) + "</p></div>", []string{strings.TrimSpace(strings.Repeat("c ", 60))}},
		{"credit inside a caption", "<figcaption>a <span class=credit>b</span></figcaption>", []string{"a", "b"}},
		{"empty span named for a break", "<div>a<span class=br></span><span class=br></span>b</div>", []string{"a", "b"}},
	}
	for _, tt := range tests {
		var got []string
		p := cut(parse(t, tt.page))
		for i := range p.segs {
			got = append(got, p.segs[i].text)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt.name, diff)
		}
	}
}

// TestLines: a block whose lines are paragraphs is parted, a verse is not.
func TestLines(t *testing.T) {
	long := strings.Repeat("the road was shut ", 6) + "again."
	if p := cut(parse(t, "<p>"+long+"<br>"+long+"<br>Signed</p>")); len(p.segs) != 1 && len(p.segs) != 3 {
		t.Errorf("got %d segments", len(p.segs))
	}
	p := cut(parse(t, "<p>"+long+"<br><a href=x>"+long+"</a></p>"))
	if len(p.segs) != 2 || p.segs[0].linked != 0 || p.segs[1].links != 1 || p.segs[1].linked < len(long) {
		t.Errorf("two paragraphs: got %+v", p.segs)
	}
	if p := cut(parse(t, "<p>The road was shut,<br>the road was long,<br>the carters slept.</p>")); len(p.segs) != 1 {
		t.Errorf("a verse: got %d segments", len(p.segs))
	}
}

// TestElems: parents come before children, and ranges hold their children's.
func TestElems(t *testing.T) {
	p := cut(parse(t, "<div><ul><li>a<li><p>b</p>c</ul><h2>d</h2></div>e"))
	for i, el := range p.elems {
		if el.parent >= i || el.first > el.last || el.last > len(p.segs) {
			t.Errorf("element %d: %+v", i, el)
		}
		if el.parent >= 0 && (el.first < p.elems[el.parent].first || el.last > p.elems[el.parent].last) {
			t.Errorf("element %d %s leaves its parent", i, el.node.Data)
		}
	}
	kinds := []kind{item, item, item, heading, para}
	for i, sg := range p.segs {
		if sg.kind != kinds[i] {
			t.Errorf("%q is of kind %d, want %d", sg.text, sg.kind, kinds[i])
		}
	}
}

// TestTime: hostile pages take time in proportion to their size.
func TestTime(t *testing.T) {
	pages := map[string]string{
		"items":    "<ul>" + strings.Repeat("<li>a <a href=x>b</a> c d e f</li>", 40_000) + "</ul>",
		"headings": "<div>" + strings.Repeat("<h3>Related</h3><p>The road was shut again on Monday by both of the garrisons.</p>", 10_000) + "</div>",
		"quotes":   strings.Repeat("<p class=pullquote>The road was shut again on Monday by both of them.</p>", 10_000),
		"spans":    "<p>" + strings.Repeat("<b>x</b>", 100_000) + "</p>",
		"nested":   strings.Repeat("<div class=content-part><p>The road was shut again on Monday by both of the garrisons.</p>", 250),
		"marks":    "<p>" + strings.Repeat("<q>x</q> ", 100_000),
		"marked":   strings.Repeat(strings.Repeat("<q>", 400)+"x<div></div>"+strings.Repeat("</q>", 400), 200),
		"heads":    "<title>Truce</title><div>" + strings.Repeat("By Ann Lee<br>Truce<br>Monday, 14 January 1974<hr>", 10_000) + "</div>",
		"entries":  "<main>" + strings.Repeat("<div class=e><h2>Fog</h2><p>The road was shut again on Monday by both of the garrisons.</p></div><div class=e><h2>Fog</h2><p>It lifted.</p></div>", 10_000) + "</main>",
		"breaks":   "<div>" + strings.Repeat("The road was shut again on Monday.<br>", 50_000) + "</div>",
	}
	for name, page := range pages {
		root, start := parse(t, page), time.Now()
		checkResult(t, Read(root, goldenMeta(t, ""), nil))
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s: %d bytes took %v", name, len(page), d)
		} else {
			t.Logf("%s: %d bytes took %v", name, len(page), d)
		}
	}
}
