package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// draft is a statement on its way.
//
// Invariant: spans are in order and each lies in one paragraph; evidence has
// one span for each paragraph touched.
type draft struct {
	spans    []readout.Span
	evidence []readout.Span
	at       attribution // of the cue that gives the speaker; may be borrowed
	rule     string
	cued     bool    // the cue is this statement's own
	par      int     // index of the paragraph that holds its last span
	sent     int     // index of the sentence there
	cue      place   // where the cue stands
	name     *phrase // the name that a pronoun stands for
}

// place is a sentence of a paragraph.
type place struct{ par, sent int }

// reader reads one document.
type reader struct {
	words  *words
	doc    *readout.Document
	pars   []paragraph
	drafts []*draft
	cued   map[place]*draft // the first statement with a cue of its own in a sentence
	// surnames are the words that stand behind a given name or an address; see surname.
	surnames map[string]byte
	caps     map[string]bool // words with a capital inside a sentence; see midSentence
	lows     map[string]bool // words without one; see mayBeSurname
}

func newReader(w *words, doc *readout.Document) *reader {
	return &reader{words: w, doc: doc, pars: paragraphs(doc), cued: map[place]*draft{}}
}

func (r *reader) read() {
	spoken := r.transcript()
	var open *draft // its last quotation was not closed in the paragraph before
	for i := range r.pars {
		par := &r.pars[i]
		if spoken[par.block] {
			open = nil
			continue
		}
		if !strings.ContainsAny(par.span.In(r.doc.Text), "“”„‟«»\"‘‹'`") {
			open = nil
			if par.role == readout.RoleQuote {
				r.block(i)
			}
			continue
		}
		r.scan(par)
		if par.fresh {
			open = nil
		}
		open = r.paragraph(i, open)
	}
}

// paragraph reads the statements of one paragraph. open is the statement that
// the paragraph before left open, if any; the result is the one this leaves.
func (r *reader) paragraph(i int, open *draft) *draft {
	par := &r.pars[i]
	var last *draft // the statement that ends directly before the sentence
	for s, sent := range par.sents {
		q := r.nextQuote(par, sent.from, sent.to)
		if q < 0 {
			last = nil
			continue
		}
		if s == 0 && open != nil && q == sent.from && r.goesOn(par, open) {
			last = r.reopened(i, open)
			continue
		}
		if r.onlyBrackets(par, sent.from, q) {
			last = r.opening(i, s, q, last)
		} else {
			last = r.within(i, s, q)
		}
	}
	if n := len(par.marks); last != nil && n > 0 && par.marks[n-1].open {
		return last
	}
	return nil
}

// nextQuote is the index of the first quotation among tokens [from, to), or -1.
func (r *reader) nextQuote(par *paragraph, from, to int) int {
	for i := from; i < to; i++ {
		if par.toks[i].kind == tokenQuote {
			return i
		}
	}
	return -1
}

// onlyBrackets reports whether nothing but opening brackets and bullets stands
// among the tokens.
func (r *reader) onlyBrackets(par *paragraph, from, to int) bool {
	for _, t := range par.toks[from:to] {
		if t.kind != tokenPunct || !strings.Contains("([•", t.low) {
			return false
		}
	}
	return true
}

