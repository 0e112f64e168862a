"""Reads steps.toml, settings.toml and clients.toml, and refuses what is no record, naming file, record and reason.

SPDX-License-Identifier: MIT
"""
import re

from headers import words as header_words
from toml_table import DataError, read_document

WORD = r"[a-z0-9]+(-[a-z0-9]+)*"
TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
LEVELS = ("must", "must-not", "should", "should-not", "may", "policy")
REPEATS = ("at-once", "later")
KINDS = ("rules", "codes", "names", "methods", "number", "word")

# What step_record.triggers has besides codes from 100 to 599.
FINAL, FIRST_EVENT = 6, 10


def read_trigger(table, trigger, events):
    if type(trigger) is int and 100 <= trigger <= 599:
        return trigger
    if isinstance(trigger, str) and re.fullmatch("[1-5]xx", trigger):
        return int(trigger[0])
    if trigger == "final":
        return FINAL
    if trigger in events:
        return FIRST_EVENT + events.index(trigger)
    return table.refuse(f'"on" has {trigger!r}, which is no code, no class, not "final", and none of {", ".join(events)}')


def read_conditions(table, key, conditions):
    for word in table.texts(key):
        if word not in conditions:
            table.refuse(f'"{key}" has "{word}", which is no condition')
    return sum(1 << conditions.index(word) for word in table.texts(key))


def read_flag(table, key, otherwise):
    value = table.table.get(key, otherwise)
    if type(value) is not bool:
        table.refuse(f'"{key}" is {value!r}, neither true nor false')
    return value


def read_step(table, words, settings):
    if "reason" in table.table:
        table.where += f" ({table.table['reason']})"
    table.keys_are(("reason", "on", "action", "level", "document", "section", "text"),
                   ("when", "unless", "wish", "fails", "method", "content", "drop", "add", "connection", "repeats", "early", "proxy"))
    action = table.word("action", words["actions"])
    fails = table.optional_text("fails", WORD)
    if fails and "fail" not in settings.get(fails, ()):
        table.refuse(f'"fails" is "{fails}", which is no setting that has the word fail')
    if table.table.get("content", "drop") != "drop":
        table.refuse('"content" is "drop", or not there')
    requests = words["actions"][action] in words["requests"]
    if "repeats" in table.table:
        table.word("repeats", REPEATS)
    for key in ("wish", "method", "content", "drop", "add", "repeats", "early"):
        if key in table.table and not requests:
            table.refuse(f'"{key}" is of the next request, and "{words["actions"][action]}" sends none')
    return {
        "reason": table.text("reason", WORD), "action": action, "level": LEVELS[table.word("level", LEVELS)],
        "reference": table.reference(), "text": table.text("text", r"[ -~]*[.]"),
        "on": [read_trigger(table, trigger, words["events"]) for trigger in table.items("on")],
        "when": read_conditions(table, "when", words["conditions"]), "unless": read_conditions(table, "unless", words["conditions"]),
        "wish": read_conditions(table, "wish", words["conditions"]),
        "fails": fails, "method": table.optional_text("method", TOKEN), "drops_content": "content" in table.table,
        "drop": table.texts("drop"), "add": table.texts("add"), "requests": requests,
        "connection": header_words("next_connection")[table.word("connection", header_words("next_connection"))] if "connection" in table.table else "reuse",
        "repeats": "repeats" in table.table, "backs_off": table.table.get("repeats") == "later",
        "avoids_early_data": not read_flag(table, "early", True),
        "proxy": read_flag(table, "proxy", False),
    }


def refuse_gaps(name, words, steps):
    """Whatever happens, there is a step: for each class and event one that has no conditions, and for a proxy as well."""
    always = {trigger for step in steps if not step["when"] and not step["unless"] and step["proxy"] and not step["requests"]
              for trigger in step["on"]}
    for trigger, word in [*((n, f"{n}xx") for n in range(1, 6)),
                          *((FIRST_EVENT + n, event) for n, event in enumerate(words["events"]))]:
        if trigger not in always:
            raise DataError(f"{name}: no step without conditions, which a proxy may take, for {word}")


