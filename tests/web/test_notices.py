"""What one was told, what one wants to be told, and ending it without signing in."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.test import Client

from cases.domain.notices import Event, NoticeKind, NoticeState
from cases.models import JournalEntry, Notice
from cases.queries import notices as held
from cases.services import notices
from tests.hearing_room import NOW, RECORDER, open_room
from tests.people import people_of
from tests.standing import standing
from tests.web.pages import text, tree, words

pytestmark = pytest.mark.django_db
MINE, CHOICES = "/meja/pemberitahuan/", "/akun/pemberitahuan/"
TODAY = date(2024, 3, 14)
SET = NoticeKind.HEARING_SET
PAYLOAD = {
    "registers": "001/KIP-PSIP/II/2024", "address": "/perkara/pusat/001-KIP-PSIP-II-2024/",
    "held_on": TODAY, "hearing_kind": "pembuktian", "planned_at": None, "place": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


built, room = standing(open_room)


@pytest.fixture
def people(room):
    return people_of(room)


def tell(user, key="sidang:1", dispute=None, **more):
    (notice,) = notices.tell(
        SET, to=user, event=Event(key, TODAY), payload=PAYLOAD | more, dispute=dispute, now=NOW
    )
    return notice


def link_in(message):
    (link,) = re.findall(r"http://testserver(/berhenti/\S+)", message.body)
    return link


# --- One's own list -------------------------------------------------------------------------


@pytest.mark.parametrize("address", [MINE, CHOICES, "/meja/pemberitahuan/BCDFGHJK/"])
def test_the_pages_are_for_who_is_signed_in(client, address):
    assert client.get(address)["Location"] == f"/masuk/?next={address}"


def test_nothing_told_yet_is_said(client, people):
    client.force_login(people.lestari)

    assert "Belum ada kabar." in text(client.get(MINE))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "sent", "sent_at": NOW}, "terkirim surel, 14 Mar 2024 10.00 WIB"),
        ({"state": "waiting", "attempts": 1, "next_attempt_at": NOW, "error": "451 nanti"},
         "menunggu dikirim surel, dicoba lagi 10.00 WIB"),
        ({"state": "failed", "error": "550 kotak tidak ada"}, "550 kotak tidak ada"),
        ({"state": "cancelled"}, "dibatalkan surel"),
        ({"waits_for_digest": True}, "menunggu ringkasan harian surel"),
    ],
)  # fmt: skip
def test_what_became_of_a_message_is_said_in_words(client, people, fields, said):
    notice = tell(people.lestari)
    Notice.objects.filter(pk=notice.pk).update(**fields)
    client.force_login(people.lestari)

    (row,) = tree(client.get(MINE)).xpath("//ol[@class='notices']/li")

    assert said in words(row)
    assert "Sidang Kamis, 14 Maret 2024: 001/KIP-PSIP/II/2024" in words(row)
    assert "Sidang dijadwalkan" in words(row)


def test_a_list_holds_only_ones_own(client, people):
    tell(people.darma)
    client.force_login(people.lestari)

    assert "001/KIP" not in text(client.get(MINE))


def test_a_list_is_in_the_language_of_the_page(client, people):
    tell(people.lestari)
    client.force_login(people.lestari)

    told = text(client.get(MINE, {"bahasa": "en"}, follow=True))

    assert "Hearing on Thursday, 14 March 2024: 001/KIP-PSIP/II/2024" in told
    assert "waiting to be sent" in told


def test_what_people_wrote_is_shown_as_it_is(client, people):
    tell(people.lestari, registers="<b>{{ request }}</b>")
    client.force_login(people.lestari)

    assert b"&lt;b&gt;{{ request }}&lt;/b&gt;" in client.get(MINE).content


def test_a_longer_list_takes_no_more_queries(client, people, django_assert_num_queries):
    client.force_login(people.lestari)
    tell(people.lestari)
    with django_assert_num_queries(4):
        client.get(MINE)
    for no in range(2, 5):
        tell(people.lestari, f"sidang:{no}")

    with django_assert_num_queries(4):
        assert client.get(MINE).content.count(b"notices__one") == 4


# --- Of a dispute ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status", "names"),
    [
        ("ratna", 200, {"Lestari", "Darma"}),
        ("lestari", 200, {"Lestari"}),
        ("darma", 200, {"Darma"}),
        ("wibowo", 404, set()),
        ("stranger", 404, set()),
    ],
)
def test_the_registry_sees_who_was_told_what_of_a_dispute(
    client, room, people, who, status, names
):
    for user in (people.lestari, people.darma):
        tell(user, dispute=room.dispute)
    client.force_login(getattr(people, who))

    answer = client.get(f"{MINE}{room.dispute.code}/")

    assert answer.status_code == status
    assert set(re.findall(r"kepada (\w+)", text(answer))) == names


@pytest.mark.parametrize(("who", "count"), [("ratna", 2), ("lestari", 0), ("darma", 0)])
def test_the_desk_of_the_registry_leads_there_from_each_dispute(client, people, who, count):
    client.force_login(getattr(people, who))

    links = tree(client.get("/meja/")).xpath("//tbody//a/@href")

    assert sum(link.startswith(MINE) for link in links) == count


def test_a_dispute_that_is_not_there_is_not_found(client, people):
    client.force_login(people.ratna)

    assert client.get(f"{MINE}BCDFGHJK/").status_code == 404


# --- Choices --------------------------------------------------------------------------------


def test_the_page_shows_what_holds_and_keeps_what_was_chosen(client, people):
    client.force_login(people.lestari)
    page = tree(client.get(CHOICES))
    ticked = page.xpath("//input[@type='checkbox'][@checked]/@name")
    assert ticked == [kind.value for kind in NoticeKind if kind is not NoticeKind.DIGEST]

    answer = client.post(
        CHOICES, {"language": "en", "digest": "on", "hearing_set": "on"}, follow=True
    )

    assert "Pilihan pemberitahuan disimpan." in text(answer)
    ticked = tree(answer).xpath("//input[@type='checkbox'][@checked]/@name")
    assert sorted(ticked) == ["digest", "hearing_set"]
    assert tree(answer).xpath("//option[@selected]/@value") == ["en"]
    assert JournalEntry.objects.filter(act="notices_chosen").count() == 1


@pytest.mark.parametrize("language", ["", "xx", "\x00"])
def test_an_unknown_language_is_refused(client, people, language):
    client.force_login(people.lestari)

    answer = client.post(CHOICES, {"language": language})

    assert answer.status_code == 200
    assert tree(answer).xpath("//*[@id='id_language_error']")
    assert held.choices_of(people.lestari)[SET]


def test_a_choice_from_another_site_is_refused(people):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.lestari)

    assert strict.post(CHOICES, {"language": "id"}).status_code == 403
    assert strict.post(f"{CHOICES}tautan/").status_code == 403


# --- Ending it ------------------------------------------------------------------------------


@pytest.fixture
def link(people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(people.lestari)
    return link_in(mail.outbox[0])


def test_opening_the_link_ends_nothing_because_machines_open_links(client, people, link):
    answer = client.get(link)

    assert answer.status_code == 200
    assert "Berhenti menerima kabar ini?" in text(answer)
    assert held.is_wanted(people.lestari, SET)


def test_one_click_of_a_mail_program_ends_it_without_a_session_or_a_token(people, link):
    (message,) = mail.outbox
    assert message.extra_headers["List-Unsubscribe"] == f"<http://testserver{link}>"
    program = Client(enforce_csrf_checks=True)

    answer = program.post(link, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not held.is_wanted(people.lestari, SET)
    assert held.is_wanted(people.lestari, NoticeKind.DEADLINE_REMINDER)
    assert "Kabar ini tidak dikirim lagi" in text(answer)


def test_the_link_says_nothing_about_who_received_it(client, people, link):
    told = client.get(link).content.decode()

    assert "lestari" not in told.lower()
    assert "001/KIP" not in told
    assert "lestari" not in link


@pytest.mark.parametrize("wrong", ["/berhenti/x/", "/berhenti/BCDFGHJK:x/"])
def test_a_wrong_link_is_like_any_unknown_address(client, wrong):
    assert client.get(wrong).status_code == 404
    assert client.post(wrong).status_code == 404


def test_links_that_were_revoked_end_nothing(client, people, link, clock):
    clock.shift(1)
    client.force_login(people.lestari)
    answer = client.post(f"{CHOICES}tautan/", follow=True)
    assert "tidak berlaku lagi" in text(answer)

    assert client.post(link).status_code == 404
    assert held.is_wanted(people.lestari, SET)


def test_what_is_ended_can_be_turned_on_again(client, people, link):
    client.post(link)
    client.force_login(people.lestari)

    client.post(CHOICES, {"language": "id", "hearing_set": "on"})

    assert held.is_wanted(people.lestari, SET)


def test_a_message_that_waited_is_not_sent_after_it_was_ended(client, people, link):
    waiting = tell(people.lestari, "sidang:2")

    client.post(link)

    waiting.refresh_from_db()
    assert waiting.state == NoticeState.CANCELLED


def test_the_account_page_leads_to_both(client, people):
    client.force_login(people.lestari)

    links = tree(client.get("/akun/")).xpath("//main//a/@href")

    assert {CHOICES, "/akun/umpan/"} <= set(links)
    assert MINE in tree(client.get("/meja/")).xpath("//nav//a/@href")
    assert RECORDER.name not in text(client.get(CHOICES))
