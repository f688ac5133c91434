"""Search and replace in many turns: every hit is shown first, and only what was shown changes.

Patterns are those of the library ``regex``, which stops after a time however they are written.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from time import monotonic
from typing import Any

import regex

from cases.domain.correcting.table import TABLE
from cases.domain.errors import CaseError

SHORTEST = 0.001  # seconds for one more text when the time is over


class BadPattern(CaseError):
    """The search is empty or too long, no pattern, or takes too long."""

    code = "bad_pattern"


class TooManyHits(CaseError):
    """One plan is read by a person before it is carried out."""

    code = "too_many_hits"


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and what is put in its place. ``is_pattern``: ``find`` is a regular
    expression, and ``put`` may name its groups.
    """

    find: str
    put: str
    is_whole_word: bool = True
    is_case_sensitive: bool = True
    is_pattern: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in a text and what it becomes; ``no`` counts the hits of a text from one."""

    no: int
    start: int
    end: int
    found: str
    becomes: str
    before: str
    after: str


class Searcher:
    """A search that was read once, with the time that is left for it.

    Raises:
        BadPattern: says what is wrong.
    """

    def __init__(self, search: Search) -> None:
        self.search = search
        self.pattern = _compiled(search)
        self.until = monotonic() + TABLE.pattern_seconds

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every hit in a text, from left to right.

        Raises:
            BadPattern: it takes too long, finds empty places, names groups that it has not.
        """
        left = max(self.until - monotonic(), SHORTEST)
        try:
            found = list(self.pattern.finditer(text, timeout=left))
        except TimeoutError:
            raise BadPattern("Pola itu terlalu lama dicari; sederhanakan polanya.") from None
        if any(one.start() == one.end() for one in found):
            raise BadPattern("Pola itu juga cocok dengan teks kosong.")
        return tuple(self._hit(no, one, text) for no, one in enumerate(found, start=1))

    def _hit(self, no: int, match: Any, text: str) -> Hit:
        start, end = match.span()
        return Hit(
            no,
            start,
            end,
            match.group(),
            self._put(match),
            text[max(0, start - TABLE.context) : start],
            text[end : end + TABLE.context],
        )

    def _put(self, match: Any) -> str:
        if not self.search.is_pattern:
            return self.search.put
        try:
            return str(match.expand(self.search.put))
        except (regex.error, IndexError, KeyError):
            raise BadPattern("Pengganti itu menyebut bagian pola yang tidak ada.") from None


def hits_of(search: Search, text: str) -> tuple[Hit, ...]:
    """Every hit of a search in one text.

    Raises:
        BadPattern: as ``Searcher``.
    """
    return Searcher(search).hits(text)


def replaced(text: str, hits: Collection[Hit], without: Collection[int] = ()) -> str:
    """The text with its hits replaced, without those whose numbers are left out."""
    parts, place = [], 0
    for hit in hits:
        parts += [text[place : hit.start], hit.found if hit.no in without else hit.becomes]
        place = hit.end
    return "".join([*parts, text[place:]])


def _compiled(search: Search) -> Any:
    if not search.find.strip():
        raise BadPattern("Isikan kata yang dicari.")
    if len(search.find) > TABLE.longest_pattern:
        raise BadPattern("Yang dicari terlalu panjang.")
    told = search.find if search.is_pattern else regex.escape(search.find)
    if search.is_whole_word:
        told = rf"(?<!\w)(?:{told})(?!\w)"
    flags = regex.V1 if search.is_case_sensitive else regex.V1 | regex.IGNORECASE
    try:
        return regex.compile(told, flags)
    except regex.error:
        raise BadPattern("Pola itu tidak terbaca.") from None
