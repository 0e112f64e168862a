"""Two origins on loopback that redirect, and remember what they were asked. SPDX-License-Identifier: MIT"""
import socketserver
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def answer(self):
        case, *redirect = self.path.strip("/").split("/")
        self.server.asked[case].append({
            "method": self.command, "path": self.path, "origin": self.server.name,
            "fields": sorted(self.headers.keys(), key=str.lower), "octets": len(self.read_content()),
        })
        if len(redirect) == 2:
            self.redirect(int(redirect[0]), f"{self.server.urls[redirect[1]]}/{case}")
        else:
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def redirect(self, code, location):
        self.send_response(code)
        self.send_header("Location", location)
        if code != 304:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def read_content(self):
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        content = b""
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return content

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingTCPServer):
    # Not http.server's: that one looks up the name of its host.
    daemon_threads = True
    request_queue_size = 64


class Origins:
    """The path CASE/CODE/same or CASE/CODE/other is redirected with that code to CASE at that origin; CASE alone is 200."""

    def __enter__(self):
        self.servers = {name: Server(("127.0.0.1", 0), Handler) for name in ("same", "other")}
        self.urls = {name: f"http://127.0.0.1:{server.server_address[1]}" for name, server in self.servers.items()}
        self.asked = defaultdict(list)
        for name, server in self.servers.items():
            server.name, server.urls, server.asked = name, self.urls, self.asked
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        for server in self.servers.values():
            server.shutdown()
            server.server_close()
