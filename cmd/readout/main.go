// Command readout reads a pile of news reports and lays out who said and did
// what, every line one step from the sentence it came from.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit statuses of the contract.
const (
	exitDone    = 0
	exitNothing = 1 // nothing could be read or written
	exitUsage   = 2
)

// cli is the commands and their flags.
type cli struct {
	Build    buildCmd    `cmd:"" help:"Read reports and write a dossier folder."`
	Export   exportCmd   `cmd:"" help:"Write a dossier in another format."`
	Explain  explainCmd  `cmd:"" help:"Walk a record back to the bytes of its source."`
	Search   searchCmd   `cmd:"" help:"Full text over reports and records."`
	Check    checkCmd    `cmd:"" help:"Verify every invariant of a dossier."`
	Annotate annotateCmd `cmd:"" help:"A filter: reports as JSON lines in, their claims as JSON lines out."`
	Outlets  outletsCmd  `cmd:"" help:"Learn what outlets' pages repeat."`
	Version  versionCmd  `cmd:"" help:"Print the version."`
}

// world is what a command may touch.
type world struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr *os.File
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(&world{ctx, os.Stdin, os.Stdout, os.Stderr}, os.Args[1:])
	stop()
	os.Exit(code)
}

func run(w *world, args []string) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("readout"),
		kong.Description("Reads a pile of news reports on a running story and gives back who said and did what, "+
			"with every line one step from the sentence it came from. Works offline; asserts nothing itself."),
		kong.Writers(w.stdout, w.stderr),
		kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(w.stderr, "readout:", err)
		return exitUsage
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	kctx, err := parser.Parse(searchArgs(args))
	if exited >= 0 {
		return exited // --help has printed
	}
	if err != nil {
		fmt.Fprintf(w.stderr, "readout: %v\nTry: readout --help\n", err)
		return exitUsage
	}
	return status(w, kctx.Run(w))
}

// searchArgs lets a search exclude words as -word: the flags of search go
// first, and all else is its folder and words.
func searchArgs(args []string) []string {
	if args[0] != "search" {
		return args
	}
	flags, rest := args[:1:1], []string{}
	for i := 1; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "--":
			rest = append(rest, args[i+1:]...)
			i = len(args)
		case arg == "-n" || arg == "--limit":
			flags = append(flags, args[i:min(i+2, len(args))]...)
			i++
		case arg == "-h" || strings.HasPrefix(arg, "--") || limitFlag.MatchString(arg):
			flags = append(flags, arg)
		default:
			rest = append(rest, arg)
		}
	}
	if len(rest) == 0 {
		return flags
	}
	return append(append(flags, "--"), rest...)
}

// limitFlag is the limit of a search with its number in one word.
var limitFlag = regexp.MustCompile(`^-n\d+$`)

// hint is an error with what to do about it.
type hint struct {
	err  error
	what string
}

func (h hint) Error() string { return h.err.Error() }
func (h hint) Unwrap() error { return h.err }

// usageError marks bad usage found after parsing.
type usageError struct{ error }

// status is the one place that maps errors to words and exit status.
func status(w *world, err error) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, syscall.EPIPE) {
		return exitDone // the reader of our output has seen enough
	}
	fmt.Fprintln(w.stderr, "readout:", err)
	var h hint
	if errors.As(err, &h) {
		fmt.Fprintln(w.stderr, h.what)
	}
	var u usageError
	if errors.As(err, &u) {
		return exitUsage
	}
	return exitNothing
}
