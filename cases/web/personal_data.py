"""Personal data before it becomes public: what was found, and what somebody decides of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.errors import CaseError
from cases.domain.personal_data import Choice, DataSubject
from cases.models import Dispute
from cases.queries import personal_data as queries
from cases.queries.personal_data import Item, Subject
from cases.services import personal_data as services
from cases.web import claims
from cases.web.forms.personal_data import DecisionForm, WritingForm
from cases.web.words import refused, word


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def index(request: HttpRequest, code: str) -> HttpResponse:
    """Everything of a dispute that waits to become public, with the personal data in it;
    ``POST`` looks through a text, or decides about one item.
    """
    dispute = claims.kept(request, code)
    writing = WritingForm(request.POST if "naskah" in request.POST else None)
    subjects = list(queries.waiting(dispute))
    if writing.is_valid():
        subjects.insert(0, queries.of_writing(dispute, writing.cleaned_data["naskah"]))
    is_decided = "tanda" in request.POST and _decided(request, subjects)
    if is_decided and "naskah" not in request.POST:
        return redirect("personal_data", code)
    text = writing.cleaned_data["naskah"] if writing.is_valid() else ""
    told = {
        **claims.head(dispute),
        "subjects": [_subject(one, dispute, text) for one in subjects],
        "writing": writing,
        "is_searched": writing.is_valid(),
    }
    return render(request, "personal_data/index.html", told)


def _decided(request: HttpRequest, subjects: Sequence[Subject]) -> bool:
    """Whether a decision was taken; why not, stands above the page."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih: tetap diumumkan dengan alasan, atau disamarkan."))
        return False
    told = form.cleaned_data
    wanted = (told["perihal"], told["kode"])
    subject = next((one for one in subjects if (one.kind, one.code) == wanted), None)
    if subject is None:
        raise Http404
    try:
        services.decide(
            subject,
            told["tanda"],
            Choice(told["pilihan"]),
            reason=told["alasan"],
            by=request.user,
            now=timezone.now(),
        )
    except CaseError as refusal:
        messages.error(request, refused(refusal))
        return False
    messages.success(request, _("Keputusan dicatat."))
    return True


def _subject(subject: Subject, dispute: Dispute, text: str) -> dict[str, Any]:
    is_writing = subject.kind is DataSubject.WRITING
    items = queries.items(subject)
    address = ""
    if subject.kind is DataSubject.STATEMENT:
        address = reverse("case_statement", args=[dispute.code, subject.code])
    if subject.kind is DataSubject.REDACTION:
        address = reverse("redaction", args=[subject.code])
    return {
        "kind": subject.kind.value,
        "code": subject.code,
        "word": word("data_subject", subject.kind),
        "address": address,
        "text": text if is_writing else "",
        "items": [_item(one) for one in items],
        "waits": sum(one.decision is None for one in items),
    }


def _item(item: Item) -> dict[str, Any]:
    decision = item.decision
    return {
        "mark": item.mark,
        "kind": word("data_kind", item.found.kind),
        "text": item.found.text,
        "where": ", ".join(place for place in item.where if place != queries.NOTHING_SAID),
        "choice": word("data_choice", decision.choice) if decision else "",
        "reason": decision.reason if decision else "",
        "by": decision.decided_by.name if decision else "",
        "at": decision.decided_at if decision else None,
        "is_masked": item.is_masked,
    }
