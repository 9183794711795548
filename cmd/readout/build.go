package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"readout"
	"readout/internal/export"
	"readout/internal/extract"
	"readout/internal/page"
	"readout/internal/page/twin"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/web"
)

// Files of a dossier folder.
const (
	storeFile   = "readout.db"
	recordsFile = "records.jsonl"
	pageFile    = "index.html"
)

// batchUnits is how many documents are written in one transaction: enough to
// make the transaction's cost small, few enough to lose little to a crash.
const batchUnits = 256

type buildCmd struct {
	Paths   []string          `arg:"" name:"path" help:"Files, folders or globs to read; - is standard input."`
	Out     string            `short:"o" required:"" placeholder:"DIR" help:"Dossier folder to write or add to."`
	Column  map[string]string `placeholder:"FIELD=NAME" help:"Column or key that holds a field (text, title, subtitle, date, updated, url, outlet, author, language, id); may be repeated."`
	Outlets string            `placeholder:"FILE" help:"Outlet profiles to use besides the bundled ones; see: readout outlets learn."`
	Jobs    int               `short:"j" placeholder:"N" help:"Reports worked on at a time (default: one for each processor)."`
	Quiet   bool              `short:"q" help:"No progress, only the summary."`
}

// Run is the main job: read, store, link, write.
func (c *buildCmd) Run(w *world) error {
	if c.Jobs < 1 {
		c.Jobs = runtime.GOMAXPROCS(0)
	}
	if err := os.MkdirAll(c.Out, 0o777); err != nil {
		return hint{fmt.Errorf("dossier folder: %w", err), "Name a folder that you may write to with -o."}
	}
	st, err := openStore(w.ctx, filepath.Join(c.Out, storeFile))
	if err != nil {
		return err
	}
	defer st.Close()
	if err := st.Lock(); err != nil {
		return hint{err, "Wait for the other build to end, or write to another folder."}
	}
	if err := sweep(c.Out); err != nil {
		return err
	}
	stages, err := newStages(c.Outlets)
	if err != nil {
		return err
	}
	stages.version += columnsVersion(c.Column)
	b := &builder{world: w, st: st, stages: stages, jobs: c.Jobs, out: c.Out, tally: newTally(),
		opt: source.Options{Columns: c.Column, Exclude: []string{c.Out}}}
	b.progress = newProgress(w.stderr, c.Quiet, time.Now)
	b.progress.total(inputSize(c.Paths))
	err = b.read(c.Paths)
	b.progress.stop()
	if err != nil {
		if errors.Is(err, context.Canceled) {
			return hint{errors.New("stopped before the end"),
				"What was read so far is kept: run the same command again and it goes on from there."}
		}
		return err
	}
	if err := b.finish(); err != nil {
		return err
	}
	return b.summary(c.Out)
}

// stages are the pure parts of the pipeline.
type stages struct {
	pages   *page.Reader
	claims  *extract.Extractor
	rules   readout.Rules
	version string
}

// newStages compiles the stages; profiles names a file of outlet profiles, or
// is empty.
func newStages(profiles string) (*stages, error) {
	outlets, err := readProfiles(profiles)
	if err != nil {
		return nil, err
	}
	pages, err := page.NewReader(outlets)
	if err != nil {
		return nil, err
	}
	claims, err := extract.New()
	if err != nil {
		return nil, err
	}
	rules, err := readout.NewRules(append(page.Rules(), claims.Rules())...)
	if err != nil {
		return nil, err
	}
	v, err := pipelineVersion(outlets)
	if err != nil {
		return nil, err
	}
	return &stages{pages, claims, rules, v}, nil
}

// columnsVersion marks a reading with columns named by the user: a table is read
// again where they change.
func columnsVersion(columns map[string]string) string {
	if len(columns) == 0 {
		return ""
	}
	var all strings.Builder
	for _, field := range slices.Sorted(maps.Keys(columns)) {
		fmt.Fprintf(&all, "%s=%s\n", field, columns[field])
	}
	return "-" + readout.Hash([]byte(all.String()))[:8]
}

// builder carries one build.
type builder struct {
	*world
	st       *store.Store
	stages   *stages
	opt      source.Options
	jobs     int
	out      string
	tally    *tally
	progress *progress
}

// job is one item on its way through the stages; done is closed when units
// and skips are set. A job without item only marks that a file was read whole.
type job struct {
	item  source.Item
	file  *inputFile
	last  bool // the file ends here
	known bool
	units []store.Unit
	skips []source.Skip
	done  chan struct{}
}

// inputFile is a file being read.
type inputFile struct {
	path, sha256 string
	size         int64
}

// read walks the paths, works the items in parallel and stores them in the
// order they came.
func (b *builder) read(paths []string) error {
	g, ctx := errgroup.WithContext(b.ctx)
	todo := make(chan *job, b.jobs)
	order := make(chan *job, 4*b.jobs)
	g.Go(func() error {
		defer close(todo)
		defer close(order)
		return b.walk(ctx, paths, todo, order)
	})
	for range b.jobs {
		g.Go(func() error {
			for j := range todo {
				b.work(ctx, j)
				close(j.done)
			}
			return nil
		})
	}
	g.Go(func() error { return b.collect(ctx, order) })
	return g.Wait()
}

