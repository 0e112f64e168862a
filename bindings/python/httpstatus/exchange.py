"""What an exchange said: one request and what came back. SPDX-License-Identifier: MIT"""
from __future__ import annotations

import json
from typing import Iterable, Mapping, NamedTuple, Union

from . import _native
from .arguments import Octets, Time, boolean, fits, now_or, octets_of, seconds, several, whole_number, wire
from .status import Status, _BY_CODE, _raise
from .words import Vocabulary, none_of

__all__ = ["Exchange", "Incomplete", "Challenge", "StatusLine", "read_status_line", "status_line"]

Fields = Union[Mapping[Octets, Octets], Iterable[tuple[Octets, Octets]]]
Part = Union[str, int]

_PROPERTIES = Vocabulary("PROPERTY")
_LINES = Vocabulary("LINE")
_PARTS = Vocabulary("PART")
_PARTS_ALONE = [part for part in _PARTS if part != "interim"]  # of the other there may be several
_ENDINGS = Vocabulary("ENDING")
_REQUEST_CONTENTS = Vocabulary("REQUEST_CONTENT")
_CONTENT_KINDS = Vocabulary("CONTENT_KIND")
_PERSISTENCES = Vocabulary("PERSISTENCE")
_DEFECTS = Vocabulary("DEFECT")
_VERSIONS = {"0.9": 9, "1.0": 10, "1.1": 11, "2": 20, "3": 30}
_VERSION_TEXTS = {number: text for text, number in _VERSIONS.items()}


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


class Incomplete(ValueError):
    """The octets end before the head that was wanted. Whole heads that stand before it were read: `used` octets of them."""

    def __init__(self, message: str = "", used: int = 0):
        super().__init__(message)
        self.used = used

    def __reduce__(self):
        return type(self), (str(self), self.used)


def _text(octets: bytes | None) -> str | None:
    """UTF-8 where the octets are that, else each octet as the character of its number."""
    if octets is None:
        return None
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def _texts(get, *arguments) -> tuple[str, ...]:
    """get(..., 0), get(..., 1) ... up to the end, which is None."""
    found = []
    while (octets := get(*arguments, len(found))) is not None:
        found.append(_text(octets))
    return tuple(found)


def _known(number: int) -> int | None:
    return None if number == _native.HTTPSTATUS_UNKNOWN else number


def _is(answer: int) -> bool | None:
    """1, 0, or -1 where nobody knows."""
    return None if answer < 0 else bool(answer)


def _handle_of(exchange, what=None):
    """`what` is for functions that take several."""
    if not isinstance(exchange, Exchange):
        raise TypeError(f"{exchange!r} is no Exchange" if what is None else f"{what} is {exchange!r}, which is no Exchange")
    return exchange._handle


def _made(make, like):
    """An exchange that make(handle) makes. While it does, no limit counts: what it is made of is here already. Then those of `like` do."""
    limits = {name: getattr(like, name) for name in ("most_fields", "most_octets", "most_interim")}
    exchange = Exchange(**dict.fromkeys(limits, 2**63 - 1))
    error = make(exchange._handle)
    for name, limit in limits.items():
        setattr(exchange, name, limit)
    return error, exchange


def _raise_used(error, used, what):
    if error == _native.HTTPSTATUS_ERROR_INCOMPLETE:
        raise Incomplete(f"{what}: {_native.httpstatus_strerror(error)}", used)
    _raise(error, what)
    return used


def read_status_line(line: Octets) -> StatusLine:
    """Reads a status line, without its end; ValueError where it is none."""
    octets = octets_of(line, "line")
    error, version, code, reason = _native.httpstatus_status_line_read(octets)
    _raise(error, "the status line")
    return StatusLine(version, code, _text(octets[reason:]))


def status_line(code: int, reason: Octets | None = None, *, version: str = "1.1") -> str:
    """A status line, without its end: "HTTP/1.1 404 Not Found"; ValueError for what cannot be sent."""
    octets = None if reason is None else octets_of(reason, "reason")
    line = _native.httpstatus_status_line_text(_version(version, "version"), whole_number(code, "code"), octets)
    if line is None:
        raise ValueError(f"HTTP/{version} {code} {reason!r} cannot be sent")
    return _text(line.encode("utf-8", "surrogateescape"))


