"""What the client may do next: chains, steps and policies. SPDX-License-Identifier: MIT"""
from __future__ import annotations

import math
import operator
import random as _random
import time
from types import MappingProxyType
from typing import Iterable, Mapping, NamedTuple

from . import _native
from .exchange import Exchange, _bits, _raise, _text, _wire_text
from .status import _LEVELS, _list, _words

__all__ = ["Chain", "Step", "Policy", "Client", "clients", "settings"]

_ACTIONS = _words(_native.httpstatus_action_name)
_FACTS = _words(_native.httpstatus_chain_fact_name)
_CONTENTS = _words(_native.httpstatus_next_content_name)
_DELAY_SOURCES = (None, *_words(_native.httpstatus_delay_source_name)[1:])
_CONNECTIONS = _words(_native.httpstatus_next_connection_name)
_ROLES = ("user-agent", "proxy")
_ABILITIES = ("connect", "authenticate", "authenticate-proxy", "resend", "recode", "use-stored")
_CIRCUMSTANCES = ("own-condition", "early-data", "reused-connection", "coalesced-connection")
_ORDINARY = ("connect", "authenticate", "authenticate-proxy", "resend")
_SETTINGS = _words(_native.httpstatus_setting_name)


class Client(NamedTuple):
    """A client whose behaviour is known. `sources` tells for each setting where from; what it does not have is as in "default"."""

    name: str
    title: str
    version: str
    sources: Mapping[str, str]


class Step(NamedTuple):
    """One thing that can be done next, and why. The method and what follows it are of the request that it sends, if it sends one.

    `content` is "keep" where the content is sent again, "drop" where it is not, "none" where there was none. A field that is added has
    the value None where only the caller can know it. `delay` is in seconds, and `delay_source` "retry-after", "backoff" or None.
    """

    action: str
    level: str
    section: str
    reason: str
    text: str
    requests: bool
    method: str | None
    target: str | None
    content: str
    drop_fields: tuple[str, ...]
    add_fields: tuple[tuple[str, str | None], ...]
    delay: int
    delay_source: str | None
    connection: str
    avoids_early_data: bool


def _step(handle) -> Step:
    action = _native.httpstatus_step_action(handle)
    added = _list(_native.httpstatus_step_add_field, handle)
    return Step(
        _ACTIONS[action], _LEVELS[_native.httpstatus_step_level(handle)], _native.httpstatus_step_section(handle),
        _native.httpstatus_step_reason(handle), _native.httpstatus_step_text(handle), _native.httpstatus_action_requests(action),
        _text(_native.httpstatus_step_method(handle)), _text(_native.httpstatus_step_target(handle)),
        _CONTENTS[_native.httpstatus_step_content(handle)], _list(_native.httpstatus_step_drop_field, handle),
        tuple((name, _wire_text(_native.httpstatus_step_add_value(handle, i))) for i, name in enumerate(added)),
        _native.httpstatus_step_delay(handle), _DELAY_SOURCES[_native.httpstatus_step_delay_source(handle)],
        _CONNECTIONS[_native.httpstatus_step_connection(handle)], _native.httpstatus_step_avoids_early_data(handle))


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
        self._handle = _native.httpstatus_policy_new(client)
        if self._handle is None:
            raise MemoryError
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
        return _SETTINGS

    def __getitem__(self, name: str) -> str:
        return _native.httpstatus_policy_get(self._handle, _setting(name))

    def __setitem__(self, name: str, value: str | int | Iterable[str | int]) -> None:
        word = _setting(name)
        text = _setting_text(word, value)
        error = _native.httpstatus_policy_set(self._handle, word, text) if text.isascii() else _native.HTTPSTATUS_ERROR_SYNTAX
        if error == _native.HTTPSTATUS_ERROR_SYNTAX:
            raise ValueError(f"{word} is {value!r}, which it cannot be: {settings()[word]}")
        _raise(error, word)

    def __iter__(self):
        return iter(_SETTINGS)

    def __repr__(self) -> str:
        return f"<Policy {dict((name, self[name]) for name in self)}>"


