#!/usr/bin/python3
"""Record what real HTTP peers send: record.py nginx|apache|lighttpd|chromium OUTDIR

A server is started on 127.0.0.1 with a configuration and a document root in a
temporary folder, is sent raw requests, and is stopped.  For each exchange
OUTDIR gets NAME.request.http (the octets sent) and NAME.response.http (the
octets received), unchanged.  NAME begins with a status code that came, or with
000 where no status line came.  SPDX-License-Identifier: MIT
"""

import base64
import contextlib
import copy
import hashlib
import os
import pathlib
import re
import shutil
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True  # leave no __pycache__ beside the recordings
from har_site import running_site

HERE = pathlib.Path(__file__).resolve().parent
LOOPBACK = "127.0.0.1"
ANSWER_SECONDS = 15  # longest wait for an answer
LINGER_SECONDS = 0.1  # wait for octets that the head did not announce
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


# The folder a server works in, and the server itself.

def fill_folder(folder):
    for name, text in DOCUMENTS.items():
        path = folder / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (FILE_TIME, FILE_TIME))
        path.chmod(0 if name.startswith("unreadable") else 0o755 if name.endswith(".cgi") else 0o644)
    for name in ("temporary", "locks"):
        (folder / name).mkdir()
    (folder / "passwords-sha").write_text(TESTER_SHA)
    (folder / "passwords-plain").write_text("tester:secret\n")


def give_to(user, folder):
    for path in [folder, *folder.rglob("*")]:
        shutil.chown(path, user, user)


def free_port():
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def wait_until_open(port, process):
    for _ in range(200):
        with contextlib.suppress(ConnectionRefusedError):
            socket.create_connection((LOOPBACK, port)).close()
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise SystemExit("the server did not start")


@contextlib.contextmanager
def running_process(command, folder):
    """A server that runs without root's rights; its logs are shown if the caller fails."""
    drop_root = {}
    if os.geteuid() == 0:
        give_to("www-data", folder)
        drop_root = {"user": "www-data", "group": "www-data", "extra_groups": []}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, cwd=folder, **drop_root)
    try:
        yield process
    except BaseException:
        for log in folder.glob("*.log"):
            sys.stderr.write(log.read_text())
        raise
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


@contextlib.contextmanager
def running_server(kind, upstream_port):
    """Run one server on loopback until the caller is done; yields its port."""
    write_configuration, command = SERVERS[kind][:2]
    with tempfile.TemporaryDirectory(prefix="record-") as name:
        folder, port = pathlib.Path(name), free_port()
        fill_folder(folder)
        configuration = folder / "server.conf"
        configuration.write_text(write_configuration(folder, port, upstream_port, free_port()))
        with running_process([part.format(configuration=configuration) for part in command], folder) as process:
            wait_until_open(port, process)
            yield port


class Upstream(socketserver.StreamRequestHandler):
    """The peer behind the proxies; the path tells it how to behave."""

    def handle(self):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return
            head += line
        path = head.split(b" ")[1].decode()
        length = re.search(rb"(?im)^content-length: *(\d+)", head)
        if re.search(rb"(?im)^expect: *100-continue", head):
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        content = self.rfile.read(int(length[1])) if length else b""
        if path.endswith("/silent"):
            self.rfile.read(1)  # answers never; ends when the proxy gives up
        elif path.endswith("/closing"):
            return
        elif path.endswith("/garbage"):
            self.wfile.write(b"This is not HTTP.\r\n\r\n")
        elif path.endswith("/early-hints"):
            self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n")
            time.sleep(0.1)
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nHello\n")
        elif path.endswith("/websocket"):
            key = re.search(rb"(?im)^sec-websocket-key: *(\S+)", head)[1]
            accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
            self.wfile.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
            self.rfile.read(1)
        else:  # no Content-Length: the proxy has to frame the content itself
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nReceived: " + content + b"\n")


@contextlib.contextmanager
def running_upstream():
    socketserver.ThreadingTCPServer.daemon_threads = True
    with socketserver.ThreadingTCPServer((LOOPBACK, 0), Upstream) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


# Sending a request and receiving the whole response.

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


class Connection:
    def __init__(self, port):
        self.socket = socket.create_connection((LOOPBACK, port), timeout=ANSWER_SECONDS)
        self.sent = self.received = b""

    def send(self, octets):
        self.sent += octets
        self.socket.sendall(octets)

    def receive_more(self):
        try:
            octets = self.socket.recv(65536)
        except (ConnectionResetError, TimeoutError):
            octets = b""
        self.received += octets
        return len(octets) > 0

    def receive_until_length(self, length):
        while len(self.received) < length and self.receive_more():
            pass

    def receive_until(self, mark, start):
        """Receive until mark comes at or after start; returns where it ends."""
        while mark not in self.received[start:] and self.receive_more():
            pass
        found = self.received.find(mark, start)
        return len(self.received) if found < 0 else found + len(mark)

    def receive_to_end(self):
        while self.receive_more():
            pass


