"""What a code is: statuses and registries of them. SPDX-License-Identifier: MIT"""
from __future__ import annotations

import json
import re
from typing import Iterable, Iterator, Mapping, NamedTuple
from types import MappingProxyType

from . import _native
from .arguments import whole_number
from .words import Vocabulary, collection, none_of

__all__ = ["Status", "Registry", "IANA", "everything", "vendor", "vendors", "Reference", "Requirement", "Confusion", "phrase",
           "class_of", "class_name", "treat_as", "get", "find", "select", "search", "grpc_client_code", "grpc_gateway_status",
           "ProxyError", "proxy_errors", "facts", "version", "data_date", "data_sha256"]


class Reference(NamedTuple):
    """A document and its section; as a text, "RFC 9110, 15.5.5"."""

    document: str
    section: str

    def __str__(self) -> str:
        return ", ".join(self)


def _reference(text: str) -> Reference:
    document, _, section = text.rpartition(", ")
    return Reference(document, section)


class Requirement(NamedTuple):
    """What a specification asks of a response with the code, or of the request before it.

    Where there are several fields, each is an alternative to the others. `condition` reads after "when"; None is always. `value` is a
    member of the field's value, or its media type; None where any value will do.
    """

    fields: tuple[str, ...]
    level: str
    condition: str | None
    reference: Reference
    value: str | None


class Confusion(NamedTuple):
    """A code that another is confused with, and how to tell them apart."""

    code: int
    because: str


class ProxyError(NamedTuple):
    """An error type of the Proxy-Status field and the status that RFC 9209 recommends; None where it recommends no single one."""

    type: str
    status: int | None
    note: str | None
    section: str


def _list(get, handle):
    """get(handle, 0), get(handle, 1) ... up to the end, which is None or 0."""
    items = []
    while item := get(handle, len(items)):
        items.append(item)
    return tuple(items)


_CLASSES = Vocabulary("CODE_CLASS")
_STANDINGS = Vocabulary("STANDING")
_FAMILIES = Vocabulary("FAMILY")
_VISIBILITIES = Vocabulary("VISIBILITY")
_FACTS = Vocabulary("FACT")
_LEVELS = Vocabulary("LEVEL")
_TEXTS = Vocabulary("TEXT")
_FILTERS = Vocabulary("FILTER")
_GRPC = Vocabulary("GRPC")
_PROXY_ERRORS = Vocabulary("PROXY_ERROR")


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
        return _BY_NAME.get(name) or _BY_OTHER_NAME[name]

    @property
    def __members__(cls) -> Mapping[str, Status]:
        return MappingProxyType(_BY_NAME)


class Status(int, metaclass=_StatusType):
    """What an HTTP status code means. It is an int, and never changes.

    Status(404) is the status that IANA has registered with that code, always the same object; ValueError where there is none.
    Status["NOT_FOUND"] and Status.NOT_FOUND are that object too. What other people mean by a number is in their registries:
    vendor("nginx")[499]. Every fact is an attribute, True or False, and stands in `facts` as well. Two meanings of one number are
    equal, as the ints they are; `is` tells them apart. What vendors write where no response came is 0, and false, as that int is.
    """

    name: str
    phrase: str
    iana_phrase: str | None
    class_: int
    class_name: str | None
    standing: str
    expires: str | None
    registration: str | None
    family: str
    vendor: str | None
    visibility: str
    nearest: int | None
    known_from: str | None
    former_names: tuple[str, ...]
    former_name_documents: tuple[str, ...]
    sent_phrases: tuple[str, ...]
    sent_phrase_sources: tuple[str, ...]
    keywords: tuple[str, ...]
    references: tuple[Reference, ...]
    iana_references: tuple[str, ...]
    facts: Mapping[str, bool]
    methods: tuple[str, ...]
    response_requirements: tuple[Requirement, ...]
    request_requirements: tuple[Requirement, ...]
    confused_with: tuple[Confusion, ...]
    meaning: str | None
    explanation: str | None
    client: str | None
    server: str | None
    history: str | None

    def __new__(cls, code: int) -> Status:
        status = _BY_CODE.get(whole_number(code, "code"))
        if status is None:
            raise ValueError(f"{code!r} is not a registered HTTP status code")
        return status

    @property
    def value(self) -> int:
        return int(self)

    @property
    def description(self) -> str:
        return self.meaning or ""

    def json(self) -> dict:
        """All that is known of the code, as the library writes it for programs."""
        text = self.__dict__.get("_json") or _native.httpstatus_code_json_text(self._handle)
        return json.loads(text)

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
        if _BY_CODE.get(int(self)) is self:
            return Status, (int(self),)
        told = {name: value for name, value in self.__dict__.items() if name != "_handle"}
        return _restore, (int(self), {**told, "facts": dict(self.facts), "_json": json.dumps(self.json())})

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self) -> str:
        return f"<Status {int(self)} {self.phrase}>"

    __str__ = int.__repr__


