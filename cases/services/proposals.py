"""A calendar that is computed: asked for, worked out by the worker, accepted row by row.

A computation writes nothing but its proposal, in one transaction with its end. A row becomes a
draft by the same service, and under the same checks, as one that is planned by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cases.adapters import scheduling
from cases.adapters.scheduling import Found, Solved
from cases.domain import codes
from cases.domain.errors import CaseError
from cases.domain.hearings import HearingNotSet
from cases.domain.proposals import (
    NothingToStop,
    ProposalUnderWay,
    RowDecided,
    RowState,
    RowUnplaced,
)
from cases.domain.rights import Right
from cases.domain.scheduling import facts as rules
from cases.domain.scheduling.facts import Facts, Wish
from cases.domain.scheduling.layout import lay_out
from cases.domain.scheduling.problem import Problem
from cases.domain.scheduling.reading import Read, read
from cases.domain.worklists import HEARD_IN
from cases.models import (
    Commission,
    Dispute,
    Hearing,
    Job,
    Proposal,
    ProposedSitting,
    User,
)
from cases.queries import calendars
from cases.queries import proposals as queries
from cases.queries import scheduling as record
from cases.services import accounts, jobs, journal, publication, sittings
from cases.services.jobs import JobKind, Progress
from cases.services.rights import right
from cases.services.sittings import Wanted

STEP, LAY_OUT = "jawaban", "aturan"
OFTEN = 1.0  # seconds between two signs of a search that found nothing new


@dataclass(frozen=True, slots=True)
class Computed:
    """What was known, the problem, its answer, and the answer as people read it."""

    known: Facts
    problem: Problem
    solved: Solved
    read: Read


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row that somebody accepted: the hearing, or why not."""

    row: ProposedSitting
    hearing: Hearing | None
    refusal: CaseError | None


@right(Right.REGISTRY)
@publication.one_act
def ask(commission: Commission, wish: Wish, *, by: User, now: datetime) -> Job:
    """Order a proposal for some days.

    Raises:
        UnusableHorizon: those days cannot be planned.
        ProposalUnderWay: one is being computed for this commission.
    """
    Commission.objects.select_for_update().get(pk=commission.pk)
    calendar = calendars.working_calendar(commission.region)
    rules.check_wish(wish, today=_today(commission, now), reaches=calendar.last_day)
    if queries.work_under_way(commission) is not None:
        raise ProposalUnderWay("Usulan jadwal komisi ini sedang dihitung.")
    args = {"commission": commission.code, "wish": wish.told(), "by": by.pk}
    return jobs.order(JobKind.PROPOSE_CALENDAR, codes.draw(), args=args, now=now)


@right(Right.REGISTRY)
@publication.one_act
def stop(job: Job, *, by: User, now: datetime) -> None:
    """Stop a computation; whatever it had found is let go.

    Raises:
        NothingToStop: it is over already.
    """
    if not jobs.stop(job, reason="Dihentikan atas permintaan.", now=now):
        raise NothingToStop("Perhitungan itu sudah selesai atau berhenti.")
    commission = Commission.objects.get(code=job.args["commission"])
    _enter("proposal_stopped", commission, by, now, proposal=job.key)


def perform(job: Job, progress: Progress, now: datetime) -> None:
    """Compute one proposal and write it down whole; nothing is booked."""
    commission = Commission.objects.get(code=job.args["commission"])
    wish, asker = Wish.of(job.args["wish"]), User.objects.get(pk=job.args["by"])
    progress.step(LAY_OUT, 0, 0)
    first = max(wish.first, _today(commission, now))
    plan = queries.plan_of(commission, since=first)
    found = compute(commission, wish, now=now, watch=_watched(progress))
    with progress.effect(now=now):
        proposal = Proposal.objects.create(
            code=job.key,
            commission=commission,
            first=first,
            last=wish.last,
            wish=wish.told(),
            plan=plan,
            method=found.solved.method,
            is_best=found.solved.is_best,
            first_after=found.solved.first_after,
            seconds=found.solved.seconds,
            score={part.value: cost for part, cost in found.read.score.items()},
            loads=[one.told() for one in found.read.loads],
            asked_by=asker,
            asked_at=job.created_at,
            made_at=now,
        )
        _write(proposal, found)
        _enter("proposal_made", commission, asker, now, proposal=proposal.code)


