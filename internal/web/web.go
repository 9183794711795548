// Package web makes the pages a person reads: for now the dossier page, one
// self-contained file.
//
// What goes in: a [Pile], which is what a dossier's store gives. What comes
// out: one HTML page that needs no network, no other file and no script; the
// script only adds search, sorting, keys and copying. What it refuses: to let
// a report's words be anything but words (they reach the page through
// html/template's escaping alone), to leave anything out silently (what the
// page does not carry is counted on it), and to read a clock or the order of
// a map: the same pile gives the same bytes.
//
// Offsets never reach the script: every mark is an element made here, so that
// bytes need no conversion to the browser's UTF-16.
//
// A worked example: a report whose third paragraph is a quotation has, in the
// page, an article with id "d-…" (its document id with a hyphen for the
// colon), a paragraph with id "d-…-p3", and in it a mark with id "s-…" whose
// text is the quotation's words; the entry "q-…" among the quotations links
// to that mark and back.
package web

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"

	"readout"
	"readout/internal/source"
	"readout/internal/store"
)

// Pile is what the page needs of a dossier; *[store.Store] is one. Documents
// is walked twice and gives the same documents in the same order both times.
type Pile interface {
	// Documents yields the reports in the order of records.jsonl, with the
	// links between like reports joined in.
	Documents(ctx context.Context) iter.Seq2[*readout.Document, error]
	// Claims returns what a document says.
	Claims(ctx context.Context, doc *readout.Document) (*readout.Claims, error)
	// Skips returns what was not read, ordered by source, reason, detail.
	Skips(ctx context.Context) ([]source.Skip, error)
	// Counts returns the number of records by kind.
	Counts(ctx context.Context) (map[string]int, error)
}

// Limits bound what one page carries; the page says what lies beyond. Measured
// with Chromium on two busy cores: 1,000 reports of 4 KB (10 MB of page) first
// show in 0.2 s and are ready in 2.2 s, 2,000 reports of 5.6 KB among 3,400
// listed (42 MB) in 0.3 s and 8 s.
type Limits struct {
	Reports   int // reports whose text the page carries
	TextBytes int // bytes of text, all carried reports together
	OneText   int // bytes of text of one report
}

// DefaultLimits are the limits of a built dossier.
var DefaultLimits = Limits{Reports: 2000, TextBytes: 32 << 20, OneText: 1 << 20}

// Dossier writes index.html: the pile at a glance, each report with its
// furniture dimmed, what is said in it, and a search within the page.
func Dossier(ctx context.Context, st *store.Store, rules readout.Rules, w io.Writer) error {
	return Write(ctx, st, rules, DefaultLimits, w)
}

// Write writes the dossier page of any pile within the limits.
func Write(ctx context.Context, pile Pile, rules readout.Rules, limits Limits, w io.Writer) error {
	set, err := loadAssets()
	if err != nil {
		return err
	}
	sv, err := survey(ctx, pile, limits)
	if err != nil {
		return err
	}
	read, err := readAll(ctx, pile, sv, rules, set)
	if err != nil {
		return err
	}
	skips, err := pile.Skips(ctx)
	if err != nil {
		return fmt.Errorf("web: list what was not read: %w", err)
	}
	counts, err := pile.Counts(ctx)
	if err != nil {
		return fmt.Errorf("web: count records: %w", err)
	}
	out := bufio.NewWriterSize(w, 1<<16)
	if err := set.page(out, newPage(sv, read, skips, counts), read.articles); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("web: write the page: %w", err)
	}
	return nil
}
