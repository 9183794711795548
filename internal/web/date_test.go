package web

import (
	"slices"
	"testing"

	"readout"
)

func TestInWords(t *testing.T) {
	tests := []struct {
		date       readout.Date
		long, list string
	}{
		{"2023-10-07", "7 October 2023", "7 Oct 2023"},
		{"2023-12", "December 2023", "Dec 2023"},
		{"1974", "1974", "1974"},
		// Times keep their zone, or its lack; a clock without seconds gets none.
		{"2023-11-02T20:30Z", "2 November 2023, 20:30 UTC", "2 Nov 2023, 20:30 UTC"},
		{"2023-11-02T20:30:00Z", "2 November 2023, 20:30 UTC", "2 Nov 2023, 20:30 UTC"},
		{"2023-11-02T20:30:41Z", "2 November 2023, 20:30:41 UTC", "2 Nov 2023, 20:30:41 UTC"},
		{"2023-11-02T20:30+05:30", "2 November 2023, 20:30 UTC+05:30", "2 Nov 2023, 20:30 UTC+05:30"},
		{"2023-11-02T20:30:00-04:00", "2 November 2023, 20:30 UTC-04:00", "2 Nov 2023, 20:30 UTC-04:00"},
		{"2023-11-02T20:30", "2 November 2023, 20:30", "2 Nov 2023, 20:30"},
		// Doubt and breadth stay.
		{"2023-10~", "about October 2023", "about Oct 2023"},
		{"1974?", "perhaps 1974", "perhaps 1974"},
		{"1974-05-31%", "perhaps about 31 May 1974", "perhaps about 31 May 1974"},
		{"1974-05-XX", "May 1974", "May 1974"},
		{"1974-XX-XX", "1974", "1974"},
		{"197X", "the 1970s", "the 1970s"},
		{"19XX", "19XX", "19XX"},
		{"2023-10-07/2023-11-03", "7 October 2023 to 3 November 2023", "7 Oct 2023 to 3 Nov 2023"},
		{"../2023-11-03", "until 3 November 2023", "until 3 Nov 2023"},
		{"2023-10-07/", "from 7 October 2023", "from 7 Oct 2023"},
		// What it cannot read it leaves as it stands.
		{"-0044-03-15", "-0044-03-15", "-0044-03-15"},
		{"soon", "soon", "soon"},
	}
	for _, tt := range tests {
		if got := inWords(tt.date, longMonth); got != tt.long {
			t.Errorf("inWords(%q, long) = %q, want %q", tt.date, got, tt.long)
		}
		if got := inWords(tt.date, shortMonth); got != tt.list {
			t.Errorf("inWords(%q, short) = %q, want %q", tt.date, got, tt.list)
		}
	}
}

// TestDateOrder sorts datings that are given in the order wanted.
func TestDateOrder(t *testing.T) {
	want := []readout.Dating{
		{Date: "1973"},
		{Date: "1973-10"},
		{Date: "1973-10-06"},
		{Date: "1973-10-06T08:00+02:00"}, // 06:00 UTC
		{Date: "1973-10-06T07:00Z"},
		{Date: "1973-10-06T07:30:10Z"},
		{Date: "1973-10-07/1973-10-25"},
		{Date: "../1974-01-18"},
		{Date: "1975"},
		{Earliest: "1973-10-01", Latest: "1973-10-09"}, // undated, after all that are dated
		{Latest: "1974-02-01"},
		{},
	}
	for i := 1; i < len(want); i++ {
		if a, b := dateOrder(want[i-1]), dateOrder(want[i]); a >= b {
			t.Errorf("%v (%s) does not sort before %v (%s)", want[i-1], a, want[i], b)
		}
	}
}

