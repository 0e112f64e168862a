"""Cache-Control and Age: the readers against regular expressions made of RFC 9111's grammar (5.1, 5.2), and a table made by hand.

SPDX-License-Identifier: MIT
"""
import csv
import ctypes
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import grammar
from dates import IMF, INT64, read_with, text_of
from grammar import QUOTED_STRING, TOKEN, joined, list_elements, nearly, thorough, unquoted
from values import Span, library, span

FLAGS = ["no_store", "no_cache", "private", "public", "must_revalidate", "proxy_revalidate", "must_understand", "no_transform",
         "only_if_cached", "immutable"]
QUALIFIED = ["no_cache_fields", "private_fields"]
NUMBERS = ["max_age", "s_maxage", "stale_while_revalidate", "stale_if_error", "max_stale", "min_fresh"]
REMARKS = ["max_stale_any", "repeated", "invalid"]
FORBIDS = ["no_store", "no_cache", "private"]  # count even where the element is no directive


class CacheControl(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64 if name in NUMBERS else ctypes.c_bool) for name in FLAGS + QUALIFIED + NUMBERS + REMARKS]

    def shown(self):
        return {name: getattr(self, name) for name, _ in self._fields_}


library.cache_control_read.argtypes = [Span, ctypes.c_void_p]
library.cache_control_read.restype = None
library.age_read.argtypes = [Span, ctypes.c_void_p]
library.age_read.restype = ctypes.c_bool

DIRECTIVE = re.compile(rb"(" + TOKEN + rb")(?:=(" + TOKEN + rb"|" + QUOTED_STRING + rb"))?", re.DOTALL)
FIELD_NAMES = re.compile(rb"[ \t,]*" + TOKEN + rb"(?:[ \t]*,[ \t]*(?:" + TOKEN + rb")?)*[ \t]*")


def read(octets):
    got = CacheControl()
    ctypes.memset(ctypes.byref(got), 0x55, ctypes.sizeof(got))
    library.cache_control_read(span(octets), ctypes.byref(got))
    return got.shown()


def number(text):
    return min(int(text), INT64 - 1) if re.fullmatch(rb"[0-9]+", text) else None


def cache_control(octets):
    """What read() ought to give."""
    said = {name: False for name in FLAGS + QUALIFIED + REMARKS}
    numbers = {name: [] for name in NUMBERS}
    for element, *_ in list_elements(octets):
        match = DIRECTIVE.fullmatch(element)
        begin = re.match(TOKEN, element)
        name = begin.group().decode().lower().replace("-", "_") if begin and b"_" not in begin.group() else ""
        argument = unquoted(match[2]) if match and match[2] else None
        if not match:
            said["invalid"] = True
        if name in numbers:
            read_number = number(argument) if argument is not None else None
            if name == "max_stale" and match and match[2] is None:
                read_number = "any"
            elif read_number is None:
                said["invalid"] = True
                read_number = 0
            numbers[name].append(read_number)
        elif name in ["no_cache", "private"]:
            of_fields = argument is not None and FIELD_NAMES.fullmatch(argument)
            said[name + "_fields" if of_fields else name] = True
        elif name in FLAGS and (match or name in FORBIDS):
            said[name] = True
    for name, found in numbers.items():
        said[name] = found[0] if found else -1
        said["repeated"] |= len(set(found)) > 1
    if said["max_stale"] == "any":
        said["max_stale"], said["max_stale_any"] = -1, True
    return said


