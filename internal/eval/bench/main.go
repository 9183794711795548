// Command bench prints the figures of docs/performance.md: it builds readout,
// makes piles out of the example reports, and times the program on them.
//
// Figures of two machines differ; their ratios should not.
package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"readout/internal/eval"
	"readout/internal/page"
	"readout/internal/source"
)

func main() {
	n := flag.Int("n", 10_000, "reports of the large pile")
	keep := flag.String("pile", "", "only write the large pile into this folder")
	flag.Parse()
	if *keep != "" {
		if _, err := writePile(*keep, *n); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(*n); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(n int) error {
	dir, err := os.MkdirTemp("", "readout-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	bin := filepath.Join(dir, "readout")
	build := exec.Command("go", "build", "-trimpath", "-o", bin, "./cmd/readout")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build (run from the repository's root): %w\n%s", err, out)
	}
	size, err := os.Stat(bin)
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d processors; binary %.1f MB\n", runtime.Version(), runtime.NumCPU(), float64(size.Size())/1e6)
	for _, step := range []func(bin, dir string, n int) error{startUp, plainPile, htmlPages} {
		if err := step(bin, dir, n); err != nil {
			return err
		}
	}
	return nil
}

// startUp times `readout version`, which reads nothing.
func startUp(bin, _ string, _ int) error {
	var took []time.Duration
	for range 21 {
		began := time.Now()
		if err := exec.Command(bin, "version").Run(); err != nil {
			return err
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	fmt.Printf("start-up of readout version: %.0f ms (median of %d)\n", ms(took[len(took)/2]), len(took))
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// writePile writes n plain-text reports, each another text, and returns their
// size in bytes.
func writePile(dir string, n int) (total int, err error) {
	pool, err := sentences()
	if err != nil {
		return 0, err
	}
	head, err := os.ReadFile("examples/shuttle/levant-courier-1974-01-18.txt")
	if err != nil {
		return 0, err
	}
	for i := range n {
		sub := filepath.Join(dir, fmt.Sprintf("%03d", i/100))
		if err := os.MkdirAll(sub, 0o777); err != nil {
			return 0, err
		}
		text := compose(string(head[:headBytes]), pool, i)
		total += len(text)
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%05d.txt", i)), []byte(text), 0o666); err != nil {
			return 0, err
		}
	}
	return total, nil
}

// headBytes of an example report are its menu, title and byline.
const headBytes = 400

// plainPile builds a dossier of many plain-text reports.
func plainPile(bin, dir string, n int) error {
	pile := filepath.Join(dir, "pile")
	total, err := writePile(pile, n)
	if err != nil {
		return err
	}
	out := filepath.Join(dir, "dossier")
	took, rss, err := timed(exec.Command(bin, "build", "-q", pile, "-o", out))
	if err != nil {
		return err
	}
	fmt.Printf("build of %d plain-text reports (%.1f MB): %.1f s, %.0f reports/s, %.1f MB/s, peak memory %.0f MB\n",
		n, float64(total)/1e6, took.Seconds(), float64(n)/took.Seconds(), float64(total)/1e6/took.Seconds(), rss)
	again, rss, err := timed(exec.Command(bin, "build", "-q", pile, "-o", out))
	if err != nil {
		return err
	}
	fmt.Printf("the same build again, nothing new: %.1f s, peak memory %.0f MB\n", again.Seconds(), rss)
	for _, cmd := range [][]string{{"search", out, "Sadat"}, {"check", out}} {
		took, rss, err := timed(exec.Command(bin, cmd...))
		if err != nil {
			return err
		}
		fmt.Printf("%s over it: %.2f s, peak memory %.0f MB\n", cmd[0], took.Seconds(), rss)
	}
	for _, name := range []string{"readout.db", "records.jsonl", "index.html"} {
		if fi, err := os.Stat(filepath.Join(out, name)); err == nil {
			fmt.Printf("  %s %.1f MB\n", name, float64(fi.Size())/1e6)
		}
	}
	return nil
}

// sentences are those of the example reports in plain text.
func sentences() ([]string, error) {
	paths, err := filepath.Glob("examples/shuttle/*.txt")
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("no example reports: %w", err)
	}
	var pool []string
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		for _, line := range strings.Split(string(b), "\n") {
			if len(line) > 120 && utf8.ValidString(line) {
				pool = append(pool, strings.SplitAfter(strings.TrimSpace(line)+" ", ". ")...)
			}
		}
	}
	return pool, nil
}

// paragraphs is how many a report of the pile has.
const paragraphs = 12

// compose makes the n-th report of the pile: a head with its furniture, then
// paragraphs of sentences drawn from the pool, so that no two are copies.
func compose(head string, pool []string, n int) string {
	rng := rand.New(rand.NewPCG(1974, uint64(n)))
	var text strings.Builder
	text.WriteString(head)
	for range paragraphs {
		text.WriteString("\n\n")
		for range 2 + rng.IntN(2) {
			text.WriteString(pool[rng.IntN(len(pool))])
		}
	}
	fmt.Fprintf(&text, "\n\nUpdated: May %d, 1974, %d:%02d AM\n", 1+rng.IntN(31), 1+rng.IntN(12), rng.IntN(60))
	return text.String()
}

// timed runs a command and returns its time and peak memory in MB.
func timed(cmd *exec.Cmd) (time.Duration, float64, error) {
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, out.Bytes())
	}
	took := time.Since(began)
	use, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, 0, errors.New("this system does not tell the peak memory")
	}
	return took, float64(use.Maxrss) / 1024, nil
}

// htmlPages times the page stage alone, on one core: on the example pages, and
// on the development pages where they are present.
func htmlPages(_, _ string, _ int) error {
	pages, err := examplePages()
	if err != nil {
		return err
	}
	if err := timePages("example pages", pages); err != nil {
		return err
	}
	dir, ok := eval.DataDir()
	if !ok {
		fmt.Println("development pages: absent, not timed")
		return nil
	}
	if pages, err = packedPages(filepath.Join(dir, "pages")); err != nil {
		return err
	}
	return timePages("development pages", pages)
}

func examplePages() ([][]byte, error) {
	paths, err := filepath.Glob("examples/shuttle/*.html")
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("no example pages: %w", err)
	}
	var pages [][]byte
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		pages = append(pages, b)
	}
	return pages, nil
}

func packedPages(dir string) ([][]byte, error) {
	var pages [][]byte
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html.gz") {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			return err
		}
		b, err := io.ReadAll(z)
		pages = append(pages, b)
		return err
	})
	return pages, err
}

// timePages reads the pages over and over for some seconds on one core.
func timePages(what string, pages [][]byte) error {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	r, err := page.NewReader(nil)
	if err != nil {
		return err
	}
	read, size, began := 0, 0, time.Now()
	for time.Since(began) < 5*time.Second {
		for _, raw := range pages {
			if _, err := r.Read(source.Item{Source: "x.html", Kind: source.HTML, Raw: raw, Media: "text/html"}); err != nil &&
				!errors.Is(err, page.ErrNoText) {
				return err
			}
			read, size = read+1, size+len(raw)
		}
	}
	took := time.Since(began).Seconds()
	fmt.Printf("page stage on one core, %d %s: %.0f pages/s, %.1f MB/s\n", len(pages), what, float64(read)/took, float64(size)/1e6/took)
	return nil
}
