"""What callers give that cannot be: the error names the argument and the value. SPDX-License-Identifier: MIT"""
import datetime
import re

import pytest

import httpstatus
from httpstatus import Cache, Chain, Exchange, Registry, Status, words

CACHE = Cache(shared=False)
THEN = 784111777
STORED = Exchange(method="GET", target="https://a.example/", status=200, version="1.1", fields={"Date": "Sun, 06 Nov 1994 08:49:37 GMT"},
                  interim=[(103, ())], request_time=THEN, response_time=THEN)


def received(now):
    lookup = CACHE.lookup(STORED, THEN)
    lookup.answer()
    return lookup.receive(STORED, now)


NUMBERS = ["status", "content_seen", "request_content_length", "request_content_sent", "request_time", "response_time", "entry", "most_fields",
           "most_octets", "most_interim"]
BOOLS = ["content_came", "request_fields_incomplete", "response_fields_incomplete", "secured", "to_proxy"]
TEXTS = ["method", "target", "reason", "source"]
FIELDS = ["request_fields", "request_trailers", "fields", "trailers"]
TIMED = {
    "retry_after": STORED.retry_after, "json": STORED.json, "lifetime": lambda now: CACHE.lifetime(STORED, now),
    "age": lambda now: CACHE.age(STORED, now), "is_fresh": lambda now: CACHE.is_fresh(STORED, now),
    "fresh_for": lambda now: CACHE.fresh_for(STORED, now), "cache.json": lambda now: CACHE.json(STORED, now),
    "lookup": lambda now: CACHE.lookup(STORED, now).answer(), "receive": lambda now: received(now),
    "next": lambda now: Chain().next(STORED, now), "choice": lambda now: httpstatus.Choice(STORED, now),
    "conditions": lambda now: httpstatus.conditions(STORED, now=now), "if_range_holds": lambda now: httpstatus.if_range_holds(STORED, now=now),
}
CODED = {
    "phrase": httpstatus.phrase, "class_of": httpstatus.class_of, "get": httpstatus.get, "treat_as": httpstatus.treat_as,
    "grpc_client_code": httpstatus.grpc_client_code, "Status": Status, "Registry.get": httpstatus.IANA.get, "Registry.all": httpstatus.IANA.all,
    "Registry.add": lambda code: Registry().add(code, "X"), "add_interim": lambda code: Exchange().add_interim(code),
    "status_line": httpstatus.status_line,
}


def refused(error, message, call, *arguments, **named):
    with pytest.raises(error, match="^" + re.escape(message)):
        call(*arguments, **named)


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("number", [2**63, 2**70, -2**63, -2**63 - 1])
def test_a_number_that_the_library_has_no_room_for_is_a_value_error(name, number):
    text = words("property")[name.replace("_", "-")]
    refused(ValueError, f"{name} is {number}, which it cannot be: {text}", Exchange, **{name: number})


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("wrong", ["404", 1.5, [], b"1"])
def test_what_is_no_number_is_told(name, wrong):
    refused(TypeError, f"{name} is {wrong!r}, not a whole number", Exchange, **{name: wrong})
    exchange = Exchange()
    refused(TypeError, f"{name} is {wrong!r}, not a whole number", setattr, exchange, name, wrong)


@pytest.mark.parametrize("name", BOOLS)
@pytest.mark.parametrize("wrong", ["yes", "x", [], 1, 0, 2**70])
def test_what_is_neither_true_nor_false_is_told(name, wrong):
    refused(TypeError, f"{name} is {wrong!r}, neither True nor False", Exchange, **{name: wrong})


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_no_text_is_told(name):
    refused(TypeError, f"{name} is 5, neither str nor bytes", Exchange, **{name: 5})


@pytest.mark.parametrize("name", ["version", "request_version"])
@pytest.mark.parametrize("wrong", [[], {}, 1.1])
def test_what_is_no_version_is_told(name, wrong):
    refused(ValueError, f"{name} is {wrong!r}, which is none of: 0.9", Exchange, **{name: wrong})


