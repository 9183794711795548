package masthead

import (
	"fmt"
	"strings"
	"testing"

	"readout"
)

// stampsString is "label date whole" of each stamp, one form for tables.
func stampsString(stamps []Stamp) string {
	names := map[Label]string{Bare: "bare", Published: "published", Updated: "updated", Other: "other"}
	var out []string
	for _, s := range stamps {
		one := names[s.Label] + " " + string(s.Date)
		if s.Whole {
			one += " whole"
		}
		out = append(out, one)
	}
	return strings.Join(out, "; ")
}

func TestDates(t *testing.T) {
	tests := []struct{ line, want string }{
		// Month, day, year.
		{"January 7, 2024", "bare 2024-01-07 whole"},
		{"Jan. 7, 2024", "bare 2024-01-07 whole"},
		{"JANUARY 7 2024", "bare 2024-01-07 whole"},
		{"Sunday, January 7th, 2024", "bare 2024-01-07 whole"},
		{"Sept. 9, 2023", "bare 2023-09-09 whole"},
		{"May 3, 1974", "bare 1974-05-03 whole"},
		// Day, month, year.
		{"7 January 2024", "bare 2024-01-07 whole"},
		{"Sunday, 7 Jan 2024", "bare 2024-01-07 whole"},
		{"Sunday 7th of January, 2024", "bare 2024-01-07 whole"},
		{"07-Jan-2024", "bare 2024-01-07 whole"},
		// Numbers.
		{"2024-01-07", "bare 2024-01-07 whole"},
		{"2024/01/07", "bare 2024-01-07 whole"},
		{"07.01.2024", "bare 2024-01-07 whole"},
		{"13/1/2024", "bare 2024-01-13 whole"},
		{"1/13/2024", "bare 2024-01-13 whole"},
		{"4/4/2024", "bare 2024-04-04 whole"},
		{"03/04/2024", ""},
		// Times and zones.
		{"January 7, 2024 at 9:35 AM ET", "bare 2024-01-07T09:35-05:00 whole"},
		{"July 7, 2024 at 9:35 AM ET", "bare 2024-07-07T09:35-04:00 whole"},
		{"10 January 2024 09:35 GMT", "bare 2024-01-10T09:35Z whole"},
		{"10 January 2024, 9.35pm", "bare 2024-01-10T21:35 whole"},
		{"12:49 p.m. ET Jan. 10, 2024", "bare 2024-01-10T12:49-05:00 whole"},
		{"09:35, 10 January 2024", "bare 2024-01-10T09:35 whole"},
		{"10 January 2024 | 14:05 (GMT+3)", "bare 2024-01-10T14:05+03:00 whole"},
		{"10 January 2024 1405 GMT", "bare 2024-01-10T14:05Z whole"},
		{"January 10, 2024 12:05 AM", "bare 2024-01-10T00:05 whole"},
		{"Jan 10, 2024, 05:07 PM IST", "bare 2024-01-10T17:07 whole"},
		{"2024-01-10T09:35:12.250+04:00", "bare 2024-01-10T09:35:12+04:00 whole"},
		{"Mon Jan 08 14:14:00 EST 2024", "bare 2024-01-08T14:14:00-05:00 whole"},
		{"October 26, 2023 Thursday 11:12 PM GMT", "bare 2023-10-26T23:12Z whole"},
		// Labels.
		{"Updated: January 10, 2024, 9:35 AM", "updated 2024-01-10T09:35 whole"},
		{"Updated 2:14 p.m. EST, Mon January 8, 2024", "updated 2024-01-08T14:14-05:00 whole"},
		{"Published On 12 Oct 2023", "published 2023-10-12 whole"},
		{"First published on Fri 3 Nov 2023 14.05 CET", "published 2023-11-03T14:05+01:00 whole"},
		{"Last modified on Fri 3 Nov 2023 21.13 BST", "updated 2023-11-03T21:13+01:00 whole"},
		{"Published: 8 Jan 2024 10:00 | Updated: 9 Jan 2024 11:30", "published 2024-01-08T10:00 whole; updated 2024-01-09T11:30 whole"},
		{"Load-Date: October 26, 2023", "other 2023-10-26 whole"},
		{"Retrieved 4 May 2023", "other 2023-05-04 whole"},
		// In other lines.
		{"By Jane Example | January 7, 2024", "bare 2024-01-07"},
		{"The truce of January 18, 1974 held until May.", "bare 1974-01-18"},
		{"date 2023-11-03 An Envoy Lands", "published 2023-11-03"},
		// None.
		{"Copyright 2023 The Example Company", ""},
		{"Friday, Oct. 7", ""},
		{"2 hours ago", ""},
		{"February 30, 2024", ""},
		{"January 7, 1024", ""},
		{"31/02/2024", ""},
		{"Call 2024 55 1234", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := stampsString(Dates(tt.line, OrderUnknown)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestDatesOrder(t *testing.T) {
	for order, want := range map[Order]string{DayFirst: "bare 2024-04-03 whole", MonthFirst: "bare 2024-03-04 whole", OrderUnknown: ""} {
		if got := stampsString(Dates("03/04/2024", order)); got != want {
			t.Errorf("order %d: got %q, want %q", order, got, want)
		}
	}
}

func TestDateSpan(t *testing.T) {
	tests := []struct{ line, want string }{
		{"Updated: Mon, January 8, 2024, 2:14 p.m. EST.", "Mon, January 8, 2024, 2:14 p.m. EST"},
		{"Updated 2:14 PM EST, Mon January 8, 2024", "2:14 PM EST, Mon January 8, 2024"},
		{"(10 January 2024)", "10 January 2024"},
	}
	for _, tt := range tests {
		got := Dates(tt.line, OrderUnknown)
		if len(got) != 1 || got[0].Span.In(tt.line) != tt.want {
			t.Errorf("%q: got %v, want %q", tt.line, got, tt.want)
		}
	}
}

// TestWorkedExample keeps the package comment true.
func TestWorkedExample(t *testing.T) {
	got := Dates("Updated 2:14 p.m. EST, Mon January 8, 2024", OrderUnknown)
	want := Stamp{readout.Span{Start: 8, End: 42}, "2024-01-08T14:14-05:00", Updated, true}
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestParseTime(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2024-01-10T09:35:00Z", "2024-01-10T09:35:00Z"},
		{"2024-01-10T09:35+0530", "2024-01-10T09:35+05:30"},
		{"2024-01-10 09:35:00 UTC", "2024-01-10T09:35:00Z"},
		{"2024-01-10T09:35:00.000-00:00", "2024-01-10T09:35:00Z"},
		{"Wed, 10 Jan 2024 09:35:00 +0000", "2024-01-10T09:35:00Z"},
		{"1704879300", "2024-01-10T09:35:00Z"},
		{"1704879300000", "2024-01-10T09:35:00Z"},
		{"20240110", "2024-01-10"},
		{"20240110T093500Z", "2024-01-10T09:35:00Z"},
		{"2024-01", "2024-01"},
		{"2024", "2024"},
		{" 2024-01-10 ", "2024-01-10"},
		{"3 hours ago", ""},
		{"20241310", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got, ok := ParseTime(tt.in)
		if string(got) != tt.want || ok != (tt.want != "") {
			t.Errorf("%q: got %q %v, want %q", tt.in, got, ok, tt.want)
		}
	}
}

func TestURLDate(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://outlet.example/world/2024/01/07/envoy-lands/", "2024-01-07"},
		{"https://outlet.example/world/2024/jan/07/envoy-lands", "2024-01-07"},
		{"https://outlet.example/2024/01/envoy-lands", "2024-01"},
		{"https://outlet.example/2024-01-07/envoy", "2024-01-07"},
		{"https://outlet.example/envoy-lands-2024-01-07.html?x=2023/05/06", "2024-01-07"},
		{"https://outlet.example/20240107-envoy", "2024-01-07"},
		{"https://outlet.example/what-2024-01-07-meant", ""},
		{"https://outlet.example/news-67890123", ""},
		{"https://outlet.example/2024/13/07/envoy", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got, ok := URLDate(tt.in)
		if string(got) != tt.want || ok != (tt.want != "") {
			t.Errorf("%q: got %q %v, want %q", tt.in, got, ok, tt.want)
		}
	}
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{
		"Updated: Mon, January 8, 2024, 2:14 p.m. EST.", "2024-01-10T09:35:12.250+04:00", "13/1/2024",
		"10 January 2024 | 14:05 (GMT+3)", "2024 Jan 3", "Published 1 May 2020 2 May 2020", "a12:30 1/1/2001",
	} {
		f.Add(s, uint8(0))
	}
	f.Fuzz(func(t *testing.T, line string, order uint8) {
		end := 0
		for _, s := range Dates(line, Order(order%3)) {
			if s.Span.Start < end || s.Span.End <= s.Span.Start || s.Span.End > len(line) {
				t.Fatalf("%q: span %v after %d", line, s.Span, end)
			}
			end = s.Span.End
			if d, err := readout.ParseDate(string(s.Date)); err != nil || d.Day() == "" {
				t.Fatalf("%q: %v %q", line, err, s.Date)
			}
		}
		for _, read := range []func(string) (readout.Date, bool){ParseTime, URLDate} {
			if d, ok := read(line); ok {
				if _, err := readout.ParseDate(string(d)); err != nil {
					t.Fatalf("%q: %v", line, err)
				}
			}
		}
	})
}

func BenchmarkDates(b *testing.B) {
	lines := []string{
		"The envoy flew home on Friday after two days of talks that settled little.",
		"Updated: Mon, January 8, 2024, 2:14 p.m. EST",
		"By 1974 the line had moved twice, an officer said, and nobody expected it to hold.",
	}
	b.SetBytes(int64(len(fmt.Sprint(lines))))
	for b.Loop() {
		for _, line := range lines {
			Dates(line, OrderUnknown)
		}
	}
}
