#!/usr/bin/python3
"""Makes the declarations of the public headers what foreign function interfaces take: for cffi's ffi.cdef() as they are, and for LuaJIT as a
module that declares them and returns the constants.

    cdef.py OUTPUT.cdef OUTPUT.lua FOLDER:FOLDER COMPILER...

The folders have httpstatus/httpstatus.h and what it takes in. SPDX-License-Identifier: MIT
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

# Both know bool, size_t and int64_t by themselves.
SYSTEM = ("stdbool.h", "stddef.h", "stdint.h")
EXPRESSION = re.compile(r"[-+() ]*(?:(?:0x[0-9A-Fa-f]+|[0-9]+)L*[-+() ]*)+")


class Headers(NamedTuple):
    statements: list  # enums, structures and functions
    constants: dict   # of the enums
    macros: dict


def preprocess(compiler, folders, *options):
    with tempfile.TemporaryDirectory() as system:
        for name in SYSTEM:
            (Path(system) / name).touch()
        run = subprocess.run([*compiler, "-E", "-P", *options, "-nostdinc", "-DHTTPSTATUS_API=", f"-I{system}", *(f"-I{folder}" for folder in folders),
                              "-x", "c", "-"], input="#include <httpstatus/httpstatus.h>\n", capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f"cdef.py: {run.stderr}")
    return run.stdout


def read_statements(text):
    return [" ".join(statement.split()).replace("( ", "(") for statement in re.split(r";(?![^{]*\})", text) if statement.strip()]


def read_constants(statements):
    constants = {}
    for statement in statements:
        if match := re.fullmatch(r"enum \w+ \{(.*)\}", statement):
            value = -1
            for constant in filter(None, map(str.strip, match[1].split(","))):
                name, _, number = map(str.strip, constant.partition("="))
                value = int(number, 0) if number else value + 1
                constants[name] = value
    return constants


def value_of(text):
    if not EXPRESSION.fullmatch(text):
        raise SystemExit(f"cdef.py: {text!r} is no number")
    return eval(re.sub(r"(?<=[0-9A-Fa-f])L+", "", text), {"__builtins__": {}})  # digits, signs and brackets, as was checked


def read_macros(text):
    """The macros that are numbers, in an order of their own."""
    macros = dict(re.findall(r"^#define (HTTPSTATUS_\w+)(?!\() (.+)$", text, re.M))
    return {name: value_of(text) for name, text in sorted(macros.items())}


def read_headers(compiler, folders):
    statements = read_statements(preprocess(compiler, folders))
    return Headers(statements, read_constants(statements), read_macros(preprocess(compiler, folders, "-dM")))


def declarations(headers):
    return "".join(f"{statement};\n" for statement in headers.statements)


def version(headers):
    return ".".join(str(headers.macros[f"HTTPSTATUS_VERSION_{part}"]) for part in ("MAJOR", "MINOR", "PATCH"))


def write_cdef(headers):
    yield f"/* What libhttpstatus {version(headers)} declares, for cffi's ffi.cdef(). Made by bindings/cdef/cdef.py; do not edit. */\n"
    yield from (f"#define {name} {value}\n" for name, value in headers.macros.items())
    yield declarations(headers)


def lua_number(value):
    """A number that fits into a double, or an int64_t; its least one cannot be written with a sign."""
    if abs(value) < 2 ** 53:
        return str(value)
    return f"{value + 1}LL - 1"


def write_lua(headers):
    yield f"-- What libhttpstatus {version(headers)} declares, for LuaJIT: declares it, and returns the constants. Made by bindings/cdef/cdef.py.\n"
    yield f'local ffi = require "ffi"\n\nffi.cdef [[\n{declarations(headers)}]]\n\nreturn {{\n'
    yield from (f"\t{name} = {lua_number(value)},\n" for name, value in (headers.macros | headers.constants).items())
    yield "}\n"


def main(arguments):
    if len(arguments) < 4:
        print("usage: cdef.py OUTPUT.cdef OUTPUT.lua FOLDER:FOLDER COMPILER...", file=sys.stderr)
        return 2
    cdef, lua, folders, *compiler = arguments
    headers = read_headers(compiler, folders.split(":"))
    Path(cdef).write_text("".join(write_cdef(headers)), encoding="ascii")
    Path(lua).write_text("".join(write_lua(headers)), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
