"""Every public function says what it answers, on which threads, and since when; and Doxygen and clang read that without a warning.

SPDX-License-Identifier: MIT
"""
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from declarations import HEADERS, declarations

ROOT = Path(__file__).resolve().parents[2]
ALL = list(declarations())
each = pytest.mark.parametrize("declaration", ALL, ids=lambda declaration: declaration.name)


def lines_of(declaration):
    """The lines of its comment, those that go on joined with what they go on from."""
    text = re.sub(r"^ \* ?", "", declaration.comment.strip("\n"), flags=re.M)
    return re.sub(r"\n {2,}", " ", text).splitlines()


@each
def test_the_first_line_says_what_it_is(declaration):
    assert re.match(r"[A-Z].*[.,:;\w)]", lines_of(declaration)[0])


@each
def test_every_parameter_is_described_in_its_place(declaration):
    described = re.findall(r"^@param (\w+) \S", "\n".join(lines_of(declaration)), flags=re.M)
    assert described == [name for _, name in declaration.parameters]


@each
def test_what_is_returned_is_described(declaration):
    described = [line for line in lines_of(declaration) if re.match(r"@return \S", line)]
    assert len(described) == (declaration.result != "void")


@each
def test_threads_are_described(declaration):
    lines = lines_of(declaration)
    assert re.match(r"\w", lines[lines.index("@par Threads") + 1])


@each
def test_it_says_since_when(declaration):
    assert re.fullmatch(r"@since \d+\.\d+", [line for line in lines_of(declaration) if line.strip()][-1])


@each
def test_the_parts_have_their_order(declaration):
    order = ["@param", "@return", "@par Threads", "@par Reference", "@since"]
    parts = [next(part for part in reversed(order) if line.startswith(part)) for line in lines_of(declaration) if line.startswith("@")]
    assert parts == sorted(parts, key=order.index)


def test_there_are_declarations():
    assert len(ALL) > 40


def doxygen(folder, *settings, headers=HEADERS):
    """Runs Doxygen with docs/Doxyfile and what is set besides."""
    if shutil.which("doxygen") is None:
        pytest.skip("doxygen is not installed")
    config = "\n".join([(ROOT / "docs/Doxyfile").read_text(), f"INPUT = {headers}", f"OUTPUT_DIRECTORY = {folder}", *settings])
    return subprocess.run(["doxygen", "-"], input=config, capture_output=True, text=True, cwd=ROOT)


def test_doxygen_reads_them_without_a_warning(build, tmp_path):
    run = doxygen(tmp_path, f"INPUT += {build / 'include/httpstatus/codes.h'}")
    assert (run.returncode, run.stderr) == (0, "")
    assert "httpstatus_phrase" in (tmp_path / "xml/status_8h.xml").read_text()


def test_doxygen_would_warn_of_a_parameter_that_is_none(tmp_path):
    for header in HEADERS.glob("*.h"):
        (tmp_path / header.name).write_text(header.read_text().replace("@param error any int", "@param mistake any int"))
    run = doxygen(tmp_path, headers=tmp_path)
    assert run.returncode != 0 and "'mistake' of command @param is not found" in run.stderr


def test_clang_reads_them_without_a_warning(build):
    if shutil.which("clang") is None:
        pytest.skip("clang is not installed")
    run = subprocess.run(["clang", "-fsyntax-only", "-Werror", "-Wdocumentation", "-Wdocumentation-pedantic", f"-I{ROOT / 'include'}",
                          f"-I{build / 'include'}", "-x", "c", "-"], input="#include <httpstatus/httpstatus.h>\n", capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
