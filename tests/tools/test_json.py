"""--json: a line of the command is the library's, octet by octet, and httpstatus-json(5) has every key. SPDX-License-Identifier: MIT"""
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from library import UNKNOWN, Library

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "tests/data/recorded"
DATE = b"Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
NOW = 1795348800  # Sun, 22 Nov 2026 12:00:00 GMT
GET = b"GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n"
POST = b"POST /a HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic x\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\n"
CONTINUE = b"PUT /a HTTP/1.1\r\nHost: a.example\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"
MOVED = b"HTTP/1.1 301 Moved Permanently\r\nLocation: http://b.example/c\r\nContent-Length: 0\r\n\r\n"
NO_ALLOW = b"HTTP/1.1 405 Method Not Allowed\r\n" + DATE + b"Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"


@pytest.fixture(scope="module")
def library(build):
    shared = build / "lib/libhttpstatus.so"
    if os.environ.get("HTTPSTATUS_SANITIZE", "none") != "none" or not shared.exists():
        pytest.skip("Python takes in a shared library without sanitizers only")
    return Library(shared)


@pytest.fixture(scope="module")
def run(command):
    def run(*arguments, input=b"", status=0):
        done = subprocess.run([command, *arguments, "--json"], input=input, capture_output=True, timeout=120)
        assert done.returncode in (status if isinstance(status, tuple) else (status,)), done.stderr
        return done.stdout.splitlines()
    return run


@pytest.fixture
def file(tmp_path):
    def file(name, octets):
        (tmp_path / name).write_bytes(octets)
        return str(tmp_path / name)
    return file


def read(library, file, request, response, entry=0):
    """An exchange as the command reads it from a file, with what stands behind the head. Whether it came over TLS, nobody said."""
    exchange = library.begin(file.encode(), entry)
    if request is not None:
        library.read_request(exchange, request)
    octets = library.read_response(exchange, response)
    if octets > 0:
        library.set(exchange, "content-came", 1)
        length = library.exchange_content_length(exchange)
        if length > 0 and not library.has_field(exchange, "response", b"Content-Encoding"):
            library.set(exchange, "content-seen", min(octets, length))
    return exchange


# ---- the same octets ----


def test_codes(run, library):
    iter_ = library.iter_new(library.registry_by_name(b"everything"))
    lines = []
    while code := library.iter_next(iter_):
        lines.append(library.line("code", code))
    library.iter_free(iter_)
    assert run("list", "--vendor", "all") == lines and len(lines) > 100
    assert run("search", "teapot") == run("418") == run("-", input=b"HTTP/1.1 418 x\r\n\r\n") == [library.line("code", library.registry_find(None, 418))]


def recorded():
    for path in sorted(RECORDED.glob("*/[1-5]*.response.http")):
        yield path, path.with_name(path.name.replace(".response.", ".request."))


def test_exchanges(run, library):
    for response, request in recorded():
        exchange = read(library, str(response), request.read_bytes(), response.read_bytes())
        assert run("read", "--request", request, response) == [library.line("exchange", exchange, library.exchange_date(exchange))], response
        assert run("read", "--now", "5", "--request", request, response) == [library.line("exchange", exchange, 5)], response
        for option, secured in (("--http", 0), ("--https", 1)):
            library.set(exchange, "secured", secured)
            assert run("read", "--now", "5", option, "--request", request, response) == [library.line("exchange", exchange, 5)], response
        library.exchange_free(exchange)


@pytest.fixture
def har(library, file):
    """A HAR, and its two entries as exchanges."""
    def fields(*pairs):
        return [{"name": name, "value": value} for name, value in pairs]
    entries = [{"request": {"method": "GET", "url": f"https://a.example/{i}", "httpVersion": "HTTP/1.1", "headers": fields(("Host", "a.example"))},
                "response": {"status": 302 + i, "statusText": "", "httpVersion": "HTTP/1.1", "headers": fields(("Location", "/\u00e9"))}} for i in (0, 1)]
    path = file("x.har", json.dumps({"log": {"entries": entries}}).encode())
    exchanges = [library.begin(path.encode(), i) for i in (0, 1)]
    for i, exchange in enumerate(exchanges):
        for name in ("request-version", "response-version"):
            library.set(exchange, name, 11)
        library.say(exchange, "method", b"GET")
        library.say(exchange, "target", b"https://a.example/%d" % i)
        library.field(exchange, "request", b"Host", b"a.example")
        library.set(exchange, "status", 302 + i)
        library.say(exchange, "reason", b"")
        library.field(exchange, "response", b"Location", "/\u00e9".encode())
    return path, exchanges


