"""What follows when a hearing is opened, over, reopened: stages, and the hearing after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cases.domain.accounts import Role
from cases.domain.capture import EntryKind, Phase, PhaseAct
from cases.domain.hearings import HearingState, Presence
from cases.domain.stages import Stage
from cases.domain.transcripts import AlreadyFrozen, EditionKind
from cases.models import Appearance, CaptureTrouble, Dispute, Hearing, JournalEntry
from cases.queries import capture as queries
from cases.queries import following
from cases.services import capture, registry, transcripts
from cases.services.capture.phases import MayNotReopen, ReasonNeeded
from tests.hearing_room import RECORDER
from tests.keyed import NOW, START, presence_of, record
from tests.people import account
from tests.standing import standing

pytestmark = pytest.mark.django_db
NEXT = {"next_on": "2024-04-01", "next_at": "10:00"}


built, room = standing(record)


@pytest.fixture
def panelled(room):
    """The disputes have the panel that sits."""
    for dispute in room.room.disputes:
        for seat in room.hearing.seats.select_related("person").order_by("no"):
            registry.seat_on_panel(
                dispute, seat.person, seat=seat.seat, actor=RECORDER, now=START
            )
    return room


def at(dispute, stage):
    Dispute.objects.filter(pk=dispute.pk).update(stage=stage)


def stages():
    return set(Dispute.objects.values_list("stage", flat=True))


def act(room, what, after, **more):
    room.first.key(EntryKind.PHASE, act=what.value, after=timedelta(minutes=after), **more)
    room.first.send()


def held(room, end=PhaseAct.END, **more):
    act(room, PhaseAct.OPEN, 0)
    act(room, end, 60, **more)
    room.hearing.refresh_from_db()


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("pemeriksaan_awal", Stage.SUMMONED, Stage.PRELIMINARY),
        ("kesimpulan", Stage.ADJUDICATION, Stage.CONCLUSIONS),
        ("pemeriksaan_setempat", Stage.ADJUDICATION, Stage.ADJUDICATION),
        ("penilaian_uji_konsekuensi", Stage.CONSEQUENCE_TEST, Stage.ADJUDICATION),
        ("pembuktian", Stage.ADJUDICATION, Stage.ADJUDICATION),
        ("pemeriksaan_awal", Stage.REGISTERED, Stage.REGISTERED),
    ],
)
def test_a_hearing_that_was_held_takes_its_disputes_along(kind, before, after):
    room = record(kind=kind)
    for dispute in room.room.disputes:
        at(dispute, before)

    held(room)

    assert stages() == {after.value}
    assert JournalEntry.objects.filter(act="hearing_held").count() == 2


def test_a_site_is_being_examined_while_the_hearing_there_goes_on():
    room = record(kind="pemeriksaan_setempat")
    for dispute in room.room.disputes:
        at(dispute, Stage.ADJUDICATION)

    act(room, PhaseAct.OPEN, 0)

    assert stages() == {Stage.SITE_EXAMINATION.value}


def test_an_adjourned_hearing_moves_nothing_but_its_opening():
    room = record(kind="kesimpulan")
    for dispute in room.room.disputes:
        at(dispute, Stage.ADJUDICATION)

    held(room, PhaseAct.ADJOURN)

    assert stages() == {Stage.ADJUDICATION.value}


def test_the_next_hearing_is_drafted_and_nobody_is_told(panelled, room):
    held(room, PhaseAct.ADJOURN, **NEXT, next_agenda="Keterangan ahli")

    assert not CaptureTrouble.objects.exists()
    drafted = Hearing.objects.get(state=HearingState.DRAFT)
    assert (drafted.held_on, drafted.kind) == (date(2024, 4, 1), "pembuktian")
    assert drafted.agenda == "Keterangan ahli"
    assert set(drafted.disputes.all()) == set(room.room.disputes)
    assert drafted.announced_at is None
    assert following.successor(room.hearing) == drafted


def test_two_recorders_who_end_it_draft_one_hearing(panelled, room):
    act(room, PhaseAct.OPEN, 0)
    for device in (room.first, room.second):
        device.key(EntryKind.PHASE, act="adjourn", after=timedelta(minutes=60), **NEXT)
        device.send()

    assert Hearing.objects.filter(state=HearingState.DRAFT).count() == 1


@pytest.mark.parametrize("day", ["2024-03-29", "2024-03-31", "kemarin"])
def test_a_day_that_cannot_be_is_told_and_the_hearing_is_over_all_the_same(panelled, room, day):
    held(room, PhaseAct.ADJOURN, next_on=day)

    assert room.hearing.state == HearingState.ADJOURNED
    assert not Hearing.objects.filter(state=HearingState.DRAFT).exists()
    assert CaptureTrouble.objects.count() == 1


def test_the_registrar_reopens_it_with_a_reason(room):
    held(room)

    capture.reopen(room.hearing, reason="Saksi datang terlambat", by=room.first.user, now=NOW)

    room.hearing.refresh_from_db()
    assert (room.hearing.state, room.hearing.closed_at) == (HearingState.OPEN, None)
    assert queries.phase_of(room.hearing)[0] is Phase.RECESS
    entry = JournalEntry.objects.get(act="sitting_reopen")
    assert entry.payload["reason"] == "Saksi datang terlambat"


def test_what_is_said_after_it_was_reopened_is_on_the_record(room):
    held(room)
    capture.reopen(room.hearing, reason="Saksi", by=room.first.user, now=NOW)
    later = NOW + timedelta(minutes=1)
    room.first.key(EntryKind.PHASE, act="open", after=later - START)
    room.first.send(now=later + timedelta(minutes=5))

    sessions = room.hearing.sessions.order_by("no")
    assert [bool(one.closed_at) for one in sessions] == [True, False]
    assert queries.phase_of(room.hearing)[0] is Phase.PUBLIC


def test_an_end_that_was_pressed_before_and_came_after_does_not_end_it_again(room):
    held(room)
    room.second.key(EntryKind.PHASE, act="end", after=timedelta(minutes=61))
    capture.reopen(room.hearing, reason="Saksi", by=room.first.user, now=NOW)

    room.second.send()

    room.hearing.refresh_from_db()
    assert room.hearing.state == HearingState.OPEN


def test_nobody_else_reopens_and_nobody_without_a_reason(room):
    held(room)

    with pytest.raises(MayNotReopen):
        capture.reopen(room.hearing, reason="Saksi", by=room.second.user, now=NOW)
    with pytest.raises(ReasonNeeded):
        capture.reopen(room.hearing, reason=" ", by=room.first.user, now=NOW)


def test_a_device_that_reopens_without_leave_changes_nothing(room):
    held(room)
    room.second.key(EntryKind.PHASE, act="reopen", reason="x", after=timedelta(minutes=70))
    room.second.send()

    room.hearing.refresh_from_db()
    assert room.hearing.state == HearingState.CLOSED
    assert queries.phase_of(room.hearing)[0] is Phase.ENDED


def test_a_frozen_record_is_not_reopened(room):
    room.first.say("d", "Ada.", room.who("Ketua"))
    held(room)
    transcripts.freeze(
        room.hearing, kind=EditionKind.RECONSTRUCTION, frozen_on=date(2024, 3, 14),
        actor=RECORDER, now=NOW,
    )  # fmt: skip

    with pytest.raises(AlreadyFrozen):
        capture.reopen(room.hearing, reason="Saksi", by=room.first.user, now=NOW)


def test_the_roll_is_called_and_the_last_word_on_each_stands(room):
    counsel = room.who("Darma")
    for presence in (Presence.ABSENT, Presence.PRESENT, Presence.REMOTE):
        room.first.key(EntryKind.PRESENCE, speaker=counsel, presence=presence.value)
    room.first.send()

    assert presence_of(room, room.room.counsel) == Presence.REMOTE
    assert Appearance.objects.filter(person=room.room.counsel).count() == 1


def test_whoever_stays_away_is_noted_absent_and_named_so_to_every_device(room):
    party = next(one for one in queries.cast(room.hearing) if one.is_called)
    room.first.key(EntryKind.PRESENCE, speaker=party.id, presence="absent")
    room.first.send()

    room.first.key(EntryKind.PRESENCE, speaker=party.id, presence="present")
    room.first.key(EntryKind.PRESENCE, speaker=party.id, presence="absent")
    room.first.send()
    again = next(one for one in queries.cast(room.hearing) if one.id == party.id)
    assert Appearance.objects.filter(person=None).count() == 1
    assert again.presence == Presence.ABSENT
    assert queries.was_absent(again)


def test_the_roll_knows_no_other_words_and_nobody_from_elsewhere(room):
    counsel = room.who("Darma")
    before = Appearance.objects.count()
    room.first.key(EntryKind.PRESENCE, speaker=counsel, presence="mungkin")
    room.first.key(EntryKind.PRESENCE, speaker="p999", presence="absent")
    room.first.send()

    assert Appearance.objects.count() == before
    assert CaptureTrouble.objects.count() == 2


def test_a_commissioner_of_the_panel_follows_and_records_nothing(room):
    chair = account("ketua", room.room.commission, Role.COMMISSIONER, person=room.room.chair)
    other = account("lain", room.room.commission, Role.COMMISSIONER)

    assert list(following.watchable(chair)) == [room.hearing]
    assert not queries.recordable(chair).exists()
    assert not following.watchable(other).exists()
