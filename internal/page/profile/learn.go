package profile

import (
	"hash/fnv"
	"strings"

	"readout"
	"readout/internal/page/masthead"
)

// What makes a line furniture: it stands in at least leastReports reports of
// the outlet and in leastShare of them, and either outside the report (before
// its first own paragraph or after its last) in outsideShare of those, or as a
// short line without a full stop. Longer sentences inside a report are a
// story's background, and stay.
const (
	leastReports = 3
	leastShare   = 0.04
	outsideShare = 0.8
	shortWords   = 6
	ownWords     = 15 // a paragraph of so many words marks the report's extent
	longestLine  = 400
)

// Learner gathers the lines of reports, outlet by outlet.
type Learner struct {
	outlets map[string]*outlet
	Unnamed int // reports passed over: no outlet is known
}

// outlet is what was seen of one outlet.
type outlet struct {
	texts map[string]bool // hashes of the texts, so that a copy counts once
	docs  [][]seen
	text  map[uint64]string // a line by the hash of its normal form, as first seen
	count map[uint64]int    // reports it stands in
}

// seen is a line of one report, by hash.
type seen struct {
	line     uint64
	own      bool // long enough to mark the report's extent
	labelled bool // something that is not the report's words already
}

// NewLearner returns an empty learner.
func NewLearner() *Learner {
	return &Learner{outlets: map[string]*outlet{}}
}

// Add takes in a report.
func (l *Learner) Add(doc *readout.Document) {
	name := Outlet(doc)
	if name == "" {
		l.Unnamed++
		return
	}
	o := l.outlets[name]
	if o == nil {
		o = &outlet{map[string]bool{}, nil, map[uint64]string{}, map[uint64]int{}}
		l.outlets[name] = o
	}
	if o.texts[doc.SHA256] {
		return
	}
	o.texts[doc.SHA256] = true
	var lines []seen
	once := map[uint64]bool{}
	for _, b := range doc.Blocks {
		for _, line := range strings.Split(b.Span.In(doc.Text), "\n") {
			if line = strings.Join(strings.Fields(line), " "); line == "" || len(line) > longestLine {
				continue
			}
			h := hash(normal(line))
			lines = append(lines, seen{h, strings.Count(line, " ")+1 >= ownWords, !loose(b.Role)})
			if _, known := o.text[h]; !known {
				o.text[h] = line
			}
			if !once[h] {
				once[h] = true
				o.count[h]++
			}
		}
	}
	o.docs = append(o.docs, lines)
}

func hash(line string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(line))
	return h.Sum64()
}

// loose reports whether a block's role leaves room for the line to be furniture:
// a dateline or a byline is told already.
func loose(role readout.Role) bool {
	switch role {
	case readout.RoleBody, readout.RoleQuote, readout.RoleCrosshead, readout.RoleSubtitle:
		return true
	}
	return false
}

// normal is a line without case and outer space, inner space folded.
func normal(line string) string { return strings.ToLower(strings.Join(strings.Fields(line), " ")) }

// Profiles returns what was learned.
func (l *Learner) Profiles() Profiles {
	p := Profiles{}
	for name, o := range l.outlets {
		if lines := o.learn(); len(lines) > 0 {
			p[name] = lines
		}
	}
	return p
}

func (o *outlet) learn() map[string]readout.Role {
	need := max(leastReports, int(leastShare*float64(len(o.docs))+0.5))
	outside, free := map[uint64]int{}, map[uint64]bool{}
	for _, doc := range o.docs {
		from, to := o.extent(doc, need)
		once := map[uint64]bool{}
		for i, s := range doc {
			if o.count[s.line] < need {
				continue
			}
			if !s.labelled {
				free[s.line] = true
			}
			if (i < from || i > to) && !once[s.line] {
				once[s.line] = true
				outside[s.line]++
			}
		}
	}
	lines := map[string]readout.Role{}
	for h := range free {
		line := o.text[h]
		out := float64(outside[h]) >= outsideShare*float64(o.count[h])
		if !out && !short(line) {
			continue
		}
		role := readout.RoleNavigation
		if by, ok := masthead.ParseByline(line, true); ok && len(by.Names) > 0 && !strings.HasSuffix(line, ":") {
			role = readout.RoleByline
		}
		lines[normal(line)] = role
	}
	return lines
}

// extent is the first and last paragraph of a report that is long and its own.
func (o *outlet) extent(doc []seen, need int) (from, to int) {
	from, to = len(doc), -1
	for i, s := range doc {
		if s.own && o.count[s.line] < need {
			from, to = min(from, i), i
		}
	}
	return from, to
}

func short(line string) bool {
	return strings.Count(line, " ") < shortWords && !strings.ContainsAny(line[len(line)-1:], ".!?\"”’'")
}
