package readout

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseDate(t *testing.T) {
	good := []string{"2023", "2023-10", "2023-10-07", "2023-10~", "2023-10-07?", "2023-11-02T20:30Z",
		"2024-01-10T09:35", "2024-01-10T09:35:12+04:00", "2023-10-07/2023-11-03", "2023-10-07/..",
		"../2023-11", "202X", "2023-XX", "2024-02-29"}
	for _, s := range good {
		if d, err := ParseDate(s); err != nil || string(d) != s {
			t.Errorf("ParseDate(%q) = %q, %v", s, d, err)
		}
	}
	bad := []string{"", "today", "2023-13", "2023-02-29", "2023-1-7", "2023-10-07T25:00", "2023-10T10:00",
		"../..", "/", "2023-10-07/x", "2023-XX-01T10:00", "07/10/2023"}
	for _, s := range bad {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %q, want an error", s, d)
		}
	}
}

func TestDateDay(t *testing.T) {
	tests := map[Date]string{"2023-10-07": "2023-10-07", "2023-11-02T20:30Z": "2023-11-02", "2023-10": "",
		"": "", "2023-10-07/2023-10-09": "", "2023-10-07~": "2023-10-07", "2023-XX-07": ""}
	for d, want := range tests {
		if got := d.Day(); got != want {
			t.Errorf("Date(%q).Day() = %q, want %q", d, got, want)
		}
	}
}

func TestRolesRoundTrip(t *testing.T) {
	for r := RoleTitle; r <= RoleTail; r++ {
		if got, ok := ParseRole(r.String()); !ok || got != r {
			t.Errorf("ParseRole(%q) = %v, %v", r.String(), got, ok)
		}
		if r.Claims() && r.Furniture() {
			t.Errorf("%s is both the report's words and furniture", r)
		}
	}
	if _, ok := ParseRole(""); ok {
		t.Error("the empty role parses")
	}
}

func TestOffsets(t *testing.T) {
	texts := []string{"", "plain", "🇶🇦 Doha", "Beirut – “now”", strings.Repeat("é", 700), "a" + strings.Repeat("🇶", 300) + "z"}
	for _, text := range texts {
		checkOffsets(t, text)
	}
	if got := NewOffsets("🇶🇦 Doha").Point(len("🇶🇦 Doha")); got != 7 {
		t.Errorf("the flag text is %d code points, want 7", got)
	}
}

