"""Requests for information as an organisation keeps them: whose they are, how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from cases.domain import information_requests as rules
from cases.domain.accounts import APPLICANT_ROLES, WRITING_ROLES, Role
from cases.domain.calendars import WorkingCalendar
from cases.domain.information_requests import Course, Turn
from cases.models import InformationRequest, Objection, ObjectionGround, User
from cases.queries import accounts, calendars


@dataclass(frozen=True, slots=True)
class Standing:
    """A request with its course: every turn, and the one that is on (None when it is over)."""

    request: InformationRequest
    objection: Objection | None
    turns: tuple[Turn, ...]
    next: Turn | None


def visible_to(user: User) -> QuerySet[InformationRequest]:
    """The requests of the organisations in which ``user`` works; no others exist for them."""
    return _of(user, APPLICANT_ROLES)


def writable_by(user: User) -> QuerySet[InformationRequest]:
    """Those whose course ``user`` may record: as owner or officer, not as reader."""
    return _of(user, WRITING_ROLES)


def standings(
    rows: QuerySet[InformationRequest], *, today: date, calendar: WorkingCalendar | None = None
) -> tuple[Standing, ...]:
    """Where each of some requests stands on a local day. Four queries, however many; one more
    where no calendar is handed in.
    """
    grounds = ObjectionGround.objects.order_by("item_id", "letter")
    objections = Objection.objects.order_by("pk").prefetch_related(
        Prefetch("item_grounds", grounds)
    )
    found = rows.select_related("public_body", "organisation", "dispute").prefetch_related(
        "items", Prefetch("objections", objections)
    )
    days = calendar or calendars.working_calendar()
    return tuple(_standing(row, days, today) for row in found)


def course_of(row: InformationRequest, objection: Objection | None) -> Course:
    """The dated facts of a request, for the law to count."""
    return Course(
        regime=row.regime,
        received_on=row.received_on,
        extended_on=row.extended_on,
        replied_on=row.replied_on,
        objected_on=objection.received_on if objection else None,
        answered_on=objection.replied_on if objection else None,
        filed_on=row.dispute.received_on if row.dispute else None,
    )


def _of(user: User, roles: frozenset[Role]) -> QuerySet[InformationRequest]:
    houses = accounts.organisations(user, roles)
    return InformationRequest.objects.filter(organisation__in=houses)


def _standing(row: InformationRequest, calendar: WorkingCalendar, today: date) -> Standing:
    objection = next(iter(row.objections.all()), None)
    told = rules.turns(course_of(row, objection), calendar=calendar, today=today)
    is_over = row.closed_on is not None or row.dispute_id is not None
    return Standing(row, objection, told, None if is_over else rules.next_turn(told))
