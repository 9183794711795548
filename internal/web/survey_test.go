package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"

	"readout"
	"readout/internal/source"
)

func TestClip(t *testing.T) {
	tests := []struct {
		s    string
		n    int
		want string
	}{
		{"short", 10, "short"},
		{"exactly10.", 10, "exactly10."},
		{"cut between the words", 12, "cut between …"},
		{"cut, between", 6, "cut …"},
		{"onewordwithoutend", 5, "oneword"[:5] + " …"},
		{"éééééééé", 3, "ééé …"},
		{"", 3, ""},
	}
	for _, tt := range tests {
		if got := clip(tt.s, tt.n); got != tt.want {
			t.Errorf("clip(%q, %d) = %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}

func TestOneLine(t *testing.T) {
	for _, tt := range []struct{ s, want string }{
		{" A  title\non two\tlines ", "A title on two lines"}, {"a\u00a0b\u2028c", "a b c"}, {"a\x00\x07b\xff", "a b"}, {"", ""},
	} {
		if got := oneLine(tt.s); got != tt.want {
			t.Errorf("oneLine(%q) = %q, want %q", tt.s, got, tt.want)
		}
	}
}

func TestAnchor(t *testing.T) {
	for _, tt := range []struct{ id, want string }{
		{"d:0123abcd", "d-0123abcd"}, {"page.layout.Role_1", "page-layout-Role-1"}, {"<é>", "---"}, {"", ""},
	} {
		if got := anchor(tt.id); got != tt.want {
			t.Errorf("anchor(%q) = %q, want %q", tt.id, got, tt.want)
		}
	}
}

// TestOpening: the first words that stand for a missing title are the
// report's own, not its site's.
func TestOpening(t *testing.T) {
	tests := []struct {
		lines []string
		want  string
	}{
		{[]string{"navigation: Home | Ports", "The strike is over."}, "The strike is over."},
		{[]string{"navigation: Home | Ports", "tail: Copyright"}, "Home | Ports Copyright"},
		{[]string{strings.Repeat("word ", 40)}, strings.TrimSpace(strings.Repeat("word ", 18)) + " …"},
		{nil, ""},
	}
	for _, tt := range tests {
		if got := opening(newDoc("x", tt.lines...)); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.lines, got, tt.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		n               int
		count, noun, by string
	}{
		{0, "0", "no reports", "no bytes"}, {1, "1", "1 report", "1 byte"}, {999, "999", "999 reports", "999 bytes"},
		{1000, "1,000", "1,000 reports", "1 KB"}, {1234567, "1,234,567", "1,234,567 reports", "1.2 MB"},
		{12499, "12,499", "12,499 reports", "12 KB"},
	} {
		count, noun, by := thousands(tt.n), plural(tt.n, "report", "reports"), bytesInWords(tt.n)
		if count != tt.count || noun != tt.noun || by != tt.by {
			t.Errorf("%d: %q, %q, %q", tt.n, count, noun, by)
		}
	}
	if got := thousands(-1234); got != "-1,234" {
		t.Errorf("thousands(-1234) = %q", got)
	}
}

func TestFolder(t *testing.T) {
	for _, tt := range []struct {
		sources []string
		want    string
	}{
		{[]string{"/pile/a.txt"}, ""},
		{[]string{"/pile/a.txt", "/pile/b.txt"}, "/pile/"},
		{[]string{"/pile/ab/a.txt", "/pile/ac/b.txt"}, "/pile/"},
		{[]string{"/pile/x.jsonl#1", "/pile/x.jsonl#2"}, "/pile/"},
		{[]string{"a.txt", "a.txt#2"}, ""},
		{[]string{"/pile/a.txt", "https://courier.example/1"}, ""},
	} {
		sv := &surveyed{}
		for _, s := range tt.sources {
			sv.entries = append(sv.entries, entry{source: s})
		}
		if got := sv.folder(); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.sources, got, tt.want)
		}
	}
}

func TestTallies(t *testing.T) {
	sv := &surveyed{}
	for _, name := range []string{"", "Post", "Courier", "", "Roads", "Courier", "Roads", " Roads\n", ""} {
		sv.entries = append(sv.entries, entry{outlet: name})
	}
	var got []string
	for _, x := range tallies(sv, func(e *entry) string { return e.outlet }) {
		got = append(got, x.Name+" "+x.Count)
	}
	if want := []string{"Roads 3", "Courier 2", "Post 1", " 3"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestRepeats: groups stand in order of their originals; an original outside
// the pile is named by its id.
func TestRepeats(t *testing.T) {
	p := manyPile(8, 1)
	for _, doc := range p.docs {
		doc.NearDuplicateOf, doc.DuplicateOf = "", ""
	}
	p.docs[3].DuplicateOf = p.docs[1].ID
	p.docs[4].NearDuplicateOf = p.docs[1].ID
	p.docs[5].NearDuplicateOf = "d:elsewhere"
	sv, err := survey(t.Context(), p, DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	r := sv.repeats()
	if want := "1 has the same text as another, 2 are nearly the same as another (2 groups)"; r.Says != want {
		t.Errorf("says %q, want %q", r.Says, want)
	}
	if len(r.Groups) != 2 || len(r.Groups[0].Repeats) != 2 || r.Groups[1].Original.Name != "d:elsewhere" || r.Groups[1].Original.Href != "" {
		t.Errorf("%+v", r.Groups)
	}
	page := render(t, p, DefaultLimits)
	if !strings.Contains(page, "d:elsewhere</bdi>, which is not in this dossier") || strings.Contains(page, `href="#d-elsewhere"`) {
		t.Error("a report that is not in the pile is not named as such")
	}
}

func TestSkipped(t *testing.T) {
	var skips []source.Skip
	for i := range skipsShown + 7 {
		skips = append(skips, source.Skip{Source: fmt.Sprintf("f%d", i), Reason: "too-large"})
	}
	skips = append(skips, source.Skip{Source: "g", Reason: "empty"})
	s := newSkipped(skips)
	if len(s.Reasons) != 2 || s.Reasons[0].Reason != "empty" || s.Reasons[1].Reason != "too large" {
		t.Fatalf("%+v", s.Reasons)
	}
	if r := s.Reasons[1]; r.Count != "507" || len(r.List) != skipsShown || !strings.HasPrefix(r.More, "7 more ") {
		t.Errorf("count %s, %d listed, %q", r.Count, len(r.List), r.More)
	}
	if newSkipped(nil) != nil {
		t.Error("nothing skipped is something")
	}
}

// TestMembers: a long list in the overview says how many it leaves to the list
// of reports.
func TestMembers(t *testing.T) {
	sv := &surveyed{entries: make([]entry, membersShown+3)}
	m := sv.members(func(*entry) bool { return true })
	if m.Says != "103 reports" || len(m.List) != membersShown || !strings.HasPrefix(m.More, "3 more ") {
		t.Errorf("%q, %d listed, %q", m.Says, len(m.List), m.More)
	}
	if sv.members(func(*entry) bool { return false }) != nil {
		t.Error("no members are members")
	}
}

// broken is a pile whose reading fails at one of its calls.
type broken struct {
	*pile
	at    string
	walks int
}

var errBroken = errors.New("the disk is gone")

func (b *broken) Documents(ctx context.Context) iter.Seq2[*readout.Document, error] {
	b.walks++
	if b.at == fmt.Sprintf("walk %d", b.walks) {
		return func(yield func(*readout.Document, error) bool) { yield(nil, errBroken) }
	}
	return b.pile.Documents(ctx)
}

func (b *broken) Claims(ctx context.Context, doc *readout.Document) (*readout.Claims, error) {
	if b.at == "claims" {
		return nil, errBroken
	}
	return b.pile.Claims(ctx, doc)
}

func (b *broken) Skips(ctx context.Context) ([]source.Skip, error) {
	if b.at == "skips" {
		return nil, errBroken
	}
	return b.pile.Skips(ctx)
}

func (b *broken) Counts(ctx context.Context) (map[string]int, error) {
	if b.at == "counts" {
		return nil, errBroken
	}
	return b.pile.Counts(ctx)
}

// full is a writer with no room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errBroken }

// TestErrors: whatever fails, Write says so, names the package, and passes the
// cause on.
func TestErrors(t *testing.T) {
	for _, at := range []string{"walk 1", "walk 2", "claims", "skips", "counts", "writing"} {
		var w io.Writer = io.Discard
		if at == "writing" {
			w = full{}
		}
		err := Write(t.Context(), &broken{pile: smallPile(), at: at}, testRules, DefaultLimits, w)
		if !errors.Is(err, errBroken) || !strings.HasPrefix(err.Error(), "web: ") {
			t.Errorf("%s: %v", at, err)
		}
	}
}

// BenchmarkWrite writes the page of 1,000 reports of about 4 KB.
func BenchmarkWrite(b *testing.B) {
	p := manyPile(1000, 18)
	total := 0
	for _, doc := range p.docs {
		total += len(doc.Text)
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(b.Context(), p, testRules, DefaultLimits, io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
