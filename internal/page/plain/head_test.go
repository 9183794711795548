package plain

import (
	"fmt"
	"strings"
	"testing"

	"readout"
	"readout/internal/source"
)

// story is a report's paragraphs under the head that a case gives.
const story = "\n\nThe envoy said on Friday that the bridge at Hohenfurt would open before the harvest if both sides wished it.\n\n" +
	"Nobody else spoke for the rest of the long evening in the hall of the port.\n"

const headline = "Envoy says the bridge will open before harvest"

// read reads a text without a container.
func read(t testing.TB, text string) Result {
	t.Helper()
	return Read(text, source.Fields{}, lexiconOf(t))
}

// TestDatesOfHeads reads the lines of date and byline under a headline as pages
// print them.
func TestDatesOfHeads(t *testing.T) {
	tests := []struct{ head, published, updated, authors, wire string }{
		{"May 31, 1974", "1974-05-31", "", "", ""},
		{"Last updated on Fri 31 May 1974 10.14 GMT", "1974-05-31T10:14Z", "1974-05-31T10:14Z", "", ""},
		{"31 May 1974 - 14:35", "1974-05-31T14:35", "", "", ""},
		{"May 31, 1974 / 3:29 PM EST / Courier News", "1974-05-31T15:29-05:00", "", "", ""},
		{"PUBLISHED: 07:22 EST, 31 May 2004 | UPDATED: 09:10 EST, 1 June 2004", "2004-05-31T07:22-05:00", "2004-06-01T09:10-05:00", "", ""},
		{"May 31, 2004 Updated 6:03 p.m.", "2004-05-31", "", "", ""},
		{"May 31, 20049:35 AM GMT+1Updated 2 days ago", "2004-05-31", "", "", ""},
		{"Issued on: 05/06/2004 - 17:45  Modified: 17/06/2004 - 18:10", "2004-06-05T17:45", "2004-06-17T18:10", "", ""},
		{"By Anna Holt\n3 minute read\nUpdated 8:14 PM EST, Mon May 31, 2004", "2004-05-31T20:14-05:00", "2004-05-31T20:14-05:00", "Anna Holt", ""},
		{"By ANNA HOLT and PETER SAMPLE  Updated 1:03 AM GMT, May 31, 2004", "2004-05-31T01:03Z", "2004-05-31T01:03Z", "ANNA HOLT, PETER SAMPLE", ""},
		{"Anna Holt in Hohenfurt\nMon 31 May 2004 09.36 GMT\nLast modified on Tue 1 Jun 2004 01.00 GMT", "2004-05-31T09:36Z", "2004-06-01T01:00Z", "Anna Holt", ""},
		{"Anna Holt\nPort correspondent\n@annaholt\n31 May 2004 • 5:53pm", "2004-05-31T17:53", "", "Anna Holt", ""},
		{"AFP/Hohenfurt\nPublished: 31 May 2004 - 09:41 am", "2004-05-31T09:41", "", "", "AFP"},
		{"Reuters\nHOHENFURT", "", "", "", "Reuters"},
		{"By\nAnna Holt", "", "", "Anna Holt", ""},
		{"Published\n31 May", "", "", "", ""},
		{"The harvest of May 31, 1974 is on every wall of the port and nobody has washed it off yet.", "", "", "", ""},
	}
	for _, tt := range tests {
		res := read(t, headline+"\n\n"+tt.head+story)
		if res.Title.Text != headline {
			t.Errorf("%q: title %q", tt.head, res.Title.Text)
		}
		if string(res.Published.Date) != tt.published || string(res.Updated.Date) != tt.updated {
			t.Errorf("%q: published %q updated %q, want %q %q", tt.head, res.Published.Date, res.Updated.Date, tt.published, tt.updated)
		}
		if got := names(res.Authors); got != tt.authors || res.Wire.Text != tt.wire {
			t.Errorf("%q: authors %q wire %q, want %q %q", tt.head, got, res.Wire.Text, tt.authors, tt.wire)
		}
		if got := res.Subtitle.Text; got != "" && !strings.HasPrefix(tt.head, "The harvest") {
			t.Errorf("%q: subtitle %q", tt.head, got)
		}
	}
}

func names(fs []Found) string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Text)
	}
	return strings.Join(out, ", ")
}

