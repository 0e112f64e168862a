"""Checkers, findings and rules in Python. SPDX-License-Identifier: MIT"""
import copy
import logging
import pickle

import pytest

from httpstatus import Checker, Exchange, Report, check, declarations, rules

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


@pytest.mark.parametrize("level, count", [("must", 0), ("should", 1), ("may", 1), ("advice", 1)])
def test_weaker_findings_than_the_level_are_left_out(level, count):
    assert len(after(Checker(level=level), 308)) == count


def test_a_rule_that_is_ignored_finds_nothing():
    assert after(Checker(ignore=["follow-307-method"])) == []


@pytest.mark.parametrize("said, error, message", [
    ({"level": "must-not"}, ValueError, "level is 'must-not', which is none of: must, should, may, advice"),
    ({"ignore": ["404"]}, ValueError, "ignore has '404', which is the id of no rule"),
    ({"ignore": "405-no-allow"}, TypeError, "ignore is '405-no-allow', not a collection of words"),
    ({"declare": ["x"]}, ValueError, f"declare has 'x', which is none of: {', '.join(declarations())}"),
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