def test_exchanges_of_a_har(run, library, har):
    path, exchanges = har
    assert run("read", path) == [library.line("exchange", exchange, UNKNOWN) for exchange in exchanges]


def chain_line(library, client, settings, exchange, now):
    policy = library.policy_new()
    if client:
        library.good(library.policy_imitate(policy, library.client_find(client.encode())))
    for setting, value in settings.items():
        library.good(library.policy_set(policy, setting.encode(), value.encode(), len(value)))
    chain = library.chain_new(policy)
    library.good(library.chain_set(chain, library.number("chain-property", "now"), now))
    library.good(library.chain_next(chain, exchange))
    line = library.line("chain", chain)
    library.chain_free(chain)
    library.policy_free(policy)
    return line


def test_chains(run, library):
    for response, request in recorded():
        exchange = read(library, str(response), request.read_bytes(), response.read_bytes())
        assert run("next", "--now", "5", "--request", request, response) == [chain_line(library, None, {}, exchange, 5)], response
        library.exchange_free(exchange)


def test_chains_of_clients_are_a_line_each(run, library, file):
    request, response = file("request", POST), file("response", MOVED)
    exchange = read(library, response, POST, MOVED)
    assert run("next", "--as", "go,curl,go", "--request", request, response) == [
        chain_line(library, client, {}, exchange, UNKNOWN) for client in ("go", "curl")]


def test_chains_of_ones_own_policy(run, library, file):
    request, response = file("request", POST), file("response", MOVED)
    exchange = read(library, response, POST, MOVED)
    assert run("next", "--set", "hops=0", "--request", request, response) == [chain_line(library, None, {"hops": "0"}, exchange, UNKNOWN)]


def test_a_chain_without_a_request_is_that_of_get(run, library, file):
    path = file("response", MOVED)
    exchange = read(library, path, None, MOVED)
    library.say(exchange, "method", b"GET")
    library.set(exchange, "request-fields-incomplete", 1)
    assert run("next", path) == [chain_line(library, None, {}, exchange, UNKNOWN)]


def test_checkers(run, library):
    """Of all files together, as the checker remembers them."""
    checker = library.checker_new()
    library.good(library.checker_set(checker, library.number("checker-property", "level"), library.number("level", "advice")))
    lines, responses = [], [response for response, _ in recorded()]
    for response in responses:
        exchange = read(library, str(response), None, response.read_bytes())
        library.good(library.checker_check(checker, exchange))
        lines.append(library.line("checker", checker))
        library.exchange_free(exchange)
    assert run("check", "--level", "advice", *responses, status=1) == lines
    library.checker_free(checker)


def answer_choice(library, choice, answers):
    """Answers the open question, as is usual where nothing else is said."""
    answer = answers.get(library.node_id(library.choice_question(choice)).decode(), library.choice_usual(choice))
    library.good(library.choice_answer(choice, answer, len(answer)))


def choice_line(library, request, answers, now):
    choice = library.choice_new()
    library.good(library.choice_start(choice, request, now))
    while library.choice_question(choice):
        answer_choice(library, choice, answers)
    line = library.line("choice", choice)
    library.choice_free(choice)
    return line


@pytest.mark.parametrize("answers", [{}, {"allowed-methods": b"GET, POST", "entity-tag": b'"\xc3\xa9"'}, {"resource": b"gone", "allowed-methods": b"POST"}])
def test_choices(run, library, file, answers):
    path = file("request", POST)
    request = library.begin(path.encode())
    library.read_request(request, POST)
    given = file("answers", json.dumps({name: answer.decode() for name, answer in answers.items()}).encode())
    assert run("choose", "--request", path, "--answers", given, "--now", str(NOW)) == [choice_line(library, request, answers, NOW)]


def test_a_choice_without_a_file_has_none(run, library):
    request = library.exchange_new()
    library.set(request, "request-version", 11)
    library.set(request, "request-fields-incomplete", 1)
    library.say(request, "method", b"PUT")
    library.say(request, "target", b"/x")
    library.field(request, "request", b"Host", b"localhost")
    assert run("choose", "--usual", "PUT", "/x", "--now", str(NOW)) == [choice_line(library, request, {}, NOW)]


# ---- what the manual page says ----

TYPES = {str: "string", int: "integer", bool: "boolean", dict: "object", type(None): "null"}


