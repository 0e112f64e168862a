"""What the grammars of field values have in common: RFC 9110's rules as regular expressions, and values that are nearly right.

SPDX-License-Identifier: MIT
"""
import ctypes
import random
import re

from hypothesis import settings
from hypothesis import strategies as st

from values import span

thorough = settings(max_examples=2000, deadline=None, derandomize=True)
brief = settings(thorough, max_examples=500)  # where what is read is small, or another property covers most of it

TCHAR = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]"  # RFC 9110, 5.6.2
TOKEN = TCHAR + rb"+(?!" + TCHAR + rb")"  # all of it: what follows is no tchar
OWS = rb"[ \t]*"  # 5.6.3
QDTEXT = rb"[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]"  # 5.6.4
QUOTED_PAIR = rb"\\[\t \x21-\x7e\x80-\xff]"
QUOTED_STRING = rb'"(?:' + QDTEXT + rb"|" + QUOTED_PAIR + rb')*"'
VALUE = rb"(?:" + TOKEN + rb"|" + QUOTED_STRING + rb")"  # 5.6.6

# list_next: a quoted string may start anywhere and have anything in it; without an end it goes to the end of the value.
LIST_ELEMENT = re.compile(rb'(?:[^",]|"(?:[^"\\]|\\.)*(?:"|\\?\Z))*', re.DOTALL)


def list_elements(value):
    """The elements of a list that are not empty, with where they start."""
    at = 0
    while at < len(value):
        match = LIST_ELEMENT.match(value, at)
        element = match.group()
        stripped = element.strip(b" \t")
        if stripped:
            yield stripped, at + len(element) - len(element.lstrip(b" \t"))
        at = match.end() + 1


def unquoted(value):
    if not re.fullmatch(QUOTED_STRING, value):
        return value
    return re.sub(rb"\\(.)", rb"\1", value[1:-1], flags=re.DOTALL)


def lower(octets):
    return octets.lower()  # of bytes: ASCII only


# Few different letters, so that what is compared is often equal.
TOKENS = [b"a", b"A", b"b", b"*", b"a*", b"ab", b"rel", b"REL", b"next", b"Next", b"q", b"0", b"9.~", b"!#$%&'*+-.^_`|~", b"W", b"Z"]
QUOTED_PARTS = [b"a", b"A", b"next", b" ", b",", b";", b"=", b"<", b">", b"/", b"\t", b"!", b"#", b"[", b"]", b"~", b"\x80", b"\xff",
                b'\\"', b"\\\\", b"\\a", b"\\,", b"\\ ", b"\\\t", b"\\\xff"]
token = st.sampled_from(TOKENS)
quoted_string = st.lists(st.sampled_from(QUOTED_PARTS), max_size=5).map(lambda parts: b'"' + b"".join(parts) + b'"')
value = st.one_of(token, quoted_string)


class Spacing(random.Random):
    """White space where it may be; one draw of hypothesis for a whole value, for the sake of speed."""

    def white(self):
        return self.choice([b"", b"", b"", b" ", b"\t", b"  ", b" \t "])

    def around(self, delimiter):
        return self.white() + delimiter + self.white()

    def comma(self):
        return self.around(self.choice([b",", b",", b",", b",,", b", ,\t,"]))


spacing = st.integers(0, 1 << 20).map(Spacing)


def join(elements, delimiter, spacing):
    return spacing.white() + b"".join(
        (spacing.around(delimiter) if at else b"") + element for at, element in enumerate(elements)) + spacing.white()


def joined(element, delimiter):
    """Elements between delimiters, with white space, and empty ones here and there."""
    return st.builds(join, st.lists(st.one_of(element, element, element, st.just(b"")), max_size=4), st.just(delimiter), spacing)


special = st.sampled_from(list(b'",;=\\<>/ \t*Wa\x00\x1f\x7f\x80\xff'))
edit = st.tuples(st.sampled_from(["delete", "insert", "swap", "replace"]), st.integers(0, 200), st.one_of(special, st.integers(0, 255)))


def edited(octets, edits):
    octets = bytearray(octets)
    for kind, at, octet in edits:
        at %= len(octets) + 1
        if kind == "insert":
            octets.insert(at, octet)
        elif at >= len(octets):
            continue
        elif kind == "delete":
            del octets[at]
        elif kind == "replace":
            octets[at] = octet
        elif at:
            octets[at - 1:at + 1] = octets[at], octets[at - 1]
    return bytes(octets)


def nearly(valid):
    """Values that are valid, a few octets away from it, made of delimiters, or anything."""
    return st.one_of(valid, st.builds(edited, valid, st.lists(edit, min_size=1, max_size=3)),
                     st.lists(special, max_size=12).map(bytes), st.binary(max_size=40))


def read_all(read, octets, struct, show):
    """All that a reader reads from some octets, as `show` shows each, and what it leaves. It must leave the same when asked again."""
    rest = span(octets)
    owner, got, found = rest.owner, struct(), []
    while read(ctypes.byref(rest), ctypes.byref(got)):
        found.append(show(got))
    left = rest.get()
    assert not read(ctypes.byref(rest), ctypes.byref(got))
    assert rest.get() == left
    assert octets.endswith(left)
    del owner
    return found, left
