"""Which code a server should send, held against cases that were derived by hand from the RFCs (paths.toml says how to read one).

SPDX-License-Identifier: MIT
"""
import functools
import random
import re
import tomllib
from collections import Counter
from email.utils import formatdate
from pathlib import Path

import pytest

import httpstatus

HERE = Path(__file__).resolve()
CASES = tomllib.loads(HERE.with_suffix("").with_name("paths.toml").read_text())["case"]
LIB = HERE.parents[2] / "lib"
GRAPH = tomllib.loads((LIB / "choose/graph.toml").read_text())
REGISTRY = {status["code"]: status for status in tomllib.loads((LIB / "status/status.toml").read_text())["status"]}
NOW = 784111777

# ---- a case ----


def request_of(case):
    exchange = httpstatus.Exchange(request_content=case.get("content"), secured=case.get("secured"))
    head = "\r\n".join([*case["request"].splitlines(), "", ""]).encode()
    assert exchange.read_request(head) == len(head)
    for name, value in case.get("pseudo", []):
        exchange.add_field(name, value, "request")
    return exchange


def choose(case):
    """The choice at its end, and the ids of what was asked."""
    choice, asked = httpstatus.Choice(request_of(case), case.get("now", NOW)), []
    while choice.question:
        asked.append(choice.question.id)
        choice.answer(case.get("answers", {}).get(asked[-1], httpstatus.DEFAULT))
    return choice, asked


def date_of(case):
    """RFC 9110, 6.6.1: a server with a clock dates what is final; what is handed on was dated by another."""
    return [] if case["code"] < 200 or case["end"] == "handed-on-as-it-came" else [("Date", formatdate(case.get("now", NOW), usegmt=True))]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_case(case):
    choice, asked = choose(case)
    assert (choice.end.id, choice.code) == (case["end"], case["code"]), [(turn.node.id, turn.way) for turn in choice.path]
    assert sorted(choice.fields) == sorted([*map(tuple, case.get("fields", [])), *date_of(case)])
    assert {*case.get("answers", {})} - {*asked} == set(), "named, but not asked"
    assert {*case.get("not_asked", [])} & {*asked} == set(), "asked, but should not be"
    assert choice.respond().interim == ((100,) if case.get("interim") else ())


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_json_tells_the_same(case):
    choice, asked = choose(case)
    told = choice.json()
    assert (told["path"][-1]["id"], told["code"], told["question"]) == (case["end"], case["code"], None)
    assert [(node["id"], node["way"], node["given"]) for node in told["path"]] == [(turn.node.id, turn.way, turn.answer) for turn in choice.path]
    assert {node["id"] for node in told["path"] if node["given"] is not None} == {*asked}
    assert [(field["name"], field["value"]) for field in told["fields"]] == choice.fields
    assert told["interim"] == ([100] if case.get("interim") else [])


# ---- the table itself ----

NODES = {node["id"]: node for node in GRAPH["node"]}
ENDS = {end["id"]: end for end in GRAPH["end"]}


def test_names_of_cases_are_unique():
    assert [name for name, times in Counter(case["name"] for case in CASES).items() if times > 1] == []


def test_cases_name_what_is_in_the_graph():
    for case in CASES:
        assert {*case.get("answers", {}), *case.get("not_asked", [])} <= {*NODES}, case["name"]
        assert ENDS[case["end"]]["code"] == case["code"], case["name"]


def test_a_case_says_why():
    for case in CASES:
        assert re.fullmatch(r"(RFC \d{4,5}|draft-[a-z-]+), \d+(\.\d+)*|Fetch, CORS", case["because"]), case["name"]


def test_every_way_is_taken():
    taken = {(turn.node.id, turn.way) for case in CASES for turn in choose(case)[0].path}
    assert {(node, way) for node in NODES for way in NODES[node]["ways"]} - taken == set()


def test_every_end_is_reached():
    assert {*ENDS} - {case["end"] for case in CASES} == set()


# ---- what the registry says about the fields of the ends ----


# By end and field: what the registry says of the code is about methods that do not lead to this end.
ABOUT_OTHER_METHODS = {("done", "ETag")}  # RFC 9110, 15.3.1: GET and HEAD


def of_codes(part, code):
    """What stands for a code stands in place of what is of its class."""
    has_own = any(str(code) in other.get("codes", []) for other in GRAPH["fields"])
    return (str(code) if has_own else f"{code // 100}xx") in part.get("codes", [])


def fields_of(end):
    """All fields of an end, its own and those of its sets and of its class, each with its level; but not the one that is about the connection."""
    shared = [field for part in GRAPH["fields"] if of_codes(part, end["code"]) or part.get("set") in end.get("with", []) for field in part["fields"]]
    return [(field["name"], field["level"]) for field in [*shared, *end.get("fields", [])] if field.get("value") != "close"]


def levels_of(code, name):
    """What the registry says about a field of a code: a level for each condition, but none of those that tell not to send it."""
    return {entry["level"] for entry in REGISTRY[code].get("response_fields", []) if name in entry["fields"]} - {"must-not", "should-not"}


def claims():
    """But no advice, which is of the Fetch standard: the registry does not know that, nor that a proxy's own Date is never a must."""
    found = {(end["id"], end["code"], name, level) for end in ENDS.values() for name, level in fields_of(end)
             if level != "advice" and (name, level) != ("Date", "may") and levels_of(end["code"], name)}
    return sorted(claim for claim in found if (claim[0], claim[2]) not in ABOUT_OTHER_METHODS)


@pytest.mark.parametrize("end, code, name, level", claims())
def test_levels_agree_with_the_registry(end, code, name, level):
    assert level in levels_of(code, name)


