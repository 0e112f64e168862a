#!/usr/bin/python3
"""Turns the data of the next module into C: the words that its code uses, and the tables that data.c takes in.

    generate.py WORDS.h TABLES.h STEPS.toml SETTINGS.toml CLIENTS.toml

The same data always give the same output. SPDX-License-Identifier: MIT
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tables"))
from c_table import Texts, c_name, enum, rows, word_rows  # noqa: E402
from toml_table import DataError  # noqa: E402
from read import read  # noqa: E402

NOTICE = "/* Made by lib/next/generate.py; do not edit. */\n\n"


def names(words):
    return [c_name(word) for word in words]


def write_words(steps, settings, clients):
    yield NOTICE
    yield enum("condition", "CONDITION", names(steps["conditions"]))
    yield enum("event", "EVENT", names(steps["events"]))
    yield enum("rewrite", "REWRITE", names(settings["rewrites"]))
    yield enum("setting", "SETTING", names(setting["id"] for setting in settings["settings"]))
    for setting in settings["settings"]:
        if setting["words"]:
            yield enum("", c_name(setting["id"]), names(setting["words"]))
    yield f"enum {{ STEP_COUNT = {len(steps['steps'])}, CLIENT_COUNT = {len(clients)}, ACTION_COUNT = {len(steps['actions'])} }};\n"


def bits(number):
    """A condition_set: words of 64 bits, the lowest first. Those that are left out are 0."""
    words = [number >> place & 2 ** 64 - 1 for place in range(0, max(number.bit_length(), 1), 64)]
    return "{{" + ", ".join(f"UINT64_C(0x{word:x})" for word in words) + "}}"


class Tables:
    def __init__(self):
        self.texts = Texts()
        self.lists = {"triggers": [], "offsets": []}

    def list(self, name, elements):
        place = len(self.lists[name])
        self.lists[name] += elements
        return f"{{{place}, {len(elements)}}}"

    def text_list(self, texts):
        return self.list("offsets", [self.texts.place(text) for text in texts])

    def step(self, step):
        values = {
            "triggers": self.list("triggers", [str(trigger) for trigger in step["on"]]),
            "drop": self.text_list(step["drop"]), "add": self.text_list(step["add"]),
            **{key: bits(step[key]) for key in ("when", "unless", "wish")},
            "reference": self.texts.place(step["reference"]), "method": self.texts.place(step["method"]),
            "action": str(step["action"]), "level": f"HTTPSTATUS_LEVEL_{c_name(step['level'])}",
            "fails": f"SETTING_{c_name(step['fails'])}" if step["fails"] else "SETTING_COUNT",
            "connection": f"HTTPSTATUS_NEXT_CONNECTION_{c_name(step['connection'])}",
            **{key: str(step[key]).lower() for key in ("requests", "drops_content", "repeats", "backs_off", "avoids_early_data", "proxy")},
        }
        return "{" + ", ".join(f".{key} = {value}" for key, value in values.items()) + "}"

    def setting(self, setting):
        return f"{{KIND_{c_name(setting['kind'])}, {self.text_list(setting['words'])}}}"

    def client(self, client):
        cells = ", ".join(f"{{{self.texts.place(value)}, {self.texts.place(source)}}}" for value, source in client["cells"])
        return "{" + ", ".join([self.texts.place(client["id"]), self.texts.place(client["title"]), self.texts.place(client["version"])]) + \
            f", {{{cells}}}}}"


def write_tables(steps, settings, clients):
    tables = Tables()
    step_rows = [tables.step(step) for step in steps["steps"]]
    setting_rows = [tables.setting(setting) for setting in settings["settings"]]
    client_rows = [tables.client(client) for client in clients]
    fields = {name: tables.text_list(steps[name]) for name in ("content_fields", "upload_fields", "condition_fields", "bound_schemes", "bound_fields")}
    yield NOTICE
    yield from tables.texts.object()
    yield rows("uint16_t triggers[]", tables.lists["triggers"])
    yield rows("uint32_t offsets[]", tables.lists["offsets"])
    yield rows("struct step_record steps[STEP_COUNT]", step_rows)
    yield rows("struct setting_record settings[SETTING_COUNT]", setting_rows)
    yield rows("struct httpstatus_client clients[CLIENT_COUNT]", client_rows)
    yield from (f"static const struct offset_list {name} = {place};\n" for name, place in fields.items())
    yield "\n#undef TEXT\n\n"
    yield word_rows("rewrite_names", settings["rewrites"])


def main(arguments):
    if len(arguments) != 5:
        print("usage: generate.py WORDS.h TABLES.h STEPS.toml SETTINGS.toml CLIENTS.toml", file=sys.stderr)
        return 2
    words, tables, *sources = map(Path, arguments)
    try:
        data = read(*sources)
    except (DataError, OSError) as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 1
    words.write_text("".join(write_words(*data)), encoding="ascii")
    tables.write_text("".join(write_tables(*data)), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
