"""httpstatus read: exchanges from HAR and from HTTP/1 messages; and Python and Lua say the same. SPDX-License-Identifier: MIT"""
import json
import os
import subprocess
from pathlib import Path

import pytest

RECORDED = Path(__file__).resolve().parents[1] / "data/recorded"
KEYS = ["file", "entry", "method", "target", "status", "treat_as", "class", "interim", "content", "persists", "retry_after", "challenges",
        "proxy_challenges", "location", "defects"]


@pytest.fixture
def read(command):
    def read(*arguments, input=None):
        return subprocess.run([command, "read", "--json", *arguments], input=input, capture_output=True, timeout=120)
    return read


@pytest.fixture
def told(command):
    """What is told to a person of one exchange, by its label: {"storing": [...], "freshness": [...]}."""
    def told(*arguments, input=None):
        run = subprocess.run([command, "read", *arguments], input=input, capture_output=True, timeout=120, env={**os.environ, "COLUMNS": "100"})
        assert run.returncode == 0, run.stderr
        found, label = {}, None
        for line in run.stdout.decode().splitlines()[1:]:
            label = line[2:14].strip() or label
            found.setdefault(label, []).append(line[14:])
        return found
    return told


def records(run, status=0):
    assert run.returncode == status, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def har(*entries, **log):
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "t", "version": "1"}, **log, "entries": list(entries)}}).encode()


def entry(status=200, method="GET", url="https://example.com/a", headers=(), request_headers=(), version="HTTP/1.1", **more):
    def fields(pairs):
        return [{"name": name, "value": value} for name, value in pairs]
    return {"startedDateTime": "2026-11-22T12:00:00.000Z", "time": 1500,
            "request": {"method": method, "url": url, "httpVersion": version, "headers": fields(request_headers or [("Accept", "*/*")]), "bodySize": -1},
            "response": {"status": status, "statusText": "", "httpVersion": version, "headers": fields(headers or [("Server", "a")]),
                         "content": {"size": -1, "mimeType": ""}, "redirectURL": "", "bodySize": -1, **more.pop("response", {})}, **more}


def test_a_message_is_one_entry(read, told):
    message = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nCache-Control: max-age=60\r\n\r\nhello"
    record, = records(read("-", input=message))
    assert list(record) == KEYS and (record["file"], record["entry"]) == ("standard input", 0)
    assert record["content"] == {"kind": "length", "length": 5} and record["persists"] is True and record["defects"] == []
    said = told("-", input=message)
    assert said["storing"] == [f"a {cache} cache may or may not store it (request-unknown)" for cache in ("private", "shared")]  # unknown is not absent
    assert said["freshness"] == ["60 s, explicit lifetime, of unknown age"]
    assert record["retry_after"] is None and record["location"] is None and record["challenges"] == []


