"""docs/examples/cache.c, a proxy that lets the library decide: what ten clients get is what the origin had or may have had, octet by octet, and has no
finding. load.py has the origin and the clients.

The sections are RFC 9111's where no other document is named.
SPDX-License-Identifier: MIT
"""
import gzip
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import threading
import time
from pathlib import Path

import pytest
from load import RESOURCES, Client, Origin, Proxy, content_of, har_of, run_load

COMMAND = Path(os.environ["HTTPSTATUS_BUILD"]) / "docs/examples/example_cache"
SECONDS = 5


@pytest.fixture(scope="module")
def origin():
    origin = Origin()
    yield origin
    origin.stop()


@pytest.fixture(scope="module")
def proxy(origin):
    if not COMMAND.exists():
        pytest.skip("docs/examples/cache.c was not built")
    proxy = Proxy(COMMAND, origin.server_port)
    yield proxy
    assert proxy.stop() == ""


@pytest.fixture
def client(proxy):
    client = Client(proxy.address)
    yield client
    client.connection.close()


# ---- ten clients at the same time ----


@pytest.fixture(scope="module")
def load(proxy):
    return run_load(proxy.address, SECONDS)


def test_nobody_gets_a_wrong_octet_or_one_that_is_too_old(load):
    assert load.wrong == []


def findings_of(command, answers, tmp_path):
    har = tmp_path / "load.har"
    har.write_text(json.dumps(har_of([answer for answer in answers if not answer.cut])))
    run = subprocess.run([command, "check", "--json", "--level", "should", har], capture_output=True, text=True)
    assert run.stderr == ""
    records = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(records) == sum(not answer.cut for answer in answers)
    return [(record["target"], record["status"], finding["id"]) for record in records for finding in record["findings"]
            if finding["part"] == "response"]


def test_no_answer_has_a_finding(load, command, tmp_path):
    assert findings_of(command, load.answers, tmp_path) == []


def told_by_cache(answers):
    """Those that are not of the proxy's own making, which are not to tell (RFC 9211, 2)."""
    return [answer for answer in answers if answer.status != 504]


def test_every_answer_tells_what_the_cache_did(load):  # RFC 9211, 2
    assert all(answer.value("Cache-Status") is None for answer in load.answers if answer.status == 504)
    for answer in told_by_cache(load.answers):
        assert re.fullmatch(r"example(; (hit|stored|fwd=[a-z-]+|fwd-status=\d+|ttl=-?\d+|detail=[a-z-]+))+", answer.value("Cache-Status")), answer


def test_what_the_origin_was_not_asked_for_has_its_age(load):  # 4
    for answer in told_by_cache(load.answers):
        assert answer.value("Age") is not None or "; hit" not in answer.value("Cache-Status"), answer


def test_nothing_that_is_about_the_origins_connection_is_sent_on(load):  # RFC 9110, 7.6.1
    assert all(answer.value("X-Hop") is None for answer in load.answers)


@pytest.mark.parametrize("what", ["; hit", "fwd=uri-miss", "fwd=vary-miss", "fwd=stale; fwd-status=304", "fwd=partial", "fwd=request", "fwd=method",
                                  "; stored", "detail=stale-while-revalidate", "detail=stale-if-error"])
def test_the_load_meets_what_a_cache_does(load, what):
    assert any(what in answer.value("Cache-Status") for answer in told_by_cache(load.answers))


@pytest.mark.parametrize("status", [200, 206, 304, 500, 504])
def test_the_load_meets_a_status(load, status):
    assert any(answer.status == status for answer in load.answers)


def test_a_store_without_room_for_all_is_as_right():
    origin = Origin()
    proxy = Proxy(COMMAND, origin.server_port, "0", "50000")
    load = run_load(proxy.address, 2)
    origin.stop()
    assert (proxy.stop(), load.wrong) == ("", [])
    assert any("hit" in answer.value("Cache-Status") for answer in told_by_cache(load.answers))


# ---- one after the other ----


@pytest.fixture
def whole():
    """A part that only one test asks for is one that nobody asked for before."""
    path = "/part/once"
    RESOURCES[path] = RESOURCES["/part/0"]
    yield path, content_of(path, 0, "")
    del RESOURCES[path]


def test_parts_are_combined_and_the_whole_is_served_of_them(client, whole):  # 3.4
    path, content = whole
    first = client.ask("GET", path, Range="bytes=0-19999")
    second = client.ask("GET", path, Range="bytes=15000-")
    third = client.ask("GET", path)
    assert [answer.status for answer in (first, second, third)] == [206, 206, 200]
    assert first.content + second.content[5000:] == third.content == content
    assert "fwd=partial" in second.value("Cache-Status") and "hit" in third.value("Cache-Status")


