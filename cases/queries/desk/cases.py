"""The table of all cases on a desk: disputes, and requests that are not disputes yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from cases.domain.accounts import APPLICANT_ROLES, COMMISSION_ROLES, Role
from cases.domain.calendars import WorkingCalendar
from cases.domain.desk import CaseKind, Facts, State
from cases.domain.notices import Side
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.publication.folding import fold, fold_number
from cases.domain.stages import Stage, is_over, phase_of
from cases.models import (
    Dispute,
    DocketEntry,
    Membership,
    Participant,
    RegisterNumber,
    SavedView,
    User,
)
from cases.queries import access, calendars, disputes
from cases.queries.correspondence import ROLES
from cases.queries.desk.duties import Duty, duties_in
from cases.queries.desk.keepers import Kept, kept_by
from cases.queries.desk.requests import requests_of
from cases.queries.desk.rows import Case, Event, Waiting, counted, counting, days_left

OVER = [stage.value for stage in Stage if is_over(stage)]
SHOWN_TO_PARTIES = (Visibility.PUBLIC, Visibility.PARTIES)


@dataclass(frozen=True, slots=True)
class Eyes:
    """For whom a table is made: the houses by the keys of their rows."""

    organisations: frozenset[int]
    bodies: frozenset[int]
    commissions: frozenset[int]

    @classmethod
    def of(cls, houses: Sequence[Membership]) -> Eyes:
        """The eyes of somebody with these present memberships."""
        return cls(
            organisations=frozenset(
                one.organisation_id
                for one in houses
                if one.organisation_id and one.role in APPLICANT_ROLES
            ),
            bodies=frozenset(
                one.public_body_id
                for one in houses
                if one.public_body_id and one.role == Role.AGENCY
            ),
            commissions=frozenset(
                one.commission_id
                for one in houses
                if one.commission_id and one.role in COMMISSION_ROLES
            ),
        )

    def stand_with(self, one: Participant) -> bool:
        """Whether a participant is one of these houses, or somebody for whom a link lets in."""
        return (
            one.organisation_id in self.organisations
            or one.public_body_id in self.bodies
            or bool(getattr(one, "came_in", False))
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Everything on a desk, what is to be done next in what goes on, and who could do it."""

    cases: tuple[Case, ...]
    duties: tuple[Waiting, ...]
    people: Mapping[int, str]


def table(user: User, houses: Sequence[Membership], *, state: str, today: date) -> Table:
    """The cases that ``user`` may see, of one state or all, and every duty in the open ones.

    ``houses`` are the present memberships. Five queries, and six more for organisations.
    """
    eyes = Eyes.of(houses)
    seen = disputes.visible_to(user)
    going_on = seen.exclude(stage__in=OVER)
    rows = list(_disputes(going_on if state == State.OPEN else seen, user, eyes))
    duties = duties_in(going_on.values("pk"), user=user, inside=eyes.commissions)
    first = {duty.dispute: duty for duty in reversed(duties)}
    days = calendars.working_calendars({row.commission.region for row in rows})
    kept = kept_by(eyes.organisations)
    cases = [
        _case(row, first.get(row.pk), eyes, days=days, kept=kept, today=today) for row in rows
    ]
    cases += requests_of(eyes.organisations, days=days[""], kept=kept, state=state, today=today)
    by_dispute = {one.dispute.pk: one for one in cases if one.dispute}
    waiting = [*_waiting(duties, by_dispute, days, today), *map(_turn, cases)]
    people = {account: name for (_house, account), name in kept.people.items()}
    told = sorted(filter(None, waiting), key=lambda one: one.duty.due_on)
    return Table(tuple(cases), tuple(told), people)


def _waiting(
    duties: Iterable[Duty],
    cases: Mapping[int, Case],
    days: Mapping[str, WorkingCalendar],
    today: date,
) -> Iterator[Waiting]:
    """Each thing once, in the first of the disputes that it serves."""
    seen: set[str] = set()
    for duty in duties:
        case = cases.get(duty.dispute or 0)
        if case is None or case.dispute is None or duty.key in seen:
            continue
        seen.add(duty.key)
        calendar = counting(duty, days[case.dispute.commission.region])
        yield Waiting(duty, case, days_left(duty, calendar, today))