def test_the_request_head_makes_it_known(read, told, tmp_path):
    (tmp_path / "request").write_bytes(b"GET /a/b HTTP/1.1\r\nHost: example.com\r\n\r\n")
    (tmp_path / "response").write_bytes(b"HTTP/1.1 301 Moved Permanently\r\nLocation: ../c#d\r\nContent-Length: 0\r\n\r\n")
    record, = records(read(tmp_path / "response", "--request", tmp_path / "request"))
    assert record["location"] == {"reference": "../c#d", "target": "http://example.com/c#d", "cross_origin": False}
    assert told(tmp_path / "response", "--request", tmp_path / "request")["storing"] == ["a private cache may store it", "a shared cache may store it"]
    head, = records(read("-", "--request", tmp_path / "request", input=b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"))
    assert head["content"] == {"kind": "length", "length": 5} and head["defects"] == []


def test_without_content_or_request_a_length_may_be_heads(read):
    record, = records(read("-", input=b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"))
    assert record["content"] == {"kind": None, "length": None} and record["persists"] is True


def test_a_cut_message_is_a_defect(read, tmp_path):
    (tmp_path / "request").write_bytes(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    record, = records(read("-", "--request", tmp_path / "request", input=b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"))
    assert record["defects"] == ["content-short"]


def test_values(read):
    message = (b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", , "
               b"Basic realm=\"simple\"\r\nWWW-Authenticate: Negotiate abc==\r\nRetry-After: 99999999999999999999\r\n\r\n")
    record, = records(read("-", input=message))
    assert record["challenges"] == [
        {"scheme": "Newauth", "token68": None, "params": {"realm": "apps", "type": "1", "title": 'Login to "apps"'}},
        {"scheme": "Basic", "token68": None, "params": {"realm": "simple"}}, {"scheme": "Negotiate", "token68": "abc==", "params": {}}]
    assert record["retry_after"] == {"valid": True, "seconds": 2**63 - 1}


@pytest.mark.parametrize("value, now, expected", [
    ("120", 0, {"valid": True, "seconds": 120}), ("120s", 0, {"valid": False, "seconds": None}), ("-1", 0, {"valid": False, "seconds": None}),
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784111777 - 60, {"valid": True, "seconds": 60}),
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784111777 + 60, {"valid": True, "seconds": 0}),
    ("Sunday, 06-Nov-94 08:49:37 GMT", 784111777 - 60, {"valid": True, "seconds": 60}),
])
def test_retry_after_at_a_time(read, value, now, expected):
    record, = records(read("-", "--now", str(now), input=f"HTTP/1.1 503 x\r\nRetry-After: {value}\r\n\r\n".encode()))
    assert record["retry_after"] == expected


def test_a_har_is_an_entry_a_line(read):
    lines = records(read("-", input=har(entry(), entry(404), entry(304, headers=[("ETag", '"x"')]))))
    assert [(line["entry"], line["status"]) for line in lines] == [(0, 200), (1, 404), (2, 304)]


def test_a_har_lies_about_sizes(read):
    sized = {"content": {"size": 3, "mimeType": "x"}, "bodySize": 999999}
    plain, coded, stored, length = records(read("-", input=har(
        entry(headers=[("Content-Length", "5")], response=sized),
        entry(headers=[("Content-Length", "5"), ("Content-Encoding", "gzip")], response=sized),
        entry(304, headers=[("Content-Length", "5")], response=sized),
        entry(headers=[("Content-Length", "3")], response=sized))))
    assert plain["defects"] == ["content-short"] and coded["defects"] == stored["defects"] == length["defects"] == []


@pytest.mark.parametrize("size, defects", [(2**63, ["content-long"]), (10**40, ["content-long"]), (3.0, ["content-short"]), (5.0, []), (-2**64, []), (4.5, [])])
def test_numbers_of_a_har_may_have_a_point_or_be_too_large(read, size, defects):
    line, = records(read("-", input=har(entry(200.0, headers=[("Content-Length", "5")], response={"content": {"size": size, "mimeType": "x"}}))))
    assert (line["status"], line["defects"]) == (200, defects)


def test_a_length_too_large_to_count_is_no_defect(read, told):  # RFC 9110, 8.6
    message = b"HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775808\r\n\r\nhello"
    record, = records(read("-", input=message))
    assert record["content"] == {"kind": "length", "length": 2**63 - 1} and record["defects"] == ["content-short"]
    assert told("-", input=message)["content"] == ["length, more octets than can be counted; the connection persists"]


def test_har_versions_and_interim_responses(read):
    h2, h3, unknown, interim = records(read("-", input=har(
        entry(version="h2"), entry(version="HTTP/3.0"), entry(version=""),
        entry(_interim=[{"status": 103, "headers": [{"name": "Link", "value": "</x>"}]}, {"status": 100}]))))
    assert h2["content"]["kind"] == h3["content"]["kind"] == "stream" and unknown["content"]["kind"] is None
    assert interim["interim"] == [103, 100]


@pytest.mark.parametrize("response, why", [
    (b"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/5\r\nContent-Length: 2\r\nCache-Control: max-age=60\r\n\r\n", "cache-unknown"),
    (b"HTTP/1.1 206 Partial Content\r\nContent-Range: lines 0-1/5\r\nContent-Length: 2\r\nCache-Control: max-age=60\r\n\r\n", "cache-unknown"),
    (b"HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nCache-Control: max-age=60\r\n\r\n", "cache-unknown"),
])
def test_what_depends_on_the_cache_is_not_denied(told, tmp_path, response, why):
    (tmp_path / "response").write_bytes(response)
    (tmp_path / "request").write_bytes(b"GET / HTTP/1.1\r\nHost: a.example\r\nRange: bytes=0-1\r\nIf-None-Match: \"a\"\r\n\r\n")
    said = told(tmp_path / "response", "--request", tmp_path / "request")["storing"]
    assert said == [f"a {cache} cache may or may not store it ({why})" for cache in ("private", "shared")]


def test_what_a_har_does_not_say_is_unknown(read, told):
    def storing(why):
        return [f"a {cache} cache may or may not store it ({why})" for cache in ("private", "shared")]
    silent = entry(headers=[("Cache-Control", "max-age=60")])
    del silent["request"]["headers"]
    assert told("-", input=har(silent))["storing"] == storing("request-unknown")
    for nothing in (0, -1):  # what browsers, and Playwright, write where no response came
        none, = records(read("-", input=har(entry(nothing))))
        assert none["status"] is none["treat_as"] is none["class"] is None
    silent = entry(headers=[])
    del silent["response"]["headers"]
    record, = records(read("-", input=har(silent)))
    assert record["content"]["kind"] is None and record["persists"] is None
    assert told("-", input=har(silent))["storing"] == storing("response-unknown")


def test_time_is_the_entrys_own_unless_given(told):
    dated = entry(headers=[("Cache-Control", "max-age=60"), ("Date", "Sun, 22 Nov 2026 11:59:00 GMT")])
    assert told("-", input=har(dated))["freshness"] == ["60 s, explicit lifetime, 62 s old"]
    assert told("-", "--now", "1795350000", input=har(dated))["freshness"] == ["60 s, explicit lifetime, 21 min old"]  # 1260 s


SHARED_ONLY = b"HTTP/1.1 404 Not Found\r\nCache-Control: %b\r\nDate: Sun, 22 Nov 2026 11:59:00 GMT\r\n\r\n"


@pytest.mark.parametrize("cache_control, freshness", [
    (b"max-age=60, s-maxage=600", ["private: 60 s, explicit lifetime, 5 s old", "shared: 10 min, explicit lifetime, 5 s old"]),
    (b"s-maxage=600", ["shared: 10 min, explicit lifetime, 5 s old"]),  # RFC 9111, 5.2.2.10: not for a private one
    (b"max-age=60, s-maxage=60", ["60 s, explicit lifetime, 5 s old"]),
])
def test_both_lifetimes_are_told_where_they_differ(told, cache_control, freshness):
    assert told("-", "--now", "1795348745", input=SHARED_ONLY % cache_control)["freshness"] == freshness


@pytest.mark.parametrize("seconds, text", [
    (0, "0 s"), (299, "299 s"), (300, "5 min"), (301, "about 5 min (301 s)"), (3600, "1 h"), (5400, "90 min"), (7199, "about 120 min (7199 s)"),
    (7200, "2 h"), (86399, "about 24 h (86399 s)"), (86400, "1 day"), (86401, "about 24 h (86401 s)"), (90000, "25 h"), (604800, "7 days"),
    (8000000, "about 93 days (8000000 s)"), (8035200, "93 days"), (31536000, "365 days"), (63072000, "730 days"), (63072001, "about 2 years (63072001 s)"),
    (94608000, "about 3 years (94608000 s)"), (2**31, "about 68 years (2147483648 s)"),
])
def test_a_lifetime_is_told_as_people_tell_it(told, seconds, text):
    message = b"HTTP/1.1 200 OK\r\nCache-Control: max-age=%d\r\nDate: Sun, 22 Nov 2026 11:59:00 GMT\r\n\r\n" % seconds
    assert told("-", "--now", "1795348745", input=message)["freshness"] == [f"{text}, explicit lifetime, 5 s old"]


def test_what_a_shared_cache_alone_must_not_store(told, tmp_path):
    (tmp_path / "request").write_bytes(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    said = told("-", "--request", tmp_path / "request", input=b"HTTP/1.1 200 OK\r\nCache-Control: private\r\n\r\n")
    assert said["storing"] == ["a private cache may store it", "a shared cache does not store it (private)"]


def test_a_lifetime_too_long_to_count_is_told_in_words(told):
    assert told("-", input=b"HTTP/1.1 503 x\r\nRetry-After: 99999999999999999999\r\n\r\n")["retry after"] == ["more seconds than can be counted"]


@pytest.mark.parametrize("broken, reason", [
    (entry("abc"), 'response.status is "abc", not a number'),
    (entry(1000), "response.status is 1000, not a number from 0 to 999"),
    (entry(2**64), "response.status is 1.8446744073709552e19, not a number from 0 to 999"),
    (entry(2.5), "response.status is 2.5, not a number"),
    (5, "is not an object"),
    ({}, "request is missing, not an object"),
    ({"request": [], "response": {}}, "request is [], not an object"),
    (entry(headers=[("x", "y")] * 2000), "2000 field lines at least, and the limit most-fields is 1000"),
])
def test_a_broken_entry_does_not_hide_the_others(read, broken, reason):
    run = read("-", input=har(entry(), broken, entry(404)))
    assert [line["status"] for line in records(run, 2)] == [200, 404]
    assert run.stderr.decode().startswith("httpstatus: standard input: entry 1: ") and reason in run.stderr.decode()


def test_an_entry_of_bad_json_does_not_hide_the_others(read):
    text = har(entry(), entry(299), entry(404)).replace(b'"status": 299', b'"status": 299,,')
    run = read("-", input=text)
    assert [line["status"] for line in records(run, 2)] == [200, 404] and b"entry 1: " in run.stderr


@pytest.mark.parametrize("text, reason", [
    (b"", "is empty"), (b"  \n", "is empty"), (b"hello", "is neither a HAR"), (b"{}", "there is no list log.entries"),
    (b'{"log": {}}', "there is no list log.entries"), (b'{"log": {"entries": {}}}', "entries is no list"),
    (b'{"log": {"entries": [', "entry 0: the file ends"), (b'{"log": {"entries": [{"a": "b', "entry 0: the file ends"),
    (b'{"log": {"entries": [{} {}]}}', "entry 0"), (b'{"log', "there is no list"), (b"H", "the octets end before the head does"), (b"Hello, world\n\n", "there is no status line in it"),
])
def test_what_is_no_file_of_exchanges_is_trouble(read, text, reason):
    run = read("-", input=text)
    assert run.returncode == 2 and reason in run.stderr.decode(), run.stderr


def test_an_empty_har_is_no_trouble(read):
    assert records(read("-", input=har())) == []


def test_content_that_looks_like_a_head_is_content(read):
    for content in (b"HTTP/1.1 404 Not Found\r\n\r\n", b"HTTP/1.1 is a protocol\n"):
        record, = records(read("-", input=b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content) + content))
        assert record["status"] == 200 and record["defects"] == []


def test_behind_a_redirect_the_request_is_no_longer_known(read, tmp_path):
    (tmp_path / "request").write_bytes(b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")
    heads = b"HTTP/1.1 302 x\r\nLocation: /a/b\r\n\r\nHTTP/1.1 302 x\r\nLocation: c\r\n\r\n"
    first, second = records(read("-", "--request", tmp_path / "request", input=heads))
    assert (first["target"], second["target"], second["location"]["target"]) == ("/", None, None)
    connect = b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 302 x\r\nLocation: c\r\n\r\n"
    *_, record = records(read("-", "--request", tmp_path / "request", input=connect))
    assert record["location"]["target"] == "http://example.com/c"


def test_many_heads_in_a_row_are_quick(read):
    assert records(read("-", input=b"HTTP/1.1 302\n\n" * 299_000))[0]["status"] == 302


@pytest.mark.parametrize("version", [b"1.0", b"1.1", b"2", b"3"])
@pytest.mark.parametrize("said, crosses", [([], None), (["--http"], True), (["--https"], False)])
def test_http_or_https_is_what_the_caller_says(read, tmp_path, version, said, crosses):
    (tmp_path / "request").write_bytes(b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")
    head = b"HTTP/" + version + b" 302 \r\nlocation: https://example.com/b\r\n\r\n"
    assert records(read("-", *said, "--request", tmp_path / "request", input=head))[0]["location"]["cross_origin"] is crosses


@pytest.mark.parametrize("location, crosses", [("/b", False), ("b", False), ("//example.com/b", False), ("//b.example/", True), ("http://b.example/", True),
                                               ("https://b.example/", True), ("https://example.com/b", None), ("http://example.com/b", None)])
def test_what_does_not_depend_on_the_scheme_is_not_withheld(read, tmp_path, location, crosses):
    (tmp_path / "request").write_bytes(b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")
    head = b"HTTP/1.1 302 x\r\nLocation: " + location.encode() + b"\r\n\r\n"
    assert records(read("-", "--request", tmp_path / "request", input=head))[0]["location"]["cross_origin"] is crosses


def test_a_whole_uri_says_which_it_is(read, tmp_path):
    (tmp_path / "request").write_bytes(b"GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\n\r\n")
    head = b"HTTP/1.1 302 x\r\nLocation: https://example.com/b\r\n\r\n"
    assert records(read("-", "--request", tmp_path / "request", input=head))[0]["location"]["cross_origin"] is True


def test_where_location_leads_says_that_it_depends_on_the_scheme(told, tmp_path):
    (tmp_path / "request").write_bytes(b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")

    def shown(location, *said):
        return told("-", *said, "--request", tmp_path / "request", input=b"HTTP/1.1 302 x\r\nLocation: " + location + b"\r\n\r\n")["location"]

    assert shown(b"/b") == ["http://example.com/b", "or the same of https: say --http or --https"]
    assert shown(b"/b", "--https") == ["https://example.com/b"] and shown(b"/b", "--http") == ["http://example.com/b"]
    assert shown(b"https://b.example/") == ["https://b.example/"] and shown(b"http://b.example/") == ["http://b.example/"]


def test_it_cannot_be_both(read):
    for both in (["--http", "--https"], ["--https", "--http"]):
        done = read("-", *both, input=b"HTTP/1.1 200 OK\r\n\r\n")
        assert (done.returncode, done.stderr) == (2, b"httpstatus: --http and --https: it cannot have come both in the clear and over TLS\n")
    assert records(read("-", "--http", "--http", input=b"HTTP/1.1 200 OK\r\n\r\n"))


def test_without_a_time_what_needs_one_is_unknown(read, told):
    message = b"HTTP/1.1 503 x\r\nCache-Control: max-age=60\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"
    record, = records(read("-", input=message))
    assert record["retry_after"] == {"valid": True, "seconds": None}
    assert told("-", input=message)["freshness"] == ["60 s, explicit lifetime, of unknown age"]
    record, = records(read("-", input=b"HTTP/1.1 503 x\r\nDate: Sunday, 06-Nov-94 08:49:30 GMT\r\nRetry-After: 7\r\n\r\n"))
    assert record["retry_after"] == {"valid": True, "seconds": 7}
    undated = entry(503, headers=[("Date", "Sun, 22 Nov 2026 10:00:00 GMT"), ("Retry-After", "Sun, 22 Nov 2026 10:00:10 GMT")])
    del undated["startedDateTime"]
    assert records(read("-", input=har(undated)))[0]["retry_after"]["seconds"] == 10


def test_the_request_is_read_once_for_all_files(read, tmp_path):
    (tmp_path / "response").write_bytes(b"HTTP/1.1 302 x\r\nLocation: c\r\n\r\n")
    run = read(tmp_path / "response", tmp_path / "response", "--request", "-", input=b"GET /a/b HTTP/1.1\r\nHost: example.com\r\n\r\n")
    assert [record["location"]["target"] for record in records(run)] == ["http://example.com/a/c"] * 2
    (tmp_path / "har").write_bytes(har(entry()))
    assert b"a request is for other files" in read(tmp_path / "har", "--request", "-", input=b"GET / HTTP/1.1\r\n\r\n").stderr
    assert read(tmp_path / "response", "--request", tmp_path / "none").returncode == 2


ODD_ENTRIES = [
    entry("abc"), entry(1000), entry(2.5), 5, {}, {"request": [], "response": {}},
]


@pytest.mark.parametrize("odd", ODD_ENTRIES, ids=range(len(ODD_ENTRIES)))
def test_python_refuses_what_the_command_refuses(read, odd):
    httpstatus = pytest.importorskip("httpstatus")
    assert read("-", input=har(odd)).returncode == 2
    with pytest.raises(ValueError if isinstance(odd, dict) else TypeError):
        httpstatus.Exchange.from_har(odd)


ACCEPTED = [
    entry(response={"content": None}), entry(response={"content": []}), entry(headers=[("", "x")]), entry(headers=[(5, "x")]), entry(method=5), entry(url=None),
    entry(_interim=[{"status": 200}]), entry(_interim=[{}]), entry(_interim=None), entry(_interim=[{"status": "103"}]),
    entry(startedDateTime="2026-11-22T10:00:00+05:30"), entry(startedDateTime="2026-11-22T10:00:00+0530"), entry(startedDateTime="2026-11-22"),
    entry(startedDateTime="2026-11-22T10:00:00.5Zzz"), entry(startedDateTime=5), entry(time="x"), entry(time=1e300),
    *(entry(version=version, headers=[("Content-Length", "5")]) for version in ("h3-29", "http/2+quic/46", "h2c", "http/1", "h1", "2", "3.0", "HTTP/1.0", "http/0.9", 1.1)),
    entry(url="http://localhost/\u00e9", headers=[("Location", "?x")]), entry(-1), entry(0),
]


@pytest.mark.parametrize("odd", ACCEPTED, ids=range(len(ACCEPTED)))
def test_python_says_the_same_of_odd_entries(read, odd):
    httpstatus = pytest.importorskip("httpstatus")
    record, = records(read("-", input=har(odd)))
    assert {**httpstatus.Exchange.from_har(odd).json(), "file": "standard input", "entry": 0} == record


def test_files_that_cannot_be_read(read, tmp_path):
    run = read(tmp_path / "none", tmp_path)
    assert run.returncode == 2 and b"none: cannot be opened: No such file" in run.stderr and b"cannot be read: Is a directory" in run.stderr
    (tmp_path / "message").write_bytes(b"HTTP/1.1 204 No Content\r\n\r\n")
    lines = records(read(tmp_path / "message", tmp_path / "none", tmp_path / "message"), 2)
    assert [line["status"] for line in lines] == [204, 204] and lines[0]["file"].endswith("message")
    assert read("--now", "soon", tmp_path / "message").returncode == 2 and read().returncode == 2


@pytest.mark.skipif(os.environ.get("HTTPSTATUS_SANITIZE", "none") != "none", reason="a sanitizer keeps freed memory for a while")
def test_memory_is_that_of_one_entry(command, tmp_path):
    big = tmp_path / "big.har"
    one = json.dumps(entry(response={"content": {"size": 5, "text": "x" * 20000}}))
    with big.open("w") as file:
        file.write('{"log": {"entries": [' + ",".join([one] * 4000) + "]}}")
    assert big.stat().st_size > 60_000_000
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); " \
             "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    peak = subprocess.run(["/usr/bin/python3", "-c", script, command, "read", "--json", big], check=True, capture_output=True, text=True)
    assert int(peak.stdout) < 40_000  # KiB


def recorded_messages():
    return sorted(RECORDED.glob("*/[1-5]*.response.http"))


def test_python_says_the_same_of_messages(read):
    httpstatus = pytest.importorskip("httpstatus")
    for path in recorded_messages():
        request = path.with_name(path.name.replace(".response.", ".request."))
        for said, secured in (([], None), (["--http"], False), (["--https"], True)):
            record, = records(read("--now", "1800000000", *said, "--request", request, path))
            mine = httpstatus.Exchange.from_bytes(path.read_bytes(), request.read_bytes(), secured=secured).json(1800000000)
            assert {**mine, "file": str(path), "entry": 0} == record, path.name


def test_python_says_the_same_of_a_har(read):
    httpstatus = pytest.importorskip("httpstatus")
    for path in (RECORDED / "chromium").glob("*.har"):
        entries = json.loads(path.read_text())["log"]["entries"]
        for place, (record, har_entry) in enumerate(zip(records(read("--now", "1800000000", path)), entries, strict=True)):
            assert {**httpstatus.Exchange.from_har(har_entry).json(1800000000), "file": str(path), "entry": place} == record


def test_a_browsers_har_has_no_defect_that_is_not_there(read):
    for path in (RECORDED / "chromium").glob("*.har"):
        assert [record for record in records(read(path)) if record["defects"]] == []


def test_progress_on_a_terminal_only(command, tmp_path):
    big = tmp_path / "big.har"
    with big.open("w") as file:
        file.write('{"log": {"entries": [' + ",".join([json.dumps(entry(response={"content": {"text": "x" * 200000}}))] * 100) + "]}}")
    assert subprocess.run([command, "read", "--json", big], capture_output=True).stderr == b""
    try:
        master, slave = os.openpty()
    except OSError as error:
        pytest.skip(f"there is no pseudo-terminal here: {error}")
    subprocess.run([command, "read", "--json", big], stdout=subprocess.DEVNULL, stderr=slave, check=True)
    os.close(slave)
    assert b"big.har: 4" in os.read(master, 100000)
    os.close(master)


def test_for_a_person_unknown_is_said_in_words(command):
    text = subprocess.run([command, "read", "-"], input="HTTP/1.1 200 OK\r\nContent-Length: 5\r\nCache-Control: max-age=60\r\n\r\n",
                          capture_output=True, text=True, check=True).stdout
    assert "depends on what is not known" in text and "may or may not store it (request-unknown)" in text
    assert "60 s, explicit lifetime, of unknown age" in text and "-9223372036854775808" not in text


def test_for_a_person(command):
    text = subprocess.run([command, "read", RECORDED / "nginx/401-basic.response.http", "--request", RECORDED / "nginx/401-basic.request.http"],
                          capture_output=True, text=True, check=True).stdout
    assert "401 Unauthorized" in text and "challenge   Basic" in text and "a shared cache does not store it (no-freshness)" in text
