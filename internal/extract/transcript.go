package extract

import (
	"strings"

	"readout"
)

// transcript reads the turns of a transcript: a label names the speaker of the
// quote blocks that follow it, until another label or the report itself. One
// turn is one statement. The result marks the blocks that were read so.
func (r *reader) transcript() map[int]bool {
	spoken := map[int]bool{}
	blocks := r.doc.OwnBlocks()
	for i := 0; i < len(blocks); i++ {
		if blocks[i].Role != readout.RoleSpeakerLabel {
			continue
		}
		label := trimSpan(r.doc.Text, blocks[i].Span)
		if label.Len() == 0 {
			continue
		}
		heading := r.isHeading(label)
		d := &draft{rule: ruleTranscript, cued: true, evidence: []readout.Span{label}}
		d.at = attribution{who: r.label(blocks[i].Span), act: "state"}
		for j := i + 1; j < len(blocks) && r.continues(blocks[j].Role); j++ {
			if blocks[j].Role != readout.RoleQuote {
				continue
			}
			spoken[j] = true
			for _, s := range cutParagraphs(r.doc.Text, blocks[j].Span) {
				d.evidence = append(d.evidence, s)
				if s = r.unwrap(s); s.Len() > 0 {
					d.spans = append(d.spans, s)
				}
			}
		}
		if len(d.spans) > 0 && !heading {
			r.add(d)
		}
	}
	return spoken
}

// isHeading reports whether a label heads the document and no turn: "TRANSCRIPT:".
func (r *reader) isHeading(label readout.Span) bool {
	words := strings.TrimRight(strings.ToLower(oneLine(label.In(r.doc.Text))), " :")
	return r.words.headings[strings.ReplaceAll(words, "’", "'")]
}

// continues reports whether a turn may go on over a block of this role.
func (r *reader) continues(role readout.Role) bool {
	return role == readout.RoleQuote || role != readout.RoleSpeakerLabel && role.Furniture()
}

// unwrap takes the quotation marks off words that stand wholly inside them.
func (r *reader) unwrap(s readout.Span) readout.Span {
	if qs := quotations(r.doc.Text, s); len(qs) == 1 && qs[0].outer == s {
		return qs[0].inner
	}
	return s
}

// label reads "(Name, Office)", "FM EXAMPLE:", "QUESTION:".
func (r *reader) label(s readout.Span) phrase {
	text := r.doc.Text
	s = trimSpan(text, s)
	for s.Len() > 0 && strings.IndexByte("([:)]", text[s.Start]) >= 0 {
		s.Start++
	}
	for s.Len() > 0 && strings.IndexByte("([:)].-", text[s.End-1]) >= 0 {
		s.End--
	}
	s = trimSpan(text, s)
	if i := strings.IndexByte(s.In(text), '('); i > 0 && !strings.Contains(s.In(text), ")") {
		// HOST (JANE POOLE): an office of the conversation, and who holds it.
		if office := trimSpan(text, readout.Span{Start: s.Start, End: s.Start + i}); r.isOfficeLabel(office) {
			s.Start += i + 1
		} else {
			s = office // JANE POOLE (HOST)
		}
		s = trimSpan(text, s)
	}
	if s.Len() <= 0 {
		return phrase{}
	}
	par := &paragraph{span: s, role: readout.RoleSpeakerLabel}
	par.toks = r.tokens(par)
	end := 0
	for end < len(par.toks) && par.toks[end].kind != tokenPunct {
		end++
	}
	who := r.phrase(par, 0, end)
	if end == 1 && who.kind == phraseNominal && par.toks[0].upper && !r.isRoleLabel(who) {
		who.kind, who.name = phraseName, who.span // SOLNY:
	}
	switch {
	case who.kind == phraseName && end+1 < len(par.toks) && par.toks[end].is(","):
		who.role = spanOf(par.toks[end+1:])
		who.typ = readout.Person
	case who.kind == phraseNone, who.kind == phraseName && who.typ == "" && len(par.toks) == 1 && r.isRoleLabel(who):
		return phrase{kind: phraseNominal, span: s}
	case who.kind == phraseName && who.typ == "":
		who.typ = readout.Person
	}
	return who
}

// isRoleLabel reports whether a one-word label in capitals is an office of the
// conversation (QUESTION, MODERATOR) and not a name.
func (r *reader) isRoleLabel(who phrase) bool { return r.isOfficeLabel(who.span) }

func (r *reader) isOfficeLabel(s readout.Span) bool {
	low := strings.ToLower(s.In(r.doc.Text))
	return r.words.titled(low) || r.words.nominals[low] || r.words.labels[low]
}

// block reads a block quotation without marks after a cue and a colon.
func (r *reader) block(i int) {
	at, from, ok := r.cueBefore(i)
	if !ok {
		return
	}
	s := r.pars[i].span
	r.add(&draft{spans: []readout.Span{s}, evidence: []readout.Span{from, s}, at: at, rule: ruleBlock, cued: true, par: i})
}