func TestNewWhen(t *testing.T) {
	tests := []struct {
		dating readout.Dating
		want   when
	}{
		{readout.Dating{}, when{Words: "undated"}},
		{readout.Dating{Earliest: "1974-01", Latest: "1974-02"}, when{Words: "undated", Bounds: "between Jan 1974 and Feb 1974"}},
		{readout.Dating{Earliest: "1974-01"}, when{Words: "undated", Bounds: "not before Jan 1974"}},
		{readout.Dating{Latest: "1974-02"}, when{Words: "undated", Bounds: "not after Feb 1974"}},
		{readout.Dating{Date: "1974-01-18", Basis: readout.BasisStated},
			when{Words: "18 Jan 1974", Basis: "stated", Machine: "1974-01-18", EDTF: "1974-01-18", IsDated: true}},
		{readout.Dating{Date: "1974-01-18T06:05Z", Basis: readout.BasisMetadata},
			when{Words: "18 Jan 1974", Clock: "06:05 UTC", Basis: "metadata", Machine: "1974-01-18T06:05Z",
				EDTF: "1974-01-18T06:05Z", IsDated: true, HasClock: true}},
		// HTML has no form for an interval or a doubtful date.
		{readout.Dating{Date: "1974-01~", Basis: readout.BasisInferred},
			when{Words: "about Jan 1974", Basis: "inferred", EDTF: "1974-01~", IsDated: true}},
		{readout.Dating{Date: "1974-01-12/1974-01-18", Basis: readout.BasisStated},
			when{Words: "12 Jan 1974 to 18 Jan 1974", Basis: "stated", EDTF: "1974-01-12/1974-01-18", IsDated: true}},
	}
	for _, tt := range tests {
		if got := newWhen(tt.dating, shortMonth); got != tt.want {
			t.Errorf("newWhen(%v) =\n%+v, want\n%+v", tt.dating, got, tt.want)
		}
	}
}

// entriesOn makes entries with these dates.
func entriesOn(dates ...readout.Date) []entry {
	entries := make([]entry, len(dates))
	for i, d := range dates {
		entries[i] = entry{key: "d-" + string(rune('a'+i)), published: readout.Dating{Date: d}}
	}
	return entries
}

func TestHistogram(t *testing.T) {
	tests := []struct {
		name    string
		dates   []readout.Date
		unit    string // empty: no histogram
		bars    int
		rows    []string // "label count first"
		left    int
		isShort bool
	}{
		{"none", nil, "", 0, nil, 0, false},
		{"undated", []readout.Date{"", ""}, "", 0, nil, 0, false},
		{"one day", []readout.Date{"1974-01-18", "1974-01-18T08:00Z"}, "", 0, nil, 0, false},
		{"days", []readout.Date{"1974-02-27", "1974-03-01T22:00+02:00", "1974-03-01", ""}, "day", 3,
			[]string{"27 Feb 1974 1 r-a", "1 Mar 1974 2 r-b"}, 0, true},
		{"less precise", []readout.Date{"1974-02-27", "1974-02", "1974", "1974-02-28/1974-03-02", "1974-03-01", "1974-03-01~"}, "day", 3,
			[]string{"27 Feb 1974 1 r-a", "1 Mar 1974 1 r-e"}, 4, true},
		{"months", []readout.Date{"1973-10-06", "1974-09", "1974-09-30"}, "month", 12,
			[]string{"Oct 1973 1 r-a", "Sep 1974 2 r-b"}, 0, true},
		{"years", []readout.Date{"1948-05-14", "1973-10-06", "1973"}, "year", 26,
			[]string{"1948 1 r-a", "1973 2 r-b"}, 0, false},
		{"too long for any", []readout.Date{"1000-01-01", "1973-10-06"}, "", 0, nil, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHistogram(entriesOn(tt.dates...))
			if h == nil {
				if tt.unit != "" {
					t.Fatalf("none, want one by %s", tt.unit)
				}
				return
			}
			var rows []string
			for _, b := range h.Rows {
				rows = append(rows, b.Label+" "+b.Count+" "+b.First)
			}
			if h.Unit != tt.unit || len(h.Bars) != tt.bars || h.Left != tt.left || h.Few != tt.isShort || !slices.Equal(rows, tt.rows) {
				t.Errorf("by %s, %d bars, %d left, few %v, %q", h.Unit, len(h.Bars), h.Left, h.Few, rows)
			}
			if (h.LeftSays != "") != (tt.left > 0) {
				t.Errorf("says of those left out: %q", h.LeftSays)
			}
		})
	}
}

// TestHistogramCounts: no dated report is lost between the bars and those that
// are said to be left out.
func TestHistogramCounts(t *testing.T) {
	dates := []readout.Date{"1974-01-12", "1974-01-12", "1974-01", "1974-01-15T01:00Z", "1974-01-14/1974-01-18", "1974-02-01", ""}
	h := newHistogram(entriesOn(dates...))
	drawn := 0
	for _, b := range h.Bars {
		drawn += b.n
	}
	if drawn+h.Left != 6 {
		t.Errorf("%d drawn and %d left of 6 dated reports", drawn, h.Left)
	}
}
