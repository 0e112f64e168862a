"""Exchanges in files: a request head and what came back, as over the wire. SPDX-License-Identifier: MIT

Line ends become CRLF unless a file has one. Lines at the top that begin with "# " say what HTTP/1 cannot: `# secured: true`,
`# request-version: 2`, `# content-seen: 0`, `# request-content: none`, `# ending: complete`, `# trailer: Digest: x`, and pseudo-fields as
`# request-field: :path: /` and `# field: :path: /`; and `# declared: clock` what the checker is told.
"""
import re

from httpstatus import Exchange

PARTS = {"trailer": "response-trailers", "request-field": "request", "field": "response"}
NAMES = {"response-version": "version"}  # where Python has another name than the library


def value_of(key, word):
    if key.endswith("-version"):
        return word
    return {"true": True, "false": False}.get(word, int(word) if word.isdigit() else word)


def read(path):
    """The exchange of a file, and what is declared."""
    octets, said, declared = path.read_bytes(), [], []
    while match := re.match(rb"# ([a-z-]+): (.*)\n", octets):
        octets = octets[match.end():]
        key, word = match[1].decode(), match[2].decode()
        declared.append(word) if key == "declared" else said.append((key, word))
    if b"\r" not in octets:
        octets = octets.replace(b"\n", b"\r\n")
    start = re.search(rb"(?:\A|\n)(?=HTTP/)", octets).end()
    exchange = Exchange()
    if start:
        exchange.read_request(octets[:start])
    used = exchange.read_response(octets[start:])
    if len(octets) > start + used:
        exchange.content_seen = len(octets) - start - used
    for key, word in said:
        if key in PARTS:
            name, _, value = word.partition(": ")
            exchange.add_field(name, value, PARTS[key])
            continue
        setattr(exchange, NAMES.get(key, key).replace("-", "_"), value_of(key, word))
    return exchange, declared
