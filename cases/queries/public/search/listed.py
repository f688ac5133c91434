"""What is listed: disputes, or the things of one kind with the disputes they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.domain.publication import traits
from cases.queries.public.search import hits
from cases.queries.public.search.hits import Hit
from cases.queries.public.search.pool import Case, Found, Pool, passing
from cases.queries.public.search.wanted import KINDS, Search

Chosen = Mapping[str, Sequence[str]]
Thing = tuple[Found, Sequence[Case]]  # what was found, and the cases it belongs to


@dataclass(frozen=True, slots=True)
class Disputes:
    """Disputes themselves, in the order of the search."""

    cases: Sequence[Case]

    def __len__(self) -> int:
        return len(self.cases)

    def passing(self, chosen: Chosen, *, without: str = "") -> Disputes:
        """Those with the values that were chosen."""
        return Disputes(passing(self.cases, chosen, without=without))

    def properties(self) -> list[str]:
        """The properties of each, as they are kept."""
        return [case.traits for case in self.cases]

    def hits(self, start: int, end: int, entries: Sequence[Found]) -> tuple[Hit, ...]:
        """A stretch of them, with their rows."""
        return hits.dispute_hits([case.code for case in self.cases[start:end]], entries)


@dataclass(frozen=True, slots=True)
class Things:
    """Things of one kind, each once, however many disputes it belongs to."""

    things: Sequence[Thing]

    def __len__(self) -> int:
        return len(self.things)

    def passing(self, chosen: Chosen, *, without: str = "") -> Things:
        """Those that belong to a dispute with the values that were chosen."""
        if not chosen:
            return self
        told = (
            (entry, passing(cases, chosen, without=without)) for entry, cases in self.things
        )
        return Things([(entry, cases) for entry, cases in told if cases])

    def properties(self) -> list[str]:
        """The properties of each, each of them once."""
        return [_together(cases) for _entry, cases in self.things]

    def hits(self, start: int, end: int, _entries: Sequence[Found]) -> tuple[Hit, ...]:
        """A stretch of them, with their rows."""
        told = self.things[start:end]
        return hits.thing_hits([e._replace(dispute=cases[0].code) for e, cases in told])


Listed = Disputes | Things


def listed(found: Pool, search: Search) -> Listed:
    """The disputes that answer, or what is of the kind that was asked for."""
    if not search.kind:
        return Disputes(list(found.cases.values()))
    kind = KINDS[search.kind]
    once: dict[tuple[str, str, str, int], tuple[Found, list[Case]]] = {}
    for entry in found.entries:
        if entry.kind == kind and entry.dispute in found.cases:
            once.setdefault(entry.key, (entry, []))[1].append(found.cases[entry.dispute])
    return Things(list(once.values()))


def _together(cases: Sequence[Case]) -> str:
    if len(cases) == 1:
        return cases[0].traits
    kept = {one for case in cases for one in case.traits.split(traits.MARK) if one}
    return "".join(f"{traits.MARK}{one}" for one in sorted(kept))
