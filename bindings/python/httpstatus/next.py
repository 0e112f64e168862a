"""What the client may do next: chains, steps and policies. SPDX-License-Identifier: MIT"""
from __future__ import annotations

import math
import random as _random
from types import MappingProxyType
from typing import Iterable, Mapping, NamedTuple

from . import _native
from .arguments import Time, now_or, octets_of, several, whole_number
from .exchange import Exchange, _handle_of, _json, _text, _texts
from .status import Registry, _LEVELS, _is_registry, _raise
from .words import Vocabulary, collection, none_of

__all__ = ["Chain", "Step", "Policy", "Client", "clients", "settings"]

_PROPERTIES = Vocabulary("CHAIN_PROPERTY")
_ROLES = Vocabulary("ROLE")
_FACTS = Vocabulary("CHAIN_FACT")
_ACTIONS = Vocabulary("ACTION")
_CONTENTS = Vocabulary("NEXT_CONTENT")
_DELAY_SOURCES = Vocabulary("DELAY_SOURCE")
_CONNECTIONS = Vocabulary("NEXT_CONNECTION")
_SETTINGS = Vocabulary("SETTING")
_ABILITIES = {word.removeprefix("can-"): _PROPERTIES.number(word, "can") for word in _PROPERTIES if word.startswith("can-")}
_CIRCUMSTANCES = {_PROPERTIES[number]: number
                  for number in range(_native.HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION, _native.HTTPSTATUS_CHAIN_PROPERTY_NOW)}


class _Usual:
    def __repr__(self):
        return "as usual"


_USUAL = _Usual()  # what the library takes for granted where nothing is said


class Client(NamedTuple):
    """A client whose behaviour is known. `sources` tells for each setting where from; what it does not have is as in "default"."""

    name: str
    title: str
    version: str
    sources: Mapping[str, str]


class Step(NamedTuple):
    """One thing that can be done next, and why. The method and what follows it are of the request that it sends, if it sends one.

    `content` is "keep" where the content is sent again, "drop" where it is not, "none" where there was none. A field that is added has
    the value None where only the caller can know it. `delay` is in seconds, infinite where it is too long to count, and `delay_source`
    "retry-after", "backoff" or None. `declined_by` has the settings of the policy that decline the step although the specification permits it:
    such a step stands behind those that the policy wants, and its delay is None where nobody can tell it without a clock.
    """

    action: str
    level: str
    reference: str
    reason: str
    text: str
    requests: bool
    method: str | None
    target: str | None
    content: str
    drop_fields: tuple[str, ...]
    add_fields: tuple[tuple[str, str | None], ...]
    delay: float | None
    delay_source: str | None
    connection: str
    avoids_early_data: bool
    declined_by: tuple[str, ...]


def _declined_by(handle):
    settings = []
    while (setting := _native.httpstatus_step_declined_by(handle, len(settings))) is not None:
        settings.append(setting)
    return tuple(settings)


def _seconds(milliseconds):
    if milliseconds == _native.HTTPSTATUS_UNKNOWN:
        return None
    return math.inf if milliseconds == 2**63 - 1 else milliseconds / 1000


def _step(handle) -> Step:
    source, milliseconds = _native.httpstatus_step_delay_source(handle), _native.httpstatus_step_delay_ms(handle)
    added = _texts(_native.httpstatus_step_add_field, handle)
    return Step(
        _ACTIONS[_native.httpstatus_step_action(handle)], _LEVELS[_native.httpstatus_step_level(handle)],
        _native.httpstatus_step_reference(handle), _native.httpstatus_step_reason(handle), _native.httpstatus_step_text(handle),
        _native.httpstatus_step_requests(handle), _text(_native.httpstatus_step_method(handle)), _text(_native.httpstatus_step_target(handle)),
        _CONTENTS[_native.httpstatus_step_content(handle)], _texts(_native.httpstatus_step_drop_field, handle),
        tuple((name, _text(_native.httpstatus_step_add_value(handle, i))) for i, name in enumerate(added)),
        _seconds(milliseconds),
        None if source == _native.HTTPSTATUS_DELAY_SOURCE_NONE else _DELAY_SOURCES[source],
        _CONNECTIONS[_native.httpstatus_step_connection(handle)], _native.httpstatus_step_avoids_early_data(handle),
        _declined_by(handle))


def _setting(name):
    """The word for a setting; an underscore does for a hyphen, so that settings can be named arguments."""
    word = name.replace("_", "-") if isinstance(name, str) else name
    if word not in _SETTINGS:
        raise ValueError(f"{name!r} is no setting; settings are: {', '.join(_SETTINGS)}")
    return word


