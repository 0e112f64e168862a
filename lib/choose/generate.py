#!/usr/bin/python3
"""Turns the graph of the choose module into C: the words that its code uses, the tables that graph.c takes in, and the calls of what decides, which
decide.c takes in.

    generate.py WORDS.h TABLES.h DECISIONS.h GRAPH.toml

The same data always give the same output. SPDX-License-Identifier: MIT
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tables"))
from c_table import Texts, c_name, enum, rows, word_rows  # noqa: E402
from toml_table import DataError  # noqa: E402
from read import read  # noqa: E402

NOTICE = "/* Made by lib/choose/generate.py; do not edit. */\n\n"


def way_words(graph):
    return list(dict.fromkeys(way for node in graph["nodes"] for way in node["ways"]))


def way_name(way):
    """LOCK is a method, and lock is an answer."""
    return c_name(way) if way == way.lower() else f"METHOD_{way}"


def function_of(decision):
    return "decide_" + decision.replace("-", "_")


def is_yes_or_no(graph, decision):
    return graph["decisions"][decision] == ["yes", "no"]


def write_declarations(graph):
    """What decide_*.c define: a bool where the ways are yes and no."""
    yield "struct httpstatus_choice;\n\n"
    for decision in graph["decisions"]:
        yield f"{'bool' if is_yes_or_no(graph, decision) else 'enum way'} {function_of(decision)}(const struct httpstatus_choice *choice);\n"


def write_words(graph):
    yield NOTICE
    yield enum("node", "NODE", [c_name(node["id"]) for node in graph["nodes"]])
    yield enum("way", "WAY", [way_name(way) for way in way_words(graph)])
    yield enum("decision", "DECISION", [c_name(word) for word in (*graph["decisions"], "methods", "field", "about", "answer")])
    yield enum("value", "VALUE", [c_name(word) for word in (*graph["values"], "answer", "text")])
    most = max(len(node["fields"]) for node in graph["nodes"])
    yield f"enum {{ FIELDS_MOST = {most} }}; /* of the end that has most */\n\n"
    yield from write_declarations(graph)


def write_decisions(graph):
    yield NOTICE
    yield "static enum way way_by_function(const struct httpstatus_choice *choice, enum decision decision)\n{\n\tswitch (decision) {\n"
    for decision in graph["decisions"]:
        call = f"{function_of(decision)}(choice)" + (" ? WAY_YES : WAY_NO" if is_yes_or_no(graph, decision) else "")
        yield f"\tcase DECISION_{c_name(decision)}:\n\t\treturn {call};\n"
    yield "\tdefault:\n\t\treturn WAY_COUNT;\n\t}\n}\n"


class Tables:
    def __init__(self):
        self.texts = Texts()
        self.lists = {"ways": [], "fields": []}

    def list(self, name, elements):
        place = len(self.lists[name])
        self.lists[name] += elements
        return f"{{{place}, {len(elements)}}}"

    def field(self, field):
        kind = field["value"] or ("answer" if field["answer"] else "text")
        answer = f"NODE_{c_name(field['answer'])}" if field["answer"] else "NODE_COUNT"
        return f"{{{self.texts.place(field['name'])}, HTTPSTATUS_LEVEL_{c_name(field['level'])}, VALUE_{c_name(kind)}, {answer}, " \
            f"{self.texts.place(field['text'])}, {self.texts.place(field['unless'])}}}"

    def node(self, node):
        decision = node["decides"] or next((key for key in ("methods", "field", "about") if node[key]), "answer")
        values = {
            **{key: self.texts.place(node[key]) for key in ("id", "text", "reference", "field")},
            "otherwise": self.texts.place(node["default"]),
            "ways": self.list("ways", [f"{{WAY_{way_name(way)}, NODE_{c_name(next_id)}}}" for way, next_id in node["ways"].items()]),
            "fields": self.list("fields", [self.field(field) for field in node["fields"]]),
            "implied_by": f"NODE_{c_name(node['implied_by'])}" if node["implied_by"] else "NODE_COUNT",
            "about": f"NODE_{c_name(node['about'])}" if node["about"] else "NODE_COUNT", "code": str(node["code"]),
            "area": str(node["area"]), "type": f"HTTPSTATUS_ANSWER_TYPE_{c_name(node['type'])}", "decision": f"DECISION_{c_name(decision)}",
            "optional": str(node["optional"]).lower(), "usual_with_method": str(node["usual_with_method"]).lower(),
        }
        return "{" + ", ".join(f".{key} = {value}" for key, value in values.items()) + "}"


def write_tables(graph):
    tables = Tables()
    node_rows = [tables.node(node) for node in graph["nodes"]]
    yield NOTICE
    yield from tables.texts.object()
    yield rows("struct way_record ways[]", tables.lists["ways"])
    yield rows("struct field_record fields[]", tables.lists["fields"])
    yield rows("struct httpstatus_node nodes[NODE_COUNT]", node_rows)
    yield "#undef TEXT\n\n"
    yield word_rows("way_names", way_words(graph))


def main(arguments):
    if len(arguments) != 4:
        print("usage: generate.py WORDS.h TABLES.h DECISIONS.h GRAPH.toml", file=sys.stderr)
        return 2
    words, tables, decisions, source = map(Path, arguments)
    try:
        graph = read(source)
    except (DataError, OSError) as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 1
    words.write_text("".join(write_words(graph)), encoding="ascii")
    tables.write_text("".join(write_tables(graph)), encoding="ascii")
    decisions.write_text("".join(write_decisions(graph)), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
