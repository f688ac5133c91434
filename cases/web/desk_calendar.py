"""A month on one's own calendar: duties, hearings and days off, for who is signed in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.domain import wording
from cases.domain.hearings import HearingState
from cases.domain.numbering import registers_line
from cases.queries import accounts
from cases.queries import desk as queries
from cases.web import context, desk_rows, months
from cases.web.desk import who
from cases.web.words import tongue, word

SHOWN = 3  # things in one square; the others stand in the list
SHORT = {HearingState.MOVED: "moved", HearingState.VOID: "void"}


@require_safe
@login_required
@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """One month of one's own cases: the squares, and the same as a list."""
    month = months.asked(request.GET.get("bulan", ""))
    today = timezone.localdate()
    houses = list(accounts.memberships(request.user))
    days = queries.month(
        request.user, houses, first=month, last=months.last_of(month), today=today
    )
    told = {day.day: _things(day, today) for day in days}
    off = {day.day: day.off for day in days}
    return render(
        request,
        "desk/calendar.html",
        {
            "rooms": context.rooms_of(request, houses),
            "who": who(houses),
            "name": wording.month_year(month, tongue()),
            **months.neighbours(month),
            "month": months.grid(
                month,
                lambda day: (
                    months.square(day, is_inside=day in told, off=off.get(day))
                    | _square(told.get(day, []))
                ),
            ),
            "days": [
                {
                    "day": day.day,
                    "holiday": word("day_off", day.off.name) if day.off else "",
                    "things": told[day.day],
                }
                for day in days
                if told[day.day] or day.off
            ],
            "count": sum(map(len, told.values())),
        },
    )


def _square(things: list[dict[str, Any]]) -> dict[str, Any]:
    more = len(things) - SHOWN
    return {
        "count": len(things),
        "things": things[:SHOWN],
        "more": ngettext("%(count)s lagi", "%(count)s lagi", more) % {"count": more}
        if more > 0
        else "",
    }


def _things(day: queries.Day, today: date) -> list[dict[str, Any]]:
    """What is on one day, the hearings first: they have an hour."""
    return [*map(_sitting, day.sittings), *(_duty(one, today) for one in day.duties)]


def _duty(one: queries.Waiting, today: date) -> dict[str, Any]:
    return {
        "kind": "late" if one.duty.due_on < today else "duty",
        "starts": "",
        "hour": "",
        "title": desk_rows.title(one.duty),
        "text": desk_rows.text(one.duty),
        "case": one.case.parties,
        "registers": one.case.facts.number,
        "who": one.duty.who or desk_rows.who(one.duty, one.case),
        "note": desk_rows.left(one.duty.due_on, one.left, today),
        "address": desk_rows.case_address(one.case),
    }


def _sitting(one: queries.Sitting) -> dict[str, Any]:
    hearing, first = one.hearing, one.cases[0]
    starts = hearing.planned_at
    zone = hearing.commission.time_zone
    return {
        "kind": SHORT.get(HearingState(hearing.state), "hearing"),
        "starts": wording.local_time(starts, zone) if starts else "",
        "hour": wording.local_time(starts, zone).split(" ")[0] if starts else "",
        "title": word("hearing_kind", hearing.kind),
        "text": "",
        "case": first.parties,
        "registers": registers_line([case.facts.number or case.code for case in one.cases]),
        "who": hearing.room.name if hearing.room else hearing.place,
        "note": {"moved": _("dipindah"), "void": _("batal")}.get(
            SHORT.get(HearingState(hearing.state), ""), _("sidang")
        ),
        "address": desk_rows.case_address(first),
    }
