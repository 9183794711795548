package meta

import (
	"strings"
	"unicode/utf8"

	"readout"
	"readout/internal/page/masthead"
	"readout/internal/source"
)

// A title is chosen by agreement. Three signals speak for themselves: the title
// the outlet gives for sharing (og:title), the h1 a reader sees, the headline
// of linked data. Where they agree, the h1's writing is taken. Where they do
// not, og:title is the report's title and the h1, often rewritten as a story
// moves, is kept beside it in Page.Shown; unless og:title is only what <title>
// says for search engines while h1 and linked data agree. On 38 pages of 27
// outlets whose titles were read by hand, the h1 first gives 33 right, og:title
// first 35, with the exception 36.

// readTitle chooses the headline, and the headline shown where it differs.
func (sg *signals) readTitle(fields source.Fields) (title, shown Choice) {
	linked, heads, tags := sg.linkedTitle(), sg.headings(), sg.titleTags()
	shared, search := signal{}, signal{}
	for _, t := range tags {
		switch t.name {
		case "meta og:title":
			shared = t
		case titleElement:
			search = t
		}
	}
	container := signal{tidy(fields.Title.Text), fields.Title.Signal}
	for _, step := range []func() (Choice, bool){
		func() (Choice, bool) { return agreed(shared, heads, false) },
		func() (Choice, bool) { return agreed(shared, []signal{linked}, true) },
		func() (Choice, bool) { return sg.searchOnly(shared, search, linked, heads) },
		func() (Choice, bool) { return alone(shared) },
		func() (Choice, bool) { return agreed(linked, heads, false) },
		func() (Choice, bool) { return agreed(linked, tags, true) },
		func() (Choice, bool) { return headAgreed(heads, append(tags, container)) },
		func() (Choice, bool) { return alone(linked) },
		func() (Choice, bool) { return alone(sg.likelyHeading(heads, tags)) },
		func() (Choice, bool) { return alone(append(tags, container)...) },
	} {
		if c, ok := step(); ok {
			title = c
			break
		}
	}
	if h := sg.likelyHeading(heads, append(tags, linked)); h.text != "" && key(h.text) != key(title.Value) {
		shown = Choice{h.text, readout.Reason{Rule: RuleTitleShown, Signal: h.name}}
	}
	return title, shown
}

// agreed takes the first of others that says what s says, as it writes it; own
// keeps the writing of s where another says the same.
func agreed(s signal, others []signal, own bool) (Choice, bool) {
	with, ok := agrees(s, others)
	if !ok {
		whole, ok := untruncated(s, others)
		return Choice{whole.text, readout.Reason{Rule: RuleTitleWhole, Signal: whole.name}}, ok
	}
	text := with.text
	if own && key(text) == key(s.text) {
		text = s.text
	}
	return Choice{text, readout.Reason{Rule: RuleTitleAgreed, Signal: s.name + ", " + with.name}}, true
}

// searchOnly passes over an og:title that repeats the search title while the
// h1 and linked data agree on another.
func (sg *signals) searchOnly(shared, search, linked signal, heads []signal) (Choice, bool) {
	if key(shared.text) == "" || key(shared.text) != key(search.text) {
		return Choice{}, false
	}
	return agreed(linked, heads, false)
}

func headAgreed(heads, others []signal) (Choice, bool) {
	for _, h := range heads {
		if with, ok := agrees(h, others); ok {
			return Choice{h.text, readout.Reason{Rule: RuleTitleAgreed, Signal: h.name + ", " + with.name}}, true
		}
	}
	return Choice{}, false
}

// alone takes the first signal that says anything.
func alone(list ...signal) (Choice, bool) {
	for _, s := range list {
		if s.text != "" {
			return Choice{s.text, readout.Reason{Rule: RuleTitleAlone, Signal: s.name}}, true
		}
	}
	return Choice{}, false
}

