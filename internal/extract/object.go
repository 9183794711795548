package extract

import (
	"slices"
	"strings"

	"readout"
)

// object reads the noun phrase that begins at token from and gives the index
// behind it: the subject of an inverted cue, with its apposition.
func (r *reader) object(par *paragraph, from, to int) (phrase, int) {
	end := from
	for end < to && end < from+phraseTokens {
		t := par.toks[end]
		if t.kind == tokenPunct && t.low != "&" || t.kind == tokenQuote || r.stopsObject(par, from, end, to) {
			break
		}
		end++
	}
	for ; end > from; end-- {
		who := r.phrase(par, from, end)
		if who.kind == phraseNone {
			continue
		}
		return r.apposition(par, who, end, to)
	}
	return phrase{}, from
}

// stopsObject reports whether token i cannot belong to the noun phrase that
// begins at from.
func (r *reader) stopsObject(par *paragraph, from, i, to int) bool {
	t := par.toks[i]
	w := r.words
	if i == from || t.upper && !w.times[t.low] {
		return false
	}
	if w.functions[t.low] || w.times[t.low] || t.low == "who" || t.low == "as" || r.isAdverb(t) || t.low == "last" || t.low == "this" {
		return true
	}
	switch t.low {
	case "of", "for", "from", "and":
		return false
	case "at", "with", "in", "on":
		// a doctor at the clinic; but: Omar Haddad at a news conference.
		name := r.phrase(par, from, i).kind != phraseNominal
		return name || r.venueNoun(par, i, min(to, i+8)) > 0 || i+1 < to && w.times[par.toks[i+1].low]
	}
	return w.openers[t.low]
}

// apposition reads ", a doctor at the clinic," or ", Omar Haddad," behind a noun
// phrase that ends at token end.
func (r *reader) apposition(par *paragraph, who phrase, end, to int) (phrase, int) {
	if who.kind == phrasePronoun || end+1 >= to || !par.toks[end].is(",") {
		return who, end
	}
	comma := end
	if end+2 < to && isNumber(par.toks[end+1].low) && par.toks[end+2].is(",") {
		comma += 2 // Omar Haddad, 44, a cook
	}
	stop := comma + 1
	for stop < to && par.toks[stop].kind != tokenPunct && par.toks[stop].kind != tokenQuote {
		stop++
	}
	if stop < to && par.toks[stop].kind == tokenQuote {
		return who, end
	}
	return r.join(par, who, comma+1, stop, end)
}

// join adds what tokens [from, to), set off by commas, tell of a noun phrase:
// an office to a name, a name to an office.
func (r *reader) join(par *paragraph, who phrase, from, to, end int) (phrase, int) {
	app := r.phrase(par, from, to)
	switch {
	case who.kind == phraseNominal && app.kind == phraseName && app.typ != readout.Organization && app.typ != readout.Place && who.typ == readout.Person:
		app.role, app.typ = r.withoutArticleSpan(par, who), readout.Person
		app.span, app.from = readout.Span{Start: who.span.Start, End: app.span.End}, who.from
		return app, to
	case who.kind == phraseName && who.role.IsZero() && from < to && r.describes(par, from, to):
		who.role = r.withoutArticle(par, from, to)
		if who.typ == "" {
			who.typ = readout.Person
		}
		return who, to
	}
	return who, end
}

// describes reports whether tokens [from, to) are an office or occupation.
func (r *reader) describes(par *paragraph, from, to int) bool {
	toks := par.toks[from:to]
	first := toks[0]
	if len(toks) > phraseTokens || !r.hasTitle(toks) || first.kind != tokenWord || r.words.functions[first.low] ||
		r.words.prepositions[first.low] || strings.HasSuffix(first.low, "ing") {
		return false
	}
	return !slices.ContainsFunc(toks, func(t token) bool {
		return t.kind == tokenQuote || !t.upper && r.words.functions[t.low]
	})
}

// withoutArticleSpan is the words of a noun phrase without its article.
func (r *reader) withoutArticleSpan(par *paragraph, who phrase) readout.Span {
	if r.words.determiners[par.toks[who.from].low] && par.toks[who.from].span.End < who.span.End {
		return readout.Span{Start: par.toks[who.from+1].span.Start, End: who.span.End}
	}
	return who.span
}
