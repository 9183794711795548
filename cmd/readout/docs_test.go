package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"readout/internal/source"
)

var update = flag.Bool("update", false, "rewrite docs/commands.md, the trace in README.md and the scripts' goldens")

// TestCommandsAreDocumented holds docs/commands.md to what --help prints.
func TestCommandsAreDocumented(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	self := filepath.Join(t.TempDir(), "readout")
	if err := os.Symlink(exe, self); err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	page.WriteString("# The commands\n\nWhat `--help` prints; `make golden` rewrites this page.\n\n" +
		"Exit status: 0 done; 1 nothing could be read or written; 2 bad usage. Bad input never stops a build: it is skipped, counted, and named with a reason.\n")
	for _, name := range []string{"", "build", "export", "explain", "search", "check", "annotate", "outlets learn", "version"} {
		args := append(strings.Fields(name), "--help")
		out, err := exec.Command(self, args...).Output()
		if err != nil {
			t.Fatalf("readout %s --help: %v", name, err)
		}
		page.WriteString("\n## " + strings.TrimSpace("readout "+name) + "\n\n```text\n" + string(out) + "```\n")
	}
	page.WriteString("\n## Why an input is skipped\n\n| reason | meaning |\n| --- | --- |\n")
	for _, r := range append(source.Reasons(), source.ReasonText{Reason: brokenInvariant, Says: brokenInvariantSays}) {
		page.WriteString("| `" + string(r.Reason) + "` | " + r.Says + " |\n")
	}
	const path = "../../docs/commands.md"
	if *update {
		if err := os.WriteFile(path, page.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(want, page.Bytes()) {
		t.Errorf("docs/commands.md is not what --help prints (%v): run make golden and read the diff", err)
	}
}
