"""docs/examples/choose.c, a server that lets the library choose: what it answers is what RFC 9110 says, and has no finding.

The sections are RFC 9110's where no other document is named.
SPDX-License-Identifier: MIT
"""
import http.client
import itertools
import json
import os
import socket
import struct
import subprocess
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from httpstatus import Checker, Exchange

COMMAND = Path(os.environ["HTTPSTATUS_BUILD"]) / "docs/examples/example_choose"
METHODS = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}
TEXT = {"Content-Type": "text/plain"}
OCTETS = b"0123456789ab"
NUMBERS = itertools.count()


class Answer(NamedTuple):
    code: int
    reason: str
    fields: dict  # their names in lower case
    content: bytes
    interim: tuple = ()


class Client(http.client.HTTPConnection):
    """Remembers what it sent."""

    sent = b""

    def send(self, data):
        self.sent += data
        super().send(data)


class Server:
    """The example as a process. Each exchange with it is checked as soon as it is had."""

    def __init__(self):
        self.process = subprocess.Popen([COMMAND, "0"], stdout=subprocess.PIPE, text=True)
        self.address = ("127.0.0.1", int(self.process.stdout.readline()))
        self.checker = Checker(level="must")

    def stop(self):
        still_there = self.process.poll() is None
        self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()
        assert still_there, f"the server ended by itself: {self.process.returncode}"

    def ask(self, method, path, fields=(), content=None):
        """By http.client, which is a client that nobody here wrote."""
        client = Client(*self.address, timeout=10)
        client.request(method, path, content, dict(fields))
        response = client.getresponse()
        content = response.read()
        client.close()
        head = f"HTTP/1.1 {response.status} {response.reason}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in response.getheaders())
        return self.judge(client.sent, head.encode("latin-1") + b"\r\n" + content)

    def connect(self):
        return socket.create_connection(self.address, timeout=10)

    def send(self, *pieces):
        """Octets as they are, a piece at a time."""
        with self.connect() as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for piece in pieces:
                connection.sendall(piece)
            return self.judge(b"".join(pieces), read_all(connection))

    def judge(self, request, response):
        try:
            exchange = Exchange.from_bytes(response, request, secured=False)
        except ValueError:  # this request is none
            exchange = Exchange.from_bytes(response)
        findings = [finding for finding in self.checker.check(exchange) if finding.rule.part == "response"]
        assert not findings, f"{request[:200]!r}\n{response!r}\n{findings}"
        assert not Exchange.from_bytes(response).defects, response
        answer = answer_of(response)
        if answer.code >= 400:
            assert_problem(answer, exchange.method)
        return answer


def read_all(connection):
    octets = b""
    while more := connection.recv(65536):
        octets += more
    return octets


def answer_of(octets, interim=()):
    head, _, content = octets.partition(b"\r\n\r\n")
    line, *lines = head.decode("latin-1").split("\r\n")
    _, code, reason = line.split(" ", 2)
    if code.startswith("1"):
        return answer_of(content, (*interim, int(code)))
    fields = [field.split(": ", 1) for field in lines]
    assert len({name.lower() for name, _ in fields}) == len(fields), "a field came twice"
    return Answer(int(code), reason, {name.lower(): value for name, value in fields}, content, interim)


def assert_problem(answer, method):
    """RFC 9457, 3.1: status is the code that was sent; of about:blank, title is its phrase (4.2.1)."""
    assert answer.fields["content-type"] == "application/problem+json"
    if method == "HEAD":
        assert answer.content == b""
        return
    assert int(answer.fields["content-length"]) == len(answer.content)
    problem = json.loads(answer.content)
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", answer.reason, answer.code)


def serve():
    if not COMMAND.exists():
        pytest.skip("docs/examples/choose.c was not built")
    server = Server()
    yield server
    server.stop()


server = pytest.fixture(serve, scope="module")
empty_server = pytest.fixture(serve)


