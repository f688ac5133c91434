"""The respondent's answer: words, a position on each item, and the files that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
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
from cases.models import Correspondence, Upload
from cases.queries import answers as queries
from cases.queries import notices
from cases.queries.answers import Answering
from cases.services import answers as services
from cases.services.answers import Answer
from cases.web import uploading
from cases.web.forms.answers import AnswerForm, PositionForm, positions
from cases.web.words import refused

EXHIBITS, PLEADINGS = "bukti", "dokumen"


@dataclass(slots=True)
class Brought:
    """What one post brought; what could not be taken is said in the form."""

    exhibits: list[Upload] = field(default_factory=list)
    pleadings: list[Upload] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer for the respondent, or add to what was answered; nothing filed is changed."""
    place = queries.answerable(request.user, code)
    if place is None:
        raise Http404
    earlier = list(queries.filed(request.user, place.dispute))
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted)
    items = positions(posted, queries.items(place.dispute), is_first=not earlier)
    brought = Brought() if posted is None else _brought(request, place)
    if posted is not None and _filed(request, place, form, items, brought):
        return redirect("answer", code)
    return render(request, "answers/answer.html", _page(place, form, items, brought, earlier))


def _filed(
    request: HttpRequest,
    place: Answering,
    form: AnswerForm,
    items: Sequence[PositionForm],
    brought: Brought,
) -> bool:
    """Whether it was filed; why not, stands in the form."""
    are_valid = all([form.is_valid(), *(one.is_valid() for one in items)])
    for said in brought.refusals:
        form.add_error(None, said)
    if brought.refusals or not are_valid:
        return False
    told = Answer(
        text=form.cleaned_data["text"],
        after=form.cleaned_data["after"] or 0,
        stated=[said for one in items if (said := one.to_stated())],
        exhibits=brought.exhibits,
        pleadings=brought.pleadings,
    )
    try:
        services.file(place.dispute, told, by=request.user, now=timezone.now())
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    messages.success(request, _("Jawaban telah disampaikan kepada pemohon dan kepaniteraan."))
    return True


def _brought(request: HttpRequest, place: Answering) -> Brought:
    """The files of a post, taken before anything else: no error of the form loses them."""
    found = Brought()
    for name, kept in ((EXHIBITS, found.exhibits), (PLEADINGS, found.pleadings)):
        try:
            kept.extend(
                uploading.taken(request, name, house=place.house, dispute=place.dispute)
            )
        except CaseError as refusal:
            found.refusals.append(refused(refusal))
    return found


def _page(
    place: Answering,
    form: AnswerForm,
    items: Sequence[PositionForm],
    brought: Brought,
    earlier: Sequence[Correspondence],
) -> dict[str, Any]:
    dispute = place.dispute
    control = partial(uploading.control, house=place.house, dispute=dispute)
    return {
        "dispute": dispute,
        "register": notices.register_of(dispute) or dispute.code,
        "house": place.house,
        "file": reverse("dispute_file", args=[dispute.commission.code, dispute.code]),
        "form": form,
        "items": items,
        "after": len(earlier),
        "has_errors": bool(form.errors) or any(one.errors for one in items),
        "exhibits": control(EXHIBITS, label=_("Alat bukti"), chosen=brought.exhibits),
        "pleadings": control(PLEADINGS, label=_("Dokumen jawaban"), chosen=brought.pleadings),
        "earlier": [_shown(one) for one in earlier],
    }


def _shown(row: Correspondence) -> dict[str, Any]:
    return {
        "code": row.code,
        "text": row.text,
        "sent_at": row.sent_at,
        "sent_by": row.sent_by.name,
        "files": [uploading.shown(one.upload) for one in row.attachments.all()],
    }
