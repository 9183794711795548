package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// speakers labels who speaks in a transcript, and the speech as quotation.
func (r *reader) speakers() {
	r.bracketed()
	r.colons()
	r.nameLines()
	r.cues()
}

// cues cuts stage directions out of speech: "… many maps. [Laughter] There …".
func (r *reader) cues() {
	for i := range r.units {
		u := &r.units[i]
		if u.role != readout.RoleQuote && (len(u.parts) == 0 || u.parts[len(u.parts)-1].role != readout.RoleQuote) {
			continue
		}
		parts := u.parts
		if len(parts) == 0 {
			parts = []part{{u.span, u.role, u.rule}}
		}
		last := parts[len(parts)-1]
		if cut := r.cutCues(last); len(cut) > 1 {
			r.split(i, append(append([]part{}, parts[:len(parts)-1]...), cut...)...)
		}
	}
}

func (r *reader) cutCues(p part) []part {
	var out []part
	at := p.span.Start
	for i := at; i < p.span.End; i++ {
		if r.text[i] != '[' && r.text[i] != '(' {
			continue
		}
		shut := strings.IndexAny(r.text[i:p.span.End], "])")
		if shut < 0 {
			break
		}
		cue := readout.Span{Start: i, End: i + shut + 1}
		if got, ok := r.lex.Read(cue.In(r.text), ""); ok && got.Role == readout.RoleTranscriptCue {
			out = append(out, part{readout.Span{Start: at, End: i}, p.role, p.rule}, part{cue, got.Role, got.Rule})
			at = cue.End
		}
		i = cue.End - 1
	}
	return append(out, part{readout.Span{Start: at, End: p.span.End}, p.role, p.rule})
}

// bracketed finds labels such as "(Jane Example, Foreign Minister)" on a line
// of their own, or before the speech on the same line.
func (r *reader) bracketed() {
	for i := range r.units {
		if !r.free(i) {
			continue
		}
		line := r.in(i)
		shut := strings.IndexByte(line, ')')
		if line[0] != '(' || shut < 0 || !officeHolder(line[1:shut]) {
			continue
		}
		start := r.units[i].span.Start
		label := readout.Span{Start: start, End: start + shut + 1}
		rest := trimSpan(r.text, readout.Span{Start: label.End, End: r.units[i].span.End})
		if rest.Len() > 0 {
			if !opensQuote(rest.In(r.text)) {
				continue
			}
			r.split(i, part{label, readout.RoleSpeakerLabel, "plain.speaker-bracket"}, part{rest, readout.RoleQuote, "plain.speech"})
			continue
		}
		if j := i + 1; r.free(j) && (r.units[j].group == r.units[i].group || opensQuote(r.in(j))) {
			r.label(i, readout.RoleSpeakerLabel, "plain.speaker-bracket")
			r.quoteFrom(j)
		}
	}
}

// quoteFrom labels the speech that begins with unit i: up to its closing mark
// where it opens with one.
func (r *reader) quoteFrom(i int) {
	open := opensQuote(r.in(i))
	group := r.units[i].group
	r.label(i, readout.RoleQuote, "plain.speech")
	for ; open && !closesQuote(r.in(i)) && r.free(i+1); i++ {
		if next := r.in(i + 1); r.units[i+1].group != group && !opensQuote(next) {
			return
		}
		r.label(i+1, readout.RoleQuote, "plain.speech")
	}
}

// officeHolder reports whether s reads "Name Name, Office".
func officeHolder(s string) bool {
	const longest = 15 // words
	name, office, ok := strings.Cut(s, ",")
	words := strings.Fields(name)
	if !ok || strings.TrimSpace(office) == "" || len(words) < 2 || len(words) > 6 || len(strings.Fields(s)) > longest {
		return false
	}
	return capitalised(words)
}

// capitalised reports whether words look like a name: capitals, but for
// particles.
func capitalised(words []string) bool {
	if len(words) == 0 {
		return false
	}
	for i, w := range words {
		c, _ := utf8.DecodeRuneInString(strings.Trim(w, "\"'“”‘’("))
		particle := i > 0 && utf8.RuneCountInString(w) <= 3
		if !unicode.IsUpper(c) && !particle && !strings.HasPrefix(w, "al-") && !strings.HasPrefix(w, "el-") {
			return false
		}
	}
	return true
}

func opensQuote(s string) bool {
	for _, m := range []string{"\"", "“", "''", "‘‘", "``", "«", "„"} {
		if strings.HasPrefix(s, m) {
			return true
		}
	}
	return false
}

func closesQuote(s string) bool {
	for _, m := range []string{"\"", "”", "''", "’’", "»"} {
		if strings.HasSuffix(s, m) {
			return true
		}
	}
	return false
}

// colon is a line that may open with a speaker's label.
type colon struct {
	unit  int
	name  string
	end   int // of the label in the line, past the colon
	sure  bool
	upper bool
	short bool // one capitalised word: proof is needed from all of the text
}

// colons finds labels such as "QUESTION:" or "FM EXAMPLE:" before speech. One
// alone may be a place or a topic, so a general word, an office or repetition
// must prove it.
func (r *reader) colons() {
	if r.export && !r.free(0) && r.vendor() == "" {
		return
	}
	all := r.colonLines()
	count := map[string]int{}
	sure, again := 0, 0
	for _, c := range all {
		count[c.name]++
		if c.sure {
			sure++
		}
		if count[c.name] == 2 {
			again++
		}
	}
	// One label again and again is a topic ("DEFINITION:"), not a conversation.
	const many = 6
	r.speech = len(count) > 1 && (again > 1 || again > 0 && len(all) >= many) || sure > 0 && len(all) > 1
	for _, c := range all {
		if r.speech || c.sure && c.upper {
			r.colonLabel(c)
		}
	}
	if r.speech {
		r.continueSpeech(all[0].unit)
	}
}

