"""httpstatus check and httpstatus rules. SPDX-License-Identifier: MIT"""
import json
import os
import pty
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

DATE = b"Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
GOOD = b"HTTP/1.1 404 Not Found\r\n" + DATE + b"Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"
NO_ALLOW = b"HTTP/1.1 405 Method Not Allowed\r\n" + DATE + b"Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"
WEAK = b"HTTP/1.1 302 Found\r\n" + DATE + b"Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"  # no Location: should


@pytest.fixture
def run(command):
    def run(*arguments, input=None):
        return subprocess.run([command, *arguments], input=input, capture_output=True, timeout=120)
    return run


def record(done, status):
    assert done.returncode == status, done.stderr
    one, = done.stdout.splitlines()
    return json.loads(one)


def entry(i=0, status=405, headers=()):
    fields = [("Date", "Sun, 22 Nov 2026 12:00:00 GMT"), ("Content-Type", "text/plain"), ("Content-Length", "5"), *headers]
    return {"startedDateTime": "2026-11-22T12:00:00Z", "time": 5,
            "request": {"method": "GET", "url": f"https://a.example/{i}", "httpVersion": "HTTP/1.1", "headers": [{"name": "Host", "value": "a.example"}]},
            "response": {"status": status, "statusText": "", "httpVersion": "HTTP/1.1", "headers": [{"name": n, "value": v} for n, v in fields],
                         "content": {"size": 5}}}


def har(*entries):
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "t", "version": "1"}, "entries": entries}}).encode()


def test_a_finding_as_json(run):
    said = record(run("check", "--json", "-", input=NO_ALLOW), 1)
    assert list(said) == ["file", "entry", "method", "target", "status", "findings"]
    assert list(said.values())[:5] == ["standard input", 0, None, None, 405]
    finding, = said["findings"]
    assert list(finding) == ["id", "level", "reference", "message", "field", "part", "binds", "title", "remedy"]
    assert (finding["id"], finding["level"], finding["reference"], finding["field"]) == ("405-no-allow", "must", "RFC 9110, 15.5.6", "Allow")
    assert (finding["part"], finding["binds"]) == ("response", "origin")


def test_a_finding_for_a_person(run):
    text = run("check", "--each", "-", input=NO_ALLOW).stdout.decode()
    assert text.startswith("0  ?   405 Method Not Allowed\n  must        ") and "RFC 9110, 15.5.6; 405-no-allow\n" in text
    assert text.endswith("\n\n 1 exchange: 1 with a must.\n")


def test_what_is_right_has_an_object_too_and_exit_status_0(run):
    assert record(run("check", "--json", "-", input=GOOD), 0) == {
        "file": "standard input", "entry": 0, "method": None, "target": None, "status": 404, "findings": []}
    assert run("check", "-", input=GOOD).stdout == b" standard input: 1 exchange checked, and it is right\n 1 exchange: 1 right.\n"


@pytest.mark.parametrize("level, status", [("must", 0), ("should", 1), ("may", 1), ("advice", 1)])
def test_the_level_decides_what_counts(run, level, status):
    assert run("check", "--level", level, "-", input=WEAK).returncode == status
    assert run("check", "-", input=WEAK).returncode == 1  # should, where nothing is said


@pytest.mark.parametrize("level, status", [("must", 0), ("cannot", 1), ("should", 1), ("advice", 1)])
def test_what_cannot_be_counts_where_should_does(run, level, status):
    part = entry(0, 206, [("Content-Range", "bytes 0-4/9"), ("ETag", '"v"')])  # nobody asked for it
    assert run("check", "--level", level, "-", input=har(part)).returncode == status
    assert record(run("check", "--json", "-", input=har(part)), 1)["findings"][0]["level"] == "cannot"
    assert run("check", "--each", "-", input=har(part)).stdout.splitlines()[1].startswith(b"  cannot      ")


@pytest.mark.parametrize("url", ["http://a.example", "http://a.example/*", "*"])
def test_options_for_the_server_as_a_har_has_it_needs_no_allow(run, url):
    options = entry(0, 200)
    options["request"] |= {"method": "OPTIONS", "url": url}
    assert record(run("check", "--json", "-", input=har(options)), 0)["findings"] == []


