"""Words from elsewhere come into a draft: nothing is lost, nothing is written twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from cases.adapters.transcript_forms import as_json
from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain.captions import UnreadableCaptions
from cases.domain.capture import EntryKind, PhaseAct
from cases.domain.hearings import MediationIsClosed, Presence
from cases.domain.parties import PartyRole
from cases.domain.recordings import ImportState
from cases.domain.transcripts import (
    AlreadyFrozen,
    EditionKind,
    UtteranceKind,
)
from cases.models import (
    Appearance,
    Assertion,
    Edition,
    Hearing,
    JournalEntry,
    QuestionThread,
    TranscriptImport,
    Utterance,
    UtteranceRevision,
)
from cases.queries import recordings
from cases.queries import transcripts as queries
from cases.queries.obstacles import obstacles_of
from cases.services import admissions, parties, registry, transcripts
from cases.services.transcripts import imports
from tests import keyed
from tests.hearing_room import HELD_ON, NOW, READER, open_room
from tests.public_record import WHO, admit, exchange, freeze, judge, say

pytestmark = pytest.mark.django_db
LATER = datetime(2024, 3, 15, 3, 0, tzinfo=UTC)

VTT = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
<v Ketua Wibowo>Apakah Termohon

2
00:00:04.000 --> 00:00:06.000
<v Ketua Wibowo>menguasai dokumen itu?

3
00:00:07.000 --> 00:00:00.000
<v Pak Darma>Ya --
"""


@pytest.fixture
def room():
    return open_room()


def bring(room, content, **more):
    told = content if isinstance(content, bytes) else content.encode()
    return transcripts.import_file(room.hearing, told, name="takarir.vtt", **WHO, **more)


def appears(room, name, role):
    """A private person with a part in the disputes, who came to the hearing."""
    person = parties.add_person(name, **WHO)
    for dispute in room.disputes:
        registry.add_participant(dispute, person, role=role, kind="perseorangan", **WHO)
    Appearance.objects.create(
        hearing=room.hearing, person=person, role=role, presence=Presence.PRESENT
    )
    return person


def turns(room):
    return [(row.speaker, queries.latest(row).text) for row in queries.spoken(room.hearing)]


def key(room, start_ms, speaker, text="", *, kind=UtteranceKind.SPEECH):
    """What a pressed key leaves: who speaks from when on."""
    said = say(room, kind, text, speaker=speaker)
    Utterance.objects.filter(pk=said.pk).update(start_ms=start_ms)
    return said


def lossless(room):
    edition = room.hearing.editions.get()
    return FORMS["json"].make(queries.record_of(edition)).decode()


def test_cues_of_one_speaker_become_one_turn_with_its_times(room):
    report = bring(room, VTT)

    assert (report.cues, report.turns) == (3, 2)
    assert turns(room) == [
        ("Ketua Wibowo", "Apakah Termohon menguasai dokumen itu?"),
        ("Pak Darma", "Ya --"),
    ]
    first, second = queries.spoken(room.hearing)
    assert (first.start_ms, first.end_ms, first.role, first.side) == (
        1000, 6000, "Ketua Majelis", "majelis",
    )  # fmt: skip
    assert (first.person, second.person) == (room.chair, room.counsel)
    assert (second.start_ms, second.end_ms, second.side) == (7000, None, "termohon")


def test_each_cue_stays_a_turn_where_that_is_asked(room):
    assert bring(room, VTT, keep_cues=True).turns == 3


def test_the_report_tells_what_was_odd_by_its_line(room):
    report = bring(room, VTT)

    assert report.told()["remarks"] == [{"line": 12, "code": "ends_early", "text": "7000 → 0"}]
    assert TranscriptImport.objects.get().report == report.told()


def test_the_same_file_is_written_once(room):
    bring(room, VTT)

    again = bring(room, VTT)

    assert (again.is_known, again.turns) == (True, 0)
    assert room.hearing.utterances.count() == 2
    states = TranscriptImport.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [ImportState.DONE, ImportState.KNOWN]


def test_the_same_file_may_serve_another_hearing(room):
    other = open_room(name="jabar")
    bring(room, VTT)

    assert bring(other, VTT).turns == 2


