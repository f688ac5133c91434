"""Where the lines of an earlier edition stand in the next one: a page, and a file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.adapters import tables
from cases.domain.transcripts import Match, short_citation
from cases.queries import public
from cases.web import paging

SHOWN = 250  # lines on a page; the file holds all


@require_safe
def index(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """The concordance of an edition with the one after it; both are public."""
    older, newer, matches = _found(code, edition)
    first = (paging.asked(request) - 1) * SHOWN
    if first and first >= len(matches):
        raise Http404
    context = {
        "older": older,
        "newer": newer,
        "rows": [_row(one) for one in matches[first : first + SHOWN]],
        "changed": sum(one.is_changed for one in matches),
        "count": len(matches),
        "page": first // SHOWN + 1,
        "before": first // SHOWN if first else 0,
        "after": first // SHOWN + 2 if first + SHOWN < len(matches) else 0,
    }
    return render(request, "certifying/concordance.html", context)


@require_safe
def as_csv(_request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """The same as a file."""
    older, newer, matches = _found(code, edition)
    head = [
        _("Edisi %(no)s") % {"no": older.edition.no},
        _("Edisi %(no)s") % {"no": newer.edition.no},
        _("Kata"),
    ]
    rows = [
        [row["old"], row["new"], _("berubah") if row["is_changed"] else _("sama")]
        for row in map(_row, matches)
    ]
    answer = HttpResponse(tables.write_csv(head, rows), content_type="text/csv; charset=utf-8")
    name = f"konkordansi-{code}-{older.edition.no}-{newer.edition.no}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _found(
    code: str, no: int
) -> tuple[public.Transcript, public.Transcript, tuple[Match, ...]]:
    try:
        older, newer = public.edition(code, no), public.edition(code, no + 1)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    return older, newer, public.concordance(older, newer)


def _row(one: Match) -> dict[str, Any]:
    return {
        "old": short_citation(one.first, one.last),
        "new": short_citation(one.new_first, one.new_last),
        "old_at": f"{one.first.page}:{one.first.line}",
        "new_at": f"{one.new_first.page}:{one.new_first.line}",
        "is_changed": one.is_changed,
    }
