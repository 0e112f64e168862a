"""What a cache may do. SPDX-License-Identifier: MIT

    >>> browsers = Cache(shared=False)
    >>> exchange = Exchange(method="GET", target="https://a.example/", status=200, version="1.1", response_time=784111777,
    ...                     fields={"Cache-Control": "private, max-age=60"})
    >>> browsers.may_store(exchange), Cache(shared=True).may_store(exchange)
    (True, False)
    >>> Cache(shared=True).obstacles(exchange)
    ('private',)
    >>> stored = browsers.keep(exchange)
    >>> lookup = browsers.lookup(Exchange(method="GET", target="https://a.example/"), now=784111800)
    >>> lookup.offer(stored)
    >>> lookup.answer(), lookup.reasons, lookup.stored is stored
    ('serve', ('fresh',), True)
"""
from __future__ import annotations

from typing import Iterable

from . import _native
from .arguments import Octets, Time, boolean, fits, now_or, octets_of, several, whole_number
from .exchange import Exchange, _handle_of, _is, _json, _known, _made, _text, _texts
from .status import _raise
from .words import Vocabulary

__all__ = ["Cache", "Lookup"]

_PROPERTIES = Vocabulary("CACHE_PROPERTY")
_TEXTS = Vocabulary("CACHE_TEXT")
_OBSTACLES = Vocabulary("OBSTACLE")
_FRESHNESSES = Vocabulary("FRESHNESS")
_ACTIONS = Vocabulary("CACHE_ACTION")
_REASONS = Vocabulary("CACHE_REASON")
_ASKING = {_ACTIONS[action] for action in (_native.HTTPSTATUS_CACHE_ACTION_VALIDATE, _native.HTTPSTATUS_CACHE_ACTION_COMPLETE,
                                           _native.HTTPSTATUS_CACHE_ACTION_FORWARD, _native.HTTPSTATUS_CACHE_ACTION_REPEAT)}


def _said(name, to_value, doc):
    number = _PROPERTIES.number(name, "property")

    def read(self):
        value = _known(_native.httpstatus_cache_get(self._handle, number))
        return None if value is None else to_value(value)

    return property(read, doc=doc)


def _say(handle, name, value, to_number):
    word = name.replace("_", "-")
    number = to_number(value, name)
    error = _native.HTTPSTATUS_ERROR_VALUE
    if fits(number):
        error = _native.httpstatus_cache_set(handle, _PROPERTIES.number(word, "property"), number)
    _refuse(error, name, value, _PROPERTIES.text(word))


def _say_text(handle, name, value, octets):
    _refuse(_native.httpstatus_cache_set_text(handle, _TEXTS.number(name, "text"), octets), name, value, _TEXTS.text(name))


def _refuse(error, name, value, text):
    if error == _native.HTTPSTATUS_ERROR_VALUE:
        raise ValueError(f"{name} is {value!r}, which it cannot be: {text}")
    _raise(error, name)


def _names(targets):
    """Names of fields; each has to be one by itself, since it is their list that the library reads."""
    names = list(several(targets, "targets", "a collection of names of fields"))
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"targets has {name!r}, which is no name of a field")
        if "," in name or not name.strip():
            raise ValueError(f"targets has {name!r}, which is no name of a field")
    return names


