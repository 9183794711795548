package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"

	"golang.org/x/sync/errgroup"

	"readout"
	"readout/internal/source"
)

type annotateCmd struct {
	Jobs int `short:"j" placeholder:"N" help:"Reports worked on at a time (default: one for each processor)."`
}

// maxLine bounds one line of the filter: a report is never this long.
const maxLine = 64 << 20

// annotateInput is one line of the filter's input.
type annotateInput struct {
	ID        json.RawMessage `json:"id"`
	Text      *string         `json:"text"`
	Published string          `json:"published"`
	URL       string          `json:"url"`
	Title     string          `json:"title"`
}

// Run answers each line in turn; lines are worked in parallel and answered in
// input order.
func (c *annotateCmd) Run(w *world) error {
	if c.Jobs < 1 {
		c.Jobs = runtime.GOMAXPROCS(0)
	}
	stages, err := newStages("")
	if err != nil {
		return err
	}
	type answer struct {
		out  []byte
		done chan struct{}
	}
	g, ctx := errgroup.WithContext(w.ctx)
	order, slots := make(chan *answer, 4*c.Jobs), make(chan struct{}, c.Jobs)
	g.Go(func() error {
		defer close(order)
		return eachLine(w.stdin, maxLine, func(n int, line []byte, tooLong bool) error {
			a := &answer{done: make(chan struct{})}
			select {
			case order <- a:
			case <-ctx.Done():
				return ctx.Err()
			}
			slots <- struct{}{}
			g.Go(func() error {
				defer func() { <-slots; close(a.done) }()
				a.out = stages.annotate(n, line, tooLong)
				return nil
			})
			return nil
		})
	})
	g.Go(func() error {
		out := bufio.NewWriter(w.stdout)
		for a := range order {
			<-a.done
			if _, err := out.Write(a.out); err != nil {
				return err
			}
			if len(order) == 0 {
				if err := out.Flush(); err != nil {
					return err
				}
			}
		}
		return out.Flush()
	})
	return g.Wait()
}

// byteOrderMark opens what some editors save.
const byteOrderMark = "\ufeff"

// eachLine calls do with every non-empty line and its number from 1; a line
// over limit is passed over and do told so.
func eachLine(r io.Reader, limit int, do func(n int, line []byte, tooLong bool) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	if head, err := in.Peek(len(byteOrderMark)); err == nil && string(head) == byteOrderMark {
		if _, err := in.Discard(len(byteOrderMark)); err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
	}
	for n := 1; ; n++ {
		var line []byte
		tooLong := false
		for {
			part, err := in.ReadSlice('\n')
			if !tooLong {
				line = append(line, part...)
			}
			tooLong = tooLong || len(line) > limit
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			if err != nil && !errors.Is(err, io.EOF) {
				return fmt.Errorf("standard input: %w", err)
			}
			if len(bytes.TrimSpace(line)) > 0 {
				if derr := do(n, line, tooLong); derr != nil {
					return derr
				}
			}
			if err != nil {
				return nil
			}
			break
		}
	}
}

// annotate gives the lines for one input line; whatever goes wrong is one
// error line.
func (s *stages) annotate(n int, line []byte, tooLong bool) (out []byte) {
	var id any
	defer func() {
		if p := recover(); p != nil {
			out = errorLine(id, fmt.Sprintf("line %d: the reader gave up: %v; please report this as a fault of readout", n, p))
		}
	}()
	if tooLong {
		return errorLine(nil, fmt.Sprintf("line %d is over %d bytes", n, maxLine))
	}
	var in annotateInput
	if err := json.Unmarshal(line, &in); err != nil {
		return errorLine(nil, fmt.Sprintf("line %d: %v", n, err))
	}
	name, ok := idText(in.ID)
	if !ok {
		return errorLine(nil, fmt.Sprintf("line %d: no \"id\": give a string or a number", n))
	}
	id = name
	if in.Text == nil {
		return errorLine(id, fmt.Sprintf("line %d: no \"text\": give the report as a string", n))
	}
	return s.claimLines(name, in)
}

func (s *stages) claimLines(name string, in annotateInput) []byte {
	docs, err := s.read(source.Item{Source: name, Kind: source.Parts, Raw: []byte(*in.Text), Body: *in.Text,
		Fields: source.Fields{
			Title: source.Value{Text: in.Title, Signal: "title"},
			Date:  source.Value{Text: in.Published, Signal: "published"},
			URL:   source.Value{Text: in.URL, Signal: "url"},
		}})
	if err != nil {
		return errorLine(name, err.Error())
	}
	var out bytes.Buffer
	for _, doc := range docs {
		doc.ID = name
		claims := s.claims.Claims(doc)
		rs := readout.NewRecords(doc)
		for i := range claims.Entities {
			if err = writeRecord(&out, rs.Entity, &claims.Entities[i]); err != nil {
				return errorLine(name, err.Error())
			}
		}
		for i := range claims.Statements {
			if err = writeRecord(&out, rs.Statement, &claims.Statements[i]); err != nil {
				return errorLine(name, err.Error())
			}
		}
	}
	return out.Bytes()
}

func writeRecord[T any](out *bytes.Buffer, encode func(T) ([]byte, error), v T) error {
	record, err := encode(v)
	out.Write(record)
	out.WriteByte('\n')
	return err
}

// idText is the id as a string; numbers are taken as written.
func idText(raw json.RawMessage) (string, bool) {
	var s string
	if json.Unmarshal(raw, &s) == nil && s != "" {
		return s, true
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil && n != "" {
		return n.String(), true
	}
	return "", false
}

func errorLine(doc any, what string) []byte {
	line, err := json.Marshal(struct {
		Kind  string `json:"kind"`
		Doc   any    `json:"doc"`
		Error string `json:"error"`
	}{"error", doc, what})
	if err != nil {
		line = []byte(`{"kind":"error","doc":null,"error":"cannot be written"}`)
	}
	return append(line, '\n')
}
