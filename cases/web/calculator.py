"""The deadline calculator: anyone may count, and sees every day that was counted or skipped."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.domain import deadlines as rules
from cases.domain.calendars import WorkingCalendar
from cases.domain.errors import CaseError
from cases.queries import calendars
from cases.web import tape
from cases.web.forms.calculator import CalculatorForm
from cases.web.words import refused, rule_name, word

DEFAULT = "umum_dispute_file_after_reply"


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """The form, and once it is filled in, the day with its working; the address keeps both."""
    first = {"aturan": DEFAULT, "tanggal": timezone.localdate().isoformat()}
    form = CalculatorForm(request.GET or None, initial=first)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            context |= _result(form)
        except CaseError as refusal:
            context["refusal"] = refused(refusal)
    return render(request, "calendars/calculator.html", context)


def _result(form: CalculatorForm) -> dict[str, Any]:
    rule = rules.find(form.cleaned_data["aturan"])
    calendar = calendars.working_calendar()
    computation = rules.compute(
        rule,
        triggered_on=form.cleaned_data["tanggal"],
        calendar=calendar,
        convention=form.convention(),
    )
    frame = tape.Frame(calendar=calendar)
    return {
        "computation": computation,
        "is_before": rule.direction is rules.Direction.BEFORE,
        "name": rule_name(rule.key),
        "unit": tape.unit_word(computation.unit, computation.length),
        "tape": tape.tape(computation, frame),
        "months": tape.months(computation),
        "rows": tape.working(computation),
        "readings": _readings(rule, computation, calendar),
        "longer": rules.compute_extended(
            rule,
            triggered_on=computation.triggered_on,
            calendar=calendar,
            convention=computation.convention,
        ),
    }


def _readings(
    rule: rules.DeadlineRule, shown: rules.Computation, calendar: WorkingCalendar
) -> list[dict[str, Any]]:
    """The other readings that are argued for, where they give another day."""
    found = rules.readings(
        rule,
        triggered_on=shown.triggered_on,
        calendar=calendar,
        is_clear=shown.convention.is_clear,
    )
    return [
        {"name": word("reading", reading), "due_on": one.due_on}
        for reading, one in found
        if one.due_on != shown.due_on
    ]
