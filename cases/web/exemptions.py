"""The map of exemptions: which letter was claimed, by whom, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.adapters import tables
from cases.domain import vocabulary
from cases.domain.rulings import ExemptionOutcome
from cases.queries import public
from cases.web import filters, measures, rows
from cases.web.words import word

UNREPORTED = "tanpa"  # the letter of a claim that names none, as an address says it
PARAMETERS = ("huruf", "hasil")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Letters by outcome, bodies by outcome, and the disputes of what is chosen."""
    asked = public.Slice.from_query(request.GET)
    ground, outcome = _ground(request.GET.get("huruf", "")), _outcome(request.GET)
    found = public.exemption_map(asked, ground=ground, outcome=outcome)
    shown = [
        one for one in ExemptionOutcome if any(one in row.outcomes for row in found.letters)
    ]
    context = {
        "found": found,
        "measure": measures.EXEMPTIONS,
        "basis": basis(),
        "outcomes": [word("exemption_outcome", one) for one in shown],
        "letters": [_letter(row, shown, asked) for row in found.letters],
        "bodies": [_body(row, shown) for row in found.bodies],
        "chosen": _chosen(ground, outcome),
        "disputes": [rows.dispute(one) for one in found.disputes],
        "filter": _form(asked, ground, outcome),
        "table": f"{reverse('exemptions_csv')}?{asked.query()}".rstrip("?"),
    }
    return render(request, "exemptions/page.html", context)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Letters and bodies by outcome, in one long table."""
    found = public.exemption_map(public.Slice.from_query(request.GET))
    told = [
        *(("huruf", row.key or UNREPORTED, "", row) for row in found.letters),
        *(("badan", row.key, row.name, row) for row in found.bodies),
    ]
    body = tables.write_csv(
        (_("menurut"), _("kode"), _("nama"), _("hasil"), _("sengketa")),
        (
            (by, code, name, outcome, count)
            for by, code, name, row in told
            for outcome, count in sorted(row.outcomes.items())
        ),
    )
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="pengecualian.csv"'
    return response


def letter_name(code: str) -> str:
    """The letter as people cite it, huruf b; that none is reported where there is none."""
    if not code:
        return _("huruf tidak dilaporkan")
    return _("huruf %(letter)s") % {"letter": code.lstrip("0123456789")}


def basis() -> str:
    """The provision whose letters are claimed."""
    first = next(iter(vocabulary.terms("exemption_ground").values()))
    return first.article.partition(" huruf ")[0]


def _ground(told: str) -> str | None:
    """The letter that an address asks for; empty: none reported; None: any."""
    if told == UNREPORTED:
        return ""
    return told if told in vocabulary.terms("exemption_ground") else None


def _outcome(query: Mapping[str, Any]) -> str:
    told = query.get("hasil", "")
    return told if told in set(ExemptionOutcome) else ""


def _letter(
    row: public.Claimed, shown: list[ExemptionOutcome], asked: public.Slice
) -> dict[str, Any]:
    code = row.key or UNREPORTED
    return {
        "name": letter_name(row.key),
        "means": word("exemption_ground", row.key),
        "address": _address(asked, huruf=code),
        "total": row.total,
        "cells": [
            {
                "outcome": word("exemption_outcome", one),
                "count": row.outcomes.get(one, 0),
                "address": _address(asked, huruf=code, hasil=one),
            }
            for one in shown
        ],
    }


def _body(row: public.Claimed, shown: list[ExemptionOutcome]) -> dict[str, Any]:
    return {
        "name": row.name,
        "address": reverse("body_record", args=[row.key]),
        "total": row.total,
        "cells": [(word("exemption_outcome", one), row.outcomes.get(one, 0)) for one in shown],
    }


def _address(asked: public.Slice, **more: str) -> str:
    told = "&".join(part for part in (asked.query(), urlencode(more)) if part)
    return f"{reverse('exemptions')}?{told}#sengketa"


def _chosen(ground: str | None, outcome: str) -> str:
    """What the list below is narrowed to, in words."""
    told = [letter_name(ground) if ground is not None else ""]
    told.append(word("exemption_outcome", outcome))
    return ", ".join(one for one in told if one)


def _form(asked: public.Slice, ground: str | None, outcome: str) -> dict[str, Any]:
    letters = [(code, letter_name(code)) for code in vocabulary.terms("exemption_ground")]
    letters.append((UNREPORTED, letter_name("")))
    told = "" if ground is None else ground or UNREPORTED
    came = [(one.value, word("exemption_outcome", one)) for one in ExemptionOutcome]
    return filters.form(
        reverse("exemptions"),
        [
            filters.chosen("huruf", _("Huruf"), _("semua huruf"), letters, told),
            filters.chosen("hasil", _("Hasil"), _("semua hasil"), came, outcome),
            *filters.of_slice(asked, public.slice_choices()),
        ],
    )
