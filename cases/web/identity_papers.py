"""Proof of identity on the page of its file: until when it is kept, and that it goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.domain import retention
from cases.domain.errors import CaseError
from cases.models import IdentityPaper, Upload
from cases.queries import identity_papers as queries
from cases.queries import notices
from cases.queries import uploads as files
from cases.services import identity_papers as services
from cases.web.words import refused, tongue, word


@require_POST
@login_required
@never_cache
def erase(request: HttpRequest, code: str) -> HttpResponse:
    """The registry erases a proof of identity that it has found valid."""
    mine = files.visible_to(request.user).filter(identity_paper__isnull=False)
    found = get_object_or_404(mine, code=code)
    reason = request.POST.get("alasan", "")
    try:
        services.erase(found.identity_paper, reason=reason, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Bukti identitas dihapus; sidik jarinya tetap tercatat."))
    return redirect("upload", code)


def shown(request: HttpRequest, upload: Upload) -> dict[str, Any] | None:
    """How a proof of identity stands; nothing of any other file."""
    paper: IdentityPaper | None = getattr(upload, "identity_paper", None)
    if paper is None:
        return None
    rule = retention.classes()[retention.IDENTITY_PAPER]
    keeps = notices.keeps_registry(request.user, paper.dispute.commission)
    return {
        "row": paper,
        "because": word("identity_erased", paper.erased_because),
        "due_on": queries.due_on(paper),
        "days": rule.days,
        "article": rule.article,
        "is_choice": rule.confidence != "VERIFIED",
        "name": rule.en if tongue() == "en" else rule.id,
        "may_erase": keeps and paper.erased_at is None and queries.is_verified(paper.dispute),
        "waits": keeps and paper.erased_at is None and not queries.is_verified(paper.dispute),
    }
