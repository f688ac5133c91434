"""May I file? Questions one at a time, an answer with its article, and never a refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
import time_machine

from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db

HERE = "/bolehkah/"


@pytest.fixture(autouse=True)
def today():
    """10 June 2024, a Monday."""
    with time_machine.travel(datetime(2024, 6, 10, 2, tzinfo=UTC), tick=False):
        yield


def ask(client, **answers):
    return client.get(f"{HERE}?{urlencode(answers)}")


def test_the_first_question_is_the_track(client):
    page = tree(client.get(HERE))

    assert page.xpath("//input[@name='jalur']/@value") == ["umum", "pemilu"]


def test_each_answer_leads_to_the_next_question_and_is_kept(client):
    page = ask(client, jalur="umum", diterima="2024-04-01")

    assert "Kapan Anda menerima tanggapan PPID?" in text(page)
    assert dict(zip(
        tree(page).xpath("//input[@type='hidden']/@name"),
        tree(page).xpath("//input[@type='hidden']/@value"), strict=True,
    )) == {"jalur": "umum", "diterima": "2024-04-01"}  # fmt: skip


def test_who_has_not_asked_yet_is_told_to_begin_there(client):
    assert "Mulailah dengan meminta" in text(ask(client, jalur="umum", diterima="belum"))


def test_while_the_body_may_still_reply_it_is_too_early_to_object(client):
    told = text(ask(client, jalur="umum", diterima="2024-06-03", ditanggapi="belum",
                    keberatan="belum"))  # fmt: skip

    assert "Belum. Badan publik masih dapat menanggapi." in told
    assert "UU 14/2008 Pasal 22" in told


def test_after_its_silence_an_objection_is_in_time(client):
    told = text(ask(client, jalur="umum", diterima="2024-05-02", ditanggapi="belum",
                    keberatan="belum"))  # fmt: skip

    assert "Ya. Keberatan dapat diajukan sekarang." in told


def test_within_its_days_a_dispute_may_be_filed_and_the_days_are_shown(client):
    """Answered on 3 June: 14 working days reach to 25 June, 17 and 18 June being off."""
    page = ask(client, jalur="umum", diterima="2024-04-01", ditanggapi="2024-04-05",
               keberatan="2024-05-02", dijawab="2024-06-03")  # fmt: skip

    assert "Ya. Sengketa dapat diajukan sekarang." in text(page)
    assert "UU 14/2008 Pasal 37 ayat (2)" in text(page)
    assert tree(page).xpath("//ol[contains(@class, 'tape')]/li")
    assert "/permohonan/baru/" in tree(page).xpath("//main//a/@href")


def test_past_its_day_it_is_said_that_it_is_late_and_the_way_stays_open(client):
    page = ask(client, jalur="umum", diterima="2024-01-02", ditanggapi="2024-01-05",
               keberatan="2024-01-15", dijawab="2024-02-05")  # fmt: skip

    assert "Lewat batas, tetapi tidak tertutup." in text(page)
    assert "yang memutuskan majelis" in text(page)
    assert "/permohonan/baru/" in tree(page).xpath("//main//a/@href")


def test_an_objection_that_came_too_soon_is_named_beside_the_answer(client):
    told = text(ask(client, jalur="umum", diterima="2024-05-02", ditanggapi="belum",
                    keberatan="2024-05-03", dijawab="2024-06-03"))  # fmt: skip

    assert "Keberatan diajukan sebelum badan publik habis waktunya." in told


def test_where_no_figure_was_confirmed_nothing_is_computed(client):
    told = text(ask(client, jalur="pemilu", diterima="2024-05-02", ditanggapi="2024-05-03",
                    keberatan="2024-05-06", dijawab="2024-05-08"))  # fmt: skip

    assert "Mungkin; batas pengajuannya belum pasti." in told


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"diterima": "2024-02-31"}, "Tulis tanggal yang ada di kalender."),
        ({"diterima": "2024-07-01"}, "belum tiba"),
        ({"diterima": "2024-05-02", "ditanggapi": "2024-05-01"}, "mendahului"),
    ],
)
def test_an_impossible_day_is_said_and_asked_again(client, answers, said):
    page = ask(client, jalur="umum", **answers)

    assert page.status_code == 200
    assert said in text(page)
    assert tree(page).xpath("//input[@type='date' and @aria-invalid='true']")


def test_every_answer_can_be_changed_with_those_before_it_kept(client):
    page = tree(ask(client, jalur="umum", diterima="2024-05-02", ditanggapi="belum"))

    assert f"{HERE}?jalur=umum&diterima=2024-05-02" in page.xpath("//main//dd/a/@href")
