package meta

import (
	"fmt"
	"strings"
	"testing"

	"readout/internal/source"
)

// BenchmarkRead reads one invented page of the usual size: a report of sixty
// paragraphs among four hundred links.
func BenchmarkRead(b *testing.B) {
	var s strings.Builder
	s.WriteString(ld(`{"@type":"NewsArticle","headline":"Envoy lands","author":{"name":"Jane Example"},"datePublished":"1974-01-18T12:00:00Z"}`))
	s.WriteString(`<title>Envoy lands | The Example</title><meta property="og:title" content="Envoy lands"><div class="site-nav"><ul>`)
	for i := range 400 {
		fmt.Fprintf(&s, `<li class="menu__item menu__item--level-2"><a class="menu__link" href="/section/%d">Section %d</a></li>`, i, i)
	}
	s.WriteString(`</ul></div><article class="article article--main"><h1>Envoy lands</h1><p class="byline">By Jane Example</p><time datetime="1974-01-18">18 January 1974</time>`)
	for range 60 {
		s.WriteString(`<p class="article__paragraph">The trucks began to roll before noon along the road by the canal, an officer said, and nobody fired.</p>`)
	}
	s.WriteString(`</article>`)
	root := parse(b, s.String())
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		Read(root, source.Fields{})
	}
}
