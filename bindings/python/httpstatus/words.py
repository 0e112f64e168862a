"""The words of the library: each number has one, and it never changes its meaning. SPDX-License-Identifier: MIT"""
from __future__ import annotations

from itertools import count
from types import MappingProxyType
from typing import Iterator, Mapping

from . import _native
from .arguments import several

__all__ = ["words"]

# Lists begin with 0 and have no gap, but for these (base.h, httpstatus_word).
_FIRST = {_native.HTTPSTATUS_VOCABULARY_ERROR: (-2, -1), _native.HTTPSTATUS_VOCABULARY_CODE_CLASS: (1, 1)}
_APART = {_native.HTTPSTATUS_VOCABULARY_PART: _native.HTTPSTATUS_PART_INTERIM,
          _native.HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY: _native.HTTPSTATUS_CHECKER_PROPERTY_LEVEL}


def _walk(place: int, numbers: Iterator[int]) -> Iterator[tuple[str, int]]:
    for number in numbers:
        word = _native.httpstatus_word(place, number)
        if word is None:
            return
        yield word, number


class Vocabulary:
    """A list of words: iterate over it, `in` it, the word of a number, and the number of a word. A number that stands for nothing has None."""

    def __init__(self, name: str):
        self.place = getattr(_native, "HTTPSTATUS_VOCABULARY_" + name)
        self._numbers = dict(_walk(self.place, count(*_FIRST.get(self.place, (0, 1)))))
        if self.place in _APART:
            self._numbers.update(_walk(self.place, count(_APART[self.place])))
        self._words = {number: word for word, number in self._numbers.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word in self._numbers

    def __getitem__(self, number: int) -> str | None:
        return self._words.get(number)

    def text(self, word: str) -> str | None:
        """What a word says; None where it says all by itself."""
        return _native.httpstatus_word_text(self.place, self._numbers[word])

    def texts(self) -> Mapping[str, str | None]:
        return MappingProxyType({word: self.text(word) for word in self})

    def number(self, word: str, what: str) -> int:
        """ValueError where there is no such word: it tells those that there are."""
        if word not in self:
            raise ValueError(f"{what} is {word!r}, {none_of(self)}")
        return self._numbers[word]


def none_of(words) -> str:
    return f"which is none of: {', '.join(words)}"


def collection(named, what) -> list:
    """Several words. One alone would be taken for its letters."""
    return list(several(named, what, "a collection of words"))


def words(vocabulary: str) -> Mapping[str, str | None]:
    """The words of a list and what each says, None where it says all by itself: words("obstacle")["no-store"]. words("vocabulary") has the lists."""
    number = _VOCABULARIES.number(vocabulary, "vocabulary")
    return Vocabulary(_VOCABULARIES[number].upper().replace("-", "_")).texts()


_VOCABULARIES = Vocabulary("VOCABULARY")