def _restore(code, attributes):
    status = int.__new__(Status, code)
    status.__dict__.update(attributes, facts=MappingProxyType(attributes["facts"]))
    return status


def _read_requirement(handle):
    return Requirement(
        fields=_list(_native.httpstatus_requirement_field, handle),
        level=_LEVELS[_native.httpstatus_requirement_level(handle)],
        condition=_native.httpstatus_requirement_condition(handle),
        reference=_reference(_native.httpstatus_requirement_reference(handle)),
        value=_native.httpstatus_requirement_value(handle),
    )


def _read_requirements(handle, part):
    return tuple(map(_read_requirement, _list(lambda code, i: _native.httpstatus_code_requirement(code, part, i), handle)))


def _read_status(handle, own):
    """The handle of a program's own entry goes with its registry, which the status may outlive."""
    code = _native.httpstatus_code_number(handle)
    facts = {fact.replace("-", "_"): _native.httpstatus_code_has(handle, _FACTS.number(fact, "fact")) for fact in _FACTS}
    status = int.__new__(Status, code)
    status.__dict__.update(
        name=_native.httpstatus_code_identifier(handle),
        phrase=_native.httpstatus_code_phrase(handle),
        iana_phrase=_native.httpstatus_code_iana_phrase(handle),
        class_=_native.httpstatus_class(whole_number(code, "code")),
        class_name=class_name(_native.httpstatus_class(whole_number(code, "code"))),
        standing=_STANDINGS[_native.httpstatus_code_standing(handle)],
        expires=_native.httpstatus_code_expires(handle),
        registration=_native.httpstatus_code_registration(handle),
        family=_FAMILIES[_native.httpstatus_code_family(handle)],
        vendor=_native.httpstatus_code_vendor(handle),
        visibility=_VISIBILITIES[_native.httpstatus_code_visibility(handle)],
        nearest=_native.httpstatus_code_nearest(handle) or None,
        known_from=_native.httpstatus_code_known_from(handle),
        former_names=_list(_native.httpstatus_code_former_name, handle),
        former_name_documents=_list(_native.httpstatus_code_former_name_document, handle),
        sent_phrases=_list(_native.httpstatus_code_sent_phrase, handle),
        sent_phrase_sources=_list(_native.httpstatus_code_sent_phrase_source, handle),
        keywords=_list(_native.httpstatus_code_keyword, handle),
        references=tuple(map(_reference, _list(_native.httpstatus_code_reference, handle))),
        iana_references=_list(_native.httpstatus_code_iana_reference, handle),
        facts=MappingProxyType(facts),
        methods=_list(_native.httpstatus_code_method, handle),
        response_requirements=_read_requirements(handle, _native.HTTPSTATUS_PART_RESPONSE),
        request_requirements=_read_requirements(handle, _native.HTTPSTATUS_PART_REQUEST),
        confused_with=tuple(map(Confusion, _list(_native.httpstatus_code_confused_with, handle),
                                _list(_native.httpstatus_code_confused_because, handle))),
        **facts,
        **{text: _native.httpstatus_code_text(handle, _TEXTS.number(text, "text")) for text in _TEXTS},
        **{"_json": _native.httpstatus_code_json_text(handle)} if own else {"_handle": handle},
    )
    return status


def _name_bytes(name):
    """A name as the library takes it. A lone surrogate is in no name; it becomes a question mark."""
    if not isinstance(name, str):
        raise TypeError(f"a name is a str, not {type(name).__name__}")
    return name.encode("utf-8", "replace")


