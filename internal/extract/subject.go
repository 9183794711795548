package extract

import (
	"slices"
	"strings"

	"readout"
)

// subject reads the subject of the cue at token cue from the words before it,
// back to token from: none where it is not plain.
func (r *reader) subject(par *paragraph, from, cue int) phrase {
	to, ok := r.stripVerbs(par, from, cue)
	if !ok || to <= from {
		return phrase{}
	}
	if par.toks[to-1].is(",") {
		return r.setOff(par, from, to-1)
	}
	start := r.segmentStart(par, from, to)
	who := r.clauseSubject(par, start, to)
	if g := r.words.pronouns[par.toks[to-1].low]; who.kind == phraseNone && strings.IndexByte("mfp", g) >= 0 && g != 0 {
		return r.phrase(par, to-1, to) // In it he said
	}
	return r.withOffice(par, from, who)
}

// clauseSubject reads tokens [from, to), or those behind their last conjunction,
// as a noun phrase.
func (r *reader) clauseSubject(par *paragraph, from, to int) phrase {
	if who := r.leading(par, from, to); who.kind != phraseNone {
		return who
	}
	for i := to - 1; i > from; i-- {
		if t := par.toks[i]; !t.upper && r.words.conjunctions[t.low] {
			if t.low == "and" {
				return phrase{}
			}
			return r.leading(par, i+1, to)
		}
	}
	return phrase{}
}

// stripVerbs steps back over auxiliaries and adverbs before a cue; ok is false
// where the cue is denied, passive, or has no subject of its own.
func (r *reader) stripVerbs(par *paragraph, from, cue int) (int, bool) {
	toks := par.toks
	to := cue
	if strings.HasSuffix(toks[cue].low, "ing") {
		// "was quoted as saying"
		if to-from >= 4 && toks[to-1].low == "as" && toks[to-2].low == "quoted" && isBe(toks[to-3].low) {
			return to - 3, true
		}
		return 0, false
	}
	if to-from >= 4 && toks[to-1].low == "to" && toks[to-2].low == "on" && (toks[to-3].low == "went" || toks[to-3].low == "goes") {
		to -= 3
	}
	for to > from && !toks[to-1].upper && toks[to-1].kind == tokenWord &&
		(r.words.auxiliaries[toks[to-1].low] || r.isAdverb(toks[to-1])) {
		to--
	}
	if to-from >= 4 && toks[to-1].low == "to" && toks[cue-1].low == "have" && isBe(toks[to-3].low) {
		to -= 3 // is reported to have said
		for to > from+1 && r.words.auxiliaries[toks[to-1].low] {
			to-- // has been reported
		}
		return to, true
	}
	if r.isNoun(par, from, cue) {
		return 0, false
	}
	if to > from && !toks[to-1].upper && (r.words.functions[toks[to-1].low] || toks[to-1].low == "to") {
		return 0, false // is said, not say, that say
	}
	return to, true
}

// isNoun reports whether a word that has the form of a cue is a noun where it
// stands: "his campaign promise", "in an address".
func (r *reader) isNoun(par *paragraph, from, cue int) bool {
	if !r.isBase(par.toks[cue].low) {
		return false
	}
	if cue == from {
		return true
	}
	prev := par.toks[cue-1]
	return !r.plural(prev) && prev.low != "to" && !r.words.auxiliaries[prev.low] && !r.isAdverb(prev)
}

// isBase reports whether a cue has the form of its noun: promise, report, claim.
func (r *reader) isBase(low string) bool {
	_, ed := r.words.cues[low+"ed"]
	_, d := r.words.cues[low+"d"]
	return ed || d
}

// plural reports whether the word before a cue in its base form can be its
// subject: I say, officials say.
func (r *reader) plural(t token) bool {
	g := r.words.pronouns[t.low]
	return g == 'p' || g == 's' || r.words.nominals[t.low] || !t.upper && strings.HasSuffix(t.low, "s") && !r.words.determiners[t.low] || t.is(",")
}

// mainSubject is the subject of the sentence for a cue that leans on it: a
// participle behind a comma (", adding:") or a second verb ("and said").
func (r *reader) mainSubject(par *paragraph, from, cue int) phrase {
	if cue-1 <= from || !r.opensSentence(par, from) {
		return phrase{}
	}
	lean, ok := cue, true
	if !strings.HasSuffix(par.toks[cue].low, "ing") {
		lean, ok = r.stripVerbs(par, from, cue)
	}
	if !ok || lean-1 <= from {
		return phrase{}
	}
	prev := par.toks[lean-1]
	participle := strings.HasSuffix(par.toks[cue].low, "ing")
	joined := prev.low == "and" || prev.low == "but"
	if participle && !prev.is(",") && !r.words.documents[prev.low] || !participle && !joined || cue-from > reach {
		return phrase{}
	}
	if from = r.skipFronted(par, from, cue); from >= cue-1 {
		return phrase{}
	}
	for _, t := range par.toks[from : cue-1] {
		if t.is(";") || t.is(":") || !t.upper && (r.words.conjunctions[t.low] && t.low != "and" && t.low != "but" &&
			!(participle && t.low == "that")) {
			return phrase{} // another clause, perhaps another subject
		}
	}
	for k := cue - 2; participle && k > from; k-- {
		if _, ok := r.cueAt(par, k); ok && !strings.HasSuffix(par.toks[k].low, "ing") && !r.isNoun(par, from, k) {
			if who := r.subject(par, from, k); who.kind != phraseNone {
				return who // The two will meet, Haddad said, adding
			}
		}
	}
	return r.firstSubject(par, from, cue-1)
}

