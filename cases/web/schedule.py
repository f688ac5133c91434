"""The public agenda: a month with its holidays, a day, and the same as a calendar file."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.adapters import ical
from cases.domain import vocabulary, wording
from cases.queries import public
from cases.web import tape
from cases.web.words import tongue, word

FEED_DAYS = 400
YEARS = range(2011, 2101)  # the Act works since May 2010, the first register numbers since 2011


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """One month: every hearing, and every day off by its name."""
    month = _month(request.GET.get("bulan", ""))
    last = month.replace(day=gregorian.monthrange(month.year, month.month)[1])
    days = public.agenda(month, last)
    sat = [day for day in days if day.hearings]
    return render(
        request,
        "hearings/schedule.html",
        {
            "month": _grid(month, days),
            "name": wording.month_year(month, tongue()),
            "previous": f"?bulan={month - timedelta(days=1):%Y-%m}",
            "next": f"?bulan={last + timedelta(days=1):%Y-%m}",
            "days": [
                {"day": day.day, "sittings": [sitting(one) for one in day.hearings]}
                for day in sat
            ],
            "holidays": [day for day in days if day.off is not None and day.off.name],
        },
    )


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The hearings of one local day; of today, unless ``tanggal`` names another."""
    day = _day(request.GET.get("tanggal", ""))
    found = public.agenda(day, day)[0]
    return render(
        request,
        "hearings/today.html",
        {
            "day": day,
            "off": found.off,
            "sittings": [sitting(one) for one in found.hearings],
            "previous": f"?tanggal={day - timedelta(days=1)}",
            "next": f"?tanggal={day + timedelta(days=1)}",
        },
    )


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The agenda as iCalendar; a hearing keeps its UID, and is cancelled when it is moved."""
    now = timezone.localdate()
    first = _day(request.GET.get("sejak", "")) if request.GET.get("sejak") else date(2011, 1, 1)
    found = public.hearings_between(first, now + timedelta(days=FEED_DAYS))
    body = ical.calendar(map(_entry, found), name="Sidang Terbuka", product="jadwal")
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="jadwal.ics"'
    return response


def sitting(one: public.Sitting) -> dict[str, Any]:
    """The context of one row of ``_cause.html``."""
    hearing = one.body.hearing
    first = one.body.disputes[0] if one.body.disputes else None
    return {
        "held_on": one.row.held_on,
        "starts": _starts(one),
        "note": one.row.commission_short,
        "state": {"moved": "moved", "void": "void"}.get(one.row.state, ""),
        "title": one.row.title,
        "address": f"/perkara/{first.commission_code}/{first.slug}/sidang/{first.seq}/"
        if first
        else "",
        "registers": one.row.registers,
        "agenda": vocabulary.label("hearing_kind", one.row.kind, "id"),
        "agenda_en": vocabulary.label("hearing_kind", one.row.kind, "en"),
        "panel": wording.listing([seat.name for seat in hearing.panel], tongue()),
        "place": hearing.place,
        "tag": "",
        "is_sample": False,
    }


def _starts(one: public.Sitting) -> str:
    if one.row.starts_at is None:
        return ""
    return wording.local_time(one.row.starts_at, one.row.time_zone).split(" ")[0]


def _entry(one: public.Sitting) -> ical.Entry:
    return ical.hearing(
        code=one.row.code,
        summary=f"{one.row.title}: {sitting(one)['agenda']}",
        starts=one.row.starts_at or one.row.held_on,
        zone=one.row.time_zone,
        room=one.row.place,
        is_off=one.row.state in {"moved", "void"},
        stamped_at=one.row.shelved_at,
        description=one.row.registers,
        url=f"{settings.BASE_URL}/sidang/{one.row.code}/",
    )


def _month(asked: str) -> date:
    """The first day of the month asked for as YYYY-MM; of this month otherwise."""
    return _day(f"{asked}-01").replace(day=1)


def _day(asked: str) -> date:
    """The day asked for as YYYY-MM-DD; today where it is none of the agenda's years."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return timezone.localdate()
    return day if day.year in YEARS else timezone.localdate()


def _grid(month: date, days: tuple[public.Day, ...]) -> dict[str, Any]:
    """The context of ``_month.html``; whole weeks, days of other months left pale."""
    return {
        "caption": wording.month_year(month, tongue()),
        "weekdays": tape.weekdays(),
        "weeks": list(_weeks(month, {day.day: day for day in days})),
    }


def _weeks(month: date, days: dict[date, public.Day]) -> Iterator[list[dict[str, Any]]]:
    now = timezone.localdate()
    for week in gregorian.Calendar().monthdatescalendar(month.year, month.month):
        yield [_cell(day, days.get(day), now) for day in week]


def _cell(day: date, found: public.Day | None, now: date) -> dict[str, Any]:
    marks = [] if found else ["out"]
    if found and found.off is not None:
        marks.append("off")
    if day == now:
        marks.append("now")
    hearings = found.hearings if found else ()
    named = found.off.name if found and found.off and found.off.kind != "weekend" else ""
    holiday = word("day_off", named)
    return {
        "day": day,
        "number": str(day.day),
        "state": " ".join(marks),
        "holiday": holiday,
        "count": str(len(hearings)) if hearings else "",
        "title": hearings[0].row.title if hearings else "",
        "address": f"/jadwal/hari-ini/?tanggal={day}",
    }
