"""What was admitted, and what was never answered."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.domain.publication.bodies import QuestionBody
from cases.queries import public
from cases.web import entries, paging


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
    """The questions that still wait for an answer, the longest open first."""
    board = public.open_questions(paging.asked(request))
    sources = entries.Sources()
    return render(
        request,
        "admissions/questions.html",
        {
            "questions": [_question(body, sources) for body in board.entries],
            "board": board,
            "pages": paging.pages(board.page, board.pages),
            "sources": sources.listed(),
        },
    )


def _question(body: QuestionBody, sources: entries.Sources) -> dict[str, Any]:
    return {
        **entries.question(body.question, body.sources, sources),
        "respondent": body.respondent,
        "disputes": [
            {"short": ref.register or ref.short, "address": entries.dispute_address(ref)}
            for ref in body.disputes
        ],
    }
