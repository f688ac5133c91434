"""The check of an application on its page: findings in, and the ways that lead on."""

from __future__ import annotations

import pytest
import time_machine

from cases.domain.checking import Verdict
from cases.domain.stages import Stage
from cases.models import Dispute, VerificationFinding
from cases.services import checking
from cases.services.checking import Found
from tests.filed import FILED, open_room
from tests.standing import standing
from tests.web.pages import part, text, tree

pytestmark = pytest.mark.django_db
PLACES = ("identity", "request", "objection")


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(FILED, tick=False):
        yield


built, room = standing(open_room)


@pytest.fixture
def page(room):
    return f"/kepaniteraan/{room.dispute.code}/periksa/"


def told(**verdicts):
    return {f"temuan-{place}": verdict for place, verdict in verdicts.items()}


def everything(**more):
    return told(**(dict.fromkeys(PLACES, "valid") | more))


def ways(answer):
    return tree(answer).xpath("//div[contains(@class, 'check__ways')]/a/text()")


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_checks(client, room, page, who):
    client.force_login(getattr(room, who))

    assert client.get(page).status_code == 404
    assert client.post(page, everything()).status_code == 404
    assert not VerificationFinding.objects.exists()


def test_the_checklist_of_a_legal_entity_is_shown_place_by_place(client, room, page):
    client.force_login(room.clerk)

    answer = client.get(page)

    legends = tree(answer).xpath("//form[contains(@class, 'check')]//legend/text()")
    assert legends == [
        "Bukti identitas Pemohon",
        "Permintaan informasi dan tanda terimanya",
        "Keberatan dan tanda terimanya",
    ]
    assert "Daftar periksa: Badan hukum Indonesia" in text(answer)
    assert ways(answer) == ["Hentikan proses"]


def test_what_is_complete_leads_to_the_number(client, room, page):
    client.force_login(room.clerk)

    answer = client.post(page, everything(), follow=True)

    assert "Temuan dicatat." in answer.content.decode()
    assert "Permohonan dapat diregistrasi" in text(answer)
    assert ways(answer) == ["Registrasi", "Hentikan proses"]
    assert room.again().stage == Stage.COMPLETENESS_CHECK


def test_what_is_lacking_leads_to_the_notice_with_places_and_notes_filled_in(
    client, room, page
):
    client.force_login(room.clerk)
    note = {"catatan-identity": "Akta tidak terbaca."}
    answer = client.post(page, everything(identity="invalid") | note, follow=True)
    assert ways(answer) == ["Beri tahu yang kurang", "Registrasi juga", "Hentikan proses"]

    notice = client.get(f"/kepaniteraan/{room.dispute.code}/ketidaklengkapan/")

    assert tree(notice).xpath("//input[@name='tempat'][@checked]/@value") == ["identity"]
    (words,) = tree(notice).xpath("//textarea[@name='catatan']")
    assert words.text.strip() == "Bukti identitas Pemohon: Akta tidak terbaca."


def test_a_note_without_a_verdict_is_refused_at_its_place(client, room, page):
    client.force_login(room.clerk)

    answer = client.post(page, {"catatan-identity": "Akta tidak terbaca."})

    assert "Pilih temuannya untuk catatan ini." in part(answer, "id_temuan-identity")
    assert not VerificationFinding.objects.exists()


def test_saving_twice_writes_nothing_twice_and_says_so(client, room, page):
    client.force_login(room.clerk)
    client.post(page, everything())

    answer = client.post(page, everything(), follow=True)

    assert "Tidak ada temuan yang berubah." in answer.content.decode()
    assert VerificationFinding.objects.count() == len(PLACES)


def test_what_the_findings_were_before_can_be_read(client, room, page):
    client.force_login(room.clerk)
    client.post(page, everything(identity="absent"))
    client.post(page, everything())

    assert "Bukti identitas Pemohon: tidak ada" in text(client.get(page))
    assert client.get(page).content.decode().count("Bukti identitas Pemohon: ") == 2


@pytest.mark.parametrize("stage", [Stage.REGISTERED, Stage.WITHDRAWN, Stage.SUMMONED])
def test_after_the_check_there_is_no_such_page(client, room, page, stage):
    Dispute.objects.update(stage=stage)
    client.force_login(room.clerk)
    assert client.get(page).status_code == 404


def test_what_was_found_is_for_the_registry_alone(client, room):
    found = {"identity": Found(Verdict.INVALID, "NIK tidak cocok")}
    checking.find(room.dispute, found, by=room.clerk, now=FILED)
    for who in (room.applicant, room.agency):
        client.force_login(who)
        answer = client.get(f"/meja/perkara/{room.dispute.code}/")
        assert "NIK tidak cocok" not in answer.content.decode()
