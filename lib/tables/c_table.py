"""Writing C tables: texts in one object, named by their offsets, so that nothing has to be relocated. For the generators in lib/*/.

SPDX-License-Identifier: MIT
"""


def c_string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") + '"'


def c_name(word):
    return word.upper().replace("-", "_")


def word_rows(name, rows):
    width = max(len(row) for row in rows) + 1
    return f"static const char {name}[][{width}] = {{\n" + "".join(f"\t{c_string(row)},\n" for row in rows) + "};\n\n"


def enum(name, prefix, words):
    """An enum, without a name where there is none, and the count of its words at the end."""
    return f"enum {name + ' ' if name else ''}{{\n" + "".join(f"\t{prefix}_{word},\n" for word in words) + f"\t{prefix}_COUNT\n}};\n\n"


def rows(declaration, elements):
    return f"static const {declaration} = {{\n" + "".join(f"\t{element},\n" for element in elements) + "};\n\n"


class Texts:
    """The texts of one object. TEXT(n) is the offset of the text n; 0 stands for no text."""

    def __init__(self):
        self.numbers = {}

    def place(self, text):
        return "0" if text is None else f"TEXT({self.numbers.setdefault(text, len(self.numbers))})"

    def members(self):
        return [f"char t{n}[{len(text) + 1}];\n" for text, n in self.numbers.items()]

    def values(self):
        return [c_string(text) for text in self.numbers]

    def object(self):
        """The object itself, for tables that come behind it."""
        yield "struct texts {\n\tchar none;\n" + "".join(f"\t{member}" for member in self.members()) + "};\n\n"
        yield "#define TEXT(n) offsetof(struct texts, t##n)\n\n"
        yield rows("struct texts texts", ["0", *self.values()])
