"""Recordings as programs write them (data/recordings), each with what it means written beside it, are read the same by Python, Lua and the command.

SPDX-License-Identifier: MIT
"""
import json
import os
import subprocess
import tomllib
from pathlib import Path

import pytest

import httpstatus

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "data/recordings"
NOW = 1800000000
RECORDINGS = {path.stem: path for path in sorted(CORPUS.iterdir()) if path.suffix not in (".toml", ".md")}
LISTS = ("fields", "request_fields", "trailers", "request_trailers")
OF_THE_RECORDING = {"said", "problem", "skipped", "exchange", "warnings"}
OF_AN_EXCHANGE = {"unknown", "findings"}


def meaning(name):
    return tomllib.loads((CORPUS / f"{name}.toml").read_text())


def opened(name):
    """By Python; None where it cannot be, and why."""
    try:
        return httpstatus.read(RECORDINGS[name], errors="skip", **meaning(name).get("said", {})), None
    except ValueError as error:
        return None, str(error)


def exchanges(name):
    recording, problem = opened(name)
    found = list(recording or ())
    problems = [problem] if problem else list(recording.problems)
    return found, problems, recording.skipped if recording else {}


def told(exchange, key):
    if key in LISTS:
        parts = {"fields": "response", "trailers": "response-trailers", "request_fields": "request", "request_trailers": "request-trailers"}
        return [[name, value] for name, value in exchange.fields(parts[key])]
    value = getattr(exchange, key)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_means_what_is_written_beside_it(name):
    wanted = meaning(name)
    found, problems, skipped = exchanges(name)
    assert set(wanted) <= OF_THE_RECORDING, "unknown keys"
    assert len(found) == len(wanted.get("exchange", ())), problems
    for exchange, means in zip(found, wanted.get("exchange", ())):
        keys = [key for key in means if key not in OF_AN_EXCHANGE]
        assert {key: told(exchange, key) for key in keys} == {key: means[key] for key in keys}
        unknown = means.get("unknown", [])
        assert {key: told(exchange, key) for key in unknown} == dict.fromkeys(unknown)
        if "findings" in means:
            assert [finding.id for finding in httpstatus.Checker(level="should").check(exchange)] == means["findings"]
    assert skipped == wanted.get("skipped", {})
    if "problem" in wanted:
        assert any(wanted["problem"] in problem for problem in problems), problems
    else:
        assert problems == []


# ---- the same through all three ----

OPTIONS = {"method": "--method", "target": "--target", "status": "--status"}


def options_of(said):
    for key, value in said.items():
        if key in OPTIONS:
            yield from (OPTIONS[key], str(value))
        elif key == "partial":
            yield "--partial"
        elif key == "secured":
            yield "--https" if value else "--http"
        else:
            raise KeyError(key)


@pytest.mark.parametrize("name", [name for name in RECORDINGS if "request" not in meaning(name).get("said", {})])
def test_the_command_reads_the_same(name, command):
    path, said = RECORDINGS[name], meaning(name).get("said", {})
    run = subprocess.run([command, "read", "--json", "--now", str(NOW), *options_of(said), path], capture_output=True, text=True, timeout=60)
    found, problems, _ = exchanges(name)
    assert [json.loads(line) for line in run.stdout.splitlines()] == [exchange.json(NOW) for exchange in found]
    assert run.stderr.splitlines() == [f"httpstatus: {problem}" for problem in problems]
    assert run.returncode == (2 if problems else 0)


def read_by_lua(name):
    """The exchanges, and what was wrong."""
    said = [f"{key}={str(value).lower() if isinstance(value, bool) else value}" for key, value in meaning(name).get("said", {}).items()]
    run = subprocess.run([os.environ["LUA_PROGRAM"], HERE / "read.lua", str(NOW), RECORDINGS[name], *said], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")], [line for line in lines if not line.startswith("{")]


@pytest.mark.skipif("LUA_PROGRAM" not in os.environ, reason="the Lua binding is not built")
@pytest.mark.parametrize("name", RECORDINGS)
def test_lua_reads_the_same(name):
    found, problems, _ = exchanges(name)
    assert read_by_lua(name) == ([exchange.json(NOW) for exchange in found], problems)