def receive_chunks(connection, position):
    while True:
        line_end = connection.receive_until(b"\r\n", position)
        size = int(connection.received[position:line_end].split(b";")[0], 16)
        if size == 0:
            break
        position = line_end + size + 2
        connection.receive_until_length(position)
    while connection.receive_until(b"\r\n", line_end) > line_end + 2:  # trailer
        line_end = connection.receive_until(b"\r\n", line_end)


def receive_response(connection, method, held_back):
    """Receive interim heads, head and content; sends held_back after a 100.

    Returns the status codes that came; 0 stands for octets without a status line.
    """
    statuses, head_end = [], 0
    while not statuses or 100 <= statuses[-1] < 200 and statuses[-1] != 101:
        head_start, head_end = head_end, connection.receive_until(b"\r\n\r\n", head_end)
        head = connection.received[head_start:head_end]
        status_line = re.match(rb"HTTP/\d\.\d (\d\d\d)", head)
        statuses.append(int(status_line[1]) if status_line else 0)
        if statuses[-1] == 100:
            connection.send(held_back)
    status = statuses[-1]
    length = re.search(rb"(?im)^content-length: *(\d+)", head)
    if method == "HEAD" or status in (101, 204, 304) or (method == "CONNECT" and status < 300):
        pass
    elif re.search(rb"(?im)^transfer-encoding: *chunked", head):
        receive_chunks(connection, head_end)
    elif length:
        connection.receive_until_length(head_end + int(length[1]))
    else:
        connection.receive_to_end()
    connection.socket.settimeout(LINGER_SECONDS)
    connection.receive_to_end()
    return statuses


def record_exchange(exchange, port, learned, folder):
    connection = Connection(port)
    head = exchange.head
    for word, value in learned.items():
        head = head.replace("{" + word + "}", value)
    now, later = (b"", exchange.content) if exchange.holds_content_back else (exchange.content, b"")
    connection.send(head.encode() + now)
    statuses = receive_response(connection, exchange.method, later)
    connection.socket.close()
    for field, value in re.findall(rb"(?m)^(ETag|Lock-Token): *(.*?)\r$", connection.received):
        learned[f"{field.decode()} of {exchange.name}"] = value.decode()
    (folder / f"{exchange.name}.request.http").write_bytes(connection.sent)
    (folder / f"{exchange.name}.response.http").write_bytes(connection.received)
    return None if int(exchange.name[:3]) in statuses else f"{exchange.name}: got {statuses}"


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


# nginx

