"""Registers as commissions keep them, with their faults; none of the people in them is real."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

from openpyxl import Workbook

HEAD = (
    "NO", "TAHUN", "NO_REG_PENDAFTARAN", "NO_REGISTER_SENGKETA", "PEMOHON", "JENIS_PEMOHON",
    "ALAMAT_PEMOHON", "BADAN_PUBLIK", "TANGGAL_PERMOHONAN", "TANGGAL_JAWABAN",
    "TANGGAL_KEBERATAN", "TANGGAL_TANGGAPAN", "TANGGAL_PENGAJUAN_PSI", "TANGGAL_TERIMA",
    "TANGGAL_AKTA", "HARI_TERIMA", "WAKTU_TERIMA", "METODE_PENDAFTARAN",
    "INFORMASI_YANG_DIMINTA", "KLASIFIKASI", "CATATAN_PETUGAS",
)  # fmt: skip
AGENDA_HEAD = ("NO_KASUS", "TAHUN", "REGISTER", "AGENDA_KE", "AGENDA_RAW")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
BODIES = (
    "Dinas Pendidikan Kabupaten Darma", "Sekretariat Daerah Kabupaten Darma",
    "Kantor Pertanahan Kota Lestari", "Pemerintah Desa Sukamaju", "Kepolisian Daerah Utara",
)  # fmt: skip
HOME = "Jalan Kenari Dalam 77 RT 03"
PERSON = "Siti Kenari Pribadi"


def written(day: date) -> str:
    """A day as the book writes it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def row(no: int, **cells) -> dict[str, str]:
    """A row without a fault; ``cells`` by heading."""
    filed = date(2019, 1, 7) + timedelta(days=no % 360)
    seq = f"{no:04}/{ROMAN[filed.month - 1]}/KI-UJI-PS/{filed.year}"
    is_house = no % 3 == 0
    whole = {
        "NO": str(no),
        "TAHUN": str(filed.year),
        "NO_REG_PENDAFTARAN": f"P-{no}",
        "NO_REGISTER_SENGKETA": seq,
        "PEMOHON": f"Yayasan Uji {no % 30}" if is_house else f"{PERSON} {no}",
        "JENIS_PEMOHON": "Badan Hukum" if is_house else "Perorangan",
        "ALAMAT_PEMOHON": f"{HOME} No {no}",
        "BADAN_PUBLIK": BODIES[no % len(BODIES)],
        "TANGGAL_PERMOHONAN": f"{written(filed - timedelta(days=60))} (datang langsung)",
        "TANGGAL_JAWABAN": "-",
        "TANGGAL_KEBERATAN": f"{filed - timedelta(days=40)} 00:00:00",
        "TANGGAL_TANGGAPAN": "",
        "TANGGAL_PENGAJUAN_PSI": f"{filed:%d/%m/%Y}",
        "TANGGAL_TERIMA": written(filed),
        "TANGGAL_AKTA": written(filed + timedelta(days=2)),
        "HARI_TERIMA": DAYS[filed.weekday()],
        "WAKTU_TERIMA": "09.15",
        "METODE_PENDAFTARAN": "datang langsung",
        "INFORMASI_YANG_DIMINTA": f"Salinan dokumen anggaran {no}",
        "KLASIFIKASI": "Keuangan",
        "CATATAN_PETUGAS": "",
    }
    return {**whole, **cells}


def faulty(count: int = 500) -> tuple[list[dict[str, str]], dict[str, int]]:
    """A register with a fault in every tenth row, and how many of each there are."""
    rows = [row(no) for no in range(1, count + 1)]
    told = dict.fromkeys(FAULTS, 0)
    for place, index in enumerate(range(9, count, 10)):
        name = tuple(FAULTS)[place % len(FAULTS)]
        rows[index] = {**rows[index], **FAULTS[name](rows, index)}
        told[name] += 1
    return rows, told


FAULTS = {
    "impossible_day": lambda _rows, _no: {"TANGGAL_TERIMA": "31 Februari 2019"},
    "struck": lambda _rows, _no: {"NO_REGISTER_SENGKETA": "Register Dihapus"},
    "slip": lambda _rows, _no: {"TANGGAL_AKTA": "25 Desmber 2019"},
    "no_body": lambda _rows, _no: {"BADAN_PUBLIK": "-"},
    "twin_number": lambda rows, no: {
        "NO_REGISTER_SENGKETA": rows[no - 1]["NO_REGISTER_SENGKETA"]
    },
    "several_days": lambda _rows, _no: {"TANGGAL_KEBERATAN": "5 Mei 2018, 9 Mei 2018"},
    "same_again": lambda rows, no: {**rows[no - 1], "NO": str(no + 1)},
    "clock": lambda _rows, _no: {"TANGGAL_JAWABAN": "09.15"},
    "blank": lambda _rows, no: {**dict.fromkeys(HEAD, "-"), "NO": str(no + 1)},
    "unknown_kind": lambda _rows, _no: {"JENIS_PEMOHON": "??"},
}
REJECTED = ("struck", "no_body", "twin_number", "blank")
UNCHANGED = ("same_again",)


def as_csv(rows, head=HEAD) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, head, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows, head=HEAD, *, above=()) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in above:
        sheet.append([line])
    sheet.append(list(head))
    for one in rows:
        sheet.append([one.get(name, "") for name in head])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def agenda(no: int, told: str, **cells) -> dict[str, str]:
    """A row of the agenda for the dispute of that row of the register."""
    case = row(no)
    return {
        "NO_KASUS": str(no),
        "TAHUN": case["TAHUN"],
        "REGISTER": case["NO_REGISTER_SENGKETA"],
        "AGENDA_KE": "1",
        "AGENDA_RAW": told,
        **cells,
    }
