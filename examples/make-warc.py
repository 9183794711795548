#!/usr/bin/env python3
"""Writes shuttle/archive.warc.gz, the web archive of the example pile.

usage: make-warc.py FILE

One gzip member a record, as crawlers write them: warcinfo, then for each page
its request and its response. The second body is chunked and gzipped on the
wire; a third response is a 404 without a report. The bytes are the same on
every run."""
import gzip, hashlib, sys

NOTE = "Example report written for the readout project; quotations and local figures are invented."
FETCHED = "2024-05-06T10:15:00Z"

LEDGER = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Kissinger takes canal accord to Aqaba and Damascus | The Northern Ledger</title>
<meta property="og:site_name" content="The Northern Ledger">
<meta property="og:title" content="Kissinger takes canal accord to Aqaba and Damascus">
<meta property="article:published_time" content="1974-01-20T21:30:00Z">
<meta name="author" content="Ruth Ellery">
<meta name="example" content="{note}">
</head><body>
<a class="skip" href="#main">Skip to content</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/business">Business</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main id="main"><article>
<h1>Kissinger takes canal accord to Aqaba and Damascus</h1>
<p class="byline">By <a rel="author" href="/by/ruth-ellery">Ruth Ellery</a> in Damascus</p>
<time datetime="1974-01-20T21:30:00Z">Sun 20 Jan 1974 21.30 GMT</time>
<div class="article-body">
<p>US Secretary of State Henry Kissinger explained the Egyptian-Israeli agreement to King Hussein of Jordan in Aqaba on Saturday and to President Hafez al-Assad of Syria in Damascus on Sunday, before he stopped in Israel on his way home.</p>
<p>It was his second visit to the Syrian capital. On the first, in December, the talks went on for more than six hours.</p>
<p>“Syria has suggested some ideas, and I shall describe them in Jerusalem without adding any of my own,” Mr Kissinger said at Damascus airport.</p>
<p>A Syrian spokesman said Mr Assad wanted Israel to leave the land it took in October and half of the Golan Heights besides. He denied that Syria had offered a list of its prisoners.</p>
<aside class="newsletter"><p>Sign up to World Tonight, our free evening email</p></aside>
<p>King Hussein, at his winter house by the Red Sea, asked that Jordan not be forgotten, a palace official said. The King called the agreement on the canal “a door that should not be shut behind one guest”.</p>
<p>On the Suez road the first Israeli lorries were being loaded, a United Nations officer said. The withdrawal is to start on Friday. He expected it to take 40 days; an Israeli colonel thought that five weeks would do.</p>
<p>In Israel, families of the men missing in Syria stood at the gate of the airport. Defence Minister Moshe Dayan told them that there would be no talks on the Golan “before we have the names”.</p>
<p class="editors-note">Editor's note: {note}</p>
</div></article>
<section class="related"><h2>Most viewed</h2><ul><li><a href="/world/1974/jan/18/tent">Eleven minutes in a tent</a></li><li><a href="/world/1974/jan/17/nixon">Nixon tells the nation of canal accord</a></li></ul></section>
</main><footer><p>© 1974 The Northern Ledger Ltd. All rights reserved.</p></footer>
</body></html>
"""

COURIER = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Assad shows his guest a window - The Levant Courier</title>
<meta property="og:site_name" content="The Levant Courier">
<meta property="og:title" content="Assad shows his guest a window">
<meta name="example" content="{note}">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"The Levant Courier"}},{{"@type":"NewsArticle","headline":"Assad shows his guest a window","alternativeHeadline":"Syrian leader talks of hills and families as the Secretary leaves for Riyadh","datePublished":"1974-05-08T23:10:00+03:00","author":{{"@type":"Person","name":"Leo Ashdown"}},"publisher":{{"@type":"Organization","name":"The Levant Courier"}}}}]}}</script>
</head><body>
<header><a href="/">The Levant Courier</a> <a href="/subscribe">Subscribe</a> <a href="/signin">Sign in</a></header>
<div class="consent"><p>This site uses cookies. <a href="/cookies">Manage choices</a></p></div>
<article>
<h1>Assad shows his guest a window</h1>
<p class="subhead">Syrian leader talks of hills and families as the Secretary leaves for Riyadh</p>
<p class="byline">Leo Ashdown</p><p class="date">May 8, 1974</p>
<p>DAMASCUS — President Hafez al-Assad of Syria told US Secretary of State Henry Kissinger on Wednesday that from the hills west of Kuneitra a man with field glasses could look into every window of the town.</p>
<p>“That is what I want settled,” Mr Assad said, according to a Syrian official who took notes. “The rest we can measure.”</p>
<p>It was the sixth visit to Damascus since December for Mr Kissinger, who had met Soviet Foreign Minister Andrei Gromyko in Cyprus the day before.</p>
<p>The talks lasted about four hours. Mr Kissinger said that they had gone “from the general to the stony”. He returned to Israel in the evening and is to fly to Riyadh and Cairo on Thursday.</p>
<h3>Families on both sides</h3>
<p>Before 1967 about 17,000 people lived in Kuneitra, according to the American delegation. The Syrian official said that 53,000 had been driven from the town and the villages around it. Israel says that nobody was driven out and that the people fled from the fighting.</p>
<p>Israeli settlers on the Golan wrote to Prime Minister Golda Meir that they would not move “for any map”, Israel Radio reported.</p>
<p>Mr Kissinger's spokesman, Robert Anderson, said the Secretary would stay in the region into next week if there was a chance to finish.</p>
<p class="note">Editor's note: {note}</p>
</article>
<aside><h2>You may also like</h2><ul><li><a href="/1974/05/07/shells">A day of counting shells</a></li></ul></aside>
<footer>© 1974 The Levant Courier. All rights reserved.</footer>
</body></html>
"""


