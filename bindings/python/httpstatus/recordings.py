"""Files with exchanges in them: HAR, and what curl, HTTPie, wget and others print. SPDX-License-Identifier: MIT"""
from __future__ import annotations

import os
from typing import BinaryIO, Union

from . import _native
from .arguments import Octets, boolean, octets_of, whole_number
from .exchange import Exchange
from .words import none_of

__all__ = ["Recording", "read"]

Source = Union[str, os.PathLike, bytes, BinaryIO]

_ERRORS = ("raise", "skip")
_SKIPS = [_native.recording_skip_word(skip) for skip in range(_native.RECORDING_SKIPS)]
_LIMITS = ("most_fields", "most_octets", "most_interim")


def _handle_new():
    handle = _native.recording_new()
    if handle is None:
        raise MemoryError
    return handle


class Recording:
    """The exchanges of a recording, one after the other: an iterator.

    What is not in the file can be said: `request`, the head of the request, for responses that come without one, or its `method` and `target`;
    `status`, for fields that were copied without a status line; `secured`, whether messages came over TLS; `partial`, that a head which ends with the
    file is taken for whole. `errors` is "raise", so that an exchange which cannot be read is a ValueError, behind which next() goes on; or "skip":
    then `problems` tells of it.
    """

    def __init__(self, source: Source, *, request: Octets | None = None, method: Octets | None = None, target: Octets | None = None,
                 status: int | None = None, secured: bool | None = None, partial: bool = False, name: str | None = None, errors: str = "raise",
                 most_fields: int | None = None, most_octets: int | None = None, most_interim: int | None = None):
        if errors not in _ERRORS:
            raise ValueError(f"errors is {errors!r}, {none_of(_ERRORS)}")
        self._handle = _handle_new()
        self._errors, self._problems = errors, []
        self._limits = {limit: value for limit, value in zip(_LIMITS, (most_fields, most_octets, most_interim)) if value is not None}
        Exchange(**self._limits)  # which says what they cannot be
        self._set("PARTIAL", int(boolean(partial, "partial")))
        if secured is not None:
            self._set("SECURED", int(boolean(secured, "secured")))
        if status is not None and self._set("STATUS", whole_number(status, "status")):
            raise ValueError(f"status is {status!r}, not a number from 100 to 999")
        for text, value in ("request", request), ("method", method), ("target", target):
            if value is not None and self._say(text.upper(), octets_of(value, text)):
                raise ValueError(f"{text} is {value!r}, which has a NUL in it")
        self._open(source, name)

    def _set(self, property, value):
        return _native.recording_set(self._handle, getattr(_native, "RECORDING_" + property), min(value, 2**31))

    def _say(self, text, octets):
        return _native.recording_say(self._handle, getattr(_native, "RECORDING_" + text), octets)

    def _open(self, source, name):
        if isinstance(source, (str, os.PathLike)):
            path = os.fsencode(source)
            if b"\0" in path:
                raise ValueError(f"source is {source!r}, which has a NUL in it")
            os.stat(path)  # OSError, as from open(), where it is not there
            opened = _native.recording_open_file(self._handle, path)
        else:
            self._octets, found = _octets_and_name(source)
            opened = _native.recording_open_text(self._handle, self._octets, os.fsencode(name or found))
        if not opened:
            raise ValueError(_native.recording_problem(self._handle))

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.recording_free(self._handle)
            self._handle = None

    def __iter__(self) -> Recording:
        return self

    def __next__(self) -> Exchange:
        while True:
            exchange = Exchange(**self._limits)
            found = _native.recording_next(self._handle, exchange._handle)
            if found == _native.RECORDING_EXCHANGE:
                return exchange
            if found == _native.RECORDING_END:
                raise StopIteration
            problem = _native.recording_problem(self._handle)
            if self._errors == "raise":
                raise ValueError(problem)
            self._problems.append(problem)

    @property
    def is_har(self) -> bool:
        """Whether it is a HAR, or entries of one."""
        return _native.recording_is_har(self._handle)

    @property
    def problems(self) -> tuple[str, ...]:
        """Why exchanges were passed over so far, which could not be read."""
        return tuple(self._problems)

    @property
    def skipped(self) -> dict[str, int]:
        """How many entries were passed over so far that are no HTTP exchange, by kind: data, blob, file, extension, websocket, blocked,
        browsers-own and other. Those of which there were none are not here."""
        counts = {word: _native.recording_skipped(self._handle, skip) for skip, word in enumerate(_SKIPS)}
        return {word: count for word, count in counts.items() if count}

    def __repr__(self):
        return f"<Recording: {'HAR' if self.is_har else 'transcript'}>"


def _octets_and_name(source):
    """Octets, and what to call them: a file's own name, where it has one."""
    octets = source.read() if hasattr(source, "read") else source
    if isinstance(octets, str):
        octets = octets.encode("utf-8", "surrogatepass")
    if not isinstance(octets, (bytes, bytearray, memoryview)):
        raise TypeError(f"source is {source!r}, neither a path, nor bytes, nor a file")
    name = getattr(source, "name", None)
    return bytes(octets), name if isinstance(name, str) else "recording"


def read(source: Source, **said) -> Recording:
    """The exchanges of a recording, one after the other: of a path, bytes or an open file. What else can be said, Recording has.

        for exchange in httpstatus.read("session.har"):
            print(exchange.method, exchange.target, exchange.status)
    """
    return Recording(source, **said)
