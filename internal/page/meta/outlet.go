package meta

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"readout"
	"readout/internal/page/masthead"
	"readout/internal/source"
)

// readURL chooses the page's address: canonical link, og:url, linked data, the
// container. A canonical link to the front page is a known mistake and loses
// to an address with a path.
func (sg *signals) readURL(fields source.Fields) Choice {
	list := []signal{{sg.canonical, "link canonical"}}
	for _, k := range sg.w.keys["url"] {
		list = append(list, signal{sg.first(k), "meta " + k})
	}
	for _, o := range sg.kin {
		list = append(list, signal{o.text("url"), "json-ld url"})
		switch v := o["mainEntityOfPage"].(type) {
		case string:
			list = append(list, signal{v, "json-ld mainEntityOfPage"})
		case map[string]any:
			if s, ok := v["@id"].(string); ok {
				s, _, _ = strings.Cut(s, "#") // "…/#webpage" is the node, not the page
				list = append(list, signal{s, "json-ld mainEntityOfPage"})
			}
		}
	}
	list = append(list, signal{fields.URL.Text, fields.URL.Signal})
	var front Choice
	for _, s := range list {
		u, err := sg.resolveURL(strings.TrimSpace(s.text))
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			continue
		}
		c := Choice{u.String(), readout.Reason{Rule: RuleURL, Signal: s.name}}
		if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
			return c
		}
		if front.Value == "" {
			front = c
		}
	}
	return front
}

// resolveURL reads an address of the page: a relative one against <base>, one
// that begins with "//" as https.
func (sg *signals) resolveURL(s string) (*url.URL, error) {
	base, err := url.Parse(sg.base)
	if err != nil || base.Host == "" {
		base = &url.URL{}
	}
	u, err := base.Parse(s)
	if err == nil && u.Host != "" && u.Scheme == "" {
		u.Scheme = "https"
	}
	return u, err
}

// readOutlet chooses the outlet's name: the one known for the address, then
// what the page calls itself, then its host. All names found are kept to tell
// them from titles and authors.
func (sg *signals) readOutlet(fields source.Fields) Choice {
	var list []signal
	for _, o := range sg.kin {
		if p, ok := o["publisher"].(map[string]any); ok {
			list = append(list, signal{sg.ld.resolve(p).text("name"), "json-ld publisher"})
		} else {
			list = append(list, signal{o.text("publisher"), "json-ld publisher"})
		}
	}
	for _, k := range sg.w.keys["outlet"] {
		list = append(list, signal{sg.first(k), "meta " + k})
	}
	for _, o := range sg.ld.nodes {
		if o.is(sg.w, "outlet") {
			list = append(list, signal{o.text("name"), "json-ld " + strings.Join(o.types(), ",")})
		}
	}
	list = append(list, signal{fields.Outlet.Text, fields.Outlet.Signal})
	host := masthead.Host(sg.address)
	list = append(list, sg.titleOutlet(host))
	names := sg.outletNames(list, host)
	chosen := chooseOutlet(names, host)
	if known, ok := masthead.OutletAt(sg.address); ok {
		sg.outlet = known
		sg.names = append(append(sg.names, known.Name), known.Others...)
		chosen = Choice{known.Name, readout.Reason{Rule: RuleOutletKnown, Signal: "host " + host}}
	}
	for _, s := range names {
		sg.names = append(sg.names, s.text)
	}
	if host != "" {
		sg.names = append(sg.names, host)
	}
	return chosen
}

// titleOutlet is the first or last part of <title> where the host repeats it:
// "Envoy lands – Harbour Post" at harbourpost.example.
func (sg *signals) titleOutlet(host string) signal {
	for _, mark := range titleMarks {
		parts := strings.Split(sg.title, mark)
		for _, part := range []string{parts[len(parts)-1], parts[0]} {
			if len(parts) > 1 && namesHost(part, host) {
				return signal{strings.TrimSpace(part), titleElement}
			}
		}
	}
	return signal{}
}

// outletNames are the signals that can name an outlet, a slogan after a mark
// cut off. An agency whose page this is not is the copy's source, and a
// publishing system is nobody's name.
func (sg *signals) outletNames(list []signal, host string) []signal {
	var out []signal
	for _, s := range list {
		if !isOutletName(s.text) || sg.w.platforms[strings.ToLower(s.text)] {
			continue
		}
		if _, agency := masthead.Agency(s.text); agency && !namesHost(s.text, host) {
			continue
		}
		for _, mark := range []string{" | ", " - ", " – ", " — ", ": "} {
			if parts := strings.Split(s.text, mark); len(parts) > 1 {
				s.text = strings.TrimSpace(parts[0])
				if last := strings.TrimSpace(parts[len(parts)-1]); namesHost(last, host) {
					s.text = last
				}
			}
		}
		if isOutletName(s.text) {
			out = append(out, s)
		}
	}
	return out
}

// chooseOutlet takes the first name that another signal or the host repeats,
// then the first, then the host.
func chooseOutlet(names []signal, host string) Choice {
	for i, s := range names {
		repeated := namesHost(s.text, host)
		for j, o := range names {
			repeated = repeated || i != j && outletKey(o.text) == outletKey(s.text)
		}
		if repeated {
			return Choice{s.text, readout.Reason{Rule: RuleOutlet, Signal: s.name}}
		}
	}
	if len(names) > 0 {
		return Choice{names[0].text, readout.Reason{Rule: RuleOutlet, Signal: names[0].name}}
	}
	if host != "" {
		return Choice{host, readout.Reason{Rule: RuleOutletHost, Signal: "host of the address"}}
	}
	return Choice{}
}

// namesHost reports whether a name is the main part of a host: "The Example"
// and "www.example.co.uk".
func namesHost(name, host string) bool {
	label, want := mainLabel(host), outletKey(name)
	return len(label) > 2 && (label == want || label == "the"+want)
}

// mainLabel is the part of a host that its owner chose: "example" of
// "news.example.co.uk" and of "edition.example.com".
func mainLabel(host string) string {
	labels := strings.Split(host, ".")
	n := len(labels)
	switch {
	case n < 2:
		return ""
	case n > 2 && len(labels[n-1]) == 2 && (len(labels[n-2]) <= 3):
		return labels[n-3]
	}
	return labels[n-2]
}

// isOutletName refuses addresses, handles and slogans.
func isOutletName(s string) bool {
	const longest = 60 // runes of a name; longer is a slogan
	return s != "" && utf8.ValidString(s) && utf8.RuneCountInString(s) <= longest && !strings.Contains(s, "://") && !strings.HasPrefix(s, "@") && key(s) != ""
}

// readLanguage chooses the language: <html lang>, linked data, meta tags, the
// container; the primary tag only.
func (sg *signals) readLanguage(fields source.Fields) Choice {
	list := []signal{{sg.lang, "html lang"}}
	for _, o := range sg.kin {
		list = append(list, signal{o.text("inLanguage"), "json-ld inLanguage"})
	}
	for _, k := range sg.w.keys["language"] {
		list = append(list, signal{sg.first(k), "meta " + k})
	}
	list = append(list, signal{fields.Language.Text, fields.Language.Signal})
	for _, s := range list {
		tag := strings.ToLower(strings.TrimSpace(s.text))
		if tag == "english" {
			tag = "en"
		}
		tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
		if (len(tag) == 2 || len(tag) == 3) && strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") == "" && tag != "und" {
			return Choice{tag, readout.Reason{Rule: RuleLanguage, Signal: s.name}}
		}
	}
	return Choice{}
}
