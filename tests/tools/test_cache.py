"""httpstatus cache: what caches would have done with a session, and what to change. SPDX-License-Identifier: MIT"""
import json
import os
import subprocess
from pathlib import Path

import pytest

RECORDED = Path(__file__).resolve().parents[1] / "data/recorded"
DATE = ("Date", "Sun, 22 Nov 2026 12:00:00 GMT")
MINUTE = ("Cache-Control", "max-age=60")


@pytest.fixture
def cache(command):
    def cache(*arguments, input=None, columns=80, status=0):
        run = subprocess.run([command, "cache", *arguments], input=input, capture_output=True, timeout=120, env={**os.environ, "COLUMNS": str(columns)})
        assert run.returncode == status, run.stderr
        return run.stdout.decode()
    return cache


@pytest.fixture
def lines(cache):
    """The objects of one kind of cache, a line an entry, and the summary of it."""
    def lines(kind, *entries):
        *found, last = map(json.loads, cache("--json", f"--{kind}", "-", input=har(*entries)).splitlines())
        return found, last["summary"][0]
    return lines


def har(*entries):
    return json.dumps({"log": {"entries": entries}}).encode()


def entry(*headers, seconds=0, method="GET", path="/a", status=200, request=(), length=10, **response):
    def fields(pairs):
        return [{"name": name, "value": value} for name, value in pairs]
    lengths = [("Content-Length", str(length))] if length is not None else []
    return {"startedDateTime": f"2026-11-22T12:{seconds // 60:02}:{seconds % 60:02}Z", "time": 0,
            "request": {"method": method, "url": f"https://a.example{path}", "httpVersion": "HTTP/1.1", "headers": fields(request)},
            "response": {"status": status, "statusText": "", "httpVersion": "HTTP/1.1", "headers": fields([DATE, *lengths, *headers]), **response}}


def actions(found):
    return [line["lookup"]["action"] for line in found]


def changes(summary):
    return [(change["what"], change["responses"]["count"], change["spares"]["count"]) for change in summary["changes"]]


def test_what_is_fresh_answers_the_next_request(lines):
    found, summary = lines("private", entry(MINUTE), entry(MINUTE, seconds=59))
    assert actions(found) == ["forward", "serve"] and found[1]["lookup"]["stored"]["entry"] == 0
    assert summary["spared"] == {"count": 1, "octets": 10, "at_least": False} and summary["requests"] == 2 and summary["changes"] == []


def test_so_many_of_one_target_are_kept(lines):  # each request looks at all of them
    def of(number):
        return entry(MINUTE, ("Vary", "X-K"), request=[("X-K", str(number))])

    found, _ = lines("private", *map(of, range(64)), of(0), of(64), of(0), of(63))
    assert actions(found)[64:] == ["serve", "forward", "forward", "serve"]


def test_what_is_stale_does_not(lines):
    found, summary = lines("private", entry(MINUTE), entry(MINUTE, seconds=60))
    assert actions(found) == ["forward", "forward"] and summary["spared"]["count"] == 0


def test_what_was_answered_is_not_stored(lines):
    found, _ = lines("private", entry(MINUTE), entry(MINUTE, seconds=30), entry(MINUTE, seconds=70))
    assert [line["stored"] for line in found] == [True, False, True]


def test_s_maxage_is_for_the_shared_cache_alone(lines):
    both = [entry(("Cache-Control", "max-age=5, s-maxage=60")), entry(seconds=30)]
    assert actions(lines("private", *both)[0])[1] == "forward" and actions(lines("shared", *both)[0])[1] == "serve"


def test_private_is_not_for_the_shared_cache(lines):
    both = [entry(("Cache-Control", "private, max-age=60"))] * 2
    assert actions(lines("private", *both)[0]) == ["forward", "serve"]
    found, summary = lines("shared", *both)
    assert found[0]["store"]["why"] == ["private"] and changes(summary)[0] == ("private", 1, 1)


def test_octets_that_nobody_knows_make_it_at_least(lines):
    _, summary = lines("private", entry(MINUTE), entry(MINUTE, ("Transfer-Encoding", "chunked"), length=None), entry(MINUTE))
    assert summary["spared"] == {"count": 2, "octets": 10, "at_least": True}


