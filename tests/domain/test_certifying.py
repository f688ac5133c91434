"""What is in the way of a transcript, where its lines go, and what closed lines keep."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.adapters import fonts
from cases.adapters.transcript_forms import as_json, checks
from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain import sealing
from cases.domain import transcripts as t
from cases.domain.transcripts import obstacles
from tests import papers

RECORD = papers.record()
SECRET = "Nomor gudangnya tujuhbelas kalimantan selatan"
CLOSED = papers.record(
    (
        *papers.TURNS[:4],
        replace(papers.TURNS[4], text=SECRET, is_closed=True, section="Bagian gudang"),
        papers.TURNS[5],
    )
)
WORDS = st.text(st.sampled_from("abc def ghi "), min_size=1, max_size=300)


def lines_of(*texts):
    turns = [
        t.Turn(no, t.UtteranceKind.SPEECH, t.Rendering.QUOTED, "A", "B", text, section="Awal")
        for no, text in enumerate(texts, start=1)
    ]
    return t.lay_out(turns, measure=fonts.measure)


class TestConcordance:
    def test_the_same_words_stand_at_the_same_place(self):
        found = t.concordance(RECORD.lines, RECORD.lines)

        assert all(one.first == one.new_first and not one.is_changed for one in found)
        assert len(found) == sum(line.kind != "blank" for line in RECORD.lines)

    def test_what_was_put_in_moves_what_follows_and_says_only_itself_changed(self):
        long = "sisipan yang panjang sekali " * 12
        old, new = lines_of("Satu dua.", "Tiga."), lines_of(f"Satu {long} dua.", "Tiga.")

        found = {line.first.text: line for line in t.concordance(old, new)}

        assert found["A, B: Satu dua."].is_changed
        moved = found["A, B: Tiga."]
        assert not moved.is_changed
        assert moved.new_first.line > moved.first.line

    def test_a_word_that_moves_to_another_line_is_found_there(self):
        told = " ".join(f"kata{no}" for no in range(60))
        old, new = lines_of(told), lines_of(f"Yth {told}")

        for one in t.concordance(old, new):
            if one.first.kind == "text":
                reached = [x for x in new if one.new_first.line <= x.line <= one.new_last.line]
                words = one.first.text.removeprefix("A, B: ").split()
                assert set(words) <= set(" ".join(x.text for x in reached).split())

    @given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
    @settings(deadline=None, max_examples=40)
    def test_every_line_but_blanks_is_told_once_and_stands_on_a_line(self, pairs):
        old = lines_of(*(first for first, _second in pairs))
        new = lines_of(*(second for _first, second in pairs))

        found = t.concordance(old, new)

        places = [(one.page, one.line) for one in old if one.kind != "blank"]
        assert [(one.first.page, one.first.line) for one in found] == places
        assert all(one.new_first in new and one.new_last in new for one in found)

    def test_closed_lines_without_turn_are_told_run_by_run(self):
        shown = sealing.without_closed(CLOSED).lines
        hidden = [replace(x, number=None) if x.kind == "sealed" else x for x in shown]

        found = [x for x in t.concordance(hidden, hidden) if x.first.kind == "sealed"]

        assert found
        assert all(one.first == one.new_first for one in found)


class TestObstacles:
    def test_scenes_and_notes_need_no_speaker(self):
        nobody = replace(papers.TURNS[0], speaker="")

        assert list(obstacles.voiceless([nobody, papers.TURNS[5]])) == [nobody]

    def test_a_turn_that_begins_before_the_last_has_ended_overlaps(self):
        times = ((0, 9), (5, 7), (8, 12), (12, 13), (None, None))
        turns = [
            replace(papers.TURNS[0], number=no, start_ms=start, end_ms=end)
            for no, (start, end) in enumerate(times, start=1)
        ]

        assert [one.number for one in obstacles.overlapping(turns)] == [2, 3]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Lihat bukti P-3 dan bukti t 12.", {"P-3": 1, "T-12": 1}),
            ("Bukti baru, P-3 menyusul.", {}),
            ("bukti M–04", {"M-4": 1}),
        ],
    )
    def test_exhibits_are_read_as_they_are_spoken_of(self, text, found):
        turn = replace(papers.TURNS[0], number=1, text=text)

        assert obstacles.exhibits_named([turn]) == found


class TestClosedLines:
    def test_they_are_opened_again_at_the_same_place(self):
        full = sealing.opened(CLOSED, measure=fonts.measure)

        turns = tuple(replace(one, is_closed=False) for one in CLOSED.turns)
        assert full.lines == t.lay_out(turns, measure=fonts.measure)
        assert full.is_full

    def test_a_full_record_is_read_back_as_it_was(self):
        full = sealing.opened(CLOSED, measure=fonts.measure)

        assert as_json.parse(FORMS["json"].make_full(full).decode()) == full

    @pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
    def test_every_form_says_which_lines_are_closed_and_keeps_their_height(self, form):
        made = form.make(CLOSED)

        assert checks.faults(form, made, CLOSED) == ()
        told = " ".join(checks.text_of(form.mime, made).split())
        is_data = form.name == "json"
        assert is_data or "dirahasiakan, UU 14/2008 Pasal 43 ayat (4)]" in told
        assert "tujuhbelas" not in told

    @pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
    def test_a_form_with_a_closed_word_is_found_out(self, form):
        full = form.make_full(sealing.opened(CLOSED, measure=fonts.measure))

        assert "tujuhbelas" in checks.text_of(form.mime, full)
        assert any("dirahasiakan" in one for one in _all_faults(form, full))

    @pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
    def test_a_form_may_say_by_itself_what_was_also_said_behind_closed_doors(self, form):
        said = (
            "Waktu tidak direkam; baris itu dirahasiakan menurut UU 14/2008 Pasal 43 ayat (4)."
        )
        turns = [replace(one, text=said) if one.is_closed else one for one in CLOSED.turns]
        record = replace(CLOSED, turns=tuple(turns))

        assert list(checks.closed_words(form, form.make(record), record)) == []


class TestChecks:
    @pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
    def test_what_was_made_of_another_record_is_found_out(self, form):
        turns = (
            replace(papers.TURNS[0], text="Kata yang lain sama sekali."),
            *papers.TURNS[1:],
        )
        other = papers.record(turns[:-1])

        assert checks.faults(form, form.make(other), RECORD)
        assert checks.faults(form, form.make(RECORD), RECORD) == ()

    @pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
    def test_what_cannot_be_read_is_a_fault_and_no_failure(self, form):
        assert checks.faults(form, b"\xff\xfe bukan", RECORD)


def _all_faults(form, content):
    return checks.closed_words(form, content, CLOSED)
