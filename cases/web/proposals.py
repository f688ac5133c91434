"""The computed calendar: asked for, followed while it is worked out, accepted row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.adapters import scheduling
from cases.domain.errors import CaseError
from cases.domain.proposals import RowState
from cases.domain.scheduling.facts import Wish
from cases.domain.scheduling.solving import Method
from cases.domain.scheduling.weights import WEIGHTS, Part
from cases.models import Commission, Job, ProposedSitting
from cases.models.jobs import JobState
from cases.queries import proposals as queries
from cases.queries import sittings
from cases.queries.sittings import Need
from cases.services import proposals as services
from cases.web.forms.proposals import AskForm, DecideForm
from cases.web.words import in_tongue, refused, word

SHOWN = 30
OPEN = (JobState.WAITING, JobState.RUNNING)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Ask for a calendar; those that were computed before."""
    commission = _commission(request)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            job = services.ask(commission, form.to_wish(), by=request.user, now=timezone.now())
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            return redirect("proposal", job.key)
    works = queries.works_kept_by(request.user).exclude(state=JobState.DONE)
    return render(
        request,
        "proposals/index.html",
        {
            "commission": commission,
            "form": form,
            "is_installed": scheduling.is_installed(),
            "works": [_work(one) for one in works[:SHOWN]],
            "proposals": list(queries.kept_by(request.user)[:SHOWN]),
        },
    )


@require_safe
@login_required
@never_cache
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    """A proposal beside the plan; while it is worked out, how far it is."""
    found = queries.kept_by(request.user).filter(code=code).first()
    if found is None:
        work = _work(_job(request, code))
        return render(request, "proposals/work.html", {"work": work})
    rows = queries.rows_of(found)
    placed = [one for one in rows if one.held_on is not None]
    told = sittings.told_of([list(one.disputes.all()) for one in rows])
    is_waiting = any(one.state == RowState.OPEN for one in placed)
    return render(
        request,
        "proposals/proposal.html",
        {
            "proposal": found,
            "is_greedy": found.method == Method.GREEDY,
            "change": queries.change_since(found, rows),
            "rows": [_row(one, told) for one in placed],
            "lacking": [_lacking(one) for one in rows if one.held_on is None],
            "is_waiting": is_waiting,
            "has_doubts": any(one.doubts for one in placed if one.state == RowState.OPEN),
            "parts": _parts(found.score),
            "loads": found.loads,
            "wishes": Wish.of(found.wish),
        },
    )


@require_safe
@login_required
@never_cache
def state(request: HttpRequest, code: str) -> HttpResponse:
    """How far the work is: a fragment for the page that asks; it reloads when all is done."""
    work = _work(_job(request, code))
    answer = render(request, "proposals/_work.html", {"work": work})
    if not work["is_open"]:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@login_required
@never_cache
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """Stop a computation; nothing of it stays but that it was stopped."""
    try:
        services.stop(_job(request, code), by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Perhitungan dihentikan."))
    return redirect("proposal", code)


@require_POST
@login_required
@never_cache
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Accept the chosen rows, each checked anew for itself; or leave them aside."""
    found = get_object_or_404(queries.kept_by(request.user), code=code)
    form = DecideForm(request.POST, rows=queries.rows_of(found))
    if not form.is_valid():
        messages.error(request, _("Pilih sedikitnya satu baris."))
        return redirect("proposal", code)
    who = {"by": request.user, "now": timezone.now()}
    if form.cleaned_data["tinggalkan"] and not form.cleaned_data["satu"]:
        _leave(request, form.chosen(), who)
        return redirect("proposal", code)
    outcomes = services.accept_all(
        form.chosen(), is_confirmed=form.cleaned_data["pasti"], **who
    )
    made = [one for one in outcomes if one.hearing is not None]
    if made:
        told = ngettext(
            "%(count)s baris menjadi rancangan; belum ada yang diberi tahu sampai dirilis.",
            "%(count)s baris menjadi rancangan; belum ada yang diberi tahu sampai dirilis.",
            len(made),
        )
        messages.success(request, told % {"count": len(made)})
    for one in outcomes:
        if one.refusal is not None:
            messages.error(request, f"{one.row.label}: {refused(one.refusal)}")
    return redirect("proposal", code)


def _leave(
    request: HttpRequest, rows: Sequence[ProposedSitting], who: Mapping[str, Any]
) -> None:
    left = 0
    for row in rows:
        try:
            services.decline(row, **who)
        except CaseError as refusal:
            messages.error(request, f"{row.label}: {refused(refusal)}")
        else:
            left += 1
    if left:
        told = ngettext("%(count)s baris ditinggalkan.", "%(count)s baris ditinggalkan.", left)
        messages.success(request, told % {"count": left})


def _commission(request: HttpRequest) -> Commission:
    commission = sittings.kept_by(request.user).first()
    if commission is None:
        raise Http404
    return commission


def _job(request: HttpRequest, code: str) -> Job:
    return get_object_or_404(queries.works_kept_by(request.user), key=code)


def _work(job: Job) -> dict[str, Any]:
    """What is shown of a computation: how far, what it found, or why it stopped."""
    wish = job.args["wish"]
    return {
        "code": job.key,
        "page": reverse("proposal", args=[job.key]),
        "address": reverse("proposal_state", args=[job.key]),
        "first": date.fromisoformat(wish["first"]),
        "last": date.fromisoformat(wish["last"]),
        "is_open": job.state in OPEN,
        "is_failed": job.state == JobState.FAILED,
        "word": word("job_state", job.state),
        "percent": 100 * job.done // job.total if job.total else 0,
        "told": job.result,
        "error": job.error,
        "asked_at": job.created_at,
    }


def _row(one: ProposedSitting, told: Mapping[tuple[int, str], int]) -> dict[str, Any]:
    """A row: where it stands, where it is proposed, what that changes, who is told."""
    now = dict(one.now)
    if now:
        now["held_on"] = date.fromisoformat(now["held_on"])
        now["is_draft"] = now["state"] == "draft"
    disputes = list(one.disputes.all())
    return {
        "one": one,
        "count": len(disputes),
        "now": now,
        "is_open": one.state == RowState.OPEN,
        "late": (one.held_on - one.due_on).days if _is_late(one) else 0,
        "doubts": [word("proposal_part", code) for code in one.doubts],
        "told": sittings.how_many(told, disputes, Need(one.kind)),
    }


def _is_late(one: ProposedSitting) -> bool:
    return bool(one.due_on and one.held_on and one.held_on > one.due_on)


def _lacking(one: ProposedSitting) -> dict[str, Any]:
    return {
        "one": one,
        "reasons": [
            [
                {"text": in_tongue(bar["text"], bar["text_en"]), "basis": bar["basis"]}
                for bar in bars
            ]
            for bars in one.reasons
        ],
    }


def _parts(score: Mapping[str, int]) -> list[dict[str, Any]]:
    """What the answer costs, in words: the heaviest first."""
    return [
        {
            "word": word("proposal_part", part),
            "cost": score[part],
            "weight": WEIGHTS[part].weight,
        }
        for part in Part
        if score.get(part)
    ]
