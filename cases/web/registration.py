"""Giving a dispute its number, and saying how numbers are written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain import checking as rules
from cases.domain import numbering
from cases.domain.errors import CaseError
from cases.domain.registration import EntryDoubtful, NotThatDay, NumberTaken
from cases.models import Commission, Dispute
from cases.queries import checking as queries
from cases.queries import completeness
from cases.services import accounts
from cases.services import registration as services
from cases.web import case_parts, endings, worklists
from cases.web.forms.registry import EntryForm, SeriesForm
from cases.web.words import refused

EXAMPLE = "contoh"  # the button that only shows what a pattern writes


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def register(request: HttpRequest, code: str) -> HttpResponse:
    """The number that comes next, or the day and number of the book, and the button."""
    dispute = worklists.of_clerk(request, code)
    today = timezone.localdate()
    form = EntryForm(request.POST if request.method == "POST" else None)
    doubts: tuple[str, ...] = ()
    if form.is_valid():
        try:
            return _registered(request, dispute, form)
        except EntryDoubtful as refusal:
            doubts = refusal.doubts
            form.show(doubts)
            form.add_error(None, refused(refusal))
        except (NotThatDay, NumberTaken) as refusal:
            field = "tanggal" if isinstance(refusal, NotThatDay) else "nomor"
            form.add_error(field, refused(refusal))
    if request.method != "POST" and dispute.stage not in rules.LOOKED_AT_IN:
        raise Http404
    return render(
        request,
        "registration/register.html",
        {
            "dispute": dispute,
            **case_parts.head(dispute),
            "today": today,
            "series": services.series_for(dispute, today),
            "likely": services.likely_number(dispute, today),
            "doubts": queries.doubts_of(dispute, today=today),
            "clock": completeness.clock_of(dispute),
            "form": form,
            "entry_doubts": doubts,
            "suspects": endings.suspects(dispute),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def series(request: HttpRequest) -> HttpResponse:
    """The rows of numbers of one's commissions; ``POST`` begins another, or shows one."""
    houses = worklists.of_registry(request)
    form = SeriesForm(
        request.POST if request.method == "POST" else None,
        houses=houses,
        initial={"komisi": houses[0].code, "mulai": timezone.localdate()},
    )
    example = ""
    if form.is_valid():
        try:
            example = _example(form.cleaned_data["pola"])
            if EXAMPLE not in request.POST:
                _opened(request, form, houses)
                return redirect("register_series")
        except CaseError as refusal:
            form.add_error("pola", refused(refusal))
    return render(
        request,
        "registration/series.html",
        {
            "form": form,
            "example": example,
            "houses": [_house(one) for one in houses],
            "patterns": ["{seq:03}/{roman}/KIP-PSI/{year}", "{seq:03}/KIP-PSIP/{roman}/{year}"],
        },
    )


def _registered(request: HttpRequest, dispute: Dispute, form: EntryForm) -> HttpResponse:
    """The room of what was registered, or where the way goes that is open instead.

    Raises:
        EntryDoubtful, NotThatDay, NumberTaken: what is said on the form.
    """
    entry = form.to_entry(timezone.localdate())
    try:
        number = services.register_checked(
            dispute, entry=entry, by=request.user, now=timezone.now()
        )
    except (EntryDoubtful, NotThatDay, NumberTaken):
        raise
    except services.NoSeries as refusal:
        messages.warning(request, refused(refusal))
        return redirect("register_series")
    except CaseError as refusal:
        messages.warning(request, refused(refusal))
    else:
        told = {"number": number.raw}
        messages.success(
            request, _("Diregistrasi dengan nomor %(number)s; kedua pihak diberi tahu.") % told
        )
    return redirect("case_room", dispute.code)


def _opened(request: HttpRequest, form: SeriesForm, houses: tuple[Commission, ...]) -> None:
    told = form.cleaned_data
    services.open_series(
        next(house for house in houses if house.code == told["komisi"]),
        regime=told["jalur"],
        pattern=told["pola"],
        starts_on=told["mulai"],
        actor=accounts.as_actor(request.user),
        now=timezone.now(),
    )
    messages.success(request, _("Pola nomor ditetapkan."))


def _example(pattern: str) -> str:
    """What a pattern writes today.

    Raises:
        WrongPattern: it makes no numbers that differ.
    """
    numbering.check_pattern(pattern)
    today = timezone.localdate()
    return numbering.write(pattern, seq=7, month=today.month, year=today.year)


def _house(house: Commission) -> dict[str, Any]:
    """The series of a commission, the present ones first, with what they would write."""
    today = timezone.localdate()
    rows = house.register_series.order_by("regime", "-starts_on", "-pk")
    return {
        "name": house.name,
        "rows": [
            {
                "regime": row.regime,
                "pattern": row.pattern,
                "example": _example(row.pattern),
                "starts_on": row.starts_on,
                "ends_on": row.ends_on,
                "is_in_force": row.starts_on <= today
                and (not row.ends_on or row.ends_on > today),
            }
            for row in rows
        ],
    }
