package meta

import (
	"fmt"
	"golang.org/x/net/html"
	"os"
	"path/filepath"
	"readout/internal/source"
	"testing"
	"time"
)

func TestDumpLive(t *testing.T) {
	if os.Getenv("DUMP") == "" {
		t.Skip()
	}
	files, _ := filepath.Glob(os.Getenv("DUMP"))
	var rd, lv time.Duration
	may := 0
	for _, f := range files {
		root, _ := html.Parse(readGzip(t, f))
		a := time.Now()
		Read(root, source.Fields{})
		b := time.Now()
		if mayBeLive(root) {
			may++
		}
		es := Live(root, source.Fields{})
		c := time.Now()
		rd += b.Sub(a)
		lv += c.Sub(b)
		if es != nil {
			fmt.Println(f, len(es))
			for i, e := range es {
				if i < 3 || i == len(es)-1 {
					fmt.Printf("   %q %s %s %q %s | %.100q\n", e.Page.Title.Value, e.Page.Published.Date, e.Page.Published.Basis, e.Page.Authors, e.Page.URL.Value, textOf(e.Node))
				}
			}
		}
	}
	fmt.Println(len(files), may, rd, lv)
}
