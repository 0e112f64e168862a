"""Content-Length, Transfer-Encoding, Content-Range and Range, against a slow reader made of the grammar's regular expressions.

SPDX-License-Identifier: MIT
"""
import ctypes
import re

from hypothesis import example, given
from hypothesis import strategies as st

from grammar import OWS, QUOTED_STRING, TOKEN, list_elements, nearly, thorough, token, value
from values import Span, library, span

LARGEST = 2**63 - 1
NONE = -1

# ---- the reference ----

# RFC 9110, 10.1.4
PARAMETER = rb"%s%s=%s(?:%s|%s)" % (TOKEN, OWS, OWS, TOKEN, QUOTED_STRING)
CODING = re.compile(rb"(%s)((?:%s;%s%s)*)" % (TOKEN, OWS, OWS, PARAMETER))
# RFC 9110, 14.4 and 14.1.1
CONTENT_RANGE = re.compile(rb"(%s) (?:(\*)/([0-9]+)|([0-9]+)-([0-9]+)/([0-9]+|\*))" % TOKEN)
RANGES = re.compile(rb"(%s)=(.*)" % TOKEN, re.DOTALL)
RANGE = re.compile(rb"([0-9]+)-([0-9]*)|-([0-9]+)")
OTHER_RANGE = re.compile(rb"[\x21-\x2b\x2d-\x7e]+")

WITHOUT_PARAMETERS = {b"chunked", b"gzip", b"x-gzip", b"deflate", b"compress", b"x-compress"}  # RFC 9112, 7.1, 7.2

NO_LENGTH, VALID, REPEATED, DIFFERENT, MALFORMED = range(5)


def length_of(lines):
    numbers = []
    for line in lines:
        for element in line.split(b","):
            element = element.strip(b" \t")
            if not re.fullmatch(rb"[0-9]+", element):
                return MALFORMED, NONE
            numbers.append(int(element))
    if not numbers:
        return NO_LENGTH, NONE
    if len(set(numbers)) > 1:
        return DIFFERENT, NONE
    return (VALID if len(numbers) == 1 else REPEATED), min(numbers[0], LARGEST)


def codings_of(value):
    elements = [element for element, *_ in list_elements(value)]
    read = [CODING.fullmatch(element) for element in elements]
    names = [match and match[1].lower() for match in read]
    chunked = [name == b"chunked" for name in names]
    return {
        "any": bool(elements),
        "chunked_last": bool(chunked) and chunked[-1] and not read[-1][2],
        "chunked_before": any(chunked[:-1]),
        "chunked_twice": sum(chunked) > 1,
        "other": any(name is not None and name != b"chunked" for name in names),
        "invalid": any(not match or (match[2] and match[1].lower() in WITHOUT_PARAMETERS) for match in read),
    }


def counted(digits):
    return min(int(digits), LARGEST) if digits and digits != b"*" else NONE


def content_range_of(value):
    match = CONTENT_RANGE.fullmatch(value)
    if not match:
        return None
    unit, star, star_complete, first, last, complete = match.groups()
    inconsistent = not star and (int(last) < int(first) or (complete != b"*" and int(complete) <= int(last)))
    numbers = (counted(first), counted(last), counted(star_complete or complete))
    too_large = (star_complete or complete) != b"*" and int(star_complete or complete) > LARGEST
    return unit, bool(star), inconsistent, too_large, numbers if unit.lower() == b"bytes" else (NONE, NONE, NONE)


def byte_range_of(element):
    match = RANGE.fullmatch(element)
    if not match or (match[1] and match[2] and int(match[2]) < int(match[1])):
        return None
    return (counted(match[1]), counted(match[2])) if match[1] else (NONE, counted(match[3]))


def ranges_of(value):
    """The unit and, for bytes, the ranges."""
    match = RANGES.fullmatch(value)
    if not match:
        return None
    unit = match[1]
    elements = [element for element in (text.strip(b" \t") for text in match[2].split(b",")) if element]
    if unit.lower() != b"bytes":
        return (unit, None) if elements and all(map(OTHER_RANGE.fullmatch, elements)) else None
    ranges = [byte_range_of(element) for element in elements]
    return (unit, ranges) if ranges and None not in ranges else None


# ---- the readers ----


class TransferCoding(ctypes.Structure):
    _fields_ = [(name, ctypes.c_bool) for name in
                ("any", "chunked_last", "chunked_before", "chunked_twice", "other", "invalid")]


class ContentRange(ctypes.Structure):
    _fields_ = [("unit", Span), ("unsatisfied", ctypes.c_bool), ("first", ctypes.c_int64), ("last", ctypes.c_int64),
                ("complete", ctypes.c_int64), ("inconsistent", ctypes.c_bool), ("is_too_large", ctypes.c_bool)]


class Range(ctypes.Structure):
    _fields_ = [("unit", Span), ("set", Span)]


