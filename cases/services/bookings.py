"""Taking rooms and people for a hearing: nobody is needed in two places at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from cases.domain import bookings as rules
from cases.models import Booking, Hearing, Person
from cases.queries import bookings


@transaction.atomic
def book(hearing: Hearing, people: Sequence[Person]) -> None:
    """Take the room of a hearing and its people for its planned time; without one, nothing.

    Of two that want the same at the same moment the database lets one through; the other is
    told by whom, where and when it is taken.

    Raises:
        WrongHours: it ends before it begins.
        DoubleBooked: somebody or the room is taken; the sentence names each.
    """
    if hearing.planned_at is None or hearing.planned_until is None:
        return
    starts_at, ends_at = hearing.planned_at, hearing.planned_until
    rules.check_hours(starts_at, ends_at)
    hours = {"starts_at": starts_at, "ends_at": ends_at}
    rows = [Booking(hearing=hearing, person=person, **hours) for person in people]
    if hearing.room is not None:
        rows.append(Booking(hearing=hearing, room=hearing.room, **hours))
    _check(hearing, people)
    try:
        with transaction.atomic():
            for row in rows:
                row.save(force_insert=True)
    except IntegrityError:  # somebody else was a moment earlier
        _check(hearing, people)
        raise


@transaction.atomic
def release(hearing: Hearing, *, now: datetime) -> None:
    """Give room and people back; what was booked stays readable."""
    hearing.bookings.filter(released_at=None).update(released_at=now)


def _check(hearing: Hearing, people: Sequence[Person]) -> None:
    if hearing.planned_at is None or hearing.planned_until is None:
        return
    found = bookings.clashes(
        people,
        hearing.room,
        starts_at=hearing.planned_at,
        ends_at=hearing.planned_until,
        besides=[hearing.pk],
    )
    if found:
        raise rules.refusal(found, hearing.commission.time_zone)
