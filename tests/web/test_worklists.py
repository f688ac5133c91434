"""The registry's page of what waits: whose it is, where each row leads, and who handles it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.checking import Verdict
from cases.domain.hearings import HearingState
from cases.domain.stages import Stage
from cases.models import Dispute, Hearing, PanelMember, Person, RegistryAssignment
from cases.queries import worklists as queries
from cases.services import checking, completeness, drafts, worklists
from cases.services.checking import Found
from cases.web import worklists as pages
from tests import brought, hearing_room
from tests.filed import APPLICATION, FILED, WHO, open_room
from tests.web.pages import part, text, tree

pytestmark = pytest.mark.django_db
PAGE = "/kepaniteraan/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(FILED, tick=False) as moving:
        yield moving


@pytest.fixture
def room():
    return open_room()


@pytest.fixture
def deputy(room):
    return brought.account("dewi@kip.test", room.commission, Role.SUBSTITUTE_REGISTRAR)


@pytest.fixture
def handling(room):
    return f"/kepaniteraan/{room.dispute.code}/petugas/"


def find(room, verdict):
    places = ("identity", "request", "objection")
    found = dict.fromkeys(places, Found(Verdict(verdict)))
    checking.find(room.dispute, found, by=room.clerk, now=FILED)


def doors(answer):
    return tree(answer).xpath("//p[@class='work__act']/a/@href")


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_a_registry_has_such_a_page(client, room, handling, who):
    client.force_login(getattr(room, who))

    assert client.get(PAGE).status_code == 404
    assert client.get(handling).status_code == 404
    assert client.post(handling, {"petugas": ""}).status_code == 404
    menu = tree(client.get("/meja/")).xpath("//nav//a/@href")
    assert PAGE not in menu


def test_who_is_not_signed_in_is_led_to_the_door(client, room, handling):
    for page in (PAGE, handling):
        assert client.get(page)["Location"].startswith("/masuk/")


def test_the_clerk_of_another_commission_sees_nothing_of_this_one(client, room, handling):
    other = brought.open_hall("jabar")
    client.force_login(other.clerk)

    assert room.dispute.code not in client.get(PAGE).content.decode()
    for page in ("periksa", "registrasi", "petugas", "hentikan", "coret", "tidak-diregistrasi"):
        address = f"/kepaniteraan/{room.dispute.code}/{page}/"
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_a_substitute_registrar_works_there_too(client, room, deputy):
    client.force_login(deputy)
    assert "Lestari v. Darma" in text(client.get(PAGE))
    assert PAGE in tree(client.get("/meja/")).xpath("//nav//a/@href")


def test_every_list_has_its_count_on_top_and_an_empty_one_says_so(client, room):
    client.force_login(room.clerk)

    answer = client.get(PAGE)

    counts = tree(answer).xpath("//nav[@class='work__counts']//b/text()")
    assert counts == ["1", *["0"] * 12, "2"]
    assert "Tidak ada pencabutan yang menunggu dicatat." in text(answer)


def test_a_row_says_who_why_since_when_and_leads_to_the_check(client, room):
    client.force_login(room.clerk)

    answer = client.get(PAGE)

    told = text(answer)
    assert f"Lestari v. Darma kode {room.dispute.code} Baru masuk" in told
    assert "sejak 14 Mar 2024" in told
    assert doors(answer)[0] == f"/kepaniteraan/{room.dispute.code}/periksa/"


@pytest.mark.parametrize(
    ("verdict", "leads_to"), [("absent", "ketidaklengkapan"), ("valid", "registrasi")]
)
def test_what_was_checked_leads_on(client, room, verdict, leads_to):
    find(room, verdict)
    client.force_login(room.clerk)
    assert doors(client.get(PAGE))[0] == f"/kepaniteraan/{room.dispute.code}/{leads_to}/"


def test_a_lapsed_completion_leads_to_what_the_provision_has(client, room, today):
    completeness.notify(room.dispute, ["identity"], by=room.clerk, now=FILED)
    today.move_to(FILED + timedelta(days=30))
    client.force_login(room.clerk)

    answer = client.get(PAGE)

    assert "Perki 1/2013 Pasal 17 dan 18 sumber sekunder" in text(answer)
    assert "tidak diregistrasi (Perki 1/2013 Pasal 18)" in text(answer)
    address = f"/kepaniteraan/{room.dispute.code}/tidak-diregistrasi/"
    assert doors(answer)[0] == address
    assert client.get(address).status_code == 200


def test_a_clock_shows_both_days_where_the_readings_differ(client, room):
    client.force_login(room.clerk)
    clock = room.dispute.deadlines.get(rule="umum_complete_settlement")
    told = text(client.get(PAGE))
    assert clock.due_on != clock.due_on_other_reading
    assert "cuti bersama dihitung hari kerja:" in told


def test_every_door_of_the_page_opens(client, room):
    client.force_login(room.clerk)
    Dispute.objects.update(stage=Stage.REGISTERED)
    answer = client.get(PAGE)
    addresses = tree(answer).xpath("//main//a/@href")
    for address in {one for one in addresses if one.startswith("/")}:
        assert client.get(address).status_code == 200, address


def test_a_hearing_of_today_leads_to_its_room(client):
    hall = hearing_room.open_room()
    today = timezone.localdate()
    Hearing.objects.update(held_on=today, state=HearingState.SET, sources=[])
    client.force_login(brought.account("ratna@kip.test", hall.commission, Role.REGISTRAR))

    assert f"/sidang/{hall.hearing.code}/rekam/" in doors(client.get(PAGE))


@pytest.mark.parametrize(
    ("kind", "state", "leads_to"),
    [
        ("pembuktian", HearingState.SET, "/sidang/{hearing}/rekam/"),
        ("pembuktian", HearingState.CLOSED, "/sidang/{hearing}/risalah/impor/"),
        ("musyawarah_majelis", HearingState.SET, "/meja/perkara/{dispute}/"),
        ("mediasi", HearingState.SET, "/kepaniteraan/{dispute}/mediasi/"),
    ],
)
def test_a_hearing_that_has_passed_leads_to_where_it_is_recorded(client, kind, state, leads_to):
    hall = hearing_room.open_room()
    Hearing.objects.update(kind=kind, state=state, sources=[])
    client.force_login(brought.account("ratna@kip.test", hall.commission, Role.REGISTRAR))

    addresses = doors(client.get(PAGE))

    wanted = leads_to.format(hearing=hall.hearing.code, dispute=hall.dispute.code)
    assert wanted in addresses
    assert client.get(wanted).status_code == 200


def test_a_handler_is_named_shown_and_counted(client, room, deputy, handling):
    client.force_login(room.clerk)

    answer = client.post(handling, {"petugas": deputy.pk}, follow=True)

    assert "Petugas dicatat." in answer.content.decode()
    assert "Dewi" in text(answer) or deputy.name in text(answer)
    assert RegistryAssignment.objects.get().person == deputy
    shown = client.get(PAGE)
    assert f"{deputy.name} 1 perkara" in part(shown, "isi")
    assert tree(client.get(PAGE, {"petugas": deputy.pk})).xpath("//h3/a")
    narrowed = client.get(PAGE, {"petugas": room.clerk.pk})
    assert not tree(narrowed).xpath("//h3/a")
    assert "Tidak ada pada petugas ini." in text(narrowed)
    assert not tree(client.get(PAGE, {"petugas": "-"})).xpath("//h3/a")


@pytest.mark.parametrize("asked", ["0", "x", "٣", "'", "999999999999999999999999"])
def test_an_odd_question_is_answered(client, room, asked):
    client.force_login(room.clerk)
    assert tree(client.get(PAGE, {"petugas": asked})).xpath("//h3/a")


def test_a_long_list_begins_beside_the_others_and_goes_on_by_itself(client, room, monkeypatch):
    monkeypatch.setattr(pages, "SHOWN", 1)
    monkeypatch.setattr(pages, "FOLDED", 2)
    filed = [drafts.file(drafts.start(room.house, **WHO), APPLICATION, **WHO) for _no in "ab"]
    client.force_login(room.clerk)

    beside = client.get(PAGE)
    (whole,) = tree(beside).xpath("//a[contains(., 'Seluruh daftar ini (3)')]/@href")
    alone = client.get(whole)
    (last,) = tree(alone).xpath("//a[@rel='next']/@href")

    codes = [room.dispute.code, *(one.code for one in filed)]
    assert whole == "/kepaniteraan/?daftar=verify"
    assert [code in text(beside) for code in codes] == [True, True, False]
    assert [code in text(alone) for code in codes] == [True, True, False]
    assert [code in text(client.get(PAGE + last)) for code in codes] == [False, False, True]
    counts = tree(alone).xpath("//nav[@class='work__counts']//b/text()")
    assert counts == tree(beside).xpath("//nav[@class='work__counts']//b/text()")
    assert "semua daftar" in text(alone)


def test_a_list_by_itself_keeps_whose_work_is_asked_for(client, room, deputy):
    worklists.assign(room.dispute, deputy, by=room.clerk, now=FILED)
    client.force_login(room.clerk)

    theirs = client.get(PAGE, {"daftar": "verify", "petugas": deputy.pk})
    nobodys = client.get(PAGE, {"daftar": "verify", "petugas": "-"})

    assert room.dispute.code in text(theirs)
    assert room.dispute.code not in text(nobodys)
    assert f"?daftar=clock&petugas={deputy.pk}" in theirs.content.decode().replace("&amp;", "&")


@pytest.mark.parametrize("asked", ["x", "", "verify'", "\x00"])
def test_a_list_that_is_none_shows_all(client, room, asked):
    client.force_login(room.clerk)

    shown = tree(client.get(PAGE, {"daftar": asked})).xpath("//section/@aria-labelledby")
    assert len(shown) > 10


def test_how_much_each_handles_is_told_where_one_is_chosen(client, room, deputy, handling):
    drafts.file(drafts.start(room.house, **WHO), APPLICATION, **WHO)
    worklists.assign(room.dispute, room.clerk, by=room.clerk, now=FILED)
    worklists.assign(room.dispute, deputy, by=room.clerk, now=FILED)
    client.force_login(room.clerk)

    told = {one.text_content().strip() for one in tree(client.get(handling)).xpath("//option")}

    assert any("dewi" in one.casefold() and "1" in one for one in told), told
    assert queries.load(room.commission)[1][deputy.pk] == 1
    assert queries.load(room.commission)[1][room.clerk.pk] == 0


def test_nobody_outside_the_registry_is_chosen(client, room, handling):
    client.force_login(room.clerk)
    client.post(handling, {"petugas": room.commissioner.pk})
    assert not RegistryAssignment.objects.exists()


def test_more_disputes_take_no_more_queries(client, room, deputy):
    find(room, "absent")
    client.force_login(room.clerk)
    worklists.assign(room.dispute, deputy, by=room.clerk, now=FILED)
    before = count(client)

    person = Person.objects.create(slug="wibowo", name="Ketua Wibowo")
    for no in range(3):
        dispute = drafts.file(drafts.start(room.house, **WHO), APPLICATION, **WHO)
        if no == 1:
            completeness.notify(dispute, ["identity"], by=room.clerk, now=FILED)
        if no == 2:
            PanelMember.objects.create(dispute=dispute, person=person, seat="ketua_majelis")
            Dispute.objects.filter(pk=dispute.pk).update(stage=Stage.REGISTERED)
        worklists.assign(dispute, deputy, by=room.clerk, now=FILED)

    assert count(client) == before <= 22


def count(client):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(PAGE).status_code == 200
    return len(caught)
