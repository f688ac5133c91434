"""Bringing files through the door: the cast, the line, the plain form, who gets what back."""

from __future__ import annotations

import base64
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from cases.domain.uploads import UploadState
from cases.models import Dispute, Exhibit, Upload
from cases.web import uploading
from tests import foreign_files as made
from tests.web.pages import sign_in, text, tree

PIECE = "application/offset+octet-stream"
PDF = made.pdf()
CASE_FILE = "/perkara/kip/002-KIP-PSIP-II-2024/berkas/"
HOUSES = {
    "ngo": "organisation:yakin",
    "agency": "public_body:kpu",
    "clerk": "commission:kip",
}


@pytest.fixture
def as_(loaded, db):
    """A visitor who is signed in under that name."""

    def visitor(who):
        client = Client()
        if who:
            sign_in(client, who)
        return client

    return visitor


@pytest.fixture
def ngo(as_):
    return as_("ngo")


def house_of(who):
    return tree(who.get("/unggah/")).xpath("//input[@name='house']/@value")[0]


def metadata(**told):
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}"
                    for key, value in told.items())  # fmt: skip


def begin(who, size, *, name="surat.pdf", house=None, **more):
    return who.post(
        "/unggah/",
        headers={
            "Upload-Length": str(size),
            "Upload-Metadata": metadata(name=name, house=house or house_of(who), **more),
        },
    )


def patch(who, address, content, *, offset=0):
    return who.generic(
        "PATCH", address, content, content_type=PIECE, headers={"Upload-Offset": str(offset)}
    )


def send(who, content, **how):
    address = begin(who, len(content), **how)["Location"]
    assert patch(who, address, content).status_code == 200
    return address


@pytest.fixture
def bring(django_capture_on_commit_callbacks):
    """A file of one visitor, checked by the worker."""

    def whole(who, content=PDF, **how):
        with django_capture_on_commit_callbacks(execute=True):
            address = send(who, content, **how)
        return Upload.objects.get(code=address.split("/")[2])

    return whole


@pytest.fixture
def dispute(loaded, db):
    return Dispute.objects.get(numbers__raw="002/KIP-PSIP/II/2024")


# --- The line -------------------------------------------------------------------------------


def test_a_file_comes_in_pieces_and_the_house_says_how_far(ngo):
    begun = begin(ngo, len(PDF))
    address = begun["Location"]
    half = len(PDF) // 2

    assert (begun.status_code, begun["Upload-Offset"]) == (201, "0")
    assert patch(ngo, address, PDF[:half])["Upload-Offset"] == str(half)
    asked = ngo.head(address)
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == (str(half), str(len(PDF)))
    assert "no-store" in asked["Cache-Control"]
    ended = patch(ngo, address, PDF[half:], offset=half)

    assert ended.json()["state"] == "received"
    upload = Upload.objects.get(code=ended.json()["code"])
    assert upload.sha256 == hashlib.sha256(PDF).hexdigest()
    assert upload.uploaded_by.email == "ngo@demo.test"


def test_a_wrong_place_is_answered_with_the_right_one(ngo):
    address = begin(ngo, 10)["Location"]
    patch(ngo, address, b"0123")

    answer = patch(ngo, address, b"xyz", offset=7)

    assert (answer.status_code, answer["Upload-Offset"]) == (409, "4")
    assert answer.json()["code"] == "upload_offset"


def test_a_piece_that_comes_again_is_answered_as_the_first_time(ngo):
    address = begin(ngo, 10)["Location"]
    first = patch(ngo, address, b"0123")

    again = patch(ngo, address, b"0123")

    assert (again.status_code, again["Upload-Offset"]) == (200, first["Upload-Offset"])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "abc"}, 400),
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": "0"}, 413),
        ({"Upload-Length": str(201 * 1024 * 1024)}, 413),
        ({"Upload-Length": "10", "Upload-Metadata": "name !!!,house ???"}, 400),
        ({"Upload-Length": "10", "Upload-Metadata": metadata(house="organisation:lain")}, 400),
    ],
)
def test_what_cannot_begin_says_so(ngo, headers, status):
    told = {"Upload-Metadata": metadata(name="x.pdf", house=house_of(ngo)), **headers}

    assert ngo.post("/unggah/", headers=told).status_code == status
    assert not Upload.objects.exists()


def test_a_piece_of_another_kind_or_without_a_place_is_refused(ngo):
    address = begin(ngo, 10)["Location"]

    assert ngo.patch(address, b"x", content_type="text/plain").status_code == 415
    assert ngo.patch(address, b"x", content_type=PIECE).status_code == 400


