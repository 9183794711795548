package masthead

import (
	"strings"
	"testing"
)

// TestMessyDates holds lines as feeds, scrapers and publishing systems mangle
// them; the look-alikes at the end are no date of a report.
func TestMessyDates(t *testing.T) {
	tests := []struct{ line, want string }{
		// A label or a date run together with what stands beside it.
		{"Published8 January 2024", "published 2024-01-08 whole"},
		{"Published:8 January 2024", "published 2024-01-08 whole"},
		{"Published14:05 GMT, 8 January 2024", "published 2024-01-08T14:05Z whole"},
		{"Updated:January 8, 2024 10:15 IST", "updated 2024-01-08T10:15 whole"},
		{"January 8,2024", "bare 2024-01-08 whole"},
		{"Jan.8,2024", "bare 2024-01-08 whole"},
		{"8January2024", "bare 2024-01-08 whole"},
		{"8Jan2024", "bare 2024-01-08 whole"},
		{"JAN82024", ""},
		{"January 8, 2024Updated January 9, 2024", "bare 2024-01-08 whole; updated 2024-01-09 whole"},
		{"8 January 202410:15", ""},
		{"January 8, 20244 min read", ""},
		// Spaces that are no spaces, marks nobody sees.
		{"8\u00a0January\u00a02024", "bare 2024-01-08 whole"},
		{"8\u202fJanuary\u202f2024, 9:35\u202fam", "bare 2024-01-08T09:35 whole"},
		{"\u200e8 January 2024\u200f", "bare 2024-01-08 whole"},
		{"Published:\n\t8 January\n2024", "published 2024-01-08 whole"},
		{"Jan\u00ad 8, 2024", "bare 2024-01-08 whole"},
		// Times.
		{"January 8, 2024 / 10:15 AM EST / CBS News", "bare 2024-01-08T10:15-05:00"},
		{"8 January 2024 at 10:15 a.m. ET", "bare 2024-01-08T10:15-05:00 whole"},
		{"8 January 2024 10:15 a. m.", "bare 2024-01-08T10:15 whole"},
		{"8 January 2024 10:15A.M.", "bare 2024-01-08T10:15 whole"},
		{"8 January 2024, 12 noon", "bare 2024-01-08T12:00 whole"},
		{"8 January 2024, midnight", "bare 2024-01-08"},
		{"8 January 2024 0.15am", "bare 2024-01-08T00:15 whole"},
		{"8 January 2024 24:00", "bare 2024-01-08"},
		{"8 January 2024 at 1405hrs", "bare 2024-01-08T14:05 whole"},
		{"8 January 2024, 14:05 hrs IST", "bare 2024-01-08T14:05 whole"},
		{"8 January 2024, 14:05 hours", "bare 2024-01-08T14:05 whole"},
		{"8 January 2024, 14:05 local time", "bare 2024-01-08T14:05 whole"},
		{"8 January 2024, 2:05 p.m. Eastern Standard Time", "bare 2024-01-08T14:05-05:00 whole"},
		{"8 January 2024 14:05 GMT+0000", "bare 2024-01-08T14:05Z whole"},
		{"8 January 2024 14:05 (UTC+03:00)", "bare 2024-01-08T14:05+03:00 whole"},
		{"8 January 2024 14:05 EAT", "bare 2024-01-08T14:05+03:00 whole"},
		{"8 January 2024 14:05 WAT", "bare 2024-01-08T14:05+01:00 whole"},
		{"8 January 2024 14:05 SAST", "bare 2024-01-08T14:05+02:00 whole"},
		{"8 January 2024 14:05 PKT", "bare 2024-01-08T14:05+05:00 whole"},
		{"8 January 2024 14:05 KSA", "bare 2024-01-08T14:05"},
		{"8 January 2024 19:30 UTC-3:30", "bare 2024-01-08T19:30-03:30 whole"},
		{"Monday, January 8, 2024 2:05 PM America/New_York", "bare 2024-01-08T14:05"},
		{"Mon Jan  8 14:05:00 2024", "bare 2024-01-08T14:05:00 whole"},
		{"Mon Jan 08 2024 14:05:00 GMT+0200 (Eastern European Standard Time)", "bare 2024-01-08T14:05:00+02:00"},
		{"2024-01-08T14:05:00.123456789Z", "bare 2024-01-08T14:05:00Z whole"},
		{"2024-01-08 14:05:00+00", "bare 2024-01-08T14:05:00Z whole"},
		{"2024-1-8 9:05", "bare 2024-01-08T09:05 whole"},
		// Weekdays and the words of notices.
		{"On Monday the 8th of January 2024", "bare 2024-01-08"},
		{"Monday 8th January, 2024 | The Example Desk", "bare 2024-01-08"},
		{"Dated 8th January, 2024", "published 2024-01-08 whole"},
		{"Dhu al-Hijjah 1, 1445 / January 8, 2024", "bare 2024-01-08"},
		{"08 Jan 2024 - 14:05 (updated 15:10)", "bare 2024-01-08T14:05"},
		{"Jan. 8, 2024 Updated Mon., Jan. 8, 2024 at 4:10 p.m.", "bare 2024-01-08 whole; updated 2024-01-08T16:10 whole"},
		{"PUBLISHED : 8 Jan 2024 at 04:00", "published 2024-01-08T04:00 whole"},
		{"Publish Date - Jan 8, 2024 / 04:00 PM IST", "published 2024-01-08T16:00 whole"},
		{"Published - January 08, 2024 04:00 pm IST - NEW DELHI", "published 2024-01-08T16:00"},
		{"Story first published: Monday, January 8, 2024, 16:00 [IST]", "published 2024-01-08T16:00 whole"},
		{"Last Update: Jan 8th, 2024 | 4:00pm", "updated 2024-01-08T16:00 whole"},
		{"Sunday 26 Jumada al-Akhirah 1445 - 8 January 2024", "bare 2024-01-08"},
		// Numbers whose order the line itself settles, and those it does not.
		{"1.8.2024", "bare 2024-08-01 whole"},
		{"08/01/24", ""},
		{"2024.1.8.", "bare 2024-01-08 whole"},
		{"20240108", ""},
		{"2024-13-08", ""},
		{"2024-01-08-envoy", "bare 2024-01-08"},
		// Look-alikes.
		{"Order 12/2024/15", ""},
		{"May 2024 be kinder than 2023", ""},
		{"The march 10, 2024 strong, set off", "bare 2024-03-10"},
		{"Resolution 10/2/2024/L.1", ""},
		{"10.1.1.2024", ""},
		{"ISBN 10-12-2024-9", ""},
		{"1 2024", ""},
		{"Sat 3 of 2024 exams", ""},
		{"ratio 1:12 May 2024", ""},
		{"January 8 – 12, 2024", ""},
		{"8-12 January 2024", ""},
		{"8–12 January 2024", ""},
	}
	for _, tt := range tests {
		if got := stampsString(Dates(tt.line, OrderUnknown)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestMessyBylines(t *testing.T) {
	tests := []struct{ line, want string }{
		{"By\u00a0Jane Example", "Jane Example"},
		{"By\tJane Example", "Jane Example"},
		{"\u200bBy Jane Example", "Jane Example"},
		{"ByJane Example", "Jane Example"},
		{"BY: JANE EXAMPLE/REUTERS", "JANE EXAMPLE"},
		{"By - Jane Example", "Jane Example"},
		{"— By Jane Example", "Jane Example"},
		{"| By Jane Example |", "Jane Example"},
		{"By Jane Example, The Example Staff", "Jane Example"},
		{"By JANE EXAMPLE Associated Press", "JANE EXAMPLE"},
		{"By Jane Example The Associated Press", "Jane Example"},
		{"By Jane Example Reuters", "Jane Example"},
		{"By Jane Example BBC News, Nairobi", "Jane Example"},
		{"By Jane Example BBC News", "Jane Example"},
		{"Jane Example, BBC News, Nairobi contributed to this report.", "+Jane Example"},
		{"By Jane Example in New York and Tom Sample in New Delhi", "Jane Example; Tom Sample"},
		{"By Jane Example in São Paulo, Tom Sample in Addis Ababa and Ann Model in Port-au-Prince", "Jane Example; Tom Sample; Ann Model"},
		{"By Jane Example, Our Special Correspondent", "Jane Example"},
		{"By Jane Example, Abuja", "Jane Example"},
		{"By Our Special Correspondent", ""},
		{"By Express Web Desk", ""},
		{"By: Express News Service", ""},
		{"Reported by: Jane Example", "Jane Example"},
		{"Reported By: Jane Example, Edited By: Tom Sample", "Jane Example"},
		{"Written By: Jane Example | Edited By: Tom Sample | Last Updated: January 8, 2024", "Jane Example"},
		{"Curated By: Jane Example", "Jane Example"},
		{"Source: Reuters", "none"},
		{"From Jane Example in Abuja", "none"},
		{"By Alhaji Musa Misali, Kano", "Alhaji Musa Misali"},
		{"By Sheikh Yusuf al-Misri", "Sheikh Yusuf al-Misri"},
		{"By S. Example Kumar", "S. Example Kumar"},
		{"By Example K.", "Example K."},
		{"By K.P. Example & T.N.R. Sample", "K.P. Example; T.N.R. Sample"},
		{"By Ngũgĩ wa Mfano", "Ngũgĩ wa Mfano"},
		{"By Mary-Jane O'Example-Sample", "Mary-Jane O'Example-Sample"},
		{"By Jane Example and Tom Sample, with Ann Model in Paris", "Jane Example; Tom Sample; Ann Model"},
		{"By Jane Example, with additional reporting by Tom Sample", "Jane Example +Tom Sample"},
		{"By Jane Example | Updated 8 January 2024", "Jane Example"},
		{"By Jane Example 8 January 2024", "Jane Example"},
		{"By Jane Example · 5 min read", "Jane Example"},
		{"By Jane Example, 2 hours ago", "Jane Example"},
		{"By Jane Example Contributor", "Jane Example"},
		{"By Jane Example, Opinion Contributor", "Jane Example"},
		{"By Jane Example, opinion contributor", "Jane Example"},
		{"By Jane Example, Senior Research Fellow", "Jane Example"},
		{"By Jane Example, PhD", "Jane Example"},
		{"By Jane Example, M.D.", "Jane Example"},
		{"By Jane Example MP", "Jane Example MP"},
		{"By Tom Sample II and Jane Example", "Tom Sample II; Jane Example"},
		{"By Jane Example & Tom Sample/AFP", "Jane Example; Tom Sample"},
		{"By Jane Example/Abuja", "Jane Example"},
		{"By AFP - Agence France-Presse", "[Agence France-Presse]"},
		{"By AP News", ""},
		{"By Reuters Staff", "[Reuters]"},
		{"By PTI", "[PTI]"},
		{"By IANS", "[IANS]"},
		{"By ANI", "[ANI]"},
		{"By WAM", "[WAM]"},
		{"By NAN", "[NAN]"},
		{"By TASS", "[TASS]"},
		{"By Anadolu Agency", "[Anadolu Agency]"},
		{"By Staff Reporter and agencies", ""},
		{"(Additional reporting by Jane Example and Tom Sample; writing by Ann Model; editing by Max Muster)", "Ann Model +Jane Example +Tom Sample"},
		{"Reporting by Jane Example; Additional reporting by Tom Sample in Doha, and Ann Model; Writing by Max Muster; Editing by Eva Mock", "Jane Example; Max Muster +Tom Sample +Ann Model"},
		{"With inputs from PTI", "+[PTI]"},
		{"(With inputs from agencies)", ""},
		{"with AFP", "none"},
		{"Jane Example reported from Cairo, and Tom Sample from Doha.", "none"},
		{"Jane Example, in Cairo, and Tom Sample, in Doha, contributed reporting", "+Jane Example; Tom Sample"},
		{"AP journalist Jane Example in Cairo contributed.", "+Jane Example"},
		{"Jane Example and Tom Sample of The Example contributed to this report.", "+Jane Example; Tom Sample"},
		{"Information from the Associated Press was used in this report.", "none"},
		// Sentences.
		{"ByteWorks and Example Post met in Cairo.", "none"},
		{"Bylaws: the council votes", "none"},
		{"By Cairo, by Doha, by Geneva: three roads", "none"},
		{"By Monday evening, Jane Example and Tom Sample were home.", "none"},
		{"By Cairo time it was noon.", "none"},
		{"By law, Tom Sample must answer.", "none"},
		{"By Jane Example's own account the tent was cold.", "none"},
		{"By God!", "none"},
		{"By mid-January 1974 the line was quiet", "none"},
		{"By order of the court", "none"},
		{"By comparison, Reuters had ten people there.", "none"},
		{"Written by hand, the letter reached Cairo.", "none"},
		{"Reporters: go home, the officer said.", "none"},
		{"Author: unknown", ""},
	}
	for _, tt := range tests {
		if got := bylineString(ParseByline(tt.line, false)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestMessyDatelines(t *testing.T) {
	tests := []struct{ par, want string }{
		{"CAIRO, Jan 18 (Reuters) – Both sides met.", "CAIRO|Reuters|Jan 18|Both sides met."},
		{"CAIRO, Jan 18 - Both sides met.", "CAIRO||Jan 18|Both sides met."},
		{"Cairo, Jan 18 (IANS) Both sides met.", "Cairo|IANS|Jan 18|Both sides met."},
		{"New Delhi, Jan 18 (PTI) Both sides met.", "New Delhi|PTI|Jan 18|Both sides met."},
		{"New Delhi [India], January 18 (ANI): Both sides met.", "New Delhi [India]|ANI|January 18|Both sides met."},
		{"NEW DELHI: Both sides met.", "NEW DELHI|||Both sides met."},
		{"ABUJA, Nigeria, Jan. 18 — Both sides met.", "ABUJA, Nigeria||Jan. 18|Both sides met."},
		{"CAIRO/GENEVA — Both sides met.", "CAIRO/GENEVA|||Both sides met."},
		{"CAIRO and GENEVA — Both sides met.", "CAIRO and GENEVA|||Both sides met."},
		{"ABU DHABI, 18th January, 1974 (WAM) -- Both sides met.", "ABU DHABI|WAM|18th January, 1974|Both sides met."},
		{"CAIRO, Jan. 18 (Yonhap) -- Both sides met.", "CAIRO|Yonhap|Jan. 18|Both sides met."},
		{"CAIRO (AP) —Both sides met.", "CAIRO|AP||Both sides met."},
		{"CAIRO (AP)— Both sides met.", "CAIRO|AP||Both sides met."},
		{"CAIRO(AP) — Both sides met.", "CAIRO|AP||Both sides met."},
		{"CAIRO (Reuters/AFP) - Both sides met.", "CAIRO|Reuters/AFP||Both sides met."},
		{"CAIRO\u00a0(AP)\u00a0— Both sides met.", "CAIRO|AP||Both sides met."},
		{"\u200bCAIRO (AP) — Both sides met.", "CAIRO|AP||Both sides met."},
		{"ST. PETERSBURG, Russia (AP) — Both sides met.", "ST. PETERSBURG, Russia|AP||Both sides met."},
		{"N'DJAMENA, Chad (AP) — Both sides met.", "N'DJAMENA, Chad|AP||Both sides met."},
		{"SÃO PAULO (AP) — Both sides met.", "SÃO PAULO|AP||Both sides met."},
		{"ON THE EGYPT-LIBYA BORDER (AP) — Both sides met.", "ON THE EGYPT-LIBYA BORDER|AP||Both sides met."},
		{"Cairo | Both sides met.", ""},
		{"CAIRO. — Both sides met.", "CAIRO.|||Both sides met."},
		{"CAIRO (AP) — “Both sides met,” he said.", "CAIRO|AP||“Both sides met,” he said."},
		// None.
		{"US — both sides met.", ""},
		{"COVID-19 — both sides met.", ""},
		{"Cairo-based envoys — two of them — met.", ""},
		{"PM: Both sides met.", ""},
		{"CEASEFIRE — Both sides met.", ""},
		{"MAGAZINE — Both sides met.", ""},
		{"TRANSCRIPT: Both sides met.", ""},
		{"CAIRO (1974) — Both sides met.", ""},
		{"IDF: Both sides met.", ""},
		{"London calling: Both sides met.", ""},
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

func TestMessyCredits(t *testing.T) {
	tests := []struct{ in, people, bodies string }{
		{"JANE EXAMPLE and TOM SAMPLE Associated Press", "JANE EXAMPLE; TOM SAMPLE", "Associated Press"},
		{"Jane Example/AFP", "Jane Example", "AFP"},
		{"Jane Example – Reuters", "Jane Example", "Reuters"},
		{"Jane Example, CNN", "Jane Example", "CNN"},
		{"Reuters Staff", "", "Reuters"},
		{"By Jane Example, with Tom Sample in Cairo", "Jane Example; Tom Sample", ""},
		{"Reporting by Jane Example; Editing by Tom Sample", "Jane Example", ""},
		{"Jane Example\nTom Sample", "Jane Example; Tom Sample", ""},
		{"Jane Example<br>Tom Sample", "", ""},
		{"jane.example@outlet.example (Jane Example)", "Jane Example", ""},
		{"Jane Example jane.example@outlet.example", "Jane Example", ""},
		{"Written by Jane Example", "Jane Example", ""},
		{"Sample, Tom Q.", "Tom Q. Sample", ""},
		{"Dr. Jane Example, Ph.D.", "Dr. Jane Example", ""},
		{"Jane Example and AFP", "Jane Example", "AFP"},
		{"The Example Editorial Board", "", ""},
		{"PTI", "", "PTI"},
		{"ANI", "", "ANI"},
		{"Web Desk", "", ""},
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

func TestMessyMachineTimes(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2024-01-08T14:05:00+03", "2024-01-08T14:05:00+03:00"},
		{"2024-01-08T14:05:00 +0300", "2024-01-08T14:05:00+03:00"},
		{"2024-01-08T24:00:00Z", "2024-01-08"},
		{"2024-01-08t14:05:00z", "2024-01-08T14:05:00Z"},
		{"20240108T140500+0300", "2024-01-08T14:05:00+03:00"},
		{"20240108140500", "2024-01-08T14:05:00"},
		{"202401081405", "2024-01-08T14:05"},
		{"2024-01-08T14:05:00,123Z", "2024-01-08T14:05:00Z"},
		{"Mon, 8 Jan 2024 14:05:00 GMT", "2024-01-08T14:05:00Z"},
		{"Mon, 08 Jan 2024 14:05 EST", "2024-01-08T14:05-05:00"},
		{"Monday, 08-Jan-24 14:05:00 GMT", ""},
		{"1704722700.0", "2024-01-08T14:05:00Z"},
		{"-1", ""},
		{"0", ""},
		{"0000-00-00T00:00:00Z", ""},
		{"0000-00-00", ""},
		{"1970-01-01T00:00:00Z", ""},
		{"0001-01-01T00:00:00Z", ""},
		{"0000000000", ""},
		{"2024-W02-1", ""},
		{"PT3M", ""},
		{"2024-00", ""},
		{"2024-01-08T14:05:00[Europe/London]", "2024-01-08T14:05:00"},
		{"null", ""},
		{"Invalid date", ""},
		{"2024-01-08T14:05:00-0500", "2024-01-08T14:05:00-05:00"},
		{"2024-01-08T14:05:00+15:00", "2024-01-08T14:05:00"},
		{"2023-07-08T14:05:00.000+05:45", "2023-07-08T14:05:00+05:45"},
	}
	for _, tt := range tests {
		got, ok := ParseTime(tt.in)
		if string(got) != tt.want || ok != (tt.want != "") {
			t.Errorf("%q: got %q %v, want %q", tt.in, got, ok, tt.want)
		}
	}
}
