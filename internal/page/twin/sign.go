package twin

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"readout"
)

// Sizes of the signature; see the package comment for the curve they give.
const (
	shingleWords = 5
	bands        = 64
	bandRows     = 3
	signSize     = bands * bandRows
)

// Sign is the MinHash signature of a report's own words: 192 numbers, or none
// for a body too short to be compared.
type Sign []uint32

// Of signs a document's body.
func Of(doc *readout.Document) Sign { return of(Body(doc)) }

// of signs a body.
func of(body string) Sign {
	words := wordHashes(body)
	if len(words) < minWords {
		return nil
	}
	sign := make(Sign, signSize)
	for i := range sign {
		sign[i] = ^uint32(0)
	}
	seeds := hashSeeds()
	for _, x := range shingleSet(words) {
		for i := range sign {
			if h := uint32((x ^ seeds[i].flip) * seeds[i].factor >> 32); h < sign[i] {
				sign[i] = h
			}
		}
	}
	return sign
}

// agreement is the share of places in which two signatures agree: an estimate
// of the Jaccard index, off by 0.036 (one standard deviation) at 0.5.
func agreement(a, b Sign) float64 {
	n := 0
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return float64(n) / signSize
}

// hashSeed makes one hash of a shingle: flip its bits, multiply, take the
// upper half.
type hashSeed struct{ flip, factor uint64 }

// hashSeeds are the signature's hashes. They are part of the stored form: a
// change makes every stored signature stale.
func hashSeeds() *[signSize]hashSeed {
	var seeds [signSize]hashSeed
	state := uint64(0x7265_6164_6f75_7400) // "readout"
	for i := range seeds {
		state += 0x9e3779b97f4a7c15
		seeds[i].flip = mix(state)
		state += 0x9e3779b97f4a7c15
		seeds[i].factor = mix(state) | 1
	}
	return &seeds
}

// mix spreads every bit of x over all 64 (the finisher of SplitMix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Body is the report's own words: the text of its body and quote blocks, one
// to a line. Headline, date, captions and furniture are not in it: they differ
// between a report's copies. Nor are the entries of a live page, which are
// documents of their own and would each seem to repeat the page.
func Body(doc *readout.Document) string {
	var b strings.Builder
	for _, block := range doc.OwnBlocks() {
		if block.Role == readout.RoleBody || block.Role == readout.RoleQuote {
			b.WriteString(block.Span.In(doc.Text))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// wordHashes gives one number for each word of text. Words are folded: case,
// compatibility forms and no-break spaces go (NFKC), every mark that is no
// letter or digit parts words, and apostrophes vanish, so that “Don’t” and
// 'don't' are one word.
func wordHashes(text string) []uint64 {
	const offset, prime = 0xcbf29ce484222325, 0x100000001b3 // FNV-1a
	hashes := make([]uint64, 0, len(text)/6+1)
	h, open := uint64(offset), false
	for _, r := range norm.NFKC.String(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			var buf [utf8.UTFMax]byte
			for _, c := range buf[:utf8.EncodeRune(buf[:], unicode.ToLower(r))] {
				h = (h ^ uint64(c)) * prime
			}
			open = true
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '\u00ad' || r == '\u200b':
		case open:
			hashes = append(hashes, h)
			h, open = offset, false
		}
	}
	if open {
		hashes = append(hashes, h)
	}
	return hashes
}

// shingled is a body as it is compared: sorted sets of its shingles.
type shingled struct{ all, opening []uint64 }

func shingle(body string) *shingled {
	words := wordHashes(body)
	return &shingled{shingleSet(words), shingleSet(words[:min(len(words), openingWords)])}
}

// shingleSet is the sorted set of the runs of five words.
func shingleSet(words []uint64) []uint64 {
	if len(words) < shingleWords {
		return nil
	}
	set := make([]uint64, 0, len(words)-shingleWords+1)
	for i := range cap(set) {
		var x uint64
		for _, w := range words[i : i+shingleWords] {
			x = mix(x ^ w)
		}
		set = append(set, x)
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// share is how much of set a stands in b; 0 for an empty one.
func share(a, b []uint64) float64 {
	if len(a) == 0 {
		return 0
	}
	return float64(overlap(a, b)) / float64(len(a))
}

// overlap counts the common members of two sorted sets.
func overlap(a, b []uint64) int {
	common := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			common++
			a, b = a[1:], b[1:]
		}
	}
	return common
}