def test_the_house_that_is_full_says_how_full(ngo, settings):
    settings.UPLOAD_QUOTA_MB = 1

    answer = begin(ngo, 2 * 1024 * 1024)

    assert (answer.status_code, answer.json()["code"]) == (413, "upload_quota")
    assert "0,1 dari 1 MB" in answer.json()["detail"]


# --- The plain form -------------------------------------------------------------------------


def form(who, *contents, name="surat.pdf", **more):
    sent = [SimpleUploadedFile(name, content) for content in contents]
    return who.post("/unggah/", {"house": house_of(who), "berkas_file": sent, **more})


def test_without_scripts_one_form_does_the_same(ngo):
    answer = form(ngo, PDF)

    upload = Upload.objects.get()
    assert answer["Location"] == f"/unggah/{upload.code}/"
    assert (upload.state, upload.sha256) == ("received", hashlib.sha256(PDF).hexdigest())
    assert "menunggu diperiksa" in text(ngo.get(answer["Location"]))


def test_several_files_in_one_form_are_several_uploads(ngo):
    form(ngo, PDF, b"Halo", name="x.pdf")

    assert Upload.objects.count() == 2


@pytest.mark.parametrize(
    ("contents", "said"),
    [((), "Pilih berkas"), ((b"",), "Berkas itu kosong")],
)
def test_a_form_with_nothing_in_it_says_what_to_do(ngo, contents, said):
    answer = form(ngo, *contents)

    assert answer.status_code == 200
    assert said in text(answer)


def test_a_file_over_the_limit_is_not_kept_by_the_form(ngo, settings, tmp_path):
    settings.UPLOAD_MAX_MB = 1
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = form(ngo, b"x" * 3_000_000)

    assert "tidak lebih besar dari 1 MB" in text(answer)
    assert not Upload.objects.exists()
    assert list(tmp_path.glob("*.upload*")) == []


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "x"])
def test_a_form_leads_nobody_to_another_house(ngo, elsewhere):
    assert form(ngo, PDF, next=elsewhere)["Location"].startswith("/unggah/")
    assert form(ngo, PDF, next="/meja/")["Location"] == "/meja/"


# --- Who gets what back ---------------------------------------------------------------------


def addresses(upload):
    return [
        f"/unggah/{upload.code}/",
        f"/berkas-unggahan/{upload.code}/",
        f"/berkas-unggahan/{upload.code}/gambar/",
    ]


@pytest.mark.parametrize(
    ("who", "status"),
    [("ngo", 200), ("ngo2", 404), ("agency", 404), ("chair", 404), ("admin", 404)],
)
def test_a_draft_is_seen_by_its_own_house_alone(as_, bring, who, status):
    upload = bring(as_("ngo"))

    assert [as_(who).get(one).status_code for one in addresses(upload)] == [status] * 3


@pytest.mark.parametrize(
    ("who", "status"),
    [("ngo", 200), ("clerk", 200), ("substitute", 200), ("ngo2", 404), ("agency", 404)],
)
def test_what_was_brought_for_a_dispute_is_seen_by_the_registry_too(
    as_, bring, dispute, who, status
):
    upload = bring(as_("ngo"), dispute=dispute.code)

    assert [as_(who).get(one).status_code for one in addresses(upload)] == [status] * 3


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ngo", 200),
        ("clerk", 200),
        ("agency", 200),
        ("chair", 200),
        ("ngo2", 404),
        ("admin", 404),
    ],
)
def test_an_exhibit_is_seen_by_all_who_have_a_part_in_the_dispute(
    as_, bring, dispute, who, status
):
    upload = bring(as_("ngo"), dispute=dispute.code)
    admit(as_("ngo"), upload)

    assert [as_(who).get(one).status_code for one in addresses(upload)] == [status] * 3


def test_what_is_somebody_elses_is_answered_as_what_never_was(as_, bring, dispute):
    upload = bring(as_("ngo"), dispute=dispute.code)
    stranger = as_("ngo2")

    for address in [*addresses(upload), f"/unggah/{upload.code}/buang/"]:
        never = address.replace(upload.code, "BBBBBBBB")
        for method in ("get", "head", "patch", "post"):
            real, made_up = (getattr(stranger, method)(one) for one in (address, never))
            assert real.status_code == made_up.status_code, (method, address)
            assert real.content.replace(upload.code.encode(), b"BBBBBBBB") == made_up.content
            assert "Upload-Offset" not in real
    assert Upload.objects.filter(pk=upload.pk).exists()


@pytest.mark.parametrize(
    "address", ["/unggah/", "/unggah/BBBBBBBB/", "/berkas-unggahan/BBBBBBBB/"]
)
def test_who_is_not_signed_in_is_led_to_the_door(as_, address):
    assert as_("").get(address)["Location"] == f"/masuk/?next={address}"


