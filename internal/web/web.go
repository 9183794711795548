// Package web makes the pages a person reads: for now the dossier page, one
// self-contained file.
package web

import (
	"context"
	"io"

	"readout"
	"readout/internal/store"
)

// Dossier writes index.html: the pile at a glance, each report with its
// furniture dimmed, what is said in it, and a search within the page.
func Dossier(ctx context.Context, st *store.Store, rules readout.Rules, w io.Writer) error {
	return nil
}
