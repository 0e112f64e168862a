"""What the data say rests on documents: each statement names one, or a list says why it needs none; and each document that is named is listed, with
what was looked at and when.

SPDX-License-Identifier: MIT
"""
import re
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests/data"
FILES = {path.name: tomllib.loads(path.read_text()) for path in sorted((ROOT / "lib").glob("*/*.toml"))}
DOCUMENTS = {document["name"]: document for document in tomllib.loads((DATA / "documents.toml").read_text())["document"]}
TEXTS = ("meaning", "explanation", "client", "server", "history")


def values_of(value):
    """Every table and every text in a value of TOML."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from values_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from values_of(item)
    elif isinstance(value, str):
        yield value


def name_of(record):
    return next(str(record[key]) for key in ("id", "reason", "code", "type", "set", "grpc", "http", "codes") if key in record)


def sources_of(file, kind, record):
    """The statements of a record, and whether something is named that each rests on."""
    if file == "status.toml":
        for text in TEXTS:
            yield f"{name_of(record)} {text}", any(text in row["texts"] for row in record["rests_on"])
    elif file == "vendors.toml" and kind == "code":
        yield name_of(record), bool(record["known_from"]) and "date" in FILES[file]
    elif file == "graph.toml" and kind == "fields":
        for field in record["fields"]:
            yield f"{name_of(record)} {field['name']}", {"document", "section"} <= {*record, *field}
    elif file == "clients.toml":
        for setting, cell in record.items():
            if isinstance(cell, list):
                yield f"{name_of(record)} {setting}", bool(cell[1])
    else:
        yield name_of(record), {"document", "section"} <= {*record}


def statements():
    for file, top in FILES.items():
        for kind, records in top.items():
            if isinstance(records, list) and records and isinstance(records[0], dict):
                for record in records:
                    for name, known in sources_of(file, kind, record):
                        yield f"{file} {kind}", name, known


def test_every_statement_has_a_document_or_a_reason_to_have_none():
    without = {statement: row["because"] for row in tomllib.loads((DATA / "without-document.toml").read_text())["without"]
               for statement in row["statements"]}
    lacking = {(kind, name) for kind, name, known in statements() if not known}
    known = {(kind, name) for kind, name, known in statements() if known}
    unlisted = sorted(f"{kind} {name}" for kind, name in lacking if kind not in without and f"{kind} {name}" not in without)
    assert unlisted == [], "what does a statement rest on? Name it, or say in without-document.toml why it needs no document"
    unneeded = {s for s in without if s not in {kind for kind, _ in lacking} | {f"{kind} {name}" for kind, name in lacking}
                or s in {kind for kind, _ in known}}
    assert unneeded == set(), "each has a document, or is not there"
    assert all(because[-1] == "." for because in without.values())


# ---- the documents themselves ----

def is_number(name):
    """Whether a draft is named with the number of a version."""
    return re.fullmatch(r"draft-.*-[0-9][0-9]", name)


def plain(name):
    return name[:-3] if is_number(name) else name


def cited():
    """Each document that is named, and the section where there is one: in tables, and in texts."""
    for top in FILES.values():
        for value in values_of(top):
            if isinstance(value, dict) and "document" in value:
                yield value["document"], value.get("section")
            elif isinstance(value, str):
                for name in re.findall(r"RFC [1-9][0-9]*|draft(?:-[a-z0-9]+)+", value):
                    yield name, None
                for number in re.findall(r"\bRFC([1-9][0-9]*)", value):  # as IANA writes it
                    yield f"RFC {number}", None


def test_every_document_is_listed_and_none_for_nothing():
    assert {plain(name) for name, _ in cited()} == {*DOCUMENTS}


def test_every_section_is_there():
    missing = {(name, section) for name, section in cited() if section and section not in DOCUMENTS[plain(name)].get("sections", ())}
    assert missing == set()


def test_drafts_are_listed_with_their_number():
    for name, document in DOCUMENTS.items():
        assert ("numbers" in document) == name.startswith("draft-"), name
    named = {name for name, _ in cited() if is_number(name)}
    assert named <= {f"{name}-{number}" for name, document in DOCUMENTS.items() for number in document.get("numbers", ())}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda document: document["name"])
def test_each_was_looked_at(document):
    assert document.keys() <= {"name", "numbers", "looked_at", "read", "of_it", "sections"}
    assert date.fromisoformat(document["looked_at"]) >= date(2026, 11, 1)
    assert document["read"] in ("whole", "in part", "in quotations")
    assert document["read"] == "whole" or document["of_it"]
    assert all(re.fullmatch("[0-9][0-9]", number) for number in document.get("numbers", ()))


def test_sections_that_comments_and_texts_name_are_there():
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "lib", "include", "docs", "tools", "bindings", "tests", "*.md"], capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no checkout")
    missing = []
    for name in listed.stdout.splitlines():
        if not name.endswith((".c", ".h", ".i", ".py", ".lua", ".toml", ".md", ".csv")):
            continue
        text = (ROOT / name).read_text()
        for found in re.finditer(r"(RFC [0-9]+)[,:]? ((?:[0-9]{1,2}|[A-H])(?:\.[0-9]+)*)(?=[;,.:)'\"*\s]|$)", text):
            document = DOCUMENTS.get(found[1], {"read": None})
            if document["read"] == "whole" and found[2] not in document["sections"]:
                missing.append(f"{name}:{text[:found.start()].count(chr(10)) + 1}: {found[0]}")
    assert missing == []
