"""Two wordings compared, words that keep their times, a search that shows what it changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import correcting as rules
from cases.domain.calendars import CalendarDoesNotReach, shipped
from cases.domain.captions import Word
from cases.domain.correcting import (
    BadPattern,
    NotCorrectable,
    Risk,
    RunKind,
    Search,
    TimesReversed,
)

WORDS = st.sampled_from(["Pasal", "empat", "termohon", "Termohon,", "iya", "a", "b", "12"])
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
ODD_TEXTS = st.one_of(TEXTS, st.text(max_size=60))


@st.composite
def heard(draw):
    """Words in the order of their times, some without."""
    told, at = [], 0
    for text in draw(st.lists(WORDS, max_size=12)):
        at += draw(st.integers(0, 500))
        has_time = draw(st.booleans())
        told.append(
            Word(text, at if has_time else None, at + 100 if has_time else None,
                 draw(st.sampled_from([None, 0.1, 0.9])))
        )  # fmt: skip
    return told


# --- Differences ----------------------------------------------------------------------------


def runs(old, new):
    return [(one.kind.value, one.old, one.new) for one in rules.difference(old, new)]


def test_a_difference_tells_what_stayed_came_and_went():
    assert runs("Iya kami bekerja sama", "Iya kami tidak bekerja") == [
        ("equal", "Iya kami ", "Iya kami "),
        ("insert", "", "tidak "),
        ("equal", "bekerja ", "bekerja"),
        ("delete", "sama", ""),
    ]


@given(ODD_TEXTS, ODD_TEXTS)
def test_a_difference_holds_both_wordings_whole(old, new):
    told = rules.difference(old, new)

    assert "".join(one.old for one in told) == old
    assert "".join(one.new for one in told) == new


@given(ODD_TEXTS)
def test_what_did_not_change_differs_in_nothing(text):
    assert {one.kind for one in rules.difference(text, text)} <= {RunKind.EQUAL}


# --- Times ----------------------------------------------------------------------------------


def test_a_word_that_stayed_keeps_its_time_and_a_new_one_has_none():
    told = rules.realigned(
        [Word("pasal", 0, 90, 0.9), Word("dua", 100, 190, 0.3), Word("puluh", 200, 290, 0.8)],
        "Pasal 20, puluh sekali",
    )

    assert told == (
        Word("Pasal", 0, 90, 0.9), Word("20,", 100, 190), Word("puluh", 200, 290, 0.8),
        Word("sekali"),
    )  # fmt: skip


@given(heard(), ODD_TEXTS)
def test_the_words_are_those_of_the_text(words, text):
    assert [one.text for one in rules.realigned(words, text)] == text.split()


@given(heard(), TEXTS)
def test_no_time_is_made_up_and_none_runs_back(words, text):
    told = [one for one in rules.realigned(words, text) if one.start_ms is not None]
    starts = [one.start_ms for one in told]

    assert {(one.start_ms, one.end_ms) for one in told} <= {
        (one.start_ms, one.end_ms) for one in words
    }
    assert starts == sorted(starts)


@given(heard())
def test_an_edit_that_changes_nothing_keeps_every_time(words):
    text = " ".join(one.text for one in words)

    assert list(rules.realigned(words, text)) == words


@given(heard(), TEXTS)
def test_aligning_twice_is_aligning_once(words, text):
    once = rules.realigned(words, text)

    assert rules.realigned(once, text) == once


@given(TEXTS, st.integers(0, 12))
def test_a_turn_that_is_cut_loses_no_word(text, at):
    first, second = rules.cut(text, at)

    assert first.split() + second.split() == text.split()
    assert len(first.split()) == min(at, len(text.split()))


@pytest.mark.parametrize("at", [0, 3, -1])
def test_a_turn_is_cut_between_two_words(at):
    with pytest.raises(NotCorrectable):
        rules.check_split(3, at)


def test_a_turn_does_not_end_before_it_begins():
    rules.check_times(5, 5)
    rules.check_times(None, 5)
    with pytest.raises(TimesReversed):
        rules.check_times(6, 5)


# --- Doubts ---------------------------------------------------------------------------------


def queue(text, *, low=(), bodies=(), confirmed=()):
    words = [
        Word(one, no, no + 1, 0.2 if no in low else 0.9) for no, one in enumerate(text.split())
    ]
    found = rules.doubts_of(words, turn=1, position=Decimal(1), bodies=bodies,
                            confirmed=confirmed)  # fmt: skip
    return [(one.text, one.risk) for one in rules.in_order(found)]


def test_bodies_come_first_then_provisions_then_money_then_all_others():
    text = "kami bayar dua juta menurut Pasal 12 kepada Darma Awan"

    assert queue(text, low=range(10), bodies=rules.bodies_of(["PT Darma Awan"])) == [
        ("Darma", Risk.BODY), ("Awan", Risk.BODY),
        ("Pasal", Risk.ARTICLE), ("12", Risk.ARTICLE),
        ("dua", Risk.MONEY), ("juta", Risk.MONEY),
        ("kami", Risk.OTHER), ("bayar", Risk.OTHER), ("menurut", Risk.OTHER),
        ("kepada", Risk.OTHER),
    ]  # fmt: skip


def test_what_somebody_confirmed_or_nobody_doubted_is_not_in_the_queue():
    assert queue("iya tidak", low=[0, 1], confirmed=[0]) == [("tidak", Risk.OTHER)]
    assert rules.doubts_of([Word("iya")], turn=1, position=Decimal(1)) == []
    sure = [Word("iya", 0, 1, 0.1, is_sure=True)]
    assert rules.doubts_of(sure, turn=1, position=Decimal(1)) == []


@given(heard())
def test_every_doubtful_word_is_asked_about_once_and_in_order(words):
    found = rules.in_order(rules.doubts_of(words, turn=1, position=Decimal(1)))

    assert sorted(one.place for one in found) == [
        no for no, one in enumerate(words) if one.probability == 0.1
    ]
    assert [one.risk for one in found] == sorted(one.risk for one in found)


# --- Search and replace ---------------------------------------------------------------------


def becomes(text, find, put, **how):
    hits = rules.hits_of(Search(find, put, **how), text)
    return rules.replaced(text, hits)


@pytest.mark.parametrize(("find", "how", "told"), [
    ("pasal", {}, "Pasal 12 dan Ps. 2, berpasal-Ps."),
    ("Pasal", {}, "Ps. 12 dan pasal 2, berpasal-pasal"),
    ("pasal", {"is_case_sensitive": False}, "Ps. 12 dan Ps. 2, berpasal-Ps."),
    ("pasal", {"is_whole_word": False}, "Pasal 12 dan Ps. 2, berPs.-Ps."),
    (r"[Pp]asal (\d+)", {"is_pattern": True}, "Ps. 12 dan Ps. 2, berpasal-pasal"),
])  # fmt: skip
def test_a_search_is_as_narrow_as_it_is_asked(find, how, told):
    text = "Pasal 12 dan pasal 2, berpasal-pasal"
    put = r"Ps. \1" if how.get("is_pattern") else "Ps."

    assert becomes(text, find, put, **how) == told


def test_plain_text_is_never_read_as_a_pattern():
    assert becomes("a.c abc", "a.c", r"\1", is_whole_word=False) == r"\1 abc"


@pytest.mark.parametrize(("find", "put"), [
    ("", "x"), ("   ", "x"), ("(", "x"), ("x" * 300, "x"), (r"a*", "x"), (r"(a)", r"\2"),
])  # fmt: skip
def test_a_pattern_that_is_none_is_refused(find, put):
    with pytest.raises(BadPattern):
        rules.hits_of(Search(find, put, is_pattern=True, is_whole_word=False), "aaa")


def test_a_pattern_that_never_ends_is_stopped():
    with pytest.raises(BadPattern, match="terlalu lama"):
        rules.hits_of(Search(r"(a|aa)+b", "x", is_pattern=True), "a" * 60)


@given(TEXTS, WORDS, WORDS, st.booleans(), st.booleans())
def test_what_is_shown_is_all_that_changes(text, find, put, is_whole, is_exact):
    search = Search(find, put, is_whole_word=is_whole, is_case_sensitive=is_exact)
    hits = rules.hits_of(search, text)

    assert rules.replaced(text, hits, {one.no for one in hits}) == text
    told = rules.replaced(text, hits)
    assert len(told) == len(text) + sum(len(one.becomes) - len(one.found) for one in hits)
    assert all(text[one.start : one.end] == one.found for one in hits)
    for hit in hits:
        alone = rules.replaced(text, hits, {one.no for one in hits} - {hit.no})
        assert alone == text[: hit.start] + put + text[hit.end :]


# --- The window -----------------------------------------------------------------------------


def test_a_window_is_counted_in_working_days_and_shows_how():
    working = rules.counted(date(2024, 3, 8), 3, shipped())

    assert working.last_on == date(2024, 3, 15)  # Nyepi and joint leave in between
    assert len(working.counted) == 3
    assert "2024-03-11" in [day for day, _name in working.told()["skipped"]]


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_window_lasts_some_days(days):
    with pytest.raises(rules.DaysNeeded):
        rules.counted(date(2024, 3, 8), days, shipped())


def test_a_window_is_not_counted_beyond_what_is_decreed():
    with pytest.raises(CalendarDoesNotReach):
        rules.counted(shipped().last_day, 2, shipped())
