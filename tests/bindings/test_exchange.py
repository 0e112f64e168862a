"""Exchanges in Python. SPDX-License-Identifier: MIT"""
import copy
import gc
import inspect
import pickle
import re
import socket
import threading

import pytest
from hypothesis import given, settings, strategies

from httpstatus import Challenge, Exchange, Incomplete, Status, StatusLine, read_status_line, status_line, words

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
THEN = 784111777


def response(status=200, **more):
    return Exchange(method="GET", target="http://example.com/a", status=status, version="1.1", **more)


def test_a_new_exchange_knows_nothing():
    nothing = Exchange()
    assert nothing.method is nothing.target is nothing.status is nothing.reason is nothing.treat_as is None
    assert nothing.content_kind is nothing.content_length is nothing.persists is nothing.persistence is nothing.location is None
    assert nothing.target_uri is nothing.date is nothing.source is None and nothing.has_defect("age") is False
    assert nothing.interim == nothing.defects == () and nothing.fields() == [] and nothing.challenges() == []


def test_from_bytes():
    exchange = Exchange.from_bytes(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\nX: 1\r\nx: 2\r\n\r\nabc",
                                   b"GET /a HTTP/1.1\r\nHost: example.com\r\n\r\n")
    assert exchange.status is Status.NOT_FOUND and exchange.reason == "Not Found" and exchange.interim == (103,)
    assert (exchange.method, exchange.target) == ("GET", "/a") and exchange.interim_matters(0) and not exchange.interim_matters(1)
    assert exchange.fields() == [("X", "1"), ("x", "2")] and exchange.field("X") == "1, 2" and exchange.field("Y") is None
    assert exchange.fields("request") == [("Host", "example.com")]
    assert exchange.interim_fields(0) == exchange.fields(0) == [("Link", "</a>")] and exchange.field("link", 0) == "</a>"
    assert exchange.content_came is True


def test_from_the_octets_of_a_request_alone():
    exchange = Exchange.from_bytes(request=b"GET /a HTTP/1.0\r\nHost: example.com\r\n\r\n", secured=True)
    assert (exchange.method, exchange.target, exchange.request_version, exchange.status) == ("GET", "/a", "1.0", None)
    assert exchange.target_uri == "https://example.com/a" and exchange.content_kind is None
    with pytest.raises(ValueError, match="^the request: .*no HTTP message"):
        Exchange.from_bytes(request=b"hello\r\n\r\n")
    with pytest.raises(TypeError, match="neither a response nor a request"):
        Exchange.from_bytes()


@pytest.mark.parametrize("octets, reason", [
    (b"", "end before the head does"), (b"HTTP/1.1 200 OK\r\n", "end before"), (b"hello\r\n\r\n", "no HTTP message"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2000 + b"\r\n", "limit"),
])
def test_what_is_no_message_is_a_value_error(octets, reason):
    with pytest.raises(ValueError, match=reason):
        Exchange.from_bytes(octets)


def test_an_unregistered_status_is_a_number_and_is_treated_as_its_class():
    assert response(499).status == 499 and type(response(499).status) is int and response(499).treat_as is Status(400)


def test_content_and_connection():
    exchange = response(fields={"Content-Length": "10"})
    assert (exchange.content_kind, exchange.content_length, exchange.persists) == ("length", 10, True)
    assert response(fields={"Transfer-Encoding": "chunked"}).content_kind == "chunked"
    assert response(fields={"Connection": "close"}).persists is False and response(fields={"Connection": "close"}).persistence == "closes"
    assert exchange.persistence == "persists" and Exchange(method="CONNECT", status=200, version="1.1").persistence == "handed-over"
    assert Exchange(method="HEAD", status=200, version="2", fields={"content-length": "10"}).content_kind == "none"
    assert Exchange(status=200, version="1.1", fields={"Content-Length": "10"}).content_kind is None


def test_retry_after_and_location():
    assert response(503, fields={"Retry-After": "120"}).retry_after() == 120
    assert response(503, fields={"Retry-After": DATE}).retry_after(THEN - 5) == 5
    bad = response(503, fields={"Retry-After": "120s"})
    assert bad.retry_after() is None and bad.defects == ("retry-after",)
    moved = response(301, fields={"Location": "//other.example/b c"})
    assert (moved.location, moved.location_is_cross_origin, moved.defects) == ("http://other.example/b%20c", True, ("location",))