class RangeSpec(ctypes.Structure):
    _fields_ = [("first", ctypes.c_int64), ("last", ctypes.c_int64)]


library.content_length_add.argtypes = [Span, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int64)]
library.content_length_add.restype = None
library.transfer_coding_read.argtypes = [Span, ctypes.POINTER(TransferCoding)]
library.transfer_coding_read.restype = None
library.content_range_read.argtypes = [Span, ctypes.POINTER(ContentRange)]
library.content_range_read.restype = ctypes.c_bool
library.range_read.argtypes = [Span, ctypes.POINTER(Range)]
library.range_read.restype = ctypes.c_bool
library.range_next.argtypes = [ctypes.POINTER(Span), ctypes.POINTER(RangeSpec)]
library.range_next.restype = ctypes.c_bool


def read_length(lines):
    state, length = ctypes.c_int(NO_LENGTH), ctypes.c_int64(NONE)
    if lines:
        library.content_length_add(span(b", ".join(lines)), state, length)
    return state.value, length.value


def read_codings(value):
    got = TransferCoding()
    library.transfer_coding_read(span(value), got)
    return {name: getattr(got, name) for name, _ in TransferCoding._fields_}


def read_content_range(value):
    got, owner = ContentRange(), span(value)
    if not library.content_range_read(owner, got):
        return None
    return got.unit.get(), got.unsatisfied, got.inconsistent, got.is_too_large, (got.first, got.last, got.complete)


def read_ranges(value):
    got, owner, spec, ranges = Range(), span(value), RangeSpec(), []
    if not library.range_read(owner, got):
        return None
    unit = got.unit.get()
    if unit.lower() != b"bytes":
        return unit, None
    while library.range_next(got.set, spec):
        ranges.append((spec.first, spec.last))
    assert got.set.length == 0
    return unit, ranges


# ---- what they read ----


def listed(element):
    commas = st.sampled_from([b",", b", ", b"\t,", b" ,, ", b" , ,"])
    return st.builds(lambda comma, elements: comma.join(elements), commas, st.lists(element, max_size=3))


ows = st.sampled_from([b"", b"", b" ", b" \t"])
digits = st.one_of(
    st.sampled_from([b"0", b"1", b"9", b"10", b"010", b"11", b"9223372036854775806", b"9223372036854775807", b"09223372036854775807",
                     b"9223372036854775808", b"18446744073709551616", b"18446744073709551626", b"99999999999999999999"]),
    st.integers(0, 12).map(b"%d".__mod__))

lengths = nearly(st.lists(digits, min_size=1, max_size=3).map(b", ".join))

coding = st.one_of(
    st.sampled_from([b"chunked", b"Chunked", b"gzip", b"x-compress", b"trailers", b"chunke", b"chunkedd"]),
    st.builds(lambda name, a, b, parameter, c, d, equals: name + a + b";" + b + parameter + c + b"=" + d + equals,
              st.sampled_from([b"chunked", b"gzip", b"Deflate", b"x"]), ows, ows, token, ows, ows, value))
transfer_codings = nearly(listed(coding))

unit = st.sampled_from([b"bytes", b"bytes", b"bytes", b"BYTES", b"items", b"byte"])
pair = st.tuples(digits, digits).map(b"-".join)
content_ranges = nearly(st.builds(lambda unit, range_, complete: unit + b" " + range_ + b"/" + complete,
                                  unit, st.one_of(pair, pair, st.just(b"*")), st.one_of(digits, st.just(b"*"))))

ordered = st.tuples(digits, digits).map(lambda pair: b"-".join(sorted(pair, key=int)))
range_ = st.one_of(ordered, ordered, pair, digits.map(lambda number: number + b"-"), digits.map(lambda number: b"-" + number),
                   st.sampled_from([b"-", b"a", b'"a,b"']))
range_values = nearly(st.builds(lambda unit, ranges: unit + b"=" + ranges, unit, listed(range_)))


@thorough
@given(st.lists(lengths, max_size=3))
@example([b"10"])
@example([b"10", b"10"])
@example([b"%d" % LARGEST, b"%d" % (LARGEST + 1)])
def test_content_length_is_what_the_grammar_says(lines):
    assert read_length(lines) == length_of(lines)


@thorough
@given(transfer_codings)
@example(b"gzip, chunked")
@example(b'x;a="b, chunked')
def test_transfer_encoding_is_what_the_grammar_says(value):
    assert read_codings(value) == codings_of(value)


@thorough
@given(content_ranges)
@example(b"bytes 42-1233/1234")
def test_content_range_is_what_the_grammar_says(value):
    assert read_content_range(value) == content_range_of(value)


@thorough
@given(range_values)
@example(b"bytes= 0-999, 4500-5499, -1000")
def test_range_is_what_the_grammar_says(value):
    assert read_ranges(value) == ranges_of(value)
