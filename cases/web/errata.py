"""Errata of a frozen edition: lines are chosen, both readings stay, nothing moves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.errors import CaseError
from cases.domain.transcripts import Line, short_citation
from cases.models import Edition, EditionLine
from cases.queries import certifying as queries
from cases.queries import edition_papers as papers
from cases.queries import transcripts as held
from cases.services import transcripts
from cases.web import certifying, uploading
from cases.web.forms.certifying import CHOOSING, ErratumForm, LinesForm, Places
from cases.web.words import refused


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def index(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """The errata of an edition, and a place to add one to lines that are shown first."""
    one = certifying.edition_of(request, code, edition)
    if not queries.is_keeper(request.user, one.hearing):
        raise Http404
    is_posted = request.method == "POST"
    chosen = LinesForm(request.GET if "baris" in request.GET else None, auto_id=CHOOSING)
    form = ErratumForm(request.POST if is_posted else None)
    if is_posted and form.is_valid() and _added(request, one, form):
        messages.success(request, _("Ralat dicatat; edisinya sendiri tidak berubah."))
        return redirect("errata", code, edition)
    places = _places(form if is_posted else chosen)
    shown = _shown(one, places) if places else []
    if places and not is_posted:
        form = ErratumForm(initial={"baris": _told(*places)})
    if places and not shown:
        chosen.add_error("baris", _("Baris itu tidak ada dalam edisi ini."))
    context = {
        "hearing": one.hearing,
        "edition": one,
        "chosen": chosen,
        "form": form if shown or is_posted else None,
        "shown": shown,
        "errata": [_row(one, row) for row in _rows(one)],
        "sheets": papers.sheets_of(one),
        "files": papers.with_errata(one),
    }
    return render(request, "certifying/errata.html", context)


def _rows(edition: Edition) -> Any:
    return edition.errata.select_related("first", "last").order_by("no")


def _row(edition: Edition, row: Any) -> dict[str, Any]:
    place = _told((row.first.page, row.first.line), (row.last.page, row.last.line))
    number = f"R{edition.no}-{row.no}"
    return {
        "number": number,
        "cite": f"{place} jo. {number}",
        "address": reverse("transcript", args=[edition.hearing.code, edition.no])
        + f"#p{row.first.page}l{row.first.line}",
        "is_closed": row.first.kind == "sealed",
        "row": row,
    }


def _places(form: LinesForm) -> Places | None:
    """The lines that were asked for; None where none were, or they are no place."""
    if not form.is_bound:
        return None
    form.is_valid()
    found: Places | None = form.cleaned_data.get("baris")
    return found


def _shown(edition: Edition, places: Places) -> list[dict[str, Any]]:
    """The lines as they stand."""
    lines = held.lines_between(edition, *places)
    words = held.words_at(edition, lines)
    return [
        {"place": f"{line.page}:{line.line}", "text": text}
        for line, text in zip(lines, words, strict=True)
    ]


def _added(request: HttpRequest, edition: Edition, form: ErratumForm) -> bool:
    told = form.cleaned_data
    ends = [_line(edition, place) for place in told["baris"]]
    if ends[0] is None or ends[1] is None:
        form.add_error("baris", _("Baris itu tidak ada dalam edisi ini."))
        return False
    try:
        transcripts.add_erratum(
            edition,
            ends[0],
            ends[1],
            correct=told["bacaan"],
            reason=told["alasan"],
            ordered_by=told["oleh"],
            actor=uploading.actor(request),
            now=timezone.now(),
        )
    except CaseError as refusal:
        form.add_error("baris", refused(refusal))
        return False
    return True


def _line(edition: Edition, place: tuple[int, int]) -> EditionLine | None:
    return edition.lines.filter(page=place[0], line=place[1]).first()


def _told(first: tuple[int, int], last: tuple[int, int]) -> str:
    ends = (Line(*place, None, 0, 0, "", "text") for place in (first, last))
    return short_citation(*ends)