// opening reads a sentence that begins with a quotation, the token at first.
func (r *reader) opening(i, s, first int, last *draft) *draft {
	par := &r.pars[i]
	sent := par.sents[s]
	sent.from = first
	q := par.marks[par.toks[sent.from].quote]
	if r.swallows(q) {
		return nil
	}
	next := r.nextQuote(par, sent.from+1, sent.to)
	end := sent.to
	if next >= 0 {
		end = next
	}
	d := &draft{spans: []readout.Span{q.inner}, par: i, sent: s, evidence: []readout.Span{par.sentenceSpan(sent)}}
	at, ok := r.after(par, sent.from+1, end, !strings.ContainsRune(",—–-", r.lastRune(q.inner)) && !r.commaFollows(par, sent.from))
	switch {
	case ok:
		d.at, d.rule, d.cued = at, at.rule, true
		r.add(d)
		if next >= 0 {
			return r.resume(i, s, d, next)
		}
		return d
	case !r.bareSentence(par, sent.from+1, sent.to):
		return r.signed(d, par, sent)
	case last != nil && last.at.cue != (readout.Span{}):
		d.at, d.rule, d.name = last.at, ruleRun, last.name
		d.evidence[0].Start = last.evidence[len(last.evidence)-1].Start
		r.add(d)
		return d
	}
	return r.standing(i, s, d, q)
}

// signed reads "“…” – Jane Roe, mayor of Ostby": a dash and a person's name, and
// nothing else, behind a quotation that opens its sentence.
func (r *reader) signed(d *draft, par *paragraph, sent sentence) *draft {
	from, to := sent.from+2, sent.to
	if from >= to || par.toks[from-1].kind != tokenPunct || !strings.Contains("–—-", par.toks[from-1].low) {
		return nil
	}
	if from < to && par.toks[from].is("-") {
		from++ // two hyphens for a dash
	}
	if to > from && par.toks[to-1].is(".") {
		to--
	}
	who, end := r.object(par, from, to)
	if who.kind != phraseName || who.typ != readout.Person || end != to && who.role.IsZero() && !par.toks[end].is(",") {
		return nil
	}
	d.at, d.rule, d.cued = attribution{who: who, act: "state"}, ruleDash, true
	r.add(d)
	return d
}

// commaFollows reports whether a comma stands directly behind token i.
func (r *reader) commaFollows(par *paragraph, i int) bool {
	return i+1 < len(par.toks) && par.toks[i+1].is(",")
}

// bareSentence reports whether nothing but punctuation stands among the tokens.
func (r *reader) bareSentence(par *paragraph, from, to int) bool {
	for _, t := range par.toks[from:to] {
		if t.kind != tokenPunct {
			return false
		}
	}
	return true
}

// standing reads a quotation that is a sentence of its own: the paragraph before
// may hold its cue; else nobody is named.
func (r *reader) standing(i, s int, d *draft, q quotation) *draft {
	if s == 0 && !r.pars[i].fresh || s == 0 && i > 0 && r.pars[i].role == readout.RoleQuote {
		if at, from, ok := r.cueBefore(i); ok {
			d.at, d.rule, d.cued = at, ruleParagraph, true
			d.cue = place{i - 1, len(r.pars[i-1].sents) - 1}
			d.evidence = append([]readout.Span{from}, d.evidence...)
			r.add(d)
			return d
		}
	}
	if q.open {
		d.rule = ruleAlone // kept only if the next paragraph goes on
		return d
	}
	if !r.isSentence(q.inner) {
		return nil
	}
	if at, ok := r.reportBefore(i, s); ok {
		d.at, d.rule, d.cued, d.cue = at, ruleReport, true, place{i, s - 1}
		d.evidence[0].Start = r.pars[i].sentenceSpan(r.pars[i].sents[s-1]).Start
		r.add(d)
		return d
	}
	d.rule = ruleAlone
	r.add(d)
	return d
}

// reportBefore reads the sentence before sentence s as the report of somebody's
// speech: "The deal was dead, Haddad said. “It is over.”" Its first cue gives the
// speaker, and it must have no other.
func (r *reader) reportBefore(i, s int) (attribution, bool) {
	if s == 0 {
		return attribution{}, false
	}
	par := &r.pars[i]
	sent := par.sents[s-1]
	if par.toks[sent.from].kind == tokenQuote {
		return attribution{}, false
	}
	var found attribution
	for k := sent.from; k < sent.to; k++ {
		c, ok := r.cueAt(par, k)
		if !ok || c.frame == frameAside || r.isNoun(par, sent.from, k) || strings.HasSuffix(par.toks[k].low, "ing") {
			continue
		}
		who := r.subject(par, sent.from, k)
		if who.kind == phraseNone || found.who.kind != phraseNone {
			return attribution{}, false
		}
		found = attribution{who: who, cue: spanOf(par.toks[k : k+c.tokens]), act: c.act, document: r.isDocument(par, who.from, k)}
	}
	return found, found.who.kind != phraseNone
}

