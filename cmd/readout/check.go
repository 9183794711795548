package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"readout"
	"readout/internal/export"
	"readout/internal/store"
)

// checkDossier verifies the store and that records.jsonl is what it gives.
func checkDossier(ctx context.Context, st *store.Store, rules readout.Rules, dir string) ([]readout.Violation, error) {
	found, err := st.Check(ctx, rules)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, recordsFile)
	f, err := os.Open(path)
	if err != nil {
		return append(found, readout.Violation{Record: path, Invariant: "records", What: "cannot be read: " + err.Error()}), nil
	}
	defer f.Close()
	cmp := &comparer{file: f}
	if err := export.JSONL(ctx, st, cmp); err != nil {
		return nil, err
	}
	if rest, _ := f.Read(make([]byte, 1)); rest > 0 || cmp.differs {
		found = append(found, readout.Violation{Record: path, Invariant: "records",
			What: fmt.Sprintf("is not what the store gives, from byte %d on", cmp.at)})
	}
	return found, nil
}

// comparer compares what is written to it with a file.
type comparer struct {
	file    *os.File
	buf     []byte
	at      int64 // bytes that were equal
	differs bool
}

func (c *comparer) Write(p []byte) (int, error) {
	if c.differs {
		return len(p), nil
	}
	if len(c.buf) < len(p) {
		c.buf = make([]byte, len(p))
	}
	n := 0
	for n < len(p) {
		m, err := c.file.Read(c.buf[n:len(p)])
		n += m
		if err != nil {
			break
		}
	}
	if n < len(p) || !bytes.Equal(p, c.buf[:n]) {
		c.differs = true
		for i := 0; i < n && p[i] == c.buf[i]; i++ {
			c.at++
		}
		return len(p), nil
	}
	c.at += int64(n)
	return len(p), nil
}