def test_a_change_makes_what_is_stored_invalid(client):  # 4.4
    before = [client.ask("GET", "/counter/alone") for _ in range(2)]
    client.ask("POST", "/counter/alone", b"x=1")
    after = client.ask("GET", "/counter/alone")
    assert [answer.content for answer in (*before, after)] == [b"0", b"0", b"1"]
    assert "hit" in before[1].value("Cache-Status") and "hit" not in after.value("Cache-Status")


def test_what_was_on_its_way_while_it_changed_is_not_stored(proxy, origin, client):  # 4.4
    origin.changed.clear()
    answers = []
    reader = threading.Thread(target=lambda: answers.append(Client(proxy.address).ask("GET", "/slow")))
    reader.start()
    assert origin.asked.wait(10)
    with socket.create_connection(proxy.address, timeout=10) as connection:  # the old response comes when this one is through
        connection.sendall(b"POST /slow HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 3\r\n\r\nx=1" % proxy.address[1])
        assert connection.recv(65536)
        reader.join()
    assert (answers[0].content, client.ask("GET", "/slow").content) == (b"0", b"1")


def send(proxy, octets):
    with socket.create_connection(proxy.address, timeout=10) as connection:
        connection.sendall(octets)
        answer = b""
        while more := connection.recv(65536):
            answer += more
        return answer


@pytest.mark.parametrize("request_line, fields", [
    ("GET / HTTP/1.1", ""), ("GET / HTTP/1.1", "Host: a\r\nHost: b\r\n"),
    ("POST / HTTP/1.1", "Host: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n"), ("hello", "")])
def test_a_bad_request_is_told_so_and_not_sent_on(proxy, request_line, fields):  # RFC 9112, 3.2, 6.1
    assert send(proxy, f"{request_line}\r\n{fields}\r\n".encode()).startswith(b"HTTP/1.1 400 ")


def test_a_client_of_http_1_0_is_answered_and_the_connection_ends(proxy):  # RFC 9112, 9.3
    head, _, content = send(proxy, b"GET /chunks HTTP/1.0\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ") and b"Transfer-Encoding" not in head and len(content) == 5000


def test_content_in_chunks_reaches_the_origin(proxy):  # RFC 9112, 7.1
    request = b"POST /counter/chunks HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nx=1\r\n0\r\n\r\n"
    assert send(proxy, request).endswith(b"\r\n\r\n1")


