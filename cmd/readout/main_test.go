package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts and tests run this test binary as the program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"readout": main})
}

func TestScripts(t *testing.T) {
	if found, err := filepath.Glob("testdata/script/*.txtar"); err != nil || len(found) == 0 {
		t.Fatalf("no scripts found: %v", err)
	}
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update, Setup: func(env *testscript.Env) error {
		examples, err := filepath.Abs("../../examples")
		env.Setenv("EXAMPLES", examples)
		return err
	}})
}

// TestKillAndResume kills builds at random moments and goes on; the records
// must be those of an undisturbed build.
func TestKillAndResume(t *testing.T) {
	if testing.Short() {
		t.Skip("kills many processes: not run with -short")
	}
	pile := t.TempDir()
	for i := range 300 {
		text := fmt.Sprintf("Talks go on, day %d\n\n“We are close,” the envoy Omar Haddad said on day %d.\n", i, i)
		if err := os.WriteFile(filepath.Join(pile, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	self := filepath.Join(t.TempDir(), "readout") // testscript runs the program under its command's name
	if err := os.Symlink(exe, self); err != nil {
		t.Fatal(err)
	}
	build := func(ctx context.Context, out string) error {
		return exec.CommandContext(ctx, self, "build", "-q", pile, "-o", out).Run()
	}
	whole, broken := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	began := time.Now()
	if err := build(t.Context(), whole); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	rng := rand.New(rand.NewPCG(1974, 5))
	killed := 0
	for range 12 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(rng.Int64N(int64(took))))
		if build(ctx, broken) != nil {
			killed++
		}
		cancel()
	}
	if killed == 0 {
		t.Fatal("no build was killed: the test shows nothing")
	}
	if err := build(t.Context(), broken); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{recordsFile, pageFile} {
		a, b := read(t, filepath.Join(whole, name)), read(t, filepath.Join(broken, name))
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs after %d kills", name, killed)
		}
	}
	left, err := filepath.Glob(filepath.Join(broken, ".*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range left {
		t.Errorf("left behind by a kill: %s", filepath.Base(path))
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEachLine(t *testing.T) {
	in := "\ufeffa\n\nbb\n" + strings.Repeat("x", 200_000) + "\nlast"
	var got []string
	err := eachLine(strings.NewReader(in), 100_000, func(n int, line []byte, tooLong bool) error {
		got = append(got, fmt.Sprintf("%d %.4s %v", n, bytes.TrimSpace(line), tooLong))
		return nil
	})
	want := []string{"1 a false", "3 bb false", "4 xxxx true", "5 last false"}
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestProgressLine(t *testing.T) {
	p := &progress{reports: 50, skipped: 2, doneB: 25, totalB: 100}
	if got, want := p.line(10*time.Second), "50 reports read, 2 skipped, 5/s, 25%, about 30s left"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSearchArgs(t *testing.T) {
	for in, want := range map[string]string{
		"search d ferry -strike":      "search -- d ferry -strike",
		"search d -n 3 ferry -nato":   "search -n 3 -- d ferry -nato",
		"search -n5 --json d -strike": "search -n5 --json -- d -strike",
		"search d -- -n 3":            "search -- d -n 3",
		"search --help":               "search --help",
		"search -n":                   "search -n",
		"build -o d x":                "build -o d x",
	} {
		if got := strings.Join(searchArgs(strings.Fields(in)), " "); got != want {
			t.Errorf("searchArgs(%q) = %q, want %q", in, got, want)
		}
	}
}
