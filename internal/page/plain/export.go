package plain

import (
	"strings"
	"unicode"

	"readout"
	"readout/internal/page/masthead"
)

// label is a label of a database export: see lexicon/export-labels.list.
type label struct {
	vendor, text, does string
	sure               bool
}

// labelled is a label found at the start of a line.
type labelled struct {
	*label
	name  readout.Span // the label
	value readout.Span // what follows it on the line; may be empty
}

// exportLabels finds the labels of vendor that stand in unit i; none is nil.
func (r *reader) exportLabel(i int, vendor string) *labelled {
	s := r.units[i].span
	line := s.In(r.text)
	labels := r.words.labels[line[0]]
	for n := range labels {
		l := &labels[n]
		if vendor != "" && l.vendor != vendor || !strings.HasPrefix(line, l.text) {
			continue
		}
		rest := line[len(l.text):]
		code := l.vendor == "factiva" && rest != "" && (rest[0] == ' ' || rest[0] == '\t')
		if strings.HasSuffix(l.text, ":") || strings.TrimFunc(rest, unicode.IsSpace) == "" || code {
			name := readout.Span{Start: s.Start, End: s.Start + len(l.text)}
			return &labelled{l, name, trimSpan(r.text, readout.Span{Start: name.End, End: s.End})}
		}
	}
	return nil
}

// vendor is the database that the text was exported from, or empty: enough
// different labels, some of them sure.
func (r *reader) vendor() string {
	const enough, enoughSure = 4, 2
	type count struct{ all, sure map[string]bool }
	counts := map[string]count{}
	for i := range r.units {
		labels := r.words.labels[r.in(i)[0]]
		for n := range labels {
			l := &labels[n]
			if !strings.HasPrefix(r.in(i), l.text) {
				continue
			}
			if got := r.exportLabel(i, l.vendor); got == nil || got.label != l {
				continue
			}
			c, ok := counts[l.vendor]
			if !ok {
				c = count{map[string]bool{}, map[string]bool{}}
				counts[l.vendor] = c
			}
			c.all[l.text] = true
			if l.sure {
				c.sure[l.text] = true
			}
		}
	}
	for _, v := range []string{"nexis", "proquest", "factiva", "results"} {
		if c := counts[v]; len(c.all) >= enough && len(c.sure) >= enoughSure {
			return v
		}
	}
	return ""
}

// resultList labels a list of search results: no report at all.
func (r *reader) resultList() {
	if len(r.units) == 0 || r.vendor() != "results" {
		return
	}
	for i := range r.units {
		r.label(i, readout.RoleNotice, "plain.result-list")
	}
}

// exporter walks the lines of an export from label to label.
type exporter struct {
	r       *reader
	vendor  string
	section string // what the last label that opened a section does
	last    readout.Role
	group   int  // of the last label
	plain   int  // head lines without a label
	titled  bool // a label gives the title
	// outletFirst says that the outlet stands above the title.
	outletFirst bool
	open        string // what the last label does, where its value is on the next line
}

// exported labels a database export: its labels and index terms, and what the
// labels say of the report. Paragraphs of the body stay for later steps.
func (r *reader) exported() {
	if !r.free(0) {
		return
	}
	vendor := r.vendor()
	if vendor == "" {
		return
	}
	r.export = true
	x := &exporter{r: r, vendor: vendor, section: "head"}
	for i := range r.units {
		if l := r.exportLabel(i, vendor); l != nil && l.does == "title" {
			x.titled = true
		}
	}
	for i := range r.units {
		x.line(i)
	}
}

func (x *exporter) line(i int) {
	l := x.r.exportLabel(i, x.vendor)
	if l != nil && (x.section == "body" || x.section == "text") && (!x.leaves(l) || x.sentence(i, l)) {
		l = nil
	}
	if l != nil {
		x.apply(i, l)
		return
	}
	r := x.r
	switch x.section {
	case "head":
		x.headLine(i)
	case "body", "text":
	case "captions":
		r.caption(i)
	case "corrections":
		r.label(i, readout.RoleCorrection, "plain.export-section")
	case "notes":
		r.label(i, readout.RoleNotice, "plain.export-section")
	default:
		r.label(i, readout.RoleTail, "plain.export-index")
	}
}

// leaves reports whether a label may end the body: "Section:" and the like may
// open a sentence there.
func (x *exporter) leaves(l *labelled) bool {
	switch l.does {
	case "captions", "notes", "corrections", "tail", "end", "index", "text":
		return true
	case "notice", "copyright", "url", "outlet", "date", "credit":
		return l.sure || x.vendor == "proquest" || x.vendor == "factiva"
	}
	return false
}

// sentence reports whether a line that opens with the letters of a label is a
// sentence of the report: "IN the morning the drivers waved."
func (x *exporter) sentence(i int, l *labelled) bool {
	return l.value.Len() > 0 && x.r.units[i].stop && startsLower(l.value.In(x.r.text))
}

var exportRoles = map[string]readout.Role{
	"title": readout.RoleTitle, "subtitle": readout.RoleSubtitle, "byline": readout.RoleByline,
	"date": readout.RoleTimestamp, "dateline": readout.RoleDateline, "copyright": readout.RoleTail,
	"credit": readout.RoleCredit, "index": readout.RoleTail, "text": readout.RoleBody, "captions": readout.RoleCaption,
}

