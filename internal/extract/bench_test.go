package extract

import (
	"strings"
	"testing"
	"time"
)

// report is an invented report, repeated to make longer ones.
const report = `Both armies stepped back from the Tarn hills on Sunday, the mediator Piet Vander said. The guns had been heard for nine days.

“We drew the line on one map and both signed that map,” Mr Vander told a news conference in Lowick. “It took nine days.”

The talks began in March, when the snow closed the southern road, and went on in a school behind the market. Neither side brought more than six people.

Gen. Ruth Okoro, who commands the northern army, said: “I have seen the map. It is a good map.” She would not say who drew it, and the boys’ choir sang.

`

func BenchmarkClaims(b *testing.B) {
	x, err := New()
	if err != nil {
		b.Fatal(err)
	}
	doc := oneBody(strings.Repeat(report, 8))
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		x.Claims(doc)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestLinear reads texts made to be slow: eight times the text may not take 48
// times as long, where a square takes 64. Short times are let pass: a busy
// machine makes anything of them.
func TestLinear(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for name, piece := range map[string]string{
		"report":    report,
		"one line":  strings.ReplaceAll(report, "\n", " "),
		"openers":   "“ ",
		"singles":   "'a ‘b ",
		"quotes":    "“A?” ",
		"said":      "said ",
		"he said":   "“One is,” he said. ",
		"heads":     "Omar Haddad said that x, “a” ",
		"names":     "Omar Haddad, ",
		"capitals":  "Aa Bb ",
		"no stops":  "“a” b c d ",
		"open":      "“Omar said.\n\n",
		"brackets":  "(a, ",
		"colons":    "Omar Haddad said: “One. ",
		"spaces":    " \u00a0\n",
		"long word": "aaaaaaaa",
	} {
		measure := func(n int) time.Duration {
			doc := oneBody(strings.Repeat(piece, n/len(piece)))
			best := time.Duration(1 << 62)
			for range 4 {
				start := time.Now()
				x.Claims(doc)
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := measure(1<<15), measure(1<<18)
		if large > 48*small && large > time.Second {
			t.Errorf("%s: %v for 32 KiB, %v for 256 KiB", name, small, large)
		}
	}
}
