package source

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

// tree writes files into a new folder and goes there, so that sources are the
// relative paths.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// seen is what a walk handed over, one line a call.
type seen struct {
	lines []string
	items []Item
	skips []Skip
}

func (s *seen) sink() Sink {
	return Sink{
		Item: func(it Item) error {
			s.items = append(s.items, it)
			s.lines = append(s.lines, "item "+it.Source)
			return nil
		},
		Skip: func(sk Skip) error {
			s.skips = append(s.skips, sk)
			s.lines = append(s.lines, "skip "+sk.Source+" "+string(sk.Reason))
			return nil
		},
	}
}

func walk(t *testing.T, opt Options, paths ...string) *seen {
	t.Helper()
	s := &seen{}
	if err := Walk(context.Background(), paths, opt, s.sink()); err != nil {
		t.Fatal(err)
	}
	return s
}

// wantLines compares what was handed over.
func wantLines(t *testing.T, s *seen, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, s.lines); diff != "" {
		t.Errorf("handed over (-want +got):\n%s%v", diff, s.skips)
	}
}

func gz(content string) string {
	var buf bytes.Buffer
	zw := gzip.NewWriter(&buf)
	zw.Write([]byte(content))
	zw.Close()
	return buf.String()
}

func TestWalkOrder(t *testing.T) {
	tree(t, map[string]string{
		"in/a/x.txt": "One.", "in/a.txt": "Two.", "in/b.md": "Three.", "in/B.txt": "Four.",
		"in/.git/config": "no", "in/.DS_Store": "no", "in/__MACOSX/a.txt": "no",
		"in/out/readout.db": "SQLite format 3\x00", "in/out/index.html": "<p>no</p>",
		"in/page.html": "<p>Five.</p>", "in/page_files/x.html": "<p>advert</p>",
		"in/photo.jpg": "\xff\xd8\xff", "in/empty.txt": " \n", "in/style.css": "p{}",
	})
	wantLines(t, walk(t, Options{}, "in"),
		"item in/B.txt", "item in/a.txt", "item in/a/x.txt", "item in/b.md", "skip in/empty.txt empty",
		"item in/page.html", "skip in/page_files not-a-report", "skip in/photo.jpg unsupported",
		"skip in/style.css not-a-report")
}

func TestWalkPaths(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "One.", "in/b.txt": "Two.", "in/out/x.txt": "Old.",
		"done/readout.db": "x"})
	tests := []struct {
		name  string
		paths []string
		want  []string
	}{
		{"given twice", []string{"in/a.txt", "./in/a.txt", "in"}, []string{"item in/a.txt", "item in/b.txt"}},
		{"folder as given", []string{"./in/"}, []string{"item ./in/a.txt", "item ./in/b.txt"}},
		{"glob", []string{"in/*.txt"}, []string{"item in/a.txt", "item in/b.txt"}},
		{"empty glob", []string{"in/*.html"}, []string{"skip in/*.html unreadable"}},
		{"missing", []string{"no.txt", "in/b.txt"}, []string{"skip no.txt unreadable", "item in/b.txt"}},
		{"dossier named", []string{"done"}, []string{"skip done not-a-report"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantLines(t, walk(t, Options{Exclude: []string{"in/out"}}, tt.paths...), tt.want...)
		})
	}
}

func TestWalkLinks(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "One.", "far/b.txt": "Two."})
	for link, to := range map[string]string{"in/loop": "../in", "in/b.txt": "../far/b.txt", "in/gone": "nowhere"} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip(err)
		}
	}
	wantLines(t, walk(t, Options{}, "in"), "item in/a.txt", "item in/b.txt", "skip in/gone unreadable",
		"skip in/loop unsupported")
}

func TestWalkOddNames(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{"caf\xe9.txt": "One.", "caf\xe9\xe9.jpg": "", "a b#2.txt": "Two."} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Skip("the file system takes no such name: ", err)
		}
	}
	wantLines(t, walk(t, Options{}, "."), "item ./a b#2.txt", "item ./caf%E9.txt", "skip ./caf%E9%E9.jpg unsupported")
}

// TestPackedPage: a page saved as the server packed it keeps its name.
func TestPackedPage(t *testing.T) {
	tree(t, map[string]string{"a.html": gz("words without a tag"), "b.csv": gz("title,text\nA,One\n")})
	s := walk(t, Options{}, "a.html", "b.csv")
	wantLines(t, s, "item a.html", "item b.csv#1")
	if s.items[0].Kind != HTML || string(s.items[0].Raw) != "words without a tag" {
		t.Errorf("got %s", show(s.items[0]))
	}
}

