"""A hearing becomes a paper: words, freeze, the queue, the file, the public."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.apps import apps
from django.db import transaction
from pypdf import PdfReader

from cases.adapters.letters import DOCX
from cases.adapters.transcript_forms import as_json
from cases.domain import sealing
from cases.domain import transcripts as rules
from cases.domain.admissions import LegalEffect, QuestionFate, Stance
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.models import Job, Person, PublicStatement, Source
from cases.models.jobs import JobState
from cases.queries import transcripts as held
from cases.services import admissions, journal, parties, publication, transcripts
from tests.hearing_room import HELD_ON, NOW, READER, RECORDER, open_room

pytestmark = pytest.mark.django_db

FROZEN_ON = date(2024, 3, 20)
ASKED = "Pengadaan ini bekerja sama dengan Darma?"
SECRET = "Nomor rekening rahasianya tujuh tiga sembilan."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def hear(room, *, now=NOW):
    """A question, its answer with an admission, and a passage behind closed doors."""
    who = {"actor": RECORDER, "now": now}

    def say(kind, text, **more):
        details = {"rendering": rules.Rendering.QUOTED, "origin": "press", **more}
        return transcripts.capture(
            room.hearing, transcripts.Spoken(kind, text=text, **details), **who
        )

    chair = {"speaker": "Ketua Wibowo", "role": "Ketua Majelis"}
    question = say(rules.UtteranceKind.QUESTION, ASKED, section="Register 001", **chair)
    answer = say(
        rules.UtteranceKind.ANSWER,
        "Iya",
        speaker="Pak Darma",
        role="Termohon",
        replies_to=question,
        sources=["kabar-1"],
    )
    behind_closed_doors(room, say, who)
    say(rules.UtteranceKind.SPEECH, "Sidang ditunda satu minggu.", section="Penutup", **chair)
    transcripts.assess(question, transcripts.Judgement(QuestionFate.DIRECT, "Mitra"), **who)
    admit(room, answer, who, "P-1", "Termohon bekerja sama dengan Darma")


def behind_closed_doors(room, say, who):
    """A question and its answer, with all that hangs on them, none of it for the public."""
    source = parties.SourceDetails("k-2", "Kabar Rahasia", "Judul rahasia", "press")
    parties.add_source(source, **who)
    closed = {"is_closed": True, "note": "catatan rahasia", "sources": ["k-2"]}
    asked = say(
        rules.UtteranceKind.QUESTION,
        "Apa nomor rekening itu?",
        section="Bagian rahasia",
        speaker="Saksi Rahasia",
        **closed,
    )
    told = say(rules.UtteranceKind.ANSWER, SECRET, replies_to=asked, **closed)
    open_question = transcripts.Judgement(QuestionFate.EVASIVE, "Pokok rahasia")
    transcripts.assess(asked, open_question, **who)
    admit(room, told, who, "P-2", "Rekening rahasia itu ada")
    admissions.order_by_panel(
        room.hearing,
        admissions.PanelOrderDetails("k-1", "Membawa buku rekening rahasia"),
        disputes=room.disputes,
        given_by=room.chair,
        utterance=told,
        **who,
    )


def admit(room, answer, who, code, text):
    proposition = admissions.propose(
        room.dispute,
        admissions.PropositionDetails(code, text),
        items=[room.item()],
        **who,
    )
    assertion = admissions.take_stance(
        proposition,
        admissions.StanceDetails(
            Stance.AFFIRMS,
            HELD_ON,
            LegalEffect.ADMISSION,
            participant=room.party(PartyRole.RESPONDENT),
            utterance=answer,
        ),
        **who,
    )
    admissions.review(assertion, reviewer=READER, now=who["now"])


def make(room, callbacks, *, now=NOW):
    """Freeze, and let the queue do its work as soon as the transaction is over."""
    with callbacks(execute=True):
        return transcripts.freeze(
            room.hearing,
            kind=rules.EditionKind.RECONSTRUCTION,
            frozen_on=FROZEN_ON,
            actor=RECORDER,
            now=now,
        )


def paper_of(edition):
    return edition.documents.get(form="pdf")


def test_a_frozen_hearing_is_on_paper_without_another_hand(
    media, django_capture_on_commit_callbacks
):
    room = open_room()
    hear(room)

    edition = make(room, django_capture_on_commit_callbacks)

    job = Job.objects.get(kind="render_transcript")
    assert (job.state, job.effects, job.error) == (JobState.DONE, 1, "")
    for document in edition.documents.all():
        assert (media / document.file).stat().st_size == document.size > 0
    assert journal.verify() == ()


def test_every_open_word_stands_on_the_paper_at_its_page_and_line(
    media, django_capture_on_commit_callbacks
):
    room = open_room()
    hear(room)
    edition = make(room, django_capture_on_commit_callbacks)

    reader = PdfReader(media / paper_of(edition).file)
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)

    for words in (ASKED, "Iya", "Sidang ditunda satu minggu."):
        assert words in text
    for line in edition.lines.filter(kind="text"):
        assert " ".join(line.text.split()) in text
    assert "Rekonstruksi dari pemberitaan pers, bukan risalah resmi." in text
    assert edition.code in text


def test_the_record_travels_inside_the_paper(media, django_capture_on_commit_callbacks):
    room = open_room()
    hear(room)
    edition = make(room, django_capture_on_commit_callbacks)

    with pikepdf.open(media / paper_of(edition).file) as pdf:
        told = pdf.attachments["risalah.json"].get_file().read_bytes().decode()
        names = set(pdf.attachments)

    assert names == {"risalah.json", "risalah.akn.xml"}
    assert as_json.parse(told) == sealing.without_closed(held.record_of(edition))


def test_no_form_holds_a_closed_word(media, django_capture_on_commit_callbacks):
    room = open_room()
    hear(room)
    edition = make(room, django_capture_on_commit_callbacks)

    for document in edition.documents.exclude(mime__in=["application/pdf", DOCX]):
        told = (media / document.file).read_text(encoding="utf-8").lower()
        told = told.replace("dirahasiakan", "")
        assert "ditunda" in told
        assert "rekening" not in told
        assert "rahasia" not in told


def test_the_shelf_holds_no_closed_word(django_capture_on_commit_callbacks):
    room = open_room()
    hear(room)
    edition = make(room, django_capture_on_commit_callbacks)

    transcripts.publish(edition, actor=RECORDER, now=NOW)
    publication.release_all(room.disputes, actor=RECORDER, now=NOW)

    told = [
        str(list(model.objects.values())).lower()
        for model in apps.get_app_config("cases").get_models()
        if model.__name__.startswith("Public") and model is not PublicStatement
    ]
    leaks = [text for text in told if "rekening" in text or "rahasia" in text]
    assert any("ditunda" in text for text in told)
    assert leaks == []


def test_no_byte_of_the_paper_holds_a_closed_word(media, django_capture_on_commit_callbacks):
    room = open_room()
    hear(room)
    edition = make(room, django_capture_on_commit_callbacks)
    content = (media / paper_of(edition).file).read_bytes()

    told = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        streams = [
            row.read_bytes().decode("latin-1")
            for row in pdf.objects
            if isinstance(row, pikepdf.Stream) and _opens(row)
        ]

    everything = "\n".join([content.decode("latin-1"), *told, *streams]).lower()
    everything = everything.replace("dirahasiakan", "")
    assert "ditunda" in everything
    assert "rekening" not in everything
    assert "rahasia" not in everything


def _opens(stream):
    try:
        stream.read_bytes()
    except pikepdf.PdfError:
        return False
    return True


def test_the_bytes_know_neither_keys_nor_clocks_nor_the_order_of_rows(
    media, django_capture_on_commit_callbacks
):
    made = []
    for moment, others in ((NOW, 0), (datetime(2026, 7, 1, 20, tzinfo=UTC), 40)):
        with transaction.atomic():
            _shift_keys(others)
            room = open_room()
            hear(room, now=moment)
            edition = make(room, django_capture_on_commit_callbacks, now=moment)
            made.append(
                [
                    (media / document.file).read_bytes()
                    for document in edition.documents.order_by("mime")
                ]
            )
            transaction.set_rollback(True)

    assert made[0] == made[1]


def _shift_keys(count):
    for number in range(count):
        Person.objects.create(slug=f"lain-{number}", name="Lain")
        Source.objects.create(key=f"lain-{number}", publisher="Lain", title="Lain")


def test_publishing_opens_the_paper_that_is_made_and_changes_no_byte(
    media, django_capture_on_commit_callbacks
):
    room = open_room()
    hear(room)
    edition = make(room, django_capture_on_commit_callbacks)
    before = (media / paper_of(edition).file).read_bytes()

    transcripts.publish(edition, actor=RECORDER, now=NOW)

    document = paper_of(edition)
    assert document.visibility == Visibility.PUBLIC
    assert (media / document.file).read_bytes() == before
    assert journal.verify() == ()
