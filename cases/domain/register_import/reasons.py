"""Why a cell or a row was not taken as it stands, in words of both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cases.domain import vocabulary

GROUP = "import_reason"
Part = tuple[str, dict[str, str]]


class Reason(str):  # noqa: SLOT000 -- it carries its parts
    """A sentence in Indonesian that can be said in another language: ``parts`` are the codes of
    ``import_reason`` in ``words.toml``, each with the words that it is about.
    """

    parts: tuple[Part, ...] = ()

    @classmethod
    def of_parts(cls, parts: Iterable[Part]) -> Reason:
        """The sentence of these parts; none of them: the empty one."""
        held = tuple(parts)
        found = cls(say(held, "id"))
        found.parts = held
        return found

    def told(self) -> list[list[Any]]:
        """The parts as they are kept in a report."""
        return [[code, dict(about)] for code, about in self.parts]


def because(code: str, **about: object) -> Reason:
    """The reason of one code; ``about`` fills its words."""
    return Reason.of_parts([(code, {name: str(value) for name, value in about.items()})])


def together(reasons: Iterable[Reason | None]) -> Reason:
    """Several reasons as one; those that say nothing are left out."""
    return Reason.of_parts(part for one in reasons if one for part in one.parts)


def say(parts: Iterable[Sequence[Any]], language: str) -> str:
    """The words of parts in a language, ``id`` or ``en``."""
    told = []
    for code, about in parts:
        words = vocabulary.label(GROUP, code, language)
        for name, value in about.items():
            words = words.replace(f"{{{name}}}", value)
        told.append(words)
    return "; ".join(told)
