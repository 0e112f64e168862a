"""Each rule has a message that breaks it, alone, and one that just keeps it: data/rules/ID.breaks.http and ID.keeps.http; where a rule is about
two exchanges, ID.before.http comes before both, and ID.first.http before that. SPDX-License-Identifier: MIT
"""
import tomllib
from pathlib import Path

import pytest

from httpstatus import Checker, Exchange, rules
from messages import read

MESSAGES = Path(__file__).resolve().parents[1] / "data/rules"
RIGHT = Path(__file__).resolve().parent / "right"
WRONG = Path(__file__).resolve().parent / "wrong"  # RULE.HOW.http: what else breaks a rule, alone


def found_after(path, of_earlier):
    """What a message breaks, after those of "first" and "before", if they are there."""
    exchange, declared = read(path)
    checker = Checker(declare=declared)
    for earlier in map(of_earlier, ("first", "before")):
        if earlier.exists():
            checker.check(read(earlier)[0])
    return checker.check(exchange)


def findings(rule, kind):
    return found_after(MESSAGES / f"{rule}.{kind}.http", lambda earlier: MESSAGES / f"{rule}.{earlier}.http")


def last_messages(folder):
    return [path for path in sorted(folder.iterdir()) if not path.stem.endswith((".first", ".before"))]


@pytest.mark.parametrize("rule", rules())
def test_what_breaks_a_rule_breaks_it_alone(rule):
    found = findings(rule, "breaks")
    assert [finding.id for finding in found] == [rule]
    assert found[0].message and "{" not in found[0].message


@pytest.mark.parametrize("rule", rules())
def test_what_just_keeps_a_rule_is_right(rule):
    assert findings(rule, "keeps") == []


def test_every_message_is_of_a_rule():
    for path in MESSAGES.iterdir():
        rule, kind, _ = path.name.rsplit(".", 2)
        assert rule in rules() and kind in ("first", "before", "breaks", "keeps"), path.name


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_texts_are_short_and_plain(rule):
    assert len(rule.title) <= 70 and rule.title[-1] != "." and len(rule.text.split()) <= 70, rule.id


def test_every_collected_rule_is_there_or_left_out_with_a_reason():
    data = MESSAGES.parent
    left_out = [rule for entry in tomllib.loads((data / "rules-left-out.toml").read_text())["left_out"] for rule in entry["ids"] if entry["because"]]
    collected = (data / "collected-rules.txt").read_text().split()
    assert len(collected) == len(set(collected)) == 272 and len(left_out) == len(set(left_out))
    assert set(collected) - set(rules()) == set(left_out)


@pytest.mark.parametrize("path", last_messages(RIGHT), ids=lambda path: path.stem)
def test_what_was_once_reported_and_is_right(path):
    assert [finding.id for finding in found_after(path, lambda earlier: path.with_suffix(f".{earlier}.http"))] == []


@pytest.mark.parametrize("path", last_messages(WRONG), ids=lambda path: path.stem)
def test_what_breaks_a_rule_in_another_way_breaks_it_alone(path):
    found = found_after(path, lambda earlier: path.with_suffix(f".{earlier}.http"))
    assert [finding.id for finding in found] == [path.name.split(".")[0]]


@pytest.mark.parametrize("name, value, rule, message", [
    ("Transfer-Encoding", "chunked;", "transfer-encoding-syntax", "Transfer-Encoding: chunked; is no list of codings"),
    ("Transfer-Encoding", "gzip;;a=b, chunked", "transfer-encoding-syntax", "Transfer-Encoding: gzip;;a=b, chunked is no list of codings"),
    ("Location", "//user@b.example/", "location-userinfo", "Location has user information before its host"),
    ("Vary", "Origin,,Accept", "list-empty-element", "Vary has a comma with nothing on one side"),
    ("X\x7f", "a", "field-name-syntax", "X?, the name of a field in the response, is no token"),
    ("X-Y", "a\nb", "field-value-syntax", "the value of X-Y has a control character"),
    ("Last-Modified", "Sunday, 06-Nov-94 08:49:37 GMT", "http-date-obsolete-form", "Last-Modified is a date in a form that may be read but no longer sent"),
    ("Last-Modified", "Mon, 06 Nov 1994 08:49:37 GMT", "http-date-weekday", "Last-Modified names the wrong day of the week"),
])
def test_a_finding_names_what_it_found(name, value, rule, message):
    found = Checker().check(Exchange(method="GET", target="/", status=302, version="1.1", fields=[(name, value)]))
    assert (rule, message) in [(finding.id, finding.message) for finding in found]


@pytest.mark.parametrize("rule, message", [
    ("space-before-colon", "X-Y has white space before its colon"),
    ("line-folded", "X-Y has a line that begins with white space"),
    ("400-space-before-colon", "X-Y of the request has white space before its colon, and the answer is 200, not 400"),
])
def test_a_field_that_is_written_badly_is_named(rule, message):
    assert [finding.message for finding in findings(rule, "breaks")] == [message]


