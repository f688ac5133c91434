"""Several commissions in one installation: nothing of one is another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from cases.domain.accounts import Role
from cases.domain.rights import NotTheRegistry
from cases.domain.stages import Stage
from cases.models import Commission, Dispute, Holiday, JournalEntry, User
from cases.queries import calendars, disputes, worklists
from cases.services import parties, registration, registry, rooms
from cases.services.registry import DisputeDetails
from tests.hearing_room import NOW, RECORDER
from tests.people import account
from tests.web.pages import text

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
TODAY = date(2024, 3, 14)
DAY_OFF = date(2024, 3, 19)  # a Tuesday, on which one province alone is closed


@dataclass(frozen=True, slots=True)
class House:
    commission: Commission
    clerk: User
    dispute: Dispute


def open_house(code, pattern, *, zone, region=""):
    told = {"code": code, "name": f"Komisi {code}", "short": code.upper(), "level": "provinsi"}
    commission = parties.add_commission(parties.CommissionDetails(**told), **WHO)
    Commission.objects.filter(pk=commission.pk).update(time_zone=zone, region=region)
    commission.refresh_from_db()
    given = {"regime": "umum", "pattern": pattern, "starts_on": date(2024, 1, 1)}
    registration.open_series(commission, **given, **WHO)
    details = DisputeDetails(natural_key="berkas-1", regime="umum", subject=f"Kontrak {code}")
    dispute = registry.open_file(commission, details, **WHO)
    Dispute.objects.filter(pk=dispute.pk).update(stage=Stage.COMPLETENESS_CHECK)
    dispute.refresh_from_db()
    return House(commission, account(f"ratna-{code}", commission, Role.REGISTRAR), dispute)


@pytest.fixture
def west():
    return open_house("jabar", "{seq:03}/JABAR/{year}", zone="Asia/Jakarta", region="jabar")


@pytest.fixture
def east():
    return open_house("papua", "{seq:03}/PAPUA/{year}", zone="Asia/Jayapura")


def test_each_counts_its_own_register_from_one(west, east):
    numbers = [
        registration.register_next(house.dispute, registered_on=TODAY, **WHO).raw
        for house in (west, east)
    ]

    assert numbers == ["001/JABAR/2024", "001/PAPUA/2024"]


def test_a_day_off_of_one_province_is_a_working_day_of_the_other(west, east):
    Holiday.objects.create(
        day=DAY_OFF, kind="provincial", region="jabar", name="Hari daerah", decree="1/2024"
    )

    fifth = [
        calendars.working_calendar(house.commission.region).add(TODAY, 5)
        for house in (west, east)
    ]

    # From Thursday 14 March: 15, 18, 19, 20, 21; without the 19th one day later.
    assert fifth == [date(2024, 3, 22), date(2024, 3, 21)]


def test_a_worklist_holds_what_waits_in_its_own_registry_alone(west, east):
    for mine, other in ((west, east), (east, west)):
        houses = worklists.commissions(mine.clerk)
        board = worklists.board(houses, today=TODAY)

        assert houses == (mine.commission,)
        assert {row.dispute for row in board.rows} == {mine.dispute}
        assert other.clerk.pk not in board.people


def test_a_clerk_sees_and_does_nothing_in_the_other_commission(west, east, client):
    assert list(disputes.visible_to(west.clerk)) == [west.dispute]
    with pytest.raises(NotTheRegistry):
        registration.register_checked(east.dispute, by=west.clerk, now=NOW)

    client.force_login(west.clerk)
    page = text(client.get("/kepaniteraan/"))
    assert "Komisi papua" not in page
    assert east.dispute.code not in page
    for address in ("periksa", "petugas", "daftar", "akses"):
        answer = client.get(f"/kepaniteraan/{east.dispute.code}/{address}/")
        assert answer.status_code == 404, address
    assert client.get(f"/meja/{east.dispute.code}/").status_code == 404


def test_a_room_of_the_same_name_is_another_room(west, east):
    first, second = (
        rooms.add_room(house.commission, "Ruang 1", by=house.clerk, now=NOW)
        for house in (west, east)
    )

    assert first.pk != second.pk
    with pytest.raises(NotTheRegistry):
        rooms.add_room(east.commission, "Ruang 2", by=west.clerk, now=NOW)


def test_the_acts_of_each_stand_in_a_chain_of_its_own(west, east):
    before = JournalEntry.objects.filter(chain="papua").count()
    registration.register_next(west.dispute, registered_on=TODAY, **WHO)

    assert JournalEntry.objects.filter(chain="papua").count() == before
    last = JournalEntry.objects.filter(chain="jabar").order_by("-seq")[0]
    assert last.dispute_code == west.dispute.code
