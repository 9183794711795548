package plain

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/source"
)

// development finds a file of the development data, which lies beside the
// module's folder or one above it and is no part of it; it skips where absent.
func development(t *testing.T, parts ...string) string {
	t.Helper()
	for _, up := range []string{"../../../..", "../../../../.."} {
		path := filepath.Join(append([]string{up, "shared"}, parts...)...)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("skipped: no ../shared/%s beside the module: the development data are not part of it", strings.Join(parts, "/"))
	return ""
}

// rows reads a gzipped file of JSON lines.
func rows[T any](t *testing.T, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []T
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 64<<20)
	for sc.Scan() {
		var row T
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	if len(out) == 0 || sc.Err() != nil {
		t.Fatalf("%s: %d rows, %v", path, len(out), sc.Err())
	}
	return out
}

// exportWord opens a line that a database wrote, not the report.
var exportWord = regexp.MustCompile(`^(Copyright \d|Section:|Length:|Byline:|Highlight:|Graphic$|Classification|` +
	`Language:|Publication-Type|Journal Code|Subject:|Company:|Organization:|Industry:|Geographic:|Load-Date|` +
	`End of Document|Ticker:|PHOTOS?:|https?://|Client/Matter|This article appeared in print)|\(\d\d%\);`)

// TestExports reads a pile of database exports: no label or index term may be
// left in the report, and title and date must be those of the container.
func TestExports(t *testing.T) {
	type row struct{ Outlet, Date, Title, Text string }
	lex, rules := lexiconOf(t), ruleSet(t)
	reports, lists := 0, 0
	for _, row := range rows[row](t, development(t, "data", "news", "war.jsonl.gz")) {
		res := Read(row.Text, source.Fields{}, lex)
		for _, v := range readout.Check(document(row.Text, res), nil, rules) {
			t.Errorf("%s: %s", row.Title, v)
		}
		for _, b := range res.Blocks {
			if s := strings.TrimSpace(b.Span.In(row.Text)); b.Role.Claims() && exportWord.MatchString(s) {
				t.Errorf("%s: %s holds %.80q", row.Title, b.Role, s)
			}
		}
		want, err := time.Parse("January 2, 2006", row.Date)
		if err != nil {
			lists++
			if res.Title.Text != "" || res.Published.Date != "" {
				t.Errorf("%s is a list of results, got title %q", row.Title, res.Title.Text)
			}
			continue
		}
		reports++
		if got := res.Published.Date.Day(); got != want.Format(time.DateOnly) {
			t.Errorf("%s: date %q, want %s", row.Title, got, row.Date)
		}
		const stem = 60 // letters: file names cut titles
		a, b := letters(res.Title.Text), letters(strings.ReplaceAll(row.Title, "_", ""))
		if n := min(len(a), len(b), stem); n == 0 || a[:n] != b[:n] {
			t.Errorf("title %q, want %q", res.Title.Text, row.Title)
		}
	}
	t.Logf("%d reports, %d lists of results", reports, lists)
}

// TestSeeds reads the reports of the gold for documents: what is furniture
// must not be the report, what is the report must.
func TestSeeds(t *testing.T) {
	b, err := os.ReadFile(development(t, "gold", "seeds.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, line := range strings.Split(string(b), "\n") {
		var g struct {
			Kind, Doc, Title, Subtitle, Published, Basis string
			Authors, Boilerplate                         []string
			BodyMust                                     []string `json:"body_must"`
		}
		if line == "" || json.Unmarshal([]byte(line), &g) != nil || g.Kind != "document" {
			continue
		}
		text, err := os.ReadFile(development(t, "seeds", g.Doc))
		if err != nil {
			t.Fatal(err)
		}
		if day := read(t, string(text)).Published.Date.Day(); g.Basis == "stated" && day != g.Published || g.Basis == "inferred" && day != "" {
			t.Errorf("%s: published %q, want %s %s", g.Doc, day, g.Basis, g.Published)
		}
		asked += checkSeed(t, g.Doc, string(text), g.Title, g.Subtitle, g.Authors, g.Boilerplate, g.BodyMust)
	}
	if asked < 20 {
		t.Errorf("only %d checks: the gold was not read", asked)
	}
}

func checkSeed(t *testing.T, name, text, title, subtitle string, authors, furniture, body []string) (asked int) {
	res := read(t, text)
	if res.Title.Text != title || res.Subtitle.Text != subtitle {
		t.Errorf("%s: title %q subtitle %q", name, res.Title.Text, res.Subtitle.Text)
	}
	all := names(res.Authors) + ", " + names(res.Contributors)
	for _, a := range authors {
		if asked++; !strings.Contains(all, a) {
			t.Errorf("%s: authors %s, want %s", name, all, a)
		}
	}
	roleAt := func(run string) (out readout.Role) {
		at := strings.Index(strings.ReplaceAll(text, "\u00a0", " "), run)
		at = len([]rune(strings.ReplaceAll(text, "\u00a0", " ")[:max(at, 0)]))
		for _, b := range res.Blocks {
			if n := len([]rune(text[:b.Span.End])); at < n {
				return b.Role
			}
		}
		return readout.RoleNone
	}
	for _, run := range furniture {
		if asked++; roleAt(run) == readout.RoleBody || roleAt(run) == readout.RoleQuote {
			t.Errorf("%s: %.60q is %s", name, run, roleAt(run))
		}
	}
	for _, run := range body {
		if asked++; roleAt(run) != readout.RoleBody && roleAt(run) != readout.RoleQuote {
			t.Errorf("%s: %.60q is %s", name, run, roleAt(run))
		}
	}
	return asked
}
