"""What an organisation keeps about a case for itself: who writes, reads, and never knows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from cases.domain.accounts import Role
from cases.models import Assignment, CaseNote, DisputeAccess
from cases.services import accounts, desk, information_requests, parties
from cases.services.information_requests import Letter
from cases.web.inside import inside
from tests.brought import WHO, account, open_hall
from tests.hearing_room import NOW
from tests.standing import standing
from tests.web.pages import text, tree, words

pytestmark = pytest.mark.django_db
SECRET = "KENARIDAPUR"
OUTSIDE = ["agency", "clerk", "stranger", "linked", "rival"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


built, hall = standing(open_hall)


@pytest.fixture
def asked(hall):
    letter = Letter(items=["Anggaran"], submitted_on=date(2024, 3, 4), channel="email")
    to = parties.add_public_body("Dinas Wibawa", **WHO)
    house = hall.room.applicant
    return information_requests.send(house, [to], letter, **WHO, today=date(2024, 3, 14))[0]


@pytest.fixture
def people(hall):
    """Everybody by name: also who came in by a link, on the organisation's own side."""
    other = parties.add_organisation("Lembaga Lain", short="Lain", **WHO)
    linked = account("tautan@uji.test")
    DisputeAccess.objects.create(
        token_hash="a" * 64, nonce="b" * 32, participant=hall.room.party("pemohon"),
        email="tautan@uji.test", user=linked, granted_by=hall.clerk, created_at=NOW,
        expires_at=NOW + timedelta(days=7), taken_up_at=NOW,
    )  # fmt: skip
    rival = account("pengurus@lain.test", other, Role.OWNER)
    names = ("applicant", "reader", "agency", "clerk", "stranger")
    return {name: getattr(hall, name) for name in names} | {"linked": linked, "rival": rival}


def pages(hall, asked):
    """Where a case is shown, and the addresses of its inside."""
    return {
        "room": f"/meja/perkara/{hall.dispute.code}/",
        "request": f"/permintaan/{asked.code}/",
        "notes": f"/meja/perkara/{hall.dispute.code}/catatan/",
        "notes of the request": f"/meja/permintaan/{asked.code}/catatan/",
        "keeper": f"/meja/perkara/{hall.dispute.code}/petugas/",
        "keeper of the request": f"/meja/permintaan/{asked.code}/petugas/",
    }


def keep(hall, asked):
    for case in (hall.dispute, asked):
        desk.note(hall.room.applicant, case, SECRET, by=hall.applicant, now=NOW)
        desk.assign(hall.room.applicant, case, hall.applicant, by=hall.applicant, now=NOW)


@pytest.mark.parametrize("place", ["room", "request"])
def test_members_read_the_notes_where_the_case_is_shown(client, hall, asked, people, place):
    keep(hall, asked)

    for who in ("applicant", "reader"):
        client.force_login(people[who])
        told = text(client.get(pages(hall, asked)[place]))
        assert "Catatan dalam Lestari" in told
        assert SECRET in told
        assert "14 Maret 2024 10.00 WIB" in told


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_else_learns_that_there_is_an_inside(client, hall, asked, people, who):
    keep(hall, asked)
    client.force_login(people[who])

    for place, address in pages(hall, asked).items():
        for answer in (client.get(address), client.post(address, {"catatan": "x"})):
            told = answer.content.decode()
            assert SECRET not in told, place
            assert "Catatan dalam" not in told, place
            if place not in {"room", "request"}:
                assert answer.status_code == 404, place
    desk_page = client.get("/meja/?keadaan=semua").content.decode()
    assert "Petugas" not in desk_page or who == "rival"
    assert CaseNote.objects.count() == Assignment.objects.count() == 2


