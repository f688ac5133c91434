"""The order book: one order, one effect, whatever happens to messages and workers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.models import Job
from cases.models.jobs import JobState
from cases.services import jobs
from cases.services.jobs import JobKind, LeaseLost, Progress, bell
from tests.hearing_room import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    return Job.objects.create(kind=JobKind.RENDER_DEED, key="X", created_at=NOW, total=2)


def test_the_same_order_twice_is_one_job():
    first = jobs.order(JobKind.RENDER_DEED, "X", args={}, now=NOW)

    again = jobs.order(JobKind.RENDER_DEED, "X", args={}, now=NOW)

    assert again == first


def test_one_worker_claims_a_job_and_the_next_finds_nothing_to_do(job):
    assert jobs.claim(job.pk, now=NOW) is not None
    assert jobs.claim(job.pk, now=NOW) is None


def test_a_job_whose_worker_fell_silent_is_claimed_again(job):
    jobs.claim(job.pk, now=NOW)

    again = jobs.claim(job.pk, now=NOW + jobs.LEASE + timedelta(seconds=1))

    assert again is not None
    assert again.attempts == 2


def test_whoever_lost_the_lease_can_neither_step_on_nor_take_effect(job):
    slow = Progress(jobs.claim(job.pk, now=NOW))
    jobs.claim(job.pk, now=NOW + jobs.LEASE + timedelta(seconds=1))

    with pytest.raises(LeaseLost):
        slow.step("tulis", 1, 2)
    with pytest.raises(LeaseLost), slow.effect(now=NOW):
        pytest.fail("an effect without a lease")


def test_a_job_takes_effect_once_even_where_the_table_is_asked_directly(job):
    with Progress(jobs.claim(job.pk, now=NOW)).effect(now=NOW):
        pass

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(effects=2)


def test_an_effect_that_fails_leaves_the_job_to_be_done_again(job):
    progress = Progress(jobs.claim(job.pk, now=NOW))

    with pytest.raises(RuntimeError), progress.effect(now=NOW):
        raise RuntimeError("diskus penuh")

    job.refresh_from_db()
    assert (job.state, job.effects) == (JobState.RUNNING, 0)


def test_a_failed_job_waits_longer_after_each_attempt_and_is_given_up_with_its_reason(job):
    waits = []
    now = NOW
    for _attempt in range(jobs.ATTEMPTS):
        claimed = jobs.claim(job.pk, now=now)
        jobs.fail(claimed, error="printer", now=now)
        job.refresh_from_db()
        if job.wait_until:
            waits.append(job.wait_until - now)
            now = job.wait_until

    assert waits == sorted(waits)
    assert (job.state, job.error) == (JobState.FAILED, "printer")


def test_the_sweep_finds_what_waits_and_what_fell_silent_and_leaves_the_rest(job, monkeypatch):
    rung = []
    monkeypatch.setattr(bell, "wake", rung.append)
    silent = Job.objects.create(
        kind=JobKind.RENDER_DEED, key="Y", created_at=NOW, state=JobState.RUNNING,
        lease_until=NOW - timedelta(seconds=1),
    )  # fmt: skip
    Job.objects.create(kind=JobKind.RENDER_DEED, key="Z", created_at=NOW, state=JobState.DONE)
    Job.objects.create(
        kind=JobKind.RENDER_DEED, key="W", created_at=NOW, wait_until=NOW + timedelta(hours=1)
    )

    assert jobs.sweep(now=NOW) == 2
    assert sorted(rung) == sorted([job.pk, silent.pk])


def test_the_book_counts_what_is_open_done_and_failed(job):
    with Progress(jobs.claim(job.pk, now=NOW)).effect(now=NOW):
        pass
    Job.objects.create(kind=JobKind.RENDER_DEED, key="Y", created_at=NOW)

    assert jobs.counts() == {"open": 1, "done": 1, "failed": 0, "effects": 1, "distinct": 1}


def test_whoever_comes_before_the_sweep_does_not_try_once_more_what_is_to_be_given_up(job):
    calendar = jobs.order(JobKind.PROPOSE_CALENDAR, "k", args={}, now=NOW)
    late = NOW + jobs.LEASE + timedelta(seconds=1)
    for one, most in ((calendar, 1), (job, jobs.ATTEMPTS)):
        Job.objects.filter(pk=one.pk).update(attempts=most - 1)
        assert jobs.claim(one.pk, now=NOW).attempts == most

        assert jobs.claim(one.pk, now=late) is None

    jobs.sweep(now=late)
    assert {one.state for one in Job.objects.all()} == {JobState.FAILED}


def test_a_job_that_takes_every_worker_down_with_it_is_given_up(job):
    now = NOW
    for _attempt in range(jobs.ATTEMPTS):
        jobs.sweep(now=now)
        assert jobs.claim(job.pk, now=now) is not None  # and this worker is killed
        now += jobs.LEASE + timedelta(seconds=1)

    jobs.sweep(now=now)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, jobs.ATTEMPTS)
    assert job.error == "Pekerja berhenti di tengah pekerjaan ini 5 kali."
    assert jobs.claim(job.pk, now=now) is None
