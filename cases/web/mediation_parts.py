"""What the pages of a mediation share: who leads it, its sessions, clocks and outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from cases.domain import mediation as rules
from cases.domain.errors import CaseError
from cases.domain.hearings import HearingState
from cases.models import Hearing, Mediation, User
from cases.queries import mediation as queries
from cases.queries.panels import Panel
from cases.web import clocks, uploading
from cases.web.words import refused, word


def performed(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], told: str
) -> bool:
    """Whether it was done; why it was not stands in the form."""
    try:
        act()
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    messages.success(request, told)
    return True


def control(name: str, label: str) -> dict[str, Any]:
    """A place for files that arrive with the form itself, never before they belong to it."""
    return {**uploading.control(name, label=label), "address": ""}


def seats(panel: Panel) -> list[dict[str, str]]:
    """Who leads a mediation, with the seat of each."""
    leading = [one for one in (panel.mediator, panel.assistant) if one is not None]
    return [
        {"name": one.person.name, "title": word("officer_role", one.seat)} for one in leading
    ]


def stands(mediation: Mediation | None, user: User) -> dict[str, Any]:
    """How a mediation stands for one reader: items, sessions, clocks, outcome."""
    if mediation is None:
        return {"items": [], "sessions": [], "clocks": [], "outcome": ""}
    keys = [table.get(mediation.dispute.regime, "") for table in (rules.START, rules.LENGTH)]
    found = [queries.clock_of(mediation, key) for key in keys if key]
    seen = queries.sessions_visible_to(user).filter(
        disputes=mediation.dispute_id, held_on__gte=mediation.begun_on
    )
    settled = {one.pk for one in mediation.settled.all()}
    return {
        "items": [
            {"label": one.label, "text": one.text, "is_settled": one.pk in settled}
            for one in mediation.items.all()
        ],
        "sessions": [_session(one, mediation) for one in seen.order_by("held_on", "pk")],
        "clocks": clocks.running([clock for clock in found if clock is not None]),
        "outcome": word("mediation_outcome", mediation.outcome),
        "is_agreed": mediation.outcome == rules.Outcome.AGREED,
    }


def _session(one: Hearing, mediation: Mediation) -> dict[str, Any]:
    may_note = (
        not mediation.outcome
        and one.state == HearingState.SET
        and one.held_on <= timezone.localdate()
    )
    code = mediation.dispute.code
    return {
        "hearing": one,
        "with": word("side", one.caucus_with),
        "is_open": one.state in {HearingState.DRAFT, HearingState.SET},
        "note": reverse("mediation_met", args=[code, one.code]) if may_note else "",
    }
