"""The reader of the headers' enums (lib/tables/headers.py), which the words and the bindings are made with, refuses what a user would trip over.

SPDX-License-Identifier: MIT
"""
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "lib/tables"))
from headers import read_enums  # noqa: E402
from toml_table import DataError  # noqa: E402

ENUM = """/** Colours. */
enum httpstatus_colour {
	HTTPSTATUS_COLOUR_RED,          /**< like a stop */
	HTTPSTATUS_COLOUR_DARK_BLUE = 7 /**< like the sky
	                                     at night */
};
"""


def read(tmp_path, text):
    (tmp_path / "colours.h").write_text(text)
    return read_enums(tmp_path)


def refusal(tmp_path, text):
    with pytest.raises(DataError) as error:
        read(tmp_path, text)
    return str(error.value)


def test_an_enum_is_read_with_words_and_texts(tmp_path):
    assert [(constant.value, constant.word, constant.text) for constant in read(tmp_path, ENUM)["colour"]] == \
        [(0, "red", "like a stop"), (7, "dark-blue", "like the sky at night")]


def test_a_constant_without_the_name_of_its_enum_is_refused(tmp_path):
    assert refusal(tmp_path, ENUM.replace("HTTPSTATUS_COLOUR_RED", "HTTPSTATUS_RED")) == \
        "colours.h: HTTPSTATUS_RED does not begin with HTTPSTATUS_COLOUR_"


def test_a_constant_that_only_begins_like_its_enum_is_refused(tmp_path):
    assert "HTTPSTATUS_COLOURED_RED does not begin" in refusal(tmp_path, ENUM.replace("COLOUR_RED", "COLOURED_RED"))


def test_a_constant_that_says_nothing_is_refused(tmp_path):
    assert "HTTPSTATUS_COLOUR_RED has no comment" in refusal(tmp_path, ENUM.replace("/**< like a stop */", ""))


def test_an_enum_that_is_there_twice_is_refused(tmp_path):
    assert "enum httpstatus_colour is there twice" in refusal(tmp_path, ENUM + ENUM)


def test_a_value_that_has_to_be_worked_out_is_refused(tmp_path):
    assert "HTTPSTATUS_COLOUR_DARK_BLUE" in refusal(tmp_path, ENUM.replace("= 7", "= 1 << 3"))


def test_what_is_no_constant_is_refused(tmp_path):
    assert "no constant at 'BLUE" in refusal(tmp_path, ENUM.replace("HTTPSTATUS_COLOUR_DARK_BLUE", "BLUE"))


def test_every_enum_of_the_headers_is_read():
    text = "".join(header.read_text() for header in sorted((ROOT / "include/httpstatus").glob("*.h")))
    assert len(read_enums()) == text.count("\nenum httpstatus_")
