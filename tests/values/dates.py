"""HTTP-dates (RFC 9110, 5.6.7): the library's reader, a slow one made of regular expressions and Python's calendar, and how to make dates.

SPDX-License-Identifier: MIT
"""
import ctypes
import re
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from values import Span, library, span

IMF, RFC850, ASCTIME = range(3)
INT64 = 1 << 63


class Date(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_int64), ("form", ctypes.c_int), ("weekday_wrong", ctypes.c_bool)]


for name in ["date_read", "date_read_ignoring_case"]:
    getattr(library, name).argtypes = [Span, ctypes.c_int64, ctypes.c_void_p]
    getattr(library, name).restype = ctypes.c_bool


def read_with(reader, octets, now):
    """(seconds, form, weekday_wrong), or None."""
    got = Date()
    return (got.seconds, got.form, got.weekday_wrong) if reader(span(octets), now, ctypes.byref(got)) else None


WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]  # as date.weekday() counts
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

DAY_NAME = "(?P<weekday>" + "|".join(name[:3] for name in WEEKDAYS) + ")"
DAY_NAME_L = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
DAY = "(?P<day>[0-9]{2})"
MONTH = "(?P<month>" + "|".join(MONTHS) + ")"
YEAR = "(?P<year>[0-9]{4})"
TIME = "(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
FORMS = {
    IMF: f"{DAY_NAME}, {DAY} {MONTH} {YEAR} {TIME} GMT",
    RFC850: f"{DAY_NAME_L}, {DAY}-{MONTH}-(?P<year>[0-9]{{2}}) {TIME} GMT",
    ASCTIME: f"{DAY_NAME} {MONTH} (?P<day>[0-9]{{2}}| [0-9]) {TIME} {YEAR}",
}

CYCLE = 146097  # days of 400 years, after which the calendar begins anew, weekdays and all
EPOCH = date(1970, 1, 1).toordinal()


def ordinal(year, month, day):
    """date.toordinal() for any year and any day: a day behind the month's last is one of the next month."""
    turns, year = divmod(year - 400, 400)
    return date(year + 400, month, 1).toordinal() + turns * CYCLE + day - 1


def timestamp(year, month, day, hour=0, minute=0, second=0):
    return (ordinal(year, month, day) - EPOCH) * 86400 + hour * 3600 + minute * 60 + second


def fifty_years_after(now):
    """What is too early or too late for the years 0000 to 9999 is as the earliest or the latest that is not."""
    now = min(max(now, timestamp(50, 1, 1)), timestamp(9950, 1, 1) - 1)
    at = datetime(1970, 1, 1) + timedelta(seconds=now)
    return timestamp(at.year + 50, at.month, at.day, at.hour, at.minute, at.second)


def latest_year(two_digits, rest, now):
    """Of all the years that end so, the latest one in which the date is not more than 50 years ahead."""
    limit = fifty_years_after(now)
    return max(year for year in range(two_digits, 10000, 100) if timestamp(year, *rest) <= limit)


def read_date(octets, now, flags=0):
    """What read_with() ought to give."""
    for form, pattern in FORMS.items():
        match = re.fullmatch(pattern.encode(), octets, flags)
        if match:
            return read_match(match, form, now)
    return None


def read_match(match, form, now):
    name, month = match["weekday"].decode().title(), MONTHS.index(match["month"].decode().title()) + 1
    year, day, hour, minute, second = (int(match[part]) for part in ["year", "day", "hour", "minute", "second"])
    if form == RFC850:
        year = latest_year(year, (month, day, hour, minute, second), now)
    next_month = ordinal(year + month // 12, month % 12 + 1, 1)
    if not 1 <= day <= next_month - ordinal(year, month, 1) or hour > 23 or minute > 59 or second > 60:
        return None
    weekday = (ordinal(year, month, day) - 1) % 7  # date.fromordinal(1) was a Monday
    return timestamp(year, month, day, hour, minute, second), form, not WEEKDAYS[weekday].startswith(name)


def written(form, weekday, day, month, year, time):
    name, month = WEEKDAYS[weekday], MONTHS[month - 1]
    time = "%02d:%02d:%02d" % time
    if form == IMF:
        return f"{name[:3]}, {day:02} {month} {year:04} {time} GMT"
    if form == RFC850:
        return f"{name}, {day:02}-{month}-{year % 100:02} {time} GMT"
    return f"{name[:3]} {month} {day:2} {time} {year:04}"


def edges(*limits, least, most):
    """Numbers near some limits, or anywhere between two."""
    near = [limit + step for limit in limits for step in (-1, 0, 1) if least <= limit + step <= most]
    return st.one_of(st.sampled_from(near), st.integers(least, most))


forms = st.sampled_from(list(FORMS))
years = edges(0, 100, 400, 1600, 1900, 1970, 1994, 2000, 2038, 2100, 9999, least=0, most=9999)
times = st.tuples(edges(0, 23, least=0, most=99), edges(0, 59, least=0, most=99), edges(0, 60, least=0, most=99))
real_times = st.tuples(edges(0, 23, least=0, most=23), edges(0, 59, least=0, most=59), edges(0, 60, least=0, most=60))
days = edges(0, 1, 9, 10, 28, 31, least=0, most=31)
almost_dates = st.builds(written, forms, st.integers(0, 6), days, st.integers(1, 12), years, st.one_of(real_times, real_times, times))
clocks = st.one_of(st.integers(timestamp(1900, 1, 1), timestamp(2200, 1, 1)), edges(-INT64, 0, INT64 - 1, least=-INT64, most=INT64 - 1))


def text_of(seconds, form):
    """The date that a time is, in a form, with the right weekday."""
    at = datetime(1970, 1, 1) + timedelta(seconds=seconds)
    return written(form, at.weekday(), at.day, at.month, at.year, (at.hour, at.minute, at.second))


moments = st.one_of(st.integers(timestamp(1900, 1, 1), timestamp(2200, 1, 1)),
                    st.integers(timestamp(1, 1, 1), timestamp(10000, 1, 1) - 1))
right_dates = st.builds(text_of, moments, forms)
dates = st.one_of(right_dates, almost_dates).map(str.encode)
