"""Which code a server should send: choices, questions, and what they need. SPDX-License-Identifier: MIT

    >>> class Page:
    ...     allowed_methods = ["GET", "HEAD"]
    ...     def entity_tag(self, request):
    ...         return '"v1"'
    >>> request = Exchange(method="GET", target="/page", request_fields={"Host": "a.example", "If-None-Match": '"v1"'})
    >>> choice = decide(Page(), request)
    >>> choice.code
    <Status 304 Not Modified>
"""
from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Generator, Iterable, Mapping, NamedTuple

from . import _native
from .arguments import Octets, Time, boolean, fits, now_or, octets_of, seconds, whole_number
from .exchange import Exchange, _handle_of, _json, _text
from .status import IANA, Registry, Status, _BY_CODE, _LEVELS, _is_registry, _list, _raise
from .words import Vocabulary

__all__ = ["Choice", "Node", "Turn", "DEFAULT", "graph", "questions", "decide", "negotiate", "weight", "conditions", "if_range_holds", "ranges"]

_TYPES = Vocabulary("ANSWER_TYPE")
_AREAS = Vocabulary("AREA")
_NEGOTIABLES = Vocabulary("NEGOTIABLE")


class _Default:
    """The type of DEFAULT, of which there is one."""

    def __repr__(self):
        return "DEFAULT"

    __reduce__ = __repr__


DEFAULT = _Default()  # the answer that does no harm, which is Node.default


# ---- the graph ----


class Node(NamedTuple):
    """A question, something that the request decides, or an end.

    `type` is what the answer is, None for what nobody is asked. `ways` has the id of the next node by each way, in order. `optional`: None is
    an answer. `default` is the answer that does no harm, "" for none, None where one has to be given. `code` is that of an end.
    """

    id: str
    text: str
    type: str | None
    area: str
    reference: str
    ways: Mapping[str, str]
    optional: bool
    default: str | None
    code: Status | int | None

    @property
    def implied_by(self) -> str | None:
        """The id of the question whose list is in the list of this one as well; None where there is none.

        A method that the target resource takes is one that the server implements.
        """
        other = _native.httpstatus_node_implied_by(_native.httpstatus_node_find(self.id))
        return None if other is None else _native.httpstatus_node_id(other)

    @property
    def takes(self) -> str | None:
        """What an answer is, in words; None for what nobody is asked."""
        if self.type is None:
            return None
        what = f"one of: {', '.join(self.ways)}" if self.type == "word" else _TYPES.text(self.type)
        return f"{what}; or None" if self.optional else what

    def __hash__(self):
        return hash(self.id)

    def __reduce__(self):
        return _node_of, (self.id,)


class Turn(NamedTuple):
    """A node of a choice's path, and the way that was taken from it; None for the last. `answer` is the text of the answer, "" for "there is
    none", and None where nothing was asked or answered."""

    node: Node
    way: str | None
    answer: str | None


def _read_graph():
    ways, nodes, i = {}, {}, 0
    while (handle := _native.httpstatus_node_at(i)) is not None:
        name, code = _native.httpstatus_node_id(handle), _native.httpstatus_node_code(handle)
        ways[name] = {}
        while (way := _native.httpstatus_node_way(handle, len(ways[name]))) is not None:
            ways[name][way] = _native.httpstatus_node_id(_native.httpstatus_node_next(handle, len(ways[name])))
        kind = _native.httpstatus_node_type(handle)
        nodes[name] = Node(
            name, _native.httpstatus_node_text(handle), None if kind == _native.HTTPSTATUS_ANSWER_TYPE_NOTHING else _TYPES[kind],
            _AREAS[_native.httpstatus_node_area(handle)], _native.httpstatus_node_reference(handle), MappingProxyType(ways[name]),
            _native.httpstatus_node_is_optional(handle), _native.httpstatus_node_default(handle), _BY_CODE.get(code, code) if code else None)
        i += 1
    return MappingProxyType(nodes)


_GRAPH = _read_graph()


def _node_of(name):
    return _GRAPH[name]


def _node(handle):
    return None if handle is None else _GRAPH[_native.httpstatus_node_id(handle)]


def graph() -> Mapping[str, Node]:
    """All nodes by their ids; every choice starts at the first."""
    return _GRAPH


# ---- what callers say ----


def _last_modified(said):
    return _native.HTTPSTATUS_UNKNOWN if said is None else seconds(said, "last_modified")


def _tag(said):
    return None if said is None else octets_of(said, "entity_tag")