// cueBefore reads the end of the paragraph before paragraph i as a cue with a
// colon, and gives the span of its last sentence.
func (r *reader) cueBefore(i int) (attribution, readout.Span, bool) {
	if i == 0 || !strings.HasSuffix(r.pars[i-1].span.In(r.doc.Text), ":") {
		return attribution{}, readout.Span{}, false
	}
	par := &r.pars[i-1]
	r.scan(par)
	sent := par.sents[len(par.sents)-1]
	if !par.toks[sent.to-1].is(":") {
		return attribution{}, readout.Span{}, false
	}
	at, ok := r.before(par, sent.from, sent.to)
	return at, par.sentenceSpan(sent), ok && at.who.kind != phraseNone
}

// isSentence reports whether quoted words look like a whole utterance: they open
// with a capital, close with a stop and hold a finite verb.
func (r *reader) isSentence(s readout.Span) bool {
	if !strings.ContainsRune(".?!…", r.lastRune(s)) {
		return false
	}
	return r.isClause(s, 4) && !unicode.IsLower(r.firstRune(s))
}

// isClause reports whether quoted words hold at least n words and a finite verb.
func (r *reader) isClause(s readout.Span, n int) bool {
	fields := strings.Fields(s.In(r.doc.Text))
	if len(fields) < n {
		return false
	}
	for i, f := range fields {
		f = strings.Trim(strings.ToLower(strings.ReplaceAll(f, "’", "'")), ".,;:?!…—–-()'\"“”‘")
		if g := r.words.pronouns[f]; r.words.finite[f] || i+1 < len(fields) && g != 0 && strings.IndexByte("mfps", g) >= 0 {
			return true // a finite verb, or a subject that wants one
		}
	}
	return false
}

// resume reads the quotations after the first of one sentence: the same
// utterance goes on behind its cue, or "adding" opens another.
func (r *reader) resume(i, s int, d *draft, q int) *draft {
	par := &r.pars[i]
	sent := par.sents[s]
	for q >= 0 {
		m := par.marks[par.toks[q].quote]
		next := r.nextQuote(par, q+1, sent.to)
		switch {
		case r.swallows(m):
			return nil
		case r.onlyComma(par, d.at.end, q):
			d.spans = append(d.spans, m.inner)
			d.rule = ruleInside
		case r.adds(par, d.at.end, q) && r.endsWell(par, q, sent.to):
			add := &draft{spans: []readout.Span{m.inner}, par: i, sent: s, at: d.at, rule: ruleAdding, name: d.name,
				evidence: []readout.Span{par.sentenceSpan(sent)}}
			c, _ := r.cueAt(par, q-2)
			add.at.cue, add.at.act, add.at.end = par.toks[q-2].span, c.act, q+1
			r.add(add)
			d = add
		default:
			return nil
		}
		d.at.end = q + 1
		q = next
	}
	return d
}

// onlyComma reports whether tokens [from, q) let one utterance go on: a comma at
// their end and no words but those of place and time.
func (r *reader) onlyComma(par *paragraph, from, q int) bool {
	if !par.toks[q-1].is(",") && !par.toks[q-1].is(":") {
		return false
	}
	for _, t := range par.toks[from:q] {
		if !t.upper && (r.words.conjunctions[t.low] || strings.HasSuffix(t.low, "ing")) {
			return false
		}
	}
	return r.adverbialRest(par, from, q)
}

