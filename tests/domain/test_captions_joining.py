"""Words joined with the log that says who spoke, and cues joined into turns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import captions
from cases.domain.captions import Cue, Notes, Oddity, Stretch, Word

LOG = [Stretch(0, "Ketua", 1), Stretch(5000, "Termohon", 2), Stretch(9000, "Ketua", 3)]


def placed(*cues, log=LOG):
    notes = Notes()
    found = captions.who_spoke(cues, log, notes)
    return [(one.cue.speaker, one.cue.text) for one in found], notes.told


@pytest.mark.parametrize(("start", "end", "who"), [
    (1000, 4000, "Ketua"), (4000, 5500, "Ketua"), (4500, 8000, "Termohon"),
    (4000, 6000, "Ketua"), (5000, 5000, "Termohon"), (9500, None, "Ketua"),
    (20_000, 30_000, "Ketua"),
])  # fmt: skip
def test_a_cue_belongs_to_whom_it_shares_most_time_with(start, end, who):
    assert placed(Cue(start, end, "", "kata"))[0] == [(who, "kata")]


def test_a_cue_is_cut_where_the_speaker_changes_between_its_words():
    words = (Word("ada?", 4000, 4900), Word("Ada,", 5100, 5600), Word("majelis", 5600, 6000))

    assert placed(Cue(4000, 6000, "", "ada? Ada, majelis", words))[0] == [
        ("Ketua", "ada?"), ("Termohon", "Ada, majelis"),
    ]  # fmt: skip


def test_a_cue_whose_words_are_not_all_of_its_text_stays_whole():
    words = (Word("ada?", 4000, 4900), Word("Ada,", 5100, 5600))

    assert placed(Cue(4000, 6000, "", "ada? Ada, majelis", words))[0] == [
        ("Ketua", "ada? Ada, majelis"),
    ]  # fmt: skip


def test_the_log_says_who_speaks_and_the_other_name_is_told():
    told, remarks = placed(Cue(1000, 2000, "Termohon", "kata", line=7))

    assert told == [("Ketua", "kata")]
    assert [(one.line, one.oddity, one.text) for one in remarks] == [
        (7, Oddity.OTHER_SPEAKER, "Termohon → Ketua")
    ]


def test_speakers_that_a_machine_told_apart_get_the_names_of_the_log():
    assert placed(Cue(1000, 2000, "SPEAKER_00", "kata")) == ([("Ketua", "kata")], [])


def test_a_cue_without_a_time_keeps_what_it_says_itself():
    assert placed(Cue(None, None, "Saksi", "kata"))[0] == [("Saksi", "kata")]


def test_a_log_of_pairs_may_come_in_any_order():
    log = captions.log_of([(5000, "Termohon"), (0, "Ketua")])

    assert placed(Cue(6000, 7000, "", "kata"), log=log)[0] == [("Termohon", "kata")]


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 4000)), max_size=20),
       st.lists(st.integers(0, 20_000), max_size=8))  # fmt: skip
def test_joining_loses_no_word_and_writes_none_twice(spans, keys):
    cues = [
        Cue(start, start + length, "", f"kata{no}") for no, (start, length) in enumerate(spans)
    ]
    log = [Stretch(ms, f"P{no}", no) for no, ms in enumerate(keys)]

    turns = captions.turns_of(captions.who_spoke(cues, log, Notes()))

    said = [word for one in turns for word in one.cue.text.split()]
    assert sorted(said) == sorted(cue.text for cue in cues)
    assert sum(one.cues for one in turns) == len(cues)


# --- Turns ----------------------------------------------------------------------------------


def merged(*cues, **how):
    spoken_ = [captions.Spoken(cue) for cue in cues]
    return [(one.cue.speaker, one.cue.text) for one in captions.turns_of(spoken_, **how)]


def test_cues_of_one_speaker_are_one_turn_from_beginning_to_end():
    turns = captions.turns_of([
        captions.Spoken(Cue(0, 1000, "Ketua", "Apakah")),
        captions.Spoken(Cue(1000, None, "Ketua", "ada")),
        captions.Spoken(Cue(1500, 3000, "Ketua", "dokumen?")),
    ])  # fmt: skip

    assert turns[0].cue == Cue(0, 3000, "Ketua", "Apakah ada dokumen?")
    assert turns[0].cues == 3


def test_an_interruption_is_a_turn_of_its_own():
    assert merged(
        Cue(0, 1, "Ketua", "Jadi --"),
        Cue(1, 2, "Termohon", "Maaf."),
        Cue(2, 3, "Ketua", "-- ya?"),
    ) == [("Ketua", "Jadi --"), ("Termohon", "Maaf."), ("Ketua", "-- ya?")]


def test_where_nobody_is_known_a_turn_ends_with_a_sentence_before_a_pause():
    assert merged(
        Cue(0, 1000, "", "Apakah"), Cue(1000, 2000, "", "ada?"), Cue(2300, 3000, "", "Ada."),
        Cue(9000, 9500, "", "baik"),
    ) == [("", "Apakah ada?"), ("", "Ada."), ("", "baik")]  # fmt: skip


def test_turns_stay_turns():
    same = [Cue(0, 1, "Ketua", "Satu"), Cue(1, 2, "Ketua", "Dua")]

    assert len(merged(*same, are_turns=True)) == 2


@pytest.mark.parametrize(("probabilities", "sure"), [
    ([0.9, 0.9], "high"), ([0.9, 0.5], "medium"), ([0.2, 0.9], "low"), ([None], ""), ([], ""),
])  # fmt: skip
def test_how_sure_follows_from_the_words(probabilities, sure):
    words = [Word("kata", probability=one) for one in probabilities]

    assert captions.confidence(words) == sure
