package layout

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"readout/internal/page/furniture"
	"readout/internal/page/meta"
)

// BenchmarkPages parses and lays out the development pages: bytes of HTML per
// second, one core.
func BenchmarkPages(b *testing.B) {
	pages := developmentPages(b)
	lex, err := furniture.Load()
	if err != nil {
		b.Fatal(err)
	}
	run := func(name string, read func(*html.Node) Result) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				root, err := html.Parse(strings.NewReader(pages[i%len(pages)]))
				if err != nil {
					b.Fatal(err)
				}
				read(root)
				i++
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
	run("parse", func(*html.Node) Result { return Result{} })
	run("parse+layout", func(root *html.Node) Result { return Read(root, meta.Page{}, nil) })
	run("parse+layout+lines", func(root *html.Node) Result { return Read(root, meta.Page{}, lex) })
}

func developmentPages(b *testing.B) []string {
	b.Helper()
	var pages []string
	for _, g := range append(scrapinghub(b), fundus(b)...) {
		pages = append(pages, string(readGzip(b, g.path)))
	}
	return pages
}
