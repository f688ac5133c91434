"""Grounds of an objection, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable

from cases.domain import vocabulary
from cases.domain.errors import CaseError
from cases.domain.sources import uu_kip


class UnknownGround(CaseError):
    """A ground outside Pasal 35 ayat (1) huruf a to g."""

    code = "unknown_ground"


def check_grounds(letters: Iterable[str]) -> tuple[str, ...]:
    """The letters of Pasal 35 ayat (1), in order, each once.

    Raises:
        UnknownGround: a letter that the paragraph does not have.
    """
    known = vocabulary.terms("objection_ground")
    wanted = set(letters)
    if strange := sorted(wanted - set(known)):
        raise UnknownGround(
            f"Alasan keberatan {', '.join(strange)} tidak ada dalam Pasal 35 ayat (1).",
            article=uu_kip(35, 1),
        )
    return tuple(letter for letter in known if letter in wanted)


def may_be_mediated(letter: str) -> bool:
    """Whether an item under this ground may go to mediation (Pasal 40 ayat (2): b to g)."""
    return bool(vocabulary.term("objection_ground", letter).extra["mediation"])
