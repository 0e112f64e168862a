"""What the client may do next, held against cases that were derived by hand from the RFCs (steps.toml says how to read one).

SPDX-License-Identifier: MIT
"""
import itertools
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import httpstatus
from httpstatus import _native

HERE = Path(__file__).resolve()
TABLE = tomllib.loads(HERE.with_suffix("").with_name("steps.toml").read_text())
DATA = tomllib.loads((HERE.parents[2] / "lib/next/steps.toml").read_text())
REASONS = {step["reason"] for step in DATA["step"]}
NO_CLOCK = _native.HTTPSTATUS_UNKNOWN

pytestmark = pytest.mark.usefixtures("no_clock")

# ---- a case ----


def exchange_of(request, response):
    request = {"method": "GET", "target": "http://a.example/x"} | request
    names = {name: name if name in ("method", "target", "to_proxy") else "request_" + name for name in request}
    return httpstatus.Exchange(**{names[name]: value for name, value in request.items() if value is not False}, **response)


def request_after(made, before, added):
    """The request that `take` made, with what the caller adds to it; where it made none, the one before."""
    if made is None:
        return before | added
    kept = {"method": made.method, "target": made.target, "content": made.request_content}
    fields = [] if added.get("replace") else made.fields("request")
    return kept | {name: value for name, value in added.items() if name != "replace"} | {"fields": fields + added.get("fields", [])}


def next_steps(chain, exchange, said):
    return chain.next(exchange, **{"now": NO_CLOCK, "random": 0} | said)


def words(step):
    """As a case has them: the reason by itself, and with everything that the specification says about it."""
    return step.reason, f"{step.reason}: {step.action}, {step.level}, {step.reference}"


def value_of(step, name):
    if name == "add_fields":
        return [[field] if value is None else [field, value] for field, value in step.add_fields]
    if name == "declined_by":
        return [*step.declined_by]
    return sorted(step.drop_fields) if name == "drop_fields" else getattr(step, name)


def check_step(step, expected):
    for name, value in expected.items():
        got = value_of(step, name)
        if name == "delay" and isinstance(value, list):
            assert value[0] <= got <= value[1], "delay"
        else:
            assert got == (sorted(value) if name == "drop_fields" else value), name


def check_made(made, expected):
    for name, value in expected.items():
        got = [list(field) for field in made.fields("request")] if name == "fields" else getattr(made, name)
        assert got == value, name


def check_answer(chain, steps, expected):
    reasons = [step.reason for step in steps]
    if "first" in expected:
        assert expected["first"] in words(steps[0]), reasons
    for reason in expected.get("has", []):
        assert any(reason in words(step) for step in steps), [words(step)[1] for step in steps]
    assert not {*expected.get("lacks", [])} & {*reasons} - {*expected.get("declined", {})}
    assert expected.get("asks", True) or not any(step.requests and not step.declined_by for step in steps), reasons
    assert [bool(step.declined_by) for step in steps] == sorted(bool(step.declined_by) for step in steps), reasons
    if "declined" in expected:
        assert {step.reason: [*step.declined_by] for step in steps if step.declined_by} == expected["declined"]
    if "facts" in expected:
        assert sorted(chain.facts) == sorted(expected["facts"])
    details = dict(expected.get("step", {}))
    check_step(steps[reasons.index(details.pop("of", reasons[0]))], details)


def check_case(case):
    chain, request, said = httpstatus.Chain(**case.get("policy", {})), case.get("request", {}), case.get("input", {})
    steps = next_steps(chain, exchange_of(request, case.get("response", {})), said)
    check_answer(chain, steps, case)
    for hop in case.get("then", []):
        taken = next(step for step in steps if hop.get("take", steps[0].reason) == step.reason)
        made = chain.take(taken)
        check_made(made, hop.get("made", {}))
        request = request_after(made, request, hop.get("request", {}))
        steps = next_steps(chain, exchange_of(request, hop.get("response", {})), hop.get("input", said))
        check_answer(chain, steps, hop)


