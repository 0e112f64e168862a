"""Framing, storing and freshness, held against tables that were derived by hand from the RFCs (tests/data).

SPDX-License-Identifier: MIT
"""
import csv
import datetime
import itertools
from pathlib import Path

import pytest

import exchange as x
from exchange import N, UNKNOWN, Exchange

DATA = Path(__file__).resolve().parents[1] / "data"
IANA = [int(row["Value"]) for row in csv.DictReader((DATA / "iana.csv").open())
        if row["Value"].isdigit() and row["Description"] != "Unassigned"]
assert len(IANA) == 64


def rows_of(name):
    lines = [line for line in (DATA / name).read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def matches(cell, value):
    """Whether a cell has a value: "*", or alternatives, which may be ranges of numbers."""
    for alternative in cell.split("|"):
        first, _, last = alternative.partition("-")
        if alternative in ("*", str(value)):
            return True
        if first.isdigit() and last.isdigit() and isinstance(value, int) and int(first) <= value <= int(last):
            return True
    return False


def narrowed(rows, **values):
    return [row for row in rows if all(matches(row[column], value) for column, value in values.items())]


def the_words(cell):
    return set(filter(None, cell.split(";")))


def no_mistakes(mistakes):
    assert not mistakes, f"{len(mistakes)} differ, the first ones:\n" + "\n".join(map(str, mistakes[:12]))


# ---- framing.csv and persist.csv ----

VERSIONS = {"0.9": 9, "1.0": 10, "1.1": 11, "2": 20, "3": 30}
LENGTHS = {
    "none": [[]],
    "valid": [[b"10"]],
    "same": [[b"10, 10"], [b"10,10,10"]],
    "same-lines": [[b"10", b"10"]],
    "different": [[b"10, 11"], [b"9223372036854775808, 9223372036854775809"]],
    "different-lines": [[b"10", b"11"], [b"9223372036854775808", b"9223372036854775809"]],
    "malformed": [[b"ten"], [b"-1"], [b"+1"], [b""], [b"1e3"], [b"10x"]],
}
CODINGS = {
    "none": [],
    "chunked": [b"chunked"],
    "gzip-chunked": [b"gzip, chunked"],
    "chunked-gzip": [b"chunked, gzip"],
    "gzip": [b"gzip"],
    "chunked-twice": [b"chunked, chunked"],
}
PERSISTENCE = {"no": N["PERSISTENCE_CLOSES"], "yes": N["PERSISTENCE_PERSISTS"], "upgrade": N["PERSISTENCE_HANDED_OVER"]}
FRAMING_DEFECTS = {
    "content-length-repeated", "content-length-different", "content-length-malformed", "content-length-forbidden",
    "content-in-205", "transfer-encoding-forbidden", "transfer-encoding-with-content-length",
    "transfer-encoding-chunked-twice", "transfer-encoding-in-http10", "transfer-encoding-in-http2",
    "informational-in-http10", "switching-protocols-in-http2",
}


def framed(exchange, method, status, version, lengths, codings):
    exchange.clear()
    exchange.request(method)
    exchange.set(REQUEST_VERSION=version, RESPONSE_VERSION=version, STATUS=status)
    for value in lengths:
        exchange.add("RESPONSE", b"Content-Length", value)
    for value in codings:
        exchange.add("RESPONSE", b"Transfer-Encoding", value)


def framing(exchange):
    handle = exchange.handle
    kind = x.exchange_content_kind(handle)
    return (x.word_of("CONTENT_KIND", kind), x.exchange_content_length(handle), x.exchange_persistence(handle),
            exchange.defects() & FRAMING_DEFECTS)


def expected_framing(row):
    return (row["kind"], int(row["length"]) if row["length"] else UNKNOWN, PERSISTENCE[row["persist"]],
            the_words(row["defects"]))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "CONNECT", "PUT", "OPTIONS"])
def test_framing(method):
    exchange, mistakes, tried = Exchange(), [], 0
    of_method = narrowed(rows_of("framing.csv"), method=method)
    statuses = IANA + [199, 299, 399, 420, 599, 0, 99, 600, 999]
    for status, version in itertools.product(statuses, VERSIONS):
        near = narrowed(of_method, status=status, version=version)
        for length, coding in itertools.product(LENGTHS, CODINGS):
            row = narrowed(near, content_length=length, transfer_encoding=coding)[0]
            for values in LENGTHS[length]:
                framed(exchange, method, status, VERSIONS[version], values, CODINGS[coding])
                tried += 1
                if framing(exchange) != expected_framing(row):
                    mistakes.append((method, status, version, values, coding, framing(exchange), row))
    assert tried == len(statuses) * 5 * 15 * 6
    no_mistakes(mistakes)


