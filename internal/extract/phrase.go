package extract

import (
	"slices"
	"strings"

	"readout"
)

// phraseKind is how words stand for somebody.
type phraseKind uint8

const (
	phraseNone    phraseKind = iota
	phraseName               // Omar Haddad, the State Department
	phraseNominal            // a doctor at the clinic, the ministry
	phrasePronoun            // he
)

// phrase is a noun phrase that may be a speaker or an addressee.
//
// Invariant: a name has its words in name, and they lie in span.
type phrase struct {
	kind   phraseKind
	span   readout.Span // as written, with titles
	name   readout.Span
	role   readout.Span // office or occupation as worded, without its article
	typ    readout.EntityType
	gender byte    // m, f, n, p, s, or x and 0 for unknown
	and    *phrase // the second of two joined by "and"
	from   int     // index of its first token in the paragraph
}

// phraseTokens is the number of tokens over which words are no noun phrase that
// names a speaker: "the head of the emergency ward at the main hospital of the
// southern province" has 15.
const phraseTokens = 18

// phrase reads tokens [from, to) of the paragraph as one noun phrase without
// commas; none where they are not.
func (r *reader) phrase(par *paragraph, from, to int) phrase {
	toks := par.toks[from:to]
	for len(toks) > 2 && toks[len(toks)-1].is(")") {
		open := slices.IndexFunc(toks, func(t token) bool { return t.is("(") })
		if open <= 0 {
			return phrase{}
		}
		toks = toks[:open]
	}
	if len(toks) == 0 || len(toks) > phraseTokens || !toks[0].upper && r.words.conjunctions[toks[0].low] {
		return phrase{}
	}
	if r.words.cues[toks[0].low].frame != frameNone && !toks[0].upper && strings.HasSuffix(toks[0].low, "ed") {
		return phrase{} // asked about it by reporters
	}
	p := phrase{span: spanOf(toks), from: from}
	if g := r.words.pronouns[toks[0].low]; g != 0 && len(toks) == 1 {
		p.kind, p.gender = phrasePronoun, g
		return p
	}
	if i := slices.IndexFunc(toks, func(t token) bool { return t.low == "and" && !t.upper }); i > 0 {
		a, b := r.phrase(par, from, from+i), r.phrase(par, from+i+1, from+len(toks))
		if a.kind == phraseName && b.kind == phraseName && a.and == nil && b.and == nil {
			a.span, a.and = p.span, &b
			return a
		}
		if a.kind == phraseName && b.kind == phraseNominal && !toks[i+1].upper {
			a.span = p.span // Haddad and his colleagues
			return a
		}
	}
	if i := slices.IndexFunc(toks, func(t token) bool { return t.low == "who" && !t.upper }); i > 0 {
		return r.phrase(par, from, from+i) // an official who was in the room
	}
	for i, t := range toks {
		if !t.upper && r.words.articles[t.low] && i > 0 && !r.words.prepositions[toks[i-1].low] && !r.words.determiners[toks[i-1].low] {
			return phrase{} // Get the Weekly Stories
		}
		if t.kind == tokenPunct && t.low != "&" && t.low != "/" || t.kind == tokenQuote || !t.upper && r.words.functions[t.low] {
			return phrase{}
		}
	}
	return r.namePhrase(par, toks, p)
}