def _clean_text(what, value):
    """A text as the library can take it: without a NUL, and without half a character."""
    if not isinstance(value, str):
        raise TypeError(f"{what} is {value!r}, not a text")
    if "\0" in value:
        raise ValueError(f"{what} has a NUL in it")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError(f"{what} has a lone surrogate in it")
    return value


def _raise(error, what):
    if error == _native.HTTPSTATUS_ERROR_MEMORY:
        raise MemoryError
    if error:
        raise ValueError(f"{what}: {_native.httpstatus_strerror(error)}")


def _is_registry(registry, what):
    if registry is not None and not isinstance(registry, Registry):
        raise TypeError(f"{what} is a Registry, not {type(registry).__name__}")
    return None if registry is None else registry._handle


def _add(handle, code, phrase, facts, nearest, texts):
    """The first error, or 0."""
    steps = [lambda: _native.httpstatus_registry_add(handle, code, phrase.encode())]
    steps += [lambda fact=fact: _native.httpstatus_registry_set_fact(handle, code, fact, True) for fact in facts]
    steps += [lambda: _native.httpstatus_registry_set_nearest(handle, code, nearest)] if nearest is not None else []
    steps += [lambda text=text, value=value: _native.httpstatus_registry_set_text(handle, code, text, value.encode()) for text, value in texts]
    return next((error for step in steps if (error := step())), 0)


