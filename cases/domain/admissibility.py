"""The preliminary examination, foreseen: what a panel will ask of an application.

Findings are noted and shown, never hidden and never a refusal (UU 14/2008 Pasal 36 to 38;
Perki 1/2013 Pasal 13, 35, 36). What is not verified warns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cases.domain.calendars import WorkingCalendar
from cases.domain.filing import Application, Chronology, Suggestion
from cases.domain.information_requests import (
    Act,
    Advice,
    Course,
    Timeliness,
    Turn,
    TurnState,
    advise,
    turns,
)


class Doubt(StrEnum):
    """What a panel may hold against an application."""

    NO_OBJECTION = "no_objection"
    OBJECTION_EARLY = "objection_early"
    OBJECTION_LATE = "objection_late"
    FILED_EARLY = "filed_early"
    FILED_LATE = "filed_late"
    LIMIT_UNCERTAIN = "limit_uncertain"
    OTHER_COMMISSION = "other_commission"


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt, with the limit that raises it where it is one of time."""

    doubt: Doubt
    advice: Advice | None = None


def course_of_days(told: Chronology, regime: str) -> Course:
    """The dated facts of an application."""
    return Course(
        regime=regime,
        received_on=told.asked_on,
        replied_on=told.replied_on,
        objected_on=told.objected_on,
        answered_on=told.answered_on,
    )


def examine(
    application: Application, *, on: date, calendar: WorkingCalendar, competent: Suggestion
) -> tuple[Finding, ...]:
    """What a panel may ask of an application that is filed on a local day."""
    return tuple(_findings(application, on, calendar, competent))


def _findings(
    application: Application, on: date, calendar: WorkingCalendar, competent: Suggestion
) -> Iterator[Finding]:
    course = course_of_days(application.chronology, application.regime)
    told = turns(course, calendar=calendar, today=on)
    if application.chronology.objected_on is None:
        yield Finding(Doubt.NO_OBJECTION)
    else:
        yield from objection_doubts(course, told, calendar)
        yield from _of_filing(advise(told, Act.FILE, on=on))
    if competent.code and competent.code != application.commission:
        yield Finding(Doubt.OTHER_COMMISSION)


def objection_doubts(
    course: Course, told: tuple[Turn, ...], calendar: WorkingCalendar
) -> Iterator[Finding]:
    """What may be held against an objection, as it stood on its day and not on today's."""
    if course.objected_on is None:
        return
    objection = next(turn for turn in told if turn.act is Act.OBJECT)
    if objection.state is TurnState.DONE_LATE:
        yield Finding(
            Doubt.OBJECTION_LATE, Advice(Timeliness.LATE, objection, objection.due_on)
        )
    before = replace(course, objected_on=None, answered_on=None, filed_on=None)
    then = turns(before, calendar=calendar, today=course.objected_on)
    advice = advise(then, Act.OBJECT, on=course.objected_on)
    if advice.timeliness is Timeliness.EARLY:
        yield Finding(Doubt.OBJECTION_EARLY, advice)


def _of_filing(advice: Advice) -> Iterator[Finding]:
    doubts = {
        Timeliness.EARLY: Doubt.FILED_EARLY,
        Timeliness.LATE: Doubt.FILED_LATE,
        Timeliness.UNCERTAIN: Doubt.LIMIT_UNCERTAIN,
    }
    if advice.timeliness in doubts:
        yield Finding(doubts[advice.timeliness], advice)
