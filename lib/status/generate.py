#!/usr/bin/python3
"""Turns the data of the status module into the C tables that registry.c and mappings.c take in.

    generate.py BUILTIN.h MAPPINGS.h STATUS.toml VENDORS.toml MAPPINGS.toml

The same data always give the same output. SPDX-License-Identifier: MIT
"""
import hashlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tables"))
from c_table import Texts, c_string, rows  # noqa: E402
from toml_table import DataError  # noqa: E402
from read import identifier, read  # noqa: E402


MADE = "/* Made by lib/status/generate.py; do not edit. */\n\n"


def registration(entry):
    """What IANA's entry said, so that it is true whenever it is read: the library has no clock, and nobody knows what has become of it since."""
    return f"temporary, was to expire on {entry['expires']}" if entry["expires"] else None


class Block:
    """The one C object that holds all entries; everything in it is named by its offset."""

    def __init__(self):
        self.texts = Texts()
        self.arrays = {"former_names": [], "sent_phrases": [], "confusions": [], "requirements": [], "offsets": []}

    def list(self, array, elements):
        if not elements:
            return "{0, 0}"
        place = len(self.arrays[array])
        self.arrays[array] += elements
        return f"{{PLACE({array}[{place}]), {len(elements)}}}"

    def text_list(self, texts):
        return self.list("offsets", [self.texts.place(text) for text in texts])

    def requirements(self, items):
        records = []
        for item in items:
            place = len(self.arrays["requirements"]) + len(records)
            records.append("{" + ", ".join([
                f"PLACE(requirements[{place}])", self.text_list(item["fields"]), self.texts.place(item["value"]), str(item["level"]),
                self.texts.place(item["condition"]), self.texts.place(item["reference"])]) + "}")
        return self.list("requirements", records)

    def code(self, place, entry):
        values = {
            "offset": f"PLACE(codes[{place}])",
            "number": entry["code"],
            "nearest": entry["nearest"],
            "standing": entry["standing"],
            "family": entry["family"],
            "visibility": entry["visibility"],
            "facts": f"0x{entry['facts']:x}",
            "phrase": self.texts.place(entry["phrase"]),
            "iana_phrase": self.texts.place(entry["iana_phrase"]),
            "identifier": self.texts.place(identifier(entry["phrase"])),
            "expires": self.texts.place(entry["expires"]),
            "vendor": self.texts.place(entry["vendor"]),
            "known_from": self.texts.place(entry["known_from"]),
            "former_names": self.list("former_names", [
                f"{{{self.texts.place(former['name'])}, {self.texts.place(former['document'])}}}" for former in entry["former_names"]]),
            "sent_phrases": self.list("sent_phrases", [
                f"{{{self.texts.place(sent['phrase'])}, {self.texts.place(sent['source'])}}}" for sent in entry["sent_phrases"]]),
            "keywords": self.text_list(entry["keywords"]),
            "registration": self.texts.place(registration(entry)),
            "iana_references": self.text_list(entry["iana_references"]),
            "references": self.text_list(entry["defined_in"]),
            "methods": self.text_list(entry["methods"]),
            "response_requirements": self.requirements(entry["response_fields"]),
            "request_requirements": self.requirements(entry["request"]),
            "texts": "{" + ", ".join(self.texts.place(text) for text in entry["texts"]) + "}",
            "confusions": self.list("confusions", [
                f"{{{c['code']}, {self.texts.place(c['because'])}}}" for c in entry["confused_with"]]),
        }
        return "{\n" + "".join(f"\t\t\t.{key} = {value},\n" for key, value in values.items()) + "\t\t}"

    def registry(self, place, name, codes):
        return f"{{PLACE(registries[{place}]), {self.texts.place(name)}, " + \
            self.list("offsets", [f"PLACE(codes[{code}])" for code in codes]) + "}"


ELEMENT_TYPES = {"former_names": "struct former_name", "sent_phrases": "struct sent_phrase", "confusions": "struct confusion",
                 "requirements": "struct httpstatus_requirement", "offsets": "uint32_t"}


