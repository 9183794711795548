package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"readout"
	"readout/internal/export"
	"readout/internal/store"
	"readout/internal/web"
)

// checkDossier verifies the store, and that records.jsonl and the page are what
// it gives.
func checkDossier(ctx context.Context, st *store.Store, rules readout.Rules, dir string) ([]readout.Violation, error) {
	found, err := st.Check(ctx, rules)
	if err != nil {
		return nil, err
	}
	for _, file := range []struct {
		name, invariant string
		write           func(io.Writer) error
	}{
		{recordsFile, "records", func(w io.Writer) error { return export.JSONL(ctx, st, w) }},
		{pageFile, "page", func(w io.Writer) error { return web.Dossier(ctx, st, rules, w) }},
	} {
		differs, err := compareFile(filepath.Join(dir, file.name), file.invariant, file.write)
		if err != nil {
			return nil, err
		}
		found = append(found, differs...)
	}
	return found, nil
}

// compareFile tells where a file is not what the store gives.
func compareFile(path, invariant string, write func(io.Writer) error) ([]readout.Violation, error) {
	f, err := os.Open(path)
	if err != nil {
		return []readout.Violation{{Record: path, Invariant: invariant, What: "cannot be read: " + err.Error()}}, nil
	}
	defer f.Close()
	cmp := &comparer{file: f}
	if err := write(cmp); err != nil {
		return nil, err
	}
	if rest, _ := f.Read(make([]byte, 1)); rest > 0 || cmp.differs {
		return []readout.Violation{{Record: path, Invariant: invariant,
			What: fmt.Sprintf("is not what the store gives, from byte %d on", cmp.at)}}, nil
	}
	return nil, nil
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
