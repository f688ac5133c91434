"""The draft of a hearing as its parties read it for some days, and what they propose."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from cases.domain.correcting import TABLE, ChangedMeanwhile
from cases.domain.errors import CaseError
from cases.domain.wording import short_date
from cases.models import CorrectionWindow, Dispute, Hearing, Utterance, UtteranceRevision
from cases.queries import correcting as queries
from cases.queries import drafts_shown
from cases.services.transcripts import correcting as services
from cases.web import case_parts, case_room, paging
from cases.web import correcting_rows as rows
from cases.web.forms.correcting import KEPT, ProposalForm
from cases.web.words import refused, tongue, word


@require_safe
@login_required
@never_cache
def draft(request: HttpRequest, code: str, hearing: str) -> HttpResponse:
    """The draft while its window is open, and what one's own side proposed."""
    dispute, found = _found(request, code, hearing)
    now = timezone.now()
    standing = drafts_shown.window_of(found)
    if standing is None:
        raise Http404
    is_open = drafts_shown.is_open(standing, now=now)
    pages = Paginator(queries.standing(found), TABLE.page)
    page = pages.get_page(paging.asked(request))
    side = drafts_shown.side_for(request.user, dispute)
    own = drafts_shown.proposals_by(dispute, side, found) if side else []
    told = {
        "dispute": dispute,
        "register": case_parts.register_of(dispute),
        "hearing": found,
        "window": window(standing, now=now),
        "turns": _turns(page.object_list) if is_open else [],
        "pages": paging.pages(page.number, pages.num_pages) if is_open else None,
        "may_propose": is_open and side is not None,
        "proposals": [_own(one, is_open) for one in own],
        "may_take_back": side is not None and not found.editions.exists(),
    }
    return render(request, "correcting/draft.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def propose(request: HttpRequest, code: str, hearing: str, turn: int) -> HttpResponse:
    """One turn of the draft, and what it should say; ``POST`` proposes it."""
    dispute, found = _found(request, code, hearing)
    side = drafts_shown.side_for(request.user, dispute)
    standing = drafts_shown.window_of(found)
    if side is None or standing is None:
        raise Http404
    if not drafts_shown.is_open(standing, now=timezone.now()):
        messages.warning(request, _("Masa usulan koreksi sidang ini sudah lewat."))
        return redirect("draft_reading", code, hearing)
    row = get_object_or_404(drafts_shown.readable(found), pk=turn)
    latest = queries.latest_revision(row)
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        turn=row,
        initial={"dilihat": latest.pk, "teks": latest.text, "penutur": KEPT},
    )
    if form.is_valid():
        try:
            _proposed(request, form, row, dispute)
        except ChangedMeanwhile as refusal:
            form.add_error(None, refused(refusal))
            form.data = form.data.copy()
            form.data["dilihat"] = str(latest.pk)
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            messages.success(request, _("Usulan dikirim kepada Panitera."))
            return redirect("draft_reading", code, hearing)
    told = {
        "dispute": dispute,
        "register": case_parts.register_of(dispute),
        "hearing": found,
        "window": window(standing, now=timezone.now()),
        "speaker": rows.speaker_of(row),
        "text": latest.text,
        "form": form,
    }
    return render(request, "correcting/propose.html", told)


@require_POST
@login_required
@never_cache
def take_back(request: HttpRequest, code: str, hearing: str, pk: int) -> HttpResponse:
    """Take back one proposal of one's own side."""
    dispute, found = _found(request, code, hearing)
    side = drafts_shown.side_for(request.user, dispute)
    if side is None:
        raise Http404
    own = get_object_or_404(drafts_shown.proposals_by(dispute, side, found), pk=pk)
    try:
        services.take_back(own, dispute=dispute, side=side, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Usulan dicabut; catatannya tetap disimpan."))
    return redirect("draft_reading", code, hearing)


def window(one: CorrectionWindow, *, now: datetime) -> dict[str, Any]:
    """A window with its last day, how it was counted, and whether it is open."""
    return working(one) | {"is_open": drafts_shown.is_open(one, now=now)}


def working(one: CorrectionWindow) -> dict[str, Any]:
    """The days of a window: which count, which do not, by which calendar."""
    told = one.working
    return {
        "opened_on": one.opened_on,
        "last_on": one.last_on,
        "days": one.days,
        "counted": [short_date(date.fromisoformat(day), tongue()) for day in told["counted"]],
        "skipped": [
            f"{short_date(date.fromisoformat(day), tongue())} ({name})"
            for day, name in told["skipped"]
        ],
        "version": told["version"],
    }


def _found(request: HttpRequest, code: str, hearing: str) -> tuple[Dispute, Hearing]:
    """A hearing of one's own dispute; to whoever stands on no side of it, it is not there."""
    dispute = case_room.found(request, code)
    if not drafts_shown.reads_draft(request.user, dispute):
        raise Http404
    heard = Hearing.objects.filter(disputes=dispute).select_related("commission")
    return dispute, get_object_or_404(heard, code=hearing)


def _proposed(
    request: HttpRequest, form: ProposalForm, turn: Utterance, dispute: Dispute
) -> None:
    told = form.cleaned_data
    read = get_object_or_404(
        UtteranceRevision.objects.select_related("utterance__hearing__commission"),
        pk=told["dilihat"],
        utterance=turn,
    )
    side = drafts_shown.side_for(request.user, dispute)
    if side is None:
        raise Http404
    services.propose(
        read,
        told["teks"],
        voicing=form.voicing(),
        dispute=dispute,
        side=side,
        reason=told["alasan"],
        by=request.user,
        now=timezone.now(),
    )


def _turns(page: Any) -> list[dict[str, Any]]:
    """Turns of one page as parties read them; of a closed one only that it is there."""
    turns = list(page)
    open_ones = [one.newest for one in turns if not one.is_closed]
    latest = {
        one.utterance_id: one for one in UtteranceRevision.objects.filter(pk__in=open_ones)
    }
    return [
        {"is_closed": True}
        if one.is_closed
        else {
            "pk": one.pk,
            "is_closed": False,
            "speaker": rows.speaker_of(one),
            "kind": word("utterance_kind", one.kind),
            "text": latest[one.pk].text,
        }
        for one in turns
    ]


def _own(one: Any, is_open: bool) -> dict[str, Any]:
    """One's own proposal; what the draft said is told only while it may be read."""
    decision = getattr(one, "decision", None)
    taken_back = getattr(one, "withdrawal", None)
    may_read = is_open and not one.revision.utterance.is_closed
    return {
        "pk": one.pk,
        "at": one.proposed_at,
        "by": one.proposed_by.name,
        "text": one.text,
        "runs": rows.difference(one.revision.text, one.text) if may_read else [],
        "voice": ", ".join(filter(None, (one.speaker, one.role))),
        "reason": one.reason,
        "is_open": decision is None and taken_back is None,
        "taken_back": taken_back,
        "is_accepted": decision is not None and decision.revision_id is not None,
        "decision": decision.reason if decision else "",
    }
