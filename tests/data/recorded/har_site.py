"""The small site that record.py lets Chromium visit: one path for each kind of answer. SPDX-License-Identifier: MIT"""

import base64
import contextlib
import gzip
import http.server
import struct
import threading
import zlib

ETAG = '"version-1"'
BYTES = b"0123456789abcdefghij\n"
CREDENTIALS = "Basic " + base64.b64encode(b"tester:secret").decode()
PAGE = """<!DOCTYPE html>
<title>Start</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<h1>Start</h1>
<img src="/dot.png" alt="A red dot">
<form id="see-other" method="post" action="/form/303"><input name="colour" value="red"></form>
<form id="temporary" method="post" action="/form/307"><input name="colour" value="red"></form>
"""


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


RED_DOT = (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
           + png_chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + png_chunk(b"IEND", b""))


def page(title):
    return f'<!DOCTYPE html>\n<title>{title}</title>\n<link rel="icon" href="data:,">\n<h1>{title}</h1>\n'.encode()


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, content=b"", content_type="text/html", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        if status not in (204, 304):
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def redirect(self, status, location):
        self.answer(status, page(f"{status} to {location}"), Location=location)

    def do_GET(self):
        if self.path == "/":
            self.answer(200, PAGE.encode(), Cache_Control="no-store")
        elif self.path == "/style.css":
            self.answer(200, b"h1 { color: darkred; }\n", "text/css", Cache_Control="max-age=60")
        elif self.path == "/dot.png":
            self.answer(200, RED_DOT, "image/png", Cache_Control="max-age=60")
        elif self.path.startswith("/redirect/"):
            self.redirect(int(self.path[-3:]), "/target")
        elif self.path == "/cached" and self.headers["If-None-Match"] == ETAG:
            self.answer(304, ETag=ETAG, Cache_Control="no-cache")
        elif self.path == "/cached":
            self.answer(200, page("Cached"), ETag=ETAG, Cache_Control="no-cache")
        elif self.path == "/private" and self.headers["Authorization"] != CREDENTIALS:
            self.answer(401, page("Who are you?"), WWW_Authenticate='Basic realm="Testers"')
        elif self.path == "/nothing":
            self.answer(204)
        elif self.path == "/bytes" and self.headers["Range"] == "bytes=5-9":
            self.answer(206, BYTES[5:10], "text/plain", Content_Range=f"bytes 5-9/{len(BYTES)}")
        elif self.path == "/bytes" and self.headers["Range"]:
            self.answer(416, b"", "text/plain", Content_Range=f"bytes */{len(BYTES)}")
        elif self.path == "/failing":
            self.answer(500, page("Failed"))
        elif self.path == "/maintenance":
            self.answer(503, page("Later"), Retry_After="120")
        elif self.path == "/limited":
            self.answer(429, page("Slower"), Retry_After="5")
        elif self.path == "/gone":
            self.answer(410, page("Gone"))
        elif self.path == "/gzip":
            self.answer(200, gzip.compress(page("Coded") * 20), Content_Encoding="gzip", Vary="Accept-Encoding")
        elif self.path in ("/target", "/posted", "/private"):
            self.answer(200, page(self.path))
        else:
            self.answer(404, page("Not found"))

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.startswith("/form/"):
            self.redirect(int(self.path[-3:]), "/posted")
        else:
            self.answer(200, page("Posted: " + content.decode()))

    def do_HEAD(self):
        self.answer(200)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def running_site(address):
    with http.server.ThreadingHTTPServer((address, 0), Site) as server:
        server.handle_error = lambda *_: None  # the browser resets connections when it ends
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