class Registry:
    """A set of statuses: IANA's, a vendor's, everything, or one's own.

    Registry() is a registry of one's own that starts with IANA's codes; Registry(base) starts with those of another.
    """

    def __init__(self, base: Registry | None = None, name: str = "own"):
        base = _is_registry(base, "a base")
        if hasattr(self, "_handle"):
            raise TypeError("a Registry is made once")
        handle = _native.httpstatus_registry_new(base, _clean_text("the name", name))
        if handle is None:
            raise MemoryError
        self._own, self._handle, self._statuses = True, handle, {}

    @classmethod
    def _builtin(cls, handle):
        registry = cls.__new__(cls)
        registry._own, registry._handle, registry._statuses = False, handle, {}
        return registry

    def __del__(self):
        if getattr(self, "_own", False):
            _native.httpstatus_registry_free(self._handle)
            self._own = False

    def __copy__(self) -> Registry:
        return Registry(self, self.name) if self._own else self

    def __deepcopy__(self, memo) -> Registry:
        return self.__copy__()

    def __reduce__(self):
        if self._own:
            raise TypeError("a registry of one's own cannot be pickled")
        return _builtin_registry, (self.name,)

    def _status(self, handle):
        """The object for an entry, made once: an entry of IANA's is the same object in every registry."""
        key = int(handle)
        status = self._statuses.get(key)
        if status is None:
            code = _native.httpstatus_code_number(handle)
            status = _BY_CODE.get(code) if _native.httpstatus_code_iana_phrase(handle) else None
            status = self._statuses[key] = status or _read_status(handle, self._own)
        return status

    def _walk(self, filters=(), texts=()):
        walk = _native.httpstatus_iter_new(self._handle)
        if walk is None:
            raise MemoryError
        try:
            for filter, value in filters:
                _raise(_native.httpstatus_iter_only(walk, filter, value), f"{_FILTERS[filter]} is {value}")
            for filter, text in texts:
                _raise(_native.httpstatus_iter_only_text(walk, filter, text), f"{_FILTERS[filter]} is {text!r}")
            while (handle := _native.httpstatus_iter_next(walk)) is not None:
                yield self._status(handle)
        finally:
            _native.httpstatus_iter_free(walk)

    @property
    def name(self) -> str:
        """ "iana", a vendor's word, "everything", or what it was called when it was made."""
        return _native.httpstatus_registry_name(self._handle)

    def __iter__(self) -> Iterator[Status]:
        return self._walk()

    def __len__(self) -> int:
        return _native.httpstatus_registry_count(self._handle)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, int) and self.get(int(code)) is not None

    def __repr__(self) -> str:
        return f"<Registry {self.name}, {len(self)} statuses>"

    def get(self, code: int) -> Status | None:
        """What the code means here; None where it means nothing. Where it means several things, the first in the registry's order."""
        handle = _native.httpstatus_registry_find(self._handle, whole_number(code, "code"))
        return None if handle is None else self._status(handle)

    def __getitem__(self, code: int) -> Status:
        status = self.get(code)
        if status is None:
            raise KeyError(code)
        return status

    def all(self, code: int) -> list[Status]:
        """Everything that the code means here, in the registry's order."""
        return list(self._walk([(_native.HTTPSTATUS_FILTER_NUMBER, whole_number(code, "code"))]))

    def find(self, name: str) -> Status | None:
        """The status with a name, present or former, or as well-known servers send it, in any spelling; the first where several have it.
        None where there is none."""
        handle = _native.httpstatus_registry_find_name(self._handle, _name_bytes(name))
        return None if handle is None else self._status(handle)

    def find_all(self, name: str) -> list[Status]:
        """Every status with a name, present or former, or as servers send it, in any spelling: "Unauthorized" is both 401 and AWS's 561."""
        return list(self._walk(texts=[(_native.HTTPSTATUS_FILTER_NAME, _name_bytes(name))]))

    def search(self, words: str) -> list[Status]:
        """Every status whose names, keywords and texts have all the words, in some form or as a beginning: "rate limit". The best fit comes first."""
        return list(self._walk(texts=[(_native.HTTPSTATUS_FILTER_WORDS, _name_bytes(words))]))

    def select(self, *, class_: int | None = None, standing: str | None = None, family: str | None = None,
               fact: str | None = None, visibility: str | None = None, vendor: str | None = None) -> Iterator[Status]:
        """All statuses, or those that pass every filter given, in the order of their codes. The vendor "" is for those that are no vendor's."""
        filters = []
        if class_ is not None:
            if class_ not in (0, *_CLASS_NUMBERS):
                raise ValueError(f"class_ is {class_!r}, {none_of(map(str, (0, *_CLASS_NUMBERS)))}")
            filters.append((_native.HTTPSTATUS_FILTER_CLASS, class_))
        for what, filter, word, words in (("standing", _native.HTTPSTATUS_FILTER_STANDING, standing, _STANDINGS),
                                          ("family", _native.HTTPSTATUS_FILTER_FAMILY, family, _FAMILIES),
                                          ("visibility", _native.HTTPSTATUS_FILTER_VISIBILITY, visibility, _VISIBILITIES)):
            if word is not None:
                filters.append((filter, words.number(word, what)))
        if fact is not None:
            filters.append((_native.HTTPSTATUS_FILTER_FACT, _fact(fact)))
        if vendor is not None and vendor != "":
            _VENDOR_WORDS.number(vendor, "vendor")
        return self._walk(filters, () if vendor is None else [(_native.HTTPSTATUS_FILTER_VENDOR, vendor.encode())])

    def treat_as(self, code: int) -> Status:
        """The status whose rules hold, for who knows the codes of this registry: the code itself where IANA has it, its `nearest` where the registry
        names one, x00 of its class where it is not registered, and 500 outside 100..599.

        RFC 9110, section 15.
        """
        return _BY_CODE[_native.httpstatus_registry_treat_as(self._handle, whole_number(code, "code"))]

    def add(self, code: int, phrase: str, *, facts: Iterable[str] = (), nearest: int | None = None, **texts: str) -> Status:
        """Adds a code to a registry of one's own, or another meaning of one that its base has, and gives it back.

        It comes before those of the base. The texts are meaning, explanation, client, server and history. What is invalid, or clashes with what
        was added before, is a ValueError that says why, and changes nothing.
        """
        nearest_code = None if nearest is None else whole_number(nearest, "nearest")
        facts = [_fact(fact) for fact in ([facts] if isinstance(facts, str) else collection(facts, "facts"))]
        _clean_text("the phrase", phrase)
        for text, value in texts.items():
            if text not in _TEXTS:
                raise TypeError(f"there is no text {text!r}; there are {', '.join(_TEXTS)}")
            _clean_text(text, value)
        said = whole_number(code, "code"), phrase, facts, nearest_code, [(_TEXTS.number(text, "text"), value) for text, value in texts.items()]
        trial = Registry()
        _raise(_add(trial._handle, *said), f"{code} {phrase}")
        _raise(_add(self._handle, *said), f"{code} {phrase}")
        return self[code]


def _fact(word):
    if not isinstance(word, str):
        raise TypeError(f"a fact is {word!r}, not a text")
    return _FACTS.number(word.replace("_", "-"), "fact")


