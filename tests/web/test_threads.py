"""The questions of a dispute on the pages of the registry, the panel and the parties."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.domain.admissions import QuestionFate
from cases.domain.hearings import Seat
from cases.domain.transcripts import UtteranceKind
from cases.models import QuestionThread, Undertaking
from cases.services import admissions, publication, registry, threads
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.people import at, people_of
from tests.public_record import say
from tests.standing import standing
from tests.web.pages import text

pytestmark = pytest.mark.django_db
TUESDAY = date(2024, 3, 19)
DUE = date(2024, 3, 18)


built, room = standing(open_room)


@pytest.fixture
def people(room):
    registry.seat_on_panel(room.dispute, room.chair, seat=Seat.CHAIR, actor=RECORDER, now=NOW)
    return people_of(room)


@pytest.fixture
def asked(room):
    return say(room, UtteranceKind.QUESTION, "Berapa nilai kontraknya?", speaker="Ketua Wibowo")


def put_off(room, asked):
    return threads.judge(asked, QuestionFate.DEFERRED, on=HELD_ON, due_on=DUE,
                         party=room.party(), actor=RECORDER, now=NOW)  # fmt: skip


def of(room, place="pertanyaan/") -> str:
    return f"/meja/perkara/{room.dispute.code}/{place}"


def test_the_registry_and_the_panel_read_and_nobody_else(client, room, people, asked):
    told = {}
    for name in ("ratna", "wibowo", "lestari", "darma", "stranger"):
        client.force_login(getattr(people, name))
        told[name] = client.get(of(room)).status_code

    assert told == {
        "ratna": 200, "wibowo": 200, "lestari": 404, "darma": 404, "stranger": 404,
    }  # fmt: skip


def test_only_the_registry_judges(client, room, people, asked):
    client.force_login(people.wibowo)
    assert client.get(of(room, f"pertanyaan/{asked.pk}/")).status_code == 404
    assert "Nilai" not in text(client.get(of(room)))

    client.force_login(people.ratna)
    with at(HELD_ON):
        answer = client.post(
            of(room, f"pertanyaan/{asked.pk}/"),
            {"nasib": "deferred_writing", "batas": "2024-03-18", "pihak": room.party().pk},
        )

    assert answer.status_code == 302
    assert QuestionThread.objects.get().fate == QuestionFate.DEFERRED
    assert Undertaking.objects.get().due_on == DUE


def test_what_is_refused_says_why_at_the_form(client, room, people, asked):
    client.force_login(people.ratna)
    with at(TUESDAY):
        answer = client.post(
            of(room, f"pertanyaan/{asked.pk}/"),
            {"nasib": "deferred_writing", "batas": "2024-03-18"},
        )

    assert "Hari terakhir itu sudah lewat" in text(answer)


def test_a_promise_shows_on_the_desk_of_whoever_gave_it_and_on_no_other(
    client, room, people, asked
):
    put_off(room, asked)
    told = {}
    for name in ("darma", "lestari"):
        client.force_login(getattr(people, name))
        told[name] = "Menjawab tertulis" in text(client.get(of(room, "")))

    assert told == {"darma": True, "lestari": False}


def test_the_registry_and_the_panel_are_told_that_questions_wait(client, room, people, asked):
    put_off(room, asked)
    for name in ("ratna", "wibowo"):
        client.force_login(getattr(people, name))
        assert "1 pertanyaan sidang menunggu jawaban" in text(client.get(of(room, "")))


def test_a_day_gone_by_is_suggested_and_a_person_writes_it_down(client, room, people, asked):
    promised = put_off(room, asked).undertaking
    client.force_login(people.ratna)
    with at(TUESDAY):
        assert "harinya sudah lewat" in text(client.get(of(room)))
        client.post(of(room, f"kesanggupan/{promised.pk}/"), {"hasil": "lewat"})

    promised.refresh_from_db()
    assert promised.lapsed_on == TUESDAY
    assert "lewat, dicatat 19 Maret 2024" in text(client.get(of(room)))
    assert client.get(of(room, f"kesanggupan/{promised.pk}/")).status_code == 404


def test_an_order_of_the_panel_stands_beside_promises_and_its_end_is_written(
    client, room, people
):
    order = admissions.order_by_panel(
        room.hearing,
        admissions.PanelOrderDetails("k-1", "Membawa kontrak", due_on=DUE),
        disputes=room.disputes,
        given_by=room.chair,
        to_body=room.respondent,
        actor=RECORDER,
        now=NOW,
    )
    client.force_login(people.ratna)
    page = of(room, f"perintah/{order.pk}/")
    with at(DUE):
        told = text(client.get(of(room)))
        assert "Membawa kontrak" in told
        assert "harinya sudah lewat" not in told
        assert "belum lewat" in text(client.post(page, {"hasil": "lewat"}))
        client.post(page, {"hasil": "dipenuhi"})

    assert "dipenuhi 18 Maret 2024" in text(client.get(of(room)))
    publication.release_all(room.disputes, actor=RECORDER, now=NOW)
    case = f"/perkara/{room.commission.code}/001-KIP-PSIP-II-2024/"
    assert "dipenuhi 18 Maret 2024" in text(Client().get(case))
    assert client.get(page).status_code == 404
    client.force_login(people.stranger)
    assert client.get(page).status_code == 404


def test_the_list_takes_no_more_queries_for_more_questions(client, room, people, asked):
    def count():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(of(room)).status_code == 200
        return len(caught)

    put_off(room, asked)
    client.force_login(people.ratna)
    few = count()
    for no in range(3):
        put_off(room, say(room, UtteranceKind.QUESTION, f"Berapa {no}?"))

    assert count() == few
