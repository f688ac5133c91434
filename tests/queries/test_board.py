"""Every slot of a week agrees with the one checker; what waits stands by its nearest limit."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.board import Standing
from cases.domain.publication import Visibility
from cases.domain.sittings import Weight
from cases.models import Deadline, Dispute, Hearing, Holiday
from cases.queries import board
from cases.queries import sittings as queries
from cases.queries.sittings import Slot
from cases.services import calendars, publication, releases, rooms, sittings
from tests.bench import (
    ON,
    TODAY,
    WHO,
    another,
    appoint,
    draft,
    hall,
    open_registry,
    wanted,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db
WEEK = [ON + timedelta(days=no) for no in range(7)]  # 1 to 7 April 2024
HOURS = (8 * 60, 16 * 60)
STRIDE = 5  # of the slots that are judged one by one; every hour and every room has its turn


def _held():
    found = open_registry()
    appoint(found)
    publication.release_all([found.dispute], **WHO)
    return found


built, held = standing(_held)


@pytest.fixture
def busy(held):
    """A week in which the panel, a room and the parties are needed elsewhere at some hours."""
    main, small = hall(held), hall(held, "Ruang Mediasi")
    second = another(held)
    appoint(held, dispute=second)
    doubt = ["party_elsewhere"]
    sittings.draft([second], wanted(10, 12, room=main), **held.who)
    third = another(held, "013/III/KIP-PSI/2024")
    appoint(held, dispute=third, chair=3, members=(4, 2))
    sittings.draft(
        [third], wanted(13, 15, on=date(2024, 4, 2), room=small, confirmed=doubt), **held.who
    )
    rooms.note_absence(
        held.room.commission,
        held.judges[0],
        starts_on=date(2024, 4, 4),
        ends_on=date(2024, 4, 5),
        reason="dinas luar",
        **held.who,
    )
    return held


def every_slot(disputes, hearing=None, *, length=120):
    known, places = board.lookout(disputes, WEEK, hearing)
    return list(
        board.slots(known, WEEK, [*places, None], hours=HOURS, length=length, today=TODAY)
    )


def release(held):
    chosen = [one.hearing for one in queries.unreleased(held.room.commission)]
    return releases.release(held.room.commission, chosen, **held.who)


def queue(held, today=TODAY):
    return board.queue(held.room.commission, today=today)


def test_every_slot_of_a_week_is_judged_as_the_one_checker_judges_it(busy):
    found = every_slot([busy.dispute], length=90)

    assert len(found) == 7 * 3 * 16
    for slot, reasons in found[::STRIDE]:
        assert reasons == queries.findings([busy.dispute], slot, registrar=busy.keeper), slot
    told = {one.code for _, reasons in found for one in reasons}
    assert told >= {
        "double_booked",
        "panel_away",
        "party_elsewhere",
        "friday_prayer",
        "outside_office_hours",
        "hearing_on_day_off",
    }


def test_a_hearing_that_is_moved_does_not_stand_in_its_own_way(busy):
    hearing = draft(busy, on=date(2024, 4, 3), registrar=busy.keeper)
    release(busy)
    hearing.refresh_from_db()
    rows = every_slot([busy.dispute], hearing)

    for slot, reasons in rows[::STRIDE]:
        assert reasons == queries.findings(
            [busy.dispute], slot, registrar=busy.keeper, besides=[hearing]
        ), slot
    (own,) = [
        reasons
        for slot, reasons in rows
        if (slot.held_on, slot.starts, slot.room) == (date(2024, 4, 3), time(9), None)
    ]
    assert own == ()


def test_a_draft_that_stands_for_an_announced_hearing_sets_both_aside(busy):
    old = draft(busy, on=date(2024, 4, 3))
    release(busy)
    new = sittings.move(old, wanted(13, 15, on=date(2024, 4, 3)), **busy.who)
    at_noon = [
        reasons
        for slot, reasons in every_slot([busy.dispute], new)
        if (slot.held_on, slot.starts, slot.room) == (date(2024, 4, 3), time(9), None)
    ]
    assert at_noon == [()]


def test_a_slot_at_the_last_half_hour_of_a_day_ends_within_it(held):
    known, _places = board.lookout([held.dispute], WEEK)
    rows = board.slots(
        known, WEEK[:1], [None], hours=(20 * 60, 24 * 60), length=120, today=TODAY
    )
    assert [slot.starts for slot, _ in rows][-1] == time(21, 30)


def test_a_week_of_slots_takes_as_many_queries_for_three_hearings_as_for_one(held):
    def count():
        with CaptureQueriesContext(connection) as caught:
            every_slot([held.dispute])
        return len(caught)

    second = another(held)
    appoint(held, dispute=second)
    sittings.draft([second], wanted(9, 11), **held.who)
    before = count()
    for day in (2, 3):
        sittings.draft([second], wanted(9, 11, on=date(2024, 4, day)), **held.who)
    third = another(held, "013/III/KIP-PSI/2024")
    appoint(held, dispute=third, chair=3, members=(4, 2))
    sittings.draft([third], wanted(13, 15, confirmed=["party_elsewhere"]), **held.who)
    assert count() == before


@pytest.mark.parametrize("by_people", [False, True])
def test_a_week_takes_as_many_queries_for_three_hearings_as_for_one(held, by_people):
    def count():
        with CaptureQueriesContext(connection) as caught:
            board.week(held.room.commission, ON, by_people=by_people)
        return len(caught)

    draft(held)
    before = count()
    second = another(held)
    appoint(held, dispute=second, chair=3, members=(4, 2))
    sittings.draft([second], wanted(13, 15, confirmed=["party_elsewhere"]), **held.who)
    draft(held, on=date(2024, 4, 3))
    assert count() == before


def test_a_hearing_stands_in_the_lanes_of_its_room_and_of_everybody_it_needs(held):
    room = hall(held)
    draft(held, room=room, registrar=held.keeper)
    (placed,) = board.week(held.room.commission, ON, by_people=False).placed

    people = {f"p{one.pk}" for one in (*held.judges[:3], held.keeper)}
    assert placed.lanes == {f"r{room.pk}", *people}
    assert (placed.starts, placed.ends) == (9 * 60, 11 * 60)
    lanes = board.week(held.room.commission, ON, by_people=True).lanes
    assert {one.key for one in lanes} >= people
    assert [one.key for one in lanes if one.is_registrar] == [f"p{held.keeper.pk}"]


def test_announced_drafted_moved_and_cancelled_hearings_stand_apart(held):
    def standings():
        return [
            one.standing for one in board.week(held.room.commission, ON, by_people=False).placed
        ]

    hearing = draft(held)
    assert standings() == [Standing.DRAFT]
    release(held)
    assert standings() == [Standing.ANNOUNCED]
    moved = sittings.move(hearing, wanted(on=date(2024, 4, 2)), **held.who)
    assert standings() == [Standing.MOVING_AWAY, Standing.MOVED_HERE]
    sittings.drop(moved, **held.who)
    sittings.drop(hearing, reason="Ketua sakit", **held.who)
    assert standings() == [Standing.CANCELLING]


def test_a_week_of_another_commission_is_empty(held):
    draft(held)
    other = held.room.commission
    other.pk, other.code, other.name = None, "lain", "Komisi lain"
    other.save(force_insert=True)
    assert board.week(other, ON, by_people=False).placed == ()


def test_what_waits_stands_by_its_nearest_limit_and_what_is_overdue_first(held):
    first, second = held.dispute, another(held)
    appoint(held, dispute=second)
    third = another(held, "013/III/KIP-PSI/2024")
    appoint(held, dispute=third)
    days = {first: date(2024, 4, 30), second: date(2024, 3, 14), third: date(2024, 4, 5)}
    for dispute, due_on in days.items():
        for clock in Deadline.objects.filter(dispute=dispute):
            Deadline.objects.filter(pk=clock.pk).update(
                due_on=due_on, due_on_other_reading=due_on - timedelta(days=1)
            )

    waiting = queue(held)
    assert [one.disputes[0] for one in waiting] == [second, third, first]
    assert waiting[0].clock.safe_on == date(2024, 3, 13)


def test_what_has_a_hearing_ahead_does_not_wait(held):
    assert [one.disputes[0] for one in queue(held)] == [held.dispute]
    draft(held)
    assert queue(held) == ()


def test_an_announced_hearing_whose_day_was_decreed_off_waits_for_another_one(held):
    draft(held)
    release(held)
    assert queue(held) == ()
    calendars.load([2024], **WHO)
    Holiday.objects.create(day=ON, kind="national", name="Libur susulan", decree="Keppres 99")

    (one,) = queue(held)
    assert one.hearing == Hearing.objects.get()
    assert [told.code for told in one.reasons] == ["hearing_on_day_off"]
    assert "Libur susulan" in one.reasons[0].text


def test_an_announced_hearing_whose_bench_is_away_waits_until_it_is_moved(held):
    hearing = draft(held)
    release(held)
    rooms.note_absence(
        held.room.commission,
        held.judges[1],
        starts_on=ON,
        ends_on=ON,
        reason="cuti",
        **held.who,
    )
    (one,) = queue(held)
    assert [told.weight for told in one.reasons] == [Weight.HARD]
    sittings.move(hearing, wanted(on=date(2024, 4, 2)), **held.who)
    assert queue(held) == ()


def test_the_queue_takes_as_many_queries_for_three_hearings_as_for_one(held):
    def count():
        with CaptureQueriesContext(connection) as caught:
            queue(held)
        return len(caught)

    draft(held)
    release(held)
    second = another(held)
    appoint(held, dispute=second)
    before = count()
    sittings.draft([second], wanted(13, 15), **held.who)
    third = another(held, "013/III/KIP-PSI/2024")
    appoint(held, dispute=third)
    sittings.draft([third], wanted(9, 11, on=date(2024, 4, 2)), **held.who)
    release(held)
    appoint(held, dispute=another(held, "014/III/KIP-PSI/2024"))
    assert count() == before


def test_a_sealed_file_keeps_its_hour_and_says_that_it_is_sealed(held):
    draft(held)
    Dispute.objects.update(visibility=Visibility.SEALED)
    (placed,) = board.week(held.room.commission, ON, by_people=False).placed
    assert placed.is_sealed


def test_the_last_act_of_somebody_else_is_told_and_one_s_own_is_not(held):
    commission = held.room.commission
    draft(held)
    assert board.changed_by_others(commission, held.clerk) is None
    found = board.changed_by_others(commission, held.room.commissioner)
    assert found.by == held.clerk.name


def test_the_version_changes_with_every_act(held):
    before = board.version(held.room.commission)
    draft(held)
    assert board.version(held.room.commission) != before


def test_a_slot_is_one_of_the_commission(held):
    slot = Slot(ON, time(9), time(11), None, TODAY)
    first, _last = slot.instants("Asia/Makassar")
    assert first.utcoffset() == timedelta(hours=8)