def class_name(number: int) -> str | None:
    """What a class is called: "client error" for 4; None for what is no class."""
    word = _CLASSES[whole_number(number, "number")]
    return None if word is None else word.replace("-", " ")


_CLASS_NUMBERS = tuple(_CLASSES.number(word, "class") for word in _CLASSES)
_BY_CODE: dict[int, Status] = {}
IANA = Registry._builtin(_native.httpstatus_registry_by_name("iana"))
_BY_CODE.update((int(_status), _status) for _status in IANA)
_BY_NAME = {status.name: status for status in _BY_CODE.values()}
_BY_OTHER_NAME = {re.sub("[^A-Z0-9]+", "_", name.upper()): status
                  for status in _BY_CODE.values() for name in (*status.sent_phrases, *status.former_names)}
for _name, _status in (_BY_OTHER_NAME | _BY_NAME).items():  # Status.REQUEST_ENTITY_TOO_LARGE too, as http.HTTPStatus has it
    type.__setattr__(Status, _name, _status)
del _name, _status


def _builtin_registry(name):
    return IANA if name == "iana" else _EVERYTHING if name == "everything" else _VENDORS[name]


def everything() -> Registry:
    """All meanings of all numbers: IANA's and every vendor's, nothing merged."""
    return _EVERYTHING


def vendor(name: str) -> Registry:
    """IANA's codes and those of one vendor: vendor("nginx")[499]. ValueError where there is no such vendor."""
    _VENDOR_WORDS.number(name, "vendor")
    return _VENDORS[name]


def vendors() -> Mapping[str, str]:
    """The vendors: what each is called, by its word."""
    return _VENDOR_WORDS.texts()


_EVERYTHING = Registry._builtin(_native.httpstatus_registry_by_name("everything"))
_VENDOR_WORDS = Vocabulary("VENDOR")
_VENDORS = {name: Registry._builtin(_native.httpstatus_registry_by_name(name)) for name in _VENDOR_WORDS}


def phrase(code: int) -> str | None:
    """The phrase that goes with a code; None for a code that IANA has not registered."""
    return _native.httpstatus_phrase(whole_number(code, "code"))


def class_of(code: int) -> int:
    """The class of any code, 1 to 5, registered or not; 0 outside 100..599."""
    return _native.httpstatus_class(whole_number(code, "code"))


def get(code: int) -> Status | None:
    """The status with a code; None where there is none."""
    return _BY_CODE.get(whole_number(code, "code"))


find = IANA.find
search = _EVERYTHING.search  # vendors' codes are among what people look for
select = IANA.select
treat_as = IANA.treat_as


def grpc_client_code(code: int) -> str:
    """What a gRPC client makes of an HTTP status when the response carries no grpc-status: "UNAVAILABLE" of 503."""
    return _GRPC[_native.httpstatus_grpc_client_code(whole_number(code, "code"))]


def grpc_gateway_status(grpc: str | int) -> int:
    """The HTTP status that a gateway sends for a gRPC status, by name or number: 404 for "NOT_FOUND"."""
    if isinstance(grpc, str):
        grpc = _GRPC.number(grpc, "grpc")
    return _native.httpstatus_grpc_gateway_status(whole_number(grpc, "grpc"))


def proxy_errors() -> tuple[ProxyError, ...]:
    """The proxy error types of RFC 9209, section 2.3, in its order."""
    statuses = [_native.httpstatus_proxy_error_status(i) for i, _ in enumerate(_PROXY_ERRORS)]
    return tuple(ProxyError(word, None if status < 0 else status, _PROXY_ERRORS.text(word), _native.httpstatus_proxy_error_section(i))
                 for i, (word, status) in enumerate(zip(_PROXY_ERRORS, statuses)))


def facts() -> Mapping[str, str]:
    """What each fact says, in a sentence with its source, by its word."""
    return MappingProxyType({fact.replace("-", "_"): text for fact, text in _FACTS.texts().items()})


def version() -> str:
    """The version of the library that runs."""
    return _native.httpstatus_version()


def data_date() -> str:
    """The day on which the data were last held against the IANA registry."""
    return _native.httpstatus_data_date()


def data_sha256() -> str:
    """The SHA-256 of the data."""
    return _native.httpstatus_data_sha256()
