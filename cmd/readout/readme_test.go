package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeTrace runs the record that README.md traces: what stands there is
// what the program prints.
func TestReadmeTrace(t *testing.T) {
	readme := string(read(t, "../../README.md"))
	_, rest, ok := strings.Cut(readme, "$ readout explain dossier ")
	if !ok {
		t.Fatal("README.md traces no record")
	}
	id, rest, _ := strings.Cut(rest, "\n")
	want, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("README.md: the traced record has no end")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	self := filepath.Join(t.TempDir(), "readout")
	if err := os.Symlink(exe, self); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "dossier")
	for _, args := range [][]string{{"build", "-q", "examples/shuttle", "-o", out}, {"explain", out, id}} {
		cmd := exec.Command(self, args...)
		cmd.Dir = "../.." // sources are named as given: the ids in README.md are those of its command
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, stderr.String())
		}
		if args[0] == "explain" && *update {
			mended := strings.Replace(readme, want, stdout.String(), 1)
			if err := os.WriteFile("../../README.md", []byte(mended), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if args[0] == "explain" && stdout.String() != want {
			t.Errorf("README.md shows\n%s\nthe program prints\n%s", want, stdout.String())
		}
	}
}
