"""Exchanges in files: a request head and what came back, as over the wire. SPDX-License-Identifier: MIT

Line ends become CRLF unless a file has one. Lines at the top that begin with "# " say what HTTP/1 cannot: `# secured: true`,
`# request-version: 2`, `# content-seen: 0`, `# request-content: none`, `# ending: complete`, `# trailer: Digest: x`; and `# declared: clock` what
the checker is told.
"""
import re

from httpstatus import Exchange, _native
from httpstatus.exchange import _ENDINGS, _REQUEST_CONTENTS, _VERSIONS

WORDS = {"ending": _ENDINGS, "request-content": _REQUEST_CONTENTS, "secured": ("false", "true"), "request-version": _VERSIONS,
         "response-version": _VERSIONS, "request-fields-incomplete": ("false", "true"), "response-fields-incomplete": ("false", "true")}


def number_of(key, word):
    words = WORDS.get(key)
    if isinstance(words, dict):
        return words[word]
    return words.index(word) if words else int(word)


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
    handle = exchange._handle
    if start:
        assert _native.httpstatus_exchange_read_request(handle, octets[:start])[0] == 0, path
    error, used = _native.httpstatus_exchange_read_response(handle, octets[start:])
    assert error == 0, path
    if len(octets) > start + used:
        exchange._set("CONTENT_SEEN", len(octets) - start - used)
    for key, word in said:
        if key == "trailer":
            exchange._add(_native.HTTPSTATUS_PART_TRAILERS, [word.split(": ", 1)])
            continue
        exchange._set(key.upper().replace("-", "_"), number_of(key, word))
    return exchange, declared
