package store

import (
	"strings"
	"time"

	"readout"
)

// naturalKey makes a key whose byte order is the natural order of source: a
// run of digits counts as a number, so that "a#2" comes before "a#10". Sources
// that differ only in leading zeros get the same key.
//
// A run becomes its length and its digits. A length of 9 or more is written as
// 9s and a rest below 9 ("98" is 17), which keeps the order of lengths.
func naturalKey(source string) string {
	var b strings.Builder
	for i := 0; i < len(source); {
		if c := source[i]; c < '0' || c > '9' {
			b.WriteByte(c)
			i++
			continue
		}
		end := i
		for end < len(source) && source[end] >= '0' && source[end] <= '9' {
			end++
		}
		digits := strings.TrimLeft(source[i:end], "0")
		n := len(digits)
		for ; n >= 9; n -= 9 {
			b.WriteByte('9')
		}
		b.WriteByte(byte('0' + n))
		b.WriteString(digits)
		i = end
	}
	return b.String()
}

// undated sorts after every date.
const undated = "~"

// twinOrder makes the key by which the first of like reports is told: the one
// published first, then the one whose source comes first. Times with a zone
// are compared as instants; a day counts from its start.
func twinOrder(published readout.Date, source string) string {
	at := string(published)
	if from, _, ok := strings.Cut(at, "/"); ok {
		at = from
	}
	if strings.HasSuffix(at, "Z") || strings.Contains(at, "T") {
		for _, form := range []string{"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"} {
			if tm, err := time.Parse(form, at); err == nil {
				at = tm.UTC().Format("2006-01-02T15:04:05")
				break
			}
		}
	}
	if at == "" || at == ".." {
		at = undated
	}
	return at + "\x00" + naturalKey(source) + "\x00" + source
}