func (sg *signals) linkedTitle() signal {
	for _, o := range sg.kin {
		if s := o.text("headline"); s != "" {
			return signal{sg.bare(s), "json-ld headline"}
		}
	}
	if sg.article != nil {
		if s := sg.article.text("name"); s != "" {
			return signal{sg.bare(s), "json-ld name"}
		}
	}
	return signal{}
}

// headings are the headings that can be a headline: not the outlet's own name.
func (sg *signals) headings() []signal {
	var out []signal
	for _, h := range sg.heads {
		if !sg.isOutlet(h.text) && utf8.RuneCountInString(h.text) > 3 {
			out = append(out, h)
		}
	}
	return out
}

// titleElement is the name of the signal <title>.
const titleElement = "title element"

func (sg *signals) titleTags() []signal {
	var out []signal
	for _, k := range sg.w.keys["title"] {
		if s := sg.bare(sg.first(k)); s != "" && !sg.isOutlet(s) {
			out = append(out, signal{s, "meta " + k})
		}
	}
	if s := sg.bare(sg.title); s != "" && !sg.isOutlet(s) {
		out = append(out, signal{s, titleElement})
	}
	return out
}

// agrees finds the first of others that says the same headline. Either may
// carry a section or an outlet behind a mark ("Headline | World News"): then
// the shorter is the headline.
func agrees(s signal, others []signal) (signal, bool) {
	want := key(s.text)
	if want == "" {
		return signal{}, false
	}
	for _, o := range others {
		if key(o.text) == want {
			return o, true
		}
	}
	for _, o := range others {
		for _, part := range titleParts(o.text) {
			if key(part) == want {
				return signal{part, o.name}, true
			}
		}
		for _, part := range titleParts(s.text) {
			if k := key(part); k != "" && k == key(o.text) {
				return o, true
			}
		}
	}
	return signal{}, false
}

// titleParts is a title without its last, first or two last parts.
func titleParts(s string) []string {
	var out []string
	for _, mark := range titleMarks {
		parts := strings.Split(s, mark)
		if len(parts) < 2 {
			continue
		}
		for n := len(parts) - 1; n > 0; n-- {
			out = append(out, strings.Join(parts[:n], mark))
		}
		out = append(out, strings.Join(parts[1:], mark))
	}
	return out
}

// titleMarks stand between a headline and the outlet's name.
var titleMarks = []string{" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " « ", " › ", " -- ", " ~ ", " / ", ": "}

// bare takes the outlet's name off both ends of a title.
func (sg *signals) bare(s string) string {
	for range 3 { // "Headline | World | Outlet - outlet.example"
		cut := sg.bareOnce(s)
		if cut == s {
			break
		}
		s = cut
	}
	return s
}

func (sg *signals) bareOnce(s string) string {
	for _, mark := range titleMarks {
		if i := strings.LastIndex(s, mark); i > 0 && sg.isOutlet(s[i+len(mark):]) {
			return strings.TrimSpace(s[:i])
		}
		if i := strings.Index(s, mark); i > 0 && sg.isOutlet(s[:i]) {
			return strings.TrimSpace(s[i+len(mark):])
		}
	}
	if i := strings.LastIndexByte(s, '|'); i > 0 && sg.isOutlet(s[i+1:]) {
		return strings.TrimSpace(s[:i])
	}
	if i := strings.IndexByte(s, '|'); i > 0 && sg.isOutlet(s[:i]) {
		return strings.TrimSpace(s[i+1:])
	}
	return s
}

// isOutlet reports whether a text is one of the outlet's names, in any case,
// "the" and a top-level domain aside.
func (sg *signals) isOutlet(s string) bool {
	want := outletKey(s)
	if want == "" {
		return false
	}
	for _, name := range sg.names {
		if outletKey(name) == want {
			return true
		}
	}
	return namesHost(s, masthead.Host(sg.address))
}

func outletKey(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "www."), "the ")
	for _, end := range []string{".com", ".org", ".net", ".co.uk", ".news"} {
		s = strings.TrimSuffix(s, end)
	}
	return key(s)
}

