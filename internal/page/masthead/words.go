package masthead

import (
	"strings"
	"sync"

	"readout/lexicon"
)

// words is the word lists of lexicon/ that the package reads, as sets and maps
// of lower-case words. It is built once, at first use: the exported functions
// take no lexicon so that a caller with one line needs nothing else.
type words struct {
	months    map[string]int
	weekdays  map[string]bool
	zones     map[string]string // abbreviation → offset, "us-05:00" or "?"
	labels    map[string]Label
	leads     map[string]string // "by" → author
	leadFirst map[string]bool   // the first words of leads
	tails     map[string]bool   // "contributed to this report"
	roles     map[string]bool
	beats     map[string]bool
	bodies    map[string]bool
	parts     map[string]bool // particles of names
	stop      map[string]bool
	nobody    map[string]bool
	agencies  map[string]bool   // lower case
	outlets   map[string]bool   // lower case names of outlets.txt
	places    map[string]string // lower case → city, region
	notPlace  map[string]bool   // upper case
}

var load = sync.OnceValue(func() *words {
	w := &words{
		months: map[string]int{}, zones: pairs("zones.txt"), labels: map[string]Label{},
		weekdays: set("masthead-weekdays.txt"), leads: pairs("byline-leads.txt"), leadFirst: map[string]bool{},
		tails: set("byline-contributed.txt"), roles: set("byline-roles.txt"),
		beats: set("byline-beats.txt"), bodies: set("byline-bodies.txt"),
		parts: set("byline-particles.txt"), stop: set("byline-stop.txt"),
		nobody: set("byline-nobody.txt"), agencies: map[string]bool{}, outlets: map[string]bool{},
		places: pairs("masthead-places.txt"), notPlace: set("masthead-not-places.txt"),
	}
	for lead := range w.leads {
		first, _, _ := strings.Cut(lead, " ")
		w.leadFirst[first] = true
	}
	for name, n := range pairs("months.txt") {
		for _, digit := range n {
			w.months[name] = w.months[name]*10 + int(digit-'0')
		}
	}
	for phrase, label := range pairs("masthead-labels.txt") {
		w.labels[phrase] = map[string]Label{"published": Published, "updated": Updated}[label]
		if label == "other" {
			w.labels[phrase] = Other
		}
	}
	for _, e := range open("agencies.txt") {
		w.agencies[strings.ToLower(e.Field(0))] = true
		w.agencies[strings.ToLower(e.Field(1))] = true
	}
	for name := range loadOutlets().byName {
		w.outlets[name] = true
	}
	return w
})

// open reads an embedded list; one that does not parse is a broken build.
func open(name string) []lexicon.Entry {
	f, err := lexicon.Open(name)
	if err != nil {
		panic(err)
	}
	return f.Entries
}

func set(name string) map[string]bool {
	m := map[string]bool{}
	for _, e := range open(name) {
		m[strings.ToLower(e.Field(0))] = true
	}
	return m
}

func pairs(name string) map[string]string {
	m := map[string]string{}
	for _, e := range open(name) {
		m[strings.ToLower(e.Field(0))] = e.Field(1)
	}
	return m
}
