"""Words that occur nowhere else: each stands in one field, and some must reach nobody."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

LETTERS = "bcdfghjklmnpqrst"
FIRST = "kenari"  # canary


class Reader(StrEnum):
    """Who walks through the house, and whom a word must never reach."""

    ANONYMOUS = "anonymous"
    STRANGER = "stranger"
    NGO = "ngo"
    OTHER_NGO = "ngo2"
    AGENCY = "agency"


OUTSIDE = (Reader.ANONYMOUS, Reader.STRANGER, Reader.OTHER_NGO)


@dataclass(frozen=True, slots=True)
class Canary:
    """A word that was placed. ``kind``: in what; ``forbidden_for``: whom it must not reach."""

    word: str
    kind: str
    forbidden_for: tuple[Reader, ...] = ()


@dataclass(slots=True)
class Aviary:
    """Every word that was placed, the secret ones and those that everybody must find."""

    secret: list[Canary] = field(default_factory=list)
    public: list[Canary] = field(default_factory=list)

    def hide(self, kind: str, *forbidden_for: Reader) -> str:
        """A word for a field that must not reach these readers; without any: nobody outside,
        nor the other party.
        """
        readers = forbidden_for or (*OUTSIDE, Reader.AGENCY)
        self.secret.append(Canary(word_of(kind), kind, readers))
        return word_of(kind)

    def show(self, kind: str) -> str:
        """A word for a field that is public."""
        self.public.append(Canary(word_of(kind), kind))
        return word_of(kind)


def word_of(kind: str) -> str:
    """The word of a kind of field: always the same, of small letters without a vowel."""
    print_of = hashlib.sha256(kind.encode()).hexdigest()[:10]
    return FIRST + "".join(LETTERS[int(digit, 16)] for digit in print_of)