def _list_text(items, what):
    """A text with commas, of a text or of several."""
    if isinstance(items, (str, bytes)):
        return octets_of(items, what)
    if isinstance(items, Mapping) or not isinstance(items, Iterable):
        raise TypeError(f"{what} is {items!r}, neither a text nor a list of texts")
    items = list(items)
    if not all(isinstance(item, (str, bytes)) for item in items):
        raise TypeError(f"{what} is {items!r}, neither a text nor a list of texts")
    return b", ".join(octets_of(item, what) for item in items)


def _is_list(kind):
    return _native.httpstatus_answer_type_is_list(_TYPES.number(kind, "type"))


def _wrong(question, answer):
    return f"{question.id} is {answer!r}, which is no answer to: {question.text} It takes {question.takes}"


def _needed(question):
    return f"{question.id} has no default: {question.text} It takes {question.takes}"


def _give(handle, question, answer):
    """Answers a question; an error of the library, or TypeError."""
    kind = question.type
    if answer is None and question.optional:
        return _native.httpstatus_choice_answer(handle, b"")
    if kind == "yes-no" and isinstance(answer, bool):
        return _native.httpstatus_choice_answer_bool(handle, answer)
    if kind == "date" and isinstance(answer, (int, float, datetime)) and not isinstance(answer, bool):
        return _native.httpstatus_choice_answer_number(handle, seconds(answer, question.id))
    if kind == "seconds" and isinstance(answer, timedelta):
        answer = -(-answer // timedelta(seconds=1))  # up: nobody should come back too early
    if kind in ("seconds", "octets") and isinstance(answer, int) and not isinstance(answer, bool):
        if not 0 <= answer < 2**63:
            return _native.HTTPSTATUS_ERROR_ANSWER
        return _native.httpstatus_choice_answer_number(handle, answer)
    if isinstance(answer, (str, bytes)):
        return _native.httpstatus_choice_answer(handle, octets_of(answer, question.id))
    if _is_list(kind) and isinstance(answer, Iterable) and not isinstance(answer, Mapping):
        return _native.httpstatus_choice_answer(handle, _list_text(answer, question.id))
    raise TypeError(_wrong(question, answer))


# ---- choosing ----


class Choice:
    """The way from a request to a status: one question after the other, until there is a code.

        choice = Choice(request)
        while choice.question:
            choice.answer(ask(choice.question))
        response = choice.respond()

    A field that is not in the request is taken for absent; a response that the exchange may have does not matter. `now` is in seconds since
    1970, or a datetime with a time zone; where it is not given, it is the time of day. `registry` is where the phrases come from; None is IANA's.
    """

    def __init__(self, request: Exchange, now: Time | None = None, *, registry: Registry | None = None):
        if hasattr(self, "_handle"):
            raise TypeError("a Choice is made once")
        known = _is_registry(registry, "the registry")
        said = _handle_of(request), now_or(now)
        if not request.method:
            raise ValueError(f"{request!r} has no method")
        self._handle = _native.httpstatus_choice_new()
        if self._handle is None:
            raise MemoryError
        self._registry = registry  # which the choice borrows
        _raise(_native.httpstatus_choice_set_registry(self._handle, known), "the registry")
        _raise(_native.httpstatus_choice_start(self._handle, *said), "the request")

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            _native.httpstatus_choice_free(self._handle)
            self._handle = None

    def __copy__(self):
        raise TypeError("a Choice can be neither copied nor pickled")

    __deepcopy__ = __reduce_ex__ = lambda self, _: self.__copy__()

    @property
    def question(self) -> Node | None:
        """The question that has to be answered next; None at the end."""
        return _node(_native.httpstatus_choice_question(self._handle))

    def answer(self, value: Any) -> None:
        """Answers the question, and goes on to the next one or to the end.

        A text is always good, as Node.takes says. So is a bool for yes or no; a number of seconds since 1970 or a datetime with a time zone for
        a date; an int or a timedelta for seconds; an int for octets; texts for a list; None for "there is none"; and DEFAULT. After an error
        the question is still open: ValueError for what is no answer, TypeError for what can never be one.
        """
        question = self.question
        if question is None:
            raise ValueError("the choice is at its end; no question is open")
        if value is DEFAULT:
            if question.default is None:
                raise ValueError(_needed(question))
            error = _native.httpstatus_choice_answer_default(self._handle)
        else:
            error = _give(self._handle, question, value)
        if error == _native.HTTPSTATUS_ERROR_ANSWER:
            raise ValueError(_wrong(question, value))
        _raise(error, question.id)

    def answer_default(self) -> None:
        """Answers the question as Node.default has it; ValueError where it has none."""
        self.answer(DEFAULT)

    @property
    def usual(self) -> str | None:
        """The answer that is usual to the question for this request: Node.default, but of allowed-methods with the method of the request. It shows what
        comes where the method is allowed; DEFAULT does no harm. None where there is no such answer, and at the end."""
        return _native.httpstatus_choice_usual(self._handle)

    def back(self) -> None:
        """Takes the last answer back, so that its question is open again; ValueError where nothing was answered."""
        if _native.httpstatus_choice_back(self._handle):
            raise ValueError("nothing was answered that could be taken back")

    @property
    def code(self) -> Status | int | None:
        """The code to send; None until the end."""
        code = _native.httpstatus_choice_code(self._handle)
        return (self._registry or IANA).get(code) or code or None

    @property
    def end(self) -> Node | None:
        """The node that has the code; None until the end."""
        return None if self.question is not None else self.path[-1].node

    @property
    def path(self) -> tuple[Turn, ...]:
        """What was asked, decided and answered, from the start on; the last is the end, or the open question."""
        turns = []
        while (node := _node(_native.httpstatus_choice_node(self._handle, len(turns)))) is not None:
            i = len(turns)
            turns.append(Turn(node, _native.httpstatus_choice_way(self._handle, i), _text(_native.httpstatus_choice_given(self._handle, i))))
        return tuple(turns)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The fields that go with the code, made of the answers; none until the end."""
        names = _list(_native.httpstatus_choice_field_name, self._handle)
        return [(name, _text(_native.httpstatus_choice_field_value(self._handle, i))) for i, name in enumerate(names)]

    @property
    def levels(self) -> dict[str, str]:
        """How strongly the specification asks for each of the fields, by its name: must, should or may, or expected where it has no keyword."""
        names = _list(_native.httpstatus_choice_field_name, self._handle)
        return {name: _LEVELS[_native.httpstatus_choice_field_level(self._handle, i)] for i, name in enumerate(names)}

    def respond(self) -> Exchange:
        """The request and the response to it: 100 if that was sent, the status, and the fields. ValueError before the end.

        Whoever sends it adds what only they know: content with its type and length, Cache-Control, and the like.
        """
        if self.question is not None:
            raise ValueError(f"the choice is not at its end; {self.question.id} is open")
        exchange = Exchange()
        _raise(_native.httpstatus_choice_respond(self._handle, exchange._handle), "the response")
        return exchange

    def problem(self) -> dict | None:
        """A problem details object (RFC 9457), for content of the type application/problem+json; None where the code is no error."""
        text = _native.httpstatus_choice_problem_text(self._handle)
        return None if text is None else json.loads(text)

    def json(self) -> dict:
        """How far the choice has come, as the library writes it for programs."""
        return _json(_native.httpstatus_choice_json_text(self._handle))

    def __repr__(self) -> str:
        question = self.question
        return f"<Choice {self.code!r} {self.end.id}>" if question is None else f"<Choice, asking {question.id}>"


def questions(request: Exchange, now: Time | None = None) -> Generator[Node, Any, Choice]:
    """A generator that yields the questions, and is sent the answers; what it returns is the Choice at its end.

        choice = yield from questions(request)

    or, by hand:

        asked = questions(request)
        question = next(asked)
        try:
            while True:
                question = asked.send(answer_to(question))
        except StopIteration as end:
            choice = end.value

    What is sent is what Choice.answer takes: DEFAULT for the default, and None for "there is none". So a bare next() is good for the first
    question only. A generator is over after an error; who wants to go on after a wrong answer takes a Choice.
    """
    return _ask(Choice(request, now))


def _ask(choice):
    while (question := choice.question) is not None:
        choice.answer((yield question))
    return choice


def decide(resource: object, request: Exchange, now: Time | None = None) -> Choice:
    """The choice that a resource makes; it is at its end.

    A resource is any object with methods that are called as the questions are, "-" as "_", and that take the request:

        class Page:
            allowed_methods = ["GET", "HEAD", "PUT"]
            def entity_tag(self, request):
                return '"v1"'

    They return what Choice.answer takes. An attribute that is no method is itself the answer. What a resource lacks gets the default, and with it
    what follows from its other answers: a method that is allowed is implemented. LookupError where there is no default.
    """
    choice = Choice(request, now)
    while (question := choice.question) is not None:
        answer = _answer_of(resource, question.id, request)
        if answer is DEFAULT and question.default is None:
            raise LookupError(f"{resource!r} needs the method {_name(question.id)}: {question.text} It takes {question.takes}")
        choice.answer(_implied(resource, question, request) if answer is DEFAULT else answer)
    return choice


def _name(question):
    return question.replace("-", "_")


def _answer_of(resource, question, request):
    given = _attribute(resource, _name(question))
    return given(request) if callable(given) else given


def _implied(resource, question, request):
    """The default, with what the answer to another question implies. What is no list of texts is refused where it is asked for."""
    given = DEFAULT if question.implied_by is None else _answer_of(resource, question.implied_by, request)
    if not isinstance(given, (str, bytes, list, tuple, set, frozenset)):
        return DEFAULT
    if not isinstance(given, (str, bytes)) and not all(isinstance(item, (str, bytes)) for item in given):
        return DEFAULT
    usual, more = _offers(question.default), _offers(_list_text(given, question.implied_by))
    return ", ".join([*usual, *(item for item in map(_latin, more) if item not in usual)])


def _latin(text):
    return text if isinstance(text, str) else text.decode("latin-1")


def _attribute(resource, name):
    """DEFAULT where the resource has no such attribute. A fault inside of a property is no reason to believe that everything is permitted."""
    try:
        return getattr(resource, name)
    except AttributeError as error:
        if getattr(error, "name", name) != name or hasattr(type(resource), name):
            raise
        return DEFAULT


# ---- without a choice ----


def _offers(offers):
    """Each offer by itself, of a text with commas or of several texts. A comma within quotes separates nothing."""
    if isinstance(offers, (str, bytes)):
        text = offers if isinstance(offers, str) else offers.decode("latin-1")
        found = [offer.strip(" \t") for offer in re.findall(r'(?:[^,"]|"(?:\\.|[^"\\])*"?)+', text)]
        return [offer if isinstance(offers, str) else offer.encode("latin-1") for offer in found if offer]
    _list_text(offers := list(offers) if isinstance(offers, Iterable) and not isinstance(offers, Mapping) else offers, "offers")
    return offers


def negotiate(request: Exchange, by: str, offers: str | Iterable[str]) -> str | None:
    """The best of the offers, the server's favorite first, by "media-type", "language" or "coding"; None where the client accepts none.

    RFC 9110, section 12.1.
    """
    handle, number, offers = _handle_of(request), _NEGOTIABLES.number(by, "by"), _offers(offers)
    for offer in offers:
        if _native.httpstatus_weight(number, None, octets_of(offer, "offers")) < 0:
            raise ValueError(f"offers has {offer!r}, which is no {by}")
    place = _native.httpstatus_exchange_negotiate(handle, number, _list_text(offers, "offers"))
    return None if place < 0 else offers[place]


def weight(by: str, field: Octets | None, offer: Octets) -> float:
    """How welcome an offer is by the value of Accept, Accept-Language or Accept-Encoding: from 0.0, not acceptable, to 1.0. None is no field.

    RFC 9110, section 12.5.
    """
    thousandths = _native.httpstatus_weight(_NEGOTIABLES.number(by, "by"), None if field is None else octets_of(field, "field"),
                                             octets_of(offer, "offer"))
    if thousandths < 0:
        raise ValueError(f"offer is {offer!r}, which is no {by}")
    return thousandths / 1000


def conditions(request: Exchange, exists: bool = True, entity_tag: Octets | None = None, last_modified: Time | None = None,
               now: Time | None = None) -> Status | None:
    """What If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since come to: None where they hold or there are none, else 304 or 412.

    Ask only where the answer without them would be 2xx or 412 (RFC 9110, section 13.2).
    """
    result = _native.httpstatus_exchange_conditions(
        _handle_of(request), boolean(exists, "exists"), _tag(entity_tag), _last_modified(last_modified), now_or(now))
    if result == _native.HTTPSTATUS_ERROR_VALUE:
        raise ValueError(f"entity_tag is {entity_tag!r}, which is no entity tag: one has quotes, as \"v1\" or W/\"v1\"")
    _raise(min(result, 0), "the request")
    return _BY_CODE[result] if result else None


def if_range_holds(request: Exchange, entity_tag: Octets | None = None, last_modified: Time | None = None, now: Time | None = None) -> bool:
    """Whether If-Range lets Range count: True where it holds, or there is none.

    RFC 9110, section 13.1.5.
    """
    return _native.httpstatus_exchange_if_range_holds(
        _handle_of(request), _tag(entity_tag), _last_modified(last_modified), now_or(now))


def ranges(request: Exchange, complete: int) -> list[tuple[int, int]] | None:
    """The byte ranges that a request asks for and that can be sent of `complete` octets, each as its first and its last octet.

    None where Range does not count, which is 200; an empty list where none can be sent, which is 416. RFC 9110, section 14.2.
    """
    handle, octets, found = _handle_of(request), whole_number(complete, "complete"), []
    if not fits(octets):
        raise ValueError(f"complete is {complete!r}, which nothing can have")
    while True:
        counts, first, last = _native.httpstatus_exchange_range(handle, octets, len(found))
        if counts < 0:
            return None
        if counts == 0:
            return found
        found.append((first, last))
