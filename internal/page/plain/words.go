package plain

import (
	"strings"
	"sync"

	"readout/lexicon"
)

// words are the lists that this package reads.
//
// Invariant: the maps do not change once they are made.
type words struct {
	labels   map[byte][]label // of database exports, by their first byte
	speakers map[string]bool  // general labels of speakers, lower case
	offices  map[string]bool  // words of an office in a label, lower case
	openers  map[string]bool  // words that begin a sentence, seldom a heading
	dates    map[string]bool  // words that label a date
	asks     map[string]bool  // words that begin a question
	outlets  map[string]bool  // words of an outlet's name
	function map[string]bool  // words that are seldom fused by writers: damage.go
	compound map[string]bool  // words that end in one of those and are whole
}

// loadWords reads the lists once; they are compiled in, so a failure is a
// broken build and leaves empty lists, which the tests of the lists catch.
var loadWords = sync.OnceValue(func() *words {
	w := &words{
		labels:   map[byte][]label{},
		speakers: wordSet("speaker-labels.txt"), offices: wordSet("speaker-offices.txt"),
		openers: wordSet("crosshead-openers.txt"), asks: wordSet("crosshead-questions.txt"),
		dates:    wordSet("furniture-date-words.txt"),
		outlets:  wordSet("furniture-outlet-words.txt"),
		function: wordSet("damage-function-words.txt"), compound: wordSet("damage-compounds.txt"),
	}
	if f, err := lexicon.Open("export-labels.list"); err == nil {
		for _, e := range f.Entries {
			first := e.Field(1)[0]
			w.labels[first] = append(w.labels[first], label{e.Field(0), e.Field(1), e.Field(2), e.Field(3) == "sure"})
		}
	}
	return w
})

func wordSet(name string) map[string]bool {
	set := map[string]bool{}
	if f, err := lexicon.Open(name); err == nil {
		for _, e := range f.Entries {
			set[strings.ToLower(e.Field(0))] = true
		}
	}
	return set
}
