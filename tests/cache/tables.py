"""The tables in tests/data/cache, and what their cells say. SPDX-License-Identifier: MIT"""
import csv
import os
import re
from pathlib import Path

import pytest

import reading
import slow
from reference import Cache, Exchange

DATA = Path(__file__).resolve().parents[1] / "data/cache"
T0 = 784111777  # Sun, 06 Nov 1994 08:49:37 GMT
URI = "https://example.com/"


def subjects():
    """The slow cache, and the built library where there is one."""
    found = [pytest.param(slow, id="reference")]
    if "HTTPSTATUS_LIBRARY" in os.environ:
        import library
        found.append(pytest.param(library, id="library"))
    return found


def rows_of(name):
    """The rows, each with the number of its line."""
    lines = [(number, line) for number, line in enumerate((DATA / name).read_text().splitlines(), 1) if not line.startswith("#")]
    rows = list(csv.DictReader([line for _, line in lines]))
    assert len(rows) == len(lines) - 1 and all(None not in row and None not in row.values() for row in rows), name
    for (number, _), row in zip(lines[1:], rows):
        row["line"] = f"{name}:{number}"
    return rows


def each(name):
    return pytest.mark.parametrize("row", rows_of(name), ids=lambda row: row["line"])


def fields(cell):
    """Field lines with ` | ` between; without a colon, it is a value of Cache-Control. `?` is passed over."""
    found = {}
    for line in filter(None, re.split(r"\s\|(?:\s|$)|^\|\s", cell)):
        if line == "?":
            continue
        matched = re.match(r"([\w-]+):\s*(.*)", line)
        name, content = (matched[1], matched[2]) if matched else ("Cache-Control", line)
        found.setdefault(name.lower(), []).append(content.strip(" \t"))
    return found


def with_fields(defaults, given):
    """Lines of a row are in place of default ones; an empty value takes those away."""
    return {name: lines for name, lines in {**defaults, **given}.items() if lines != [""] or name not in defaults}


def caches(row, **more):
    """The caches that a row is about."""
    kinds = {"private": [False], "shared": [True], "*": [False, True]}[row["cache"]]
    return [Cache(shared=shared, **more) for shared in kinds]


def said(cell):
    return {"yes": True, "no": False, "": None}[cell]


def either(cell):
    return cell.split("|")


def words(cell):
    return {"-": set()}.get(cell, set(filter(None, cell.split(";"))))


def tag(text):
    """a, Wa or *: an entity tag without its quotes."""
    return text if text in ("", "*") else ('W/"' + text[1:] if text[0] == "W" else '"' + text) + '"'


def at(cell):
    """An offset from T0, or a text as it stands."""
    return reading.date_text(T0 + int(cell)) if re.fullmatch("-?[0-9]+", cell) else cell


def validators(cell):
    """etag/modified or etag/modified/date: field lines."""
    parts = cell.rstrip("!").split("/")
    found = {name: [tag(part) if name == "etag" else at(part)] for name, part in zip(("etag", "last-modified", "date"), parts) if part != "-"}
    return found


def stored_at(seconds, response, **more):
    """An exchange that came in a second."""
    return Exchange(**{"status": 200, "response": response, "request_time": T0 + seconds, "response_time": T0 + seconds, "target": URI, **more})


def reasons_fit(cell, given):
    """`a;b`: both; `a|b`: one of them."""
    return all(any(word in given for word in group.split("|")) for group in cell.split(";") if group)
