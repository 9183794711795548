package twin

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"readout"
)

// prose makes n invented words; the same seed gives the same words, and two
// seeds share a run of five by accident only.
func prose(seed, n int) []string {
	rng := rand.New(rand.NewPCG(uint64(seed), 7))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", rng.IntN(4000))
	}
	return out
}

// testPile is bodies by id, in the order of their publication.
type testPile struct {
	docs   []Doc
	bodies map[string]string
}

func (p *testPile) add(id string, words ...[]string) {
	text := strings.Join(slices.Concat(words...), " ")
	if p.bodies == nil {
		p.bodies = map[string]string{}
	}
	p.bodies[id] = text
	p.docs = append(p.docs, Doc{ID: id, SHA256: readout.Hash([]byte(text)), Sign: of(text),
		Order: fmt.Sprintf("%04d", len(p.docs))})
}

func (p *testPile) body(id string) (string, error) { return p.bodies[id], nil }

// linked gives the links as "doc = of" for the same text and "doc ~ of".
func (p *testPile) linked(t testing.TB) []string {
	t.Helper()
	links, err := Pair(p.docs, p.body)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range links {
		sign := "~"
		if l.Exact {
			sign = "="
		}
		got = append(got, l.Doc+" "+sign+" "+l.Of)
	}
	return got
}

