"""Personal data: what somebody asks, how it stands, and what the registry decides."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain.errors import CaseError
from cases.domain.privacy import (
    PROVED_WITHIN,
    Answer,
    Asked,
    PrivacyRequestUnknown,
    data_rights,
    what_stays,
)
from cases.models import PrivacyRequest
from cases.queries import privacy as queries
from cases.services import privacy as services
from cases.services.privacy import Wish
from cases.web import errors
from cases.web.forms.privacy import ANSWERS, AnswerForm, OutsideForm, WishForm
from cases.web.words import refused, tongue
from cases.web.worklists import of_registry


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """What an account asked, and asking more."""
    form = WishForm(request.POST or None, houses=queries.asked_by(request.user))
    if form.is_valid():
        told = form.cleaned_data
        try:
            services.ask(told["komisi"], _wish(told), user=request.user, now=timezone.now())
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            messages.success(request, _("Permintaan diterima; jamnya berjalan."))
            return redirect("own_data")
    rows = [_told(row) for row in queries.of_account(request.user)]
    told = {"form": form, "rows": rows, **_law()}
    return render(request, "privacy/own.html", told)


@require_safe
@login_required
@never_cache
@reauthentication_required
def export(request: HttpRequest) -> HttpResponse:
    """Everything that is held about the account, to take away."""
    services.note_export(request.user, now=timezone.now())
    answer = JsonResponse(queries.held_about(request.user), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="data-pribadi.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def outside(request: HttpRequest) -> HttpResponse:
    """Ask without an account; the answer is the same for everybody."""
    form = OutsideForm(request.POST or None, houses=queries.asked_by_anybody())
    if form.is_valid():
        if not ratelimit.consume(request, action="privacy"):
            return errors.too_many(request)
        told = form.cleaned_data
        services.ask_outside(
            told["komisi"],
            _wish(told),
            name=told["nama"],
            email=told["surel"],
            now=timezone.now(),
        )
        return redirect("privacy_sent")
    return render(request, "privacy/outside.html", {"form": form, **_law()})


@require_safe
@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """What comes next."""
    return render(request, "privacy/sent.html", {"days": PROVED_WITHIN.days})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def linked(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter. Opening it proves nothing: mail programs look into links."""
    now = timezone.now()
    try:
        found = services.prove(token, now=now) if request.method == "POST" else None
        found = found or services.find(token, now=now)
    except PrivacyRequestUnknown:
        return _private(render(request, "privacy/ended.html", status=404))
    told = {"row": _told(found), **_law()}
    return _private(render(request, "privacy/linked.html", told))


@require_safe
@login_required
@never_cache
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for the registries of the reader, and what they decided."""
    houses = of_registry(request)
    rows = [_told(row) for row in queries.of_registry(houses)]
    return render(request, "privacy/worklist.html", {"rows": rows, "houses": houses})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One request before the registry: what is asked, until when, and the decision, for which
    the password is asked again: it may end an account for good.
    """
    row = get_object_or_404(queries.of_registry(of_registry(request)), pk=pk)
    return _decide(request, row)


@reauthentication_required(allow_get=True)
def _decide(request: HttpRequest, row: PrivacyRequest) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            services.decide(
                row,
                answer=Answer(told["jawaban"]),
                reason=told["alasan"],
                by=request.user,
                now=timezone.now(),
            )
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            messages.success(request, _("Keputusan dicatat; pemohon diberi tahu lewat surel."))
            return redirect("privacy_decide", row.pk)
    told = {"row": _told(row), "form": form, **_law()}
    return render(request, "privacy/decide.html", told)


def _wish(told: dict[str, Any]) -> Wish:
    return Wish(Asked(told["diminta"]), told["perihal"], tongue())


def _law() -> dict[str, Any]:
    is_english = tongue() == "en"
    return {
        "stays": [
            {"said": one.en if is_english else one.id, "article": one.article}
            for one in what_stays()
        ]
    }


def _told(row: PrivacyRequest) -> dict[str, Any]:
    """A request as pages show it; its clock with what it was counted from."""
    rule = data_rights()[row.asked]
    is_late = row.decided_at is None and row.due_at is not None and row.due_at < timezone.now()
    return {
        "row": row,
        "asked": rule.en if tongue() == "en" else rule.id,
        "answer": ANSWERS[Answer(row.answer)] if row.answer else "",
        "is_late": is_late,
        "is_known": rule.known,
        "is_verified": rule.confidence == "VERIFIED",
        "zone": row.commission.time_zone,
        "is_erasure": row.asked == Asked.ERASURE,
    }


def _private(response: HttpResponse) -> HttpResponse:
    """No page that is opened from here learns this address, and no engine keeps it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
