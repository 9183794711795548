package source

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"readout"
)

// fuzzLimits are small, so that the limits are met as well.
var fuzzLimits = Limits{ItemBytes: 4 << 10, LineBytes: 2 << 10, Depth: 3, Entries: 20, TotalBytes: 1 << 20}

// checkWalk reads bytes as a file of that name and checks what holds for any
// bytes: no panic, every item and skip whole, the same twice, no more items
// than bytes.
func checkWalk(t *testing.T, name string, raw []byte) {
	t.Helper()
	run := func() []string {
		var out []string
		sink := Sink{
			Item: func(it Item) error { checkItem(t, it); out = append(out, show(it)); return nil },
			Skip: func(sk Skip) error { checkSkip(t, sk); out = append(out, sk.String()); return nil },
		}
		w, err := newWalker(context.Background(), Options{Limits: fuzzLimits}, sink)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.bytes(name, raw); err != nil {
			t.Fatal(err)
		}
		return out
	}
	first, second := run(), run()
	if strings.Join(first, "\n") != strings.Join(second, "\n") {
		t.Error("the same bytes gave two results")
	}
	if len(first) == 0 && len(raw) > 0 {
		t.Errorf("%d bytes were passed over in silence", len(raw))
	}
}

var fuzzReasons = func() map[SkipReason]bool {
	m := map[SkipReason]bool{}
	for _, r := range Reasons() {
		m[r.Reason] = true
	}
	return m
}()

func checkSkip(t *testing.T, sk Skip) {
	t.Helper()
	if !fuzzReasons[sk.Reason] || sk.Source == "" || sk.Detail == "" || len(sk.Detail) > 8<<10 {
		t.Errorf("skip %q: reason, source or detail is not fit", sk)
	}
}

func checkItem(t *testing.T, it Item) {
	t.Helper()
	if it.Source == "" || it.Media == "" || len(it.Raw) == 0 {
		t.Errorf("item %q: no source, media type or bytes", it.Source)
	}
	if int64(len(it.Raw)) > 3*fuzzLimits.ItemBytes || int64(len(it.Body)) > 24*fuzzLimits.ItemBytes {
		t.Errorf("item %q: %d bytes raw, %d of text: over the limit", it.Source, len(it.Raw), len(it.Body))
	}
	if (it.Kind == Parts) != (strings.TrimSpace(it.Body) != "") {
		t.Errorf("item %q: kind %d with text %q", it.Source, it.Kind, it.Body)
	}
	f := it.Fields
	values := append([]Value{f.Title, f.Subtitle, f.Date, f.Updated, f.URL, f.Outlet, f.Language}, f.Authors...)
	for _, v := range values {
		if !utf8.ValidString(v.Text) || strings.ContainsAny(v.Text, "\n\r\x00") || v.Text != "" && v.Signal == "" {
			t.Errorf("item %q: value %q signal %q", it.Source, v.Text, v.Signal)
		}
	}
	if !utf8.ValidString(it.Body) || strings.ContainsAny(it.Body, "\r\x00") {
		t.Errorf("item %q: text %q is not clean", it.Source, it.Body)
	}
	if _, err := readout.ParseDate(string(f.Retrieved)); f.Retrieved != "" && err != nil {
		t.Errorf("item %q: %v", it.Source, err)
	}
}

// bytes reads raw as a file of that name that lies nowhere.
func (w *walker) bytes(name string, raw []byte) error {
	in := &input{source: "in/" + name, name: name, at: bytes.NewReader(raw), size: int64(len(raw))}
	return w.top(in, readout.Hash(raw))
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{"title,text\nA,One\n", "text;b\n\"a\"\"b\";c\n\"open", "\xff\xfet\x00e\x00x\x00t\x00\n\x00", "text\r\r\n\"\n\n\"x\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { checkWalk(t, "a.csv", raw) })
}

func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"text":"a"}`, `[{"text":"a"},{"body":["x",{"text":"y"}]}]`, "{\"text\":\"a\"}\n{\"text\":NaN,}",
		`{"a":{"articles":[{"text":"x"}]}}`, `{"version":"https://jsonfeed.org/version/1","items":[{"summary":"x"}]}`, "[[[{", `{"text":"\ud83d`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		checkWalk(t, "a.json", raw)
		checkWalk(t, "a.jsonl", raw)
	})
}

func FuzzMail(f *testing.F) {
	for _, s := range []string{"Subject: a\n\nb", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: text/csv; name=a.csv\n\ntext\nx\n--b--",
		"Subject: =?utf-8?b?w6k=?=\nContent-Transfer-Encoding: base64\n\nT25l", "From a\nX: y\n\nz\n\nFrom b\nSubject: c\n\nd"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		checkWalk(t, "a.eml", raw)
		checkWalk(t, "a.mbox", raw)
	})
}

func FuzzFeed(f *testing.F) {
	for _, s := range []string{rssHead + "<item><description>a</description></item>", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content>a</content></entry></feed>",
		"<rss><item><![CDATA[</item>]]></item><item/>", "<a:rss><a:item>&x;</a:item>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { checkWalk(t, "a.rss", raw) })
}

func FuzzWARC(f *testing.F) {
	plain := response(page1, "Content-Type: text/html", html1)
	for _, s := range []string{plain, plain + "junk" + plain, gz(plain) + gz(plain), gz(plain)[:50],
		response(page1, "Transfer-Encoding: chunked\nContent-Encoding: deflate", chunked("ab")), "WARC/1.0\nContent-Length: -1\n\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { checkWalk(t, "a.warc", raw) })
}

func FuzzZip(f *testing.F) {
	f.Add([]byte(zipped(f, "a.txt", "One.", "../b.txt", "x", "c.zip", zipped(f, "d.txt", "Two."))))
	f.Add([]byte(tarred(f, "a.txt", "One.", "b.csv", "text\nx\n")))
	f.Add([]byte(gz(tarred(f, "a.txt", "One."))))
	f.Fuzz(func(t *testing.T, raw []byte) { checkWalk(t, "a.zip", raw) })
}

// FuzzSniff reads bytes that no name speaks for.
func FuzzSniff(f *testing.F) {
	for _, s := range []string{"words", "<p>x", "{\"text\":\"a\"}", "BZh91AY&SY", "title,text\na,b\n", "---\ntitle: x\n---\n", "%PDF-", "a\x00b\x00c\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		checkWalk(t, "", raw)
		checkWalk(t, "a.md", raw)
	})
}
