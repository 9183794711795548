package extract

import (
	"fmt"
	"strings"
	"testing"

	"readout"
)

// marked is a text with its expectations written inside: {1 …} is a piece of the
// content of the first statement, {s …} the words of its speaker, {c …} its cue.
type marked struct {
	text     string
	contents [10]string
	speaker  string
	cue      string
	n        int
}

func parseMarked(t *testing.T, s string) marked {
	t.Helper()
	var m marked
	var text strings.Builder
	for s != "" {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			text.WriteString(s)
			break
		}
		text.WriteString(s[:open])
		end := strings.IndexByte(s, '}')
		if end < open+3 || s[open+2] != ' ' {
			t.Fatalf("bad mark in %q", s)
		}
		kind, words := s[open+1], s[open+3:end]
		text.WriteString(words)
		switch {
		case kind == 's':
			m.speaker = words
		case kind == 'c':
			m.cue = words
		case kind >= '1' && kind <= '9':
			i := int(kind - '0')
			m.contents[i] = strings.TrimSpace(m.contents[i] + " " + words)
			m.n = max(m.n, i)
		default:
			t.Fatalf("bad mark %c", kind)
		}
		s = s[end+1:]
	}
	m.text = text.String()
	return m
}

// the names of the rules in tables: the id without "extract.quote-".
func short(rule string) string { return strings.TrimPrefix(rule, "extract.quote-") }

