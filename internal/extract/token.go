package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// tokenKind is what a token is.
type tokenKind uint8

const (
	tokenWord  tokenKind = iota + 1
	tokenPoss            // 's after a word
	tokenPunct           // one character
	tokenQuote           // a whole quotation, marks included
)

// token is a word, a mark of punctuation, or a whole quotation of a paragraph.
//
// Invariant: the tokens of a paragraph stand in order and do not overlap; only
// white space and stray quotation marks stand between them.
type token struct {
	kind  tokenKind
	span  readout.Span
	low   string // the word in lower case, without the full stop of an abbreviation
	upper bool   // it begins with a capital letter or a digit
	quote int    // index in the paragraph's quotations
}

func (t token) is(punct string) bool { return t.kind == tokenPunct && t.low == punct }

// sentence is a range of tokens [from, to) of a paragraph.
type sentence struct{ from, to int }

// scan fills in the quotations, tokens and sentences of a paragraph, once.
func (r *reader) scan(par *paragraph) {
	if par.toks != nil {
		return
	}
	par.marks = quotations(r.doc.Text, par.span)
	par.toks = r.tokens(par)
	par.sents = r.sentences(par)
}

func (r *reader) tokens(par *paragraph) []token {
	text := r.doc.Text
	out := make([]token, 0, par.span.Len()/5+1)
	q := 0
	for i := par.span.Start; i < par.span.End; {
		if q < len(par.marks) && i >= par.marks[q].outer.Start {
			outer := par.marks[q].outer
			out = append(out, token{kind: tokenQuote, span: outer, quote: q})
			i = outer.End
			q++
			continue
		}
		limit := par.span.End
		if q < len(par.marks) {
			limit = par.marks[q].outer.Start
		}
		c, n := utf8.DecodeRuneInString(text[i:limit])
		switch {
		case isSpace(c):
			i += n
		case isWordRune(c):
			toks, end := r.word(text, i, limit)
			out = append(out, toks...)
			i = end
		case isMark(c):
			i += n // a stray mark or an apostrophe
		default:
			out = append(out, token{kind: tokenPunct, span: readout.Span{Start: i, End: i + n}, low: text[i : i+n]})
			i += n
		}
	}
	return out
}

func isWordRune(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.M, c) || c == '\u00ad' || c == '@' || c == '_' || c == '#' || c == '$' || c == '€' || c == '£'
}

// word reads one word at i: letters and digits, with apostrophes, hyphens and
// full stops between them, and the full stop of an abbreviation. A possessive 's
// is a token of its own.
func (r *reader) word(text string, i, limit int) ([]token, int) {
	end := i
	for end < limit {
		c, n := utf8.DecodeRuneInString(text[end:limit])
		if isWordRune(c) {
			end += n
			continue
		}
		if end == i || !strings.ContainsRune("'’-‑.,&", c) || end+n >= limit {
			break
		}
		next, _ := utf8.DecodeRuneInString(text[end+n : limit])
		prev, _ := utf8.DecodeLastRuneInString(text[i:end])
		if !joins(c, prev, next, end-i) {
			break
		}
		end += n
	}
	if end == i {
		end = i + 1
	}
	word, span := text[i:end], readout.Span{Start: i, End: end}
	var poss []token
	for _, s := range []string{"'s", "’s", "'S", "’S"} {
		if rest, ok := strings.CutSuffix(word, s); ok && rest != "" {
			span.End = i + len(rest)
			poss = []token{{kind: tokenPoss, span: readout.Span{Start: span.End, End: end}, low: "'s"}}
			word = rest
		}
	}
	low := strings.ToLower(word)
	if poss == nil && end < limit && text[end] == '.' && r.abbreviates(word, low) {
		span.End++
		end++
	}
	low = strings.TrimSuffix(strings.ReplaceAll(low, "’", "'"), ".")
	c, _ := utf8.DecodeRuneInString(word)
	if article, rest, ok := strings.Cut(word, "-"); ok && rest != "" && r.words.particles[article] {
		c, _ = utf8.DecodeRuneInString(rest) // al-Haddad
	}
	tok := token{kind: tokenWord, span: span, low: low, upper: unicode.IsUpper(c) || unicode.IsDigit(c) || unicode.IsTitle(c)}
	return append([]token{tok}, poss...), end
}

