"""The declarations that are installed for foreign function interfaces: cffi and LuaJIT take them as they are, every constant has the value that
the compiler gives it, and the library answers.

SPDX-License-Identifier: MIT
"""
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = os.environ["HTTPSTATUS_LIBRARY"]
REQUEST = b"GET /a HTTP/1.1\r\nHost: example.com\r\n\r\n"
RESPONSE = b"HTTP/1.1 301 Moved Permanently\nLocation: /b\nContent-Length: 0, 0\n\n"
INT64_MIN = -2 ** 63


@pytest.fixture(scope="module")
def cdef(build):
    return build / "bindings/cdef/httpstatus.cdef"


@pytest.fixture(scope="module")
def constants(build, tmp_path_factory):
    """What the compiler makes of every constant that the headers name."""
    headers = [*(ROOT / "include/httpstatus").glob("*.h"), build / "include/httpstatus/codes.h"]
    names = set()
    for header in headers:
        code = re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.S)
        names |= set(re.findall(r"^\t(HTTPSTATUS_[A-Z0-9_]+)", code, re.M)) | set(re.findall(r"^#define (HTTPSTATUS_\w+) [-(0-9]", code, re.M))
    folder = tmp_path_factory.mktemp("constants")
    lines = "".join(f'\tprintf("{name} %lld\\n", (long long){name});\n' for name in sorted(names))
    (folder / "print.c").write_text(f"#include <httpstatus/httpstatus.h>\n#include <stdio.h>\nint main(void)\n{{\n{lines}\treturn 0;\n}}\n")
    subprocess.run(["cc", f"-I{ROOT / 'include'}", f"-I{build / 'include'}", folder / "print.c", "-o", folder / "print"], check=True)
    said = subprocess.run([folder / "print"], check=True, capture_output=True, text=True).stdout
    return {name: int(value) for name, value in (line.split() for line in said.splitlines())}


def test_there_are_constants(constants):
    assert len(constants) > 300
    assert constants["HTTPSTATUS_NOT_FOUND"] == 404 and constants["HTTPSTATUS_UNKNOWN"] == INT64_MIN


# ---- cffi ----

@pytest.fixture(scope="module")
def ffi(cdef):
    cffi = pytest.importorskip("cffi", reason="python3-cffi is not installed")
    ffi = cffi.FFI()
    ffi.cdef(cdef.read_text())
    return ffi


@pytest.fixture(scope="module")
def lib(ffi):
    return ffi.dlopen(LIBRARY)


@pytest.fixture
def exchange(ffi, lib):
    exchange = ffi.gc(lib.httpstatus_exchange_new(), lib.httpstatus_exchange_free)
    assert lib.httpstatus_exchange_read_request(exchange, REQUEST, len(REQUEST), ffi.NULL) == 0
    assert lib.httpstatus_exchange_read_response(exchange, RESPONSE, len(RESPONSE), ffi.NULL) == 0
    assert lib.httpstatus_exchange_set(exchange, lib.HTTPSTATUS_PROPERTY_SECURED, 0) == 0
    return exchange


def test_cffi_has_every_constant(lib, constants):
    assert {name: getattr(lib, name) for name in constants} == constants


def test_cffi_has_every_function(lib):
    functions = re.findall(r"^(httpstatus_\w+)", (ROOT / "tests/abi/api.def").read_text(), re.M)
    assert [name for name in functions if not hasattr(lib, name)] == []


def test_cffi_looks_a_code_up(ffi, lib):
    code = lib.httpstatus_registry_find(ffi.NULL, lib.HTTPSTATUS_NOT_FOUND)
    assert ffi.string(lib.httpstatus_code_phrase(code)) == b"Not Found"


def test_cffi_gets_null_for_a_code_that_is_none(ffi, lib):
    assert lib.httpstatus_registry_find(ffi.NULL, -1) == ffi.NULL


