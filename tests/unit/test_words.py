"""Every constant of every enum in the headers has a word; read by other means than lib/tables/headers.py. SPDX-License-Identifier: MIT"""
import ctypes
import re
from pathlib import Path

import pytest

HEADERS = Path(__file__).resolve().parents[2] / "include/httpstatus"
TEXT = re.sub(r"/\*.*?\*/", "", "".join(path.read_text() for path in sorted(HEADERS.glob("*.h"))), flags=re.S)
ENUMS = dict(re.findall(r"\benum httpstatus_(\w+)\s*\{(.*?)\}", TEXT, flags=re.S))
# Lists that are no enum's.
OTHERS = {"vendor", "grpc", "proxy_error", "reason", "setting"}


@pytest.fixture(scope="module")
def find(build):
    library = ctypes.CDLL(str(build / "lib/libhttpstatus.so"))

    def find(vocabulary, word):
        return library.httpstatus_word_find(ctypes.c_int(vocabulary), word.encode(), ctypes.c_size_t(len(word)))
    return find


def constants(enum):
    return re.findall(r"HTTPSTATUS_\w+", ENUMS[enum])


def test_every_enum_has_a_vocabulary():
    prefix = "HTTPSTATUS_VOCABULARY_"
    assert {name.removeprefix(prefix).lower() for name in constants("vocabulary")} == set(ENUMS) | OTHERS


@pytest.mark.parametrize("enum", ENUMS)
def test_every_constant_has_a_word(find, enum):
    vocabulary = find(1, enum.replace("_", "-"))
    assert vocabulary >= 0
    found = [find(vocabulary, name.removeprefix(f"HTTPSTATUS_{enum.upper()}_").lower().replace("_", "-")) for name in constants(enum)]
    assert -1 not in found and len(set(found)) == len(found)
