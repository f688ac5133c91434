"""Transcripts of many pages: portions on several workers, one paper, once."""

from __future__ import annotations

import io
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
    binding,
    divide,
    do,
    finish,
    frozen,
    in_one_go,
    later,
    made_of,
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

    job = finish()

    assert (job.state, job.effects, job.error) == (JobState.DONE, 1, "")
    assert pdf_of(edition) == in_one_go(edition)


def test_into_how_many_portions_it_was_cut_leaves_no_trace(edition):
    record = sealing.without_closed(records.record_of(edition))
    framed = as_pdf.frame(record)
    cut = [as_pdf.portions(record, pages=n) for n in (1, 3, PORTION, 1000)]

    made = {
        as_pdf.bind(
            framed, [as_pdf.paint(one.content) for one in portions], as_pdf.attached(record)
        )
        for portions in cut
    }

    assert len(made) == 1


def test_the_last_portion_wakes_what_binds_them_and_that_wakes_the_whole(edition, monkeypatch):
    rung = []
    divide()
    monkeypatch.setattr(bell, "wake", rung.append)

    for part in parts():
        do(part)

    assert rung == [binding().pk]
    assert binding().wait_until is None

    do(binding())

    assert rung == [binding().pk, whole().pk]
    assert whole().wait_until is None


def test_the_frame_is_on_order_before_the_pages_are_laid_out(edition, monkeypatch):
    seen = []
    portions = as_pdf.portions
    monkeypatch.setattr(
        as_pdf,
        "portions",
        lambda record: seen.append([job.kind for job in others()]) or portions(record),
    )

    do(whole())

    assert seen == [[JobKind.FRAME_TRANSCRIPT]]


def test_the_paper_is_bound_while_other_forms_are_still_to_be_made(edition):
    do(whole())
    frame, *forms = others()
    for part in (frame, *parts(), binding()):
        assert do(part).state == JobState.DONE

    assert {job.state for job in Job.objects.filter(pk__in=[one.pk for one in forms])} == {
        JobState.WAITING
    }
    made = binding().result["made"]
    assert [files.read(name) for name, *_print in made.values()] == [in_one_go(edition)]


def test_pages_that_are_made_are_not_laid_out_anew_for_the_last_step(edition, monkeypatch):
    divide()
    for part in (*parts(), binding()):
        do(part)
    monkeypatch.setattr(as_pdf, "portions", lambda _record: pytest.fail("laid out again"))

    assert do(whole()).state == JobState.DONE


def test_the_files_inside_the_pdf_are_those_that_were_made_for_themselves(edition, monkeypatch):
    divide()
    for part in parts():
        do(part)
    monkeypatch.setattr(as_pdf, "attached", lambda _record: pytest.fail("made again"))

    assert finish().state == JobState.DONE
    with pikepdf.open(io.BytesIO(pdf_of(edition))) as pdf:
        told = pdf.attachments["risalah.json"].get_file().read_bytes()
    assert told == made_of(edition)["json"]


def test_a_killed_binder_binds_the_same_paper_at_its_second_attempt(edition):
    divide()
    for part in parts():
        do(part)
    jobs.claim(binding().pk, now=NOW)  # and this worker is killed

    job = finish(now=NOW + jobs.LEASE + timedelta(seconds=1))

    assert (job.state, binding().attempts) == (JobState.DONE, 2)
    assert pdf_of(edition) == in_one_go(edition)


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
    finish()

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

    job = finish()

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

    assert finish(now=now).state == JobState.FAILED


def test_a_portion_that_somebody_else_gave_up_is_tried_again(edition):
    key = next(iter(as_pdf.portions(sealing.without_closed(records.record_of(edition))))).key
    Job.objects.create(
        kind=JobKind.PAINT_PAGES, key=key, created_at=NOW, state=JobState.FAILED, attempts=5
    )

    divide()
    for part in parts():
        do(part)

    assert finish().state == JobState.DONE


def test_pages_that_are_painted_already_are_not_painted_again(edition):
    divide()
    for part in parts():
        do(part)
    finish()
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

    assert finish().state == JobState.DONE
    assert pdf_of(edition) == in_one_go(edition)


def test_nothing_to_be_painted_is_left_behind(edition, small):
    divide()
    for part in parts():
        do(part)
    finish()

    left = {file.suffix for file in (small / "papers/portions").iterdir()}
    assert left == {".leaves"}


def test_a_whole_that_heard_nothing_looks_for_itself(edition):
    divide()
    over = Job.objects.exclude(pk=whole().pk)
    over.update(state=JobState.DONE, effects=1)

    job = do(whole(), now=later())

    assert job.state == JobState.DONE
    assert job.attempts == 1
    assert pdf_of(edition) == in_one_go(edition)


def test_a_whole_that_waited_for_nothing_new_is_put_aside_again(edition):
    do(whole())

    job = do(whole(), now=later())

    assert (job.state, job.attempts) == (JobState.WAITING, 0)
    assert JobPart.objects.filter(whole=whole()).count() == len(parts()) + len(others()) + 1


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
    finish()

    name = edition.documents.get(form="pdf").file
    with files.local(name) as path, pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        body = next(one for one in outline.root[0].children if one.title == "Isi risalah")
        assert [one.title for one in body.children] == [
            f"Bagian {no}" for no in (1, 21, 41, 61)
        ]
