package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/internal/page/masthead"
)

// lines labels what the words alone tell.
func (r *reader) lines() {
	// More words than these are a report on one line, whatever it opens with.
	const longest = 120
	for i := range r.units {
		if !r.free(i) {
			continue
		}
		line := r.in(i)
		if !hasText(line) || bareNumber(line) {
			r.label(i, readout.RoleNavigation, "plain.rule-line")
			continue
		}
		if address(line) {
			r.label(i, readout.RoleNavigation, "plain.address-line")
			continue
		}
		if n := pictureLabel(line); n > 0 && (r.export || r.units[i].stop && strings.ToUpper(line[:n]) == line[:n]) {
			r.caption(i)
			continue
		}
		const shortQuote = 8 // words: a longer quotation is the report's
		if n := r.units[i].words; n > longest || n > shortQuote && opensQuote(line) {
			continue
		}
		got, ok := r.lex.Read(line, r.fields.Outlet.Text)
		if !ok {
			continue
		}
		if got.Role == readout.RoleCredit && r.creditAtEnd(i) {
			continue
		}
		r.label(i, got.Role, got.Rule)
		at := r.units[i].span.Start
		if got.Rule == "furniture.caption-lead" && r.free(i+1) {
			r.label(i+1, readout.RoleCaption, "plain.caption")
		}
		if len(got.Parts) > 0 {
			r.splitReading(i, got.Role, got.Rule, got.Parts)
		}
		if !got.Outlet.IsZero() && r.res.Outlet.Text == "" && r.fields.Outlet.Text == "" {
			r.res.Outlet = r.found(got.Outlet.Shift(at), "plain.outlet-line", got.Rule)
		}
	}
}

// creditAtEnd reports whether only the last sentence of a paragraph is a
// credit, and report stands before it.
func (r *reader) creditAtEnd(i int) bool {
	const report = 8 // words before the credit
	span := r.units[i].span
	at, got := r.runOn(span)
	return at > 0 && got.role == readout.RoleCredit && len(strings.Fields(span.In(r.text)[:at])) >= report
}

// bareNumber reports whether a line is a number: of a page, an item, of shares.
func bareNumber(line string) bool {
	return strings.Trim(line, "0123456789") == ""
}

// address reports whether a line is nothing but an address on the web.
func address(line string) bool {
	bare := strings.TrimPrefix(strings.TrimPrefix(line, "https://"), "http://")
	return !strings.ContainsAny(line, " \t\u00a0") && (len(bare) < len(line) || strings.HasPrefix(line, "www."))
}

// captions labels a paragraph that ends in the credit of a picture.
func (r *reader) captions() {
	const longest = 75 // words of a caption
	_, last := r.ends()
	for i := range r.units {
		if !r.free(i) || r.units[i].words > longest || i == last {
			continue
		}
		if at, _ := r.pictureCredit(r.units[i].span); at > 0 {
			r.caption(i)
		}
	}
}

// pictureLabels open a caption in agency copy and exports.
var pictureLabels = []string{"PHOTOS:", "PHOTO:", "Photos:", "Photo:", "MAP:", "CHART:", "DRAWING:"}

// pictureLabel is the length of the label of pictures that opens a line, 0 for
// none; a count may stand before it ("2 photos:").
func pictureLabel(line string) int {
	rest := strings.TrimLeft(line, "0123456789 ")
	for _, l := range append(pictureLabels, "photos:", "photo:") {
		if strings.HasPrefix(rest, l) {
			return len(line) - len(rest) + len(l)
		}
	}
	return 0
}

// caption labels unit i a caption, or several, with their credits apart:
// credits stand in brackets anywhere, or as the last sentence.
func (r *reader) caption(i int) {
	span := r.units[i].span
	if got, ok := r.lex.Read(span.In(r.text), r.fields.Outlet.Text); ok && got.Rule != "furniture.related-link" && len(got.Parts) == 0 {
		r.label(i, got.Role, got.Rule)
		return
	}
	var parts []part
	if n := pictureLabel(span.In(r.text)); n > 0 {
		parts = append(parts, part{readout.Span{Start: span.Start, End: span.Start + n}, readout.RoleNotice, "plain.picture-label"})
		span.Start += n
	}
	end := part{}
	if at, got := r.runOn(span); at > 0 && got.role != readout.RoleCredit {
		end = part{readout.Span{Start: span.Start + at, End: span.End}, got.role, got.rule}
		span.End = span.Start + at
	} else if at, rule := r.pictureCredit(span); at > 0 {
		end = part{readout.Span{Start: span.Start + at, End: span.End}, readout.RoleCredit, rule}
		span.End = span.Start + at
	}
	parts = append(parts, r.bracketCredits(span)...)
	r.split(i, append(parts, end)...)
}

