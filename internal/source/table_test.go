package source

import (
	"fmt"
	"strings"
	"testing"
)

// show is an item in one line: what tests compare.
func show(it Item) string {
	var sb strings.Builder
	fmt.Fprintf(&sb, "%s", it.Source)
	if it.Name != "" {
		fmt.Fprintf(&sb, " (%s)", it.Name)
	}
	if it.Kind == Parts {
		fmt.Fprintf(&sb, " %q", it.Body)
		if it.BodyHTML {
			sb.WriteString(" html")
		}
	} else {
		fmt.Fprintf(&sb, " %s %q", it.Media, it.Raw)
	}
	f := it.Fields
	for _, v := range []struct {
		name string
		Value
	}{{"title", f.Title}, {"subtitle", f.Subtitle}, {"date", f.Date}, {"updated", f.Updated},
		{"url", f.URL}, {"outlet", f.Outlet}, {"language", f.Language}} {
		if v.Text != "" {
			fmt.Fprintf(&sb, "; %s=%s <%s>", v.name, v.Text, v.Signal)
		}
	}
	for _, a := range f.Authors {
		fmt.Fprintf(&sb, "; by=%s <%s>", a.Text, a.Signal)
	}
	if f.Retrieved != "" {
		fmt.Fprintf(&sb, "; retrieved=%s", f.Retrieved)
	}
	if f.ID != "" {
		fmt.Fprintf(&sb, "; id=%s", f.ID)
	}
	return sb.String()
}

// formatCase is one file and what it gives: items as show tells them, skips as
// "skip source: reason" with, after a "~", a piece of the detail.
type formatCase struct {
	name    string
	file    string
	content string
	opt     Options
	want    []string
}

func runFormat(t *testing.T, tests []formatCase) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree(t, map[string]string{tt.file: tt.content})
			var got []string
			sink := Sink{
				Item: func(it Item) error { got = append(got, show(it)); return nil },
				Skip: func(sk Skip) error { got = append(got, "skip "+sk.String()); return nil },
			}
			if err := Walk(t.Context(), []string{tt.file}, tt.opt, sink); err != nil {
				t.Fatal(err)
			}
			for i := range max(len(got), len(tt.want)) {
				g, want := "(nothing)", "(nothing)"
				if i < len(got) {
					g = got[i]
				}
				if i < len(tt.want) {
					want = tt.want[i]
				}
				if !sameLine(g, want) {
					t.Errorf("%d:\n got %s\nwant %s", i, g, want)
				}
			}
		})
	}
}

func sameLine(got, want string) bool {
	if !strings.HasPrefix(want, "skip ") {
		return got == want
	}
	head, piece, _ := strings.Cut(want, " ~")
	return strings.HasPrefix(got, head+": ") && strings.Contains(got, piece)
}

