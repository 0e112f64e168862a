"""What README says that its lines print, they print. SPDX-License-Identifier: MIT"""
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
SESSION = ROOT / "docs/pictures"  # where a session.har is


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


def test_lua_prints_what_stands_behind_its_lines():
    program, = blocks("lua")
    printed = subprocess.run([os.environ["LUA_PROGRAM"], "-"], input=program, capture_output=True, text=True, check=True, timeout=60,
                             cwd=SESSION).stdout.splitlines()
    wanted = re.findall(r"--> (.*)", program)
    assert wanted and [line for line in printed if line in wanted] == wanted


def test_python_comes_to_the_next_request():
    pytest.importorskip("httpstatus")
    program, = [block for block in blocks("python") if "import Chain" in block]
    names = {}
    exec("from httpstatus import Exchange\n" + program, names)
    assert names["request"].target == "http://localhost/b"


def test_python_reads_a_session(monkeypatch, capsys):
    pytest.importorskip("httpstatus")
    program, = [block for block in blocks("python") if "httpstatus.read(" in block]
    monkeypatch.chdir(SESSION)
    exec(program, {})
    assert "https://shop.example/old there is no Location" in capsys.readouterr().out