def test_challenges():
    exchange = response(401, fields=[("WWW-Authenticate", 'Basic realm="a\\"b", charset="UTF-8"'), ("www-authenticate", "Negotiate abc==")])
    assert exchange.challenges() == [Challenge("Basic", None, {"realm": 'a"b', "charset": "UTF-8"}), Challenge("Negotiate", "abc==", {})]
    assert exchange.challenges(proxy=True) == []


def test_a_challenge_with_a_name_twice_has_the_first():  # RFC 9110, 11.2
    exchange = response(407, fields={"Proxy-Authenticate": "Digest Realm=a, realm=b, QOP=auth"})
    assert exchange.challenges(proxy=True) == [Challenge("Digest", None, {"realm": "a", "qop": "auth"})] and exchange.challenges() == []


def test_octets_that_are_no_text_are_kept():
    exchange = response(fields={b"X": b"\xff\x00\xe4", "Y": "\u20ac"})
    assert exchange.fields() == [("X", "\xff\0\xe4"), ("Y", "\u20ac")] and exchange.defects == ("field-value",)


@pytest.mark.parametrize("said, error, reason", [
    ({"status": 1000}, ValueError, "status is 1000"), ({"status": -1}, ValueError, "status is -1"), ({"status": "200"}, TypeError, "status is '200', not a"),
    ({"version": "1.2"}, ValueError, "none of: 0.9, 1.0"), ({"ending": "lost"}, ValueError, "none of: complete"),
    ({"fields": {"": "x"}}, ValueError, "the field ''"), ({"fields": {"X": 5}}, TypeError, "neither str nor bytes"),
    ({"interim": [(200, {})]}, ValueError, "interim 0: 200"), ({"interim": [(100, {})] * 101}, ValueError, "limit"),
    ({"method": 5}, TypeError, "neither str nor bytes"), ({"content_seen": -5}, ValueError, "content_seen is -5"), ({"colour": 1}, TypeError, ""),
    ({"request_content": "some"}, ValueError, "request_content is 'some', which is none of: none, repeatable, one-shot"),
    ({"secured": "yes"}, TypeError, "secured is 'yes', neither"), ({"secured": 2}, TypeError, "secured is 2, neither"),
    ({"entry": -1}, ValueError, "entry is -1"),
    ({"cache_understands": True}, TypeError, ""), ({"source": 1}, TypeError, "neither str nor bytes"), ({"fields": ["X"]}, TypeError, "a field is 'X'"),
    ({"most_interim": 0, "interim": [(103, {})]}, ValueError, "limit"), ({"request_content_length": -1}, ValueError, "request_content_length is -1"),
])
def test_what_cannot_be_said_is_an_error(said, error, reason):
    with pytest.raises(error, match=reason):
        Exchange(**said)


def test_an_exchange_is_not_pickled():
    with pytest.raises(TypeError, match="an Exchange cannot be pickled"):
        pickle.dumps(Exchange())


@pytest.mark.parametrize("copied", [Exchange.copy, copy.copy, copy.deepcopy])
def test_a_copy_is_an_exchange_of_its_own(copied):
    class Mine(Exchange):
        pass

    first = Mine(**SAID, most_octets=2_000_000)
    first.add_field("X", "x" * 1_500_000)
    second = copied(first)
    assert type(second) is Mine and second.json(THEN) == first.json(THEN) and second.most_octets == 2_000_000
    assert {name: getattr(second, name) for name in SAID if name in READ} == {name: getattr(first, name) for name in SAID if name in READ}
    second.status, second.method = 404, "HEAD"
    second.set_field("X", "y")
    assert (first.status, first.method, len(first.field("X"))) == (200, "PUT", 1_500_000) and second.field("X") == "y"
    del first
    gc.collect()
    assert second.fields("request") == [("Host", "a.example")]


