"""Writes what every installed client did, into a folder: recorded.json has all, recorded.md the gist. SPDX-License-Identifier: MIT"""
import itertools
import json
import sys
from pathlib import Path

from clients import CLIENTS, CODES, METHODS, ask, missing


def gist(case):
    """In words: what was sent after the first request, or what the caller got in its place."""
    if len(case["requests"]) == 1:
        return "the caller gets the 3xx" if case["status"] == case["code"] else f"the caller gets {case['status']}, {case['error']}"
    words = []
    for sent in case["requests"][1:]:
        content = "" if case["content"] == "without" else ", content kept" if sent["octets"] else ", content dropped"
        words.append(f"{'method kept' if sent['method'] == case['method'] else sent['method']}{content}")
    return ", then ".join(words)


def listed(by_word):
    return "; ".join(f"{' '.join(names)}: {word}" for word, names in by_word.items())


def row(done, method, content):
    """Codes with equal cells stand together."""
    by_word = {}
    for code in CODES:
        words = {case["origin"]: gist(case) for case in done
                 if (case["method"], case["content"], case["code"]) == (method, content, code)}
        if words:
            same, other = words["same"], words["other"]
            by_word.setdefault(same if same == other else f"to the same origin {same}, to another {other}", []).append(str(code))
    return listed(by_word) or "not asked"


def table(done):
    """Methods with equal rows stand together."""
    by_row = {}
    for content, method in itertools.product(["without", "with"], METHODS):
        by_row.setdefault((content, row(done, method, content)), []).append(method)
    return [f"| {' '.join(methods)} {content} content | {text} |" for (content, text), methods in by_row.items()]


def sent_again(done, field):
    """On which of these redirects a field went along."""
    again = [case for case in done if field in (name.title() for name in case["requests"][1]["fields"])]
    if len(again) in (0, len(done)):
        return "always" if again else "never"
    return ", ".join(f"{case['method']} {case['code']} {case['origin']}" for case in again)


def summary(client, version, done):
    followed = [case for case in done if len(case["requests"]) > 1]
    dropped = [case for case in followed if case["content"] == "with" and not case["requests"][1]["octets"]]
    return [
        f"## {client} {version}", "", "| first request | what came next |", "|---|---|", *table(done), "",
        *(f"- Authorization to {'the same' if origin == 'same' else 'another'} origin: "
          f"{sent_again([case for case in followed if case['origin'] == origin], 'Authorization')}" for origin in ("same", "other")),
        *(f"- {field} without the content: {sent_again(dropped, field)}" for field in ("Content-Type", "Content-Length")), ""]


def main(folder):
    recorded, lines = [], ["# What real clients did with a redirect", ""]
    for client in CLIENTS:
        if missing(client):
            lines += [f"## {client}", "", f"{missing(client)} is not installed", ""]
            continue
        version, done = ask(client)
        recorded.append({"client": client, "version": version, "cases": done})
        lines += summary(client, version, done)
    (folder / "recorded.json").write_text(json.dumps(recorded, indent=1))
    (folder / "recorded.md").write_text("\n".join(lines))


main(Path(sys.argv[1]))
