"""Starting, meeting and recounting the clocks of a dispute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import transaction

from cases.domain import deadlines as rules
from cases.domain import vocabulary
from cases.domain.calendars import WorkingCalendar
from cases.domain.notices import Event, NoticeKind, bound_by
from cases.domain.wording import long_date
from cases.models import Deadline, Dispute
from cases.queries import calendars
from cases.queries import deadlines as held
from cases.queries import notices as concerns
from cases.services import docket, journal, notices, publication
from cases.services.journal import Actor

BEGIN = "umum_start_settlement"
UMUM_FINISH, PEMILU_FINISH = "umum_complete_settlement", "pemilu_complete_settlement"
FINISH = (UMUM_FINISH, PEMILU_FINISH)


@dataclass(frozen=True, slots=True)
class Moved:
    """A running deadline that a new calendar puts on another day."""

    dispute_code: str
    rule: str
    was_on: date
    is_on: date


@transaction.atomic
def start(
    dispute: Dispute,
    rule: str,
    *,
    triggered_on: date,
    trigger_note: str = "",
    actor: Actor,
    now: datetime,
) -> Deadline:
    """Start the clock of one rule; the row keeps each day that was counted and skipped.

    Raises:
        UnknownRule, NoKnownFigure, CalendarDoesNotReach.
    """
    calendar = calendars.working_calendar(dispute.commission.region)
    deadline = _counted(dispute, rule, triggered_on, trigger_note, calendar, now)
    deadline.save(force_insert=True)
    journal.record(
        "deadline_started",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"rule": rule, "from": str(triggered_on), "due": str(deadline.due_on)},
    )
    publication.shelve(dispute, now=now)
    return deadline


@transaction.atomic
def start_proceedings(
    dispute: Dispute, *, triggered_on: date, actor: Actor, now: datetime
) -> Deadline:
    """Start the clock of the whole proceedings, by the regime of the dispute.

    General: begin (Pasal 38 ayat (1)) and finish (ayat (2)), both from receipt. Election: the
    one limit for everything. The last of them is returned.
    """
    keys = [PEMILU_FINISH] if dispute.regime == "pemilu" else [BEGIN, UMUM_FINISH]
    note = "permohonan sengketa diterima"
    return [
        start(dispute, k, triggered_on=triggered_on, trigger_note=note, actor=actor, now=now)
        for k in keys
    ][-1]


@transaction.atomic
def meet(deadline: Deadline, *, met_on: date, actor: Actor, now: datetime) -> None:
    """Note on which local day the act was done; whether in time is for the panel to say."""
    deadline.met_on = met_on
    deadline.save(update_fields=["met_on"])
    journal.record(
        "deadline_met",
        actor=actor,
        at=now,
        dispute=deadline.dispute,
        payload={"rule": deadline.rule, "on": str(met_on), "due": str(deadline.due_on)},
    )
    publication.shelve(deadline.dispute, now=now)
    notices.cancel(f"{concerns.key_of(deadline)}:")


@transaction.atomic
def leave_unreported(deadline: Deadline, *, actor: Actor, now: datetime) -> None:
    """Note that no source tells when a clock was met, or whether; it runs no longer."""
    deadline.is_unreported = True
    deadline.save(update_fields=["is_unreported"])
    journal.record(
        "deadline_unreported",
        actor=actor,
        at=now,
        dispute=deadline.dispute,
        payload={"rule": deadline.rule, "due": str(deadline.due_on)},
    )
    publication.shelve(deadline.dispute, now=now)
    notices.cancel(f"{concerns.key_of(deadline)}:")


@transaction.atomic
def end_proceedings(
    dispute: Dispute, *, ended_on: date | None, actor: Actor, now: datetime
) -> None:
    """Stop the clocks of the proceedings that still run.

    The clock of the whole is met on that local day. When they began, if nobody noted it, stays
    unreported; and without a day, so does the end.
    """
    for deadline in held.running().filter(dispute=dispute, rule__in=[BEGIN, *FINISH]):
        if ended_on is not None and deadline.rule in FINISH:
            meet(deadline, met_on=ended_on, actor=actor, now=now)
        else:
            leave_unreported(deadline, actor=actor, now=now)


@transaction.atomic
def recount_running(*, actor: Actor, now: datetime) -> tuple[Moved, ...]:
    """Count running deadlines again, each by the calendar in force where its dispute is heard.

    A moved one makes way for a new row; the old row keeps what was counted.
    """
    moved = []
    disputes = []
    calendar_of = cache(calendars.working_calendar)
    for old in held.running().select_related("dispute__commission").iterator():
        calendar = calendar_of(old.dispute.commission.region)
        if _stands(old, calendar):
            continue
        new = _counted(old.dispute, old.rule, old.triggered_on, old.trigger_note, calendar, now)
        _supersede(old, new)
        docket.record(old.dispute, _line(old, new), actor=actor, now=now)
        if new.due_on != old.due_on:
            moved.append(Moved(old.dispute.code, old.rule, old.due_on, new.due_on))
            _tell(old, new, now)
        disputes.append(old.dispute)
    publication.shelve_all(disputes, now=now)
    return tuple(moved)


def _stands(old: Deadline, calendar: WorkingCalendar) -> bool:
    """Whether both readings of a deadline still fall on the days that were counted."""
    counting = {"triggered_on": old.triggered_on}
    rule = rules.find(old.rule)
    usual = rules.usually_due(rule, calendar=calendar, **counting)
    if old.due_on_other_reading is None:
        return usual == old.due_on
    other = rules.usually_due(rule, calendar=calendar.counting_joint_leave(), **counting)
    return (usual, other) == (old.due_on, old.due_on_other_reading)


def _line(old: Deadline, new: Deadline) -> docket.Line:
    """From which day to which; also where only the other reading moved."""
    rule = vocabulary.term("deadline", old.rule)
    was, now_is, reading, reading_en = old.due_on, new.due_on, "", ""
    if was == now_is and old.due_on_other_reading and new.due_on_other_reading:
        was, now_is = old.due_on_other_reading, new.due_on_other_reading
        reading = f" ({vocabulary.label('reading', rules.Reading.WITH_JOINT_LEAVE)})"
        reading_en = f" ({vocabulary.label('reading', rules.Reading.WITH_JOINT_LEAVE, 'en')})"
    return docket.Line(
        kind="deadline_recounted",
        text=f"Kalender hari libur berubah: {rule.id}{reading}, semula {long_date(was)}, "
        f"menjadi {long_date(now_is)}.",
        text_en=f"The calendar of holidays changed: {rule.en}{reading_en}, "
        f"{long_date(was, 'en')} becomes {long_date(now_is, 'en')}.",
    )


def _tell(old: Deadline, new: Deadline, now: datetime) -> None:
    """Take reminders of the old day back, and tell the side that the limit binds of the new."""
    notices.cancel(f"{concerns.key_of(old)}:{old.due_on}:")
    told = {"what": old.rule, "was_on": old.due_on, "due_on": new.due_on}
    notices.tell_parties(
        [old.dispute],
        bound_by(rules.find(old.rule)),
        NoticeKind.DEADLINE_MOVED,
        event=Event(f"deadline-moved:{new.pk}", new.due_on),
        payload=lambda mine: {**told, **concerns.about(mine)},
        now=now,
    )


def _supersede(old: Deadline, new: Deadline) -> None:
    """Put the new row in the old one's place; "runs once" holds at every moment."""
    old.superseded_by = old
    old.save(update_fields=["superseded_by"])
    new.save(force_insert=True)
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])


def _counted(
    dispute: Dispute,
    key: str,
    triggered_on: date,
    trigger_note: str,
    calendar: WorkingCalendar,
    now: datetime,
) -> Deadline:
    rule = rules.find(key)
    found = rules.readings(rule, triggered_on=triggered_on, calendar=calendar)
    usual, other = found[0][1], found[1][1] if len(found) > 1 else None
    return Deadline(
        dispute=dispute,
        rule=rule.key,
        triggered_on=triggered_on,
        trigger_note=trigger_note,
        due_on=usual.due_on,
        due_on_other_reading=other.due_on if other else None,
        working=working_of(usual),
        calendar_version=calendar.version,
        created_at=now,
    )


def working_of(computation: rules.Computation) -> dict[str, Any]:
    """The counted and the skipped days as plain data."""
    return {
        "counted": [[str(day.day), day.number] for day in computation.counted],
        "skipped": [
            [str(day.day), day.kind, day.name, day.decree] for day in computation.skipped
        ],
    }
