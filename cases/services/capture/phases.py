"""Opening, recess, closed doors, the end: stretches of a hearing, derived from all its acts.

Acts of several devices arrive in any order; each time, the stretches are read off all of them
in the order of their instants. What falls behind closed doors is closed, whoever keyed it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from cases.domain import capture as rules
from cases.domain.capture import Phase, PhaseAct, Stretch
from cases.domain.correcting import Act
from cases.domain.errors import CaseError
from cases.domain.hearings import HearingState
from cases.domain.wording import local_time
from cases.models import (
    CapturedTurn,
    CaptureEntry,
    Hearing,
    HearingSession,
    TurnCorrection,
    User,
    Utterance,
)
from cases.queries.capture import OVER, acts_on, said_at
from cases.queries.correcting import closed_by_hand
from cases.queries.following import may_reopen
from cases.services import journal, publication
from cases.services.capture import outcome
from cases.services.capture.log import Log
from cases.services.transcripts.turns import open_record

ENDS = {PhaseAct.END: HearingState.CLOSED, PhaseAct.ADJOURN: HearingState.ADJOURNED}


class MayNotReopen(CaseError):
    """A hearing that is over is reopened by the registrar."""

    code = "may_not_reopen"


class ReasonNeeded(CaseError):
    """Why a hearing is reopened stands in the record."""

    code = "reopen_reason_needed"


def act(log: Log, entry: CaptureEntry, what: PhaseAct) -> None:
    """Take up one act on the hearing.

    Raises:
        MayNotReopen, ReasonNeeded, AlreadyFrozen: it is to be reopened and may not be.
    """
    hearing = log.hearing
    if what is PhaseAct.REOPEN:
        check_reopening(hearing, log.device.user, str(entry.payload.get("reason", "")))
    acts = acts_on(hearing, entry)
    found = rules.stretches(acts, is_public=hearing.is_public)
    phase, _doors = rules.phase_after([one for _at, one in acts], is_public=hearing.is_public)
    was_over = hearing.state in OVER
    _write(hearing, found)
    _tell(hearing, found, entry, what, is_over=phase is Phase.ENDED)
    told = {"at": said_at(entry).isoformat(), "stretches": len(found)}
    if reason := entry.payload.get("reason"):
        told["reason"] = str(reason)[:500]
    journal.record(
        f"sitting_{what.value}", actor=log.actor, at=log.now, hearing=hearing, payload=told
    )
    outcome.follow(log, entry, was_over=was_over)
    publication.shelve_hearing(hearing, now=log.now)


def check_reopening(hearing: Hearing, by: User, reason: str) -> None:
    """Refuse to let a hearing go on that is over.

    Raises:
        MayNotReopen: somebody else wants it. ReasonNeeded: nobody says why.
        AlreadyFrozen: its transcript is frozen.
    """
    if not may_reopen(by, hearing):
        raise MayNotReopen("Hanya Panitera yang membuka kembali sidang yang sudah ditutup.")
    if not reason.strip():
        raise ReasonNeeded("Tuliskan alasan sidang dibuka kembali.")
    open_record(hearing)


def place(captured: CapturedTurn) -> None:
    """Put a turn into the stretch in which it was said; behind closed doors it is closed."""
    stretch = (
        captured.hearing.sessions.filter(
            Q(closed_at=None) | Q(closed_at__gt=captured.said_at),
            opened_at__lte=captured.said_at,
        )
        .order_by("no")
        .first()
    )
    if stretch is None:
        return
    said = captured.utterance
    said.session, said.is_closed = stretch, said.is_closed or not stretch.is_public
    said.save(update_fields=["session", "is_closed"])


def _write(hearing: Hearing, found: Sequence[Stretch]) -> None:
    """Let the rows be these stretches, and put each turn into its own."""
    before = list(hearing.sessions.order_by("no"))
    if [(row.opened_at, row.closed_at, row.is_public) for row in before] == [
        (one.opened_at, one.closed_at, one.is_public) for one in found
    ]:
        return
    keyed = Utterance.objects.filter(hearing=hearing, captured__isnull=False)
    keyed.update(session=None)
    by_hand = closed_by_hand(hearing)
    keyed.filter(captured__was_closed=False).exclude(pk__in=by_hand).update(is_closed=False)
    hearing.sessions.all().delete()
    for no, one in enumerate(found, start=1):
        session = HearingSession.objects.create(
            hearing=hearing,
            no=no,
            opened_at=one.opened_at,
            closed_at=one.closed_at,
            is_public=one.is_public,
        )
        said = keyed.filter(captured__said_at__gte=one.opened_at, session=None)
        if one.closed_at is not None:
            said = said.filter(captured__said_at__lt=one.closed_at)
        said.update(session=session)
    keyed.filter(session__is_public=False).update(is_closed=True)
    _close_beside(hearing, by_hand)


def _close_beside(hearing: Hearing, by_hand: set[int]) -> None:
    """What was split off a turn, or put in behind it, is closed where that turn is; whoever
    closed a turn by hand chose what beside it is closed.
    """
    made = TurnCorrection.objects.filter(
        revision__utterance__hearing=hearing, act__in=[Act.SPLIT, Act.INSERT], revision__rev=1
    )
    for turn, beside in made.order_by("pk").values_list("revision__utterance", "other"):
        if beside in by_hand:
            continue
        if Utterance.objects.filter(pk=beside, is_closed=True).exists():
            Utterance.objects.filter(pk=turn).update(is_closed=True)


def _tell(
    hearing: Hearing,
    found: Sequence[Stretch],
    entry: CaptureEntry,
    what: PhaseAct,
    *,
    is_over: bool,
) -> None:
    """Let the hearing itself say that it is open, or how and why it ended."""
    zone = hearing.commission.time_zone
    if found:
        hearing.opened_at = found[0].opened_at
        hearing.opened_note = local_time(found[0].opened_at, zone)
        if hearing.state == HearingState.SET:
            hearing.state = HearingState.OPEN
    if what in ENDS and is_over:
        told = entry.payload
        ended_at = max([said_at(entry), *([hearing.opened_at] if hearing.opened_at else [])])
        hearing.state = ENDS[what]
        hearing.closed_at, hearing.closed_note = ended_at, local_time(ended_at, zone)
        hearing.adjourn_reason = str(told.get("reason", ""))[:500]
        hearing.next_note = str(told.get("next_note", "")) or hearing.next_note
    if what is PhaseAct.REOPEN and not is_over:
        hearing.state, hearing.adjourn_reason = HearingState.OPEN, ""
        hearing.closed_at, hearing.closed_note = None, ""
    hearing.save()
