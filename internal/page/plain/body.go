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
		if !hasText(line) {
			r.label(i, readout.RoleNavigation, "plain.rule-line")
			continue
		}
		if r.units[i].words > longest {
			continue
		}
		got, ok := r.lex.Read(line, r.fields.Outlet.Text)
		if !ok {
			continue
		}
		r.label(i, got.Role, got.Rule)
		at := r.units[i].span.Start
		if len(got.Parts) > 0 {
			r.splitReading(i, got.Role, got.Rule, got.Parts)
		}
		if !got.Outlet.IsZero() && r.res.Outlet.Text == "" && r.fields.Outlet.Text == "" {
			r.res.Outlet = r.found(got.Outlet.Shift(at), "plain.outlet-line", got.Rule)
		}
	}
}

// captions labels a paragraph that ends in the credit of a picture.
func (r *reader) captions() {
	const longest = 75 // words of a caption
	_, last := r.ends()
	for i := range r.units {
		if !r.free(i) || r.units[i].words > longest || i == last {
			continue
		}
		if at, rule := r.pictureCredit(r.units[i].span); at > 0 {
			r.caption(i)
			_ = rule
		}
	}
}

// caption labels unit i a caption, its credits apart.
func (r *reader) caption(i int) {
	span := r.units[i].span
	var parts []part
	for {
		at, rule := r.pictureCredit(span)
		if at <= 0 {
			break
		}
		parts = append([]part{{readout.Span{Start: span.Start + at, End: span.End}, readout.RoleCredit, rule}}, parts...)
		span = trimSpan(r.text, readout.Span{Start: span.Start, End: span.Start + at})
	}
	if got, ok := r.lex.Read(span.In(r.text), r.fields.Outlet.Text); ok {
		parts = append([]part{{span, got.Role, got.Rule}}, parts...)
	} else {
		parts = append([]part{{span, readout.RoleCaption, "plain.caption"}}, parts...)
	}
	r.split(i, parts...)
}

// pictureCredit finds the credit that ends a caption, in brackets or as a last
// sentence of its own; at is its offset in the span, 0 for none.
func (r *reader) pictureCredit(span readout.Span) (at int, rule string) {
	const longest = 16 // words of a credit
	line := span.In(r.text)
	for _, i := range creditStarts(line) {
		rest := line[i:]
		if len(strings.Fields(rest)) > longest || i == 0 {
			continue
		}
		got, ok := r.lex.Read(strings.Trim(rest, " []"), "")
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
		if r.units[i].zone == bodyZone {
			opened++
		}
		r.paragraphParts(i, opened <= 2 && r.res.Wire.Text == "" && !r.hasDateline())
	}
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
	if at, got := r.runOn(body.span); at > 0 {
		end := body.span.End
		body.span.End = body.span.Start + at
		parts = append(parts, part{readout.Span{Start: body.span.End, End: end}, got.role, got.rule})
	}
	if len(parts) == 1 {
		r.label(i, readout.RoleBody, "plain.paragraph")
		return
	}
	r.split(i, parts...)
}

// runOn finds the furniture that was run on to the end of a paragraph.
func (r *reader) runOn(span readout.Span) (at int, found part) {
	const look = 1500 // bytes
	line := span.In(r.text)
	if len(line) < 40 {
		return 0, part{}
	}
	from := max(1, len(line)-look)
	for i := from; i < len(line); i++ {
		if !sentenceStart(line, i) {
			continue
		}
		got, ok := r.lex.Read(line[i:], "")
		if !ok {
			continue
		}
		switch got.Role {
		case readout.RoleCorrection, readout.RoleCredit, readout.RoleTail:
		case readout.RoleNavigation, readout.RoleNotice:
			if len(line)-i < 20 {
				continue // a word or two may be the report's
			}
		default:
			continue
		}
		return i, part{role: got.Role, rule: got.Rule}
	}
	return 0, part{}
}

// sentenceStart reports whether a sentence may begin at byte i > 0: after a
// stop and closing marks, with or without a space.
func sentenceStart(line string, i int) bool {
	c := line[i]
	if c != '(' && c != '[' && !(c >= 'A' && c <= 'Z') && !strings.HasPrefix(line[i:], "©") {
		return false
	}
	before := strings.TrimRight(line[:i], " \u00a0\t")
	shut := strings.TrimRight(before, closers)
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
