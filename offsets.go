package readout

import "unicode/utf8"

// offsetStep is the distance in bytes between two entries of an Offsets
// table: at 256 the table costs 1.6 % of the text and a look-up reads half of
// 256 bytes on average.
const offsetStep = 256

// Offsets converts between the two ways the project counts characters of one
// text: bytes inside the program, Unicode code points in records. The third
// way, UTF-16 units, lives in the browser only.
//
// Invariant: Byte(Point(b)) == b for every b at a character's start.
type Offsets struct {
	text  string
	ascii bool
	marks []int // code points before byte i*offsetStep, counted at character starts
}

// NewOffsets prepares the conversion for text, which must be UTF-8.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, ascii: true}
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			o.ascii = false
			break
		}
	}
	if o.ascii {
		return o
	}
	points, next := 0, 0
	for i := range text {
		for i >= next {
			o.marks = append(o.marks, points)
			next += offsetStep
		}
		points++
	}
	for next <= len(text) {
		o.marks = append(o.marks, points)
		next += offsetStep
	}
	return o
}

// Point is the code-point offset of byte offset b.
func (o *Offsets) Point(b int) int {
	if o.ascii {
		return b
	}
	// marks[k] counts the characters that start before the first character
	// start at or after k*offsetStep; step over the rest of a character that
	// straddles that byte.
	k := b / offsetStep
	at := o.startFrom(k * offsetStep)
	if at > b {
		return o.marks[k]
	}
	return o.marks[k] + utf8.RuneCountInString(o.text[at:b])
}

// Byte is the byte offset of code-point offset p; past the end it is the
// text's length.
func (o *Offsets) Byte(p int) int {
	if o.ascii {
		return min(p, len(o.text))
	}
	lo, hi := 0, len(o.marks)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if o.marks[mid] <= p {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	at, point := o.startFrom(lo*offsetStep), o.marks[lo]
	for at < len(o.text) && point < p {
		_, n := utf8.DecodeRuneInString(o.text[at:])
		at += n
		point++
	}
	return at
}

// startFrom is the first character start at or after byte b.
func (o *Offsets) startFrom(b int) int {
	for b < len(o.text) && !utf8.RuneStart(o.text[b]) {
		b++
	}
	return min(b, len(o.text))
}

// Points converts a span to code points.
func (o *Offsets) Points(s Span) (start, end int) { return o.Point(s.Start), o.Point(s.End) }

// Span converts code-point offsets to a span of bytes.
func (o *Offsets) Span(start, end int) Span { return Span{o.Byte(start), o.Byte(end)} }
