"""Any number of threads may read one exchange at the same time: ThreadSanitizer looks on, and every answer is compared. The library is built anew,
since all of it has to be instrumented.

SPDX-License-Identifier: MIT
"""
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 100_000  # of a dozen questions each, by two threads


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    """Builds readers.c with the library."""
    folder = tmp_path_factory.mktemp("threads")
    subprocess.run([ROOT / "tests/cross/generate", folder], check=True)
    flags = ["-std=c11", "-g", "-O1", "-fsanitize=thread", "-D_GNU_SOURCE", '-DHTTPSTATUS_VERSION="0"', f"-I{ROOT / 'include'}", f"-I{folder}"]
    if subprocess.run(["cc", *flags, "-x", "c", "-", "-o", folder / "empty"], input="int main(void) { return 0; }", text=True,
                      capture_output=True).returncode != 0:
        pytest.skip("the compiler has no ThreadSanitizer")
    run = subprocess.run(["cc", *flags, "-include", "internal_names.h", ROOT / "tests/install/readers.c", *sorted((ROOT / "lib").glob("*/*.c")),
                          "-o", folder / "readers", "-lpthread"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return folder / "readers"


def run(readers, *arguments):
    return subprocess.run([readers, *map(str, arguments)], capture_output=True, text=True, env={**os.environ, "TSAN_OPTIONS": "halt_on_error=1"})


def test_threads_that_only_read_get_right_answers(readers):
    read = run(readers, ROUNDS)
    assert (read.returncode, read.stdout, read.stderr) == (0, "0 wrong\n", "")


def test_a_thread_that_writes_would_be_seen(readers):
    assert "ThreadSanitizer: data race" in run(readers, 1000, "write").stderr
