"""The registry's calendar: what waits, the week, and where a hearing could be put."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.domain import board as rules
from cases.models import Commission, Dispute, Hearing
from cases.queries import access, calendars, sittings
from cases.queries import board as queries
from cases.queries.board import Week
from cases.web import board_parts as parts
from cases.web import months
from cases.web.words import tongue

PEOPLE = "orang"


@dataclass(frozen=True, slots=True)
class Asked:
    """The week, its lanes and what is selected in it, as an address says; all is local."""

    commission: Commission
    today: date
    monday: date
    by_people: bool
    day: date | None
    hearing: str
    words: str


@require_safe
@login_required
@never_cache
def board(request: HttpRequest) -> HttpResponse:
    """The queue, the week and the days of service of one day or hearing."""
    asked = _asked(request)
    told = _told(request, asked)
    return render(request, "board/board.html", told | {"etag": _etag(request, asked)})


@require_safe
@login_required
@never_cache
def week(request: HttpRequest) -> HttpResponseBase:
    """The same parts alone; 304 as long as nobody changed anything."""
    asked = _asked(request)
    etag = _etag(request, asked)
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    answer = render(request, "board/_live.html", _told(request, asked))
    answer["ETag"] = etag
    return answer


@require_safe
@login_required
@never_cache
def slots(request: HttpRequest) -> HttpResponse:
    """What stands against every slot of a week for a dispute (``perkara``) or in place of a
    hearing (``sidang``), and the last days of service of its summons.
    """
    asked = _asked(request)
    disputes, hearing = _picked(request, asked.commission)
    length = rules.length_asked(request.GET.get("lama", ""))
    days = [asked.monday + timedelta(days=no) for no in range(7)]
    known, rooms = queries.lookout(disputes, days, hearing)
    found = queries.slots(
        known,
        days,
        [*rooms, None],
        hours=_hours(request),
        length=length,
        today=asked.today,
    )
    calendar = calendars.working_calendar(asked.commission.region)
    return JsonResponse(
        parts.findings(found)
        | parts.service_of_week(request, disputes[0].regime, days, calendar)
        | {
            "length": length,
            "length_label": parts.length_label(length),
            "lanes": sorted(
                f"{queries.PERSON}{one.person_id}"
                for one in known.panels[disputes[0].pk].present
            ),
        }
    )


def _asked(request: HttpRequest) -> Asked:
    commission = sittings.kept_by(request.user).first()
    if commission is None:
        raise Http404
    today = timezone.localdate(timezone.now(), ZoneInfo(commission.time_zone))
    told = request.GET.get("minggu", "")
    day = request.GET.get("hari", "")
    chosen = months.asked_day(day) if day else None
    in_week = months.asked_day(told) if told else chosen or today
    return Asked(
        commission,
        today,
        rules.monday_of(in_week),
        request.GET.get("lajur") == PEOPLE,
        chosen,
        request.GET.get("sidang", ""),
        request.GET.get("cari", "").strip()[:80],
    )


def _told(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """Everything that the page and its parts show."""
    found = queries.week(asked.commission, asked.monday, by_people=asked.by_people)
    waiting = queries.queue(asked.commission, today=asked.today)
    selected = _selected(asked, found)
    return {
        "commission": asked.commission,
        "today": asked.today,
        "asked": asked,
        "week": parts.week(found, asked.today, by_people=asked.by_people),
        "nav": parts.neighbours(asked.monday, asked.today, by_people=asked.by_people),
        "tray": parts.tray(waiting, found, asked.today, asked.words),
        "panel": parts.panel(found, selected, _day_of(asked, found)),
        "unreleased": len(sittings.unreleased(asked.commission)),
        "change": queries.changed_by_others(asked.commission, request.user),
    }


def _selected(asked: Asked, found: Week) -> queries.Placed | None:
    chosen = (one for one in found.placed if one.hearing.code == asked.hearing)
    return next(chosen, None)


def _day_of(asked: Asked, found: Week) -> date:
    """The day that is looked at: the one asked for, today, or the first that is worked."""
    if asked.day in found.days:
        return asked.day
    worked = [day for day in found.days if day not in found.off] or list(found.days)
    return asked.today if asked.today in worked else worked[0]


def _etag(request: HttpRequest, asked: Asked) -> str:
    """What the parts look like depends on: acts, the day, the language, who reads, what."""
    told = "|".join(
        [
            queries.version(asked.commission),
            str(asked.today),
            tongue(),
            str(request.user.pk),
            request.GET.urlencode(),
        ]
    )
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


def _picked(
    request: HttpRequest, commission: Commission
) -> tuple[list[Dispute], Hearing | None]:
    """The dispute or the hearing that is to be put somewhere; what is not there is a 404."""
    code = request.GET.get("sidang", "")
    if code:
        rows = sittings.hearings_kept_by(request.user).filter(commission=commission)
        hearing = get_object_or_404(rows, code=code)
        return queries.of_hearing(hearing), hearing
    kept = access.disputes_kept_by(request.user).filter(commission=commission)
    dispute = get_object_or_404(
        kept.prefetch_related("numbers"), code=request.GET.get("perkara", "")
    )
    return [dispute], None


def _hours(request: HttpRequest) -> tuple[int, int]:
    """The hours that the board shows, in minutes, office hours at least."""
    spans = [
        int(told)
        for name in ("dari", "sampai")
        if (told := request.GET.get(name, "")).isdecimal() and int(told[:5]) <= rules.DAY
    ]
    return rules.hours((one, one) for one in spans)
