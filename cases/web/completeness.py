"""The notice of what an application lacks, and the page on which it is brought."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain import completeness as rules
from cases.domain import deadlines, wording
from cases.domain.calendars import CalendarDoesNotReach
from cases.domain.errors import CaseError
from cases.domain.filing import IDENTITY
from cases.domain.notices import Side
from cases.forms.enclosures import FILES
from cases.models import Correspondence, Dispute, DisputeApplication, Organisation, Upload
from cases.queries import calendars, checking
from cases.queries import case_room as rooms
from cases.queries import completeness as queries
from cases.services import completeness as services
from cases.services.completeness import Brought
from cases.web import case_parts, case_room, case_tasks, uploading
from cases.web.forms.case_room import CompletionForm, MissingForm
from cases.web.words import refused, rule_basis, tongue, word


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def notify(request: HttpRequest, code: str) -> HttpResponse:
    """The registry ticks what is missing, and tells the applicant."""
    dispute = case_room.found(request, code)
    application = queries.application_of(dispute)
    if Side.COMMISSION not in rooms.writes_for(request.user, dispute) or application is None:
        raise Http404
    if dispute.stage not in rules.CHECKED_IN:
        return _over(request, dispute)
    held = queries.brought(application)
    form = MissingForm(
        request.POST if request.method == "POST" else None,
        held=[place for place, rows in held.items() if rows],
        initial=_found(dispute, application),
    )
    if form.is_valid():
        told = form.cleaned_data
        try:
            services.notify(
                dispute,
                told["tempat"],
                note=told["catatan"],
                by=request.user,
                now=timezone.now(),
            )
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            messages.success(request, _("Pemberitahuan dikirim kepada Pemohon."))
            return redirect("case_room", code)
    return render(
        request,
        "completeness/notify.html",
        {
            "dispute": dispute,
            "register": case_parts.register_of(dispute),
            "form": form,
            "limits": _limits(dispute),
            "held": _held(held),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def complete(request: HttpRequest, code: str) -> HttpResponse:
    """The applicant brings what a notice asks for."""
    dispute = case_room.found(request, code)
    house = rooms.applicant_for(request.user, dispute)
    if house is None:
        raise Http404
    notice = queries.awaited(dispute)
    application = queries.application_of(dispute)
    if notice is None or application is None:
        return _over(request, dispute)
    form = CompletionForm(request.POST if request.method == "POST" else None)
    chosen: dict[str, list[Upload]] = {}
    if request.method == "POST":
        chosen = _chosen(request, notice, form, house, dispute)
        if form.is_valid() and _completed(request, notice, form, chosen, house):
            return redirect("case_room", code)
    return render(
        request,
        "completeness/complete.html",
        {
            "dispute": dispute,
            "register": case_parts.register_of(dispute),
            "notice": notice,
            "form": form,
            "controls": _controls(notice, house, dispute, application, chosen),
            "limit": _limit(dispute),
        },
    )


def _found(dispute: Dispute, application: DisputeApplication) -> dict[str, Any]:
    """What the check found lacking, with its notes; without one, where nothing lies."""
    found = checking.findings_of(dispute)
    if not found:
        return {"tempat": list(queries.wanting(application))}
    lacking = checking.conclusion_of(application, found).lacking
    notes = [
        f"{word('enclosure', place)}: {found[place].note}"
        for place in lacking
        if found[place].note
    ]
    return {"tempat": list(lacking), "catatan": "\n".join(notes)}


def _over(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """What was sent a second time is told; a page that nobody needs is not there."""
    if request.method != "POST":
        raise Http404
    messages.warning(request, _("Sudah dikirim sebelumnya; tidak ada yang dikirim dua kali."))
    return redirect("case_room", dispute.code)


def _chosen(
    request: HttpRequest,
    notice: Correspondence,
    form: CompletionForm,
    house: Organisation,
    dispute: Dispute,
) -> dict[str, list[Upload]]:
    found = {}
    for place in notice.missing:
        files, trouble = case_room.brought(
            request, f"{FILES}{place}", house=house, dispute=dispute
        )
        found[place] = files
        if trouble:
            form.add_error(None, f"{word('enclosure', place)}: {trouble}")
    return found


def _completed(
    request: HttpRequest,
    notice: Correspondence,
    form: CompletionForm,
    chosen: dict[str, list[Upload]],
    house: Organisation,
) -> bool:
    """Whether it was sent; why it was not stands in the form."""
    files = [(place, one) for place, found in chosen.items() for one in found]
    brought = Brought(files, form.cleaned_data["teks"])
    try:
        services.complete(notice, brought, house=house, by=request.user, now=timezone.now())
    except rules.NothingAwaited as refusal:
        messages.warning(request, refused(refusal))
        return True
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    messages.success(request, _("Kelengkapan dikirim kepada Panitera."))
    if lacking := [word("enclosure", place) for place, found in chosen.items() if not found]:
        told = {"places": "; ".join(lacking)}
        messages.warning(request, _("Masih belum dibawa: %(places)s.") % told)
    return True


def _controls(
    notice: Correspondence,
    house: Organisation,
    dispute: Dispute,
    application: DisputeApplication,
    chosen: dict[str, list[Upload]],
) -> list[dict[str, Any]]:
    """A place for files for each thing that is missing."""
    found = []
    for place in notice.missing:
        control = uploading.control(
            f"{FILES}{place}",
            label=word("enclosure", place),
            house=house,
            dispute=dispute,
            chosen=chosen.get(place, []),
        )
        if place == IDENTITY.code:
            told = word("enclosure_hint", application.applicant_kind)
            control["hint"] = f"{told} {control['hint']}"
        found.append(control)
    return found


def _held(held: Any) -> list[dict[str, Any]]:
    """What lies in each place, for the registry to compare."""
    return [
        {
            "place": word("enclosure", place),
            "files": [
                {"name": row.upload.name, "code": row.upload.code, "state": row.upload.state}
                for row in rows
            ],
        }
        for place, rows in held.items()
        if rows
    ]


def _limit(dispute: Dispute) -> dict[str, str]:
    """Until when to complete, in words; late is said, and nothing is refused for it."""
    clock = queries.clock_of(dispute)
    if clock is None:
        text = _(
            "Untuk jalur ini batas harinya belum dapat dipastikan dari peraturan yang "
            "terbaca, jadi tidak dihitung. Lengkapi secepatnya."
        )
        return {"tone": "", "text": text, "confidence": "UNVERIFIED"}
    rule = deadlines.find(clock.rule)
    told = {
        "day": wording.weekday_date(clock.due_on, tongue()),
        "basis": rule_basis(rule),
        "left": case_tasks.days_left((clock.due_on - timezone.localdate()).days),
    }
    if timezone.localdate() > clock.due_on:
        text = _(
            "Lewat batas %(day)s (%(basis)s). Tetap dapat dikirim; Panitera dan majelis yang "
            "menilai akibatnya."
        )
        return {"tone": "signal", "text": text % told, "confidence": rule.confidence}
    text = _("Paling lambat %(day)s, %(left)s (%(basis)s).")
    return {"tone": "", "text": text % told, "confidence": rule.confidence}


def _limits(dispute: Dispute) -> list[dict[str, str]]:
    """What starts with the notice, and by when the notice itself was due."""
    rule = rules.COMPLETE.get(dispute.regime)
    if rule is None:
        text = _(
            "Untuk jalur pemilu tidak ada angka yang dipastikan untuk melengkapi dokumen: "
            "tidak ada jam yang dimulai, dan surat menyebutnya."
        )
        return [{"tone": "", "text": text, "confidence": "UNVERIFIED"}]
    found = []
    if told := _counted(dispute, rule, timezone.localdate()):
        text = _("Bila dikirim hari ini, Pemohon melengkapi paling lambat %(day)s (%(basis)s).")
        found.append({**told, "tone": "", "text": text % told})
    own = rules.NOTIFY[dispute.regime]
    if dispute.received_on and (told := _counted(dispute, own, dispute.received_on)):
        is_late = timezone.localdate() > date.fromisoformat(told["iso"])
        text = (
            _("Pemberitahuan ini semestinya dikirim paling lambat %(day)s (%(basis)s).")
            if is_late
            else _("Pemberitahuan ini dikirim paling lambat %(day)s (%(basis)s).")
        )
        found.append({**told, "tone": "signal" if is_late else "", "text": text % told})
    return found


def _counted(dispute: Dispute, key: str, since: date) -> dict[str, str] | None:
    """The last day of a rule from a day on, in words; None beyond the decreed calendar."""
    rule = deadlines.find(key)
    calendar = calendars.working_calendar(dispute.commission.region)
    try:
        due_on = deadlines.usually_due(rule, triggered_on=since, calendar=calendar)
    except CalendarDoesNotReach:
        return None
    return {
        "day": wording.weekday_date(due_on, tongue()),
        "iso": due_on.isoformat(),
        "basis": rule_basis(rule),
        "confidence": rule.confidence,
    }
