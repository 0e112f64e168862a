"""The generator refuses what is no record, and says which file, which record and why. SPDX-License-Identifier: MIT"""
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "lib/tables"))
from headers import read_enums  # noqa: E402
from toml_table import DataError  # noqa: E402

GENERATOR = ROOT / "lib/status/generate.py"
FILES = ("status.toml", "vendors.toml", "mappings.toml")
STATUS, VENDORS, MAPPINGS = ((ROOT / "lib/status" / file).read_text() for file in FILES)


def generate(tmp_path, status=STATUS, vendors=VENDORS, mappings=MAPPINGS):
    outputs = [tmp_path / "builtin.h", tmp_path / "mappings.h"]
    for file, text in zip(FILES, (status, vendors, mappings)):
        (tmp_path / file).write_text(text)
    run = subprocess.run([sys.executable, "-B", GENERATOR, *outputs, *(tmp_path / file for file in FILES)], capture_output=True, text=True)
    return run, outputs


def changed(old, new, code=None):
    """status.toml with the first `old` made `new`, from the record of a code on; there must be one."""
    start = STATUS.index(f"code = {code}\n") if code else 0
    assert old in STATUS[start:]
    return STATUS[:start] + STATUS[start:].replace(old, new, 1)


def test_same_data_give_same_output(tmp_path):
    run, outputs = generate(tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    first = [output.read_bytes() for output in outputs]
    for seed in ("1", "2", "3"):
        subprocess.run([sys.executable, "-B", GENERATOR, *outputs, *(tmp_path / file for file in FILES)], check=True,
                       env={"PYTHONHASHSEED": seed})
        assert [output.read_bytes() for output in outputs] == first


def test_output_is_what_was_built(tmp_path, built_header):
    run, outputs = generate(tmp_path)
    assert run.returncode == 0
    for output in outputs:
        assert output.read_bytes() == (built_header.parent / output.name).read_bytes()


RECORD_404 = 'code = 404\niana_phrase = "Not Found"\nphrase = "Not Found"\n'
RECORD_410 = 'code = 410\niana_phrase = "Gone"\nphrase = "Gone"\n'
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
    (changed(RECORD_410, RECORD_410 + 'sent_phrases = [{ phrase = "not found", source = "x" }]\n'), "410", 'the name "not found" is also that of 404'),
    (changed(RECORD_410, RECORD_410 + 'sent_phrases = [{ phrase = "GONE", source = "x" }]\n'), "410", "is a name of it anyhow"),
    (changed(RECORD_410, RECORD_410 + 'sent_phrases = [{ phrase = "Lost" }]\n'), "sent_phrases 1", '"source" is missing'),
    (changed('keywords = ["missing"', 'keywords = ["Missing"', 404), "(404)", 'keyword "Missing" is not of the form'),
    (changed('keywords = ["missing"', 'keywords = ["lost"', 404), "(404)", '"keywords" says something twice'),
    (changed(DEFINED_404, 'defined_in = [{ document = "RFC 9110" }]'), "(404): defined_in 1", '"section" is missing'),
    (changed(DEFINED_404, 'defined_in = [{ document = "RFC9110", section = "15.5.5" }]'), "(404): defined_in 1", '"document" is'),
    (changed('rests_on = [\n', 'rest_on = [\n', 404), "(404)", 'unknown key "rest_on"'),
    (changed('rests_on = [\n', 'rests_on = [\n  { texts = ["server"], document = "RFC 9110" },\n', 404), "(404): rests_on 1", '"section" is missing'),
    (changed('rests_on = [\n', 'rests_on = [\n  { texts = ["servers"], document = "IANA" },\n', 404), "(404): rests_on 1", "which is no text of the record"),
    (changed('rests_on = [\n', 'rests_on = [\n  { texts = [], document = "IANA" },\n', 404), "(404): rests_on 1", '"texts" is empty'),
    (changed('rests_on = [\n', 'rests_on = [\n  { texts = ["server"], document = "RFC 9110", section = "15.5.5" },\n', 404), "(404)", "has a place twice"),
    (changed('rests_on = [\n', 'rests_on = [\n  { texts = ["server"], document = "RFC 9110", section = "15.5.5." },\n', 404), "(404): rests_on 1", '"section" is'),
    (changed(DEFINED_404, 'defined_in = [{ document = "RFC 9110", section = "" }]'), "(404): defined_in 1", '"section" is'),
    (changed(DEFINED_404, "defined_in = []"), "(404)", '"defined_in" is empty'),
    (changed('facts = ["interim"', 'facts = ["no-fact"'), "(100)", 'unknown fact "no-fact"'),
    (changed('standing = "obsoleted"', 'standing = "old"'), "(102)", "not one of standard, temporary"),
    (changed('expires = "2026-11-13"\n', ""), "(104)", '"expires" goes with'),
    (changed('expires = "2026-11-13"\n', 'expires = "soon"\n'), "(104)", '"expires" is'),
    (changed('family = "webdav"', 'family = "dav"'), "(102)", "not one of core"),
    (changed('level = "must"', 'level = "MUST"'), "(101)", "not one of must"),
    (changed('fields = ["Upgrade"]', 'fields = ["upgrade now"]'), "(101)", "no field name"),
    (changed('fields = ["Upgrade"]', 'fields = []'), "(101)", "neither a field nor a condition"),
    (changed('fields = ["Connection"]', 'fields = ["Connection", "Via"]'), "(101)", '"value" goes with one field'),
    (changed('value = "upgrade"', 'value = "up grade"'), "(101)", '"value" is'),
    (changed("{ code = 410, because", "{ code = 404, because", 404), "(404)", "not confused with itself"),
    (changed("{ code = 410, because", "{ code = 499, because", 404), "404", "confused_with 499, which has no record"),
    (changed('date = "', 'date = "yesterday, '), "status.toml", '"date" is'),
    ("status = 3\n", "status.toml", "is missing"),
    ("not toml", "status.toml", "Expected"),
]


