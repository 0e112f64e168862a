"""Applications under the middleware: right ones are silent, wrong ones are caught. SPDX-License-Identifier: MIT"""
import asyncio
import logging
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.util import setup_testing_defaults

import pytest

from httpstatus import asgi, wsgi

TEXT = [("Content-Type", "text/plain"), ("Content-Length", "6")]
RIGHT = {"/": ("200 OK", [*TEXT, ("ETag", '"v"')]), "/gone": ("410 Gone", TEXT), "/made": ("405 Method Not Allowed", [*TEXT, ("Allow", "GET")]),
         "/in": ("401 Unauthorized", [*TEXT, ("WWW-Authenticate", 'Basic realm="x"')])}
WRONG = {"/made": ("405 Method Not Allowed", TEXT, "405-no-allow"), "/in": ("401 Unauthorized", TEXT, "401-no-challenge"),
         "/empty": ("204 No Content", [("Content-Length", "0")], "204-content-length"),
         "/upgrade": ("426 Upgrade Required", TEXT, "426-no-upgrade")}


def plain(status, fields):
    def app(environ, start_response):
        start_response(status, fields)
        return [] if status.startswith("204") else [b"hel", b"lo\n"]
    return app


def call(app, method="POST", path="/", length="3"):
    """What a server does with a WSGI application."""
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": length, "CONTENT_TYPE": "text/plain"}
    setup_testing_defaults(environ)
    environ["SERVER_PROTOCOL"] = "HTTP/1.1"
    content = app(environ, lambda status, fields, exc_info=None: lambda octets: None)
    try:
        return b"".join(content)
    finally:
        content.close()


@pytest.mark.parametrize("path", RIGHT)
def test_a_right_wsgi_application_is_silent(path):
    assert call(wsgi.Checked(plain(*RIGHT[path]), level="must"), path=path) == b"hello\n"


@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_wsgi_application_is_caught(path):
    *response, rule = WRONG[path]
    with pytest.raises(AssertionError, match=rule):
        call(wsgi.Checked(plain(*response)), path=path)


def test_clients_are_not_the_applications(caplog):
    def app(environ, start_response):
        moved = environ["PATH_INFO"] == "/form"
        start_response(*(("307 Temporary Redirect", [*TEXT, ("Location", "/")]) if moved else RIGHT["/"]))
        return [b"hello\n"]
    checked = wsgi.Checked(app, ignore=["405-no-allow"])
    assert call(checked, path="/form") == b"hello\n"
    assert call(checked, "GET") == b"hello\n"  # of another client, as far as the application knows


@pytest.mark.parametrize("length, fields", [("", set()), ("3", {"Content-Type", "Content-Length"})])
def test_a_content_type_without_content_is_what_wsgiref_made_up(length, fields):
    environ = {"CONTENT_TYPE": "text/plain", "CONTENT_LENGTH": length}
    setup_testing_defaults(environ)
    assert {name for name, _ in wsgi._request(environ)["request_fields"]} == fields | {"Host"}


def test_in_production_it_is_logged_and_the_response_is_sent(caplog):
    with caplog.at_level(logging.WARNING, "httpstatus"):
        assert call(wsgi.Checked(plain("405 Method Not Allowed", TEXT), raises=False)) == b"hello\n"
    assert "405-no-allow" in caplog.text


def test_a_rule_can_be_left_out():
    assert call(wsgi.Checked(plain("405 Method Not Allowed", TEXT), ignore=["405-no-allow"])) == b"hello\n"


def test_a_server_of_wsgiref_serves_checked_applications(caplog):
    class Quiet(WSGIRequestHandler):
        def log_message(self, *_):
            pass

    server = make_server("127.0.0.1", 0, wsgi.Checked(plain("405 Method Not Allowed", TEXT), raises=False), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        with pytest.raises(urllib.error.HTTPError) as answer, caplog.at_level(logging.WARNING, "httpstatus"):
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{server.server_port}/x", timeout=10)
        assert answer.value.code == 405 and answer.value.read() == b"hello\n" and "405-no-allow" in caplog.text
    finally:
        server.shutdown()
        server.server_close()


def test_flask():
    flask = pytest.importorskip("flask", reason="Flask is not installed")
    app = flask.Flask("checked")
    app.testing = True
    app.wsgi_app = wsgi.Checked(app.wsgi_app, level="must")

    @app.get("/right")
    def right():
        return "hello"

    @app.get("/wrong")
    def wrong():
        return flask.Response("who are you?", status=401)

    client = app.test_client()
    assert client.get("/right").status_code == 200
    assert client.post("/right").status_code == 405  # Flask sends Allow
    with pytest.raises(AssertionError, match="401-no-challenge"):
        client.get("/wrong")


# ---- ASGI ----


def ask(app, method="GET", path="/"):
    """What a server does with an ASGI application."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http", "path": path,
             "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": [(b"host", b"a.example")],
             "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2)}
    asyncio.run(app(scope, receive, send))
    return sent


def bare(status, fields):
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": status, "headers": [(name.encode(), value.encode()) for name, value in fields]})
        await send({"type": "http.response.body", "body": b"hel", "more_body": True})
        await send({"type": "http.response.body", "body": b"lo\n"})
    return app


def test_a_right_asgi_application_is_silent():
    assert len(ask(asgi.Checked(bare(405, [*TEXT, ("Allow", "POST")])))) == 3


def test_a_wrong_asgi_application_is_caught():
    with pytest.raises(AssertionError, match="405-no-allow"):
        ask(asgi.Checked(bare(405, TEXT)))


def test_starlette():
    pytest.importorskip("starlette", reason="Starlette is not installed")
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route

    async def right(request):
        return PlainTextResponse("hello")

    async def wrong(request):
        return PlainTextResponse("who are you?", status_code=401)

    app = asgi.Checked(Starlette(routes=[Route("/right", right), Route("/wrong", wrong)]), level="must")
    assert ask(app, path="/right")[0]["status"] == 200
    assert ask(app, "POST", "/right")[0]["status"] == 405  # Starlette sends Allow
    with pytest.raises(AssertionError, match="401-no-challenge"):
        ask(app, path="/wrong")


# ---- pytest ----


def test_the_pytest_plugin_turns_findings_into_failures(tmp_path):
    (tmp_path / "test_it.py").write_text('''
import pytest
from httpstatus import Exchange

def exchange(**fields):
    return Exchange(method="POST", target="http://a.example/", status=405, version="1.1", request_version="1.1", request_content="none", content_seen=5,
                    request_fields={"Host": "a.example"},
                    fields={"Date": "Sun, 22 Nov 2026 12:00:00 GMT", "Content-Type": "text/plain", "Content-Length": "5", **fields})

def test_right(http_check):
    http_check(exchange(Allow="GET"))

def test_wrong(http_check):
    http_check(exchange())

@pytest.mark.http_check(ignore=["405-no-allow"])
def test_ignored(http_check):
    http_check(exchange())
''')
    run = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "httpstatus.pytest_plugin", tmp_path],
                         capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert "3 passed, 1 error" in run.stdout and "405-no-allow" in run.stdout, run.stdout