names = st.sampled_from([name.replace("_", "-") for name in FLAGS + NUMBERS]).map(str.encode)
cased = st.tuples(names, st.sampled_from([bytes.lower, bytes.lower, bytes.upper, bytes.title])).map(lambda pair: pair[1](pair[0]))
seconds = st.one_of(st.sampled_from([0, 60, INT64 - 1, INT64, 1 << 64]), st.integers(0, 100)).map(lambda number: b"%d" % number)
digits = st.tuples(st.sampled_from([b"", b"", b"0", b"0" * 30]), seconds).map(b"".join)
bad_numbers = st.sampled_from([b"", b"", b"-1", b"+1", b"1.5", b"60s", b"abc", b" 60", b"'60'", b"99999999999999999999x"])
fields = st.sampled_from([b"set-cookie", b"a, b", b",a", b"", b"a b", b"a\\,b", b'\\"', b" a ", b"a:"])
quoted_digits = digits.map(lambda octets: octets.replace(b"0", b"\\0"))
texts = st.one_of(digits, digits, bad_numbers, fields, quoted_digits)
arguments = st.one_of(digits, texts.map(lambda text: b'"' + text + b'"'), texts, grammar.token, grammar.quoted_string)
equals = st.sampled_from([b"="] * 9 + [b" =", b"= ", b" ", b";", b"=="])
others = st.one_of(grammar.token, grammar.token, st.just(b""))
directives = st.one_of(cased, *(st.tuples(name, equals, arguments).map(b"".join) for name in [cased, others]))
qualified = st.tuples(st.sampled_from([b"private", b"no-cache"]), fields).map(lambda pair: pair[0] + b'="' + pair[1] + b'"')
values = nearly(joined(st.one_of(directives, directives, qualified), b","))
ages = nearly(joined(st.one_of(digits, bad_numbers, digits.map(lambda text: b'"' + text + b'"')), b","))


@thorough
@given(values)
def test_cache_control_says_what_the_grammar_says(octets):
    assert read(octets) == cache_control(octets)


@thorough
@given(ages)
def test_age_is_the_first_number(octets):
    seconds = ctypes.c_int64(-1)
    valid = library.age_read(span(octets), ctypes.byref(seconds))
    first = next((element for element, *_ in list_elements(octets)), b"")
    expected = number(first)
    assert valid == (expected is not None)
    assert seconds.value == (-1 if expected is None else expected)


# ---- tests/data/freshness.csv, with as little of RFC 9111, 4.2 as its rows with an explicit lifetime need

T0 = 784111777
TABLE = Path(__file__).resolve().parents[1] / "data/freshness.csv"
ROWS = list(csv.DictReader(line for line in TABLE.read_text().splitlines() if not line.startswith("#")))
EXPLICIT = [row for row in ROWS if row["kind"] == "explicit"]


def field(cell):
    """The field's text that a cell of the table stands for."""
    return (text_of(T0 + int(cell), IMF) if re.fullmatch(r"[+-][0-9]+", cell) else cell).encode()


def date_of(cell, now):
    date = read_with(library.date_read_ignoring_case, field(cell), now)
    return date and date[0]


def lifetime(row):
    now = T0 + int(row["now"])
    control = read(row["cache_control"].replace("|", ", ").encode())
    if row["cache"] == "shared" and control["s_maxage"] >= 0:
        return control["s_maxage"]
    if control["max_age"] >= 0:
        return control["max_age"]
    expires, date = date_of(row["expires"].split("|")[0], now), date_of(row["date"], now)
    return max(expires - (now if date is None else date), 0) if expires is not None else 0


def conforms(got, cell):
    return got >= int(cell[2:]) if cell.startswith(">=") else str(got) in cell.split("|")


@pytest.mark.parametrize("row", EXPLICIT, ids=lambda row: ";".join(row.values()))
def test_the_table_has_the_lifetime(row):
    assert conforms(lifetime(row), row["lifetime"].split("|")[0])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ";".join(row.values()))
def test_the_table_has_the_age(row):
    now, seconds = T0 + int(row["now"]), ctypes.c_int64(0)
    date = date_of(row["date"], now)
    library.age_read(span(row["age_field"].replace("|", ", ").encode()), ctypes.byref(seconds))
    assert conforms(max(0, now - (now if date is None else date), seconds.value), row["age"])