@pytest.fixture
def text(server):
    """The path of a text, and its validators."""
    path = f"/text/{next(NUMBERS)}"
    assert server.ask("PUT", path, TEXT, OCTETS).code == 201
    fields = server.ask("GET", path).fields
    yield path, fields["etag"], fields["last-modified"]
    server.ask("DELETE", path)


def later(date, seconds):
    return formatdate(parsedate_to_datetime(date).timestamp() + seconds, usegmt=True)


# ---- retrieving ----


def test_a_text_is_sent_with_its_validators(server, text):  # 9.3.1, 15.3.1, 8.8, 6.6.1
    answer = server.ask("GET", text[0])
    assert (answer.code, answer.content) == (200, OCTETS)
    assert answer.fields["content-type"] == "text/plain" and answer.fields["content-length"] == "12"
    assert answer.fields["etag"] == text[1] and answer.fields["etag"].startswith('"')
    assert {"date", "last-modified"} <= answer.fields.keys()


def test_head_has_the_fields_of_get_and_no_content(server, text):  # 9.3.2
    get, head = server.ask("GET", text[0]), server.ask("HEAD", text[0])
    assert (head.code, head.content) == (200, b"")
    assert {**head.fields, "date": ""} == {**get.fields, "date": ""}


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE"])
def test_nothing_is_found_where_nothing_is(server, method):  # 15.5.5
    assert server.ask(method, "/nothing").code == 404


def test_head_of_nothing_tells_the_length_that_get_would_have(server):  # 9.3.2, 8.6
    length = server.ask("GET", "/nothing").fields["content-length"]
    assert server.ask("HEAD", "/nothing").fields["content-length"] == length


def test_a_text_is_found_by_its_whole_uri(server, text):  # RFC 9112, 3.2.2
    assert server.send(f"GET http://a.example{text[0]} HTTP/1.1\r\nHost: a.example\r\n\r\n".encode()).content == OCTETS


def test_a_client_of_http_1_0_needs_no_host(server, text):  # RFC 9112, 3.2
    assert server.send(f"GET {text[0]} HTTP/1.0\r\n\r\n".encode()).code == 200


@pytest.mark.parametrize("accept", ["text/*;q=0.1", "image/png, */*;q=0.1", "image/png"])
def test_the_only_type_is_sent_whatever_the_client_accepts(server, text, accept):  # 12.4.1, 12.5.1
    answer = server.ask("GET", text[0], {"Accept": accept})
    assert (answer.code, answer.fields["content-type"]) == (200, "text/plain")


# ---- ranges ----


@pytest.mark.parametrize("asked, sent, content", [("0-3", "0-3", b"0123"), ("8-", "8-11", b"89ab"), ("-2", "10-11", b"ab"),
                                                  ("-99", "0-11", OCTETS), ("10-99", "10-11", b"ab"), ("0-0", "0-0", b"0")])
def test_a_range_is_sent(server, text, asked, sent, content):  # 14.1.2, 15.3.7.1
    answer = server.ask("GET", text[0], {"Range": f"bytes={asked}"})
    assert (answer.code, answer.content, answer.fields["content-range"]) == (206, content, f"bytes {sent}/12")
    assert answer.fields["content-length"] == str(len(content)) and answer.fields["etag"] == text[1]


@pytest.mark.parametrize("asked", ["12-", "99-100", "-0"])
def test_a_range_beyond_the_text_is_refused(server, text, asked):  # 15.5.17
    answer = server.ask("GET", text[0], {"Range": f"bytes={asked}"})
    assert (answer.code, answer.fields["content-range"]) == (416, "bytes */12")


@pytest.mark.parametrize("method, asked", [("GET", "bytes=0-1,4-5"), ("GET", "lines=1-2"), ("GET", "bytes=3-1"), ("HEAD", "bytes=0-3")])
def test_a_range_that_does_not_count_is_passed_over(server, text, method, asked):  # 14.2
    answer = server.ask(method, text[0], {"Range": asked})
    assert answer.code == 200 and answer.fields["content-length"] == "12" and "content-range" not in answer.fields


