package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"readout"
	"readout/internal/page/profile"
	"readout/lexicon"
)

// version is the program's; it moves with CHANGELOG.md.
const version = "0.1.0"

// stagesVersion moves when a stage gives other output for the same input, so
// that a dossier's older documents are read again.
const stagesVersion = "1"

// pipelineVersion names the stages, the words and the outlet profiles they use.
func pipelineVersion(outlets profile.Profiles) (string, error) {
	words, err := lexicon.Digest()
	if err != nil {
		return "", err
	}
	var all strings.Builder
	if _, err := outlets.WriteTo(&all); err != nil {
		return "", err
	}
	return stagesVersion + "-" + readout.Hash([]byte(words + all.String()))[:8], nil
}

type versionCmd struct{}

// Run prints version, pipeline and platform.
func (versionCmd) Run(w *world) error {
	outlets, err := profile.Bundled()
	if err != nil {
		return err
	}
	pipeline, err := pipelineVersion(outlets)
	if err != nil {
		return err
	}
	revision := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				revision = " " + s.Value[:12]
			}
		}
	}
	_, err = fmt.Fprintf(w.stdout, "readout %s%s (pipeline %s, %s %s/%s)\n",
		version, revision, pipeline, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