class Cache:
    """A cache: it says whose it is and what it does, and stores nothing. Ask it about exchanges; all its answers are about the same cache.

    `shared`: True for many users', as a proxy's; False for one user's, as a browser's. `understands`: whether it does what the status needs
    (RFC 9111, section 3); where that is not said, it does for the codes that IANA has, but 206 and 304. `parts`: whether it keeps parts, combines
    them and answers with them. `serves_stale`: whether it answers with what is stale when it is cut off. `heuristic_percent` and `heuristic_most`:
    how much of the time since Last-Modified is a guessed lifetime, and the longest one, in seconds. `name`: what it is called in Cache-Status, a
    field that it makes only then. `targets`: the targeted fields that it obeys, the most specific first, such as "CDN-Cache-Control".

    `now` is in seconds since 1970, or a datetime with a time zone; where it is not given, it is the time of day. None is an answer: it depends on
    what is unknown.
    """

    def __init__(self, *, shared: bool, understands: bool | None = None, parts: bool | None = None, serves_stale: bool | None = None,
                 heuristic_percent: int | None = None, heuristic_most: int | None = None, name: Octets | None = None,
                 targets: Iterable[str] = ()):
        if hasattr(self, "_handle"):
            raise TypeError("a Cache is made once")
        self._handle = _native.httpstatus_cache_new()
        if self._handle is None:
            raise MemoryError
        _say(self._handle, "shared", shared, boolean)
        said = {"understands": (understands, boolean), "parts": (parts, boolean), "serves_stale": (serves_stale, boolean),
                "heuristic_percent": (heuristic_percent, whole_number), "heuristic_most": (heuristic_most, whole_number)}
        for property, (value, to_number) in said.items():
            if value is not None:
                _say(self._handle, property, value, to_number)
        if name is not None:
            _say_text(self._handle, "name", name, octets_of(name, "name"))
        if names := _names(targets):
            _say_text(self._handle, "targets", names, octets_of(", ".join(names), "targets"))

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_cache_free(self._handle)
            self._handle = None

    def __reduce__(self):
        said = {word.replace("-", "_"): getattr(self, word.replace("-", "_")) for word in (*_PROPERTIES, *_TEXTS)}
        return _cache, (type(self), said)

    shared = _said("shared", bool, "Whether it is many users', as a proxy's.")
    understands = _said("understands", bool, "Whether it does what every status needs of a cache.")
    parts = _said("parts", bool, "Whether it keeps parts, combines them and answers with them.")
    serves_stale = _said("serves-stale", bool, "Whether it answers with what is stale when it is cut off.")
    heuristic_percent = _said("heuristic-percent", int, "How much of the time since Last-Modified is a guessed lifetime.")
    heuristic_most = _said("heuristic-most", int, "The longest lifetime that is guessed, in seconds.")

    @property
    def name(self) -> str | None:
        """Its name in Cache-Status."""
        return _text(_native.httpstatus_cache_text(self._handle, _TEXTS.number("name", "text")))

    @property
    def targets(self) -> tuple[str, ...]:
        """The targeted fields that it obeys, the most specific first."""
        names = _text(_native.httpstatus_cache_text(self._handle, _TEXTS.number("targets", "text")))
        return () if names is None else tuple(name.strip() for name in names.split(","))

    # ---- storing ----

    def may_store(self, exchange: Exchange) -> bool | None:
        """Whether it may store the response. What must not be kept of it, left_out tells. RFC 9111, section 3."""
        return _is(_native.httpstatus_cache_may_store(self._handle, _handle_of(exchange)))

    def obstacles(self, exchange: Exchange) -> tuple[str, ...]:
        """What stands in the way of storing the response: nothing, or words such as "no-store"; httpstatus.words("obstacle") has them all."""
        return tuple(_OBSTACLES[obstacle] for obstacle in _native.httpstatus_cache_obstacles(self._handle, _handle_of(exchange)))

    def left_out(self, exchange: Exchange) -> tuple[str, ...]:
        """The names of the fields of the response that must not be stored. RFC 9111, section 3.1."""
        return _texts(_native.httpstatus_cache_left_out, self._handle, _handle_of(exchange))

    def keep(self, exchange: Exchange) -> Exchange:
        """What it stores of an exchange: the request, the response without what must not be kept, the times, and how much came.

        Whether it may be stored at all is may_store's to say. ValueError without a response.
        """
        handle = _handle_of(exchange)
        error, kept = _made(lambda made: _native.httpstatus_cache_keep(self._handle, handle, made), exchange)
        if error == _native.HTTPSTATUS_ERROR_STATE:
            raise ValueError(f"exchange is {exchange!r}, which has no response to keep")
        _raise(error, "what is kept")
        return kept

    def extent(self, exchange: Exchange) -> tuple[bool | None, slice | None, int | None]:
        """Which octets of the representation a response has: whether that is all (None: unknown), which ones, and how many there are in the whole.

        representation[extent] is its content; None where it has none, or nobody knows. RFC 9111, section 3.3.
        """
        state, first, last, complete = _native.httpstatus_cache_extent(self._handle, _handle_of(exchange))
        first, last = _known(first), _known(last)
        return _is(state), None if first is None else slice(first, None if last is None else last + 1), _known(complete)

    def replaces(self, exchange: Exchange, stored: Exchange) -> bool | None:
        """Whether a response takes the place of a stored one, which no request would be answered with any more. RFC 9111, sections 4 and 4.1."""
        return _is(_native.httpstatus_cache_replaces(self._handle, _handle_of(exchange, "exchange"), _handle_of(stored, "stored")))

    # ---- freshness ----

    def freshness(self, exchange: Exchange) -> str | None:
        """Where the response's lifetime comes from: none, explicit or heuristic; None without a response."""
        return _FRESHNESSES[_native.httpstatus_cache_freshness(self._handle, _handle_of(exchange))]

    def _time(self, exchange, time, now):
        return _known(_native.httpstatus_cache_time(self._handle, _handle_of(exchange), time, now))

    def lifetime(self, exchange: Exchange, now: Time | None = None) -> int | None:
        """For how many seconds the response is fresh, from its beginning at the origin server on. RFC 9111, section 4.2.1."""
        return self._time(exchange, _native.HTTPSTATUS_CACHE_TIME_LIFETIME, now_or(now))

    def age(self, exchange: Exchange, now: Time | None = None) -> int | None:
        """How many seconds old the response is. RFC 9111, section 4.2.3."""
        return self._time(exchange, _native.HTTPSTATUS_CACHE_TIME_AGE, now_or(now))

    def fresh_for(self, exchange: Exchange, now: Time | None = None) -> int | None:
        """For how many seconds the response is fresh from now on; below 0 for how long it has been stale."""
        return self._time(exchange, _native.HTTPSTATUS_CACHE_TIME_FRESH_FOR, now_or(now))

    def is_fresh(self, exchange: Exchange, now: Time | None = None) -> bool | None:
        """Whether the response's lifetime is more than its age. RFC 9111, section 4.2."""
        return _is(_native.httpstatus_cache_is_fresh(self._handle, _handle_of(exchange), now_or(now)))

    def stale_while_revalidate(self, exchange: Exchange) -> int | None:
        """For how many seconds after it went stale the response may answer while it is validated. RFC 5861, section 3."""
        return self._time(exchange, _native.HTTPSTATUS_CACHE_TIME_STALE_WHILE_REVALIDATE, _native.HTTPSTATUS_UNKNOWN)

    def stale_if_error(self, exchange: Exchange) -> int | None:
        """For how many seconds after it went stale the response may answer in place of an error. RFC 5861, section 4."""
        return self._time(exchange, _native.HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR, _native.HTTPSTATUS_UNKNOWN)

    # ---- answering ----

    def vary_key(self, stored: Exchange, request: Exchange) -> str | None:
        """What Vary of a stored response adds to the key for a request: requests with the same text select the same response.

        "" where Vary names nothing; None where no request selects it (Vary: *), or something is unknown. RFC 9111, section 4.1.
        """
        return _text(_native.httpstatus_cache_vary_key_text(self._handle, _handle_of(stored, "stored"), _handle_of(request, "request")))

    def lookup(self, request: Exchange, now: Time | None = None, *, cut_off: bool = False) -> Lookup:
        """What becomes of a request: a Lookup, to which what is stored is offered. `cut_off`: whether the server cannot be reached."""
        return Lookup(self, request, now, cut_off=cut_off)

    # ---- what the server's answer changes ----

    def update(self, stored: Exchange, exchange: Exchange) -> bool | None:
        """Updates a stored response with what a 304 that is about it says, or a 200 to HEAD.

        True where it was updated; False where the exchange says nothing of this one; None where it shows that it must not be used any more, which a
        HEAD with another validator or length does. RFC 9111, sections 3.2, 4.3.4 and 4.3.5.
        """
        handles = _handle_of(stored, "stored"), _handle_of(exchange, "exchange")
        return _changed(stored, _native.httpstatus_cache_update(self._handle, *handles))

    def combine(self, stored: Exchange, part: Exchange) -> bool:
        """Makes one stored response of one that is not whole and a part that fits it; where it is whole now, it is a 200.

        True where they were combined, and then the contents have to be, too; False where they do not fit. RFC 9111, section 3.4.
        """
        handles = _handle_of(stored, "stored"), _handle_of(part, "part")
        return _changed(stored, _native.httpstatus_cache_combine(self._handle, *handles))

    def invalidated(self, exchange: Exchange) -> tuple[str, ...]:
        """The URIs whose stored responses an exchange makes invalid. RFC 9111, section 4.4."""
        return _texts(_native.httpstatus_cache_invalidated, self._handle, _handle_of(exchange))

    def invalidates(self, exchange: Exchange, stored: Exchange) -> bool | None:
        """Whether an exchange makes a stored response invalid: by its URI, or by a group that both name. RFC 9111, section 4.4; RFC 9875."""
        return _is(_native.httpstatus_cache_invalidates(self._handle, _handle_of(exchange, "exchange"), _handle_of(stored, "stored")))

    def json(self, exchange: Exchange, now: Time | None = None) -> dict:
        """All that it may do with an exchange, as the library writes it for programs."""
        return _json(_native.httpstatus_cache_json_text(self._handle, _handle_of(exchange), now_or(now)))

    def __repr__(self) -> str:
        return f"<Cache {'shared' if self.shared else 'private'}>"


