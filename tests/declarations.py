"""Reads the declarations of the public headers. SPDX-License-Identifier: MIT"""
import re
from pathlib import Path
from typing import NamedTuple

HEADERS = Path(__file__).resolve().parents[1] / "include/httpstatus"
DECLARATION = re.compile(r"(?:/\*\*(?P<comment>(?:(?!\*/).)*)\*/\s*)?HTTPSTATUS_API\s+(?P<declaration>[^;]*);", re.S)


class Declaration(NamedTuple):
    name: str
    result: str
    parameters: list  # pairs of type and name
    comment: str


def read_parameter(text):
    type, name = re.fullmatch(r"(.*?)(\w+)", text.strip()).groups()
    return type.strip(), name


def read_declaration(match):
    text = " ".join(match["declaration"].split())
    result, name, parameters = re.fullmatch(r"(.*?)(httpstatus_\w+)\s*\((.*)\)", text).groups()
    return Declaration(name, result.strip(), [] if parameters == "void" else [read_parameter(part) for part in parameters.split(",")],
                       match["comment"] or "")


def declarations():
    for header in sorted(HEADERS.glob("*.h")):
        text = re.sub(r"^#.*(?:\\\n.*)*\n", "", header.read_text(encoding="utf-8"), flags=re.M)
        yield from map(read_declaration, DECLARATION.finditer(text))
