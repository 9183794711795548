package plain

import (
	"strings"
	"testing"
)

// exportOf is an export of a vendor with the given lines as its body's end.
var exportOf = map[string]func(string) string{
	"factiva": func(body string) string {
		return "HD Lorries cross at last\nWC 120 words\nPD 31 May 1974\nSN The Harbour Courier\nLP\n" +
			"The first lorries crossed the bridge on Friday morning, thirty days after the talks began.\n" + body + "\nAN Document HARB000020\n"
	},
	"proquest": func(body string) string {
		return "Title: Lorries cross at last\nAuthor: Holt, Anna\nPublication info: The Harbour Courier ; Hohenfurt. 31 May 1974: A.1.\nProQuest document link\n" +
			"Full text: The first lorries crossed the bridge on Friday morning, thirty days after the talks began.\n" + body +
			"\nPublication title: The Harbour Courier; Hohenfurt\nPublication date: May 31, 1974\nSource type: Newspaper\n"
	},
}

// TestExportBody tells sentences that open with a label's letters from labels.
func TestExportBody(t *testing.T) {
	tests := []struct{ vendor, line, rule string }{
		{"factiva", "IN the morning the drivers waved from their cabins.", "plain.paragraph"},
		{"factiva", "RE was the word on the sign.", "plain.paragraph"},
		{"factiva", "INDEED nobody waved back at them.", "plain.paragraph"},
		{"factiva", "IN itrans : Transport | iports : Ports", "plain.export-index"},
		{"factiva", "CO courmd : Courier Media", "plain.export-index"},
		{"proquest", "Publication: the word alone set the minister off.", "plain.paragraph"},
		{"proquest", "Subject: the price of bread, said a note on the door.", "plain.paragraph"},
		{"proquest", "Subject: Bridges; Ports", "plain.export-index"},
		{"proquest", "Copyright: Courier Media", "plain.export-label"},
		{"proquest", "\"Title: none,\" the first form read.", "plain.paragraph"},
	}
	for _, tt := range tests {
		text := exportOf[tt.vendor](tt.line)
		res, at := read(t, text), strings.Index(text, tt.line)
		for _, b := range res.Blocks {
			if b.Span.Start <= at && at < b.Span.End && b.Rule != tt.rule {
				t.Errorf("%s: %q: %s by %s, want %s", tt.vendor, tt.line, b.Role, b.Rule, tt.rule)
			}
		}
		if res.Title.Text != "Lorries cross at last" || res.Outlet.Text != "The Harbour Courier" || res.Published.Date != "1974-05-31" {
			t.Errorf("%s: %q: title %q, outlet %q, published %q", tt.vendor, tt.line, res.Title.Text, res.Outlet.Text, res.Published.Date)
		}
	}
}

// TestVendor wants enough labels, and some that only a database prints.
func TestVendor(t *testing.T) {
	const body = "\nThe first lorries crossed the bridge on Friday morning, thirty days after the talks began.\n"
	tests := []struct{ name, text, want string }{
		{"nexis", "Lorries\nLength: 3 words\nBody" + body + "Classification\nSubject: BRIDGES\nLoad-Date: x", "nexis"},
		{"three labels", "Lorries\nLength: 3 words\nBody" + body + "Load-Date: x", ""},
		{"none is sure", "Title: a\nSection: b\nByline: c\nSeries: d\nSubject: e" + body, ""},
		{"one label four times", "Length: 1\nLength: 2\nLength: 3\nLength: 4" + body, ""},
		{"codes glued to words", "HDx\nWCx\nPDx\nSNx\nLPx" + body, ""},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		r := &reader{text: tt.text, words: loadWords(), units: cut(tt.text)}
		if got := r.vendor(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestExportByline reads names as catalogues write them.
func TestExportByline(t *testing.T) {
	tests := []struct{ value, want string }{
		{"Holt, Anna; Sample, Peter", "Anna Holt, Peter Sample"},
		{"Holt, Anna", "Anna Holt"},
		{"Holt, Anna; Holt, Anna;", "Anna Holt"},
		{"By Anna Holt and Peter Sample", "Anna Holt, Peter Sample"},
		{"Anna Holt&lt;p&gt;Anna Holt was born in Holt.", "Anna Holt"},
		{"Anna Holt<br>Karl Muster took the pictures.", "Anna Holt"},
		{"; ;", ""},
	}
	for _, tt := range tests {
		text := "Title: Lorries cross at last\nAuthor: " + tt.value + "\nPublication year: 1974\nSource type: Newspaper\nFull text: The first lorries crossed.\n"
		if got := names(read(t, text).Authors); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.value, got, tt.want)
		}
	}
}