def test_nobody_brings_anything_for_a_dispute_of_others(as_):
    theirs = Dispute.objects.exclude(participants__organisation__slug__contains="yakin").first()

    assert begin(as_("ngo"), 10, dispute=theirs.code).status_code == 404


@pytest.mark.parametrize("who", ["chair", "admin"])
def test_a_page_for_who_brings_nothing_has_no_form_or_one_of_their_own_house(as_, who):
    answer = as_(who).get("/unggah/")

    assert answer.status_code == 200
    assert bool(tree(answer).xpath("//input[@type='file']")) == (who == "chair")


def test_a_form_from_another_site_brings_nothing(loaded, db):
    strict = Client(enforce_csrf_checks=True)
    user = Client()
    sign_in(user, "ngo")
    strict.cookies = user.cookies

    assert begin(strict, 10, house="organisation:x").status_code == 403


def test_the_copy_is_caged_and_the_original_never_leaves(ngo, bring):
    upload = bring(ngo, made.pdf(change=made.armed))

    answer = ngo.get(f"/berkas-unggahan/{upload.code}/")

    content = answer.getvalue()
    assert hashlib.sha256(content).hexdigest() == upload.clean_sha256 != upload.sha256
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == 'inline; filename="surat.pdf"'


@pytest.mark.parametrize(
    ("content", "name", "disposition"),
    [
        (made.picture("PNG"), "foto.gif", 'inline; filename="foto.png"'),
        (made.office(), "surat.pdf", 'attachment; filename="surat.docx"'),
        (b"Halo", "x.html", 'attachment; filename="x.txt"'),
        (b"Halo", 'a"b\u00e9.txt', "attachment; filename*=utf-8''a%22b%C3%A9.txt"),
    ],
)
def test_only_pages_and_pictures_are_shown_all_else_is_saved_under_its_true_kind(
    ngo, bring, content, name, disposition
):
    upload = bring(ngo, content, name=name)

    answer = ngo.get(f"/berkas-unggahan/{upload.code}/")

    assert answer["Content-Disposition"] == disposition


def test_a_refused_upload_says_why_and_has_no_copy(ngo, bring):
    upload = bring(ngo, b"<html><script>alert(1)</script>", name="surat.pdf")

    page = ngo.get(f"/unggah/{upload.code}/")

    assert "tidak diterima" in text(page)
    assert "Yang diterima: PDF" in text(page)
    assert ngo.get(f"/berkas-unggahan/{upload.code}/").status_code == 404
    ngo.cookies["bahasa"] = "en"
    assert "This kind of file is not taken" in text(ngo.get(f"/unggah/{upload.code}/"))


def test_one_discards_ones_own_and_nobody_elses(as_, bring, dispute):
    upload = bring(as_("ngo"), dispute=dispute.code)

    assert as_("clerk").post(f"/unggah/{upload.code}/buang/").status_code == 404
    assert as_("ngo").post(f"/unggah/{upload.code}/buang/").status_code == 302
    assert not Upload.objects.exists()


def test_a_name_of_markup_is_only_a_name(ngo, bring):
    upload = bring(ngo, name="<img src=x onerror=alert(1)>.pdf")

    for address in ("/unggah/", f"/unggah/{upload.code}/"):
        page = ngo.get(address)
        assert tree(page).xpath("//img[@src='x']") == []
        assert "<img src=x onerror=alert(1)>.pdf" in text(page)


# --- The file of a dispute ------------------------------------------------------------------


def admit(who, upload, *, side="P", title="Surat keberatan"):
    told = {f"{upload.code}-side": side, f"{upload.code}-title": title,
            f"{upload.code}-kind": "alat_bukti", "upload": upload.code}  # fmt: skip
    return who.post(CASE_FILE, told)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ngo", 200),
        ("agency", 200),
        ("clerk", 200),
        ("chair", 200),
        ("ngo2", 404),
        ("admin", 404),
    ],
)
def test_the_file_is_open_to_who_has_a_part_in_the_dispute(as_, who, status):
    answer = as_(who).get(CASE_FILE)

    assert answer.status_code == status
    assert status == 404 or "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("slug", ["002-KIP-PSIP-II-2024", "code"])
def test_a_file_is_found_by_number_and_by_code(ngo, dispute, slug):
    slug = dispute.code if slug == "code" else slug

    assert "002/" in text(ngo.get(f"/perkara/kip/{slug}/berkas/"))
    assert ngo.get(f"/perkara/lain/{slug}/berkas/").status_code == 404


