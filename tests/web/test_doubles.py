"""A double on its pages: the warning, the form, the room, and the page that everybody reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.stages import Stage
from cases.models import Dispute, StruckEntry
from cases.services import drafts, publication
from tests import filed
from tests.bench import NOW, WHO, another, open_registry
from tests.standing import standing
from tests.web.pages import part, text, tree

pytestmark = pytest.mark.django_db
TOLD = {"berlaku": "11/III/KIP-PSI/2024", "alasan": "Dikirim dua kali.", "yakin": "on"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


built, held = standing(open_registry)


@pytest.fixture
def double(held):
    return another(held)


@pytest.fixture
def page(double):
    return f"/kepaniteraan/{double.code}/coret/"


def received(held, problem="dua") -> Dispute:
    """Another application of the same two parties, without a number."""
    file = drafts.start(held.room.house, **WHO)
    return drafts.file(file, replace(filed.APPLICATION, problem=problem), **WHO)


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_strikes_off(client, held, double, page, who):
    client.force_login(getattr(held.room, who))

    assert client.get(page).status_code == 404
    assert client.post(page, TOLD).status_code == 404
    assert not StruckEntry.objects.exists()


def test_what_follows_is_said_before_the_button(client, held, page):
    client.force_login(held.clerk)

    told = text(client.get(page))

    assert "Nomornya tetap terbaca dan tidak dipakai lagi" in told
    assert "tidak dapat dibatalkan" in told
    assert "011/III/KIP-PSI/2024" in told  # the one that looks like it


def test_it_is_struck_off_and_the_room_of_each_says_so(client, held, double, page):
    client.force_login(held.clerk)

    answer = client.post(page, TOLD, follow=True)

    assert "Pendaftaran dicoret" in answer.content.decode()
    assert "Yang berlaku: 011/III/KIP-PSI/2024" in text(answer)
    stands = text(client.get(f"/meja/perkara/{held.dispute.code}/"))
    assert "Dicoret karena pendaftaran ini berlaku: 012/III/KIP-PSI/2024" in stands
    assert client.get(page).status_code == 404
    client.force_login(held.room.applicant)
    room = client.get(f"/meja/perkara/{double.code}/")
    assert "Dikirim dua kali." in part(room, "surat")
    assert "Sekarang: Dicoret (pendaftaran ganda)" in text(room)
    other = text(client.get(f"/meja/perkara/{held.dispute.code}/"))
    assert "Dicoret karena" not in other


def test_everybody_reads_on_the_struck_page_which_one_stands(client, held, double, page):
    publication.release_all([held.dispute, double], **WHO)
    client.force_login(held.clerk)
    client.post(page, TOLD)
    client.logout()

    answer = client.get("/perkara/kip/012-III-KIP-PSI-2024/")

    assert "Pendaftaran ini dicoret karena ganda" in text(answer)
    assert tree(answer).xpath("//main//a[@href='/perkara/kip/011-III-KIP-PSI-2024/']")
    assert "Dikirim dua kali." in text(answer)
    assert "Dicoret (ganda)" in part(answer, "butir")
    assert "Berjalan" not in part(answer, "butir")
    client.cookies["bahasa"] = "en"
    english = client.get("/perkara/kip/012-III-KIP-PSI-2024/")
    assert "struck off because it was entered twice" in text(english)


def test_a_reason_that_names_people_is_on_no_public_page(client, held, double, page):
    publication.release_all([held.dispute, double], **WHO)
    client.force_login(held.clerk)
    client.post(page, {**TOLD, "alasan": "Sari lupa.", "orang": "on"})
    client.logout()

    assert "Sari lupa" not in text(client.get("/perkara/kip/012-III-KIP-PSI-2024/"))


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("berlaku", "999/III/KIP-PSI/2024", "Tidak ada pendaftaran dengan nomor"),
        ("berlaku", "012/III/KIP-PSI/2024", "Pilih pendaftaran lain"),
        ("berlaku", "", "Tulislah pendaftaran yang berlaku."),
        ("alasan", " ", "Tulislah alasannya."),
        ("yakin", "", "Tandai bahwa hal ini sudah diperiksa."),
    ],
)
def test_what_is_wanting_is_told_and_nothing_is_struck_off(
    client, held, double, page, field, value, refusal
):
    client.force_login(held.clerk)
    told = {**TOLD, field: value}
    if not value:
        del told[field]
    assert refusal in text(client.post(page, told))
    assert not StruckEntry.objects.exists()


def test_a_likely_double_is_told_where_it_is_checked_and_registered(client, held, double):
    client.force_login(held.clerk)
    new = received(held)

    for name in ("periksa", "registrasi"):
        answer = client.get(f"/kepaniteraan/{new.code}/{name}/")
        told = text(answer)
        assert "Mungkin ganda: pemohon dan badan publiknya sama dengan" in told
        assert "011/III/KIP-PSI/2024" in told
        assert "informasi yang diminta sama" in told
        links = tree(answer).xpath("//a/@href")
        assert f"/meja/perkara/{double.code}/" in links
        assert f"/kepaniteraan/{new.code}/coret/?berlaku={double.code}" in links
    chosen = client.get(f"/kepaniteraan/{new.code}/coret/?berlaku={double.code}")
    assert tree(chosen).xpath("//input[@name='berlaku']/@value") == [double.code]


def test_a_warning_never_hinders(client, held, double):
    client.force_login(held.clerk)
    new = received(held)
    told = {"nomor": "013/III/KIP-PSI/2024", "tanggal": "2024-03-18"}
    client.post(f"/kepaniteraan/{new.code}/registrasi/", told)
    assert Dispute.objects.get(pk=new.pk).stage == Stage.REGISTERED


def test_three_doubles_take_as_many_queries_as_one(client, held):
    client.force_login(held.clerk)
    new = received(held)
    counts = []
    for more in ([], ["tiga", "empat"]):
        for problem in more:
            received(held, problem)
        with CaptureQueriesContext(connection) as caught:
            client.get(f"/kepaniteraan/{new.code}/registrasi/")
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_what_is_heard_has_no_such_page(client, held, page, double):
    Dispute.objects.filter(pk=double.pk).update(stage=Stage.MEDIATION)
    client.force_login(held.clerk)
    assert client.get(page).status_code == 404
