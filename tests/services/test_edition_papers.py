"""Papers beside an edition: full copies for the bench, and the sheet of errata."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn

from cases.adapters.transcript_forms.catalogue import FORMS
from cases.adapters.transcript_forms.checks import text_of
from cases.domain import transcripts as rules
from cases.domain.publication import Visibility
from cases.domain.transcripts import UtteranceKind
from cases.models import (
    Document,
    PublicEdition,
)
from cases.queries import edition_papers as papers
from cases.queries import transcripts as held
from cases.services import edition_papers, transcripts
from tests import certified
from tests.certified import SECRET
from tests.hearing_room import open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db


def word_text(content: bytes) -> str:
    """What can be read in a file of a word processor, its tables among it."""
    body = WordFile(io.BytesIO(content)).element.body
    return "\n".join("".join(one.itertext()) for one in body.iter(qn("w:p")))


def _bench():
    return certified.bench()


built, bench = standing(_bench)


class TestFullCopies:
    def test_the_panel_and_the_registry_get_every_form_with_the_closed_words(
        self, bench, media
    ):
        edition = certified.release(bench)

        certified.work("render_full_transcript")

        copies = papers.full_copies(edition)
        assert {one.mime for one in copies} == {form.mime for form in FORMS.values()}
        assert {one.visibility for one in copies} == {Visibility.INTERNAL}
        for one in copies:
            if one.mime != "application/pdf":
                told = text_of(one.mime, (media / one.file).read_bytes())
                assert "tujuhbelas" in told
                assert rules.FULL_NOTICE in told

    def test_page_and_line_are_the_same_in_both(self, bench):
        edition = certified.freeze(bench)

        plain, full = held.record_of(edition), held.full_record(edition)

        assert [(one.page, one.line) for one in plain.lines] == [
            (one.page, one.line) for one in full.lines
        ]
        told = " ".join(one.text for one in full.lines if one.number == 3)
        assert SECRET in told
        assert [one.text for one in full.lines if one.kind == "head"] == [
            "Pengadaan",
            "Bagian gudang",
        ]
        assert {one.kind for one in full.lines} == {"head", "text", "blank"}

    def test_its_json_read_into_another_hearing_is_the_same_transcript(self, bench):
        edition = certified.freeze(bench)
        whole = held.full_record(edition)
        content = FORMS["json"].make_full(whole)
        other = open_room(name="lain").hearing

        transcripts.import_file(other, content, name="lengkap.json", **certified.WHO)

        draft = held.draft_record(other)
        assert draft.turns == whole.turns
        assert draft.threads == whole.threads
        assert draft.content_sha256 == edition.content_sha256
        again = transcripts.freeze(
            other,
            kind=rules.EditionKind.RECONSTRUCTION,
            frozen_on=certified.HELD_ON,
            **certified.WHO,
        )
        assert held.full_record(again).lines == whole.lines
        assert SECRET in " ".join(one.text for one in whole.lines)

    def test_nothing_closed_needs_no_full_copy(self):
        room = open_room(name="lain")
        certified.say(room, UtteranceKind.SPEECH, "Sidang dibuka.")
        edition = transcripts.freeze(
            room.hearing,
            kind=rules.EditionKind.RECONSTRUCTION,
            frozen_on=certified.HELD_ON,
            **certified.WHO,
        )

        with pytest.raises(rules.NothingToRepeat):
            edition_papers.request_full(edition, **certified.WHO)


class TestErrata:
    def test_a_sheet_of_its_own_is_made_and_the_certified_paper_keeps_its_bytes(
        self, bench, media
    ):
        edition = certified.release(bench)
        paper = edition.documents.get(form="pdf")
        before = (media / paper.file).read_bytes()
        line = edition.lines.filter(kind="text").order_by("page", "line").first()

        for reading in ("Siapa pemasoknya?", "Siapa penyalurnya?"):
            transcripts.add_erratum(
                edition, line, line, correct=reading, reason="salah dengar",
                ordered_by="Ketua Wibowo", **certified.WHO,
            )  # fmt: skip
        certified.work("render_errata")

        (sheet,) = papers.sheets_of(edition)
        assert sheet.visibility == Visibility.PUBLIC
        assert (media / sheet.file).read_bytes()[:5] == b"%PDF-"
        assert Document.objects.filter(superseded_by=sheet).count() == 1
        assert (media / paper.file).read_bytes() == before

    def test_the_file_for_word_processors_has_both_readings_behind_its_lines(
        self, bench, media
    ):
        edition = certified.release(bench)
        plain = (media / edition.documents.get(form="docx").file).read_bytes()
        line = edition.lines.filter(kind="text").order_by("page", "line").first()
        for reading in ("Siapa pemasoknya?", "Siapa penyalurnya?"):
            transcripts.add_erratum(
                edition, line, line, correct=reading, reason="salah dengar",
                ordered_by="Ketua Wibowo", **certified.WHO,
            )  # fmt: skip
        certified.work("render_errata")

        (file,) = papers.with_errata(edition)

        assert (file.visibility, file.mime) == (Visibility.PUBLIC, FORMS["docx"].mime)
        told = word_text((media / file.file).read_bytes())
        for row in edition.errata.all():
            assert row.correct in told
            assert f"jo. R{edition.no}-{row.no}" in told
        assert told.count(line.text) >= 2
        assert "tujuhbelas" not in told
        assert told.startswith(word_text(plain)[:500])
        assert (media / edition.documents.get(form="docx").file).read_bytes() == plain

    def test_one_on_closed_lines_stays_closed_and_one_over_both_is_refused(self, bench):
        edition = certified.release(bench)
        sealed = list(edition.lines.filter(kind="sealed").order_by("page", "line"))
        told = {"correct": "x", "reason": "y", "ordered_by": "Ketua Wibowo", **certified.WHO}
        after = edition.lines.get(page=sealed[-1].page, line=sealed[-1].line + 1)
        with pytest.raises(rules.ErratumMixes):
            transcripts.add_erratum(edition, sealed[-1], after, **told)

        erratum = transcripts.add_erratum(edition, sealed[0], sealed[-1], **told)

        assert "tujuhbelas" in erratum.reads
        assert papers.sheets_of(edition) == []
        assert "tujuhbelas" not in json.dumps(list(PublicEdition.objects.values("body")))
