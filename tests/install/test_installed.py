"""The installed tree, used as a stranger would: no environment at all, nothing but the compiler, Python, Lua and the shell.

The tree is put over /usr/local in a mount namespace of its own, so the machine's /usr/local stays as it is. Where namespaces are not
allowed, root installs for real and takes it away again, unless something of ours is installed already.

SPDX-License-Identifier: MIT
"""
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

PREFIX = Path("/usr/local")
EXAMPLES = Path(__file__).resolve().parents[2] / "docs/examples"


class Namespace:
    """/usr/local is the staged tree, for the commands run here."""

    def __init__(self, staged, scratch):
        cache = scratch / "ld.so.cache"
        self.prepare = (f"mount --bind {shlex.quote(str(staged))} {PREFIX} && /sbin/ldconfig -C {shlex.quote(str(cache))} && "
                        f"mount --bind {shlex.quote(str(cache))} /etc/ld.so.cache && ")
        self.unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]

    def run(self, shell):
        return subprocess.run([*self.unshare, "/bin/sh", "-c", self.prepare + f"exec env -i /bin/sh -c {shlex.quote(shell)}"],
                              capture_output=True, text=True, timeout=120)

    def works(self):
        return self.run("true").returncode == 0

    def close(self):
        pass


class RealInstallation:
    """/usr/local gets the staged tree for as long as the tests run."""

    def __init__(self, staged):
        self.files = [PREFIX / path.relative_to(staged) for path in staged.rglob("*") if not path.is_dir() or path.is_symlink()]
        self.staged = staged
        self.folders = []

    def allowed(self):
        return os.geteuid() == 0 and not any(os.path.lexists(file) for file in self.files)

    def open(self):
        self.folders = [PREFIX / path.relative_to(self.staged) for path in self.staged.rglob("*")
                        if path.is_dir() and not (PREFIX / path.relative_to(self.staged)).exists()]
        shutil.copytree(self.staged, PREFIX, symlinks=True, dirs_exist_ok=True)
        subprocess.run(["/sbin/ldconfig"], check=True)

    def run(self, shell):
        return subprocess.run(["env", "-i", "/bin/sh", "-c", shell], capture_output=True, text=True, timeout=120)

    def close(self):
        for file in self.files:
            file.unlink(missing_ok=True)
        for folder in sorted(self.folders, reverse=True):  # innermost first
            shutil.rmtree(folder / "__pycache__", ignore_errors=True)
            folder.rmdir()
        subprocess.run(["/sbin/ldconfig"], check=True)


@pytest.fixture(scope="module")
def system(build, tmp_path_factory):
    scratch = tmp_path_factory.mktemp("installed")
    subprocess.run(["meson", "install", "--no-rebuild", "-C", build, "--destdir", scratch / "root"], check=True, capture_output=True)
    staged = scratch / "root" / PREFIX.relative_to("/")
    if not staged.is_dir():
        pytest.skip("the build is for another prefix than /usr/local")
    system = Namespace(staged, scratch)
    if not system.works():
        system = RealInstallation(staged)
        if os.environ.get("HTTPSTATUS_TEST_INSTALL") != "1" or not system.allowed():
            pytest.skip("mount namespaces are not allowed here; HTTPSTATUS_TEST_INSTALL=1 lets root use /usr/local, where it is free")
        system.open()
    yield system
    system.close()


def output(system, shell):
    run = system.run(shell)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
    return run.stdout


def test_a_c_program_of_ten_lines(system, tmp_path):
    program = EXAMPLES / "phrase.c"
    compiled = tmp_path / "phrase"
    # The compiler itself wants a PATH to find its parts; the program does not.
    output(system, f"export PATH=/usr/bin:/bin; cc {shlex.quote(str(program))} -o {shlex.quote(str(compiled))} "
           "$(pkgconf --cflags --libs libhttpstatus)")
    assert output(system, f"{shlex.quote(str(compiled))} 404") == "404 Not Found\n"


def test_a_c_program_that_reads_an_exchange(system, tmp_path):
    program, compiled = shlex.quote(str(EXAMPLES / "exchange.c")), shlex.quote(str(tmp_path / "exchange"))
    output(system, f"export PATH=/usr/bin:/bin; cc {program} -o {compiled} $(pkgconf --cflags --libs libhttpstatus)")
    assert output(system, f"printf 'HTTP/1.1 529 Busy\\r\\nRetry-After: 120\\r\\n\\r\\n' | {compiled}") == \
        "529 is treated as 500\ncome back in 120 s\n"


def test_it_links_statically_against_nothing_else(system, tmp_path):
    assert output(system, "pkgconf --static --libs libhttpstatus").split()[-1:] == ["-lhttpstatus"]


def test_three_lines_of_python(system):
    assert output(system, """/usr/bin/python3 -c '
from httpstatus import Status
print(Status(404).phrase, Status(404).heuristically_cacheable)'""") == "Not Found True\n"


def test_three_lines_of_lua(system):
    assert output(system, """lua5.4 -e '
local httpstatus = require "httpstatus"
print(httpstatus[404].phrase, httpstatus[404].heuristically_cacheable)'""") == "Not Found\ttrue\n"


def test_two_lines_of_luajit(system):
    if shutil.which("luajit") is None:
        pytest.skip("luajit is not installed")
    assert output(system, """/usr/bin/luajit -e '
local C, lib = require "httpstatus_cdef", require("ffi").load "httpstatus"
print(require("ffi").string(lib.httpstatus_phrase(C.HTTPSTATUS_NOT_FOUND)))'""") == "Not Found\n"


def test_three_lines_of_cffi(system):
    pytest.importorskip("cffi", reason="python3-cffi is not installed")
    assert output(system, """/usr/bin/python3 -c '
from cffi import FFI
ffi = FFI(); ffi.cdef(open("/usr/local/share/libhttpstatus/httpstatus.cdef").read()); lib = ffi.dlopen("libhttpstatus.so.0")
print(ffi.string(lib.httpstatus_phrase(lib.HTTPSTATUS_NOT_FOUND)))'""") == "b'Not Found'\n"


def test_pkg_config_says_where_the_declarations_are(system):
    assert output(system, 'test -s "$(pkgconf --variable=cdef libhttpstatus)" && echo there') == "there\n"


def test_exchanges_in_python_and_lua(system):
    assert output(system, """/usr/bin/python3 -c '
from httpstatus import Exchange
print(Exchange.from_bytes(b"HTTP/1.1 503 x\\r\\nRetry-After: 120\\r\\n\\r\\n").retry_after())'""") == "120\n"
    assert output(system, """lua5.4 -e '
local httpstatus = require "httpstatus"
print(httpstatus.read_response("HTTP/1.1 503 x\\r\\nRetry-After: 120\\r\\n\\r\\n"):retry_after())'""") == "120\n"


def test_the_command(system):
    assert output(system, "httpstatus 404").startswith(" 404 Not Found")


def test_the_man_page(system):
    page = output(system, "MANWIDTH=80 man httpstatus")
    assert "what an HTTP status code means" in page and f"{PREFIX}/share/doc/libhttpstatus/choose" in page


def test_shells_find_what_they_complete(system):
    for file in ("bash-completion/completions/httpstatus", "zsh/site-functions/_httpstatus", "fish/vendor_completions.d/httpstatus.fish"):
        assert "write-baseline" in output(system, f"cat {PREFIX}/share/{file}")


def test_nothing_installed_names_the_build_folder(system, build):
    """A path of the machine that built it would make a package that cannot be reproduced."""
    assert output(system, f"grep -rlI {shlex.quote(str(build))} {PREFIX} || true") == ""