CONNECTIONS = {
    "none": [],
    "close": [b"close"],
    "close-case": [b"Close"],
    "keep-alive": [b"keep-alive"],
    "keep-alive-case": [b"Keep-Alive"],
    "close-keep-alive": [b"close, keep-alive"],
    "keep-alive-close": [b"keep-alive, close"],
    "close-lines": [b"keep-alive", b"close"],
    "upgrade": [b"upgrade"],
}
# A response of each kind: method, status, Content-Length, Transfer-Encoding.
KINDS = {
    "none": ("GET", 204, [], []),
    "length": ("GET", 200, [b"10"], []),
    "chunked": ("GET", 200, [], [b"chunked"]),
    "until-close": ("GET", 200, [], []),
    "tunnel": ("CONNECT", 200, [], []),
    "stream": ("GET", 200, [], []),
    "error": ("GET", 200, [b"ten"], []),
}
KINDS_OF = {"0.9": ["until-close"], "2": ["none", "tunnel", "stream", "error"], "3": ["none", "tunnel", "stream", "error"],
            "1.0": [kind for kind in KINDS if kind != "stream"], "1.1": [kind for kind in KINDS if kind != "stream"]}


@pytest.mark.parametrize("version", VERSIONS)
def test_persistence(version):
    exchange, mistakes = Exchange(), []
    rows = narrowed(rows_of("persist.csv"), version=version)
    for kind, response, request in itertools.product(KINDS_OF[version], CONNECTIONS, CONNECTIONS):
        row = narrowed(rows, connection=response, request_connection=request, kind=kind)[0]
        method, status, lengths, codings = KINDS[kind]
        framed(exchange, method, status, VERSIONS[version], lengths, codings)
        for part, values in ("RESPONSE", CONNECTIONS[response]), ("REQUEST", CONNECTIONS[request]):
            for value in values:
                exchange.add(part, b"Connection", value)
        got = framing(exchange)
        assert got[0] == kind
        if got[2] != PERSISTENCE[row["persist"]]:
            mistakes.append((kind, response, request, got, row))
    no_mistakes(mistakes)


# ---- storing.csv and storing-content-location.csv ----

T0 = 784111777
DATE = b"Sun, 06 Nov 1994 08:49:37 GMT"
AN_HOUR_LATER = b"Sun, 06 Nov 1994 09:49:37 GMT"
CONTROLS = {
    "none": None,
    "max-age": b"max-age=60",
    "s-maxage": b"s-maxage=60",
    "expires": None,
    "no-store": b"no-store",
    "private": b"private",
    "public": b"public",
    "must-understand": b"must-understand, no-store, max-age=60",
    "must-understand-alone": b"must-understand, max-age=60",
    "must-revalidate": b"must-revalidate, max-age=60",
}
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "BREW"]
CACHES = dict(zip(("private", "shared"), x.CACHES))
UNREGISTERED = [105, 199, 209, 299, 309, 399, 427, 430, 499, 509, 599]


def storable(exchange, status, method, control, authorization, content_location):
    exchange.clear()
    exchange.request(method)
    exchange.set(REQUEST_VERSION=11, RESPONSE_VERSION=11, STATUS=status)
    exchange.add("RESPONSE", b"Date", DATE)
    exchange.add("RESPONSE", b"Last-Modified", b"Sat, 05 Nov 1994 08:49:37 GMT")
    if CONTROLS[control]:
        exchange.add("RESPONSE", b"Cache-Control", CONTROLS[control])
    if control == "expires":
        exchange.add("RESPONSE", b"Expires", AN_HOUR_LATER)
    if authorization == "yes":
        exchange.add("REQUEST", b"Authorization", b"Basic eDp5")
    if content_location:
        exchange.add("RESPONSE", b"Content-Location", b"http://example.com/")


def understood_by_default(status):
    """cache.h: "unless said, it does for registered codes, and for 206 and 304 nobody knows"."""
    return "unknown" if status in (206, 304) else "yes" if status in IANA else "no"


