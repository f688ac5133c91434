"""Who stayed away, how the reason was judged, and what the panel may come to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain import wording
from cases.domain.absences import Suggestion
from cases.domain.errors import CaseError
from cases.models import Appearance, Dispute
from cases.queries import absences as queries
from cases.queries import access, notices
from cases.queries.absences import Line, Record
from cases.services import absences as services
from cases.web import summons_parts
from cases.web.forms.summons import ExcuseForm
from cases.web.words import refused, tongue, word


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def absences(request: HttpRequest, code: str) -> HttpResponse:
    """The hearings held and who stayed away; ``POST`` notes how a reason was judged."""
    kept = access.disputes_kept_by(request.user).prefetch_related("numbers")
    dispute = get_object_or_404(kept, code=code)
    records = queries.of([dispute]).get(dispute.pk, ())
    judged = _asked(request, records)
    form = ExcuseForm(request.POST, prefix=str(judged.pk)) if judged is not None else None
    if form is not None and judged is not None and form.is_valid():
        told = form.cleaned_data
        try:
            services.judge(
                judged,
                is_accepted=told["diterima"] == "ya",
                reason=told["alasan"],
                decided_by=told["penilai"],
                by=request.user,
                now=timezone.now(),
            )
        except CaseError as refusal:
            form.add_error("alasan", refused(refusal))
        else:
            messages.success(request, _("Penilaian alasan dicatat."))
            return redirect("absences", code)
    return render(
        request,
        "absences/absences.html",
        {
            "dispute": dispute,
            "register": notices.register_of(dispute) or dispute.code,
            "parties": [_party(one, form) for one in records],
            "form": form,
        },
    )


def suggestions(dispute: Dispute) -> list[dict[str, Any]]:
    """What the record of absences suggests to the panel of a dispute."""
    if not queries.examined([dispute]):
        return []
    return [
        {"name": one.name, **suggested(one.suggestion)}
        for one in queries.of([dispute]).get(dispute.pk, ())
        if one.suggestion is not None
    ]


def suggested(one: Suggestion) -> dict[str, Any]:
    """A suggestion in words: never more than that."""
    notes = []
    if one.is_first:
        notes.append(_("Dalam praktik, komisi menunggu ketidakhadiran kedua."))
    elif one.is_consecutive:
        notes.append(_("Ketidakhadiran itu berturut-turut."))
    else:
        notes.append(
            _(
                "Ketidakhadiran itu tidak berturut-turut. Apakah harus berturut-turut belum "
                "dapat dipastikan dari peraturan yang terbaca."
            )
        )
    return {
        "text": word("absence_consequence", one.consequence),
        "article": str(one.article),
        "notes": notes,
    }


def _asked(request: HttpRequest, records: tuple[Record, ...]) -> Appearance | None:
    """The absence of which a form speaks; one of another dispute is not there."""
    if request.method != "POST":
        return None
    asked = request.POST.get("kehadiran", "")
    rows = (row for one in records for line in one.lines for row in line.noted.absences)
    found = next((row for row in rows if str(row.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _party(one: Record, form: ExcuseForm | None) -> dict[str, Any]:
    return {
        "name": one.name,
        "side": word("side", one.side),
        "suggestion": suggested(one.suggestion) if one.suggestion else None,
        "lines": [_line(line, form) for line in one.lines],
    }


def _line(one: Line, form: ExcuseForm | None) -> dict[str, Any]:
    absence = one.noted.absences[0] if one.noted.absences else None
    presence = one.noted.presence
    mine = None
    if absence is not None:
        is_posted = form is not None and form.prefix == str(absence.pk)
        mine = form if is_posted else ExcuseForm(prefix=str(absence.pk))
    return {
        "hearing": one.noted.hearing,
        "presence": word("presence", presence) if presence else _("tidak dicatat"),
        "note": absence.note if absence else "",
        "is_absent": one.judged.is_absent,
        "why": word("absence_uncounted", one.judged.why) if one.judged.why else "",
        "summonses": [_served(row) for row in one.summonses],
        "excuse": one.excuse,
        "absence": absence.pk if absence else None,
        "form": mine,
    }


def _served(row: Any) -> str:
    """How one summons stood, under the count that was chosen."""
    told = summons_parts.shown(row)
    if told["received_on"] is None:
        return f"{told['name']}: {told['standing']}"
    day = wording.long_date(told["received_on"], tongue())
    said = _("%(name)s: diterima %(day)s") % {"name": told["name"], "day": day}
    if row.last_service_on is None:
        return said
    last = wording.long_date(row.last_service_on, tongue())
    return (
        said
        + ", "
        + _("hari terakhir %(day)s (%(counting)s)")
        % {
            "day": last,
            "counting": told["counting"],
        }
    )
