package page

import (
	"errors"
	"strings"
	"testing"

	"readout"
	"readout/internal/source"
)

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func rules(t testing.TB) readout.Rules {
	t.Helper()
	rs, err := readout.NewRules(Rules()...)
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

// read reads an item and checks every invariant of what comes out.
func read(t testing.TB, r *Reader, it source.Item) []*readout.Document {
	t.Helper()
	docs, err := r.Read(it)
	if err != nil && !errors.Is(err, ErrNoText) {
		t.Fatalf("Read: %v", err)
	}
	for _, doc := range docs {
		for _, v := range readout.Check(doc, nil, rules(t)) {
			t.Error(v)
		}
	}
	return docs
}

const onePage = `<html lang="en-US"><head><title>Envoy leaves Aswan | Harbour Post</title>
<meta property="og:title" content="Envoy leaves Aswan">
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="1974-01-14T09:30:00+02:00"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Envoy leaves Aswan</h1><p class="byline">By Ada Example</p><time datetime="1974-01-14T09:30:00+02:00">14 January 1974</time>
<p>The envoy left Aswan at dawn on Monday, and the people of the town came to the road to see the cars go by.</p>
<p>He had said on Sunday that the map was almost done, and that the generals would have to look at it again.</p>
<p>Bo Other contributed to this report.</p></article></body></html>`

func TestReadHTML(t *testing.T) {
	docs := read(t, reader(t), source.Item{Source: "a.html", Kind: source.HTML, Raw: []byte(onePage), Media: "text/html"})
	if len(docs) != 1 {
		t.Fatalf("%d documents", len(docs))
	}
	doc := docs[0]
	for what, got := range map[string][2]string{
		"title":        {doc.Title, "Envoy leaves Aswan"},
		"outlet":       {doc.Outlet, "Harbour Post"},
		"authors":      {strings.Join(doc.Authors, ";"), "Ada Example"},
		"contributors": {strings.Join(doc.Contributors, ";"), "Bo Other"},
		"day":          {doc.Published.Date.Day(), "1974-01-14"},
		"basis":        {string(doc.Published.Basis), "stated"},
		"language":     {doc.Language, "en"},
	} {
		if got[0] != got[1] {
			t.Errorf("%s is %q, want %q", what, got[0], got[1])
		}
	}
	if !doc.Published.Date.HasTime() {
		t.Errorf("the time of publication is lost: %s", doc.Published.Date)
	}
	if len(doc.Published.Evidence) == 0 || doc.Published.Evidence[0].Exact != "14 January 1974" {
		t.Errorf("the date's evidence is %v", doc.Published.Evidence)
	}
}

// TestReadFields reads rows: what the text does not show the container gives.
func TestReadFields(t *testing.T) {
	fields := source.Fields{Title: source.Value{Text: "Envoy leaves", Signal: "csv column headline"},
		Date:    source.Value{Text: "14 Jan 1974", Signal: "csv column date"},
		Outlet:  source.Value{Text: "Harbour Post", Signal: "csv column source"},
		Authors: []source.Value{{Text: "Ada Example", Signal: "csv column author"}}}
	const body = "The envoy left Aswan at dawn on Monday, and the people of the town came to see the cars go by on the road."
	for _, it := range []source.Item{
		{Source: "a.csv#1", Kind: source.Parts, Raw: []byte("row"), Body: body, Fields: fields},
		{Source: "a.csv#2", Kind: source.Parts, Raw: []byte("row"), Body: "<p>" + body + "</p>", BodyHTML: true, Fields: fields},
	} {
		docs := read(t, reader(t), it)
		if len(docs) != 1 {
			t.Fatalf("%s: %d documents", it.Source, len(docs))
		}
		doc := docs[0]
		if doc.Title != "Envoy leaves" || doc.Outlet != "Harbour Post" || doc.Published.Date != "1974-01-14" ||
			doc.Published.Basis != readout.BasisMetadata || strings.Join(doc.Authors, ";") != "Ada Example" {
			t.Errorf("%s: got %q %q %v %q", it.Source, doc.Title, doc.Outlet, doc.Published, doc.Authors)
		}
		if strings.TrimSpace(doc.Text) != body {
			t.Errorf("%s: text %q", it.Source, doc.Text)
		}
	}
}

func TestReadLive(t *testing.T) {
	var page strings.Builder
	page.WriteString(`<html><head><title>Talks: live updates</title><script type="application/ld+json">{"@type":"LiveBlogPosting",` +
		`"headline":"Talks: live updates","datePublished":"1974-01-14T06:00:00Z"}</script></head><body><main class="live-blog"><h1>Talks: live updates</h1><p>First published 14 Jan 1974 06.00 GMT</p>`)
	for _, e := range []string{"10:00 The envoy lands", "09:00 The map is shown", "08:00 The guests arrive", "07:00 Cars leave the hotel"} {
		hour, head, _ := strings.Cut(e, " ")
		page.WriteString(`<article class="live-post"><time datetime="1974-01-14T` + hour + `:00Z">` + hour + `</time><h2>` + head +
			`</h2><p>At the gate nobody said how long it would take, and ` + strings.ToLower(head) + ` was all that we were told.</p></article>`)
	}
	page.WriteString("</main></body></html>")
	docs := read(t, reader(t), source.Item{Source: "live.html", Kind: source.HTML, Raw: []byte(page.String())})
	if len(docs) != 5 {
		t.Fatalf("%d documents, want the page and four entries", len(docs))
	}
	if docs[2].Source != "live.html#entry-2" || docs[2].Title != "The map is shown" || docs[2].Published.Date != "1974-01-14T09:00Z" && docs[2].Published.Date != "1974-01-14T09:00:00Z" {
		t.Errorf("entry 2 is %q %q %v", docs[2].Source, docs[2].Title, docs[2].Published)
	}
	whole := docs[0]
	if whole.Published.Date.Day() != "1974-01-14" || !strings.Contains(string(whole.Published.Date), "T06:00") {
		t.Errorf("the page is dated %v, want its own time and not the newest entry's", whole.Published)
	}
	if len(whole.Parts) != 4 {
		t.Fatalf("the page has %d parts, want 4", len(whole.Parts))
	}
	for i, part := range whole.Parts {
		if part.Doc != docs[i+1].ID || !strings.Contains(part.Span.In(whole.Text), docs[i+1].Title) {
			t.Errorf("part %d is %q of %s", i, part.Span.In(whole.Text), part.Doc)
		}
	}
	for _, b := range whole.OwnBlocks() {
		if strings.Contains(b.Span.In(whole.Text), "nobody said") {
			t.Errorf("the page keeps an entry's words as its own: %q", b.Span.In(whole.Text))
		}
	}
}

func TestTeaser(t *testing.T) {
	const body = "The envoy left Aswan at dawn on Monday, and the people came to the road."
	doc := &readout.Document{Text: body, Blocks: []readout.Block{{Role: readout.RoleBody, Span: readout.Span{Start: 0, End: len(body)}}}}
	for summary, want := range map[string]bool{
		"The envoy left Aswan at dawn on Monday, and […]": true,
		"The envoy left Aswan…":                           true,
		"The envoy left with a map in his bag":            false,
		"":                                                false,
	} {
		if got := teaser(doc, summary); got != want {
			t.Errorf("teaser(%q) = %v, want %v", summary, got, want)
		}
	}
}

func TestSplitDateline(t *testing.T) {
	tests := []struct{ text, want string }{
		{"JERUSALEM, May 12 (MW) — The envoy landed.", "dateline|body"},
		{"The envoy landed in Jerusalem.", "body"},
		{"JERUSALEM, May 12 (MW) —", "body"},
	}
	for _, tt := range tests {
		var roles []string
		at := 0
		for _, b := range splitDateline(tt.text, []readout.Block{{Role: readout.RoleBody, Span: readout.Span{Start: 0, End: len(tt.text)}}}) {
			if b.Span.Start != at {
				t.Errorf("%q: block %s does not start at %d", tt.text, b.Span, at)
			}
			roles, at = append(roles, b.Role.String()), b.Span.End
		}
		if got := strings.Join(roles, "|"); got != tt.want || at != len(tt.text) {
			t.Errorf("%q is %s to %d, want %s", tt.text, got, at, tt.want)
		}
	}
}

func TestNoText(t *testing.T) {
	for _, it := range []source.Item{{Kind: source.Text, Raw: []byte(" \n")}, {Kind: source.HTML, Raw: []byte("<br>")}, {Kind: source.Parts}} {
		if docs, err := reader(t).Read(it); !errors.Is(err, ErrNoText) {
			t.Errorf("%v: got %d documents, %v", it.Kind, len(docs), err)
		}
	}
}

func TestLanguage(t *testing.T) {
	tongue, err := loadTongues()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ text, want string }{
		{"The envoy said that he would be in the town for a day and that it was not his last visit.", "en"},
		{"Der Gesandte sagte, dass er für einen Tag in der Stadt sei und nicht mit dem Minister über die Karte rede.", "de"},
		{"Le ministre a dit que la carte est dans les mains des généraux et que le temps ne passe pas pour une ville.", "fr"},
		{"El ministro dijo que la carta está en las manos de los generales y que no es para una ciudad.", "es"},
		{"وصل الوزير إلى المدينة يوم الاثنين", "ar"},
		{"Министр прибыл в город в понедельник", "ru"},
		{"Alpha Beta Gamma 12 34", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got, _, _ := tongue.of(tt.text); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(onePage), true)
	f.Add([]byte("Title\n\nBy Ada Example\n\nIt held, he said."), false)
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"), true)
	r := reader(f)
	f.Fuzz(func(t *testing.T, raw []byte, isHTML bool) {
		kind := source.Text
		if isHTML {
			kind = source.HTML
		}
		docs, err := r.Read(source.Item{Source: "x", Kind: kind, Raw: raw})
		if err != nil {
			return
		}
		for _, doc := range docs {
			for _, v := range readout.Check(doc, nil, nil) {
				t.Error(v)
			}
		}
	})
}
