"""Work in parts: the whole holds no worker while it waits, and goes on exactly once."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from cases.models import Job, JobPart
from cases.models.jobs import JobState
from cases.services import jobs
from cases.services.jobs import JobKind, PartFailed, Progress, bell
from tests.hearing_room import NOW

PARTS = {key: {} for key in "abcdef"}


@pytest.fixture
def rung(monkeypatch):
    """Who is rung for, once the transaction has committed."""
    rung = []
    monkeypatch.setattr(bell, "ring", rung.append)
    return rung


def divided(parts=PARTS) -> Job:
    whole = Job.objects.create(kind=JobKind.RENDER_TRANSCRIPT, key="W", created_at=NOW)
    claimed = jobs.claim(whole.pk, now=NOW)
    assert Progress(claimed).divide({JobKind.PAINT_PAGES: parts}, step="x", total=9, now=NOW)
    return Job.objects.get(pk=whole.pk)


def end(part: Job) -> None:
    with Progress(jobs.claim(part.pk, now=NOW)).effect(now=NOW):
        pass


def parts() -> list[Job]:
    return list(Job.objects.filter(kind=JobKind.PAINT_PAGES).order_by("pk"))


@pytest.mark.django_db
def test_each_part_is_rung_for_and_the_whole_after_the_last(
    rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        whole = divided()
    assert sorted(rung) == [part.pk for part in parts()]

    rung.clear()
    for part in parts():
        with django_capture_on_commit_callbacks(execute=True):
            end(part)
        whole.refresh_from_db()
    assert rung == [whole.pk]
    assert (whole.done, whole.total, whole.attempts) == (6, 9, 0)


@pytest.mark.django_db
def test_parts_that_are_done_already_put_nothing_aside():
    divided()
    for part in parts():
        end(part)
    other = Job.objects.create(kind=JobKind.RENDER_TRANSCRIPT, key="V", created_at=NOW)
    progress = Progress(jobs.claim(other.pk, now=NOW))

    assert not progress.divide({JobKind.PAINT_PAGES: PARTS}, step="x", total=9, now=NOW)
    assert len(parts()) == len(PARTS)


@pytest.mark.django_db
def test_two_wholes_share_their_parts_and_both_are_woken():
    first = divided()
    other = Job.objects.create(kind=JobKind.RENDER_TRANSCRIPT, key="V", created_at=NOW)
    progress = Progress(jobs.claim(other.pk, now=NOW))
    assert progress.divide({JobKind.PAINT_PAGES: PARTS}, step="x", total=9, now=NOW)

    for part in parts():
        end(part)

    waits = Job.objects.filter(pk__in=[first.pk, other.pk]).values_list("wait_until", flat=True)
    assert set(waits) == {None}


@pytest.mark.django_db
def test_a_part_that_was_given_up_is_told_where_it_is_waited_for():
    whole = divided({"a": {}})
    (part,) = parts()
    jobs.fail(jobs.claim(part.pk, now=NOW), error="tinta habis", now=NOW, is_final=True)
    again = Progress(jobs.claim(whole.pk, now=NOW))

    with pytest.raises(PartFailed, match="tinta habis"):
        again.divide({JobKind.PAINT_PAGES: {"a": {}}}, step="x", total=9, now=NOW)


@pytest.mark.django_db
def test_no_job_is_a_part_of_itself_and_none_twice_of_another():
    whole = divided({"a": {}})
    (part,) = parts()

    for one in (whole, part):
        with pytest.raises(IntegrityError), transaction.atomic():
            JobPart.objects.create(whole=whole, part=one)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql  # SQLite has one writer at a time
def test_of_parts_that_end_at_the_same_moment_exactly_one_wakes_the_whole(rung):
    whole = divided()
    claimed = [jobs.claim(part.pk, now=NOW) for part in parts()]
    rung.clear()
    together, faults = threading.Barrier(len(claimed)), []

    def work(part):
        try:
            together.wait()
            with Progress(part).effect(now=NOW):
                pass
        except Exception as fault:  # noqa: BLE001 -- told after the threads
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=partial(work, part)) for part in claimed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    whole.refresh_from_db()
    assert faults == []
    assert rung == [whole.pk]
    assert (whole.state, whole.done, whole.wait_until) == (JobState.WAITING, 6, None)
