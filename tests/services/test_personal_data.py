"""Personal data before it becomes public: nothing goes out over what nobody has decided."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from cases.domain import personal_data as rules
from cases.domain import replies as reply_rules
from cases.domain.personal_data import Choice
from cases.domain.publication import PrivateName, Visibility
from cases.domain.transcripts import EditionKind, UtteranceKind
from cases.models import JournalEntry, PersonalDecision, PublicDispute, PublicLine
from cases.queries import personal_data as queries
from cases.queries.obstacles import obstacles_of
from cases.services import (
    docket,
    personal_data,
    publication,
    replies,
    rulings,
    transcripts,
)
from tests.brought import WHO, open_hall
from tests.certified import say
from tests.hearing_room import HELD_ON, NOW
from tests.standing import standing

pytestmark = pytest.mark.django_db
NIK = "3171234508900003"
TEXT = f"Saksi menyebut NIK {NIK} di muka sidang."


def _hall():
    hall = open_hall()
    publication.release_all(hall.room.disputes, **WHO)
    return hall


built, hall = standing(_hall)


def decide(hall, subject, choice, reason=""):
    (item,) = queries.items(subject)
    personal_data.decide(subject, item.mark, choice, reason=reason, by=hall.clerk, now=NOW)


def line(hall, text, visibility=Visibility.PUBLIC):
    told = docket.Line(kind="catatan", text=text, visibility=visibility)
    return docket.record(hall.dispute, told, **WHO)


def shelved(hall):
    return str(PublicDispute.objects.get(code=hall.dispute.code).body)


def test_a_public_line_waits_for_a_decision_and_an_inner_one_does_not(hall):
    with pytest.raises(rules.Undecided, match="NIK"):
        line(hall, TEXT)
    line(hall, TEXT, Visibility.PARTIES)

    assert JournalEntry.objects.get(act="catatan").payload["text"] == (
        "Saksi menyebut NIK [NIK] di muka sidang."
    )
    assert hall.dispute.docket.filter(text=TEXT).count() == 1
    assert NIK not in shelved(hall)


def test_what_is_masked_is_nowhere_on_the_shelf(hall):
    decide(hall, queries.of_writing(hall.dispute, TEXT), Choice.MASK)

    line(hall, TEXT)

    assert NIK not in shelved(hall)
    assert "[NIK disamarkan]" in shelved(hall)
    assert hall.dispute.docket.get().text == TEXT


def test_what_is_kept_has_a_reason_and_a_later_decision_takes_its_place(hall):
    subject = queries.of_writing(hall.dispute, TEXT)
    with pytest.raises(rules.KeptWithoutReason):
        decide(hall, subject, Choice.KEEP, " ")
    decide(hall, subject, Choice.KEEP, "nomor contoh pada formulir")
    line(hall, TEXT)
    assert NIK in shelved(hall)

    decide(hall, subject, Choice.MASK)

    assert NIK not in shelved(hall)
    assert PersonalDecision.objects.count() == 2


def test_neither_the_journal_nor_the_rows_tell_what_was_found(hall):
    decide(hall, queries.of_writing(hall.dispute, TEXT), Choice.MASK)

    (entry,) = JournalEntry.objects.filter(act="personal_data_decided")
    assert entry.payload["choice"] == "mask"
    assert NIK not in str(entry.payload)
    assert NIK not in str(PersonalDecision.objects.values().get())


def test_decisions_only_grow(hall):
    decide(hall, queries.of_writing(hall.dispute, TEXT), Choice.MASK)

    with pytest.raises(DatabaseError), transaction.atomic():
        PersonalDecision.objects.update(choice="keep", written="", reason="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        PersonalDecision.objects.all().delete()


def test_a_decision_is_of_something_that_stands_there(hall):
    subject = queries.of_writing(hall.dispute, TEXT)

    with pytest.raises(rules.NotFoundThere):
        personal_data.decide(subject, "0" * 64, Choice.MASK, reason="", by=hall.clerk, now=NOW)


def test_a_decision_is_not_pronounced_over_what_is_undecided(hall):
    details = rulings.DecisionDetails(
        kind="ajudikasi", pronounced_on=None, result=TEXT, ends_the_dispute=False
    )

    with pytest.raises(rules.Undecided):
        rulings.pronounce(hall.dispute, details, **WHO)


def test_a_reply_of_a_body_is_written_without_it(hall):
    with pytest.raises(reply_rules.ReplyNamesSomebody, match="NIK"):
        replies.reply(hall.room.respondent, TEXT, by="Humas", said_on=NOW.date(), **WHO)


# --- Transcripts ----------------------------------------------------------------------------


@pytest.fixture
def edition(hall):
    """A frozen transcript in which somebody says a number."""
    text = f"Nomor induk kependudukan beliau yang tercatat pada surat itu adalah {NIK}."
    say(hall.room, UtteranceKind.SPEECH, text)
    return transcripts.freeze(
        hall.room.hearing, kind=EditionKind.RECONSTRUCTION, frozen_on=HELD_ON, **WHO
    )


def test_whoever_freezes_is_told_where_personal_data_stands(hall):
    say(hall.room, UtteranceKind.SPEECH, TEXT)

    (found,) = [one for one in obstacles_of(hall.room.hearing) if one.code == "personal_data"]

    assert (found.count, found.where, found.is_blocking) == (1, ("butir 1",), False)


def test_a_transcript_waits_for_a_decision(hall, edition):
    with pytest.raises(rules.Undecided):
        transcripts.publish(edition, **WHO)
    assert not PublicLine.objects.exists()

    subject = queries.of_edition(edition)
    (item,) = queries.items(subject)
    assert item.where == ("butir 1",)
    decide(hall, subject, Choice.KEEP, "sudah diumumkan sendiri oleh yang bersangkutan")
    transcripts.publish(edition, **WHO)

    assert PublicLine.objects.exists()


def test_what_is_printed_cannot_be_masked_and_is_not_published(hall, edition):
    decide(hall, queries.of_edition(edition), Choice.MASK)

    with pytest.raises(PrivateName, match="butir 1"):
        transcripts.publish(edition, **WHO)

    assert not PublicLine.objects.exists()
