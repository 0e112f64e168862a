"""What real servers sent (data/recorded) breaks the rules of recorded.toml, which says why, and no others. Each is the fault of a server.

SPDX-License-Identifier: MIT
"""
import functools
import json
import tomllib
from email.utils import parsedate_to_datetime
from fnmatch import fnmatch
from pathlib import Path

import pytest

from httpstatus import Checker, Exchange, rules

HERE = Path(__file__).resolve().parent
RECORDED = HERE.parent / "data/recorded"
NOT_HTTP = "nginx/000-upstream-garbage"  # "This is not HTTP.", which nginx passes on
SERVERS = ("apache", "lighttpd", "nginx")
FAULTS = tomllib.loads((HERE / "recorded.toml").read_text())["fault"]

# Exchanges that were recorded one by one are no client's way through a site: one that comes behind a redirect does not follow it.
FOLLOWING = [rule for rule in rules() if rule.startswith("follow-")]


def read(name):
    request, response = (RECORDED / f"{name}.{part}.http" for part in ("request", "response"))
    return Exchange.from_bytes(response.read_bytes(), request.read_bytes())


def sent_at(name):
    date = read(name).field("date")
    return parsedate_to_datetime(date).timestamp() if date else 0, name


def broken(checker, exchange):
    return {finding.id for finding in checker.check(exchange)}


@functools.cache
def broken_in_session(har):
    """What each entry of a HAR breaks, with a checker that remembers those before."""
    checker = Checker(level="should")
    entries = json.loads((RECORDED / "chromium" / f"{har}.har").read_text())["log"]["entries"]
    return {f"chromium/{har}/{i}": broken(checker, Exchange.from_har(entry)) for i, entry in enumerate(entries)}


@functools.cache
def broken_in_order(server):
    """What each response of a server breaks, with a checker that remembers those recorded before."""
    checker = Checker(level="should", ignore=FOLLOWING, remember=len(RESPONSES))
    return {name: broken(checker, read(name)) for name in sorted(RESPONSES, key=sent_at) if name.startswith(server)}


RESPONSES = sorted(f"{server}/{path.name.removesuffix('.response.http')}" for server in SERVERS
                   for path in (RECORDED / server).glob("*.response.http"))
RESPONSES.remove(NOT_HTTP)
ENTRIES = [name for har in ("session", "session-credentials") for name in broken_in_session(har)]


def expected_of(name):
    return {record["rule"] for record in FAULTS if any(fnmatch(name, f"{record['server']}/{file}") for file in record["files"])}


@pytest.mark.parametrize("name", RESPONSES)
def test_a_server_breaks_the_rules_that_are_listed_and_no_others(name):
    assert broken(Checker(level="should"), read(name)) == expected_of(name)


@pytest.mark.parametrize("name", ENTRIES)
def test_what_a_browser_saw_breaks_the_rules_that_are_listed_and_no_others(name):
    assert broken_in_session(name.split("/")[1])[name] == expected_of(name)


@pytest.mark.parametrize("name", RESPONSES)
def test_what_came_before_makes_no_other_finding(name):
    server, file = name.split("/")
    more = broken_in_order(server)[name] - broken(Checker(level="should"), read(name))
    assert more == expected_of(f"{server}/remembered/{file}")


def test_every_record_is_about_a_rule_and_exchanges_and_says_why():
    names = RESPONSES + ENTRIES + [name.replace("/", "/remembered/") for name in RESPONSES]
    for record in FAULTS:
        assert set(record) == {"server", "rule", "files", "because"} and record["rule"] in rules(), record
        for file in record["files"]:
            assert any(fnmatch(name, f"{record['server']}/{file}") for name in names), (record, file)


def test_all_that_was_recorded_is_read():
    assert len(RESPONSES) > 250 and len(ENTRIES) == 49
