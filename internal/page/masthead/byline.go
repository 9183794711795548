package masthead

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// A byline is read in three steps: parts (each with its lead: "Reporting by",
// "editing by"), pieces of a part (between commas, bars and "and"), and the
// name in a piece, once place, role, outlet and handle are cut off.

// part is a stretch of a byline under one lead.
type part struct {
	span readout.Span
	kind string // author, contributor, other; empty where no lead opened it
}

// ParseByline reads a byline: "By A and B", "A | B", "A, B in Beirut",
// "Byline: A. B; C", "Reporting by A; editing by B", "X contributed to this
// report." bare says that the line may be a byline without "By": capitalised
// names and nothing else. ok is true also for a byline that names nobody ("By
// Our Correspondent") or an agency alone.
func ParseByline(line string, bare bool) (Byline, bool) {
	const longest = 600 // bytes: more is a paragraph
	if !bare && !mayLead(line) {
		return Byline{}, false
	}
	w := load()
	line = w.beforeLife(strings.TrimRightFunc(line, unicode.IsSpace))
	if line == "" || len(line) > longest {
		return Byline{}, false
	}
	if body, ok := w.contributed(line); ok {
		return w.contributors(line, body), true
	}
	ps := w.cut(line)
	led := len(ps) > 0 && ps[0].kind != ""
	if !led && !bare {
		return Byline{}, false
	}
	var wrote, helped Byline
	clean := true
	for _, p := range ps {
		into := &wrote
		switch p.kind {
		case "other":
			continue
		case "contributor":
			into = &helped
		}
		pieces := w.pieces(line, p.span)
		for i, piece := range pieces {
			known := w.take(into, line, piece, led, len(pieces) == 1)
			if led && i == 0 && !known {
				return Byline{}, false // "By the morning, Jane Example had left"
			}
			clean = known && clean
		}
	}
	bl := joinBylines(wrote, helped)
	if led {
		return bl, w.plausible(line, bl)
	}
	return bl, clean && (len(bl.Names) > 0 || bl.Agency != "")
}

// mayLead is the cheap test that lets most lines pass: a lead holds "by" or a
// colon, or speaks of reporting, contributing or helping.
func mayLead(line string) bool {
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ':':
			return true
		case (c == 'b' || c == 'B') && i+1 < len(line) && (line[i+1] == 'y' || line[i+1] == 'Y') &&
			(i+2 == len(line) || !isLower(line[i+2])):
			return true
		}
	}
	for _, stem := range []string{"ontribut", "eporting", "ssist", "files from", "nputs from", "nput from"} {
		if strings.Contains(line, stem) {
			return true
		}
	}
	return false
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// joinBylines puts those who wrote and those who helped into one byline; an
// agency is credited only where no person is.
func joinBylines(wrote, helped Byline) Byline {
	bl := wrote
	switch {
	case len(wrote.Names) > 0:
		bl.Helped = helped.Names
	case wrote.Agency == "" && (len(helped.Names) > 0 || helped.Agency != ""):
		bl = helped
		bl.Contributor = true
	}
	if len(bl.Names) > 0 {
		bl.Agency = ""
	}
	return bl
}

// beforeLife cuts the lives of the writers off a byline: markup, or the first
// writer's name said again ("Jane Example Jane Example covers the canal").
func (w *words) beforeLife(line string) string {
	for _, mark := range []string{"<p>", "&lt;p&gt;"} {
		if i := strings.Index(line, mark); i > 0 {
			line = strings.TrimRight(line[:i], " ")
		}
	}
	from := 0
	if _, end, kind := w.nextLead(line, 0); kind != "" && end < len(line) {
		from = end
		if _, second, again := w.nextLead(line, end); again != "" && strings.TrimSpace(line[end:second]) == "" {
			from = second // "Byline: By Jane Example"
		}
	}
	fields := spans(line, readout.Span{Start: from, End: len(line)})
	for i := 2; i+2 < len(fields); i++ {
		if fields[i].In(line) == fields[0].In(line) && bareWord(fields[i+1].In(line)) == bareWord(fields[1].In(line)) {
			return strings.TrimRight(line[:fields[i].Start], " ")
		}
	}
	return line
}

// plausible refuses a sentence that happens to open with a lead: "By Friday
// the two sides had met". A lead is followed by a name, an agency, or nobody
// in few words.
func (w *words) plausible(line string, bl Byline) bool {
	if len(bl.Names) > 0 || bl.Agency != "" {
		return true
	}
	const few = 6
	return len(strings.Fields(line)) <= few && w.namesNobody(line)
}

// namesNobody reports whether a led line credits staff, a desk or an outlet.
func (w *words) namesNobody(line string) bool {
	for _, p := range w.cut(line) {
		s := strings.ToLower(strings.Trim(p.span.In(line), " .:,"))
		if w.nobody[s] || w.outlets[s] || p.kind == "other" {
			return true
		}
		for _, f := range strings.Fields(s) {
			if w.bodies[f] || w.roles[f] || len(f) == 3 && w.outlets[f] {
				return true
			}
		}
	}
	return false
}

