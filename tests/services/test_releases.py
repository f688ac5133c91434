"""The release makes drafts known in one act; before it nobody outside the registry knows."""

from __future__ import annotations

from datetime import date

import pytest

from cases.domain.hearings import HearingState
from cases.domain.sittings import PanelChanged
from cases.models import (
    Correspondence,
    DocketEntry,
    Hearing,
    Notice,
    PublicDispute,
    PublicHearing,
)
from cases.queries import feeds, public
from cases.queries import panels as panel_queries
from cases.queries import sittings as queries
from cases.services import feeds as feed_services
from cases.services import panels, publication, releases, sittings
from tests.bench import (
    NOW,
    ON,
    TODAY,
    WHO,
    another,
    appoint,
    draft,
    open_registry,
    wanted,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db


def _held():
    found = open_registry()
    appoint(found)
    publication.release_all([found.dispute], **WHO)
    return found


built, held = standing(_held)


def release(held, *only):
    chosen = only or [one.hearing for one in queries.unreleased(held.room.commission)]
    return releases.release(held.room.commission, chosen, **held.who)


def of_kind(kind):
    return {notice.user for notice in Notice.objects.filter(kind=kind)}


def test_a_draft_stands_on_no_shelf_agenda_desk_or_feed(held):
    hearing = draft(held, agenda="KENARIRANCANGAN")
    publication.shelve(held.dispute, now=NOW)

    assert not PublicHearing.objects.exists()
    assert hearing.code not in str(PublicDispute.objects.get().body)
    assert public.hearings_between(ON, ON) == ()
    assert calendar(held) == ()
    assert "KENARIRANCANGAN" not in str(PublicDispute.objects.values_list("body", flat=True))


def calendar(held):
    feed, _secret = feed_services.make(held.room.applicant, label="Sidang", **WHO)
    return feeds.content(feed, TODAY).hearings


def test_a_release_sets_tells_enters_and_shows(held):
    hearing = draft(held)
    (row,) = queries.unreleased(held.room.commission)
    assert (row.change, row.registers, row.told) == ("new", "011/III/KIP-PSI/2024", 3)
    release(held)

    hearing.refresh_from_db()
    assert hearing.state == HearingState.SET
    assert {held.room.applicant, held.room.agency} <= of_kind("hearing_set")
    assert held.room.stranger not in of_kind("hearing_set")
    line = DocketEntry.objects.get(kind="penetapan_sidang")
    assert line.text == (
        "Sidang ditetapkan: Pemeriksaan awal, Senin, 1 April 2024 pukul 09.00 WIB"
    )
    assert [one.row.code for one in public.hearings_between(ON, ON)] == [hearing.code]
    assert queries.unreleased(held.room.commission) == ()


def test_what_is_not_chosen_waits(held):
    first = draft(held)
    draft(held, 13, 15)
    release(held, first)
    assert [one.hearing.state for one in queries.unreleased(held.room.commission)] == ["draft"]


def test_a_moved_hearing_is_told_with_both_days_and_stays_readable(held):
    old = draft(held)
    release(held)
    new = sittings.move(old, wanted(9, 11, on=date(2024, 4, 2)), **held.who)
    (row,) = queries.unreleased(held.room.commission)
    assert row.change == "moved"
    release(held)

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == ("moved", "set")
    payload = Notice.objects.filter(kind="hearing_moved").first().payload
    assert (payload["was_on"], payload["held_on"]) == ("2024-04-01", "2024-04-02")
    assert {one.code: one.state for one in PublicHearing.objects.all()} == {
        old.code: "moved",
        new.code: "set",
    }
    line = DocketEntry.objects.get(kind="penetapan_sidang", hearing=new)
    assert line.text.startswith("Sidang Senin, 1 April 2024 dipindahkan: ")


def test_a_cancelled_hearing_is_off_in_every_calendar_and_says_why(held):
    hearing = draft(held)
    release(held)
    sittings.drop(hearing, reason="Ketua sakit", **held.who)
    release(held)

    hearing.refresh_from_db()
    assert hearing.state == HearingState.VOID
    assert hearing.bookings.filter(released_at=None).count() == 0
    assert PublicHearing.objects.get().state == "void"
    assert Correspondence.objects.filter(text__contains="Alasan: Ketua sakit").exists()
    (told,) = calendar(held)
    assert told.is_off
    assert not Notice.objects.filter(kind="hearing_set", state="waiting").exists()


def test_a_bench_that_is_no_longer_the_panel_is_not_released(held):
    draft(held)
    member = panel_queries.of(held.dispute).members[0]
    panels.replace(member, ended_on=TODAY, reason="x", successor=held.judges[3], **held.who)
    with pytest.raises(PanelChanged):
        release(held)
    assert Hearing.objects.get().state == HearingState.DRAFT
    assert list(panel_queries.hearings_ahead(held.dispute, {member.person_id}, TODAY))


def test_a_closed_hearing_is_told_to_the_parties_and_not_in_public_words(held):
    draft(held, is_public=False)
    release(held)
    assert DocketEntry.objects.get(kind="penetapan_sidang").visibility == "parties"


def test_another_commission_releases_nothing_of_this_one(held):
    draft(held)
    second = another(held)
    assert second.commission == held.room.commission
    assert list(queries.kept_by(held.clerk)) == [held.room.commission]
    assert list(queries.kept_by(held.room.commissioner)) == []
    assert list(queries.hearings_kept_by(held.room.stranger)) == []


def test_the_link_of_an_online_hearing_reaches_the_parties_and_no_shelf(held):
    draft(held, link="https://rapat.test/KENARITAUTAN", mode="tidak_langsung")
    release(held)
    letter = Correspondence.objects.get(text__contains="KENARITAUTAN")
    assert (letter.for_applicant, letter.for_respondent) == (True, True)
    assert "KENARITAUTAN" not in str(list(PublicHearing.objects.values()))
    assert "KENARITAUTAN" not in str(list(PublicDispute.objects.values()))
    assert not DocketEntry.objects.filter(text__contains="KENARITAUTAN").exists()
