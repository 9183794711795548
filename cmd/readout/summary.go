package main

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"readout/internal/source"
)

// tally counts what came in and what became of it in this run.
type tally struct {
	reports    int
	known      int // reports that were in the dossier already
	knownFiles int
	skips      map[source.SkipReason]int
	examples   map[source.SkipReason]string
}

func newTally() *tally {
	return &tally{skips: map[source.SkipReason]int{}, examples: map[source.SkipReason]string{}}
}

func (t *tally) add(j *job) {
	t.reports += len(j.units)
	if j.known {
		t.known++
	}
	for _, s := range j.skips {
		if t.skips[s.Reason]++; t.skips[s.Reason] == 1 {
			t.examples[s.Reason] = s.Source + ": " + s.Detail
		}
	}
}

// kindNames orders the kinds of record and names them in the plural.
var kindNames = []struct{ kind, plural string }{
	{"document", "reports"}, {"entity", "names"}, {"statement", "quotations"}, {"event", "events"},
	{"figure", "figures"}, {"stop", "stops"}, {"occurrence", "occurrences"}, {"utterance", "utterances"},
	{"series", "series"}, {"itinerary", "itineraries"}, {"discrepancy", "discrepancies"}, {"story", "stories"},
	{"duplicate", "copies"}, {"near-duplicate", "near-copies"}, {"skip", "skipped"},
}

// summary counts everything in and out.
func (b *builder) summary(dir string) error {
	t := b.tally
	fmt.Fprintf(b.stdout, "read       %d new reports", t.reports)
	if t.known > 0 {
		fmt.Fprintf(b.stdout, ", %d known already", t.known)
	}
	if t.knownFiles > 0 {
		fmt.Fprintf(b.stdout, ", %d files known already", t.knownFiles)
	}
	fmt.Fprintln(b.stdout)
	total := 0
	for _, reason := range slices.Sorted(maps.Keys(t.skips)) {
		total += t.skips[reason]
		fmt.Fprintf(b.stdout, "skipped    %d as %s, such as %s\n", t.skips[reason], reason, t.examples[reason])
	}
	if total == 0 {
		fmt.Fprintln(b.stdout, "skipped    0")
	}
	counts, err := b.st.Counts(b.ctx)
	if err != nil {
		return err
	}
	var parts []string
	for _, k := range kindNames {
		if n := counts[k.kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, k.plural))
		}
	}
	if counts["document"] == 0 {
		return hint{errors.New("nothing could be read"),
			"readout reads .txt .md .html .json .jsonl .csv .eml .warc .zip .wacz and feeds, gzipped or not."}
	}
	fmt.Fprintf(b.stdout, "dossier    %s\n", strings.Join(parts, ", "))
	fmt.Fprintf(b.stdout, "written    %s  %s  %s\n", filepath.Join(dir, pageFile),
		filepath.Join(dir, recordsFile), filepath.Join(dir, storeFile))
	return nil
}
