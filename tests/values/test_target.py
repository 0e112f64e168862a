"""The parts of URI references, and origins, against RFC 3986's own regular expression.

SPDX-License-Identifier: MIT
"""
import ctypes
import re

from hypothesis import example, given
from hypothesis import strategies as st

from grammar import nearly, thorough
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
