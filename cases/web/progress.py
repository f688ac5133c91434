"""How far a paper is that a worker makes: asked once a second by a page that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.domain import wording
from cases.domain.accounts import Role
from cases.models import Dispute, Document, Membership, User
from cases.models.jobs import JobState
from cases.queries import accounts, disputes, jobs, public
from cases.web.words import (
    EDITABLE,
    FORMS,
    form_name,
    form_place,
    paper_name,
    tongue,
    word,
)


@require_safe
@never_cache
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The state of a public paper: a fragment for a page that asks, a page for a person."""
    try:
        found = public.document(code)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    work = jobs.of_paper(code)
    state = JobState.DONE if found.file else work.state if work else JobState.WAITING
    fragment = f"components/_job_{state}.html"
    context = {
        "title": paper_name(found.title, found.kind),
        "fragment": fragment,
        "job": {
            "address": request.path,
            "page": request.path,
            "progress": work.percent if work else 0,
            "step": work.step if work else "",
            "files": _files(found),
            "error": _("Naskah ini belum dapat dibuat. Alasannya ada di meja Panitera."),
        },
    }
    asked_by_page = request.headers.get("HX-Request") == "true"
    return render(request, fragment if asked_by_page else "documents/progress.html", context)


@require_safe
@login_required
@never_cache
def papers(request: HttpRequest) -> HttpResponse:
    """The latest papers on one's desk, as the desk asks for them while some are unfinished."""
    houses = list(accounts.memberships(request.user))
    return render(request, "desk/_papers.html", {"papers": on_desk(request.user, houses)})


def letters(papers: QuerySet[Document]) -> dict[str, Any]:
    """The context of ``documents/_letters.html``: letters and their forms, latest first."""
    rows = list(papers.order_by("-requested_at", "pk"))
    works = jobs.states_of([row.code for row in rows])
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        one = found.setdefault(
            (row.requested_at, row.kind),
            {"title": paper_name(row.title, row.kind), "ordered_at": row.requested_at,
             "files": [], "word": word("job_state", works.get(row.code, ""))},
        )  # fmt: skip
        if row.rendered_at is not None:
            address = reverse("desk_paper", args=[row.code])
            one["files"].append({"label": form_name(row), "address": address})
    unfinished = {JobState.WAITING, JobState.RUNNING}
    return {"rows": list(found.values()), "is_open": bool(unfinished & set(works.values()))}


def of_dispute(dispute: Dispute, address: str) -> dict[str, Any]:
    """The context of ``desk/_papers.html`` for the papers of one dispute; ``address`` is where
    the page asks again.
    """
    found = jobs.of_disputes(Dispute.objects.filter(pk=dispute.pk))
    return {
        "address": address,
        "is_open": any(one.is_open for one in found),
        "rows": [_row(one, may_open=True, is_named=False) for one in found],
    }


def of_papers(codes: Sequence[str], address: str) -> dict[str, Any]:
    """The context of ``desk/_papers.html`` for some papers, and where the page asks again."""
    found = jobs.of_papers(codes)
    return {
        "address": address,
        "is_open": any(one.is_open for one in found),
        "rows": [_row(one, may_open=True) for one in found],
    }


def on_desk(user: User, houses: Sequence[Membership]) -> dict[str, Any]:
    """The context of ``desk/_papers.html``.

    Who keeps the machine sees all work, but not whose paper it is, and opens none.
    """
    is_keeper = any(one.role == Role.ADMINISTRATOR for one in houses)
    found = jobs.of_everyone() if is_keeper else jobs.of_disputes(disputes.visible_to(user))
    return {
        "address": reverse("desk_papers"),
        "is_open": any(one.is_open for one in found),
        "rows": [_row(one, may_open=not is_keeper) for one in found],
    }


def _row(work: jobs.Work, *, may_open: bool, is_named: bool = True) -> dict[str, Any]:
    is_done = work.state == JobState.DONE
    door = reverse("desk_paper", args=[work.paper.code])
    return {
        "title": _title(work, work.register if is_named else "")
        if may_open
        else word("job_kind", work.kind),
        "address": door if is_done and may_open else "",
        "code": work.paper.code,
        "state": work.state,
        "word": word("job_state", work.state),
        "progress": work.percent,
        "step": work.step if work.state == JobState.RUNNING else "",
        "error": "" if is_done else work.error,
        "attempts": work.attempts,
        "ordered_at": work.ordered_at,
    }


def _title(work: jobs.Work, register: str) -> str:
    """The kind of paper, and the hearing or the register by which it is known."""
    kind, hearing = word("job_kind", work.kind), work.paper.hearing
    if hearing is not None:
        return f"{kind}, {wording.long_date(hearing.held_on, tongue())}"
    if work.paper.mime in EDITABLE:
        kind = f"{kind}, {FORMS[work.paper.mime]}"
    return f"{kind}, {register}" if register else kind


def _files(found: public.Paper) -> list[dict[str, str]]:
    """What can be had already: every form of a transcript, or the paper itself."""
    forms = public.documents_of(found.edition) if found.edition else (found,)
    return [
        {"label": form_name(one), "address": reverse("document", args=[one.code])}
        for one in sorted(forms, key=form_place)
        if one.file
    ]
