"""What an organisation writes about its cases for itself; nobody else learns that it exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.domain.accounts import APPLICANT_ROLES, WRITING_ROLES, Role
from cases.models import (
    Assignment,
    CaseNote,
    Dispute,
    InformationRequest,
    Organisation,
    Participant,
    User,
)
from cases.queries import accounts, disputes, information_requests
from cases.queries.desk.keepers import People, keeper, latest, standing, writers
from cases.queries.desk.rows import Keeper

Subject = Dispute | InformationRequest


@dataclass(frozen=True, slots=True)
class Inside:
    """One organisation's own side of a case: notes, the latest first, and who looks after it.

    ``members``: who may look after it, by account; only for who ``may_write``.
    """

    organisation: Organisation
    may_write: bool
    notes: Sequence[CaseNote]
    keeper: Keeper | None
    members: Sequence[tuple[int, str]]


def visible_to(user: User) -> QuerySet[CaseNote]:
    """The notes of the organisations to which ``user`` belongs today."""
    return CaseNote.objects.filter(
        organisation__in=accounts.organisations(user, APPLICANT_ROLES).values("pk")
    )


def houses_in(
    user: User, case: Subject, roles: frozenset[Role] = APPLICANT_ROLES
) -> QuerySet[Organisation]:
    """The organisations with a part in a case in which ``user`` has one of ``roles``."""
    mine = accounts.organisations(user, roles)
    if isinstance(case, InformationRequest):
        return mine.filter(information_requests=case)
    parts = Participant.objects.filter(dispute=case, organisation__isnull=False)
    return mine.filter(pk__in=parts.values("organisation"))


def case_of(
    user: User, kind: str, code: str
) -> QuerySet[Dispute] | QuerySet[InformationRequest]:
    """The case of that code that ``user`` may see, as a dispute or as a request."""
    if kind == "perkara":
        return disputes.visible_to(user).filter(code=code)
    return information_requests.visible_to(user).filter(code=code)


def inside(user: User, case: Subject) -> tuple[Inside, ...]:
    """What each organisation of ``user`` keeps about a case; nothing for everybody else.

    One query; four more for members.
    """
    houses = list(houses_in(user, case))
    if not houses:
        return ()
    write = set(houses_in(user, case, WRITING_ROLES).values_list("pk", flat=True))
    notes = list(visible_to(user).filter(_about(case)).select_related("written_by"))
    notes.sort(key=lambda note: (note.written_at, note.pk), reverse=True)
    people = writers([house.pk for house in houses])
    stands = standing(latest().filter(_about(case), organisation__in=houses))
    kind = "dispute" if isinstance(case, Dispute) else "request"
    return tuple(
        Inside(
            organisation=house,
            may_write=house.pk in write,
            notes=[note for note in notes if note.organisation_id == house.pk],
            keeper=_keeper(stands.get((house.pk, kind, case.pk)), people),
            members=[
                (account, name) for (of, account), name in people.items() if of == house.pk
            ],
        )
        for house in houses
    )


def has_part(organisation: Organisation, case: Subject) -> bool:
    """Whether a case is one of an organisation's own."""
    if isinstance(case, InformationRequest):
        return case.organisation_id == organisation.pk
    return Participant.objects.filter(dispute=case, organisation=organisation).exists()


def _about(case: Subject) -> Q:
    """Rows about a case; about a dispute also those about the requests that led to it."""
    if isinstance(case, InformationRequest):
        return Q(information_request=case)
    return Q(dispute=case) | Q(information_request__dispute=case)


def _keeper(row: Assignment | None, people: People) -> Keeper | None:
    return keeper(row, people) if row is not None and row.person_id else None
