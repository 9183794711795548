package meta

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"readout"
	"readout/internal/page/masthead"
	"readout/internal/source"
)

// credits is whom one signal credits: people, and bodies (agencies, desks) as
// the page writes them.
type credits struct {
	list   []string // in the signal's order, none twice
	people int      // how many of them are people
	name   string
}

// readAuthors chooses the authors: the first signal that names a person, in
// the order linked data, meta tags, the byline shown, the container; else the
// first that credits an agency or a desk, for then that is what the page says
// of its author. The outlet itself is an author only where nobody else is.
func (sg *signals) readAuthors(fields source.Fields) ([]string, readout.Reason) {
	all := []credits{sg.linkedAuthors()}
	for _, k := range sg.w.keys["author"] {
		all = append(all, sg.credit("meta "+k, sg.metas[k]...))
	}
	all = append(all, sg.shownAuthors()...)
	var given []string
	for _, a := range fields.Authors {
		given = append(given, a.Text)
	}
	container := sg.credit("container", given...)
	if len(fields.Authors) > 0 {
		container.name = fields.Authors[0].Signal
	}
	all = append(all, container)
	for _, c := range all {
		if c.people > 0 {
			return sg.withoutOutlet(c.list), readout.Reason{Rule: RuleAuthors, Signal: c.name}
		}
	}
	for _, c := range all {
		if len(c.list) > 0 {
			return c.list, readout.Reason{Rule: RuleAuthorsBody, Signal: c.name}
		}
	}
	return nil, readout.Reason{}
}

// withoutOutlet drops the outlet's own name from a list that names others.
func (sg *signals) withoutOutlet(list []string) []string {
	var out []string
	for _, s := range list {
		if !sg.isOutlet(s) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return list
	}
	return out
}

// linkedAuthors is the author of the page's linked data.
func (sg *signals) linkedAuthors() credits {
	for _, o := range sg.kin {
		for _, k := range []string{"author", "creator"} {
			if c := sg.credit("json-ld "+k, sg.namesOf(o[k], 0)...); len(c.list) > 0 {
				return c
			}
		}
	}
	return credits{}
}

// namesOf is the names in a value of linked data: a string, a node, a
// reference, or a list of them.
func (sg *signals) namesOf(v any, depth int) []string {
	if depth > 3 {
		return nil
	}
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, sg.namesOf(x, depth)...)
		}
		return out
	case map[string]any:
		o := sg.ld.resolve(v)
		if name, ok := o["name"]; ok {
			return sg.namesOf(name, depth+1)
		}
		if family := o.text("familyName"); family != "" {
			return []string{strings.TrimSpace(o.text("givenName") + " " + family)}
		}
	}
	return nil
}

// credit cleans the entries of one signal.
func (sg *signals) credit(name string, entries ...string) credits {
	c := credits{name: name}
	seen := map[string]bool{}
	add := func(s string, person bool) {
		if k := key(s); k != "" && !seen[k] {
			seen[k] = true
			c.list = append(c.list, s)
			if person {
				c.people++
			}
		}
	}
	for _, entry := range entries {
		entry = sg.beforeOutlet(tidy(entry))
		if !isCredit(entry) || sg.w.platforms[strings.ToLower(entry)] {
			continue
		}
		if people := masthead.Names(entry); len(people) > 0 {
			for _, p := range people {
				add(p, true)
			}
			continue
		}
		if body := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(entry, "By "), "by ")); len(entry) <= longestCredit {
			add(body, false)
		}
	}
	return c
}

// beforeOutlet cuts the outlet's name off a name that no mark parts from it:
// "Jane Example Harbour Post".
func (sg *signals) beforeOutlet(s string) string {
	for _, name := range sg.names {
		cut := len(s) - len(name)
		if !strings.Contains(name, " ") || cut < 1 || s[cut-1] != ' ' || !strings.EqualFold(s[cut:], name) {
			continue
		}
		if before := strings.TrimSpace(s[:cut]); len(masthead.Names(before)) > 0 && strings.Contains(before, " ") {
			return before
		}
	}
	return s
}

// withoutEchoes drops links that say another's name again and name nobody
// themselves: "More by Jane Example" beside "Jane Example".
func withoutEchoes(names []string) []string {
	var out []string
	for _, s := range names {
		echo := false
		for _, o := range names {
			k := key(o)
			echo = echo || k != "" && k != key(s) && strings.Contains(key(s), k)
		}
		if !echo || len(masthead.Names(s)) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// longestCredit is the longest credit, in bytes, that is kept as written.
const longestCredit = 60

// isCredit refuses what systems put where a name belongs: addresses, handles,
// numbers, account names.
func isCredit(s string) bool {
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") || strings.HasPrefix(s, "www.") || strings.HasPrefix(s, "(") || masthead.Nobody(s) {
		return false
	}
	letters, upper := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r) {
			upper++
		}
	}
	return letters > 1 && upper > 0
}

// shownAuthors is what the page shows: elements that mark themselves as a
// byline, then lines under the headline that open with "By".
func (sg *signals) shownAuthors() []credits {
	var out []credits
	if c := sg.markedAuthors(); len(c.list) > 0 {
		out = append(out, c)
	}
	for _, b := range sg.blocks {
		if !sg.bylinePlace(b) {
			continue
		}
		line := withoutDates(b.text)
		if bl, ok := masthead.ParseByline(line, false); ok && !bl.Contributor {
			if c := fromByline(bl, "byline"); len(c.list) > 0 {
				out = append(out, c)
			}
		} else if name, ok := masthead.Agency(line); ok {
			out = append(out, credits{list: []string{name}, name: "byline"})
		}
	}
	return out
}

