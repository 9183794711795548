package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// lookback is the number of paragraphs before its own in which the name behind
// a pronoun is looked for; beyond the first, only while each between goes on with
// the same pronoun. Without that, names from four paragraphs back were right in
// about 60 % of cases read; with it in more than 95 %.
const lookback = 4

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
		found, goesOn, rival := r.namedSubject(par, p, last, pronoun)
		if found != nil || rival || par.fresh || p < i && !goesOn {
			return found
		}
	}
	return nil
}

// namedSubject is the one name that is a subject of the paragraph's sentences
// before sentence last and agrees with the pronoun; rival is true where there
// are two, or where somebody speaks whom the words do not tell plainly. goesOn is
// true where the same pronoun is a subject there.
func (r *reader) namedSubject(par *paragraph, p, last int, pronoun phrase) (found *phrase, goesOn, rival bool) {
	for k := last - 1; k >= max(0, last-lookbackSentences); k-- {
		who, speaks := r.sentenceSubject(par, p, k)
		switch {
		case who.kind == phraseNone && speaks, who.kind == phraseNominal && speaks && r.mayMean(who, pronoun):
			return nil, false, true
		case who.kind == phrasePronoun:
			goesOn = goesOn || who.gender == pronoun.gender
			continue
		case who.kind != phraseName || !r.mayMean(who, pronoun):
			continue
		case found != nil && !r.sameName(*found, who), who.typ == "" && !speaks, who.typ == "" && pronoun.gender == 'n':
			return nil, false, true
		}
		if found == nil && r.cued[place{p, k}] != nil {
			return &who, false, false // the last who spoke, in quotation marks
		}
		if found == nil || who.name.Len() > found.name.Len() {
			found = &who
		}
	}
	return found, goesOn, false
}

// sentenceSubject is the subject of sentence k: the speaker of its statement, or
// the name before its first verb. speaks is true where the sentence has a cue.
func (r *reader) sentenceSubject(par *paragraph, p, k int) (who phrase, speaks bool) {
	if d := r.cued[place{p, k}]; d != nil {
		if d.name != nil {
			return *d.name, true
		}
		return d.at.who, true
	}
	sent := par.sents[k]
	for i := sent.from; i < sent.to && !speaks; i++ {
		c, ok := r.cueAt(par, i)
		speaks = ok && c.frame != frameAside && !r.isNoun(par, sent.from, i) && !strings.HasSuffix(par.toks[i].low, "ing")
		if speaks && i <= sent.from+reach {
			if who := r.subject(par, sent.from, i); who.kind != phraseNone {
				return who, true
			}
		}
		if speaks && i > sent.from && par.toks[i-1].is(",") {
			if who, _ := r.object(par, i+c.tokens, sent.to); who.kind != phraseNone {
				return who, true // It held, said Omar Haddad.
			}
		}
	}
	return r.firstSubject(par, r.skipFronted(par, sent.from, sent.to), sent.to), speaks
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
	verb := end < to && (isBe(par.toks[end].low) || r.words.auxiliaries[par.toks[end].low])
	for ; end > from; end-- {
		who := r.leading(par, from, end)
		if who.kind == phraseNominal && verb && r.words.determiners[par.toks[who.from].low] {
			return who // The mayor was blunt
		}
		verb = false
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

// mayMean reports whether a pronoun can stand for a name or description.
func (r *reader) mayMean(who, pronoun phrase) bool {
	if pronoun.gender == 'n' {
		return who.typ == readout.Organization || who.kind == phraseNominal && who.typ != readout.Person
	}
	if who.and != nil || who.typ == readout.Organization || who.typ == readout.Place {
		return false
	}
	return who.kind == phraseName && who.gender != 'm' && who.gender != 'f' && who.gender != 'n' || who.gender == pronoun.gender ||
		who.kind == phraseNominal && who.gender == 'x'
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
		r.caps, r.surnames = map[string]bool{}, map[string]byte{}
		r.collectCapitals(r.doc.Text)
	}
	return r.caps[word]
}

// surname reports whether a word stands somewhere in the document behind a given
// name, a title or a form of address: then it is a person's name by itself too.
//
// The result is the gender that goes before it: m, f, x where that is not told
// or differs, 0 where the word is no surname.
func (r *reader) surname(word string) byte {
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
			if g := r.introduces(before); g != 0 && r.surnames[word] == 0 {
				r.surnames[word] = g
			} else if g != 0 && g != 'x' && r.surnames[word] != g {
				r.surnames[word] = mergeGender(r.surnames[word], g)
			}
		}
		before = word
		lower = unicode.IsLower(c)
		i = end
	}
}

// mergeGender joins what two mentions of a surname tell.
func mergeGender(a, b byte) byte {
	if a == 'x' {
		return b
	}
	return 'x' // two people of one name
}

// introduces gives the gender of a word that a name follows, a given name or a
// form of address, or 0.
func (r *reader) introduces(word string) byte {
	if word == "" {
		return 0
	}
	if g := r.words.given[word]; g != 0 {
		return g
	}
	low := strings.ToLower(word)
	if low == "private" || low == "general" || low == "major" {
		return 0 // words of their own: private schools, General Motors
	}
	return r.words.honorifics[low]
}
