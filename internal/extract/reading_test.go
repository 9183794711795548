package extract

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"readout"
)

var (
	readFile = flag.String("read", "", "a file of data/news to print statements of, for reading: war.jsonl.gz")
	readSkip = flag.Int("every", 40, "print each so many-th statement")
	readRule = flag.String("rule", "", "print the statements of this rule only")
)

// TestRead prints statements of real reports beside their sentences, to be read
// by a person, and checks the invariants over all of them.
func TestRead(t *testing.T) {
	name := *readFile
	if name == "" {
		name = "war.jsonl.gz"
	}
	f, err := os.Open(sharedData(t, "data", "news", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row struct{ Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		doc := oneBody(strings.ToValidUTF8(row.Text, "?"))
		c := x.Claims(doc)
		for _, v := range readout.Check(doc, c, nil) {
			t.Error(row.Title, v)
		}
		names := map[string]readout.Entity{}
		for _, ent := range c.Entities {
			names[ent.ID] = ent
		}
		for _, st := range c.Statements {
			if *readRule != "" && !strings.HasSuffix(st.Reason.Rule, *readRule) {
				continue
			}
			if n++; *readFile != "" && n%*readSkip == 0 {
				show(doc.Text, st, names)
			}
		}
	}
	if n == 0 {
		t.Error("no statements")
	}
	fmt.Println(name, n, "statements")
}

func show(text string, st readout.Statement, names map[string]readout.Entity) {
	ent := names[st.Speaker]
	var roles, to []string
	for _, r := range ent.Roles {
		roles = append(roles, r.Title)
	}
	for _, a := range st.Addressees {
		to = append(to, names[a].Name)
	}
	fmt.Printf("%s  [%s] cue %q act %s speaker %q = %s %q roles %q to %q venue %q\n", st.Reason.Rule, st.Reason.Note, st.Cue, st.Act,
		st.SpeakerSpan.In(text), ent.Type, ent.Name, roles, to, st.Venue)
	fmt.Printf("    CONTENT %s\n", strings.ReplaceAll(st.Content, "\n", "\\n"))
	for _, ev := range st.Evidence {
		a := max(0, ev.Span.Start-700)
		fmt.Printf("    ... %s\n    >>> %s\n", strings.ToValidUTF8(strings.ReplaceAll(text[a:ev.Span.Start], "\n", "\\n"), ""), strings.ReplaceAll(ev.Exact, "\n", "\\n"))
	}
}
