"""Proposed calendars: whose registry sees them, how far one is, whether the plan moved on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from cases.domain.hearings import HearingState
from cases.domain.proposals import RowState
from cases.domain.stages import Stage, is_over
from cases.models import (
    Absence,
    Commission,
    Dispute,
    Hearing,
    Job,
    PanelMember,
    Proposal,
    ProposedSitting,
    User,
)
from cases.models.jobs import JobState
from cases.queries import sittings

PROPOSE = "propose_calendar"
OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Change:
    """How far the plan has moved on since a proposal: what is gone and what is new."""

    gone: int
    new: int

    @property
    def is_any(self) -> bool:
        return bool(self.gone or self.new)


def kept_by(user: User) -> QuerySet[Proposal]:
    """The proposals of the commissions in whose registry somebody works, the latest first."""
    rows = Proposal.objects.filter(commission__in=sittings.kept_by(user))
    placed = Count("rows", filter=Q(rows__held_on__isnull=False))
    taken = Count("rows", filter=Q(rows__state=RowState.ACCEPTED))
    counted = rows.annotate(count=Count("rows"), placed=placed, taken=taken)
    return counted.select_related("commission", "asked_by").order_by("-made_at", "-pk")


def works_kept_by(user: User) -> QuerySet[Job]:
    """The computations that were asked for there, the latest first."""
    codes = list(sittings.kept_by(user).values_list("code", flat=True))
    rows = Job.objects.filter(kind=PROPOSE, args__commission__in=codes)
    return rows.order_by("-pk")


def work_under_way(commission: Commission) -> Job | None:
    """The computation of a commission that waits or runs."""
    rows = Job.objects.filter(kind=PROPOSE, args__commission=commission.code, state__in=OPEN)
    return rows.order_by("-pk").first()


def rows_of(proposal: Proposal) -> list[ProposedSitting]:
    """The rows of a proposal with all that a page tells of them; three queries."""
    rows = proposal.rows.select_related(
        "room", "registrar", "moves", "decided_by"
    ).prefetch_related(Prefetch("disputes", Dispute.objects.order_by("pk")))
    return list(rows.order_by("no"))


def change_since(proposal: Proposal, rows: Iterable[ProposedSitting]) -> Change:
    """What moved in the plan since, but for what these rows of it brought about themselves."""
    own: set[str] = set()
    for row in rows:
        if row.state == RowState.ACCEPTED:
            own |= {row.made_code, row.now.get("code", "")}
    before = {line for line in proposal.plan if line.split(" ")[1] not in own}
    after = {
        line
        for line in plan_of(proposal.commission, since=proposal.first)
        if line.split(" ")[1] not in own
    }
    return Change(len(before - after), len(after - before))


def plan_of(commission: Commission, *, since: date) -> list[str]:
    """The plan of a commission line by line: hearings, absences, and who sits."""
    hearings = Hearing.objects.filter(
        commission=commission, state__in=sittings.PLANNED, held_on__gte=since
    )
    lines = [
        f"sidang {code} {day} {at:%H%M} {room or 0} {void}".rstrip()
        for code, day, at, room, void in hearings.values_list(
            "code", "held_on", "planned_at", "room", "void_reason"
        )
        if at is not None
    ]
    away = Absence.objects.filter(commission=commission, ends_on__gte=since)
    lines += [
        f"absen {pk} {who} {first} {last}"
        for pk, who, first, last in away.values_list("pk", "person", "starts_on", "ends_on")
    ]
    over = [stage.value for stage in Stage if is_over(stage)]
    seats = PanelMember.objects.filter(dispute__commission=commission, ends_on=None)
    seats = seats.exclude(dispute__stage__in=over)
    lines += [f"majelis {pk}" for pk in seats.values_list("pk", flat=True)]
    return sorted(lines)


def is_set_ahead(disputes: Iterable[Dispute], today: date) -> bool:
    """Whether one of these disputes has a hearing that is drafted or announced."""
    return Hearing.objects.filter(
        disputes__in=disputes,
        held_on__gte=today,
        state__in=[*sittings.PLANNED, HearingState.OPEN],
    ).exists()
