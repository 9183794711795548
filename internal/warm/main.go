package main

import (
	"fmt"
	_ "github.com/alecthomas/kong"
	_ "github.com/andybalholm/brotli"
	_ "github.com/chromedp/chromedp"
	_ "github.com/google/go-cmp/cmp"
	"github.com/markusmobius/go-trafilatura"
	_ "github.com/mmcdole/gofeed"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/rogpeppe/go-internal/txtar"
	_ "golang.org/x/net/html/charset"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/text/unicode/norm"
	_ "modernc.org/sqlite"
	"os"
	_ "pgregory.net/rapid"
)

func main() {
	if len(os.Args) > 1 {
		f, _ := os.Open(os.Args[1])
		r, err := trafilatura.Extract(f, trafilatura.Options{})
		fmt.Println(err, r != nil)
	}
}
