package extract

import (
	"strings"

	"readout"
)

// attribution is a cue of speech with its subject: who is said to have said
// what stands beside.
type attribution struct {
	rule      string
	who       phrase // kind none where the subject is not told
	cue       readout.Span
	act       string
	document  bool // the subject is a document: "the draft says"
	addressee phrase
	venue     readout.Span
	end       int  // index of the first token behind the cue
	plain     bool // nothing but an addressee or a time stands between cue and quotation
}

// reach is the number of tokens in which a cue is looked for before or after a
// quotation. Longer appositions are seldom and cost more than they give.
const reach = 48

// cueAt gives the cue at token i, if there is one. A capital makes it a name.
func (r *reader) cueAt(par *paragraph, i int) (cueWord, bool) {
	t := par.toks[i]
	if t.kind != tokenWord || t.upper {
		return cueWord{}, false
	}
	if i+1 < len(par.toks) {
		if c, ok := r.words.cues[t.low+" "+par.toks[i+1].low]; ok {
			c.tokens = 2                                                // pointed out
			return c, i+2 >= len(par.toks) || par.toks[i+2].low != "to" // went on to say
		}
	}
	c, ok := r.words.cues[t.low]
	c.tokens = 1
	return c, ok
}

// isAdverb reports whether a word may stand beside a cue without meaning more:
// one of the list, or any other in -ly.
func (r *reader) isAdverb(t token) bool {
	return r.words.adverbs[t.low] || !t.upper && len(t.low) > 4 && strings.HasSuffix(t.low, "ly") && !r.words.nominals[t.low]
}

// tailHasCue reports whether the words from token i on attribute the quotation
// before them and nothing else.
func (r *reader) tailHasCue(par *paragraph, i int) bool {
	_, ok := r.after(par, i, r.stopBefore(par, i), true)
	return ok
}

// stopBefore is the index of the next quotation or full stop from token i on.
func (r *reader) stopBefore(par *paragraph, i int) int {
	for end := min(len(par.toks), i+2*reach); i < end; i++ {
		t := par.toks[i]
		if t.kind == tokenQuote || t.kind == tokenPunct && strings.Contains(".?!…;", t.low) {
			return i
		}
	}
	return i
}

// after reads tokens [from, to) behind a quotation as its attribution: "X said",
// "said X, role", "according to X". strict also asks that nothing said follows
// the cue, where a new sentence could begin ("“Why?” The envoy said he left.").
func (r *reader) after(par *paragraph, from, to int, strict bool) (attribution, bool) {
	for from < to && (par.toks[from].kind == tokenPunct && strings.Contains(",–—-", par.toks[from].low) || par.toks[from].low == "as") {
		from++
	}
	if from >= to {
		return attribution{}, false
	}
	at, ok := r.according(par, from, to)
	if !ok {
		at, ok = r.inverted(par, from, to)
	}
	if !ok {
		at, ok = r.subjectFirst(par, from, to)
	}
	if !ok {
		return attribution{}, false
	}
	if adverbial := r.remainder(par, at.end, to, &at); strict && !adverbial {
		return attribution{}, false
	}
	return at, true
}

// according reads "according to X".
func (r *reader) according(par *paragraph, from, to int) (attribution, bool) {
	if from+2 >= to || par.toks[from].low != "according" || par.toks[from+1].low != "to" {
		return attribution{}, false
	}
	who, end := r.object(par, from+2, to)
	if who.kind == phraseNone {
		return attribution{}, false
	}
	return attribution{rule: ruleAfter, who: who, cue: spanOf(par.toks[from : from+2]), act: "state",
		document: r.isDocument(par, from+2, end), end: end}, true
}

// inverted reads "said X, role".
func (r *reader) inverted(par *paragraph, from, to int) (attribution, bool) {
	i := from
	for i < to && r.isAdverb(par.toks[i]) {
		i++
	}
	if i >= to {
		return attribution{}, false
	}
	c, ok := r.cueAt(par, i)
	if !ok || strings.HasSuffix(par.toks[i].low, "ing") || par.toks[i].low == "told" {
		return attribution{}, false
	}
	who, end := r.object(par, i+c.tokens, to)
	if who.kind == phraseNone {
		return attribution{}, false
	}
	return attribution{rule: ruleAfter, who: who, cue: spanOf(par.toks[i : i+c.tokens]), act: c.act,
		document: r.isDocument(par, i+c.tokens, end), end: end}, true
}

// subjectFirst reads "X, role, said": the words from the quotation to the cue
// must be the subject and nothing else.
func (r *reader) subjectFirst(par *paragraph, from, to int) (attribution, bool) {
	for i := from + 1; i < min(to, from+reach); i++ {
		c, ok := r.cueAt(par, i)
		if !ok || par.toks[i-1].low == "who" {
			continue // an official who asked not to be named said
		}
		who := r.subject(par, from, i)
		if who.kind == phraseNone || who.from != from {
			continue
		}
		return attribution{rule: ruleAfter, who: who, cue: spanOf(par.toks[i : i+c.tokens]), act: c.act,
			document: who.kind == phraseNominal && r.isDocument(par, who.from, i), end: i + c.tokens}, true
	}
	return attribution{}, false
}

