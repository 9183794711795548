package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mayBeSurname reports whether a capitalised word that opens a sentence, and of
// which the document tells nothing more, is a name: no list knows it as another
// word, the document does not write it small, and it has not the form of a plural
// or an adverb. "Keller said", but not "Critics said".
func (r *reader) mayBeSurname(t token) bool {
	w := r.words
	if t.kind != tokenWord || !t.upper || utf8.RuneCountInString(t.low) < 2 || isNumber(t.low) || isAcronym(r.text(t)) {
		return false
	}
	for _, known := range []map[string]bool{w.common, w.headings, w.labels, w.stops, w.nominals, w.functions, w.conjunctions, w.openers,
		w.adverbs, w.auxiliaries, w.times, w.documents, w.finite, w.scare, w.works, w.orgNouns, w.demo, w.venues, w.abbreviations,
		w.determiners, w.prepositions, w.objects} {
		if known[t.low] {
			return false
		}
	}
	text := r.text(t)
	return !r.derived(text, t.low) && !w.titled(t.low) && w.honorifics[t.low] == 0 && w.pronouns[t.low] == 0 && w.cues[t.low].frame == frameNone &&
		!w.platforms[text] && !w.places[text] && !r.writtenSmall(t.low)
}

// derived reports whether a word has the form of a plural, an adverb or an
// abstract noun. Harris, Ross, Vargas and Santos have not that of a plural.
func (r *reader) derived(text, low string) bool {
	for _, end := range []string{"ing", "ly", "tion", "ment", "ness", "ity"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	stem, plural := strings.CutSuffix(low, "s")
	return plural && !r.words.surnames[text] && (stem == "" || strings.IndexByte("siuao", stem[len(stem)-1]) < 0)
}

// actsNext reports whether the tokens from i on make the word before them a
// subject: a verb of speech, a verb of the past, an auxiliary, a bracket, or a
// comma and what tells of a person.
func (r *reader) actsNext(par *paragraph, i int) bool {
	if i < len(par.toks) && par.toks[i].is("(") {
		return true
	}
	if i+1 < len(par.toks) && par.toks[i].is(",") {
		next := par.toks[i+1]
		n, _ := r.words.title(par.toks[i+1:])
		return n > 0 || next.low == "who" || isNumber(next.low) || r.words.determiners[next.low]
	}
	for i < len(par.toks) && r.isAdverb(par.toks[i]) {
		i++
	}
	if i >= len(par.toks) || par.toks[i].kind != tokenWord || par.toks[i].upper {
		return false
	}
	t := par.toks[i]
	_, cue := r.cueAt(par, i)
	return cue || r.words.auxiliaries[t.low] || isBe(t.low) || len(t.low) > 4 && strings.HasSuffix(t.low, "ed")
}

// writtenSmall reports whether the document holds the word with a small letter.
func (r *reader) writtenSmall(low string) bool {
	if r.lows == nil {
		r.lows = map[string]bool{}
		for _, word := range strings.FieldsFunc(r.doc.Text, func(c rune) bool { return !unicode.IsLetter(c) }) {
			if c, _ := utf8.DecodeRuneInString(word); unicode.IsLower(c) {
				r.lows[word] = true
			}
		}
	}
	return r.lows[low]
}
