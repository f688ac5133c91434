"""What waits by the stage of a dispute, by its mediation and by its clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cases.domain import checking, completeness, mediation
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.deadlines import RULES
from cases.domain.filing import IDENTITY
from cases.domain.notices import Side, bound_by
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.domain.worklists import BEFORE_THE_FIRST, ENDING, HEARD_IN, TO_BE_READ, Why, WorkList
from cases.models import Deadline
from cases.queries import checking as findings
from cases.queries.worklists.rows import HELD, Row, is_set, latest, local, of_clock


def of_dispute(one: Any, today: date) -> Iterator[Row]:
    """Everything that waits in one dispute, its hearings apart."""
    yield from _waiting(one, today)
    if _is_to_mediate(one):
        yield Row(WorkList.MEDIATE, Why.MEDIATION_DUE, (one,))
    for clock in one.clocks:
        if Side.COMMISSION in bound_by(RULES[clock.rule]):
            yield _clock(one, clock, today)


def _waiting(one: Any, today: date) -> Iterator[Row]:
    """What waits by the stage of a dispute."""
    if sent := latest(one, CorrespondenceKind.WITHDRAWAL):
        yield Row(WorkList.WITHDRAWAL, Why.WITHDRAWN, (one,), since=local(sent.sent_at, one))
    elif one.stage in checking.LOOKED_AT_IN:
        yield _filed(one, today)
    elif one.stage == Stage.REGISTERED and not one.sitting:
        yield Row(WorkList.PANEL, Why.NO_PANEL, (one,), since=one.registered_on)
    elif one.stage == Stage.MEDIATION:
        yield from _mediated(one, today)
    elif one.stage in HEARD_IN and one.sitting and not is_set(one, today):
        yield _to_schedule(one)
    elif one.stage == Stage.MEDIATION_AGREED:
        yield Row(WorkList.MEDIATE, Why.MEDIATION_AGREED, (one,))


def _filed(one: Any, today: date) -> Row:
    """An application of which it is not decided yet whether it is registered."""
    if one.stage == Stage.INCOMPLETE_NOTIFIED:
        return _awaited(one, today)
    application = getattr(one, "application", None)
    if application is None:
        return Row(WorkList.VERIFY, Why.REPORTED, (one,), since=one.received_on)
    found = findings.standing(one.findings.all())
    conclusion = findings.conclusion_of(application, found)
    if conclusion.is_complete:
        since = max(local(row.found_at, one) for row in found.values())
        return Row(WorkList.REGISTER, Why.COMPLETE, (one,), since=since)
    completed = latest(one, CorrespondenceKind.COMPLETION)
    why, since, places = Why.NEW, one.received_on, conclusion.lacking
    if completed and all(row.found_at < completed.sent_at for row in found.values()):
        why, since = Why.COMPLETED, local(completed.sent_at, one)
    elif conclusion.lacking and not conclusion.unchecked:
        why = Why.FOUND_LACKING
    elif found:
        why, places = Why.PARTLY, conclusion.unchecked
    return Row(WorkList.VERIFY, why, (one,), since=since, places=places)


def _awaited(one: Any, today: date) -> Row:
    """The applicant was told what is missing; after the last day it says what may follow."""
    sent = latest(one, CorrespondenceKind.INCOMPLETENESS)
    rule = completeness.COMPLETE.get(one.regime, "")
    clock = next((row for row in one.clocks if row.rule == rule), None)
    missing = tuple(sent.missing) if sent else ()
    why = Why.AWAITED
    if clock and today > max(clock.due_on, clock.due_on_other_reading or clock.due_on):
        why = Why.LAPSED_OTHER
        if IDENTITY.code in missing:
            why = Why.LAPSED_IDENTITY
        elif set(missing) <= checking.PROOFS:
            why = Why.LAPSED_PROOF
    return Row(
        WorkList.COMPLETE,
        why,
        (one,),
        since=local(sent.sent_at, one) if sent else None,
        due_on=clock.due_on if clock else None,
        due_on_other_reading=clock.due_on_other_reading if clock else None,
        rule=clock.rule if clock else "",
        places=missing,
    )


def _mediated(one: Any, today: date) -> Iterator[Row]:
    """Of a mediation that goes on: a session to set, or the time that runs out."""
    clocks = {row.rule: row for row in one.clocks}
    length = clocks.get(mediation.LENGTH.get(one.regime, ""))
    last = max(length.due_on, length.due_on_other_reading or length.due_on) if length else None
    if length and last and last - timedelta(days=ENDING) <= today:
        why = Why.MEDIATION_LAPSED if today > last else Why.MEDIATION_ENDING
        yield of_clock(length, WorkList.MEDIATE, why, one)
    elif not is_set(one, today):
        start = clocks.get(mediation.START.get(one.regime, ""))
        if start is not None:
            yield of_clock(start, WorkList.MEDIATE, Why.MEDIATION_SESSION, one)
        else:
            yield Row(WorkList.MEDIATE, Why.MEDIATION_SESSION, (one,))


def _is_to_mediate(one: Any) -> bool:
    """Whether items wait whose mediation was not tried, after a hearing was held."""
    held = any(place.hearing.state in HELD for place in one.places)
    is_ready = one.stage == Stage.PRELIMINARY or (held and one.stage in mediation.BEFORE_IT)
    if not is_ready or one.mediations.all():
        return False
    items = [item for item in one.items.all() if item.fate == Fate.RUNNING]
    return any(
        mediation.is_mediable([row.letter for row in item.objection_grounds.all()])
        for item in items
    )


def _to_schedule(one: Any) -> Row:
    held = [place.hearing for place in one.places if place.hearing.state in HELD]
    why = Why.NEXT_HEARING
    if one.stage in TO_BE_READ:
        why = Why.DECISION_HEARING
    elif one.stage in BEFORE_THE_FIRST and not held:
        why = Why.FIRST_HEARING
    since = held[-1].held_on if held else one.registered_on
    return Row(WorkList.SCHEDULE, why, (one,), since=since)


def _clock(one: Any, clock: Deadline, today: date) -> Row:
    why = Why.OVERDUE if today > clock.due_on else Why.RUNNING
    return of_clock(clock, WorkList.CLOCK, why, one)