// before reads tokens [from, to) before a quotation as its attribution: a cue
// with its subject, then nothing but whom it was told, where and when.
func (r *reader) before(par *paragraph, from, to int) (attribution, bool) {
	last, mode := to, ruleBare
	if to > from && par.toks[to-1].kind == tokenPunct {
		switch par.toks[to-1].low {
		case ":":
			mode = ruleColon
		case ",":
			mode = ruleComma
		default:
			return attribution{}, false
		}
		last--
	}
	nobody := -1 // a cue before a colon whose subject is not plain
	for i := last - 1; i > from && i >= last-reach; i-- {
		at, ok := r.cueBeforeAt(par, from, i, last, mode)
		switch {
		case !ok:
		case at.who.kind != phraseNone:
			return at, true
		case mode != ruleColon:
			return attribution{}, false
		case nobody < 0 && last-i < bareCueReach && !r.looksNominal(par, i):
			nobody = i
		}
	}
	if nobody >= 0 {
		return r.cueBeforeAt(par, from, nobody, last, mode)
	}
	for _, try := range []func(*paragraph, int, int, string) (attribution, bool){
		r.invertedBefore, r.accordingBefore, r.verbColon,
	} {
		if at, ok := try(par, from, last, mode); ok {
			return at, true
		}
	}
	return attribution{}, false
}

// bareCueReach is the number of tokens before a colon in which a cue without a
// plain subject still counts: farther back it was as often a noun.
const bareCueReach = 12

// cueBeforeAt reads the word at token i as a cue that leads to the quotation
// behind token last.
func (r *reader) cueBeforeAt(par *paragraph, from, i, last int, mode string) (attribution, bool) {
	c, ok := r.cueAt(par, i)
	if !ok || r.isNoun(par, from, i) || mode == ruleBare && c.frame == frameAside || i+c.tokens > last {
		return attribution{}, false
	}
	at := attribution{rule: mode, cue: spanOf(par.toks[i : i+c.tokens]), act: c.act, end: i + c.tokens}
	if mode == ruleBare && last > at.end && par.toks[last-1].low == "that" {
		last--
	}
	adverbial := r.remainder(par, at.end, last, &at)
	at.plain = r.bareCue(par, at.end, last, &at)
	if !adverbial || !at.plain && (mode == ruleBare || mode == ruleComma && c.frame == frameAside) {
		return attribution{}, false
	}
	if at.who = r.subject(par, from, i); at.who.kind == phraseNone {
		at.who = r.mainSubject(par, from, i)
	}
	at.document = at.who.kind == phraseNominal && r.isDocument(par, at.who.from, i)
	if at.venue.IsZero() {
		at.venue = r.venue(par, from, i)
	}
	return at, true
}

// looksNominal reports whether a cue without a subject is more likely a noun or
// an adjective: "reports", "promising".
func (r *reader) looksNominal(par *paragraph, i int) bool {
	t, prev := par.toks[i], par.toks[i-1]
	return strings.HasSuffix(t.low, "s") || strings.HasSuffix(t.low, "ing") && !prev.is(",") && prev.low != "as"
}

// bareCue reports whether nothing but an addressee, "that" or a time stands
// between a cue at token from and a quotation without colon or comma.
func (r *reader) bareCue(par *paragraph, from, to int, at *attribution) bool {
	for from < to && (r.words.times[par.toks[from].low] || par.toks[from].low == "on") {
		from++
	}
	return from == to || at.addressee.kind != phraseNone && at.addressee.span.End >= par.toks[to-1].span.Start ||
		from+1 == to && r.words.objects[par.toks[from].low]
}

// invertedBefore reads "Said Omar Haddad, a doctor, “…”" at a sentence's start.
func (r *reader) invertedBefore(par *paragraph, from, to int, mode string) (attribution, bool) {
	if mode == ruleBare || from+1 >= to || !r.opensSentence(par, from) {
		return attribution{}, false
	}
	low := par.toks[from].low
	c, ok := r.words.cues[low]
	if !ok || strings.HasSuffix(low, "ing") || c.frame == frameAside || low == "told" || low == "asked" {
		return attribution{}, false
	}
	who, end := r.object(par, from+1, to)
	if who.kind != phraseName || end < to && !par.toks[end].is(",") && !r.opens(par.toks[end]) {
		return attribution{}, false
	}
	return attribution{rule: mode, who: who, cue: par.toks[from].span, act: c.act, end: to}, true
}

// accordingBefore reads "According to X, “…”" at a sentence's start.
func (r *reader) accordingBefore(par *paragraph, from, to int, mode string) (attribution, bool) {
	if mode == ruleBare || !r.opensSentence(par, from) {
		return attribution{}, false
	}
	at, ok := r.according(par, from, to)
	if !ok || at.end != to {
		return attribution{}, false
	}
	at.rule, at.plain = mode, true
	return at, true
}

