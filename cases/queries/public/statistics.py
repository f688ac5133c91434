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

from django.db.models import Count, Q

from cases.domain.deadlines import RULES
from cases.domain.stages import Phase, Stage, is_over
from cases.models import PublicClock, PublicCourtStage, PublicDispute, PublicPromise
from cases.queries.public.shelves import shelf
from cases.queries.public.slices import Slice

OVER = [stage for stage in Stage if is_over(stage)]
UNDECIDED = [Phase.REQUEST, Phase.OBJECTION, Phase.FILING, Phase.EXAMINATION]


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
class Court:
    court: str
    brought_by: str
    disputes: int


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
    """The figures of a part of the shelf on a local day. Six queries."""
    rows = asked.narrow(shelf(PublicDispute)).order_by()
    told = rows.values_list("year", "phase", "stage", "disposition").annotate(often=Count("*"))
    stands = [_Stand(*row) for row in told]
    courts = asked.narrow(shelf(PublicCourtStage), "dispute__").order_by()
    once = Count("dispute", distinct=True)
    return Statistics(
        years=_years(stands),
        durations=_durations(asked),
        phases=_summed((one.phase, one.often) for one in stands if one.is_open),
        outcomes=_summed((one.disposition, one.often) for one in stands if one.is_decided),
        stages_after=_summed((one.stage, one.often) for one in stands if one.is_decided),
        appealed=courts.aggregate(often=once)["often"],
        courts=tuple(
            Court(court, brought_by, often)
            for court, brought_by, often in courts.values_list("court", "brought_by")
            .annotate(often=once)
            .order_by("court", "brought_by")
        ),
        promises=promises_kept(asked, today),
    )


@dataclass(frozen=True, slots=True)
class _Stand:
    """How many disputes of a year stand alike."""

    year: int | None
    phase: str
    stage: str
    disposition: str
    often: int

    @property
    def is_decided(self) -> bool:
        return self.phase not in UNDECIDED

    @property
    def is_open(self) -> bool:
        return not self.is_decided and self.stage not in OVER


def _summed(counts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for code, often in counts:
        found[code] += often
    return found


def _years(stands: Sequence[_Stand]) -> tuple[Year, ...]:
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


def is_decided(at: str = "") -> Q:
    """The disputes that were decided, in whatever way; ``at`` leads from a row to them."""
    return ~Q(**{f"{at}phase__in": UNDECIDED})


def is_open(at: str = "") -> Q:
    """The disputes that wait for a decision."""
    return Q(**{f"{at}phase__in": UNDECIDED}) & ~Q(**{f"{at}stage__in": OVER})


def promises_kept(asked: Slice, today: date) -> tuple[Promises, ...]:
    """What became of orders and undertakings. One query."""
    rows = asked.narrow(shelf(PublicPromise), "dispute__").order_by()
    is_waiting = Q(kept_on=None, lapsed_on=None)
    counted = rows.values("kind").annotate(
        total=Count("pk"),
        kept=Count("pk", filter=Q(kept_on__isnull=False)),
        lapsed=Count("pk", filter=Q(lapsed_on__isnull=False)),
        overdue=Count("pk", filter=is_waiting & Q(due_on__lt=today)),
    )
    return tuple(Promises(**row) for row in counted.order_by("kind"))


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


def _durations(asked: Slice) -> tuple[Duration, ...]:
    """Each kind of limit that the shelf knows, in the order of the procedure. Two queries."""
    rows = asked.narrow(shelf(PublicClock), "dispute__").order_by()
    met = Q(met_on__isnull=False)
    counted = {
        row["rule"]: row
        for row in rows.values("rule").annotate(
            total=Count("pk"),
            met=Count("pk", filter=met),
            late=Count("pk", filter=met & Q(late_days__gt=0)),
            running=Count("pk", filter=Q(is_running=True)),
            unreported=Count("pk", filter=Q(is_unreported=True)),
        )
    }
    days: dict[str, list[tuple[int, int]]] = {}
    known = rows.filter(met, used_days__isnull=False)
    for rule, used, often in known.values_list("rule", "used_days").annotate(n=Count("pk")):
        days.setdefault(rule, []).append((used, often))
    return tuple(
        Duration(
            **counted[key],
            length=rule.length,
            unit=rule.unit,
            spread=spread(days.get(key, ())),
        )
        for key, rule in RULES.items()
        if key in counted and rule.length
    )