// walk hands every item to the workers and, in order, to the collector.
func (b *builder) walk(ctx context.Context, paths []string, todo, order chan<- *job) error {
	var file *inputFile
	send := func(ch chan<- *job, j *job) error {
		select {
		case ch <- j:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	settled := func(j *job) error {
		j.done = make(chan struct{})
		close(j.done)
		return send(order, j)
	}
	return source.Walk(ctx, paths, b.opt, source.Sink{
		Begin: func(path, sha256 string, size int64) (bool, error) {
			file = &inputFile{path, sha256, size}
			known, err := b.st.InputDone(ctx, path, sha256, b.stages.version)
			if known {
				b.tally.knownFiles++
				b.progress.bytes(size)
			}
			return known, err
		},
		Item: func(it source.Item) error {
			j := &job{item: it, file: file, done: make(chan struct{})}
			if err := send(order, j); err != nil {
				return err
			}
			return send(todo, j)
		},
		Skip: func(s source.Skip) error { return settled(&job{file: file, skips: []source.Skip{s}}) },
		Done: func(path string) error {
			defer func() { file = nil }()
			return settled(&job{file: file, last: true})
		},
	})
}

// work runs the stages on one item; bad input becomes a skip, never an error.
func (b *builder) work(ctx context.Context, j *job) {
	id := readout.DocumentID(j.item.Source, readout.Hash(j.item.Raw))
	if known, err := b.st.HasDocument(ctx, id, b.stages.version); err == nil && known {
		j.known = true
		return
	}
	docs, err := b.stages.read(j.item)
	if err != nil {
		j.skips = append(j.skips, source.Skip{Source: j.item.Source, Reason: skipReason(err), Detail: err.Error()})
		return
	}
	for _, doc := range docs {
		claims := b.stages.claims.Claims(doc)
		if found := readout.Check(doc, claims, b.stages.rules); len(found) > 0 {
			j.skips = append(j.skips, source.Skip{Source: doc.Source, Reason: brokenInvariant,
				Detail: found[0].String() + "; please report this as a fault of readout"})
			continue
		}
		unit := store.Unit{Doc: doc, Claims: claims, Sign: twin.Of(doc)}
		if j.file != nil {
			unit.Path = j.file.path
		}
		j.units = append(j.units, unit)
	}
	j.item.Raw, j.item.Body = nil, ""
}

// read runs the page stage; a panic in it is a skip that says so.
func (s *stages) read(it source.Item) (docs []*readout.Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v; please report this as a fault of readout", errPanic, p)
		}
	}()
	return s.pages.Read(it)
}

// brokenInvariant is the reason of a report that readout itself failed on.
const brokenInvariant source.SkipReason = "broken-invariant"

const brokenInvariantSays = "readout failed on it: its record would not hold what it promises. Please report it."

var errPanic = errors.New("the reader gave up")

func skipReason(err error) source.SkipReason {
	switch {
	case errors.Is(err, page.ErrNoText):
		return source.NoText
	case errors.Is(err, errPanic):
		return brokenInvariant
	}
	return source.Unreadable
}

// collect stores the jobs in their order, a batch at a time; a file is marked
// as read whole only after all that it held is stored.
func (b *builder) collect(ctx context.Context, order <-chan *job) error {
	var batch batch
	for j := range order {
		select {
		case <-j.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		b.tally.add(j)
		b.progress.job(j)
		batch.add(j)
		if batch.size() >= batchUnits {
			if err := b.flush(ctx, &batch); err != nil {
				return err
			}
		}
	}
	return b.flush(ctx, &batch)
}

// batch is what is stored together.
type batch struct {
	units    []store.Unit
	skips    []source.Skip
	finished []*inputFile
}

func (t *batch) add(j *job) {
	t.units, t.skips = append(t.units, j.units...), append(t.skips, j.skips...)
	if j.last && j.file != nil {
		t.finished = append(t.finished, j.file)
	}
}

func (t *batch) size() int { return len(t.units) + len(t.skips) + len(t.finished) }

func (b *builder) flush(ctx context.Context, t *batch) error {
	if len(t.units)+len(t.skips) > 0 {
		if err := b.st.Put(ctx, b.stages.version, t.units, t.skips); err != nil {
			return err
		}
	}
	for _, f := range t.finished {
		if err := b.st.FinishInput(ctx, f.path, f.sha256, b.stages.version, f.size); err != nil {
			return err
		}
	}
	*t = batch{}
	return nil
}

// finish links the pile and writes the files.
func (b *builder) finish() error {
	b.progress.phase("comparing reports")
	if err := b.st.Relink(b.ctx); err != nil {
		return err
	}
	b.progress.phase("writing records")
	if err := replaceFile(filepath.Join(b.out, recordsFile), func(w io.Writer) error {
		return export.JSONL(b.ctx, b.st, w)
	}); err != nil {
		return err
	}
	b.progress.phase("writing the page")
	err := replaceFile(filepath.Join(b.out, pageFile), func(w io.Writer) error {
		return web.Dossier(b.ctx, b.st, b.stages.rules, w)
	})
	b.progress.stop()
	return err
}

// sweep removes the unfinished files that a killed build left behind; the
// store's lock says that no other build is writing them.
func sweep(dir string) error {
	for _, name := range []string{recordsFile, pageFile} {
		left, err := filepath.Glob(filepath.Join(dir, "."+name+".*"))
		if err != nil {
			return err
		}
		for _, path := range left {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// replaceFile writes beside the file and renames, so that a crash leaves the
// old one whole.
func replaceFile(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	if err := writeTo(tmp, write); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

func openStore(ctx context.Context, path string) (*store.Store, error) {
	st, err := store.Open(ctx, path)
	if err != nil {
		return nil, hint{err, "If another build is writing to this folder, wait for it; else name another folder."}
	}
	return st, nil
}

// openDossier opens the store of an existing dossier.
func openDossier(ctx context.Context, dir string) (*store.Store, error) {
	path := filepath.Join(dir, storeFile)
	if _, err := os.Stat(path); err != nil {
		return nil, hint{fmt.Errorf("%s is no dossier: it holds no %s", dir, storeFile),
			"Make one with: readout build PATH -o " + dir}
	}
	return store.OpenRead(ctx, path)
}