// namePhrase finds the name in a noun phrase: the run of capitals that ends it
// (spokesman Omar Haddad), unless that run belongs to a preposition
// (a spokesman for Hamas).
func (r *reader) namePhrase(par *paragraph, toks []token, p phrase) phrase {
	k := r.nameRun(toks)
	before, run := toks[:k], toks[k:]
	prep := slices.IndexFunc(before, func(t token) bool { return !t.upper && r.words.prepositions[t.low] })
	opens := toks[0].upper && (r.words.prepositions[toks[0].low] || r.words.openers[toks[0].low])
	if prep == 0 || opens && r.opensSentence(par, p.from) {
		return phrase{}
	}
	var last token
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	if i := r.nameBehindOffice(before, run); i > 0 {
		return r.nameOf(par, toks, toks[:k+i], run[i:], p)
	}
	noun := !strings.HasSuffix(last.low, "ing") && last.kind == tokenWord && !last.upper && !r.words.prepositions[last.low] && !r.words.determiners[last.low]
	switch {
	case len(run) == 0, prep > 0 && (!noun || !r.hasTitle(before[:prep]) ||
		r.words.orgNouns[last.low] && (len(run) == 0 || r.words.given[r.text(run[0])] == 0)):
		if prep > 0 {
			q := r.namePhrase(par, toks[:prep], phrase{span: spanOf(toks[:prep]), from: p.from})
			// Center for …, University of …: half a name is none.
			if q.kind == phraseName && !(r.words.orgNouns[toks[prep-1].low] && prep+1 < len(toks) && toks[prep+1].upper) {
				return q // Omar Haddad of the clinic
			}
		}
		return r.nominal(par, toks, p)
	case len(before) > 0 && last.upper && last.kind == tokenWord && !r.words.determiners[last.low]:
		return phrase{} // a word that opens a sentence
	}
	return r.nameOf(par, toks, before, run, p)
}

// nameRun is the index from which the tokens are one run of capitalised words,
// with the small words that names and offices hold (bin, of).
func (r *reader) nameRun(toks []token) int {
	k := len(toks)
	for k > 0 {
		t := toks[k-1]
		switch {
		case t.kind == tokenPoss:
			return k
		case t.upper && (!r.words.stops[t.low] || k < len(toks) && k > 1 && toks[k-2].upper && !isAcronym(r.text(t))):
			k--
		case k == len(toks):
			return k
		case r.words.particles[t.low] || t.low == "&" || strings.HasPrefix(t.low, "al-") || strings.HasPrefix(t.low, "el-"):
			k--
		case k > 1 && t.low == "of" && r.heads(toks[k-2]):
			k--
		case k > 2 && t.low == "the" && toks[k-2].low == "of" && r.heads(toks[k-3]):
			k -= 2
		default:
			return k
		}
	}
	return k
}

// heads reports whether a capitalised word may be followed by "of" inside a name
// or an office: Ministry of Health, Secretary of State.
func (r *reader) heads(t token) bool {
	return t.upper && (r.words.orgNouns[t.low] || r.words.titled(t.low) || t.low == "affairs")
}

// nominal accepts words that describe somebody without a name.
func (r *reader) nominal(par *paragraph, toks []token, p phrase) phrase {
	first, last := toks[0], toks[len(toks)-1]
	w := r.words
	n, _ := w.title(toks)
	ok := w.determiners[first.low] || w.nominals[first.low] || n > 0 || w.orgNouns[first.low] ||
		first.upper && !w.stops[first.low] || strings.HasSuffix(last.low, "s") ||
		slices.ContainsFunc(toks, func(t token) bool { return t.kind == tokenPoss })
	if !ok || last.kind != tokenWord || !last.upper && r.words.conjunctions[last.low] ||
		len(toks) == 1 && (first.low == "the" || first.low == "a" || w.honorifics[first.low] != 0) {
		return phrase{}
	}
	if slices.ContainsFunc(toks[1:], r.tellsVerb) {
		return phrase{}
	}
	p.kind = phraseNominal
	for i := range toks {
		if n, t := w.title(toks[i:]); n > 0 {
			p.gender, p.typ = t.gender, readout.Person
		}
	}
	if p.gender == 0 && len(toks) > 0 {
		p.gender = 'n'
	}
	return p
}

// nameOf strips titles and forms of address off a run of capitals.
func (r *reader) nameOf(par *paragraph, toks, before, run []token, p phrase) phrase {
	w := r.words
	cut, titles, ranked := r.stripTitles(before, run, &p)
	cut = r.skipComplement(run, cut)
	titles = max(titles, cut*min(titles, 1))
	name := run[cut:]
	if len(name) > 0 && !slices.ContainsFunc(name, func(t token) bool { return !isNumber(t.low) && !w.times[t.low] }) {
		return phrase{} // Haddad, 69, said
	}
	// "another Green Beret" names nobody; "the Pentagon" does.
	described := len(before) == 1 && cut == 0 && w.determiners[before[0].low] && before[0].low != "the"
	if len(name) == 0 || described || r.plainWords(par, toks, before, name, p) {
		return r.nominal(par, toks, p)
	}
	p.kind = phraseName
	for len(name) > 1 && w.demo[name[0].low] && w.given[r.text(name[1])] != 0 {
		name = name[1:]
	}
	p.name = spanOf(name)
	p.role = r.roleSpan(before, run[:titles])
	r.typeName(before, name, &p, titles > 0 || ranked)
	if p.typ == readout.Organization {
		p.role = readout.Span{} // militant group Hamas
	}
	return p
}