def test_a_repeated_field_is_named():
    found = Checker().check(Exchange(status=200, fields=[("Age", "1"), ("ETag", '"a"'), ("ETag", '"a"')]))
    assert "ETag has one value, and stands there more than once" in [finding.message for finding in found]


def test_a_pseudo_field_of_a_request_is_found_in_an_interim_response():
    exchange = Exchange(method="GET", target="https://a.example/", request_version="2", interim=[(103, [(":path", "/")])], version="2", status=204)
    assert [(finding.id, finding.message) for finding in Checker().check(exchange)] == [
        ("h2-pseudo-field", ":path is in the response, where :status is the only pseudo-field")]


REQUESTED = [(":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/")]


@pytest.mark.parametrize("more, found", [
    ([("accept", "*/*"), ("te", "trailers")], []),
    ([("accept", "*/*"), ("connection", "keep-alive")], ["h2-connection-field-accepted"]),
    ([("Accept", "*/*"), ("User-Agent", "x"), ("Connection", "keep-alive")], []),
    ([("accept", "*/*"), ("user-agent", "x"), ("X-Y", "a")], ["h2-upper-case-accepted"]),
])
def test_a_recorder_that_writes_http2_like_http1_makes_no_request_malformed(more, found):
    """Some browsers' tools write names in upper case, and make up Connection."""
    exchange = Exchange(method="GET", target="https://a.example/", request_version="2", request_fields=REQUESTED + more, version="2", status=204)
    assert [finding.id for finding in Checker().check(exchange)] == found


def get(accept, media_type):
    return Exchange(method="GET", target="http://a.example/", request_version="1.1", request_fields={"Accept": accept}, version="1.1", status=200,
                    fields={"Date": "Sun, 22 Nov 2026 12:00:00 GMT", "Content-Type": media_type, "ETag": f'"{media_type[0]}"', "Content-Length": "5"})


def put():
    return Exchange(method="PUT", target="http://a.example/", request_version="1.1", version="1.1", status=204,
                    fields={"Date": "Sun, 22 Nov 2026 12:00:00 GMT"})


@pytest.mark.parametrize("between, found", [([], ["vary-missing"]), ([get("a/a", "image/png")], ["vary-missing"]), ([put()], [])])
def test_what_was_changed_between_is_no_second_representation(between, found):
    checker = Checker()
    for exchange in (get("text/plain", "text/plain"), *between):
        checker.check(exchange)
    assert [finding.id for finding in checker.check(get("text/html", "html/x"))] == found


@pytest.mark.parametrize("locations, found", [(("/x", "https://a.example/x"), []), (("/x", "http://a.example/x"), []),
                                              (("/x", "https://b.example/x"), ["304-other-200-fields"]), (("/x", "/y"), ["304-other-200-fields"])])
def test_a_content_location_of_unknown_scheme_may_be_the_same(locations, found):
    checker = Checker()
    for status, location in zip((200, 304), locations):
        asked = {"Host": "a.example", **({"If-None-Match": '"a"'} if status == 304 else {"User-Agent": "x"})}
        findings = checker.check(Exchange(method="GET", target="/page", request_version="1.1", request_fields=asked, version="1.1", status=status,
                                          fields={"Date": "Sun, 22 Nov 2026 12:00:00 GMT", "ETag": '"a"', "Content-Location": location}))
    assert [finding.id for finding in findings] == found


def redirected(location, **request):
    exchange = Exchange(method="GET", status=302, fields=[("Location", location)], **request)
    return "redirect-self" in [finding.id for finding in Checker().check(exchange)]


SPELLINGS = ["", "#f", "page", "page#f", "./page", "../dir/page", "/dir/page", "/dir/./page"]


@pytest.mark.parametrize("request_", [{"target": "http://a.example/dir/page"}, {"target": "/dir/page", "request_fields": [("Host", "a.example")]},
                                      {"target": "/dir/page"}], ids=["all is known", "the scheme is not", "nor the host"])
def test_a_redirect_to_itself_is_found_however_it_is_spelled(request_):
    assert [location for location in SPELLINGS if not redirected(location, **request_)] == []


def test_a_redirect_to_itself_is_found_with_its_host():
    for location in ("//a.example/dir/page", "HTTP://A.Example:80/dir/page", "http://a.example:/dir/page#f"):
        assert redirected(location, target="http://a.example/dir/page"), location


def test_a_redirect_elsewhere_is_none_to_itself():
    """RFC 3986, 6.2.3: an empty query is not the same as none."""
    for location in ("?", "/dir/page?", "/dir/%70age", "//b.example/dir/page", "https://a.example/dir/page", "http://u@b.example/dir/page"):
        assert not redirected(location, target="http://a.example/dir/page"), location
