"""Bringing files: piece by piece with scripts, in one go without, and how each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain.errors import CaseError
from cases.domain.readings import ReadAs
from cases.domain.uploads import KINDS, UploadState
from cases.models import Dispute, Upload
from cases.queries import disputes
from cases.queries import uploads as queries
from cases.queries.accounts import House
from cases.services import uploads
from cases.web import downloads, identity_papers, readings, redactions, tus, uploading
from cases.web.forms.uploads import HouseForm
from cases.web.words import refused

FIELD = "berkas"
MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def uploads_page(request: HttpRequest) -> HttpResponse:
    """What one's houses brought, and a place to bring more; ``POST`` begins an upload."""
    if tus.LENGTH in request.headers and request.method == "POST":
        return tus.begin(request)
    houses = queries.houses_for(request.user, _dispute(request))
    form = HouseForm(request.POST or None, houses=houses)
    if request.method == "POST" and form.is_valid():
        found = _taken(request, form)
        if found:
            return redirect(after(request) or f"/unggah/{found[-1].code}/")
    return render(request, "uploads/uploads.html", _page(request, form, houses))


@require_http_methods(["GET", "HEAD", "PATCH"])
@login_required
@never_cache
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """How an upload is; ``HEAD`` tells how far, ``PATCH`` goes on."""
    if request.method == "PATCH":
        mine = queries.writable_by(request.user)
        return tus.append(request, get_object_or_404(mine, code=code))
    found = get_object_or_404(queries.visible_to(request.user), code=code)
    if request.method == "HEAD" or tus.wants_json(request):
        return tus.told_of(found)
    may_write = queries.writable_by(request.user).filter(pk=found.pk).exists()
    asked_by_page = request.headers.get("HX-Request") == "true"
    template = "uploads/_state.html" if asked_by_page else "uploads/upload.html"
    told: dict[str, Any] = {"upload": uploading.shown(found, may_write=may_write)}
    if not asked_by_page:
        told |= {
            "redactions": redactions.listed(request, found),
            "identity": identity_papers.shown(request, found),
            "readings": readings.rows(request, found),
        }
    return render(request, template, told)


@require_POST
@login_required
@never_cache
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Take one's own upload away."""
    found = get_object_or_404(queries.writable_by(request.user), code=code)
    try:
        uploads.discard(found, actor=uploading.actor(request), now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
        return redirect("upload", code)
    messages.success(request, _("Unggahan itu dibuang."))
    return redirect(after(request) or "uploads")


@require_safe
@login_required
def copy(request: HttpRequest, code: str) -> HttpResponseBase:
    """The clean copy; the original leaves for nobody."""
    mine = queries.visible_to(request.user)
    found = get_object_or_404(mine, code=code, state=UploadState.CLEAN)
    stem = found.name.rpartition(".")[0] or found.name
    name = f"{stem}.{KINDS[found.mime].suffix}"
    readings.upload(request, found, ReadAs.COPY)
    way = downloads.led(request, found.clean_file, found.mime, name)
    return way or downloads.foreign(found.clean_file, found.mime, name)


@require_safe
@login_required
def thumbnail(request: HttpRequest, code: str) -> FileResponse:
    """The first page, small."""
    mine = queries.visible_to(request.user).exclude(thumbnail_file="")
    found = get_object_or_404(mine, code=code)
    readings.upload(request, found, ReadAs.THUMBNAIL)
    return downloads.foreign(found.thumbnail_file, "image/jpeg", f"{found.code}.jpg")


def after(request: HttpRequest) -> str:
    """Where a form wants to go on, if that is within this house."""
    address = str(request.POST.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if address.startswith("/") and is_ours else ""


def _taken(request: HttpRequest, form: HouseForm) -> list[Upload]:
    """What the form brought; why not, stands in the form."""
    dispute = _dispute(request)
    try:
        found = uploading.taken(request, FIELD, house=form.chosen(), dispute=dispute)
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return []
    if not found:
        most = {"most": settings.UPLOAD_MAX_MB}
        form.add_error(None, _("Pilih berkas, tidak lebih besar dari %(most)s MB.") % most)
    return found


def _dispute(request: HttpRequest) -> Dispute | None:
    code = request.POST.get("dispute", "")
    return get_object_or_404(disputes.visible_to(request.user), code=code) if code else None


def _page(request: HttpRequest, form: HouseForm, houses: Sequence[House]) -> dict[str, Any]:
    rows = [
        row for house in houses for row in queries.of_house(request.user, house)[:MOST_SHOWN]
    ]
    shares = [
        {
            "house": str(house),
            "kept": uploading.size_words(queries.kept_by(house)),
            "most": f"{settings.UPLOAD_QUOTA_MB} MB",
        }
        for house in houses
    ]
    return {
        "form": form,
        "control": uploading.control(FIELD, label=_("Berkas"), reload=True),
        "uploads": [uploading.shown(one, may_write=True) for one in rows],
        "shares": shares,
        "next": after(request),
        "dispute": request.POST.get("dispute", ""),
    }
