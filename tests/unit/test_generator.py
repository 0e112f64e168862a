"""The generator refuses what is no record, and says which file, which record and why. SPDX-License-Identifier: MIT"""
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "lib/status/generate.py"
FILES = ("status.toml", "vendors.toml", "mappings.toml")
STATUS, VENDORS, MAPPINGS = ((ROOT / "lib/status" / file).read_text() for file in FILES)


def generate(tmp_path, status=STATUS, vendors=VENDORS, mappings=MAPPINGS):
    output = tmp_path / "builtin.h"
    for file, text in zip(FILES, (status, vendors, mappings)):
        (tmp_path / file).write_text(text)
    run = subprocess.run([sys.executable, "-B", GENERATOR, output, *(tmp_path / file for file in FILES)], capture_output=True, text=True)
    return run, output


def changed(old, new, code=None):
    """status.toml with the first `old` made `new`, from the record of a code on; there must be one."""
    start = STATUS.index(f"code = {code}\n") if code else 0
    assert old in STATUS[start:]
    return STATUS[:start] + STATUS[start:].replace(old, new, 1)


def test_same_data_give_same_output(tmp_path):
    run, output = generate(tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    first = output.read_bytes()
    for seed in ("1", "2", "3"):
        subprocess.run([sys.executable, "-B", GENERATOR, output, *(tmp_path / file for file in FILES)], check=True,
                       env={"PYTHONHASHSEED": seed})
        assert output.read_bytes() == first


def test_output_is_what_was_built(tmp_path, built_header):
    run, output = generate(tmp_path)
    assert run.returncode == 0
    assert output.read_bytes() == built_header.read_bytes()


RECORD_404 = 'code = 404\niana_phrase = "Not Found"\nphrase = "Not Found"\n'
DEFINED_404 = 'defined_in = [{ document = "RFC 9110", section = "15.5.5" }]'


REFUSED = [
    (changed('code = 404\n', 'code = 404\nphrse = "x"\n'), "(404)", 'unknown key "phrse"'),
    (changed(RECORD_404, 'code = 404\niana_phrase = "Not Found"\n'), "(404)", '"phrase" is missing'),
    (changed("code = 404\n", ""), "status ", '"code" is missing'),
    (changed("code = 405\n", "code = 404\n"), "404", "the code is there twice"),
    (changed("code = 404\n", "code = 99\n"), "(99)", "not a whole number from 100 to 599"),
    (changed("code = 404\n", 'code = "404"\n'), "(404)", "not a whole number"),
    (changed("code = 404\n", "code = true\n"), "(True)", "not a whole number"),
    (changed(RECORD_404, 'code = 404\niana_phrase = "Not Found"\nphrase = "Gone"\n'), "410", 'the name "Gone" is also that of 404'),
    (changed(RECORD_404, RECORD_404 + 'former_names = [{ name = "gone", document = "RFC 1" }]\n'), "410", "is also that of 404"),
    (changed(RECORD_404, RECORD_404 + 'former_names = [{ name = "Not Found", document = "RFC 1" }]\n'), "404", "a name is there twice"),
    (changed(RECORD_404, RECORD_404 + 'former_names = [{ name = "Lost" }]\n'), "former_names 1", '"document" is missing'),
    (changed(DEFINED_404, 'defined_in = [{ document = "RFC 9110" }]'), "(404): defined_in 1", '"section" is missing'),
    (changed(DEFINED_404, 'defined_in = [{ document = "RFC 9110", section = "" }]'), "(404): defined_in 1", '"section" is'),
    (changed(DEFINED_404, "defined_in = []"), "(404)", '"defined_in" is empty'),
    (changed('facts = ["interim"', 'facts = ["no-fact"'), "(100)", 'unknown fact "no-fact"'),
    (changed('standing = "deprecated"', 'standing = "old"'), "(102)", "not one of standard, temporary"),
    (changed('expires = "2026-11-13"\n', ""), "(104)", '"expires" goes with'),
    (changed('expires = "2026-11-13"\n', 'expires = "soon"\n'), "(104)", '"expires" is'),
    (changed('family = "webdav"', 'family = "dav"'), "(102)", "not one of core"),
    (changed('level = "must"', 'level = "MUST"'), "(101)", "not one of must"),
    (changed('fields = ["Upgrade"]', 'fields = ["upgrade now"]'), "(101)", "no field name"),
    (changed('fields = ["Upgrade"]', 'fields = []'), "(101)", "neither a field nor a condition"),
    (changed("{ code = 410, because", "{ code = 404, because", 404), "(404)", "not confused with itself"),
    (changed("{ code = 410, because", "{ code = 499, because", 404), "404", "confused_with 499, which has no record"),
    (changed('date = "', 'date = "yesterday, '), "status.toml", '"date" is'),
    (changed('id = "interim"', 'id = "In Terim"'), "fact 1", '"id" is'),
    (changed('"standard", "temporary"', '"standard", "standard"'), "status.toml", "twice"),
    ("status = 3\n", "status.toml", "is missing"),
    ("not toml", "status.toml", "Expected"),
]


@pytest.mark.parametrize("text, record, reason", REFUSED, ids=[reason for _, _, reason in REFUSED])
def test_refuses(tmp_path, text, record, reason):
    run, output = generate(tmp_path, text)
    assert run.returncode == 1
    assert not output.exists()
    assert run.stderr.startswith("generate.py: status.toml")
    assert record in run.stderr and reason in run.stderr, run.stderr
    assert "Traceback" not in run.stderr


def test_refuses_records_out_of_order(tmp_path):
    first = STATUS.index("\n[[status]]\n")
    second = STATUS.index("\n[[status]]\n", first + 1)
    third = STATUS.index("\n[[status]]\n", second + 1)
    run, _ = generate(tmp_path, STATUS[:first] + STATUS[second:third] + STATUS[first:second] + STATUS[third:])
    assert (run.returncode, "stands after" in run.stderr) == (1, True)


def test_a_missing_file_is_no_traceback(tmp_path):
    none = [tmp_path / "none.toml"] * 3
    run = subprocess.run([sys.executable, "-B", GENERATOR, tmp_path / "out.h", *none], capture_output=True, text=True)
    assert run.returncode == 1
    assert "none.toml" in run.stderr and "Traceback" not in run.stderr


def replaced(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize("vendors, reason", [
    (replaced(VENDORS, "code = 499\n", "code = 1000\n"), "not a whole number from 100 to 999"),
    (replaced(VENDORS, 'vendor = "google"', 'vendor = "goggle"'), "(103): \"vendor\" is 'goggle', not one of alibaba"),
    (replaced(VENDORS, "nearest = 100\n", "nearest = 199\n"), "199, which IANA has not registered"),
    (replaced(VENDORS, 'visibility = "wire"', 'visibility = "wired"'), "not one of wire, log, internal"),
    (replaced(VENDORS, 'known_from = "', 'known_form = "'), 'unknown key "known_form"'),
    (replaced(VENDORS, 'id = "aws"', 'id = "amazon"'), "not one of alibaba, anthropic, aspnet, amazon"),
    (replaced(VENDORS, '[[vendor]]\n', '[[vendor]]\nid = "acme"\nname = "Acme"\n\n[[vendor]]\n'), "no code is of the vendor acme"),
    (replaced(VENDORS, "code = 122\n", "code = 102\n"), "stands after"),
    (replaced(VENDORS, 'phrase = "Shopify Security Rejection"', 'phrase = "Request Header Fields Too Large"'), "has the phrase Request Header"),
], ids=lambda value: value[:40] if "\n" not in value else "")
def test_refuses_vendors(tmp_path, vendors, reason):
    run, output = generate(tmp_path, vendors=vendors)
    assert (run.returncode, output.exists()) == (1, False)
    assert run.stderr.startswith("generate.py: vendors.toml") and reason in run.stderr and "Traceback" not in run.stderr, run.stderr


@pytest.mark.parametrize("mappings, reason", [
    (replaced(MAPPINGS, "http = 400\ngrpc", "http = 200\ngrpc"), "200 is there twice"),
    (replaced(MAPPINGS, 'grpc = "INTERNAL"', 'grpc = "EXTERNAL"'), "not one of OK, CANCELLED"),
    (replaced(MAPPINGS, "number = 3\n", "number = 4\n"), '"number" is 4, where 3 is next'),
    (replaced(MAPPINGS, 'http_note = "', 'note = "'), 'unknown key "note"'),
    (replaced(MAPPINGS, "http = 504\nsection", "http = 0\nsection"), 'no "http_note" says why'),
    (replaced(MAPPINGS, 'type = "dns_error"', 'type = "dns_timeout"'), "a proxy error is there twice"),
    (replaced(MAPPINGS, 'otherwise = "UNKNOWN"', 'otherwise = "NONE"'), "not one of OK"),
], ids=lambda value: value[:40] if "\n" not in value else "")
def test_refuses_mappings(tmp_path, mappings, reason):
    run, output = generate(tmp_path, mappings=mappings)
    assert (run.returncode, output.exists()) == (1, False)
    assert run.stderr.startswith("generate.py: mappings.toml") and reason in run.stderr and "Traceback" not in run.stderr, run.stderr
