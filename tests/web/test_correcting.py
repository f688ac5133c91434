"""The correcting desk on its pages: who works there, what is shown, what two do at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.accounts import Role
from cases.domain.transcripts import UtteranceKind
from cases.models import Hearing, Recording, TurnProposal, Utterance, WordConfirmation
from cases.queries import correcting as queries
from cases.queries import transcripts as records
from cases.services.transcripts import correcting
from tests.brought import open_hall
from tests.hearing_room import NOW, open_room
from tests.let_in import come_in
from tests.people import account, people_of
from tests.public_record import freeze, say
from tests.services.test_correcting import heard
from tests.standing import standing
from tests.web.pages import text, tree
from tests.web.test_recordings import HUM, work

pytestmark = pytest.mark.django_db
SPEECH = UtteranceKind.SPEECH
CLOSED = "KENARITERTUTUP"


built, room = standing(open_room)


@pytest.fixture
def people(room):
    return people_of(room)


@pytest.fixture
def clerk(client, people):
    client.force_login(people.ratna)
    return client


@pytest.fixture
def colleague(room):
    """Another one of the registry."""
    return account("yuli", room.commission, Role.SUBSTITUTE_REGISTRAR)


@pytest.fixture
def start(room):
    return f"/sidang/{room.hearing.code}/risalah/sunting/"


def latest(turn):
    return queries.latest_revision(turn)


def posted(turn, **more):
    """The form of a turn as the page gives it, with what somebody changed."""
    told = {"dilihat": latest(turn).pk, "teks": latest(turn).text, "penutur": "tetap",
            "jenis": turn.kind, "menjawab": "", "mulai": "", "selesai": "",
            "alasan": "salah dengar"}  # fmt: skip
    return told | more


# --- Who works there ------------------------------------------------------------------------


def test_the_registry_alone_works_at_the_desk(client, room, people, start):
    turn, seen = heard(room, "iya benar", low=["iya"])
    places = ("", "penutur/", "ganti/", "ragu/", "usulan/", f"{turn.pk}/", f"{turn.pk}/baris/",
              f"{turn.pk}/riwayat/", f"{turn.pk}/susun/")  # fmt: skip
    posts = ("baca/", f"ragu/{seen.pk}/0/", f"{turn.pk}/baca/", f"{turn.pk}/", "usulan/")
    other = account("jabar", open_room(name="jabar").commission, Role.REGISTRAR)

    client.force_login(people.ratna)
    assert {client.get(f"{start}{place}").status_code for place in places} == {200}
    for user in (people.lestari, people.darma, people.wibowo, people.stranger, other):
        client.force_login(user)
        told = {client.get(f"{start}{place}").status_code for place in places}
        told |= {client.post(f"{start}{place}").status_code for place in posts}
        assert told == {404}, user
    client.logout()
    assert {client.get(f"{start}{place}").status_code for place in places} == {302}


def test_a_turn_of_another_hearing_is_not_there(clerk, start):
    turn, seen = heard(open_room(name="jabar"), "iya", low=["iya"])

    for place in ("", "riwayat/", "baris/", "susun/"):
        assert clerk.get(f"{start}{turn.pk}/{place}").status_code == 404
    assert clerk.post(f"{start}{turn.pk}/", posted(turn)).status_code == 404
    assert clerk.post(f"{start}ragu/{seen.pk}/0/").status_code == 404
    assert clerk.post(f"{start}{turn.pk}/baca/").status_code == 404


def test_mediation_has_no_desk(clerk, room, start):
    Hearing.objects.filter(pk=room.hearing.pk).update(kind="mediasi")

    assert clerk.get(start).status_code == 404


# --- Text and sound -------------------------------------------------------------------------


def test_words_lead_to_their_place_in_the_right_recording(clerk, room, start):
    heard(room, "kami tidak tahu", low=["tidak"], speaker="Pak Darma")
    Utterance.objects.update(start_ms=1000)
    at = f"/sidang/{room.hearing.code}/rekaman/"
    clerk.post(at, {"rekaman_file": SimpleUploadedFile("sidang.wav", HUM)})
    work()
    sound = f"{at}{Recording.objects.get().code}/"
    clerk.post(f"{sound}jam/", {"selisih": "-00:00:01"})

    page = tree(clerk.get(start))

    told = page.xpath("//*[@data-at]/@data-at")
    assert told == ["0", "1000", "2000"]
    assert page.xpath("//*[@class='corr__doubt']/text()") == ["tidak"]
    (link,) = page.xpath("//a[@data-play]/@href")
    assert link == f"{sound}suara/#t=2"
    assert '"offset": -1000' in page.xpath("//@data-sounds")[0]


def test_the_desk_takes_no_more_queries_for_more_turns(clerk, room, people, start):
    def count(place=""):
        with CaptureQueriesContext(connection) as caught:
            assert clerk.get(f"{start}{place}").status_code == 200
        return len(caught)

    def more(times):
        for _no in range(times):
            turn, seen = heard(room, "Pasal dua belas", low=["dua"], speaker="X")
            correcting.confirm_word(seen, 0, by=people.ratna, now=NOW)
            correcting.read(turn, seen_revision=seen.pk, by=people.ratna, now=NOW)

    more(1)
    places = ["", "?saring=ragu", "ragu/", "penutur/?label=X&bagian=", "ganti/?cari=dua",
              "usulan/"]  # fmt: skip
    few = [count(place) for place in places]
    more(3)

    assert [count(place) for place in places] == few


def test_a_long_day_is_read_page_by_page(clerk, room, start):
    for no in range(53):
        say(room, SPEECH, f"ucapan-{no}.")

    first, second = text(clerk.get(start)), text(clerk.get(f"{start}?hal=2"))
    assert "ucapan-49." in first
    assert "ucapan-50." not in first
    assert "ucapan-52." in second
    last = Utterance.objects.order_by("-position").first()
    answer = clerk.post(f"{start}{last.pk}/", posted(last, teks="lain"))
    assert answer["Location"] == f"{start}?hal=2#g{last.pk}"


# --- One turn -------------------------------------------------------------------------------


def test_a_turn_is_corrected_and_its_history_tells_by_whom_and_why(clerk, room, start):
    turn, _before = heard(room, "kami tidak bekerja", speaker="SPEAKER_01")
    key = f"{room.counsel.pk}-termohon"

    answer = clerk.post(
        f"{start}{turn.pk}/", posted(turn, teks="kami bekerja", penutur=key, mulai="0:07")
    )

    assert answer.status_code == 302
    turn.refresh_from_db()
    assert (turn.speaker, turn.side, turn.start_ms) == ("Pak Darma", "termohon", 7000)
    told = clerk.get(f"{start}{turn.pk}/riwayat/")
    assert "Ratna" in text(told)
    assert "Alasan: salah dengar" in text(told)
    assert "SPEAKER_01" in text(told)
    assert tree(told).xpath("//del/text()") == ["tidak "]


def test_in_place_the_row_gives_way_to_its_form_and_back(clerk, room, start):
    turn, _before = heard(room, "iya")
    part = {"HX-Request": "true"}

    form = clerk.get(f"{start}{turn.pk}/", headers=part).content.decode()
    row = clerk.post(f"{start}{turn.pk}/", posted(turn, teks="iya!"), headers=part)

    assert form.lstrip().startswith("<li")
    assert "<textarea" in form
    assert row.status_code == 200
    assert "iya!" in row.content.decode()
    assert "<html" not in row.content.decode()


def test_of_two_correctors_the_second_sees_both_texts_and_keeps_their_own(
    clerk, room, colleague, start
):
    turn, _before = heard(room, "iya")
    mine = posted(turn, teks="iya saya tahu")
    correcting.correct(
        turn, correcting.Telling("iya, kami tahu"), seen_revision=mine["dilihat"],
        reason="rekaman", by=colleague, now=NOW,
    )  # fmt: skip

    answer = clerk.post(f"{start}{turn.pk}/", mine)

    assert "Yang tertulis sekarang" in text(answer)
    assert "iya, kami tahu" in text(answer)
    assert tree(answer).xpath("//textarea/text()")[0].strip() == "iya saya tahu"
    assert latest(turn).text == "iya, kami tahu"
    seen = tree(answer).xpath("//input[@name='dilihat']/@value")[0]
    clerk.post(f"{start}{turn.pk}/", mine | {"dilihat": seen})
    assert latest(turn).text == "iya saya tahu"


@pytest.mark.parametrize(("change", "told"), [
    ({"teks": " "}, "Kata-kata"), ({"alasan": ""}, "Alasan"), ({"mulai": "nanti"}, "Mulai"),
    ({"mulai": "0:09", "selesai": "0:08"}, "berakhir sebelum mulai"),
    ({"penutur": "lain"}, "Tuliskan nama atau perannya."), ({}, "Tidak ada yang berubah"),
])  # fmt: skip
def test_what_is_refused_says_why_at_the_form(clerk, room, start, change, told):
    turn, _before = heard(room, "iya")

    assert told in text(clerk.post(f"{start}{turn.pk}/", posted(turn, **change)))
    assert latest(turn).rev == 2


def test_a_turn_is_cut_joined_followed_and_taken_back(clerk, room, start):
    turn, _before = heard(room, "apakah benar iya")
    at = f"{start}{turn.pk}/susun/"
    why = {"alasan": "dua orang"}

    def act(what, **more):
        seen = {"tindakan": what, "dilihat": latest(turn).pk} | why | more
        return clerk.post(at, seen)

    def texts():
        return [records.latest(one).text for one in records.spoken(room.hearing)]

    assert act("pecah", kata=2).status_code == 302
    assert texts() == ["apakah benar", "iya"]
    second = list(records.spoken(room.hearing))[1]
    assert act("gabung", berikutnya=latest(second).pk).status_code == 302
    assert texts() == ["apakah benar iya"]
    assert act("sisip", teks="lanjut", penutur="lain", peran="Saksi", jenis="speech"
               ).status_code == 302  # fmt: skip
    assert texts() == ["apakah benar iya", "lanjut"]
    assert act("tarik").status_code == 302
    assert texts() == ["lanjut"]
    assert "iya" in text(clerk.get(f"{start}?saring=ditarik"))
    assert clerk.get(at).status_code == 404
    assert "Giliran ini ditarik." in text(clerk.get(f"{start}{turn.pk}/riwayat/"))


def test_a_run_of_turns_is_closed_to_the_public_and_opened_again(clerk, room, start):
    first, second, _third = (say(room, SPEECH, f"ucapan {no}") for no in range(3))
    at = f"{start}{first.pk}/susun/"
    page = tree(clerk.get(at))
    seen = page.xpath("//*[@id='tutup-dilihat']/@value")[0]
    assert len(page.xpath("//select[@id='tutup-sampai']/option")) == 3
    told = {"tindakan": "tutup", "dilihat": seen, "sampai": second.pk, "alasan": "penetapan"}

    assert clerk.post(at, told).status_code == 200
    answer = clerk.post(at, told | {"pasal": "UU 14/2008 Pasal 43 ayat (4)"}, follow=True)

    assert "2 giliran dinyatakan tertutup" in text(answer)
    assert [one.is_closed for one in records.spoken(room.hearing)] == [True, True, False]
    past = text(clerk.get(f"{start}{first.pk}/riwayat/"))
    assert "UU 14/2008 Pasal 43 ayat (4)" in past
    assert "penetapan" in past
    page = tree(clerk.get(at))
    assert not page.xpath("//*[@id='tutup-dilihat']")
    told |= {"tindakan": "buka", "dilihat": page.xpath("//*[@id='buka-dilihat']/@value")[0]}
    assert "2 giliran dibuka lagi." in text(clerk.post(at, told, follow=True))
    assert not any(one.is_closed for one in records.spoken(room.hearing))


def test_an_obstacle_leads_to_the_turn_that_it_names(clerk, room, start):
    for no in range(3):
        say(room, SPEECH, f"ucapan {no}", speaker="" if no == 1 else "Ketua")
    second = list(records.spoken(room.hearing))[1]

    fragment = tree(clerk.get(f"/sidang/{room.hearing.code}/risalah/sahkan/halangan/"))
    (address,) = set(fragment.xpath("//a[text()='butir 2']/@href"))
    answer = clerk.get(address)

    assert answer["Location"].endswith(f"#g{second.pk}")
    page = tree(clerk.get(start))
    assert "butir 2" in page.xpath(f"string(//li[@id='g{second.pk}'])")
    assert clerk.get(f"{start}?butir=9").status_code == 200


def test_a_run_ends_before_the_first_turn_that_is_closed_already(clerk, room, start):
    first, _second = (say(room, SPEECH, f"ucapan {no}") for no in range(2))
    say(room, SPEECH, CLOSED, is_closed=True)

    page = tree(clerk.get(f"{start}{first.pk}/susun/"))

    assert len(page.xpath("//select[@id='tutup-sampai']/option")) == 2


def test_the_second_reader_reads_a_turn_or_the_whole_day(client, room, people, start):
    turn, seen = heard(room, "iya")
    heard(room, "tidak")
    client.force_login(people.ratna)

    client.post(f"{start}{turn.pk}/baca/", {"dilihat": seen.pk})
    assert "sudah dibaca orang kedua" in text(client.get(start))
    newest = tree(client.get(start)).xpath("//input[@name='terakhir']/@value")[0]
    answer = client.post(f"{start}baca/", {"terakhir": newest}, follow=True)

    assert "1 giliran dicatat dibaca." in text(answer)
    assert not queries.unread_turns(room.hearing).exists()


def test_ones_own_words_are_not_read_by_oneself(clerk, room, start):
    turn, _before = heard(room, "iya")
    clerk.post(f"{start}{turn.pk}/", posted(turn, teks="iya!"))

    answer = clerk.post(f"{start}{turn.pk}/baca/", {"dilihat": latest(turn).pk}, follow=True)

    assert "Pembaca kedua bukan orang" in answer.content.decode()
    assert queries.unread_turns(room.hearing).count() == 1


# --- Many turns -----------------------------------------------------------------------------


def shown_by(answer):
    return tree(answer).xpath("//input[@name='dilihat']/@value")[0]


def test_all_turns_of_a_label_become_somebodys_after_they_were_shown(clerk, room, start):
    for no in range(3):
        heard(room, f"ucapan {no}", speaker="SPEAKER_01")
    at = f"{start}penutur/?label=SPEAKER_01&bagian="
    preview = clerk.get(at)
    shown = shown_by(preview)

    clerk.post(at, {"dilihat": shown, "kecuali": shown.split(",")[1], "alasan": "suara",
                    "penutur": f"{room.chair.pk}-majelis"})  # fmt: skip

    assert "3 giliran akan diganti" in text(preview)
    assert [one.speaker for one in Utterance.objects.order_by("position")] == [
        "Ketua Wibowo", "SPEAKER_01", "Ketua Wibowo",
    ]  # fmt: skip


def test_every_hit_is_shown_and_only_what_was_shown_is_replaced(clerk, room, start, colleague):
    first, _ = heard(room, "menurut pasal 12 dan pasal 13")
    second, seen = heard(room, "pasal 14")
    asked = {"cari": "pasal", "ganti": "Pasal", "utuh": "on", "kapital": "on"}
    preview = clerk.get(f"{start}ganti/", asked)
    shown = shown_by(preview)
    correcting.correct(second, correcting.Telling("pasal 41"), seen_revision=seen.pk,
                       reason="x", by=colleague, now=NOW)  # fmt: skip

    answer = clerk.post(
        f"{start}ganti/",
        asked | {"dilihat": shown, "kecuali": f"{latest(first).pk}:2", "alasan": "ejaan"},
    )

    assert "3 tempat akan diganti" in text(preview)
    assert tree(preview).xpath("//ins/text()") == ["Pasal"] * 3
    assert latest(first).text == "menurut Pasal 12 dan pasal 13"
    assert latest(second).text == "pasal 41"
    assert "Tidak diubah" in text(answer)


@pytest.mark.parametrize(("find", "told"), [
    ("(", "Pola itu tidak terbaca"), ("x*", "teks kosong"), ("tidak-ada", "Tidak ditemukan"),
])  # fmt: skip
def test_a_search_that_cannot_be_says_why(clerk, room, start, find, told):
    heard(room, "iya")

    assert told in text(clerk.get(f"{start}ganti/", {"cari": find, "pola": "on"}))


def test_doubtful_words_are_listed_by_what_they_weigh_and_confirmed(clerk, room, start):
    _turn, seen = heard(room, "begitu menurut Pasal lima", low=["begitu", "Pasal"])

    page = clerk.get(f"{start}ragu/")
    assert tree(page).xpath("//*[@class='corr__doubt']/text()") == ["Pasal", "begitu"]
    answer = clerk.post(f"{start}ragu/{seen.pk}/2/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert WordConfirmation.objects.get().text == "Pasal"
    clerk.post(f"{start}ragu/{seen.pk}/0/")
    assert "Tidak ada kata yang meragukan." in text(clerk.get(f"{start}ragu/"))


# --- After certification --------------------------------------------------------------------


def test_a_certified_record_is_only_read_at_the_desk(clerk, room, start):
    turn, seen = heard(room, "iya", low=["iya"])
    sent = posted(turn, teks="tidak")
    freeze(room)

    for place in ("", f"{turn.pk}/", "ganti/", "penutur/?label=&bagian=", "ragu/", "usulan/",
                  f"{turn.pk}/susun/"):  # fmt: skip
        page = clerk.get(f"{start}{place}")
        assert "sudah dibekukan" in text(page), place
        assert not tree(page).xpath("//main//form[@method='post']"), place
    clerk.post(f"{start}{turn.pk}/", sent)
    clerk.post(f"{start}ragu/{seen.pk}/0/")
    assert latest(turn) == seen
    assert not WordConfirmation.objects.exists()


# --- The parties ----------------------------------------------------------------------------


@pytest.fixture
def draft(room):
    turn = say(room, SPEECH, "Kami tidak bekerja sama.", speaker="Pak Darma", role="Termohon")
    say(room, SPEECH, CLOSED, speaker="Ketua Wibowo", is_closed=True)
    return turn


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def of(room, place=""):
    return f"/meja/perkara/{room.dispute.code}/risalah/{room.hearing.code}/{place}"


def test_the_registrar_sees_the_last_day_with_its_working_before_opening(
    clerk, room, draft, start, clock
):
    preview = text(clerk.get(f"{start}usulan/?hari=3"))
    assert "Selasa, 19 Maret 2024" in preview
    assert "Dihitung: 15 Mar 2024, 18 Mar 2024, 19 Mar 2024." in preview
    assert not room.hearing.correction_windows.exists()

    clerk.post(f"{start}usulan/", {"hari": 3})
    assert "sedang berjalan" in text(clerk.get(f"{start}usulan/"))


def test_a_party_proposes_and_the_registrar_decides(client, room, people, draft, start, clock):
    correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    client.force_login(people.darma)
    assert "Usulkan koreksi" in text(client.get(of(room)))
    answer = client.post(
        of(room, f"{draft.pk}/"),
        {"dilihat": latest(draft).pk, "teks": "Kami bekerja sama.", "penutur": "tetap",
         "alasan": "Saya berkata demikian."},
    )  # fmt: skip
    assert answer["Location"] == of(room)
    assert "Menunggu keputusan Panitera" in text(client.get(of(room)))

    client.force_login(people.ratna)
    proposal = TurnProposal.objects.get()
    at = f"{start}usulan/{proposal.pk}/"
    page = client.get(at)
    assert tree(page).xpath("//del/text()") == ["tidak "]
    refused = client.post(at, {"dilihat": latest(draft).pk, "teks": "Kami bekerja sama.",
                               "penutur": "tetap", "putusan": "tolak"})  # fmt: skip
    assert "Sebutkan alasan penolakan" in text(refused)
    client.post(at, {"dilihat": latest(draft).pk, "teks": "Kami bekerja sama.",
                     "penutur": "tetap", "putusan": "terima"})  # fmt: skip
    assert latest(draft).text == "Kami bekerja sama."
    told = text(client.get(f"{start}{draft.pk}/riwayat/"))
    assert "Diusulkan oleh Darma, Termohon" in told

    client.force_login(people.darma)
    assert "Diterima" in text(client.get(of(room)))


def test_closed_words_reach_no_party_and_nothing_is_proposed_of_them(
    client, room, people, draft, clock
):
    closed = Utterance.objects.get(is_closed=True)
    correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)

    for user in (people.lestari, people.darma):
        client.force_login(user)
        page = client.get(of(room))
        assert CLOSED not in page.content.decode()
        assert "Bagian tertutup" in text(page)
        assert client.get(of(room, f"{closed.pk}/")).status_code == 404
        sent = {"dilihat": latest(closed).pk, "teks": "x", "penutur": "tetap", "alasan": "y"}
        assert client.post(of(room, f"{closed.pk}/"), sent).status_code == 404
        tricked = client.post(of(room, f"{draft.pk}/"), sent)
        assert tricked.status_code == 404
    assert not TurnProposal.objects.exists()


def test_a_draft_is_read_only_while_its_window_is_open(client, room, people, draft, clock):
    client.force_login(people.darma)
    assert client.get(of(room)).status_code == 404
    window = correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    assert "Kami tidak bekerja sama." in text(client.get(of(room)))

    clock.move_to(NOW + timedelta(days=9))
    client.force_login(people.darma)
    told = text(client.get(of(room)))
    assert "Masa usulan sudah lewat" in told
    assert "Kami tidak bekerja sama." not in told
    assert client.get(of(room, f"{draft.pk}/")).status_code == 302
    assert window.last_on.isoformat() == "2024-03-19"


def test_nobody_else_reads_the_draft(client, room, people, draft, clock):
    correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    other = open_room(name="jabar")

    for user in (people.stranger, people.wibowo, people.ratna):
        client.force_login(user)
        assert client.get(of(room)).status_code == 404
        assert client.get(of(room, f"{draft.pk}/")).status_code == 404
    client.force_login(people.darma)
    elsewhere = f"/meja/perkara/{room.dispute.code}/risalah/{other.hearing.code}/"
    assert client.get(elsewhere).status_code == 404
    client.logout()
    assert client.get(of(room)).status_code == 302
    assert "Kami tidak" not in client.get(f"/sidang/{room.hearing.code}/").content.decode()


def test_a_guest_proposes_and_a_mere_reader_only_reads(client, clock):
    hall = open_hall(name="bali")
    turn = say(hall.room, SPEECH, "Kami tahu.", speaker="Pak Darma")
    correcting.open_window(hall.room.hearing, 3, by=hall.clerk, now=NOW)
    clock.move_to(NOW + timedelta(days=1, minutes=1))
    at = of(hall.room)

    client.force_login(come_in(hall))
    answer = client.post(
        f"{at}{turn.pk}/",
        {"dilihat": latest(turn).pk, "teks": "Kami tidak tahu.", "penutur": "tetap",
         "alasan": "salah dengar"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert TurnProposal.objects.get().side == "termohon"

    client.force_login(hall.reader)
    assert "Kami tahu." in text(client.get(at))
    assert "Usulkan koreksi" not in text(client.get(at))
    assert client.get(f"{at}{turn.pk}/").status_code == 404


def test_a_party_is_led_to_the_draft_from_the_room_of_its_dispute(
    client, room, people, draft, clock
):
    correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    client.force_login(people.darma)

    page = client.get(f"/meja/perkara/{room.dispute.code}/")

    assert "Periksa draf risalah" in text(page)
    assert of(room) in page.content.decode()


def test_the_draft_takes_no_more_queries_for_more_turns_and_proposals(
    client, room, people, draft, clock
):
    correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    client.force_login(people.darma)

    def more():
        turn = say(room, SPEECH, "Kami tahu.", speaker="Pak Darma")
        told = {"dilihat": latest(turn).pk, "teks": "Kami lupa.", "penutur": "tetap"}
        assert client.post(of(room, f"{turn.pk}/"), told | {"alasan": "y"}).status_code == 302

    def count():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(of(room)).status_code == 200
        return len(caught)

    more()
    few = count()
    more()
    more()
    assert count() == few


def test_a_party_takes_its_proposal_back_and_both_read_so(
    client, room, people, draft, start, clock
):
    correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    client.force_login(people.darma)
    told = {"dilihat": latest(draft).pk, "teks": "Kami lupa.", "penutur": "tetap"}
    client.post(of(room, f"{draft.pk}/"), told | {"alasan": "y"})
    (form,) = tree(client.get(of(room))).xpath("//form[contains(@action, '/cabut/')]")
    address = form.get("action")

    client.force_login(people.lestari)
    assert client.post(address).status_code == 404
    client.force_login(people.darma)
    assert client.get(address).status_code == 405
    assert "Usulan dicabut" in text(client.post(address, follow=True))
    page = client.get(of(room))
    assert "Dicabut" in text(page)
    assert not tree(page).xpath("//form[contains(@action, '/cabut/')]")
    assert "sudah dicabut" in text(client.post(address, follow=True))

    client.force_login(people.ratna)
    page = client.get(f"{start}usulan/")
    assert "Dicabut pihak yang mengusulkan" in text(page)
    assert "Putuskan" not in text(page)


def test_the_other_side_does_not_see_what_was_proposed(client, room, people, draft, clock):
    correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    client.force_login(people.darma)
    client.post(
        of(room, f"{draft.pk}/"),
        {"dilihat": latest(draft).pk, "teks": "KENARIUSUL", "penutur": "tetap", "alasan": "y"},
    )
    client.force_login(people.lestari)

    assert "KENARIUSUL" not in client.get(of(room)).content.decode()
