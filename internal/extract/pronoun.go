package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// lookback is the number of paragraphs before its own in which the name behind
// a pronoun is looked for.
const lookback = 2

// lookbackSentences bounds the same search inside one paragraph.
const lookbackSentences = 12

// antecedent finds the one name that a pronoun at sentence s of paragraph i can
// stand for: the subject of the nearest sentences before, where no other subject
// rivals it. It gives nil where that is not safe.
func (r *reader) antecedent(i, s int, pronoun phrase) *phrase {
	if pronoun.gender != 'm' && pronoun.gender != 'f' && pronoun.gender != 'n' {
		return nil
	}
	for p := i; p >= 0 && p >= i-lookback; p-- {
		par := &r.pars[p]
		r.scan(par)
		last := len(par.sents)
		if p == i {
			last = s
		}
		found, rival := r.namedSubject(par, p, last, pronoun)
		if rival {
			return nil
		}
		if found != nil {
			return found
		}
		if par.fresh {
			return nil
		}
	}
	return nil
}

// namedSubject is the one name that is a subject of the paragraph's first last
// sentences and agrees with the pronoun; rival is true where there are two.
func (r *reader) namedSubject(par *paragraph, p, last int, pronoun phrase) (found *phrase, rival bool) {
	for k := last - 1; k >= max(0, last-lookbackSentences); k-- {
		who := r.sentenceSubject(par, p, k)
		if who.kind != phraseName || !r.agrees(who, pronoun) {
			continue
		}
		if found != nil && !r.sameName(*found, who) {
			return nil, true
		}
		if found == nil || who.name.Len() > found.name.Len() {
			found = &who
		}
	}
	return found, false
}

// sentenceSubject is the subject of sentence k: the speaker of its statement, or
// the name before its first verb.
func (r *reader) sentenceSubject(par *paragraph, p, k int) phrase {
	if d := r.cued[place{p, k}]; d != nil {
		if d.name != nil {
			return *d.name
		}
		return d.at.who
	}
	return r.firstSubject(par, par.sents[k].from, par.sents[k].to)
}

// firstSubject is the noun phrase that opens tokens [from, to) and stands before
// their first verb, as far as words alone tell.
func (r *reader) firstSubject(par *paragraph, from, to int) phrase {
	if from < to && r.words.pronouns[par.toks[from].low] != 0 {
		return r.phrase(par, from, from+1)
	}
	end := from
	for end < to && end < from+phraseTokens {
		t := par.toks[end]
		if t.kind == tokenQuote || t.kind == tokenPunct || !t.upper && (r.words.functions[t.low] || r.words.cues[t.low].frame != frameNone) {
			break
		}
		end++
	}
	for ; end > from; end-- {
		who := r.leading(par, from, end)
		if who.kind == phraseNominal && who.from == from && r.words.determiners[par.toks[from].low] {
			who, _ = r.apposition(par, who, end, to) // the minister, Omar Haddad, left
		}
		if who.kind == phraseName {
			if end < to && par.toks[end].kind == tokenPoss {
				return phrase{}
			}
			return who
		}
	}
	return phrase{}
}

// agrees reports whether a name can be what the pronoun stands for.
func (r *reader) agrees(who, pronoun phrase) bool {
	switch pronoun.gender {
	case 'm', 'f':
		if who.and != nil || who.typ == readout.Organization {
			return false
		}
		return who.typ == readout.Person && (who.gender == pronoun.gender || who.gender != 'm' && who.gender != 'f')
	}
	return who.typ == readout.Organization
}

// sameName reports whether one of two names ends the other: Haddad, Omar Haddad.
func (r *reader) sameName(a, b phrase) bool {
	x, y := a.name.In(r.doc.Text), b.name.In(r.doc.Text)
	return x == y || strings.HasSuffix(x, " "+y) || strings.HasSuffix(y, " "+x)
}

// midSentence reports whether a word stands with a capital inside a sentence
// somewhere in the document: a name, not a word that opens a sentence.
func (r *reader) midSentence(word string) bool {
	if r.caps == nil {
		r.caps, r.surnames = map[string]bool{}, map[string]bool{}
		r.collectCapitals(r.doc.Text)
	}
	return r.caps[word]
}

// surname reports whether a word stands somewhere in the document behind a given
// name, a title or a form of address: then it is a person's name by itself too.
func (r *reader) surname(word string) bool {
	r.midSentence(word)
	return r.surnames[word]
}

func (r *reader) collectCapitals(text string) {
	lower := false // the word before ended with a small letter or a comma
	before := ""   // the word before, where only a space or a full stop parts them
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(c) {
			if !isSpace(c) && c != ',' || c == '\n' {
				lower = false
			}
			if c != ' ' && c != '.' && c != '\u00a0' {
				before = ""
			}
			i += n
			continue
		}
		end := i
		for end < len(text) {
			c2, n2 := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(c2) && c2 != '-' {
				break
			}
			c, end = c2, end+n2
		}
		word := text[i:end]
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
			r.caps[word] = r.caps[word] || lower
			r.surnames[word] = r.surnames[word] || r.introduces(before)
		}
		before = word
		lower = unicode.IsLower(c)
		i = end
	}
}

// introduces reports whether a name follows the word: a given name, an address.
func (r *reader) introduces(word string) bool {
	if word == "" {
		return false
	}
	low := strings.ToLower(word)
	return r.words.given[word] != 0 || r.words.honorifics[low] != 0 && low != "private" && low != "general" && low != "major"
}
