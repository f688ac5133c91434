"""Transcripts of many pages: portions on several workers, one paper, once."""

from __future__ import annotations

from datetime import timedelta

import pikepdf
import pytest

from cases.adapters import files
from cases.adapters.transcript_forms import as_pdf
from cases.domain import sealing
from cases.models import Job, JobPart
from cases.models.jobs import JobState
from cases.queries import jobs as held
from cases.queries import transcripts as records
from cases.services import jobs, long_papers
from cases.services.jobs import JobKind, LeaseLost, Progress, bell
from tests.hearing_room import NOW
from tests.long_day import (
    PORTION,
    divide,
    do,
    frozen,
    in_one_go,
    later,
    others,
    parts,
    pdf_of,
    shorten,
    whole,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def small(settings, tmp_path, monkeypatch):
    return shorten(settings, tmp_path, monkeypatch)


@pytest.fixture
def edition():
    return frozen()


def test_a_long_transcript_is_put_aside_while_its_portions_are_painted(edition):
    job = do(whole())

    assert (job.state, job.token, job.effects) == (JobState.WAITING, "", 0)
    assert len(parts()) == 3
    assert jobs.claim(job.pk, now=NOW + timedelta(seconds=1)) is None
    assert edition.documents.exclude(file="").count() == 0


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_whoever_paints_in_whatever_order_the_bytes_are_those_of_one_go(edition, order):
    divide()
    told = parts()
    for no in order:
        assert do(told[no]).state == JobState.DONE

    job = do(whole())

    assert (job.state, job.effects, job.error) == (JobState.DONE, 1, "")
    assert pdf_of(edition) == in_one_go(edition)


def test_into_how_many_portions_it_was_cut_leaves_no_trace(edition):
    record = sealing.without_closed(records.record_of(edition))
    framed = as_pdf.frame(record)

    made = {
        as_pdf.bind(
            framed, [as_pdf.paint(one.content) for one in as_pdf.portions(record, pages=n)]
        )
        for n in (1, 3, PORTION, 1000)
    }

    assert len(made) == 1


def test_the_last_portion_wakes_the_whole_and_no_other_does(edition, monkeypatch):
    rung = []
    divide()
    monkeypatch.setattr(bell, "wake", rung.append)

    for part in parts():
        do(part)

    assert rung == [whole().pk]
    assert whole().wait_until is None


def test_progress_counts_the_portions_that_are_done(edition):
    code = edition.documents.order_by("pk")[0].code
    do(whole())
    before = held.of_paper(code)
    do(parts()[0])
    after = held.of_paper(code)

    assert (before.state, before.step) == (JobState.RUNNING, "halaman")
    assert before.percent == 0 < after.percent < 100


def test_a_killed_worker_repeats_its_own_portion_only(edition, monkeypatch):
    divide()
    first, second, third = parts()
    for part in (first, third):
        do(part)
    jobs.claim(second.pk, now=NOW)  # and this worker is killed
    painted = []
    paint = as_pdf.paint
    monkeypatch.setattr(as_pdf, "paint", lambda told: painted.append(1) or paint(told))

    do(second, now=NOW + jobs.LEASE + timedelta(seconds=1))
    do(whole())

    assert painted == [1]
    assert [part.attempts for part in parts()] == [1, 2, 1]
    assert whole().state == JobState.DONE


def test_a_portion_that_was_painted_before_the_worker_died_is_not_painted_again(
    edition, monkeypatch
):
    divide()
    part = parts()[0]
    slow = Progress(jobs.claim(part.pk, now=NOW))
    later = NOW + jobs.LEASE + timedelta(seconds=1)
    again = jobs.claim(part.pk, now=later)
    long_papers.paint_pages(again, Progress(again), later)
    monkeypatch.setattr(as_pdf, "paint", lambda _told: pytest.fail("painted twice"))

    with pytest.raises(LeaseLost):
        slow.step("lukis", 0, 1)
    assert Job.objects.get(pk=part.pk).effects == 1


def test_a_portion_that_is_given_up_gives_up_the_whole_with_its_reason(edition):
    divide()
    first, *others = parts()
    for part in others:
        do(part)
    claimed = jobs.claim(first.pk, now=NOW)
    jobs.fail(claimed, error="tinta habis", now=NOW, is_final=True)

    job = do(whole())

    assert (job.state, job.error) == (JobState.FAILED, "tinta habis")


def test_a_portion_that_takes_every_worker_down_is_given_up_and_the_whole_with_it(edition):
    divide()
    first, *others = parts()
    for part in others:
        do(part)
    now = NOW
    for _attempt in range(jobs.ATTEMPTS):
        jobs.claim(first.pk, now=now)
        now += jobs.LEASE + timedelta(seconds=1)

    jobs.sweep(now=now)

    assert do(whole(), now=now).state == JobState.FAILED


def test_a_portion_that_somebody_else_gave_up_is_tried_again(edition):
    key = next(iter(as_pdf.portions(sealing.without_closed(records.record_of(edition))))).key
    Job.objects.create(
        kind=JobKind.PAINT_PAGES, key=key, created_at=NOW, state=JobState.FAILED, attempts=5
    )

    divide()
    for part in parts():
        do(part)

    assert do(whole()).state == JobState.DONE


def test_pages_that_are_painted_already_are_not_painted_again(edition):
    divide()
    for part in parts():
        do(part)
    do(whole())
    made = pdf_of(edition)
    Job.objects.filter(pk=whole().pk).update(state=JobState.WAITING, effects=0)

    job = do(whole())

    assert job.state == JobState.DONE
    assert [part.attempts for part in parts()] == [1, 1, 1]
    assert pdf_of(edition) == made


def test_a_painted_file_that_is_gone_is_painted_on_the_spot(edition, small):
    divide()
    for part in parts():
        do(part)
    for file in (small / "papers/portions").glob("*.leaves"):
        file.unlink()

    assert do(whole()).state == JobState.DONE
    assert pdf_of(edition) == in_one_go(edition)


def test_nothing_to_be_painted_is_left_behind(edition, small):
    divide()
    for part in parts():
        do(part)
    do(whole())

    left = {file.suffix for file in (small / "papers/portions").iterdir()}
    assert left == {".leaves"}


def test_a_whole_that_heard_nothing_looks_for_itself(edition):
    divide()
    Job.objects.filter(kind=JobKind.PAINT_PAGES).update(state=JobState.DONE, effects=1)

    job = do(whole(), now=later())

    assert job.state == JobState.DONE
    assert job.attempts == 1


def test_a_whole_that_waited_for_nothing_new_is_put_aside_again(edition):
    do(whole())

    job = do(whole(), now=later())

    assert (job.state, job.attempts) == (JobState.WAITING, 0)
    assert JobPart.objects.count() == len(parts()) + len(others())


def test_the_queue_does_all_of_it_without_another_hand(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        edition = frozen()

    assert (whole().state, whole().effects) == (JobState.DONE, 1)
    assert pdf_of(edition) == in_one_go(edition)


def test_no_file_of_a_portion_holds_a_closed_word(small):
    frozen(extra=(7,))
    divide()

    told = b"".join(
        as_pdf.zlib.decompress(file.read_bytes())
        for file in (small / "papers/portions").iterdir()
    )
    assert b"Ucapan 8" in told
    assert b"Ucapan 7." not in told


def test_a_job_that_was_taken_over_divides_nothing(edition):
    slow = jobs.claim(whole().pk, now=NOW)
    jobs.claim(slow.pk, now=NOW + jobs.LEASE + timedelta(seconds=1))

    with pytest.raises(LeaseLost):
        Progress(slow).divide({JobKind.PAINT_PAGES: {"a": {}}}, step="x", total=2, now=NOW)
    assert parts() == []


def test_bookmarks_and_links_lead_across_portions(edition):
    divide()
    for part in parts():
        do(part)
    do(whole())

    name = edition.documents.get(form="pdf").file
    with files.local(name) as path, pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        body = next(one for one in outline.root[0].children if one.title == "Isi risalah")
        assert [one.title for one in body.children] == [
            f"Bagian {no}" for no in (1, 21, 41, 61)
        ]
