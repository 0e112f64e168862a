"""Reads graph.toml, and refuses what is no graph from one start to ends, naming file, record and reason.

SPDX-License-Identifier: MIT
"""
import re

from headers import words
from toml_table import read_document

WORD = r"[a-z0-9]+(-[a-z0-9]+)*"
TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
LEVELS = ("must", "should", "may", "expected", "advice")
OTHER = "other"

# The ways that each type of answer has unless a function decides; None where nobody is asked, or the words are the ways.
TYPES = {word: {"nothing": None, "yes-no": ("yes", "no"), "word": None}.get(word, ("given",)) for word in words("answer_type")}
DECIDERS = ("decides", "methods", "field", "about")


def read_ways(table):
    ways = table.table["ways"]
    if not isinstance(ways, dict) or not ways or not all(isinstance(next_id, str) for next_id in ways.values()):
        table.refuse('"ways" are not words that lead to ids')
    return ways


def ways_fit(table, node, decisions):
    """What the ways have to be; nothing where they are free."""
    ways = tuple(node["ways"])
    if node["decides"]:
        wanted = tuple(decisions[node["decides"]])
    elif node["field"]:
        wanted = ("yes", "no")
    elif node["methods"] or node["about"]:
        if ways[-1] != OTHER:
            table.refuse(f'the last way is "{ways[-1]}", not "{OTHER}"')
        return
    elif node["type"] == "word":
        return
    else:
        wanted = (*TYPES[node["type"]], *(["none"] if node["optional"] else []))
    if ways != wanted:
        table.refuse(f'the ways are {", ".join(ways)}, not {", ".join(wanted)}')


def read_node(table, areas, decisions):
    if "id" in table.table:
        table.where += f" ({table.table['id']})"
    table.keys_are(("id", "area", "text", "ways", "document", "section"), ("type", "default", "optional", "usual_with_method", "implied_by", *DECIDERS))
    type_ = table.table.get("type", "nothing")
    if type_ not in TYPES or type_ == "nothing" and "type" in table.table:
        table.refuse(f'"type" is "{type_}", which is no type of answer')
    asked = "type" in table.table
    deciders = [key for key in DECIDERS if key in table.table]
    if len(deciders) + asked not in (1, 2) or len(deciders) > 1 or asked and deciders not in ([], ["decides"]):
        table.refuse(f'one of type, {", ".join(DECIDERS)} decides, or type and decides do')
    if not asked and ("default" in table.table or "optional" in table.table):
        table.refuse('"default" and "optional" are of questions, and nobody is asked')
    if "decides" in table.table:
        table.word("decides", list(decisions))
    node = {
        "id": table.text("id", WORD), "area": table.word("area", areas), "text": table.text("text", r"[A-Z][ -~]*[.?]"), "type": type_,
        "ways": read_ways(table), "reference": table.reference(),
        "default": table.text("default", r"[ -~]*") if "default" in table.table else None, "optional": table.table.get("optional", False),
        "usual_with_method": table.table.get("usual_with_method", False), "implied_by": table.optional_text("implied_by", WORD),
        "decides": table.table.get("decides"), "methods": table.table.get("methods", False), "field": table.optional_text("field", TOKEN),
        "about": table.optional_text("about", WORD), "code": 0, "fields": [],
    }
    if node["optional"] not in (True, False) or node["methods"] not in (True, False):
        table.refuse('"optional" and "methods" are true, or not there')
    if node["usual_with_method"] not in (True, False) or node["usual_with_method"] and (node["type"] != "methods" or not node["default"]):
        table.refuse('"usual_with_method" is true for methods with a default, or not there')
    if node["default"] == "" and not node["optional"] or node["type"] in ("yes-no", "word") and (
            node["optional"] or node["default"] is not None and node["default"] not in node["ways"]):
        table.refuse(f'"default" is "{node["default"]}", which is no answer')
    ways_fit(table, node, decisions)
    return table, node


def read_field(table, words):
    table.keys_are(("name", "level"), ("answer", "text", "value", "unless", "document", "section"))
    if "document" in table.table:
        table.reference()
    if sum(key in table.table for key in ("answer", "text", "value")) != 1:
        table.refuse("a field has one of answer, text and value")
    return {
        "name": table.text("name", TOKEN), "level": LEVELS[table.word("level", LEVELS)], "answer": table.optional_text("answer", WORD),
        "unless": table.optional_text("unless", TOKEN), "text": table.optional_text("text"), "value": words[table.word("value", words)] if "value" in table.table else None,
    }