// bracketCredits cuts captions at the credits in brackets between them.
func (r *reader) bracketCredits(span readout.Span) []part {
	var parts []part
	at := span.Start
	for i := span.Start; i < span.End; i++ {
		shut := -1
		if r.text[i] == '(' {
			shut = strings.IndexByte(r.text[i:span.End], ')')
		}
		if shut < 0 {
			continue
		}
		credit := readout.Span{Start: i, End: i + shut + 1}
		if got, ok := r.lex.Read(credit.In(r.text), ""); ok && got.Rule == "furniture.picture-credit" {
			parts = append(parts, part{readout.Span{Start: at, End: i}, readout.RoleCaption, "plain.caption"},
				part{credit, readout.RoleCredit, got.Rule})
			at = credit.End + len(r.text[credit.End:span.End]) - len(strings.TrimLeft(r.text[credit.End:span.End], "; "))
			parts[len(parts)-1].span.End = at
		}
		i = credit.End - 1
	}
	return append(parts, part{readout.Span{Start: at, End: span.End}, readout.RoleCaption, "plain.caption"})
}

// pictureCredit finds the credit that ends a caption, in brackets or as a last
// sentence of its own; at is its offset in the span, 0 for none.
func (r *reader) pictureCredit(span readout.Span) (at int, rule string) {
	const longest = 16 // words of a credit
	line := span.In(r.text)
	if shut := strings.LastIndexAny(line, "[]"); shut >= 0 && strings.Count(line, "[") != strings.Count(line, "]") {
		return 0, "" // the end of a source in brackets
	}
	for _, i := range creditStarts(line) {
		rest := line[i:]
		if len(strings.Fields(rest)) > longest || i == 0 {
			continue
		}
		if rest[0] == '[' {
			rest = strings.Trim(rest, "[] ")
		}
		got, ok := r.lex.Read(rest, "")
		if ok && got.Rule == "furniture.picture-credit" {
			return i, got.Rule
		}
	}
	return 0, ""
}

// creditStarts are the places where a credit may begin at the end of a line:
// its last bracket, its last sentences.
func creditStarts(line string) []int {
	const look = 160 // bytes
	var out []int
	from := max(0, len(line)-look)
	if strings.HasSuffix(line, ")") || strings.HasSuffix(line, "]") {
		if i := strings.LastIndexAny(line, "(["); i >= from {
			out = append(out, i)
		}
	}
	for i := len(line) - 1; i > from; i-- {
		if line[i-1] == ' ' && i >= 2 && strings.IndexByte(".!?)|'\"", line[i-2]) >= 0 {
			out = append(out, i)
		}
		if strings.HasPrefix(line[i:], "Photo") || strings.HasPrefix(line[i:], "Picture:") || strings.HasPrefix(line[i:], "Image:") || strings.HasPrefix(line[i:], "Credit:") {
			out = append(out, i)
		}
	}
	return out
}

// body labels what is left: the report.
func (r *reader) body() {
	opened := 0
	for i := range r.units {
		if !r.free(i) {
			continue
		}
		if r.writerNote(i) {
			r.label(i, readout.RoleTail, "plain.writer-note")
			continue
		}
		if r.units[i].zone == bodyZone {
			opened++
		}
		r.paragraphParts(i, opened <= 2 && r.res.Wire.Text == "" && !r.hasDateline())
	}
}

// writerNote reports whether one of the last paragraphs says who the writer
// is: "Anna Example is a former harbour master".
func (r *reader) writerNote(i int) bool {
	const last = 6 // units of the text
	if i < len(r.units)-last || i == 0 {
		return false
	}
	line := strings.TrimLeft(r.in(i), "•—–-* ")
	for _, name := range r.writers() {
		rest, ok := strings.CutPrefix(line, name)
		if ok && strings.HasPrefix(rest, ", ") && strings.Contains(rest, " is ") {
			return true
		}
		for _, verb := range writerVerbs {
			if ok && strings.HasPrefix(rest, verb) {
				return true
			}
		}
	}
	return false
}

// writerVerbs follow the name in a note on the writer.
var writerVerbs = []string{" is ", " covers ", " has covered ", " writes ", " reports ", " joined ", " can be reached "}

// writers are the names of the authors, as the text or its container gives
// them.
func (r *reader) writers() []string {
	var out []string
	for _, f := range r.res.Authors {
		out = append(out, f.Text)
	}
	for _, v := range r.fields.Authors {
		out = append(out, masthead.Names(v.Text)...)
	}
	return out
}

