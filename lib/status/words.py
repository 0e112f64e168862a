#!/usr/bin/python3
"""Turns the words of the library into the C tables that vocabulary.c takes in: those of the public headers' enums, and those of the data.

    words.py OUTPUT.h STATUS.toml VENDORS.toml MAPPINGS.toml STEPS.toml SETTINGS.toml

The same data always give the same output. SPDX-License-Identifier: MIT
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tables"))
from c_table import Texts, rows  # noqa: E402
from headers import read_enums  # noqa: E402
from toml_table import DataError, read_document  # noqa: E402
from read import read  # noqa: E402


def numbered(pairs):
    return [(number, word, text) for number, (word, text) in enumerate(pairs)]


def read_data(status, vendors, mappings, steps, settings):
    """The lists that are no enum's: each a word and its text, or None."""
    data = read(status, vendors, mappings)
    return {
        "vendor": numbered(zip(data["words"]["vendors"], data["words"]["vendor_titles"])),
        "grpc": numbered((name, None) for name in data["mappings"]["grpc_names"]),
        "proxy_error": numbered((error["type"], error["note"]) for error in data["mappings"]["proxy_errors"]),
        "reason": numbered((step.text("reason"), step.text("text")) for step in read_document(steps).tables("step")),
        "setting": numbered((setting.text("id"), setting.text("text")) for setting in read_document(settings).tables("setting")),
    }


def read_vocabularies(enums, data):
    """The list of each vocabulary, in the order of enum httpstatus_vocabulary: numbers, words and texts, the numbers growing."""
    vocabularies = []
    for vocabulary in enums["vocabulary"]:
        name = vocabulary.word.replace("-", "_")
        if name in data:
            vocabularies.append(data[name])
        elif name in enums:
            vocabularies.append(sorted((constant.value, constant.word, constant.text) for constant in enums[name]))
        else:
            raise DataError(f"{vocabulary.name}: there is neither such an enum nor such a list in the data")
    if missing := set(enums) - {vocabulary.word.replace("-", "_") for vocabulary in enums["vocabulary"]}:
        raise DataError(f"no vocabulary has the enum {', '.join(sorted(missing))}")
    return vocabularies


def write(enums, vocabularies):
    texts = Texts()
    lists, words = [], []
    for vocabulary in vocabularies:
        lists.append(f"{{{len(words)}, {len(vocabulary)}}}")
        words += [f"{{{number}, {texts.place(word)}, {texts.place(text)}}}" for number, word, text in vocabulary]
    yield "/* Made by lib/status/words.py; do not edit. */\n\n"
    for enum in enums.values():
        yield from (f'_Static_assert((int){constant.name} == {constant.value}, "words.py reads the header otherwise");\n' for constant in enum)
    yield "\n"
    yield from texts.object()
    yield rows("struct word_record words[]", words)
    yield rows("struct offset_list vocabularies[]", lists)
    yield "#undef TEXT\n"


def main(arguments):
    if len(arguments) != 6:
        print("usage: words.py OUTPUT.h STATUS.toml VENDORS.toml MAPPINGS.toml STEPS.toml SETTINGS.toml", file=sys.stderr)
        return 2
    output, *sources = map(Path, arguments)
    try:
        enums = read_enums()
        text = "".join(write(enums, read_vocabularies(enums, read_data(*sources))))
    except (DataError, OSError) as error:
        print(f"words.py: {error}", file=sys.stderr)
        return 1
    output.write_text(text, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
