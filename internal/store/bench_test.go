package store_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"readout/internal/export"
	"readout/internal/store"
)

// benchReports is the size of the pile of docs/performance.md.
const benchReports = 10_000

// fill puts n generated reports in batches of 64.
func fill(tb testing.TB, st *store.Store, n int) {
	tb.Helper()
	batch := make([]store.Unit, 0, 64)
	for i := range n {
		batch = append(batch, report(i+1))
		if len(batch) == cap(batch) || i == n-1 {
			put(tb, st, batch...)
			batch = batch[:0]
		}
	}
}

func BenchmarkPut(b *testing.B) {
	st := openStore(b)
	batch := make([]store.Unit, 0, 64)
	size, n := 0, 0
	for b.Loop() {
		b.StopTimer()
		u := report(n + 1)
		b.StartTimer()
		size += len(u.Doc.Text)
		n++
		if batch = append(batch, u); len(batch) == cap(batch) {
			put(b, st, batch...)
			batch = batch[:0]
		}
	}
	b.SetBytes(int64(size / n))
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
}

func BenchmarkPile(b *testing.B) {
	path := filepath.Join(b.TempDir(), "readout.db")
	st, err := store.Open(ctx, path)
	if err != nil {
		b.Fatal(err)
	}
	fill(b, st, benchReports)
	if err := st.Close(); err != nil {
		b.Fatal(err)
	}
	if st, err = store.Open(ctx, path); err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	for _, q := range []string{"envoy", `"envoy convoy"`, "zürich -harbour", "tal*", "nothingofthekind"} {
		b.Run("Search/"+strings.ReplaceAll(q, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				if _, err := st.Search(ctx, q, 20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("Relink", func(b *testing.B) {
		for b.Loop() {
			if err := st.Relink(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("JSONL", func(b *testing.B) {
		var counted bytes.Buffer
		if err := export.JSONL(ctx, st, &counted); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(counted.Len()))
		for b.Loop() {
			if err := export.JSONL(context.Background(), st, io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Check", func(b *testing.B) {
		for b.Loop() {
			if found, err := st.Check(ctx, testRules(b)); err != nil || len(found) > 0 {
				b.Fatal(found, err)
			}
		}
	})
	b.Run("Size", func(b *testing.B) {
		for b.Loop() { // it has nothing to time, and takes away metrics given before
		}
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/benchReports, "B/report-on-disk")
		b.ReportMetric(peakMiB(b), "MiB-peak")
	})
}

// peakMiB is the most memory that this process has held, where the system
// tells; else 0.
func peakMiB(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kib / 1024
		}
	}
	return 0
}
