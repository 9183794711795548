package source

import (
	"fmt"
	"path"
	"strings"

	"readout/lexicon"
)

// pageFolders knows the folders that programs make beside a page they save,
// for its pictures and scripts: the ends of their names.
type pageFolders []string

func newPageFolders() (pageFolders, error) {
	f, err := lexicon.Open("page-folders.txt")
	if err != nil {
		return nil, fmt.Errorf("source: %w", err)
	}
	var p pageFolders
	for _, e := range f.Entries {
		p = append(p, e.Field(0))
	}
	return p, nil
}

// pageExtensions are those that saved pages have.
var pageExtensions = []string{".html", ".htm", ".xhtml", ".shtml"}

// isFolder reports whether a folder of that name belongs to a page: "story_files",
// where there is a "story.html" beside it.
func (p pageFolders) isFolder(name string, beside func(page string) bool) bool {
	for _, end := range p {
		stem, ok := strings.CutSuffix(name, end)
		if !ok || stem == "" {
			continue
		}
		for _, ext := range pageExtensions {
			if beside(stem + ext) {
				return true
			}
		}
	}
	return false
}

// of is the folder of a page in which an archive's entry lies, empty where it
// lies in none; names holds the archive's entries in lower case.
func (p pageFolders) of(name string, names map[string]bool) string {
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		above, last := path.Split(dir)
		if p.isFolder(last, func(page string) bool { return names[strings.ToLower(above+page)] }) {
			return dir
		}
	}
	return ""
}
