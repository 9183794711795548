package masthead

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// pieces cuts a part of a byline at commas, bars, slashes, bullets and "and".
func (w *words) pieces(line string, s readout.Span) []readout.Span {
	var out []readout.Span
	add := func(from, to int) {
		if p := trim(line, readout.Span{Start: from, End: to}); p.Len() > 0 {
			out = append(out, p)
		}
	}
	from := s.Start
	for i := s.Start; i < s.End; {
		if n := separator(line, i, s.End); n > 0 && !w.joinsBeats(line, i, i+n, s.End) {
			add(from, i)
			from, i = i+n, i+n
			continue
		}
		_, size := utf8.DecodeRuneInString(line[i:])
		i += size
	}
	add(from, s.End)
	return out
}

// joinsBeats reports whether an "and" joins two words of one role: "Defence and
// security editor". The second is in small letters; "Tom North and Will White"
// are two names.
func (w *words) joinsBeats(line string, from, to, end int) bool {
	before, after := strings.Fields(line[:from]), strings.Fields(line[to:end])
	if len(before) < 3 || len(after) == 0 || line[from] != ' ' {
		return false
	}
	next := after[0]
	return next == strings.ToLower(next) && w.beats[bareWord(next)] && w.beats[bareWord(before[len(before)-1])]
}

// separator is the length of the separator at byte i, or 0.
func separator(line string, i, end int) int {
	rest := line[i:end]
	switch r, size := utf8.DecodeRuneInString(rest); r {
	case ',', ';', '|', '/', '•', '·', '&', '(', ')', '\t', '\n', '+', '、', '，':
		return size
	case '-', '–', '—':
		if i > 0 && line[i-1] == ' ' && strings.HasPrefix(rest[size:], " ") {
			return size
		}
	case ' ', '\u00a0':
		for _, and := range []string{"and", "with", "und", "et", "plus"} {
			if w := rest[size:]; len(w) > len(and) && strings.EqualFold(w[:len(and)], and) && (w[len(and)] == ' ' || w[len(and)] == '\t') {
				if and == "et" && w[:2] != "et" {
					continue
				}
				return size + len(and)
			}
		}
	}
	return 0
}

// name is the person's name in a piece: what is left once "CNN's", a leading
// role, "in Jerusalem", "for The Outlet", a trailing role, a handle or an
// e-mail are cut off. The zero span says that the piece names no person.
func (w *words) name(line string, piece readout.Span) readout.Span {
	fields := spans(line, piece)
	fields = w.afterPossessive(line, fields)
	fields = w.afterRole(line, fields)
	for i, f := range fields {
		word := f.In(line)
		place := i+1 < len(fields) && w.places[bareWord(fields[i+1].In(line))] != ""
		if i > 0 && w.endsName(word) || i > 1 && (w.endsLabel(word) || word == "For" || word == "From" || word == "In" && place) {
			fields = fields[:i]
			break
		}
	}
	fields, _ = w.beforeBody(line, fields)
	fields = w.beforeBeat(line, w.beforeRole(line, fields))
	if len(fields) == 0 || !w.nameShaped(line, fields) {
		return readout.Span{}
	}
	s := readout.Span{Start: fields[0].Start, End: fields[len(fields)-1].End}
	if t := strings.TrimRight(s.In(line), ".,:;*"); !endsInInitial(s.In(line)) {
		s.End = s.Start + len(t)
	}
	return s
}

// endsName reports whether a word after a name begins what is not the name.
func (w *words) endsName(word string) bool {
	switch word {
	case "in", "at", "for", "from", "of", "is", "on", "near", "reporting", "reports", "reported", "writing", "wrote", "via", "aboard", "@", "to", "as":
		return true
	}
	return strings.ContainsAny(word, "@#") || strings.Contains(word, "://") || word[0] >= '0' && word[0] <= '9'
}

// endsLabel reports whether a word after a name opens the label of a date:
// "By Jane Example Published 8 January 2024".
func (w *words) endsLabel(word string) bool {
	_, ok := w.labels[bareWord(word)]
	return ok
}

// endsInInitial reports whether a name ends in "J." or "Jr.", whose full stop
// belongs to it.
func endsInInitial(s string) bool {
	f := strings.Fields(s)
	last := f[len(f)-1]
	return len([]rune(last)) <= 3 && strings.HasSuffix(last, ".") && len(f) > 1
}