// checkOffsets compares with counting from the start, the plain way.
func checkOffsets(t *testing.T, text string) {
	t.Helper()
	off, points := NewOffsets(text), 0
	for b := 0; b <= len(text); b++ {
		if b < len(text) && !utf8.RuneStart(text[b]) {
			continue
		}
		if got := off.Point(b); got != points {
			t.Fatalf("Point(%d) = %d, want %d in %q", b, got, points, text)
		}
		if got := off.Byte(points); got != b {
			t.Fatalf("Byte(%d) = %d, want %d in %q", points, got, b, text)
		}
		points++
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("🇶🇦 Doha — “yes”")
	f.Fuzz(func(t *testing.T, text string) { checkOffsets(t, strings.ToValidUTF8(text, "\uFFFD")) })
}

// sample is a small document with one quotation, and its claims.
func sample() (*Document, *Claims) {
	text := "Talks near 🇯🇴\n\n“It held,” the envoy Omar Haddad said."
	doc := &Document{Source: "pile/a.txt", RawSHA256: Hash([]byte(text)), SHA256: Hash([]byte(text)),
		Media: "text/plain", Text: text, Title: "Talks near 🇯🇴", Authors: []string{"Ada Example"}}
	doc.ID = DocumentID(doc.Source, doc.RawSHA256)
	body := strings.Index(text, "“")
	doc.Blocks = []Block{{RoleTitle, Span{0, body}, "t.title"}, {RoleBody, Span{body, len(text)}, "t.body"}}
	title := Span{0, body - 2}
	doc.Fields = []Field{
		{"title", doc.Title, []Evidence{doc.Cite(title)}, Reason{Rule: "t.title", Signal: "first line"}},
		{"authors", "Ada Example", nil, Reason{Rule: "t.title"}}}
	doc.Published = Dating{Date: "1974-01-18", Basis: BasisMetadata, Reason: Reason{Rule: "t.title"}}
	doc.Damage = []Damage{{Kind: DamageNBSP, Span: Span{0, 1}}}
	at := strings.Index(text, "Omar")
	name := Span{at, at + len("Omar Haddad")}
	ent := Entity{ID: EntityID(doc.ID, "Omar Haddad"), Type: Person, Name: "Omar Haddad", Docs: []string{doc.ID},
		Mentions: 1, Evidence: []Evidence{doc.Cite(name)}, Reason: Reason{Rule: "t.body"},
		Roles: []RoleHeld{{Title: "envoy", Evidence: []Evidence{doc.Cite(name)}}}}
	said := Span{body + len("“"), body + len("“It held,")}
	cue := strings.Index(text, "said")
	st := Statement{ID: StatementID(doc.ID, []Span{said}), Doc: doc.ID, Speaker: ent.ID, Status: "reported",
		Cue: "said", Content: "It held,", ContentSpans: []Span{said}, Form: Direct, Attribution: "speech",
		SpeakerSpan: name, CueSpan: Span{cue, cue + 4}, Evidence: []Evidence{doc.Cite(Span{body, len(text)})},
		Reason: Reason{Rule: "t.body"}, Confidence: 0.95}
	return doc, &Claims{Entities: []Entity{ent}, Statements: []Statement{st}}
}

func sampleRules(t *testing.T) Rules {
	t.Helper()
	rules, err := NewRules([]Rule{{"t.title", "a test"}}, []Rule{{"t.body", "a test"}})
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func TestCheckHolds(t *testing.T) {
	doc, claims := sample()
	for _, v := range Check(doc, claims, sampleRules(t)) {
		t.Error(v)
	}
}

// TestCheckFinds breaks one invariant at a time; each must be found by name.
func TestCheckFinds(t *testing.T) {
	tests := []struct {
		name, invariant string
		mend            func(*Document, *Claims)
	}{
		{"text changed", "text", func(d *Document, _ *Claims) { d.SHA256 = Hash([]byte("other")) }},
		{"not UTF-8", "text", func(d *Document, _ *Claims) { d.Text = d.Text[:len(d.Text)-1] + "\xff" }},
		{"wrong id", "id", func(d *Document, _ *Claims) { d.Source = "pile/b.txt" }},
		{"gap", "tile", func(d *Document, _ *Claims) { d.Blocks[1].Span.Start++ }},
		{"short", "tile", func(d *Document, _ *Claims) { d.Blocks = d.Blocks[:1] }},
		{"outside", "tile", func(d *Document, _ *Claims) { d.Blocks[1].Span.End++ }},
		{"inside a character", "tile", func(d *Document, _ *Claims) { d.Blocks[0].Span.End = 12; d.Blocks[1].Span.Start = 12 }},
		{"no role", "role", func(d *Document, _ *Claims) { d.Blocks[0].Role = RoleNone }},
		{"no such rule", "rule", func(d *Document, _ *Claims) { d.Blocks[0].Rule = "t.other" }},
		{"bad date", "date", func(d *Document, _ *Claims) { d.Published.Date = "1974-02-30" }},
		{"date without basis", "date", func(d *Document, _ *Claims) { d.Published.Basis = "" }},
		{"no reason", "reason", func(d *Document, _ *Claims) { d.Outlet = "The Courier" }},
		{"no reason for authors", "reason", func(d *Document, _ *Claims) { d.Fields = d.Fields[:1] }},
		{"untrue evidence", "evidence", func(_ *Document, c *Claims) { c.Statements[0].Evidence[0].Exact = "“It fell,”" }},
		{"no evidence", "evidence", func(_ *Document, c *Claims) { c.Statements[0].Evidence = nil }},
		{"other document", "evidence", func(_ *Document, c *Claims) { c.Statements[0].Evidence[0].Doc = "d:0" }},
		{"content", "content", func(_ *Document, c *Claims) { c.Statements[0].Content = "It fell," }},
		{"unknown entity", "entity", func(_ *Document, c *Claims) { c.Statements[0].Speaker = "e:0" }},
		{"nameless", "entity", func(_ *Document, c *Claims) { c.Entities[0].Name = "" }},
		{"twice", "id", func(_ *Document, c *Claims) { c.Statements = append(c.Statements, c.Statements[0]) }},
		{"confidence", "confidence", func(_ *Document, c *Claims) { c.Statements[0].Confidence = 1.5 }},
		{"form", "form", func(_ *Document, c *Claims) { c.Statements[0].Form = "" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, claims := sample()
			tt.mend(doc, claims)
			found := Check(doc, claims, sampleRules(t))
			for _, v := range found {
				if v.Invariant == tt.invariant {
					return
				}
			}
			t.Errorf("no %q among %v", tt.invariant, found)
		})
	}
}

func TestRecordsRoundTrip(t *testing.T) {
	doc, claims := sample()
	rs := NewRecords(doc)
	record, err := rs.Document(doc)
	if err != nil {
		t.Fatal(err)
	}
	back, err := DecodeDocument(record)
	if err != nil {
		t.Fatal(err)
	}
	doc.Published.Evidence, back.Published.Evidence = nil, nil
	back.Updated = doc.Updated
	if !reflect.DeepEqual(doc, back) {
		t.Errorf("document came back as\n%+v, want\n%+v", back, doc)
	}
	if record, err = rs.Entity(&claims.Entities[0]); err != nil {
		t.Fatal(err)
	}
	if ent, err := rs.ReadEntity(record); err != nil || !reflect.DeepEqual(*ent, claims.Entities[0]) {
		t.Errorf("entity came back as %+v, %v", ent, err)
	}
	if record, err = rs.Statement(&claims.Statements[0]); err != nil {
		t.Fatal(err)
	}
	if st, err := rs.ReadStatement(record); err != nil || !reflect.DeepEqual(*st, claims.Statements[0]) {
		t.Errorf("statement came back as %+v, %v", st, err)
	}
	if _, err := rs.ReadEntity(record); err == nil {
		t.Error("a statement is read as an entity")
	}
}

// TestRecordsCountCodePoints slices the record's text by its own offsets, as a
// reader in another language would.
func TestRecordsCountCodePoints(t *testing.T) {
	doc, claims := sample()
	record, err := NewRecords(doc).Statement(&claims.Statements[0])
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		ContentSpans [][2]int `json:"content_spans"`
		Content      string
		SpeakerSpan  [2]int `json:"speaker_span"`
	}
	if err := json.Unmarshal(record, &got); err != nil {
		t.Fatal(err)
	}
	points := []rune(doc.Text)
	if s := got.ContentSpans[0]; string(points[s[0]:s[1]]) != got.Content {
		t.Errorf("content_spans point to %q, want %q", string(points[s[0]:s[1]]), got.Content)
	}
	if s := got.SpeakerSpan; string(points[s[0]:s[1]]) != "Omar Haddad" {
		t.Errorf("speaker_span points to %q", string(points[s[0]:s[1]]))
	}
}

func TestNewRulesRefusesTwins(t *testing.T) {
	if _, err := NewRules([]Rule{{"a", "x"}}, []Rule{{"a", "y"}}); err == nil {
		t.Error("the same rule id was taken twice")
	}
}

func TestIDsAreStable(t *testing.T) {
	if got := DocumentID("a", "bc"); got == DocumentID("ab", "c") {
		t.Errorf("ids of (a,bc) and (ab,c) are both %s", got)
	}
	if got, want := EntityID("d:1", "Omar Haddad"), EntityID("d:1", "Omar Haddad"); got != want {
		t.Errorf("%s != %s", got, want)
	}
}