// take reads one piece into the byline; false says that the piece is neither a
// name nor anything that may stand beside one.
func (w *words) take(bl *Byline, line string, piece readout.Span, led, only bool) bool {
	s := piece.In(line)
	filed, _, _ := strings.Cut(s, " in ") // "Reuters in Mosul"
	if agency, ok := w.agency(filed); ok {
		bl.Agency = agency
		return true
	}
	if agency := w.agencyOf(s); agency != "" && led && only { // "Reuters Staff"
		bl.Agency = agency
		return true
	}
	name := w.name(line, piece)
	if name.Len() > 0 {
		text := name.In(line)
		n := len(strings.Fields(text))
		if lower := strings.ToLower(text); w.nobody[lower] || w.outlets[lower] || (len(bl.Names) > 0 || !led) && w.places[lower] != "" {
			return true
		}
		if n > 1 || led && only {
			bl.Names = append(bl.Names, Name{name, text})
			return true
		}
	}
	lower := strings.ToLower(s)
	if first, _, ok := strings.Cut(lower, " "); ok && strings.HasPrefix(s, strings.ToUpper(first)) && (w.outlets[first] || w.agencies[first]) {
		return led || len(bl.Names) > 0 // "BBC Monitoring"
	}
	return w.nobody[lower] || w.outlets[lower] || (led || len(bl.Names) > 0) && w.beside(s)
}

// beside reports whether a piece may stand beside a name in a bare byline: a
// place, a role, an outlet.
func (w *words) beside(s string) bool {
	lower := strings.ToLower(strings.TrimSuffix(s, "."))
	if w.places[strings.ToLower(s)] != "" || w.places[lower] != "" || w.outlets[lower] {
		return true
	}
	fields := strings.Fields(lower)
	return len(fields) > 0 && (w.roles[fields[len(fields)-1]] || w.bodies[fields[len(fields)-1]])
}

// agency reports whether s is the name of an agency, "the" or a trailing
// handle aside, and returns it as written.
func (w *words) agency(s string) (string, bool) {
	s = strings.Trim(s, " .()[]")
	lower := strings.TrimPrefix(strings.ToLower(s), "the ")
	return s, w.agencies[lower]
}

// cut cuts a line at its leads: "Reporting by A; Editing by B".
func (w *words) cut(line string) []part {
	var out []part
	at := 0
	for at < len(line) {
		start, end, kind := w.nextLead(line, at)
		if start < 0 {
			break
		}
		if s := trim(line, readout.Span{Start: at, End: start}); s.Len() > 0 && len(out) == 0 {
			out = append(out, part{span: s})
		} else if len(out) > 0 {
			out[len(out)-1].span = trim(line, readout.Span{Start: out[len(out)-1].span.Start, End: start})
		}
		out = append(out, part{readout.Span{Start: end, End: len(line)}, kind})
		at = end
	}
	if len(out) == 0 {
		return []part{{span: trim(line, readout.Span{End: len(line)})}}
	}
	last := &out[len(out)-1]
	last.span = trim(line, readout.Span{Start: last.span.Start, End: len(line)})
	return out
}

// nextLead finds the next lead from at on: at the start of the line, or after
// a mark that ends a part. end is past the lead's own punctuation.
func (w *words) nextLead(line string, at int) (start, end int, kind string) {
	if at == 0 && glued(line) {
		return 0, len("By"), "author"
	}
	for i := at; i < len(line); i++ {
		if i > 0 && !opensPart(line, i) || !w.opensLead(line[i:]) {
			continue
		}
		for _, n := range []int{5, 4, 3, 2, 1} {
			stop := afterWords(line, i, n)
			if stop < 0 {
				continue
			}
			k, ok := w.leads[strings.ToLower(strings.Join(strings.Fields(line[i:stop]), " "))]
			if !ok {
				continue
			}
			if n == 1 && endsIn(line[:i], ',') {
				continue // "by land, by sea"
			}
			rest := strings.TrimLeftFunc(line[stop:], unicode.IsSpace)
			colon := strings.HasPrefix(rest, ":")
			if !colon && !strings.HasSuffix(strings.ToLower(line[i:stop]), "by") && !strings.HasSuffix(strings.ToLower(line[i:stop]), "from") {
				continue // "Author" alone leads only with a colon
			}
			if colon {
				stop += strings.IndexByte(line[stop:], ':') + 1
			}
			return i, stop, k
		}
	}
	return -1, 0, ""
}

// glued reports whether a line opens with a By that lost its space: "ByJane
// Example".
func glued(line string) bool {
	const by = len("By")
	if !strings.HasPrefix(line, "By") {
		return false
	}
	first, size := utf8.DecodeRuneInString(line[by:])
	next, _ := utf8.DecodeRuneInString(line[by+size:])
	return unicode.IsUpper(first) && unicode.IsLower(next)
}

