"""An origin whose resources change, and clients that ask for them through docs/examples/cache.c and judge every answer.

Which representation an origin has is told by the clock alone, so the clients know which ones it may have had. The cache counts whole seconds, and Date
too; both err towards older, so an answer that is fresh for a second is less than a second old.

SPDX-License-Identifier: MIT
"""
import collections
import hashlib
import http.client
import itertools
import random
import re
import socket
import subprocess
import threading
import time
from email.utils import formatdate, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

START = int(time.time())
CLOCK = 0.05  # time(NULL) may be behind the clock by a tick
LANGUAGES = ["en", "de", "fr"]


class Resource(NamedTuple):
    control: str  # Cache-Control
    stale: float  # for how long after it changed an old representation may be sent
    period: float = 0.7  # after which it changes
    size: int = 900
    tag: bool = True
    date: bool = False
    vary: str = ""
    framing: str = "length"
    failing: float = 0  # how often it is a 500
    cut: float = 0  # how often less comes than was announced
    ranges: bool = False


NEVER = 1e9
RESOURCES = {
    "/fresh": Resource("max-age=1", 1),
    "/longer": Resource("max-age=2", 2, ranges=True, size=20000),
    "/validated": Resource("max-age=0", 0),
    "/no-cache": Resource("no-cache", 0, ranges=True),
    "/dated": Resource("max-age=0", 0, period=2, tag=False, date=True),
    "/dated-and-fresh": Resource("max-age=1", 1, period=2, tag=False, date=True),
    "/shared": Resource("max-age=0, s-maxage=1", 1),
    "/language": Resource("max-age=1", 1, vary="Accept-Language"),
    "/language-validated": Resource("max-age=0", 0, vary="Accept-Language, X-Other", period=1.5),
    "/any": Resource("max-age=9", 0, vary="*"),
    "/chunks": Resource("max-age=1", 1, framing="chunks", size=5000),
    "/close": Resource("max-age=1", 1, framing="close", size=5000),
    "/nothing": Resource("max-age=1", 1, size=0),
    "/failing": Resource("max-age=0, stale-if-error=2", 3, failing=0.4),
    "/failing-validated": Resource("max-age=1, must-revalidate, stale-if-error=9", 1, failing=0.4),
    "/meanwhile": Resource("max-age=1, stale-while-revalidate=1", 3),
    "/ranges": Resource("max-age=1", 1, period=1.5, size=60000, ranges=True),
    "/cut": Resource("max-age=9", 9, period=NEVER, size=3000, cut=0.5, ranges=True),
    "/cut-chunks": Resource("max-age=1", 1, framing="chunks", cut=0.5),
    **{f"/part/{i}": Resource("max-age=60", 60, period=NEVER, size=40000, ranges=True) for i in range(20)},
}


def version_at(resource, when):
    return int((when - START) / resource.period)


