from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.domain import numbering, vocabulary


@pytest.mark.parametrize(
    ("raw", "seq", "month", "year", "series", "path"),
    [
        ("002/KIP-PSIP/II/2024", 2, 2, 2024, "KIP-PSIP", ""),
        ("002/KIP-PSIP-A/II/2024", 2, 2, 2024, "KIP-PSIP-A", "A"),
        ("057/XII/KIP-PS-M-A/2015", 57, 12, 2015, "KIP-PS-M-A", "M-A"),
        ("027/I/KIP-PS-A-M-A/2014", 27, 1, 2014, "KIP-PS-A-M-A", "A-M-A"),
        ("130/IX/KIP-PSI/2026", 130, 9, 2026, "KIP-PSI", ""),
        ("010/KIP-PS/2019", 10, None, 2019, "KIP-PS", ""),
        ("002/I/KI-Kepri-PS/2014", 2, 1, 2014, "KI-Kepri-PS", ""),
        ("726/K-A4/PSI/KI-JBR/I/2014", 726, 1, 2014, "K-A4/PSI/KI-JBR", ""),
        ("262/PTSN-MK.A/KI-JBR/VI/2014", 262, 6, 2014, "PTSN-MK.A/KI-JBR", ""),
        ("1544/PTSN-MK.M/KI-JBR/IV/2025", 1544, 4, 2025, "PTSN-MK.M/KI-JBR", ""),
        ("77/XI/KIP-BKL.PSI-A/2015", 77, 11, 2015, "KIP-BKL.PSI-A", "A"),
        ("003/PTSN-PS/KISB/V/2015", 3, 5, 2015, "PTSN-PS/KISB", ""),
        ("0007/REG-PSI/V/2016", 7, 5, 2016, "REG-PSI", ""),
        ("001/REG-PSI/KI-KALTIM/1/2023", 1, 1, 2023, "REG-PSI/KI-KALTIM", ""),
        ("15/X/KIProv-LPG-PS-A/2016", 15, 10, 2016, "KIProv-LPG-PS-A", "A"),
        ("67/VIII/KI-Prov.Jatim-PS-A/2025", 67, 8, 2025, "KI-Prov.Jatim-PS-A", "A"),
        ("038/XI/KIA-PS/2019", 38, 11, 2019, "KIA-PS", ""),
        ("0012/V/KIP-DKI-PS-M/2024", 12, 5, 2024, "KIP-DKI-PS-M", "M"),
    ],
)
def test_a_number_of_a_real_file_is_read(raw, seq, month, year, series, path):
    number = numbering.read(raw)

    assert (number.seq, number.month, number.year) == (seq, month, year)
    assert (number.series, number.path) == (series, path)
    assert number.raw == raw


def test_a_number_with_a_suffix_keeps_it():
    number = numbering.read("013 A/VII/KIP-PS/2010")

    assert (number.seq, number.suffix) == (13, "A")


def test_a_typing_error_stays_as_written_and_is_never_repaired():
    number = numbering.read("02/IIKIP-PS-M/2011")

    assert number.raw == "02/IIKIP-PS-M/2011"
    assert number.month is None


def test_the_address_of_a_number_has_dashes():
    assert numbering.slug("002/KIP-PSIP/II/2024") == "002-KIP-PSIP-II-2024"


@pytest.mark.parametrize(
    "typed", ["002/KIP-PSIP/II/2024", " 2 / kip-psip / ii / 2024 ", "2/kip-psip/ii/2024"]
)
def test_two_ways_of_writing_have_one_normal_form(typed):
    assert numbering.read(typed).normal == "2/KIP-PSIP/II/2024"


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("{seq:03}/{roman}/KIP-PS/{year}", "", "028/III/KIP-PS/2013"),
        ("{seq:03}/{roman}/KIP-PS-{M}{A}/{year}", "M-A", "028/III/KIP-PS-M-A/2013"),
        ("{seq:04}/REG-PSI/{roman}/{year}", "", "0028/REG-PSI/III/2013"),
        ("{seq:03}/REG-PSI/KI-KALTIM/{month}/{year}", "", "028/REG-PSI/KI-KALTIM/3/2013"),
    ],
)
def test_a_number_is_written_from_a_pattern(pattern, path, expected):
    assert numbering.write(pattern, seq=28, month=3, year=2013, path=path) == expected


@pytest.mark.parametrize(
    "row", vocabulary.register_patterns(), ids=lambda row: row["commission"]
)
def test_every_pattern_of_the_vocabulary_is_written_and_read_back(row):
    patterns = [
        piece.strip()
        for told in (row["register"], row["decision"])
        for piece in told.replace(" or ", ";").replace("later ", "").split(";")
        if "{seq" in piece
    ]
    for pattern in patterns:
        bare = pattern.split(" (")[0]
        number = numbering.read(numbering.write(bare, seq=7, month=5, year=2016, path="M-A"))
        assert (number.seq, number.year) == (7, 2016)
        assert number.month in {5, None}


@given(st.text(max_size=60))
@example("¹/KIP/²")
def test_any_text_is_read_without_a_fault_and_kept(text):
    assert numbering.read(text).raw == text
