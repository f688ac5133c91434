"""Who and what is taken at some hour."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from cases.domain.bookings import Clash
from cases.domain.numbering import registers_line
from cases.models import Booking, Person, Room
from cases.queries import notices


def overlapping(starts_at: datetime, ends_at: datetime) -> QuerySet[Booking]:
    """What stands in the calendar at any moment from the first instant up to the second."""
    return Booking.objects.filter(
        released_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """A person or a room (by its key) that a hearing has, as it is told of."""

    person: int | None
    room: int | None
    clash: Clash

    def stands_against(self, room: Room | None, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether it is in the way there and then; another room is not."""
        if self.room is not None and (room is None or self.room != room.pk):
            return False
        return self.clash.starts_at < ends_at and self.clash.ends_at > starts_at


def taken(
    people: Sequence[Person],
    rooms: Collection[Room],
    *,
    starts_at: datetime,
    ends_at: datetime,
    besides: Iterable[int] = (),
) -> tuple[Taken, ...]:
    """Which of them other hearings have at any moment of that time, the earliest first.

    ``besides``: keys of hearings that do not count.
    """
    wanted = Q(person__in=people) | Q(room__in=rooms)
    found = overlapping(starts_at, ends_at).filter(wanted).exclude(hearing__in=list(besides))
    rows = found.select_related("person", "room", "hearing__room").prefetch_related(
        "hearing__disputes__numbers"
    )
    return tuple(
        Taken(row.person_id, row.room_id, _clash(row))
        for row in rows.order_by("starts_at", "pk")
    )


def clashes(
    people: Sequence[Person],
    room: Room | None,
    *,
    starts_at: datetime,
    ends_at: datetime,
    besides: Iterable[int] = (),
) -> tuple[Clash, ...]:
    """Which of them another hearing has at that time. ``besides``: keys that do not count."""
    rooms = [] if room is None else [room]
    found = taken(people, rooms, starts_at=starts_at, ends_at=ends_at, besides=besides)
    return tuple(one.clash for one in found)


def _clash(row: Booking) -> Clash:
    hearing = row.hearing
    numbers = [notices.register_of(one) or one.code for one in hearing.disputes.all()]
    resource = row.person or row.room
    return Clash(
        resource=resource.name if resource else "",
        is_room=row.room_id is not None,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=hearing.room.name if hearing.room else hearing.place,
        registers=registers_line(numbers),
    )
