"""The exchange of the built library, for Python: ctypes over its public functions, with numbers taken from its header.

SPDX-License-Identifier: MIT
"""
import ctypes
import os
import re
from ctypes import POINTER, c_char_p, c_int, c_int64, c_size_t, c_void_p
from pathlib import Path

HEADERS = Path(__file__).resolve().parents[2] / "include/httpstatus"

library = ctypes.CDLL(os.environ["HTTPSTATUS_LIBRARY"])
for name, result, *arguments in [
    ("exchange_new", c_void_p),
    ("exchange_clear", None, c_void_p),
    ("exchange_free", None, c_void_p),
    ("exchange_set", c_int, c_void_p, c_int, c_int64),
    ("exchange_get", c_int64, c_void_p, c_int),
    ("exchange_set_line", c_int, c_void_p, c_int, c_char_p, c_size_t),
    ("exchange_add_field", c_int, c_void_p, c_int, c_char_p, c_size_t, c_char_p, c_size_t),
    ("exchange_read_request", c_int, c_void_p, c_char_p, c_size_t, POINTER(c_size_t)),
    ("exchange_read_response", c_int, c_void_p, c_char_p, c_size_t, POINTER(c_size_t)),
    ("exchange_interim", c_int, c_void_p, c_size_t),
    ("exchange_content_kind", c_int, c_void_p),
    ("exchange_content_length", c_int64, c_void_p),
    ("exchange_persistence", c_int, c_void_p),
    ("exchange_defects", c_size_t, c_void_p, POINTER(c_int), c_size_t),
    ("cache_new", c_void_p),
    ("cache_set", c_int, c_void_p, c_int, c_int64),
    ("cache_obstacles", c_size_t, c_void_p, c_void_p, POINTER(c_int), c_size_t),
    ("cache_freshness", c_int, c_void_p, c_void_p),
    ("cache_time", c_int64, c_void_p, c_void_p, c_int, c_int64),
    ("word", c_char_p, c_int, c_int),
]:
    function = getattr(library, "httpstatus_" + name)
    function.restype, function.argtypes = result, arguments
    globals()[name] = function

UNKNOWN = -(2**63)


def constants():
    """What the enums of the headers name: {"PROPERTY_STATUS": 2, ...}."""
    found = {}
    for header in HEADERS.glob("*.h"):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.DOTALL)
        for body in re.findall(r"^enum \w+ \{(.*?)\}", text, re.DOTALL | re.MULTILINE):
            number = -1
            for word, given in re.findall(r"HTTPSTATUS_(\w+)(?:\s*=\s*(-?\d+))?", body):
                number = int(given) if given else number + 1
                found[word] = number
    return found


N = constants()


def word_of(vocabulary, number):
    return word(N["VOCABULARY_" + vocabulary], number).decode()


def words_of(vocabulary, function, *arguments):
    """The words of a list that a function gives."""
    room = (c_int * 64)()
    return {word_of(vocabulary, room[i]) for i in range(function(*arguments, room, len(room)))}


def cache_of(shared):
    cache = cache_new()
    assert cache_set(cache, N["CACHE_PROPERTY_SHARED"], shared) == 0
    return cache


# A private one and a shared one.
CACHES = (cache_of(0), cache_of(1))


class Exchange:
    """One exchange, filled again and again."""

    def __init__(self):
        self.handle = exchange_new()

    def __del__(self):
        exchange_free(self.handle)

    def clear(self):
        exchange_clear(self.handle)

    def set(self, **properties):
        for name, value in properties.items():
            assert exchange_set(self.handle, N["PROPERTY_" + name], value) == 0, (name, value)

    def request(self, method, target=b"http://example.com/"):
        assert exchange_set_line(self.handle, N["LINE_METHOD"], method.encode(), len(method)) == 0
        assert exchange_set_line(self.handle, N["LINE_TARGET"], target, len(target)) == 0

    def add(self, part, name, value):
        assert exchange_add_field(self.handle, N["PART_" + part], name, len(name), value, len(value)) == 0

    def defects(self):
        return words_of("DEFECT", exchange_defects, self.handle)

    def obstacles(self, cache):
        return words_of("OBSTACLE", cache_obstacles, cache, self.handle)
