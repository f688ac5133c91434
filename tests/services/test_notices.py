"""Telling people: once for each person and event, to whom it concerns, as they want it."""

from __future__ import annotations

import email
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.adapters import channels
from cases.adapters import mail as post
from cases.domain import codes
from cases.domain.accounts import Role
from cases.domain.notices import Channel, Event, NotAnAddress, NoticeKind, NoticeState, Side
from cases.domain.publication import Visibility
from cases.models import Job, JournalEntry, Notice
from cases.models.jobs import JobState
from cases.services import jobs, notices
from cases.tasks import jobs as door
from tests.hearing_room import NOW, RECORDER, open_room
from tests.people import PAYLOAD, TODAY, account, people_of, sent_to, tell
from tests.smtp import server
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
READY = NoticeKind.TRANSCRIPT_READY


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


built, room = standing(open_room)


@pytest.fixture
def people(room):
    return people_of(room)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


# --- Once -----------------------------------------------------------------------------------


def test_a_message_is_ordered_sent_and_kept_with_its_hour_and_its_name(people, committed):
    with committed(execute=True):
        (notice,) = tell(people.lestari)

    (message,) = mail.outbox
    notice.refresh_from_db()
    assert (notice.state, notice.sent_at) == (NoticeState.SENT, NOW)
    assert notice.message_id == message.extra_headers["Message-ID"]
    assert notice.code.lower() in notice.message_id
    assert message.to == ["lestari@uji.test"]
    assert Job.objects.get(key=notice.code).state == JobState.DONE
    entry = JournalEntry.objects.get(act="notice_sent")
    assert entry.payload == {
        "notice": notice.code, "kind": "transcript_ready", "channel": "email",
    }  # fmt: skip


def test_the_same_event_again_is_the_same_message(people, committed):
    with committed(execute=True):
        first = tell(people.lestari)
        again = tell(people.lestari)
    with committed(execute=True):
        tell(people.lestari, payload=PAYLOAD | {"registers": "lain"})

    assert first == again
    assert sent_to() == ["lestari@uji.test"]


def test_the_database_itself_keeps_one_message_for_a_person_an_event_and_a_channel(people):
    (notice,) = tell(people.lestari)
    notice.pk, notice.code = None, "BCDFGHJK"

    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save(force_insert=True)


def test_a_job_that_runs_twice_sends_once(people, committed):
    with committed(execute=True):
        (notice,) = tell(people.lestari)
    job = Job.objects.get(key=notice.code)

    door.run_job(job_id=job.pk)

    assert len(mail.outbox) == 1


def test_a_worker_that_died_after_the_server_said_yes_sends_the_same_name_again(
    people, settings, tmp_path, clock, monkeypatch
):
    """The one gap that SMTP leaves. The name is the same, so that the second copy replaces."""
    settings.EMAIL_BACKEND = "cases.adapters.mail.FolderBackend"
    letters = settings.EMAIL_FILE_PATH = tmp_path / "surat"
    (notice,) = tell(people.lestari)
    job = Job.objects.get(key=notice.code)
    step = jobs.Progress.step

    def die(self, name, done, total):
        if name == "catat":
            raise KeyboardInterrupt
        step(self, name, done, total)

    monkeypatch.setattr(jobs.Progress, "step", die)
    with pytest.raises(KeyboardInterrupt):
        door.run_job(job_id=job.pk)
    notice.refresh_from_db()
    assert (notice.state, len(list(letters.iterdir()))) == (NoticeState.WAITING, 1)
    monkeypatch.undo()
    clock.shift(jobs.LEASE + timedelta(seconds=1))

    door.run_job(job_id=job.pk)

    notice.refresh_from_db()
    (file,) = letters.iterdir()
    assert notice.state == NoticeState.SENT
    assert email.message_from_bytes(file.read_bytes())["Message-ID"] == notice.message_id


def test_a_code_that_another_notice_has_makes_way(people, monkeypatch):
    (first,) = tell(people.lestari)
    derive = codes.derive

    def taken_at_first(*key, attempt=0):
        return derive(*key, attempt=attempt) if attempt else first.code

    monkeypatch.setattr(codes, "derive", taken_at_first)

    (second,) = tell(people.darma)

    assert second.code != first.code


@pytest.mark.parametrize(
    "broken",
    [
        {"user": None, "address": ""},
        {"address": "a@uji.test"},
        {"kind": "x"},
        {"channel": "x"},
        {"state": "x"},
        {"language": "xx"},
        {"state": "sent", "sent_at": None},
        {"sent_at": NOW},
    ],
)
def test_the_database_refuses_a_notice_that_cannot_be(people, broken):
    (notice,) = tell(people.lestari)

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**broken)