def test_another_file_is_written_after_the_turns_that_stand(room):
    say(room, UtteranceKind.SPEECH, "Sidang dibuka.", speaker="Ketua Wibowo")

    bring(room, VTT)

    assert [speaker for speaker, _text in turns(room)] == [
        "Ketua Wibowo", "Ketua Wibowo", "Pak Darma",
    ]  # fmt: skip


def test_a_dry_run_leaves_nothing(room):
    report = bring(room, VTT, is_dry=True)

    assert report.turns == 2
    assert not Utterance.objects.exists()
    assert not TranscriptImport.objects.exists()
    assert not JournalEntry.objects.filter(act="transcript_imported").exists()


def test_a_frozen_record_takes_no_words(room):
    exchange(room)
    freeze(room)

    with pytest.raises(AlreadyFrozen):
        bring(room, VTT)


def test_mediation_has_no_transcript(room):
    Hearing.objects.filter(pk=room.hearing.pk).update(kind="mediasi")

    with pytest.raises(MediationIsClosed, match="mediasi"):
        bring(room, VTT)


def test_a_file_without_words_is_refused_in_a_sentence(room):
    with pytest.raises(UnreadableCaptions, match="bukan takarir"):
        bring(room, b"\x00\x01\x02 bukan apa-apa")
    assert not TranscriptImport.objects.exists()


def test_the_journal_holds_counts_and_the_fingerprint_and_no_word(room):
    bring(room, VTT)

    entry = JournalEntry.objects.get(act="transcript_imported")
    assert (entry.payload["cues"], entry.payload["turns"]) == (3, 2)
    assert len(entry.payload["sha256"]) == 64
    assert "dokumen" not in json.dumps(entry.payload)


def test_words_go_to_the_turns_that_the_key_log_began(room):
    key(room, 500, "Ketua Wibowo", kind=UtteranceKind.QUESTION)
    key(room, 6500, "Pak Darma")

    report = bring(room, VTT.replace("<v Ketua Wibowo>", "").replace("<v Pak Darma>", ""))

    assert (report.turns, report.filled) == (0, 2)
    assert turns(room) == [
        ("Ketua Wibowo", "Apakah Termohon menguasai dokumen itu?"),
        ("Pak Darma", "Ya --"),
    ]
    revision = UtteranceRevision.objects.filter(rev=2).first()
    assert (revision.origin, revision.written_by) == ("import", WHO["actor"].name)


def test_what_was_keyed_in_the_hearing_room_says_who_spoke():
    recording = keyed.record()
    device = recording.first
    device.key(EntryKind.PHASE, act=PhaseAct.OPEN, after=timedelta(0))
    device.say("t", "Apakah dikuasai?", recording.who("Ketua"), after=timedelta(seconds=1))
    taken_back = device.say("d", "Salah.", recording.who("Ketua"), after=timedelta(seconds=4))
    device.key(EntryKind.WITHDRAWAL, turn=taken_back, after=timedelta(seconds=5))
    device.say("d", "Ya", recording.who("Darma"), after=timedelta(seconds=6))
    device.send()
    hearing = Hearing.objects.get(pk=recording.hearing.pk)

    stretches, turns = recordings.key_log(hearing)

    assert [(one.start_ms, one.speaker) for one in stretches] == [
        (1000, "Ketua Wibowo"),
        (6000, "Pak Darma"),
    ]
    assert [row.key for row in turns.values()] == ["a:2", "a:5"]


def test_dots_alone_say_who_speaks_and_wait_for_the_words(room):
    key(room, 1000, "Ketua Wibowo", "...", kind=UtteranceKind.QUESTION)
    key(room, 7000, "Pak Darma", "…")
    assert [one.count for one in obstacles_of(room.hearing) if one.code == "wordless"] == [2]

    assert bring(room, VTT).filled == 2

    assert turns(room) == [
        ("Ketua Wibowo", "Apakah Termohon menguasai dokumen itu?"),
        ("Pak Darma", "Ya --"),
    ]


def test_words_that_somebody_typed_stand_and_the_others_are_told(room):
    key(room, 500, "Ketua Wibowo", "Apakah Termohon menguasainya?")
    key(room, 6500, "Pak Darma")

    report = bring(room, VTT)

    assert turns(room)[0] == ("Ketua Wibowo", "Apakah Termohon menguasainya?")
    kept = [one["text"] for one in report.told()["remarks"] if one["code"] == "has_words"]
    assert kept == ["Apakah Termohon menguasai dokumen itu?"]


