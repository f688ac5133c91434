"""Requests for information that are not disputes yet, as rows of the table of cases."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from cases.domain.calendars import WorkingCalendar
from cases.domain.deadlines import usual_unit
from cases.domain.desk import CaseKind, Facts, State
from cases.domain.information_requests import Side as Actors
from cases.domain.information_requests import TurnState
from cases.domain.notices import Side
from cases.domain.publication.folding import fold
from cases.domain.stages import Stage, phase_of
from cases.models import InformationRequest
from cases.queries import information_requests
from cases.queries.desk.duties import Duty
from cases.queries.desk.keepers import Kept
from cases.queries.desk.rows import Case, Event, counted, counting, days_left
from cases.queries.information_requests import Standing


def requests_of(
    organisations: Collection[int],
    *,
    days: WorkingCalendar,
    kept: Kept,
    state: str,
    today: date,
) -> list[Case]:
    """The requests of some organisations that are not disputes. Four queries, or none."""
    if not organisations:
        return []
    rows = InformationRequest.objects.filter(organisation__in=organisations, dispute=None)
    if state == State.OPEN:
        rows = rows.filter(closed_on=None)
    found = information_requests.standings(rows, today=today, calendar=days)
    return [_request(one, days, kept, today) for one in found]


def _request(standing: Standing, days: WorkingCalendar, kept: Kept, today: date) -> Case:
    row, turn = standing.request, standing.next
    duty, stage = _duty(standing), _stage(standing)
    keepers = kept.of_request(row.pk)
    calendar = counting(duty, days)
    subject = "; ".join(item.text for item in row.items.all())
    last = _last_step(standing)
    body, house = row.public_body, row.organisation
    applicant = (house.short or house.name) if house else ""
    return Case(
        facts=Facts(
            kind=CaseKind.REQUEST,
            number="",
            words=fold(row.code, body.name, body.short, subject, applicant),
            bodies=((body.slug, body.name),),
            phase=phase_of(stage),
            is_over=row.closed_on is not None,
            due_on=duty.due_on if duty else None,
            left=days_left(duty, calendar, today),
            last_on=last.on if last else None,
            keepers=frozenset(one.account for one in keepers),
        ),
        code=row.code,
        stage=stage,
        parties=f"{applicant} v. {body.short or body.name}",
        body=body.name,
        subject=subject,
        subject_en="",
        commission="",
        sides=frozenset({Side.APPLICANT}),
        duty=duty,
        turn=turn,
        count=counted(duty, calendar, today),
        last=last,
        keepers=keepers,
    )


def _duty(standing: Standing) -> Duty | None:
    """The next turn of a request as a duty; its day is the last that is safe."""
    turn = standing.next
    if turn is None or turn.safe_on is None or turn.count is None:
        return None
    is_other = turn.other is not None and turn.safe_on == turn.other.due_on
    return Duty(
        key=f"turn:{standing.request.code}",
        kind="turn",
        due_on=turn.safe_on,
        what=turn.act,
        sides=(Side.APPLICANT if turn.side is Actors.APPLICANT else Side.RESPONDENT,),
        confidence=turn.rule.confidence,
        counted_from=turn.count.triggered_on,
        unit=usual_unit(turn.rule),
        joint_leave_counts=is_other,
    )


def _stage(standing: Standing) -> Stage:
    """Where a request stands, as a stage of the way to a dispute."""
    row, objection = standing.request, standing.objection
    lapsed = [turn.state is TurnState.LAPSED for turn in standing.turns]
    if row.closed_on is not None:
        return Stage.CLOSED_SATISFIED
    if objection is not None:
        if objection.replied_on is not None:
            return Stage.OBJECTION_ANSWERED
        return Stage.OBJECTION_UNANSWERED if lapsed[2] else Stage.OBJECTION_FILED
    if row.replied_on is not None:
        return Stage.REQUEST_ANSWERED
    if lapsed[0]:
        return Stage.REQUEST_UNANSWERED
    return Stage.REQUEST_EXTENDED if row.extended_on else Stage.REQUEST_SUBMITTED


def _last_step(standing: Standing) -> Event | None:
    row, objection = standing.request, standing.objection
    steps = {
        "sent": row.submitted_on,
        "received": row.received_on,
        "extended": row.extended_on,
        "replied": row.replied_on,
        "objected": objection.filed_on if objection else None,
        "objection_received": objection.received_on if objection else None,
        "answered": objection.replied_on if objection else None,
        "closed": row.closed_on,
    }
    dated = [(on, place, step) for place, (step, on) in enumerate(steps.items()) if on]
    if not dated:
        return None
    on, _place, step = max(dated)
    return Event(on=on, step=step)
