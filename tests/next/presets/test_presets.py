"""The presets do what is known of the real clients, cell by cell of tables that were made by hand before there were presets.

SPDX-License-Identifier: MIT
"""
import csv
import tomllib
from email.utils import formatdate
from pathlib import Path

import pytest

from httpstatus import Chain, Exchange, Policy, clients

HERE = Path(__file__).resolve().parent
EXCEPTIONS = tomllib.loads((HERE / "exceptions.toml").read_text())["exception"]
LEFT_OUT = tomllib.loads((HERE / "left-out.toml").read_text())["left_out"]

NOW = 784111777  # Sun, 06 Nov 1994 08:49:37 GMT, of RFC 9110, 5.6.7
HOME = "http://site.example.org/a"
ELSEWHERE = "http://elsewhere.example/b"
IDEMPOTENT = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"]  # RFC 9110, 9.2.2
OTHERS = ["PUT", "PATCH", "DELETE", "FROB"]
ERRORS = [code for code in range(400, 600) if code != 421]  # which is about the connection


# ---- the tables ----

def rows_of(name):
    """The rows of a table, each by what stands in its first column."""
    lines = [line for line in (HERE / f"{name}.csv").read_text().splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    named = {next(iter(row.values())): row for row in rows}
    assert len(named) == len(rows), f"{name}.csv has a row twice"
    return named


TABLES = {name: rows_of(name)
          for name in ("redirects", "limits", "credentials", "replay", "retry", "retry-after", "mended", "interim")}
HABITS = rows_of("habits")
BECOMES_GET_ON_303 = [client for client, row in TABLES["redirects"].items() if row["303 other"] == "GET"]
NO_CELLS = {"client", "row", "status", "fields"}


def cells():
    for table, rows in TABLES.items():
        for row, cell_of in rows.items():
            for column, cell in cell_of.items():
                if column not in NO_CELLS and cell != "?":
                    yield table, row, column, cell


def exception_to(table, row, column):
    return next((entry for entry in EXCEPTIONS if (entry["table"], entry["row"], entry["column"]) == (table, row, column)), None)


def alternative(cell, *words):
    """The first alternative of a cell that fits: of "PROPFIND QUERY: keep; GET", "keep" for QUERY and "GET" for PUT."""
    for choice in cell.split("; "):
        condition, _, outcome = choice.rpartition(": ")
        if not condition or {*condition.split()} & {*map(str, words)}:
            return outcome
    raise ValueError(f"{cell!r} has nothing for {words}")


def codes(cell):
    """The codes of "429 500 502-599"."""
    found = set()
    for word in cell.split():
        first, _, last = word.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


# ---- asking a preset ----

def exchange(status, *, method="GET", target=HOME, sent=(), fields=(), content=None, **more):
    """A request, and a response without content. `sent` are the fields of the request, `content` is the request's."""
    if content is None:
        content = "none" if method in ("GET", "HEAD", "TRACE") else "repeatable"
    described = [("Content-Type", "text/plain")] if content != "none" else []
    return Exchange(method=method, target=target, request_version="1.1", request_fields=[*sent, *described], request_content=content,
                    status=status, version="1.1", fields=[("Content-Length", "0"), *fields], **{"ending": "complete", **more})


def redirect(status, location=ELSEWHERE, **more):
    return exchange(status, fields=[("Location", location)], **more)


def first_step(client, asked, circumstances=(), **more):
    return Chain(client).next(asked, NOW, random=0, circumstances=circumstances, **more)[0]


def dropped(step):
    return {name.lower() for name in step.drop_fields}


def wanted_step(outcome, method):
    """What a word of redirects.csv says: the action, and the method and content that are sent."""
    content = "none" if method in ("GET", "HEAD") else "keep"
    left = "none" if content == "none" else "drop"
    return {"no": ("final", None, "none"), "fail": ("error", None, "none"), "keep": ("follow", method, content),
            "bare": ("follow", method, left), "GET": ("follow", "GET", left), "HEAD": ("follow", "HEAD", left),
            "yes": ("follow", "GET", "none"), "any-3xx": ("follow", "GET", "none")}[outcome]


def redirect_differences(client, cell, statuses, methods):
    """Where the preset does something else than a cell says."""
    for status in statuses:
        for method in methods:
            for origin, location in (("same-origin", "/b"), ("other-origin", ELSEWHERE)):
                wanted = wanted_step(alternative(cell, status, method, origin), method)
                step = first_step(client, redirect(status, location, method=method))
                if (step.action, step.method, step.content) != wanted:
                    yield f"{method}, {status}, {origin}: {(step.action, step.method, step.content)}, not {wanted}"


def named_methods(cell):
    return [word for word in ("PROPFIND", "QUERY") if word in cell]


def differences_301_302_post(client, cell):
    return redirect_differences(client, cell, [301, 302], ["POST"])


def differences_301_302_other(client, cell):
    return redirect_differences(client, cell, [301, 302], [*OTHERS, *named_methods(cell)])


def differences_303_head(client, cell):
    return redirect_differences(client, cell, [303], ["HEAD"])


def differences_303_other(client, cell):
    return redirect_differences(client, cell, [303], ["POST", *OTHERS, "OPTIONS", "PROPFIND", "QUERY"])


def differences_307_308(client, cell):
    return redirect_differences(client, cell, [307, 308], ["POST", *OTHERS])


def differences_300(client, cell):
    methods = ["GET"] if cell in ("yes", "any-3xx") else ["GET", "POST", *OTHERS]
    yield from redirect_differences(client, cell, [300], methods)
    yield from redirect_differences(client, cell if cell == "any-3xx" else "no", [304, 305, 306, 399], ["GET"])


def differences_content_fields(client, cell):
    described = [("Content-Encoding", "gzip"), ("Content-Language", "en"), ("Content-Location", "/c"), ("Content-Type", "text/plain")]
    for origin in ("/b", ELSEWHERE):
        gone = dropped(first_step(client, redirect(303, origin, method="PUT", sent=described)))
        if gone & {name.lower() for name, _ in described} != ({name.lower() for name, _ in described} if cell == "dropped" else set()):
            yield f"to {origin}: dropped: {gone}"


def differences_one_shot(client, cell):
    for status in (307, 308):
        repeatable = first_step(client, redirect(status, method="POST"))
        if repeatable.action != "follow":
            yield f"{status}: {repeatable.action} although the content can be sent again"
        step = first_step(client, redirect(status, method="POST", content="one-shot"))
        if step.action != {"no": "final", "fail": "error"}[cell]:
            yield f"{status}: {step.action}"


def differences_hops(client, cell):
    chain, target, followed = Chain(client), HOME, 0
    while (step := chain.next(redirect(302, f"/{followed}", target=target), NOW)[0]).action == "follow" and followed < 100:
        target, followed = chain.take(step).target, followed + 1
    if followed != int(cell) or step.action not in ("final", "error"):
        yield f"{followed} redirects followed, then {step.action}"


# ---- credentials ----

SECURE_HOME = "https://site.example.org/a"
WAYS = {
    "same origin": [(HOME, "/b"), (HOME, "http://SITE.example.org:80/b"), (SECURE_HOME, "https://site.example.org:443/b")],
    "other port": [(HOME, "http://site.example.org:8080/b"), (SECURE_HOME, "https://site.example.org:8443/b")],
    "subdomain": [(HOME, "http://below.site.example.org/b"), (HOME, "//far.below.site.example.org/b")],
    "parent domain": [(HOME, "http://example.org/b")],
    "other host": [(HOME, ELSEWHERE), (HOME, "http://other.example.org/b")],
    "host of the same ending": [(HOME, "http://website.example.org/b")],
    "http to https": [(HOME, "https://site.example.org/b")],
    "https to http": [(SECURE_HOME, "http://site.example.org/b")],
}
CREDENTIALS = {"Authorization": "Basic dTpw", "Cookie": "a=b"}


def fate(client, begin, end, names):
    """What becomes of credentials with these names on the way."""
    bare, laden = (first_step(client, redirect(302, end, target=begin, sent=sent)) for sent in ((), CREDENTIALS.items()))
    if laden.action != "follow":
        return "refused" if bare.action == "follow" else "stopped"
    gone = dropped(laden) & {name.lower() for name in CREDENTIALS}
    return {(): "along", tuple(sorted(name.lower() for name in names)): "dropped"}.get(tuple(sorted(gone)), f"{gone} dropped")


def differences_habit(client, cell):
    names = TABLES["credentials"][client]["fields"].split()
    for way, pairs in WAYS.items():
        for begin, end in pairs:
            if (got := fate(client, begin, end, names)) != HABITS[cell][way]:
                yield f"{way}, from {begin} to {end}: {got}, not {HABITS[cell][way]}"


# ---- retry ----

def asked_to_wait(status, value, **more):
    return exchange(status, fields=[("Retry-After", value)], **more)


def retried(client, **more):
    """The statuses after which a request is sent again: always, and only with Retry-After. It says 0, which nobody finds too long."""
    always = {status for status in ERRORS if first_step(client, exchange(status, **more)).action == "retry"}
    told = {status for status in ERRORS if first_step(client, asked_to_wait(status, "0", **more)).action == "retry"}
    assert always <= told
    return always, told - always


def named_codes(found):
    return " ".join(map(str, sorted(found))) or "none"


def differences_statuses(client, cell):
    always, _ = retried(client)
    if always != codes(cell):
        yield f"retried: {named_codes(always)}"


def differences_only_with_field(client, cell):
    _, only_told = retried(client)
    if only_told != codes(cell):
        yield f"retried with Retry-After only: {named_codes(only_told)}"


def differences_methods(client, cell):
    sure = cell.replace("idempotent", " ".join(IDEMPOTENT)).split()
    for method in [*IDEMPOTENT, "QUERY", "POST", "PATCH", "FROB"]:
        wanted = retried(client) if cell == "any" or method in sure else (set(), set())
        if (got := retried(client, method=method)) != wanted:
            yield f"{method}: retried: {named_codes(got[0])}, with Retry-After only: {named_codes(got[1])}"


def differences_no_response(client, cell):
    for method in ("GET", "POST"):
        step = first_step(client, Exchange(method=method, target=HOME, request_content="none", ending="closed"))
        if (step.action == "retry") != (cell == "yes"):
            yield f"{method}: {step.action}"


def differences_600(client, cell):
    for status in (600, 650, 999):
        step = first_step(client, exchange(status))
        if (step.action == "retry") != (cell == "yes"):
            yield f"{status}: {step.action}"


def differences_408(client, cell):
    assert cell == "once"
    chain, actions = Chain(client), []
    for _ in range(2):
        step = chain.next(exchange(408), NOW)[0]
        actions.append(step.action)
        chain.take(step)
    if actions != ["retry", "final"]:
        yield f"{actions}"


def differences_421(client, cell):
    for circumstances in ((), ("coalesced-connection",)):
        step = first_step(client, exchange(421), circumstances=circumstances)
        if (step.action == "retry") != (bool(circumstances) or cell == "always"):
            yield f"{circumstances or 'a connection of its own'}: {step.action}"


# ---- Retry-After ----

def wait(policy, status, value):
    """How long the retry waits by Retry-After; "ignored" where it does not go by that, "gives-up" where there is no retry."""
    step = Chain(policy).next(asked_to_wait(status, value), NOW, random=0)[0]
    if step.action != "retry":
        return "gives-up"
    return step.delay if step.delay_source == "retry-after" else "ignored"


def sure_status(client):
    """A status whose Retry-After every client heeds that heeds any, of those that this one retries."""
    return 503 if 503 in set.union(*retried(client)) else 429


def differences_on(client, cell):
    all_retried = set.union(*retried(client))
    heeded = {status for status in all_retried if wait(client, status, "0") == 0}
    if heeded != (all_retried if cell == "all" else codes(cell)):
        yield f"heeded on: {named_codes(heeded)}"


def wait_differences(client, value, wanted):
    if (got := wait(client, sure_status(client), value)) != wanted:
        yield f"{value}: {got}, not {wanted}"


def differences_seconds(client, cell):
    for seconds in (0, 1, 7):
        wanted = {"heeded": seconds, "ignored": "ignored", "only-0": "gives-up" if seconds else 0}[cell]
        yield from wait_differences(client, str(seconds), wanted)


def date_differences(client, cell, date):
    if cell == "heeded":
        yield from wait_differences(client, date, 7)
    elif isinstance(got := wait(client, sure_status(client), date), float):
        yield f"{date}: {got}"


def differences_date(client, cell):
    date = "Sun, 06 Nov 1994 08:49:44 GMT"
    assert date == formatdate(NOW + 7, usegmt=True)
    yield from date_differences(client, cell, date)


def differences_other_dates(client, cell):
    yield from date_differences(client, cell, "Sunday, 06-Nov-94 08:49:44 GMT")
    yield from date_differences(client, cell, "Sun Nov  6 08:49:44 1994")


def differences_cap(client, cell):
    """A cap of which the table has no number is set to 100."""
    number, _, over = cell.partition(" ")
    policy, status = Policy(client), sure_status(client)
    if number == "none":
        cap, beyond = 366 * 86400, 366 * 86400 + 1
    elif number == "own":
        policy["wait-cap-ms"], cap = 100_000, 100
        beyond = over
    else:
        cap = beyond = int(number)
    for seconds, wanted in ((cap, cap), (cap + 1, beyond)):
        for value in (str(seconds), formatdate(NOW + seconds, usegmt=True)):
            if (got := wait(policy, status, value)) != wanted:
                yield f"{value}: {got}, not {wanted}"


# ---- what is mended, and what comes before the final response ----

REAL_CLIENTS = [client for client in clients() if client != "default"]
MENDABLE = {
    "411": (exchange(411, method="POST", sent=[("Transfer-Encoding", "chunked")], request_content_length=3), {}),
    "417": (exchange(417, method="POST", sent=[("Expect", "100-continue")]), {}),
    "421": (exchange(421), {"circumstances": ["coalesced-connection"]}),
    "425": (exchange(425), {"circumstances": ["early-data"]}),
    "426": (exchange(426, fields=[("Upgrade", "HTTP/2.0"), ("Connection", "Upgrade")]), {"protocols": ["HTTP/2.0"]}),
    "428": (exchange(428, method="PUT"), {}),
    "511": (exchange(511), {}),
}


def all_steps(client, asked, more):
    return Chain(client).next(asked, NOW, random=0, **more)


def differences_mended(status, cell):
    asked, more = MENDABLE[status]
    mending = {client for client in REAL_CLIENTS if any(step.requests and not step.declined_by for step in all_steps(client, asked, more))}
    mending -= {client for client in mending if int(status) in set.union(*retried(client))}  # 511, by those that retry all 5xx
    if mending != set(cell.split()):
        yield f"mended by: {' '.join(sorted(mending))}"


def interim_differences(client, cell, code):
    asked = Exchange(method="GET", target=HOME, request_version="1.1", interim=[(code, ())], version="1.1")
    action = first_step(client, asked).action
    if action != {"read": "continue-reading", "final": "final", "fail": "error"}[cell]:
        yield f"{code}: {action}"


def differences_interim(client, cell):
    for code in (102, 103, 104, 199):
        yield from interim_differences(client, cell, code)


def differences_101(client, cell):
    asked = Exchange(method="GET", target=HOME, request_version="1.1", status=101, version="1.1",
                     fields=[("Upgrade", "websocket"), ("Connection", "Upgrade")])
    action = first_step(client, asked).action
    if action != {"final": "final", "fail": "error"}[cell]:
        yield action


DIFFERENCES = {
    ("redirects", "301/302 POST"): differences_301_302_post, ("redirects", "301/302 other"): differences_301_302_other,
    ("redirects", "303 HEAD"): differences_303_head, ("redirects", "300"): differences_300,
    ("redirects", "303 other"): differences_303_other, ("redirects", "307/308"): differences_307_308,
    ("redirects", "content fields"): differences_content_fields,
    ("limits", "hops"): differences_hops, ("credentials", "habit"): differences_habit,
    ("replay", "307/308 one-shot"): differences_one_shot,
    ("retry", "statuses"): differences_statuses, ("retry", "only with field"): differences_only_with_field,
    ("retry", "methods"): differences_methods, ("retry", "600 and above"): differences_600,
    ("retry", "no response"): differences_no_response, ("retry", "408"): differences_408, ("retry", "421"): differences_421,
    ("retry-after", "on"): differences_on, ("retry-after", "seconds"): differences_seconds,
    ("retry-after", "date"): differences_date, ("retry-after", "other dates"): differences_other_dates,
    ("retry-after", "cap"): differences_cap,
    ("mended", "clients"): differences_mended,
    ("interim", "1xx but 100 and 101"): differences_interim, ("interim", "unrequested 101"): differences_101,
}


def differences(table, row, column, cell):
    return list(DIFFERENCES[table, column](row, cell))


# ---- the tests ----

@pytest.mark.parametrize("table, row, column, cell", cells())
def test_a_preset_does_what_the_table_says(table, row, column, cell):
    entry = exception_to(table, row, column)
    assert differences(table, row, column, entry["preset"] if entry else cell) == []


@pytest.mark.parametrize("entry", EXCEPTIONS, ids=lambda entry: f"{entry['table']}-{entry['row']}-{entry['column']}")
def test_an_exception_is_still_one(entry):
    assert differences(entry["table"], entry["row"], entry["column"], entry["says"]) != []


@pytest.mark.parametrize("entry", EXCEPTIONS, ids=lambda entry: f"{entry['table']}-{entry['row']}-{entry['column']}")
def test_an_exception_is_of_a_cell_that_is_asked(entry):
    assert (entry["table"], entry["row"], entry["column"], entry["says"]) in list(cells())
    assert entry.keys() == {"table", "row", "column", "says", "preset", "because"}
    assert entry["because"].endswith(".")


def test_no_cell_has_two_exceptions():
    named = [(entry["table"], entry["row"], entry["column"]) for entry in EXCEPTIONS]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("client", clients())
def test_a_preset_is_in_a_table(client):
    assert any(client in rows for rows in (TABLES["redirects"], TABLES["retry"]))


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_of_a_preset(table):
    named = TABLES[table] if table != "mended" else {word for row in TABLES[table].values() for word in row["clients"].split()}
    assert {*named} <= {*clients()}


@pytest.mark.parametrize("entry", LEFT_OUT, ids=lambda entry: entry["row"])
def test_a_row_is_left_out_with_a_reason(entry):
    assert entry["because"].endswith(".")
    assert entry["row"] not in [row.get("row") for row in TABLES[entry["table"]].values()]


def clients_that_drop():
    return [client for client, row in TABLES["credentials"].items() if HABITS[row["habit"]]["other host"] == "dropped"]


@pytest.mark.parametrize("client", clients_that_drop())
def test_credentials_that_were_dropped_stay_dropped_on_the_way_back(client):
    chain = Chain(client)
    chain.take(chain.next(redirect(302, ELSEWHERE, sent=CREDENTIALS.items()), NOW)[0])
    back = chain.next(redirect(302, HOME, target=ELSEWHERE, sent=CREDENTIALS.items()), NOW)[0]
    assert back.action == "follow" and "authorization" in dropped(back)
    chain.take(back)
    later = chain.next(redirect(302, "/c", sent=CREDENTIALS.items()), NOW)[0]
    assert later.action == "follow" and "authorization" in dropped(later)


@pytest.mark.parametrize("client", BECOMES_GET_ON_303)
def test_content_that_was_dropped_does_not_come_back(client):
    chain = Chain(client)
    step = chain.next(redirect(303, "/b", method="PUT"), NOW)[0]
    assert (step.action, step.content) == ("follow", "drop")
    chain.take(step)
    later = chain.next(redirect(307, "/c", method="GET", content="repeatable"), NOW)[0]
    assert (later.action, later.content) == ("follow", "drop")


@pytest.mark.parametrize("client", BECOMES_GET_ON_303)
def test_a_length_does_not_go_along_without_content(client):
    for framing in (("Content-Length", "3"), ("Transfer-Encoding", "chunked")):
        assert framing[0].lower() in dropped(first_step(client, redirect(303, "/b", method="PUT", sent=[framing])))


@pytest.mark.parametrize("client", REAL_CLIENTS)
def test_a_client_has_a_version(client):
    assert clients()[client].version.strip()


def test_the_default_has_no_version():
    assert clients()["default"].version == ""


@pytest.mark.parametrize("client", clients())
def test_what_a_client_says_has_a_source(client):
    own = {setting for setting in Policy() if Policy(client)[setting] != Policy()[setting]}
    sources = clients()[client].sources
    assert own <= sources.keys()
    assert all(source.strip() for source in sources.values())


def test_the_default_says_everything():
    assert clients()["default"].sources.keys() == set(Policy())


@pytest.mark.parametrize(("client", "action"), [
    ("curl", "follow"), ("wget", "follow"), ("go", "follow"), ("requests", "follow"), ("urllib3", "follow"), ("httpx", "follow"), ("aiohttp", "follow"),
    ("fetch", "error")])
def test_user_information_in_location(client, action):
    """Seen on loopback, fetch with Node 20: the host was that of the first request, and http://u:p@host/b in Location."""
    step = first_step(client, redirect(302, HOME.replace("://", "://u:p@")))
    assert step.action == action
    assert step.target in (None, HOME)
