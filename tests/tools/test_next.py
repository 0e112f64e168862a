"""httpstatus next: steps for the exchanges of a file, and what well-known clients do; and Python says the same.

SPDX-License-Identifier: MIT
"""
import json
import math
import subprocess
from pathlib import Path

import pytest

RECORDED = Path(__file__).resolve().parents[1] / "data/recorded"
KEYS = ["file", "entry", "method", "target", "status", "client", "client_version", "steps", "facts"]
STEP_KEYS = ["action", "level", "reference", "reason", "text", "requests", "method", "target", "content", "drop_fields", "add_fields", "delay_ms",
             "delay_source", "connection", "avoids_early_data", "declined_by"]
POST = b"POST /a HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic x\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\n"
UNAVAILABLE = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
MOVED = b"HTTP/1.1 301 Moved Permanently\r\nLocation: http://b.example/c\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture
def run(command):
    def run(*arguments, input=None):
        return subprocess.run([command, "next", *arguments], input=input, capture_output=True, timeout=120)
    return run


@pytest.fixture
def post(tmp_path):
    (tmp_path / "request").write_bytes(POST)
    return tmp_path / "request"


def record(run, status=0):
    assert run.returncode == status, run.stderr
    one, = run.stdout.splitlines()
    return json.loads(one)


def har(*entries):
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "t", "version": "1"}, "entries": entries}}).encode()


def entry(status, headers=(), method="GET", url="https://a.example/x"):
    fields = [{"name": name, "value": value} for name, value in headers]
    return {"startedDateTime": "2026-11-22T12:00:00Z", "time": 5, "request": {"method": method, "url": url, "headers": [{"name": "Accept", "value": "*/*"}]},
            "response": {"status": status, "statusText": "", "httpVersion": "HTTP/1.1", "headers": fields}}


def test_a_redirect_as_json(run, post):
    said = record(run("--json", "--request", post, "-", input=MOVED))
    assert list(said) == KEYS
    assert {key: said[key] for key in KEYS[:6]} == {
        "file": "standard input", "entry": 0, "method": "POST", "target": "/a", "status": 301, "client": "default"}
    first = said["steps"][0]
    assert list(first) == STEP_KEYS
    assert {key: first[key] for key in STEP_KEYS if key != "text"} == {
        "action": "follow", "level": "may", "reference": "RFC 9110, 15.4.2", "reason": "moved-permanently", "requests": True, "method": "GET",
        "target": "http://b.example/c", "content": "drop", "drop_fields": ["Host", "Authorization", "Content-Type", "Content-Length"],
        "add_fields": [], "delay_ms": 0, "delay_source": None, "connection": "new", "avoids_early_data": False, "declined_by": []}
    assert said["facts"] == ["permanent", "credentials-dropped", "content-dropped"]


def test_a_redirect_for_a_person(run, post):
    text = run("--request", post, "-", input=MOVED).stdout.decode()
    assert text.startswith("0  POST /a  301 Moved Permanently\n  follow      GET http://b.example/c, content dropped\n")
    assert "without Host, Authorization, Content-Type, Content-Length; on a new connection The" in " ".join(text.split())
    assert "(may; RFC 9110, 15.4.2)" in text and "  fact        credentials-dropped\n" in text


