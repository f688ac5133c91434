"""Proofs of a request on its page: brought with a step or later, taken away, filed with it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.accounts import Role
from cases.models import FilingDraft, InformationRequest, Membership, Organisation, Upload, User
from tests import foreign_files
from tests.web.pages import sign_in, text, tree, words
from tests.web.test_drafts import write
from tests.web.test_information_requests import bodies, page, send, sent, today

__all__ = ["today"]
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def ngo(site):
    sign_in(site, "ngo")
    return site


def file(name="tanda terima.pdf", **how):
    return SimpleUploadedFile(name, foreign_files.pdf(**how), content_type="application/pdf")


def add(client, row, kind, **more):
    return client.post(page(row), {"langkah": kind, "bukti_file": file(**more)})


def shown(client, row):
    """What stands under each step: names of files by the title of the step."""
    panel = tree(client.get(page(row))).get_element_by_id("bukti-langkah")
    return {
        words(head): [words(one) for one in head.getnext().xpath(".//bdi")]
        for head in panel.xpath(".//h3")
    }


def test_a_step_is_recorded_with_its_proof_and_the_page_shows_it(ngo):
    row = sent(ngo, cara="post", bukti_file=file("resi pos.pdf"))
    ngo.post(
        f"{page(row)}diterima/",
        {"hari": "2024-03-06", "nomor": "12", "bukti_file": file("tanda terima.pdf", pages=2)},
    )

    assert shown(ngo, row) == {
        "Bukti pengiriman permintaan": ["resi pos.pdf"],
        "Tanda terima permintaan": ["tanda terima.pdf"],
    }


def test_a_file_that_a_script_sent_already_is_taken_by_its_code(ngo):
    row = sent(ngo)
    ngo.post("/unggah/", {"house": f"organisation:{house().slug}", "berkas_file": file()})
    code = Upload.objects.order_by("-pk")[0].code

    ngo.post(page(row), {"langkah": "request_sent", "bukti": code})

    assert shown(ngo, row)["Bukti pengiriman permintaan"] == ["tanda terima.pdf"]


def test_a_mistake_in_the_form_loses_no_file(ngo):
    row = sent(ngo)

    answer = ngo.post(f"{page(row)}tanggapan/", {"hari": "", "bukti_file": file()})

    (kept,) = tree(answer).xpath("//input[@name='bukti'][@checked]/@value")
    ngo.post(
        f"{page(row)}tanggapan/", {"hari": "2024-03-14", "jenis": "refused", "bukti": kept}
    )
    assert shown(ngo, row)["Tanggapan PPID"] == ["tanda terima.pdf"]


def test_what_cannot_be_a_proof_is_told_at_the_place_of_files(ngo):
    row = sent(ngo)
    add(ngo, row, "request_sent")
    (taken,) = row.proofs.all()

    again = ngo.post(page(row), {"langkah": "request_received", "bukti": taken.upload.code})
    none = ngo.post(page(row), {"langkah": "request_sent"})
    step = ngo.post(
        f"{page(row)}tanggapan/",
        {"hari": "2024-03-14", "jenis": "refused", "bukti": taken.upload.code},
    )

    for answer, told in (
        (again, "sudah menjadi bukti langkah lain"),
        (none, "Pilih berkasnya dahulu"),
        (step, "sudah menjadi bukti langkah lain"),
    ):
        assert told in words(tree(answer).get_element_by_id("bukti_error"))
    row.refresh_from_db()
    assert row.replied_on is None


def test_one_letter_to_several_bodies_is_proven_on_the_page_of_each(ngo):
    before = InformationRequest.objects.count()

    answer = send(
        ngo,
        badan=bodies("Komisi Pemilihan Umum Republik Indonesia", "Kementerian Dalam Negeri"),
        bukti_file=file(),
    )

    assert "Satu berkas membuktikan satu permintaan" in text(answer)
    assert InformationRequest.objects.count() == before


def test_a_step_that_did_not_happen_cannot_be_proven(ngo):
    row = sent(ngo, cara="post")

    answer = add(ngo, row, "answer")

    assert answer.status_code == 200
    assert "Masukkan pilihan yang valid" in text(answer)
    assert not row.proofs.exists()


def test_a_proof_is_taken_away_and_until_then_cannot_be_discarded(ngo):
    row = sent(ngo)
    add(ngo, row, "request_sent")
    code = row.proofs.get().upload.code
    ngo.post(f"/unggah/{code}/buang/")
    assert "bukti sebuah permintaan" in ngo.get(f"/unggah/{code}/").content.decode()

    ngo.post(f"{page(row)}bukti/{code}/lepas/")

    assert shown(ngo, row)["Bukti pengiriman permintaan"] == []
    assert ngo.post(f"/unggah/{code}/buang/")["Location"] == "/unggah/"


@pytest.mark.parametrize("who", ["ngo2", "agency", "clerk", "admin"])
def test_for_everybody_else_there_are_no_proofs(ngo, who):
    row = sent(ngo)
    add(ngo, row, "request_sent")
    code = row.proofs.get().upload.code
    ngo.logout()
    sign_in(ngo, who)

    assert add(ngo, row, "request_sent").status_code == 404
    assert ngo.post(f"{page(row)}bukti/{code}/lepas/").status_code == 404
    assert ngo.get(f"/unggah/{code}/").status_code == 404
    assert row.proofs.count() == 1


def test_a_reader_sees_proofs_and_changes_none(ngo):
    Membership.objects.create(
        user=User.objects.get(email="ngo2@demo.test"), organisation=house(), role=Role.READER
    )
    row = sent(ngo)
    add(ngo, row, "request_sent")
    code = row.proofs.get().upload.code
    ngo.logout()
    sign_in(ngo, "ngo2")

    assert shown(ngo, row)["Bukti pengiriman permintaan"] == ["tanda terima.pdf"]
    assert not tree(ngo.get(page(row))).xpath("//form[contains(@action, '/lepas/')]")
    assert add(ngo, row, "request_sent").status_code == 404
    assert ngo.post(f"{page(row)}bukti/{code}/lepas/").status_code == 404


def test_a_proof_is_looked_at_by_posting_only(ngo):
    row = sent(ngo)
    add(ngo, row, "request_sent")

    code = row.proofs.get().upload.code
    assert ngo.get(f"{page(row)}bukti/{code}/lepas/").status_code == 405


def test_a_request_takes_no_more_queries_for_more_proofs(ngo):
    row = sent(ngo)
    asked = []
    for pages in (1, 2, 3):
        add(ngo, row, "request_sent", pages=pages)
        ngo.get(page(row))
        with CaptureQueriesContext(connection) as caught:
            ngo.get(page(row))
        asked.append(len(caught))

    assert len(set(asked)) == 1


# --- the application begins with them -------------------------------------------------------


@pytest.fixture
def draft(ngo):
    """A draft on a request with proofs of its sending, its receipt and the objection."""
    row = sent(ngo, badan=bodies("Kementerian Dalam Negeri"))
    ngo.post(
        f"{page(row)}keberatan/",
        {
            f"butir_{row.items.first().pk}": ["c"],
            "hari": "2024-03-12",
            "cara": "email",
            "bukti_file": file("keberatan.pdf", pages=3),
        },
    )
    add(ngo, row, "request_sent", name="resi.pdf")
    add(ngo, row, "request_received", name="terima.pdf", pages=2)
    started = ngo.post("/permohonan/baru/", {"permintaan": row.code})
    found = started["Location"].removesuffix("pemohon/")
    days = {"keberatan": "2024-03-12", "dijawab": "tidak", "tanggal_jawaban": ""}
    write(ngo, found, "pemohon", "badan-publik", "informasi")
    write(ngo, found, "riwayat", **days)
    write(ngo, found, "alasan", "komisi")
    return found


def ticked(client, draft):
    """The codes that stand ticked in each place, as a browser would send them."""
    page = tree(client.get(f"{draft}dokumen/"))
    found = {"tempat": page.xpath("//input[@name='tempat']/@value")}
    for box in page.xpath("//input[@type='checkbox'][@checked]"):
        found.setdefault(box.get("name"), []).append(box.get("value"))
    return found


def names(codes):
    return sorted(Upload.objects.filter(code__in=codes).values_list("name", flat=True))


def test_the_documents_begin_with_the_proofs_in_their_places(ngo, draft):
    told = ticked(ngo, draft)

    assert names(told["berkas_request"]) == ["resi.pdf", "terima.pdf"]
    assert names(told["berkas_objection"]) == ["keberatan.pdf"]
    assert "berkas_identity" not in told


def test_what_was_taken_out_of_its_place_stays_out_and_can_be_put_back(ngo, draft):
    told = ticked(ngo, draft)
    kept, taken_out = told["berkas_request"]
    version = {"versi": "0"}

    ngo.post(f"{draft}dokumen/", {**told, **version, "berkas_request": [kept]})

    assert ticked(ngo, draft)["berkas_request"] == [kept]
    offered = tree(ngo.get(f"{draft}dokumen/")).xpath(
        "//input[@name='berkas_request'][not(@checked)]/@value"
    )
    assert offered == [taken_out]


def test_a_place_that_was_emptied_stays_empty(ngo, draft):
    told = ticked(ngo, draft)
    del told["berkas_objection"]

    ngo.post(f"{draft}dokumen/", {**told, "versi": "0"})

    assert "berkas_objection" not in ticked(ngo, draft)


def test_what_was_proven_is_filed_with_the_application(ngo, draft):
    ngo.post(f"{draft}dokumen/", {**ticked(ngo, draft), "versi": "0"})

    ngo.post(f"{draft}kirim/", {"benar": "1"})

    filed = FilingDraft.objects.get(code=draft.split("/")[2])
    rows = filed.dispute.application.enclosures.values_list("place", "upload__name")
    assert sorted(rows) == [
        ("objection", "keberatan.pdf"),
        ("request", "resi.pdf"),
        ("request", "terima.pdf"),
    ]
    asked = page(filed.information_request)
    assert not tree(ngo.get(asked)).xpath("//form[contains(@action, '/lepas/')]")


def house():
    return Organisation.objects.get(short="YAKIN")
