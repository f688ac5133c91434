"""The rooms of a commission, and the days on which its people cannot sit."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from cases.domain.errors import CaseError
from cases.domain.rights import Right
from cases.models import Absence, Commission, Person, Room, User
from cases.services import accounts, journal
from cases.services.rights import right


class RoomKnown(CaseError):
    """A commission has one room of a name."""

    code = "room_known"


class WrongAbsence(CaseError):
    """An absence ends before it begins."""

    code = "wrong_absence"


@right(Right.REGISTRY)
@transaction.atomic
def add_room(
    commission: Commission, name: str, *, address: str = "", by: User, now: datetime
) -> Room:
    """Note a room in which the commission sits.

    Raises:
        RoomKnown: there is one of that name.
    """
    try:
        with transaction.atomic():
            room = Room.objects.create(
                commission=commission, name=name.strip(), address=address.strip()
            )
    except IntegrityError:
        raise RoomKnown("Ruang dengan nama itu sudah ada.") from None
    payload = {"name": room.name}
    who = accounts.as_actor(by)
    journal.record("room_added", actor=who, at=now, commission=commission, payload=payload)
    return room


@right(Right.REGISTRY)
@transaction.atomic
def note_absence(
    commission: Commission,
    person: Person,
    *,
    starts_on: date,
    ends_on: date,
    reason: str,
    by: User,
    now: datetime,
) -> Absence:
    """Note the days on which somebody cannot sit.

    Raises:
        WrongAbsence: it ends before it begins.
    """
    if ends_on < starts_on:
        raise WrongAbsence("Hari terakhir harus sesudah hari pertama.")
    row = Absence.objects.create(
        commission=commission,
        person=person,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip(),
    )
    payload = {"person": person.slug, "from": str(starts_on), "to": str(ends_on)}
    who = accounts.as_actor(by)
    journal.record("absence_noted", actor=who, at=now, commission=commission, payload=payload)
    return row
