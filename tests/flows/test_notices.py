"""A message under real trouble: a worker killed at each step, and two workers at once."""

from __future__ import annotations

import email
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from cases.domain.notices import Event, NoticeKind
from cases.models import Job, Notice
from cases.services import deadlines, notices
from cases.services.jobs import JobKind
from cases.tasks import jobs as door
from tests.flows.processes import House
from tests.hearing_room import NOW, RECORDER, open_room
from tests.people import at, people_of

READY = """
import django; django.setup()
from django.utils import timezone
from cases.models import Job, Notice
from cases.services import jobs, notices
from cases.tasks import jobs as door
"""
ORDER = (
    READY
    + """
from cases.domain.notices import Event, NoticeKind
today = timezone.localdate()
notices.tell(
    NoticeKind.TRANSCRIPT_READY, to="tamu@uji.test", event=Event("risalah:1", today),
    payload={"registers": "001", "held_on": today, "address": "/"}, now=timezone.now(),
)
"""
)
WORK = (
    READY
    + """
Job.objects.update(lease_until=timezone.now() - jobs.LEASE)
for job in Job.objects.filter(kind="deliver_notice"):
    door.run_job(job_id=job.pk)
"""
)
TELL = (
    READY
    + """
print(*Notice.objects.values_list("state", "message_id").get())
print(*Job.objects.values_list("state", "effects", "attempts").get())
"""
)
STEPS = ["kirim", "catat", "commit"]


@pytest.fixture
def house(tmp_path, tables):
    house = House(tmp_path, {"EMAIL_URL": "filemail://surat", "CELERY_BROKER_URL": "memory://"})
    yield house
    house.close()


@pytest.mark.processes
@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_any_step_leaves_one_message_in_the_end(house, step):
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    assert house.start("-c", ORDER, **settings).wait() == 0

    killed = house.start(
        "-c", WORK, DRILL="1", FAULT_AT=f"deliver_notice:{step}", **settings
    ).wait()
    letters = list((house.folder / "surat").glob("*.eml"))
    assert (killed, len(letters)) == (137, 0 if step == "kirim" else 1)
    assert house.start("-c", WORK, **settings).wait() == 0

    (letter,) = (house.folder / "surat").iterdir()
    house.start("-c", TELL, **settings).wait()
    told, work = house.said().splitlines()[-2:]
    name = email.message_from_bytes(letter.read_bytes())["Message-ID"]
    assert told == f"sent {name}"
    assert work == "done 1 2"


def both(act):
    """Do something in two connections at the same moment."""
    barrier = threading.Barrier(2)
    trouble = []

    def run():
        barrier.wait()
        try:
            act()
        except Exception as fault:  # noqa: BLE001 -- told below, whatever it is
            trouble.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("close_connections")
def test_two_who_tell_the_same_at_once_send_one_message():
    people = people_of(open_room())

    for no in range(8):
        event = Event(f"risalah:{no}", NOW.date())

        def tell(event=event):
            notices.tell(
                NoticeKind.TRANSCRIPT_READY, to=people.lestari, event=event,
                payload={"registers": "001", "held_on": NOW.date()}, now=NOW,
            )  # fmt: skip

        both(tell)

    assert Notice.objects.count() == 8
    assert len(mail.outbox) == 8


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("close_connections")
def test_two_runs_of_one_day_at_once_send_each_reminder_once():
    room = open_room()
    people_of(room)
    day = NOW.date().replace(day=14)
    deadlines.start(
        room.dispute, "umum_dispute_file_after_reply", actor=RECORDER, now=NOW,
        triggered_on=NOW.date().replace(month=2, day=22),
    )  # fmt: skip

    with at(day) as now:
        both(lambda: notices.order_daily(now=now))
        (job,) = Job.objects.filter(kind=JobKind.DAILY_NOTICES)
        both(lambda: door.run_job(job_id=job.pk))

    assert [message.to for message in mail.outbox] == [["lestari@uji.test"]]


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("close_connections")
def test_two_workers_on_one_message_send_it_once():
    people = people_of(open_room())
    with transaction.atomic():
        (notice,) = notices.tell(
            NoticeKind.TRANSCRIPT_READY, to=people.lestari, event=Event("x", NOW.date()),
            payload={"registers": "001", "held_on": NOW.date()}, now=NOW,
        )  # fmt: skip
        job = Job.objects.get(key=notice.code)
        Job.objects.update(wait_until=NOW + timedelta(days=5000))  # not by the doorbell
    Job.objects.update(wait_until=None)

    both(lambda: door.run_job(job_id=job.pk))

    assert len(mail.outbox) == 1
