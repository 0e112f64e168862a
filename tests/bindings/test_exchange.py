"""Exchanges in Python. SPDX-License-Identifier: MIT"""
import copy
import gc
import pickle

import pytest
from hypothesis import given, settings, strategies

from httpstatus import Challenge, Exchange, Status, StatusLine, read_status_line, status_line

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
THEN = 784111777


def response(status=200, **more):
    return Exchange(method="GET", target="http://example.com/a", status=status, version="1.1", **more)


def test_a_new_exchange_knows_nothing():
    nothing = Exchange()
    assert nothing.method is nothing.target is nothing.status is nothing.reason is nothing.treat_as is None
    assert nothing.content_kind is nothing.content_length is nothing.persists is nothing.location is None
    assert nothing.interim == nothing.defects == nothing.invalidated == () and nothing.fields() == [] and nothing.challenges() == []


def test_from_bytes():
    exchange = Exchange.from_bytes(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\nX: 1\r\nx: 2\r\n\r\nabc",
                                   b"GET /a HTTP/1.1\r\nHost: example.com\r\n\r\n")
    assert exchange.status is Status.NOT_FOUND and exchange.reason == "Not Found" and exchange.interim == (103,)
    assert (exchange.method, exchange.target) == ("GET", "/a") and exchange.interim_matters(0) and not exchange.interim_matters(1)
    assert exchange.fields() == [("X", "1"), ("x", "2")] and exchange.field("X") == "1, 2" and exchange.field("Y") is None
    assert exchange.fields("request") == [("Host", "example.com")]


@pytest.mark.parametrize("octets, reason", [
    (b"", "ends before its head is complete"), (b"HTTP/1.1 200 OK\r\n", "ends before"), (b"hello\r\n\r\n", "no HTTP message"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2000 + b"\r\n", "than the limits allow"),
])
def test_what_is_no_message_is_a_value_error(octets, reason):
    with pytest.raises(ValueError, match=reason):
        Exchange.from_bytes(octets)


def test_an_unregistered_status_is_a_number_and_is_treated_as_its_class():
    assert response(499).status == 499 and type(response(499).status) is int and response(499).treat_as is Status(400)


def test_content_and_connection():
    exchange = response(fields={"Content-Length": "10"})
    assert (exchange.content_kind, exchange.content_length, exchange.persists) == ("length", 10, True)
    assert response(fields={"Transfer-Encoding": "chunked"}).content_kind == "chunked"
    assert response(fields={"Connection": "close"}).persists is False
    assert Exchange(method="HEAD", status=200, version="2", fields={"content-length": "10"}).content_kind == "none"
    assert Exchange(status=200, version="1.1", fields={"Content-Length": "10"}).content_kind is None


def test_storing():
    assert response(fields={"Cache-Control": "max-age=60"}).may_store(shared=True) is True
    assert response(fields={"Cache-Control": "private, max-age=60"}).obstacles(shared=True) == ("private",)
    assert response(fields={"Cache-Control": "no-store"}).may_store(shared=False) is False
    assert Exchange(status=200, version="1.1").may_store(shared=False) is None
    fresh = response(fields={"Cache-Control": "max-age=60, s-maxage=10, stale-if-error=5", "Date": DATE})
    assert (fresh.freshness(), fresh.lifetime(THEN), fresh.lifetime(THEN, shared=True)) == ("explicit", 60, 10)
    assert fresh.age(THEN + 7) == 7 and fresh.stale_if_error() == 5 and fresh.stale_if_error(shared=True) == 0
    assert fresh.reuse_obstacles(response(), THEN + 7) == () and fresh.reuse_obstacles(response(), THEN + 61) == ("stale",)


def test_retry_after_and_location():
    assert response(503, fields={"Retry-After": "120"}).retry_after() == 120
    assert response(503, fields={"Retry-After": DATE}).retry_after(THEN - 5) == 5
    bad = response(503, fields={"Retry-After": "120s"})
    assert bad.retry_after() is None and bad.defects == ("retry-after",)
    moved = response(301, fields={"Location": "//other.example/b c"})
    assert (moved.location, moved.location_is_cross_origin, moved.defects) == ("http://other.example/b%20c", True, ("location",))


