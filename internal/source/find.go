package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
)

// errFound ends a walk that has met what it looked for.
var errFound = errors.New("source: found")

// Find reads one item again from its source, as Walk gave it: "a.txt", or
// "pile.zip#2#1". opt must be that of the walk. It reads the container from its
// start up to the item.
func Find(ctx context.Context, source string, opt Options) (Item, error) {
	path := filePart(source)
	if path == "" {
		return Item{}, fmt.Errorf("source: %s: no such file here: it may have been moved", source)
	}
	var found Item
	err := Walk(ctx, []string{path}, opt, Sink{
		Item: func(it Item) error {
			if it.Source == source {
				found = it
				return errFound
			}
			return nil
		},
		Skip: func(sk Skip) error {
			if sk.Source == source {
				return fmt.Errorf("source: %s", sk)
			}
			return nil
		},
	})
	switch {
	case errors.Is(err, errFound):
		return found, nil
	case err != nil:
		return Item{}, err
	}
	return Item{}, fmt.Errorf("source: %s: %s holds no such item: it may have changed", source, path)
}

// filePart is the path before the numbers of items: the longest that is a file,
// for a name may hold a "#" of its own. It is empty where there is none.
func filePart(source string) string {
	for path := source; path != "" && path != "-"; {
		if fi, err := os.Stat(path); err == nil && !fi.IsDir() {
			return path
		}
		cut := strings.LastIndexByte(path, '#')
		if cut < 0 {
			return ""
		}
		path = path[:cut]
	}
	return ""
}