def _turn(case: Case) -> Waiting | None:
    """What is next in a request."""
    if case.dispute is not None or case.duty is None:
        return None
    return Waiting(case.duty, case, case.facts.left)


def saved_views(user: User) -> QuerySet[SavedView]:
    """One's own kept filters, by name."""
    return SavedView.objects.filter(user=user).order_by("name", "pk")


def _disputes(seen: QuerySet[Dispute], user: User, eyes: Eyes) -> QuerySet[Dispute]:
    came_in = Exists(access.of(user).filter(participant=OuterRef("pk")))
    parties = (
        Participant.objects.select_related("organisation", "public_body", "person")
        .annotate(came_in=came_in)
        .order_by("pk")
    )
    number = RegisterNumber.objects.filter(
        dispute=OuterRef("pk"), kind="register", is_current=True
    )
    docket = DocketEntry.objects.filter(
        Q(visibility__in=SHOWN_TO_PARTIES)
        | Q(visibility=Visibility.INTERNAL, dispute__commission__in=eyes.commissions),
        dispute=OuterRef("pk"),
        sort_on__isnull=False,
    ).order_by("-sort_on", "-pk")
    told = JSONObject(on="occurred_on", text="text", text_en="text_en", note="date_note")
    return seen.annotate(
        number=Subquery(number.values_list(JSONObject(raw="raw", slug="slug"))[:1]),
        last_event=Subquery(docket.values_list(told)[:1]),
        last_on=Subquery(docket.values("sort_on")[:1]),
    ).prefetch_related(Prefetch("participants", parties, to_attr="parts"))


def _case(
    row: Any,
    duty: Duty | None,
    eyes: Eyes,
    *,
    days: Mapping[str, WorkingCalendar],
    kept: Kept,
    today: date,
) -> Case:
    """A dispute as a row; ``row`` carries what ``_disputes`` annotates."""
    number = row.number or {"raw": "", "slug": row.code}
    bodies = tuple(_bodies(row))
    parties, keepers = _parties(row), kept.of_dispute(row.pk)
    stage = Stage(row.stage)
    calendar = counting(duty, days[row.commission.region])
    return Case(
        facts=Facts(
            kind=CaseKind.DISPUTE,
            number=number["raw"],
            words=fold_number(number["raw"])
            + fold(row.code, parties, row.subject, row.subject_en, *dict(bodies).values()),
            bodies=bodies,
            phase=phase_of(stage),
            is_over=is_over(stage),
            due_on=duty.due_on if duty else None,
            left=days_left(duty, calendar, today),
            last_on=row.last_on,
            keepers=frozenset(one.account for one in keepers),
        ),
        code=row.code,
        stage=stage,
        parties=parties,
        body=next((name for _slug, name in bodies), ""),
        subject=row.subject,
        subject_en=row.subject_en,
        commission=row.commission.short,
        sides=frozenset(_sides(row, eyes)),
        dispute=row,
        slug=number["slug"] if row.visibility == Visibility.PUBLIC else "",
        duty=duty,
        count=counted(duty, calendar, today),
        last=_event(row.last_event),
        keepers=keepers,
    )


def _sides(row: Any, eyes: Eyes) -> Iterator[Side]:
    if row.commission_id in eyes.commissions:
        yield Side.COMMISSION
    for one in row.parts:
        if eyes.stand_with(one):
            yield from (side for side, roles in ROLES.items() if one.role in roles)


def _bodies(row: Any) -> Iterator[tuple[str, str]]:
    for one in row.parts:
        if one.role == PartyRole.RESPONDENT and one.public_body is not None:
            yield one.public_body.slug, one.public_body.name


def _parties(row: Any) -> str:
    sides = {PartyRole.APPLICANT.value: "", PartyRole.RESPONDENT.value: ""}
    for one in row.parts:
        if one.role in sides and not sides[one.role]:
            sides[one.role] = _name(one)
    return " v. ".join(name for name in sides.values() if name)


def _name(one: Participant) -> str:
    who = one.organisation or one.public_body or one.person
    if who is None:
        return one.public_label
    return getattr(who, "short", "") or who.name


def _event(told: Mapping[str, Any] | None) -> Event | None:
    if told is None:
        return None
    on = date.fromisoformat(told["on"]) if told["on"] else None
    return Event(on=on, text=told["text"], text_en=told["text_en"], note=told["note"])