// apply labels the line of a label and remembers what follows.
func (x *exporter) apply(i int, l *labelled) {
	const rule, value = "plain.export-label", "plain.export-value"
	r, role := x.r, readout.RoleNotice
	if v, ok := exportRoles[l.does]; ok {
		role = v
	}
	x.last, x.group = role, r.units[i].group
	switch l.does {
	case "index":
		r.label(i, readout.RoleTail, "plain.export-index")
		x.section = "tail"
	default:
		r.split(i, part{l.name, readout.RoleNotice, rule}, part{l.value, role, value})
	}
	switch l.does {
	case "body", "text", "captions", "notes", "corrections", "tail", "end":
		x.section = l.does
	case "notice", "copyright", "url", "outlet":
		if x.section == "body" || x.section == "text" {
			x.section = "tail"
		}
	}
	x.open = ""
	if l.value.Len() > 0 {
		r.exportFact(l.does, l.value)
	} else if l.does != "captions" && (exportRoles[l.does] != readout.RoleNone || l.does == "outlet") {
		x.open = l.does
	}
}

// exportFact takes what a labelled value says of the report.
func (r *reader) exportFact(does string, value readout.Span) {
	const rule = "plain.export-value"
	switch does {
	case "title":
		r.res.Title = r.found(value, rule, "export label")
	case "subtitle":
		r.res.Subtitle = r.found(value, rule, "export label")
	case "outlet":
		r.res.Outlet = r.found(r.outletName(value), rule, "export label")
	case "url":
		r.res.URL = r.found(value, rule, "export label")
	case "byline":
		r.exportByline(value)
	case "date":
		r.stampIn(value, "plain.export-date", "export label")
	}
}

// exportByline reads the value of a byline label. Some exports put the
// writers' lives after their names, as escaped HTML.
func (r *reader) exportByline(value readout.Span) {
	for _, mark := range []string{"&lt;", "<p>", "<br"} {
		if i := strings.Index(value.In(r.text), mark); i >= 0 {
			value.End = value.Start + i
		}
	}
	value = trimSpan(r.text, value)
	lead := "By "
	bl, ok := masthead.ParseByline(lead+value.In(r.text), true)
	if ok && len(bl.Names)+len(bl.Agency) > 0 {
		r.byline(bl, value.Start-len(lead), "plain.export-value")
		return
	}
	// "Holt, Anna; Sample, Peter": the surname first, as in a catalogue.
	at := value.Start
	for _, name := range strings.SplitAfter(value.In(r.text), ";") {
		s := trimSpan(r.text, readout.Span{Start: at, End: at + len(strings.TrimSuffix(name, ";"))})
		at += len(name)
		last, first, ok := strings.Cut(s.In(r.text), ",")
		if ok && capitalised(strings.Fields(last)) && capitalised(strings.Fields(first)) {
			r.res.Authors = addName(r.res.Authors, Found{strings.TrimSpace(first) + " " + last, s,
				readout.Reason{Rule: "plain.export-value", Signal: "byline", Note: "surname first"}})
		}
	}
}

// outletName is an outlet's name without the place or edition that a database
// puts behind it.
func (r *reader) outletName(s readout.Span) readout.Span {
	if i := strings.IndexAny(s.In(r.text), "(;,|"); i > 0 {
		s.End = s.Start + i
	}
	return trimSpan(r.text, s)
}

// headLine labels a line of the head that has no label of its own: the title,
// the outlet and the date come first, in this order, then copyright lines; any
// other goes on with the value above it.
func (x *exporter) headLine(i int) {
	r := x.r
	span := r.units[i].span
	if x.open != "" {
		r.label(i, x.last, "plain.export-value")
		r.exportFact(x.open, span)
		x.open = ""
		return
	}
	if l, ok := r.lex.Read(r.in(i), ""); ok && (l.Rule == "furniture.export-count" || x.plain > 0 && l.Role == readout.RoleTail) {
		r.label(i, l.Role, l.Rule)
		x.last = l.Role
		return
	}
	x.plain++
	if x.plain == 1 && (x.titled || r.outletLike(i) && x.titleLater(i)) {
		x.outletFirst = true
	}
	if r.stampIn(span, "plain.export-date", "export head") {
		r.label(i, readout.RoleTimestamp, "plain.export-date")
		return
	}
	switch {
	case (x.plain == 1) != x.outletFirst && !x.titled && r.res.Title.Text == "":
		r.label(i, readout.RoleTitle, "plain.export-title")
		r.res.Title = r.found(span, "plain.export-title", "export head")
	case x.vendor == "nexis" && (x.plain == 2 || x.outletFirst) && r.res.Outlet.Text == "":
		r.label(i, readout.RoleNotice, "plain.export-outlet")
		r.res.Outlet = r.found(r.outletName(span), "plain.export-outlet", "export head")
	case x.last != readout.RoleNone && x.group == r.units[i].group:
		r.label(i, x.last, "plain.export-value")
	default:
		r.label(i, readout.RoleNotice, "plain.export-head")
	}
}

// titleLater reports whether a line that may be the title stands under the date
// of a head whose first line is i: older exports put the outlet above.
func (x *exporter) titleLater(i int) bool {
	r, dated := x.r, false
	for j := i + 1; j < len(r.units) && r.exportLabel(j, x.vendor) == nil; j++ {
		if stamps := r.datesIn(r.units[j].span); len(stamps) > 0 && stamps[0].Whole {
			dated = true
			continue
		}
		if _, known := r.lex.Read(r.in(j), ""); dated && !known && r.units[j].words > 1 {
			return true
		}
	}
	return false
}
