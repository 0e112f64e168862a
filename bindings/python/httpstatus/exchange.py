"""What an exchange said: one request and what came back. SPDX-License-Identifier: MIT"""
from __future__ import annotations

import operator
import re
import time
from datetime import datetime
from typing import Iterable, Mapping, NamedTuple, Union

from . import _native
from .status import Status, _BY_CODE, _words

__all__ = ["Exchange", "Challenge", "StatusLine", "read_status_line", "status_line"]

Octets = Union[bytes, str]
Fields = Union[Mapping[Octets, Octets], Iterable[tuple[Octets, Octets]]]

_ENDINGS = ("complete", "cut", "closed", "refused", "never-sent", "timed-out")
_REQUEST_CONTENTS = ("none", "repeatable", "one-shot")
_OBSTACLES = _words(_native.httpstatus_obstacle_name)
_REUSE_OBSTACLES = _words(_native.httpstatus_reuse_obstacle_name)
_DEFECTS = _words(_native.httpstatus_defect_name)
_SELECTIONS = (None, "selected", "if-latest", "if-only")
_VERSIONS = {"0.9": 9, "1.0": 10, "1.1": 11, "2": 20, "3": 30}


class Challenge(NamedTuple):
    """A challenge of WWW-Authenticate or Proxy-Authenticate. The names of parameters are in lower case; of several, the first counts."""

    scheme: str
    token68: str | None
    params: dict[str, str]


class StatusLine(NamedTuple):
    """A status line: the version as ten times the major number and the minor, the code, and the reason."""

    version: int
    code: int
    reason: str


def _octets(text: Octets) -> bytes:
    """Octets as they are on the wire; a str is Latin-1 where it can be, else UTF-8."""
    if isinstance(text, (bytes, bytearray, memoryview)):
        return bytes(text)
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is neither str nor bytes")
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _text(octets: bytes | None) -> str | None:
    """UTF-8 where the octets are that, else each octet as the character of its number."""
    if octets is None:
        return None
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def _wire_text(text: str | None) -> str | None:
    """SWIG's str of a C text, whose odd octets became surrogates."""
    return None if text is None else _text(text.encode("utf-8", "surrogateescape"))


def _known(number: int) -> int | None:
    return None if number == _native.HTTPSTATUS_UNKNOWN else number


def _bits(words, bits):
    return tuple(word for n, word in enumerate(words) if bits >> n & 1)


def _raise(error, what):
    if error == _native.HTTPSTATUS_ERROR_MEMORY:
        raise MemoryError
    if error:
        raise ValueError(f"{what}: {_native.httpstatus_strerror(error)}")


def read_status_line(line: Octets) -> StatusLine:
    """Reads a status line, without its end; ValueError where it is none."""
    octets = _octets(line)
    error, version, code, reason = _native.httpstatus_status_line_read(octets)
    _raise(error, "the status line")
    return StatusLine(version, code, _text(octets[reason:]))


def status_line(code: int, reason: Octets | None = None, *, version: str = "1.1") -> str:
    """A status line, without its end: "HTTP/1.1 404 Not Found"; ValueError for what cannot be sent."""
    if version not in _VERSIONS:
        raise ValueError(f"version is {version!r}, which is none of: {', '.join(_VERSIONS)}")
    line = _native.httpstatus_status_line_text(_VERSIONS[version], code, None if reason is None else _octets(reason))
    if line is None:
        raise ValueError(f"HTTP/{version} {code} {reason!r} cannot be sent")
    return _wire_text(line)


