"""The register of public bodies: PPID and superior, each with an address of its own."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.domain.parties import AddresseeRole
from cases.models import Addressee, JournalEntry, PublicBody
from cases.services import public_bodies as services
from cases.services.public_bodies import AddresseeDetails, BodyDetails
from tests.hearing_room import NOW, RECORDER

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
ROW = {
    "nama": "Dinas  Darma",
    "singkatan": "Darma",
    "ppid_jabatan": "PPID Utama",
    "ppid_surel": "ppid@darma.test",
    "atasan_jabatan": "Sekretaris Dinas",
    "atasan_alamat": "Jl. Merdeka 1",
}


def test_the_officer_and_the_superior_have_addresses_of_their_own():
    done = services.import_rows([ROW], **WHO)

    body = PublicBody.objects.get(name="Dinas Darma")
    told = {row.role: (row.office, row.email, row.address) for row in body.addressees.all()}
    assert (done.rows, done.imported) == (1, 1)
    assert told == {
        AddresseeRole.OFFICER: ("PPID Utama", "ppid@darma.test", ""),
        AddresseeRole.SUPERIOR: ("Sekretaris Dinas", "", "Jl. Merdeka 1"),
    }


def test_the_same_file_again_changes_nothing_and_writes_nothing():
    services.import_rows([ROW], **WHO)
    written = JournalEntry.objects.count()

    done = services.import_rows([ROW], **WHO)

    assert (done.imported, done.unchanged) == (0, 1)
    assert JournalEntry.objects.count() == written


def test_an_empty_cell_keeps_what_was_known_and_a_new_address_is_in_the_journal():
    services.import_rows([ROW], **WHO)

    services.import_rows([{**ROW, "ppid_jabatan": "", "ppid_surel": "baru@darma.test"}], **WHO)

    row = Addressee.objects.get(role=AddresseeRole.OFFICER)
    assert (row.office, row.email) == ("PPID Utama", "baru@darma.test")
    told = JournalEntry.objects.filter(act="addressee_set").order_by("-seq")[0].payload
    assert told == {"body": "darma", "role": "ppid", "email": "baru@darma.test"}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"nama": "  "}, "Kolom nama kosong"),
        ({"jenis": "toko"}, "Jenis toko tidak dikenal"),
        ({"ppid_surel": "bukan surel"}, "tidak sah"),
        ({"nama": "N" * 301}, "Terlalu panjang: nama"),
        ({"ppid_telepon": "0" * 61}, "Terlalu panjang: ppid_telepon"),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line_and_the_others_stand(wrong, reason):
    done = services.import_rows([{**ROW, **wrong}, {**ROW, "nama": "Dinas Wibawa"}], **WHO)

    ((line, why),) = done.rejected
    assert (line, done.imported) == (2, 1)
    assert reason in why
    assert done.rows == done.imported + done.unchanged + len(done.rejected)
    assert not PublicBody.objects.filter(name="Dinas Darma").exists()


def test_a_body_may_be_entered_without_any_address():
    body, is_new = services.enter(BodyDetails("Badan Darma"), **WHO)

    assert is_new
    assert not services.set_addressee(body, AddresseeRole.OFFICER, AddresseeDetails(), **WHO)


def test_the_command_tells_what_it_did_and_a_dry_run_does_nothing(tmp_path):
    file = tmp_path / "badan.csv"
    file.write_text("nama;ppid_surel\nDinas A;a@a.test\nDinas B;salah\n", "utf-8")

    dry = StringIO()
    call_command("import_public_bodies", file, "--dry-run", stdout=dry)
    assert not PublicBody.objects.exists()
    told = StringIO()
    call_command("import_public_bodies", file, "--json", stdout=told)

    assert json.loads(told.getvalue()) == {
        "rows": 2,
        "imported": 1,
        "unchanged": 0,
        "rejected": [{"row": 3, "reason": "Alamat surel salah tidak sah."}],
    }
    assert dry.getvalue().splitlines()[0] == "1 dimasukkan, 0 tidak berubah."


def test_the_command_refuses_what_is_no_table(tmp_path):
    file = tmp_path / "badan.csv"
    file.write_bytes(b"\0")

    with pytest.raises(CommandError, match="bukan teks CSV"):
        call_command("import_public_bodies", file)