def compute(
    commission: Commission,
    wish: Wish,
    *,
    now: datetime,
    watch: Callable[[Found], None] = lambda _found: None,
) -> Computed:
    """Work a proposal out; nothing is written.

    Raises:
        UnusableHorizon: those days cannot be planned.
    """
    today = _today(commission, now)
    calendar = calendars.working_calendar(commission.region)
    rules.check_wish(wish, today=today, reaches=calendar.last_day)
    known = record.facts(commission, wish, today=today, calendar=calendar)
    problem = lay_out(known, wish, calendar=calendar)
    solved = scheduling.solve(problem, seconds=wish.seconds, seed=wish.seed, watch=watch)
    return Computed(known, problem, solved, read(known, problem, solved.answer))


@right(Right.REGISTRY)
@publication.one_act
def accept(
    row: ProposedSitting, *, is_confirmed: bool = False, by: User, now: datetime
) -> Hearing:
    """Draft what a row proposes, checked anew as things stand. ``is_confirmed``: the doubts
    that the row names were weighed.

    Raises:
        RowDecided, RowUnplaced: there is nothing to accept.
        HearingNotSet: the hearing was moved, or a hearing set, in the meantime.
        SlotRefused, SlotDoubtful, DoubleBooked: the slot cannot be had any more.
    """
    one = _open(row)
    if one.held_on is None or one.starts is None or one.ends is None:
        raise RowUnplaced("Baris ini belum mendapat tempat; ubah aturan atau rentangnya.")
    disputes = sittings.locked(list(one.disputes.order_by("pk")))
    confirmed = tuple(one.doubts) if is_confirmed else ()
    if one.now:
        if one.moves is None:
            raise HearingNotSet("Sidang yang hendak dipindahkan sudah tidak ada.")
        hearing = sittings.move(one.moves, _moved(one, confirmed), by=by, now=now)
    else:
        _check_waits(disputes, now)
        hearing = sittings.draft(disputes, _new(one, confirmed), by=by, now=now)
    _decide(one, RowState.ACCEPTED, by, now, made=hearing.code)
    return hearing


@right(Right.REGISTRY)
def accept_all(
    rows: Sequence[ProposedSitting], *, is_confirmed: bool = False, by: User, now: datetime
) -> tuple[Outcome, ...]:
    """Accept several rows, each for itself, what is moved first: new ones may need its hour."""
    ordered = sorted(rows, key=lambda one: (not one.now, one.no))
    return tuple(_outcome(one, is_confirmed, by, now) for one in ordered)


@right(Right.REGISTRY)
@publication.one_act
def decline(row: ProposedSitting, *, by: User, now: datetime) -> None:
    """Leave a row aside, for good; what stands today stays.

    Raises:
        RowDecided: it was accepted or declined already.
    """
    _decide(_open(row), RowState.DECLINED, by, now)


def _outcome(row: ProposedSitting, is_confirmed: bool, by: User, now: datetime) -> Outcome:
    try:
        hearing = accept(row, is_confirmed=is_confirmed, by=by, now=now)
    except CaseError as refusal:
        return Outcome(row, None, refusal)
    return Outcome(row, hearing, None)


def _open(row: ProposedSitting) -> ProposedSitting:
    locked = ProposedSitting.objects.select_for_update(of=("self",))
    one = locked.select_related("proposal__commission").get(pk=row.pk)
    if one.state != RowState.OPEN:
        raise RowDecided("Baris ini sudah diputuskan.")
    return one