// TestFields says which of text and container is believed.
func TestFields(t *testing.T) {
	v := func(s string) source.Value { return source.Value{Text: s, Signal: "column"} }
	fields := source.Fields{Title: v("Another headline from the feed"), Subtitle: v("A deck"), Date: v("1974-06-02"),
		Updated: v("1974-06-03"), URL: v("https://courier.example/1974/06/01/bridge"), Outlet: v("Courier"),
		Language: v("en"), Authors: []source.Value{v("Anna Holt and Peter Sample")}}
	tests := []struct {
		name, text string
		change     func(*source.Fields)
		want       string
	}{
		{"container alone", strings.TrimSpace(story), nil,
			"title=Another headline from the feed/plain.title-field published=1974-06-02/metadata/plain.date-field updated=1974-06-03 authors=Anna Holt, Peter Sample outlet=Courier"},
		{"date stated in the text wins", "Published: May 31, 1974" + story, nil,
			"title=Another headline from the feed/plain.title-field published=1974-05-31/stated/plain.date-line updated=1974-06-03 authors=Anna Holt, Peter Sample outlet=Courier"},
		{"authors of the text win", "By Karl Muster" + story, nil,
			"title=Another headline from the feed/plain.title-field published=1974-06-02/metadata/plain.date-field updated=1974-06-03 authors=Karl Muster outlet=Courier"},
		{"title found in the text", "Another Headline from the Feed" + story, nil,
			"title=Another Headline from the Feed/plain.title-given published=1974-06-02/metadata/plain.date-field updated=1974-06-03 authors=Anna Holt, Peter Sample outlet=Courier"},
		{"address last", strings.TrimSpace(story), func(f *source.Fields) { f.Date, f.Updated = source.Value{}, source.Value{} },
			"title=Another headline from the feed/plain.title-field published=1974-06-01/metadata/plain.date-url updated= authors=Anna Holt, Peter Sample outlet=Courier"},
		{"undated stays unknown", strings.TrimSpace(story), func(f *source.Fields) { *f = source.Fields{} },
			"title=/ published=/unknown/ updated= authors= outlet="},
	}
	for _, tt := range tests {
		f := fields
		if tt.change != nil {
			tt.change(&f)
		}
		res := Read(tt.text, f, lexiconOf(t))
		got := fmt.Sprintf("title=%s/%s published=%s/%s/%s updated=%s authors=%s outlet=%s", res.Title.Text, res.Title.Reason.Rule,
			res.Published.Date, res.Published.Basis, res.Published.Reason.Rule, res.Updated.Date, names(res.Authors), res.Outlet.Text)
		if got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestTitle tells titles from what stands beside them.
func TestTitle(t *testing.T) {
	tests := []struct{ head, title, subtitle string }{
		{headline, headline, ""},
		{"World\n" + headline, headline, ""},
		{"The Harbour Courier\n" + headline, headline, ""},
		{headline + "\nDrivers wait on both banks for the word", headline, "Drivers wait on both banks for the word"},
		{headline + "\n" + headline, headline, ""},
		{headline + ".\nMay 31, 1974", headline + ".", ""},
		{"From: News Desk <desk@courier.example>\nDate: Fri, 31 May 1974 10:14:00 +0100\nSubject: Bridge\n\n" + headline, headline, ""},
		{"PRESS RELEASE\nFor immediate release\n" + headline, headline, ""},
		{"URGENT\n" + headline, headline, ""},
		{"It was over.", "", ""},
		{"the bridge is in small letters and no title", "", ""},
		{"What the envoy said:", "", ""},
		{"Opinion: The bridge will never open", "Opinion: The bridge will never open", ""},
		{"# " + headline, headline, ""},
	}
	for _, tt := range tests {
		res := read(t, tt.head+story)
		if res.Title.Text != tt.title || res.Subtitle.Text != tt.subtitle {
			t.Errorf("%q: title %q subtitle %q, want %q %q", tt.head, res.Title.Text, res.Subtitle.Text, tt.title, tt.subtitle)
		}
	}
}

// TestFirstLine reads dates before the headline and leaves sentences alone.
func TestFirstLine(t *testing.T) {
	tests := []struct{ line, title, date string }{
		{"date 1974-05-31 Envoy opens the bridge", "Envoy opens the bridge", "1974-05-31"},
		{"May 31, 1974 — Envoy Opens the Bridge", "Envoy Opens the Bridge", "1974-05-31"},
		{"1974-05-31 | Envoy opens the bridge at last", "Envoy opens the bridge at last", "1974-05-31"},
		{"May 31, 1974 was the day on which the bridge opened.", "", ""},
		{"The bridge of May 31, 1974 Envoy opens it", "The bridge of May 31, 1974 Envoy opens it", ""},
	}
	for _, tt := range tests {
		res := read(t, tt.line+story)
		if res.Title.Text != tt.title || string(res.Published.Date) != tt.date {
			t.Errorf("%q: title %q date %q, want %q %q", tt.line, res.Title.Text, res.Published.Date, tt.title, tt.date)
		}
	}
}

// roles lists the roles of a text's blocks, one a unit or part.
func roles(res Result) string {
	var out []string
	for _, b := range res.Blocks {
		out = append(out, b.Role.String())
	}
	return strings.Join(out, " ")
}

// TestHeadings puts one line between paragraphs of a report.
func TestHeadings(t *testing.T) {
	before := headline + "\n\nBy Anna Holt" + story + "\n"
	const after = "\n\nDrivers crossed in silence from the eastern bank, where the queue had reached the hills.\n"
	tests := []struct {
		line string
		want readout.Role
	}{
		{"Empty chairs", readout.RoleCrosshead},
		{"“An empty hall”", readout.RoleCrosshead},
		{"EMPTY CHAIRS", readout.RoleCrosshead},
		{"3. The price of grain", readout.RoleCrosshead},
		{"What happens now?", readout.RoleCrosshead},
		{"Waiting for the envoy to come back from the hills", readout.RoleCrosshead},
		{"Northern Army Says Nothing Was Signed at the Heights", readout.RoleRelatedLink},
		{"NORTHERN ARMY SAYS NOTHING WAS SIGNED AT THE HEIGHTS", readout.RoleRelatedLink},
		{"The report:Read the whole text of the accord", readout.RoleRelatedLink},
		{"By Karl Muster, Port Correspondent", readout.RoleByline},
		{"Is anybody prepared for what that may bring?", readout.RoleBody},
		{"He did not cross.", readout.RoleBody},
		{"He did not cross", readout.RoleBody},
		{"But nobody came back", readout.RoleBody},
		{"The minister said:", readout.RoleBody},
		{"“Who will pay?”", readout.RoleBody},
		{"\"We are tired of waiting for bread\", she wrote to her sister", readout.RoleBody},
		{"That is all for tonight. Until tomorrow — Your editor", readout.RoleBody},
		{"and the queue grew longer", readout.RoleBody},
		{"- the officers leave the bridge house", readout.RoleBody},
		{strings.Repeat("word ", 23) + "end", readout.RoleBody},
	}
	for _, tt := range tests {
		text := before + tt.line + after
		res := read(t, text)
		at := strings.Index(text, tt.line)
		for _, b := range res.Blocks {
			if b.Span.Start <= at && at < b.Span.End && b.Role != tt.want {
				t.Errorf("%q: %s by %s, want %s", tt.line, b.Role, b.Rule, tt.want)
			}
		}
	}
}

// TestSpeech tells transcripts from texts with colons.
func TestSpeech(t *testing.T) {
	const say = " We have read the map with care and shall answer it with care."
	tests := []struct{ name, text, want string }{
		{"questions", "QUESTION:" + say + "\nFM MUSTER:" + say, "speaker-label quote speaker-label quote"},
		{"letters", "Q. Why?\nA. Because." + say, "speaker-label quote speaker-label quote"},
		{"an office alone", "The hall was full." + say + "\nFM MUSTER:" + say, "body speaker-label quote"},
		{"names twice each", "Anna Holt:" + say + "\nKarl Muster:" + say + "\nAnna Holt:" + say + "\nKarl Muster:" + say,
			"speaker-label quote speaker-label quote speaker-label quote speaker-label quote"},
		{"one topic again and again", "DEFINITION:" + say + "\nDEFINITION:" + say + "\nDEFINITION:" + say, "body body body"},
		{"topics", "BREAD:" + say + "\nSALT:" + say + "\nFLOUR:" + say, "body body body"},
		{"interview by surnames", "Courier: Who will pay?\nMuster:" + say + "\nCourier: When?\nMuster:" + say,
			"speaker-label quote speaker-label quote speaker-label quote speaker-label quote"},
		{"figures by one word", "High:" + say + "\nLow:" + say + "\nHigh:" + say + "\nLow:" + say, "body body body body"},
		{"one word asks once", "Verdict: Who will pay?\nVerdict:" + say + "\nPrice:" + say, "title body body"},
		{"briefing verbatim", "THE PRESIDENT:" + say + "\nQ    Mr. President, who will pay?\nTHE PRESIDENT:" + say,
			"speaker-label quote speaker-label quote speaker-label quote"},
		{"Q and a small letter", "Q then said:" + say + "\nQ is a letter.\nQuarrels began.", "body body body"},
		{"a headline with Q&A", "Q&A:" + say + "\nMuster: Who?\nHolt:" + say + "\nMuster: When?\nHolt:" + say,
			"body speaker-label quote speaker-label quote speaker-label quote speaker-label quote"},
		{"a sentence", "He said:" + say + "\nShe said:" + say, "body body"},
		{"bracket and quotation", "(Karl Muster, Foreign Minister)\n\"We shall answer.\"\n\nThe hall was empty by then, and the lamps were out.",
			"speaker-label quote body"},
		{"bracket, same line", "(Karl Muster, Foreign Minister) \"We shall answer.\"\n\nThe hall was empty by then, and the lamps were out.",
			"speaker-label quote body"},
		{"quotation over two paragraphs", "(Karl Muster, Foreign Minister)\n“We shall answer.\n\n“We shall answer soon.”\n\nThe hall was empty by then, and the lamps were out.",
			"speaker-label quote quote body"},
		{"bracket in the text", "(The minister, who had a train to catch, left early.)\nThe hall was empty by then, and the lamps were out.", "body body"},
		{"cue in speech", "QUESTION:" + say + " [Laughter] And then?\nANSWER:" + say, "speaker-label quote transcript-cue quote speaker-label quote"},
	}
	for _, tt := range tests {
		if got := roles(read(t, tt.text)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestRunOn finds furniture at the end of a paragraph.
func TestRunOn(t *testing.T) {
	const report = "The bridge at Hohenfurt opened to lorries on Friday, and the drivers crossed in silence."
	tests := []struct{ end, want string }{
		{"", "body"},
		{" (Reporting by Anna Holt; editing by Peter Sample)", "body credit"},
		{" Correction 2 June: This article gave a wrong number of days. Additional reporting by Peter Sample.", "body correction credit"},
		{"Anna Holt contributed to this report.", "body credit"},
		{" \"I shall come back,\" she said. Anna Holt contributed to this report.", "body credit"},
		{" Send your story ideas to the newsroom", "body tail"},
		{" © 1974 Courier Media. All rights reserved.", "body tail"},
		{" Staff reports of theft were denied.", "body"},
		{" He had contributed to the report that was buried.", "body"},
		{" More follows.", "body"},
	}
	for _, tt := range tests {
		if got := roles(read(t, report+tt.end)); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.end, got, tt.want)
		}
	}
}

// TestLastParagraph keeps the report's end, whatever closes it.
func TestLastParagraph(t *testing.T) {
	for _, end := range []string{
		"He said that both sides had agreed on the matter at the talks that were held in Hohenfurt. (ANI)",
		"The report on the bridge has been published by the ministry of transport, and it blames nobody.",
		"By entering the war you agree to lose it, the envoy told the drivers.",
		"This article of the treaty was, in the words of the envoy, a door, he said.",
	} {
		text := headline + "\n\nBy Anna Holt" + story + "\n" + end
		if got := roles(read(t, text)); got != "title byline body body body" {
			t.Errorf("%q: got %s", end, got)
		}
	}
	for end, want := range map[string]string{
		"Drivers wait on both banks of the river (pictures)":                                   "related-link",
		"Nobody spoke of bread at the talks that were held in the hall there. [AFP/Courier]":   "body credit",
		"(This story has not been edited by Courier staff and is auto-generated from a feed.)": "notice",
		"END  7:14 P.M. EDT":         "tail",
		"Copyright HARBOUR COURIER.": "tail",
	} {
		text := headline + "\n\nBy Anna Holt" + story + "\n" + end
		if got := roles(read(t, text)); got != "title byline body body "+want {
			t.Errorf("%q: got %s", end, got)
		}
	}
}

// TestNumberedPoints reads points above their paragraphs as crossheads, the
// first as well as the others.
func TestNumberedPoints(t *testing.T) {
	text := headline + "\n\n1. The talks ended without a map" + story + "\n2. The drivers are still there" + story
	if got := roles(read(t, text)); got != "title crosshead body body crosshead body body" {
		t.Errorf("got %s", got)
	}
	text = headline + "\n\n14 drivers still wait on the eastern bank" + story
	if res := read(t, text); res.Subtitle.Text != "14 drivers still wait on the eastern bank" {
		t.Errorf("a number of things is no point: subtitle %q, %s", res.Subtitle.Text, roles(res))
	}
}

// TestWriterNote takes who the writer is out of the report's end only.
func TestWriterNote(t *testing.T) {
	note := "Anna Holt is a former harbour master."
	if got := roles(read(t, headline+"\nBy Anna Holt"+story+"\n"+note)); got != "title byline body body tail" {
		t.Errorf("at the end: %s", got)
	}
	for verb, want := range map[string]string{"covers the river": "tail", "reports from Hohenfurt": "tail", "said so": "body", "covered the mirror": "body"} {
		if got := roles(read(t, headline+"\nBy Anna Holt"+story+"\nAnna Holt "+verb+".")); got != "title byline body body "+want {
			t.Errorf("%s: %s", verb, got)
		}
	}
	if got := roles(read(t, headline+"\nBy Peter Sample"+story+"\n"+note)); got != "title byline body body body" {
		t.Errorf("of someone else: %s", got)
	}
}

func TestRulesAreListed(t *testing.T) {
	rules := ruleSet(t)
	for _, c := range cases(t) {
		res := Read(c.text, c.fields, lexiconOf(t))
		for _, b := range res.Blocks {
			if rules[b.Rule].Says == "" {
				t.Errorf("%s: rule %s says nothing", c.path, b.Rule)
			}
		}
	}
}
