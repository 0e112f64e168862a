"""The exchange of the built library, for Python: ctypes over its public functions, with numbers taken from its header.

SPDX-License-Identifier: MIT
"""
import ctypes
import os
import re
from ctypes import POINTER, c_bool, c_char_p, c_int, c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from pathlib import Path

HEADER = Path(__file__).resolve().parents[2] / "include/httpstatus/exchange.h"

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
    ("exchange_content_kind", c_int64, c_void_p),
    ("exchange_content_length", c_int64, c_void_p),
    ("exchange_persistence", c_int64, c_void_p),
    ("exchange_defects", c_uint64, c_void_p),
    ("exchange_obstacles", c_uint32, c_void_p, c_int),
    ("exchange_freshness", c_int, c_void_p, c_int),
    ("exchange_lifetime", c_int64, c_void_p, c_int, c_int64),
    ("exchange_age", c_int64, c_void_p, c_int64),
    ("content_kind_name", c_char_p, c_int),
    ("defect_name", c_char_p, c_int),
    ("obstacle_name", c_char_p, c_int),
    ("freshness_name", c_char_p, c_int),
]:
    function = getattr(library, "httpstatus_" + name)
    function.restype, function.argtypes = result, arguments
    globals()[name] = function

UNKNOWN = -(2**63)


def constants():
    """What the enums of the header name: {"PROPERTY_STATUS": 2, ...}."""
    text = re.sub(r"/\*.*?\*/", "", HEADER.read_text(), flags=re.DOTALL)
    found = {}
    for body in re.findall(r"^enum \w+ \{(.*?)\}", text, re.DOTALL | re.MULTILINE):
        for number, word in enumerate(re.findall(r"HTTPSTATUS_(\w+)", body)):
            found[word] = number
    return found


N = constants()


def words(bits, name):
    """The words of the bits that are set."""
    return {name(n).decode() for n in range(64) if bits >> n & 1}


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
        return words(exchange_defects(self.handle), defect_name)

    def obstacles(self, cache):
        return words(exchange_obstacles(self.handle, cache), obstacle_name)
