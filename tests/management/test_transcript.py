"""``manage.py transcript``: each form of a record, made by the code of the job."""

from __future__ import annotations

import json
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from lxml import etree

from cases.domain import transcripts as rules
from cases.domain.admissions import QuestionFate
from cases.services import transcripts
from cases.services.transcripts import Judgement
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room

pytestmark = pytest.mark.django_db

WHO = {"actor": RECORDER, "now": NOW}
SECRET = "rekening"


@pytest.fixture
def room(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return open_room()


def hear(room):
    """A question, its answer, and a closed passage."""

    def say(kind, text, **more):
        return transcripts.capture(
            room.hearing, rules_of(kind, text, more.pop("rendering", "quoted"), **more), **WHO
        )

    question = say("question", "Dengan siapa bekerja sama?", speaker="Ketua Wibowo")
    say("answer", "Darma", speaker="Pak Darma", role="Termohon", replies_to=question)
    transcripts.assess(question, Judgement(QuestionFate.DIRECT, "Mitra"), **WHO)
    say("speech", f"Nomor {SECRET}.", speaker="Pak Darma", is_closed=True)


def rules_of(kind, text, rendering, **more):
    return transcripts.Spoken(
        rules.UtteranceKind(kind), rules.Rendering(rendering), text, **more
    )


def freeze(room):
    return transcripts.freeze(
        room.hearing, kind=rules.EditionKind.RECONSTRUCTION, frozen_on=HELD_ON, **WHO
    )


def written(room, tmp_path, form, *more):
    file = tmp_path / f"risalah.{form}"
    call_command("transcript", room.hearing.code, *more, format=form, output=str(file))
    return file.read_bytes()


@pytest.fixture
def frozen(room):
    hear(room)
    return freeze(room)


def test_the_paper_is_the_one_that_the_job_makes(
    room, tmp_path, settings, django_capture_on_commit_callbacks
):
    hear(room)
    with django_capture_on_commit_callbacks(execute=True):
        edition = freeze(room)

    by_job = (settings.MEDIA_ROOT / edition.documents.get(form="pdf").file).read_bytes()

    assert written(room, tmp_path, "pdf") == by_job
    assert written(room, tmp_path, "pdf") == by_job


def test_json_names_each_utterance_with_its_place(room, frozen, tmp_path):
    told = json.loads(written(room, tmp_path, "json"))

    assert (told["hearing"], told["edition"]) == (room.hearing.code, 1)
    question, answer, closed = told["utterances"]
    assert (question["number"], question["kind"]) == (1, "question")
    assert (question["page"], question["line"]) == (1, 1)
    assert question["text"] == "Dengan siapa bekerja sama?"
    assert (answer["replies_to"], answer["speaker"], answer["role"]) == (
        1,
        "Pak Darma",
        "Termohon",
    )
    assert answer["start_ms"] is None
    assert closed["text"] == ""


@pytest.mark.parametrize("form", ["html", "json", "txt", "vtt", "akn"])
def test_every_form_has_the_open_words_and_none_of_the_closed(room, frozen, tmp_path, form):
    told = written(room, tmp_path, form).decode()

    assert "Dengan siapa bekerja sama?" in told
    assert "Darma" in told
    assert SECRET not in told


def test_akoma_ntoso_is_well_formed_and_pairs_the_answer(room, frozen, tmp_path):
    root = etree.fromstring(written(room, tmp_path, "akn"))

    assert root.tag.endswith("akomaNtoso")
    assert [row.get("question") for row in root.iter("{*}qa")] == ["#butir_1"]


def test_captions_begin_as_the_format_demands(room, frozen, tmp_path):
    assert written(room, tmp_path, "vtt").startswith(b"WEBVTT\n")


def test_without_a_file_it_goes_to_standard_output(room, frozen, capfdbinary, monkeypatch):
    monkeypatch.setattr(sys, "stdout", sys.__stdout__)

    call_command("transcript", room.hearing.code, format="txt")

    sys.stdout.flush()
    assert b"Dengan siapa bekerja sama?" in capfdbinary.readouterr().out


def test_before_the_freeze_it_is_a_draft_that_nobody_can_cite(room, tmp_path):
    hear(room)

    told = json.loads(written(room, tmp_path, "json"))

    assert (told["edition"], told["kind"]) == (None, "draft")
    assert b"DRAF" in written(room, tmp_path, "txt")


def test_a_form_that_does_not_exist_is_refused_with_those_that_do(room, frozen, tmp_path):
    with pytest.raises(CommandError, match=r"odt belum ada.*pdf, condensed, html, docx, txt"):
        written(room, tmp_path, "odt")


def test_an_unknown_hearing_is_refused(room):
    with pytest.raises(CommandError, match="Tidak ada sidang berkode 33333333"):
        call_command("transcript", "33333333", format="txt")


def test_an_edition_that_does_not_exist_is_refused(room, frozen, tmp_path):
    with pytest.raises(CommandError, match="tidak memiliki edisi 7"):
        written(room, tmp_path, "txt", "--edition=7")


def test_a_certain_edition_can_be_asked_for(room, frozen, tmp_path):
    assert written(room, tmp_path, "txt", "--edition=1") == written(room, tmp_path, "txt")


def test_a_full_copy_holds_the_closed_words_and_says_so(room, tmp_path, frozen):
    told = written(room, tmp_path, "txt", "--full").decode()

    assert SECRET in told
    assert rules.FULL_NOTICE in told
    assert SECRET not in written(room, tmp_path, "txt").decode()
