"""A register of five hundred rows in which every fault of real books was put on purpose.

The rows are made here, from a fixed seed, with what must become of each; nothing of the
importer is used to say so. None of the people in them is real.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from cases.domain.register_import import ImportKind
from cases.domain.stages import Stage
from cases.models import Dispute, ImportedRow, InformationItem, Participant, PublicBody
from cases.services import parties, register_import
from cases.services.register_import import Order
from tests.hearing_room import NOW, RECORDER
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
COUNT, SEED = 500, 17
HEAD = (
    "NO", "TAHUN", "NO_REGISTER_SENGKETA", "PEMOHON", "JENIS_PEMOHON", "ALAMAT_PEMOHON",
    "BADAN_PUBLIK", "TANGGAL_PERMOHONAN", "TANGGAL_TERIMA", "INFORMASI_YANG_DIMINTA",
)  # fmt: skip
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
SIX = (
    "Dinas Pendidikan Kabupaten Darma", "DINAS PENDIDIKAN KABUPATEN DARMA",
    "Dinas Pendidikan Kab. Darma", "Disdik Kab. Darma", "Dinas  Pendidikan Kab.Darma",
    "PPID Dinas Pendidikan Kabupaten Darma",
)  # fmt: skip
FORMULA, HTML = '=HYPERLINK("http://x.test";"klik")', "<script>alert(1)</script><b>peta</b>"


@dataclass
class Made:
    """The rows, what becomes of each, and the faults that were put into them."""

    rows: list[dict[str, str]] = field(default_factory=list)
    fate: list[str] = field(default_factory=list)  # imported | unchanged | rejected
    says: dict[int, str] = field(default_factory=dict)  # words of the reason, by row
    days: dict[str, date | None] = field(default_factory=dict)  # received, by number
    count: dict[str, int] = field(default_factory=dict)

    def of(self, fate: str) -> int:
        return self.fate.count(fate)


def sound(no: int) -> tuple[dict[str, str], date]:
    day = date(2019, 1, 7) + timedelta(days=no % 300)
    told = {
        "NO": str(no),
        "TAHUN": str(day.year),
        "NO_REGISTER_SENGKETA": f"{no:04}/{'VII'}/KI-UJI-PS/{day.year}",
        "PEMOHON": f"Siti Kenari {no}",
        "JENIS_PEMOHON": "Perorangan",
        "ALAMAT_PEMOHON": f"Jalan Kenari Dalam {no}",
        "BADAN_PUBLIK": f"Badan Uji {no % 7} – Café",
        "TANGGAL_PERMOHONAN": "7 januari 2018 (datang langsung)",
        "TANGGAL_TERIMA": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "INFORMASI_YANG_DIMINTA": f"Salinan anggaran “{no}”",
    }
    return told, day


def slip(row, day, _made):
    month = MONTHS[day.month - 1]
    if len(month) < 4:
        return {}, "imported", "", day
    wrong = f"{month[:2]}{month[3]}{month[2]}{month[4:]}"
    told = f"{day.day} {wrong} {day.year}"
    return {"TANGGAL_TERIMA": told}, "imported", "dibaca sebagai", day


def plainly(field_, value, says, *, fate="imported", day="same"):
    def fault(_row, own, _made):
        return {field_: value}, fate, says, own if day == "same" else day

    return fault


def twice(row, day, made):
    """The row before, word for word, under a number of its own in the first column."""
    return {**made.rows[-1], "NO": row["NO"]}, "unchanged", "sama dengan baris", day


def number_again(row, day, made):
    told = {"NO_REGISTER_SENGKETA": made.rows[-1]["NO_REGISTER_SENGKETA"]}
    return told, "rejected", "isinya berbeda", day


def serial(_row, day, _made):
    told = str((day - date(1899, 12, 30)).days)
    return {"TANGGAL_TERIMA": told}, "imported", "nomor hari lembar kerja", day


def spaces(row, day, _made):
    told = {name: f"  {text}\u00a0 " for name, text in row.items() if name != "NO"}
    return told, "imported", "", day


def blank(row, day, _made):
    return {**dict.fromkeys(HEAD, "-"), "NO": row["NO"]}, "rejected", "Baris ini kosong", day


FAULTS = {
    "slip": slip,
    "impossible": plainly("TANGGAL_TERIMA", "31 April 2019", "tidak ada dalam kalender",
                          day=None),
    "several": plainly("TANGGAL_TERIMA", "4 Maret 2019, 6 Maret 2019", "ada beberapa tanggal",
                       day=date(2019, 3, 4)),
    "hour": plainly("TANGGAL_TERIMA", "09.15", "jam, bukan tanggal", day=None),
    "html": plainly("INFORMASI_YANG_DIMINTA", HTML, ""),
    "formula": plainly("INFORMASI_YANG_DIMINTA", FORMULA, ""),
    "twice": twice,
    "number_again": number_again,
    "no_number": plainly("NO_REGISTER_SENGKETA", "-", ""),
    "only_sequence": plainly("NO_REGISTER_SENGKETA", "17", "hanya nomor urut"),
    "serial": serial,
    "spaces": spaces,
    "struck": plainly("NO_REGISTER_SENGKETA", "Register Dihapus", "register dihapus",
                      fate="rejected"),
    "merged": plainly("BADAN_PUBLIK", "", "Badan publik kosong", fate="rejected"),
    "blank": blank,
    "kind": plainly("JENIS_PEMOHON", "??", "jenis pemohon tidak dikenal"),
    "six": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Made:
    chance, made = random.Random(SEED), Made()  # noqa: S311 -- the same on every run
    names = [name for name in FAULTS for _again in range(12)]
    places = sorted(chance.sample(range(1, COUNT), len(names)))
    chance.shuffle(names)
    faults = dict(zip(places, names, strict=True))
    six = 0
    for at in range(COUNT):
        row, day = sound(at + 1)
        fate, says, name = "imported", "", faults.get(at, "")
        if name in {"twice", "number_again"} and (at - 1) in faults:
            name = ""  # only what is sound is said again
        if name == "six":
            row["BADAN_PUBLIK"] = SIX[six % 6]
            six += 1
        elif name:
            cells, fate, says, day = FAULTS[name](row, day, made)
            row |= cells
        made.rows.append(row)
        made.fate.append(fate)
        made.count[name] = made.count.get(name, 0) + 1
        if says:
            made.says[at + 2] = says
        if fate == "imported" and "/" in row["NO_REGISTER_SENGKETA"]:
            made.days[" ".join(row["NO_REGISTER_SENGKETA"].split())] = day
    return made


def as_csv(made, *, encoding="utf-8", delimiter=",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(made.rows)
    return out.getvalue().encode(encoding)


def as_xlsx(made) -> bytes:
    """As a clerk keeps it: serial numbers are numbers, an empty body is a merged cell."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(HEAD))
    body = HEAD.index("BADAN_PUBLIK") + 1
    for no, row in enumerate(made.rows, start=2):
        for place, name in enumerate(HEAD, start=1):
            cell = sheet.cell(row=no, column=place)
            text = row[name]
            if name == "TANGGAL_TERIMA" and text.isdecimal():
                cell.value = int(text)
            else:
                cell.value = text
                cell.data_type = "s"
        if not row["BADAN_PUBLIK"]:
            sheet.merge_cells(start_row=no - 1, end_row=no, start_column=body, end_column=body)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FORMS = {
    "utf-8": as_csv,
    "utf-8 with its mark": lambda made: as_csv(made, encoding="utf-8-sig"),
    "cp1252, semicolons": lambda made: as_csv(made, encoding="cp1252", delimiter=";"),
    "tabs": lambda made: as_csv(made, delimiter="\t"),
    "xlsx": as_xlsx,
}


