package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/internal/source"
)

// The lists of the overview show this many members and count the rest: the
// list of reports below has them all.
const (
	talliesShown = 40
	membersShown = 100
	groupsShown  = 200
	skipsShown   = 500
)

// page is everything but the articles.
type page struct {
	CSP, CSS, JS any // set by assets
	Title        string
	Reports      string // "4 reports"
	Span         string // "13 October 2023 to 9 January 2024"
	State        string
	Outlets      tallyList
	Languages    tallyList
	Histogram    *histogram
	Undated      *members
	Live         string // "9 reports are dated entries of 1 live page"
	Repeats      *repeats
	Damage       []members
	Skipped      *skipped
	Text         string // how much text, and how much of it the page carries
	NotCarried   string // why some text is not here; empty where all is
	Said         string // "12 quotations by 5 speakers"
	Rows         []row
	Folder       string // which all sources begin with; empty for none
	HasQuotes    bool
	HasRepeats   bool
	HasUndated   bool
	Voices       []voice
	Index, Rest  []voice // the index that the quotations open with: those heard most, and the rest
	RestSays     string
	QuotesNote   string
	Rules        []ruleUse
	Carried      bool // at least one text
}

// tally is a name with its count.
type tally struct {
	Name  string // empty for unknown
	Count string
	Link  bool // the name leads to the list, narrowed to it
	n     int
}

// tallyList is a list of tallies with its rest folded.
type tallyList struct {
	Shown, Rest []tally
	RestSays    string
}

// member is one report named in the overview.
type member struct{ Href, Name, Outlet, Date string }

// members are the reports that share something.
type members struct {
	Says string // "3 reports"
	List []member
	More string
}

// repeats are the groups of like reports.
type repeats struct {
	Says   string
	Groups []repeatGroup
	More   string
}

// repeatGroup is an original with the reports that repeat it.
type repeatGroup struct {
	Original member
	Repeats  []repeatMember
}

type repeatMember struct {
	member
	Exact bool
}

// skipped is what was not read.
type skipped struct {
	Says    string
	Reasons []skipReason
}

type skipReason struct {
	Reason string
	Count  string
	List   []source.Skip
	More   string
}

// row is one report in the list.
type row struct {
	Row, Href string
	Key       string
	Title     string
	Untitled  bool
	Outlet    string
	When      when
	Order     string
	Short     string // the source, from the common folder on
	Lang      string
	Quotes    int
	Repeat    string // "same text", "near-duplicate" or empty
	RepeatOf  *repeat
	Absent    string // why the text is not on the page
}

func newPage(sv *surveyed, rd *readings, skips []source.Skip, counts map[string]int) *page {
	p := &page{
		Reports: plural(len(sv.entries), "report", "reports"), Span: sv.span(), State: sv.state,
		Outlets:   newTallyList(tallies(sv, func(e *entry) string { return e.outlet }), "outlet", "outlets", true),
		Languages: newTallyList(tallies(sv, func(e *entry) string { return e.language }), "language", "languages", false),
		Histogram: newHistogram(sv.entries), Repeats: sv.repeats(), Damage: sv.damaged(),
		Skipped: newSkipped(skips), Rows: sv.rows(), Folder: sv.folder(), Voices: voices(rd.quotes), Rules: rd.rules.used(),
		Carried: rd.carried > 0,
	}
	p.Undated = sv.members(func(e *entry) bool { return e.published.Date == "" })
	p.HasUndated, p.HasRepeats, p.HasQuotes = p.Undated != nil, p.Repeats != nil, len(rd.quotes) > 0
	p.index()
	p.say(sv, rd, counts["statement"])
	p.Title = "Dossier: " + p.Reports
	if p.Span != "" {
		p.Title += ", " + p.Span
	}
	return p
}

// index splits the speakers for the index of the quotations; none for a few.
func (p *page) index() {
	if len(p.Voices) < indexFrom {
		return
	}
	n := min(len(p.Voices), indexShown)
	p.Index, p.Rest = p.Voices[:n], p.Voices[n:]
	p.RestSays = plural(len(p.Rest), "more speaker", "more speakers")
}