def test_a_copy_of_octets_keeps_its_defects():
    folded = Exchange.from_bytes(b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n")
    assert folded.defects == folded.copy().defects == ("folded",)


# ---- saying and reading back ----

SAID = {"method": "PUT", "target": "https://a.example/x", "request_version": "1.1", "status": 200, "version": "1.0", "reason": "Fine", "ending": "complete",
        "content_seen": 7, "content_came": True, "request_content": "one-shot", "request_content_length": 5, "request_content_sent": 3,
        "request_fields_incomplete": True, "response_fields_incomplete": False, "request_time": 5, "response_time": 6, "secured": True, "to_proxy": False,
        "source": "a.har", "entry": 17, "request_fields": [("Host", "a.example")], "request_trailers": [("A", "b")], "fields": [("C", "d")],
        "trailers": [("E", "f")], "interim": [(103, [("Link", "</a>")])]}
READ = {name for name in SAID if name.rpartition("_")[2] not in ("fields", "trailers") and name != "interim"}


def test_what_was_said_can_be_read_back():
    exchange = Exchange(**SAID)
    assert {name: getattr(exchange, name) for name in READ} == {name: SAID[name] for name in READ}
    assert all(type(getattr(exchange, name)) is type(SAID[name]) for name in READ - {"status"})
    assert [exchange.fields(part) for part in ("request", "request-trailers", "response", "response-trailers", 0)] == \
        [SAID["request_fields"], SAID["request_trailers"], SAID["fields"], SAID["trailers"], SAID["interim"][0][1]]
    assert exchange.interim == (103,) and exchange.request_content_length_said == 5


def test_everything_that_the_library_can_be_told_can_be_said():
    said = {name.replace("-", "_") for name in [*words("property"), *words("line")]} - {"response_version"} | {"version"}
    assert said | {"request_fields", "request_trailers", "fields", "trailers", "interim"} == set(inspect.signature(Exchange).parameters)


@pytest.mark.parametrize("name", sorted(READ))
def test_what_is_said_later_is_said_and_none_takes_it_back(name):
    exchange = Exchange()
    assert name == "request_content_length" or getattr(exchange, name) is None
    setattr(exchange, name, SAID[name])
    assert getattr(exchange, name) == SAID[name]
    setattr(exchange, name, None)
    said = exchange.request_content_length_said if name == "request_content_length" else getattr(exchange, name)
    assert said is None
    with pytest.raises((TypeError, ValueError)):
        setattr(exchange, name, "seven" if isinstance(SAID[name], int) else object())


def test_what_cannot_be_said_leaves_what_was_said():
    exchange = response()
    with pytest.raises(ValueError, match="^ending is 'lost', which is none of: complete, cut, closed, refused, never-sent, timed-out$"):
        exchange.ending = "lost"
    with pytest.raises(ValueError, match="^version is '1.2', which is none of: 0.9, 1.0, 1.1, 2, 3$"):
        exchange.version = "1.2"
    with pytest.raises(AttributeError):
        exchange.content_kind = "none"
    assert exchange.ending is None and exchange.version == "1.1"


def test_an_exchange_shows_no_gap_where_nobody_said_the_target():
    assert repr(Exchange()) == "<Exchange ? None>" and repr(Exchange(method="GET", status=404)) == "<Exchange GET <Status 404 Not Found>>"


def test_limits_have_defaults_and_stay_when_an_exchange_is_cleared():
    exchange = Exchange(method="GET", most_fields=2)
    assert (exchange.most_fields, exchange.most_octets, exchange.most_interim) == (2, 1048576, 100)
    exchange.clear()
    assert exchange.method is None and exchange.most_fields == 2
    exchange.add_field("A", "b")
    exchange.add_field("A", "c")
    with pytest.raises(ValueError, match="^the field 'A': .*limit"):
        exchange.add_field("A", "d")
    assert exchange.field("a") == "b, c"


@pytest.mark.parametrize("said, announced, length", [(5, "7", 5), (None, "7", 7), (None, "x", None), (None, None, 0)])
def test_the_length_of_a_requests_content_is_what_was_said_or_announced(said, announced, length):
    fields = {} if announced is None else {"Content-Length": announced}
    exchange = Exchange(method="PUT", target="/", request_version="1.1", request_fields=fields, request_content_length=said)
    assert exchange.request_content_length == length and exchange.request_content_length_said == said


# ---- fields: RFC 9110, 5 ----

PARTS = ["request", "response", "request-trailers", "response-trailers", 0, 1]


@pytest.mark.parametrize("part", PARTS)
def test_fields_of_every_part_are_added_set_and_removed(part):
    exchange = Exchange(interim=[(103, {}), (104, {})])
    for name, value in (("A", "1"), ("B", "2"), ("a", "3")):
        exchange.add_field(name, value, part)
    assert exchange.fields(part) == [("A", "1"), ("B", "2"), ("a", "3")] and exchange.field("A", part=part) == "1, 3"
    exchange.set_field("a", "4", part)
    assert exchange.field("A", part) == "4" and [value for _, value in exchange.fields(part)] == ["4", "2"]  # where the first of them stood
    exchange.set_field("C", "5", part)
    exchange.remove_field("A", part)
    assert exchange.fields(part) == [("B", "2"), ("C", "5")] and exchange.field("A", part) is None
    exchange.remove_field("A", part)
    assert [exchange.fields(other) for other in PARTS if other != part] == [[]] * 5


def test_a_field_is_of_the_response_unless_said():
    exchange = Exchange()
    exchange.add_field("A", "1")
    exchange.set_field(b"B", b"\xff")
    assert exchange.fields() == exchange.fields("response") == [("A", "1"), ("B", "\xff")] and exchange.fields("request") == []


def test_an_empty_value_is_no_missing_one():
    exchange = Exchange(fields={"A": ""})
    exchange.set_field("B", "")
    assert exchange.fields() == [("A", ""), ("B", "")] and exchange.field("A") == "" and exchange.field("C") is None


@pytest.mark.parametrize("ask", [lambda x, part: x.fields(part), lambda x, part: x.field("A", part), lambda x, part: x.add_field("A", "b", part),
                                 lambda x, part: x.set_field("A", "b", part), lambda x, part: x.remove_field("A", part)])
def test_a_part_that_there_is_not_is_told(ask):
    exchange = Exchange(interim=[(103, {})])
    for wrong in ("trailers", "Request", "", "interim-0"):
        with pytest.raises(ValueError, match=re.escape(f"part is {wrong!r}, which is none of: request, response, request-trailers, response-trailers, "
                                                       "the number of an interim response") + "$"):
            ask(exchange, wrong)
    with pytest.raises(ValueError, match="^part is 'interim', of which there may be several"):
        ask(exchange, "interim")
    for wrong in (1, -1, 2**40):
        with pytest.raises(IndexError, match=f"^part is {wrong}, but there are 1 interim responses$"):
            ask(exchange, wrong)
    for wrong in (None, 1.0, b"request", ["request"]):
        with pytest.raises(TypeError):
            ask(exchange, wrong)
    assert exchange.fields() == [] == exchange.fields(0)


@pytest.mark.parametrize("change", [lambda x, *field: x.add_field(*field), lambda x, *field: x.set_field(*field)])
@pytest.mark.parametrize("field, error", [(("", "x"), ValueError), (("X", 5), TypeError), ((None, "x"), TypeError), (("X", None), TypeError)])
def test_what_is_no_field_is_refused_and_changes_nothing(change, field, error):
    exchange = Exchange(fields={"X": "y"})
    with pytest.raises(error):
        change(exchange, *field)
    assert exchange.fields() == [("X", "y")]


def test_interim_responses_are_said_with_their_fields():  # RFC 9110, 15.2
    exchange = Exchange()
    exchange.add_interim(103, {"Link": "</a>"})
    exchange.add_interim(103)
    assert exchange.interim == (103, 103) and exchange.interim_fields(0) == [("Link", "</a>")] and exchange.interim_fields(1) == []
    with pytest.raises(ValueError, match="^interim 2: 200: "):
        exchange.add_interim(200)
    with pytest.raises(IndexError):
        exchange.interim_fields(2)
    with pytest.raises(TypeError):
        exchange.interim_fields("response")


def test_each_interim_response_has_its_own_fields_however_many_there_are():
    exchange = Exchange(interim=[(103, {"Link": f"</{i}>"}) for i in range(20)])
    exchange.add_interim(104, {"Link": "</20>"})
    assert [exchange.interim_fields(i) for i in range(21)] == [[("Link", f"</{i}>")] for i in range(21)]
    assert exchange.interim == (103,) * 20 + (104,) and exchange.interim_matters(19) is True and exchange.interim_matters(21) is False


@pytest.mark.parametrize("add", [lambda count: Exchange(most_interim=count, interim=[(100, ())] * count),
                                 lambda count: [exchange := Exchange(most_interim=count), [exchange.add_interim(100) for _ in range(count)]][0]])
def test_to_add_an_interim_response_is_not_to_count_them_all(add, monkeypatch):
    import httpstatus.exchange as module
    asked, ask = [], module._native.httpstatus_exchange_interim
    monkeypatch.setattr(module._native, "httpstatus_exchange_interim", lambda *which: asked.append(which) or ask(*which))
    add(1000)
    assert len(asked) < 30 * 1000


# ---- reading piece by piece: RFC 9112, 4 ----

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
FINAL = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"


def test_an_interim_response_that_comes_alone_is_kept():
    exchange = Exchange(method="PUT")
    with pytest.raises(Incomplete, match="^the response: the octets end before the head does") as told:
        exchange.read_response(CONTINUE + HINTS + b"HTTP/1.1 2")
    assert told.value.used == len(CONTINUE + HINTS) and exchange.interim == (100, 103) and exchange.status is None
    assert exchange.interim_fields(1) == [("Link", "</a>")]
    assert exchange.read_response(b"HTTP/1.1 2" + FINAL[10:] + b"abc") == len(FINAL)
    assert exchange.interim == (100, 103) and exchange.status == 200


@given(strategies.lists(strategies.integers(0, len(CONTINUE + HINTS + FINAL)), max_size=8))
def test_a_response_may_come_in_any_pieces(cuts):
    whole, exchange, rest, begin = CONTINUE + HINTS + FINAL + b"abc", Exchange(method="PUT"), b"", 0
    for end in [*sorted(cuts), len(whole)]:
        rest, begin = rest + whole[begin:end], end
        if exchange.status is not None:
            continue
        try:
            used = exchange.read_response(rest)
        except Incomplete as incomplete:
            used = incomplete.used
        rest = rest[used:]
    assert rest == b"abc" and exchange.interim == (100, 103) and exchange.status == 200 and exchange.content_length == 3
    assert exchange.json(THEN) == {**Exchange.from_bytes(CONTINUE + HINTS + FINAL).json(THEN), "method": "PUT"} | \
        {"content": exchange.json(THEN)["content"], "persists": exchange.persists}


def test_what_is_behind_the_final_head_is_not_read():
    exchange = Exchange()
    assert exchange.read_response(FINAL + CONTINUE) == len(FINAL)
    with pytest.raises(ValueError, match="^the response: not at this point") as told:
        exchange.read_response(FINAL)
    assert not isinstance(told.value, Incomplete)


def test_what_is_no_response_is_not_incomplete():
    exchange = Exchange()
    with pytest.raises(ValueError, match="no HTTP message") as told:
        exchange.read_response(CONTINUE + b"hello\r\n\r\n")
    assert not isinstance(told.value, Incomplete) and exchange.interim == (100,)


@pytest.mark.parametrize("octets", [bytearray(FINAL), memoryview(FINAL)])
def test_octets_are_any_bytes(octets):
    assert Exchange().read_response(octets) == len(FINAL)
    for wrong in ("HTTP/1.1 200 OK\r\n\r\n", None, 5):
        with pytest.raises(TypeError):
            Exchange().read_response(wrong)


def test_a_request_may_come_in_pieces():
    exchange, head = Exchange(), b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"
    for end in range(len(head)):
        with pytest.raises(Incomplete) as told:
            exchange.read_request(head[:end])
        assert told.value.used == 0 and exchange.method is None
    assert exchange.read_request(head + b"abc") == len(head) and exchange.target_uri is None
    exchange.secured = False
    assert exchange.target_uri == "http://a.example/"


def test_incomplete_goes_through_a_pickle():
    told = pickle.loads(pickle.dumps(Incomplete("more", 5)))
    assert isinstance(told, ValueError) and str(told) == "more" and told.used == 5


def test_a_client_that_waits_for_100_gets_its_answer():  # RFC 9110, 10.1.1
    client, server = socket.socketpair()
    received = []

    def serve():
        head = b""
        while b"\r\n\r\n" not in head:
            head += server.recv(100)
        server.sendall(CONTINUE)
        received.append(server.recv(100))
        server.sendall(FINAL + b"abc")
        server.close()

    threading.Thread(target=serve, daemon=True).start()
    client.settimeout(10)
    exchange, content, octets = Exchange(method="PUT", target="http://a.example/x", request_fields={"Expect": "100-continue"}), b"12345", b""
    exchange.request_content, exchange.request_content_length = "repeatable", len(content)
    client.sendall(exchange.write_request())
    while exchange.status is None and (more := client.recv(65536)):
        octets += more
        try:
            used = exchange.read_response(octets)
        except Incomplete as incomplete:
            used = incomplete.used
        octets = octets[used:]
        if content and 100 in exchange.interim:
            client.sendall(content)
            content = None
    client.close()
    assert received == [b"12345"] and exchange.status == 200 and exchange.content_length == 3


# ---- writing heads: RFC 9112, 3 and 4 ----


def test_a_request_is_written():
    exchange = Exchange(method="PUT", target="https://a.example/x?y#z", request_fields={"X": b"\xff"}, request_content_length=5)
    head = exchange.write_request()
    assert type(head) is bytes and head.startswith(b"PUT /x?y HTTP/1.1\r\n") and head.endswith(b"\r\n\r\n")
    assert b"\r\nHost: a.example\r\n" in head and b"\r\nX: \xff\r\n" in head and b"\r\nContent-Length: 5\r\n" in head
    exchange.to_proxy = True
    assert exchange.write_request().startswith(b"PUT https://a.example/x?y HTTP/1.1\r\n")


def test_a_request_that_is_written_can_be_read():
    exchange = Exchange(method="GET", target="http://a.example/x", request_fields=[("A", "1"), ("B", "\u20ac"), ("A", "")])
    again = Exchange.from_bytes(request=exchange.write_request(), secured=False)
    assert (again.method, again.target_uri) == ("GET", "http://a.example/x") and again.fields("request")[-3:] == exchange.fields("request")


def test_a_response_is_written():
    exchange = response(404, fields=[("A", "1"), ("A", "2")])
    assert exchange.write_response() == b"HTTP/1.1 404 Not Found\r\nA: 1\r\nA: 2\r\n\r\n"
    exchange.reason, exchange.version = "Nothing here", "1.0"
    assert exchange.write_response().startswith(b"HTTP/1.0 404 Nothing here\r\n")


@pytest.mark.parametrize("said, why", [
    ({}, "its method is not known"), ({"target": "/"}, "its method is not known"), ({"method": "GET"}, "its target is not known"),
    ({"method": "G T", "target": "/"}, "must not be sent"), ({"method": "GET", "target": "/ "}, "must not be sent"),
    ({"method": "GET", "target": "/", "request_fields": {"Host": "a", "X": "a\r\nY: b"}}, "must not be sent"),
    ({"method": "GET", "target": "/", "request_fields": {}}, "must not be sent"),
    ({"method": "GET", "target": "https://a.example/", "request_version": "2"}, "must not be sent"),
])
def test_a_request_that_must_not_be_sent_is_not_written(said, why):
    with pytest.raises(ValueError, match=f"^the request cannot be written: .*{why}$"):
        Exchange(**said).write_request()


@pytest.mark.parametrize("said, why", [
    ({}, "its status is not known"), ({"status": 999}, "must not be sent"), ({"status": 200, "reason": "a\nb"}, "must not be sent"),
    ({"status": 200, "fields": {"X": "a\0"}}, "must not be sent"), ({"status": 204, "fields": {"Content-Length": "0"}}, "must not be sent"),
    ({"status": 200, "fields": {":status": "200"}}, "must not be sent"),
])
def test_a_response_that_must_not_be_sent_is_not_written(said, why):
    with pytest.raises(ValueError, match=f"^the response cannot be written: .*{why}$"):
        Exchange(**said).write_response()


# ---- what follows ----


@pytest.mark.parametrize("said, uri", [  # RFC 9110, 4.2.3; RFC 3986, 6.2.2
    ({"target": "HTTP://Example.COM:80"}, "http://example.com/"), ({"target": "https://a.example/a/./b/../%7ec#d"}, "https://a.example/a/~c"),
    ({"target": "/x", "request_fields": {"Host": "a.example"}, "secured": True}, "https://a.example/x"),
    ({"target": "/x", "request_fields": {"Host": "a.example"}}, None), ({"target": "/x", "secured": True}, None),
])
def test_the_target_uri_is_normalised(said, uri):
    assert Exchange(method="GET", **said).target_uri == uri


def test_defects_are_asked_for_by_their_words():
    exchange = Exchange.from_bytes(b"HTTP/1.1 503 x\nRetry-After: soon\n\n")
    assert exchange.defects == ("line-feed", "retry-after")
    assert [exchange.has_defect(word) for word in ("line-feed", "retry-after", "age")] == [True, True, False]
    assert set(exchange.defects) <= set(words("defect"))
    with pytest.raises(ValueError, match="^defect is 'tired', which is none of: line-feed, folded, "):
        exchange.has_defect("tired")


def test_an_exchange_is_told_as_json():
    exchange = response(503, fields={"Retry-After": DATE}, source="a.har", entry=3)
    told = exchange.json(THEN - 5)
    assert (told["file"], told["entry"], told["method"], told["target"], told["status"]) == ("a.har", 3, "GET", "http://example.com/a", 503)
    assert told["retry_after"] == {"valid": True, "seconds": 5} and told["defects"] == []
    assert told["treat_as"] == 503 and Exchange().json()["status"] is None


@pytest.mark.parametrize("said, seconds", [
    ({"response_time": THEN - 7}, 7), ({"fields": {"Retry-After": DATE, "Date": "Sun, 06 Nov 1994 08:49:34 GMT"}}, 3), ({}, None)])
def test_what_is_told_is_of_the_exchanges_own_time(said, seconds):
    assert response(503, **{"fields": {"Retry-After": DATE}, **said}).json()["retry_after"]["seconds"] == seconds


def test_status_lines():
    assert read_status_line(b"HTTP/1.1 404 Not Found") == StatusLine(11, 404, "Not Found")
    assert read_status_line("HTTP/2 200") == StatusLine(20, 200, "")
    assert status_line(404) == "HTTP/1.1 404 Not Found" and status_line(599) == "HTTP/1.1 599 " and status_line(200, "Fine", version="1.0") == "HTTP/1.0 200 Fine"
    for code in range(100, 1000):
        assert read_status_line(status_line(code))[:2] == (11, code)
    for bad in ("HTTP/1.1 40", "HTTP 200", ""):
        with pytest.raises(ValueError):
            read_status_line(bad)
    for arguments in ((99,), (1000,), (200, "a\nb")):
        with pytest.raises(ValueError, match="cannot be sent"):
            status_line(*arguments)


@settings(max_examples=500, deadline=None)
@given(strategies.binary(max_size=200))
def test_any_octets_may_be_read(octets):
    for head in (octets, b"HTTP/1.1 200 OK\r\n" + octets + b"\r\n\r\n", b"HTTP/1.1 401 x\r\nWWW-Authenticate: " + octets.replace(b"\n", b"") + b"\r\n\r\n"):
        try:
            exchange = Exchange.from_bytes(head)
        except ValueError:
            continue
        assert exchange.json(THEN)["defects"] == list(exchange.defects)
        assert [challenge._asdict() for challenge in exchange.challenges()] == exchange.json(THEN)["challenges"]
        for ask in (exchange.write_request, exchange.write_response):
            try:
                ask()
            except ValueError:
                pass


def test_exchanges_leave_nothing_behind():
    import resource
    for round in range(3):
        for _ in range(20000):
            Exchange.from_bytes(b"HTTP/1.1 401 x\r\nWWW-Authenticate: Basic realm=x\r\n\r\n").challenges()
        gc.collect()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if round == 0:
            first = peak
    assert peak < first + 4096  # KiB


def test_the_length_of_a_requests_content_is_that_of_its_framing():
    def length(fields):
        return Exchange(method="PUT", target="/", request_version="1.1", request_fields=fields).request_content_length

    assert [length({}), length({"Content-Length": "5"}), length({"Transfer-Encoding": "chunked"})] == [0, 5, None]
