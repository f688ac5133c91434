"""A printed code leads to what it stands for, or to the word that nothing public bears it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.adapters import files
from cases.domain.documents import Paper
from cases.models import Document, Signature
from cases.services import documents, publication, transcripts
from cases.web import verification
from tests.public_record import WHO, publish, publish_with_papers, work
from tests.standing import standing
from tests.web.pages import text, tree

COST = 2  # how the shelf stands, and the list
pytestmark = pytest.mark.django_db


built, record = standing(publish_with_papers)


def test_the_form_asks_for_a_code(client):
    answer = client.get("/verifikasi/")

    assert answer.status_code == 200
    assert tree(answer).xpath("//label[@for='kode']")


def test_a_typed_code_goes_to_its_own_address(client, record):
    code = record.edition.code

    moved = client.get("/verifikasi/", {"kode": f" st-{code[:4].lower()}-{code[4:]} "})

    assert moved.status_code == 302
    assert moved["Location"] == f"/v/{code}"


def test_an_edition_is_told_with_its_fingerprint_and_its_nature(client, record):
    told = text(client.get(f"/v/{record.edition.code}"))

    assert record.edition.content_sha256 in told
    assert "Rekonstruksi dari pemberitaan pers, bukan risalah resmi" in told
    assert "14 Maret 2024" in told


def test_the_code_of_a_hearing_and_of_a_dispute_lead_to_their_pages(client, record):
    for code in (record.room.hearing.code, record.room.dispute.code):
        answer = client.get(f"/v/{code}")

        (link,) = tree(answer).xpath("//main//p[@class='note']/a/@href")
        assert answer.status_code == 200
        assert client.get(link, follow=True).status_code == 200


@pytest.mark.parametrize("code", ["BBBBBBBB", "-", "x" * 300, "ÅÅÅ", "1'--"])
def test_a_code_that_nothing_bears_says_so(client, record, code):
    answer = client.get(f"/v/{code}")

    assert answer.status_code == 404
    assert "Tidak ada dokumen untuk umum" in text(answer)


def test_a_sealed_record_answers_like_one_that_never_was(client, record):
    code = record.edition.code
    for dispute in record.room.disputes:
        publication.seal(dispute, **WHO)

    sealed, never = client.get(f"/v/{code}"), client.get("/v/BBBBBBBB")

    assert sealed.status_code == never.status_code == 404
    assert text(sealed).replace(code, "BBBBBBBB") == text(never)


# --- A file itself --------------------------------------------------------------------------


def paper(record, form="pdf"):
    return record.edition.documents.get(form=form)


def sent(client, content, name="risalah.pdf"):
    brought = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post("/verifikasi/berkas/", {"berkas": brought})


def verdict(answer):
    return tree(answer).xpath("//*[@data-result]//section/@data-verdict")


def test_a_paper_that_is_sent_is_known_by_its_bytes(client, record):
    told = sent(client, files.read(paper(record).file))

    assert told.status_code == 200
    assert verdict(told) == ["ok"]
    assert "Risalah sidang 13 Maret 2024, edisi 1" in text(told)
    assert paper(record).sha256 in text(told)
    assert "Tidak ada tanda tangan elektronik di dalam berkas ini" in text(told)


def test_one_changed_byte_makes_it_another_than_it_says(client, record):
    changed = bytearray(files.read(paper(record).file))
    changed[changed.find(b"stream") + 30] ^= 1

    told = sent(client, bytes(changed))

    assert verdict(told) == ["bad"]
    (link,) = tree(told).xpath("//*[@data-result]//a/@href")
    assert link == f"/v/{record.edition.code}"


def test_a_stranger_is_not_known(client, record):
    told = sent(client, b"Halo", "catatan.txt")

    assert verdict(told) == ["none"]


def test_whoever_asks_for_the_verdict_again_is_led_to_the_form(client, record):
    assert client.get("/verifikasi/berkas/").headers["Location"] == "/verifikasi/"


def test_nothing_of_a_file_that_was_sent_is_kept(client, record, media):
    before = {file for file in media.rglob("*") if file.is_file()}

    sent(client, b"%PDF-1.4 rahasia")

    assert {file for file in media.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("content", [None, b""])
def test_no_file_is_refused_with_a_word(client, content):
    data = {} if content is None else {"berkas": SimpleUploadedFile("x.pdf", content)}

    told = client.post("/verifikasi/berkas/", data)

    assert told.status_code == 400
    assert tree(told).xpath("//*[@role='alert']//a[@href='#berkas']")


def test_a_file_that_is_too_large_is_refused(client, monkeypatch):
    monkeypatch.setattr(verification, "LARGEST", 3)

    assert sent(client, b"%PDF-1.4").status_code == 400


def test_a_signed_paper_tells_who_signed_and_that_it_is_a_test(client, settings, tmp_path):
    record = publish(name="jatim")
    settings.SIGNING_DEMO, settings.DATA_DIR = True, tmp_path
    work(), work()
    content = files.read(paper(record, "signed").file)

    told = sent(client, content)
    changed = bytearray(content)
    changed[changed.find(b"stream") + 30] ^= 1
    broken = sent(client, bytes(changed))

    assert verdict(told) == ["ok", "ok"]
    assert "PDF bertanda tangan" in text(told)
    assert "Tanda tangan utuh" in text(told)
    assert "bukan PSrE/BSrE: tidak membuktikan siapa penanda tangannya" in text(told)
    assert "tidak ada yang ditambahkan" in text(told)
    assert verdict(broken) == ["bad", "bad"]
    assert "Tanda tangan rusak" in text(broken)


def test_pages_say_by_whom_a_paper_is_signed_or_that_it_is_not(
    client, record, settings, tmp_path
):
    hearing = record.room.hearing.code
    before = text(client.get(f"/v/{record.edition.code}"))
    before_there = text(client.get(f"/sidang/{hearing}/", follow=True))
    settings.SIGNING_DEMO, settings.DATA_DIR = True, tmp_path
    transcripts.order_signature(record.edition, now=timezone.now())
    work()
    after = text(client.get(f"/v/{record.edition.code}"))
    after_there = text(client.get(f"/sidang/{hearing}/", follow=True))

    certificate = Signature.objects.get().certificate_sha256
    for told in (before, before_there):
        assert "Tanpa tanda tangan elektronik." in told
    for told in (after, after_there):
        assert "Penanda tangan uji (peragaan)" in told
        assert f"{certificate[:8]}…{certificate[-8:]}" in told
        assert "otoritas uji, bukan PSrE/BSrE" in told


# --- The list that a browser takes along ----------------------------------------------------


def test_the_list_has_every_public_paper_by_its_fingerprint(client, record):
    answer = client.get("/verifikasi/sidik-jari.json")

    told = answer.json()
    assert told["is_whole"] is True
    assert set(told["papers"]) == {one.sha256 for one in record.edition.documents.all()}
    one = told["papers"][paper(record).sha256]
    assert one["title"] == "Risalah sidang 13 Maret 2024, edisi 1"
    assert one["form"] == "PDF"
    assert {one["address"] for one in told["claims"].values()} == {f"/v/{record.edition.code}"}
    assert client.get(one["address"]).status_code == 200
    again = client.get("/verifikasi/sidik-jari.json", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_the_list_knows_nothing_that_is_not_public(client, record):
    paper_of_parties = documents.request(
        record.room.dispute, kind=Paper.REGISTRATION_DEED, **WHO
    )
    work()
    paper_of_parties.refresh_from_db()
    for dispute in record.room.disputes:
        publication.seal(dispute, **WHO)

    told = client.get("/verifikasi/sidik-jari.json").json()

    assert told["papers"] == {}
    assert client.get(f"/verifikasi/sidik/{paper(record).sha256}/").status_code == 404


def test_the_fingerprint_of_a_paper_for_parties_is_known_and_tells_no_more(client, record):
    deed = documents.request(record.room.dispute, kind=Paper.REGISTRATION_DEED, **WHO)
    work()
    deed.refresh_from_db()

    told = client.get(f"/verifikasi/sidik/{deed.sha256}/")

    assert verdict(told) == ["ok"]
    assert "Untuk para pihak" in text(told)
    assert deed.code not in text(told)
    assert deed.sha256 not in client.get("/verifikasi/sidik-jari.json").content.decode()


def test_the_fingerprint_of_the_words_leads_to_the_transcript(client, record):
    told = client.get(f"/verifikasi/sidik/{record.edition.content_sha256.upper()}/")

    assert verdict(told) == ["ok"]
    assert tree(told).xpath(f"//a[@href='/sidang/{record.room.hearing.code}/risalah/1/']")


@pytest.mark.parametrize("asked", ["0", "x" * 64, "a" * 63, "é" * 64])
def test_what_is_no_fingerprint_is_no_address(client, asked):
    assert client.get(f"/verifikasi/sidik/{asked}/").status_code == 404


def test_the_list_costs_as_many_queries_with_three_editions_as_with_one(
    client, record, django_assert_num_queries
):
    with django_assert_num_queries(COST):
        client.get("/verifikasi/sidik-jari.json")
    for name in ("jatim", "jabar"):
        publish(name=name)
    work()

    with django_assert_num_queries(COST):
        told = client.get("/verifikasi/sidik-jari.json").json()
    assert set(told["papers"]) == set(Document.objects.values_list("sha256", flat=True))


def test_the_worker_keeps_this_page_and_no_other(client):
    told = client.get("/verifikasi/pekerja.js")

    assert told["Content-Type"].startswith("text/javascript")
    assert '"page": "/verifikasi/"' in told.content.decode()
