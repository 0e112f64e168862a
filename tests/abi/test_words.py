"""The words that programs depend on are those of words.txt. SPDX-License-Identifier: MIT"""
import os
from pathlib import Path

import pytest
import words
from api import Library

LISTED = [line for line in (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]

# The questions of 0.1 that have no default. One that is added later has a default, so that a program that does not know it can go on (ABI.md).
WITHOUT_DEFAULT = {
    b"challenges", b"complete-length", b"delta-base", b"handing-on", b"lock-token", b"moved-for-now-to", b"moved-to", b"patch-types",
    b"proxy-challenges", b"required-protocols", b"result-at", b"see-other-at",
}


@pytest.fixture(scope="module")
def library():
    return Library(os.environ["HTTPSTATUS_LIBRARY"])


@pytest.fixture(scope="module")
def found(library):
    return words.words(library)


def test_no_word_is_gone_or_has_another_number(found):
    assert [word for word in LISTED if word not in set(found)] == [], "a program may depend on it: this is a break (ABI.md)"


def test_every_word_is_listed(found):
    assert [word for word in found if word not in set(LISTED)] == [], "a new word wants its line in tests/abi/words.txt: ./dev abi"


def test_no_word_is_there_twice(found):
    assert len(found) == len(set(found))


def test_words_are_plain(found):
    assert [word for word in found if not word.isascii() or not word.isprintable()] == []


def test_no_question_is_added_without_a_default(library):
    questions = [node for node in library.each("node_at") if library.node_type(node) > 0]
    assert {library.node_id(node) for node in questions if library.node_default(node) is None} <= WITHOUT_DEFAULT


def test_the_text_of_a_setting_has_every_word_that_it_takes(library, found):
    vocabulary = library.word_find(words.VOCABULARY, b"setting", 7)
    for setting, word in (line.split("/")[1:] for line in found if line.startswith("value/")):
        text = library.word_text(vocabulary, library.word_find(vocabulary, setting.encode(), len(setting))).decode()
        assert word in text or "as in redirect-300" in text, (setting, word)
