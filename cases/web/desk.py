"""One's own desk: the same room for everybody, furnished by what one may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.domain import wording
from cases.models import Membership
from cases.queries import accounts, documents
from cases.queries import desk as queries
from cases.queries.notices import REGISTRY
from cases.web import context, downloads, progress
from cases.web.words import rule_name, tongue, word

SOON_DAYS = 7


@require_safe
@login_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """One's disputes and what is to be done next, the earliest first."""
    today = timezone.localdate()
    mine = queries.disputes_of(request.user)
    houses = list(accounts.memberships(request.user))
    registers = {row.dispute.code: row for row in mine}
    return render(
        request,
        "desk/desk.html",
        {
            "today": today,
            "rooms": context.rooms_of(request, houses),
            "who": _who(houses),
            "duties": [
                _duty(one, registers[one.dispute.code], today)
                for one in queries.duties_of(request.user)
                if one.dispute.code in registers
            ],
            "disputes": [_row(row, has_registry=_keeps(houses)) for row in mine],
            "papers": progress.on_desk(request.user, mine, houses),
        },
    )


@require_safe
@login_required
@never_cache
def paper(request: HttpRequest, code: str) -> FileResponse:
    """A paper of one's own disputes; anybody else's does not exist."""
    found = get_object_or_404(documents.visible_to(request.user), code=code)
    if hasattr(found, "upload"):  # somebody brought it
        name = f"{found.kind}-{found.code}{PurePosixPath(found.file).suffix}"
        return downloads.foreign(found.file, found.mime, name)
    return downloads.sent(found)


def _keeps(memberships: Sequence[Membership]) -> bool:
    return any(one.role in REGISTRY for one in memberships)


def _row(row: queries.OnDesk, *, has_registry: bool) -> dict[str, Any]:
    told = reverse("dispute_notices", args=[row.dispute.code])
    return {
        "told": told if has_registry else "",
        "register": row.register or _("tanpa nomor"),
        "address": _address(row),
        "file": reverse("dispute_file", args=[row.dispute.commission.code, row.dispute.code]),
        "parties": row.parties,
        "subject": row.dispute.subject,
        "subject_en": row.dispute.subject_en,
        "stage": word("stage", row.dispute.stage),
    }


def _duty(duty: queries.Duty, row: queries.OnDesk, today: date) -> dict[str, Any]:
    left = (duty.due_on - today).days
    return {
        "state": "soon" if left <= SOON_DAYS else "",
        "day": wording.short_date(duty.due_on, tongue()),
        "note": _("lewat") if left < 0 else _left(left),
        "title": _title(duty),
        "text": duty.what if duty.kind in {"order", "disclosure"} else "",
        "confidence": duty.confidence,
        "case": row.parties,
        "case_address": _address(row),
        "registers": row.register,
        "who": "" if duty.kind == "deadline" else duty.who,
        "act": None,
    }


def _left(days: int) -> str:
    return ngettext("%(days)s hari lagi", "%(days)s hari lagi", days) % {"days": days}


def _title(duty: queries.Duty) -> str:
    if duty.kind == "deadline":
        return rule_name(duty.what)
    if duty.kind == "hearing":
        return word("hearing_kind", duty.what)
    return _("Perintah majelis") if duty.kind == "order" else _("Penyerahan informasi")


def _address(row: queries.OnDesk) -> str:
    """Its public page, where it has one."""
    commission = row.dispute.commission.code
    return reverse("dispute", args=[commission, row.slug]) if row.slug else ""


def _who(memberships: Sequence[Membership]) -> str:
    houses = [one.organisation or one.public_body or one.commission for one in memberships]
    return ", ".join(house.name for house in houses if house)
