"""The sound of a hearing as the public hears it, beside the lines in which it was written."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.adapters import files
from cases.domain.accounts import Role
from cases.domain.admissions import QuestionFate
from cases.domain.transcripts import UtteranceKind
from cases.models import PublicSound, SoundRelease, Utterance
from cases.services import publication, recordings, sounds, transcripts
from tests.heard import bringer, brings
from tests.hearing_room import open_room
from tests.public_record import WHO, exchange, freeze, judge, say
from tests.services.test_recordings import work
from tests.standing import standing
from tests.web.pages import text, tree, words
from tests.web.test_recordings import account

pytestmark = pytest.mark.django_db


def _room():
    """A question with its answer, and one that nobody answered; the first has a time."""
    made = open_room()
    asked, _answered = exchange(made)
    judge(asked)
    waiting = say(
        made, UtteranceKind.QUESTION, "Berapa nilai kontraknya?", speaker="Ketua Wibowo"
    )
    Utterance.objects.filter(pk=asked.pk).update(start_ms=4000, end_ms=6000)
    Utterance.objects.filter(pk=waiting.pk).update(start_ms=20_000, is_closed=False)
    judge(waiting, QuestionFate.OPEN)
    transcripts.publish(freeze(made), **WHO)
    publication.release_all(made.disputes, **WHO)
    return made


built, room = standing(_room)


@pytest.fixture
def recording(room):
    found = brings(room, bringer())
    recordings.set_clock(found, 1000, reason="palu", **WHO)
    return found


@pytest.fixture
def heard(recording):
    sounds.release(recording, **WHO)
    work("copy_sound")
    return PublicSound.objects.get()


@pytest.fixture
def reader(room):
    return f"/sidang/{room.hearing.code}/risalah/1/"


def test_a_turn_is_played_from_where_it_was_said(client, heard, reader):
    document = tree(client.get(reader))
    file = f"/sidang/{heard.hearing_id}/suara/{heard.code}/"

    assert document.xpath("//audio/@src") == [file]
    assert document.xpath("//a[@data-play]/@href") == [f"{file}#t=3.0", f"{file}#t=19.0"]
    assert document.xpath("//*[@id='p1l2']/@data-at") == ["3.0"]
    assert heard.sha256 in words(document.xpath("//section[@data-sounds]")[0])


def test_the_public_hears_any_part_of_it(client, heard):
    address = f"/sidang/{heard.hearing_id}/suara/{heard.code}/"
    whole = files.read(heard.file)

    part = client.get(address, headers={"Range": "bytes=10-19"})

    assert client.get(address).getvalue() == whole
    assert (part.status_code, part.getvalue()) == (206, whole[10:20])
    assert part["Content-Type"] == "audio/mpeg"
    assert part["ETag"] == f'"{heard.sha256}"'
    assert "no-store" not in part["Cache-Control"]


def test_without_a_release_there_is_no_sound_and_no_word_of_it(client, recording, reader):
    page = client.get(reader)

    assert not tree(page).xpath("//audio | //*[@data-play] | //*[@data-at]")
    assert recording.code not in page.content.decode()
    code = recording.hearing.code
    assert client.get(f"/sidang/{code}/suara/{recording.code}/").status_code == 404
    assert client.get(f"/sidang/{code}/rekaman/{recording.code}/suara/").status_code == 302


def test_what_was_withdrawn_is_not_there(client, recording, heard, reader):
    address = f"/sidang/{heard.hearing_id}/suara/{heard.code}/"

    sounds.withdraw(recording, reason="keberatan", **WHO)

    assert client.get(address).status_code == 404
    assert "Suara sidang" not in text(client.get(reader))


def test_the_sound_of_another_hearing_is_not_found_under_this_one(client, heard):
    other = open_room(name="jabar")

    assert client.get(f"/sidang/{other.hearing.code}/suara/{heard.code}/").status_code == 404


def test_the_registry_releases_and_withdraws_on_the_page(client, room, recording):
    registrar = account("petugas", room.commission, Role.REGISTRAR)
    client.force_login(registrar)
    page = f"/sidang/{room.hearing.code}/rekaman/{recording.code}/"

    assert client.post(f"{page}umum/", {}).status_code == 200
    assert not SoundRelease.objects.exists()
    assert client.post(f"{page}umum/", {"periksa": "on"}).status_code == 302
    assert f"Dirilis oleh {registrar.name}," in text(client.get(page))
    assert "menunggu giliran" in text(client.get(page))
    work("copy_sound")
    assert PublicSound.objects.get().sha256 in text(client.get(page))
    assert "sudah ada" in text(client.post(f"{page}umum/", {"periksa": "on"}))
    client.post(f"{page}umum/tarik/", {"sebab": "keberatan saksi"})
    assert "Ditarik: keberatan saksi" in text(client.get(page))


def test_the_panel_hears_and_releases_nothing(client, room, recording):
    client.force_login(account("ketua", room.commission, Role.COMMISSIONER, room.chair))
    page = f"/sidang/{room.hearing.code}/rekaman/{recording.code}/"

    assert client.get(page).status_code == 200
    assert client.post(f"{page}umum/", {"periksa": "on"}).status_code == 404


def test_a_question_leads_to_its_answer_and_the_answer_on(client, room, reader):
    document = tree(client.get(reader))

    def led(turn):
        return document.xpath(f"//*[@id='{turn}']//*[@class='passage__lead']//a/@href")

    assert led("u1") == [f"{reader}#u2"]
    assert led("u2") == [f"{reader}#u1", f"{reader}#u3"]
    assert "belum dijawab" in words(document.get_element_by_id("u3"))
    assert "Belum dijawab (1)" in text(client.get(reader))


def test_words_are_found_inside_with_their_count_and_the_way_on(client, room, reader):
    moved = client.get(f"{reader}?cari=Wibowo+bekerja")
    assert moved.status_code == 200  # a name is no word of the turn
    assert "Tidak ditemukan" in text(moved)

    moved = client.get(f"{reader}?cari=bek")
    assert moved["Location"] == f"{reader}?cari=bek&ke=1#u1"
    shown = client.get(f"{reader}?cari=bek&ke=1")
    assert "1 dari 1 ucapan" in text(shown)
    assert tree(shown).xpath("//*[@data-on]/@id") == ["p1l2", "p1l3"]


@pytest.mark.parametrize(
    "told", ["cari=%00", "cari=bek&ke=99999", "cari=bek&ke=x", "cari=" + "a " * 300]
)
def test_nothing_that_is_asked_breaks_the_search(client, room, reader, told):
    assert client.get(f"{reader}?{told}").status_code in {200, 302}


def test_an_erratum_stands_beside_its_line_and_leads_to_its_words(client, room, reader):
    edition = room.hearing.editions.get()
    line = edition.lines.get(page=1, line=2)
    transcripts.add_erratum(
        edition, line, line, correct="Apakah benar", reason="dengar ulang",
        ordered_by="Ketua", **WHO,
    )  # fmt: skip

    document = tree(client.get(reader))

    assert document.xpath("//*[@id='p1l2']//a[@data-erratum='R1-1']/@href") == ["#ralat-1"]
    assert "1:2 jo. R1-1" in words(document.get_element_by_id("ralat-1"))


def test_a_page_with_sound_asks_as_little_as_one_without(client, heard, reader):
    with CaptureQueriesContext(connection) as caught:
        client.get(reader)

    assert len(caught) <= 12
