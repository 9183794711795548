package masthead

import (
	"strings"
	"testing"
)

// The forms in which outlets of many countries date their reports. Every line
// is invented; the day is one on which nothing is known to have happened.
func TestDateForms(t *testing.T) {
	tests := []struct{ line, want string }{
		// Labels run into their date by colons, bars, dashes and line ends.
		{"PUBLISHED: 8 January 2024", "published 2024-01-08 whole"},
		{"Published 8 January 2024, 10:15 GMT", "published 2024-01-08T10:15Z whole"},
		{"Published: 10:15 GMT, 8 January 2024", "published 2024-01-08T10:15Z whole"},
		{"PUBLISHED: 10:15, Mon, Jan 8, 2024", "published 2024-01-08T10:15 whole"},
		{"Published Jan. 8, 2024 10:15 a.m. ET", "published 2024-01-08T10:15-05:00 whole"},
		{"Published 10:15 a.m. ET Jan. 8, 2024", "published 2024-01-08T10:15-05:00 whole"},
		{"Published January 8, 2024 • 3 minute read", "published 2024-01-08"},
		{"Posted: Jan 08, 2024 4:00 AM EST", "published 2024-01-08T04:00-05:00 whole"},
		{"Posted on January 8, 2024 by", "published 2024-01-08"},
		{"Posted at 4:00 pm on 8 January 2024", "published 2024-01-08T16:00 whole"},
		{"Issued on: 08/01/2024 - 16:03", ""},
		{"Issued on: 18/01/2024 - 16:03", "published 2024-01-18T16:03 whole"},
		{"First published on Mon 8 Jan 2024 01.00 EST", "published 2024-01-08T01:00-05:00 whole"},
		{"Mon 8 Jan 2024 01.00 EST", "bare 2024-01-08T01:00-05:00 whole"},
		{"Originally published on January 8, 2024", "published 2024-01-08 whole"},
		{"Date: 8 January 2024", "published 2024-01-08 whole"},
		{"Release date: January 8, 2024", "published 2024-01-08 whole"},
		{"Last Updated: January 8, 2024, 22:10 IST", "updated 2024-01-08T22:10 whole"},
		{"Updated - January 08, 2024 10:15 pm IST", "updated 2024-01-08T22:15 whole"},
		{"Updated At: Jan 08, 2024 10:15 PM (IST)", "updated 2024-01-08T22:15 whole"},
		{"UPDATED: 11:30, Tue, Jan 9, 2024", "updated 2024-01-09T11:30 whole"},
		{"Last updated on 8 January 2024 at 11.30am", "updated 2024-01-08T11:30 whole"},
		{"Last modified on Mon 8 Jan 2024 11.30 EST", "updated 2024-01-08T11:30-05:00 whole"},
		{"Modified: 8 Jan 2024, 11:30 CET", "updated 2024-01-08T11:30+01:00 whole"},
		{"Updated January 8, 2024 at 11:30 a.m. EST", "updated 2024-01-08T11:30-05:00 whole"},
		{"Updated 1630 GMT (0030 HKT) January 8, 2024", "bare 2024-01-08"},
		{"Updated 8 January 2024 1630 GMT", "updated 2024-01-08T16:30Z whole"},
		{"(Updated: 8 January 2024)", "updated 2024-01-08 whole"},
		{"This article was amended on 8 January 2024", "updated 2024-01-08 whole"},
		// Two dates in a line.
		{"PUBLISHED: 10:15, Mon, Jan 8, 2024 | UPDATED: 11:30, Mon, Jan 8, 2024",
			"published 2024-01-08T10:15 whole; updated 2024-01-08T11:30 whole"},
		{"Published: 10:15 GMT, 8 January 2024 | Updated: 11:30 GMT, 8 January 2024",
			"published 2024-01-08T10:15Z whole; updated 2024-01-08T11:30Z whole"},
		{"Posted 8 Jan 2024 8 Jan 2024 updated 9 Jan 2024", "published 2024-01-08 whole; bare 2024-01-08 whole; updated 2024-01-09 whole"},
		{"Jan 8, 2024 10:15 am | Updated Jan 9, 2024 11:30 am", "bare 2024-01-08T10:15 whole; updated 2024-01-09T11:30 whole"},
		// Marks and small print.
		{"08 Jan 2024", "bare 2024-01-08 whole"},
		{"8th Jan, 2024", "bare 2024-01-08 whole"},
		{"8-January-2024", "bare 2024-01-08 whole"},
		{"8.Jan.2024", "bare 2024-01-08 whole"},
		{"January 8th 2024", "bare 2024-01-08 whole"},
		{"Jan 8 2024", "bare 2024-01-08 whole"},
		{"MONDAY, JANUARY 8, 2024", "bare 2024-01-08 whole"},
		{"Mon., Jan. 8, 2024", "bare 2024-01-08 whole"},
		{"Monday January 8 2024, 12.01am", "bare 2024-01-08T00:01 whole"},
		{"Monday January 8 2024, 12.01am, The Example", "bare 2024-01-08T00:01"},
		{"Monday, 08 January, 2024, 10:15 AM", "bare 2024-01-08T10:15 whole"},
		{"2024/1/8", "bare 2024-01-08 whole"},
		{"2024.01.08", "bare 2024-01-08 whole"},
		{"2024-01-08 10:15:30", "bare 2024-01-08T10:15:30 whole"},
		{"2024-01-08 | 10:15", "bare 2024-01-08T10:15 whole"},
		{"2024 Jan. 8", "bare 2024-01-08 whole"},
		{"18.01.2024 14:05 CET", "bare 2024-01-18T14:05+01:00 whole"},
		{"18-01-2024", "bare 2024-01-18 whole"},
		{"10:15 (GMT+8), 8 January 2024", "bare 2024-01-08T10:15+08:00 whole"},
		{"8 January 2024 10:15 UTC+5:30", "bare 2024-01-08T10:15+05:30 whole"},
		{"8 January 2024 10:15 +0200", "bare 2024-01-08T10:15 "},
		{"8 January 2024, 10:15 AEDT", "bare 2024-01-08T10:15+11:00 whole"},
		{"8 January 2024 10:15 am PT", "bare 2024-01-08T10:15-08:00 whole"},
		{"8 July 2024 10:15 am PT", "bare 2024-07-08T10:15-07:00 whole"},
		{"10 March 2024 10:15 am ET", "bare 2024-03-10T10:15-04:00 whole"},
		{"9 March 2024 10:15 am ET", "bare 2024-03-09T10:15-05:00 whole"},
		{"3 November 2024 10:15 am ET", "bare 2024-11-03T10:15-05:00 whole"},
		{"2 November 2024 10:15 am ET", "bare 2024-11-02T10:15-04:00 whole"},
		{"8 January 2024 10:15 Eastern", "bare 2024-01-08T10:15"},
		{"8 January 2024 13:15 PM", "bare 2024-01-08T13:15 whole"},
		{"8 January 2024 12:15 PM", "bare 2024-01-08T12:15 whole"},
		{"8 January 2024 9 a.m.", "bare 2024-01-08T09:00 whole"},
		{"8 January 2024 14h30", "bare 2024-01-08T14:30 whole"},
		{"8 January 2024 25:10", "bare 2024-01-08"},
		// Not the report's date, or no date.
		{"Load-Date: January 8, 2024", "other 2024-01-08 whole"},
		{"Accessed on 8 January 2024", "other 2024-01-08 whole"},
		{"Archived 8 January 2024", "other 2024-01-08 whole"},
		{"© 2024 The Example", ""},
		{"Copyright January 2024", ""},
		{"January 2024", ""},
		{"8 January", ""},
		{"Monday", ""},
		{"Season 2 Episode 2024", ""},
		{"May 40, 2024", ""},
		{"29 February 2023", ""},
		{"29 February 2024", "bare 2024-02-29 whole"},
		{"8 January 2124", ""},
		{"8 January 20241", ""},
		{"tel. 01.02.20245", ""},
		{"version 1.2.2024", "bare 2024-02-01"},
	}
	for _, tt := range tests {
		want := strings.TrimSpace(tt.want)
		if got := stampsString(Dates(tt.line, OrderUnknown)); got != want {
			t.Errorf("%q: got %q, want %q", tt.line, got, want)
		}
	}
}

