"""Challenges: the readers against regular expressions made of RFC 9110's grammar (11.2, 11.3, 11.6.1).

SPDX-License-Identifier: MIT
"""
import ctypes
import re

from hypothesis import given
from hypothesis import strategies as st

import grammar
from grammar import OWS, TOKEN, VALUE, list_elements, nearly, read_all, thorough
from values import Span, library


class Parameter(ctypes.Structure):
    _fields_ = [("name", Span), ("value", Span), ("has_value", ctypes.c_bool)]

    def shown(self):
        assert self.has_value
        return self.name.get(), self.value.get()


class Challenge(ctypes.Structure):
    _fields_ = [("scheme", Span), ("token68", Span), ("parameters", Span)]

    def shown(self):
        found, left = read_all(library.challenge_parameter_next, self.parameters.get(), Parameter, Parameter.shown)
        assert left == b""
        return self.scheme.get(), self.token68.get(), found


for name in ["challenge_next", "challenge_parameter_next"]:
    getattr(library, name).argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    getattr(library, name).restype = ctypes.c_bool

TOKEN68 = rb"[A-Za-z0-9\-._~+/]+=*"
AUTH_PARAM = TOKEN + OWS + rb"=" + OWS + VALUE
AUTH_PARAMS = rb"(?:" + AUTH_PARAM + rb")?(?:" + OWS + rb"," + OWS + rb"(?:" + AUTH_PARAM + rb")?)*"
CHALLENGE = TOKEN + rb"(?:[ ]+(?:" + TOKEN68 + rb"|" + AUTH_PARAMS + rb"))?"
CHALLENGES = re.compile(rb"(?:" + CHALLENGE + rb")?(?:" + OWS + rb"," + OWS + rb"(?:" + CHALLENGE + rb")?)*")

# The same by elements: what stands between two commas, outside quoted strings.
PARAM_PARTS = re.compile(rb"(" + TOKEN + rb")" + OWS + rb"=" + OWS + rb"(" + VALUE + rb")")
BEGIN_PARTS = re.compile(rb"(" + TOKEN + rb")(?:[ ]+(?:(" + TOKEN68 + rb")|" + AUTH_PARAM + rb"))?")

token68 = st.sampled_from([b"a", b"A=", b"abc==", b"YII=", b"09-._~+/", b"/", b"+===="])
pair = st.tuples(grammar.token, grammar.value)
model = st.one_of(st.tuples(grammar.token, st.just(b""), st.just([])),
                  st.tuples(grammar.token, token68, st.just([])),
                  st.tuples(grammar.token, st.just(b""), st.lists(pair, min_size=1, max_size=3)))


def write_challenge(challenge, spacing):
    scheme, token68, parameters = challenge
    parameters = [name + spacing.around(b"=") + value for name, value in parameters]
    if not token68 and not parameters:
        return scheme
    begin = scheme + spacing.choice([b" ", b"  "])
    if parameters and spacing.randrange(8) == 0:
        begin += spacing.comma()  # the list of auth-params starts with an empty element
    return begin + token68 + b"".join((spacing.comma() if at else b"") + one for at, one in enumerate(parameters))


def write(challenges, spacing):
    """The challenges as a value, with any white space and empty elements that the grammar allows."""
    value = b"".join((spacing.comma() if at else b"") + write_challenge(one, spacing) for at, one in enumerate(challenges))
    return spacing.choice([b"", b" ", b", "]) + value + spacing.choice([b"", b"\t", b" ,"])


models = st.lists(model, max_size=3)
value = nearly(st.builds(write, models, grammar.spacing))


def challenges_of(octets):
    """What challenge_next has to read, and what it has to leave."""
    found, left, open_ = [], b"", False
    for element, at in list_elements(octets):
        parameter = PARAM_PARTS.fullmatch(element)
        if parameter and open_:
            found[-1][2].append(parameter.groups())
            continue
        begin = BEGIN_PARTS.fullmatch(element)
        if not begin:
            return found, octets[at:]
        scheme, token68 = begin.groups()
        of_first = PARAM_PARTS.fullmatch(element[len(scheme):].strip(b" "))
        found.append((scheme, token68 or b"", [of_first.groups()] if of_first else []))
        open_ = not token68 and octets[at + len(scheme):at + len(scheme) + 1] == b" "
    return found, left


def read(octets):
    return read_all(library.challenge_next, octets, Challenge, Challenge.shown)


@thorough
@given(value)
def test_challenges_are_read_element_by_element(octets):
    assert read(octets) == challenges_of(octets)


@thorough
@given(value)
def test_nothing_is_left_where_the_grammar_derives_the_whole_value(octets):
    stripped = octets.strip(b" \t")
    assert (read(octets)[1] == b"") == bool(CHALLENGES.fullmatch(stripped))


@thorough
@given(models, grammar.spacing)
def test_challenges_come_out_as_they_were_written(challenges, spacing):
    assert read(write(challenges, spacing)) == (challenges, b"")


@thorough
@given(nearly(grammar.joined(pair.map(b"=".join), b",")))
def test_auth_params_are_those_of_the_grammar(octets):
    expected, left = [], b""
    for element, at in list_elements(octets):
        match = PARAM_PARTS.fullmatch(element)
        if not match:
            left = octets[at:]
            break
        expected.append(match.groups())
    assert read_all(library.challenge_parameter_next, octets, Parameter, Parameter.shown) == (expected, left)
