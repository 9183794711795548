package readout

import "strings"

// EntityType is what kind of thing a name names; empty is unknown.
type EntityType string

// The types of the contract.
const (
	Person       EntityType = "person"
	Organization EntityType = "organization"
	Place        EntityType = "place"
	Group        EntityType = "group"
)

// RoleHeld is an office or title as worded, held by an entity.
type RoleHeld struct {
	Title    string
	Of       string
	From, To Date
	Evidence []Evidence
}

// Entity is someone or something named. Until names are resolved across the
// pile, there is one for each name as written in each document.
type Entity struct {
	ID       string
	Type     EntityType
	Name     string
	Aliases  []string
	Roles    []RoleHeld
	Country  string // ISO 3166-1 alpha-3
	Sector   string // PLOVER
	Docs     []string
	Mentions int
	Evidence []Evidence
	Reason   Reason
}

// EntityID makes the id of an entity known in one document only.
func EntityID(doc, name string) string { return newID("e:", doc, name) }

// Form says how the words of a statement are given.
type Form string

// The forms of the contract.
const (
	Direct   Form = "direct"
	Mixed    Form = "mixed"
	Indirect Form = "indirect"
)

// Statement is what someone said, according to one report.
//
// Invariant: Content is the words of ContentSpans, in order, joined by a
// space; a wholly direct quotation leaves out its marks. Speaker is empty
// where the report does not tell.
type Statement struct {
	ID           string
	Doc          string
	Speaker      string // entity id
	CoSpeakers   []string
	Within       string // the statement that reports this one
	Status       string // reported planned denied
	Cue          string // as written
	Content      string
	ContentSpans []Span
	Form         Form
	Attribution  string // speech belief document
	Act          string
	Addressees   []string
	Venue        string
	Date         Date
	SpeakerSpan  Span // none where no words name the speaker
	CueSpan      Span // none where a label or layout names the speaker
	Evidence     []Evidence
	Reason       Reason
	Confidence   float64 // in 0…1
}

// StatementID makes the id of a statement from its document and the place of
// its words.
func StatementID(doc string, spans []Span) string {
	parts := []string{doc}
	for _, s := range spans {
		parts = append(parts, s.String())
	}
	return newID("s:", parts...)
}

// JoinContent gives the content of a statement: the words of its spans in text.
func JoinContent(text string, spans []Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.In(text)
	}
	return strings.Join(parts, " ")
}

// Claims is what one report says: layer 1, frozen.
type Claims struct {
	Entities   []Entity // ordered by first mention
	Statements []Statement
}