def test_a_party_records_its_own_exhibit_and_the_other_side_reads_it(as_, bring, dispute):
    ngo, agency = as_("ngo"), as_("agency")
    upload = bring(ngo, made.pdf(pages=2), dispute=dispute.code, name="bukti siti.pdf")
    assert "bukti siti.pdf" in text(ngo.get(CASE_FILE))
    assert "bukti siti.pdf" not in text(agency.get(CASE_FILE))

    answer = admit(ngo, upload)

    assert answer["Location"] == CASE_FILE
    told = text(agency.get(CASE_FILE))
    for word in ("P-1", "Surat keberatan", "2 halaman", "Bukti Pemohon", "PDF"):
        assert word in told
    exhibit = Exhibit.objects.get()
    assert exhibit.document.sha256 in told
    paper = agency.get(f"/meja/berkas/{exhibit.document.code}/")
    assert "sandbox" in paper["Content-Security-Policy"]


def test_the_registry_records_what_a_party_brought_for_that_party_alone(as_, bring, dispute):
    upload = bring(as_("ngo"), dispute=dispute.code)
    clerk = as_("clerk")
    page = tree(clerk.get(CASE_FILE))
    assert page.xpath(f"//select[@name='{upload.code}-side']/option/@value") == ["P"]

    assert admit(clerk, upload, side="T").status_code == 200
    assert admit(clerk, upload).status_code == 302
    assert Exhibit.objects.get().side == "P"


def test_nobody_records_what_is_not_theirs_to_record(as_, bring, dispute):
    upload = bring(as_("ngo"), dispute=dispute.code)

    for who, status in [("agency", 404), ("chair", 404), ("ngo2", 404)]:
        assert admit(as_(who), upload).status_code == status
    assert not Exhibit.objects.exists()


def test_a_list_takes_no_more_queries_for_more_rows(as_, bring, dispute):
    ngo = as_("ngo")
    counts = []
    for more in (1, 3):
        for _no in range(more):
            admit(ngo, bring(ngo, dispute=dispute.code))
            bring(ngo, dispute=dispute.code)
        counts.append([queries(ngo, address) for address in (CASE_FILE, "/unggah/")])

    assert counts[0] == counts[1]


def queries(who, address):
    with CaptureQueriesContext(connection) as caught:
        assert who.get(address).status_code == 200
    return len(caught)


def test_the_state_of_an_upload_is_asked_by_the_page_until_it_is_known(ngo):
    address = send(ngo, PDF)
    asked = {"HX-Request": "true"}

    waiting = ngo.get(address, headers=asked).content.decode()
    Upload.objects.update(state=UploadState.REFUSED, refusal="broken", refusal_said="Rusak.",
                          checked_at="2024-03-14T00:00Z")  # fmt: skip
    known = ngo.get(address, headers=asked).content.decode()

    assert 'data-hx-trigger="every 2s"' in waiting
    assert "data-hx-trigger" not in known
    assert "Rusak." in known


# --- A place for files in the form of another ------------------------------------------------


@pytest.fixture
def posted(bring, as_, rf):
    """A form of another page, with codes of finished uploads and a plain file."""
    ngo, agency = as_("ngo"), as_("agency")
    own = [bring(ngo, name="satu.pdf"), bring(ngo, name="dua.pdf")]
    theirs = bring(agency)
    codes = [*(one.code for one in own), theirs.code, "BBBBBBBB"]
    plain = SimpleUploadedFile("tiga.pdf", PDF)
    request = rf.post("/permohonan/", {"lampiran": codes, "lampiran_file": plain})
    request.user = own[0].uploaded_by
    return request, own


def test_a_form_takes_its_own_uploads_and_files_and_nobody_elses(posted):
    request, own = posted

    found = uploading.taken(request, "lampiran", house=own[0].house)

    assert [one.name for one in found] == ["satu.pdf", "dua.pdf", "tiga.pdf"]
    assert found[2].state == UploadState.RECEIVED


def test_the_control_shows_what_was_chosen_and_posts_it_again(posted):
    _request, own = posted
    control = uploading.control("lampiran", label="Lampiran", house=own[0].house, chosen=own)

    shown = html.fromstring(render_to_string("uploads/_field.html", {"control": control}))

    assert shown.xpath("//input[@name='lampiran'][@checked]/@value") == [o.code for o in own]
    (plain,) = shown.xpath("//input[@type='file']")
    assert (plain.get("name"), plain.get("accept")[:5]) == ("lampiran_file", ".pdf,")
    assert shown.xpath(f"//label[@for='{plain.get('id')}']")
    assert shown.xpath("//@data-house") == ["organisation:" + own[0].house.slug]
