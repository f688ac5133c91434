"""The certification of a transcript: what is in the way, which step is due, and who does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.adapters.transcript_forms.catalogue import FORMS, FULL_FORMS
from cases.domain.errors import CaseError
from cases.domain.hearings import Seat
from cases.domain.transcripts import STEPS, StepKind
from cases.models import Edition, Hearing
from cases.models.jobs import JobState
from cases.queries import certifying as queries
from cases.queries import edition_papers as papers
from cases.queries.certifying import Standing
from cases.queries.obstacles import obstacles_of
from cases.services import edition_papers, transcripts
from cases.web import downloads, readings, uploading
from cases.web.forms.certifying import ApproveForm, FreezeForm
from cases.web.words import refused, word

CALLED = re.compile(r"butir (\d+)$")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def index(request: HttpRequest, code: str) -> HttpResponse:
    """What is in the way and how far each edition is; ``POST`` freezes the draft."""
    hearing = found(request, code)
    is_keeper = queries.is_keeper(request.user, hearing)
    obstacles = _obstacles(hearing, is_keeper=is_keeper)
    form = FreezeForm(
        request.POST if request.method == "POST" else None,
        has_warnings=bool(obstacles),
    )
    if form.is_valid():
        reason = form.cleaned_data.get("alasan", "")
        freeze = transcripts.freeze_to_certify
        if _done(request, lambda by: freeze(hearing, reason=reason, **by), form):
            messages.success(request, _("Risalah dibekukan; halaman dan barisnya tetap."))
            return redirect("certify", code)
    context = {
        **_page(request, hearing),
        "obstacles": obstacles,
        "is_blocked": any(one["is_blocking"] for one in obstacles),
        "form": form,
    }
    return render(request, "certifying/certify.html", context)


@require_safe
@login_required
@never_cache
def obstacles(request: HttpRequest, code: str) -> HttpResponse:
    """What is in the way: a fragment for the desk where it is mended."""
    hearing = found(request, code)
    is_keeper = queries.is_keeper(request.user, hearing)
    told = {"obstacles": _obstacles(hearing, is_keeper=is_keeper)}
    return render(request, "certifying/_obstacles.html", told)


@require_POST
@login_required
@never_cache
def sign(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """The registrar signs, and is asked for the password again; nobody else is."""
    return _sign(request, edition_of(request, code, edition))


@reauthentication_required
def _sign(request: HttpRequest, one: Edition) -> HttpResponse:
    if _done(request, lambda by: transcripts.sign(one, **by)):
        messages.success(request, _("Edisi ditandatangani."))
    return redirect("certify", one.hearing.code)


@require_POST
@login_required
@never_cache
def approve(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """The chair approves, or who acts for the chair and says why."""
    return _approve(request, edition_of(request, code, edition))


@reauthentication_required
def _approve(request: HttpRequest, one: Edition) -> HttpResponse:
    reason = request.POST.get("alasan", "")
    if _done(request, lambda by: transcripts.approve(one, reason=reason, **by)):
        messages.success(request, _("Edisi disetujui; bentuk-bentuknya dibuat dan diperiksa."))
    return redirect("certify", one.hearing.code)


@require_POST
@login_required
@never_cache
def again(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """The worker makes and checks the forms once more."""
    one = edition_of(request, code, edition)
    if _done(request, lambda by: transcripts.check_again(one, **by)):
        messages.success(request, _("Bentuk-bentuk dibuat dan diperiksa lagi."))
    return redirect("certify", code)


@require_POST
@login_required
@never_cache
def release(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """The public reads it from here on."""
    one = edition_of(request, code, edition)
    if _done(request, lambda by: transcripts.release(one, **by)):
        messages.success(request, _("Risalah dirilis."))
    return redirect("certify", code)


@require_POST
@login_required
@never_cache
def full(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """Order the full copies of an edition that has closed parts."""
    one = edition_of(request, code, edition)
    who = {"actor": uploading.actor(request), "now": timezone.now()}
    if _done(request, lambda _by: edition_papers.request_full(one, **who)):
        messages.success(request, _("Salinan lengkap sedang dibuat."))
    return redirect("certify", code)


@require_safe
@login_required
@never_cache
def full_copy(request: HttpRequest, code: str, edition: int, paper: str) -> HttpResponseBase:
    """A full copy, for the registry and the panel that sat; others find none."""
    one = edition_of(request, code, edition)
    copy = next((each for each in papers.full_copies(one) if each.code == paper), None)
    if copy is None or not copy.file:
        raise Http404
    readings.closed(request, copy)
    response = downloads.sent(copy)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@login_required
@never_cache
def state(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """How far the forms are: a fragment for the page that asks; it reloads when all is done."""
    one = edition_of(request, code, edition)
    standing = next(row for row in queries.editions_of(one.hearing) if row.edition == one)
    work = _work(standing)
    answer = render(request, "components/_work.html", {"work": work})
    if not work["is_open"]:
        answer["HX-Refresh"] = "true"
    return answer


def found(request: HttpRequest, code: str) -> Hearing:
    """A hearing of one's registry or panel; every other one is not there."""
    hearing: Hearing = get_object_or_404(queries.read_by(request.user), code=code)
    return hearing


