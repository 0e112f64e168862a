"""Entity tags: the readers against regular expressions made of RFC 9110's grammar (8.8.3, 13.1.1, 13.1.2).

SPDX-License-Identifier: MIT
"""
import ctypes
import re

from hypothesis import given
from hypothesis import strategies as st

import grammar
from grammar import OWS, nearly, thorough
from values import Span, library, span

NO_MATCH, MATCH, STAR, INVALID = range(4)


class EntityTag(ctypes.Structure):
    _fields_ = [("weak", ctypes.c_bool), ("opaque", Span)]


library.entity_tag_read.argtypes = [Span, ctypes.c_void_p]
library.entity_tag_strong_equal.argtypes = library.entity_tag_weak_equal.argtypes = [EntityTag, EntityTag]
library.entity_tag_list_match.argtypes = [Span, EntityTag, ctypes.c_bool]
library.entity_tag_list_match.restype = ctypes.c_int
for name in ["entity_tag_read", "entity_tag_strong_equal", "entity_tag_weak_equal"]:
    getattr(library, name).restype = ctypes.c_bool

ENTITY_TAG = rb'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
# RFC 9110, 5.6.1.2: [ element ] *( OWS "," OWS [ element ] )
TAG_LIST = re.compile(rb"(?:" + ENTITY_TAG + rb")?(?:" + OWS + rb"," + OWS + rb"(?:" + ENTITY_TAG + rb")?)*")

etagc = st.sampled_from([b"a", b"A", b"b", b",", b"\\", b"*", b"W/", b"!", b"#", b"~", b"\x80", b"\xff"])
opaque_tag = st.lists(etagc, max_size=3).map(lambda parts: b'"' + b"".join(parts) + b'"')
tag = st.builds(bytes.__add__, st.sampled_from([b"", b"W/"]), opaque_tag)
common_tag = st.one_of(st.sampled_from([b'"a"', b'W/"a"', b'"A"', b'W/"b,"', b'"b,"', b'"\\"']), tag)
lists = st.one_of(grammar.joined(common_tag, b","), st.just(b"*"))


def read(octets):
    """The entity tag that some octets are, with the octets it points into."""
    owner, got = span(octets), EntityTag()
    assert library.entity_tag_read(owner, ctypes.byref(got))
    got.owner = owner
    return got


def strong_equal(a, b):
    return a == b and not a.startswith(b"W/")


def weak_equal(a, b):
    return re.sub(rb"\AW/", b"", a) == re.sub(rb"\AW/", b"", b)


@thorough
@given(nearly(tag))
def test_an_entity_tag_is_that_of_the_grammar(octets):
    owner, got = span(octets), EntityTag()
    valid = re.fullmatch(ENTITY_TAG, octets)
    assert library.entity_tag_read(owner, ctypes.byref(got)) == bool(valid)
    if valid:
        assert (b"W/" if got.weak else b"") + got.opaque.get() == octets


@thorough
@given(common_tag, common_tag)
def test_tags_compare_as_table_3_says(a, b):
    assert library.entity_tag_strong_equal(read(a), read(b)) == strong_equal(a, b)
    assert library.entity_tag_weak_equal(read(a), read(b)) == weak_equal(a, b)


@thorough
@given(nearly(lists), common_tag, st.booleans())
def test_a_list_matches_where_one_of_its_tags_does(octets, own, strong):
    equal = strong_equal if strong else weak_equal
    stripped = octets.strip(b" \t")
    if stripped == b"*":
        expected = STAR
    elif not TAG_LIST.fullmatch(stripped):
        expected = INVALID
    else:
        expected = MATCH if any(equal(found, own) for found in re.findall(ENTITY_TAG, stripped)) else NO_MATCH
    assert library.entity_tag_list_match(span(octets), read(own), strong) == expected
