"""Hearings are drafted where nothing stands against it, and nobody hears of a draft."""

from __future__ import annotations

import threading
from datetime import date, time
from functools import partial

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain.bookings import DoubleBooked
from cases.domain.hearings import HearingNotSet, HearingState
from cases.domain.sittings import CancelReasonNeeded, SlotDoubtful, SlotRefused, Weight
from cases.models import Booking, DocketEntry, Hearing, JournalEntry, Notice, PublicHearing
from cases.queries import sittings as queries
from cases.queries.sittings import Slot
from cases.services import publication, releases, rooms, sittings
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    found = open_registry()
    appoint(found)
    publication.release_all([found.dispute], **WHO)
    return found


def release(held):
    chosen = [one.hearing for one in queries.unreleased(held.room.commission)]
    return releases.release(held.room.commission, chosen, **held.who)


def refusals(refused):
    return [one.code for one in refused.value.findings]


def test_a_draft_takes_room_and_panel_and_tells_nobody(held):
    before = Notice.objects.count()
    hearing = draft(held, room=hall(held), registrar=held.keeper)

    assert hearing.state == HearingState.DRAFT
    assert Booking.objects.filter(released_at=None).count() == 5  # three, registrar, room
    assert Notice.objects.count() == before
    assert not PublicHearing.objects.exists()
    assert not DocketEntry.objects.filter(hearing=hearing).exists()


def test_a_slot_that_is_taken_is_refused_by_name(held):
    draft(held, room=hall(held))
    second = another(held)
    appoint(held, dispute=second, chair=0, members=(3, 4))
    with pytest.raises(SlotRefused) as refused:
        sittings.draft([second], wanted(10, 12), **held.who)
    assert "Arya Sandhi sudah bersidang Senin, 1 April 2024 pukul 09.00–11.00 WIB" in str(
        refused.value
    )
    assert "double_booked" in refusals(refused)
    sittings.draft([second], wanted(13, 15), **held.who)


def test_what_is_doubtful_is_confirmed_and_kept_in_the_journal(held):
    friday = date(2024, 4, 5)
    with pytest.raises(SlotDoubtful) as refused:
        draft(held, 11, 13, on=friday)
    assert refusals(refused) == ["friday_prayer"]
    draft(held, 11, 13, on=friday, confirmed=["friday_prayer"])
    assert JournalEntry.objects.get(act="slot_confirmed").payload["doubts"] == ["friday_prayer"]


def test_a_member_who_is_away_refuses_the_day(held):
    rooms.note_absence(
        held.room.commission,
        held.judges[2],
        starts_on=ON,
        ends_on=date(2024, 4, 3),
        reason="dinas luar",
        **held.who,
    )
    with pytest.raises(SlotRefused, match="Handoko Agung tidak hadir"):
        draft(held)
    assert draft(held, on=date(2024, 4, 4)).held_on == date(2024, 4, 4)


def test_a_party_in_another_hearing_is_doubtful(held):
    draft(held)
    second = another(held)
    appoint(held, dispute=second, chair=3, members=(4, 2))
    slot = Slot(ON, time(10), time(12), None, TODAY)
    found = queries.findings([second], slot, registrar=None)
    assert {one.code for one in found if one.weight is Weight.SOFT} == {"party_elsewhere"}
    assert any("Yayasan Lestari" in one.text for one in found)


def test_several_disputes_of_one_panel_are_heard_together(held):
    second = another(held)
    with pytest.raises(SlotRefused) as refused:
        sittings.draft([held.dispute, second], wanted(), **held.who)
    assert "other_panel" in refusals(refused)
    appoint(held, dispute=second)
    assert list(queries.joinable(held.dispute)) == [second]
    hearing = sittings.draft([held.dispute, second], wanted(), **held.who)
    assert hearing.disputes.count() == 2


def test_a_draft_that_is_moved_or_dropped_leaves_only_the_journal(held):
    first = draft(held)
    second = sittings.move(first, wanted(13, 15), **held.who)
    assert list(Hearing.objects.all()) == [second]
    sittings.drop(second, **held.who)
    assert not Hearing.objects.exists()
    assert not Booking.objects.exists()
    assert JournalEntry.objects.filter(act="hearing_draft_dropped").count() == 2