def content_of(path, version, language):
    """Another one for each representation, to the last octet."""
    seed = hashlib.sha256(f"{path} {version} {language}".encode()).digest()
    size = RESOURCES[path].size
    return (seed * (size // len(seed) + 1))[:size] if size else b""


def tag_of(version, language):
    return f'"{version}{language}"'


# ---- the origin ----


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20

    def log_message(self, *_):
        pass

    def do_GET(self):
        special = {"/once": self.once, "/cookie": self.cookie, "/private": self.private, "/authorized": self.authorized, "/hints": self.hints,
                   "/slow": self.slow}
        if self.path.startswith("/counter/"):
            return self.send(200, {"Cache-Control": "max-age=60"}, b"%d" % self.server.counters[self.path])
        return special[self.path]() if self.path in special else self.representation(RESOURCES[self.path])

    do_HEAD = do_GET

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.counters[self.path] += 1
            count = self.server.counters[self.path]
        self.send(200, {}, b"%d" % count)
        self.server.changed.set()

    def once(self):
        self.send(200, {"Cache-Control": "no-store"}, b"once %d" % next(self.server.numbers))

    def cookie(self):
        self.send(200, {"Cache-Control": 'max-age=1, private="Set-Cookie"', "Set-Cookie": f"n={next(self.server.numbers)}"}, b"for all")

    def private(self):
        self.send(200, {"Cache-Control": "private, max-age=60"}, f"for {self.headers['Cookie']}".encode())

    def authorized(self):
        self.send(200, {"Cache-Control": "max-age=60"}, f"for {self.headers['Authorization']}".encode())

    def hints(self):
        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        self.send(200, {}, b"hints")

    def slow(self):
        """Answers with what there was before the next change."""
        content = b"%d" % self.server.counters["/slow"]
        self.server.asked.set()
        self.server.changed.wait(10)
        time.sleep(0.2)  # so that the answer to the change is there first
        self.send(200, {"Cache-Control": "max-age=60"}, content)

    def representation(self, resource):
        now = time.time()
        if random.random() < resource.failing:
            return self.send(500, {}, b"sorry", now)
        language = (self.headers["Accept-Language"] or "").split(",")[0] if "Accept-Language" in resource.vary else ""
        version = version_at(resource, now)
        content, tag = content_of(self.path, version, language), tag_of(version, language)
        modified = formatdate(START + version * resource.period, usegmt=True)
        fields = {"Cache-Control": resource.control}
        fields |= {"ETag": tag} if resource.tag else {}
        fields |= {"Last-Modified": modified} if resource.date else {}
        fields |= {"Vary": resource.vary} if resource.vary else {}
        named = self.headers["If-None-Match"]
        if (resource.tag and named and tag in re.findall(r'"[^"]*"', named)) or (
                resource.date and not named and self.headers["If-Modified-Since"] == modified):
            return self.send(304, fields, b"", now)
        fields["Content-Type"] = "text/plain"
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers["Range"] or "") if resource.ranges else None
        if asked and self.headers["If-Range"] in (None, tag):
            first, last = int(asked[1]), min(int(asked[2] or resource.size), resource.size - 1)
            if first > last:
                return self.send(416, {"Content-Range": f"bytes */{resource.size}"}, b"", now)
            fields["Content-Range"] = f"bytes {first}-{last}/{resource.size}"
            return self.send(206, fields, content[first:last + 1], now, cut=random.random() < resource.cut)
        return self.send(200, fields, content, now, resource.framing, random.random() < resource.cut)

    def send(self, status, fields, content, now=None, framing="length", cut=False):
        """What is cut ends after half of its content."""
        lines = {"Date": formatdate(now or time.time(), usegmt=True), **fields}
        if framing == "length" and status != 304:
            lines["Content-Length"] = str(len(content))
        elif framing == "chunks":
            lines["Transfer-Encoding"] = "chunked"
        lines["Connection"] = "close, X-Hop"
        lines["X-Hop"] = "1"
        self.close_connection = True
        head = f"HTTP/1.1 {status} {http.client.responses[status]}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
        if self.command == "HEAD":
            content = b""
        elif framing == "chunks":
            half = len(content) // 2
            content = b"%x\r\n%s\r\n%X;x=y\r\n%s\r\n0\r\nX-Trailer: 1\r\n\r\n" % (half, content[:half], len(content) - half, content[half:])
        self.wfile.write(head.encode() + (content[:len(content) // 2] if cut else content))


class Origin(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 99

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.numbers, self.counters, self.lock = itertools.count(), collections.Counter(), threading.Lock()
        self.asked, self.changed = threading.Event(), threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def handle_error(self, *_):
        pass  # the proxy closed the connection

    def stop(self):
        self.shutdown()
        self.server_close()


class Proxy:
    def __init__(self, command, port, *arguments, **more):
        self.process = subprocess.Popen([command, str(port), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        self.address = ("127.0.0.1", int(self.process.stdout.readline()))

    def stop(self):
        """What it wrote to its standard error; it has not ended by itself."""
        assert self.process.poll() is None, self.process.communicate()
        self.process.terminate()
        return self.process.communicate(timeout=10)[1].decode()


# ---- the clients ----


class Answer(NamedTuple):
    method: str
    path: str
    sent: dict  # fields of the request
    began: float
    ended: float
    status: int
    fields: list
    content: bytes
    cut: bool

    def value(self, name):
        return ", ".join(value for known, value in self.fields if known.lower() == name.lower()) or None


class Client:
    def __init__(self, address):
        self.connection = http.client.HTTPConnection(*address, timeout=20)

    def ask(self, method, path, content=None, /, **fields):
        fields = {name.replace("_", "-"): value for name, value in fields.items()}
        began = time.time()
        self.connection.request(method, path, content, fields)
        response = self.connection.getresponse()
        cut = False
        try:
            content = response.read()
        except (http.client.IncompleteRead, ConnectionError) as error:
            content, cut = getattr(error, "partial", b""), True
        if cut:
            self.connection.close()
        return Answer(method, path, fields, began, time.time(), response.status, response.getheaders(), content, cut)


class Judge:
    """Holds every answer against what the origin may have had. What is wrong is told by what is said of it."""

    def __init__(self):
        self.wrong, self.seen, self.lock = [], set(), threading.Lock()
        self.answers = []

    def judge(self, answer, *more):
        path = answer.path
        if path in RESOURCES:
            said = self.representation(answer, RESOURCES[path])
        else:
            said = getattr(self, path.split("/")[1])(answer, *more)
        with self.lock:
            self.answers.append(answer)
            if said:
                self.wrong.append((said, answer._replace(content=answer.content[:80])))

    def representation(self, answer, resource):
        if answer.status in (500, 504):
            allowed = resource.failing if answer.status == 500 else "only-if-cached" in answer.sent.get("Cache-Control", "")
            return "" if allowed else "an error that the origin did not send"
        language = answer.sent.get("Accept-Language", "").split(",")[0] if "Accept-Language" in resource.vary else ""
        stale = 0 if "no-cache" in answer.sent.get("Cache-Control", "") else resource.stale
        if "max-stale" in answer.sent.get("Cache-Control", "") and not re.search("no-cache|revalidate|s-maxage", resource.control):
            stale += 3
        if "stale-if-error" not in resource.control and "no-cache" not in answer.sent.get("Cache-Control", "") and answer.value("Age"):
            if int(answer.value("Age")) > stale:
                return "older than allowed"
        versions = range(max(version_at(resource, answer.began - CLOCK - stale), 0), version_at(resource, answer.ended + CLOCK) + 1)
        return self.one_of(answer, resource, [(version, language) for version in versions])

    def one_of(self, answer, resource, representations):
        for version, language in representations:
            content = content_of(answer.path, version, language)
            if resource.tag and answer.status != 416 and answer.value("ETag") != tag_of(version, language):
                continue
            if self.is_of(answer, content):
                return ""
        return "a wrong octet, or one that is too old"

    def is_of(self, answer, content):
        if answer.status == 304:
            return answer.content == b"" and (answer.value("ETag") or answer.value("Last-Modified")) in (
                answer.sent.get("If-None-Match"), answer.sent.get("If-Modified-Since"))
        if answer.status == 416:
            return answer.value("Content-Range") == f"bytes */{len(content)}"
        if answer.status == 206:
            first, last, complete = map(int, re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer.value("Content-Range")).groups())
            asked = re.fullmatch(r"bytes=(\d+)-(\d*)", answer.sent["Range"])
            assert (first, last) == (int(asked[1]), min(int(asked[2] or complete), complete - 1))
            content = content[first:last + 1]
        if answer.method == "HEAD":
            return answer.content == b"" and answer.status == 200 and answer.value("Content-Length") in (None, str(len(content)))
        if answer.cut:
            return RESOURCES[answer.path].cut > 0 and content.startswith(answer.content)
        return answer.content == content

    def once(self, answer):
        return self.is_new(answer.content, answer)

    def cookie(self, answer):
        if answer.content != b"for all":
            return "a wrong octet"
        return answer.value("Set-Cookie") and self.is_new(answer.value("Set-Cookie"), answer)

    def is_new(self, what, answer):
        with self.lock:
            is_new = what not in self.seen
            self.seen.add(what)
        return "" if is_new and answer.status == 200 else "sent twice"

    def private(self, answer):
        return "" if answer.content == f"for {answer.sent['Cookie']}".encode() else "sent to another user"

    def authorized(self, answer):
        return "" if answer.content == f"for {answer.sent['Authorization']}".encode() else "sent to another user"

    def counter(self, answer, least, most):
        """Of counters, a client knows what they were before it asked and after it was answered."""
        return "" if least <= int(answer.content) <= most else "what was invalid"


# By each client, however slow the machine is: so often that the load meets all that the tests want it to meet.
LEAST_ASKED = 250


def run_client(address, judge, counters, until, number):
    """`counters`: how often each was increased, surely and perhaps; one client alone increases it."""
    chance, known = random.Random(number), {}
    client = Client(address)
    paths = [*RESOURCES, "/once", "/cookie", "/private", "/authorized", "/counter/x", "/counter/x", "/counter/x"]
    asked = 0
    while time.time() < until or asked < LEAST_ASKED:
        asked += 1
        path = chance.choice(paths)
        if path.startswith("/counter"):
            mine = chance.random() < 0.5
            path = f"/counter/{number if mine else chance.randrange(len(counters))}"
            least = counters[path][0]
            if mine and chance.random() < 0.3:
                counters[path][1] += 1
                answer = client.ask("POST", path, b"x=1")
                counters[path][0] += 1
            else:
                answer = client.ask("GET", path)
            judge.judge(answer, least, counters[path][1])
            continue
        if path in ("/private", "/authorized"):
            judge.judge(client.ask("GET", path, **{"Cookie" if path == "/private" else "Authorization": f"Basic {number}"}))
            continue
        fields = {}
        resource = RESOURCES.get(path)
        if resource:
            if "Accept-Language" in resource.vary:
                fields["Accept_Language"] = chance.choice(LANGUAGES) + chance.choice(["", ",en;q=0.5", ", en;q=0.5"])
            if chance.random() < 0.1:
                fields["Cache_Control"] = chance.choice(["no-cache", "max-age=0", "max-stale=2", "only-if-cached", "min-fresh=1", "no-store"])
            if resource.ranges and chance.random() < 0.7:
                first = chance.randrange(resource.size)
                fields["Range"] = f"bytes={first}-" + chance.choice(["", str(first + chance.randrange(resource.size))])
            elif path in known and chance.random() < 0.3:
                name, value = known[path]
                fields[name] = value
        method = "HEAD" if resource and chance.random() < 0.1 and "Range" not in fields else "GET"
        answer = client.ask(method, path, **fields)
        for name, condition in (("ETag", "If_None_Match"), ("Last-Modified", "If_Modified_Since")):
            if answer.value(name):
                known[path] = (condition, answer.value(name))
        judge.judge(answer)
    client.connection.close()


def run_load(address, seconds, clients=10):
    judge, counters, errors = Judge(), {f"/counter/{i}": [0, 0] for i in range(clients)}, []

    def run(number):
        try:
            run_client(address, judge, counters, time.time() + seconds, number)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return judge


# ---- what check reads ----


def har_of(answers):
    def pairs(fields):
        return [{"name": name, "value": value} for name, value in fields]

    def entry(answer):
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(answer.began))
        return {"startedDateTime": when, "time": int(1000 * (answer.ended - answer.began)),
                "request": {"method": answer.method, "url": f"http://127.0.0.1{answer.path}", "httpVersion": "HTTP/1.1",
                            "headers": pairs([("Host", "127.0.0.1"), *answer.sent.items()])},
                "response": {"status": answer.status, "statusText": "", "httpVersion": "HTTP/1.1", "headers": pairs(answer.fields),
                             "content": {"size": len(answer.content)}}}

    return {"log": {"version": "1.2", "creator": {"name": "load", "version": "1"}, "entries": [entry(answer) for answer in answers]}}