// colonLines are the lines that open with a label. Labels of one word ("Holt:")
// are a conversation's where two of them come again and one asks; else they are
// days, places and figures, and left out.
func (r *reader) colonLines() []colon {
	var all, kept []colon
	short := map[string]int{}
	again, asks := 0, false
	for i := range r.units {
		if !r.free(i) {
			continue
		}
		c, ok := r.colon(i)
		if !ok {
			continue
		}
		all = append(all, c)
		if c.short {
			short[c.name]++
			if short[c.name] == 2 {
				again++
			}
			asks = asks || strings.HasSuffix(r.in(i), "?")
		}
	}
	for _, c := range all {
		if !c.short || again > 1 && asks && short[c.name] > 1 {
			kept = append(kept, c)
		}
	}
	return kept
}

// colon reads the label at the start of unit i.
func (r *reader) colon(i int) (colon, bool) {
	const longest = 70 // bytes
	line := r.in(i)
	end := strings.IndexByte(line[:min(len(line), longest)], ':')
	if end < 1 || end+1 < len(line) && line[end+1] != ' ' && line[end+1] != '\n' && !opensQuote(line[end+1:]) {
		return r.letterLabel(i)
	}
	name := strings.TrimSpace(line[:end])
	bare := name
	if open := strings.IndexByte(name, '('); open > 0 {
		bare = strings.TrimSpace(name[:open])
	}
	words := strings.Fields(bare)
	if strings.ContainsAny(bare, "\"“”‘?!;[]@/&") {
		return colon{}, false
	}
	c := colon{unit: i, name: strings.ToLower(bare), end: end + 1, upper: upperLabel(bare)}
	if len(words) == 0 || len(words) > 6 {
		return c, false
	}
	first := strings.ToLower(strings.Trim(words[0], ".,"))
	c.sure = r.words.speakers[c.name] || len(words) > 1 && r.words.offices[first] && c.upper
	if c.sure || c.upper && bare != strings.ToLower(bare) {
		return c, true
	}
	c.short = len(words) == 1
	if c.short {
		return c, capitalised(words) && end+2 < len(line)
	}
	// "Jane Example: …" in interviews: two to four capitalised words, more after.
	return c, len(words) >= 2 && len(words) <= 4 && capitalised(words) && end+2 < len(line)
}

// letterLabel reads "Q." and "A." before speech, and "Q" alone, as verbatim
// reports of briefings have it.
func (r *reader) letterLabel(i int) (colon, bool) {
	line := r.in(i)
	if rest, ok := strings.CutPrefix(line, "Q"); ok {
		if said := strings.TrimLeft(rest, " \t\u00a0"); len(said) > 1 && len(said) < len(rest) && !startsLower(said) {
			return colon{unit: i, name: "q", end: 1, sure: true, upper: true}, true
		}
	}
	if len(line) > 3 && (line[0] == 'Q' || line[0] == 'A') && line[1] == '.' && line[2] == ' ' {
		return colon{unit: i, name: strings.ToLower(line[:1]), end: 2, sure: line[0] == 'Q', upper: true}, true
	}
	return colon{}, false
}

func upperLabel(s string) bool {
	return strings.ToUpper(s) == s && hasText(s) && strings.ToLower(s) != s
}

func (r *reader) colonLabel(c colon) {
	s := r.units[c.unit].span
	label := readout.Span{Start: s.Start, End: s.Start + c.end}
	r.split(c.unit, part{label, readout.RoleSpeakerLabel, "plain.speaker-colon"},
		part{readout.Span{Start: label.End, End: s.End}, readout.RoleQuote, "plain.speech"})
}

// continueSpeech labels the paragraphs between labels as speech: in a
// transcript a turn goes on until the next label.
func (r *reader) continueSpeech(from int) {
	for i := from + 1; i < len(r.units); i++ {
		if !r.free(i) || !r.paragraph(i) && !r.units[i].stop {
			continue
		}
		if _, ok := r.lex.Line(r.in(i), r.fields.Outlet.Text); !ok {
			r.label(i, readout.RoleQuote, "plain.speech")
		}
	}
}

// nameLines finds transcripts that put each speaker's name on a line of its
// own: short lines that come again and again, each before speech. Where two do,
// a name that comes once is a speaker too.
func (r *reader) nameLines() {
	const times = 3 // that a name must come
	count := map[string]int{}
	for i := range r.units {
		if r.nameLine(i) {
			count[strings.ToLower(r.in(i))]++
		}
	}
	often := map[bool]int{}
	for _, n := range count {
		often[n >= times]++
	}
	if often[true] < 2 {
		return
	}
	from := -1
	for i := range r.units {
		if r.nameLine(i) && (count[strings.ToLower(r.in(i))] >= times || from >= 0) {
			r.label(i, readout.RoleSpeakerLabel, "plain.speaker-line")
			if from < 0 {
				from = i
			}
		}
	}
	r.speech = true
	r.continueSpeech(from)
}

// nameLine reports whether unit i is a line of two to four words before speech
// that no list knows.
func (r *reader) nameLine(i int) bool {
	const longest = 4
	if !r.free(i) || !r.free(i+1) {
		return false
	}
	u := &r.units[i]
	line := r.in(i)
	if u.words > longest || u.stop || r.units[i+1].words <= longest && !r.units[i+1].stop || strings.IndexFunc(line, notName) >= 0 {
		return false
	}
	_, known := r.lex.Line(line, r.fields.Outlet.Text)
	return !known
}

func notName(c rune) bool { return !unicode.IsLetter(c) && !strings.ContainsRune(" .'’-", c) }