def expected_storing(near, understood, cache, **given):
    """What stands in the way; where nobody knows whether the status is understood, what does so in both cases, and that. None for what a small table
    leaves out."""
    found = []
    for answer in ("no", "yes") if understood == "unknown" else (understood,):
        row = narrowed(near, understood=answer, **given)
        if not row:
            return None
        assert (row[0]["why_" + cache] == "") == (row[0][cache] == "yes")
        found.append(set(the_words(row[0]["why_" + cache])))
    return set.intersection(*found) | ({"cache-unknown"} if found[0] != found[-1] else set())


def compare_storing(table, methods, statuses, content_location):
    exchange, mistakes = Exchange(), []
    for status, method in itertools.product(statuses, methods):
        near = narrowed(rows_of_table[table], status=status, method=method)
        for control, authorization, understood in itertools.product(CONTROLS, ("no", "yes"), ("no", "yes", "default")):
            storable(exchange, status, method, control, authorization, content_location)
            said = x.UNKNOWN if understood == "default" else int(understood == "yes")
            understood = understood_by_default(status) if understood == "default" else understood
            for cache, handle in CACHES.items():
                expected = expected_storing(near, understood, cache, control=control, authorization=authorization)
                if expected is None:
                    assert content_location
                    continue  # what the small table leaves out
                assert x.cache_set(handle, N["CACHE_PROPERTY_UNDERSTANDS"], said) == 0
                got = exchange.obstacles(handle)
                if got != expected:
                    mistakes.append((status, method, control, authorization, understood, cache, got, expected))
    no_mistakes(mistakes)


rows_of_table = {name: rows_of(name) for name in ("storing.csv", "storing-content-location.csv")}


@pytest.mark.parametrize("method", METHODS)
def test_storing(method):
    compare_storing("storing.csv", [method], IANA + UNREGISTERED, content_location=False)


def test_storing_where_content_location_names_the_target():
    statuses = [status for status in IANA + UNREGISTERED if status not in (206, 304, 416)]
    compare_storing("storing-content-location.csv", ["POST", "PATCH"], statuses, content_location=True)


# ---- freshness.csv ----

DAYS, MONTHS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def date_text(seconds):
    at = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return f"{DAYS[at.weekday()]}, {at.day:02} {MONTHS[at.month - 1]} {at.year:04} {at:%H:%M:%S} GMT"


def date_cell(cell):
    """An offset from T0, or the text of the field."""
    return (date_text(T0 + int(cell)) if cell[:1] in ("+", "-") else cell).encode()


def number_fits(cell, number):
    """Whether a number is what a cell allows: of "a|b" the first, which is the preferred one; ">=n"; empty: no number, or 0."""
    if cell == "":
        return number in (UNKNOWN, 0)
    if cell.startswith(">="):
        return number >= int(cell[2:])
    return number == int(cell.split("|")[0])


def with_freshness(row, now):
    exchange = Exchange()
    exchange.request("GET")
    exchange.set(REQUEST_VERSION=11, RESPONSE_VERSION=11, STATUS=int(row["status"]), REQUEST_TIME=now, RESPONSE_TIME=now)
    for column, name in [("date", b"Date"), ("last_modified", b"Last-Modified")]:
        if row[column]:
            exchange.add("RESPONSE", name, date_cell(row[column]))
    for value in filter(None, row["expires"].split("|")):
        exchange.add("RESPONSE", b"Expires", date_cell(value))
    for column, name in [("age_field", b"Age"), ("cache_control", b"Cache-Control")]:
        for value in filter(None, row[column].split("|")):
            exchange.add("RESPONSE", name, value.encode())
    return exchange


@pytest.mark.parametrize("row", rows_of("freshness.csv"), ids=lambda row: ",".join(row.values()))
def test_freshness(row):
    now, cache = T0 + int(row["now"]), CACHES[row["cache"]]
    exchange = with_freshness(row, now)
    assert x.word_of("FRESHNESS", x.cache_freshness(cache, exchange.handle)) == row["kind"]
    assert number_fits(row["lifetime"], x.cache_time(cache, exchange.handle, N["CACHE_TIME_LIFETIME"], now))
    assert number_fits(row["age"], x.cache_time(cache, exchange.handle, N["CACHE_TIME_AGE"], now))