// spans are the words of a piece.
func spans(line string, s readout.Span) []readout.Span {
	var out []readout.Span
	from := -1
	for i, r := range line[s.Start:s.End] {
		switch at := s.Start + i; {
		case unicode.IsSpace(r) && from >= 0:
			out = append(out, readout.Span{Start: from, End: at})
			from = -1
		case !unicode.IsSpace(r) && from < 0:
			from = at
		}
	}
	if from >= 0 {
		out = append(out, readout.Span{Start: from, End: s.End})
	}
	if len(out) > 1 && strings.EqualFold(out[0].In(line), "and") {
		out = out[1:]
	}
	return out
}

// afterPossessive cuts "CNN's" off "CNN's A", and "Reuters'".
func (w *words) afterPossessive(line string, fields []readout.Span) []readout.Span {
	for i, f := range fields {
		word := f.In(line)
		if i+2 <= len(fields)-1 && (strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s") || strings.HasSuffix(word, "s'") || strings.HasSuffix(word, "s’")) {
			return fields[i+1:]
		}
	}
	return fields
}

// afterRole cuts "Associated Press writers", "Diplomatic Correspondent" and
// "Staff writer" off the front of a piece: all up to the last role word with
// two words of a name after it.
func (w *words) afterRole(line string, fields []readout.Span) []readout.Span {
	for i := len(fields) - 3; i >= 0; i-- {
		if w.roles[bareWord(fields[i].In(line))] {
			return fields[i+1:]
		}
	}
	return fields
}

// beforeRole cuts "Diplomatic Editor" off the end of a piece.
func (w *words) beforeRole(line string, fields []readout.Span) []readout.Span {
	for i := 1; i < len(fields); i++ {
		if !w.roles[bareWord(fields[i].In(line))] {
			continue
		}
		for i > 0 && (w.beats[bareWord(fields[i-1].In(line))] || i > 2 && w.outlets[bareWord(fields[i-1].In(line))]) {
			i--
		}
		if i < 2 { // "Gear Team" is a desk, not a person called Gear
			return nil
		}
		return fields[:i]
	}
	if len(fields) == 1 && w.roles[bareWord(fields[0].In(line))] {
		return nil
	}
	return fields
}

// beforeBody cuts an agency or an outlet off the end of a name that no mark
// parts from it: "Jane Example Associated Press". body is what was cut.
func (w *words) beforeBody(line string, fields []readout.Span) (name []readout.Span, body string) {
	const fewest = 2 // words of the name
	for i := fewest; i < len(fields); i++ {
		s := line[fields[i].Start:fields[len(fields)-1].End]
		if _, agency := w.agency(s); agency || w.outlets[strings.ToLower(s)] && (i+1 < len(fields) || s == strings.ToUpper(s) && line[fields[0].Start:fields[i].Start] != strings.ToUpper(line[fields[0].Start:fields[i].Start])) {
			return fields[:i], s
		}
	}
	return fields, ""
}

// beforeBeat cuts "Foreign affairs" off a piece whose role stands in the next:
// "Jane Example Foreign affairs and defence correspondent".
func (w *words) beforeBeat(line string, fields []readout.Span) []readout.Span {
	n := len(fields)
	if n < 3 {
		return fields
	}
	last := fields[n-1].In(line)
	if last != strings.ToLower(last) || w.parts[last] {
		return fields
	}
	for n > 2 && w.beats[bareWord(fields[n-1].In(line))] {
		n--
	}
	return fields[:n]
}

func bareWord(s string) string { return strings.ToLower(strings.Trim(s, ".,:;'’\"“”()")) }

// nameShaped reports whether the words can be a person's name: one to six,
// capitalised or particles, no word that only other lines hold.
func (w *words) nameShaped(line string, fields []readout.Span) bool {
	const most = 6
	if len(fields) > most {
		return false
	}
	if first := fields[0].In(line); len(fields) > 1 && first == strings.ToUpper(first) &&
		(w.agencies[bareWord(first)] || len(first) == 3 && w.outlets[bareWord(first)]) {
		return false // "AP Auto", what is left of "AP Auto Writer"; "BBC Monitoring"
	}
	full := false
	for i, f := range fields {
		word := f.In(line)
		lower := bareWord(word)
		initial := utf8.RuneCountInString(lower) == 1 && word != lower
		if lower == "" || !initial && (w.stop[lower] || w.bodies[lower]) {
			return false
		}
		if i > 0 && w.parts[lower] {
			continue
		}
		first, size := utf8.DecodeRuneInString(word)
		switch {
		case w.parts[lower] && i == 0, strings.HasPrefix(lower, "al-"), strings.HasPrefix(lower, "el-"),
			strings.HasPrefix(lower, "d'"), strings.HasPrefix(lower, "d’"):
		case !unicode.IsUpper(first) && !unicode.IsTitle(first) && (unicode.IsLower(first) || !unicode.IsLetter(first)):
			return false
		}
		if !nameRunes(word) {
			return false
		}
		full = full || len(word) > size+1
	}
	return full
}