def demands():
    """What the registry asks for in every response with the code."""
    return sorted((end["id"], name) for end in ENDS.values() for entry in REGISTRY[end["code"]].get("response_fields", [])
                  if entry["level"] in ("must", "should", "expected") and "condition" not in entry for name in entry["fields"])


@pytest.mark.parametrize("end, name", demands())
def test_ends_have_what_the_registry_demands(end, name):
    assert name in [field for field, _ in fields_of(ENDS[end])]


def test_ends_have_nothing_that_the_registry_forbids_without_condition():
    for end in ENDS.values():
        forbidden = {name for entry in REGISTRY[end["code"]].get("response_fields", []) for name in entry["fields"]
                     if entry["level"] in ("must-not", "should-not") and "condition" not in entry}
        assert forbidden & {name for name, _ in fields_of(end)} == set(), end["id"]


def test_only_an_origin_server_has_to_date():
    """RFC 9110, 6.6.1: 407 is a proxy's own."""
    by_end = {case["end"]: case for case in CASES}
    assert choose(by_end["proxy-authentication-required"])[0].levels["Date"] == "may"
    assert choose(by_end["unauthorized"])[0].levels["Date"] == "must"


@pytest.mark.parametrize("role, level", [("origin", "must"), ("gateway", "must"), ("proxy", "may"), ("portal", "may")])
def test_whether_a_refusal_is_dated_depends_on_the_role(role, level):
    """RFC 9110, 6.6.1, 3.7: a gateway is an origin server to the client, a proxy is none."""
    case = {"request": "GET http://a.example/ HTTP/1.1\nHost: a.example", "answers": {"role": role, "target-short-enough": "no"}}
    assert choose(case)[0].levels["Date"] == level


@pytest.mark.parametrize("tags, level", [('"v1"', "may"), ('"v1", "v0"', "must"), ('"v1,v0"', "may")])
def test_the_base_has_to_be_told_where_the_client_named_several(tags, level):
    """RFC 3229, 10.5.1."""
    base = tags.split(", ")[0]
    case = {"request": f"GET /page HTTP/1.1\nHost: a.example\nIf-None-Match: {tags}\nA-IM: vcdiff",
            "answers": {"entity-tag": '"v2"', "delta": "vcdiff", "delta-base": base}}
    choice = choose(case)[0]
    assert (dict(choice.fields)["Delta-Base"], choice.levels["Delta-Base"]) == (base, level)


# ---- what the registry says of a code, on walks that answer at random ----

OFFERS = {
    "entity-tag": '"v1"', "date": "Sat, 29 Oct 1994 19:43:31 GMT", "seconds": "120", "octets": "100", "target": "/b", "token": "vcdiff", "boundary": "a",
    "methods": "GET, HEAD", "media-types": "text/html", "media-ranges": "text/html", "languages": "en", "codings": "gzip", "challenges": "Basic realm=a",
    "protocols": "websocket",
}
WALKS_PER_REQUEST = 25


def random_answer(question, choice, chance):
    """Mostly what is usual, so that walks are long."""
    kind = NODES[question.id]["type"]
    if question.default is not None and chance.random() < 0.95:
        return choice.usual
    if kind in ("yes-no", "word"):
        return chance.choice([*question.ways])
    return OFFERS[kind] if chance.random() < 0.8 or not question.optional else ""


@functools.cache
def walks():
    """Ends, each with the request's method and fields, the answers, and the fields of the response."""
    chance, found = random.Random(1), []
    for case in CASES:
        for _ in range(WALKS_PER_REQUEST):
            request = request_of(case)
            choice, answers = httpstatus.Choice(request, case.get("now", NOW)), {}
            while choice.question:
                id_ = choice.question.id
                answers[id_] = random_answer(choice.question, choice, chance)
                choice.answer(answers[id_])
            fields = {name.lower(): value for name, value in request.fields("request")}
            found.append((choice.end.id, int(choice.code), request.method, fields, answers, {name.lower() for name, _ in choice.fields}))
    return found


def test_walks_lead_to_codes_that_the_registry_has_for_the_method():
    assert {(code, method) for _, code, method, *_ in walks() if method not in REGISTRY[code].get("methods", [method])} == set()


def test_walks_lead_to_codes_whose_requests_are_as_the_registry_says():
    for end, code, method, fields, answers, _ in walks():
        for row in REGISTRY[code].get("request", []):
            if row["fields"] and "condition" not in row and row["level"] in ("must", "expected", "must-not", "unexpected"):
                has = any(name.lower() in fields for name in row["fields"])
                assert has == (row["level"] in ("must", "expected")), (end, method, fields, answers, row)


# By code: what the registry's texts say, as far as a request and answers can tell.
def is_without_condition(method, fields, answers):
    return not {"if-match", "if-none-match", "if-unmodified-since", "if"} & {*fields}


TOLD_IN_TEXTS = {
    401: lambda method, fields, answers: answers["role"] != "proxy",
    407: lambda method, fields, answers: answers["role"] == "proxy",
    421: lambda method, fields, answers: answers["role"] in ("origin", "gateway"),
    424: lambda method, fields, answers: method in ("LOCK", "PROPPATCH"),
    428: is_without_condition,
    508: lambda method, fields, answers: method not in ("PROPFIND", "REPORT") or "bind" not in fields.get("dav", ""),
    511: lambda method, fields, answers: answers["role"] == "portal",
}


@pytest.mark.parametrize("code", TOLD_IN_TEXTS)
def test_walks_hold_what_the_texts_of_the_registry_say(code):
    ends = [walk for walk in walks() if walk[1] == code]
    assert ends and [walk for walk in ends if not TOLD_IN_TEXTS[code](*walk[2:5])] == []