class Exchange:
    """One request and what came back: what was said, and what follows.

    What was never said is unknown, and unknown is None, not False. Fields are a mapping or pairs of names and values, str or bytes.
    `now` is in seconds since 1970; where it is not given, it is the time of day.
    """

    def __init__(self, *, method: Octets | None = None, target: Octets | None = None, request_version: str | None = None,
                 request_fields: Fields = (), status: int | None = None, version: str | None = None, reason: Octets | None = None,
                 fields: Fields = (), trailers: Fields = (), interim: Iterable[tuple[int, Fields]] = (), ending: str | None = None,
                 content_seen: int | None = None, request_content: str | None = None, request_content_length: int | None = None,
                 request_content_sent: int | None = None, request_fields_incomplete: bool | None = None,
                 response_fields_incomplete: bool | None = None, request_time: int | None = None, response_time: int | None = None,
                 cache_understands: bool | None = None, secured: bool | None = None):
        if hasattr(self, "_handle"):
            raise TypeError("an Exchange is made once")
        self._handle = _native.httpstatus_exchange_new()
        if self._handle is None:
            raise MemoryError
        for line, octets in ((_native.HTTPSTATUS_LINE_METHOD, method), (_native.HTTPSTATUS_LINE_TARGET, target),
                             (_native.HTTPSTATUS_LINE_REASON, reason)):
            if octets is not None:
                _raise(_native.httpstatus_exchange_set_line(self._handle, line, _octets(octets)), repr(octets))
        self._set("REQUEST_VERSION", request_version, _VERSIONS)
        self._set("RESPONSE_VERSION", version, _VERSIONS)
        self._set("STATUS", status)
        self._set("ENDING", ending, _ENDINGS)
        self._set("CONTENT_SEEN", content_seen)
        self._set("REQUEST_CONTENT", request_content, _REQUEST_CONTENTS)
        self._set("REQUEST_CONTENT_LENGTH", request_content_length)
        self._set("REQUEST_CONTENT_SENT", request_content_sent)
        self._set("REQUEST_FIELDS_INCOMPLETE", request_fields_incomplete)
        self._set("RESPONSE_FIELDS_INCOMPLETE", response_fields_incomplete)
        self._set("REQUEST_TIME", request_time)
        self._set("RESPONSE_TIME", response_time)
        self._set("CACHE_UNDERSTANDS", cache_understands)
        self._set("SECURED", secured)
        self._add(_native.HTTPSTATUS_PART_REQUEST, request_fields)
        for i, (code, interim_fields) in enumerate(interim):
            _raise(_native.httpstatus_exchange_add_interim(self._handle, code), f"interim {i}: {code}")
            self._add(_native.HTTPSTATUS_PART_INTERIM_RESPONSE + i, interim_fields)
        self._add(_native.HTTPSTATUS_PART_RESPONSE, fields)
        self._add(_native.HTTPSTATUS_PART_TRAILERS, trailers)

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_exchange_free(self._handle)
            self._handle = None

    def __copy__(self):
        raise TypeError("an Exchange cannot be copied")

    __deepcopy__ = __reduce_ex__ = lambda self, _: self.__copy__()

    def _set(self, name, value, words=None):
        if value is None:
            return
        if words is not None:
            if value not in words:
                raise ValueError(f"{name.lower()} is {value!r}, which is none of: {', '.join(words)}")
            value = words[value] if isinstance(words, dict) else words.index(value)
        _raise(_native.httpstatus_exchange_set(self._handle, getattr(_native, "HTTPSTATUS_PROPERTY_" + name), operator.index(value)),
               f"{name.lower()} is {value!r}")

    def _add(self, part, fields):
        for field in fields.items() if isinstance(fields, Mapping) else fields:
            if not isinstance(field, (tuple, list)) or len(field) != 2:
                raise TypeError(f"a field is {field!r}, not a name and a value")
            name, value = field
            _raise(_native.httpstatus_exchange_add_field(self._handle, part, _octets(name), _octets(value)), f"the field {name!r}")

    def _property(self, name):
        return _known(_native.httpstatus_exchange_get(self._handle, getattr(_native, "HTTPSTATUS_PROPERTY_" + name)))

    # ---- where exchanges come from ----

    @classmethod
    def from_bytes(cls, response: bytes, request: bytes | None = None, *, secured: bool | None = None) -> Exchange:
        """From HTTP/1 heads as they came: any number of interim responses and the final one, and the request's where it is known.

        What stands behind the final head is its content. ValueError where they are no heads, or not whole.
        """
        exchange, response = cls(secured=secured), bytes(memoryview(response))
        if request is not None:
            _raise(_native.httpstatus_exchange_read_request(exchange._handle, bytes(memoryview(request)))[0], "the request")
        error, used = _native.httpstatus_exchange_read_response(exchange._handle, response)
        _raise(error, "the response")
        if len(response) > used:
            exchange._set("CONTENT_CAME", True)
            length = exchange.content_length
            if length and exchange.field("content-encoding") is None:
                exchange._set("CONTENT_SEEN", min(len(response) - used, length))
        return exchange

    @classmethod
    def from_har(cls, entry: Mapping) -> Exchange:
        """From an entry of a HAR, as json.load gives it. ValueError names what is not as it should be."""
        request, response = _har_object(entry, "request"), _har_object(entry, "response")
        status = response.get("status")
        if type(status) is not int or not -1 <= status <= 999:
            raise ValueError(f"response.status is {status!r}, not a number from 0 to 999")
        answered = status > 0  # browsers write 0, and Playwright -1, where no response came
        begin, end = _har_times(entry)
        exchange = cls(
            method=_har_text(request, "request", "method"), target=_har_text(request, "request", "url"),
            request_version=_har_version(request), request_fields=_har_fields("request", request),
            request_fields_incomplete="headers" not in request or None, interim=_har_interim(entry), request_time=begin, response_time=end)
        if answered:
            exchange._set("STATUS", status)
            exchange._set("RESPONSE_VERSION", _har_version(response), _VERSIONS)
            reason = _har_text(response, "response", "statusText")
            if reason is not None:
                _raise(_native.httpstatus_exchange_set_line(exchange._handle, _native.HTTPSTATUS_LINE_REASON, reason), "statusText")
            exchange._set("RESPONSE_FIELDS_INCOMPLETE", "headers" not in response or _har_is_cached(response) or None)
            exchange._add(_native.HTTPSTATUS_PART_RESPONSE, _har_fields("response", response))
            exchange._set("CONTENT_SEEN", _har_size(response, exchange))
        return exchange

    # ---- what was said ----

    @property
    def method(self) -> str | None:
        return _text(_native.httpstatus_exchange_line(self._handle, _native.HTTPSTATUS_LINE_METHOD))

    @property
    def target(self) -> str | None:
        return _text(_native.httpstatus_exchange_line(self._handle, _native.HTTPSTATUS_LINE_TARGET))

    @property
    def reason(self) -> str | None:
        return _text(_native.httpstatus_exchange_line(self._handle, _native.HTTPSTATUS_LINE_REASON))

    @property
    def status(self) -> Status | int | None:
        """The final status: a Status where IANA has it, else the number; None where no final response came."""
        code = self._property("STATUS")
        return _BY_CODE.get(code, code)

    @property
    def interim(self) -> tuple[int, ...]:
        codes = []
        while code := _native.httpstatus_exchange_interim(self._handle, len(codes)):
            codes.append(code)
        return tuple(codes)

    def fields(self, part: str = "response") -> list[tuple[str, str]]:
        """The field lines of "request", "response" or "trailers", in order, as they came."""
        if part not in ("request", "response", "trailers"):
            raise ValueError(f"part is {part!r}, which is none of: request, response, trailers")
        number = ("request", "response", "trailers").index(part)
        lines = []
        while (name := _native.httpstatus_exchange_field_name(self._handle, number, len(lines))) is not None:
            lines.append((_text(name), _text(_native.httpstatus_exchange_field_value(self._handle, number, len(lines)))))
        return lines

    def field(self, name: str, part: str = "response") -> str | None:
        """The value of a field, its lines joined by ", "; None where there is none."""
        values = [value for line, value in self.fields(part) if line.lower() == name.lower()]
        return ", ".join(values) if values else None

    # ---- what follows ----

    @property
    def treat_as(self) -> Status | None:
        """The status whose rules a client goes by."""
        return _BY_CODE.get(_native.httpstatus_exchange_treat_as(self._handle))

    @property
    def content_kind(self) -> str | None:
        """none, length, chunked, until-close, tunnel, stream or error; None where it depends on what is unknown."""
        kind = _known(_native.httpstatus_exchange_content_kind(self._handle))
        return None if kind is None else _native.httpstatus_content_kind_name(kind)

    @property
    def content_length(self) -> int | None:
        return _known(_native.httpstatus_exchange_content_length(self._handle))

    @property
    def request_content_length(self) -> int | None:
        """The octets of content that the request has; None where it has content of unknown length."""
        return _known(_native.httpstatus_exchange_request_content_length(self._handle))

    @property
    def persists(self) -> bool | None:
        """Whether another request can follow on the connection."""
        persistence = _known(_native.httpstatus_exchange_persistence(self._handle))
        return None if persistence is None else persistence == _native.HTTPSTATUS_PERSISTS

    def obstacles(self, *, shared: bool) -> tuple[str, ...]:
        """What stands in the way of storing the response: nothing, or words such as "no-store"."""
        return _bits(_OBSTACLES, _native.httpstatus_exchange_obstacles(self._handle, int(shared)))

    def may_store(self, *, shared: bool) -> bool | None:
        """Whether a cache may store the response; None where that depends on a request that is unknown."""
        obstacles = self.obstacles(shared=shared)
        return None if obstacles and not {*obstacles} - {"request-unknown", "response-unknown"} else not obstacles

    def freshness(self, *, shared: bool = False) -> str:
        """none, explicit or heuristic."""
        return _native.httpstatus_freshness_name(_native.httpstatus_exchange_freshness(self._handle, int(shared)))

    def lifetime(self, now: int | None = None, *, shared: bool = False) -> int | None:
        return _known(_native.httpstatus_exchange_lifetime(self._handle, int(shared), _now(now)))

    def age(self, now: int | None = None) -> int | None:
        return _known(_native.httpstatus_exchange_age(self._handle, _now(now)))

    def stale_if_error(self, *, shared: bool = False) -> int:
        """For how many seconds after it went stale the response may answer in place of an error."""
        return _native.httpstatus_exchange_stale_if_error(self._handle, int(shared))

    def retry_after(self, now: int | None = None) -> int | None:
        """Seconds to wait by Retry-After; None where there is no such field or it is invalid."""
        return _known(_native.httpstatus_exchange_retry_after(self._handle, _now(now)))

    @property
    def location(self) -> str | None:
        """Where Location leads: resolved against the target."""
        return _text(_native.httpstatus_exchange_location(self._handle))

    @property
    def location_is_cross_origin(self) -> bool | None:
        crosses = _known(_native.httpstatus_exchange_location_is_cross_origin(self._handle))
        return None if crosses is None else bool(crosses)

    def challenges(self, *, proxy: bool = False) -> list[Challenge]:
        found = []
        while (scheme := _native.httpstatus_exchange_challenge_scheme(self._handle, proxy, len(found))) is not None:
            i, params, k = len(found), {}, 0
            while (name := _native.httpstatus_exchange_challenge_name(self._handle, proxy, i, k)) is not None:
                params.setdefault(name, _wire_text(_native.httpstatus_exchange_challenge_value(self._handle, proxy, i, k)))
                k += 1
            found.append(Challenge(scheme, _native.httpstatus_exchange_challenge_token68(self._handle, proxy, i), params))
        return found

    @property
    def invalidated(self) -> tuple[str, ...]:
        """The URIs whose stored responses this exchange makes invalid."""
        uris = []
        while (uri := _native.httpstatus_exchange_invalidated(self._handle, len(uris))) is not None:
            uris.append(uri)
        return tuple(uris)

    def interim_matters(self, i: int) -> bool:
        """Whether an interim response changes anything for this client."""
        return 0 <= i < len(self.interim) and _native.httpstatus_exchange_interim_matters(self._handle, i)

    def selects(self, stored: Exchange) -> str | None:
        """Whether this 304 is about a stored response: "selected", "if-latest", "if-only", or None."""
        return _SELECTIONS[_native.httpstatus_exchange_selects(self._handle, stored._handle)]

    def reuse_obstacles(self, request: Exchange, now: int | None = None, *, shared: bool = False) -> tuple[str, ...]:
        """What stands in the way of answering another's request with this response, without asking the server."""
        bits = _native.httpstatus_exchange_reuse_obstacles(self._handle, request._handle, int(shared), _now(now))
        return _bits(_REUSE_OBSTACLES, bits)

    @property
    def defects(self) -> tuple[str, ...]:
        """What is wrong with the messages, as far as reading them shows it."""
        return _bits(_DEFECTS, _native.httpstatus_exchange_defects(self._handle))

    @property
    def date(self) -> int | None:
        """When the response was made, by its Date field."""
        return _known(_native.httpstatus_exchange_date(self._handle))

    def describe(self, now: int | None = None) -> dict:
        """All that `httpstatus read --json` tells, but for the entry's place. Where `now` is not given, it is the exchange's own time."""
        if now is None:
            now = next((time for time in (self._property("RESPONSE_TIME"), self.date) if time is not None), _native.HTTPSTATUS_UNKNOWN)
        status = self._property("STATUS")
        seconds, defects = self.retry_after(now), self.defects
        reference = next((value for name, value in self.fields() if name.lower() == "location"), None)
        obstacles = {*self.obstacles(shared=True), *self.obstacles(shared=False)}
        return {
            "status": status, "treat_as": None if status is None else int(self.treat_as),
            "class": None if status is None else _native.httpstatus_class(status), "interim": list(self.interim),
            "content": {"kind": self.content_kind, "length": self.content_length}, "persist": self.persists,
            "storable": {"shared": self.may_store(shared=True), "private": self.may_store(shared=False),
                         "why": [word for word in _OBSTACLES if word in obstacles]},
            "freshness": {"kind": self.freshness(), "lifetime": self.lifetime(now), "age": self.age(now)},
            "retry_after": None if self.field("retry-after") is None else
            {"valid": "retry-after" not in defects, "seconds": seconds},
            "challenges": [challenge._asdict() for challenge in self.challenges()],
            "proxy_challenges": [challenge._asdict() for challenge in self.challenges(proxy=True)],
            "location": None if reference is None else
            {"reference": reference, "target": self.location, "cross_origin": self.location_is_cross_origin},
            "defects": list(defects),
        }

    def __repr__(self) -> str:
        return f"<Exchange {self.method or '?'} {self.target or ''} {self.status!r}>"


