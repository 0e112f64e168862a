"""What every recorded server serves and is asked.  SPDX-License-Identifier: MIT"""

import base64
import copy
import hashlib
import re

LOOPBACK = "127.0.0.1"
FILE_TIME = 1714979290  # Mon, 06 May 2024 07:08:10 GMT, for every file served
FILE_DATE = "Mon, 06 May 2024 07:08:10 GMT"
OLD_DATE = "Sat, 01 Jan 2022 00:00:00 GMT"
TESTER = base64.b64encode(b"tester:secret").decode()
# htpasswd's {SHA} form, which nginx and apache read; lighttpd gets plain text.
TESTER_SHA = "tester:{SHA}" + base64.b64encode(hashlib.sha1(b"secret").digest()).decode() + "\n"

HELLO = "Hello, status code.\n"
STYLE = "".join(f".level-{n} {{ margin-left: {n}em; color: black; }}\n" for n in range(12))
DOCUMENTS = {
    "hello.txt": HELLO,
    "index.html": "<!DOCTYPE html>\n<title>Index</title>\n<p>Hello.\n",
    "style.css": STYLE,
    "limited.txt": "Not too often.\n",
    "busy.txt": "Not too often.\n",
    "unreadable.txt": "Nobody reads this.\n",
    "private/secret.txt": "For the tester only.\n",
    "denied/secret.txt": "For nobody.\n",
    "plain-directory/page.txt": "A page.\n",
    "dav/locked.txt": "Locked soon.\n",
    "dav/target.txt": "Already here.\n",
    "dav/collection/locked.txt": "Locked soon.\n",
    "spelling/report-1.txt": "One.\n",
    "spelling/report-2.txt": "Two.\n",
    "negotiated/page.var": "URI: page\n\nURI: page.en.html\nContent-Type: text/html\nContent-Language: en\n\n"
                           "URI: page.de.html\nContent-Type: text/html\nContent-Language: de\n",
    "negotiated/page.en.html": "<!DOCTYPE html>\n<title>Page</title>\n",
    "negotiated/page.de.html": "<!DOCTYPE html>\n<title>Seite</title>\n",
    "negotiated/nested.var": "URI: nested\n\nURI: page.var\nContent-Type: text/html\n",
    "cgi/hello.cgi": "#!/bin/sh\nprintf 'Content-Type: text/plain\\n\\nHello '\nsleep 0.2\necho from CGI.\n",
    "cgi/echo.cgi": "#!/bin/sh\nprintf 'Content-Type: text/plain\\n\\n'\ncat\n",
    "cgi/status.cgi": "#!/bin/sh\nprintf 'Status: %s\\nContent-Type: text/plain\\n\\n%s\\n' \"$QUERY_STRING\" \"$QUERY_STRING\"\n",
    "cgi/retry.cgi": "#!/bin/sh\nprintf 'Status: 503 Service Unavailable\\nRetry-After: 120\\nContent-Type: text/plain\\n\\nLater.\\n'\n",
    "cgi/redirect.cgi": "#!/bin/sh\nprintf 'Status: %s\\nLocation: /hello.txt\\n\\n' \"$QUERY_STRING\"\n",
    "cgi/garbage.cgi": "#!/bin/sh\necho this is no field line\n",
    "cgi/silent.cgi": "#!/bin/sh\nexec sleep 3\n",
    "cgi/crash.cgi": "#!/bin/sh\nexit 3\n",
}


class Exchange:
    def __init__(self, name, line, *fields, content=b"", host="{host}"):
        """content is held back until a 100 comes when a field says Expect: 100-continue."""
        if " HTTP/" not in line:
            line += " HTTP/1.1"
        if host:
            fields = (f"Host: {host}", *fields)
        if content and not any(re.match("(?i)content-length|transfer-encoding", f) for f in fields):
            fields = (*fields, f"Content-Length: {len(content)}")
        self.name, self.content = name, content
        self.method = line.split(" ")[0]
        self.head = "".join(text + "\r\n" for text in (line, *fields)) + "\r\n"
        self.holds_content_back = "Expect: 100-continue" in fields


# The exchanges: {host} stands for the server's address, {upstream} for the one of
# the peer behind it, and {ETag of NAME} for a field value an earlier response had.

EXPECT_CONTINUE = "Expect: 100-continue"
LONG = "a" * 3000
LOCK_INFO = (b'<?xml version="1.0" encoding="utf-8"?>\n<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope>'
             b"<D:locktype><D:write/></D:locktype><D:owner>tester</D:owner></D:lockinfo>\n")
