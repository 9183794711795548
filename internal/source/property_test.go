package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"pgregory.net/rapid"
)

// cell draws text with what makes tables hard.
func cell() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{"word", " ", "\"", ",", ";", "\t", "\n", "é", "“x”", "'", "#", "a b"})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces"), "")
	})
}

// TestCSVRoundTrip: what a correct writer wrote is read cell by cell.
func TestCSVRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delim := rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "delimiter")
		width := rapid.IntRange(2, 4).Draw(t, "width")
		var buf bytes.Buffer
		cw := csv.NewWriter(&buf)
		cw.Comma = delim
		cw.UseCRLF = rapid.Bool().Draw(t, "crlf")
		header := []string{"title", "text", "date", "url"}[:width]
		rows := rapid.SliceOfN(rapid.SliceOfN(cell(), width, width), 1, 6).Draw(t, "rows")
		if delim == '\t' {
			// Where tabs delimit, a line with the right number of them is a row: a
			// mark there is more often a mark than the start of a quotation.
			for _, row := range rows {
				for i := range row {
					row[i] = strings.ReplaceAll(row[i], "\t", " ")
				}
			}
		}
		// Rows of nothing but white space are no rows, in either reader's terms.
		rows = slices.DeleteFunc(rows, func(row []string) bool {
			return strings.TrimSpace(strings.Join(row, "")) == ""
		})
		if err := cw.WriteAll(append([][]string{header}, rows...)); err != nil {
			t.Fatal(err)
		}
		r := &csvReader{r: bufio.NewReaderSize(bytes.NewReader(buf.Bytes()), 16), limit: 1 << 20}
		raw, err := r.record()
		if err != nil {
			t.Fatal(err)
		}
		r.delim, r.width = byte(delim), width
		if got := r.fields(raw); !slices.Equal(got, header) {
			t.Fatalf("header %q", got)
		}
		for i := 0; ; i++ {
			raw, err := r.record()
			if err == io.EOF {
				if i != len(rows) {
					t.Fatalf("%d rows of %d\n%s", i, len(rows), buf.Bytes())
				}
				return
			}
			if err != nil {
				t.Fatalf("row %d: %v\n%s", i, err, buf.Bytes())
			}
			if i >= len(rows) || !slices.Equal(r.fields(raw), rows[i]) {
				t.Fatalf("row %d: got %q of\n%s", i, r.fields(raw), buf.Bytes())
			}
		}
	})
}

// value draws any JSON value.
func value(depth int) *rapid.Generator[any] {
	leaf := []*rapid.Generator[any]{
		rapid.Map(rapid.String(), func(s string) any { return s }),
		rapid.Map(rapid.Float64Range(-1e6, 1e6), func(f float64) any { return f }),
		rapid.Just(any(nil)), rapid.Just(any(true)), rapid.SampledFrom([]any{"a\\b\"c", "]}", "{[", "\n", ""}),
	}
	if depth > 0 {
		leaf = append(leaf,
			rapid.Map(rapid.SliceOfN(value(depth-1), 0, 4), func(l []any) any { return l }),
			rapid.Map(rapid.MapOfN(rapid.StringN(0, 5, 20), value(depth-1), 0, 4), func(m map[string]any) any { return m }))
	}
	return rapid.OneOf(leaf...)
}

// TestMembers: an object is cut into the members that the library finds.
func TestMembers(t *testing.T) {
	c := testColumns(t, nil)
	rapid.Check(t, func(t *rapid.T) {
		obj := rapid.MapOfN(rapid.StringN(0, 5, 20), value(2), 0, 5).Draw(t, "object")
		raw, err := json.Marshal(obj)
		if err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "indented") {
			var buf bytes.Buffer
			json.Indent(&buf, raw, " ", "\t")
			raw = buf.Bytes()
		}
		var want map[string]json.RawMessage
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		got, err := c.parseObject(raw)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%d members of %d (%v) in\n%s", len(got), len(want), err, raw)
		}
		for _, m := range got {
			if !bytes.Equal(want[m.key], m.val) {
				t.Errorf("%q: got %s, want %s", m.key, m.val, want[m.key])
			}
		}
	})
}

// TestScanner: a list is cut into its elements, however the stream is buffered.
func TestScanner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(value(2), 0, 5).Draw(t, "list")
		raw, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		var want []json.RawMessage
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		s := &scanner{r: bufio.NewReaderSize(bytes.NewReader(raw), 16), limit: 1 << 20}
		s.r.Discard(1)
		for i := 0; ; i++ {
			b, err := s.next()
			if err != nil {
				t.Fatal(err)
			}
			if b == ']' {
				if i != len(want) {
					t.Fatalf("%d elements of %d", i, len(want))
				}
				return
			}
			got, err := s.value()
			if err != nil || i >= len(want) || !bytes.Equal(got, want[i]) {
				t.Fatalf("element %d: got %s (%v)", i, got, err)
			}
		}
	})
}

// TestMendLeavesJSON: what is JSON is not touched by the mending.
func TestMendLeavesJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw, err := json.Marshal(value(3).Draw(t, "value"))
		if err != nil {
			t.Fatal(err)
		}
		if got := mendJSON(raw); !bytes.Equal(got, raw) {
			t.Errorf("%s became %s", raw, got)
		}
	})
}

// TestDecodeDeclared: what can be encoded is decoded to itself, if the charset
// is told and the bytes are not UTF-8 by chance.
func TestDecodeDeclared(t *testing.T) {
	words := map[string]string{
		"windows-1251": "Посол прибыл в столицу", "windows-1252": "Der Gesandte grüßt – später",
		"windows-1256": "وصل المبعوث", "iso-8859-2": "Poseł przybył do stolicy", "koi8-r": "Посол прибыл",
		"gbk": "特使抵达首都", "big5": "特使抵達首都", "euc-jp": "特使が到着した", "shift_jis": "特使が到着した",
		"euc-kr": "특사가 도착했다", "iso-2022-jp": "特使が到着した", "utf-16le": "envoy", "gb18030": "特使抵达",
	}
	for name, text := range words {
		enc, _ := charset.Lookup(name)
		raw := []byte(encode(t, enc, text+"\r\nTwo."))
		got, used, lossy := Decode(raw, strings.ToUpper(name), "text/plain")
		if got != text+"\nTwo." || used != name || lossy {
			t.Errorf("%s: got %q %s %v", name, got, used, lossy)
		}
	}
}
