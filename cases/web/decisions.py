"""The decisions, latest first, by commission, year, result and body; the same as CSV."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.domain import vocabulary
from cases.domain.publication.bodies import DecisionBody
from cases.domain.rulings import Fate, fate_of
from cases.queries import public
from cases.web import entries, filters, paging
from cases.web.words import outcome, tongue, word

YEAR = re.compile(r"[0-9]{4}")
LONGEST = 120


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """A page of the list; the address keeps what is asked for."""
    asked, told = _asked(request)
    board = public.decisions(paging.asked(request), asked)
    context = {
        "board": board,
        "decisions": [_decision(body) for body in board.entries],
        "filter": _form(asked),
        "pages": paging.pages(
            board.page, board.pages, lambda no: urlencode({**told, "hal": no})
        ),
    }
    return render(request, "decisions/page.html", context)


def _asked(request: HttpRequest) -> tuple[public.DecisionsAsked, dict[str, str]]:
    """What the address asks for, and its parameters; nonsense asks for nothing."""
    told = {
        name: request.GET.get(name, "").strip().replace("\x00", "")[:LONGEST]
        for name in ("komisi", "tahun", "hasil", "badan")
    }
    if told["hasil"] not in vocabulary.terms("disposition"):
        told["hasil"] = ""
    if not YEAR.fullmatch(told["tahun"]):
        told["tahun"] = ""
    asked = public.DecisionsAsked(
        commission=told["komisi"],
        year=int(told["tahun"]) if told["tahun"] else None,
        disposition=told["hasil"],
        body=told["badan"],
    )
    return asked, {name: value for name, value in told.items() if value}


def _form(asked: public.DecisionsAsked) -> dict[str, Any]:
    choices = public.decision_choices()
    years = [(str(year), str(year)) for year in choices.years]
    came = [(code, word("disposition", code)) for code in choices.dispositions]
    lists = [
        filters.commission(choices.commissions, asked.commission),
        filters.chosen(
            "tahun", _("Tahun dibacakan"), _("semua tahun"), years, str(asked.year or "")
        ),
        filters.chosen("hasil", _("Hasil"), _("semua hasil"), came, asked.disposition),
    ]
    if asked.body:
        lists.append(
            filters.chosen("badan", _("Badan publik"), _("semua badan"), (), asked.body)
        )
    return filters.form(reverse("decisions"), lists)


def _decision(body: DecisionBody) -> dict[str, Any]:
    told = body.decision
    return {
        "title": f"{body.applicant} v. {body.respondent}",
        "address": f"{entries.dispute_address(body.dispute)}#putusan",
        "register": body.dispute.register,
        "dispute": body.dispute,
        "number": told.number,
        "kind": word("decision_kind", told.kind),
        "fate": fate_of(told.disposition),
        "result": outcome(told.result, told.disposition),
        "result_lang": tongue() if told.disposition else "id",
        "pronounced_on": told.pronounced_on,
        "date_note": told.date_note,
        "orders": len(told.orders),
        "complied": sum(one.complied_on is not None for one in told.orders),
        "opened": sum(one.fate in {Fate.OPEN, Fate.PARTLY_OPEN} for one in told.dispositions),
        "items": len(told.dispositions),
    }