def read_steps(path, settings):
    table = read_document(path)
    lists = ("requests", "events", "conditions", "content_fields", "upload_fields", "condition_fields", "bound_schemes", "bound_fields")
    table.keys_are((*lists, "step"))
    words = {"actions": header_words("action"), **{key: table.texts(key) for key in lists}}
    steps = [read_step(t, words, settings) for t in table.tables("step")]
    reasons = [step["reason"] for step in steps]
    if len(set(reasons)) != len(reasons):
        table.refuse(f"{next(reason for reason in reasons if reasons.count(reason) > 1)} is there twice")
    for key in ("conditions", "actions"):
        used = {bit for step in steps for bit in range(len(words[key])) if (step["when"] | step["unless"] | step["wish"]) >> bit & 1} if key == "conditions" else \
            {step["action"] for step in steps}
        if unused := [word for n, word in enumerate(words[key]) if n not in used]:
            table.refuse(f'"{key}" has {", ".join(unused)}, which no step uses')
    refuse_gaps(path.name, words, steps)
    return {**words, "steps": steps}


def read_settings(path):
    table = read_document(path)
    table.keys_are(("rewrites", "setting"))
    settings = []
    for t in table.tables("setting"):
        t.keys_are(("id", "kind", "text"), ("words",))
        kind = KINDS[t.word("kind", KINDS)]
        if (kind == "word") != ("words" in t.table):
            t.refuse('"words" go with the kind "word", and with no other')
        settings.append({"id": t.text("id", WORD), "kind": kind, "text": t.text("text"), "words": t.texts("words")})
    return {"rewrites": table.texts("rewrites"), "settings": settings}


def is_rules(value, rewrites):
    rules = [rule.partition("=") for rule in value.split(" ")]
    methods = [method for method, _, _ in rules]
    return all(re.fullmatch(TOKEN, method) and rewrite in rewrites for method, _, rewrite in rules) and \
        methods.index("*") == len(methods) - 1 if "*" in methods else False


def is_number(value):
    """The same as number_read in policy.c."""
    return re.fullmatch("[0-9]{1,19}", value) and int(value) < 2 ** 63


def value_fits(setting, value, rewrites):
    """The same as setting_takes in policy.c."""
    words = value.split(" ") if value else []
    if setting["kind"] == "rules":
        return is_rules(value, rewrites)
    if setting["kind"] == "codes":
        return all(re.fullmatch("[1-9][0-9][0-9]", word) for word in words)
    if setting["kind"] == "number":
        return is_number(value)
    if setting["kind"] == "word":
        return value in setting["words"]
    return all(re.fullmatch(TOKEN, word) for word in words)


def read_client(table, settings, default):
    if "id" in table.table:
        table.where += f" ({table.table['id']})"
    names = [setting["id"] for setting in settings["settings"]]
    table.keys_are(("id", "title", "version", *(names if default is None else ())), names)
    cells = []
    for n, setting in enumerate(settings["settings"]):
        cell = table.table.get(setting["id"])
        if cell is None:
            cells.append((default["cells"][n][0], None))
            continue
        if not isinstance(cell, list) or len(cell) != 2 or not all(isinstance(text, str) for text in cell):
            table.refuse(f'"{setting["id"]}" is {cell!r}, not a value and its source')
        if not value_fits(setting, cell[0], settings["rewrites"]):
            table.refuse(f'"{setting["id"]}" is "{cell[0]}", which it does not take')
        if not re.fullmatch(r"[!-~]([ -~]*[!-~])?", cell[1]):
            table.refuse(f'the source of "{setting["id"]}" is "{cell[1]}", no text')
        cells.append(tuple(cell))
    return {"id": table.text("id", WORD), "title": table.text("title"), "version": table.text("version", r"[ -~]*"), "cells": cells}


def read_clients(path, settings):
    table = read_document(path)
    table.keys_are(("client",))
    clients = []
    for t in table.tables("client"):
        clients.append(read_client(t, settings, clients[0] if clients else None))
    ids = [client["id"] for client in clients]
    if ids[:1] != ["default"] or len(set(ids)) != len(ids):
        table.refuse('the first client is not "default", or one is there twice')
    return clients


def read(steps_path, settings_path, clients_path):
    settings = read_settings(settings_path)
    words = {setting["id"]: setting["words"] for setting in settings["settings"]}
    return read_steps(steps_path, words), settings, read_clients(clients_path, settings)
