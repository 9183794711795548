package readout

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// The JSON forms of the contract. Offsets in them are code points; keys stand
// in the order written; what is unknown is absent.

type evidenceJSON struct {
	Doc   string `json:"doc"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Exact string `json:"exact"`
}

type reasonJSON struct {
	Rule   string `json:"rule"`
	Signal string `json:"signal,omitempty"`
	Note   string `json:"note,omitempty"`
}

type blockJSON struct {
	Role  string `json:"role"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Rule  string `json:"rule,omitempty"`
}

type partJSON struct {
	Doc   string `json:"doc"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type damageJSON struct {
	Kind  DamageKind `json:"kind"`
	Start int        `json:"start"`
	End   int        `json:"end"`
	At    int        `json:"at,omitempty"`
}

type datingJSON struct {
	Date     Date           `json:"date,omitempty"`
	Basis    Basis          `json:"basis"`
	Earliest Date           `json:"earliest,omitempty"`
	Latest   Date           `json:"latest,omitempty"`
	Evidence []evidenceJSON `json:"evidence,omitempty"`
	Reason   *reasonJSON    `json:"reason,omitempty"`
}

type fieldJSON struct {
	Name     string         `json:"name"`
	Value    string         `json:"value"`
	Evidence []evidenceJSON `json:"evidence,omitempty"`
	Reason   *reasonJSON    `json:"reason"`
}

type documentJSON struct {
	ID              string       `json:"id"`
	Kind            string       `json:"kind"`
	Source          string       `json:"source"`
	SHA256          string       `json:"sha256"`
	RawSHA256       string       `json:"raw_sha256"`
	Media           string       `json:"media,omitempty"`
	Outlet          string       `json:"outlet,omitempty"`
	URL             string       `json:"url,omitempty"`
	Title           string       `json:"title,omitempty"`
	Subtitle        string       `json:"subtitle,omitempty"`
	Authors         []string     `json:"authors"`
	Contributors    []string     `json:"contributors"`
	Wire            string       `json:"wire,omitempty"`
	Published       *datingJSON  `json:"published"`
	Updated         *datingJSON  `json:"updated,omitempty"`
	Retrieved       Date         `json:"retrieved,omitempty"`
	Language        string       `json:"language,omitempty"`
	DuplicateOf     string       `json:"duplicate_of,omitempty"`
	NearDuplicateOf string       `json:"near_duplicate_of,omitempty"`
	Fields          []fieldJSON  `json:"fields,omitempty"`
	Damage          []damageJSON `json:"damage,omitempty"`
	Parts           []partJSON   `json:"parts,omitempty"`
	Blocks          []blockJSON  `json:"blocks"`
	Text            string       `json:"text"`
}

type roleJSON struct {
	Title    string         `json:"title"`
	Of       string         `json:"of,omitempty"`
	From     Date           `json:"from,omitempty"`
	To       Date           `json:"to,omitempty"`
	Evidence []evidenceJSON `json:"evidence,omitempty"`
}

type entityJSON struct {
	ID       string         `json:"id"`
	Kind     string         `json:"kind"`
	Type     EntityType     `json:"type,omitempty"`
	Name     string         `json:"name"`
	Aliases  []string       `json:"aliases"`
	Roles    []roleJSON     `json:"roles,omitempty"`
	Country  string         `json:"country,omitempty"`
	Sector   string         `json:"sector,omitempty"`
	Docs     []string       `json:"docs"`
	Mentions int            `json:"mentions"`
	Evidence []evidenceJSON `json:"evidence"`
	Reason   *reasonJSON    `json:"reason,omitempty"`
}

type statementJSON struct {
	ID           string         `json:"id"`
	Kind         string         `json:"kind"`
	Doc          string         `json:"doc"`
	Speaker      string         `json:"speaker,omitempty"`
	CoSpeakers   []string       `json:"co_speakers,omitempty"`
	Within       string         `json:"within,omitempty"`
	Status       string         `json:"status,omitempty"`
	Cue          string         `json:"cue,omitempty"`
	Content      string         `json:"content"`
	ContentSpans [][2]int       `json:"content_spans"`
	Form         Form           `json:"form"`
	Attribution  string         `json:"attribution,omitempty"`
	Act          string         `json:"act,omitempty"`
	Addressees   []string       `json:"addressees,omitempty"`
	Venue        string         `json:"venue,omitempty"`
	Date         Date           `json:"date,omitempty"`
	SpeakerSpan  *[2]int        `json:"speaker_span,omitempty"`
	CueSpan      *[2]int        `json:"cue_span,omitempty"`
	Evidence     []evidenceJSON `json:"evidence"`
	Reason       *reasonJSON    `json:"reason"`
	Confidence   float64        `json:"confidence"`
}

// Records turns the values of one document into their JSON forms and back.
type Records struct {
	doc string
	off *Offsets
}

// NewRecords prepares the JSON forms of a document and its claims.
func NewRecords(doc *Document) *Records {
	return &Records{doc: doc.ID, off: NewOffsets(doc.Text)}
}

// Document is the document's record: one JSON object, no line end.
func (rs *Records) Document(doc *Document) ([]byte, error) {
	j := documentJSON{
		ID: doc.ID, Kind: "document", Source: doc.Source, SHA256: doc.SHA256,
		RawSHA256: doc.RawSHA256, Media: doc.Media, Outlet: doc.Outlet, URL: doc.URL,
		Title: doc.Title, Subtitle: doc.Subtitle, Authors: list(doc.Authors),
		Contributors: list(doc.Contributors), Wire: doc.Wire,
		Published: rs.dating(doc.Published), Retrieved: doc.Retrieved, Language: doc.Language,
		DuplicateOf: doc.DuplicateOf, NearDuplicateOf: doc.NearDuplicateOf, Text: doc.Text,
		Blocks: make([]blockJSON, 0, len(doc.Blocks)),
	}
	if doc.Updated.Basis != "" && doc.Updated.Basis != BasisUnknown {
		j.Updated = rs.dating(doc.Updated)
	}
	for _, b := range doc.Blocks {
		start, end := rs.off.Points(b.Span)
		j.Blocks = append(j.Blocks, blockJSON{b.Role.String(), start, end, b.Rule})
	}
	for _, dm := range doc.Damage {
		start, end := rs.off.Points(dm.Span)
		at := 0
		if dm.At > 0 {
			at = rs.off.Point(dm.At)
		}
		j.Damage = append(j.Damage, damageJSON{dm.Kind, start, end, at})
	}
	for _, p := range doc.Parts {
		start, end := rs.off.Points(p.Span)
		j.Parts = append(j.Parts, partJSON{p.Doc, start, end})
	}
	for _, f := range doc.Fields {
		j.Fields = append(j.Fields, fieldJSON{f.Name, f.Value, rs.evidence(f.Evidence), reason(f.Reason)})
	}
	return encode(j)
}

// Entity is the entity's record.
func (rs *Records) Entity(ent *Entity) ([]byte, error) {
	j := entityJSON{
		ID: ent.ID, Kind: "entity", Type: ent.Type, Name: ent.Name, Aliases: list(ent.Aliases),
		Country: ent.Country, Sector: ent.Sector, Docs: list(ent.Docs), Mentions: ent.Mentions,
		Evidence: rs.evidence(ent.Evidence), Reason: reason(ent.Reason),
	}
	for _, r := range ent.Roles {
		j.Roles = append(j.Roles, roleJSON{r.Title, r.Of, r.From, r.To, rs.evidence(r.Evidence)})
	}
	return encode(j)
}

// Statement is the statement's record.
func (rs *Records) Statement(st *Statement) ([]byte, error) {
	j := statementJSON{
		ID: st.ID, Kind: "statement", Doc: st.Doc, Speaker: st.Speaker, CoSpeakers: st.CoSpeakers,
		Within: st.Within, Status: st.Status, Cue: st.Cue, Content: st.Content,
		ContentSpans: make([][2]int, 0, len(st.ContentSpans)), Form: st.Form,
		Attribution: st.Attribution, Act: st.Act, Addressees: st.Addressees, Venue: st.Venue,
		Date: st.Date, SpeakerSpan: rs.pair(st.SpeakerSpan), CueSpan: rs.pair(st.CueSpan),
		Evidence: rs.evidence(st.Evidence), Reason: reason(st.Reason), Confidence: st.Confidence,
	}
	for _, s := range st.ContentSpans {
		j.ContentSpans = append(j.ContentSpans, *rs.pair(s))
	}
	return encode(j)
}

func (rs *Records) pair(s Span) *[2]int {
	if s.IsZero() {
		return nil
	}
	start, end := rs.off.Points(s)
	return &[2]int{start, end}
}

func (rs *Records) evidence(evs []Evidence) []evidenceJSON {
	out := make([]evidenceJSON, 0, len(evs))
	for _, ev := range evs {
		start, end := rs.off.Points(ev.Span)
		out = append(out, evidenceJSON{ev.Doc, start, end, ev.Exact})
	}
	return out
}

func (rs *Records) dating(d Dating) *datingJSON {
	j := &datingJSON{Date: d.Date, Basis: d.Basis, Earliest: d.Earliest, Latest: d.Latest,
		Evidence: rs.evidence(d.Evidence), Reason: reason(d.Reason)}
	if j.Basis == "" {
		j.Basis = BasisUnknown
	}
	return j
}

func reason(r Reason) *reasonJSON {
	if r == (Reason{}) {
		return nil
	}
	return &reasonJSON{r.Rule, r.Signal, r.Note}
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("readout: encode record: %w", err)
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// DecodeDocument reads a document's record; it is the inverse of
// [Records.Document].
func DecodeDocument(record []byte) (*Document, error) {
	var j documentJSON
	if err := decode(record, "document", &j); err != nil {
		return nil, err
	}
	doc := &Document{
		ID: j.ID, Source: j.Source, SHA256: j.SHA256, RawSHA256: j.RawSHA256, Media: j.Media,
		Outlet: j.Outlet, URL: j.URL, Title: j.Title, Subtitle: j.Subtitle, Authors: unlist(j.Authors),
		Contributors: unlist(j.Contributors), Wire: j.Wire, Retrieved: j.Retrieved,
		Language: j.Language, DuplicateOf: j.DuplicateOf, NearDuplicateOf: j.NearDuplicateOf,
		Text: j.Text,
	}
	rs := NewRecords(doc)
	doc.Published, doc.Updated = rs.readDating(j.Published), rs.readDating(j.Updated)
	for _, b := range j.Blocks {
		role, ok := ParseRole(b.Role)
		if !ok {
			return nil, fmt.Errorf("readout: document %s: no such role %q", j.ID, b.Role)
		}
		doc.Blocks = append(doc.Blocks, Block{role, rs.off.Span(b.Start, b.End), b.Rule})
	}
	for _, dm := range j.Damage {
		at := 0
		if dm.At > 0 {
			at = rs.off.Byte(dm.At)
		}
		doc.Damage = append(doc.Damage, Damage{dm.Kind, rs.off.Span(dm.Start, dm.End), at})
	}
	for _, p := range j.Parts {
		doc.Parts = append(doc.Parts, Part{p.Doc, rs.off.Span(p.Start, p.End)})
	}
	for _, f := range j.Fields {
		doc.Fields = append(doc.Fields, Field{f.Name, f.Value, rs.readEvidence(f.Evidence), readReason(f.Reason)})
	}
	return doc, nil
}

// ReadEntity reads an entity's record; it is the inverse of [Records.Entity].
func (rs *Records) ReadEntity(record []byte) (*Entity, error) {
	var j entityJSON
	if err := decode(record, "entity", &j); err != nil {
		return nil, err
	}
	ent := &Entity{ID: j.ID, Type: j.Type, Name: j.Name, Aliases: unlist(j.Aliases), Country: j.Country,
		Sector: j.Sector, Docs: unlist(j.Docs), Mentions: j.Mentions,
		Evidence: rs.readEvidence(j.Evidence), Reason: readReason(j.Reason)}
	for _, r := range j.Roles {
		ent.Roles = append(ent.Roles, RoleHeld{r.Title, r.Of, r.From, r.To, rs.readEvidence(r.Evidence)})
	}
	return ent, nil
}

// ReadStatement reads a statement's record; it is the inverse of
// [Records.Statement].
func (rs *Records) ReadStatement(record []byte) (*Statement, error) {
	var j statementJSON
	if err := decode(record, "statement", &j); err != nil {
		return nil, err
	}
	st := &Statement{ID: j.ID, Doc: j.Doc, Speaker: j.Speaker, CoSpeakers: j.CoSpeakers,
		Within: j.Within, Status: j.Status, Cue: j.Cue, Content: j.Content, Form: j.Form,
		Attribution: j.Attribution, Act: j.Act, Addressees: j.Addressees, Venue: j.Venue,
		Date: j.Date, SpeakerSpan: rs.readPair(j.SpeakerSpan), CueSpan: rs.readPair(j.CueSpan),
		Evidence: rs.readEvidence(j.Evidence), Reason: readReason(j.Reason), Confidence: j.Confidence}
	for _, p := range j.ContentSpans {
		st.ContentSpans = append(st.ContentSpans, rs.off.Span(p[0], p[1]))
	}
	return st, nil
}

// kinded is a JSON form that says of what kind it is.
type kinded interface{ kindOf() string }

func (j *documentJSON) kindOf() string  { return j.Kind }
func (j *entityJSON) kindOf() string    { return j.Kind }
func (j *statementJSON) kindOf() string { return j.Kind }

func decode(record []byte, kind string, into kinded) error {
	if err := json.Unmarshal(record, into); err != nil {
		return fmt.Errorf("readout: %s record: %w", kind, err)
	}
	if got := into.kindOf(); got != kind {
		return fmt.Errorf("readout: want a %s record, got kind %q", kind, got)
	}
	return nil
}

func (rs *Records) readEvidence(evs []evidenceJSON) []Evidence {
	var out []Evidence
	for _, ev := range evs {
		out = append(out, Evidence{ev.Doc, rs.off.Span(ev.Start, ev.End), ev.Exact})
	}
	return out
}

func (rs *Records) readPair(p *[2]int) Span {
	if p == nil {
		return Span{}
	}
	return rs.off.Span(p[0], p[1])
}

func (rs *Records) readDating(j *datingJSON) Dating {
	if j == nil {
		return Dating{}
	}
	return Dating{j.Date, j.Basis, j.Earliest, j.Latest, rs.readEvidence(j.Evidence), readReason(j.Reason)}
}

func readReason(j *reasonJSON) Reason {
	if j == nil {
		return Reason{}
	}
	return Reason{j.Rule, j.Signal, j.Note}
}

func unlist(s []string) []string {
	if len(s) == 0 {
		return nil
	}
	return s
}
