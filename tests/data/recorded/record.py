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
import apache_peer
import lighttpd_peer
import nginx_peer
from exchanges import DOCUMENTS, FILE_TIME, LOOPBACK, TESTER_SHA
from har_site import running_site

HERE = pathlib.Path(__file__).resolve().parent
ANSWER_SECONDS = 15  # longest wait for an answer
LINGER_SECONDS = 0.1  # wait for octets that the head did not announce
SERVERS = {"nginx": nginx_peer, "apache": apache_peer, "lighttpd": lighttpd_peer}


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
    peer = SERVERS[kind]
    with tempfile.TemporaryDirectory(prefix="record-") as name:
        folder, port = pathlib.Path(name), free_port()
        fill_folder(folder)
        configuration = folder / "server.conf"
        configuration.write_text(peer.configuration(folder, port, upstream_port, free_port()))
        with running_process([part.format(configuration=configuration) for part in peer.COMMAND], folder) as process:
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


def record_server(kind, folder):
    complaints = []
    for old in (*folder.glob("*.request.http"), *folder.glob("*.response.http")):
        old.unlink()
    with running_upstream() as upstream_port, running_server(kind, upstream_port) as port:
        learned = {"host": f"{LOOPBACK}:{port}", "upstream": f"{LOOPBACK}:{upstream_port}"}
        for exchange in SERVERS[kind].EXCHANGES:
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