def test_a_whole_uri_in_a_har_is_no_absolute_form(run):
    without_host = entry(0, 200, [("ETag", '"v"')])
    without_host["request"]["headers"] = []
    without_host["request"]["url"] = "https://a.example/caf\u00e9"
    assert record(run("check", "--json", "-", input=har(without_host)), 0)["findings"] == []


@pytest.mark.parametrize("version", ["HTTP/0.0", "HTTP/9.9", "unknown", ""])
def test_a_version_that_a_recorder_does_not_know_is_unknown(run, version):
    odd = entry(0, 200, [("ETag", '"v"'), ("Connection", "keep-alive")])
    odd["request"]["httpVersion"] = odd["response"]["httpVersion"] = version
    assert record(run("check", "--json", "-", input=har(odd)), 0)["findings"] == []


def test_a_rule_can_be_left_out(run):
    assert record(run("check", "--json", "--ignore", "405-no-allow", "-", input=NO_ALLOW), 0)["findings"] == []


def test_files_are_named_and_held_against_each_other(run, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(NO_ALLOW)
    done = run("check", "--json", tmp_path / "one", tmp_path / "two")
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(tmp_path / "one"), str(tmp_path / "two")]
    headings = [line for line in run("check", "--each", tmp_path / "one", tmp_path / "two").stdout.decode().splitlines() if line[:1].strip()]
    assert headings == [f"{tmp_path / name} 0  ?   405 Method Not Allowed" for name in ("one", "two")]


def test_what_is_declared_is_judged(run):
    response = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"
    assert record(run("check", "--json", "--declare", "clock", "-", input=response), 1)["findings"][0]["id"] == "date-missing"
    assert run("check", "-", input=response).returncode == 0


@pytest.mark.parametrize("option, wrong, told", [
    ("--level", "bad", '--level: "bad" is none of: must, cannot, should, may, advice'),
    ("--ignore", "405", '--ignore: "405" is no rule; `httpstatus rules` lists them'),
    ("--declare", "bad", '--declare: "bad" is none of:'),
])
def test_a_wrong_word_is_told(run, option, wrong, told):
    done = run("check", option, wrong, "-", input=GOOD)
    assert done.returncode == 2 and done.stderr.decode().splitlines()[0] == f"httpstatus: {told}"


@pytest.mark.parametrize("word", ["level", "remembered"])
def test_what_is_no_declaration_cannot_be_declared(run, word):
    done = run("check", "--declare", word, "-", input=GOOD)
    assert done.returncode == 2 and "  clock" in done.stderr.decode().splitlines() and f"  {word}" not in done.stderr.decode().splitlines()


@pytest.mark.parametrize("word", ["must-not", "should-not", "expected", "policy"])
def test_a_level_is_named_by_its_first_word(run, word):
    assert run("check", "--level", word, "-", input=GOOD).returncode == 2


def test_what_cannot_be_read_wins_over_findings(run):
    bad = entry(1)
    bad["response"]["status"] = "x"
    done = run("check", "--json", "-", input=har(entry(0), bad, entry(2, 404)))
    assert done.returncode == 2 and b"entry 1" in done.stderr
    assert [json.loads(line)["entry"] for line in done.stdout.splitlines()] == [0, 2]