def _setting_text(word, value):
    """A text, a number, or a list of them, as the library takes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(int(value))
    items = [None] if isinstance(value, (bytes, Mapping)) or not isinstance(value, Iterable) else list(value)
    if any(isinstance(item, bool) or not isinstance(item, (str, int)) for item in items):
        raise TypeError(f"{word} is {value!r}, neither a text nor a number nor a list of them")
    return " ".join(item if isinstance(item, str) else str(int(item)) for item in items)


class Policy:
    """What a client does where it is free to choose: Policy("curl"), Policy(hops=5, redirect_301="POST=get *=keep").

    Settings are texts, numbers, or lists of them: policy["hops"], policy["retry"] = [429, 503]. httpstatus.settings() tells what each is.
    """

    def __init__(self, client: str = "default", **changes):
        if hasattr(self, "_handle"):
            raise TypeError("a Policy is made once")
        if not isinstance(client, str) or client not in clients():
            raise ValueError(f"{client!r} is no client that is known; known are: {', '.join(clients())}")
        self._handle = _native.httpstatus_policy_new()
        if self._handle is None:
            raise MemoryError
        _raise(_native.httpstatus_policy_imitate(self._handle, _native.httpstatus_client_find(client)), client)
        for name, value in changes.items():
            self[name] = value

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_policy_free(self._handle)
            self._handle = None

    def __copy__(self):
        copy = Policy.__new__(type(self))
        Policy.__init__(copy)
        for name in _SETTINGS:
            copy[name] = self[name]
        return copy

    __deepcopy__ = lambda self, _: self.__copy__()

    def __reduce_ex__(self, _):
        raise TypeError("a Policy cannot be pickled")

    def keys(self) -> tuple[str, ...]:
        """The words of all settings."""
        return tuple(_SETTINGS)

    def __getitem__(self, name: str) -> str:
        return _text(_native.httpstatus_policy_get(self._handle, _setting(name)))

    def __setitem__(self, name: str, value: str | int | Iterable[str | int]) -> None:
        word = _setting(name)
        text = _setting_text(word, value)
        error = _native.httpstatus_policy_set(self._handle, word, octets_of(text, word))
        if error == _native.HTTPSTATUS_ERROR_VALUE:
            raise ValueError(f"{word} is {value!r}, which it cannot be: {settings()[word]}")
        _raise(error, word)

    def __iter__(self):
        return iter(_SETTINGS)

    def __repr__(self) -> str:
        return f"<Policy {dict((name, self[name]) for name in self)}>"


def _numbers(words, named, what):
    """1 for each of the words that is named, 0 for the others."""
    named = collection(named, what)
    for word in named:
        if not isinstance(word, str) or word not in words:
            raise ValueError(f"{what} has {word!r}, {none_of(words)}")
    return [(number, int(word in named)) for word, number in words.items()]


def _unsaid(words):
    return [(number, _native.HTTPSTATUS_UNKNOWN) for number in words.values()]


def _protocols(named):
    names = [named] if isinstance(named, str) else list(several(named, "protocols", "a collection of names"))
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"protocols has {name!r}, which is no name of a protocol")
    return octets_of(", ".join(names), "protocols") or None


class Chain:
    """One thing that the user wanted, from the first request to the last response.

    The policy is a Policy, the name of a client whose policy it is to be, or None for that of a careful client. The registry has the codes that the
    client knows: others count as x00 of their class. None is IANA's.
    """

    def __init__(self, policy: Policy | str | None = None, *, registry: Registry | None = None, **changes):
        if hasattr(self, "_handle"):
            raise TypeError("a Chain is made once")
        if isinstance(policy, Policy) and changes:
            raise TypeError("changes are made to the Policy itself")
        known = _is_registry(registry, "the registry")
        if not isinstance(policy, Policy):
            policy = Policy("default" if policy is None else policy, **changes)
        self._policy = policy.__copy__()
        self._handle = _native.httpstatus_chain_new(policy._handle)
        if self._handle is None:
            raise MemoryError
        self._registry = registry  # which the chain borrows
        _raise(_native.httpstatus_chain_set_registry(self._handle, known), "the registry")
        self._steps = []

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_chain_free(self._handle)
            self._handle = None

    def __copy__(self):
        raise TypeError("a Chain can be neither copied nor pickled")

    __deepcopy__ = __reduce_ex__ = lambda self, _: self.__copy__()

    def next(self, exchange: Exchange, now: Time | None = None, *, random: int | None = None, can: Iterable[str] = _USUAL,
             circumstances: Iterable[str] | None = None, protocols: Iterable[str] = (), role: str = "user-agent") -> list[Step]:
        """What can be done next, best first, and last what the policy declines; there is always something.

        `can`: of "connect", "authenticate", "authenticate-proxy", "resend", "recode" and "use-stored"; the first four unless said.
        `circumstances`: of "own-condition", "early-data", "reused-connection" and "coalesced-connection", those that are so; what is not named is not
        so, and without `circumstances` nobody knows. `protocols`: those that it can upgrade to.
        `role`: "user-agent" or "proxy". `now` is in seconds since 1970, or a datetime with a time zone; the time of day
        where it is not given.
        """
        seen = _handle_of(exchange)
        number = _random.getrandbits(62) if random is None else whole_number(random, "random") & (1 << 63) - 1
        said = [(_native.HTTPSTATUS_CHAIN_PROPERTY_ROLE, _ROLES.number(role, "role")),
                *(_unsaid(_ABILITIES) if can is _USUAL else _numbers(_ABILITIES, can, "can")),
                *(_unsaid(_CIRCUMSTANCES) if circumstances is None else _numbers(_CIRCUMSTANCES, circumstances, "circumstances")),
                (_native.HTTPSTATUS_CHAIN_PROPERTY_NOW, now_or(now)),
                (_native.HTTPSTATUS_CHAIN_PROPERTY_RANDOM, number)]
        upgrades = _protocols(protocols)
        if _native.httpstatus_chain_set_protocols(self._handle, upgrades) == _native.HTTPSTATUS_ERROR_VALUE:
            raise ValueError(f"protocols is {protocols!r}, which no Upgrade field can have")
        for property, value in said:
            _raise(_native.httpstatus_chain_set(self._handle, property, value), f"{_PROPERTIES[property]} is {value!r}")
        self._steps = []
        _raise(_native.httpstatus_chain_next(self._handle, seen), "the exchange")
        while (handle := _native.httpstatus_chain_step(self._handle, len(self._steps))) is not None:
            self._steps.append(_step(handle))
        return list(self._steps)

    def take(self, step: Step) -> Exchange | None:
        """Takes one of the steps of the last `next`. Returns the next request, of which nothing came back yet, or None where it sends none."""
        place = next((i for i, own in enumerate(self._steps) if own is step), None)
        if place is None:
            raise ValueError("this is no step of the last `next`")
        exchange = Exchange()
        _raise(_native.httpstatus_chain_take(self._handle, place, exchange._handle), "the next request")
        self._steps = []
        return exchange if step.requests else None

    @property
    def policy(self) -> Policy:
        """A copy of its policy, which stays as it was when the chain was made."""
        return self._policy.__copy__()

    @property
    def facts(self) -> tuple[str, ...]:
        """What is worth knowing besides the steps: "permanent", "target-visited" ..."""
        facts = []
        while (fact := _native.httpstatus_chain_fact(self._handle, len(facts))) >= 0:
            facts.append(_FACTS[fact])
        return tuple(facts)

    def has_fact(self, fact: str) -> bool:
        """Whether something is so, by its word; httpstatus.words("chain-fact") has them all."""
        return _native.httpstatus_chain_has_fact(self._handle, _FACTS.number(fact, "fact"))

    def json(self) -> dict:
        """What can be done next, as the library writes it for programs."""
        return _json(_native.httpstatus_chain_json_text(self._handle))

    def clear(self) -> None:
        """Makes the chain as if it were new, with the same policy."""
        _native.httpstatus_chain_clear(self._handle)
        self._steps = []

    def __repr__(self) -> str:
        return f"<Chain {[step.action for step in self._steps]}>"


def settings() -> Mapping[str, str]:
    """What each setting of a policy is about, by its word."""
    return _SETTINGS.texts()


def _client(handle):
    sources = {setting: _native.httpstatus_client_source(handle, setting) for setting in _SETTINGS}
    return Client(_native.httpstatus_client_id(handle), _native.httpstatus_client_title(handle), _native.httpstatus_client_version(handle),
                  MappingProxyType({setting: source for setting, source in sources.items() if source is not None}))


def _read_clients():
    found = []
    while (handle := _native.httpstatus_client_at(len(found))) is not None:
        found.append(_client(handle))
    return MappingProxyType({client.name: client for client in found})


_CLIENTS = _read_clients()


def clients() -> Mapping[str, Client]:
    """The clients whose policies are known, by their words; "default" is a careful client that is none of them."""
    return _CLIENTS
