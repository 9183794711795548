package layout

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"readout/internal/page/furniture"
)

var dump = flag.String("dump", "", "print the blocks of the development pages whose name holds this")

// TestDump prints a page's blocks, each with + where the gold body has its
// words, for reading.
func TestDump(t *testing.T) {
	if *dump == "" {
		t.Skip("skipped: nothing to -dump (all dumps every page)")
	}
	lex, _ := furniture.Load()
	for _, g := range append(scrapinghub(t), fundus(t)...) {
		if *dump != "all" && !strings.Contains(g.id, *dump) {
			continue
		}
		fmt.Println("##", g.id, g.title)
		for _, par := range scorePage(g, readPage(t, g.path, lex, judge), "").lost {
			fmt.Printf("   lost %.150q\n", par)
		}
		whole := norm(g.body)
		res := readPage(t, g.path, lex, judge)
		root := parse(t, string(readGzip(t, g.path)))
		p := cut(root)
		j := newJudge(root, p)
		flags := func(i int) string {
			sg := &p.segs[i]
			return fmt.Sprintf(" w%d l%d/%d kind%d card=%v under=%v stated=%v", j.weight[i], sg.linked, len(sg.text), sg.kind, j.card[i], j.under[i], j.stated[i])
		}
		if j.total > 0 {
			c := j.container(j.mainHeading(root))
			fmt.Printf("   total %d, container %s with %d\n", j.total, p.path(c), j.mass(c))
			for _, u := range j.units(c) {
				if u.mass > 0 {
					fmt.Printf("   unit %d %q\n", u.mass, u.kin)
				}
			}
		}
		for i, b := range res.Blocks {
			sign := "-"
			if n := norm(b.Span.In(res.Text)); strings.Contains(whole, n) {
				sign = "+"
			}
			words := strings.ReplaceAll(strings.TrimSpace(b.Span.In(res.Text)), "\n", " / ")
			if len(words) > 100 {
				words = words[:100]
			}
			fmt.Printf("%s %-12s %-40s %s {%s}%s %s\n", sign, b.Role, p.path(p.segs[i].elem), words, p.segs[i].marks, flags(i), b.Rule)
		}
	}
}

// path names the last elements above e.
func (p *page) path(e int) string {
	s := ""
	for n := 0; n < 3 && e >= 0; n++ {
		name := p.elems[e].node.Data
		for _, a := range p.elems[e].node.Attr {
			if a.Key == "class" || a.Key == "id" {
				name += "." + strings.Join(strings.Fields(a.Val), ".")
			}
		}
		s = name[:min(len(name), 40)] + ">" + s
		e = p.elems[e].parent
	}
	return s
}
