package main

import (
	"fmt"
	"io"
	"os"

	"readout"
	"readout/internal/page"
	"readout/internal/page/profile"
	"readout/internal/source"
)

// readProfiles joins the bundled profiles with those of a file, which win.
func readProfiles(path string) (profile.Profiles, error) {
	outlets, err := profile.Bundled()
	if err != nil || path == "" {
		return outlets, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, hint{fmt.Errorf("outlet profiles: %w", err), "Make the file with: readout outlets learn PATH -o FILE"}
	}
	defer f.Close()
	own, err := profile.Read(path, f)
	if err != nil {
		return nil, err
	}
	outlets.Merge(own)
	return outlets, nil
}

type outletsCmd struct {
	Learn learnCmd `cmd:"" help:"Learn what an outlet's pages repeat, into a profile file that build --outlets takes."`
}

type learnCmd struct {
	Paths  []string          `arg:"" name:"path" help:"Files, folders or globs with reports of the outlets: some dozens of each."`
	Out    string            `short:"o" placeholder:"FILE" help:"Profile file to write (default: standard output)."`
	Column map[string]string `placeholder:"FIELD=NAME" help:"Column or key that holds a field, as for build."`
}

// Run reads the reports and writes the lines that their outlets repeat.
func (c *learnCmd) Run(w *world) error {
	outlets, err := profile.Bundled()
	if err != nil {
		return err
	}
	pages, err := page.NewReader(outlets)
	if err != nil {
		return err
	}
	s := &stages{pages: pages}
	learner := profile.NewLearner()
	read, skipped := 0, 0
	err = source.Walk(w.ctx, c.Paths, source.Options{Columns: c.Column}, source.Sink{
		Begin: func(string, string, int64) (bool, error) { return false, nil },
		Done:  func(string) error { return nil },
		Skip:  func(source.Skip) error { skipped++; return nil },
		Item: func(it source.Item) error {
			docs, err := s.read(it)
			if err != nil {
				skipped++
				return nil // a broken report teaches nothing and is counted
			}
			read += len(docs)
			learn(learner, docs)
			return nil
		},
	})
	if err != nil {
		return err
	}
	if read == 0 {
		return hint{fmt.Errorf("nothing could be read (%d skipped)", skipped), "Name files or folders with reports."}
	}
	learned := learner.Profiles()
	if err := w.toFile(c.Out, func(out io.Writer) error {
		_, err := learned.WriteTo(out)
		return err
	}); err != nil {
		return err
	}
	fmt.Fprintf(w.stderr, "read %d reports (%d skipped, %d of no known outlet); learned %d lines of %d outlets\n",
		read, skipped, learner.Unnamed, learned.Lines(), len(learned))
	return nil
}

func learn(l *profile.Learner, docs []*readout.Document) {
	for _, doc := range docs {
		l.Add(doc)
	}
}