def member(b):
    return gzip.compress(b, 9, mtime=0)


def record(kind, uri, media, body):
    rid = hashlib.sha1((kind + uri).encode()).hexdigest()
    rid = f"{rid[:8]}-{rid[8:12]}-4{rid[13:16]}-8{rid[17:20]}-{rid[20:32]}"
    head = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Date: {FETCHED}", f"WARC-Record-ID: <urn:uuid:{rid}>"]
    if uri:
        head.append(f"WARC-Target-URI: {uri}")
    head += [f"Content-Type: {media}", f"Content-Length: {len(body)}", "", ""]
    return member("\r\n".join(head).encode() + body + b"\r\n\r\n")


def response(status, headers, body):
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def exchange(uri, http):
    host, path = uri.split("/", 3)[2:]
    ask = f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    return record("request", uri, "application/http; msgtype=request", ask) + \
        record("response", uri, "application/http; msgtype=response", http)


def chunked(b, size=700):
    parts = [b[i:i + size] for i in range(0, len(b), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def main(path):
    info = f"software: made by hand for the readout project\r\ndescription: {NOTE}\r\n".encode()
    ledger = LEDGER.format(note=NOTE).encode()
    courier = chunked(gzip.compress(COURIER.format(note=NOTE).encode(), 9, mtime=0))
    html = "Content-Type: text/html; charset=utf-8"
    out = record("warcinfo", "", "application/warc-fields", info)
    out += exchange("https://www.northernledger.example/world/1974/jan/20/kissinger-aqaba-damascus",
                    response("200 OK", [html, f"Content-Length: {len(ledger)}"], ledger))
    out += exchange("https://levantcourier.example/1974/05/09/gone",
                    response("404 Not Found", [html], b"<html><body><h1>Not found</h1></body></html>"))
    out += exchange("https://levantcourier.example/1974/05/08/assad-window",
                    response("200 OK", [html, "Content-Encoding: gzip", "Transfer-Encoding: chunked"], courier))
    with open(path, "wb") as f:
        f.write(out)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
