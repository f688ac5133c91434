"""What follows from a hearing that was opened or is over: stages, and the hearing after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from cases.domain.hearings import HearingState
from cases.models import CaptureEntry, Hearing
from cases.queries import sittings as planned
from cases.queries.capture import OVER
from cases.services import sittings
from cases.services.capture.log import Log, attempt
from cases.services.sittings import Wanted

HOURS = 2  # a successor is planned for as long as one hearing usually takes


def follow(log: Log, entry: CaptureEntry, *, was_over: bool) -> None:
    """Let the disputes take their steps; draft the hearing that the chair named.

    What the calendar refuses is told beside the entry, and the registry plans it by hand.
    """
    hearing = log.hearing
    if hearing.state not in {HearingState.OPEN, *OVER}:
        return
    is_over = hearing.state == HearingState.CLOSED
    sittings.follow(hearing, log.disputes, is_over=is_over, actor=log.actor, now=log.now)
    if hearing.state in OVER and not was_over:
        sittings.note("hearing_held", hearing, log.disputes, log.device.user, log.now)
    if hearing.state in OVER and entry.payload.get("next_on"):
        attempt(entry, lambda: _draft(log, entry.payload))


def _draft(log: Log, told: Mapping[str, Any]) -> Hearing | None:
    """Draft the next hearing once; nobody is told of it before the registry releases it."""
    wanted = _wanted(log.hearing, told)
    known = Hearing.objects.filter(
        disputes__in=log.disputes, held_on=wanted.held_on, state__in=planned.PLANNED
    )
    if known.exists():
        return None
    return sittings.draft(log.disputes, wanted, by=log.device.user, now=log.now)


def _wanted(hearing: Hearing, told: Mapping[str, Any]) -> Wanted:
    starts = time.fromisoformat(str(told.get("next_at") or "09:00"))
    return Wanted(
        kind=str(told.get("next_kind") or hearing.kind),
        held_on=date.fromisoformat(str(told["next_on"])),
        starts=starts,
        ends=starts.replace(hour=min(starts.hour + HOURS, 23)),
        agenda=str(told.get("next_agenda", "")),
        room=hearing.room,
        place="" if hearing.room else hearing.place,
        mode=hearing.mode,
        link=hearing.link,
        registrar=hearing.registrar,
    )
