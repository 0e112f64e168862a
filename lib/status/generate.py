#!/usr/bin/python3
"""Turns status.toml into the C tables that registry.c takes in.

    generate.py STATUS.toml OUTPUT.h

Refuses data that are not what CONTRIBUTING.md says a record is, naming file, record and reason. The same data
always give the same output. SPDX-License-Identifier: MIT
"""
import hashlib
import re
import sys
import tomllib
from pathlib import Path


class DataError(Exception):
    pass


class Table:
    """One TOML table of a file, which knows how to complain about itself."""

    def __init__(self, where, table):
        self.where = where
        self.table = table
        if not isinstance(table, dict):
            self.refuse("is not a table")

    def refuse(self, reason):
        raise DataError(f"{self.where}: {reason}")

    def keys_are(self, required, optional=()):
        for key in self.table:
            if key not in required and key not in optional:
                self.refuse(f'unknown key "{key}"')
        for key in required:
            if key not in self.table:
                self.refuse(f'"{key}" is missing')

    def text(self, key, pattern=r"[ -~]+"):
        value = self.table[key]
        if not isinstance(value, str) or not re.fullmatch(pattern, value) or value != value.strip():
            self.refuse(f'"{key}" is {value!r}, which is not a text of the form {pattern}')
        return value

    def optional_text(self, key, pattern=r"[ -~]+"):
        return self.text(key, pattern) if key in self.table else None

    def word(self, key, words):
        value = self.table[key]
        if value not in words:
            self.refuse(f'"{key}" is {value!r}, not one of {", ".join(words)}')
        return words.index(value)

    def integer(self, key, low, high):
        value = self.table[key]
        if type(value) is not int or not low <= value <= high:
            self.refuse(f'"{key}" is {value!r}, not a whole number from {low} to {high}')
        return value

    def items(self, key):
        value = self.table.get(key, [])
        if not isinstance(value, list):
            self.refuse(f'"{key}" is not a list')
        return value

    def texts(self, key):
        values = self.items(key)
        for value in values:
            if not isinstance(value, str) or not re.fullmatch(r"[ -~]+", value):
                self.refuse(f'"{key}" has {value!r}, which is not a text')
        if len(set(values)) != len(values):
            self.refuse(f'"{key}" says something twice')
        return values

    def tables(self, key):
        return [Table(f"{self.where}: {key} {i + 1}", item) for i, item in enumerate(self.items(key))]


WORD = r"[a-z0-9]+(-[a-z0-9]+)*"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
SECTION = r"[A-Z0-9]+(\.[A-Z0-9]+)*"
FIELD = r"[A-Z][A-Za-z0-9]*(-[A-Z0-9][A-Za-z0-9]*)*"
IANA_PLACEHOLDER = "(Unused)"


def squash(name):
    """What is left of a name when case, joints and apostrophes do not count."""
    return re.sub(r"[ _'-]", "", name).lower()


def identifier(phrase):
    return re.sub(r"[^A-Z0-9]+", "_", phrase.upper().replace("'", "")).strip("_")


def read_definition(table):
    table.keys_are(("document", "section"))
    return {"document": table.text("document"), "section": table.text("section", SECTION)}


def read_former_name(table):
    table.keys_are(("name", "document"))
    return {"name": table.text("name"), "document": table.text("document")}


def read_requirement(table, levels):
    table.keys_are(("fields", "level", "document", "section"), ("condition",))
    fields = table.texts("fields")
    for field in fields:
        if not re.fullmatch(FIELD, field):
            table.refuse(f'"{field}" is no field name in its usual spelling')
    condition = table.optional_text("condition", r"[ -~]*[^ .]")
    if not fields and not condition:
        table.refuse("has neither a field nor a condition")
    return {"fields": fields, "level": table.word("level", levels), "condition": condition,
            "document": table.text("document"), "section": table.text("section", SECTION)}


def read_confusion(table, code):
    table.keys_are(("code", "because"))
    if table.table["code"] == code:
        table.refuse("a code is not confused with itself")
    return {"code": table.integer("code", 100, 599), "because": table.text("because")}


def read_status(table, words):
    required = ["code", "iana_phrase", "phrase", "standing", "family", "iana_references", "defined_in", "facts",
                *words["texts"]]
    optional = ["former_names", "expires", "methods", "response_fields", "request", "confused_with"]
    if "code" in table.table:
        table.where += f" ({table.table['code']})"
    table.keys_are(required, optional)
    code = table.integer("code", 100, 599)
    facts = table.texts("facts")
    for fact in facts:
        if fact not in words["facts"]:
            table.refuse(f'unknown fact "{fact}"')
    entry = {
        "code": code,
        "phrase": table.text("phrase"),
        "iana_phrase": table.text("iana_phrase"),
        "standing": table.word("standing", words["standings"]),
        "family": table.word("family", words["families"]),
        "expires": table.optional_text("expires", DATE),
        "iana_references": table.texts("iana_references"),
        "facts": sum(1 << words["facts"].index(fact) for fact in facts),
        "methods": table.texts("methods"),
        "former_names": [read_former_name(t) for t in table.tables("former_names")],
        "defined_in": [read_definition(t) for t in table.tables("defined_in")],
        "response_fields": [read_requirement(t, words["levels"]) for t in table.tables("response_fields")],
        "request": [read_requirement(t, words["levels"]) for t in table.tables("request")],
        "confused_with": [read_confusion(t, code) for t in table.tables("confused_with")],
        "texts": [table.text(text) for text in words["texts"]],
    }
    for key in ("iana_references", "defined_in"):
        if not entry[key]:
            table.refuse(f'"{key}" is empty')
    if (table.table["standing"] == "temporary") != (entry["expires"] is not None):
        table.refuse('"expires" goes with the standing "temporary", and with no other')
    return entry


