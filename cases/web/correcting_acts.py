"""A turn is cut, joined with the next, followed by a forgotten one, closed, or taken back."""

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
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.errors import CaseError
from cases.domain.transcripts import SEALED_BASIS
from cases.models import Utterance, UtteranceRevision
from cases.queries import correcting as queries
from cases.services.transcripts import correcting as services
from cases.web import correcting as desk
from cases.web import correcting_rows as rows
from cases.web.forms.correcting import (
    ClosingForm,
    InsertForm,
    JoinForm,
    ReasonForm,
    RunForm,
    SplitForm,
)
from cases.web.words import refused

SPLIT, JOIN, INSERT, WITHDRAW = "pecah", "gabung", "sisip", "tarik"
CLOSE, REOPEN = "tutup", "buka"
Forms = dict[str, forms.Form]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def acts(request: HttpRequest, code: str, turn: int) -> HttpResponse:
    """What can be done to a turn as a whole; ``POST`` says which of it in ``tindakan``."""
    hearing = rows.hearing_of(request, code)
    found = rows.turn_of(hearing, turn)
    if hasattr(found, "withdrawal"):
        raise Http404
    latest = queries.latest_revision(found)
    _before, following = queries.neighbours(found)
    behind = queries.latest_revision(following) if following else None
    own = _forms(request, found, latest, behind)
    act = request.POST.get("tindakan", "")
    if request.method == "POST":
        if act not in own:
            raise Http404
        if own[act].is_valid() and _done(request, own[act], ACTS[act], found):
            return redirect(desk.place_of(hearing, _standing(found)))
    told = {
        **desk.head(hearing),
        "turn": found,
        "speaker": rows.speaker_of(found),
        "text": latest.text,
        "next": {"speaker": rows.speaker_of(following), "text": behind.text}
        if following and behind
        else None,
        "forms": own,
        "act": act,
        "back": desk.place_of(hearing, found),
    }
    return render(request, "correcting/acts.html", told)


def _forms(
    request: HttpRequest,
    turn: Utterance,
    latest: UtteranceRevision,
    behind: UtteranceRevision | None,
) -> Forms:
    """The forms by what they do, the posted one bound; each with names of its own."""
    posted, act = request.POST, request.POST.get("tindakan")
    seen = {"dilihat": latest.pk}

    def told(name: str) -> dict[str, Any]:
        return {"data": posted if act == name else None, "auto_id": f"{name}-%s"}

    found: Forms = {}
    if len(latest.text.split()) > 1:
        found[SPLIT] = SplitForm(revision=latest, initial=seen, **told(SPLIT))
    if behind is not None:
        found[JOIN] = JoinForm(initial=seen | {"berikutnya": behind.pk}, **told(JOIN))
    found[INSERT] = InsertForm(
        turn=turn, initial={"jenis": "speech", "tertutup": turn.is_closed}, **told(INSERT)
    )
    found |= _door(turn, told)
    found[WITHDRAW] = ReasonForm(initial=seen, **told(WITHDRAW))
    return found


def _door(turn: Utterance, told: Callable[[str], dict[str, Any]]) -> Forms:
    """An open turn may be closed, with those behind it; a closed one be opened."""
    run = queries.run_from(turn)
    known = {
        "run": run,
        "initial": {"dilihat": max(one.pk for one in run), "sampai": turn.pk},
    }
    if turn.is_closed:
        return {REOPEN: RunForm(**known, **told(REOPEN))}
    known["initial"]["pasal"] = SEALED_BASIS
    return {CLOSE: ClosingForm(**known, **told(CLOSE))}


def _done(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[Utterance, Any, dict[str, Any]], str],
    turn: Utterance,
) -> bool:
    """Whether it was done; why not stands in the form."""
    who = {
        "reason": form.cleaned_data["alasan"],
        "by": request.user,
        "now": timezone.now(),
    }
    try:
        said = act(turn, form, who)
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    messages.success(request, said)
    return True


def _split(turn: Utterance, form: SplitForm, who: dict[str, Any]) -> str:
    told = form.cleaned_data
    services.split(turn, int(told["kata"]), seen_revision=told["dilihat"], **who)
    return _("Giliran dipecah.")


def _join(turn: Utterance, form: JoinForm, who: dict[str, Any]) -> str:
    told = form.cleaned_data
    services.join(turn, seen_revisions=(told["dilihat"], told["berikutnya"]), **who)
    return _("Kedua giliran digabung.")


def _insert(turn: Utterance, form: InsertForm, who: dict[str, Any]) -> str:
    services.insert(turn, form.telling(), is_closed=form.cleaned_data["tertutup"], **who)
    return _("Giliran disisipkan.")


def _withdraw(turn: Utterance, form: ReasonForm, who: dict[str, Any]) -> str:
    services.withdraw(turn, seen_revision=form.cleaned_data["dilihat"], **who)
    return _("Giliran ditarik; kata-katanya tetap tersimpan.")


def _close(turn: Utterance, form: ClosingForm, who: dict[str, Any]) -> str:
    seen, article = form.cleaned_data["dilihat"], form.cleaned_data["pasal"]
    count = len(services.close(turn, form.last(), seen=seen, article=article, **who))
    told = ngettext(
        "%(n)s giliran dinyatakan tertutup; umum tidak membaca kata-katanya.",
        "%(n)s giliran dinyatakan tertutup; umum tidak membaca kata-katanya.",
        count,
    )
    return told % {"n": count}


def _reopen(turn: Utterance, form: RunForm, who: dict[str, Any]) -> str:
    seen = form.cleaned_data["dilihat"]
    count = len(services.reopen(turn, form.last(), seen=seen, **who))
    told = ngettext("%(n)s giliran dibuka lagi.", "%(n)s giliran dibuka lagi.", count)
    return told % {"n": count}


ACTS: dict[str, Callable[[Utterance, Any, dict[str, Any]], str]] = {
    SPLIT: _split,
    JOIN: _join,
    INSERT: _insert,
    WITHDRAW: _withdraw,
    CLOSE: _close,
    REOPEN: _reopen,
}


def _standing(turn: Utterance) -> Utterance:
    """The turn where it stands now, which may be another place than before."""
    turn.refresh_from_db()
    return turn
