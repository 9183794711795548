package extract

import (
	"strings"

	"readout"
)

// An opening mark without a closing one is either speech that the next paragraph
// goes on with, or a mark forgotten. In the second case the words behind it run
// into the report's own, and a cue among them shows it: "“It sank, the mate said."

// swallows reports whether a quotation that no mark closes holds a cue of its
// own: its closing mark was forgotten, and where the words end nobody can tell.
func (r *reader) swallows(q quotation) bool { return q.open && r.narrates(q.inner) }

// narrates reports whether quoted words hold an attribution in the shape of
// narration, set off by a comma or its like and about somebody else than the
// speaker: ", the mate said.", ", said Omar Haddad,".
func (r *reader) narrates(s readout.Span) bool {
	par := &paragraph{span: s, role: readout.RoleBody}
	par.marks = quotations(r.doc.Text, s)
	par.toks = r.tokens(par)
	for i, t := range par.toks {
		if i+1 == len(par.toks) || t.kind != tokenPunct && t.kind != tokenQuote ||
			t.kind == tokenPunct && !strings.Contains(",?!—–-", t.low) && (!strings.Contains(".…", t.low) || par.toks[i+1].upper) {
			continue
		}
		to := r.stopBefore(par, i+1)
		at, ok := r.after(par, i+1, to, false)
		if !ok || !r.isThird(at.who) {
			continue
		}
		if at.end < to && par.toks[at.end].is(",") || r.remainder(par, at.end, to, &at) {
			return true
		}
	}
	return false
}

// isThird reports whether a subject is neither I nor we: what they say is part
// of what was said.
func (r *reader) isThird(who phrase) bool {
	return who.kind != phrasePronoun || strings.IndexByte("mfp", who.gender) >= 0 && !strings.EqualFold(who.span.In(r.doc.Text), "we")
}

// goesOn reports whether the quotation that opens a paragraph can go on with the
// one left open before it: it holds no narration, and no cue behind it names
// another speaker.
func (r *reader) goesOn(par *paragraph, open *draft) bool {
	sent := par.sents[0]
	if r.swallows(par.marks[par.toks[sent.from].quote]) {
		return false
	}
	at, ok := r.reopenedCue(par)
	if !ok || open.at.cue.IsZero() || at.who.kind == phrasePronoun {
		return true
	}
	was := open.at.who
	if open.name != nil {
		was = *open.name
	}
	if was.kind == phraseName && at.who.kind == phraseName {
		return r.sameName(was, at.who)
	}
	return was.kind == phraseNone || was.kind == phrasePronoun ||
		was.kind == at.who.kind && strings.EqualFold(was.span.In(r.doc.Text), at.who.span.In(r.doc.Text))
}

// reopenedCue reads the cue behind the quotation that opens a paragraph.
func (r *reader) reopenedCue(par *paragraph) (attribution, bool) {
	sent := par.sents[0]
	end := sent.to
	if next := r.nextQuote(par, sent.from+1, sent.to); next >= 0 {
		end = next
	}
	return r.after(par, sent.from+1, end, false)
}

// reopened joins the quotation that opens paragraph i to the one that the
// paragraph before left open.
func (r *reader) reopened(i int, open *draft) *draft {
	par := &r.pars[i]
	sent := par.sents[0]
	q := par.marks[par.toks[sent.from].quote]
	kept := len(open.evidence) > 0 && open.rule == ruleAlone && len(open.spans) == 1
	open.spans = append(open.spans, q.inner)
	open.evidence = append(open.evidence, par.sentenceSpan(sent))
	open.par, open.sent = i, 0
	if open.at.cue.IsZero() {
		if at, ok := r.reopenedCue(par); ok {
			open.at, open.rule, open.cued, open.cue = at, at.rule, true, place{i, 0}
		}
	}
	if kept {
		r.add(open)
	}
	if !r.bareSentence(par, sent.from+1, sent.to) && open.at.cue.IsZero() {
		return nil
	}
	return open
}
