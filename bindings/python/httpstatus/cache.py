"""What a cache may do. SPDX-License-Identifier: MIT

    >>> browsers = Cache(shared=False)
    >>> exchange = Exchange(method="GET", target="https://a.example/", status=200, version="1.1", fields={"Cache-Control": "private, max-age=60"})
    >>> browsers.may_store(exchange), Cache(shared=True).may_store(exchange)
    (True, False)
    >>> Cache(shared=True).obstacles(exchange)
    ('private',)
"""
from __future__ import annotations

from . import _native
from .arguments import Time, boolean, now_or
from .exchange import Exchange, _handle_of, _is, _known, _texts
from .status import _raise
from .words import Vocabulary

__all__ = ["Cache"]

_OBSTACLES = Vocabulary("OBSTACLE")
_FRESHNESSES = Vocabulary("FRESHNESS")
_REUSE_OBSTACLES = Vocabulary("REUSE_OBSTACLE")
_SELECTIONS = Vocabulary("SELECTION")


def _say(handle, property, value, what):
    _raise(_native.httpstatus_cache_set(handle, property, boolean(value, what)), what)


class Cache:
    """A cache: it says whose it is, and stores nothing. Ask it about exchanges; all its answers are about the same cache.

    `shared`: True for many users', as a proxy's; False for one user's, as a browser's. `understands`: whether it does what the status needs
    (RFC 9111, section 3); where that is not said, it does for the codes that IANA has, but 206 and 304. `now` is in seconds since 1970, or a
    datetime with a time zone; where it is not given, it is the time of day. None is an answer: it depends on what is unknown.
    """

    def __init__(self, *, shared: bool, understands: bool | None = None):
        if hasattr(self, "_handle"):
            raise TypeError("a Cache is made once")
        self._handle = _native.httpstatus_cache_new()
        if self._handle is None:
            raise MemoryError
        _say(self._handle, _native.HTTPSTATUS_CACHE_PROPERTY_SHARED, shared, "shared")
        if understands is not None:
            _say(self._handle, _native.HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS, understands, "understands")

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_cache_free(self._handle)
            self._handle = None

    def __reduce__(self):
        return _cache, (type(self), self.shared, self.understands)

    def _said(self, property):
        value = _known(_native.httpstatus_cache_get(self._handle, property))
        return None if value is None else bool(value)

    @property
    def shared(self) -> bool:
        return self._said(_native.HTTPSTATUS_CACHE_PROPERTY_SHARED)

    @property
    def understands(self) -> bool | None:
        return self._said(_native.HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS)

    # ---- storing ----

    def may_store(self, exchange: Exchange) -> bool | None:
        """Whether it may store the response. RFC 9111, section 3."""
        return _is(_native.httpstatus_cache_may_store(self._handle, _handle_of(exchange)))

    def obstacles(self, exchange: Exchange) -> tuple[str, ...]:
        """What stands in the way of storing the response: nothing, or words such as "no-store"; httpstatus.words("obstacle") has them all."""
        return tuple(_OBSTACLES[obstacle] for obstacle in _native.httpstatus_cache_obstacles(self._handle, _handle_of(exchange)))

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

    def is_fresh(self, exchange: Exchange, now: Time | None = None) -> bool | None:
        """Whether the response's lifetime is more than its age. RFC 9111, section 4.2."""
        return _is(_native.httpstatus_cache_is_fresh(self._handle, _handle_of(exchange), now_or(now)))

    def stale_if_error(self, exchange: Exchange) -> int | None:
        """For how many seconds after it went stale the response may answer in place of an error. RFC 5861, section 4."""
        return self._time(exchange, _native.HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR, _native.HTTPSTATUS_UNKNOWN)

    # ---- answering ----

    def may_reuse(self, stored: Exchange, request: Exchange, now: Time | None = None) -> bool | None:
        """Whether it may answer the request of one exchange with the stored response of another, without asking the server. RFC 9111, section 4."""
        return _is(_native.httpstatus_cache_may_reuse(self._handle, _handle_of(stored, "stored"), _handle_of(request, "request"), now_or(now)))

    def reuse_obstacles(self, stored: Exchange, request: Exchange, now: Time | None = None) -> tuple[str, ...]:
        """What stands in the way of answering so: nothing, or words such as "stale"; httpstatus.words("reuse-obstacle") has them all."""
        obstacles = _native.httpstatus_cache_reuse_obstacles(self._handle, _handle_of(stored, "stored"), _handle_of(request, "request"), now_or(now))
        return tuple(_REUSE_OBSTACLES[obstacle] for obstacle in obstacles)

    # ---- validating and invalidating ----

    def selects(self, exchange: Exchange, stored: Exchange) -> str | bool | None:
        """Whether the 304 of one exchange is about the stored response of another: "selected", "if-latest" or "if-only"; False where it is not.

        RFC 9111, section 4.3.4.
        """
        selection = _native.httpstatus_cache_selects(self._handle, _handle_of(exchange, "exchange"), _handle_of(stored, "stored"))
        return False if selection == _native.HTTPSTATUS_SELECTION_NONE else _SELECTIONS[selection]

    def invalidated(self, exchange: Exchange) -> tuple[str, ...]:
        """The URIs whose stored responses an exchange makes invalid. RFC 9111, section 4.4."""
        return _texts(_native.httpstatus_cache_invalidated, self._handle, _handle_of(exchange))

    def __repr__(self) -> str:
        return f"<Cache {'shared' if self.shared else 'private'}>"


def _cache(kind, shared, understands):
    cache = kind.__new__(kind)
    Cache.__init__(cache, shared=shared, understands=understands)
    return cache