// say writes the sentences that count.
func (p *page) say(sv *surveyed, rd *readings, statements int) {
	total, over, long := 0, 0, 0
	pages, entries := 0, 0
	for i := range sv.entries {
		e := &sv.entries[i]
		total += e.size
		if e.parts > 0 {
			pages, entries = pages+1, entries+e.parts
		}
		switch e.carriage {
		case overFull:
			over++
		case overLong:
			long++
		}
	}
	if pages > 0 {
		p.Live = plural(entries, "report is a dated entry", "reports are dated entries") + " of " +
			plural(pages, "live page", "live pages") + ", which stands in the list too"
		if pages > 1 {
			p.Live = strings.Replace(p.Live, "which stands", "which stand", 1)
		}
	}
	if total > 0 {
		p.Text = bytesInWords(total)
	}
	if over+long > 0 {
		p.NotCarried = fmt.Sprintf("This page carries the text of %s of %s (%s of %s).",
			thousands(rd.carried), p.Reports, bytesInWords(rd.bytes), p.Text)
		if over > 0 {
			p.NotCarried += fmt.Sprintf(" %s left out because the page was full"+
				" (at most %s or %s): those that repeat another report first, then the undated, then the earliest.",
				plural(over, "text is", "texts are"), plural(sv.limits.Reports, "report", "reports"),
				bytesInWords(sv.limits.TextBytes))
		}
		if long > 0 {
			p.NotCarried += fmt.Sprintf(" %s longer than %s.",
				plural(long, "text is", "texts are"), bytesInWords(sv.limits.OneText))
		}
		p.NotCarried += " Every text is in readout.db and records.jsonl."
	}
	named := 0
	for _, v := range p.Voices {
		if v.Name != "" {
			named++
		}
	}
	if n := len(rd.quotes); n > 0 {
		p.Said = plural(n, "quotation", "quotations") + ", " + plural(named, "named speaker", "named speakers")
		if statements > n {
			p.Said += ", in the texts that this page carries; " + thousands(statements) + " in all"
			p.QuotesNote = fmt.Sprintf("%s of %s: those of the reports whose text this page carries.",
				thousands(n), plural(statements, "quotation", "quotations"))
		}
	}
}

// span is the first and the last date of the pile, in words.
func (sv *surveyed) span() string {
	var first, last *entry
	for i := range sv.entries {
		if e := &sv.entries[i]; e.published.Date != "" {
			if first == nil {
				first = e
			}
			last = e
		}
	}
	if first == nil {
		return ""
	}
	from, to := dayInWords(first.published.Date), dayInWords(last.published.Date)
	if from == to {
		return from
	}
	return from + " to " + to
}

// dayInWords is a date without its time of day.
func dayInWords(d readout.Date) string {
	if day := d.Day(); day != "" {
		d = readout.Date(day)
	}
	return inWords(d, longMonth)
}

// tallies counts the reports by what of gives, most first, the unknown last.
func tallies(sv *surveyed, of func(*entry) string) []tally {
	var list []tally
	at := map[string]int{} // by name, for look-up only
	for i := range sv.entries {
		name := oneLine(of(&sv.entries[i]))
		k, ok := at[name]
		if !ok {
			k = len(list)
			at[name] = k
			list = append(list, tally{Name: name})
		}
		list[k].n++
	}
	slices.SortFunc(list, func(a, b tally) int {
		if (a.Name == "") != (b.Name == "") {
			return strings.Compare(b.Name, a.Name)
		}
		return cmp.Or(cmp.Compare(b.n, a.n), strings.Compare(a.Name, b.Name))
	})
	for i := range list {
		list[i].Count = thousands(list[i].n)
	}
	return list
}

func newTallyList(list []tally, one, many string, link bool) tallyList {
	for i := range list {
		list[i].Link = link
	}
	n := min(len(list), talliesShown)
	return tallyList{Shown: list[:n], Rest: list[n:], RestSays: plural(len(list)-n, "more "+one, "more "+many)}
}

// row is the anchor of the entry's row in the list.
func (e *entry) row() string { return "r-" + strings.TrimPrefix(e.key, "d-") }

func (e *entry) member() member {
	m := member{Href: "#" + e.target(), Name: e.name(), Outlet: e.outlet, Date: "undated"}
	if e.published.Date != "" {
		m.Date = inWords(e.published.Date, shortMonth)
	}
	return m
}

// members are the entries that has is true of; nil for none.
func (sv *surveyed) members(has func(*entry) bool) *members {
	m, n := &members{}, 0
	for i := range sv.entries {
		if !has(&sv.entries[i]) {
			continue
		}
		if n++; n <= membersShown {
			m.List = append(m.List, sv.entries[i].member())
		}
	}
	if n == 0 {
		return nil
	}
	m.Says = plural(n, "report", "reports")
	m.More = moreSays(n, membersShown, "are marked in the list of reports")
	return m
}

func moreSays(n, shown int, where string) string {
	if n <= shown {
		return ""
	}
	return fmt.Sprintf("%s more %s.", thousands(n-shown), where)
}

// damaged are the kinds of damage with the reports they were found in.
func (sv *surveyed) damaged() []members {
	var all []readout.Damage
	for i := range sv.entries {
		for _, c := range sv.entries[i].damage {
			all = append(all, readout.Damage{Kind: c.kind})
		}
	}
	var list []members
	for _, kind := range countDamage(all) {
		places := 0
		m := sv.members(func(e *entry) bool {
			for _, c := range e.damage {
				if c.kind == kind.kind {
					places += c.n
					return true
				}
			}
			return false
		})
		says := damageSays(kind.kind)
		m.Says = fmt.Sprintf("%s in %s", plural(places, says.one, says.many), plural(kind.n, "report", "reports"))
		list = append(list, *m)
	}
	return list
}

