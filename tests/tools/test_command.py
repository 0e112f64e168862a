"""The httpstatus command, as a shell meets it. SPDX-License-Identifier: MIT"""
import csv
import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
PLAIN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), "LC_ALL": "C"}


@pytest.fixture
def run(command):
    def run(*arguments, input=None, environment=None):
        return subprocess.run([command, *arguments], input=input, capture_output=True,
                              env={**PLAIN_ENVIRONMENT, **(environment or {})}, timeout=60)
    return run


def on_terminal(command, *arguments, columns=80, environment=None):
    """What the command prints when its standard output is a terminal of so many columns."""
    try:
        master, slave = pty.openpty()
    except OSError as error:
        pytest.skip(f"there is no pseudo-terminal here: {error}")
    import fcntl
    import struct
    import termios
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([command, *arguments], stdout=slave, stderr=subprocess.PIPE,
                               env={**PLAIN_ENVIRONMENT, "LC_ALL": "C.UTF-8", "TERM": "xterm", **(environment or {})})
    os.close(slave)
    chunks = []
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(master)
    assert process.wait() == 0
    process.stderr.close()
    return b"".join(chunks).decode().replace("\r\n", "\n")


def answer(run, status, stderr=b""):
    assert (run.returncode, run.stderr) == (status, stderr)
    return run.stdout.decode()


def test_a_code_is_a_card(run):
    text = answer(run("404"), 0)
    assert text.splitlines()[0].split() == ["404", "Not", "Found", "client", "error", "-", "RFC", "9110,", "15.5.5"]
    assert "\033" not in text and "caches   may store and reuse it" in text and "410 Gone" in text


@pytest.mark.parametrize("words", [["not found"], ["not", "found"], ["NOT_FOUND"], ["NotFound"], ["Not-Found"]])
def test_a_name_is_the_same_card(run, words):
    assert answer(run(*words), 0) == answer(run("404"), 0)


def test_several_codes_are_several_cards(run):
    assert answer(run("404", "410"), 0) == answer(run("404"), 0) + "\n" + answer(run("410"), 0)


@pytest.mark.parametrize("code, line", [
    (100, "caches   pass it on; only a final response is stored"),
    (100, "request  Expect: 100-continue (expected)"),
    (100, "expected when content is still to come"),
    (101, "caches   do not store it; it is about one connection and goes no further"),  # RFC 9110, 7.8
    (101, "fields   Upgrade, Connection: upgrade (must)"),
    (426, "fields   Upgrade, Connection: upgrade (must)"),
    (204, "caches   may store and reuse it without being told how long, unless the method"),  # RFC 9110, 15.1
    (206, "caches   if they understand this code, may store and reuse it"),  # RFC 9111, 3
    (207, "fields   Content-Type: application/xml (should, when the content is XML)"),  # RFC 4918, 8.2
    (301, "wait     if there is a Retry-After, at least that long before following"),  # RFC 9110, 10.2.3
    (302, "caches   store it only where its fields allow that"),
    (304, "caches   update the stored response that it confirms, and answer with that"),  # RFC 9111, 4.3.4
    (429, "caches   must not store it"),  # RFC 6585, 4
])
def test_lines_of_a_card(run, code, line):
    assert f" {line}" in answer(run(str(code)), 0)


@pytest.mark.parametrize("code", [200, 304, 305, 306, 503])
def test_nobody_waits_for_what_is_not_followed(run, code):
    assert "\n wait " not in answer(run(str(code)), 0)


def test_json_of_a_code(run):
    line = answer(run("--json", "404"), 0)
    assert line.count("\n") == 1
    record = json.loads(line)
    assert list(record)[:2] == ["code", "phrase"]
    assert {key: record[key] for key in ("code", "phrase", "iana_phrase", "class", "standing", "family", "former_names",
                                         "references", "vendor")} == {
        "code": 404, "phrase": "Not Found", "iana_phrase": "Not Found", "class": 4, "standing": "standard", "family": "core",
        "former_names": [], "references": ["RFC 9110, 15.5.5"], "vendor": None}
    assert record["facts"]["heuristically_cacheable"] is True and record["facts"]["interim"] is False
    assert record["meaning"]


