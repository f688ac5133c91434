"""Taking an application back: what it means is said before the button."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain import letters
from cases.domain import withdrawals as rules
from cases.domain.errors import CaseError
from cases.domain.notices import Side
from cases.models import Dispute, Organisation
from cases.queries import case_room as rooms
from cases.queries import completeness
from cases.queries import withdrawals as queries
from cases.services import withdrawals as services
from cases.web import case_parts, case_room
from cases.web.forms.case_room import WithdrawalForm
from cases.web.words import refused

LETTER = "susun"  # the button that only writes the letter


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Write the letter first, or withdraw at once."""
    dispute = case_room.found(request, code)
    house = queries.house_for(request.user, dispute)
    if house is None:
        return _over(request, dispute)
    form = WithdrawalForm(
        request.POST if request.method == "POST" else None,
        is_final=LETTER not in request.POST,
        initial=_known(request, dispute),
    )
    if form.is_valid() and _done(request, dispute, form, house):
        return redirect("case_room", code)
    return render(
        request,
        "withdrawals/withdraw.html",
        {
            "dispute": dispute,
            "register": case_parts.register_of(dispute),
            "respondent": queries.respondent_of(dispute),
            "form": form,
            "until": rules.UNTIL,
            "once": rules.ONCE,
            "confidence": rules.CONFIDENCE,
            "wording_is_reviewed": letters.is_reviewed(),
        },
    )


@require_POST
@login_required
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """The registry notes a withdrawal; a second click finds it noted."""
    dispute = case_room.found(request, code)
    if Side.COMMISSION not in rooms.writes_for(request.user, dispute):
        raise Http404
    try:
        services.confirm(dispute, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.warning(request, refused(refusal))
    else:
        messages.success(request, _("Pencabutan dicatat; kedua pihak diberi tahu."))
    return redirect("case_room", code)


def _done(
    request: HttpRequest, dispute: Dispute, form: WithdrawalForm, house: Organisation
) -> bool:
    told, by = form.to_withdrawing(), {"by": request.user, "now": timezone.now()}
    if LETTER in request.POST:
        services.write_letter(dispute, told, organisation=house, **by)
        messages.success(request, _("Surat disusun; hanya organisasi Anda yang melihatnya."))
        return True
    try:
        services.file(dispute, told, organisation=house, **by)
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    messages.success(request, _("Pencabutan diajukan kepada Panitera."))
    return True


def _known(request: HttpRequest, dispute: Dispute) -> dict[str, str]:
    """Who signed the application, and where."""
    written = completeness.application_of(dispute)
    if written is None:
        return {"nama": request.user.name}
    return {
        "tempat": written.applicant_city,
        "nama": written.representative or request.user.name,
        "jabatan": written.representative_office,
    }


def _over(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """A second click is told that it was filed; for all others there is no such page."""
    may_write = rooms.applicant_for(request.user, dispute) is not None
    if request.method != "POST" or not may_write or queries.filed(dispute) is None:
        raise Http404
    messages.warning(request, _("Pencabutan permohonan ini sudah diajukan."))
    return redirect("case_room", dispute.code)
