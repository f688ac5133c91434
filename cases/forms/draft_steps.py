"""The steps of an application: which form reads each, and how what was written stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from cases.domain.errors import CaseError
from cases.domain.filing import Application
from cases.forms import drafts as steps
from cases.forms.enclosures import FILES, DocumentsStep
from cases.forms.words import refused
from cases.models import FilingDraft
from cases.queries import drafts as queries
from cases.queries.drafts import Written

STEP_FORMS: Mapping[str, type[steps.StepForm]] = {
    "pemohon": steps.ApplicantStep,
    "badan-publik": steps.BodyStep,
    "informasi": steps.ItemsStep,
    "riwayat": steps.ChronologyStep,
    "alasan": steps.ReasonsStep,
    "komisi": steps.CommissionStep,
    "dokumen": DocumentsStep,
}


def form_of(step: str, draft: FilingDraft, written: Written, data: Any) -> steps.StepForm:
    """One step with what was typed into it just now."""
    held = queries.with_request(draft)
    return STEP_FORMS[step](data, held=held, told=_told(written))


def forms_of(draft: FilingDraft, written: Written) -> dict[str, steps.StepForm]:
    """Every step as it was last written, by its slug."""
    held, told = queries.with_request(draft), _told(written)
    return {
        step: form(stored(written, step), held=held, told=told)
        for step, form in STEP_FORMS.items()
    }


def raw(step: str, posted: MultiValueDict[str, str]) -> dict[str, Any]:
    """What was typed, by the names of the step's fields; several values as a list."""
    fields = STEP_FORMS[step].base_fields
    names = [name for name in posted if name in fields or name.startswith(("butir_", FILES))]
    return {
        name: posted.getlist(name) if _is_list(fields.get(name)) else posted[name]
        for name in sorted(names)
    }


def stored(written: Written, step: str) -> MultiValueDict[str, str] | None:
    """What was last written in a step, as its form reads it; None before anybody wrote."""
    if step not in written.answers:
        return None
    told = written.answers[step].answers
    return steps.as_posted(told)


def application_of(found: Mapping[str, steps.StepForm]) -> tuple[Application | None, str]:
    """The application that the steps make, or None; and why not, although all are valid."""
    if not all(form.is_valid() for form in found.values()):
        return None, ""
    try:
        return steps.application_of(found), ""
    except CaseError as refusal:
        return None, refused(refusal)


def _told(written: Written) -> dict[str, Mapping[str, Any]]:
    return {step: row.answers for step, row in written.answers.items()}


def _is_list(field: forms.Field | None) -> bool:
    return field is None or isinstance(field, forms.MultipleChoiceField)
