"""Whether exchanges are right: a checker, its findings, and the rules. SPDX-License-Identifier: MIT"""
from __future__ import annotations

import logging
from types import MappingProxyType
from typing import Iterable, Mapping, NamedTuple

from . import _native
from .exchange import Exchange, _raise
from .status import _LEVELS, _words

__all__ = ["Checker", "Finding", "Rule", "Report", "check", "rules", "declarations"]

_DECLARATIONS = _words(_native.httpstatus_declaration_name)


class Rule(NamedTuple):
    """A rule. `level` is the specification's keyword, or "advice" where it has none; `part` is "request" or "response"."""

    id: str
    level: str
    binds: str
    section: str
    title: str
    text: str
    field: str | None
    part: str


class Finding(NamedTuple):
    """One thing that is wrong with an exchange: the rule's id, level and section, and a message with the facts of the exchange."""

    id: str
    level: str
    section: str
    message: str
    field: str | None

    @property
    def rule(self) -> Rule:
        """What is wrong, why it hurts, and what to send instead."""
        return _RULES[self.id]


def _rule(i, name):
    return Rule(name, _LEVELS[_native.httpstatus_rule_level(i)], _native.httpstatus_rule_binds(i), _native.httpstatus_rule_section(i),
                _native.httpstatus_rule_title(i), _native.httpstatus_rule_text(i), _native.httpstatus_rule_field(i),
                "request" if _native.httpstatus_rule_is_about_request(i) else "response")


_RULES = MappingProxyType({name: _rule(i, name) for i, name in enumerate(_words(_native.httpstatus_rule_id))})
_BY_PLACE = tuple(_RULES.values())


def rules() -> Mapping[str, Rule]:
    """All rules by their ids."""
    return _RULES


def declarations() -> tuple[str, ...]:
    """What can be declared."""
    return _DECLARATIONS


def _words_of(named, what):
    if isinstance(named, str):
        raise TypeError(f"{what} is {named!r}, not a collection of words")
    return list(named)


class Checker:
    """Holds exchanges against the rules, and remembers them for rules about two.

    `level` is that of the weakest findings that are given: must, should, may or advice. `ignore` has the ids of rules that are left out.
    `declare` has what no exchange tells, of httpstatus.declarations().
    """

    def __init__(self, *, level: str = "advice", ignore: Iterable[str] = (), declare: Iterable[str] = (), remember: int = 64):
        if hasattr(self, "_handle"):
            raise TypeError("a Checker is made once")
        if level not in ("must", "should", "may", "advice"):
            raise ValueError(f"level is {level!r}, which is none of: must, should, may, advice")
        self._handle = _native.httpstatus_checker_new()
        if self._handle is None:
            raise MemoryError
        _raise(_native.httpstatus_checker_only(self._handle, _LEVELS.index(level)), level)
        for word in _words_of(ignore, "ignore"):
            if word not in _RULES:
                raise ValueError(f"ignore has {word!r}, which is the id of no rule")
            _raise(_native.httpstatus_checker_ignore(self._handle, word), word)
        for word in _words_of(declare, "declare"):
            if word not in _DECLARATIONS:
                raise ValueError(f"declare has {word!r}, which is none of: {', '.join(_DECLARATIONS)}")
            _raise(_native.httpstatus_checker_declare(self._handle, word, True), word)
        _raise(_native.httpstatus_checker_remember(self._handle, remember), "remember")

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_checker_free(self._handle)
            self._handle = None

    def __copy__(self):
        raise TypeError("a Checker can be neither copied nor pickled")

    __deepcopy__ = __reduce_ex__ = lambda self, _: self.__copy__()

    def check(self, exchange: Exchange) -> list[Finding]:
        """The findings, the worst first."""
        if not isinstance(exchange, Exchange):
            raise TypeError(f"{exchange!r} is no Exchange")
        _raise(_native.httpstatus_check(self._handle, exchange._handle), "the exchange")
        found, i = [], 0
        while (handle := _native.httpstatus_checker_finding(self._handle, i)) is not None:
            rule = _BY_PLACE[_native.httpstatus_finding_rule(handle)]
            found.append(Finding(rule.id, rule.level, rule.section, _native.httpstatus_finding_message(handle), rule.field))
            i += 1
        return found


def check(exchange: Exchange, **said) -> list[Finding]:
    """The findings of one exchange, the worst first; for `said` see Checker."""
    return Checker(**said).check(exchange)


def application_report(raises: bool, ignore=(), **said) -> Report:
    """A report of what an application sends. It has many clients, whose requests have nothing to do with each other: rules that bind clients
    are left out.
    """
    return Report(raises, ignore=[*ignore, *(rule.id for rule in rules().values() if rule.binds == "client")], **said)


class Report:
    """Takes exchanges one after the other, and raises or logs what is found; what was found stays in `texts`.

    Fields of `server_fields` are what servers add to what applications send: they are not missed.
    """

    def __init__(self, raises: bool = True, *, logs: bool = True, level: str = "should", **said):
        self.checker = Checker(level=level, **said)
        self.server_fields = ("Date", "Connection", "Transfer-Encoding")
        self.raises, self.logs, self.texts = raises, logs, []

    def __call__(self, exchange: Exchange) -> None:
        for finding in self.checker.check(exchange):
            if finding.field in self.server_fields:
                continue
            text = f"{exchange.method} {exchange.target} {exchange.status!r}: {finding.message} ({finding.level}; {finding.section}; {finding.id})"
            self.texts.append(text)
            if self.logs and not self.raises:
                logging.getLogger("httpstatus").warning("%s", text)
        if self.raises and self.texts:
            texts, self.texts = self.texts, []
            raise AssertionError("\n".join(texts))