def _version(text, what):
    if not isinstance(text, str) or text not in _VERSIONS:
        raise ValueError(f"{what} is {text!r}, {none_of(_VERSIONS)}")
    return _VERSIONS[text]


# ---- what can be said ----


def _said(name, doc, *, to_number=whole_number, to_value=lambda number: number, attribute=None):
    """An attribute that can be read and set; None is what nobody said."""
    number = _PROPERTIES.number(name, "property")
    what = (attribute or name).replace("-", "_")

    def read(self):
        value = _known(_native.httpstatus_exchange_get(self._handle, number))
        return None if value is None else to_value(value)

    def say(self, value):
        given = _native.HTTPSTATUS_UNKNOWN if value is None else to_number(value, what)
        sayable = value is None or fits(given)
        error = _native.httpstatus_exchange_set(self._handle, number, given) if sayable else _native.HTTPSTATUS_ERROR_VALUE
        if error == _native.HTTPSTATUS_ERROR_VALUE:
            raise ValueError(f"{what} is {value!r}, which it cannot be: {_PROPERTIES.text(name)}")
        _raise(error, what)
        self._changes += 1

    return property(read, say, doc=doc)


def _said_version(name, doc, attribute):
    return _said(name, doc, to_number=_version, to_value=lambda number: _VERSION_TEXTS.get(number, number), attribute=attribute)


def _said_word(name, words, doc):
    return _said(name, doc, to_number=words.number, to_value=words.__getitem__)


def _said_bool(name, doc):
    return _said(name, doc, to_number=boolean, to_value=bool)


def _said_text(name, doc):
    number = _LINES.number(name, "line")

    def read(self):
        return _text(_native.httpstatus_exchange_line(self._handle, number))

    def say(self, value):
        octets = None if value is None else octets_of(value, name)
        _raise(_native.httpstatus_exchange_set_line(self._handle, number, octets), f"{name} is {value!r}")
        self._changes += 1

    return property(read, say, doc=doc)


