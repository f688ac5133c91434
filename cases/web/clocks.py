"""The clocks of a dispute, drawn day by day from what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.domain import deadlines as rules
from cases.domain.calendars import WorkingCalendar
from cases.domain.errors import CaseError
from cases.domain.publication.copies import ClockCopy
from cases.domain.publication.words import HearingCopy
from cases.domain.wording import long_date
from cases.queries import calendars
from cases.web import tape
from cases.web.words import rule_name, tongue


def drawn(clocks: Sequence[ClockCopy], hearings: Sequence[HearingCopy]) -> list[dict[str, Any]]:
    """The contexts of ``_clock.html``, one for each clock that can be drawn."""
    calendar = calendars.working_calendar()
    events = {
        hearing.held_on: _("sidang ke-%(no)s") % {"no": hearing.ordinal} for hearing in hearings
    }
    found = (_drawn(clock, calendar, events) for clock in clocks)
    return [context for context in found if context is not None]


def _drawn(
    clock: ClockCopy, calendar: WorkingCalendar, events: Mapping[date, str]
) -> dict[str, Any] | None:
    try:
        computation = rules.compute(
            rules.find(clock.rule), triggered_on=clock.triggered_on, calendar=calendar
        )
        frame = tape.Frame(
            calendar=calendar,
            ended_on=clock.met_on,
            today=None if clock.met_on else _today(calendar),
            events=events,
        )
        context = tape.clock(
            computation, frame, title=rule_name(clock.rule), started=clock.trigger_note
        )
    except CaseError:
        return None
    context["note"] = _other_reading(clock)
    context["calculator"] = f"/kalkulator/?aturan={clock.rule}&tanggal={clock.triggered_on}"
    return context


def _today(calendar: WorkingCalendar) -> date:
    return min(timezone.localdate(), calendar.last_day)


def _other_reading(clock: ClockCopy) -> str:
    """The other reading, where it gives another day."""
    if clock.due_on_other_reading in {None, clock.due_on}:
        return ""
    other = clock.due_on_other_reading or clock.due_on
    return _("Bila cuti bersama dihitung sebagai hari kerja: %(day)s.") % {
        "day": long_date(other, tongue())
    }
