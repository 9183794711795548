package profile

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"readout"
)

// report makes a document of lines "role: text", one block a line.
func report(outlet string, lines ...string) *readout.Document {
	doc := &readout.Document{Outlet: outlet}
	var text strings.Builder
	for _, line := range lines {
		name, words, _ := strings.Cut(line, ": ")
		role, _ := readout.ParseRole(name)
		start := text.Len()
		text.WriteString(words + "\n")
		doc.Blocks = append(doc.Blocks, readout.Block{Role: role, Span: readout.Span{Start: start, End: text.Len()}})
	}
	doc.Text = text.String()
	doc.SHA256 = readout.Hash([]byte(doc.Text))
	return doc
}

func TestLearn(t *testing.T) {
	const background = "The two armies have faced each other across the ridge since the war of the autumn before, and shells fall daily."
	l := NewLearner()
	for i := range 5 {
		own := func(n int) string {
			return fmt.Sprintf("body: Paragraph %d of report %d tells of one thing that no other report tells of, in many words.", n, i)
		}
		doc := report("The Levant Courier",
			"body: Courier choice", own(1), "body: Also today", "body: "+background, own(2),
			"navigation: Home", "dateline: CAIRO (MW) —", "body: Ada Example", "body: Get the weekend briefing in your inbox, free of charge and without a single ad, every Friday.")
		l.Add(doc)
		l.Add(doc) // a copy counts once
	}
	l.Add(report("Harbour Post", "body: Courier choice"))
	l.Add(report("", "body: Courier choice"))
	got := l.Profiles()
	want := Profiles{"the levant courier": {
		"courier choice": readout.RoleNavigation,
		"also today":     readout.RoleNavigation,
		"ada example":    readout.RoleByline,
		"get the weekend briefing in your inbox, free of charge and without a single ad, every friday.": readout.RoleNavigation,
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("learned %v, want %v", got, want)
	}
	if l.Unnamed != 1 {
		t.Errorf("%d reports without outlet, want 1", l.Unnamed)
	}
	checkFile(t, got)
}

// checkFile writes and reads back.
func checkFile(t *testing.T, p Profiles) {
	t.Helper()
	var buf strings.Builder
	if _, err := p.WriteTo(&buf); err != nil {
		t.Fatal(err)
	}
	back, err := Read("x", strings.NewReader(buf.String()))
	if err != nil || !reflect.DeepEqual(back, p) {
		t.Errorf("read back %v, %v, want %v", back, err, p)
	}
}

func TestReadRefuses(t *testing.T) {
	head := header + "1\n"
	for _, tt := range []struct{ text, want string }{
		{"a\tnavigation\tb\n", "x:1: want the line"},
		{header + "9\n", "x:1: want the line"},
		{head + "a\tnavigation\n", "x:2: want outlet, role and line"},
		{head + "# note\na\tbody\tb\n", `x:3: role "body" is none of the furniture's`},
	} {
		if _, err := Read("x", strings.NewReader(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Read(%q) = %v, want %q", tt.text, err, tt.want)
		}
	}
}

func TestBundled(t *testing.T) {
	p, err := Bundled()
	if err != nil || p.Lines() == 0 {
		t.Fatalf("%d lines, %v", p.Lines(), err)
	}
	for outlet, lines := range p {
		for line := range lines {
			if line != normal(line) || outlet != strings.ToLower(outlet) {
				t.Errorf("%s: %q is not in normal form", outlet, line)
			}
		}
	}
}

func TestMerge(t *testing.T) {
	p := Profiles{"a": {"x": readout.RoleTail}}
	p.Merge(Profiles{"a": {"x": readout.RoleNotice, "y": readout.RoleTail}, "b": {"z": readout.RoleTail}})
	want := Profiles{"a": {"x": readout.RoleNotice, "y": readout.RoleTail}, "b": {"z": readout.RoleTail}}
	if !reflect.DeepEqual(p, want) {
		t.Errorf("got %v, want %v", p, want)
	}
}

func TestOutlet(t *testing.T) {
	for _, tt := range []struct {
		doc  readout.Document
		want string
	}{
		{readout.Document{Outlet: "Harbour Post"}, "harbour post"},
		{readout.Document{URL: "https://www.Harbour.example/a/b"}, "harbour.example"},
		{readout.Document{URL: "::"}, ""},
		{readout.Document{}, ""},
	} {
		if got := Outlet(&tt.doc); got != tt.want {
			t.Errorf("Outlet(%q, %q) = %q, want %q", tt.doc.Outlet, tt.doc.URL, got, tt.want)
		}
	}
}
