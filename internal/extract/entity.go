package extract

import (
	"cmp"
	"slices"
	"strings"

	"readout"
)

// claims turns the drafts into claims in order of position.
func (r *reader) claims() *readout.Claims {
	slices.SortStableFunc(r.drafts, func(a, b *draft) int { return cmp.Compare(a.spans[0].Start, b.spans[0].Start) })
	c := &readout.Claims{}
	ents := newEntities(r.doc)
	seen := map[string]bool{}
	for _, d := range r.drafts {
		st := r.statement(d, ents)
		if !seen[st.ID] {
			seen[st.ID] = true
			c.Statements = append(c.Statements, st)
		}
	}
	c.Entities = ents.sorted()
	return c
}

// statement makes the claim of a draft.
func (r *reader) statement(d *draft, ents *entities) readout.Statement {
	doc := r.doc
	st := readout.Statement{
		ID: readout.StatementID(doc.ID, d.spans), Doc: doc.ID, Status: "reported",
		Content: readout.JoinContent(doc.Text, d.spans), ContentSpans: d.spans,
		Form: readout.Direct, Attribution: "speech", Act: cmp.Or(d.at.act, "state"),
		SpeakerSpan: d.at.who.span, CueSpan: d.at.cue,
		Reason: readout.Reason{Rule: d.rule}, Confidence: confidence[d.rule],
	}
	if d.at.document {
		st.Attribution = "document"
	}
	if !d.at.cue.IsZero() {
		st.Cue = d.at.cue.In(doc.Text)
	}
	if !d.at.venue.IsZero() {
		st.Venue = oneLine(d.at.venue.In(doc.Text))
	}
	for _, s := range d.evidence {
		st.Evidence = append(st.Evidence, doc.Cite(s))
	}
	r.speaker(&st, d, ents)
	if len(d.spans) > 1 && d.rule != ruleTranscript && slices.ContainsFunc(d.spans, r.narrates) {
		st.Confidence = min(st.Confidence, doubtful)
		st.Reason.Note = "the words hold a cue of their own: a closing mark may be missing"
	}
	if d.at.addressee.kind == phraseName {
		st.Addressees = []string{ents.add(d.at.addressee, ruleAddressee)}
	}
	return st
}

// speaker fills in who said it. Only a name makes an entity; a nominal ("the
// ministry") and a pronoun that no name settles leave their words in
// SpeakerSpan and the reason in Note.
func (r *reader) speaker(st *readout.Statement, d *draft, ents *entities) {
	who := d.at.who
	switch who.kind {
	case phraseName:
		st.Speaker = ents.add(who, ruleSpeaker)
		if who.and != nil {
			st.CoSpeakers = []string{ents.add(*who.and, ruleSpeaker)}
		}
	case phraseNone:
		if d.cued {
			st.Confidence = lowered(st.Confidence, unnamed)
			st.Reason.Note = "no words near the cue tell plainly whose it is"
		}
	case phraseNominal:
		st.Reason.Note = "the speaker is described, not named"
	case phrasePronoun:
		if d.name == nil {
			st.Confidence = lowered(st.Confidence, unresolved)
			st.Reason.Note = "the pronoun is settled by no name near it"
			return
		}
		st.Speaker = ents.add(*d.name, ruleSpeaker)
		st.Confidence = lowered(st.Confidence, resolved)
		st.Reason.Note = "the pronoun stands for " + d.name.name.In(r.doc.Text) + ", the one subject before it"
	}
}

// oneLine gives words with single spaces for line ends and no-break spaces: a
// name is the same name where a line happens to break.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// entities collects the names of one document, one entity a name as written.
type entities struct {
	doc  *readout.Document
	byID map[string]*readout.Entity
	at   map[string]map[int]bool // starts of the mentions counted
}

func newEntities(doc *readout.Document) *entities {
	return &entities{doc: doc, byID: map[string]*readout.Entity{}, at: map[string]map[int]bool{}}
}

// add counts a mention of a name and gives the entity's id. What a later mention
// tells (a type, another office) is kept.
func (e *entities) add(p phrase, rule string) string {
	name := oneLine(p.name.In(e.doc.Text))
	id := readout.EntityID(e.doc.ID, name)
	ent := e.byID[id]
	if ent == nil {
		ent = &readout.Entity{ID: id, Name: name, Docs: []string{e.doc.ID},
			Evidence: []readout.Evidence{e.doc.Cite(p.name)}, Reason: readout.Reason{Rule: rule}}
		e.byID[id], e.at[id] = ent, map[int]bool{}
	}
	if p.name.Start < ent.Evidence[0].Span.Start {
		ent.Evidence[0] = e.doc.Cite(p.name)
	}
	if !e.at[id][p.name.Start] {
		e.at[id][p.name.Start] = true
		ent.Mentions++
	}
	if ent.Type == "" {
		ent.Type = p.typ
	}
	if !p.role.IsZero() {
		title := oneLine(p.role.In(e.doc.Text))
		if !slices.ContainsFunc(ent.Roles, func(h readout.RoleHeld) bool { return h.Title == title }) {
			ent.Roles = append(ent.Roles, readout.RoleHeld{Title: title, Evidence: []readout.Evidence{e.doc.Cite(p.role)}})
		}
	}
	return id
}

// sorted gives the entities by first mention.
func (e *entities) sorted() []readout.Entity {
	out := make([]readout.Entity, 0, len(e.byID))
	for _, ent := range e.byID {
		out = append(out, *ent)
	}
	slices.SortFunc(out, func(a, b readout.Entity) int {
		return cmp.Or(cmp.Compare(a.Evidence[0].Span.Start, b.Evidence[0].Span.Start), cmp.Compare(a.Name, b.Name))
	})
	return out
}
