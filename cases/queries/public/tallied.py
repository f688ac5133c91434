"""What figures are made from, each with how often it is there: added up for the whole shelf and
for a commission, and read from the rows of any smaller part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from cases.domain.parties import PartyRole
from cases.domain.publication.counts import ANY
from cases.models import (
    PublicClock,
    PublicCourtStage,
    PublicDispute,
    PublicExemption,
    PublicParty,
    PublicPromise,
)
from cases.queries.public import counts
from cases.queries.public.counts import OVER, UNDECIDED, Counted, counted
from cases.queries.public.shelves import shelf
from cases.queries.public.slices import Slice

ONCE = Count("dispute", distinct=True)


class Stand(NamedTuple):
    """Where disputes of one year stand."""

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


class Clock(NamedTuple):
    """Limits of one rule; ``used`` days, where that is known."""

    rule: str
    is_met: bool
    is_late: bool
    is_running: bool
    is_unreported: bool
    used: int | None
    often: int


class Promise(NamedTuple):
    """Orders or undertakings, and what became of them."""

    kind: str
    is_kept: bool
    is_lapsed: bool
    is_past: bool  # the day by which it was due
    often: int

    @property
    def is_overdue(self) -> bool:
        return self.is_past and not self.is_kept and not self.is_lapsed


class Court(NamedTuple):
    court: str
    brought_by: str
    disputes: int


@dataclass(frozen=True, slots=True)
class Tallied:
    """Everything from which figures are made; ``appealed`` disputes, whatever the court."""

    stands: Sequence[Stand]
    clocks: Sequence[Clock]
    courts: Sequence[Court]
    appealed: int
    promises: Sequence[Promise]


def tallied(asked: Slice, today: date) -> Tallied:
    """All of it, on a local day. Five queries, and two where it is added up."""
    if not asked.is_counted:
        return _read(asked, today)
    kinds = ("dispute", "clock", "court", "appealed")
    told = counted(*kinds, scope=asked.commission)
    return Tallied(
        stands=[
            Stand(int(one.first) if one.first else None, *one[1:]) for one in told["dispute"]
        ],
        clocks=list(map(_clock, told["clock"])),
        courts=[Court(one.first, one.second, one.often) for one in told["court"]],
        appealed=sum(one.often for one in told["appealed"]),
        promises=promised(asked, today),
    )


def promised(asked: Slice, today: date) -> Sequence[Promise]:
    """Of all of it the promises. One query."""
    if not asked.is_counted:
        return _read_promises(asked, today)
    return [
        Promise(kind, "kept" in marks, "lapsed" in marks, is_past, often)
        for kind, marks, is_past, often in counts.promised(asked.commission, today)
    ]


def claimed(asked: Slice) -> Iterable[tuple[str, str, int]]:
    """The letters of Article 17 that were claimed, empty where none is reported, what came of
    them, and of how many disputes. One query.
    """
    if asked.is_counted:
        told = counted("claim", scope=asked.commission)["claim"]
        all_of_it = {ANY}
        return [one[:2] + one[4:] for one in told if all_of_it.isdisjoint(one[:2])]
    rows = asked.narrow(shelf(PublicExemption), "dispute__").order_by()
    return rows.values_list("ground", "outcome").annotate(often=ONCE)


def claiming(asked: Slice, ground: str | None, outcome: str) -> int:
    """How many disputes there are with such a claim, where that is added up. One query."""
    first = ANY if ground is None else ground
    return counts.total("claim", scope=asked.commission, first=first, second=outcome or ANY)


def claimed_by(asked: Slice, ground: str | None) -> Iterable[tuple[str, str, str, int]]:
    """Slug and short name of the bodies that claimed that letter, or any, what came of it, and
    of how many disputes. One query.
    """
    if asked.is_counted:
        letter = ANY if ground is None else ground
        told = counted("claim of a body", scope=asked.commission, third=letter)
        return [one[:2] + one[3:] for one in told["claim of a body"]]
    theirs = Q(role=PartyRole.RESPONDENT, dispute__exemptions__isnull=False) & ~Q(slug="")
    if ground is not None:
        theirs &= Q(dispute__exemptions__ground=ground)
    rows = asked.narrow(shelf(PublicParty).filter(theirs), "dispute__").order_by()
    return rows.values_list("slug", "short", "dispute__exemptions__outcome").annotate(
        often=ONCE
    )


def _clock(one: Counted) -> Clock:
    return Clock(
        rule=one.first,
        is_met="met" in one.marks,
        is_late="late" in one.marks,
        is_running="running" in one.marks,
        is_unreported="unreported" in one.marks,
        used=int(one.third) if one.third else None,
        often=one.often,
    )


def _read(asked: Slice, today: date) -> Tallied:
    disputes = asked.narrow(shelf(PublicDispute)).order_by()
    stands = disputes.values_list("year", "phase", "stage", "disposition")
    clocks = (
        asked.narrow(shelf(PublicClock), "dispute__")
        .order_by()
        .annotate(is_met=_whether(met_on__isnull=False), is_late=_whether(late_days__gt=0))
        .values_list("rule", "is_met", "is_late", "is_running", "is_unreported", "used_days")
    )
    courts = asked.narrow(shelf(PublicCourtStage), "dispute__").order_by()
    return Tallied(
        stands=[Stand(*row) for row in stands.annotate(often=Count("*"))],
        clocks=[Clock(*row) for row in clocks.annotate(often=Count("*"))],
        courts=[
            Court(*row) for row in courts.values_list("court", "brought_by").annotate(n=ONCE)
        ],
        appealed=courts.aggregate(often=ONCE)["often"],
        promises=_read_promises(asked, today),
    )


def _read_promises(asked: Slice, today: date) -> Sequence[Promise]:
    rows = asked.narrow(shelf(PublicPromise), "dispute__").order_by()
    told = rows.annotate(
        is_kept=_whether(kept_on__isnull=False),
        is_lapsed=_whether(lapsed_on__isnull=False),
        is_past=_whether(due_on__isnull=False, due_on__lt=today),
    ).values_list("kind", "is_kept", "is_lapsed", "is_past")
    return [Promise(*row) for row in told.annotate(often=Count("*"))]


def _whether(**told: object) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(Q(**told), output_field=BooleanField())
