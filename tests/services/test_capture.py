"""What is keyed in the hearing room is kept once, in order, whatever the line does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain.admissions import LegalEffect, QuestionFate
from cases.domain.capture import EntryKind, NotRecorded
from cases.domain.hearings import HearingState, Presence
from cases.domain.transcripts import EditionKind, Rendering, UtteranceKind
from cases.models import (
    Assertion,
    CaptureEntry,
    CaptureTrouble,
    Hearing,
    PanelOrder,
    Participant,
    PublicHearing,
    QuestionThread,
    Undertaking,
    Utterance,
)
from cases.queries import capture as queries
from cases.queries import transcripts as held
from cases.queries.obstacles import obstacles_of
from cases.services import capture, journal, publication, transcripts
from cases.services.capture.receiving import DeviceOfAnother
from tests.hearing_room import RECORDER
from tests.keyed import NOW, START, Device, presence_of, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return record()


def words(hearing):
    """The words that stand, in their order."""
    return [held.latest(row).text for row in held.spoken(hearing)]


def troubles():
    return list(CaptureTrouble.objects.values_list("code", flat=True))


def exchange(room, *, key="j"):
    chair, counsel = room.who("Ketua"), room.who("Darma")
    asked = room.first.say("t", "Pengadaan apa?", chair, to=counsel)
    answered = room.first.say(key, "Cloud.", counsel, replies_to=asked)
    return asked, answered


class TestReceiving:
    def test_what_is_sent_twice_stands_once(self, room):
        exchange(room)
        first = room.first.send()
        again = room.first.send()

        assert first == again == capture.Receipt(taken=2, highest=2)
        assert words(room.hearing) == ["Pengadaan apa?", "Cloud."]

    def test_what_came_before_its_forerunner_waits_for_it(self, room):
        exchange(room)
        receipt = room.first.send(2)
        assert receipt == capture.Receipt(taken=0, highest=2)
        assert words(room.hearing) == []

        assert room.first.send(1).taken == 2
        assert words(room.hearing) == ["Pengadaan apa?", "Cloud."]

    def test_the_first_word_for_a_number_stands(self, room):
        room.first.say("d", "Yang pertama.")
        room.first.send()
        room.first.entries.clear()
        room.first.say("d", "Yang lain.")
        room.first.send()

        assert words(room.hearing) == ["Yang pertama."]

    def test_a_log_belongs_to_who_keyed_it(self, room):
        room.first.say("d", "Satu.")
        room.first.send()
        room.first.user = room.second.user

        with pytest.raises(DeviceOfAnother):
            room.first.send()

    @pytest.mark.parametrize("kind", ["mediasi", "kaukus", "musyawarah_majelis"])
    def test_nobody_takes_down_mediation_or_deliberation(self, kind):
        room = record(kind=kind)
        room.first.say("d", "Rahasia.")

        with pytest.raises(NotRecorded):
            room.first.send()

        assert not CaptureEntry.objects.exists()

    def test_what_was_keyed_is_never_changed_or_deleted(self, room):
        room.first.say("d", "Satu.")
        room.first.send()

        with pytest.raises(DatabaseError), transaction.atomic():
            CaptureEntry.objects.update(payload={})
        with pytest.raises(DatabaseError), transaction.atomic():
            CaptureEntry.objects.all()._raw_delete("default")

    def test_what_cannot_be_read_is_kept_and_holds_nothing_up(self, room):
        room.first.key(EntryKind.TURN, key="?", text="x")
        room.first.key(EntryKind.MARK, turn="a:99", mark="admission")
        room.first.key(EntryKind.FATE, question=7, fate="lain")
        room.first.say("d", "Sesudahnya.\x00")

        assert room.first.send().taken == 4
        assert words(room.hearing) == ["Sesudahnya."]
        assert troubles() == ["entry_unreadable", "turn_unknown", "entry_unreadable"]

    def test_a_page_without_scripts_has_a_log_of_its_own(self, room):
        who = {"by": room.first.user, "now": NOW}
        for text in ("Satu.", "Dua."):
            capture.key_line(room.hearing, EntryKind.TURN, {"key": "d", "text": text}, **who)

        assert words(room.hearing) == ["Satu.", "Dua."]

    def test_what_comes_after_the_record_was_frozen_is_kept_and_told(self, room):
        room.first.say("d", "Satu.")
        room.first.send()
        transcripts.freeze(
            room.hearing, kind=EditionKind.RECONSTRUCTION, frozen_on=NOW.date(),
            actor=RECORDER, now=NOW,
        )  # fmt: skip
        room.second.say("d", "Terlambat.")

        assert room.second.send().taken == 1
        assert words(room.hearing) == ["Satu."]
        assert troubles() == ["already_frozen"]


class TestTurns:
    def test_a_turn_says_who_what_and_where_it_came_from(self, room):
        asked, _answered = exchange(room)
        room.first.say("p", "[Uji konsekuensi diulang]", room.who("Ketua"))
        room.first.say("c", "Ketuk palu", room.who("Ketua"))
        room.first.send()

        question, answer, ruling, scene = held.spoken(room.hearing)
        assert (question.kind, question.speaker, question.role, question.side) == (
            UtteranceKind.QUESTION, "Ketua Wibowo", "Ketua Majelis", "majelis",
        )  # fmt: skip
        assert question.key == asked
        assert answer.replies_to == question
        assert (answer.person, answer.side) == (room.room.counsel, "termohon")
        assert ruling.rendering == Rendering.PARAPHRASE
        assert held.latest(ruling).text == "Uji konsekuensi diulang"
        assert (scene.kind, scene.speaker) == (UtteranceKind.SCENE, "")
        assert held.latest(question).origin == "key"
        assert journal.verify() == ()

    def test_an_answer_to_a_question_that_is_not_there_keeps_its_words(self, room):
        room.first.say("j", "Iya.", room.who("Darma"), replies_to="b:4")
        room.first.send()

        assert words(room.hearing) == ["Iya."]
        assert troubles() == ["turn_unknown"]

    def test_a_turn_that_is_taken_back_stays_in_the_base_and_leaves_the_transcript(self, room):
        asked, answered = exchange(room)
        room.first.key(EntryKind.WITHDRAWAL, turn=answered)
        room.first.send()

        assert words(room.hearing) == ["Pengadaan apa?"]
        assert Utterance.objects.count() == 2
        edition = transcripts.freeze(
            room.hearing, kind=EditionKind.RECONSTRUCTION, frozen_on=NOW.date(),
            actor=RECORDER, now=NOW,
        )  # fmt: skip
        assert "Cloud" not in str(edition.record)
        assert Utterance.objects.get(key=asked).number == 1

    def test_a_question_that_was_answered_is_not_taken_back(self, room):
        asked, answered = exchange(room)
        room.first.key(EntryKind.WITHDRAWAL, turn=asked)
        room.first.send()
        assert (troubles(), len(words(room.hearing))) == (["turn_held"], 2)

        room.first.key(EntryKind.WITHDRAWAL, turn=answered)
        room.first.key(EntryKind.WITHDRAWAL, turn=asked)
        room.first.send()
        assert words(room.hearing) == []

    def test_two_devices_are_put_in_order_by_their_instants(self, room):
        for second in (10, 30, 50):
            room.first.say("d", f"a{second}", after=timedelta(seconds=second))
        for second in (20, 40, 60):
            room.second.say("d", f"b{second}", after=timedelta(seconds=second))
        room.first.send()
        room.second.send()

        assert words(room.hearing) == ["a10", "b20", "a30", "b40", "a50", "b60"]

    def test_a_device_whose_clock_is_wrong_by_hours_is_put_right(self, room):
        room.second.start = START - timedelta(hours=7)
        for second in (10, 30):
            room.first.say("d", f"a{second}", after=timedelta(seconds=second))
        room.second.say("d", "b20", after=timedelta(seconds=20))
        room.first.send(sent_at=NOW)
        room.second.send(sent_at=NOW - timedelta(hours=7))

        assert words(room.hearing) == ["a10", "b20", "a30"]
        entry = CaptureEntry.objects.get(device__device="b")
        assert entry.clock_offset_ms == 7 * 60 * 60 * 1000

    def test_an_answer_stands_behind_its_question_whatever_the_clocks_say(self, room):
        asked = room.first.say("t", "Apa?", room.who("Ketua"))
        room.first.send()
        room.second.start = START - timedelta(seconds=60)
        room.second.say("j", "Cloud.", room.who("Darma"), replies_to=asked)
        room.second.send()

        assert words(room.hearing) == ["Apa?", "Cloud."]

    def test_two_answers_to_one_question_both_stand(self, room):
        asked = room.first.say("t", "Apa?", room.who("Ketua"))
        room.first.send()
        for device in (room.first, room.second):
            device.say("j", f"Cloud ({device.name}).", room.who("Darma"), replies_to=asked)
            device.send()

        question = Utterance.objects.get(key=asked)
        assert question.replies.count() == 2
        assert troubles() == []

    def test_there_is_room_between_any_two_turns(self, room):
        third = Device(room.hearing, room.second.user, "c")
        for second in (1, 9):
            room.first.say("d", f"a{second}", after=timedelta(seconds=second))
        for second in (3, 6):
            room.second.say("d", f"b{second}", after=timedelta(seconds=second))
        for no in range(30):  # each halves what is left before b6
            third.say("d", f"c{no}", after=timedelta(seconds=4, milliseconds=no))
        for device in (room.first, room.second, third):
            device.send()

        between = [f"c{no}" for no in range(30)]
        assert words(room.hearing) == ["a1", "b3", *between, "b6", "a9"]

    @settings(
        max_examples=8,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(data=st.data())
    def test_any_order_and_repetition_of_deliveries_gives_the_same_turns(self, data):
        with transaction.atomic():
            room = record()
            wanted = _key_two_devices(room)
            jobs = [(device, n) for device in (room.first, room.second) for n in range(1, 7)]
            order = data.draw(st.permutations(jobs))
            again = data.draw(st.lists(st.sampled_from(jobs), max_size=10))
            for device, n in [*order, *again]:
                device.send(n)

            assert words(room.hearing) == wanted
            assert troubles() == []
            transaction.set_rollback(True)


def _key_two_devices(room):
    """Six turns on each device, question and answer by turns, woven in time."""
    told = []
    for place, device in enumerate((room.first, room.second)):
        for no in range(1, 7, 2):
            at = timedelta(seconds=20 * no + 5 * place)
            asked = device.say("t", f"{device.name}{no}?", room.who("Ketua"), after=at)
            later = at + timedelta(seconds=13)
            device.say("j", f"{device.name}{no}.", room.who("Darma"), replies_to=asked,
                       after=later)  # fmt: skip
            told += [(at, f"{device.name}{no}?"), (later, f"{device.name}{no}.")]
    return [text for _at, text in sorted(told)]


class TestPhases:
    def act(self, device, act, minutes, **more):
        device.key(EntryKind.PHASE, act=act, after=timedelta(minutes=minutes), **more)

    def test_a_hearing_is_opened_interrupted_and_adjourned_with_its_reason(self, room):
        self.act(room.first, "open", 0)
        self.act(room.first, "recess", 30)
        self.act(room.first, "open", 45)
        self.act(room.first, "adjourn", 90, reason="Termohon belum membawa kontrak",
                 next_note="Senin, 18 Maret 2024, 10.00 WIB")  # fmt: skip
        room.first.send()

        hearing = Hearing.objects.get(pk=room.hearing.pk)
        assert hearing.state == HearingState.ADJOURNED
        assert hearing.adjourn_reason == "Termohon belum membawa kontrak"
        assert hearing.next_note == "Senin, 18 Maret 2024, 10.00 WIB"
        assert (hearing.opened_note, hearing.closed_note) == ("09.00 WIB", "10.30 WIB")
        assert [(row.no, row.is_public) for row in hearing.sessions.order_by("no")] == [
            (1, True),
            (2, True),
        ]

    def test_what_is_said_behind_closed_doors_is_closed_whoever_keyed_it(self, room):
        self.act(room.first, "open", 0)
        self.act(room.first, "close_doors", 10)
        self.act(room.first, "open_doors", 20)
        room.second.say("d", "sebelum", after=timedelta(minutes=5))
        room.second.say("d", "rahasia", after=timedelta(minutes=15))
        room.second.say("d", "sesudah", after=timedelta(minutes=25))
        room.second.send()
        assert not any(row.is_closed for row in held.spoken(room.hearing))

        room.first.send()

        closed = {held.latest(row).text: row.is_closed for row in held.spoken(room.hearing)}
        assert closed == {"sebelum": False, "rahasia": True, "sesudah": False}
        assert [row.session.no for row in held.spoken(room.hearing)] == [1, 2, 3]

    def test_a_device_that_knows_of_closed_doors_closes_its_turns_by_itself(self, room):
        room.first.say("d", "rahasia", closed=True)
        room.first.send()

        assert held.spoken(room.hearing).get().is_closed

    def test_the_same_act_on_two_devices_is_one(self, room):
        for device in (room.first, room.second):
            self.act(device, "open", 0)
            self.act(device, "recess", 30)
            device.send()

        assert room.hearing.sessions.count() == 1

    def test_what_was_said_before_the_end_and_comes_after_it_is_taken(self, room):
        self.act(room.first, "open", 0)
        self.act(room.first, "end", 60)
        room.first.send()
        room.second.say("d", "luring", after=timedelta(minutes=30))
        room.second.send()

        assert words(room.hearing) == ["luring"]
        assert Hearing.objects.get(pk=room.hearing.pk).state == HearingState.CLOSED


def waiting(room):
    """The turns whose marks wait for the word of the chair, as the registry is told."""
    found = obstacles_of(room.hearing)
    return [one.where for one in found if one.code == "unconfirmed_mark"]


class TestMarks:
    def test_an_admission_is_one_once_the_chair_has_said_so(self, room):
        _asked, answered = exchange(room, key="a")
        room.first.send()
        assert not Assertion.objects.exists()

        room.first.say("k", "Dicatat sebagai pengakuan.", room.who("Ketua"), confirms=answered)
        room.first.send()

        assertion = Assertion.objects.get()
        assert assertion.legal_effect == LegalEffect.ADMISSION
        assert assertion.participant == room.room.party()
        assert assertion.proposition.code == "P-1"
        assert assertion.proposition.text == "Pengadaan apa?"
        assert troubles() == []

    def test_the_recorder_words_the_claim_that_is_admitted(self, room):
        _asked, answered = exchange(room)
        mark = room.first.key(
            EntryKind.MARK, turn=answered, mark="admission", what="Termohon memakai cloud"
        )
        room.first.key(EntryKind.CONFIRMATION, confirms=mark)
        room.first.key(EntryKind.CONFIRMATION, confirms=mark)
        room.first.send()

        assert Assertion.objects.get().proposition.text == "Termohon memakai cloud"

    def test_an_admission_that_was_worded_afterwards_waits_for_one_word_only(self, room):
        _asked, answered = exchange(room, key="a")
        mark = room.first.key(
            EntryKind.MARK, turn=answered, mark="admission", what="Termohon memakai cloud"
        )
        room.first.send()
        assert waiting(room) == [("butir 2",)]

        room.first.say("k", "Dicatat.", room.who("Ketua"), confirms=mark)
        room.first.send()

        assert waiting(room) == []

    def test_nobody_but_the_chair_puts_it_on_the_record(self, room):
        _asked, answered = exchange(room, key="a")
        room.first.say("k", "Betul.", room.who("Sari"), confirms=answered)
        room.first.send()

        assert not Assertion.objects.exists()
        assert troubles() == ["not_the_chair"]
        assert words(room.hearing)[-1] == "Betul."

    def test_what_binds_nobody_is_told_and_its_words_stay(self, room):
        said = room.first.say("a", "Benar.", room.who("Sari"))
        room.first.key(EntryKind.CONFIRMATION, confirms=said)
        room.first.send()

        assert troubles() == ["nobody_bound"]
        assert words(room.hearing) == ["Benar."]

    def test_an_order_of_the_chair_stands_at_once_with_its_day(self, room):
        said = room.first.say("p", "Bawa kontraknya.", room.who("Ketua"))
        room.first.key(
            EntryKind.MARK, turn=said, mark="order", what="Membawa kontrak", due_on="2024-03-18"
        )
        room.first.send()

        order = PanelOrder.objects.get()
        assert (order.what, str(order.due_on)) == ("Membawa kontrak", "2024-03-18")
        assert order.given_by == room.room.chair
        assert order.to_body == room.room.respondent
        assert list(order.disputes.all()) == [room.room.dispute]

    def test_a_promise_that_is_confirmed_is_an_undertaking_with_its_day(self, room):
        said = room.first.say("d", "Senin kami serahkan.", room.who("Darma"),
                              register=room.room.disputes[1].code)  # fmt: skip
        mark = room.first.key(
            EntryKind.MARK, turn=said, mark="undertaking", what="Menyerahkan kontrak",
            due_on="2024-03-18",
        )  # fmt: skip
        room.first.key(EntryKind.CONFIRMATION, confirms=mark)
        room.first.send()

        promised = Undertaking.objects.get()
        assert (promised.what, str(promised.due_on)) == ("Menyerahkan kontrak", "2024-03-18")
        assert promised.assertion.proposition.dispute == room.room.disputes[1]
        assert promised.assertion.proposition.code == "K-1"

    def test_a_question_put_off_into_writing_is_promised_by_whom_it_was_put_to(self, room):
        asked = room.first.say("t", "Berapa nilainya?", room.who("Ketua"), to=room.who("Darma"))
        room.first.key(
            EntryKind.FATE, question=asked, fate="deferred_writing", due_on="2024-03-18"
        )
        room.first.send()

        thread = QuestionThread.objects.get()
        assert (thread.fate, thread.label) == (QuestionFate.DEFERRED, "Berapa nilainya?")
        assert thread.undertaking.what == "Menjawab tertulis: Berapa nilainya?"
        assert thread.undertaking.assertion.participant == room.room.party()


class TestSpeakers:
    def test_somebody_is_put_on_the_list_and_speaks(self, room):
        expert = room.first.key(
            EntryKind.SPEAKER, name="Roy Suryo", role="a", capacity="pakar telematika"
        )
        room.first.say("d", "Menurut saya.", expert)
        room.first.send()

        said = held.spoken(room.hearing).get()
        assert (said.speaker, said.role, said.side) == ("Roy Suryo", "Ahli", "ahli")

    def test_who_speaks_for_a_party_binds_it(self, room):
        counsel = room.first.key(EntryKind.SPEAKER, name="Bu Nara", role="kt")
        said = room.first.say("a", "Benar.", counsel)
        room.first.key(EntryKind.CONFIRMATION, confirms=said)
        room.first.send()

        assert Assertion.objects.get().participant == room.room.party()

    def test_whom_two_devices_put_on_the_list_is_one_person(self, room):
        names = [
            device.key(EntryKind.SPEAKER, name="Roy Suryo", role="a")
            for device in (room.first, room.second)
        ]
        for device, name in zip((room.first, room.second), names, strict=True):
            device.say("d", "Menurut saya.", name)
            device.send()

        assert [row.speaker for row in held.spoken(room.hearing)] == ["Roy Suryo"] * 2
        assert sum(one.name == "Roy Suryo" for one in queries.cast(room.hearing)) == 1

    def test_a_witness_is_a_private_person_of_every_dispute(self, room):
        publication.release_all(room.room.disputes, actor=RECORDER, now=NOW)
        room.first.key(EntryKind.SPEAKER, name="Siti Kenari", role="s")
        room.first.send()

        assert Participant.objects.filter(role="saksi").count() == 2
        assert "Kenari" not in str(list(PublicHearing.objects.values()))

    def test_the_roll_is_called(self, room):
        counsel = room.who("Darma")
        room.first.key(EntryKind.PRESENCE, speaker=counsel, presence="remote")
        room.first.send()
        assert presence_of(room, room.room.counsel) == Presence.REMOTE

        room.first.key(EntryKind.PRESENCE, speaker=counsel, presence="absent", note="sakit")
        room.first.send()
        assert presence_of(room, room.room.counsel) == Presence.ABSENT
