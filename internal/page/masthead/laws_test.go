package masthead

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"readout"
)

// TestDateLaw prints a day in every certain form, with a label and a time that
// may be missing, and reads it back.
func TestDateLaw(t *testing.T) {
	forms := []string{
		"January 2, 2006", "Jan. 2, 2006", "Jan 2 2006", "2 January 2006", "02 Jan 2006", "2-Jan-2006", "Monday, January 2, 2006",
		"Mon 2 Jan 2006", "Monday 2 January, 2006", "2006-01-02", "2006/01/02", "2006.01.02", "02.01.2006", "January 2 2006",
	}
	clocks := []struct{ before, layout, want string }{
		{"", "", ""}, {" ", "15:04", "T15:04"}, {", ", "3:04 PM", "T15:04"}, {" at ", "3:04pm", "T15:04"}, {" | ", "15:04 GMT", "T15:04Z"},
		{" - ", "15.04 CET", "T15:04+01:00"}, {" ", "15:04:05", "T15:04:05"}, {", ", "1504 GMT", "T15:04Z"}, {" ", "15:04 (UTC+3)", "T15:04+03:00"},
	}
	labels := map[Label][]string{
		Bare: {"", "("}, Published: {"Published: ", "Posted on ", "PUBLISHED "}, Updated: {"Updated: ", "Last updated on ", "Modified "},
	}
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(rapid.IntRange(1900, 2090).Draw(t, "year"), 1, 1, rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"),
			rapid.IntRange(0, 59).Draw(t, "second"), 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 364).Draw(t, "day"))
		label := rapid.SampledFrom([]Label{Bare, Published, Updated}).Draw(t, "label")
		c := rapid.SampledFrom(clocks).Draw(t, "clock")
		line := rapid.SampledFrom(labels[label]).Draw(t, "words") + at.Format(rapid.SampledFrom(forms).Draw(t, "form")) + c.before + at.Format(c.layout)
		want := Stamp{Date: readout.Date(at.Format("2006-01-02") + at.Format(strings.TrimSuffix(strings.TrimSuffix(c.want, "Z"), "+01:00"))), Label: label, Whole: true}
		for _, zone := range []string{"Z", "+01:00"} {
			if strings.HasSuffix(c.want, zone) {
				want.Date += readout.Date(zone)
			}
		}
		got := Dates(line, OrderUnknown)
		if len(got) != 1 || got[0].Date != want.Date || got[0].Label != label || !got[0].Whole {
			t.Fatalf("%q: got %+v, want %s of label %d", line, got, want.Date, label)
		}
		again, ok := ParseTime(string(got[0].Date))
		if !ok || again != got[0].Date {
			t.Fatalf("%s reads back as %q", got[0].Date, again)
		}
	})
}

// TestNamesLaw joins names in every way that bylines do and reads them back,
// from a byline and from metadata, whatever role and place follow each.
func TestNamesLaw(t *testing.T) {
	names := []string{
		"Jane Example", "Tom B. Sample", "Ann O’Model", "Yusuf bin Omar al-Misri", "Pieter van der Berg", "Zoë Çelik-Örnek", "DeShawn McSample",
		"Ngũgĩ wa Mfano", "K.P. Example", "Nour El-Din Mithal", "J. R. Muster", "Chinwe Okonkwo-Mock", "Lakshmi V. Udaharan", "Seán Ó Sampla",
	}
	leads := []string{"By ", "by ", "BY: ", "By: ", "Written by ", "Reporting by ", "Byline: ", "By\u00a0", "\u200bBy "}
	tails := []string{"", " in Cairo", ", Diplomatic Editor", " Staff Writer", " for The Example", " @handle", ", Reuters", " Associated Press"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "how many")
		list := rapid.Permutation(names).Draw(t, "names")[:n]
		join := rapid.SampledFrom([]string{", ", " and ", " & ", " | ", "; ", " / "}).Draw(t, "join")
		said := strings.Join(list, join) + rapid.SampledFrom(tails).Draw(t, "tail")
		want := strings.Join(list, "; ")
		line := rapid.SampledFrom(leads).Draw(t, "lead") + said
		if got := bylineString(ParseByline(line, false)); got != want {
			t.Fatalf("%q: got %q, want %q", line, got, want)
		}
		if got := strings.Join(Names(said), "; "); got != want {
			t.Fatalf("names of %q: got %q, want %q", said, got, want)
		}
	})
}

// TestDatelineLaw puts a dateline together from its parts and takes it apart.
func TestDatelineLaw(t *testing.T) {
	places := []string{"CAIRO", "Cairo", "DOHA, Qatar", "TEL AVIV/BEIRUT", "PORT-AU-PRINCE, Haiti", "New Delhi [India]", "GENEVA and CAIRO", "N’DJAMENA, Chad", "ABOARD THE ENVOY’S PLANE"}
	dates := []string{"", "Jan 18", "Jan. 18", "January 18, 1974", "18 January", "18th January, 1974", "Friday, Jan. 18"}
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.SampledFrom(places).Draw(t, "place")
		date := rapid.SampledFrom(dates).Draw(t, "date")
		agency := rapid.SampledFrom([]string{"AP", "Reuters", "AFP", "PTI", "Xinhua", "dpa", "AFP/Reuters"}).Draw(t, "agency")
		head := place
		if date != "" {
			head += ", " + date
		}
		par := head + " (" + agency + ")" + rapid.SampledFrom([]string{" — ", " - ", " – ", " -- ", ": ", "\u00a0— "}).Draw(t, "dash") + "Both sides met."
		dl, ok := ParseDateline(par)
		if !ok || dl.Place.In(par) != place || dl.Agency != agency || dl.Date != date || par[dl.Span.End:] != "Both sides met." {
			t.Fatalf("%q: got %v %q, %q, %q, rest %q", par, ok, dl.Place.In(par), dl.Agency, dl.Date, par[dl.Span.End:])
		}
	})
}
