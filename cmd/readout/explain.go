package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"readout"
	"readout/internal/source"
	"readout/internal/store"
)

type explainCmd struct {
	Dir string `arg:"" help:"Dossier folder."`
	ID  string `arg:"" help:"Record id, as in records.jsonl, or the beginning of one."`
}

// Run walks from a record to the bytes of its source.
func (c *explainCmd) Run(w *world) error {
	st, err := openDossier(w.ctx, c.Dir)
	if err != nil {
		return err
	}
	defer st.Close()
	stages, err := newStages("")
	if err != nil {
		return err
	}
	record, err := st.Record(w.ctx, c.ID)
	if err != nil {
		return hint{err, "Ids stand in records.jsonl, on the page, and in what search prints."}
	}
	x := &explainer{world: w, st: st, rules: stages.rules}
	return x.explain(record)
}

type explainer struct {
	*world
	st    *store.Store
	rules readout.Rules
}

func (x *explainer) explain(record []byte) error {
	var head struct{ Kind, ID, Doc string }
	if err := json.Unmarshal(record, &head); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	if head.Kind == "document" {
		doc, err := readout.DecodeDocument(record)
		if err != nil {
			return err
		}
		x.document(doc)
		return nil
	}
	docID := head.Doc
	if head.Kind == "entity" {
		var e struct{ Docs []string }
		if err := json.Unmarshal(record, &e); err != nil || len(e.Docs) == 0 {
			return fmt.Errorf("entity %s stands in no report", head.ID)
		}
		docID = e.Docs[0]
	}
	parent, err := x.st.Record(x.ctx, docID)
	if err != nil {
		return err
	}
	doc, err := readout.DecodeDocument(parent)
	if err != nil {
		return err
	}
	if err := x.claim(head.Kind, record, doc); err != nil {
		return err
	}
	fmt.Fprintln(x.stdout)
	x.origin(doc)
	return nil
}

// claim prints what a claim says, why, and the words it rests on.
func (x *explainer) claim(kind string, record []byte, doc *readout.Document) error {
	rs := readout.NewRecords(doc)
	switch kind {
	case "statement":
		st, err := rs.ReadStatement(record)
		if err != nil {
			return err
		}
		x.head(st.ID, "statement, "+string(st.Form)+" speech")
		x.row("content", st.Content)
		x.row("speaker", x.entityName(st.Speaker))
		x.row("cue", st.Cue)
		x.row("act", st.Act)
		x.row("venue", st.Venue)
		x.row("confidence", fmt.Sprintf("%.2f", st.Confidence))
		x.reason(st.Reason)
		x.evidence(doc, st.Evidence)
	case "entity":
		ent, err := rs.ReadEntity(record)
		if err != nil {
			return err
		}
		x.head(ent.ID, strings.TrimSpace("name "+string(ent.Type)))
		x.row("name", ent.Name)
		x.row("mentions", fmt.Sprint(ent.Mentions))
		for _, r := range ent.Roles {
			x.row("role", strings.TrimSpace(r.Title+" "+r.Of))
		}
		x.reason(ent.Reason)
		x.evidence(doc, ent.Evidence)
	default:
		return fmt.Errorf("no way to explain a %s record", kind)
	}
	return nil
}

func (x *explainer) entityName(id string) string {
	if id == "" {
		return "unknown: the report does not tell"
	}
	record, err := x.st.Record(x.ctx, id)
	if err != nil {
		return id
	}
	var e struct{ Name string }
	if json.Unmarshal(record, &e) != nil {
		return id
	}
	return e.Name + "  " + id
}