def case_param(case):
    return pytest.param(case, id=case["name"], marks=pytest.mark.xfail(strict=True, reason=case["xfail"]) if "xfail" in case else ())


@pytest.mark.parametrize("case", map(case_param, TABLE["case"]))
def test_case(case):
    check_case(case)


@pytest.mark.parametrize("status", TABLE["rewriting"])
def test_rewriting(status):
    """RFC 9110, 15.4: which method goes where Location leads, and content only with the method that it came with."""
    for method, after in TABLE["rewriting"][status].items():
        brings = method in ("POST", "PUT", "PATCH", "QUERY")
        request = {"method": method, "content": "repeatable" if brings else "none"}
        content = "none" if not brings else "keep" if after == method else "drop"
        check_case({"request": request, "response": {"status": int(status), "fields": [["Location", "/y"]]},
                    "step": {"action": "follow", "method": after, "target": "http://a.example/y", "content": content}})


def is_visited(request, location):
    chain = httpstatus.Chain()
    chain.next(exchange_of(request, {"status": 302, "fields": [["Location", location]]}))
    return "target-visited" in chain.facts


@pytest.mark.parametrize("row", TABLE["back"])
def test_a_loop_is_seen_at_once_however_it_is_spelled(row):
    assert [location for location in row["leads"] if not is_visited(row["request"], location)] == []
    assert [location for location in row["leads_elsewhere"] if is_visited(row["request"], location)] == []


# ---- the CORS protocol ----

NO_BROWSERS = [{}, {"policy": "curl"}, {"policy": "go"}, {"policy": "undici"}, {"policy": "node-fetch"}, {"policy": "fetch", "cors": "ignore"}]
CORS = [(row["request"], *response) for row in TABLE["cors"] for response in row["rows"]]
OF_BROWSERS = {step["reason"] for step in DATA["step"] if step["document"] == "Fetch"}


def told(policy, exchange, **said):
    chain = httpstatus.Chain(**policy)
    return [words(step) for step in next_steps(chain, exchange, said)], chain.facts


@pytest.mark.parametrize("request_, status, reason, fields", CORS)
def test_cors(request_, status, reason, fields):
    exchange = exchange_of(request_, {"status": status, "fields": fields})
    got = told({"policy": "fetch"}, exchange)
    if reason:
        assert [word for word, _ in got[0]] == [reason]
    else:
        assert got == told({"policy": "fetch", "cors": "ignore"}, exchange)


@pytest.mark.parametrize("request_, status, reason, fields", CORS)
def test_cors_is_nothing_to_others(request_, status, reason, fields):
    exchange = exchange_of(request_, {"status": status, "fields": fields})
    for policy in NO_BROWSERS:
        assert not {word for word, _ in told(policy, exchange)[0]} & OF_BROWSERS
    assert told({"policy": "fetch"}, exchange, role="proxy") == told({"policy": "fetch", "cors": "ignore"}, exchange, role="proxy")


# ---- the table itself ----

ANSWERS = [answer for case in TABLE["case"] if "xfail" not in case for answer in (case, *case.get("then", []))]
STATED = {text for case in TABLE["case"] for answer in (case, *case.get("then", []))
          for text in (answer.get("first", ""), *answer.get("has", []))}


def test_names_of_cases_are_unique():
    names = [case["name"] for case in TABLE["case"]]
    assert sorted(names) == sorted({*names})


def test_every_reason_is_reached():
    reached = {text.partition(":")[0] for answer in ANSWERS for text in (answer.get("first", ""), *answer.get("has", []))}
    assert REASONS - reached == set()


def test_every_reason_has_its_action_level_and_section_stated():
    assert REASONS - {text.partition(":")[0] for text in STATED if ":" in text} == set()


def test_every_reason_is_just_missed():
    missed = {reason for answer in ANSWERS if "first" in answer for reason in answer.get("lacks", [])}
    assert REASONS - missed == set()


