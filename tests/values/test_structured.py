"""Structured fields: the readers against the algorithms of RFC 9651 (4.2), written down step by step.

SPDX-License-Identifier: MIT
"""
import ctypes
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar import nearly, thorough
from values import Span, library, span

INTEGER, DECIMAL, STRING, TOKEN, OCTETS, BOOLEAN, DATE, DISPLAY_STRING, INNER_LIST = range(9)


class Item(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("number", ctypes.c_int64), ("text", Span), ("parameters", Span)]

    def shown(self):
        inner = read_all(library.structured_inner_next, self.text.get(), Item, Item.shown) if self.type == INNER_LIST else None
        parameters = read_all(library.structured_parameter_next, self.parameters.get(), Member, Member.shown)
        return self.type, self.number, inner if inner is not None else self.text.get(), parameters


class Member(ctypes.Structure):
    _fields_ = [("key", Span), ("item", Item)]

    def shown(self):
        return self.key.get(), self.item.shown()


for name in ["structured_list_next", "structured_member_next", "structured_inner_next", "structured_parameter_next"]:
    getattr(library, name).argtypes = [ctypes.c_void_p, ctypes.c_void_p]
library.structured_item_read.argtypes = [Span, ctypes.c_void_p]
for name in ["structured_list_is_valid", "structured_dictionary_is_valid", "structured_is_token"]:
    getattr(library, name).argtypes = [Span]
for name in ["structured_list_next", "structured_member_next", "structured_inner_next", "structured_parameter_next", "structured_item_read",
             "structured_list_is_valid", "structured_dictionary_is_valid", "structured_is_token"]:
    getattr(library, name).restype = ctypes.c_bool


def read_all(read_next, octets, kind, show):
    """All that a reader finds in octets, which have to be read to their end."""
    rest, found, one = span(octets), [], kind()
    while read_next(ctypes.byref(rest), ctypes.byref(one)):
        found.append(show(one))
    assert rest.get() == b""
    return found


# ---- RFC 9651, 4.2 ----

class Fail(Exception):
    pass


class Input:
    """input_string, of which the beginning is consumed."""

    def __init__(self, octets):
        self.left = octets

    def first(self):
        return self.left[:1]

    def take(self, count=1):
        taken, self.left = self.left[:count], self.left[count:]
        return taken

    def need(self, condition):
        if not condition:
            raise Fail

    def skip(self, characters):
        self.left = self.left.lstrip(characters)


def parse_list(text):
    """4.2.1"""
    members = []
    while text.left:
        members.append(parse_item_or_inner_list(text))
        text.skip(b" \t")
        if not text.left:
            return members
        text.need(text.take() == b",")
        text.skip(b" \t")
        text.need(text.left)  # "there is a trailing comma; fail parsing"
    return members


def parse_item_or_inner_list(text):
    """4.2.1.1"""
    return parse_inner_list(text) if text.first() == b"(" else parse_item(text)


def parse_inner_list(text):
    """4.2.1.2"""
    text.need(text.take() == b"(")
    items = []
    while text.left:
        text.skip(b" ")
        if text.first() == b")":
            text.take()
            return INNER_LIST, 0, items, parse_parameters(text)
        items.append(parse_item(text))
        text.need(text.first() in (b" ", b")"))
    raise Fail


def parse_dictionary(text):
    """4.2.2; the members one after the other, those with the same key included."""
    members = []
    while text.left:
        key = parse_key(text)
        if text.first() == b"=":
            text.take()
            member = parse_item_or_inner_list(text)
        else:
            member = BOOLEAN, 1, b"", parse_parameters(text)
        members.append((key, member))
        text.skip(b" \t")
        if not text.left:
            return members
        text.need(text.take() == b",")
        text.skip(b" \t")
        text.need(text.left)
    return members


def parse_item(text):
    """4.2.3"""
    return *parse_bare_item(text), parse_parameters(text)


