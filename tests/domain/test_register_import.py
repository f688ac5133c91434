"""Cells of real registers: what is understood of them, and that nothing is invented."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain.register_import import (
    ImportKind,
    TableMap,
    UnusableMap,
    columns,
    read_date,
    read_time,
)
from cases.domain.register_import.agenda import hearing_kind
from cases.domain.register_import.cells import slips
from cases.domain.register_import.dates import MONTHS, month_of, read_dates, read_weekday
from cases.domain.register_import.kinds import read_applicant_kind
from cases.domain.register_import.names import Directory, Known, key_of
from cases.domain.register_import.reasons import because, say, together
from cases.domain.register_import.table import tabulate
from tests.registers import AGENDA_HEAD, HEAD

# A busy machine is no fault of the reader.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

READ = [  # as the registers write it, the day, what else stands there
    ("7 januari 2019 (datang langsung)", date(2019, 1, 7), "datang langsung"),
    ("2019-01-14 00:00:00", date(2019, 1, 14), ""),
    ("22/02/2021 (Mediasi kedua)", date(2021, 2, 22), "Mediasi kedua"),
    ("3 Maret 2020 (P.Putusan)", date(2020, 3, 3), "P.Putusan"),
    ("12.05.2020", date(2020, 5, 12), ""),
    ("29-Feb-2020", date(2020, 2, 29), ""),
    ("2 Nopember 2018", date(2018, 11, 2), ""),
    ("January 14, 2019", date(2019, 1, 14), ""),
    ("Jumat, 5 april 2019", date(2019, 4, 5), "Jumat"),
    ("14/1/2019 09.15 WIB", date(2019, 1, 14), ""),
]
MARKED = [  # read, but something had to be looked over
    ("5 Sepetmber 2019", date(2019, 9, 5), "Sepetmber dibaca sebagai september"),
    ("5 Maret 2020, 12 Maret 2020", date(2020, 3, 5), "bukan 12 Maret 2020"),
    ("5 dan 6 Maret 2020", date(2020, 3, 5), "rentang hari"),
    ("22/02/21", date(2021, 2, 22), "tahun 21 dibaca 2021"),
    ("43479", date(2019, 1, 14), "lembar kerja"),
]
UNREAD = [
    ("09.15", "jam, bukan tanggal"),
    ("Register Dihapus", "register dihapus"),
    ("31 Februari 2020", "tidak ada dalam kalender"),
    ("29 Februari 2019", "tidak ada dalam kalender"),
    ("32 Maret 2020", "tidak ada dalam kalender"),
    ("3/13/2019", "tidak ada dalam kalender"),  # a month is never read as a day
    ("31 Februari 2020, 5 Maret 2020", "tidak ada dalam kalender"),  # nor the next one taken
    ("7 Januari", "tidak lengkap"),
    ("5 Junli 2019", "bukan nama bulan"),  # Juni or Juli
    ("5 Maret 0219", "di luar jangkauan"),
    ("menyusul", "bukan tanggal"),
]


@pytest.mark.parametrize(("written", "day", "note"), READ)
def test_a_day_is_read_however_it_is_written(written, day, note):
    found = read_date(written)

    assert (found.value, found.note, found.reason) == (day, note, "")


@pytest.mark.parametrize(("written", "day", "reason"), MARKED)
def test_a_day_that_is_read_with_a_doubt_is_marked(written, day, reason):
    found = read_date(written)

    assert found.value == day
    assert reason in found.reason


@pytest.mark.parametrize(("written", "reason"), UNREAD)
def test_what_is_no_day_stays_unread_with_its_reason(written, reason):
    found = read_date(written)

    assert found.value is None
    assert reason in found.reason
    assert found.written == written


@pytest.mark.parametrize("written", ["", "-", " – ", "nihil"])
def test_a_cell_that_says_nothing_is_no_fault(written):
    assert (read_date(written).value, read_date(written).reason) == (None, "")


PIECES = st.one_of(
    st.integers(0, 2200).map(str),
    st.sampled_from([*MONTHS, "Sepetmber", "Nop", "Agt", "Mar", "dan", "s.d.", "Register"]),
    st.sampled_from(["/", "-", ".", ",", " ", "(", ")", "00:00:00", "WIB"]),
)


@CALM
@given(st.lists(PIECES, max_size=7), st.sampled_from(["", " "]))
def test_no_day_is_invented(pieces, between):
    written = between.join(pieces)
    found = read_date(written).value

    if found is None or re.fullmatch(r"\s*\d{5}(\.\d+)?\s*", written):
        return
    figures = [int(one) for one in re.findall(r"\d+", written)]
    months = [month_of(word)[0] for word in re.findall(r"[A-Za-z]{3,}", written)]
    assert found.day in figures
    assert found.year in figures or found.year - 2000 in figures
    assert found.month in figures or found.month in months


@CALM
@given(st.dates(date(2008, 1, 1), date(2079, 12, 31)), st.sampled_from(["-", "/", "."]))
def test_every_day_is_read_as_it_was_meant(day, sign):
    month = MONTHS[day.month - 1]

    for written in (
        f"{day.day} {month} {day.year}",
        f"{day.day} {month.upper()} {day.year} (pos)",
        f"{day} 00:00:00",
        sign.join((f"{day.day:02}", f"{day.month:02}", str(day.year))),
    ):
        assert read_date(written).value == day


@CALM
@given(st.text(max_size=60))
def test_no_cell_makes_the_reader_fall(written):
    for read in (read_date, read_time, read_weekday, read_applicant_kind):
        assert read(written).written == written
    hearing_kind(written)
    key_of(written)


@CALM
@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7))
def test_slips_are_counted_the_same_from_both_sides_up_to_their_bound(first, second):
    assert slips(first, second, most=2) == slips(second, first, most=2) <= 3
    assert (slips(first, second, most=2) == 0) == (first == second)


@pytest.mark.parametrize(
    ("written", "hour"),
    [("09.15", time(9, 15)), ("pukul 10.30 WIB", time(10, 30)), ("09:15:00", time(9, 15)),
     ("25.00", None), ("pagi", None)],
)  # fmt: skip
def test_an_hour_is_read_or_left(written, hour):
    assert read_time(written).value == hour


@pytest.mark.parametrize(
    ("written", "kind", "is_marked"),
    [("Perorangan", "perseorangan", False), ("BADAN HUKUM", "badan_hukum", False),
     ("Badan Hukm", "badan_hukum", True), ("LSM", "badan_hukum", True),
     ("kelompok orang", "kelompok_orang", False), ("??", None, True)],
)  # fmt: skip
def test_a_kind_of_applicant_is_known_by_its_words(written, kind, is_marked):
    found = read_applicant_kind(written)

    assert (found.value, bool(found.reason)) == (kind, is_marked)


@pytest.mark.parametrize(
    ("told", "kind"),
    [("Mediasi kedua", "mediasi"), ("P.Putusan", "pembacaan_putusan_ajudikasi"),
     ("Putusan Sela", "pembacaan_putusan_sela"), ("SPP MS", "pembacaan_putusan_mediasi"),
     ("PA 1", "pemeriksaan_awal"), ("Pembuktian", "pembuktian"),
     ("Pemeriksaan Setempat", "pemeriksaan_setempat"), ("kesimpulan", "kesimpulan"),
     ("ditunda", ""), ("", "")],
)  # fmt: skip
def test_an_agenda_names_a_kind_of_hearing_where_it_is_clear(told, kind):
    assert hearing_kind(told) == kind


# -- names of bodies -----------------------------------------------------------------------

DINAS = Known("dinas", "Dinas Pendidikan Kabupaten Bandung")
KPU = Known("kpu", "Komisi Pemilihan Umum Republik Indonesia", "KPU")


@pytest.mark.parametrize(
    "written",
    ["DINAS PENDIDIKAN KAB. BANDUNG", "Disdik Kabupaten Bandung",
     "dinas  pendidikan kab bandung", "Dinas Pendidikan Kabupaten Bandung (DISDIK)",
     "PPID Dinas Pendidikan Kab.Bandung",
     "Dinas Pendidikan, Kabupaten Bandung"],
)  # fmt: skip
def test_one_body_spelt_six_ways_is_one(written):
    assert Directory([DINAS, KPU]).match(written).known == DINAS


@pytest.mark.parametrize(
    ("written", "like"),
    [("Dinas Pendidikn Kabupaten Bandung", DINAS), ("Komisi Pemilihan Umun", KPU),
     ("Dinas Pendidikan Kabupaten Bandung Barat", DINAS),  # another body: only ever suggested
     ("Dinas Kesehatan Kabupaten Bandung", None), ("SMP Negeri 2", None)],
)  # fmt: skip
def test_a_name_that_is_only_like_another_is_a_suggestion(written, like):
    found = Directory([DINAS, KPU, Known("smp", "SMP Negeri 1")]).match(written)

    assert (found.known, found.like) == (None, like)


def test_what_a_clerk_confirmed_stands_before_all_likeness():
    confirmed = {"Dinas P dan K": "dinas", "Dinas Pendidikn Kabupaten Bandung": ""}
    found = Directory([DINAS], confirmed)

    assert found.match("DINAS P DAN K").known == DINAS
    assert found.match("Dinas Pendidikn Kabupaten Bandung").like is None


# -- columns -------------------------------------------------------------------------------


@pytest.mark.parametrize(("head", "kind"), [(HEAD, "register"), (AGENDA_HEAD, "agenda")])
def test_the_headings_of_real_books_are_known(head, kind):
    found = columns.suggested(head, ImportKind(kind), TableMap())

    assert {name for name in found.values() if name} == set(columns.FIELDS[ImportKind(kind)])
    columns.check(found, ImportKind(kind))


def test_what_a_map_says_of_a_heading_stands_before_its_name():
    mapping = columns.mapping_of({"Lawan": "public_body", "BADAN_PUBLIK": ""},
                                 ImportKind.REGISTER)  # fmt: skip

    found = columns.suggested(("BADAN PUBLIK", "lawan"), ImportKind.REGISTER, mapping)

    assert found == {"BADAN PUBLIK": "", "lawan": "public_body"}


@pytest.mark.parametrize(
    "told", [[], {"columns": 3}, {"A": "tidak_ada"}, {"bodies": {"A": 1}}], ids=str
)
def test_a_map_of_another_shape_is_refused(told):
    with pytest.raises(UnusableMap):
        columns.mapping_of(told, ImportKind.REGISTER)


CELLS = st.text("aB1 ", max_size=4)


@CALM
@given(st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=8))
def test_no_row_with_a_word_is_lost_between_the_sheet_and_the_table(sheet):
    sheet = [[cell.strip() for cell in row] for row in sheet]

    table = tabulate(sheet, ImportKind.REGISTER, TableMap())

    below = [row for row in sheet[1:] if any(row)]
    assert [list(filter(None, written.values())) for _no, written in table.rows] == [
        list(filter(None, row)) for row in below
    ]


@pytest.mark.parametrize(
    ("told", "days"),
    [
        (
            "22/02/2021 (Mediasi kedua), 3 Maret 2020 (P.Putusan)",
            [(date(2021, 2, 22), "mediasi"), (date(2020, 3, 3), "pembacaan_putusan_ajudikasi")],
        ),
        (
            "PA 1: 4 Maret 2020; Pembuktian: 11 Maret 2020",
            [(date(2020, 3, 4), "pemeriksaan_awal"), (date(2020, 3, 11), "pembuktian")],
        ),
        ("4 Maret 2020, 04/03/2020", [(date(2020, 3, 4), "")]),
        ("4 Maret 2020 & 31 April 2020", [(date(2020, 3, 4), ""), (None, "")]),
        ("4 Maret 2020 (Mediasi)", [(date(2020, 3, 4), "mediasi")]),
        ("Register Dihapus", [(None, "")]),
        ("-", [(None, "")]),
    ],
)
def test_each_day_of_a_cell_is_read_with_what_is_said_of_it(told, days):
    found = read_dates(told)
    assert [(one.value, hearing_kind(one.note)) for one in found] == days


@given(st.lists(st.dates(date(2010, 1, 1), date(2030, 1, 1)), min_size=2, max_size=5,
                unique=True), st.sampled_from([", ", " dan ", "; ", " / "]))  # fmt: skip
def test_as_many_days_are_read_as_are_written_and_none_else(days, between):
    told = between.join(f"{day:%d/%m/%Y} (Mediasi)" for day in days)
    found = read_dates(told)
    assert [one.value for one in found] == days
    marked = [bool(one.reason) for one in found]
    assert marked == [any(day < before for before in days[:no]) for no, day in enumerate(days)]


def test_every_reason_is_said_in_both_languages():
    code, about = "impossible_day", {"day": "31 April 2019"}
    found = because(code, **about)
    assert str(found) == "tanggal 31 April 2019 tidak ada dalam kalender"
    assert say(found.told(), "en") == "there is no day 31 April 2019 in the calendar"
    both = together([found, None, because("short_year", year="19", full=2019)])
    assert str(both).count("; ") == 1
    assert say([["code_of_another_day", {}]], "en") == "code_of_another_day"
