"""Proofs of a request: brought with the step they prove or later, shown by step, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.domain.errors import CaseError
from cases.domain.information_requests import ProofKind
from cases.domain.uploads import AlreadyAdmitted, NotAParty, NotClean
from cases.models import Organisation, Upload
from cases.queries import information_requests
from cases.queries import proofs as queries
from cases.queries.information_requests import Standing
from cases.services import proofs as services
from cases.web import uploading
from cases.web.forms.proofs import ProofForm
from cases.web.words import refused, word

FIELD = "bukti"
REFUSALS = (AlreadyAdmitted, NotAParty, NotClean)  # of a file, and not of a step


@dataclass(frozen=True, slots=True)
class Brought:
    """What a form brought as proof for a house, and why something was not taken."""

    house: Organisation | None
    uploads: Sequence[Upload] = ()
    error: str = ""

    def control(self, label: str) -> dict[str, Any]:
        """The place for files of its form; while no house is chosen, for a plain form only."""
        told = uploading.control(FIELD, label=label, house=self.house, chosen=self.uploads)
        return {**told, "error": self.error, "address": told["address"] if self.house else ""}


def brought(request: HttpRequest, house: Organisation | None) -> Brought:
    """The files that a form posts; they stay with their house, whatever becomes of the form."""
    if request.method != "POST" or house is None:
        return Brought(house)
    try:
        return Brought(house, uploading.taken(request, FIELD, house=house))
    except CaseError as refusal:
        return Brought(house, (), refused(refusal))


def added(request: HttpRequest, standing: Standing, form: ProofForm, told: Brought) -> str:
    """Let the files prove the step that the form names; why not, in words."""
    if told.error or not form.is_valid():
        return told.error
    if not told.uploads:
        return _("Pilih berkasnya dahulu.")
    kind = ProofKind(form.cleaned_data["langkah"])
    try:
        services.add_all(
            standing.request,
            kind,
            told.uploads,
            actor=uploading.actor(request),
            now=timezone.now(),
        )
    except CaseError as refusal:
        return refused(refusal)
    return ""


def panel(
    request: HttpRequest, standing: Standing, form: ProofForm | None, told: Brought
) -> dict[str, Any]:
    """The context of ``information_requests/_proofs.html``."""
    row = standing.request
    mine = information_requests.writable_by(request.user).filter(pk=row.pk, dispute=None)
    may_write = mine.exists()
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in queries.provable(standing)}
    for proof in queries.of_request(row):
        found.setdefault(proof.kind, []).append(uploading.shown(proof.upload))
    form = form or ProofForm(kinds=queries.provable(standing))
    return {
        "code": row.code,
        "steps": [
            {"kind": kind, "title": word("proof_kind", kind), "rows": rows}
            for kind, rows in found.items()
        ],
        "count": sum(len(rows) for rows in found.values()),
        "form": form if may_write else None,
        "control": told.control(_("Berkas")),
    }


@require_POST
@login_required
@never_cache
def remove(request: HttpRequest, code: str, upload: str) -> HttpResponse:
    """Take one proof from its step; the file stays among the uploads of the organisation."""
    mine = queries.writable_by(request.user)
    found = get_object_or_404(mine, information_request__code=code, upload__code=upload)
    try:
        services.remove(found, actor=uploading.actor(request), now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Dilepaskan; berkasnya tetap ada di halaman unggahan."))
    return redirect("request", code)