def test_the_file_of_a_message_is_named_after_it(people):
    (notice,) = tell(people.lestari)

    assert post.message_id(notice.code) == f"<{notice.code.lower()}.pemberitahuan@testserver>"


# --- To whom --------------------------------------------------------------------------------


def test_somebody_without_an_account_is_told_at_an_address(committed):
    with committed(execute=True):
        (notice,) = tell(" Tamu@Uji.test ")

    assert (notice.user, notice.address) == (None, "tamu@uji.test")
    assert sent_to() == ["tamu@uji.test"]
    assert "/akun/pemberitahuan/" not in mail.outbox[0].body


@pytest.mark.parametrize(
    "written", ["bukan surel", "a@uji.test\nBcc: b@uji.test", "", "a@uji.test,b@uji.test"]
)
def test_what_is_no_address_is_refused(written):
    with pytest.raises(NotAnAddress):
        tell(written)

    assert not Notice.objects.exists()


def test_a_side_is_everybody_who_acts_for_its_house_and_nobody_else(room, people):
    account("staf", room.applicant, Role.READER)
    gone = account("pergi", room.applicant, Role.OFFICER)
    gone.memberships.update(ends_on=date(2024, 3, 1))
    shut = account("tutup", room.applicant, Role.OFFICER)
    shut.is_active = False
    shut.save()

    told = {
        side: sorted(
            notice.user.email.split("@")[0]
            for notice in notices.tell_party(
                room.dispute, side, READY, event=Event("x", TODAY), payload=PAYLOAD, now=NOW
            )
        )
        for side in Side
    }

    assert told == {
        Side.APPLICANT: ["lestari", "staf"],
        Side.RESPONDENT: ["darma"],
        Side.COMMISSION: ["ratna"],
    }


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.SEALED])
def test_of_what_is_internal_or_sealed_nothing_leaves_the_house(room, people, visibility):
    room.dispute.visibility = visibility
    room.dispute.save()

    told = notices.tell_party(
        room.dispute, Side.APPLICANT, READY, event=Event("x", TODAY), payload=PAYLOAD, now=NOW
    )

    assert told == ()


def test_who_left_between_order_and_delivery_is_told_nothing(room, people, committed):
    with committed(execute=True):
        (notice,) = notices.tell_party(
            room.dispute, Side.APPLICANT, READY, event=Event("x", TODAY), payload=PAYLOAD,
            now=NOW,
        )  # fmt: skip
        people.lestari.memberships.update(ends_on=TODAY)

    notice.refresh_from_db()
    assert (notice.state, notice.sent_at, mail.outbox) == (NoticeState.CANCELLED, None, [])
    assert Job.objects.get(key=notice.code).state == JobState.DONE


def test_an_account_that_was_shut_is_told_nothing(people, committed):
    with committed(execute=True):
        (notice,) = tell(people.lestari)
        people.lestari.is_active = False
        people.lestari.save()

    notice.refresh_from_db()
    assert (notice.state, mail.outbox) == (NoticeState.CANCELLED, [])


@pytest.mark.parametrize(("days", "count"), [(0, 1), (7, 1), (8, 0), (700, 0)])
def test_what_lies_more_than_a_week_back_is_told_to_nobody(people, days, count):
    assert len(tell(people.lestari, on=TODAY - timedelta(days=days))) == count


def test_what_is_done_before_it_was_told_is_taken_back(people, committed):
    with committed(execute=True):
        tell(people.lestari, "batas:A:1")
        tell(people.lestari, "batas:B:1")
        assert notices.cancel("batas:A:") == 1

    assert [notice.state for notice in Notice.objects.order_by("event")] == [
        NoticeState.CANCELLED, NoticeState.SENT,
    ]  # fmt: skip
    assert notices.cancel("batas:B:") == 0


# --- Trouble --------------------------------------------------------------------------------


def deliver(notice):
    """What a worker does with the job of a notice; the trouble it met, if any."""
    job = Job.objects.get(key=notice.code)
    met = None
    try:
        door.run_job(job_id=job.pk)
    except post.MailDelayed as trouble:
        met = trouble
    notice.refresh_from_db()
    return met


def test_a_server_that_asks_to_come_again_is_asked_again_and_later_each_time(
    people, settings, clock
):
    (notice,) = tell(people.lestari)
    waits = []
    with server(settings, RCPT="451 nanti"):
        for _attempt in range(3):
            deliver(notice)
            waits.append(notice.next_attempt_at - timezone.now())
            assert deliver(notice) is None  # before its hour there is nothing to do
            clock.move_to(notice.next_attempt_at)
    assert (notice.state, notice.attempts) == (NoticeState.WAITING, 3)
    assert "451" in notice.error

    with server(settings) as taken:
        deliver(notice)

    assert waits == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert (notice.state, notice.attempts, notice.error) == (NoticeState.SENT, 4, "")
    assert notice.next_attempt_at is None
    assert len(taken) == 1


