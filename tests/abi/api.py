"""The library through ctypes, as api.def describes it. SPDX-License-Identifier: MIT"""
import ctypes
import itertools
from pathlib import Path

HERE = Path(__file__).resolve().parent
TYPES = {
    "void": [None], "int": [ctypes.c_int], "int64": [ctypes.c_int64], "size": [ctypes.c_size_t], "bool": [ctypes.c_bool],
    "text": [ctypes.c_char_p], "string": [ctypes.c_char_p], "bytes": [ctypes.c_char_p, ctypes.c_size_t],
    "room": [ctypes.c_char_p, ctypes.c_size_t], "list": [ctypes.POINTER(ctypes.c_int), ctypes.c_size_t], "out": [ctypes.c_void_p],
}


def lines():
    """Name, node, result and parameters of each function."""
    for line in (HERE / "api.def").read_text(encoding="utf-8").splitlines():
        if line.split("#")[0].strip():
            name, node, result, *parameters = line.split()
            yield name, node, result, parameters


def types_of(word):
    return TYPES.get(word.split(":")[-1].rstrip("?"), [ctypes.c_void_p])


class Library:
    """Its functions without their prefix: library.phrase(404)."""

    def __init__(self, path):
        loaded = ctypes.CDLL(str(path))
        for name, _, result, parameters in lines():
            function = getattr(loaded, name)
            function.restype = types_of(result)[0]
            function.argtypes = [type for word in parameters for type in types_of(word)]
            setattr(self, name.removeprefix("httpstatus_"), function)

    def each(self, function, *arguments):
        """What a list gives that is read by index."""
        for i in itertools.count():
            element = getattr(self, function)(*arguments, i)
            if element is None:
                return
            yield element

    def json(self, function, *arguments):
        """The text that a function writes as snprintf does."""
        write = getattr(self, function)
        room = ctypes.create_string_buffer(write(*arguments, None, 0) + 1)
        write(*arguments, room, len(room))
        return room.value
