"""What callers give: every check names what is wrong and what was expected. SPDX-License-Identifier: MIT"""
from __future__ import annotations

import math
import operator
import time
from datetime import datetime, timedelta, timezone
from typing import Iterable, Mapping, Union

Octets = Union[bytes, str]
Time = Union[int, float, datetime]

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def boolean(value, what) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{what} is {value!r}, neither True nor False")
    return value


def whole_number(value, what) -> int:
    """Any whole number, however large."""
    if not hasattr(type(value), "__index__"):
        raise TypeError(f"{what} is {value!r}, not a whole number")
    return operator.index(value)


def fits(number: int) -> bool:
    """Whether the library can hold a number. The least that C has is the library's word for unknown, and no number."""
    return -2**63 < number < 2**63


def seconds(value: Time, what) -> int:
    """Seconds since 1970; a part of a second does not count, as in an HTTP-date."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"{what} is {value!r}, which has no time zone")
        return (value - _EPOCH) // timedelta(seconds=1)
    if isinstance(value, bool) or not (isinstance(value, float) or hasattr(type(value), "__index__")):
        raise TypeError(f"{what} is {value!r}, neither a number of seconds since 1970 nor a datetime")
    if not fits(value):
        raise ValueError(f"{what} is {value!r}, a time that nobody can tell")
    return math.floor(value)


def now_or(now: Time | None) -> int:
    """The time that is given, or the time of day."""
    return math.floor(time.time()) if now is None else seconds(now, "now")


def octets_of(text: Octets, what) -> bytes:
    """Octets as they are on the wire; a str is Latin-1 where it can be, else UTF-8."""
    if isinstance(text, (bytes, bytearray, memoryview)):
        return bytes(text)
    if not isinstance(text, str):
        raise TypeError(f"{what} is {text!r}, neither str nor bytes")
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def wire(octets, what) -> bytes:
    """Octets that came over a connection, which nobody has as str."""
    try:
        return bytes(memoryview(octets))
    except TypeError:
        raise TypeError(f"{what} is {octets!r}, not bytes") from None


def several(values, what, expected) -> Iterable:
    """What is to be gone through. A text would be taken for its letters, and a mapping for its keys."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise TypeError(f"{what} is {values!r}, not {expected}")
    return values
