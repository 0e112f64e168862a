#!/usr/bin/python3
"""Writes the manual page httpstatus-rules(7) from rules.toml: rules.py RULES.toml OUTPUT.7

SPDX-License-Identifier: MIT
"""
import sys
import tomllib
from pathlib import Path

LEVELS = {"must": "MUST", "must-not": "MUST NOT", "cannot": "cannot be", "should": "SHOULD", "should-not": "SHOULD NOT", "may": "MAY", "advice": "advice"}
BINDS = {"origin": "the origin server", "proxy": "a proxy", "server": "any server", "client": "the client"}
GROUPS = (("Informational", 1), ("Successful", 2), ("Redirection", 3), ("Client errors", 4), ("Server errors", 5))

HEAD = r""".\" Made by docs/rules.py; do not edit.
.Dd November 22, 2026
.Dt HTTPSTATUS-RULES 7
.Os
.Sh NAME
.Nm httpstatus-rules
.Nd what httpstatus holds against HTTP exchanges
.Sh DESCRIPTION
These are the rules that
.Ic httpstatus check
and the checker of the library hold against an exchange.
Each has an id that never changes its meaning, the level that the specification itself gives it
.Po
where it has no keyword, cannot be for what it makes impossible or gives no meaning, and otherwise advice
.Pc ,
whom it binds, and the section it comes from.
.Pp
A rule is broken only where all that it asks for is known to hold.
Some need to be told something that no exchange says; they name what has to be declared.
.Pp
A rule of syntax names the section that has the grammar.
The keyword for all of them stands in RFC 9110, 2.2: a sender MUST NOT generate what does not match the grammar.
They hold for interim responses and the trailer section as well.
"""

TAIL = r""".Sh SEE ALSO
.Xr httpstatus 1
"""


def escape(text):
    """What roff would take for its own: a backslash, a hyphen that is one, and a line's first dot or quote."""
    return text.replace("\\", "\\e").replace("-", "\\-")


def group_of(rule):
    """The class whose codes a rule is about; 0 where it is about more than one, or about any."""
    classes = {str(word)[0] for word in rule["on"] if not str(word).startswith("-")}
    return int(classes.pop()) if len(classes) == 1 and "a" not in classes else 0


def write_rule(rule):
    declared = rule.get("declared", [])
    yield f".It Sy {escape(rule['id'])}\n"
    yield f"{escape(rule['title'])}.\n"
    yield f"{escape(rule['text'])}\n.br\n"
    yield f"{LEVELS[rule['level']]} for {BINDS[rule['binds']]}; {escape(rule['document'])}, {escape(rule['section'])}"
    yield f"; declared: {escape(', '.join(declared))}.\n" if declared else ".\n"


def write(rules):
    yield HEAD
    for title, number in (("Any status", 0), *GROUPS):
        own = [rule for rule in rules if group_of(rule) == number]
        yield f".Ss {title}\n.Bl -tag -width Ds\n"
        for rule in own:
            yield from write_rule(rule)
        yield ".El\n"
    yield TAIL


def main(source, output):
    Path(output).write_text("".join(write(tomllib.loads(Path(source).read_text())["rule"])), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