func TestPair(t *testing.T) {
	report, background, gallery := prose(1, 400), prose(2, 120), prose(3, 900)
	tests := []struct {
		name string
		fill func(p *testPile)
		want []string
	}{
		{"nothing alike", func(p *testPile) { p.add("a", report); p.add("b", prose(4, 400)) }, nil},
		{"the same text", func(p *testPile) { p.add("a", report); p.add("b", report) }, []string{"b = a"}},
		{"the same short text", func(p *testPile) { p.add("a", report[:9]); p.add("b", report[:9]) }, []string{"b = a"}},
		{"short bodies all but the same", func(p *testPile) { p.add("a", report[:39]); p.add("b", report[1:39]) }, nil},
		{"no text at all", func(p *testPile) { p.add("a"); p.add("b") }, nil},
		{"the print version cut at the end", func(p *testPile) { p.add("a", report); p.add("b", report[:240]) }, []string{"b ~ a"}},
		{"shortened to the first 42 %", func(p *testPile) { p.add("a", report); p.add("b", report[:168]) }, []string{"b ~ a"}},
		{"an extract of a fifth", func(p *testPile) { p.add("a", report); p.add("b", report[:80]) }, nil},
		{"a new lead on agency copy", func(p *testPile) { p.add("a", report); p.add("b", prose(5, 40), report) }, []string{"b ~ a"}},
		{"the same background", func(p *testPile) { p.add("a", report, background); p.add("b", prose(6, 300), background) }, nil},
		{"the same gallery below", func(p *testPile) { p.add("a", prose(8, 200), gallery); p.add("b", prose(9, 200), gallery) }, nil},
		{"half of it new", func(p *testPile) { p.add("a", report); p.add("b", report[:200], prose(10, 200)) }, nil},
		{"a chain leads to the first", func(p *testPile) {
			p.add("a", report)
			p.add("b", report[:300], prose(11, 40))
			p.add("c", report[:200], prose(11, 120))
		}, []string{"b ~ a", "c ~ a"}},
		{"an exact copy of a twin", func(p *testPile) {
			p.add("a", report)
			p.add("b", report[:300])
			p.add("c", report[:300])
		}, []string{"b ~ a", "c = b"}},
		{"the first is told by order, not id", func(p *testPile) { p.add("z", report); p.add("a", report[:300]) }, []string{"a ~ z"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := &testPile{}
			test.fill(p)
			if diff := cmp.Diff(test.want, p.linked(t)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestJaccardIsOfShingles(t *testing.T) {
	p := &testPile{}
	p.add("a", prose(1, 104)) // 100 shingles
	p.add("b", prose(1, 84))  // 80, all of them among those
	links, err := Pair(p.docs, p.body)
	if err != nil || len(links) != 1 || links[0].Jaccard != 0.8 {
		t.Fatalf("got %v, %v; want one link at 0.8", links, err)
	}
}

func TestFolding(t *testing.T) {
	same := [][2]string{
		{"“We’ll hold,” he said.", "we'll hold he SAID"},
		{"San\u00a0José", "san jose\u0301"},
		{"5 May—a Sunday", "5 May - a sunday"},
		{"co\u00adoperate", "cooperate"},
		{"ﬁre", "fire"},
		{"\u200bWord", "word"},
	}
	for _, pair := range same {
		if a, b := wordHashes(pair[0]), wordHashes(pair[1]); !slices.Equal(a, b) {
			t.Errorf("%q and %q: %d and %d words, or other ones", pair[0], pair[1], len(a), len(b))
		}
	}
	for _, pair := range [][2]string{{"well", "we ll"}, {"resume", "résumé"}, {"1974", "1975"}, {"a b", "ab"}} {
		if slices.Equal(wordHashes(pair[0]), wordHashes(pair[1])) {
			t.Errorf("%q and %q are one", pair[0], pair[1])
		}
	}
}

func TestBodyIsTheReportsOwnWords(t *testing.T) {
	text := "Headline\nIt held.\n“So they say.”\nPhoto: someone\n"
	doc := &readout.Document{Text: text}
	at := 0
	for i, line := range strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n") {
		role := []readout.Role{readout.RoleTitle, readout.RoleBody, readout.RoleQuote, readout.RoleCredit}[i]
		doc.Blocks = append(doc.Blocks, readout.Block{Role: role, Span: readout.Span{Start: at, End: at + len(line)}})
		at += len(line)
	}
	if got, want := Body(doc), "It held.\n\n“So they say.”\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	doc.Parts = []readout.Part{{Doc: "d:1", Span: doc.Blocks[1].Span}} // an entry of a live page
	if got, want := Body(doc), "“So they say.”\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The curve in the package comment: pairs at an index of 0.5 are found all but
// always, unrelated ones are seldom compared.
func TestCandidateCurve(t *testing.T) {
	found := func(shared, own, tries int) (n int) {
		for i := range tries {
			p := &testPile{}
			p.add("a", prose(10*i+1, shared), prose(10*i+2, own))
			p.add("b", prose(10*i+1, shared), prose(10*i+3, own))
			n += len(candidates(p.docs))
		}
		return n
	}
	if n := found(200, 98, 500); n < 499 { // 196 of 392 shingles
		t.Errorf("at 0.5 found %d of 500", n)
	}
	if n := found(20, 380, 200); n > 2 {
		t.Errorf("at 0.02 compared %d of 200", n)
	}
}

func TestPairFailsWhereABodyIsLost(t *testing.T) {
	p := &testPile{}
	p.add("a", prose(1, 100))
	p.add("b", prose(1, 99))
	lost := errors.New("lost")
	if _, err := Pair(p.docs, func(string) (string, error) { return "", lost }); !errors.Is(err, lost) {
		t.Errorf("got %v", err)
	}
}

// Any pile: the order of the input changes nothing, links lead to firsts, and
// a document that is like none changes no link.
func TestPairProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &testPile{}
		for i := range rapid.IntRange(2, 12).Draw(t, "documents") {
			story := rapid.IntRange(1, 3).Draw(t, "story")
			keep := rapid.IntRange(30, 160).Draw(t, "keep")
			p.add(fmt.Sprint("d", i), prose(story, 160)[:keep], prose(100+i, rapid.IntRange(0, 60).Draw(t, "own")))
		}
		links, err := Pair(p.docs, p.body)
		if err != nil {
			t.Fatal(err)
		}
		byDoc := map[string]Link{}
		for _, l := range links {
			byDoc[l.Doc] = l
		}
		for _, l := range links {
			next, more := byDoc[l.Of]
			if more && (!l.Exact || next.Exact) {
				t.Fatalf("%v leads to %v", l, next)
			}
		}
		shuffled := rapid.Permutation(p.docs).Draw(t, "order")
		again, err := Pair(shuffled, p.body)
		if err != nil || !slices.Equal(again, links) {
			t.Fatalf("order changed the links: %v, then %v (%v)", links, again, err)
		}
		p.add("stranger", prose(999, 200))
		if more, err := Pair(p.docs, p.body); err != nil || !slices.Equal(more, links) {
			t.Fatalf("a stranger changed the links: %v, then %v (%v)", links, more, err)
		}
	})
}

// The quick way finds what comparing every pair finds.
func TestPairAgreesWithBruteForce(t *testing.T) {
	p := &testPile{}
	for i := range 300 {
		rng := rand.New(rand.NewPCG(uint64(i), 1))
		p.add(fmt.Sprintf("d%03d", i), prose(i%60, 200)[:60+rng.IntN(140)], prose(1000+i, rng.IntN(80)))
	}
	c := newComparer(p.docs, p.body)
	g := newGroups(len(p.docs))
	for i := range p.docs {
		for j := i + 1; j < len(p.docs); j++ {
			if _, like, err := c.compare(i, j); err != nil {
				t.Fatal(err)
			} else if like {
				g.join(i, j)
			}
		}
	}
	var want []string
	for i, doc := range p.docs {
		if f := g.first(i); f != i {
			want = append(want, doc.ID+" ~ "+p.docs[f].ID)
		}
	}
	if len(want) < 100 {
		t.Fatalf("only %d links: the pile tests nothing", len(want))
	}
	if diff := cmp.Diff(want, p.linked(t)); diff != "" {
		t.Errorf("(-brute force +quick):\n%s", diff)
	}
}

// A frame that stands in every body is one full bucket in many bands: the cost
// must stay linear.
func TestSharedFrameIsCheap(t *testing.T) {
	p := &testPile{}
	frame := prose(1, 60)
	for i := range 3000 {
		p.add(fmt.Sprintf("d%04d", i), prose(100+i, 120), frame)
	}
	if got := p.linked(t); len(got) != 0 {
		t.Fatalf("%d false links, such as %s", len(got), got[0])
	}
}

func FuzzOf(f *testing.F) {
	f.Add("“Well,” he said. " + strings.Repeat("one two three ", 20))
	f.Add("\xff\xfe\x00 \u0301 🇶🇦")
	f.Fuzz(func(t *testing.T, text string) {
		sign := of(text)
		if n := len(sign); n != 0 && n != signSize {
			t.Fatalf("%d numbers", n)
		}
		if len(wordHashes(text)) >= minWords && sign == nil {
			t.Fatal("no signature")
		}
		if upper := of(strings.ToUpper(strings.ToLower(text))); isASCII(text) && !slices.Equal(sign, upper) {
			t.Fatal("case changes the signature")
		}
		s := shingle(text)
		if !slices.IsSorted(s.all) || share(s.opening, s.all) != 1 && len(s.opening) > 0 {
			t.Fatal("the opening does not stand in the body")
		}
	})
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 126 })
}

// benchPile makes n bodies of about 500 words, one in ten a twin of another.
func benchPile(n int) *testPile {
	p := &testPile{bodies: map[string]string{}}
	for i := range n {
		words := prose(i, 500)
		if i%10 == 9 {
			words = append(prose(i-1, 500)[:450], prose(i, 30)...)
		}
		p.add(fmt.Sprintf("d%06d", i), words)
	}
	return p
}

func BenchmarkOf(b *testing.B) {
	text := strings.Join(prose(1, 700), " ")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		of(text)
	}
}

func BenchmarkPair10000(b *testing.B) {
	p := benchPile(10_000)
	b.ReportAllocs()
	for b.Loop() {
		links, err := Pair(p.docs, p.body)
		if err != nil || len(links) != 1000 {
			b.Fatalf("%d links, %v", len(links), err)
		}
	}
}