def test_cffi_reads_where_an_exchange_leads(ffi, lib, exchange):
    length = ffi.new("size_t *")
    location = lib.httpstatus_exchange_location(exchange, length)
    assert ffi.string(location, length[0]) == b"http://example.com/b"


def test_cffi_reads_defects(ffi, lib, exchange):
    room = ffi.new("int[8]")
    count = lib.httpstatus_exchange_defects(exchange, room, 8)
    assert list(room)[:count] == [lib.HTTPSTATUS_DEFECT_LINE_FEED, lib.HTTPSTATUS_DEFECT_CONTENT_LENGTH_REPEATED]


def test_cffi_knows_what_is_unknown(lib, exchange):
    assert lib.httpstatus_exchange_get(exchange, lib.HTTPSTATUS_PROPERTY_RESPONSE_TIME) == lib.HTTPSTATUS_UNKNOWN


# ---- LuaJIT ----

def luajit(cdef, script):
    if shutil.which("luajit") is None:
        pytest.skip("luajit is not installed")
    prelude = f'local ffi = require "ffi"\nlocal C = require "httpstatus_cdef"\nlocal lib = ffi.load "{LIBRARY}"\n'
    run = subprocess.run(["luajit", "-"], input=prelude + script, capture_output=True, text=True,
                         env={**os.environ, "LUA_PATH": f"{cdef.parent}/?.lua"})
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


EXCHANGE = """
local exchange = ffi.gc(lib.httpstatus_exchange_new(), lib.httpstatus_exchange_free)
local response = "HTTP/1.1 301 Moved Permanently\\nLocation: http://example.com/b\\nContent-Length: 0, 0\\n\\n"
assert(lib.httpstatus_exchange_read_response(exchange, response, #response, nil) == 0)
"""


def test_luajit_has_every_constant(cdef, constants):
    said = luajit(cdef, 'for name, value in pairs(C) do print(name, (tostring(value):gsub("LL", ""))) end\n')
    assert {name: int(value) for name, value in (line.split() for line in said.splitlines())} == constants


def test_luajit_has_the_constants_of_enums_as_types_of_c(cdef):
    assert luajit(cdef, "print(lib.HTTPSTATUS_NOT_FOUND)") == "404\n"


def test_luajit_has_unknown_as_int64(cdef):
    assert luajit(cdef, "print(ffi.istype('int64_t', C.HTTPSTATUS_UNKNOWN), C.HTTPSTATUS_UNKNOWN)") == f"true\t{INT64_MIN}LL\n"


def test_luajit_looks_a_code_up(cdef):
    assert luajit(cdef, """
local code = lib.httpstatus_registry_find(nil, C.HTTPSTATUS_NOT_FOUND)
print(ffi.string(lib.httpstatus_code_phrase(code)), lib.httpstatus_registry_find(nil, -1) == nil)""") == "Not Found\ttrue\n"


def test_luajit_reads_where_an_exchange_leads(cdef):
    assert luajit(cdef, EXCHANGE + """
local length = ffi.new "size_t[1]"
local location = lib.httpstatus_exchange_location(exchange, length)
print(ffi.string(location, length[0]))""") == "http://example.com/b\n"


def test_luajit_reads_defects(cdef):
    assert luajit(cdef, EXCHANGE + """
local room = ffi.new "int[8]"
print(tonumber(lib.httpstatus_exchange_defects(exchange, room, 8)), room[0] == C.HTTPSTATUS_DEFECT_LINE_FEED,
	room[1] == C.HTTPSTATUS_DEFECT_CONTENT_LENGTH_REPEATED)""") == "2\ttrue\ttrue\n"


def test_luajit_knows_what_is_unknown(cdef):
    assert luajit(cdef, EXCHANGE + "print(lib.httpstatus_exchange_get(exchange, C.HTTPSTATUS_PROPERTY_RESPONSE_TIME) == C.HTTPSTATUS_UNKNOWN)") == "true\n"
