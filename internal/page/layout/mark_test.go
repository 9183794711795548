package layout

import (
	"testing"

	"readout/lexicon"
)

func TestMarks(t *testing.T) {
	tests := []struct{ names, want string }{
		{"article-body", "body"},
		{"articleBody__text-2 x", "body"},
		{"c-article__body", "body"},
		{"barcelona carefooter", ""},
		{"site-footer", "footer"},
		{"has-sidebar no-comments", ""},
		{"lg:sidebar [&>nav]:flex", ""},
		{"most-read-list", "related"},
		{"wp-caption-text", "caption"},
		{"image-credit", "credit"},
		{"hidden", "reader"},
		{"hidden lg:block", ""},
		{"d-none d-print-block", "reader"},
		{"overflow-hidden", ""},
		{"SocialShare", "share"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := newMarker().names(tt.names).String(); got != tt.want {
			t.Errorf("names(%q) = %q, want %q", tt.names, got, tt.want)
		}
	}
}

// TestLexicon reads the files that the package cannot do without.
func TestLexicon(t *testing.T) {
	if len(classWords()) < 100 || len(headingWords().whole) < 50 {
		t.Errorf("%d class names, %d headings", len(classWords()), len(headingWords().whole))
	}
	f, err := lexicon.Parse("x.txt", "# origin: here\n# licence: none\nfoo\tbar\n")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parseClasses(f); err == nil {
		t.Error("an unknown mark is accepted")
	}
}