def vendor_view(entries, vendor):
    """The places of IANA's entries and a vendor's own; where they share a number, the vendor's comes first."""
    mine = [place for place, entry in enumerate(entries) if entry["vendor"] in (None, vendor)]
    return sorted(mine, key=lambda place: (entries[place]["code"], entries[place]["vendor"] is None))


def registries(block, entries, vendors):
    """Those that come with the library: IANA's, everything, and one for each vendor."""
    views = [("iana", [place for place, entry in enumerate(entries) if entry["vendor"] is None]),
             ("everything", range(len(entries))), *((vendor, vendor_view(entries, vendor)) for vendor in vendors)]
    return [block.registry(place, name, codes) for place, (name, codes) in enumerate(views)]


def write_block(block, codes, views):
    yield f"struct builtin {{\n\tstruct httpstatus_registry registries[{len(views)}];\n\tstruct httpstatus_code codes[{len(codes)}];\n"
    yield from (f"\t{ELEMENT_TYPES[name]} {name}[{len(elements)}];\n" for name, elements in block.arrays.items())
    yield "\tstruct {\n"
    yield from (f"\t\t{member}" for member in block.texts.members())
    yield "\t} texts;\n};\n\n"
    yield "#define PLACE(member) offsetof(struct builtin, member)\n#define TEXT(n) PLACE(texts.t##n)\n\n"
    yield "static const struct builtin builtin = {\n"
    for name, elements in (("registries", views), ("codes", codes), *block.arrays.items(), ("texts", block.texts.values())):
        yield f"\t.{name} = {{\n"
        yield from (f"\t\t{element},\n" for element in elements)
        yield "\t},\n"
    yield "};\n\n#undef PLACE\n#undef TEXT\n\n"


def write_places(entries):
    places = {entry["code"]: place + 1 for place, entry in enumerate(entries) if entry["vendor"] is None}
    if max(places.values()) > 255:
        raise DataError("more than 255 entries; builtin_place holds a byte each")
    yield "/* Where IANA's entry of the code 100 + n is in builtin.codes, from 1; 0 where it is not registered. */\n"
    yield "static const uint8_t builtin_place[500] = {\n"
    for row in range(100, 600, 20):
        yield "\t" + ", ".join(str(places.get(code, 0)) for code in range(row, row + 20)) + ",\n"
    yield "};\n\n"


def write_mappings(mappings):
    yield MADE
    yield f"enum {{ GRPC_OTHERWISE = {mappings['otherwise']} }};\n\n"
    yield "static const uint16_t grpc_to_http[] = {" + ", ".join(map(str, mappings["grpc_to_http"])) + "};\n\n"
    yield rows("struct { uint16_t http; uint16_t grpc; } http_to_grpc[]",
               [f"{{{http}, {grpc}}}" for http, grpc in sorted(mappings["http_to_grpc"].items())])
    errors = mappings["proxy_errors"]
    width = max(len(error["section"]) for error in errors) + 1
    yield rows(f"struct {{ int16_t http; char section[{width}]; }} proxy_errors[]",
               [f'{{{error["http"] or -1}, {c_string(error["section"])}}}' for error in errors])


def write_builtin(data, digest):
    entries, block = data["entries"], Block()
    codes = [block.code(place, entry) for place, entry in enumerate(entries)]
    views = registries(block, entries, data["words"]["vendors"])
    yield MADE
    yield f'#define BUILTIN_DATE "{data["date"]}"\n#define BUILTIN_SHA256 "{digest}"\n\n'
    yield f'_Static_assert(TEXT_COUNT == {len(data["words"]["texts"])}, "data.h and the data differ on texts");\n\n'
    yield from write_block(block, codes, views)
    yield from write_places(entries)


def main(arguments):
    if len(arguments) != 5:
        print("usage: generate.py BUILTIN.h MAPPINGS.h STATUS.toml VENDORS.toml MAPPINGS.toml", file=sys.stderr)
        return 2
    builtin, mappings, *sources = map(Path, arguments)
    try:
        data = read(*sources)
        digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
        texts = {builtin: "".join(write_builtin(data, digest)), mappings: "".join(write_mappings(data["mappings"]))}
    except (DataError, OSError) as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 1
    for output, text in texts.items():
        output.write_text(text, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
