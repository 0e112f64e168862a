#!/usr/bin/python3
"""Gives the functions that the library's files share among themselves a prefix, so that a static library takes no name from a program:
a header of #defines that every file of the library is compiled with.

    internal_names.py OUTPUT.h HEADER...

SPDX-License-Identifier: MIT
"""
import re
import sys
from pathlib import Path

# A declaration at the left edge that is neither static nor exported: type, name, parameters.
FUNCTION = re.compile(r"^(?!static|typedef|HTTPSTATUS_API)[a-z][\w ]*[ *](\w+)\([^;{}]*\);", re.M)


def names(headers):
    found = {name for header in headers for name in FUNCTION.findall(re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S))}
    return sorted(name for name in found if not name.startswith("httpstatus_"))


def main(arguments):
    if len(arguments) < 2:
        print("usage: internal_names.py OUTPUT.h HEADER...", file=sys.stderr)
        return 2
    output, *headers = map(Path, arguments)
    lines = ["/* Made by lib/tables/internal_names.py; do not edit. */\n", *(f"#define {name} httpstatus_internal_{name}\n" for name in names(headers))]
    output.write_text("".join(lines), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
