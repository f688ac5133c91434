"""Words outside the hearing: recorded with their outlet, kept with a copy, read twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.admissions import Stance
from cases.domain.hearings import Seat
from cases.models import Job, PublicStatement, StatementArchive, Upload
from cases.services import admissions, jobs, registry
from cases.services.admissions import StanceDetails, StatementDetails
from cases.tasks import jobs as door
from tests import foreign_files as made
from tests.hearing_room import NOW, READER, RECORDER
from tests.people import account, people_of
from tests.public_record import publish
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
SAID = date(2024, 3, 15)
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script>Berita</body></html>"
WARC = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nBerita"
FORM = {
    "nama": "Semuel", "kapasitas": "Direktur Jenderal", "tanggal": "2024-03-15",
    "bentuk": "quoted", "teks": "Data-datanya di Indonesia", "bahasa": "id",
    "media": "Kabar", "jenis": "online", "alamat": "https://kabar.test/1",
    "terbit": "2024-03-16",
}  # fmt: skip


built, record = standing(publish)


@pytest.fixture
def people(record):
    return people_of(record.room)


@pytest.fixture
def clerk(client, people):
    client.force_login(people.ratna)
    return client


def at(record, place="") -> str:
    return f"/kepaniteraan/{record.room.dispute.code}/pernyataan/{place}"


def copy_of(code) -> str:
    return reverse("upload_copy", args=[code])


def written(record, key="s-1", **more):
    details = StatementDetails(
        key, SAID, "quoted", "Bukan kontrak kami.", outlet="Kabar", medium="online",
        url="https://kabar.test/1", published_on=SAID, **more,
    )  # fmt: skip
    return admissions.record_statement(
        record.room.disputes, record.room.counsel, details, **WHO
    )


def work():
    for job in Job.objects.filter(state="waiting", kind="check_upload"):
        door.perform(jobs.claim(job.pk, now=timezone.now()))


def bring(client, record, statement, name, content):
    return client.post(
        at(record, f"{statement.code}/"), {"salinan_file": SimpleUploadedFile(name, content)}
    )


def test_it_is_recorded_as_it_was_reported(clerk, record):
    answer = clerk.post(at(record, "baru/"), FORM)

    assert answer.status_code == 302, text(answer)
    told = PublicStatement.objects.get()
    assert (told.person.name, told.outlet, told.medium, told.url) == (
        "Semuel", "Kabar", "online", "https://kabar.test/1",
    )  # fmt: skip
    assert (told.said_on, told.published_on, told.reviewed_by) == (SAID, date(2024, 3, 16), "")
    assert "menunggu pemeriksa kedua" in text(clerk.get(at(record)))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://kabar.test/1", "kabar"])
def test_an_address_that_is_none_is_refused(clerk, record, url):
    page = clerk.post(at(record, "baru/"), {**FORM, "alamat": url})

    assert page.status_code == 200
    assert tree(page).get_element_by_id("id_alamat_error") is not None
    assert not PublicStatement.objects.exists()


def test_somebody_has_to_have_spoken(clerk, record):
    page = clerk.post(at(record, "baru/"), {**FORM, "nama": ""})

    assert "Pilih yang berbicara" in text(page)


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("berita.html", PAGE, "text/html"),
        ("berita.warc", WARC, "application/warc"),
        ("berita.pdf", made.pdf(), "application/pdf"),
        ("berita.txt", b"Berita panjang", "text/plain"),
    ],
)
def test_a_copy_is_kept_with_its_fingerprint_after_its_check(
    clerk, record, name, content, mime
):
    statement = written(record)

    answer = bring(clerk, record, statement, name, content)
    work()

    assert answer.status_code == 302, text(answer)
    kept = StatementArchive.objects.get()
    assert (kept.sha256, kept.upload.mime) == (kept.upload.sha256, mime)
    assert kept.sha256 in text(clerk.get(at(record, f"{statement.code}/")))


def test_a_copy_of_a_page_never_opens_in_the_browser(clerk, record):
    statement = written(record)
    bring(clerk, record, statement, "berita.html", PAGE)
    work()

    answer = clerk.get(copy_of(Upload.objects.get().code))

    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_copy_serves_nowhere_else_and_is_read_by_the_commission_alone(
    client, clerk, record, people
):
    statement = written(record)
    bring(clerk, record, statement, "berita.html", PAGE)
    work()
    code = Upload.objects.get().code

    assert clerk.get(copy_of(code)).status_code == 200
    assert clerk.post(reverse("upload_discard", args=[code])).status_code == 302
    assert Upload.objects.filter(code=code).exists()
    for name in ("lestari", "darma", "stranger"):
        client.force_login(getattr(people, name))
        assert client.get(copy_of(code)).status_code == 404


def test_a_refused_file_is_no_copy_for_the_public(clerk, record):
    statement = written(record)
    bring(clerk, record, statement, "berita.html", b"MZ" + b"\0" * 300)
    work()
    admissions.review(statement, reviewer=READER, now=NOW)

    told = record.room.dispute.public_statements.get()
    assert told.archives.exists()
    address = f"/perkara/pusat/{record.room.dispute.numbers.get().slug}/"
    assert "SHA-256" not in text(clerk.get(address))


def test_the_public_sees_outlet_link_and_fingerprint_once_it_was_reviewed(clerk, record):
    statement = written(record)
    stance = admissions.take_stance(
        record.proposition,
        StanceDetails(Stance.DENIES, SAID, public_statement=statement),
        **WHO,
    )
    admissions.review(stance, reviewer=READER, now=NOW)
    bring(clerk, record, statement, "berita.html", PAGE)
    work()
    sha256 = StatementArchive.objects.get().sha256
    case = f"/perkara/pusat/{record.room.dispute.numbers.get().slug}/"
    for address in ("/pengakuan/", case):
        assert "Bukan kontrak kami" not in clerk.get(address).content.decode()

    answer = clerk.post(at(record, f"{statement.code}/periksa/"), {"hasil": "benar"})

    assert answer.status_code == 302
    for address in ("/pengakuan/", case):
        page = clerk.get(address)
        assert sha256 in text(page)
        (link,) = {
            one.get("rel") for one in tree(page).xpath("//a[@href='https://kabar.test/1']")
        }
        assert "noopener" in link


def test_nobody_else_reads_or_writes_it(client, record, people):
    statement = written(record)
    for name in ("lestari", "darma", "stranger"):
        client.force_login(getattr(people, name))
        for place in ("", "baru/", f"{statement.code}/", f"{statement.code}/periksa/"):
            assert client.get(at(record, place)).status_code == 404
    registry.seat_on_panel(record.room.dispute, record.room.chair, seat=Seat.CHAIR, **WHO)
    client.force_login(people.wibowo)
    assert client.get(at(record)).status_code == 200
    assert client.get(at(record, "baru/")).status_code == 404
    assert bring(client, record, statement, "a.txt", b"Halo").status_code == 404


def test_a_file_of_an_applicant_that_is_a_page_is_still_refused(client, record, people):
    client.force_login(people.lestari)
    client.post(
        "/unggah/",
        {
            "berkas_file": SimpleUploadedFile("a.html", PAGE),
            "house": f"organisation:{record.room.applicant.slug}",
        },
    )
    work()

    assert [one.refusal for one in Upload.objects.all()] == ["not_allowed"]


def test_the_list_takes_as_many_queries_however_long_it_is(clerk, record):
    written(record)
    clerk.get(at(record))
    with CaptureQueriesContext(connection) as one:
        clerk.get(at(record))
    for no in (2, 3):
        written(record, key=f"s-{no}")
    with CaptureQueriesContext(connection) as three:
        clerk.get(at(record))

    assert len(three) == len(one)


def test_a_colleague_reviews_what_a_clerk_recorded(client, clerk, record):
    clerk.post(at(record, "baru/"), FORM)
    statement = PublicStatement.objects.get()
    page = clerk.post(at(record, f"{statement.code}/periksa/"), {"hasil": "benar"})
    assert "Pemeriksa harus orang lain" in text(page)

    client.force_login(account("dua", record.room.commission, Role.REGISTRAR))
    client.post(at(record, f"{statement.code}/periksa/"), {"hasil": "benar"})

    statement.refresh_from_db()
    assert statement.reviewed_by.startswith("akun:")
