"""Turns that the registrar closes by hand: what is kept, what is public, what is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain.accounts import Role
from cases.domain.capture import EntryKind
from cases.domain.correcting import (
    ArticleNeeded,
    BehindDoors,
    ChangedMeanwhile,
    NoRun,
    NothingChanged,
)
from cases.domain.errors import ReasonNeeded
from cases.domain.transcripts import AlreadyFrozen, UtteranceKind
from cases.models import (
    HearingSession,
    JournalEntry,
    PublicLine,
    TurnCorrection,
    Utterance,
    UtteranceRevision,
)
from cases.queries import correcting as queries
from cases.queries import transcripts as records
from cases.services import admissions, publication, recordings, transcripts
from cases.services.transcripts import correcting
from tests import heard
from tests.hearing_room import NOW, open_room
from tests.keyed import record
from tests.people import account
from tests.public_record import WHO, freeze, say
from tests.services.test_publication import everything_on_the_shelf
from tests.standing import standing

pytestmark = pytest.mark.django_db
SPEECH = UtteranceKind.SPEECH
ARTICLE, WHY = "UU 14/2008 Pasal 43 ayat (4)", "uji konsekuensi dibacakan tertutup"
CANARY = "KENARITERTUTUP"

built, room = standing(open_room)


@pytest.fixture
def clerk(room):
    return account("ratna", room.commission, Role.REGISTRAR)


@pytest.fixture
def turns(room):
    return [say(room, SPEECH, f"{CANARY} {no}", speaker=f"Saksi {no}") for no in range(5)]


def newest(room):
    return max(one.pk for one in queries.latest_of(room.hearing))


def close(room, clerk, first, last=None, **more):
    told = {"seen": newest(room), "article": ARTICLE, "reason": WHY, "by": clerk, "now": NOW}
    return correcting.close(first, last or first, **told | more)


def reopen(room, clerk, first, last=None, **more):
    told = {"seen": newest(room), "reason": "keliru", "by": clerk, "now": NOW}
    return correcting.reopen(first, last or first, **told | more)


def words_in(made):
    """What can be read in a form: inside the parts of a DOCX and on the pages of a PDF."""
    if made.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    if made.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            made = b"".join(parts.read(name) for name in parts.namelist())
    return made.decode(errors="replace")


def closed(room):
    return [one.is_closed for one in records.spoken(room.hearing)]


def test_a_run_of_turns_is_closed_with_reason_and_article_and_every_wording_stays(
    room, clerk, turns
):
    made = close(room, clerk, turns[1], turns[3])

    assert closed(room) == [False, True, True, True, False]
    assert [(one.rev, one.text, one.reason) for one in made] == [
        (2, f"{CANARY} {no}", WHY) for no in (1, 2, 3)
    ]
    act = TurnCorrection.objects.get(revision=made[0])
    assert (act.act, act.article, act.before, act.by) == (
        "close", ARTICLE, {"is_closed": False}, clerk,
    )  # fmt: skip
    entry = JournalEntry.objects.filter(act="turns_corrected").latest("pk")
    assert (entry.payload["act"], entry.payload["article"]) == ("close", ARTICLE)
    assert entry.payload["reason"] == WHY
    assert len(entry.payload["turns"]) == 3


def test_what_was_closed_by_hand_is_blank_in_every_form_and_on_the_shelf(room, clerk, turns):
    say(room, SPEECH, "sidang dibuka", speaker="Ketua")
    close(room, clerk, turns[0], turns[4])

    edition = freeze(room)
    transcripts.publish(edition, **WHO)
    publication.release_all(room.disputes, **WHO)

    for form in FORMS.values():
        said = words_in(form.make(records.record_of(edition)))
        assert "sidang dibuka" in said or form.suffix == "json"
        assert CANARY not in said
        assert "Saksi 3" not in said
    lines = list(PublicLine.objects.values_list("text", "kind"))
    assert not any(CANARY in text or "Saksi" in text for text, _kind in lines)
    assert sum(kind == "sealed" for _text, kind in lines) == 5


def test_what_was_closed_by_mistake_is_opened_again_before_certification(room, clerk, turns):
    close(room, clerk, turns[0], turns[2])

    (made,) = reopen(room, clerk, turns[1])

    assert closed(room) == [True, False, True, False, False]
    act = TurnCorrection.objects.get(revision=made)
    assert (act.act, act.article, act.before) == ("open", "", {"is_closed": True})


def test_an_order_that_was_spoken_in_what_is_closed_is_public_no_more(room, clerk, turns):
    details = admissions.PanelOrderDetails("o-1", CANARY)
    admissions.order_by_panel(
        room.hearing,
        details,
        disputes=room.disputes,
        given_by=room.chair,
        utterance=turns[0],
        **WHO,
    )
    publication.release_all(room.disputes, **WHO)
    assert CANARY in everything_on_the_shelf()

    close(room, clerk, turns[0])

    assert CANARY not in everything_on_the_shelf()


def test_turns_that_stand_so_already_are_left_and_nothing_is_written(room, clerk, turns):
    close(room, clerk, turns[1])
    made = close(room, clerk, turns[0], turns[2])

    assert [one.utterance for one in made] == [turns[0], turns[2]]
    with pytest.raises(NothingChanged):
        close(room, clerk, turns[0], turns[2])
    with pytest.raises(NothingChanged):
        reopen(room, clerk, turns[3])


def test_nothing_is_closed_without_reason_and_article(room, clerk, turns):
    with pytest.raises(ReasonNeeded):
        close(room, clerk, turns[0], reason=" ")
    with pytest.raises(ArticleNeeded):
        close(room, clerk, turns[0], article=" ")

    assert UtteranceRevision.objects.filter(rev=2).count() == 0


def test_a_run_that_runs_back_or_ends_elsewhere_is_refused(room, clerk, turns):
    other = open_room(name="jabar")
    elsewhere = say(other, SPEECH, "lain")

    for last in (turns[0], elsewhere):
        with pytest.raises(NoRun):
            close(room, clerk, turns[2], last)

    assert not any(closed(room))


def test_what_somebody_wrote_meanwhile_is_looked_at_first(room, clerk, turns):
    seen = newest(room)
    correcting.correct(
        turns[1],
        correcting.Telling("lain sama sekali"),
        seen_revision=queries.latest_revision(turns[1]).pk,
        reason=WHY,
        by=clerk,
        now=NOW,
    )

    with pytest.raises(ChangedMeanwhile):
        close(room, clerk, turns[0], turns[2], seen=seen)

    assert not any(closed(room))


def test_what_is_frozen_is_neither_closed_nor_opened(room, clerk, turns):
    close(room, clerk, turns[0])
    freeze(room)

    with pytest.raises(AlreadyFrozen):
        close(room, clerk, turns[1])
    with pytest.raises(AlreadyFrozen):
        reopen(room, clerk, turns[0])


def test_what_was_said_in_a_closed_session_is_not_opened_by_hand(room, clerk, turns):
    session = HearingSession.objects.create(hearing=room.hearing, no=1, is_public=False)
    Utterance.objects.filter(pk=turns[0].pk).update(session=session, is_closed=True)

    with pytest.raises(BehindDoors):
        reopen(room, clerk, turns[0])

    assert closed(room)[0]


def test_what_was_said_in_a_closed_part_of_the_sound_is_not_opened_by_hand(room, clerk, turns):
    Utterance.objects.filter(pk=turns[0].pk).update(start_ms=11_000, end_ms=12_000)
    recording = heard.brings(room, heard.bringer())
    recordings.close_part(recording, 10_000, 15_000, reason="penetapan", **WHO)
    assert closed(room)[0]

    with pytest.raises(BehindDoors):
        reopen(room, clerk, turns[0])

    assert closed(room)[0]


def test_acts_that_come_late_from_the_room_open_nothing_that_a_hand_closed():
    room = record(name="jabar")
    room.first.say("d", "rahasia", after=timedelta(minutes=5))
    room.first.say("d", "terbuka", after=timedelta(minutes=6))
    room.first.send()
    secret, _other = records.spoken(room.hearing)
    close(room, account("ratna", room.hearing.commission, Role.REGISTRAR), secret)

    room.first.key(EntryKind.PHASE, act="open", after=timedelta(0))
    room.first.key(EntryKind.PHASE, act="recess", after=timedelta(minutes=30))
    room.first.send()

    assert room.hearing.sessions.exists()
    assert closed(room) == [True, False]


def test_the_database_takes_no_closing_without_its_article(room, clerk, turns):
    seen = queries.latest_revision(turns[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        TurnCorrection.objects.create(revision=seen, act="close", by=clerk)
