"""However often a hearing is moved, calendars know one event, and only what was released."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain.hearings import HearingState
from cases.models import Hearing, PublicHearing
from cases.queries import sittings as queries
from cases.services import feeds, publication, releases, sittings
from tests.bench import NOW, ON, WHO, appoint, draft, hall, open_registry, wanted
from tests.standing import standing
from tests.subscriber import Subscriber

pytestmark = pytest.mark.django_db

JAKARTA = ZoneInfo("Asia/Jakarta")
# Working days between Easter and the joint leave of Lebaran (8 to 15 April 2024), and after it.
DAYS = [date(2024, 4, day) for day in (1, 2, 3, 4, 17, 18, 22)]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def _held():
    found = open_registry()
    appoint(found)
    publication.release_all([found.dispute], **WHO)
    return found


built, held = standing(_held)


def release(held, at=NOW):
    chosen = [one.hearing for one in queries.unreleased(held.room.commission)]
    return releases.release(held.room.commission, chosen, by=held.clerk, now=at)


def move(held, hearing, on, **more):
    return sittings.move(hearing, wanted(9, 11, on=on, **more), **held.who)


def told(hearing):
    hearing.refresh_from_db()
    return hearing.event_code, hearing.sequence, hearing.announced_at


def later(hours):
    return NOW + timedelta(hours=hours)


def public():
    return Client().get("/jadwal.ics").content


def private(held):
    _feed, secret = feeds.make(held.room.applicant, label="tablet", **WHO)
    return lambda: Client().get(f"/umpan/kalender/{secret}.ics").content


def test_the_first_of_a_chain_names_the_event_and_each_release_counts(held):
    first = draft(held)
    assert told(first) == (first.code, 0, None)
    release(held)
    second = move(held, first, DAYS[1])
    assert told(second) == (first.code, 1, None)
    release(held, later(1))
    third = move(held, second, DAYS[2])
    release(held, later(2))
    sittings.drop(third, reason="Ketua sakit", **held.who)
    release(held, later(3))

    assert told(first) == (first.code, 0, NOW)
    assert told(second) == (first.code, 1, later(1))
    assert told(third) == (first.code, 3, later(3))


def test_a_draft_that_is_changed_or_dropped_uses_no_version(held):
    first = draft(held)
    release(held)
    plan = move(held, first, DAYS[1])
    plan = move(held, plan, DAYS[2])
    sittings.drop(plan, **held.who)
    last = move(held, first, DAYS[3])

    assert told(last) == (first.code, 1, None)


def test_two_hearings_are_two_events(held):
    first, second = draft(held), draft(held, 13, 15)

    assert told(first)[0] != told(second)[0]


def test_moved_twice_a_subscriber_holds_one_event_with_the_new_time(held):
    room = hall(held)
    first = draft(held, room=room)
    release(held)
    theirs, ours, fetch = Subscriber(), Subscriber(), private(held)
    theirs.read(public())
    ours.read(fetch())

    second = move(held, first, DAYS[1], room=room)
    release(held, later(1))
    theirs.read(public())
    move(held, second, DAYS[4], room=room)
    release(held, later(2))
    for one, body in ((theirs, public()), (ours, fetch())):
        one.read(body)
        one.read(body)
        event = one.only
        assert str(event["UID"]) == f"{first.code}@sidang-terbuka"
        assert event["SEQUENCE"] == 2
        assert str(event["STATUS"]) == "CONFIRMED"
        assert event["DTSTART"].dt == datetime(2024, 4, 17, 9, tzinfo=JAKARTA)
        assert event["DTEND"].dt == datetime(2024, 4, 17, 11, tzinfo=JAKARTA)
        assert str(event["LOCATION"]).startswith("Ruang Utama")


def test_what_is_only_drafted_changes_no_calendar(held):
    first = draft(held)
    release(held)
    fetch = private(held)
    before = public(), fetch()

    plan = move(held, first, DAYS[1])
    assert (public(), fetch()) == before
    sittings.drop(plan, **held.who)
    sittings.drop(first, reason="Ketua sakit", **held.who)
    assert (public(), fetch()) == before


def test_a_cancelled_hearing_stays_an_event_that_says_so(held):
    first = draft(held)
    release(held)
    theirs = Subscriber()
    theirs.read(public())
    sittings.drop(first, reason="Ketua sakit", **held.who)
    release(held, later(1))
    theirs.read(public())

    assert (str(theirs.only["STATUS"]), theirs.only["SEQUENCE"]) == ("CANCELLED", 1)
    assert str(theirs.only["SUMMARY"]).startswith("Dibatalkan: ")
    assert "Ketua sakit" not in str(theirs.only)


def test_a_hearing_that_becomes_a_deliberation_is_off_and_says_no_more(held):
    first = draft(held)
    release(held)
    theirs, ours, fetch = Subscriber(), Subscriber(), private(held)
    theirs.read(public())
    ours.read(fetch())
    plan = sittings.move(first, wanted(9, 11, on=DAYS[2]), **held.who)
    Hearing.objects.filter(pk=plan.pk).update(kind="musyawarah_majelis")
    release(held, later(1))

    for one, body in ((theirs, public()), (ours, fetch())):
        one.read(body)
        assert (str(one.only["STATUS"]), one.only["SEQUENCE"]) == ("CANCELLED", 1)
        assert b"20240403" not in body


def test_the_shelf_is_built_again_with_the_same_events(held):
    first = draft(held, room=hall(held))
    release(held)
    move(held, first, DAYS[1])
    release(held, later(1))
    columns = (
        "code", "event_code", "sequence", "announced_at", "ends_at", "room", "seats__slug",
    )  # fmt: skip
    before = list(PublicHearing.objects.order_by("code", "seats__slug").values_list(*columns))
    PublicHearing.objects.all().delete()

    call_command("shelf", "rebuild", verbosity=0)

    after = list(PublicHearing.objects.order_by("code", "seats__slug").values_list(*columns))
    assert after == before
    assert {row[1] for row in after} == {first.code}
    assert list(publication.verify()) == []


# --- Whatever is done in whatever order -----------------------------------------------------

ACTS = st.one_of(
    st.tuples(st.just("move"), st.sampled_from(DAYS)),
    st.tuples(st.sampled_from(["drop", "cancel", "keep"]), st.none()),
    st.tuples(st.sampled_from(["release", "fetch"]), st.none()),
    st.tuples(st.just("release"), st.none()),
)


class Clerk:
    """Does to one hearing whatever can be done at the moment, and knows what was released."""

    def __init__(self, held):
        self.held, self.hour = held, 0
        self.standing = draft(held)
        release(held)
        self.draft = None
        self.day, self.versions = ON, 1
        self.is_off = self.is_dropped = False

    def does(self, act, day):
        if not self.is_off:
            getattr(self, act)(day)

    def move(self, day):
        self.draft = move(self.held, self.draft or self.standing, day)
        self.is_dropped = False

    def drop(self, _day):
        if self.draft is not None:
            sittings.drop(self.draft, **self.held.who)
            self.draft = None

    def cancel(self, _day):
        if self.draft is None:
            sittings.drop(self.standing, reason="Ketua sakit", **self.held.who)
            self.is_dropped = True

    def keep(self, _day):
        if self.draft is None:
            sittings.keep(self.standing, **self.held.who)
            self.is_dropped = False

    def release(self, _day):
        self.hour += 1
        release(self.held, later(self.hour))
        if self.draft is not None:
            self.draft.refresh_from_db()
            self.standing, self.day, self.draft = self.draft, self.draft.held_on, None
            self.versions += 1
        elif self.is_dropped:
            self.is_off, self.versions = True, self.versions + 1

    def fetch(self, _day):
        """Nothing: whoever subscribed reads between any two acts."""


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, max_size=8), often=st.integers(1, 4))
def test_whoever_reads_whenever_ends_with_the_one_event_that_was_released_last(
    held, acts, often
):
    with transaction.atomic():
        clerk = Clerk(held)
        readers = ((Subscriber(), public), (Subscriber(), private(held)))
        for no, (act, day) in enumerate(acts):
            clerk.does(act, day)
            for reader, fetch in readers if no % often == 0 or act == "fetch" else ():
                reader.read(fetch())
        for reader, fetch in readers:
            reader.read(fetch())
            event = reader.only
            assert event["DTSTART"].dt == datetime.combine(
                clerk.day, datetime.min.time().replace(hour=9), JAKARTA
            )
            assert event["SEQUENCE"] == clerk.versions - 1
            assert str(event["STATUS"]) == ("CANCELLED" if clerk.is_off else "CONFIRMED")
        assert not Hearing.objects.filter(state=HearingState.MOVED, event_code="").exists()
        transaction.set_rollback(True)
