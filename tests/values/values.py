"""The internal readers of field values, for Python: ctypes over a library that the tests build from the readers' sources.

SPDX-License-Identifier: MIT
"""
import ctypes
import os

library = ctypes.CDLL(os.environ["HTTPSTATUS_VALUES_LIBRARY"])


class Span(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    def get(self):
        """The octets, while what they point into is alive."""
        return ctypes.string_at(self.bytes, self.length) if self.length else b""


def span(octets):
    """A span of bytes; keep the result (its `owner` holds them) as long as C may read them."""
    owner = ctypes.create_string_buffer(octets, len(octets)) if octets else None
    made = Span(ctypes.cast(owner, ctypes.c_void_p) if owner else None, len(octets))
    made.owner = owner
    return made