PROPFIND = b'<?xml version="1.0" encoding="utf-8"?>\n<D:propfind xmlns:D="DAV:"><D:prop><D:getcontentlength/><D:nosuch/></D:prop></D:propfind>\n'
PROPPATCH = (b'<?xml version="1.0" encoding="utf-8"?>\n<D:propertyupdate xmlns:D="DAV:" xmlns:X="urn:example:x"><D:set><D:prop>'
             b"<D:getetag>mine</D:getetag><X:colour>red</X:colour></D:prop></D:set></D:propertyupdate>\n")
XML = "Content-Type: application/xml"

COMMON = [
    Exchange("200-plain", "GET /hello.txt"),
    Exchange("200-head", "HEAD /hello.txt"),
    Exchange("200-http10", "GET /hello.txt HTTP/1.0", host=None),
    Exchange("200-connection-close", "GET /hello.txt", "Connection: close"),
    Exchange("200-gzip", "GET /style.css", "Accept-Encoding: gzip"),
    Exchange("200-if-range-stale", "GET /hello.txt", "Range: bytes=0-4", 'If-Range: "stale"'),
    Exchange("200-auth-basic", "GET /private/secret.txt", f"Authorization: Basic {TESTER}"),
    Exchange("206-range", "GET /hello.txt", "Range: bytes=0-4"),
    Exchange("206-suffix", "GET /hello.txt", "Range: bytes=-6"),
    Exchange("206-if-range", "GET /hello.txt", "Range: bytes=7-12", "If-Range: {ETag of 200-plain}"),
    Exchange("206-multirange", "GET /style.css", "Range: bytes=0-9,500-509"),
    Exchange("206-multirange-near", "GET /hello.txt", "Range: bytes=0-4,7-12"),
    Exchange("301-directory", "GET /plain-directory"),
    Exchange("304-etag", "GET /hello.txt", "If-None-Match: {ETag of 200-plain}"),
    Exchange("304-date", "GET /hello.txt", f"If-Modified-Since: {FILE_DATE}"),
    Exchange("304-gzip-etag", "GET /style.css", "Accept-Encoding: gzip", "If-None-Match: {ETag of 200-gzip}"),
    Exchange("304-head", "HEAD /hello.txt", "If-None-Match: {ETag of 200-plain}"),
    Exchange("400-bad-request", "GET hello.txt"),
    Exchange("400-space-before-colon", "GET /hello.txt", "X-Field : value"),
    Exchange("400-no-host", "GET /hello.txt", host=None),
    Exchange("401-basic", "GET /private/secret.txt"),
    Exchange("401-wrong-password", "GET /private/secret.txt", "Authorization: Basic dGVzdGVyOndyb25n"),
    Exchange("403-forbidden", "GET /denied/secret.txt"),
    Exchange("403-unreadable", "GET /unreadable.txt"),
    Exchange("404-missing", "GET /missing.txt"),
    Exchange("404-head", "HEAD /missing.txt"),
    Exchange("413-too-large", "POST /upload", content=b"x" * 2000),
    Exchange("413-expect", "POST /upload", EXPECT_CONTINUE, content=b"x" * 2000),
    Exchange("416-range", "GET /hello.txt", "Range: bytes=100-"),
    Exchange("504-timeout", "GET /upstream/silent"),
    Exchange("505-version", "GET /hello.txt HTTP/3.0"),
]
PROXIED = [
    Exchange("101-websocket", "GET /upstream/websocket", "Connection: Upgrade", "Upgrade: websocket",
             "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
    Exchange("100-continue", "POST /upstream/echo", EXPECT_CONTINUE, content=b"content"),
    Exchange("200-proxied", "POST /upstream/echo", content=b"content"),
    Exchange("200-proxied-http10", "POST /upstream/echo HTTP/1.0", content=b"content", host=None),
    Exchange("103-early-hints", "GET /upstream/early-hints"),
    Exchange("502-upstream-closing", "GET /upstream/closing"),
    Exchange("502-upstream-garbage", "GET /upstream/garbage"),
]
CGI = [
    Exchange("200-chunked", "GET /cgi/hello.cgi"),
    Exchange("200-http10-until-close", "GET /cgi/hello.cgi HTTP/1.0", host=None),
    Exchange("200-chunked-request", "POST /cgi/echo.cgi", "Transfer-Encoding: chunked", content=b"5\r\nHello\r\n0\r\n\r\n"),
    Exchange("100-continue-cgi", "POST /cgi/echo.cgi", EXPECT_CONTINUE, content=b"content"),
    Exchange("200-head-cgi", "HEAD /cgi/hello.cgi"),
    Exchange("204-cgi-with-content", "GET /cgi/status.cgi?204"),
    Exchange("205-cgi-with-content", "GET /cgi/status.cgi?205"),
    Exchange("304-cgi-with-content", "GET /cgi/status.cgi?304"),
    Exchange("299-cgi-unregistered", "GET /cgi/status.cgi?299"),
    Exchange("302-cgi", "GET /cgi/redirect.cgi?302"),
    Exchange("303-cgi", "GET /cgi/redirect.cgi?303"),
    Exchange("429-cgi", "GET /cgi/status.cgi?429"),
    Exchange("500-cgi-garbage", "GET /cgi/garbage.cgi"),
    Exchange("500-cgi-crash", "GET /cgi/crash.cgi"),
    Exchange("503-cgi-retry-after", "GET /cgi/retry.cgi"),
    Exchange("599-cgi-unregistered", "GET /cgi/status.cgi?599"),
]
DAV = [
    Exchange("200-dav-options", "OPTIONS /dav/"),
    Exchange("201-dav-put", "PUT /dav/new.txt", content=b"new"),
    Exchange("204-dav-put", "PUT /dav/new.txt", content=b"newer"),
    Exchange("204-dav-delete", "DELETE /dav/new.txt"),
    Exchange("201-dav-mkcol", "MKCOL /dav/made/"),
    Exchange("409-dav-mkcol", "MKCOL /dav/no/such/parent/"),
    Exchange("405-dav-mkcol", "MKCOL /dav/collection/"),
    Exchange("415-dav-mkcol", "MKCOL /dav/other/", content=b"content"),
    Exchange("207-dav-propfind", "PROPFIND /dav/locked.txt", "Depth: 0", XML, content=PROPFIND),
    Exchange("207-dav-proppatch", "PROPPATCH /dav/locked.txt", XML, content=PROPPATCH),
    Exchange("400-dav-propfind", "PROPFIND /dav/locked.txt", "Depth: 0", XML, content=b"<no xml"),
    Exchange("200-dav-lock", "LOCK /dav/locked.txt", "Timeout: Second-60", XML, content=LOCK_INFO),
    Exchange("201-dav-lock", "LOCK /dav/unmapped.txt", "Timeout: Second-60", XML, content=LOCK_INFO),
    Exchange("423-dav-lock", "LOCK /dav/locked.txt", XML, content=LOCK_INFO),
    Exchange("423-dav-put", "PUT /dav/locked.txt", content=b"mine"),
    Exchange("412-dav-if", "PUT /dav/locked.txt", "If: (<urn:uuid:00000000-0000-0000-0000-000000000000>)", content=b"mine"),
    Exchange("204-dav-put-locked", "PUT /dav/locked.txt", "If: ({Lock-Token of 200-dav-lock})", content=b"mine"),
    Exchange("204-dav-unlock", "UNLOCK /dav/locked.txt", "Lock-Token: {Lock-Token of 200-dav-lock}"),
    Exchange("412-dav-if-none-match", "PUT /dav/target.txt", "If-None-Match: *", content=b"mine"),
    Exchange("412-dav-if-match", "PUT /dav/target.txt", 'If-Match: "other"', content=b"mine"),
    Exchange("412-dav-overwrite", "COPY /dav/locked.txt", "Destination: http://{host}/dav/target.txt", "Overwrite: F"),
    Exchange("204-dav-overwrite", "COPY /dav/locked.txt", "Destination: http://{host}/dav/target.txt"),
    Exchange("200-dav-lock-member", "LOCK /dav/collection/locked.txt", XML, content=LOCK_INFO),
    Exchange("207-dav-delete-locked", "DELETE /dav/collection/"),
    Exchange("200-dav-locked-member", "GET /dav/collection/locked.txt"),
]


def returned(*codes):
    return [Exchange(f"{code}-configured", f"GET /status/{code}") for code in codes]


def redirected(*codes):
    return [Exchange(f"{code}-redirect", f"GET /redirect/{code}") for code in codes]


def answered(exchanges, names):
    """Copies of exchanges, named anew where a server answers otherwise than most."""
    copies = [copy.copy(exchange) for exchange in exchanges]
    for exchange in copies:
        exchange.name = names.get(exchange.name, exchange.name)
    return copies
