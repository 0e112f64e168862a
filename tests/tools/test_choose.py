"""httpstatus choose: the dialogue, answers from a file, what comes of it, and the drawing. SPDX-License-Identifier: MIT"""
import html
import json
import os
import pty
import re
import shutil
import subprocess
import termios
import tomllib
from pathlib import Path

import pytest

GRAPH = tomllib.loads((Path(__file__).resolve().parents[2] / "lib/choose/graph.toml").read_text())
NODES = {node["id"]: node for node in GRAPH["node"]}
ENDS = {end["id"]: end for end in GRAPH["end"]}
HEADER = (Path(__file__).resolve().parents[2] / "include/httpstatus/choose.h").read_text()
AREAS = [area.lower() for area in re.findall(r"^\tHTTPSTATUS_AREA_(\w+),? ", HEADER, re.M)]
QUESTIONS = {name: node for name, node in NODES.items() if "type" in node}
EDGES = {(name, next_id, way) for name, node in NODES.items() for way, next_id in node["ways"].items()}
NOW = ["--now", "1795348800"]  # Sun, 22 Nov 2026 12:00:00 GMT
PUT = b'PUT /a HTTP/1.1\r\nHost: a.example\r\nIf-Match: "old"\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\n'
PUT_FAILS = {"allowed-methods": ["GET", "HEAD", "PUT"], "entity-tag": '"new"', "last-modified": 784111777}
ELSEWHERE = {"resource": "elsewhere"}
OTHER_WAYS = {"--usual", "--answers", "--graph", "--all"}