def _now(now):
    return int(time.time() if now is None else now)


# ---- HAR ----

def _har_object(entry, key):
    value = entry.get(key) if isinstance(entry, Mapping) else None
    if not isinstance(value, Mapping):
        raise ValueError(f"{key} is {value!r}, not an object")
    return value


def _har_text(message, key, name):
    value = message.get(name)
    if name in message and not isinstance(value, str):
        raise ValueError(f"{key}.{name} is {value!r}, not a text")
    return None if value is None else value.encode("utf-8", "surrogatepass")


def _har_fields(key, message):
    headers = message.get("headers", [])
    if not isinstance(headers, list):
        raise ValueError(f"{key}.headers is {headers!r}, not a list")
    for i, header in enumerate(headers):
        if not isinstance(header, Mapping) or not isinstance(header.get("name"), str) or not header["name"] \
                or not isinstance(header.get("value"), str):
            raise ValueError(f"{key}.headers {i} is {header!r}, not a name and a value")
        yield header["name"].encode("utf-8", "surrogatepass"), header["value"].encode("utf-8", "surrogatepass")


def _har_interim(entry):
    interims = entry.get("_interim", [])
    if not isinstance(interims, list):
        raise ValueError(f"_interim is {interims!r}, not a list")
    for i, interim in enumerate(interims):
        status = interim.get("status") if isinstance(interim, Mapping) else None
        if type(status) is not int or not 100 <= status <= 199:
            raise ValueError(f"_interim {i}: status is {status!r}, not a number from 100 to 199")
        yield status, _har_fields("_interim", interim)