def test_a_note_is_written_where_the_case_is_shown(client, hall, asked):
    client.force_login(hall.applicant)
    for place, back in (("notes", "room"), ("notes of the request", "request")):
        address = pages(hall, asked)[back]

        answer = client.post(
            pages(hall, asked)[place],
            {
                "catatan": f"{SECRET} <b>",
                "organisasi": hall.room.applicant.slug,
                "next": address,
            },
        )

        assert answer.status_code == 302
        assert answer["Location"] == address
        assert f"{SECRET} &lt;b&gt;" in client.get(address).content.decode()
    assert CaseNote.objects.count() == 2


def test_a_way_out_of_the_house_is_not_taken(client, hall, asked):
    client.force_login(hall.applicant)

    answer = client.post(pages(hall, asked)["notes"], {"catatan": "x", "next": "//jahat.test/"})

    assert answer["Location"] == pages(hall, asked)["notes"]


def test_an_empty_note_is_refused_at_its_field(client, hall, asked):
    client.force_login(hall.applicant)

    answer = client.post(pages(hall, asked)["notes"], {"catatan": " "})

    assert answer.status_code == 200
    (field,) = tree(answer).xpath("//div[@class='field'][@data-bad]")
    assert "Bidang ini tidak boleh kosong" in words(field)
    assert not CaseNote.objects.exists()


def test_a_reader_reads_and_does_not_write(client, hall, asked):
    client.force_login(hall.reader)

    assert client.post(pages(hall, asked)["notes"], {"catatan": "x"}).status_code == 404
    assert client.post(pages(hall, asked)["keeper"], {"petugas": ""}).status_code == 404
    answer = client.get(pages(hall, asked)["notes"])
    assert answer.status_code == 200
    assert not tree(answer).xpath("//main//form")


def test_a_case_is_given_to_a_member_and_stands_on_the_desk(client, hall, asked):
    client.force_login(hall.applicant)
    for place in ("keeper", "keeper of the request"):
        answer = client.post(pages(hall, asked)[place], {"petugas": hall.applicant.pk})
        assert answer.status_code == 302

    rows = tree(client.get("/meja/?petugas=saya")).xpath("//table/tbody/tr")

    assert len([row for row in rows if hall.applicant.name in words(row)]) == 2
    client.post(pages(hall, asked)["keeper"], {"petugas": ""})
    assert len(tree(client.get("/meja/?petugas=saya")).xpath("//tr[th[@scope='row']]")) == 1


@pytest.mark.parametrize("person", ["reader", "agency", "linked", "x"])
def test_a_case_is_given_to_nobody_who_does_not_write_for_the_organisation(
    client, hall, asked, people, person
):
    client.force_login(hall.applicant)
    account_ = people[person].pk if person in people else person

    answer = client.post(pages(hall, asked)["keeper"], {"petugas": account_})

    assert answer.status_code == 200
    assert "Masukkan pilihan yang valid" in text(answer)
    assert not Assignment.objects.exists()


def test_a_member_who_left_is_shown_as_such(client, hall, asked):
    keep(hall, asked)
    boss = account("pengurus@pusat.test", hall.room.applicant, Role.OWNER)
    accounts.end_membership(hall.applicant.memberships.get(), by=boss, now=NOW)
    client.force_login(boss)

    told = text(client.get(pages(hall, asked)["room"]))

    assert f"Sekarang: {hall.applicant.name} (sudah keluar)" in told
    assert f"{hall.applicant.name} (sudah keluar)" in text(client.get("/meja/"))


def test_the_builder_says_nothing_to_who_is_no_member(hall, asked, people):
    request = RequestFactory().get("/meja/")

    for who, user in people.items():
        request.user = user
        told = inside(request, dispute=hall.dispute)
        assert (told is None) == (who in OUTSIDE)
        assert (inside(request, information_request=asked) is None) == (who in OUTSIDE)


def test_more_notes_take_no_more_queries(client, hall, asked):
    keep(hall, asked)
    client.force_login(hall.applicant)
    address = pages(hall, asked)["notes"]
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _no in range(3):
        keep(hall, asked)

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(few) == len(many)
