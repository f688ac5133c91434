"""What is written stays written, whoever holds the connection: raw SQL is refused as well."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from cases.adapters import fonts
from cases.domain import transcripts as rules
from cases.models import Edition, EditionLine, Erratum, JournalEntry, Utterance
from cases.models import UtteranceRevision as Revision
from cases.services import journal
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db


def said(hearing, position, kind="speech", text="Sidang dibuka.", **more):
    utterance = Utterance.objects.create(
        hearing=hearing, position=Decimal(position), kind=kind, speaker="Wibowo", **more
    )
    Revision.objects.create(
        utterance=utterance, text=text, origin="press", written_by="Bu Ratna", written_at=NOW
    )
    return utterance


built, room = standing(open_room)


@pytest.fixture
def frozen(room):
    """Three turns in an edition of one page, written row by row as a freeze does."""
    turns = [said(room.hearing, place) for place in (1, 2, 3)]
    for number, utterance in enumerate(turns, start=1):
        utterance.number = number
        utterance.save(update_fields=["number"])
    edition = Edition.objects.create(
        hearing=room.hearing,
        no=1,
        kind=rules.EditionKind.RECONSTRUCTION,
        code="MPQRTVWX",
        content_sha256="0" * 64,
        line_count=25,
        record={},
        frozen_at=NOW,
        frozen_on=HELD_ON,
    )
    told = [rules.Turn(n, u.kind, "quoted", u.speaker, "", "x") for n, u in enumerate(turns, 1)]
    rows = [
        EditionLine.objects.create(
            edition=edition, page=line.page, line=line.line, text=line.text, kind=line.kind
        )
        for line in rules.lay_out(told, measure=fonts.measure)
    ]
    Erratum.objects.create(
        edition=edition,
        no=1,
        first=rows[0],
        last=rows[0],
        reads="x",
        correct="y",
        reason="salah dengar",
        ordered_by="Ketua Wibowo",
        at=NOW,
    )
    return edition


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return True


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_editionline SET text = 'lain'",
        "DELETE FROM cases_editionline",
        "UPDATE cases_edition SET content_sha256 = 'lain'",
        "UPDATE cases_edition SET record = '{\"turns\": []}'",
        "UPDATE cases_edition SET no = 9",
        "UPDATE cases_edition SET frozen_on = '2020-01-01'",
        "DELETE FROM cases_edition",
        "UPDATE cases_utterancerevision SET text = 'lain'",
        "DELETE FROM cases_utterancerevision",
        "UPDATE cases_utterance SET speaker = 'lain'",
        "UPDATE cases_utterance SET number = NULL",
        "UPDATE cases_utterance SET is_closed = TRUE",
        "DELETE FROM cases_utterance",
        "UPDATE cases_erratum SET correct = 'lain'",
        "DELETE FROM cases_erratum",
        "UPDATE cases_journalentry SET act = 'lain'",
        "UPDATE cases_journalentry SET digest = ''",
        "DELETE FROM cases_journalentry",
    ],
)
def test_raw_sql_cannot_change_what_is_frozen(frozen, sql):
    assert refused(sql)


def test_a_frozen_edition_can_be_published_once(frozen):
    Edition.objects.filter(pk=frozen.pk).update(published_at=NOW)

    assert refused("UPDATE cases_edition SET published_at = NULL")


def test_a_full_edition_takes_no_further_line(frozen):
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionLine.objects.create(edition=frozen, page=2, line=1, text="", kind="blank")


def test_a_frozen_hearing_takes_no_further_turn(frozen, room):
    with pytest.raises(DatabaseError), transaction.atomic():
        said(room.hearing, "2.5")


def test_a_frozen_turn_takes_no_further_revision(frozen):
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.create(
            utterance=Utterance.objects.first(),
            rev=2,
            text="lain",
            origin="correction",
            written_by="Orang Lain",
            written_at=NOW,
        )


def test_a_revision_is_append_only_before_the_freeze_too(room):
    said(room.hearing, 1)

    assert refused("UPDATE cases_utterancerevision SET text = 'lain'")
    assert refused("DELETE FROM cases_utterancerevision")


def test_an_answer_needs_a_question_that_stands_before_it(room):
    late = said(room.hearing, 5, "question", "Siapa penyedianya?")

    with pytest.raises(DatabaseError), transaction.atomic():
        said(room.hearing, 4, "answer", "Darma.", replies_to=late)


def test_an_answer_needs_a_question_of_the_same_hearing(room):
    elsewhere = said(open_room(name="lain").hearing, 1, "question", "Siapa penyedianya?")

    with pytest.raises(DatabaseError), transaction.atomic():
        said(room.hearing, 2, "answer", "Darma.", replies_to=elsewhere)


def test_an_answer_does_not_reply_to_a_speech(room):
    speech = said(room.hearing, 1)

    with pytest.raises(DatabaseError), transaction.atomic():
        said(room.hearing, 2, "answer", "Darma.", replies_to=speech)


def test_a_speech_replies_to_nothing(room):
    question = said(room.hearing, 1, "question", "Siapa penyedianya?")

    with pytest.raises(DatabaseError), transaction.atomic():
        said(room.hearing, 2, "speech", "Darma.", replies_to=question)


def test_a_reconstruction_is_signed_by_nobody(room):
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.create(
            hearing=room.hearing,
            no=1,
            kind=rules.EditionKind.RECONSTRUCTION,
            code="MPQRTVWX",
            content_sha256="0" * 64,
            line_count=0,
            record={},
            frozen_at=NOW,
            frozen_on=HELD_ON,
            certified_by=room.registrar,
        )


def test_the_journal_of_these_acts_is_whole(room):
    journal.record("tried", actor=RECORDER, at=NOW, hearing=room.hearing)

    assert JournalEntry.objects.filter(act="tried", chain="pusat").exists()
    assert journal.verify() == ()
