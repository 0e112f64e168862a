"""Reads rules.toml and refuses what is no record, naming file, record and reason.

SPDX-License-Identifier: MIT
"""
import re
from itertools import takewhile

from headers import words
from toml_table import DataError, read_document

WORD = r"[a-z0-9]+(-[a-z0-9]+)*"
FIELD = r"[A-Z0-9][A-Za-z0-9]*(-[A-Z0-9][A-Za-z0-9]*)*"
TOKEN = r"[A-Z-]+"
LEVELS = ("must", "must-not", "cannot", "should", "should-not", "may", "advice")
CONTENTS = ("none", "some")
AFTER = ("nothing", "representation", "redirect", "same", "variant", "tag", "change")
PLACEHOLDER = r"\{([^{}]*)\}"
FIELD_LISTS = ("has", "lacks", "lacks_value", "request_has", "request_lacks", "request_lacks_value")


def read_codes(table, key):
    """The codes that a rule is for; 0 stands for those without a class."""
    codes = set()
    for word in table.items(key):
        taken = isinstance(word, str) and word.startswith("-")
        word = word[1:] if taken else word
        if word == "any":
            some = set(range(1000))
        elif isinstance(word, str) and re.fullmatch("[1-5]xx", word):
            some = set(range(100 * int(word[0]), 100 * int(word[0]) + 100))
        elif re.fullmatch("[0-9]{1,3}", str(word)):
            some = {int(word)}
        else:
            table.refuse(f'"{key}" has {word!r}, which is no code, no class, and not "any"')
        codes = codes - some if taken else codes | some
    if not codes:
        table.refuse(f'"{key}" has no code')
    return codes


def read_words(table, key, pattern):
    for word in table.texts(key):
        if not re.fullmatch(pattern, word):
            table.refuse(f'"{key}" has "{word}", which is not of the form {pattern}')
    return table.texts(key)


def check_message(table, message):
    for name in re.findall(PLACEHOLDER, message):
        if name not in ("method", "status", "target", "found") and not re.fullmatch(f"(request )?{FIELD}", name):
            table.refuse(f'"message" has {{{name}}}, which is neither method, status, target nor found, nor a field')


def read_rule(table, declarations, binds):
    if "id" in table.table:
        table.where += f" ({table.table['id']})"
    table.keys_are(("id", "on", "binds", "level", "document", "section", "title", "text", "message"),
                   (*FIELD_LISTS, "methods", "other_methods", "content", "declared", "when", "unless", "field", "about", "after", "before_on", "everywhere"))
    fields = {key: read_words(table, key, FIELD) for key in FIELD_LISTS}
    asked = [field for key in ("lacks_value", "lacks", "has", "request_lacks_value", "request_lacks", "request_has") for field in fields[key]]
    if table.table.get("about", "request") != "request":
        table.refuse('"about" is "request", or not there')
    for word in table.texts("declared"):
        if word not in declarations:
            table.refuse(f'"declared" has "{word}", which is no declaration')
    if table.table.get("everywhere", True) is not True:
        table.refuse('"everywhere" is true, or not there')
    check_message(table, table.text("message"))
    return {
        "id": table.text("id", r"[a-z0-9]+(-[a-z0-9]+)*"), "codes": read_codes(table, "on"), "binds": binds[table.word("binds", binds)],
        "level": LEVELS[table.word("level", LEVELS)], "reference": table.reference(),
        "title": table.text("title"), "text": table.text("text", r"[ -~]*[.]"), "message": table.text("message", r"[ -~]*[^.]"),
        **fields, "methods": read_words(table, "methods", TOKEN), "other_methods": read_words(table, "other_methods", TOKEN),
        "after": table.word("after", AFTER) if "after" in table.table else 0,
        "before_codes": sorted(read_codes(table, "before_on")) if "before_on" in table.table else [],
        "content": 1 + table.word("content", CONTENTS) if "content" in table.table else 0,
        "declared": sum(1 << declarations.index(word) for word in table.texts("declared")),
        "when": read_words(table, "when", WORD), "unless": read_words(table, "unless", WORD),
        "field": table.optional_text("field", FIELD) or (asked[0] if asked else None), "part": "request" if "about" in table.table else "response",
        "everywhere": "everywhere" in table.table,
    }


def read(path):
    table = read_document(path)
    table.keys_are(("rule",))
    declarations = list(takewhile(lambda word: word != "level", words("checker_property")))  # from there on, what is said is no declaration
    if len(declarations) > 64:
        table.refuse("there are more declarations than bits for them")
    binds = words("binds")
    rules = [read_rule(t, declarations, binds) for t in table.tables("rule")]
    ids = [rule["id"] for rule in rules]
    if len(set(ids)) != len(ids):
        raise DataError(f"{path.name}: {next(word for word in ids if ids.count(word) > 1)} is there twice")
    return {"declarations": declarations, "rules": rules}
