"""What was admitted, what was asked and answered, what was promised and done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.domain import vocabulary
from cases.domain.publication.bodies import QuestionBody
from cases.queries import public
from cases.web import entries, filters, paging, rows, statistics
from cases.web.words import word

ANSWERED = "dijawab"


@require_safe
def admissions(request: HttpRequest) -> HttpResponse:
    """The ledger: each admission with its question and with what it does not cover."""
    board = public.admissions(paging.asked(request))
    sources = entries.Sources()
    shown = [entries.ledger_entry(body, sources) for body in board.entries]
    return render(
        request,
        "admissions/ledger.html",
        {
            "entries": shown,
            "board": board,
            "pages": paging.pages(board.page, board.pages),
            "sources": sources.listed(),
        },
    )


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The questions that still wait for an answer, the longest open first; or the answered."""
    are_open = request.GET.get("keadaan", "") != ANSWERED
    board = public.questions(paging.asked(request), are_open=are_open)
    sources = entries.Sources()
    kept = "" if are_open else f"keadaan={ANSWERED}&"
    return render(
        request,
        "admissions/questions.html",
        {
            "questions": [_question(body, sources) for body in board.entries],
            "board": board,
            "are_open": are_open,
            "answered": ANSWERED,
            "pages": paging.pages(board.page, board.pages, lambda no: f"{kept}hal={no}"),
            "sources": sources.listed(),
        },
    )


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """What was undertaken in hearings and ordered by decisions: kept, lapsed, waiting."""
    today = timezone.localdate()
    state, kind = (
        _known(request.GET.get(name, ""), group)
        for name, group in (("keadaan", "promise_state"), ("macam", "promise_kind"))
    )
    found = public.promises(today, state=state, kind=kind)
    return render(
        request,
        "admissions/promises.html",
        {
            "promises": [_promise(row, today) for row in found],
            "counts": statistics.promises(public.promises_kept(public.Slice(), today)),
            "filter": filters.form(
                reverse("promises"),
                [
                    filters.chosen(
                        "keadaan", _("Keadaan"), _("semua"), _pairs("promise_state"), state
                    ),
                    filters.chosen(
                        "macam", _("Macam"), _("semua"), _pairs("promise_kind"), kind
                    ),
                ],
            ),
        },
    )


def _known(told: str, group: str) -> str:
    return told if told in vocabulary.terms(group) else ""


def _pairs(group: str) -> list[tuple[str, str]]:
    return [(code, word(group, code)) for code in vocabulary.terms(group)]


def _promise(row: public.ShelvedPromise, today: date) -> dict[str, Any]:
    """One promise, what became of it, and where it was made."""
    state = "kept" if row.kept_on else "lapsed" if row.lapsed_on else "open"
    if state == "open" and row.due_on and row.due_on < today:
        state = "overdue"
    return {
        "row": row,
        "kind": word("promise_kind", row.kind),
        "state": state,
        "told": word("promise_state", state),
        "told_on": row.kept_on or row.lapsed_on,
        "dispute": rows.dispute(row.dispute),
    }


def _question(body: QuestionBody, sources: entries.Sources) -> dict[str, Any]:
    return {
        **entries.question(body.question, body.sources, sources),
        "respondent": body.respondent,
        "disputes": [
            {"short": ref.register or ref.short, "address": entries.dispute_address(ref)}
            for ref in body.disputes
        ],
    }
