"""Checkers, findings and rules in Python. SPDX-License-Identifier: MIT"""
import copy
import gc
import logging
import pickle

import pytest

from httpstatus import Checker, Exchange, Registry, Report, check, declarations, rules, words

DATE = "Sun, 22 Nov 2026 12:00:00 GMT"
GOOD = {"Date": DATE, "ETag": '"v"', "Last-Modified": "Sat, 21 Nov 2026 12:00:00 GMT", "Content-Length": "5", "Content-Type": "text/plain",
        "Cache-Control": "max-age=60"}


def exchange(method="GET", path="x", status=200, fields=GOOD, **more):
    return Exchange(method=method, target=f"https://a.example/{path}", request_version="1.1", request_fields={"Host": "a.example"}, version="1.1",
                    status=status, fields=fields, request_content="none", content_seen=5, **more)


def redirect(status):
    return exchange("POST", status=status, fields={"Date": DATE, "Location": "/y", "Content-Length": "5", "Content-Type": "text/plain"})


def after(checker, status=307, method="GET"):
    checker.check(redirect(status))
    return checker.check(exchange(method, "y"))


def test_a_right_exchange_has_no_findings():
    assert check(exchange()) == []


def test_a_checker_remembers_the_redirect_before():
    finding, = after(Checker())
    assert finding == ("follow-307-method", "must-not", "RFC 9110, 15.4.8", "the 307 before leads here, and is followed with GET", None)
    assert finding.rule.binds == "client" and finding.rule.part == "request" and finding.rule.text.endswith(".")
    assert after(Checker(), method="POST") == []


def test_only_the_exchange_right_before_was_followed():
    checker = Checker()
    checker.check(redirect(307))
    checker.check(exchange("GET", "z"))
    assert checker.check(exchange("GET", "y")) == []


def test_what_is_remembered_is_bounded():
    assert after(Checker(remember=0)) == [] and len(after(Checker(remember=1))) == 1
    checker = Checker(remember=3)
    for i in range(100):
        checker.check(exchange("GET", f"{i}"))
    assert len(after(checker)) == 1


@pytest.mark.parametrize("prefer, found", [
    ("return=minimal", False), ("Return=minimal; x", False), ("return=representation", True), ("wait=10", True),
    ("return=minimal, return=representation", False), ("return=representation, return=minimal", True),
])
def test_of_a_preference_that_is_there_twice_the_first_counts(prefer, found):  # RFC 7240, 2
    created = Exchange(method="POST", target="https://a.example/x", request_version="1.1", request_fields={"Host": "a.example", "Prefer": prefer},
                       version="1.1", status=201, fields={"Date": DATE, "Location": "/y", "Content-Length": "0"}, request_content="none", content_seen=0)
    assert ("201-no-content" in [finding.id for finding in check(created)]) == found


def test_a_checker_shows_what_it_was_told():
    assert repr(Checker()) == "<Checker advice, remembers 64>" and repr(Checker(level="must", remember=3)) == "<Checker must, remembers 3>"


@pytest.mark.parametrize("level, count", [("must", 0), ("should", 1), ("may", 1), ("advice", 1)])
def test_weaker_findings_than_the_level_are_left_out(level, count):
    assert len(after(Checker(level=level), 308)) == count


def test_a_rule_that_is_ignored_finds_nothing():
    assert after(Checker(ignore=["follow-307-method"])) == []


REMEMBERED = f"which it cannot be: {words('checker-property')['remembered']}"


@pytest.mark.parametrize("said, error, message", [
    ({"level": "expected"}, ValueError, "level is 'expected', which is none of: must, must-not, should, should-not, may, advice"),
    ({"level": None}, ValueError, "level is None, which is none of: must, must-not, should, should-not, may, advice"),
    ({"ignore": ["404"]}, ValueError, "ignore has '404', which is the id of no rule"),
    ({"ignore": "405-no-allow"}, TypeError, "ignore is '405-no-allow', not a collection of words"),
    ({"declare": ["x"]}, ValueError, f"declare has 'x', which is none of: {', '.join(declarations())}"),
    ({"declare": ["level"]}, ValueError, f"declare has 'level', which is none of: {', '.join(declarations())}"),
    ({"declare": "clock"}, TypeError, "declare is 'clock', not a collection of words"),
    ({"remember": -1}, ValueError, f"remember is -1, {REMEMBERED}"),
    ({"remember": -2**63}, ValueError, f"remember is {-2**63}, {REMEMBERED}"),
    ({"remember": 2**70}, ValueError, f"remember is {2**70}, {REMEMBERED}"),
    ({"remember": "x"}, TypeError, "remember is 'x', not a whole number"),
    ({"registry": "iana"}, TypeError, "the registry is a Registry, not str"),
])
def test_wrong_words_are_told(said, error, message):
    with pytest.raises(error) as told:
        Checker(**said)
    assert str(told.value) == message


