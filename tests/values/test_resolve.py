"""Resolving URI references: RFC 3986's own table, its algorithm written down as it stands there, and another library.

SPDX-License-Identifier: MIT
"""
import csv
import ctypes
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from grammar import nearly, thorough
from uris import AUTHORITY, PARTS, references, servers, uris
from values import Span, library, span

SPACE, NON_ASCII, CHARACTER, PERCENT, SCHEME, PORT, HOST = (1 << bit for bit in range(7))

library.uri_resolve.argtypes = [Span, Span, ctypes.c_bool, ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(ctypes.c_uint)]
library.uri_resolve.restype = ctypes.c_size_t


def resolve(base, reference, inherit=False, size=4096):
    out, defects = ctypes.create_string_buffer(size + 1), ctypes.c_uint()
    length = library.uri_resolve(span(base), span(reference), inherit, out, size, defects)
    assert out.raw[min(length, size):] == bytes(size + 1 - min(length, size)), "octets were written beyond the end"
    return out.raw[:length], length, defects.value


# ---- the reference ----

UNRESERVED = "-._~"  # and what quote() leaves alone anyway
SUB_DELIMS = "!$&'()*+,;="
USERINFO, HOST_NAME, LITERAL = SUB_DELIMS + ":", SUB_DELIMS, SUB_DELIMS + ":"
PATH, QUERY = SUB_DELIMS + ":@/", SUB_DELIMS + ":@/?"


def encode(part, safe):
    """RFC 3986, 2.1: what is escaped stays so."""
    pieces = re.split(rb"(%[0-9A-Fa-f]{2})", part)
    return b"".join(piece if i % 2 else quote(piece, safe=UNRESERVED + safe).encode() for i, piece in enumerate(pieces))


def authority_pieces(authority):
    """Each piece with what is safe in it, or None where it is a delimiter."""
    userinfo, host, port = AUTHORITY.fullmatch(authority).groups()
    if userinfo is not None:
        yield from [(userinfo, USERINFO), (b"@", None)]
    if re.fullmatch(rb"\[.+\]", host, re.DOTALL):
        yield from [(b"[", None), (host[1:-1], LITERAL), (b"]", None)]
    else:
        yield host, HOST_NAME
    if port is not None:
        yield from [(b":", None), (port, HOST_NAME)]


def encode_authority(authority):
    return b"".join(piece if safe is None else encode(piece, safe) for piece, safe in authority_pieces(authority))


def remove_dot_segments(path):
    """RFC 3986, 5.2.4."""
    output = b""
    while path:
        if path.startswith(b"../"):
            path = path[3:]
        elif path.startswith(b"./"):
            path = path[2:]
        elif path.startswith(b"/./"):
            path = path[2:]
        elif path == b"/.":
            path = b"/"
        elif path.startswith(b"/../") or path == b"/..":
            path = path[3:] or b"/"
            output = output[:max(output.rfind(b"/"), 0)]
        elif path in (b".", b".."):
            path = b""
        else:
            end = path.find(b"/", 1)
            end = len(path) if end < 0 else end
            output, path = output + path[:end], path[end:]
    return output


def merge(authority, base, path):
    """RFC 3986, 5.2.3."""
    if authority is not None and not base:
        return b"/" + path
    return base[:base.rfind(b"/") + 1] + path


def resolved(base, reference, inherit):
    """RFC 3986, 5.2.2 and 5.3; RFC 9110, 10.2.2."""
    b_scheme, b_authority, b_path, b_query, b_fragment = PARTS.fullmatch(base).groups()
    scheme, authority, path, query, fragment = PARTS.fullmatch(reference).groups()
    if b_scheme is None:
        return None
    if scheme is not None or authority is not None:
        path = remove_dot_segments(path)
    elif path == b"":
        authority, path, query = b_authority, b_path, b_query if query is None else query
    else:
        path = remove_dot_segments(path if path.startswith(b"/") else merge(b_authority, b_path, path))
        authority = b_authority
    scheme = b_scheme if scheme is None else scheme
    if inherit and fragment is None:
        fragment = b_fragment
    if authority is None and path.startswith(b"//"):  # 3.3
        path = b"/." + path
    return scheme, authority, path, query, fragment


def recomposed(scheme, authority, path, query, fragment):
    return b"".join([
        scheme, b":", b"" if authority is None else b"//" + encode_authority(authority), encode(path, PATH),
        b"" if query is None else b"?" + encode(query, QUERY), b"" if fragment is None else b"#" + encode(fragment, QUERY)])


def octet_defects(part, safe):
    allowed = rb"%%[0-9A-Fa-f]{2}|[A-Za-z0-9%s]" % re.escape(UNRESERVED + safe).encode()
    kinds = {rb"[\x00-\x20\x7f]": SPACE, rb"[\x80-\xff]": NON_ASCII, rb"%": PERCENT, rb"[^\x00-\x20%\x7f-\xff]": CHARACTER}
    left = re.sub(allowed, b"", part)
    return sum(defect for kind, defect in kinds.items() if re.search(kind, left))