// adverbialRest reports whether tokens [from, to) hold no second clause.
func (r *reader) adverbialRest(par *paragraph, from, to int) bool {
	for i := from; i < to; i++ {
		if _, cue := r.cueAt(par, i); cue || par.toks[i].low == "that" {
			return false
		}
	}
	return to-from <= reach
}

// adds reports whether tokens [from, q) are a participle of speech: "adding:".
func (r *reader) adds(par *paragraph, from, q int) bool {
	if q-from < 2 || !par.toks[q-1].is(",") && !par.toks[q-1].is(":") {
		return false
	}
	t := par.toks[q-2]
	_, cue := r.cueAt(par, q-2)
	return cue && strings.HasSuffix(t.low, "ing") && par.toks[q-3].is(",")
}

// endsWell reports whether only punctuation follows the quotation at token q.
func (r *reader) endsWell(par *paragraph, q, to int) bool { return r.bareSentence(par, q+1, to) }

// within reads a sentence whose first quotation, at token q, has words before it.
func (r *reader) within(i, s, q int) *draft {
	par := &r.pars[i]
	sent := par.sents[s]
	m := par.marks[par.toks[q].quote]
	if r.swallows(m) {
		return nil
	}
	d := &draft{spans: []readout.Span{m.inner}, par: i, sent: s, evidence: []readout.Span{par.sentenceSpan(sent)}}
	at, ok := r.before(par, sent.from, q)
	if !ok && q > sent.from && par.toks[q-1].kind == tokenPunct && strings.Contains(":–—-", par.toks[q-1].low) && !unicode.IsLower(r.firstRune(m.inner)) {
		if d := r.inserted(i, s, q); d != nil {
			return d
		}
	}
	if ok && r.wholeAfter(par, at, q, sent.to, m) {
		d.at, d.rule, d.cued = at, at.rule, true
		d.at.end = q + 1
		r.add(d)
		return r.follow(i, s, d, q)
	}
	if next := r.nextQuote(par, q+1, sent.to); next >= 0 && !ok {
		if again := r.behindQuote(i, s, q, next); again != nil {
			return again
		}
	}
	if who := r.labelled(par, sent.from, q); who.kind != phraseNone && s == 0 && r.endsWell(par, q, sent.to) {
		d.at, d.rule, d.cued = attribution{who: who, act: "state"}, ruleLabel, true
		r.add(d)
		return d
	}
	return nil
}

// behindQuote reads the quotation at token q of a sentence whose earlier one, at
// token was, is no statement: "It was “over”, he said: “We go.”"
func (r *reader) behindQuote(i, s, was, q int) *draft {
	par := &r.pars[i]
	sent := par.sents[s]
	at, ok := r.before(par, was+1, q)
	m := par.marks[par.toks[q].quote]
	if !ok || r.swallows(m) || at.rule == ruleBare || at.who.kind == phraseNone || !r.wholeAfter(par, at, q, sent.to, m) {
		return nil
	}
	d := &draft{spans: []readout.Span{m.inner}, par: i, sent: s, evidence: []readout.Span{par.sentenceSpan(sent)},
		at: at, rule: at.rule, cued: true}
	d.at.end = q + 1
	r.add(d)
	return r.follow(i, s, d, q)
}

// inserted reads an utterance behind a colon or a dash inside a sentence:
// "Few were moved – “It is late,” one said – but …".
func (r *reader) inserted(i, s, q int) *draft {
	par := &r.pars[i]
	sent := par.sents[s]
	m := par.marks[par.toks[q].quote]
	if r.lastRune(m.inner) != ',' {
		return nil
	}
	end := sent.to
	if next := r.nextQuote(par, q+1, sent.to); next >= 0 {
		end = next
	}
	at, ok := r.after(par, q+1, end, false)
	if !ok {
		return nil
	}
	d := &draft{spans: []readout.Span{m.inner}, par: i, sent: s, evidence: []readout.Span{par.sentenceSpan(sent)},
		at: at, rule: at.rule, cued: true}
	r.add(d)
	return d
}