@pytest.fixture
def run(command):
    def run(*arguments, input=b"", environment=None):
        """All questions are asked, unless something else is said."""
        every = [] if set(arguments) & OTHER_WAYS else ["--all"]
        return subprocess.run([command, "choose", *every, *arguments], input=input, capture_output=True, timeout=60,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80", **(environment or {})})
    return run


@pytest.fixture
def happened(command):
    """What comes of saying what happened, answer by answer."""
    def happened(*answers, arguments=(), columns=80):
        return subprocess.run([command, "choose", *arguments], input="".join(f"{answer}\n" for answer in answers).encode(), capture_output=True, timeout=60,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": str(columns)})
    return happened


@pytest.fixture
def file(tmp_path):
    def file(name, content):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return tmp_path / name
    return file


def text(done, status=0):
    assert done.returncode == status, done.stderr
    return done.stdout.decode()


def record(done, status=0):
    one, = text(done, status).splitlines()
    return json.loads(one)


def complaint(done):
    assert (done.returncode, done.stdout) == (2, b"")
    return done.stderr.decode().splitlines()[-1].removeprefix("httpstatus: ")


def lines(answers, until):
    """What is typed to get to a question: Enter, but for those that are answered otherwise."""
    return "".join(f"{answers.get(name, '')}\n" for name in until).encode()


def asked(run, *arguments, **options):
    return [step["id"] for step in record(run("--json", "--usual", *arguments, **options))["path"] if step["given"] is not None]


# ---- the dialogue ----


def test_enter_takes_every_default(run):
    questions = asked(run, *NOW)
    done = run(*NOW, input=b"\n" * len(questions))
    assert text(done).splitlines()[1].split()[:2] == ["200", "OK"]
    posed = " ".join(done.stderr.decode().split())
    places = [posed.index(QUESTIONS[name]["text"]) for name in questions]
    assert places == sorted(places)


def test_a_question_says_what_it_takes_and_what_enter_says(run):
    shown = run(input=b"").stderr.decode()
    assert "\n  origin, gateway, proxy or portal\n[origin] > " in shown
    shown = run(input=b"\n" * 40).stderr.decode()
    assert "\n  yes or no\n[yes] > " in shown and '\n  an entity tag with its quotes, as "v1" or W/"v1"; or none\n[none] > ' in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_answers_lead_to_another_end(run):
    before = asked(run)
    typed = lines({"resource": "gone"}, before[:before.index("resource") + 1])
    assert text(run(input=typed)).splitlines()[1].split()[:2] == ["410", "Gone"]


@pytest.mark.parametrize("said", ["gone", "GONE", " gon ", "go"])
def test_words_may_be_cut_short(run, said):
    before = asked(run)
    assert "410 Gone" in text(run(input=lines({"resource": said}, before[:before.index("resource") + 1])))


def test_a_word_that_two_begin_with_is_none(run):
    before = asked(run)
    done = run(input=lines({"role": "p"}, before[:1]))
    assert '"p" is no answer to this. What is asked for: origin, gateway, proxy or portal.' in " ".join(done.stderr.decode().split())
    assert done.returncode == 2


def test_what_has_no_default_is_asked_until_it_is_answered(run, file):
    before = asked(run)
    typed = lines(ELSEWHERE, before[:before.index("resource") + 1]) + b"\n\x07<>\n/new\n"
    done = run(input=typed)
    said = " ".join(done.stderr.decode().split())
    assert f"{NODES['see-other-at']['text']} a URI reference, as https://example.com/new or ../new > " in said
    assert "This one has to be answered. What is asked for: a URI reference" in said and '"?<>" is no answer to this.' in said
    assert "   expected  Location: /new\n" in text(done)


@pytest.mark.parametrize("word", ["back", "<", "Back"])
def test_back_takes_an_answer_back(run, word):
    before = asked(run)
    typed = lines({"resource": "gone"}, before[:before.index("resource")])
    after = lines({}, before[before.index("resource") - 1:])
    assert text(run(*NOW, input=typed + f"{word}\n".encode() + after)) == text(run(*NOW, input=b"\n" * len(before)))
    assert "This is the first question: there is nothing to take back." in run(input=f"{word}\n".encode()).stderr.decode()


@pytest.mark.parametrize("word", ["why", "?"])
def test_why_tells_the_section_and_where_answers_lead(run, word):
    said = " ".join(run(input=f"{word}\n".encode()).stderr.decode().split())
    assert 'role: RFC 9110, 3.7 says so. origin leads to "available";' in said
    assert "What is asked for: origin, gateway, proxy or portal. [origin] >" in said
    assert 'yes leads to "target-short-enough"; no leads to "available-again".' in " ".join(run(input=f"\n{word}\n".encode()).stderr.decode().split())


@pytest.mark.parametrize("word", ["quit", "q", "QUIT"])
def test_quit_ends_it(run, word):
    done = run(input=f"\n{word}\n\n".encode())
    assert (done.returncode, done.stdout) == (1, b"") and done.stderr.endswith(b"Nothing was chosen.\n")


def test_help_tells_the_words(run):
    assert run(input=b"help\n").stderr.count(b"takes an answer") == 2


def test_questions_are_counted(run):
    posed = re.findall(r"^(\d+)\. ", run(input=b"\n" * 60).stderr.decode(), re.M)
    assert posed == [str(i + 1) for i in range(len(posed))] and len(posed) > 10


# ---- what happened ----

SITUATIONS = [
    (200, "it went well", "here is what was asked for"), (204, "it went well", "there is nothing to say"), (201, "it went well", "something new was made", "/items/7"),
    (202, "it went well", "it will be done later"), (303, "it went well", "the result is somewhere else", "/result"),
    (304, "it went well", "the client has it already"), (206, "it went well", "the client wants a part", "1000"),
    (404, "it is not there", "and may be one day"), (410, "it is not there", "and is gone for good"), (404, "it is not there", "for all that this client may know"),
    (301, "it was moved", "for good", "/b"), (302, "it was moved", "for now", "/b"), (401, "not logged in", 'Basic realm="staff"'),
    (403, "not allowed", "for this client"), (405, "not allowed", "with this method", "GET, HEAD"), (402, "not allowed", "before it is paid for"),
    (451, "not allowed", "by law", "none"), (412, "somebody changed it", "and the client sent If-Match"),
    (409, "somebody changed it", "and the client sent no condition"), (428, "somebody changed it", "and a condition has to be sent"),
    (423, "somebody changed it", "or rather has locked it"), (400, "the content is wrong", "nobody can read it"), (422, "the content is wrong", "it makes no sense"),
    (415, "the content is wrong", "it is of a type that is not taken", "application/json"), (413, "the content is wrong", "it is too large"),
    (429, "too many requests", "60"), (503, "we are down", "120"), (502, "the server behind us failed", "it was not reached, or its answer makes no sense"),
    (504, "the server behind us failed", "it did not answer in time"), (503, "the server behind us failed", "it is known to be down", "30"),
    (500, "something broke here"),
]


@pytest.mark.parametrize("code, answers", [(code, answers) for code, *answers in SITUATIONS], ids=lambda value: value if isinstance(value, int) else " ".join(value))
def test_a_situation_takes_five_answers_at_most(happened, code, answers):
    assert len(answers) <= 5
    done = happened(*answers)
    shown = text(done).splitlines()
    assert shown[1].split()[0] == str(code) and len(shown) <= 24
    asked = done.stderr.decode().count("> ")
    assert asked == len(answers)


def test_every_situation_has_a_test(happened):
    rows = re.findall(r'\.what = "([^"]+)"(?:,\s*\.detail = "([^"]+)")?', (Path(__file__).resolve().parents[2] / "tools/situations.c").read_text())
    assert {row for row in rows} == {(answers[0], answers[1] if (answers[0], "") not in rows else "") for _, *answers in SITUATIONS}


@pytest.mark.parametrize("method, answers, code", [
    ("PUT", ("it went well", "new"), 201), ("POST", ("it went well", "new", ""), 201), ("GET", ("it went well", "else", "/x"), 303),
    ("DELETE", ("it went well", "nothing"), 204), ("POST", ("moved", "good", "/b"), 308), ("PUT", ("moved", "now", "/b"), 307),
    ("DELETE", ("somebody", "If-Match"), 412), ("QUERY", ("content", "sense"), 422), ("OPTIONS", ("too many", "none"), 429),
])
def test_a_situation_of_another_method(happened, method, answers, code):
    assert json.loads(text(happened(*answers, arguments=("--json", method, "/a"))))["code"] == code


def test_a_situation_is_said_by_number_or_by_words_that_only_it_has(happened):
    menu = happened().stderr.decode()
    number = re.search(r"(\d+) too many requests", menu)[1]
    assert "429" in text(happened(number, "")) and "429" in text(happened("TOO MANY", "")) and "429" in text(happened("requests", ""))
    again = happened("it", "99", "0", "-1", "too many", "")
    assert "429" in text(again) and again.stderr.count(b"Say its number") == 4


def test_something_else_asks_everything(happened):
    done = happened("something else", *[""] * 60)
    assert "role" in text(done) and "origin, gateway, proxy or portal" in done.stderr.decode()


def test_nobody_says_what_happened(happened):
    done = happened()
    assert complaint(done) == "choose: nobody says what happened; --usual takes what is usual, and --all asks everything"
    quit = happened("quit")
    assert (quit.returncode, quit.stdout) == (1, b"")


def test_what_was_taken_for_granted_is_listed_and_can_be_said_otherwise(happened):
    shown = " ".join(text(happened("it is not there", "gone")).split())
    assert "taken for granted; --answer ID=VALUE says otherwise" in shown and "role origin; available yes" in shown
    assert "resource gone" not in shown  # it was said
    assert "503" in text(happened("it is not there", "gone", arguments=("--answer", "available=no", "--answer", "available-again=5")))


def test_what_was_answered_and_not_asked_for_is_told(happened):
    shown = " ".join(text(happened("we are down", "5", arguments=("--answer", "resource=gone"))).split())
    assert "not asked for on this way resource" in shown
    shown = " ".join(text(happened("somebody", "no condition", arguments=("GET",))).split())
    assert "200 OK" in shown and "not asked for on this way change, processing" in shown


@pytest.mark.parametrize("given, told", [
    ("resource", '--answer: "resource" is no ID=VALUE; httpstatus-choose(7) has the ids of all questions'),
    ("resurce=gone", '--answer: "resurce" is no question; httpstatus-choose(7) has them all'), ("=", '--answer: "" is no question; httpstatus-choose(7) has them all'),
])
def test_a_wrong_answer_option_is_told(run, given, told):
    assert complaint(run("--answer", given)).startswith(told.split(";")[0])


def test_an_option_answers_a_question_in_every_way_of_asking(run, file):
    assert record(run("--usual", "--json", "--answer", "resource=gone"))["code"] == 410
    assert record(run("--json", "--answer", "resource=gone", input=b"\n" * 60))["code"] == 410
    assert record(run("--answers", file("none", {"resource": "absent"}), "--json", "--answer", "resource=gone"))["code"] == 410
    wrong = run("--usual", "--answer", "resource=lost")
    assert complaint(wrong).startswith('choose: "resource" is "lost", which is no answer to: ') and wrong.returncode == 2


def test_with_a_request_the_situation_is_of_its_method(happened, file):
    request = file("request", PUT)
    assert json.loads(text(happened("somebody", "If-Match", arguments=("--json", "--request", request))))["code"] == 412


@pytest.mark.parametrize("said, value", [("784111777", "Sun, 06 Nov 1994 08:49:37 GMT"), ("Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"),
                                         ("-1", "Wed, 31 Dec 1969 23:59:59 GMT"), ("none", None), ("", None)])
def test_a_date_is_an_http_date_or_seconds(run, said, value):
    typed = lines({"last-modified": said}, asked(run))
    fields = {field["name"]: field["value"] for field in record(run("--json", *NOW, input=typed))["fields"]}
    assert fields.get("Last-Modified") == value


@pytest.mark.parametrize("said", ["-9223372036854775808", "99999999999999999999", "253402300800", "yesterday"])
def test_what_is_no_date_is_asked_again(run, said):
    before = asked(run)
    typed = lines({"last-modified": said}, before[:before.index("last-modified") + 1])
    done = run(input=typed)
    assert f'"{said}" is no answer' in done.stderr.decode() and done.returncode == 2


def test_none_empties_what_has_another_default(run):
    assert QUESTIONS["allowed-methods"]["default"] and QUESTIONS["allowed-methods"]["optional"]
    before = asked(run)
    said = record(run("--json", input=lines({"allowed-methods": "none"}, before[:before.index("allowed-methods") + 1])))
    assert said["code"] == 405 and said["fields"][0] == {"name": "Allow", "value": "", "level": "must"}


def test_the_end_of_input_is_told(run):
    done = run(input=b"\nno\n")
    assert complaint(done) == 'choose: the answers end before "available-again" is answered, so there is no code yet'


def test_the_last_line_needs_no_end(run):
    assert text(run(input=b"\nno\n5")).splitlines()[1].split()[:2] == ["503", "Service"]


def test_answers_that_no_terminal_shows_are_shown(run):
    assert "\n[origin] > gateway\n" in run(input=b"gateway\n").stderr.decode()


def test_usual_asks_only_what_has_no_default(run):
    done = run("--usual", *NOW)
    assert text(done).splitlines()[1].split()[:2] == ["200", "OK"] and done.stderr == b""


def test_the_rest_can_be_what_is_usual(run):
    done = run("DELETE", input=b"\nrest\n")
    assert text(done).splitlines()[1].split()[:2] == ["204", "No"] and done.stderr.count(b"> ") == 2


@pytest.mark.parametrize("method, code", [("GET", 200), ("HEAD", 200), ("POST", 204), ("PUT", 204), ("PATCH", 204), ("DELETE", 204), ("OPTIONS", 204),
                                          ("TRACE", 200), ("BREW", 501)])
def test_the_usual_methods_have_the_one_that_is_asked_about(run, file, method, code):  # RFC 9110, 15.5.6
    assert record(run("--usual", "--json", method, "/x"))["code"] == code
    assert record(run("--answers", file("none", {}), "--json", method, "/x"))["code"] == code
    assert record(run("--json", method, "/x", input=b"\n" * 60))["code"] == code


def test_the_prompt_has_the_method_that_is_asked_about(run):
    assert "\n[GET, HEAD, PUT] > " in run("PUT", "/article", input=b"\n" * 60).stderr.decode()
    assert "\n[GET, HEAD] > " in run("HEAD", "/article", input=b"\n" * 60).stderr.decode()


def test_the_rest_stops_where_nothing_is_usual(run):
    shown = text(run(input=b"\n" * 9 + b"no\n" + b"rest\nBasic realm=a\n"))
    assert shown.splitlines()[1].split()[:2] == ["401", "Unauthorized"]


def test_who_goes_back_is_asked_again(run):
    shown = text(run(input=b"\n" * 9 + b"no\nrest\nback\nyes\nrest\n"))
    assert shown.splitlines()[1].split()[:2] == ["200", "OK"]


def test_a_terminal_is_asked_in_colour(command):
    try:
        controller, terminal = pty.openpty()
    except OSError:
        pytest.skip("no pseudo-terminal")
    attributes = termios.tcgetattr(terminal)
    attributes[3] &= ~termios.ECHO  # which would come in the middle of what is shown
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)
    process = subprocess.Popen([command, "choose", "--all", *NOW], stdin=terminal, stdout=terminal, stderr=terminal,
                               env={**os.environ, "TERM": "xterm", "NO_COLOR": "", "LC_ALL": "C.UTF-8", "COLUMNS": "80"})
    os.close(terminal)
    os.write(controller, b"\nno\n7\n")
    shown = b""
    while True:
        try:
            chunk = os.read(controller, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not chunk:
            break
        shown += chunk
    os.close(controller)
    assert process.wait(timeout=60) == 0
    shown = shown.decode().replace("\r\n", "\n")
    assert "\033[1m1. In which role does this server get" in shown and "[origin] \033[1m>\033[0m " in shown
    assert "\033[1;31m503 Service Unavailable\033[0m" in shown and "Retry-After: 7\n" in shown


def test_questions_go_to_standard_error(run):
    assert record(run("--json", input=b"\n" * 60))["code"] == 200


# ---- the request ----


@pytest.mark.parametrize("arguments, method, target", [
    ([], "GET", "http://localhost/"), (["HEAD"], "HEAD", "http://localhost/"), (["DELETE", "/x"], "DELETE", "/x"),
    (["GET", "https://a.example:8443/x?y"], "GET", "https://a.example:8443/x?y"),
])
def test_a_method_and_a_target_are_a_request(run, arguments, method, target):
    said = record(run("--usual", "--json", *arguments))
    assert (said["method"], said["target"]) == (method, target)
    assert said["code"] == (204 if method == "DELETE" else 200)


@pytest.mark.parametrize("arguments, possible", [
    ([], "impossible"), (["--https"], "possible"), (["GET", "https://a.example/"], "possible"), (["GET", "http://a.example/"], "impossible"),
    (["GET", "/"], "possible"), (["--http", "GET", "/"], "impossible"), (["--https", "GET", "/"], "possible")])
def test_tls_is_known(run, arguments, possible):
    path = {step["id"]: step["way"] for step in record(run("--usual", "--json", *arguments))["path"]}
    assert path["early-data-possible"] == possible


def test_a_head_does_not_tell_whether_it_came_over_tls(run, file):
    request = file("get", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    for said, possible in (([], "possible"), (["--http"], "impossible"), (["--https"], "possible")):
        path = {step["id"]: step["way"] for step in record(run("--usual", "--json", *said, "--request", request))["path"]}
        assert path["early-data-possible"] == possible


@pytest.mark.parametrize("method, code", [("GET", 200), ("HEAD", 200), ("QUERY", 200), ("POST", 204), ("PUT", 204), ("PATCH", 204), ("DELETE", 204),
                                          ("OPTIONS", 204), ("TRACE", 200), ("PROPFIND", 207), ("COPY", 204), ("FOO", 501)])
def test_usual_answers_do_not_contradict_each_other(run, method, code):
    assert record(run("--usual", "--json", method))["code"] == code


def test_a_query_in_a_file_lacks_what_it_lacks(run, file):  # RFC 10008, 2.1
    request = file("query", b"QUERY / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n")
    assert record(run("--usual", "--json", "--request", request))["code"] == 400


@pytest.mark.parametrize("answers, code", [
    ({"allowed-methods": ["GET", "FOO"]}, 200), ({"allowed-methods": "FOO"}, 200), ({"allowed-methods": ["GET"]}, 501), ({}, 501),
    ({"allowed-methods": None}, 501), ({"allowed-methods": ""}, 501), ({"known-methods": "FOO", "allowed-methods": ["GET"]}, 405),
    ({"known-methods": ["FOO"]}, 200), ({"known-methods": "GET", "allowed-methods": "FOO"}, 501)])
def test_a_method_that_is_allowed_is_implemented(run, file, answers, code):  # RFC 9110, 15.5.6 and 15.6.2
    said = record(run("--json", "--answers", file("a", answers), "FOO"))
    assert said["code"] == (204 if code == 200 else code)


def test_a_request_comes_from_a_file(run, file):
    said = record(run("--request", file("put", PUT), "--answers", file("answers.json", PUT_FAILS), "--json", *NOW))
    assert (said["code"], said["path"][-1]["id"], said["method"], said["target"]) == (412, "precondition-failed", "PUT", "/a")
    assert record(run("--usual", "--request", "-", "--json", input=PUT))["code"] == 412


def test_a_continue_that_goes_ahead_is_told(run, file):
    request = file("put", PUT.replace(b"If-Match: \"old\"", b"Expect: 100-continue"))
    answers = file("answers.json", {"allowed-methods": ["PUT"]})
    assert record(run("--request", request, "--answers", answers, "--json"))["interim"] == [100]
    assert "before it\n   100 Continue\n" in text(run("--request", request, "--answers", answers))


# ---- the answers ----


def test_every_kind_of_answer_is_taken(run, file):
    answers = {"role": "origin", "available": True, "allowed-methods": ["GET", "HEAD"], "media-types": "text/html, text/plain", "languages": None,
               "codings": [], "entity-tag": '"v"', "last-modified": 784111777, "ranges": True, "complete-length": 1000}
    request = file("get", b"GET / HTTP/1.1\r\nHost: a.example\r\nRange: bytes=0-9\r\n\r\n")
    said = record(run("--request", request, "--answers", file("answers.json", answers), "--json", *NOW))
    fields = {field["name"]: field["value"] for field in said["fields"]}
    assert said["code"] == 206 and fields == {
        "Content-Type": "text/html", "Vary": "Accept", "Accept-Ranges": "bytes", "ETag": '"v"', "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT",
        "Content-Range": "bytes 0-9/1000", "Date": "Sun, 22 Nov 2026 12:00:00 GMT"}


def test_answers_come_from_standard_input(run):
    assert record(run("--answers", "-", "--json", input=b'{"available": false, "available-again": 60}'))["fields"][0] == {
        "name": "Retry-After", "value": "60", "level": "may"}


def test_what_was_not_asked_does_not_count(run, file):
    assert record(run("--answers", file("a", {"moved-to": "/x", "challenges": 5}), "--json"))["code"] == 200


def test_a_question_without_default_has_to_be_answered(run, file):
    assert complaint(run("--answers", path := file("a", ELSEWHERE))) == (
        f'{path}: "see-other-at" has to be answered, since no answer is the usual one: {NODES["see-other-at"]["text"]} '
        "What is asked for: a URI reference, as https://example.com/new or ../new")


def test_what_a_should_asks_for_may_be_left_out(run, file):  # RFC 5789, 3.1; RFC 9110, 15.4.2
    options = file("options", {"allowed-methods": ["GET", "OPTIONS", "PATCH"]})
    assert record(run("--answers", options, "--json", "OPTIONS", "/x"))["code"] == 204
    assert record(run("--answers", file("moved", {"resource": "moved"}), "--json"))["code"] == 301


@pytest.mark.parametrize("name", ["moved", "if-match", "not-found", ""])
def test_an_id_that_is_no_question_is_told(run, file, name):
    assert complaint(run("--answers", path := file("a", {name: True}))) == f'{path}: "{name}" is no question; httpstatus-choose(7) has them all'


@pytest.mark.parametrize("name, value, shown", [
    ("available", "perhaps", '"perhaps"'), ("available", 1, "1"), ("available", None, "null"), ("role", True, "true"), ("role", "", '""'),
    ("resource", ["here"], '["here"]'), ("allowed-methods", ["GET", 5], '["GET",5]'), ("allowed-methods", ["GET", ""], '["GET",""]'),
    ("allowed-methods", "a b", '"a b"'), ("entity-tag", "v1", '"v1"'), ("last-modified", -2**63, "-9223372036854775808"), ("last-modified", 1.5, "1.5"),
    ("last-modified", "soon", '"soon"'), ("entity-tag", {}, "{}"), ("media-types", "\x1b]0;x", '"\\u001B]0;x"'),
])
def test_a_wrong_answer_is_told(run, file, name, value, shown):
    told = complaint(run("--answers", path := file("a", {name: value})))
    assert told.startswith(f'{path}: "{name}" is {shown}, which is no answer to: {NODES[name]["text"]} What is asked for: ')


@pytest.mark.parametrize("content, told", [
    (b'{"role":\n "origin",}', "line 2, column 11: is no JSON: "), (b'{"role": "origin", "role": "proxy"}', "line 1, column 25: is no JSON: "),
    (b"", "is empty"), (b"[]", "is no object from questions to answers"), (b"true", "is no object from questions to answers"),
])
def test_what_is_no_json_is_told(run, file, content, told):
    assert complaint(run("--answers", path := file("a", content))).startswith(f"{path}: {told}")


@pytest.mark.parametrize("arguments, told", [
    (["GET", "/", "/"], 'choose takes a method and a target, and no "/"'),
    (["--request", "-", "GET"], "choose: a method and a target take the place of --request"),
    (["--request", "-", "--answers", "-"], "choose: --request and --answers cannot both be standard input"),
    (["--usual", "--answers", "-"], "choose: --usual asks, and --answers asks nobody"),
    (["--json", "--problem"], "choose: --problem is JSON already, and takes no --json"),
    (["--json", "--graph", "dot"], "choose: --graph draws, and takes no --json, --problem or --usual"),
    (["--area", "access"], "choose: --area is of --graph"), (["--graph", "svg"], '--graph: "svg" is none of: dot'),
    (["--answers", "/"], "/: cannot be read: Is a directory"), (["--request", "/"], "/: cannot be read: Is a directory"),
    (["--request", "/dev/null"], "/dev/null: is empty"),
    (["--answers", "/nowhere"], "/nowhere: cannot be opened: No such file or directory"),
    (["--request", "/nowhere"], "/nowhere: cannot be opened: No such file or directory"),
    (["--request", "-"], "standard input: is empty"), (["--now", "x"], '--now: "x" is no number of seconds since 1970'),
    (["--graph", "dot", "--answers", "-", "--area", "request"], "standard input: is empty"),
    (["", ""], "choose: the request: "),
])
def test_what_cannot_be_asked_is_told(run, arguments, told):
    assert complaint(run(*arguments)).startswith(told)


def test_the_graph_is_all_of_the_areas():
    assert list(dict.fromkeys(node["area"] for node in GRAPH["node"])) == AREAS and len(AREAS) == 9


def test_a_wrong_area_lists_them_all(run):
    done = run("--graph", "dot", "--area", "x")
    assert done.returncode == 2 and done.stderr.decode().split("\n") == ['httpstatus: --area: "x" is none of:', *(f"  {area}" for area in AREAS), ""]


# ---- what comes of it ----


def test_the_json_has_all_of_it(run, file):
    said = record(run("--request", file("put", PUT), "--answers", file("a", PUT_FAILS), "--json", *NOW))
    assert list(said) == ["file", "entry", "method", "target", "status", "code", "phrase", "reference", "text", "question", "path", "interim", "fields"]
    end = ENDS["precondition-failed"]
    assert {key: said[key] for key in ("entry", "status", "code", "phrase", "text", "reference", "question", "interim")} == {
        "entry": 0, "status": None, "code": 412, "phrase": "Precondition Failed", "text": end["text"],
        "reference": f"{end['document']}, {end['section']}", "question": None, "interim": []}
    assert said["file"].endswith("/put")
    assert all(list(step) == ["id", "way", "given"] for step in said["path"])
    followed = [NODES[step["id"]]["ways"][step["way"]] for step in said["path"][:-1]]
    assert followed == [step["id"] for step in said["path"][1:]] and said["path"][-1] == {"id": "precondition-failed", "way": None, "given": None}
    assert {step["id"] for step in said["path"] if step["given"] is not None} <= set(QUESTIONS)
    steps = {step["id"]: step for step in said["path"]}
    assert steps["entity-tag"]["given"] == '"new"' and steps["if-match"]["given"] is None  # the request decides that
    assert steps["content-types"]["given"] == ""  # "there is none" is an answer


def test_no_problem_below_400(run):
    done = run("--usual", "--problem")
    assert (done.returncode, done.stdout) == (1, b"")


def test_problem_details_of_answers(run, file):
    end = ENDS["precondition-failed"]
    assert record(run("--request", file("put", PUT), "--answers", file("a", PUT_FAILS), "--problem", *NOW)) == {
        "type": "about:blank", "title": "Precondition Failed", "status": 412, "detail": end["text"]}


def test_problem_details(run):
    end = ENDS["method-not-allowed"]
    assert record(run("--answers", "-", "--problem", "PUT", input=b'{"allowed-methods": ["GET"]}')) == {"type": "about:blank", "title": "Method Not Allowed", "status": 405, "detail": end["text"]}


def test_a_person_sees_code_fields_and_path(run):
    shown = text(run("--answers", "-", "DELETE", "/x", *NOW, input=b'{"allowed-methods": "GET, HEAD"}'))
    assert shown.startswith(" DELETE /x\n 405 Method Not Allowed ") and shown.splitlines()[1].endswith("client error \u00b7 RFC 9110, 15.5.6")
    assert f"\n\n {ENDS['method-not-allowed']['text']}\n\n with\n   must      Allow: GET, HEAD\n" in shown
    assert shown.splitlines()[-1].split() == [">", "allowed-methods", "RFC", "9110,", "15.5.6", "no:", "GET,", "HEAD"]
    assert re.search(r"\n {3}head-sound +RFC 9112, 3\.2 +yes\n", shown)


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_it_fits_the_terminal(run, columns):
    before = asked(run)
    done = run(*NOW, input=b"why\n" + b"\n" * len(before), environment={"COLUMNS": str(columns)})
    assert max(map(len, (text(done) + done.stderr.decode()).splitlines())) <= columns


def test_control_characters_do_not_reach_the_terminal(run):
    assert "\033" not in text(run("--usual", "GET", "/\033]0;x\007"))


# ---- the drawing ----

NAME = r'"((?:[^"\\]|\\.)*)"'


def parse(dot):
    """The nodes with their attributes, and the edges, of what we write: a line each."""
    nodes, edges = {}, []
    for line in dot.splitlines():
        if match := re.fullmatch(rf"  {NAME} -> {NAME} \[(.*)\];", line):
            label = re.search(rf"label={NAME}", match[3])
            ways = label[1].strip().split(", ") if label else [None]
            edges += [(match[1], match[2], way, "penwidth" in match[3]) for way in ways]
        elif match := re.fullmatch(rf"  {NAME} ?\[(.*)\];", line):
            assert match[1] not in nodes
            nodes[match[1]] = match[2]
    return nodes, edges


def words_of(attributes):
    label = re.search(r"label=<(.*)>", attributes)[1]
    return html.unescape(re.sub(r"</?B>", "", label.replace("<BR/>", " ")))


def drawn(run, *arguments):
    nodes, edges = parse(text(run("--graph", "dot", *arguments)))
    assert {name for edge in edges for name in edge[:2]} <= set(nodes)
    return nodes, edges


def test_every_node_and_way_is_drawn(run):
    nodes, edges = drawn(run)
    assert set(nodes) == {*NODES, *ENDS}
    assert {edge[:3] for edge in edges} == EDGES and len(edges) == len(EDGES)
    assert not any(edge[3] for edge in edges)


def test_nodes_say_what_they_ask(run):
    nodes, _ = drawn(run)
    for name, node in NODES.items():
        assert words_of(nodes[name]) == f"{name} {node['text']}" and ("rounded" in nodes[name]) == ("type" in node)
    for name, end in ENDS.items():
        assert words_of(nodes[name]).startswith(f"{end['code']} ") and "shape=ellipse" in nodes[name]
    colours = {(ENDS[name]["code"] // 100, re.search(r'fillcolor="(.*?)"', nodes[name])[1]) for name in ENDS}
    assert len(colours) == len({colour for _, colour in colours}) == 5


def test_the_sheets_have_every_node_and_way(run):
    found = set()
    for area in AREAS:
        nodes, edges = drawn(run, "--area", area)
        own = {name for name, node in NODES.items() if node["area"] == area}
        assert own == {name for name in nodes if ": " not in name}
        for begin, to, way, _ in edges:
            if begin in own:
                found.add((begin, to.removeprefix(f"{begin}: "), way))
                leaf = NODES.get(to.removeprefix(f"{begin}: "))
                assert to in own or leaf is None or words_of(nodes[to]) == f"to {leaf['area']}: {leaf['id']}"
            else:
                assert NODES[to]["area"] == area and begin.startswith("from ") and way is None
    assert found == EDGES


def test_a_sheet_tells_where_its_ways_come_from(run):
    for area in AREAS:
        _, edges = drawn(run, "--area", area)
        stubs = {(begin, to) for begin, to, _, _ in edges if begin.startswith("from ")}
        assert stubs == {(f"from {NODES[begin]['area']}: {to}", to) for begin, to, _ in EDGES
                         if to in NODES and NODES[to]["area"] == area != NODES[begin]["area"]}


def test_the_path_stands_out(run, file):
    arguments = ["--request", file("put", PUT), "--answers", file("a", PUT_FAILS)]
    said = record(run(*arguments, "--json"))
    nodes, edges = drawn(run, *arguments)
    passed = [step["id"] for step in said["path"]]
    assert {name for name in nodes if "penwidth" in nodes[name]} == set(passed)
    assert {edge[:2] for edge in edges if edge[3]} == set(zip(passed, passed[1:]))
    for area in AREAS:
        _, edges = drawn(run, *arguments, "--area", area)
        assert {(begin, to.removeprefix(f"{begin}: ")) for begin, to, _, on in edges if on and not begin.startswith("from ")} == \
            {(begin, to) for begin, to in zip(passed, passed[1:]) if NODES[begin]["area"] == area}


def test_a_path_needs_no_answers_where_all_are_usual(run):
    assert any(edge[3] for edge in drawn(run, "GET")[1])
    assert "see-other-at" in complaint(run("--graph", "dot", "--answers", "-", input=json.dumps(ELSEWHERE).encode()))


def test_graphviz_can_read_it(run):
    if shutil.which("dot") is None:
        pytest.skip("dot is not installed")
    for arguments in ([], *(["--area", area] for area in AREAS)):
        dot = run("--graph", "dot", *arguments).stdout
        canon = subprocess.run(["dot", "-Tcanon"], input=dot, capture_output=True, timeout=60)
        assert canon.returncode == 0 and canon.stderr == b""


def test_the_pictures_are_those_of_all_areas(build):
    if not list((build / "docs").glob("*.svg")):
        pytest.skip("the pictures were not built")
    assert {file.stem for file in (build / "docs").glob("*.svg")} == set(AREAS)


def test_the_manual_page_has_every_question_and_end(build):
    page = (build / "docs/httpstatus-choose.7").read_text().replace("\\-", "-").replace("\\(dq", '"').replace("\\e", "\\")
    for name, node in {**NODES, **ENDS}.items():
        assert f".It Sy {name}\n" in page and node["text"] in page and f"{node['document']}, {node['section']}" in page, name
