package furniture

import (
	"fmt"
	"strings"

	"readout"
	"readout/lexicon"
)

// rule is one reason to take a line for furniture. In the file it is
//
//	rule	id	role	what it says to a reader
//	line	pattern        (one or more)
//	fire	a line that must be labelled by this rule
//	pass	a look-alike that no rule may label
//
// and a rule without both kinds of example is refused.
type rule struct {
	id       string
	role     readout.Role
	says     string
	patterns []pattern
	fire     []string
	pass     []string
	at       int // line in the file
}

func parseRules(f *lexicon.File) ([]rule, error) {
	var rules []rule
	ids := map[string]bool{}
	for _, e := range f.Entries {
		key := e.Field(0)
		if key == "rule" {
			role, ok := readout.ParseRole(e.Field(2))
			if len(e.Fields) != 4 || !ok {
				return nil, fmt.Errorf("furniture: %s:%d:1: want rule, id, role and a sentence", f.Name, e.Line)
			}
			if id := e.Field(1); ids[id] || !strings.HasPrefix(id, "furniture.") {
				return nil, fmt.Errorf("furniture: %s:%d:6: id %q stands twice or lacks the package's name", f.Name, e.Line, id)
			}
			ids[e.Field(1)] = true
			rules = append(rules, rule{id: e.Field(1), role: role, says: e.Field(3), at: e.Line})
			continue
		}
		if len(rules) == 0 || len(e.Fields) != 2 {
			return nil, fmt.Errorf("furniture: %s:%d:1: want line, fire or pass and one text, after a rule", f.Name, e.Line)
		}
		if err := rules[len(rules)-1].add(key, e.Field(1)); err != nil {
			return nil, fmt.Errorf("furniture: %s:%d:1: %w", f.Name, e.Line, err)
		}
	}
	for _, r := range rules {
		if len(r.patterns) == 0 || len(r.fire) == 0 || len(r.pass) == 0 {
			return nil, fmt.Errorf("furniture: %s:%d:1: %s needs a line, a fire and a pass each", f.Name, r.at, r.id)
		}
	}
	return rules, nil
}

func (r *rule) add(key, text string) error {
	switch key {
	case "line":
		p, err := parsePattern(text)
		if err != nil {
			return err
		}
		r.patterns = append(r.patterns, p)
	case "fire":
		r.fire = append(r.fire, text)
	case "pass":
		r.pass = append(r.pass, text)
	default:
		return fmt.Errorf("no such key %q: want rule, line, fire or pass", key)
	}
	return nil
}