// repeats gathers the groups of like reports, in order of their originals;
// originals that are not in the pile come last, by id.
func (sv *surveyed) repeats() *repeats {
	byOriginal := map[string][]int{} // for look-up; its keys are sorted below
	exact, near := 0, 0
	for i := range sv.entries {
		if e := &sv.entries[i]; e.repeatOf != "" {
			byOriginal[e.repeatOf] = append(byOriginal[e.repeatOf], i)
			if e.exact {
				exact++
			} else {
				near++
			}
		}
	}
	if exact+near == 0 {
		return nil
	}
	originals := make([]string, 0, len(byOriginal))
	for id := range byOriginal {
		originals = append(originals, id)
	}
	slices.SortFunc(originals, func(a, b string) int {
		return cmp.Or(cmp.Compare(sv.place(a), sv.place(b)), strings.Compare(a, b))
	})
	r := &repeats{More: moreSays(len(originals), groupsShown, "groups are marked in the list of reports")}
	r.Says = repeatsSay(exact, near, len(originals))
	for _, id := range originals[:min(len(originals), groupsShown)] {
		r.Groups = append(r.Groups, sv.group(id, byOriginal[id]))
	}
	return r
}

func repeatsSay(exact, near, groups int) string {
	var parts []string
	if exact > 0 {
		parts = append(parts, plural(exact, "has the same text as another", "have the same text as another"))
	}
	if near > 0 {
		parts = append(parts, plural(near, "is nearly the same as another", "are nearly the same as another"))
	}
	if exact+near == 1 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts, ", ") + " (" + plural(groups, "group", "groups") + ")"
}

// place is where the report stands in the list, after all where it does not.
func (sv *surveyed) place(id string) int {
	if i, ok := sv.byID[id]; ok {
		return i
	}
	return len(sv.entries)
}

func (sv *surveyed) group(original string, repeats []int) repeatGroup {
	g := repeatGroup{Original: member{Name: original}}
	if i, ok := sv.byID[original]; ok {
		g.Original = sv.entries[i].member()
	}
	for _, i := range repeats {
		g.Repeats = append(g.Repeats, repeatMember{sv.entries[i].member(), sv.entries[i].exact})
	}
	return g
}

// newSkipped groups the skips by reason, in the order of the reasons.
func newSkipped(skips []source.Skip) *skipped {
	if len(skips) == 0 {
		return nil
	}
	skips = slices.Clone(skips)
	slices.SortStableFunc(skips, func(a, b source.Skip) int { return cmp.Compare(a.Reason, b.Reason) })
	s := &skipped{Says: plural(len(skips), "input", "inputs")}
	for len(skips) > 0 {
		n := 1
		for n < len(skips) && skips[n].Reason == skips[0].Reason {
			n++
		}
		s.Reasons = append(s.Reasons, skipReason{
			Reason: strings.ReplaceAll(string(skips[0].Reason), "-", " "), Count: thousands(n),
			List: skips[:min(n, skipsShown)], More: moreSays(n, skipsShown, "are at the end of records.jsonl"),
		})
		skips = skips[n:]
	}
	return s
}

// folder is the path that all sources begin with, up to a slash; empty where
// there is one report or no such path.
func (sv *surveyed) folder() string {
	if len(sv.entries) < 2 {
		return ""
	}
	common := sv.entries[0].source
	for i := range sv.entries {
		common = common[:shared(common, sv.entries[i].source)]
	}
	return common[:strings.LastIndexByte(common, '/')+1]
}

// shared is the number of bytes that a and b begin with alike.
func shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func (sv *surveyed) rows() []row {
	rows, folder := make([]row, len(sv.entries)), sv.folder()
	for i := range sv.entries {
		e := &sv.entries[i]
		r := row{
			Row: e.row(), Key: e.key, Title: e.name(), Untitled: e.title == "", Outlet: e.outlet,
			When: newWhen(e.published, shortMonth), Order: e.order, Short: e.source[len(folder):],
			Lang: languageTag(e.language), Quotes: e.quotes, RepeatOf: sv.repeat(e),
		}
		switch e.carriage {
		case carried:
			r.Href = "#" + e.key
		case overFull:
			r.Absent = "text not on this page"
		case overLong:
			r.Absent = "text too long for this page: " + bytesInWords(e.size)
		}
		switch {
		case e.repeatOf != "" && e.exact:
			r.Repeat = "same text"
		case e.repeatOf != "":
			r.Repeat = "near-duplicate"
		}
		rows[i] = r
	}
	return rows
}
