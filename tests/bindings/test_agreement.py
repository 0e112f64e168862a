"""Lua, Python and the command say the same. SPDX-License-Identifier: MIT"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

DUMP = Path(__file__).parent / "dump.lua"
WALK = Path(__file__).parent / "walk.lua"


def lines(*command):
    return [json.loads(line) for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]


def without_null(value):
    """A table of Lua has no nil in it."""
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items() if item is not None}
    return [without_null(item) for item in value] if isinstance(value, list) else value


def test_lua_and_json_agree(command):
    from_lua = lines(os.environ["LUA_PROGRAM"], DUMP)
    from_command = [without_null(record) for record in lines(command, "list", "--vendor", "all", "--json")]
    assert len(from_lua) == len(from_command) > 100
    for mine, other in zip(from_lua, from_command):
        for fact in mine["facts"]:
            assert mine.pop(fact) == mine["facts"][fact]
        mine.pop("class_name", None)
        assert mine == other


def test_the_examples_of_choosing_agree():
    pytest.importorskip("httpstatus")
    examples = Path(__file__).resolve().parents[2] / "docs/examples"
    said = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for command in (
        [os.environ["LUA_PROGRAM"], examples / "choose.lua"], [sys.executable, examples / "choose.py"])]
    lua, python = (re.findall(r"^  (?:\d{3}|because) .*", text, re.M) for text in said)
    assert lua == python and len(lua) == 12


@pytest.mark.parametrize("method, fields, answers", [
    ("GET", {}, {}), ("DELETE", {}, {}), ("GET", {"If-None-Match": '"v1"'}, {"entity_tag": '"v1"'}),
    ("PUT", {"If-Match": '"v1"', "Content-Length": "5", "Expect": "100-continue"},
     {"allowed_methods": "GET, PUT", "entity_tag": '"v1"', "stored_tag": '"v2"'}),
    ("GET", {"Range": "bytes=2-", "If-Range": '"v1"'}, {"ranges": "yes", "complete_length": "10", "entity_tag": '"v1"'}),
    ("GET", {"Accept": "image/*"}, {"media_types": "text/html, application/json"}),
    ("GET", {}, {"authenticated": "no", "challenges": 'Basic realm="staff"'}),
    ("POST", {"Content-Length": "5"}, {"allowed_methods": "POST", "processing": "created", "created_at": "/new", "created_tag": '"\u00e9"'}),
])
def test_lua_and_python_choose_the_same(method, fields, answers):
    httpstatus = pytest.importorskip("httpstatus")
    words = [*map("=".join, fields.items()), "--", *map("=".join, answers.items())]
    from_lua = subprocess.run([os.environ["LUA_PROGRAM"], WALK, method, *words], check=True, capture_output=True, text=True).stdout
    request = httpstatus.Exchange(method=method, target="/page", request_version="1.1", request_fields={"Host": "a.example", **fields})
    choice = httpstatus.decide(SimpleNamespace(**{name: answer.encode() for name, answer in answers.items()}), request, 784115377)
    lines = [[int(choice.code)], *[[turn.node.id, turn.way, turn.answer] for turn in choice.path],
             *[[name, value, choice.levels[name]] for name, value in choice.fields],
             [None if choice.problem() is None else json.dumps(choice.problem(), separators=(",", ":"))]]
    assert from_lua.splitlines() == ["\t".join("nil" if word is None else str(word) for word in line) for line in lines]
