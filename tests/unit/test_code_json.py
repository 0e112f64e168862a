"""What httpstatus_code_json says of every entry, held against what the functions say of it. SPDX-License-Identifier: MIT"""
import ctypes
import json
import re
from itertools import count

import pytest

TEXTS = ["meaning", "explanation", "client", "server", "history"]
FACTS = ["interim", "heuristically_cacheable", "never_stored", "no_content", "empty_content", "content_length_forbidden",
         "transfer_encoding_forbidden", "location_defined", "retry_after_defined", "method_preserved", "fetch_null_body", "fetch_ok",
         "fetch_redirect"]
KEYS = ["code", "phrase", "iana_phrase", "identifier", "class", "standing", "family", "expires", "registration", "former_names",
        "former_name_documents", "sent_phrases", "sent_phrase_sources", "keywords", "references", "iana_references", "facts", "vendor", "visibility", "nearest", "known_from", "methods", "response_requirements",
        "request_requirements", "confused_with", *TEXTS]


class Library:
    """The C functions, each with the type of what it returns."""

    def __init__(self, path):
        self.library = ctypes.CDLL(str(path))

    def call(self, result, name, *arguments):
        function = getattr(self.library, f"httpstatus_{name}")
        function.restype = result
        return function(*arguments)

    def text(self, name, *arguments):
        text = self.call(ctypes.c_char_p, name, *arguments)
        return None if text is None else text.decode()

    def number(self, name, *arguments):
        return self.call(ctypes.c_int, name, *arguments)

    def handle(self, name, *arguments):
        handle = self.call(ctypes.c_void_p, name, *arguments)
        return handle and ctypes.c_void_p(handle)

    def word(self, vocabulary, value):
        number = self.number("word_find", 1, vocabulary, ctypes.c_size_t(len(vocabulary)))
        return self.text("word", number, value)

    def list(self, what, name, *arguments):
        found = (what(name, *arguments, ctypes.c_size_t(i)) for i in count())
        return list(iter(lambda: next(found) or None, None))

    def texts(self, name, *arguments):
        return self.list(self.text, name, *arguments)

    def json(self, code):
        size = self.call(ctypes.c_size_t, "code_json", code, None, ctypes.c_size_t(0)) + 1
        out = ctypes.create_string_buffer(size)
        self.call(ctypes.c_size_t, "code_json", code, out, ctypes.c_size_t(size))
        return out.value.decode("utf-8")

    def codes(self):
        walk = self.handle("iter_new", self.handle("registry_by_name", b"everything"))
        while code := self.handle("iter_next", walk):
            yield code
        self.call(None, "iter_free", walk)


@pytest.fixture(scope="module")
def library(build):
    return Library(build / "lib/libhttpstatus.so")


@pytest.fixture(scope="module")
def entries(library):
    found = [(code, json.loads(library.json(code))) for code in library.codes()]
    assert len(found) > 64
    return found


def test_it_is_an_object_on_one_line_without_spaces_between(library, entries):
    for code, entry in entries:
        assert library.json(code) == json.dumps(entry, separators=(",", ":"), ensure_ascii=False)


def test_the_keys_are_always_all_there_in_their_order(entries):
    for _, entry in entries:
        assert list(entry) == KEYS
        assert list(entry["facts"]) == FACTS


def test_names_and_texts_are_those_of_the_entry(library, entries):
    for code, entry in entries:
        for key in ("phrase", "iana_phrase", "identifier", "expires", "vendor", "known_from"):
            assert entry[key] == library.text(f"code_{key}", code)
        for place, text in enumerate(TEXTS):
            assert entry[text] == library.text("code_text", code, place)


def test_words_are_those_of_the_vocabulary(library, entries):
    for code, entry in entries:
        for key in ("standing", "family", "visibility"):
            assert entry[key] == library.word(key.encode(), library.number(f"code_{key}", code))


def test_numbers_are_those_of_the_entry(library, entries):
    for code, entry in entries:
        assert entry["code"] == library.number("code_number", code)
        assert entry["class"] == library.number("class", entry["code"])
        assert entry["nearest"] == (library.number("code_nearest", code) or None)


def test_facts_are_those_of_the_entry(library, entries):
    for code, entry in entries:
        assert [entry["facts"][fact] for fact in FACTS] == \
            [library.call(ctypes.c_bool, "code_has", code, place) for place in range(len(FACTS))]


def test_lists_are_those_of_the_entry(library, entries):
    lists = {"former_names": "former_name", "former_name_documents": "former_name_document",
             "sent_phrases": "sent_phrase", "sent_phrase_sources": "sent_phrase_source", "keywords": "keyword", "references": "reference",
             "iana_references": "iana_reference", "methods": "method"}
    for code, entry in entries:
        for key, name in lists.items():
            assert entry[key] == library.texts(f"code_{name}", code)


def test_references_are_one_text_each(entries):
    entry = next(entry for _, entry in entries if entry["code"] == 404)
    assert entry["references"] == ["RFC 9110, 15.5.5"]
    for _, entry in entries:
        assert all(re.fullmatch(r"[^,]+, [A-Z0-9.]+", reference) for reference in entry["references"])


def test_requirements_are_those_of_the_entry(library, entries):
    for code, entry in entries:
        for key, part in (("response_requirements", 1), ("request_requirements", 0)):
            assert entry[key] == [{
                "fields": library.texts("requirement_field", requirement),
                "value": library.text("requirement_value", requirement),
                "level": library.word(b"level", library.number("requirement_level", requirement)),
                "condition": library.text("requirement_condition", requirement),
                "reference": library.text("requirement_reference", requirement),
            } for requirement in library.list(library.handle, "code_requirement", code, part)]


def test_confusions_are_those_of_the_entry(library, entries):
    for code, entry in entries:
        assert entry["confused_with"] == [
            {"code": other, "because": because} for other, because in
            zip(library.list(library.number, "code_confused_with", code), library.texts("code_confused_because", code))]


def test_null_is_null(library):
    assert library.json(None) == "null"
