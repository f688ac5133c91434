"""``demo --scale N --bulk``: made-up disputes straight onto the shelf, and away again."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from cases.management.demo import bulk
from cases.models import PublicDispute, PublicEntry, PublicLine, PublicUtterance
from cases.queries import public
from cases.services import publication
from tests.hearing_room import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    bulk.add(3, now=NOW)


def search(**words) -> public.Results:
    return public.find(public.Search.from_query(QueryDict(urlencode(words))))


@pytest.mark.usefixtures("made")
def test_each_comes_with_a_hearing_and_its_transcript_and_is_found():
    assert PublicDispute.objects.count() == 3
    assert PublicUtterance.objects.count() == PublicLine.objects.count() == 3 * bulk.TURNS
    assert search(q=bulk.RARE).total == 3
    assert search(q='pemohon:"organisasi buatan"').total == 3
    turn = PublicUtterance.objects.first()
    assert search(q=f'"{turn.text}"', isi="ucapan").total == 1


@pytest.mark.usefixtures("made")
def test_their_pages_open(client):
    row = PublicDispute.objects.first()
    hearing = row.hearings.get()

    for address in (
        f"/perkara/{row.commission_code}/{row.slug}/",
        f"/perkara/{row.commission_code}/{row.slug}/sidang/1/",
        f"/sidang/{hearing.code}/risalah/1/",
        "/perkara/",
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.usefixtures("made")
def test_more_of_them_are_others():
    bulk.add(2, now=NOW)

    assert bulk.there() == PublicDispute.objects.count() == 5


@pytest.mark.usefixtures("made")
def test_the_record_does_not_know_them_so_that_rebuilding_takes_them_away():
    assert {one.kind for one in publication.verify()} == {"foreign"}

    publication.rebuild(now=NOW)

    assert not PublicDispute.objects.exists()
    assert not PublicEntry.objects.exists()
    assert search(q=bulk.RARE).total == 0
