"""What the founding document claims about status codes, and the answers to it. SPDX-License-Identifier: MIT"""
import re
import tomllib
from pathlib import Path

import pytest

from httpstatus import Status

CLAIMS = tomllib.loads((Path(__file__).resolve().parents[1] / "data/claims.toml").read_text())["claim"]

# The codes that the document tells about, with the names it gives them. Of 301 and 451 it tells without a name, of 200, 300 and the
# like only through their class.
NAMES = {
    100: "Continue", 101: "Switching Protocols", 102: "Processing", 103: "Early Hints",
    202: "Accepted", 203: "Non-Authoritative Information", 204: "No Content", 205: "Reset Content", 206: "Partial Content",
    207: "Multi-Status", 208: "Already Reported", 226: "IM Used",
    302: "Found", 303: "See Other", 304: "Not Modified", 305: "Use Proxy", 306: "Switch Proxy", 307: "Temporary Redirect",
    308: "Permanent Redirect",
    400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout", 409: "Conflict", 410: "Gone",
    411: "Length Required", 412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long",
    415: "Unsupported Media Type", 416: "Range Not Satisfiable", 417: "Expectation Failed", 418: "I'm a teapot",
    421: "Misdirected Request", 422: "Unprocessable Content", 423: "Locked", 424: "Failed Dependency", 425: "Too Early",
    426: "Upgrade Required", 428: "Precondition Required", 429: "Too Many Requests",
    500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    505: "HTTP Version Not Supported", 506: "Variant Also Negotiates", 507: "Insufficient Storage", 508: "Loop Detected",
    510: "Not Extended", 511: "Network Authentication Required",
}
NAMELESS = {301, 451}
CLASSES = {200, 300}


def requirement_lines(requirements):
    return [f"{r.level} {', '.join(r.fields)}: {r.condition or 'always'}: {r.reference}" for r in requirements]


def answer(status, name):
    """The words that status has under a name of answered_by."""
    word, _, other = name.partition(" ")
    if word == "confused_with":
        return "\n".join(confusion.because for confusion in status.confused_with if str(confusion.code) == other)
    if name == "former_names":
        return "\n".join(f"{former} ({where})" for former, where in zip(status.former_names, status.former_name_documents))
    if name == "references":
        return "\n".join(map(str, status.references))
    if name == "request":
        return "\n".join(requirement_lines(status.request_requirements))
    if name == "response_fields":
        return "\n".join(requirement_lines(status.response_requirements))
    if name == "facts":
        return "\n".join(fact.replace("_", "-") for fact, holds in status.facts.items() if holds)
    assert name in ("meaning", "explanation", "client", "server", "history", "standing", "class_name"), name
    return getattr(status, name)


def stands_in(fragment, text):
    """Whole words only: "interim" does not stand in "interims"."""
    return re.search(rf"(?<![\w-]){re.escape(fragment)}(?![\w-])", text) is not None


@pytest.mark.parametrize("claim", CLAIMS, ids=[f"{c['code']}-{'-'.join(c['claim'].split()[:7])}" for c in CLAIMS])
def test_a_claim_is_answered(claim):
    answers = {name: answer(Status(claim["code"]), name) for name in claim["answered_by"]}
    for fragment in claim["says"]:
        assert any(stands_in(fragment, text) for text in answers.values()), f"{fragment!r} stands in none of {answers}"
    for name, text in answers.items():
        assert any(stands_in(fragment, text) for fragment in claim["says"]), f"{name} has no part in the answer: {text!r}"


def test_every_code_of_the_document_has_a_claim():
    assert {claim["code"] for claim in CLAIMS} == NAMES.keys() | NAMELESS | CLASSES


def test_every_name_of_the_document_is_the_phrase():
    assert {code: Status(code).phrase for code in NAMES} == NAMES


def test_every_code_of_the_document_is_from_an_rfc():
    assert [code for code in NAMES if not all(r.document.startswith("RFC ") for r in Status(code).references)] == []


def test_claims_are_in_order_and_each_is_made_once():
    codes = [claim["code"] for claim in CLAIMS]
    assert codes == sorted(codes)
    made = [claim["claim"] for claim in CLAIMS]
    assert [claim for claim in made if made.count(claim) > 1] == []


@pytest.mark.parametrize("key, form", [("claim", str), ("corrected", str), ("code", int), ("answered_by", list), ("says", list)])
def test_keys_are_known_and_filled(key, form):
    for claim in CLAIMS:
        assert claim.keys() - {"corrected"} == {"code", "claim", "answered_by", "says"}, claim
        assert key == "corrected" and key not in claim or type(claim[key]) is form and claim[key], claim
        assert key != "says" or all(len(fragment) > 3 for fragment in claim["says"]), claim


def test_a_correction_names_its_source():
    for claim in CLAIMS:
        assert "RFC" in claim.get("corrected", "RFC"), claim