@pytest.mark.parametrize("name", FIELDS)
def test_what_are_no_fields_is_told(name):
    refused(TypeError, f"{name} is 5, not a mapping or pairs of names and values", Exchange, **{name: 5})
    refused(TypeError, f"{name} is 'A: b', not a mapping or pairs of names and values", Exchange, **{name: "A: b"})
    refused(TypeError, f"{name}: a field is 'A', not a name and a value", Exchange, **{name: ["A"]})
    refused(TypeError, f"{name}: 'a' is 5, neither str nor bytes", Exchange, **{name: {"a": 5}})
    refused(TypeError, f"{name}: a name is 5, neither str nor bytes", Exchange, **{name: {5: "a"}})


@pytest.mark.parametrize("interim, message", [
    (5, "interim is 5, not a collection of codes with their fields"), ([100], "interim 0 is 100, not a code and its fields"),
    ([(103, {}), ("x", {})], "interim 1: code is 'x', not a whole number"), ([(103, 5)], "interim 0: fields is 5, not a mapping or pairs of"),
    ([(103, {"a": 5})], "interim 0: fields: 'a' is 5, neither str nor bytes"),
])
def test_what_are_no_interim_responses_is_told(interim, message):
    refused(TypeError, message, Exchange, interim=interim)


@pytest.mark.parametrize("call, message", [
    (lambda: STORED.interim_matters("x"), "i is 'x', not a whole number"), (lambda: STORED.interim_matters(0.5), "i is 0.5, not a whole number"),
    (lambda: STORED.interim_fields(0.5), "i is 0.5, not a whole number"), (lambda: STORED.fields(0.5), "part is 0.5, not a whole number"),
    (lambda: STORED.field(5), "name is 5, neither str nor bytes"), (lambda: Exchange().add_field("A", 5), "value is 5, neither str nor bytes"),
    (lambda: Exchange().set_field(5, "x"), "name is 5, neither str nor bytes"), (lambda: Exchange().remove_field(5), "name is 5, neither str nor bytes"),
    (lambda: Exchange().add_interim(103, 5), "fields is 5, not a mapping or pairs of names and values"),
    (lambda: STORED.challenges(proxy="no"), "proxy is 'no', neither True nor False"), (lambda: Exchange.from_har(None), "entry is None, not a mapping"),
    (lambda: Exchange.from_har(5), "entry is 5, not a mapping"), (lambda: Exchange.from_bytes(5), "response is 5, not bytes"),
    (lambda: Exchange.from_bytes(request="GET"), "request is 'GET', not bytes"), (lambda: Exchange().read_request("x"), "octets is 'x', not bytes"),
    (lambda: Exchange().read_response(5), "octets is 5, not bytes"), (lambda: httpstatus.read_status_line(5), "line is 5, neither str nor bytes"),
    (lambda: httpstatus.status_line(200, 5), "reason is 5, neither str nor bytes"), (lambda: httpstatus.class_name("x"), "number is 'x', not a whole number"),
    (lambda: httpstatus.grpc_gateway_status(1.5), "grpc is 1.5, not a whole number"),
    (lambda: Registry().add(799, "X", nearest="x"), "nearest is 'x', not a whole number"),
    (lambda: Registry().add(799, "X", facts=5), "facts is 5, not a collection of words"),
    (lambda: CACHE.vary_key(5, STORED), "stored is 5, which is no Exchange"), (lambda: CACHE.vary_key(STORED, 5), "request is 5, which is no Exchange"),
    (lambda: CACHE.update(5, STORED), "stored is 5, which is no Exchange"), (lambda: CACHE.update(STORED, 5), "exchange is 5, which is no Exchange"),
    (lambda: CACHE.combine(5, STORED), "stored is 5, which is no Exchange"), (lambda: CACHE.combine(STORED, 5), "part is 5, which is no Exchange"),
    (lambda: CACHE.invalidates(5, STORED), "exchange is 5, which is no Exchange"), (lambda: CACHE.lookup(5), "request is 5, which is no Exchange"),
    (lambda: CACHE.invalidates(STORED, 5), "stored is 5, which is no Exchange"), (lambda: CACHE.lookup(STORED).offer(5), "stored is 5, which is no Exchange"),
    (lambda: CACHE.lookup(STORED, cut_off=1), "cut_off is 1, neither True nor False"), (lambda: httpstatus.Lookup(5, STORED), "cache is 5, which is no Cache"),
    (lambda: Cache(shared=True, heuristic_percent="x"), "heuristic_percent is 'x', not a whole number"),
    (lambda: Cache(shared=True, heuristic_most=1.5), "heuristic_most is 1.5, not a whole number"),
    (lambda: Cache(shared=True, name=5), "name is 5, neither str nor bytes"),
    (lambda: Cache(shared=True, targets="A"), "targets is 'A', not a collection of names of fields"),
    (lambda: Cache(shared=True, targets=["A", 5]), "targets has 5, which is no name of a field"),
    (lambda: Chain().next(STORED, random="x"), "random is 'x', not a whole number"),
    (lambda: Chain().next(STORED, can=5), "can is 5, not a collection of words"),
    (lambda: Chain().next(STORED, protocols=5), "protocols is 5, not a collection of names"),
    (lambda: Chain().next(STORED, protocols=[5]), "protocols has 5, which is no name of a protocol"),
    (lambda: httpstatus.conditions(STORED, exists="no"), "exists is 'no', neither True nor False"),
    (lambda: httpstatus.conditions(STORED, entity_tag=5), "entity_tag is 5, neither str nor bytes"),
    (lambda: httpstatus.ranges(STORED, "x"), "complete is 'x', not a whole number"),
    (lambda: httpstatus.weight("language", 5, "en"), "field is 5, neither str nor bytes"),
    (lambda: httpstatus.weight("language", None, 5), "offer is 5, neither str nor bytes"),
    (lambda: httpstatus.check(STORED, ignore=5), "ignore is 5, not a collection of words"),
])
def test_a_wrong_type_is_told_with_its_argument(call, message):
    refused(TypeError, message, call)


