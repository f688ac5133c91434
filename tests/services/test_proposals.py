"""A computed calendar: it books nothing, is written whole or not at all, and accepted once."""

from __future__ import annotations

import threading
from datetime import date, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.hearings import HearingNotSet, HearingState
from cases.domain.proposals import (
    NothingToStop,
    ProposalUnderWay,
    RowDecided,
    RowState,
    RowUnplaced,
)
from cases.domain.scheduling.facts import UnusableHorizon, Wish
from cases.domain.sittings import SlotDoubtful, SlotRefused, Weight
from cases.domain.stages import Stage
from cases.models import (
    Booking,
    Dispute,
    Hearing,
    Job,
    JournalEntry,
    Organisation,
    Proposal,
    ProposedSitting,
)
from cases.models.jobs import JobState
from cases.queries import calendars, scheduling, sittings
from cases.queries import proposals as queries
from cases.queries.sittings import Slot
from cases.services import jobs, parties, proposals, releases, rooms
from cases.services import sittings as planning
from cases.tasks import jobs as door
from tests.bench import (
    NOW,
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
LAST = date(2024, 4, 30)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def held():
    """Two disputes of the same parties before two panels that share a judge, and a room."""
    found = open_registry()
    appoint(found)
    hall(found)
    appoint(found, dispute=another(found), chair=3, members=(4, 2))
    return found


def wish(first=ON, last=LAST, **more):
    return Wish(first, last, **({"seconds": 5} | more))


def ask(held, *days, **more):
    return proposals.ask(held.room.commission, wish(*days, **more), **held.who)


def work(job):
    claimed = jobs.claim(job.pk, now=NOW)
    if claimed is not None:  # with real transactions the bell has done it already
        door.perform(claimed)
    job.refresh_from_db()
    return job


def proposed(held, *days, **more):
    assert work(ask(held, *days, **more)).state == JobState.DONE
    return Proposal.objects.latest("pk")


def accept(held, row, **more):
    return proposals.accept(row, **({"is_confirmed": True} | held.who | more))


def announce(held, **slot):
    hearing = draft(held, room=held.room.commission.rooms.get(), registrar=held.keeper, **slot)
    releases.release(held.room.commission, [hearing], **held.who)
    hearing.refresh_from_db()
    return hearing


def away(held, no, first=ON, last=ON):
    rooms.note_absence(
        held.room.commission, held.judges[no], starts_on=first, ends_on=last,
        reason="dinas luar", **held.who,
    )  # fmt: skip


def test_a_proposal_places_what_waits_and_books_nothing(held):
    proposal = proposed(held)
    first, second = proposal.rows.order_by("no")
    assert (first.held_on, second.held_on) == (ON, ON)
    assert {row.kind for row in (first, second)} == {"pemeriksaan_awal"}
    assert first.ends <= second.starts  # one judge sits in both
    assert {row.registrar for row in (first, second)} == {held.keeper}
    assert not Hearing.objects.exists()
    assert not Booking.objects.exists()
    assert proposal.is_best
    assert JournalEntry.objects.get(act="proposal_made").payload == {"proposal": proposal.code}


def test_every_place_stands_before_the_one_checker(held):
    for row in proposed(held).rows.all():
        slot = Slot(row.held_on, row.starts, row.ends, row.room, TODAY)
        disputes = list(row.disputes.all())
        found = sittings.findings(disputes, slot, registrar=row.registrar)
        assert [one for one in found if one.weight is Weight.HARD] == []


def test_a_row_becomes_a_draft_and_only_once(held):
    row = proposed(held).rows.get(no=1)
    hearing = accept(held, row)
    assert hearing.state == HearingState.DRAFT
    assert hearing.held_on == row.held_on
    row.refresh_from_db()
    assert (row.state, row.made_code) == (RowState.ACCEPTED, hearing.code)
    with pytest.raises(RowDecided):
        accept(held, row)
    with pytest.raises(RowDecided):
        proposals.decline(row, **held.who)
    assert Hearing.objects.count() == 1
    assert JournalEntry.objects.filter(act="proposal_row_accepted").count() == 1


def test_a_declined_row_changes_nothing(held):
    row = proposed(held).rows.get(no=1)
    proposals.decline(row, **held.who)
    with pytest.raises(RowDecided):
        accept(held, row)
    assert not Hearing.objects.exists()


def test_rows_are_accepted_each_for_itself(held):
    proposal = proposed(held)
    first, second = proposal.rows.order_by("no")
    proposals.decline(first, **held.who)
    told = proposals.accept_all([first, second], is_confirmed=True, **held.who)
    assert [type(one.refusal) for one in told] == [RowDecided, type(None)]
    assert not queries.change_since(proposal, proposal.rows.all()).is_any


def test_a_slot_that_was_taken_meanwhile_is_refused_and_the_row_stays(held):
    first, second = proposed(held).rows.order_by("no")
    (dispute,) = first.disputes.all()
    planning.draft(
        [dispute], wanted(9, 11, registrar=held.keeper), **held.who
    )  # by hand, in the hours of both
    with pytest.raises(HearingNotSet):
        accept(held, first)
    away(held, 2)
    with pytest.raises(SlotRefused, match="Handoko Agung tidak hadir"):
        accept(held, second)
    second.refresh_from_db()
    assert second.state == RowState.OPEN
    proposal = second.proposal
    change = queries.change_since(proposal, proposal.rows.all())
    assert (change.new, change.gone) == (2, 0)


def test_what_is_doubtful_is_confirmed_or_refused(held):
    row = proposed(held, date(2024, 3, 18), date(2024, 3, 20)).rows.get(no=1)
    assert row.doubts == ["summons_short"]
    with pytest.raises(SlotDoubtful):
        accept(held, row, is_confirmed=False)
    accept(held, row)
    told = JournalEntry.objects.get(act="slot_confirmed").payload
    assert told["doubts"] == ["summons_short"]


def test_what_has_no_place_says_which_rule_would_have_to_give(held):
    away(held, 2, ON, date(2024, 6, 30))
    proposal = proposed(held)
    for row in proposal.rows.all():
        assert row.held_on is None
        ((bar,),) = row.reasons
        assert bar["code"] == "panel_away"
        assert "Handoko Agung tidak hadir Senin, 1 April 2024 sampai" in bar["text"]
        with pytest.raises(RowUnplaced):
            accept(held, row)


def test_registers_of_the_same_parties_and_panel_are_heard_together(held):
    appoint(held, dispute=another(held, "013/III/KIP-PSI/2024"))
    joined, alone = sorted(proposed(held).rows.all(), key=lambda row: -row.disputes.count())
    assert [joined.disputes.count(), alone.disputes.count()] == [2, 1]
    assert joined.label == "011, 013/III/KIP-PSI/2024"
    assert accept(held, joined).disputes.count() == 2
    assert proposed(held, joins=False).rows.count() == 1  # what is set does not wait any more


def test_a_family_is_heard_together_and_strangers_are_not(held):
    third = another(held, "013/III/KIP-PSI/2024")
    appoint(held, dispute=third)
    other = Organisation.objects.get(short="Lain")
    third.participants.filter(organisation__isnull=False).update(organisation=other)
    assert proposed(held).rows.count() == 3


def test_a_hearing_whose_day_became_impossible_is_proposed_elsewhere(held):
    old = announce(held)
    away(held, 0)
    proposal = proposed(held)
    (moved,) = [row for row in proposal.rows.all() if row.now]
    assert moved.now["held_on"] == "2024-04-01"
    assert moved.held_on == date(2024, 4, 2)
    new = accept(held, moved)
    assert new.previous == old
    assert (new.kind, new.registrar) == (old.kind, held.keeper)
    old.refresh_from_db()
    assert old.state == HearingState.SET  # until the release
    assert not queries.change_since(proposal, proposal.rows.all()).is_any


def test_what_was_announced_and_is_in_time_stays_also_where_moves_are_asked_for(held):
    announce(held)
    assert [row.now for row in proposed(held, may_move=True).rows.all()] == [{}]


def test_what_was_announced_too_late_is_moved_only_where_moves_are_asked_for(held):
    # 14 working days for the start end in the first days of April (UU 14/2008 Pasal 38).
    old = announce(held, on=date(2024, 4, 29))
    assert [row.now for row in proposed(held).rows.all()] == [{}]
    (moved,) = [row for row in proposed(held, may_move=True).rows.all() if row.now]
    assert (moved.moves, moved.now["held_on"]) == (old, "2024-04-29")
    assert moved.held_on < date(2024, 4, 8)


def test_a_moved_draft_that_is_gone_is_refused(held):
    hearing = draft(held, registrar=held.keeper)
    away(held, 0)
    (row,) = [row for row in proposed(held).rows.all() if row.now]
    planning.drop(hearing, **held.who)
    row.refresh_from_db()
    with pytest.raises(HearingNotSet):
        accept(held, row)


def test_mediation_is_left_to_its_mediator(held):
    Dispute.objects.filter(pk=held.dispute.pk).update(stage=Stage.MEDIATION)
    assert proposed(held).rows.count() == 1


def test_without_rooms_a_hearing_has_no_place_but_a_day(held):
    held.room.commission.rooms.all().delete()
    assert {row.room for row in proposed(held).rows.all()} == {None}


def test_where_no_registrar_was_appointed_the_load_is_shared(held):
    for dispute in Dispute.objects.all():
        dispute.panel.filter(seat="panitera_pengganti").update(ends_on=TODAY)
    second = parties.add_person("Pak Budi", **WHO)
    parties.affiliate(second, held.room.commission, title="Panitera Pengganti", **WHO)
    assert {row.registrar for row in proposed(held).rows.all()} == {held.keeper, second}


def test_days_that_cannot_be_planned_are_refused_at_once(held):
    for first, last in ((ON, TODAY), (date(2024, 1, 2), date(2024, 1, 3))):
        with pytest.raises(UnusableHorizon):
            ask(held, first, last)
    assert not Job.objects.filter(kind="propose_calendar").exists()


def test_one_is_computed_at_a_time(held):
    job = ask(held)
    with pytest.raises(ProposalUnderWay):
        ask(held)
    proposals.stop(job, **held.who)
    assert ask(held).pk != job.pk


def test_a_computation_that_is_stopped_writes_nothing(held, monkeypatch):
    job = ask(held)
    claimed = jobs.claim(job.pk, now=NOW)
    compute = proposals.compute

    def stopped(*args, **more):
        found = compute(*args, **more)
        proposals.stop(job, **held.who)
        return found

    monkeypatch.setattr(proposals, "compute", stopped)
    door.perform(claimed)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Dihentikan atas permintaan.")
    assert not Proposal.objects.exists()
    assert not ProposedSitting.objects.exists()
    with pytest.raises(NothingToStop):
        proposals.stop(job, **held.who)


def test_a_computation_whose_worker_died_is_stopped_and_not_repeated(held):
    job = ask(held)
    jobs.claim(job.pk, now=NOW)
    jobs.sweep(now=NOW + timedelta(minutes=5))
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert not Proposal.objects.exists()
    proposed(held)


def test_progress_says_how_many_are_placed(held):
    job = work(ask(held))
    assert job.result["placed"] == job.result["total"] == 2
    assert job.result["first_after"] <= job.result["seconds"]


def test_a_proposal_takes_as_many_questions_for_three_as_for_one(held):
    def count():
        calendar = calendars.working_calendar()
        with CaptureQueriesContext(connection) as caught:
            scheduling.facts(held.room.commission, wish(), today=TODAY, calendar=calendar)
        return len(caught)

    draft(held, registrar=held.keeper)
    before = count()
    for no, (chair, members) in enumerate([(1, (3, 4)), (0, (3, 4)), (2, (3, 4))], start=13):
        appoint(held, dispute=another(held, f"0{no}/III/KIP-PSI/2024"), chair=chair,
                members=members)  # fmt: skip
    assert count() == before


def test_absent_people_and_hours_of_others_are_seen(held):
    draft(held, registrar=held.keeper)
    (row,) = proposed(held).rows.all()
    assert row.starts >= time(11) or row.held_on > ON


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_accept_a_row_once(held, close_connections):
    row = proposed(held).rows.get(no=1)
    start, told = threading.Barrier(2), []

    def click():
        start.wait()
        try:
            accept(held, row)
            told.append("accepted")
        except RowDecided:
            told.append("decided")
        finally:
            connection.close()

    clerks = [threading.Thread(target=click) for _no in range(2)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join()
    assert sorted(told) == ["accepted", "decided"]
    assert Hearing.objects.count() == 1
