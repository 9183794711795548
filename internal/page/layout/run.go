package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// run gathers the words of one block.
type run struct {
	buf    []byte
	space  bool // white space is due before the next word
	breaks int  // line feeds due before the next word
	joint  bool // two elements met without white space between
	linked int
	links  int
	strong int
	plain  int  // where the last word outside links ended
	marks  mark // shared by all words so far
	inline mark // of them, those of elements inside the block
	inLink int  // element of the link that the last words stood in
	lines  []line
}

// line is the state of a run where one of its lines ended.
type line struct{ end, linked, links, strong, plain int }

// words adds the words of a text node.
func (w *walker) words(data string) {
	top := w.top()
	if top < 0 || w.stack[len(w.stack)-1].skip {
		return
	}
	marks := w.elems[top].marks
	if marks.has(markPre) {
		w.preformatted(data, marks)
		return
	}
	for len(data) > 0 {
		i := strings.IndexFunc(data, isSpace)
		if i == 0 {
			w.run.space, w.run.joint = true, false
			data = strings.TrimLeftFunc(data, isSpace)
			continue
		}
		if i < 0 {
			i = len(data)
		}
		w.word(data[:i], marks, top)
		data = data[i:]
	}
}

// isSpace is white space that a browser collapses: U+00A0 is not.
func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

func (w *walker) preformatted(data string, marks mark) {
	for i, line := range strings.Split(data, "\n") {
		if i > 0 {
			w.run.breaks = 1 // blank lines close up: paragraphs of <pre> stay one block
		}
		if line = strings.TrimSpace(line); line != "" {
			w.word(strings.Join(strings.Fields(line), " "), marks, w.top())
		}
	}
}

// word adds one word, and what is due before it.
func (w *walker) word(s string, marks mark, top int) {
	r := &w.run
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
	if s == "" {
		return
	}
	if w.due > 0 {
		s = w.openQuotes(s) + s
	}
	n := len(r.buf)
	switch {
	case n == 0:
	case r.breaks > 0:
		r.lines = append(r.lines, line{n, r.linked, r.links, r.strong, r.plain})
		r.buf = append(r.buf, '\n')
	case r.space, r.joint && parted(r.buf, s):
		r.buf = append(r.buf, ' ')
	}
	inline := w.inline()
	if n == 0 {
		r.marks, r.inline = marks, inline
	}
	r.marks &= marks
	r.inline &= inline
	r.space, r.joint, r.breaks = false, false, 0
	r.buf = append(r.buf, s...)
	if marks.has(markStrong | markBold) {
		r.strong += len(r.buf) - n
	}
	if !marks.has(markLink) {
		r.inLink, r.plain = -1, len(r.buf)
		return
	}
	r.linked += len(r.buf) - n
	if link := w.link(top); link != r.inLink {
		r.inLink = link
		r.links++
	}
}

// inline is the marks of the open elements inside the innermost block.
func (w *walker) inline() (m mark) {
	for i := len(w.stack) - 1; i >= 0 && !w.stack[i].block; i-- {
		m |= w.elems[w.stack[i].elem].own
	}
	return m
}

// link returns the link element that holds element e.
func (w *walker) link(e int) int {
	for e >= 0 && w.elems[e].node.DataAtom != atom.A {
		e = w.elems[e].parent
	}
	return e
}

// parted reports whether words of two elements that touch are two words: a
// capital or a figure follows more than an initial letter. "<i>T</i><b>he</b>"
// stays one.
func parted(buf []byte, s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, n := utf8.DecodeLastRune(buf)
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) || !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return unicode.IsPunct(last) && last != '-' && last != '(' && last != '\'' && last != '’' && unicode.IsUpper(first)
	}
	if unicode.IsDigit(last) != unicode.IsDigit(first) {
		return true
	}
	before, _ := utf8.DecodeLastRune(buf[:len(buf)-n])
	return unicode.IsUpper(first) && (unicode.IsLower(last) || unicode.IsLetter(before) && unicode.IsLetter(last))
}

// flush ends the block being read. A block whose lines are paragraphs is as
// many segments.
func (w *walker) flush() {
	r := w.run
	w.run = run{buf: w.run.buf[:0], lines: w.run.lines[:0], inLink: -1}
	if len(r.buf) == 0 {
		return
	}
	end := line{len(r.buf), r.linked, r.links, r.strong, r.plain}
	from := line{}
	lines := append(r.lines, end)
	for n := w.headLines(&r, lines); n > 0; n-- {
		w.put(&r, from, lines[0])
		from, lines = lines[0], lines[1:]
	}
	switch {
	case len(lines) == 0:
	case !r.paragraphs(from, lines):
		w.put(&r, from, end)
	default:
		for _, l := range lines {
			w.put(&r, from, l)
			from = l
		}
	}
}

// lineBytes is the length from which a line ending as a sentence does is a
// paragraph, not a verse or a part of an address.
const lineBytes = 100

// paragraphs reports whether the lines of a run are paragraphs: at least two
// are, and on average they are long.
func (r *run) paragraphs(from line, lines []line) bool {
	long, at := 0, from.end
	for _, l := range lines {
		if s := string(r.buf[at:l.end]); len(s) >= lineBytes && ends(s) {
			long++
		}
		at = l.end
	}
	return long >= 2 && at-from.end >= lineBytes*len(lines)*3/4
}

// put adds the words of a run from one state to another as a segment.
func (w *walker) put(r *run, from, to line) {
	blank := func(c rune) bool { return unicode.IsSpace(c) || invisible(c) }
	text := strings.TrimLeftFunc(string(r.buf[from.end:to.end]), blank)
	plain := to.plain - (to.end - len(text))
	if text = strings.TrimRightFunc(text, blank); text == "" {
		return
	}
	sg := seg{text: text, marks: r.marks, inline: r.inline, linked: to.linked - from.linked, links: to.links - from.links, strong: to.strong - from.strong}
	sg.elem, sg.kind, sg.level, sg.loose = w.home()
	if sg.level > 1 && len(text) >= leadBytes && ends(text) {
		sg.kind, sg.level = para, 0 // a lead set large
	}
	sg.plain = max(0, min(plain, len(text)))
	w.begin(&sg)
	w.segs = append(w.segs, sg)
}

// leadBytes is the length from which a heading that ends as a sentence does is
// a paragraph.
const leadBytes = 150

// invisible are characters without a glyph.
func invisible(c rune) bool {
	return c == '\u200b' || c == '\ufeff' || c == '\u200c' || c == '\u200d' || c == '\u2060' || c == '\u00ad'
}
