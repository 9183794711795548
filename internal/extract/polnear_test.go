package extract

import (
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"readout"
)

var (
	polnear = flag.String("polnear", "train-half", "which articles to score: train-half, train-rest, dev")
	dump    = flag.Int("dump", 0, "print this many wrong and right statements with their evidence")
)

// sharedData is the folder of development data beside the repository, or a skip.
func sharedData(t testing.TB, parts ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil && dir != "/" {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	for ; dir != "/"; dir = filepath.Dir(dir) {
		path := filepath.Join(append([]string{dir, "..", "shared"}, parts...)...)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("no development data %s beside the repository", filepath.Join(parts...))
	return ""
}

// oneBody is a document of one block, role body.
func oneBody(text string) *readout.Document { return document(text, readout.RoleBody) }

func document(text string, role readout.Role) *readout.Document {
	raw := readout.Hash([]byte(text))
	doc := &readout.Document{ID: readout.DocumentID("t.txt", raw), Source: "t.txt", RawSHA256: raw, SHA256: raw, Text: text}
	if text != "" {
		doc.Blocks = []readout.Block{{Role: role, Span: readout.Span{End: len(text)}, Rule: "test.block"}}
	}
	return doc
}

// relation is one annotated attribution, in bytes.
type relation struct{ content, source []readout.Span }

func readRelations(t *testing.T, path string, off *readout.Offsets) []relation {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spans := map[string][]readout.Span{}
	var rels []relation
	lines := strings.Split(string(b), "\n")
	for _, l := range lines {
		f := strings.Split(l, "\t")
		if len(f) < 2 || f[0][0] != 'T' {
			continue
		}
		_, where, _ := strings.Cut(f[1], " ")
		for _, piece := range strings.Split(where, ";") {
			var a, z int
			fmt.Sscan(piece, &a, &z)
			spans[f[0]] = append(spans[f[0]], off.Span(a, z))
		}
	}
	for _, l := range lines {
		f := strings.Split(l, "\t")
		if len(f) < 2 || f[0][0] != 'E' {
			continue
		}
		var rel relation
		for _, arg := range strings.Fields(f[1]) {
			kind, id, _ := strings.Cut(arg, ":")
			switch strings.TrimRight(kind, "0123456789") {
			case "Content":
				rel.content = append(rel.content, spans[id]...)
			case "Source":
				rel.source = append(rel.source, spans[id]...)
			}
		}
		if len(rel.content) > 0 {
			rels = append(rels, rel)
		}
	}
	return rels
}

// directContent reports whether more than nine tenths of the content's letters
// stand inside quotation marks, and it has three words or more.
func directContent(text string, quoted []bool, spans []readout.Span) bool {
	in, all, words := 0, 0, 0
	for _, s := range spans {
		words += len(strings.Fields(s.In(text)))
		for i, c := range s.In(text) {
			if unicode.IsLetter(c) {
				all++
				if quoted[s.Start+i] {
					in++
				}
			}
		}
	}
	return words >= 3 && all > 0 && 10*in > 9*all
}

// wordSet is the starts of the words in the spans.
func wordSet(text string, spans []readout.Span) map[int]bool {
	set := map[int]bool{}
	for _, s := range spans {
		inWord := false
		for i, c := range s.In(text) {
			w := unicode.IsLetter(c) || unicode.IsDigit(c)
			if w && !inWord {
				set[s.Start+i] = true
			}
			inWord = w
		}
	}
	return set
}

func shared(a, b map[int]bool) int {
	n := 0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}

func overlap(a readout.Span, list []readout.Span) bool {
	return slices.ContainsFunc(list, a.Overlaps)
}

// tally counts the statements of one rule: in some annotated content, there with
// the annotated speaker, and with a speaker at all.
type tally struct{ n, found, named, right int }

func TestPolnear(t *testing.T) {
	part, half := *polnear, -1
	switch part {
	case "train-half":
		part, half = "train", 0
	case "train-rest":
		part, half = "train", 1
	}
	dir := sharedData(t, "data", "quotes", "polnear", part)
	paths, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	if len(paths) == 0 {
		t.Fatal("no articles")
	}
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]*tally{}
	gold, recalled, rightSpeaker, dumped := 0, 0, 0, 0
	for _, path := range paths {
		h := fnv.New32a()
		h.Write([]byte(filepath.Base(path)))
		if half >= 0 && int(h.Sum32()%2) != half {
			continue
		}
		b, _ := os.ReadFile(path)
		text := string(b)
		doc := oneBody(text)
		c := x.Claims(doc)
		for _, v := range readout.Check(doc, c, nil) {
			t.Error(path, v)
		}
		rels := readRelations(t, strings.TrimSuffix(path, ".txt")+".ann", readout.NewOffsets(text))
		quoted := make([]bool, len(text)+1)
		for _, s := range cutParagraphs(text, readout.Span{End: len(text)}) {
			for _, q := range quotations(text, s) {
				for i := q.outer.Start; i < q.outer.End; i++ {
					quoted[i] = true
				}
			}
		}
		for _, rel := range rels {
			if !directContent(text, quoted, rel.content) {
				continue
			}
			gold++
			g := wordSet(text, rel.content)
			hit, right := false, false
			for _, st := range c.Statements {
				p := wordSet(text, st.ContentSpans)
				// A statement that covers most of itself by this content, or this by it.
				n := shared(g, p)
				if 2*n > len(p) || 2*n > len(g) {
					hit = true
					right = right || !st.SpeakerSpan.IsZero() && overlap(st.SpeakerSpan, rel.source)
				}
			}
			if hit {
				recalled++
			} else if dumped < *dump {
				dumped++
				fmt.Printf("MISSED %s: %q\n   in %q\n", filepath.Base(path), rel.content[0].In(text), around(text, rel.content))
			}
			if right {
				rightSpeaker++
			}
		}
		for _, st := range c.Statements {
			ta := rules[st.Reason.Rule]
			if ta == nil {
				ta = &tally{}
				rules[st.Reason.Rule] = ta
			}
			ta.n++
			p := wordSet(text, st.ContentSpans)
			found, right := false, false
			for _, rel := range rels {
				if 2*shared(p, wordSet(text, rel.content)) > len(p) {
					found = true
					right = right || !st.SpeakerSpan.IsZero() && overlap(st.SpeakerSpan, rel.source)
				}
			}
			if found {
				ta.found++
			}
			if !st.SpeakerSpan.IsZero() && found {
				ta.named++
				if right {
					ta.right++
				}
			}
			if bad := !found || !right && !st.SpeakerSpan.IsZero(); bad && dumped < *dump {
				dumped++
				fmt.Printf("WRONG %s %s %s\n   %q\n   speaker %q found %v\n   in %q\n", filepath.Base(path), st.Reason.Rule, st.ID, st.Content, st.SpeakerSpan.In(text), found, st.Evidence[0].Exact)
			}
		}
	}
	ids := make([]string, 0, len(rules))
	for id := range rules {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var sum tally
	for _, id := range ids {
		ta := rules[id]
		fmt.Printf("%-28s %5d  content %.3f  speaker %.3f of %d\n", id, ta.n, ratio(ta.found, ta.n), ratio(ta.right, ta.named), ta.named)
		sum.n, sum.found, sum.right, sum.named = sum.n+ta.n, sum.found+ta.found, sum.right+ta.right, sum.named+ta.named
	}
	fmt.Printf("%-28s %5d  content %.3f  speaker %.3f of %d\n", "all", sum.n, ratio(sum.found, sum.n), ratio(sum.right, sum.named), sum.named)
	fmt.Printf("direct gold %d, recalled %.3f, with speaker %.3f\n", gold, ratio(recalled, gold), ratio(rightSpeaker, gold))
}

func around(text string, spans []readout.Span) string {
	a, z := spans[0].Start, spans[len(spans)-1].End
	a, z = max(0, a-90), min(len(text), z+110)
	return strings.ToValidUTF8(text[a:z], "")
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
