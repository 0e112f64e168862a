"""Lua and the command say the same of every status. SPDX-License-Identifier: MIT"""
import json
import os
import subprocess
from pathlib import Path

DUMP = Path(__file__).parent / "dump.lua"


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
