"""A computation of days as the pages draw it: the tape, the clock, the gauge, the months.

Nothing is decided here: which days count is the domain's, this only lays them side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain import wording
from cases.domain.calendars import ONE_DAY, DayKind, DayOff, WorkingCalendar, days_between
from cases.domain.deadlines import Computation, Effect, SkippedDay, Unit
from cases.web.words import rule_basis, tongue, word

NUMBERED_UP_TO = 45  # cells; beyond that the numbers would not be read
DATED_UP_TO = 70
MONDAY = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """What a computation is laid beside: the calendar, what happened, and today.

    ``ended_on`` is the day on which the thing was done, None while it is not; ``today`` is None
    for a count that is only shown. ``events`` names hearings by their day.
    """

    calendar: WorkingCalendar
    ended_on: date | None = None
    today: date | None = None
    events: Mapping[date, str] = field(default_factory=dict)


def tape(computation: Computation, frame: Frame) -> dict[str, Any]:
    """The context of ``_tape.html`` and ``_tape_key.html``."""
    ends = [computation.triggered_on, computation.due_on]
    if frame.ended_on:
        ends.append(frame.ended_on)
    cells = list(_cells(computation, frame, min(ends), max(ends)))
    _date(cells)
    label = _("Hitungan %(unit)s, %(first)s sampai %(last)s") % {
        "unit": unit_word(computation.unit),
        "first": wording.long_date(min(ends), tongue()),
        "last": wording.long_date(max(ends), tongue()),
    }
    return {
        "label": label,
        "days": cells,
        "key": sorted({cell["state"] for cell in cells}),
        "has_events": any(cell["event"] for cell in cells),
    }


def clock(
    computation: Computation, frame: Frame, *, title: str = "", started: str = ""
) -> dict[str, Any]:
    """The context of ``_clock.html``; ``title`` says what the limit is for, ``started`` what
    happened on the first day. A page adds its own ``notes`` and ``calculator``.
    """
    rule = computation.rule
    basis = ", ".join(part for part in (title, rule_basis(rule)) if part)
    return {
        **_sum(computation, frame),
        "basis": basis or _("pasal belum dibaca"),
        "confidence": rule.confidence,
        "tape": tape(computation, frame),
        "working": working(computation, started=started),
        "notes": [],
        "calculator": "",
    }


def gauge(computation: Computation, frame: Frame) -> dict[str, str]:
    """The context of ``_gauge.html``: the clock in one row of a table."""
    used = _used(computation, frame, frame.ended_on or frame.today or computation.due_on)
    is_done = frame.ended_on is not None
    return measured(computation.length, used, computation.unit, is_done=is_done)


def measured(length: int, used: int, unit: Unit, *, is_done: bool = False) -> dict[str, str]:
    """The context of ``_gauge.html`` for so many days of a limit that are used."""
    of_unit = {"length": length, "unit": unit_word(unit, length)}
    if used > length:
        share = 100 * length / used
        strong = _("lewat %(days)s,") % {"days": used - length}
        return _bar(
            "overdue", strong, _("batas %(length)s %(unit)s") % of_unit, share, 100 - share
        )
    rest = _("dari %(length)s %(unit)s") % of_unit
    share = 100 * used / length
    if is_done:
        return _bar("running", _("%(days)s terpakai") % {"days": used}, rest, share)
    left = length - used
    state = "soon" if left <= max(2, length // 10) else "running"
    return _bar(state, _("sisa %(days)s") % {"days": left}, rest, share)


def months(computation: Computation) -> list[dict[str, Any]]:
    """The contexts of ``_mcal.html``, one for each month that the count touches."""
    found = _marks(computation)
    first, last = min(found), max(found)
    firsts = sorted({day.replace(day=1) for day in days_between(first, last)})
    return [
        {
            "caption": wording.month_year(month, tongue()),
            "weekdays": weekdays(),
            "weeks": list(_weeks(month, found)),
        }
        for month in firsts
    ]


def weekdays() -> list[dict[str, str]]:
    """The heads of a month, from Monday."""
    names = wording.WEEKDAYS[tongue()]
    return [{"short": name[:3], "long": name} for name in names]


def working(computation: Computation, *, started: str = "") -> list[dict[str, str]]:
    """How it was counted, in rows of a definition list."""
    rule = computation.rule
    first = wording.weekday_date(computation.triggered_on, tongue())
    limit = _("%(day)s, %(unit)s ke-%(length)s") % {
        "day": wording.weekday_date(computation.due_on, tongue()),
        "unit": unit_word(computation.unit, 1),
        "length": computation.length,
    }
    if computation.convention.is_clear:
        limit = _("%(day)s, hari penyampaian, tidak dihitung") % {
            "day": wording.weekday_date(computation.due_on, tongue())
        }
    start = _("%(day)s, hari ke-0, tidak dihitung") % {"day": first}
    rows = [
        (_("Mulai"), f"{start}: {started}" if started else start),
        (_("Batas"), limit),
        (_("Dilewati"), skipped_words(computation)),
        (_("Dasar"), rule_basis(rule) or _("pasal belum dibaca")),
        (_("Akibat"), effect_words(rule.effect)),
        (_("Kalender"), _("versi %(version)s") % {"version": computation.calendar_version}),
    ]
    return [{"term": term, "text": text, "sources": ""} for term, text in rows if text]


def effect_words(effect: Effect) -> str:
    """What follows when the limit passes, in a sentence."""
    return {
        Effect.BARS: _("Lewat batas dapat menutup jalan ini; yang memutuskan majelis"),
        Effect.OPENS: _("Lewat batas membuka langkah berikutnya"),
        Effect.DEFAULT: _("Lewat batas berarti lalai; akibat bagi perkara tidak ditemukan"),
        Effect.TARGET: _("Sasaran; lewat batas tidak menutup perkara"),
    }[effect]


def skipped_words(computation: Computation) -> str:
    """Sabtu dan Minggu; 11 Maret Nyepi; 12 Maret cuti bersama Nyepi."""
    named = [day for day in computation.skipped if day.kind != DayKind.WEEKEND]
    words = [
        f"{wording.long_date(day.day, tongue()).rsplit(' ', 1)[0]} {word('day_off', day.name)}"
        for day in named
    ]
    if len(named) < len(computation.skipped):
        words.insert(0, _("Sabtu dan Minggu"))
    return "; ".join(words)


def unit_word(unit: Unit, count: int = 2) -> str:
    """Hari kerja, hari kalender, bulan: of one, or of many."""
    return {
        Unit.WORKING_DAYS: ngettext("hari kerja", "hari kerja", count),
        Unit.CALENDAR_DAYS: ngettext("hari kalender", "hari kalender", count),
        Unit.MONTHS: ngettext("bulan", "bulan", count),
        Unit.DISPUTED: ngettext("hari", "hari", count),
    }[unit]


def _counting(computation: Computation, calendar: WorkingCalendar) -> WorkingCalendar:
    if computation.convention.joint_leave_counts:
        return calendar.counting_joint_leave()
    return calendar


def _used(computation: Computation, frame: Frame, until: date) -> int:
    """Days used: up to the limit as they were counted, beyond it by the calendar."""
    if computation.unit is not Unit.WORKING_DAYS:
        return max(0, (until - computation.triggered_on).days)
    if until <= computation.due_on:
        return sum(counted.day <= until for counted in computation.counted)
    days = _counting(computation, frame.calendar)
    return len(computation.counted) + days.count(computation.due_on, until)


def _cells(
    computation: Computation, frame: Frame, first: date, last: date
) -> Iterator[dict[str, Any]]:
    is_numbered = (last - first).days < NUMBERED_UP_TO
    numbers = {counted.day: counted.number for counted in computation.counted}
    skipped, language = _off_days(computation, frame, last), tongue()
    for day in days_between(first, last):
        off = skipped.get(day)
        is_start = day == computation.triggered_on
        state = "start" if is_start else "off" if off else _state(day, computation, frame)
        shown = 0 if state in {"start", "off"} else numbers.get(day, 0)
        if state == "over":
            shown = _used(computation, frame, day)
        event = frame.events.get(day, "")
        reason = off.name if off and off.kind != DayKind.WEEKEND else ""
        yield {
            "day": day,
            "state": state,
            "number": shown if is_numbered else 0,
            "words": _words(day, state, shown, word("day_off", reason), event, language),
            "date": "",
            "keep": False,
            "event": event,
            "limit": day == computation.due_on,
        }


def _off_days(
    computation: Computation, frame: Frame, last: date
) -> dict[date, SkippedDay | DayOff]:
    """Days that do not count: as they were skipped, and beyond the limit by the calendar."""
    found: dict[date, SkippedDay | DayOff] = {day.day: day for day in computation.skipped}
    if computation.unit is Unit.WORKING_DAYS and last > computation.due_on:
        days = _counting(computation, frame.calendar)
        beyond = days_between(max(computation.due_on, computation.triggered_on) + ONE_DAY, last)
        found |= {day: off for day in beyond if (off := days.reason_off(day)) is not None}
    return found


def _state(day: date, computation: Computation, frame: Frame) -> str:
    if day > computation.due_on > computation.triggered_on:
        return "over"
    if frame.ended_on or frame.today is None or day < frame.today:
        return "counted"
    return "now" if day == frame.today else "left"


@lru_cache(maxsize=10_000)
def _words(day: date, state: str, number: int, reason: str, event: str, language: str) -> str:
    """What a day is, in the language of the page; the same days stand on many pages."""
    told = [f"{wording.weekday(day, language)} {wording.long_date(day, language)}"]
    if state == "start":
        told.append(_("mulai, tidak dihitung"))
    elif state == "off":
        told.extend(part for part in (reason, _("tidak dihitung")) if part)
    elif number:
        told.append(_("hari ke-%(number)s") % {"number": number})
    else:
        told.append(_("hari penyampaian, tidak dihitung"))
    if state == "over":
        told.append(_("lewat batas"))
    if event:
        told.append(event)
    return ", ".join(told)


def _date(cells: list[dict[str, Any]]) -> None:
    """Write the days below: the first and the last, and the Mondays between while they fit."""
    last = len(cells) - 1
    month = 0
    for place, cell in enumerate(cells):
        day = cell["day"]
        is_end = place in {0, last}
        is_monday = day.weekday() == MONDAY and 3 <= place <= last - 3
        if not is_end and not (is_monday and len(cells) < DATED_UP_TO):
            continue
        short = wording.short_date(day, tongue()).rsplit(" ", 1)[0]
        cell["date"] = short if is_end or day.month != month else str(day.day)
        cell["keep"] = is_end
        month = day.month


def _sum(computation: Computation, frame: Frame) -> dict[str, str]:
    length, unit = computation.length, unit_word(computation.unit, computation.length)
    limit = _("batas %(length)s %(unit)s") % {"length": length, "unit": unit}
    ends = wording.long_date(computation.due_on, tongue())
    until = frame.ended_on or frame.today
    if until is None:
        return _figure("running", length, unit, _("habis %(day)s") % {"day": ends})
    used = _used(computation, frame, until)
    if used > length:
        over = _("lewat %(days)s") % {"days": used - length}
        spent = _("%s terpakai") % unit_word(computation.unit, used)
        return _figure("overdue", used, spent, f"{limit}; {over}")
    if frame.ended_on:
        spent = _("%s terpakai") % unit_word(computation.unit, used)
        return _figure("done", used, spent, limit)
    state = gauge(computation, frame)["state"]
    under = _("dari %(length)s, habis %(day)s") % {"length": length, "day": ends}
    left = _("%s lagi") % unit_word(computation.unit, length - used)
    return _figure(state, length - used, left, under)


def _figure(state: str, figure: int, headline: str, under: str) -> dict[str, str]:
    return {"state": state, "figure": str(figure), "headline": headline, "under": under}


def _bar(state: str, strong: str, rest: str, used: float, over: float = 0.0) -> dict[str, str]:
    """Widths are text, because a page in Indonesian would write a decimal comma."""
    return {
        "state": state,
        "strong": strong,
        "rest": rest,
        "used": f"{used:.1f}",
        "over": f"{over:.1f}" if over else "",
    }


def _marks(computation: Computation) -> dict[date, dict[str, Any]]:
    """What stands in the square of each day that the count touches."""
    found: dict[date, dict[str, Any]] = {
        computation.triggered_on: {"state": "start", "count": _("mulai"), "reason": ""}
    }
    for day in computation.skipped:
        reason = "" if day.kind == DayKind.WEEKEND else word("day_off", day.name)
        found[day.day] = {"state": "off", "count": "", "reason": reason}
    for counted in computation.counted:
        found[counted.day] = {"state": "counted", "count": str(counted.number), "reason": ""}
    last = found.setdefault(computation.due_on, {"count": "", "reason": ""})
    last["state"] = "last"
    return found


def _weeks(
    month: date, found: Mapping[date, Mapping[str, Any]]
) -> Iterator[list[dict[str, Any] | None]]:
    start = month - timedelta(days=month.weekday())
    days: Iterable[date] = (start + timedelta(days=place) for place in range(42))
    for _week, row in groupby(enumerate(days), key=lambda one: one[0] // 7):
        squares = [_square(day, month, found) for _place, day in row]
        if any(squares):
            yield squares


def _square(
    day: date, month: date, found: Mapping[date, Mapping[str, Any]]
) -> dict[str, Any] | None:
    if (day.year, day.month) != (month.year, month.month):
        return None
    blank = {"state": "none", "count": "", "reason": ""}
    return {"day": day, "number": str(day.day), **found.get(day, blank)}
