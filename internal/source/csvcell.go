package source

import (
	"bytes"
	"strings"
)

// quoteState follows the quotation marks of a record. A mark opens a quotation
// only at the start of a cell and closes it only before a delimiter or line
// end, so that marks inside words do no harm.
type quoteState struct {
	delim byte
	open  bool
	start bool // the next byte starts a cell
	maybe bool // the last byte was a mark that may close
}

func (q *quoteState) scan(line []byte) {
	if !q.maybe && bytes.IndexByte(line, '"') < 0 { // most lines
		if words := bytes.TrimRight(line, " "); !q.open && len(words) > 0 {
			q.start = q.ends(words[len(words)-1])
		}
		return
	}
	for _, b := range line {
		switch {
		case q.maybe:
			q.maybe = false
			switch {
			case b == '"': // a doubled mark stands for itself
			case q.ends(b):
				q.open, q.start = false, true
			}
		case q.open:
			q.maybe = b == '"'
		case q.start && b == '"':
			q.open, q.start = true, false
		case q.ends(b):
			q.start = true
		default:
			q.start = q.start && b == ' '
		}
	}
}

// ends reports whether b ends a cell. While the header is read, its delimiter
// is not known yet and any of the usual ones does.
func (q *quoteState) ends(b byte) bool {
	if b == '\n' || b == '\r' {
		return true
	}
	if q.delim != 0 {
		return b == q.delim
	}
	return b == ',' || b == ';' || b == '\t' || b == '|'
}

// splitRow cuts a record at its delimiters and takes the quotation marks off.
func splitRow(raw []byte, delim byte) []string {
	var cells []string
	for {
		cell, rest, more := cutCell(raw, delim)
		cells = append(cells, cell)
		if !more {
			return cells
		}
		raw = rest
	}
}

func cutCell(raw []byte, delim byte) (cell string, rest []byte, more bool) {
	trimmed := bytes.TrimLeft(raw, " ")
	if len(trimmed) == 0 || trimmed[0] != '"' {
		before, after, found := bytes.Cut(raw, []byte{delim})
		return string(before), after, found
	}
	var sb strings.Builder
	s := trimmed[1:]
	for {
		i := bytes.IndexByte(s, '"')
		if i < 0 { // never closed: the mark is a mark
			before, after, found := bytes.Cut(raw, []byte{delim})
			return string(before), after, found
		}
		sb.Write(s[:i])
		s = s[i+1:]
		switch {
		case len(s) == 0:
			return sb.String(), nil, false
		case s[0] == delim:
			return sb.String(), s[1:], true
		case s[0] == '"':
			sb.WriteByte('"')
			s = s[1:]
		default:
			sb.WriteByte('"')
		}
	}
}
