package source

import (
	"bufio"
	"slices"
	"strings"
	"testing"
)

func testColumns(t testing.TB, named map[string]string) *columns {
	t.Helper()
	c, err := newColumns(named)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFormatOf(t *testing.T) {
	c := testColumns(t, nil)
	tests := []struct {
		name, media, head string
		want              format
	}{
		{"a.txt", "", "words", formatText},
		{"a.TXT", "", "words", formatText},
		{"a.txt", "", "\x1f\x8b\x08xxxxxxx", formatGzip},
		{"a.txt", "", "PK\x03\x04", formatZip},
		{"a.txt", "", "<html>", formatHTML},
		{"a.txt", "", "<b>words</b>", formatText},
		{"a.txt", "", "\x00\x00\x00\x00\x01\x02", formatUnknown},
		{"a.md", "", "# words", formatMarkdown},
		{"a.html", "", "words without a tag", formatHTML},
		{"a.json", "", "{}", formatJSON},
		{"a.json", "", "{\"a\":1}\n{\"a\":2}\n", formatJSONL},
		{"a.jsonl", "", "[]", formatJSONL},
		{"a.xml", "", "<rss>", formatFeed},
		{"a.xml", "", "<?xml version='1.0'?><html>", formatHTML},
		{"a.xml", "", "<nitf>", formatFeed},
		{"a.rss", "", "{\"version\":1}", formatJSON},
		{"a.csv", "", "x", formatCSV},
		{"a.gz", "", "words", formatText},
		{"a.warc", "", "words", formatWARC},
		{"", "text/html", "words", formatHTML},
		{"", "application/json", "{}", formatJSON},
		{"", "", "{ \"a\": 1 }", formatJSON},
		{"", "", "{a brace}", formatText},
		{"", "", "[ {\"a\": 1 }]", formatJSON},
		{"", "", "[bracketed] words", formatText},
		{"", "", "\xEF\xBB\xBF  <rss>", formatFeed},
		{"", "", "<!-- note --><!DOCTYPE html>", formatHTML},
		{"", "", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", formatFeed},
		{"", "", "<rdf:RDF>", formatFeed},
		{"", "", "<?xml version='1.0'?><sitemap>", formatFeed},
		{"", "", "< 5 people came", formatText},
		{"", "", "From a@b Sat\nSubject: x\n\n", formatMbox},
		{"", "", "From here to the hill\nit is a mile.", formatText},
		{"", "", "Received: x\nSubject: y\n\n", formatMail},
		{"", "", "Subject: a line\nDate: of an export\n\n", formatText},
		{"", "", "title,text\nx,y", formatCSV},
		{"", "", "The title, the text\nand more", formatText},
		{"", "", "WARC/1.0\r\n", formatWARC},
		{"", "", "{\\rtf1", formatUnknown},
		{"", "", "\xff\xfea\x00b\x00c\x00", formatText},
		{"", "", "BZh91AY&SYxx", formatBzip2},
		{"a.jsonl", "", "[{\"text\":\"a\"}]", formatJSON},
		{"a.jsonl", "", "{\n\"text\":\"a\"}", formatJSON},
		{"a.jsonl", "", "{\"text\":\"a", formatJSONL},
		{"", "", "\xff\xfe{\x00\"\x00a\x00\"\x00:\x001\x00}\x00", formatJSON},
		{"a.txt", "", "\x00<\x00h\x00t\x00m\x00l\x00>", formatHTML},
		{"a.html?p=1", "", "<figure>", formatHTML},
		{"", "", "<Origin.Slug>", formatText},
		{"", "", "<a@b.example> wrote:", formatText},
		{"", "", "WARC/words", formatText},
		{"", "", "{\"a\": 1}\n{\"b\": 2}", formatJSONL},
		{"", "", "From: a desk\nTo: all\n\n", formatText},
		{"", "", "Message-ID: <1>\n\n", formatText},
		{"", "", "MIME-Version: 1.0\n folded\nSubject: x\n\n", formatMail},
		{"", "", "text", formatText},
		{"", "application/gzip", "words", formatText},
		{"", "text/csv", "words", formatCSV},
		{"a.txt", "text/html", "words", formatText},
	}
	for _, tt := range tests {
		if got := formatOf(tt.name, tt.media, []byte(tt.head), c); got != tt.want {
			t.Errorf("%q %q %q: got %d, want %d", tt.name, tt.media, tt.head, got, tt.want)
		}
	}
}

func TestColumnsAreKnown(t *testing.T) {
	c := testColumns(t, nil)
	tests := []struct{ field, names string }{
		{"text", "text|body|content|article|Article Body|full_text|maintext|Full text|bodyText|story-text"},
		{"title", "title|headline|HEADLINE|webTitle|Article Title|news_title"},
		{"date", "date|published|pubDate|publishedAt|publish_date|date_publish|datePublished|Publication date|published-at|created_at"},
		{"url", "url|link|URL|permalink|article_url|web_url|Document URL"},
		{"outlet", "source|outlet|publisher|publication|newspaper|media_name|site_name|Source Name"},
		{"author", "author|authors|byline|Author(s)|creator|writer|Journalist"},
		{"subtitle", "subtitle|description|summary|standfirst|abstract|excerpt"},
		{"updated", "updated|modified|updated_at|dateModified|date_modify|last_modified|Last-Updated"},
		{"language", "language|lang|inLanguage|Language of publication"},
		{"id", "id|ID|uuid|guid|doc_id|article_id"},
		{"html", "html|body_html|content_html|raw_html"},
	}
	for _, tt := range tests {
		for _, name := range strings.Split(tt.names, "|") {
			if !slices.Contains(c.names[tt.field], c.norm(name)) {
				t.Errorf("%q is not known as %s", name, tt.field)
			}
		}
	}
	for field := range c.names {
		if !slices.Contains(columnFields, field) && c.sets[field] == nil {
			t.Errorf("the lexicon's field %q is not one", field)
		}
	}
}

func TestParseColumn(t *testing.T) {
	tests := []struct{ in, field, column string }{
		{"text=Speech", "text", "Speech"},
		{" title = Head line ", "title", "Head line"},
		{"text=", "", ""},
		{"text=a=b", "text", "a=b"},
		{"=x", "", ""},
		{"Text=x", "", ""},
		{"text", "", ""},
		{"colour=x", "", ""},
	}
	for _, tt := range tests {
		field, column, err := ParseColumn(tt.in)
		if field != tt.field && err == nil || column != tt.column && err == nil || (err != nil) != (tt.field == "") {
			t.Errorf("%q: got %q %q %v", tt.in, field, column, err)
		}
		if err != nil && !strings.Contains(err.Error(), strings.Join(ColumnFields(), ", ")) {
			t.Errorf("%q: the error does not say what to write: %v", tt.in, err)
		}
	}
	if _, err := newColumns(map[string]string{"colour": "x"}); err == nil {
		t.Error("a field that does not exist was taken")
	}
}

func TestReadEpoch(t *testing.T) {
	tests := []struct{ in, want, signal string }{
		{"1705017600", "2024-01-12T00:00:00Z", "s (seconds since 1970)"},
		{"1705017600.0", "2024-01-12T00:00:00Z", "s (seconds since 1970)"},
		{"1705017600123", "2024-01-12T00:00:00Z", "s (milliseconds since 1970)"},
		{"20240112", "20240112", "s"},
		{"1974", "1974", "s"},
		{"12.1.1974", "12.1.1974", "s"},
		{"-170501760", "-170501760", "s"},
		{"1705017600000000", "1705017600000000", "s"},
		{"20240112103000", "20240112103000", "s"},
		{"1.7050176e9", "1.7050176e9", "s"},
		{"", "", "s"},
	}
	for _, tt := range tests {
		v := Value{tt.in, "s"}
		if readEpoch(&v); v.Text != tt.want || v.Signal != tt.signal {
			t.Errorf("%q: got %v", tt.in, v)
		}
	}
}

func TestLooksHTML(t *testing.T) {
	for _, s := range []string{"<p>x", "x<br>y", "x<BR/>y", "a < b <p class=x>", "</div>", "<h2>x</h2>"} {
		if !looksHTML(s) {
			t.Errorf("%q is markup", s)
		}
	}
	for _, s := range []string{"", "x", "a < b > c", "<3", "<b>bold</b> word", "<picture>", "x <", "<pre", "mail <a@b.example>"} {
		if looksHTML(s) {
			t.Errorf("%q is no markup", s)
		}
	}
}

func TestPlainLine(t *testing.T) {
	tests := []struct{ in, want string }{
		{"a  b\n c", "a b c"},
		{"<b>a</b> &amp; b", "a & b"},
		{"AT&amp;T", "AT&T"},
		{"a < b > c", "a < b > c"},
		{"it&#8217;s", "it’s"},
		{"<a href=\"x\">y</a> < z", "y < z"},
		{"<unclosed", "<unclosed"},
		{"a\x00b", "a\uFFFDb"},
		{"&lt;b&gt;a&lt;/b&gt;", "<b>a</b>"},
		{"a<br>b", "a b"},
		{"<p>a</p><p>b</p>", "a b"},
		{"caf&eacute;&nbsp;x", "café x"},
		{" \t\n", ""},
	}
	for _, tt := range tests {
		if got := plainLine(tt.in); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestMend(t *testing.T) {
	jsons := []struct{ in, want string }{
		{"{\"a\":NaN}", `{"a":null}`},
		{"{\"a\":[-Infinity,Infinity,]}", `{"a":[null,null]}`},
		{"{\"a\":\"NaN, \\\"x\\\",}\",}", `{"a":"NaN, \"x\",}"}`},
		{"{\"a\":\"x\ty\nz\"}", `{"a":"x\u0009y\u000az"}`},
		{"{\"a\":-1}", `{"a":-1}`},
	}
	for _, tt := range jsons {
		if got := string(mendJSON([]byte(tt.in))); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
	xmls := []struct{ in, want string }{
		{"a & b", "a &amp; b"},
		{"a &amp; &#8217; &lt;", "a &amp; &#8217; &lt;"},
		{"x\x03\x0by\tz\n", "xy\tz\n"},
		{"<![CDATA[a & b\x01]]> & c", "<![CDATA[a & b]]> &amp; c"},
		{"<![CDATA[open", "<![CDATA[open]]>"},
		{"&nosuch; &;", "&amp;nosuch; &amp;;"},
	}
	for _, tt := range xmls {
		if got := mendXML(tt.in); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestIsTrick(t *testing.T) {
	for _, s := range []string{"", "/a", "../a", "a/../../b", `..\a`, `a\..\b`, "c:/a", "a\x00b", "a/.."} {
		if !isTrick(s) {
			t.Errorf("%q leaves the archive", s)
		}
	}
	for _, s := range []string{"a", "a/b.txt", "a..b/c", "...", "a/b/", "ü/x"} {
		if isTrick(s) {
			t.Errorf("%q is a name like others", s)
		}
	}
}

func TestReadLine(t *testing.T) {
	r := bufio.NewReaderSize(strings.NewReader("one\n"+strings.Repeat("x", 100)+"\nthree\n\nlast"), 16)
	want := []string{"one\n", "too-large", "three\n", "\n", "last", "EOF"}
	for _, w := range want {
		line, err := readLine(r, 50)
		got := string(line)
		switch {
		case reasonOf(err, "") == TooLarge:
			got = "too-large"
		case err != nil:
			got = err.Error()
		}
		if got != w {
			t.Errorf("got %q, want %q", got, w)
		}
	}
}

func TestMediaType(t *testing.T) {
	tests := []struct{ in, media, charset string }{
		{"text/html; charset=utf-8", "text/html", "utf-8"},
		{"Text/HTML;charset=\"ISO-8859-1\"", "text/html", "ISO-8859-1"},
		{"text/html", "text/html", ""},
		{"text/html; charset=utf-8; charset=utf-8", "text/html", "utf-8"},
		{"text/html;;charset=utf-8", "text/html", "utf-8"},
		{"", "", ""},
	}
	for _, tt := range tests {
		if media, charset := mediaType(tt.in); media != tt.media || charset != tt.charset {
			t.Errorf("%q: got %q %q", tt.in, media, charset)
		}
	}
}

func TestCutHead(t *testing.T) {
	head, body := cutHead([]byte("From x\r\nSubject: one\r\n two\r\n\tthree\r\nno field here\r\nX:\r\n\r\nbody\r\n"))
	if got := head.get("SUBJECT"); got != "one two three" {
		t.Errorf("folded: %q", got)
	}
	if len(head) != 2 || string(body) != "body\r\n" {
		t.Errorf("head %q, body %q", head, body)
	}
	if head, _ := cutHead([]byte("no head at all")); head != nil {
		t.Errorf("a head where there is none: %q", head)
	}
}

func TestSenderName(t *testing.T) {
	tests := []struct{ in, want string }{
		{"\"Hale, Nora\" <n@x.example>", "Hale, Nora"},
		{"Nora Hale <n@x.example>", "Nora Hale"},
		{"n@x.example", ""},
		{"<n@x.example>", ""},
		{"Nora.Hale (desk) <broken", "Nora.Hale (desk)"},
		{"a@b <c@d>", ""},
		{"n@x.example (Nora Hale)", "Nora Hale"},
		{"'Nora Hale' <n@x.example", "Nora Hale"},
		{"Hale, Nora <n@x.example>", "Hale, Nora"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := senderName(tt.in); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestFeedCutter(t *testing.T) {
	read := func(s string, limit int) (got []string) {
		c := &feedCutter{r: bufio.NewReaderSize(strings.NewReader(s), 16), limit: limit}
		for {
			raw, err := c.next()
			switch {
			case reasonOf(err, "") == TooLarge:
				got = append(got, "too-large")
			case err != nil:
				return append(got, err.Error())
			default:
				got = append(got, string(raw))
			}
		}
	}
	tests := []struct {
		name, in string
		limit    int
		want     []string
	}{
		{"two", "<rss><channel><item>a</item> x <item b='>'>c</item></channel></rss>", 100, []string{"<item>a</item>", "<item b='>'>c</item>", "EOF"}},
		{"empty one", "<rss><item/><item>b</item>", 100, []string{"<item/>", "<item>b</item>", "EOF"}},
		{"CDATA and comments", "<rss><!--<item>--><item><![CDATA[</item>]]><!--</item>--></item>", 100, []string{"<item><![CDATA[</item>]]><!--</item>--></item>", "EOF"}},
		{"within", "<rss><item><item>a</item></item>", 100, []string{"<item><item>a</item></item>", "EOF"}},
		{"prefix", "<x:rss><x:item>a</x:item>", 100, []string{"<x:item>a</x:item>", "EOF"}},
		{"entry of a feed", "<feed><item>no</item><entry>a</entry>", 100, []string{"<entry>a</entry>", "EOF"}},
		{"never closed", "<rss><item>a", 100, []string{"the file ends inside an entry"}},
		{"too long", "<rss><item>" + strings.Repeat("x", 200) + "</item><item>b</item>", 100, []string{"too-large", "<item>b</item>", "EOF"}},
		{"bare marks", "<rss>a < b <item>c < d</item>", 100, []string{"<item>c < d</item>", "EOF"}},
		{"nothing", "words", 100, []string{"EOF"}},
	}
	for _, tt := range tests {
		if got := read(tt.in, tt.limit); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
