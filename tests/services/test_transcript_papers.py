"""A transcript in all its forms, made in one go or in parts: the same bytes, each read back."""

from __future__ import annotations

import hashlib

import pytest

from cases.adapters.transcript_forms import checks
from cases.adapters.transcript_forms.catalogue import FORMS
from cases.models.jobs import JobState
from cases.queries import transcripts as records
from cases.services import edition_steps, jobs, long_papers
from tests.long_day import (
    divide,
    do,
    finish,
    frozen,
    in_one_go,
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


def test_every_form_is_the_same_whether_made_in_parts_or_in_one_go(edition):
    divide()
    for part in parts():
        do(part)
    finish()
    record = records.record_of(edition)

    made = made_of(edition)

    apart = {form for job in others() for form in job.args.get("forms", ())}
    assert apart == set(made) - {"pdf"}
    assert made == {name: FORMS[name].make(record) for name in made}
    for paper in edition.documents.all():
        assert hashlib.sha256(made[paper.form]).hexdigest() == paper.sha256


def test_a_form_or_a_frame_whose_file_is_gone_is_made_on_the_spot(edition, small):
    divide()
    for part in parts():
        do(part)
    for file in (*small.rglob("*.frame"), *small.rglob("*.docx")):
        file.unlink()

    assert finish().state == JobState.DONE
    assert pdf_of(edition) == in_one_go(edition)
    assert made_of(edition)["docx"] == FORMS["docx"].make(records.record_of(edition))


def test_a_form_that_does_not_say_what_the_rows_say_gives_up_the_whole_until_it_is_asked_again(
    edition, monkeypatch
):
    do(whole())
    for part in parts():
        do(part)
    monkeypatch.setattr(edition_steps, "done", lambda _edition: {"frozen"})
    monkeypatch.setattr(edition_steps, "note", lambda *_given, **_told: None)
    with monkeypatch.context() as broken:
        broken.setattr(checks, "faults", lambda form, *_given: (f"{form.name}: kosong",))
        for job in others():
            do(job)
        failed = finish()
    assert (failed.state, ": kosong" in failed.error) == (JobState.FAILED, True)

    assert jobs.again(failed)
    for job in others():
        do(job)

    assert finish().state == JobState.DONE


def test_a_short_transcript_needs_no_portions(edition, monkeypatch):
    monkeypatch.setattr(long_papers, "LONG", 200)

    assert do(whole()).state == JobState.DONE
    assert parts() == []
