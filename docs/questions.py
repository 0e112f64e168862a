#!/usr/bin/python3
"""Writes the manual page httpstatus-choose(7) from graph.toml: questions.py GRAPH.toml OUTPUT.7

SPDX-License-Identifier: MIT
"""
import sys
import tomllib
from pathlib import Path

HEAD = r""".\" Made by docs/questions.py; do not edit.
.Dd November 22, 2026
.Dt HTTPSTATUS-CHOOSE 7
.Os
.Sh NAME
.Nm httpstatus-choose
.Nd what httpstatus asks a server before it names a code
.Sh DESCRIPTION
These are the questions that
.Ic httpstatus choose
and the choices of the library ask, by the areas that they belong to, and what they decide by the request.
Each has an id that never changes its meaning, and is what
.Fl -answers
calls it.
Below its sentence stand the type of its answer, the answer that counts where none is given, where each way leads, and the section that it
comes from.
What the request decides, nobody is asked.
.Pp
Every path begins at
"""

TAIL = r""".Sh SEE ALSO
.Xr httpstatus 1
"""

CLASSES = {1: "Informational", 2: "Successful", 3: "Redirection", 4: "Client errors", 5: "Server errors"}


def escape(text):
    """What roff would take for its own: a backslash, a hyphen that is one, and a line's first dot or quote."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{text}" if text[:1] in (".", "'") else text


def default_of(node):
    if "default" not in node:
        return "has to be given"
    return f"usually {node['default'] or 'none'}{' and the method of the request' if node.get('usual_with_method') else ''}"


def answer_of(node):
    if "type" not in node:
        return "Decided by the request"
    optional = ", or none" if node.get("optional") and node.get("default") != "" else ""
    return f"{node['type'].capitalize()}{optional}; {default_of(node)}"


def ways_of(node):
    """Each place that ways lead to, with all that do: "yes: depth"."""
    ways = {}
    for way, next_id in node["ways"].items():
        ways.setdefault(next_id, []).append(way)
    return "; ".join(f"{', '.join(words)}: {next_id}" for next_id, words in ways.items())


def write_node(node):
    yield f".It Sy {escape(node['id'])}\n"
    yield f"{escape(node['text'])}\n.br\n"
    yield f"{escape(answer_of(node))}.\n.br\n"
    yield f"{escape(ways_of(node))}.\n.br\n"
    yield f"{escape(node['document'])}, {escape(node['section'])}.\n"


def write_end(end):
    yield f".It Sy {escape(end['id'])}\n"
    yield f"{end['code']}. {escape(end['text'])}\n.br\n"
    yield f"{escape(end['document'])}, {escape(end['section'])}.\n"


def write_list(title, records, write_record):
    yield f".Ss {title}\n.Bl -tag -width Ds\n"
    for record in records:
        yield from write_record(record)
    yield ".El\n"


def write(graph):
    yield HEAD
    yield f".Sy {escape(graph['node'][0]['id'])} .\n.Sh QUESTIONS\n"
    for area in dict.fromkeys(node["area"] for node in graph["node"]):
        yield from write_list(area.capitalize(), [node for node in graph["node"] if node["area"] == area], write_node)
    yield ".Sh ENDS\n"
    for number, title in CLASSES.items():
        yield from write_list(title, [end for end in graph["end"] if end["code"] // 100 == number], write_end)
    yield TAIL


def main(source, output):
    Path(output).write_text("".join(write(tomllib.loads(Path(source).read_text()))), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
