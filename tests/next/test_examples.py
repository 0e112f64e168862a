"""The loops of docs/examples, which let the library decide: through a redirect to another origin, a wait, and a redirect there.

SPDX-License-Identifier: MIT
"""
import os
import shutil
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "docs/examples"
BUILD = Path(os.environ["HTTPSTATUS_BUILD"])


class Origin(ThreadingHTTPServer):
    """An origin on a free port of the loopback interface. `answers` has for each path the responses in turn; the last one stays."""

    def __init__(self, answers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked = answers, []
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def uri(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self):
        answers = self.server.answers[self.path]
        status, fields = answers.pop(0) if len(answers) > 1 else answers[0]
        self.server.asked.append((self.path, time.monotonic()))
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def origins():
    second = Origin({"/busy": [(503, {"Retry-After": "1"}), (307, {"Location": "/here"})], "/here": [(200, {})]})
    first = Origin({"/": [(302, {"Location": second.uri("/busy#top")})]})
    yield first, second
    for origin in (first, second):
        origin.shutdown()
        origin.server_close()


def commands():
    lua = {"LUA_PATH": f"{EXAMPLES.parents[1]}/bindings/lua/?.lua;;", "LUA_CPATH": f"{BUILD}/bindings/lua/?.so;;"}
    return {
        "c": ([BUILD / "docs/examples/example_next"], {}, (BUILD / "docs/examples/example_next").exists(), "libcurl"),
        "python": ([sys.executable, EXAMPLES / "next.py"], {"PYTHONPATH": str(BUILD / "bindings/python")},
                   (BUILD / "bindings/python/httpstatus/_native.py").exists() or any((BUILD / "bindings/python/httpstatus").glob("_native*")),
                   "the Python binding"),
        "lua": (["lua5.4", EXAMPLES / "next.lua"], lua, shutil.which("lua5.4") and subprocess.run(
            ["lua5.4", "-e", "require 'socket.http'; require 'httpstatus'"], env={**os.environ, **lua}, capture_output=True).returncode == 0,
            "LuaSocket or the Lua binding"),
    }


@pytest.mark.parametrize("language", ["c", "python", "lua"])
def test_a_loop_in_a_language_goes_where_the_library_says(language, origins):
    command, more, there, what = commands()[language]
    if not there:
        pytest.skip(f"{what} is not there")
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    run = subprocess.run([*command, origins[0].uri("/")], env={**environment, **more}, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == ["follow", "retry", "follow", "final"]
    assert lines[-1].split() == ["200", origins[1].uri("/here#top")]
    (first, asked), (second, again), (third, _) = origins[1].asked
    assert (first, second, third) == ("/busy", "/busy", "/here")
    assert again - asked >= 1, "came back before Retry-After was over"


def test_a_server_that_is_not_there_is_told_of(origins):
    command, more, there, what = commands()["python"]
    if not there:
        pytest.skip(f"{what} is not there")
    gone = Origin({})
    gone.shutdown()
    gone.server_close()
    run = subprocess.run([*command, gone.uri("/")], env={**os.environ, **more}, capture_output=True, text=True, timeout=60)
    assert [line.split(":")[0] for line in run.stdout.splitlines()[:-1]] == ["retry", "error"]
