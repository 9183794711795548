package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

func encode(t testing.TB, enc encoding.Encoding, s string) string {
	t.Helper()
	out, err := enc.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	u16 := func(o unicode.Endianness, b unicode.BOMPolicy, s string) string {
		return encode(t, unicode.UTF16(o, b), s)
	}
	const arabic = "وصل المبعوث إلى العاصمة"
	tests := []struct {
		name, raw, declared, media string
		text, charset              string
		lossy                      bool
	}{
		{"ascii", "Plain.", "", "", "Plain.", "utf-8", false},
		{"utf-8", "“Fine” – café", "", "", "“Fine” – café", "utf-8", false},
		{"mark", "\xEF\xBB\xBFPlain.", "", "", "Plain.", "utf-8", false},
		{"line ends", "a\r\nb\rc\n\r\nd", "", "", "a\nb\nc\n\nd", "utf-8", false},
		{"NUL", "a\x00b", "", "", "a\uFFFDb", "utf-8", true},
		{"windows-1252", "caf\xe9 \x93quoted\x94", "", "", "café “quoted”", "windows-1252", false},
		{"latin-1 declared", "caf\xe9 \x93quoted\x94", "ISO-8859-1", "", "café “quoted”", "windows-1252", false},
		{"wrongly declared", "“Fine” – café", "iso-8859-1", "", "“Fine” – café", "utf-8", false},
		{"wrongly utf-8", "caf\xe9 cr\xe8me", "utf-8", "", "café crème", "windows-1252", false},
		{"windows-1251 declared", encode(t, charmap.Windows1251, "Посол прибыл"), "windows-1251", "", "Посол прибыл", "windows-1251", false},
		{"windows-1256 declared", encode(t, charmap.Windows1256, "وصل"), "\"windows-1256\"", "", "وصل", "windows-1256", false},
		{"shift_jis declared", encode(t, japanese.ShiftJIS, "特使が到着した"), "shift_jis", "", "特使が到着した", "shift_jis", false},
		{"iso-2022-jp declared", encode(t, japanese.ISO2022JP, "特使が到着"), "iso-2022-jp", "", "特使が到着", "iso-2022-jp", false},
		{"meta", "<meta charset=windows-1251>" + encode(t, charmap.Windows1251, "Посол"), "", "text/html", "<meta charset=windows-1251>Посол", "windows-1251", false},
		{"meta not looked for", "<meta charset=windows-1251>\xcf", "", "text/plain", "<meta charset=windows-1251>Ï", "windows-1252", false},
		{"late meta", "<!--" + strings.Repeat(" note", 400) + "--><meta name=x><META HTTP-EQUIV=Content-Type content='text/html; charset=koi8-r'>\xf0", "", "text/html", "<!--" + strings.Repeat(" note", 400) + "--><meta name=x><META HTTP-EQUIV=Content-Type content='text/html; charset=koi8-r'>П", "koi8-r", false},
		{"meta that lies", "<meta charset=utf-16>caf\xe9", "", "text/html", "<meta charset=utf-16>café", "windows-1252", false},
		{"meta of no kind", "<meta charset=''>caf\xe9", "", "text/html", "<meta charset=''>café", "windows-1252", false},
		{"HTTP over meta", "<meta charset=koi8-r>\xcf", "windows-1251", "text/html", "<meta charset=koi8-r>П", "windows-1251", false},
		{"declared in capitals and quotes", "\xcf", " 'Windows-1251' ", "", "П", "windows-1251", false},
		{"utf-16 cut inside a character", u16(unicode.LittleEndian, unicode.UseBOM, "Fine") + "x", "", "", "Fine\uFFFD", "utf-16le", true},
		{"mark alone", "\xEF\xBB\xBF", "", "", "", "utf-8", false},
		{"mark in the middle stays", "a\uFEFFb", "", "", "a\uFEFFb", "utf-8", false},
		{"next line of windows-1252", "wait\x85", "iso-8859-1", "", "wait…", "windows-1252", false},
		{"half a character alone", "caf\xc3", "", "", "cafÃ", "windows-1252", false},
		{"surrogate half", "a\xed\xa0\xbdb – “c” é", "", "", "a\uFFFDb – “c” é", "utf-8", true},
		{"xml", "<?xml version='1.0' encoding='windows-1251'?><a>" + encode(t, charmap.Windows1251, "Посол"), "", "application/xml", "<?xml version='1.0' encoding='windows-1251'?><a>Посол", "windows-1251", false},
		{"one broken byte", "“Fine” – café \xff crème brûlée", "", "", "“Fine” – café \uFFFD crème brûlée", "utf-8", true},
		{"utf-16 with mark", u16(unicode.LittleEndian, unicode.UseBOM, "Fine\r\nday"), "", "", "Fine\nday", "utf-16le", false},
		{"utf-16be with mark", u16(unicode.BigEndian, unicode.UseBOM, arabic), "", "", arabic, "utf-16be", false},
		{"utf-16 bare", u16(unicode.LittleEndian, unicode.IgnoreBOM, "The envoy landed."), "", "", "The envoy landed.", "utf-16le", false},
		{"utf-16be bare", u16(unicode.BigEndian, unicode.IgnoreBOM, "The envoy landed."), "", "", "The envoy landed.", "utf-16be", false},
		{"unknown label", "café", "x-none", "", "café", "utf-8", false},
		{"twice encoded stays", "cafÃ©", "", "", "cafÃ©", "utf-8", false},
		{"empty", "", "", "", "", "utf-8", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, charset, lossy := Decode([]byte(tt.raw), tt.declared, tt.media)
			if text != tt.text || charset != tt.charset || lossy != tt.lossy {
				t.Errorf("got %q %s %v, want %q %s %v", text, charset, lossy, tt.text, tt.charset, tt.lossy)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "a\r\nb", "caf\xe9", "\xff\xfea\x00", "<?xml encoding=", "\x1b$B", "a\x00b\x00"} {
		f.Add([]byte(s), "", "text/html")
		f.Add([]byte(s), "utf-16", "")
		f.Add([]byte(s), "gbk", "text/xml")
	}
	f.Fuzz(func(t *testing.T, raw []byte, declared, media string) {
		text, charset, lossy := Decode(raw, declared, media)
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\r\x00") || charset == "" {
			t.Errorf("%q: not clean text in a charset %q", text, charset)
		}
		if !lossy && charset == "utf-8" && strings.Count(text, "\uFFFD") != strings.Count(string(raw), "\uFFFD") {
			t.Errorf("%q: lost bytes and does not say so", raw)
		}
	})
}