def test_a_304_updates_what_is_stored(lines):
    tag = ("ETag", '"x"')
    found, _ = lines("private", entry(MINUTE, tag), entry(MINUTE, tag, ("Date", "Sun, 22 Nov 2026 12:01:40 GMT"), seconds=100, status=304, length=None,
                                                          request=[("If-None-Match", '"x"')]), entry(seconds=159))
    del found[1]["updated"][0]["file"]
    assert found[1]["reaction"] == "update" and found[1]["updated"] == [{"entry": 0}]


def test_an_unsafe_request_makes_it_invalid(lines):
    found, _ = lines("private", entry(MINUTE), entry(method="DELETE", status=204, length=None), entry(MINUTE))
    assert actions(found) == ["forward"] * 3 and [one["entry"] for one in found[1]["invalidated"]] == [0]


def test_an_unsafe_request_that_failed_does_not(lines):
    found, _ = lines("private", entry(MINUTE), entry(method="DELETE", status=403), entry(MINUTE))
    assert actions(found)[2] == "serve"


def test_other_fields_that_vary_names_need_another(lines):
    vary = ("Vary", "Accept-Language")
    found, summary = lines("private", entry(MINUTE, vary, request=[("Accept-Language", "de")]), entry(MINUTE, vary, request=[("Accept-Language", "en")]),
                           entry(MINUTE, vary, request=[("Accept-Language", "de")]))
    assert actions(found) == ["forward", "forward", "serve"] and found[1]["lookup"]["reasons"] == ["vary"]
    assert changes(summary)[0] == ("vary", 1, 1)


def test_same_validator_could_have_been_a_304(lines):
    tagged = entry(("Cache-Control", "no-cache"), ("ETag", '"x"'))
    found, summary = lines("private", tagged, tagged)
    assert actions(found)[1] == "validate" and summary["validated"]["count"] == 1 and summary["validated"]["octets"] == 10


@pytest.mark.parametrize("what, headers", [
    ("lifetime-missing", []), ("lifetime-short", [("Cache-Control", "max-age=1")]), ("no-store", [("Cache-Control", "no-store")]),
    ("no-cache", [("Cache-Control", "no-cache, max-age=60")])])
def test_what_is_in_the_way_is_named_with_what_it_costs(lines, what, headers):
    one = entry(*headers, ("ETag", '"x"'), seconds=30)
    _, summary = lines("private", entry(*headers, ("ETag", '"x"')), one)
    assert summary["changes"][0]["what"] == what
    assert summary["changes"][0]["spares"] == {"count": 1, "octets": 10, "at_least": False}
    assert summary["changes"][0]["seconds"] == 31 and summary["changes"][0]["target"] == "https://a.example/a"


def test_authorization_is_in_the_way_of_a_shared_cache(lines):
    one = entry(MINUTE, ("ETag", '"x"'), request=[("Authorization", "Basic x")])
    assert changes(lines("shared", one, one)[1]) == [("authorization", 1, 1)] and changes(lines("private", one, one)[1]) == []


def test_what_changed_is_not_to_be_kept(lines):
    assert changes(lines("private", entry(("ETag", '"1"')), entry(("ETag", '"2"')))[1]) == [("lifetime-missing", 2, 0)]
    assert changes(lines("private", entry(length=1), entry(length=2))[1]) == [("lifetime-missing", 2, 0)]


def test_a_client_that_wants_it_anew_is_nothing_to_change(lines):
    wish = [("Cache-Control", "no-cache")]
    assert changes(lines("private", entry(MINUTE), entry(MINUTE, request=wish))[1]) == []


def test_what_spares_most_comes_first(lines):
    kept = [entry(("Cache-Control", "no-store"), ("ETag", '"x"'), path="/b", length=1000)] * 2
    _, summary = lines("private", *[entry(("ETag", '"x"'))] * 3, *kept)
    assert changes(summary) == [("lifetime-missing", 3, 2), ("no-store", 1, 1)]


def test_a_browsers_own_answers_are_counted_apart(lines):
    shown = entry(MINUTE, seconds=1, bodySize=0, content={"size": 10, "mimeType": "x"})
    _, summary = lines("private", entry(MINUTE), shown)
    assert summary["own"]["count"] == 1 and summary["spared"]["count"] == 0


def test_a_person_reads_it(cache):
    text = cache("-", input=har(entry(), entry(seconds=1), entry(MINUTE, path="/b"), entry(MINUTE, path="/b")))
    words = " ".join(text.split())
    assert "request serve entry 2; fresh: the stored response is fresh" in words
    assert "caches 1 request, 10 octets, of 4 could have been spared" in words
    assert ("Cache-Control has no max-age on 2 responses, 20 octets: one of 2 s or more would spare 1 request, 10 octets, "
            "most of all https://a.example/a (1)") in words


