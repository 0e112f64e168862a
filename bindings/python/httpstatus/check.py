"""Whether exchanges are right: a checker, its findings, and the rules. SPDX-License-Identifier: MIT"""
from __future__ import annotations

import logging
from types import MappingProxyType
from typing import Iterable, Mapping, NamedTuple

from . import _native
from .arguments import fits, whole_number
from .exchange import Exchange, _PARTS, _handle_of, _json
from .status import Registry, _LEVELS, _is_registry, _raise
from .words import Vocabulary, collection, none_of

__all__ = ["Checker", "Finding", "Rule", "Report", "check", "rules", "declarations"]

_PROPERTIES = Vocabulary("CHECKER_PROPERTY")
_BINDS = Vocabulary("BINDS")
_DECLARATIONS = {word: number for word in _PROPERTIES if (number := _PROPERTIES.number(word, "declare")) < _native.HTTPSTATUS_CHECKER_PROPERTY_LEVEL}


class Rule(NamedTuple):
    """A rule. `level` is the specification's keyword, or "cannot" or "advice" where it has none; `part` is "request" or "response"."""

    id: str
    level: str
    binds: str
    reference: str
    title: str
    text: str
    field: str | None
    part: str


class Finding(NamedTuple):
    """One thing that is wrong with an exchange: the rule's id, level and reference, and a message with the facts of the exchange."""

    id: str
    level: str
    reference: str
    message: str
    field: str | None

    @property
    def rule(self) -> Rule:
        """What is wrong, why it hurts, and what to send instead."""
        return _RULES[self.id]


def _rule(handle):
    return Rule(_native.httpstatus_rule_id(handle), _LEVELS[_native.httpstatus_rule_level(handle)], _BINDS[_native.httpstatus_rule_binds(handle)],
                _native.httpstatus_rule_reference(handle), _native.httpstatus_rule_title(handle), _native.httpstatus_rule_text(handle),
                _native.httpstatus_rule_field(handle), _PARTS[_native.httpstatus_rule_part(handle)])


def _read_rules():
    found = []
    while (handle := _native.httpstatus_rule_at(len(found))) is not None:
        found.append(_rule(handle))
    return MappingProxyType({rule.id: rule for rule in found})


_RULES = _read_rules()


def rules() -> Mapping[str, Rule]:
    """All rules by their ids."""
    return _RULES


def declarations() -> Mapping[str, str]:
    """What can be declared, and what each declaration says, by its word."""
    return MappingProxyType({word: _PROPERTIES.text(word) for word in _DECLARATIONS})


class Checker:
    """Holds exchanges against the rules, and remembers them for rules about two.

    `level` is that of the weakest findings that are given: must, cannot, should, may or advice. `ignore` has the ids of rules that are left out.
    `declare` has what no exchange tells, of httpstatus.declarations(). `remember` is how many exchanges are remembered. `registry` has the codes that
    are known where the exchanges come from; None is IANA's.
    """

    def __init__(self, *, level: str = "advice", ignore: Iterable[str] = (), declare: Iterable[str] = (), remember: int = 64,
                 registry: Registry | None = None):
        if hasattr(self, "_handle"):
            raise TypeError("a Checker is made once")
        known = _is_registry(registry, "the registry")
        self._handle = _native.httpstatus_checker_new()
        if self._handle is None:
            raise MemoryError
        if not self._takes_level(level):
            raise ValueError(f"level is {level!r}, {none_of(filter(self._takes_level, _LEVELS))}")
        for word in collection(ignore, "ignore"):
            if not isinstance(word, str) or word not in _RULES:
                raise ValueError(f"ignore has {word!r}, which is the id of no rule")
            _raise(_native.httpstatus_checker_ignore(self._handle, _native.httpstatus_rule_find(word), True), word)
        for word in collection(declare, "declare"):
            if not isinstance(word, str) or word not in _DECLARATIONS:
                raise ValueError(f"declare has {word!r}, {none_of(_DECLARATIONS)}")
            self._set(_DECLARATIONS[word], 1)
        self._set_remembered(remember)
        self._registry = registry  # which the checker borrows
        _raise(_native.httpstatus_checker_set_registry(self._handle, known), "the registry")

    def _set(self, property, value):
        _raise(_native.httpstatus_checker_set(self._handle, property, value), f"{_PROPERTIES[property]} is {value!r}")

    def _set_remembered(self, count):
        number = whole_number(count, "remember")
        property = _native.HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED
        if not fits(number) or _native.httpstatus_checker_set(self._handle, property, number) != 0:
            raise ValueError(f"remember is {count!r}, which it cannot be: {_PROPERTIES.text(_PROPERTIES[property])}")

    def _get(self, property):
        return _native.httpstatus_checker_get(self._handle, property)

    def _takes_level(self, word):
        number = _LEVELS.number(word, "level") if word in _LEVELS else -1
        return _native.httpstatus_checker_set(self._handle, _native.HTTPSTATUS_CHECKER_PROPERTY_LEVEL, number) == 0

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_checker_free(self._handle)
            self._handle = None

    def __copy__(self):
        raise TypeError("a Checker can be neither copied nor pickled")

    __deepcopy__ = __reduce_ex__ = lambda self, _: self.__copy__()

    @property
    def level(self) -> str:
        """The level of the weakest findings that are given."""
        return _LEVELS[self._get(_native.HTTPSTATUS_CHECKER_PROPERTY_LEVEL)]

    @property
    def declared(self) -> tuple[str, ...]:
        """What was declared."""
        return tuple(word for word, number in _DECLARATIONS.items() if self._get(number) == 1)

    @property
    def remember(self) -> int:
        """How many exchanges are remembered."""
        return self._get(_native.HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED)

    @property
    def registry(self) -> Registry | None:
        """The codes that are known where the exchanges come from; None is IANA's."""
        return self._registry

    def check(self, exchange: Exchange) -> list[Finding]:
        """The findings, the worst first."""
        _raise(_native.httpstatus_checker_check(self._handle, _handle_of(exchange)), "the exchange")
        found = []
        while (handle := _native.httpstatus_checker_finding(self._handle, len(found))) is not None:
            rule = _RULES[_native.httpstatus_rule_id(_native.httpstatus_finding_rule(handle))]
            found.append(Finding(rule.id, rule.level, rule.reference, _native.httpstatus_finding_message(handle), rule.field))
        return found

    def clear(self) -> None:
        """Forgets the exchanges that it remembers. What it was told stays."""
        _native.httpstatus_checker_clear(self._handle)

    def json(self) -> dict:
        """The exchange of the last check and what was found, as the library writes it for programs."""
        return _json(_native.httpstatus_checker_json_text(self._handle))

    def __repr__(self) -> str:
        return f"<Checker {self.level}, remembers {self.remember}>"


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
            text = f"{exchange.method} {exchange.target} {exchange.status!r}: {finding.message} ({finding.level}; {finding.reference}; {finding.id})"
            self.texts.append(text)
            if self.logs and not self.raises:
                logging.getLogger("httpstatus").warning("%s", text)
        if self.raises and self.texts:
            texts, self.texts = self.texts, []
            raise AssertionError("\n".join(texts))
