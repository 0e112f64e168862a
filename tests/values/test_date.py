"""HTTP-dates: the reader against dates.py, and the writer against Python's own.

SPDX-License-Identifier: MIT
"""
import ctypes
import re
from email.utils import formatdate

from hypothesis import given
from hypothesis import strategies as st

import dates
from dates import IMF, INT64, RFC850, clocks, read_date, read_with, text_of, timestamp
from grammar import nearly, thorough
from values import library

DATE_SIZE = 30

library.date_write.argtypes = [ctypes.c_int64, ctypes.c_void_p]
library.date_write.restype = ctypes.c_bool


def write(seconds):
    out = ctypes.create_string_buffer(DATE_SIZE)
    return out.raw if library.date_write(seconds, out) else None


@thorough
@given(nearly(dates.dates), clocks)
def test_a_date_is_what_the_grammar_and_the_calendar_say(octets, now):
    assert read_with(library.date_read, octets, now) == read_date(octets, now)


@thorough
@given(nearly(dates.dates), clocks, st.integers(0, 1 << 40))
def test_case_does_not_matter_to_a_cache(octets, now, swapped):
    octets = bytes(octet if swapped >> at & 1 else bytes([octet]).swapcase()[0] for at, octet in enumerate(octets))
    assert read_with(library.date_read_ignoring_case, octets, now) == read_date(octets, now, re.IGNORECASE)


@thorough
@given(dates.moments, st.integers(-2, 2), st.sampled_from([0, 50, 99, 100, 101]))
def test_a_two_digit_year_is_in_the_right_century_near_the_limit(moment, off, years):
    now = moment - int(years * 365.2425) * 86400 + off
    octets = text_of(moment, RFC850).encode()
    assert read_with(library.date_read, octets, now) == read_date(octets, now)
    now = timestamp(2024, 2, 29, 12) + moment % (3 * 86400) - 86400  # about a leap day
    octets = text_of(timestamp(2074, 3, 1, 12) + off, RFC850).encode()
    assert read_with(library.date_read, octets, now) == read_date(octets, now)


@thorough
@given(dates.moments)
def test_a_time_is_written_as_python_writes_it(seconds):
    assert write(seconds) == text_of(seconds, IMF).encode() + b"\0"
    if seconds >= timestamp(1900, 1, 1):
        assert write(seconds) == formatdate(seconds, usegmt=True).encode() + b"\0"


@thorough
@given(st.integers(-INT64, INT64 - 1) | st.integers(timestamp(0, 1, 1) - 100, timestamp(1, 1, 1))
       | st.integers(timestamp(10000, 1, 1) - 100, timestamp(10000, 1, 1) + 100))
def test_what_is_written_is_read_as_the_same_time(seconds):
    octets = write(seconds)
    assert (octets is not None) == (timestamp(0, 1, 1) <= seconds < timestamp(10000, 1, 1))
    if octets:
        assert octets[-1:] == b"\0"
        assert read_with(library.date_read, octets[:-1], 0) == (seconds, IMF, False)