def _decide(
    one: ProposedSitting, state: RowState, by: User, now: datetime, made: str = ""
) -> None:
    one.state, one.decided_by, one.decided_at, one.made_code = state, by, now, made
    one.save(update_fields=["state", "decided_by", "decided_at", "made_code"])
    told = {"proposal": one.proposal.code, "row": one.no, "hearing": made}
    _enter(f"proposal_row_{state}", one.proposal.commission, by, now, **told)


def _check_waits(disputes: Sequence[Dispute], now: datetime) -> None:
    """Whether they still wait for a hearing, as they did when it was computed."""
    today = _today(disputes[0].commission, now)
    if any(one.stage not in HEARD_IN for one in disputes):
        raise HearingNotSet("Sengketa ini tidak lagi menunggu sidang.")
    if queries.is_set_ahead(disputes, today):
        raise HearingNotSet("Sengketa ini sudah dijadwalkan sementara itu.")


def _new(one: ProposedSitting, confirmed: Sequence[str]) -> Wanted:
    return Wanted(
        kind=one.kind,
        held_on=one.held_on or date.min,
        starts=one.starts,
        ends=one.ends,
        room=one.room,
        is_public=record.is_open_to_all(one.kind),
        registrar=one.registrar,
        confirmed=confirmed,
    )


def _moved(one: ProposedSitting, confirmed: Sequence[str]) -> Wanted:
    """The new slot, with all else as the hearing has it."""
    old = one.moves or Hearing()
    return Wanted(
        kind=old.kind,
        held_on=one.held_on or date.min,
        starts=one.starts,
        ends=one.ends,
        agenda=old.agenda,
        room=one.room,
        place="" if one.room else old.place,
        mode=old.mode,
        link=old.link,
        is_public=old.is_public,
        registrar=one.registrar,
        confirmed=confirmed,
    )


def _write(proposal: Proposal, found: Computed) -> None:
    for no, row in enumerate(found.read.rows, start=1):
        made = ProposedSitting.objects.create(
            proposal=proposal,
            no=no,
            label=row.label[:500],
            kind=row.kind,
            held_on=row.held_on,
            starts=row.starts,
            ends=row.ends,
            room_id=row.room or None,
            registrar_id=row.registrar or None,
            moves_id=row.standing.hearing if row.standing else None,
            now=_now(row.standing.hearing) if row.standing else {},
            due_on=row.due_on,
            doubts=list(row.doubts),
            reasons=row.told_reasons(),
        )
        made.disputes.set(row.disputes)


def _now(pk: int) -> dict[str, Any]:
    """Where a hearing stands today, as the row keeps it."""
    hearing = Hearing.objects.select_related("commission", "room").get(pk=pk)
    zone = ZoneInfo(hearing.commission.time_zone)
    starts, ends = hearing.planned_at, hearing.planned_until
    return {
        "code": hearing.code,
        "held_on": hearing.held_on.isoformat(),
        "starts": f"{starts.astimezone(zone):%H:%M}" if starts else "",
        "ends": f"{ends.astimezone(zone):%H:%M}" if ends else "",
        "room": hearing.room.name if hearing.room else hearing.place,
        "state": hearing.state,
    }


def _watched(progress: Progress) -> Callable[[Found], None]:
    """Tell of a search what is new, and of one that finds nothing that it goes on."""
    last: list[Found] = []

    def watch(found: Found) -> None:
        if (
            last
            and found.answers == last[0].answers
            and found.seconds < last[0].seconds + OFTEN
        ):
            return
        first = found.seconds if not last else last[1].seconds
        last[:] = [found, last[1] if last else found]
        told = {
            "placed": found.placed,
            "total": found.total,
            "answers": found.answers,
            "seconds": round(found.seconds, 1),
            "first_after": round(first, 1),
        }
        progress.step(STEP, found.placed, found.total, told=told)

    return watch


def _enter(act: str, commission: Commission, by: User, now: datetime, **payload: Any) -> None:
    journal.record(
        act, actor=accounts.as_actor(by), at=now, commission=commission, payload=payload
    )


def _today(commission: Commission, now: datetime) -> date:
    return now.astimezone(ZoneInfo(commission.time_zone)).date()