def test_an_announced_hearing_is_moved_by_a_draft_and_holds_until_the_release(held):
    old = draft(held)
    release(held)
    new = sittings.move(old, wanted(10, 12), **held.who)  # overlaps its own old hour

    old.refresh_from_db()
    assert (old.state, new.state, new.previous) == ("set", "draft", old)
    assert PublicHearing.objects.get().code == old.code
    with pytest.raises(HearingNotSet):
        sittings.move(old, wanted(13, 15), **held.who)
    again = sittings.move(new, wanted(14, 16), **held.who)
    assert again.previous == old
    sittings.drop(again, **held.who)
    assert old.bookings.filter(released_at=None).count() == 3  # its hour is its own again


def test_an_old_hour_that_somebody_took_meanwhile_cannot_be_had_back(held):
    old = draft(held)
    release(held)
    new = sittings.move(old, wanted(13, 15), **held.who)
    second = another(held)
    appoint(held, dispute=second, chair=0, members=(3, 4))
    sittings.draft([second], wanted(9, 11, confirmed=["party_elsewhere"]), **held.who)
    with pytest.raises(DoubleBooked, match="Arya Sandhi"):
        sittings.drop(new, **held.who)
    assert Hearing.objects.filter(pk=new.pk).exists()


def test_cancelling_says_why_waits_for_the_release_and_can_be_taken_back(held):
    hearing = draft(held)
    release(held)
    with pytest.raises(CancelReasonNeeded):
        sittings.drop(hearing, **held.who)
    sittings.drop(hearing, reason="Ketua sakit", **held.who)
    hearing.refresh_from_db()
    assert (hearing.state, hearing.void_reason) == ("set", "Ketua sakit")
    assert PublicHearing.objects.get().state == "set"
    sittings.keep(hearing, **held.who)
    assert queries.unreleased(held.room.commission) == ()


def test_what_was_held_is_not_planned_any_more(held):
    hearing = draft(held)
    Hearing.objects.filter(pk=hearing.pk).update(state=HearingState.CLOSED)
    with pytest.raises(HearingNotSet):
        sittings.move(hearing, wanted(13, 15), **held.who)
    with pytest.raises(HearingNotSet):
        sittings.drop(hearing, reason="x", **held.who)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    slots=st.lists(
        st.tuples(st.integers(1, 12), st.integers(7, 16), st.integers(0, 3)),
        min_size=1,
        max_size=6,
    )
)
def test_what_the_checker_lets_pass_can_be_booked_and_what_it_refuses_cannot(held, slots):
    with transaction.atomic():
        for day, starts, length in slots:
            hours = time(starts), time(starts + length)
            slot = Slot(date(2024, 4, day), *hours, None, TODAY)
            found = queries.findings([held.dispute], slot, registrar=None)
            asked = wanted(
                starts, starts + length, on=slot.held_on, confirmed=[one.code for one in found]
            )
            if any(one.weight is Weight.HARD for one in found):
                with pytest.raises(SlotRefused):
                    sittings.draft([held.dispute], asked, **held.who)
            else:
                sittings.draft([held.dispute], asked, **held.who)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_of_two_clerks_who_draft_one_commissioner_at_once_one_is_told_who_and_when(
    close_connections,
):
    held = open_registry()
    appoint(held)
    second = another(held)
    appoint(held, dispute=second, chair=0, members=(3, 4))
    outcomes, together = [], threading.Barrier(2)

    def work(dispute, starts):
        try:
            together.wait()
            asked = wanted(starts, starts + 2, confirmed=["party_elsewhere"])
            sittings.draft([dispute], asked, **held.who)
            outcomes.append("tercatat")
        except (DoubleBooked, SlotRefused) as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [
        threading.Thread(target=partial(work, *one))
        for one in ((held.dispute, 9), (second, 10))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = next(one for one in outcomes if one != "tercatat")
    assert "tercatat" in outcomes
    assert "Arya Sandhi sudah bersidang Senin, 1 April 2024" in told
    assert Hearing.objects.count() == 1
