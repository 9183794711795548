package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"readout/internal/export"
)

type exportCmd struct {
	Dir    string `arg:"" help:"Dossier folder."`
	Format string `required:"" enum:"jsonl,csv,md" help:"One of jsonl, csv, md."`
	Out    string `short:"o" placeholder:"FILE" help:"File to write (jsonl; default: standard output), or folder (csv, md; default: DIR/csv, DIR/md)."`
	Excel  bool   `help:"csv for a double click: a byte-order mark, and a quote before cells that would run as formulas."`
}

// Run writes the dossier in the format asked for.
func (c *exportCmd) Run(w *world) error {
	if c.Excel && c.Format != "csv" {
		return usageError{errors.New("--excel goes with --format csv")}
	}
	st, err := openDossier(w.ctx, c.Dir)
	if err != nil {
		return err
	}
	defer st.Close()
	if fi, err := os.Stat(c.Out); c.Format == "jsonl" && err == nil && fi.IsDir() {
		return hint{fmt.Errorf("%s is a folder", c.Out), "Name a file for jsonl: -o " + filepath.Join(c.Out, recordsFile)}
	}
	if c.Format == "jsonl" {
		return w.toFile(c.Out, func(out io.Writer) error { return export.JSONL(w.ctx, st, out) })
	}
	dir := c.Out
	if dir == "" || dir == "-" {
		dir = filepath.Join(c.Dir, c.Format)
	}
	if c.Format == "csv" {
		err = export.CSV(w.ctx, st, dir, c.Excel)
	} else {
		err = export.Markdown(w.ctx, st, dir)
	}
	if err == nil {
		fmt.Fprintf(w.stderr, "written to %s\n", dir)
	}
	return err
}

type searchCmd struct {
	Dir   string   `arg:"" help:"Dossier folder."`
	Query []string `arg:"" help:"Words; \"a phrase\"; -not; AND, OR. Flags stand before the words."`
	Limit int      `short:"n" default:"20" help:"Hits to print at the most."`
	JSON  bool     `help:"Hits as JSON lines."`
}

// Run prints the hits, best first.
func (c *searchCmd) Run(w *world) error {
	st, err := openDossier(w.ctx, c.Dir)
	if err != nil {
		return err
	}
	defer st.Close()
	query := ""
	for i, q := range c.Query {
		if i > 0 {
			query += " "
		}
		query += q
	}
	hits, err := st.Search(w.ctx, query, c.Limit)
	if err != nil {
		return err
	}
	if len(hits) == 0 && !c.JSON {
		fmt.Fprintf(w.stderr, "nothing found for %s\n", query)
	}
	for _, h := range hits {
		if c.JSON {
			line, err := json.Marshal(h)
			if err != nil {
				return err
			}
			fmt.Fprintf(w.stdout, "%s\n", line)
			continue
		}
		fmt.Fprintf(w.stdout, "%s  %s  %s\n    %s\n", h.ID, h.Kind, oneLine(h.Title), oneLine(h.Snippet))
	}
	return nil
}

type checkCmd struct {
	Dir string `arg:"" help:"Dossier folder."`
}

// Run verifies the dossier and prints what is broken.
func (c *checkCmd) Run(w *world) error {
	st, err := openDossier(w.ctx, c.Dir)
	if err != nil {
		return err
	}
	defer st.Close()
	stages, err := newStages("")
	if err != nil {
		return err
	}
	found, err := checkDossier(w.ctx, st, stages.rules, c.Dir)
	if err != nil {
		return err
	}
	for _, v := range found {
		fmt.Fprintln(w.stdout, v)
	}
	if len(found) > 0 {
		return hint{fmt.Errorf("%d invariants broken", len(found)),
			"Build the dossier again from its sources into a new folder; if it happens again, report it."}
	}
	counts, err := st.Counts(w.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(w.stdout, "all holds: %d reports, %d names, %d quotations\n",
		counts["document"], counts["entity"], counts["statement"])
	return nil
}
