"""httpstatus.read and Recording in Python: what can be read, and what is wrong. SPDX-License-Identifier: MIT"""
import gzip
import io
import json
from pathlib import Path

import pytest

from httpstatus import Exchange, Recording, Status, read

SESSION = Path(__file__).resolve().parents[2] / "docs/pictures/session.har"
ENTRIES = json.loads(SESSION.read_text())["log"]["entries"]
GOOD = b"HTTP/1.1 404 Not Found\r\nServer: a\r\n\r\n"


@pytest.mark.parametrize("source", [
    SESSION, str(SESSION), SESSION.read_bytes(), bytearray(SESSION.read_bytes()), memoryview(SESSION.read_bytes()), gzip.compress(SESSION.read_bytes()),
    io.BytesIO(SESSION.read_bytes()), io.StringIO(SESSION.read_text()),
], ids=["path", "text", "bytes", "bytearray", "memoryview", "gzip", "binary file", "text file"])
def test_whatever_has_the_octets_can_be_read(source):
    recording = read(source)
    exchanges = list(recording)
    assert len(exchanges) == 11 and exchanges[10].status is Status.FOUND
    assert recording.skipped == {"data": 2, "websocket": 1} and recording.is_har and recording.problems == ()


def test_an_exchange_names_its_file_and_place():
    first, second, *_ = read(SESSION)
    assert (first.source, first.entry, second.entry) == (str(SESSION), 0, 1)
    with SESSION.open("rb") as file:
        assert next(read(file)).source == str(SESSION)
    assert next(read(SESSION.read_bytes(), name="mine")).source == "mine"


def test_exchanges_outlive_the_recording():
    exchanges = list(read(SESSION.read_bytes()))
    assert exchanges[5].field("content-type") == "text/plain"


def test_an_entry_is_read_the_same():
    from_file = [exchange.json(0) for exchange in read(SESSION)]
    from_entries = [Exchange.from_har(entry).json(0) for entry in ENTRIES[:11]]
    assert [{**told, "file": None, "entry": None} for told in from_file] == from_entries


@pytest.mark.parametrize("said, error, told", [
    ({"status": 5}, ValueError, "status is 5, not a number from 100 to 999"), ({"status": 2**40}, ValueError, "status is 1099511627776, not a number"),
    ({"status": "x"}, TypeError, "status is 'x', not a whole number"), ({"secured": 1}, TypeError, "secured is 1, neither True nor False"),
    ({"partial": None}, TypeError, "partial is None, neither True nor False"), ({"method": "a\0"}, ValueError, "method is 'a\\x00', which has a NUL in it"),
    ({"target": 5}, TypeError, "target is 5, neither str nor bytes"), ({"errors": "x"}, ValueError, "errors is 'x', which is none of: raise, skip"),
    ({"most_fields": -1}, ValueError, "most_fields is -1"), ({"colour": 1}, TypeError, "colour"),
])
def test_what_is_said_is_checked(said, error, told):
    with pytest.raises(error) as raised:
        read(SESSION, **said)
    assert told in str(raised.value)


@pytest.mark.parametrize("source, error, told", [
    (5, TypeError, "source is 5, neither a path, nor bytes, nor a file"), (None, TypeError, "neither a path"), ("a\0b", ValueError, "which has a NUL in it"),
    ("/nowhere", FileNotFoundError, "No such file"), ("/", ValueError, "/: cannot be read: Is a directory"), (b"", ValueError, "recording: is empty"),
    (b"{}", ValueError, "is no HAR"), (b"hello\n", ValueError, "there is no status line in it"),
])
def test_what_cannot_be_read_says_why(source, error, told):
    with pytest.raises(error) as raised:
        read(source)
    assert told in str(raised.value)


def test_one_that_cannot_be_read_does_not_hide_the_others():
    bad = {"request": {"url": "http://a/", "headers": []}, "response": {"status": "x"}}
    octets = json.dumps([ENTRIES[0], bad, ENTRIES[1]]).encode()
    recording = read(octets)
    assert next(recording).entry == 0
    with pytest.raises(ValueError, match='recording: entry 1: response.status is "x", not a number'):
        next(recording)
    assert next(recording).entry == 2 and list(recording) == []
    passing = read(octets, errors="skip")
    assert [exchange.entry for exchange in passing] == [0, 2] and len(passing.problems) == 1


def test_what_a_file_does_not_say_can_be_said():
    exchange, = read(GOOD, method="HEAD", target="https://a.example/x", secured=True)
    assert (exchange.method, exchange.target, exchange.secured) == ("HEAD", "https://a.example/x", True)
    exchange, = read(GOOD, request=b"PUT /a HTTP/1.1\r\nHost: a\r\n\r\n")
    assert (exchange.method, exchange.target, exchange.secured) == ("PUT", "/a", None)
    exchange, = read(b"Server: a\nContent-Type: text/plain\n", status=503)
    assert exchange.status == 503
    with pytest.raises(ValueError, match="the octets end before the head does"):
        list(read(GOOD[:-2]))
    exchange, = read(GOOD[:-2], partial=True)
    assert exchange.response_fields_incomplete is True


def test_limits_are_those_of_each_exchange():
    with pytest.raises(ValueError, match="the limit most-fields is 1"):
        list(read(SESSION, most_fields=1))
    assert len(list(read(SESSION, most_fields=10))) == 11


def test_a_recording_is_an_iterator():
    recording = Recording(SESSION)
    assert iter(recording) is recording and repr(recording) == "<Recording: HAR>" and repr(read(GOOD)) == "<Recording: transcript>"
    assert len(list(recording)) == 11 and list(recording) == []


@pytest.mark.parametrize("entry, told", [
    ({"request": {"url": "data:x"}, "response": {}}, "is no HTTP exchange, but a data: URL"), ({}, "request is missing, not an object"),
    ({"request": {}, "response": {"status": 1000}}, "not a number from 0 to 999"),
])
def test_an_entry_that_is_none_says_why(entry, told):
    with pytest.raises(ValueError) as raised:
        Exchange.from_har(entry)
    assert told in str(raised.value)


def test_the_creator_tells_whose_fields_a_304_has():
    entry = {"request": {"method": "GET", "url": "http://a/"}, "response": {"status": 304, "headers": [{"name": "ETag", "value": '"v"'}]}}
    assert Exchange.from_har(entry).response_fields_foreign is True
    assert Exchange.from_har(entry, creator="mitmproxy").response_fields_foreign is None
    with pytest.raises(TypeError, match="creator is 5"):
        Exchange.from_har(entry, creator=5)


def test_an_entry_need_not_be_of_json():
    from types import MappingProxyType
    entry = MappingProxyType({"request": MappingProxyType({"method": "GET", "url": "http://a/", "odd": {1, 2}}), "response": {"status": 200, 5: object()}})
    assert Exchange.from_har(entry).status == 200
