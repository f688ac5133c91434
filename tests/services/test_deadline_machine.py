"""Clocks of a dispute under a calendar that changes: counted by hand, and only appended.

P1 and P2: a limit ends so many working days after its day; a decreed day never shortens one;
what was counted stays, a recount adds a row.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from cases.domain.calendars import DayKind
from cases.models import Deadline, Holiday
from cases.services import calendars, deadlines
from tests.hearing_room import NOW, RECORDER, open_room
from tests.machines import Machine, walk

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
# Working days by UU 14/2008 Pasal 38 ayat (1) and (2), and by Perki 1/2019.
LENGTHS = {
    "umum_start_settlement": 14,
    "umum_complete_settlement": 100,
    "pemilu_complete_settlement": 14,
}
FIRST = date(2025, 1, 6)
DAYS = st.integers(0, 120).map(lambda no: FIRST + timedelta(days=no))


def counted_by_hand(start, length):
    """Day after day; joint leave is off, as in the usual reading."""
    off = set(Holiday.objects.filter(day__year__gte=2025).values_list("day", flat=True))
    day = start
    while length:
        day += timedelta(days=1)
        length -= day.weekday() < 5 and day not in off
    return day


class Clocks(Machine):
    """One dispute; ``current`` are the rows in force by (rule, day), ``told`` all that were."""

    @initialize()
    def begin(self):
        self.current, self.told = {}, {}

    def keep(self, clock):
        self.current[clock.rule, clock.triggered_on] = clock.pk
        self.told[clock.pk] = (clock.due_on, clock.working)

    @rule(key=st.sampled_from(sorted(LENGTHS)), day=DAYS)
    def start(self, key, day):
        """One clock of a rule runs from one day; one that was met starts anew."""
        running = self.current.get((key, day))
        may = running is None or Deadline.objects.get(pk=running).met_on is not None
        made = []

        done = self.allowed(
            lambda: made.append(deadlines.start(self.room, key, triggered_on=day, **WHO)),
            IntegrityError,
        )

        assert done == may
        if done:
            assert made[0].due_on == counted_by_hand(day, LENGTHS[key])
            self.keep(made[0])

    @precondition(lambda self: self.current)
    @rule(data=st.data(), day=DAYS)
    def meet(self, data, day):
        """An act is noted on its day, be it late."""
        clock = Deadline.objects.get(
            pk=data.draw(st.sampled_from(sorted(self.current.values())))
        )
        deadlines.meet(clock, met_on=day, **WHO)

    @rule(day=DAYS, kind=st.sampled_from([DayKind.NATIONAL, DayKind.JOINT_LEAVE]))
    def decree(self, day, kind):
        """A day off is decreed in mid-year; what still runs is counted again."""
        if Holiday.objects.filter(day=day).exists():
            return
        Holiday.objects.create(day=day, kind=kind, name="Libur", decree="SKB")
        before = {pk: Deadline.objects.get(pk=pk) for pk in self.current.values()}

        deadlines.recount_running(**WHO)

        for (key, start), pk in list(self.current.items()):
            old = before[pk]
            new = Deadline.objects.get(
                rule=key, triggered_on=start, superseded_by=None, dispute=self.room
            )
            assert new.due_on >= old.due_on
            if old.met_on is not None:
                assert new.pk == old.pk
            else:
                assert new.due_on == counted_by_hand(start, LENGTHS[key])
            self.keep(new)

    @invariant()
    def what_was_counted_stays_as_it_was_counted(self):
        rows = Deadline.objects.filter(dispute=self.room, rule__in=LENGTHS)
        assert {one.pk: (one.due_on, one.working) for one in rows} == getattr(self, "told", {})
        in_force = set(rows.filter(superseded_by=None).values_list("pk", flat=True))
        assert in_force == set(getattr(self, "current", {}).values())


def test_clocks_are_counted_as_by_hand_and_only_ever_appended():
    calendars.load([2025, 2026], **WHO)
    Clocks.room = open_room().dispute
    walk(Clocks)
