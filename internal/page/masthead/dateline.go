package masthead

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// ParseDateline reads the dateline at the start of a paragraph: "DOHA, Qatar
// (AP) — ", "WASHINGTON, Jan 12 (Reuters) - ", "GENEVA —", "Cairo: ",
// "(Agency) ". Capitals, an agency or a date in it make it certain; a place in
// mixed case alone must be one that datelines name.
func ParseDateline(par string) (Dateline, bool) {
	w := load()
	head, dash, end, ok := w.headOf(par)
	if !ok {
		return Dateline{}, false
	}
	dl := Dateline{Span: readout.Span{End: end}}
	place := head
	if open := strings.LastIndexByte(head.In(par), '('); open >= 0 {
		inside := head.In(par)[open:]
		shut := strings.IndexByte(inside, ')')
		if shut < 0 {
			return Dateline{}, false
		}
		agency := strings.TrimSpace(inside[1:shut])
		if !w.creditShaped(agency) {
			return Dateline{}, false
		}
		dl.Agency = agency
		place.End = head.Start + open
	}
	place, dl.Date = w.cutDate(par, trimMarks(par, place, placeMarks))
	dl.Place = trimMarks(par, place, placeMarks)
	return dl, w.certain(par, dl, dash)
}

// placeMarks stand around the place of a dateline and are no part of it.
const placeMarks = unseen + " \t\u00a0,;:|/–—-•·*_"

// headOf finds the run before the dash, colon or text of a dateline; end is
// where the report begins.
func (w *words) headOf(par string) (head readout.Span, dash string, end int, ok bool) {
	const longest = 90 // bytes of a dateline
	limit := min(len(par), longest)
	for i := 0; i < limit; {
		r, size := utf8.DecodeRuneInString(par[i:])
		spaced := i > 0 && (par[i-1] == ' ' || par[i-1] == ')' || strings.HasSuffix(par[:i], "\u00a0"))
		switch {
		case r == '—' || r == '–' && (spaced || isSpaceAt(par, i+size)) || r == '-' && spaced && (isSpaceAt(par, i+1) || strings.HasPrefix(par[i:], "--")):
			dash = string(r)
		case r == ':' && isSpaceAt(par, i+size):
			dash = ":"
		}
		if dash != "" {
			end = i + len(par[i:]) - len(strings.TrimLeft(par[i:], "—–-: \t\u00a0"))
			return trimMarks(par, readout.Span{End: i}, placeMarks), dash, end, i > 0
		}
		if r == ')' { // "DOHA (Agency) The two …": the credit alone may end it
			rest := strings.TrimLeft(par[i+1:], " \u00a0")
			if !startsWithAny(rest, "—", "–", "-", ":", ",") {
				return trimMarks(par, readout.Span{End: i + 1}, placeMarks), ")", len(par) - len(rest), true
			}
		}
		i += size
	}
	return readout.Span{}, "", 0, false
}

func isSpaceAt(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsSpace(r)
}

func startsWithAny(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// creditShaped reports whether the words in brackets can credit an agency: a
// known one, or capitals, few words.
func (w *words) creditShaped(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	for _, part := range strings.Split(s, "/") {
		if _, ok := w.agency(part); ok || w.outlets[strings.ToLower(part)] {
			return true
		}
	}
	return len(strings.Fields(s)) == 1 && len(s) >= 2 && s == strings.ToUpper(s) && nameRunes(s)
}

// cutDate takes "Jan 12", "Oct. 13, 2023" or "12 January" off the end of a
// place.
func (w *words) cutDate(par string, place readout.Span) (rest readout.Span, date string) {
	toks := tokens(place.In(par))
	for i := range toks {
		if w.months[toks[i].lower] == 0 || i == 0 && len(toks) < 2 {
			continue
		}
		start := i
		if i > 0 && toks[i-1].kind == 'n' {
			start = i - 1
		} else if i > 1 && toks[i-2].kind == 'n' && isOrdinal(toks[i-1].lower) {
			start = i - 2 // "18th January"
		} else if i+1 >= len(toks) || toks[i+1].kind != 'n' && toks[i+1].text != "." {
			continue
		}
		if day := start - 1; day > 0 && toks[day].text == "," && w.weekdays[toks[day-1].lower] {
			start = day - 1
		} else if day >= 0 && w.weekdays[toks[day].lower] {
			start = day
		}
		at := place.Start + toks[start].span.Start
		return readout.Span{Start: place.Start, End: at}, strings.Trim(par[at:place.End], " ,.")
	}
	return place, ""
}

// certain decides whether what was read is a dateline and not a sentence.
func (w *words) certain(par string, dl Dateline, dash string) bool {
	place := dl.Place.In(par)
	known := func(s string) bool {
		_, ok := w.agency(s)
		return ok || s == strings.ToUpper(s) && w.outlets[strings.ToLower(s)] // "(CNN)"
	}
	if place == "" {
		return known(dl.Agency) || strings.Contains(dl.Agency, "/") && dl.Agency == strings.ToUpper(dl.Agency)
	}
	if !w.placeShaped(place) {
		return false
	}
	city, rest := place, ""
	if i := strings.IndexAny(place, ",["); i >= 0 {
		city, rest = strings.TrimSpace(place[:i]), strings.TrimRight(place[i+1:], "]")
	}
	first, _, _ := strings.Cut(strings.ReplaceAll(city, " and ", "/"), "/")
	named := w.places[strings.ToLower(strings.TrimSpace(first))] == "city"
	region := rest != "" && w.places[strings.ToLower(strings.TrimSpace(rest))] != ""
	upper := strings.ReplaceAll(city, " and ", "/") == strings.ToUpper(strings.ReplaceAll(city, " and ", "/")) && utf8.RuneCountInString(city) > 2
	switch dash {
	case ")":
		return known(dl.Agency) && (upper || named)
	case ":":
		return dl.Agency != "" || named && (upper || dl.Date != "" || rest == "" && place == first)
	}
	return dl.Agency != "" && (upper || named || region) || upper && !w.shout(place) || named || region || dl.Date != "" && upper
}

// shout reports whether capitals before a dash are a call, not a place.
func (w *words) shout(place string) bool {
	for _, f := range strings.Fields(place) {
		if w.notPlace[bareWord(f)] {
			return true
		}
	}
	return false
}

// placeShaped reports whether every word can stand in a place's name.
func (w *words) placeShaped(place string) bool {
	fields := strings.FieldsFunc(place, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("/,[]", r) })
	if len(fields) == 0 || len(fields) > 8 {
		return false
	}
	for i, f := range fields {
		r, _ := utf8.DecodeRuneInString(f)
		lower := strings.ToLower(f)
		small := lower == "de" || lower == "and" || lower == "of" || lower == "the" || lower == "al" || lower == "es" || lower == "la" || strings.HasPrefix(lower, "al-") || lower == "on" || lower == "in"
		if !unicode.IsUpper(r) && !(i > 0 && small) || !nameRunes(f) {
			return false
		}
	}
	return true
}
