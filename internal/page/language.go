package page

import (
	"fmt"
	"strings"
	"unicode"

	"readout"
	"readout/lexicon"
)

// tongues tells languages by script and by function words.
type tongues struct {
	words map[string][]string // function word → languages
}

func loadTongues() (*tongues, error) {
	f, err := lexicon.Open("function-words.txt")
	if err != nil {
		return nil, err
	}
	t := &tongues{words: map[string][]string{}}
	for _, e := range f.Entries {
		for _, w := range strings.Fields(e.Field(1)) {
			t.words[w] = append(t.words[w], e.Field(0))
		}
	}
	return t, nil
}

// The language of a text is told from its first tongueWords words at the most;
// it needs tongueShare of them to be function words of one language, and
// tongueLead times as many as of the next. English reports have 0.30 to 0.45;
// lists of names, 0.1.
const (
	tongueWords = 2000
	tongueLeast = 5
	tongueShare = 0.15
	tongueLead  = 1.3
)

// of returns the language of text; ok is false where it cannot be told.
func (t *tongues) of(text string) (lang string, why readout.Reason, ok bool) {
	if lang, share := script(text); lang != "" {
		return lang, readout.Reason{Rule: "page.script", Note: fmt.Sprintf("%d%% of its letters", share)}, true
	}
	counts, words := map[string]int{}, 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		if words++; words > tongueWords {
			break
		}
		for _, l := range t.words[strings.ToLower(w)] {
			counts[l]++
		}
	}
	var best, next string
	for l, n := range counts {
		switch {
		case best == "" || n > counts[best] || n == counts[best] && l < best:
			best, next = l, best
		case next == "" || n > counts[next]:
			next = l
		}
	}
	n := counts[best]
	if n < tongueLeast || float64(n) < tongueShare*float64(words) ||
		float64(n) < tongueLead*float64(counts[next]) {
		return "", readout.Reason{}, false
	}
	return best, readout.Reason{Rule: "page.function-words", Note: fmt.Sprintf("%d of %d words", n, words)}, true
}

// scripts are those that tell a language, or its commonest in news.
var scripts = []struct {
	lang  string
	table *unicode.RangeTable
}{
	{"ja", unicode.Hiragana}, {"ja", unicode.Katakana}, {"ko", unicode.Hangul}, {"zh", unicode.Han},
	{"ar", unicode.Arabic}, {"he", unicode.Hebrew}, {"ru", unicode.Cyrillic}, {"el", unicode.Greek},
	{"hi", unicode.Devanagari}, {"th", unicode.Thai}, {"am", unicode.Ethiopic}, {"ka", unicode.Georgian},
	{"hy", unicode.Armenian},
}

// script returns the language of the script that at least half of the letters
// are in, and its share in per cent; empty for Latin. Kana mark Japanese at a
// tenth, for its words mix them with Han.
func script(text string) (lang string, share int) {
	letters, counts := 0, make([]int, len(scripts))
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		if letters++; letters > 4*tongueWords {
			break
		}
		if r < 0x370 {
			continue
		}
		for i, s := range scripts {
			if unicode.Is(s.table, r) {
				counts[i]++
				break
			}
		}
	}
	for i, s := range scripts {
		need := letters / 2
		if s.lang == "ja" {
			need = letters / 10
		}
		if counts[i] > need {
			return s.lang, counts[i] * 100 / letters
		}
	}
	return "", 0
}
