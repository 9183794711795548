package readout

import "fmt"

// Role says what a run of text is in its report. Only some roles are the
// report's own words: see [Role.Claims].
type Role uint8

// The roles of the contract. RoleNone is never written.
const (
	RoleNone          Role = iota
	RoleTitle              // the headline
	RoleSubtitle           // standfirst, deck
	RoleByline             // who wrote it
	RoleDateline           // DOHA, Qatar (AP) —
	RoleBody               // the report
	RoleQuote              // a block quotation or a transcript's speech
	RoleCrosshead          // a heading inside the report
	RoleCaption            // words under a picture
	RoleCredit             // photo credits, "contributed to this report"
	RoleSpeakerLabel       // (Name, Office) · QUESTION:
	RoleTranscriptCue      // [laughter], [Video transcript]
	RoleRelatedLink        // a headline of another report
	RoleNavigation         // menus, sign-ups, cookie and video notices
	RoleCorrection         // a printed correction
	RoleNotice             // export labels, editors' notices, machine-translation notes
	RoleTimestamp          // when it was published or updated
	RoleTail               // index terms, copyright lines
)

var roleNames = [...]string{
	RoleNone: "", RoleTitle: "title", RoleSubtitle: "subtitle", RoleByline: "byline",
	RoleDateline: "dateline", RoleBody: "body", RoleQuote: "quote", RoleCrosshead: "crosshead",
	RoleCaption: "caption", RoleCredit: "credit", RoleSpeakerLabel: "speaker-label",
	RoleTranscriptCue: "transcript-cue", RoleRelatedLink: "related-link",
	RoleNavigation: "navigation", RoleCorrection: "correction", RoleNotice: "notice",
	RoleTimestamp: "timestamp", RoleTail: "tail",
}

// String is the role's name in the contract.
func (r Role) String() string {
	if int(r) < len(roleNames) {
		return roleNames[r]
	}
	return fmt.Sprintf("role(%d)", uint8(r))
}

// ParseRole is the inverse of [Role.String]; ok is false for an unknown name.
func ParseRole(s string) (r Role, ok bool) {
	for i, name := range roleNames {
		if i > 0 && name == s {
			return Role(i), true
		}
	}
	return RoleNone, false
}

// Claims reports whether statements, events and the like may come from text of
// this role.
func (r Role) Claims() bool {
	switch r {
	case RoleTitle, RoleSubtitle, RoleBody, RoleQuote, RoleCaption:
		return true
	}
	return false
}

// Furniture reports whether the text is not the report: what a reader's page
// dims.
func (r Role) Furniture() bool {
	switch r {
	case RoleCredit, RoleTranscriptCue, RoleRelatedLink, RoleNavigation, RoleNotice,
		RoleTimestamp, RoleTail:
		return true
	}
	return false
}

// Block is a run of text with one role.
//
// Invariant: the blocks of a document, in order, tile its text: the first
// starts at 0, each starts where the one before ended, the last ends at the
// text's end, none is empty. White space between two runs belongs to the run
// before it (leading white space to the first).
type Block struct {
	Role Role
	Span Span
	Rule string // id of the rule that gave the role
}

// DamageKind says what happened to a run of text on its way to us.
type DamageKind string

// The kinds of damage that are noted. The text itself is never mended.
const (
	DamageFused    DamageKind = "fused"          // a missing space or line break: "Stripthe"
	DamageQuotes   DamageKind = "quote-mismatch" // a quotation opened and closed with unlike or odd marks
	DamageDoubled  DamageKind = "doubled-line"   // the same line again
	DamageNBSP     DamageKind = "no-break-space" // U+00A0 and its kin
	DamageMojibake DamageKind = "mojibake"       // bytes read in the wrong charset
	DamageControl  DamageKind = "control"        // control or replacement characters
)

// Damage is a note on a run of damaged text.
type Damage struct {
	Kind DamageKind
	Span Span
	// At is, for fused words, the byte offset where the missing break belongs;
	// 0 is none.
	At int
}

// Basis says how a date is known.
type Basis string

// The bases of the contract.
const (
	BasisUnknown  Basis = "unknown"
	BasisStated   Basis = "stated"   // the report shows it for itself
	BasisMetadata Basis = "metadata" // its container says so: meta tags, file, URL
	BasisInferred Basis = "inferred" // bounded by other reports
)

// Dating is a date of a report, how it is known and why.
//
// Invariant: Basis is unknown (or empty) exactly where Date, Earliest and
// Latest are all empty.
type Dating struct {
	Date     Date
	Basis    Basis
	Earliest Date
	Latest   Date
	Evidence []Evidence // where in the text the report states it; none for metadata
	Reason   Reason
}

// Field is one metadata field of a document with the signal that gave it.
type Field struct {
	Name     string // "title", "authors", "outlet", …, as in the record
	Value    string
	Evidence []Evidence // where the value stands in the text, if it does
	Reason   Reason
}

// Document is one report.
//
// Invariant: Text never changes once SHA256 is taken from it.
type Document struct {
	ID        string // [DocumentID] of Source and RawSHA256
	Source    string // path as given, or URL; with "#n" for the n-th item of a container
	RawSHA256 string // of the bytes that came in
	SHA256    string // of Text
	Media     string // media type of what came in: "text/html"

	Outlet       string
	URL          string
	Title        string
	Subtitle     string
	Authors      []string
	Contributors []string
	Wire         string // agency the copy is credited to, as written
	Published    Dating
	Updated      Dating
	Retrieved    Date   // when the page was fetched, where the container says so
	Language     string // BCP 47: "en"
	Fields       []Field

	Text   string
	Blocks []Block
	Damage []Damage
	Parts  []Part // entries of a live page that are documents of their own

	// Layer 2: joined in from the pile when records are written.
	DuplicateOf     string
	NearDuplicateOf string
}

// Part is a run of a document's text that is a document of its own: an entry
// of a live page. The page keeps the words, so that it can be read whole; what
// they say is claimed by the entry's document, with its own date and author.
//
// Invariant: parts are in order and do not overlap.
type Part struct {
	Doc  string // id
	Span Span
}

// OwnBlocks is the document's blocks without those that lie in its parts.
func (d *Document) OwnBlocks() []Block {
	if len(d.Parts) == 0 {
		return d.Blocks
	}
	var own []Block
	at := 0
	for _, b := range d.Blocks {
		for at < len(d.Parts) && d.Parts[at].Span.End <= b.Span.Start {
			at++
		}
		if at == len(d.Parts) || !d.Parts[at].Span.Overlaps(b.Span) {
			own = append(own, b)
		}
	}
	return own
}

// DocumentID makes the id of a document from where it came from and what came:
// two copies of one text are two documents.
func DocumentID(source, rawSHA256 string) string { return newID("d:", source, rawSHA256) }

// Cite makes the evidence for a span of the document.
func (d *Document) Cite(s Span) Evidence {
	return Evidence{Doc: d.ID, Span: s, Exact: s.In(d.Text)}
}

// Field returns the named metadata field, or nil.
func (d *Document) Field(name string) *Field {
	for i := range d.Fields {
		if d.Fields[i].Name == name {
			return &d.Fields[i]
		}
	}
	return nil
}
