"""Articles beside the record: the exchange of 13 March 2024 as three outlets tell it."""

from __future__ import annotations

import random
import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cases.domain.press import DifferenceKind, Said, compare
from cases.domain.press.dates import days
from cases.domain.press.numbers import numbers
from cases.domain.press.quotations import quotations

HELD = date(2024, 3, 13)
CHAIR, MEMBER, LUQMAN = "Syawaludin", "Arya Sandhiyudha", "Luqman Hakim"
FIRST = [
    Said(1, CHAIR, "Ketua Majelis", "Ini berkaitan dengan pengadaan apa sih sebenarnya?", HELD),
    Said(2, LUQMAN, "Termohon", "Cloud Sirekap", HELD, 1),
    Said(
        3,
        CHAIR,
        "Ketua Majelis",
        "Pengadaan cloud Sirekap KPU bekerja sama dengan Alibaba?",
        HELD,
    ),
    Said(4, LUQMAN, "Termohon", "Iya", HELD, 3),
]
SECOND = [
    Said(
        5,
        MEMBER,
        "Anggota Majelis",
        "Jadi benar KPU memiliki kerja sama dengan Alibaba Cloud?",
        HELD,
    ),
    Said(6, LUQMAN, "Termohon", "Benar, majelis", HELD, 5),
]
OTHERS = [
    Said(
        7,
        LUQMAN,
        "Termohon",
        "Rekapitulasi nasional baru mencapai 60 persen dan dijadwalkan selesai 20 Maret 2024",
        HELD,
    ),
    Said(
        8,
        "Rospita Vici Paulyn",
        "Anggota Majelis",
        "Saya mau tahu itu, minta dokumennya dihadirkan, kalau tidak bisa dihadirkan, kami "
        "akan melakukan pemeriksaan di tempat",
        HELD,
    ),
]
RECORD = [*FIRST, *SECOND, *OTHERS]
# Each in our own words around the few words that were spoken.
CHAIR_ASKS = """Sidang membahas pengadaan, Rabu (13/3/2024).
"Ini berkaitan dengan pengadaan apa sih sebenarnya?" tanya Ketua Majelis Komisi Syawaludin.
"Cloud Sirekap," jawab Luqman.
Syawaludin bertanya lagi, "Pengadaan cloud Sirekap KPU bekerja sama dengan Alibaba?"
"Iya," kata Luqman.
"""
MEMBER_ASKS = """Anggota majelis menanyakan kontrak itu, Rabu (13/3/2024).
“Jadi benar KPU memiliki kerja sama dengan Alibaba Cloud?” tanya Arya Sandhiyudha.
“Benar, majelis,” jawab Luqman Hakim.
"""
SHORT_ANSWER = """«Jadi benar KPU memiliki kerja sama dengan Alibaba Cloud?» tanya Arya.
«Iya,» jawab Luqman Hakim, Rabu (13/3/2024).
"""


def told(article, record=RECORD):
    """By quotation: the turn it renders and the kinds of its differences."""
    return [
        (one.quotation.text.rstrip(","), one.match and one.match.said.key, _kinds(one))
        for one in compare(article, record)
    ]


def _kinds(one):
    return {(each.kind.value, each.reported, each.recorded) for each in one.differences}


class TestTheThirteenthOfMarch:
    def test_an_outlet_that_lets_the_chair_ask_agrees_with_the_first_exchange(self):
        assert [(turn, differs) for _, turn, differs in told(CHAIR_ASKS)] == [
            (1, set()), (2, set()), (3, set()), (4, set()),
        ]  # fmt: skip

    def test_an_outlet_that_lets_a_member_ask_agrees_with_the_second_exchange(self):
        assert [(turn, differs) for _, turn, differs in told(MEMBER_ASKS)] == [
            (5, set()), (6, set()),
        ]  # fmt: skip

    def test_a_third_outlet_has_another_word_for_the_same_answer(self):
        assert told(SHORT_ANSWER)[1] == ("Iya", 6, {("wording", "Iya", "Benar, majelis")})

    def test_against_one_exchange_the_others_differ_in_who_asked_and_in_the_words(self):
        chair, answer = [one for one in compare(CHAIR_ASKS, SECOND) if one.match is not None]

        kinds = {each.kind for each in chair.differences}
        assert {DifferenceKind.SPEAKER, DifferenceKind.WORDING} <= kinds
        assert ("speaker", "Syawaludin", MEMBER) in _kinds(chair)
        assert chair.match.score < 90
        assert _kinds(answer) == {("wording", "Iya", "Benar, majelis")}

    def test_another_spelling_of_a_name_is_the_same_person(self):
        article = CHAIR_ASKS.replace("Syawaludin", "Syawaluddin")

        assert all(not differs for _, _, differs in told(article))

    def test_a_question_given_to_somebody_else_is_a_difference_of_speaker(self):
        article = MEMBER_ASKS.replace("Arya Sandhiyudha", "Syawaludin")

        assert told(article)[0][2] == {("speaker", "Syawaludin", MEMBER)}


