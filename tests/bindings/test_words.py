"""The words of the library in Python. SPDX-License-Identifier: MIT"""
import re
from pathlib import Path

import pytest

import httpstatus
from httpstatus import _native, words

HEADERS = Path(__file__).resolve().parents[2] / "include/httpstatus"
PACKAGE = Path(__file__).resolve().parents[2] / "bindings/python/httpstatus"


def enum_words(name):
    """The words of an enum of the headers: its constants without what they all begin with."""
    text = "\n".join(path.read_text() for path in sorted(HEADERS.glob("*.h")))
    body = re.sub(r"/\*.*?\*/", "", re.search(rf"enum httpstatus_{name} \{{(.*?)\n\}};", text, re.S)[1], flags=re.S)
    begin = f"HTTPSTATUS_{name.upper()}_"
    return [constant.removeprefix(begin).lower().replace("_", "-") for constant in re.findall(r"HTTPSTATUS_\w+", body) if constant.startswith(begin)]


def enums():
    return re.findall(r"^enum httpstatus_(\w+) \{", "\n".join(path.read_text() for path in HEADERS.glob("*.h")), re.M)


@pytest.mark.parametrize("name", sorted(enums()))
def test_the_words_of_an_enum_are_those_of_its_constants(name):
    assert list(words(name.replace("_", "-"))) == enum_words(name)


def test_what_no_enum_has_is_there_too():
    assert words("vendor")["aws"] == "Amazon Web Services load balancers"
    assert list(words("grpc"))[:3] == ["OK", "CANCELLED", "UNKNOWN"] and len(words("grpc")) == 17
    assert len(words("proxy-error")) == 32 and "wait-too-long" in words("reason") and list(words("setting")) == list(httpstatus.settings())


def test_the_lists_have_a_list():
    assert {name.replace("_", "-") for name in enums()} <= set(words("vocabulary")) and "vocabulary" in words("vocabulary")


def test_words_say_something():
    assert "no-store" in words("obstacle")["no-store"] and words("grpc")["OK"] is None
    for name in ("fact", "setting", "action", "reason", "defect", "obstacle", "ending", "error", "checker-property", "part", "cache-property", "cache-text",
                 "cache-time", "cache-action", "cache-reason", "lookup-property"):
        assert all(words(name).values()), name


def test_words_cannot_be_changed():
    with pytest.raises(TypeError):
        words("level")["must"] = ""


@pytest.mark.parametrize("name", ["levels", "LEVEL", "", "chain_fact", None, 5, b"level", ["level"]])
def test_a_list_that_does_not_exist_is_answered_with_those_that_do(name):
    with pytest.raises(ValueError, match=re.escape(f"vocabulary is {name!r}, which is none of: error, vocabulary, code-class, ")):
        words(name)


def test_a_number_of_a_word_is_the_constant():
    assert _native.httpstatus_word_find(_native.HTTPSTATUS_VOCABULARY_LEVEL, b"must-not") == _native.HTTPSTATUS_LEVEL_MUST_NOT
    assert _native.httpstatus_word_find(_native.HTTPSTATUS_VOCABULARY_LEVEL, None) == -1
    assert _native.httpstatus_word(_native.HTTPSTATUS_VOCABULARY_PART, 1000) == "interim"


def test_the_package_has_no_list_of_words_of_its_own():
    known = {word for name in words("vocabulary") for word in words(name) if "-" in word}
    for path in PACKAGE.glob("*.py"):
        code = re.sub(r'""".*?"""|#.*', "", path.read_text(), flags=re.S)
        for line in re.findall(r"[(\[{].*[)\]}]", code):
            listed = [word for word in re.findall(r'"([a-z-]+)"', line) if word in known]
            assert len(listed) < 3, f"{path.name}: {line}"