def test_challenges():
    exchange = response(401, fields=[("WWW-Authenticate", 'Basic realm="a\\"b", charset="UTF-8"'), ("www-authenticate", "Negotiate abc==")])
    assert exchange.challenges() == [Challenge("Basic", None, {"realm": 'a"b', "charset": "UTF-8"}), Challenge("Negotiate", "abc==", {})]
    assert exchange.challenges(proxy=True) == []


def test_what_an_exchange_says_of_stored_ones():
    put = Exchange(method="PUT", target="http://example.com/a", status=204, version="1.1", fields={"Location": "/b", "Content-Location": "//x/c"})
    assert put.invalidated == ("http://example.com/a", "http://example.com/b")
    stored = response(fields={"ETag": '"x"'})
    assert response(304, fields={"ETag": '"x"'}).selects(stored) == "selected"
    assert response(304, fields={"ETag": 'W/"x"'}).selects(stored) == "if-latest"
    assert response(304, fields={"ETag": '"y"'}).selects(stored) is None


def test_octets_that_are_no_text_are_kept():
    exchange = response(fields={b"X": b"\xff\x00\xe4", "Y": "\u20ac"})
    assert exchange.fields() == [("X", "\xff\0\xe4"), ("Y", "\u20ac")] and exchange.defects == ("field-value",)


@pytest.mark.parametrize("said, error, reason", [
    ({"status": 1000}, ValueError, "status is 1000"), ({"status": -1}, ValueError, "status is -1"), ({"status": "200"}, TypeError, ""),
    ({"version": "1.2"}, ValueError, "none of: 0.9, 1.0"), ({"ending": "lost"}, ValueError, "none of: complete"),
    ({"fields": {"": "x"}}, ValueError, "the field ''"), ({"fields": {"X": 5}}, TypeError, "neither str nor bytes"),
    ({"interim": [(200, {})]}, ValueError, "interim 0: 200"), ({"interim": [(100, {})] * 101}, ValueError, "limits"),
    ({"method": 5}, TypeError, "neither str nor bytes"), ({"content_seen": -5}, ValueError, "content_seen is -5"), ({"colour": 1}, TypeError, ""),
])
def test_what_cannot_be_said_is_an_error(said, error, reason):
    with pytest.raises(error, match=reason):
        Exchange(**said)


def test_an_exchange_is_not_copied():
    for refused in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            refused(Exchange())


def test_status_lines():
    assert read_status_line(b"HTTP/1.1 404 Not Found") == StatusLine(11, 404, "Not Found")
    assert read_status_line("HTTP/2 200") == StatusLine(20, 200, "")
    assert status_line(404) == "HTTP/1.1 404 Not Found" and status_line(599) == "HTTP/1.1 599 " and status_line(200, "Fine", version="1.0") == "HTTP/1.0 200 Fine"
    for code in range(100, 1000):
        assert read_status_line(status_line(code))[:2] == (11, code)
    for bad in ("HTTP/1.1 40", "HTTP 200", ""):
        with pytest.raises(ValueError):
            read_status_line(bad)
    for arguments in ((99,), (1000,), (200, "a\nb")):
        with pytest.raises(ValueError, match="cannot be sent"):
            status_line(*arguments)


@settings(max_examples=500, deadline=None)
@given(strategies.binary(max_size=200))
def test_any_octets_may_be_read(octets):
    for head in (octets, b"HTTP/1.1 200 OK\r\n" + octets + b"\r\n\r\n", b"HTTP/1.1 401 x\r\nWWW-Authenticate: " + octets.replace(b"\n", b"") + b"\r\n\r\n"):
        try:
            Exchange.from_bytes(head).describe(THEN)
        except ValueError:
            pass


def test_exchanges_leave_nothing_behind():
    import resource
    for round in range(3):
        for _ in range(20000):
            Exchange.from_bytes(b"HTTP/1.1 401 x\r\nWWW-Authenticate: Basic realm=x\r\n\r\n").challenges()
        gc.collect()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if round == 0:
            first = peak
    assert peak < first + 4096  # KiB


def test_the_length_of_a_requests_content_is_that_of_its_framing():
    def length(fields):
        return Exchange(method="PUT", target="/", request_version="1.1", request_fields=fields).request_content_length

    assert [length({}), length({"Content-Length": "5"}), length({"Transfer-Encoding": "chunked"})] == [0, 5, None]
