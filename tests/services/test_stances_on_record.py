"""The word of the chair puts a stance on the record: later words than it, and once."""

from __future__ import annotations

import pytest

from cases.domain.admissions import AlreadyOnRecord, NotTheChair
from cases.domain.transcripts import UtteranceKind
from cases.models import JournalEntry, PublicAdmission
from cases.services import admissions, publication, transcripts
from tests.hearing_room import NOW, RECORDER, open_room
from tests.public_record import admit, exchange, freeze, judge, say
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


def speak():
    room = open_room()
    asked, answered = exchange(room)
    judge(asked)
    word = say(room, UtteranceKind.SPEECH, "Dicatat sebagai pengakuan.",
               speaker="Ketua Wibowo", person=room.chair)  # fmt: skip
    other = say(room, UtteranceKind.SPEECH, "Kami mencatat.", person=room.counsel)
    edition = freeze(room)
    stance = admit(room, answered).assertions.get()
    transcripts.publish(edition, **WHO)
    publication.release_all(room.disputes, **WHO)
    word.refresh_from_db()
    return room, stance, word, other, asked


built, spoken = standing(speak)


def stance_shown():
    return PublicAdmission.objects.get().body["admission"]["stances"][0]


def test_its_word_puts_a_stance_on_the_record(spoken):
    _room, stance, word, *_ = spoken

    noted = admissions.put_on_record(stance, word, **WHO)

    assert noted.word == word
    assert stance_shown()["chair_place"] == "1:5"
    assert JournalEntry.objects.get(act="stance_put_on_record").payload["number"] == 3


def test_nobody_elses_word_does_and_none_that_came_before(spoken):
    _room, stance, _word, other, asked = spoken

    for words in (other, asked):
        with pytest.raises(NotTheChair):
            admissions.put_on_record(stance, words, **WHO)


def test_it_does_so_once(spoken):
    _room, stance, word, *_ = spoken
    admissions.put_on_record(stance, word, **WHO)

    with pytest.raises(AlreadyOnRecord):
        admissions.put_on_record(stance, word, **WHO)