// opensLead reports whether the first word is the first word of a lead.
func (w *words) opensLead(s string) bool {
	const longest = 16 // bytes of a first word
	n := 0
	for n < len(s) && gap(s[n:]) == 0 && s[n] != ':' {
		n++
	}
	return n <= longest && w.leadFirst[strings.ToLower(s[:n])]
}

// opensPart reports whether a lead may begin at byte i: after a mark or the
// start, at the first letter of a word.
func opensPart(line string, i int) bool {
	r, _ := utf8.DecodeRuneInString(line[i:])
	if !unicode.IsLetter(r) {
		return false
	}
	before := strings.TrimRight(line[:i], unseen+" \t\u00a0")
	if before == "" {
		return true
	}
	if len(before) == i {
		return before[len(before)-1] == '(' || before[len(before)-1] == '|'
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune(",;.|(–—-•·/", last) {
		return true
	}
	// "Text by A Photos by B", "By A Additional reporting by B": a lead may
	// also follow a name, then it is capitalised.
	return unicode.IsUpper(r)
}

// unseen are the characters that a reader does not see.
const unseen = "\u200b\u200e\u200f\u2060\ufeff"

// endsIn reports whether the last mark before a lead is the given one.
func endsIn(before string, mark byte) bool {
	before = strings.TrimRight(before, unseen+" \t\u00a0")
	return before != "" && before[len(before)-1] == mark
}

// afterWords is the byte after the n-th word from i, or -1.
func afterWords(line string, i, n int) int {
	for ; n > 0; n-- {
		for i < len(line) && gap(line[i:]) > 0 {
			i += gap(line[i:])
		}
		from := i
		for i < len(line) && gap(line[i:]) == 0 && line[i] != ':' {
			i++
		}
		if i == from {
			return -1
		}
	}
	return i
}

// gap is the length of the white space that opens s, or 0.
func gap(s string) int {
	if s != "" && s[0] < utf8.RuneSelf { // most lines hold nothing else
		if c := s[0]; c == ' ' || '\t' <= c && c <= '\r' {
			return 1
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsSpace(r) {
		return size
	}
	return 0
}

// contributed finds the end of a line of contributors, "contributed to this
// report" with or without "from Cairo" after it; body is what stands before it.
func (w *words) contributed(line string) (body readout.Span, ok bool) {
	lower := strings.ToLower(line)
	if len(lower) != len(line) { // a letter whose small form is longer: offsets would not hold
		return readout.Span{}, false
	}
	for at := 0; ; {
		i := strings.Index(lower[at:], "contributed")
		if i < 0 {
			return readout.Span{}, false
		}
		i += at
		for _, from := range []int{i - len("also "), i} {
			if from < 0 || from < i && lower[from:i] != "also " {
				continue
			}
			tail := strings.Join(strings.Fields(strings.TrimRight(lower[from:], " .)]*")), " ")
			for _, mark := range []string{" from ", ","} {
				if cut := strings.Index(tail, mark); cut > 0 {
					tail = tail[:cut]
				}
			}
			body := trim(line, readout.Span{End: from})
			if w.tails[tail] || tail == "contributed" && w.opensWithName(line, body) {
				return body, true
			}
		}
		at = i + 1
	}
}

// opensWithName reports whether a short run begins with a person's name: the
// test for "A in Doha and B in London contributed.", which says not to what.
func (w *words) opensWithName(line string, body readout.Span) bool {
	const longest = 250 // bytes
	pieces := w.pieces(line, body)
	return body.Len() <= longest && len(pieces) > 0 && len(strings.Fields(w.name(line, pieces[0]).In(line))) > 1
}

// contributors reads "Associated Press writers A in Jerusalem and B in Cairo"
// of a line of contributors; who stands before a semicolon wrote the report.
func (w *words) contributors(line string, body readout.Span) Byline {
	var wrote, helped Byline
	if i := strings.LastIndexAny(body.In(line), ";|"); i >= 0 {
		before := trim(line, readout.Span{Start: body.Start, End: body.Start + i})
		for _, p := range w.cut(before.In(line)) {
			for _, piece := range w.pieces(line, p.span.Shift(before.Start)) {
				w.take(&wrote, line, piece, true, false)
			}
		}
		wrote.Agency = ""
		body = trim(line, readout.Span{Start: body.Start + i + 1, End: body.End})
	}
	for _, p := range w.pieces(line, body) {
		w.take(&helped, line, p, true, false)
	}
	return joinBylines(wrote, helped)
}

// trim takes white space and loose marks off both ends of a span.
func trim(line string, s readout.Span) readout.Span {
	return trimMarks(line, s, unseen+" \t\u00a0,;:|/–—-•·⦁●▪■◦‣∙*_&\"“”'‘’()[]")
}

// trimMarks takes the marks off both ends of a span.
func trimMarks(line string, s readout.Span, marks string) readout.Span {
	t := strings.TrimLeft(s.In(line), marks)
	start := s.End - len(t)
	t = strings.TrimRight(t, marks)
	return readout.Span{Start: start, End: start + len(t)}
}
