"""What a search means: roots, the words of the index, questions, marks, slips."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.domain.search import Asked, Field, Part, excerpt, marked, near, read, stem, trait
from cases.domain.search.index import MOST_OF_ONE, MOST_WORDS, line, of_property, pair


def meant(text, told, **how):
    """The stretches of a text that are marked."""
    return [piece for piece, is_meant in marked(text, read(told, **how)) if is_meant]


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("mohon", "pemohon permohonan dimohonkan memohon termohon"),
        ("kecuali", "dikecualikan pengecualian kecuali"),
        ("kuasa", "dikuasai menguasai penguasaan kuasa"),
        ("keberatan", "keberatan berkeberatan"),
        ("akui", "pengakuan mengaku mengakui diakui"),
        ("beritahu", "pemberitahuan diberitahukan memberitahukan"),
        ("pengadaan", "pengadaan"),
        ("adu", "pengaduan mengadu"),
        ("pemilu", "pemilu"),
        ("ada", "ada adanya"),
    ],
)
def test_words_of_one_family_have_one_root(root, words):
    assert {stem(word) for word in words.split()} == {root}


@pytest.mark.parametrize("word", ["kip", "002", "psip", "a", "17a", ""])
def test_short_words_and_numbers_are_their_own_root(word):
    assert stem(word) == word


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        ("pengadaan cloud", [Part(("pengadaan",)), Part(("cloud",))]),
        ('"Pengadaan cloud"', [Part(("pengadaan", "cloud"), is_phrase=True)]),
        ("“pengadaan cloud”", [Part(("pengadaan", "cloud"), is_phrase=True)]),
        ('"tidak ditutup', [Part(("tidak", "ditutup"), is_phrase=True)]),
        ("pemohon:yakin", [Part(("yakin",), Field.APPLICANT)]),
        ("Termohon:KPU", [Part(("kpu",), Field.RESPONDENT)]),
        ('badan:"komisi pemilihan"', [Part(("komisi", "pemilihan"), Field.RESPONDENT, True)]),
        ("register:002/KIP", [Part(("002", "kip"), Field.REGISTER)]),
        ("body:kpu", [Part(("kpu",), Field.RESPONDENT)]),
        ("ucapan:alibaba", [Part(("alibaba",), Field.UTTERANCE)]),
        ("pukul:sembilan", [Part(("pukul",)), Part(("sembilan",))]),
        ("pemohon:", [Part(("pemohon",))]),
        ("()*&|!:'", []),
    ],
)
def test_a_question_is_read_in_parts(told, parts):
    assert list(read(told).parts) == parts


def test_a_number_is_read_as_its_pieces_each_a_whole():
    asked = read("002/KIP-PSIP/II/2024")

    assert asked.number == ("002", "kip", "psip", "ii", "2024")
    assert all(part.is_whole for part in asked.parts)
    assert not read("register:002/kip/2024").number
    assert not read("permohonan 2024").number


def test_what_is_asked_beyond_the_twentieth_part_is_not_heard():
    assert len(read(" ".join(f"kata{no}" for no in range(50))).parts) == 20


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_asked_and_marked(told):
    asked = read(told)

    assert isinstance(asked, Asked)
    assert (
        "".join(piece for piece, _is in marked("Pengadaan cloud", asked)) == "Pengadaan cloud"
    )


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("permohonan", ["Pemohon", "dimohonkan"]),
        ("peng", ["pengadaan", "Pengadaan"]),
        ('"pengadaan awan"', ["Pengadaan", "awan"]),
        ("ucapan:awan", ["awan"]),
        ("badan:awan", []),
        ("pengaduan", []),
    ],
)
def test_what_a_question_meant_is_marked(told, found):
    text = "Pemohon: apa yang dimohonkan, pengadaan? Pengadaan awan."

    assert meant(text, told) == found


def test_without_roots_only_beginnings_are_meant():
    assert meant("Pemohon memohon permohonan", "mohon", by_root=False) == []
    assert meant("Pemohon memohon permohonan", "mohon") == ["Pemohon", "memohon", "permohonan"]


def test_an_excerpt_of_a_long_text_holds_the_first_word_that_was_meant():
    text = "kata " * 200 + "Alibaba " + "lain " * 200

    told = excerpt(text, read("alibaba"))

    assert ("Alibaba", True) in told
    assert told[0] == ("… ", False)
    assert told[-1] == (" …", False)
    assert sum(len(piece) for piece, _is in told) < 340


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("alibba", "alibaba"),
        ("alibabba", "alibaba"),
        ("alibaga", "alibaba"),
        ("ailbaba", "alibaba"),
    ],
)
def test_a_slip_of_one_letter_is_near(typed, wanted):
    assert wanted in near(typed)


@pytest.mark.parametrize("word", ["kip", "2024", ""])
def test_nothing_is_near_a_short_word_or_a_number(word):
    assert near(word) == ()


def test_the_line_of_the_index_has_marked_words_and_walls_and_then_its_pairs():
    told = "xpemohon smohon xhadir z x002 xkip z"
    pairs = (pair("pemohon", "hadir"), pair("002", "kip"))

    assert line(["Pemohon hadir", "002/KIP"]) == " ".join((told, *pairs))


def test_the_line_holds_what_a_vector_of_postgresql_holds():
    told = line(["kata " * 300, "lain " * 20_000]).split()

    assert told.count("xkata") == told.count("xlain") == MOST_OF_ONE
    assert len(told) == MOST_WORDS + len({pair("kata", "kata"), pair("lain", "lain")})


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_two_values_of_a_property_never_give_one_word(one, other):
    assert (trait("year", one) == trait("year", other)) == (one == other)
    assert re.fullmatch(r"[a-z0-9]+", trait("applicant_kind", one))


@given(st.text(max_size=30), st.text(max_size=30))
def test_pairs_and_properties_of_anything_are_short_words(one, other):
    assert re.fullmatch(r"p[a-z0-9]{3}", pair(one, other))
    assert re.fullmatch(r"g[a-z0-9]{5}", of_property(one, other))