func TestCSV(t *testing.T) {
	runFormat(t, []formatCase{
		{name: "plain", file: "a.csv", content: "headline,pubDate,text\nEnvoy lands,1974-01-12,The envoy landed.\n",
			want: []string{`a.csv#1 "The envoy landed."; title=Envoy lands <csv column headline>; date=1974-01-12 <csv column pubDate>`}},
		{name: "mark, quotes, lines", file: "a.csv",
			content: "\xEF\xBB\xBF\"Title\",Body\r\n\"Envoy, \"\"here\"\"\",\"One.\r\n\r\nTwo.\"\r\nNext,Three.",
			want: []string{`a.csv#1 "One.\n\nTwo."; title=Envoy, "here" <csv column Title>`,
				`a.csv#2 "Three."; title=Next <csv column Title>`}},
		{name: "semicolons", file: "a.csv", content: "Pub Date;Full Text;Publication\n12.1.1974;One, two.;The Post\n",
			want: []string{`a.csv#1 "One, two."; date=12.1.1974 <csv column Pub Date>; outlet=The Post <csv column Publication>`}},
		{name: "tabs", file: "a.tsv", content: "id\tcontent\tAuthor(s)\n7\tOne \"two\" three.\tA. Writer\n",
			want: []string{`a.tsv#1 "One \"two\" three."; by=A. Writer <tsv column Author(s)>; id=7`}},
		{name: "tabs, marks as marks", file: "a.tsv", content: "id\ttext\tday\n1\t\"We go,\" he said.\tMonday\n2\t\"We stay.\tFriday\n",
			want: []string{`a.tsv#1 "\"We go,\" he said."; date=Monday <tsv column day>; id=1`,
				`a.tsv#2 "\"We stay."; date=Friday <tsv column day>; id=2`}},
		{name: "tabs, lines in marks", file: "a.tsv", content: "id\ttext\n1\t\"One.\nTwo.\"\n2\tThree.\n",
			want: []string{`a.tsv#1 "One.\nTwo."; id=1`, `a.tsv#2 "Three."; id=2`}},
		{name: "spreadsheet", file: "a.csv", content: "sep=;\r\ntitle;text\r\nA;One, two\r\n",
			want: []string{`a.csv#1 "One, two"; title=A <csv column title>`}},
		{name: "source is a page", file: "a.csv", content: "source,text\nhttps://post.example/1,One\n",
			want: []string{`a.csv#1 "One"; url=https://post.example/1 <csv column source>`}},
		{name: "tabs named csv", file: "a.csv", content: "title\ttext\nT\tOne, two\n",
			want: []string{`a.csv#1 "One, two"; title=T <tsv column title>`}},
		{name: "empty texts", file: "a.csv", content: "text,title\n,A\nnan,B\n\nWords,None\n",
			want: []string{"skip a.csv#1: no-text", "skip a.csv#2: no-text", `a.csv#3 "Words"`}},
		{name: "short and long rows", file: "a.csv", content: "title,text\nA\nB,Words,more,cells\n",
			want: []string{"skip a.csv#1: no-text", `a.csv#2 "Words,more,cells"; title=B <csv column title>`}},
		{name: "second text column", file: "a.csv", content: "text,body\n,Words\n", want: []string{`a.csv#1 "Words"`}},
		{name: "no text column", file: "a.csv", content: "alpha,beta\n1,2\n3,4\n",
			want: []string{"skip a.csv: no-text ~alpha, beta; name it with --column text=NAME"}},
		{name: "named column", file: "a.csv", content: "alpha,beta,text\nOne.,T,no\n",
			opt:  Options{Columns: map[string]string{"text": "Alpha", "title": "beta"}},
			want: []string{`a.csv#1 "One."; title=T <csv column beta>`}},
		{name: "open quote", file: "a.csv", content: "title,text\nA,\"One\nB,Two\nC,Three\n",
			want: []string{`a.csv#1 "\"One"; title=A <csv column title>`, `a.csv#2 "Two"; title=B <csv column title>`,
				`a.csv#3 "Three"; title=C <csv column title>`}},
		{name: "long row", file: "a.csv", content: "title,text\nA," + strings.Repeat("x", 300) + "\nB,Two\n",
			opt:  Options{Limits: Limits{LineBytes: 100}},
			want: []string{"skip a.csv#1: too-large", `a.csv#2 "Two"; title=B <csv column title>`}},
		{name: "windows-1252", file: "a.csv", content: "title,text\nCaf\xe9,\x93One\x94\n",
			want: []string{`a.csv#1 "“One”"; title=Café <csv column title>`}},
		{name: "markup", file: "a.csv", content: "title,text\nA,<p>One</p>\n",
			want: []string{`a.csv#1 "<p>One</p>" html; title=A <csv column title>`}},
		{name: "page", file: "a.csv", content: "title,html\nA,<html><body><p>One</p></body></html>\n",
			want: []string{`a.csv#1 text/html "<html><body><p>One</p></body></html>"; title=A <csv column title>`}},
		{name: "epoch", file: "a.csv", content: "created,text\n127353600,One\n1705017600,Two\n1705017600000,Three\n",
			want: []string{`a.csv#1 "One"; date=127353600 <csv column created>`,
				`a.csv#2 "Two"; date=2024-01-12T00:00:00Z <csv column created (seconds since 1970)>`,
				`a.csv#3 "Three"; date=2024-01-12T00:00:00Z <csv column created (milliseconds since 1970)>`}},
		{name: "blank", file: "a.csv", content: " \n\n", want: []string{"skip a.csv: empty"}},
		{name: "quotes without end", file: "a.csv", content: "title,text\n" + strings.Repeat("A,\"x\n", 3),
			want: []string{`a.csv#1 "\"x"; title=A <csv column title>`, `a.csv#2 "\"x"; title=A <csv column title>`, "skip a.csv#3: bad-row"}},
		{name: "cut short inside a cell", file: "a.csv", content: "title,text\nA,\"One.\nTwo, three.\n\nFo",
			want: []string{"skip a.csv#1: bad-row ~never closed"}},
		{name: "quotes without end, too few cells", file: "a.csv", content: "title,text\n\"A\nB,Two\n",
			want: []string{"skip a.csv#1: bad-row ~never closed", `a.csv#2 "Two"; title=B <csv column title>`}},
		{name: "gzip", file: "a.csv.gz", content: gz("title,text\nA,One\n"),
			want: []string{`a.csv.gz#1 "One"; title=A <csv column title>`}},
		{name: "utf-16", file: "a.csv", content: "\xff\xfet\x00e\x00x\x00t\x00,\x00a\x00\n\x00O\x00n\x00,\x00b\x00\n\x00",
			want: []string{`a.csv#1 "On"`}},
	})
}

