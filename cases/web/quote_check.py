"""The quote checker for everybody: an article against published transcripts, kept nowhere."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.press import Said, compare
from cases.queries import public
from cases.queries.public import SpokenTurn
from cases.web import errors, quotes
from cases.web.forms.quotes import QuoteCheckForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Paste an article; what it quotes is laid beside the record, and forgotten."""
    form = QuoteCheckForm(request.POST or None)
    told: dict[str, object] = {"form": form}
    if form.is_valid():
        if ratelimit.consume(request, app="allauth.account", action="quote_check") is None:
            return errors.too_many(request)
        turns = public.spoken(form.cleaned_data["perkara"])
        if turns or not form.cleaned_data["perkara"]:
            told |= {
                "compared": _compared(form.cleaned_data["berita"], turns),
                "turns": len(turns),
            }
        else:
            form.add_error("perkara", _("Tidak ada risalah umum untuk nomor itu."))
    return render(request, "press/check.html", told)


def _compared(article: str, turns: list[SpokenTurn]) -> dict[str, object]:
    numbers = {(turn.hearing, turn.number): no for no, turn in enumerate(turns)}
    said = [
        Said(
            no,
            turn.speaker,
            turn.role,
            turn.text,
            turn.on,
            numbers.get((turn.hearing, turn.replies_to or 0)),
        )
        for no, turn in enumerate(turns)
    ]
    places = {
        no: {"place": turn.place, "address": turn.address} for no, turn in enumerate(turns)
    }
    return quotes.shown(compare(article, said), places)
