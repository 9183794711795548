package masthead

import (
	"path"
	"strconv"
	"strings"
	"time"

	"readout"
)

// ParseTime reads a machine-made date: RFC 3339, RFC 1123, ISO 8601 with or
// without time and zone, Unix seconds (or milliseconds), 20240107 and
// 20240107T093500Z, and what Dates reads. A month or year alone keeps its
// granularity. ok is false for anything else.
func ParseTime(s string) (readout.Date, bool) {
	s = strings.TrimSpace(s)
	if d, ok := compact(s); ok {
		return d, true
	}
	if whole, rest, ok := strings.Cut(s, "."); ok && len(whole) == 10 && onlyDigits(whole+rest) {
		return compact(whole) // 1704722700.25
	}
	if stamps := Dates(s, OrderUnknown); len(stamps) > 0 && !strings.HasPrefix(string(stamps[0].Date), epoch) {
		return stamps[0].Date, true
	}
	if len(s) == 7 && s[4] == '-' {
		if d, err := readout.ParseDate(s); err == nil && inYears(s[:4]) {
			return d, true
		}
	}
	return "", false
}

// epoch is the moment that systems write where they know none.
const epoch = "1970-01-01T00:00:00"

func onlyDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// compact reads forms that are digits, or digits with T and Z.
func compact(s string) (readout.Date, bool) {
	for i := 0; i < len(s); i++ {
		if !isDigit(rune(s[i])) && (i < 8 || strings.IndexByte("TZ+-", s[i]) < 0) {
			return "", false
		}
	}
	switch len(s) {
	case 4:
		return readout.Date(s), inYears(s)
	case 10, 13:
		return unix(s)
	}
	for _, layout := range []string{"20060102", "20060102150405", "20060102T150405", "20060102T150405Z", "20060102T1504Z", "200601021504", "20060102T150405-0700"} {
		t, err := time.Parse(layout, s)
		if err != nil || !inYears(s[:4]) {
			continue
		}
		switch {
		case strings.HasSuffix(layout, "-0700"):
			return readout.Date(strings.Replace(t.Format("2006-01-02T15:04:05-07:00"), "+00:00", "Z", 1)), true
		case layout == "200601021504":
			return readout.Date(t.Format("2006-01-02T15:04")), true
		case layout == "20060102":
			return readout.Date(t.Format("2006-01-02")), true
		case strings.HasSuffix(layout, "Z"):
			return readout.Date(t.Format("2006-01-02T15:04:05Z")), true
		}
		return readout.Date(t.Format("2006-01-02T15:04:05")), true
	}
	return "", false
}

// unix reads seconds or milliseconds since 1970.
func unix(s string) (readout.Date, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n == 0 {
		return "", false
	}
	if len(s) == 13 {
		n /= 1000
	}
	t := time.Unix(n, 0).UTC()
	return readout.Date(t.Format("2006-01-02T15:04:05Z")), t.Year() <= maxYear
}

func inYears(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && minYear <= n && n <= maxYear
}

// URLDate reads a date from a URL's path: "/2024/01/07/", "/2024/jan/07/",
// "/2024-01-07/", "/20240107/", "/2024/0107/", "…-2024-01-07", and "/2024/01/" as a month.
// A date inside a slug is what the report is about, not when it was written.
func URLDate(url string) (readout.Date, bool) {
	url, _, _ = strings.Cut(url, "?")
	url, _, _ = strings.Cut(url, "#")
	if _, rest, ok := strings.Cut(url, "://"); ok {
		url = rest
	}
	segs := strings.Split(url, "/")
	for i := range segs {
		if d, ok := pairDate(segs[i:]); ok {
			return d, true
		}
		if d, ok := segmentsDate(segs[i:]); ok {
			return d, true
		}
	}
	for _, seg := range segs {
		if d, ok := slugDate(seg); ok {
			return d, true
		}
	}
	return "", false
}

// pairDate reads a date in two segments: "2024/0108", "202401/08", "2024-01/08".
func pairDate(segs []string) (readout.Date, bool) {
	if len(segs) < 2 || len(segs[1]) != 4 && len(segs[1]) != 2 || !onlyDigits(segs[1]) {
		return "", false
	}
	digits := strings.Replace(segs[0], "-", "", 1) + segs[1]
	t, err := time.Parse("20060102", digits)
	if err != nil || !inYears(digits[:4]) {
		return "", false
	}
	return readout.DateOf(t.Year(), t.Month(), t.Day()), true
}

// segmentsDate reads year, month and day from the first segments.
func segmentsDate(segs []string) (readout.Date, bool) {
	if len(segs) < 2 || len(segs[0]) != 4 || !inYears(segs[0]) {
		return "", false
	}
	month := load().months[strings.ToLower(segs[1])]
	if n, err := strconv.Atoi(segs[1]); err == nil && len(segs[1]) <= 2 {
		month = n
	}
	if month < 1 || month > 12 {
		return "", false
	}
	year, _ := strconv.Atoi(segs[0])
	if len(segs) > 2 && len(segs[2]) <= 2 {
		n, err := strconv.Atoi(segs[2])
		if d := (day{year: year, month: month, day: n}); err == nil && d.exists() {
			return readout.DateOf(year, time.Month(month), n), true
		}
	}
	return readout.Date(time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")), true
}

// slugDate reads a date that is, opens or ends one segment.
func slugDate(seg string) (readout.Date, bool) {
	const longest = len(".shtml")
	if ext := path.Ext(seg); len(ext) <= longest {
		seg = strings.TrimSuffix(seg, ext)
	}
	for _, layout := range []string{"2006-01-02", "20060102"} {
		for _, part := range ends(seg, len(layout)) {
			if t, err := time.Parse(layout, part); err == nil && inYears(part[:4]) {
				return readout.Date(t.Format("2006-01-02")), true
			}
		}
	}
	return "", false
}

// ends gives the first and last n bytes of a segment where they stand apart
// from the rest of it.
func ends(seg string, n int) []string {
	var out []string
	if len(seg) == n {
		return []string{seg}
	}
	if len(seg) > n && (seg[n] == '-' || seg[n] == '_') {
		out = append(out, seg[:n])
	}
	if i := len(seg) - n; i > 0 && (seg[i-1] == '-' || seg[i-1] == '_') {
		out = append(out, seg[i:])
	}
	return out
}
