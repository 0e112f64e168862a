"""What an HTTP status code means.

    >>> from httpstatus import Status
    >>> Status(404).phrase
    'Not Found'
    >>> Status(404).heuristically_cacheable
    True
    >>> [int(status) for status in select(standing="deprecated")]
    [102, 305]

A Status is an int, and goes wherever an int or an http.HTTPStatus goes.

SPDX-License-Identifier: MIT
"""
from __future__ import annotations

import operator
from typing import Iterator, Mapping, NamedTuple
from types import MappingProxyType

from . import _native

__all__ = ["Status", "Reference", "Requirement", "Confusion", "phrase", "class_of", "class_name", "treat_as", "get", "find",
           "select", "version", "data_date", "data_sha256"]


class Reference(NamedTuple):
    """Where a document defines a code."""

    document: str
    section: str


class Requirement(NamedTuple):
    """What a specification asks of a response with the code, or of the request before it.

    Where there are several fields, each is an alternative to the others. `condition` reads after "when"; None is always.
    """

    fields: tuple[str, ...]
    level: str
    condition: str | None
    document: str
    section: str


class Confusion(NamedTuple):
    """A code that another is confused with, and how to tell them apart."""

    code: int
    because: str


def _words(name_of):
    """All that name_of answers from 0 on."""
    words = []
    while (word := name_of(len(words))) is not None:
        words.append(word)
    return tuple(words)


def _list(get, handle):
    """get(handle, 0), get(handle, 1) ... up to the end, which is None or 0."""
    items = []
    while item := get(handle, len(items)):
        items.append(item)
    return tuple(items)


_STANDINGS = _words(_native.httpstatus_standing_name)
_FAMILIES = _words(_native.httpstatus_family_name)
_FACTS = tuple(fact.replace("-", "_") for fact in _words(_native.httpstatus_fact_name))
_LEVELS = _words(_native.httpstatus_level_name)
_TEXTS = _words(_native.httpstatus_text_name)


class _StatusType(type):
    """Makes the class Status a collection of IANA's codes, as http.HTTPStatus is."""

    def __iter__(cls) -> Iterator[Status]:
        return iter(_BY_CODE.values())

    def __reversed__(cls) -> Iterator[Status]:
        return reversed(_BY_CODE.values())

    def __len__(cls) -> int:
        return len(_BY_CODE)

    def __contains__(cls, code: object) -> bool:
        return isinstance(code, int) and code in _BY_CODE

    def __getitem__(cls, name: str) -> Status:
        return _BY_NAME[name]

    @property
    def __members__(cls) -> Mapping[str, Status]:
        return MappingProxyType(_BY_NAME)