def parse_bare_item(text):
    """4.2.3.1"""
    first = text.first()
    for pattern, parse in [(rb"[-0-9]", parse_number), (rb'"', parse_string), (rb"[A-Za-z*]", parse_token), (rb":", parse_octets),
                           (rb"\?", parse_boolean), (rb"@", parse_date), (rb"%", parse_display_string)]:
        if re.fullmatch(pattern, first):
            return parse(text)
    raise Fail


def parse_parameters(text):
    """4.2.3.2"""
    parameters = []
    while text.first() == b";":
        text.take()
        text.skip(b" ")
        key, item = parse_key(text), (BOOLEAN, 1, b"", [])
        if text.first() == b"=":
            text.take()
            item = *parse_bare_item(text), []
        parameters.append((key, item))
    return parameters


def parse_key(text):
    """4.2.3.3"""
    text.need(re.fullmatch(rb"[a-z*]", text.first()))
    key = b""
    while re.fullmatch(rb"[a-z0-9_\-.*]", text.first()):
        key += text.take()
    return key


def parse_number(text):
    """4.2.4"""
    kind, sign, number = INTEGER, 1, b""
    if text.first() == b"-":
        text.take()
        sign = -1
    text.need(text.left and text.first().isdigit())
    while text.left:
        char = text.take()
        if char.isdigit():
            number += char
        elif kind == INTEGER and char == b".":
            text.need(len(number) <= 12)
            number += char
            kind = DECIMAL
        else:
            text.left = char + text.left
            break
        text.need(len(number) <= (15 if kind == INTEGER else 16))
    if kind == INTEGER:
        return kind, sign * int(number), b""
    text.need(not number.endswith(b"."))
    whole, fraction = number.split(b".")
    text.need(len(fraction) <= 3)
    return kind, sign * int(whole + fraction.ljust(3, b"0")), b""


def parse_string(text):
    """4.2.5; as it stands between the quotes."""
    output = b""
    text.take()
    while text.left:
        char = text.take()
        if char == b"\\":
            text.need(text.first() in (b'"', b"\\"))
            output += char + text.take()
        elif char == b'"':
            return STRING, 0, output
        else:
            text.need(b" " <= char <= b"~")
            output += char
    raise Fail


def parse_token(text):
    """4.2.6"""
    token = text.take()
    while re.fullmatch(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z:/]", text.first()):
        token += text.take()
    return TOKEN, 0, token


def parse_octets(text):
    """4.2.7; as they stand between the colons. Padding may be missing; what is left over from groups of four digits has to be an octet at least."""
    text.take()
    text.need(b":" in text.left)
    content = text.take(text.left.index(b":"))
    text.take()
    text.need(re.fullmatch(rb"[A-Za-z0-9+/]*={0,2}", content) and len(content.rstrip(b"=")) % 4 != 1)
    return OCTETS, 0, content


def parse_boolean(text):
    """4.2.8"""
    text.take()
    text.need(text.first() in (b"0", b"1"))
    return BOOLEAN, int(text.take()), b""


def parse_date(text):
    """4.2.9"""
    text.take()
    kind, number, _ = parse_number(text)
    text.need(kind == INTEGER)
    return DATE, number, b""


def parse_display_string(text):
    """4.2.10; as it stands between the quotes."""
    output, octets = b"", b""
    text.need(text.take(2) == b'%"')
    while text.left:
        char = text.take()
        text.need(b" " <= char <= b"~")
        if char == b"%":
            digits = text.take(2)
            text.need(re.fullmatch(rb"[0-9a-f]{2}", digits))
            output += char + digits
            octets += bytes.fromhex(digits.decode())
        elif char == b'"':
            try:
                octets.decode("utf-8")
            except UnicodeDecodeError:
                raise Fail from None
            return DISPLAY_STRING, 0, output
        else:
            output += char
            octets += char
    raise Fail


def parse(parse_kind, octets):
    """4.2: what a field says; None where parsing fails."""
    text = Input(octets)
    text.skip(b" ")
    try:
        output = parse_kind(text)
        text.skip(b" ")
        text.need(not text.left)
    except Fail:
        return None
    return output


# ---- values that are structured, or nearly ----