def test_without_a_request_it_is_taken_for_get(run):
    step = record(run("--json", "-", input=b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"))["steps"][0]
    assert (step["action"], step["method"], step["delay_ms"], step["delay_source"]) == ("retry", "GET", 5000, "retry-after")


@pytest.mark.parametrize("asked, told", [
    ("5", "after 5 s, as asked"), ("0", None), ("7200", "after 2 h, as asked"), ("86400", "after 1 day, as asked"), ("90061", "after about 25 h (90061 s), as asked"), ("9" * 20, "after more seconds than can be counted, as asked"),
])
def test_a_wait_is_told_as_people_tell_it(run, asked, told):
    text = run("--set", f"wait-cap-ms={2**63 - 1}", "-", input=f"HTTP/1.1 503 x\r\nRetry-After: {asked}\r\nContent-Length: 0\r\n\r\n".encode()).stdout.decode()
    assert ("after" in text.splitlines()[2]) is bool(told) and (told is None or told in text)


def test_a_date_needs_the_time(run):
    response = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: Sun, 06 Nov 1994 08:49:47 GMT\r\nContent-Length: 0\r\n\r\n"
    assert record(run("--json", "-", input=response))["steps"][0]["reason"] == "wait-too-long"
    assert record(run("--json", "--now", "784111777", "-", input=response))["steps"][0]["delay_ms"] == 10000


def test_fields_that_only_the_client_knows_have_no_value(run):
    response = b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n'
    step = record(run("--json", "-", input=response))["steps"][0]
    assert (step["action"], step["add_fields"]) == ("authenticate", [{"name": "Authorization", "value": None}])
    assert "with Authorization" in run("-", input=response).stdout.decode()


def test_each_entry_of_a_har_stands_for_itself(run):
    lines = run("--json", "-", input=har(entry(302, [("Location", "/y")]), entry(200), entry(0), entry(302, [("Location", "/y")])))
    said = [json.loads(line) for line in lines.stdout.splitlines()]
    assert [(one["entry"], one["status"], one["steps"][0]["action"]) for one in said] == [
        (0, 302, "follow"), (1, 200, "final"), (2, None, "retry"), (3, 302, "follow")]
    assert said[0]["steps"][0]["target"] == "https://a.example/y"


def test_what_cannot_be_read_is_told_and_the_rest_is_answered(run):
    bad = entry(200)
    bad["response"]["status"] = "abc"
    done = run("--json", "-", input=har(entry(204), bad, entry(205)))
    assert done.returncode == 2 and b"entry 1" in done.stderr
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == [204, 205]


def test_files_are_named_where_there_are_several(run, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(MOVED)
    said = [json.loads(line) for line in run("--json", tmp_path / "one", tmp_path / "two").stdout.splitlines()]
    assert [one["file"] for one in said] == [str(tmp_path / "one"), str(tmp_path / "two")]


# ---- clients ----


def records(run):
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_clients_as_json_are_a_line_each(run, post):
    said = records(run("--json", "--as", "curl,urllib3,curl", "--request", post, "-", input=MOVED))
    assert [list(client) for client in said] == [KEYS, KEYS] and [client["entry"] for client in said] == [0, 0]
    assert [(client["client"], client["client_version"], client["steps"][0]["method"]) for client in said] == [
        ("curl", "7.88.1", "GET"), ("urllib3", "1.26.12", "POST")]


def test_clients_as_a_table_with_what_differs_marked(run, post):
    heading, head, curl, urllib3, apache, star = run("--as", "curl,urllib3,apache", "--request", post, "-", input=MOVED).stdout.decode().splitlines()
    assert head.split() == ["client", "version", "step", "method", "content", "without", "wait"]
    assert curl.split() == ["curl", "7.88.1", "follow", "GET", "drop", "Authorization*", "-"]
    assert urllib3.split() == ["urllib3", "1.26.12", "follow", "POST*", "keep*", "Authorization*", "-"]
    assert apache.split() == ["apache", "5.4", "final*", "-*", "-*", "-*", "-"]
    assert star == "  * is not what a careful client does"


def test_all_clients_are_all_that_map_lists_but_the_careful_one(run, command):
    said = records(run("--json", "--as", "all", "-", input=MOVED))
    listed = subprocess.run([command, "map", "clients", "--json"], capture_output=True, check=True).stdout.splitlines()
    assert ["default", *(client["client"] for client in said)] == [json.loads(line)["client"] for line in listed]


def test_a_client_that_is_not_known_is_answered_with_those_that_are(run):
    done = run("--as", "curl,mosaic", "-", input=MOVED)
    assert done.returncode == 2 and done.stderr.startswith(b'httpstatus: --as: "mosaic" is none of:\n  all\n  default\n  fetch\n  curl\n')


@pytest.mark.parametrize("client, wait", [("undici", "0.5 s"), ("ky", "0.3 s")])
def test_a_wait_has_the_fraction_of_a_second_that_it_has(run, client, wait):
    assert run("--as", client, "-", input=UNAVAILABLE).stdout.decode().splitlines()[2].rstrip("*").endswith(wait)


# ---- settings ----


def test_a_setting_changes_what_is_said(run):
    assert record(run("--json", "--set", "hops=0", "-", input=MOVED))["steps"][0]["reason"] == "too-many-redirects"
    assert record(run("--json", "--set", "redirect-301=*=stop", "-", input=MOVED))["steps"][0]["reason"] == "not-followed"


@pytest.mark.parametrize("wrong, told", [
    ("hops", '--set: "hops" is no SETTING=VALUE; `httpstatus map settings` lists them'),
    ("hopz=1", '--set: "hopz" is no setting; did you mean hops?'),
    ("hopz=", '--set: "hopz" is no setting; did you mean hops?'),
    ("hops=x", '--set: hops is "x", which it cannot be: A number: how many redirects are followed in one chain.'),
    ("=1", '--set: "=1" is no SETTING=VALUE; `httpstatus map settings` lists them'),
])
def test_a_wrong_setting_is_told(run, wrong, told):
    done = run("--set", wrong, "-", input=MOVED)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"httpstatus: {told}\n")


# ---- what no file tells ----

TOO_EARLY = b"HTTP/1.1 425 Too Early\r\nContent-Length: 0\r\n\r\n"
UPGRADE = b"HTTP/1.1 426 Upgrade Required\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: 0\r\n\r\n"
TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
STALE = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"
CHALLENGE = b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n'


@pytest.mark.parametrize("response, said, reason", [
    (TOO_EARLY, [], "too-early"),
    (TOO_EARLY, ["--say", "early-data=yes"], "sent-too-early"),
    (TOO_EARLY, ["--say", "early-data=no"], "not-in-early-data"),
    (TOO_EARLY, ["--say", "early-data=no", "--say", "early-data=yes"], "sent-too-early"),
    (TOO_EARLY, ["--say", "role=proxy"], "client-error"),
    (TOO_EARLY, ["--say", "role=user-agent"], "too-early"),
    (TIMEOUT, [], "request-too-slow"),
    (TIMEOUT, ["--say", "reused-connection=yes"], "request-timeout"),
    (TIMEOUT, ["--say", "coalesced-connection=yes"], "request-timeout"),
    (TIMEOUT, ["--say", "reused-connection=yes", "--say", "can-connect=no"], "request-too-slow"),
    (STALE, ["--say", "can-use-stored=yes"], "stale-if-error"),
    (CHALLENGE, ["--say", "can-authenticate=no"], "credentials-wanted"),
    (UPGRADE, [], "upgrade-impossible"),
    (UPGRADE, ["--protocols", "websocket,h2c"], "upgrade-required"),
    (UPGRADE, ["--protocols", "websocket"], "upgrade-impossible"),
])
def test_what_no_file_tells_can_be_said(run, response, said, reason):
    assert record(run("--json", *said, "-", input=response))["steps"][0]["reason"] == reason


def test_what_is_said_is_said_of_every_exchange_and_client(run):
    lines = records(run("--json", "--say", "early-data=no", "--set", "remedies=425", "-", input=har(entry(425), entry(425))))
    assert [one["steps"][0]["reason"] for one in lines] == ["not-in-early-data"] * 2
    lines = records(run("--json", "--say", "can-use-stored=yes", "--as", "requests,go", "-", input=STALE))
    assert [one["steps"][0]["reason"] for one in lines] == ["stale-if-error"] * 2


def test_a_random_number_spreads_the_wait(run):
    waits = {record(run("--json", "--say", f"random={random}", "-", input=UNAVAILABLE))["steps"][0]["delay_ms"] for random in range(5)}
    assert len(waits) > 1


@pytest.mark.parametrize("wrong, told", [
    ("early-data", '--say: "early-data" is no WORD=VALUE'),
    ("early-data=1", '--say: "early-data=1" is neither yes nor no'),
    ("early-data=", '--say: "early-data=" is neither yes nor no'),
    ("role=server", '--say: "role=server" is neither user-agent nor proxy'),
    ("random=x", '--say: "random=x" is no number'),
    ("rain=yes", '--say: "rain" is none of:'),
    ("now=5", '--say: "now" is none of:'),
    ("", '--say: "" is none of:'),
])
def test_what_cannot_be_said_is_told(run, wrong, told):
    done = run("--say", wrong, "-", input=TOO_EARLY)
    assert (done.returncode, done.stdout) == (2, b"") and done.stderr.decode().splitlines()[0] == f"httpstatus: {told}"


def test_a_wrong_word_lists_what_can_be_said(run):
    listed = [line.split(":")[0].strip() for line in run("--say", "rain=yes", "-", input=TOO_EARLY).stderr.decode().splitlines()[1:]]
    assert listed == ["role", "can-connect", "can-authenticate", "can-authenticate-proxy", "can-resend", "can-recode", "can-use-stored", "own-condition",
                      "early-data", "reused-connection", "coalesced-connection", "random"]


def test_what_is_no_list_of_protocols_is_told(run):
    done = run("--protocols", "web socket", "-", input=UPGRADE)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == 'httpstatus: --protocols: "web socket" is no list of protocols, as Upgrade has it\n'


# ---- what the policy declines ----


def test_what_the_policy_declines_is_told_behind_the_rest(run):
    response = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"
    final, declined = record(run("--json", "-", input=response))["steps"]
    assert (final["action"], final["declined_by"]) == ("final", [])
    assert (declined["action"], declined["delay_ms"], declined["declined_by"]) == ("retry", 120000, ["wait-cap-ms"])
    assert "after 120 s, as asked; the policy declines it: wait-cap-ms" in run("-", input=response).stdout.decode()
    dated = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: Sun, 06 Nov 1994 08:49:47 GMT\r\nContent-Length: 0\r\n\r\n"
    assert "after a wait that nobody can tell without a clock" in " ".join(run("-", input=dated).stdout.decode().split())


def test_nobody_is_told_what_nobody_said(run):
    text = run("-", input=TOO_EARLY).stdout.decode()
    assert "after the handshake" not in text.split("final")[0] and "(should; RFC 8470, 5.2)" in text


def test_a_question_without_files_is_told(run):
    done = run()
    assert done.returncode == 2 and done.stderr == b"httpstatus: next: which files? HAR, or what curl -i, curl -v, HTTPie or wget -S printed; - for standard input\n"


def test_control_characters_do_not_reach_the_terminal(run):
    response = b"HTTP/1.1 302 Found\r\nLocation: http://b.example/\x1b[31m\r\nContent-Length: 0\r\n\r\n"
    assert b"\x1b" not in run("-", input=response).stdout


# ---- agreement ----


def test_python_says_the_same_of_what_was_recorded(run, build, no_clock):
    httpstatus = pytest.importorskip("httpstatus")
    compared = 0
    for response in sorted(RECORDED.glob("*/[1-5]*.response.http")):
        request = response.with_name(response.name.replace(".response.", ".request."))
        said, secured = [(["--http"], False), (["--https"], True), ([], None)][compared % 3]
        done = run("--json", "--as", "fetch,curl,go", *said, "--request", request, response)
        if done.returncode != 0:
            continue
        exchange = httpstatus.Exchange.from_bytes(response.read_bytes(), request.read_bytes(), secured=secured)
        now = exchange.date if exchange.date is not None else no_clock
        for client in map(json.loads, done.stdout.splitlines()):
            chain = httpstatus.Chain(client["client"])
            steps = chain.next(exchange, now, random=0)
            mine = [{key: getattr(step, key) for key in STEP_KEYS if key != "delay_ms"} for step in steps]
            for step, python in zip(mine, steps):
                step["drop_fields"], step["declined_by"] = list(step["drop_fields"]), list(step["declined_by"])
                step["add_fields"] = [{"name": name, "value": value} for name, value in step["add_fields"]]
                step["delay_ms"] = None if python.delay is None else 2**63 - 1 if python.delay == math.inf else python.delay * 1000
            assert mine == client["steps"], response.name
            assert {**chain.json(), "file": str(response), "entry": 0} == client, response.name
        compared += 1
    assert compared > 100
