"""docs/examples/cache.c under sanitizers, while ten clients ask. The library is built anew, since all of it has to be instrumented.

SPDX-License-Identifier: MIT
"""
import os
import subprocess
from pathlib import Path

import pytest
from load import Origin, Proxy, run_load

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 3


@pytest.mark.parametrize("sanitizer", ["thread", "address,undefined"])
def test_a_sanitizer_finds_nothing_under_load(sanitizer, tmp_path):
    flags = ["-std=gnu11", "-g", "-O1", f"-fsanitize={sanitizer}", "-fno-sanitize-recover=all", '-DHTTPSTATUS_VERSION="0"', f"-I{ROOT / 'include'}",
             f"-I{tmp_path}"]
    if subprocess.run(["cc", *flags, "-x", "c", "-", "-o", tmp_path / "empty"], input="int main(void) { return 0; }", text=True,
                      capture_output=True).returncode != 0:
        pytest.skip(f"the compiler has no sanitizer for {sanitizer}")
    subprocess.run([ROOT / "tests/cross/generate", tmp_path], check=True)
    run = subprocess.run(["cc", *flags, "-include", "internal_names.h", ROOT / "docs/examples/cache.c", *sorted((ROOT / "lib").glob("*/*.c")),
                          "-o", tmp_path / "proxy", "-lpthread"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    origin = Origin()
    proxy = Proxy(tmp_path / "proxy", origin.server_port, env={**os.environ, "TSAN_OPTIONS": "halt_on_error=1"})
    load = run_load(proxy.address, SECONDS)
    origin.stop()
    assert (proxy.stop(), load.wrong) == ("", [])