def _commission():
    details = parties.CommissionDetails("ki-uji", "Komisi Informasi Uji", "KI Uji", "provinsi")
    return parties.add_commission(details, **WHO)


built, commission = standing(_commission)


def bring(commission, content, *, is_dry=False):
    order = Order(commission, ImportKind.REGISTER, content)
    return register_import.import_file(order, name="uji", is_dry=is_dry, **WHO)


def test_every_fault_is_there(made):
    assert len(made.rows) == COUNT
    assert set(made.count) == {*FAULTS, ""}
    assert min(made.count.values()) >= 6


@pytest.mark.parametrize("form", FORMS)
def test_the_counts_add_up_in_every_form_of_the_file(commission, made, form):
    report = bring(commission, FORMS[form](made), is_dry=True)

    told = report.imported, report.unchanged, len(report.rejected)
    assert told == (made.of("imported"), made.of("unchanged"), made.of("rejected"))
    assert report.rows == sum(told) == COUNT
    expected = {at + 2 for at, fate in enumerate(made.fate) if fate == "rejected"}
    assert {row for row, _reason in report.rejected} == expected


@pytest.mark.parametrize("form", FORMS)
def test_every_fault_is_told_with_its_reason_and_nothing_else_is(commission, made, form):
    report = bring(commission, FORMS[form](made), is_dry=True)

    said: dict[int, str] = {}
    for row, reason in report.rejected:
        said[row] = f"{said.get(row, '')} {reason}"
    for one in report.warnings:
        said[one.row] = f"{said.get(one.row, '')} {one.reason}"
    for row, words in made.says.items():
        assert words in said.get(row, ""), (row, words, said.get(row))
    spelt = {row for row in said if "ejaan lain" in said[row]}
    assert set(said) - set(made.says) - spelt == set()


@pytest.mark.parametrize("form", ["cp1252, semicolons", "xlsx"])
def test_the_second_run_imports_nothing(commission, made, form):
    content = FORMS[form](made)
    first = bring(commission, content)
    held = {model: model.objects.count() for model in (Dispute, ImportedRow, Participant)}

    second = bring(commission, content)

    assert first.imported == held[Dispute] == made.of("imported")
    assert (second.imported, second.rows) == (0, COUNT)
    assert second.unchanged == first.imported + first.unchanged
    assert second.rejected == first.rejected
    assert {model: model.objects.count() for model in held} == held

    # what was understood is what was meant; a day that is not there was not invented
    numbers = Dispute.objects.filter(numbers__isnull=False)
    found = {
        " ".join(raw.split()): day
        for raw, day in numbers.values_list("numbers__raw", "received_on")
    }
    assert found == made.days
    unnumbered = Dispute.objects.filter(numbers=None)
    assert unnumbered.count() == made.count["no_number"] + made.count["only_sequence"]
    assert set(unnumbered.values_list("stage", flat=True)) == {Stage.DISPUTE_FILED}
    # one body spelt six ways is one; what looks like code is only words
    assert PublicBody.objects.filter(name__icontains="pendidikan").count() == 1
    for text, name in ((HTML, "html"), (FORMULA, "formula")):
        assert InformationItem.objects.filter(text=text).count() == made.count[name]
    labels = Participant.objects.values_list("public_label", flat=True)
    assert not any("Kenari" in label for label in labels)