def test_words_before_the_first_key_stand_before_its_turn(room):
    key(room, 6500, "Pak Darma")

    report = bring(room, VTT)

    assert (report.turns, report.filled) == (1, 1)
    assert [speaker for speaker, _text in turns(room)] == ["Ketua Wibowo", "Pak Darma"]


def test_words_keep_their_times_and_how_sure_the_recogniser_was(room):
    words = [
        {"word": " Ya,", "start": 1.0, "end": 1.4, "probability": 0.95},
        {"word": " Alibaba", "start": 1.4, "end": 2.0, "probability": 0.21},
    ]
    told = {"segments": [{"start": 1.0, "end": 2.0, "text": " Ya, Alibaba", "words": words}]}

    bring(room, json.dumps(told))

    revision = UtteranceRevision.objects.get()
    assert revision.confidence == "low"
    assert revision.words[1] == {
        "text": "Alibaba", "start_ms": 1400, "end_ms": 2000, "probability": 0.21,
    }  # fmt: skip


def test_a_private_person_is_named_by_their_part_alone(room):
    person = appears(room, "Siti Pribadi", PartyRole.APPLICANT)

    bring(room, VTT.replace("Pak Darma", "Siti Pribadi"))

    spoken = list(queries.spoken(room.hearing))[-1]
    assert (spoken.speaker, spoken.role, spoken.person) == ("", "Pemohon", person)


def test_a_part_without_a_name_says_for_whom_somebody_spoke(room):
    bring(room, VTT.replace("Pak Darma", "KUASA TERMOHON"))

    spoken = list(queries.spoken(room.hearing))[-1]
    assert (spoken.speaker, spoken.role, spoken.side, spoken.person) == (
        "", "Kuasa Termohon", "termohon", None,
    )  # fmt: skip


def test_thousands_of_turns_come_in_without_a_lost_one(room):
    rows = [
        {"start": no, "end": 0, "speaker": f"Penutur {no % 5}", "text": f"Ucapan ke-{no}. --"}
        for no in range(3000)
    ]

    report = bring(room, json.dumps(rows))

    assert (report.cues, report.turns) == (3000, 3000)
    texts = [text for _speaker, text in turns(room)]
    assert texts == [row["text"] for row in rows]


def test_an_answer_in_a_list_of_turns_finds_its_question(room):
    rows = [
        {"number": 1, "kind": "question", "speaker": "Ketua Wibowo", "text": "Apakah?"},
        {"number": 2, "kind": "answer", "replies_to": 1, "speaker": "Pak Darma", "text": "Ya"},
        {"number": 3, "kind": "answer", "replies_to": 9, "speaker": "Pak Darma", "text": "Ya"},
    ]

    bring(room, json.dumps({"utterances": rows}))

    asked, answered, lost = queries.spoken(room.hearing)
    assert (answered.replies_to, lost.replies_to) == (asked, None)
    assert asked.kind == "question"


def _frozen_room(*, certified):
    """A hearing with an exchange, an admission and an order, frozen."""
    room = open_room()
    asked, answered = exchange(room)
    judge(asked)
    say(room, UtteranceKind.SCENE, "KETUK PALU 3X")
    say(room, UtteranceKind.RULING, "Sidang ditunda.", speaker="Ketua Wibowo",
        role="Ketua Majelis", note="dibacakan berdiri", text_en="Adjourned.")  # fmt: skip
    _review(admit(room, answered, is_reviewed=False))
    admissions.order_by_panel(
        room.hearing,
        admissions.PanelOrderDetails("R-1", "Membawa kontrak", HELD_ON),
        disputes=room.disputes,
        given_by=room.chair,
        utterance=answered,
        **WHO,
    )
    _freeze(room, certified=certified)
    return room


def _review(_proposition):
    for assertion in Assertion.objects.filter(reviewed_by=""):
        admissions.review(assertion, reviewer=READER, now=NOW)


def _freeze(room, *, certified):
    kind = EditionKind.CERTIFIED if certified else EditionKind.RECONSTRUCTION
    signed = {"certified_by": room.registrar} if certified else {}
    transcripts.freeze(room.hearing, kind=kind, frozen_on=HELD_ON, **signed, **WHO)


