"""What is listed: disputes, or the things of one kind with the disputes they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cases.domain.publication import traits
from cases.queries.public.search import hits
from cases.queries.public.search.found import Case, Found, passing
from cases.queries.public.search.hits import Hit

Chosen = Mapping[str, Sequence[str]]
Counts = Mapping[str, Sequence[traits.Count]]
Tally = Counter[str]  # a property as it is kept, and how many have it
Thing = tuple[Found, Sequence[Case]]  # what was found, and the cases it belongs to


@dataclass(frozen=True)
class Disputes:
    """Disputes themselves, in the order of the search; ``counted`` where that is done."""

    cases: Sequence[Case]
    counted: Tally | None = None

    def __len__(self) -> int:
        return len(self.cases)

    def passing(self, chosen: Chosen, *, without: str = "") -> Disputes:
        """Those with the values that were chosen."""
        if not chosen:
            return self
        return Disputes(passing(self.cases, chosen, without=without))

    @cached_property
    def properties(self) -> str:
        """The properties of each, as they are kept."""
        return "".join([case.traits for case in self.cases])

    @cached_property
    def tally(self) -> Tally:
        """How many have each property."""
        return traits.tallied(self.properties) if self.counted is None else self.counted

    @cached_property
    def counts(self) -> Counts:
        """Of every property its values, and how many have them."""
        return traits.by_name(self.tally)

    def changed(
        self, cases: Sequence[Case], *, gone: Sequence[Case], come: Sequence[Case]
    ) -> Disputes:
        """These cases instead, of which some have gone and some have come."""
        tally = Counter(self.tally)
        tally.update(Disputes(come).tally)
        tally.subtract(Disputes(gone).tally)
        return Disputes(cases, Counter({one: count for one, count in tally.items() if count}))

    def versions(self, end: int) -> list[tuple[str, str]]:
        """The first of them, each with the version of what is told of it."""
        return [(case.code, case.version) for case in self.cases[:end]]

    def hits(self, start: int, end: int, entries: Sequence[Found]) -> tuple[Hit, ...]:
        """A stretch of them, with their rows."""
        return hits.dispute_hits([case.code for case in self.cases[start:end]], entries)

    def newest(self, end: int, most: int, entries: Sequence[Found]) -> tuple[Hit, ...]:
        """Of the first of them those that changed last, the latest first."""
        codes = hits.changed_last([case.code for case in self.cases[:end]], most)
        return hits.dispute_hits(codes, entries)


@dataclass(frozen=True)
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

    @cached_property
    def properties(self) -> str:
        """The properties of each, each of them once."""
        return "".join([_together(cases) for _entry, cases in self.things])

    @cached_property
    def counts(self) -> Counts:
        """Of every property its values, and how many have them."""
        return traits.counted(self.properties)

    def hits(self, start: int, end: int, _entries: Sequence[Found]) -> tuple[Hit, ...]:
        """A stretch of them, with their rows."""
        told = self.things[start:end]
        return hits.thing_hits([e._replace(dispute=cases[0].code) for e, cases in told])

    def newest(self, end: int, most: int, _entries: Sequence[Found]) -> tuple[Hit, ...]:
        """Of the first of them those whose disputes changed last, the latest first."""
        told = [entry._replace(dispute=cases[0].code) for entry, cases in self.things[:end]]
        codes = hits.changed_last([entry.dispute for entry in told], most)
        places = {code: place for place, code in enumerate(codes)}
        latest = [entry for entry in told if entry.dispute in places]
        return hits.thing_hits(sorted(latest, key=lambda e: places[e.dispute])[:most])


Listed = Disputes | Things


def things(entries: Iterable[Found], cases: Mapping[str, Case]) -> Things:
    """These entries, each with its disputes among the cases."""
    once: dict[tuple[str, str, str, int], tuple[Found, list[Case]]] = {}
    for entry in entries:
        if entry.dispute in cases:
            once.setdefault(entry.key, (entry, []))[1].append(cases[entry.dispute])
    return Things(list(once.values()))


def _together(cases: Sequence[Case]) -> str:
    if len(cases) == 1:
        return cases[0].traits
    kept = {one for case in cases for one in case.traits.split(traits.MARK) if one}
    return "".join(f"{traits.MARK}{one}" for one in sorted(kept))