// skipComplement steps over the words that complete an office, as in "Chairman of
// Coastline Omar Haddad": to a given name with more behind it, or to the end,
// where the office stands for the person alone. A name never begins with a small
// preposition or article.
func (r *reader) skipComplement(run []token, cut int) int {
	if cut >= len(run) || run[cut].upper || !r.words.prepositions[run[cut].low] && !r.words.determiners[run[cut].low] {
		return cut
	}
	for i := cut + 1; i+1 < len(run); i++ {
		if run[i].upper && r.words.given[r.text(run[i])] != 0 {
			return i
		}
	}
	return len(run)
}

// nameBehindOffice is the index in a run of capitals at which a person's name
// begins, where an office in capitals with its complement stands before it
// ("Director for Coastline Omar Haddad"), or 0. A title in the run tells that the
// complement goes on: "Spokesman for President Omar Haddad".
func (r *reader) nameBehindOffice(before, run []token) int {
	if len(before) == 0 || !before[0].upper || r.words.determiners[before[0].low] || !r.isOffice(before) {
		return 0
	}
	for i := 1; i+1 < len(run); i++ {
		if r.words.honorifics[run[i-1].low] != 0 || r.words.titled(run[i-1].low) {
			return 0
		}
		if r.words.given[r.text(run[i])] != 0 {
			return i
		}
	}
	return 0
}

// isOffice reports whether tokens open with an office and what it is of:
// "General Secretary of the Union". A name may look like an office alone (Dean),
// but not so.
func (r *reader) isOffice(toks []token) bool {
	prep := slices.IndexFunc(toks, func(t token) bool { return !t.upper && r.words.prepositions[t.low] })
	if prep < 1 || prep > 1 && r.words.given[r.text(toks[0])] != 0 {
		return false
	}
	for n := min(prep, longestEntry); n > 0; n-- {
		if _, ok := r.words.titles[joinLow(toks[prep-n:prep])]; ok {
			return true
		}
	}
	return false
}

// stripTitles gives the index in a run of capitals at which the name begins,
// the index behind its last title, and whether a rank or form of address stands
// before the name. What they tell of the person is noted in p.
func (r *reader) stripTitles(before, run []token, p *phrase) (cut, titles int, ranked bool) {
	w := r.words
	given := w.given[r.text(run[0])] != 0 && (len(run) > 1 || len(before) == 0)
	for i := 0; i < len(run); {
		n, t := w.title(run[i:])
		g := w.honorifics[run[i].low]
		if given && (i < 2 || i+max(n, 1) == len(run)) {
			n = 0 // John King
			if i == 0 || i+1 == len(run) {
				g = 0 // Major Garrett
			}
		}
		switch {
		case g != 0 && n < 2:
			p.gender, ranked = g, true
			i++
		case n > 0 && t.regnal && i+n == len(run)-1:
			p.gender, p.typ = t.gender, readout.Person
			return cut, titles, ranked // King Abdullah
		case n > 0:
			i += n
			p.gender, titles = t.gender, i
		default:
			i++
			continue
		}
		cut = i
	}
	return cut, titles, ranked
}

// plainWords reports whether a run of capitals is no name: the plural of a
// people, an office, or a word that has its capital from opening the sentence.
func (r *reader) plainWords(par *paragraph, toks, before, name []token, p phrase) bool {
	if last := name[len(name)-1]; len(name) > 1 {
		// Arizona Republican, South Koreans
		return (r.words.demo[last.low] || r.words.demo[strings.TrimSuffix(last.low, "s")]) && !isAcronym(r.text(last)) &&
			r.words.given[r.text(name[0])] == 0
	}
	t, text := name[0], r.text(name[0])
	if r.words.orgs[text] || r.words.media[text] || r.words.given[text] != 0 {
		return false
	}
	if isParty(text) || isDotted(text) || r.words.abbreviations[t.low] || r.words.nominals[t.low] || r.words.demo[t.low] && !isAcronym(text) || r.words.demo[strings.TrimSuffix(t.low, "s")] {
		return true
	}
	opens := len(before) == 0 && len(toks) == 1 && r.opensSentence(par, p.from)
	return opens && !r.midSentence(text) && !(r.mayBeSurname(t) && r.actsNext(par, p.from+1))
}

