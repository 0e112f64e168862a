#!/usr/bin/python3
"""Prints the words that programs depend on, for words.txt: those of the vocabularies with their numbers, ids, and the keys of JSON.

    words.py LIBRARY >words.txt

The keys are those that the JSON has of all that lies in tests/data. SPDX-License-Identifier: MIT
"""
import itertools
import json
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from api import Library  # noqa: E402

VOCABULARY = 1  # the number of the list of all lists
SETTINGS = Path(__file__).resolve().parents[2] / "lib/next/settings.toml"
DATA = Path(__file__).resolve().parents[1] / "data"
HEAD = """\
# The words that programs depend on, and the numbers that stay with them: ABI.md says what they promise. Made by ./dev abi. A line that is gone is a
# break; a new one is written here in the commit that brings the word.
"""
NUMBERS = sorted(range(-100, 2000), key=abs)  # wide enough for all that have a word; new ones come last
# Their numbers are places, which move; the word stays.
UNNUMBERED = ("vendor", "reason", "setting")
# Its keys are names from the wire.
OPEN_OBJECT = "params"


def vocabularies(library):
    for vocabulary in itertools.count():
        name = library.word(VOCABULARY, vocabulary)
        if name is None:
            return
        words = [(number, word.decode()) for number in NUMBERS if (word := library.word(vocabulary, number)) is not None]
        if name.decode() in UNNUMBERED:
            yield from sorted(f"{name.decode()}/{word}" for _, word in words)
        else:
            yield from (f"{name.decode()}/{word} {number}" for number, word in words)


def codes(library):
    """The constants of enum httpstatus, without their prefix."""
    for number in range(1000):
        code = library.registry_find(None, number)
        if code is not None:
            yield f"code/{library.code_identifier(code).decode()} {number}"


def ids(library):
    yield from sorted(f"rule/{library.rule_id(rule).decode()}" for rule in library.each("rule_at"))
    yield from sorted(f"client/{library.client_id(client).decode()}" for client in library.each("client_at"))
    for node in sorted(library.each("node_at"), key=library.node_id):
        name = library.node_id(node).decode()
        yield f"node/{name}"
        yield from sorted(f"way/{name}/{way.decode()}" for way in library.each("node_way", node))


def takes(library, policy, setting, value):
    return library.policy_set(policy, setting, value, len(value)) == 0


def setting_values(library):
    """The words that settings take, of all that the data have; a setting that takes anything takes no words."""
    data = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    words = sorted({*data["rewrites"], *(word for setting in data["setting"] for word in setting.get("words", []))})
    policy = library.policy_new()
    for setting in sorted(setting["id"] for setting in data["setting"]):
        for form in ("{}", "*={}"):  # the second is that of rules for methods
            if not takes(library, policy, setting.encode(), form.format("nonsense").encode()):
                yield from (f"value/{setting}/{word}" for word in words if takes(library, policy, setting.encode(), form.format(word).encode()))
    library.policy_free(policy)


# ---- JSON ----

def keys(value, path):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}/{key}"
            if key != OPEN_OBJECT:
                yield from keys(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, path)


def read_messages(path):
    """The request and the response of a file of tests/data/rules, as octets."""
    octets = b"".join(line for line in path.read_bytes().splitlines(keepends=True) if not line.startswith(b"# "))
    if b"\r" not in octets:
        octets = octets.replace(b"\n", b"\r\n")
    start = 0 if octets.startswith(b"HTTP/") else octets.index(b"\nHTTP/") + 1
    return octets[:start], octets[start:]


def messages():
    for path in sorted((DATA / "rules").glob("*.breaks.http")):
        yield read_messages(path)
    for path in sorted((DATA / "recorded").glob("*/*.response.http")):
        request = path.with_name(path.name.replace(".response.", ".request."))
        yield request.read_bytes() if request.exists() else b"", path.read_bytes()


def answered(library, choice, exchange):
    """JSON of a choice at its start, at each question, and at its end."""
    if library.choice_start(choice, exchange, 784111777) != 0:
        return
    yield library.json("choice_json", choice)
    while question := library.choice_question(choice):
        way = next(iter(library.each("node_way", question)), b"1")
        if library.choice_answer_default(choice) != 0 and library.choice_answer(choice, way, len(way)) != 0 and \
                library.choice_answer(choice, b'"v1"', 4) != 0:
            return
        yield library.json("choice_json", choice)


def documents(library):
    """All JSON that there is, with its shape."""
    walk = library.iter_new(library.registry_by_name(b"everything"))
    while code := library.iter_next(walk):
        yield "code", library.json("code_json", code)
    library.iter_free(walk)
    exchange, chain, checker, choice = library.exchange_new(), library.chain_new(None), library.checker_new(), library.choice_new()
    for request, response in messages():
        library.exchange_clear(exchange)
        library.exchange_read_request(exchange, request, len(request), None)
        library.exchange_read_response(exchange, response, len(response), None)
        yield "exchange", library.json("exchange_json", exchange, 784111777)
        library.chain_clear(chain)
        library.chain_next(chain, exchange)
        yield "chain", library.json("chain_json", chain)
        library.checker_check(checker, exchange)
        yield "checker", library.json("checker_json", checker)
        yield from (("choice", text) for text in answered(library, choice, exchange))
    library.choice_free(choice)
    library.checker_free(checker)
    library.chain_free(chain)
    library.exchange_free(exchange)


def json_keys(library):
    return sorted({key for shape, text in documents(library) for key in keys(json.loads(text), f"json/{shape}")})


def words(library):
    return [*vocabularies(library), *codes(library), *ids(library), *setting_values(library), *json_keys(library)]


def main(arguments):
    if len(arguments) != 1:
        print("usage: words.py LIBRARY >words.txt", file=sys.stderr)
        return 2
    print(HEAD, *words(Library(Path(arguments[0]).resolve())), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