@pytest.mark.parametrize("call, message", [
    (lambda: Chain().next(STORED, can=[[]]), "can has [], which is none of: "), (lambda: httpstatus.check(STORED, ignore=[[]]), "ignore has [], which is"),
    (lambda: Chain().next(STORED, circumstances=[{}]), "circumstances has {}, which is none of: "),
    (lambda: httpstatus.check(STORED, declare=[[]]), "declare has [], which is none of: "),
])
def test_what_is_no_word_at_all_is_no_word(call, message):
    refused(ValueError, message, call)


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("wrong", ["404", 4.5, None])
def test_what_is_no_code_is_told(name, wrong):
    refused(TypeError, f"code is {wrong!r}, not a whole number", CODED[name], wrong)


@pytest.mark.parametrize("name", TIMED)
@pytest.mark.parametrize("number", [2**63, 2**70, -2**63, 1e300, float("inf")])
def test_a_time_that_the_library_has_no_room_for_is_a_value_error(name, number):
    refused(ValueError, f"now is {number!r}, a time that nobody can tell", TIMED[name], number)


@pytest.mark.parametrize("name", TIMED)
@pytest.mark.parametrize("wrong", ["x", [], True])
def test_what_is_no_time_is_told(name, wrong):
    refused(TypeError, f"now is {wrong!r}, neither a number of seconds since 1970 nor a datetime", TIMED[name], wrong)


@pytest.mark.parametrize("name", ["retry_after", "json", "lifetime", "age", "is_fresh", "fresh_for", "cache.json", "lookup",
                                  "receive"])
def test_every_time_may_be_a_datetime(name):
    assert TIMED[name](datetime.datetime(1994, 11, 6, 8, 49, 42, tzinfo=datetime.timezone.utc)) == TIMED[name](THEN + 5)
