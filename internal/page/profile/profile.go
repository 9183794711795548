// Package profile learns what an outlet's pages repeat. Reports of known
// outlets go in; a versioned file of lines with their roles comes out, and a
// build that is given the file labels those lines in every later report.
//
// Labels therefore never depend on which other reports lie beside a report,
// only on the file. What the package refuses: a sentence that an outlet repeats
// inside its reports (the background of a running story) is not learned.
//
// For example, when thirty of an outlet's reports end in the line "Get the
// weekend briefing in your inbox", the file gets
//
//	the levant courier	navigation	get the weekend briefing in your inbox
package profile

import (
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"

	"readout"
	"readout/lexicon"
)

// version is the version of the file's form; it stands in its first line.
const version = 1

// header opens a profile file.
const header = "# readout outlet profiles, version "

// Profiles is outlet (lower case) → line → role.
type Profiles map[string]map[string]readout.Role

// Bundled returns the profiles that come with the program.
func Bundled() (Profiles, error) {
	f, err := lexicon.Open("outlet-lines.txt")
	if err != nil {
		return nil, err
	}
	p := Profiles{}
	for _, e := range f.Entries {
		if err := p.add(e.Field(0), e.Field(1), e.Field(2)); err != nil {
			return nil, fmt.Errorf("profile: %s:%d: %w", f.Name, e.Line, err)
		}
	}
	return p, nil
}

// Read parses a profile file that [Profiles.WriteTo] made.
func Read(name string, r io.Reader) (Profiles, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("profile: %s: %w", name, err)
	}
	first, rest, _ := strings.Cut(string(b), "\n")
	if got, ok := strings.CutPrefix(first, header); !ok || strings.TrimSpace(got) != fmt.Sprint(version) {
		return nil, fmt.Errorf("profile: %s:1: want the line %q: make the file with `readout outlets learn`",
			name, header+fmt.Sprint(version))
	}
	p := Profiles{}
	for n, line := range strings.Split(rest, "\n") {
		if line = strings.TrimSuffix(line, "\r"); line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("profile: %s:%d: want outlet, role and line separated by tabs", name, n+2)
		}
		if err := p.add(fields[0], fields[1], fields[2]); err != nil {
			return nil, fmt.Errorf("profile: %s:%d: %w", name, n+2, err)
		}
	}
	return p, nil
}

func (p Profiles) add(outlet, role, line string) error {
	r, ok := readout.ParseRole(role)
	if !ok || r.Claims() {
		return fmt.Errorf("role %q is none of the furniture's: want one such as navigation, notice, tail", role)
	}
	outlet = strings.ToLower(outlet)
	if p[outlet] == nil {
		p[outlet] = map[string]readout.Role{}
	}
	p[outlet][line] = r
	return nil
}

// Merge adds the lines of q, which win.
func (p Profiles) Merge(q Profiles) {
	for outlet, lines := range q {
		if p[outlet] == nil {
			p[outlet] = map[string]readout.Role{}
		}
		maps.Copy(p[outlet], lines)
	}
}

// Lines is the number of lines.
func (p Profiles) Lines() int {
	n := 0
	for _, lines := range p {
		n += len(lines)
	}
	return n
}

// WriteTo writes the profile file, sorted.
func (p Profiles) WriteTo(w io.Writer) (int64, error) {
	var buf strings.Builder
	fmt.Fprintf(&buf, "%s%d\n# outlet, role, line; a line of a report that equals one here, but for case and\n"+
		"# space, gets the role. Delete what is wrong, add what is missing.\n", header, version)
	for _, outlet := range slices.Sorted(maps.Keys(p)) {
		for _, line := range slices.Sorted(maps.Keys(p[outlet])) {
			fmt.Fprintf(&buf, "%s\t%s\t%s\n", outlet, p[outlet][line], line)
		}
	}
	n, err := io.WriteString(w, buf.String())
	return int64(n), err
}

// Outlet is the key under which a document's lines are learned and looked up:
// its outlet's name, else its site's domain; empty where neither is known.
func Outlet(doc *readout.Document) string {
	if doc.Outlet != "" {
		return strings.ToLower(doc.Outlet)
	}
	u, err := url.Parse(doc.URL)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