@pytest.mark.parametrize("certified", [True, False])
def test_the_lossless_form_gives_the_same_transcript_again(certified):
    with transaction.atomic():
        before = lossless(_frozen_room(certified=certified))
        transaction.set_rollback(True)
    assert not Edition.objects.exists()
    room = open_room()

    report = bring(room, before)
    _review(None)
    _freeze(room, certified=certified)

    assert lossless(room) == before
    assert report.turns == 4
    assert QuestionThread.objects.get().fate == "direct"


def test_a_record_from_the_press_stays_one_and_waits_for_a_second_person():
    with transaction.atomic():
        before = lossless(_frozen_room(certified=False))
        transaction.set_rollback(True)
    room = open_room()

    bring(room, before)

    assert set(UtteranceRevision.objects.values_list("origin", flat=True)) == {"press"}
    assert Assertion.objects.get().reviewed_by == ""
    assert queries.draft_record(room.hearing).propositions == ()


def test_what_a_record_says_of_another_hearing_is_told():
    with transaction.atomic():
        before = lossless(_frozen_room(certified=True))
        transaction.set_rollback(True)
    room = open_room(name="jabar")

    report = bring(room, before)

    told = [one["text"] for one in report.told()["remarks"] if one["code"] == "not_of_hearing"]
    assert any("Komisi Informasi pusat" in text for text in told)


@pytest.mark.parametrize("harm", [
    lambda record: record["turns"][0].update(text=None),
    lambda record: record["turns"][0].update(kind="gaib"),
    lambda record: record["turns"][0].update(start_ms=-1),
    lambda record: record["turns"][1].update(number=1),
    lambda record: record["threads"][0].update(fate="gaib"),
    lambda record: record["threads"][0].update(question=99),
    lambda record: record.pop("registers"),
])  # fmt: skip
def test_a_record_that_is_not_whole_is_refused_and_nothing_is_written(harm):
    with transaction.atomic():
        told = json.loads(lossless(_frozen_room(certified=True)))
        transaction.set_rollback(True)
    room = open_room()
    harm(told["record"])

    with pytest.raises(UnreadableCaptions, match="tidak lengkap"):
        bring(room, json.dumps(told))
    assert not Utterance.objects.exists()


def test_closed_words_do_not_come_back_from_a_public_form():
    with transaction.atomic():
        room = open_room()
        say(room, UtteranceKind.SPEECH, "Rahasia dagang", is_closed=True)
        _freeze(room, certified=True)
        before = lossless(room)
        transaction.set_rollback(True)
    room = open_room()

    report = bring(room, before)

    assert [one["code"] for one in report.told()["remarks"]] == ["without_words"]
    assert Utterance.objects.get().is_closed


def test_the_times_of_words_follow_the_clock_of_the_hearing(room):
    reading = imports.read(VTT.encode(), room.hearing)
    batch = TranscriptImport.objects.create(
        code="BCDFGHJK", hearing=room.hearing, name="a", created_by="b", created_at=NOW
    )

    imports.bring(batch, reading, sha256="0" * 64, offset_ms=-2000, **WHO)

    assert [row.start_ms for row in queries.spoken(room.hearing)] == [None, 5000]


def test_a_list_of_who_spoke_names_the_speakers(room):
    text = VTT.replace("<v Ketua Wibowo>", "").replace("<v Pak Darma>", "")
    reading = imports.read(text.encode(), room.hearing)
    batch = TranscriptImport.objects.create(
        code="BCDFGHJK", hearing=room.hearing, name="a", created_by="b", created_at=NOW
    )

    log = [(6500, "Pak Darma"), (0, "Ketua Wibowo")]
    imports.bring(batch, reading, sha256="0" * 64, log=log, **WHO)

    assert [speaker for speaker, _text in turns(room)] == ["Ketua Wibowo", "Pak Darma"]


def test_the_record_of_a_draft_comes_back_as_it_was(room):
    exchange(room)
    before = queries.draft_record(room.hearing)
    other = open_room(name="jabar")

    bring(other, as_json.render(before))

    after = queries.draft_record(other.hearing)
    same = [replace(turn, sources=()) for turn in before.turns]
    assert [replace(turn, sources=()) for turn in after.turns] == same