// document prints a report's own fields, each with its signal.
func (x *explainer) document(doc *readout.Document) {
	x.head(doc.ID, "report")
	x.row("text", fmt.Sprintf("%d characters, sha256 %s", readout.NewOffsets(doc.Text).Point(len(doc.Text)), doc.SHA256))
	for _, f := range doc.Fields {
		x.row(f.Name, f.Value)
		x.reason(f.Reason)
		x.evidence(doc, f.Evidence)
	}
	for _, d := range []struct {
		name string
		readout.Dating
	}{{"published", doc.Published}, {"updated", doc.Updated}} {
		if d.Date != "" {
			x.row(d.name, string(d.Date)+"  ("+string(d.Basis)+")")
			x.reason(d.Reason)
			x.evidence(doc, d.Evidence)
		}
	}
	if doc.DuplicateOf != "" {
		x.row("duplicate of", doc.DuplicateOf)
	}
	if doc.NearDuplicateOf != "" {
		x.row("near-duplicate of", doc.NearDuplicateOf)
	}
	x.row("damage", x.damage(doc))
	fmt.Fprintln(x.stdout)
	x.origin(doc)
}

func (x *explainer) damage(doc *readout.Document) string {
	var parts []string
	for _, d := range doc.Damage {
		parts = append(parts, fmt.Sprintf("%s at %d", d.Kind, readout.NewOffsets(doc.Text).Point(d.Span.Start)))
	}
	return strings.Join(parts, ", ")
}

// origin says where the report came from and whether its file is still the
// same.
func (x *explainer) origin(doc *readout.Document) {
	x.head(doc.ID, "source")
	x.row("path", doc.Source)
	x.row("title", doc.Title)
	x.row("outlet", doc.Outlet)
	x.row("url", doc.URL)
	if doc.Published.Date != "" {
		x.row("published", string(doc.Published.Date)+"  ("+string(doc.Published.Basis)+")")
	}
	x.row("bytes", "sha256 "+doc.RawSHA256)
	x.row("on disk", x.onDisk(doc))
}

// onDisk compares the bytes that were read with those that lie there now, in
// their container too.
func (x *explainer) onDisk(doc *readout.Document) string {
	path, _, _ := strings.Cut(doc.Source, "#entry-")
	it, err := source.Find(x.ctx, path, source.Options{})
	if err != nil {
		return "not found: " + err.Error()
	}
	switch {
	case readout.Hash(it.Raw) != doc.RawSHA256:
		return "changed since it was read"
	case string(it.Raw) == doc.Text:
		return "unchanged; text and file are the same bytes"
	}
	return "unchanged; offsets count the extracted text"
}

func (x *explainer) head(id, what string) { fmt.Fprintf(x.stdout, "%s  %s\n", id, what) }

func (x *explainer) row(name, value string) {
	if value != "" {
		fmt.Fprintf(x.stdout, "  %-18s%s\n", name, oneLine(value))
	}
}

func (x *explainer) reason(r readout.Reason) {
	if r.Rule == "" {
		return
	}
	says := x.rules[r.Rule].Says
	line := r.String()
	if says != "" {
		line += " — " + says
	}
	fmt.Fprintf(x.stdout, "    %-16s%s\n", "because", line)
}

// contextBytes is how much text is shown on either side of evidence.
const contextBytes = 60

func (x *explainer) evidence(doc *readout.Document, evs []readout.Evidence) {
	off := readout.NewOffsets(doc.Text)
	for _, ev := range evs {
		start, end := off.Points(ev.Span)
		from, to := max(0, ev.Span.Start-contextBytes), min(len(doc.Text), ev.Span.End+contextBytes)
		before := strings.ToValidUTF8(doc.Text[from:ev.Span.Start], "")
		after := strings.ToValidUTF8(doc.Text[ev.Span.End:to], "")
		fmt.Fprintf(x.stdout, "    %-16scharacters %d–%d: %s[%s]%s\n", "evidence", start, end,
			oneLine(before), oneLine(ev.Exact), oneLine(after))
	}
}

// oneLine makes control characters visible as spaces, so that a row is a line
// and a hostile text cannot steer the terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return ' '
		}
		return r
	}, s)
}
