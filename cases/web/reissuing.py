"""Another edition by written order: the order is noted, turns are corrected under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.errors import CaseError
from cases.models import Edition, EditionOrder, Utterance
from cases.queries import certifying as queries
from cases.queries import transcripts as held
from cases.services import transcripts
from cases.web import certifying
from cases.web.forms.certifying import CHOOSING, CorrectionForm, OrderForm, TurnForm
from cases.web.words import refused


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def index(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """The written order upon an edition, or a place to note it; then what it corrects."""
    one = certifying.edition_of(request, code, edition)
    if not queries.is_keeper(request.user, one.hearing):
        raise Http404
    order = one.orders.first()
    if order is None:
        return _order(request, one)
    return _corrections(request, one, order)


def _order(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = OrderForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        details = form.to_details()
        if _done(form, lambda: transcripts.order_edition(edition, details, **_by(request))):
            messages.success(request, _("Perintah dicatat; koreksi dapat dituliskan."))
            return redirect("edition_order", edition.hearing.code, edition.no)
    context = {"hearing": edition.hearing, "edition": edition, "order": None, "form": form}
    return render(request, "certifying/order.html", context)


def _corrections(request: HttpRequest, edition: Edition, order: EditionOrder) -> HttpResponse:
    is_open = queries.open_order(edition.hearing) == order
    form = CorrectionForm(request.POST) if request.method == "POST" and is_open else None
    chosen = TurnForm(request.GET if "butir" in request.GET else None, auto_id=CHOOSING)
    if form is not None and form.is_valid() and _corrected(request, order, form):
        messages.success(request, _("Koreksi dicatat; edisi sebelumnya tidak berubah."))
        return redirect("edition_order", edition.hearing.code, edition.no)
    if form is None and is_open and chosen.is_bound and chosen.is_valid():
        form = _prefilled(edition, chosen)
    context = {
        "hearing": edition.hearing,
        "edition": edition,
        "order": order,
        "is_open": is_open,
        "next_no": edition.no + 1,
        "chosen": chosen,
        "form": form,
        "corrections": [_row(edition, one) for one in queries.corrections_of(order)],
    }
    return render(request, "certifying/order.html", context)


def _prefilled(edition: Edition, chosen: TurnForm) -> CorrectionForm | None:
    """The turn as it stands now, with what was corrected already."""
    number = chosen.cleaned_data["butir"]
    try:
        turn = held.draft_record(edition.hearing).turn(number)
    except KeyError:
        chosen.add_error("butir", _("Butir itu tidak ada dalam risalah ini."))
        return None
    told = {"penutur": turn.speaker, "sebagai": turn.role, "kata": turn.text}
    return CorrectionForm(initial={"butir": number, **told})


def _corrected(request: HttpRequest, order: EditionOrder, form: CorrectionForm) -> bool:
    number = form.cleaned_data["butir"]
    turn: Utterance | None = order.hearing.utterances.filter(number=number).first()
    if turn is None:
        form.add_error("butir", _("Butir itu tidak ada dalam risalah ini."))
        return False
    said = form.to_correction()
    return _done(form, lambda: transcripts.correct(order, turn, said, **_by(request)))


def _row(edition: Edition, one: Any) -> dict[str, Any]:
    before = edition.record["turns"][one.utterance.number - 1]
    return {"before": before, "now": one}


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "now": timezone.now()}


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    return True