// The forms of bylines: leads, joins, places, roles, handles, particles.
func TestBylineForms(t *testing.T) {
	tests := []struct{ line, want string }{
		{"BY JANE EXAMPLE", "JANE EXAMPLE"},
		{"By: Jane Example", "Jane Example"},
		{"By   Jane   Example", "Jane   Example"},
		{"by Jane Example", "Jane Example"},
		{"Author: Jane Example", "Jane Example"},
		{"Authors: Jane Example, Tom Sample", "Jane Example; Tom Sample"},
		{"Story by Jane Example", "Jane Example"},
		{"Words by Jane Example", "Jane Example"},
		{"Analysis by Jane Example", "Jane Example"},
		{"Opinion by Jane Example", "Jane Example"},
		{"Posted by Jane Example", "Jane Example"},
		{"Compiled by Jane Example and Tom Sample", "Jane Example; Tom Sample"},
		{"Reported by Jane Example in Cairo", "Jane Example"},
		{"Reporting By Jane Example; Editing By Tom Sample and Ann Model", "Jane Example"},
		{"Reporting by Jane Example in Cairo, Tom Sample in Doha; additional reporting by Ann Model; editing by Max Muster", "Jane Example; Tom Sample +Ann Model"},
		{"Writing by Jane Example Editing by Tom Sample", "Jane Example"},
		{"(Reporting by Jane Example; Editing by Tom Sample)", "Jane Example"},
		{"Text and photos by Jane Example", "Jane Example"},
		{"By Jane Example; Photographs by Tom Sample", "Jane Example"},
		{"By Jane Example | Graphics by Tom Sample", "Jane Example"},
		{"By Jane Example and Tom Sample, CNN", "Jane Example; Tom Sample"},
		{"By Jane Example, CNN Digital", "Jane Example"},
		{"By Jane Example, The Associated Press", "Jane Example"},
		{"By JANE EXAMPLE, AP Diplomatic Writer", "JANE EXAMPLE"},
		{"By Jane Example, Reuters", "Jane Example"},
		{"By Jane Example (Reuters)", "Jane Example"},
		{"By Jane Example with Reuters", "Jane Example"},
		{"By Jane Example and agencies", "Jane Example"},
		{"By Jane Example & Agencies", "Jane Example"},
		{"By Jane Example, Staff Writer", "Jane Example"},
		{"By Jane Example, Chief Foreign Correspondent, in Ankara", "Jane Example"},
		{"By Jane Example Middle East Correspondent", "Jane Example"},
		{"By Jane Example, Defence Editor, and Tom Sample in Amman", "Jane Example; Tom Sample"},
		{"By our Middle East correspondent Jane Example", "Jane Example"},
		{"By Foreign Editor Jane Example", "Jane Example"},
		{"By Professor Jane Example", "Jane Example"},
		{"By Jane Example For Dailyexample.Com", "Jane Example"},
		{"By Jane Example for The Example and Tom Sample", "Jane Example; Tom Sample"},
		{"By Jane Example In London", "Jane Example"},
		{"By Jane Example at the United Nations", "Jane Example"},
		{"By Jane Example aboard the envoy's plane", "Jane Example"},
		{"By Jane Example @jane_example", "Jane Example"},
		{"By Jane Example jane.example@outlet.example", "Jane Example"},
		{"By Jane Example Published January 8, 2024", "Jane Example"},
		{"By Jane Example • 8 January 2024", "Jane Example"},
		{"By Jane Example - January 8, 2024", "Jane Example"},
		{"By Jane de la Example", "Jane de la Example"},
		{"By Jan van den Muster and Ludwig von Muster", "Jan van den Muster; Ludwig von Muster"},
		{"By Abd al-Rahman al-Mithal", "Abd al-Rahman al-Mithal"},
		{"By al-Mithal Yusuf", "al-Mithal Yusuf"},
		{"By Nour El-Din Mithal", "Nour El-Din Mithal"},
		{"By Seán O’Sample", "Seán O’Sample"},
		{"By Zoë Çelik-Örnek", "Zoë Çelik-Örnek"},
		{"By Łukasz Przykład", "Łukasz Przykład"},
		{"By T. S. Sample", "T. S. Sample"},
		{"By J.R. Sample III", "J.R. Sample III"},
		{"By Tom Sample Jr.", "Tom Sample Jr."},
		{"By Tom Sample, Jr.", "Tom Sample"},
		{"By DeShawn McSample", "DeShawn McSample"},
		{"By Dr Jane Example", "Dr Jane Example"},
		{"By 'Jane Example'", "Jane Example"},
		{"By Madonna", "Madonna"},
		{"By AFP", "[AFP]"},
		{"By Agence France-Presse", "[Agence France-Presse]"},
		{"By the Associated Press", "[the Associated Press]"},
		{"By REUTERS", "[REUTERS]"},
		{"By Xinhua", "[Xinhua]"},
		{"By AP and Reuters", "[Reuters]"},
		{"By Agencies", ""},
		{"By Our Foreign Staff", ""},
		{"By The Editorial Board", ""},
		{"By Web Desk", ""},
		{"By News Desk", ""},
		{"By a staff reporter", ""},
		{"By CNN", ""},
		{"By Example Times Staff", ""},
		{"Edited by Tom Sample", ""},
		{"Photo by Tom Sample", ""},
		{"With files from Jane Example and Tom Sample", "+Jane Example; Tom Sample"},
		{"With files from The Canadian Press", "+[The Canadian Press]"},
		{"With reporting by Jane Example", "+Jane Example"},
		{"Additional reporting: Jane Example", "+Jane Example"},
		{"Jane Example contributed reporting.", "+Jane Example"},
		{"Jane Example, Tom Sample and Ann Model contributed to this story.", "+Jane Example; Tom Sample; Ann Model"},
		{"Jane Example in Cairo contributed to this article", "+Jane Example"},
		{"The Example's Jane Example contributed to this report.", "+Jane Example"},
		{"Reuters and AFP contributed to this report.", "+[AFP]"},
		{"Jane Example and Reuters contributed to this report", "+Jane Example"},
		{"*Jane Example contributed to this report*", "+Jane Example"},
		{"Byline: Jane Example Defence and security editor", "Jane Example"},
		{"By Tom North and Will White", "Tom North; Will White"},
		{"By BBC Monitoring", ""},
		{"Additional reporting by Jane Example\u200b", "+Jane Example"},
		{"Jane Example and Tom Sample in Dubai, United Arab Emirates, and Ann Model in London contributed.", "+Jane Example; Tom Sample; Ann Model"},
		// Sentences.
		{"The long drought and the war contributed.", "none"},
		{"By noon the road was open.", "none"},
		{"By contrast, Example Town was quiet.", "none"},
		{"By 1974, Jane Example had left.", "none"},
		{"By all accounts the truce held.", "none"},
		{"By land, by sea, by air", "none"},
		{"From Cairo to the canal", "none"},
		{"Author of five books", "none"},
		{"Reporting by mail was slow in those days, and the desk waited.", "none"},
		{"Edward Example contributed 40 dollars to the fund.", "none"},
		{"Standing by: Jane Example", "none"},
	}
	for _, tt := range tests {
		if got := bylineString(ParseByline(tt.line, false)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestBareForms(t *testing.T) {
	tests := []struct{ line, want string }{
		{"Jane Example, Tom Sample", "Jane Example; Tom Sample"},
		{"Jane Example & Tom Sample", "Jane Example; Tom Sample"},
		{"Jane Example / Tom Sample", "Jane Example; Tom Sample"},
		{"Jane Example • Tom Sample", "Jane Example; Tom Sample"},
		{"Jane Example, Cairo", "Jane Example"},
		{"Jane Example, Doha, Qatar", "Jane Example"},
		{"Jane Example, Political Editor", "Jane Example"},
		{"Jane Example Political Editor", "Jane Example"},
		{"Jane Example, Reuters", "Jane Example"},
		{"Jane Example for The Example", "Jane Example"},
		{"JANE EXAMPLE", "JANE EXAMPLE"},
		{"April Sample", "April Sample"},
		{"Israel Muster", "Israel Muster"},
		{"Jane", "none"},
		{"jane example", "none"},
		{"Breaking News", "none"},
		{"Top Stories", "none"},
		{"Read More", "none"},
		{"Follow Us", "none"},
		{"World News", "none"},
		{"Example Post", "none"},
		{"United Nations", "none"},
		{"Gaza Strip", "none"},
		{"Prime Minister Example", "none"},
		{"Jane Example was there", "none"},
		{"Jane Example: the road is open", "none"},
		{"The Road Is Open", "none"},
		{"Envoy in Cairo", "none"},
		{"Two Words, three words", "none"},
		{"Photo: Jane Example", "none"},
		{"01:52", "none"},
		{"", "none"},
	}
	for _, tt := range tests {
		if got := bylineString(ParseByline(tt.line, true)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestCredits(t *testing.T) {
	tests := []struct{ in, people, bodies string }{
		{"Jane Example, Reuters", "Jane Example", "Reuters"},
		{"Jane Example and Tom Sample, The Associated Press", "Jane Example; Tom Sample", "The Associated Press"},
		{"Jane Example|Tom Sample", "Jane Example; Tom Sample", ""},
		{"Jane Example; Tom Sample; Jane EXAMPLE", "Jane Example; Tom Sample", ""},
		{"Jane Example (AFP)", "Jane Example", "AFP"},
		{"By Jane Example, Political Correspondent", "Jane Example", ""},
		{"JANE EXAMPLE, AP Auto Writer", "JANE EXAMPLE", "AP"},
		{"Jane Example, Associated Press writer", "Jane Example", "Associated Press"},
		{"Jane Example in Cairo", "Jane Example", ""},
		{"Jane Example, Cairo", "Jane Example", ""},
		{"BBC News", "", "BBC News"},
		{"Al Jazeera", "", "Al Jazeera"},
		{"Our Correspondent", "", ""},
		{"Example, Jane", "Jane Example", ""},
		{"Example, Jane and Sample, Tom", "", ""},
		{"jexample", "", ""},
		{"Madonna", "Madonna", ""},
		{"https://outlet.example/by/jane", "", ""},
		{"@jane", "", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		people, bodies := Credits(tt.in)
		if got := strings.Join(people, "; "); got != tt.people {
			t.Errorf("%q: people %q, want %q", tt.in, got, tt.people)
		}
		if got := strings.Join(bodies, "; "); got != tt.bodies {
			t.Errorf("%q: bodies %q, want %q", tt.in, got, tt.bodies)
		}
	}
}

func TestDatelineForms(t *testing.T) {
	tests := []struct{ par, want string }{
		{"CAIRO (AP) — Both sides met.", "CAIRO|AP||Both sides met."},
		{"CAIRO (AP) – Both sides met.", "CAIRO|AP||Both sides met."},
		{"CAIRO (AP) -- Both sides met.", "CAIRO|AP||Both sides met."},
		{"CAIRO (AP) _ Both sides met.", "CAIRO|AP||_ Both sides met."},
		{"CAIRO, Jan. 18 (UPI) -- Both sides met.", "CAIRO|UPI|Jan. 18|Both sides met."},
		{"CAIRO, January 18, 1974 (AFP) - Both sides met.", "CAIRO|AFP|January 18, 1974|Both sides met."},
		{"CAIRO, 18 January (WAFA) — Both sides met.", "CAIRO|WAFA|18 January|Both sides met."},
		{"CAIRO, Friday, January 18, 1974 (WAFA) – Both sides met.", "CAIRO|WAFA|Friday, January 18, 1974|Both sides met."},
		{"CAIRO: Both sides met.", "CAIRO|||Both sides met."},
		{"NEW DELHI: Both sides met.", "NEW DELHI|||Both sides met."},
		{"Cairo (dpa) - Both sides met.", "Cairo|dpa||Both sides met."},
		{"Cairo – Both sides met.", "Cairo|||Both sides met."},
		{"Gaza City, Gaza – Both sides met.", "Gaza City, Gaza|||Both sides met."},
		{"KHAN YOUNIS, Gaza Strip (AP) — Both sides met.", "KHAN YOUNIS, Gaza Strip|AP||Both sides met."},
		{"DEIR AL-BALAH, Gaza Strip — Both sides met.", "DEIR AL-BALAH, Gaza Strip|||Both sides met."},
		{"WASHINGTON, D.C. — Both sides met.", "WASHINGTON, D.C.|||Both sides met."},
		{"KILOMETER 101, Egypt (AP) — Both sides met.", ""},
		{"GENEVA/CAIRO/DAMASCUS, Jan 18 (Reuters) - Both sides met.", "GENEVA/CAIRO/DAMASCUS|Reuters|Jan 18|Both sides met."},
		{"UNITED NATIONS — Both sides met.", "UNITED NATIONS|||Both sides met."},
		{"ABOARD A PLANE TO CAIRO (AP) — Both sides met.", "ABOARD A PLANE TO CAIRO|AP||Both sides met."},
		{"(AP) — Both sides met.", "|AP||Both sides met."},
		{"(Bloomberg) -- Both sides met.", "|Bloomberg||Both sides met."},
		{"January 18 (Reuters) - Both sides met.", "|Reuters|January 18|Both sides met."},
		{"LONDON: 18 January – Both sides met.", "LONDON|||18 January – Both sides met."},
		// None.
		{"Both sides met — and parted.", ""},
		{"Both sides (the armies) - met.", ""},
		{"He said: both sides met.", ""},
		{"Egypt: both sides met.", ""},
		{"LIVE: Both sides meet.", ""},
		{"UPDATE — Both sides met.", ""},
		{"EXCLUSIVE - Both sides met.", ""},
		{"OPINION: Both sides met.", ""},
		{"NATO — Both sides met.", "NATO|||Both sides met."},
		{"A — B", ""},
		{"— Both sides met.", ""},
		{": Both sides met.", ""},
	}
	for _, tt := range tests {
		got := ""
		if dl, ok := ParseDateline(tt.par); ok {
			got = dl.Place.In(tt.par) + "|" + dl.Agency + "|" + dl.Date + "|" + tt.par[dl.Span.End:]
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.par, got, tt.want)
		}
	}
}

func TestOutlets(t *testing.T) {
	for _, tt := range []struct{ address, name string }{
		{"https://www.bbc.co.uk/news/world-1", "BBC News"},
		{"https://edition.cnn.com/1974/01/18/world", "CNN"},
		{"http://timesofindia.indiatimes.com/world", "The Times of India"},
		{"https://economictimes.indiatimes.com/news", "The Economic Times"},
		{"www.dw.com", "DW"},
		{"https://notcnn.com/a", ""},
		{"https://outlet.example/a", ""},
		{"", ""},
		{"::", ""},
	} {
		out, ok := OutletAt(tt.address)
		if out.Name != tt.name || ok != (tt.name != "") {
			t.Errorf("at %q: got %q, want %q", tt.address, out.Name, tt.name)
		}
	}
	for _, tt := range []struct{ name, domain string }{
		{"Deutsche Welle", "dw.com"},
		{"the jerusalem post", "jpost.com"},
		{"The Example", ""},
	} {
		if out, _ := OutletNamed(tt.name); out.Domain != tt.domain {
			t.Errorf("named %q: got %q, want %q", tt.name, out.Domain, tt.domain)
		}
	}
}

// TestOutletList checks what a table cannot show: every country and zone is in
// its form, and no name is so short that it stands in other words.
func TestOutletList(t *testing.T) {
	list := loadOutlets().list
	if len(list) < 250 {
		t.Fatalf("%d outlets, want 250 or more", len(list))
	}
	for _, out := range list {
		if out.Country != "" && (len(out.Country) != 3 || out.Country != strings.ToUpper(out.Country)) {
			t.Errorf("%s: country %q is no ISO 3166-1 alpha-3 code", out.Domain, out.Country)
		}
		if out.Zone != "" && !strings.Contains(out.Zone, "/") {
			t.Errorf("%s: zone %q is no IANA zone", out.Domain, out.Zone)
		}
		if strings.HasPrefix(out.Domain, "www.") || !strings.Contains(out.Domain, ".") {
			t.Errorf("%s: want a domain without www", out.Domain)
		}
		for _, name := range append([]string{out.Name}, out.Others...) {
			if strings.TrimSpace(name) != name || name == "" {
				t.Errorf("%s: name %q is padded or empty", out.Domain, name)
			}
		}
	}
}

// TestRules checks that the ids are the package's own and said in a sentence.
func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !strings.HasPrefix(r.ID, "masthead.") || seen[r.ID] || !strings.HasSuffix(r.Says, ".") {
			t.Errorf("rule %q says %q", r.ID, r.Says)
		}
		seen[r.ID] = true
	}
	if len(seen) == 0 {
		t.Fatal("no rules")
	}
}
