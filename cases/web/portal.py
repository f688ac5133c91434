"""The first page: what is heard today, what was decided, and one exchange."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.domain.publication.bodies import AdmissionBody, DecisionBody
from cases.queries import public
from cases.web import entries, search
from cases.web.causes import sitting
from cases.web.words import outcome, word


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The open door: search, today's hearings, the newest decisions, one exchange."""
    today = timezone.localdate()
    found = public.home(today)
    now = next((day for day in found.week if day.day == today), None)
    return render(
        request,
        "portal/home.html",
        {
            "today": today,
            "now": [sitting(one) for one in now.hearings] if now else [],
            "off": now.off if now else None,
            "week": [sitting(one) for day in found.week for one in day.hearings],
            "coming": [sitting(one) for one in found.coming],
            "decisions": [_decision(one) for one in found.decisions],
            "moment": _moment(found.moment),
            "figures": found.figures,
            "search": search.box(public.Search()),
        },
    )


def _decision(body: DecisionBody) -> dict[str, Any]:
    decision = body.decision
    return {
        "address": entries.dispute_address(body.dispute),
        "title": f"{body.applicant} v. {body.respondent}",
        "register": body.dispute.register or body.dispute.short,
        "kind": word("decision_kind", decision.kind),
        "result": outcome(decision.result, decision.disposition),
        "pronounced_on": decision.pronounced_on,
        "date_note": decision.date_note,
        "subject": body.dispute.subject,
        "subject_en": body.dispute.subject_en,
    }


def _moment(body: AdmissionBody | None) -> dict[str, Any] | None:
    """The exchange with which the page opens: the last of those that led to the admission."""
    if body is None:
        return None
    asked = [one for one in body.admission.exchanges if one.question is not None]
    own = asked[: len(asked) - 1] or asked
    sources = entries.Sources()
    return {
        "turns": [
            turn
            for one in own
            for turn in entries.exchange(one, body.sources, sources)["turns"]
        ],
        "held_on": body.admission.made_on,
        "text": body.admission.text,
        "text_en": body.admission.text_en,
        "title": f"{body.applicant} v. {body.respondent}",
        "address": entries.dispute_address(body.dispute),
        "citation": own[-1].address,
        "sources": ", ".join(
            dict.fromkeys(source.publisher for source in sources.rows.values())
        ),
    }
