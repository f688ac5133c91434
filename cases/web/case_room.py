"""The room of a dispute: where it stands, what is to be done, and what is written there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain import letters
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.errors import CaseError
from cases.domain.notices import Side
from cases.models import Dispute, Upload
from cases.queries import case_room as queries
from cases.queries import correspondence as held
from cases.queries.accounts import House
from cases.services import correspondence
from cases.services.correspondence import Writing
from cases.web import case_parts, case_tasks, clocks, inside, progress, summons_parts, uploading
from cases.web.forms.case_room import MessageForm
from cases.web.words import refused

FILES = "berkas"
# For whom somebody writes who stands on several sides.
FIRST = (Side.APPLICANT, Side.RESPONDENT, Side.COMMISSION)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def room(request: HttpRequest, code: str) -> HttpResponse:
    """The room of one of one's own disputes; ``POST`` writes a message."""
    dispute = found(request, code)
    writes = queries.writes_for(request.user, dispute)
    side = next((one for one in FIRST if one in writes), None)
    form, chosen = None, []
    if side is not None:
        form = MessageForm(request.POST if request.method == "POST" else None, side=side)
    if request.method == "POST":
        if side is None or form is None:
            raise Http404
        chosen, trouble = brought(request, FILES, house=writes[side], dispute=dispute)
        if trouble:
            form.add_error(None, trouble)
        if form.is_valid() and _sent(request, dispute, form, side, chosen):
            messages.success(request, _("Pesan dikirim."))
            return redirect("case_room", code)
    return render(
        request, "case_room/room.html", _page(request, dispute, writes, side, form, chosen)
    )


@require_safe
@login_required
@never_cache
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """The papers as they are made, asked for by the room while they are not."""
    dispute = found(request, code)
    told = {"papers": progress.of_dispute(dispute, reverse("case_room_papers", args=[code]))}
    return render(request, "desk/_papers.html", told)


def found(request: HttpRequest, code: str) -> Dispute:
    """A dispute in which one has a part; every other one is not there."""
    dispute: Dispute = get_object_or_404(queries.visible_to(request.user), code=code)
    return dispute


def brought(
    request: HttpRequest, name: str, *, house: House, dispute: Dispute
) -> tuple[list[Upload], str]:
    """What a form posts under a name, and why one of the files was not taken."""
    try:
        files = uploading.taken(request, name, house=house, dispute=dispute)
    except CaseError as refusal:
        return [], refused(refusal)
    return [one for one in files if not one.refusal], ""


def _sent(
    request: HttpRequest,
    dispute: Dispute,
    form: MessageForm,
    side: Side,
    chosen: Sequence[Upload],
) -> bool:
    """Whether it was sent; why it was not stands in the form."""
    writing = Writing(CorrespondenceKind.MESSAGE, form.cleaned_data["teks"], chosen)
    try:
        correspondence.write(
            dispute,
            writing,
            sender=side,
            to=form.to_sides(),
            by=request.user,
            now=timezone.now(),
        )
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    return True


def _page(
    request: HttpRequest,
    dispute: Dispute,
    writes: Mapping[Side, House],
    side: Side | None,
    form: MessageForm | None,
    chosen: Sequence[Upload],
) -> dict[str, Any]:
    user, today = request.user, timezone.localdate()
    running = list(queries.running_in(dispute).select_related("dispute__commission"))
    sides = queries.reads_as(user, dispute)
    papers_at = reverse("case_room_papers", args=[dispute.code])
    return {
        "dispute": dispute,
        **case_parts.head(dispute),
        "steps": case_parts.steps(dispute),
        "tasks": case_tasks.tasks(user, dispute, sides, writes, running, today),
        "clocks": clocks.running(running),
        "summonses": summons_parts.of_room(user, dispute),
        "sources": [],
        "thread": case_parts.thread(list(held.of_dispute(user, dispute))),
        "form": form,
        "is_registry": side is Side.COMMISSION,
        "control": uploading.control(
            FILES, label=_("Berkas"), house=writes[side], dispute=dispute, chosen=chosen
        )
        if side is not None
        else None,
        "history": [case_parts.event(one) for one in queries.history(user, dispute)],
        "papers": progress.of_dispute(dispute, papers_at),
        "letters": progress.letters(queries.letters_of(user, dispute)),
        "wording_is_reviewed": letters.is_reviewed(),
        "link": case_parts.link(user, dispute),
        "acts": case_tasks.acts(user, dispute),
        "struck": case_parts.struck(user, dispute),
        "doubles": case_parts.doubles(user, dispute),
        "inside": inside.inside(request, dispute=dispute),
        "may_withdraw": case_parts.may_withdraw(user, dispute),
    }
