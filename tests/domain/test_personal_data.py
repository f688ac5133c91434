"""Personal data in a text: what is found, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.domain import personal_data as rules
from cases.domain.personal_data import Choice, DataKind


def told(text):
    return [(one.kind, one.text) for one in rules.find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("NIK saya 3171234508900003.", DataKind.NIK, "3171234508900003"),
        ("lahir sebagai perempuan: 3273014412850001", DataKind.NIK, "3273014412850001"),
        ("KTP 3171 2345 0890 0003, benar", DataKind.NIK, "3171 2345 0890 0003"),
        ("nomor 317123.450890.0003 itu", DataKind.NIK, "317123.450890.0003"),
        ("hubungi 0812-3456-7890 saja", DataKind.PHONE, "0812-3456-7890"),
        ("WA +62 812 3456 7890", DataKind.PHONE, "+62 812 3456 7890"),
        ("telepon (021) 3456789", DataKind.PHONE, "(021) 3456789"),
        ("surel siti.rahma@contoh.id ya", DataKind.EMAIL, "siti.rahma@contoh.id"),
        ("rekening BCA 123 456 7890 atas nama", DataKind.ACCOUNT, "123 456 7890"),
        ("nomor rekening saya 0012-01-012345-50-9", DataKind.ACCOUNT, "0012-01-012345-50-9"),
        (
            "di Jalan Melati Indah No. 12A, Depok",
            DataKind.ADDRESS,
            "Jalan Melati Indah No. 12A",
        ),
        ("tinggal di RT 03/RW 05", DataKind.ADDRESS, "RT 03/RW 05"),
    ],
)
def test_what_belongs_to_a_person_is_found_as_it_is_written(text, kind, found):
    assert told(text) == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "register 002/KIP-PSIP/II/2024 dan 017/VII/KIP-PS-A/2023",
        "Pasal 17 huruf h angka 3 jo. Pasal 18 ayat (2) UU 14/2008",
        "senilai Rp1.171.234.508.900.003,00 dan Rp 12.345.678.901",
        "anggaran Rp 0812345678901,50",
        "antara tahun 2019 dan 2024, 13 Maret 2024, 13-03-2024, 2024-03-13",
        "SK Nomor 0812/KPTS/2024 dan surat 021/123456/2024",
        "hlm. 45:12–46:3 (butir 16–17)",
        "sidik jari 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "kontak ppid@kpu.go.id dan humas@komisiinformasi.go.id",
        "rekening belanja tahun 2024 sejumlah 15 butir",
        "jalan tol nomor dua, Jalan Thamrin di Jakarta",
        "nomor 9917123450890003 bukan kode provinsi",
        "nomor 3171233213900003 bukan tanggal lahir",
        "nomor 3171234508900000 tanpa urutan",
        "pukul 09.00 sampai 12.30 WIB, ruang 0123",
    ],
)
def test_numbers_of_the_record_are_left_alone(text):
    assert told(text) == []


def test_one_item_is_told_once_and_in_its_place():
    text = "rekening BRI 3171234508900003 dan surel a@b.id"

    found = rules.find(text)

    assert [text[one.start : one.end] for one in found] == ["3171234508900003", "a@b.id"]
    assert found[0].kind is DataKind.NIK


def test_the_same_item_is_the_same_however_it_is_spaced():
    close, spaced = rules.find("3171234508900003")[0], rules.find("3171 2345 0890 0003")[0]

    assert close.normal == spaced.normal


@given(
    province=st.sampled_from(sorted(rules.PROVINCES)),
    day=st.integers(1, 31),
    month=st.integers(1, 12),
    year=st.integers(0, 99),
    number=st.integers(1, 9999),
    is_woman=st.booleans(),
)
@settings(max_examples=30)
def test_every_number_that_the_registry_of_people_may_give_is_found(
    province, day, month, year, number, is_woman
):
    born = day + 40 * is_woman
    nik = f"{province}7101{born:02}{month:02}{year:02}{number:04}"

    assert told(f"dengan NIK {nik}, hadir") == [(DataKind.NIK, nik)]


def test_what_stays_stays_for_a_reason():
    with pytest.raises(rules.KeptWithoutReason):
        rules.check_choice(Choice.KEEP, "  ")
    rules.check_choice(Choice.KEEP, "nomor kantor")
    rules.check_choice(Choice.MASK, "")


def test_a_refusal_names_kinds_and_never_what_was_found():
    found = rules.find("NIK 3171234508900003")

    with pytest.raises(rules.Undecided) as refusal:
        rules.check_decided(found, str)

    assert "nik" in str(refusal.value)
    assert "3171234508900003" not in str(refusal.value)
