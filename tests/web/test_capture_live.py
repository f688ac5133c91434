"""A hearing as its panel follows it, and taken up again: who may, and what is seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.accounts import Role
from cases.domain.capture import EntryKind
from cases.domain.hearings import HearingState
from cases.models import CaptureEntry, Hearing
from tests.keyed import NOW, START, record
from tests.people import account
from tests.public_record import freeze
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db


def _room():
    made = record()
    made.first.key(EntryKind.PHASE, act="open", after=timedelta(0))
    asked = made.first.say("t", "Pengadaan apa?", made.who("Ketua"), to=made.who("Darma"))
    made.first.say("a", "Cloud.", made.who("Darma"), replies_to=asked)
    made.first.say("t", "Berapa nilainya?", made.who("Ketua"), to=made.who("Darma"))
    made.first.send()
    return made


built, room = standing(_room)


@pytest.fixture
def page(room):
    return f"/sidang/{room.hearing.code}/rekam/"


@pytest.fixture
def chair(client, room):
    client.force_login(
        account("ketua", room.room.commission, Role.COMMISSIONER, person=room.room.chair)
    )
    return client


def test_a_commissioner_follows_the_turns_and_what_waits(chair, page):
    shown = text(chair.get(page))

    assert "Menunggu jawaban 1" in shown
    assert "Berapa nilainya?" in shown
    assert "Cloud." in shown
    assert "belum dikukuhkan" in shown


def test_the_page_asks_for_what_is_new_while_the_hearing_runs(chair, page, room):
    asks = "//*[@data-hx-get]/@data-hx-get"
    assert f"{page}siaran/" in tree(chair.get(page)).xpath(asks)

    room.first.say("d", "Yang baru.", room.who("Ketua"))
    room.first.send()
    news = chair.get(f"{page}siaran/")
    assert "Yang baru." in news.content.decode()
    assert "<html" not in news.content.decode()

    Hearing.objects.filter(pk=room.hearing.pk).update(state=HearingState.CLOSED)
    assert "data-hx-get" not in chair.get(f"{page}siaran/").content.decode()


def test_a_commissioner_writes_nothing(chair, page):
    before = CaptureEntry.objects.count()

    assert chair.post(page, {"baris": "1d Saya menulis."}).status_code == 405
    assert chair.get(f"{page}catatan/").status_code == 404
    assert (
        chair.post(f"{page}catatan/", "{}", content_type="application/json").status_code == 404
    )
    assert chair.post(f"{page}buka/", {"alasan": "x"}).status_code == 404
    assert not tree(chair.get(page)).xpath("//main//form")
    assert CaptureEntry.objects.count() == before


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.AGENCY])
def test_nobody_else_may_know_of_it(client, page, room, role):
    house = room.room.commission if role is Role.COMMISSIONER else room.room.respondent
    client.force_login(account("lain", house, role))

    for address in (page, f"{page}siaran/"):
        assert client.get(address).status_code == 404


def test_following_asks_as_little_with_many_turns_as_with_few(chair, page, room):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            chair.get(f"{page}siaran/")
        return len(caught)

    few = queries()
    for no in range(6):
        asked = room.first.say("t", f"Pertanyaan {no}?", room.who("Ketua"))
        room.first.say("a", "Iya.", room.who("Darma"), replies_to=asked)
    room.first.send()

    assert queries() == few


def test_the_registrar_reopens_on_the_page_and_the_substitute_does_not(client, page, room):
    room.first.key(EntryKind.PHASE, act="end", after=timedelta(hours=1))
    room.first.send()
    client.force_login(room.second.user)
    assert "Buka kembali" not in text(client.get(page))

    client.force_login(room.first.user)
    assert "Buka kembali" in text(client.get(page))
    assert "Tuliskan alasan" in text(client.post(f"{page}buka/", {"alasan": ""}, follow=True))
    client.post(f"{page}buka/", {"alasan": "Saksi datang terlambat"})

    assert Hearing.objects.get(pk=room.hearing.pk).state == HearingState.OPEN


def test_a_frozen_hearing_offers_no_reopening(client, page, room):
    room.first.key(EntryKind.PHASE, act="end", after=timedelta(hours=1))
    room.first.send()
    freeze(room.room)
    client.force_login(room.first.user)

    assert "Buka kembali" not in text(client.get(page))


@pytest.mark.parametrize(
    ("state", "place"),
    [
        (HearingState.CLOSED, "/sidang/{}/risalah/sahkan/"),
        (HearingState.DRAFT, "/kepaniteraan/sidang/{}/"),
    ],
)
def test_the_room_of_a_hearing_that_is_not_recorded_leads_to_where_it_goes_on(
    client, state, place
):
    made = record()
    Hearing.objects.filter(pk=made.hearing.pk).update(state=state)
    room = f"/sidang/{made.hearing.code}/rekam/"
    client.force_login(made.first.user)

    assert client.get(room)["Location"] == place.format(made.hearing.code)
    client.logout()
    client.force_login(account("lain", made.room.commission, Role.COMMISSIONER))
    assert client.get(room).status_code == 404


def test_a_page_without_scripts_names_the_next_hearing(client, page, room):
    client.force_login(room.first.user)
    later = NOW + timedelta(days=20)
    client.post(page, {
        "tindakan": "adjourn", "alasan": "Ahli", "berikutnya": "bulan depan",
        "hari": f"{later.date():%Y-%m-%d}", "jam": "10:00", "jenis": "pembuktian",
        "agenda": "Ahli",
    })  # fmt: skip

    told = CaptureEntry.objects.latest("pk").payload
    assert (told["act"], told["next_at"], told["next_kind"]) == (
        "adjourn",
        "10:00",
        "pembuktian",
    )
    assert START < NOW
    shown = tree(client.get(page)).xpath("//*[@data-next]")[0]
    assert "hari=" in shown.xpath(".//a/@href")[0]