// skipFronted steps over an adverbial that a comma parts from its clause at a
// sentence's start: "Hours later, X …".
func (r *reader) skipFronted(par *paragraph, from, to int) int {
	if !r.words.openers[par.toks[from].low] && !r.isAdverb(par.toks[from]) && !r.words.times[par.toks[from].low] {
		return from
	}
	for i := from; i < to; i++ {
		if par.toks[i].is(",") {
			return i + 1
		}
	}
	return from
}

func isBe(low string) bool {
	return low == "was" || low == "were" || low == "is" || low == "are" || low == "been"
}

// segmentStart is the index behind the last punctuation before token to.
func (r *reader) segmentStart(par *paragraph, from, to int) int {
	depth := 0
	for i := to - 1; i >= from; i-- {
		t := par.toks[i]
		switch {
		case t.is(")"):
			depth++
		case t.is("("):
			depth--
		}
		if depth > 0 {
			continue
		}
		if t.kind == tokenQuote || t.kind == tokenPunct && !strings.Contains("&/()", t.low) {
			return i + 1
		}
	}
	return from
}

// leading reads tokens [from, to) as a noun phrase, after words that may open a
// sentence before its subject: "But", "On Monday".
func (r *reader) leading(par *paragraph, from, to int) phrase {
	if who := r.phrase(par, from, to); who.kind != phraseNone {
		return who
	}
	i := from
	for i < to && (r.isAdverb(par.toks[i]) || r.words.conjunctions[par.toks[i].low]) {
		i++
	}
	if i+1 < to && r.words.openers[par.toks[i].low] {
		j := i + 1
		for j < to && (r.words.times[par.toks[j].low] || isNumber(par.toks[j].low) || par.toks[j].low == "last") {
			j++
		}
		if j > i+1 {
			i = j
		}
	}
	for i < to && r.words.times[par.toks[i].low] {
		i++
	}
	if i == from || i >= to {
		return phrase{}
	}
	return r.phrase(par, i, to)
}

func isNumber(low string) bool { return low != "" && low[0] >= '0' && low[0] <= '9' }

// setOff reads a subject that a comma parts from its cue: "X, a doctor, said",
// "the minister, X, said". The segments before the last comma, right to left,
// are appositions until one is a name or an office.
func (r *reader) setOff(par *paragraph, from, to int) phrase {
	type segment struct{ from, to int }
	var right []segment
	var described phrase // the nearest description that may be the subject itself
	for end := to; len(right) < 5 && end > from; {
		start := r.segmentStart(par, from, end)
		if start > from && !par.toks[start-1].is(",") {
			return phrase{}
		}
		who := r.clauseSubject(par, start, end)
		plain := who.kind == phraseName || who.kind == phraseNominal && r.words.determiners[par.toks[who.from].low] || who.kind == phrasePronoun
		if start > from && (who.typ == readout.Place || r.isOffice(par.toks[start:end])) {
			plain = false // Karl Lind of Ames, Iowa, said
		}
		if plain && who.kind == phraseNominal && start > from {
			plain = false // an apposition, unless no name stands left of it
			if len(right) > 0 && described.kind == phraseNone {
				described = who
			}
		}
		if plain {
			if n := len(right); n > 0 && right[n-1].from < right[n-1].to {
				who, _ = r.join(par, who, right[n-1].from, right[n-1].to, 0)
			}
			return r.withOffice(par, from, who)
		}
		right = append(right, segment{start, end})
		end = start - 1
	}
	return described
}

// opensClause reports whether a subject may begin at token start: nothing stands
// before it, or an adverbial without a name. In "after he met Roe, the minister,
// Lind said" the office is Roe's.
func (r *reader) opensClause(par *paragraph, from, start int) bool {
	if start <= from || !par.toks[start-1].is(",") {
		return true
	}
	before := r.segmentStart(par, from, start-1)
	if before >= start-1 || !r.words.openers[par.toks[before].low] && !r.isAdverb(par.toks[before]) {
		return false
	}
	return !slices.ContainsFunc(par.toks[before+1:start-1], func(t token) bool { return t.upper && !r.words.times[t.low] && !isNumber(t.low) })
}

// isDefinite reports whether a noun phrase opens with an article or tells whose
// office it is: "the minister", "Ms Roe's spokesman".
func (r *reader) isDefinite(toks []token) bool {
	return r.words.determiners[toks[0].low] || slices.ContainsFunc(toks, func(t token) bool { return t.kind == tokenPoss })
}

// withOffice adds the office that stands before a name, set off by a comma:
// "the minister, X, said".
func (r *reader) withOffice(par *paragraph, from int, who phrase) phrase {
	i := who.from
	if who.kind != phraseName || !who.role.IsZero() || i-1 <= from || !par.toks[i-1].is(",") {
		return who
	}
	start := r.segmentStart(par, from, i-1)
	office := r.phrase(par, start, i-1)
	if office.kind != phraseNominal || office.typ != readout.Person || !r.isDefinite(par.toks[start:i-1]) || !r.opensClause(par, from, start) ||
		slices.ContainsFunc(par.toks[start:i-1], func(t token) bool { return t.kind == tokenPunct }) {
		return who
	}
	who.role = r.withoutArticleSpan(par, office)
	who.span.Start, who.from = office.span.Start, office.from
	if who.typ == "" {
		who.typ = readout.Person
	}
	return who
}
