"""Filing a dispute in the browser's terms: each step, each mistake, two tabs, strangers."""

from __future__ import annotations

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.domain.accounts import Role
from cases.models import (
    Dispute,
    FilingDraft,
    InformationRequest,
    Job,
    Membership,
    Notice,
    User,
)
from cases.services import jobs
from cases.services import uploads as uploads_service
from tests import foreign_files
from tests.web.pages import sign_in, text, tree, words

STEPS = {
    "pemohon": {
        "jenis": "badan_hukum",
        "nama": "Yayasan Advokasi Hak Konstitusional Indonesia",
        "alamat": "Jl. Merdeka 1",
        "kota": "Jakarta",
        "surel": "surat@yakin.test",
        "wakil": "Ted Hilbert",
        "jabatan": "Ketua",
        "dasar": "jabatan",
    },
    "badan-publik": {"badan": "kementerian-dalam-negeri"},
    "informasi": {"butir": "Kontrak\nAnggaran"},
    "riwayat": {
        "diminta": "2024-03-04",
        "ditanggapi": "tidak",
        "keberatan": "2024-04-01",
        "dijawab": "ya",
        "tanggal_jawaban": "2024-05-06",
        "isi_jawaban": "Ditolak",
    },
    "alasan": {
        "butir_0": ["c"],
        "alasan": ["superior_silent"],
        "masalah": "Tidak ada jawaban <b>sama sekali</b>.",
        "tuntutan": ["order_answer"],
    },
    "komisi": {"komisi": "kip", "jalur": "umum"},
    "dokumen": {},
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-05-29T23:30:00+00:00", tick=False):
        yield


@pytest.fixture
def ngo(site):
    sign_in(site, "ngo")
    return site


@pytest.fixture
def draft(ngo):
    started = ngo.post("/permohonan/baru/", {"organisasi": house()})
    return started["Location"].removesuffix("pemohon/")


def house():
    return (
        FilingDraft._meta.get_field("organisation")
        .related_model.objects.get(short="YAKIN")
        .slug
    )


def write(client, draft, *steps, **more):
    """Write some steps, in their order; the last answer."""
    answer = None
    for step in steps or STEPS:
        answer = client.post(f"{draft}{step}/", {**STEPS[step], "versi": "0", **more})
    return answer


def summary(response):
    return words(tree(response).get_element_by_id("galat"))


def test_from_an_empty_draft_to_the_receipt(ngo, draft):
    for step, following in zip(STEPS, [*list(STEPS)[1:], "periksa"], strict=True):
        assert write(ngo, draft, step)["Location"] == f"{draft}{following}/"
    reviewed = text(ngo.get(f"{draft}periksa/"))
    filed = ngo.post(f"{draft}kirim/", {"benar": "1"})

    assert "Belum dilampirkan: Bukti identitas Pemohon" in reviewed
    assert "permohonan tetap dapat dikirim" in reviewed
    assert filed["Location"] == draft
    told = text(ngo.get(draft))
    assert "Kamis, 30 Mei 2024, 06.30 WIB" in told
    assert "Tanda terima permohonan" in told
    assert "Formulir permohonan" in told


def test_what_was_typed_wrong_is_kept_and_told_at_its_field_and_in_the_summary(ngo, draft):
    answer = write(ngo, draft, "pemohon", surel="bukan surel", wakil="")

    assert "Surel: Masukkan alamat email yang valid" in summary(answer)
    assert "Diwakili oleh: Sebutkan siapa yang mewakili" in summary(answer)
    again = ngo.get(f"{draft}pemohon/")
    (field,) = tree(again).xpath("//input[@name='surel']")
    assert field.get("value") == "bukan surel"


def test_a_draft_is_found_again_at_the_step_where_it_waits(ngo, draft):
    write(ngo, draft, "pemohon", "badan-publik")
    ngo.logout()
    sign_in(ngo, "ngo")

    assert ngo.get(draft)["Location"] == f"{draft}informasi/"
    assert draft in ngo.get("/permohonan/").content.decode()


def test_two_tabs_lose_nothing_and_say_so(ngo, draft):
    write(ngo, draft, "informasi")

    stale = write(ngo, draft, "informasi", butir="Rapat")

    told = text(stale)
    assert "Langkah ini berubah di tempat lain" in told
    assert "Kontrak Anggaran" in told
    (own,) = tree(stale).xpath("//textarea[@name='butir']")
    assert own.text.strip() == "Rapat"
    (version,) = tree(stale).xpath("//input[@name='versi']/@value")
    assert write(ngo, draft, "informasi", butir="Rapat", versi=version).status_code == 302


@pytest.mark.parametrize(
    ("step", "more", "told"),
    [
        ("pemohon", {"dasar": "surat_kuasa"}, "Isi tanggal surat kuasa"),
        ("riwayat", {"diminta": "2024-05-31"}, "Tanggal ini belum tiba"),
        ("riwayat", {"keberatan": "2024-03-01"}, "mendahului langkah sebelumnya"),
        ("riwayat", {"tanggal_jawaban": ""}, "Isi tanggal diterimanya"),
        ("alasan", {"alasan": []}, "Alasan permohonan"),
        ("komisi", {"komisi": "ki-khayalan"}, "Masukkan pilihan yang valid"),
        ("badan-publik", {"badan": "tidak-ada"}, "Masukkan pilihan yang valid"),
        ("informasi", {"butir": "\n".join("x" * 51)}, "Paling banyak 50 butir"),
    ],
)
def test_a_mistake_is_told_in_plain_words(ngo, draft, step, more, told):
    write(ngo, draft, "informasi")

    assert told in summary(write(ngo, draft, step, **{"versi": "1", **more}))


@pytest.mark.parametrize("version", ["", "x", "-1", "99", "9" * 40])
def test_a_version_that_nobody_was_shown_breaks_nothing(ngo, draft, version):
    assert write(ngo, draft, "informasi", versi=version).status_code == 302


def test_grounds_reasons_and_dates_come_from_the_request_that_is_held(ngo):
    ngo.post(
        "/permintaan/baru/",
        {
            "organisasi": ngo.get("/permintaan/baru/").context["form"].initial["organisasi"].pk,
            "badan": [body_key("Kementerian Dalam Negeri")],
            "butir": "Kontrak", "tujuan": "Uji", "jalur": "umum", "cara": "email",
            "dikirim": "2024-03-04",
        },
    )  # fmt: skip
    row = InformationRequest.objects.order_by("-pk")[0]
    item = row.items.get()
    ngo.post(
        f"/permintaan/{row.code}/keberatan/",
        {f"butir_{item.pk}": ["c"], "hari": "2024-04-01", "cara": "email"},
    )

    started = ngo.post("/permohonan/baru/", {"permintaan": row.code})
    draft = started["Location"].removesuffix("pemohon/")
    write(ngo, draft, "informasi", butir="Kontrak")
    dates, grounds = ngo.get(f"{draft}riwayat/"), ngo.get(f"{draft}alasan/")

    assert tree(dates).xpath("//input[@name='diminta']/@value") == ["2024-03-04"]
    assert tree(dates).xpath("//input[@name='keberatan']/@value") == ["2024-04-01"]
    ticked = tree(grounds).xpath("//input[@checked]/@value")
    assert ticked == ["c", "superior_silent", "order_answer"]


def body_key(name):
    return (
        InformationRequest._meta.get_field("public_body")
        .related_model.objects.get(name=name)
        .pk
    )


def test_the_commission_is_suggested_with_its_reason(ngo, draft):
    write(ngo, draft, "badan-publik")

    told = text(ngo.get(f"{draft}komisi/"))

    assert "Saran: badan publik pusat diperiksa Komisi Informasi Pusat" in told
    assert tree(ngo.get(f"{draft}komisi/")).xpath("//option[@selected]/@value") == [
        "kip",
        "umum",
    ]


def test_what_is_late_is_warned_of_with_the_article_and_filed_all_the_same(ngo, draft):
    write(ngo, draft, *[step for step in STEPS if step != "riwayat"])
    write(ngo, draft, "riwayat", tanggal_jawaban="2024-05-02", keberatan="2024-04-01")

    told = text(ngo.get(f"{draft}periksa/"))

    # Pasal 37 ayat (2): 14 working days after 2 May end on 28 May; 9-10 and 23-24 May are off.
    assert "Permohonan diajukan lewat batas." in told
    assert "Lewat batas 28 Mei 2024" in told
    assert ngo.post(f"{draft}kirim/", {"benar": "1"})["Location"] == draft
    assert Dispute.objects.filter(draft__code=draft.split("/")[2]).exists()


def test_nothing_is_sent_before_everything_is_there_and_the_truth_is_declared(ngo, draft):
    before = Dispute.objects.count()
    unfinished = ngo.post(f"{draft}kirim/", {"benar": "1"})
    write(ngo, draft)
    undeclared = ngo.post(f"{draft}kirim/", {})

    assert "Sebelum dikirim" in text(unfinished)
    assert "Nyatakan dahulu bahwa isinya benar" in text(undeclared)
    assert Dispute.objects.count() == before


def test_a_second_click_finds_it_filed(ngo, draft):
    write(ngo, draft)
    before = Dispute.objects.count()

    answers = [ngo.post(f"{draft}kirim/", {"benar": "1"}) for _click in range(2)]

    assert [answer["Location"] for answer in answers] == [draft, draft]
    assert Dispute.objects.count() == before + 1
    assert ngo.get(f"{draft}pemohon/").status_code == 404


def test_what_is_typed_is_shown_as_text(ngo, draft):
    write(ngo, draft)

    page = ngo.get(f"{draft}periksa/").content.decode()

    assert "&lt;b&gt;sama sekali&lt;/b&gt;" in page
    assert "<b>sama sekali</b>" not in page


def test_a_draft_can_be_put_away(ngo, draft):
    ngo.post(f"{draft}singkirkan/")

    assert ngo.get(draft).status_code == 404


@pytest.mark.parametrize("who", ["ngo2", "agency", "clerk", "substitute", "chair", "admin"])
def test_for_everybody_else_a_draft_does_not_exist(ngo, draft, who):
    write(ngo, draft, "pemohon")
    ngo.logout()
    sign_in(ngo, who)
    code = draft.split("/")[2]

    for page in ("", "pemohon/", "periksa/", "naskah/"):
        seen, made_up = ngo.get(f"{draft}{page}"), ngo.get(f"/permohonan/BCDFGHJK/{page}")
        told = seen.content.replace(code.encode(), b"BCDFGHJK")
        assert (seen.status_code, told) == (404, made_up.content)
    for act in ("kirim/", "singkirkan/"):
        assert ngo.post(f"{draft}{act}").status_code == 404
    assert ngo.post(f"{draft}pemohon/", STEPS["pemohon"]).status_code == 404
    assert code not in ngo.get("/permohonan/").content.decode()


def test_who_only_reads_for_a_house_is_led_to_no_draft_that_is_not_there_for_them(ngo, draft):
    mine = Membership.objects.get(user__email="ngo@demo.test")
    other = User.objects.get(email="ngo2@demo.test")
    Membership.objects.create(
        user=other, organisation=mine.organisation, role=Role.OWNER
    )  # an organisation keeps an owner, whoever leaves
    Membership.objects.filter(pk=mine.pk).update(role=Role.READER)
    listed = tree(ngo.get("/permohonan/"))

    assert draft.split("/")[2] in words(listed)
    assert ngo.get(draft).status_code == 404
    assert draft not in [one.get("href") for one in listed.iter("a")]


def test_nobody_begins_for_a_house_that_is_not_theirs(site):
    sign_in(site, "ngo2")

    assert site.post("/permohonan/baru/", {"organisasi": house()}).status_code == 404


def test_a_visitor_is_asked_to_sign_in(ngo, draft):
    ngo.logout()

    for page in ("/permohonan/", draft, f"{draft}pemohon/", f"{draft}periksa/"):
        assert ngo.get(page)["Location"].startswith("/masuk/")


def test_a_power_of_attorney_is_written_from_the_draft(ngo, draft):
    early = ngo.post(f"{draft}surat-kuasa/")
    write(ngo, draft, "pemohon", "badan-publik", "informasi")

    ordered = ngo.post(f"{draft}surat-kuasa/")

    assert early.status_code == 404
    assert ordered["Location"] == f"{draft}periksa/"
    assert "Surat kuasa" in text(ngo.get(f"{draft}periksa/"))
    written = FilingDraft.objects.get(code=draft.split("/")[2])
    assert written.letters.count() == 2


# --- files ----------------------------------------------------------------------------------


@pytest.fixture
def enclosed(ngo, draft, django_capture_on_commit_callbacks):
    """A draft with proof of identity, the request, the objection and the answer."""
    places = ("identity", "request", "objection", "answer")
    files = {
        f"berkas_{place}_file": SimpleUploadedFile(f"{place}.pdf", foreign_files.pdf(pages=no))
        for no, place in enumerate(places, 1)
    }
    write(ngo, draft, *[step for step in STEPS if step != "dokumen"])
    with django_capture_on_commit_callbacks(execute=True):
        write(ngo, draft, "dokumen", **files)
    return draft


def test_what_is_enclosed_is_kept_in_its_place_and_nothing_stands_out(ngo, enclosed):
    told = text(ngo.get(f"{enclosed}dokumen/"))

    assert [f"{place}.pdf" in told for place in ("identity", "request", "answer")] == [True] * 3
    assert "Tidak ada yang menonjol" in text(ngo.get(f"{enclosed}periksa/"))


def test_what_was_filed_says_what_lies_with_it(ngo, draft, enclosed):
    ngo.post(f"{enclosed}kirim/", {"benar": "1"})

    told = text(ngo.get(enclosed))

    assert "Bukti identitas Pemohon identity.pdf" in told
    assert "Tanggapan atasan PPID dan tanda terimanya answer.pdf" in told


def test_evidence_becomes_exhibits_and_proof_of_identity_does_not(ngo, enclosed):
    ngo.post(f"{enclosed}kirim/", {"benar": "1"})

    dispute = Dispute.objects.get(draft__code=enclosed.split("/")[2])
    exhibits = dispute.exhibits.order_by("no")
    assert [(f"{row.side}-{row.no}", row.document.kind) for row in exhibits] == [
        ("P-1", "permintaan_informasi"),
        ("P-2", "surat_keberatan"),
        ("P-3", "tanggapan_keberatan"),
    ]
    assert sorted(dispute.application.enclosures.values_list("place", flat=True)) == [
        "answer",
        "identity",
        "objection",
        "request",
    ]


def test_proof_of_identity_lies_in_the_file_and_is_offered_neither_as_evidence_nor_for_the_bin(
    ngo, enclosed
):
    ngo.post(f"{enclosed}kirim/", {"benar": "1"})
    dispute = Dispute.objects.get(draft__code=enclosed.split("/")[2])

    page = tree(ngo.get(f"/perkara/{dispute.commission.code}/{dispute.code}/berkas/"))

    (row,) = page.xpath("//section[@aria-labelledby='tunggu-h']//li")
    assert "identity.pdf" in row.text_content()
    assert not row.xpath(".//form")


def test_the_other_side_sees_the_evidence_and_no_proof_of_identity(ngo, enclosed):
    ngo.post(f"{enclosed}kirim/", {"benar": "1"})
    dispute = Dispute.objects.get(draft__code=enclosed.split("/")[2])
    body = dispute.participants.get(role="termohon").public_body
    agency = User.objects.get(email="agency@demo.test")
    Membership.objects.filter(user=agency).update(public_body=body)
    uploads = {row.place: row.upload.code for row in dispute.application.enclosures.all()}
    ngo.logout()
    sign_in(ngo, "agency")

    seen = {
        place: ngo.get(f"/berkas-unggahan/{code}/").status_code
        for place, code in uploads.items()
    }

    assert seen == {"identity": 404, "request": 200, "objection": 200, "answer": 200}


def test_what_was_tendered_is_not_taken_away(ngo, enclosed):
    ngo.post(f"{enclosed}kirim/", {"benar": "1"})
    identity = Dispute.objects.get(
        draft__code=enclosed.split("/")[2]
    ).application.enclosures.get(place="identity")

    ngo.post(f"/unggah/{identity.upload.code}/buang/")

    identity.refresh_from_db()
    assert identity.upload.code


def test_the_files_of_another_organisation_cannot_be_enclosed(ngo, draft, site):
    stranger = User.objects.get(email="ngo2@demo.test")
    house = stranger.memberships.get().organisation
    theirs = uploads_service.begin(
        house, uploaded_by=stranger, name="rahasia.pdf", size=10, now=timezone.now()
    )

    write(ngo, draft, "pemohon", "dokumen", berkas_request=[theirs.code])

    assert "rahasia" not in ngo.get(f"{draft}dokumen/").content.decode()


def test_a_file_that_is_none_is_told_and_the_others_stay(
    ngo, draft, django_capture_on_commit_callbacks
):
    write(ngo, draft, "pemohon")
    with django_capture_on_commit_callbacks(execute=True):
        write(
            ngo,
            draft,
            "dokumen",
            berkas_identity_file=SimpleUploadedFile("a.pdf", foreign_files.pdf()),
            berkas_request_file=SimpleUploadedFile("b.pdf", b"<html>bukan pdf</html>"),
        )

    told = text(ngo.get(f"{draft}dokumen/"))
    assert "a.pdf" in told
    assert "tidak diterima" in told


# --- the form on paper ----------------------------------------------------------------------


def test_the_form_is_made_before_it_is_filed_and_after(
    ngo, draft, django_capture_on_commit_callbacks
):
    early = ngo.post(f"{draft}formulir/")
    write(ngo, draft)
    with django_capture_on_commit_callbacks(execute=True):
        ordered = ngo.post(f"{draft}formulir/")

    assert early.status_code == 404
    assert ordered["Location"] == f"{draft}periksa/"
    made = tree(ngo.get(f"{draft}periksa/")).get_element_by_id("surat-dibuat")
    assert "PDF, DOCX" in words(made)
    for address in made.xpath(".//dd/a/@href"):
        assert ngo.get(address).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        ngo.post(f"{draft}kirim/", {"benar": "1"})
    told = text(ngo.get(draft))
    assert "Formulir permohonan, DOCX" in told
    assert ngo.post(f"{draft}formulir/").status_code == 404


def test_nobody_else_has_the_form_of_a_draft(ngo, draft):
    write(ngo, draft)
    ngo.post(f"{draft}formulir/")
    paper = FilingDraft.objects.get(code=draft.split("/")[2]).letters.first()
    ngo.logout()
    sign_in(ngo, "ngo2")

    assert ngo.post(f"{draft}formulir/").status_code == 404
    assert ngo.get(f"/meja/berkas/{paper.code}/").status_code == 404
    assert ngo.get(f"/v/{paper.code}").status_code == 404


def test_what_was_filed_says_which_file_was_refused_and_why(
    ngo, draft, django_capture_on_commit_callbacks
):
    broken = SimpleUploadedFile("rusak.pdf", foreign_files.pdf()[:200])
    write(ngo, draft, *[step for step in STEPS if step != "dokumen"])
    write(ngo, draft, "dokumen", berkas_identity_file=broken)
    with django_capture_on_commit_callbacks(execute=True):
        ngo.post(f"{draft}kirim/", {"benar": "1"})
    code = draft.split("/")[2]
    upload = FilingDraft.objects.get(code=code).dispute.application.enclosures.get().upload
    with django_capture_on_commit_callbacks(execute=True):
        jobs.wake(Job.objects.get(key=upload.code).pk)

    told = text(ngo.get(draft))

    assert "Bukti identitas Pemohon rusak.pdf" in told
    assert "Berkas ini rusak atau terpotong" in told
    notice = Notice.objects.filter(kind="file_refused").first()
    assert notice.payload["address"] == draft
