package plain

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// damage notes what happened to the text on its way; the text stays as it is.
func damage(text string, units []unit, w *words) []readout.Damage {
	d := &damaged{text: text, words: w}
	d.marks()
	d.fused()
	d.doubled(units)
	for i := range units {
		d.quotes(units, i)
	}
	sort.SliceStable(d.found, func(i, j int) bool {
		a, b := d.found[i].Span, d.found[j].Span
		return a.Start < b.Start || a.Start == b.Start && a.End < b.End
	})
	return d.found
}

type damaged struct {
	text  string
	words *words
	found []readout.Damage
}

func (d *damaged) add(kind readout.DamageKind, start, end, at int) {
	d.found = append(d.found, readout.Damage{Kind: kind, Span: readout.Span{Start: start, End: end}, At: at})
}

// marks notes no-break spaces, control characters and bytes read in the wrong
// charset, each run once.
func (d *damaged) marks() {
	run := func(i int, in func(rune) bool) int {
		for i < len(d.text) {
			r, n := utf8.DecodeRuneInString(d.text[i:])
			if !in(r) {
				break
			}
			i += n
		}
		return i
	}
	for i := 0; i < len(d.text); {
		r, n := utf8.DecodeRuneInString(d.text[i:])
		end := i + n
		switch {
		case noBreak(r):
			end = run(i, noBreak)
			d.add(readout.DamageNBSP, i, end, 0)
		case control(r):
			end = run(i, control)
			d.add(readout.DamageControl, i, end, 0)
		case r >= 0xC2 && r <= 0xF4:
			if m := mojibake(d.text[i:]); m > 0 {
				end = i + m
				d.add(readout.DamageMojibake, i, end, 0)
			}
		}
		i = end
	}
}

func noBreak(r rune) bool { return r == '\u00a0' || r == '\u202f' || r == '\u2007' || r == '\u2060' }

func control(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u00ad'
}

// mojibake is the length of a character that was UTF-8 and was read as
// Windows-1252, at the start of s: 0 for none. The bytes are put back together
// and must make one letter or mark.
func mojibake(s string) int {
	var raw [4]byte
	n, end := 0, 0
	for n < 4 && end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		b, ok := cp1252(r)
		if !ok {
			return 0
		}
		raw[n] = b
		n, end = n+1, end+size
		if c, size := utf8.DecodeRune(raw[:n]); c != utf8.RuneError && size == n && n > 1 {
			if unicode.IsLetter(c) || unicode.IsPunct(c) || unicode.IsSymbol(c) || unicode.IsSpace(c) || c == '\ufeff' {
				return end
			}
			return 0
		}
	}
	return 0
}

// cp1252High are the characters of Windows-1252 for the bytes 0x80 to 0x9F;
// 0 for the bytes that it leaves out.
var cp1252High = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// cp1252 is the byte of a character above ASCII in Windows-1252.
func cp1252(r rune) (byte, bool) {
	if r >= 0x80 && r <= 0xFF {
		return byte(r), true
	}
	for i, c := range cp1252High {
		if c == r {
			return byte(0x80 + i), true
		}
	}
	return 0, false
}

// doubled notes a line that stands twice in a row.
func (d *damaged) doubled(units []unit) {
	const least = 20 // bytes: shorter lines may repeat by right
	for i := 1; i < len(units); i++ {
		a, b := units[i-1].span, units[i].span
		if b.Len() >= least && a.In(d.text) == b.In(d.text) {
			d.add(readout.DamageDoubled, b.Start, b.End, 0)
		}
	}
}

// fused notes words that lost the space or line break between them.
func (d *damaged) fused() {
	counts := map[string]int{}
	eachWord(d.text, func(start, end int) {
		counts[d.text[start:end]]++
	})
	eachWord(d.text, func(start, end int) {
		if at := d.fusedAt(start, end, counts); at > 0 {
			d.add(readout.DamageFused, start, end, at)
		}
		d.stopFused(start, end)
	})
}

// fusedAt is where a word was two: at a function word at its end whose rest
// stands elsewhere in the text, or at a capital inside it whose sides do. 0 is
// none. A word that comes twice is a name, or how this house writes it.
func (d *damaged) fusedAt(start, end int, counts map[string]int) int {
	const least, longest = 4, 40 // bytes of the first word, of both
	w := d.text[start:end]
	if len(w) < least+3 || len(w) > longest || counts[w] > 1 || d.words.compound[strings.ToLower(w)] {
		return 0
	}
	// A handle, a tag or an address is written as one word.
	if start > 0 && strings.IndexByte("@#/._", d.text[start-1]) >= 0 || end+1 < len(d.text) && d.text[end] == '.' && lower(d.text[end+1]) {
		return 0
	}
	known := func(s string) bool { return counts[s] > 0 || d.words.function[strings.ToLower(s)] }
	for i := least; i <= len(w)-3; i++ {
		if c := w[i]; c >= 'A' && c <= 'Z' && w[i-1] >= 'a' && w[i-1] <= 'z' {
			if rest := w[i:]; strings.ToLower(rest[1:]) == rest[1:] && known(w[:i]) && known(rest) {
				return start + i
			}
			return 0
		}
		if d.words.function[w[i:]] && counts[w[:i]] > 0 {
			return start + i
		}
	}
	return 0
}

// stopFused notes a sentence's stop with the next sentence's first word at it:
// "end.The".
func (d *damaged) stopFused(start, end int) {
	if start < 4 || !strings.ContainsRune(".!?", rune(d.text[start-1])) || end-start < 2 {
		return
	}
	if c := d.text[start]; c < 'A' || c > 'Z' || !lower(d.text[start+1]) {
		return
	}
	const longest = 40 // bytes of the word before
	before := start - 1
	for before > 0 && start-before <= longest && lower(d.text[before-1]) {
		before--
	}
	const least = 3
	// An address or a file name has more dots, or no space around.
	if start-1-before < least || before > 0 && !strings.ContainsRune(" \n\"'(", rune(d.text[before-1])) && d.text[before-1] < 0x80 && !upper(d.text[before-1]) {
		return
	}
	if end < len(d.text) && strings.ContainsRune(".@/_", rune(d.text[end])) && end+1 < len(d.text) && d.text[end+1] > ' ' {
		return
	}
	d.add(readout.DamageFused, before, end, start)
}

func lower(c byte) bool { return c >= 'a' && c <= 'z' }
func upper(c byte) bool { return c >= 'A' && c <= 'Z' }

// eachWord calls f for every run of letters.
func eachWord(text string, f func(start, end int)) {
	start := -1
	for i, r := range text {
		if unicode.IsLetter(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			f(start, i)
			start = -1
		}
	}
	if start >= 0 {
		f(start, len(text))
	}
}
