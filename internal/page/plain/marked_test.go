package plain

import (
	"fmt"
	"testing"

	"readout"
)

func TestDamageOfAPage(t *testing.T) {
	text := "Menu\n\nThe envoy left.He said “we tried.\n\nThe envoy left."
	body := len("Menu\n\n")
	blocks := []readout.Block{{Role: readout.RoleNavigation, Span: readout.Span{Start: 0, End: body}},
		{Role: readout.RoleBody, Span: readout.Span{Start: body, End: len(text)}}}
	got := map[readout.DamageKind]int{}
	for _, d := range Damage(text, blocks) {
		got[d.Kind]++
		if d.Span.End > len(text) {
			t.Errorf("%s %s leaves the text", d.Kind, d.Span)
		}
	}
	if want := "map[fused:1 quote-mismatch:1]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	german := "Er sagte: „Endlich“ und ging. Sie sagte: „Nein.”"
	if found := Damage(german, []readout.Block{{Role: readout.RoleBody, Span: readout.Span{Start: 0, End: len(german)}}}); len(found) > 0 {
		t.Errorf("sound marks are damage: %v", found)
	}
	if found := Damage("", nil); len(found) > 0 {
		t.Errorf("the empty text is damaged: %v", found)
	}
}
