"""The file of a dispute on the inside: exhibits by side, papers, and what waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.errors import CaseError
from cases.domain.uploads import KINDS
from cases.models import Dispute, Document, Exhibit, Upload
from cases.queries import disputes, documents
from cases.queries import uploads as queries
from cases.services import uploads
from cases.web import uploading
from cases.web.forms.uploads import AdmitForm, HouseForm
from cases.web.uploads import FIELD
from cases.web.words import paper_name, refused, word


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def dispute_file(request: HttpRequest, commission: str, slug: str) -> HttpResponse:
    """The file of one of one's own disputes; ``POST`` puts an upload into it as an exhibit."""
    mine = disputes.by_address(disputes.visible_to(request.user), commission, slug)
    dispute = get_object_or_404(mine)
    chosen, form = "", None
    if request.method == "POST":
        waiting = queries.waiting_in(request.user, dispute)
        upload = get_object_or_404(waiting, code=request.POST.get("upload", ""))
        chosen, form = upload.code, _form(request, upload, dispute)
        if form.is_valid() and _admitted(request, upload, dispute, form):
            return redirect(request.path)
    return render(request, "documents/file.html", _page(request, dispute, chosen, form))


def _form(request: HttpRequest, upload: Upload, dispute: Dispute) -> AdmitForm:
    sides = _sides(request, [upload], dispute)[upload.house]
    return AdmitForm(request.POST, sides=sides, prefix=upload.code)


def _admitted(
    request: HttpRequest, upload: Upload, dispute: Dispute, form: AdmitForm
) -> Exhibit | None:
    """The exhibit; why it is none stands in the form."""
    try:
        exhibit = uploads.admit(
            upload,
            dispute=dispute,
            **form.cleaned_data,
            actor=uploading.actor(request),
            now=timezone.now(),
        )
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return None
    number = {"number": f"{exhibit.side}-{exhibit.no}"}
    messages.success(request, _("Tercatat sebagai bukti %(number)s.") % number)
    return exhibit


def _sides(
    request: HttpRequest, brought: Sequence[Upload], dispute: Dispute
) -> dict[Any, list[str]]:
    """By owner, the sides for which this person may record what it brought."""
    mine = queries.houses_in(request.user, dispute)
    may = {side for house in mine for side in queries.sides_of(house, dispute)}
    return {
        house: [side for side in queries.sides_of(house, dispute) if side in may]
        for house in {upload.house for upload in brought}
    }


def _page(
    request: HttpRequest, dispute: Dispute, chosen: str, form: AdmitForm | None
) -> dict[str, Any]:
    found = documents.file_of(request.user, dispute)
    houses = queries.houses_in(request.user, dispute)
    waiting = list(queries.waiting_in(request.user, dispute))
    own = {one.pk for one in queries.writable_by(request.user).filter(dispute=dispute)}
    sides = _sides(request, waiting, dispute)
    return {
        "dispute": dispute,
        "register": found.register,
        "back": reverse("desk"),
        "sides": [
            {
                "code": side,
                "word": word("exhibit_side", side),
                "rows": list(map(_exhibit, rows)),
            }
            for side, rows in found.sides
        ],
        "papers": [_paper(one) for one in found.papers],
        "waiting": [
            {
                **uploading.shown(one, may_write=one.pk in own),
                "form": form if one.code == chosen else _blank(one, sides[one.house]),
            }
            for one in waiting
        ],
        "house_form": HouseForm(houses=houses) if houses else None,
        "control": uploading.control(FIELD, label=_("Berkas"), dispute=dispute, reload=True),
    }


def _blank(upload: Upload, sides: Sequence[str]) -> AdmitForm | None:
    """A form to record an upload, for who may."""
    if not sides or not upload.clean_file:
        return None
    stem = upload.name.rpartition(".")[0] or upload.name
    return AdmitForm(sides=sides, prefix=upload.code, initial={"title": stem})


def _exhibit(row: Exhibit) -> dict[str, Any]:
    told: dict[str, Any] = {"number": f"{row.side}-{row.no}", "title": row.title}
    if row.document is None:
        return told
    upload = getattr(row.document, "upload", None)
    told |= _paper(row.document)
    if upload is not None:
        told["address"] = reverse("upload_copy", args=[upload.code])
        told["upload"] = uploading.shown(upload)
    return told | {"title": row.title}


def _paper(row: Document) -> dict[str, Any]:
    kind = KINDS.get(row.mime)
    return {
        "title": paper_name(row.title, row.kind),
        "address": reverse("desk_paper", args=[row.code]) if row.file else "",
        "kind": kind.word if kind else row.mime.rpartition("/")[2].upper(),
        "pages": row.pages,
        "size": uploading.size_words(row.size) if row.size else "",
        "sha256": row.sha256,
        "code": row.code,
        "made_at": row.rendered_at,
    }