def test_if_range_sends_the_whole_where_the_text_has_changed(server, text):  # 13.1.5
    path, tag, _ = text
    assert server.ask("GET", path, {"Range": "bytes=0-3", "If-Range": tag}).code == 206
    assert server.ask("GET", path, {"Range": "bytes=0-3", "If-Range": '"other"'}).code == 200
    assert server.ask("GET", path, {"Range": "bytes=0-3", "If-Range": "W/" + tag}).code == 200


# ---- conditions ----


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("listed", ["{}", "W/{}", '"other", {}', "*"])
def test_a_tag_that_the_client_has_is_not_sent_again(server, text, method, listed):  # 13.1.2, 15.4.5
    answer = server.ask(method, text[0], {"If-None-Match": listed.format(text[1])})
    assert (answer.code, answer.content, answer.fields["etag"]) == (304, b"", text[1])
    assert "date" in answer.fields and "content-length" not in answer.fields


@pytest.mark.parametrize("seconds, code", [(0, 304), (-60, 200)])
def test_a_date_that_the_client_has_is_not_sent_again(server, text, seconds, code):  # 13.1.3
    assert server.ask("GET", text[0], {"If-Modified-Since": later(text[2], seconds)}).code == code


def test_a_tag_counts_before_a_date(server, text):  # 13.2.2
    answer = server.ask("GET", text[0], {"If-None-Match": '"other"', "If-Modified-Since": text[2]})
    assert answer.code == 200


def test_a_condition_counts_before_a_range(server, text):  # 13.2.2
    assert server.ask("GET", text[0], {"If-None-Match": text[1], "Range": "bytes=99-"}).code == 304


def test_a_condition_does_not_count_where_nothing_is(server):  # 13.2.1
    assert server.ask("GET", "/nothing", {"If-Match": "*"}).code == 404


@pytest.mark.parametrize("condition", [{"If-Match": '"other"'}, {"If-None-Match": "*"}, {"If-Unmodified-Since": "Sun, 06 Nov 1994 08:49:37 GMT"}])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_change_whose_condition_fails_is_not_made(server, text, method, condition):  # 13.1.1, 13.1.2, 13.1.4, 15.5.13
    content = b"new" if method == "PUT" else None
    assert server.ask(method, text[0], {**TEXT, **condition} if content else condition, content).code == 412
    assert server.ask("GET", text[0]).content == OCTETS


def test_a_weak_tag_is_no_match_for_a_change(server, text):  # 13.1.1
    assert server.ask("PUT", text[0], {**TEXT, "If-Match": "W/" + text[1]}, b"new").code == 412


def test_a_change_whose_condition_holds_is_made(server, text):  # 13.1.1
    assert server.ask("PUT", text[0], {**TEXT, "If-Match": text[1]}, b"new").code == 204
    assert server.ask("GET", text[0]).content == b"new"


def test_what_is_not_there_matches_no_tag(server):  # 13.1.1
    assert server.ask("PUT", "/nothing", {**TEXT, "If-Match": "*"}, b"new").code == 412
    assert server.ask("GET", "/nothing").code == 404


def test_what_is_not_there_can_be_made_by_who_wants_to_be_the_first(server):  # 13.1.2
    assert [server.ask("PUT", "/first", {**TEXT, "If-None-Match": "*"}, b"new").code for _ in range(2)] == [201, 412]


# ---- changing ----


def test_put_creates_and_replaces(server):  # 9.3.4, 15.3.2, 15.3.5
    created = server.ask("PUT", "/put", TEXT, b"one")
    assert (created.code, server.ask("GET", "/put").fields["etag"]) == (201, created.fields["etag"])
    replaced = server.ask("PUT", "/put", TEXT, b"two")
    assert (replaced.code, replaced.content) == (204, b"") and "content-length" not in replaced.fields  # 8.6
    got = server.ask("GET", "/put")
    assert (got.content, got.fields["etag"]) == (b"two", replaced.fields["etag"]) and replaced.fields["etag"] != created.fields["etag"]


