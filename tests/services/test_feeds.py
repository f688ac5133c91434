"""Private calendars: secret, revocable, and never more than their owner may see today."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from cases.domain import feeds as rules
from cases.domain.accounts import Role
from cases.domain.calendars import DayKind
from cases.domain.hearings import HearingState
from cases.domain.publication import Visibility
from cases.models import CalendarFeed, Hearing, Holiday, JournalEntry, Room
from cases.queries import feeds as held
from cases.services import accounts, calendars, deadlines, feeds
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.people import account, people_of
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
TODAY = date(2024, 3, 14)


def _room():
    room = open_room()
    Hearing.objects.filter(pk=room.hearing.pk).update(
        planned_at=datetime(2024, 3, 13, 9, tzinfo=ZoneInfo("Asia/Jakarta")),
        room=Room.objects.create(commission=room.commission, name="Ruang 1"),
        next_note="catatan dalam",
    )
    deadlines.start(room.dispute, "umum_decision_copy", triggered_on=HELD_ON, **WHO)
    return room


built, room = standing(_room)


@pytest.fixture
def people(room):
    return people_of(room)


def make(user, organisation=None, label="telepon"):
    return feeds.make(user, label=label, organisation=organisation, **WHO)


def seen(feed, today=TODAY):
    found = held.content(feed, today)
    return len(found.hearings), len(found.deadlines)


def test_the_secret_is_handed_out_once_and_only_its_hash_is_kept(people):
    feed, secret = make(people.lestari)

    assert len(secret) >= 43
    assert held.by_secret(secret) == feed
    assert secret not in str(CalendarFeed.objects.values().get())
    assert not JournalEntry.objects.filter(payload__icontains=secret).exists()
    assert JournalEntry.objects.filter(act="calendar_feed_made").count() == 1


def test_a_calendar_shows_day_number_kind_and_room_and_nothing_else(room, people):
    feed, _secret = make(people.lestari)

    found = held.content(feed, TODAY)

    (hearing,) = found.hearings
    (limit,) = found.deadlines
    assert hearing.registers == "001, 002/KIP-PSIP/II/2024"
    assert (hearing.kind, hearing.place, hearing.is_off) == ("pembuktian", "Ruang 1", False)
    assert (limit.rule, limit.registers) == ("umum_decision_copy", "001/KIP-PSIP/II/2024")
    assert limit.due_on == date(2024, 3, 18)
    assert "catatan dalam" not in repr(found)


@pytest.mark.parametrize(
    ("who", "count"),
    [("lestari", (1, 1)), ("darma", (1, 1)), ("ratna", (1, 1)), ("wibowo", (0, 0)),
     ("stranger", (0, 0))],
)  # fmt: skip
def test_each_sees_what_the_desk_would_show(people, who, count):
    feed, _secret = make(getattr(people, who))

    assert seen(feed) == count


def test_who_left_sees_nothing_from_the_next_fetch_on(room, people):
    own, _secret = make(people.lestari)
    shared, _secret = make(people.lestari, room.applicant)
    assert (seen(own), seen(shared)) == ((1, 1), (1, 1))

    people.lestari.memberships.update(ends_on=TODAY)

    assert (seen(own), seen(shared)) == ((0, 0), (0, 0))


def test_an_account_that_was_shut_has_no_calendar(people):
    _feed, secret = make(people.lestari)
    people.lestari.is_active = False
    people.lestari.save()

    assert held.by_secret(secret) is None


def test_the_calendar_of_an_organisation_shows_its_disputes_alone(room, people):
    accounts.join(
        people.lestari, open_room(name="jabar").commission, role=Role.REGISTRAR, **WHO
    )
    own, _secret = make(people.lestari)
    shared, _secret = make(people.lestari, room.applicant)

    assert seen(own) == (2, 1)
    assert seen(shared)[0] == 2  # the same organisation asks before both commissions
    room.disputes[0].participants.filter(role="pemohon").delete()
    room.disputes[1].participants.filter(role="pemohon").delete()
    assert seen(shared) == (1, 0)


def test_nobody_makes_a_calendar_of_another_house(room, people):
    with pytest.raises(rules.NotYourHouse):
        make(people.stranger, room.applicant)

    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("visibility", [Visibility.SEALED, Visibility.INTERNAL])
def test_nothing_of_a_sealed_or_internal_dispute_is_in_a_calendar(room, people, visibility):
    feed, _secret = make(people.ratna)
    for dispute in room.disputes:
        dispute.visibility = visibility
        dispute.save()

    assert seen(feed) == (0, 0)


def test_of_a_joint_hearing_only_ones_own_numbers_are_shown(room, people):
    room.disputes[1].participants.filter(role="pemohon").delete()
    feed, _secret = make(people.lestari)

    assert held.content(feed, TODAY).hearings[0].registers == "001/KIP-PSIP/II/2024"


@pytest.mark.parametrize(
    "hidden",
    [{"state": HearingState.DRAFT}, {"kind": "musyawarah_majelis"}, {"kind": "kaukus"}],
)
def test_what_is_not_announced_is_in_no_calendar(room, people, hidden):
    Hearing.objects.filter(pk=room.hearing.pk).update(**hidden)
    feed, _secret = make(people.ratna)

    assert seen(feed)[0] == 0


def test_a_limit_that_was_met_leaves_the_calendar(room, people):
    feed, _secret = make(people.lestari)
    deadlines.meet(room.dispute.deadlines.get(), met_on=TODAY, **WHO)

    assert seen(feed) == (1, 0)


def test_a_limit_that_moved_keeps_its_name_and_counts_its_versions(room, people):
    feed, _secret = make(people.lestari)
    before = held.content(feed, TODAY).deadlines[0]
    calendars.load(**WHO)
    Holiday.objects.create(
        day=date(2024, 3, 14), kind=DayKind.NATIONAL, name="Hari baru", decree="Keppres",
        source="uji",
    )  # fmt: skip
    deadlines.recount_running(**WHO)

    after = held.content(feed, TODAY).deadlines[0]

    assert (before.due_on, after.due_on) == (date(2024, 3, 18), date(2024, 3, 19))
    assert after.key == before.key
    assert (before.recounts, after.recounts) == (0, 1)


def test_a_revoked_calendar_leads_nowhere_and_stays_revoked(people):
    feed, secret = make(people.lestari)

    feeds.revoke(feed, **WHO)
    feeds.revoke(feed, actor=RECORDER, now=NOW + timedelta(days=1))

    feed.refresh_from_db()
    assert held.by_secret(secret) is None
    assert feed.revoked_at == NOW
    assert JournalEntry.objects.filter(act="calendar_feed_revoked").count() == 1


def test_a_use_is_noted_once_an_hour(people, django_assert_num_queries):
    feed, _secret = make(people.lestari)
    feeds.note_use(feed, now=NOW)
    feed.refresh_from_db()

    with django_assert_num_queries(0):
        feeds.note_use(feed, now=NOW + timedelta(minutes=59))
    assert feed.last_used_at == NOW
    feeds.note_use(feed, now=NOW + timedelta(minutes=60))
    feed.refresh_from_db()
    assert feed.last_used_at == NOW + timedelta(minutes=60)


def test_nobody_has_more_calendars_than_can_be_kept_in_mind(people):
    for no in range(rules.MOST):
        make(people.lestari, label=f"nomor {no}")

    with pytest.raises(rules.TooManyFeeds):
        make(people.lestari)
    feeds.revoke(CalendarFeed.objects.first(), **WHO)
    make(people.lestari)


@pytest.mark.parametrize(
    "broken",
    [{"label": ""}, {"address_sha256": "rahasia"}, {"revoked_at": NOW - timedelta(days=1)}],
)
def test_the_database_refuses_a_calendar_that_cannot_be(people, broken):
    feed, _secret = make(people.lestari)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.filter(pk=feed.pk).update(**broken)


def test_a_calendar_takes_as_many_queries_for_many_rows_as_for_one(
    room, people, django_assert_num_queries
):
    feed, _secret = make(people.ratna)
    with django_assert_num_queries(6):
        held.content(feed, TODAY)
    other = open_room(name="jabar")
    account("lain", other.commission, Role.REGISTRAR)
    for dispute in other.disputes:
        deadlines.start(dispute, "umum_decision_copy", triggered_on=HELD_ON, **WHO)
    other.hearing.disputes.update(commission=room.commission)

    with django_assert_num_queries(6):
        assert seen(feed) == (2, 3)
