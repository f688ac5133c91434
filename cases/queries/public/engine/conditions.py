"""What an entry must hold, said once and written in the tongue of either engine.

Every word begins with a mark and has letters and digits only (``domain/search/index``), so that
none can be mistaken for an operator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, starmap

from cases.domain.search import Asked, Field, Part, stem, trait
from cases.domain.search.index import of_property, pair, said

MARKS: Mapping[Field, str] = {
    Field.APPLICANT: "a",
    Field.RESPONDENT: "b",
    Field.REGISTER: "r",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the index; ``begins``: or any that begins so."""

    word: str
    begins: bool = False

    def postgresql(self) -> str:
        return f"{self.word}:*" if self.begins else self.word

    def sqlite(self) -> str:
        return f'"{self.word}" *' if self.begins else f'"{self.word}"'


@dataclass(frozen=True, slots=True)
class Run:
    """Words of the index that follow one another; ``pairs``: what every entry that has them
    holds besides, for an engine whose index knows no order.
    """

    words: tuple[str, ...]
    pairs: tuple[str, ...] = ()

    def postgresql(self) -> str:
        return f"({' & '.join((*self.pairs, ' <-> '.join(self.words)))})"

    def sqlite(self) -> str:
        return f'"{" ".join(self.words)}"'


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these; at least one is given."""

    of: tuple[Condition, ...]

    def postgresql(self) -> str:
        return f"({' & '.join(one.postgresql() for one in self.of)})"

    def sqlite(self) -> str:
        return f"({' AND '.join(one.sqlite() for one in self.of)})"


@dataclass(frozen=True, slots=True)
class Any:
    """Any one of these; at least one is given."""

    of: tuple[Condition, ...]

    def postgresql(self) -> str:
        return f"({' | '.join(one.postgresql() for one in self.of)})"

    def sqlite(self) -> str:
        return f"({' OR '.join(one.sqlite() for one in self.of)})"


Condition = Word | Run | All | Any


def begins(condition: Condition) -> bool:
    """Whether a word of it is the beginning of others."""
    if isinstance(condition, Word):
        return condition.begins
    return not isinstance(condition, Run) and any(map(begins, condition.of))


def standing(condition: All) -> All:
    """The same of words as they stand, of which none is the beginning of others."""
    return All(tuple(map(_standing, condition.of)))


def _standing(condition: Condition) -> Condition:
    if isinstance(condition, Run):
        return condition
    if isinstance(condition, Word):
        return replace(condition, begins=False)
    return replace(condition, of=tuple(map(_standing, condition.of)))


def flat(condition: Condition) -> tuple[Condition, ...]:
    """The parts of which every one has to be held."""
    if not isinstance(condition, All):
        return (condition,)
    return tuple(chain.from_iterable(map(flat, condition.of)))


def meant(parts: Iterable[Part], asked: Asked) -> All | None:
    """What an entry holds that meets these parts of a question; None: nothing is asked."""
    told = tuple(_part(part, asked) for part in parts)
    return All(told) if told else None


def numbered(pieces: Sequence[str]) -> All | None:
    """What the entry of a dispute holds that has, or had, a register number of these pieces."""
    return All(tuple(Word(f"r{piece}") for piece in pieces)) if pieces else None


def with_traits(chosen: Mapping[str, Sequence[str]]) -> All | None:
    """What the entry of a dispute holds that has one of the chosen values of each property."""
    return _chosen(chosen, trait)


def of_properties(chosen: Mapping[str, Sequence[str]]) -> All | None:
    """What every entry of such a dispute holds, and by chance one of another."""
    return _chosen(chosen, of_property)


def _chosen(chosen: Mapping[str, Sequence[str]], word: Callable[[str, str], str]) -> All | None:
    told = tuple(
        Any(tuple(Word(word(name, value)) for value in values))
        for name, values in chosen.items()
        if values
    )
    return All(told) if told else None


def _part(part: Part, asked: Asked) -> Condition:
    if part.field in MARKS:
        return _of_a_field(part)
    if part.is_phrase:
        pairs = tuple(starmap(pair, pairwise(part.words)))
        return Run(tuple(one for word in part.words for one in said(word)), pairs)
    told = tuple(_word(word, part, asked) for word in part.words)
    return told[0] if len(told) == 1 else All(told)


def _of_a_field(part: Part) -> Condition:
    mark = MARKS[part.field]
    marked = tuple(f"{mark}{word}" for word in part.words)
    if part.field is Field.REGISTER:
        return All(tuple(Word(word) for word in marked))
    return Run(marked) if part.is_phrase else All(tuple(Word(word, True) for word in marked))


def _word(word: str, part: Part, asked: Asked) -> Condition:
    if part.is_whole:
        return Word(f"x{word}")
    if not asked.by_root:
        return Word(f"x{word}", begins=True)
    root = stem(word)
    # A root that begins so is found already; told again, a planner would expect it twice.
    bare = () if root.startswith(word) else (Word(f"x{root}"),)
    return Any((Word(f"x{word}", begins=True), Word(f"s{root}"), *bare))