def test_a_text_can_be_empty(server):  # 8.6
    assert server.ask("PUT", "/empty", TEXT, b"").code == 201
    answer = server.ask("GET", "/empty", {"Range": "bytes=0-"})
    assert answer.fields["content-range"] == "bytes */0" and answer.code == 416  # 14.1.2
    assert server.ask("GET", "/empty").fields["content-length"] == "0"


def test_what_is_deleted_is_gone(server, text):  # 9.3.5
    assert server.ask("DELETE", text[0]).code == 204
    assert server.ask("GET", text[0]).code == server.ask("DELETE", text[0]).code == 404


def test_content_may_be_as_large_as_a_text_and_no_larger(server):  # 15.5.14
    assert server.ask("PUT", "/large", TEXT, b"x" * 4096).code == 201
    assert server.ask("PUT", "/large", TEXT, b"x" * 4097).code == 413
    assert server.ask("PUT", "/large", TEXT, b"x" * 300000).code == 413
    assert len(server.ask("GET", "/large").content) == 4096


@pytest.mark.parametrize("fields", [{"Content-Type": "image/png"}, {}])
def test_content_of_another_type_is_refused(server, fields):  # 15.5.16, 12.5.1
    answer = server.ask("PUT", "/type", fields, b"new")
    assert (answer.code, answer.fields["accept"]) == (415, "text/plain")


def test_coded_content_is_refused(server):  # 15.5.16, 12.5.3
    answer = server.ask("PUT", "/coded", {**TEXT, "Content-Encoding": "gzip"}, b"new")
    assert (answer.code, answer.fields["accept-encoding"]) == (415, "identity")


def test_a_part_of_a_text_is_refused(server, text):  # 14.5
    assert server.ask("PUT", text[0], {**TEXT, "Content-Range": "bytes 0-2/12"}, b"new").code == 400


def test_content_without_its_length_is_refused(server):  # 15.5.12
    head = b"PUT /chunks HTTP/1.1\r\nHost: a.example\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert server.send(head, b"3\r\nnew\r\n0\r\n\r\n").code == 411


def test_where_there_is_no_room_nothing_is_stored(empty_server):  # RFC 4918, 11.5
    server = empty_server
    assert {server.ask("PUT", f"/{i}", TEXT, b"x").code for i in range(64)} == {201}
    assert server.ask("PUT", "/64", TEXT, b"x").code == 507
    assert server.ask("PUT", "/0", TEXT, b"y").code == server.ask("DELETE", "/1").code == 204
    assert server.ask("PUT", "/64", TEXT, b"x").code == 201


# ---- methods ----


@pytest.mark.parametrize("method", ["POST", "PATCH", "TRACE"])
def test_a_method_that_the_text_does_not_allow(server, text, method):  # 15.5.6, 10.2.1
    answer = server.ask(method, text[0])
    assert answer.code == 405 and set(answer.fields["allow"].split(", ")) == METHODS


@pytest.mark.parametrize("method", ["BREW", "get"])
def test_a_method_that_nobody_knows(server, text, method):  # 9.1, 15.6.2
    assert server.ask(method, text[0]).code == 501


@pytest.mark.parametrize("target", ["*", "/nothing", "/"])
def test_options_tells_the_methods(server, target):  # 9.3.7
    answer = server.ask("OPTIONS", target)
    assert (answer.code, answer.content) == (204, b"") and set(answer.fields["allow"].split(", ")) == METHODS


# ---- expectations ----


