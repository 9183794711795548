package source

import (
	"archive/zip"
	"bytes"
	"io"
	"mime/quotedprintable"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPagesInArchives: the folder of a saved page is told in an archive as on
// the disk, however deep it lies and whichever comes first.
func TestPagesInArchives(t *testing.T) {
	files := []string{"day/story_files/ad.html", "<p>advert</p>", "day/story.html", "<p>One.</p>",
		"day/story_files/deep/b.html", "<p>advert</p>", "day/other_files/c.html", "<p>Two.</p>"}
	runFormat(t, []formatCase{
		{name: "zip", file: "a.zip", content: zipped(t, files...), want: []string{
			"skip a.zip#1: not-a-report ~saved beside day/story_files", `a.zip#2 (day/story.html) text/html "<p>One.</p>"`,
			"skip a.zip#3: not-a-report ~day/story_files", `a.zip#4 (day/other_files/c.html) text/html "<p>Two.</p>"`}},
		{name: "tar, the page first", file: "a.tar", content: tarred(t, append(files[2:], "day/story_files/last.html", "x")...), want: []string{
			`a.tar#1 (day/story.html) text/html "<p>One.</p>"`, "skip a.tar#2: not-a-report",
			`a.tar#3 (day/other_files/c.html) text/html "<p>Two.</p>"`, "skip a.tar#4: not-a-report"}},
		{name: "mail program's file", file: "a.msg", content: "\xd0\xcf\x11\xe0", want: []string{"skip a.msg: unsupported ~save it as .eml"}},
	})
}

// TestZipNames: names of old zip programs are read in their charset, names that
// are UTF-8 without saying so as that.
func TestZipNames(t *testing.T) {
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	for _, name := range []string{"caf\x82.txt", "café.txt", "\x94l.txt"} {
		w, err := zw.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, "One.")
	}
	zw.Close()
	runFormat(t, []formatCase{{name: "names", file: "a.zip", content: buf.String(), want: []string{
		`a.zip#1 (café.txt) text/plain "One."`, `a.zip#2 (café.txt) text/plain "One."`, `a.zip#3 (öl.txt) text/plain "One."`}}})
}

// TestEmptyFolder: a folder that was named and holds nothing is told, one met
// on the way or read before is not.
func TestEmptyFolder(t *testing.T) {
	tree(t, map[string]string{"hidden/.keep": "x", "in/sub/.keep": "x", "in/a.txt": "One.", "out/done/readout.db": "x"})
	if err := os.Mkdir("empty", 0o755); err != nil {
		t.Fatal(err)
	}
	wantLines(t, walk(t, Options{}, "empty", "hidden", "in", "in", "empty", "out"),
		"skip empty empty", "skip hidden empty", "item in/a.txt")
	s := &seen{}
	sink := s.sink()
	sink.Begin = func(string, string, int64) (bool, error) { return true, nil }
	if err := Walk(t.Context(), []string{"in"}, Options{}, sink); err != nil {
		t.Fatal(err)
	}
	wantLines(t, s) // what is known is no empty folder
}

func TestTableHabits(t *testing.T) {
	runFormat(t, []formatCase{
		{name: "old line ends", file: "a.csv", content: "title,text\rCaf\xe9,\"One.\rTwo.\"\rB,Three\r",
			want: []string{`a.csv#1 "One.\nTwo."; title=Café <csv column title>`, `a.csv#2 "Three"; title=B <csv column title>`}},
		{name: "one column, a mark in it", file: "a.csv", content: "Story\n\"We go,\" he said, \"at noon.\"\nNext; then | last\n",
			want: []string{`a.csv#1 "We go,\" he said, \"at noon."`, `a.csv#2 "Next; then | last"`}},
		{name: "empty cells beyond the header", file: "a.csv", content: "title,text\nA,One,,,\nB,Two\n",
			want: []string{`a.csv#1 "One"; title=A <csv column title>`, `a.csv#2 "Two"; title=B <csv column title>`}},
		{name: "text not last keeps its cell", file: "a.csv", content: "text,title\nOne,A,more\n",
			want: []string{`a.csv#1 "One"; title=A <csv column title>`}},
		{name: "backslash at a cell's end", file: "a.csv", content: "path,text\n\"c:\\\",\"One\"\n",
			want: []string{`a.csv#1 "One"`}},
		{name: "header too far down", file: "a.csv", content: strings.Repeat("a note\n", 12) + "title,text\nA,One\n",
			want: []string{"skip a.csv: no-text ~columns: a note;"}},
		{name: "preamble with another delimiter", file: "a.csv", content: "Export, of Monday\ntitle;text\nA;One, two\n",
			want: []string{`a.csv#1 "One, two"; title=A <csv column title>`}},
		{name: "a row like words is no header", file: "a.csv", content: "day,note\n1,the text\n2,title and text\n",
			want: []string{"skip a.csv: no-text ~columns: day, note;"}},
		{name: "less than in words", file: "a.csv", content: "title,text\nA,&lt; 5 came &amp; went\n",
			want: []string{`a.csv#1 "&lt; 5 came &amp; went"; title=A <csv column title>`}},
		{name: "writers that are none", file: "a.csv", content: "author,byline,text\ndesk@post.example,By Nora Hale,One\n12,<n@post.example>,Two\n",
			want: []string{`a.csv#1 "One"; by=By Nora Hale <csv column byline>`, `a.csv#2 "Two"`}},
	})
}

