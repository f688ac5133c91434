"""News of a search by mail: proved by a link, told once, ended by a click, forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from cases.models import Dispute, Job, JournalEntry, PublicDispute, SearchAlert
from cases.queries import alerts as queries
from cases.services import alerts, jobs, publication
from cases.tasks import jobs as door
from tests.public_record import WHO
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 6, 3, 3, 0, tzinfo=UTC)  # ten in the morning in Jakarta
TOMORROW = NOW + timedelta(days=1)
READER = "pembaca@contoh.test"


@pytest.fixture(autouse=True)
def clock(record):
    PublicDispute.objects.update(shelved_at=NOW - timedelta(days=9))
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def work():
    """The worker takes whatever is on order."""
    for job in Job.objects.filter(state="waiting", kind__contains="alert").order_by("pk"):
        claimed = jobs.claim(job.pk, now=timezone.now())
        if claimed:
            door.perform(claimed)


def ask(client, query="q=bekerja", email=READER):
    answer = client.post(f"/kabar/baru/?{query}", {"email": email})
    work()
    return answer


def letters():
    """What was sent, as it goes over the wire."""
    return [message_from_bytes(one.message().as_bytes(), policy=default) for one in mail.outbox]


def link(letter):
    body = letter.get_body(("plain",)).get_content()
    return next(
        line.strip().removeprefix("http://testserver")
        for line in body.splitlines()
        if "/kabar/" in line
    )


def subscribed(client, query="q=bekerja", email=READER):
    ask(client, query, email)
    place = link(letters()[-1])
    client.post(place)
    mail.outbox.clear()
    return place


def morning(clock, day=TOMORROW):
    """The look of a day."""
    clock.move_to(day)
    alerts.order_daily(now=timezone.now())
    work()
    work()


def changed(code=None, at=None):
    rows = PublicDispute.objects.filter(code=code) if code else PublicDispute.objects.all()
    rows.update(shelved_at=at or NOW + timedelta(hours=2))


def test_the_results_lead_to_their_news_and_the_form_says_what_is_asked(client):
    page = tree(client.get("/perkara/?q=bekerja&tahun=2024&urut=putusan&hal=2"))
    (offer,) = page.xpath("//a[starts-with(@href, '/kabar/baru/')]/@href")

    told = text(client.get(offer))

    assert "bekerja" in told
    assert "2024" in told
    assert "putusan" not in told


def test_an_address_is_proved_by_a_second_step(client):
    answer = ask(client)
    assert answer["Location"] == "/kabar/terkirim/"
    (letter,) = letters()
    assert letter["To"] == READER
    place = link(letter)

    assert "Kirim kabar pencarian ini?" in text(client.get(place))
    assert SearchAlert.objects.get().confirmed_at is None
    assert "Kabar ini aktif" in text(client.post(place))
    assert SearchAlert.objects.get().confirmed_at == NOW


def test_news_are_told_once_and_only_what_is_new(client, clock):
    subscribed(client)
    row = PublicDispute.objects.order_by("code").first()
    changed(row.code)

    morning(clock)

    (letter,) = letters()
    body = letter.get_body(("plain",)).get_content()
    assert letter["To"] == READER
    assert f"/perkara/{row.commission_code}/{row.slug}/" in body
    other = PublicDispute.objects.exclude(code=row.code).get()
    assert other.slug not in body
    morning(clock, TOMORROW + timedelta(days=1))
    assert len(letters()) == 1


def test_a_search_that_finds_nothing_new_says_nothing(client, clock):
    subscribed(client, "q=tidakadayangbegini")
    changed()

    morning(clock)

    assert letters() == []


def test_what_was_sealed_meanwhile_is_not_told(client, clock, record):
    subscribed(client)
    changed()
    clock.move_to(TOMORROW)
    job = alerts.order_daily(now=timezone.now())
    door.perform(jobs.claim(job.pk, now=timezone.now()))
    assert Job.objects.filter(kind="send_alert").count() == 1
    for dispute in record.room.disputes:
        publication.seal(Dispute.objects.get(pk=dispute.pk), **WHO)

    work()

    assert letters() == []


def test_the_same_day_is_looked_at_once_however_often_it_is_asked(client, clock):
    subscribed(client)
    changed()

    morning(clock)
    morning(clock)

    assert len(letters()) == 1


def test_what_is_written_while_somebody_looks_is_told_the_next_day(client, clock):
    subscribed(client)
    changed(at=TOMORROW - timedelta(minutes=1))

    morning(clock)
    assert letters() == []
    morning(clock, TOMORROW + timedelta(days=1))

    assert len(letters()) == 1


def test_a_letter_is_ended_by_one_click_of_the_mail_program(client, clock):
    subscribed(client)
    changed()
    morning(clock)
    (letter,) = letters()
    stop = letter["List-Unsubscribe"].strip(" <>").removeprefix("http://testserver")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    strict = Client(enforce_csrf_checks=True)

    assert "Berhenti menerima kabar ini?" in text(strict.get(stop))
    assert SearchAlert.objects.exists()
    strict.post(stop, {"List-Unsubscribe": "One-Click"})

    assert not SearchAlert.objects.exists()
    assert "tidak dikirim" in text(strict.get(stop))
    assert strict.post(stop).status_code == 200


def test_a_letter_on_order_is_not_sent_once_it_was_ended(client, clock):
    place = subscribed(client)
    changed()
    clock.move_to(TOMORROW)
    job = alerts.order_daily(now=timezone.now())
    door.perform(jobs.claim(job.pk, now=timezone.now()))

    client.post(f"{place}berhenti/")
    work()

    assert letters() == []
    assert not Job.objects.filter(kind="send_alert").exclude(state="done").exists()


def test_an_address_that_nobody_proves_is_forgotten(client, clock):
    ask(client)
    place = link(letters()[0])

    morning(clock, NOW + timedelta(days=2, hours=1))

    assert not SearchAlert.objects.exists()
    assert client.post(place).status_code == 404


def test_an_address_stands_in_no_job_and_no_journal(client, clock):
    place = subscribed(client)
    changed()
    morning(clock)
    client.post(f"{place}berhenti/")

    kept = str(list(Job.objects.values())) + str(list(JournalEntry.objects.values()))
    assert READER not in kept
    acts = JournalEntry.objects.filter(act__startswith="alert").order_by("pk")
    assert [one.act for one in acts] == ["alert_asked", "alert_confirmed", "alert_ended"]


def test_the_answer_does_not_tell_who_has_asked_before(client):
    first = ask(client)
    client.post(link(letters()[-1]))

    again = ask(client)

    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert len(letters()) == 1
    assert SearchAlert.objects.count() == 1


def test_nobody_is_flooded_with_letters(client):
    for no in range(6):
        ask(client, f"q=kata{no}")

    assert len(letters()) == 3


def test_one_place_asks_so_often_and_no_more(client):
    cache.clear()
    answers = [ask(client, email=f"a{no}@contoh.test").status_code for no in range(11)]

    assert answers == [302] * 10 + [429]


def test_what_is_no_address_is_said_so(client):
    answer = client.post("/kabar/baru/", {"email": "bukan alamat"})

    assert answer.status_code == 200
    assert not SearchAlert.objects.exists()
    assert tree(answer).xpath("//*[@class='err']")


def test_a_search_that_cannot_be_answered_holds_nobody_else_up(client, clock, monkeypatch):
    subscribed(client, "q=rusak", email="lain@contoh.test")
    subscribed(client)
    changed()
    answered = queries.news

    def breaks(query, **when):
        if "rusak" in query:
            raise RuntimeError(query)
        return answered(query, **when)

    monkeypatch.setattr(queries, "news", breaks)
    morning(clock)

    assert [one["To"] for one in letters()] == [READER]


@pytest.mark.parametrize(
    "query", ["q=%00&komisi=%00", "komisi=x%00", "q=" + "%F0%9F%98%80" * 150]
)
def test_an_odd_search_is_answered(client, query):
    answer = ask(client, query)

    assert answer.status_code in {200, 302}
    assert not SearchAlert.objects.filter(query__contains="%00").exists()


def test_a_search_keeps_its_language(client, clock):
    client.cookies["bahasa"] = "en"
    subscribed(client)
    changed()
    morning(clock)

    assert letters()[0]["Content-Language"] == "en"


@pytest.mark.parametrize("token", ["x", "0" * 64])
def test_a_link_that_nobody_knows_opens_nothing(client, token):
    assert client.get(f"/kabar/{token}/").status_code == 404
    assert client.post(f"/kabar/{token}/").status_code == 404
    assert "tidak dikirim" in text(client.get(f"/kabar/{token}/berhenti/"))


def test_no_page_of_it_is_kept_or_found(client):
    ask(client)
    place = link(letters()[0])
    for address in (place, f"{place}berhenti/", "/kabar/baru/", "/kabar/terkirim/"):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"], address
        assert b"noindex" in answer.content, address
    assert client.get(place)["Referrer-Policy"] == "no-referrer"