def expecting(path, length, **fields):
    fields = {"Content-Type": "text/plain", "Expect": "100-continue", **{name.replace("_", "-"): value for name, value in fields.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"PUT {path} HTTP/1.1\r\nHost: a.example\r\nContent-Length: {length}\r\n{lines}\r\n".encode()


def test_100_comes_before_the_content(server):  # 10.1.1, 15.2.1
    request = expecting("/expect", 3)
    with server.connect() as connection:
        connection.sendall(request)
        first = connection.recv(65536)
        assert first == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"new")
        answer = server.judge(request, first + read_all(connection))
    assert (answer.code, answer.interim, server.ask("GET", "/expect").content) == (201, (100,), b"new")


@pytest.mark.parametrize("code, length, fields", [(412, 3, {"If-Match": '"other"'}), (412, 3, {"If-None-Match": "*"}), (413, 5000, {}),
                                                  (415, 3, {"Content_Type": "image/png"}), (417, 3, {"Expect": "100-continue, sugar"}),
                                                  (400, 3, {"Content_Range": "bytes 0-2/12"})])
def test_no_100_comes_before_a_refusal(server, text, code, length, fields):  # 10.1.1
    answer = server.send(expecting(text[0], length, **fields))
    assert (answer.code, answer.interim) == (code, ())


def test_no_100_comes_without_content(server, text):  # 10.1.1
    answer = server.send(expecting(text[0], 0))
    assert (answer.code, answer.interim) == (204, ())


def test_a_client_of_http_1_0_gets_no_100(server):  # 10.1.1
    answer = server.send(expecting("/old", 3).replace(b"HTTP/1.1", b"HTTP/1.0"), b"new")
    assert (answer.code, answer.interim) == (201, ())


def test_another_expectation_is_not_met(server, text):  # 15.5.18
    assert server.ask("GET", text[0], {"Expect": "sugar"}).code == 417


# ---- requests that are none, and clients that go away ----


@pytest.mark.parametrize("request_line, fields", [
    ("GET / HTTP/1.1", ""),  # RFC 9112, 3.2: no Host
    ("GET / HTTP/1.1", "Host: a\r\nHost: b\r\n"),  # RFC 9112, 3.2
    ("GET / HTTP/1.1", "Host : a\r\n"),  # RFC 9112, 5.1
    ("GET * HTTP/1.1", "Host: a\r\n"),  # RFC 9112, 3.2.4
    ("GET nothing HTTP/1.1", "Host: a\r\n"),  # RFC 9112, 3.2
    ("PUT / HTTP/1.1", "Host: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n"),  # RFC 9112, 6.3
    ("PUT / HTTP/1.1", "Host: a\r\nContent-Length: -3\r\n"),  # 8.6
    ("PUT / HTTP/1.1", "Host: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n"),  # RFC 9112, 6.1
    ("hello", ""),  # RFC 9112, 3
    ("\0\1\2\3", ""),
])
def test_a_bad_request_is_told_so(server, request_line, fields):  # 15.5.1
    assert server.send(f"{request_line}\r\n{fields}\r\n".encode()).code == 400


def test_another_major_version_is_not_spoken(server):  # 15.6.6
    assert server.send(b"GET / HTTP/4.0\r\nHost: a\r\n\r\n").code == 505


def test_a_head_without_end_is_too_large(server):  # RFC 6585, 5
    assert server.send(b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20000).code == 431


def test_a_head_may_come_an_octet_at_a_time(server, text):  # RFC 9112, 2.2
    head = f"\r\nGET {text[0]} HTTP/1.1\r\nHost: a.example\r\n\r\n".encode()
    assert server.send(*(bytes([octet]) for octet in head)).content == OCTETS


def test_content_may_come_an_octet_at_a_time(server):  # RFC 9112, 6
    head = b"PUT /slow HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n"
    assert server.send(head, *(bytes([octet]) for octet in b"hello")).code == 201
    assert server.ask("GET", "/slow").content == b"hello"


def test_content_that_ends_too_early_is_not_stored(server):  # RFC 9112, 8; 15.5.9
    request = b"PUT /early HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhel"
    with server.connect() as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        assert server.judge(request, read_all(connection)).code == 408
    assert server.ask("GET", "/early").code == 404


@pytest.mark.parametrize("octets", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", expecting("/gone", 3), b"GET / HTTP/1.1\r\n" * 9])
@pytest.mark.parametrize("reset", [False, True])
def test_a_client_that_goes_away_does_no_harm(server, text, octets, reset):
    for _ in range(3):
        with server.connect() as connection:
            connection.sendall(octets)
            if reset:  # lingering for 0 seconds is a reset
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert server.ask("GET", text[0]).code == 200
