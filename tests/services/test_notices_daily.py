"""The daily run: reminders by working days, each once; digests; days that were missed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cases.domain.accounts import Role
from cases.domain.calendars import DayKind
from cases.domain.information_requests import Channel, ReplyKind
from cases.domain.notices import Event, NoticeKind, NoticeState
from cases.models import Deadline, Holiday, Job, Notice
from cases.models.jobs import JobState
from cases.queries import notices as held
from cases.services import calendars, deadlines, information_requests, notices
from cases.services.information_requests import Answer, Letter, Objecting
from cases.services.jobs import JobKind
from cases.services.notices import daily
from cases.tasks import jobs as door
from tests.hearing_room import NOW, RECORDER, open_room
from tests.people import account, at, morning, people_of
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
REMINDER = NoticeKind.DEADLINE_REMINDER
FILING = "umum_dispute_file_after_reply"  # 14 working days, binds the applicant
NYEPI = [date(2024, 3, day) for day in range(1, 17)]


built, room = standing(open_room)


@pytest.fixture
def people(room):
    return people_of(room)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def start(dispute, rule=FILING, triggered_on=date(2024, 2, 22)):
    """From 22 February 2024, 14 working days end on 15 March, around Nyepi."""
    return deadlines.start(dispute, rule, triggered_on=triggered_on, **WHO)


def run_all(days, committed):
    """The runs of these days, and on which of them who was reminded."""
    told = {}
    for day in days:
        before = len(mail.outbox)
        morning(day, committed)
        for message in mail.outbox[before:]:
            told.setdefault(day, []).append(message.to[0].split("@")[0])
    return told


def test_the_side_that_is_bound_is_reminded_around_nyepi_and_nobody_else(
    room, people, committed
):
    assert start(room.dispute).due_on == date(2024, 3, 15)

    assert run_all(NYEPI, committed) == {
        date(2024, 3, 4): ["lestari"],
        date(2024, 3, 8): ["lestari"],
        date(2024, 3, 14): ["lestari"],
    }
    assert [message.subject.split(":")[0] for message in mail.outbox] == [
        "7 hari kerja lagi", "3 hari kerja lagi", "1 hari kerja lagi",
    ]  # fmt: skip


def test_reminders_around_lebaran_2025_come_before_the_days_off(room, people, committed):
    """From 12 March 2025, 14 working days end on 10 April; 28 March to 7 April are off."""
    assert start(room.dispute, triggered_on=date(2025, 3, 12)).due_on == date(2025, 4, 10)
    days = [date(2025, 3, 18) + timedelta(days=no) for no in range(26)]

    assert list(run_all(days, committed)) == [
        date(2025, 3, 21), date(2025, 3, 27), date(2025, 4, 9),
    ]  # fmt: skip


def test_a_day_off_of_the_province_counts_for_its_commission_alone(room, people, committed):
    """Friday 8 March 2024 is off in Aceh: 18 March: 15, 14, 13, 7, 6, 5, 4."""
    calendars.load(**WHO)
    Holiday.objects.create(
        day=date(2024, 3, 8), kind=DayKind.PROVINCIAL, name="Hari jadi", region="Aceh",
        decree="Keputusan Gubernur", source="uji",
    )  # fmt: skip
    room.commission.region = "Aceh"
    room.commission.save()
    room.dispute.refresh_from_db()
    assert start(room.dispute).due_on == date(2024, 3, 18)

    assert list(run_all([*NYEPI, date(2024, 3, 17), date(2024, 3, 18)], committed)) == [
        date(2024, 3, 4), date(2024, 3, 13), date(2024, 3, 15),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "triggered_on", "day", "who"),
    [
        # 3 working days from 13 March: 14, 15, 18; one before it is 15 March.
        ("umum_decision_copy", date(2024, 3, 13), date(2024, 3, 15), {"ratna"}),
        # 10 working days from 4 March: 5-8, 13-15, 18-20; one before it is 19 March.
        ("umum_request_reply", date(2024, 3, 4), date(2024, 3, 19), {"darma"}),
        # 14 working days from 22 February: 15 March, of either party.
        ("umum_court_objection_statute", date(2024, 2, 22), date(2024, 3, 14),
         {"lestari", "darma"}),
    ],
)  # fmt: skip
def test_whose_limit_it_is_says_the_table(
    room, people, committed, rule, triggered_on, day, who
):
    start(room.dispute, rule, triggered_on)

    assert set(run_all([day], committed)[day]) == who


@pytest.mark.parametrize("end", ["met", "unreported"])
def test_a_limit_that_is_done_is_not_called_to_mind_again(room, people, committed, end):
    clock = start(room.dispute)
    run_all([date(2024, 3, 4)], committed)
    if end == "met":
        deadlines.meet(clock, met_on=date(2024, 3, 5), **WHO)
    else:
        deadlines.leave_unreported(clock, **WHO)

    assert run_all(NYEPI[4:], committed) == {}


def test_a_reminder_on_its_way_is_taken_back_when_the_limit_is_met(room, people, committed):
    clock = start(room.dispute)
    with at(date(2024, 3, 4)) as now, committed(execute=True):
        daily.remind(held.dues(now.date()), since=now.date(), today=now.date(), now=now)
        deadlines.meet(clock, met_on=date(2024, 3, 4), **WHO)

    assert Notice.objects.get().state == NoticeState.CANCELLED
    assert mail.outbox == []


def test_a_limit_that_moved_is_called_to_mind_by_its_new_day(room, people, committed):
    """With 13 March 2024 off as well: 18 March; before it 15, 14, 8, 7, 6, 5, 4."""
    calendars.load(**WHO)
    start(room.dispute)
    run_all([date(2024, 3, 4)], committed)
    Holiday.objects.create(
        day=date(2024, 3, 13), kind=DayKind.NATIONAL, name="Hari baru", decree="Keppres",
        source="uji",
    )  # fmt: skip
    with at(date(2024, 3, 5)) as now, committed(execute=True):
        deadlines.recount_running(actor=RECORDER, now=now)
    assert Deadline.objects.get(superseded_by=None).due_on == date(2024, 3, 18)

    days = [*NYEPI[5:], date(2024, 3, 17), date(2024, 3, 18)]
    assert list(run_all(days, committed)) == [date(2024, 3, 8), date(2024, 3, 15)]


def test_the_run_of_a_day_is_one_job_however_often_it_is_ordered(room, people, committed):
    start(room.dispute)
    for hour in (6, 7, 23):
        with at(date(2024, 3, 4), hour, 30), committed(execute=True):
            door.daily_notices()

    (job,) = Job.objects.filter(kind=JobKind.DAILY_NOTICES)
    assert (job.key, job.state, job.effects) == ("2024-03-04", JobState.DONE, 1)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("hour", "minute", "count"), [(0, 5, 0), (6, 29, 0), (6, 30, 1), (23, 59, 1)]
)
def test_the_run_is_made_up_the_same_day_and_never_done_before_its_hour(hour, minute, count):
    with at(date(2024, 3, 4), hour, minute) as now:
        notices.order_daily(now=now)

    assert Job.objects.filter(kind=JobKind.DAILY_NOTICES).count() == count


def test_a_machine_that_was_off_for_days_sends_the_last_reminder_with_the_true_days_left(
    room, people, committed
):
    """Run on 1 March, then off until 7 March: the reminder of 4 March with four days left."""
    start(room.dispute)

    told = run_all([date(2024, 3, 1), date(2024, 3, 7), date(2024, 3, 8)], committed)

    assert list(told) == [date(2024, 3, 7), date(2024, 3, 8)]
    assert mail.outbox[0].subject.startswith("4 hari kerja lagi")


def test_a_limit_that_ran_out_meanwhile_is_not_called_to_mind(room, people, committed):
    start(room.dispute)

    assert run_all([date(2024, 3, 1), date(2024, 3, 18)], committed) == {}


def test_a_worker_that_dies_in_the_middle_of_the_run_leaves_nothing_out_and_nothing_twice(
    room, people, committed, monkeypatch
):
    account("staf", room.applicant, Role.OFFICER)
    start(room.dispute)
    with at(date(2024, 3, 4)) as now:
        job = notices.order_daily(now=now)
        ordered = daily.tell
        calls = []

        def die_at_the_second(*args, **kwargs):
            calls.append(args)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return ordered(*args, **kwargs)

        monkeypatch.setattr(daily, "tell", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            door.run_job(job_id=job.pk)
        monkeypatch.undo()
    assert Notice.objects.count() == 1

    with time_machine.travel(now + timedelta(minutes=1)), committed(execute=True):
        door.sweep()

    assert Notice.objects.filter(kind=REMINDER).count() == 2
    job.refresh_from_db()
    assert (job.state, job.effects) == (JobState.DONE, 1)


@settings(max_examples=8, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(runs=some.lists(some.sampled_from(NYEPI), max_size=8),
       order=some.permutations(NYEPI))  # fmt: skip
def test_whatever_the_order_of_the_runs_each_reminder_is_ordered_once(
    room, people, runs, order
):
    with transaction.atomic():
        start(room.dispute)
        for day in [*runs, *order]:
            with at(day) as now:
                dues = held.dues(day)
                daily.remind(dues, since=day, today=day, now=now)
                daily.gather(dues, today=day, now=now)

        found = sorted(Notice.objects.values_list("event", "user__email"))
        transaction.set_rollback(True)

    key = f"deadline:{room.dispute.code}:{FILING}:2024-02-22:2024-03-15"
    assert found == [(f"{key}:{before}", "lestari@uji.test") for before in (1, 3, 7)]


def test_a_source_of_other_duties_is_one_more_function(room, people, committed, monkeypatch):
    """A duty before any dispute: three working days before Friday 15 March 2024 is 8 March."""

    def letters_due(on):
        yield held.Due(
            key="permintaan:X", house=room.respondent, due_on=date(2024, 3, 15),
            what="umum_request_reply", address="/meja/", dispute=None, region="",
        )  # fmt: skip

    monkeypatch.setattr(held, "SOURCES", (*held.SOURCES, letters_due))

    assert run_all([date(2024, 3, 8)], committed) == {date(2024, 3, 8): ["darma"]}
    assert "Jawaban atas permintaan informasi" in mail.outbox[0].subject


@pytest.fixture
def answered(room):
    """A request of Lestari whose objection was answered on 6 May 2024.

    Filing ends on 28 May where joint leave counts (Pasal 37 ayat (2)): 7-8 May 1-2; 10 May 3;
    13-17 May 4-8; 20-22 May 9-11; 24 May 12; 27-28 May 13-14.
    """
    day = {**WHO, "today": date(2024, 5, 7)}
    letter = Letter(["Kontrak"], submitted_on=date(2024, 3, 4), channel=Channel.EMAIL)
    (row,) = information_requests.send(room.applicant, [room.respondent], letter, **day)
    item = row.items.get()
    objecting = Objecting(date(2024, 4, 1), {item.pk: ["c"]}, channel=Channel.EMAIL)
    objection = information_requests.object_to(row, objecting, **day)
    answer = Answer(date(2024, 5, 6), ReplyKind.REFUSED)
    information_requests.note_answer(objection, answer, **day)
    return row


def test_an_applicant_is_reminded_before_there_is_a_dispute(answered, people, committed):
    """Working days left to 28 May: 27 May 1; 22, 21 May 2, 3; 20, 17, 16, 15 May 4 to 7."""
    told = run_all([date(2024, 5, day) for day in range(13, 31)], committed)

    assert told == {date(2024, 5, day): ["lestari"] for day in (15, 21, 27)}
    message = mail.outbox[0]
    body = answered.public_body.name
    assert (
        message.subject
        == f"7 hari kerja lagi: Mengajukan sengketa setelah tanggapan diterima, {body}"
    )
    assert f"Badan publik: {body}" in message.body
    assert f"/permintaan/{answered.code}/" in message.body
    assert "Perkara" not in message.body


def test_a_request_that_is_closed_reminds_nobody(answered, people, committed):
    information_requests.close(
        answered, closed_on=date(2024, 5, 14), today=date(2024, 5, 14), **WHO
    )

    assert run_all([date(2024, 5, day) for day in range(15, 29)], committed) == {}


# --- One message a day ----------------------------------------------------------------------


@pytest.fixture
def reader(people):
    """Lestari wants a digest."""
    choose(people.lestari, *NoticeKind)
    return people.lestari


def choose(user, *wanted):
    notices.choose(user, wanted=wanted, language="id", actor=RECORDER, now=NOW)


def news(user, key, now):
    return notices.tell(
        NoticeKind.HEARING_SET, to=user, event=Event(key, date(2024, 3, 18)), now=now,
        payload={"registers": key, "address": "/meja/", "held_on": date(2024, 3, 18)},
    )  # fmt: skip


def test_a_digest_gathers_everything_new_and_due_in_one_message(
    room, reader, people, committed
):
    start(room.dispute)
    with at(date(2024, 3, 7), 15) as now, committed(execute=True):
        news(reader, "001/A", now)
        news(reader, "002/B", now)
    assert mail.outbox == []

    assert run_all([date(2024, 3, 8)], committed) == {date(2024, 3, 8): ["lestari"]}

    (message,) = mail.outbox
    assert message.subject == "Ringkasan Jumat, 8 Maret 2024"
    assert "* Sidang Senin, 18 Maret 2024: 001/A" in message.body
    assert "* Sidang Senin, 18 Maret 2024: 002/B" in message.body
    assert "* 3 hari kerja lagi: Mengajukan sengketa" in message.body
    assert "* Jumat, 15 Maret 2024: Mengajukan sengketa" in message.body
    assert set(Notice.objects.values_list("state", "message_id")) == {
        ("sent", message.extra_headers["Message-ID"])
    }


def test_nothing_new_and_nothing_due_is_no_message(reader, committed):
    assert run_all([date(2024, 3, 8)], committed) == {}


def test_what_was_told_in_one_digest_is_not_told_in_the_next(room, reader, committed):
    with at(date(2024, 3, 7), 15) as now:
        news(reader, "001/A", now)

    told = run_all([date(2024, 3, 8), date(2024, 3, 9)], committed)

    assert list(told) == [date(2024, 3, 8)]


def test_a_run_that_is_repeated_sends_no_second_digest(room, reader, committed):
    start(room.dispute)
    run_all([date(2024, 3, 8)], committed)

    with at(date(2024, 3, 8), 7) as now, committed(execute=True):
        news(reader, "003/C", now)
        daily.gather(held.dues(now.date()), today=now.date(), now=now)

    assert len(mail.outbox) == 1
    late = Notice.objects.get(event="003/C")
    assert (late.state, late.digest) == (NoticeState.WAITING, None)
    assert run_all([date(2024, 3, 9)], committed) == {date(2024, 3, 9): ["lestari"]}
    assert "003/C" in mail.outbox[-1].body


def test_a_digest_tells_nothing_of_a_dispute_that_its_reader_has_left(room, reader, committed):
    start(room.dispute)
    with at(date(2024, 3, 8)) as now, committed(execute=True):
        dues = held.dues(now.date())
        daily.remind(dues, since=now.date(), today=now.date(), now=now)
        daily.gather(dues, today=now.date(), now=now)
        reader.memberships.update(ends_on=date(2024, 3, 8))

    (message,) = mail.outbox
    assert message.subject == "Ringkasan Jumat, 8 Maret 2024"
    assert "001/KIP-PSIP/II/2024" not in message.body


def test_a_reminder_is_not_sent_to_who_has_left_the_house(room, people, committed):
    start(room.dispute)
    with at(date(2024, 3, 8)) as now, committed(execute=True):
        daily.remind(held.dues(now.date()), since=now.date(), today=now.date(), now=now)
        people.lestari.memberships.update(ends_on=date(2024, 3, 8))

    assert mail.outbox == []
    assert Notice.objects.get().state == NoticeState.CANCELLED


@pytest.mark.parametrize("way", ["choice", "link"])
def test_what_waits_for_a_digest_goes_out_by_itself_when_the_digest_is_ended(
    reader, committed, way
):
    with at(date(2024, 3, 7), 15) as now:
        (notice,) = news(reader, "001/A", now)
        if way == "link":
            (digest,) = notices.tell(
                NoticeKind.DIGEST, to=reader, event=Event("digest:x", now.date()),
                payload={"on": now.date(), "due": []}, now=now,
            )  # fmt: skip
        with committed(execute=True):
            if way == "link":
                notices.stop(digest, now=now)
            else:
                choose(reader, NoticeKind.HEARING_SET)

    assert [message.subject for message in mail.outbox] == [
        "Sidang Senin, 18 Maret 2024: 001/A"
    ]
    notice.refresh_from_db()
    assert notice.state == NoticeState.SENT


def test_the_demonstration_tells_nobody_of_its_past(committed, settings):
    """Loaded again after the accounts are there, with hearings and transcripts of years ago."""
    with committed(execute=True):
        call_command("demo", "--force", verbosity=0)
        call_command("demo", "--force", "--scale", "2", verbosity=0)
        notices.order_daily(now=timezone.now().replace(hour=5))

    assert mail.outbox == []
    assert not Notice.objects.exists()
