#!/usr/bin/python3
"""Writes the header with the words that searches treat alike: search.py OUTPUT.h SEARCH.toml. SPDX-License-Identifier: MIT"""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tables"))
from c_table import c_string, rows, word_rows  # noqa: E402
from toml_table import DataError, read_document  # noqa: E402

WORD = r"[a-z0-9]+"


def refuse_what_is_no_word(table, words):
    for word in words:
        if not re.fullmatch(WORD, word):
            table.refuse(f'"{word}" is not of the form {WORD}')


def read_same_words(table):
    """Pairs of a word and the one that it is read as."""
    pairs = {}
    for words in table.items("same_words"):
        if not isinstance(words, list) or len(words) < 2 or not all(isinstance(word, str) for word in words):
            table.refuse(f"{words!r} in same_words is no list of two words or more")
        refuse_what_is_no_word(table, words)
        for word in words:
            if word[0] != words[0][0]:
                table.refuse(f'"{word}" and "{words[0]}" in same_words do not begin with the same letter')
            if word in pairs:
                table.refuse(f'"{word}" is twice in same_words')
            pairs[word] = words[0]
    return sorted((word, first) for word, first in pairs.items() if word != first)


def read(path):
    table = read_document(path)
    table.keys_are(("passed_over", "same_words"))
    passed_over = table.texts("passed_over")
    refuse_what_is_no_word(table, passed_over)
    return passed_over, read_same_words(table)


def write(passed_over, pairs):
    yield "/* Made by lib/status/search.py; do not edit. */\n\n"
    yield word_rows("passed_over", passed_over)
    width = max(len(word) for pair in pairs for word in pair) + 1
    yield rows(f"struct {{ char word[{width}], read_as[{width}]; }} same_words[]",
               [f"{{{c_string(word)}, {c_string(first)}}}" for word, first in pairs])


def main(arguments):
    if len(arguments) != 2:
        print("usage: search.py OUTPUT.h SEARCH.toml", file=sys.stderr)
        return 2
    output, source = map(Path, arguments)
    try:
        text = "".join(write(*read(source)))
    except (DataError, OSError) as error:
        print(f"search.py: {error}", file=sys.stderr)
        return 1
    output.write_text(text, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
