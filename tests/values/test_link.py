"""Links: the readers against regular expressions made of RFC 8288's grammar (3).

SPDX-License-Identifier: MIT
"""
import ctypes
import re

from hypothesis import given
from hypothesis import strategies as st

import grammar
from grammar import OWS, TOKEN, VALUE, lower, nearly, read_all, thorough, unquoted
from values import Span, library, span


class Parameter(ctypes.Structure):
    _fields_ = [("name", Span), ("value", Span), ("has_value", ctypes.c_bool)]

    def shown(self):
        return self.name.get(), self.value.get() if self.has_value else None


class Link(ctypes.Structure):
    _fields_ = [("target", Span), ("parameters", Span)]

    def shown(self):
        found, left = read_all(library.parameter_next, self.parameters.get(), Parameter, Parameter.shown)
        assert left == b""
        return self.target.get(), found


for name in ["link_next", "parameter_next"]:
    getattr(library, name).argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    getattr(library, name).restype = ctypes.c_bool
library.link_has_relation.argtypes = [Link, Span]
library.link_has_relation.restype = ctypes.c_bool

PARAMETER = rb"(" + TOKEN + rb")(?:" + OWS + rb"=" + OWS + rb"(" + VALUE + rb")|(?!" + OWS + rb"=))"
# Empty parameters are skipped, as RFC 9110, 5.6.6, has it.
ANY_PARAMETER = re.compile(OWS + rb";" + OWS + rb"(?:" + PARAMETER + rb")?", re.DOTALL)
# A link-value and the comma behind it, or the end.
LINK = re.compile(rb"<([^>]*)>((?:" + ANY_PARAMETER.pattern + rb")*)" + OWS + rb"(?:,|\Z)", re.DOTALL)
BETWEEN = re.compile(rb"[ \t,]*")

target = st.sampled_from([b"", b"/", b"a,b", b"http://a/?b#c", b"<a", b"\"a;", b"\\", b"a b%"])
relations = st.sampled_from([b"next", b"Next", b'"next"', b'"next a"', b'"a  NEXT"', b'" ne\\xt\\ a"', b'"nextt"', b'""', b'"a\tnext"'])
parameter = st.one_of(st.tuples(grammar.token, st.one_of(st.none(), grammar.value)),
                      st.tuples(st.sampled_from([b"rel", b"Rel", b"rev"]), st.one_of(st.none(), relations)))
model = st.tuples(target, st.lists(parameter, max_size=4))


def write_parameter(parameter, spacing):
    name, value = parameter
    return spacing.around(b";") + (name if value is None else name + spacing.around(b"=") + value)


def write(links, spacing):
    """The links as a value, with any white space and empty elements that the grammar allows."""
    return b"".join((spacing.comma() if at else spacing.white()) + b"<" + target + b">" +
                    b"".join(write_parameter(one, spacing) for one in parameters)
                    for at, (target, parameters) in enumerate(links)) + spacing.white()


models = st.lists(model, max_size=3)
value = nearly(st.builds(write, models, grammar.spacing))


def links_of(octets):
    found, at = [], 0
    while True:
        at = BETWEEN.match(octets, at).end()
        match = LINK.match(octets, at)
        if not match:
            return found, octets[at:]
        parameters = [one.groups() for one in ANY_PARAMETER.finditer(match[2]) if one[1]]
        found.append((match[1], parameters))
        at = match.end()


@thorough
@given(value)
def test_links_are_those_of_the_grammar(octets):
    assert read_all(library.link_next, octets, Link, Link.shown) == links_of(octets)


@thorough
@given(models, grammar.spacing)
def test_links_come_out_as_they_were_written(links, spacing):
    assert read_all(library.link_next, write(links, spacing), Link, Link.shown) == (links, b"")


@thorough
@given(model, st.sampled_from([b"next", b"NEXT", b"a", b"", b"next a"]), grammar.spacing)
def test_a_link_has_the_relations_of_its_first_rel(link, relation, spacing):
    rest = span(write([link], spacing))
    owner, got = rest.owner, Link()
    assert library.link_next(ctypes.byref(rest), ctypes.byref(got))
    rels = [value or b"" for name, value in link[1] if lower(name) == b"rel"]
    expected = relation != b"" and lower(relation) in re.split(rb"[ \t]+", lower(unquoted(rels[0]))) if rels else False
    assert library.link_has_relation(got, span(relation)) == expected
    del owner