// wholeAfter reports whether the quotation behind a cue is a whole utterance.
func (r *reader) wholeAfter(par *paragraph, at attribution, q, to int, m quotation) bool {
	switch at.rule {
	case ruleColon, ruleVerbColon:
		return at.rule == ruleColon || !unicode.IsLower(r.firstRune(m.inner)) && r.isClause(m.inner, 3)
	case ruleComma:
		if r.isWork(par, q-2, m.inner) {
			return false
		}
		return !unicode.IsLower(r.firstRune(m.inner)) || at.plain && r.isClause(m.inner, 4) && r.endsWell(par, q, to)
	}
	return r.endsWell(par, q, to) && r.isClause(m.inner, 4) && !m.open && !r.isWork(par, q-1, m.inner)
}

// isWork reports whether quoted words are the title of a work: a word such as
// "memoir" stands before them at token i, or every long word has a capital.
func (r *reader) isWork(par *paragraph, i int, s readout.Span) bool {
	if i >= 0 && r.words.works[par.toks[i].low] {
		return true
	}
	words := strings.Fields(s.In(r.doc.Text))
	long := 0
	for _, w := range words {
		if len(w) > 3 {
			long++
			if c, _ := utf8.DecodeRuneInString(w); unicode.IsLower(c) {
				return false
			}
		}
	}
	return len(words) > 1 && len(words) <= 10 && 2*long >= len(words) && long > 1
}

// follow reads the quotations behind the first of a sentence whose cue stands
// before it: "X said: “One,” adding: “Two.”"
func (r *reader) follow(i, s int, d *draft, q int) *draft {
	par := &r.pars[i]
	next := r.nextQuote(par, q+1, par.sents[s].to)
	if next < 0 {
		if r.endsWell(par, q, par.sents[s].to) {
			return d
		}
		return nil
	}
	if r.adds(par, q+1, next) || r.bareSentence(par, q+1, next) && next == q+1 {
		return r.resume(i, s, d, next)
	}
	return nil
}

// labelled reads "Envoy: “…”": a person's name or office and a colon.
func (r *reader) labelled(par *paragraph, from, q int) phrase {
	if q-from < 2 || !par.toks[q-1].is(":") {
		return phrase{}
	}
	who := r.phrase(par, from, q-1)
	for i := from; i < q-1; i++ {
		if t := par.toks[i]; t.span.Start >= who.span.End && t.low != "on" {
			return phrase{} // Ramadan in the old town: “…”
		} else if t.span.Start >= who.span.End {
			break // Lind on the harbour: “…”
		}
	}
	if who.kind == phraseNominal && q-from == 2 && (par.role == readout.RoleTitle || par.role == readout.RoleSubtitle) && r.mayBeSurname(par.toks[from]) {
		who.kind, who.name, who.gender = phraseName, who.span, 0
		return who // Keller: “…”
	}
	known := who.kind == phraseName && (who.typ != "" || par.role == readout.RoleTitle && r.midSentence(who.name.In(r.doc.Text)))
	known = known || who.kind == phraseNominal && who.typ == readout.Person && par.role == readout.RoleTitle
	if known && !r.isDocument(par, from, q-1) {
		return who
	}
	return phrase{}
}

// add takes a draft and settles its pronoun by what was read before it.
func (r *reader) add(d *draft) {
	r.drafts = append(r.drafts, d)
	if d.cued && d.rule != ruleTranscript {
		if d.cue == (place{}) {
			d.cue = place{d.par, d.sent}
		}
		if r.cued[d.cue] == nil {
			r.cued[d.cue] = d
		}
		if d.at.who.kind == phrasePronoun {
			d.name = r.antecedent(d.cue.par, d.cue.sent, d.at.who)
		}
	}
}