def refuse_duplicates(file, entries):
    codes, names = set(), {}
    for entry in entries:
        code = entry["code"]
        if code in codes:
            raise DataError(f"{file}: status {code}: the code is there twice")
        codes.add(code)
        own = {entry["phrase"], *(former["name"] for former in entry["former_names"])}
        if len(own) != 1 + len(entry["former_names"]):
            raise DataError(f"{file}: status {code}: a name is there twice")
        if entry["iana_phrase"] != IANA_PLACEHOLDER:
            own.add(entry["iana_phrase"])
        for name in sorted(own):
            other = names.setdefault(squash(name), code)
            if other != code:
                raise DataError(f'{file}: status {code}: the name "{name}" is also that of {other}')
    for entry in entries:
        for confusion in entry["confused_with"]:
            if confusion["code"] not in codes:
                raise DataError(f"{file}: status {entry['code']}: confused_with {confusion['code']}, which has no record")


def read_words(table):
    """The words that records may use; their order is that of the enums in status.h."""
    words = {}
    for key in ("standings", "levels", "texts"):
        words[key] = table.texts(key)
    for key, extra in (("family", "title"), ("fact", "text")):
        rows = table.tables(key)
        for row in rows:
            row.keys_are(("id", extra))
            row.text(extra)
        words[{"family": "families", "fact": "facts"}[key]] = [row.text("id", WORD) for row in rows]
    for key, values in words.items():
        if len(set(values)) != len(values):
            table.refuse(f"a word of {key} is there twice")
        for value in values:
            if not re.fullmatch(WORD, value):
                table.refuse(f'"{value}" of {key} is no word of lower-case letters, digits and hyphens')
    words["fact_texts"] = [row.text("text") for row in table.tables("fact")]
    if len(words["facts"]) > 32:
        table.refuse("there are more than 32 facts; struct httpstatus_code holds 32")
    return words


def read(path):
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: {error}") from None
    table = Table(path.name, document)
    table.keys_are(("date", "standings", "levels", "texts", "family", "fact", "status"))
    words = read_words(table)
    entries = [read_status(t, words) for t in table.tables("status")]
    refuse_duplicates(path.name, entries)
    for before, after in zip(entries, entries[1:]):
        if before["code"] > after["code"]:
            raise DataError(f"{path.name}: status {after['code']}: stands after {before['code']}")
    return {"date": table.text("date", DATE), "words": words, "entries": entries}


def c_string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") + '"'


class Block:
    """The one C object that holds all entries; everything in it is named by its offset."""

    def __init__(self):
        self.strings = {}
        self.arrays = {"former_names": [], "definitions": [], "confusions": [], "requirements": [], "offsets": []}

    def string(self, text):
        if text is None:
            return "0"
        return f"TEXT({self.strings.setdefault(text, len(self.strings))})"

    def list(self, array, elements):
        if not elements:
            return "{0, 0}"
        place = len(self.arrays[array])
        self.arrays[array] += elements
        return f"{{PLACE({array}[{place}]), {len(elements)}}}"

    def text_list(self, texts):
        return self.list("offsets", [self.string(text) for text in texts])

    def requirements(self, items):
        rows = []
        for item in items:
            place = len(self.arrays["requirements"]) + len(rows)
            rows.append("{" + ", ".join([
                f"PLACE(requirements[{place}])", self.text_list(item["fields"]), str(item["level"]),
                self.string(item["condition"]), self.string(item["document"]), self.string(item["section"])]) + "}")
        return self.list("requirements", rows)

    def code(self, place, entry):
        values = {
            "offset": f"PLACE(codes[{place}])",
            "number": entry["code"],
            "standing": entry["standing"],
            "family": entry["family"],
            "facts": f"0x{entry['facts']:x}",
            "phrase": self.string(entry["phrase"]),
            "iana_phrase": self.string(entry["iana_phrase"]),
            "identifier": self.string(identifier(entry["phrase"])),
            "expires": self.string(entry["expires"]),
            "former_names": self.list("former_names", [
                f"{{{self.string(former['name'])}, {self.string(former['document'])}}}" for former in entry["former_names"]]),
            "iana_references": self.text_list(entry["iana_references"]),
            "definitions": self.list("definitions", [
                f"{{{self.string(d['document'])}, {self.string(d['section'])}}}" for d in entry["defined_in"]]),
            "methods": self.text_list(entry["methods"]),
            "response_requirements": self.requirements(entry["response_fields"]),
            "request_requirements": self.requirements(entry["request"]),
            "texts": "{" + ", ".join(self.string(text) for text in entry["texts"]) + "}",
            "confusions": self.list("confusions", [
                f"{{{c['code']}, {self.string(c['because'])}}}" for c in entry["confused_with"]]),
        }
        return "{\n" + "".join(f"\t\t\t.{key} = {value},\n" for key, value in values.items()) + "\t\t}"


