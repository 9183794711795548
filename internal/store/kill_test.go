package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"readout/internal/source"
	"readout/internal/store"
)

// The variables by which the test binary, run again as a child, learns that it
// is to build and where.
const (
	childPath = "READOUT_TEST_BUILD"
	childSize = "READOUT_TEST_REPORTS"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(childPath); path != "" {
		n, err := strconv.Atoi(os.Getenv(childSize))
		if err == nil {
			err = build(path, n)
		}
		if errors.Is(err, store.ErrLocked) {
			os.Exit(3)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// build does what the build command does: put what is not there yet, in
// batches, finish the input, link.
func build(path string, n int) error {
	ctx := context.Background()
	st, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer st.Close()
	if err := st.Lock(); err != nil {
		return err
	}
	var batch []store.Unit
	for i, u := range pile(n) {
		known, err := st.HasDocument(ctx, u.Doc.ID, version)
		if err != nil {
			return err
		}
		if !known {
			batch = append(batch, u)
		}
		if len(batch) == 16 || i == n-1 {
			skip := source.Skip{Source: fmt.Sprintf("pile/broken#%d", i/16), Reason: "empty"}
			if err := st.Put(ctx, version, batch, []source.Skip{skip}); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if err := st.FinishInput(ctx, "pile/wire.jsonl", "00", version, 1); err != nil {
		return err
	}
	if err := st.Relink(ctx); err != nil {
		return err
	}
	return st.Close()
}

func child(ctx context.Context, path string, n int) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), childPath+"="+path, childSize+"="+strconv.Itoa(n))
	cmd.Stderr = os.Stderr
	return cmd
}

// A build killed at any moment, again and again, comes to the same bytes as
// one that was left in peace, and never leaves a store that Check rejects.
func TestKilledBuildResumes(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	const n = 120
	ctx := context.Background()
	dir := t.TempDir()
	peace := filepath.Join(dir, "peace.db")
	started := time.Now()
	if err := child(ctx, peace, n).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(started)
	want := dump(t, peace)

	path := filepath.Join(dir, "killed.db")
	rng := rand.New(rand.NewPCG(1974, 5))
	kills := 0
	for try := 0; ; try++ {
		if try == 200 {
			t.Fatal("200 builds and none came to its end")
		}
		// Most kills fall early, while there is work; the wait grows, so that
		// the last build gets to its end.
		wait := time.Duration(rng.Int64N(int64(whole)*int64(try+6)/48 + 1))
		killCtx, cancel := context.WithTimeout(ctx, wait)
		err := child(killCtx, path, n).Run()
		cancel()
		if err == nil {
			break
		}
		var exit *exec.ExitError
		if killCtx.Err() == nil || errors.As(err, &exit) && exit.Exited() {
			t.Fatalf("build %d failed by itself: %v", try, err)
		}
		kills++
		if _, statErr := os.Stat(path); statErr == nil && kills%4 == 0 {
			checkSound(t, path)
		}
	}
	if kills == 0 {
		t.Fatal("no build was killed: the test shows nothing")
	}
	t.Logf("killed %d times; a build in peace takes %v", kills, whole)
	if got := dump(t, path); !bytes.Equal(got, want) {
		t.Fatalf("after %d kills records.jsonl differs: %d bytes, want %d", kills, len(got), len(want))
	}
	checkSound(t, path)
}

// Two builds at once: one of them goes on, the other says so and ends.
func TestSecondBuildIsTurnedAway(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	path := filepath.Join(t.TempDir(), "readout.db")
	st, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	put(t, st, report(1))
	var exit *exec.ExitError
	if err := child(ctx, path, 5).Run(); !errors.As(err, &exit) || exit.ExitCode() != 3 {
		t.Fatalf("second build: %v, want exit status 3", err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if err := child(ctx, path, 5).Run(); err != nil {
		t.Fatalf("after the first ended: %v", err)
	}
}

func dump(t *testing.T, path string) []byte {
	t.Helper()
	st, err := store.OpenRead(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	return []byte(jsonl(t, st))
}

// checkSound fails where the store breaks an invariant. A build that was
// killed has not linked: that one is not asked of it.
func checkSound(t *testing.T, path string) {
	t.Helper()
	st, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	found, err := st.Check(ctx, testRules(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		if v.Invariant != "links" {
			t.Error(v)
		}
	}
}
