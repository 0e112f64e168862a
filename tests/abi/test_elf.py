"""The library as an ELF file: what it exports, imports, needs, and leaves to the loader. SPDX-License-Identifier: MIT"""
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from declarations import declarations

HERE = Path(__file__).parent
LIBRARY = os.environ["HTTPSTATUS_LIBRARY"]
EMPTY = os.environ["HTTPSTATUS_EMPTY_LIBRARY"]


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}).stdout


def words_of(path):
    return [line.split("#")[0].split() for line in path.read_text().splitlines() if line.split("#")[0].strip()]


def exported(library):
    lines = output("nm", "-D", "--defined-only", library).splitlines()
    return {line.split()[2] for line in lines if line.split()[1] != "A"}


def test_exports_are_those_of_api_def():
    assert exported(LIBRARY) == {f"{name}@@{node}" for name, node, *_ in words_of(HERE / "api.def")}


def test_exports_are_those_of_the_map():
    text = re.sub(r"/\*.*?\*/", "", (HERE / "../../lib/libhttpstatus.map").read_text(), flags=re.S)
    nodes = re.findall(r"(HTTPSTATUS_[0-9.]+)\s*\{(.*?)\}", text, flags=re.S)
    names = {f"{name}@@{node}" for node, body in nodes for name in re.findall(r"\bhttpstatus_\w+(?=;)", body)}
    assert exported(LIBRARY) == names


def test_every_declaration_is_exported_and_no_other():
    assert {declaration.name for declaration in declarations()} == {name.split("@")[0] for name in exported(LIBRARY)}


def test_imports_are_those_of_the_list():
    lines = output("nm", "-D", "--undefined-only", LIBRARY).splitlines()
    names = {line.split()[-1].split("@")[0] for line in lines if line.split()[0] == "U"}
    # What distributions harden with: checked twins of the functions, and the stack's guard.
    strong = {re.sub(r"^__(\w+)_chk$", r"\1", name) for name in names} - {"__stack_chk_fail"}
    listed = words_of(HERE / "imports.txt")
    compilers = {words[1] for words in listed if words[0] == "compiler"}
    assert strong - compilers == {words[0] for words in listed} - {"compiler"}


def test_needs_libc_only():
    needed = re.findall(r"NEEDED.*\[(.*)\]", output("readelf", "-dW", LIBRARY))
    assert [name for name in needed if not re.fullmatch(r"libc\.(so.*|musl.*)", name)] == []


def test_soname_has_the_abi_number():
    assert re.findall(r"SONAME.*\[(.*)\]", output("readelf", "-dW", LIBRARY)) == ["libhttpstatus.so.0"]


def relocation_count(library):
    """Relocations that the loader must do at start: all but those for functions of other libraries."""
    kinds = re.findall(r"^[0-9a-f]+\s+[0-9a-f]+\s+(R_\w+)", output("readelf", "-rW", library), flags=re.M)
    return len([kind for kind in kinds if not re.search(r"JUMP_SLOT|JMP_SLOT|GLOB_DAT", kind)])


def test_no_relocation_beyond_an_empty_library():
    assert relocation_count(LIBRARY) <= relocation_count(EMPTY)


def section_sizes(library):
    rows = re.findall(r"^\s*\[\s*\d+\]\s+(\.[\w.]+)\s+\w+\s+[0-9a-f]+\s+[0-9a-f]+\s+([0-9a-f]+)",
                      output("readelf", "-SW", library), flags=re.M)
    return {name: int(size, 16) for name, size in rows}


@pytest.mark.parametrize("section", [".data", ".bss", ".data.rel.ro", ".data.rel.ro.local", ".tbss", ".tdata"])
def test_no_writable_data_beyond_an_empty_library(section):
    assert section_sizes(LIBRARY).get(section, 0) <= section_sizes(EMPTY).get(section, 0)


@pytest.mark.skipif(os.environ["HTTPSTATUS_MACHINE"] != "x86_64", reason="the baseline is of x86_64")
@pytest.mark.skipif(shutil.which("abidiff") is None, reason="abidiff is not installed")
def test_abi_is_that_of_the_baseline():
    """abidiff tells nothing without both header folders, and --harmless shows the changes that it would keep to itself."""
    include = HERE / "../../include"
    run = subprocess.run(["abidiff", "--harmless", "--headers-dir1", include, "--headers-dir2", include,
                          HERE / "baseline.abi", LIBRARY], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr + "after a change on purpose: ./dev abi"