def test_a_refusal_for_good_fails_at_once_with_its_reason(people, settings):
    (notice,) = tell(people.lestari)

    with server(settings, RCPT="550 kotak tidak ada"):
        deliver(notice)

    assert (notice.state, notice.attempts) == (NoticeState.FAILED, 1)
    assert notice.error == "Ditolak peladen surel: 550 kotak tidak ada"
    assert notice.next_attempt_at is None
    assert Job.objects.get(key=notice.code).state == JobState.FAILED


def test_a_server_that_stays_away_is_given_up_after_hours_with_its_reason(
    people, settings, clock
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    (notice,) = tell(people.lestari)

    while notice.state == NoticeState.WAITING:
        assert isinstance(deliver(notice), post.MailDelayed)
        if notice.next_attempt_at:
            clock.move_to(notice.next_attempt_at)

    assert (notice.state, notice.attempts) == (NoticeState.FAILED, 9)
    assert timezone.now() - NOW == timedelta(minutes=255)  # 1 + 2 + 4 … + 128
    assert notice.error.startswith("Peladen surel tidak dapat dicapai")


def test_a_message_that_takes_every_worker_down_is_shown_as_failed(people, clock):
    (notice,) = tell(people.lestari)
    job = Job.objects.get(key=notice.code)
    for _attempt in range(9):
        assert jobs.claim(job.pk, now=timezone.now()) is not None  # and this worker is killed
        clock.shift(jobs.LEASE + timedelta(seconds=1))

    door.sweep()

    notice.refresh_from_db()
    assert notice.state == NoticeState.FAILED
    assert notice.error == "Pekerja berhenti di tengah pengiriman ini."


def test_whoever_lost_the_lease_does_not_overwrite_what_the_other_found(people, clock):
    (notice,) = tell(people.lestari)
    slow = jobs.claim(Job.objects.get(key=notice.code).pk, now=NOW)
    clock.shift(jobs.LEASE + timedelta(seconds=1))
    deliver(notice)

    notices.delivery._note(notice, slow, OSError("putus"), timezone.now())

    notice.refresh_from_db()
    assert (notice.state, notice.error) == (NoticeState.SENT, "")


# --- Headers and words ----------------------------------------------------------------------


def test_no_word_of_a_record_becomes_a_header(people, committed):
    wicked = "001\r\nBcc: lain@uji.test\r\n\r\n<script>alert(1)</script>"
    with committed(execute=True):
        tell(people.lestari, payload=PAYLOAD | {"registers": wicked})

    (message,) = mail.outbox
    wire = message.message()
    assert wire["Bcc"] is None
    assert "\n" not in str(message.subject)
    assert message.recipients() == ["lestari@uji.test"]
    assert "<script>" not in message.alternatives[0].content


def test_a_message_is_written_in_the_language_its_reader_chose(people, committed):
    notices.choose(people.lestari, wanted=[READY], language="en", actor=RECORDER, now=NOW)
    people.lestari.refresh_from_db()

    with committed(execute=True):
        tell(people.lestari)
        tell(people.darma)

    subjects = {message.to[0]: message.subject for message in mail.outbox}
    assert subjects["lestari@uji.test"].startswith("Transcript of the hearing of 14 March 2024")
    assert subjects["darma@uji.test"].startswith("Risalah sidang 14 Maret 2024")


# --- Another channel ------------------------------------------------------------------------


class Gateway:
    """A gateway that reaches one person, and remembers."""

    def __init__(self):
        self.sent = []

    def address_of(self, email):
        return "+62 811" if email == "lestari@uji.test" else ""

    def deliver(self, parcel):
        self.sent.append((parcel.to, parcel.letter.text))


def test_a_second_channel_needs_a_gateway_and_nothing_else(people, committed, monkeypatch):
    gateway = Gateway()
    monkeypatch.setitem(channels.GATEWAYS, Channel.WHATSAPP, gateway)

    with committed(execute=True):
        tell(people.lestari)
        tell(people.lestari)
        tell(people.darma)

    ((to, text),) = gateway.sent
    assert to == "+62 811"
    assert "001/KIP-PSIP/II/2024" in text
    assert sent_to() == ["darma@uji.test", "lestari@uji.test"]
    assert set(Notice.objects.values_list("channel", "state")) == {
        ("email", "sent"), ("whatsapp", "sent"),
    }  # fmt: skip