func (r *reader) hasDateline() bool {
	for i := range r.units {
		if len(r.units[i].parts) > 0 && r.units[i].parts[0].role == readout.RoleDateline {
			return true
		}
		if i > 60 {
			break
		}
	}
	return false
}

// paragraphParts labels a paragraph, its dateline and what was run on to its
// end: credits, corrections, copyright.
func (r *reader) paragraphParts(i int, opens bool) {
	span := r.units[i].span
	parts := []part{{span, readout.RoleBody, "plain.paragraph"}}
	if opens {
		if dl, ok := masthead.ParseDateline(r.in(i)); ok && dl.Span.End < span.Len() {
			cut := span.Start + dl.Span.End
			parts[0].span.Start = cut
			parts = append([]part{{readout.Span{Start: span.Start, End: cut}, readout.RoleDateline, "plain.dateline"}}, parts...)
			if dl.Agency != "" && r.res.Wire.Text == "" {
				r.res.Wire = Found{Text: dl.Agency, Reason: readout.Reason{Rule: "plain.dateline", Signal: "dateline"}}
			}
		}
	}
	body := &parts[len(parts)-1]
	if tail := r.runOns(body.span); len(tail) > 0 {
		const longest = 60 // words of a caption
		body.span.End = tail[0].span.Start
		if tail[0].rule == "furniture.picture-credit" && r.units[i].words <= longest && r.goesOn(i) {
			body.role, body.rule = readout.RoleCaption, "plain.caption"
		}
		parts = append(parts, tail...)
	}
	if len(parts) == 1 {
		r.label(i, readout.RoleBody, "plain.paragraph")
		return
	}
	r.split(i, parts...)
}

// goesOn reports whether a paragraph stands below unit i: an agency's name at
// the end of the last one credits the report, above it a picture.
func (r *reader) goesOn(i int) bool {
	const look = 40 // units
	for j := i + 1; j < len(r.units) && j <= i+look; j++ {
		if r.paragraph(j) {
			return true
		}
	}
	return false
}

// runOns are the runs of furniture at the end of a paragraph, each to the start
// of the next: a correction, then a credit.
func (r *reader) runOns(span readout.Span) []part {
	var out []part
	for {
		at, got := r.runOn(span)
		if at <= 0 {
			return out
		}
		got.span = readout.Span{Start: span.Start + at, End: span.End}
		if n := len(out); n > 0 && out[n-1].role == got.role {
			out[n-1].span.End = got.span.End
		} else {
			if n > 0 {
				out[n-1].span.End = got.span.Start
			}
			out = append(out, got)
		}
		span = got.span
	}
}

// runOn finds the furniture that was run on to the end of a paragraph.
func (r *reader) runOn(span readout.Span) (at int, found part) {
	const look = 1500 // bytes
	line := span.In(r.text)
	if len(line) < 40 {
		return 0, part{}
	}
	for i := max(1, len(line)-look); i < len(line); i++ {
		if !sentenceStart(line, i) {
			continue
		}
		got, ok := r.lex.Read(line[i:], "")
		if !ok || len(got.Parts) > 0 {
			continue
		}
		switch got.Role {
		case readout.RoleCorrection, readout.RoleTail:
			return i, part{role: got.Role, rule: got.Rule}
		case readout.RoleCredit:
			// "… she said. A. Example contributed to this report.": the shortest
			// run that is a credit is the credit.
			at, found = i, part{role: got.Role, rule: got.Rule}
			continue
		case readout.RoleNavigation, readout.RoleNotice:
			if len(line)-i >= 20 { // a word or two may be the report's
				return i, part{role: got.Role, rule: got.Rule}
			}
		}
		if at > 0 {
			return at, found
		}
	}
	return at, found
}

// sentenceStart reports whether a sentence may begin at byte i > 0: after a
// stop and closing marks, with or without a space.
func sentenceStart(line string, i int) bool {
	c := line[i]
	if c != '(' && c != '[' && !(c >= 'A' && c <= 'Z') && !strings.HasPrefix(line[i:], "©") {
		return false
	}
	before := strings.TrimRight(line[:i], " \u00a0\t")
	shut := strings.TrimRight(before, closers+" \u00a0")
	if strings.HasSuffix(before, ")") && len(before) < i {
		return true // "… the bridge. (Photo by A. Example) This report …"
	}
	if shut == "" || !strings.ContainsRune(".!?", rune(shut[len(shut)-1])) {
		return false
	}
	if len(before) < i {
		return true
	}
	// Without a space between, the stop must end a word and not an initial.
	r, _ := utf8.DecodeLastRuneInString(shut[:len(shut)-1])
	return unicode.IsLower(r) || len(shut) < len(before)
}
