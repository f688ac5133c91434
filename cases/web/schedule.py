"""The public cause list: a day, a week or a month of hearings, and the sheet for the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.domain import wording
from cases.domain.schedule import View, beside, stretch
from cases.queries import public
from cases.queries.public.schedule import PARAMETERS
from cases.web import causes, messages_to_paste, months
from cases.web.words import tongue, word

NAMES: Mapping[View, Promise] = {
    View.DAY: _("Hari"),
    View.WEEK: _("Pekan"),
    View.MONTH: _("Bulan"),
}
FORMS = {View.DAY: "day", View.WEEK: "week", View.MONTH: "month"}


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """The hearings of the day, week or month asked for, and every day off by its name."""
    asked = public.Asked.from_query(request.GET)
    view, day = asked_stretch(request, View.MONTH)
    return _page(request, asked, view, day)


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The hearings of one local day; of today, unless ``tanggal`` names another."""
    day = months.asked_day(request.GET.get("tanggal", ""))
    return _page(request, public.Asked.from_query(request.GET), View.DAY, day)


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """What hangs at the door: one sheet of paper for each room that sits on a day."""
    asked = public.Asked.from_query(request.GET)
    day = months.asked_day(request.GET.get("tanggal", ""))
    found = public.hearings_between(day, day, asked)
    found = tuple(sorted(found, key=lambda one: (one.row.commission_short, one.row.room_name)))
    return render(
        request,
        "schedule/door.html",
        {
            "day": day,
            "back": address("schedule", asked, View.DAY, day),
            "sheets": [
                {
                    "commission": commission,
                    "room": room,
                    "sittings": list(map(causes.sitting, rows)),
                }
                for (commission, room), rows in groupby(
                    found, key=lambda one: (one.row.commission_short, one.row.room_name)
                )
            ],
        },
    )


def asked_stretch(request: HttpRequest, usual: View) -> tuple[View, date]:
    """The view and a day of it; a month may be asked for as ``bulan=YYYY-MM`` as well."""
    told = request.GET.get("tampilan", "")
    view = View(told) if told in set(View) else usual
    if "tanggal" not in request.GET and "bulan" in request.GET:
        return view, months.asked(request.GET["bulan"])
    return view, months.asked_day(request.GET.get("tanggal", ""))


def address(route: str, asked: public.Asked, view: View | None, day: date | None) -> str:
    """Where the same is found, in another form or on other days."""
    if (route, view) == ("schedule", View.DAY):
        route, view = "today", None  # one page, one address
    told = {"tampilan": view.value} if view else {}
    told |= {"tanggal": str(day)} if day else {}
    query = "&".join(part for part in (asked.query(), urlencode(told)) if part)
    return f"{reverse(route)}?{query}" if query else reverse(route)


def name_of(view: View, day: date) -> str:
    """What a stretch of days is called."""
    first, last = stretch(view, day)
    if view is View.MONTH:
        return wording.month_year(day, tongue())
    if view is View.DAY:
        return wording.weekday_date(day, tongue())
    return f"{wording.short_date(first, tongue())} – {wording.short_date(last, tongue())}"


def _page(request: HttpRequest, asked: public.Asked, view: View, day: date) -> HttpResponse:
    days = public.agenda(*stretch(view, day), asked)
    told = [
        {"day": one.day, "sittings": list(map(causes.sitting, one.hearings))} for one in days
    ]
    before, after = beside(view, day)
    return render(
        request,
        f"schedule/{FORMS[view]}.html",
        {
            "name": name_of(view, day),
            "day": day,
            "off": days[0].off,
            "asked": _asked(asked, view, day),
            "views": [
                {
                    "name": name,
                    "address": address("schedule", asked, one, day),
                    "is_current": one is view,
                }
                for one, name in NAMES.items()
            ],
            "previous": address("schedule", asked, view, before),
            "today": address("today", asked, None, None),
            "next": address("schedule", asked, view, after),
            "forms": {
                "calendar": address("schedule_feed", asked, None, None),
                "feed": address("schedule_news", asked, None, None),
                "door": address("schedule_door", asked, None, day),
                "text": address("schedule_text", asked, view, day),
            },
            "days": [one for one in told if one["sittings"]],
            "sittings": told[0]["sittings"],
            "text": messages_to_paste.written(days) if view is View.DAY else "",
            "month": months.grid(day, _squares(days, asked)) if view is View.MONTH else None,
            "week": [_row(one) for one in zip(days, told, strict=True)],
            "holidays": [one for one in days if one.off is not None and one.off.name],
        },
    )


def _asked(asked: public.Asked, view: View, day: date) -> dict[str, Any]:
    """The context of ``_asked.html``: what can be chosen, and what is."""
    offered = public.choices(asked)
    names = public.names(asked)
    lists = (
        ("commission", _("Komisi"), _("semua komisi"), offered.commissions),
        ("room", _("Ruang"), _("semua ruang"), offered.rooms),
        ("person", _("Komisioner"), _("semua komisioner"), offered.people),
    )
    return {
        "view": view.value,
        "day": day,
        "lists": [
            {
                "parameter": PARAMETERS[field],
                "label": label,
                "all": every,
                "options": offered_here,
                "chosen": getattr(asked, field),
            }
            for field, label, every, offered_here in lists
        ],
        "kept": [
            (PARAMETERS[field], value)
            for field in ("body", "case")
            if (value := getattr(asked, field))
        ],
        "chips": [
            {
                "label": names.get(field, value),
                "address": _without(asked, field, view, day),
            }
            for field in PARAMETERS
            if (value := getattr(asked, field))
        ],
    }


def _without(asked: public.Asked, field: str, view: View, day: date) -> str:
    left = {name: getattr(asked, name) for name in PARAMETERS if name != field}
    return address("schedule", public.Asked(**left), view, day)


def _row(found: tuple[public.Day, dict[str, Any]]) -> dict[str, Any]:
    """A day of ``_days.html``."""
    one, told = found
    is_free = one.off is not None or one.day.weekday() > 4
    return {
        "day": one.day,
        "short": wording.weekday(one.day, tongue()),
        "number": str(one.day.day),
        "state": "off" if is_free and not told["sittings"] else "",
        "is_today": one.day == timezone.localdate(),
        "holiday": word("day_off", one.off.name) if one.off else "",
        "sittings": told["sittings"],
    }


def _squares(days: Iterable[public.Day], asked: public.Asked) -> Any:
    by_day = {one.day: one for one in days}

    def square(day: date) -> dict[str, Any]:
        found = by_day.get(day)
        held = found.hearings if found else ()
        off = found.off if found else None
        return months.square(day, is_inside=found is not None, off=off) | {
            "count": str(len(held)) if held else "",
            "title": held[0].row.title if held else "",
            "address": address("schedule", asked, View.DAY, day),
        }

    return square
