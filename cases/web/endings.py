"""Ends that the registry records: what follows is said before the button, with its article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain import endings as rules
from cases.domain.endings import Criterion
from cases.domain.errors import CaseError
from cases.domain.stages import Stage
from cases.models import Dispute
from cases.queries import doubles
from cases.queries import endings as queries
from cases.services import endings as services
from cases.web import case_parts, worklists
from cases.web.forms.registry import RefusalForm, StopForm, StrikeForm
from cases.web.words import refused, word


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """Not registered: the identity is still missing after the last day to complete."""
    dispute = worklists.of_clerk(request, code)
    if request.method != "POST" and not queries.may_refuse(dispute, today=timezone.localdate()):
        raise Http404
    notice = queries.told_missing(dispute)
    form = RefusalForm(request.POST if request.method == "POST" else None)
    by = {"by": request.user, "now": timezone.now()}
    if form.is_valid() and _done(
        request,
        form,
        lambda told: services.refuse_registration(dispute, told["alasan"], **by),
        _("Dicatat tidak diregistrasi; kedua pihak diberi tahu."),
    ):
        return redirect("case_room", code)
    told = {
        "notice": notice,
        "missing": [word("enclosure", place) for place in (notice.missing if notice else [])],
    }
    return _page(request, "endings/refuse.html", dispute, form, told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """Stopped: the request is not serious, or not in good faith."""
    dispute = worklists.of_clerk(request, code)
    if request.method != "POST" and dispute.stage not in rules.STOPPABLE:
        raise Http404
    form = StopForm(request.POST if request.method == "POST" else None)
    by = {"by": request.user, "now": timezone.now()}
    if form.is_valid() and _done(
        request,
        form,
        lambda told: services.stop(dispute, Criterion(told["kriteria"]), told["fakta"], **by),
        _("Penghentian dicatat; kedua pihak diberi tahu."),
    ):
        return redirect("case_room", code)
    return _page(request, "endings/stop.html", dispute, form, {})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def strike(request: HttpRequest, code: str) -> HttpResponse:
    """Struck off: the same dispute was entered before; which entry stands is said."""
    dispute = worklists.of_clerk(request, code)
    if request.method != "POST" and not rules.may_strike(Stage(dispute.stage)):
        raise Http404
    form = StrikeForm(
        request.POST if request.method == "POST" else None,
        initial={"berlaku": request.GET.get("berlaku", "")},
    )
    if form.is_valid() and _struck(request, dispute, form):
        return redirect("case_room", code)
    told = {"suspects": suspects(dispute), "confidence": rules.STRIKE_CONFIDENCE}
    return _page(request, "endings/strike.html", dispute, form, told)


def _struck(request: HttpRequest, dispute: Dispute, form: StrikeForm) -> bool:
    """Whether it was struck off; why it was not stands in the form."""
    told = form.cleaned_data
    stands = doubles.named(dispute.commission, told["berlaku"])
    if stands is None:
        form.add_error("berlaku", _("Tidak ada pendaftaran dengan nomor atau kode itu."))
        return False
    try:
        services.strike(
            dispute,
            stands,
            told["alasan"],
            names_people=told["orang"],
            by=request.user,
            now=timezone.now(),
        )
    except CaseError as refusal:
        field = "berlaku" if isinstance(refusal, rules.NotTheOther) else None
        form.add_error(field, refused(refusal))
        return False
    messages.success(request, _("Pendaftaran dicoret; kedua pihak diberi tahu."))
    return True


def suspects(dispute: Dispute) -> list[dict[str, Any]]:
    """Entries that may be the same as this one, as ``checking/_doubles.html`` draws them."""
    address = reverse("strike", args=[dispute.code])
    may_strike = rules.may_strike(Stage(dispute.stage))
    return [
        {
            "name": doubles.name_of(one.dispute),
            "room": reverse("case_room", args=[one.dispute.code]),
            "stage": word("stage", one.dispute.stage),
            "because": [word("likeness", why) for why in one.because],
            "strike": f"{address}?berlaku={one.dispute.code}" if may_strike else "",
        }
        for one in doubles.suspected(dispute)
    ]


def _done(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    told: str,
) -> bool:
    """Whether it was done; why it was not stands in the form."""
    try:
        act(form.cleaned_data)
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    messages.success(request, told)
    return True


def _page(
    request: HttpRequest,
    template: str,
    dispute: Dispute,
    form: forms.Form,
    told: dict[str, Any],
) -> HttpResponse:
    context = {"dispute": dispute, **case_parts.head(dispute), "form": form}
    return render(request, template, {**context, "confidence": rules.CONFIDENCE, **told})