// untruncated finds the signal of which a title was cut short: it ends in dots,
// or at the length at which systems cut (110 characters, the limit that search
// engines used to set). A title that merely opens another is a shorter title.
func untruncated(s signal, others []signal) (signal, bool) {
	const least = 40 // bytes of key: shorter openings are shared by chance
	const cut = 100  // bytes at which a title may have been cut without dots
	want := key(s.text)
	dots := strings.HasSuffix(s.text, "…") || strings.HasSuffix(s.text, "...")
	if len(want) < least || !dots && len(s.text) < cut {
		return signal{}, false
	}
	for _, o := range others {
		if k := key(o.text); len(k) > len(want) && strings.HasPrefix(k, want) {
			return o, true
		}
	}
	return signal{}, false
}

// likelyHeading chooses among headings that nothing repeats: one that shares
// most of its words with a tag, else the only one.
func (sg *signals) likelyHeading(heads, tags []signal) signal {
	for _, h := range heads {
		for _, t := range tags {
			if key(h.text) == key(t.text) || shares(h.text, t.text) {
				return h
			}
		}
	}
	if len(heads) == 1 || len(tags) == 0 && len(heads) > 0 {
		return heads[0]
	}
	return signal{}
}

// shares reports whether at least half of the shorter text's words stand in
// the longer.
func shares(a, b string) bool {
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	in := map[string]bool{}
	for _, w := range y {
		in[key(w)] = true
	}
	n := 0
	for _, w := range x {
		if in[key(w)] {
			n++
		}
	}
	return len(x) > 1 && 2*n >= len(x)
}

// readSubtitle finds the standfirst that the page shows under its headline: an
// element that says so, or a heading right below that the description repeats.
// A description that is not shown is no subtitle.
func (sg *signals) readSubtitle(title string) Choice {
	if sg.headline < 0 {
		return Choice{}
	}
	const below = 8     // lines: further down the report has begun
	const longest = 500 // bytes
	descriptions := map[string]string{}
	for _, k := range sg.w.keys["description"] {
		descriptions[key(sg.first(k))] = "meta " + k
	}
	if sg.article != nil {
		for _, k := range []string{"alternativeHeadline", "description"} {
			descriptions[key(sg.article.text(k))] = "json-ld " + k
		}
	}
	for i := sg.headline + 1; i < len(sg.blocks) && i <= sg.headline+below; i++ {
		b := sg.blocks[i]
		k := key(b.text)
		if b.aside || len(b.text) > longest || k == key(title) || len(strings.Fields(b.text)) < 4 || sg.isMasthead(b.text) {
			continue
		}
		said, repeated := descriptions[k]
		heading := b.node != nil && (b.node.Data == "h2" || b.node.Data == "h3")
		switch {
		case sg.marksNear(b, "subtitle"):
			return Choice{b.text, readout.Reason{Rule: RuleSubtitle, Signal: "class"}}
		case heading && repeated:
			return Choice{b.text, readout.Reason{Rule: RuleSubtitle, Signal: b.node.Data + ", " + said}}
		case heading && i == sg.headline+1:
			return Choice{b.text, readout.Reason{Rule: RuleSubtitle, Signal: b.node.Data}}
		}
	}
	return Choice{}
}

// longestMasthead is the length, in bytes, from which a line that opens with a
// date is a sentence.
const longestMasthead = 80

// isMasthead reports whether a line is a byline or a date.
func (sg *signals) isMasthead(s string) bool {
	if _, ok := masthead.ParseByline(s, false); ok {
		return true
	}
	stamps := masthead.Dates(s, masthead.OrderUnknown)
	return len(stamps) > 0 && (stamps[0].Whole || stamps[0].Span.Start == 0 && len(s) < longestMasthead)
}

// marksNear reports whether the element of a line, or one of the two above it,
// says that it is of a kind.
func (sg *signals) marksNear(b block, kind string) bool {
	n := b.node
	for up := 0; n != nil && up < 3; up++ {
		if sg.w.marks(n, kind) {
			return true
		}
		n = n.Parent
	}
	return false
}