func TestJSONHabits(t *testing.T) {
	runFormat(t, []formatCase{
		{name: "whole name beats its parts", file: "a.json", content: `{"text":"One","author":{"firstName":"N.","lastName":"Hale","name":"Nora Hale"}}`,
			want: []string{`a.json "One"; by=Nora Hale <json key author>`}},
		{name: "half a name", file: "a.json", content: `{"text":"One","author":{"firstName":"Nora","lastName":null,"url":"https://post.example/n"}}`,
			want: []string{`a.json "One"`}},
		{name: "paragraph of strings", file: "a.json", content: `{"body":[{"type":"paragraph","content":["One.","Two."]}]}`,
			want: []string{`a.json "One.\n\nTwo."`}},
		{name: "empty paragraphs", file: "a.json", content: `{"title":"T","body":{"type":"doc","content":[{"type":"paragraph"},{"type":"paragraph","content":[{"type":"text","text":" "}]}]}}`,
			want: []string{"skip a.json: no-text"}},
		{name: "lists in a list item", file: "a.json", content: `{"body":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"One"}]},{"type":"paragraph","content":[{"type":"text","text":"Two"}]}]}]}`,
			want: []string{`a.json "One\n\nTwo"`}},
		{name: "a date of no kind", file: "a.json", content: `{"text":"One","date":{"year":1974,"month":1},"published":"1974-01"}`,
			want: []string{`a.json "One"; date=1974-01 <json key published>`}},
		{name: "lines of spaces and a comma", file: "a.jsonl", content: "{\"text\":\"One\"} , \r\n\r\n{\"text\":\"Two,\"},",
			want: []string{`a.jsonl#1 "One"`, `a.jsonl#2 "Two,"`}},
		{name: "damaged first line stays a line", file: "a.jsonl", content: "{\"text\":\"On\n{\"text\":\"Two\"}\n",
			want: []string{"skip a.jsonl#1: bad-json", `a.jsonl#2 "Two"`}},
	})
}

// TestQuotedPrintable: what a correct writer wrote is read to the same bytes.
func TestQuotedPrintable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"word", " ", "\t", "=", "é", "\r\n", ".", strings.Repeat("x", 80), "=\r\n", "=3D"})
		text := strings.Join(rapid.SliceOfN(piece, 0, 20).Draw(t, "pieces"), "")
		var buf bytes.Buffer
		w := quotedprintable.NewWriter(&buf)
		io.WriteString(w, text)
		w.Close()
		got, err := io.ReadAll(transferReader("Quoted-Printable", &buf))
		if err != nil || string(got) != text {
			t.Errorf("%q became %q (%v)", text, got, err)
		}
	})
}

func TestUnquotePrintable(t *testing.T) {
	tests := []struct{ in, want string }{
		{"a=e2=80=94b\n", "a—b\n"},
		{"goes on=  \r\n", "goes on"},
		{"blanks go \t \r\n", "blanks go\r\n"},
		{"?id=zz&x=4\n", "?id=zz&x=4\n"},
		{"cut =E", "cut =E"},
		{"form\x0cfeed \x1f\n", "form\x0cfeed \x1f\n"},
		{"=\n", ""},
		{"\n", "\n"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := string(unquotePrintable([]byte(tt.in))); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
	long := strings.Repeat("word ", 4000) + "end"
	if got, _ := io.ReadAll(transferReader("quoted-printable", strings.NewReader(long+"\n\x0bmore"))); string(got) != long+"\n\x0bmore" {
		t.Errorf("a long line: %d bytes of %d", len(got), len(long)+6)
	}
}

func TestIsName(t *testing.T) {
	for _, s := range []string{"Nora Hale", "N", "نورا", "Nora @nhale", "By Nora Hale", "N. Hale / AFP", "hale@desk"} {
		if !isName(s) {
			t.Errorf("%q can be a name", s)
		}
	}
	for _, s := range []string{"", "4", "-", "n@post.example", "<n@post.example>", " desk@post.example ", "https://post.example/n"} {
		if isName(s) {
			t.Errorf("%q is no name", s)
		}
	}
}

func TestBracketed(t *testing.T) {
	tests := []struct {
		in   string
		want string
	}{
		{"n@x.example (Nora Hale)", "Nora Hale"},
		{"n@x.example (Nora Hale), p@x.example (Piet Moor)", "Nora Hale|Piet Moor"},
		{"Nora Hale (The Post)", "Nora Hale (The Post)"},
		{"n@x.example", "n@x.example"},
		{"n@x.example (Nora", "Nora"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(bracketed(tt.in), "|"); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestFrontValue(t *testing.T) {
	tests := []struct{ in, want string }{
		{`"a # b" # c`, "a # b"},
		{"a#b", "a#b"},
		{"# c", "# c"},
		{`'it''s'`, "it's"},
		{`"say \"a\" \\ b"`, `say "a" \ b`},
		{`"open`, `"open`},
		{`"a" and "b"`, `"a" and "b"`},
		{"“a”", "“a”"},
		{"'", "'"},
	}
	for _, tt := range tests {
		if got := frontValue(tt.in); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.in, got, tt.want)
		}
	}
	if got := strings.Join(frontList(`["a, b", c , 'd', ""]`), "|"); got != "a, b|c|d" {
		t.Errorf("list: %s", got)
	}
}

func TestPageFolders(t *testing.T) {
	p, err := newPageFolders()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{"a/b.html": true, "c.htm": true, "d.txt": true}
	tests := []struct{ name, want string }{
		{"a/b_files/x/y.js", "a/b_files"},
		{"a/B_files/x.html", "a/B_files"},
		{"c.files/x.html", "c.files"},
		{"b_files/x.html", ""},
		{"d_files/x.html", ""},
		{"a/_files/x.html", ""},
		{"a/b_files", ""},
		{"/", ""},
		{"x.html", ""},
	}
	for _, tt := range tests {
		if got := p.of(tt.name, names); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