// tellsVerb reports whether a word shows that no noun phrase goes on: a pronoun
// as a subject, a verb of speech that is no noun.
func (r *reader) tellsVerb(t token) bool {
	if t.upper || t.kind != tokenWord {
		return false
	}
	g := r.words.pronouns[t.low]
	return g != 0 && g != 'x' && t.low != "who" && t.low != "others" || t.low == "said" || t.low == "told" || t.low == "says"
}

// isParty reports whether a word is the mark of an American seat: D-Va, R-Ohio.
func isParty(word string) bool {
	return len(word) > 3 && word[1] == '-' && strings.IndexByte("DRI", word[0]) >= 0 && word[2] >= 'A' && word[2] <= 'Z'
}

// isDotted reports whether a word is an abbreviation such as N.Y: a place behind
// a town, not a speaker.
func isDotted(word string) bool { return len(word) > 2 && word[1] == '.' }

func isAcronym(s string) bool { return len(s) > 1 && strings.ToUpper(s) == s }

// opensSentence reports whether token i is the first word of its sentence.
func (r *reader) opensSentence(par *paragraph, i int) bool {
	return i == 0 || par.toks[i-1].kind == tokenPunct && strings.Contains(".?!…", par.toks[i-1].low)
}

// roleSpan is the words of an office before a name, without their article.
func (r *reader) roleSpan(before, titles []token) readout.Span {
	for len(before) > 0 && (r.words.determiners[before[0].low] || r.words.stops[before[0].low]) {
		before = before[1:]
	}
	for len(titles) > 0 && r.words.honorifics[titles[len(titles)-1].low] != 0 && !r.words.titled(titles[len(titles)-1].low) {
		titles = titles[:len(titles)-1]
	}
	if len(titles) == 0 {
		if len(before) == 0 || !r.hasTitle(before) || before[len(before)-1].kind != tokenWord {
			return readout.Span{}
		}
		return spanOf(before)
	}
	all := spanOf(titles)
	if len(before) > 0 {
		all.Start = before[0].span.Start
	}
	return all
}

// hasTitle reports whether an office or occupation stands among the tokens.
func (r *reader) hasTitle(toks []token) bool {
	for i := range toks {
		if n, _ := r.words.title(toks[i:]); n > 0 {
			return true
		}
	}
	return false
}

// typeName decides what a name names by the words in and before it.
func (r *reader) typeName(before, name []token, p *phrase, titled bool) {
	w := r.words
	given := w.given[r.text(name[0])]
	if given == 'm' || given == 'f' {
		if p.gender != 'm' && p.gender != 'f' {
			p.gender = given
		}
	}
	full := p.name.In(r.doc.Text)
	orgNoun := slices.ContainsFunc(name, func(t token) bool { return w.orgNouns[t.low] })
	switch {
	case p.typ == readout.Person, titled:
		p.typ = readout.Person
	case w.orgs[full] || w.media[full] || orgNoun && (given == 0 || len(name) > 2):
		p.typ, p.gender = readout.Organization, 'n'
	case given != 0 && len(name) > 1, r.hasTitle(before):
		p.typ = readout.Person
	case len(before) > 0 && w.orgNouns[before[len(before)-1].low]:
		p.typ, p.gender = readout.Organization, 'n'
	case w.places[full]:
		p.typ, p.gender = readout.Place, 'n'
	case given != 0, r.surname(r.text(name[len(name)-1])) != 0:
		p.typ = readout.Person
	}
	if g := r.surname(r.text(name[len(name)-1])); p.typ == readout.Person && (p.gender == 0 || p.gender == 'x') && g != 0 {
		p.gender = g
	}
}

// text is the words of a token, without the full stop of an abbreviation.
func (r *reader) text(t token) string { return strings.TrimSuffix(t.span.In(r.doc.Text), ".") }
