"""The keys of the hearing room, and the stretches that its acts make."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import capture, vocabulary
from cases.domain.admissions import QuestionFate
from cases.domain.capture import Form, Phase, PhaseAct, Stretch
from cases.domain.parties import PartyRole
from cases.domain.transcripts import UtteranceKind

LINES = json.loads(Path(__file__).with_name("capture_lines.json").read_text("utf-8"))
TODAY = date.fromisoformat(LINES["today"])
START = datetime(2024, 3, 13, 2, 0, tzinfo=UTC)
NOTHING = {"who": None, "key": "", "target": "", "due_on": None, "words": ""}


def at(minutes):
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("line", "told"), LINES["lines"], ids=[row[0] for row in LINES["lines"]]
)
def test_a_line_is_read_as_it_stands_in_the_table_of_lines(line, told):
    read = asdict(capture.read(line, today=TODAY))
    if read["due_on"]:
        read["due_on"] = read["due_on"].isoformat()

    assert read == NOTHING | told


@given(st.text(max_size=60))
def test_any_line_is_read_and_no_word_is_lost(line):
    read = capture.read(line, today=TODAY)

    assert read.words in line.strip()
    assert (read.form is Form.EMPTY) == (not line.strip())


@given(st.text(max_size=60))
def test_one_stroke_takes_words_as_they_are(words):
    read = capture.read(f"/{words}", today=TODAY)

    assert (read.form, read.words) == (Form.TURN, words.strip())


def test_every_kind_of_turn_but_the_marker_has_a_key():
    keyed = {one.kind for one in capture.KINDS.values()}

    assert keyed == {*UtteranceKind} - {UtteranceKind.OFF_RECORD}
    assert {one.fate for one in capture.FATES.values()} == {*QuestionFate}
    assert {PartyRole(one.code) for one in capture.ROLES.values()} == {*PartyRole}


@pytest.mark.parametrize("group", ["capture_kind", "capture_mark", "capture_phase"])
def test_every_key_has_its_words(group):
    codes = {
        "capture_kind": {one.code for one in capture.KINDS.values()},
        "capture_mark": {one.code for one in capture.MARKS.values()},
        "capture_phase": {one.value for one in Phase},
    }

    assert codes[group] == set(vocabulary.terms(group))


def test_a_hearing_with_a_recess_and_closed_doors_has_its_stretches():
    acts = [
        (at(0), PhaseAct.OPEN),
        (at(20), PhaseAct.CLOSE_DOORS),
        (at(30), PhaseAct.OPEN_DOORS),
        (at(40), PhaseAct.RECESS),
        (at(60), PhaseAct.OPEN),
        (at(90), PhaseAct.END),
    ]

    assert capture.stretches(acts, is_public=True) == (
        Stretch(at(0), at(20), is_public=True),
        Stretch(at(20), at(30), is_public=False),
        Stretch(at(30), at(40), is_public=True),
        Stretch(at(60), at(90), is_public=True),
    )


def test_a_hearing_announced_as_closed_opens_behind_closed_doors():
    assert capture.stretches([(at(0), PhaseAct.OPEN)], is_public=False) == (
        Stretch(at(0), None, is_public=False),
    )


def test_doors_closed_in_a_recess_are_closed_when_it_goes_on():
    acts = [PhaseAct.OPEN, PhaseAct.RECESS, PhaseAct.CLOSE_DOORS]

    assert capture.phase_after(acts, is_public=True) == (Phase.RECESS, False)
    gone_on = capture.phase_after([*acts, PhaseAct.OPEN], is_public=True)
    assert gone_on == (Phase.CLOSED_DOORS, False)


def test_what_has_ended_is_not_opened_again():
    acts = [PhaseAct.OPEN, PhaseAct.ADJOURN, PhaseAct.OPEN]

    assert capture.phase_after(acts, is_public=True) == (Phase.ENDED, True)


@given(st.lists(st.tuples(st.integers(0, 50), st.sampled_from(PhaseAct)), max_size=12))
def test_stretches_never_overlap_and_do_not_depend_on_the_order_of_arrival(told):
    acts = [(at(minutes), act) for minutes, act in told]

    found = capture.stretches(acts, is_public=True)

    assert found == capture.stretches(reversed(acts), is_public=True)
    assert all(one.closed_at is None or one.opened_at < one.closed_at for one in found)
    assert all(
        first.closed_at is not None and first.closed_at <= second.opened_at
        for first, second in pairwise(found)
    )
