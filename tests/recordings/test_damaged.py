"""A recording that was cut or damaged anywhere is read as far as it goes, or refused in words: never a crash, a sanitizer's report, or silence.

SPDX-License-Identifier: MIT
"""
import random
import subprocess
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parent.parent / "data/recordings"
RECORDINGS = {path.stem: path for path in sorted(CORPUS.iterdir()) if path.suffix not in (".toml", ".md")}


def damaged(octets, seed):
    """Cut at some place, and with octets that were changed, doubled or lost."""
    choose = random.Random(seed)
    yield octets[:choose.randrange(len(octets) + 1)]
    for _ in range(2):
        bad = bytearray(octets)
        for _ in range(choose.randint(1, 8)):
            place = choose.randrange(len(bad) or 1)
            what = choose.randrange(3)
            if what == 0 and bad:
                bad[place] = choose.choice(b'\0\r\n\t "\\:<>{}[],\x1b\x7f\x80\xc2\xff')
            elif what == 1:
                bad[place:place] = bad[place:place + choose.randrange(64)]
            else:
                del bad[place:place + choose.randrange(64)]
        yield bytes(bad)


@pytest.mark.parametrize("name", RECORDINGS)
def test_damage_is_no_harm(name, command):
    for octets in damaged(RECORDINGS[name].read_bytes(), name):
        run = subprocess.run([command, "check", "--json", "-"], input=octets, capture_output=True, timeout=60)
        assert run.returncode in (0, 1, 2), (run.returncode, octets)
        lines = run.stderr.decode().splitlines()
        assert all(line.startswith("httpstatus: standard input: ") for line in lines), (lines, octets)
        assert (run.returncode == 2) == bool(lines), octets
