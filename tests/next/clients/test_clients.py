"""Real clients do with a redirect what their presets say, but for the known differences. SPDX-License-Identifier: MIT"""
import functools
import operator
import re
import tomllib

import pytest

from clients import CLIENTS, HERE, ask, cases, missing, name
from httpstatus import Chain, Exchange

DIFFERENCES = tomllib.loads((HERE / "differences.toml").read_text())["difference"]
CHOICES = ("method", "code", "origin", "content")
PORTS = {"same": 8000, "other": 8001}


def words(case, method, content, credentials):
    return ["followed", "method kept" if method == case["method"] else method,
            "content kept" if content else "no content", "credentials kept" if credentials else "no credentials"]


def predicted(client, case):
    has_content = case["content"] == "with"
    step = Chain(client).next(Exchange(
        method=case["method"], target="http://127.0.0.1:8000/a", request_version="1.1",
        request_fields=[("Authorization", "Basic dTpw")] + [("Content-Type", "text/plain")] * has_content,
        request_content="repeatable" if has_content else "none",
        status=case["code"], version="1.1", ending="complete",
        fields=[("Location", f"http://127.0.0.1:{PORTS[case['origin']]}/b"), ("Content-Length", "0")]))[0]
    if step.action == "follow":
        dropped = [field.lower() for field in step.drop_fields]
        return words(case, step.method, has_content and step.content == "keep", "authorization" not in dropped)
    return [{"final": "handed to the caller"}.get(step.action, step.action)]


def seen(done):
    first, *later = done["requests"]
    if len(later) == 1 and done["status"] == 200:
        fields = [field.lower() for field in later[0]["fields"]]
        return words(done, later[0]["method"], later[0]["octets"] > 0, "authorization" in fields)
    if not later and done["status"] == done["code"]:
        return ["handed to the caller"]
    return ["error" if not later and done["error"] else f"{len(later)} more requests, then {done['status']}, {done['error']}"]


def numbers(version):
    return [int(number) for number in re.findall(r"\d+", version)]


def covers(versions, version):
    """versions: a list of leading parts, such as ["7.88"], or one comparison, such as "< 8.5"."""
    if isinstance(versions, list):
        return any(f"{version}.".startswith(f"{part}.") for part in versions)
    sign, bound = versions.split()
    return {"<": operator.lt, ">=": operator.ge}[sign](numbers(version), numbers(bound))


def line(case, expected, got):
    return f"{name(case)}: expected {expected}, seen {got}"


def listed(client, version):
    return {line(case, entry["expected"], entry["seen"])
            for entry in DIFFERENCES if entry["client"] == client and covers(entry["versions"], version)
            for case in cases(client) if all(entry[choice] == "*" or case[choice] in entry[choice] for choice in CHOICES)}


@functools.cache
def differences(client):
    """The client's version, the differences that were seen, and those that are listed for it."""
    if missing(client):
        pytest.skip(f"{missing(client)} is not installed")
    version, recorded = ask(client)
    found = {line({choice: done[choice] for choice in CHOICES}, expected, got)
             for done in recorded for expected, got in zip(predicted(client, done), seen(done)) if expected != got}
    return version, found, listed(client, version)


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_does_what_its_preset_says(client):
    version, found, known = differences(client)
    assert found <= known, "\n".join([f"neither the preset nor differences.toml has this of {client} {version}", *sorted(found - known)])


@pytest.mark.parametrize("client", CLIENTS)
def test_a_known_difference_is_still_seen(client):
    version, found, known = differences(client)
    assert known <= found, "\n".join([f"differences.toml has this of {client} {version}, which is not so", *sorted(known - found)])


@pytest.mark.parametrize("entry", DIFFERENCES, ids=lambda entry: f"{entry['client']}-{entry['seen'].replace(' ', '-')}")
def test_a_difference_is_listed_in_full(entry):
    assert entry.keys() == {"client", "versions", *CHOICES, "expected", "seen", "because"}
    assert entry["client"] in CLIENTS
    assert entry["because"].endswith(".")
