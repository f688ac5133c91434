"""A hearing as its panel follows it while it is taken down: the turns and what is still open.

Nothing is written here; the page asks for what is new every few seconds.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.domain.admissions import UNANSWERED
from cases.domain.capture import MarkKind
from cases.domain.transcripts import UtteranceKind
from cases.models import Hearing
from cases.queries import capture as queries
from cases.queries import following, threads
from cases.web import capture_lines, capture_state
from cases.web.words import word

SHOWN = 60  # turns; the whole record is read in the transcript


@require_safe
@login_required
@never_cache
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The whole page."""
    hearing = _found(request, code)
    disputes = queries.disputes_of(hearing)
    context = {
        "hearing": hearing,
        "title": capture_lines.title(disputes),
        "registers": queries.registers(disputes),
        "seat": capture_lines.seat(hearing),
        **_told(hearing),
    }
    return render(request, "capture/watch.html", context)


@require_safe
@login_required
@never_cache
def news(request: HttpRequest, code: str) -> HttpResponse:
    """The part of the page that moves."""
    return render(request, "capture/_live.html", _told(_found(request, code)))


def _found(request: HttpRequest, code: str) -> Hearing:
    """A hearing that one may follow: of the panel, or that one may record."""
    rows = following.watchable(request.user) | queries.recordable(request.user)
    found: Hearing = get_object_or_404(rows.distinct(), code=code)
    return found


def _told(hearing: Hearing) -> dict[str, Any]:
    rows = [capture_state.turn(row) for row in queries.turns_since(hearing, 0)]
    turns = [one for one in capture_lines.shown(rows, hearing) if not one["withdrawn"]]
    answered = {one["replies_to"] for one in turns}
    phase, _doors = queries.phase_of(hearing)
    waiting = [one for one in turns if _is_open(one, answered)]
    carried = list(threads.carried_to(hearing))
    marks = [{**mark, "turn": one} for one in turns for mark in one["marks"]]
    return {
        "code": hearing.code,
        "phase": word("capture_phase", phase),
        "is_running": hearing.state in queries.RUNNING,
        "turns": turns[-SHOWN:],
        "open": waiting,
        "carried": carried,
        "open_count": len(waiting) + len(carried),
        "admissions": [one for one in marks if one["kind"] == MarkKind.ADMISSION],
        "mark_count": sum(one["kind"] != MarkKind.EXHIBIT for one in marks),
        "others": [
            {**one, "word": word("capture_mark", one["kind"])}
            for one in marks
            if one["kind"] in {MarkKind.ORDER, MarkKind.UNDERTAKING}
        ],
    }


def _is_open(turn: dict[str, Any], answered: set[str]) -> bool:
    """A question waits until somebody answers or judges it; one judged unanswered waits on."""
    if turn["kind"] != UtteranceKind.QUESTION:
        return False
    return turn["fate"] in UNANSWERED if turn["fate"] else turn["ref"] not in answered
