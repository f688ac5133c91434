"""A month on somebody's own calendar: duties, hearings, and days off by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cases.domain.calendars import DayOff, days_between
from cases.domain.desk import State
from cases.models import Hearing, HearingDispute, Membership, User
from cases.queries import calendars, disputes
from cases.queries.desk.cases import Eyes, table
from cases.queries.desk.duties import announced
from cases.queries.desk.rows import Case, Waiting


@dataclass(frozen=True, slots=True)
class Sitting:
    """A hearing in one's own calendar, with those of one's own disputes that it serves."""

    hearing: Hearing
    cases: tuple[Case, ...]


@dataclass(slots=True)
class Day:
    """One local day: why it is off, and what is on it."""

    day: date
    off: DayOff | None = None
    duties: list[Waiting] = field(default_factory=list)
    sittings: list[Sitting] = field(default_factory=list)


def month(
    user: User, houses: Sequence[Membership], *, first: date, last: date, today: date
) -> tuple[Day, ...]:
    """Every day from ``first`` to ``last`` with what is on it in one's own cases.

    Provincial days off are those of the one commission before which all of them are.
    """
    found = table(user, houses, state=State.ALL, today=today)
    by_dispute = {one.dispute.pk: one for one in found.cases if one.dispute}
    regions = {one.dispute.commission.region for one in by_dispute.values() if one.dispute}
    off = calendars.days_off(first, last, regions.pop() if len(regions) == 1 else "")
    days = {day: Day(day, off.get(day)) for day in days_between(first, last)}
    for one in found.duties:
        if one.duty.kind != "hearing" and one.duty.due_on in days:
            days[one.duty.due_on].duties.append(one)
    for sitting in _sittings(user, by_dispute, Eyes.of(houses), first, last):
        days[sitting.hearing.held_on].sittings.append(sitting)
    return tuple(days.values())


def _sittings(
    user: User, mine: Mapping[int, Case], eyes: Eyes, first: date, last: date
) -> tuple[Sitting, ...]:
    rows = (
        HearingDispute.objects.filter(
            announced(user, eyes.commissions),
            dispute__in=disputes.visible_to(user).values("pk"),
            hearing__held_on__range=(first, last),
        )
        .select_related("hearing__commission", "hearing__room")
        .order_by("hearing__held_on", "hearing__planned_at", "hearing", "dispute")
    )
    found: dict[int, tuple[Hearing, tuple[Case, ...]]] = {}
    for row in rows:
        hearing, cases = found.get(row.hearing_id, (row.hearing, ()))
        found[row.hearing_id] = (hearing, (*cases, mine[row.dispute_id]))
    return tuple(Sitting(hearing, cases) for hearing, cases in found.values())
