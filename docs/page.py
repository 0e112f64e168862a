#!/usr/bin/python3
"""Completes a manual page: page.py PAGE OUTPUT NAME=VALUE...

A line of .\\" words: ENUM gets the words of an enum of the public headers, with what each says; @NAME@ is its value.

SPDX-License-Identifier: MIT
"""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib/tables"))
from headers import read_enums  # noqa: E402


def escape(text):
    """What roff would take for its own: a backslash, and a line's first dot or quote."""
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e"))


def list_words(constants):
    yield ".Bl -tag -width Ds\n"
    yield from (f".It Cm {constant.word}\n{escape(constant.text)}\n" for constant in constants)
    yield ".El\n"


def complete(page, values):
    enums = read_enums()
    page = re.sub(r'^\.\\" words: (\w+)\n', lambda match: "".join(list_words(enums[match[1]])), page, flags=re.M)
    return re.sub(r"@(\w+)@", lambda match: values[match[1]], page)


def main(source, output, *values):
    Path(output).write_text(complete(Path(source).read_text(encoding="ascii"), dict(value.split("=", 1) for value in values)), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
