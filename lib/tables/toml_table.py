"""Reading TOML that people write: tables that know where they stand and complain clearly. For the generators in lib/*/.

SPDX-License-Identifier: MIT
"""
import re
import tomllib

# An RFC, a draft, with the number of a version where it is about that one, or anything else by its name.
DOCUMENT = r"RFC [1-9][0-9]*|draft(-[a-z0-9]+)+|(?!RFC|draft-)[!-~][ -~]*"
SECTION = r"[A-Z0-9]+(\.[A-Z0-9]+)*"


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

    def reference(self):
        """ "RFC 9110, 15.5.5" """
        for key in ("document", "section"):
            if key not in self.table:
                self.refuse(f'"{key}" is missing')
        return f'{self.text("document", DOCUMENT)}, {self.text("section", SECTION)}'

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


def read_document(path):
    """The top table of a file."""
    try:
        return Table(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: {error}") from None
