package extract

import (
	"fmt"
	"strings"
	"testing"

	"readout"
)

// quoteAt is the index of the first quotation token.
func quoteAt(par *paragraph) int {
	for i, t := range par.toks {
		if t.kind == tokenQuote {
			return i
		}
	}
	return -1
}

// told is an attribution as a test reads it.
func toldBy(r *reader, at attribution, ok bool) string {
	if !ok {
		return "none"
	}
	words := func(s readout.Span) string {
		if s.IsZero() {
			return "-"
		}
		return s.In(r.doc.Text)
	}
	return fmt.Sprintf("%s | %s | to %s | venue %s", words(at.who.span), words(at.cue), words(at.addressee.span), words(at.venue))
}

func TestAfter(t *testing.T) {
	tests := []struct{ text, want string }{
		{"“A,” Jane Roe said.", "Jane Roe | said | to - | venue -"},
		{"“A,” said Jane Roe.", "Jane Roe | said | to - | venue -"},
		{"“A,” Jane Roe has repeatedly said.", "Jane Roe | said | to - | venue -"},
		{"“A,” Jane Roe went on to say.", "Jane Roe | say | to - | venue -"},
		{"“A,” Jane Roe went on.", "Jane Roe | went on | to - | venue -"},
		{"“A,” he told Karl Lind in a telephone interview.", "he | told | to Karl Lind | venue telephone interview"},
		{"“A,” he told a packed news conference in Ostby.", "he | told | to - | venue packed news conference"},
		{"“A,” he told the BBC.", "he | told | to - | venue BBC"},
		{"“A,” he told his wife.", "he | told | to his wife | venue -"},
		{"“A,” she wrote on X.", "she | wrote | to - | venue X"},
		{"“A,” she said at the annual town hall.", "she | said | to - | venue annual town hall"},
		{"“A,” she said in Ostby.", "she | said | to - | venue -"},
		{"“A,” according to Jane Roe, who leads the port.", "Jane Roe | according to | to - | venue -"},
		{"“A,” as Jane Roe put it.", "Jane Roe | put it | to - | venue -"},
		{"“A,” said the minister, Jane Roe.", "the minister, Jane Roe | said | to - | venue -"},
		{"“A,” said Jane Roe, as the rain fell.", "Jane Roe | said | to - | venue -"},
		{"“A,” said a doctor at the clinic in Ostby on Monday.", "a doctor at the clinic in Ostby | said | to - | venue -"},
		{"“A,” said a doctor at a news conference.", "a doctor | said | to - | venue news conference"},
		{"“A,” was quoted Jane Roe.", "none"},
		{"“A,” Jane Roe was told.", "none"},
		{"“A,” Jane Roe did not say.", "none"},
		{"“A” ships left the harbour.", "none"},
		{"“A,” and Jane Roe said so.", "none"},
		{"“A,” on the bridge of the old ship.", "none"},
		{"“A.”", "none"},
	}
	for _, tt := range tests {
		r := testReader(t, tt.text)
		par := parsed(r)
		at, ok := r.after(par, 1, r.stopBefore(par, 1), false)
		if got := toldBy(r, at, ok); got != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", tt.text, got, tt.want)
		}
	}
}