class Exchange:
    """One request and what came back: what was said, and what follows.

    What was never said is unknown, and unknown is None, not False. All that can be said when an Exchange is made can be read back and said later,
    too: exchange.ending = "cut"; None takes it back. Fields are a mapping or pairs of names and values, str or bytes; a `part` is "request",
    "response", "request-trailers", "response-trailers", or the number of an interim response, from 0. `now` is in seconds since 1970, or a
    datetime with a time zone; where it is not given, it is the time of day.
    """

    # How often it was changed: by whoever has it, and by a cache that updates or combines. A Lookup asks.
    _changes = _updates = 0

    def __init__(self, *, method: Octets | None = None, target: Octets | None = None, request_version: str | None = None,
                 request_fields: Fields = (), request_trailers: Fields = (), status: int | None = None, version: str | None = None,
                 reason: Octets | None = None, fields: Fields = (), trailers: Fields = (), interim: Iterable[tuple[int, Fields]] = (),
                 ending: str | None = None, content_seen: int | None = None, content_came: bool | None = None,
                 request_content: str | None = None, request_content_length: int | None = None, request_content_sent: int | None = None,
                 request_fields_incomplete: bool | None = None, response_fields_incomplete: bool | None = None, response_fields_foreign: bool | None = None,
                 request_time: int | None = None, response_time: int | None = None, secured: bool | None = None,
                 to_proxy: bool | None = None, source: Octets | None = None, entry: int | None = None, most_fields: int | None = None,
                 most_octets: int | None = None, most_interim: int | None = None):
        if hasattr(self, "_handle"):
            raise TypeError("an Exchange is made once")
        self._handle = _native.httpstatus_exchange_new()
        if self._handle is None:
            raise MemoryError
        said = {"most_fields": most_fields, "most_octets": most_octets, "most_interim": most_interim, "method": method, "target": target,
                "reason": reason, "request_version": request_version, "version": version, "status": status, "ending": ending,
                "content_seen": content_seen, "content_came": content_came, "request_content": request_content,
                "request_content_length": request_content_length, "request_content_sent": request_content_sent,
                "request_fields_incomplete": request_fields_incomplete, "response_fields_incomplete": response_fields_incomplete, "response_fields_foreign": response_fields_foreign,
                "request_time": request_time, "response_time": response_time, "secured": secured, "to_proxy": to_proxy, "source": source,
                "entry": entry}
        for name, value in said.items():
            if value is not None:
                setattr(self, name, value)
        self._add(_native.HTTPSTATUS_PART_REQUEST, request_fields, "request_fields")
        for i, response in enumerate(several(interim, "interim", "a collection of codes with their fields")):
            if not isinstance(response, (tuple, list)) or len(response) != 2:
                raise TypeError(f"interim {i} is {response!r}, not a code and its fields")
            self._add_interim(i, whole_number(response[0], f"interim {i}: code"), response[1], f"interim {i}: fields")
        self._add(_native.HTTPSTATUS_PART_RESPONSE, fields, "fields")
        self._add(_native.HTTPSTATUS_PART_REQUEST_TRAILERS, request_trailers, "request_trailers")
        self._add(_native.HTTPSTATUS_PART_RESPONSE_TRAILERS, trailers, "trailers")

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_exchange_free(self._handle)
            self._handle = None

    def copy(self) -> Exchange:
        """An exchange of its own that says the same."""
        copy = Exchange.__new__(type(self))
        Exchange.__init__(copy, most_fields=self.most_fields, most_octets=self.most_octets, most_interim=self.most_interim)
        _raise(_native.httpstatus_exchange_copy(copy._handle, self._handle), "the copy")
        return copy

    __copy__ = copy
    __deepcopy__ = lambda self, _: self.copy()

    def __reduce_ex__(self, _):
        raise TypeError("an Exchange cannot be pickled")

    def clear(self) -> None:
        """Makes the exchange as if it were new; its limits stay."""
        self._changes += 1
        _native.httpstatus_exchange_clear(self._handle)

    # ---- where exchanges come from ----

    @classmethod
    def from_bytes(cls, response: bytes | None = None, request: bytes | None = None, *, secured: bool | None = None) -> Exchange:
        """From HTTP/1 heads as they came: any number of interim responses and the final one, the request's, or both.

        What stands behind the final head is its content. ValueError where they are no heads; Incomplete, which is one, where they are not whole.
        """
        if response is None and request is None:
            raise TypeError("there is neither a response nor a request")
        octets = None if response is None else wire(response, "response")
        exchange = cls(secured=secured)
        if request is not None:
            exchange.read_request(wire(request, "request"))
        if octets is None:
            return exchange
        rest = len(octets) - exchange.read_response(octets)
        if rest > 0:
            exchange.content_came = True
            length = exchange.content_length
            if length and exchange.field("content-encoding") is None:
                exchange.content_seen = min(rest, length)
        return exchange

    def read_request(self, octets: bytes) -> int:
        """Reads the head of an HTTP/1 request; how many octets it took. Incomplete, and nothing has changed, where it ends too early."""
        self._changes += 1
        error, used = _native.httpstatus_exchange_read_request(self._handle, wire(octets, "octets"))
        return _raise_used(error, used, "the request")

    def read_response(self, octets: bytes) -> int:
        """Reads HTTP/1 response heads as they come in, up to the final one; how many octets the heads took. What stands behind is content.

        Where the final head is still to come, Incomplete is raised, but every interim response that is whole has been kept. Look at `interim`, and
        go on with what is behind `Incomplete.used` and more; so a client that holds its content back until it gets 100 does not wait for ever:

            octets = b""
            while exchange.status is None and (more := connection.recv(65536)):
                octets += more
                try:
                    used = exchange.read_response(octets)
                except Incomplete as incomplete:
                    used = incomplete.used
                octets = octets[used:]
                if content and 100 in exchange.interim:
                    connection.sendall(content)
                    content = None

        Every other ValueError is about the octets: they are no HTTP/1, or more than the limits allow.
        """
        self._changes += 1
        error, used = _native.httpstatus_exchange_read_response(self._handle, wire(octets, "octets"))
        return _raise_used(error, used, "the response")

    @classmethod
    def from_har(cls, entry: Mapping, *, creator: str | None = None) -> Exchange:
        """From an entry of a HAR, as json.load gives it. The name of the HAR's creator tells whether it saw what went over the wire, as a proxy does.
        ValueError names what is not as it should be, or what is no HTTP exchange. httpstatus.read() reads whole files."""
        if not isinstance(entry, Mapping):
            raise TypeError(f"entry is {entry!r}, not a mapping")
        exchange = cls()
        creator = None if creator is None else octets_of(creator, "creator")
        problem = _native.recording_entry_problem(exchange._handle, _json_of(entry), creator)
        if problem is not None:
            raise ValueError(problem)
        return exchange

    # ---- what was said ----

    method = _said_text("method", "In the spelling that it was sent with.")
    target = _said_text("target", "The target URI, or the target as the request line has it.")
    reason = _said_text("reason", "The reason phrase of the final response.")
    source = _said_text("source", "Where the exchange was found, such as a file's name: for JSON and messages.")
    request_version = _said_version("request-version", "0.9, 1.0, 1.1, 2 or 3.", "request_version")
    version = _said_version("response-version", "That of the final response: 0.9, 1.0, 1.1, 2 or 3.", "version")
    status = _said("status", "The final status: a Status where IANA has it, else the number; None where no final response came.",
                   to_value=lambda code: _BY_CODE.get(code, code))
    ending = _said_word("ending", _ENDINGS, "How it ended: complete, cut, closed, refused, never-sent or timed-out.")
    content_seen = _said("content-seen", "Octets of response content that came, without chunks and the like.")
    content_came = _said_bool("content-came", "Whether at least an octet of response content came.")
    request_content = _said_word("request-content", _REQUEST_CONTENTS, "What content the request has: none, repeatable or one-shot.")
    request_content_length_said = _said("request-content-length", "Octets of content that the request has, as far as somebody said so.",
                                        attribute="request_content_length")
    request_content_sent = _said("request-content-sent", "Octets of the request's content that were sent.")
    request_fields_incomplete = _said_bool("request-fields-incomplete", "Whether the request may have had fields that are not here.")
    response_fields_incomplete = _said_bool("response-fields-incomplete", "Whether the response may have had fields that are not here.")
    response_fields_foreign = _said_bool("response-fields-foreign", "Whether the response's fields may be those of a stored response.")
    request_time = _said("request-time", "When the request was sent, in seconds since 1970.")
    response_time = _said("response-time", "When the response was received, in seconds since 1970.")
    secured = _said_bool("secured", "Whether the connection is secured by TLS.")
    to_proxy = _said_bool("to-proxy", "Whether the request goes to a proxy, which wants the whole target URI.")
    entry = _said("entry", "Where in its source the exchange stands, from 0: for JSON and messages.")
    most_fields = _said("most-fields", "A limit: field lines in all parts together.")
    most_octets = _said("most-octets", "A limit: octets of everything together.")
    most_interim = _said("most-interim", "A limit: interim responses.")

    @property
    def request_content_length(self) -> int | None:
        """The octets of content that the request has, as was said or as its fields announce; 2**63 - 1 for more than can be counted; None where it
        has content of unknown length."""
        return _known(_native.httpstatus_exchange_request_content_length(self._handle))

    @request_content_length.setter
    def request_content_length(self, length: int | None) -> None:
        self.request_content_length_said = length

    @property
    def interim(self) -> tuple[int, ...]:
        """The codes of the interim responses."""
        return tuple(_native.httpstatus_exchange_interim(self._handle, i) for i in range(self._interim_count()))

    def _interim_count(self):
        """How many there are, without a look at each: whoever adds many asks often."""
        count, end = 0, 1  # there are `count` at least, and fewer than `end`
        while _native.httpstatus_exchange_interim(self._handle, end - 1):
            count, end = end, 2 * end
        while end - count > 1:
            middle = (count + end) // 2
            count, end = (middle, end) if _native.httpstatus_exchange_interim(self._handle, middle - 1) else (count, middle)
        return count

    def add_interim(self, code: int, fields: Fields = ()) -> None:
        """Says that an interim response came."""
        self._add_interim(self._interim_count(), whole_number(code, "code"), fields, "fields")

    def _add_interim(self, i, code, fields, what):
        _raise(_native.httpstatus_exchange_add_interim(self._handle, code), f"interim {i}: {code}")
        self._changes += 1
        self._add(_native.HTTPSTATUS_PART_INTERIM + i, fields, what)

    def interim_matters(self, i: int) -> bool:
        """Whether an interim response changes anything for this client."""
        i = whole_number(i, "i")
        return 0 <= i < self._interim_count() and _native.httpstatus_exchange_interim_matters(self._handle, i)

    # ---- fields ----

    def _part(self, part):
        if isinstance(part, str):
            if part == "interim":
                raise ValueError("part is 'interim', of which there may be several: say the number of the one that is meant, from 0")
            if part not in _PARTS_ALONE:
                raise ValueError(f"part is {part!r}, {none_of([*_PARTS_ALONE, 'the number of an interim response'])}")
            return _PARTS.number(part, "part")
        number, count = whole_number(part, "part"), self._interim_count()
        if not 0 <= number < count:
            raise IndexError(f"part is {part!r}, but there are {count} interim responses")
        return _native.HTTPSTATUS_PART_INTERIM + number

    def _add(self, part, fields, what):
        pairs = fields.items() if isinstance(fields, Mapping) else several(fields, what, "a mapping or pairs of names and values")
        for field in pairs:
            if not isinstance(field, (tuple, list)) or len(field) != 2:
                raise TypeError(f"{what}: a field is {field!r}, not a name and a value")
            name, value = field
            self._add_line(part, octets_of(name, f"{what}: a name"), octets_of(value, f"{what}: {name!r}"), name)

    def _add_line(self, part, name, value, shown):
        _raise(_native.httpstatus_exchange_add_field(self._handle, part, name, value), f"the field {shown!r}")
        self._changes += 1

    def add_field(self, name: Octets, value: Octets, part: Part = "response") -> None:
        """Adds a line to those that the field has."""
        self._add_line(self._part(part), octets_of(name, "name"), octets_of(value, "value"), name)

    def set_field(self, name: Octets, value: Octets, part: Part = "response") -> None:
        """Says a field in one line, in place of all lines that it has."""
        octets = octets_of(name, "name"), octets_of(value, "value")
        _raise(_native.httpstatus_exchange_set_field(self._handle, self._part(part), *octets), f"the field {name!r}")
        self._changes += 1

    def remove_field(self, name: Octets, part: Part = "response") -> None:
        """Takes all lines of a field away; it need not be there."""
        octets = octets_of(name, "name")
        _raise(_native.httpstatus_exchange_set_field(self._handle, self._part(part), octets, None), f"the field {name!r}")
        self._changes += 1

    def fields(self, part: Part = "response") -> list[tuple[str, str]]:
        """The field lines of a part, in order, as they came."""
        number = self._part(part)
        return list(zip(_texts(_native.httpstatus_exchange_field_name, self._handle, number),
                        _texts(_native.httpstatus_exchange_field_value, self._handle, number)))

    def interim_fields(self, i: int) -> list[tuple[str, str]]:
        """The field lines of an interim response, as they came. IndexError where it has not come."""
        return self.fields(whole_number(i, "i"))

    def field(self, name: Octets, part: Part = "response") -> str | None:
        """The value of a field, its lines joined by ", "; None where there is none. Set-Cookie is no list: take its lines from fields().

        RFC 9110, section 5.3.
        """
        return _text(_native.httpstatus_exchange_value(self._handle, self._part(part), octets_of(name, "name")))

    # ---- writing heads ----

    def write_request(self) -> bytes:
        """The head of the request for HTTP/1: the request line, the fields, and the empty line. ValueError for what must not be sent.

        RFC 9112, section 3.
        """
        head = _native.httpstatus_exchange_write_request(self._handle)
        if head == _native.HTTPSTATUS_ERROR_STATE:
            raise ValueError(f"the request cannot be written: its {'method' if self.method is None else 'target'} is not known")
        return _head(head, "request")

    def write_response(self) -> bytes:
        """The head of the final response for HTTP/1: the status line, the fields, and the empty line. ValueError for what must not be sent.

        RFC 9112, section 4.
        """
        head = _native.httpstatus_exchange_write_response(self._handle)
        if head == _native.HTTPSTATUS_ERROR_STATE:
            raise ValueError("the response cannot be written: its status is not known")
        return _head(head, "response")

    # ---- what follows ----

    @property
    def treat_as(self) -> Status | None:
        """The status whose rules a client goes by that knows IANA's codes. For one that knows others, see Registry.treat_as."""
        return _BY_CODE.get(_native.httpstatus_exchange_treat_as(self._handle, None))

    @property
    def content_kind(self) -> str | None:
        """none, length, chunked, until-close, tunnel, stream or error; None where it depends on what is unknown."""
        return _CONTENT_KINDS[_native.httpstatus_exchange_content_kind(self._handle)]

    @property
    def content_length(self) -> int | None:
        """The octets of content that the response is going to have; 2**63 - 1 for more than can be
        counted; None where the framing does not tell."""
        return _known(_native.httpstatus_exchange_content_length(self._handle))

    @property
    def persistence(self) -> str | None:
        """What becomes of the connection: closes, persists or handed-over; None where it depends on what is unknown."""
        return _PERSISTENCES[_native.httpstatus_exchange_persistence(self._handle)]

    @property
    def persists(self) -> bool | None:
        """Whether another request can follow on the connection."""
        persistence = _native.httpstatus_exchange_persistence(self._handle)
        return None if persistence < 0 else persistence == _native.HTTPSTATUS_PERSISTENCE_PERSISTS

    def retry_after(self, now: Time | None = None) -> int | None:
        """Seconds to wait by Retry-After; None where there is no such field or it is invalid."""
        return _known(_native.httpstatus_exchange_retry_after(self._handle, now_or(now)))

    @property
    def date(self) -> int | None:
        """When the response was made, by its Date field."""
        return _known(_native.httpstatus_exchange_date(self._handle))

    @property
    def target_uri(self) -> str | None:
        """The target URI, normalised: the key of a cache. None where it is not known, or is no URI.

        RFC 9110, section 7.1.
        """
        return _text(_native.httpstatus_exchange_target_uri(self._handle))

    @property
    def location(self) -> str | None:
        """Where Location leads: resolved against the target."""
        return _text(_native.httpstatus_exchange_location(self._handle))

    @property
    def location_is_cross_origin(self) -> bool | None:
        """Whether Location leads to another origin: another scheme, host or port."""
        return _is(_native.httpstatus_exchange_location_is_cross_origin(self._handle))

    def challenges(self, *, proxy: bool = False) -> list[Challenge]:
        """The challenges of WWW-Authenticate, or of Proxy-Authenticate."""
        challenger = _native.HTTPSTATUS_CHALLENGER_PROXY if boolean(proxy, "proxy") else _native.HTTPSTATUS_CHALLENGER_ORIGIN
        found = []
        while (handle := _native.httpstatus_exchange_challenge(self._handle, challenger, len(found))) is not None:
            found.append(_challenge(handle))
        return found

    @property
    def defects(self) -> tuple[str, ...]:
        """What is wrong with the messages, as far as reading them shows it."""
        return tuple(_DEFECTS[defect] for defect in _native.httpstatus_exchange_defects(self._handle))

    def has_defect(self, defect: str) -> bool:
        """Whether something is wrong with the messages, by its word; httpstatus.words("defect") has them all."""
        return _native.httpstatus_exchange_has_defect(self._handle, _DEFECTS.number(defect, "defect"))

    def json(self, now: Time | None = None) -> dict:
        """All that the exchange said, as the library writes it for programs. Where `now` is not given, it is the exchange's own time."""
        own = (time for time in (self.response_time, self.date) if time is not None)
        time = next(own, _native.HTTPSTATUS_UNKNOWN) if now is None else seconds(now, "now")
        return _json(_native.httpstatus_exchange_json_text(self._handle, time))

    def __repr__(self) -> str:
        return f"<Exchange {self.method or '?'} {self.target + ' ' if self.target else ''}{self.status!r}>"


def _challenge(handle):
    parameters = {}
    while (name := _native.httpstatus_challenge_name(handle, len(parameters))) is not None:
        parameters[_text(name)] = _text(_native.httpstatus_challenge_value(handle, len(parameters)))
    return Challenge(_text(_native.httpstatus_challenge_scheme(handle)), _text(_native.httpstatus_challenge_token68(handle)),
                     parameters)


def _head(head, what):
    if isinstance(head, bytes):
        return head
    if head == _native.HTTPSTATUS_ERROR_VALUE:
        raise ValueError(f"the {what} cannot be written: something in it must not be sent")
    _raise(head, f"the {what}")


def _json(text):
    """What the library wrote for programs."""
    if text is None:
        raise MemoryError
    return json.loads(text)


# ---- HAR ----

def _json_of(entry):
    """What JSON has no form for counts as nothing."""
    def plain(value):
        return dict(value) if isinstance(value, Mapping) else None
    return json.dumps(entry, default=plain, skipkeys=True).encode()
