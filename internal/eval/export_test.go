package eval

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"readout"
	"readout/internal/page"
	"readout/internal/page/twin"
	"readout/internal/source"
)

// exportLabel finds what a database export adds around a report: label lines,
// and index terms with their percentages.
var exportLabel = regexp.MustCompile(`(?m)^\s*(?:Copyright \d{4}.*|Section:.*|Length:\s*\d+ words|Byline:.*|Highlight:.*|` +
	`Dateline:.*|Body|Graphic|Classification|Language:.*|Publication-Type:.*|Journal Code:.*|Subject:.*|` +
	`Company:.*|Organization:.*|Industry:.*|Person:.*|Geographic:.*|Load-Date:.*|End of Document|` +
	`Client/Matter:.*|Search (?:Terms|Type):.*|Narrowed by:.*|Job Number:.*)\s*$|[A-Z] \(\d{2}%\);?`)

// TestEvalExports reads database exports: no label and no index term may stand
// in a body, every report must keep one, and twins must be found.
func TestEvalExports(t *testing.T) {
	rows, err := Reports(data(t, "news", "war.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := page.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*readout.Document
	var titles, outlets, days, clean, kept Ratio
	for i, row := range rows {
		// The text alone, as from a file: the collection's own fields are the gold.
		it := source.Item{Source: fmt.Sprintf("war#%03d", i+1), Kind: source.Text, Raw: []byte(row.Text), Media: "text/plain"}
		got, err := r.Read(it)
		if err != nil {
			t.Fatalf("%s: %v", it.Source, err)
		}
		doc := got[0]
		docs = append(docs, doc)
		body := own(doc)
		label := exportLabel.FindString(body)
		clean.add(label == "")
		if label != "" {
			t.Errorf("%s: export label in the body: %.80q", it.Source, label)
		}
		if strings.HasPrefix(row.Date, "No Date") {
			continue // a result list, no report
		}
		words := len(strings.Fields(row.Text))
		kept.add(len(strings.Fields(body)) > words/3)
		titles.add(folded(doc.Title) == folded(row.Title))
		outlets.add(doc.Outlet != "")
		days.add(doc.Published.Date.Day() != "")
		if *misses && folded(doc.Title) != folded(row.Title) {
			t.Logf("%s: title %q, want %q", it.Source, doc.Title, row.Title)
		}
	}
	report := &bytes.Buffer{}
	fmt.Fprintf(report, "war %d exports: clean body %s, body kept %s\n  title %s, outlet known %s, day known %s\n",
		len(rows), clean, kept, titles, outlets, days)
	links := pairs(t, docs)
	fmt.Fprintf(report, "  twins %d\n", len(links))
	checkTwins(t, docs, links)
	t.Log("\n" + report.String())
	golden(t, "exports.txt", report.Bytes())
}

// own is the text of the body blocks, a block a line.
func own(doc *readout.Document) string {
	var buf strings.Builder
	for _, b := range doc.Blocks {
		if bodyRoles[b.Role] {
			buf.WriteString(strings.TrimSpace(b.Span.In(doc.Text)) + "\n")
		}
	}
	return buf.String()
}

// folded leaves letters and digits: file names replace the marks of a title.
func folded(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9')
	}), "")
}

func pairs(t *testing.T, docs []*readout.Document) []twin.Link {
	t.Helper()
	var in []twin.Doc
	bodies := map[string]string{}
	for _, doc := range docs {
		in = append(in, twin.Doc{ID: doc.ID, SHA256: doc.SHA256, Sign: twin.Of(doc), Order: doc.Source})
		bodies[doc.ID] = twin.Body(doc)
	}
	links, err := twin.Pair(in, func(id string) (string, error) { return bodies[id], nil })
	if err != nil {
		t.Fatal(err)
	}
	return links
}

// twinJaccard is where the collection's twins begin: it holds no pair between
// .3 and .7, counted over 5-word shingles of the bodies.
const twinJaccard = 0.5

// checkTwins compares with the plain way: every pair, exactly.
func checkTwins(t *testing.T, docs []*readout.Document, links []twin.Link) {
	t.Helper()
	group := map[string]string{}
	for _, l := range links {
		group[l.Doc] = l.Of
	}
	root := func(id string) string {
		for group[id] != "" {
			id = group[id]
		}
		return id
	}
	sets := make([]map[string]bool, len(docs))
	for i, doc := range docs {
		sets[i] = map[string]bool{}
		w := words(strings.ToLower(twin.Body(doc)))
		for k := 0; k+5 <= len(w); k++ {
			sets[i][strings.Join(w[k:k+5], " ")] = true
		}
	}
	for i := range docs {
		for j := range i {
			same := root(docs[i].ID) == root(docs[j].ID)
			jac := jaccard(sets[i], sets[j])
			if *misses && (jac >= 0.25 || same) {
				t.Logf("%s %s Jaccard %.2f linked %v: %.50q %.50q", docs[j].Source, docs[i].Source, jac, same, docs[j].Title, docs[i].Title)
			}
			if jac >= twinJaccard && !same {
				t.Errorf("%s and %s are twins (Jaccard %.2f) and not linked", docs[j].Source, docs[i].Source, jac)
			}
		}
	}
}

func jaccard(a, b map[string]bool) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	both := 0
	for s := range a {
		if b[s] {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
