"""The parts of URI references, and origins, against RFC 3986's own regular expression.

SPDX-License-Identifier: MIT
"""
import ctypes
import re

from hypothesis import example, given
from hypothesis import strategies as st

from grammar import brief, nearly, thorough
from uris import AUTHORITY, PARTS, authorities, references
from values import Span, library, span

# ---- the reference ----

DEFAULT_PORTS = {b"http": b"80", b"https": b"443"}  # RFC 9110, 4.2.1, 4.2.2


def origin_of(uri):
    """RFC 9110, 4.3.1."""
    scheme, authority, *_ = PARTS.fullmatch(uri).groups()
    if scheme is None or authority is None:
        return None
    _, host, port = AUTHORITY.fullmatch(authority).groups()
    if not host or not re.fullmatch(rb"[0-9]*", port or b""):
        return None
    scheme = scheme.lower()
    return scheme, host.lower(), int(port or DEFAULT_PORTS.get(scheme, b"-1"))


# ---- the readers ----


class Uri(ctypes.Structure):
    _fields_ = [*[(name, Span) for name in ("scheme", "authority", "path", "query", "fragment")],
                *[(name, ctypes.c_bool) for name in ("has_scheme", "has_authority", "has_query", "has_fragment")]]


class Authority(ctypes.Structure):
    _fields_ = [*[(name, Span) for name in ("userinfo", "host", "port")],
                *[(name, ctypes.c_bool) for name in ("has_userinfo", "has_port", "is_literal")]]


library.uri_split.argtypes = [Span, ctypes.POINTER(Uri)]
library.uri_split.restype = None
library.authority_split.argtypes = [Span, ctypes.POINTER(Authority)]
library.authority_split.restype = None
library.uri_same_origin.argtypes = [Span, Span]
library.uri_same_origin.restype = ctypes.c_bool
library.uri_asks_the_same.argtypes = [Span, Span]
library.uri_asks_the_same.restype = ctypes.c_bool
for reader in (library.uri_has_userinfo, library.uri_host_is_not_ascii):
    reader.argtypes = [Span]
    reader.restype = ctypes.c_bool


def parts_read(struct, names, split, octets):
    got, owner = struct(), span(octets)
    split(owner, got)
    return tuple(getattr(got, name).get() if getattr(got, "has_" + name, True) else None for name in names)


@thorough
@given(nearly(references))
@example(b"http://www.ics.uci.edu/pub/ietf/uri/#Related")
def test_a_reference_has_the_parts_of_appendix_b(reference):
    assert parts_read(Uri, ("scheme", "authority", "path", "query", "fragment"), library.uri_split, reference) \
        == PARTS.fullmatch(reference).groups()


@thorough
@given(nearly(authorities))
@example(b"u:p@[::1]:80")
def test_an_authority_has_the_parts_of_section_3_2(authority):
    assert parts_read(Authority, ("userinfo", "host", "port"), library.authority_split, authority) \
        == AUTHORITY.fullmatch(authority).groups()


hosts = st.sampled_from([b"a", b"A", b"b", b"a.", b"[::a]", b"[::A]", b"%41", b"a%41", b""])
ports = st.sampled_from([b"", b"", b":", b":80", b":080", b":443", b":0", b":00", b":81", b":8x", b":18446744073709551696"])
origins = nearly(st.builds(
    lambda scheme, userinfo, host, port, rest: scheme + userinfo + host + port + rest,
    st.sampled_from([b"http://", b"http://", b"HTTP://", b"https://", b"ftp://", b"http:/", b"//"]),
    st.sampled_from([b"", b"", b"u@", b"u:p@", b"a@b@"]), hosts, ports, st.sampled_from([b"", b"/", b"/x", b"?y", b"#z", b"/@"])))


@thorough
@given(origins, origins)
@example(b"https://Example.Com/happy.js", b"https://example.com:443")
def test_an_origin_is_scheme_host_and_port(a, b):
    for left, right in [(a, b), (a, a), (b, b), (b, a)]:
        same = origin_of(left) is not None and origin_of(left) == origin_of(right)
        assert library.uri_same_origin(span(left), span(right)) == same


def asked(uri):
    """What a server sees of a URI: nothing of the user information and the fragment (RFC 9110, 4.2.3, 4.2.4 and 7.1)."""
    _, _, path, query, _ = PARTS.fullmatch(uri).groups()
    return origin_of(uri) and (origin_of(uri), path or b"/", query)


@brief
@given(origins, origins)
@example(b"http://a", b"http://u@a:80/#f")
@example(b"http://a/?", b"http://a/")
def test_a_server_is_asked_for_origin_path_and_query(a, b):
    for left, right in [(a, b), (a, a), (b, b), (b, a)]:
        same = asked(left) is not None and asked(left) == asked(right)
        assert library.uri_asks_the_same(span(left), span(right)) == same


@brief
@given(st.one_of(origins, nearly(references)))
@example(b"//u@a")
@example(b"mailto://u@a")
def test_user_information_is_of_http_and_of_what_has_no_scheme(reference):
    scheme, authority, *_ = PARTS.fullmatch(reference).groups()
    ours = scheme is None or scheme.lower() in DEFAULT_PORTS
    assert library.uri_has_userinfo(span(reference)) == (ours and b"@" in (authority or b""))


HOST = st.lists(st.sampled_from([b"a", b".", b"%41", b"%7f", b"%80", b"%FF", b"%C3%BC", b"\xc3\xbc", b"\xff", b"%", b"%8", b"%x9", b":80"])).map(b"".join)


@brief
@given(st.builds(lambda before, host: before + host, st.sampled_from([b"http://", b"//", b"//u%80@", b"/"]), HOST))
@example(b"//b%C3%BCcher.example")
def test_a_host_is_ascii_by_its_octets(reference):
    _, authority, *_ = PARTS.fullmatch(reference).groups()
    host = AUTHORITY.fullmatch(authority or b"").group(2)
    expected = re.search(rb"[\x80-\xff]|%[89A-Fa-f][0-9A-Fa-f]", host) is not None
    assert library.uri_host_is_not_ascii(span(reference)) == expected