def _har_size(response, exchange):
    """content.size is the content's length only where no coding was taken off; 0 is also what browsers write when they kept nothing."""
    content = response.get("content")
    size = content.get("size") if isinstance(content, Mapping) else None
    counts = type(size) is int and 0 < size < 2**63 and exchange.field("content-encoding") is None
    return size if counts and exchange.content_kind not in ("none", "tunnel") else None


def _har_is_cached(response):
    """Content of which nothing came over the wire is from the browser's cache, which shows a 304 as the 200 it stands for: then the fields are
    not what the server sent. -1 is a size that nobody knows."""
    content, came = response.get("content"), response.get("bodySize")
    size = content.get("size") if isinstance(content, Mapping) else None
    return type(size) is int and size > 0 and type(came) is int and came <= 0 and came != -1


def _har_version(message):
    """ "HTTP/1.1", "http/2.0", "h2", "HTTP/3": a digit, and perhaps another behind a point; None for anything else."""
    word = message.get("httpVersion")
    match = re.fullmatch(r"(?:http/|h)?([0-9])(?:\.([0-9]))?", word, re.I) if isinstance(word, str) else None
    if match is None or (match[2] is None and match[1] < "2"):
        return None
    version = match[1] if match[1] >= "2" and match[2] in (None, "0") else f"{match[1]}.{match[2]}"
    return version if version in _VERSIONS else None


def _har_times(entry):
    """When the request was sent and the response received, in seconds since 1970; None where the entry does not say."""
    word = entry.get("startedDateTime")
    if not isinstance(word, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d*)?(Z|[+-]\d\d:\d\d)", word):
        return None, None
    try:
        seconds = int(datetime.fromisoformat(re.sub(r"\.\d*", "", word)).timestamp())
    except ValueError:
        return None, None
    duration = entry.get("time")
    if not isinstance(duration, (int, float)) or isinstance(duration, bool) or not 0 < duration < 1e12:
        return seconds, seconds
    return seconds, seconds - int(-duration // 1000)