func TestJSON(t *testing.T) {
	runFormat(t, []formatCase{
		{name: "one", file: "a.json", content: `{"headline":"Envoy lands","body":"One.\r\nTwo.","publishedAt":"1974-01-12T10:00:00Z","source":{"id":null,"name":"The Post"},"authors":["A. Writer",{"name":"B. Scribe"}]}`,
			want: []string{`a.json "One.\nTwo."; title=Envoy lands <json key headline>; date=1974-01-12T10:00:00Z <json key publishedAt>; outlet=The Post <json key source>; by=A. Writer <json key authors>; by=B. Scribe <json key authors>`}},
		{name: "list", file: "a.json", content: ` [ {"text":"One"} , {"title":"no text"}, 7, {"text":"Two"} ] `,
			want: []string{`a.json#1 "One"`, "skip a.json#2: no-text", "skip a.json#3: bad-row", `a.json#4 "Two"`}},
		{name: "wrapped", file: "a.json", content: `{"status":"ok","articles":[{"title":"T","content":"One"}]}`,
			want: []string{`a.json#1 "One"; title=T <json key title>`}},
		{name: "wrapped twice", file: "a.json", content: `{"response":{"docs":[{"headline":{"main":"T"},"bodyText":"One","byline":{"original":"By A"}}]}}`,
			want: []string{`a.json#1 "One"; title=T <json key headline>; by=By A <json key byline>`}},
		{name: "fields below", file: "a.json", content: `{"results":[{"webTitle":"T","webPublicationDate":"1974-01-12","fields":{"bodyText":"One","byline":"A"}}]}`,
			want: []string{`a.json#1 "One"; title=T <json key webTitle>; date=1974-01-12 <json key webPublicationDate>; by=A <json key fields.byline>`}},
		{name: "by id", file: "a.json", content: `{"x1":{"articleBody":"One"},"x2":{"articleBody":"Two","id":"own"}}`,
			want: []string{`a.json#1 "One"; id=x1`, `a.json#2 "Two"; id=own`}},
		{name: "wrapper", file: "a.json", content: `{"_id":"9","_source":{"title":"T","text":"One"}}`,
			want: []string{`a.json "One"; title=T <json key _source.title>; id=9`}},
		{name: "paragraphs", file: "a.json", content: `{"text":["One.","","Two."],"title":"T"}`,
			want: []string{`a.json "One.\n\nTwo."; title=T <json key title>`}},
		{name: "sections", file: "a.json", content: `{"body":{"summary":["S."],"sections":[{"headline":"H","paragraphs":["One.","Two."]}],"type":"x"}}`,
			want: []string{`a.json "S.\n\nH\n\nOne.\n\nTwo."`}},
		{name: "rendered", file: "a.json", content: `[{"title":{"rendered":"T"},"content":{"rendered":"<p>One</p>","protected":false},"link":"https://post.example/1"}]`,
			want: []string{`a.json#1 "<p>One</p>" html; title=T <json key title>; url=https://post.example/1 <json key link>`}},
		{name: "body_html", file: "a.json", content: `{"body_html":"One<b>two</b>"}`, want: []string{`a.json "One<b>two</b>" html`}},
		{name: "slips", file: "a.json", content: "{\"text\":\"One\nTwo\",\"score\":NaN,}", want: []string{`a.json "One\nTwo"`}},
		{name: "no text", file: "a.json", content: `{"version":2,"scripts":{"a":"b"}}`,
			want: []string{"skip a.json: no-text ~keys: version, scripts; name it with --column text=NAME"}},
		{name: "named", file: "a.json", content: `{"data":{"x":1},"speech":"One"}`,
			opt: Options{Columns: map[string]string{"text": "speech"}}, want: []string{`a.json "One"`}},
		{name: "lines after all", file: "a.json", content: "{\"text\":\"One\"}\n{\"text\":\"Two\"}\n",
			want: []string{`a.json#1 "One"`, `a.json#2 "Two"`}},
		{name: "one after another", file: "a.json", content: "{\n\"text\":\"One\"}{\"text\":\"Two\"}",
			want: []string{`a.json#1 "One"`, `a.json#2 "Two"`}},
		{name: "cut short", file: "a.json", content: `[{"text":"One"},{"text":"Tw`,
			want: []string{`a.json#1 "One"`, "skip a.json#2: bad-json ~ends inside"}},
		{name: "broken element", file: "a.json", content: `[{"text":"One"},{"text":oops},{"text":"Two"}]`,
			want: []string{`a.json#1 "One"`, "skip a.json#2: bad-json", `a.json#3 "Two"`}},
		{name: "long element", file: "a.json", content: `[{"text":"` + strings.Repeat("x\\\"{", 100) + `"},{"text":"Two"}]`,
			opt:  Options{Limits: Limits{ItemBytes: 64}},
			want: []string{"skip a.json#1: too-large", `a.json#2 "Two"`}},
		{name: "long wrapper", file: "a.json",
			content: `{"meta":{"n":2},"articles":[{"text":"One"},{"text":"` + strings.Repeat("x", 90) + `"},{"text":"Two"}],"more":"` + strings.Repeat("y", 90) + `"}`,
			opt:     Options{Limits: Limits{ItemBytes: 64}},
			want:    []string{`a.json#1 "One"`, "skip a.json#2: too-large", `a.json#3 "Two"`}},
		{name: "long wrapper cut short", file: "a.json",
			content: `{"articles":[{"text":"One"}],"more":"` + strings.Repeat("y", 90),
			opt:     Options{Limits: Limits{ItemBytes: 64}},
			want:    []string{`a.json#1 "One"`, "skip a.json: bad-json ~object is never closed"}},
		{name: "long wrapper never closed", file: "a.json",
			content: `{"data":{"articles":[{"text":"One"},` + strings.Repeat(" ", 90),
			opt:     Options{Limits: Limits{ItemBytes: 64}},
			want:    []string{`a.json#1 "One"`, "skip a.json: bad-json ~list is never closed"}},
		{name: "long value in a stream", file: "a.json",
			content: `{"text":"One"} {"text":"` + strings.Repeat("y", 90) + `"} ] {"text":"Two"}`,
			opt:     Options{Limits: Limits{ItemBytes: 64}},
			want:    []string{`a.json#1 "One"`, "skip a.json#2: too-large", `a.json#3 "Two"`}},
		{name: "empty list", file: "a.json", content: ` [ ] `, want: []string{"skip a.json: empty"}},
		{name: "deep", file: "a.json", content: `{"text":` + strings.Repeat("[", 50) + `"One"` + strings.Repeat("]", 50) + `}`,
			want: []string{"skip a.json: no-text"}},
		{name: "with mark", file: "a.json", content: "\xEF\xBB\xBF{\"text\":\"One\"}", want: []string{`a.json "One"`}},
		{name: "not JSON", file: "a.json", content: `text`, want: []string{"skip a.json: bad-json"}},
	})
}

