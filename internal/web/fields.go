package web

import (
	"slices"
	"strings"

	"readout"
)

// field is one row of a report's particulars: what is known, and how.
type field struct {
	Name  string
	Value string
	Link  string // the value as a link, where it is an http or https URL
	Mono  bool   // a hash or a path
	How   how
	Place string // anchor of the words in the text
}

// how is a reason in words.
type how struct {
	Rule   string // id
	Anchor string // of the rule's entry on the page
	Says   string // the rule's sentence
	Signal string
	Note   string
}

// ruleBook counts the rules that the page's values rest on.
type ruleBook struct {
	rules readout.Rules
	uses  map[string]int // by id; ranged over only to sort its keys
}

func newRuleBook(rules readout.Rules) *ruleBook {
	return &ruleBook{rules: rules, uses: map[string]int{}}
}

// use counts one use of the rule and returns the anchor of its entry, or ""
// for no rule.
func (rb *ruleBook) use(id string) string {
	if id == "" {
		return ""
	}
	rb.uses[id]++
	return "rule-" + anchor(id)
}

// how puts a reason in words and counts its rule.
func (rb *ruleBook) how(r readout.Reason) how {
	return how{Rule: r.Rule, Anchor: rb.use(r.Rule), Says: rb.rules[r.Rule].Says, Signal: r.Signal, Note: r.Note}
}

// ruleUse is a rule of the page with the number of values that rest on it.
type ruleUse struct {
	ID, Anchor, Says string
	Uses             string
}

// used lists the rules in the order of their ids.
func (rb *ruleBook) used() []ruleUse {
	ids := make([]string, 0, len(rb.uses))
	for id := range rb.uses {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	list := make([]ruleUse, len(ids))
	for i, id := range ids {
		list[i] = ruleUse{id, "rule-" + anchor(id), rb.rules[id].Says, thousands(rb.uses[id])}
	}
	return list
}

// fieldNames are the particulars in the order of the page, with the words for
// them. A field with another name follows under its own.
var fieldNames = []struct{ name, says string }{
	{"title", "Title"}, {"subtitle", "Subtitle"}, {"authors", "By"}, {"contributors", "Contributors"},
	{"outlet", "Outlet"}, {"wire", "Agency credited"}, {"published", "Published"}, {"updated", "Updated"},
	{"retrieved", "Retrieved"}, {"language", "Language"}, {"url", "Address"},
}

// fields lists what is known of a report, each with its reason, then what the
// file itself tells.
func (rd *readings) fields(doc *readout.Document, ms *marks) []field {
	var list []field
	known := map[string]bool{}
	for _, fn := range fieldNames {
		known[fn.name] = true
		switch fn.name {
		case "published":
			list = append(list, rd.dating(fn.says, doc.Published, ms))
		case "updated":
			if f := rd.dating(fn.says, doc.Updated, ms); doc.Updated.Date != "" {
				list = append(list, f)
			}
		case "retrieved":
			if doc.Retrieved != "" {
				list = append(list, field{Name: fn.says, Value: inWords(doc.Retrieved, longMonth),
					How: how{Signal: "the container"}})
			}
		default:
			list = rd.named(list, fn.name, fn.says, doc, ms)
		}
	}
	for i := range doc.Fields {
		if name := doc.Fields[i].Name; !known[name] {
			known[name] = true
			list = rd.named(list, name, strings.ReplaceAll(name, "_", " "), doc, ms)
		}
	}
	return append(list,
		field{Name: "Source", Value: doc.Source, Mono: true, How: how{Signal: doc.Media}},
		field{Name: "Text SHA-256", Value: doc.SHA256, Mono: true},
		field{Name: "File SHA-256", Value: doc.RawSHA256, Mono: true},
		field{Name: "Record", Value: doc.ID, Mono: true})
}

// named appends every field of that name, in the order of the record.
func (rd *readings) named(list []field, name, says string, doc *readout.Document, ms *marks) []field {
	for i := range doc.Fields {
		f := &doc.Fields[i]
		if f.Name != name || isBlank(f.Value) {
			continue
		}
		row := field{Name: says, Value: f.Value, How: rd.rules.how(f.Reason), Place: ms.place(f.Evidence)}
		if name == "url" && isWebAddress(f.Value) {
			row.Link = f.Value
		}
		list = append(list, row)
	}
	return list
}

// dating is the row of a date: in words, as EDTF, and on what basis.
func (rd *readings) dating(says string, d readout.Dating, ms *marks) field {
	w := newWhen(d, longMonth)
	value := w.Words
	if w.IsDated {
		value = inWords(d.Date, longMonth) + " (" + w.EDTF + "), " + w.Basis
	} else if w.Bounds != "" {
		value += ", " + w.Bounds
	}
	return field{Name: says, Value: value, How: rd.rules.how(d.Reason), Place: ms.place(d.Evidence)}
}

// place is the anchor of the first evidence that stands in the text.
func (ms *marks) place(evs []readout.Evidence) string {
	for _, ev := range evs {
		if id := ms.ids[ev.Span]; ms.placed[id] {
			return id
		}
	}
	return ""
}

func isWebAddress(s string) bool {
	lower := strings.ToLower(s[:min(len(s), len("https://"))])
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// confidenceWord is a word for a confidence; none where it is not given.
func confidenceWord(c float64) string {
	switch {
	case c <= 0:
		return ""
	case c >= 0.9:
		return "confident"
	case c >= 0.7:
		return "likely"
	}
	return "doubtful"
}
