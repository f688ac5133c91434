"""Figures over many disputes: how long, how many wait, what came of them, what was obeyed.

Every figure is counted from rows of the shelf, with a number of queries that depends on
nothing. What nobody reports is counted as unreported, never left out silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cases.domain.deadlines import RULES
from cases.queries.public.slices import Slice
from cases.queries.public.tallied import (
    Clock,
    Court,
    Promise,
    Stand,
    promised,
    tallied,
)


@dataclass(frozen=True, slots=True)
class Spread:
    """Days from the shortest to the longest; quarters as the day at that place in order."""

    least: int
    quarter: int
    median: int
    three_quarters: int
    most: int


@dataclass(frozen=True, slots=True)
class Duration:
    """How long one kind of limit took. ``spread`` None: no day is reported.

    ``met`` of which ``late``; the others run, ended unmet, or nobody reports.
    """

    rule: str
    length: int
    unit: str
    total: int
    met: int
    late: int
    running: int
    unreported: int
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Year:
    """The disputes of one year, as they stand now; None: no year is known."""

    year: int | None
    total: int
    decided: int
    open: int

    @property
    def ended(self) -> int:
        """Ended without a decision: withdrawn, struck off, not registered."""
        return self.total - self.decided - self.open


@dataclass(frozen=True, slots=True)
class Promises:
    """Orders or undertakings, by what became of them on a day."""

    kind: str
    total: int
    kept: int
    lapsed: int
    overdue: int

    @property
    def waiting(self) -> int:
        return self.total - self.kept - self.lapsed - self.overdue


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything that the page of figures shows; counts by code, zero left out."""

    years: tuple[Year, ...]
    durations: tuple[Duration, ...]
    phases: Mapping[str, int]  # of the undecided
    outcomes: Mapping[str, int]  # of the decided; empty key: not reported
    stages_after: Mapping[str, int]  # of the decided
    appealed: int
    courts: tuple[Court, ...]
    promises: tuple[Promises, ...]

    @property
    def disputes(self) -> int:
        return sum(one.total for one in self.years)

    @property
    def decided(self) -> int:
        return sum(one.decided for one in self.years)

    @property
    def open(self) -> int:
        return sum(one.open for one in self.years)


def statistics(asked: Slice, today: date) -> Statistics:
    """The figures of a part of the shelf on a local day. Five queries; two for the whole."""
    told = tallied(asked, today)
    return Statistics(
        years=_years(told.stands),
        durations=_durations(told.clocks),
        phases=_summed((one.phase, one.often) for one in told.stands if one.is_open),
        outcomes=_summed((one.disposition, one.often) for one in told.stands if one.is_decided),
        stages_after=_summed((one.stage, one.often) for one in told.stands if one.is_decided),
        appealed=told.appealed,
        courts=tuple(sorted(told.courts, key=lambda one: (one.court, one.brought_by))),
        promises=_promises(told.promises),
    )


def _summed(counts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for code, often in counts:
        found[code] += often
    return found


def _years(stands: Sequence[Stand]) -> tuple[Year, ...]:
    """Year by year; what has none comes first."""
    order = sorted(stands, key=lambda one: one.year or 0)
    return tuple(
        Year(
            year=year,
            total=sum(one.often for one in alike),
            decided=sum(one.often for one in alike if one.is_decided),
            open=sum(one.often for one in alike if one.is_open),
        )
        for year, group in groupby(order, key=lambda one: one.year)
        if (alike := list(group))
    )


def promises_kept(asked: Slice, today: date) -> tuple[Promises, ...]:
    """What became of orders and undertakings. One query."""
    return _promises(promised(asked, today))


def _promises(told: Iterable[Promise]) -> tuple[Promises, ...]:
    kinds = groupby(sorted(told, key=lambda one: one.kind), key=lambda one: one.kind)
    return tuple(
        Promises(
            kind=kind,
            total=sum(one.often for one in alike),
            kept=sum(one.often for one in alike if one.is_kept),
            lapsed=sum(one.often for one in alike if one.is_lapsed),
            overdue=sum(one.often for one in alike if one.is_overdue),
        )
        for kind, group in kinds
        if (alike := list(group))
    )


def spread(counts: Sequence[tuple[int, int]]) -> Spread | None:
    """The spread of values that each occur so often."""
    ordered = sorted(counts)
    total = sum(often for _value, often in ordered)
    if not total:
        return None

    def at(share: float) -> int:
        place = share * (total - 1)
        seen = 0
        for value, often in ordered:
            seen += often
            if seen > place:
                return value
        return ordered[-1][0]

    return Spread(ordered[0][0], at(0.25), at(0.5), at(0.75), ordered[-1][0])


def _durations(told: Iterable[Clock]) -> tuple[Duration, ...]:
    """Each kind of limit that the shelf knows, in the order of the procedure."""
    known: dict[str, list[Clock]] = {}
    for one in told:
        known.setdefault(one.rule, []).append(one)
    return tuple(
        Duration(
            rule=key,
            length=rule.length,
            unit=rule.unit,
            total=sum(one.often for one in alike),
            met=sum(one.often for one in alike if one.is_met),
            late=sum(one.often for one in alike if one.is_late),
            running=sum(one.often for one in alike if one.is_running),
            unreported=sum(one.often for one in alike if one.is_unreported),
            spread=spread([(one.used, one.often) for one in alike if one.used is not None]),
        )
        for key, rule in RULES.items()
        if (alike := known.get(key)) and rule.length
    )