def test_list_is_the_registry(run):
    records = [json.loads(line) for line in answer(run("list", "--json"), 0).splitlines()]
    with (DATA / "iana.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Description"] != "Unassigned"]
    assert [(str(r["code"]), r["iana_phrase"], "".join(f"[{x}]" for x in r["iana_references"])) for r in records] == \
        [(row["Value"], row["Description"], row["Reference"]) for row in rows]
    assert [r["code"] for r in records if r["facts"]["heuristically_cacheable"]] == \
        [200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501]


def test_json_and_python_agree(run):
    httpstatus = pytest.importorskip("httpstatus")
    lines = answer(run("list", "--vendor", "all", "--json"), 0).splitlines()
    statuses = list(httpstatus.everything())
    assert len(lines) == len(statuses) > 100
    for line, status in zip(lines, statuses):
        lists = {key: [item._asdict() if hasattr(item, "_asdict") else item for item in getattr(status, key)]
                 for key in ("former_names", "former_name_documents", "sent_phrases", "sent_phrase_sources", "keywords", "iana_references", "methods", "response_requirements",
                             "request_requirements", "confused_with")}
        lists["references"] = [str(reference) for reference in status.references]
        for requirement in lists["response_requirements"] + lists["request_requirements"]:
            requirement["fields"] = list(requirement["fields"])
            requirement["reference"] = str(requirement["reference"])
        plain = ("phrase", "iana_phrase", "standing", "family", "expires", "registration", "vendor", "visibility", "nearest", "known_from", "meaning",
                 "explanation", "client", "server", "history")
        assert json.loads(line) == {"code": int(status), "identifier": status.name, "class": status.class_,
                                    "facts": dict(status.facts), **lists, **{key: getattr(status, key) for key in plain}} == status.json()


@pytest.mark.parametrize("filters, codes", [
    (["--class", "4", "--fact", "heuristically-cacheable"], "404 405 410 414 451"),
    (["--class=4xx", "--fact=heuristically_cacheable"], "404 405 410 414 451"),
    (["--standing", "obsoleted"], "102 510"),
    (["--family", "webdav", "--class", "5"], "507 508"),
    (["--fact", "interim", "--fact", "fetch-null-body"], "101 103"),
    (["--vendor", "nginx", "--family", "vendor"], "444 494 495 496 497 498 499"),
    (["--vendor", "nginx", "--class", "1"], "100 101 102 103 104"),
    (["--vendor", "all", "--standing", "folklore"], "122 218 450 598 599"),
    (["--standing", "folklore"], "122 218 450 598 599"),
    (["--family", "vendor", "--class", "3"], "308 330"),
])
def test_list_filters(run, filters, codes):
    assert [json.loads(line)["code"] for line in answer(run("list", "--json", *filters), 0).splitlines()] == \
        [int(code) for code in codes.split()]
    assert [line.split()[0] for line in answer(run("list", *filters), 0).splitlines()] == codes.split()


def test_a_list_of_none_is_nothing_found(run):
    for filters in (["--class", "2", "--standing", "deprecated"], ["--vendor", "nginx", "--standing", "folklore"]):
        assert answer(run("list", *filters), 1, b"httpstatus: no code passes all of that\n") == ""
    assert "419  Purpose Declined  (internet-drafts, proposed)\n" in answer(run("list", "--standing", "proposed"), 0)