def test_what_is_no_exchange_is_refused():
    with pytest.raises(TypeError, match="None is no Exchange"):
        check(None)


@pytest.mark.parametrize("refused", [copy.copy, copy.deepcopy, pickle.dumps])
def test_checkers_are_not_copied(refused):
    with pytest.raises(TypeError, match="neither copied nor pickled"):
        refused(Checker())


def test_what_was_said_can_be_read_back():
    checker = Checker(level="should", declare=["proxy", "clock"], remember=5)
    assert (checker.level, checker.declared, checker.remember, checker.registry) == ("should", ("clock", "proxy"), 5, None)
    assert (Checker().level, Checker().declared, Checker().remember) == ("advice", (), 64)
    with pytest.raises(AttributeError):
        checker.level = "must"


def test_a_declaration_lets_more_be_judged():  # RFC 9110, 6.6.1
    undated = exchange(fields={name: value for name, value in GOOD.items() if name != "Date"})
    assert [finding.rule.field for finding in Checker(level="must").check(undated)] == []
    assert [finding.rule.field for finding in Checker(level="must", declare=["clock", "origin"]).check(undated)] == ["Date"]


def test_declarations_say_something_and_cannot_be_changed():
    assert declarations()["clock"] == words("checker-property")["clock"] == "the origin server has a clock"
    assert all(declarations().values()) and not {"level", "remembered"} & set(declarations())
    with pytest.raises(TypeError):
        declarations()["x"] = ""


def test_a_checker_forgets_when_it_is_cleared_but_not_what_it_was_told():
    checker = Checker(level="must", remember=3)
    checker.check(redirect(307))
    checker.clear()
    assert checker.check(exchange("GET", "y")) == [] and (checker.level, checker.remember) == ("must", 3)
    assert len(after(checker)) == 1


def test_a_code_of_a_registry_is_not_called_unregistered():
    registry = Registry()
    registry.add(579, "Custom Thing")
    registry.add(599, "Another Thing")
    checker = Checker(registry=registry)
    assert checker.registry is registry
    del registry
    gc.collect()
    for code, rule in ((579, "status-unregistered"), (599, "status-vendor")):
        assert rule in {finding.id for finding in check(exchange(status=code))}
        assert rule not in {finding.id for finding in checker.check(exchange(status=code))}


def test_what_was_found_is_told_as_json():
    checker = Checker()
    finding, = after(checker)
    told = checker.json()
    assert (told["method"], told["target"], told["status"]) == ("GET", "https://a.example/y", 200)
    assert [(found["id"], found["level"], found["reference"], found["message"]) for found in told["findings"]] == [finding[:4]]
    assert Checker().json()["findings"] == []


def test_rules_have_words_for_what_they_are():
    for rule in rules().values():
        assert rule.level in words("level") and rule.binds in words("binds") and rule.part in ("request", "response")
        assert rule.reference and rule.title and rule.text


def test_rules_have_ids_that_lead_to_them():
    assert all(rules()[name].id == name for name in rules())
    with pytest.raises(TypeError):
        rules()["x"] = None


def test_a_report_raises_what_is_found():
    report = Report()
    report(redirect(307))
    with pytest.raises(AssertionError, match=r"GET https://a.example/y .*: the 307 before leads here, and is followed with GET \(must-not; RFC 9110, 15.4.8"):
        report(exchange("GET", "y"))
    report(exchange("GET", "y"))  # what was raised is not raised again


def test_a_report_logs_in_production(caplog):
    report = Report(raises=False)
    report(redirect(307))
    with caplog.at_level(logging.WARNING, "httpstatus"):
        report(exchange("GET", "y"))
    assert "follow-307-method" in caplog.text and len(report.texts) == 1
