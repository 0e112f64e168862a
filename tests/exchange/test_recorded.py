"""What real servers sent (tests/data/recorded) is read without an error, and without a defect that is not there.

SPDX-License-Identifier: MIT
"""
from ctypes import byref, c_size_t
from pathlib import Path

import pytest

import exchange as x
from exchange import N, Exchange

RECORDED = Path(__file__).resolve().parents[1] / "data/recorded"
NOT_HTTP = RECORDED / "nginx/000-upstream-garbage.response.http"  # "This is not HTTP.", which nginx passes on
RESPONSES = [path for path in sorted(RECORDED.glob("*/*.response.http")) if path != NOT_HTTP]

# The defects that are there.
DEFECTS = {
    # ETag: "25-617c3bb60aa80;8a-617c3bb60aa80 -- mod_negotiation puts two tags together and loses the closing quote
    "apache/200-negotiated": {"etag"},
    # the request, which is there for that, has "X-Field : value"
    "apache/400-space-before-colon": {"space-before-colon"},
    "lighttpd/400-space-before-colon": {"space-before-colon"},
    "nginx/400-space-before-colon": {"space-before-colon"},
    # the request, likewise, has a space in its target
    "lighttpd/404-space-in-target": {"target"},
    "nginx/400-space-in-target": {"target"},
}


def name_of(path):
    return f"{path.parent.name}/{path.name.removesuffix('.response.http')}"


def read(path):
    """The exchange of a response file and the request file beside it; what followed the response's heads."""
    exchange, used = Exchange(), c_size_t()
    request = path.with_name(path.name.replace(".response.", ".request.")).read_bytes()
    response = path.read_bytes()
    assert x.exchange_read_request(exchange.handle, request, len(request), None) == 0
    assert x.exchange_read_response(exchange.handle, response, len(response), byref(used)) == 0
    return exchange, response[used.value:]


def codes(exchange):
    found, i = [x.exchange_get(exchange.handle, N["PROPERTY_STATUS"])], 0
    while code := x.exchange_interim(exchange.handle, i):
        found, i = found + [code], i + 1
    return found


@pytest.mark.parametrize("path", RESPONSES, ids=name_of)
def test_recorded(path):
    exchange, after = read(path)
    kind = x.word(N["VOCABULARY_CONTENT_KIND"], x.exchange_content_kind(exchange.handle))
    assert int(path.name[:3]) in codes(exchange)
    assert exchange.defects() == DEFECTS.get(name_of(path), set())
    if kind in (b"none", b"length"):
        assert len(after) == x.exchange_content_length(exchange.handle)
    else:
        assert kind in (b"chunked", b"until-close", b"tunnel")
        assert kind != b"chunked" or after.endswith(b"0\r\n\r\n")


def test_what_is_not_http_is_no_response():
    octets = NOT_HTTP.read_bytes()
    exchange = Exchange()
    assert x.exchange_read_response(exchange.handle, octets, len(octets), None) == N["ERROR_SYNTAX"]
    assert codes(exchange) == [x.UNKNOWN]


def test_all_that_is_listed_is_there():
    assert set(DEFECTS) <= {name_of(path) for path in RESPONSES} and len(RESPONSES) > 250
