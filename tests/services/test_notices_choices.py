"""What people want to be told, and how they end it."""

from __future__ import annotations

import pytest
import time_machine
from django.utils import timezone

from cases.domain.notices import Event, NoticeKind, NoticeState, Side
from cases.models import NoticeChoice
from cases.queries import notices as held
from cases.services import notices
from tests.hearing_room import NOW, RECORDER, open_room
from tests.people import PAYLOAD, TODAY, people_of, tell
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


def choose(user, *wanted, language="id"):
    notices.choose(user, wanted=wanted, language=language, actor=RECORDER, now=NOW)


def test_everything_but_the_digest_is_told_unless_somebody_says_otherwise(people):
    choices = held.choices_of(people.lestari)

    assert [kind for kind, is_wanted in choices.items() if not is_wanted] == [NoticeKind.DIGEST]


def test_who_does_not_want_a_kind_is_not_told_of_it(room, people):
    choose(people.lestari, NoticeKind.HEARING_SET)

    assert tell(people.lestari) == ()
    assert tell(people.lestari, kind=NoticeKind.HEARING_SET) != ()
    assert notices.tell_party(
        room.dispute, Side.APPLICANT, READY, event=Event("y", TODAY), payload=PAYLOAD, now=NOW
    ) == ()  # fmt: skip


def test_a_choice_of_one_is_not_the_choice_of_another(people):
    choose(people.lestari)
    NoticeChoice.objects.create(address="tamu@uji.test", kind=READY, is_wanted=False)

    assert tell(people.darma) != ()
    assert tell("tamu@uji.test") == ()


def test_what_waits_of_a_kind_that_is_no_longer_wanted_is_taken_back(people):
    (notice,) = tell(people.lestari)

    choose(people.lestari, NoticeKind.HEARING_SET)

    notice.refresh_from_db()
    assert notice.state == NoticeState.CANCELLED


def test_a_link_ends_one_kind_for_its_reader_and_the_second_click_changes_nothing(people):
    (notice,) = tell(people.lestari)
    found = held.by_link(held.link_of(notice))

    notices.stop(found, now=NOW)
    notices.stop(found, now=NOW)

    assert not held.is_wanted(people.lestari, READY)
    assert held.is_wanted(people.lestari, NoticeKind.HEARING_SET)
    assert held.is_wanted(people.darma, READY)


def test_a_link_works_for_somebody_without_an_account(committed):
    (notice,) = tell("tamu@uji.test")

    notices.stop(held.by_link(held.link_of(notice)), now=NOW)

    assert tell("tamu@uji.test", "risalah:2") == ()


def test_a_forged_or_revoked_link_is_no_link(people, clock):
    (notice,) = tell(people.lestari)
    link = held.link_of(notice)
    other = link.replace(notice.code, "BCDFGHJK")
    assert held.by_link(link) == notice

    clock.shift(1)
    notices.revoke_links(people.lestari, actor=RECORDER, now=timezone.now())

    assert [held.by_link(one) for one in (link, other, notice.code, "", "x:y")] == [None] * 5
    (later,) = tell(people.lestari, "risalah:2", now=timezone.now())
    assert held.by_link(held.link_of(later)) == later
