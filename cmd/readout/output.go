package main

import (
	"bufio"
	"io"
	"os"
)

// writeTo buffers what write gives to f and closes it.
func writeTo(f *os.File, write func(io.Writer) error) error {
	buf := bufio.NewWriterSize(f, 1<<16)
	err := write(buf)
	if err == nil {
		err = buf.Flush()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// toFile writes to the named file, or to stdout where the name is empty or "-".
func (w *world) toFile(name string, write func(io.Writer) error) error {
	if name != "" && name != "-" {
		return replaceFile(name, write)
	}
	buf := bufio.NewWriterSize(w.stdout, 1<<16)
	if err := write(buf); err != nil {
		return err
	}
	return buf.Flush()
}
