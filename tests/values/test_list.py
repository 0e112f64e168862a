"""Lists, parameters and quoted strings: the readers against regular expressions made of RFC 9110's grammar (5.6).

SPDX-License-Identifier: MIT
"""
import ctypes
import re

from hypothesis import given
from hypothesis import strategies as st

import grammar
from grammar import OWS, QUOTED_STRING, TOKEN, VALUE, brief, list_elements, lower, nearly, read_all, thorough, unquoted
from values import Span, library, span


class Parameter(ctypes.Structure):
    _fields_ = [("name", Span), ("value", Span), ("has_value", ctypes.c_bool)]

    def shown(self):
        return self.name.get(), self.value.get() if self.has_value else None


for name in ["list_next", "parameter_next", "parameter_read"]:
    getattr(library, name).argtypes = [ctypes.c_void_p, ctypes.c_void_p]
for name in ["parameter_value_is", "value_has_word", "list_has_token", "list_has_exactly"]:
    getattr(library, name).argtypes = [Span, Span]
for name in ["span_is_quoted_string", "list_is_tokens"]:
    getattr(library, name).argtypes = [Span]
library.list_skip.argtypes = [ctypes.c_void_p]
library.value_unquote.argtypes = [Span, ctypes.c_void_p, ctypes.c_size_t]
library.value_unquote.restype = ctypes.c_size_t
for name in ["list_next", "parameter_next", "parameter_read", "parameter_value_is", "value_has_word", "list_has_token", "list_has_exactly",
             "span_is_quoted_string", "list_is_tokens", "list_skip"]:
    getattr(library, name).restype = ctypes.c_bool

# RFC 8288, 3, the widest of the grammars: token BWS [ "=" BWS ( token / quoted-string ) ].
PARAMETER = re.compile(rb"(" + TOKEN + rb")(?:" + OWS + rb"=" + OWS + rb"(" + VALUE + rb")|(?!" + OWS + rb"=))", re.DOTALL)

pair = st.tuples(grammar.token, st.one_of(st.none(), grammar.token, grammar.quoted_string))


def assigned(pair, spacing):
    name, value = pair
    return name if value is None else name + spacing.around(b"=") + value


parameter = st.builds(assigned, pair, grammar.spacing)
parameters = grammar.joined(parameter, b";").map(lambda joined: b";" + joined)
element = st.one_of(grammar.token, grammar.quoted_string, parameter,
                    st.tuples(grammar.token, grammar.token).map(b"/".join))
lists = grammar.joined(element, b",")
values = nearly(grammar.value)
choice = st.integers(0, 1 << 10)


def chosen(candidates, choice):
    return candidates[choice % len(candidates)]


def parameters_of(octets):
    found, at = [], 0
    while True:
        delimiter = re.compile(rb"[ \t;]*").match(octets, at)
        at = delimiter.end()
        match = PARAMETER.match(octets, at)
        if b";" not in delimiter.group() or not match:
            return found, octets[at:]
        found.append(match.groups())
        at = match.end()


@thorough
@given(nearly(lists))
def test_a_list_has_its_elements_and_nothing_is_left(octets):
    assert read_all(library.list_next, octets, Span, Span.get) == ([found for found, _ in list_elements(octets)], b"")


@brief
@given(st.lists(grammar.value, max_size=4), grammar.spacing)
def test_elements_come_out_as_they_were_joined(elements, spacing):
    joined = grammar.join(elements, b",", spacing)
    assert read_all(library.list_next, joined, Span, Span.get) == (elements, b"")


@brief
@given(nearly(lists))
def test_a_skip_goes_over_white_space_and_commas(octets):
    rest = span(octets)
    skipped = re.match(rb"[ \t,]*", octets).group()
    assert library.list_skip(ctypes.byref(rest)) == (b"," in skipped or skipped == octets)
    assert rest.get() == octets[len(skipped):]


@thorough
@given(nearly(parameters))
def test_parameters_are_those_of_the_grammar(octets):
    assert read_all(library.parameter_next, octets, Parameter, Parameter.shown) == parameters_of(octets)


@brief
@given(st.lists(pair, max_size=4), grammar.spacing)
def test_parameters_come_out_as_they_were_joined(pairs, spacing):
    joined = b"".join(spacing.around(b";") + assigned(one, spacing) for one in pairs)
    assert read_all(library.parameter_next, joined, Parameter, Parameter.shown) == (pairs, b"")


@brief
@given(nearly(parameter))
def test_a_lone_parameter_is_that_of_the_grammar(octets):
    rest, got, match = span(octets), Parameter(), PARAMETER.match(octets)
    assert library.parameter_read(ctypes.byref(rest), ctypes.byref(got)) == bool(match)
    assert rest.get() == octets[match.end() if match else 0:]
    if match:
        assert got.shown() == match.groups()


@thorough
@given(values)
def test_a_quoted_string_is_that_of_the_grammar(octets):
    assert library.span_is_quoted_string(span(octets)) == bool(re.fullmatch(QUOTED_STRING, octets))


@brief
@given(values, st.integers(0, 12))
def test_unquoting_takes_quotes_and_escapes_away(octets, size):
    expected = unquoted(octets)
    out = ctypes.create_string_buffer(b"\xaa" * 12, 12)
    assert library.value_unquote(span(octets), out, size) == len(expected)
    assert out.raw == expected[:size].ljust(12, b"\xaa") if len(expected) < size else expected[:size] + b"\xaa" * (12 - size)


@thorough
@given(values, values, choice)
def test_a_value_is_its_text_in_any_case(octets, other, choice):
    plain = unquoted(octets)
    text = chosen([plain, plain.upper(), plain.lower(), plain[:-1], plain + b"a", octets, other], choice)
    assert library.parameter_value_is(span(octets), span(text)) == (lower(plain) == lower(text))


@brief
@given(values, grammar.value, choice)
def test_a_value_has_the_words_between_its_white_space(octets, other, choice):
    words = re.split(rb"[ \t]+", unquoted(octets))
    word = chosen(words + [one.swapcase() for one in words] + [other, other + b" " + other], choice)
    expected = word != b"" and lower(word) in [lower(one) for one in words]
    assert library.value_has_word(span(octets), span(word)) == expected


@thorough
@given(nearly(lists), grammar.token, choice)
def test_a_list_has_its_tokens(octets, other, choice):
    elements = [found for found, _ in list_elements(octets)]
    protocols = [re.sub(rb"(?s)\A(" + TOKEN + rb")/" + TOKEN + rb"\Z", rb"\1", found) for found in elements]
    wanted = chosen(elements + protocols + [one.swapcase() for one in protocols] + [b"", other], choice)
    assert library.list_has_token(span(octets), span(wanted)) == (lower(wanted) in map(lower, protocols))
    assert library.list_has_exactly(span(octets), span(wanted)) == (wanted in elements)


@brief
@given(nearly(st.one_of(lists, grammar.joined(grammar.token, b","))))
def test_a_list_of_tokens_has_nothing_else(octets):
    expected = all(re.fullmatch(TOKEN, found) for found, _ in list_elements(octets))
    assert library.list_is_tokens(span(octets)) == expected
