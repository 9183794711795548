package readout_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// rooms lists the packages in import order: a package may import only those on
// lines above its own. A sub-package belongs to the line with the longest
// prefix.
var rooms = []string{
	"readout",
	"readout/lexicon",
	"readout/internal/source",
	"readout/internal/page/masthead",
	"readout/internal/page/furniture",
	"readout/internal/page/meta",
	"readout/internal/page/layout",
	"readout/internal/page/plain",
	"readout/internal/page/profile",
	"readout/internal/page/twin",
	"readout/internal/page",
	"readout/internal/extract",
	"readout/internal/store",
	"readout/internal/export",
	"readout/internal/web",
	"readout/internal/eval",
	"readout/cmd",
	"readout/examples",
}

// banned are imports that a part of the house must not have, with the reason.
var banned = []struct{ from, to, why string }{
	{"readout", "github.com/markusmobius/go-trafilatura", "it spends 0.1 s and 80 MB at every start: our own judge of a page's body is better and costs neither"},
	{"readout/internal/page", "database/sql", "a stage is a function from value to value: only store touches a database"},
	{"readout/internal/page", "net/http", "nothing is fetched: pages come from source"},
	{"readout/internal/extract", "database/sql", "a stage is a function from value to value"},
	{"readout/internal/extract", "net/http", "a stage is a function from value to value"},
	{"readout/internal/extract", "os", "a stage does no I/O"},
	{"readout/internal/page", "os", "a stage does no I/O"},
	{"readout/internal/web", "net/http", "the dossier page is a file; nothing listens yet"},
}

type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

func TestImportOrder(t *testing.T) {
	pkgs := list(t)
	if len(pkgs) < 5 {
		t.Fatalf("only %d packages found: the listing is broken", len(pkgs))
	}
	for _, p := range pkgs {
		own := room(p.ImportPath)
		if own < 0 {
			t.Errorf("%s stands in no room: add it to the list, in its place", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			if other := room(imp); other > own {
				t.Errorf("%s imports %s, which stands below it", p.ImportPath, imp)
			}
			for _, b := range banned {
				if under(p.ImportPath, b.from) && under(imp, b.to) {
					t.Errorf("%s imports %s: %s", p.ImportPath, imp, b.why)
				}
			}
			if p.ImportPath == "readout" && strings.Contains(imp, ".") {
				t.Errorf("the vocabulary imports %s: standard library only", imp)
			}
		}
	}
}

func room(path string) int {
	best, at := -1, 0
	for i, r := range rooms {
		if under(path, r) && (r != "readout" || path == r) && len(r) > at {
			best, at = i, len(r)
		}
	}
	return best
}

func under(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }

func list(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,Standard", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}
