"""api.def says the types that the headers say. SPDX-License-Identifier: MIT"""
import re

import pytest
from api import lines
from declarations import declarations

# What a word of api.def is in C, as a parameter.
C_TYPES = {
    "int": ["int"], "int64": ["int64_t"], "size": ["size_t"], "bool": ["bool"], "string": ["const char *"],
    "bytes": ["const char *", "size_t"], "room": ["char *", "size_t"], "list": ["OUT *", "size_t"], "out": ["OUT *"],
}
DECLARED = {declaration.name: declaration for declaration in declarations()}
DEFINED = {name: (result, parameters) for name, _, result, parameters in lines()}
each = pytest.mark.parametrize("name", sorted(DEFINED))


def plain(type):
    """Without the const of a handle, and with what is written to made one."""
    return re.sub(r"^(int|size_t|int64_t) \*$", "OUT *", re.sub(r"^const (?=struct )", "", type))


def in_c(word):
    word = word.split(":")[-1].rstrip("?")
    return C_TYPES.get(word, [f"struct httpstatus_{word} *"])


def test_every_declaration_is_there_and_no_other():
    assert set(DEFINED) == set(DECLARED)


@each
def test_parameters_are_those_of_the_header(name):
    assert [type for word in DEFINED[name][1] for type in in_c(word)] == [plain(type) for type, _ in DECLARED[name].parameters]


@each
def test_the_result_is_that_of_the_header(name):
    word = DEFINED[name][0]
    expected = {"void": "void", "text": "const char *"}.get(word.rstrip("?")) or in_c(word)[0]
    assert plain(DECLARED[name].result) == expected


@each
def test_who_owns_a_handle_is_that_of_the_header(name):
    result, parameters = DEFINED[name]
    assert result.startswith("own:") == ("@return owned by the caller" in DECLARED[name].comment)
    assert any(word.startswith("take:") for word in parameters) == name.endswith("_free")


@each
def test_every_pointer_may_be_null(name):
    numbers = {"int", "int64", "size", "bool"}
    assert [word for word in DEFINED[name][1] if word not in numbers and not word.endswith("?")] == []
