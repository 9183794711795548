package source

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// repeat reads the same bytes n times: a container of any size, held nowhere.
type repeat struct {
	unit []byte
	n    int
	at   int
}

func (r *repeat) Read(p []byte) (int, error) {
	if r.n == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.unit[r.at:])
	if r.at += n; r.at == len(r.unit) {
		r.at, r.n = 0, r.n-1
	}
	return n, nil
}

// page20k is a page of the usual weight, in bytes that do not pack too well.
func page20k() string {
	var sb strings.Builder
	sb.WriteString("<html><body>")
	for i := 0; sb.Len() < 20<<10; i++ {
		fmt.Fprintf(&sb, "<p>On day %d the envoy saw %d maps of line %x.</p>\n", i, i*7919%1000, i*104729)
	}
	return sb.String() + "</body></html>"
}

// container is a stream of one unit repeated, with what reads it.
type container struct {
	name string
	unit string
	size int // of the unit, unpacked
	read func(*walker, *input) error
}

func containers(t testing.TB) []container {
	t.Helper()
	html := page20k()
	plain := response(page1, "Content-Type: text/html; charset=utf-8", html)
	row := fmt.Sprintf("{\"title\":\"Envoy\",\"date\":\"1974-01-12\",\"url\":\"https://post.example/1\",\"text\":%q}\n", html[:4<<10])
	cells := "Envoy,1974-01-12,\"" + strings.ReplaceAll(html[:4<<10], `"`, `""`) + "\"\n"
	item := "<item><title>T</title><description><![CDATA[" + html + "]]></description></item>\n"
	message := "From x\nSubject: T\n\n" + html + "\n\n"
	return []container{
		{"warc", plain, len(plain), (*walker).warc},
		{"warc.gz", gz(plain), len(plain), (*walker).warc},
		{"jsonl", row, len(row), (*walker).jsonl},
		{"json", "," + row, len(row), func(w *walker, in *input) error {
			in.r = bufio.NewReader(io.MultiReader(strings.NewReader("[{\"text\":\"x\"}"), in.r, strings.NewReader("]")))
			return w.json(in)
		}},
		{"json wrapper", "," + row, len(row), func(w *walker, in *input) error {
			in.r = bufio.NewReader(io.MultiReader(strings.NewReader(`{"articles":[{"text":"x"}`), in.r, strings.NewReader("]}")))
			return w.json(in)
		}},
		{"csv", cells, len(cells), func(w *walker, in *input) error {
			in.r = bufio.NewReader(io.MultiReader(strings.NewReader("title,date,text\n"), in.r))
			return w.csv(in)
		}},
		{"rss", item, len(item), func(w *walker, in *input) error {
			in.r = bufio.NewReader(io.MultiReader(strings.NewReader(rssHead), in.r, strings.NewReader("</channel></rss>")))
			return w.feed(in)
		}},
		{"mbox", message, len(message), (*walker).mbox},
	}
}

// TestStreams reads containers of 16 MB, and a web archive of 200 MB, that exist
// nowhere, and watches the heap.
func TestStreams(t *testing.T) {
	// One item of 20 KiB, its buffers, and what waits for the collector.
	const limit = 48 << 20
	for _, c := range containers(t) {
		t.Run(c.name, func(t *testing.T) {
			size := 16 << 20
			if c.name == "warc" && !testing.Short() {
				size = 200 << 20
			}
			runtime.GC()
			items, peak := 0, uint64(0)
			sink := Sink{
				Item: func(Item) error {
					if items++; items%100 == 0 {
						var m runtime.MemStats
						runtime.ReadMemStats(&m)
						peak = max(peak, m.HeapAlloc)
					}
					return nil
				},
				Skip: func(sk Skip) error { t.Errorf("skip %s", sk); return nil },
			}
			w, err := newWalker(context.Background(), Options{Limits: Limits{ItemBytes: 4 << 20}}, sink)
			if err != nil {
				t.Fatal(err)
			}
			n := size / c.size
			in := &input{source: "big", r: bufio.NewReaderSize(&repeat{unit: []byte(c.unit), n: n}, readAhead)}
			if err := c.read(w, in); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d items, %d MiB, heap up to %d MiB", items, size>>20, peak>>20)
			if items < n || peak == 0 || peak > limit {
				t.Errorf("%d items of %d, heap up to %d MiB, want at most %d", items, n, peak>>20, limit>>20)
			}
		})
	}
}

// BenchmarkStreams reads about 8 MB a round; MB/s count unpacked bytes.
func BenchmarkStreams(b *testing.B) {
	for _, c := range containers(b) {
		b.Run(c.name, func(b *testing.B) {
			w, err := newWalker(context.Background(), Options{}, Sink{})
			if err != nil {
				b.Fatal(err)
			}
			n := (8 << 20) / c.size
			b.SetBytes(int64(n * c.size))
			b.ReportAllocs()
			for b.Loop() {
				in := &input{source: "big", r: bufio.NewReaderSize(&repeat{unit: []byte(c.unit), n: n}, readAhead)}
				if err := c.read(w, in); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "items/s")
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, c := range []struct{ name, raw string }{
		{"utf-8", page20k()}, {"crlf", strings.ReplaceAll(page20k(), "\n", "\r\n")},
		{"windows-1252", strings.ReplaceAll(page20k(), "envoy", "envoy\x92s caf\xe9")},
	} {
		b.Run(c.name, func(b *testing.B) {
			raw := []byte(c.raw)
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				Decode(raw, "", "text/html")
			}
		})
	}
}

func TestSpool(t *testing.T) {
	text := strings.Repeat("x", 1000)
	for _, memory := range []int64{10, 999, 1000, 1001} {
		sp, err := newSpool(strings.NewReader(text), memory, 5000)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(io.NewSectionReader(sp, 0, sp.size))
		if err != nil || !bytes.Equal(got, []byte(text)) {
			t.Errorf("memory %d: %d bytes, %v", memory, len(got), err)
		}
		if inFile := sp.file != nil; inFile != (memory <= 1000) {
			t.Errorf("memory %d: in a file: %v", memory, inFile)
		}
		if err := sp.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := newSpool(strings.NewReader(text), 10, 500); reasonOf(err, "") != TooLarge {
		t.Errorf("over the limit: got %v", err)
	}
}