class TestDifferences:
    def test_another_number_and_another_day_are_named_with_what_stands_in_the_record(self):
        article = (
            "Menurut Luqman, rekapitulasi nasional baru mencapai 70 persen dan dijadwalkan "
            "selesai 21 Maret 2024.\n"
        )

        ((_, turn, differs),) = told(article)

        assert turn == 7
        assert ("number", "70", "60") in differs
        assert ("date", "21-03-2024", "20-03-2024") in differs

    def test_a_number_in_words_is_the_same_number(self):
        article = '"Rekapitulasi nasional baru mencapai enam puluh persen," kata Luqman.'

        ((_, _, differs),) = told(article)

        assert not [one for one in differs if one[0] == "number"]

    def test_another_day_of_the_hearing_is_a_difference_of_date(self):
        article = MEMBER_ASKS.replace("13/3", "14/3")

        assert all(
            ("date", "14-03-2024", "13-03-2024") in differs for _, _, differs in told(article)
        )

    def test_words_that_were_left_out_and_put_in_are_shown(self):
        article = (
            '"Saya mau tahu itu, minta dokumen dihadirkan, kalau tidak, kami akan lakukan '
            'pemeriksaan di tempat," ujar Rospita.'
        )

        ((_, turn, differs),) = told(article)

        assert turn == 8
        assert ("wording", "dokumen", "dokumennya") in differs
        assert ("wording", "", "bisa dihadirkan") in differs

    def test_part_of_a_turn_quoted_rightly_differs_in_nothing(self):
        article = '"kami akan melakukan pemeriksaan di tempat," tegas Rospita, Rabu (13/3).'

        assert told(article)[0][1:] == (8, set())

    def test_what_a_quotation_itself_leaves_out_or_puts_in_brackets_is_no_difference(self):
        article = (
            '"Saya mau tahu itu ... kami [majelis] akan melakukan pemeriksaan di tempat," '
            "kata Rospita."
        )

        assert told(article)[0][1:] == (8, set())

    def test_a_bare_office_is_compared_with_nobody(self):
        article = MEMBER_ASKS.replace("Arya Sandhiyudha", "anggota majelis")

        assert told(article)[0][2] == set()

    def test_a_pronoun_is_whoever_was_named_last(self):
        article = (
            '"Cloud Sirekap saja yang kami adakan," jawab Luqman.\n'
            '"Rekapitulasi nasional baru mencapai 60 persen," ujarnya.\n'
        )

        assert [one.speaker for one in compare(article, RECORD)] == ["Luqman", "Luqman"]


class TestWhatIsNotThere:
    def test_it_is_told_apart_and_differs_in_nothing(self):
        article = '"Server kami seluruhnya ada di dalam negeri sejak lama," ujar Betty.'

        (one,) = compare(article, RECORD)

        assert (one.match, one.differences, one.speaker) == (None, (), "Betty")

    def test_a_name_between_marks_is_no_quotation(self):
        assert told('Sistem "Sirekap" dipakai pada pemilu.') == []

    def test_a_yes_that_answers_nothing_known_is_given_to_nobody(self):
        record = [*RECORD, Said(9, "Ahli", "Ahli", "Iya", HELD)]

        assert told('"Iya," kata Budi.', record)[0][1] is None

    def test_an_empty_record_matches_nothing(self):
        assert all(turn is None for _, turn, _ in told(CHAIR_ASKS, []))


