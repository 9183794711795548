package source

import (
	"strings"
	"testing"
)

// crlf gives a mail its line ends.
func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

func TestMail(t *testing.T) {
	long := strings.Repeat("<p>The envoy spoke at length of the lines.</p>", 30)
	runFormat(t, []formatCase{
		{name: "plain", file: "a.eml", content: crlf("From: \"A. Writer\" <a@post.example>\nTo: desk@post.example\nSubject: =?utf-8?q?Envoy_=E2=80=93?=\n =?iso-8859-1?q?_caf=E9?=\nDate: Sat, 12 Jan 1974 10:00:00 +0200\nMessage-ID: <1@post.example>\n\nOne.\nTwo.\n"),
			want: []string{`a.eml "One.\nTwo.\n"; title=Envoy – café <mail Subject>; date=Sat, 12 Jan 1974 10:00:00 +0200 <mail Date>; by=A. Writer <mail From>; id=1@post.example`}},
		{name: "list", file: "a.eml", content: "From: The Post <news@post.example>\nList-Id: <x>\nContent-Language: en\n\nOne.",
			want: []string{`a.eml "One."; outlet=The Post <mail From>; language=en <mail Content-Language>`}},
		{name: "forwarded", file: "a.eml", content: "From: A Friend <f@post.example>\nSubject: Fwd: Envoy\n\nOne.",
			want: []string{`a.eml "One."; title=Fwd: Envoy <mail Subject>`}},
		{name: "quoted-printable", file: "a.eml", content: "Subject: T\nContent-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n=93One=94 and=\n two=2E",
			want: []string{`a.eml "“One” and two."; title=T <mail Subject>`}},
		{name: "base64", file: "a.eml", content: "Subject: T\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nT25l\nIGFu!!ZCB0d28u\n",
			want: []string{`a.eml "One and two."; title=T <mail Subject>`}},
		{name: "alternative", file: "a.eml", content: crlf("Subject: T\nContent-Type: multipart/alternative; boundary=b\n\npreamble\n--b\nContent-Type: text/plain\n\nOne two three.\n--b\nContent-Type: text/html\n\n<p>One two three.</p>\n--b--\n"),
			want: []string{`a.eml "One two three."; title=T <mail Subject>`}},
		{name: "stub", file: "a.eml", content: "Subject: T\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nRead it in your browser.\n--b\nContent-Type: text/html\n\n" + long + "\n--b--\n",
			want: []string{`a.eml "` + long + `" html; title=T <mail Subject>`}},
		{name: "html page", file: "a.eml", content: "Subject: T\nContent-Type: text/html\n\n<html><body><p>One.</p></body></html>",
			want: []string{`a.eml "<html><body><p>One.</p></body></html>" html; title=T <mail Subject>`}},
		{name: "attachments", file: "a.eml", content: "Subject: T\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\nContent-Type: text/plain; name=\"x.txt\"\nContent-Disposition: attachment\n\nOne.\n--b\nContent-Type: image/png\nContent-Disposition: inline; filename=logo.png\n\nxx\n--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=\"..\\t.csv\"\n\ntitle,text\nA,Two.\n--b\nContent-Type: message/rfc822\n\nSubject: Inner\n\nThree.\n--b--",
			want: []string{`a.eml "See below."; title=T <mail Subject>`, `a.eml#1 (x.txt) text/plain "One."`,
				"skip a.eml#2: unsupported ~logo.png", `a.eml#3#1 (t.csv) "Two."; title=A <csv column title>`,
				`a.eml#4 (message.eml) "Three."; title=Inner <mail Subject>`}},
		{name: "never closed", file: "a.eml", content: "Subject: T\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nOne.\nTwo.",
			want: []string{`a.eml "One.\nTwo."; title=T <mail Subject>`}},
		{name: "odd charsets", file: "a.eml", content: "Subject: =?koi8-r?B?8M/Tz8w=?= caf\xe9\nFrom: =?x-none?Q?A?= <a@b.example>\nContent-Type: text/plain; charset=x-none\n\ncaf\xe9",
			want: []string{`a.eml "café"; title=Посол café <mail Subject>; by=A <mail From>`}},
		{name: "broken type", file: "a.eml", content: "Subject: T\nContent-Type: text/html; charset\n\n<p>One.</p>",
			want: []string{`a.eml "<p>One.</p>" html; title=T <mail Subject>`}},
		{name: "type of no kind", file: "a.eml", content: "Subject: T\nContent-Type: text\n\nOne.",
			want: []string{`a.eml "One."; title=T <mail Subject>`}},
		{name: "answer", file: "a.eml", content: "Subject: T\nIn-Reply-To: <1>\nFrom: A Friend <f@post.example>\n\nOne.",
			want: []string{`a.eml "One."; title=T <mail Subject>`}},
		{name: "parts in parts", file: "a.eml", content: "Subject: T\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nOne.\n--b\nContent-Type: text/html\n\n<p>One.\n--b--\n--a\n\nTwo.\n--a--",
			want: []string{`a.eml "One.\n\nTwo."; title=T <mail Subject>`}},
		{name: "no text", file: "a.eml", content: "Subject: T\n\n \n", want: []string{"skip a.eml: no-text"}},
		{name: "no head", file: "a.eml", content: "Just words\nand more.", want: []string{"skip a.eml: bad-mail"}},
		{name: "by content", file: "a.msg1", content: "Return-Path: <x@post.example>\nReceived: by x\nSubject: T\n\nOne.\n",
			want: []string{`a.msg1 "One.\n"; title=T <mail Subject>`}},
		{name: "mbox", file: "a.mbox", content: "From x@post.example Sat Jan 12 1974\nSubject: A\n\nOne.\n>From here on.\n\nFrom y Sat\nSubject: B\n\nTwo.\nFrom within.\n",
			want: []string{`a.mbox#1 "One.\nFrom here on.\n\n"; title=A <mail Subject>`,
				`a.mbox#2 "Two.\nFrom within.\n"; title=B <mail Subject>`}},
		{name: "long message", file: "a.mbox", content: "From x\nSubject: A\n\n" + strings.Repeat("x\n", 100) + "\nFrom y\nSubject: B\n\nTwo.\n",
			opt:  Options{Limits: Limits{ItemBytes: 100}},
			want: []string{"skip a.mbox#1: too-large", `a.mbox#2 "Two.\n"; title=B <mail Subject>`}},
		{name: "mhtml", file: "a.mhtml", content: crlf("From: <Saved by Browser>\nSnapshot-Content-Location: https://post.example/1\nSubject: Envoy\nDate: Fri, 12 Jan 2024 10:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://post.example/1\n\n<p class=3Dx>One.</p>\n--b\nContent-Type: image/png\n\nxx\n--b--\n"),
			want: []string{`a.mhtml text/html "<p class=x>One.</p>"; title=Envoy <mail Subject>; url=https://post.example/1 <mail Snapshot-Content-Location>; retrieved=2024-01-12T10:00:00Z`}},
	})
}