def test_every_fact_is_reached():
    assert {*httpstatus.words("chain-fact")} - {fact for answer in ANSWERS for fact in answer.get("facts", [])} == set()


def test_sections_are_a_document_and_a_number():
    for step in DATA["step"]:
        assert re.fullmatch(r"RFC \d{4,5}, \d+(\.\d+)*|Fetch, CORS", f"{step['document']}, {step['section']}"), step["reason"]


# ---- whatever comes ----


def test_every_code_gives_a_step():
    for code, role in itertools.product(range(1000), ("user-agent", "proxy")):
        steps = next_steps(httpstatus.Chain(), exchange_of({}, {"status": code}), {"role": role})
        assert steps and steps[0].reason in REASONS, code


STATUSES = st.one_of(st.none(), st.integers(0, 999), st.sampled_from([301, 302, 303, 307, 308, 401, 413, 429, 502, 503, 504]))
TARGETS = st.sampled_from(["http://a.example/x", "https://a.example/x", "http://a.example:8080/", "/x", "*", "b.example:443"])
REQUEST_FIELDS = st.sampled_from([("Authorization", "Basic eDp5"), ("authorization", "Bearer t"), ("Cookie", "a=b"),
                                  ("Accept", "*/*"), ("Expect", "100-continue"), ("If-None-Match", '"v"'), ("Upgrade", "websocket"), ("Range", "bytes=0-9")])
FIELDS = st.one_of(
    st.tuples(st.just("Retry-After"), st.sampled_from(["0", "5", "60", "61", "9" * 20, "Sun, 06 Nov 1994 08:49:47 GMT", "x"])),
    st.tuples(st.just("Location"), st.sampled_from(["/y", "//b.example/", "http://b.example/y", "https://a.example/", "mailto:a@b", "", "h://["])),
    st.sampled_from([("WWW-Authenticate", 'Basic realm="a"'), ("Content-Length", "10"), ("Content-Length", "x"), ("ETag", '"v"'),
                     ("Connection", "close"), ("Upgrade", "websocket"), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")]),
    st.tuples(st.sampled_from(["Location", "Retry-After", "Content-Range", "Date"]), st.text(st.characters(min_codepoint=32, max_codepoint=126))),
)


def origin(target):
    """As far as the targets above need it; None where a target has none."""
    match = re.match(r"(https?)://([^/:?#]*)(?::(\d+))?", target or "")
    return match and (match[1], match[2], match[3] or {"http": "80", "https": "443"}[match[1]])


def request_of(step, exchange, now):
    chain = httpstatus.Chain()
    return chain.take(next(other for other in chain.next(exchange, now) if other.reason == step.reason))


@settings(max_examples=1000, deadline=None)
@given(method=st.sampled_from([None, "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "BREW"]), target=TARGETS, status=STATUSES,
       request_fields=st.lists(REQUEST_FIELDS, max_size=4), fields=st.lists(FIELDS, max_size=4),
       ending=st.sampled_from([None, "complete", "cut", "closed", "refused", "never-sent", "timed-out"]),
       interim=st.lists(st.integers(100, 199).map(lambda code: (code, [])), max_size=2), content_seen=st.none() | st.integers(0, 20),
       request_content=st.sampled_from([None, "none", "repeatable", "one-shot"]), now=st.sampled_from([NO_CLOCK, 784111777, 0]))
def test_any_exchange(now, **said):
    exchange, chain = httpstatus.Exchange(**said), httpstatus.Chain()
    steps, wait = chain.next(exchange, now), exchange.retry_after(now)
    assert steps
    for step in filter(lambda step: step.requests, steps):
        assert wait is None or step.delay >= wait
        made = [name.lower() for name, _ in request_of(step, exchange, now).fields("request")]
        if step.target is not None and not re.match(r"//|[A-Za-z][A-Za-z0-9+.-]*:", step.target):
            continue  # a path alone does not leave the origin
        if origin(step.target) is None or origin(step.target) != origin(said["target"]):
            assert step.action != "follow" or "authorization" not in made