// joins reports whether c joins two parts of a word.
func joins(c, prev, next rune, length int) bool {
	letter := unicode.IsLetter(next)
	switch c {
	case '.':
		return letter && unicode.IsLetter(prev) && length <= 12 && unicode.IsUpper(prev) == unicode.IsUpper(next) && length%2 == 1 ||
			unicode.IsDigit(prev) && unicode.IsDigit(next)
	case ',':
		return unicode.IsDigit(prev) && unicode.IsDigit(next)
	case '&':
		return unicode.IsUpper(prev) && unicode.IsUpper(next)
	}
	return letter || unicode.IsDigit(next)
}

// abbreviates reports whether the full stop after the word belongs to it.
func (r *reader) abbreviates(word, low string) bool {
	if r.words.honorifics[low] != 0 || r.words.abbreviations[low] {
		return true
	}
	if isParty(word) {
		return true
	}
	if utf8.RuneCountInString(word) == 1 {
		return unicode.IsUpper([]rune(word)[0]) && word != "I"
	}
	return strings.Contains(word, ".") && strings.IndexFunc(word, unicode.IsDigit) < 0
}

// sentences cuts a paragraph's tokens after full stops and their like, and after
// a quotation that ends with one, where a new sentence follows.
func (r *reader) sentences(par *paragraph) []sentence {
	var out []sentence
	from := 0
	for i := range par.toks {
		if i+1 == len(par.toks) || r.endsHere(par, i) {
			out = append(out, sentence{from, i + 1})
			from = i + 1
		}
	}
	return out
}

// endsHere reports whether token i ends its sentence; token i+1 exists.
func (r *reader) endsHere(par *paragraph, i int) bool {
	t, next := par.toks[i], par.toks[i+1]
	starts := next.upper || next.kind == tokenQuote || next.kind == tokenPunct && strings.Contains("([•*-–—", next.low)
	switch t.kind {
	case tokenPunct:
		if !strings.Contains(".?!…", t.low) || next.kind == tokenPunct && strings.Contains(".?!…)]", next.low) {
			return false
		}
		return starts
	case tokenQuote:
		stop := r.lastRune(par.marks[t.quote].inner)
		if next.kind == tokenPunct && !strings.Contains("([•*", next.low) {
			return false
		}
		switch stop {
		case '.':
			return starts
		case '?', '!', '…':
			return starts && (next.kind == tokenQuote || !r.tailHasCue(par, i+1))
		}
		return false
	case tokenWord:
		// An abbreviation ends a sentence where a word follows that opens one.
		dot := t.span.End > 0 && r.doc.Text[t.span.End-1] == '.'
		return dot && next.kind == tokenWord && next.upper && len(t.low) != 1 &&
			r.words.honorifics[t.low] == 0 && !r.words.titled(t.low) && r.words.stops[next.low] && next.low != "may"
	}
	return false
}

// lastRune is the last character of a span.
func (r *reader) lastRune(s readout.Span) rune {
	c, _ := utf8.DecodeLastRuneInString(s.In(r.doc.Text))
	return c
}

// firstRune is the first character of a span.
func (r *reader) firstRune(s readout.Span) rune {
	c, _ := utf8.DecodeRuneInString(s.In(r.doc.Text))
	return c
}

// spanOf is the span of tokens [from, to).
func spanOf(toks []token) readout.Span {
	if len(toks) == 0 {
		return readout.Span{}
	}
	return readout.Span{Start: toks[0].span.Start, End: toks[len(toks)-1].span.End}
}

// sentenceSpan is the span of a sentence of the paragraph.
func (par *paragraph) sentenceSpan(s sentence) readout.Span { return spanOf(par.toks[s.from:s.to]) }
