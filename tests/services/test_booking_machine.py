"""Hearings drafted, moved and given back in any order: nobody is taken twice (P6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from cases.domain.bookings import DoubleBooked
from cases.models import Booking, Room
from cases.services import bookings, hearings, parties, registry
from cases.services.hearings import Bench, HearingDetails
from cases.services.registry import DisputeDetails
from tests.hearing_room import open_room
from tests.machines import Machine, walk
from tests.services.test_bookings import ON, WHO

pytestmark = pytest.mark.django_db
NUMBERS = count()
STARTS = st.integers(0, 12).map(  # 08.00 to 14.00 in Jakarta, by half hours
    lambda no: datetime(2024, 3, 18, 1, tzinfo=UTC) + timedelta(minutes=30 * no)
)
HALF_HOURS = st.integers(1, 5)
BENCHES = st.permutations(range(6)).map(lambda told: tuple(told[:3]))
HALLS = st.sampled_from([None, 0, 1])


class Days(Machine):
    """``taken`` by hearing: (first instant, last, who and what it needs)."""

    def __init__(self):
        super().__init__()
        self.taken, self.seats = {}, {}

    def is_free(self, starts, ends, needed, *, besides=None):
        return not any(
            starts < until and since < ends and needed & others
            for hearing, (since, until, others) in self.taken.items()
            if hearing != besides
        )

    def asked(self, starts, length, seats, hall):
        ends = starts + timedelta(minutes=30 * length)
        needed = {("person", no) for no in seats} | ({("hall", hall)} - {("hall", None)})
        chair, *members = (self.people[no] for no in seats)
        details = HearingDetails(
            ON,
            "pembuktian",
            ordinal=3,
            planned_at=starts,
            planned_until=ends,
            room=None if hall is None else self.halls[hall],
        )
        return (starts, ends, needed), details, Bench(chair=chair, members=members)

    @rule(starts=STARTS, length=HALF_HOURS, seats=BENCHES, hall=HALLS)
    def draft(self, starts, length, seats, hall):
        """A new hearing takes what it needs exactly when all of it is free."""
        told, details, bench = self.asked(starts, length, seats, hall)
        made = []
        key = DisputeDetails(natural_key=f"x{next(NUMBERS)}", regime="umum", subject="Anggaran")
        dispute = registry.open_file(self.room.commission, key, **WHO)

        done = self.allowed(
            lambda: made.append(hearings.schedule([dispute], details, bench=bench, **WHO)),
            DoubleBooked,
        )

        assert done == self.is_free(*told)
        if done:
            self.taken[made[0]], self.seats[made[0]] = told, seats

    @precondition(lambda self: self.taken)
    @rule(data=st.data(), starts=STARTS, length=HALF_HOURS, hall=HALLS)
    def move(self, data, starts, length, hall):
        """A hearing that moves is in nobody's way; one that may not keeps its hour."""
        old = data.draw(st.sampled_from(sorted(self.taken, key=lambda one: one.pk)))
        seats = self.seats[old]  # the panel of a dispute stays
        told, details, bench = self.asked(starts, length, seats, hall)
        made = []
        old.refresh_from_db()

        done = self.allowed(
            lambda: made.append(hearings.move(old, details, bench=bench, **WHO)), DoubleBooked
        )

        assert done == self.is_free(*told, besides=old)
        if done:
            del self.taken[old]
            self.taken[made[0]], self.seats[made[0]] = told, seats

    @precondition(lambda self: self.taken)
    @rule(data=st.data())
    def give_back(self, data):
        """Released, its hour is free for anybody."""
        old = data.draw(st.sampled_from(sorted(self.taken, key=lambda one: one.pk)))
        bookings.release(old, now=WHO["now"])
        del self.taken[old]

    @rule(seats=BENCHES, hall=HALLS, lengths=st.lists(HALF_HOURS, min_size=2, max_size=4))
    def one_after_the_other(self, seats, hall, lengths):
        """Hearings that touch disturb nobody: each begins when the one before ends."""
        starts = datetime(2024, 3, 18, 1, tzinfo=UTC)
        for length in lengths:
            self.draft(starts, length, seats, hall)
            starts += timedelta(minutes=30 * length)

    @invariant()
    def rows_tell_the_same(self):
        standing = Booking.objects.filter(released_at=None)
        assert standing.count() == sum(len(needed) for *_hours, needed in self.taken.values())


def test_whatever_is_asked_for_is_given_exactly_when_it_is_free():
    Days.room = room = open_room()
    Days.people = [parties.add_person(f"Anggota {no}", **WHO) for no in range(6)]
    Days.halls = [
        Room.objects.create(commission=room.commission, name=name) for name in ("Satu", "Dua")
    ]
    walk(Days)
