"""Each rule has a message that breaks it, alone, and one that just keeps it: data/rules/ID.breaks.http and ID.keeps.http; where a rule is about
two exchanges, ID.before.http comes before both. SPDX-License-Identifier: MIT
"""
import tomllib
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


def test_every_collected_rule_is_there_or_left_out_with_a_reason():
    data = MESSAGES.parent
    left_out = [rule for entry in tomllib.loads((data / "rules-left-out.toml").read_text())["left_out"] for rule in entry["ids"] if entry["because"]]
    collected = (data / "collected-rules.txt").read_text().split()
    assert len(collected) == len(set(collected)) == 272 and len(left_out) == len(set(left_out))
    assert set(collected) - set(rules()) == set(left_out)
