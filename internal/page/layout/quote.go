package layout

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// openQuotes is the marks that a browser shows before word s for the <q>
// elements that it opens: double, and single inside another. A word that bears
// a mark of its own gets none.
func (w *walker) openQuotes(s string) string {
	var frames []int
	for i := len(w.stack) - 1; len(frames) < w.due && i >= 0; i-- {
		if w.stack[i].tag == atom.Q {
			frames = append(frames, i)
		}
	}
	w.due = 0
	if quoted(s) {
		return ""
	}
	var b strings.Builder
	for k := len(frames) - 1; k >= 0; k-- {
		w.stack[frames[k]].mark = true
		open, _ := quoteMarks(w.quotes)
		w.quotes++
		b.WriteString(open)
	}
	return b.String()
}

// quoted reports whether s opens with a quotation mark; one that may be an
// apostrophe does not count.
func quoted(s string) bool {
	for _, m := range []string{`"`, "“", "”", "„", "‘", "‚", "«", "»", "‹", "›", "「", "『"} {
		if strings.HasPrefix(s, m) {
			return true
		}
	}
	return false
}

// quoteMarks are the marks of a quotation inside depth others.
func quoteMarks(depth int) (open, shut string) {
	if depth%2 == 1 {
		return "‘", "’"
	}
	return "“", "”"
}

// closeQuote sets the mark that ends a <q>, close to its last word.
func (w *walker) closeQuote(f frame) {
	if !f.mark {
		if !f.skip && w.due > 0 {
			w.due-- // it had no words
		}
		return
	}
	w.quotes--
	_, shut := quoteMarks(w.quotes)
	r := &w.run
	if len(r.buf) == 0 { // its last block has ended
		if n := len(w.segs); n > 0 {
			w.segs[n-1].text += shut
		}
		return
	}
	space, joint, breaks := r.space, r.joint, r.breaks
	r.space, r.joint, r.breaks = false, false, 0
	w.word(shut, w.elems[f.elem].marks, f.elem)
	r.space, r.joint, r.breaks = space, joint, breaks
}