@pytest.mark.parametrize("text, record, reason", REFUSED, ids=[reason for _, _, reason in REFUSED])
def test_refuses(tmp_path, text, record, reason):
    run, outputs = generate(tmp_path, text)
    assert run.returncode == 1
    assert not any(output.exists() for output in outputs)
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
    run = subprocess.run([sys.executable, "-B", GENERATOR, tmp_path / "out.h", tmp_path / "more.h", *none], capture_output=True, text=True)
    assert run.returncode == 1
    assert "none.toml" in run.stderr and "Traceback" not in run.stderr


def replaced(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


NOUGHT = 'code = 0\nvendor = "akamai"\nphrase = "Client Abort"\nstanding = "nonstandard"\nvisibility = "log"\n'


@pytest.mark.parametrize("vendors, reason", [
    (replaced(VENDORS, "code = 499\n", "code = 1000\n"), "not a whole number from 100 to 999"),
    (replaced(VENDORS, 'vendor = "google"', 'vendor = "goggle"'), "(103): \"vendor\" is 'goggle', not one of akamai"),
    (replaced(VENDORS, "nearest = 100\n", "nearest = 199\n"), "199, which IANA has not registered"),
    (replaced(VENDORS, "nearest = 204\n", "nearest = 104\n"), "(308): \"nearest\" is 104, after which a client waits for another response"),
    (replaced(VENDORS, NOUGHT, NOUGHT.replace('"log"', '"wire"')), "(0): 0 is where no response came, so nothing sends it"),
    (replaced(VENDORS, NOUGHT, NOUGHT + "nearest = 504\n"), '(0): unknown key "nearest"'),
    (replaced(VENDORS, "nearest = 204\n", ""), '(308): "nearest" is missing'),
    (replaced(VENDORS, 'visibility = "wire"', 'visibility = "wired"'), "not one of wire, log, internal"),
    (replaced(VENDORS, 'known_from = "', 'known_form = "'), 'unknown key "known_form"'),
    (replaced(VENDORS, 'id = "aws"', 'id = "amazon"'), "not one of akamai, alibaba, anthropic, apple, aspnet, amazon"),
    (replaced(VENDORS, 'id = "aws"', 'id = "iana"'), "a vendor is called iana, which is the name of another registry"),
    (replaced(VENDORS, '[[vendor]]\n', '[[vendor]]\nid = "acme"\nname = "Acme"\n\n[[vendor]]\n'), "no code is of the vendor acme"),
    (replaced(VENDORS, "code = 122\n", "code = 102\n"), "stands after"),
    (replaced(VENDORS, 'vendor = "esri"\nphrase = "Token Required"\n', 'vendor = "esri"\nfirst_because = "x"\nphrase = "Token Required"\n'),
     "code 499: two are said to come first"),
    (replaced(VENDORS, "code = 444\n", 'code = 444\nfirst_because = "x"\n'),
     "code 444: is said to come first, and no other vendor uses the number"),
    (replaced(VENDORS, 'phrase = "Shopify Security Rejection"', 'phrase = "Request Header Fields Too Large"'), "has the phrase Request Header"),
], ids=lambda value: value[:40] if "\n" not in value else "")
def test_refuses_vendors(tmp_path, vendors, reason):
    run, outputs = generate(tmp_path, vendors=vendors)
    assert run.returncode == 1 and not any(output.exists() for output in outputs)
    assert run.stderr.startswith("generate.py: vendors.toml") and reason in run.stderr and "Traceback" not in run.stderr, run.stderr


@pytest.mark.parametrize("mappings, reason", [
    (replaced(MAPPINGS, "http = 400\ngrpc", "http = 200\ngrpc"), "200 is there twice"),
    (replaced(MAPPINGS, 'grpc = "INTERNAL"', 'grpc = "EXTERNAL"'), "not one of OK, CANCELLED"),
    (replaced(MAPPINGS, "number = 3\n", "number = 4\n"), '"number" is 4, where 3 is next'),
    (replaced(MAPPINGS, 'http_note = "', 'note = "'), 'unknown key "note"'),
    (replaced(MAPPINGS, "http = 504\ndocument", "http = 0\ndocument"), 'no "http_note" says why'),
    (replaced(MAPPINGS, 'type = "dns_error"', 'type = "dns_timeout"'), "a proxy error is there twice"),
    (replaced(MAPPINGS, 'otherwise = "UNKNOWN"', 'otherwise = "NONE"'), "not one of OK"),
], ids=lambda value: value[:40] if "\n" not in value else "")
def test_refuses_mappings(tmp_path, mappings, reason):
    run, outputs = generate(tmp_path, mappings=mappings)
    assert run.returncode == 1 and not any(output.exists() for output in outputs)
    assert run.stderr.startswith("generate.py: mappings.toml") and reason in run.stderr and "Traceback" not in run.stderr, run.stderr


SEARCH = (ROOT / "lib/status/search.toml").read_text()


def make_search_words(tmp_path, text):
    (tmp_path / "search.toml").write_text(text)
    return subprocess.run([sys.executable, "-B", ROOT / "lib/status/search.py", tmp_path / "out.h", tmp_path / "search.toml"], capture_output=True, text=True)


def test_the_words_of_searches_become_a_header(tmp_path):
    assert make_search_words(tmp_path, SEARCH).returncode == 0
    assert '{"maintenance", "maintain"},' in (tmp_path / "out.h").read_text()


@pytest.mark.parametrize("text, reason", [
    (replaced(SEARCH, '["send", "sent"]', '["send", "Sent"]'), '"Sent" is not of the form'),
    (replaced(SEARCH, '["send", "sent"]', '["send", "shut"]'), '"shut" is twice in same_words'),
    (replaced(SEARCH, '["send", "sent"]', '["send", "mailed"]'), '"mailed" and "send" in same_words do not begin with the same letter'),
    (replaced(SEARCH, '["send", "sent"]', '["send"]'), "no list of two words or more"),
    (replaced(SEARCH, "\npassed_over", "\npassed"), 'unknown key "passed"'),
    (replaced(SEARCH, '["a", "an"', '["a", "a n"'), '"a n" is not of the form'),
])
def test_refuses_search_words(tmp_path, text, reason):
    run = make_search_words(tmp_path, text)
    assert run.returncode == 1 and not (tmp_path / "out.h").exists()
    assert run.stderr.startswith("search.py: search.toml") and reason in run.stderr and "Traceback" not in run.stderr, run.stderr


NAMES = [ROOT / "lib/status/codes.py", *(ROOT / "lib/status" / file for file in FILES)]
WORDS = [ROOT / "lib/status/words.py", *(ROOT / "lib/status" / file for file in FILES), *(ROOT / "lib/next" / file for file in ("steps.toml", "settings.toml"))]


@pytest.mark.parametrize("script, sources", [(NAMES[0], NAMES[1:]), (WORDS[0], WORDS[1:])], ids=["codes", "words"])
def test_same_data_give_same_header(tmp_path, script, sources):
    texts = set()
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-B", script, tmp_path / "out.h", *sources], check=True, env={"PYTHONHASHSEED": seed})
        texts.add((tmp_path / "out.h").read_text())
    assert len(texts) == 1


def test_every_registered_code_has_a_constant_and_no_other(tmp_path):
    subprocess.run([sys.executable, "-B", NAMES[0], tmp_path / "out.h", *NAMES[1:]], check=True)
    constants = re.findall(r"^\tHTTPSTATUS_(\w+) = (\d+)", (tmp_path / "out.h").read_text(), flags=re.M)
    registered = re.findall(r"^\t\{(\d+), \"(.*)\"\},$", (ROOT / "tests/unit/iana.h").read_text(), flags=re.M)
    assert constants == [(re.sub("[ -]", "_", phrase.replace("'", "")).upper(), code) for code, phrase in registered]


HEADER = "enum httpstatus_colour {\n\tHTTPSTATUS_COLOUR_RED, /**< as a rose */\n\tHTTPSTATUS_COLOUR_SKY_BLUE = 7, /**< as\n\t\tthe sky */\n};\n"


def enums_of(tmp_path, text):
    (tmp_path / "colour.h").write_text(text)
    return read_enums(tmp_path)


def test_the_words_of_an_enum_are_its_constants_and_comments(tmp_path):
    red, blue = enums_of(tmp_path, HEADER)["colour"]
    assert (red.value, red.word, red.text) == (0, "red", "as a rose")
    assert (blue.value, blue.word, blue.text) == (7, "sky-blue", "as the sky")


@pytest.mark.parametrize("text, reason", [
    (replaced(HEADER, "HTTPSTATUS_COLOUR_RED", "HTTPSTATUS_RED"), "HTTPSTATUS_RED does not begin with HTTPSTATUS_COLOUR_"),
    (replaced(HEADER, " /**< as a rose */", ""), "HTTPSTATUS_COLOUR_RED has no comment that says what it is"),
    (replaced(HEADER, "HTTPSTATUS_COLOUR_RED", "1"), "no constant at '1"),
    (HEADER + HEADER, "enum httpstatus_colour is there twice"),
], ids=lambda value: value[:40] if "\n" not in value else "")
def test_refuses_headers(tmp_path, text, reason):
    with pytest.raises(DataError, match=re.escape(reason)):
        enums_of(tmp_path, text)