def nginx_configuration(folder, port, upstream_port, closed_port):
    redirects = "".join(f"    location /redirect/{code} {{ return {code} /hello.txt; }}\n" for code in NGINX_REDIRECTS)
    returns = "".join(f"    location /status/{code} {{ return {code}; }}\n" for code in NGINX_RETURNS)
    temporary = "".join(f"  {name}_temp_path {folder}/temporary/{name};\n"
                        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"""daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
{temporary}
  types {{ text/html html; text/css css; text/plain txt; }}
  gzip on;
  gzip_types text/css;
  gzip_min_length 100;
  client_header_buffer_size 1k;
  large_client_header_buffers 4 1k;
  limit_req_zone $binary_remote_addr zone=limited:1m rate=1r/m;
  limit_req_zone $binary_remote_addr zone=busy:1m rate=1r/m;
  server {{
    listen {LOOPBACK}:{port};
    root {folder}/root;
    location = /upload {{ client_max_body_size 1k; }}
    location = /limited.txt {{ limit_req zone=limited; limit_req_status 429; }}
    location = /busy.txt {{ limit_req zone=busy; }}
    location /private/ {{ auth_basic "Testers"; auth_basic_user_file {folder}/passwords-sha; }}
    location /denied/ {{ deny all; }}
    location /maintenance {{ add_header Retry-After 120 always; return 503; }}
    location /loop {{ rewrite ^ /loop last; }}
    location /closed {{ proxy_pass http://{LOOPBACK}:{closed_port}; }}
    location /dav/ {{ dav_methods PUT DELETE MKCOL COPY MOVE; create_full_put_path off; }}
    location /upstream/ {{
      proxy_pass http://{LOOPBACK}:{upstream_port};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $http_connection;
      proxy_read_timeout 1s;
    }}
{redirects}{returns}  }}
}}
"""


NGINX_REDIRECTS = (301, 302, 303, 307, 308)
NGINX_RETURNS = (204, 205, 410, 418, 421, 425, 426, 428, 451, 500, 503, 507, 511)
NGINX = answered(COMMON + PROXIED, {"502-upstream-garbage": "000-upstream-garbage"}) + redirected(*NGINX_REDIRECTS) + returned(*NGINX_RETURNS) + [
    Exchange("200-gzip-http11-close", "GET /style.css", "Accept-Encoding: gzip", "Connection: close"),
    Exchange("200-limited-first", "GET /limited.txt"),
    Exchange("429-limited", "GET /limited.txt"),
    Exchange("200-busy-first", "GET /busy.txt"),
    Exchange("503-busy", "GET /busy.txt"),
    Exchange("201-dav-put", "PUT /dav/new.txt", content=b"new"),
    Exchange("204-dav-put", "PUT /dav/new.txt", content=b"newer"),
    Exchange("204-dav-delete", "DELETE /dav/new.txt"),
    Exchange("201-dav-mkcol", "MKCOL /dav/made/"),
    Exchange("409-dav-mkcol", "MKCOL /dav/no/such/parent/"),
    Exchange("405-dav-mkcol", "MKCOL /dav/collection/"),
    Exchange("415-dav-mkcol", "MKCOL /dav/other/", content=b"content"),
    Exchange("400-huge-field", "GET /hello.txt", f"X-Long: {LONG}"),
    Exchange("403-directory", "GET /plain-directory/"),
    Exchange("405-method", "POST /hello.txt", content=b"content"),
    Exchange("405-options", "OPTIONS /hello.txt"),
    Exchange("405-trace", "TRACE /hello.txt"),
    Exchange("400-connect", "CONNECT example.test:443"),
    Exchange("500-dav-put-no-length", "PUT /dav/new.txt"),
    Exchange("503-retry-after", "GET /maintenance"),
    Exchange("412-if-match", "GET /hello.txt", 'If-Match: "other"'),
    Exchange("412-if-unmodified-since", "GET /hello.txt", f"If-Unmodified-Since: {OLD_DATE}"),
    Exchange("414-uri-too-long", f"GET /{LONG}"),
    Exchange("500-rewrite-loop", "GET /loop"),
    Exchange("501-transfer-coding", "POST /hello.txt", "Transfer-Encoding: gzip", content=b"content"),
    Exchange("502-bad-gateway", "GET /closed"),
    Exchange("400-space-in-target", "GET /hello world.txt HTTP/1.1"),
]


# apache

APACHE_MODULES = """mpm_prefork authn_core authn_file authz_core authz_host authz_user auth_basic alias dir mime cgi
    dav dav_fs filter deflate headers negotiation speling reqtimeout rewrite proxy proxy_http proxy_connect
    proxy_wstunnel""".split()


def apache_configuration(folder, port, upstream_port, closed_port):
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in APACHE_MODULES)
    redirects = "".join(f"Redirect {code} /redirect/{code} /hello.txt\n" for code in APACHE_REDIRECTS)
    returns = "".join(f"Redirect {code} /status/{code}\n" for code in APACHE_RETURNS)
    return f"""{modules}
TypesConfig /dev/null
Listen {LOOPBACK}:{port}
ServerName {LOOPBACK}:{port}
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
DocumentRoot {folder}/root
StartServers 2
AddType text/html .html
AddType text/css .css
AddType text/plain .txt
AddHandler type-map .var
AddLanguage en .en
AddLanguage de .de
TraceEnable on
FileETag MTime Size
LimitRequestLine 1000
LimitRequestFieldSize 1000
RequestReadTimeout header=1 body=1
AddOutputFilterByType DEFLATE text/css
<Directory {folder}/root>
  Require all granted
</Directory>
<Directory {folder}/root/private>
  AuthType Basic
  AuthName "Testers"
  AuthUserFile {folder}/passwords-sha
  Require valid-user
</Directory>
<Directory {folder}/root/denied>
  Require all denied
</Directory>
<Directory {folder}/root/spelling>
  CheckSpelling on
</Directory>
<Directory {folder}/root/cgi>
  Options +ExecCGI
  SetHandler cgi-script
</Directory>
DavLockDB {folder}/locks/locks
<Directory {folder}/root/dav>
  Dav On
</Directory>
<Location /upload>
  LimitRequestBody 1000
</Location>
Alias /upload {folder}/root/cgi/echo.cgi
Timeout 1
{redirects}{returns}
ProxyRequests On
AllowCONNECT {upstream_port}
<Proxy *>
  Require local
</Proxy>
<Proxy "http://{LOOPBACK}:{upstream_port}/authenticated">
  AuthType Basic
  AuthName "Proxy testers"
  AuthUserFile {folder}/passwords-sha
  Require valid-user
</Proxy>
ProxyTimeout 1
RewriteEngine on
RewriteCond %{{HTTP:Upgrade}} websocket [NC]
RewriteRule ^/upstream/(.*) ws://{LOOPBACK}:{upstream_port}/$1 [P]
ProxyPass /upstream/ http://{LOOPBACK}:{upstream_port}/
ProxyPass /closed http://{LOOPBACK}:{closed_port}/ retry=0
"""


