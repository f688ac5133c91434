"""What sets a message off, and who may know of it."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.calendars import DayKind
from cases.domain.hearings import HearingNotSet, HearingState
from cases.domain.notices import NoticeKind
from cases.domain.transcripts import EditionKind
from cases.models import Hearing, Holiday, JournalEntry, Notice
from cases.queries import notices as held
from cases.services import calendars, deadlines, hearings, journal, parties, transcripts
from cases.services.hearings import Bench, HearingDetails
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.people import TODAY, account, people_of, sent_to
from tests.public_record import exchange
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
READY = NoticeKind.TRANSCRIPT_READY


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


built, room = standing(open_room)


@pytest.fixture
def people(room):
    return people_of(room)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def plan(held_on=date(2024, 3, 18), **more):
    return HearingDetails(held_on, "pembuktian", ordinal=3, place="Ruang 1", **more)


def bench(room):
    seated = [parties.add_person(f"Anggota {no}", **WHO) for no in range(2)]
    return Bench(chair=room.chair, members=seated, registrar=room.registrar)


def test_a_hearing_that_is_set_is_told_to_both_sides_once_for_all_their_disputes(
    room, people, committed
):
    hour = NOW.replace(day=18, hour=2)
    with committed(execute=True):
        hearings.schedule(room.disputes, plan(planned_at=hour), bench=bench(room), **WHO)

    assert sent_to() == ["darma@uji.test", "lestari@uji.test"]
    body = mail.outbox[0].body
    assert "Sidang Senin, 18 Maret 2024: 001, 002/KIP-PSIP/II/2024" in body
    assert "Jam: 09.00 WIB" in body
    assert "Tempat: Ruang 1" in body
    assert "http://testserver/perkara/pusat/001-KIP-PSIP-II-2024/" in body


def test_of_a_joint_hearing_each_side_hears_only_of_its_own_disputes(room, people, committed):
    other = open_room(name="jabar")
    rival = parties.add_organisation("Yayasan Saingan", short="Saingan", **WHO)
    other.disputes[0].participants.filter(role="pemohon").update(organisation=rival)
    account("saingan", rival, Role.OWNER)
    both = [room.disputes[0], other.disputes[0]]
    other.disputes[0].numbers.update(raw="009/KIP-PSIP/II/2024")

    with committed(execute=True):
        hearings.schedule(both, plan(), bench=bench(room), **WHO)

    told = {
        message.to[0].split("@")[0]: set(re.findall(r"00\d(?=/KIP)", message.body))
        for message in mail.outbox
    }
    assert told["saingan"] == {"009"}
    assert told["lestari"] == {"001"}


def test_a_hearing_that_is_refused_is_told_to_nobody(room, people, committed):
    with committed(execute=True), pytest.raises(Exception, match="Nyepi"):
        hearings.schedule(room.disputes, plan(date(2024, 3, 11)), bench=bench(room), **WHO)

    assert not Notice.objects.exists()


def test_a_hearing_that_is_moved_stays_as_moved_and_both_sides_hear_of_both_days(
    room, people, committed
):
    seats = bench(room)
    with committed(execute=True):
        old = hearings.schedule(room.disputes, plan(), bench=seats, **WHO)
    mail.outbox.clear()

    with committed(execute=True):
        new = hearings.move(old, plan(date(2024, 3, 20)), bench=seats, **WHO)

    old.refresh_from_db()
    assert (old.state, new.state, new.previous) == (HearingState.MOVED, HearingState.SET, old)
    assert sent_to() == ["darma@uji.test", "lestari@uji.test"]
    assert "Semula: Senin, 18 Maret 2024" in mail.outbox[0].body
    assert "Menjadi: Rabu, 20 Maret 2024" in mail.outbox[0].body
    acts = JournalEntry.objects.filter(hearing_code=new.code).values_list("act", flat=True)
    assert "hearing_moved" in acts
    assert journal.verify() == ()


def test_a_hearing_may_be_moved_within_its_day(room):
    seats = bench(room)
    old = hearings.schedule(room.disputes, plan(), bench=seats, **WHO)

    new = hearings.move(old, plan(planned_at=NOW.replace(day=18, hour=6)), bench=seats, **WHO)

    assert new.held_on == old.held_on
    assert new.code != old.code


@pytest.mark.parametrize("state", [s for s in HearingState if s is not HearingState.SET])
def test_only_a_hearing_that_is_still_set_can_be_moved(room, state):
    Hearing.objects.filter(pk=room.hearing.pk).update(state=state)

    with pytest.raises(HearingNotSet):
        hearings.move(room.hearing, plan(), bench=bench(room), **WHO)


def test_news_of_the_old_day_that_has_not_left_yet_is_taken_back(room, people):
    seats = bench(room)
    old = hearings.schedule(room.disputes, plan(), bench=seats, **WHO)
    hearings.move(old, plan(date(2024, 3, 20)), bench=seats, **WHO)

    assert set(Notice.objects.values_list("kind", "state")) == {
        ("hearing_set", "cancelled"), ("hearing_moved", "waiting"),
    }  # fmt: skip


def test_a_certified_transcript_is_told_to_both_sides_when_it_comes_out(
    room, people, committed
):
    exchange(room)
    edition = transcripts.freeze(
        room.hearing, kind=EditionKind.CERTIFIED, frozen_on=HELD_ON,
        certified_by=room.registrar, **WHO,
    )  # fmt: skip
    notices_of = Notice.objects.filter(kind=READY)
    assert not notices_of.exists()

    transcripts.publish(edition, **WHO)
    transcripts.publish(edition, **WHO)

    told = {notice.user.email: notice.payload["address"] for notice in notices_of}
    page = f"/sidang/{room.hearing.code}/risalah/1/"
    assert told == {"lestari@uji.test": page, "darma@uji.test": page}


def test_a_reconstruction_is_nobodys_paper_and_is_not_announced(room, people):
    exchange(room)
    edition = transcripts.freeze(
        room.hearing, kind=EditionKind.RECONSTRUCTION, frozen_on=HELD_ON, **WHO
    )
    transcripts.publish(edition, **WHO)

    assert not Notice.objects.exists()


def moved_clock(room, rule, triggered_on):
    """A limit that a day of joint leave, decreed on 7 August 2025, puts on another day."""
    calendars.load(**WHO)
    Holiday.objects.filter(day=date(2025, 8, 18)).delete()
    deadlines.start(room.dispute, rule, triggered_on=triggered_on, **WHO)
    Holiday.objects.create(
        day=date(2025, 8, 18), kind=DayKind.JOINT_LEAVE, name="Cuti Bersama", decree="SKB",
        source="uji",
    )  # fmt: skip


def test_a_limit_moved_by_a_new_calendar_is_told_to_the_side_it_binds(
    room, people, committed, clock
):
    clock.move_to(NOW.replace(year=2025, month=8, day=7))
    moved_clock(room, "umum_dispute_file_after_reply", date(2025, 8, 1))

    with committed(execute=True):
        deadlines.recount_running(actor=RECORDER, now=timezone.now())
        deadlines.recount_running(actor=RECORDER, now=timezone.now())

    assert sent_to() == ["lestari@uji.test"]
    assert "Semula: Kamis, 21 Agustus 2025" in mail.outbox[0].body
    assert "Menjadi: Jumat, 22 Agustus 2025" in mail.outbox[0].body


def test_a_limit_of_the_past_that_moves_is_no_news(room, people, clock):
    clock.move_to(NOW.replace(year=2026))
    moved_clock(room, "umum_dispute_file_after_reply", date(2025, 8, 1))

    assert deadlines.recount_running(actor=RECORDER, now=timezone.now()) != ()
    assert not Notice.objects.exists()


# --- Who may know ---------------------------------------------------------------------------


def test_the_registry_sees_who_was_told_and_everybody_else_only_their_own(room, people):
    hearings.schedule(room.disputes, plan(), bench=bench(room), **WHO)
    other = account("panitera2", open_room(name="jabar").commission, Role.REGISTRAR)

    seen = {
        name: {one.user.email.split("@")[0] for one in held.of_dispute(room.dispute, user)}
        for name, user in {
            "ratna": people.ratna, "lestari": people.lestari, "darma": people.darma,
            "wibowo": people.wibowo, "asing": people.stranger, "panitera2": other,
        }.items()
    }  # fmt: skip

    assert seen == {
        "ratna": {"lestari", "darma"}, "lestari": {"lestari"}, "darma": {"darma"},
        "wibowo": set(), "asing": set(), "panitera2": set(),
    }  # fmt: skip


def test_a_registrar_who_left_sees_nothing_any_more(room, people):
    hearings.schedule(room.disputes, plan(), bench=bench(room), **WHO)
    people.ratna.memberships.update(ends_on=TODAY)

    assert not held.of_dispute(room.dispute, people.ratna).exists()
