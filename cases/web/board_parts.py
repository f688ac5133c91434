"""The parts of the registry's calendar, as its page draws them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain import board as rules
from cases.domain import vocabulary, wording
from cases.domain.board import Standing
from cases.domain.calendars import DayOff, WorkingCalendar
from cases.domain.deadlines import RULES
from cases.domain.numbering import registers_line
from cases.domain.sittings import FRIDAY, OFFICE_BASIS, PRAYER, Finding
from cases.models import Absence, Dispute
from cases.queries import notices
from cases.queries.board import ELSEWHERE, PERSON, Lane, Placed, Waiting, Week
from cases.queries.sittings import Slot
from cases.queries.worklists import Row
from cases.web import case_tasks
from cases.web.sittings import service_days
from cases.web.words import in_tongue, rule_basis, rule_name, tongue, word
from cases.web.worklists import parties_in_short

SOON = 3  # days
REGIME = "umum"  # whose days of service a day shows while nothing is picked


def day_name(day: date) -> str:
    """Rabu 13 Maret."""
    told = wording.long_date(day, tongue()).rsplit(" ", 1)[0]
    return f"{wording.weekday(day, tongue())} {told}"


def clock_time(minutes: int) -> str:
    """09.00."""
    return f"{rules.at(minutes % rules.DAY):%H.%M}"


def length_label(minutes: int) -> str:
    """2 jam, 1 jam 30 menit, 30 menit."""
    hours, rest = divmod(minutes, rules.HOUR)
    told = [ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours}] if hours else []
    told += [_("%(n)s menit") % {"n": rest}] if rest else []
    return " ".join(told)


def neighbours(monday: date, today: date, *, by_people: bool) -> dict[str, Any]:
    """The ways to other weeks and to the other lanes."""
    lanes = {"lajur": "orang"} if by_people else {}
    first, last = monday, monday + timedelta(days=rules.WORKING_WEEK - 1)
    name = wording.long_date(last, tongue())
    if first.month == last.month:
        name = f"{first.day}–{name}"
    else:
        name = f"{wording.long_date(first, tongue()).rsplit(' ', 1)[0]} – {name}"

    def to(week: date, **more: str) -> str:
        return "?" + urlencode({"minggu": week.isoformat(), **more})

    return {
        "name": name,
        "monday": monday,
        "by_people": by_people,
        "before": to(monday - timedelta(days=7), **lanes),
        "after": to(monday + timedelta(days=7), **lanes),
        "now": to(rules.monday_of(today), **lanes),
        "is_now": monday == rules.monday_of(today),
        "rooms": to(monday),
        "people": to(monday, lajur="orang"),
    }


def week(found: Week, today: date, *, by_people: bool) -> dict[str, Any]:
    """The grid: days, each with a cell for every lane."""
    first, last = found.hours
    lanes = [_lane(one, found) for one in found.lanes]
    return {
        "first": first,
        "last": last,
        "rows": (last - first) // rules.STEP,
        "step": rules.STEP,
        "marks": [
            {"row": rules.rows(at, at, first)[0], "label": f"{at // rules.HOUR:02}"}
            for at in range(first + 2 * rules.HOUR, last, 2 * rules.HOUR)
        ],
        "by_people": by_people,
        "lanes": lanes,
        "days": [_day(day, found, today, lanes) for day in found.days],
    }


def tray(
    waiting: Sequence[Waiting], found: Week, today: date, words: str
) -> list[dict[str, Any]]:
    """What waits for a day; ``words`` narrows it."""
    ahead = [day for day in found.days if day >= today and day not in found.off]
    rows = [_waiting(one, ahead[0] if ahead else None, today) for one in waiting]
    sought = words.casefold()
    return [row for row in rows if sought in f"{row['name']} {row['register']}".casefold()]


def panel(found: Week, selected: Placed | None, day: date) -> dict[str, Any]:
    """What is told of one day, or of the hearing that is selected on it."""
    if selected is not None:
        day = selected.hearing.held_on
    regime = selected.disputes[0].regime if selected and selected.disputes else REGIME
    return {
        "day": day,
        "off": _off(found.off.get(day)),
        "hearing": _hearing(selected) if selected else None,
        "service": _service(regime, day, found),
        "basis": _summons_basis(),
    }


def findings(found: Iterable[tuple[Slot, tuple[Finding, ...]]]) -> dict[str, Any]:
    """Slots with what stands against them. A slot is ``day|room|minutes``; those without a
    finding are left out; findings are told once and named by their place.
    """
    told: dict[Finding, int] = {}
    by_slot: dict[str, list[int]] = {}
    for slot, reasons in found:
        if reasons:
            room = slot.room.pk if slot.room else ""
            key = f"{slot.held_on}|{room}|{rules.minutes(slot.starts)}"
            by_slot[key] = [told.setdefault(one, len(told)) for one in reasons]
    return {
        "reasons": [
            {
                "weight": one.weight.value,
                "text": in_tongue(one.text, one.text_en),
                "basis": one.basis,
            }
            for one in told
        ],
        "slots": by_slot,
    }


def service_of_week(
    request: HttpRequest, regime: str, days: Sequence[date], calendar: WorkingCalendar
) -> dict[str, Any]:
    """For each day, the last days of service in short and as the panel shows them."""
    told = {day.isoformat(): service_days(regime, day, calendar) for day in days}
    return {
        "service": {day: _in_short(rows) for day, rows in told.items()},
        "panels": {
            day: render_to_string(
                "board/_service.html",
                {"service": rows, "day": date.fromisoformat(day), "basis": _summons_basis()},
                request,
            )
            for day, rows in told.items()
        },
    }


def _lane(lane: Lane, found: Week) -> dict[str, Any]:
    is_person = lane.key.startswith(PERSON)
    sub = ""
    if is_person:
        sub = _("Panitera") if lane.is_registrar else _("Komisioner")
    return {
        "key": lane.key,
        "name": lane.name or _("Tempat lain atau daring"),
        "sub": sub,
        "room": lane.room.pk if lane.room else "",
        "person": int(lane.key.removeprefix(PERSON)) if is_person else None,
    }


def _day(
    day: date, found: Week, today: date, lanes: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    off = found.off.get(day)
    away = [one for one in found.absences if one.starts_on <= day <= one.ends_on]
    return {
        "day": day,
        "iso": day.isoformat(),
        "short": wording.weekday(day, tongue())[:3],
        "name": day_name(day),
        "address": "?" + urlencode({"minggu": day.isoformat(), "hari": day.isoformat()}),
        "is_today": day == today,
        "is_past": day < today,
        "off": _off(off),
        "service": "" if off else _in_short(_service(REGIME, day, found)),
        "away": [one.person.name for one in away],
        "cells": [_cell(day, lane, found, off, away) for lane in lanes],
        "count": sum(one.hearing.held_on == day for one in found.placed),
    }


def _cell(
    day: date, lane: dict[str, Any], found: Week, off: DayOff | None, away: Sequence[Absence]
) -> dict[str, Any]:
    first, last = found.hours
    shades = []
    gone = [one for one in away if one.person_id == lane["person"]]
    if off is not None:
        pass
    elif gone:
        label = _("tidak hadir: %(reason)s") % {"reason": gone[0].reason}
        shades.append(_shade(first, last, first, label, ""))
    elif day.weekday() == FRIDAY:
        span = [rules.minutes(one) for one in PRAYER]
        label = f"{_('Salat Jumat')} {clock_time(span[0])}–{clock_time(span[1])}"
        shades.append(_shade(*span, first, label, OFFICE_BASIS))
    return {
        "lane": lane,
        "label": f"{day_name(day)}, {lane['name']}",
        "shades": shades,
        "cards": [
            _card(one, first)
            for one in found.placed
            if one.hearing.held_on == day and _is_in(one, lane, found)
        ],
    }


def _is_in(one: Placed, lane: dict[str, Any], found: Week) -> bool:
    """Whether a hearing stands in a lane; one in a room that is gone stands elsewhere."""
    if lane["key"] in one.lanes:
        return True
    is_homeless = not one.lanes & {other.key for other in found.lanes}
    return lane["key"] == ELSEWHERE and is_homeless


def _shade(starts: int, ends: int, first: int, label: str, basis: str) -> dict[str, Any]:
    row, span = rules.rows(starts, ends, first)
    return {"row": row, "span": span, "label": label, "basis": basis}


def _card(one: Placed, first: int) -> dict[str, Any]:
    hearing = one.hearing
    starts = first if one.starts is None else one.starts
    ends = starts + rules.HOUR if one.ends is None else one.ends
    row, span = rules.rows(starts, ends, first)
    return {
        "row": row,
        "span": span,
        "code": hearing.code,
        "day": hearing.held_on,
        "from": starts,
        "length": max(ends - starts, rules.STEP),
        "hours": f"{clock_time(one.starts)}–{clock_time(ends)}"
        if one.starts is not None
        else "",
        "name": _name(one),
        "register": "" if one.is_sealed else _registers(one.disputes),
        "disputes": " ".join(dispute.code for dispute in one.disputes),
        "kind": hearing.kind,
        "standing": one.standing.value,
        "is_movable": one.standing in rules.MOVABLE,
        "address": "?"
        + urlencode({"minggu": hearing.held_on.isoformat(), "sidang": hearing.code}),
    }


def _name(one: Placed) -> str:
    if one.is_sealed:
        return _("Perkara tersegel")
    return parties_in_short(one.disputes[0]) if one.disputes else one.hearing.code


def _registers(disputes: Sequence[Dispute]) -> str:
    return registers_line([notices.register_of(one) or one.code for one in disputes])


def _waiting(one: Waiting, ahead: date | None, today: date) -> dict[str, Any]:
    dispute, hearing = one.disputes[0], one.hearing
    slot = {"hari": ahead.isoformat(), "mulai": "09:00", "selesai": "11:00"} if ahead else {}
    if hearing is None:
        kind = rules.NEXT_KIND.get(dispute.stage, "")
        address = reverse("hearing_new", args=[dispute.code])
        slot |= {"jenis": kind} if kind else {}
    else:
        kind, address = hearing.kind, reverse("hearing_edit", args=[hearing.code])
    return {
        "key": f"h-{hearing.code}" if hearing else f"q-{dispute.code}",
        "slots": f"sidang={hearing.code}" if hearing else f"perkara={dispute.code}",
        "disputes": " ".join(served.code for served in one.disputes),
        "name": parties_in_short(dispute) or dispute.code,
        "register": _registers(one.disputes),
        "room": reverse("case_room", args=[dispute.code]),
        "why": word("worklist_why", one.why.value) if one.why else "",
        "reasons": [in_tongue(told.text, told.text_en) for told in one.reasons],
        "kind": kind,
        "length": rules.USUAL,
        "takes": length_label(rules.USUAL),
        "form": address,
        "address": f"{address}?{urlencode(slot)}" if slot else address,
        "clock": _clock(one.clock, today) if one.clock else None,
    }


def _clock(row: Row, today: date) -> dict[str, Any]:
    """How many days are left by either reading of the calendar."""
    days = [day for day in (row.due_on, row.due_on_other_reading) if day is not None]
    left = [(day - today).days for day in days]
    told = [
        {"left": case_tasks.days_left(count), "day": day}
        for count, day in zip(left, days, strict=True)
    ]
    rule = RULES[row.rule]
    is_same = len(set(days)) == 1
    return {
        "rule": rule_name(row.rule),
        "basis": rule_basis(rule),
        "confidence": rule.confidence,
        "usual": told[0],
        "other": None if is_same else told[-1],
        "is_same": is_same and row.due_on_other_reading is not None,
        "is_over": min(left) < 0,
        "is_soon": min(left) <= SOON,
    }


def _hearing(one: Placed) -> dict[str, Any]:
    hearing = one.hearing
    is_planned = one.standing is not Standing.HELD
    return {
        **_card(one, 0),
        "zone": hearing.commission.time_zone,
        "at": hearing.planned_at,
        "place": hearing.room.name if hearing.room else hearing.place,
        "mode": hearing.mode,
        "is_public": hearing.is_public,
        "bench": [seat.person.name for seat in hearing.seats.all()],
        "registrar": hearing.registrar.name if hearing.registrar else "",
        "void_reason": hearing.void_reason,
        "edit": reverse("hearing_edit", args=[hearing.code]) if is_planned else "",
        "drop": reverse("hearing_drop", args=[hearing.code])
        if one.standing in {Standing.DRAFT, Standing.MOVED_HERE}
        else "",
        "is_cancellable": one.standing is Standing.ANNOUNCED,
        "room": reverse("case_room", args=[one.disputes[0].code])
        if one.disputes and not one.is_sealed
        else "",
    }


def _off(off: DayOff | None) -> dict[str, str] | None:
    if off is None:
        return None
    return {"name": word("day_off", off.name), "decree": off.decree}


def _service(regime: str, day: date, found: Week) -> list[dict[str, Any]]:
    return service_days(regime, day, found.calendar) if day not in found.off else []


def _in_short(rows: Sequence[dict[str, Any]]) -> str:
    """5, 6, 7 Mar: the different last days of service."""
    days = sorted({row["day"] for row in rows})
    told = []
    for no, day in enumerate(days):
        is_last_of_month = no + 1 == len(days) or days[no + 1].month != day.month
        short = wording.short_date(day, tongue()).rsplit(" ", 1)[0]
        told.append(short if is_last_of_month else str(day.day))
    return ", ".join(told)


def _summons_basis() -> str:
    return vocabulary.label("deadline_basis", "umum_summons", tongue())