func TestStatements(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := readout.NewRules(x.Rules(), []readout.Rule{{ID: "test.block"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range statementTests {
		m := parseMarked(t, tt.text)
		doc := oneBody(m.text)
		c := x.Claims(doc)
		for _, v := range readout.Check(doc, c, rules) {
			t.Errorf("%s\n\t%s", m.text, v)
		}
		names := map[string]string{"": "-"}
		for _, ent := range c.Entities {
			names[ent.ID] = ent.Name
		}
		var got []string
		for i, st := range c.Statements {
			speaker := names[st.Speaker]
			for _, co := range st.CoSpeakers {
				speaker += " & " + names[co]
			}
			got = append(got, short(st.Reason.Rule)+" "+speaker)
			if i+1 < len(m.contents) && st.Content != m.contents[i+1] {
				t.Errorf("%s\n\tcontent %d %q, want %q", m.text, i+1, st.Content, m.contents[i+1])
			}
		}
		if g := strings.Join(got, "; "); g != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", m.text, g, tt.want)
			continue
		}
		if len(c.Statements) != m.n {
			t.Errorf("%s\n\t%d statements, want %d", m.text, len(c.Statements), m.n)
			continue
		}
		if len(c.Statements) > 0 {
			st := c.Statements[0]
			if got := st.SpeakerSpan.In(m.text); m.speaker != "" && got != m.speaker {
				t.Errorf("%s\n\tspeaker %q, want %q", m.text, got, m.speaker)
			}
			if m.cue != "" && (st.Cue != m.cue || st.CueSpan.In(m.text) != m.cue) {
				t.Errorf("%s\n\tcue %q at %q, want %q", m.text, st.Cue, st.CueSpan.In(m.text), m.cue)
			}
		}
	}
}

// statementTests are invented; want is the rule and speaker of each statement.
var statementTests = []struct{ text, want string }{
	// A surname that only opens sentences.
	{"{s Brandt} told Lind: “{1 You lost.}”", "cue-colon Brandt"},
	{"{s Grelk} said: “{1 One.}”", "cue-colon Grelk"},
	{"{s Grelk} (left) said: “{1 We will win.}”", "cue-colon Grelk"},
	{"{s Grelk}, who leads it, said: “{1 We will win.}”", "cue-colon Grelk"},
	{"{s Management} said: “{1 We will win.}”", "cue-colon -"},
	{"{s Campaigners} said: “{1 We will win.}”", "cue-colon -"},
	{"{s Grelk} said: “{1 We will win.}” It was a grelk.", "cue-colon -"},
	{"“{1 We will win,}” said Brandt. Lind disagreed. “{2 They will not,}” he said.", "cue-after Brandt; cue-after -"},
	// Attributions with more words.
	{"“{1 If that is a victory,}” {s Mr Lind} is reported to have {c said}, “{1 I want no other.}”", "cue-inside Lind"},
	{"“{1 They came at dawn,}” {s Mr Lind} has been said to have {c told} friends.", "cue-after Lind"},
	{"{c According to} {s the mayor}, “{1 the town will not be sold to anybody.}”", "cue-comma -"},
	{"“{1 The boats are gone,}” {s an official} who asked not to be named {c said}.", "cue-after -"},
	// An opening mark that nothing closes: the narration behind it is not said.
	{"\"The boats are gone, the mate said.\n\n\"{1 We row,}\" {c said} {s Omar Haddad}, a deckhand.", "cue-after Omar Haddad"},
	{"“The boats are gone, Captain Lena Brandt said.\n\n“{1 We row,}” said Captain Brandt.", "cue-after Brandt"},
	{"“Are the boats gone? asked the mate.\n\n“{1 We row,}” said Omar Haddad.", "cue-after Omar Haddad"},
	{"“The boats are gone, he told reporters on Monday.\n\n“{1 We row,}” said Omar Haddad.", "cue-after Omar Haddad"},
	{"“{1 They left,}” said Lena Brandt. “The boats are gone, the mate said.\n\n“{2 We row,}” said Omar Haddad.",
		"cue-after Lena Brandt; cue-after Omar Haddad"},
	{"Lena Brandt said: “The boats are gone, the mate said.", ""},
	{"“The boats are gone, the mate said, adding that all was lost.\n\n“{1 We row,}” said Omar Haddad.", "cue-after Omar Haddad"},
	{"“The boats are gone … according to the mate.\n\n“{1 We row,}” said Omar Haddad.", "cue-after Omar Haddad"},
	{"\"The boats are gone,' the mate said.\n\n\"{1 We row,}\" said Omar Haddad.", "cue-after Omar Haddad"},
	{"“{1 The boats, the mate said he sank, are gone.}\n\n“{1 We row,}” said Omar Haddad.", "cue-after Omar Haddad"},
	{"{s Holmes} said: “{1 We will win.}”", "cue-colon Holmes"},
	{"{s Voss} said: “{1 We will win.}”", "cue-colon Voss"},
	{"{s Ng} said: “{1 We will win.}”", "cue-colon Ng"},
	{"“{1 They left,}” said Lena Brandt. “{2 The boats are gone.}\n\n“{3 We row,}” said Omar Haddad.",
		"cue-after Lena Brandt; run Lena Brandt; cue-after Omar Haddad"},
	{"“{1 The boats are gone, I said.}\n\n“{1 We must row,}” said Omar Haddad.", "cue-after Omar Haddad"},
	{"The mate said: “{1 The boats are gone.}\n\n“{2 We row,}” said Omar Haddad.", "cue-colon -; cue-after Omar Haddad"},
	{"Omar Haddad said: “{1 The boats are gone.}\n\n“{1 We row,}” he said.", "cue-colon Omar Haddad"},
	// Offices in capitals are no names.
	{"Director for Coastline Omar Haddad said: “{1 It is a good day.}”", "cue-colon Omar Haddad"},
	{"Secretary of State for the North Omar Haddad said: “{1 It is a good day.}”", "cue-colon Omar Haddad"},
	{"Spokesman for President Omar Haddad said: “{1 It is a good day.}”", "cue-colon -"},
	{"{s Holmes}, Vice President of Operations, said: “{1 It is a good day.}”", "cue-colon Holmes"},
	{"{s Omar Haddad}, Chairman of Coastline, {c said}: “{1 It is a good day.}”", "cue-colon Omar Haddad"},
	{"Lena Brandt, General Secretary of the Rowers' Union, commented: “{1 It is a good day.}”", "cue-colon Lena Brandt"},
	{"Lena Brandt, Dean of the Faculty of Law at the University of Lowick, said: “{1 It is a good day.}”", "cue-colon Lena Brandt"},
	{"Lena Brandt, Secretary-General of the Union for Sea and Shore, said: “{1 It is a good day.}”", "cue-colon Lena Brandt"},
	{"“{1 It is a good day,}” said Chairman of Coastline Omar Haddad.", "cue-after Omar Haddad"},
	{"“{1 It is a good day,}” said the Chairman of the Coastline.", "cue-after -"},
	// Cue after the quotation.
	{"“{1 It held,}” {c said} {s Omar Haddad}, a doctor at the clinic, by phone.", "cue-after Omar Haddad"},
	{"“{1 We are close,}” {s the envoy} {c said}.", "cue-after -"},
	{"\"{1 We are close,}\" {s Foreign Minister Lena Brandt} {c told} reporters in Geneva.", "cue-after Lena Brandt"},
	{"‘{1 We are close,}’ {c said} {s Lena Brandt}.", "cue-after Lena Brandt"},
	{"''{1 We are close,}'' {s Ms. Brandt} later {c added}.", "cue-after Brandt"},
	{"“{1 Not before Sunday,}” {c warned} {s the minister}.", "cue-after -"},
	{"“{1 Why now?}” {c asked} {s Jane Roe}.", "cue-after Jane Roe"},
	{"“{1 Why must we go now?}” The envoy said he would leave.", "alone -"},
	{"“{1 The bridge is safe,}” {c according to} {s Jane Roe}.", "cue-after Jane Roe"},
	{"“{1 It is over,}” {s the State Department} {c said} in a statement.", "cue-after State Department"},
	{"“{1 It is over,}” {s spokesman Rear Adm. Karl Lind} {c said}.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s Karl Lind}, 61, a retired miner, {c said}.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s Sen. Karl Lind} (R-Ohio) {c said}.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s the minister, Karl Lind}, {c said}.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s Karl Lind and Jane Roe} {c said} in a joint statement.", "cue-after Karl Lind & Jane Roe"},
	{"“{1 It is over,}” {s Karl Lind and his aides} {c said}.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s the mayor of Ostby} was quoted as {c saying}.", "cue-after -"},
	{"“{1 It is over,}” {s Lind} {c pointed out}.", "cue-after Lind"},
	{"“{1 It is over,}” {s a spokesman for the harbour police} {c said} on Monday.", "cue-after -"},
	{"“{1 It is over,}” {s Karl Lind} of Ames, Iowa, {c said}.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s Karl Lind} of Ostby, N.Y., {c said}.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s an aide} who was in the room {c said}.", "cue-after -"},
	{"“{1 It is over}”, {s Karl Lind} {c said}.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s former Gov. Karl Lind} of Ostby {c said}.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s Ms. Roe’s spokesman, Karl Lind}, {c wrote} on Telegram.", "cue-after Karl Lind"},
	{"“{1 It is over,}” {s Karl Lind}, 67, a retired pilot in Ostby, Pa., {c said}.", "cue-after Karl Lind"},
	{"He stayed. (“{1 It is over,}” {s he} {c said}.) He slept.", "cue-after -"},
	{"Karl Lind laughed but went on to say, “{1 It is over.}”", "cue-comma Karl Lind"},
	{"“It is over,” said, on the steps of the town hall, the mayor.", ""},
	{"“It is over,” and boats began to leave, Lind said.", ""},
	{"“It is over,” the mayor was told.", ""},
	{"“It is over,” Lind never said.", ""},
	{"“It is over,” crowds gathered.", ""},
	// Cue before the quotation.
	{"{s Karl Lind} {c said}: “{1 We are close.}”", "cue-colon Karl Lind"},
	{"On Tuesday, {s Karl Lind} {c told} the council: “{1 We are close.}”", "cue-colon Karl Lind"},
	{"{s Karl Lind}, who has led the port since May, {c said}: “{1 We are close.}”", "cue-colon Karl Lind"},
	{"When asked whether Prince Harald told him so, {s Mr Lind} {c said}: “{1 That is so.}”", "cue-colon Lind"},
	{"In a statement, {s the Ministry of Health} {c said}: “{1 Beds are short.}”", "cue-colon Ministry of Health"},
	{"{s The Pentagon} {c said}: “{1 No ship was hit.}”", "cue-colon Pentagon"},
	{"{s Lind} {c added}, “{1 We will wait.}”", "cue-comma Lind"},
	{"The port was shut, but {s Karl Lind} {c insisted}, “{1 We will wait.}”", "cue-comma Karl Lind"},
	{"{s Karl Lind} greeted the crew and {c said}: “{1 We will wait.}”", "cue-colon Karl Lind"},
	{"{s Karl Lind} dismissed the report, {c saying}, “{1 We will wait.}”", "cue-comma Karl Lind"},
	{"As the winter goes on, {s Karl Lind} {c told} Reuters, “{1 We will wait.}”", "cue-comma Karl Lind"},
	{"{s Karl Lind} {c said} that “{1 we will wait for the ice to go.}”", "cue-bare Karl Lind"},
	{"{s Karl Lind} {c said} “{1 we will wait for the ice to go}”.", "cue-bare Karl Lind"},
	{"{c Said} {s Karl Lind}, a miner, “{1 We will wait.}”", "cue-comma Karl Lind"},
	{"{c According to} {s Karl Lind}, “{1 The ice will stay.}”", "cue-comma Karl Lind"},
	{"{s Karl Lind} {c objected}: “{1 The ice will stay.}”", "cue-colon Karl Lind"},
	{"{s Karl Lind} {c bristled}: “{1 The ice will stay.}”", "verb-colon Karl Lind"},
	{"The captain called it “over”, and {s he} {c said}: “{1 The ice will stay.}”", "cue-colon -"},
	{"{s Karl Lind}: “{1 The ice will stay}”", "label Karl Lind"},
	{"“{1 The sea gives and the sea takes.}” – {s Jane Roe}, mayor of Ostby", "signed Jane Roe"},
	{"The two will meet in May, {s Karl Lind} said, {c adding}, “{1 They need to talk.}”", "cue-comma Karl Lind"},
	{"{s Karl Lind} on the harbour: “{1 The ice will stay}”", "label Karl Lind"},
	// Not whole utterances.
	{"Karl Lind in the harbour: “The ice will stay”", ""},
	{"The winter: “The ice will stay”", ""},
	{"The wind dropped, she wrote in her memoir, “Tough Waters.”", ""},
	{"The wind dropped, she wrote last year, “Against the Long Tide.”", ""},
	{"If you tell people, “Stay where you are!”", ""},
	{"“Against the Long Tide” – the port's own play – opens today.", ""},
	{"She called the plan “a beginning” and urged patience.", ""},
	{"Karl Lind said the plan was “a beginning”.", ""},
	{"Karl Lind said “never” twice.", ""},
	{"Abu “the Fox” Samir left the city.", ""},
	{"His film, “The Long Road Home to the Sea,” opens today.", ""},
	{"The so-called “friendship bridge” fell.", ""},
	{"Operation “Winter Rain” ended.", ""},
	{"The campaign promise Saturday, calling Lind “my partner in all that we will do.”", ""},
	// One utterance around its cue, and two.
	{"“{1 We are close,}” {s she} {c said}, “{1 but not there.}”", "cue-inside -"},
	{"“{1 It was shameful,}” {c said} {s Jane Roe}, a plaintiff who stood in an “unending line” for hours.", "cue-after Jane Roe"},
	{"“{1 One road is open,}” {c said} {s Omar Haddad}. “{2 Two are not.}”", "cue-after Omar Haddad; run Omar Haddad"},
	{"“{1 One,}” {c said} {s Omar Haddad}. “{2 Two.}” “{3 Three.}”", "cue-after Omar Haddad; run Omar Haddad; run Omar Haddad"},
	{"“{1 One road is open,}” {c said} {s Omar Haddad}, adding: “{2 Two are not.}”", "cue-after Omar Haddad; adding Omar Haddad"},
	{"“{1 One road is open,}” {c said} {s Omar Haddad}. He left. “{2 Two are not open yet.}”", "cue-after Omar Haddad; alone -"},
	{"{s Omar Haddad} {c said} two roads were shut. “{1 The others are open to all.}”", "after-report Omar Haddad"},
	{"Few were moved – “{1 It is late,}” {c said} {s Jane Roe} – and most slept.", "cue-after Jane Roe"},
	// Paragraphs.
	{"{s Omar Haddad} {c said}: “{1 One road is open.}\n\n“{1 Two are not.}”", "cue-colon Omar Haddad"},
	{"“{1 One road is open.}\n\n“{1 Two are not,}” {c said} {s Omar Haddad}.", "cue-after Omar Haddad"},
	{"“{1 One,}” {c said} {s Omar Haddad}. “{2 Two.}\n\n“{2 Three.}\n\n“{2 Four.}”", "cue-after Omar Haddad; run Omar Haddad"},
	{"“One road is open.\n\nTwo are not, he said.\n\n“{1 Three,}” {c said} {s Jane Roe}.", "cue-after Jane Roe"},
	{"{s The mayor} was blunt and {c said}:\n\n“{1 It is over.}”", "cue-paragraph -"},
	{"“{1 The roads are shut tonight.}”", "alone -"},
	{"“{1 One,}” {c said} {s Jane Roe}.\n“{2 Two,}” said Omar Haddad.", "cue-after Jane Roe; cue-after Omar Haddad"},
	// Odd marks.
	{"''{1 It is over,}\" {c said} {s Jane Roe}.", "cue-after Jane Roe"},
	{"The “road is shut.\n\n“{1 It is over,}” {c said} {s Jane Roe}.", "cue-after Jane Roe"},
	{"The wall is 6'2\" high. “{1 It is over,}” {c said} {s Jane Roe}.", "cue-after Jane Roe"},
	{"In the '90s the boys' club closed. ‘{1 It’s over,}’ {c said} {s Jane Roe}.", "cue-after Jane Roe"},
	{"“{1 He told me, ‘Go’, and I went,}” {c said} {s Jane Roe}.", "cue-after Jane Roe"},
	{"«{1 It is over,}» {c said} {s Jane Roe}.", "cue-after Jane Roe"},
	{"„{1 It is over,}“ {c said} {s Jane Roe}.", "cue-after Jane Roe"},
	// Pronouns.
	{"Mr Karl Lind opened the talks. “{1 We are close,}” {s he} {c said}.", "cue-after Karl Lind"},
	{"Mr Karl Lind opened the talks.\n\n“{1 We are close,}” {s he} {c said}.", "cue-after Karl Lind"},
	{"Mr Karl Lind opened the talks. “{1 We are close,}” {s she} {c said}.", "cue-after -"},
	{"Mr Karl Lind opened the talks. Mr Omar Haddad left. “{1 We are close,}” {s he} {c said}.", "cue-after -"},
	{"Sweden opened the talks. “{1 We are close,}” {s he} {c said}.", "cue-after -"},
	{"The minister said little. “{1 We are close,}” {s he} {c said}.", "cue-after -"},
	{"“{1 It is over,}” {c said} {s Jane Roe}.\n\n“{2 We go,}” she added.", "cue-after Jane Roe; cue-after Jane Roe"},
}

func TestFields(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ text, want string }{
		{"“It is over,” Jane Roe told NBC News.", `told state speech venue="NBC News" to=[] roles=[] person`},
		{"“It is over,” Jane Roe told a news conference in Oslo.", `told state speech venue="news conference" to=[] roles=[] person`},
		{"“It is over,” Jane Roe told Karl Lind on Monday.", `told state speech venue="" to=[Karl Lind] roles=[] person`},
		{"“It is over,” Jane Roe told reporters.", `told state speech venue="" to=[] roles=[] person`},
		{"“It is over,” Jane Roe wrote on Telegram.", `wrote state speech venue="Telegram" to=[] roles=[] person`},
		{"“It is over,” warned Jane Roe in a radio interview.", `warned warn speech venue="radio interview" to=[] roles=[] person`},
		{"“It is over,” said press secretary Maj Gen Jane Roe.", `said state speech venue="" to=[] roles=[press secretary] person`},
		{"“It is over,” said Jane Roe, the director of the Ostby clinic.", `said state speech venue="" to=[] roles=[director of the Ostby clinic] person`},
		{"“It is over,” said US Secretary of State Jane Roe.", `said state speech venue="" to=[] roles=[US Secretary of State] person`},
		{"“It is over,” said Jane Roe, 44, a cook.", `said state speech venue="" to=[] roles=[cook] person`},
		{"“It is over,” said harbour master\u00a0Jane\nRoe.", `said state speech venue="" to=[] roles=[harbour master] person`},
		{"“It is over,” King Harald said.", `said state speech venue="" to=[] roles=[] person`},
		{"“It is over,” the White House said.", `said state speech venue="" to=[] roles=[] organization`},
		{"“It is over,” Sweden said.", `said state speech venue="" to=[] roles=[] place`},
		{"“It is over,” the report said.", `said state document venue="" to=[] roles=[] -`},
		{"In a video message, Jane Roe vowed: “We will stay.”", `vowed promise speech venue="video message" to=[] roles=[] person`},
	}
	for _, tt := range tests {
		c := x.Claims(oneBody(tt.text))
		if len(c.Statements) != 1 {
			t.Errorf("%s: %d statements", tt.text, len(c.Statements))
			continue
		}
		st := c.Statements[0]
		typ, roles, names := "-", []string{}, map[string]string{}
		for _, ent := range c.Entities {
			names[ent.ID] = ent.Name
			if ent.ID == st.Speaker {
				typ = string(ent.Type)
				for _, r := range ent.Roles {
					roles = append(roles, r.Title)
				}
			}
		}
		to := []string{}
		for _, a := range st.Addressees {
			to = append(to, names[a])
		}
		got := fmt.Sprintf("%s %s %s venue=%q to=%v roles=%v %s", st.Cue, st.Act, st.Attribution, st.Venue, to, roles, typ)
		if got != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", tt.text, got, tt.want)
		}
	}
}

// TestEvidence checks that the evidence runs from the quotation's sentence to its
// cue's and no further.
func TestEvidence(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	text := "It rained. “One,” said Jane Roe. “Two.” It rained on.\n\nKarl Lind said: “Three.\n\n“Four.” Then he left."
	want := [][]string{
		{"“One,” said Jane Roe."},
		{"“One,” said Jane Roe. “Two.”"},
		{"Karl Lind said: “Three.", "“Four.”"},
	}
	c := x.Claims(oneBody(text))
	if len(c.Statements) != len(want) {
		t.Fatalf("%d statements, want %d", len(c.Statements), len(want))
	}
	for i, st := range c.Statements {
		var got []string
		for _, ev := range st.Evidence {
			got = append(got, ev.Exact)
		}
		if strings.Join(got, "|") != strings.Join(want[i], "|") {
			t.Errorf("evidence %q, want %q", got, want[i])
		}
	}
}
