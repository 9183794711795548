package web

import (
	"fmt"
	"strings"
	"time"

	"readout"
)

// undatedOrder sorts after every date.
const undatedOrder = "~"

// dateOrder is a string that sorts datings by their first moment, times of
// known zone in UTC; the undated come last, bounded ones by their bound.
func dateOrder(d readout.Dating) string {
	switch {
	case d.Date != "":
		return moment(d.Date)
	case d.Earliest != "":
		return undatedOrder + moment(d.Earliest)
	case d.Latest != "":
		return undatedOrder + moment(d.Latest)
	}
	return undatedOrder + undatedOrder
}

// moment is the start of a date, comparable as a string.
func moment(d readout.Date) string {
	from, to, isInterval := strings.Cut(string(d), "/")
	if isInterval && (from == "" || from == "..") {
		from = to
	}
	from = strings.ReplaceAll(strings.TrimRight(from, "?~%"), "X", "0")
	for _, layout := range []string{"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"} {
		if t, err := time.Parse(layout, from); err == nil {
			return t.UTC().Format("2006-01-02T15:04:05")
		}
	}
	return from
}

// monthStyle is how month names are written: "January" or "Jan".
type monthStyle string

const (
	longMonth  monthStyle = "January"
	shortMonth monthStyle = "Jan"
)

// inWords writes a date for a reader, as precise as it is and no more:
// "9 January 2024, 20:30 UTC", "January 2024", "about 1974", "7 Oct 2023 to
// 3 Nov 2023". A date it cannot read is written as it stands.
func inWords(d readout.Date, style monthStyle) string {
	from, to, isInterval := strings.Cut(string(d), "/")
	if !isInterval {
		return endInWords(from, style)
	}
	switch {
	case from == "" || from == "..":
		return "until " + endInWords(to, style)
	case to == "" || to == "..":
		return "from " + endInWords(from, style)
	}
	return endInWords(from, style) + " to " + endInWords(to, style)
}

func endInWords(s string, style monthStyle) string {
	plain := strings.TrimRight(s, "?~%")
	qualifier := map[string]string{"~": "about ", "?": "perhaps ", "%": "perhaps about "}[s[len(plain):]]
	day, clock, _ := strings.Cut(plain, "T")
	switch {
	case strings.HasSuffix(day, "-XX-XX"):
		day = strings.TrimSuffix(day, "-XX-XX")
	case strings.HasSuffix(day, "-XX"):
		day = strings.TrimSuffix(day, "-XX")
	}
	for _, form := range []struct{ read, write string }{
		{"2006-01-02", "2 " + string(style) + " 2006"}, {"2006-01", string(style) + " 2006"}, {"2006", "2006"},
	} {
		if t, err := time.Parse(form.read, day); err == nil {
			return qualifier + t.Format(form.write) + clockInWords(clock)
		}
	}
	if decade, ok := strings.CutSuffix(day, "X"); ok && !strings.HasSuffix(decade, "X") {
		return qualifier + "the " + decade + "0s"
	}
	return s
}

// clockInWords writes ", 20:30 UTC" for "20:30Z"; a time without a zone stays
// without one. Seconds that are zero are those of a clock that counts minutes.
func clockInWords(clock string) string {
	if clock == "" {
		return ""
	}
	if len(clock) >= len("20:30:00") && clock[len("20:30"):len("20:30:00")] == ":00" {
		clock = clock[:len("20:30")] + clock[len("20:30:00"):]
	}
	if utc, ok := strings.CutSuffix(clock, "Z"); ok {
		return ", " + utc + " UTC"
	}
	if i := strings.LastIndexAny(clock, "+-"); i > 0 {
		return fmt.Sprintf(", %s UTC%s", clock[:i], clock[i:])
	}
	return ", " + clock
}

// basisInWords says how a date is known.
func basisInWords(b readout.Basis) string {
	switch b {
	case readout.BasisStated:
		return "stated"
	case readout.BasisMetadata:
		return "metadata"
	case readout.BasisInferred:
		return "inferred"
	}
	return "undated"
}

// when is a date ready for a template.
type when struct {
	Words    string // "9 Jan 2024", or "undated"
	Clock    string // "20:30 UTC", where the date is one moment
	Bounds   string // "between … and …" where only bounds are known
	Basis    string // "stated"; empty where undated
	Machine  string // for the datetime attribute; empty where HTML has no form for it
	EDTF     string
	IsDated  bool
	HasClock bool
}

func newWhen(d readout.Dating, style monthStyle) when {
	if d.Date == "" {
		w := when{Words: "undated"}
		switch {
		case d.Earliest != "" && d.Latest != "":
			w.Bounds = "between " + inWords(d.Earliest, style) + " and " + inWords(d.Latest, style)
		case d.Earliest != "":
			w.Bounds = "not before " + inWords(d.Earliest, style)
		case d.Latest != "":
			w.Bounds = "not after " + inWords(d.Latest, style)
		}
		return w
	}
	w := when{
		Words: inWords(d.Date, style), Basis: basisInWords(d.Basis), EDTF: string(d.Date),
		IsDated: true, HasClock: d.Date.HasTime(),
	}
	if day := d.Date.Day(); day != "" && w.HasClock {
		if words, clock, ok := strings.Cut(w.Words, ", "); ok {
			w.Words, w.Clock = words, clock
		}
	}
	if !strings.ContainsAny(w.EDTF, "/X?~%") && !strings.HasPrefix(w.EDTF, "-") {
		w.Machine = w.EDTF
	}
	return w
}
