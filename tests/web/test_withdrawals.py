"""Taking an application back: what it means comes before the button."""

from __future__ import annotations

import pytest
import time_machine

from cases.domain.stages import Stage
from cases.models import Correspondence, Dispute, Document
from tests.filed import FILED, open_room
from tests.standing import standing
from tests.web.pages import part, text, tree

pytestmark = pytest.mark.django_db
TOLD = {"alasan": "Sudah dijawab.", "tempat": "Jakarta", "nama": "Sari", "jabatan": "Ketua"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(FILED, tick=False):
        yield


built, room = standing(open_room)


@pytest.fixture
def case(room):
    return f"/meja/perkara/{room.dispute.code}/"


def test_what_follows_is_said_before_the_button_with_its_article_and_how_sure_it_is(
    client, room, case
):
    client.force_login(room.applicant)

    told = text(client.get(f"{case}cabut/"))

    consequence = told.index("tidak dapat diajukan lagi")
    assert consequence < told.index("Ajukan pencabutan")
    assert "Perki 1/2013 Pasal 15 ayat (4) sumber sekunder" in told
    assert "Perki 1/2013 Pasal 14 sumber sekunder" in told


@pytest.mark.parametrize("who", ["reader", "agency", "clerk", "commissioner", "stranger"])
def test_nobody_else_withdraws(client, room, case, who):
    client.force_login(getattr(room, who))

    assert client.get(f"{case}cabut/").status_code == 404
    assert client.post(f"{case}cabut/", {**TOLD, "mengerti": "on"}).status_code == 404
    assert not Correspondence.objects.exists()


@pytest.mark.parametrize("stage", [Stage.DECISION_PRONOUNCED, Stage.WITHDRAWN])
def test_it_is_not_offered_where_the_stage_does_not_allow_it(client, room, case, stage):
    Dispute.objects.update(stage=stage)
    client.force_login(room.applicant)

    assert not tree(client.get(case)).xpath(f"//a[@href='{case}cabut/']")
    assert client.get(f"{case}cabut/").status_code == 404


def test_without_the_tick_nothing_is_sent(client, room, case):
    client.force_login(room.applicant)

    answer = client.post(f"{case}cabut/", TOLD)

    assert "Tandai bahwa Anda mengerti akibatnya." in part(answer, "galat")
    assert not Correspondence.objects.exists()


def test_the_letter_alone_needs_no_tick_and_is_shown_to_the_organisation_alone(
    client, room, case
):
    client.force_login(room.applicant)
    client.post(f"{case}cabut/", {**TOLD, "susun": "1"})

    seen = {}
    for who in ("applicant", "clerk", "agency"):
        client.force_login(getattr(room, who))
        seen[who] = "Surat pencabutan permohonan" in text(client.get(case))
    assert seen == {"applicant": True, "clerk": False, "agency": False}
    assert Document.objects.filter(kind="surat_pencabutan").count() == 2
    assert not Correspondence.objects.exists()


def test_it_is_filed_read_by_both_and_noted_by_the_registry_in_the_room(client, room, case):
    client.force_login(room.applicant)
    client.post(f"{case}cabut/", {**TOLD, "mengerti": "on"})
    again = client.post(f"{case}cabut/", {**TOLD, "mengerti": "on"}, follow=True)
    client.force_login(room.agency)
    assert "Sudah dijawab." in part(client.get(case), "surat")
    client.force_login(room.clerk)
    (door,) = tree(client.get(case)).xpath("//form/@action[contains(., 'catat-pencabutan')]")

    answer = client.post(door, follow=True)

    assert "sudah diajukan" in again.content.decode()
    assert Correspondence.objects.filter(kind="withdrawal").count() == 1
    assert "Pencabutan dicatat; kedua pihak diberi tahu." in answer.content.decode()
    assert "Sekarang: Dicabut" in text(answer)
    assert room.again().stage == Stage.WITHDRAWN


@pytest.mark.parametrize("who", ["applicant", "agency", "stranger"])
def test_only_the_registry_notes_it(client, room, case, who):
    client.force_login(getattr(room, who))
    assert client.post(f"{case}catat-pencabutan/").status_code == 404


def test_a_second_click_of_the_registry_is_told(client, room, case):
    client.force_login(room.clerk)

    answer = client.post(f"{case}catat-pencabutan/", follow=True)

    assert "Pemohon belum mengajukan pencabutan." in answer.content.decode()
    assert client.get(f"{case}catat-pencabutan/").status_code == 405
