"""What is found: entries that hold the words, and the disputes they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cases.domain.publication import traits
from cases.domain.search import Kind

OF_ONE_DISPUTE = frozenset({Kind.ADMISSION, Kind.DECISION})


class Found(NamedTuple):
    """An entry in which the words stand."""

    dispute: str
    kind: str
    place: str
    number: int
    on: date

    @property
    def key(self) -> tuple[str, str, str, int]:
        """The same of what was said or written once, in whatever dispute."""
        own = self.dispute if self.kind in OF_ONE_DISPUTE else ""
        return (own, self.kind, self.place, self.number)


class Case(NamedTuple):
    """A dispute that answers, its properties as they are kept, the version of what is told of
    it, and the days of its order.
    """

    code: str
    traits: str
    version: str
    first: Any
    second: Any = None


def passing(
    cases: Sequence[Case], chosen: Mapping[str, Sequence[str]], *, without: str = ""
) -> Sequence[Case]:
    """Those that have, of each property but ``without``, one of the values that were chosen."""
    for name, values in chosen.items():
        either = [traits.stretch(name, value) for value in values]
        if name != without and len(either) == 1:
            cases = [case for case in cases if either[0] in case.traits]
        elif name != without:
            cases = [case for case in cases if any(one in case.traits for one in either)]
    return cases
