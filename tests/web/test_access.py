"""The door for the other side: what it shows, whom it lets in, and what stays shut to them."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.domain.accounts import PARTY_SESSION, Role
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.documents import Paper
from cases.domain.notices import Side
from cases.domain.parties import AddresseeRole
from cases.models import (
    Addressee,
    CaseNote,
    Dispute,
    DisputeAccess,
    Document,
    Job,
    JournalEntry,
    Notice,
    Upload,
    User,
)
from cases.services import access, accounts, correspondence, documents
from cases.services.correspondence import Writing
from cases.services.jobs import JobKind
from tests import foreign_files as made
from tests.brought import WHO, account, bring, checked, open_hall
from tests.let_in import GUEST, enclose, grant, token
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
PASSWORD = "kata-sandi-yang-panjang"
PDF = made.pdf()
NUMBER = "001/ KIP-PSIP/ II/ 2024"  # as it may break


built, hall = standing(open_hall)


@pytest.fixture
def row(hall):
    return grant(hall, now=timezone.now())


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def guest(client, row):
    """A visitor who came in by the link."""
    come_in(client, row)
    return client


def as_(user):
    visitor = Client()
    visitor.force_login(user)
    return visitor


def open_link(client, row):
    return client.get(f"/pihak/{token(row)}/", follow=True)


def come_in(client, row, name="Pak Darma"):
    open_link(client, row)
    return client.post("/pihak/", {"name": name})


def room_of(dispute):
    return f"/meja/perkara/{dispute.code}/"


def file_of(dispute):
    return f"/perkara/{dispute.commission.code}/{dispute.code}/berkas/"


def user_of(client):
    return int(client.session.get("_auth_user_id", 0))


# --- The door -------------------------------------------------------------------------------


def test_opening_a_link_shows_which_dispute_for_whom_and_changes_nothing(client, row):
    page = open_link(client, row)

    assert page.redirect_chain == [("/pihak/", 302)]
    told = text(page)
    for word in (NUMBER, "Yayasan Lestari", "Badan Darma", GUEST):
        assert word in told
    row.refresh_from_db()
    assert row.taken_up_at is None
    assert not User.objects.filter(email=GUEST).exists()
    assert user_of(client) == 0


def test_a_guest_comes_in_under_a_confirmed_name_and_reads_the_file(client, hall, row):
    led = come_in(client, row, name="Darma Wijaya")

    assert led["Location"] == room_of(hall.dispute)
    assert User.objects.get(email=GUEST).name == "Darma Wijaya"
    page = client.get(led["Location"])
    assert page.status_code == 200
    assert "Anda masuk lewat tautan surel" in text(page)
    assert NUMBER in text(client.get("/meja/"))


def test_a_name_is_needed(client, row):
    page = come_in(client, row, name=" ")

    assert page.status_code == 200
    assert tree(page).xpath("//*[@data-bad]")
    assert user_of(client) == 0


def test_the_same_link_brings_the_guest_back_from_another_place(guest, row):
    elsewhere = Client()

    page = open_link(elsewhere, row)
    assert not tree(page).xpath("//input[@name='name']")
    elsewhere.post("/pihak/")

    assert user_of(elsewhere) == user_of(guest) > 0


def test_a_session_is_begun_anew_when_somebody_comes_in(client, row):
    open_link(client, row)
    before = client.session.session_key

    client.post("/pihak/", {"name": "Darma"})

    assert client.session.session_key != before
    assert "access" not in client.session


def test_an_address_with_an_account_is_asked_to_sign_in_with_it(client, hall, row):
    person = account(GUEST)
    page = open_link(client, row)

    assert tree(page).xpath("//a[@href='/masuk/?next=/pihak/']")
    assert client.post("/pihak/", {"name": "Orang lain"})["Location"] == "/pihak/"
    assert user_of(client) == 0
    led = client.post("/masuk/?next=/pihak/", {"username": GUEST, "password": "sandi panjang"})
    assert led["Location"] == "/pihak/"
    assert client.post("/pihak/")["Location"] == room_of(hall.dispute)
    row.refresh_from_db()
    assert row.user == person


def test_who_is_signed_in_as_somebody_else_is_told_to_sign_out_first(hall, row):
    visitor = as_(hall.applicant)

    page = open_link(visitor, row)

    assert "keluarlah" in text(page)
    assert visitor.post("/pihak/", {"name": "x"})["Location"] == "/pihak/"
    row.refresh_from_db()
    assert row.user is None


def test_a_guest_sets_a_password_and_the_link_then_asks_to_sign_in(guest, hall, row):
    assert guest.get("/akun/kata-sandi/")["Location"] == "/akun/kata-sandi/pasang/"
    typed = {"password1": PASSWORD, "password2": PASSWORD}
    assert guest.post("/akun/kata-sandi/pasang/", typed).status_code == 302
    assert guest.get(file_of(hall.dispute)).status_code == 200

    stranger = Client()
    page = open_link(stranger, row)

    assert tree(page).xpath("//a[@href='/masuk/?next=/pihak/']")
    stranger.post("/pihak/")
    assert user_of(stranger) == 0
    stranger.post("/masuk/", {"username": GUEST, "password": PASSWORD})
    assert stranger.get(file_of(hall.dispute)).status_code == 200


def test_a_link_that_is_over_says_so(client, hall, row):
    secret = token(row)
    with time_machine.travel(timezone.now() + timedelta(days=30, seconds=1)):
        expired = client.get(f"/pihak/{secret}/", follow=True)
    access.revoke(row, by=hall.clerk, now=timezone.now())
    revoked = client.get(f"/pihak/{secret}/", follow=True)

    assert (expired.status_code, revoked.status_code) == (410, 410)
    assert "lewat masanya" in text(expired)
    assert "dicabut" in text(revoked)


@pytest.mark.parametrize("path", ["/pihak/", "/pihak/x/", f"/pihak/{'0' * 64}/"])
def test_a_forged_link_is_not_known(client, row, path):
    assert client.get(path).status_code == 404
    assert "access" not in client.session


def test_a_link_that_was_revoked_between_opening_and_pressing_lets_nobody_in(client, hall, row):
    open_link(client, row)
    access.revoke(row, by=hall.clerk, now=timezone.now())

    assert client.post("/pihak/", {"name": "Darma"}).status_code == 410
    assert user_of(client) == 0


def test_revoking_ends_the_session_at_once(guest, hall, row):
    access.revoke(row, by=hall.clerk, now=timezone.now())

    assert guest.get(file_of(hall.dispute)).status_code == 302
    assert guest.get("/meja/")["Location"] == "/masuk/?next=/meja/"


def test_a_guest_is_signed_out_after_the_hours_of_a_party(guest):
    with time_machine.travel(timezone.now() + PARTY_SESSION.idle + timedelta(minutes=2)):
        assert guest.get("/meja/").status_code == 302


def test_only_a_sent_form_lets_in(row):
    visitor = Client(enforce_csrf_checks=True)
    open_link(visitor, row)

    assert visitor.post("/pihak/", {"name": "Darma"}).status_code == 403
    assert visitor.post(f"/pihak/{token(row)}/").status_code in {403, 405}


def test_the_door_is_knocked_at_twenty_times_an_hour_for_one_address(row):
    for _no in range(20):
        visitor = Client()
        open_link(visitor, row)
        assert visitor.post("/pihak/", {"name": "Darma"}).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        visitor = Client()
        open_link(visitor, row)
        assert visitor.post("/pihak/", {"name": "Darma"}).status_code == 429


def test_tokens_are_not_tried_out_faster_than_sixty_a_minute(client):
    answers = [client.get(f"/pihak/{no:064x}/").status_code for no in range(61)]

    assert set(answers[:60]) == {404}
    assert answers[60] == 429


# --- The secret -----------------------------------------------------------------------------


def test_the_token_stands_in_no_page_no_header_and_no_row(client, hall, row, caplog):
    secret = token(row)
    first = client.get(f"/pihak/{secret}/")
    assert first["Referrer-Policy"] == "no-referrer"
    assert "no-store" in first["Cache-Control"]

    pages = [first, client.get("/pihak/"), client.post("/pihak/", {"name": "Darma"})]
    pages += [client.get(path) for path in (file_of(hall.dispute), "/meja/", "/akun/")]
    pages.append(as_(hall.clerk).get(f"/kepaniteraan/{hall.dispute.code}/akses/"))
    seen = "".join(str(page.headers) + page.content.decode() for page in pages)
    kept = str(list(DisputeAccess.objects.values())) + str(list(Job.objects.values()))
    told = "".join(str(entry.payload) for entry in JournalEntry.objects.all())

    assert secret not in seen + kept + told + caplog.text
    assert row.nonce not in seen + told
    assert GUEST not in told


def test_a_dead_link_is_left_behind_as_well(client, hall, row):
    access.revoke(row, by=hall.clerk, now=timezone.now())

    page = open_link(client, row)

    assert page.redirect_chain == [("/pihak/", 302)]
    assert token(row) not in page.content.decode()


def test_no_link_of_the_administration_shows_a_way_in(hall, row):
    keeper = accounts.open_account(
        "pengelola@uji.test", name="", password=PASSWORD, is_administrator=True, **WHO
    )
    visitor = as_(keeper)

    assert visitor.get("/admin/cases/disputeaccess/").status_code in {302, 404}
    assert visitor.get(f"/kepaniteraan/{hall.dispute.code}/akses/").status_code == 404


# --- What stays shut ------------------------------------------------------------------------


def doors_of_others(hall, other, run_jobs):
    """Every address inside, of what a guest of the first dispute has no part in."""
    elsewhere = hall.room.disputes[1]
    theirs = checked(run_jobs, hall, PDF, dispute=hall.dispute)  # the applicant's, no exhibit
    identity = checked(run_jobs, hall, made.pdf(pages=2), name="ktp.pdf")
    enclose(hall, identity, place="identity")
    of_body = checked(
        run_jobs, hall, made.pdf(pages=3), house=hall.room.respondent, user=hall.agency
    )
    strange = checked(run_jobs, other, PDF)
    documents.request(elsewhere, kind=Paper.APPLICATION, **WHO)
    paper = Document.objects.get(dispute=elsewhere)
    for dispute in (elsewhere, other.dispute):
        yield file_of(dispute)
        yield f"/meja/perkara/{dispute.code}/jawaban/"
        yield f"/meja/pemberitahuan/{dispute.code}/"
    for upload in (theirs, identity, of_body, strange):
        yield f"/unggah/{upload.code}/"
        yield f"/berkas-unggahan/{upload.code}/"
        yield f"/berkas-unggahan/{upload.code}/gambar/"
    yield f"/meja/berkas/{paper.code}/"
    yield f"/kepaniteraan/{hall.dispute.code}/akses/"
    yield f"/kepaniteraan/{elsewhere.code}/akses/"
    yield "/permintaan/badan/"
    yield "/permintaan/badan/baru/"
    for code in (row.code for row in hall.dispute.information_requests.all()):
        yield f"/permintaan/{code}/"
    yield f"/akun/organisasi/{hall.room.applicant.slug}/"
    yield f"/akun/badan-publik/{hall.room.respondent.slug}/"
    yield f"/akun/komisi/{hall.room.commission.code}/"
    yield "/permohonan/BBBBBBBB/"


def test_a_guest_finds_nothing_behind_any_other_door(guest, hall, run_jobs):
    found = {
        address: guest.get(address).status_code
        for address in doors_of_others(hall, open_hall("jabar"), run_jobs)
    }

    assert len(found) > 25
    assert {address: status for address, status in found.items() if status != 404} == {}


def test_a_guest_begins_nothing_outside_that_dispute(guest, hall):
    elsewhere = hall.room.disputes[1]
    body = f"public_body:{hall.room.respondent.slug}"

    assert begin(guest, house=body).status_code == 400
    assert begin(guest, house=body, dispute=elsewhere.code).status_code == 404
    applicant = f"organisation:{hall.room.applicant.slug}"
    assert begin(guest, house=applicant, dispute=hall.dispute.code).status_code == 400
    guest.post("/permohonan/baru/", {"organisasi": hall.room.applicant.pk})
    guest.post("/unggah/", {"house": body, "berkas_file": SimpleUploadedFile("a.pdf", PDF)})
    assert not Upload.objects.exists()
    assert guest.post(file_of(hall.dispute), {"upload": "BBBBBBBB"}).status_code == 404


def test_no_page_of_a_guest_tells_what_is_not_for_them(guest, hall, run_jobs):
    canary = "KENARI"
    enclose(hall, checked(run_jobs, hall, PDF, name=f"ktp-{canary}.pdf"), place="identity")
    writing = Writing(CorrespondenceKind.MESSAGE, f"Rahasia {canary}")
    correspondence.write(
        hall.dispute, writing, sender=Side.APPLICANT, to=[], by=hall.applicant,
        now=timezone.now(),
    )  # fmt: skip
    CaseNote.objects.create(
        organisation=hall.room.applicant, dispute=hall.dispute, text=canary,
        written_by=hall.applicant, written_at=timezone.now(),
    )  # fmt: skip
    Dispute.objects.filter(pk=hall.room.disputes[1].pk).update(subject=canary)

    for address in (
        "/meja/", "/akun/", "/unggah/", "/meja/pemberitahuan/", "/meja/naskah/",
        f"/meja/pemberitahuan/{hall.dispute.code}/", file_of(hall.dispute),
        f"/meja/perkara/{hall.dispute.code}/jawaban/", "/permohonan/", "/akun/umpan/",
        "/permintaan/",
    ):  # fmt: skip
        page = guest.get(address)
        assert page.status_code == 200, address
        assert canary not in page.content.decode(), address


def test_a_guest_reads_the_notices_for_them_alone(guest, hall):
    writing = Writing(CorrespondenceKind.MESSAGE, "Sidang dipindahkan.")
    both = [Side.APPLICANT, Side.RESPONDENT]
    correspondence.write(
        hall.dispute, writing, sender=Side.COMMISSION, to=both, by=hall.clerk,
        now=timezone.now(),
    )  # fmt: skip

    assert Notice.objects.filter(dispute=hall.dispute).count() > 1
    page = guest.get(f"/meja/pemberitahuan/{hall.dispute.code}/")
    assert "lestari@" not in page.content.decode()
    assert len(tree(page).xpath("//*[contains(@class, 'panel__count')]")) == 1


# --- Bringing files -------------------------------------------------------------------------


def begin(who, *, content=PDF, **told):
    told = {"name": "bukti.pdf", **told}
    packed = ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items()
    )
    headers = {"Upload-Length": str(len(content)), "Upload-Metadata": packed}
    return who.post("/unggah/", headers=headers)


def test_a_guest_brings_a_file_in_pieces_and_it_counts_for_the_body(guest, hall):
    body = f"public_body:{hall.room.respondent.slug}"
    begun = begin(guest, house=body, dispute=hall.dispute.code)

    assert begun.status_code == 201
    sent = guest.generic(
        "PATCH", begun["Location"], PDF, content_type="application/offset+octet-stream",
        headers={"Upload-Offset": "0"},
    )  # fmt: skip
    assert sent.json()["state"] == "received"
    upload = Upload.objects.get()
    assert upload.public_body == hall.room.respondent
    assert upload.dispute == hall.dispute
    assert as_(hall.applicant).get(begun["Location"]).status_code == 404


def test_a_guest_brings_a_file_by_the_plain_form_and_records_it_as_t_1(guest, hall, run_jobs):
    typed = {
        "house": f"public_body:{hall.room.respondent.slug}",
        "dispute": hall.dispute.code,
        "next": file_of(hall.dispute),
        "berkas_file": SimpleUploadedFile("kontrak.pdf", PDF),
    }
    with run_jobs(execute=True):
        led = guest.post("/unggah/", typed)
    assert led["Location"] == file_of(hall.dispute)
    code = Upload.objects.get().code

    guest.post(
        file_of(hall.dispute),
        {"upload": code, f"{code}-title": "Kontrak", f"{code}-side": "T",
         f"{code}-kind": "alat_bukti"},
    )  # fmt: skip

    assert "T-1" in text(guest.get(file_of(hall.dispute)))
    assert "T-1" in text(as_(hall.applicant).get(file_of(hall.dispute)))


def test_a_guest_takes_nothing_away_that_others_brought(guest, hall, run_jobs):
    theirs = bring(
        hall, PDF, house=hall.room.respondent, user=hall.agency, dispute=hall.dispute
    )

    assert guest.post(f"/unggah/{theirs.code}/buang/").status_code == 404
    assert Upload.objects.filter(pk=theirs.pk).exists()


def test_a_guest_who_was_put_out_goes_on_with_no_upload(guest, hall, row):
    body = f"public_body:{hall.room.respondent.slug}"
    address = begin(guest, house=body, dispute=hall.dispute.code)["Location"]
    person = User.objects.get(email=GUEST)
    access.revoke(row, by=hall.clerk, now=timezone.now())

    person.refresh_from_db()
    assert as_(person).head(address).status_code == 404


def test_the_quota_is_that_of_the_body(guest, hall, settings):
    settings.UPLOAD_QUOTA_MB = 1
    kept = bring(hall, bytes(1), name="a.txt", house=hall.room.respondent, user=hall.agency)
    Upload.objects.filter(pk=kept.pk).update(size=1024 * 1024, received=1024 * 1024)
    body = f"public_body:{hall.room.respondent.slug}"

    assert begin(guest, house=body, dispute=hall.dispute.code).status_code == 413


# --- The page of the registry ---------------------------------------------------------------


def page_of(hall):
    return f"/kepaniteraan/{hall.dispute.code}/akses/"


@pytest.mark.parametrize("who", ["applicant", "reader", "agency", "stranger"])
def test_the_page_of_the_registry_is_for_the_registry(hall, row, who):
    visitor = as_(getattr(hall, who))

    assert visitor.get(page_of(hall)).status_code == 404
    for act in ("lagi", "cabut"):
        assert visitor.post(f"{page_of(hall)}{row.pk}/{act}/").status_code == 404
    row.refresh_from_db()
    assert row.revoked_at is None


def test_another_registry_a_panel_and_a_visitor_do_not_find_it_either(client, hall, row):
    judge = account("wibowo@pusat.test")
    accounts.join(judge, hall.room.commission, role=Role.COMMISSIONER, **WHO)

    assert as_(open_hall("jabar").clerk).get(page_of(hall)).status_code == 404
    assert as_(judge).get(page_of(hall)).status_code == 404
    assert client.get(page_of(hall)).status_code == 302


def test_the_registry_lets_somebody_in_at_the_address_of_the_body(hall):
    Addressee.objects.create(
        public_body=hall.room.respondent, role=AddresseeRole.OFFICER, office="PPID Utama",
        email="ppid@darma.go.id",
    )  # fmt: skip
    clerk = as_(hall.clerk)
    page = tree(clerk.get(page_of(hall)))
    typed = {
        name: page.xpath(f"//input[@name='{name}']/@value")[0]
        for name in ("participant", "email", "name")
    }
    assert typed["email"] == "ppid@darma.go.id"

    clerk.post(page_of(hall), {**typed, "language": "en"})

    made_one = DisputeAccess.objects.get()
    assert (made_one.email, made_one.name, made_one.language) == (
        "ppid@darma.go.id", "PPID Utama", "en",
    )  # fmt: skip
    assert Job.objects.filter(kind=JobKind.SEND_ACCESS).count() == 1
    assert "surel sedang dikirim" in text(clerk.get(page_of(hall)))


def test_why_nobody_is_let_in_stands_at_the_field(hall):
    party = hall.dispute.participants.get(role="termohon")
    typed = {"participant": party.pk, "email": hall.applicant.email, "language": "id"}

    page = as_(hall.clerk).post(page_of(hall), typed)

    assert "pihak pemohon" in text(page)
    assert not DisputeAccess.objects.exists()


def test_sending_again_replaces_the_link_and_revoking_ends_it(hall, row):
    clerk = as_(hall.clerk)
    clerk.post(f"{page_of(hall)}{row.pk}/lagi/")
    newer = DisputeAccess.objects.get(revoked_at=None)
    assert newer.pk != row.pk

    clerk.post(f"{page_of(hall)}{newer.pk}/cabut/")

    assert not DisputeAccess.objects.filter(revoked_at=None).exists()
    assert text(clerk.get(page_of(hall))).count("dicabut") >= 2
    assert clerk.post(f"{page_of(hall)}{newer.pk}/cabut/").status_code == 404


def test_the_page_takes_no_more_queries_for_more_people(hall, row):
    clerk = as_(hall.clerk)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert clerk.get(page_of(hall)).status_code == 200
        return len(caught)

    before = queries()
    for no in range(3):
        grant(hall, email=f"wakil{no}@badan.test", now=timezone.now())

    assert queries() == before


def test_the_file_leads_each_to_what_is_theirs(guest, hall):
    def leads(visitor):
        return set(tree(visitor.get(file_of(hall.dispute))).xpath("//main//a/@href"))

    answer = f"/meja/perkara/{hall.dispute.code}/jawaban/"
    assert answer in leads(guest)
    assert answer in leads(as_(hall.agency))
    assert page_of(hall) in leads(as_(hall.clerk))
    assert not {answer, page_of(hall)} & leads(as_(hall.applicant))
