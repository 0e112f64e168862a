"""Every public function says what it answers, on which threads, and since when. SPDX-License-Identifier: MIT"""
import re
from pathlib import Path

import pytest

HEADERS = Path(__file__).resolve().parents[2] / "include/httpstatus"
DECLARATION = re.compile(r"(?:/\*\*(?P<comment>(?:(?!\*/).)*)\*/\s*)?HTTPSTATUS_API\s+(?P<declaration>[^;]*);", re.S)


def declarations():
    for header in sorted(HEADERS.glob("*.h")):
        text = re.sub(r"^#.*(?:\\\n.*)*\n", "", header.read_text(), flags=re.M)
        for match in DECLARATION.finditer(text):
            declaration = " ".join(match["declaration"].split())
            yield pytest.param(match["comment"] or "", declaration, id=re.search(r"(\w+)\s*\(", declaration)[1])


def parameters(declaration):
    inside = declaration[declaration.index("(") + 1:declaration.rindex(")")]
    return [] if inside == "void" else [re.search(r"(\w+)$", part.strip())[1] for part in inside.split(",")]


@pytest.mark.parametrize("comment, declaration", declarations())
def test_comment_is_complete(comment, declaration):
    assert re.search(r"\bThreads: \w", comment)
    assert re.search(r"\bSince: \d+\.\d+\n", comment)
    assert ("Returns: " in comment) == (not declaration.startswith("void "))
    for parameter in parameters(declaration):
        assert f"@{parameter}" in comment, f"nothing is said of @{parameter}"
    for named in re.findall(r"@(\w+)", comment):
        assert named in parameters(declaration), f"@{named} is no parameter"


def test_there_are_declarations():
    assert len(list(declarations())) > 40
