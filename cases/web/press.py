"""The quote checker of the registry: an article against one dispute, and what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.errors import CaseError
from cases.domain.press import Compared, Said, compare
from cases.models import Dispute, ReportedQuote
from cases.queries import press as queries
from cases.services import press as services
from cases.web import admissions, claims, quotes
from cases.web.forms.statements import ArticleForm
from cases.web.words import refused, word

CHOSEN, KEEP = "kutipan", "simpan"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def article(request: HttpRequest, code: str) -> HttpResponse:
    """Compare an article with the hearings of a dispute; ``simpan`` keeps what was chosen."""
    dispute = claims.kept(request, code)
    form = ArticleForm(request.POST or None)
    told: dict[str, Any] = {**claims.head(dispute), "form": form}
    if form.is_valid():
        turns = list(queries.turns_of(dispute))
        compared = compare(form.cleaned_data["berita"], [_said(turn) for turn in turns])
        if KEEP in request.POST and _kept(request, form, dispute, compared):
            return redirect("case_press", code)
        places = {turn.utterance.pk: claims.place_of(turn.place) for turn in turns}
        told |= {
            "compared": quotes.shown(compared, places),
            "turns": len(turns),
            "chosen": set(request.POST.getlist(CHOSEN)),
        }
    told["kept"] = [_row(one) for one in queries.kept_in(dispute)]
    return render(request, "press/registry.html", told)


def _said(turn: queries.Turn) -> Said:
    row = turn.utterance
    return Said(
        row.pk, row.speaker, row.role, turn.text, row.hearing.held_on, row.replies_to_id
    )


def _kept(
    request: HttpRequest, form: ArticleForm, dispute: Dispute, compared: Sequence[Compared]
) -> bool:
    """Whether the chosen quotations were kept; why not, stands in the form."""
    wanted = set(request.POST.getlist(CHOSEN))
    chosen = [one for no, one in enumerate(compared) if str(no) in wanted]
    try:
        services.keep_quotes(dispute, form.to_details(), chosen, **admissions.by(request))
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    told = {"total": len(chosen)}
    said = ngettext("%(total)s kutipan disimpan.", "%(total)s kutipan disimpan.", len(chosen))
    messages.success(request, said % told)
    return True


def _row(one: ReportedQuote) -> dict[str, Any]:
    return {
        "outlet": one.article.outlet,
        "title": one.article.title,
        "url": one.article.url,
        "published_on": one.article.published_on,
        "sha256": one.article.text_sha256,
        "quote": one.quote,
        "speaker": one.attributed_to,
        "number": one.utterance.number,
        "on": one.utterance.hearing.held_on,
        "score": one.score,
        "differences": [
            {**each, "kind": word("quote_difference", each["kind"])} for each in one.differences
        ],
    }