func TestBefore(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Jane Roe said: “A.”", "Jane Roe | said | to - | venue -"},
		{"Jane Roe said in a written statement: “A.”", "Jane Roe | said | to - | venue written statement"},
		{"Jane Roe told the port council on Monday: “A.”", "Jane Roe | told | to the port council | venue -"},
		{"Jane Roe, 44, a pilot, said: “A.”", "Jane Roe | said | to - | venue -"},
		{"The pilot, Jane Roe, said: “A.”", "The pilot, Jane Roe | said | to - | venue -"},
		{"On Monday, the pilot, Jane Roe, said: “A.”", "the pilot, Jane Roe | said | to - | venue -"},
		{"After he met Karl Lind, the pilot, Jane Roe said: “A.”", "Jane Roe | said | to - | venue -"},
		{"The Center for Harbour Studies said: “A.”", "The Center for Harbour Studies | said | to - | venue -"},
		{"On Monday Jane Roe said: “A.”", "Jane Roe | said | to - | venue -"},
		{"But Jane Roe said: “A.”", "Jane Roe | said | to - | venue -"},
		{"The ship sank, Jane Roe said: “A.”", "Jane Roe | said | to - | venue -"},
		{"Radio Ostby reported that Jane Roe, the pilot, said: “A.”", "Jane Roe | said | to - | venue -"},
		{"Jane Roe (a pilot, 44, of Ostby) said: “A.”", "Jane Roe | said | to - | venue -"},
		{"Jane Roe left the bridge and shouted: “A.”", "Jane Roe | shouted | to - | venue -"},
		{"In it she wrote: “A.”", "she | wrote | to - | venue -"},
		{"Jane Roe said the ship had one fault: “A.”", "none"},
		{"Jane Roe said that whales sing: “A.”", "none"},
		{"There was one rule in his campaign promise: “A.”", "none"},
		{"The pilot asked about the reef; “A.”", "none"},
		{"The anchor was “A.”", "none"},
	}
	for _, tt := range tests {
		r := testReader(t, tt.text)
		par := parsed(r)
		at, ok := r.before(par, 0, quoteAt(par))
		if got := toldBy(r, at, ok); got != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", tt.text, got, tt.want)
		}
	}
}

func TestLabel(t *testing.T) {
	tests := []struct{ text, want string }{
		{"(Jane Roe,\u00a0Harbour Master) ", "Jane Roe, Harbour Master"},
		{"(Jane Roe)", "Jane Roe"},
		{"Jane Roe:", "Jane Roe"},
		{"Mr. Lind: ", "Lind"},
		{"MINISTER LIND:", "LIND, MINISTER"},
		{"SECRETARY OF STATE JANE ROE:", "JANE ROE, SECRETARY OF STATE"},
		{"SOLNY:", "SOLNY"},
		{"NARRATOR:", ""},
		{"QUESTION:", ""},
		{"Q:", ""},
		{"MODERATOR:", ""},
		{"[Host]", ""},
		{"()", ""},
	}
	for _, tt := range tests {
		r := testReader(t, tt.text)
		p := r.label(readout.Span{End: len(tt.text)})
		got := p.name.In(tt.text)
		if !p.role.IsZero() {
			got += ", " + p.role.In(tt.text)
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestIsWork(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"“The Long Road Home”", true},
		{"“Winter of the Whales”", true},
		{"“The road home is long.”", false},
		{"“Go.”", false},
		{"“Jane Roe Came Home and Then the Rain Fell on All of Us”", false},
		{"her memoir “the road”", true},
	}
	for _, tt := range tests {
		r := testReader(t, tt.text)
		par := parsed(r)
		q := quoteAt(par)
		if got := r.isWork(par, q-1, par.marks[0].inner); got != tt.want {
			t.Errorf("%s: got %v", tt.text, got)
		}
	}
}

func TestIsNoun(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"his promise", true}, {"in an address", true}, {"the latest report", true}, {"promise", true},
		{"officials report", false}, {"they claim", false}, {"would report", false}, {"to promise", false},
		{"the minister promised", false}, {"he said", false}, {"the mayor wrote", false},
	}
	for _, tt := range tests {
		r := testReader(t, tt.text)
		par := parsed(r)
		if got := r.isNoun(par, 0, len(par.toks)-1); got != tt.want {
			t.Errorf("%s: got %v", tt.text, got)
		}
	}
}

func TestTokens(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Mr. Lind's boat.", "Mr.|Lind|'s|boat|."},
		{"J. K. Roe of the U.S. and D-Ohio.", "J.|K.|Roe|of|the|U.S.|and|D-Ohio."},
		{"1,400 men at 3.5 knots, AT&T", "1,400|men|at|3.5|knots|,|AT&T"},
		{"al-Haddad isn’t here — now", "al-Haddad|isn’t|here|—|now"},
		{"He said “go, now” (twice).", "He|said|“go, now”|(|twice|)|."},
		{"boys' and girls’", "boys|and|girls"},
		{"", ""},
	}
	for _, tt := range tests {
		r := testReader(t, tt.text)
		par := parsed(r)
		var got []string
		for _, tok := range par.toks {
			got = append(got, tok.span.In(tt.text))
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", tt.text, g, tt.want)
		}
	}
}