def read_end(table, values, sets):
    if "id" in table.table:
        table.where += f" ({table.table['id']})"
    table.keys_are(("id", "code", "text", "document", "section"), ("with", "fields"))
    fields = [read_field(t, values) for t in table.tables("fields")]
    code = table.integer("code", 100, 599)
    for name in table.texts("with"):
        if name not in sets:
            table.refuse(f'"with" has "{name}", which is no set of fields')
        fields += sets[name]
    fields += sets.get(str(code), sets.get(f"{code // 100}xx", []))
    return table, {
        "id": table.text("id", WORD), "text": table.text("text", r"[A-Z][ -~]*[.]"), "code": code, "fields": fields, "type": "nothing",
        "reference": table.reference(), "ways": {}, "default": None, "optional": False,
        "usual_with_method": False, "implied_by": None, "decides": None, "methods": False, "field": None, "about": None,
    }


def read_sets(table, words):
    """The fields of a set by its name, or by each class or code that has them."""
    sets = {}
    for t in table.tables("fields"):
        t.keys_are(("fields",), ("set", "codes", "document", "section"))
        rows = t.tables("fields")
        if "document" in t.table or not all("document" in row.table for row in rows):
            t.reference()
        names = [t.text("set", WORD)] if "set" in t.table else t.texts("codes")
        for name in names:
            sets.setdefault(name, []).extend(read_field(f, words) for f in rows)
    return sets


def order_by_paths(nodes, refuse):
    """The nodes so that each comes after all that lead to it; what is left has a circle."""
    leading = {node["id"]: 0 for node in nodes}
    for node in nodes:
        for next_id in node["ways"].values():
            leading[next_id] += 1
    by_id = {node["id"]: node for node in nodes}
    if unreached := [name for name, count in leading.items() if count == 0 and name != nodes[0]["id"]]:
        refuse(f'nothing leads to {", ".join(unreached)}')
    ready, done = [nodes[0]["id"]], []
    while ready:
        done.append(ready.pop())
        for next_id in by_id[done[-1]]["ways"].values():
            leading[next_id] -= 1
            if leading[next_id] == 0:
                ready.append(next_id)
    if len(done) != len(nodes):
        refuse(f'{", ".join(name for name in by_id if name not in done)}: the ways go in a circle')
    return done


def read(path):
    document = read_document(path)
    document.keys_are(("values", "decisions", "fields", "node", "end"))
    decisions = document.table["decisions"]
    sets = read_sets(document, document.texts("values"))
    pairs = [read_node(t, words("area"), decisions) for t in document.tables("node")]
    pairs += [read_end(t, document.texts("values"), sets) for t in document.tables("end")]
    nodes = [node for _, node in pairs]
    by_id = {node["id"]: node for node in nodes}
    if len(by_id) != len(nodes):
        document.refuse("an id is there twice")
    for table, node in pairs:
        for next_id in node["ways"].values():
            if next_id not in by_id:
                table.refuse(f'a way leads to "{next_id}", which is no node')
        if node["implied_by"] and (not node["default"] or by_id.get(node["implied_by"], {}).get("type") != node["type"]):
            table.refuse('"implied_by" is a question of the same type, and of one with a default, or not there')
        for asked in [node["about"], *(field["answer"] for field in node["fields"])]:
            if asked and (asked not in by_id or by_id[asked]["type"] == "nothing"):
                table.refuse(f'"{asked}" is asked by no node')
        if node["about"] and (stray := [way for way in node["ways"] if way not in (*by_id[node["about"]]["ways"], OTHER)]):
            table.refuse(f'{", ".join(stray)} is no answer to "{node["about"]}"')
    for place in order_by_paths(nodes, document.refuse):
        for next_id in by_id[place]["ways"].values():
            by_id[next_id].setdefault("area", by_id[place]["area"])
    if unused := set(decisions) - {node["decides"] for node in nodes}:
        document.refuse(f'{", ".join(sorted(unused))} decides nothing')
    return {"values": document.texts("values"), "decisions": decisions, "nodes": nodes}
