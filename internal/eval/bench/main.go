// Command bench prints the figures of docs/performance.md: it builds readout,
// makes piles out of the example reports, and times the program on them.
//
// Figures of two machines differ; their ratios should not.
package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"readout/internal/eval"
	"readout/internal/page"
	"readout/internal/source"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// pileSize is the number of reports of the large pile.
const pileSize = 10_000

func run() error {
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
	for _, step := range []func(bin, dir string) error{startUp, plainPile, htmlPages} {
		if err := step(bin, dir); err != nil {
			return err
		}
	}
	return nil
}

// startUp times `readout version`, which reads nothing.
func startUp(bin, _ string) error {
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

// plainPile builds a dossier of many plain-text reports, each another text.
func plainPile(bin, dir string) error {
	seed, err := os.ReadFile("examples/shuttle/levant-courier-1974-01-18.txt")
	if err != nil {
		return err
	}
	pile := filepath.Join(dir, "pile")
	total := 0
	for i := range pileSize {
		sub := filepath.Join(pile, fmt.Sprintf("%03d", i/100))
		if err := os.MkdirAll(sub, 0o777); err != nil {
			return err
		}
		text := vary(string(seed), i)
		total += len(text)
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%05d.txt", i)), []byte(text), 0o666); err != nil {
			return err
		}
	}
	out := filepath.Join(dir, "dossier")
	took, rss, err := timed(exec.Command(bin, "build", "-q", pile, "-o", out))
	if err != nil {
		return err
	}
	fmt.Printf("build of %d plain-text reports (%.1f MB): %.1f s, %.0f reports/s, %.1f MB/s, peak memory %.0f MB\n",
		pileSize, float64(total)/1e6, took.Seconds(), pileSize/took.Seconds(), float64(total)/1e6/took.Seconds(), rss)
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

// vary makes another report of a text: paragraphs in another order, words of
// each swapped for numbered ones, so that no two are copies.
func vary(text string, n int) string {
	words := strings.SplitAfter(text, " ")
	for i := n % 7; i < len(words); i += 3 + n%5 {
		if strings.TrimSpace(words[i]) == words[i] || len(words[i]) < 5 {
			continue
		}
		words[i] = fmt.Sprintf("word%c%c%c ", 'a'+(n+i)%26, 'a'+(n/26+i)%26, 'a'+(n/676+3*i)%26)
	}
	return strings.Join(words, "")
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
func htmlPages(_, _ string) error {
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