def _cache(kind, said):
    cache = kind.__new__(kind)
    Cache.__init__(cache, **said)
    return cache


def _changed(stored, result):
    """1, 0, -1 or an error."""
    if result < -1:
        _raise(result, "stored")
    if result == 1:
        stored._updates += 1
    return _is(result)


class Lookup:
    """What becomes of one request at a cache. It does no I/O and stores nothing, so that it goes into every client: what an adapter of requests, a
    transport of httpx or a proxy needs besides is where it stores things, and how it asks the server.

        def answer(cache, store, request, ask):  # store: lists of exchanges by URI; ask(request) -> what came of it, with its times
            lookup = cache.lookup(request)
            for stored in store.get(request.target_uri, ()):
                lookup.offer(stored)
            lookup.answer()
            while lookup.asks:
                came = ask(lookup.request())
                action = lookup.receive(came)
                for stored in lookup.selected:
                    cache.update(stored, came)
                for uri in cache.invalidated(came):
                    store.pop(uri, None)
                if action == "relay" and cache.may_store(came):
                    store.setdefault(came.target_uri, []).append(cache.keep(came))
            return lookup.respond(), lookup.stored, lookup.content()

    What it returns is the head of the answer, and where the content is: contents[stored][content] where content is a slice; else the server's, or
    none. A cache with `parts` has one thing more to do before it responds, cache.combine(lookup.stored, came) where the action is "combine"; and
    after "serve-and-validate", the request and what comes of it go on when the client has its answer.
    httpstatus.words("cache-action") has all actions, and httpstatus.words("cache-reason") all reasons, with what they say.

    Do not change what was offered before the lookup is over, but with update and combine.
    """

    def __init__(self, cache: Cache, request: Exchange, now: Time | None = None, *, cut_off: bool = False):
        if hasattr(self, "_handle"):
            raise TypeError("a Lookup is made once")
        if not isinstance(cache, Cache):
            raise TypeError(f"cache is {cache!r}, which is no Cache")
        asked, time, is_cut_off = _handle_of(request, "request"), now_or(now), boolean(cut_off, "cut_off")
        self._offered = {}  # by identity: the exchange, and how often it had been changed and updated
        self._received = None
        self._action = None
        self._cache = cache  # which the lookup borrows
        self._asked = request  # whose limits are those of what is made
        self._handle = _native.httpstatus_lookup_new(cache._handle)
        if self._handle is None:
            raise MemoryError
        error = _native.httpstatus_lookup_start(self._handle, asked, time)
        if error == _native.HTTPSTATUS_ERROR_STATE:
            raise ValueError(f"request is {request!r}, which has no method")
        _raise(error, "request")
        _raise(_native.httpstatus_lookup_set(self._handle, _native.HTTPSTATUS_LOOKUP_PROPERTY_CUT_OFF, int(is_cut_off)), "cut_off")

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_lookup_free(self._handle)
            self._handle = None

    def __copy__(self):
        raise TypeError("a Lookup can be neither copied nor pickled")

    __deepcopy__ = __reduce_ex__ = lambda self, _: self.__copy__()

    def _check(self):
        """The library borrows what was offered and received, and what it found out about it has to stay true."""
        for exchange, changes, updates in self._offered.values():
            if exchange._changes != changes or (self._received is None and exchange._updates != updates):
                raise ValueError(f"stored is {exchange!r}, which was changed after it was offered")
        if self._received is not None and self._received[0]._changes != self._received[1]:
            raise ValueError(f"exchange is {self._received[0]!r}, which was changed after it was received")

    # ---- what to do ----

    def offer(self, stored: Exchange) -> None:
        """Offers a stored response, in any order; those of other target URIs are passed over. ValueError after the answer."""
        handle = _handle_of(stored, "stored")
        identity = _native.httpstatus_exchange_identity(handle)
        if identity in self._offered and self._action is None:
            return
        error = _native.httpstatus_lookup_offer(self._handle, handle)
        if error == _native.HTTPSTATUS_ERROR_STATE:
            raise ValueError(f"stored is {stored!r}, which comes too late: the answer is {self._action!r}")
        _raise(error, "stored")
        self._offered[identity] = stored, stored._changes, stored._updates

    def _act(self, action):
        self._action = _ACTIONS[action]
        return self._action

    def answer(self) -> str:
        """What to do about the request, by what was offered, as a word: serve, validate, forward ... RFC 9111, section 4."""
        self._check()
        self._received = None
        self._offered = {identity: (stored, changes, stored._updates) for identity, (stored, changes, _) in self._offered.items()}
        return self._act(_native.httpstatus_lookup_answer(self._handle))

    def receive(self, exchange: Exchange, now: Time | None = None) -> str:
        """What to do with what came of asking the server, as a word: update, relay, serve-stale ... RFC 9111, section 4.3.3.

        The exchange has the request of request(), and a response or how it ended. ValueError where the server was not to be asked.
        """
        handle, time = _handle_of(exchange), now_or(now)
        self._check()
        action = _native.httpstatus_lookup_receive(self._handle, handle, time)
        if action == _native.HTTPSTATUS_ERROR_STATE:
            raise ValueError(f"exchange is {exchange!r}, but the server was not to be asked: {self._standing()}")
        self._received = exchange, exchange._changes
        return self._act(action)

    def _standing(self):
        return "there is no answer yet" if self._action is None else f"the answer is {self._action!r}"

    @property
    def action(self) -> str | None:
        """The last word of answer or receive; None before."""
        return self._action

    @property
    def asks(self) -> bool:
        """Whether the server has to be asked before there is an answer: perform request(), and let the lookup receive what came of it."""
        return self._action in _ASKING

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the last action is what it is, as words, what decided first; httpstatus.words("cache-reason") tells what each says, and where from."""
        reasons = []
        while (reason := _native.httpstatus_lookup_reason(self._handle, len(reasons))) >= 0:
            reasons.append(_REASONS[reason])
        return tuple(reasons)

    def _own(self, handle):
        return self._offered[_native.httpstatus_exchange_identity(handle)][0]

    @property
    def stored(self) -> Exchange | None:
        """The stored response that is answered with, validated, completed or combined: the one that was offered. None where none is of use."""
        handle = _native.httpstatus_lookup_stored(self._handle)
        return None if handle is None else self._own(handle)

    @property
    def selected(self) -> tuple[Exchange, ...]:
        """The stored responses that the 304 is about, which are to be updated with Cache.update. RFC 9111, section 4.3.4."""
        selected = []
        while (handle := _native.httpstatus_lookup_selected(self._handle, len(selected))) is not None:
            selected.append(self._own(handle))
        return tuple(selected)

    # ---- messages ----

    def request(self) -> Exchange:
        """The request that the server is to be asked with. ValueError where it is not to be asked. RFC 9111, section 4.3.1."""
        self._check()
        error, request = _made(lambda made: _native.httpstatus_lookup_request(self._handle, made), self._asked)
        if error == _native.HTTPSTATUS_ERROR_STATE:
            raise ValueError(f"the server is not to be asked: {self._standing()}")
        _raise(error, "the request")
        return request

    def respond(self, *, stored: bool | None = None) -> Exchange:
        """The request and the head of the answer: of the stored response with Age, the 304, 206 or 416 that the request's own conditions and ranges make
        of it, what the server said, or 502 or 504. With Cache-Status, where the cache has a name and the answer is not of its own making.

        `stored`: whether what the server said was stored, for Cache-Status; unless given, as may_store has it. After "update" and "combine", the stored
        response has to be updated or combined first. ValueError where there is no answer yet.
        """
        self._check()
        said = _native.HTTPSTATUS_UNKNOWN if stored is None else int(boolean(stored, "stored"))
        _raise(_native.httpstatus_lookup_set(self._handle, _native.HTTPSTATUS_LOOKUP_PROPERTY_STORED, said), "stored")
        error, response = _made(lambda made: _native.httpstatus_lookup_respond(self._handle, made), self._asked)
        if error == _native.HTTPSTATUS_ERROR_STATE:
            raise ValueError(self._not_yet())
        _raise(error, "the answer")
        return response

    def _not_yet(self):
        """Why there is nothing to answer with."""
        if self.stored is not None and not self.asks:
            return f"{self._standing()}, and {self.stored!r} does not have what is asked for: it has to be combined first"
        return "there is no answer yet" if self._action is None else f"there is no answer yet: the server has to be asked, {self._action!r}"

    def content(self) -> slice | None:
        """Which octets of the stored content the answer has: content_of(lookup.stored)[lookup.content()]. None where it has none, or the server's.

        ValueError where there is no answer yet. RFC 9110, section 14.2.
        """
        self._check()
        state, first, last = _native.httpstatus_lookup_content(self._handle)
        if state < 0:
            raise ValueError(self._not_yet())
        last = _known(last)
        return slice(first, None if last is None else last + 1) if state else None

    def json(self) -> dict:
        """What is to be done about the request, as the library writes it for programs."""
        return _json(_native.httpstatus_lookup_json_text(self._handle))

    def __repr__(self) -> str:
        return f"<Lookup {self._action or 'not answered'}{''.join(f', {reason}' for reason in self.reasons)}>"