// nameRunes reports whether a word holds only what names hold.
func nameRunes(word string) bool {
	for _, r := range word {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(".'’‘ʼ`´-‐‑", r) {
			return false
		}
	}
	return true
}

// Names splits a list of authors as metadata give it ("By A, B and C, Agency")
// into clean names of people, in order, none twice. Bodies, desks, places and
// login names are left out.
func Names(list string) []string {
	people, _ := Credits(list)
	return people
}

// Credits splits a list of authors into people and the rest: agencies, outlets
// and desks, as written. What names nobody ("Staff", "Our Correspondent") is
// in neither.
func Credits(list string) (people, bodies []string) {
	w := load()
	list = strings.TrimSpace(list)
	if inverted, ok := w.inverted(list); ok {
		return []string{inverted}, nil
	}
	seen := map[string]bool{}
	for _, p := range w.cut(list) {
		if p.kind == "other" || p.span.Len() == 0 {
			continue
		}
		if s := p.span.In(list); w.body(s) {
			bodies = appendNew(bodies, s, seen)
			continue
		}
		pieces := w.pieces(list, p.span)
		for _, piece := range pieces {
			s := piece.In(list)
			name := w.name(list, piece)
			switch text := name.In(list); {
			case w.nobody[strings.ToLower(s)] || strings.Contains(s, "://"):
			case w.body(s) || name.Len() > 0 && w.body(text):
				bodies = appendNew(bodies, s, seen)
			case name.Len() == 0 && w.agencyOf(s) != "":
				bodies = appendNew(bodies, w.agencyOf(s), seen)
			case name.Len() == 0 || w.nobody[strings.ToLower(text)] || w.places[strings.ToLower(text)] != "":
			case len(strings.Fields(text)) > 1 || len(pieces) == 1:
				people = appendNew(people, text, seen)
				if _, b := w.beforeBody(list, spans(list, piece)); b != "" {
					bodies = appendNew(bodies, b, seen)
				}
			}
		}
	}
	return people, bodies
}

// agencyOf is the agency that a credit opens with, as written: "AP" of "AP
// National Security Writer".
func (w *words) agencyOf(s string) string {
	fields := strings.Fields(s)
	for n := min(3, len(fields)-1); n > 0; n-- {
		name, ok := w.agency(strings.Join(fields[:n], " "))
		if ok && w.roles[bareWord(fields[len(fields)-1])] {
			return name
		}
	}
	return ""
}

// body reports whether a credit is an agency or an outlet.
func (w *words) body(s string) bool {
	if _, ok := w.agency(s); ok {
		return true
	}
	return w.outlets[strings.ToLower(s)]
}

// inverted reads "Doe, Jane" and "Doe, Jane Q.".
func (w *words) inverted(list string) (string, bool) {
	last, first, ok := strings.Cut(list, ", ")
	given := first
	if i := strings.IndexByte(first, ' '); i > 0 && endsInInitial(first) && strings.Count(first, " ") == 1 {
		given = first[:i] + first[i+1:]
	}
	if !ok || strings.ContainsAny(last+given, " ,|/;&") || w.agencies[strings.ToLower(first)] ||
		w.places[strings.ToLower(first)] != "" || w.roles[strings.ToLower(first)] || !nameRunes(last) || !nameRunes(given) {
		return "", false
	}
	name := first + " " + last
	s := readout.Span{End: len(name)}
	return name, w.name(name, s) == s
}

func appendNew(list []string, s string, seen map[string]bool) []string {
	key := strings.ToLower(strings.Join(strings.Fields(s), " "))
	if seen[key] {
		return list
	}
	seen[key] = true
	return append(list, s)
}

// Agency reports whether a credit is the name of a news agency, a leading
// "the" aside, and returns it as written.
func Agency(credit string) (string, bool) { return load().agency(credit) }

// Nobody reports whether a credit names no one: "Staff", "Our Correspondent",
// "admin".
func Nobody(credit string) bool {
	return load().nobody[strings.ToLower(strings.Trim(credit, " .:,"))]
}