func TestWalkBegin(t *testing.T) {
	big := strings.Repeat("A line of the long report.\n", smallFile/20)
	tree(t, map[string]string{"a.txt": "One.", "b.txt": "Two.", "big.txt": big})
	s := &seen{}
	sink := s.sink()
	sink.Begin = func(path, sum string, size int64) (bool, error) {
		s.lines = append(s.lines, fmt.Sprintf("begin %s %s %d", path, sum, size))
		return path == "b.txt", nil
	}
	sink.Done = func(path string) error { s.lines = append(s.lines, "done "+path); return nil }
	if err := Walk(t.Context(), []string{"a.txt", "b.txt", "big.txt"}, Options{}, sink); err != nil {
		t.Fatal(err)
	}
	wantLines(t, s, "begin a.txt "+readout.Hash([]byte("One."))+" 4", "item a.txt", "done a.txt", "begin b.txt "+readout.Hash([]byte("Two."))+" 4",
		fmt.Sprintf("begin big.txt %s %d", readout.Hash([]byte(big)), len(big)), "item big.txt", "done big.txt")
}

func TestWalkStops(t *testing.T) {
	tree(t, map[string]string{"a.txt": "One.", "b.txt": "Two.", "c.jpg": ""})
	stop := errors.New("stop")
	for _, sink := range []Sink{
		{Item: func(Item) error { return stop }},
		{Skip: func(Skip) error { return stop }},
		{Begin: func(string, string, int64) (bool, error) { return false, stop }},
		{Done: func(string) error { return stop }},
	} {
		if err := Walk(t.Context(), []string{"c.jpg", "a.txt", "b.txt"}, Options{}, sink); !errors.Is(err, stop) {
			t.Errorf("got %v, want the sink's error", err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Walk(ctx, []string{"a.txt"}, Options{}, Sink{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestStdin(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"text", "The envoy landed.\n", "item -"},
		{"html", "<!DOCTYPE html><p>The envoy landed.", "item -"},
		{"jsonl", "{\"text\":\"a b\"}\n{\"text\":\"c\"}\n", "item -#1|item -#2"},
		{"one json", `{"text":"a b"}`, "item -"},
		{"csv", "date,title,text\n1974,T,Words\n", "item -#1"},
		{"gzip", gz("The envoy landed.\n"), "item -"},
		{"gzip jsonl", gz("{\"text\":\"a b\"}\n{\"text\":\"c\"}\n"), "item -#1|item -#2"},
		{"bracketed text", "[UPDATE 2] The envoy landed.\n", "item -"},
		{"pdf", "%PDF-1.4\n1 0 obj", "skip - unsupported"},
		{"binary", "\x00\x01\x02\x03\x04\x05rest", "skip - unsupported"},
		{"empty", "", "skip - empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &seen{}
			w, err := newWalker(t.Context(), Options{}, s.sink())
			if err != nil {
				t.Fatal(err)
			}
			if err := w.stdin(strings.NewReader(tt.in)); err != nil {
				t.Fatal(err)
			}
			wantLines(t, s, strings.Split(tt.want, "|")...)
		})
	}
}

func TestGzipLimits(t *testing.T) {
	bomb := gz(strings.Repeat("\x20", 8<<20) + "x")
	deep := "The envoy landed."
	for range 6 {
		deep = gz(deep)
	}
	cut := gz(strings.Repeat("The envoy landed at noon. ", 50))
	tree(t, map[string]string{"bomb.txt.gz": bomb, "deep.gz": deep, "cut.txt.gz": cut[:len(cut)-12],
		"padded.txt.gz": gz("The envoy landed.") + strings.Repeat("\x00", 100),
		"fake.txt.gz":   "No gzip at all.", "two.txt.gz": gz("One. ") + gz("Two.")})
	s := walk(t, Options{}, "bomb.txt.gz", "deep.gz", "cut.txt.gz", "padded.txt.gz", "fake.txt.gz", "two.txt.gz")
	wantLines(t, s, "skip bomb.txt.gz over-ratio", "skip deep.gz too-deep", "skip cut.txt.gz bad-gzip",
		"item padded.txt.gz", "item fake.txt.gz", "item two.txt.gz")
	if got := string(s.items[2].Raw); got != "One. Two." {
		t.Errorf("members: %q", got)
	}
}

func TestReasons(t *testing.T) {
	src, err := os.ReadFile("reason.go")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[SkipReason]bool{}
	for _, r := range Reasons() {
		if listed[r.Reason] || r.Says == "" || !strings.HasSuffix(r.Says, ".") {
			t.Errorf("%s: listed twice or without a sentence", r.Reason)
		}
		listed[r.Reason] = true
	}
	if n := strings.Count(string(src), " SkipReason = \""); n != len(listed) {
		t.Errorf("%d reasons are declared, %d listed", n, len(listed))
	}
}
