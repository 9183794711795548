package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"readout/internal/store"
)

// skipLine is the form of what was not read. It comes last and has no id: it
// is no record, but the account of a byte that led to none.
type skipLine struct {
	Kind   string `json:"kind"`
	Source string `json:"source"`
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}

// JSONL writes every record, one JSON object a line, in the contract's order:
// documents, entities, claims by document and position, and last a line for
// each thing that was not read.
func JSONL(ctx context.Context, st *store.Store, w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	for record, err := range st.Records(ctx) {
		if err != nil {
			return fmt.Errorf("export: jsonl: %w", err)
		}
		out.Write(record)
		if err := out.WriteByte('\n'); err != nil {
			return fmt.Errorf("export: jsonl: %w", err)
		}
	}
	skips, err := st.Skips(ctx)
	if err != nil {
		return fmt.Errorf("export: jsonl: %w", err)
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	for _, skip := range skips {
		buf.Reset()
		if err := enc.Encode(skipLine{"skip", skip.Source, string(skip.Reason), skip.Detail}); err != nil {
			return fmt.Errorf("export: jsonl: %s: %w", skip.Source, err)
		}
		if _, err := out.Write(buf.Bytes()); err != nil {
			return fmt.Errorf("export: jsonl: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("export: jsonl: %w", err)
	}
	return nil
}
