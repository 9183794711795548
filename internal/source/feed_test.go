package source

import (
	"strings"
	"testing"
)

const rssHead = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Post &amp; Mail</title><language>en-gb</language>
`

func TestFeed(t *testing.T) {
	runFormat(t, []formatCase{
		{name: "rss", file: "a.rss", content: rssHead + `<item><title>Envoy &lt;b&gt;lands&lt;/b&gt;</title><link>https://post.example/1</link>
<description>The &quot;short&quot; of it.</description><content:encoded><![CDATA[<p>One.</p><p>Two </item> three.</p>]]></content:encoded>
<pubDate>Sat, 12 Jan 1974 10:00:00 +0200</pubDate><dc:creator>A. Writer</dc:creator><guid isPermaLink="false">x-1</guid></item>
<!-- <item> --><item><title>Only a summary</title><description>It's all there is &amp; no more.</description><author>desk@post.example (B. Scribe)</author></item>
<item><title>Nothing</title></item></channel></rss>`,
			want: []string{
				`a.rss#1 "<p>One.</p><p>Two </item> three.</p>" html; title=Envoy lands <rss title>; subtitle=The "short" of it. <rss description>; date=Sat, 12 Jan 1974 10:00:00 +0200 <rss pubDate>; url=https://post.example/1 <rss link>; outlet=The Post & Mail <rss channel title>; language=en-gb <rss language>; by=A. Writer <rss dc:creator>; id=x-1`,
				`a.rss#2 "It's all there is & no more."; title=Only a summary <rss title>; outlet=The Post & Mail <rss channel title>; language=en-gb <rss language>; by=B. Scribe <rss author>`,
				"skip a.rss#3: no-text ~neither content nor summary",
			}},
		{name: "atom", file: "a.xml", content: `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Post</title>
<entry><title type="html">Envoy lands</title><link rel="self" href="https://post.example/self"/><link href="https://post.example/1"/><id>urn:1</id>
<published>1974-01-12T10:00:00Z</published><updated>1974-01-13T10:00:00Z</updated><author><name>A. Writer</name></author>
<summary>Short.</summary><content type="html">&lt;p&gt;One.&lt;/p&gt;</content></entry>
<entry><title>Two</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two.</p></div></content></entry></feed>`,
			want: []string{
				`a.xml#1 "<p>One.</p>" html; title=Envoy lands <atom title>; subtitle=Short. <atom summary>; date=1974-01-12T10:00:00Z <atom published>; updated=1974-01-13T10:00:00Z <atom updated>; url=https://post.example/1 <atom link>; outlet=The Post <atom feed title>; language=en <atom xml:lang>; by=A. Writer <atom author>; id=urn:1`,
				`a.xml#2 "<p>Two.</p>" html; title=Two <atom title>; outlet=The Post <atom feed title>; language=en <atom xml:lang>`,
			}},
		{name: "rdf", file: "a.rdf", content: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Post</title><items><rdf:Seq/></items></channel><item rdf:about="https://post.example/1"><title>T</title><link>https://post.example/1</link><description>One.</description><dc:date>1974-01-12</dc:date></item></rdf:RDF>`,
			want: []string{`a.rdf#1 "One."; title=T <rss title>; date=1974-01-12 <rss dc:date>; url=https://post.example/1 <rss link>; outlet=The Post <rss channel title>`}},
		{name: "damaged entry", file: "a.rss", content: rssHead + `<item><title>A & B &nbsp; ` + "\x03" + `</title><description>One.</description></item><item><title>T</wrong><description>Two.</description></item><item><description>Three.</description></item><item><description>Cut`,
			want: []string{
				`a.rss#1 "One."; title=A & B <rss title>; outlet=The Post & Mail <rss channel title>; language=en-gb <rss language>`,
				"skip a.rss#2: no-text",
				`a.rss#3 "Three."; outlet=The Post & Mail <rss channel title>; language=en-gb <rss language>`,
				"skip a.rss#4: bad-feed ~ends inside an entry",
			}},
		{name: "windows-1251", file: "a.rss", content: "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>\xcf</title><item><description>\xcf\xee\xf1\xee\xeb</description></item></channel></rss>",
			want: []string{`a.rss#1 "Посол"; outlet=П <rss channel title>`}},
		{name: "long entry", file: "a.rss", content: rssHead + "<item><description>" + strings.Repeat("x", 400) + "</description></item><item><description>Two.</description></item>",
			opt: Options{Limits: Limits{ItemBytes: 200}},
			want: []string{"skip a.rss#1: too-large",
				`a.rss#2 "Two."; outlet=The Post & Mail <rss channel title>; language=en-gb <rss language>`}},
		{name: "json feed", file: "a.json", content: `{"version":"https://jsonfeed.org/version/1.1","title":"The Post","items":[{"id":"1","url":"https://post.example/1","title":"T","content_html":"<p>One.</p>","date_published":"1974-01-12T10:00:00Z","authors":[{"name":"A. Writer"}]},{"id":"2","summary":"Two."},{"id":"3"}]}`,
			want: []string{
				`a.json#1 "<p>One.</p>" html; title=T <json key title>; date=1974-01-12T10:00:00Z <json key date_published>; url=https://post.example/1 <json key url>; outlet=The Post <json feed title>; by=A. Writer <json key authors>; id=1`,
				`a.json#2 "Two."; outlet=The Post <json feed title>; id=2`,
				"skip a.json#3: no-text",
			}},
		{name: "other XML", file: "a.xml", content: `<?xml version="1.0"?><sitemap><url/></sitemap>`,
			want: []string{"skip a.xml: unsupported ~<sitemap>"}},
		{name: "page named xml", file: "a.xml", content: `<?xml version="1.0"?><!DOCTYPE html><html><body>One</body></html>`,
			want: []string{`a.xml text/html "<?xml version=\"1.0\"?><!DOCTYPE html><html><body>One</body></html>"`}},
		{name: "no entries", file: "a.rss", content: rssHead + "</channel></rss>", want: []string{"skip a.rss: no-text ~without entries"}},
	})
}
