"""Ends on their pages: the provision before the button, and nobody else's business."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from cases.domain.stages import Stage
from cases.models import Dispute
from cases.services import completeness
from tests.filed import FILED, open_room
from tests.standing import standing
from tests.web.pages import part, text, tree

pytestmark = pytest.mark.django_db
AFTER = FILED + timedelta(days=30)
REFUSED = {"alasan": "Akta tidak dibawa.", "yakin": "on"}
STOPPED = {"kriteria": "purposeless", "fakta": "Seratus permintaan.", "diputus": "on"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(AFTER, tick=False) as moving:
        yield moving


built, room = standing(open_room)


@pytest.fixture
def refusal(room):
    completeness.notify(room.dispute, ["identity"], by=room.clerk, now=FILED)
    return f"/kepaniteraan/{room.dispute.code}/tidak-diregistrasi/"


@pytest.fixture
def stopping(room):
    return f"/kepaniteraan/{room.dispute.code}/hentikan/"


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_ends_anything(client, room, refusal, stopping, who):
    client.force_login(getattr(room, who))

    for page, told in ((refusal, REFUSED), (stopping, STOPPED)):
        assert client.get(page).status_code == 404
        assert client.post(page, told).status_code == 404
    assert room.again().stage == Stage.INCOMPLETE_NOTIFIED


def test_the_provision_and_what_was_told_stand_before_the_button(client, room, refusal):
    client.force_login(room.clerk)

    told = text(client.get(refusal))

    assert "Perki 1/2013 Pasal 18 sumber sekunder" in told
    assert "Bukti identitas Pemohon, 14 Maret 2024" in told
    assert "Senin, 25 Maret 2024" in told
    assert "belum dipastikan dari peraturan yang terbaca" in told


def test_not_registered_it_ends_and_a_second_click_is_told(client, room, refusal):
    client.force_login(room.clerk)

    answer = client.post(refusal, REFUSED, follow=True)
    again = client.post(refusal, REFUSED)

    assert "Dicatat tidak diregistrasi" in answer.content.decode()
    assert room.again().stage == Stage.NOT_REGISTERED
    assert "hanya bila identitas Pemohon" in part(again, "galat")
    assert client.get(refusal).status_code == 404


def test_while_the_applicant_may_complete_there_is_no_such_page(client, room, refusal, today):
    today.move_to(FILED + timedelta(days=5))
    client.force_login(room.clerk)
    assert client.get(refusal).status_code == 404
    assert "masih dapat melengkapi" in part(client.post(refusal, REFUSED), "galat")


@pytest.mark.parametrize("missing", ["alasan", "yakin"])
def test_a_refusal_wants_its_reason_and_its_tick(client, room, refusal, missing):
    client.force_login(room.clerk)
    told = {key: value for key, value in REFUSED.items() if key != missing}
    assert part(client.post(refusal, told), "galat")
    assert room.again().stage == Stage.INCOMPLETE_NOTIFIED


def test_a_process_is_stopped_on_one_of_three_criteria(client, room, stopping):
    client.force_login(room.clerk)
    shown = client.get(stopping)
    assert len(tree(shown).xpath("//input[@name='kriteria']")) == 3
    assert "Perki 1/2013 Pasal 4 sumber sekunder" in text(shown)

    answer = client.post(stopping, STOPPED, follow=True)

    assert "Penghentian dicatat" in answer.content.decode()
    assert room.again().stage == Stage.PROCESS_STOPPED
    client.force_login(room.agency)
    case = client.get(f"/meja/perkara/{room.dispute.code}/")
    assert "Seratus permintaan." in part(case, "surat")


@pytest.mark.parametrize("missing", ["kriteria", "fakta", "diputus"])
def test_a_stop_wants_criterion_facts_and_the_tick(client, room, stopping, missing):
    client.force_login(room.clerk)
    told = {key: value for key, value in STOPPED.items() if key != missing}
    assert part(client.post(stopping, told), "galat")
    assert room.again().stage == Stage.DISPUTE_FILED


def test_what_is_being_heard_is_not_stopped_there(client, room, stopping):
    Dispute.objects.update(stage=Stage.SUMMONED)
    client.force_login(room.clerk)
    assert client.get(stopping).status_code == 404
