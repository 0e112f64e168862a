"""Each rule has a message that breaks it, alone, and one that just keeps it: data/rules/ID.breaks.http and ID.keeps.http; where a rule is about
two exchanges, ID.before.http comes before both. SPDX-License-Identifier: MIT
"""
from pathlib import Path

import pytest

from httpstatus import Checker, rules
from messages import read

MESSAGES = Path(__file__).resolve().parents[1] / "data/rules"


def findings(rule, kind):
    exchange, declared = read(MESSAGES / f"{rule}.{kind}.http")
    checker = Checker(declare=declared)
    if (before := MESSAGES / f"{rule}.before.http").exists():
        checker.check(read(before)[0])
    return checker.check(exchange)


@pytest.mark.parametrize("rule", rules())
def test_what_breaks_a_rule_breaks_it_alone(rule):
    found = findings(rule, "breaks")
    assert [finding.id for finding in found] == [rule]
    assert found[0].message and "{" not in found[0].message


@pytest.mark.parametrize("rule", rules())
def test_what_just_keeps_a_rule_is_right(rule):
    assert findings(rule, "keeps") == []


def test_every_message_is_of_a_rule():
    for path in MESSAGES.iterdir():
        rule, kind, _ = path.name.rsplit(".", 2)
        assert rule in rules() and kind in ("before", "breaks", "keeps"), path.name


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_texts_are_short_and_plain(rule):
    assert len(rule.title) <= 70 and rule.title[-1] != "." and len(rule.text.split()) <= 70, rule.id