class TestQuotations:
    @pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“"])
    def test_every_kind_of_marks_is_read(self, marks):
        opened, closed = marks

        (one,) = quotations(f"{opened}Kami sudah siap{closed} kata Budi.")

        assert (one.text, one.is_direct) == ("Kami sudah siap", True)

    @pytest.mark.parametrize(
        "sentence",
        [
            "Menurut Budi Santoso, kontrak itu sudah diserahkan.",
            "Budi Santoso mengatakan bahwa kontrak itu sudah diserahkan.",
            "Budi Santoso menegaskan kontrak itu sudah diserahkan.",
            "Kontrak itu sudah diserahkan, ujar Budi Santoso kepada wartawan.",
        ],
    )
    def test_what_is_retold_is_read_with_its_speaker(self, sentence):
        (one,) = quotations(sentence)

        assert not one.is_direct
        assert one.text.lower().startswith("kontrak itu sudah diserahkan")
        assert one.speaker.startswith("Budi Santoso")

    @given(some.text(alphabet='ab “”"«»\n.,', max_size=400))
    def test_a_quotation_stands_where_it_says(self, article):
        for one in quotations(article):
            assert article[one.start : one.end] == one.text


class TestNumbersAndDays:
    @pytest.mark.parametrize(
        ("told", "value"),
        [
            ("1.234.567", 1234567), ("1,5 juta", 1500000), ("dua puluh lima", 25),
            ("seratus tiga belas", 113), ("dua ribu dua puluh empat", 2024), ("sebelas", 11),
            ("tiga miliar", 3 * 10**9), ("seribu lima ratus", 1500), ("0,5", Decimal("0.5")),
        ],
    )  # fmt: skip
    def test_a_number_has_one_value_however_it_is_written(self, told, value):
        assert [one.value for one in numbers(f"sekitar {told} orang")] == [value]

    @pytest.mark.parametrize(
        ("told", "day"),
        [
            ("(13/3/2024)", (13, 3, 2024)), ("(13/3)", (13, 3, None)),
            ("13 Maret 2024", (13, 3, 2024)), ("5 Mei", (5, 5, None)),
            ("17 Agt 2024", (17, 8, 2024)), ("13-03-2024", (13, 3, 2024)),
        ],
    )  # fmt: skip
    def test_a_day_is_read_as_articles_write_it(self, told, day):
        (found,) = days(f"Rabu {told}.")

        assert (found.day, found.month, found.year) == day

    @pytest.mark.parametrize("told", ["31/2/2024", "45/13", "002/KIP-PSIP/II/2024", "1/2/3/4"])
    def test_figures_that_are_no_day_are_none(self, told):
        assert days(told) == ()


def test_a_very_long_article_against_a_long_record_takes_seconds():
    rnd = random.Random(1)  # noqa: S311 -- a text, no secret
    sounds = [a + b for a in "bdgklmnprst" for b in "aiueo"]
    vocabulary = ["".join(rnd.choices(sounds, k=rnd.randint(1, 4))) for _ in range(6_000)]
    weights = [1 / (no + 1) for no in range(6_000)]

    def words(count):
        return " ".join(rnd.choices(vocabulary, weights, k=count))

    turns = [
        Said(no, f"Nama{no % 9}", "", words(rnd.choice([3, 20, 60, 200])), HELD)
        for no in range(1_500)
    ]
    lines, length = [], 0
    while length < 200_000:
        quote = rnd.choice(turns).text[:300] if rnd.random() < 0.5 else words(25)
        lines.append(f'"{quote}," kata Nama{rnd.randint(0, 8)}, Rabu (13/3/2024).\n')
        length += len(lines[-1])

    began = time.process_time()
    found = compare("".join(lines), turns)

    assert time.process_time() - began < 8
    assert sum(one.match is not None for one in found) > 300


@pytest.mark.parametrize(
    "article",
    ['"' * 200_000, "“" * 200_000, "a, kata " * 25_000, "Menurut " * 25_000, "13/3 " * 40_000],
)
def test_no_text_keeps_the_checker_busy(article):
    began = time.process_time()
    compare(article, RECORD)

    assert time.process_time() - began < 8
