"""``manage.py import_register``: what it prints, what it refuses, what a dry run leaves."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from cases.models import Dispute, ImportBatch, PublicDispute
from cases.services import parties
from tests import registers
from tests.hearing_room import NOW, RECORDER

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


@pytest.fixture(autouse=True)
def commission():
    return parties.add_commission(
        parties.CommissionDetails("ki-uji", "Komisi Informasi Uji", "KI Uji", "provinsi"), **WHO
    )


@pytest.fixture
def book(tmp_path):
    rows, _faults = registers.faulty(50)
    file = tmp_path / "buku.csv"
    file.write_bytes(registers.as_csv(rows))
    return file


def run(file, *flags, commission="ki-uji") -> str:
    out = io.StringIO()
    call_command("import_register", str(file), "--commission", commission, *flags, stdout=out)
    return out.getvalue()


def test_the_json_is_that_of_the_contract(book):
    told = json.loads(run(book, "--json"))

    assert list(told) == ["rows", "imported", "unchanged", "rejected", "warnings"]
    assert told["rows"] == told["imported"] + told["unchanged"] + len(told["rejected"]) == 50
    assert {tuple(one) for one in told["rejected"]} == {("row", "reason")}
    assert {tuple(one) for one in told["warnings"]} == {
        ("row", "column", "written", "understood", "reason")
    }
    impossible = next(one for one in told["warnings"] if "31 Februari" in one["written"])
    assert (impossible["row"], impossible["column"]) == (11, "TANGGAL_TERIMA")
    assert impossible["understood"] is None


def test_the_second_run_imports_nothing(book):
    run(book)

    told = json.loads(run(book, "--json"))

    assert (told["imported"], told["unchanged"]) == (0, 47)


def test_a_dry_run_writes_nothing(book):
    assert "akan dimasukkan" in run(book, "--dry-run")

    assert not Dispute.objects.exists()
    assert not ImportBatch.objects.exists()


def test_people_read_how_many_and_why_not(book):
    told = run(book)

    assert "50 baris: 47 dimasukkan, 0 tidak berubah, 3 tidak dimasukkan." in told
    assert "baris 41: tidak dimasukkan. Badan publik kosong." in told


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_map_says_what_a_column_holds(tmp_path, form):
    file, mapping = tmp_path / "buku.csv", tmp_path / f"peta.{form}"
    file.write_text("Perkara;Lawan\n001/KI-UJI-PS/2019;Dinas Darma\n")
    said = {"columns": {"Perkara": "register_number", "Lawan": "public_body"}}
    mapping.write_text(
        json.dumps(said)
        if form == "json"
        else '[columns]\nPerkara = "register_number"\nLawan = "public_body"\n'
    )

    told = json.loads(run(file, "--map", str(mapping), "--json"))

    assert (told["rows"], told["imported"]) == (1, 1)


def test_disputes_are_shown_to_all_only_where_it_is_said(book):
    run(book)
    assert not PublicDispute.objects.exists()

    other = book.with_name("lain.csv")
    other.write_bytes(registers.as_csv([registers.row(900)]))
    run(other, "--public")

    assert PublicDispute.objects.count() == 1


def test_an_agenda_is_imported_as_such(book, tmp_path):
    run(book)
    agenda = tmp_path / "agenda.csv"
    rows = [registers.agenda(1, "22/02/2021 (Mediasi kedua)"), registers.agenda(99, "1/1/2020")]
    agenda.write_bytes(registers.as_csv(rows, registers.AGENDA_HEAD))

    told = json.loads(run(agenda, "--kind", "agenda", "--json"))

    assert (told["rows"], told["imported"], len(told["rejected"])) == (2, 1, 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"PK\x03\x04rusak", "rusak"), (b"\0\1", "bukan teks"), (b"", "satu baris pun"),
     (b"A,B\n1,2\n", "BADAN PUBLIK")],
)  # fmt: skip
def test_what_is_no_register_is_refused_in_words(tmp_path, content, reason):
    file = tmp_path / "buku"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=reason):
        run(file)


def test_an_unknown_commission_is_refused(book):
    with pytest.raises(CommandError, match="tidak ada"):
        run(book, commission="tidak-ada")
