package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// progress tells how far a build is: one line rewritten in place on a
// terminal, a log line every five seconds elsewhere.
type progress struct {
	out      *os.File
	terminal bool
	quiet    bool
	now      func() time.Time

	mu      sync.Mutex
	started time.Time
	shown   time.Time
	reports int
	skipped int
	doneB   int64
	totalB  int64
	drawn   bool
}

const (
	terminalEvery = 200 * time.Millisecond
	logEvery      = 5 * time.Second
)

func newProgress(out *os.File, quiet bool, now func() time.Time) *progress {
	p := &progress{out: out, quiet: quiet || out == nil, now: now}
	if out != nil {
		if fi, err := out.Stat(); err == nil {
			p.terminal = fi.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
		}
	}
	p.started = now()
	p.shown = p.started
	return p
}

// total says how many bytes of input there are, for the time left; 0 is not
// known.
func (p *progress) total(n int64) { p.totalB = n }

// inputSize is the size in bytes of what the paths name, as far as it can be
// told beforehand: 0 where standard input or a glob is among them.
func inputSize(paths []string) int64 {
	var total int64
	for _, path := range paths {
		if _, err := os.Stat(path); err != nil {
			return 0
		}
		err := filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil // what cannot be read is named by the walk that reads
			}
			if fi, err := d.Info(); err == nil {
				total += fi.Size()
			}
			return nil
		})
		if err != nil {
			return 0
		}
	}
	return total
}

// bytes counts input that is done with.
func (p *progress) bytes(n int64) {
	p.mu.Lock()
	p.doneB += n
	p.mu.Unlock()
}

// job counts what came of an item.
func (p *progress) job(j *job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reports += len(j.units)
	p.skipped += len(j.skips)
	if j.last && j.file != nil {
		p.doneB += j.file.size
	}
	p.show(false, "")
}

// phase shows a step that has no count of its own.
func (p *progress) phase(what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.show(p.terminal, what)
}

func (p *progress) show(force bool, what string) {
	if p.quiet {
		return
	}
	every := logEvery
	if p.terminal {
		every = terminalEvery
	}
	now := p.now()
	if !force && now.Sub(p.shown) < every {
		return
	}
	p.shown = now
	line := p.line(now.Sub(p.started))
	if what != "" {
		line = what
	}
	if p.terminal {
		fmt.Fprintf(p.out, "\r\x1b[K%s", line)
		p.drawn = true
		return
	}
	fmt.Fprintf(p.out, "readout: %s\n", line)
}

// line is the state in words: count, rate and time left.
func (p *progress) line(took time.Duration) string {
	rate := float64(p.reports) / max(took.Seconds(), 0.001)
	s := fmt.Sprintf("%d reports read, %d skipped, %.0f/s", p.reports, p.skipped, rate)
	if p.totalB > 0 && p.doneB > 0 && p.doneB <= p.totalB {
		share := float64(p.doneB) / float64(p.totalB)
		left := time.Duration(float64(took) * (1 - share) / share).Round(time.Second)
		s += fmt.Sprintf(", %.0f%%, about %s left", 100*share, left)
	}
	return s
}

// stop clears the terminal's line.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.drawn = false
	}
}
