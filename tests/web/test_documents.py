"""The file of a dispute as its people see it: the list of evidence, and what was refused."""

from __future__ import annotations

import io

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as WordFile

from cases.adapters import files, letters
from cases.domain.accounts import Role
from cases.models import DisputeApplication, Document, Enclosure
from cases.services import parties, uploads
from tests import foreign_files as made
from tests.brought import WHO, account, checked, open_hall
from tests.hearing_room import NOW
from tests.standing import standing
from tests.web.pages import text, tree, words

pytestmark = pytest.mark.django_db
ODD = "{{ 7*7 }} {% load x %}"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


built, hall = standing(open_hall)


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def listed(hall, run_jobs):
    """The page of the list, in a dispute with two exhibits of the applicant."""
    for no in (1, 2):
        exhibit(hall, run_jobs, no)
    return f"{page(hall)}daftar-bukti/"


def exhibit(hall, run_jobs, no):
    upload = checked(run_jobs, hall, made.pdf(pages=no), name=f"Bukti {no}.pdf")
    uploads.admit(upload, dispute=hall.dispute, side="P", title=f"Bukti {no} {ODD}", **WHO)


def page(hall):
    return f"/perkara/{hall.room.commission.code}/{hall.dispute.code}/berkas/"


def house(hall):
    return hall.room.applicant.slug


def compose(client, hall, listed, **more):
    told = {"atas_nama": house(hall), "tempat": "Jakarta", "nama": "Sari", **more}
    return client.post(listed, told)


def test_an_officer_composes_the_list_and_the_page_shows_it(client, hall, listed, run_jobs):
    client.force_login(hall.applicant)
    assert listed in client.get(page(hall)).content.decode()

    with run_jobs(execute=True):
        answer = compose(client, hall, listed, bukti_1=f"Bahwa {ODD}")

    assert answer["Location"] == f"{page(hall)}#surat-dibuat"
    told = words(tree(client.get(page(hall))).get_element_by_id("surat-dibuat"))
    assert "Daftar bukti" in told
    assert "PDF, DOCX" in told
    found = {one.mime: one for one in Document.objects.filter(about=hall.dispute)}
    word = WordFile(io.BytesIO(files.read(found[letters.DOCX].file)))
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[1] == ["P-1", f"Bukti 1 {ODD}", "14 Maret 2024", "1", f"Bahwa {ODD}"]
    assert rows[2][-1] == "–"
    pdf = client.get(f"/meja/berkas/{found[letters.PDF].code}/")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")


def test_what_was_said_last_time_stands_there_again(client, hall, listed, run_jobs):
    client.force_login(hall.applicant)
    compose(client, hall, listed, bukti_2="Bahwa keberatan dikirim", jabatan="Ketua")
    exhibit(hall, run_jobs, 3)

    again = tree(client.get(listed))

    said = [one.text.strip() for one in again.xpath("//textarea")]
    assert said == ["", "Bahwa keberatan dikirim", ""]
    assert again.xpath("//input[@name='tempat']/@value") == ["Jakarta"]
    assert again.xpath("//input[@name='jabatan']/@value") == ["Ketua"]


def test_a_list_without_a_signatory_is_told_at_its_field(client, hall, listed):
    client.force_login(hall.applicant)

    answer = compose(client, hall, listed, nama="", bukti_1="x" * 601)

    told = words(tree(answer).get_element_by_id("galat"))
    assert "Penanda tangan: Bidang ini tidak boleh kosong" in told
    assert "P-1, Bukti 1" in told
    assert not Document.objects.filter(about=hall.dispute).exists()


@pytest.mark.parametrize("who", ["reader", "agency", "clerk", "stranger"])
def test_for_everybody_else_there_is_no_list(client, hall, listed, who):
    client.force_login(hall.applicant)
    compose(client, hall, listed)
    letter = Document.objects.filter(about=hall.dispute).first()
    client.force_login(getattr(hall, who))

    assert client.get(listed).status_code == 404
    assert compose(client, hall, listed).status_code == 404
    if who != "reader":
        assert client.get(f"/meja/berkas/{letter.code}/").status_code == 404
    seen = client.get(page(hall))
    if seen.status_code == 200:
        assert listed not in seen.content.decode()
        assert ("surat-dibuat" in seen.content.decode()) == (who == "reader")


def test_another_organisation_on_the_same_side_has_lists_of_its_own(client, hall, listed):
    client.force_login(hall.applicant)
    compose(client, hall, listed)
    other = parties.add_organisation("Yayasan Kedua", **WHO)
    hall.dispute.participants.create(role="pemohon", organisation=other)
    client.force_login(account("kedua@test.test", other, Role.OWNER))

    assert client.get(listed).status_code == 200
    assert "surat-dibuat" not in client.get(page(hall)).content.decode()
    assert compose(client, hall, listed).status_code == 200  # not in another's name


def test_without_evidence_there_is_nothing_to_list(client, hall):
    client.force_login(hall.applicant)

    assert client.get(f"{page(hall)}daftar-bukti/").status_code == 404
    assert "daftar-bukti" not in client.get(page(hall)).content.decode()


def test_the_list_takes_no_more_queries_for_more_exhibits(client, hall, listed, run_jobs):
    client.force_login(hall.applicant)
    asked = []
    for no in (3, 4, 5):
        with CaptureQueriesContext(connection) as caught:
            client.get(listed)
        asked.append(len(caught))
        exhibit(hall, run_jobs, no)

    assert len(set(asked)) == 1


def test_the_file_says_which_enclosure_was_refused_and_why(client, hall, run_jobs):
    upload = checked(run_jobs, hall, made.pdf()[:200], name="rusak.pdf")
    uploads.bring_into(upload, hall.dispute)
    tendered = DisputeApplication.objects.create(
        dispute=hall.dispute, tendered_at=NOW, applicant_kind="badan_hukum",
        applicant_name="Yayasan", representative_basis="jabatan", digest="0" * 64,
    )  # fmt: skip
    Enclosure.objects.create(application=tendered, place="reply", upload=upload)
    client.force_login(hall.applicant)

    told = text(client.get(page(hall)))

    assert "rusak.pdf Tanggapan badan publik dan tanda terimanya" in told
    assert "Berkas ini rusak atau terpotong" in told
