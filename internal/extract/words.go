package extract

import (
	"fmt"
	"strings"

	"readout/lexicon"
)

// frame says how a verb of speech takes what was said.
type frame uint8

const (
	frameNone  frame = iota
	frameSay         // said: no addressee as its object
	frameTell        // told reporters: may take one
	frameAside       // laughed: a cue only right beside a quotation
)

// cueWord is a form of a verb of speech.
type cueWord struct {
	frame frame
	act   string // of the contract
	// tokens is the number of tokens it has where it stands: 1, or 2 (pointed out).
	tokens int
}

// titleWord is an office, title or occupation.
type titleWord struct {
	gender byte // m, f, or x
	regnal bool // kept with a single given name: King Abdullah
}

// words is the lexicon as look-up tables. Keys are lower case, except those of
// names (orgs, media, given, platforms).
type words struct {
	cues                                   map[string]cueWord
	adverbs, auxiliaries, openers          map[string]bool
	times, documents, finite, functions    map[string]bool
	scare, particles, nominals, stops      map[string]bool
	orgNouns, orgs, media, platforms, demo map[string]bool
	pronouns, honorifics, given            map[string]byte
	titles                                 map[string]titleWord
	venues, abbreviations                  map[string]bool
	determiners, prepositions, objects     map[string]bool
	labels, headings                       map[string]bool // of transcripts
	surnames                               map[string]bool // in the form of a plural
	common                                 map[string]bool // no names though alone and capitalised
	conjunctions, places, articles, works  map[string]bool
}

// longestEntry is the number of words of the longest title, venue or name of
// the lists: no look-up goes further.
const longestEntry = 4

func readWords() (*words, error) {
	w := &words{cues: map[string]cueWord{}, titles: map[string]titleWord{}}
	for _, set := range []struct {
		file  string
		into  *map[string]bool
		lower bool
	}{
		{"speech-adverbs.txt", &w.adverbs, true}, {"speech-auxiliaries.txt", &w.auxiliaries, true},
		{"speech-openers.txt", &w.openers, true}, {"speech-times.txt", &w.times, true},
		{"speech-documents.txt", &w.documents, true}, {"speech-finite.txt", &w.finite, true},
		{"speech-functions.txt", &w.functions, true}, {"speech-venues.txt", &w.venues, true},
		{"speech-platforms.txt", &w.platforms, false}, {"scare-openers.txt", &w.scare, true},
		{"name-particles.txt", &w.particles, true}, {"name-nominals.txt", &w.nominals, true},
		{"name-stops.txt", &w.stops, true}, {"name-demonyms.txt", &w.demo, true},
		{"org-nouns.txt", &w.orgNouns, true}, {"org-names.txt", &w.orgs, false},
		{"name-articles.txt", &w.articles, true}, {"scare-works.txt", &w.works, true},
		{"speech-headings.txt", &w.headings, true}, {"name-common.txt", &w.common, true},
		{"name-surnames.txt", &w.surnames, false},
		{"speech-labels.txt", &w.labels, true}, {"org-media.txt", &w.media, false}, {"name-places.txt", &w.places, false}, {"name-abbreviations.txt", &w.abbreviations, true},
		{"name-determiners.txt", &w.determiners, true}, {"name-prepositions.txt", &w.prepositions, true},
		{"speech-objects.txt", &w.objects, true}, {"speech-conjunctions.txt", &w.conjunctions, true},
	} {
		f, err := lexicon.Open(set.file)
		if err != nil {
			return nil, fmt.Errorf("extract: %w", err)
		}
		m := make(map[string]bool, len(f.Entries))
		for _, e := range f.Entries {
			word := e.Field(0)
			if set.lower {
				word = strings.ToLower(word)
			}
			m[word] = true
		}
		*set.into = m
	}
	return w, w.readValued()
}

// readValued reads the lists whose entries carry more than a word.
func (w *words) readValued() error {
	for _, set := range []struct {
		file  string
		into  *map[string]byte
		lower bool
	}{
		{"speech-pronouns.txt", &w.pronouns, true}, {"honorifics.txt", &w.honorifics, true},
		{"given-names.txt", &w.given, false},
	} {
		f, err := lexicon.Open(set.file)
		if err != nil {
			return fmt.Errorf("extract: %w", err)
		}
		m := make(map[string]byte, len(f.Entries))
		for _, e := range f.Entries {
			m[e.Field(0)] = e.Field(1)[0]
		}
		*set.into = m
	}
	cues, err := lexicon.Open("speech-cues.txt")
	if err != nil {
		return fmt.Errorf("extract: %w", err)
	}
	frames := map[string]frame{"say": frameSay, "tell": frameTell, "aside": frameAside}
	for _, e := range cues.Entries {
		fr, ok := frames[e.Field(1)]
		if !ok || e.Field(2) == "" {
			return fmt.Errorf("extract: %s:%d: want form, frame (say, tell or aside) and act", cues.Name, e.Line)
		}
		w.cues[e.Field(0)] = cueWord{frame: fr, act: e.Field(2)}
	}
	titles, err := lexicon.Open("titles.txt")
	if err != nil {
		return fmt.Errorf("extract: %w", err)
	}
	for _, e := range titles.Entries {
		w.titles[strings.ToLower(e.Field(0))] = titleWord{e.Field(1)[0], e.Field(2) == "regnal"}
	}
	return nil
}

// titled reports whether the word is a title by itself.
func (w *words) titled(low string) bool {
	_, ok := w.titles[low]
	return ok
}

// title gives the number of tokens of the longest title that the tokens begin
// with, and the title.
func (w *words) title(toks []token) (int, titleWord) {
	for n := min(longestEntry, len(toks)); n > 0; n-- {
		if t, ok := w.titles[joinLow(toks[:n])]; ok {
			return n, t
		}
	}
	return 0, titleWord{}
}

// joinLow joins the tokens' words in lower case.
func joinLow(toks []token) string {
	if len(toks) == 1 {
		return toks[0].low
	}
	parts := make([]string, len(toks))
	for i, t := range toks {
		parts[i] = t.low
	}
	return strings.Join(parts, " ")
}