APACHE_REDIRECTS = (301, 302, 303, 307, 308)
APACHE_RETURNS = (410, 421, 426, 428, 429, 451, 503, 507, 508, 510, 511)
APACHE = answered(COMMON + PROXIED + CGI + DAV, {
    "201-dav-lock": "200-dav-lock-unmapped",
    "304-gzip-etag": "200-gzip-etag-ignored",
    "207-dav-delete-locked": "424-dav-delete-locked",
    "502-upstream-garbage": "200-upstream-garbage",
    "504-timeout": "502-upstream-timeout",
    "505-version": "200-version-3",
}) + redirected(*APACHE_REDIRECTS) + returned(*APACHE_RETURNS) + [
    Exchange("200-options", "OPTIONS /hello.txt"),
    Exchange("200-options-asterisk", "OPTIONS *"),
    Exchange("200-trace", "TRACE /hello.txt"),
    Exchange("200-connect", "CONNECT {upstream}"),
    Exchange("403-connect", "CONNECT 127.0.0.1:1"),
    Exchange("407-proxy-auth", "GET http://{upstream}/authenticated"),
    Exchange("300-multiple-choices", "GET /spelling/report-3.txt"),
    Exchange("301-spelling", "GET /spelling/reprot-1.txt"),
    Exchange("406-not-acceptable", "GET /negotiated/page.var", "Accept: image/png"),
    Exchange("200-negotiated", "GET /negotiated/page.var", "Accept-Language: de"),
    Exchange("506-variant-also-negotiates", "GET /negotiated/nested.var"),
    Exchange("400-huge-field", "GET /hello.txt", f"X-Long: {LONG}"),
    Exchange("405-method", "DELETE /hello.txt"),
    Exchange("408-timeout", "POST /cgi/echo.cgi", "Content-Length: 20", content=b"half"),
    Exchange("412-if-match", "GET /hello.txt", 'If-Match: "other"'),
    Exchange("412-if-unmodified-since", "GET /hello.txt", f"If-Unmodified-Since: {OLD_DATE}"),
    Exchange("414-uri-too-long", f"GET /{LONG}"),
    Exchange("417-expectation", "GET /hello.txt", "Expect: miracle"),
    Exchange("501-method", "BREW /hello.txt"),
    Exchange("400-transfer-coding", "POST /cgi/echo.cgi", "Transfer-Encoding: gzip", content=b"content"),
    Exchange("504-cgi-timeout", "GET /cgi/silent.cgi"),
    Exchange("503-upstream-closed", "GET /closed"),
]


# lighttpd

def lighttpd_configuration(folder, port, upstream_port, closed_port):
    redirects = "".join(f'$HTTP["url"] == "/redirect/{code}" {{ url.redirect = ( "" => "/hello.txt" ) '
                        f"url.redirect-code = {code} }}\n" for code in LIGHTTPD_REDIRECTS)
    return f"""server.modules = ( "mod_access", "mod_auth", "mod_authn_file", "mod_redirect", "mod_cgi", "mod_proxy",
  "mod_deflate", "mod_webdav" )
server.bind = "{LOOPBACK}"
server.port = {port}
server.document-root = "{folder}/root"
server.errorlog = "{folder}/error.log"
server.upload-dirs = ( "{folder}/temporary" )
server.max-request-field-size = 1000
server.max-request-size = 1
server.stream-response-body = 1
index-file.names = ( "index.html" )
mimetype.assign = ( ".html" => "text/html", ".css" => "text/css", ".txt" => "text/plain" )
deflate.mimetypes = ( "text/css" )
deflate.allowed-encodings = ( "gzip" )
auth.backend = "plain"
auth.backend.plain.userfile = "{folder}/passwords-plain"
auth.require = ( "/private/" => ( "method" => "basic", "realm" => "Testers", "require" => "valid-user" ) )
$HTTP["url"] =^ "/denied/" {{ url.access-deny = ( "" ) }}
$HTTP["url"] =^ "/cgi/" {{ cgi.assign = ( ".cgi" => "" ) cgi.execute-x-only = "enable" }}
$HTTP["url"] =^ "/dav/" {{ webdav.activate = "enable" webdav.sqlite-db-name = "{folder}/locks/locks.db" }}
$HTTP["url"] =^ "/upstream/" {{
  proxy.server = ( "" => ( ( "host" => "{LOOPBACK}", "port" => {upstream_port}, "read-timeout" => 1 ) ) )
  proxy.header = ( "upgrade" => "enable" )
}}
$HTTP["url"] == "/closed" {{ proxy.server = ( "" => ( ( "host" => "{LOOPBACK}", "port" => {closed_port} ) ) ) }}
{redirects}"""


