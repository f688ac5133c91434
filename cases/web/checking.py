"""The check of an application, place by place, and what follows from it."""

from __future__ import annotations

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

from cases.domain import checking as rules
from cases.domain import endings
from cases.domain.completeness import CHECKED_IN
from cases.domain.errors import CaseError
from cases.models import Dispute, DisputeApplication
from cases.queries import checking as queries
from cases.queries import completeness
from cases.queries import endings as ends
from cases.queries.checking import Checked
from cases.services import checking as services
from cases.web import case_parts, worklists
from cases.web import endings as end_pages
from cases.web.forms.registry import CheckForm
from cases.web.words import refused, word


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """The registry writes down what it finds of each paper."""
    dispute = worklists.of_clerk(request, code)
    application = completeness.application_of(dispute)
    if application is None or dispute.stage not in rules.LOOKED_AT_IN:
        raise Http404
    checked = queries.checked(application)
    form = CheckForm(
        request.POST if request.method == "POST" else None,
        places=[one.place for one in checked],
        stands={one.place: one.finding for one in checked if one.finding},
    )
    if form.is_valid() and _written(request, dispute, form):
        return redirect(f"{request.path}#hasil")
    return render(
        request,
        "checking/verification.html",
        {
            "dispute": dispute,
            **case_parts.head(dispute),
            "form": form,
            "kind": application.applicant_kind,
            "places": [_place(one, form) for one in checked],
            "result": _result(dispute, application),
            "history": queries.history(dispute),
            "suspects": end_pages.suspects(dispute),
        },
    )


def _written(request: HttpRequest, dispute: Dispute, form: CheckForm) -> bool:
    """Whether the findings were written; why they were not stands in the form."""
    try:
        written = services.find(
            dispute, form.to_findings(), by=request.user, now=timezone.now()
        )
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    told = _("Temuan dicatat.") if written else _("Tidak ada temuan yang berubah.")
    messages.success(request, told)
    return True


def _place(one: Checked, form: CheckForm) -> dict[str, Any]:
    return {
        "code": one.place,
        "verdict": form[f"temuan-{one.place}"],
        "note": form[f"catatan-{one.place}"],
        "finding": one.finding,
        "files": [
            {"name": row.upload.name, "code": row.upload.code, "state": row.upload.state}
            for row in one.files
        ],
    }


def _result(dispute: Dispute, application: DisputeApplication) -> dict[str, Any]:
    """What the findings say together, and where they lead."""
    today = timezone.localdate()
    found = queries.findings_of(dispute)
    conclusion = queries.conclusion_of(application, found)
    is_checked = bool(found)
    ways = []
    if dispute.stage in CHECKED_IN and conclusion.lacking:
        ways.append(("incompleteness", _("Beri tahu yang kurang")))
    if ends.may_refuse(dispute, today=today):
        ways.append(("registration_refusal", _("Nyatakan tidak diregistrasi")))
    if is_checked:
        label = _("Registrasi") if conclusion.is_complete else _("Registrasi juga")
        ways.append(("registration", label))
    if dispute.stage in endings.STOPPABLE:
        ways.append(("process_stop", _("Hentikan proses")))
    return {
        "is_complete": conclusion.is_complete,
        "is_checked": is_checked,
        "unchecked": [word("enclosure", place) for place in conclusion.unchecked],
        "lacking": [word("enclosure", place) for place in conclusion.lacking],
        "doubts": queries.doubts_of(dispute, today=today) if is_checked else (),
        "ways": [
            {"address": reverse(route, args=[dispute.code]), "label": label}
            for route, label in ways
        ],
    }
