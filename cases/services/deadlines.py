"""Starting, meeting and recounting the clocks of a dispute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from cases.domain import deadlines as rules
from cases.domain import vocabulary
from cases.domain.calendars import CalendarDoesNotReach, WorkingCalendar
from cases.domain.mediation import CLOCKS as CLOSED
from cases.domain.notices import Event, NoticeKind, bound_by
from cases.domain.publication import Visibility
from cases.domain.wording import long_date
from cases.models import Commission, Deadline, Dispute
from cases.queries import calendars
from cases.queries import deadlines as held
from cases.queries import notices as concerns
from cases.services import docket, journal, notices, publication
from cases.services.journal import Actor

BEGIN = "umum_start_settlement"
UMUM_FINISH, PEMILU_FINISH = "umum_complete_settlement", "pemilu_complete_settlement"
FINISH = (UMUM_FINISH, PEMILU_FINISH)
SURELY_OVER = timedelta(days=366)  # no limit of the proceedings reaches that far


@dataclass(frozen=True, slots=True)
class Moved:
    """A running deadline that a new calendar puts on another day."""

    dispute_code: str
    rule: str
    was_on: date
    is_on: date


@publication.one_act
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

    One that was met or ended on the very day on which it starts anew makes way for the new one.

    Raises:
        UnknownRule, NoKnownFigure, CalendarDoesNotReach.
    """
    calendar = calendars.working_calendar(dispute.commission.region)
    deadline = _counted(dispute, rule, triggered_on, trigger_note, calendar, now)
    met = held.current().filter(dispute=dispute, rule=rule, triggered_on=triggered_on)
    if (old := met.exclude(met_on=None, ended_on=None).first()) is not None:
        _supersede(old, deadline)
    else:
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


@publication.one_act
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


@publication.one_act
def start_still_running(
    disputes: Sequence[Dispute], *, commission: Commission, today: date, now: datetime
) -> list[Deadline]:
    """Start the clocks of proceedings that may still run, of many disputes of a commission.

    Of a clock whose last day is over nobody reports how it ended, so it is not started. Where
    the calendar does not reach there is none. The caller notes the act and shelves.
    """
    calendar = calendars.working_calendar(commission.region)
    note = "permohonan sengketa diterima"
    laid: dict[tuple[str, date], Deadline | None] = {}
    rows = []
    for dispute in disputes:
        day = dispute.received_on
        if day is None or today - day > SURELY_OVER:
            continue
        for key in [PEMILU_FINISH] if dispute.regime == "pemilu" else [BEGIN, UMUM_FINISH]:
            if (key, day) not in laid:
                laid[key, day] = _counted_if_reached(dispute, key, day, note, calendar, now)
            model = laid[key, day]
            if model is not None and max(_last_days(model)) >= today:
                rows.append(_copy_for(dispute, model))
    return Deadline.objects.bulk_create(rows)


def _counted_if_reached(
    dispute: Dispute, key: str, day: date, note: str, calendar: WorkingCalendar, now: datetime
) -> Deadline | None:
    try:
        return _counted(dispute, key, day, note, calendar, now)
    except CalendarDoesNotReach:
        return None


def _last_days(deadline: Deadline) -> list[date]:
    days = (deadline.due_on, deadline.due_on_other_reading)
    return [day for day in days if day is not None]


def _copy_for(dispute: Dispute, model: Deadline) -> Deadline:
    """The same count in another dispute."""
    return Deadline(
        dispute=dispute,
        rule=model.rule,
        triggered_on=model.triggered_on,
        trigger_note=model.trigger_note,
        due_on=model.due_on,
        due_on_other_reading=model.due_on_other_reading,
        working=model.working,
        calendar_version=model.calendar_version,
        created_at=model.created_at,
    )


@publication.one_act
def extend(deadline: Deadline, *, actor: Actor, now: datetime) -> Deadline:
    """Lengthen a running limit by the one extension that its rule allows, from the same day on.

    The new row takes the place of the old one, which keeps what was counted.

    Raises:
        NotExtendable: its rule has no extension, it has had it, or it runs no longer.
        CalendarDoesNotReach: the count leaves the decreed calendar.
    """
    rule = rules.find(deadline.rule)
    standing = held.running().filter(pk=deadline.pk, is_extended=False)
    if rule.extension is None or not standing.exists():
        raise rules.NotExtendable("Jangka waktu ini tidak dapat diperpanjang lagi.")
    dispute = deadline.dispute
    calendar = calendars.working_calendar(dispute.commission.region)
    days, note = deadline.triggered_on, deadline.trigger_note
    new = _counted(dispute, deadline.rule, days, note, calendar, now, is_extended=True)
    _supersede(deadline, new)
    notices.cancel(f"{concerns.key_of(deadline)}:{deadline.due_on}:")
    journal.record(
        "deadline_extended",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"rule": rule.key, "was": str(deadline.due_on), "due": str(new.due_on)},
    )
    publication.shelve(dispute, now=now)
    return new


@publication.one_act
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


@publication.one_act
def end(deadline: Deadline, *, ended_on: date, actor: Actor, now: datetime) -> None:
    """Note that a clock ended with its proceedings on a local day before it was met."""
    deadline.ended_on = ended_on
    deadline.save(update_fields=["ended_on"])
    journal.record(
        "deadline_ended",
        actor=actor,
        at=now,
        dispute=deadline.dispute,
        payload={"rule": deadline.rule, "on": str(ended_on), "due": str(deadline.due_on)},
    )
    publication.shelve(deadline.dispute, now=now)
    notices.cancel(f"{concerns.key_of(deadline)}:")


@publication.one_act
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


@publication.one_act
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


@publication.one_act
def stop_all(dispute: Dispute, *, stopped_on: date, actor: Actor, now: datetime) -> None:
    """End every clock on that local day: the proceedings are over, and nobody has to do
    anything any more. None of them was met by that.
    """
    for clock in held.running().filter(dispute=dispute).select_related("dispute"):
        end(clock, ended_on=stopped_on, actor=actor, now=now)


@publication.one_act
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
        new = _counted(
            old.dispute,
            old.rule,
            old.triggered_on,
            old.trigger_note,
            calendar,
            now,
            is_extended=old.is_extended,
        )
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
    rule = held.rule_of(old)
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
        visibility=Visibility.PARTIES if new.rule in CLOSED else Visibility.PUBLIC,
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
    triggered_on, new.triggered_on = new.triggered_on, date.min  # until the old one is away
    new.save(force_insert=True)
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])
    new.triggered_on = triggered_on
    new.save(update_fields=["triggered_on"])


def _counted(
    dispute: Dispute,
    key: str,
    triggered_on: date,
    trigger_note: str,
    calendar: WorkingCalendar,
    now: datetime,
    *,
    is_extended: bool = False,
) -> Deadline:
    rule = rules.extended(rules.find(key)) if is_extended else rules.find(key)
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
        is_extended=is_extended,
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
