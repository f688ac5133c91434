"""Private files in the browser: redacting, deciding, erasing, and who opened what."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.adapters import sealed_files
from cases.domain.accounts import Role
from cases.domain.checking import Verdict
from cases.domain.publication import Visibility
from cases.domain.readings import CameFrom
from cases.models import (
    FileReading,
    PersonalDecision,
    PublicDocument,
    Redaction,
    VerificationFinding,
)
from cases.services import identity_papers, publication, uploads
from tests import foreign_files as made
from tests.brought import WHO, account, checked, open_hall
from tests.hearing_room import NOW
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
WORDS = b"BT /F1 24 Tf 72 700 Td (RAHASIANIK) Tj 0 -100 Td (surel siti@contoh.id) Tj ET"
BOX = {"halaman": "1", "x": "10", "y": "8", "lebar": "26", "tinggi": "5"}
WHY = {"dasar": "pdp", "alasan": "nama anak"}


@pytest.fixture
def hall(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    hall = open_hall()
    publication.release_all(hall.room.disputes, **WHO)
    return hall


@pytest.fixture
def upload(hall, django_capture_on_commit_callbacks):
    return checked(
        django_capture_on_commit_callbacks, hall, made.pdf(text=WORDS), dispute=hall.dispute
    )


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def begun(clerk, upload):
    answer = clerk.post(f"/unggah/{upload.code}/hitamkan/", {"judul": "Surat"})
    return answer["Location"]


def test_a_registrar_redacts_and_another_publishes(
    hall, upload, django_capture_on_commit_callbacks
):
    clerk = as_(hall.clerk)
    second = as_(account("kedua@pusat.test", hall.room.commission, Role.REGISTRAR))
    page = begun(clerk, upload)
    image = clerk.get(f"{page}halaman/1/")
    assert image.content.startswith(b"\x89PNG")
    assert clerk.get(f"{page}halaman/2/").status_code == 404

    assert clerk.post(page, BOX | WHY).status_code == 302
    shown = tree(clerk.get(page))
    (box,) = shown.xpath("//*[@class='redact__box']")
    assert [box.get(name) for name in ("x", "y", "width", "height")] == [
        "1000", "800", "2600", "500",
    ]  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        clerk.post(f"{page}pesan/")
    assert b"RAHASIANIK" not in b"".join(clerk.get(f"{page}salinan/").streaming_content)
    assert "Menunggu orang lain" in text(clerk.get(page))

    assert "belum diputuskan" in text(second.get(page))
    second.post(f"{page}sahkan/")
    assert not PublicDocument.objects.exists()
    decide(second, hall, pilihan="keep", alasan="alamat umum organisasi")
    second.post(f"{page}sahkan/")

    copy = PublicDocument.objects.get(title="Surat")
    public = Client().get(f"/berkas/{copy.code}/")
    assert b"RAHASIANIK" not in b"".join(public.streaming_content)


def decide(client, hall, **told):
    page = f"/meja/perkara/{hall.dispute.code}/data-pribadi/"
    form = tree(client.get(page)).xpath("//form[.//input[@name='tanda']]")[0]
    fields = {
        one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")
    }
    fields.pop("csrfmiddlewaretoken", None)
    return client.post(page, fields | told)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"lebar": "95"}, "melewati tepi"),
        ({"halaman": "7"}, "Halaman 7 tidak ada"),
        ({"alasan": ""}, "Alasan: Bidang ini tidak boleh kosong"),
        ({"x": "abc"}, "Dari kiri (%): "),
    ],
)
def test_a_box_that_cannot_be_drawn_says_why(hall, upload, wrong, said):
    clerk = as_(hall.clerk)
    page = begun(clerk, upload)

    answer = clerk.post(page, BOX | WHY | wrong)

    assert said in text(answer)
    assert not Redaction.objects.get().boxes.exists()


def test_nobody_else_finds_a_redaction(hall, upload):
    page = begun(as_(hall.clerk), upload)
    other = open_hall(name="lain")

    for user in (hall.applicant, hall.agency, hall.stranger, other.clerk):
        for path in ("", "halaman/1/", "salinan/"):
            assert as_(user).get(page + path).status_code == 404
        assert as_(user).post(f"{page}pesan/").status_code == 404
        address = f"/meja/perkara/{hall.dispute.code}/data-pribadi/"
        assert as_(user).get(address).status_code == 404
    assert as_(hall.applicant).post(f"/unggah/{upload.code}/hitamkan/").status_code == 404


# --- Decisions ------------------------------------------------------------------------------


def test_a_text_is_looked_through_before_it_is_written(hall):
    clerk = as_(hall.clerk)
    page = f"/meja/perkara/{hall.dispute.code}/data-pribadi/"

    found = clerk.post(page, {"naskah": "NIK 3171234508900003 disebut"})
    form = tree(found).xpath("//form[.//input[@name='tanda']]")[0]
    fields = {
        one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")
    }
    answer = clerk.post(page, fields | {"pilihan": "keep", "alasan": ""})
    assert "Sebutkan mengapa" in text(answer)
    answer = clerk.post(page, fields | {"pilihan": "mask"})

    assert "Disamarkan" in text(answer)
    assert PersonalDecision.objects.get().choice == "mask"


# --- Proof of identity, and who opened it ---------------------------------------------------


@pytest.fixture
def identity(hall, django_capture_on_commit_callbacks):
    found = checked(django_capture_on_commit_callbacks, hall, made.pdf(), name="KTP.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        uploads.bring_into(found, hall.dispute)
        identity_papers.note(found, hall.dispute, now=NOW)
    found.refresh_from_db()
    return found


def test_proof_of_identity_is_opened_through_the_door_and_that_is_written_down(hall, identity):
    assert sealed_files.is_sealed(identity.clean_file)

    copy = as_(hall.clerk).get(f"/berkas-unggahan/{identity.code}/")
    assert b"".join(copy.streaming_content).startswith(b"%PDF")
    assert as_(hall.agency).get(f"/berkas-unggahan/{identity.code}/").status_code == 404

    (row,) = FileReading.objects.all()
    assert (row.user, row.read_as, row.why) == (hall.clerk, "copy", "identity")
    assert row.came_from == CameFrom.HERE
    assert "Siapa yang membukanya" in text(as_(hall.clerk).get(f"/unggah/{identity.code}/"))
    assert "Siapa yang membukanya" not in text(
        as_(hall.applicant).get(f"/unggah/{identity.code}/")
    )


def test_the_registry_erases_it_on_its_page(hall, identity, django_capture_on_commit_callbacks):
    clerk = as_(hall.clerk)
    assert "Dapat dihapus sesudah" in text(clerk.get(f"/unggah/{identity.code}/"))
    VerificationFinding.objects.create(
        dispute=hall.dispute,
        place="identity",
        verdict=Verdict.VALID,
        found_by=hall.clerk,
        found_at=NOW,
    )
    assert as_(hall.agency).post(f"/unggah/{identity.code}/hapus-identitas/").status_code == 404

    with django_capture_on_commit_callbacks(execute=True):
        clerk.post(f"/unggah/{identity.code}/hapus-identitas/", {"alasan": "cocok"})

    assert "Sudah dihapus" in text(clerk.get(f"/unggah/{identity.code}/"))
    assert clerk.get(f"/berkas-unggahan/{identity.code}/").status_code == 404


def test_an_open_file_is_opened_without_a_line_and_a_sealed_one_with(hall, upload):
    clerk = as_(hall.clerk)
    clerk.get(f"/berkas-unggahan/{upload.code}/")
    assert not FileReading.objects.exists()
    hall.dispute.visibility = Visibility.SEALED
    hall.dispute.save(update_fields=["visibility"])

    clerk.get(f"/berkas-unggahan/{upload.code}/")

    assert [row.why for row in FileReading.objects.all()] == ["sealed"]
