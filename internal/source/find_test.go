package source

import (
	"strings"
	"testing"

	"readout"
)

// TestFind reads every item of a pile again by its source.
func TestFind(t *testing.T) {
	tree(t, map[string]string{
		"in/a.txt": "One.", "in/b#1.txt": "Two.", "in/c.jsonl": "{\"text\":\"Three.\"}\nx\n{\"text\":\"Four.\"}\n",
		"in/d.zip":     zipped(t, "x.csv", "title,text\nA,Five.\n", "y.html", "<p>Six.</p>"),
		"in/e.warc.gz": gz(response(page1, "Content-Type: text/html", html1)),
		"in/f.eml":     "Subject: T\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSeven.\n--b\nContent-Disposition: attachment; filename=x.txt\n\nEight.\n--b--",
	})
	s := walk(t, Options{}, "in")
	if len(s.items) != 9 {
		t.Fatalf("%d items: %q", len(s.items), s.lines)
	}
	for _, want := range s.items {
		got, err := Find(t.Context(), want.Source, Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		if show(got) != show(want) || readout.Hash(got.Raw) != readout.Hash(want.Raw) {
			t.Errorf("got %s, want %s", show(got), show(want))
		}
	}
}

func TestFindNone(t *testing.T) {
	tree(t, map[string]string{"a.jsonl": "{\"text\":\"One.\"}\nx\n", "b.txt": "Two."})
	tests := []struct{ source, want string }{
		{"gone.txt", "no such file"},
		{"gone.zip#1", "no such file"},
		{"-", "no such file"},
		{"a.jsonl#2", "bad-json"},
		{"a.jsonl#3", "holds no such item"},
		{"b.txt#1", "holds no such item"},
	}
	for _, tt := range tests {
		if _, err := Find(t.Context(), tt.source, Options{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.source, err, tt.want)
		}
	}
}
