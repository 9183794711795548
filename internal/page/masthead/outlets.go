package masthead

import (
	"net/url"
	"strings"
	"sync"
)

// Outlet is a news outlet, agency or broadcaster that lexicon/outlets.txt
// names.
type Outlet struct {
	Domain  string   // without "www."
	Name    string   // as it writes itself
	Others  []string // other names, and what its titles end in
	Country string   // ISO 3166-1 alpha-3, or empty
	Zone    string   // IANA zone of its desk, or empty
}

// outlets is the list by domain and by lower-case name.
type outlets struct {
	list     []Outlet
	byDomain map[string]int
	byName   map[string]int // the first outlet of that name
}

var loadOutlets = sync.OnceValue(func() *outlets {
	o := &outlets{byDomain: map[string]int{}, byName: map[string]int{}}
	for _, e := range open("outlets.txt") {
		out := Outlet{Domain: e.Field(0), Name: e.Field(1), Country: known(e.Field(3)), Zone: known(e.Field(4))}
		if others := known(e.Field(2)); others != "" {
			out.Others = strings.Split(others, ";")
		}
		n := len(o.list)
		o.list = append(o.list, out)
		o.byDomain[out.Domain] = n
		for _, name := range append([]string{out.Name}, out.Others...) {
			key := strings.ToLower(name)
			if _, taken := o.byName[key]; !taken {
				o.byName[key] = n
			}
		}
	}
	return o
})

// known turns the lists' "-" into the empty string.
func known(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

// OutletAt finds the outlet of an address or host name: "www.outlet.example"
// and "edition.outlet.example" are the outlet of "outlet.example".
func OutletAt(address string) (Outlet, bool) {
	o := loadOutlets()
	for host := Host(address); strings.Contains(host, "."); {
		if n, ok := o.byDomain[host]; ok {
			return o.list[n], true
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return Outlet{}, false
}

// OutletNamed finds an outlet by its name or one of its other names, in any
// case.
func OutletNamed(name string) (Outlet, bool) {
	o := loadOutlets()
	if n, ok := o.byName[strings.ToLower(strings.TrimSpace(name))]; ok {
		return o.list[n], true
	}
	return Outlet{}, false
}

// Host is the host name of an address, lower case, without "www."; a bare host
// name is its own.
func Host(address string) string {
	host := strings.TrimSpace(address)
	if u, err := url.Parse(host); err == nil && u.Host != "" {
		host = u.Hostname()
	}
	if i := strings.IndexAny(host, "/?#:"); i >= 0 {
		host = host[:i]
	}
	return strings.TrimPrefix(strings.TrimRight(strings.ToLower(strings.TrimSpace(host)), "."), "www.")
}
