"""Hearings as the registry plans them: a slot and everything that stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain import sittings as rules
from cases.domain.calendars import CalendarDoesNotReach, WorkingCalendar
from cases.domain.errors import CaseError
from cases.domain.hearings import HearingState, is_mediation
from cases.domain.sittings import Finding, SlotRefused, Weight
from cases.forms.sittings import CLOSED, OPEN, CancelForm, SlotForm
from cases.models import Commission, Dispute, Hearing
from cases.queries import access, calendars, notices, panels, threads
from cases.queries import sittings as queries
from cases.services import sittings as services
from cases.services.sittings import Wanted
from cases.web.words import in_tongue, refused, word

SAVE = "simpan"
WATCHED = ("jenis", "pihak", "hari", "mulai", "selesai", "ruang", "panitera", "bersama")
ASKED = ("jenis", "hari", "mulai", "selesai", "ruang", "panitera")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Draft a hearing of a dispute, alone or together with others."""
    kept = access.disputes_kept_by(request.user).prefetch_related("numbers")
    dispute = get_object_or_404(kept, code=code)
    keeper = panels.of(dispute).registrar
    form = _form(
        request,
        dispute.commission,
        joinable=queries.joinable(dispute),
        initial={
            "sifat": CLOSED if is_mediation(request.GET.get("jenis", "")) else OPEN,
            "mulai": "09:00",
            "selesai": "11:00",
            "panitera": keeper.person_id if keeper else None,
        }
        | _asked(request),
    )
    disputes = [dispute]
    if form.is_valid():
        disputes += form.together()
        wanted = form.to_wanted()
        if SAVE in request.POST and _saved(request, form, disputes, wanted):
            messages.success(
                request, _("Rancangan sidang disimpan; belum ada yang diberi tahu.")
            )
            return redirect("calendar_release")
    found = _found(form, disputes)
    return _page(request, form, disputes, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Put a hearing on another day, hour or place."""
    hearing = get_object_or_404(queries.hearings_kept_by(request.user), code=code)
    served = hearing.disputes.select_related("commission").prefetch_related("numbers")
    disputes = list(served.order_by("pk"))
    form = _form(request, hearing.commission, initial=_initial(hearing) | _asked(request))
    if form.is_valid():
        wanted = form.to_wanted()
        if SAVE in request.POST and _saved(request, form, disputes, wanted, hearing):
            messages.success(
                request, _("Rancangan sidang disimpan; belum ada yang diberi tahu.")
            )
            return redirect("calendar_release")
    found = _found(form, disputes, hearing)
    return _page(request, form, disputes, found, hearing)


@require_POST
@login_required
@never_cache
def new_findings(request: HttpRequest, code: str) -> HttpResponse:
    """What stands against a slot while it is being chosen; nothing while it is not whole."""
    kept = access.disputes_kept_by(request.user).prefetch_related("numbers")
    dispute = get_object_or_404(kept, code=code)
    form = _form(request, dispute.commission, joinable=queries.joinable(dispute))
    form.is_valid()
    others = form.together() if form.is_bound else []  # nothing at all was sent
    return _part(request, form, [dispute, *others], None)


@require_POST
@login_required
@never_cache
def edit_findings(request: HttpRequest, code: str) -> HttpResponse:
    """The same for a hearing that is to be put elsewhere."""
    hearing = get_object_or_404(queries.hearings_kept_by(request.user), code=code)
    served = hearing.disputes.select_related("commission").prefetch_related("numbers")
    form = _form(request, hearing.commission)
    form.is_valid()
    return _part(request, form, list(served.order_by("pk")), hearing)


@require_POST
@login_required
@never_cache
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Drop a draft, or cancel with the next release what people were told of."""
    hearing = get_object_or_404(queries.hearings_kept_by(request.user), code=code)
    form = CancelForm(request.POST)
    is_draft = hearing.state == HearingState.DRAFT
    if not is_draft and not form.is_valid():
        messages.error(request, _("Tuliskan alasan pembatalan; para pihak membacanya."))
        return redirect("hearing_edit", code)
    reason = "" if is_draft else form.cleaned_data["alasan"]
    try:
        services.drop(hearing, reason=reason, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
        return redirect("hearing_edit", code)
    messages.success(
        request,
        _("Rancangan dibuang.") if is_draft else _("Pembatalan menunggu rilis berikutnya."),
    )
    return redirect("calendar_release")


@require_POST
@login_required
@never_cache
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Take a cancelling back that nobody was told of."""
    hearing = get_object_or_404(queries.hearings_kept_by(request.user), code=code)
    services.keep(hearing, by=request.user, now=timezone.now())
    messages.success(request, _("Sidang tetap dijadwalkan."))
    return redirect("calendar_release")


def _form(request: HttpRequest, commission: Commission, **more: Any) -> SlotForm:
    return SlotForm(
        request.POST or None,
        commission=commission,
        prefilled=_asked(request),
        registrars=panels.registrars(commission, timezone.localdate()),
        **more,
    )


def _asked(request: HttpRequest) -> dict[str, str]:
    """What an address says of the slot, as the calendar links to it."""
    return {name: told for name in ASKED if (told := request.GET.get(name, ""))}


def _initial(hearing: Hearing) -> dict[str, Any]:
    zone = ZoneInfo(hearing.commission.time_zone)
    starts, ends = hearing.planned_at, hearing.planned_until
    is_room = hearing.room is not None and hearing.place == hearing.room.name
    return {
        "jenis": hearing.kind,
        "agenda": hearing.agenda,
        "hari": hearing.held_on,
        "mulai": starts.astimezone(zone).time() if starts else "09:00",
        "selesai": ends.astimezone(zone).time() if ends else "11:00",
        "ruang": hearing.room_id,
        "tempat": "" if is_room else hearing.place,
        "cara": hearing.mode,
        "tautan": hearing.link,
        "sifat": OPEN if hearing.is_public else CLOSED,
        "panitera": hearing.registrar_id,
        "pihak": hearing.caucus_with,
    }


def _saved(
    request: HttpRequest,
    form: SlotForm,
    disputes: Sequence[Dispute],
    wanted: Wanted,
    hearing: Hearing | None = None,
) -> bool:
    """Whether it was saved; why not, stands in the form or among the findings."""
    who = {"by": request.user, "now": timezone.now()}
    try:
        if hearing is None:
            services.draft(disputes, wanted, **who)
        else:
            services.move(hearing, wanted, **who)
    except SlotRefused as refusal:
        is_hard = any(one.weight is Weight.HARD for one in refusal.findings)
        form.add_error(
            None,
            _("Jadwal ini tidak dapat dipakai; alasannya di bawah.")
            if is_hard
            else _("Ada yang perlu dipastikan; baca di bawah, lalu beri tanda dan simpan."),
        )
        return False
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    return True


def _found(
    form: SlotForm, disputes: Sequence[Dispute], hearing: Hearing | None = None
) -> tuple[Finding, ...] | None:
    """What stands against the slot that the form or its address names; None where none is."""
    lead = disputes[0]
    today = timezone.localdate(timezone.now(), ZoneInfo(lead.commission.time_zone))
    slot = form.slot(today)
    if slot is None:
        return None
    apart = [one for one in (hearing, hearing.previous if hearing else None) if one is not None]
    return queries.findings(disputes, slot, registrar=form.registrar(), besides=apart)


def _part(
    request: HttpRequest,
    form: SlotForm,
    disputes: Sequence[Dispute],
    hearing: Hearing | None,
) -> HttpResponse:
    """The findings alone; no answer while the slot is not whole, so that the last ones stay."""
    found = _found(form, disputes, hearing)
    if found is None:
        return HttpResponse(status=204)
    return render(request, "sittings/_findings.html", _told_of(form, disputes, found))


def _told_of(
    form: SlotForm, disputes: Sequence[Dispute], found: Sequence[Finding] | None
) -> dict[str, Any]:
    """The findings as they are shown; only the doubts that are shown are confirmed."""
    doubts = rules.doubtful(found or ())
    shown = ",".join(one.code for one in doubts)
    if form.is_bound:
        form.data = form.data.copy()
        if form.data.get("keraguan") != shown:
            form.data.pop("pasti", None)
        form.data["keraguan"] = shown
    form.initial["keraguan"] = shown
    return {
        "form": form,
        "is_checked": found is not None,
        "findings": [_told(one) for one in found or ()],
        "has_doubts": bool(doubts),
        "service": _service(form, disputes[0]) if found is not None else [],
    }


def _page(
    request: HttpRequest,
    form: SlotForm,
    disputes: Sequence[Dispute],
    found: Sequence[Finding] | None,
    hearing: Hearing | None,
) -> HttpResponse:
    lead = disputes[0]
    return render(
        request,
        "sittings/slot.html",
        {
            **_told_of(form, disputes, found),
            "dispute": lead,
            **_agenda(disputes),
            "register": notices.register_of(lead) or lead.code,
            "together": [notices.register_of(one) or one.code for one in disputes[1:]],
            "hearing": hearing,
            "is_draft": hearing is None or hearing.state == HearingState.DRAFT,
            "bench": [
                {"name": one.person.name, "title": word("officer_role", one.seat)}
                for one in panels.of(lead).sits_at(_kind(form))
            ],
            "findings_address": reverse("hearing_findings", args=[hearing.code])
            if hearing
            else reverse("hearing_new_findings", args=[lead.code]),
            "watched": [name for name in WATCHED if name in form.fields],
            "cancel": CancelForm(),
        },
    )


def _agenda(disputes: Sequence[Dispute]) -> dict[str, Any]:
    """What waits from earlier hearings, as matter for the agenda."""
    questions, promises = threads.agenda_of(disputes)
    return {
        "waiting": [
            {
                "text": one.label,
                "on": one.question.hearing.held_on,
                "fate": word("question_fate", one.fate),
                "due_on": one.undertaking.due_on if one.undertaking else one.due_on,
            }
            for one in questions
        ],
        "promised": [{"text": one.what, "due_on": one.due_on} for one in promises],
    }


def _kind(form: SlotForm) -> str:
    """The kind that is asked for so far."""
    return str(form["jenis"].value() or "")


def _told(one: Finding) -> dict[str, str]:
    return {
        "weight": one.weight.value,
        "tone": "signal" if one.weight is Weight.HARD else "",
        "word": word("finding_weight", one.weight),
        "text": in_tongue(one.text, one.text_en),
        "basis": one.basis,
    }


def _service(form: SlotForm, lead: Dispute) -> list[dict[str, Any]]:
    day = form.day()
    calendar = calendars.working_calendar(lead.commission.region)
    return service_days(lead.regime, day, calendar) if day else []


def service_days(regime: str, day: date, calendar: WorkingCalendar) -> list[dict[str, Any]]:
    """The last day on which a summons to ``day`` can be served, under each way of counting."""
    try:
        days = rules.service_days(regime, day, calendar=calendar)
    except CalendarDoesNotReach:
        return []
    return [
        {
            "reading": word("reading", one.reading),
            "counting": word("service_day", "clear" if one.is_clear else "inclusive"),
            "day": one.day,
        }
        for one in days
    ]
