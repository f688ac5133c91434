"""What parties propose of a draft, as the registrar sees it: the window, and each decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain import correcting as rules
from cases.domain.correcting import ChangedMeanwhile, Working
from cases.domain.errors import CaseError
from cases.models import CorrectionWindow, Hearing, TurnProposal
from cases.queries import calendars, drafts_shown
from cases.queries import correcting as queries
from cases.services.transcripts import correcting as services
from cases.services.transcripts.correcting import Voicing
from cases.web import correcting as desk
from cases.web import correcting_rows as rows
from cases.web import draft_reading
from cases.web.forms.correcting import KEPT, OTHER, DecisionForm, WindowForm
from cases.web.words import refused, word

ACCEPT, REFUSE = "terima", "tolak"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def index(request: HttpRequest, code: str) -> HttpResponse:
    """The window with its working, and every proposal; ``POST`` opens a window."""
    hearing = rows.hearing_of(request, code)
    posted = request.POST if request.method == "POST" else None
    form = WindowForm(posted or (request.GET if "hari" in request.GET else None))
    if posted is not None and form.is_valid() and _opened(request, hearing, form):
        return redirect("correcting_proposals", code)
    window = drafts_shown.window_of(hearing)
    told = {
        **desk.head(hearing),
        "form": form,
        "may_be_shown": drafts_shown.may_be_shown(hearing),
        "preview": _preview(hearing, form),
        "window": draft_reading.window(window, now=timezone.now()) if window else None,
        "proposals": [proposal(one) for one in queries.proposals_of(hearing)],
    }
    return render(request, "correcting/proposals.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def decide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One proposal beside what stands now; ``POST`` accepts or refuses it."""
    hearing = rows.hearing_of(request, code)
    found = get_object_or_404(queries.proposals_of(hearing), pk=pk)
    turn = found.revision.utterance
    latest = queries.latest_revision(turn)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        turn=turn,
        initial=_initial(found, latest.pk),
    )
    if form.is_valid() and _decided(request, found, form):
        return redirect("correcting_proposals", code)
    told = {
        **desk.head(hearing),
        "form": form,
        "proposal": proposal(found),
        "current": latest.text,
        "speaker": rows.speaker_of(turn),
        "is_moved": latest.pk != found.revision_id,
        "runs": rows.difference(latest.text, found.text),
        "is_withdrawn": hasattr(turn, "withdrawal"),
        "sounds": rows.sounds(request.user, hearing),
        "row": None
        if hasattr(turn, "withdrawal")
        else rows.row_of(hearing, turn, rows.sounds(request.user, hearing)),
    }
    return render(request, "correcting/decision.html", told)


def proposal(one: TurnProposal) -> dict[str, Any]:
    """A proposal with what it changes and what became of it."""
    decision = getattr(one, "decision", None)
    taken_back = getattr(one, "withdrawal", None)
    return {
        "pk": one.pk,
        "by": rows.proposer(one),
        "side": word("side", one.side),
        "at": one.proposed_at,
        "reason": one.reason,
        "text": one.text,
        "runs": rows.difference(one.revision.text, one.text),
        "is_same_text": one.text == one.revision.text,
        "turn": rows.speaker_of(one.revision.utterance),
        "voice": ", ".join(filter(None, (one.speaker, one.role))),
        "is_open": decision is None and taken_back is None,
        "taken_back": taken_back,
        "is_accepted": decision is not None and decision.revision_id is not None,
        "decision": decision.reason if decision else "",
        "decided_by": decision.decided_by.name if decision else "",
        "decided_at": decision.decided_at if decision else None,
    }


def _initial(found: TurnProposal, seen: int) -> dict[str, Any]:
    """The form of a decision as the party proposed it."""
    told = {"dilihat": seen, "teks": found.text, "penutur": KEPT}
    if not (found.speaker or found.role):
        return told
    voices = queries.voices(found.window.hearing)
    for key, one in voices.items():
        if (one.name, one.role) == (found.speaker, found.role):
            return told | {"penutur": key}
    return told | {"penutur": OTHER, "nama": found.speaker, "peran": found.role}


def _opened(request: HttpRequest, hearing: Hearing, form: WindowForm) -> bool:
    try:
        window = services.open_window(
            hearing, form.cleaned_data["hari"], by=request.user, now=timezone.now()
        )
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    messages.success(request, _("Masa usulan dibuka; para pihak dikabari."))
    return window is not None


def _decided(request: HttpRequest, found: TurnProposal, form: DecisionForm) -> bool:
    told = form.cleaned_data
    who = {"reason": told["alasan"], "by": request.user, "now": timezone.now()}
    try:
        if request.POST.get("putusan") == ACCEPT:
            voicing: Voicing | None = form.voicing()
            services.accept(
                found, told["teks"], voicing=voicing, seen_revision=told["dilihat"], **who
            )
            messages.success(request, _("Usulan diterima dan menjadi revisi."))
        else:
            services.refuse(found, **who)
            messages.success(request, _("Usulan ditolak; usulan dan alasannya disimpan."))
    except ChangedMeanwhile as refusal:
        form.add_error(None, refused(refusal))
        form.data = form.data.copy()
        form.data["dilihat"] = str(queries.latest_revision(found.revision.utterance).pk)
        return False
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    return True


def _preview(hearing: Hearing, form: WindowForm) -> dict[str, Any] | None:
    """The last day that a number of days gives, before the window is opened."""
    if not form.is_bound or not form.is_valid():
        return None
    opened_on = drafts_shown.today_of(hearing, timezone.now())
    calendar = calendars.working_calendar(hearing.commission.region)
    try:
        working: Working = rules.counted(opened_on, form.cleaned_data["hari"], calendar)
    except CaseError as refusal:
        form.add_error("hari", refused(refusal))
        return None
    return draft_reading.working(
        CorrectionWindow(
            opened_on=opened_on,
            days=form.cleaned_data["hari"],
            last_on=working.last_on,
            working=working.told(),
        )
    )