KEYS = [b"a", b"*", b"ab-c", b"a_.*0", b"max-age", b"A", b"0", b""]
BARE = [b"0", b"-0", b"1", b"-12", b"999999999999999", b"1000000000000000", b"1.5", b"-0.125", b"1.2345", b"1.", b"123456789012.123", b"1234567890123.1",
        b'""', b'"a"', b'"a\\"b\\\\"', b'"\\a"', b'"a', b'"\x7f"', b'"\xc3"', b"a", b"*", b"a:b/c", b"text/html", b"9a", b"::", b":YQ==:", b":YQ:", b":Y:",
        b":YQ===:", b":a=b:", b":a", b"?0", b"?1", b"?2", b"?", b"@0", b"@-12", b"@1.5", b"@", b'%""', b'%"a"', b'%"%c3%a9"', b'%"%C3%A9"', b'%"%c3"',
        b'%"%f0%9f%98%80"', b'%"%ed%a0%80"', b'%"%c3', b'%"%"', b"%a", b"("]
key = st.sampled_from(KEYS[:5] * 4 + KEYS)
bare = st.sampled_from(BARE)
parameter = st.builds(lambda space, key, value: b";" + space + key + (b"" if value is None else b"=" + value),
                      st.sampled_from([b"", b"", b" ", b"\t"]), key, st.one_of(st.none(), bare))
parameters = st.lists(parameter, max_size=2).map(b"".join)
item = st.builds(bytes.__add__, bare, parameters)
inner_list = st.builds(lambda space, items, parameters: b"(" + space + b" ".join(items) + space + b")" + parameters,
                       st.sampled_from([b"", b" ", b"  "]), st.lists(item, max_size=3), parameters)
either = st.one_of(item, item, inner_list)
delimiter = st.sampled_from([b",", b", ", b" ,", b"\t,\t", b",,", b" "] + [b", "] * 6)


def joined(members):
    def join(pieces, around):
        text = b"".join(piece for member, comma in pieces for piece in (member, comma))
        return around + (text[:-len(pieces[-1][1])] if pieces else b"") + around
    return st.builds(join, st.lists(st.tuples(members, delimiter), max_size=4), st.sampled_from([b"", b"", b"", b" ", b"\t", b","]))


lists = joined(either)
dictionaries = joined(st.builds(lambda key, value: key if value is None else key + (value if value.startswith(b";") else b"=" + value),
                                key, st.one_of(st.none(), either, parameters)))


@thorough
@given(nearly(lists))
def test_a_list_is_that_of_the_algorithm(octets):
    expected = parse(parse_list, octets)
    assert library.structured_list_is_valid(span(octets)) == (expected is not None)
    if expected is not None:
        assert read_all(library.structured_list_next, octets, Item, Item.shown) == expected


@thorough
@given(nearly(dictionaries))
def test_a_dictionary_is_that_of_the_algorithm(octets):
    expected = parse(parse_dictionary, octets)
    assert library.structured_dictionary_is_valid(span(octets)) == (expected is not None)
    if expected is not None:
        assert read_all(library.structured_member_next, octets, Member, Member.shown) == expected


@thorough
@given(nearly(st.builds(lambda before, item, after: before + item + after, st.sampled_from([b"", b"", b" "]), item,
                        st.sampled_from([b"", b"", b" ", b"\t"]))))
def test_an_item_is_that_of_the_algorithm(octets):
    owner, got = span(octets), Item()
    expected = parse(parse_item, octets)
    assert library.structured_item_read(owner, ctypes.byref(got)) == (expected is not None)
    if expected is not None:
        assert got.shown() == expected


@pytest.mark.parametrize("octets", BARE)
def test_every_bare_item_is_that_of_the_algorithm(octets):
    owner, got = span(octets), Item()
    expected = parse(parse_item, octets)
    assert library.structured_item_read(owner, ctypes.byref(got)) == (expected is not None)
    assert expected is None or got.shown() == expected


@thorough
@given(nearly(bare))
def test_a_token_can_be_written_where_it_reads_as_one(octets):
    expected = parse(parse_item, octets)
    assert library.structured_is_token(span(octets)) == (expected == (TOKEN, 0, octets, []))