def defects_of(reference, target):
    scheme, authority, path, query, fragment = PARTS.fullmatch(reference).groups()
    defects = octet_defects(path, PATH) | octet_defects(query or b"", QUERY) | octet_defects(fragment or b"", QUERY)
    for piece, safe in authority_pieces(authority or b""):
        if safe is not None:
            defects |= octet_defects(piece, safe)
    if scheme is None and authority is None and b":" in path.split(b"/")[0]:
        defects |= SCHEME
    _, host, port = AUTHORITY.fullmatch(target[1] or b"").groups()
    if port and (not re.fullmatch(rb"[0-9]+", port) or int(port) > 65535):
        defects |= PORT
    if target[0].lower() in (b"http", b"https") and not host:
        defects |= HOST
    return defects


# ---- the table ----

with (Path(__file__).parents[1] / "data/rfc3986-5.4.csv").open(newline="") as table:
    EXAMPLES = [(row["reference"], row["target"]) for row in csv.DictReader(table)]


def test_the_table_is_whole():
    assert len(EXAMPLES) == 42  # 23 of 5.4.1 and 19 of 5.4.2


@pytest.mark.parametrize("reference, target", EXAMPLES)
def test_the_examples_of_rfc_3986_5_4_resolve(reference, target):
    got, _, defects = resolve(b"http://a/b/c/d;p?q", reference.encode())
    assert got.decode() == target
    assert defects == (HOST if reference == "http:g" else 0)  # RFC 9110, 4.2.1


# ---- the algorithm ----


@thorough
@given(nearly(uris), nearly(references), st.booleans())
@example(b"http://a/b", b"http:/..//evil", False)
@example(b"x:a", b"..//../b", False)
@example(b"http://a", b"%4?1", True)
def test_a_reference_resolves_as_the_specification_says(base, reference, inherit):
    expected = resolved(base, reference, inherit)
    if expected is None:
        assert resolve(base, reference, inherit) == (b"", 0, 0)
    else:
        target = recomposed(*expected)
        assert resolve(base, reference, inherit) == (target, len(target), defects_of(reference, expected))


dots = st.lists(st.sampled_from([b"/", b"/", b".", b"..", b"a", b"/..", b"../", b"/."]), max_size=14).map(b"".join)


@thorough
@given(st.sampled_from([b"http://h", b"x:", b"x:/a/b", b"x:../a"]), dots, dots)
def test_dots_are_removed_as_the_specification_says(scheme, base, reference):
    base = scheme + base
    target = recomposed(*resolved(base, reference, False))
    assert resolve(base, reference)[0] == target


@thorough
@given(uris, nearly(references), st.booleans())
def test_a_target_is_a_uri_that_resolves_to_itself(base, reference, inherit):
    target, _, defects = resolve(base, reference, inherit)
    again, _, more_defects = resolve(base, target, inherit)
    if b"." not in PARTS.fullmatch(target)[3]:  # dots of the base stay where the reference has no path; and "/.//" loses its own
        assert again == target
    assert more_defects & ~(PORT | HOST) == 0
    assert more_defects == defects & (PORT | HOST)


@settings(thorough, max_examples=500)
@given(uris, references, st.integers(0, 60))
def test_the_length_does_not_depend_on_the_size(base, reference, size):
    whole, length, defects = resolve(base, reference)
    got, length_again, defects_again = resolve(base, reference, size=size)
    assert (length_again, defects_again) == (length, defects)
    assert got == whole or size < length


# ---- another library ----


class Uriparser:
    """The Debian package liburiparser1; RFC 3986 as others read it."""

    def __init__(self, path):
        self.library = ctypes.CDLL(path)
        self.library.uriParseSingleUriA.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        self.library.uriAddBaseUriA.argtypes = [ctypes.c_void_p] * 3
        self.library.uriToStringA.argtypes = [ctypes.c_char_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p]
        self.library.uriFreeUriMembersA.argtypes = [ctypes.c_void_p]

    def parse(self, text):
        uri = ctypes.create_string_buffer(1024)  # a UriUriA has about 200 octets
        owner = ctypes.c_char_p(text)  # the parts point into it
        assert self.library.uriParseSingleUriA(uri, owner, None) == 0, text
        uri.owner = owner
        return uri

    def resolve(self, base, reference):
        base, reference, target = self.parse(base), self.parse(reference), ctypes.create_string_buffer(1024)
        assert self.library.uriAddBaseUriA(target, reference, base) == 0
        text = ctypes.create_string_buffer(4096)
        assert self.library.uriToStringA(text, target, len(text), None) == 0
        for uri in (target, base, reference):
            self.library.uriFreeUriMembersA(uri)
        return text.value


try:
    uriparser = Uriparser("liburiparser.so.1")
except OSError:
    uriparser = None


def spelled_out(reference):
    """As uriparser writes addresses."""
    return reference.replace(b"[::1]", b"[0000:0000:0000:0000:0000:0000:0000:0001]") \
        .replace(b"[2001:db8::7]", b"[2001:0db8:0000:0000:0000:0000:0000:0007]")


@pytest.mark.skipif(uriparser is None, reason="liburiparser.so.1 was not found")
@thorough
@given(servers, references)
def test_uriparser_resolves_the_same(base, reference):
    base, reference = spelled_out(base), spelled_out(reference)
    target, *_ = resolve(base, reference)
    _, authority, path, _, _ = PARTS.fullmatch(target).groups()
    # Where 5.2.4 gives a path that starts with "//", uriparser 0.9.7 puts "/." before it even behind an authority; and without an authority
    # it takes "a/.." for nothing, which is "/".
    assume(authority is not None and not path.startswith(b"//"))
    assert target == uriparser.resolve(base, reference)
