"""The steps of an application: how each is read, how it stands, and what its page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cases.domain import admissibility
from cases.domain.errors import CaseError
from cases.domain.filing import IDENTITY, PLACES
from cases.domain.information_requests import turns
from cases.forms import drafts as forms
from cases.forms.draft_steps import STEP_FORMS, form_of, forms_of
from cases.forms.enclosures import FILES, DocumentsStep
from cases.models import FilingDraft
from cases.queries import calendars
from cases.queries import drafts as queries
from cases.queries.drafts import Written
from cases.web import courses, uploading
from cases.web.words import refused, word

SHOWN = "tempat"  # the places that a page showed, whatever was left in them


@dataclass(frozen=True, slots=True)
class Step:
    slug: str
    title: Promise
    template: str = "drafts/step.html"


STEPS: tuple[Step, ...] = (
    Step("pemohon", gettext_lazy("Pemohon")),
    Step("badan-publik", gettext_lazy("Badan publik")),
    Step("informasi", gettext_lazy("Informasi yang diminta")),
    Step("riwayat", gettext_lazy("Tanggal dan jam")),
    Step("alasan", gettext_lazy("Alasan")),
    Step("komisi", gettext_lazy("Komisi dan jalur")),
    Step("dokumen", gettext_lazy("Dokumen"), "drafts/documents.html"),
)
BY_SLUG = {step.slug: step for step in STEPS}


def next_address(code: str, chosen: Step) -> tuple[str, ...]:
    """Where one goes from a step: a route and its arguments."""
    place = STEPS.index(chosen) + 1
    if place == len(STEPS):
        return "draft_review", code
    return "draft_step", code, STEPS[place].slug


def waiting_address(draft: FilingDraft) -> tuple[str, ...]:
    """The first step that is not complete; the review when all are."""
    for slug, form in forms_of(draft, queries.written(draft)).items():
        if not form.is_valid():
            return "draft_step", draft.code, slug
    return "draft_review", draft.code


def states(found: Mapping[str, forms.StepForm], current: str) -> list[dict[str, Any]]:
    """The way as the menu shows it: each step done, wrong, or not written yet."""
    words = {True: "done", False: "bad"}
    return [
        {
            "slug": step.slug,
            "title": step.title,
            "state": words[found[step.slug].is_valid()] if found[step.slug].is_bound else "",
            "is_current": step.slug == current,
        }
        for step in STEPS
    ]


def page(
    draft: FilingDraft, written: Written, chosen: Step, data: Any, stale: Any
) -> dict[str, Any]:
    """What the page of a step shows; ``stale`` what was saved elsewhere in the meantime."""
    found = forms_of(draft, written)
    row = written.answers.get(chosen.slug)
    return {
        "draft": draft,
        "step": chosen,
        "steps": states(found, chosen.slug),
        "form": form_of(chosen.slug, draft, written, data),
        "rev": written.rev(chosen.slug),
        "saved_at": row.saved_at if row else None,
        "stale": stale,
        "turns": _turns(found) if chosen.slug == "riwayat" else [],
        "controls": _controls(found["dokumen"], draft) if chosen.slug == "dokumen" else [],
        "preview": preview(found),
    }


def posted(request: HttpRequest, draft: FilingDraft, chosen: Step) -> dict[str, Any]:
    """What was posted; files are taken in and stand there by their codes.

    A file that is not taken is told in a message, and those before it stay. A place that the
    page showed is told also when nothing was left in it.
    """
    told: dict[str, Any] = {name: request.POST.getlist(name) for name in request.POST}
    if STEP_FORMS[chosen.slug] is not DocumentsStep:
        return told
    shown = set(request.POST.getlist(SHOWN))
    for place in PLACES:
        name = f"{FILES}{place}"
        try:
            found = uploading.taken(request, name, house=draft.organisation)
        except CaseError as refusal:
            messages.error(request, f"{word('enclosure', place)}: {refused(refusal)}")
            continue
        if found or place in shown:
            told[name] = [one.code for one in found]
    return told


def preview(found: Mapping[str, forms.StepForm]) -> dict[str, Any]:
    """The form as far as it is written: the fields that are right, and no others."""
    told: dict[str, Any] = {}
    for form in found.values():
        if form.is_bound:
            form.is_valid()
            told |= form.cleaned_data
    items = found["alasan"]
    return {
        **told,
        "items": told.get("butir", []),
        "letters": [
            {"text": bound.label, "letters": told.get(bound.name, [])}
            for bound in items.item_fields  # type: ignore[attr-defined]
        ],
        "reasons": [word("dispute_reason", code) for code in told.get("alasan", [])],
        "relief": [word("relief", code) for code in told.get("tuntutan", [])],
        "kind": word("applicant_kind", told.get("jenis", "")),
        "regime": word("regime", told.get("jalur", "")),
    }


def _controls(form: Any, draft: FilingDraft) -> list[dict[str, Any]]:
    """A place for files for each line of the checklist."""
    found = []
    for place in form.places:
        control = uploading.control(
            f"{FILES}{place.code}",
            label=word("enclosure", place.code),
            house=draft.organisation,
            chosen=form.brought[place.code],
        )
        control["place"] = place.code
        control["chosen"] += [
            {**uploading.shown(one), "is_out": True} for one in form.offered[place.code]
        ]
        if place is IDENTITY:
            control["hint"] = f"{word('enclosure_hint', form.kind)} {control['hint']}"
        found.append(control)
    return found


def _turns(found: Mapping[str, forms.StepForm]) -> list[dict[str, Any]]:
    """The clocks of both sides, once the days are written."""
    if not found["riwayat"].is_valid():
        return []
    commission = found["komisi"]
    regime = commission.initial["jalur"]
    if commission.is_valid():
        regime = commission.cleaned_data["jalur"]
    told = found["riwayat"].to_chronology()  # type: ignore[attr-defined]
    course = admissibility.course_of_days(told, regime)
    calendar = calendars.working_calendar()
    return courses.rows(turns(course, calendar=calendar, today=timezone.localdate()))
