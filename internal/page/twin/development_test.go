package twin_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"readout"
	"readout/internal/page"
	"readout/internal/page/twin"
	"readout/internal/source"
)

// listFrom is the index from which a pair of development reports is printed.
const listFrom = 0.2

// TestDevelopmentPairs reads the development reports that may lie beside the
// module, labels them as a build does, and prints every pair that is somewhat
// alike, to be read by a person: go test -v -run TestDevelopmentPairs.
func TestDevelopmentPairs(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of reports")
	}
	for _, set := range []struct {
		name string
		near int // pairs of copies that a person found, reading the list
	}{{"war", 12}, {"foreign", 2}, {"bbc", 0}} {
		t.Run(set.name, func(t *testing.T) {
			docs, titles := readDevelopment(t, set.name)
			bodies := map[string]string{}
			var pile []twin.Doc
			short := 0
			for _, doc := range docs {
				bodies[doc.ID] = twin.Body(doc)
				d := twin.Doc{ID: doc.ID, SHA256: doc.SHA256, Sign: twin.Of(doc), Order: doc.Source}
				if d.Sign == nil {
					short++
				}
				pile = append(pile, d)
			}
			links, err := twin.Pair(pile, func(id string) (string, error) { return bodies[id], nil })
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d reports, %d too short to be compared, %d links", len(docs), short, len(links))
			linked := map[string]bool{}
			near := 0
			for _, l := range links {
				linked[l.Doc+l.Of], linked[l.Of+l.Doc] = true, true
				if !l.Exact {
					near++
				}
			}
			for _, p := range alike(docs, bodies) {
				mark := " "
				if linked[p.a+p.b] {
					mark = "~"
				}
				j, like := twin.Likeness(bodies[p.a], bodies[p.b])
				if like != linked[p.a+p.b] {
					t.Errorf("linked %v, but alike %v: %s and %s", linked[p.a+p.b], like, titles[p.a], titles[p.b])
				}
				if j >= listFrom {
					t.Logf("%s %.3f %s | %s", mark, j, titles[p.a], titles[p.b])
				}
			}
			if near != set.near {
				t.Errorf("%d near links; a person reading the list found %d", near, set.near)
			}
		})
	}
}

type couple struct{ a, b string }

// alike lists the couples that have a twentieth of the shorter body in common,
// by counting shingles; one that more than fifty reports hold counts for none.
func alike(docs []*readout.Document, bodies map[string]string) []couple {
	holders, size := map[uint64][]int{}, make([]int, len(docs))
	for i, doc := range docs {
		set := twin.Shingles(bodies[doc.ID])
		size[i] = len(set)
		for _, x := range set {
			holders[x] = append(holders[x], i)
		}
	}
	common := map[[2]int]int{}
	for _, list := range holders {
		if len(list) > 50 {
			continue
		}
		for n, i := range list {
			for _, j := range list[n+1:] {
				common[[2]int{i, j}]++
			}
		}
	}
	var found [][2]int
	for p, n := range common {
		if n*20 >= min(size[p[0]], size[p[1]]) && n > 20 {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(x, y [2]int) int { return slices.Compare(x[:], y[:]) })
	couples := make([]couple, len(found))
	for i, p := range found {
		couples[i] = couple{docs[p[0]].ID, docs[p[1]].ID}
	}
	return couples
}

// readDevelopment reads and labels a set of reports, or skips the test.
func readDevelopment(t *testing.T, name string) (docs []*readout.Document, titles map[string]string) {
	t.Helper()
	path := filepath.Join("..", "..", "..", "..", "shared", "data", "news", name+".jsonl.gz")
	for range 3 { // a checkout may lie deeper
		if _, err := os.Stat(path); err == nil {
			break
		}
		path = filepath.Join("..", path)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no development data: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := page.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	titles = map[string]string{}
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<24)
	for n := 1; in.Scan(); n++ {
		var row struct{ Outlet, Date, Title, Text string }
		if err := json.Unmarshal(in.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		it := source.Item{Source: fmt.Sprintf("%s#%05d", name, n), Kind: source.Parts, Raw: in.Bytes(), Body: row.Text}
		read, err := reader.Read(it)
		if err != nil {
			continue // a row without text
		}
		docs = append(docs, read...)
		titles[read[0].ID] = strings.Join([]string{it.Source, row.Outlet, row.Date, row.Title}, " ")
	}
	if err := in.Err(); err != nil || len(docs) == 0 {
		t.Fatalf("%d reports, %v", len(docs), err)
	}
	return docs, titles
}