def test_the_worst_comes_first(run):
    said = record(run("check", "--json", "--level", "advice", "-", input=har(entry(0, 401, [("Location", "/x"), ("Retry-After", "soon")]))), 1)
    levels = [finding["level"] for finding in said["findings"]]
    ranks = [["must", "must-not", "cannot", "cannot", "should", "should-not", "may", "advice"].index(level) // 2 for level in levels]
    assert ranks == sorted(ranks) and len(ranks) >= 3


def test_lines_that_a_browser_joined_are_lines(run):
    joined = entry(0, 401, [("WWW-Authenticate", "Negotiate\nNTLM"), ("Vary", "Origin\nAccept-Encoding")])
    assert record(run("check", "--json", "-", input=har(joined)), 0)["findings"] == []


@pytest.mark.parametrize("size, reported", [(None, False), (-1, False), (0, False), (5, True)])
def test_what_may_be_a_browsers_copy_ignores_no_condition(run, size, reported):
    same = entry(0, 200, [("ETag", '"v"'), ("Cache-Control", "max-age=60")])
    same["request"]["headers"].append({"name": "If-None-Match", "value": '"v"'})
    same["response"] |= {} if size is None else {"bodySize": size}
    said = record(run("check", "--json", "-", input=har(same)), int(reported))
    assert [finding["id"] for finding in said["findings"]] == ["precondition-ignored"] * reported


def test_entries_are_checked_against_each_other(run):
    redirect = entry(0, 307, [("Location", "/1")])
    redirect["request"]["method"] = "POST"
    lines = run("check", "--json", "-", input=har(redirect, entry(1, 200, [("ETag", '"v"')]))).stdout.splitlines()
    assert "follow-307-method" in [finding["id"] for finding in json.loads(lines[1])["findings"]]


def peak_of(command, path):
    """The most memory that a check of a file takes, in KiB."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); " \
             "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    return int(subprocess.run(["/usr/bin/python3", "-c", script, command, "check", "--json", path], capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(os.environ.get("HTTPSTATUS_SANITIZE", "none") != "none", reason="a sanitizer keeps what is freed")
def test_memory_does_not_grow_with_the_number_of_exchanges(command, tmp_path):
    one = json.dumps(entry())
    for count in (500, 20000):
        (tmp_path / f"{count}.har").write_text('{"log": {"version": "1.2", "entries": [' + ",".join([one] * count) + "]}}")
    assert peak_of(command, tmp_path / "20000.har") - peak_of(command, tmp_path / "500.har") < 1024


def test_progress_is_shown_on_a_terminal_and_gone_in_the_end(command, tmp_path):
    (tmp_path / "x.har").write_bytes(har(*[entry(i) for i in range(2500)]))
    try:
        controller, terminal = pty.openpty()
    except OSError:
        pytest.skip("no pseudo-terminal")
    subprocess.run([command, "check", "--json", tmp_path / "x.har"], stdout=subprocess.DEVNULL, stderr=terminal, timeout=60)
    os.close(terminal)
    shown = os.read(controller, 65536).decode()
    os.close(controller)
    assert re.findall(r"\r(\d+) exchanges, (\d+) findings", shown) == [("1000", "1000"), ("2000", "2000")] and shown.endswith(" \r")


def test_the_manual_page_has_every_rule(run, build):
    page = (build / "docs/httpstatus-rules.7").read_text().replace("\\-", "-")
    for line in run("rules", "--json").stdout.splitlines():
        rule = json.loads(line)
        assert f".It Sy {rule['id']}\n" in page and rule["text"].replace("\\", "\\e") in page, rule["id"]


def test_rules_are_listed_and_explained(run):
    listed = run("rules").stdout.decode().splitlines()
    as_json = [json.loads(line) for line in run("rules", "--json").stdout.splitlines()]
    assert len(listed) == len(as_json) > 250
    assert list(as_json[0]) == ["id", "level", "binds", "reference", "title", "field", "part", "text"]
    text = run("rules", "405-no-allow").stdout.decode()
    assert text.startswith("405-no-allow\n  ") and text.endswith("must, RFC 9110, 15.5.6; binds: origin\n")
    done = run("rules", "404")
    assert done.returncode == 1 and done.stderr == b'httpstatus: rules: "404" is no rule; `httpstatus rules` lists them\n'


# ---- a session of many exchanges ----

REMEDY = "A client told that a method is not allowed"
SCHEMA = Path(__file__).resolve().parents[1] / "data/sarif.json"


def session(count=553, bad=435, hosts=("api.example.com", "cdn.example.net", "shop.example")):
    for i in range(count):
        one = entry(i, 405 if i < bad else 404)
        one["request"]["url"] = f"https://{hosts[i % len(hosts)]}/v1/items/{i}/{'long-' * 20}name?page={i}"
        yield one


def other(url, **more):
    return {"request": {"method": "GET", "url": url, "headers": []}, "response": {"status": 200, "headers": [], **more}}


@pytest.fixture
def checked(command):
    def checked(*arguments, input=None, columns=80, status=1):
        done = subprocess.run([command, "check", *arguments], input=input, capture_output=True, timeout=120, env={**os.environ, "COLUMNS": str(columns)})
        assert done.returncode == status, done.stderr
        return done.stdout.decode()
    return checked


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_session_fits_on_a_screen(checked, columns):
    shown = checked("-", input=har(*session(), *[other("data:x")] * 9, other("wss://a.example/")), columns=columns)
    lines = shown.splitlines()
    assert len(lines) <= 24 and max(map(len, lines)) <= columns
    words = " ".join(shown.split())
    assert "553 exchanges checked, 118 right; 1 rule broken at 3 hosts" in words and words.count(REMEDY) == 1
    assert words.count("145 times, in ") == 3 and " and 141 more" in words
    assert "553 exchanges: 435 with a must, 118 right. Not HTTP: 9 data: URLs, a WebSocket. --each shows one by one." in words


def test_nothing_found_says_so(checked):
    shown = checked("-", input=har(entry(0, 404), entry(1, 404)), status=0)
    assert shown == " standard input: 2 exchanges checked, all right\n 2 exchanges: 2 right.\n"
    assert "0 exchanges checked, nothing to say" in checked("-", input=har(), status=0)


def test_the_worst_rule_comes_first_and_then_what_is_found_most(checked):
    many = [entry(i, 302) for i in range(3)]  # no Location: should
    shown = checked("-", input=har(*many, entry(9, 405), entry(10, 405, [("Retry-After", "soon")])))
    rules = [line.split()[1] for line in shown.splitlines() if re.match(r" (must|should|cannot)", line)]
    assert rules == ["405-no-allow", "retry-after-syntax", "302-no-location"] or rules[:2] == ["405-no-allow", "retry-after-syntax"]


def test_what_is_hidden_is_counted(checked):
    shown = " ".join(checked("-", input=har(entry(0, 401, [("Location", "/x")])), status=1).split())
    hidden = int(re.search(r"(\d+) more with --level advice", shown)[1])
    assert hidden > 0 and "more with" not in checked("--level", "advice", "-", input=har(entry(0, 401, [("Location", "/x")])))


def test_values_are_shown_as_they_came(checked):
    for columns in (60, 72, 80):
        assert "Sun,  06 Nov" in checked("-", input=har(entry(0, 503, [("Retry-After", "Sun,  06 Nov")])), columns=columns)


def test_hosts_can_be_chosen(checked):
    three = har(*session(9, 9, ("shop.example", "api.shop.example:8443", "other.example")))
    words = " ".join(checked("--first-party", "shop.example", "-", input=three).split())
    assert "6 exchanges checked" in words and "3 of other hosts." in words and "other.example" not in words
    words = " ".join(checked("--host", "api.shop.example", "-", input=three).split())
    assert "3 exchanges checked" in words and "6 of other hosts." in words
    assert len(checked("--json", "--host", "other.example", "-", input=three).splitlines()) == 3


def test_only_some_rules(checked):
    both = har(entry(0, 405, [("Retry-After", "soon")]))
    shown = checked("--only", "retry-after-syntax", "-", input=both)
    assert "retry-after-syntax" in shown and "405-no-allow" not in shown
    shown = checked("--only", "retry-after-syntax", "--only", "405-no-allow", "-", input=both)
    assert "retry-after-syntax" in shown and "405-no-allow" in shown


def test_a_baseline_lets_new_findings_fail_only(checked, tmp_path):
    old, known = har(entry(0), entry(1)), tmp_path / "known"
    checked("--write-baseline", known, "-", input=old, status=0)
    assert known.read_text().splitlines()[1:] == [f"405-no-allow GET 405 https://a.example/{i}" for i in (0, 1)]
    shown = " ".join(checked("--baseline", known, "-", input=old, status=0).split())
    assert "all right" in shown and "2 findings known from the baseline" in shown
    later = har(entry(0), entry(1), entry(2))
    assert "/2 405:" in " ".join(checked("--baseline", known, "-", input=later).split())
    found = [json.loads(line)["findings"] for line in checked("--json", "--baseline", known, "-", input=later).splitlines()]
    assert list(map(len, found)) == [0, 0, 1]
    query = entry(0)
    query["request"]["url"] += "?another=1"
    checked("--baseline", known, "-", input=har(query), status=0)


@pytest.mark.parametrize("arguments, told", [
    (["--baseline", "/nowhere"], "/nowhere: cannot be opened: No such file"), (["--write-baseline", "/nowhere/x"], "/nowhere/x: cannot be written: No such file"),
    (["--format", "xml"], '--format: "xml" is none of: text, json, github, sarif, junit'), (["--only", "405"], '--only: "405" is no rule'),
    (["--each", "--json"], "check: --each is of --format text"), (["--write-baseline", "x", "--baseline", "y"], "check: --write-baseline writes all"),
])
def test_a_wrong_option_of_a_session_is_told(run, arguments, told):
    done = run("check", *arguments, "-", input=NO_ALLOW)
    assert done.returncode == 2 and done.stderr.decode().startswith(f"httpstatus: {told}")


def test_what_is_no_baseline_is_told(run, tmp_path):
    (tmp_path / "x").write_text("405-no-allow\n")
    done = run("check", "--baseline", tmp_path / "x", "-", input=NO_ALLOW)
    assert done.returncode == 2 and b'"405-no-allow" is no line of a baseline' in done.stderr


# ---- for other programs ----

ODD = 'a%,:"<&>\n\u202e\x9b'


def odd_session():
    one = entry(0, 405)
    one["request"]["url"] = "https://a.example/%2C,:'<&>\u202e\u009b"
    one["request"]["method"] = "G<&>"
    return har(one, *session(4, 2))


def test_github_gets_an_annotation_for_each_rule_and_host(checked):
    lines = checked("--format", "github", "-", input=har(*session(6, 6), entry(9, 302))).splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == ["::error"] * 3 + ["::warning"] and "(2 times)" in lines[0]
    assert lines[0].startswith("::error file=standard input,title=405-no-allow::entry 0: GET https://") and lines[0].endswith("(RFC 9110, 15.5.6)")
    for line in checked("--format", "github", "-", input=odd_session()).splitlines():
        assert line.startswith("::") and "%252C" in line or "items" in line
    assert checked("--format", "github", "-", input=har(entry(0, 404)), status=0) == ""


def test_sarif_is_as_its_specification_has_it(checked, tmp_path):
    (tmp_path / "a b.har").write_bytes(odd_session())
    log = json.loads(checked("--format", "sarif", tmp_path / "a b.har"))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    driver, results = log["runs"][0]["tool"]["driver"], log["runs"][0]["results"]
    assert [rule["id"] for rule in driver["rules"]] == list(dict.fromkeys(result["ruleId"] for result in results))
    for rule in driver["rules"]:
        assert rule["helpUri"].startswith("https://www.rfc-editor.org/rfc/rfc") and rule["shortDescription"]["text"] and rule["fullDescription"]["text"]
    for result in results:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] and result["level"] in ("error", "warning", "note")
        place, = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == f"file://{tmp_path}/a%20b.har"
        assert place["logicalLocations"][0]["fullyQualifiedName"].startswith("entry ")
    assert len({json.dumps(result["partialFingerprints"]) for result in results}) == len(results)


def test_sarif_is_as_its_schema_has_it(checked):
    jsonschema = pytest.importorskip("jsonschema", reason="python3-jsonschema is not installed")
    log = json.loads(checked("--format", "sarif", "--level", "advice", "-", input=odd_session()))
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).validate(log)


def test_junit_is_a_test_for_each_exchange(checked):
    root = ElementTree.fromstring(checked("--format", "junit", "-", input=odd_session()))
    suite, = root
    cases = list(suite)
    assert (root.tag, suite.get("tests"), suite.get("failures"), len(cases)) == ("testsuites", "5", "3", 5)
    assert [len(case) for case in cases].count(0) == 2 and cases[1].get("classname") == "api.example.com"
    failure = cases[0][0]
    assert failure.tag == "failure" and failure.get("type") == "405-no-allow" and REMEDY in failure.text
    two = ElementTree.fromstring(checked("--format", "junit", "-", input=har(entry(0, 404)), status=0))
    assert two.get("failures") == "0"
