"""httpstatus check and httpstatus rules. SPDX-License-Identifier: MIT"""
import json
import os
import pty
import re
import subprocess

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
