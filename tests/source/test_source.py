"""The sources themselves: format, spelling, and the rules of the house. SPDX-License-Identifier: MIT"""
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLANG_FORMAT_MAJOR = "14"  # .clang-format is written for this one; others differ in details


def sources(*patterns):
    listed = output_of("git", "-C", ROOT, "ls-files", "--cached", "--others", "--exclude-standard", *patterns)
    files = [ROOT / line for line in listed.splitlines() if (ROOT / line).exists()]
    assert files, patterns
    return sorted(files)


def output_of(*command, **options):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, text=True, **options).stdout


def test_c_is_formatted():
    version = re.search(r"version (\d+)", output_of("clang-format", "--version"))[1]
    if version != CLANG_FORMAT_MAJOR:
        pytest.skip(f"clang-format is {version}, not {CLANG_FORMAT_MAJOR}")
    run = subprocess.run(["clang-format", "--dry-run", "-Werror", *sources("*.c", "*.h")], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr + "\n./dev format mends it"


def test_common_misspellings():
    if shutil.which("codespell") is None:
        pytest.skip("codespell is not installed")
    run = subprocess.run(["codespell", "--ignore-words-list", "nd,te,checkin", "--skip", "./build*,./.git,./tests,*.abi", "."],
                         capture_output=True, text=True, cwd=ROOT)
    assert run.stdout == ""


def texts_of(value):
    """All text below a value of TOML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)


# clients.toml names other people's files and functions.
@pytest.mark.parametrize("file", sorted({*(ROOT / "lib").rglob("*.toml")} - {ROOT / "lib/next/clients.toml"}), ids=lambda path: path.name)
def test_texts_are_spelled_right(file):
    text = "\n".join(texts_of(tomllib.loads(file.read_text()))).replace("_", " ")
    known = set((ROOT / "tests/data/words.txt").read_text().split())
    unknown = set(output_of("aspell", "--lang=en_US", "--encoding=utf-8", "list", input=text).split()) - known
    assert unknown == set(), "right ones belong into tests/data/words.txt"


def test_texts_are_short_and_plain():
    limits = {"meaning": 25, "explanation": 60, "client": 60, "server": 60, "history": 60}
    for record in tomllib.loads((ROOT / "lib/status/status.toml").read_text())["status"]:
        for text, limit in limits.items():
            assert len(record[text].split()) <= limit, f"{record['code']} {text}"
            assert record[text][0].isupper() or record[text][0].isdigit(), f"{record['code']} {text}"
            assert record[text][-1] in ".?!", f"{record['code']} {text}"
        for confusion in record.get("confused_with", []):
            assert len(confusion["because"].split()) <= 60 and confusion["because"][-1] != ".", record["code"]


def test_every_file_names_its_licence():
    for file in sources("*.c", "*.h", "*.i", "*.py", "*.lua"):
        if file.parent.name != "examples":
            assert "SPDX-License-Identifier: MIT" in file.read_text(), file
