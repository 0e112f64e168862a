#!/usr/bin/python3
"""Writes the header that has the codes' names: codes.py OUTPUT.h STATUS.toml VENDORS.toml MAPPINGS.toml. SPDX-License-Identifier: MIT"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tables"))
from toml_table import DataError  # noqa: E402
from read import identifier, read  # noqa: E402

HEAD = """/**
 * @file
 * The codes of the IANA registry by their names. Made by lib/status/codes.py from lib/status/status.toml; do not edit.
 */
/* SPDX-License-Identifier: MIT */
#ifndef HTTPSTATUS_CODES_H
#define HTTPSTATUS_CODES_H

/** The codes of the IANA registry, by the names that httpstatus_code_identifier gives. */
enum httpstatus {
"""


def write(entries):
    codes = [entry for entry in entries if entry["vendor"] is None]
    yield HEAD
    for place, code in enumerate(codes):
        comma = "," if place + 1 < len(codes) else ""
        yield f'\tHTTPSTATUS_{identifier(code["phrase"])} = {code["code"]}{comma} /**< {code["phrase"]} */\n'
    yield "};\n\n#endif\n"


def main(arguments):
    if len(arguments) != 4:
        print("usage: codes.py OUTPUT.h STATUS.toml VENDORS.toml MAPPINGS.toml", file=sys.stderr)
        return 2
    output, *sources = map(Path, arguments)
    try:
        text = "".join(write(read(*sources)["entries"]))
    except (DataError, OSError) as error:
        print(f"codes.py: {error}", file=sys.stderr)
        return 1
    output.write_text(text, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