@pytest.mark.parametrize("version, interim", [("1.1", [b"103"]), ("1.0", [])])
def test_interim_responses_are_passed_on_to_who_knows_them(proxy, version, interim):  # RFC 9110, 15.2
    answer = send(proxy, f"GET /hints HTTP/{version}\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    assert re.findall(rb"HTTP/1.1 (\d+) ", answer) == [*interim, b"200"]


def test_an_origin_that_is_not_there_is_a_gateway_timeout(tmp_path, command):  # 4.3.3; RFC 9110, 15.6.5
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    proxy = Proxy(COMMAND, port)
    answer = Client(proxy.address).ask("GET", "/")
    assert (answer.status, proxy.stop()) == (504, "")
    assert findings_of(command, [answer], tmp_path) == []


@pytest.mark.parametrize("octets", [b"", b"GET / HT", b"POST /counter/gone HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx", b"GET /fresh HTTP/1.1\r\n" * 9,
                                    b"POST /counter/gone HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx", b"GET /longer HTTP/1.1\r\nHost: a\r\n\r\n" * 9])
@pytest.mark.parametrize("reset", [False, True])
def test_a_client_that_goes_away_does_no_harm(proxy, client, octets, reset):
    for _ in range(5):
        with socket.create_connection(proxy.address, timeout=10) as connection:
            connection.sendall(octets)
            if reset:  # lingering for 0 seconds is a reset
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert client.ask("GET", "/part/0").status == 200


def test_requests_may_come_all_at_once(proxy):  # RFC 9112, 9.3.2
    answers = send(proxy, b"GET /part/0 HTTP/1.1\r\nHost: a\r\n\r\n" * 3 + b"GET /part/0 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == answers.count(content_of("/part/0", 0, "")) == 4


# ---- an origin that answers wrongly ----


@pytest.fixture
def answered():
    """What the clients of an origin get, one after the other, that always answers with the same octets."""
    if not COMMAND.exists():
        pytest.skip("docs/examples/cache.c was not built")
    listener = socket.create_server(("127.0.0.1", 0))
    octets, proxy = [], Proxy(COMMAND, listener.getsockname()[1])

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:  # it is closed
                return
            with connection:
                connection.settimeout(10)
                connection.recv(65536)
                connection.sendall(octets[0])
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()

    def answered(answer):
        octets.append(answer)
        return [send(proxy, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") for _ in range(2)]

    yield answered
    listener.shutdown(socket.SHUT_RDWR)
    thread.join(10)
    listener.close()
    assert proxy.stop() == ""


@pytest.mark.parametrize("answer", [
    b"", b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\nConte",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",  # RFC 9112, 6.3
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n",  # RFC 9112, 6.3
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",  # RFC 9112, 7: it was not asked for
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",  # RFC 9110, 15.2.2: likewise
    b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 3\r\n\r\nabc",  # RFC 9110, 5.5
])
def test_what_must_not_be_sent_on_is_not(answered, answer):
    for answer in answered(answer):
        assert answer.startswith(b"HTTP/1.1 504 ")


def test_a_length_of_nothing_is_taken_away(answered):  # RFC 9110, 8.6
    for answer in answered(b"HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc"):
        assert answer.startswith(b"HTTP/1.1 204 ") and b"Content-Length" not in answer


def test_a_part_that_nobody_asked_for_is_sent_on_and_not_taken_for_the_rest(answered):  # 3.4
    part = b'HTTP/1.1 206 Partial Content\r\nETag: "x"\r\nCache-Control: max-age=60\r\nContent-Range: bytes 0-2/6\r\nContent-Length: 3\r\n\r\nabc'
    for answer in answered(part):
        assert answer.startswith(b"HTTP/1.1 206 ") and b"Content-Range: bytes 0-2/6\r\n" in answer and answer.endswith(b"\r\n\r\nabc")


def test_chunks_that_break_off_break_off_for_the_client(answered):  # RFC 9112, 8
    for answer in answered(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n"):
        assert b"\r\nTransfer-Encoding: chunked\r\n" in answer and b"\r\n0\r\n" not in answer


# ---- nginx ----


@pytest.fixture
def nginx(tmp_path):
    """Its port, and the file that it sends."""
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "root").mkdir()
    write_file(tmp_path / "root/file", 0)
    folders = "".join(f"{name}_temp_path {tmp_path}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (tmp_path / "nginx.conf").write_text(f"""daemon off; master_process off; pid {tmp_path}/pid; error_log stderr;
events {{ }}
http {{ access_log off; {folders} gzip on; gzip_vary on; gzip_min_length 1; gzip_types *;
server {{ listen 127.0.0.1:{port}; root {tmp_path}/root; add_header Cache-Control max-age=1; }} }}""")
    process = subprocess.Popen(["nginx", "-e", "stderr", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], stderr=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.02)
    yield port, tmp_path / "root/file"
    process.terminate()
    process.wait(10)


LENGTH = 50000


def write_file(path, number):
    """Versions differ in every octet, and in the date by which nginx makes its entity tags."""
    new = path.with_name("new")
    new.write_bytes(bytes([65 + number]) * LENGTH)
    os.utime(new, (1_600_000_000 + number,) * 2)
    new.rename(path)


def test_nginx_behind_it_is_told_apart_by_nobody(nginx, command, tmp_path):
    port, file = nginx
    proxy, until, answers, wrong, current = Proxy(COMMAND, port), time.time() + 3, [], [], [(0, 0.0)]

    def run(number):
        client = Client(proxy.address)
        while time.time() < until:
            first = number * 4000
            sent = [{}, {"Range": f"bytes={first}-{first + 5999}"}, {"Accept_Encoding": "gzip"}, {"Cache_Control": "no-cache"}][len(answers) % 4]
            answer = client.ask("GET", "/file", **sent)
            answers.append(answer)
            # Which versions there were at some time from a second before it was asked for; a version is written at the time at which it is told.
            told = list(current)
            began = answer.began - (0 if "Cache_Control" in sent else 1) - 0.1
            good = [bytes([65 + n]) for i, (n, since) in enumerate(told)
                    if since <= answer.ended and (i + 1 == len(told) or told[i + 1][1] >= began)]
            octets = gzip.decompress(answer.content) if answer.value("Content-Encoding") else answer.content
            length = 6000 if answer.status == 206 else LENGTH
            if answer.status not in (200, 206) or octets not in [octet * length for octet in good]:
                wrong.append(answer._replace(content=octets[:9]))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for number in range(1, 6):
        time.sleep(0.45)
        current.append((number, time.time()))
        write_file(file, number)
    for thread in threads:
        thread.join()
    assert proxy.stop() == ""
    assert wrong == [] and len(answers) > 50
    assert {"hit", "fwd=stale"} <= {word for answer in answers for word in answer.value("Cache-Status").split("; ")}
    assert findings_of(command, answers, tmp_path) == []