def _mask(words, named, what):
    """Bits for words."""
    if isinstance(named, str):
        raise TypeError(f"{what} is {named!r}, not a collection of words")
    mask = 0
    for word in named:
        if word not in words:
            raise ValueError(f"{what} has {word!r}, which is none of: {', '.join(words)}")
        mask |= 1 << words.index(word)
    return mask


def _protocols(named):
    text = named if isinstance(named, str) else ", ".join(named)
    if not text.isascii() or not text.isprintable():
        raise ValueError(f"protocols is {text!r}, which no Upgrade field can have")
    return text


class Chain:
    """One thing that the user wanted, from the first request to the last response.

    The policy is a Policy, the name of a client whose policy it is to be, or None for that of a careful client.
    """

    def __init__(self, policy: Policy | str | None = None, **changes):
        if hasattr(self, "_handle"):
            raise TypeError("a Chain is made once")
        if isinstance(policy, Policy) and changes:
            raise TypeError("changes are made to the Policy itself")
        if not isinstance(policy, Policy):
            policy = Policy("default" if policy is None else policy, **changes)
        self._policy = policy.__copy__()
        self._handle = _native.httpstatus_chain_new(policy._handle)
        if self._handle is None:
            raise MemoryError
        self._steps = []

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_chain_free(self._handle)
            self._handle = None

    def __copy__(self):
        raise TypeError("a Chain can be neither copied nor pickled")

    __deepcopy__ = __reduce_ex__ = lambda self, _: self.__copy__()

    def next(self, exchange: Exchange, now: int | None = None, *, random: int | None = None, can: Iterable[str] = _ORDINARY,
             circumstances: Iterable[str] = (), protocols: Iterable[str] = (), role: str = "user-agent") -> list[Step]:
        """What can be done next, best first; there is always something.

        `can`: of "connect", "authenticate", "authenticate-proxy", "resend", "recode" and "use-stored". `circumstances`: of
        "own-condition", "early-data", "reused-connection" and "coalesced-connection". `protocols`: those that it can upgrade to.
        `role`: "user-agent" or "proxy". `now` is in seconds since 1970, the time of day where it is not given.
        """
        if not isinstance(exchange, Exchange):
            raise TypeError(f"{exchange!r} is no Exchange")
        if role not in _ROLES:
            raise ValueError(f"role is {role!r}, which is none of: {', '.join(_ROLES)}")
        said = (_ROLES.index(role), _mask(_ABILITIES, can, "can"), _mask(_CIRCUMSTANCES, circumstances, "circumstances"),
                math.floor(time.time() if now is None else now),
                _random.getrandbits(62) if random is None else operator.index(random) & (1 << 63) - 1, _protocols(protocols))
        self._steps = []
        _raise(_native.httpstatus_next_with(self._handle, exchange._handle, *said), "the exchange")
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
        return _bits(_FACTS, _native.httpstatus_chain_facts(self._handle))

    def clear(self) -> None:
        """Makes the chain as if it were new, with the same policy."""
        _native.httpstatus_chain_clear(self._handle)
        self._steps = []

    def __repr__(self) -> str:
        return f"<Chain {[step.action for step in self._steps]}>"


def settings() -> Mapping[str, str]:
    """What each setting of a policy is about, by its word."""
    return MappingProxyType({name: _native.httpstatus_setting_text(i) for i, name in enumerate(_SETTINGS)})


def _client(i, name):
    sources = {setting: _native.httpstatus_client_source(i, k) for k, setting in enumerate(_SETTINGS)}
    return Client(name, _native.httpstatus_client_title(i), _native.httpstatus_client_version(i),
                  MappingProxyType({setting: source for setting, source in sources.items() if source is not None}))


_CLIENTS = MappingProxyType({name: _client(i, name) for i, name in enumerate(_words(_native.httpstatus_client_name))})


def clients() -> Mapping[str, Client]:
    """The clients whose policies are known, by their words; "default" is a careful client that is none of them."""
    return _CLIENTS
