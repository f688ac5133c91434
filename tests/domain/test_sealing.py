"""What a closed turn leaves behind, and what a private person is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.adapters import fonts
from cases.adapters.transcript_forms import as_json
from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain import sealing
from cases.domain import transcripts as rules
from cases.domain.publication.folding import veil
from tests import papers

WORDS = ("tersembunyi", "rahasia-judul", "rahasia-pokok", "rahasia-sumber", "Saksi Rahasia")


def closed_record():
    """The sample record with its fifth turn closed, and secrets in all that belongs to it."""
    record = papers.record()
    number = record.turns[4].number
    turn = replace(
        record.turns[4],
        text="tersembunyi",
        section="rahasia-judul",
        speaker="Saksi Rahasia",
        note="tersembunyi",
        gloss="tersembunyi",
        sources=("rahasia",),
        admissions=("P-9",),
        start_ms=1_000,
        end_ms=2_000,
        is_closed=True,
    )
    head = rules.Line(1, 1, None, 0, 0, "rahasia-judul", "head")
    first = next(place for place, line in enumerate(record.lines) if line.number == number)
    return replace(
        record,
        turns=(*record.turns[:4], turn, *record.turns[5:]),
        lines=(*record.lines[:first], head, *record.lines[first:]),
        threads=(*record.threads, rules.Thread(number, (), "open", "rahasia-pokok")),
        propositions=(
            *record.propositions,
            rules.PropositionRef("P-9", "rahasia-pokok", (), (number,)),
        ),
        orders=(*record.orders, rules.OrderRef("rahasia-pokok", "Ketua", None, number)),
        open_questions=(*record.open_questions, "rahasia-pokok"),
        sources=(
            *record.sources,
            rules.SourceRef("rahasia", "rahasia-sumber", "", "", "press"),
        ),
    )


def test_nothing_that_belongs_to_a_closed_turn_is_left():
    told = as_json.render(sealing.without_closed(closed_record()))

    assert [word for word in WORDS if word in told] == []


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_no_form_has_anything_that_belongs_to_a_closed_turn(form):
    made = form.make(closed_record())

    assert [word for word in WORDS if word.encode() in made] == []


def test_the_number_the_place_and_the_time_of_a_closed_turn_stay():
    record = closed_record()

    turn = sealing.without_closed(record).turns[4]

    assert (turn.number, turn.start_ms, turn.end_ms) == (5, 1_000, 2_000)
    assert (turn.speaker, turn.role, turn.text, turn.replies_to) == ("", "", "", None)


def test_an_open_answer_does_not_say_which_closed_question_it_answers():
    record = papers.sealed(papers.record(), 4)

    shown = sealing.without_closed(record)

    assert [turn.replies_to for turn in shown.turns] == [None, None, 2, None, None, None]
    assert [(thread.question, thread.answers) for thread in shown.threads] == [(2, (3,))]


def test_the_fingerprint_is_that_of_the_lines_which_everybody_sees():
    turns = (
        papers.TURNS[0],
        replace(papers.TURNS[1], is_closed=True),
        *papers.TURNS[2:],
    )
    record = papers.record(turns)

    shown = sealing.without_closed(record)

    assert rules.content_digest(shown.lines) == record.content_sha256
    assert not any("pengadaan cloud" in line.text for line in record.lines)


def test_a_closed_line_does_not_tell_how_many_letters_it_had():
    shown = sealing.without_closed(papers.sealed(papers.record(), 4))

    sealed = [line for line in shown.lines if line.kind == "sealed"]
    assert sealed
    assert {(line.char_from, line.char_to) for line in sealed} == {(0, 0)}


def test_the_heading_of_a_closed_turn_keeps_its_height():
    turns = (
        papers.TURNS[0],
        replace(papers.TURNS[1], is_closed=True),
        *papers.TURNS[2:],
    )

    opened = rules.lay_out(papers.TURNS, measure=fonts.measure)
    closed = rules.lay_out(turns, measure=fonts.measure)

    assert [(line.page, line.line, line.number) for line in opened] == [
        (line.page, line.line, line.number) for line in closed
    ]
    changed = [
        (before.kind, after.kind)
        for before, after in zip(opened, closed, strict=True)
        if before != after
    ]
    assert changed == [("head", "sealed"), ("text", "sealed"), ("text", "sealed")]


def test_the_open_parts_and_every_place_stay_as_they_were():
    record = closed_record()

    shown = sealing.without_closed(record)

    assert [turn.number for turn in shown.turns] == [turn.number for turn in record.turns]
    assert [(line.page, line.line) for line in shown.lines] == [
        (line.page, line.line) for line in record.lines
    ]
    assert shown.turns[0] == record.turns[0]


def test_a_record_without_closed_turns_is_the_same_record():
    record = papers.record()

    assert sealing.without_closed(record) == record


def test_a_private_person_stands_under_a_label_and_printed_words_stay():
    record = papers.record()
    name = "Siti Lestari"
    told = replace(
        record,
        applicant=name,
        title=f"{name} v. KPU",
        appearances=(rules.Appearance(name, "Pemohon", "", "hadir", f"anak {name}"),),
        turns=(replace(record.turns[0], note=f"kata {name}"), *record.turns[1:]),
    )

    shown = sealing.veiled(told, veil([(name, "Perseorangan")]))

    assert shown.applicant == "Perseorangan"
    assert name not in as_json.render(shown)
    assert shown.lines == record.lines
    assert [turn.text for turn in shown.turns] == [turn.text for turn in record.turns]