def page_sections():
    """The types of each key, by the section that has it: {"Codes": {"facts.*": {"boolean"}}}."""
    sections = {}
    for title, text in re.findall(r"^\.S[hs] ([^\n]*)\n(.*?)(?=^\.S[hs] |\Z)", (ROOT / "docs/man/httpstatus-json.5").read_text(), re.M | re.S):
        items = re.findall(r"^\.It Cm ([^\n]+)\n\.Em ([^\n]+?) \.\n", text, re.M)
        assert len(items) == len(re.findall(r"^\.It Cm", text, re.M)), title
        if items:
            sections[title.strip('"')] = {re.sub(r" Ns Ar \w+$", "*", key): set(re.split(", | or ", types)) for key, types in items}
    return sections


def type_of(value):
    if isinstance(value, list):
        return f"array of {type_of(value[0])}s" if value else "array"
    return TYPES[type(value)]


def keys_of(value, free, path=""):
    """Each key with the type of its value; what stands below an object of @free is of any name."""
    if isinstance(value, list):
        for element in value:
            yield from keys_of(element, free, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            name = f"{path}.{'*' if path in free else key}".lstrip(".")
            yield name, type_of(inner)
            yield from keys_of(inner, free, name)


def slices_of(value):
    """The value again and again, with one element at a time in each of its lists: what one of them lacks, another may have."""
    def longest(value):
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return max([len(value) if isinstance(value, list) else 1, *map(longest, inner)])

    def slice_of(value, i):
        if isinstance(value, list):
            return [slice_of(value[i % len(value)], i)] if value else []
        return {key: slice_of(inner, i) for key, inner in value.items()} if isinstance(value, dict) else value

    return [slice_of(value, i) for i in range(longest(value))]


def compare(title, lines, shared=(), narrowed=None):
    """Every key that is printed is on the page, in its order and with its type; every key and type that is on the page is printed, but for those that
    are narrowed here."""
    page = page_sections()
    documented = {**{key: types for section in shared for key, types in page[section].items()}, **page[title], **(narrowed or {})}
    free = {key.rpartition(".")[0] for key in documented if key.endswith(".*")}
    seen = {}
    for line in lines:
        for key, type_ in keys_of(json.loads(line), free):
            seen.setdefault(key, set()).add(type_)
        for slice_ in slices_of(json.loads(line)):
            printed = list(dict.fromkeys(key for key, _ in keys_of(slice_, free)))
            assert printed == [key for key in documented if key in printed]
    for types in seen.values():
        if any(type_.startswith("array of") for type_ in types):
            types.discard("array")
    assert seen == documented


IDENTITY = "What every object about an exchange begins with"
ODD = [  # responses that have what the recorded ones do not, with the request or without
    (None, b"HTTP/1.1 302 Found\r\nLocation: c\r\n\r\n"),
    (POST, b"HTTP/1.1 302 Found\r\nLocation: /c\r\n\r\n"),
    (POST, b"HTTP/1.1 407 x\r\nProxy-Authenticate: Negotiate YQ==, Basic realm=\"x\"\r\nWWW-Authenticate: Negotiate YQ==\r\nContent-Length: 1\r\n\r\n"),
    (POST, b"HTTP/1.1 503 x\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n"),
    (GET, b"HTTP/1.1 503 x\r\nRetry-After: Sun, 06 Nov 1994 08:49:47 GMT\r\nContent-Length: 0\r\n\r\n"),
    (POST, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    (GET, b"HTTP/1.1 200 OK\r\nETag: \"x\"\r\nAccept-Ranges: bytes\r\nContent-Length: 10\r\n\r\nabc"),
]
EMPTY_HAR = {"log": {"entries": [{"request": {}, "response": {"status": 0}}]}}


@pytest.fixture
def odd_lines(run, file):
    """What a verb says of what is odd."""
    def odd_lines(verb, *options):
        lines = run(verb, *options, file("x.har", json.dumps(EMPTY_HAR).encode()))
        for request, response in ODD:
            about = ("--request", file("request", request)) if request else ()
            lines += run(verb, *options, *about, file("response", response))
        return lines
    return odd_lines


def test_the_page_has_the_keys_of_a_code(run, library):
    registry = library.registry_new(None, None)
    library.good(library.registry_add(registry, 299, b"Own", 3))
    own = library.line("code", library.registry_find(registry, 299))
    library.registry_free(registry)
    compare("Codes", [own, *run("list", "--vendor", "all")])


def test_the_page_has_the_keys_of_an_exchange(run, library, odd_lines):
    lines = [*odd_lines("read"), library.line("exchange", library.exchange_new(), UNKNOWN)]
    for response, request in recorded():
        lines += run("read", "--request", request, response)
    compare("Exchanges", lines, [IDENTITY])


def test_the_page_has_the_keys_of_findings(run, library):
    checker = library.checker_new()
    library.good(library.checker_check(checker, library.exchange_new()))
    lines = [library.line("checker", checker)]
    for response, request in recorded():
        lines += run("check", "--level", "advice", "--request", request, response, status=(0, 1))
    compare("Findings", lines, [IDENTITY])


def test_the_page_has_the_keys_of_steps(run, library, odd_lines):
    chain = library.chain_new(None)
    library.good(library.chain_next(chain, library.exchange_new()))
    lines = [library.line("chain", chain), *odd_lines("next", "--as", "all")]
    for response, request in recorded():
        lines += run("next", "--request", request, response)
    compare("Steps", lines, [IDENTITY])


def choice_lines(library, request, answers):
    """What is said at each question, and at the end."""
    choice = library.choice_new()
    yield library.line("choice", choice)
    library.good(library.choice_start(choice, request, NOW))
    while library.choice_question(choice):
        yield library.line("choice", choice)
        answer_choice(library, choice, answers)
    yield library.line("choice", choice)
    library.choice_free(choice)


def test_the_page_has_the_keys_of_a_choice(run, library):
    """Which is of a request, so that there is no status, whatever the exchange has."""
    lines = run("choose", "--usual")
    for head, answers in ((GET, {}), (GET, {"resource": b"elsewhere", "see-other-at": b"/b"}), (CONTINUE, {"allowed-methods": b"PUT"})):
        request = library.begin(b"a file")
        library.read_request(request, head)
        library.set(request, "status", 404)
        lines += choice_lines(library, request, answers)
    compare("Choices", lines, [IDENTITY], {"status": {"null"}})


@pytest.mark.parametrize("table", ["grpc-client", "grpc-gateway", "proxy-error", "facts", "vendors", "clients", "settings"])
def test_the_page_has_the_keys_of_a_table(run, table):
    compare(f"map {table}", run("map", table))


def test_the_page_has_the_keys_of_a_number_that_nobody_has(run):
    lines = [*run("477", status=1), *run("520", "--vendor", "nginx", status=1), *run("99999999999", status=1)]
    compare("A number that nobody has", lines)
    assert [json.loads(line) for line in lines] == [
        {"code": 477, "registered": False, "class": 4, "treat_as": 400, "vendors": []},  # RFC 9110, 15
        {"code": 520, "registered": False, "class": 5, "treat_as": 500, "vendors": ["cloudflare", "edgeone"]},
        {"code": None, "registered": False, "class": 0, "treat_as": 500, "vendors": []}]


def test_the_page_has_the_keys_of_a_rule(run):
    compare("Rules", run("rules"))


ASKED_AGAIN = [  # URIs asked for more than once, so that something is served, updated and made invalid
    ("GET", "/a", 200, {"Cache-Control": "max-age=60, stale-if-error=5"}, {}), ("GET", "/a", 200, {"Cache-Control": "max-age=60"}, {}),
    ("GET", "/b", 200, {"Cache-Control": "no-cache", "ETag": '"b"', "Connection": "close"}, {}),
    ("GET", "/b", 304, {"ETag": '"b"'}, {"If-None-Match": '"b"'}), ("POST", "/b", 200, {}, {}), ("GET", "/c", 200, {"Cache-Control": "no-store"}, {}),
    ("GET", "/c", 200, {"Cache-Control": "no-store"}, {}), ("GET", "/d", 200, {}, {})]


@pytest.fixture
def asked_again(file):
    def fields(pairs):
        return [{"name": name, "value": value} for name, value in pairs.items()]
    entries = [{"startedDateTime": "2026-11-22T12:00:00Z", "time": 0,
                "request": {"method": method, "url": f"https://a.example{path}", "httpVersion": "HTTP/1.1", "headers": fields({"Host": "a.example", **request})},
                "response": {"status": status, "statusText": "", "httpVersion": "HTTP/1.1",
                             "headers": fields({"Date": "Sun, 22 Nov 2026 12:00:00 GMT", "Content-Length": "0", **response})}}
               for method, path, status, response, request in ASKED_AGAIN]
    return file("again.har", json.dumps({"log": {"entries": entries}}).encode())


def sections(*titles, prefix=""):
    return {prefix + key: types for title in titles for key, types in page_sections()[title].items()}


def test_the_page_has_the_keys_of_caching(run, library, asked_again, odd_lines):
    own = sections("cache")
    lines = [library.line("cache", None, library.exchange_new(), UNKNOWN)]
    for line in [*run("cache", asked_again), *odd_lines("cache")]:
        if b'"summary"' not in line:
            lines.append(json.dumps({key: value for key, value in json.loads(line).items() if key not in own}))
    compare("Caching", lines, [IDENTITY])


def test_the_page_has_the_keys_of_cache(run, asked_again, odd_lines):
    """Which are the command's own, behind those of Caching; what stands at lookup has those of Lookups."""
    lines = [json.loads(line) for line in [*run("cache", asked_again), *odd_lines("cache")] if b'"summary"' not in line]
    before = [key for key in sections(IDENTITY, "Caching") if "." not in key]
    within = [key for key in sections(IDENTITY, "Lookups") if "." not in key]
    for line in lines:
        assert list(line)[:len(before)] == before and (line["lookup"] is None or list(line["lookup"]) == within)
    own = [{key: value for key, value in line.items() if key not in before} for line in lines]
    compare("cache", [json.dumps({**line, "lookup": line["lookup"] and {}}) for line in own], (), {"updated.file": {"string"}, "invalidated.file": {"string"}})


def test_the_page_has_the_keys_of_a_lookup(library, file):
    cache = library.cache_new()
    library.good(library.cache_set(cache, library.number("cache-property", "parts"), 1))
    lookup = library.lookup_new(cache)

    def over_http(*heads):
        exchange = read(library, *heads)
        library.set(exchange, "secured", 0)
        return exchange

    ok = b"HTTP/1.1 200 OK\r\n" + DATE + b"ETag: \"x\"\r\nCache-Control: max-age=60\r\nContent-Length: 5\r\n\r\nhello"
    named, unnamed = over_http("x", GET, ok), over_http("x", GET, ok)
    library.set(unnamed, "entry", UNKNOWN)
    library.good(library.exchange_set_line(unnamed, library.number("line", "source"), None, 0))
    lines = []

    def look(request, stored, now, answer=None):
        library.good(library.lookup_start(lookup, request, now))
        lines.append(library.line("lookup", lookup))
        library.good(library.lookup_offer(lookup, stored))
        library.lookup_answer(lookup)
        lines.append(library.line("lookup", lookup))
        if answer:
            library.lookup_receive(lookup, answer, now)
            lines.append(library.line("lookup", lookup))

    options = over_http("x", b"OPTIONS * HTTP/1.1\r\n\r\n", ok)
    ranged = over_http("x", GET.replace(b"\r\n\r\n", b"\r\nRange: bytes=1-2\r\n\r\n"), ok)
    nothing = library.exchange_new()
    library.say(nothing, "method", b"GET")
    only = over_http("x", GET.replace(b"/a", b"/b").replace(b"\r\n\r\n", b"\r\nCache-Control: only-if-cached\r\n\r\n"), ok)
    for stored in (named, unnamed):
        look(named, stored, NOW)
        look(named, stored, NOW + 60, over_http("x", GET, b"HTTP/1.1 304 x\r\n" + DATE + b"ETag: \"x\"\r\n\r\n"))
        look(ranged, stored, NOW)
        look(options, stored, NOW)
        look(nothing, stored, NOW)
        look(only, stored, NOW)
    compare("Lookups", lines, [IDENTITY], {"status": {"null"}, "method": {"string"}})
    library.lookup_free(lookup)
    library.cache_free(cache)


def test_the_page_has_the_keys_of_a_summary(run, asked_again):
    compare("cache, last line", run("cache", asked_again)[-1:])


def test_what_a_cache_says_begins_with_the_librarys_object(run, library, file):
    path = file("response", b"HTTP/1.1 200 OK\r\n" + DATE + b"Cache-Control: max-age=5, s-maxage=60\r\nContent-Length: 5\r\n\r\nhello")
    exchange = read(library, path, GET, Path(path).read_bytes())
    cache = library.cache_new()
    lines = run("cache", "--shared", "--request", file("request", GET), path)
    assert lines[0].startswith(library.line("cache", cache, exchange, NOW)[:-1] + b",") and len(lines) == 2
    library.cache_free(cache)
    library.exchange_free(exchange)


def test_the_page_has_no_shape_that_is_not_tested_here():
    tables = {f"map {table}" for table in ("grpc-client", "grpc-gateway", "proxy-error", "facts", "vendors", "clients", "settings")}
    assert set(page_sections()) == {"Codes", IDENTITY, "Exchanges", "Findings", "Steps", "Choices", "Rules", "A number that nobody has", "Caching", "Lookups", "cache", "cache, last line", *tables}
