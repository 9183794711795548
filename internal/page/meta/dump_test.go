package meta

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"readout/internal/source"
)

func TestDump(t *testing.T) {
	if os.Getenv("DUMP") == "" {
		t.Skip()
	}
	files, _ := filepath.Glob(os.Getenv("DUMP"))
	for _, f := range files {
		p := readPage(t, f, source.Fields{})
		fmt.Printf("%.8s u=%.70s\n  T %q [%s %s]\n", filepath.Base(f), p.URL.Value, p.Title.Value, p.Title.Reason.Rule, p.Title.Reason.Signal)
		if p.Shown.Value != "" {
			fmt.Printf("  H %q\n", p.Shown.Value)
		}
		if p.Subtitle.Value != "" {
			fmt.Printf("  S %q [%s]\n", p.Subtitle.Value, p.Subtitle.Reason.Signal)
		}
		fmt.Printf("  O %q [%s]  A %q [%s] W %q L %q\n", p.Outlet.Value, p.Outlet.Reason.Signal, p.Authors, p.AuthorsReason.Signal, p.Wire.Value, p.Language.Value)
		fmt.Printf("  P %s %s [%s %s] U %s [%s]\n", p.Published.Date, p.Published.Basis, p.Published.Reason.Signal, p.Published.Reason.Note, p.Updated.Date, p.Updated.Reason.Signal)
	}
}
