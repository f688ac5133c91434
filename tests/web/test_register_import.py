"""The way of a register through the pages of the registry, and that nobody else has one."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.domain.register_import.report import BatchState
from cases.models import Dispute, ImportBatch, ImportMap, Job, PublicBody, Upload
from cases.models.jobs import JobState
from cases.services import jobs
from cases.tasks.jobs import perform
from tests import registers
from tests.web.pages import sign_in, text, tree

START = "/kepaniteraan/impor/"
OTHERS = ("ngo", "ngo2", "agency", "chair", "admin")


@pytest.fixture
def clerk(site):
    sign_in(site, "clerk")
    return site


def work():
    """What a worker does; every job that waits."""
    kinds = ["check_upload", "import_register"]
    for job in Job.objects.filter(state=JobState.WAITING, kind__in=kinds):
        perform(jobs.claim(job.pk, now=timezone.now()))


def bring(client, content, *, name="buku.csv", kind="register"):
    answer = client.post(
        START, {"komisi": "kip", "jenis": kind, "berkas": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 302, text(answer)
    work()
    return answer["Location"]


def chosen(client, address) -> dict[str, str]:
    """What the form of the columns would post as it stands."""
    page = tree(client.get(address))
    return {select.get("name"): select.value or "" for select in page.xpath("//form//select")}


def imported(client, rows, *, content=None, **said):
    address = bring(client, content or registers.as_csv(rows))
    client.post(address, {**chosen(client, address), **said})
    work()
    client.post(f"{address}jalankan/")
    work()
    return address


def test_a_register_goes_from_the_file_to_its_report(clerk):
    rows, _faults = registers.faulty(50)
    address = bring(clerk, registers.as_csv(rows))

    page = text(clerk.get(address))
    assert "Isi setiap kolom" in page
    assert chosen(clerk, address)["kolom-3"] == "register_number"
    before = Dispute.objects.count()
    clerk.post(address, chosen(clerk, address))
    work()
    tried = text(clerk.get(address))
    assert "Hasil percobaan; belum ada yang dimasukkan" in tried
    assert Dispute.objects.count() == before
    clerk.post(f"{address}jalankan/")
    work()

    batch = ImportBatch.objects.get()
    told = text(clerk.get(address))
    assert batch.state == BatchState.DONE
    assert (batch.rows, batch.imported, batch.rejected) == (50, 47, 3)
    assert "Laporan mutu" in told
    assert "dimasukkan 47" in told
    assert "Badan publik kosong." in told
    assert Dispute.objects.count() == before + 47
    assert "50 baris: 47 dimasukkan" in text(clerk.get(START))


def test_a_workbook_gives_the_same_report(clerk):
    rows, _faults = registers.faulty(50)
    content = registers.as_xlsx(rows)
    address = bring(clerk, content, name="buku.xlsx")

    clerk.post(address, chosen(clerk, address))
    work()

    told = ImportBatch.objects.get().trial
    assert (told["rows"], told["imported"], len(told["rejected"])) == (50, 47, 3)


def test_the_report_is_taken_away_as_a_table(clerk):
    rows, _faults = registers.faulty(50)
    address = imported(clerk, rows)

    table = clerk.get(f"{address}laporan.csv").content.decode("utf-8-sig")

    assert table.splitlines()[0] == "Baris,Hasil,Kolom,Tertulis,Dipahami,Alasan"
    assert "41,tidak dimasukkan,,,,Badan publik kosong." in table
    assert "tanggal 31 Februari 2019 tidak ada dalam kalender" in table


def test_a_likely_body_is_confirmed_by_the_clerk_and_remembered(clerk):
    spelt = "Komisi Pemilihan Umun Republik Indonesia"
    address = bring(clerk, registers.as_csv([registers.row(1, BADAN_PUBLIK=spelt)]))

    options = tree(clerk.get(address)).xpath("//select[@name='badan-0']/option/@value")
    clerk.post(address, {**chosen(clerk, address), "badan-0": "kpu"})
    work()
    clerk.post(f"{address}jalankan/")
    work()

    kpu = PublicBody.objects.get(slug="kpu")
    assert options == ["", "kpu"]
    assert kpu.participations.filter(dispute__imported_rows__isnull=False).count() == 1
    assert ImportMap.objects.get().mapping["bodies"] == {spelt: "kpu"}


def test_any_body_is_chosen_by_its_name_or_a_new_one_named(clerk):
    """Without a script: the name is typed, and the server finds it."""
    rows = [
        registers.row(1, BADAN_PUBLIK="Kantor Pemilu"),
        registers.row(2, BADAN_PUBLIK="Kantor Peta"),
        registers.row(3, BADAN_PUBLIK="Kantor Pajak"),
    ]
    address = bring(clerk, registers.as_csv(rows))
    page = tree(clerk.get(address))
    assert page.xpath("//datalist[@id='badan-dikenal']/option/@value")
    fields = {
        one.get("name"): page.xpath(f"//label[@for='{one.get('id')}']/text()")[0]
        for one in page.xpath("//input[starts-with(@name, 'lain-')]")
    }
    by_name = {label.rpartition(" untuk ")[2]: name for name, label in fields.items()}
    told = {
        **chosen(clerk, address),
        by_name["Kantor Pemilu"]: "komisi pemilihan umum",
        by_name["Kantor Peta"]: "+ Badan Informasi Uji",
    }

    clerk.post(address, told)
    work()
    clerk.post(f"{address}jalankan/")
    work()

    respondents = {
        one.imported_rows.get().row: one.participants.get(role="termohon").public_body.name
        for one in Dispute.objects.filter(imported_rows__isnull=False)
    }
    kpu = PublicBody.objects.get(slug="kpu").name
    assert respondents == {2: kpu, 3: "Badan Informasi Uji", 4: "Kantor Pajak"}
    kept = ImportMap.objects.get().mapping["bodies"]
    assert kept == {"Kantor Pemilu": "kpu", "Kantor Peta": "+Badan Informasi Uji"}


def test_a_body_that_there_is_not_is_told_at_its_field(clerk):
    address = bring(clerk, registers.as_csv([registers.row(1, BADAN_PUBLIK="Kantor Peta")]))

    answer = clerk.post(address, {**chosen(clerk, address), "lain-0": "Badan Entah"})

    assert "Tidak ada badan publik itu" in text(answer)
    assert ImportBatch.objects.get().state == BatchState.BROUGHT


def test_reasons_are_said_in_the_language_of_the_page(clerk):
    rows, _faults = registers.faulty(50)
    address = imported(clerk, rows)
    clerk.cookies["bahasa"] = "en"

    told = text(clerk.get(address))
    table = clerk.get(f"{address}laporan.csv").content.decode("utf-8-sig")

    for one in (told, table):
        assert "There is no public body." in one
        assert "there is no day 31 Februari 2019 in the calendar" in one
        assert "Badan publik kosong" not in one


def test_columns_that_tell_too_little_are_refused_on_the_form(clerk):
    address = bring(clerk, b"A,B\n1,2\n")

    answer = clerk.post(address, chosen(clerk, address))

    assert "Kolom BADAN PUBLIK tidak ditemukan" in text(answer)
    assert ImportBatch.objects.get().state == BatchState.BROUGHT


def test_a_file_that_is_refused_says_why(clerk):
    address = bring(clerk, b"PK\x03\x04 bukan buku", name="buku.xlsx")

    assert "Tidak dapat dilanjutkan" in text(clerk.get(address))


def test_a_page_that_asks_is_told_to_load_anew_when_the_work_is_done(clerk):
    address = bring(clerk, registers.as_csv([registers.row(1)]))
    clerk.post(address, chosen(clerk, address))

    waiting = clerk.get(f"{address}keadaan/")
    work()
    done = clerk.get(f"{address}keadaan/")

    assert "data-hx-get" in waiting.content.decode()
    assert "HX-Refresh" not in waiting
    assert done["HX-Refresh"] == "true"


def test_only_what_was_tried_and_not_imported_yet_can_be_imported(clerk):
    address = imported(clerk, [registers.row(1)])

    clerk.post(f"{address}jalankan/")

    assert Job.objects.filter(kind="import_register").count() == 2


def test_the_file_of_an_import_is_not_thrown_away(clerk):
    imported(clerk, [registers.row(1)])
    upload = Upload.objects.latest("pk")

    answer = clerk.post(f"/unggah/{upload.code}/buang/", follow=True)

    assert "dibawa untuk impor buku register" in text(answer)
    assert Upload.objects.filter(pk=upload.pk).exists()


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_the_registry_has_an_import(clerk, who):
    address = imported(clerk, [registers.row(1)])
    other = Client()
    sign_in(other, who)

    found = {
        page: other.get(page).status_code
        for page in (START, address, f"{address}keadaan/", f"{address}laporan.csv")
    }
    found["start"] = other.post(f"{address}jalankan/").status_code
    found["file"] = other.get(f"/unggah/{Upload.objects.latest('pk').code}/").status_code

    assert set(found.values()) == {404}, found


def test_homes_reach_no_page_of_a_visitor(clerk):
    address = imported(clerk, [registers.row(1)], umum="on")
    dispute = Dispute.objects.get(imported_rows__isnull=False)
    number = dispute.numbers.get().slug
    visitor = Client()

    page = visitor.get(f"/perkara/kip/{number}/").content.decode()

    assert "Perseorangan" in page
    assert "Kenari" not in page
    assert "Kenari" not in text(clerk.get(f"/meja/perkara/{dispute.code}/"))
    assert visitor.get(address).status_code == 302


def test_the_list_takes_as_many_queries_for_three_files_as_for_one(clerk):
    counts = []
    for count in (1, 2):
        for no in range(count):
            bring(clerk, registers.as_csv([registers.row(count * 10 + no)]))
        with CaptureQueriesContext(connection) as caught:
            clerk.get(START)
        counts.append(len(caught))

    assert counts[0] == counts[1]