def test_both_caches_stand_apart_where_they_differ(cache):
    text = cache("-", input=har(*[entry(("Cache-Control", "private, max-age=60"), ("ETag", '"x"'))] * 2))
    words = " ".join(text.split())
    assert "private: 1 request, 10 octets, of 2 could have been spared" in words and "shared: 0 requests, 0 octets, of 2 could" in words
    assert "private: serve entry 0;" in words and "shared: forward; entry 0 was not stored (private)" in words


def test_what_came_of_another_file_says_so(cache, tmp_path):
    (tmp_path / "request").write_bytes(b"GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
    for name in "ab":
        (tmp_path / name).write_bytes(b"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\nCache-Control: max-age=9\r\nContent-Length: 1\r\n\r\nx")
    text = cache("--request", tmp_path / "request", tmp_path / "a", tmp_path / "b")
    assert f"serve entry 0 of {tmp_path}/a; fresh" in " ".join(text.split())


@pytest.mark.parametrize("said, target", [([], "//a.example/p"), (["--http"], "http://a.example/p"), (["--https"], "https://a.example/p")])
def test_a_target_of_unknown_scheme_is_named_without_it(cache, tmp_path, said, target):
    (tmp_path / "request").write_bytes(b"GET /p HTTP/1.1\r\nHost: A.example\r\n\r\n")
    (tmp_path / "a").write_bytes(b"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\nETag: \"x\"\r\nContent-Length: 1\r\n\r\nx")
    *_, last = cache("--json", "--private", *said, "--request", tmp_path / "request", tmp_path / "a", tmp_path / "a").splitlines()
    change, = json.loads(last)["summary"][0]["changes"]
    assert (change["what"], change["spares"]["count"], change["target"]) == ("lifetime-missing", 1, target)


def test_a_whole_uri_names_its_scheme(cache, tmp_path):
    (tmp_path / "request").write_bytes(b"GET http://a.example/p HTTP/1.1\r\nHost: a.example\r\n\r\n")
    (tmp_path / "a").write_bytes(b"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\nETag: \"x\"\r\nContent-Length: 1\r\n\r\nx")
    *_, last = cache("--json", "--private", "--request", tmp_path / "request", tmp_path / "a", tmp_path / "a").splitlines()
    assert json.loads(last)["summary"][0]["changes"][0]["target"] == "http://a.example/p"


@pytest.mark.parametrize("said", [[], ["--http"], ["--https"]])
def test_an_unsafe_request_makes_invalid_whatever_the_scheme(cache, tmp_path, said):
    (tmp_path / "request").write_bytes(b"POST /p HTTP/1.1\r\nHost: a.example\r\nContent-Length: 0\r\n\r\n")
    (tmp_path / "a").write_bytes(b"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\nCache-Control: max-age=60\r\nContent-Location: /p\r\n"
                                 b"Content-Length: 1\r\n\r\nx")
    _, second, _ = map(json.loads, cache("--json", "--private", *said, "--request", tmp_path / "request", tmp_path / "a", tmp_path / "a").splitlines())
    assert [one["entry"] for one in second["invalidated"]] == [0]


@pytest.mark.parametrize("columns", [40, 80, 100])
def test_it_fits_the_terminal(cache, columns):
    told = [line for line in cache(RECORDED / "chromium/session.har", columns=columns).splitlines() if line.startswith("  ") and " http://" not in line]
    assert max(map(len, told)) <= columns


def test_a_recorded_session(cache):
    """Read line by line: what Chromium asked for twice and was not told to keep is /target, four times after the first, and / with no-store, twice."""
    *_, summary = map(json.loads, cache("--json", "--private", RECORDED / "chromium/session.har").splitlines())
    summary, = summary["summary"]
    assert (summary["requests"], summary["spared"]["count"], summary["own"]["count"]) == (48, 0, 8)
    assert [(change["what"], change["spares"]["count"], change["spares"]["octets"]) for change in summary["changes"]] == [
        ("lifetime-missing", 4, 4 * 88), ("no-store", 2, 2 * 353), ("validator-missing", 6, 4 * 88 + 2 * 353)]


@pytest.mark.parametrize("arguments", [["-", "--level", "must"], []])
def test_a_question_that_cannot_be_read(cache, arguments):
    cache(*arguments, input=b"", status=2)
