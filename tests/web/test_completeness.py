"""What is missing, page by page: the registry tells it, the applicant brings it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.domain.stages import Stage
from cases.models import Correspondence, Dispute, Enclosure
from cases.services import completeness
from tests import foreign_files as made
from tests.filed import FILED, open_room
from tests.standing import standing
from tests.web.pages import part, text, tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(FILED, tick=False):
        yield


built, room = standing(open_room)


def notice_page(room):
    return f"/kepaniteraan/{room.dispute.code}/ketidaklengkapan/"


def answer_page(room):
    return f"/meja/perkara/{room.dispute.code}/lengkapi/"


def notify(room, missing=("identity", "objection")):
    return completeness.notify(room.dispute, missing, note="Akta", by=room.clerk, now=FILED)


def file(name="akta.pdf"):
    return SimpleUploadedFile(name, made.pdf(), content_type="application/pdf")


# --- telling --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "commissioner", "stranger"])
def test_only_the_registry_tells_what_is_missing(client, room, who):
    client.force_login(getattr(room, who))

    assert client.get(notice_page(room)).status_code == 404
    assert client.post(notice_page(room), {"tempat": ["identity"]}).status_code == 404
    assert not Correspondence.objects.exists()


def test_the_places_that_lack_a_file_are_ticked_and_both_days_are_told(client, room):
    """Perki 1/2013 Pasal 17: 3 working days from 14 March 2024 end on the 19th, 7 on the
    25th.
    """
    client.force_login(room.clerk)

    answer = client.get(notice_page(room))

    ticked = tree(answer).xpath("//input[@name='tempat'][@checked]/@value")
    assert ticked == ["identity", "request", "objection"]
    assert "paling lambat Senin, 25 Maret 2024" in text(answer)
    assert "paling lambat Selasa, 19 Maret 2024" in text(answer)
    assert "sumber sekunder" in text(answer)


def test_a_notice_that_comes_late_is_said_to_be_late_and_goes_out(client, room):
    client.force_login(room.clerk)
    with time_machine.travel("2024-03-20T03:00:00+00:00", tick=False):
        client.force_login(room.clerk)
        assert "semestinya dikirim paling lambat" in text(client.get(notice_page(room)))
        client.post(notice_page(room), {"tempat": ["identity"]})

    assert Correspondence.objects.count() == 1


def test_the_election_track_says_that_no_figure_is_confirmed(client, room):
    type(room.dispute).objects.filter(pk=room.dispute.pk).update(regime="pemilu")
    client.force_login(room.clerk)

    assert "tidak ada angka yang dipastikan" in text(client.get(notice_page(room)))


def test_a_notice_leads_back_to_the_room_where_it_stands(client, room):
    client.force_login(room.clerk)

    answer = client.post(
        notice_page(room), {"tempat": ["identity"], "catatan": "Bawa akta."}, follow=True
    )

    told = part(answer, "surat")
    assert "Bukti identitas Pemohon" in told
    assert "Bawa akta." in told
    assert "Senin, 25 Maret 2024" in told


def test_without_a_tick_the_form_says_what_to_do(client, room):
    client.force_login(room.clerk)
    assert "Pilih apa yang belum lengkap." in part(client.post(notice_page(room), {}), "galat")


def test_a_second_click_is_told_and_there_is_no_page_any_more(client, room):
    notify(room)
    client.force_login(room.clerk)

    answer = client.post(notice_page(room), {"tempat": ["identity"]}, follow=True)

    assert "tidak ada yang dikirim dua kali" in answer.content.decode()
    assert client.get(notice_page(room)).status_code == 404
    assert Correspondence.objects.count() == 1


def test_a_dispute_that_was_not_filed_here_has_no_checklist(client, room):
    Dispute.objects.update(stage=Stage.REGISTERED)
    client.force_login(room.clerk)
    assert client.get(notice_page(room)).status_code == 404


# --- answering ------------------------------------------------------------------------------


def test_the_room_of_the_applicant_says_what_to_do_with_days_left(client, room):
    notify(room)
    client.force_login(room.applicant)

    answer = client.get(f"/meja/perkara/{room.dispute.code}/")

    assert "25 Mar 2024 11 hari lagi" in text(answer)
    assert tree(answer).xpath(f"//a[@href='{answer_page(room)}']")


@pytest.mark.parametrize("who", ["reader", "agency", "clerk", "stranger"])
def test_only_who_writes_for_the_applicant_answers(client, room, who):
    notify(room)
    client.force_login(getattr(room, who))

    assert client.get(answer_page(room)).status_code == 404
    assert client.post(answer_page(room), {"teks": "x"}).status_code == 404
    assert Correspondence.objects.count() == 1


def test_where_nothing_is_awaited_there_is_no_page(client, room):
    client.force_login(room.applicant)
    assert client.get(answer_page(room)).status_code == 404


def test_a_file_is_brought_without_scripts_and_what_is_missing_is_warned_about(client, room):
    notify(room)
    client.force_login(room.applicant)

    answer = client.post(
        answer_page(room), {"berkas_identity_file": file(), "teks": "Menyusul."}, follow=True
    )

    body = answer.content.decode()
    assert "Kelengkapan dikirim kepada Panitera." in body
    assert "Masih belum dibawa: Keberatan dan tanda terimanya." in body
    assert Enclosure.objects.get().place == "identity"
    assert room.again().stage == Stage.COMPLETENESS_CHECK


def test_a_place_that_was_not_asked_for_takes_nothing(client, room):
    notify(room, ["identity"])
    client.force_login(room.applicant)

    client.post(answer_page(room), {"berkas_reply_file": file(), "teks": "Ini."})

    assert not Enclosure.objects.exists()


def test_nothing_at_all_is_refused_at_the_form(client, room):
    notify(room)
    client.force_login(room.applicant)

    answer = client.post(answer_page(room), {"teks": ""})

    assert "Tulislah sesuatu, atau sertakan berkas." in part(answer, "galat")


def test_a_file_that_is_not_taken_is_told_by_its_place(client, room):
    notify(room)
    client.force_login(room.applicant)

    empty = SimpleUploadedFile("kosong.pdf", b"", content_type="application/pdf")
    answer = client.post(answer_page(room), {"berkas_identity_file": empty, "teks": "x"})

    assert "Bukti identitas Pemohon:" in part(answer, "galat")
    assert Correspondence.objects.count() == 1


def test_late_is_said_in_words_and_taken(client, room):
    notify(room)
    with time_machine.travel(datetime(2024, 3, 27, 3, 0, tzinfo=UTC), tick=False):
        client.force_login(room.applicant)
        told = text(client.get(answer_page(room)))
        client.post(answer_page(room), {"teks": "Terlambat."})

    assert "Lewat batas Senin, 25 Maret 2024" in told
    assert "Tetap dapat dikirim" in told
    assert room.again().stage == Stage.COMPLETENESS_CHECK


def test_a_second_click_sends_nothing_twice_and_is_told(client, room):
    notify(room)
    client.force_login(room.applicant)
    client.post(answer_page(room), {"teks": "Terlampir."})

    answer = client.post(answer_page(room), {"teks": "Terlampir."}, follow=True)

    assert "tidak ada yang dikirim dua kali" in answer.content.decode()
    assert Correspondence.objects.filter(kind="completion").count() == 1
