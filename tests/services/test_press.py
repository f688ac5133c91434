"""Quotations of an article that somebody has seen beside the record: kept once, for good."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.domain.admissions import NotAWebAddress, NotOfThisDispute
from cases.domain.press import Said, compare
from cases.models import JournalEntry, PressArticle, ReportedQuote
from cases.services import press
from cases.services.press import ArticleDetails, NothingChosen
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.public_record import exchange, freeze
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
TEXT = (
    '"Apakah bekerja sama dengan Darma Awan?" tanya Anggota Sari, Kamis (14/3/2024).\n'
    '"Benar," jawab Pak Darma.\n'
    '"Kami belum pernah membaca kontraknya," kata Budi.\n'
)
DETAILS = ArticleDetails(
    "Kabar", "online", TEXT, title="Kontrak awan", url="https://kabar.test/1",
    published_on=date(2024, 3, 14),
)  # fmt: skip


built, room = standing(open_room)


@pytest.fixture
def compared(room):
    asked, answered = exchange(room)
    freeze(room)
    turns = [
        Said(asked.pk, "Ketua Wibowo", "Ketua Majelis", text_of(asked), HELD_ON),
        Said(answered.pk, "Pak Darma", "Termohon", text_of(answered), HELD_ON, asked.pk),
    ]
    return compare(TEXT, turns)


def text_of(turn):
    return turn.revisions.get().text


def test_what_was_chosen_is_kept_with_its_turn_and_its_differences(room, compared):
    article = press.keep_quotes(room.dispute, DETAILS, compared[:2], **WHO)

    asked, answered = article.quotes.order_by("start")
    assert asked.utterance.kind == "question"
    assert {one["kind"] for one in asked.differences} == {"speaker", "date"}
    assert answered.differences[-1] == {
        "kind": "wording", "reported": "Benar", "recorded": "Iya",
    }  # fmt: skip
    assert (asked.reviewed_by, asked.score) == (RECORDER.name, 100)
    assert TEXT[asked.start :].startswith("Apakah bekerja")


def test_the_text_is_not_kept_only_its_fingerprint_and_its_length(room, compared):
    press.keep_quotes(room.dispute, DETAILS, compared[:1], **WHO)

    told = PressArticle.objects.values().get()
    assert "Budi" not in str(told)
    assert (told["length"], len(told["text_sha256"])) == (len(TEXT), 64)


def test_the_same_quotation_is_kept_once(room, compared):
    press.keep_quotes(room.dispute, DETAILS, compared[:1], **WHO)
    press.keep_quotes(room.dispute, DETAILS, compared[:2], **WHO)

    assert PressArticle.objects.count() == 1
    assert ReportedQuote.objects.count() == 2


def test_what_was_not_found_cannot_be_kept(room, compared):
    assert compared[2].match is None
    with pytest.raises(NothingChosen):
        press.keep_quotes(room.dispute, DETAILS, compared[2:], **WHO)
    assert not PressArticle.objects.exists()


def test_a_turn_of_another_dispute_is_none_of_its_own(compared):
    elsewhere = open_room(name="daerah")

    with pytest.raises(NotOfThisDispute):
        press.keep_quotes(elsewhere.dispute, DETAILS, compared[:1], **WHO)


def test_an_address_that_runs_something_is_refused(room, compared):
    details = ArticleDetails("Kabar", "online", TEXT, url="javascript:alert(1)")

    with pytest.raises(NotAWebAddress):
        press.keep_quotes(room.dispute, details, compared[:1], **WHO)


def test_the_journal_tells_the_fingerprint_and_how_many(room, compared):
    article = press.keep_quotes(room.dispute, DETAILS, compared[:2], **WHO)

    entry = JournalEntry.objects.get(act="quotes_reviewed")
    assert entry.payload == {"sha256": article.text_sha256, "quotes": 2}


@pytest.mark.parametrize("act", ["update", "delete"])
def test_what_was_kept_stays(room, compared, act):
    press.keep_quotes(room.dispute, DETAILS, compared[:1], **WHO)
    rows = ReportedQuote.objects.all()

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete() if act == "delete" else rows.update(quote="lain")
