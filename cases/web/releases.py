"""The release of the calendar, and the rooms and absences on which it rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.errors import CaseError
from cases.forms.sittings import AbsenceForm, ReleaseForm, RoomForm
from cases.models import Commission, Room
from cases.queries import panels
from cases.queries import sittings as queries
from cases.queries.sittings import Unreleased
from cases.services import releases as services
from cases.services import rooms as room_services
from cases.web import summons_parts
from cases.web.words import refused


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def release(request: HttpRequest) -> HttpResponse:
    """What is new, moved and cancelled since the last release; ``POST`` makes it known."""
    commission = _commission(request)
    found = queries.unreleased(commission)
    form = ReleaseForm(
        request.POST if request.method == "POST" else None,
        hearings=[one.hearing for one in found],
    )
    if form.is_valid():
        chosen = [
            one.hearing for one in found if one.hearing.code in form.cleaned_data["sidang"]
        ]
        try:
            made = services.release(commission, chosen, by=request.user, now=timezone.now())
        except CaseError as refusal:
            form.add_error("sidang", refused(refusal))
        else:
            told = ngettext(
                "%(count)s sidang dirilis; para pihak diberi tahu.",
                "%(count)s sidang dirilis; para pihak diberi tahu.",
                len(made),
            )
            messages.success(request, told % {"count": len(made)})
            return redirect("calendar_release")
    called = summons_parts.of_hearings([one.hearing for one in found])
    groups = {"new": _("Baru"), "moved": _("Dipindahkan"), "cancelled": _("Dibatalkan")}
    return render(
        request,
        "sittings/release.html",
        {
            "commission": commission,
            "form": form,
            "count": len(found),
            "groups": [
                {"key": key, "title": title, "rows": _of(found, key, called)}
                for key, title in groups.items()
                if any(one.change == key for one in found)
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def rooms(request: HttpRequest) -> HttpResponse:
    """The rooms of a commission, and who is away when."""
    commission = _commission(request)
    today = timezone.localdate()
    judges = panels.commissioners(commission, today)
    people = judges | panels.registrars(commission, today)
    is_room = "ruang" in request.POST
    is_absence = "ketidakhadiran" in request.POST
    room_form = RoomForm(request.POST if is_room else None)
    absence_form = AbsenceForm(request.POST if is_absence else None, people=people)
    if is_room and room_form.is_valid() and _room_added(request, commission, room_form):
        return redirect("rooms")
    if is_absence and absence_form.is_valid() and _noted(request, commission, absence_form):
        return redirect("rooms")
    return render(
        request,
        "sittings/rooms.html",
        {
            "commission": commission,
            "rooms_of_commission": list(
                Room.objects.filter(commission=commission).order_by("name")
            ),
            "absences": list(queries.absences(commission, today)),
            "room_form": room_form,
            "absence_form": absence_form,
        },
    )


def _commission(request: HttpRequest) -> Commission:
    commission = queries.kept_by(request.user).first()
    if commission is None:
        raise Http404
    return commission


def _of(
    found: tuple[Unreleased, ...], change: str, called: Mapping[int, Any]
) -> list[dict[str, Any]]:
    """The rows of one kind of change, each with whom it calls and by when."""
    return [
        {"row": one, "called": called[one.hearing.pk] if change != "cancelled" else None}
        for one in found
        if one.change == change
    ]


def _room_added(request: HttpRequest, commission: Commission, form: RoomForm) -> bool:
    told = form.cleaned_data
    try:
        room_services.add_room(
            commission,
            told["nama"],
            address=told["alamat"],
            by=request.user,
            now=timezone.now(),
        )
    except CaseError as refusal:
        form.add_error("nama", refused(refusal))
        return False
    messages.success(request, _("Ruang dicatat."))
    return True


def _noted(request: HttpRequest, commission: Commission, form: AbsenceForm) -> bool:
    told: dict[str, Any] = form.cleaned_data
    try:
        room_services.note_absence(
            commission,
            told["orang"],
            starts_on=told["dari"],
            ends_on=told["sampai"],
            reason=told["sebab"],
            by=request.user,
            now=timezone.now(),
        )
    except CaseError as refusal:
        form.add_error("sampai", refused(refusal))
        return False
    messages.success(request, _("Ketidakhadiran dicatat."))
    return True
