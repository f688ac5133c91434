"""The panel of a dispute, page by page: only its registry forms it."""

from __future__ import annotations

import pytest
import time_machine

from cases.domain.stages import Stage
from cases.models import DeclaredConflict, PanelMember
from cases.queries import panels as queries
from tests.bench import NOW, TODAY, appoint, draft, open_registry
from tests.standing import standing
from tests.web.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


built, held = standing(open_registry)


def page(held, more=""):
    return f"/kepaniteraan/{held.dispute.code}/majelis/{more}"


def chosen(held, **changed):
    return {
        "ketua": held.judges[0].pk,
        "anggota": [one.pk for one in held.judges[1:3]],
        "mediator": held.judges[3].pk,
        "panitera": held.keeper.pk,
        "tanggal": TODAY.isoformat(),
    } | changed


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_opens_the_pages_of_a_panel(client, held, who):
    appoint(held)
    member = queries.of(held.dispute).chair
    client.force_login(getattr(held.room, who))
    for more in ("", "benturan/", f"{member.pk}/ganti/"):
        assert client.get(page(held, more)).status_code == 404
        assert client.post(page(held, more), chosen(held)).status_code == 404


def test_the_registry_appoints_with_load_and_warnings_beside_the_names(client, held):
    client.force_login(held.clerk)
    shown = text(client.get(page(held)))
    assert "Arya Sandhi 0 sengketa berjalan tidak ada" in shown

    assert client.post(page(held), chosen(held)).status_code == 302
    assert PanelMember.objects.count() == 5
    assert held.dispute.stage == Stage.PANEL_APPOINTED
    after = text(client.get(page(held)))
    assert "Arya Sandhi 1 sengketa berjalan" in after
    assert "Ketua Majelis Komisioner" in after


def test_an_even_panel_is_refused_at_the_field(client, held):
    client.force_login(held.clerk)
    answer = client.post(page(held), chosen(held, anggota=[held.judges[1].pk]))
    assert answer.status_code == 200
    assert "paling sedikit 3 orang dan berjumlah gasal" in text(answer)
    assert not PanelMember.objects.exists()


def test_a_declared_conflict_warns_beside_the_name_and_blocks_nothing(client, held):
    client.force_login(held.clerk)
    told = {
        "orang": held.judges[0].pk,
        "dasar": "family",
        "keterangan": "Ipar ketua yayasan",
        "tanggal": TODAY.isoformat(),
    }
    assert client.post(page(held, "benturan/"), told).status_code == 302
    assert DeclaredConflict.objects.get().noted_by == held.clerk
    shown = text(client.get(page(held)))
    assert "Hubungan keluarga: Ipar ketua yayasan dinyatakan 18 Maret 2024" in shown
    assert "Perki 1/2013 Pasal 22" in shown
    assert client.post(page(held), chosen(held)).status_code == 302


def test_a_seat_is_given_on_and_an_incomplete_panel_says_so(client, held):
    appoint(held)
    draft(held)
    member = queries.of(held.dispute).members[0]
    client.force_login(held.clerk)
    told = {"tanggal": TODAY.isoformat(), "alasan": "Sakit", "pengganti": ""}
    assert client.post(page(held, f"{member.pk}/ganti/"), told).status_code == 302

    shown = text(client.get(page(held)))
    assert "Majelis belum lengkap" in shown
    assert "Sidang berikut masih dengan orang yang sudah tidak duduk" in shown
    assert "Rospita Paulyn, Anggota Majelis Komisioner 18 Maret 2024 sampai" in shown
    seat = {"kursi": "anggota_majelis", "orang": held.judges[3].pk, "tanggal": "2024-03-18"}
    assert client.post(page(held), seat).status_code == 302
    assert "Majelis belum lengkap" not in text(client.get(page(held)))


def test_before_registration_there_is_nothing_to_appoint(client, held):
    dispute = held.dispute
    dispute.stage = Stage.COMPLETENESS_CHECK
    dispute.save(update_fields=["stage"])
    client.force_login(held.clerk)
    assert "setelah sengketa diregistrasi" in text(client.get(page(held)))
    assert client.post(page(held), chosen(held)).status_code == 404


def test_the_page_speaks_english(client, held):
    appoint(held)
    client.cookies["bahasa"] = "en"
    client.force_login(held.clerk)
    shown = text(client.get(page(held)))
    assert "Presiding" in shown or "Chair" in shown
    assert "Majelis belum" not in shown