ELEMENT_TYPES = {"former_names": "struct former_name", "definitions": "struct definition", "confusions": "struct confusion",
                 "requirements": "struct httpstatus_requirement", "offsets": "uint32_t"}


def word_rows(name, rows):
    width = max(len(row) for row in rows) + 1
    return f"static const char {name}[][{width}] = {{\n" + "".join(f"\t{c_string(row)},\n" for row in rows) + "};\n"


def enum_checks(words):
    """The header's enums and the data must count alike: a word that is only in one of them does not compile."""
    for prefix, key in (("", "standings"), ("", "families"), ("", "facts"), ("", "levels"), ("", "texts")):
        for value, word in enumerate(words[key]):
            constant = "HTTPSTATUS_" + prefix + word.upper().replace("-", "_")
            yield f'_Static_assert((int){constant} == {value}, "status.h and status.toml differ on {word}");\n'


def write(data, digest):
    entries, words, block = data["entries"], data["words"], Block()
    codes = [block.code(place, entry) for place, entry in enumerate(entries)]
    registry = (f"{{PLACE(iana), {block.string('iana')}, "
                + block.list("offsets", [f"PLACE(codes[{place}])" for place in range(len(entries))]) + "}")
    places = {entry["code"]: place + 1 for place, entry in enumerate(entries)}
    if len(entries) > 255:
        raise DataError("more than 255 entries; builtin_place holds a byte each")
    out = ["/* Made by lib/status/generate.py; do not edit. */\n\n",
           f'#define BUILTIN_DATE "{data["date"]}"\n#define BUILTIN_SHA256 "{digest}"\n\n']
    out += [f"enum {{ {name}_COUNT = {len(words[key])} }};\n"
            for name, key in (("STANDING", "standings"), ("FAMILY", "families"), ("FACT", "facts"), ("LEVEL", "levels"))]
    out += ["\n", *enum_checks(words), f'_Static_assert(TEXT_COUNT == {len(words["texts"])}, "status.h and status.toml differ on texts");\n\n']
    for name, key in (("standing_names", "standings"), ("family_names", "families"), ("fact_names", "facts"),
                      ("fact_texts", "fact_texts"), ("level_names", "levels"), ("text_names", "texts")):
        out += [word_rows(name, words[key]), "\n"]
    out += ["struct builtin {\n", f"\tstruct httpstatus_code codes[{len(codes)}];\n", "\tstruct httpstatus_registry iana;\n"]
    out += [f"\t{ELEMENT_TYPES[name]} {name}[{len(rows)}];\n" for name, rows in block.arrays.items() if rows]
    out += ["\tstruct {\n", *(f"\t\tchar t{n}[{len(text) + 1}];\n" for text, n in block.strings.items()), "\t} texts;\n};\n\n"]
    out += ["#define PLACE(member) offsetof(struct builtin, member)\n#define TEXT(n) PLACE(texts.t##n)\n\n"]
    out += ["static const struct builtin builtin = {\n\t.codes = {\n", *(f"\t\t{code},\n" for code in codes), "\t},\n",
            f"\t.iana = {registry},\n"]
    for name, rows in block.arrays.items():
        if rows:
            out += [f"\t.{name} = {{\n", *(f"\t\t{row},\n" for row in rows), "\t},\n"]
    out += ["\t.texts = {\n", *(f"\t\t{c_string(text)},\n" for text in block.strings), "\t},\n};\n\n"]
    out += ["#undef PLACE\n#undef TEXT\n\n", "/* Where the code 100 + n is in builtin.codes, from 1; 0 where it is not registered. */\n",
            "static const uint8_t builtin_place[500] = {\n",
            *("\t" + ", ".join(str(places.get(code, 0)) for code in range(row, row + 20)) + ",\n" for row in range(100, 600, 20)),
            "};\n"]
    return "".join(out)


def main(arguments):
    if len(arguments) != 2:
        print("usage: generate.py STATUS.toml OUTPUT.h", file=sys.stderr)
        return 2
    source, output = map(Path, arguments)
    try:
        data = read(source)
        text = write(data, hashlib.sha256(source.read_bytes()).hexdigest())
    except (DataError, OSError) as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 1
    output.write_text(text, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
