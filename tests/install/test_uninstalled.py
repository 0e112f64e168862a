"""The library used without installing it: by pkg-config from the build folder, and as a subproject of another meson project.

SPDX-License-Identifier: MIT
"""
import os
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "docs/examples/phrase.c"


def output(*command, **environment):
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_by_pkg_config_from_the_build_folder(build, tmp_path):
    flags = output("pkgconf", "--cflags", "--libs", "libhttpstatus", PKG_CONFIG_PATH=str(build / "meson-uninstalled"))
    output("cc", PROGRAM, "-o", tmp_path / "phrase", *shlex.split(flags))
    assert output(tmp_path / "phrase", "418", LD_LIBRARY_PATH=str(build / "lib")) == "418 I'm a teapot\n"


def test_as_a_subproject(tmp_path):
    (tmp_path / "subprojects").mkdir()
    (tmp_path / "subprojects/libhttpstatus").symlink_to(ROOT)
    (tmp_path / "meson.build").write_text("project('user', 'c')\nexecutable('phrase', 'phrase.c',\n"
                                          "  dependencies: dependency('libhttpstatus', fallback: 'libhttpstatus'))\n")
    (tmp_path / "phrase.c").write_text(PROGRAM.read_text())
    output("meson", "setup", tmp_path / "build", tmp_path)
    output("meson", "compile", "-C", tmp_path / "build")
    assert output(tmp_path / "build/phrase", "421", LD_LIBRARY_PATH="") == "421 Misdirected Request\n"
