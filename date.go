package readout

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Date is an EDTF level 1 string (ISO 8601-2): a day, month or year, a time,
// an interval, or any of them qualified. Empty is unknown.
type Date string

// dayTime is one end of a date: year, month, day, time, zone, qualifier.
var dayTime = regexp.MustCompile(
	`^(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?` +
		`(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?([?~%])?$`)

// ParseDate checks that s is an EDTF level 1 date whose month, day and time
// exist, and returns it unchanged.
func ParseDate(s string) (Date, error) {
	if from, to, isInterval := strings.Cut(s, "/"); isInterval {
		for _, end := range []string{from, to} {
			if end == "" || end == ".." {
				continue
			}
			if err := checkDayTime(end); err != nil {
				return "", err
			}
		}
		if (from == "" || from == "..") && (to == "" || to == "..") {
			return "", fmt.Errorf("readout: date %q: an interval needs one known end", s)
		}
		return Date(s), nil
	}
	if err := checkDayTime(s); err != nil {
		return "", err
	}
	return Date(s), nil
}

func checkDayTime(s string) error {
	m := dayTime.FindStringSubmatch(s)
	if m == nil {
		return fmt.Errorf("readout: date %q: want EDTF such as 2023-10-07, 2023-12 or 2023-11-02T20:30Z", s)
	}
	layout, value := "2006", m[1]
	if strings.Contains(m[1]+m[2]+m[3], "X") {
		if m[4] != "" {
			return fmt.Errorf("readout: date %q: a time needs a known day", s)
		}
		return nil
	}
	if m[2] != "" {
		layout, value = layout+"-01", value+"-"+m[2]
	}
	if m[3] != "" {
		layout, value = layout+"-02", value+"-"+m[3]
	}
	if m[4] != "" {
		if m[3] == "" {
			return fmt.Errorf("readout: date %q: a time needs a day", s)
		}
		layout, value = layout+"T15:04", value+"T"+m[4]+":"+m[5]
		if m[6] != "" {
			layout, value = layout+":05", value+":"+m[6]
		}
		if m[7] != "" {
			layout, value = layout+"Z07:00", value+m[7]
		}
	}
	if _, err := time.Parse(layout, value); err != nil {
		return fmt.Errorf("readout: date %q: no such day or time", s)
	}
	return nil
}

// DateOf makes a day-precise date.
func DateOf(year int, month time.Month, day int) Date {
	return Date(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
}

// TimeOf makes a minute-precise date in t's zone; withZone false leaves the
// zone out (it is not known).
func TimeOf(t time.Time, withZone bool) Date {
	if !withZone {
		return Date(t.Format("2006-01-02T15:04"))
	}
	return Date(t.Format("2006-01-02T15:04Z07:00"))
}

// Day is the calendar day of a date that is at least day-precise and no
// interval, "2023-11-02"; else empty.
func (d Date) Day() string {
	s := string(d)
	if strings.Contains(s, "/") || len(s) < 10 || strings.Contains(s[:10], "X") || s[0] == '-' {
		return ""
	}
	return s[:10]
}

// HasTime reports whether the date names a time of day.
func (d Date) HasTime() bool { return strings.Contains(string(d), "T") }
