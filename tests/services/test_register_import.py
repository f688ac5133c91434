"""A register brought in: counts add up, twice is once, a killed run goes on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from unittest import mock

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.register_import import ImportKind, TableMap, UnusableMap
from cases.domain.stages import Stage
from cases.models import (
    Deadline,
    Dispute,
    DocketEntry,
    Hearing,
    ImportBatch,
    ImportedRow,
    JournalEntry,
    Organisation,
    PublicBody,
    PublicDispute,
    RegisterNumber,
)
from cases.queries import invariants
from cases.services import journal, parties, publication, register_import, registry
from cases.services.register_import import Order, writing
from tests import registers
from tests.hearing_room import RECORDER
from tests.standing import standing

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
WHO = {"actor": RECORDER, "now": NOW}


def _commission():
    return parties.add_commission(
        parties.CommissionDetails("ki-uji", "Komisi Informasi Uji", "KI Uji", "provinsi"), **WHO
    )


built, commission = standing(_commission)


def bring(commission, rows, *, kind=ImportKind.REGISTER, is_dry=False, content=None, **order):
    head = registers.AGENDA_HEAD if kind is ImportKind.AGENDA else registers.HEAD
    content = content or registers.as_csv(rows, head)
    return register_import.import_file(
        Order(commission, kind, content, **order), name="uji.csv", is_dry=is_dry, **WHO
    )


def the(no) -> Dispute:
    raw = registers.row(no)["NO_REGISTER_SENGKETA"]
    return Dispute.objects.get(numbers__raw=raw)


def reasons(report) -> str:
    told = [reason for _row, reason in report.rejected]
    return " | ".join([*told, *(one.reason for one in report.warnings)])


def test_a_row_becomes_a_dispute_with_what_was_understood(commission):
    report = bring(commission, [registers.row(3)])

    dispute = the(3)
    asked = dispute.information_requests.get()
    assert (report.rows, report.imported) == (1, 1)
    assert dispute.stage == Stage.REGISTERED
    assert dispute.received_on == date(2019, 1, 10)
    assert dispute.registered_on == date(2019, 1, 12)
    assert asked.submitted_on == date(2018, 11, 11)
    assert asked.objections.get().filed_on == date(2018, 12, 1)
    assert dispute.items.get().text == "Salinan dokumen anggaran 3"
    applicant = dispute.participants.get(role=PartyRole.APPLICANT)
    assert applicant.organisation.name == "Yayasan Uji 3"
    respondent = dispute.participants.get(role=PartyRole.RESPONDENT)
    assert respondent.public_body.name == "Pemerintah Desa Sukamaju"
    row = ImportedRow.objects.get()
    assert row.written["TANGGAL_TERIMA"] == "10 Januari 2019"
    assert row.understood["received_on"] == "2019-01-10"


def test_five_hundred_rows_with_faults_add_up_and_the_second_run_imports_nothing(commission):
    rows, faults = registers.faulty(500)

    first = bring(commission, rows)
    counts = {model: model.objects.count() for model in (Dispute, ImportedRow, PublicBody)}
    second = bring(commission, rows)

    rejected = sum(faults[name] for name in registers.REJECTED)
    unchanged = sum(faults[name] for name in registers.UNCHANGED)
    assert len(first.rejected) == rejected == 20
    assert first.unchanged == unchanged == 5
    assert first.imported == 500 - rejected - unchanged == Dispute.objects.count()
    assert first.rows == second.rows == 500
    assert (second.imported, second.unchanged) == (0, 500 - rejected)
    assert second.rejected == first.rejected
    assert {model: model.objects.count() for model in counts} == counts
    assert [batch.imported for batch in ImportBatch.objects.order_by("pk")] == [475, 0]


def test_every_deliberate_fault_is_told_with_its_reason(commission):
    rows, _faults = registers.faulty(100)

    told = reasons(bring(commission, rows))

    for words in (
        "tanggal 31 Februari 2019 tidak ada dalam kalender",
        "register dihapus",
        "bulan Desmber dibaca sebagai desember",
        "Badan publik kosong.",
        "isinya berbeda",
        "ada beberapa tanggal",
        "sama dengan baris",
        "jam, bukan tanggal",
        "Baris ini kosong.",
        "jenis pemohon tidak dikenal",
    ):
        assert words in told, words


def test_a_dry_run_tells_the_same_and_writes_nothing(commission):
    rows, _faults = registers.faulty(60)

    dry = bring(commission, rows, is_dry=True)

    assert not Dispute.objects.exists()
    assert not ImportBatch.objects.exists()
    assert not PublicBody.objects.exists()
    assert dry.told() == bring(commission, rows).told()


def test_a_run_that_was_killed_leaves_whole_rows_and_the_next_one_goes_on(commission):
    rows = [registers.row(no) for no in range(1, 451)]
    whole, calls = writing.Writer.registers, []

    def dies_in_the_second_portion(self, portion):
        calls.append(len(portion))
        whole(self, portion)
        if len(calls) == 2:
            raise SystemExit(137)

    with (
        mock.patch.object(writing.Writer, "registers", dies_in_the_second_portion),
        pytest.raises(SystemExit),
    ):
        bring(commission, rows)
    left = Dispute.objects.count()
    report = bring(commission, rows)

    assert left == ImportedRow.objects.count() - report.imported == 200
    assert (report.imported, report.unchanged) == (250, 200)
    assert Dispute.objects.count() == 450
    assert journal.verify() == ()


def test_a_job_that_was_killed_is_gone_on_with_and_its_report_adds_up(commission):
    content = registers.as_csv([registers.row(no) for no in range(1, 301)])
    order = Order(commission, ImportKind.REGISTER, content)
    batch = ImportBatch.objects.create(
        code="KBTHJ346", commission=commission, kind="register", name="uji.csv",
        created_by="uji", created_at=NOW,
    )  # fmt: skip

    def dies(done, _total):
        if done == 200:
            raise SystemExit(137)

    with pytest.raises(SystemExit):
        register_import.run(order, batch=batch, step=dies, **WHO)
    report = register_import.run(order, batch=batch, **WHO)

    assert (report.rows, report.imported, report.unchanged) == (300, 300, 0)
    assert Dispute.objects.count() == ImportedRow.objects.count() == 300


def test_a_changed_row_is_told_as_a_difference_and_changes_nothing(commission):
    bring(commission, [registers.row(1)])

    report = bring(commission, [registers.row(1, TANGGAL_TERIMA="9 Januari 2019")])

    (difference,) = report.warnings
    assert (report.imported, report.unchanged) == (0, 1)
    assert (difference.column, difference.written) == ("TANGGAL_TERIMA", "9 Januari 2019")
    assert difference.understood == "8 Januari 2019"
    assert the(1).received_on == date(2019, 1, 8)


def test_a_number_that_was_registered_here_is_left_as_it_is(commission):
    raw = registers.row(1)["NO_REGISTER_SENGKETA"]
    dispute = registry.open_file(
        commission, registry.DisputeDetails(raw, "umum", "Dari meja"), **WHO
    )
    registry.give_number(dispute, raw, kind="register", **WHO)

    report = bring(commission, [registers.row(1)])

    assert (report.imported, report.unchanged) == (0, 1)
    assert "sudah ada dalam catatan" in report.warnings[0].reason
    assert Dispute.objects.get().subject == "Dari meja"


def test_a_case_that_gets_its_number_in_a_later_file_is_not_opened_twice(commission):
    bring(commission, [registers.row(1, NO_REGISTER_SENGKETA="-")])
    assert Dispute.objects.get().stage == Stage.DISPUTE_FILED

    report = bring(commission, [registers.row(1)])

    assert report.unchanged == 1
    assert Dispute.objects.count() == 1
    assert not RegisterNumber.objects.exists()


def test_csv_and_xlsx_give_the_same(commission):
    rows, _faults = registers.faulty(40)

    from_csv = bring(commission, rows, is_dry=True)
    from_xlsx = bring(commission, rows, is_dry=True, content=registers.as_xlsx(rows))

    assert from_csv.told() == from_xlsx.told()


def test_titles_above_the_head_are_no_rows(commission):
    content = registers.as_xlsx([registers.row(1)], above=["BUKU REGISTER", "TAHUN 2019"])

    report = bring(commission, [], content=content)

    assert (report.rows, report.imported) == (1, 1)
    assert ImportedRow.objects.get().row == 4


# -- private people ------------------------------------------------------------------------


def test_names_and_homes_of_people_stay_in_the_row_as_it_was_written(commission):
    name = f"{registers.PERSON} 1"
    told = f"Berkas tanah {name} di {registers.HOME} No 1"
    bring(commission, [registers.row(1, INFORMASI_YANG_DIMINTA=told)], is_public=True)

    dispute = the(1)
    assert dispute.visibility == Visibility.PUBLIC
    assert dispute.participants.get(role=PartyRole.APPLICANT).public_label == "Perseorangan"
    assert not Organisation.objects.exists()
    public = json.dumps(list(PublicDispute.objects.values("body", "code")), default=str)
    entries = json.dumps(list(JournalEntry.objects.values("payload")), default=str)
    for secret in (name, "Kenari"):
        assert secret not in public + entries + dispute.subject + dispute.items.get().text
    assert ImportedRow.objects.get().written["ALAMAT_PEMOHON"] == f"{registers.HOME} No 1"


@pytest.mark.parametrize(
    "written",
    ["Yayasan Uji, diwakili Siti Kenari", "Yayasan Uji (kuasanya: Siti Kenari)",
     "Yayasan Uji\nJl. Kenari 7", "Yayasan Uji d/a Kenari 7 RT 03"],
)  # fmt: skip
def test_an_organisation_is_known_without_the_people_behind_its_name(commission, written):
    report = bring(commission, [registers.row(3, PEMOHON=written)])

    assert Organisation.objects.get().name == "Yayasan Uji"
    assert "di belakang nama" in reasons(report)


def test_numbers_of_people_do_not_stand_in_what_is_asked_for(commission):
    told = "Sertipikat atas nama pemohon, NIK 3301234567890001, telepon 081234567890"
    bring(commission, [registers.row(1, INFORMASI_YANG_DIMINTA=told)])

    text = the(1).items.get().text
    assert text == "Sertipikat atas nama pemohon, NIK [NIK], telepon [telepon]"


def test_a_line_without_its_year_is_taken_for_no_other_line(commission):
    first = registers.row(1, NO_REGISTER_SENGKETA="-", TAHUN="-")
    second = registers.row(2, NO="1", NO_REGISTER_SENGKETA="-", TAHUN="-")

    report = bring(commission, [first, second])

    assert (report.imported, Dispute.objects.count()) == (2, 2)


def test_imported_disputes_are_for_the_parties_unless_the_clerk_opens_them(commission):
    bring(commission, [registers.row(1)])

    assert the(1).visibility == Visibility.PARTIES
    assert not PublicDispute.objects.exists()


def test_the_shelf_and_the_journal_are_right_after_a_public_import(commission):
    rows, _faults = registers.faulty(60)
    bring(commission, rows, is_public=True)

    assert list(publication.verify()) == []
    assert journal.verify() == ()
    assert [found.rule for found in invariants.check() if found.broken] == []
    assert PublicDispute.objects.count() == Dispute.objects.count()


# -- houses --------------------------------------------------------------------------------


def test_spellings_of_one_name_are_one_body_and_a_likeness_is_only_suggested(commission):
    spelt = (
        "Dinas Pendidikan Kabupaten Darma", "DINAS PENDIDIKAN KAB. DARMA", "Disdik Kab Darma",
        "Dinas Pendidikan  Kab.Darma", "Dinas Pendidikn Kabupaten Darma",
    )  # fmt: skip
    rows = [registers.row(no, BADAN_PUBLIK=name) for no, name in enumerate(spelt, start=1)]

    report = bring(commission, rows)

    assert {body.name for body in PublicBody.objects.all()} == {spelt[0], spelt[4]}
    like = [one for one in report.warnings if "mungkin sama" in one.reason]
    assert [(one.row, one.written, one.understood) for one in like] == [(6, spelt[4], None)]


def test_what_the_clerk_confirmed_is_used_and_remembered(commission):
    body = parties.add_public_body("Dinas Pendidikan Kabupaten Darma", **WHO)
    mapping = TableMap({"CATATAN_PETUGAS": ""}, {"Dinas P dan K": body.slug})

    bring(commission, [registers.row(1, BADAN_PUBLIK="Dinas P dan K")], mapping=mapping)
    bring(commission, [registers.row(2, BADAN_PUBLIK="DINAS P DAN K")])

    assert PublicBody.objects.get() == body
    assert body.participations.count() == 2


def test_a_map_that_names_no_body_is_refused_and_nothing_is_written(commission):
    mapping = TableMap({}, {"Dinas X": "tidak-ada"})

    with pytest.raises(UnusableMap, match="tidak-ada"):
        bring(commission, [registers.row(1)], mapping=mapping)

    assert not Dispute.objects.exists()


def test_a_table_without_its_columns_is_refused_with_their_names(commission):
    with pytest.raises(UnusableMap, match="BADAN PUBLIK"):
        bring(commission, [], content=b"NO,PEMOHON\n1,A\n")


# -- clocks and the agenda -----------------------------------------------------------------


def test_only_clocks_that_may_still_run_are_started(commission):
    recent = registers.row(2, TANGGAL_TERIMA="16 November 2026", TAHUN="2026",
                           HARI_TERIMA="Senin")  # fmt: skip
    bring(commission, [registers.row(1), recent])

    clocks = Deadline.objects.order_by("rule")
    # 100 working days (Pasal 38 ayat (2)) and 14 (ayat (1)), from the day of receipt
    assert {clock.dispute for clock in clocks} == {the(2)}
    assert [clock.rule for clock in clocks] == [
        "umum_complete_settlement", "umum_start_settlement",
    ]  # fmt: skip


def test_a_row_of_the_agenda_is_a_line_of_the_docket(commission):
    bring(commission, [registers.row(1), registers.row(2)])
    rows = [
        registers.agenda(1, "22/02/2021 (Mediasi kedua)"),
        registers.agenda(1, "3 Maret 2020 (P.Putusan)"),
        registers.agenda(2, "Register Dihapus"),
        registers.agenda(2, "30 Februari 2020 (PA 1)", REGISTER="-"),
        registers.agenda(9, "3 Maret 2020"),
        registers.agenda(1, "-"),
    ]

    report = bring(commission, rows, kind=ImportKind.AGENDA)
    again = bring(commission, rows, kind=ImportKind.AGENDA)

    lines = DocketEntry.objects.order_by("pk")
    assert [(one.dispute, one.occurred_on, one.visibility) for one in lines] == [
        (the(1), date(2021, 2, 22), Visibility.PARTIES),
        (the(1), date(2020, 3, 3), Visibility.PUBLIC),
        (the(2), None, Visibility.PARTIES),
        (the(2), None, Visibility.PUBLIC),
    ]
    assert lines[1].text == "Pembacaan putusan ajudikasi, menurut buku agenda komisi."
    assert (report.rows, report.imported, len(report.rejected)) == (6, 4, 2)
    assert (again.imported, again.unchanged) == (0, 4)
    assert "tidak ada dalam catatan" in reasons(report)


def test_several_days_in_one_cell_are_as_many_lines_each_with_its_kind(commission):
    bring(commission, [registers.row(1)])
    told = "22/02/2021 (Mediasi kedua), 3 Maret 2020 (P.Putusan), 31 April 2021 (PA 1)"
    rows = [registers.agenda(1, told)]

    report = bring(commission, rows, kind=ImportKind.AGENDA)
    again = bring(commission, rows, kind=ImportKind.AGENDA)

    lines = DocketEntry.objects.order_by("pk")
    assert [(one.occurred_on, one.visibility, one.confidence) for one in lines] == [
        (date(2021, 2, 22), Visibility.PARTIES, "high"),
        (date(2020, 3, 3), Visibility.PUBLIC, "medium"),  # earlier than what is written before
        (None, Visibility.PUBLIC, "medium"),
    ]
    assert "Mediasi" in lines[0].text
    assert lines[1].text == "Pembacaan putusan ajudikasi, menurut buku agenda komisi."
    assert (report.rows, report.imported) == (1, 1)
    said = reasons(report)
    for words in ("menjadi 3 baris riwayat", "lebih awal daripada tanggal yang tertulis",
                  "31 April 2021 tidak ada dalam kalender"):  # fmt: skip
        assert words in said
    row = ImportedRow.objects.get(kind=ImportKind.AGENDA)
    assert [one["on"] for one in row.understood["days"]] == ["2021-02-22", "2020-03-03", ""]
    assert row.docket_entry == lines[0]
    assert (again.imported, again.unchanged) == (0, 1)
    assert DocketEntry.objects.count() == 3
    assert not Hearing.objects.exists()


# -- the row as it was written -------------------------------------------------------------


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_row_as_it_was_written_is_never_changed(commission, act):
    bring(commission, [registers.row(1)])
    rows = ImportedRow.objects.all()

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(written={}) if act == "update" else rows.delete()

    assert ImportedRow.objects.get().written


def test_a_portion_takes_as_many_queries_for_many_rows_as_for_few(commission):
    bring(commission, [registers.row(no) for no in range(1, 40)])
    counts = []
    for start, count in ((100, 15), (200, 150)):
        rows = [registers.row(no) for no in range(start, start + count)]
        with CaptureQueriesContext(connection) as caught:
            bring(commission, rows)
        counts.append(len(caught) - caught_houses(caught))

    assert counts[1] < 2 * counts[0]  # ten times the rows; rows are written in pieces


def caught_houses(caught) -> int:
    """Queries about single houses: each is looked up once, however many rows name it."""
    return sum("LIMIT" in one["sql"] for one in caught.captured_queries)
