"""The correcting desk: what may be done to a draft, what is kept, what is refused."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain.accounts import Role
from cases.domain.admissions import QuestionFate
from cases.domain.correcting import (
    ChangedMeanwhile,
    NotCorrectable,
    NothingChanged,
    NotNeighbours,
    OwnWords,
    Search,
    TimesReversed,
    TooManyHits,
    TurnBuiltOn,
)
from cases.domain.errors import ReasonNeeded
from cases.domain.transcripts import (
    AlreadyFrozen,
    AnsweredQuestion,
    OnlyAnswersReply,
    UtteranceKind,
)
from cases.models import (
    JournalEntry,
    TurnCorrection,
    TurnReading,
    TurnWithdrawal,
    Utterance,
    UtteranceRevision,
    WordConfirmation,
)
from cases.queries import correcting as queries
from cases.queries import transcripts as records
from cases.services import journal
from cases.services.transcripts import correcting
from cases.services.transcripts.correcting import Telling, Voicing
from tests.hearing_room import NOW, open_room
from tests.people import account
from tests.public_record import admit, exchange, freeze, judge, say
from tests.standing import standing

pytestmark = pytest.mark.django_db
SPEECH, QUESTION = UtteranceKind.SPEECH, UtteranceKind.QUESTION
WHY = "dicocokkan dengan rekaman"


built, room = standing(open_room)


@pytest.fixture
def clerk(room):
    return account("ratna", room.commission, Role.REGISTRAR)


@pytest.fixture
def second(room):
    return account("budi", room.commission, Role.SUBSTITUTE_REGISTRAR)


def heard(room, text, *, low=(), start=0, **more):
    """A turn that a recogniser heard, a word every second."""
    turn = say(room, SPEECH, text, origin="asr", **more)
    words = [
        {"text": one, "start_ms": start + 1000 * no, "end_ms": start + 1000 * no + 900,
         "probability": 0.2 if one in low else 0.9}
        for no, one in enumerate(text.split())
    ]  # fmt: skip
    first = turn.revisions.get()
    return turn, UtteranceRevision.objects.create(
        utterance=turn, rev=2, text=text, words=words, origin="asr",
        written_by=first.written_by, written_at=NOW,
    )  # fmt: skip


def latest(turn):
    return queries.latest_revision(turn)


def by(user, turn=None):
    told = {"reason": WHY, "by": user, "now": NOW}
    return told if turn is None else told | {"seen_revision": latest(turn).pk}


def edit(turn, user, **changes):
    telling = correcting.telling_of(turn, latest(turn))
    told = {name: getattr(telling, name) for name in Telling.__slots__} | changes
    return correcting.correct(turn, Telling(**told), **by(user, turn))


def texts(room):
    return [records.latest(one).text for one in records.spoken(room.hearing)]


# --- One turn -------------------------------------------------------------------------------


def test_a_correction_stands_beside_what_was_there_with_author_and_reason(room, clerk):
    turn, before = heard(room, "kami tidak bekerja sama", low=["tidak"])

    made = edit(turn, clerk, text="kami juga bekerja sama", speaker="Pak Darma",
                role="Termohon", side="termohon", person=room.counsel, start_ms=5)  # fmt: skip

    turn.refresh_from_db()
    assert (turn.speaker, turn.person, turn.start_ms) == ("Pak Darma", room.counsel, 5)
    assert (made.rev, made.reason, made.written_by) == (3, WHY, f"akun:{clerk.pk}")
    assert UtteranceRevision.objects.get(pk=before.pk).text == "kami tidak bekerja sama"
    told = TurnCorrection.objects.get()
    assert (told.act, told.by, told.before["speaker"]) == ("edit", clerk, "")
    assert JournalEntry.objects.get(act="turns_corrected").payload["reason"] == WHY
    assert journal.verify() == ()


def test_words_that_stayed_keep_their_times_and_new_ones_have_no_probability(room, clerk):
    turn, _before = heard(room, "kami tidak bekerja", start=7000)

    made = edit(turn, clerk, text="kami, juga bekerja sama")

    assert [(one["text"], one["start_ms"], one["probability"]) for one in made.words] == [
        ("kami,", 7000, 0.9), ("juga", 8000, None), ("bekerja", 9000, 0.9),
        ("sama", None, None),
    ]  # fmt: skip


def test_a_correction_without_a_reason_or_without_a_change_is_refused(room, clerk):
    turn, _before = heard(room, "iya")
    telling = correcting.telling_of(turn, latest(turn))

    with pytest.raises(ReasonNeeded):
        correcting.correct(turn, telling, **by(clerk, turn) | {"reason": "  "})
    with pytest.raises(NothingChanged):
        edit(turn, clerk)
    with pytest.raises(TimesReversed):
        edit(turn, clerk, start_ms=9, end_ms=8)
    assert not TurnCorrection.objects.exists()


def test_of_two_correctors_the_second_is_told_and_nothing_is_lost(room, clerk, second):
    turn, before = heard(room, "iya")
    edit(turn, clerk, text="iya, benar")

    with pytest.raises(ChangedMeanwhile):
        correcting.correct(turn, Telling("ya"), **by(second) | {"seen_revision": before.pk})
    assert latest(turn).text == "iya, benar"


def test_pairings_keep_the_law_of_the_dialogue(room, clerk):
    asked, _answered = exchange(room)
    turn, _before = heard(room, "lalu")

    with pytest.raises(OnlyAnswersReply):
        edit(turn, clerk, replies_to=asked)
    with pytest.raises(AnsweredQuestion):
        edit(asked, clerk, kind=SPEECH)
    edit(turn, clerk, kind=UtteranceKind.ANSWER, replies_to=asked)
    turn.refresh_from_db()
    assert turn.replies_to == asked


def test_a_frozen_record_takes_no_correction(room, clerk, second):
    _asked, answered = exchange(room)
    seen = latest(answered)
    freeze(room)

    for act in (
        lambda: edit(answered, clerk, text="Tidak"),
        lambda: correcting.split(answered, 1, **by(clerk, answered)),
        lambda: correcting.withdraw(answered, **by(clerk, answered)),
        lambda: correcting.insert(answered, Telling("x"), is_closed=False, **by(clerk)),
        lambda: correcting.read(answered, seen_revision=seen.pk, by=second, now=NOW),
        lambda: correcting.confirm_word(seen, 0, by=second, now=NOW),
        lambda: correcting.replace_all(room.hearing, Search("Iya", "Ya"), [seen.pk],
                                       **by(clerk)),
        lambda: correcting.open_window(room.hearing, 3, by=clerk, now=NOW),
    ):  # fmt: skip
        with pytest.raises(AlreadyFrozen):
            act()


# --- Cut, joined, put in, taken back --------------------------------------------------------


def test_a_turn_is_cut_where_somebody_else_began_to_speak(room, clerk):
    turn, _before = heard(room, "apakah bekerja sama iya benar")
    other, _its = heard(room, "lanjut")

    made = correcting.split(turn, 3, **by(clerk, turn))

    turn.refresh_from_db()
    assert texts(room) == ["apakah bekerja sama", "iya benar", "lanjut"]
    assert (turn.end_ms, made.start_ms) == (3000, 3000)
    assert [one["start_ms"] for one in latest(made).words] == [3000, 4000]
    assert {one.act for one in TurnCorrection.objects.all()} == {"split"}
    assert turn.position < made.position < other.position


def test_what_is_cut_off_a_closed_turn_is_closed(room, clerk):
    turn, _before = heard(room, "rahasia sekali", is_closed=True)

    assert correcting.split(turn, 1, **by(clerk, turn)).is_closed


@pytest.mark.parametrize("at", [0, 1, 9])
def test_a_turn_is_not_cut_where_one_side_is_empty(room, clerk, at):
    turn, _before = heard(room, "iya")

    with pytest.raises(NotCorrectable):
        correcting.split(turn, at, **by(clerk, turn))


def test_there_is_always_room_between_two_turns(room, clerk):
    first, _ = heard(room, " ".join("abcdefghijklmnopqrstuvwxyz"))
    heard(room, "akhir")

    for _round in range(25):
        correcting.split(first, 1, **by(clerk, first))
        last = list(records.spoken(room.hearing))[1]
        correcting.join(first, seen_revisions=(latest(first).pk, latest(last).pk), **by(clerk))
        first.refresh_from_db()

    assert texts(room) == [" ".join("abcdefghijklmnopqrstuvwxyz"), "akhir"]


def test_two_turns_are_joined_and_the_second_stays_on_record(room, clerk):
    first, _ = heard(room, "kami memang")
    second_turn, _ = heard(room, "bekerja sama", start=5000)
    seen = latest(first).pk, latest(second_turn).pk

    made = correcting.join(first, seen_revisions=seen, **by(clerk))

    assert texts(room) == ["kami memang bekerja sama"]
    assert [one["start_ms"] for one in made.words] == [0, 1000, 5000, 6000]
    taken = TurnWithdrawal.objects.get()
    assert (taken.utterance, taken.into, taken.withdrawn_by) == (second_turn, first, clerk)
    assert latest(second_turn).text == "bekerja sama"


def test_only_neighbours_of_the_same_openness_are_joined(room, clerk):
    first, _ = heard(room, "terbuka")
    closed, _ = heard(room, "tertutup", is_closed=True)
    seen = latest(first).pk, latest(closed).pk

    with pytest.raises(NotNeighbours):
        correcting.join(first, seen_revisions=seen, **by(clerk))
    with pytest.raises(NotNeighbours):
        correcting.join(closed, seen_revisions=(seen[1], seen[0]), **by(clerk))


def test_a_forgotten_turn_is_put_in_between_two(room, clerk):
    first, _ = heard(room, "satu")
    heard(room, "tiga")

    made = correcting.insert(
        first, Telling("dua", QUESTION, speaker="Ketua Wibowo"), is_closed=False, **by(clerk)
    )

    assert texts(room) == ["satu", "dua", "tiga"]
    assert (made.kind, latest(made).reason) == ("question", WHY)


@pytest.mark.parametrize(("before", "after", "told", "is_closed"), [
    (True, True, False, True), (True, False, False, False), (False, False, True, True),
])  # fmt: skip
def test_between_closed_turns_what_is_put_in_is_closed(
    room, clerk, before, after, told, is_closed
):
    first, _ = heard(room, "satu", is_closed=before)
    heard(room, "tiga", is_closed=after)

    made = correcting.insert(first, Telling("dua"), is_closed=told, **by(clerk))

    assert made.is_closed is is_closed


def test_times_that_run_back_after_a_join_are_unknown_after_a_cut(room, clerk):
    first, _ = heard(room, "satu dua", start=9000)
    behind, _ = heard(room, "tiga empat")
    Utterance.objects.filter(pk=first.pk).update(start_ms=9000, end_ms=11_000)
    Utterance.objects.filter(pk=behind.pk).update(start_ms=0, end_ms=2000)
    first.refresh_from_db()

    correcting.join(first, seen_revisions=(latest(first).pk, latest(behind).pk), **by(clerk))
    first.refresh_from_db()
    joined_until = first.end_ms
    made = correcting.split(first, 3, **by(clerk, first))

    first.refresh_from_db()
    assert (joined_until, first.end_ms, made.start_ms) == (None, None, 1000)


def test_a_turn_is_taken_back_and_its_words_stay(room, clerk):
    turn, _before = heard(room, "salah ketik")

    correcting.withdraw(turn, **by(clerk, turn))

    assert texts(room) == []
    assert latest(turn).text == "salah ketik"
    assert TurnWithdrawal.objects.get().reason == WHY
    with pytest.raises(NotCorrectable):
        edit(turn, clerk, text="lagi")


def test_what_others_build_upon_is_not_taken_back(room, clerk):
    asked, answered = exchange(room)
    alone = say(room, QUESTION, "Berapa?")
    judge(alone, QuestionFate.OPEN)
    admit(room, answered)

    for turn in (asked, answered, alone):
        with pytest.raises(TurnBuiltOn):
            correcting.withdraw(turn, **by(clerk, turn))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture],
          deadline=None)  # fmt: skip
@given(st.lists(st.tuples(st.sampled_from(["split", "join"]), st.integers(0, 5)), max_size=6))
def test_cutting_and_joining_never_lose_or_double_a_word(room, clerk, acts):
    with transaction.atomic():
        heard(room, "satu dua tiga empat lima")
        heard(room, "enam tujuh")
        for act, place in acts:
            turns = list(records.spoken(room.hearing))
            turn = turns[place % len(turns)]
            if act == "split" and len(latest(turn).text.split()) > 1:
                correcting.split(turn, 1, **by(clerk, turn))
            elif act == "join" and turn != turns[-1]:
                behind = turns[turns.index(turn) + 1]
                seen = latest(turn).pk, latest(behind).pk
                correcting.join(turn, seen_revisions=seen, **by(clerk))
        words = " ".join(texts(room)).split()
        times = [
            one["start_ms"] for turn in records.spoken(room.hearing)
            for one in latest(turn).words
        ]  # fmt: skip
        transaction.set_rollback(True)

    assert words == ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh"]
    assert times == [0, 1000, 2000, 3000, 4000, 0, 1000]


# --- Many turns -----------------------------------------------------------------------------


def voicing(room):
    return Voicing(room.counsel, "Pak Darma", "Termohon", "termohon")


def test_a_label_becomes_a_person_in_every_turn_that_was_shown(room, clerk):
    turns = [heard(room, text, speaker="SPEAKER_01")[0] for text in ("satu", "dua", "tiga")]
    heard(room, "lain", speaker="SPEAKER_02")
    shown = [latest(one).pk for one in turns[:2]]

    done = correcting.revoice(room.hearing, voicing(room), shown, **by(clerk))

    assert [one.utterance_id for one in done.revisions] == [one.pk for one in turns[:2]]
    assert list(Utterance.objects.order_by("position").values_list("speaker", flat=True)) == [
        "Pak Darma", "Pak Darma", "SPEAKER_01", "SPEAKER_02",
    ]  # fmt: skip
    assert latest(turns[0]).text == "satu"
    assert TurnCorrection.objects.first().before["speaker"] == "SPEAKER_01"


def test_a_replacement_changes_what_was_shown_and_nothing_else(room, clerk, second):
    turns = [heard(room, text)[0] for text in ("pasal 12", "menurut pasal 3", "pasal 4")]
    found = correcting.find(room.hearing, Search("pasal", "Pasal"))
    shown = [one.revision.pk for one in found]
    edit(turns[1], second, text="pasal 30")

    done = correcting.replace_all(
        room.hearing, Search("pasal", "Pasal"), shown, without=[(shown[2], 1)], **by(clerk)
    )

    assert texts(room) == ["Pasal 12", "pasal 30", "pasal 4"]
    assert [one.utterance for one in done.missed] == [turns[1]]
    assert latest(turns[0]).words[1]["start_ms"] == 1000


def test_a_plan_of_another_hearing_changes_nothing(room, clerk):
    other = open_room(name="jabar")
    turn, seen = heard(other, "pasal 12")

    with pytest.raises(NothingChanged):
        correcting.replace_all(room.hearing, Search("pasal", "Pasal"), [seen.pk], **by(clerk))
    with pytest.raises(NothingChanged):
        correcting.revoice(room.hearing, voicing(room), [seen.pk], **by(clerk))
    assert latest(turn).text == "pasal 12"


def test_a_plan_that_nobody_can_read_is_refused(room):
    heard(room, "a " * 501)

    with pytest.raises(TooManyHits):
        correcting.find(room.hearing, Search("a", "b"))


def test_many_turns_are_corrected_in_as_many_queries_as_few(room, clerk):
    def count(turns):
        heard_now = [heard(room, "pasal satu", speaker="X")[0] for _no in range(turns)]
        shown = [latest(one).pk for one in heard_now]
        with CaptureQueriesContext(connection) as caught:
            correcting.replace_all(room.hearing, Search("pasal", "Pasal"), shown, **by(clerk))
        return len(caught)

    assert count(2) == count(9)


# --- The second reader, and words that were listened to -------------------------------------


def unread(room):
    return list(queries.unread_turns(room.hearing))


def test_a_turn_is_read_by_somebody_else_until_it_changes(room, clerk, second):
    turn, _before = heard(room, "iya")
    edit(turn, clerk, text="iya benar")

    with pytest.raises(OwnWords):
        correcting.read(turn, seen_revision=latest(turn).pk, by=clerk, now=NOW)
    correcting.read(turn, seen_revision=latest(turn).pk, by=second, now=NOW)
    correcting.read(turn, seen_revision=latest(turn).pk, by=second, now=NOW)
    assert (unread(room), TurnReading.objects.count()) == ([], 1)

    edit(turn, second, text="iya, benar")
    assert unread(room) == [turn]


def test_a_whole_day_is_read_but_not_what_came_later_or_is_ones_own(room, clerk, second):
    turns = [heard(room, text)[0] for text in ("satu", "dua", "tiga")]
    edit(turns[0], second, text="satu!")
    newest = latest(turns[0]).pk
    edit(turns[2], clerk, text="tiga!")

    assert correcting.read_all(room.hearing, newest=newest, by=second, now=NOW) == 1
    assert unread(room) == [turns[0], turns[2]]
    with pytest.raises(OwnWords):
        correcting.read_all(room.hearing, newest=newest, by=second, now=NOW)


def test_a_doubtful_word_is_asked_about_until_somebody_confirms_it(room, clerk):
    _turn, seen = heard(room, "menurut Pasal dua", low=["Pasal", "dua"])

    assert [one.text for one in queries.doubtful_words(room.hearing)] == ["Pasal", "dua"]
    correcting.confirm_word(seen, 1, by=clerk, now=NOW)
    correcting.confirm_word(seen, 1, by=clerk, now=NOW)
    assert [one.text for one in queries.doubtful_words(room.hearing)] == ["dua"]
    assert WordConfirmation.objects.count() == 1


def test_a_confirmed_word_stays_so_while_others_change(room, clerk):
    turn, seen = heard(room, "menurut Pasal dua", low=["Pasal", "dua"])
    correcting.confirm_word(seen, 1, by=clerk, now=NOW)

    edit(turn, clerk, text="kata mereka menurut Pasal dua")

    assert [one.text for one in queries.doubtful_words(room.hearing)] == ["dua"]
    edit(turn, clerk, text="kata mereka menurut Pasal tiga")
    assert queries.doubtful_words(room.hearing) == []


def test_a_word_that_is_not_there_or_stands_no_more_is_not_confirmed(room, clerk):
    turn, seen = heard(room, "iya", low=["iya"])
    with pytest.raises(NotCorrectable):
        correcting.confirm_word(seen, 1, by=clerk, now=NOW)
    edit(turn, clerk, text="ya")
    with pytest.raises(ChangedMeanwhile):
        correcting.confirm_word(seen, 0, by=clerk, now=NOW)


def test_what_waits_is_asked_with_as_many_queries_for_many_turns(room, clerk):
    def count():
        with CaptureQueriesContext(connection) as caught:
            queries.doubtful_words(room.hearing)
            list(queries.unread_turns(room.hearing))
            list(queries.open_proposals(room.hearing))
            queries.rows_of(room.hearing, queries.standing(room.hearing))
        return len(caught)

    heard(room, "Pasal satu", low=["satu"])
    few = count()
    for _no in range(4):
        heard(room, "Pasal satu", low=["satu"])

    assert count() == few


@pytest.mark.parametrize(
    "model", [TurnCorrection, TurnReading, WordConfirmation, TurnWithdrawal]
)
def test_what_was_done_at_the_desk_only_grows(room, clerk, second, model):
    turn, seen = heard(room, "iya benar")
    correcting.confirm_word(seen, 0, by=clerk, now=NOW)
    correcting.split(turn, 1, **by(clerk, turn))
    correcting.read(turn, seen_revision=latest(turn).pk, by=second, now=NOW)
    correcting.withdraw(turn, **by(clerk, turn))
    row = model.objects.first()

    for act in (lambda: model.objects.filter(pk=row.pk).update(id=row.pk + 99), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