LIGHTTPD_REDIRECTS = (301, 302, 303, 307, 308)
LIGHTTPD = answered(COMMON + PROXIED + CGI + DAV, {
    "200-dav-locked-member": "404-dav-locked-member",
    "207-dav-delete-locked": "204-dav-delete-locked",
    "412-dav-if": "423-dav-if",
    "502-upstream-closing": "500-upstream-closing",
    "500-cgi-garbage": "200-cgi-garbage",
}) + redirected(*LIGHTTPD_REDIRECTS) + [
    Exchange("200-options", "OPTIONS /hello.txt"),
    Exchange("200-options-asterisk", "OPTIONS *"),
    Exchange("501-delete", "DELETE /hello.txt"),
    Exchange("501-trace", "TRACE /hello.txt"),
    Exchange("411-no-length", "POST /cgi/echo.cgi"),
    Exchange("200-if-match-ignored", "GET /hello.txt", 'If-Match: "other"'),
    Exchange("200-if-unmodified-since-ignored", "GET /hello.txt", f"If-Unmodified-Since: {OLD_DATE}"),
    Exchange("200-expectation-ignored", "GET /hello.txt", "Expect: miracle"),
    Exchange("431-huge-field", "GET /hello.txt", f"X-Long: {LONG}"),
    Exchange("404-space-in-target", "GET /hello world.txt HTTP/1.1"),
    Exchange("431-uri-too-long", f"GET /{LONG}"),
    Exchange("501-method", "BREW /hello.txt"),
    Exchange("501-transfer-coding", "POST /cgi/echo.cgi", "Transfer-Encoding: gzip", content=b"content"),
    Exchange("503-upstream-closed", "GET /closed"),
]

SERVERS = {
    "nginx": (nginx_configuration, ["/usr/sbin/nginx", "-c", "{configuration}"], NGINX),
    "apache": (apache_configuration, ["/usr/sbin/apache2", "-DFOREGROUND", "-f", "{configuration}"], APACHE),
    "lighttpd": (lighttpd_configuration, ["/usr/sbin/lighttpd", "-D", "-f", "{configuration}"], LIGHTTPD),
}


def record_server(kind, folder):
    complaints = []
    for old in (*folder.glob("*.request.http"), *folder.glob("*.response.http")):
        old.unlink()
    with running_upstream() as upstream_port, running_server(kind, upstream_port) as port:
        learned = {"host": f"{LOOPBACK}:{port}", "upstream": f"{LOOPBACK}:{upstream_port}"}
        for exchange in SERVERS[kind][2]:
            complaints.append(record_exchange(exchange, port, learned, folder))
    return [text for text in complaints if text]


def record_chromium(folder):
    with running_upstream() as upstream_port, running_server("nginx", upstream_port) as nginx_port, \
            running_site(LOOPBACK) as site_port:
        addresses = [f"http://{LOOPBACK}:{port}" for port in (site_port, nginx_port)]
        for name, credentials in (("session", []), ("session-credentials", ["tester", "secret"])):
            with tempfile.TemporaryDirectory(prefix="record-profile-") as profile:
                subprocess.run(["node", HERE / "record_har.js", *addresses, folder / f"{name}.har", profile, *credentials],
                               check=True, timeout=60)
    return []


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in (*SERVERS, "chromium"):
        raise SystemExit(__doc__)
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    complaints = record_chromium(folder) if sys.argv[1] == "chromium" else record_server(sys.argv[1], folder)
    if complaints:
        raise SystemExit("\n".join(complaints))


if __name__ == "__main__":
    main()