class Status(int, metaclass=_StatusType):
    """An HTTP status code that IANA has registered. There is one object a code, and it never changes.

    Status(404) is the status with that code; ValueError where there is none. Status["NOT_FOUND"] and Status.NOT_FOUND are the
    same object. Every fact is an attribute, True or False, and stands in `facts` as well.
    """

    name: str
    phrase: str
    iana_phrase: str
    class_: int
    class_name: str
    standing: str
    expires: str | None
    family: str
    former_names: tuple[str, ...]
    former_name_documents: tuple[str, ...]
    references: tuple[Reference, ...]
    iana_references: tuple[str, ...]
    facts: Mapping[str, bool]
    methods: tuple[str, ...]
    response_requirements: tuple[Requirement, ...]
    request_requirements: tuple[Requirement, ...]
    confused_with: tuple[Confusion, ...]
    meaning: str
    explanation: str
    client: str
    server: str
    history: str

    def __new__(cls, code: int) -> Status:
        status = _BY_CODE.get(operator.index(code))
        if status is None:
            raise ValueError(f"{code!r} is not a registered HTTP status code")
        return status

    @property
    def value(self) -> int:
        return int(self)

    @property
    def description(self) -> str:
        return self.meaning

    @property
    def is_informational(self) -> bool:
        return self.class_ == 1

    @property
    def is_success(self) -> bool:
        return self.class_ == 2

    @property
    def is_redirection(self) -> bool:
        return self.class_ == 3

    @property
    def is_client_error(self) -> bool:
        return self.class_ == 4

    @property
    def is_server_error(self) -> bool:
        return self.class_ == 5

    def __setattr__(self, name, value):
        raise AttributeError("a Status cannot be changed")

    def __delattr__(self, name):
        raise AttributeError("a Status cannot be changed")

    def __reduce__(self):
        return Status, (int(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self) -> str:
        return f"<Status {int(self)} {self.phrase}>"

    __str__ = int.__repr__


def _read_requirement(handle):
    return Requirement(
        fields=_list(_native.httpstatus_requirement_field, handle),
        level=_LEVELS[_native.httpstatus_requirement_level(handle)],
        condition=_native.httpstatus_requirement_condition(handle),
        document=_native.httpstatus_requirement_document(handle),
        section=_native.httpstatus_requirement_section(handle),
    )


def _read_status(handle):
    code = _native.httpstatus_code_number(handle)
    facts = {fact: _native.httpstatus_code_has(handle, value) for value, fact in enumerate(_FACTS)}
    status = int.__new__(Status, code)
    status.__dict__.update(
        name=_native.httpstatus_code_identifier(handle),
        phrase=_native.httpstatus_code_phrase(handle),
        iana_phrase=_native.httpstatus_code_iana_phrase(handle),
        class_=_native.httpstatus_class(code),
        class_name=_native.httpstatus_class_name(_native.httpstatus_class(code)),
        standing=_STANDINGS[_native.httpstatus_code_standing(handle)],
        expires=_native.httpstatus_code_expires(handle),
        family=_FAMILIES[_native.httpstatus_code_family(handle)],
        former_names=_list(_native.httpstatus_code_former_name, handle),
        former_name_documents=_list(_native.httpstatus_code_former_name_document, handle),
        references=tuple(map(Reference, _list(_native.httpstatus_code_document, handle),
                             _list(_native.httpstatus_code_section, handle))),
        iana_references=_list(_native.httpstatus_code_iana_reference, handle),
        facts=MappingProxyType(facts),
        methods=_list(_native.httpstatus_code_method, handle),
        response_requirements=tuple(map(_read_requirement, _list(_native.httpstatus_code_response_requirement, handle))),
        request_requirements=tuple(map(_read_requirement, _list(_native.httpstatus_code_request_requirement, handle))),
        confused_with=tuple(map(Confusion, _list(_native.httpstatus_code_confused_with, handle),
                                _list(_native.httpstatus_code_confused_because, handle))),
        **facts,
        **{text: _native.httpstatus_code_text(handle, value) for value, text in enumerate(_TEXTS)},
    )
    return status


def _handles():
    walk = _native.httpstatus_iter_new(None)
    if walk is None:
        raise MemoryError
    try:
        while (handle := _native.httpstatus_iter_next(walk)) is not None:
            yield handle
    finally:
        _native.httpstatus_iter_free(walk)


_BY_CODE = {int(status): status for status in map(_read_status, _handles())}
_BY_NAME = {status.name: status for status in _BY_CODE.values()}
for _status in _BY_CODE.values():
    type.__setattr__(Status, _status.name, _status)
del _status


def phrase(code: int) -> str | None:
    """The phrase that goes with a code; None for a code that IANA has not registered."""
    return _native.httpstatus_phrase(code)


def class_of(code: int) -> int:
    """The class of any code, 1 to 5, registered or not; 0 outside 100..599."""
    return _native.httpstatus_class(code)


def class_name(number: int) -> str | None:
    """What a class is called: "client error" for 4; None for what is no class."""
    return _native.httpstatus_class_name(number)


def treat_as(code: int) -> Status:
    """The status whose rules hold for any code: itself, x00 of its class where it is not registered, 500 outside 100..599.

    RFC 9110, section 15.
    """
    return _BY_CODE[_native.httpstatus_treat_as(code)]


def get(code: int) -> Status | None:
    """The status with a code; None where there is none."""
    return _BY_CODE.get(operator.index(code))


def find(name: str) -> Status | None:
    """The status with a name, present or former, in any spelling: "Not Found", "NOT_FOUND", "NotFound". None where there is none."""
    if not isinstance(name, str):
        raise TypeError(f"a name is a str, not {type(name).__name__}")
    handle = _native.httpstatus_registry_find_name(None, name.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    return None if handle is None else _BY_CODE[_native.httpstatus_code_number(handle)]


def _check(kind, word, words):
    if word is not None and word not in words:
        raise ValueError(f"{kind} is {word!r}, which is none of: {', '.join(map(str, words))}")


def select(*, class_: int | None = None, standing: str | None = None, family: str | None = None,
           fact: str | None = None) -> Iterator[Status]:
    """All statuses, or those that pass every filter given, in the order of their codes."""
    fact = fact and fact.replace("-", "_")
    _check("class_", class_, range(6))
    _check("standing", standing, _STANDINGS)
    _check("family", family, _FAMILIES)
    _check("fact", fact, _FACTS)
    return (status for status in _BY_CODE.values()
            if class_ in (None, status.class_) and standing in (None, status.standing)
            and family in (None, status.family) and (fact is None or status.facts[fact]))


def version() -> str:
    """The version of the library that runs."""
    return _native.httpstatus_version()


def data_date() -> str:
    """The day on which the data were last held against the IANA registry."""
    return _native.httpstatus_data_date()


def data_sha256() -> str:
    """The SHA-256 of the data."""
    return _native.httpstatus_data_sha256()
