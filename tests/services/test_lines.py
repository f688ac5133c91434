"""Whatever is said: numbers run in order of position, and every line holds its own words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.adapters import fonts
from cases.domain import transcripts as t

LETTERS = st.characters(codec="latin-1", categories=["L", "N", "P", "Zs"])
WORDS = st.text(LETTERS, min_size=1, max_size=400).filter(str.strip)
LONG = st.integers(30, 120).map(lambda count: "m" * count)  # wider than a line


@st.composite
def turns(draw):
    count = draw(st.integers(1, 12))
    return tuple(
        t.Turn(
            number,
            draw(st.sampled_from([t.UtteranceKind.SPEECH, t.UtteranceKind.SCENE])),
            draw(st.sampled_from(t.Rendering)),
            draw(st.sampled_from(["", "Wibowo", "Syawaludin Pratama Kusumaningrat"])),
            draw(st.sampled_from(["", "Ketua Majelis"])),
            draw(st.one_of(WORDS, LONG)),
            section=draw(st.sampled_from(["", "", "Register 001: kontrak"])),
            is_closed=draw(st.booleans()),
        )
        for number in range(1, count + 1)
    )


@given(turns())
@settings(deadline=None)
def test_lines_fill_whole_pages_from_one_to_twenty_five(said):
    lines = t.lay_out(said, measure=fonts.measure)

    places = [(line.page, line.line) for line in lines]
    pages = places[-1][0]
    assert places == [(page, no) for page in range(1, pages + 1) for no in range(1, 26)]


@given(turns())
@settings(deadline=None)
def test_the_character_range_of_every_line_reproduces_its_words(said):
    lines = t.lay_out(said, measure=fonts.measure)

    for turn in said:
        words = t.words_of(turn)
        own = [line for line in lines if line.number == turn.number]
        assert own[0].char_from == 0
        assert own[-1].char_to == len(words.rstrip(" "))
        assert all(words[a.char_to : b.char_from].strip(" ") == "" for a, b in pairwise(own))
        for line in own:
            shown = "" if turn.is_closed else words[line.char_from : line.char_to]
            assert line.text == shown


@given(turns())
@settings(deadline=None)
def test_turns_stand_on_the_lines_in_their_order(said):
    numbers = [line.number for line in t.lay_out(said, measure=fonts.measure) if line.number]

    assert numbers == sorted(numbers)
    assert set(numbers) == {turn.number for turn in said}


@given(turns())
@settings(deadline=None)
def test_no_line_is_wider_than_the_page(said):
    for line in t.lay_out(said, measure=fonts.measure):
        if line.kind == "text":
            label = t.label_of(said[line.number - 1])
            head = label[line.char_from : line.char_to]
            tail = line.text[len(head) :]
            width = fonts.measure("label", head) * t.LABEL_SCALE + fonts.measure("record", tail)
            assert width <= t.LINE_EM + 1e-6 or len(line.text) == 1


@given(turns())
@settings(deadline=None)
def test_closing_a_turn_moves_no_other_line(said):
    opened = tuple(
        t.Turn(
            turn.number, turn.kind, turn.rendering, turn.speaker, turn.role, turn.text,
            section=turn.section,
        )
        for turn in said
    )  # fmt: skip

    shown = t.lay_out(opened, measure=fonts.measure)
    sealed = t.lay_out(said, measure=fonts.measure)

    closed = {turn.number for turn in said if turn.is_closed}
    under = None  # the turn that a heading opens: the next one below it
    assert len(shown) == len(sealed)
    for before, after in reversed(list(zip(shown, sealed, strict=True))):
        under = before.number or under
        is_sealed = before.number in closed or (before.kind == "head" and under in closed)
        assert (before.page, before.line, before.number) == (
            after.page,
            after.line,
            after.number,
        )
        assert after.kind == ("sealed" if is_sealed else before.kind)
        assert after.text == ("" if is_sealed else before.text)
