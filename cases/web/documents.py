"""The file of a dispute on the inside: exhibits by side, papers, and what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain import letters
from cases.domain.accounts import WRITING_ROLES
from cases.domain.errors import CaseError
from cases.domain.filing import PLACES
from cases.domain.letters import Letter, Listed
from cases.domain.uploads import KINDS
from cases.models import Dispute, Document, Exhibit, Organisation, Upload
from cases.queries import (
    accounts,
    disputes,
    documents,
    papers,
    transcripts,
)
from cases.queries import uploads as queries
from cases.services import documents as services
from cases.services import uploads
from cases.web import case_parts, case_tasks, progress, uploading
from cases.web.forms.documents import EvidenceListForm
from cases.web.forms.uploads import AdmitForm, HouseForm
from cases.web.uploads import FIELD
from cases.web.words import form_name, paper_name, refused, word


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


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def evidence_list(request: HttpRequest, commission: str, slug: str) -> HttpResponse:
    """Put the applicant's exhibits into a list: the worker makes it as PDF and to edit."""
    mine = disputes.by_address(disputes.visible_to(request.user), commission, slug)
    dispute = get_object_or_404(mine)
    houses = _listing(request, dispute)
    exhibits = documents.evidence_of(request.user, dispute)
    if not houses or not exhibits:
        raise Http404
    last = documents.last_list(houses[0], dispute)
    form = EvidenceListForm(
        request.POST or None,
        houses=houses,
        exhibits=exhibits,
        said={row[0]: row[-1] for row in last.table.rows if row[-1] != letters.NOTHING}
        if last and last.table
        else {},
        initial=_signed(request, last),
    )
    back = reverse("dispute_file", args=[commission, slug])
    if form.is_valid():
        now = timezone.now()
        services.request_letter(
            letters.evidence_list(_listed(dispute, form), dated_on=_day(dispute, now)),
            organisation=form.cleaned_data["atas_nama"],
            about=dispute,
            actor=uploading.actor(request),
            now=now,
        )
        return redirect(f"{back}#surat-dibuat")
    told = {
        "dispute": dispute,
        "register": transcripts.register_of(dispute),
        "form": form,
        "back": back,
    }
    return render(request, "documents/evidence_list.html", told)


def _listing(request: HttpRequest, dispute: Dispute) -> QuerySet[Organisation]:
    """The organisations on the applicant's side for which one may write."""
    houses = accounts.organisations(request.user, WRITING_ROLES)
    found = [one.pk for one in houses if "P" in queries.sides_of(one, dispute)]
    return houses.filter(pk__in=found)


def _signed(request: HttpRequest, last: Letter | None) -> dict[str, str]:
    """Place and hand: as they were the last time."""
    if last is None:
        return {"nama": request.user.name}
    office, name = last.signatories[0]
    return {
        "tempat": last.place,
        "nama": name,
        "jabatan": "" if (office,) == last.sender else office,
    }


def _listed(dispute: Dispute, form: EvidenceListForm) -> Listed:
    applicant, respondent = papers.party_names(dispute)
    data = form.cleaned_data
    days = {
        one.no: _day(dispute, one.document.requested_at) if one.document else None
        for one in form.exhibits.values()
    }
    return Listed(
        organisation=data["atas_nama"].name,
        commission=dispute.commission.name,
        register=transcripts.register_of(dispute),
        applicant=applicant,
        respondent=respondent,
        evidence=form.to_evidence(days),
        place=data["tempat"],
        signatory=data["nama"],
        office=data["jabatan"],
    )


def _day(dispute: Dispute, at: datetime) -> date:
    return timezone.localdate(at, ZoneInfo(dispute.commission.time_zone))


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
        "acts": case_tasks.acts(request.user, dispute),
        "link": case_parts.link(request.user, dispute),
        "sides": [
            {
                "code": side,
                "word": word("exhibit_side", side),
                "rows": list(map(_exhibit, rows)),
            }
            for side, rows in found.sides
        ],
        "papers": [_paper(one) for one in found.papers],
        "may_list": any(side == "P" for side, _rows in found.sides)
        and _listing(request, dispute).exists(),
        "list_address": reverse("evidence_list", args=[dispute.commission.code, dispute.code]),
        "letters": progress.letters(documents.letters_about(request.user, dispute)),
        "wording_is_reviewed": letters.is_reviewed(),
        "waiting": [
            _outside(one, sides, form if one.code == chosen else None, may_write=one.pk in own)
            for one in waiting
        ],
        "house_form": HouseForm(houses=houses) if houses else None,
        "control": uploading.control(FIELD, label=_("Berkas"), dispute=dispute, reload=True),
    }


def _outside(
    upload: Upload,
    sides: Mapping[Any, Sequence[str]],
    form: AdmitForm | None,
    *,
    may_write: bool,
) -> dict[str, Any]:
    """A file that is no exhibit. What was enclosed stays; proof of identity is no evidence."""
    enclosure = getattr(upload, "enclosure", None)
    is_proof = hasattr(upload, "proves_service")
    is_kept = enclosure is not None or is_proof or hasattr(upload, "attachment")
    is_evidence = not is_proof and (enclosure is None or PLACES[enclosure.place].is_exhibit)
    return {
        **uploading.shown(upload, may_write=may_write and not is_kept),
        "place": word("enclosure", enclosure.place) if enclosure else "",
        "form": form or (_blank(upload, sides[upload.house]) if is_evidence else None),
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
        "kind": kind.word if kind else form_name(row),
        "pages": row.pages,
        "size": uploading.size_words(row.size) if row.size else "",
        "sha256": row.sha256,
        "code": row.code,
        "made_at": row.rendered_at,
    }
