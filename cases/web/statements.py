"""Words outside the hearing: recorded, kept with a copy, read by a second person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain.errors import CaseError
from cases.domain.uploads import COPIES, MEGABYTE
from cases.forms.statements import StatementForm
from cases.models import Dispute, Person, PublicStatement
from cases.queries import admissions as queries
from cases.services import admissions as services
from cases.services import parties
from cases.web import admissions, claims, stances, uploading
from cases.web.forms.admissions import ReviewForm
from cases.web.words import in_tongue, refused, word

FIELD = "salinan"


@require_safe
@login_required
@never_cache
def index(request: HttpRequest, code: str) -> HttpResponse:
    """What was said outside the hearings of a dispute, for the commission."""
    at = claims.desk(request, code)
    if not at.inside:
        raise Http404
    rows = [_row(one, at.dispute) for one in queries.statements_of(at.dispute)]
    told = {**claims.head(at.dispute), "rows": rows, "keeps": at.keeps}
    return render(request, "statements/index.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Record words outside the hearing."""
    dispute = claims.kept(request, code)
    form = StatementForm(request.POST or None, dispute=dispute)
    if form.is_valid() and (made := _recorded(request, form, dispute)):
        messages.success(request, _("Pernyataan dicatat; simpanlah salinannya."))
        return redirect("case_statement", code, made.code)
    told = {**claims.head(dispute), "form": form, "title": _("Pernyataan baru")}
    return render(request, "statements/new.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def statement(request: HttpRequest, code: str, statement: str) -> HttpResponse:
    """One statement with its copies; ``POST`` brings another copy."""
    at = claims.desk(request, code)
    found = _found(at, statement)
    trouble = ""
    if request.method == "POST":
        if not at.keeps:
            raise Http404
        trouble = _brought(request, at.dispute, found)
        if not trouble:
            messages.success(request, _("Salinan disimpan; pemeriksaannya berjalan."))
            return redirect("case_statement", code, statement)
    told = {
        **claims.head(at.dispute),
        "keeps": at.keeps,
        "row": _row(found, at.dispute),
        "copies": [
            {"upload": uploading.shown(one.upload), "sha256": one.sha256, "at": one.archived_at}
            for one in found.archives.all()
        ],
        "control": {**_control(at.dispute), "error": trouble} if at.keeps else None,
    }
    return render(request, "statements/statement.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def review(request: HttpRequest, code: str, statement: str) -> HttpResponse:
    """A second person reads a statement before the public does."""
    dispute = claims.kept(request, code)
    found = get_object_or_404(queries.statements_of(dispute), code=statement)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        try:
            stances.judged(form, found, request)
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            messages.success(request, _("Hasil pemeriksaan dicatat."))
            return redirect("case_statement", code, statement)
    told = {**claims.head(dispute), "row": _row(found, dispute), "form": form}
    return render(request, "statements/review.html", told)


def _found(at: claims.Desk, statement: str) -> PublicStatement:
    if not at.inside:
        raise Http404
    return get_object_or_404(queries.statements_of(at.dispute), code=statement)


def _recorded(
    request: HttpRequest, form: StatementForm, dispute: Dispute
) -> PublicStatement | None:
    told, by = form.cleaned_data, admissions.by(request)
    try:
        person: Person = told["orang"] or parties.add_person(told["nama"], **by)
        return services.record_statement([dispute], person, form.to_details(), **by)
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return None


def _brought(request: HttpRequest, dispute: Dispute, found: PublicStatement) -> str:
    """Why no copy was kept, or nothing."""
    try:
        uploads = uploading.taken(request, FIELD, house=dispute.commission)
        for upload in uploads:
            services.keep_copy(found, upload, **admissions.by(request))
    except CaseError as refusal:
        return refused(refusal)
    return "" if uploads else _("Pilih salinannya.")


def _control(dispute: Dispute) -> dict[str, Any]:
    kinds = {
        "kinds": ", ".join(dict.fromkeys(kind.word for kind in COPIES)),
        "most": settings.UPLOAD_MAX_MB,
    }
    return {
        **uploading.control(FIELD, label=_("Salinan berita"), house=dispute.commission),
        "accept": ",".join(f".{kind.suffix}" for kind in COPIES),
        "most": settings.UPLOAD_MAX_MB * MEGABYTE,
        "hint": _("%(kinds)s; paling besar %(most)s MB tiap berkas.") % kinds,
    }


def _row(found: PublicStatement, dispute: Dispute) -> dict[str, Any]:
    refusal = getattr(found, "refusal", None)
    state = "refused" if refusal else "reviewed" if found.reviewed_by else "waits"
    copy = next(iter(found.archives.all()), None)
    return {
        "code": found.code,
        "address": reverse("case_statement", args=[dispute.code, found.code]),
        "text": found.text,
        "lang": found.lang,
        "english": in_tongue("", found.text_en),
        "rendering": found.rendering,
        "who": found.person.name,
        "capacity": found.capacity,
        "on": found.said_on,
        "place": found.place,
        "question": found.asked_question,
        "outlet": found.outlet,
        "medium": word("medium", found.medium),
        "url": found.url,
        "published_on": found.published_on,
        "note": found.note,
        "state": state,
        "reason": refusal.reason if refusal else "",
        "sha256": copy.sha256 if copy else "",
    }