HEADS = {
    "plain": (b"HTTP/1.1 404 Not Found\r\nServer: x\r\n\r\n<html>", 404),
    "bare line feeds": (b"HTTP/1.1 404 Not Found\nServer: x\n\ncontent HTTP/1.1 200 OK\n\n", 404),
    "a proxy's answer to CONNECT before": (b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\nx", 404),
    "redirects before": (b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", 200),
    "interim before": (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\n\r\n", 201),
    "version without a minor, no reason": (b"HTTP/2 429 \r\nretry-after: 3\r\n\r\n", 429),
    "no space after the code": (b"HTTP/3 503\r\n\r\n", 503),
    "switching is final": (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\x81\x05HTTP/1.1 200 OK\r\n\r\n", 101),
    "content with odd octets": (b"HTTP/1.1 200 OK\r\nX: \xff\0\r\n\r\n\0\xff", 200),
}


@pytest.mark.parametrize("head, code", HEADS.values(), ids=HEADS)
def test_the_status_of_a_response(run, head, code):
    assert json.loads(answer(run("-", "--json", input=head), 0))["code"] == code
    assert answer(run("-", input=head), 0) == answer(run(str(code)), 0)


@pytest.mark.parametrize("head, reason", [
    (b"", "is empty"),
    (b"HTTP/1.1 100 Continue\r\n\r\n", "there is no final response in it"),
    (b"<html>\n", "looks like HTML"),
    (b"\x1b]0;title\x07\n", "is empty"),
    (b"HTTP/1.1 40x Odd\r\n\r\n", "there is no status line in it"),
    (b"HTTP/1.1 4044 Odd\r\n\r\n", "there is no status line in it"),
    (b"HTTP/ 404\r\n\r\n", "there is no status line in it"),
    (b"GET / HTTP/1.1\r\n\r\n", "there is no final response in it"),
    (b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 404 Not Found\r\nServer: ", "the octets end before the head does"),
    (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 5_000_000, "the octets end before the head does"),
    (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 5_000_000 + b"\r\n\r\n", "the limit most-octets is 1048576"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 2000 + b"\r\n", "the limit most-fields is 1000"),
])
def test_what_is_no_response_is_trouble(run, head, reason):
    answered = run("-", input=head)
    assert (answered.returncode, answered.stdout) == (2, b"")
    assert answered.stderr.startswith(b"httpstatus: standard input: ") and reason.encode() in answered.stderr


def test_a_response_with_an_unknown_code_says_how_it_is_treated(run):
    assert answer(run("-", input=b"HTTP/1.1 418 I'm a teapot\r\n\r\n"), 0) == answer(run("418"), 0)
    assert answer(run("-", input=b"HTTP/1.1 499 Odd\r\n\r\n"), 0) == answer(run("499"), 0)
    assert answer(run("-", input=b"HTTP/1.1 498 Odd\r\n\r\n", environment={"LC_ALL": "C"}), 0).startswith(" IANA has no 498")
    assert answer(run("-", input=b"HTTP/1.1 497 Odd\r\n\r\n"), 0).startswith(" IANA has no 497; a client that does not know it treats")
    assert answer(run("-", input=b"HTTP/1.1 250 Odd\r\n\r\n"), 1,
                  b"httpstatus: 250 is not registered; it is treated as 200 OK\n") == ""


@pytest.mark.parametrize("recorded", sorted((DATA / "recorded/nginx").glob("[1-5]*.response.http")), ids=lambda path: path.name)
def test_recorded_responses(run, recorded):
    code = json.loads(answer(run("-", "--json", input=recorded.read_bytes()), 0))["code"]
    assert str(code) == recorded.name[:3] or recorded.name[0] == "1" and recorded.name[:3] != "101"


@pytest.mark.parametrize("arguments, status, reason", [
    (["250"], 1, b"250 is not registered; it is treated as 200 OK"),
    (["499", "--vendor", "exchange"], 1, b'499 has no meaning in the registry "exchange"'),
    (["499", "--vendor", "acme"], 2, b'--vendor: "acme" is none of:\n  akamai'),
    (["list", "--vendor", ""], 2, b'--vendor: "" is none of:'),
    (["search"], 2, b"search: for which words?"),
    (["search", "x" * 2000], 2, b"search: too many words"),
    (["search", "zzzz", "rate"], 1, b'no status says "zzzz rate"'),
    (["search", "!"], 1, b'no status says "!"'),
    (["map"], 2, b"map takes one of:\n  grpc-client"),
    (["map", "grpc"], 2, b"map takes one of:"),
    (["map", "grpc-client", "more"], 2, b"map takes one of:"),
    (["--json"], 2, b"which code?"),
    (["42"], 1, b"42 is no status code: they go from 100 to 599"),
    (["99999999999999999999"], 1, b"99999999999999999999 is no status code"),
    (["--", "-404"], 1, b"-404 is no status code"),
    (["not", "fond"], 1, b'no status is called "not fond"'),
    (["x" * 10000], 1, b"no status is called"),
    (["404x"], 1, b'no status is called "404x"'),
    (["404", "things"], 2, b'404 is not called "things"'),
    (["-", "404"], 2, b'- reads standard input and takes no "404" beside it'),
    (["list", "404"], 2, b'list takes no "404"'),
    (["list", "--class", "6"], 2, b'--class: "6" is no class from 0 to 5'),
    (["list", "--standing", "old"], 2, b'--standing: "old" is none of:'),
    (["list", "--fact", ""], 2, b'--fact: "" is none of:'),
    (["--colour"], 2, b"httpstatus: there is no option --colour; see httpstatus help\n"),
    (["list", "--colour"], 2, b"httpstatus: list: there is no option --colour; see httpstatus help list\n"),
    (["list", "--colour=red"], 2, b"list: there is no option --colour; "),
    (["check", "-x"], 2, b"check: there is no option -x; "),
    (["check", "--most", "3"], 2, b"check: --most could be --most-fields or --most-octets or --most-interim\n"),
    (["check", "--level"], 2, b"check: --level wants a value: --level LEVEL\n"),
    (["check", "--each=yes"], 2, b"check: --each takes no value\n"),
    (["help", "chekc"], 2, b'help: there is no verb "chekc"; did you mean check?'),
    (["help", "check", "read"], 2, b'help takes one verb, and no "read"'),
    (["completion", "csh"], 2, b"completion: for which shell? bash, zsh or fish"),
    ([], 2, b"Usage:"),
])
def test_errors_say_what_is_wrong(run, arguments, status, reason):
    answered = run(*arguments)
    assert (answered.returncode, answered.stdout) == (status, b"")
    assert reason in answered.stderr


def test_one_unknown_code_does_not_hide_the_others(run):
    answered = run("404", "250", "410", "--json")
    assert answered.returncode == 1 and [json.loads(line)["code"] for line in answered.stdout.splitlines()] == [404, 250, 410]


def test_a_number_that_only_vendors_use(run):
    text = answer(run("499"), 0)
    assert text.startswith(" IANA has no 499; a client that does not know it treats it as 400 Bad Request.")
    assert "499 Token Required" in text and "499 Client Closed Request" in text and "in the server's log only" in text
    assert [json.loads(line)["vendor"] for line in answer(run("499", "--json"), 0).splitlines()] == ["nginx", "esri"]
    assert "Token Required" not in answer(run("499", "--vendor", "nginx"), 0)
    assert json.loads(answer(run("--vendor=nginx", "499", "--json"), 0))["vendor"] == "nginx"


def test_nought_stands_where_no_response_came(run):
    for number in ("0", "000"):
        text = answer(run(number), 0)
        assert text.startswith(" 0, also written 000, is no status code, and nothing sends it: it stands where")
        assert "0 No Response  " in text and "inside the program only" in text and "nearest" not in text and "treats it as" not in text
    assert {json.loads(line)["nearest"] for line in answer(run("0", "--json"), 0).splitlines()} == {None}
    assert json.loads(answer(run("--vendor", "envoy", "0", "--json"), 0))["visibility"] == "log"


def test_a_number_that_iana_and_vendors_use(run):
    text = answer(run("508"), 0)
    assert "508 Loop Detected" in text and "others use the number for\n   Resource Limit Is Reached (cPanel" in text
    assert "others use" not in answer(run("404"), 0)
    assert [json.loads(line)["vendor"] for line in answer(run("508", "--vendor", "all", "--json"), 0).splitlines()] == [None, "cpanel"]


def test_a_name_that_only_vendors_use(run):
    assert json.loads(answer(run("client closed request", "--json"), 0))["code"] == 499
    assert [json.loads(line)["code"] for line in answer(run("unauthorized", "--vendor", "aws", "--json"), 0).splitlines()] == [401, 561]
    assert [json.loads(line)["code"] for line in answer(run("unauthorized", "--json"), 0).splitlines()] == [401]


def test_a_name_that_a_server_sends_is_a_card(run):
    assert answer(run("not", "allowed"), 0) == answer(run("405"), 0)
    assert " sent as  Not Allowed (nginx 1.22, status line and error page)\n" in answer(run("405"), 0)


def test_a_registration_for_a_time_is_told_as_what_it_was(run):
    card = " ".join(answer(run("104"), 0).split())
    assert "temporary, was to expire on 2026-11-13" in card and "until 2026" not in card
    assert json.loads(answer(run("104", "--json"), 0))["registration"] == "temporary, was to expire on 2026-11-13"


def test_a_proposed_code_is_told_with_its_draft(run):
    card = " ".join(answer(run("preliminary request denied"), 0).split())
    assert card.startswith("419 Purpose Declined client error - proposed - internet-drafts")
    assert "seen in a draft; the number is not registered and can change" in card
    assert "formerly Preliminary Request Denied" in card and "source draft-ietf-httpbis-pre-denied-01" in card


@pytest.mark.parametrize("words", ["timeout", "client closed", "login", "certificate", "upload", "too"])
def test_search_fits_a_line_of_80(run, words):
    assert all(len(line) <= 80 for line in answer(run("search", words), 0).splitlines())


def test_search(run):
    assert [json.loads(line)["code"] for line in answer(run("search", "rate limit", "--json"), 0).splitlines()] == \
        [json.loads(line)["code"] for line in answer(run("search", "rate", "limit", "--json"), 0).splitlines()]
    text = answer(run("search", "rate limit"), 0)
    assert "429  Too Many Requests\n     " in text
    assert "499  Client Closed Request  (nginx)" in answer(run("search", "hung", "--vendor", "nginx"), 0)
    assert answer(run("search", "client", "closed"), 0).startswith(
        "499  Client Closed Request  (nginx)\n     The client hung up before nginx could answer.\n460  Client Closed Connection  (aws)\n")
    assert "419  Purpose Declined  (internet-drafts, proposed)\n" in answer(run("search", "prefetch"), 0)
    assert [json.loads(line)["code"] for line in answer(run("search", "timeout", "--json"), 0).splitlines()][:2] == [408, 504]
    assert [json.loads(line)["code"] for line in answer(run("search", "teapot", "--class", "4", "--json"), 0).splitlines()] == [418]


def test_maps(run):
    httpstatus = pytest.importorskip("httpstatus")
    client = [json.loads(line) for line in answer(run("map", "grpc-client", "--json"), 0).splitlines()]
    assert client[-1] == {"http": None, "grpc": "UNKNOWN", "number": 2}
    assert {row["http"]: row["grpc"] for row in client[:-1]} == \
        {code: httpstatus.grpc_client_code(code) for code in range(100, 600) if httpstatus.grpc_client_code(code) != "UNKNOWN"}
    gateway = [json.loads(line) for line in answer(run("map", "grpc-gateway", "--json"), 0).splitlines()]
    assert [(row["number"], row["http"]) for row in gateway] == [(n, httpstatus.grpc_gateway_status(n)) for n in range(17)]
    assert all(httpstatus.grpc_gateway_status(row["grpc"]) == row["http"] for row in gateway)
    errors = [json.loads(line) for line in answer(run("map", "proxy-error", "--json"), 0).splitlines()]
    assert [(row["type"], row["http"], row["note"], row["section"]) for row in errors] == list(httpstatus.proxy_errors())
    facts = [json.loads(line) for line in answer(run("map", "facts", "--json"), 0).splitlines()]
    assert {row["fact"].replace("-", "_"): row["text"] for row in facts} == dict(httpstatus.facts())
    vendors = [json.loads(line) for line in answer(run("map", "vendors", "--json"), 0).splitlines()]
    assert {row["vendor"]: row["title"] for row in vendors} == dict(httpstatus.vendors())
    for table in ("grpc-client", "grpc-gateway", "proxy-error", "facts", "vendors"):
        assert "\n" in answer(run("map", table), 0)


def test_help_and_version_are_everywhere(run):
    for arguments in (["--help"], ["list", "--help"], ["404", "--help"], ["map", "--help"], ["--json", "read", "--help"], ["-h"],
                      ["list", "--colour", "-h"], ["--level", "must", "check", "-h"]):
        assert answer(run(*arguments), 0).startswith("Usage:")
    assert answer(run("-V"), 0) == answer(run("choose", "-V"), 0) == answer(run("--version"), 0)
    assert answer(run("--version"), 0).startswith("httpstatus 0.") and answer(run("search", "--version"), 0).startswith("httpstatus 0.")


def test_options_may_stand_before_the_verb(run):
    assert answer(run("--json", "list", "--class", "3"), 0) == answer(run("list", "--class", "3", "--json"), 0)
    assert answer(run("--vendor", "nginx", "list"), 0) == answer(run("list", "--vendor=nginx"), 0)
    assert answer(run("--class", "3", "list"), 0) == answer(run("list", "--class", "3"), 0)


def test_control_characters_do_not_reach_the_terminal(run):
    answered = run("\033]0;title\007", environment={"LC_ALL": "C"})
    assert answered.returncode == 1 and answered.stderr == b'httpstatus: no status is called "?]0;title?"\n'


def test_a_full_disk_is_trouble(command):
    with open("/dev/full", "w") as full:
        answered = subprocess.run([command, "404"], stdout=full, stderr=subprocess.PIPE, env=PLAIN_ENVIRONMENT)
    assert answered.returncode == 2 and b"standard output cannot be written: No space left on device" in answered.stderr


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120])
def test_cards_fit_the_terminal(command, columns):
    for code in (103, 200, 206, 304, 401, 418, 451, 499, 508, 510, 530, 999):
        text = on_terminal(command, str(code), columns=columns, environment={"NO_COLOR": "1"})
        assert "\033" not in text
        assert max(map(len, text.splitlines())) <= columns


TABLES = [["--help"], ["rules"], ["map", "grpc-client"], ["map", "grpc-gateway"], ["map", "proxy-error"], ["map", "facts"], ["map", "vendors"],
          ["map", "clients"], ["map", "settings"]]


@pytest.mark.parametrize("columns", [60, 80, 100, 120])
@pytest.mark.parametrize("table", TABLES)
def test_tables_fit_the_terminal(command, table, columns):
    text = on_terminal(command, *table, columns=columns, environment={"NO_COLOR": "1"})
    assert max(map(len, text.splitlines())) <= columns


@pytest.mark.parametrize("table", [["rules"], ["rules", "405-no-allow", "304-no-etag"], ["map", "proxy-error"], ["map", "facts"], ["map", "vendors"], ["map", "clients"], ["map", "settings"]])
def test_tables_fit_a_narrow_terminal(command, table):
    text = on_terminal(command, *table, columns=40, environment={"NO_COLOR": "1"})
    assert max(map(len, text.splitlines())) <= 40


@pytest.mark.parametrize("table", TABLES[1:])
def test_a_table_says_the_same_on_a_terminal_as_elsewhere_and_there_each_row_is_a_line(command, run, table):
    rows = answer(run(*table), 0)
    assert on_terminal(command, *table, environment={"NO_COLOR": "1"}).split() == rows.split()
    assert len(rows.splitlines()) == len(answer(run(*table, "--json"), 0).splitlines())


def test_colour_on_a_terminal_only(command, run):
    assert "\033[1;33m404 Not Found\033[0m" in on_terminal(command, "404")
    assert "\033[1;31m500" in on_terminal(command, "500")
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}):
        assert "\033" not in on_terminal(command, "404", environment=environment)
    assert "\033" in on_terminal(command, "404", environment={"NO_COLOR": ""})
    assert "\033" in on_terminal(command, "list")


def test_columns_in_the_environment_count_everywhere(run):
    assert max(map(len, answer(run("206", environment={"COLUMNS": "50"}), 0).splitlines())) <= 50
    for odd in ("0", "-5", "x", "99999999999999999999"):
        answer(run("206", environment={"COLUMNS": odd}), 0)
