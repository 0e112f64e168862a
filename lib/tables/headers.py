"""Reads the enums of the public headers: they are where the words of the library, and what each says, have their home. For the generators in
lib/*/ and bindings/cdef/.

SPDX-License-Identifier: MIT
"""
import re
from pathlib import Path
from typing import NamedTuple

from toml_table import DataError

HEADERS = Path(__file__).resolve().parents[2] / "include" / "httpstatus"
ENUM = re.compile(r"^enum httpstatus_(\w+) \{\n(.*?)^\};", re.M | re.S)
CONSTANT = re.compile(r"\s*(HTTPSTATUS_\w+)(?:\s*=\s*(-?\d+))?\s*,?\s*(?:/\*\*< (.*?) \*/)?", re.S)


class Constant(NamedTuple):
    name: str
    value: int
    word: str
    text: str


def read_constants(where, enum, body):
    prefix = f"HTTPSTATUS_{enum.upper()}_"
    constants, value, place = [], -1, 0
    while body[place:].strip():
        match = CONSTANT.match(body, place)
        if not match:
            raise DataError(f"{where}: enum httpstatus_{enum}: no constant at {body[place:].strip()[:40]!r}")
        place = match.end()
        name, number, text = match[1], match[2], match[3]
        if not name.startswith(prefix):
            raise DataError(f"{where}: {name} does not begin with {prefix}")
        if not text:
            raise DataError(f"{where}: {name} has no comment that says what it is")
        value = int(number) if number else value + 1
        constants.append(Constant(name, value, name.removeprefix(prefix).lower().replace("_", "-"), " ".join(text.split())))
    return constants


def read_enums(headers=HEADERS):
    """The constants of each enum, by its name."""
    enums = {}
    for path in sorted(headers.glob("*.h")):
        for enum, body in ENUM.findall(path.read_text(encoding="utf-8")):
            if enum in enums:
                raise DataError(f"{path.name}: enum httpstatus_{enum} is there twice")
            enums[enum] = read_constants(path.name, enum, body)
    return enums


def words(enum):
    """The words of an enum, in their order."""
    return [constant.word for constant in read_enums()[enum]]
