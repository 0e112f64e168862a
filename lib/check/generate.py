#!/usr/bin/python3
"""Turns the data of the check module into C: the words that its code uses, the tables that data.c takes in, and the calls that judges.c takes in.

    generate.py WORDS.h TABLES.h JUDGES.h RULES.toml

A judge that a rule names is a function of that name, and is called from here: there is no list of them to be kept. The same data always give
the same output. SPDX-License-Identifier: MIT
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tables"))
from c_table import Texts, c_name, rows  # noqa: E402
from toml_table import DataError  # noqa: E402
from read import FIELD_LISTS, read  # noqa: E402

NOTICE = "/* Made by lib/check/generate.py; do not edit. */\n\n"


def judges_of(rules):
    return sorted({word for rule in rules for word in (*rule["when"], *rule["unless"])})


def function_of(judge):
    return "judge_" + judge.replace("-", "_")


def write_words(rules, declarations):
    yield NOTICE
    yield "struct subject;\n\nenum judge {\n" + "".join(f"\tJUDGE_{c_name(judge)},\n" for judge in judges_of(rules)) + "\tJUDGE_COUNT\n};\n\n"
    yield from (f"bool {function_of(judge)}(const struct subject *subject);\n" for judge in judges_of(rules))
    yield f"\nenum {{ RULE_COUNT = {len(rules)}, DECLARATION_COUNT = {len(declarations)} }};\n"


class Tables:
    def __init__(self):
        self.texts = Texts()
        self.offsets = []

    def list(self, elements):
        place = len(self.offsets)
        self.offsets += elements
        return f"{{{place}, {len(elements)}}}"

    def text_list(self, texts):
        return self.list([self.texts.place(text) for text in texts])

    def rule(self, rule):
        values = {
            **{key: self.texts.place(rule[key]) for key in ("id", "reference", "title", "text", "message", "field")},
            **{key: self.text_list(rule[key]) for key in (*FIELD_LISTS, "methods", "other_methods")},
            **{key: self.list([f"JUDGE_{c_name(word)}" for word in rule[key]]) for key in ("when", "unless")},
            "before_codes": self.list([str(code) for code in rule["before_codes"]]), "after": str(rule["after"]),
            "declared": f"UINT64_C(0x{rule['declared']:x})", "level": f"HTTPSTATUS_LEVEL_{c_name(rule['level'])}",
            "binds": f"HTTPSTATUS_BINDS_{c_name(rule['binds'])}", "part": f"HTTPSTATUS_PART_{c_name(rule['part'])}", "content": str(rule["content"]),
            "everywhere": "true" if rule["everywhere"] else "false",
        }
        return "{" + ", ".join(f".{key} = {value}" for key, value in values.items()) + "}"


def write_places(rules):
    """The rules of each code, one list behind the other; codes with the same rules share one."""
    lists, places, firsts = {}, [], []
    for code in range(1000):
        own = tuple(n for n, rule in enumerate(rules) if code in rule["codes"])
        if own not in lists:
            lists[own] = len(places)
            places += own
        firsts.append(f"{{{lists[own]}, {len(own)}}}")
    yield rows("uint16_t code_places[]", places)
    yield rows("struct { uint16_t first, count; } code_rules[1000]", firsts)


def write_tables(rules):
    tables = Tables()
    rule_rows = [tables.rule(rule) for rule in rules]
    yield NOTICE
    yield from tables.texts.object()
    yield rows("uint32_t offsets[]", tables.offsets)
    yield rows("struct httpstatus_rule rules[RULE_COUNT]", rule_rows)
    yield "#undef TEXT\n\n"
    yield from write_places(rules)


def write_judges(rules):
    judges = judges_of(rules)
    yield NOTICE
    yield "bool judge_holds(const struct subject *subject, enum judge judge)\n{\n\tswitch (judge) {\n"
    yield from (f"\tcase JUDGE_{c_name(judge)}:\n\t\treturn {function_of(judge)}(subject);\n" for judge in judges)
    yield "\tcase JUDGE_COUNT:\n\t\tbreak;\n\t}\n\treturn false;\n}\n"


def main(arguments):
    if len(arguments) != 4:
        print("usage: generate.py WORDS.h TABLES.h JUDGES.h RULES.toml", file=sys.stderr)
        return 2
    words, tables, judges, source = map(Path, arguments)
    try:
        data = read(source)
    except (DataError, OSError) as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 1
    words.write_text("".join(write_words(data["rules"], data["declarations"])), encoding="ascii")
    tables.write_text("".join(write_tables(data["rules"])), encoding="ascii")
    judges.write_text("".join(write_judges(data["rules"])), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