def edition_of(request: HttpRequest, code: str, no: int) -> Edition:
    """An edition of such a hearing."""
    hearing = found(request, code)
    rows = hearing.editions.select_related("hearing__commission", "hearing__registrar")
    edition: Edition = get_object_or_404(rows, no=no)
    return edition


def _done(
    request: HttpRequest,
    act: Callable[[dict[str, Any]], object],
    form: forms.Form | None = None,
) -> bool:
    """Whether the act was done; why not, stands in the form or above the page."""
    try:
        act({"by": request.user, "now": timezone.now()})
    except CaseError as refusal:
        if form is None:
            messages.error(request, refused(refusal))
        else:
            form.add_error(None, refused(refusal))
        return False
    return True


def _obstacles(hearing: Hearing, *, is_keeper: bool) -> list[dict[str, Any]]:
    """What is in the way of a draft; nothing where no draft is left."""
    is_frozen = hearing.editions.exists()
    if is_frozen and queries.open_order(hearing) is None:
        return []
    desk = "" if is_frozen or not is_keeper else reverse("correcting", args=[hearing.code])
    return [
        {
            "word": word("obstacle", one.code),
            "count": one.count,
            "where": [_where(told, desk) for told in one.where],
            "goes_on": one.count > len(one.where),
            "is_blocking": one.is_blocking,
        }
        for one in obstacles_of(hearing)
    ]


def _where(told: str, desk: str) -> dict[str, str]:
    """A place as it is called, and its address at the desk where it is mended."""
    found = CALLED.search(told)
    return {"label": told, "address": f"{desk}?butir={found[1]}" if desk and found else ""}


def _page(request: HttpRequest, hearing: Hearing) -> dict[str, Any]:
    editions = queries.editions_of(hearing)
    order = queries.open_order(hearing)
    seat = queries.seat_of(request.user, hearing)
    is_keeper = queries.is_keeper(request.user, hearing)
    return {
        "hearing": hearing,
        "editions": [_edition(request, one, is_keeper, seat) for one in editions],
        "order": order,
        "is_keeper": is_keeper,
        "may_freeze": is_keeper and (not editions or order is not None),
        "next_no": editions[0].edition.no + 1 if editions else 1,
    }


def _edition(
    request: HttpRequest, standing: Standing, is_keeper: bool, seat: Any
) -> dict[str, Any]:
    edition, due = standing.edition, standing.due
    may_sign = is_keeper and request.user.person_id in {None, edition.certified_by_id}
    is_chair = seat is not None and seat.seat == Seat.CHAIR
    return {
        "row": edition,
        "kind": _state(standing),
        "steps": [_step(kind, standing) for kind in STEPS] if standing.steps else [],
        "is_released": standing.is_released,
        "may_sign": due is StepKind.SIGNED and may_sign,
        "approval": ApproveForm(is_chair=is_chair)
        if due is StepKind.APPROVED and seat is not None
        else None,
        "awaits": _awaits(due),
        "work": _work(standing) if due is StepKind.CHECKED else None,
        "may_repeat": is_keeper and _has_failed(standing),
        "may_release": is_keeper and standing.may_be_released,
        "has_closed": standing.has_closed,
        "copies": [_copy(edition, one) for one in standing.copies],
    }


def _state(standing: Standing) -> str:
    """What an edition is that nobody outside reads yet; it is certified once both agreed."""
    if standing.due in {StepKind.SIGNED, StepKind.APPROVED}:
        return _("belum disahkan")
    return word("edition_kind", standing.edition.kind)


def _step(kind: StepKind, standing: Standing) -> dict[str, Any]:
    step = standing.steps.get(kind)
    return {
        "word": word("edition_step", kind),
        "step": step,
        "is_due": standing.due is kind,
        "obstacles": step.told.get("obstacles", []) if step else [],
    }


def _awaits(due: StepKind | None) -> str:
    if due is StepKind.SIGNED:
        return _("Menunggu tanda tangan panitera yang disebut dalam risalah.")
    if due is StepKind.APPROVED:
        return _("Menunggu persetujuan ketua majelis yang bersidang.")
    return ""


def _copy(edition: Edition, paper: Any) -> dict[str, Any]:
    where = [edition.hearing.code, edition.no, paper.code]
    (form,) = (one.name for one in FULL_FORMS if one.mime == paper.mime)
    return {
        "label": word("transcript_form", form),
        "address": reverse("full_copy", args=where) if paper.file else "",
    }


def _has_failed(standing: Standing) -> bool:
    return standing.job is not None and standing.job.state == JobState.FAILED


def _work(standing: Standing) -> dict[str, Any]:
    """What the worker does with the forms of an edition, or why it stopped."""
    job, edition = standing.job, standing.edition
    failed = _has_failed(standing)
    step = word("transcript_form", job.step) if job and job.step in FORMS else ""
    return {
        "address": reverse("certify_state", args=[edition.hearing.code, edition.no]),
        "page": reverse("certify", args=[edition.hearing.code]),
        "is_open": job is not None and job.state in {JobState.WAITING, JobState.RUNNING},
        "is_busy": job is not None and not failed,
        "word": f"{word('edition_step', StepKind.CHECKED)} {step}".strip(),
        "percent": 100 * job.done // job.total if job is not None and job.total else 0,
        "error": job.error if job is not None and failed else "",
        "refusal": "",
    }