// bylinePlace reports whether a line stands where a byline does.
func (sg *signals) bylinePlace(b block) bool {
	const below, above = 20, 4 // lines from the headline
	return sg.headline >= 0 && !b.aside && b.near >= -above && b.near <= below
}

// bylines are the lines that say who wrote: their agency is the copy's.
func (sg *signals) bylines() []signal {
	var out []signal
	for _, b := range sg.blocks {
		if !sg.bylinePlace(b) {
			continue
		}
		line := withoutDates(b.text)
		if bl, ok := masthead.ParseByline(line, false); ok && !bl.Contributor {
			out = append(out, signal{line, "byline"})
		}
	}
	return out
}

// withoutDates is a line without its dates and their labels, a bar where each
// stood: "Associated Press Published 8 January 2024" credits an agency.
func withoutDates(line string) string {
	stamps := masthead.Dates(line, masthead.OrderUnknown)
	if len(stamps) == 0 {
		return line
	}
	var parts []string
	at := 0
	for _, st := range stamps {
		parts, at = append(parts, line[at:st.Span.Start]), st.Span.End
	}
	var kept []string
	for _, part := range append(parts, line[at:]) {
		part = strings.Trim(part, " :|•·–—-,()")
		for _, label := range []string{"Published", "Updated", "Posted"} {
			part = strings.TrimSpace(strings.TrimSuffix(part, label))
		}
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, " | ")
}

// fromByline turns a byline into credits.
func fromByline(bl masthead.Byline, name string) credits {
	c := credits{name: name}
	for _, n := range bl.Names {
		c.list = append(c.list, n.Text)
	}
	c.people = len(c.list)
	if bl.Agency != "" && c.people == 0 {
		c.list = []string{bl.Agency}
	}
	return c
}

// markedAuthors reads the first byline element that names someone, and those
// that follow it closely.
func (sg *signals) markedAuthors() credits {
	for i, n := range sg.marked {
		if c := sg.markedAt(n); c.people > 0 {
			for _, next := range sg.marked[i+1:] {
				if next.Parent != n.Parent && (next.Parent == nil || n.Parent == nil || next.Parent.Parent != n.Parent.Parent) {
					break
				}
				c = merge(c, sg.markedAt(next))
			}
			return c
		}
	}
	return credits{}
}

func merge(c, d credits) credits {
	seen := map[string]bool{}
	for _, s := range c.list {
		seen[key(s)] = true
	}
	for _, s := range d.list {
		if !seen[key(s)] {
			c.list = append(c.list, s)
			c.people += d.people / max(1, len(d.list))
		}
	}
	return c
}

// markedAt reads one byline element: its author links where it has them, else
// its words.
func (sg *signals) markedAt(n *html.Node) credits {
	const longest = 300 // bytes of a byline
	var names []string
	for _, link := range find(n, func(c *html.Node) bool {
		return attr(c, "itemprop") == "name" || c.DataAtom == atom.A && (attr(c, "rel") == "author" || isAuthorPath(attr(c, "href")))
	}) {
		names = append(names, textOf(link))
	}
	if c := sg.credit("byline", withoutEchoes(names)...); c.people > 0 {
		return c
	}
	text := joined(n, " | ")
	if n.DataAtom == atom.Meta {
		text = attr(n, "content")
	}
	if len(text) > longest {
		return credits{}
	}
	if bl, ok := masthead.ParseByline(withoutDates(text), true); ok {
		return fromByline(bl, "byline")
	}
	return credits{}
}

// isAuthorPath reports whether a link leads to an author's page.
func isAuthorPath(href string) bool {
	for _, dir := range []string{"/author/", "/authors/", "/by/", "/profile/", "/staff/", "/people/", "/contributors/", "/journalist/", "/journalists/", "/reporter/", "/correspondents/"} {
		if strings.Contains(href, dir) {
			return true
		}
	}
	return false
}

// readWire finds the agency that the copy is credited to: among the authors,
// then in linked data and meta tags.
func (sg *signals) readWire(authors []string, reason readout.Reason) Choice {
	if c := sg.readWireOf(authors, reason); c.Value != "" {
		return c
	}
	var list []signal
	for _, o := range sg.kin {
		for _, k := range []string{"author", "creator", "sourceOrganization", "provider", "contributor", "isBasedOn"} {
			for _, s := range sg.namesOf(o[k], 0) {
				list = append(list, signal{s, "json-ld " + k})
			}
		}
	}
	for _, k := range append(append([]string{}, sg.w.keys["author"]...), sg.w.keys["wire"]...) {
		for _, s := range sg.metas[k] {
			list = append(list, signal{s, "meta " + k})
		}
	}
	for _, s := range append(list, sg.bylines()...) {
		_, bodies := masthead.Credits(tidy(s.text))
		for _, b := range bodies {
			if name, ok := masthead.Agency(b); ok && !sg.isOutlet(b) {
				return Choice{name, readout.Reason{Rule: RuleWire, Signal: s.name}}
			}
		}
	}
	return Choice{}
}

// readWireOf finds an agency among the authors.
func (sg *signals) readWireOf(authors []string, reason readout.Reason) Choice {
	for _, a := range authors {
		if name, ok := masthead.Agency(a); ok && !sg.isOutlet(a) {
			return Choice{name, readout.Reason{Rule: RuleWire, Signal: reason.Signal}}
		}
	}
	return Choice{}
}
