"""Retry-After: the reader against RFC 9110, 10.2.3, in Python's unlimited integers.

SPDX-License-Identifier: MIT
"""
import ctypes
import re

from hypothesis import given
from hypothesis import strategies as st

import dates
from dates import IMF, INT64, clocks, read_date
from grammar import nearly, thorough
from values import Span, library, span


class RetryAfter(ctypes.Structure):
    _fields_ = [("is_date", ctypes.c_bool), ("seconds", ctypes.c_int64), ("weekday_wrong", ctypes.c_bool),
                ("obsolete_form", ctypes.c_bool)]

    def shown(self):
        return self.is_date, self.seconds, self.weekday_wrong, self.obsolete_form


library.retry_after_read.argtypes = [Span, ctypes.c_int64, ctypes.c_void_p]
library.retry_after_read.restype = ctypes.c_bool


def retry_after(octets, now):
    if re.fullmatch(rb"[0-9]+", octets):
        return False, min(int(octets), INT64 - 1), False, False
    date = read_date(octets, now)
    if date is None:
        return None
    seconds, form, weekday_wrong = date
    return True, min(max(seconds - now, 0), INT64 - 1), weekday_wrong, form != IMF


delays = st.one_of(st.integers(0, 1 << 70), st.integers(INT64 - 12, INT64 + 12)).map(lambda number: b"%d" % number)
padded = st.tuples(st.integers(0, 40).map(lambda count: b"0" * count), delays).map(b"".join)


@thorough
@given(nearly(st.one_of(delays, padded, dates.dates)), clocks)
def test_retry_after_is_a_delay_or_a_date(octets, now):
    got = RetryAfter()
    valid = library.retry_after_read(span(octets), now, ctypes.byref(got))
    assert (got.shown() if valid else None) == retry_after(octets, now)