func TestJSONL(t *testing.T) {
	runFormat(t, []formatCase{
		{name: "lines", file: "a.jsonl", content: "{\"text\":\"One\",\"date\":\"1974\"}\n\n[1]\n{\"text\":\noops\n{\"text\":\"Two\"}",
			want: []string{`a.jsonl#1 "One"; date=1974 <json key date>`, "skip a.jsonl#2: bad-row",
				"skip a.jsonl#3: bad-json", "skip a.jsonl#4: bad-json", `a.jsonl#5 "Two"`}},
		{name: "no text first", file: "a.jsonl", content: "{\"a\":1}\n{\"text\":\"One\"}\n{\"b\":1}\n",
			want: []string{"skip a.jsonl#1: no-text", `a.jsonl#2 "One"`, "skip a.jsonl#3: no-text"}},
		{name: "no text at all", file: "a.jsonl", content: "{\"a\":1}\n{\"b\":\"x\"}\n",
			want: []string{"skip a.jsonl: no-text ~keys: a, b;"}},
		{name: "long line", file: "a.jsonl", content: "{\"text\":\"" + strings.Repeat("x", 200) + "\"}\n{\"text\":\"Two\"}\n",
			opt:  Options{Limits: Limits{LineBytes: 100}},
			want: []string{"skip a.jsonl#1: too-large", `a.jsonl#2 "Two"`}},
		{name: "windows-1252", file: "a.jsonl", content: "{\"text\":\"caf\xe9\"}\n", want: []string{`a.jsonl#1 "café"`}},
		{name: "gzip cut short", file: "a.jsonl.gz", content: gz("{\"text\":\"One\"}\n")[:30],
			want: []string{`a.jsonl.gz#1 "One"`, "skip a.jsonl.gz#2: bad-gzip"}},
	})
}

func TestMarkdown(t *testing.T) {
	runFormat(t, []formatCase{
		{name: "front matter", file: "a.md", content: "---\ntitle: \"T: one\"\ndate: 1974-01-12\nauthors:\n  - A\n  - B\n---\nWords.\n",
			want: []string{`a.md text/markdown "---\ntitle: \"T: one\"\ndate: 1974-01-12\nauthors:\n  - A\n  - B\n---\nWords.\n"; title=T: one <front matter title>; date=1974-01-12 <front matter date>; by=A <front matter authors>; by=B <front matter authors>`}},
		{name: "inline list", file: "a.md", content: "---\nauthors: [A, 'B']\n---\n",
			want: []string{`a.md text/markdown "---\nauthors: [A, 'B']\n---\n"; by=A <front matter authors>; by=B <front matter authors>`}},
		{name: "a rule", file: "a.md", content: "---\nWords are here.\n---\n",
			want: []string{`a.md text/markdown "---\nWords are here.\n---\n"`}},
	})
}
