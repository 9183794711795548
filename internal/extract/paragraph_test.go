package extract

import (
	"fmt"
	"strings"
	"testing"
)

// TestBlocks checks which blocks hold the report's own words, and where a
// quotation may not run on from the paragraph before.
func TestBlocks(t *testing.T) {
	tests := []struct{ blocks, want string }{
		{"== body\nOne.\n== body\nTwo.", "fresh One.|Two."},
		{"== body\nOne.\n\nTwo.", "fresh One.|Two."},
		{"== title\nHead\n== body\nOne.", "fresh Head|fresh One."},
		{"== body\nOne.\n== navigation\nMenu\n== body\nTwo.", "fresh One.|Two."},
		{"== body\nOne.\n== related-link\nOther news\n== notice\nNote\n== body\nTwo.", "fresh One.|Two."},
		{"== body\nOne.\n== crosshead\nHead\n== body\nTwo.", "fresh One.|fresh Two."},
		{"== body\nOne.\n== byline\nBy A\n== body\nTwo.", "fresh One.|fresh Two."},
		{"== body\nOne.\n== quote\nTwo.\n== body\nThree.", "fresh One.|fresh Two.|fresh Three."},
		{"== body\nOne.\n== caption\nTwo.\n== credit\nThree", "fresh One.|fresh Two."},
		{"== navigation\nMenu\n== tail\nEnd", ""},
		{"== correction\nIt was two.", ""},
	}
	for _, tt := range tests {
		doc := blocksDocument(t, tt.blocks, tt.blocks)
		var got []string
		for _, par := range paragraphs(doc) {
			s := par.span.In(doc.Text)
			if par.fresh {
				s = "fresh " + s
			}
			got = append(got, s)
			if b := doc.Blocks[par.block]; b.Role != par.role || !b.Span.Contains(par.span) {
				t.Errorf("%q: paragraph %s is not of block %d", tt.blocks, par.span, par.block)
			}
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%q\n\tgot  %s\n\twant %s", tt.blocks, g, tt.want)
		}
	}
}

// TestContinuation reads a quotation that paragraph ends cut, across blocks.
func TestContinuation(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const head = "== body\nJane Roe said: “One is here.\n"
	tests := []struct{ name, blocks, want string }{
		{"next paragraph opens again", head + "== body\n“Two is not.”", "[One is here. Two is not.]"},
		{"over furniture", head + "== navigation\nMenu\n== body\n“Two is not.”", "[One is here. Two is not.]"},
		{"three paragraphs", head + "== body\n“Two is not.\n\n“Three is.”", "[One is here. Two is not. Three is.]"},
		{"never closed", head + "== body\n“Two is not.", "[One is here. Two is not.]"},
		{"next paragraph does not open", head + "== body\nTwo is not.", "[One is here.]"},
		{"a heading between", head + "== crosshead\nHead\n== body\n“Two is not far.”", "[One is here. Two is not far.]"},
	}
	for _, tt := range tests {
		var got []string
		for _, st := range x.Claims(blocksDocument(t, tt.name, tt.blocks)).Statements {
			got = append(got, st.Content)
		}
		if g := fmt.Sprint(got); g != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", tt.name, g, tt.want)
		}
	}
}