// verbColon reads "Omar Haddad resisted: “…”": a verb that is in no list, but
// whose place between a name and a colon makes it a cue.
func (r *reader) verbColon(par *paragraph, from, to int, mode string) (attribution, bool) {
	if mode != ruleColon || to-from < 2 {
		return attribution{}, false
	}
	verb := par.toks[to-1]
	if verb.upper || verb.kind != tokenWord || !strings.HasSuffix(verb.low, "ed") || len(verb.low) < 5 || r.words.scare[verb.low] {
		return attribution{}, false
	}
	who := r.subject(par, from, to-1)
	if who.kind != phrasePronoun && (who.kind != phraseName || who.typ != readout.Person) {
		return attribution{}, false
	}
	return attribution{rule: ruleVerbColon, who: who, cue: verb.span, act: "state", end: to}, true
}

// remainder reads tokens [from, to) behind a cue: an addressee where the cue
// takes one, then words of place, time and occasion. It reports whether nothing
// else stands there, and fills in addressee and venue.
func (r *reader) remainder(par *paragraph, from, to int, at *attribution) bool {
	i := from
	c := r.words.cues[at.cue.In(r.doc.Text)]
	if c.frame == frameTell && i < to {
		i = r.told(par, i, to, at)
	}
	if at.venue.IsZero() {
		at.venue = r.venue(par, i, to)
	}
	return r.adverbial(par, i, to)
}

// told reads the addressee behind a cue such as "told" and gives the index
// behind it.
func (r *reader) told(par *paragraph, from, to int, at *attribution) int {
	if r.words.objects[par.toks[from].low] {
		return from + 1
	}
	end := from
	for end < to && par.toks[end].kind != tokenPunct && par.toks[end].kind != tokenQuote && !r.opens(par.toks[end]) {
		if end > from && (r.words.determiners[par.toks[end].low] || r.words.pronouns[par.toks[end].low] != 0) && !par.toks[end].upper {
			return from
		}
		end++
	}
	who := r.phrase(par, from, end)
	switch {
	case who.kind == phraseName && (r.words.media[who.name.In(r.doc.Text)]):
		at.venue = who.name
	case who.kind == phraseNominal && r.venueNoun(par, from, end) > 0:
		at.venue = r.withoutArticle(par, from, end)
	case who.kind != phraseNone:
		at.addressee = who
	case end-from > 3 || end == from:
		return from // more than "inquiry" or "mourners": what was said has begun
	}
	return end
}

// opens reports whether a word opens an adverbial.
func (r *reader) opens(t token) bool {
	return !t.upper && (r.words.openers[t.low] || r.isAdverb(t) || t.low == "that" || t.low == "who") || r.words.times[t.low]
}

// adverbial reports whether tokens [from, to) only tell where, when and on what
// occasion: they open like an adverbial and hold no clause of what was said.
func (r *reader) adverbial(par *paragraph, from, to int) bool {
	if from >= to {
		return true
	}
	t := par.toks[from]
	if t.kind == tokenPunct && !t.is(",") {
		return to == from+1
	}
	if t.kind == tokenWord && !r.opens(t) && joinLow(par.toks[from:min(to, from+2)]) != "the following" && t.low != "this" {
		return false
	}
	if t.low == "that" {
		return to == from+1
	}
	for _, t := range par.toks[from:to] {
		if t.low == "that" || t.low == "whether" || t.kind == tokenQuote {
			return false
		}
	}
	return true
}

// isDocument reports whether tokens [from, to) are headed by a document.
func (r *reader) isDocument(par *paragraph, from, to int) bool {
	for _, t := range par.toks[from:to] {
		if r.words.prepositions[t.low] {
			return false
		}
		if r.words.documents[t.low] {
			return true
		}
	}
	return false
}

// venue finds the occasion or medium of speech in tokens [from, to): the words
// between a preposition and a noun of venues, without the article.
func (r *reader) venue(par *paragraph, from, to int) readout.Span {
	for i := from; i < to; i++ {
		switch par.toks[i].low {
		case "in", "at", "during", "on", "via", "through", "to":
		default:
			continue
		}
		if i+1 < to && r.words.platforms[r.text(par.toks[i+1])] {
			s := par.toks[i+1].span
			s.End = s.Start + len(r.text(par.toks[i+1])) // X and the full stop behind it
			return s
		}
		end := i + 1
		for end < to && end < i+9 && par.toks[end].kind != tokenPunct && par.toks[end].kind != tokenQuote && !r.words.prepositions[par.toks[end].low] {
			end++
		}
		if n := r.venueNoun(par, i+1, end); n > 0 {
			return r.withoutArticle(par, i+1, n)
		}
	}
	return readout.Span{}
}

// venueNoun is the index behind the last noun of venues in tokens [from, to), or 0.
func (r *reader) venueNoun(par *paragraph, from, to int) int {
	for end := to; end > from; end-- {
		for n := min(longestEntry, end-from); n > 0; n-- {
			if r.words.venues[joinLow(par.toks[end-n:end])] {
				return end
			}
		}
	}
	return 0
}

func (r *reader) withoutArticle(par *paragraph, from, to int) readout.Span {
	if from+1 < to && r.words.determiners[par.toks[from].low] {
		from++
	}
	return spanOf(par.toks[from:to])
}
